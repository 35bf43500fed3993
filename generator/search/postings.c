#include "search/postings.h"

#include <stdlib.h>

const uint16_t length_ladder[LENGTH_STEPS] = {16,  26,   41,   66,   105,  168,  268,   429,
                                              687, 1100, 1759, 2815, 4504, 7206, 11529, 18447};

unsigned length_step(size_t units) {
    unsigned step = 0;
    while (step + 1 < LENGTH_STEPS && length_ladder[step + 1] <= units) step++;
    return step;
}

/* A document's length is somewhere between its step and the next. */
static unsigned place_rice(unsigned step, uint32_t count) {
    uint32_t length = length_ladder[step];
    return rice_for(length + length / 4, count);
}

/* --- writing -------------------------------------------------------------------- */

void shape_rice(Shape *shape, RiceTable *table) {
    for (uint32_t n = 0; n < DOCS_KEPT; n++) table->docs[n] = (uint8_t)rice_for(shape->n, n);
    for (unsigned step = 0; step < LENGTH_STEPS; step++)
        for (uint32_t count = 0; count < COUNTS_KEPT; count++)
            table->places[step][count] = (uint8_t)place_rice(step, count);
    shape->rice = table;
}

/* Without a branch on what comes next: half of all lists have one occurrence,
 * the others any number. */
void lists_cut(Lists *l, const Occurrence *occ, size_t n) {
    if (n + 1 > l->cap) {
        l->cap = n + 1;
        l->posting = xarray(l->posting, l->cap, sizeof *l->posting);
        l->list = xarray(l->list, l->cap, sizeof *l->list);
    }
    uint32_t *posting = l->posting, *list = l->list, postings = 0, lists = 0;
    Occurrence before = n ? ~occ[0] : 0;
    for (size_t i = 0; i < n; i++) {
        Occurrence change = before ^ occ[i];
        before = occ[i];
        posting[postings] = (uint32_t)i;
        list[lists] = postings;
        postings += change >> OCC_PLACE != 0;
        lists += change >> (OCC_PLACE + OCC_DOC) != 0;
    }
    posting[postings] = (uint32_t)n;
    list[lists] = postings;
    l->occ = occ;
    l->n_postings = postings;
    l->n = lists;
}

void lists_release(Lists *l) {
    free(l->posting);
    free(l->list);
}

/* The headline's documents are few, so they are listed by their place in the
 * list of all. */
static void write_marks(BitWriter *out, const uint32_t *marks, size_t marked, size_t docs) {
    BitWriter w = *out;
    unsigned k = rice_for((uint32_t)docs, (uint32_t)marked);
    uint32_t behind = 0;
    for (size_t i = 0; i < marked; i++) {
        uint32_t ordinal = marks[i] >> 1;
        w = bits_room(w, out, RICE_BYTES + 1);
        bits_rice_in(&w, ordinal - behind, k);
        bits_put_in(&w, marks[i] & 1, 1);
        behind = ordinal + 1;
    }
    *out = w;
}

/* Through `w`, which stays in registers, but for what is seldom. */
BITS_INLINE BitWriter put_list(BitWriter w, BitWriter *out, const Lists *l, size_t number, const Shape *shape,
                               uint32_t *marks) {
    const uint32_t *posting = l->posting + l->list[number], n = l->list[number + 1] - l->list[number];
    const uint32_t *title = shape->title, *headline = shape->headline;
    const Occurrence *occ = l->occ;
    unsigned k = n < DOCS_KEPT ? shape->rice->docs[n] : rice_for(shape->n, n);
    uint32_t marked = 0, behind = 0, i = 0, from = posting[0];
    do {
        uint32_t to = posting[i + 1], doc = occ_doc(occ[from]), place = occ_place(occ[from]);
        marks[marked] = i << 1 | (place < title[doc]);
        marked += place < headline[doc];
        w = bits_room(w, out, RICE_BYTES + 2 * GAMMA_BYTES);
        bits_rice_gamma_in(&w, doc - behind, k, to - from);
        behind = doc + 1;
        from = to;
    } while (++i < n);
    bits_gamma_in(&w, marked + 1);
    if (marked) {
        *out = w;
        write_marks(out, marks, marked, n);
        w = *out;
    }
    return w;
}

void list_write(BitWriter *out, const Lists *l, size_t number, const Shape *shape, uint32_t *marks) {
    bits_gamma(out, l->list[number + 1] - l->list[number]);
    *out = put_list(*out, out, l, number, shape, marks);
}

size_t lists_write(BitWriter *out, const Lists *l, size_t from, const Shape *shape, uint32_t *marks,
                   const uint32_t *numbers, uint32_t *number, unsigned k, size_t most) {
    BitWriter w = *out;
    uint32_t behind = *number;
    size_t i = from;
    for (; i < l->n && bits_size(&w) < most; i++) {
        uint32_t term = numbers[occ_term(l->occ[l->posting[l->list[i]]])];
        w = bits_room(w, out, RICE_BYTES + GAMMA_BYTES);
        bits_rice_gamma_in(&w, term + 1 - behind, k, l->list[i + 1] - l->list[i]);
        w = put_list(w, out, l, i, shape, marks);
        behind = term + 1;
    }
    *out = w;
    *number = behind;
    return i;
}

/* Codes that wait. What they are and how they are written are two loops, each
 * of which has room in the registers, and two are written at once. */
enum { CODES_WAIT = 256, CODE_VALUE = 26 };
typedef struct Codes {
    size_t n;
    uint32_t code[CODES_WAIT]; /* below, the bits from the first one on; above, how many with the zeros before */
} Codes;

static void codes_write(BitWriter *out, Codes *codes) {
    const uint32_t value = (UINT32_C(1) << CODE_VALUE) - 1;
    BitWriter w = bits_room(*out, out, codes->n * sizeof(uint64_t));
    if (codes->n % 2) codes->code[codes->n] = 0;
    for (size_t i = 0; i < codes->n; i += 2) {
        uint32_t a = codes->code[i], b = codes->code[i + 1], after = b >> CODE_VALUE, both = (a >> CODE_VALUE) + after;
        if (__builtin_expect(both <= 56, 1)) {
            bits_put_in(&w, (uint64_t)(a & value) << after | (b & value), both);
        } else {
            bits_put_in(&w, a & value, a >> CODE_VALUE);
            bits_put_in(&w, b & value, after);
        }
    }
    codes->n = 0;
    *out = w;
}

static inline void codes_rice(BitWriter *out, Codes *codes, uint32_t value, unsigned k) {
    uint32_t quotient = value >> k, stop = UINT32_C(1) << k;
    if (__builtin_expect(quotient < RICE_ESCAPE && k < CODE_VALUE, 1)) {
        codes->code[codes->n++] = (quotient + 1 + k) << CODE_VALUE | (value & (stop - 1)) | stop;
        if (codes->n == CODES_WAIT) codes_write(out, codes);
    } else {
        codes_write(out, codes);
        bits_rice(out, value, k);
    }
}

void places_write(BitWriter *out, const Lists *l, size_t from, size_t to, const Shape *shape) {
    const Occurrence *occ = l->occ;
    const uint32_t *posting = l->posting, end = l->list[to];
    Codes codes;
    codes.n = 0;
    for (uint32_t p = l->list[from]; p < end; p++) {
        uint32_t i = posting[p], next = posting[p + 1], behind = 0;
        unsigned step = shape->length[occ_doc(occ[i])];
        unsigned k = next - i < COUNTS_KEPT ? shape->rice->places[step][next - i] : place_rice(step, next - i);
        do {
            uint32_t place = occ_place(occ[i]);
            codes_rice(out, &codes, place - behind, k);
            behind = place + 1;
        } while (++i < next);
    }
    codes_write(out, &codes);
}

void doclist_write(BitWriter *out, const uint32_t *doc, size_t n, uint32_t range) {
    unsigned k = rice_for(range, (uint32_t)n);
    uint32_t behind = 0;
    bits_gamma(out, (uint32_t)n);
    BitWriter w = *out;
    for (size_t i = 0; i < n; i++) {
        w = bits_room(w, out, RICE_BYTES);
        bits_rice_in(&w, doc[i] - behind, k);
        behind = doc[i] + 1;
    }
    *out = w;
}

/* --- reading --------------------------------------------------------------------- */

static bool read_docs(BitReader *r, uint32_t range, bool counted, Postings *p, size_t *occurrences) {
    unsigned k = rice_for(range, (uint32_t)p->n);
    uint32_t behind = 0;
    *occurrences = 0;
    for (size_t i = 0; i < p->n; i++) {
        uint32_t gap = bits_get_rice(r, k);
        if (r->over || gap >= range - behind) return false;
        p->doc[i] = behind + gap;
        p->count[i] = counted ? bits_get_gamma(r) : 1;
        behind += gap + 1;
        if (p->count[i] > UINT32_C(1) << OCC_PLACE) return false;
        *occurrences += p->count[i];
    }
    return !r->over;
}

static bool read_fields(BitReader *r, Postings *p) {
    size_t headlines = bits_get_gamma(r) - 1, behind = 0;
    if (headlines > p->n) return false;
    unsigned k = rice_for((uint32_t)p->n, (uint32_t)headlines);
    for (size_t i = 0; i < headlines; i++) {
        size_t gap = bits_get_rice(r, k);
        if (r->over || gap >= p->n - behind) return false;
        p->field[behind + gap] = bits_get(r, 1) ? FIELD_TITLE : FIELD_KICKER;
        behind += gap + 1;
    }
    return true;
}

/* Every place takes at least a bit, so damaged counts end with the data. */
static bool read_places(BitReader *r, const Shape *shape, Postings *p) {
    size_t at = 0;
    for (size_t i = 0; i < p->n; i++) {
        unsigned k = place_rice(shape->length[p->doc[i]], p->count[i]);
        uint32_t behind = 0;
        for (uint32_t j = 0; j < p->count[i] && !r->over; j++) {
            uint32_t place = behind + bits_get_rice(r, k);
            if (p->place) p->place[at++] = place;
            behind = place + 1;
        }
    }
    return !r->over;
}

static void postings_alloc(Arena *a, Postings *p, size_t n) {
    *p = (Postings){.n = n};
    p->doc = ARENA_ARRAY(a, uint32_t, n);
    p->count = ARENA_ARRAY(a, uint32_t, n);
    p->field = ARENA_ARRAY(a, uint8_t, n);
}

bool postings_read(Arena *a, BitReader *docs, BitReader *places, const Shape *shape, Postings *out) {
    size_t n = bits_get_gamma(docs), occurrences;
    Postings skipped, *p = out ? out : &skipped;
    if (docs->over || n > shape->n) return false;
    postings_alloc(a, p, n);
    if (!read_docs(docs, shape->n, true, p, &occurrences) || !read_fields(docs, p)) return false;
    if (!places) return true;
    if (occurrences / 8 > places->n) return false;
    if (out) p->place = ARENA_ARRAY(a, uint32_t, occurrences);
    return read_places(places, shape, p);
}

bool doclist_read(Arena *a, BitReader *docs, uint32_t range, Postings *out) {
    size_t n = bits_get_gamma(docs), occurrences;
    Postings skipped, *p = out ? out : &skipped;
    if (docs->over || n > range) return false;
    postings_alloc(a, p, n);
    return read_docs(docs, range, false, p, &occurrences);
}
