#include "output/output.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "output/manifest.h"
#include "output/place.h"

/* The journal: paths of files that this build added and that no manifest names
 * yet, one a line. It goes when the manifest is written, so one that is found
 * says that a build did not end. */
#define JOURNAL_NAME ".fangzhi-journal"

/* A site that is made where nothing stood is made in this folder below, without
 * a journal and temporary names, and moved up when it is whole. */
#define NEW_NAME ".fangzhi-new"

/* Files that are new in this build are noted under a lock. By a path's hash it
 * is one of several, so that threads seldom wait for one another. */
enum { SHARDS = 16 };
typedef struct Shard {
    pthread_mutex_t lock;
    Arena arena;
    Map by_path;
    VEC(Entry *) entries;
} Shard;

struct Output {
    Diag *diag;
    char *dir;
    char *stamp;
    char *cache; /* may be NULL */
    int root;
    int fresh; /* the folder of a site that is all new; -1: there was one before */
    bool told_ours; /* the manifest is whole: what it does not name is not ours */
    bool interrupted; /* a build did not end */
    Manifest before;
    uint32_t *made_from; /* a hash table of the entries of before by `from`: the first of each chain, or NONE */
    size_t made_from_mask;
    uint32_t *also; /* for each entry of before the next one of its chain; NONE: it is the last */
    bool forgets;   /* the cache is not to say of what files were made */
    Arena arena;
    Shard shards[SHARDS];
    pthread_mutex_t journal_lock;
    int journal; /* -1: not opened in this build */
    atomic_bool failed;
    atomic_size_t written, kept;
    atomic_uint_least64_t bytes;
};

static void report(Output *o, Msg msg, const char *path, int err) {
    Arena a = ARENA_INIT;
    diag_errno(o->diag, msg, path ? path_join(&a, o->dir, path) : o->dir, err);
    arena_release(&a);
    atomic_store(&o->failed, true);
}

/* --- opening --------------------------------------------------------------- */

static bool lock_folder(Output *o) {
    int err = dir_make(o->dir);
    if (!err) {
        o->root = open(o->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (o->root < 0) err = errno;
    }
    if (err) {
        report(o, M_CANNOT_WRITE, NULL, err);
        return false;
    }
    if (flock(o->root, LOCK_EX | LOCK_NB) == 0) return true;
    /* Not every file system can lock; two builds at once are rare enough. */
    if (errno != EWOULDBLOCK) return true;
    diag(o->diag, M_OUTPUT_BUSY, where(o->dir, 0, 0), DARGS(o->dir));
    return false;
}

static bool stands_there(const Output *o, const char *name) {
    struct stat st;
    return fstatat(o->root, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* A folder in which others keep something, and no build of ours ever began, is
 * not written into: what stands there may have the names of our pages. */
static bool is_ours(Output *o) {
    if (stands_there(o, MANIFEST_NAME) || stands_there(o, JOURNAL_NAME) || stands_there(o, NEW_NAME)) return true;
    const char *foreign = place_first(o->root, &o->arena);
    if (!foreign) return true;
    diag(o->diag, M_OUTPUT_FOREIGN, where(path_join(&o->arena, o->dir, foreign), 0, 0), DARGS(o->dir));
    return false;
}

/* Where nothing stands yet, the site is made in a folder of its own. What a
 * killed build left in that is thrown away. */
static void open_fresh(Output *o) {
    place_clear(o->root, NEW_NAME);
    if (!place_empty(o->root) || mkdirat(o->root, NEW_NAME, 0777) != 0) return;
    o->fresh = openat(o->root, NEW_NAME, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

static void know_before(Output *o) {
    Str text = STR_INIT;
    int err = place_read(o->root, MANIFEST_NAME, &text);
    size_t bad = manifest_parse(&o->before, &text);
    if (o->cache && !bad) manifest_recall(&o->before, o->cache);
    str_release(&text);
    o->told_ours = !bad && o->before.n;
    if (err && err != ENOENT) report(o, M_CANNOT_READ, MANIFEST_NAME, err);
    if (bad) diag(o->diag, M_OUTPUT_MANIFEST, where(path_join(&o->arena, o->dir, MANIFEST_NAME), 0, 0), NULL);
    manifest_order(&o->before);
}

#define NONE UINT32_MAX

/* `from` is a hash already: its lowest bits are the number of its chain. */
static uint32_t *chain_of(const Output *o, uint64_t from) { return &o->made_from[from & o->made_from_mask]; }

static void index_made_from(Output *o) {
    size_t size = 1;
    while (size < o->before.n) size *= 2;
    o->made_from_mask = size - 1;
    o->made_from = xarray(NULL, size, sizeof *o->made_from);
    o->also = xarray(NULL, o->before.n + 1, sizeof *o->also);
    for (size_t i = 0; i < size; i++) o->made_from[i] = NONE;
    for (size_t i = 0; i < o->before.n; i++) {
        uint32_t *chain = chain_of(o, atomic_load(&o->before.p[i].from));
        o->also[i] = *chain;
        *chain = (uint32_t)i;
    }
}

static void recover(Output *o) {
    Str names = STR_INIT;
    o->interrupted = stands_there(o, JOURNAL_NAME);
    if (o->interrupted && place_read(o->root, JOURNAL_NAME, &names) == 0) {
        manifest_add_names(&o->before, &o->arena, str_view(&names));
        for (size_t i = 0; i < o->before.n; i++) place_forget_temporary(o->root, o->before.p[i].path.p);
    }
    str_release(&names);
}

static void release(Output *o) {
    manifest_release(&o->before);
    free(o->made_from);
    free(o->also);
    for (size_t i = 0; i < SHARDS; i++) {
        vec_release(&o->shards[i].entries);
        map_release(&o->shards[i].by_path);
        arena_release(&o->shards[i].arena);
        pthread_mutex_destroy(&o->shards[i].lock);
    }
    pthread_mutex_destroy(&o->journal_lock);
    arena_release(&o->arena);
    if (o->journal >= 0) close(o->journal);
    if (o->fresh >= 0) {
        close(o->fresh);
        place_clear(o->root, NEW_NAME);
    }
    if (o->root >= 0) close(o->root);
    free(o);
}

Output *output_open(Diag *d, const char *dir, View stamp, const char *cache) {
    Output *o = xcalloc(1, sizeof *o);
    o->diag = d;
    o->root = o->journal = o->fresh = -1;
    o->dir = arena_strdup(&o->arena, view_of(dir));
    o->stamp = arena_strdup(&o->arena, stamp);
    o->cache = cache ? arena_strdup(&o->arena, view_of(cache)) : NULL;
    pthread_mutex_init(&o->journal_lock, NULL);
    for (size_t i = 0; i < SHARDS; i++) pthread_mutex_init(&o->shards[i].lock, NULL);
    if (lock_folder(o) && is_ours(o)) {
        open_fresh(o);
        know_before(o);
        if (!atomic_load(&o->failed)) {
            recover(o);
            index_made_from(o);
            return o;
        }
    }
    release(o);
    return NULL;
}

/* Whether the bytes behind this stat are the entry's. */
static bool is_known(const void *ctx, const struct stat *st) {
    const Entry *e = ctx;
    return e->trace.seconds && trace_equal(e->trace, trace_of_own(st));
}

/* --- nothing to do ------------------------------------------------------------ */

static bool stands(int root, const Entry *e) {
    struct stat st;
    return fstatat(root, e->path.p, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
           (uint64_t)st.st_size == e->content.size && is_known(e, &st);
}

typedef struct Survey {
    const Output *output;
    atomic_bool changed;
} Survey;

/* Each piece of work opens the folder for itself. The kernel counts the users of
 * an open folder at every call, and with one that all threads share that count
 * would travel between the processors' caches. */
static void survey_some(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    Survey *s = ctx;
    int root = openat(s->output->root, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool same = root >= 0;
    for (size_t i = from; i < to && same && !atomic_load(&s->changed); i++)
        same = stands(root, &s->output->before.p[i]);
    if (!same) atomic_store(&s->changed, true);
    if (root >= 0) close(root);
}

bool output_stands(const Output *o, unsigned jobs, OutputReport *report) {
    Survey s = {.output = o};
    if (!o->told_ours || o->interrupted || !view_is(o->before.stamp, o->stamp)) return false;
    threads_for(jobs, o->before.n, 256, survey_some, &s);
    if (atomic_load(&s.changed)) return false;
    *report = (OutputReport){.files = o->before.n, .kept = o->before.n};
    return true;
}

void output_leave(Output *o) { release(o); }

/* --- putting ------------------------------------------------------------------ */

/* The entry of path, which is marked as put; NULL if this build put it before. */
static Entry *claim(Output *o, View path, bool *is_new) {
    Entry *e = manifest_find(&o->before, path);
    *is_new = !e;
    if (e) return atomic_exchange(&e->put, true) ? NULL : e;
    Shard *s = &o->shards[hash_bytes(path) % SHARDS];
    pthread_mutex_lock(&s->lock);
    /* The map borrows its keys, so one that was there costs a small copy. */
    View own = arena_view(&s->arena, path);
    bool fresh;
    map_at(&s->by_path, own, &fresh);
    if (fresh) {
        e = ARENA_NEW(&s->arena, Entry);
        e->path = own;
        atomic_store(&e->put, true);
        vec_push(&s->entries, e);
    }
    pthread_mutex_unlock(&s->lock);
    return e;
}

/* Before a new file stands it is named in the journal; before an old one is
 * replaced the journal exists. */
static bool journal(Output *o, View path, bool is_new) {
    pthread_mutex_lock(&o->journal_lock);
    int err = 0;
    if (o->journal < 0) {
        o->journal = openat(o->root, JOURNAL_NAME, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (o->journal < 0) err = errno;
    }
    if (!err && is_new) {
        Str line = STR_INIT;
        str_addv(&line, path);
        str_addc(&line, '\n');
        err = file_write_all(o->journal, str_view(&line));
        str_release(&line);
    }
    pthread_mutex_unlock(&o->journal_lock);
    if (err) report(o, M_CANNOT_WRITE, JOURNAL_NAME, err);
    return err == 0;
}

static bool same_content(Content a, Content b) { return a.size == b.size && a.high == b.high && a.low == b.low; }

static int put_fresh(Output *o, Entry *e, View bytes) {
    struct stat st;
    e->content = content_of(bytes);
    int err = place_create(o->fresh, e->path.p, bytes, &st);
    if (err) return err;
    e->trace = trace_of_own(&st);
    atomic_fetch_add(&o->written, 1);
    atomic_fetch_add(&o->bytes, bytes.n);
    return 0;
}

/* What stands where a page is to stand, and no build of ours made, is somebody's. */
static void leave_foreign(Output *o, Entry *e) {
    Arena a = ARENA_INIT;
    diag(o->diag, M_OUTPUT_IN_THE_WAY, where(path_join(&a, o->dir, e->path.p), 0, 0), NULL);
    arena_release(&a);
    atomic_store(&e->put, false);
}

static int put_file(Output *o, Entry *e, View bytes, bool is_new) {
    struct stat st = {0};
    Content content = content_of(bytes);
    if (!same_content(e->content, content)) e->trace = (Trace){0};
    bool same = false;
    int err = place_compare(o->root, e->path.p, bytes, is_known, e, &st, &same);
    if (err) return err;
    if (is_new && st.st_nlink && !same && o->told_ours) {
        leave_foreign(o, e);
        return 0;
    }
    e->content = content;
    if (!same) {
        if (!journal(o, e->path, is_new)) return 0;
        if ((err = place_write(o->root, e->path.p, bytes, &st)) != 0) return err;
        atomic_fetch_add(&o->written, 1);
    }
    e->trace = trace_of_own(&st);
    atomic_fetch_add(&o->bytes, bytes.n);
    return 0;
}

void output_put(Output *o, const char *path, View bytes) { output_put_from(o, path, bytes, 0); }

void output_put_from(Output *o, const char *path, View bytes, uint64_t from) {
    /* Once the machine has failed (a full disk), each further page would only say so again. */
    if (atomic_load(&o->failed)) return;
    if (!place_allowed(view_of(path))) {
        diag(o->diag, M_OUTPUT_PATH, NOWHERE, DARGS(path));
        return;
    }
    bool is_new;
    Entry *e = claim(o, view_of(path), &is_new);
    if (!e) {
        diag(o->diag, M_OUTPUT_TWICE, NOWHERE, DARGS(path));
        return;
    }
    atomic_store(&e->from, from);
    int err = o->fresh >= 0 ? put_fresh(o, e, bytes) : put_file(o, e, bytes, is_new);
    if (err) report(o, M_CANNOT_WRITE, path, err);
}

/* The first entry made from this, in the chain from entry i on. */
static uint32_t made_from(const Output *o, uint64_t from, uint32_t i) {
    while (i != NONE && atomic_load(&o->before.p[i].from) != from) i = o->also[i];
    return i;
}

bool output_keep(Output *o, uint64_t from) {
    if (!from || atomic_load(&o->failed)) return false;
    const uint32_t first = made_from(o, from, *chain_of(o, from));
    if (first == NONE) return false;
    for (uint32_t i = first; i != NONE; i = made_from(o, from, o->also[i]))
        if (atomic_load(&o->before.p[i].put) || !stands(o->root, &o->before.p[i])) return false;
    for (uint32_t i = first; i != NONE; i = made_from(o, from, o->also[i])) {
        atomic_store(&o->before.p[i].put, true);
        atomic_fetch_add(&o->kept, 1);
        atomic_fetch_add(&o->bytes, o->before.p[i].content.size);
    }
    return true;
}

bool output_again(const Output *o, const char *path, uint64_t from, Str *bytes) {
    const Entry *e = manifest_find(&o->before, view_of(path));
    size_t start = bytes->n;
    if (!e || !from || atomic_load(&e->from) != from || place_read(o->root, path, bytes) != 0) return false;
    return same_content(content_of(view_from(str_view(bytes), start)), e->content);
}

void output_forget(Output *o) { o->forgets = true; }

/* --- closing ---------------------------------------------------------------------- */

typedef VEC(Entry *) Entries;

static int by_path(const void *a, const void *b) {
    return view_cmp((*(Entry *const *)a)->path, (*(Entry *const *)b)->path);
}

static void sort(Entries *list) {
    bool sorted = true;
    for (size_t i = 1; i < list->n && sorted; i++) sorted = by_path(&list->p[i - 1], &list->p[i]) < 0;
    if (!sorted) qsort(list->p, list->n, sizeof *list->p, by_path);
}

static void add_put(Entries *list, Entry *e) {
    if (atomic_load(&e->put)) vec_push(list, e);
}

/* All entries that were put, by path. Those of before mostly stand in that order
 * already and are the most, so the new ones are merged into them. */
static void gather(Output *o, Entries *put) {
    Entries old = {0}, new = {0};
    size_t at = 0;
    for (size_t i = 0; i < o->before.n; i++) add_put(&old, &o->before.p[i]);
    for (size_t i = 0; i < SHARDS; i++)
        for (size_t k = 0; k < o->shards[i].entries.n; k++) add_put(&new, o->shards[i].entries.p[k]);
    sort(&old);
    sort(&new);
    vec_reserve(put, old.n + new.n);
    for (size_t i = 0; i < new.n; i++) {
        while (at < old.n && by_path(&old.p[at], &new.p[i]) < 0) vec_push(put, old.p[at++]);
        vec_push(put, new.p[i]);
    }
    while (at < old.n) vec_push(put, old.p[at++]);
    vec_release(&old);
    vec_release(&new);
}

static bool same_folder(View a, View b) {
    View base = path_base(a), other = path_base(b);
    return view_eq(view_to(a, a.n - base.n), view_to(b, b.n - other.n));
}

typedef struct Closing {
    Output *output;
    Entries put;
    size_t removed;
    Str manifest;
    Content content; /* of the manifest */
} Closing;

/* Removes what the last build made and this one did not put, folder by folder. */
static void remove_others(void *ctx) {
    Closing *c = ctx;
    Output *o = c->output;
    VEC(const char *) paths = {0};
    size_t removed;
    for (size_t i = 0; i < o->before.n && !atomic_load(&o->failed); paths.n = 0) {
        const Entry *first = &o->before.p[i];
        for (; i < o->before.n && same_folder(o->before.p[i].path, first->path); i++)
            if (!atomic_load(&o->before.p[i].put)) vec_push(&paths, o->before.p[i].path.p);
        if (!paths.n || !journal(o, first->path, false)) continue;
        int err = place_remove(o->root, paths.p, paths.n, &removed);
        if (err) report(o, M_CANNOT_REMOVE, paths.p[removed], err);
        c->removed += removed;
    }
    vec_release(&paths);
}

static void compose_manifest(void *ctx) {
    Closing *c = ctx;
    manifest_write(&c->manifest, view_of(c->output->stamp), c->put.p, c->put.n);
    c->content = content_of(str_view(&c->manifest));
}

static void write_cache(Output *o, View manifest, const Entries *put) {
    for (size_t i = 0; o->forgets && i < put->n; i++) atomic_store(&put->p[i]->from, 0);
    manifest_remember(o->cache, manifest, put->p, put->n);
}

static void write_manifest(Output *o, const Closing *c) {
    const View text = str_view(&c->manifest);
    int err = 0;
    if (o->fresh >= 0 || !same_content(c->content, o->before.content)) {
        struct stat st;
        err = place_write(o->fresh >= 0 ? o->fresh : o->root, MANIFEST_NAME, text, &st);
    }
    if (!err && o->fresh >= 0) err = place_move_up(o->fresh, o->root, MANIFEST_NAME);
    if (!err && unlinkat(o->root, JOURNAL_NAME, 0) != 0 && errno != ENOENT) err = errno;
    if (err)
        report(o, M_CANNOT_WRITE, MANIFEST_NAME, err);
    else if (o->cache)
        write_cache(o, text, &c->put);
}

bool output_close(Output *o, unsigned jobs, OutputReport *out) {
    static void (*const tasks[])(void *) = {remove_others, compose_manifest};
    Closing c = {.output = o, .manifest = STR_INIT};
    if (!atomic_load(&o->failed)) {
        gather(o, &c.put);
        threads_run(jobs, tasks, sizeof tasks / sizeof *tasks, &c);
    }
    if (!atomic_load(&o->failed)) write_manifest(o, &c);
    bool done = !atomic_load(&o->failed);
    if (out)
        *out = (OutputReport){c.put.n, atomic_load(&o->written), c.removed, atomic_load(&o->kept),
                              atomic_load(&o->bytes)};
    str_release(&c.manifest);
    vec_release(&c.put);
    release(o);
    return done;
}
