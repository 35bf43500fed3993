#include "search/block.h"

/* Measured on generated archives of 1,200 characters an article (FORMAT.md):
 * what a first query loads against files, and what an edit makes anew. */
static Sizes small_sizes(size_t n) {
    static const struct {
        size_t docs;
        Sizes sizes;
    } table[] = {
        {1024, {1, 12 << 10, 5 << 10, 1, 2, 0}},     {4096, {2, 16 << 10, 8 << 10, 1, 2, 0}},
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
        str_init(&shop->parts[i].record);
    }
}

void workshop_release(Workshop *shop) {
    for (unsigned i = 0; i < shop->n; i++) {
        cutter_free(shop->parts[i].cutter);
        vec_release(&shop->parts[i].units);
        free(shop->parts[i].by_char);
        free(shop->parts[i].spare.p);
        free(shop->parts[i].bucket.p);
        str_release(&shop->parts[i].record);
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
    for (size_t i = 0; i < n; i++) most += docs[i]->data.n / sizeof(uint16_t);
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
    BlockRoom *room;
} Making;

/* A document's fields, one after the other: first the headline. */
static void cut_doc(Making *m, uint32_t number, Part *part) {
    const Record record = record_of(block_doc_data(m->docs[number], m->room->spill, &part->record));
    Units *units = &part->units;
    size_t start = units->n;
    cut_script(part->cutter, record.title, units);
    cut_break(units);
    m->title[number] = (uint32_t)(units->n - start);
    cut_script(part->cutter, record.kicker, units);
    cut_break(units);
    cut_script(part->cutter, record.subtitle, units);
    cut_break(units);
    m->headline[number] = (uint32_t)(units->n - start);
    cut_script(part->cutter, record.text, units);
    cut_break(units);
    m->text.docs[number].n = units->n - start;
    m->length[number] = (uint8_t)length_step(units->n - start);
}

static void cut_part(void *ctx, size_t number, size_t to, unsigned worker) {
    (void)to;
    (void)worker;
    Making *m = ctx;
    Part *part = &m->shop->parts[number];
    uint32_t first = number ? m->text.ends[number - 1] : m->text.begin, end = m->text.ends[number];
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

static void keep_grams(void *ctx) { grams_keep(((Making *)ctx)->grams); }
static void write_first(void *ctx) { grams_write(((Making *)ctx)->grams, GRAMS_FIRST); }
static void write_rest(void *ctx) { grams_write(((Making *)ctx)->grams, GRAMS_REST); }

static void collect_words(void *ctx) {
    Making *m = ctx;
    words_collect(&m->shop->words, m->docs, &m->text, m->room);
}

static void write_beside(void *ctx) {
    Making *m = ctx;
    collect_words(m);
    words_write(&m->shop->words, &m->text, m->room, &m->beside, &m->head);
    texts_write(m->docs, m->text.n, m->room->spill, &m->beside, &m->head);
    facets_write(m->docs, m->text.n, &m->beside, &m->head);
}

/* One edited article is one block, and both processors should be at it: the
 * first two take about as long, and whoever is done first writes the rest. */
static void write_parts(Making *m) {
    static void (*const tasks[])(void *) = {write_first, write_beside, write_rest};
    grams_join(m->grams);
    threads_run(m->shop->n, tasks, sizeof tasks / sizeof *tasks, m);
}

/* --- batches --------------------------------------------------------------------- */

/* As many documents as there is room for at once, and one at least: all of
 * them, but where texts are long. */
static uint32_t batch_end(const Making *m, uint32_t from) {
    size_t units = 0;
    uint32_t to = from;
    do units += m->docs[to++]->data.n / sizeof(uint16_t);
    while (to < m->text.n && units + m->docs[to]->data.n / sizeof(uint16_t) <= m->room->units);
    return to;
}

/* Parts of about as much text. */
static void part_docs(Making *m, uint32_t from, uint32_t to) {
    const unsigned parts = m->shop->n;
    size_t all = 0, before = 0;
    uint32_t doc = from;
    for (uint32_t i = from; i < to; i++) all += m->docs[i]->data.n;
    m->text.begin = from;
    m->text.end = to;
    for (unsigned p = 0; p < parts; p++) {
        while (doc < to && (p + 1 == parts || before < all / parts * (p + 1))) before += m->docs[doc++]->data.n;
        m->text.ends[p] = doc;
    }
}

/* Cuts and sorts a batch; returns its units. */
static size_t sort_batch(Making *m, uint32_t from, uint32_t to) {
    const unsigned jobs = m->shop->n;
    size_t units = 0;
    part_docs(m, from, to);
    threads_for(jobs, jobs, 1, cut_part, m);
    grams_begin(m->grams);
    threads_for(jobs, jobs, 1, sort_part, m);
    for (unsigned i = 0; i < jobs; i++) units += m->shop->parts[i].units.n;
    return units;
}

/* Of all batches but the last the terms wait in the spill. */
static size_t make_batches(Making *m) {
    static void (*const tasks[])(void *) = {keep_grams, collect_words};
    size_t units = 0;
    for (uint32_t from = 0, to = 0;; from = to) {
        if (m->text.n) to = batch_end(m, from);
        if (to < m->text.n && !m->room->spill) m->room->spill = spill_open(m->room->folder);
        if (!m->room->spill) to = m->text.n;
        units += sort_batch(m, from, to);
        if (to == m->text.n) return units;
        threads_run(m->shop->n, tasks, sizeof tasks / sizeof *tasks, m);
    }
}

void block_build(BlockDoc **docs, size_t n, unsigned number, const Sizes *sizes, Workshop *shop, BlockRoom *room,
                 SearchPut *put, void *ctx, SearchBlock *info) {
    if (n) qsort(docs, n, sizeof *docs, by_date_and_id);
    /* Only ids that were chosen for it fall into one block so often: the rest of them are not found. */
    if (n > BLOCK_DOCS_MAX) n = BLOCK_DOCS_MAX;
    *info = (SearchBlock){.docs = (uint32_t)n};
    name_block(docs, n, number, sizes, info->name);
    Arena arena = ARENA_INIT;
    RiceTable rice;
    BlockFiles files = {info->name, put, ctx, sizes, STR_INIT};
    Making m = {.docs = docs, .shop = shop, .room = room, .files = files, .beside = files,
                .length = ARENA_ARRAY(&arena, uint8_t, n), .title = ARENA_ARRAY(&arena, uint32_t, n),
                .headline = ARENA_ARRAY(&arena, uint32_t, n)};
    m.text = (BlockText){.n = (uint32_t)n, .docs = ARENA_ARRAY(&arena, DocUnits, n)};
    m.text.shape = (Shape){.n = (uint32_t)n, .length = m.length, .title = m.title, .headline = m.headline};
    m.grams = grams_new(&m.text, shop, room, &m.files, &m.head);
    info->units = make_batches(&m);
    shape_measure(&m.text.shape, &rice);
    write_parts(&m);
    grams_free(m.grams);
    write_head(&m.head, &m.text.shape, &m.files);
    info->facets = m.head.facet_bytes;
    info->texts = (uint32_t)m.head.texts.n;
    head_release(&m.head);
    str_release(&m.files.file);
    str_release(&m.beside.file);
    arena_release(&arena);
}
