#include "regions/find.h"

/* A place whose first two characters begin a form. The trie is larger than
 * the processor's caches, so its second node is asked for early and walked
 * on from a few places later. */
typedef struct Pending {
    size_t at, end;  /* of the first character */
    uint32_t node;   /* after the first character */
    uint32_t next;   /* unit of the second */
    size_t width;    /* and its bytes */
} Pending;

enum { AHEAD = 8 };

static inline void found(FoundForms *out, size_t at, size_t end, uint32_t value, Suffix suffix,
                         const Lexicon *lexicon) {
    FoundForm f = {at, (uint32_t)(end - at), value, suffix, lexicon};
    vec_push(out, f);
}

static void walk(const Lexicon *lexicon, View text, const Pending *p, FoundForms *out) {
    const Trie *t = &lexicon->trie;
    uint32_t node = p->node, unit = p->next;
    size_t end = p->end, width = p->width;
    for (;;) {
        uint32_t flags = t->nodes[node].base;
        if (flags & TRIE_WHOLE) found(out, p->at, end, trie_value(t, node), SUFFIX_NONE, lexicon);
        if (flags & TRIE_STEM) {
            size_t n;
            Suffix suffix = suffix_at(view_from(text, end), &n);
            if (suffix != SUFFIX_NONE) found(out, p->at, end + n, trie_value(t, node), suffix, lexicon);
        }
        if (unit == 0) return;
        node = trie_step(t, node, unit);
        if (node == 0) return;
        end += width;
        unit = 0;
        if (end < text.n) width = trie_unit(t, text.p + end, text.n - end, &unit);
    }
}

void find_forms(const Lexicon *lexicon, View text, FoundForms *out) {
    const Trie *t = &lexicon->trie;
    if (text.n == 0 || !t->nodes) return;
    Pending ring[AHEAD];
    size_t in = 0, done = 0;
    uint32_t unit, next = 0;
    size_t width = trie_unit(t, text.p, text.n, &unit), next_width = 0;
    for (size_t at = 0; at + width < text.n; at += width, unit = next, width = next_width) {
        next_width = trie_unit(t, text.p + at + width, text.n - at - width, &next);
        if (unit == 0 || next == 0) continue;
        uint32_t h = trie_pair_hash(unit, next);
        if (!(t->pairs[h >> 3] >> (h & 7) & 1)) continue;
        uint32_t node = trie_step(t, 0, unit);
        if (node == 0) continue;
        __builtin_prefetch(&t->nodes[(t->nodes[node].base & TRIE_BASE) + next]);
        if (in - done == AHEAD) walk(lexicon, text, &ring[done++ % AHEAD], out);
        ring[in++ % AHEAD] = (Pending){at, at + width, node, next, next_width};
    }
    while (done < in) walk(lexicon, text, &ring[done++ % AHEAD], out);
}
