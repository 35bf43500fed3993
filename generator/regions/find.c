#include "regions/find.h"

/* A text is read in blocks of characters. Where two of them may begin a form
 * is asked of all pairs of a block first: the answers lie far apart in memory
 * and few are yes, so nothing should wait for one, or be guessed from it. */
enum { BLOCK = 64 };

typedef struct Block {
    size_t n;               /* characters, with the one behind the block */
    size_t at[BLOCK + 2];   /* where they begin, and where the last one ends */
    uint32_t unit[BLOCK + 1];
} Block;

/* A place whose first two characters may begin a form. */
typedef struct Begun {
    size_t i;      /* of the block: the first character */
    uint32_t node; /* after it; 0: none */
} Begun;

static inline void found(FoundForms *out, size_t at, size_t end, uint32_t value, Suffix suffix,
                         const Lexicon *lexicon) {
    FoundForm f = {at, (uint32_t)(end - at), value, suffix, lexicon};
    vec_push(out, f);
}

/* Where the text begins with the character of `node`, and another behind it.
 * `peoples`: the text has a 族乡 somewhere. */
static void walk(const Lexicon *lexicon, View text, bool peoples, const Block *b, Begun begun, FoundForms *out) {
    const Trie *t = &lexicon->trie;
    uint32_t node = begun.node, unit = b->unit[begun.i + 1];
    size_t at = b->at[begun.i], end = b->at[begun.i + 1], width = b->at[begun.i + 2] - end;
    for (;;) {
        uint32_t flags = t->nodes[node].base;
        if (flags & TRIE_WHOLE) found(out, at, end, trie_value(t, node), SUFFIX_NONE, lexicon);
        if (flags & TRIE_STEM) {
            size_t n;
            Suffix suffix = suffix_at(view_from(text, end), &n);
            if (suffix == SUFFIX_NONE && peoples) suffix = suffix_after_peoples(text, end, &n);
            if (suffix != SUFFIX_NONE) found(out, at, end + n, trie_value(t, node), suffix, lexicon);
        }
        if (unit == 0) return;
        node = trie_step(t, node, unit);
        if (node == 0) return;
        end += width;
        unit = 0;
        if (end < text.n) width = trie_unit(t, text.p + end, text.n - end, &unit);
    }
}

static void read_block(const Trie *t, View text, size_t at, Block *b) {
    for (b->n = 0; b->n <= BLOCK && at < text.n; b->n++) {
        b->at[b->n] = at;
        at += trie_unit(t, text.p + at, text.n - at, &b->unit[b->n]);
    }
    b->at[b->n] = at;
}

static size_t begun_in(const Trie *t, const Block *b, Begun *out) {
    size_t n = 0;
    for (size_t i = 0; i + 1 < b->n; i++) {
        uint32_t h = trie_pair_hash(b->unit[i], b->unit[i + 1]);
        out[n].i = i;
        n += (t->pairs[h >> 3] >> (h & 7) & 1) & (b->unit[i] != 0) & (b->unit[i + 1] != 0);
    }
    return n;
}

void find_forms(const Lexicon *lexicon, View text, FoundForms *out) {
    const Trie *t = &lexicon->trie;
    Block b;
    Begun begun[BLOCK + 1];
    if (!t->nodes) return;
    const bool peoples = view_find(text, V("族乡"), 0) != SIZE_MAX;
    for (size_t at = 0; at < text.n; at = b.at[BLOCK]) {
        read_block(t, text, at, &b);
        size_t n = begun_in(t, &b, begun);
        for (size_t k = 0; k < n; k++) { /* the trie is larger than the processor's caches */
            begun[k].node = trie_step(t, 0, b.unit[begun[k].i]);
            __builtin_prefetch(&t->nodes[(t->nodes[begun[k].node].base & TRIE_BASE) + b.unit[begun[k].i + 1]]);
        }
        for (size_t k = 0; k < n; k++)
            if (begun[k].node) walk(lexicon, text, peoples, &b, begun[k], out);
        if (b.n <= BLOCK) return;
    }
}
