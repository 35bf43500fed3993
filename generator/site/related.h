/* Articles near one in time that share a place, a topic or the week, by groups. */
#ifndef FANGZHI_SITE_RELATED_H
#define FANGZHI_SITE_RELATED_H

#include "site/model.h"

enum { RELATED_GROUPS = 4, RELATED_EACH = 3 };
typedef struct RelatedGroup {
    uint32_t place, subject; /* why: one of them, or NONE and NONE for the week */
    size_t count;            /* all that share it; of a week: not shown */
    size_t from, to;         /* in Related.shown */
} RelatedGroup;
typedef struct Related {
    const Item *to;
    RelatedGroup groups[RELATED_GROUPS];
    size_t n;
    uint32_t shown[RELATED_GROUPS * RELATED_EACH];
    size_t n_shown;
} Related;

/* What is related to item. It is asked for twice, for what an article is made
 * from (kept.h) and for its page: *r answers again while it is of this item. */
void related_find(const Site *s, const Item *item, Related *r);

#endif
