/* Words of letters and numbers, and the pinyin of titles. Most stand once, so
 * their places are sorted and what is the same comes together; the terms of a
 * chunk are front-coded. */
#include <stdlib.h>

#include "search/block.h"
#include "text/text.h"

_Static_assert(4 * WORD_MAX <= UINT8_MAX, "a word's length is a byte");

static void add_word(WordTable *t, View text, uint32_t doc, size_t place) {
    uint64_t head = 0;
    memcpy(&head, text.p, text.n < sizeof head ? text.n : sizeof head);
    vec_push(&t->words, ((WordAt){be64toh(head), t->texts.n, occurrence(0, doc, (uint32_t)place)}));
    str_addc(&t->texts, (char)text.n);
    str_addv(&t->texts, text);
}

static View word_text(const WordTable *t, const WordAt *word) {
    const char *p = t->texts.p + word->text;
    return view(p + 1, (unsigned char)*p);
}

/* --- the pinyin of titles ------------------------------------------------------ */

enum { PINYIN_RUN = 64, PINYIN_SYLLABLES = 4, PINYIN_INITIALS = 6 };

/* From each character on: so many syllables in full, so many initials. Words
 * that begin so are found, wherever in the title they begin. */
static void add_syllables(WordTable *t, const View *syllables, size_t n, uint32_t doc, size_t place) {
    char buf[1 + PINYIN_SYLLABLES * 8], initials[1 + PINYIN_INITIALS] = {PINYIN_SHORT};
    for (size_t from = 0; from < n; from++) {
        size_t full = 0, brief = 1;
        buf[full++] = PINYIN_FULL;
        for (size_t i = from; i < n && i < from + PINYIN_SYLLABLES && syllables[i].n <= 8; i++) {
            memcpy(buf + full, syllables[i].p, syllables[i].n);
            full += syllables[i].n;
        }
        for (size_t i = from; i < n && i < from + PINYIN_INITIALS; i++) initials[brief++] = syllables[i].p[0];
        add_word(t, view(buf, full), doc, place + from);
        add_word(t, view(initials, brief), doc, place + from);
    }
}

static void add_pinyin(WordTable *t, Romanizer *r, const Unit *u, size_t n, uint32_t doc) {
    Str run = STR_INIT, roman = STR_INIT;
    for (size_t i = 0, end; i < n; i = end + 1) {
        str_clear(&run);
        str_clear(&roman);
        for (end = i; end < n && end - i < PINYIN_RUN && cp_is_han(unit_cp(u[end])); end++)
            utf8_add(&run, unit_cp(u[end]));
        if (end == i) continue;
        romanize(r, str_view(&run), &roman);
        View syllables[PINYIN_RUN], rest = str_view(&roman);
        size_t count = 0;
        while (count < end - i && view_split(&rest, ' ', &syllables[count]) && syllables[count].n) count++;
        /* A character without a reading would shift the rest. */
        if (count == end - i && rest.n == 0) add_syllables(t, syllables, count, doc, i);
    }
    str_release(&run);
    str_release(&roman);
}

/* Who knows an article's id finds it. */
static void add_id(WordTable *t, View id, uint32_t doc) {
    char buf[1 + ID_CHARS] = {TERM_ID};
    /* No word has a zero in it: see sort_tails. */
    if (id.n != ID_CHARS || memchr(id.p, '\0', id.n)) return;
    memcpy(buf + 1, id.p, id.n);
    add_word(t, view(buf, sizeof buf), doc, 0);
}

/* The next letter or digit at or after i: few are, so four are looked at at
 * once. */
static size_t next_solid(const Unit *u, size_t n, size_t i) {
    const Unit solid = (Unit)CLASS_LETTER << UNIT_CLASS | (Unit)CLASS_MARK << UNIT_CLASS;
    for (;; i++) {
        while (i + 4 <= n && ((u[i] | u[i + 1] | u[i + 2] | u[i + 3]) & solid) == 0) i += 4;
        if (i >= n || unit_class(u[i]) == CLASS_LETTER || unit_class(u[i]) == CLASS_DIGIT) return i;
    }
}

static void collect(WordTable *t, BlockDoc *const *docs, const BlockText *text) {
    Str word = STR_INIT;
    Romanizer *r = romanizer_new();
    for (uint32_t doc = 0; doc < text->n; doc++) {
        const Unit *u = text->docs[doc].p;
        size_t n = text->docs[doc].n;
        for (size_t i = next_solid(u, n, 0), end; i < n; i = next_solid(u, n, end)) {
            str_clear(&word);
            end = cut_word(u, n, i, &word);
            add_word(t, str_view(&word), doc, i);
        }
        add_pinyin(t, r, u, text->shape.title[doc] - 1, doc);
        add_id(t, docs[doc]->id, doc);
    }
    romanizer_free(r);
    str_release(&word);
}

/* --- order --------------------------------------------------------------------- */

/* By the first bytes, which tell most apart: a radix sort from the last of
 * them on, which keeps the order of the text. */
static void sort_heads(WordTable *t) {
    enum { DIGIT = 8, DIGITS = sizeof(uint64_t), VALUES = 1 << DIGIT };
    size_t n = t->words.n, count[DIGITS][VALUES] = {0};
    vec_reserve(&t->spare, n);
    WordAt *order = t->words.p, *spare = t->spare.p;
    for (size_t i = 0; i < n; i++)
        for (unsigned d = 0; d < DIGITS; d++) count[d][order[i].head >> d * DIGIT & (VALUES - 1)]++;
    for (unsigned d = 0; d < DIGITS && n; d++) {
        size_t *fill = count[d], below = 0;
        if (fill[order[0].head >> d * DIGIT & (VALUES - 1)] == n) continue; /* the same in all */
        for (unsigned v = 0; v < VALUES; v++) {
            size_t here = fill[v];
            fill[v] = below;
            below += here;
        }
        for (size_t i = 0; i < n; i++) spare[fill[order[i].head >> d * DIGIT & (VALUES - 1)]++] = order[i];
        WordAt *sorted = spare;
        spare = order;
        order = sorted;
    }
    if (order != t->words.p) memcpy(t->words.p, order, n * sizeof *order);
}

static int by_text(const void *a, const void *b, void *table) {
    const WordAt *x = a, *y = b;
    int order = view_cmp(word_text(table, x), word_text(table, y));
    return order ? order : (x->occ > y->occ) - (x->occ < y->occ);
}

/* Words that have more bytes than the head, by these. */
static void sort_tails(WordTable *t) {
    WordAt *word = t->words.p;
    for (size_t i = 0, end; i < t->words.n; i = end) {
        for (end = i + 1; end < t->words.n && word[end].head == word[i].head;) end++;
        /* What is shorter has a zero in its head, and is one word. */
        if (end > i + 1 && (word[i].head & 0xff)) qsort_r(word + i, end - i, sizeof *word, by_text, t);
    }
}

/* The occurrences in the order of their words. Their terms only tell
 * neighbours apart. */
static void number_words(WordTable *t) {
    vec_reserve(&t->occ, t->words.n);
    uint32_t term = 0;
    View before = V("");
    for (size_t i = 0; i < t->words.n; i++) {
        View text = word_text(t, &t->words.p[i]);
        term = (term + !view_eq(text, before)) & ((1U << OCC_TERM) - 1);
        t->occ.p[i] = t->words.p[i].occ | occurrence(term, 0, 0);
        before = text;
    }
}

/* --- writing ------------------------------------------------------------------- */

static void end_chunk(ChunkWriter *w) {
    if (w->open) bits_gamma(&w->docs, 1);
    chunk_end(w);
}

void words_write(BlockDoc *const *docs, const BlockText *text, WordTable *t, BlockFiles *files, BlockHead *head) {
    str_clear(&t->texts);
    t->words.n = 0;
    collect(t, docs, text);
    sort_heads(t);
    sort_tails(t);
    number_words(t);
    ChunkWriter w = chunks_to(files, 'w', 'q', &head->word_files, &text->shape);
    View before = V("");
    for (size_t n = chunk_terms(&w, t->occ.p, t->words.n); w.written < n;) {
        View word = word_text(t, &t->words.p[chunk_at(&w)]);
        if (chunk_full(&w)) end_chunk(&w);
        if (chunk_begin(&w)) {
            Str first = STR_INIT;
            str_addv(&first, word);
            vec_push(&head->words, first);
            before = V("");
        }
        front_code(&w.docs, before, word);
        before = word;
        chunk_list(&w);
    }
    end_chunk(&w);
    chunks_end(&w);
}

void word_table_release(WordTable *t) {
    str_release(&t->texts);
    vec_release(&t->words);
    vec_release(&t->spare);
    vec_release(&t->occ);
}
