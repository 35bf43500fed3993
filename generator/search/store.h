/* Reading the files of an index. */
#ifndef FANGZHI_SEARCH_STORE_H
#define FANGZHI_SEARCH_STORE_H

#include "search/postings.h"
#include "search/search.h"

typedef struct ChunkEntry {
    uint32_t first, second; /* of grams */
    View word;              /* of words */
} ChunkEntry;

/* Files in which some chunks stand together: how many, and in how many pieces
 * each file is. */
typedef struct StoreFiles {
    char kind;
    uint32_t together;
    uint32_t *pieces;
} StoreFiles;

typedef struct StoreBlock {
    const char *name;
    Shape shape;
    uint32_t facet_pieces;
    ChunkEntry *grams, *words;
    size_t n_grams, n_words;
    StoreFiles gram_docs, gram_places, word_docs, word_places;
    uint32_t *texts; /* the first document of each text chunk, and n at the end */
    size_t n_texts;
} StoreBlock;

typedef struct Store {
    Arena *a;
    Diag *d;
    const char *dir;
    size_t docs;
    uint64_t units;
    StoreBlock *blocks;
    size_t n;
} Store;

/* Reads the start file and the heads. False after an error. */
bool store_open(Store *s, Arena *a, Diag *d, const char *dir);

/* The data of a file of a block, its pieces joined. */
bool store_data(Store *s, const StoreBlock *block, char kind, size_t number, uint32_t pieces, View *data);

/* The lists of a pair (second > 0, ordinal + 1) or single character (0);
 * n = 0 where it does not occur. Places only when asked for. */
bool store_gram(Store *s, const StoreBlock *block, uint32_t first, uint32_t second, bool places, Postings *out);

/* The lists of each word that is (or begins with) `word`, one call each. */
typedef void StoreWord(void *ctx, const Postings *p);
bool store_words(Store *s, const StoreBlock *block, View word, bool prefix, bool places, StoreWord *each, void *ctx);

/* The dates of all documents and, of one facet key, the documents. */
bool store_facets(Store *s, const StoreBlock *block, View key, uint32_t *dates, Postings *docs);

/* A document as it is shown. */
typedef struct StoreDoc {
    View id, url, date, publication, title, kicker, subtitle, text;
} StoreDoc;
bool store_doc(Store *s, const StoreBlock *block, uint32_t doc, StoreDoc *out);

#endif
