/* Where templates, strings and static files are: the archive's own first,
 * then the folders of defaults. */
#ifndef FANGZHI_SITE_LOOKUP_H
#define FANGZHI_SITE_LOOKUP_H

#include "base/base.h"

typedef struct Lookup {
    const char *root;
    const char *const *datadirs; /* NULL-ended */
} Lookup;

/* The i-th folder to look in, NULL after the last. */
const char *lookup_folder(const Lookup *l, size_t i);
/* The first file of that name, in the arena; NULL if there is none. */
char *lookup_find(const Lookup *l, Arena *a, const char *name);

#endif
