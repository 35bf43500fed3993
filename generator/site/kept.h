/* What need not be made again. A unit of work (the pages of a region, an
 * article, a block of the search index) has a hash of all that it is made
 * from; the output keeps the files of a unit whose hash is the last build's.
 *
 * A page is made from what is no article (`config`: templates, strings,
 * site.yaml, regions, topics, sources), from the `shape` (which pages there
 * are, and how many articles each has), from the front matter of some
 * articles or of all, and from texts; which, says its kind's column in
 * site/pages.c. So an edit makes the article anew, the lists it is on, the
 * articles beside it, its year's records and its block of the index; one that
 * changes how many articles a region or topic has makes all lists anew, of
 * which those that came out alike are not written. */
#ifndef FANGZHI_SITE_KEPT_H
#define FANGZHI_SITE_KEPT_H

#include "site/page.h"

/* After the model is made. b->config is a hash of all that is no article; 0
 * keeps nothing. b->unit_cache is where the next build finds what units show
 * of front matter, which is the same while that is. */
void kept_begin(Builder *b);
/* When kept_page was asked of every unit. */
void kept_end(const Builder *b);
/* What unit i of a kind of page is made from; w is for the work. */
uint64_t kept_page(const Builder *b, Worker *w, const PageKind *kind, size_t i);
/* What the names of the index are made from. */
uint64_t kept_names(const Builder *b);
/* What the index is told of an article, and what a block of it is made from. */
uint64_t kept_document(const Builder *b, uint32_t item);
uint64_t kept_block(const Builder *b, unsigned block, const uint64_t *documents, size_t n);

#endif
