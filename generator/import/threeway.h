/* import, inside: three versions of an article become one. */
#ifndef FANGZHI_IMPORT_THREEWAY_H
#define FANGZHI_IMPORT_THREEWAY_H

#include "base/base.h"

/* Merges what two sides made of `base`: front matter key by key (regions
 * region by region), the body line by line. False: both changed the same
 * thing to something else; `what` then names it ("title, text"), and *line is
 * where the first of it stands in `theirs`. With `theirs_win` a key that both
 * changed is no conflict and stays as `theirs` has it. */
bool three_way(View base, View theirs, View ours, bool theirs_win, Str *out, Str *what, size_t *line);

/* What `theirs` says otherwise than `base`: a key of the front matter with its value, or "text" with all of it. */
typedef struct Change {
    View key, from, to;
    size_t line; /* in theirs */
} Change;
typedef VEC(Change) Changes;
void changes_between(View base, View theirs, Changes *out);

#endif
