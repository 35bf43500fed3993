#include "search/recall.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "search/bits.h"

/* A thread's own: a file comes into `file`, its data stays in the arena. */
typedef struct Desk {
    Arena arena;
    Str name, path, file;
} Desk;

struct Recall {
    unsigned jobs;
    Desk *desks;
    Arena arena;
    Map by_id; /* → records */
    VEC(Record) records;
};

/* --- reading -------------------------------------------------------------------- */

typedef struct Reading {
    Recall *recall;
    const char *block;
    SearchGet *get;
    void *ctx;
    View *chunks;
    atomic_bool missed;
} Reading;

static void read_chunks(void *ctx, size_t from, size_t to, unsigned worker) {
    Reading *r = ctx;
    Desk *desk = &r->recall->desks[worker];
    for (size_t i = from; i < to && !atomic_load(&r->missed); i++) {
        View data;
        str_clear(&desk->name);
        str_clear(&desk->path);
        str_clear(&desk->file);
        piece_name(&desk->name, r->block, 't', i, 0);
        str_addf(&desk->path, "search/%s.js", desk->name.p);
        if (r->get(r->ctx, desk->path.p, &desk->file) && script_data(str_view(&desk->file), desk->name.p, &data) &&
            data.n % sizeof(uint16_t) == 0)
            r->chunks[i] = arena_view(&desk->arena, data);
        else
            atomic_store(&r->missed, true);
    }
}

/* --- records ----------------------------------------------------------------------- */

/* How much of the data the record has that it begins with; 0: it goes on. */
static size_t record_length(View data) {
    for (size_t i = 0; i + 1 < data.n; i += sizeof(uint16_t))
        if (data.p[i] == RECORD_END && data.p[i + 1] == '\0') return i + sizeof(uint16_t);
    return 0;
}

static void add_record(Recall *r, View data, Str *id) {
    Record record;
    View key;
    bool fresh;
    if (!record_parse(data, &record, &key)) return;
    str_clear(id);
    script_untext(key, id);
    key = str_view(id);
    *map_at_copy(&r->by_id, &r->arena, &key, &fresh) = r->records.n;
    vec_push(&r->records, record);
}

/* One after the other; a long one begins in one chunk and ends in another. */
static void cut_records(Recall *r, const View *chunks, size_t n) {
    Str open = STR_INIT, id = STR_INIT;
    for (size_t i = 0; i < n; i++) {
        View rest = chunks[i];
        for (size_t length; (length = record_length(rest)) != 0; rest = view_from(rest, length)) {
            View data = view_to(rest, length);
            if (open.n) {
                str_addv(&open, data);
                data = arena_view(&r->arena, str_view(&open));
                str_clear(&open);
            }
            add_record(r, data, &id);
        }
        str_addv(&open, rest);
    }
    str_release(&open);
    str_release(&id);
}

/* --- the whole --------------------------------------------------------------------- */

Recall *recall_read(const SearchBlock *block, unsigned jobs, SearchGet *get, void *ctx) {
    Recall *r = xcalloc(1, sizeof *r);
    *r = (Recall){.jobs = jobs, .desks = xcalloc(jobs, sizeof *r->desks)};
    for (unsigned j = 0; j < jobs; j++)
        r->desks[j] = (Desk){.name = STR_INIT, .path = STR_INIT, .file = STR_INIT};
    /* No file is without a unit: what says so was not said of a block. */
    if (block->texts > block->units) return r;
    Reading reading = {r, block->name, get, ctx, xcalloc(block->texts + (size_t)1, sizeof(View)), false};
    threads_for(jobs, block->texts, 16, read_chunks, &reading);
    if (!atomic_load(&reading.missed)) cut_records(r, reading.chunks, block->texts);
    free(reading.chunks);
    return r;
}

void recall_free(Recall *r) {
    if (!r) return;
    for (unsigned j = 0; j < r->jobs; j++) {
        arena_release(&r->desks[j].arena);
        str_release(&r->desks[j].name);
        str_release(&r->desks[j].path);
        str_release(&r->desks[j].file);
    }
    free(r->desks);
    map_release(&r->by_id);
    vec_release(&r->records);
    arena_release(&r->arena);
    free(r);
}

const Record *recall_find(const Recall *r, View id) {
    const size_t *at = map_get(&r->by_id, id);
    return at ? &r->records.p[*at] : NULL;
}
