/* The terms of a taxonomy as one Aho-Corasick automaton over symbols, read
 * only once built. A symbol is a folded code point, or a whole Latin word or
 * number, so that "AI" is not found in "rail". */
#ifndef FANGZHI_TOPICS_MATCHER_H
#define FANGZHI_TOPICS_MATCHER_H

#include "base/base.h"

/* A longer term is refused: no match that ends further back can still turn
 * out to be part of a longer one. A power of two. */
enum { TERM_SYMBOLS = 64 };

typedef struct Term {
    size_t at; /* its first symbol in Matcher.symbols */
    uint32_t n, number;
} Term;

enum {
    SYMBOL_OTHER, /* in no term */
    SYMBOL_SPACE,
    SYMBOL_FOLD,  /* part of a word, or folds to several code points: look closer */
    SYMBOL_FIRST
};
enum { SYMBOL_TABLE = 0x10000, WORD_BYTES = 32, PAIR_BITS = 0x80000 };

/* The way from `state` by a symbol stands at base[state] + symbol, if that
 * slot is the state's (a double array: Aoe 1989). Not for the root, state 0. */
typedef struct Slot {
    uint32_t state, next;
} Slot;

typedef struct State {
    uint32_t base, fail;
    uint32_t out; /* longest term that ends in this state, plus 1; 0: none */
} State;

typedef struct Matcher {
    Arena arena;
    Str folded;    /* the term that is added */
    Map symbol_of; /* folded code point or word → symbol */
    uint64_t begun[SYMBOL_TABLE / 64]; /* code points that one of them begins with */
    VEC(uint32_t) symbols;
    VEC(Term) terms;
    Map term_of; /* a term's symbols as bytes → number */
    uint32_t lengths[128]; /* of words by their first byte: a bit for each length, 1 to WORD_BYTES */
    uint16_t table[SYMBOL_TABLE]; /* code point → symbol; SYMBOL_FOLD as well for one that does not fit */
    uint32_t n_symbols;
    uint32_t *root; /* by symbol: the child of the root, 0: none */
    uint32_t n_first; /* these children are the states 1..n_first */
    uint64_t pairs[PAIR_BITS / 64]; /* ways on from them, by a hash: most characters begin some term, few go on */
    VEC(Slot) slots;
    size_t free;    /* the first slot that may be */
    State *states;
    uint32_t *length; /* of a term, in symbols */
} Matcher;

Matcher *matcher_new(void); /* owned */
void matcher_free(Matcher *m);

typedef enum TermFault { TERM_FINE, TERM_EMPTY, TERM_LONG } TermFault;

/* Adds a term (the same one twice is one) and gives its number: 0, 1, 2 … */
TermFault matcher_add(Matcher *m, View term, size_t *number);
/* To be called once, after the last term. */
void matcher_build(Matcher *m);

static inline uint32_t matcher_pair(uint32_t state, uint32_t symbol) {
    return (state * 0x9E3779B1u ^ symbol * 0x85EBCA6Bu) % PAIR_BITS;
}

/* Could a word or character be one of a term? Most numbers are not. */
static inline bool matcher_may_have(const Matcher *m, View unit) {
    unsigned char first = (unsigned char)unit.p[0];
    return unit.n <= WORD_BYTES && (first >= 0x80 || m->lengths[first] >> (unit.n - 1) & 1);
}

/* The state after `symbol`; here because it runs once a character. What is in
 * no term leads nowhere: the root's ways by it are 0. */
static inline uint32_t matcher_step(const Matcher *m, uint32_t state, uint32_t symbol) {
    for (; state; state = m->states[state].fail) {
        if (state <= m->n_first) {
            uint32_t bit = matcher_pair(state, symbol);
            if (!(m->pairs[bit / 64] >> (bit % 64) & 1)) break;
        }
        const Slot *slot = &m->slots.p[m->states[state].base + symbol];
        if (slot->state == state) return slot->next;
    }
    return m->root[symbol];
}

bool is_word_byte(unsigned char c); /* ASCII letter or digit */

/* Where in an article a term stands. */
typedef enum Zone { ZONE_TITLE, ZONE_HEADING, ZONE_LEAD, ZONE_BODY, ZONE_COUNT } Zone;

typedef struct Match {
    size_t start; /* in symbols */
    uint32_t term;
    Zone zone;
} Match;

/* How often a term stands in each zone. */
typedef struct TermCount {
    uint32_t term, in[ZONE_COUNT];
} TermCount;

/* A walk over one text. */
typedef struct Scan {
    const Matcher *matcher;
    VEC(TermCount) found; /* in the order of first occurrence */
    uint32_t *place;      /* by a hash of the term: its index in found, plus 1; 0: free */
    size_t mask;          /* places less one */
    uint32_t state;
    size_t symbols; /* read so far */
    size_t run;     /* of them since the last blank */
    Match pending[TERM_SYMBOLS]; /* a ring: may yet be part of a longer match */
    size_t pending_from, pending_to;
} Scan;

void scan_init(Scan *s, const Matcher *m);
void scan_release(Scan *s);
/* Reads on from what was read before. */
void scan_text(Scan *s, View text, Zone zone);
/* What follows is not joined to what was read. */
void scan_break(Scan *s);

#endif
