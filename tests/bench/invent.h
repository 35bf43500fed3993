/* Invented text: a deterministic source of numbers, words with a Zipf
 * distribution, sentences, paragraphs. */
#ifndef FANGZHI_BENCH_INVENT_H
#define FANGZHI_BENCH_INVENT_H

#include "base/base.h"

/* --- numbers: splitmix64 --------------------------------------------------- */

typedef struct Rng {
    uint64_t state;
} Rng;

static inline uint64_t rng_next(Rng *r) {
    uint64_t z = r->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}
static inline Rng rng_of(uint64_t seed, uint64_t stream, uint64_t i) {
    Rng r = {seed * 0xD1342543DE82EF95u ^ stream << 56};
    r.state = rng_next(&r) + i;
    r.state = rng_next(&r);
    return r;
}
static inline size_t rng_below(Rng *r, size_t n) { return (size_t)(rng_next(r) % n); }
static inline double rng_unit(Rng *r) { return (double)(rng_next(r) >> 11) / 9007199254740992.0; }
static inline bool rng_chance(Rng *r, unsigned percent) { return rng_below(r, 100) < percent; }

/* --- words --------------------------------------------------------------------- */

enum { WORDS = 8000, WORD_TABLE = 1 << 16 };

typedef struct Words {
    View word[WORDS];
    uint16_t table[WORD_TABLE]; /* rank by equal shares of the distribution */
    View *characters, *surnames, *given;
    size_t n_characters, n_surnames, n_given;
    Arena arena;
} Words;

/* The same words whatever the seed. */
void words_init(Words *w);
void words_release(Words *w);

static inline View word_pick(const Words *w, Rng *r) { return w->word[w->table[rng_below(r, WORD_TABLE)]]; }
void add_words(const Words *w, Rng *r, Str *out, size_t characters); /* about so many characters */
void add_person(const Words *w, Rng *r, Str *out);
/* One sentence; `place` (may be empty) is named in it. */
void add_sentence(const Words *w, Rng *r, Str *out, View place);
/* Sentences until the paragraph has so many characters. */
void add_paragraph(const Words *w, Rng *r, Str *out, size_t characters, const View *places, size_t n_places);

#endif
