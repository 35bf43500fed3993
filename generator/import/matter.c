/* Does the text below a headline go on with the matter of the text above it?
 * How many pairs of characters the two have in common, for their length, tells
 * a subhead from the headline of another piece where the layout says nothing
 * (Hearst, TextTiling, Computational Linguistics 23, 1997, in its simplest
 * form). Limits and weights were found on the pages of a daily of 2019: of the
 * lines that part texts with hardly a pair in common four of five begin
 * another piece, of those with many one of twenty. */
#include <math.h>

#include "import/features.h"

enum {
    ABOVE = 6, /* paragraphs that are looked at, */
    BELOW = 4,
    HEAD = 200, /* so many characters of each */
    ENOUGH = 140, /* different pairs on either side, to say anything */
    NUMBERS = 1 << 16
};

typedef struct PairSet {
    uint64_t bits[NUMBERS / 64];
    size_t n;
} PairSet;

/* The numbers of a page's pairs of Han characters, paragraph by paragraph. */
typedef struct Pairs {
    VEC(uint16_t) of;
    size_t *at; /* where each paragraph's begin; one more at the end */
} Pairs;

static void read_pairs(Page *page, Pairs *p) {
    p->at = xcalloc(page->paras.n + 1, sizeof *p->at);
    for (size_t i = 0; i < page->paras.n; i++) {
        p->at[i] = p->of.n;
        const Para *para = &page->paras.p[i];
        if (para->aside || has(&para->features, F_HEADLIKE)) continue;
        uint32_t before = 0;
        View rest = para->text;
        for (int k = 0; rest.n && k < HEAD; k++) {
            uint32_t cp = utf8_next(&rest);
            bool han = cp_is_han(cp);
            if (han && before) vec_push(&p->of, (uint16_t)(before * 40503u + cp));
            before = han ? cp : 0;
        }
    }
    p->at[page->paras.n] = p->of.n;
}

/* Adds a paragraph's pairs; *common grows by those that `other` has. */
static void add_pairs(PairSet *set, const Pairs *p, size_t para, const PairSet *other, size_t *common) {
    for (size_t i = p->at[para]; i < p->at[para + 1]; i++) {
        const uint16_t x = p->of.p[i];
        const uint64_t bit = (uint64_t)1 << (x % 64);
        if (set->bits[x / 64] & bit) continue;
        set->bits[x / 64] |= bit;
        set->n++;
        *common += other && other->bits[x / 64] & bit;
    }
}

/* How much the texts around the headline [from, to) have in common, from 0 on;
 * negative where there is too little of them. */
static float common_matter(const Page *page, const Pairs *p, size_t from, size_t to) {
    PairSet above = {0}, below = {0};
    size_t common = 0;
    for (size_t i = from, n = 0; i-- > 0 && n < ABOVE;) {
        if (p->at[i] == p->at[i + 1]) continue;
        add_pairs(&above, p, i, NULL, &common);
        n++;
    }
    for (size_t i = to, n = 0; i < page->paras.n && n < BELOW; i++) {
        if (has(&page->paras.p[i].features, F_HEADLIKE)) break;
        if (p->at[i] == p->at[i + 1]) continue;
        add_pairs(&below, p, i, &above, &common);
        n++;
    }
    if (above.n < ENOUGH || below.n < ENOUGH) return -1;
    return (float)common / sqrtf((float)above.n * (float)below.n);
}

void features_matter(Page *page) {
    const float NEW = 0.03f, ALIKE = 0.08f, SAME = 0.11f;
    Pairs pairs = {0};
    for (size_t i = 0; !page->yearbook && i < page->paras.n; i++) {
        const FeatureSet *s = &page->paras.p[i].features;
        size_t to = i + 1;
        if (!has(s, F_STACK_ONE) && !has(s, F_STACK_FIRST)) continue;
        while (to < page->paras.n && !has(&page->paras.p[to - 1].features, F_STACK_LAST) && !has(s, F_STACK_ONE)) to++;
        if (!i || !has(s, F_TO_TEXT)) continue;
        if (!pairs.at) read_pairs(page, &pairs);
        const float d = common_matter(page, &pairs, i, to);
        if (d < 0) continue;
        for (size_t k = i; k < to; k++) {
            FeatureSet *line = &page->paras.p[k].features;
            if (d < NEW) set(line, F_NEW_MATTER);
            if (d > ALIKE) set(line, F_ALIKE);
            if (d > SAME) set(line, F_SAME_MATTER);
        }
    }
    vec_release(&pairs.of);
    free(pairs.at);
}
