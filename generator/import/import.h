/* import: a source document becomes articles. All guessing is here; what is
 * guessed is written down in the articles' front matter. */
#ifndef FANGZHI_IMPORT_H
#define FANGZHI_IMPORT_H

#include "content/content.h"

typedef struct ImportOptions {
    const char *root;      /* the archive */
    const char *gazetteer; /* path of the compiled gazetteer */
    View scope;            /* narrows the gazetteer; empty: all */
    const char *const *paths; /* files and folders; none: what is new or changed in sources/ */
    size_t n_paths;
    bool dry_run;
    bool explain;  /* prints roles line by line instead of writing */
    bool explain_regions; /* prints each place and why it was resolved so, or not */
    /* Instead of reading sources: guess anew from the articles as they stand,
     * where no person changed the guess; with those below, after them. */
    bool again_regions, again_topics;
    /* Reads all sources again, changed or not; of dates, takes nothing else.
     * What would change is counted on `out` before anything is written. */
    bool again_segments, again_dates;
    unsigned jobs;
} ImportOptions;

typedef struct ImportReport {
    size_t sources, skipped;          /* read; unchanged since last time */
    size_t articles, written, merged; /* found; files written; merged with a person's edit */
    size_t conflicts, removed;
} ImportReport;

/* Imports; problems are reported to d, what would be or was done is printed
 * to `out` where asked (dry_run, explain). False: errors were reported; the
 * other documents are done all the same. */
bool import_run(const ImportOptions *options, Diag *d, FILE *out, ImportReport *report);

/* Proves, for every source that was imported, that each of its characters
 * stands in exactly one article as import wrote it (.fangzhi/base), or was
 * set aside with a reason. False: it does not hold, and where was reported. */
bool import_check(const char *root, Diag *d);

/* Lists on `out` what people changed since import wrote it, "articles/a.md:3: corrected title: A → B", and what they
 * deleted; of how many articles. */
size_t import_corrections(Diag *d, const char *root, Str *out);

/* Warns of what the contents of a book say and what it was cut into, where
 * one does not have what the other has. */
void import_check_contents(const Archive *archive, Diag *d);

/* What is wrong with what people say of the sources: sources.csv, also rows
 * whose file is not there, sidecars, and paths that give no day. */
void import_check_known(const char *root, const SiteConfig *config, Diag *d);

/* An article that a person and import changed in the same place. It stays as
 * the person wrote it, and is named until both agree or the person writes
 * `reviewed` (anew) into it. */
typedef struct Conflict {
    View id;
    const char *path, *base; /* the person's file; what import has */
    View what;               /* "title, text" */
    size_t line;
} Conflict;
typedef struct Conflicts {
    Conflict *p;
    size_t n, cap;
} Conflicts;
void import_conflicts(Arena *a, Diag *d, const char *root, Conflicts *out);
void conflicts_tell(Diag *d, const Conflicts *conflicts);
void conflicts_release(Conflicts *conflicts);

/* A name that import found but did not resolve, with the articles that have
 * it, by how often it stands in them. */
typedef struct OpenName {
    View form;       /* as written */
    View why;        /* "ambiguous", "not in the gazetteer", … */
    View within;     /* a region it should lie in, "513325 四川省/…/雅江县"; empty if none is known */
    View candidates; /* what it may mean, likewise, with | between */
    size_t count;
    VEC(const Article *) articles;
} OpenName;
typedef VEC(OpenName) OpenNames;

/* All that the last imports left open, but for names that a person gave a
 * region in the article's front matter. Views in the arena. */
void import_open_names(Arena *a, Diag *d, const Archive *archive, OpenNames *out);
void open_names_release(OpenNames *names);

#endif
