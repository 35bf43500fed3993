/* import, inside: the second half of the features, for features.c. */
#ifndef FANGZHI_IMPORT_FEATURES_H
#define FANGZHI_IMPORT_FEATURES_H

#include "import/page.h"

void features_stacks(Page *page);
void features_between(Page *page);
void features_neighbours(Page *page);

#endif
