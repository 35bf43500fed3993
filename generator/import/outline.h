/* import, inside: the contents of a book, 目录, as its pages give them: which
 * headings there are, and under which others. */
#ifndef FANGZHI_IMPORT_OUTLINE_H
#define FANGZHI_IMPORT_OUTLINE_H

#include "import/folded.h"

typedef struct OutlineEntry {
    View title;        /* as printed */
    View bare;         /* without blanks, number and brackets */
    unsigned page;     /* 0: not said */
    size_t parent;     /* SIZE_MAX: none */
    size_t next;       /* another with the same words; SIZE_MAX: none */
    const char *path;  /* the source, and its line */
    uint32_t line;
    bool leaf;         /* nothing stands under it */
} OutlineEntry;

/* A line under which the next may stand. */
typedef struct OutlineLevel {
    unsigned number; /* 第三章, 一、, (一): how deep such stand; 0 without */
    unsigned margin, level;
    bool paged;
    size_t entry;
} OutlineLevel;

typedef struct Outline {
    Arena arena;
    VEC(OutlineEntry) entries;
    Map by_title; /* the last of each */
    uint64_t hash; /* of all lines */
    VEC(OutlineLevel) open; /* where the next line may belong */
} Outline;

/* A line of a contents page. */
typedef struct OutlineLine {
    View text;
    const char *path; /* must outlive the outline */
    uint32_t number;
    unsigned margin; /* columns before it */
    unsigned level;  /* of a Markdown heading mark, 0 without */
} OutlineLine;
void outline_add(Outline *o, const OutlineLine *line);
void outline_release(Outline *o);

/* The words by which a heading is known: in buf, empty where there are none. */
View outline_bare(View title, char buf[FOLDED_BYTES]);
bool outline_has(const Outline *o, View title);
/* The entry of a heading on a printed page (0: not known) below another (may
 * be empty); of several the first from entry `from` on. NULL: none. */
const OutlineEntry *outline_find(const Outline *o, View title, unsigned page, View above, size_t from);

/* A line of a contents page with a page number: a title, then leaders and the
 * number, perhaps several of these. */
bool outline_leads(View text);
/* The same with a blank for the leaders; *page is the number. */
bool outline_spaced(View text, unsigned *page);

#endif
