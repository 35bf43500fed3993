#include "regions/trie.h"

#include <stdlib.h>

#include "text/text.h"

/* A form as units, ended by 0. */
typedef struct Key {
    const uint16_t *units;
    uint32_t value, flags;
} Key;

typedef struct Builder {
    TrieNode *nodes;
    size_t n, cap; /* n: beyond the last node in use */
    uint32_t *next, *prev; /* free nodes in a ring through node 0 */
    uint32_t wide;         /* where nodes of several children begin to look */
    uint8_t *pairs;
    uint32_t *child_units; /* of the node at hand */
    size_t *child_starts;
} Builder;

static bool form_code_points(View text, uint32_t *cps, size_t *n) {
    *n = 0;
    while (text.n) {
        const unsigned char *s = (const unsigned char *)text.p;
        uint32_t cp = s[0];
        size_t len = 1;
        if (s[0] >= 0xf0 || *n == TRIE_FORM_MAX) return false;
        if (s[0] >= 0xe0 && text.n >= 3) cp = (s[0] & 15u) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u), len = 3;
        else if (s[0] >= 0x80) return false; /* two-byte characters are in no Chinese name */
        cps[(*n)++] = cp;
        text = view_from(text, len);
    }
    return *n > 0;
}

typedef struct CharCount {
    uint32_t cp, count;
} CharCount;

static int more_frequent(const void *a, const void *b) {
    const CharCount *x = a, *y = b;
    if (x->count != y->count) return x->count < y->count ? 1 : -1;
    return x->cp < y->cp ? -1 : 1;
}

/* What may begin a suffix: it must have a unit even where no form holds it. */
static const uint16_t suffix_begins[] = {u'村', u'社', u'居', u'嘎', u'民', u'乡', u'镇', u'街', u'办', u'苏'};
enum { SUFFIX_BEGINS = sizeof suffix_begins / sizeof *suffix_begins };

static void number_characters(uint16_t *units, const TrieForm *forms, size_t n) {
    CharCount *counts = xcalloc(TRIE_CODES, sizeof *counts);
    for (size_t i = 0; i < SUFFIX_BEGINS; i++) counts[suffix_begins[i]].count = 1;
    uint32_t cps[TRIE_FORM_MAX];
    size_t len;
    for (size_t i = 0; i < n; i++)
        if (form_code_points(forms[i].text, cps, &len))
            for (size_t k = 0; k < len; k++) counts[cps[k]].count++;
    uint32_t used = 0;
    for (uint32_t cp = 0; cp < TRIE_CODES; cp++)
        if (counts[cp].count) counts[used++] = (CharCount){cp, counts[cp].count};
    qsort(counts, used, sizeof *counts, more_frequent);
    for (uint32_t i = 0; i + 1 < TRIE_CODES && i < used; i++) units[counts[i].cp] = (uint16_t)(i + 1);
    free(counts);
}

/* A traditional or variant form of a character, where no name is written with
 * it, reads as what it stands for: 蘭州 is 兰州. */
static void number_variants(uint16_t *units) {
    enum { FIRST_HAN = 0x3400 };
    char buf[5];
    for (uint32_t cp = FIRST_HAN; cp < TRIE_CODES; cp++) {
        if (units[cp] || !text_folds(cp)) continue;
        View fold = text_fold_cp(cp, buf);
        uint32_t as = fold.n == 0 ? TRIE_CODES : utf8_next(&fold);
        if (as < TRIE_CODES && fold.n == 0) units[cp] = units[as];
    }
}

static int by_units(const void *a, const void *b) {
    const uint16_t *x = ((const Key *)a)->units, *y = ((const Key *)b)->units;
    while (*x && *x == *y) x++, y++;
    return (int)*x - (int)*y;
}

static void nodes_reserve(Builder *b, size_t n) {
    if (n <= b->cap) return;
    size_t cap = b->cap ? b->cap : 1024;
    while (cap < n) cap += cap / 2;
    b->nodes = xarray(b->nodes, cap, sizeof *b->nodes);
    b->next = xarray(b->next, cap, sizeof *b->next);
    b->prev = xarray(b->prev, cap, sizeof *b->prev);
    if (b->cap == 0) b->next[0] = b->prev[0] = 0;
    for (size_t i = b->cap ? b->cap : 1; i < cap; i++) {
        b->nodes[i] = (TrieNode){0, TRIE_FREE};
        b->prev[i] = b->prev[0];
        b->next[i] = 0;
        b->next[b->prev[0]] = (uint32_t)i;
        b->prev[0] = (uint32_t)i;
    }
    b->cap = cap;
}

static void node_take(Builder *b, uint32_t at, uint32_t parent) {
    b->nodes[at].check = parent;
    b->next[b->prev[at]] = b->next[at];
    b->prev[b->next[at]] = b->prev[at];
    if (b->wide == at) b->wide = b->next[at];
    if (at >= b->n) b->n = at + 1;
}

enum { TRIES_MAX = 32 };

/* A base under which all of the units are free: the lowest for one unit; for
 * several the search begins where it last had to go on for long. */
static uint32_t find_base(Builder *b, const uint32_t *units, size_t n) {
    uint32_t at = n > 1 && b->wide ? b->wide : b->next[0];
    for (size_t tried = 0;; at = b->next[at]) {
        if (at == 0 || (size_t)at + TRIE_CODES > b->cap) {
            uint32_t last = at ? at : b->prev[0];
            nodes_reserve(b, b->cap + TRIE_CODES);
            at = at ? at : b->next[last];
        }
        if (at <= units[0]) continue;
        uint32_t base = at - units[0];
        size_t k = 1;
        while (k < n && b->nodes[base + units[k]].check == TRIE_FREE) k++;
        if (k == n) return base;
        if (++tried > TRIES_MAX && tried % TRIES_MAX == 0) b->wide = at;
    }
}

typedef struct Range {
    uint32_t node;
    size_t from, to; /* keys that share the first `depth` units */
    size_t depth;
} Range;

static void mark_pair(Builder *b, uint32_t first, uint32_t second) {
    uint32_t h = trie_pair_hash(first, second);
    b->pairs[h >> 3] = (uint8_t)(b->pairs[h >> 3] | 1u << (h & 7));
}

typedef VEC(Range) Ranges;

static void place_children(Builder *b, Ranges *todo, const Key *keys, Range r) {
    uint32_t *units = b->child_units;
    size_t *starts = b->child_starts;
    size_t n = 0;
    for (size_t i = r.from; i < r.to; i++) {
        uint32_t u = keys[i].units[r.depth];
        if (n && units[n - 1] == u) continue;
        starts[n] = i;
        units[n++] = u;
    }
    starts[n] = r.to;
    uint32_t base = find_base(b, units, n);
    b->nodes[r.node].base |= base;
    for (size_t k = 0; k < n; k++) node_take(b, base + units[k], r.node);
    for (size_t k = 0; k < n; k++) {
        if (units[k] == 0) {
            b->nodes[base].base = keys[starts[k]].value;
            b->nodes[r.node].base |= keys[starts[k]].flags;
        } else {
            Range child = {base + units[k], starts[k], starts[k + 1], r.depth + 1};
            vec_push(todo, child);
        }
    }
}

static size_t make_keys(Key *keys, uint16_t *pool, const TrieForm *forms, size_t n, const uint16_t *units) {
    size_t made = 0, at = 0, len;
    uint32_t cps[TRIE_FORM_MAX];
    for (size_t i = 0; i < n; i++) {
        if (!form_code_points(forms[i].text, cps, &len)) continue;
        keys[made++] = (Key){pool + at, forms[i].value, forms[i].flags};
        for (size_t k = 0; k < len; k++) pool[at++] = units[cps[k]];
        pool[at++] = 0;
    }
    qsort(keys, made, sizeof *keys, by_units);
    return made;
}

/* A stem of one character is found by what may begin its suffix. */
static void mark_pairs(Builder *b, const Key *keys, size_t n, const uint16_t *units) {
    for (size_t i = 0; i < n; i++) {
        if (keys[i].units[1]) {
            mark_pair(b, keys[i].units[0], keys[i].units[1]);
            continue;
        }
        for (size_t k = 0; k < SUFFIX_BEGINS; k++) mark_pair(b, keys[i].units[0], units[suffix_begins[k]]);
    }
}

void trie_build(TrieBuilt *out, const TrieForm *forms, size_t n) {
    uint16_t *units = xcalloc(TRIE_CODES, sizeof *units);
    number_characters(units, forms, n);
    number_variants(units);
    Key *keys = xarray(NULL, n + 1, sizeof *keys);
    uint16_t *pool = xarray(NULL, n + 1, (TRIE_FORM_MAX + 1) * sizeof *pool);
    size_t made = make_keys(keys, pool, forms, n, units);

    Builder b = {
        .pairs = xcalloc((size_t)1 << (TRIE_BITMAP_BITS - 3), 1),
        .child_units = xcalloc(TRIE_CODES, sizeof(uint32_t)),
        .child_starts = xcalloc(TRIE_CODES + 1, sizeof(size_t)),
    };
    nodes_reserve(&b, TRIE_CODES);
    b.nodes[0] = (TrieNode){0, 0};
    b.n = 1;
    mark_pairs(&b, keys, made, units);
    Ranges todo = {0};
    if (made) {
        Range all = {0, 0, made, 0};
        vec_push(&todo, all);
    }
    for (size_t i = 0; i < todo.n; i++) place_children(&b, &todo, keys, todo.p[i]);
    vec_release(&todo);
    free(b.next);
    free(b.prev);
    free(b.child_units);
    free(b.child_starts);
    free(pool);
    free(keys);
    *out = (TrieBuilt){{b.nodes, b.n, units, b.pairs}, b.nodes, units, b.pairs};
}

bool trie_stem(const Trie *t, View stem, uint32_t *value) {
    uint32_t node = 0;
    while (stem.n) {
        const uint32_t unit = trie_unit(t, utf8_next(&stem));
        node = unit ? trie_step(t, node, unit) : 0;
        if (node == 0) return false;
    }
    if (node == 0 || !(t->nodes[node].base & TRIE_STEM)) return false;
    *value = trie_value(t, node);
    return true;
}

bool trie_may_begin(const Trie *t, View v) {
    const uint32_t first = v.n ? utf8_next(&v) : 0, second = v.n ? utf8_next(&v) : 0;
    if (first >= TRIE_CODES || second >= TRIE_CODES) return true;
    const uint32_t a = trie_unit(t, first), b = trie_unit(t, second), node = a ? trie_step(t, 0, a) : 0;
    return node && b && trie_step(t, node, b);
}

void trie_built_release(TrieBuilt *t) {
    free(t->nodes);
    free(t->units);
    free(t->pairs);
    *t = (TrieBuilt){0};
}
