#include "regions/context.h"

#include <stdlib.h>

/* A key is never 0: a scope is at least 1. Levels are kept as regions that
 * cannot be (beyond 24 bits). */
static uint64_t key_of(uint32_t region, Scope scope, uint32_t number) {
    return (uint64_t)region << 35 | (uint64_t)scope << 32 | number;
}

static uint32_t level_key(RegionLevel level) { return 0x1000000u + (uint32_t)level; }

static size_t slot_of(const Context *c, uint64_t key) {
    size_t at = (size_t)((key * 0x9e3779b97f4a7c15u) >> 20) & c->mask;
    while (c->slots[at] && c->slots[at] != key) at = (at + 1) & c->mask;
    return at;
}

static void add_key(Context *c, uint64_t key) {
    if (c->n * 2 >= c->mask) {
        uint64_t *old = c->slots;
        size_t n_old = old ? c->mask + 1 : 0;
        c->mask = old ? c->mask * 2 + 1 : 255;
        c->slots = xcalloc(c->mask + 1, sizeof *c->slots);
        for (size_t i = 0; i < n_old; i++)
            if (old[i]) c->slots[slot_of(c, old[i])] = old[i];
        free(old);
    }
    size_t at = slot_of(c, key);
    if (c->slots[at]) return;
    c->slots[at] = key;
    c->n++;
}

static bool has_key(const Context *c, uint64_t key) { return c->slots && c->slots[slot_of(c, key)]; }

void context_init(Context *c, const Gazetteer *g) {
    *c = (Context){.g = g};
}

void context_release(Context *c) {
    free(c->slots);
    *c = (Context){.g = c->g};
}

void context_clear(Context *c) {
    memset(c->perhaps, 0, sizeof c->perhaps);
    if (c->slots) memset(c->slots, 0, (c->mask + 1) * sizeof *c->slots);
    c->n = 0;
}

/* Its bit in `perhaps`. */
static unsigned filter_of(uint32_t region) { return (region * 0x9e3779b1u) >> 20; }

/* The region, and what it was called later: the gazetteer knows townships
 * under the county of today. */
static void add_region(Context *c, uint32_t region, Scope scope, uint32_t number, int depth) {
    unsigned bit = filter_of(region);
    c->perhaps[bit / 64] |= (uint64_t)1 << (bit % 64);
    add_key(c, key_of(region, SCOPE_DOCUMENT, 0));
    add_key(c, key_of(region, scope, number));
    const RegionPair *next;
    size_t n = depth && region < c->g->n_file ? gaz_successors(c->g, region, &next) : 0;
    for (size_t i = 0; i < n; i++) add_region(c, next[i].other, scope, number, depth - 1);
}

enum { SUCCESSION = 2 };

void context_add_article(Context *c, uint32_t part, uint32_t region) {
    for (; region != REGION_NONE; region = gaz_parent(c->g, region)) {
        add_region(c, region, SCOPE_ARTICLE, part, SUCCESSION);
        add_key(c, key_of(level_key(gaz_level(c->g, region)), SCOPE_ARTICLE, part));
    }
}

void context_add(Context *c, const Mention *m, uint32_t region) {
    context_add_article(c, m->part, region);
    for (; region != REGION_NONE; region = gaz_parent(c->g, region)) {
        add_region(c, region, SCOPE_SENTENCE, m->sentence, SUCCESSION);
        add_region(c, region, SCOPE_PARAGRAPH, m->paragraph, SUCCESSION);
    }
}

Scope context_of(const Context *c, const Mention *m, uint32_t region) {
    unsigned bit = filter_of(region);
    if (!(c->perhaps[bit / 64] >> (bit % 64) & 1) || !has_key(c, key_of(region, SCOPE_DOCUMENT, 0))) return SCOPE_NONE;
    if (has_key(c, key_of(region, SCOPE_SENTENCE, m->sentence))) return SCOPE_SENTENCE;
    if (has_key(c, key_of(region, SCOPE_PARAGRAPH, m->paragraph))) return SCOPE_PARAGRAPH;
    if (has_key(c, key_of(region, SCOPE_ARTICLE, m->part))) return SCOPE_ARTICLE;
    return SCOPE_DOCUMENT;
}

bool context_has_level(const Context *c, const Mention *m, RegionLevel level) {
    return has_key(c, key_of(level_key(level), SCOPE_ARTICLE, m->part));
}
