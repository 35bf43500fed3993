/* import, inside: from drafts to files. */
#ifndef FANGZHI_IMPORT_EMIT_H
#define FANGZHI_IMPORT_EMIT_H

#include <pthread.h>

#include "import/page.h"
#include "regions/regions.h"
#include "topics/topics.h"

/* --- body.c --- */
/* One paragraph of an article as a reader has it. */
typedef struct Block {
    Role role;
    View text;
    Str own; /* holds the text once something was joined to it */
} Block;
typedef struct Blocks {
    Block *p;
    size_t n, cap;
    size_t last; /* where the last piece went: a continuation may stand above a caption */
} Blocks;

/* Adds the next piece in reading order, borrowed. A continuation goes to the last
 * block of running text; `same` goes on where the piece before went (a wrapped
 * line). Headline and byline make no block. */
void blocks_add(Blocks *b, Role role, bool same, View text);
void blocks_clear(Blocks *b);
void draft_blocks(const Page *page, const Draft *d, Blocks *out);
void blocks_markdown(Str *out, const Blocks *b);
View blocks_plain(Arena *a, const Blocks *b);

/* --- emit.c --- */
/* What one source needs to become files. */
typedef struct Reading {
    const Gazetteer *gazetteer; /* NULL: no regions */
    const Taxonomy *topics;     /* NULL: no topics */
    View home;                  /* of the site, where nothing nearer says */
    View language;              /* of the site's articles; what is in it needs no mark */
} Reading;

/* The file of one article. */
typedef struct Output {
    View id;
    Str bytes;
    Article article; /* views into the page */
    bool kept;       /* of one that was there before: a person changed it, it stays whatever import finds */
} Output;
typedef VEC(Output) Outputs;

struct Places;
/* `places` returns what was said of the document's places. */
/* `gone`: articles of other pages of the volume that are no more, which may
 * live on in one that runs over to them. */
void page_emit(Page *page, const Reading *with, const Outputs *before, const Outputs *gone, Outputs *out,
               struct Places *places);
void outputs_release(Outputs *o);
void topics_fill(const Reading *with, Arena *mem, View head, View plain, Article *a);

/* --- ledger.c --- */
/* .fangzhi/base/sources/PATH.tsv says of every line of a source what it was
 * taken for and in which article it stands, or why it was set aside. */
void ledger_write(const Page *page, Str *out);
/* Does an article in the folder of a source belong to another? A.txt and
 * A.TXT share one. */
bool is_of_other(Arena *a, const char *root, const char *path, const Article *article);
/* The sha256 of what was known of the source and corrected in it. */
View ledger_beside(View ledger);
/* The sha256 that a ledger was written for; empty where it is none. */
View ledger_sha256(View ledger);
View ledger_charset(View ledger);
/* The hash of the contents of its book, read elsewhere too; empty: none. */
View ledger_contents(View ledger);
/* Of the names of the pages that it stood among; empty: alone. */
View ledger_volume(View ledger);
/* A line that was set aside. */
typedef struct AsideLine {
    View reason;
    const Line *line;
} AsideLine;
typedef VEC(AsideLine) AsideLines;
/* Reads the source of `page`, a page as page_init leaves it, and of its lines
 * those that were set aside, in their order; they live in the page. None where
 * the source changed since, or where the ledger has no `row`. */
void ledger_asides(Page *page, const char *root, View row, AsideLines *out);

/* --- values.c --- */
/* What the text of a file that people wrote is, in whatever charset; 0 or errno. */
int read_text(Arena *a, const char *path, size_t max, View *out);
/* A field of Known as an article may have it; empty after it was reported. */
View known_value(Arena *a, Diag *d, const char *name, View written, Where at);

/* --- publication.c --- */
typedef struct Catalogue Catalogue; /* site.yaml's patterns and sources.csv */
/* Fills in what site.yaml says of the publication that *k names by its id or
 * name. */
void known_publication(const SiteConfig *config, Known *k);
Catalogue *catalogue_load(Diag *d, const char *root, const SiteConfig *config); /* owned */
void catalogue_free(Catalogue *c);
/* What is known of sources/PATH; views in the arena. `alone`: no sidecar stands beside it. */
Known catalogue_known(const Catalogue *c, Arena *a, Diag *d, const char *root, View path, bool alone);
/* Likewise of one that is not in sources/ yet and stands at `file`. */
Known catalogue_outside(const Catalogue *c, Arena *a, Diag *d, View path, const char *file);
/* Adds the rows of another sources.csv, but for files that have one. */
void catalogue_add(Catalogue *c, Diag *d, const char *file, const char *shown, View below);

/* --- located.c --- */
typedef struct Located {
    const char *root;
    pthread_mutex_t lock;
    bool read;
    Map by_id;
    VEC(const char *) paths;
    Arena arena;
} Located;
void located_init(Located *l, const char *root);
void located_release(Located *l);
/* The file of an article, relative to the archive: `usual` if it is there,
 * else the one below articles/ that has the id; `usual` where none has. Safe
 * from threads. */
const char *located_path(Located *l, Arena *a, const char *usual, View id);

/* --- merge.c --- */
typedef enum Merged { MERGE_SAME, MERGE_WRITTEN, MERGE_MERGED, MERGE_CONFLICT, MERGE_DELETED, MERGE_FAILED } Merged;
/* Writes an article that import made anew: nothing that a person changed
 * since is lost. `base` is what import wrote last (may be absent);
 * `theirs_win`: front matter that both changed is no conflict. */
Merged merge_write(Diag *d, const char *root, const char *path, const char *base, View bytes, bool theirs_win);
/* An article that is no more: removed, unless a person changed it. */
bool merge_remove(Diag *d, const char *root, const char *path, const char *base);
/* What a person's file says, without carriage returns and a byte-order mark: an editor's habits are no change.
 * In *s. */
View merge_text(Str *s);
/* Is there an article that differs from what import wrote last? */
bool merge_touched(const char *root, const char *path, View base);
/* The conflicts that are not settled yet; `write`: forgets those that are, and
 * writes what a person and import now agree on. */
struct Conflicts;
void conflicts_find(Arena *a, Diag *d, Located *located, bool write, struct Conflicts *out);

/* --- sources.c --- */
typedef struct SourceFile {
    const char *path; /* relative to sources/, as it is or will be */
    const char *file; /* where its bytes are */
    bool outside;     /* not in sources/: a dry run copies nothing */
    bool neighbour;   /* not asked for: a page beside one that was, imported before */
    bool alone;       /* neither sidecar nor edits stand beside it, as its folder was listed */
    const char *beside; /* what came with it: "yaml, jpg"; NULL: nothing */
} SourceFile;

typedef struct OutsideSheet {
    const char *file;  /* a sources.csv that is not the archive's */
    const char *below; /* what stands before the names in it: "2019/" or "" */
} OutsideSheet;

typedef struct SourceList {
    VEC(SourceFile) files;
    VEC(OutsideSheet) sheets;
    Arena arena;
} SourceList;
/* Files named on the command line, or all of sources/. Outside ones are
 * copied into sources/ first, with what stands beside them (sidecar, edits,
 * scans, their rows of sources.csv). False: something was reported. */
bool sources_find(SourceList *out, Diag *d, const char *root, const char *const *paths, size_t n, bool dry_run);
void sources_release(SourceList *l);
bool source_named(View path); /* NAME.txt */

/* --- adopt.c --- */
/* Adds the rows of a sheet from outside that are about files of the list to
 * the archive's sources.csv. A row that is there already stays. */
bool sheet_take(const SourceList *l, const OutsideSheet *sheet, Diag *d, const char *root);

/* --- renamed.c --- */
/* A new source that is one whose file is gone, under another name: by its
 * bytes, else by most of its text. Its articles, with what people made of
 * them, go with it. False: something was reported. */
bool renamed_follow(Diag *d, const char *root, const SourceList *sources);

#endif
