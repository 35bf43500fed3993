/* import, inside: pages of an issue or of a book, in their order, and the
 * articles that run from one to another. */
#ifndef FANGZHI_IMPORT_VOLUME_H
#define FANGZHI_IMPORT_VOLUME_H

#include "import/emit.h"

/* What tells that sources stand together, and in which order: folder, name
 * without its number, publication and issue; the number. False: it stands
 * alone. */
bool volume_key(const Page *page, Str *key, unsigned *number);

/* Page k + 1 of a volume follows page k; `number` is each one's. Drafts that
 * go on from one page to another become one, on the page where it begins;
 * the lines it took are known there as foreign, and lent here. */
void volume_link(Page **pages, const unsigned *numbers, size_t n);

/* Pages of one issue whose masthead is lost have the date of the others'. */
void volume_dates(Page **pages, size_t n);

/* After the articles of a page have their ids: those who lent lines to it
 * learn in which they stand. */
void volume_tell(const Page *host);

#endif
