/* From the gazetteer into the archive's own list. */
#include "regions/gazetteer.h"

enum { DEPTH = 12 };

static void copy(const Gazetteer *g, RegionTable *t, Arena *a, View code, int depth);

/* Only counties and what is above them have any; the pairs are few. */
static void copy_predecessors(const Gazetteer *g, RegionTable *t, Arena *a, View code, int depth) {
    uint32_t region = gaz_find(g, code);
    if (region >= g->n_file || gaz_level(g, region) > REGION_COUNTY) return;
    for (size_t i = 0; i < g->n_successors; i++)
        if (g->successors[i].other == region) copy(g, t, a, gaz_code(g, g->successors[i].region), depth);
}

static void copy(const Gazetteer *g, RegionTable *t, Arena *a, View code, int depth) {
    Region r;
    if (!code.n || depth > DEPTH || regions_by_code(t, code) || !gazetteer_region(g, a, code, &r)) return;
    regions_add(t, &r);
    copy(g, t, a, r.parent, depth + 1);
    for (size_t i = 0; i < r.n_successors; i++) copy(g, t, a, r.successors[i], depth + 1);
    copy_predecessors(g, t, a, code, depth + 1);
}

void gazetteer_copy(const Gazetteer *g, RegionTable *t, View code) {
    Arena a = ARENA_INIT;
    copy(g, t, &a, code, 0);
    arena_release(&a);
}
