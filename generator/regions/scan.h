/* Looking through a text for a few characters, which open what may be a name. */
#ifndef FANGZHI_REGIONS_SCAN_H
#define FANGZHI_REGIONS_SCAN_H

#include "base/base.h"

/* A set of characters of three bytes (as one number), each in a slot of its
 * own: two in one slot are a compiler's warning. */
typedef struct ScanSet {
    uint32_t slots[32];
} ScanSet;

#define SCAN_SLOT(c) (((c) * 0x7b9ffe49u) >> 27)
#define SCAN_IN(c) [SCAN_SLOT(c)] = (c)

static inline unsigned scan_is_wide(const char *p) { return ((unsigned char)*p & 0xf0) == 0xe0; }

static inline unsigned scan_has(const ScanSet *s, const char *p) {
    uint32_t c = (uint32_t)(unsigned char)p[0] << 16 | (uint32_t)(unsigned char)p[1] << 8 | (unsigned char)p[2];
    return s->slots[SCAN_SLOT(c)] == c;
}

/* The next of them from `at` on; the text's length: none. Most characters are
 * none, so four are asked together: a branch for each would mostly be guessed
 * wrong where it matters. */
static inline size_t scan_next(const ScanSet *s, View text, size_t at) {
    enum { HAN = 3, TOGETHER = 4 };
    for (;;) {
        for (; at + TOGETHER * HAN <= text.n; at += TOGETHER * HAN) {
            const char *a = text.p + at, *b = a + HAN, *c = b + HAN, *d = c + HAN;
            if (!(scan_is_wide(a) & scan_is_wide(b) & scan_is_wide(c) & scan_is_wide(d))) break;
            if (scan_has(s, a) | scan_has(s, b) | scan_has(s, c) | scan_has(s, d)) break;
        }
        for (size_t i = 0; i < TOGETHER; i++) {
            if (at + HAN > text.n) return text.n;
            unsigned wide = scan_is_wide(text.p + at);
            if (wide && scan_has(s, text.p + at)) return at;
            at += wide ? HAN : 1;
        }
    }
}

#endif
