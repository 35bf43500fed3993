/* The site in memory: what the archive holds, ordered and grouped, read-only
 * once the build has made it. Articles are known by their index (in source
 * order) or their rank (by date, oldest first); places, subjects and
 * publications by their index. */
#ifndef FANGZHI_SITE_MODEL_H
#define FANGZHI_SITE_MODEL_H

#include "site/groups.h"
#include "site/lookup.h"
#include "site/site.h"
#include "site/strings.h"

/* Deeper trees are cut: six levels are known. */
enum { TREE_DEPTH = 16 };

/* An article that is published. */
typedef struct Item {
    const Article *article;
    View title; /* as shown: the first words where the article has none */
    View date;  /* its own, else the issue's, else the year covered; may be empty */
    View url;
    uint32_t day; /* the date as YYYYMMDD, 0 for what is not given */
    uint32_t rank;
    uint32_t publication; /* or NONE */
} Item;

/* The articles of a year are ranks [from, to). */
typedef struct YearRun {
    uint32_t year, from, to;
} YearRun;

/* The articles of a month (YYYYMM) are ranks [from, to). */
typedef struct MonthRun {
    uint32_t month, from, to;
} MonthRun;

/* A year of a publication that comes out by the day: its articles are
 * issued[from, to), in the order of its issues. */
typedef struct Volume {
    uint32_t title, year, from, to;
} Volume;

/* A region that has a page. Index 0… in the order of the codes. */
typedef struct Place {
    const Region *region;
    uint32_t parent; /* or NONE */
    unsigned depth;  /* 0 for those without parent */
    View url;
    View trail; /* the names from the top down to it, " › " between */
} Place;

/* A topic that has a page. */
typedef struct Subject {
    const Topic *topic;
    View name; /* in the interface's language */
    uint32_t parent;
    unsigned depth;
    View url;
} Subject;

/* A paper or book. */
typedef struct Title {
    View name, id;
    const Publication *config; /* NULL: only named in articles */
    View url;
} Title;

/* A region and a topic that have a page together. */
typedef struct Crossing {
    uint32_t place, subject, n;
    View url;
} Crossing;

/* A numbered page of the list of a region's or topic's articles. */
typedef struct ListPage {
    uint32_t of, page;
} ListPage;

/* An address that leads on to an article. */
typedef struct Alias {
    uint32_t item;
    View url;
} Alias;

/* A source document that is there. */
typedef struct Source {
    View file; /* its path below sources/ */
    View url;
    View anchor;   /* where it begins on its page, which ids of its lines begin with; empty: the page is its own */
    View scan;     /* below sources/, or an address; empty if there is none */
    View scan_url; /* below the root, or the address */
    const Item *head; /* the first article that begins in it; NULL if none does */
} Source;

/* The documents sources[from, to) are on one page. */
typedef struct SourcePage {
    uint32_t from, to;
    const Item *head; /* of the first that has one */
} SourcePage;

/* What a checked sample says of a field: shares in thousandths, the low and
 * high end of the 95 % interval. */
typedef struct Quality {
    View field;
    unsigned checked, wrong, low, high;
} Quality;
enum { QUALITY_MAX = 16 };

typedef struct Site {
    const BuildOptions *options;
    Diag *diag;
    Lookup lookup;
    const char *heads; /* the cache of front matter; NULL: none */
    const Inputs *inputs; /* has listed the folders; NULL: nobody has */
    Arena arena;
    Arena side; /* what may be made at the same time as the rest */
    Archive archive;
    RegionTable regions;
    Taxonomy *taxonomy; /* of names only */
    Strings strings;
    Quality *quality;
    size_t n_quality;
    View lang;      /* of the interface */
    View text_lang; /* of the articles unless they say otherwise */
    View commit;    /* of the archive's repository, once it was asked for */
    View head;      /* its id, where articles are dated by it */
    const char *history; /* the cache of these dates; NULL: none */
    const char *topics; /* and of the names of topics; NULL: none */

    Item *items;
    size_t n_items;
    uint32_t *by_rank; /* rank → article */
    uint32_t *ranks;   /* 0, 1, 2 …: the list of all articles */
    YearRun *years;    /* the years that have articles, 0 for those without a date */
    size_t n_years;

    MonthRun *months;
    size_t n_months;

    View *authors; /* names, by pinyin */
    View *author_urls; /* of their pages, or where they stand in the list of all */
    size_t n_authors, authors_from; /* from so many articles on an author has a page */
    Groups item_authors, author_items;

    Place *places;
    size_t n_places;
    uint32_t *place_of;    /* index in the region table → place or NONE */
    size_t *ref_start;     /* article → where its regions begin in ref_places */
    uint32_t *ref_places;  /* the places of articles' regions, as they stand there; NONE for those unknown */
    Groups item_places;    /* article → places it names */
    Groups item_regions;   /* and all above them */
    Groups place_items;    /* place → ranks, of it and all below */
    Groups place_children; /* in pinyin order, as all lists of places */
    Groups place_predecessors;
    size_t followed_from; /* places of so many articles have a feed and a bibliography */
    uint32_t *top_places; /* those without parent */
    size_t n_top_places;

    Subject *subjects;
    size_t n_subjects;
    Groups item_subjects;
    Groups item_topics; /* with all above them */
    Groups subject_items;
    Groups subject_children;

    Crossing *crossings; /* by place, then subject */
    size_t n_crossings;
    ListPage *place_pages, *subject_pages;
    size_t n_place_pages, n_subject_pages;

    Alias *aliases;
    size_t n_aliases;

    Title *titles; /* by code points, to be found */
    uint32_t *titles_listed; /* all of them by pinyin */
    size_t n_titles;
    Groups title_items;
    Volume *volumes; /* by title, then year */
    size_t n_volumes;
    uint32_t *issued;    /* ranks of articles by title, day of issue and order in the source */
    uint32_t *issued_at; /* article → where it stands there, or NONE */

    Source *sources; /* sorted by file */
    size_t n_sources;
    Groups source_items; /* source → articles, in source order */
    SourcePage *source_pages; /* on a stick one an issue, else one a document */
    size_t n_source_pages;
} Site;

View topic_name(const Site *s, const Topic *t); /* in the interface's language */

/* Loads the archive. False: there is nothing to build from. */
bool site_load(Site *s);
/* The same in parts: two that may run side by side, and what follows them if
 * both were good. */
bool site_load_articles(Site *s);
bool site_load_tables(Site *s);
bool site_load_words(Site *s);
/* dir_list of a folder of the archive; nothing where there is none. */
int site_files(const Site *s, const char *folder, Arena *a, FileList *out);
void site_release(Site *s);
/* The edition that site.yaml asks for. */
View site_edition(Site *s, View asked);

/* The parts of the model: first the articles; then regions, topics and
 * sources, in this order; titles, volumes, months and authors may be made
 * meanwhile. */
void model_items(Site *s);
void model_aliases(Site *s);
void model_places(Site *s);
void model_subjects(Site *s);
void model_followed(Site *s);
void model_crossings(Site *s);
void model_lists(Site *s);
void model_sources(Site *s);
void model_titles(Site *s);
void model_volumes(Site *s);
void model_months(Site *s);
void model_authors(Site *s);

/* A date as YYYYMMDD, 0 for parts that are not given. */
uint32_t day_of_date(View date);
/* The name of a year's file of records: "1987" or "undated". */
const char *year_name(Arena *a, uint32_t year);

static inline const Item *site_ranked(const Site *s, uint32_t rank) { return &s->items[s->by_rank[rank]]; }

/* The place of the k-th region an article names; NONE if it has no page. */
static inline uint32_t site_place(const Site *s, const Item *item, size_t k) {
    return s->ref_places[s->ref_start[item - s->items] + k];
}
/* The source document of that path below sources/; NULL if it is not there. */
const Source *site_source(const Site *s, View file);
/* The folder of a path, with its slash. */
static inline View folder_of(View path) { return view_to(path, path.n - path_base(path).n); }
/* The place of a code; NONE if it has no page. */
uint32_t site_place_of(const Site *s, View code);
/* x is y or stands above y. */
bool place_holds(const Site *s, uint32_t x, uint32_t y);

#endif
