/* import, inside: a page on which several articles run side by side. */
#ifndef FANGZHI_IMPORT_UNTANGLE_H
#define FANGZHI_IMPORT_UNTANGLE_H

#include "import/breaks.h"
#include "import/wording.h"

/* Deals the paragraphs of a page on which two texts or more break off anew to
 * its headlines, if all of them together read better then. */
void page_untangle(Page *page, Wording *words, Breaks *breaks);

#endif
