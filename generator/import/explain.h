/* import, inside: what import would do, and why. */
#ifndef FANGZHI_IMPORT_EXPLAIN_H
#define FANGZHI_IMPORT_EXPLAIN_H

#include "import/emit.h"

/* A line a paragraph: number, role, runner-up, margin, the features that
 * spoke for the role against the runner-up, the first words. */
void explain_page(const Page *page, Str *out);
/* What is known of the document, and the articles it would become. */
void explain_plan(const Page *page, const Outputs *outputs, Str *out);

#endif
