/* sitemap.xml, robots.txt and opensearch.xml, for a site that has a base URL. */
#include "site/sitemap.h"

#include <stdio.h>

#include "site/authors.h"
#include "site/dates.h"
#include "site/volumes.h"
#include "text/text.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define XML_SPACE " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

static void add_address(const Sitemap *m, Str *out, View url, const char *element) {
    str_addf(out, "<%s><loc>", element);
    html_escape(out, m->base);
    html_escape(out, url);
    str_addf(out, "</loc></%s>\n", element);
}

static const char *part_name(char name[static 64], size_t part) {
    snprintf(name, 64, "sitemap-%zu.xml", part);
    return name;
}

static void end_part(Sitemap *m, bool last) {
    char name[64];
    str_adds(&m->part, "</urlset>\n");
    m->parts++;
    m->put(m->ctx, last && m->parts == 1 ? "sitemap.xml" : part_name(name, m->parts), str_view(&m->part));
    str_clear(&m->part);
    m->in_part = 0;
}

void sitemap_add(Sitemap *m, View url) {
    if (m->in_part == m->most) end_part(m, false);
    if (!m->in_part++) str_adds(&m->part, XML_HEAD "<urlset" XML_SPACE);
    add_address(m, &m->part, url, "url");
}

void sitemap_end(Sitemap *m) {
    char name[64];
    if (m->in_part) end_part(m, true);
    if (m->parts > 1) {
        str_adds(&m->part, XML_HEAD "<sitemapindex" XML_SPACE);
        for (size_t i = 1; i <= m->parts; i++) add_address(m, &m->part, view_of(part_name(name, i)), "sitemap");
        str_adds(&m->part, "</sitemapindex>\n");
        m->put(m->ctx, "sitemap.xml", str_view(&m->part));
    }
    str_release(&m->part);
}

/* --- of a site ---------------------------------------------------------------------- */

typedef struct Putter {
    const Builder *b;
    Worker *w;
} Putter;

static void put(void *ctx, const char *path, View bytes) {
    const Putter *p = ctx;
    file_put(p->b, p->w, path, bytes);
}

void file_sitemap(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    (void)i;
    static const View first[] = {
        V_INIT("index.html"),          V_INIT("regions/index.html"),      V_INIT("topics/index.html"),
        V_INIT("articles/index.html"), V_INIT("publications/index.html"), V_INIT("sources/index.html"),
        V_INIT("dates/index.html"),    V_INIT("data/index.html")};
    const Site *s = b->site;
    Putter to = {b, w};
    Sitemap m = {.most = SITEMAP_MAX, .base = public_url(b, w, V("")), .put = put, .ctx = &to, .part = STR_INIT};
    for (size_t k = 0; k < sizeof first / sizeof *first; k++) sitemap_add(&m, first[k]);
    for (size_t k = 0; k < s->n_places; k++) sitemap_add(&m, s->places[k].url);
    for (size_t k = 0; k < s->n_subjects; k++) sitemap_add(&m, s->subjects[k].url);
    for (size_t k = 0; k < s->n_titles; k++) sitemap_add(&m, s->titles[k].url);
    for (size_t k = 0; k < s->n_crossings; k++) sitemap_add(&m, s->crossings[k].url);
    for (size_t k = 0; k < s->n_volumes; k++) sitemap_add(&m, volume_listing(s, &w->arena, &s->volumes[k]).url);
    for (size_t k = 0; k < s->n_years; k++) sitemap_add(&m, url_year(&w->arena, s->years[k].year));
    for (size_t k = 0; k < s->n_months; k++) sitemap_add(&m, url_month(&w->arena, s->months[k].month));
    for (size_t k = 0; k < author_pages(s); k++) sitemap_add(&m, url_authors(&w->arena, k));
    for (uint32_t k = 0; k < s->n_authors; k++)
        if (author_has_page(s, k)) sitemap_add(&m, s->author_urls[k]);
    for (size_t k = 0; k < s->n_items; k++) sitemap_add(&m, s->items[k].url);
    for (size_t k = 0; k < s->n_source_pages; k++) sitemap_add(&m, s->sources[s->source_pages[k].from].url);
    sitemap_end(&m);
    str_clear(&w->page);
    str_addf(&w->page, "User-agent: *\nAllow: /\nSitemap: %.*s\n", VARG(public_url(b, w, V("sitemap.xml"))));
    file_put(b, w, "robots.txt", str_view(&w->page));
    arena_clear(&w->arena);
}

/* OpenSearch 1.1: a browser takes the search up among its own. Names are cut
 * to what the format allows. */
void file_opensearch(const Builder *b, Worker *w, const Template *t, size_t i) {
    enum { SHORT_NAME = 16, DESCRIPTION = 1024 };
    (void)t;
    (void)i;
    const SiteConfig *c = &b->site->archive.config;
    str_clear(&w->page);
    str_adds(&w->page, XML_HEAD "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>");
    html_escape(&w->page, utf8_prefix(c->name, SHORT_NAME));
    str_adds(&w->page, "</ShortName>\n<Description>");
    html_escape(&w->page, utf8_prefix(c->description.n ? c->description : c->name, DESCRIPTION));
    str_adds(&w->page, "</Description>\n<Url type=\"text/html\" template=\"");
    html_escape(&w->page, public_url(b, w, V("search.html")));
    str_adds(&w->page, "?q={searchTerms}\"/>\n<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n");
    file_put(b, w, "opensearch.xml", str_view(&w->page));
    arena_clear(&w->arena);
}
