/* Sixteen bytes that are looked at together, as GCC and clang have them for any
 * processor. */
#ifndef FANGZHI_BASE_BYTES_H
#define FANGZHI_BASE_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t Bytes __attribute__((vector_size(16)));

static inline Bytes bytes_at(const void *p) {
    Bytes b;
    memcpy(&b, p, sizeof b);
    return b;
}

/* Whether any of them is not zero: comparing gives 0 or 0xFF for each. */
static inline bool bytes_any(Bytes b) {
    uint64_t half[2];
    memcpy(half, &b, sizeof half);
    return (half[0] | half[1]) != 0;
}

#endif
