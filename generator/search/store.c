#include "search/store.h"

#include "search/block.h"

static bool damaged(Store *s, const char *file) {
    diag(s->d, M_SEARCH_DAMAGED, NOWHERE, DARGS(file));
    return false;
}

/* --- files -------------------------------------------------------------------------- */

static bool read_script(Store *s, const char *name, Str *data) {
    Str file = STR_INIT;
    char *path = path_join(s->a, s->dir, arena_printf(s->a, "search/%s.js", name));
    int err = file_read(path, &file, FILE_MAX_BYTES);
    View found;
    bool ok = err == 0 && script_data(str_view(&file), name, &found);
    if (ok)
        str_addv(data, found);
    else if (err)
        diag_errno(s->d, M_CANNOT_READ, path, err);
    else
        damaged(s, path);
    str_release(&file);
    return ok;
}

bool store_data(Store *s, const StoreBlock *block, char kind, size_t number, uint32_t pieces, View *data) {
    Str all = STR_INIT, name = STR_INIT;
    bool ok = true;
    for (uint32_t i = 0; i < pieces && ok; i++) {
        str_clear(&name);
        piece_name(&name, block->name, kind, number, i);
        ok = read_script(s, name.p, &all);
    }
    *data = arena_view(s->a, str_view(&all));
    str_release(&all);
    str_release(&name);
    return ok;
}

static BitReader reader_of(View data) { return (BitReader){.p = (const unsigned char *)data.p, .n = data.n}; }

/* --- opening --------------------------------------------------------------------------- */

/* Each of them takes a bit at least of what is left, of which some may be read ahead. */
static bool bad_count(const BitReader *r, size_t n) { return r->over || n > r->n * 8 + r->have; }

static void read_pieces(Store *s, BitReader *r, size_t chunks, StoreFiles *files) {
    size_t n = (chunks + files->together - 1) / files->together;
    files->pieces = ARENA_ARRAY(s->a, uint32_t, n);
    for (size_t i = 0; i < n; i++) files->pieces[i] = bits_get_gamma(r) - 1;
}

static bool read_grams(Store *s, StoreBlock *b, BitReader *r) {
    b->n_grams = bits_get_gamma(r) - 1;
    if (bad_count(r, b->n_grams)) return false;
    b->grams = ARENA_ARRAY(s->a, ChunkEntry, b->n_grams);
    uint32_t before = 0;
    for (size_t i = 0; i < b->n_grams; i++) {
        before += bits_get_gamma(r) - 1;
        b->grams[i] = (ChunkEntry){before, bits_get_rice(r, SECOND_RICE), V("")};
    }
    read_pieces(s, r, b->n_grams, &b->gram_docs);
    read_pieces(s, r, b->n_grams, &b->gram_places);
    return true;
}

static bool read_words(Store *s, StoreBlock *b, BitReader *r) {
    b->n_words = bits_get_gamma(r) - 1;
    if (bad_count(r, b->n_words)) return false;
    b->words = ARENA_ARRAY(s->a, ChunkEntry, b->n_words);
    Str word = STR_INIT;
    bool ok = true;
    for (size_t i = 0; i < b->n_words && ok; i++) {
        str_clear(&word);
        ok = front_decode(r, &word);
        b->words[i] = (ChunkEntry){0, 0, arena_view(s->a, str_view(&word))};
    }
    read_pieces(s, r, b->n_words, &b->word_docs);
    read_pieces(s, r, b->n_words, &b->word_places);
    str_release(&word);
    return ok;
}

static bool read_texts(Store *s, StoreBlock *b, BitReader *r) {
    b->n_texts = bits_get_gamma(r) - 1;
    if (bad_count(r, b->n_texts)) return false;
    b->texts = ARENA_ARRAY(s->a, uint32_t, b->n_texts + 1);
    for (size_t i = 0; i < b->n_texts; i++) b->texts[i + 1] = b->texts[i] + bits_get_gamma(r) - 1;
    return true;
}

static bool read_head(Store *s, StoreBlock *b) {
    View data;
    if (!store_data(s, b, 'h', 0, 1, &data)) return false;
    BitReader r = reader_of(data);
    b->shape.n = bits_get_gamma(&r) - 1;
    b->facet_pieces = bits_get_gamma(&r) - 1;
    uint32_t terms = bits_get_gamma(&r), places = bits_get_gamma(&r);
    b->gram_docs = (StoreFiles){'g', terms, NULL};
    b->gram_places = (StoreFiles){'p', places, NULL};
    b->word_docs = (StoreFiles){'w', terms, NULL};
    b->word_places = (StoreFiles){'q', places, NULL};
    if (bad_count(&r, b->shape.n) || !read_grams(s, b, &r) || !read_words(s, b, &r) || !read_texts(s, b, &r))
        return damaged(s, b->name);
    uint8_t *length = ARENA_ARRAY(s->a, uint8_t, b->shape.n);
    for (uint32_t i = 0; i < b->shape.n; i++) length[i] = (uint8_t)bits_get(&r, LENGTH_BITS);
    b->shape.length = length;
    return !r.over || damaged(s, b->name);
}

static bool read_line(Store *s, View line) {
    View word;
    uint64_t n;
    if (!view_split(&line, ' ', &word)) return true;
    if (view_is(word, "docs") && view_uint(line, SIZE_MAX, &n))
        s->docs = (size_t)n;
    else if (view_is(word, "units") && view_uint(line, UINT64_MAX, &n))
        s->units = n;
    else if (view_is(word, "block") && view_split(&line, ' ', &word)) {
        StoreBlock *b = &s->blocks[s->n];
        *b = (StoreBlock){.name = arena_strdup(s->a, word)};
        if (!view_uint(line, BLOCK_DOCS_MAX, &n)) return damaged(s, "start");
        if (n == 0) return true;
        s->n++;
        return read_head(s, b);
    }
    return true;
}

static bool read_start(Store *s, View lines) {
    View line;
    char version[32];
    snprintf(version, sizeof version, "fangzhi-search %d", FORMAT_VERSION);
    if (!view_line(&lines, &line) || !view_is(line, version)) return damaged(s, "start");
    size_t n = 0;
    for (View rest = lines; view_line(&rest, &line);) n++;
    s->blocks = ARENA_ARRAY(s->a, StoreBlock, n);
    while (view_line(&lines, &line))
        if (!read_line(s, line)) return false;
    return true;
}

bool store_open(Store *s, Arena *a, Diag *d, const char *dir) {
    *s = (Store){.a = a, .d = d, .dir = dir};
    if (!file_exists(path_join(a, dir, "search/start.js"))) {
        diag(d, M_SEARCH_NO_INDEX, NOWHERE, DARGS(dir));
        return false;
    }
    Str data = STR_INIT, lines = STR_INIT;
    bool ok = read_script(s, "start", &data);
    if (ok) script_untext(str_view(&data), &lines);
    ok = ok && read_start(s, arena_view(a, str_view(&lines)));
    str_release(&data);
    str_release(&lines);
    return ok;
}

/* A chunk: between the spaces of the file that it shares. */
static bool read_chunk(Store *s, const StoreBlock *b, const StoreFiles *files, size_t chunk, View *data) {
    size_t file = chunk / files->together;
    View all;
    if (!store_data(s, b, files->kind, file, files->pieces[file], &all)) return false;
    for (size_t before = chunk % files->together;; before--) {
        size_t end = 0;
        while (end + 1 < all.n && memcmp(all.p + end, CHUNK_END, 2) != 0) end += 2;
        *data = view_to(all, end);
        if (before == 0) return true;
        all = view_from(all, end + 2);
    }
}

/* --- terms ----------------------------------------------------------------------------------- */

/* The chunk that would hold the pair: the last that begins at or before it. */
static size_t gram_chunk(const StoreBlock *b, uint32_t first, uint32_t second) {
    size_t low = 0, high = b->n_grams;
    while (low < high) {
        size_t mid = (low + high) / 2;
        const ChunkEntry *c = &b->grams[mid];
        if (c->first < first || (c->first == first && c->second <= second))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Goes through the chunk until the term; what is before it is skipped in a
 * scratch arena. */
static bool walk_grams(Store *s, const StoreBlock *b, BitReader *r, BitReader *places, uint32_t first, uint32_t second,
                       Postings *out) {
    Arena skip = ARENA_INIT;
    bool ok = true;
    for (uint32_t at = 0, gap; ok && (gap = bits_get_gamma(r) - 1) > 0;) {
        at += gap - 1;
        bool wanted = at == first;
        if (at > first) break;
        if (bits_get(r, 1)) {
            bool hit = wanted && second == 0;
            ok = doclist_read(hit ? s->a : &skip, r, b->shape.n, hit ? out : NULL);
            if (hit) break;
        }
        if (wanted && second == 0) break;
        unsigned k = bits_get(r, 4);
        uint32_t at_second = 0, step;
        while (ok && !r->over && (step = bits_get_rice(r, k)) > 0) {
            at_second += step;
            bool hit = wanted && at_second == second;
            if (wanted && at_second > second) break;
            ok = postings_read(hit ? s->a : &skip, r, places, &b->shape, hit ? out : NULL);
            if (hit) break;
            arena_clear(&skip);
        }
        if (wanted) break;
        at++;
    }
    arena_release(&skip);
    return ok && !r->over;
}

bool store_gram(Store *s, const StoreBlock *b, uint32_t first, uint32_t second, bool places, Postings *out) {
    *out = (Postings){0};
    size_t chunk = gram_chunk(b, first, second);
    if (chunk-- == 0) return true;
    View docs_data, places_data = V("");
    if (!read_chunk(s, b, &b->gram_docs, chunk, &docs_data)) return false;
    if (places && !read_chunk(s, b, &b->gram_places, chunk, &places_data)) return false;
    BitReader docs = reader_of(docs_data), at = reader_of(places_data);
    return walk_grams(s, b, &docs, places ? &at : NULL, first, second, out) || damaged(s, b->name);
}

static bool walk_words(Store *s, const StoreBlock *b, BitReader *r, BitReader *places, View word, bool prefix,
                       StoreWord *each, void *ctx) {
    Arena skip = ARENA_INIT;
    Str text = STR_INIT;
    bool ok = true;
    while (ok && front_decode(r, &text)) {
        bool hit = prefix ? view_starts(str_view(&text), word) : view_eq(str_view(&text), word);
        if (!hit && view_cmp(str_view(&text), word) > 0) break;
        Postings p;
        ok = postings_read(hit ? s->a : &skip, r, places, &b->shape, hit ? &p : NULL);
        if (ok && hit) each(ctx, &p);
        arena_clear(&skip);
    }
    str_release(&text);
    arena_release(&skip);
    return ok && !r->over;
}

bool store_words(Store *s, const StoreBlock *b, View word, bool prefix, bool places, StoreWord *each, void *ctx) {
    size_t chunk = 0;
    while (chunk + 1 < b->n_words && view_cmp(b->words[chunk + 1].word, word) <= 0) chunk++;
    for (; chunk < b->n_words; chunk++) {
        View first = b->words[chunk].word, docs_data, places_data = V("");
        if (view_cmp(first, word) > 0 && !(prefix && view_starts(first, word))) break;
        if (!read_chunk(s, b, &b->word_docs, chunk, &docs_data)) return false;
        if (places && !read_chunk(s, b, &b->word_places, chunk, &places_data)) return false;
        BitReader docs = reader_of(docs_data), at = reader_of(places_data);
        if (!walk_words(s, b, &docs, places ? &at : NULL, word, prefix, each, ctx)) return damaged(s, b->name);
    }
    return true;
}

/* --- facets and texts -------------------------------------------------------------------------- */

static bool read_dates(BitReader *r, uint32_t n, uint32_t *dates) {
    uint32_t date = 0;
    for (uint32_t i = 0; i < n;) {
        date += bits_get_rice(r, DATE_RICE);
        uint32_t same = bits_get_gamma(r);
        if (r->over || same > n - i) return false;
        while (same--) dates[i++] = date;
    }
    return true;
}

bool store_facets(Store *s, const StoreBlock *b, View key, uint32_t *dates, Postings *docs) {
    View data;
    *docs = (Postings){0};
    if (!store_data(s, b, 'f', 0, b->facet_pieces, &data)) return false;
    BitReader r = reader_of(data);
    if (!read_dates(&r, b->shape.n, dates)) return damaged(s, b->name);
    Arena skip = ARENA_INIT;
    Str text = STR_INIT;
    bool ok = true;
    while (ok && key.n && front_decode(&r, &text)) {
        bool hit = view_eq(str_view(&text), key);
        ok = doclist_read(hit ? s->a : &skip, &r, b->shape.n, hit ? docs : NULL);
        arena_clear(&skip);
        if (hit) break;
    }
    str_release(&text);
    arena_release(&skip);
    return (ok && !r.over) || damaged(s, b->name);
}

/* The record of a document that begins in this chunk; its text goes on while
 * no document begins. */
static bool read_record(Store *s, const StoreBlock *b, size_t chunk, uint32_t doc, View *record) {
    Str text = STR_INIT;
    View data, field;
    bool ok = true;
    for (size_t i = chunk; ok && i < b->n_texts && (i == chunk || b->texts[i] == b->texts[i + 1]); i++) {
        ok = store_data(s, b, 't', i, 1, &data);
        if (ok) script_untext(data, &text);
    }
    View rest = arena_view(s->a, str_view(&text));
    str_release(&text);
    for (uint32_t i = b->texts[chunk]; ok && i <= doc; i++) ok = view_split(&rest, RECORD_END, &field);
    *record = ok ? field : V("");
    return ok;
}

bool store_doc(Store *s, const StoreBlock *b, uint32_t doc, StoreDoc *out) {
    size_t chunk = 0;
    while (chunk + 1 < b->n_texts && b->texts[chunk + 1] <= doc) chunk++;
    View record;
    *out = (StoreDoc){0};
    if (!read_record(s, b, chunk, doc, &record)) return damaged(s, b->name);
    View *const fields[] = {&out->id,    &out->url,    &out->date,     &out->publication,
                            &out->title, &out->kicker, &out->subtitle, &out->text};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!view_split(&record, FIELD_END, fields[i])) return damaged(s, b->name);
    if (out->url.n) return true;
    Str url = STR_INIT;
    url_usual(&url, out->id);
    out->url = arena_view(s->a, str_view(&url));
    str_release(&url);
    return true;
}
