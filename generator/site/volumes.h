/* The years of publications that come out by the day: which issues there are,
 * and which were to be expected. */
#ifndef FANGZHI_SITE_VOLUMES_H
#define FANGZHI_SITE_VOLUMES_H

#include "site/page.h"

/* What stands on a day: the last of the day's articles in `issued`, or NONE. */
typedef struct Issues {
    uint32_t last[13][32];
    bool gap[13][32];
    unsigned n, gaps;
    bool weekdays[7]; /* on which it comes out, Monday first */
    bool regular;     /* clear enough to say so, and to expect issues */
} Issues;
void volume_issues(const Site *s, const Volume *v, Issues *out);

Listing volume_listing(const Site *s, Arena *a, const Volume *v);
/* The volumes of a title: n of them from the one returned. */
const Volume *title_volumes(const Site *s, size_t title, size_t *n);
/* Where an article stands in its issue, below the site's root; empty for those
 * whose issue has no day. */
View issue_url(Arena *a, const Site *s, const Item *item);
/* The number of the page of its volume that it stands on: what issue_url depends on besides the issue. */
size_t issue_page(const Site *s, const Item *item);

#endif
