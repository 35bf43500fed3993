/* The names of a taxonomy, without its terms, which are most of the file and of
 * the work of reading it. Kept in a cache file (base/cache.h): a Mark, then for
 * each topic an Entry and its texts. The mark names the bytes they were read
 * from, so that nothing stat says need be trusted, and the program, since
 * another may read them otherwise. Only what was read without a report is
 * kept: what there is to report is to be said each time. */
#include "topics/taxonomy.h"

#define NAMES_CACHE "fangzhi-topics 2 " FANGZHI_VERSION

typedef struct Mark {
    Trace program;
    uint64_t size, from; /* and hash of the taxonomy's bytes */
} Mark;

enum { TEXTS = 5 };
typedef struct Entry {
    uint64_t parent; /* UINT64_MAX: none */
    uint64_t length[TEXTS];
} Entry;

typedef struct Texts {
    View *of[TEXTS];
} Texts;

static Texts texts_of(Topic *t) {
    return (Texts){{&t->id, &t->name_zh, &t->name_zh_hant, &t->name_en, &t->note}};
}

static bool mark_for(View bytes, Mark *m) {
    struct stat program;
    if (stat("/proc/self/exe", &program) != 0) return false;
    *m = (Mark){trace_of(&program), bytes.n, hash_bytes(bytes)};
    return true;
}

static bool take_topic(Taxonomy *t, View *rest) {
    Entry e;
    Topic topic = {.parent = SIZE_MAX};
    Texts texts = texts_of(&topic);
    if (!cache_take(rest, &e, sizeof e)) return false;
    if (e.parent != UINT64_MAX) topic.parent = (size_t)e.parent;
    for (size_t i = 0; i < TEXTS; i++) {
        if (e.length[i] > rest->n) return false;
        *texts.of[i] = arena_view(&t->arena, view_to(*rest, (size_t)e.length[i]));
        *rest = view_from(*rest, (size_t)e.length[i]);
    }
    if (topic.id.n) *map_at(&t->by_id, topic.id, NULL) = t->topics.n;
    vec_push(&t->topics, topic);
    return true;
}

static Taxonomy *recall(const Mark *mark, View rest) {
    Mark m;
    if (!cache_take(&rest, &m, sizeof m) || memcmp(&m, mark, sizeof m) != 0) return NULL;
    Taxonomy *t = xcalloc(1, sizeof *t);
    bool good = true;
    while (rest.n && good) good = take_topic(t, &rest);
    for (size_t i = 0; i < t->topics.n && good; i++) {
        const size_t parent = t->topics.p[i].parent;
        good = parent == SIZE_MAX || parent < t->topics.n;
    }
    for (size_t i = 0; i < t->topics.n && good; i++) good = !taxonomy_is_deep(t, i);
    if (good) return t;
    taxonomy_free(t);
    return NULL;
}

static void remember(const Mark *mark, const Taxonomy *t, const char *cache) {
    Str out = STR_INIT;
    cache_begin(&out, NAMES_CACHE);
    str_add(&out, mark, sizeof *mark);
    for (size_t i = 0; i < t->topics.n; i++) {
        Topic topic = t->topics.p[i];
        Texts texts = texts_of(&topic);
        Entry e = {.parent = topic.parent == SIZE_MAX ? UINT64_MAX : topic.parent};
        for (size_t k = 0; k < TEXTS; k++) e.length[k] = texts.of[k]->n;
        str_add(&out, &e, sizeof e);
        for (size_t k = 0; k < TEXTS; k++) str_addv(&out, *texts.of[k]);
    }
    cache_write(cache, &out);
    str_release(&out);
}

Taxonomy *taxonomy_load_names(Diag *d, const char *path, const char *cache) {
    Str bytes = STR_INIT, known = STR_INIT;
    Mark mark;
    Taxonomy *t = NULL;
    if (taxonomy_bytes(d, path, &bytes)) {
        const bool marked = cache && mark_for(str_view(&bytes), &mark);
        bool silent = false;
        View body;
        if (marked && cache_read(cache, NAMES_CACHE, &known, &body)) t = recall(&mark, body);
        if (!t) t = taxonomy_read(d, path, str_view(&bytes), &silent);
        if (marked && silent) remember(&mark, t, cache);
    }
    str_release(&bytes);
    str_release(&known);
    return t;
}
