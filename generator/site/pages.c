/* Which pages exist: a row a kind. All are made in one loop, begun in this
 * order: what is large stands above what is small. */
#include "site/authors.h"

static size_t one(const Site *s) {
    (void)s;
    return 1;
}
static size_t items(const Site *s) { return s->n_items; }
static size_t places(const Site *s) { return s->n_places; }
static size_t subjects(const Site *s) { return s->n_subjects; }
static size_t place_pages(const Site *s) { return s->n_place_pages; }
static size_t subject_pages(const Site *s) { return s->n_subject_pages; }
static size_t crossings(const Site *s) { return s->n_crossings; }
static size_t titles(const Site *s) { return s->n_titles; }
static size_t source_pages(const Site *s) { return s->n_source_pages; }
static size_t volumes(const Site *s) { return s->n_volumes; }
static size_t authors(const Site *s) { return s->n_authors; }
static size_t months(const Site *s) { return s->n_months; }
static size_t aliases(const Site *s) { return s->n_aliases; }
static size_t years(const Site *s) { return s->n_years; }
/* On a stick nothing can be followed. */
static size_t one_served(const Site *s) { return !s->options->stick; }
static size_t places_served(const Site *s) { return s->options->stick ? 0 : s->n_places; }
static size_t subjects_served(const Site *s) { return s->options->stick ? 0 : s->n_subjects; }
/* Only a site that knows where it stands can name its pages to others. */
static size_t one_with_base(const Site *s) { return one_served(s) && s->archive.config.base_url.n > 0; }

/* clang-format off */
const PageKind page_kinds[] = {
    {"article",                      "article",     items,         page_article,              SHOWS_ARTICLE,
     page_article_kept},
    {"region",                       "region",      places,        page_region,               SHOWS_PLACE,      NULL},
    {"region lists",                 "list",        place_pages,   page_region_list,          SHOWS_PLACE_PAGE, NULL},
    {"topic",                        "topic",       subjects,      page_topic,                SHOWS_SUBJECT,    NULL},
    {"topic lists",                  "list",        subject_pages, page_topic_list,           SHOWS_SUBJECT_PAGE, NULL},
    {"region and topic",             "crossing",    crossings,     page_crossing,             SHOWS_CROSSING,   NULL},
    {"publication",                  "publication", titles,        page_publication,          SHOWS_TITLE,      NULL},
    {"publications",                 "publications", one,          page_publications,         SHOWS_HEADS,      NULL},
    {"publication by year",          "volume",      volumes,       page_volume,               SHOWS_VOLUME,     NULL},
    {"author",                       "author",      authors,       page_author,               SHOWS_AUTHOR,     NULL},
    {"authors",                      "authors",     author_pages,  page_authors,              SHOWS_AUTHORS,    NULL},
    {"dates",                        "dates",       one,           page_all_dates,            SHOWS_HEADS,      NULL},
    {"year",                         "year",        years,         page_year,                 SHOWS_YEAR,       NULL},
    {"month",                        "month",       months,        page_month,                SHOWS_MONTH,      NULL},
    {"source",                       "source",      source_pages,  page_source,               SHOWS_HEADS,      NULL},
    {"sources",                      "sources",     one,           page_sources,              SHOWS_HEADS,      NULL},
    {"articles",                     "articles",    article_pages, page_articles,             SHOWS_ARTICLES,   NULL},
    {"regions",                      "regions",     one,           page_regions,              SHOWS_HEADS,      NULL},
    {"topics",                       "topics",      one,           page_topics,               SHOWS_HEADS,      NULL},
    {"home",                         "home",        one,           page_home,                 SHOWS_HEADS,      NULL},
    {"search page",                  "search",      one,           page_search,               SHOWS_HEADS,      NULL},
    {"search names",                 NULL,          one,           search_names,              SHOWS_HEADS,      NULL},
    {"404",                          "404",         one,           page_404,                  SHOWS_HEADS,      NULL},
    {"redirections",                 "alias",       aliases,       page_alias,                SHOWS_HEADS,      NULL},
    {"feed",                         "feed",        one_served,    page_feed,                 SHOWS_TEXTS,      NULL},
    {"regions' feeds",               "feed",        places_served, page_place_feed,           SHOWS_PLACE,      NULL},
    {"topics' feeds",                "feed",        subjects_served, page_subject_feed,       SHOWS_SUBJECT,    NULL},
    {"JSON feed",                    NULL,          one_with_base, file_json_feed,            SHOWS_TEXTS,      NULL},
    {"OpenSearch",                   NULL,          one_with_base, file_opensearch,           SHOWS_HEADS,      NULL},
    {"sitemap",                      NULL,          one_with_base, file_sitemap,              SHOWS_ADDRESSES,  NULL},
    {"data",                         "data",        one,           page_data,                 SHOWS_HEADS,      NULL},
    {"data records",                 NULL,          years,         file_records,              SHOWS_YEAR_TEXTS, NULL},
    {"data tables",                  NULL,          one,           file_articles,             SHOWS_HEADS,      NULL},
    {"data regions",                 NULL,          one,           file_regions,              SHOWS_HEADS,      NULL},
    {"data package",                 NULL,          one,           file_package,              SHOWS_HEADS,      NULL},
    {"bibliography",                 NULL,          one,           file_bibliography,         SHOWS_HEADS,      NULL},
    {"regions' bibliographies",      NULL,          places,        file_place_bibliography,   SHOWS_PLACE,      NULL},
    {"topics' bibliographies",       NULL,          subjects,      file_subject_bibliography, SHOWS_SUBJECT,    NULL},
    {"publications' bibliographies", NULL,          titles,        file_title_bibliographies, SHOWS_TITLE,      NULL},
};
/* clang-format on */
const size_t page_kinds_n = sizeof page_kinds / sizeof *page_kinds;
