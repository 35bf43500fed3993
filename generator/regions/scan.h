/* Looking through a text for a few characters, which open what may be a name. */
#ifndef FANGZHI_REGIONS_SCAN_H
#define FANGZHI_REGIONS_SCAN_H

#include "base/base.h"

/* A set of characters of three bytes (as one number), each in a slot of its
 * own: two in one slot are a compiler's warning. */
typedef struct ScanSet {
    uint32_t slots[32];
} ScanSet;

#define SCAN_SLOT(c) (((c) * 0xb19e20d3u) >> 27)
#define SCAN_IN(c) [SCAN_SLOT(c)] = (c)

/* The character at p; a byte behind it is read, too, as one number with it. */
static inline uint32_t scan_character(const char *p) {
    const unsigned char *c = (const unsigned char *)p;
    return ((uint32_t)c[0] << 24 | (uint32_t)c[1] << 16 | (uint32_t)c[2] << 8 | c[3]) >> 8;
}

/* Not 0 (in these bits) where it is not of three bytes. */
#define SCAN_NARROW(c) (((c) ^ 0xe00000u) & 0xf00000u)

static inline unsigned scan_has(const ScanSet *s, uint32_t c) { return s->slots[SCAN_SLOT(c)] == c; }

/* The next of them from `at` on; the text's length: none. Most characters are
 * none, so four are asked together: a branch for each would mostly be guessed
 * wrong where it matters. */
static inline size_t scan_next(const ScanSet *s, View text, size_t at) {
    enum { HAN = 3, TOGETHER = 4 };
    for (;;) {
        for (; at + TOGETHER * HAN < text.n; at += TOGETHER * HAN) {
            const char *p = text.p + at;
            uint32_t a = scan_character(p), b = scan_character(p + HAN), c = scan_character(p + 2 * HAN),
                     d = scan_character(p + 3 * HAN);
            if (SCAN_NARROW(a) | SCAN_NARROW(b) | SCAN_NARROW(c) | SCAN_NARROW(d)) break;
            unsigned found = scan_has(s, a) | scan_has(s, b) << 1 | scan_has(s, c) << 2 | scan_has(s, d) << 3;
            if (found) return at + HAN * (size_t)__builtin_ctz(found);
        }
        for (size_t i = 0; i < TOGETHER; i++) {
            if (at + HAN > text.n) return text.n;
            const unsigned char *p = (const unsigned char *)text.p + at;
            uint32_t c = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
            if (!SCAN_NARROW(c) && scan_has(s, c)) return at;
            at += SCAN_NARROW(c) ? 1 : HAN;
        }
    }
}

#endif
