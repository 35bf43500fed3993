/* The tables of keys: what front matter and site.yaml may hold. */
#ifndef FANGZHI_CONTENT_FIELDS_H
#define FANGZHI_CONTENT_FIELDS_H

#include "content/schema.h"

extern const Schema article_schema, redaction_schema; /* of an Article */
extern const Schema site_schema;    /* of a SiteConfig */

/* Front matter in our own form, without a fault; nothing is reported. */
bool article_parse_block(Arena *a, View block, Article *out);
/* As article_parse; *block is the front matter that article_parse_block takes
 * as well, or has no p. */
bool article_parse_keeping(Arena *a, Diag *d, View path, View text, Article *out, View *block);

#endif
