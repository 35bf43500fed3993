/* An arena: memory for a stage (an import, a build, one page), which is taken in
 * many pieces and freed at once. Nothing in it is freed by itself. Not to be
 * used by two threads at a time. */
#ifndef FANGZHI_BASE_ARENA_H
#define FANGZHI_BASE_ARENA_H

#include "base/str.h"

typedef struct ArenaBlock ArenaBlock;
typedef struct Arena {
    ArenaBlock *block;
    size_t total; /* bytes handed out, for --stats */
} Arena;

#define ARENA_INIT {0, 0}

/* Frees everything. The arena is empty then and may be used again. */
void arena_release(Arena *a);
/* Forgets everything, but keeps one block: for an arena that one page after the
 * other is made in. */
void arena_clear(Arena *a);
/* What b holds is a's from then on and stays where it is; b is empty. */
void arena_join(Arena *a, Arena *b);

/* n bytes, zeroed, aligned for any type; never NULL. */
void *arena_alloc(Arena *a, size_t n);
/* The same for text: neither zeroed nor aligned. */
char *arena_bytes(Arena *a, size_t n);
/* n items of `size` bytes, as arena_alloc; a product that overflows ends the
 * program. */
void *arena_array(Arena *a, size_t n, size_t size);
#define ARENA_NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_array((a), (n), sizeof(T)))

/* Copies, NUL-ended (the NUL is not counted). */
View arena_view(Arena *a, View v);
char *arena_strdup(Arena *a, View v);
char *arena_printf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
