/* The best path of roles over a page (Viterbi), with the max-marginals of
 * every paragraph: what the best path would be worth if it had to take
 * another role here. The difference is how sure the reading is. */
#include <math.h>
#include <pthread.h>

#include "import/page.h"

typedef struct Path {
    const size_t *at; /* paragraphs that are no furniture */
    size_t n;
    float (*emit)[ROLE_COUNT];
    float (*fore)[ROLE_COUNT];
} Path;

/* The scores of all roles, and some of none, so that compilers take them four at a time. */
enum { WIDE = (ROLE_COUNT + 3) / 4 * 4 };
typedef float Row[WIDE];
/* Transitions from each role, and to each; -INFINITY where there is none. */
static Row weights[FEATURE_COUNT], into[ROLE_COUNT], out_of[ROLE_COUNT];
static pthread_once_t steps_once = PTHREAD_ONCE_INIT;

static void emissions(const FeatureSet *f, float out[ROLE_COUNT]) {
    Row sum = {0};
    memcpy(sum, model_bias, sizeof model_bias);
    for (int w = 0; w < 2; w++)
        for (uint64_t bits = f->bits[w]; bits; bits &= bits - 1) {
            const float *weight = weights[w * 64 + __builtin_ctzll(bits)];
            for (int r = 0; r < WIDE; r++) sum[r] += weight[r];
        }
    memcpy(out, sum, ROLE_COUNT * sizeof *out);
}

#define WORST (-1e30f)

/* What a person or the page itself says outweighs everything. */
static void obey(const Para *p, bool headline, float emit[ROLE_COUNT]) {
    static const uint32_t heads = 1u << ROLE_KICKER | 1u << ROLE_TITLE | 1u << ROLE_PTITLE;
    static const uint32_t begins = 1u << ROLE_COLUMN | 1u << ROLE_KICKER | 1u << ROLE_TITLE | 1u << ROLE_ORPHAN |
                                   1u << ROLE_BRIEF | 1u << ROLE_PTITLE | 1u << ROLE_PORPHAN;
    const uint32_t other = p->goes_on ? begins & ~(headline ? heads : 0) : 0;
    for (int r = 0; other && p->forced == ROLE_COUNT && r < ROLE_COUNT; r++)
        if (other >> r & 1) emit[r] += NEVER;
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
    for (int r = 0; r < ROLE_COUNT; r++) score[r] -= best;
}

static float greater(float a, float b) { return a > b ? a : b; }

static void forward(Path *p) {
    for (int r = 0; r < ROLE_COUNT; r++) p->fore[0][r] = model_start[r] + p->emit[0][r];
    for (size_t i = 1; i < p->n; i++) {
        Row best;
        for (int r = 0; r < WIDE; r++) best[r] = WORST;
        for (int k = 0; k < ROLE_COUNT; k++)
            for (int r = 0; r < WIDE; r++) best[r] = greater(p->fore[i - 1][k] + into[k][r], best[r]);
        for (int r = 0; r < ROLE_COUNT; r++) p->fore[i][r] = best[r] + p->emit[i][r];
        level(p->fore[i]);
    }
}

/* From which role of the paragraph before i the best path comes to this one:
 * asked along one path only, which is cheaper than to note it for all. */
static int came_from(const Path *p, size_t i, int role) {
    float best = WORST;
    int from = 0;
    for (int k = 0; k < ROLE_COUNT; k++) {
        float s = p->fore[i - 1][k] + into[k][role];
        if (s > best) best = s, from = k;
    }
    return from;
}

/* Walks back: takes the roles, and meanwhile what follows each role at best. */
static void backward(Path *p, Para *paras) {
    float after[ROLE_COUNT] = {0};
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
        Row before;
        for (int q = 0; q < WIDE; q++) before[q] = WORST;
        for (int r = 0; r < ROLE_COUNT; r++)
            for (int q = 0; q < WIDE; q++) before[q] = greater(out_of[r][q] + p->emit[i][r] + after[r], before[q]);
        level(before);
        memcpy(after, before, sizeof after);
        role = came_from(p, i, role);
    }
}

static void fill_steps(void) {
    for (int f = 0; f < FEATURE_COUNT; f++)
        for (int r = 0; r < ROLE_COUNT; r++) weights[f][r] = model_weight((Feature)f, (Role)r);
    for (int a = 0; a < ROLE_COUNT; a++)
        for (int r = 0; r < WIDE; r++) into[a][r] = out_of[a][r] = -INFINITY;
    for (int a = 0; a < ROLE_COUNT; a++)
        for (int b = 0; b < ROLE_COUNT; b++) {
            float score = model_transition((Role)a, (Role)b);
            if (score != NEVER) into[a][b] = out_of[b][a] = score;
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
        pthread_once(&steps_once, fill_steps);
        bool headline = false; /* of the article that a head begins, as far as it reaches */
        for (size_t i = 0; i < n; i++) {
            const Para *para = &page->paras.p[at[i]];
            emissions(&para->features, p.emit[i]);
            headline = para->split || (headline && has(&para->features, F_HEADLIKE));
            obey(para, headline, p.emit[i]);
        }
        forward(&p);
        backward(&p, page->paras.p);
        free(p.emit);
        free(p.fore);
    }
    free(at);
}
