#include "topics/matcher.h"

#include "text/text.h"

bool is_word_byte(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

Matcher *matcher_new(void) {
    Matcher *m = xcalloc(1, sizeof *m);
    m->n_symbols = SYMBOL_FIRST;
    return m;
}

void matcher_free(Matcher *m) {
    if (!m) return;
    map_release(&m->symbol_of);
    map_release(&m->term_of);
    vec_release(&m->symbols);
    vec_release(&m->terms);
    free(m->label);
    free(m->first);
    free(m->fail);
    free(m->out);
    free(m->length);
    free(m->root);
    arena_release(&m->arena);
    free(m);
}

size_t matcher_terms(const Matcher *m) { return m->terms.n; }

/* The symbol of one folded code point or word, made where it is new. */
static uint32_t symbol_make(Matcher *m, View unit) {
    size_t *known = map_get(&m->symbol_of, unit);
    if (known) return (uint32_t)*known;
    *map_at(&m->symbol_of, arena_view(&m->arena, unit), NULL) = m->n_symbols;
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
    Str folded = STR_INIT;
    text_fold(&folded, term);
    View rest = str_view(&folded);
    size_t at = m->symbols.n;
    TermFault fault = TERM_FINE;
    while (rest.n && fault == TERM_FINE) {
        View unit = unit_next(&rest);
        if (unit.n > WORD_BYTES || m->symbols.n - at == TERM_SYMBOLS) fault = TERM_LONG;
        else if (unit.n) vec_push(&m->symbols, symbol_make(m, unit));
    }
    str_release(&folded);
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
static uint32_t symbol_of_cp(const Matcher *m, uint32_t cp) {
    char buf[8];
    if (cp_is_space(cp)) return SYMBOL_SPACE;
    View fold = text_fold_cp(cp, buf), rest = fold;
    if (fold.n == 0) return SYMBOL_SPACE;
    if (is_word_byte((unsigned char)fold.p[0])) return SYMBOL_FOLD;
    utf8_next(&rest);
    if (rest.n) return SYMBOL_FOLD;
    const size_t *symbol = map_get(&m->symbol_of, fold);
    return symbol ? (uint32_t)*symbol : SYMBOL_OTHER;
}

static uint32_t child(const Matcher *m, uint32_t state, uint32_t symbol) {
    if (state == 0) return m->root[symbol];
    uint32_t lo = m->first[state], end = m->first[state + 1], hi = end;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (m->label[mid] < symbol) lo = mid + 1;
        else hi = mid;
    }
    return lo < end && m->label[lo] == symbol ? lo : 0;
}

uint32_t matcher_step(const Matcher *m, uint32_t state, uint32_t symbol) {
    for (;;) {
        uint32_t next = child(m, state, symbol);
        if (next || state == 0) return next;
        state = m->fail[state];
    }
}

static int by_symbols(const void *a, const void *b, void *symbols) {
    const Term *x = a, *y = b;
    const uint32_t *s = (uint32_t *)symbols + x->at, *t = (uint32_t *)symbols + y->at;
    uint32_t n = x->n < y->n ? x->n : y->n;
    for (uint32_t i = 0; i < n; i++)
        if (s[i] != t[i]) return s[i] < t[i] ? -1 : 1;
    return x->n < y->n ? -1 : x->n > y->n;
}

/* The sorted terms [lo, hi) share their first `depth` symbols: one state. */
typedef struct Range {
    uint32_t lo, hi, depth;
} Range;
typedef VEC(Range) Ranges;

/* Appends the children of `state`; its own term is out[state]. */
static void add_children(Matcher *m, Ranges *states, uint32_t state) {
    Range r = states->p[state];
    if (m->terms.p[r.lo].n == r.depth) m->out[state] = m->terms.p[r.lo++].number + 1;
    for (uint32_t i = r.lo; i < r.hi;) {
        uint32_t symbol = m->symbols.p[m->terms.p[i].at + r.depth], from = i;
        while (i < r.hi && m->symbols.p[m->terms.p[i].at + r.depth] == symbol) i++;
        m->label[states->n] = symbol;
        if (state == 0) m->root[symbol] = (uint32_t)states->n;
        vec_push(states, ((Range){from, i, r.depth + 1}));
    }
}

/* A state's fail link and what it inherits through it. The parent's links are
 * done: it comes earlier. */
static void link_child(Matcher *m, uint32_t parent, uint32_t state) {
    m->fail[state] = parent ? matcher_step(m, m->fail[parent], m->label[state]) : 0;
}

void matcher_build(Matcher *m) {
    Ranges states = {0};
    size_t most = m->symbols.n + 2;
    m->label = xcalloc(most, sizeof *m->label);
    m->first = xcalloc(most, sizeof *m->first);
    m->fail = xcalloc(most, sizeof *m->fail);
    m->out = xcalloc(most, sizeof *m->out);
    m->root = xcalloc(m->n_symbols, sizeof *m->root);
    m->length = xcalloc(m->terms.n + 1, sizeof *m->length);
    for (size_t i = 0; i < m->terms.n; i++) m->length[i] = m->terms.p[i].n;
    for (uint32_t cp = 0; cp < SYMBOL_TABLE; cp++) m->table[cp] = symbol_of_cp(m, cp);
    if (m->terms.n) qsort_r(m->terms.p, m->terms.n, sizeof *m->terms.p, by_symbols, m->symbols.p);
    vec_push(&states, ((Range){0, (uint32_t)m->terms.n, 0}));
    m->first[0] = 1;
    for (uint32_t s = 0; m->terms.n && s < states.n; s++) {
        add_children(m, &states, s);
        m->first[s + 1] = (uint32_t)states.n;
        for (uint32_t c = m->first[s]; c < m->first[s + 1]; c++) link_child(m, s, c);
        if (!m->out[s]) m->out[s] = m->out[m->fail[s]];
    }
    vec_release(&states);
}
