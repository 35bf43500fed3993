/* content: an archive as people keep it: site.yaml and articles in Markdown
 * with YAML front matter. import writes articles through it, the site is
 * built from what it reads. It guesses nothing.
 *
 * The front matter's contract (keys, order, form) is the table in
 * content/fields.c; see generator/README.md for an example.
 *
 * How front matter is read. It stands between a first line --- and the next
 * line ---, in YAML: any form of it, a byte-order mark and CRLF accepted;
 * every key at the beginning of its line. Where text is meant, numbers and
 * dates without quotes are taken as they are written (010, 2020-12-23); null,
 * ~ or nothing means "not given". `id` must be ten characters of 0-9 and a-z.
 * Dates are YYYY, YYYY-MM or YYYY-MM-DD, of the calendar; `lastmod` may have a
 * time; `covers` may be two years, 2019-2020. A region may be a map, a code,
 * or a name or path of names.
 *
 * How it is written: in the table's order, a key a line, what is not given
 * left out, lists and maps in [ ] and { } on one line, but for regions, source
 * and repairs, which have an item a line. So a changed value is a changed
 * line. Keys that the table does not know are warned of and kept as they
 * stand, at the end, and so are comments on lines of their own; comments
 * behind a value are lost when an article is written anew.
 */
#ifndef FANGZHI_CONTENT_H
#define FANGZHI_CONTENT_H

#include "base/base.h"

typedef struct Views {
    View *p;
    size_t n;
} Views;

typedef enum ArticleKind {
    KIND_NEWS, KIND_FEATURE, KIND_COMMENTARY, KIND_PHOTO, KIND_YEARBOOK_SECTION, KIND_NOTICE, KIND_FRAGMENT,
    KIND_COUNT
} ArticleKind;
const char *kind_name(ArticleKind k); /* "news", …, "yearbook-section" */

typedef enum ArticleFlag {
    FLAG_HEAD_MISSING = 1, FLAG_TAIL_MISSING = 2, FLAG_REORDERED = 4, FLAG_NEEDS_REVIEW = 8
} ArticleFlag;
const char *flag_name(ArticleFlag f); /* "head-missing", "tail-missing", "reordered", "needs-review" */

/* What import guesses of an article, each with how sure it was. */
typedef enum ConfidenceField { CONF_CUT, CONF_TITLE, CONF_DATE, CONF_AUTHORS, CONF_KIND, CONF_COUNT } ConfidenceField;
const char *confidence_name(ConfidenceField f); /* "cut", "title", … */

/* A region an article names. The forms in `as` are linked where they stand
 * in the text; a region that is meant without being written has none. */
typedef struct RegionRef {
    View code; /* may be empty: name only (a person wrote it, or unknown) */
    View name;
    Views as;
} RegionRef;

/* A source line, or (from, to) a part of it: code points, from 1, inclusive;
 * 0, 0 is the whole line. Written "135" or "135:1-40". */
typedef struct LineRef {
    uint32_t line, from, to;
} LineRef;

typedef struct SourceRef {
    View file;   /* relative to sources/ */
    View sha256; /* of the file's bytes when this article was last cut */
    LineRef *lines; /* in reading order */
    size_t n_lines;
    View page;   /* printed; where the article has more than one file */
} SourceRef;

/* line a breaks off and line b goes on. Across files `file` names b's; `from`
 * names a's where that is not the article's first. */
typedef struct Join {
    uint32_t a, b;
    View from, file;
} Join;

/* An article's metadata. Empty views mean "not given". What people wrote in
 * keys fangzhi does not know is kept in `extra`, verbatim lines, so that
 * writing the article again loses nothing. */
typedef struct Article {
    View path; /* of the Markdown file, relative to the archive */
    View id, title, kicker, subtitle, column;
    ArticleKind kind;
    Views authors;
    View publication, issued, issue_number, page, covers;
    Views within;        /* of a book: the parts it stands in, the outermost first */
    View date;           /* YYYY, YYYY-MM or YYYY-MM-DD */
    View date_precision; /* "year", "month", "day" or empty */
    View dateline_place, dateline_code;
    RegionRef *regions;
    size_t n_regions;
    Views topics;
    SourceRef *sources;
    size_t n_sources;
    Join *joins;
    size_t n_joins;
    unsigned flags; /* ArticleFlag */
    struct Evidence { View field, text; } *evidence;
    size_t n_evidence;
    uint8_t confidence[CONF_COUNT]; /* in hundredths; 0: not given */
    View reviewed_by, reviewed_on;
    View lang; /* of the text; empty: the site's */
    View lastmod;
    bool draft;
    Views aliases;
    View extra;
    size_t body_line;   /* the line of the file on which the body begins */
    size_t body_offset; /* and its byte */
    uint64_t head_hash, file_hash; /* of what is above the body, and of all; set by archive_load */
    View body; /* p NULL: not kept, see article_body */
} Article;

/* Parses one article file. `path` names it in diagnostics. All views point
 * into `text` or the arena, both of which must outlive the article. False
 * after errors were reported (all of them). A missing front matter is an
 * error; unknown keys are warned of; wrong types refused. */
bool article_parse(Arena *a, Diag *d, View path, View text, Article *out);

/* Appends the article as import writes it: front matter in the table's order,
 * one key a line, then an empty line and the body, which is Markdown ending
 * in one newline. article_parse of this gives the same article. */
void article_write(Str *out, const Article *article, View body);

/* --- Markdown ---------------------------------------------------------------- */

/* Appends a paragraph's text as Markdown that means exactly that text under
 * CommonMark: what would be markup is escaped, nothing else. ASCII blanks at
 * the ends of the text and of its lines cannot be kept (U+3000 can); line
 * ends become hard breaks. Also fit for the text of a heading ("## " before
 * it), but not for a table's cell (a pipe stays). */
void markdown_escape(Str *out, View text);

/* A place to link in a rendered article: the first unlinked occurrence of
 * one of the forms, longest first, in text outside links and code. */
typedef struct LinkForm {
    View form; /* as written */
    View href; /* relative */
    View title;
} LinkForm;

/* Appends the HTML of a Markdown body: CommonMark 0.30 by libcmark with pipe
 * tables as GitHub has them. What differs:
 *  - raw HTML is dropped; so are links and images with another scheme than
 *    http, https or mailto (their text stays); an image from elsewhere is a
 *    link to it, since pages ask nothing of the outside;
 *  - headings begin at <h2>, skip no level and have ids h-1, h-2, …;
 *  - lines broken between two Han, full-width or Tibetan characters are
 *    joined without a space;
 *  - tables stand in <div class="table" tabindex="0" role="group" aria-label>,
 *    which is named by the header; alignment is a class
 *    (left, center, right; right for a column of numbers that has none);
 *  - captions and credits of pictures (图为…, …摄) are figures;
 *  - Tibetan stands in <span lang="bo">;
 *  - void elements have no slash (<br>), headings without text are left out;
 *  - forms are linked: <a class="region" href title>. At each place the
 *    longest form counts; of the forms of one href only the first occurrence
 *    is linked; not in headings, links and code.
 * `info` (may be NULL) returns the headings for a table of contents. */
typedef struct Heading {
    unsigned level; /* as in the output: 2… */
    View id, text;  /* text plain */
} Heading;
typedef struct Rendered {
    Heading *headings;
    size_t n_headings;
} Rendered;
void markdown_html(Arena *a, Str *out, View body, const LinkForm *forms, size_t n_forms, Rendered *info);

/* Appends the plain text of a Markdown body: paragraphs, headings, list items
 * and table cells one a line, a hard break ends a line too, and a line broken
 * between Han or Tibetan characters goes on without a space. */
void markdown_text(Str *out, View body);

/* markdown_html and markdown_text from one reading of the body. */
void markdown_both(Arena *a, Str *html, Str *text, View body, const LinkForm *forms, size_t n_forms, Rendered *info);

/* --- the archive ---------------------------------------------------------------- */

/* site.yaml. Only `name` must be given:
 *
 *     name: 河谷资料库                # description, rights, contact, footer,
 *                                     # edition, notice: text shown on pages;
 *                                     # edition: commit is that of the repository
 *     lastmod: commit                 # the last change of an article is the commit that made it
 *     base_url: https://example.org/  # without it no sitemap, no canonical links
 *     language: zh-Hans               # of the articles
 *     languages: [zh-Hans, en]        # of the interface
 *     home: "5401"
 *     publications:
 *       - {id: hg, name: 河谷报, kind: newspaper, home: "540102", place: 拉萨, issn: 0000-0000}
 *     patterns:
 *       - {pattern: "{publication}/{yyyy}/{mmdd}/{page}.txt", publication: hg}
 */
typedef struct Publication {
    View id, name, kind; /* kind: newspaper, yearbook, gazetteer */
    View home;           /* region code */
    View place, issn;
} Publication;

typedef struct SiteConfig {
    View name, description, base_url;
    View language;   /* a tag; zh-Hans where not given */
    Views languages; /* of the interface; the first is the default; where not given, `language` */
    View home;       /* region code: what 我区 means where nothing nearer says */
    View rights, contact, footer, edition, notice; /* notice: shown on the home page ("a sample") */
    View lastmod; /* "commit", or what the front matter says */
    Publication *publications;
    size_t n_publications;
    struct PathPattern { View pattern, publication; } *patterns;
    size_t n_patterns;
} SiteConfig;

/* Reads site.yaml of the archive at `root`. False after errors; a missing
 * file is an error (it is what makes a folder an archive). */
bool site_config_load(Arena *a, Diag *d, const char *root, SiteConfig *out);

/* The commit of the git repository that the archive is in: "1a2b3c4d5e,
 * 2026-11-23", or "1a2b3c4d5e+, …" where the archive's folder holds something
 * else by now. Empty where there is none. In the arena. */
View archive_commit(Arena *a, const char *root);

/* The whole id of that commit; empty where there is none. In the arena. */
View archive_head(Arena *a, const char *root);

/* What must not be shown: see content/redact.h. */
typedef struct Redactions {
    Views articles, names; /* names folded */
    SourceRef *lines;
    size_t n_lines;
} Redactions;

/* Replaces the names in text from byte `from` on; whether there were any. */
bool redactions_apply(const Redactions *r, Str *text, size_t from);
bool redactions_name(const Redactions *r, View text); /* whether there is one in it */
/* Whether a line, or any of a file, is to disappear. */
bool redactions_line(const Redactions *r, View file, uint32_t line);
bool redactions_file(const Redactions *r, View file);

typedef struct Archive {
    const char *root;
    int dir; /* the folder, open */
    SiteConfig config;
    Redactions redactions; /* applied already to all that is here */
    Article *articles; /* sorted by source file, first line, id */
    size_t n;
    Arena *arenas; /* one a thread: hold the metadata, and bodies that are kept */
    size_t bodies; /* bytes: of these there are at most so many */
    Str heads;     /* and what of it was known already */
    unsigned n_arenas;
} Archive;

/* Reads all articles' metadata (not their text) with `jobs` threads: about
 * 1.2 KB an article, not half of it the struct. Articles with errors
 * are left out and reported; the others are there. Two articles of one id
 * are an error, and only the first by path is there. False: something was
 * reported as an error. Paths of articles are NUL-ended. */
bool archive_load(Archive *out, Diag *d, const char *root, unsigned jobs);
/* The same, with what must not be shown: for who writes articles anew. */
bool archive_load_whole(Archive *out, Diag *d, const char *root, unsigned jobs);
/* As archive_load; front matter of files that stat says are unchanged comes from the
 * file `cache`, which is kept up to date and may be deleted. `files` is what
 * dir_list said of the folder of articles, if somebody asked already. Bodies of
 * files that were read are kept for article_body, up to 64 MiB of them. */
bool archive_load_again(Archive *out, Diag *d, const char *root, unsigned jobs, const char *cache,
                        const FileList *files);
void archive_release(Archive *ar);

/* Makes the day of the last commit that changed an article's file its lastmod;
 * one that no commit has keeps what its front matter says. The file `cache`
 * (NULL: none) remembers the days, so that only commits made since are looked
 * at. It may be deleted at any time. */
void archive_date_by_commits(Archive *ar, Diag *d, const char *cache);

/* *body is the Markdown below an article's front matter: as it was kept, or in
 * buf, into which its file is read again. 0 or errno. */
int article_body(const Archive *ar, const Article *article, Str *buf, View *body);

/* Where a value stands in the front matter of an article, for diagnostics:
 * the first place below `key` that has it, else the key, else the file. */
Where article_where(Arena *a, const Archive *ar, const Article *article, const char *key, View value);

/* --- dates and tables, for whoever reads what people write ---------------------- */

/* Dates as archives write them: as much as is known. */
bool date_valid(View v);        /* YYYY, YYYY-MM, YYYY-MM-DD: a day of the calendar */
bool date_time_valid(View v);   /* that, or a day followed by T or a space and a time of day */
bool date_period_valid(View v); /* a date, or two years: 2019-2020 */
unsigned date_month_days(unsigned year, unsigned month); /* a month from 1 to 12 */

/* A comma-separated table, RFC 4180 with a header line. */
typedef struct SheetRow {
    View *cells; /* as many as the header has; what is missing is empty */
    size_t n;    /* how many the row itself has, without empty ones at its end */
    View text;   /* the row as it stands, without its line end */
    size_t line;
} SheetRow;

typedef struct Sheet {
    Views header;
    View header_text;
    VEC(SheetRow) rows; /* those with anything in them */
    size_t torn;        /* the line of the first cell whose quotation marks do not match; 0: none */
} Sheet;

/* Views in the arena. From the torn line on, no cell goes over a line's end. */
void sheet_read(Sheet *sheet, Arena *a, View text);
void sheet_release(Sheet *sheet);
/* The column of a name, or SIZE_MAX. */
size_t sheet_column(const Sheet *sheet, View name);

#endif
