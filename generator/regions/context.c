#include "regions/context.h"

#include <stdlib.h>

/* A key is never 0: a scope is at least 1. Levels are kept as regions that
 * cannot be (beyond 24 bits). */
static uint64_t key_of(uint32_t region, Scope scope, uint32_t number) {
    return (uint64_t)region << 35 | (uint64_t)scope << 32 | number;
}

static uint32_t level_key(RegionLevel level) { return 0x1000000u + (uint32_t)level; }
static uint32_t alone_key(uint32_t region) { return 0x2000000u + region; }

static size_t slot_of(const Context *c, uint64_t key) {
    size_t at = (size_t)((key * 0x9e3779b97f4a7c15u) >> 40) & c->mask; /* of bits that all of the key decides */
    while (c->slots[at] && c->slots[at] != key) at = (at + 1) & c->mask;
    return at;
}

/* False: it was there. */
static bool add_key(Context *c, uint64_t key) {
    if (c->n * 2 >= c->mask) {
        uint64_t *old = c->slots;
        size_t n_old = old ? c->mask + 1 : 0;
        c->mask = old ? c->mask * 2 + 1 : 1023;
        c->slots = xcalloc(c->mask + 1, sizeof *c->slots);
        for (size_t i = 0; i < n_old; i++)
            if (old[i]) c->slots[slot_of(c, old[i])] = old[i];
        free(old);
    }
    size_t at = slot_of(c, key);
    if (c->slots[at]) return false;
    c->slots[at] = key;
    c->n++;
    return true;
}

static bool has_key(const Context *c, uint64_t key) { return c->slots && c->slots[slot_of(c, key)]; }

void context_init(Context *c, const Gazetteer *g) {
    *c = (Context){.g = g, .n_near = g->n_file / 64 / 64 + 1};
    c->near = xcalloc(c->n_near, sizeof *c->near);
}

void context_release(Context *c) {
    free(c->slots);
    free(c->near);
    *c = (Context){.g = c->g};
}

void context_clear(Context *c) {
    memset(c->perhaps, 0, sizeof c->perhaps);
    memset(c->near, 0, c->n_near * sizeof *c->near);
    if (c->slots) memset(c->slots, 0, (c->mask + 1) * sizeof *c->slots);
    c->n = 0;
}

void context_add_near(Context *c, uint32_t region) {
    if (region >= c->g->n_file) return;
    uint32_t end = gaz_level(c->g, region) == REGION_PROVINCE ? region + 1 : gaz_end(c->g, region);
    for (uint32_t i = region / 64; i <= (end - 1) / 64; i++) c->near[i / 64] |= (uint64_t)1 << (i % 64);
}

/* False: it was there. */
static bool add_region(Context *c, uint32_t region, Scope scope, uint32_t number) {
    if (!add_key(c, key_of(region, scope, number))) return false;
    if (scope != SCOPE_ARTICLE || !add_key(c, key_of(region, SCOPE_DOCUMENT, 0))) return true;
    unsigned bit = context_bit(region);
    c->perhaps[bit / 64] |= (uint64_t)1 << (bit % 64);
    context_add_near(c, region);
    return true;
}

enum { SUCCESSION = 2 };

/* What a region was called later: the gazetteer knows townships under the
 * county of today. Not what that lies in. */
static void add_successors(Context *c, uint32_t region, Scope scope, uint32_t number, int depth) {
    const RegionPair *next;
    if (depth == 0 || region >= c->g->n_file) return;
    size_t n = gaz_successors(c->g, region, &next);
    for (size_t i = 0; i < n; i++) {
        if (add_region(c, next[i].other, scope, number)) add_key(c, key_of(alone_key(next[i].other), scope, number));
        add_successors(c, next[i].other, scope, number, depth - 1);
    }
}

/* The region and all above it, up to one that was added so before. */
static void add_upward(Context *c, uint32_t region, Scope scope, uint32_t number) {
    for (; region != REGION_NONE; region = gaz_parent(c->g, region)) {
        if (!add_region(c, region, scope, number) && !has_key(c, key_of(alone_key(region), scope, number))) return;
        add_successors(c, region, scope, number, SUCCESSION);
        if (scope == SCOPE_ARTICLE) add_key(c, key_of(level_key(gaz_level(c->g, region)), scope, number));
    }
}

void context_add_article(Context *c, uint32_t part, uint32_t region) { add_upward(c, region, SCOPE_ARTICLE, part); }

void context_add(Context *c, const Mention *m, uint32_t region) {
    add_upward(c, region, SCOPE_ARTICLE, m->part);
    add_upward(c, region, SCOPE_PARAGRAPH, m->paragraph);
    add_upward(c, region, SCOPE_SENTENCE, m->sentence);
}

Scope context_search(const Context *c, const Mention *m, uint32_t region) {
    if (!has_key(c, key_of(region, SCOPE_DOCUMENT, 0))) return SCOPE_NONE;
    if (has_key(c, key_of(region, SCOPE_SENTENCE, m->sentence))) return SCOPE_SENTENCE;
    if (has_key(c, key_of(region, SCOPE_PARAGRAPH, m->paragraph))) return SCOPE_PARAGRAPH;
    if (has_key(c, key_of(region, SCOPE_ARTICLE, m->part))) return SCOPE_ARTICLE;
    return SCOPE_DOCUMENT;
}

bool context_has_level(const Context *c, const Mention *m, RegionLevel level) {
    return has_key(c, key_of(level_key(level), SCOPE_ARTICLE, m->part));
}
