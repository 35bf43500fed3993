/* Kept in a cache file (base/cache.h): for each block a Head and of each of its
 * articles what the index was told of it (kept_document), then what the names
 * were made from, and what the start file says of them.
 *
 * A block's files are its own if they were made from `made`, which is a hash
 * of the list: so is an article in the list in those files. */
#include "site/blocks.h"

#include <stdlib.h>

#include "site/kept.h"

#define BLOCKS_CACHE "fangzhi-blocks 2"

typedef struct Head {
    uint64_t made;
    SearchBlock block;
    uint64_t n;
} Head;

typedef struct Run {
    uint32_t *items;
    uint64_t *documents; /* of each item: see kept_document */
    size_t n;
    uint64_t made;
    bool kept;
    Head before;   /* in the last build */
    uint64_t *had; /* its documents then, sorted, if the block is made anew */
    size_t n_had;
} Run;

typedef struct Blocks {
    const char *cache;
    unsigned n;
    Run *runs;
    uint64_t names_made;
    bool names_kept;
} Blocks;

/* What the file has besides the runs. */
typedef struct Known {
    View *lists; /* of each block */
    uint64_t names_made;
    View names;
} Known;

/* --- the cache ---------------------------------------------------------------------- */

/* The blocks of the last build, as far as the cache has them, and the rest. */
static void take_known(Blocks *blocks, View rest, Known *known) {
    for (unsigned i = 0; i < blocks->n; i++) {
        Head head;
        if (!cache_take(&rest, &head, sizeof head) || head.n > rest.n / sizeof(uint64_t)) return;
        if (!memchr(head.block.name, '\0', sizeof head.block.name)) return;
        known->lists[i] = view_to(rest, head.n * sizeof(uint64_t));
        rest = view_from(rest, known->lists[i].n);
        blocks->runs[i].before = head;
    }
    if (cache_take(&rest, &known->names_made, sizeof known->names_made)) known->names = rest;
}

static void remember(const Builder *b) {
    const Blocks *blocks = b->blocks;
    Str out = STR_INIT;
    cache_begin(&out, BLOCKS_CACHE);
    for (unsigned i = 0; i < blocks->n; i++) {
        const Run *run = &blocks->runs[i];
        const Head head = {run->made, *search_index_block(b->search, i), run->n};
        str_add(&out, &head, sizeof head);
        str_add(&out, run->documents, run->n * sizeof *run->documents);
    }
    str_add(&out, &blocks->names_made, sizeof blocks->names_made);
    str_addv(&out, search_index_names(b->search));
    cache_write(blocks->cache, &out);
    str_release(&out);
}

/* --- order ---------------------------------------------------------------------------- */

static Run *run_of(const Builder *b, const Item *item) {
    return &b->blocks->runs[search_block_of(item->article->id, b->site->n_items)];
}

/* Articles by block: a counting sort, so that each block keeps source order. */
static void sort_into_runs(Builder *b) {
    Site *s = b->site;
    uint32_t *items = ARENA_ARRAY(&s->side, uint32_t, s->n_items + 1);
    uint64_t *documents = ARENA_ARRAY(&s->side, uint64_t, s->n_items + 1);
    for (size_t i = 0; i < s->n_items; i++) run_of(b, &s->items[i])->n++;
    for (Run *run = b->blocks->runs, *end = run + b->blocks->n; run < end; run->n = 0, run++) {
        run->items = items;
        run->documents = documents;
        items += run->n;
        documents += run->n;
    }
    for (size_t i = 0; i < s->n_items; i++) {
        Run *run = run_of(b, &s->items[i]);
        run->items[run->n++] = (uint32_t)i;
    }
}

/* The last article of a block that is made makes it, which takes long: those
 * stand first, and what is kept is looked through meanwhile. */
static uint32_t *made_first(Site *s, const Blocks *blocks) {
    uint32_t *order = ARENA_ARRAY(&s->side, uint32_t, s->n_items + 1), *next = order;
    for (int kept = 0; kept < 2; kept++)
        for (unsigned i = 0; i < blocks->n; i++) {
            const Run *run = &blocks->runs[i];
            if (run->kept != kept) continue;
            memcpy(next, run->items, run->n * sizeof *next);
            next += run->n;
        }
    return order;
}

/* --- what is kept ----------------------------------------------------------------------- */

static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Files of a block stand in search/NUMBER-HASH/; NULL: those of the whole. */
static Run *run_of_file(const Builder *b, const char *path) {
    View rest = view_from(view_of(path), sizeof "search/" - 1), digits;
    uint64_t number;
    bool of_block = view_find(rest, V("/"), 0) != SIZE_MAX && view_split(&rest, '-', &digits) &&
                    view_uint(digits, b->blocks->n - 1, &number);
    return of_block ? &b->blocks->runs[number] : NULL;
}

static bool get_file(void *ctx, const char *path, Str *bytes) {
    const Builder *b = ctx;
    const Run *run = run_of_file(b, path);
    return run && output_again(b->output, path, run->before.made, bytes);
}

/* A list counts only if it is the one that its block was made from. */
static void recall(Builder *b, unsigned number, View list) {
    Run *run = &b->blocks->runs[number];
    size_t n = list.n / sizeof *run->had;
    if (!n || !run->made) return;
    run->had = xarray(NULL, n, sizeof *run->had);
    memcpy(run->had, list.p, list.n);
    if (kept_block(b, number, run->had, n) != run->before.made) return;
    run->n_had = n;
    qsort(run->had, n, sizeof *run->had, by_number);
    search_index_recall(b->search, number, &run->before.block, get_file, b);
}

typedef struct Keeping {
    Builder *b;
    Known known;
} Keeping;

static void keep_some(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    const Keeping *k = ctx;
    for (size_t i = from; i < to; i++) {
        Run *run = &k->b->blocks->runs[i];
        for (size_t at = 0; at < run->n; at++) run->documents[at] = kept_document(k->b, run->items[at]);
        run->made = kept_block(k->b, (unsigned)i, run->documents, run->n);
        run->kept = run->before.made == run->made && run->before.block.name[0] && output_keep(k->b->output, run->made);
        if (run->kept) search_index_keep(k->b->search, (unsigned)i, &run->before.block);
        else recall(k->b, (unsigned)i, k->known.lists[i]);
    }
}

static void keep_names(Builder *b, const Known *known) {
    Blocks *blocks = b->blocks;
    blocks->names_made = kept_names(b);
    blocks->names_kept = known->names.n && known->names_made == blocks->names_made &&
                         output_keep(b->output, blocks->names_made);
    if (blocks->names_kept) search_index_keep_names(b->search, known->names);
}

/* --- the whole ---------------------------------------------------------------------------- */

void blocks_begin(Builder *b, const char *cache, unsigned jobs) {
    Site *s = b->site;
    Blocks *blocks = b->blocks = ARENA_NEW(&s->side, Blocks);
    const unsigned n = search_blocks(s->n_items);
    *blocks = (Blocks){.cache = cache, .n = n, .runs = ARENA_ARRAY(&s->side, Run, n)};
    Keeping k = {b, {.lists = xcalloc(n, sizeof *k.known.lists)}};
    Str file = STR_INIT;
    View body;
    sort_into_runs(b);
    if (cache_read(cache, BLOCKS_CACHE, &file, &body)) take_known(blocks, body, &k.known);
    threads_for(jobs, n, 1, keep_some, &k);
    keep_names(b, &k.known);
    b->order = made_first(s, blocks);
    str_release(&file);
    free(k.known.lists);
}

bool block_is_kept(const Builder *b, const Item *item) { return run_of(b, item)->kept; }

bool block_had(const Builder *b, const Item *item) {
    const Run *run = run_of(b, item);
    const uint64_t document = kept_document(b, (uint32_t)(item - b->site->items));
    return run->n_had && bsearch(&document, run->had, run->n_had, sizeof document, by_number);
}

uint64_t block_made(const Builder *b, const char *path) {
    const Run *run = run_of_file(b, path);
    if (run) return run->made;
    View name = view_from(view_of(path), sizeof "search/" - 1);
    return view_starts(name, V("start")) || view_starts(name, V("table")) ? 0 : b->blocks->names_made;
}

bool names_are_kept(const Builder *b) { return b->blocks->names_kept; }

void blocks_end(const Builder *b) {
    remember(b);
    for (unsigned i = 0; i < b->blocks->n; i++) free(b->blocks->runs[i].had);
}
