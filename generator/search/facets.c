/* What a result can be narrowed by: dates, and for each region, topic, kind,
 * publication and author the documents that have it. Read only when asked
 * for. */
#include "search/block.h"

typedef struct Facet {
    View key; /* one letter for what it is, then the code, id or name */
    VEC(uint32_t) docs;
} Facet;

typedef struct FacetTable {
    Arena arena;
    Map ids;
    VEC(Facet) facets;
    Str key;
} FacetTable;

static void add_key(FacetTable *t, char kind, View name, uint32_t doc) {
    if (name.n == 0) return;
    str_clear(&t->key);
    str_addc(&t->key, kind);
    str_addv(&t->key, name);
    size_t *id = map_get(&t->ids, str_view(&t->key));
    if (!id) {
        Facet facet = {.key = arena_view(&t->arena, str_view(&t->key))};
        id = map_at(&t->ids, facet.key, NULL);
        *id = t->facets.n;
        vec_push(&t->facets, facet);
    }
    Facet *facet = &t->facets.p[*id];
    if (facet->docs.n == 0 || facet->docs.p[facet->docs.n - 1] != doc) vec_push(&facet->docs, doc);
}

static void add_doc(FacetTable *t, const BlockDoc *doc, uint32_t number) {
    for (size_t i = 0; i < doc->n_regions; i++) add_key(t, 'r', doc->regions[i], number);
    for (size_t i = 0; i < doc->n_topics; i++) add_key(t, 't', doc->topics[i], number);
    for (size_t i = 0; i < doc->n_authors; i++) add_key(t, 'a', doc->authors[i], number);
    add_key(t, 'k', doc->kind, number);
    add_key(t, 'p', doc->publication, number);
}

static int by_key(const void *a, const void *b) { return view_cmp(((const Facet *)a)->key, ((const Facet *)b)->key); }

/* Documents are in the order of their dates: each date and how many have it. */
static void write_dates(BitWriter *w, BlockDoc *const *docs, size_t n) {
    uint32_t before = 0;
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && docs[end]->date == docs[i]->date;) end++;
        bits_rice(w, docs[i]->date - before, DATE_RICE);
        bits_gamma(w, (uint32_t)(end - i));
        before = docs[i]->date;
    }
}

static void write_facets(BitWriter *w, FacetTable *t, uint32_t n) {
    View before = V("");
    if (t->facets.n) qsort(t->facets.p, t->facets.n, sizeof *t->facets.p, by_key);
    for (size_t i = 0; i < t->facets.n; i++) {
        Facet *facet = &t->facets.p[i];
        front_code(w, before, facet->key);
        doclist_write(w, facet->docs.p, facet->docs.n, n);
        before = facet->key;
        vec_release(&facet->docs);
    }
    bits_gamma(w, 1);
}

void facets_write(BlockDoc *const *docs, size_t n, BlockFiles *files, BlockHead *head) {
    FacetTable t = {.arena = ARENA_INIT, .ids = MAP_INIT, .key = STR_INIT};
    for (size_t i = 0; i < n; i++) add_doc(&t, docs[i], (uint32_t)i);
    Str data = STR_INIT;
    BitWriter w = bits_to(&data);
    write_dates(&w, docs, n);
    write_facets(&w, &t, (uint32_t)n);
    bits_flush(&w);
    head->facet_bytes = data.n;
    head->facet_pieces = block_put(files, 'f', 0, str_view(&data));
    str_release(&data);
    str_release(&t.key);
    vec_release(&t.facets);
    map_release(&t.ids);
    arena_release(&t.arena);
}
