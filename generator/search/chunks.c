/* The files of a block, and its chunks of terms. */
#include "search/block.h"

void piece_name(Str *out, const char *block, char kind, size_t number, size_t piece) {
    str_addf(out, "%s/%c%zu", block, kind, number);
    if (piece) str_addf(out, "-%zu", piece);
}

uint32_t block_put(BlockFiles *files, char kind, size_t number, View data) {
    Str name = STR_INIT, path = STR_INIT, *file = &files->file;
    uint32_t pieces = 0;
    for (; data.n; pieces++) {
        size_t n = data.n < PIECE_BYTES ? data.n : PIECE_BYTES;
        str_clear(&name);
        piece_name(&name, files->name, kind, number, pieces);
        str_clear(&path);
        str_addf(&path, "search/%s.js", name.p);
        str_clear(file);
        script_open(file, name.p);
        str_add(file, data.p, n);
        script_close(file);
        files->put(files->ctx, path.p, str_view(file));
        data = view_from(data, n);
    }
    str_release(&name);
    str_release(&path);
    return pieces;
}

ChunkWriter chunks_to(BlockFiles *files, char docs_kind, char places_kind, ChunkPieces *pieces) {
    ChunkWriter w = {.files = files, .docs_kind = docs_kind, .places_kind = places_kind, .pieces = pieces};
    str_init(&w.docs_data);
    str_init(&w.places_data);
    return w;
}

static void put_places(ChunkWriter *w) {
    uint32_t pieces = block_put(w->files, w->places_kind, w->pieces->n, str_view(&w->places_data));
    vec_push(w->pieces, pieces);
    str_clear(&w->places_data);
}

/* The docs' end code is the writer's own; the rest is the same for all. */
void chunk_end(ChunkWriter *w) {
    if (!w->open) return;
    bits_flush(&w->docs);
    bits_flush(&w->places);
    block_put(w->files, w->docs_kind, w->n++, str_view(&w->docs_data));
    str_clear(&w->docs_data);
    if (w->n % PLACES_TOGETHER == 0)
        put_places(w);
    else
        str_add(&w->places_data, PLACES_END, sizeof(uint16_t));
    w->open = false;
}

bool chunk_full(const ChunkWriter *w) { return w->open && bits_size(&w->docs) >= w->files->sizes->term_chunk; }

bool chunk_begin(ChunkWriter *w) {
    if (w->open) return false;
    w->docs = bits_to(&w->docs_data);
    w->places = bits_to(&w->places_data);
    return w->open = true;
}

void chunks_end(ChunkWriter *w) {
    if (w->n % PLACES_TOGETHER) put_places(w);
    str_release(&w->docs_data);
    str_release(&w->places_data);
}
