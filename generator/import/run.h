/* import, inside: one import, and what its parts hand on to each other. */
#ifndef FANGZHI_IMPORT_RUN_H
#define FANGZHI_IMPORT_RUN_H

#include "import/import.h"
#include "import/places.h"
#include "import/volume.h"

/* Lines of a source's contents. */
typedef struct Contents {
    Arena arena; /* of their texts */
    VEC(OutlineLine) lines;
} Contents;

/* What one source left behind for the end. */
typedef struct Done {
    uint64_t hash;  /* of its bytes */
    uint64_t key, was; /* of what it stands together with, now; the volume it was in */
    unsigned number; /* of its page there */
    uint64_t book;       /* of what tells which sources are of one book */
    uint64_t contents_were; /* the hash of the book's contents when it was imported */
    Contents *contents;  /* while sources are looked at; NULL: it has none */
    bool same, twin; /* as it was imported; the bytes of one before it */
    Str say; /* --dry-run, --explain */
    Str changes; /* --again: a line for each, "date: 2019 → 2020" */
    ImportReport report;
    bool failed;
} Done;

/* Pages of one issue or book, in `order`; most sources stand alone. */
typedef struct Volume {
    size_t first, n;
    uint64_t name;
} Volume;

typedef struct Run {
    const ImportOptions *o;
    Diag *d;
    SourceList sources;
    const SiteConfig *config;
    Catalogue *catalogue;
    Reading reading;
    Located located;
    bool counting; /* --again: what would change is told, nothing is written */
    Map taken; /* ids of articles when the import began */
    Map stems; /* of sources that had articles then */
    Arena names;
    PlaceNotes notes;
    Done *done;
    size_t *order;  /* sources by volume and page */
    VEC(Volume) volumes;
    VEC(Outline) books; /* whose contents are known */
    Map book_of; /* by key: its place and one */
} Run;

/* What one page becomes. */
typedef struct Made {
    Page *page;
    Done *done;
    Outputs before, outputs;
    Places places;
} Made;

static inline bool says_only(const ImportOptions *o) { return o->dry_run || o->explain || o->explain_regions; }

static inline bool reads_all(const ImportOptions *o) { return o->again_segments || o->again_dates; }

/* --- survey.c --- */
/* What is known of source i, its edits and its bytes; what is wrong with it is
 * said to d. False: it cannot be read. */
bool source_open(Run *run, size_t i, Diag *d, Page *page, Str *bytes);
/* Which sources are as they were, which are copies of another, the ids that
 * are taken, and what had articles. */
void survey_sources(Run *run);
/* --- books.c --- */
/* What the source that was opened says of its book: its key, and its lines of
 * contents where it has some. */
void book_look(Done *done, Page *page, View bytes);
/* The contents of all books; sources of those whose contents changed are not
 * as they were. */
void books_gather(Run *run);
const Outline *book_outline(const Run *run, const Done *done);
void books_release(Run *run);

/* --- survey.c, again --- */
/* The pages that stand together, in their order. */
void survey_volumes(Run *run);

/* --- write.c --- */
const char *source_stem(Arena *a, const char *path); /* without its .txt */
const char *base_file(Arena *a, const char *stem, View id);
bool outputs_have(const Outputs *o, View id);
/* Articles that import wrote for this source before: their metadata, and in
 * `bytes` the plain text. */
void articles_before(Run *run, Arena *a, const char *path, Outputs *out);
/* The page's articles, with its ledger and what its places leave open. */
void write_made(Run *run, Made *m);
/* Its articles alone, after changes_keep_dates. */
void write_dates(Run *run, Made *m);

/* --- changes.c --- */
/* Of what was made only the dates, in articles that are there. */
void changes_keep_dates(Run *run, Made *m);
/* What is not as it was, a line each, into the page's `changes`. */
void changes_tell(Made *m, bool segments);
/* "312 articles: date: 2019 → 2020", the most frequent first. */
void changes_count(Run *run, FILE *out);

#endif
