/* A block: some of the documents, with an index of their own. Its documents
 * stand in the order of date, then id, so that a document's number says how
 * recent it is. */
#ifndef FANGZHI_SEARCH_BLOCK_H
#define FANGZHI_SEARCH_BLOCK_H

#include "search/parse.h"
#include "search/postings.h"
#include "search/search.h"
#include "search/spill.h"

enum {
    FORMAT_VERSION = 5,
    CUT_VERSION = 3, /* where chunks end: other files of the same format */
    PIECE_BYTES = 480 * 1024, /* no file's data is longer: what is, goes on in another */
    BLOCK_DOCS_MAX = 1 << OCC_DOC,
    BLOCK_DOCS_AIM = 1 << 14, /* on average, at most, however large the archive */
    DATE_RICE = 6,
    SECOND_RICE = 13,
    /* Before terms that are pinyin of titles: no word begins so. */
    PINYIN_FULL = 1,
    PINYIN_SHORT = 2,
    TERM_ID = 3 /* and before an article's id */
};

/* How an archive of n documents is cut. Fewer blocks: fewer files and bytes a
 * query; more: less to make anew after an edit. Small chunks are for a
 * network, where bytes cost, large ones for a disk, where files do. Measured:
 * see FORMAT.md. */
typedef struct Sizes {
    unsigned blocks;   /* a power of two */
    size_t term_chunk; /* bytes of a chunk, aimed at: what a query reads through */
    size_t text_chunk;
    unsigned terms_together, places_together; /* chunks of terms that share a file, and whose places do */
    uint64_t tables; /* hash of what folds and cuts */
} Sizes;
Sizes sizes_for(size_t n, SearchChunks chunks);

/* A document as a chunk of texts has it. */
typedef struct Record {
    View data; /* all of it */
    View title, kicker, subtitle, text; /* of that */
} Record;
View record_write(Str *out, const SearchDoc *doc); /* over `out`, whose memory it is in */
Record record_of(View data);
/* The same of what may be none: false then. All borrow the data. */
bool record_parse(View data, Record *r, View *id);

/* A document that waits for its block: a copy. */
typedef struct BlockDoc {
    View id, kind, publication;
    const View *authors, *regions, *topics;
    size_t n_authors, n_regions, n_topics;
    View data;     /* its record; of one that waits in the spill only the length */
    uint64_t at;   /* and where it waits */
    uint32_t date; /* see date_number */
    uint64_t hash; /* of all of it */
    View views[];  /* those of the lists above */
} BlockDoc;
/* In the arena; the record's data stays where it is, or is copied, or with
 * `spill` put there. */
BlockDoc *block_doc_new(Arena *a, const SearchDoc *doc, View data, bool stays, Spill *spill);
/* Its record's data, read into `room` where it is not in memory. */
View block_doc_data(const BlockDoc *doc, const Spill *spill, Str *room);

/* Year, month and day as one number in their order; absent parts are 0. */
uint32_t date_number(View date);

/* Where the index finds a page of this id unless told otherwise. */
void url_usual(Str *out, View id);

/* A word where it stands. */
typedef struct WordAt {
    uint64_t head; /* its first bytes, as a number that sorts like them */
    size_t text;   /* where in the table's texts it is, behind its length */
    Occurrence occ;
} WordAt;

/* Words in order that wait in the spill. */
typedef struct WordRun {
    uint64_t at, end;
} WordRun;

typedef struct WordTable {
    Str texts;
    VEC(WordAt) words, spare; /* first in the order of the text, then sorted */
    VEC(Occurrence) occ;
    VEC(WordRun) runs;
} WordTable;
void word_table_release(WordTable *t);

/* Room for occurrences. */
typedef struct OccRoom {
    Occurrence *p;
    size_t cap;
} OccRoom;
void occ_room(OccRoom *room, size_t n); /* what was there is lost */

/* A block is built by up to two threads: each cuts and sorts in some of the
 * documents, then writes some of the terms. */
enum { PARTS = 2 };
typedef struct Part {
    Cutter *cutter;
    Units units;
    uint32_t *by_char; /* how often each stands in them; all zero between uses */
    OccRoom spare, bucket;
    Str record; /* of a document from the spill */
} Part;

/* What blocks are built with, one after the other: memory that is new each
 * time has to be cleared each time. */
typedef struct Workshop {
    Part parts[PARTS];
    unsigned n; /* parts in use */
    OccRoom occ;
    WordTable words;
} Workshop;
void workshop_init(Workshop *shop, bool threads);
void workshop_release(Workshop *shop);

/* How much of a block is cut and sorted at once, and where the rest waits. */
typedef struct BlockRoom {
    size_t units, words;
    const char *folder;
    Spill *spill; /* NULL until there is need of one */
} BlockRoom;
enum {
    UNIT_ROOM = 20, /* bytes that a unit takes while its batch is in work, about */
    WORD_UNITS = 8  /* and a word takes as many as so many units */
};

/* Builds and puts a block's files; sorts `docs`. */
void block_build(BlockDoc **docs, size_t n, unsigned number, const Sizes *sizes, Workshop *shop, BlockRoom *room,
                 SearchPut *put, void *ctx, SearchBlock *info);

/* --- within the room: the parts of a block ------------------------------------- */

/* A document's units, while its batch is in work; the last one is a break. */
typedef struct DocUnits {
    const Unit *p;
    size_t n;
} DocUnits;

typedef struct BlockText {
    uint32_t n;
    DocUnits *docs;
    uint32_t begin, end;  /* of the batch's documents */
    uint32_t ends[PARTS]; /* and of each part's */
    Shape shape;
} BlockText;

/* The first term of a chunk. */
typedef struct GramChunk {
    uint32_t first, second; /* as ordinals of chars */
} GramChunk;
typedef VEC(GramChunk) GramChunks;
/* In how many pieces each file of a kind is. */
typedef VEC(uint32_t) FilePieces;

/* The chunks of terms of a kind, and their places. */
typedef struct ChunkFiles {
    FilePieces docs, places;
} ChunkFiles;

/* What the block's head file lists. */
typedef struct BlockHead {
    GramChunks grams;
    VEC(Str) words;
    ChunkFiles gram_files, word_files;
    VEC(uint32_t) texts; /* documents that begin in each text chunk */
    uint32_t facet_pieces;
    size_t facet_bytes;
} BlockHead;

/* For one thread. */
typedef struct BlockFiles {
    const char *name;
    SearchPut *put;
    void *ctx;
    const Sizes *sizes;
    Str file; /* the one that is being put */
} BlockFiles;

/* Puts data as file KIND NUMBER of the block, in pieces where it is long;
 * returns how many. */
uint32_t block_put(BlockFiles *files, char kind, size_t number, View data);
/* The name of a piece: "NAME/g12", "NAME/p12-1". */
void piece_name(Str *out, const char *block, char kind, size_t number, size_t piece);

/* Some chunks that share a file, with a space behind all but the last. */
#define CHUNK_END " \0"
typedef struct ChunkFile {
    char kind;
    unsigned together;
    FilePieces *pieces;
    Str data;
} ChunkFile;

/* Chunks of terms with their lists, and beside them their places: most queries
 * ask for none. */
typedef struct ChunkWriter {
    BlockFiles *files;
    size_t n; /* chunks ended */
    bool kept;
    VEC(size_t) docs_ends, places_ends; /* of kept chunks, in the data */
    ChunkFile docs_file, places_file;
    const Shape *shape;
    BitWriter docs, places; /* of the open chunk */
    bool open;
    Lists lists;
    size_t written; /* of the lists */
    uint32_t *marks;
} ChunkWriter;
ChunkWriter chunks_to(BlockFiles *files, char docs_kind, char places_kind, ChunkFiles *pieces, const Shape *shape);
/* The terms that come next; returns how many these occurrences are of. They
 * stay where they are until all lists are written. */
size_t chunk_terms(ChunkWriter *w, const Occurrence *occ, size_t n);
bool chunk_full(const ChunkWriter *w);
bool chunk_begin(ChunkWriter *w); /* false: one is open */
/* Where the occurrences of the next term begin. */
size_t chunk_at(const ChunkWriter *w);
/* Its lists, into the open chunk. */
void chunk_list(ChunkWriter *w);
/* The same for as many terms as it has room for; see lists_write. */
void chunk_lists(ChunkWriter *w, const uint32_t *numbers, uint32_t *number, unsigned k);
void chunk_end(ChunkWriter *w);
/* A writer beside another one: its chunks are kept, and go on behind those of
 * the first when both are done. */
ChunkWriter chunks_kept(BlockFiles *files, const Shape *shape);
void chunks_append(ChunkWriter *w, ChunkWriter *kept);
void chunks_end(ChunkWriter *w);

/* Terms are in the order of these ordinals: Han first, so that it is small. */
static inline uint32_t char_ordinal(uint32_t cp) { return cp >= 0x4e00 ? cp - 0x4e00 : cp + (0x110000 - 0x4e00); }
enum { ORDINAL_RANGE = 0x5200 }; /* what the gaps between them are coded against */

/* Pairs and single characters, in steps. */
typedef struct Grams Grams;
Grams *grams_new(const BlockText *text, Workshop *shop, BlockRoom *room, BlockFiles *files, BlockHead *head);
/* For each batch: the units of each part, all, and each part again; then, if
 * another batch follows, all. */
void part_count(Part *part);
void grams_begin(Grams *g);
void grams_sort(Grams *g, size_t part);
void grams_keep(Grams *g);
void grams_join(Grams *g); /* after the last one */
/* Then the terms before a certain one, whose chunks are put, and those from it
 * on, whose chunks wait. All steps of a kind may go side by side. */
enum { GRAMS_FIRST, GRAMS_REST, GRAM_RANGES };
void grams_write(Grams *g, size_t range);
void grams_free(Grams *g); /* puts what waits */

/* The words of a batch; after the last one all are written. */
void words_collect(WordTable *t, BlockDoc *const *docs, const BlockText *text, const BlockRoom *room);
void words_write(WordTable *t, const BlockText *text, const BlockRoom *room, BlockFiles *files, BlockHead *head);
void texts_write(BlockDoc *const *docs, size_t n, const Spill *spill, BlockFiles *files, BlockHead *head);
void facets_write(BlockDoc *const *docs, size_t n, BlockFiles *files, BlockHead *head);

#endif
