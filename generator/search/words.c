/* Words of letters and numbers, and the pinyin of titles. Few in Chinese text,
 * so they are told apart by a map; the terms of a chunk are front-coded. */
#include "search/block.h"
#include "text/text.h"

typedef struct Word {
    View text;
    size_t count, start; /* its occurrences, once they are sorted */
} Word;

typedef struct WordTable {
    Arena arena;
    Map ids;
    VEC(Word) words;     /* by id */
    VEC(uint32_t) terms; /* the id of each occurrence, in the order of the text */
    VEC(Occurrence) occ; /* their documents and places */
} WordTable;

static uint32_t word_id(WordTable *t, View text) {
    size_t *id = map_get(&t->ids, text);
    if (!id) {
        Word word = {.text = arena_view(&t->arena, text)};
        id = map_at(&t->ids, word.text, NULL);
        *id = t->words.n;
        vec_push(&t->words, word);
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

/* A word by its first bytes, which tell nearly all apart. */
typedef struct Sorted {
    uint64_t head;
    const Word *word;
} Sorted;

static uint64_t head_of(View text) {
    uint64_t head = 0;
    memcpy(&head, text.p, text.n < sizeof head ? text.n : sizeof head);
    return be64toh(head);
}

static int by_text(const void *a, const void *b) {
    const Sorted *x = a, *y = b;
    if (x->head != y->head) return x->head < y->head ? -1 : 1;
    return view_cmp(x->word->text, y->word->text);
}

/* The words in order, and their occurrences brought together (owned). */
static Sorted *sort_words(WordTable *t, Occurrence **sorted) {
    Sorted *order = xarray(NULL, t->words.n + 1, sizeof *order);
    for (size_t i = 0; i < t->words.n; i++) order[i] = (Sorted){head_of(t->words.p[i].text), &t->words.p[i]};
    qsort(order, t->words.n, sizeof *order, by_text);
    size_t start = 0;
    for (size_t i = 0; i < t->words.n; i++) {
        Word *word = &t->words.p[order[i].word - t->words.p];
        word->start = start;
        start += word->count;
    }
    size_t *fill = xarray(NULL, t->words.n + 1, sizeof *fill);
    for (size_t i = 0; i < t->words.n; i++) fill[i] = t->words.p[i].start;
    *sorted = xarray(NULL, t->occ.n + 1, sizeof **sorted);
    for (size_t i = 0; i < t->occ.n; i++) (*sorted)[fill[t->terms.p[i]]++] = t->occ.p[i];
    free(fill);
    return order;
}

/* --- writing ------------------------------------------------------------------- */

static void end_chunk(ChunkWriter *w) {
    if (w->open) bits_gamma(&w->docs, 1);
    chunk_end(w);
}

void words_write(BlockDoc *const *docs, const BlockText *text, BlockFiles *files, BlockHead *head) {
    WordTable t = {.arena = ARENA_INIT, .ids = MAP_INIT};
    collect(&t, docs, text);
    Occurrence *sorted;
    Sorted *order = sort_words(&t, &sorted);
    ChunkWriter w = chunks_to(files, 'w', 'q', &head->word_places);
    View before = V("");
    for (size_t i = 0; i < t.words.n; i++) {
        const Word *word = order[i].word;
        if (chunk_full(&w)) end_chunk(&w);
        if (chunk_begin(&w)) {
            Str first = STR_INIT;
            str_addv(&first, word->text);
            vec_push(&head->words, first);
            before = V("");
        }
        front_code(&w.docs, before, word->text);
        before = word->text;
        const Occurrence *occ = sorted + word->start;
        size_t in_docs = 1;
        for (size_t k = 1; k < word->count; k++) in_docs += !occ_same_doc(occ[k - 1], occ[k]);
        postings_write(&w.docs, &w.places, occ, word->count, in_docs, &text->shape);
    }
    end_chunk(&w);
    chunks_end(&w);
    free(order);
    free(sorted);
    vec_release(&t.words);
    vec_release(&t.terms);
    vec_release(&t.occ);
    map_release(&t.ids);
    arena_release(&t.arena);
}
