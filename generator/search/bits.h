/* Bits in a script: the form in which the index travels.
 *
 * A file of the index is a classic script that hands its name and its data to
 * the page: fangzhi_chunk("NAME","DATA"). It is UTF-16 with a byte-order
 * mark, which browsers heed before any header or attribute, also on file://.
 * Binary data is 15 bits a code unit, added to U+3000: no quote, line end or
 * surrogate lies there, and 16 units of the file carry 15 of the data (base64
 * in UTF-8 would carry 12).
 *
 * Numbers are Elias gamma codes (small ones) and Rice codes (gaps), their
 * unary parts zeros up to a one: so the one may be part of the number, and
 * zeros need not be made. */
#ifndef FANGZHI_SEARCH_BITS_H
#define FANGZHI_SEARCH_BITS_H

#include <endian.h>

#include "base/base.h"

enum {
    UNIT_BITS = 15,
    UNIT_BASE = 0x3000,
    RICE_ESCAPE = 20 /* so many zeros are followed by gamma(value + 1) */
};

/* Appends to a Str: the bits as they are, which bits_flush spreads over units
 * of 15 at last. In between the Str has its length of before. */
typedef struct BitWriter {
    Str *out;
    size_t start; /* where this writer's bits begin in it */
    char *at, *end;
    uint64_t acc; /* the low `have` bits wait */
    unsigned have;
} BitWriter;

BitWriter bits_to(Str *out);
void bits_grow(BitWriter *w, size_t bytes);
/* The bytes of all units that are full by now, two at a time. */
static inline size_t bits_size(const BitWriter *w) {
    return ((size_t)(w->at - w->out->p - (ptrdiff_t)w->start) * 8 + w->have) / (size_t)(2 * UNIT_BITS) * 4;
}

/* The most that one code takes. */
enum { GAMMA_BYTES = 8, RICE_BYTES = 12 };

/* A build puts some ten numbers for each word of text, so a code is made
 * without a branch that is ever a surprise. A loop puts into a copy of the
 * writer, which stays in registers as long as only inline functions see its
 * address: it makes room with bits_room, then uses what ends in _in. */
#define BITS_INLINE static inline __attribute__((always_inline))
BITS_INLINE bool bits_full(const BitWriter *w, size_t bytes) {
    return (size_t)(w->end - w->at) < bytes + sizeof w->acc;
}
BITS_INLINE BitWriter bits_room(BitWriter w, BitWriter *original, size_t bytes) {
    if (__builtin_expect(!bits_full(&w, bytes), 1)) return w;
    *original = w;
    bits_grow(original, bytes);
    return *original;
}
/* n <= 56; the value has no more bits than that. */
BITS_INLINE void bits_put_in(BitWriter *w, uint64_t value, unsigned n) {
    w->acc = w->acc << n | value;
    w->have += n;
    uint64_t bytes = htobe64(w->acc << (-w->have & 63));
    memcpy(w->at, &bytes, sizeof bytes);
    w->at += w->have >> 3;
    w->have &= 7;
}
static inline unsigned log2_floor(uint32_t v) { return 31U - (unsigned)__builtin_clz(v); }
/* value >= 1: as many zeros as bits follow its leading one, then itself. */
BITS_INLINE void bits_gamma_in(BitWriter *w, uint32_t value) {
    unsigned length = log2_floor(value);
    if (length > 27) {
        bits_put_in(w, 0, length);
        bits_put_in(w, value, length + 1);
    } else {
        bits_put_in(w, value, 2 * length + 1);
    }
}
BITS_INLINE void bits_rice_in(BitWriter *w, uint32_t value, unsigned k) {
    uint32_t quotient = value >> k, stop = UINT32_C(1) << k;
    if (__builtin_expect(quotient < RICE_ESCAPE, 1)) {
        bits_put_in(w, (value & (stop - 1)) | stop, quotient + 1 + k);
    } else {
        bits_put_in(w, 0, RICE_ESCAPE);
        bits_gamma_in(w, value + 1);
    }
}
BITS_INLINE void bits_put(BitWriter *w, uint32_t value, unsigned n) {
    if (n == 0) return;
    *w = bits_room(*w, w, sizeof value);
    bits_put_in(w, value & (uint32_t)((UINT64_C(1) << n) - 1), n);
}
BITS_INLINE void bits_gamma(BitWriter *w, uint32_t value) {
    *w = bits_room(*w, w, GAMMA_BYTES);
    bits_gamma_in(w, value);
}
BITS_INLINE void bits_rice(BitWriter *w, uint32_t value, unsigned k) {
    *w = bits_room(*w, w, RICE_BYTES);
    bits_rice_in(w, value, k);
}
void bits_flush(BitWriter *w); /* fills the last unit with zeros */

/* Reads past the end give zeros and set `over`. */
typedef struct BitReader {
    const unsigned char *p; /* units, little-endian */
    size_t n;               /* bytes */
    uint64_t acc;
    unsigned have;
    bool over;
} BitReader;

uint32_t bits_get(BitReader *r, unsigned n); /* n <= 32 */
uint32_t bits_get_gamma(BitReader *r);
uint32_t bits_get_rice(BitReader *r, unsigned k);

/* The Rice parameter for `count` ascending numbers below `range`: near the
 * best for gaps that fall as chance has it, by integers alone so that C and
 * JavaScript agree. */
unsigned rice_for(uint32_t range, uint32_t count);

/* One of a list of strings in bytewise order: what follows that it shares
 * with the one before. A suffix of no bytes, gamma(1), ends the list. */
void front_code(BitWriter *w, View before, View text);
/* The next one over the last, which is in *text; false at the end. */
bool front_decode(BitReader *r, Str *text);

/* --- files --------------------------------------------------------------- */

/* Begins and ends a script of the name; between them come units or text. */
void script_open(Str *out, const char *name);
void script_close(Str *out);
/* Appends text as UTF-16, escaped for the string literal. What is not valid
 * UTF-8 becomes U+FFFD, and controls but line feed become spaces. */
void script_text(Str *out, View utf8);

/* They cannot stand in a text. */
enum { RECORD_END = 0x1e, FIELD_END = 0x1f };
/* Appends text and behind it one of these. */
void script_field(Str *out, View utf8, unsigned char end);

/* Finds the data between the quotes of a script (as bytes). False where it is
 * none of that name. */
bool script_data(View file, const char *name, View *data);
/* Takes the next code point of what script_text wrote. */
uint32_t script_next(View *data);
/* The most of the data that has at most n bytes and cuts no character. */
View script_prefix(View data, size_t n);
/* Appends the text that script_text wrote, as UTF-8. */
void script_untext(View data, Str *utf8);

#endif
