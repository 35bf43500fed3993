/* The home page: what the archive holds, at a glance. */
#include "site/cross.h"
#include "site/quality.h"

enum { LATEST = 12, PLACES = 60 };

static Value *number(const Builder *b, Worker *w, const char *key, size_t n, const char *url) {
    Value *v = value_map(&w->arena);
    value_set_uint(&w->arena, v, "number", n);
    value_set_text(&w->arena, v, "label", strings_get(&b->site->strings, key));
    if (url) value_set_text(&w->arena, v, "href", view_of(url));
    return v;
}

static size_t count_sources(const Site *s) {
    size_t n = 0;
    View last = {0};
    for (size_t i = 0; i < s->n_items; i++) {
        const Article *article = s->items[i].article;
        if (!article->n_sources || (n && view_eq(article->sources[0].file, last))) continue;
        last = article->sources[0].file;
        n++;
    }
    return n;
}

static void set_numbers(const Builder *b, Worker *w, Value *home) {
    const Site *s = b->site;
    Value *list = value_list(&w->arena);
    value_push(&w->arena, list, number(b, w, "articles", s->n_items, "articles/index.html"));
    value_push(&w->arena, list, number(b, w, "regions", s->n_places, "regions/index.html"));
    value_push(&w->arena, list, number(b, w, "topics", s->n_subjects, "topics/index.html"));
    value_push(&w->arena, list, number(b, w, "authors", b->site->n_authors, "authors/index.html"));
    value_push(&w->arena, list,
               number(b, w, "sources", b->site->n_sources ? b->site->n_sources : count_sources(s),
                      s->n_sources ? "sources/index.html" : NULL));
    set_list(w, home, "numbers", list);
}

static Value *latest(const Builder *b, Worker *w) {
    const Site *s = b->site;
    uint32_t items[LATEST];
    size_t n = s->n_items < LATEST ? s->n_items : LATEST;
    for (size_t i = 0; i < n; i++) items[i] = s->by_rank[s->n_items - 1 - i];
    return value_html(&w->arena, entries_html(b, w, items, n, V("")));
}

static Value *publications(const Builder *b, Worker *w) {
    const Site *s = b->site;
    Value *list = value_list(&w->arena);
    for (size_t i = 0; i < s->n_titles; i++) {
        uint32_t t = s->titles_listed[i];
        value_push(&w->arena, list,
                   link_value(w, s->titles[t].name, s->titles[t].url, groups_of(&s->title_items, t).n));
    }
    return list;
}

void page_home(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    Arena *a = &w->arena;
    View url = V("index.html");
    Value *data = page_new(b, w, url, "home", (View){0}), *home = value_map(a);
    Listing all = all_articles(b->site);
    set_numbers(b, w, home);
    set_list(w, home, "years", listing_years(b, w, &all, V("articles/")));
    set_list(w, home, "publications", publications(b, w));
    value_set(a, home, "latest", latest(b, w));
    value_set(a, data, "nodes", region_tree(b, w, V(""), PLACES, false));
    set_list(w, home, "topics", topic_tree(b, w, V("")));
    set_matrix(b, w, home);
    set_list(w, home, "quality", quality_list(b, w));
    value_set(a, data, "home", home);
    value_set_text(a, data, "description", b->site->archive.config.description);
    page_put(b, w, t, data, url);
}
