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

/* The numbers of a page's pairs of Han characters, text by text; a paragraph without any is none. */
typedef struct Pairs {
    VEC(uint16_t) of;
    VEC(size_t) texts; /* where each one's begin; one more at the end */
    size_t *before;    /* of each paragraph: how many texts stand above it; one more at the end */
    PairSet above, below; /* empty between two questions */
} Pairs;

static void read_para(Pairs *p, View text) {
    uint32_t before = 0;
    for (int k = 0; text.n && k < HEAD; k++) {
        uint32_t cp = utf8_next(&text);
        bool han = cp_is_han(cp);
        if (han && before) vec_push(&p->of, (uint16_t)(before * 40503u + cp));
        before = han ? cp : 0;
    }
}

static Pairs *read_pairs(const Page *page) {
    Pairs *p = xcalloc(1, sizeof *p);
    enum { HAN = 3 };
    p->before = xarray(NULL, page->paras.n + 1, sizeof *p->before);
    vec_reserve(&p->of, page->utf8.n / HAN);
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *para = &page->paras.p[i];
        const size_t from = p->of.n;
        p->before[i] = p->texts.n;
        if (!para->aside && !has(&para->features, F_HEADLIKE)) read_para(p, para->text);
        if (p->of.n > from) vec_push(&p->texts, from);
    }
    p->before[page->paras.n] = p->texts.n;
    vec_push(&p->texts, p->of.n);
    return p;
}

static void release_pairs(Pairs *p) {
    if (!p) return;
    vec_release(&p->of);
    vec_release(&p->texts);
    free(p->before);
    free(p);
}

/* Adds the pairs of texts [from, to); how many of them `other` has. */
static size_t add_pairs(PairSet *set, const Pairs *p, size_t from, size_t to, const PairSet *other) {
    size_t common = 0;
    for (size_t i = p->texts.p[from]; i < p->texts.p[to]; i++) {
        const uint16_t x = p->of.p[i];
        const uint64_t bit = (uint64_t)1 << (x % 64);
        if (set->bits[x / 64] & bit) continue;
        set->bits[x / 64] |= bit;
        set->n++;
        common += other && other->bits[x / 64] & bit;
    }
    return common;
}

/* Takes them out again: they are fewer than the places they may have. */
static void empty(PairSet *set, const Pairs *p, size_t from, size_t to) {
    for (size_t i = p->texts.p[from]; i < p->texts.p[to]; i++) set->bits[p->of.p[i] / 64] = 0;
    set->n = 0;
}

/* How much the texts around the headline [from, to) have in common, from 0 on;
 * negative where there is too little of them. */
static float common_matter(const Page *page, Pairs *p, size_t from, size_t to) {
    size_t next = to; /* headline */
    while (next < page->paras.n && !has(&page->paras.p[next].features, F_HEADLIKE)) next++;
    const size_t a_to = p->before[from], a_from = a_to > ABOVE ? a_to - ABOVE : 0;
    const size_t b_from = p->before[to], all = p->before[next], b_to = all > b_from + BELOW ? b_from + BELOW : all;
    if (p->texts.p[a_to] - p->texts.p[a_from] < ENOUGH || p->texts.p[b_to] - p->texts.p[b_from] < ENOUGH) return -1;
    add_pairs(&p->above, p, a_from, a_to, NULL);
    const size_t common = add_pairs(&p->below, p, b_from, b_to, &p->above);
    const bool enough = p->above.n >= ENOUGH && p->below.n >= ENOUGH;
    const float d = enough ? (float)common / sqrtf((float)p->above.n * (float)p->below.n) : -1;
    empty(&p->above, p, a_from, a_to);
    empty(&p->below, p, b_from, b_to);
    return d;
}

/* What share of the pairs of texts [from, to) stands in texts [below, end) as well. */
static float said_again(Pairs *p, size_t from, size_t to, size_t below, size_t end) {
    add_pairs(&p->below, p, below, end, NULL);
    const size_t common = add_pairs(&p->above, p, from, to, &p->below);
    const float share = p->above.n ? (float)common / (float)p->above.n : 0;
    empty(&p->above, p, from, to);
    empty(&p->below, p, below, end);
    return share;
}

/* The first paragraph of text that stands below a headline, with nothing but
 * text down to paragraph i; i where there is none. */
static size_t deck_above(const Page *page, size_t i) {
    enum { MOST = 6, CHARS = 240 };
    size_t from = i;
    for (; from > 0 && i - from < MOST; from--) {
        const Para *p = &page->paras.p[from - 1];
        if (has(&p->features, F_HEADLIKE) && !p->aside) return from;
        if (p->aside || p->chars > CHARS || has(&p->features, F_DATELINE) || has(&p->features, F_BYLINE_FORM) ||
            has(&p->features, F_SIGNED) || has(&p->features, F_CREDIT_TAIL) || has(&p->features, F_CREDIT_FORM))
            break;
    }
    return i;
}

/* The headline over such a summary is one of news, too. */
static void head_news(Page *page, size_t deck, size_t dateline) {
    set(&page->paras.p[dateline].features, F_BELOW_DECK);
    for (size_t i = deck; i > 0; i--) {
        FeatureSet *s = &page->paras.p[i - 1].features;
        if (!has(s, F_HEADLIKE) || page->paras.p[i - 1].aside) break;
        clear(s, F_TO_TEXT);
        set(s, F_TO_DATELINE);
        if (has(s, F_STACK_FIRST) || has(s, F_STACK_ONE)) break;
    }
}

/* A summary set between headline and dateline (习近平强调：…, ■…): the text below says it again. */
static void below_decks(Page *page, Pairs **pairs) {
    enum { TEXTS = 12 };
    const float AGAIN = 0.5f;
    for (size_t i = 1; !page->yearbook && i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside || !has(&p->features, F_DATELINE)) continue;
        const size_t from = deck_above(page, i);
        if (from == i) continue;
        if (!*pairs) *pairs = read_pairs(page);
        const size_t all = (*pairs)->before[page->paras.n], below = (*pairs)->before[i];
        if (said_again(*pairs, (*pairs)->before[from], below, below, below + TEXTS < all ? below + TEXTS : all) > AGAIN)
            head_news(page, from, i);
    }
}

void features_matter(Page *page) {
    const float NEW = 0.03f, ALIKE = 0.08f, SAME = 0.11f;
    Pairs *pairs = NULL;
    for (size_t i = 0; !page->yearbook && i < page->paras.n; i++) {
        const FeatureSet *s = &page->paras.p[i].features;
        size_t to = i + 1;
        if (!has(s, F_STACK_ONE) && !has(s, F_STACK_FIRST)) continue;
        while (to < page->paras.n && !has(&page->paras.p[to - 1].features, F_STACK_LAST) && !has(s, F_STACK_ONE)) to++;
        if (!i || !has(s, F_TO_TEXT)) continue;
        if (!pairs) pairs = read_pairs(page);
        const float d = common_matter(page, pairs, i, to);
        if (d < 0) continue;
        for (size_t k = i; k < to; k++) {
            FeatureSet *line = &page->paras.p[k].features;
            if (d < NEW) set(line, F_NEW_MATTER);
            if (d > ALIKE) set(line, F_ALIKE);
            if (d > SAME) set(line, F_SAME_MATTER);
        }
    }
    below_decks(page, &pairs);
    release_pairs(pairs);
}
