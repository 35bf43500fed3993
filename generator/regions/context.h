/* Which regions a document has named so far, and how near. */
#ifndef FANGZHI_REGIONS_CONTEXT_H
#define FANGZHI_REGIONS_CONTEXT_H

#include "regions/mention.h"

typedef enum Scope { SCOPE_NONE, SCOPE_DOCUMENT, SCOPE_ARTICLE, SCOPE_PARAGRAPH, SCOPE_SENTENCE } Scope;

/* A set of (region, scope, number). */
typedef struct Context {
    const Gazetteer *g;
    uint64_t perhaps[64]; /* a filter by one hash: what was not named here was not named at all */
    uint64_t *slots;
    size_t n, mask;
    /* A bit for 64 regions that follow one another in the file: is one of them
     * named here, or within a region below the provinces that is? */
    uint64_t *near;
    size_t n_near;
} Context;

void context_init(Context *c, const Gazetteer *g);
void context_release(Context *c);
void context_clear(Context *c);
/* Notes that a mention means a region: it and all above it are in context. */
void context_add(Context *c, const Mention *m, uint32_t region);
/* Likewise for a whole article: its dateline. */
void context_add_article(Context *c, uint32_t part, uint32_t region);
/* Its bit in `perhaps`. */
static inline unsigned context_bit(uint32_t region) { return (region * 0x9e3779b1u) >> 20; }
/* context_of, where the filter has the region. */
Scope context_search(const Context *c, const Mention *m, uint32_t region);
/* The nearest scope of m in which the region, or one within it, was named. */
static inline Scope context_of(const Context *c, const Mention *m, uint32_t region) {
    unsigned bit = context_bit(region);
    return c->perhaps[bit / 64] >> (bit % 64) & 1 ? context_search(c, m, region) : SCOPE_NONE;
}
/* Notes that what lies within a region may be meant, as if it were named. */
void context_add_near(Context *c, uint32_t region);
/* False: the region is not named here, nor, but for the province, anything
 * that it lies in. */
static inline bool context_near(const Context *c, uint32_t region) {
    return region >= c->g->n_file || c->near[region / 64 / 64] >> (region / 64 % 64) & 1;
}
/* Was any region of this level named in the article of m? */
bool context_has_level(const Context *c, const Mention *m, RegionLevel level);

#endif
