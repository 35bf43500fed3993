/* search: the index over an archive's text, cut into files that a page can
 * load one by one with script tags, and the query over those same files.
 * static/search.js is this room's other half: both cut and fold alike.
 *
 * Documents are cut into blocks by their ids alone. A block is built as soon
 * as its last document has come, so a caller that goes through the archive in
 * the order of search_block_of holds only the blocks it is at. What there is
 * no room for (search_index_room) waits on the disk, so memory is bounded
 * however large the archive. FORMAT.md says what the files hold. */
#ifndef FANGZHI_SEARCH_H
#define FANGZHI_SEARCH_H

#include "base/base.h"

/* One article, as the index sees it. All borrowed during the call. A run of
 * characters is found in title, kicker, subtitle and text. */
typedef struct SearchDoc {
    View id, url, title, kicker, subtitle, kind, publication, date;
    const View *authors;
    size_t n_authors;
    const View *regions; /* codes, with all ancestors */
    size_t n_regions;
    const View *topics; /* ids, with all ancestors */
    size_t n_topics;
    View text; /* plain text: one paragraph a line */
} SearchDoc;

/* Names shown for facets and found by pinyin. Of an author key and name are
 * the same. */
typedef struct SearchName {
    View key; /* region code, topic id, an author's name */
    View name;
    View roman; /* pinyin, syllables joined by spaces */
    View url;
} SearchName;

/* Of an archive of n documents: how many blocks it has, and into which of
 * them the document of an id falls. */
unsigned search_blocks(size_t n);
unsigned search_block_of(View id, size_t n);

/* Takes a file of the index: path below the site, beginning "search/".
 * Called from threads. */
typedef void SearchPut(void *ctx, const char *path, View bytes);

/* How large its files are: a query over a network should load few bytes, a
 * stick should hold few files. The answers are the same. */
typedef enum SearchChunks { SEARCH_CHUNKS_SMALL, SEARCH_CHUNKS_LARGE } SearchChunks;

typedef struct SearchIndex SearchIndex;
/* `ids`: the ids of all the documents that will be added. Owned. */
SearchIndex *search_index_new(unsigned jobs, SearchChunks chunks, const View *ids, size_t n, SearchPut *put, void *ctx);
/* Before the first document: how many bytes of memory are for documents that
 * wait and for what is built, about, and in which folder the rest is put for
 * the time being, in files without names. Not said: SEARCH_ROOM, and the
 * system's folder. The files of the index do not depend on it. */
#define SEARCH_ROOM ((size_t)768 << 20)
void search_index_room(SearchIndex *ix, size_t bytes, const char *folder);
/* Adds a document; from threads, each with its own worker number < jobs. The
 * files do not depend on order or workers. The last one of a block builds
 * and puts the block before it returns. */
void search_index_add(SearchIndex *ix, unsigned worker, const SearchDoc *doc);

/* What the start file says of a block, and how many files of texts it has. */
typedef struct SearchBlock {
    char name[24]; /* empty: not built yet */
    uint32_t docs, texts;
    uint64_t units;
    size_t facets; /* bytes */
} SearchBlock;
const SearchBlock *search_index_block(const SearchIndex *ix, unsigned number);
/* Instead of adding a block's documents, which are as they were when this was
 * said of it; its files are left to the caller. */
void search_index_keep(SearchIndex *ix, unsigned number, const SearchBlock *block);

/* Reads a file of the index; false: it is not there as it was built. Called
 * from threads. */
typedef bool SearchGet(void *ctx, const char *path, Str *bytes);
/* What was said of a block when it held other documents beside some that are
 * as they were: those need not be made again. */
void search_index_recall(SearchIndex *ix, unsigned number, const SearchBlock *block, SearchGet *get, void *ctx);
/* As search_index_add for one that was in its block then and is as it was; its
 * text is not looked at. False: it cannot be found there. */
bool search_index_add_again(SearchIndex *ix, unsigned worker, const SearchDoc *doc);

void search_index_region(SearchIndex *ix, const SearchName *name);
void search_index_topic(SearchIndex *ix, const SearchName *name);
void search_index_author(SearchIndex *ix, const SearchName *name);
/* When all names were added: puts their files; returns what the start file says
 * of these. */
View search_index_names(SearchIndex *ix);
/* Instead of adding names, of which this was said; their files are left to the
 * caller. */
void search_index_keep_names(SearchIndex *ix, View said);
/* Puts the files that go with the whole, the start file last. Frees the
 * index. */
void search_index_finish(SearchIndex *ix);

/* --- querying the files of a built site ---------------------------------------- */

typedef struct SearchHit {
    View id, url, title, date, publication, excerpt;
    double score;
} SearchHit;

typedef struct SearchQuery {
    View text;
    View region, topic, kind, from, to; /* filters, empty for none */
    bool by_date;
    size_t offset, limit; /* limit 0: all */
} SearchQuery;

typedef struct SearchResult {
    size_t total;
    SearchHit *hits;
    size_t n;
    bool unknown_region, unknown_topic; /* no article of the site has it */
} SearchResult;

/* Over the index files below site folder `dir`. False after errors. Hits in
 * the arena. */
bool search_query(Arena *a, Diag *d, const char *dir, const SearchQuery *q, SearchResult *out);

#endif
