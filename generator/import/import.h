/* import: a source document becomes articles. All guessing is here; what is
 * guessed is written down in the articles' front matter. */
#ifndef FANGZHI_IMPORT_H
#define FANGZHI_IMPORT_H

#include "base/base.h"

typedef struct ImportOptions {
    const char *root;      /* the archive */
    const char *gazetteer; /* path of the compiled gazetteer */
    View scope;            /* narrows the gazetteer; empty: all */
    const char *const *paths; /* files and folders; none: what is new or changed in sources/ */
    size_t n_paths;
    bool dry_run;
    bool explain;  /* prints roles line by line instead of writing */
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

#endif
