/* An arena: memory for a stage, freed at once. Not shared between threads. */
#ifndef FANGZHI_BASE_ARENA_H
#define FANGZHI_BASE_ARENA_H

#include "base/str.h"

typedef struct ArenaBlock ArenaBlock;
typedef struct Arena {
    ArenaBlock *block;
    size_t total; /* bytes handed out, for --stats */
} Arena;

#define ARENA_INIT {0, 0}

void arena_release(Arena *a); /* frees everything; may be used again */
/* What b has is a's from then on, and b is empty. */
void arena_join(Arena *a, Arena *b);
void arena_clear(Arena *a);   /* forgets everything, keeps one block: for a page's arena */
/* Never NULL, aligned for any type, zeroed. */
void *arena_alloc(Arena *a, size_t n);
/* As arena_alloc, for text: neither aligned nor zeroed. */
char *arena_bytes(Arena *a, size_t n);
/* n * size, checked. */
void *arena_array(Arena *a, size_t n, size_t size);
#define ARENA_NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_array((a), (n), sizeof(T)))

/* Copies, NUL-ended (the NUL is not counted). */
View arena_view(Arena *a, View v);
char *arena_strdup(Arena *a, View v);
char *arena_printf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
