/* The records of a block as the last build wrote them, read back from its
 * files of texts: those of documents that did not change need not be made. */
#ifndef FANGZHI_SEARCH_RECALL_H
#define FANGZHI_SEARCH_RECALL_H

#include "search/block.h"

typedef struct Recall Recall;
/* Without records, unless all of the block's files are there. Owned. */
Recall *recall_read(const SearchBlock *block, unsigned jobs, SearchGet *get, void *ctx);
void recall_free(Recall *r); /* may be NULL */
/* The record of a document; NULL: it had none. */
const Record *recall_find(const Recall *r, View id);

#endif
