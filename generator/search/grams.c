/* Pairs and single characters.
 *
 * The occurrences of all pairs are sorted by a counting sort over the first
 * character and, within each, a radix sort over the second; both keep the
 * order of the text, so that documents and places come out sorted. Nothing is
 * hashed, and the only scattered writes go to some thousands of streams. */
#include "search/block.h"
#include "text/text.h"

/* What a rank has room for: more than Unicode has assigned to Han and letters.
 * A text with more different characters than that is noise; the rest of them
 * are not found. */
enum { ALPHABET_MAX = (1 << OCC_TERM) - 1 };

/* The characters that begin something, ranked by ordinal from 1. */
typedef struct Alphabet {
    uint32_t *rank; /* by code point; 0: none */
    uint32_t *cp;   /* by rank */
    size_t *start;  /* by rank: where its occurrences begin */
    size_t *fill;
    uint32_t n;
} Alphabet;

static int by_ordinal(const void *a, const void *b) {
    uint32_t x = char_ordinal(*(const uint32_t *)a), y = char_ordinal(*(const uint32_t *)b);
    return (x > y) - (x < y);
}

/* Counts each character and ranks them. */
static void alphabet_init(Alphabet *al, const Units *units) {
    VEC(uint32_t) cps = {0};
    VEC(size_t) counts = {0};
    al->rank = xcalloc(0x110000, sizeof *al->rank);
    for (size_t i = 0; i < units->n; i++) {
        if (unit_class(units->p[i]) == CLASS_OTHER) continue;
        uint32_t *seen = &al->rank[unit_cp(units->p[i])];
        if (*seen == 0) {
            if (cps.n == ALPHABET_MAX) continue;
            vec_push(&cps, unit_cp(units->p[i]));
            vec_push(&counts, 0);
            *seen = (uint32_t)cps.n;
        }
        counts.p[*seen - 1]++;
    }
    al->n = (uint32_t)cps.n;
    al->cp = xcalloc(cps.n + 1, sizeof *al->cp);
    al->start = xcalloc(cps.n + 2, sizeof *al->start);
    al->fill = xcalloc(cps.n + 2, sizeof *al->fill);
    if (cps.n) memcpy(al->cp + 1, cps.p, cps.n * sizeof *cps.p);
    qsort(al->cp + 1, cps.n, sizeof *al->cp, by_ordinal);
    for (uint32_t r = 1; r <= al->n; r++) {
        uint32_t *seen = &al->rank[al->cp[r]];
        al->fill[r] = al->start[r];
        al->start[r + 1] = al->start[r] + counts.p[*seen - 1];
        *seen = r;
    }
    vec_release(&cps);
    vec_release(&counts);
}

static void alphabet_release(Alphabet *al) {
    free(al->rank);
    free(al->cp);
    free(al->start);
    free(al->fill);
}

/* Puts every occurrence into its first character's bucket. One that makes no
 * pair has term 0 and counts for its single character only. */
static void scatter(Alphabet *al, const BlockText *text, Occurrence *out) {
    for (uint32_t doc = 0; doc < text->n; doc++) {
        const Unit *u = text->units.p + text->start[doc];
        size_t n = text->start[doc + 1] - text->start[doc]; /* the last one is a break */
        for (size_t i = 0; i + 1 < n; i++) {
            uint32_t first = al->rank[unit_cp(u[i])];
            if (unit_class(u[i]) == CLASS_OTHER || first == 0) continue;
            bool pair = unit_pair(u[i], u[i + 1]);
            if (!pair && unit_class(u[i]) != CLASS_WORD) continue;
            uint32_t second = pair ? al->rank[unit_cp(u[i + 1])] : 0;
            out[al->fill[first]++] = occurrence(second, doc, (uint32_t)i);
        }
    }
}

/* Sorts by term, stably: by insertion where few, else two radix passes. */
static void sort_bucket(Occurrence *occ, size_t n, Occurrence *spare, unsigned bits) {
    if (n < 48) {
        for (size_t i = 1; i < n; i++) {
            Occurrence moving = occ[i];
            size_t j = i;
            for (; j > 0 && occ[j - 1] > moving; j--) occ[j] = occ[j - 1];
            occ[j] = moving;
        }
        return;
    }
    unsigned low = (bits + 1) / 2, shift = OCC_PLACE + OCC_DOC;
    for (int pass = 0; pass < 2; pass++, shift += low) {
        size_t at[(1 << ((OCC_TERM + 1) / 2)) + 1] = {0};
        uint32_t mask = (1U << low) - 1;
        for (size_t i = 0; i < n; i++) at[(occ[i] >> shift & mask) + 1]++;
        for (size_t v = 1; v <= mask; v++) at[v] += at[v - 1];
        for (size_t i = 0; i < n; i++) spare[at[occ[i] >> shift & mask]++] = occ[i];
        Occurrence *swap = occ;
        occ = spare;
        spare = swap;
    }
}

/* --- writing ---------------------------------------------------------------------- */

typedef struct GramWriter {
    const BlockText *text;
    const BlockFiles *files;
    BlockHead *head;
    Str docs_data, places_data;
    BitWriter docs, places;
    bool open;       /* a chunk is being written */
    bool in_group;   /* its last first character may take more seconds */
    uint32_t before; /* its last first character + 1 */
    uint32_t second; /* and that one's last second + 1 */
    unsigned rice;   /* for gaps between seconds */
    uint32_t *doc_scratch;
} GramWriter;

static void end_group(GramWriter *w) {
    if (w->in_group) bits_rice(&w->docs, 0, w->rice);
    w->in_group = false;
}

static void end_chunk(GramWriter *w) {
    if (!w->open) return;
    end_group(w);
    bits_gamma(&w->docs, 1);
    bits_flush(&w->docs);
    bits_flush(&w->places);
    size_t number = w->head->grams.n - 1;
    block_put(w->files, 'g', number, str_view(&w->docs_data));
    w->head->grams.p[number].pieces = block_put(w->files, 'p', number, str_view(&w->places_data));
    str_clear(&w->docs_data);
    str_clear(&w->places_data);
    w->docs = (BitWriter){.out = &w->docs_data};
    w->places = (BitWriter){.out = &w->places_data};
    w->open = false;
}

static void begin_chunk(GramWriter *w, uint32_t first, uint32_t second) {
    if (w->open && w->docs_data.n >= w->files->sizes->gram_chunk) end_chunk(w);
    if (w->open) return;
    vec_push(&w->head->grams, ((GramChunk){first, second, 0}));
    w->open = true;
    w->before = 0;
}

/* The first character of the terms that follow, with its own list where it
 * has one and the chunk is the first to hold it. */
static void begin_group(GramWriter *w, uint32_t first, const uint32_t *docs, size_t n_docs, size_t seconds) {
    bits_gamma(&w->docs, first - w->before + 2);
    w->before = first + 1;
    bits_put(&w->docs, n_docs > 0, 1);
    if (n_docs) doclist_write(&w->docs, docs, n_docs, w->text->n);
    w->rice = rice_for(ORDINAL_RANGE, (uint32_t)seconds);
    bits_put(&w->docs, w->rice, 4);
    w->second = 0;
    w->in_group = true;
}

/* Documents of a bucket that was not yet sorted by second character. */
static size_t single_docs(const Occurrence *occ, size_t n, uint32_t *docs) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (count == 0 || docs[count - 1] != occ_doc(occ[i])) docs[count++] = occ_doc(occ[i]);
    return count;
}

static size_t count_terms(const Occurrence *occ, size_t n) {
    size_t terms = 0;
    for (size_t i = 0; i < n; i++) terms += occ_term(occ[i]) && (i == 0 || occ_term(occ[i]) != occ_term(occ[i - 1]));
    return terms;
}

static void write_bucket(GramWriter *w, const Alphabet *al, uint32_t rank, Occurrence *occ, size_t n,
                         Occurrence *spare) {
    uint32_t first = char_ordinal(al->cp[rank]);
    bool single = cp_is_han(al->cp[rank]) || cp_is_tibetan(al->cp[rank]);
    size_t n_docs = single ? single_docs(occ, n, w->doc_scratch) : 0;
    unsigned bits = log2_floor(al->n + 1) + 1;
    sort_bucket(occ, n, spare, bits);
    size_t seconds = count_terms(occ, n), from = 0;
    while (from < n && occ_term(occ[from]) == 0) from++;
    begin_chunk(w, first, 0);
    begin_group(w, first, w->doc_scratch, n_docs, seconds);
    for (size_t to; from < n; from = to) {
        uint32_t term = occ_term(occ[from]), second = char_ordinal(al->cp[term]);
        for (to = from + 1; to < n && occ_term(occ[to]) == term;) to++;
        begin_chunk(w, first, second + 1);
        if (!w->in_group) begin_group(w, first, NULL, 0, seconds);
        bits_rice(&w->docs, second + 1 - w->second, w->rice);
        w->second = second + 1;
        postings_write(&w->docs, &w->places, occ + from, to - from, &w->text->shape);
    }
    end_group(w);
}

void grams_write(const BlockText *text, const BlockFiles *files, BlockHead *head) {
    Alphabet al;
    alphabet_init(&al, &text->units);
    Occurrence *occ = xarray(NULL, al.start[al.n + 1] + 1, sizeof *occ);
    scatter(&al, text, occ);
    size_t largest = 0;
    for (uint32_t r = 1; r <= al.n; r++)
        if (al.fill[r] - al.start[r] > largest) largest = al.fill[r] - al.start[r];
    Occurrence *spare = xarray(NULL, largest + 1, sizeof *spare);
    GramWriter w = {.text = text, .files = files, .head = head, .docs_data = STR_INIT, .places_data = STR_INIT};
    w.docs = (BitWriter){.out = &w.docs_data};
    w.places = (BitWriter){.out = &w.places_data};
    w.doc_scratch = xarray(NULL, text->n + (size_t)1, sizeof *w.doc_scratch);
    for (uint32_t r = 1; r <= al.n; r++)
        if (al.fill[r] > al.start[r]) write_bucket(&w, &al, r, occ + al.start[r], al.fill[r] - al.start[r], spare);
    end_chunk(&w);
    str_release(&w.docs_data);
    str_release(&w.places_data);
    free(w.doc_scratch);
    free(spare);
    free(occ);
    alphabet_release(&al);
}
