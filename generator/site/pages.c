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

const PageKind page_kinds[] = {
    {"article", items, page_article}, {"region", places, page_region},
    {"topic", subjects, page_topic},  {"publication", titles, page_publication},
    {"source", sources, page_source}, {"sources", one, page_sources},
    {"articles", one, page_articles}, {"regions", one, page_regions},
    {"topics", one, page_topics},     {"home", one, page_home},
    {"search", one, page_search},     {"404", one, page_404},
};
const size_t page_kinds_n = sizeof page_kinds / sizeof *page_kinds;
