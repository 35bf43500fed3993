/* Which pages exist: a row a kind. Each row is a stage of the build. */
#include "site/page.h"

static size_t one(const Site *s) {
    (void)s;
    return 1;
}
static size_t items(const Site *s) { return s->n_items; }
static size_t places(const Site *s) { return s->n_places; }
static size_t subjects(const Site *s) { return s->n_subjects; }
static size_t titles(const Site *s) { return s->n_titles; }
static size_t sources(const Site *s) { return s->n_sources; }
static size_t years(const Site *s) { return s->n_years; }
/* Only a site that knows where it stands can name its pages to others. */
static size_t one_with_base(const Site *s) { return s->archive.config.base_url.n > 0; }

/* clang-format off */
const PageKind page_kinds[] = {
    {"article",      "article",     items,         page_article},
    {"region",       "region",      places,        page_region},
    {"topic",        "topic",       subjects,      page_topic},
    {"publication",  "publication", titles,        page_publication},
    {"source",       "source",      sources,       page_source},
    {"sources",      "sources",     one,           page_sources},
    {"articles",     "articles",    one,           page_articles},
    {"regions",      "regions",     one,           page_regions},
    {"topics",       "topics",      one,           page_topics},
    {"home",         "home",        one,           page_home},
    {"search page",  "search",      one,           page_search},
    {"404",          "404",         one,           page_404},
    {"feed",         "feed",        one,           page_feed},
    {"sitemap",      NULL,          one_with_base, file_sitemap},
    {"data",         "data",        one,           page_data},
    {"data records", NULL,          years,         file_records},
    {"data tables",  NULL,          one,           file_articles},
    {"data regions", NULL,          one,           file_regions},
};
/* clang-format on */
const size_t page_kinds_n = sizeof page_kinds / sizeof *page_kinds;
