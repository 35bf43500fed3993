/* The tables of keys: what front matter and site.yaml may hold. */
#ifndef FANGZHI_CONTENT_FIELDS_H
#define FANGZHI_CONTENT_FIELDS_H

#include "content/schema.h"

extern const Schema article_schema, redaction_schema; /* of an Article */
extern const Schema site_schema;    /* of a SiteConfig */

#endif
