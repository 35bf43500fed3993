/* import, inside: guessing anew from the articles as they stand. */
#ifndef FANGZHI_IMPORT_AGAIN_H
#define FANGZHI_IMPORT_AGAIN_H

#include "import/import.h"
#include "import/places.h"

typedef struct Again {
    const ImportOptions *o;
    Diag *d;
    const Reading *reading;
    const Catalogue *catalogue;
    PlaceNotes *notes;
    FILE *out;
} Again;

/* Reads all articles, a source at a time, says what would change, and unless
 * it is a dry run writes it: each field that still is what import wrote last
 * (the base), in the article and in the base. False after an error. */
bool again_run(const Again *again, RegionTable *table, ImportReport *report);

#endif
