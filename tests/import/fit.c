/* Fits corrections to the hand-set weights of generator/import/model.c: a
 * structured perceptron (Collins 2002), averaged, with a margin, over the
 * labelled pages that are not held out. Labels leave some roles open (a
 * first paragraph may be lead or body): the aim is the best path among those
 * that the labels allow. Prints generator/import/fitted.def. */
#include "score.h"

#include <math.h>

#define PAGES "tests/import/pages"
#define SEEN "tests/import/blind"   /* read blind once, looked into since */
#define SEEN2 "tests/import/blind2" /* the same */
#define ONE(role) (1u << ROLE_##role)

enum { ROUNDS = 60 };
static const float RATE = 0.05f, MARGIN = 2, DECAY = 0.001f;

typedef enum Cut { CUT_FREE, CUT_HERE, CUT_NOT } Cut;

typedef struct Step {
    FeatureSet features;
    uint32_t allowed; /* roles */
    Cut cut;          /* against the step before */
} Step;

typedef struct Sample {
    VEC(Step) steps;
    uint8_t *gold, *found;
} Sample;

typedef struct Weights {
    float bias[ROLE_COUNT], of[FEATURE_COUNT][ROLE_COUNT];
} Weights;

static Weights hand, now, sum;
static float transition[ROLE_COUNT][ROLE_COUNT];
static bool begins[ROLE_COUNT][ROLE_COUNT];

/* --- labels to roles --------------------------------------------------------- */

static bool lists_line(const YamlNode *article, const char *key, uint32_t line) {
    const YamlNode *list = yaml_get(article, key);
    for (const YamlNode *n = list ? list->first : NULL; n; n = n->next) {
        uint64_t x;
        if (view_uint(n->text, SCORE_LINES - 1, &x) && x == line) return true;
    }
    return false;
}

static bool part_of(View line, View whole) {
    return whole.n && (view_find(whole, line, 0) != SIZE_MAX || view_find(line, whole, 0) != SIZE_MAX);
}

static uint32_t roles_of_head(const YamlNode *a, View line, uint32_t title) {
    if (part_of(line, gold_text(a, "title"))) return title;
    if (part_of(line, gold_text(a, "column"))) return ONE(COLUMN);
    if (part_of(line, gold_text(a, "kicker"))) return ONE(KICKER);
    return part_of(line, gold_text(a, "subtitle")) ? ONE(SUBTITLE) : ONE(BYLINE);
}

static uint32_t roles_of(const YamlNode *a, View text, uint32_t line) {
    bool photo = view_is(gold_text(a, "kind"), "photo");
    const YamlNode *joins = yaml_get(a, "joins");
    if (lists_line(a, "head", line)) return roles_of_head(a, text, photo ? ONE(PTITLE) : ONE(TITLE));
    if (lists_line(a, "captions", line))
        return photo ? ONE(PCAPTION) | ONE(PCREDIT) | ONE(PTEXT) | ONE(PORPHAN) : ONE(CAPTION) | ONE(CREDIT);
    if (lists_line(a, "subheads", line)) return ONE(SUBHEAD);
    if (photo) return ONE(PTEXT) | ONE(PORPHAN) | ONE(PCAPTION) | ONE(PCREDIT);
    for (const YamlNode *j = joins ? joins->first : NULL; j; j = j->next) {
        uint64_t b;
        if (view_uint(j->first->next->text, SCORE_LINES - 1, &b) && b == line) return ONE(CONT);
    }
    return ONE(LEAD) | ONE(BODY) | ONE(SECTION) | ONE(TABLE) | ONE(SIGN) | ONE(ORPHAN) | ONE(BRIEF) | ONE(BYLINE);
}

static const YamlNode *article_with(const YamlNode *gold, uint32_t line) {
    for (const YamlNode *a = yaml_get(gold, "articles")->first; a; a = a->next)
        if (lists_line(a, "lines", line)) return a;
    return NULL;
}

static uint64_t first_line(const YamlNode *a) {
    uint64_t least = SCORE_LINES, x;
    for (const YamlNode *n = yaml_get(a, "lines")->first; n; n = n->next)
        if (view_uint(n->text, SCORE_LINES - 1, &x) && x < least) least = x;
    return least;
}

static void read_sample(Sample *s, const Page *page, const YamlNode *gold) {
    const YamlNode *before = NULL;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        if (p->aside) continue;
        uint32_t line = page->lines.p[p->first].number;
        const YamlNode *a = article_with(gold, line);
        Step t = {.features = p->features, .allowed = a ? roles_of(a, p->text, line) : ~ONE(FURNITURE)};
        t.cut = a && a == before ? CUT_NOT : a && first_line(a) == line ? CUT_HERE : CUT_FREE;
        vec_push(&s->steps, t);
        before = a;
    }
    s->gold = xcalloc(s->steps.n + 1, 1);
    s->found = xcalloc(s->steps.n + 1, 1);
}

/* --- the path ------------------------------------------------------------------- */

static float emission(const Step *t, Role r) {
    float w = now.bias[r];
    for (int f = 0; f < FEATURE_COUNT; f++)
        if (has(&t->features, (Feature)f)) w += now.of[f][r];
    return w;
}

/* Within the labels, or, to keep a margin, with a premium on what they do
 * not allow. */
static float best_path(const Sample *s, bool labels, uint8_t *out) {
    size_t n = s->steps.n;
    float (*score)[ROLE_COUNT] = xarray(NULL, n, sizeof *score);
    uint8_t (*back)[ROLE_COUNT] = xarray(NULL, n, sizeof *back);
    for (size_t i = 0; i < n; i++)
        for (int b = 0; b < ROLE_COUNT; b++) {
            const Step *t = &s->steps.p[i];
            bool right = t->allowed >> b & 1;
            float best = i ? -1e30f : model_start[b];
            for (int a = 0; i && a < ROLE_COUNT; a++) {
                bool cut = begins[a][b], wrong = (t->cut == CUT_HERE && !cut) || (t->cut == CUT_NOT && cut);
                float v = score[i - 1][a] + transition[a][b] + (!wrong ? 0 : labels ? NEVER : MARGIN);
                if (v > best) best = v, back[i][b] = (uint8_t)a;
            }
            score[i][b] = best + emission(t, (Role)b) + (right ? 0 : labels ? NEVER : MARGIN);
        }
    int role = 0;
    for (int r = 1; r < ROLE_COUNT; r++)
        if (score[n - 1][r] > score[n - 1][role]) role = r;
    float best = score[n - 1][role];
    for (size_t i = n; i-- > 0; role = back[i][role]) {
        out[i] = (uint8_t)role;
        if (!i) break;
    }
    free(score);
    free(back);
    return best;
}

/* --- fitting --------------------------------------------------------------------- */

static void move(const Step *t, int role, float by) {
    now.bias[role] += by;
    for (int f = 0; f < FEATURE_COUNT; f++)
        if (has(&t->features, (Feature)f)) now.of[f][role] += by;
}

static size_t learn(Sample *s) {
    size_t wrong = 0;
    if (!s->steps.n || best_path(s, true, s->gold) < NEVER / 2) return 0; /* the labels allow no path */
    best_path(s, false, s->found);
    for (size_t i = 0; i < s->steps.n; i++) {
        if (s->gold[i] == s->found[i]) continue;
        move(&s->steps.p[i], s->gold[i], RATE);
        move(&s->steps.p[i], s->found[i], -RATE);
        wrong++;
    }
    return wrong;
}

enum { N_WEIGHTS = sizeof(Weights) / sizeof(float) };

static void decay_and_add(void) {
    float *w = now.bias, *h = hand.bias, *all = sum.bias;
    for (size_t i = 0; i < N_WEIGHTS; i++) {
        w[i] -= DECAY * (w[i] - h[i]);
        all[i] += w[i] - h[i];
    }
}

static void print_row(const char *name, const float *row, float steps) {
    bool any = false;
    for (int r = 0; r < ROLE_COUNT; r++) any = any || fabsf(row[r] / steps) >= 0.05f;
    if (!any) return;
    printf("ROW(%s,", name);
    for (int r = 0; r < ROLE_COUNT; r++) {
        static const char *const ids[] = {
#define X(id, en, zh) #id,
            ROLES(X)
#undef X
        };
        if (fabsf(row[r] / steps) >= 0.05f) printf(" R(%s) = %.2ff,", ids[r], (double)(row[r] / steps));
    }
    printf(")\n");
}

static void print_weights(float steps) {
    static const char *const ids[] = {
#define X(id, en, zh) #id,
        FEATURES(X)
#undef X
    };
    printf("/* Made by `make fit`: what is added to the hand-set weights. */\n");
    for (int f = 0; f < FEATURE_COUNT; f++) print_row(ids[f], sum.of[f], steps);
}

typedef VEC(Sample) Samples;

static void read_page(Samples *out, Arena *a, Diag *d, const char *json) {
    Str text = STR_INIT, labels = STR_INIT;
    View name = view_of(json);
    Page page;
    Sample s = {.gold = NULL};
    const char *txt = arena_printf(a, "%.*s.txt", VARG(view_to(name, name.n - 5)));
    if (file_read(txt, &text, FILE_MAX_BYTES) || file_read(json, &labels, FILE_MAX_BYTES)) exit(3);
    YamlNode *gold = yaml_parse(a, d, json, 1, arena_view(a, str_view(&labels)));
    page_init(&page, d, txt);
    if (gold && page_roles_of(&page, str_view(&text))) {
        read_sample(&s, &page, gold);
        vec_push(out, s);
    }
    page_release(&page);
    str_release(&text);
    str_release(&labels);
}

int main(void) {
    Arena a = ARENA_INIT;
    Diag d;
    FileList files = {0};
    Samples samples = {0};
    float steps = 0;
    diag_init(&d, MSG_EN);
    static const char *const dirs[] = {PAGES, SEEN, SEEN2};
    for (size_t k = 0; k < sizeof dirs / sizeof *dirs; k++) {
        if (dir_list(&a, dirs[k], &files)) return 3;
        for (size_t i = 0; i < files.n; i++) {
            const char *json = path_join(&a, dirs[k], files.p[i].path);
            if (view_ends(view_of(json), V(".json")) && !is_held_out(json)) read_page(&samples, &a, &d, json);
        }
        filelist_release(&files);
        files = (FileList){0};
    }
    memcpy(hand.bias, model_bias, sizeof hand.bias);
    memcpy(hand.of, model_hand, sizeof hand.of);
    now = hand;
    for (int x = 0; x < ROLE_COUNT; x++)
        for (int y = 0; y < ROLE_COUNT; y++) {
            transition[x][y] = model_transition((Role)x, (Role)y);
            begins[x][y] = model_begins((Role)x, (Role)y);
        }
    for (int round = 0; round < ROUNDS; round++) {
        size_t wrong = 0;
        for (size_t i = 0; i < samples.n; i++, steps++) {
            wrong += learn(&samples.p[i]);
            memcpy(now.bias, hand.bias, sizeof now.bias);
            decay_and_add();
        }
        fprintf(stderr, "round %d: %zu wrong\n", round + 1, wrong);
    }
    print_weights(steps);
    for (size_t i = 0; i < samples.n; i++) {
        free(samples.p[i].gold);
        free(samples.p[i].found);
        vec_release(&samples.p[i].steps);
    }
    vec_release(&samples);
    filelist_release(&files);
    arena_release(&a);
    diag_release(&d);
    return 0;
}
