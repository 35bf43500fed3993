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
} Context;

void context_init(Context *c, const Gazetteer *g);
void context_release(Context *c);
void context_clear(Context *c);
/* Notes that a mention means a region: it and all above it are in context. */
void context_add(Context *c, const Mention *m, uint32_t region);
/* Likewise for a whole article: its dateline. */
void context_add_article(Context *c, uint32_t part, uint32_t region);
/* The nearest scope of m in which the region, or one within it, was named. */
Scope context_of(const Context *c, const Mention *m, uint32_t region);
/* Was any region of this level named in the article of m? */
bool context_has_level(const Context *c, const Mention *m, RegionLevel level);

#endif
