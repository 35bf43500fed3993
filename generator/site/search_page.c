#include "site/search_page.h"

#include "text/text.h"

static void put_file(void *ctx, const char *path, View bytes) { output_put(ctx, path, bytes); }

/* Articles by block: a counting sort, so that each block keeps source order. */
static uint32_t *order_by_block(Site *s) {
    unsigned blocks = search_blocks(s->n_items);
    uint32_t *order = ARENA_ARRAY(&s->arena, uint32_t, s->n_items + 1);
    size_t *at = xcalloc(blocks + (size_t)1, sizeof *at);
    for (size_t i = 0; i < s->n_items; i++) at[search_block_of(s->items[i].article->id, s->n_items) + 1]++;
    for (unsigned b = 1; b < blocks; b++) at[b] += at[b - 1];
    for (size_t i = 0; i < s->n_items; i++)
        order[at[search_block_of(s->items[i].article->id, s->n_items)]++] = (uint32_t)i;
    free(at);
    return order;
}

void search_begin(Builder *b, unsigned jobs) {
    Site *s = b->site;
    View *ids = xcalloc(s->n_items + 1, sizeof *ids);
    for (size_t i = 0; i < s->n_items; i++) ids[i] = s->items[i].article->id;
    b->search = search_index_new(jobs, ids, s->n_items, put_file, b->output);
    b->order = order_by_block(s);
    free(ids);
}

void search_add(const Builder *b, Worker *w, const Item *item) {
    const Site *s = b->site;
    const Article *article = item->article;
    size_t number = (size_t)(item - s->items);
    Span regions = groups_of(&s->item_regions, number), topics = groups_of(&s->item_topics, number);
    View *codes = ARENA_ARRAY(&w->arena, View, regions.n + 1), *ids = ARENA_ARRAY(&w->arena, View, topics.n + 1);
    for (size_t i = 0; i < regions.n; i++) codes[i] = s->places[regions.p[i]].region->code;
    for (size_t i = 0; i < topics.n; i++) ids[i] = s->subjects[topics.p[i]].topic->id;
    SearchDoc doc = {
        .id = article->id,
        .url = item->url,
        .title = article->title,
        .kicker = article->kicker,
        .subtitle = article->subtitle,
        .kind = view_of(kind_name(article->kind)),
        .publication = article->publication,
        .date = item->date,
        .authors = article->authors.p,
        .n_authors = article->authors.n,
        .regions = codes,
        .n_regions = regions.n,
        .topics = ids,
        .n_topics = topics.n,
        .text = str_view(&w->plain),
    };
    search_index_add(b->search, w->number, &doc);
}

static void add_region(SearchIndex *ix, Romanizer *r, const Place *place) {
    Str roman = STR_INIT;
    if (place->region->roman.n)
        str_addv(&roman, place->region->roman);
    else
        romanize(r, place->region->name, &roman);
    SearchName name = {place->region->code, place->region->name, str_view(&roman), place->url};
    search_index_region(ix, &name);
    str_release(&roman);
}

static void add_topic(SearchIndex *ix, Romanizer *r, const Subject *subject) {
    Str roman = STR_INIT;
    romanize(r, subject->topic->name_zh, &roman);
    SearchName name = {subject->topic->id, subject->name, str_view(&roman), subject->url};
    search_index_topic(ix, &name);
    str_release(&roman);
}

void search_finish(Builder *b) {
    const Site *s = b->site;
    Romanizer *r = romanizer_new();
    for (size_t i = 0; i < s->n_places; i++) add_region(b->search, r, &s->places[i]);
    for (size_t i = 0; i < s->n_subjects; i++) add_topic(b->search, r, &s->subjects[i]);
    romanizer_free(r);
    search_index_finish(b->search);
    b->search = NULL;
}

void page_search(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    View url = V("search.html");
    Value *data = page_new(b, w, url, "search", strings_get(&b->site->strings, "search"));
    page_put(b, w, t, data, url);
}
