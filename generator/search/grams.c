/* Pairs and single characters.
 *
 * The occurrences of all pairs are sorted by a counting sort over the first
 * character and, within each, a radix sort over the second; both keep the
 * order of the text, so that documents and places come out sorted. Nothing is
 * hashed, and the only scattered writes go to some thousands of streams. */
#include <stdlib.h>

#include "search/block.h"
#include "text/text.h"

/* What a rank has room for: more than Unicode has assigned to Han and letters.
 * A text with more different characters than that is noise; the rest of them
 * are not found. */
enum { ALPHABET_MAX = (1 << OCC_TERM) - 1 };

/* What a pair needs to know of a character: its rank and, in the low two bits,
 * whether it begins a term alone (1), only before such (2) or never (0), so
 * that two make a pair if the product of these is 1 or 2. */
typedef uint32_t Ranked;
enum { KIND_OTHER, KIND_WORD, KIND_SOLID };
static inline uint32_t ranked_kind(Ranked r) { return r & 3; }
static inline uint32_t ranked_rank(Ranked r) { return r >> 2; }

/* The characters that begin something, ranked by ordinal from 1. */
typedef struct Chars {
    uint32_t *cp; /* by rank */
    uint32_t *ordinal;
    uint32_t n;
} Chars;

/* Those of a batch. */
typedef struct Alphabet {
    Chars chars;
    Ranked *ranked; /* by code point */
    uint32_t *start[PARTS]; /* by rank: where those of a part begin, and how far they have come */
    uint32_t *fill[PARTS];
    unsigned parts;
    uint32_t all; /* occurrences, if each character had one */
} Alphabet;

static uint32_t kind_of(uint32_t cp) {
    switch (cut_class(cp)) {
    case CLASS_WORD: return KIND_WORD;
    case CLASS_LETTER:
    case CLASS_DIGIT: return KIND_SOLID;
    default: return KIND_OTHER; /* a mark that is a unit follows no letter */
    }
}

static Chars chars_room(size_t n) {
    return (Chars){.cp = xcalloc(n + 1, sizeof(uint32_t)), .ordinal = xcalloc(n + 1, sizeof(uint32_t))};
}

static void chars_release(Chars *chars) {
    free(chars->cp);
    free(chars->ordinal);
}

/* Its rank, or 0: there is no room. */
static uint32_t add_char(Chars *chars, uint32_t cp) {
    if (chars->n == ALPHABET_MAX) return 0;
    chars->cp[++chars->n] = cp;
    chars->ordinal[chars->n] = char_ordinal(cp);
    return chars->n;
}

/* Each character is counted where its rank is to be. What begins nothing is
 * counted too: that is one step less for all others. */
void part_count(Part *part) {
    uint32_t *count = part->by_char;
    for (size_t i = 0; i < part->units.n; i++) count[unit_cp(part->units.p[i])]++;
}

static void rank_char(Alphabet *al, const Workshop *shop, uint32_t cp) {
    uint32_t here = al->all;
    for (unsigned p = 0; p < al->parts; p++) here += shop->parts[p].by_char[cp];
    if (here == al->all) return;
    uint32_t kind = kind_of(cp);
    uint32_t rank = kind == KIND_OTHER ? 0 : add_char(&al->chars, cp);
    for (unsigned p = 0; p < al->parts; p++) {
        if (rank) al->start[p][rank] = al->fill[p][rank] = al->all;
        if (rank) al->all += shop->parts[p].by_char[cp];
        shop->parts[p].by_char[cp] = 0;
    }
    if (rank) al->ranked[cp] = rank << 2 | kind;
}

static void alphabet_init(Alphabet *al, Workshop *shop) {
    size_t n = 1;
    al->ranked = shop->parts[0].by_char;
    al->parts = shop->n;
    for (unsigned p = 0; p < al->parts; p++)
        for (uint32_t cp = 0; cp < CODE_POINTS; cp++) n += shop->parts[p].by_char[cp] > 0;
    al->chars = chars_room(n);
    for (unsigned p = 0; p < al->parts; p++) {
        al->start[p] = xcalloc(n, sizeof **al->start);
        al->fill[p] = xcalloc(n, sizeof **al->fill);
    }
    for (uint32_t cp = 0x4e00; cp < CODE_POINTS; cp++) rank_char(al, shop, cp);
    for (uint32_t cp = 0; cp < 0x4e00; cp++) rank_char(al, shop, cp);
}

/* When all is sorted: the table is zero between uses. */
static void unrank(const Alphabet *al) {
    for (uint32_t r = 1; r <= al->chars.n; r++) al->ranked[al->chars.cp[r]] = 0;
}

/* How often the character of a rank stands in the batch. */
static uint32_t times(const Alphabet *al, uint32_t rank) {
    return (rank < al->chars.n ? al->start[0][rank + 1] : al->all) - al->start[0][rank];
}

static void alphabet_release(Alphabet *al) {
    chars_release(&al->chars);
    for (unsigned p = 0; p < al->parts; p++) {
        free(al->start[p]);
        free(al->fill[p]);
    }
}

/* Puts every occurrence into its first character's bucket. One that makes no
 * pair has term 0 and counts for its single character only. What begins
 * nothing goes to the end, where the next one overwrites it. */
static void scatter(Alphabet *al, uint32_t part, const BlockText *text, Occurrence *out) {
    enum { AHEAD = 12 };
    const Ranked *ranked = al->ranked;
    uint32_t *fill = al->fill[part];
    fill[0] = al->all + part;
    for (uint32_t doc = part ? text->ends[part - 1] : text->begin; doc < text->ends[part]; doc++) {
        const Unit *u = text->docs[doc].p;
        size_t n = text->docs[doc].n;
        Ranked next = ranked[unit_cp(u[0])];
        for (size_t i = 0; i + 1 < n; i++) {
            Ranked first = next;
            next = ranked[unit_cp(u[i + 1])];
            uint32_t pair = (ranked_kind(first) * ranked_kind(next) & 3) != 0;
            uint32_t begins = pair | (ranked_kind(first) == KIND_WORD);
            uint32_t stream = ranked_rank(first) & -begins;
            /* A line of each stream is filled by what comes now; the next one is sent for. */
            __builtin_prefetch(&out[fill[stream] + AHEAD], 1);
            out[fill[stream]] = occurrence(ranked_rank(next) & -pair, doc, (uint32_t)i);
            fill[stream] += stream > 0;
        }
    }
}

/* Brings those of all parts together; returns how many there are. */
static size_t join_parts(const Alphabet *al, uint32_t rank, Occurrence *occ) {
    size_t start = al->start[0][rank], end = al->fill[0][rank];
    for (unsigned p = 1; p < al->parts; p++) {
        size_t n = al->fill[p][rank] - al->start[p][rank];
        if (end < al->start[p][rank] && n) memmove(occ + end, occ + al->start[p][rank], n * sizeof *occ);
        end += n;
    }
    return end - start;
}

/* Few, by insertion. */
static void insert_terms(Occurrence *occ, size_t n) {
    for (size_t i = 1; i < n; i++) {
        Occurrence moving = occ[i];
        size_t j = i;
        for (; j > 0 && occ[j - 1] > moving; j--) occ[j] = occ[j - 1];
        occ[j] = moving;
    }
}

/* From counts to where each value's begin. */
static void counts_to_starts(uint32_t *count, uint32_t values) {
    uint32_t below = 0;
    for (uint32_t v = 0; v < values; v++) {
        uint32_t here = count[v];
        count[v] = below;
        below += here;
    }
}

/* By counting, in one step. */
static void sort_once(const Occurrence *occ, size_t n, Occurrence *out, uint32_t *count, uint32_t values) {
    memset(count, 0, values * sizeof *count);
    for (size_t i = 0; i < n; i++) count[occ_term(occ[i])]++;
    counts_to_starts(count, values);
    for (size_t i = 0; i < n; i++) out[count[occ_term(occ[i])]++] = occ[i];
}

/* By counting, in two steps of half of the bits: for fewer than there are terms. */
static void sort_twice(Occurrence *occ, size_t n, Occurrence *spare, uint32_t *count, unsigned half) {
    const uint32_t values = UINT32_C(1) << half, mask = values - 1;
    uint32_t *high = count + values;
    memset(count, 0, 2 * values * sizeof *count);
    for (size_t i = 0; i < n; i++) {
        count[occ_term(occ[i]) & mask]++;
        high[occ_term(occ[i]) >> half]++;
    }
    counts_to_starts(count, values);
    counts_to_starts(high, values);
    for (size_t i = 0; i < n; i++) spare[count[occ_term(occ[i]) & mask]++] = occ[i];
    for (size_t i = 0; i < n; i++) occ[high[occ_term(spare[i]) >> half]++] = spare[i];
}

/* Sorts by term, stably, between `occ` and `spare`; returns the one in which it
 * ends. */
static Occurrence *sort_bucket(Occurrence *occ, size_t n, Occurrence *spare, uint32_t *count, unsigned bits) {
    enum { FEW = 32 };
    if (n >> bits > 0) {
        sort_once(occ, n, spare, count, UINT32_C(1) << bits);
        return spare;
    }
    if (n < FEW)
        insert_terms(occ, n);
    else
        sort_twice(occ, n, spare, count, (bits + 1) / 2);
    return occ;
}

/* --- writing ---------------------------------------------------------------------- */

typedef struct GramWriter {
    uint32_t n_docs;
    GramChunks *firsts;
    ChunkWriter chunks;
    Occurrence *spare;  /* room for any bucket */
    uint32_t *count;    /* and for sorting it */
    unsigned term_bits; /* that a rank takes */
    bool in_group;   /* the last first character may take more seconds */
    uint32_t before; /* that one + 1 */
    uint32_t second; /* and its last second + 1 */
    unsigned rice;   /* for gaps between seconds */
    uint32_t *doc_scratch;
} GramWriter;

static void end_group(GramWriter *w) {
    if (w->in_group) bits_rice(&w->chunks.docs, 0, w->rice);
    w->in_group = false;
}

static void end_chunk(GramWriter *w) {
    if (!w->chunks.open) return;
    end_group(w);
    bits_gamma(&w->chunks.docs, 1);
    chunk_end(&w->chunks);
}

static void begin_chunk(GramWriter *w, uint32_t first, uint32_t second) {
    if (chunk_full(&w->chunks)) end_chunk(w);
    if (!chunk_begin(&w->chunks)) return;
    vec_push(w->firsts, ((GramChunk){first, second}));
    w->before = 0;
}

/* The first character of the terms that follow, with its own list where it
 * has one and the chunk is the first to hold it. */
static void begin_group(GramWriter *w, uint32_t first, const uint32_t *docs, size_t n_docs, uint32_t seconds) {
    bits_gamma(&w->chunks.docs, first - w->before + 2);
    w->before = first + 1;
    bits_put(&w->chunks.docs, n_docs > 0, 1);
    if (n_docs) doclist_write(&w->chunks.docs, docs, n_docs, w->n_docs);
    w->rice = rice_for(ORDINAL_RANGE, seconds);
    bits_put(&w->chunks.docs, w->rice, 4);
    w->second = 0;
    w->in_group = true;
}

/* Documents of a bucket that was not yet sorted by second character. */
static size_t single_docs(const Occurrence *occ, size_t n, uint32_t *docs) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        docs[count] = occ_doc(occ[i]);
        count += i + 1 == n || occ_doc(occ[i]) != occ_doc(occ[i + 1]);
    }
    return count;
}

/* A bucket, or of a large one all that have some of the seconds: sorts it and
 * leaves out what makes no pair. Returns how many seconds come. */
static size_t bucket_terms(GramWriter *w, Occurrence **occ, size_t n) {
    size_t alone = 0;
    *occ = sort_bucket(*occ, n, w->spare, w->count, w->term_bits);
    while (alone < n && occ_term((*occ)[alone]) == 0) alone++;
    *occ += alone;
    return chunk_terms(&w->chunks, *occ, n - alone);
}

static void begin_bucket(GramWriter *w, uint32_t first, size_t n_docs, size_t seconds) {
    begin_chunk(w, first, 0);
    begin_group(w, first, w->doc_scratch, n_docs, (uint32_t)seconds);
}

/* The lists of these terms, of which the bucket has `seconds` in all. */
static void write_terms(GramWriter *w, const Chars *chars, uint32_t rank, const Occurrence *occ, size_t terms,
                        size_t seconds) {
    const uint32_t first = chars->ordinal[rank];
    while (w->chunks.written < terms) {
        begin_chunk(w, first, chars->ordinal[occ_term(occ[chunk_at(&w->chunks)])] + 1);
        if (!w->in_group) begin_group(w, first, NULL, 0, (uint32_t)seconds);
        chunk_lists(&w->chunks, chars->ordinal, &w->second, w->rice);
    }
}

static bool is_single(const Chars *chars, uint32_t rank) { return kind_of(chars->cp[rank]) == KIND_WORD; }

static void write_bucket(GramWriter *w, const Chars *chars, uint32_t rank, Occurrence *occ, size_t n) {
    size_t n_docs = is_single(chars, rank) ? single_docs(occ, n, w->doc_scratch) : 0;
    size_t seconds = bucket_terms(w, &occ, n);
    begin_bucket(w, chars->ordinal[rank], n_docs, seconds);
    write_terms(w, chars, rank, occ, seconds, seconds);
    end_group(w);
}

/* --- batches ---------------------------------------------------------------------- */

/* A batch that is sorted. */
typedef struct Run {
    Alphabet al;
    uint64_t at;       /* in the spill, unless it is the only one */
    uint32_t *joined;  /* by its rank: that among the characters of all runs */
    uint32_t *rank_of; /* and by that one its own, or 0 */
} Run;

struct Grams {
    const BlockText *text;
    Workshop *shop;
    BlockRoom *room;
    BlockFiles *files;
    BlockHead *head;
    VEC(Run) runs;
    Chars chars;     /* of all runs */
    uint32_t middle; /* the first rank of GRAMS_REST */
    ChunkWriter first, rest;
    GramChunks rest_firsts;
};

Grams *grams_new(const BlockText *text, Workshop *shop, BlockRoom *room, BlockFiles *files, BlockHead *head) {
    Grams *g = xcalloc(1, sizeof *g);
    *g = (Grams){.text = text, .shop = shop, .room = room, .files = files, .head = head};
    g->first = chunks_to(files, 'g', 'p', &head->gram_files, &text->shape);
    g->rest = chunks_kept(files, &text->shape);
    return g;
}

void grams_begin(Grams *g) {
    Workshop *shop = g->shop;
    size_t units = 0;
    for (unsigned p = 0; p < shop->n; p++) units += shop->parts[p].units.n;
    /* They are counted, and found again, in 32 bits. */
    if (units > UINT32_MAX - PARTS) die_oom();
    Run run = {0};
    alphabet_init(&run.al, shop);
    occ_room(&shop->occ, (size_t)run.al.all + PARTS);
    vec_push(&g->runs, run);
}

static Run *last_run(const Grams *g) { return &g->runs.p[g->runs.n - 1]; }

void grams_sort(Grams *g, size_t part) { scatter(&last_run(g)->al, (uint32_t)part, g->text, g->shop->occ.p); }

void grams_keep(Grams *g) {
    Run *run = last_run(g);
    size_t bytes = run->al.all * sizeof(Occurrence);
    run->at = spill_room(g->room->spill, bytes);
    spill_write(g->room->spill, run->at, g->shop->occ.p, bytes);
    unrank(&run->al);
}

/* Ranks the characters of all runs anew. */
static void join_chars(Grams *g) {
    uint32_t *rank = g->shop->parts[0].by_char;
    size_t n = 0;
    for (size_t i = 0; i < g->runs.n; i++) {
        const Chars *chars = &g->runs.p[i].al.chars;
        for (uint32_t r = 1; r <= chars->n; r++) n += rank[chars->cp[r]]++ == 0;
    }
    g->chars = chars_room(n);
    for (uint32_t cp = 0x4e00; cp < CODE_POINTS; cp++)
        if (rank[cp]) rank[cp] = add_char(&g->chars, cp);
    for (uint32_t cp = 0; cp < 0x4e00; cp++)
        if (rank[cp]) rank[cp] = add_char(&g->chars, cp);
    for (size_t i = 0; i < g->runs.n; i++) {
        Run *run = &g->runs.p[i];
        run->joined = xcalloc(run->al.chars.n + (size_t)1, sizeof *run->joined);
        run->rank_of = xcalloc(g->chars.n + (size_t)1, sizeof *run->rank_of);
        for (uint32_t r = 1; r <= run->al.chars.n; r++) {
            run->joined[r] = rank[run->al.chars.cp[r]];
            if (run->joined[r]) run->rank_of[run->joined[r]] = r;
        }
    }
    for (uint32_t r = 1; r <= g->chars.n; r++) rank[g->chars.cp[r]] = 0;
}

static uint32_t run_rank(const Run *run, uint32_t rank) { return run->rank_of ? run->rank_of[rank] : rank; }

/* Those before it take five sixths, and words and texts with the rest about as
 * long as these; in a small block all of them. */
static uint32_t middle_of(const Grams *g) {
    enum { WORTH_IT = 1 << 17 };
    uint64_t all = 0, before = 0;
    uint32_t rank = 1;
    for (size_t i = 0; i < g->runs.n; i++) all += g->runs.p[i].al.all;
    for (; rank <= g->chars.n && (all < WORTH_IT || before < all / 6 * 5); rank++)
        for (size_t i = 0; i < g->runs.n; i++) {
            uint32_t own = run_rank(&g->runs.p[i], rank);
            if (own) before += times(&g->runs.p[i].al, own);
        }
    return rank;
}

void grams_join(Grams *g) {
    if (g->runs.n > 1) {
        grams_keep(g);
        join_chars(g);
    } else {
        unrank(&g->runs.p[0].al);
        g->chars = g->runs.p[0].al.chars;
    }
    g->middle = middle_of(g);
}

/* --- all runs ------------------------------------------------------------------------ */

/* How many occurrences a character begins. */
static size_t bucket_size(const Grams *g, uint32_t rank) {
    size_t n = 0;
    for (size_t i = 0; i < g->runs.n; i++) {
        const Alphabet *al = &g->runs.p[i].al;
        uint32_t own = run_rank(&g->runs.p[i], rank);
        for (unsigned p = 0; own && p < al->parts; p++) n += al->fill[p][own] - al->start[p][own];
    }
    return n;
}

static size_t largest_bucket(const Grams *g, uint32_t from, uint32_t to) {
    size_t largest = 0;
    for (uint32_t r = from; r < to; r++) {
        size_t n = bucket_size(g, r);
        if (n > largest) largest = n;
    }
    return largest;
}

/* Reading a character's occurrences from the spill, in the order of the text. */
typedef struct BucketReader {
    const Grams *g;
    uint32_t rank;
    size_t run;
    unsigned part;
    size_t done; /* of that part */
} BucketReader;

/* The next ones, at most so many, in one part of one run; none: that is all. */
static size_t read_bucket(BucketReader *r, Occurrence *out, size_t most) {
    const Grams *g = r->g;
    for (; r->run < g->runs.n; r->run++, r->part = 0) {
        const Run *run = &g->runs.p[r->run];
        const uint32_t own = run->rank_of[r->rank];
        for (; own && r->part < run->al.parts; r->part++, r->done = 0) {
            size_t at = run->al.start[r->part][own] + r->done, n = run->al.fill[r->part][own] - at;
            if (n == 0) continue;
            if (n > most) n = most;
            spill_read(g->room->spill, run->at + at * sizeof *out, out, n * sizeof *out);
            for (size_t i = 0; i < n; i++)
                out[i] = occurrence(run->joined[occ_term(out[i])], occ_doc(out[i]), occ_place(out[i]));
            r->done += n;
            return n;
        }
    }
    return 0;
}

enum { SLICE_READ = 1 << 16 }; /* so many are read at once, from the spill */
static size_t slice_most(const Grams *g) { return g->room->units / 8; }

/* Those whose second has a rank in [from, to), returns how many. `out` has room
 * for SLICE_READ more, that are read and may not be taken. */
static size_t read_slice(const Grams *g, uint32_t rank, uint32_t from, uint32_t to, Occurrence *out) {
    BucketReader r = {.g = g, .rank = rank};
    size_t n = 0;
    for (size_t here; (here = read_bucket(&r, out + n, SLICE_READ)) > 0;) {
        const Occurrence *read = out + n;
        for (size_t i = 0; i < here; i++) {
            uint32_t term = occ_term(read[i]);
            out[n] = read[i];
            n += term >= from && term < to;
        }
    }
    return n;
}

/* A character that stands so often that its pairs are sorted slice by slice. */
static void write_slices(GramWriter *w, const Grams *g, uint32_t rank, Part *part) {
    const Chars *chars = &g->chars;
    uint32_t *times = xcalloc(chars->n + (size_t)2, sizeof *times);
    BucketReader r = {.g = g, .rank = rank};
    size_t n_docs = 0, seconds = 0;
    occ_room(&part->bucket, SLICE_READ);
    for (size_t here; (here = read_bucket(&r, part->bucket.p, SLICE_READ)) > 0;)
        for (size_t i = 0; i < here; i++) {
            uint32_t doc = occ_doc(part->bucket.p[i]), term = occ_term(part->bucket.p[i]);
            if (n_docs == 0 || w->doc_scratch[n_docs - 1] != doc) w->doc_scratch[n_docs++] = doc;
            seconds += term > 0 && times[term]++ == 0;
        }
    begin_bucket(w, chars->ordinal[rank], is_single(chars, rank) ? n_docs : 0, seconds);
    for (uint32_t from = 1, to; from <= chars->n; from = to) {
        size_t n = times[from];
        for (to = from + 1; to <= chars->n && n + times[to] <= slice_most(g);) n += times[to++];
        if (n == 0) continue;
        occ_room(&part->bucket, n + SLICE_READ);
        occ_room(&part->spare, n);
        w->spare = part->spare.p;
        Occurrence *occ = part->bucket.p;
        read_slice(g, rank, from, to, occ);
        size_t terms = bucket_terms(w, &occ, n);
        write_terms(w, chars, rank, occ, terms, seconds);
    }
    end_group(w);
    free(times);
}

/* --- writing all ------------------------------------------------------------------- */

static void write_joined(GramWriter *w, const Grams *g, uint32_t rank, Part *part) {
    size_t n = bucket_size(g, rank);
    if (n > slice_most(g)) {
        write_slices(w, g, rank, part);
        return;
    }
    occ_room(&part->bucket, n + SLICE_READ);
    occ_room(&part->spare, n);
    w->spare = part->spare.p;
    read_slice(g, rank, 0, g->chars.n + 1, part->bucket.p);
    if (n) write_bucket(w, &g->chars, rank, part->bucket.p, n);
}

static void write_only(GramWriter *w, const Grams *g, uint32_t rank, Part *part) {
    const Alphabet *al = &g->runs.p[0].al;
    Occurrence *occ = g->shop->occ.p;
    size_t n = join_parts(al, rank, occ);
    w->spare = part->spare.p;
    if (n) write_bucket(w, &g->chars, rank, occ + al->start[0][rank], n);
}

static void write_range(Grams *g, uint32_t from, uint32_t to, Part *part, ChunkWriter *chunks, GramChunks *firsts) {
    GramWriter w = {.n_docs = g->text->n, .firsts = firsts, .chunks = *chunks};
    w.term_bits = log2_floor(g->chars.n + 1) + 1;
    w.count = xarray(NULL, (size_t)2 << w.term_bits, sizeof *w.count);
    w.doc_scratch = xarray(NULL, g->text->n + (size_t)1, sizeof *w.doc_scratch);
    if (g->runs.n == 1) occ_room(&part->spare, largest_bucket(g, from, to));
    for (uint32_t r = from; r < to; r++) (g->runs.n > 1 ? write_joined : write_only)(&w, g, r, part);
    end_chunk(&w);
    free(w.doc_scratch);
    free(w.count);
    *chunks = w.chunks;
}

/* Of what is read from the spill nothing is kept in memory: the rest is
 * written when the first is. */
void grams_write(Grams *g, size_t range) {
    Part *parts = g->shop->parts;
    const uint32_t end = g->chars.n + 1;
    const bool joined = g->runs.n > 1;
    if (range == GRAMS_FIRST) {
        write_range(g, 1, g->middle, &parts[0], &g->first, &g->head->grams);
        if (joined) write_range(g, g->middle, end, &parts[0], &g->first, &g->head->grams);
    } else if (!joined) {
        write_range(g, g->middle, end, &parts[g->shop->n - 1], &g->rest, &g->rest_firsts);
    }
}

void grams_free(Grams *g) {
    for (size_t i = 0; i < g->rest_firsts.n; i++) vec_push(&g->head->grams, g->rest_firsts.p[i]);
    chunks_append(&g->first, &g->rest);
    chunks_end(&g->first);
    vec_release(&g->rest_firsts);
    if (g->runs.n > 1) chars_release(&g->chars);
    for (size_t i = 0; i < g->runs.n; i++) {
        free(g->runs.p[i].joined);
        free(g->runs.p[i].rank_of);
        alphabet_release(&g->runs.p[i].al);
    }
    vec_release(&g->runs);
    free(g);
}
