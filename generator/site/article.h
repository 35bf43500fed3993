/* The parts of an article's page that have files of their own. */
#ifndef FANGZHI_SITE_ARTICLE_H
#define FANGZHI_SITE_ARTICLE_H

#include "site/page.h"

/* Sets "sources", "repairs", "flags", "evidence", "reviewed": where the
 * article comes from, what was mended and how things were found out. */
void article_provenance(const Builder *b, Worker *w, Value *v, View root, const Item *item);

/* Articles near one in time that share a place, a topic or the week, by
 * groups; what kept.h must know as well as the page. */
enum { RELATED_GROUPS = 4, RELATED_EACH = 3 };
typedef struct RelatedGroup {
    uint32_t place, subject; /* why: one of them, or NONE and NONE for the week */
    size_t count;            /* all that share it; of a week: not shown */
    size_t from, to;         /* in Related.shown */
} RelatedGroup;
typedef struct Related {
    RelatedGroup groups[RELATED_GROUPS];
    size_t n;
    uint32_t shown[RELATED_GROUPS * RELATED_EACH];
    size_t n_shown;
} Related;
/* The name of a field of the front matter, in the language of the site. */
View field_name(const Builder *b, Worker *w, View field);
void related_find(const Site *s, const Item *item, Related *r);

/* Sets "related": a few articles of the same places and topics, near in
 * time, each group with its reason. */
void article_related(const Builder *b, Worker *w, Value *v, View root, const Item *item);

#endif
