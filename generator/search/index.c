#include <pthread.h>
#include <stdatomic.h>

#include "search/recall.h"

typedef struct Block {
    pthread_mutex_t lock;
    Arena *arenas; /* one a worker: hold the documents */
    VEC(BlockDoc *) docs;
    size_t expected, held; /* of its documents, and bytes of those in memory */
    Spill *spill;
    SearchBlock info;
    SearchBlock before; /* what can be recalled */
    SearchGet *get;     /* NULL: nothing */
    void *get_ctx;
    Recall *recall; /* once it is asked for */
} Block;

typedef struct NameList {
    Arena arena;
    VEC(SearchName) names;
} NameList;

struct SearchIndex {
    unsigned jobs;
    size_t n;
    Sizes sizes;
    Block *blocks;
    Str *records; /* one a worker: of the document that comes */
    pthread_mutex_t lock;
    VEC(Workshop *) idle;
    size_t room;
    char *folder;
    atomic_size_t held; /* by all blocks */
    SearchPut *put;
    void *ctx;
    NameList regions, topics, authors;
    Str names; /* what is said of them; empty: not yet */
};

unsigned search_blocks(size_t n) { return sizes_for(n, SEARCH_CHUNKS_SMALL).blocks; }

/* The top bits of the hash: an archive with twice the blocks halves each. */
static unsigned block_of(View id, unsigned blocks) { return (unsigned)((hash_bytes(id) >> 32) * blocks >> 32); }

unsigned search_block_of(View id, size_t n) { return block_of(id, search_blocks(n)); }

SearchIndex *search_index_new(unsigned jobs, SearchChunks chunks, const View *ids, size_t n, SearchPut *put,
                              void *ctx) {
    SearchIndex *ix = xcalloc(1, sizeof *ix);
    *ix = (SearchIndex){.jobs = jobs ? jobs : 1, .n = n, .sizes = sizes_for(n, chunks),
                         .put = put, .ctx = ctx, .names = STR_INIT};
    ix->room = SEARCH_ROOM;
    ix->sizes.tables = hash_bytes(cut_table());
    ix->blocks = xcalloc(ix->sizes.blocks, sizeof *ix->blocks);
    ix->records = xcalloc(ix->jobs, sizeof *ix->records);
    pthread_mutex_init(&ix->lock, NULL);
    for (unsigned j = 0; j < ix->jobs; j++) str_init(&ix->records[j]);
    for (unsigned b = 0; b < ix->sizes.blocks; b++) {
        pthread_mutex_init(&ix->blocks[b].lock, NULL);
        ix->blocks[b].arenas = xcalloc(ix->jobs, sizeof(Arena));
    }
    for (size_t i = 0; i < n; i++) ix->blocks[block_of(ids[i], ix->sizes.blocks)].expected++;
    return ix;
}

void search_index_room(SearchIndex *ix, size_t bytes, const char *folder) {
    ix->room = bytes;
    free(ix->folder);
    ix->folder = xstrdup(folder);
}

/* Two blocks are seldom built at a time: what one was built with serves the
 * next, whichever worker builds it. */
static Workshop *take_shop(SearchIndex *ix) {
    pthread_mutex_lock(&ix->lock);
    Workshop *shop = ix->idle.n ? ix->idle.p[--ix->idle.n] : NULL;
    pthread_mutex_unlock(&ix->lock);
    if (shop) return shop;
    shop = xmalloc(sizeof *shop);
    workshop_init(shop, ix->jobs > 1);
    return shop;
}

static void leave_shop(SearchIndex *ix, Workshop *shop) {
    pthread_mutex_lock(&ix->lock);
    vec_push(&ix->idle, shop);
    pthread_mutex_unlock(&ix->lock);
}

/* A quarter is for documents that wait, the rest for what is built. */
static void build(SearchIndex *ix, unsigned number) {
    Block *block = &ix->blocks[number];
    Workshop *shop = take_shop(ix);
    const size_t units = ix->room / 4 * 3 / ix->jobs / UNIT_ROOM;
    BlockRoom room = {.units = units, .words = units / WORD_UNITS + 1, .folder = ix->folder, .spill = block->spill};
    block_build(block->docs.p, block->docs.n, number, &ix->sizes, shop, &room, ix->put, ix->ctx, &block->info);
    spill_close(room.spill);
    leave_shop(ix, shop);
    recall_free(block->recall);
    for (unsigned j = 0; j < ix->jobs; j++) arena_release(&block->arenas[j]);
    vec_release(&block->docs);
    atomic_fetch_sub(&ix->held, block->held);
}

/* For a document that comes when there are enough in memory, else NULL. */
static Spill *spill_of(SearchIndex *ix, Block *block) {
    if (atomic_load(&ix->held) < ix->room / 4) return NULL;
    pthread_mutex_lock(&block->lock);
    if (!block->spill) block->spill = spill_open(ix->folder);
    Spill *spill = block->spill;
    pthread_mutex_unlock(&block->lock);
    return spill;
}

/* With `stays` the data is there until the block is built. */
static void add(SearchIndex *ix, unsigned worker, const SearchDoc *doc, View data, bool stays) {
    unsigned number = block_of(doc->id, ix->sizes.blocks);
    Block *block = &ix->blocks[number];
    BlockDoc *copy = block_doc_new(&block->arenas[worker], doc, data, stays, stays ? NULL : spill_of(ix, block));
    size_t held = copy->data.p ? copy->data.n : 0;
    atomic_fetch_add(&ix->held, held);
    pthread_mutex_lock(&block->lock);
    vec_push(&block->docs, copy);
    block->held += held;
    bool complete = block->docs.n == block->expected;
    pthread_mutex_unlock(&block->lock);
    if (complete) build(ix, number);
}

void search_index_add(SearchIndex *ix, unsigned worker, const SearchDoc *doc) {
    add(ix, worker, doc, record_write(&ix->records[worker], doc), false);
}

void search_index_recall(SearchIndex *ix, unsigned number, const SearchBlock *block, SearchGet *get, void *ctx) {
    Block *b = &ix->blocks[number];
    b->before = *block;
    b->get = get;
    b->get_ctx = ctx;
}

bool search_index_add_again(SearchIndex *ix, unsigned worker, const SearchDoc *doc) {
    Block *block = &ix->blocks[block_of(doc->id, ix->sizes.blocks)];
    /* All its texts are read at once. */
    if (!block->get || block->before.units > ix->room / 4 / sizeof(uint16_t)) return false;
    pthread_mutex_lock(&block->lock);
    if (!block->recall) block->recall = recall_read(&block->before, ix->jobs, block->get, block->get_ctx);
    pthread_mutex_unlock(&block->lock);
    const Record *record = recall_find(block->recall, doc->id);
    if (record) add(ix, worker, doc, record->data, true);
    return record != NULL;
}

const SearchBlock *search_index_block(const SearchIndex *ix, unsigned number) { return &ix->blocks[number].info; }

void search_index_keep(SearchIndex *ix, unsigned number, const SearchBlock *block) { ix->blocks[number].info = *block; }

static void add_name(NameList *list, const SearchName *name) {
    Arena *a = &list->arena;
    SearchName copy = {arena_view(a, name->key), arena_view(a, name->name), arena_view(a, name->roman),
                       arena_view(a, name->url)};
    vec_push(&list->names, copy);
}

void search_index_region(SearchIndex *ix, const SearchName *name) { add_name(&ix->regions, name); }
void search_index_topic(SearchIndex *ix, const SearchName *name) { add_name(&ix->topics, name); }
void search_index_author(SearchIndex *ix, const SearchName *name) { add_name(&ix->authors, name); }

/* --- the files of the whole --------------------------------------------------------- */

/* Puts data under a name with its hash, which is appended to `named`. */
static void put_hashed(const SearchIndex *ix, const char *kind, size_t number, View data, Str *named) {
    Str name = STR_INIT, path = STR_INIT, file = STR_INIT;
    str_addf(&name, "%s%zu-%08x", kind, number, (unsigned)(hash_bytes(data) >> 32));
    str_addf(&path, "search/%s.js", name.p);
    script_open(&file, name.p);
    str_addv(&file, data);
    script_close(&file);
    ix->put(ix->ctx, path.p, str_view(&file));
    str_addv(named, str_view(&name));
    str_release(&name);
    str_release(&path);
    str_release(&file);
}

static int by_key(const void *a, const void *b) {
    return view_cmp(((const SearchName *)a)->key, ((const SearchName *)b)->key);
}

static void put_names(const SearchIndex *ix, NameList *list, const char *kind, Str *start) {
    Str data = STR_INIT;
    size_t files = 0, n = list->names.n;
    if (n) qsort(list->names.p, n, sizeof *list->names.p, by_key);
    str_addf(start, "%ss", kind);
    for (size_t i = 0; i < n; i++) {
        const SearchName *name = &list->names.p[i];
        script_field(&data, name->key, FIELD_END);
        script_field(&data, name->name, FIELD_END);
        script_field(&data, name->roman, FIELD_END);
        script_field(&data, name->url, RECORD_END);
        if (data.n < PIECE_BYTES / 4 && i + 1 < n) continue;
        str_addc(start, ' ');
        put_hashed(ix, kind, files++, str_view(&data), start);
        str_clear(&data);
    }
    str_addc(start, '\n');
    vec_release(&list->names);
    arena_release(&list->arena);
    str_release(&data);
}

View search_index_names(SearchIndex *ix) {
    if (!ix->names.n) {
        put_names(ix, &ix->regions, "region", &ix->names);
        put_names(ix, &ix->topics, "topic", &ix->names);
        put_names(ix, &ix->authors, "author", &ix->names);
    }
    return str_view(&ix->names);
}

void search_index_keep_names(SearchIndex *ix, View said) { str_addv(&ix->names, said); }

static void put_start(const SearchIndex *ix, View lines) {
    Str file = STR_INIT;
    script_open(&file, "start");
    script_text(&file, lines);
    script_close(&file);
    ix->put(ix->ctx, "search/start.js", str_view(&file));
    str_release(&file);
}

void search_index_finish(SearchIndex *ix) {
    Str start = STR_INIT;
    uint64_t units = 0;
    size_t facets = 0;
    for (unsigned b = 0; b < ix->sizes.blocks; b++) {
        /* Blocks that wait for documents that never came, and empty ones. */
        if (!ix->blocks[b].info.name[0]) build(ix, b);
        units += ix->blocks[b].info.units;
        facets += ix->blocks[b].info.facets;
    }
    str_addf(&start, "fangzhi-search %d\ndocs %zu\nunits %llu\nfacets %zu\n", FORMAT_VERSION, ix->n,
             (unsigned long long)units, facets);
    str_adds(&start, "table ");
    put_hashed(ix, "table", 0, cut_table(), &start);
    str_addc(&start, '\n');
    str_addv(&start, search_index_names(ix));
    for (unsigned b = 0; b < ix->sizes.blocks; b++)
        str_addf(&start, "block %s %u\n", ix->blocks[b].info.name, (unsigned)ix->blocks[b].info.docs);
    put_start(ix, str_view(&start));
    str_release(&start);
    str_release(&ix->names);
    for (unsigned b = 0; b < ix->sizes.blocks; b++) {
        pthread_mutex_destroy(&ix->blocks[b].lock);
        free(ix->blocks[b].arenas);
    }
    for (unsigned j = 0; j < ix->jobs; j++) str_release(&ix->records[j]);
    for (size_t i = 0; i < ix->idle.n; i++) {
        workshop_release(ix->idle.p[i]);
        free(ix->idle.p[i]);
    }
    vec_release(&ix->idle);
    pthread_mutex_destroy(&ix->lock);
    free(ix->records);
    free(ix->folder);
    free(ix->blocks);
    free(ix);
}
