/* How an article is cited: one record, and a table of the forms it is written
 * in. A citation names the paper or book, the issue and the page, as a reader
 * of print would; the article's own date stands in the note. */
#ifndef FANGZHI_SITE_CITATION_H
#define FANGZHI_SITE_CITATION_H

#include "base/base.h"

typedef struct Citation {
    View id, title;
    const View *authors;
    size_t n_authors;
    bool in_book; /* part of a yearbook, not of a paper */
    View publication, place, issn;
    View issued; /* YYYY, YYYY-MM or YYYY-MM-DD: of the issue, else of the article itself */
    View issue_number, page, lang;
    View url;     /* may be empty */
    View archive; /* where it is kept: there it is known by its id */
    View note;    /* its own date, the edition */
} Citation;

/* Of "81-83" and "1, 3". */
View citation_first_page(View page);

typedef struct CitationFormat {
    const char *name;
    void (*add)(Str *out, const Citation *c); /* one record, ending in a line end */
} CitationFormat;
extern const CitationFormat citation_formats[];
extern const size_t citation_formats_n;

/* For people: GB/T 7714-2015. For programs: RIS, BibTeX, CSL-JSON. */
void citation_gbt7714(Str *out, const Citation *c);
void citation_ris(Str *out, const Citation *c);
void citation_bibtex(Str *out, const Citation *c);
void citation_csl_json(Str *out, const Citation *c);

#endif
