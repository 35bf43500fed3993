#include "site/kept.h"

static uint64_t mix(uint64_t a, uint64_t b) {
    const uint64_t both[] = {a, b};
    uint64_t hash = hash_bytes(view((const char *)both, sizeof both));
    return hash ? hash : 1;
}

void kept_begin(Builder *b, uint64_t config) {
    const Site *s = b->site;
    b->config = config;
    b->model = b->texts = mix(config, s->n_items);
    for (size_t i = 0; i < s->n_items; i++) {
        const Item *item = &s->items[i];
        /* A title may come from the text, and the path decides between ids. */
        b->model = mix(b->model, mix(item->article->head_hash, mix(hash_bytes(item->title), hash_bytes(item->article->path))));
        b->texts = mix(b->texts, item->article->file_hash);
    }
}

static uint64_t year_texts(const Site *s, const YearRun *year) {
    uint64_t hash = 0;
    for (uint32_t r = year->from; r < year->to; r++) hash = mix(hash, site_ranked(s, r)->article->file_hash);
    return hash;
}

uint64_t kept_page(const Builder *b, const PageKind *kind, size_t i) {
    uint64_t hash = mix(mix(b->model, hash_bytes(view_of(kind->stage))), i);
    if (!b->config) return 0;
    switch (kind->texts) {
    case TEXTS_NONE: return hash;
    case TEXTS_OWN: return mix(hash, b->site->items[b->order[i]].article->file_hash);
    case TEXTS_YEAR: return mix(hash, year_texts(b->site, &b->site->years[i]));
    case TEXTS_ALL: return mix(hash, b->texts);
    }
    return 0;
}

static uint64_t codes(const Site *s, uint32_t item) {
    Span regions = groups_of(&s->item_regions, item), topics = groups_of(&s->item_topics, item);
    uint64_t hash = mix(regions.n, topics.n);
    for (size_t i = 0; i < regions.n; i++) hash = mix(hash, hash_bytes(s->places[regions.p[i]].region->code));
    for (size_t i = 0; i < topics.n; i++) hash = mix(hash, hash_bytes(s->subjects[topics.p[i]].topic->id));
    return hash;
}

uint64_t kept_block(const Builder *b, unsigned block, const uint32_t *items, size_t n) {
    const Site *s = b->site;
    uint64_t hash = mix(mix(b->config, hash_bytes(V("block"))), (uint64_t)search_blocks(s->n_items) << 32 | block);
    if (!b->config) return 0;
    for (size_t i = 0; i < n; i++) hash = mix(hash, mix(s->items[items[i]].article->file_hash, codes(s, items[i])));
    return hash;
}
