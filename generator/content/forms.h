/* Finding the written forms of regions in running text: at each place the
 * longest form; of each address only the first occurrence is to be linked. */
#ifndef FANGZHI_CONTENT_FORMS_H
#define FANGZHI_CONTENT_FORMS_H

#include "content/content.h"

enum { FORM_MAX = 256 }; /* bytes: no place name is longer, and it bounds the work at a place */

typedef struct FormEntry {
    const LinkForm *form;
    size_t address; /* forms of one href have the same */
} FormEntry;

typedef struct Forms {
    FormEntry *entries; /* sorted by form */
    size_t n;
    bool *linked; /* by address */
    size_t left;  /* addresses not yet linked */
    uint64_t begins[64]; /* a bit by hash of the first three bytes of a form */
} Forms;

void forms_init(Forms *f, Arena *a, const LinkForm *forms, size_t n);

/* The next occurrence to be linked in `text` at or after `from`: its offset
 * in *at; it counts as linked then. NULL: none. */
const LinkForm *forms_next(Forms *f, View text, size_t from, size_t *at);

#endif
