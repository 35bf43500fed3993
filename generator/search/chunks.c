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

ChunkWriter chunks_to(BlockFiles *files, char docs_kind, char places_kind, ChunkFiles *pieces, const Shape *shape) {
    const Sizes *sizes = files->sizes;
    return (ChunkWriter){
        .files = files,
        .docs_file = {docs_kind, sizes->terms_together, &pieces->docs, STR_INIT},
        .places_file = {places_kind, sizes->places_together, &pieces->places, STR_INIT},
        .shape = shape,
        .marks = xarray(NULL, shape->n + (size_t)1, sizeof(uint32_t)),
    };
}

ChunkWriter chunks_kept(BlockFiles *files, const Shape *shape) {
    return (ChunkWriter){.files = files,
                         .kept = true,
                         .docs_file = {.together = 1, .data = STR_INIT},
                         .places_file = {.together = 1, .data = STR_INIT},
                         .shape = shape,
                         .marks = xarray(NULL, shape->n + (size_t)1, sizeof(uint32_t))};
}

static void put_file(BlockFiles *files, ChunkFile *f) {
    vec_push(f->pieces, block_put(files, f->kind, f->pieces->n, str_view(&f->data)));
    str_clear(&f->data);
}

static void end_in_file(ChunkWriter *w, ChunkFile *f) {
    if (w->n % f->together == 0)
        put_file(w->files, f);
    else
        str_add(&f->data, CHUNK_END, sizeof(uint16_t));
}

static void end_in_files(ChunkWriter *w) {
    w->n++;
    end_in_file(w, &w->docs_file);
    end_in_file(w, &w->places_file);
}

size_t chunk_terms(ChunkWriter *w, const Occurrence *occ, size_t n) {
    lists_cut(&w->lists, occ, n);
    w->written = 0;
    return w->lists.n;
}

size_t chunk_at(const ChunkWriter *w) { return w->lists.posting[w->lists.list[w->written]]; }

void chunk_list(ChunkWriter *w) {
    list_write(&w->docs, &w->places, &w->lists, w->written++, w->shape, w->marks);
}

void chunk_lists(ChunkWriter *w, const uint32_t *numbers, uint32_t *number, unsigned k) {
    w->written = lists_write(&w->docs, &w->places, &w->lists, w->written, w->shape, w->marks, numbers, number, k,
                             w->files->sizes->term_chunk);
}

/* The docs' end code is the writer's own; the rest is the same for all. */
void chunk_end(ChunkWriter *w) {
    if (!w->open) return;
    bits_flush(&w->docs);
    bits_flush(&w->places);
    w->open = false;
    if (w->kept) {
        vec_push(&w->docs_ends, w->docs_file.data.n);
        vec_push(&w->places_ends, w->places_file.data.n);
    } else {
        end_in_files(w);
    }
}

void chunks_append(ChunkWriter *w, ChunkWriter *kept) {
    size_t docs = 0, places = 0;
    for (size_t i = 0; i < kept->docs_ends.n; i++) {
        str_add(&w->docs_file.data, kept->docs_file.data.p + docs, kept->docs_ends.p[i] - docs);
        str_add(&w->places_file.data, kept->places_file.data.p + places, kept->places_ends.p[i] - places);
        docs = kept->docs_ends.p[i];
        places = kept->places_ends.p[i];
        end_in_files(w);
    }
    vec_release(&kept->docs_ends);
    vec_release(&kept->places_ends);
    chunks_end(kept);
}

bool chunk_full(const ChunkWriter *w) { return w->open && bits_size(&w->docs) >= w->files->sizes->term_chunk; }

bool chunk_begin(ChunkWriter *w) {
    if (w->open) return false;
    w->docs = bits_to(&w->docs_file.data);
    w->places = bits_to(&w->places_file.data);
    return w->open = true;
}

void chunks_end(ChunkWriter *w) {
    ChunkFile *const both[] = {&w->docs_file, &w->places_file};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        if (w->n % both[i]->together) put_file(w->files, both[i]);
        str_release(&both[i]->data);
    }
    lists_release(&w->lists);
    free(w->marks);
}
