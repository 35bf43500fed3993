#include "topics/matcher.h"

#include "text/text.h"

bool is_word_byte(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

Matcher *matcher_new(void) {
    Matcher *m = xcalloc(1, sizeof *m);
    str_init(&m->folded);
    m->n_symbols = SYMBOL_FIRST;
    return m;
}

void matcher_free(Matcher *m) {
    if (!m) return;
    map_release(&m->symbol_of);
    map_release(&m->term_of);
    vec_release(&m->symbols);
    vec_release(&m->terms);
    vec_release(&m->slots);
    str_release(&m->folded);
    free(m->states);
    free(m->length);
    free(m->root);
    arena_release(&m->arena);
    free(m);
}

/* The symbol of one folded code point or word, made where it is new. */
static uint32_t symbol_make(Matcher *m, View unit) {
    size_t *known = map_get(&m->symbol_of, unit);
    if (known) return (uint32_t)*known;
    *map_at(&m->symbol_of, arena_view(&m->arena, unit), NULL) = m->n_symbols;
    View rest = unit;
    uint32_t cp = utf8_next(&rest);
    if (cp < 0x80) m->lengths[cp] |= (uint32_t)1 << (unit.n - 1);
    if (cp < SYMBOL_TABLE) m->begun[cp / 64] |= (uint64_t)1 << (cp % 64);
    return m->n_symbols++;
}

/* Takes a word or a code point off a folded text; an empty unit is space. */
static View unit_next(View *folded) {
    View v = *folded;
    size_t n = 0;
    while (n < v.n && is_word_byte((unsigned char)v.p[n])) n++;
    if (n == 0) {
        bool space = cp_is_space(utf8_next(folded));
        n = v.n - folded->n;
        return space ? view(v.p, 0) : view_to(v, n);
    }
    *folded = view_from(v, n);
    return view_to(v, n);
}

TermFault matcher_add(Matcher *m, View term, size_t *number) {
    str_clear(&m->folded);
    text_fold(&m->folded, term);
    View rest = str_view(&m->folded);
    size_t at = m->symbols.n;
    TermFault fault = TERM_FINE;
    while (rest.n && fault == TERM_FINE) {
        View unit = unit_next(&rest);
        if (unit.n > WORD_BYTES || m->symbols.n - at == TERM_SYMBOLS) fault = TERM_LONG;
        else if (unit.n) vec_push(&m->symbols, symbol_make(m, unit));
    }
    if (fault == TERM_FINE && m->symbols.n == at) fault = TERM_EMPTY;
    if (fault != TERM_FINE) {
        m->symbols.n = at;
        return fault;
    }
    size_t n = m->symbols.n - at;
    View key = arena_view(&m->arena, view((const char *)(m->symbols.p + at), n * sizeof *m->symbols.p));
    bool is_new;
    size_t *slot = map_at(&m->term_of, key, &is_new);
    if (is_new) {
        Term new_term = {at, (uint32_t)n, (uint32_t)m->terms.n};
        *slot = m->terms.n;
        vec_push(&m->terms, new_term);
    } else {
        m->symbols.n = at;
    }
    *number = *slot;
    return TERM_FINE;
}

/* --- building ----------------------------------------------------------- */

/* What the code point cp of a text is. */
static uint16_t symbol_of_cp(const Matcher *m, uint32_t cp) {
    char buf[8];
    if (cp_is_space(cp)) return SYMBOL_SPACE;
    if (cp >= 0x80 && !(m->begun[cp / 64] >> (cp % 64) & 1) && !text_folds(cp)) return SYMBOL_OTHER; /* as most */
    View fold = text_fold_cp(cp, buf), rest = fold;
    if (fold.n == 0) return SYMBOL_SPACE;
    if (is_word_byte((unsigned char)fold.p[0])) return SYMBOL_FOLD;
    utf8_next(&rest);
    if (rest.n) return SYMBOL_FOLD;
    const size_t *symbol = map_get(&m->symbol_of, fold);
    return !symbol ? SYMBOL_OTHER : *symbol <= UINT16_MAX ? (uint16_t)*symbol : SYMBOL_FOLD;
}

static int by_symbols(const void *a, const void *b, void *symbols) {
    const Term *x = a, *y = b;
    const uint32_t *s = (uint32_t *)symbols + x->at, *t = (uint32_t *)symbols + y->at;
    uint32_t n = x->n < y->n ? x->n : y->n;
    for (uint32_t i = 0; i < n; i++)
        if (s[i] != t[i]) return s[i] < t[i] ? -1 : 1;
    return x->n < y->n ? -1 : x->n > y->n;
}

/* The sorted terms [lo, hi) share their first `depth` symbols, the last of
 * them `symbol`: one state. */
typedef struct Range {
    uint32_t lo, hi, depth, symbol;
} Range;
typedef VEC(Range) Ranges;

/* Any symbol may be looked up from this base. */
static void make_room(Matcher *m, size_t base) {
    size_t need = base + m->n_symbols;
    vec_reserve(&m->slots, need);
    for (; m->slots.n < need; m->slots.n++) m->slots.p[m->slots.n] = (Slot){0, 0};
}

static bool fits(const Matcher *m, size_t base, const Range *children, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (m->slots.p[base + children[i].symbol].state) return false;
    return true;
}

/* A base where the children's slots are free; after some tries, behind
 * everything. */
static size_t find_base(Matcher *m, const Range *children, size_t n) {
    enum { TRIES = 256 };
    while (m->free < m->slots.n && m->slots.p[m->free].state) m->free++;
    size_t at = m->free - children[0].symbol;
    for (size_t i = 0; i < TRIES; i++, at++) {
        make_room(m, at);
        if (fits(m, at, children, n)) return at;
    }
    at = m->slots.n;
    make_room(m, at);
    return at;
}

/* Links the children of `state`, which are numbered from `number`. A child's
 * fail link is a shorter path, which breadth-first order has made already. */
static void link_children(Matcher *m, uint32_t state, const Range *children, size_t n, uint32_t number) {
    size_t base = state && n ? find_base(m, children, n) : 0;
    m->states[state].base = (uint32_t)base;
    for (size_t i = 0; i < n; i++) {
        uint32_t symbol = children[i].symbol, next = number + (uint32_t)i;
        if (state == 0) {
            m->root[symbol] = m->n_first = next;
            continue;
        }
        m->slots.p[base + symbol] = (Slot){state, next};
        uint32_t bit = matcher_pair(state, symbol);
        if (state <= m->n_first) m->pairs[bit / 64] |= (uint64_t)1 << (bit % 64);
        m->states[next].fail = matcher_step(m, m->states[state].fail, symbol);
    }
}

/* Appends the children of `state`; its own term, or else the one that its
 * fail link ends with, is out[state]. */
static void expand(Matcher *m, Ranges *states, uint32_t state) {
    Range r = states->p[state];
    size_t number = states->n;
    if (m->terms.p[r.lo].n == r.depth) m->states[state].out = m->terms.p[r.lo++].number + 1;
    else m->states[state].out = m->states[m->states[state].fail].out;
    for (uint32_t i = r.lo; i < r.hi;) {
        uint32_t symbol = m->symbols.p[m->terms.p[i].at + r.depth], from = i;
        while (i < r.hi && m->symbols.p[m->terms.p[i].at + r.depth] == symbol) i++;
        vec_push(states, ((Range){from, i, r.depth + 1, symbol}));
    }
    link_children(m, state, states->p + number, states->n - number, (uint32_t)number);
}

void matcher_build(Matcher *m) {
    Ranges states = {0};
    size_t most = m->symbols.n + 1; /* states */
    m->states = xcalloc(most, sizeof *m->states);
    m->root = xcalloc(m->n_symbols, sizeof *m->root);
    m->length = xcalloc(m->terms.n + 1, sizeof *m->length);
    for (size_t i = 0; i < m->terms.n; i++) m->length[i] = m->terms.p[i].n;
    for (uint32_t cp = 0; cp < SYMBOL_TABLE; cp++) m->table[cp] = symbol_of_cp(m, cp);
    m->free = m->n_symbols; /* so that no base is below 0 */
    make_room(m, 0);
    if (m->terms.n == 0) return;
    qsort_r(m->terms.p, m->terms.n, sizeof *m->terms.p, by_symbols, m->symbols.p);
    vec_push(&states, ((Range){0, (uint32_t)m->terms.n, 0, 0}));
    for (uint32_t s = 0; s < states.n; s++) expand(m, &states, s);
    vec_release(&states);
}
