/* Rules of the archive: what a written form means, whatever the text says. */
#ifndef FANGZHI_REGIONS_RULES_H
#define FANGZHI_REGIONS_RULES_H

#include "regions/find.h"

/* Of the forms found at one place, leaves out those that a rule of the same
 * length replaces, and rules of other publications; their number. */
size_t rules_apply(const Gazetteer *g, View publication, FoundForm *forms, size_t n);
void rules_release(Gazetteer *g);

#endif
