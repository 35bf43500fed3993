/* Posting lists: in which documents of a block a term stands, how often, in
 * the headline or not, and where. Two streams: `docs` is all that one term
 * alone needs, `places` only what a run of several terms needs besides. */
#ifndef FANGZHI_SEARCH_POSTINGS_H
#define FANGZHI_SEARCH_POSTINGS_H

#include "search/bits.h"

/* One occurrence, as one number that sorts by term, document and position. */
typedef uint64_t Occurrence;
enum { OCC_PLACE = 30, OCC_DOC = 17, OCC_TERM = 64 - OCC_PLACE - OCC_DOC };
static inline Occurrence occurrence(uint32_t term, uint32_t doc, uint32_t place) {
    return (uint64_t)term << (OCC_PLACE + OCC_DOC) | (uint64_t)doc << OCC_PLACE | place;
}
static inline uint32_t occ_term(Occurrence o) { return (uint32_t)(o >> (OCC_PLACE + OCC_DOC)); }
static inline uint32_t occ_doc(Occurrence o) { return (uint32_t)(o >> OCC_PLACE & ((1U << OCC_DOC) - 1)); }
static inline uint32_t occ_place(Occurrence o) { return (uint32_t)(o & ((1U << OCC_PLACE) - 1)); }

/* Lengths are kept as a step of this ladder: each is 1.6 times the one below. */
enum { LENGTH_STEPS = 16, LENGTH_BITS = 4 };
extern const uint16_t length_ladder[LENGTH_STEPS];
unsigned length_step(size_t units);

/* What a block's lists are coded against. */
typedef struct Shape {
    uint32_t n;            /* documents */
    const uint8_t *length; /* steps of the ladder */
    /* For writing: places below `title` are in the title, below `headline`
     * in kicker or subtitle. */
    const uint32_t *title, *headline;
    uint32_t headlines; /* no place from here on is in one */
    const struct RiceTable *rice;
} Shape;

/* The parameters of short lists: a division a term, or a place, is felt. */
enum { DOCS_KEPT = 64, COUNTS_KEPT = 8 };
typedef struct RiceTable {
    uint8_t docs[DOCS_KEPT];
    uint8_t places[LENGTH_STEPS][COUNTS_KEPT];
} RiceTable;
/* When the rest of the shape is known: sets `headlines` and `rice`. */
void shape_measure(Shape *shape, RiceTable *table);

typedef enum Field { FIELD_BODY, FIELD_KICKER, FIELD_TITLE } Field;

/* The lists of some terms: their occurrences, sorted, cut into those that are
 * in the same document (postings), and these into terms. */
typedef struct Lists {
    const Occurrence *occ;
    size_t n_postings, n;
    uint32_t *posting; /* where each begins in occ; n_postings + 1 */
    uint32_t *list;    /* where each begins in posting; n + 1 */
    size_t cap;
} Lists;
void lists_cut(Lists *l, const Occurrence *occ, size_t n);
void lists_release(Lists *l);

/* The documents of list number `list`, and their places; `marks` has room for a
 * number for each document of the block. */
void list_write(BitWriter *docs, BitWriter *places, const Lists *l, size_t list, const Shape *shape,
                uint32_t *marks);
/* The same of lists from `from` on, before each rice(step, k), until the writer
 * has `most` bytes or all are written; returns the next. A step is from one
 * term's number to the next one's; *number is the last term's + 1. */
size_t lists_write(BitWriter *docs, BitWriter *places, const Lists *l, size_t from, const Shape *shape,
                   uint32_t *marks, const uint32_t *numbers, uint32_t *number, unsigned k, size_t most);
/* Documents alone: for single characters and facets. */
void doclist_write(BitWriter *docs, const uint32_t *doc, size_t n, uint32_t range);

typedef struct Postings {
    size_t n;
    uint32_t *doc, *count; /* count is 1 in a list of documents alone */
    uint8_t *field;        /* the best one */
    uint32_t *place;       /* all places, document by document; NULL if not read */
} Postings;

/* Reads a term's lists into the arena, or over them where `out` is NULL;
 * `places` may be NULL. False: the data is damaged. */
bool postings_read(Arena *a, BitReader *docs, BitReader *places, const Shape *shape, Postings *out);
bool doclist_read(Arena *a, BitReader *docs, uint32_t range, Postings *out);

#endif
