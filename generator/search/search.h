/* search: the index over an archive's text, cut into files that a page can
 * load one by one with script tags, and the query over those same files.
 * static/search.js is this room's other half: both cut and fold alike. */
#ifndef FANGZHI_SEARCH_H
#define FANGZHI_SEARCH_H

#include "base/base.h"

/* One article, as the index sees it. All borrowed during the call. */
typedef struct SearchDoc {
    View id, url, title, kicker, subtitle, column, kind, publication, date;
    const View *authors;
    size_t n_authors;
    const View *regions; /* codes, with all ancestors */
    size_t n_regions;
    const View *topics; /* ids, with all ancestors */
    size_t n_topics;
    View text; /* plain text: one paragraph a line */
} SearchDoc;

/* Names shown for facets and found by pinyin. */
typedef struct SearchName {
    View key;  /* region code or topic id */
    View name;
    View roman; /* pinyin, syllables joined by spaces */
    View url;
} SearchName;

typedef struct SearchIndex SearchIndex;
SearchIndex *search_index_new(unsigned jobs); /* owned */
/* Adds a document; from threads, each with its own worker number < jobs. The
 * result does not depend on order or workers. */
void search_index_add(SearchIndex *ix, unsigned worker, const SearchDoc *doc);
void search_index_region(SearchIndex *ix, const SearchName *name);
void search_index_topic(SearchIndex *ix, const SearchName *name);
/* Writes every file by put(ctx, path, bytes), paths below "search/". Frees
 * the index. */
void search_index_finish(SearchIndex *ix, void (*put)(void *ctx, const char *path, View bytes), void *ctx);

/* --- querying the files of a built site ---------------------------------------- */

typedef struct SearchHit {
    View id, url, title, date, excerpt;
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
} SearchResult;

/* Over the index files below site folder `dir`. False after errors. Hits in
 * the arena. */
bool search_query(Arena *a, Diag *d, const char *dir, const SearchQuery *q, SearchResult *out);

#endif
