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

void shape_measure(Shape *shape, RiceTable *table) {
    shape->headlines = 0;
    for (uint32_t i = 0; i < shape->n; i++)
        if (shape->headline[i] > shape->headlines) shape->headlines = shape->headline[i];
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

/* Codes that wait. What they are and how they are written are two loops, each
 * of which has room in the registers, and four are written at once. */
enum { CODES_WAIT = 256, CODES_STEP = CODES_WAIT / 4, CODES_TOGETHER = 4, CODE_VALUE = 56, CODE_BYTES = 11 };
typedef uint64_t Code; /* below, the bits from the first one on; above, how many with the zeros before */
typedef struct Codes {
    BitWriter *out;
    size_t n;
    Code code[CODES_WAIT + CODES_TOGETHER];
} Codes;

static inline Code code_of(uint64_t value, unsigned length) { return (Code)length << CODE_VALUE | value; }
static inline uint64_t code_value(Code c) { return c & ((UINT64_C(1) << CODE_VALUE) - 1); }
static inline unsigned code_length(Code c) { return (unsigned)(c >> CODE_VALUE); }

static inline Code gamma_code(uint32_t value) { return code_of(value, 2 * log2_floor(value) + 1); }

static inline Code rice_code(uint32_t value, unsigned k) {
    uint32_t quotient = value >> k, stop = UINT32_C(1) << k;
    if (__builtin_expect(quotient < RICE_ESCAPE, 1)) return code_of((value & (stop - 1)) | stop, quotient + 1 + k);
    return code_of(value + 1, RICE_ESCAPE + 2 * log2_floor(value + 1) + 1);
}

/* With gamma(1) behind it, which is one bit. */
static inline Code code_and_one(Code c) { return c + code_value(c) + code_of(1, 1); }

static inline void put_code(BitWriter *w, Code c) {
    unsigned length = code_length(c), zeros = length > CODE_VALUE ? length - CODE_VALUE : 0;
    bits_put_in(w, 0, zeros);
    bits_put_in(w, code_value(c), length - zeros);
}

static void codes_write(Codes *codes) {
    BitWriter w = bits_room(*codes->out, codes->out, codes->n * CODE_BYTES);
    memset(codes->code + codes->n, 0, (CODES_TOGETHER - 1) * sizeof *codes->code);
    for (const Code *c = codes->code, *end = c + codes->n; c < end; c += CODES_TOGETHER) {
        unsigned third = code_length(c[2]), last = code_length(c[3]);
        unsigned second = code_length(c[1]), first = code_length(c[0]);
        if (__builtin_expect(first + second + third + last <= CODE_VALUE, 1)) {
            uint64_t front = code_value(c[0]) << second | code_value(c[1]);
            uint64_t back = code_value(c[2]) << last | code_value(c[3]);
            bits_put_in(&w, front << (third + last) | back, first + second + third + last);
        } else {
            for (unsigned i = 0; i < CODES_TOGETHER; i++) put_code(&w, c[i]);
        }
    }
    codes->n = 0;
    *codes->out = w;
}

static void codes_begin(Codes *codes, BitWriter *out) {
    codes->out = out;
    codes->n = 0;
}

/* Where the next ones go: there is room for so many. */
static inline Code *codes_room(Codes *codes, size_t n) {
    if (codes->n + n > CODES_WAIT) codes_write(codes);
    return codes->code + codes->n;
}

static inline void codes_to(Codes *codes, const Code *end) { codes->n = (size_t)(end - codes->code); }

static inline void codes_add(Codes *codes, Code code) {
    *codes_room(codes, 1) = code;
    codes->n++;
}

/* The headline's documents are few, so they are listed by their place in the
 * list of all. */
static void put_marks(Codes *codes, const uint32_t *marks, size_t marked, size_t docs) {
    unsigned k = rice_for((uint32_t)docs, (uint32_t)marked);
    uint32_t behind = 0;
    for (size_t i = 0; i < marked; i++) {
        uint32_t ordinal = marks[i] >> 1;
        codes_add(codes, rice_code(ordinal - behind, k));
        codes_add(codes, code_of(marks[i] & 1, 1));
        behind = ordinal + 1;
    }
}

/* Of a document in which the term stands more than once. */
static void put_places(Codes *codes, const Occurrence *occ, uint32_t many, unsigned step, const RiceTable *rice) {
    const unsigned k = many < COUNTS_KEPT ? rice->places[step][many] : place_rice(step, many);
    uint32_t behind = 0;
    for (uint32_t i = 0; i < many; i++) {
        codes_add(codes, rice_code(occ_place(occ[i]) - behind, k));
        behind = occ_place(occ[i]) + 1;
    }
}

BITS_INLINE void put_list(Codes *docs, Codes *places, const Lists *l, size_t number, const Shape *shape,
                          uint32_t *marks) {
    const uint32_t *posting = l->posting + l->list[number], n = l->list[number + 1] - l->list[number];
    const uint32_t headlines = shape->headlines;
    const unsigned k = n < DOCS_KEPT ? shape->rice->docs[n] : rice_for(shape->n, n);
    uint32_t marked = 0, behind = 0;
    for (uint32_t i = 0, end; i < n;) {
        Code *at = codes_room(docs, (size_t)2 * CODES_STEP), *to = codes_room(places, CODES_STEP);
        for (end = n - i < CODES_STEP ? n : i + CODES_STEP; i < end; i++) {
            const Occurrence *occ = l->occ + posting[i];
            uint32_t many = posting[i + 1] - posting[i], doc = occ_doc(*occ), place = occ_place(*occ);
            unsigned step = shape->length[doc];
            if (place < headlines && place < shape->headline[doc])
                marks[marked++] = i << 1 | (place < shape->title[doc]);
            *at++ = rice_code(doc - behind, k);
            behind = doc + 1;
            if (__builtin_expect(many == 1, 1)) {
                at[-1] = code_and_one(at[-1]);
                *to++ = rice_code(place, shape->rice->places[step][1]);
            } else {
                *at++ = gamma_code(many);
                codes_to(places, to);
                put_places(places, occ, many, step, shape->rice);
                to = codes_room(places, end - i);
            }
        }
        codes_to(docs, at);
        codes_to(places, to);
    }
    codes_add(docs, gamma_code(marked + 1));
    if (marked) put_marks(docs, marks, marked, n);
}

void list_write(BitWriter *docs, BitWriter *places, const Lists *l, size_t number, const Shape *shape,
                uint32_t *marks) {
    Codes d, p;
    codes_begin(&d, docs);
    codes_begin(&p, places);
    codes_add(&d, gamma_code(l->list[number + 1] - l->list[number]));
    put_list(&d, &p, l, number, shape, marks);
    codes_write(&d);
    codes_write(&p);
}

/* Whether the writer will have so many bytes. What waits is only written to be
 * counted when it may be enough. */
static bool will_have(Codes *codes, size_t bytes) {
    if (bits_size(codes->out) + 2 * CODE_BYTES * codes->n < bytes) return false;
    codes_write(codes);
    return bits_size(codes->out) >= bytes;
}

size_t lists_write(BitWriter *docs, BitWriter *places, const Lists *l, size_t from, const Shape *shape,
                   uint32_t *marks, const uint32_t *numbers, uint32_t *number, unsigned k, size_t most) {
    Codes d, p;
    codes_begin(&d, docs);
    codes_begin(&p, places);
    size_t i = from;
    for (; i < l->n && !will_have(&d, most); i++) {
        uint32_t term = numbers[occ_term(l->occ[l->posting[l->list[i]]])];
        codes_add(&d, rice_code(term + 1 - *number, k));
        codes_add(&d, gamma_code(l->list[i + 1] - l->list[i]));
        put_list(&d, &p, l, i, shape, marks);
        *number = term + 1;
    }
    codes_write(&d);
    codes_write(&p);
    return i;
}

void doclist_write(BitWriter *out, const uint32_t *doc, size_t n, uint32_t range) {
    unsigned k = rice_for(range, (uint32_t)n);
    uint32_t behind = 0;
    Codes codes;
    codes_begin(&codes, out);
    codes_add(&codes, gamma_code((uint32_t)n));
    for (size_t i = 0, end; i < n;) {
        Code *at = codes_room(&codes, CODES_STEP);
        for (end = n - i < CODES_STEP ? n : i + CODES_STEP; i < end; i++) {
            *at++ = rice_code(doc[i] - behind, k);
            behind = doc[i] + 1;
        }
        codes_to(&codes, at);
    }
    codes_write(&codes);
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
