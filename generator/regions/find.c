#include "regions/find.h"

#include "text/text.h"

/* A text is read in blocks of characters. Where two of them may begin a form
 * is asked of all pairs of a block first, then what they lead to, and what
 * that and the third: the answers lie far apart in memory and few are yes, so
 * nothing should wait for one, or be guessed from it. */
enum { BLOCK = 64, BEHIND = 2 };

typedef struct Block {
    size_t n;                  /* characters, with those behind the block */
    size_t at[BLOCK + BEHIND + 1]; /* where they begin, and where the last one ends */
    uint32_t code[BLOCK + BEHIND];
    uint32_t unit[BLOCK + BEHIND + 1]; /* in the trie that is asked; 0 behind the last */
} Block;

/* A place whose first two characters may begin a form. */
typedef struct Begun {
    size_t i;           /* of the block: the first character */
    uint32_t one, both; /* the nodes after it, and after the next; 0: none */
} Begun;

typedef struct Search {
    View text;
    FoundForms *out;
    enum { NOT_ASKED, PEOPLES, NO_PEOPLES } peoples; /* has the text a 族乡 somewhere? */
} Search;

static void found(Search *s, size_t at, size_t end, uint32_t node, Suffix suffix, const Lexicon *lexicon) {
    FoundForm f = {at, (uint32_t)(end - at), trie_value(&lexicon->trie, node), suffix, lexicon};
    vec_push(s->out, f);
}

static bool has_peoples(Search *s) {
    if (s->peoples == NOT_ASKED)
        s->peoples = view_find(s->text, V("族乡"), 0) == SIZE_MAX ? NO_PEOPLES : PEOPLES;
    return s->peoples == PEOPLES;
}

static void found_stem(Search *s, size_t at, size_t end, uint32_t node, const Lexicon *lexicon) {
    size_t n;
    Suffix suffix = suffix_at(view_from(s->text, end), &n);
    if (suffix == SUFFIX_NONE && has_peoples(s)) suffix = suffix_after_peoples(s->text, end, &n);
    if (suffix != SUFFIX_NONE) found(s, at, end + n, node, suffix, lexicon);
}

static void found_here(Search *s, const Lexicon *lexicon, uint32_t node, size_t at, size_t end) {
    uint32_t flags = lexicon->trie.nodes[node].base;
    if (flags & TRIE_WHOLE) found(s, at, end, node, SUFFIX_NONE, lexicon);
    if (flags & TRIE_STEM) found_stem(s, at, end, node, lexicon);
}

static void walk(Search *s, const Lexicon *lexicon, const Block *b, Begun begun) {
    const Trie *t = &lexicon->trie;
    const size_t at = b->at[begun.i];
    View rest = view_from(s->text, b->at[begun.i + 2]);
    found_here(s, lexicon, begun.one, at, b->at[begun.i + 1]);
    for (uint32_t node = begun.both, unit; node; node = unit ? trie_step(t, node, unit) : 0) {
        found_here(s, lexicon, node, at, s->text.n - rest.n);
        unit = rest.n ? trie_unit(t, utf8_next(&rest)) : 0;
    }
}

static void read_block(View text, size_t at, Block *b) {
    View rest = view_from(text, at);
    for (b->n = 0; b->n < BLOCK + BEHIND && rest.n; b->n++) {
        b->at[b->n] = text.n - rest.n;
        b->code[b->n] = utf8_next(&rest);
    }
    b->at[b->n] = text.n - rest.n;
}

static size_t begun_in(const Trie *t, Block *b, Begun *out) {
    size_t n = 0, known = 0;
    for (size_t i = 0; i < b->n; i++) {
        b->unit[i] = trie_unit(t, b->code[i]);
        known += b->unit[i] != 0;
    }
    b->unit[b->n] = 0;
    if (known < 2) return 0; /* as nearly always with the few forms of an archive's own */
    for (size_t i = 0; i < BLOCK && i + 1 < b->n; i++) {
        uint32_t h = trie_pair_hash(b->unit[i], b->unit[i + 1]);
        out[n].i = i;
        n += (size_t)(t->pairs[h >> 3] >> (h & 7) & 1);
    }
    return n;
}

static void search_block(Search *s, const Lexicon *lexicon, Block *b) {
    const Trie *t = &lexicon->trie;
    Begun begun[BLOCK + 1];
    size_t n = begun_in(t, b, begun);
    /* The trie is larger than the processor's caches: what is wanted next is sent for. */
    for (size_t k = 0; k < n; k++) {
        const uint32_t *unit = &b->unit[begun[k].i];
        begun[k].one = unit[0] && unit[1] ? trie_step(t, 0, unit[0]) : 0;
        __builtin_prefetch(trie_way(t, begun[k].one, unit[1]));
    }
    for (size_t k = 0; k < n; k++) {
        const uint32_t *unit = &b->unit[begun[k].i];
        begun[k].both = begun[k].one ? trie_step(t, begun[k].one, unit[1]) : 0;
        __builtin_prefetch(trie_way(t, begun[k].both, unit[2]));
    }
    for (size_t k = 0; k < n; k++)
        if (begun[k].one) walk(s, lexicon, b, begun[k]);
}

/* Without a branch, as above. */
static void note_marks(const Block *b, Marks *marks) {
    const size_t most = b->n < BLOCK ? b->n : BLOCK;
    vec_reserve(marks, marks->n + most);
    Mark *to = marks->p + marks->n;
    for (size_t i = 0; i < most; i++) {
        const uint32_t what = mark_slots[MARK_SLOT(b->code[i])];
        *to = (Mark){b->at[i], what};
        to += (what & 0xffffff) == b->code[i];
    }
    marks->n = (size_t)(to - marks->p);
}

void find_forms(const Lexicon *const *lexicons, size_t n, View text, FoundForms *out, Marks *marks) {
    Search s = {.text = text, .out = out};
    Block b;
    for (size_t at = 0; at < text.n; at = b.at[BLOCK]) {
        read_block(text, at, &b);
        if (marks) note_marks(&b, marks);
        for (size_t i = 0; i < n; i++)
            if (lexicons[i]->trie.nodes) search_block(&s, lexicons[i], &b);
        if (b.n <= BLOCK) return;
    }
}
