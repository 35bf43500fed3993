/* import, inside: text that stands above its own headline. */
#ifndef FANGZHI_IMPORT_ABOVE_H
#define FANGZHI_IMPORT_ABOVE_H

#include "import/breaks.h"
#include "import/wording.h"

/* Gives it to the headline below. `first`: before what broke off is matched, and not where something else on the page
 * goes on with the text below that headline. `words` may be empty: they are read when first asked for. */
void page_above(Page *page, Wording *words, Breaks *breaks, bool first);

#endif
