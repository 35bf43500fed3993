/* Which pages exist: a row a kind. Each row is a stage of the build. */
#include "site/authors.h"

static size_t one(const Site *s) {
    (void)s;
    return 1;
}
static size_t items(const Site *s) { return s->n_items; }
static size_t places(const Site *s) { return s->n_places; }
static size_t subjects(const Site *s) { return s->n_subjects; }
static size_t crossings(const Site *s) { return s->n_crossings; }
static size_t titles(const Site *s) { return s->n_titles; }
static size_t sources(const Site *s) { return s->n_sources; }
static size_t volumes(const Site *s) { return s->n_volumes; }
static size_t authors(const Site *s) { return s->n_authors; }
static size_t months(const Site *s) { return s->n_months; }
static size_t aliases(const Site *s) { return s->n_aliases; }
static size_t years(const Site *s) { return s->n_years; }
/* Only a site that knows where it stands can name its pages to others. */
static size_t one_with_base(const Site *s) { return s->archive.config.base_url.n > 0; }

/* clang-format off */
const PageKind page_kinds[] = {
    {"article",      "article",     items,          page_article,     TEXTS_OWN,   page_article_kept},
    {"region",       "region",      places,         page_region,      TEXTS_NONE,  NULL},
    {"topic",        "topic",       subjects,       page_topic,       TEXTS_NONE,  NULL},
    {"region and topic", "crossing", crossings,     page_crossing,    TEXTS_NONE,  NULL},
    {"publication",  "publication", titles,         page_publication, TEXTS_NONE,  NULL},
    {"publication by year", "volume", volumes,      page_volume,      TEXTS_NONE,  NULL},
    {"author",       "author",      authors,        page_author,      TEXTS_NONE,  NULL},
    {"authors",      "authors",     author_pages,   page_authors,     TEXTS_NONE,  NULL},
    {"dates",        "dates",       one,            page_all_dates,   TEXTS_NONE,  NULL},
    {"year",         "year",        years,          page_year,        TEXTS_NONE,  NULL},
    {"month",        "month",       months,         page_month,       TEXTS_NONE,  NULL},
    {"source",       "source",      sources,        page_source,      TEXTS_NONE,  NULL},
    {"sources",      "sources",     one,            page_sources,     TEXTS_NONE,  NULL},
    {"articles",     "articles",    one,            page_articles,    TEXTS_NONE,  NULL},
    {"regions",      "regions",     one,            page_regions,     TEXTS_NONE,  NULL},
    {"topics",       "topics",      one,            page_topics,      TEXTS_NONE,  NULL},
    {"home",         "home",        one,            page_home,        TEXTS_NONE,  NULL},
    {"search page",  "search",      one,            page_search,      TEXTS_NONE,  NULL},
    {"404",          "404",         one,            page_404,         TEXTS_NONE,  NULL},
    {"redirections", "alias",       aliases,        page_alias,       TEXTS_NONE,  NULL},
    {"feed",         "feed",        one,            page_feed,        TEXTS_ALL,   NULL},
    {"regions' feeds", "feed",      places,         page_place_feed,  TEXTS_NONE,  NULL},
    {"topics' feeds", "feed",       subjects,       page_subject_feed, TEXTS_NONE, NULL},
    {"JSON feed",    NULL,          one_with_base,  file_json_feed,   TEXTS_ALL,   NULL},
    {"OpenSearch",   NULL,          one_with_base,  file_opensearch,  TEXTS_NONE,  NULL},
    {"sitemap",      NULL,          one_with_base,  file_sitemap,     TEXTS_NONE,  NULL},
    {"data",         "data",        one,            page_data,        TEXTS_NONE,  NULL},
    {"data records", NULL,          years,          file_records,     TEXTS_YEAR,  NULL},
    {"data tables",  NULL,          one,            file_articles,    TEXTS_NONE,  NULL},
    {"data regions", NULL,          one,            file_regions,     TEXTS_NONE,  NULL},
    {"data package", NULL,          one,            file_package,     TEXTS_NONE,  NULL},
    {"bibliography", NULL,          one,            file_bibliography,          TEXTS_NONE, NULL},
    {"regions' bibliographies", NULL, places,       file_place_bibliography,    TEXTS_NONE, NULL},
    {"topics' bibliographies", NULL, subjects,      file_subject_bibliography,  TEXTS_NONE, NULL},
    {"publications' bibliographies", NULL, titles,  file_title_bibliographies,  TEXTS_NONE, NULL},
};
/* clang-format on */
const size_t page_kinds_n = sizeof page_kinds / sizeof *page_kinds;
