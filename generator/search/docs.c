/* The documents that wait for their block. */
#include "search/block.h"

uint32_t date_number(View date) {
    uint64_t part[3] = {0}, max[3] = {9999, 12, 31};
    View field;
    for (int i = 0; i < 3 && date.n && view_split(&date, '-', &field); i++)
        if (!view_uint(field, max[i], &part[i])) break;
    return (uint32_t)((part[0] * 13 + part[1]) * 32 + part[2]);
}

void url_usual(Str *out, View id) {
    str_adds(out, "articles/");
    str_addv(out, view_to(id, 2));
    str_addc(out, '/');
    str_addv(out, id);
    str_adds(out, ".html");
}

static size_t views_bytes(const View *p, size_t n) {
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++) bytes += p[i].n;
    return bytes;
}

/* Lengths are hashed with the bytes. */
static void mix_view(uint64_t *hash, View v) {
    uint64_t parts[2] = {*hash, hash_bytes(v)};
    *hash = hash_bytes(view((const char *)parts, sizeof parts));
}

/* Copies v to *at and moves on. */
static View copy_view(char **at, uint64_t *hash, View v) {
    View copy = view(*at, v.n);
    if (v.n) memcpy(*at, v.p, v.n);
    *at += v.n;
    mix_view(hash, v);
    return copy;
}

static const View *copy_views(View **views, char **at, uint64_t *hash, const View *p, size_t n) {
    View *copy = *views;
    *views += n;
    for (size_t i = 0; i < n; i++) copy[i] = copy_view(at, hash, p[i]);
    copy_view(at, hash, V(""));
    return copy;
}

BlockDoc *block_doc_new(Arena *a, const SearchDoc *doc, View data, bool stays, Spill *spill) {
    const size_t n_views = doc->n_authors + doc->n_regions + doc->n_topics;
    size_t bytes = doc->id.n + (stays || spill ? 0 : data.n) + doc->kind.n + doc->publication.n +
                   views_bytes(doc->authors, doc->n_authors) + views_bytes(doc->regions, doc->n_regions) +
                   views_bytes(doc->topics, doc->n_topics);
    BlockDoc *copy = arena_alloc(a, sizeof *copy + n_views * sizeof *copy->views);
    View *views = copy->views;
    char *at = arena_bytes(a, bytes); /* not zeroed first, as arena_alloc does it: the record is the most of all */
    uint64_t hash = 0;
    *copy = (BlockDoc){
        .id = copy_view(&at, &hash, doc->id),
        .kind = copy_view(&at, &hash, doc->kind),
        .publication = copy_view(&at, &hash, doc->publication),
        .n_authors = doc->n_authors,
        .n_regions = doc->n_regions,
        .n_topics = doc->n_topics,
        .data = view(NULL, data.n),
        .date = date_number(doc->date),
    };
    copy->authors = copy_views(&views, &at, &hash, doc->authors, doc->n_authors);
    copy->regions = copy_views(&views, &at, &hash, doc->regions, doc->n_regions);
    copy->topics = copy_views(&views, &at, &hash, doc->topics, doc->n_topics);
    if (stays) {
        copy->data = data;
        mix_view(&hash, data);
    } else if (spill) {
        copy->at = spill_room(spill, data.n);
        spill_write(spill, copy->at, data.p, data.n);
        mix_view(&hash, data);
    } else {
        copy->data = copy_view(&at, &hash, data);
    }
    copy->hash = hash;
    return copy;
}

View block_doc_data(const BlockDoc *doc, const Spill *spill, Str *room) {
    if (doc->data.p) return doc->data;
    str_clear(room);
    str_reserve(room, doc->data.n);
    spill_read(spill, doc->at, room->p, doc->data.n);
    return view(room->p, doc->data.n);
}
