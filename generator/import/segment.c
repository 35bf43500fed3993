/* The best path of roles over a page (Viterbi), with the max-marginals of
 * every paragraph: what the best path would be worth if it had to take
 * another role here. The difference is how sure the reading is. */
#include <pthread.h>

#include "import/page.h"

typedef struct Path {
    const size_t *at; /* paragraphs that are no furniture */
    size_t n;
    float (*emit)[ROLE_COUNT];
    float (*fore)[ROLE_COUNT];
    uint8_t (*back)[ROLE_COUNT];
} Path;

/* The transitions that are possible, from either side. */
typedef struct Steps {
    int n, role[ROLE_COUNT];
    float score[ROLE_COUNT];
} Steps;

static Steps into[ROLE_COUNT], out_of[ROLE_COUNT];
static float weights[FEATURE_COUNT][ROLE_COUNT];
static pthread_once_t steps_once = PTHREAD_ONCE_INIT;

static void emissions(const FeatureSet *f, float out[ROLE_COUNT]) {
    memcpy(out, model_bias, sizeof model_bias);
    for (int w = 0; w < 2; w++)
        for (uint64_t bits = f->bits[w]; bits; bits &= bits - 1) {
            const float *weight = weights[w * 64 + __builtin_ctzll(bits)];
            for (int r = 0; r < ROLE_COUNT; r++) out[r] += weight[r];
        }
}

#define WORST (-1e30f)

/* What a person said outweighs everything. */
static void obey(const Para *p, float emit[ROLE_COUNT]) {
    static const uint32_t begins = 1u << ROLE_COLUMN | 1u << ROLE_KICKER | 1u << ROLE_TITLE | 1u << ROLE_ORPHAN | 1u << ROLE_BRIEF |
                                   1u << ROLE_PTITLE | 1u << ROLE_PORPHAN;
    if (p->forced == ROLE_COUNT && !p->split) return;
    for (int r = 0; r < ROLE_COUNT; r++)
        if (p->forced != ROLE_COUNT ? r != (int)p->forced : !(begins >> r & 1)) emit[r] += NEVER;
}

/* Only differences count: without this a long document's sums would outgrow
 * a float. */
static void level(float score[ROLE_COUNT]) {
    float best = score[0];
    for (int r = 1; r < ROLE_COUNT; r++)
        if (score[r] > best) best = score[r];
    for (int r = 0; r < ROLE_COUNT; r++) score[r] = score[r] - best;
}

static void forward(Path *p) {
    for (int r = 0; r < ROLE_COUNT; r++) p->fore[0][r] = model_start[r] + p->emit[0][r];
    for (size_t i = 1; i < p->n; i++) {
        for (int r = 0; r < ROLE_COUNT; r++) {
            float best = WORST;
            int from = 0;
            const Steps *in = &into[r];
            for (int k = 0; k < in->n; k++) {
                float s = p->fore[i - 1][in->role[k]] + in->score[k];
                if (s > best) best = s, from = in->role[k];
            }
            p->fore[i][r] = best + p->emit[i][r];
            p->back[i][r] = (uint8_t)from;
        }
        level(p->fore[i]);
    }
}

/* Walks back: takes the roles, and meanwhile what follows each role at best. */
static void backward(Path *p, Para *paras) {
    float after[ROLE_COUNT] = {0}, before[ROLE_COUNT];
    int role = 0;
    for (int r = 1; r < ROLE_COUNT; r++)
        if (p->fore[p->n - 1][r] > p->fore[p->n - 1][role]) role = r;
    for (size_t i = p->n; i-- > 0;) {
        int second = role ? 0 : 1;
        for (int r = 0; r < ROLE_COUNT; r++)
            if (r != role && p->fore[i][r] + after[r] > p->fore[i][second] + after[second]) second = r;
        Para *para = &paras[p->at[i]];
        para->role = (Role)role;
        para->second = (Role)second;
        para->margin = p->fore[i][role] + after[role] - p->fore[i][second] - after[second];
        if (i == 0) break;
        for (int q = 0; q < ROLE_COUNT; q++) {
            before[q] = WORST;
            const Steps *next = &out_of[q];
            for (int k = 0; k < next->n; k++) {
                int r = next->role[k];
                float s = next->score[k] + p->emit[i][r] + after[r];
                if (s > before[q]) before[q] = s;
            }
        }
        level(before);
        memcpy(after, before, sizeof after);
        role = p->back[i][role];
    }
}

static void add_step(Steps *s, int role, float score) {
    s->role[s->n] = role;
    s->score[s->n++] = score;
}

static void fill_steps(void) {
    for (int f = 0; f < FEATURE_COUNT; f++)
        for (int r = 0; r < ROLE_COUNT; r++) weights[f][r] = model_weight((Feature)f, (Role)r);
    for (int a = 0; a < ROLE_COUNT; a++)
        for (int b = 0; b < ROLE_COUNT; b++) {
            float score = model_transition((Role)a, (Role)b);
            if (score == NEVER) continue;
            add_step(&into[b], a, score);
            add_step(&out_of[a], b, score);
        }
}

void page_roles(Page *page) {
    size_t *at = xarray(NULL, page->paras.n + 1, sizeof *at), n = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        page->paras.p[i].role = ROLE_FURNITURE;
        if (!page->paras.p[i].aside) at[n++] = i;
    }
    if (n) {
        Path p = {.at = at, .n = n};
        p.emit = xarray(NULL, n, sizeof *p.emit);
        p.fore = xarray(NULL, n, sizeof *p.fore);
        p.back = xarray(NULL, n, sizeof *p.back);
        pthread_once(&steps_once, fill_steps);
        for (size_t i = 0; i < n; i++) {
            emissions(&page->paras.p[at[i]].features, p.emit[i]);
            obey(&page->paras.p[at[i]], p.emit[i]);
        }
        forward(&p);
        backward(&p, page->paras.p);
        free(p.emit);
        free(p.fore);
        free(p.back);
    }
    free(at);
}
