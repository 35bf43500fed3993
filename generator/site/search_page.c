#include "site/search_page.h"

#include "site/authors.h"
#include "site/blocks.h"
#include "text/text.h"

static void put_file(void *ctx, const char *path, View bytes) {
    const Builder *b = ctx;
    output_put_from(b->output, path, bytes, block_made(b, path));
}

void search_begin(Builder *b, unsigned jobs) {
    Site *s = b->site;
    View *ids = xcalloc(s->n_items + 1, sizeof *ids);
    for (size_t i = 0; i < s->n_items; i++) ids[i] = s->items[i].article->id;
    b->search = search_index_new(jobs, s->options->stick ? SEARCH_CHUNKS_LARGE : SEARCH_CHUNKS_SMALL, ids, s->n_items,
                                 put_file, b);
    /* Beside the cache is more room than where the system has its temporary files, which may be memory. */
    size_t room = s->options->memory ? s->options->memory : SEARCH_ROOM;
    search_index_room(b->search, room, path_join(&s->side, s->options->root, ".fangzhi/cache"));
    free(ids);
    blocks_begin(b, b->block_cache, jobs);
}

/* --- documents --------------------------------------------------------------------- */

/* Of an article, without its text. */
static SearchDoc document(const Builder *b, Worker *w, const Item *item) {
    const Site *s = b->site;
    const Article *article = item->article;
    size_t number = (size_t)(item - s->items);
    Span regions = groups_of(&s->item_regions, number), topics = groups_of(&s->item_topics, number);
    View *codes = ARENA_ARRAY(&w->arena, View, regions.n + 1), *ids = ARENA_ARRAY(&w->arena, View, topics.n + 1);
    for (size_t i = 0; i < regions.n; i++) codes[i] = s->places[regions.p[i]].region->code;
    for (size_t i = 0; i < topics.n; i++) ids[i] = s->subjects[topics.p[i]].topic->id;
    return (SearchDoc){
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
    };
}

void search_add(const Builder *b, Worker *w, const Item *item) {
    if (b->vars || block_is_kept(b, item)) return;
    SearchDoc doc = document(b, w, item);
    doc.text = str_view(&w->plain);
    search_index_add(b->search, w->number, &doc);
}

bool search_add_again(const Builder *b, Worker *w, const Item *item) {
    if (block_is_kept(b, item)) return true;
    if (!block_had(b, item)) return false;
    const SearchDoc doc = document(b, w, item);
    return search_index_add_again(b->search, w->number, &doc);
}

/* --- names ------------------------------------------------------------------------- */

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

static void add_author(SearchIndex *ix, Romanizer *r, View author, View url) {
    Str roman = STR_INIT;
    romanize(r, author, &roman);
    SearchName name = {author, author, str_view(&roman), url};
    search_index_author(ix, &name);
    str_release(&roman);
}

void search_names(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)w;
    (void)t;
    (void)i;
    const Site *s = b->site;
    if (names_are_kept(b)) return;
    Romanizer *r = romanizer_new();
    for (size_t k = 0; k < s->n_places; k++) add_region(b->search, r, &s->places[k]);
    for (size_t k = 0; k < s->n_subjects; k++) add_topic(b->search, r, &s->subjects[k]);
    for (size_t k = 0; k < s->n_authors; k++) add_author(b->search, r, s->authors[k], s->author_urls[k]);
    romanizer_free(r);
    /* Put now, while other threads make pages, and not when all have ended. */
    search_index_names(b->search);
}

void search_finish(Builder *b) {
    blocks_end(b);
    search_index_finish(b->search);
    b->search = NULL;
}

void page_search(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    View url = V("search.html");
    Value *data = page_new(b, w, url, "search", strings_get(&b->site->strings, "search"));
    page_put(b, w, t, data, url);
}
