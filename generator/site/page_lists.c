/* The list of all articles, and the page for what is not there. */
#include "site/page.h"

Listing all_articles(const Site *s) {
    View title = strings_get(&s->strings, "articles");
    return (Listing){{s->ranks, s->n_items}, V("articles/index.html"), "articles", title, NONE, NONE, {0}, BY_YEAR};
}

size_t article_pages(const Site *s) {
    const Listing l = all_articles(s);
    return 1 + listing_pages(s, &l);
}

/* The index page, then the numbered ones. */
void page_articles(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Listing l = all_articles(b->site);
    if (i) {
        listing_write_page(b, w, &l, i - 1);
        return;
    }
    Value *data = page_new(b, w, l.url, "articles", l.title);
    value_set(&w->arena, data, "listing", listing_index(b, w, &l));
    Value *publications = value_list(&w->arena);
    for (size_t k = 0; k < b->site->n_titles; k++) {
        const Title *title = &b->site->titles[b->site->titles_listed[k]];
        value_push(&w->arena, publications, link_value(w, title->name, page_href(w, page_root(l.url), title->url), 0));
    }
    value_set(&w->arena, data, "publications", publications);
    page_put(b, w, t, data, l.url);
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
