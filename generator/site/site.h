/* site: which pages exist and what stands on each. A kind of page is a row
 * of the table in site/pages.c and a file beside it. */
#ifndef FANGZHI_SITE_H
#define FANGZHI_SITE_H

#include "base/base.h"
#include "content/content.h"
#include "output/output.h"
#include "regions/regions.h"
#include "topics/topics.h"

typedef struct BuildOptions {
    const char *root;            /* the archive */
    const char *out;             /* the site's folder */
    const char *const *datadirs; /* where templates/, static/, i18n/ are looked up after the archive, NULL-ended */
    unsigned jobs;
    bool stats;  /* print time and bytes by stage to stderr */
    bool verify; /* trust no cache: read and compare everything */
    bool without_scans; /* copy none */
    bool stick; /* few and large files, and none that only a server has a use for */
    size_t memory; /* bytes the search index has to work in (search_index_room); 0: SEARCH_ROOM */
} BuildOptions;

/* Builds the site. False: errors were reported. */
bool site_build(const BuildOptions *options, Diag *d, OutputReport *report);

/* Appends what the template of a page (its address below the site's root)
 * sees, as JSON. Nothing is written. False: there is no such page. */
bool site_template_vars(const BuildOptions *options, Diag *d, const char *page, Str *json);

/* The page of an article, region, topic, relative to the site's root:
 * articles/7k/7k3f9q2mzt.html, regions/540102/index.html,
 * topics/ID/index.html. Appended. */
void url_article(Str *out, View id);
void url_region(Str *out, View code);
void url_topic(Str *out, View id);
void url_author(Str *out, View name);
void url_publication(Str *out, View id);
void url_source(Str *out, View file); /* its path below sources/ */
/* The way from page `from` to page `to`, both relative to the root. */
void url_relative(Str *out, View from, View to);

/* Appends an article as one JSON object on one line, without line end: the
 * record of `list --json` and of data/articles.jsonl. `text` is the plain
 * text of headline and body. */
void article_record(Str *out, const Article *article, View text);
/* The same, fewer, for a spreadsheet: one CSV row (RFC 4180, CRLF), and the
 * columns with their types (Frictionless table schema), ended by a NULL. */
typedef struct CsvColumn {
    const char *name, *type;
} CsvColumn;
extern const CsvColumn article_columns[];
void csv_add_header(Str *out, const CsvColumn *columns);
void article_csv(Str *out, const Article *article);
/* One cell of a CSV row, quoted where it must be. */
void csv_add_cell(Str *out, View v);
void csv_add_views(Str *out, const View *p, size_t n); /* one cell: a; b; c */
/* Headline (kicker, title, subtitle) and body as plain text, one a line. */
void article_text(Str *out, const Article *article, View body);

/* What of an article a person is asked to check, as check sheets and
 * quality.tsv name it. */
enum { CHECK_FIELDS = 7 };
extern const char *const check_fields[CHECK_FIELDS];

/* A sheet to tick (CSV: id, field, right, guess, path; a row a field) and one to
 * print (HTML, template "sample") of the same articles. */
typedef struct CheckSheet {
    uint64_t seed;   /* another one draws others */
    uint64_t number; /* of articles wanted, then drawn */
    size_t of;       /* articles in the archive */
    Str csv, html;
} CheckSheet;
/* Draws the articles and appends to csv and html. False: errors were reported. */
bool site_check_sheet(const BuildOptions *options, Diag *d, CheckSheet *sheet);

/* Names the scans that sidecars name and that are not there. */
void site_check_scans(Diag *d, const char *root);

/* Follows every link and anchor in a built site; reports what leads nowhere.
 * False if any. */
bool site_check_links(Diag *d, const char *dir, unsigned jobs);

#endif
