/* site, inside: how well the archive was read, by the sample that people
 * checked (quality.tsv, which `fangzhi sample --read` writes). */
#ifndef FANGZHI_SITE_QUALITY_H
#define FANGZHI_SITE_QUALITY_H

#include "site/page.h"

/* Reads the archive's quality.tsv into the site; rows that are none are
 * reported and left out. */
void quality_load(Site *s);
/* Its statements in words, one a field. */
Value *quality_list(const Builder *b, Worker *w);

#endif
