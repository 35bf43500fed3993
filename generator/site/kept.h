/* What need not be made again. A unit of work (the pages of a region, an
 * article, a block of the search index) has a hash of all that it is made
 * from; the output keeps the files of a unit whose hash is the last build's.
 *
 * Pages are made from the model (templates, strings, site.yaml, regions,
 * topics, and the front matter of all articles) and from texts: none, their
 * own, a year's or all. So an edit of a text makes its article, its year's
 * records and its block of the index anew; an edit of front matter makes all
 * pages anew, of which those that came out alike are not written, but still
 * only its own block. */
#ifndef FANGZHI_SITE_KEPT_H
#define FANGZHI_SITE_KEPT_H

#include "site/page.h"

/* After the model is made. `config` is a hash of all that is no article; 0
 * keeps nothing. */
void kept_begin(Builder *b, uint64_t config);
/* What unit i of a kind of page is made from. */
uint64_t kept_page(const Builder *b, const PageKind *kind, size_t i);
/* What a block of the search index is made from: these articles. */
uint64_t kept_block(const Builder *b, unsigned block, const uint32_t *items, size_t n);

#endif
