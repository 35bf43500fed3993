#include "site/search_page.h"

#include "site/authors.h"
#include "site/kept.h"
#include "text/text.h"

/* Files of a block stand in search/NUMBER-…; the others are made each time. */
static void put_file(void *ctx, const char *path, View bytes) {
    const Builder *b = ctx;
    View rest = view_from(view_of(path), sizeof "search/" - 1), digits;
    uint64_t block;
    bool of_block = view_find(rest, V("/"), 0) != SIZE_MAX && view_split(&rest, '-', &digits) &&
                    view_uint(digits, search_blocks(b->site->n_items) - 1, &block);
    output_put_from(b->output, path, bytes, of_block ? b->block_made[block] : 0);
}

/* Articles by block: a counting sort, so that each block keeps source order.
 * at[b] is then where block b ends. */
static uint32_t *order_by_block(Site *s, size_t *at) {
    unsigned blocks = search_blocks(s->n_items);
    uint32_t *order = ARENA_ARRAY(&s->arena, uint32_t, s->n_items + 1);
    for (size_t i = 0; i < s->n_items; i++) at[search_block_of(s->items[i].article->id, s->n_items) + 1]++;
    for (unsigned b = 1; b < blocks; b++) at[b] += at[b - 1];
    for (size_t i = 0; i < s->n_items; i++)
        order[at[search_block_of(s->items[i].article->id, s->n_items)]++] = (uint32_t)i;
    return order;
}

/* --- blocks that are kept ------------------------------------------------------ */

/* A line a block: what it was made from, and what the start file says of it. */
static size_t read_blocks(const char *cache, uint64_t *from, SearchBlock *blocks, size_t most) {
    Str text = STR_INIT;
    size_t n = 0;
    if (file_read(cache, &text, FILE_MAX_BYTES) == 0)
        for (View rest = str_view(&text), line; n < most && view_line(&rest, &line); n++) {
            uint64_t docs, units, facets;
            View field[5];
            bool good = line.n > 0;
            for (size_t k = 0; k < 5; k++) good = good && view_split(&line, ' ', &field[k]);
            if (!good || !view_uint(field[0], UINT64_MAX, &from[n]) || field[1].n >= sizeof blocks[n].name ||
                !view_uint(field[2], UINT32_MAX, &docs) || !view_uint(field[3], UINT64_MAX, &units) ||
                !view_uint(field[4], SIZE_MAX, &facets))
                break;
            blocks[n] = (SearchBlock){.docs = (uint32_t)docs, .units = units, .facets = (size_t)facets};
            memcpy(blocks[n].name, field[1].p, field[1].n);
        }
    str_release(&text);
    return n;
}

static void write_blocks(const Builder *b, unsigned n) {
    Str text = STR_INIT;
    for (unsigned i = 0; i < n; i++) {
        const SearchBlock *block = search_index_block(b->search, i);
        /* An empty one is made at the end, each time. */
        if (!block->name[0]) continue;
        str_addf(&text, "%ju %s %u %ju %zu\n", (uintmax_t)b->block_made[i], block->name, (unsigned)block->docs,
                 (uintmax_t)block->units, block->facets);
    }
    /* What only makes the next build faster may fail in silence. */
    file_update(b->block_cache, str_view(&text), NULL);
    str_release(&text);
}

typedef struct Blocks {
    Builder *b;
    size_t *ends; /* of each block in b->order */
    uint64_t *from; /* of the last build, of each what it was made from */
    SearchBlock *known;
    size_t n_known;
} Blocks;

static void keep_some(void *ctx, size_t first, size_t to, unsigned worker) {
    (void)worker;
    const Blocks *blocks = ctx;
    Builder *b = blocks->b;
    for (size_t i = first; i < to; i++) {
        size_t start = i ? blocks->ends[i - 1] : 0, k = 0;
        b->block_made[i] = kept_block(b, (unsigned)i, b->order + start, blocks->ends[i] - start);
        while (k < blocks->n_known && blocks->from[k] != b->block_made[i]) k++;
        b->block_kept[i] = k < blocks->n_known && output_keep(b->output, blocks->from[k]);
        if (b->block_kept[i]) search_index_keep(b->search, (unsigned)i, &blocks->known[k]);
    }
}

static void keep_blocks(Builder *b, size_t *ends, unsigned n, unsigned jobs) {
    Blocks blocks = {b, ends, xcalloc(n, sizeof *blocks.from), xcalloc(n, sizeof *blocks.known), 0};
    blocks.n_known = read_blocks(b->block_cache, blocks.from, blocks.known, n);
    threads_for(jobs, n, 1, keep_some, &blocks);
    free(blocks.from);
    free(blocks.known);
}

/* The last article of a block that is made makes it, which takes long: those
 * stand first, and what is kept is looked through meanwhile. */
static void order_made_first(Builder *b, const size_t *ends, unsigned n) {
    uint32_t *order = ARENA_ARRAY(&b->site->arena, uint32_t, b->site->n_items + 1), *next = order;
    for (int kept = 0; kept < 2; kept++)
        for (unsigned i = 0; i < n; i++) {
            size_t start = i ? ends[i - 1] : 0, count = b->block_kept[i] == kept ? ends[i] - start : 0;
            memcpy(next, b->order + start, count * sizeof *next);
            next += count;
        }
    b->order = order;
}

void search_begin(Builder *b, unsigned jobs) {
    Site *s = b->site;
    unsigned n = search_blocks(s->n_items);
    View *ids = xcalloc(s->n_items + 1, sizeof *ids);
    size_t *ends = xcalloc(n + (size_t)1, sizeof *ends);
    for (size_t i = 0; i < s->n_items; i++) ids[i] = s->items[i].article->id;
    b->search = search_index_new(jobs, s->options->stick ? SEARCH_CHUNKS_LARGE : SEARCH_CHUNKS_SMALL, ids, s->n_items,
                                 put_file, b);
    b->order = order_by_block(s, ends);
    b->block_made = ARENA_ARRAY(&s->arena, uint64_t, n);
    b->block_kept = ARENA_ARRAY(&s->arena, bool, n);
    keep_blocks(b, ends, n, jobs);
    order_made_first(b, ends, n);
    free(ends);
    free(ids);
}

bool search_wants(const Builder *b, const Item *item) {
    return !b->block_kept[search_block_of(item->article->id, b->site->n_items)];
}

void search_add(const Builder *b, Worker *w, const Item *item) {
    if (b->vars) return;
    const Site *s = b->site;
    const Article *article = item->article;
    size_t number = (size_t)(item - s->items);
    if (!search_wants(b, item)) return;
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
    Romanizer *r = romanizer_new();
    for (size_t k = 0; k < s->n_places; k++) add_region(b->search, r, &s->places[k]);
    for (size_t k = 0; k < s->n_subjects; k++) add_topic(b->search, r, &s->subjects[k]);
    for (size_t k = 0; k < s->n_authors; k++) add_author(b->search, r, s->authors[k], s->author_urls[k]);
    romanizer_free(r);
}

void search_finish(Builder *b) {
    write_blocks(b, search_blocks(b->site->n_items));
    search_index_finish(b->search);
    b->search = NULL;
}

void page_search(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    View url = V("search.html");
    Value *data = page_new(b, w, url, "search", strings_get(&b->site->strings, "search"));
    page_put(b, w, t, data, url);
}
