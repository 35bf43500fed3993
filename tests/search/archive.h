/* Invented archives for the tests of search: deterministic, small, full of
 * repetitions, so that a wrong hit or a miss shows. */
#ifndef FANGZHI_TESTS_SEARCH_ARCHIVE_H
#define FANGZHI_TESTS_SEARCH_ARCHIVE_H

#include <ftw.h>
#include <unistd.h>

#include "search/search.h"
#include "test.h"
#include "text/text.h"

typedef struct Made {
    Arena arena;
    SearchDoc *docs;
    View *ids;
    size_t n;
} Made;

/* A generator of our own, so that the same seed means the same archive. */
static inline uint32_t random_next(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* Few characters, so that they meet in all ways: Han in both orthographies
 * and beyond the first plane, Tibetan, letters, digits and what ends a run. */
static inline void random_text(uint64_t *state, size_t n, Str *out) {
    static const char *const pieces[] = {
        "水",   "库",  "路",     "学",   "校", "學",    "图", "書", "书", "馆", "新", "修",   "的",     "一",
        "𠀋",   "〇",  "བོ",      "ད",    "་",  "ཡི",     "ག",  "༠",  "。", "，", "\n", " ",    "“",      "”",
        "road", "Ａb", "school", "2020", "12", "3,456", "é",  "㈱", "年", "月", "！", "水库", "水库路", "图书馆",
    };
    for (size_t i = 0; i < n; i++) str_adds(out, pieces[random_next(state) % (sizeof pieces / sizeof *pieces)]);
}

static inline View random_field(Made *m, uint64_t *state, size_t max) {
    Str s = STR_INIT;
    random_text(state, random_next(state) % (max + 1), &s);
    for (size_t i = 0; max < 50 && i < s.n; i++)
        if (s.p[i] == '\n') s.p[i] = ' ';
    View v = arena_view(&m->arena, str_view(&s));
    str_release(&s);
    return v;
}

static inline void archive_make(Made *m, uint64_t seed, size_t n) {
    static const View topics[] = {V_INIT("roads"), V_INIT("schools"), V_INIT("harvest")};
    static const View regions[] = {V_INIT("54"), V_INIT("5401"), V_INIT("540121")};
    *m = (Made){.arena = ARENA_INIT, .n = n};
    m->docs = ARENA_ARRAY(&m->arena, SearchDoc, n);
    m->ids = ARENA_ARRAY(&m->arena, View, n);
    for (size_t i = 0; i < n; i++) {
        SearchDoc *d = &m->docs[i];
        d->id = view_of(arena_printf(&m->arena, "a%05u%04zu", random_next(&seed) % 100000, i));
        d->url = view_of(arena_printf(&m->arena, "articles/%.2s/%s.html", d->id.p, d->id.p));
        d->title = random_field(m, &seed, 12);
        d->kicker = random_field(m, &seed, 4);
        d->subtitle = random_field(m, &seed, 4);
        d->kind = random_next(&seed) % 2 ? V("news") : V("notice");
        d->date = view_of(arena_printf(&m->arena, "20%02u-%02u", random_next(&seed) % 20, random_next(&seed) % 12 + 1));
        d->topics = &topics[random_next(&seed) % 3];
        d->n_topics = 1;
        d->regions = regions;
        d->n_regions = random_next(&seed) % 4;
        d->text = random_field(m, &seed, random_next(&seed) % 20 ? 200 : 4000);
        m->ids[i] = d->id;
    }
}

static inline void made_release(Made *m) { arena_release(&m->arena); }

static inline int unlink_entry(const char *path, const struct stat *st, int type, struct FTW *at) {
    (void)st, (void)type, (void)at;
    return remove(path);
}
static inline void remove_tree(const char *dir) { nftw(dir, unlink_entry, 16, FTW_DEPTH | FTW_PHYS); }

static inline void put_file(void *ctx, const char *path, View bytes) {
    Arena a = ARENA_INIT;
    assert_int_equal(file_replace(path_join(&a, ctx, path), bytes), 0);
    arena_release(&a);
}

typedef struct Feed {
    SearchIndex *ix;
    const Made *m;
    size_t *order;
} Feed;

static inline void feed(void *ctx, size_t from, size_t to, unsigned worker) {
    Feed *f = ctx;
    for (size_t i = from; i < to; i++) search_index_add(f->ix, worker, &f->m->docs[f->order[i]]);
}

/* Indexes it into `dir`, emptied before, the documents in an order that
 * depends on `shuffle`, with so much room in memory. */
static inline void archive_index_with(const Made *m, char *dir, SearchChunks chunks, unsigned jobs, uint64_t shuffle,
                                      size_t room) {
    remove_tree(dir);
    Feed f = {search_index_new(jobs, chunks, m->ids, m->n, put_file, dir), m, xcalloc(m->n + 1, sizeof(size_t))};
    if (room != SEARCH_ROOM) search_index_room(f.ix, room, dir);
    for (size_t i = 0; i < m->n; i++) f.order[i] = i;
    for (size_t i = m->n; shuffle && i > 1; i--) {
        size_t j = random_next(&shuffle) % i, kept = f.order[i - 1];
        f.order[i - 1] = f.order[j];
        f.order[j] = kept;
    }
    SearchName name = {V("5401"), V("拉萨市"), V("la sa shi"), V("regions/5401/index.html")};
    search_index_region(f.ix, &name);
    threads_for(jobs, m->n, 7, feed, &f);
    search_index_finish(f.ix);
    free(f.order);
}

static inline void archive_index_in(const Made *m, char *dir, SearchChunks chunks, unsigned jobs, uint64_t shuffle) {
    archive_index_with(m, dir, chunks, jobs, shuffle, SEARCH_ROOM);
}

static inline void archive_index(const Made *m, char *dir, unsigned jobs, uint64_t shuffle) {
    archive_index_in(m, dir, SEARCH_CHUNKS_SMALL, jobs, shuffle);
}

/* A stretch of 1 to `max` Han or Tibetan characters from a random place;
 * false where it fell on none. */
static inline bool archive_sample(const Made *m, uint64_t *state, size_t max, Str *out) {
    const SearchDoc *d = &m->docs[random_next(state) % m->n];
    View field = random_next(state) % 4 ? d->text : d->title;
    if (field.n == 0) return false;
    View rest = view_from(field, random_next(state) % field.n);
    while (rest.n && ((unsigned char)*rest.p & 0xc0) == 0x80) rest = view_from(rest, 1);
    str_clear(out);
    for (size_t want = random_next(state) % max + 1; want && rest.n; want--) {
        uint32_t cp = utf8_next(&rest);
        if (!cp_is_han(cp) && !cp_is_tibetan(cp)) break;
        utf8_add(out, cp);
    }
    return out->n > 0;
}

/* Whether the folded needle stands in the document, by plain comparison. */
static inline bool archive_scan(const SearchDoc *d, View needle) {
    const View fields[] = {d->title, d->kicker, d->subtitle, d->text};
    bool found = false;
    for (size_t i = 0; i < 4 && !found; i++) {
        Str folded = STR_INIT;
        text_fold(&folded, fields[i]);
        found = view_find(str_view(&folded), needle, 0) != SIZE_MAX;
        str_release(&folded);
    }
    return found;
}

#endif
