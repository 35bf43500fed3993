/* Pairs and single characters.
 *
 * The occurrences of all pairs are sorted by a counting sort over the first
 * character and, within each, a radix sort over the second; both keep the
 * order of the text, so that documents and places come out sorted. Nothing is
 * hashed, and the only scattered writes go to some thousands of streams. */
#include <math.h>
#include <stdlib.h>
#include <sys/mman.h>

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

static uint32_t ordinal_char(uint32_t ordinal) {
    return ordinal < 0x110000 - 0x4e00 ? ordinal + 0x4e00 : ordinal - (0x110000 - 0x4e00);
}

/* Counts each character, in what is to be its rank, and ranks them. */
static void alphabet_init(Alphabet *al, const Units *units) {
    enum { CODE_POINTS = 0x110000 };
    al->rank = xcalloc(CODE_POINTS, sizeof *al->rank);
    for (size_t i = 0; i < units->n; i++) al->rank[unit_cp(units->p[i])] += unit_class(units->p[i]) != CLASS_OTHER;
    for (uint32_t cp = 0; cp < CODE_POINTS; cp++) al->n += al->rank[cp] > 0;
    if (al->n > ALPHABET_MAX) al->n = ALPHABET_MAX;
    al->cp = xcalloc(al->n + (size_t)1, sizeof *al->cp);
    al->start = xcalloc(al->n + (size_t)2, sizeof *al->start);
    al->fill = xcalloc(al->n + (size_t)2, sizeof *al->fill);
    uint32_t rank = 0;
    for (uint32_t ordinal = 0; ordinal < CODE_POINTS; ordinal++) {
        uint32_t *of = &al->rank[ordinal_char(ordinal)], count = *of;
        if (count == 0) continue;
        *of = rank < al->n ? ++rank : 0;
        if (*of == 0) continue;
        al->cp[rank] = ordinal_char(ordinal);
        al->fill[rank] = al->start[rank];
        al->start[rank + 1] = al->start[rank] + count;
    }
}

static void alphabet_release(Alphabet *al) {
    free(al->rank);
    free(al->cp);
    free(al->start);
    free(al->fill);
}

/* The system's large pages where it has them: thousands of streams are written
 * at once, more than there are entries for small pages. */
static void *alloc_large(size_t bytes) {
    enum { LARGE_PAGE = 2 << 20 };
    if (bytes < LARGE_PAGE) return xmalloc(bytes);
    void *p = NULL;
    if (posix_memalign(&p, LARGE_PAGE, bytes) != 0) die_oom();
    madvise(p, bytes, MADV_HUGEPAGE);
    return p;
}

/* Puts every occurrence into its first character's bucket. One that makes no
 * pair has term 0 and counts for its single character only. */
static void scatter(Alphabet *al, const BlockText *text, Occurrence *out) {
    for (uint32_t doc = 0; doc < text->n; doc++) {
        const Unit *u = text->units.p + text->start[doc];
        size_t n = text->start[doc + 1] - text->start[doc]; /* the last one is a break */
        uint32_t rank = al->rank[unit_cp(u[0])];
        for (size_t i = 0; i + 1 < n; i++) {
            uint32_t first = rank;
            rank = al->rank[unit_cp(u[i + 1])];
            bool pair = unit_pair(u[i], u[i + 1]);
            if (first == 0 || (!pair && unit_class(u[i]) != CLASS_WORD)) continue;
            out[al->fill[first]++] = occurrence(pair ? rank : 0, doc, (uint32_t)i);
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
        size_t at[(1 << ((OCC_TERM + 1) / 2)) + 1];
        uint32_t mask = (1U << low) - 1;
        memset(at, 0, (mask + 2) * sizeof *at);
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
    w->docs = bits_to(&w->docs_data);
    w->places = bits_to(&w->places_data);
    w->open = false;
}

static void begin_chunk(GramWriter *w, uint32_t first, uint32_t second) {
    if (w->open && bits_size(&w->docs) >= w->files->sizes->gram_chunk) end_chunk(w);
    if (w->open) return;
    vec_push(&w->head->grams, ((GramChunk){first, second, 0}));
    w->open = true;
    w->before = 0;
}

/* The first character of the terms that follow, with its own list where it
 * has one and the chunk is the first to hold it. */
static void begin_group(GramWriter *w, uint32_t first, const uint32_t *docs, size_t n_docs, uint32_t seconds) {
    bits_gamma(&w->docs, first - w->before + 2);
    w->before = first + 1;
    bits_put(&w->docs, n_docs > 0, 1);
    if (n_docs) doclist_write(&w->docs, docs, n_docs, w->text->n);
    w->rice = rice_for(ORDINAL_RANGE, seconds);
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

/* About how many different second characters n occurrences have: only the
 * size of the gaps between them depends on it. */
static uint32_t guess_seconds(size_t n) {
    double guess = 8 * sqrt((double)n);
    return guess < (double)n ? (uint32_t)guess : (uint32_t)n;
}

static void write_bucket(GramWriter *w, const Alphabet *al, uint32_t rank, Occurrence *occ, size_t n,
                         Occurrence *spare) {
    uint32_t first = char_ordinal(al->cp[rank]);
    bool single = cp_is_han(al->cp[rank]) || cp_is_tibetan(al->cp[rank]);
    size_t n_docs = single ? single_docs(occ, n, w->doc_scratch) : 0;
    unsigned bits = log2_floor(al->n + 1) + 1;
    sort_bucket(occ, n, spare, bits);
    size_t from = 0;
    while (from < n && occ_term(occ[from]) == 0) from++;
    begin_chunk(w, first, 0);
    begin_group(w, first, w->doc_scratch, n_docs, guess_seconds(n));
    for (size_t to; from < n; from = to) {
        uint32_t term = occ_term(occ[from]), second = char_ordinal(al->cp[term]);
        size_t docs = 1;
        for (to = from + 1; to < n && occ_term(occ[to]) == term; to++) docs += !occ_same_doc(occ[to - 1], occ[to]);
        begin_chunk(w, first, second + 1);
        if (!w->in_group) begin_group(w, first, NULL, 0, guess_seconds(n));
        bits_rice(&w->docs, second + 1 - w->second, w->rice);
        w->second = second + 1;
        postings_write(&w->docs, &w->places, occ + from, to - from, docs, &w->text->shape);
    }
    end_group(w);
}

void grams_write(const BlockText *text, const BlockFiles *files, BlockHead *head) {
    Alphabet al = {0};
    alphabet_init(&al, &text->units);
    Occurrence *occ = alloc_large((al.start[al.n + 1] + 1) * sizeof *occ);
    scatter(&al, text, occ);
    size_t largest = 0;
    for (uint32_t r = 1; r <= al.n; r++)
        if (al.fill[r] - al.start[r] > largest) largest = al.fill[r] - al.start[r];
    Occurrence *spare = xarray(NULL, largest + 1, sizeof *spare);
    GramWriter w = {.text = text, .files = files, .head = head, .docs_data = STR_INIT, .places_data = STR_INIT};
    w.docs = bits_to(&w.docs_data);
    w.places = bits_to(&w.places_data);
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
