/* Fits the weights of import/kind.c, a logistic regression over four kinds
 * with a quadratic penalty, on the labelled pages that are not held out, and
 * prints generator/import/kind.def. On stderr: how many kinds are right on
 * pages that the weights did not see, in parts, and on the held-out ones. */
#include <math.h>

#include "import/kind.h"
#include "score.h"

typedef struct Sample {
    KindTraits traits;
    bool right[KINDS_WEIGHED]; /* by the labels, which may allow several */
    size_t page;
    bool held_out;
} Sample;

typedef VEC(Sample) Samples;
typedef double Weights[KINDS_WEIGHED][TRAIT_COUNT];

static void read_articles(Samples *out, const Page *page, const YamlNode *gold, size_t number, bool held_out) {
    static uint32_t lines[SCORE_LINES], buf[SCORE_LINES];
    bool taken[1024] = {false}, supplement = page_is_supplement(page);
    for (const YamlNode *a = yaml_get(gold, "articles")->first; a; a = a->next) {
        size_t n = gold_lines(a, lines), d = best_draft(page, lines, n, taken, buf);
        ArticleKind kind;
        if (d == SIZE_MAX) continue;
        taken[d] = true;
        if (kind_by_form(page, &page->drafts.p[d], &kind)) continue;
        Sample s = {.traits = kind_traits(page, &page->drafts.p[d], supplement), .page = number, .held_out = held_out};
        bool any = false;
        for (int k = 0; k < KINDS_WEIGHED; k++)
            any |= s.right[k] = one_of(a, "kind", "kind_may", view_of(kind_name(kinds_weighed[k])));
        if (any) vec_push(out, s);
    }
}

static void read_labelled(void *out, Diag *d, const Labelled *l) {
    Page page;
    page_init(&page, d, l->path);
    if (page_read(&page, l->text)) read_articles(out, &page, l->labels, l->number, l->held_out);
    page_release(&page);
}

static void chances(Weights w, const KindTraits *t, double p[KINDS_WEIGHED]) {
    double all = 0;
    for (int k = 0; k < KINDS_WEIGHED; k++) {
        double s = 0;
        for (int i = 0; i < TRAIT_COUNT; i++) s += w[k][i] * (double)t->of[i];
        all += p[k] = exp(s);
    }
    for (int k = 0; k < KINDS_WEIGHED; k++) p[k] /= all;
}

static bool is_right(Weights w, const Sample *s) {
    double p[KINDS_WEIGHED];
    int best = 0;
    chances(w, &s->traits, p);
    for (int k = 1; k < KINDS_WEIGHED; k++)
        if (p[k] > p[best]) best = k;
    return s->right[best];
}

/* Over the samples that are not held out and of no page of `part`. */
static void fit(Weights w, const Samples *all, size_t part, size_t parts) {
    enum { ROUNDS = 600 };
    const double PENALTY = 1, RATE = 5;
    memset(w, 0, sizeof(Weights));
    for (int round = 0; round < ROUNDS; round++) {
        Weights g = {{0}};
        double n = 0;
        for (size_t i = 0; i < all->n; i++) {
            const Sample *s = &all->p[i];
            double p[KINDS_WEIGHED], allowed = 0;
            if (s->held_out || s->page % parts == part) continue;
            chances(w, &s->traits, p);
            for (int k = 0; k < KINDS_WEIGHED; k++) allowed += s->right[k] ? p[k] : 0;
            for (int k = 0; k < KINDS_WEIGHED; k++)
                for (int f = 0; f < TRAIT_COUNT; f++)
                    g[k][f] += ((s->right[k] ? p[k] / allowed : 0) - p[k]) * (double)s->traits.of[f];
            n++;
        }
        for (int k = 0; k < KINDS_WEIGHED; k++)
            for (int f = 0; f < TRAIT_COUNT && n > 0; f++)
                w[k][f] += RATE * (g[k][f] - PENALTY * w[k][f]) / n / (1 + round * 0.01);
    }
}

static void measure(const Samples *all) {
    enum { PARTS = 6 };
    size_t right = 0, n = 0, held = 0, n_held = 0;
    Weights w;
    for (size_t part_n = 0; part_n < PARTS; part_n++) {
        fit(w, all, part_n, PARTS);
        for (size_t i = 0; i < all->n; i++)
            if (!all->p[i].held_out && all->p[i].page % PARTS == part_n) right += is_right(w, &all->p[i]), n++;
    }
    fit(w, all, 1, 1);
    for (size_t i = 0; i < all->n; i++)
        if (all->p[i].held_out) held += is_right(w, &all->p[i]), n_held++;
    fprintf(stderr, "right on pages not seen: %zu of %zu; held out: %zu of %zu\n", right, n, held, n_held);
}

int main(void) {
    static const char *const folders[] = {"tests/import/pages", "tests/import/blind", "tests/import/blind2"};
    Samples all = {0};
    Weights w;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) each_labelled(folders[i], read_labelled, &all);
    measure(&all);
    fit(w, &all, 1, 1);
    printf("/* Made by `make fit-kind`: a row a kind, the traits of kind.h in order. */\n");
    for (int k = 0; k < KINDS_WEIGHED; k++) {
        printf("{");
        for (int f = 0; f < TRAIT_COUNT; f++) printf("%s%.3ff", f ? ", " : "", w[k][f]);
        printf("}, /* %s */\n", kind_name(kinds_weighed[k]));
    }
    vec_release(&all);
    return 0;
}
