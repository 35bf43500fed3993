#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>

struct ArenaBlock {
    ArenaBlock *before;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

/* Blocks double up to 256 KiB, then each is a large page: small arenas stay small,
 * large ones make few calls, and are not given memory by the 4 KiB. A piece
 * larger than a block gets one of its own. */
enum { BLOCK_FIRST = 4096 - sizeof(ArenaBlock), BLOCK_DOUBLED = 1 << 18, BLOCK_LAST = (2 << 20) - sizeof(ArenaBlock) };

void arena_release(Arena *a) {
    while (a->block) {
        ArenaBlock *before = a->block->before;
        free(a->block);
        a->block = before;
    }
    a->total = 0;
}

void arena_join(Arena *a, Arena *b) {
    ArenaBlock **last = &b->block;
    while (*last) last = &(*last)->before;
    /* b's blocks go below the one that a is filling, which stays in use. */
    ArenaBlock **under = a->block ? &a->block->before : &a->block;
    *last = *under;
    *under = b->block;
    a->total += b->total;
    *b = (Arena)ARENA_INIT;
}

void arena_clear(Arena *a) {
    ArenaBlock *keep = a->block;
    if (!keep) return;
    a->block = keep->before;
    arena_release(a);
    keep->before = NULL;
    keep->used = 0;
    a->block = keep;
}

static char *take(Arena *a, size_t n, size_t align) {
    ArenaBlock *b = a->block;
    if (b) {
        size_t at = (b->used + align - 1) & ~(align - 1);
        if (at <= b->size && n <= b->size - at) {
            b->used = at + n;
            a->total += n;
            return b->bytes + at;
        }
    }
    size_t size = b ? b->size * 2 : BLOCK_FIRST;
    if (size > BLOCK_DOUBLED) size = BLOCK_LAST;
    if (size < n) size = n;
    size_t bytes;
    if (__builtin_add_overflow(size, sizeof(ArenaBlock), &bytes)) die_oom();
    ArenaBlock *fresh = xlarge(bytes, 1);
    fresh->before = b;
    fresh->size = size;
    fresh->used = n;
    a->block = fresh;
    a->total += n;
    return fresh->bytes;
}

void *arena_alloc(Arena *a, size_t n) {
    return memset(take(a, n, alignof(max_align_t)), 0, n);
}

char *arena_bytes(Arena *a, size_t n) {
    return take(a, n, 1);
}

void *arena_array(Arena *a, size_t n, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes)) die_oom();
    return arena_alloc(a, bytes);
}

char *arena_strdup(Arena *a, View v) {
    size_t bytes;
    if (__builtin_add_overflow(v.n, (size_t)1, &bytes)) die_oom();
    char *p = arena_bytes(a, bytes);
    if (v.n) memcpy(p, v.p, v.n);
    p[v.n] = '\0';
    return p;
}

View arena_view(Arena *a, View v) {
    return (View){arena_strdup(a, v), v.n};
}

char *arena_printf(Arena *a, const char *fmt, ...) {
    char small[256];
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = format_short(small, sizeof small, fmt, ap);
    if (n < 0) n = vsnprintf(small, sizeof small, fmt, ap);
    size_t bytes = n > 0 ? (size_t)n + 1 : 1;
    char *p = arena_bytes(a, bytes);
    p[0] = '\0';
    if (bytes > sizeof small) vsnprintf(p, bytes, fmt, again);
    else if (n > 0) memcpy(p, small, bytes);
    va_end(again);
    va_end(ap);
    return p;
}
