/* Words of letters and numbers, and the pinyin of titles. Most stand once, so
 * their places are sorted and what is the same comes together; the terms of a
 * chunk are front-coded. */
#include <stdlib.h>

#include "search/block.h"
#include "text/text.h"

_Static_assert(4 * WORD_MAX <= UINT8_MAX, "a word's length is a byte");

static uint64_t head_of(View text) {
    uint64_t head = 0;
    memcpy(&head, text.p, text.n < sizeof head ? text.n : sizeof head);
    return be64toh(head);
}

static View text_at(const WordTable *t, size_t at) {
    const char *p = t->texts.p + at;
    return view(p + 1, (unsigned char)*p);
}

static View word_text(const WordTable *t, const WordAt *word) { return text_at(t, word->text); }

/* Returns where in the texts it is. */
static size_t add_text(WordTable *t, View text) {
    size_t at = t->texts.n;
    str_addc(&t->texts, (char)text.n);
    str_addv(&t->texts, text);
    return at;
}

/* The one whose text is there. */
static void add_word_at(WordTable *t, size_t at, uint32_t doc, size_t place) {
    vec_push(&t->words, ((WordAt){head_of(text_at(t, at)), at, occurrence(0, doc, (uint32_t)place)}));
}

/* A term that is no word of the text: behind what says of which kind it is. */
static void add_term(WordTable *t, char kind, View text, uint32_t doc, size_t place) {
    size_t at = t->texts.n;
    str_addc(&t->texts, (char)(1 + text.n));
    str_addc(&t->texts, kind);
    str_addv(&t->texts, text);
    add_word_at(t, at, doc, place);
}

/* The one that begins at unit i; returns the index behind it. */
static size_t add_cut_word(WordTable *t, const Unit *u, size_t n, size_t i, uint32_t doc) {
    size_t at = t->texts.n;
    str_addc(&t->texts, 0);
    size_t end = cut_word(u, n, i, &t->texts);
    t->texts.p[at] = (char)(t->texts.n - at - 1);
    add_word_at(t, at, doc, i);
    return end;
}

static void clear(WordTable *t) {
    str_clear(&t->texts);
    t->words.n = 0;
}

/* --- the pinyin of titles ------------------------------------------------------ */

enum { PINYIN_RUN = 64, PINYIN_SYLLABLES = 4, PINYIN_INITIALS = 6, SYLLABLE_MAX = 8 };

/* For one title after the other. */
typedef struct Pinyin {
    Romanizer *romanizer;
    Str run, roman;
} Pinyin;

/* From each of the first `starts` characters on: so many syllables in full, so many initials. Words that begin so are
 * found, wherever in the title they begin. All are parts of the syllables one behind the other, and of their
 * initials. */
static void add_syllables(WordTable *t, const View *syllables, size_t n, size_t starts, uint32_t doc, size_t place) {
    char letters[PINYIN_RUN * SYLLABLE_MAX], initials[PINYIN_RUN];
    size_t at[PINYIN_RUN + 1] = {0};
    for (size_t i = 0; i < n; i++) {
        /* None is longer, but for what was not read. */
        size_t length = syllables[i].n <= SYLLABLE_MAX ? syllables[i].n : 0;
        memcpy(letters + at[i], syllables[i].p, length);
        at[i + 1] = at[i] + length;
        initials[i] = syllables[i].p[0];
    }
    for (size_t from = 0; from < starts; from++) {
        size_t to = from;
        while (to < n && to < from + PINYIN_SYLLABLES && at[to + 1] > at[to]) to++;
        add_term(t, PINYIN_FULL, view(letters + at[from], at[to] - at[from]), doc, place + from);
        to = n - from < PINYIN_INITIALS ? n : from + PINYIN_INITIALS;
        add_term(t, PINYIN_SHORT, view(initials + from, to - from), doc, place + from);
    }
}

/* A longer run is read in pieces, each from where the one before had too few characters left for a term. */
static void add_pinyin(WordTable *t, Pinyin *p, const Unit *u, size_t n, uint32_t doc) {
    for (size_t i = 0, end, starts; i < n; i += starts) {
        str_clear(&p->run);
        str_clear(&p->roman);
        for (end = i; end < n && end - i < PINYIN_RUN && cp_is_han(unit_cp(u[end])); end++)
            utf8_add(&p->run, unit_cp(u[end]));
        const bool goes_on = end < n && cp_is_han(unit_cp(u[end]));
        starts = goes_on ? PINYIN_RUN - PINYIN_INITIALS + 1 : end - i + 1; /* none begins at what is no Han */
        if (end == i) continue;
        romanize(p->romanizer, str_view(&p->run), &p->roman);
        View syllables[PINYIN_RUN], rest = str_view(&p->roman);
        size_t count = 0;
        while (count < end - i && view_split(&rest, ' ', &syllables[count]) && syllables[count].n) count++;
        /* A character without a reading would shift the rest. */
        if (count == end - i && rest.n == 0)
            add_syllables(t, syllables, count, starts < count ? starts : count, doc, i);
    }
}

/* Who knows an article's id finds it. */
static void add_id(WordTable *t, View id, uint32_t doc) {
    /* No word has a zero in it: see has_tail. */
    if (id.n == ID_CHARS && !memchr(id.p, '\0', id.n)) add_term(t, TERM_ID, id, doc, 0);
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

static void collect(WordTable *t, const BlockDoc *doc, uint32_t number, const BlockText *text, Pinyin *p) {
    const Unit *u = text->docs[number].p;
    size_t n = text->docs[number].n;
    for (size_t i = next_solid(u, n, 0); i < n;) i = next_solid(u, n, add_cut_word(t, u, n, i, number));
    add_pinyin(t, p, u, text->shape.title[number] - 1, number);
    add_id(t, doc->id, number);
}

/* --- order --------------------------------------------------------------------- */

/* By the first bytes, which tell most apart: a radix sort from the last of
 * them on, which keeps the order of the text. */
static void sort_heads(WordTable *t) {
    enum { DIGIT = 11, DIGITS = 6, VALUES = 1 << DIGIT };
    _Static_assert(DIGIT * DIGITS >= 64, "a head's bits are all looked at");
    uint32_t count[DIGITS][VALUES] = {0};
    size_t n = t->words.n;
    vec_reserve(&t->spare, n);
    WordAt *order = t->words.p, *spare = t->spare.p;
    for (size_t i = 0; i < n; i++)
        for (unsigned d = 0; d < DIGITS; d++) count[d][order[i].head >> d * DIGIT & (VALUES - 1)]++;
    for (unsigned d = 0; d < DIGITS && n; d++) {
        uint32_t *fill = count[d], below = 0;
        if (fill[order[0].head >> d * DIGIT & (VALUES - 1)] == n) continue; /* the same in all */
        for (unsigned v = 0; v < VALUES; v++) {
            uint32_t here = fill[v];
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

/* Few are inserted where they belong, which is what most are. */
static void sort_by_text(WordTable *t, WordAt *word, size_t n) {
    enum { FEW = 8 };
    if (n > FEW) {
        qsort_r(word, n, sizeof *word, by_text, t);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        WordAt moving = word[i];
        size_t j = i;
        for (; j > 0 && by_text(&word[j - 1], &moving, t) > 0; j--) word[j] = word[j - 1];
        word[j] = moving;
    }
}

/* What is shorter than the head has a zero in it, and is told by it alone. */
static bool has_tail(const WordAt *word) { return (word->head & 0xff) != 0; }

/* Words that have more bytes than the head, by these. */
static void sort_tails(WordTable *t) {
    WordAt *word = t->words.p;
    for (size_t i = 0, end; i < t->words.n; i = end) {
        for (end = i + 1; end < t->words.n && word[end].head == word[i].head;) end++;
        if (end > i + 1 && has_tail(&word[i])) sort_by_text(t, word + i, end - i);
    }
}

static void sort_words(WordTable *t) {
    sort_heads(t);
    sort_tails(t);
}

/* --- runs ---------------------------------------------------------------------- */

/* Each word has its text, as in the table, and its occurrence. */
static void keep_words(WordTable *t, Spill *spill) {
    Str data = STR_INIT;
    sort_words(t);
    for (size_t i = 0; i < t->words.n; i++) {
        const WordAt *word = &t->words.p[i];
        str_addv(&data, view(t->texts.p + word->text, word_text(t, word).n + 1));
        str_add(&data, (const char *)&word->occ, sizeof word->occ);
    }
    WordRun run = {.at = spill_room(spill, data.n)};
    run.end = run.at + data.n;
    spill_write(spill, run.at, data.p, data.n);
    vec_push(&t->runs, run);
    str_release(&data);
    clear(t);
}

void words_collect(WordTable *t, BlockDoc *const *docs, const BlockText *text, const BlockRoom *room) {
    Pinyin pinyin = {romanizer_new(), STR_INIT, STR_INIT};
    for (uint32_t doc = text->begin; doc < text->end; doc++) {
        collect(t, docs[doc], doc, text, &pinyin);
        if (room->spill && t->words.n >= room->words) keep_words(t, room->spill);
    }
    romanizer_free(pinyin.romanizer);
    str_release(&pinyin.run);
    str_release(&pinyin.roman);
}

typedef struct WordReader {
    const Spill *spill;
    WordRun rest; /* what was not read yet */
    size_t at, n;
    View text; /* of the word it is at; without bytes at the end: no word is empty */
    Occurrence occ;
    char buf[1 << 16];
} WordReader;

static void next_word(WordReader *r) {
    enum { MOST = 1 + UINT8_MAX + sizeof(Occurrence) };
    if (r->n - r->at < MOST && r->rest.at < r->rest.end) {
        memmove(r->buf, r->buf + r->at, r->n -= r->at);
        r->at = 0;
        uint64_t left = r->rest.end - r->rest.at;
        size_t more = left < sizeof r->buf - r->n ? (size_t)left : sizeof r->buf - r->n;
        spill_read(r->spill, r->rest.at, r->buf + r->n, more);
        r->rest.at += more;
        r->n += more;
    }
    r->text = V("");
    if (r->at == r->n) return;
    r->text = view(r->buf + r->at + 1, (unsigned char)r->buf[r->at]);
    memcpy(&r->occ, r->text.p + r->text.n, sizeof r->occ);
    r->at += 1 + r->text.n + sizeof r->occ;
}

/* Over the table: the next words of all runs, each with all its occurrences;
 * those of an earlier run stand before. False at the end. */
static bool next_words(WordTable *t, WordReader *readers, size_t n, size_t most) {
    for (clear(t); t->words.n < most;) {
        const WordReader *least = NULL;
        for (size_t i = 0; i < n; i++)
            if (readers[i].text.n && (!least || view_cmp(readers[i].text, least->text) < 0)) least = &readers[i];
        if (!least) break;
        WordAt word = {head_of(least->text), add_text(t, least->text), 0};
        for (size_t i = 0; i < n; i++)
            for (WordReader *r = &readers[i]; r->text.n && view_eq(r->text, word_text(t, &word)); next_word(r)) {
                word.occ = r->occ;
                vec_push(&t->words, word);
            }
    }
    return t->words.n > 0;
}

/* --- writing ------------------------------------------------------------------- */

static bool same_word(const WordTable *t, const WordAt *a, const WordAt *b) {
    return a->head == b->head && (!has_tail(a) || view_eq(word_text(t, a), word_text(t, b)));
}

/* The occurrences in the order of their words. Their terms only tell
 * neighbours apart. */
static void number_words(WordTable *t) {
    const WordAt *word = t->words.p;
    vec_reserve(&t->occ, t->words.n);
    uint32_t term = 0;
    for (size_t i = 0; i < t->words.n; i++) {
        if (i && !same_word(t, &word[i - 1], &word[i])) term = (term + 1) & ((1U << OCC_TERM) - 1);
        t->occ.p[i] = word[i].occ | occurrence(term, 0, 0);
    }
}

static void end_chunk(ChunkWriter *w) {
    if (w->open) bits_gamma(&w->docs, 1);
    chunk_end(w);
}

/* Those of the table, behind the word `before`. */
static void write_words(WordTable *t, ChunkWriter *w, Str *before, BlockHead *head) {
    View last = str_view(before);
    number_words(t);
    for (size_t n = chunk_terms(w, t->occ.p, t->words.n); w->written < n;) {
        View word = word_text(t, &t->words.p[chunk_at(w)]);
        if (chunk_full(w)) end_chunk(w);
        if (chunk_begin(w)) {
            Str first = STR_INIT;
            str_addv(&first, word);
            vec_push(&head->words, first);
            last = V("");
        }
        front_code(&w->docs, last, word);
        last = word;
        chunk_list(w);
    }
    Str kept = STR_INIT;
    str_addv(&kept, last);
    str_release(before);
    *before = kept;
}

static void write_runs(WordTable *t, const BlockRoom *room, ChunkWriter *w, Str *before, BlockHead *head) {
    size_t n = t->runs.n;
    WordReader *readers = xcalloc(n, sizeof *readers);
    for (size_t i = 0; i < n; i++) {
        readers[i].spill = room->spill;
        readers[i].rest = t->runs.p[i];
        next_word(&readers[i]);
    }
    while (next_words(t, readers, n, room->words)) write_words(t, w, before, head);
    free(readers);
}

void words_write(WordTable *t, const BlockText *text, const BlockRoom *room, BlockFiles *files, BlockHead *head) {
    ChunkWriter w = chunks_to(files, 'w', 'q', &head->word_files, &text->shape);
    Str before = STR_INIT;
    if (t->runs.n) {
        keep_words(t, room->spill);
        write_runs(t, room, &w, &before, head);
    } else {
        sort_words(t);
        write_words(t, &w, &before, head);
    }
    end_chunk(&w);
    chunks_end(&w);
    str_release(&before);
    clear(t);
    t->runs.n = 0;
}

void word_table_release(WordTable *t) {
    str_release(&t->texts);
    vec_release(&t->words);
    vec_release(&t->spare);
    vec_release(&t->occ);
    vec_release(&t->runs);
}
