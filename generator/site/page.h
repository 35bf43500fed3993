/* Making pages: what all kinds of page share. */
#ifndef FANGZHI_SITE_PAGE_H
#define FANGZHI_SITE_PAGE_H

#include <stdatomic.h>

#include "search/search.h"
#include "site/model.h"
#include "site/related.h"
#include "template/template.h"

/* What one thread works with. */
typedef struct Worker {
    unsigned number;
    Arena arena; /* cleared after each page */
    Str page;    /* the bytes of the page */
    Str html;    /* a part that is being made */
    Str file;    /* an article's file */
    Str plain;   /* and its plain text */
    Tally places, subjects;
    Related related; /* to the article at hand */
    Arena aside; /* for a piece that many pages show, which is made in the midst of one */
    Str piece;
    Arena kept; /* such pieces, to the end */
    uint64_t from;  /* what is put now is made from this: see kept.h */
    uint64_t bytes; /* written in this piece of work */
} Worker;

/* A piece that many pages show: NULL until the first of them is made. Where two
 * threads make it at once each has the same bytes. */
typedef _Atomic(const View *) Made;
/* Keeps the bytes as what was made. */
void made_keep(Worker *w, Made *made, View bytes);

typedef struct Builder {
    Site *site;
    Output *output;
    Templates *templates;
    const Template *entry; /* one article in a list */
    const Template *list;  /* a page that is nothing but a list */
    Value *shared;         /* the map "site" of all templates */
    Made *entries;         /* of each item: its <li> for lists on pages two folders deep */
    Made *records;         /* and its record in bibliographies */
    SearchIndex *search;
    const uint32_t *order; /* in which articles are made: by block of the index */
    const char *block_cache; /* where the next build finds what it may keep of the index */
    struct Blocks *blocks;   /* see blocks.h */
    uint64_t config, model, texts, shape, *heads; /* see kept.h */
    const char *unit_cache;
    uint64_t *units; /* of each what it shows of front matter */
    size_t *first_unit, n_units; /* of each kind, and of all */
    bool units_known;
    View asked; /* only this page's data is wanted, as JSON in vars; nothing is written */
    Str *vars;
} Builder;

/* What a page shows of articles, on which it depends (see kept.h). */
typedef enum Shows {
    SHOWS_HEADS,   /* front matter of any: the safe choice for a page without texts */
    SHOWS_TEXTS,   /* and texts of any */
    SHOWS_ARTICLE, /* one, and what its page says of others */
    SHOWS_PLACE,   /* front matter of a place's articles (unit i is place i), and what places there are */
    SHOWS_SUBJECT,
    SHOWS_PLACE_PAGE, /* of the articles on one page of such a list, and nothing else */
    SHOWS_SUBJECT_PAGE,
    SHOWS_CROSSING,
    SHOWS_AUTHOR,
    SHOWS_AUTHORS, /* of the authors on a page of the list of all */
    SHOWS_ARTICLES, /* of the articles on a page of the list of all; of any on its index page, unit 0 */
    SHOWS_TITLE,
    SHOWS_VOLUME,
    SHOWS_MONTH,
    SHOWS_YEAR,
    SHOWS_ADDRESSES,  /* which pages there are, and nothing else */
    SHOWS_YEAR_TEXTS, /* front matter and texts of a year's articles, and nothing else */
} Shows;

/* A kind of page is a row of the table in site/pages.c. */
typedef struct PageKind {
    const char *stage;
    const char *template; /* NULL: its bytes are made without one */
    size_t (*count)(const Site *s);
    void (*write)(const Builder *b, Worker *w, const Template *t, size_t i);
    Shows shows;
    void (*kept)(const Builder *b, Worker *w, size_t i); /* when the page need not be made; may be NULL */
} PageKind;
extern const PageKind page_kinds[];
extern const size_t page_kinds_n;

void page_home(const Builder *b, Worker *w, const Template *t, size_t i);
void page_article(const Builder *b, Worker *w, const Template *t, size_t i);
void page_article_kept(const Builder *b, Worker *w, size_t i);
void page_source(const Builder *b, Worker *w, const Template *t, size_t i);
void page_sources(const Builder *b, Worker *w, const Template *t, size_t i);
size_t article_pages(const Site *s);
void page_articles(const Builder *b, Worker *w, const Template *t, size_t i);
void page_region(const Builder *b, Worker *w, const Template *t, size_t i);
void page_region_list(const Builder *b, Worker *w, const Template *t, size_t i);
void page_regions(const Builder *b, Worker *w, const Template *t, size_t i);
void page_topic(const Builder *b, Worker *w, const Template *t, size_t i);
void page_topic_list(const Builder *b, Worker *w, const Template *t, size_t i);
void page_topics(const Builder *b, Worker *w, const Template *t, size_t i);
void page_crossing(const Builder *b, Worker *w, const Template *t, size_t i);
void page_publication(const Builder *b, Worker *w, const Template *t, size_t i);
void page_publications(const Builder *b, Worker *w, const Template *t, size_t i);
void page_volume(const Builder *b, Worker *w, const Template *t, size_t i);
void page_authors(const Builder *b, Worker *w, const Template *t, size_t i);
void page_author(const Builder *b, Worker *w, const Template *t, size_t i);
void page_all_dates(const Builder *b, Worker *w, const Template *t, size_t i);
void page_year(const Builder *b, Worker *w, const Template *t, size_t i);
void page_month(const Builder *b, Worker *w, const Template *t, size_t i);
void page_search(const Builder *b, Worker *w, const Template *t, size_t i);
void search_names(const Builder *b, Worker *w, const Template *t, size_t i);
void page_data(const Builder *b, Worker *w, const Template *t, size_t i);
void page_feed(const Builder *b, Worker *w, const Template *t, size_t i);
void page_place_feed(const Builder *b, Worker *w, const Template *t, size_t i);
void page_subject_feed(const Builder *b, Worker *w, const Template *t, size_t i);
void file_json_feed(const Builder *b, Worker *w, const Template *t, size_t i);
void file_opensearch(const Builder *b, Worker *w, const Template *t, size_t i);
void file_sitemap(const Builder *b, Worker *w, const Template *t, size_t i);
void file_records(const Builder *b, Worker *w, const Template *t, size_t i);
void file_articles(const Builder *b, Worker *w, const Template *t, size_t i);
void file_regions(const Builder *b, Worker *w, const Template *t, size_t i);
void file_bibliography(const Builder *b, Worker *w, const Template *t, size_t i);
void file_place_bibliography(const Builder *b, Worker *w, const Template *t, size_t i);
void file_subject_bibliography(const Builder *b, Worker *w, const Template *t, size_t i);
void file_title_bibliographies(const Builder *b, Worker *w, const Template *t, size_t i);
void file_package(const Builder *b, Worker *w, const Template *t, size_t i);
void page_alias(const Builder *b, Worker *w, const Template *t, size_t i);
void page_404(const Builder *b, Worker *w, const Template *t, size_t i);

/* The archive's templates over the defaults. Owned. */
Templates *site_templates(Site *s);

/* The data of a page at `url`: strings, site, the way to the root, the page's
 * title; `section` (a literal) is the entry of the navigation it is under. */
Value *page_new(const Builder *b, Worker *w, View url, const char *section, View title);
/* Renders and puts the page, and forgets everything in w's arena. */
void page_put(const Builder *b, Worker *w, const Template *t, const Value *data, View url);

/* Puts bytes that are no page. */
void file_put(const Builder *b, Worker *w, const char *path, View bytes);

/* The way from a page at `url` up to the root: "", "../", "../../". */
View page_root(View url);
/* root + url, in the worker's arena. */
View page_href(Worker *w, View root, View url);

/* The way to something on the page of a source document: a kind of id ("L" for
 * a line, "scan") and its number, 0 for none; "": to where the document begins. */
View source_href(Worker *w, View root, const Source *source, const char *id, unsigned number);

/* Text in which Tibetan is marked as such: for {{{ }}}. */
Value *text_in_scripts(Worker *w, View text);

/* A map with name, href and, where given, count (shown as a number). */
Value *link_value(Worker *w, View name, View href, size_t count);
Value *link_place(const Builder *b, Worker *w, View root, uint32_t place, size_t count);
Value *link_subject(const Builder *b, Worker *w, View root, uint32_t subject, size_t count);
/* Breadcrumbs: a list that begins with a section's index page; then the way
 * down to a place or subject, itself left out or not. */
Value *crumbs_new(const Builder *b, Worker *w, View root, const char *section);
void crumbs_add_place(const Builder *b, Worker *w, Value *crumbs, View root, uint32_t place, bool itself);
void crumbs_add_subject(const Builder *b, Worker *w, Value *crumbs, View root, uint32_t subject, bool itself);
size_t place_count(const Site *s, uint32_t place);

/* Sets map[key] only for a list with items, so that sections can ask for it. */
void set_list(Worker *w, Value *map, const char *key, Value *list);

/* Sets "pair", for the partial of that name: links to what comes before and
 * after, either of which may be NULL. */
void set_pair(Worker *w, Value *map, Value *previous, Value *next);

/* Trees of places (down to the level that `most` allow) and of topics, for
 * the partials that call themselves: every node has "nodes", if empty. */
Value *region_tree(const Builder *b, Worker *w, View root, size_t most, bool folds);
Value *topic_tree(const Builder *b, Worker *w, View root);

/* The address as it stands in a feed or sitemap: below the base URL if there
 * is one, else relative. */
View public_url(const Builder *b, Worker *w, View url);

/* The mail address in what the house wrote as its contact ("县档案馆
 * <a@example.org>"), plain enough for a mailto: link and a tag: URI; or none. */
View mail_address_in(View contact);

/* The language of an article, if the page's is another; else empty. */
View item_lang(const Site *s, const Item *item);

/* --- lists of articles (site/listing.c) --------------------------------------- */

/* The entries of these articles (by index), as HTML in the arena. */
View entries_html(const Builder *b, Worker *w, const uint32_t *items, size_t n, View root);

/* All articles of a group. Its index page shows the newest and leads to
 * numbered pages of list_page articles each, counted from the oldest, so that
 * a full one never changes when articles are added. On a stick files are few. */
static inline size_t list_page(const Site *s) { return s->options->stick ? 200 : 100; }
/* What a heading stands over. */
typedef enum ListingBy { BY_YEAR, BY_DAY, BY_ISSUE } ListingBy;
typedef struct Listing {
    Span ranks;          /* ascending by what the headings say */
    View url;            /* of the index page */
    const char *section; /* as for page_new */
    View title;
    uint32_t place, subject; /* of which it is, for the breadcrumbs; or NONE */
    View prefix;             /* of the names of numbered pages */
    ListingBy by;
} Listing;
Listing all_articles(const Site *s); /* site/page_lists.c */
/* What the partial "listing" shows on the index page. */
Value *listing_index(const Builder *b, Worker *w, const Listing *l);
/* A link for each year to the page that has its newest article, with the
 * year's count and a bar's "height" and "top"; prefix leads to the folder. */
Value *listing_years(const Builder *b, Worker *w, const Listing *l, View prefix);
/* The way from the listing's folder to the entry at position i: its page and heading. */
View listing_href(Arena *a, const Site *s, const Listing *l, size_t i);
/* How many pages are numbered: the index page keeps one page's worth at least. */
size_t listing_pages(const Site *s, const Listing *l);
/* The number of the page that has the entry at position i, 0 for the index page. */
size_t listing_page_of(const Site *s, size_t entries, size_t i);
/* Writes a numbered page. Forgets what is in w's arena. */
void listing_write_page(const Builder *b, Worker *w, const Listing *l, size_t page);
/* Writes all of them. */
void listing_write(const Builder *b, Worker *w, const Listing *l);

#endif
