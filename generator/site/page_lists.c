/* Pages that are a list of articles: all of them, and those of a publication;
 * and the page for what is not there. */
#include "site/cite.h"

Listing all_articles(const Site *s) {
    View title = strings_get(&s->strings, "articles");
    return (Listing){{s->ranks, s->n_items}, V("articles/index.html"), "articles", title, NONE, NONE, {0}};
}

void page_articles(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    const Listing l = all_articles(b->site);
    Value *data = page_new(b, w, l.url, "articles", l.title);
    value_set(&w->arena, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, l.url);
    listing_write(b, w, &l);
}

static Value *bibliographies(const Builder *b, Worker *w, size_t title) {
    IssueYear *years;
    Value *list = value_list(&w->arena);
    size_t n = title_years(b->site, &w->arena, title, &years);
    for (size_t i = 0; i < n; i++) {
        View href = path_base(title_year_url(&w->arena, &b->site->titles[title], years[i].year));
        View name = years[i].year ? view_of(arena_printf(&w->arena, "%u", years[i].year))
                                  : strings_get(&b->site->strings, "undated");
        value_push(&w->arena, list, link_value(w, name, href, years[i].ranks.n));
    }
    return list;
}

void page_publication(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Title *title = &b->site->titles[i];
    Arena *a = &w->arena;
    const Listing l = {groups_of(&b->site->title_items, i), title->url, "articles", title->name, NONE, NONE, {0}};
    Value *data = page_new(b, w, l.url, "articles", l.title), *v = value_map(a);
    value_set_text(a, v, "name", title->name);
    if (title->config) {
        const Publication *p = title->config;
        if (p->kind.n)
            value_set_text(a, v, "kind",
                           strings_get(&b->site->strings, arena_printf(a, "publication_%.*s", VARG(p->kind))));
        value_set_text(a, v, "place", p->place);
        value_set_text(a, v, "issn", p->issn);
    }
    set_list(w, v, "bibliographies", bibliographies(b, w, i));
    set_list(w, data, "crumbs", crumbs_new(b, w, page_root(l.url), "articles"));
    value_set(a, data, "publication", v);
    value_set(a, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, l.url);
    listing_write(b, w, &l);
}

void page_404(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    View url = V("404.html");
    Value *data = page_new(b, w, url, NULL, strings_get(&b->site->strings, "not_found"));
    /* A server shows it at any address: only a way from the top leads on. */
    View base = b->site->archive.config.base_url, path = V("/");
    size_t host = view_find(base, V("://"), 0), slash = host == SIZE_MAX ? host : view_find(base, V("/"), host + 3);
    if (slash != SIZE_MAX) path = view_from(base, slash);
    const char *end = path.p[path.n - 1] == '/' ? "" : "/";
    if (base.n) value_set_text(&w->arena, data, "root", view_of(arena_printf(&w->arena, "%.*s%s", VARG(path), end)));
    page_put(b, w, t, data, url);
}
