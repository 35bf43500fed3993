/* import, inside: going through a folded text from its head. */
#ifndef FANGZHI_IMPORT_SCAN_H
#define FANGZHI_IMPORT_SCAN_H

#include "text/text.h"

static inline void skip_spaces(View *v) {
    while (v->n) {
        View rest = *v;
        if (!cp_is_space(utf8_next(&rest))) return;
        *v = rest;
    }
}

static inline bool take(View *v, const char *word) {
    if (!view_starts(*v, view_of(word))) return false;
    *v = view_from(*v, strlen(word));
    return true;
}

#endif
