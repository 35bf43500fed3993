/* import, inside: a source document on its way to articles.
 *
 *     bytes ─ lines.c ─▶ lines ─ paragraphs.c ─▶ paragraphs ─ features.c ─▶
 *     features ─ segment.c ─▶ roles ─ cut.c ─▶ drafts ─ repair.c ─▶ drafts
 *     ─ metadata.c ─▶ articles ─ emit.c ─▶ Markdown
 */
#ifndef FANGZHI_IMPORT_PAGE_H
#define FANGZHI_IMPORT_PAGE_H

#include "base/base.h"
#include "content/content.h"
#include "import/folded.h"
#include "import/model.h"
#include "import/outline.h"
#include "text/text.h"

/* A line that is not blank. */
typedef struct Line {
    View raw;        /* trimmed, as it stands */
    View text;       /* without the marks that OCR put there: "## " */
    uint32_t number; /* from 1, blank lines counted */
    uint32_t gap;    /* blank lines before it */
    uint32_t chars;  /* code points of text */
    uint32_t ascii;  /* of them such as are half as wide */
    uint8_t level;   /* of a Markdown heading mark, 0 without */
    uint16_t margin; /* columns of blank before it */
    bool indented;   /* begins with two spaces or more */
    bool closed;     /* ends a sentence */
    bool set_right;  /* far from the left edge: a signature */
    bool page_start; /* a form feed stood before it, or it is such a mark, or stands behind one */
    bool page_mark;  /* what a program puts between pages: === Page 12 === */
    uint32_t folio;  /* the printed number of its page; 0: not known */
} Line;

/* A line that says where its piece was printed: under its headline, or apart
 * from it, above or at the end. */
typedef enum CitedHow { NOT_CITED, CITED_BELOW, CITED_APART } CitedHow;

/* What a reader sees as one paragraph (or headline): one line, or several
 * that were wrapped at the width of a column. */
typedef struct Para {
    size_t first, n; /* lines */
    View text;
    const Folded *head; /* of text, in the page's arena */
    const struct Dateline *dateline; /* that text begins with, likewise; NULL: none */
    uint32_t chars;
    uint32_t gap; /* blank lines before it */
    FeatureSet features;
    bool open;    /* breaks off: nothing closes the sentence */
    const char *aside; /* furniture: the reason it is set aside; NULL: text */
    Role forced;  /* a person or the page itself says so; ROLE_COUNT: nothing does */
    bool split;   /* an article begins here: a person said so, or a citation or a digitized paper's head stands above */
    bool settled; /* stands above its headline and was given to it */
    bool goes_on; /* none begins here: a digitized paper has a head over each */
    CitedHow cited;
    Role role, second;
    float margin; /* how much worse the best path with another role is */
    struct Page *from; /* of a paragraph taken from another page of the volume: that page, */
    size_t at;         /* and which of its paragraphs it is */
    View lent_to;      /* of a paragraph that another page took: the id of its article there, */
    const char *lent_path; /* and that page's path */
} Para;

static inline bool is_set_aside(const Para *p, const char *why) { return p->aside && strcmp(p->aside, why) == 0; }

typedef VEC(Line) Lines;
typedef VEC(Para) Paras;

/* What is known of a document before its text is read; empty views where it
 * is not. `from` says where from, for --dry-run. */
typedef struct Known {
    View publication, kind, issued, issue_number, page, covers, home, licence, charset;
    const char *from;
    bool unread; /* its sidecar could not be read */
} Known;

/* One article as cut from the page: paragraphs in reading order. */
typedef struct Draft {
    VEC(size_t) paras;
    VEC(Join) joins;
    View title, kicker, subtitle, column;
    size_t column_para; /* SIZE_MAX: inherited from a neighbour, or none */
    bool photo;
    unsigned flags;
    ArticleKind kind;
    float kind_sure; /* its chance against the other kinds; 1 where the form tells */
    VEC(View) authors;
    View byline; /* as printed, evidence for authors */
    View dateline_place;
    unsigned dateline_year, month, day;
    unsigned cited_year, cited_month, cited_day; /* when it was printed, of a cutting; 0: the page says */
    View date, date_precision, date_why;
    View id;
    const OutlineEntry *listed; /* where it stands in the book's contents; NULL: nowhere */
    bool loose;         /* a piece taken off the text before it, which ends with paragraph `host` */
    size_t host;
} Draft;

typedef VEC(Draft) Drafts;

/* A document while it is read. Everything lives in its arena. */
typedef struct Page {
    Arena arena;
    struct Seams *seams;
    Diag *diag;
    const char *path;  /* relative to sources/ */
    const char *shown; /* in diagnostics: sources/PATH, or where it stands outside */
    const char *came_with; /* from outside: "yaml, jpg"; NULL: nothing */
    uint64_t volume;   /* of the names of the pages it stands among; 0: alone */
    bool twin;         /* a source before it in this import has the same bytes */
    const Map *taken;  /* ids that an article had when the import began; may be NULL */
    Known known;
    const SiteConfig *config; /* whose publications a masthead may name; may be NULL */
    char sha256[65], beside[65]; /* of the source; of what is known of it and its edits */
    Charset charset;
    View edits;      /* NAME.edits */
    const char *edits_path;
    Outline own_outline;
    const Outline *outline; /* the contents of the book; NULL: none is known */
    Str utf8;
    Lines lines;
    Paras paras;    /* in reading order, which a person may have changed; furniture included */
    size_t own_paras; /* behind so many stand those taken from other pages; 0: none was */
    Drafts drafts;
    uint32_t usual_gap; /* blank lines between paragraphs, as a rule */
    bool wrapped;       /* its lines were cut at the width of a column */
    bool narrow;        /* and that is a dozen characters or so: lines set from top to bottom */
    bool indents;       /* and its paragraphs begin with an indent */
    bool yearbook;
    bool headed;        /* a head stands over each of its articles, as in a digitized paper */
    bool sections;      /* and its sections are 【…】 with text */
    bool bracket_subheads; /* 【…】 alone stands under a section's title */
    bool bodies_head;      /* the name of a body stands over its officers and sections */
    bool has_stops;     /* its paragraphs end in punctuation */
    Map names;          /* persons that a byline or dateline names */
    unsigned year;      /* the page's year, 0 unknown */
    View year_why;
    View printed_date;               /* 農曆十一月十八日, line 2: of other calendars, as the masthead has it */
    unsigned issue_month, issue_day; /* of the masthead or what is known; 0 unknown */
} Page;

void page_init(Page *page, Diag *d, const char *path);
void page_release(Page *page);

/* --- read.c --- */
/* Bytes to roles, and on to drafts with their metadata. False: not text. */
bool page_roles_of(Page *page, View bytes);
bool page_drafts_of(Page *page, View bytes); /* without metadata */
bool page_read(Page *page, View bytes);

/* --- lines.c --- */
/* False: not text; the reason was reported. */
bool page_lines(Page *page, View bytes);
/* Neither space nor control character: what must not be lost. */
bool cp_is_blank(uint32_t cp);
uint32_t count_chars(View v);

/* --- paragraphs.c --- */
void page_paragraphs(Page *page);
/* Line k of paragraph `which`, not its first, begins one of its own, which is
 * the next; returns its place. */
size_t para_cut(Page *page, size_t which, size_t k);

/* --- citation.c --- */
void page_citations(Page *page);

/* --- buttons.c --- */
void page_listed_above(Page *page);
void page_said_twice(Page *page);
void page_site(Page *page);

/* --- furniture.c --- */
void page_furniture(Page *page);
/* --- running_heads.c --- */
/* What the pages of a book repeat; once the rest is set aside. */
void page_running_heads(Page *page);
/* --- digitized.c --- */
/* Articles begin below the heads of a digitized paper; at the end of page_furniture. */
void page_headed(Page *page);
/* --- records.c --- */
/* Articles of a gazetteers' data base begin below the names on their cards. */
void page_records(Page *page);
/* --- imprint.c --- */
/* Of a page about which nothing says its publication: the one of site.yaml
 * that its masthead names. */
void page_imprint(Page *page);
/* When a newspaper's page was issued, if only its masthead or another page of
 * the issue says so; after page_dates. */
void page_issued(Page *page);

/* --- calendars.c --- */
void page_calendars(Page *page);

/* --- folios.c --- */
/* === Page 12 ===: what programs put between the pages that they read. */
bool folio_mark(const Folded *head);
/* The printed number that a paragraph set aside has; 0: none. */
unsigned folio_number(const Para *p);
/* Of which page each line is, by the numbers that furniture has. */
void page_folios(Page *page);
/* The pages of lines in reading order. */
enum { FOLIO_RUNS = 8 };
typedef struct FolioRuns {
    struct FolioRun { uint32_t low, high; } run[FOLIO_RUNS];
    size_t n;
    bool unknown; /* lines of no known page came last */
} FolioRuns;
void folios_add(FolioRuns *r, uint32_t number);
View folios_text(Arena *a, const FolioRuns *r); /* "81-83", "1, 3"; empty: none known */

/* --- contents.c --- */
void page_contents(Page *page);
/* Is the paragraph a line of contents that names parts of the book? */
bool contents_line(const Page *page, size_t para, OutlineLine *out);
/* Adds what the page's lines of contents say; its path must outlive it. */
void contents_read(const Page *page, Outline *out);
/* 目录 itself, or the number of its page: III. */
bool contents_is_name(View v);
/* Headings that the contents confirm; and where each draft stands in them. */
void contents_features(Page *page);
void contents_place(Page *page);

/* --- leaves.c --- */
/* Sets aside a book's half-title, imprint and index. */
void page_leaves(Page *page);

/* --- seam.c --- */
/* Which characters stand together in a document, and the words of the
 * language, for judging whether text runs over from one piece to another. */
typedef struct Seams Seams;
Seams *seams_new(void); /* owned */
void seams_free(Seams *s);
/* From the lines that the page has now. */
void seams_learn(Seams *s, const Page *page);
/* A word of the dictionary lies across the seam. */
bool seam_in_word(View before, View after);
/* The characters at the seam stand together elsewhere in the document. */
bool seam_known(Seams *s, View before, View after);
/* The dictionary has v as one word. */
bool seam_is_word(View v);

/* --- features.c --- */
void page_features(Page *page);

/* --- segment.c --- */
void page_roles(Page *page);

/* --- annals.c --- */
/* 六月, 清代, 民国19年（1930年）: a part of a chronicle, no piece. */
bool divides_annals(const Para *p);

/* --- cut.c --- */
void page_cut(Page *page);
/* Where and when, as the datelines of each draft's text say. */
void page_datelines(Page *page);
/* Drafts that gave all they had to others go. */
void page_drop_empty(Page *page);
/* Does the role belong to an article's text (not headline, not picture)? */
bool role_is_text(Role r);
/* What a sentence that breaks off can go on in: no subhead, table, signature or note. */
bool role_is_running_text(Role r);
bool role_is_head(Role r);
bool role_is_picture(Role r);
/* The name of a column without its label: 专栏:读者来信. */
View column_without_label(View v);
/* A headline without such: 原标题:…, 章名: … */
View head_without_label(View v);
/* 下转第三版, 上接第一版《…》, in a line of its own. */
bool is_turn_note(const Para *p);

/* --- boxes.c --- */
/* Text below a notice or picture that was set into an article goes back to it. */
void page_boxes(Page *page);

/* --- repair.c --- */
void page_repair(Page *page);
/* How well text reads on from one piece to another; 2 is well. */
int seam_reads(const Page *page, View before, View after);

/* --- metadata.c, dates.c --- */
void page_metadata(Page *page);
void page_dates(Page *page);
/* Reads the date of the page's masthead; false: it has none. */
bool page_masthead(Page *page);
/* --- told_years.c --- */
/* The year that the text tells of as the present one, if it tells of any. */
void page_year_told(Page *page);

#endif
