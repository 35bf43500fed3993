/* import, inside: a person's corrections of how a page is read. */
#ifndef FANGZHI_IMPORT_EDITS_H
#define FANGZHI_IMPORT_EDITS_H

#include "import/page.h"

/* Marks the paragraphs that the text of NAME.edits speaks of; what it cannot
 * find is reported. `file` names it in diagnostics. */
void edits_apply(Page *page, View edits, const char *file);

#endif
