#include "site/kept.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "site/article.h"
#include "site/authors.h"
#include "site/dates.h"
#include "site/volumes.h"

static uint64_t mix(uint64_t a, uint64_t b) {
    /* As hash_bytes, but inline: of two numbers it is a few multiplications. */
    const uint64_t both[] = {a, b};
    const uint64_t hash = XXH3_64bits(both, sizeof both);
    return hash ? hash : 1;
}

static uint64_t mix_view(uint64_t a, View v) { return mix(a, hash_bytes(v)); }

/* --- what pages say of others ------------------------------------------------------- */

/* Which pages there are, and how many articles each has: lists say it of
 * others beside their own articles. */
static uint64_t shape_of(const Site *s) {
    uint64_t hash = mix(s->n_items, s->n_places);
    for (uint32_t i = 0; i < s->n_places; i++)
        hash = mix(mix_view(hash, s->places[i].region->code), place_count(s, i));
    for (size_t i = 0; i < s->n_subjects; i++)
        hash = mix(mix_view(hash, s->subjects[i].topic->id), groups_of(&s->subject_items, i).n);
    for (size_t i = 0; i < s->n_crossings; i++) hash = mix(mix_view(hash, s->crossings[i].url), s->crossings[i].n);
    for (size_t i = 0; i < s->n_titles; i++)
        hash = mix(mix_view(hash, s->titles[i].name), groups_of(&s->title_items, i).n);
    for (size_t i = 0; i < s->n_authors; i++)
        hash = mix(mix_view(hash, s->authors[i]), groups_of(&s->author_items, i).n);
    for (size_t i = 0; i < s->n_years; i++) hash = mix(mix(hash, s->years[i].year), s->years[i].to - s->years[i].from);
    for (size_t i = 0; i < s->n_months; i++)
        hash = mix(mix(hash, s->months[i].month), s->months[i].to - s->months[i].from);
    for (size_t i = 0; i < s->n_volumes; i++)
        hash = mix(mix(hash, (uint64_t)s->volumes[i].title << 32 | s->volumes[i].year),
                   s->volumes[i].to - s->volumes[i].from);
    return hash;
}

/* --- what is remembered ---------------------------------------------------------------- */

/* While no front matter changes, what pages show of it stays: `heads` of each
 * unit, by kind, are kept in a cache file (base/cache.h) behind these. */
typedef struct Memory {
    uint64_t model, n;
} Memory;
#define UNITS_CACHE "fangzhi-units 3"

static size_t count_units(const Site *s, size_t *first) {
    size_t n = 0;
    for (size_t k = 0; k < page_kinds_n; k++) {
        first[k] = n;
        n += page_kinds[k].count(s);
    }
    return n;
}

static void begin_units(Builder *b) {
    Str text = STR_INIT;
    View kept;
    Memory m;
    b->first_unit = ARENA_ARRAY(&b->site->arena, size_t, page_kinds_n);
    b->n_units = count_units(b->site, b->first_unit);
    b->units = ARENA_ARRAY(&b->site->arena, uint64_t, b->n_units + 1);
    b->units_known = b->config && cache_read(b->unit_cache, UNITS_CACHE, &text, &kept) &&
                     cache_take(&kept, &m, sizeof m) && m.model == b->model && m.n == b->n_units &&
                     cache_take(&kept, b->units, b->n_units * sizeof *b->units);
    str_release(&text);
}

void kept_end(const Builder *b) {
    Str text = STR_INIT;
    const Memory m = {b->model, b->n_units};
    if (b->units_known || !b->config) return;
    cache_begin(&text, UNITS_CACHE);
    str_add(&text, &m, sizeof m);
    str_add(&text, b->units, b->n_units * sizeof *b->units);
    cache_write(b->unit_cache, &text);
    str_release(&text);
}

void kept_begin(Builder *b) {
    Site *s = b->site;
    b->heads = ARENA_ARRAY(&s->arena, uint64_t, s->n_items + 1);
    b->model = b->texts = mix(b->config, s->n_items);
    for (size_t i = 0; i < s->n_items; i++) {
        const Item *item = &s->items[i];
        /* A title may come from the text, and the path decides between ids. */
        const uint64_t title = item->article->title.n ? 0 : hash_bytes(item->title);
        b->heads[i] = mix(item->article->head_hash, mix(title, hash_bytes(item->article->path)));
        b->model = mix(b->model, b->heads[i]);
        b->texts = mix(b->texts, item->article->file_hash);
    }
    b->shape = mix(b->config, shape_of(s));
    begin_units(b);
}

/* --- units ------------------------------------------------------------------------------ */

static uint64_t heads_of(const Builder *b, uint64_t hash, Span ranks) {
    for (size_t i = 0; i < ranks.n; i++) hash = mix(hash, b->heads[b->site->by_rank[ranks.p[i]]]);
    return hash;
}

/* The articles of both are among those of either. */
static uint64_t crossing_heads(const Builder *b, uint64_t hash, const Crossing *c) {
    Span place = groups_of(&b->site->place_items, c->place), subject = groups_of(&b->site->subject_items, c->subject);
    return heads_of(b, hash, place.n < subject.n ? place : subject);
}

static uint64_t year_texts(const Site *s, uint64_t hash, const YearRun *year) {
    for (uint32_t r = year->from; r < year->to; r++) hash = mix(hash, site_ranked(s, r)->article->file_hash);
    return hash;
}

/* On a stick the articles of the documents beside it say on which page a
 * document is; and one that an article is joined to, but not made from, has a
 * page only if another article is. */
static uint64_t mix_source(const Site *s, uint64_t hash, View file) {
    const Source *source = site_source(s, file);
    return source ? mix_view(mix_view(hash, source->url), source->anchor) : mix(hash, 0);
}

static uint64_t article_sources(const Site *s, uint64_t hash, const Article *article) {
    for (size_t i = 0; i < article->n_sources; i++) hash = mix_source(s, hash, article->sources[i].file);
    for (size_t i = 0; i < article->n_joins; i++) {
        const Join *join = &article->joins[i];
        if (join->from.n) hash = mix_source(s, hash, join->from);
        if (join->file.n) hash = mix_source(s, hash, join->file);
    }
    return hash;
}

/* An article's page names those next to it in the source, and a few that are
 * like it. */
static uint64_t article_heads(const Builder *b, Worker *w, uint64_t hash, uint32_t number) {
    const Site *s = b->site;
    const Item *item = &s->items[number];
    const Related *related = &w->related;
    hash = mix(hash, b->heads[number]);
    hash = mix(hash, number ? b->heads[number - 1] : 0);
    hash = mix(hash, number + 1 < s->n_items ? b->heads[number + 1] : 0);
    related_find(s, item, &w->related);
    for (size_t i = 0; i < related->n; i++) {
        const RelatedGroup *g = &related->groups[i];
        if (g->place != NONE) hash = mix(mix_view(hash, s->places[g->place].url), g->count);
        if (g->subject != NONE) hash = mix(mix_view(hash, s->subjects[g->subject].url), g->count);
        hash = mix(hash, g->to);
    }
    for (size_t i = 0; i < related->n_shown; i++) hash = mix(hash, b->heads[related->shown[i]]);
    /* Where it stands in lists, on which page of many. */
    hash = mix(mix(hash, date_page(s, item)), issue_page(s, item));
    Span authors = groups_of(&s->item_authors, number);
    for (size_t i = 0; i < authors.n; i++) hash = mix_view(hash, s->author_urls[authors.p[i]]);
    return article_sources(s, hash, item->article);
}

/* A numbered page names, besides its articles, only what it is a list of; the
 * last one leads on to the index page. */
static uint64_t list_page_heads(const Builder *b, uint64_t hash, const ListPage *l, const Groups *groups) {
    const Span all = groups_of(groups, l->of);
    const size_t each = list_page(b->site), from = l->page * each;
    const bool last = !listing_page_of(b->site, all.n, from + each);
    return heads_of(b, mix(hash, (uint64_t)l->page << 1 | last), (Span){all.p + from, each});
}

static uint64_t authors_heads(const Builder *b, uint64_t hash, size_t page) {
    const Site *s = b->site;
    for (size_t i = page * AUTHORS_PAGE; i < (page + 1) * AUTHORS_PAGE && i < s->n_authors; i++)
        hash = heads_of(b, hash, groups_of(&s->author_items, i));
    return hash;
}

static uint64_t addresses(const Site *s, uint64_t hash) {
    for (size_t i = 0; i < s->n_items; i++) hash = mix_view(hash, s->items[i].url);
    for (size_t i = 0; i < s->n_source_pages; i++) hash = mix_view(hash, s->sources[s->source_pages[i].from].url);
    return hash;
}

/* What a unit shows but for texts, of which these hashes know nothing. */
static uint64_t unit_heads(const Builder *b, Worker *w, const PageKind *kind, size_t i) {
    const Site *s = b->site;
    uint64_t stage = hash_bytes(view_of(kind->stage)), of_shape = mix(mix(b->shape, stage), i), hash;
    switch (kind->shows) {
    case SHOWS_HEADS:
    case SHOWS_TEXTS: return mix(mix(b->model, stage), i);
    case SHOWS_ARTICLE: return article_heads(b, w, mix(b->config, stage), (uint32_t)i);
    case SHOWS_PLACE: return heads_of(b, of_shape, groups_of(&s->place_items, i));
    case SHOWS_SUBJECT: return heads_of(b, of_shape, groups_of(&s->subject_items, i));
    case SHOWS_PLACE_PAGE:
        hash = mix_view(mix(b->config, stage), s->places[s->place_pages[i].of].url);
        return list_page_heads(b, hash, &s->place_pages[i], &s->place_items);
    case SHOWS_SUBJECT_PAGE:
        hash = mix_view(mix(b->config, stage), s->subjects[s->subject_pages[i].of].url);
        return list_page_heads(b, hash, &s->subject_pages[i], &s->subject_items);
    case SHOWS_AUTHOR: return heads_of(b, of_shape, groups_of(&s->author_items, i));
    case SHOWS_AUTHORS: return authors_heads(b, of_shape, i);
    case SHOWS_ARTICLES:
        if (i == 0) return mix(mix(b->model, stage), i);
        return heads_of(b, of_shape, (Span){s->ranks + (i - 1) * list_page(s), list_page(s)});
    case SHOWS_ADDRESSES: return addresses(s, of_shape);
    case SHOWS_CROSSING: return crossing_heads(b, of_shape, &s->crossings[i]);
    case SHOWS_TITLE: return heads_of(b, of_shape, groups_of(&s->title_items, i));
    case SHOWS_VOLUME:
        return heads_of(b, of_shape, (Span){s->issued + s->volumes[i].from, s->volumes[i].to - s->volumes[i].from});
    case SHOWS_MONTH:
        return heads_of(b, of_shape, (Span){s->ranks + s->months[i].from, s->months[i].to - s->months[i].from});
    case SHOWS_YEAR:
        return heads_of(b, of_shape, (Span){s->ranks + s->years[i].from, s->years[i].to - s->years[i].from});
    case SHOWS_YEAR_TEXTS: return mix(mix(b->config, stage), s->years[i].year);
    }
    return 0;
}

uint64_t kept_page(const Builder *b, Worker *w, const PageKind *kind, size_t i) {
    const Site *s = b->site;
    if (!b->config) return 0;
    /* Articles are made in another order than they stand. */
    const size_t unit = kind->shows == SHOWS_ARTICLE ? b->order[i] : i;
    uint64_t *heads = &b->units[b->first_unit[kind - page_kinds] + unit];
    if (!b->units_known) *heads = unit_heads(b, w, kind, unit);
    switch (kind->shows) {
    case SHOWS_ARTICLE: return mix(*heads, s->items[unit].article->file_hash);
    case SHOWS_YEAR_TEXTS: return year_texts(s, *heads, &s->years[i]);
    case SHOWS_TEXTS: return mix(*heads, b->texts);
    default: return *heads;
    }
}

/* --- the index ---------------------------------------------------------------------------- */

static uint64_t codes(const Site *s, uint32_t item) {
    Span regions = groups_of(&s->item_regions, item), topics = groups_of(&s->item_topics, item);
    uint64_t hash = mix(regions.n, topics.n);
    for (size_t i = 0; i < regions.n; i++) hash = mix(hash, hash_bytes(s->places[regions.p[i]].region->code));
    for (size_t i = 0; i < topics.n; i++) hash = mix(hash, hash_bytes(s->subjects[topics.p[i]].topic->id));
    return hash;
}

uint64_t kept_names(const Builder *b) {
    const Site *s = b->site;
    uint64_t hash = mix(mix(b->config, hash_bytes(V("names"))), s->n_places);
    if (!b->config) return 0;
    for (size_t i = 0; i < s->n_places; i++)
        hash = mix_view(mix_view(hash, s->places[i].region->code), s->places[i].url);
    for (size_t i = 0; i < s->n_subjects; i++)
        hash = mix_view(mix_view(hash, s->subjects[i].topic->id), s->subjects[i].url);
    for (size_t i = 0; i < s->n_authors; i++) hash = mix_view(mix_view(hash, s->authors[i]), s->author_urls[i]);
    return hash;
}

uint64_t kept_document(const Builder *b, uint32_t item) {
    return mix(b->site->items[item].article->file_hash, codes(b->site, item));
}

uint64_t kept_block(const Builder *b, unsigned block, const uint64_t *documents, size_t n) {
    const uint64_t which = (uint64_t)search_blocks(b->site->n_items) << 32 | block;
    const uint64_t of = hash_bytes(view((const char *)documents, n * sizeof *documents));
    if (!b->config) return 0;
    return mix(mix(mix(b->config, hash_bytes(V("block"))), which), of);
}
