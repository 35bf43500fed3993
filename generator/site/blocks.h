/* The blocks of the search index over builds: which are kept, and of which
 * articles the others have what they need; and its names. */
#ifndef FANGZHI_SITE_BLOCKS_H
#define FANGZHI_SITE_BLOCKS_H

#include "site/page.h"

/* When b->search is there. Sets b->blocks, and b->order, in which articles are
 * to be made: block by block, first those that are made anew. `cache` is
 * where the next build finds what it may keep. */
void blocks_begin(Builder *b, const char *cache, unsigned jobs);
bool block_is_kept(const Builder *b, const Item *item);
/* Whether the article was in its block, which is made anew, as it is now. */
bool block_had(const Builder *b, const Item *item);
/* Whether regions, topics and authors are those of the last build. */
bool names_are_kept(const Builder *b);
/* What a file of the index is made from: a block, the names, or 0, what is made
 * each time. */
uint64_t block_made(const Builder *b, const char *path);
/* When all blocks with articles are made, and names added: writes the cache. */
void blocks_end(const Builder *b);

#endif
