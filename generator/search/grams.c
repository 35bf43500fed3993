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
typedef struct Alphabet {
    Ranked *ranked; /* by code point */
    uint32_t *cp;   /* by rank */
    uint32_t *ordinal;
    uint32_t *start[PARTS]; /* by rank: where those of a part begin, and how far they have come */
    uint32_t *fill[PARTS];
    unsigned parts;
    uint32_t n;
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

static void rank_char(Alphabet *al, const Workshop *shop, uint32_t cp) {
    uint32_t here = al->all;
    for (unsigned p = 0; p < al->parts; p++) here += shop->parts[p].by_char[cp];
    uint32_t kind = here > al->all ? kind_of(cp) : KIND_OTHER;
    bool ranked = kind != KIND_OTHER && al->n < ALPHABET_MAX;
    if (ranked) {
        uint32_t rank = ++al->n;
        al->cp[rank] = cp;
        al->ordinal[rank] = char_ordinal(cp);
        for (unsigned p = 0; p < al->parts; p++) {
            al->start[p][rank] = al->fill[p][rank] = al->all;
            al->all += shop->parts[p].by_char[cp];
        }
    }
    for (unsigned p = 0; p < al->parts; p++) shop->parts[p].by_char[cp] = 0;
    if (ranked) al->ranked[cp] = al->n << 2 | kind;
}

/* Each character is counted where its rank is to be. What begins nothing is
 * counted too: that is one step less for all others. */
void part_count(Part *part) {
    uint32_t *count = part->by_char;
    for (size_t i = 0; i < part->units.n; i++) count[unit_cp(part->units.p[i])]++;
}

static void alphabet_init(Alphabet *al, Workshop *shop) {
    size_t n = 1;
    al->ranked = shop->parts[0].by_char;
    al->parts = shop->n;
    for (unsigned p = 0; p < al->parts; p++)
        for (uint32_t cp = 0; cp < CODE_POINTS; cp++) n += shop->parts[p].by_char[cp] > 0;
    al->cp = xcalloc(n, sizeof *al->cp);
    al->ordinal = xcalloc(n, sizeof *al->ordinal);
    for (unsigned p = 0; p < al->parts; p++) {
        al->start[p] = xcalloc(n, sizeof **al->start);
        al->fill[p] = xcalloc(n, sizeof **al->fill);
    }
    for (uint32_t cp = 0x4e00; cp < CODE_POINTS; cp++) rank_char(al, shop, cp);
    for (uint32_t cp = 0; cp < 0x4e00; cp++) rank_char(al, shop, cp);
}

static void alphabet_release(Alphabet *al) {
    for (uint32_t r = 1; r <= al->n; r++) al->ranked[al->cp[r]] = 0;
    free(al->cp);
    free(al->ordinal);
    for (unsigned p = 0; p < al->parts; p++) {
        free(al->start[p]);
        free(al->fill[p]);
    }
}

/* Puts every occurrence into its first character's bucket. One that makes no
 * pair has term 0 and counts for its single character only. What begins
 * nothing goes to the end, where the next one overwrites it. */
static void scatter(Alphabet *al, uint32_t part, const BlockText *text, Occurrence *out) {
    const Ranked *ranked = al->ranked;
    uint32_t *fill = al->fill[part];
    fill[0] = al->all + part;
    for (uint32_t doc = part ? text->ends[part - 1] : 0; doc < text->ends[part]; doc++) {
        const Unit *u = text->docs[doc].p;
        size_t n = text->docs[doc].n;
        Ranked next = ranked[unit_cp(u[0])];
        for (size_t i = 0; i + 1 < n; i++) {
            Ranked first = next;
            next = ranked[unit_cp(u[i + 1])];
            uint32_t pair = (ranked_kind(first) * ranked_kind(next) & 3) != 0;
            uint32_t begins = pair | (ranked_kind(first) == KIND_WORD);
            uint32_t stream = ranked_rank(first) & -begins;
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

/* Sorts by term, stably, between `occ` and `spare`; returns the one in which it
 * ends. Few by insertion; many by counting, in one step or in two. */
static Occurrence *sort_bucket(Occurrence *occ, size_t n, Occurrence *spare, uint32_t *count, unsigned bits) {
    enum { SHIFT = OCC_PLACE + OCC_DOC };
    if (n < 32) {
        for (size_t i = 1; i < n; i++) {
            Occurrence moving = occ[i];
            size_t j = i;
            for (; j > 0 && occ[j - 1] > moving; j--) occ[j] = occ[j - 1];
            occ[j] = moving;
        }
        return occ;
    }
    bool once = n >> bits > 0;
    unsigned half = once ? bits : (bits + 1) / 2;
    uint32_t mask = (UINT32_C(1) << half) - 1, *high = count + mask + 1, lows = 0, highs = 0;
    memset(count, 0, 2 * (mask + (size_t)1) * sizeof *count);
    if (once) {
        for (size_t i = 0; i < n; i++) count[occ_term(occ[i])]++;
    } else {
        for (size_t i = 0; i < n; i++) {
            count[occ_term(occ[i]) & mask]++;
            high[occ_term(occ[i]) >> half]++;
        }
    }
    for (uint32_t v = 0; v <= mask; v++) {
        uint32_t low_count = count[v], high_count = high[v];
        count[v] = lows;
        high[v] = highs;
        lows += low_count;
        highs += high_count;
    }
    for (size_t i = 0; i < n; i++) spare[count[occ_term(occ[i]) & mask]++] = occ[i];
    if (once) return spare;
    for (size_t i = 0; i < n; i++) occ[high[occ_term(spare[i]) >> half]++] = spare[i];
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

static void write_bucket(GramWriter *w, const Alphabet *al, uint32_t rank, Occurrence *occ, size_t n) {
    uint32_t first = al->ordinal[rank];
    bool single = ranked_kind(al->ranked[al->cp[rank]]) == KIND_WORD;
    size_t n_docs = single ? single_docs(occ, n, w->doc_scratch) : 0, alone = 0;
    occ = sort_bucket(occ, n, w->spare, w->count, w->term_bits);
    while (alone < n && occ_term(occ[alone]) == 0) alone++;
    occ += alone;
    size_t seconds = chunk_terms(&w->chunks, occ, n - alone);
    begin_chunk(w, first, 0);
    begin_group(w, first, w->doc_scratch, n_docs, (uint32_t)seconds);
    while (w->chunks.written < seconds) {
        begin_chunk(w, first, al->ordinal[occ_term(occ[chunk_at(&w->chunks)])] + 1);
        if (!w->in_group) begin_group(w, first, NULL, 0, (uint32_t)seconds);
        chunk_lists(&w->chunks, al->ordinal, &w->second, w->rice);
    }
    end_group(w);
}

struct Grams {
    Alphabet al;
    const BlockText *text;
    Workshop *shop;
    BlockFiles *files;
    BlockHead *head;
    uint32_t middle; /* the first rank of GRAMS_REST */
    ChunkWriter first, rest;
    GramChunks rest_firsts;
};

/* Those before it take three quarters, and words and texts about as long as
 * these; in a small block all of them. */
static uint32_t middle_of(const Alphabet *al) {
    enum { WORTH_IT = 1 << 17 };
    uint32_t rank = 1;
    while (rank <= al->n && (al->all < WORTH_IT || al->start[0][rank] < al->all / 4 * 3)) rank++;
    return rank;
}

Grams *grams_new(const BlockText *text, Workshop *shop, BlockFiles *files, BlockHead *head) {
    Grams *g = xcalloc(1, sizeof *g);
    size_t units = 0;
    for (unsigned p = 0; p < shop->n; p++) units += shop->parts[p].units.n;
    /* They are counted, and found again, in 32 bits. */
    if (units > UINT32_MAX - PARTS) die_oom();
    *g = (Grams){.text = text, .shop = shop, .files = files, .head = head};
    alphabet_init(&g->al, shop);
    g->middle = middle_of(&g->al);
    g->first = chunks_to(files, 'g', 'p', &head->gram_files, &text->shape);
    g->rest = chunks_kept(files, &text->shape);
    occ_room(&shop->occ, (size_t)g->al.all + PARTS);
    return g;
}

void grams_sort(Grams *g, size_t part) { scatter(&g->al, (uint32_t)part, g->text, g->shop->occ.p); }

static void write_range(Grams *g, uint32_t from, uint32_t to, OccRoom *spare, ChunkWriter *chunks, GramChunks *firsts) {
    const Alphabet *al = &g->al;
    size_t largest = 0;
    for (uint32_t r = from; r < to; r++) {
        size_t most = al->fill[al->parts - 1][r] - al->start[0][r];
        if (most > largest) largest = most;
    }
    occ_room(spare, largest + 1);
    GramWriter w = {.n_docs = g->text->n, .firsts = firsts, .chunks = *chunks, .spare = spare->p};
    w.term_bits = log2_floor(al->n + 1) + 1;
    w.count = xarray(NULL, (size_t)2 << w.term_bits, sizeof *w.count);
    w.doc_scratch = xarray(NULL, g->text->n + (size_t)1, sizeof *w.doc_scratch);
    for (uint32_t r = from; r < to; r++) {
        size_t n = join_parts(al, r, g->shop->occ.p);
        if (n) write_bucket(&w, al, r, g->shop->occ.p + al->start[0][r], n);
    }
    end_chunk(&w);
    free(w.doc_scratch);
    free(w.count);
    *chunks = w.chunks;
}

void grams_write(Grams *g, size_t range) {
    Part *parts = g->shop->parts;
    if (range == GRAMS_FIRST)
        write_range(g, 1, g->middle, &parts[0].spare, &g->first, &g->head->grams);
    else
        write_range(g, g->middle, g->al.n + 1, &parts[g->shop->n - 1].spare, &g->rest, &g->rest_firsts);
}

void grams_free(Grams *g) {
    for (size_t i = 0; i < g->rest_firsts.n; i++) vec_push(&g->head->grams, g->rest_firsts.p[i]);
    chunks_append(&g->first, &g->rest);
    chunks_end(&g->first);
    vec_release(&g->rest_firsts);
    alphabet_release(&g->al);
    free(g);
}
