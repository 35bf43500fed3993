/* Words of letters and numbers, and the pinyin of titles. Few in Chinese text,
 * so they are told apart by a map; the terms of a chunk are front-coded. */
#include "search/block.h"
#include "text/text.h"

static uint32_t word_id(WordTable *t, View text) {
    bool fresh;
    size_t *id = map_at_copy(&t->ids, &t->arena, &text, &fresh);
    if (fresh) {
        *id = t->words.n;
        vec_push(&t->words, ((Word){.text = text}));
    }
    return (uint32_t)*id;
}

static void add_word(WordTable *t, View text, uint32_t doc, size_t place) {
    uint32_t id = word_id(t, text);
    t->words.p[id].count++;
    vec_push(&t->terms, id);
    vec_push(&t->occ, occurrence(0, doc, (uint32_t)place));
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
    if (id.n != ID_CHARS) return;
    memcpy(buf + 1, id.p, id.n);
    add_word(t, view(buf, sizeof buf), doc, 0);
}

static void collect(WordTable *t, BlockDoc *const *docs, const BlockText *text) {
    Str word = STR_INIT;
    Romanizer *r = romanizer_new();
    for (uint32_t doc = 0; doc < text->n; doc++) {
        const Unit *u = text->units->p + text->start[doc];
        size_t n = text->start[doc + 1] - text->start[doc];
        for (size_t i = 0, end; i < n; i = end) {
            end = i + 1;
            if (unit_class(u[i]) != CLASS_LETTER && unit_class(u[i]) != CLASS_DIGIT) continue;
            str_clear(&word);
            end = cut_word(u, n, i, &word);
            add_word(t, str_view(&word), doc, i);
        }
        add_pinyin(t, r, u, text->shape.title[doc] - 1, doc);
        add_id(t, docs[doc]->doc.id, doc);
    }
    romanizer_free(r);
    str_release(&word);
}

static uint64_t head_of(View text) {
    uint64_t head = 0;
    memcpy(&head, text.p, text.n < sizeof head ? text.n : sizeof head);
    return be64toh(head);
}

static int by_text(const void *a, const void *b) {
    return view_cmp(((const SortedWord *)a)->word->text, ((const SortedWord *)b)->word->text);
}

/* By the first bytes, which tell most apart: a radix sort from the last of
 * them on. The result is in *order; *spare is as long. */
static void sort_heads(SortedWord **order, SortedWord **spare, size_t n) {
    enum { DIGIT = 8, DIGITS = sizeof(uint64_t), VALUES = 1 << DIGIT };
    size_t count[DIGITS][VALUES] = {0};
    for (size_t i = 0; i < n; i++)
        for (unsigned d = 0; d < DIGITS; d++) count[d][(*order)[i].head >> d * DIGIT & (VALUES - 1)]++;
    for (unsigned d = 0; d < DIGITS; d++) {
        size_t *fill = count[d], below = 0;
        if (fill[(*order)[0].head >> d * DIGIT & (VALUES - 1)] == n) continue; /* the same in all */
        for (unsigned v = 0; v < VALUES; v++) {
            size_t here = fill[v];
            fill[v] = below;
            below += here;
        }
        for (size_t i = 0; i < n; i++) (*spare)[fill[(*order)[i].head >> d * DIGIT & (VALUES - 1)]++] = (*order)[i];
        SortedWord *sorted = *spare;
        *spare = *order;
        *order = sorted;
    }
}

static void order_words(WordTable *t) {
    size_t n = t->words.n;
    vec_reserve(&t->order, n);
    vec_reserve(&t->spare, n);
    SortedWord *order = t->order.p, *spare = t->spare.p;
    for (size_t i = 0; i < n; i++) order[i] = (SortedWord){head_of(t->words.p[i].text), &t->words.p[i]};
    if (n) sort_heads(&order, &spare, n);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && order[end].head == order[i].head;) end++;
        if (end > i + 1) qsort(order + i, end - i, sizeof *order, by_text);
    }
    if (order == t->order.p) return;
    /* An even number of passes, else they change names. */
    size_t cap = t->order.cap;
    t->order.cap = t->spare.cap;
    t->spare.cap = cap;
    t->spare.p = t->order.p;
    t->order.p = order;
}

/* The words in order, and their occurrences brought together. */
static void sort_words(WordTable *t) {
    order_words(t);
    size_t start = 0;
    for (size_t i = 0; i < t->words.n; i++) {
        Word *word = t->order.p[i].word;
        word->fill = start;
        start += word->count;
        /* Only to tell neighbours apart. */
        word->term = (uint32_t)i & ((1U << OCC_TERM) - 1);
    }
    vec_reserve(&t->sorted, t->occ.n);
    for (size_t i = 0; i < t->occ.n; i++) {
        Word *word = &t->words.p[t->terms.p[i]];
        t->sorted.p[word->fill++] = t->occ.p[i] | occurrence(word->term, 0, 0);
    }
}

/* --- writing ------------------------------------------------------------------- */

static void end_chunk(ChunkWriter *w) {
    if (w->open) bits_gamma(&w->docs, 1);
    chunk_end(w);
}

void words_write(BlockDoc *const *docs, const BlockText *text, WordTable *t, BlockFiles *files, BlockHead *head) {
    t->words.n = t->terms.n = t->occ.n = 0;
    map_clear(&t->ids);
    arena_clear(&t->arena);
    collect(t, docs, text);
    sort_words(t);
    ChunkWriter w = chunks_to(files, 'w', 'q', &head->word_files, &text->shape);
    View before = V("");
    chunk_terms(&w, t->sorted.p, t->occ.n);
    for (size_t i = 0; i < t->words.n; i++) {
        const Word *word = t->order.p[i].word;
        if (chunk_full(&w)) end_chunk(&w);
        if (chunk_begin(&w)) {
            Str first = STR_INIT;
            str_addv(&first, word->text);
            vec_push(&head->words, first);
            before = V("");
        }
        front_code(&w.docs, before, word->text);
        before = word->text;
        chunk_list(&w);
    }
    end_chunk(&w);
    chunks_end(&w);
}

void words_release(WordTable *t) {
    vec_release(&t->words);
    vec_release(&t->terms);
    vec_release(&t->occ);
    vec_release(&t->sorted);
    vec_release(&t->order);
    vec_release(&t->spare);
    map_release(&t->ids);
    arena_release(&t->arena);
}
