#include "base/map.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* Open addressing with linear probing; grown at three quarters full. Nothing
 * is ever taken out, so no tombstones. */
struct MapSlot {
    uint64_t hash; /* 0: free */
    View key;
    size_t value;
};

uint64_t hash_bytes(View v) {
    return XXH3_64bits(v.n ? v.p : "", v.n);
}

static uint64_t slot_hash(View key) {
    uint64_t h = hash_bytes(key);
    return h ? h : 1;
}

void map_release(Map *m) {
    free(m->slots);
    *m = (Map)MAP_INIT;
}

static MapSlot *slot_of(const Map *m, View key, uint64_t hash) {
    size_t at = (size_t)hash & m->mask;
    for (;; at = (at + 1) & m->mask) {
        MapSlot *s = &m->slots[at];
        if (s->hash == 0 || (s->hash == hash && view_eq(s->key, key))) return s;
    }
}

size_t *map_get(const Map *m, View key) {
    if (!m->slots) return NULL;
    MapSlot *s = slot_of(m, key, slot_hash(key));
    return s->hash ? &s->value : NULL;
}

static void map_grow(Map *m) {
    size_t old = m->slots ? m->mask + 1 : 0;
    size_t size = old ? old * 2 : 16;
    if (size < old) die_oom();
    Map grown = {xcalloc(size, sizeof(MapSlot)), m->n, size - 1};
    for (size_t i = 0; i < old; i++)
        if (m->slots[i].hash) *slot_of(&grown, m->slots[i].key, m->slots[i].hash) = m->slots[i];
    free(m->slots);
    *m = grown;
}

void map_clear(Map *m) {
    if (m->slots) memset(m->slots, 0, (m->mask + 1) * sizeof *m->slots);
    m->n = 0;
}

static MapSlot *slot_at(Map *m, View key, bool *is_new) {
    if (!m->slots || m->n >= m->mask - m->mask / 4) map_grow(m);
    uint64_t hash = slot_hash(key);
    MapSlot *s = slot_of(m, key, hash);
    *is_new = s->hash == 0;
    if (*is_new) {
        *s = (MapSlot){hash, key, 0};
        m->n++;
    }
    return s;
}

size_t *map_at(Map *m, View key, bool *is_new) {
    bool fresh;
    MapSlot *s = slot_at(m, key, &fresh);
    if (is_new) *is_new = fresh;
    return &s->value;
}

size_t *map_at_copy(Map *m, Arena *a, View *key, bool *is_new) {
    MapSlot *s = slot_at(m, *key, is_new);
    if (*is_new) *key = s->key = arena_view(a, *key);
    return &s->value;
}
