/* The parts of an article's page that have files of their own. */
#ifndef FANGZHI_SITE_ARTICLE_H
#define FANGZHI_SITE_ARTICLE_H

#include "site/page.h"

/* Sets "sources", "repairs", "flags", "evidence", "reviewed": where the
 * article comes from, what was mended and how things were found out. */
void article_provenance(const Builder *b, Worker *w, Value *v, View root, const Item *item);

/* The name of a field of the front matter, in the language of the site. */
View field_name(const Builder *b, Worker *w, View field);

/* Sets "related": a few articles of the same places and topics, near in
 * time, each group with its reason. */
void article_related(const Builder *b, Worker *w, Value *v, View root, const Item *item);

#endif
