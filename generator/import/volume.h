/* import, inside: pages of an issue or of a book, in their order, and the
 * articles that run from one to another. */
#ifndef FANGZHI_IMPORT_VOLUME_H
#define FANGZHI_IMPORT_VOLUME_H

#include "import/emit.h"

/* Appends what is known of the issue or book that a page is of: equal where they
 * are the same. */
void issue_key(const Known *known, Str *key);
/* What tells that sources stand together, and in which order: folder, name
 * without its number, publication and issue; the number. False: it stands
 * alone. */
bool volume_key(const Page *page, Str *key, unsigned *number);

/* --- together.c --- */
/* Where something is known of the files they are one issue or book. Else they
 * are parted where what they print says that they are not. */
typedef struct VolumePart {
    size_t first; /* the page with which its part begins */
    bool sure;    /* something tells that the part's pages belong together */
} VolumePart;
void volume_parts(Page **pages, const unsigned *numbers, size_t n, VolumePart *out);

/* --- volume.c --- */
/* Page k + 1 of a volume follows page k; `number` is each one's. Drafts that
 * go on from one page to another become one, on the page where it begins;
 * the lines it took are known there as foreign, and lent here. */
void volume_link(Page **pages, const unsigned *numbers, const VolumePart *parts, size_t n);

/* Pages of one issue whose masthead is lost have the date of the others'. */
void volume_dates(Page **pages, const VolumePart *parts, size_t n);

/* After the articles of a page have their ids: those who lent lines to it
 * learn in which they stand. */
void volume_tell(const Page *host);

#endif
