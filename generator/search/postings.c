#include "search/postings.h"

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

/* The first occurrence after those of the document of occ[from]. */
static inline size_t doc_end(const Occurrence *occ, size_t n, size_t from) {
    size_t end = from + 1;
    while (end < n && occ_same_doc(occ[from], occ[end])) end++;
    return end;
}

static inline void write_places(BitWriter *w, const Occurrence *occ, size_t n, unsigned k) {
    uint32_t behind = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t place = occ_place(occ[i]);
        bits_rice(w, place - behind, k);
        behind = place + 1;
    }
}

void shape_rice(Shape *shape, RiceTable *table) {
    for (uint32_t n = 0; n < DOCS_KEPT; n++) table->docs[n] = (uint8_t)rice_for(shape->n, n);
    for (unsigned step = 0; step < LENGTH_STEPS; step++)
        for (uint32_t count = 0; count < COUNTS_KEPT; count++)
            table->places[step][count] = (uint8_t)place_rice(step, count);
    shape->rice = table;
}

/* Which of the list's documents have the term in their headline: few, so
 * they are listed by their place in the list. */
static void write_fields(BitWriter *w, const Occurrence *occ, size_t n, size_t docs, size_t headlines,
                         const Shape *shape) {
    unsigned k = rice_for((uint32_t)docs, (uint32_t)headlines);
    uint32_t ordinal = 0, behind = 0;
    for (size_t i = 0; i < n; i = doc_end(occ, n, i), ordinal++) {
        uint32_t doc = occ_doc(occ[i]);
        if (occ_place(occ[i]) >= shape->headline[doc]) continue;
        bits_rice(w, ordinal - behind, k);
        bits_put(w, occ_place(occ[i]) < shape->title[doc], 1);
        behind = ordinal + 1;
    }
}

/* One occurrence, in the list's only document: so are most lists. */
static void write_alone(BitWriter *docs, BitWriter *places, Occurrence occ, const Shape *shape) {
    uint32_t doc = occ_doc(occ), place = occ_place(occ);
    unsigned k = shape->rice->docs[1];
    if (place >= shape->headline[doc]) {
        bits_rice_amid(docs, 1, doc, k, 2); /* gamma(1), the document, gamma(1), gamma(1) */
    } else {
        bits_rice_amid(docs, 1, doc, k, 1);
        bits_gamma(docs, 2);
        write_fields(docs, &occ, 1, 1, 1, shape);
    }
    bits_rice(places, place, shape->rice->places[shape->length[doc]][1]);
}

void postings_write(BitWriter *docs_out, BitWriter *places_out, const Occurrence *occ, size_t n, size_t n_docs,
                    const Shape *shape) {
    if (n == 1) {
        write_alone(docs_out, places_out, *occ, shape);
        return;
    }
    BitWriter docs = *docs_out, places = *places_out;
    const RiceTable *rice = shape->rice;
    unsigned k = n_docs < DOCS_KEPT ? rice->docs[n_docs] : rice_for(shape->n, (uint32_t)n_docs);
    size_t headlines = 0;
    uint32_t behind = 0;
    bits_gamma(&docs, (uint32_t)n_docs);
    for (size_t i = 0, end; i < n; i = end) {
        uint32_t doc = occ_doc(occ[i]), place = occ_place(occ[i]);
        unsigned step = shape->length[doc];
        headlines += place < shape->headline[doc];
        end = i + 1;
        if (end == n || !occ_same_doc(occ[i], occ[end])) { /* most are alone */
            bits_rice_amid(&docs, 0, doc - behind, k, 1);
            bits_rice(&places, place, rice->places[step][1]);
        } else {
            end = doc_end(occ, n, i);
            uint32_t times = (uint32_t)(end - i);
            bits_rice(&docs, doc - behind, k);
            bits_gamma(&docs, times);
            write_places(&places, occ + i, times,
                         times < COUNTS_KEPT ? rice->places[step][times] : place_rice(step, times));
        }
        behind = doc + 1;
    }
    bits_gamma(&docs, (uint32_t)headlines + 1);
    if (headlines) write_fields(&docs, occ, n, n_docs, headlines, shape);
    *docs_out = docs;
    *places_out = places;
}

void doclist_write(BitWriter *out, const uint32_t *doc, size_t n, uint32_t range) {
    BitWriter w = *out;
    unsigned k = rice_for(range, (uint32_t)n);
    uint32_t behind = 0;
    bits_gamma(&w, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        bits_rice(&w, doc[i] - behind, k);
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
