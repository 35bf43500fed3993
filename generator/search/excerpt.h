/* The place in a text where a query is found, with what stands around it. */
#ifndef FANGZHI_SEARCH_EXCERPT_H
#define FANGZHI_SEARCH_EXCERPT_H

#include "search/parse.h"

/* Part of `text`, on one line, around the first group that is found in it,
 * else its beginning. In the arena. */
View excerpt_of(Arena *a, Cutter *cutter, View text, const Group *groups, size_t n);

#endif
