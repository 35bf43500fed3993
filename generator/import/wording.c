#include "import/wording.h"

#include <math.h>

enum { RARITIES = 256 };

/* How many paragraphs a pair stands in, and the last of them. */
typedef struct Count {
    uint32_t paras, last;
} Count;

/* Numbers the pairs of a paragraph and counts them; `number` is by their hash. */
static void read_para(Wording *w, size_t para, uint32_t *number, size_t mask, Count *count) {
    uint32_t *to = w->pair + w->n, a = 0; /* the Han character before, or 0 */
    for (View v = w->page->paras.p[para].text; v.n;) {
        uint32_t b = fold_one(utf8_next(&v));
        bool han = cp_is_han(b);
        if (a && han) {
            uint32_t *g = &number[(a * 0x9E3779B1u ^ b * 0x85EBCA6Bu) >> 7 & mask];
            if (!*g) count[*g = (uint32_t)++w->numbers] = (Count){.last = UINT32_MAX};
            Count *c = &count[*to++ = *g];
            c->paras += c->last != para;
            c->last = (uint32_t)para;
        }
        a = han ? b : 0;
    }
    w->n = (size_t)(to - w->pair);
}

/* By the number of paragraphs in which a pair stands. */
static void weigh_pairs(Wording *w, const Count *count) {
    float rarity[RARITIES];
    w->seen = xcalloc(w->numbers + 1, sizeof *w->seen);
    for (int k = 0; k < RARITIES; k++) rarity[k] = logf(((float)w->page->paras.n + 2) / ((float)k + 1));
    for (size_t g = 1; g <= w->numbers; g++)
        w->seen[g].rarity = rarity[count[g].paras < RARITIES ? count[g].paras : RARITIES - 1];
}

void wording_read(Wording *w, const Page *page) {
    size_t chars = 0, size = 1 << 12;
    *w = (Wording){.page = page};
    for (size_t i = 0; i < page->paras.n; i++) chars += page->paras.p[i].chars;
    while (size < 2 * chars && size < (size_t)1 << 22) size *= 2;
    uint32_t *number = xcalloc(size, sizeof *number);
    Count *count = xarray(NULL, chars + 1, sizeof *count);
    w->pair = xarray(NULL, chars + 1, sizeof *w->pair);
    w->first = xcalloc(chars + 1, sizeof *w->first);
    w->at = xarray(NULL, page->paras.n + 1, sizeof *w->at);
    for (size_t i = 0; i < page->paras.n; i++) {
        w->at[i] = w->n;
        read_para(w, i, number, size - 1, count);
    }
    w->at[page->paras.n] = w->n;
    weigh_pairs(w, count);
    free(number);
    free(count);
}

void wording_release(Wording *w) {
    free(w->pair);
    free(w->first);
    free(w->at);
    free(w->seen);
}

void wording_place(Wording *w) {
    uint16_t *first = xarray(NULL, w->numbers + 1, sizeof *first);
    for (size_t d = 0; d < w->page->drafts.n; d++) {
        const Draft *draft = &w->page->drafts.p[d];
        w->walk++;
        for (size_t i = 0; i < draft->paras.n; i++)
            for (size_t k = w->at[draft->paras.p[i]]; k < w->at[draft->paras.p[i] + 1]; k++) {
                uint32_t g = w->pair[k];
                if (w->seen[g].found != w->walk) first[g] = (uint16_t)(i < UINT16_MAX ? i : UINT16_MAX);
                w->seen[g].found = w->walk;
                w->first[k] = first[g];
            }
    }
    free(first);
}

void wording_mark(Wording *w, const Draft *d) {
    w->stamp++;
    w->n_mine = 0;
    for (size_t i = 0; i < d->paras.n; i++)
        for (size_t k = w->at[d->paras.p[i]]; k < w->at[d->paras.p[i] + 1]; k++) {
            PairSeen *s = &w->seen[w->pair[k]];
            w->n_mine += s->mine != w->stamp;
            s->mine = w->stamp;
        }
}

void wording_mark_para(Wording *w, size_t para) {
    w->stamp++;
    for (size_t k = w->at[para]; k < w->at[para + 1]; k++) w->seen[w->pair[k]].mine = w->stamp;
}

size_t wording_pairs(const Wording *w, const Draft *from, size_t at, size_t end) {
    size_t n = 0;
    for (size_t i = at; i < end; i++) n += w->at[from->paras.p[i] + 1] - w->at[from->paras.p[i]];
    return n;
}

float wording_leaning(const Wording *w, const Draft *from, size_t at, size_t end) {
    float sum = 0;
    for (size_t i = at; i < end; i++)
        for (size_t k = w->at[from->paras.p[i]]; k < w->at[from->paras.p[i] + 1]; k++) {
            const PairSeen *s = &w->seen[w->pair[k]];
            int mine = s->mine == w->stamp, host = w->first[k] < at;
            sum += (float)(mine - host) * s->rarity; /* no branch: it would be guessed wrong as often as not */
        }
    return sum;
}

float wording_covered(Wording *w, const Draft *from, size_t at, size_t end) {
    size_t n = 0;
    w->walk++;
    for (size_t i = at; i < end; i++)
        for (size_t k = w->at[from->paras.p[i]]; k < w->at[from->paras.p[i] + 1]; k++) {
            PairSeen *s = &w->seen[w->pair[k]];
            n += s->mine == w->stamp && s->found != w->walk;
            s->found = w->walk;
        }
    return w->n_mine ? (float)n / (float)w->n_mine : 0;
}

float wording_weight(const Wording *w, const Draft *from, size_t at, size_t end, size_t before) {
    float sum = 0;
    for (size_t i = at; i < end; i++)
        for (size_t k = w->at[from->paras.p[i]]; k < w->at[from->paras.p[i] + 1]; k++)
            if (w->first[k] < before) sum += w->seen[w->pair[k]].rarity;
    return sum;
}

float wording_common(Wording *w, size_t para) {
    float sum = 0;
    w->walk++;
    for (size_t k = w->at[para]; k < w->at[para + 1]; k++) {
        PairSeen *s = &w->seen[w->pair[k]];
        if (s->mine != w->stamp) continue;
        if (s->found != w->walk) sum += s->rarity;
        s->found = w->walk;
    }
    return sum;
}
