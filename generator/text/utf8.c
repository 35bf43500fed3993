#include <endian.h>

#include "base/bytes.h"
#include "text/text.h"

enum { REPLACEMENT = 0xfffd };

static inline bool is_trail(unsigned char c) { return (c & 0xc0) == 0x80; }

/* Length of the well-formed sequence at p (Unicode, table 3-7), 0 where there
 * is none; n > 0. */
static inline size_t sequence_at(const unsigned char *p, size_t n) {
    unsigned char c = p[0];
    if (c < 0x80) return 1;
    if (c < 0xc2 || c > 0xf4) return 0;
    if (c < 0xe0) return n >= 2 && is_trail(p[1]) ? 2 : 0;
    if (c < 0xf0) {
        if (n < 3 || !is_trail(p[1]) || !is_trail(p[2])) return 0;
        if (c == 0xe0 && p[1] < 0xa0) return 0;
        if (c == 0xed && p[1] > 0x9f) return 0;
        return 3;
    }
    if (n < 4 || !is_trail(p[1]) || !is_trail(p[2]) || !is_trail(p[3])) return 0;
    if (c == 0xf0 && p[1] < 0x90) return 0;
    if (c == 0xf4 && p[1] > 0x8f) return 0;
    return 4;
}

static inline uint32_t assemble(const unsigned char *p, size_t length) {
    switch (length) {
    case 1: return p[0];
    case 2: return (p[0] & 0x1fU) << 6 | (p[1] & 0x3fU);
    case 3: return (p[0] & 0x0fU) << 12 | (p[1] & 0x3fU) << 6 | (p[2] & 0x3fU);
    default: return (p[0] & 0x07U) << 18 | (p[1] & 0x3fU) << 12 | (p[2] & 0x3fU) << 6 | (p[3] & 0x3fU);
    }
}

uint32_t utf8_next_any(View *v) {
    const unsigned char *p = (const unsigned char *)v->p;
    size_t length = sequence_at(p, v->n);
    uint32_t cp = length ? assemble(p, length) : REPLACEMENT;
    *v = view_from(*v, length ? length : 1);
    return cp;
}

uint32_t utf8_last_any(View *v) {
    const unsigned char *p = (const unsigned char *)v->p;
    for (size_t length = 1; length <= 4 && length <= v->n; length++) {
        const unsigned char *lead = p + v->n - length;
        if (is_trail(*lead)) continue;
        if (sequence_at(lead, length) != length) break;
        v->n -= length;
        return assemble(lead, length);
    }
    v->n--;
    return REPLACEMENT;
}

size_t utf8_put(char *b, uint32_t cp) {
    if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff)) cp = REPLACEMENT;
    size_t n = 0;
    if (cp < 0x80) {
        b[n++] = (char)cp;
    } else if (cp < 0x800) {
        b[n++] = (char)(0xc0 | cp >> 6);
        b[n++] = (char)(0x80 | (cp & 0x3f));
    } else if (cp < 0x10000) {
        b[n++] = (char)(0xe0 | cp >> 12);
        b[n++] = (char)(0x80 | (cp >> 6 & 0x3f));
        b[n++] = (char)(0x80 | (cp & 0x3f));
    } else {
        b[n++] = (char)(0xf0 | cp >> 18);
        b[n++] = (char)(0x80 | (cp >> 12 & 0x3f));
        b[n++] = (char)(0x80 | (cp >> 6 & 0x3f));
        b[n++] = (char)(0x80 | (cp & 0x3f));
    }
    return n;
}

void utf8_add(Str *out, uint32_t cp) {
    char b[4];
    str_add(out, b, utf8_put(b, cp));
}

/* None of sixteen bytes is a byte that needs a closer look: part of four, or with
 * what comes behind it overlong or a surrogate. And every byte two behind one of
 * them goes on a character if, and only if, one of two or three bytes is not yet
 * at its end there. */
static inline bool sixteen_usual(const unsigned char *p) {
    const Bytes x = bytes_at(p), next = bytes_at(p + 1), third = bytes_at(p + 2);
    Bytes goes_on = (Bytes)((third & 0xc0) == 0x80), wanted = (Bytes)(x >= 0xe0) | (Bytes)(next >= 0xc0);
    Bytes other = (goes_on ^ wanted) | (Bytes)(x == 0xe0) | (Bytes)(x == 0xed) | (Bytes)(x >= 0xf0) |
                  (Bytes)((x & 0xfe) == 0xc0);
    return !bytes_any(other);
}

/* Past what is valid for certain, up to a character's end, from where one begins. */
static size_t skip_usual(const unsigned char *p, size_t at, size_t n) {
    enum { READ = sizeof(Bytes) + 2 };
    if (n - at < READ || is_trail(p[at]) || is_trail(p[at + 1]) != (p[at] >= 0xc0)) return at;
    size_t end = at;
    while (n - end >= READ && sixteen_usual(p + end)) end += sizeof(Bytes);
    /* What was looked at last reaches two bytes further. */
    for (unsigned i = 0; i < 2 && end > at && is_trail(p[end]); i++) end++;
    return end;
}

size_t utf8_valid_prefix(View v) {
    const unsigned char *p = (const unsigned char *)v.p;
    size_t at = 0;
    while (at < v.n) {
        at = skip_usual(p, at, v.n);
        if (at == v.n) break;
        size_t length = sequence_at(p + at, v.n - at);
        if (length == 0) break;
        at += length;
    }
    return at;
}

bool utf8_valid(View v) { return utf8_valid_prefix(v) == v.n; }

bool utf8_within(View v, size_t count) { return v.n <= count || (v.n <= 4 * count && utf8_count(v) <= count); }

size_t utf8_count(View v) {
    size_t count = 0;
    while (v.n) {
        utf8_next(&v);
        count++;
    }
    return count;
}

View utf8_prefix(View v, size_t count) {
    View rest = v;
    while (count-- && rest.n) utf8_next(&rest);
    return view_to(v, v.n - rest.n);
}
