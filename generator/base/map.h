/* A hash map from byte strings to size_t (an index, a count). Keys are
 * borrowed: they must outlive the map. */
#ifndef FANGZHI_BASE_MAP_H
#define FANGZHI_BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

typedef struct MapSlot MapSlot;
typedef struct Map {
    MapSlot *slots;
    size_t n;
    size_t mask; /* slots - 1, a power of two less one; 0 while empty */
} Map;

#define MAP_INIT {0, 0, 0}

void map_release(Map *m);
/* The value under key, or NULL. Valid until the next map_at. */
size_t *map_get(const Map *m, View key);
/* The value under key, made with value 0 where there was none; *is_new (may
 * be NULL) tells which. */
size_t *map_at(Map *m, View key, bool *is_new);
/* The same for a key that will not last: a new one is copied into the arena,
 * and *key is that copy then. */
size_t *map_at_copy(Map *m, Arena *a, View *key, bool *is_new);
/* Takes all out and keeps the memory. */
void map_clear(Map *m);
/* 64-bit hash (xxh3), the same on every machine. */
uint64_t hash_bytes(View v);

#endif
