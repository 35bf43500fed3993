/* The tables of keys: what front matter and site.yaml may hold. */
#ifndef FANGZHI_CONTENT_FIELDS_H
#define FANGZHI_CONTENT_FIELDS_H

#include "content/schema.h"

extern const Schema article_schema, redaction_schema; /* of an Article */
extern const Schema site_schema;    /* of a SiteConfig */

/* Moves all that an article points to. */
void article_keep(Keeper *k, Article *article);
/* As article_parse; *silent: there was nothing to say. */
bool article_parse_silent(Arena *a, Diag *d, View path, View text, Article *out, bool *silent);

#endif
