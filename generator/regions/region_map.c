#include "regions/region_map.h"

#include <stdlib.h>

static RegionSlot *slot_of(const RegionMap *m, uint32_t key) {
    size_t at = (key * 0x9e3779b1u >> 8) & m->mask;
    while (m->slots[at].key && m->slots[at].key != key) at = (at + 1) & m->mask;
    return &m->slots[at];
}

static void grow(RegionMap *m) {
    size_t old = m->slots ? m->mask + 1 : 0, size = old ? old * 2 : 32;
    RegionMap grown = {xcalloc(size, sizeof *grown.slots), m->n, size - 1};
    for (size_t i = 0; i < old; i++)
        if (m->slots[i].key) *slot_of(&grown, m->slots[i].key) = m->slots[i];
    free(m->slots);
    *m = grown;
}

uint32_t *region_map_at(RegionMap *m, uint32_t region, bool *is_new) {
    if (m->n * 2 >= m->mask) grow(m);
    RegionSlot *s = slot_of(m, region + 1);
    *is_new = s->key == 0;
    m->n += *is_new;
    s->key = region + 1;
    return &s->value;
}

void region_map_add(RegionMap *m, uint32_t region) {
    bool is_new;
    region_map_at(m, region, &is_new);
}

bool region_map_has(const RegionMap *m, uint32_t region) { return m->n && slot_of(m, region + 1)->key; }

/* What holds few is cleared often, and must not pay for what held many: a large
 * table that is nearly empty is given back. */
void region_map_clear(RegionMap *m) {
    enum { SPARSE = 16, LARGE = 512 };
    if (m->n == 0) return;
    if (m->mask >= LARGE && m->n * SPARSE < m->mask) region_map_release(m);
    else memset(m->slots, 0, (m->mask + 1) * sizeof *m->slots);
    m->n = 0;
}

void region_map_release(RegionMap *m) {
    free(m->slots);
    *m = (RegionMap){0};
}
