#include "regions/find.h"

/* The forms that begin at `at`; `first` is the unit there. */
static void forms_at(const Lexicon *lexicon, View text, size_t at, uint32_t unit, size_t width, FoundForms *out) {
    const Trie *t = &lexicon->trie;
    uint32_t node = 0;
    size_t end = at;
    for (;;) {
        node = trie_step(t, node, unit);
        if (node == 0) return;
        end += width;
        uint32_t flags = t->nodes[node].base & (TRIE_WHOLE | TRIE_STEM);
        if (flags & TRIE_WHOLE) {
            FoundForm f = {at, (uint32_t)(end - at), trie_value(t, node), SUFFIX_NONE, lexicon};
            vec_push(out, f);
        }
        if (end == text.n) return;
        if (flags & TRIE_STEM) {
            size_t n;
            Suffix suffix = suffix_at(view_from(text, end), &n);
            if (suffix != SUFFIX_NONE) {
                FoundForm f = {at, (uint32_t)(end - at + n), trie_value(t, node), suffix, lexicon};
                vec_push(out, f);
            }
        }
        width = trie_unit(t, text.p + end, text.n - end, &unit);
        if (unit == 0) return;
    }
}

void find_forms(const Lexicon *lexicon, View text, FoundForms *out) {
    const Trie *t = &lexicon->trie;
    if (text.n == 0 || !t->nodes) return;
    uint32_t unit, next = 0;
    size_t width = trie_unit(t, text.p, text.n, &unit), next_width = 0;
    for (size_t at = 0; at + width < text.n; at += width, unit = next, width = next_width) {
        next_width = trie_unit(t, text.p + at + width, text.n - at - width, &next);
        if (unit == 0 || next == 0) continue;
        uint32_t h = trie_pair_hash(unit, next);
        if (t->pairs[h >> 3] >> (h & 7) & 1) forms_at(lexicon, text, at, unit, width, out);
    }
}
