/* The home region of a page: what its names have in common. */
#include <stdlib.h>

#include "regions/resolve.h"

typedef struct Weight {
    uint32_t region;
    float weight;
} Weight;

typedef VEC(Weight) Weights;

enum { NAMES_LEAST = 3 };             /* fewer say nothing */
static const float COMMON = 0.66f;    /* the share that must lie within */
static const float DATELINE = 2;      /* a dateline counts as two names */

/* Each region once an article. */
static void weigh_mentions(const Resolution *r, Weights *weights) {
    Map seen = MAP_INIT;
    const Document *d = &r->document;
    for (size_t i = 0, part = SIZE_MAX; i < d->mentions.n; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->part != part) {
            map_release(&seen);
            part = m->part;
        }
        if (m->region == REGION_NONE || m->flags & (MENTION_DEAD | MENTION_DATELINE)) continue;
        bool is_new;
        map_at(&seen, gaz_code(d->g, m->region), &is_new);
        Weight w = {m->region, m->confidence};
        if (is_new) vec_push(weights, w);
    }
    map_release(&seen);
    for (size_t i = 0; i < d->n_parts; i++) {
        Weight w = {r->datelines[i], DATELINE};
        if (w.region != REGION_NONE) vec_push(weights, w);
    }
}

/* The region right below `top` on the way to `region`; REGION_NONE: not within. */
static uint32_t child_towards(const Gazetteer *g, uint32_t top, uint32_t region) {
    uint32_t child = REGION_NONE;
    while (region != top && region != REGION_NONE) {
        child = region;
        region = gaz_parent(g, region);
    }
    return region == top ? child : REGION_NONE;
}

/* The child of `top` with most weight, and that weight. */
static uint32_t heaviest_child(const Gazetteer *g, uint32_t top, const Weights *weights, float *most) {
    Map at = MAP_INIT;
    VEC(Weight) children = {0};
    for (size_t i = 0; i < weights->n; i++) {
        uint32_t child = child_towards(g, top, weights->p[i].region);
        if (child == REGION_NONE) continue;
        bool is_new;
        size_t *k = map_at(&at, gaz_code(g, child), &is_new);
        if (is_new) {
            *k = children.n;
            Weight w = {child, 0};
            vec_push(&children, w);
        }
        children.p[*k].weight += weights->p[i].weight;
    }
    uint32_t best = REGION_NONE;
    *most = 0;
    for (size_t i = 0; i < children.n; i++)
        if (children.p[i].weight > *most) *most = children.p[i].weight, best = children.p[i].region;
    vec_release(&children);
    map_release(&at);
    return best;
}

View regions_home(const Gazetteer *g, Arena *a, const RegionText *parts, size_t n) {
    Resolution r;
    Weights weights = {0};
    resolution_run(&r, g, a, parts, n);
    weigh_mentions(&r, &weights);
    float all = 0;
    for (size_t i = 0; i < weights.n; i++) all += weights.p[i].weight;
    uint32_t home = REGION_NONE;
    while (weights.n >= NAMES_LEAST) {
        float most;
        uint32_t child = heaviest_child(g, home, &weights, &most);
        if (child == REGION_NONE || gaz_level(g, child) > REGION_COUNTY || most < COMMON * all) break;
        home = child;
    }
    vec_release(&weights);
    resolution_release(&r);
    return home == REGION_NONE ? V("") : gaz_code(g, home);
}
