#include "search/block.h"

/* Measured on generated archives of 1,200 characters an article (FORMAT.md):
 * what a first query loads against files, and what an edit makes anew. */
static Sizes small_sizes(size_t n) {
    static const struct {
        size_t docs;
        Sizes sizes;
    } table[] = {
        {1024, {1, 12 << 10, 6 << 10, 1, 2, 0}},     {4096, {2, 16 << 10, 8 << 10, 1, 2, 0}},
        {16384, {4, 14 << 10, 9 << 10, 1, 2, 0}},    {65536, {8, 16 << 10, 16 << 10, 1, 2, 0}},
        {262144, {16, 14 << 10, 18 << 10, 1, 2, 0}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (n <= table[i].docs) return table[i].sizes;
    Sizes sizes = {32, 20 << 10, 20 << 10, 1, 2, 0};
    while (n / sizes.blocks > BLOCK_DOCS_AIM) sizes.blocks *= 2;
    return sizes;
}

Sizes sizes_for(size_t n, SearchChunks chunks) {
    Sizes sizes = small_sizes(n);
    if (chunks == SEARCH_CHUNKS_LARGE) {
        sizes.text_chunk = 112 << 10;
        sizes.terms_together = 8;
        sizes.places_together = 12;
    }
    return sizes;
}

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

/* --- documents ---------------------------------------------------------------------- */

static size_t views_bytes(const View *p, size_t n) {
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++) bytes += sizeof(View) + p[i].n;
    return bytes;
}

/* Copies v to *at and moves on; the lengths are hashed with the bytes. */
static View copy_view(char **at, uint64_t *hash, View v) {
    View copy = view(*at, v.n);
    if (v.n) memcpy(*at, v.p, v.n);
    *at += v.n;
    uint64_t parts[2] = {*hash, hash_bytes(v)};
    *hash = hash_bytes(view((const char *)parts, sizeof parts));
    return copy;
}

static const View *copy_views(View **views, char **at, uint64_t *hash, const View *p, size_t n) {
    View *copy = *views;
    *views += n;
    for (size_t i = 0; i < n; i++) copy[i] = copy_view(at, hash, p[i]);
    copy_view(at, hash, V(""));
    return copy;
}

/* The record, where its data has been copied to. */
static Record record_at(const Record *r, const char *p) {
    View parts[] = {r->data, r->title, r->kicker, r->subtitle, r->text};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) parts[i].p = p + (parts[i].p - r->data.p);
    return (Record){parts[0], parts[1], parts[2], parts[3], parts[4]};
}

BlockDoc *block_doc_new(Arena *a, const SearchDoc *doc, const Record *record) {
    const size_t n_views = doc->n_authors + doc->n_regions + doc->n_topics;
    size_t bytes = doc->id.n + record->data.n + doc->kind.n + doc->publication.n +
                   views_bytes(doc->authors, doc->n_authors) + views_bytes(doc->regions, doc->n_regions) +
                   views_bytes(doc->topics, doc->n_topics);
    BlockDoc *copy = arena_alloc(a, sizeof *copy + bytes + sizeof(View));
    uint64_t hash = 0;
    /* The arrays of views first: they need the alignment. */
    View *views = (View *)(void *)(copy->bytes + (size_t)(-(uintptr_t)copy->bytes % sizeof(void *)));
    char *at = (char *)(views + n_views);
    *copy = (BlockDoc){
        .id = copy_view(&at, &hash, doc->id),
        .kind = copy_view(&at, &hash, doc->kind),
        .publication = copy_view(&at, &hash, doc->publication),
        .n_authors = doc->n_authors,
        .n_regions = doc->n_regions,
        .n_topics = doc->n_topics,
        .date = date_number(doc->date),
    };
    copy->authors = copy_views(&views, &at, &hash, doc->authors, doc->n_authors);
    copy->regions = copy_views(&views, &at, &hash, doc->regions, doc->n_regions);
    copy->topics = copy_views(&views, &at, &hash, doc->topics, doc->n_topics);
    copy->record = record_at(record, copy_view(&at, &hash, record->data).p);
    copy->hash = hash;
    return copy;
}

static int by_date_and_id(const void *a, const void *b) {
    const BlockDoc *x = *(BlockDoc *const *)a, *y = *(BlockDoc *const *)b;
    if (x->date != y->date) return x->date < y->date ? -1 : 1;
    return view_cmp(x->id, y->id);
}

/* --- the workshop ---------------------------------------------------------------------- */

void workshop_init(Workshop *shop, bool threads) {
    *shop = (Workshop){.n = threads ? PARTS : 1};
    for (unsigned i = 0; i < shop->n; i++) {
        shop->parts[i].cutter = cutter_new();
        shop->parts[i].by_char = xcalloc(CODE_POINTS, sizeof(uint32_t));
    }
}

void workshop_release(Workshop *shop) {
    for (unsigned i = 0; i < shop->n; i++) {
        cutter_free(shop->parts[i].cutter);
        vec_release(&shop->parts[i].units);
        free(shop->parts[i].by_char);
        free(shop->parts[i].spare.p);
    }
    free(shop->occ.p);
    word_table_release(&shop->words);
}

/* Large pages too because thousands of streams are written at once, more than
 * there are entries for small ones. Blocks are about as large as each other:
 * some more is asked for, which costs nothing until it is used, so that the next
 * has room in the same memory. */
static size_t with_spare(size_t n) { return n + n / 8; }

void occ_room(OccRoom *room, size_t n) {
    if (n <= room->cap) return;
    free(room->p);
    n = with_spare(n);
    *room = (OccRoom){xlarge(n, sizeof *room->p), n};
}

/* Nearly always as many as there are in the records, and never many more. */
static void units_room(Units *units, BlockDoc *const *docs, size_t n) {
    enum { SPARE = 4096 };
    size_t most = SPARE;
    for (size_t i = 0; i < n; i++) most += docs[i]->record.data.n / sizeof(uint16_t);
    most += most / 64;
    units->n = 0;
    if (most <= units->cap) return;
    free(units->p);
    most = with_spare(most);
    units->p = xlarge(most, sizeof *units->p);
    units->cap = most;
}

/* --- the block --------------------------------------------------------------------------- */

/* What the parts of a block are cut into, and then its steps. */
typedef struct Making {
    BlockDoc *const *docs;
    BlockText text;
    uint8_t *length;
    uint32_t *title, *headline;
    Workshop *shop;
    BlockFiles files, beside; /* of the pairs' thread, and of what is made beside them */
    BlockHead head;
    Grams *grams;
} Making;

/* A document's fields, one after the other: first the headline. */
static void cut_doc(Making *m, uint32_t number, Part *part) {
    const Record *record = &m->docs[number]->record;
    Units *units = &part->units;
    size_t start = units->n;
    cut_script(part->cutter, record->title, units);
    cut_break(units);
    m->title[number] = (uint32_t)(units->n - start);
    cut_script(part->cutter, record->kicker, units);
    cut_break(units);
    cut_script(part->cutter, record->subtitle, units);
    cut_break(units);
    m->headline[number] = (uint32_t)(units->n - start);
    cut_script(part->cutter, record->text, units);
    cut_break(units);
    m->text.docs[number].n = units->n - start;
    m->length[number] = (uint8_t)length_step(units->n - start);
}

static void cut_part(void *ctx, size_t number, size_t to, unsigned worker) {
    (void)to;
    (void)worker;
    Making *m = ctx;
    Part *part = &m->shop->parts[number];
    uint32_t first = number ? m->text.ends[number - 1] : 0, end = m->text.ends[number];
    units_room(&part->units, m->docs + first, end - first);
    for (uint32_t i = first; i < end; i++) cut_doc(m, i, part);
    /* Only now is it known where they stay. */
    const Unit *at = part->units.p;
    for (uint32_t i = first; i < end; at += m->text.docs[i++].n) m->text.docs[i].p = at;
    part_count(part);
}

static void sort_part(void *ctx, size_t number, size_t to, unsigned worker) {
    (void)to;
    (void)worker;
    grams_sort(((Making *)ctx)->grams, number);
}

/* The whole of what a block's files depend on, so that the same name means
 * the same bytes. */
static void name_block(BlockDoc *const *docs, size_t n, unsigned number, const Sizes *sizes, char name[24]) {
    const uint64_t seeds[] = {CUT_VERSION,           FORMAT_VERSION,         sizes->term_chunk, sizes->text_chunk,
                              sizes->terms_together, sizes->places_together, sizes->tables};
    uint64_t hash = hash_bytes(view((const char *)seeds, sizeof seeds));
    for (size_t i = 0; i < n; i++) {
        uint64_t parts[2] = {hash, docs[i]->hash};
        hash = hash_bytes(view((const char *)parts, sizeof parts));
    }
    snprintf(name, 24, "%02u-%010llx", number, (unsigned long long)(hash >> 24));
}

static void write_pieces(BitWriter *w, const ChunkFiles *files) {
    const FilePieces *const both[] = {&files->docs, &files->places};
    for (size_t f = 0; f < sizeof both / sizeof *both; f++)
        for (size_t i = 0; i < both[f]->n; i++) bits_gamma(w, both[f]->p[i] + 1);
}

static void write_head(const BlockHead *head, const Shape *shape, BlockFiles *files) {
    Str data = STR_INIT;
    BitWriter w = bits_to(&data);
    bits_gamma(&w, shape->n + 1);
    bits_gamma(&w, head->facet_pieces + 1);
    bits_gamma(&w, files->sizes->terms_together);
    bits_gamma(&w, files->sizes->places_together);
    bits_gamma(&w, (uint32_t)head->grams.n + 1);
    uint32_t before = 0;
    for (size_t i = 0; i < head->grams.n; i++) {
        const GramChunk *chunk = &head->grams.p[i];
        bits_gamma(&w, chunk->first - before + 1);
        bits_rice(&w, chunk->second, SECOND_RICE);
        before = chunk->first;
    }
    write_pieces(&w, &head->gram_files);
    bits_gamma(&w, (uint32_t)head->words.n + 1);
    for (size_t i = 0; i < head->words.n; i++) front_code(&w, V(""), str_view(&head->words.p[i]));
    write_pieces(&w, &head->word_files);
    bits_gamma(&w, (uint32_t)head->texts.n + 1);
    for (size_t i = 0; i < head->texts.n; i++) bits_gamma(&w, head->texts.p[i] + 1);
    for (uint32_t i = 0; i < shape->n; i++) bits_put(&w, shape->length[i], LENGTH_BITS);
    bits_flush(&w);
    block_put(files, 'h', 0, str_view(&data));
    str_release(&data);
}

static void head_release(BlockHead *head) {
    vec_release(&head->grams);
    for (size_t i = 0; i < head->words.n; i++) str_release(&head->words.p[i]);
    vec_release(&head->words);
    vec_release(&head->texts);
    vec_release(&head->gram_files.docs);
    vec_release(&head->gram_files.places);
    vec_release(&head->word_files.docs);
    vec_release(&head->word_files.places);
}

static void write_first(void *ctx) { grams_write(((Making *)ctx)->grams, GRAMS_FIRST); }
static void write_rest(void *ctx) { grams_write(((Making *)ctx)->grams, GRAMS_REST); }

static void write_beside(void *ctx) {
    Making *m = ctx;
    words_write(m->docs, &m->text, &m->shop->words, &m->beside, &m->head);
    texts_write(m->docs, m->text.n, &m->beside, &m->head);
    facets_write(m->docs, m->text.n, &m->beside, &m->head);
}

/* One edited article is one block, and both processors should be at it: the
 * first two take about as long, and whoever is done first writes the rest. */
static void write_parts(Making *m) {
    static void (*const tasks[])(void *) = {write_first, write_beside, write_rest};
    const unsigned jobs = m->shop->n;
    threads_for(jobs, jobs, 1, cut_part, m);
    m->grams = grams_new(&m->text, m->shop, &m->files, &m->head);
    threads_for(jobs, jobs, 1, sort_part, m);
    threads_run(jobs, tasks, sizeof tasks / sizeof *tasks, m);
    grams_free(m->grams);
}

/* Parts of about as much text. */
static void part_docs(Making *m, size_t n) {
    const unsigned parts = m->shop->n;
    size_t all = 0, before = 0;
    uint32_t doc = 0;
    for (size_t i = 0; i < n; i++) all += m->docs[i]->record.data.n;
    for (unsigned p = 0; p < parts; p++) {
        while (doc < n && (p + 1 == parts || before < all / parts * (p + 1))) before += m->docs[doc++]->record.data.n;
        m->text.ends[p] = doc;
    }
}

void block_build(BlockDoc **docs, size_t n, unsigned number, const Sizes *sizes, Workshop *shop, SearchPut *put,
                 void *ctx, SearchBlock *info) {
    *info = (SearchBlock){.docs = (uint32_t)n};
    if (n) qsort(docs, n, sizeof *docs, by_date_and_id);
    name_block(docs, n, number, sizes, info->name);
    Arena arena = ARENA_INIT;
    RiceTable rice;
    BlockFiles files = {info->name, put, ctx, sizes, STR_INIT};
    Making m = {.docs = docs, .shop = shop, .files = files, .beside = files, .length = ARENA_ARRAY(&arena, uint8_t, n),
                .title = ARENA_ARRAY(&arena, uint32_t, n), .headline = ARENA_ARRAY(&arena, uint32_t, n)};
    m.text = (BlockText){.n = (uint32_t)n, .docs = ARENA_ARRAY(&arena, DocUnits, n)};
    m.text.shape = (Shape){.n = (uint32_t)n, .length = m.length, .title = m.title, .headline = m.headline};
    shape_rice(&m.text.shape, &rice);
    part_docs(&m, n);
    write_parts(&m);
    write_head(&m.head, &m.text.shape, &m.files);
    for (unsigned i = 0; i < shop->n; i++) info->units += shop->parts[i].units.n;
    info->facets = m.head.facet_bytes;
    info->texts = (uint32_t)m.head.texts.n;
    head_release(&m.head);
    str_release(&m.files.file);
    str_release(&m.beside.file);
    arena_release(&arena);
}
