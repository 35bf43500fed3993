/* What a build reads, as stat saw it. Kept in a cache file (base/cache.h): the
 * key's length and the key, then for each path a Record, the path and a NUL.
 *
 * A folder's time changes whenever an entry comes or goes, so a folder whose
 * time is as it was need not be listed again. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "output/manifest.h"
#include "output/output.h"

#define INPUTS_CACHE "fangzhi-inputs 3"

typedef struct Record {
    Trace trace;
    uint64_t size;
    uint32_t mode; /* 0: nothing stands there */
    uint32_t path; /* bytes */
} Record;

typedef struct Failure {
    const char *path;
    int err;
} Failure;

struct Inputs {
    Arena arena;
    Str text; /* of the cache, if its paths are used */
    FileList list;
    VEC(Failure) failures; /* folders that could not be read */
    Trace taken; /* the clock before the first was looked at */
};

Inputs *inputs_new(void) {
    Inputs *in = xcalloc(1, sizeof *in);
    str_init(&in->text);
    in->taken = trace_now();
    return in;
}

void inputs_free(Inputs *in) {
    if (!in) return;
    filelist_release(&in->list);
    vec_release(&in->failures);
    str_release(&in->text);
    arena_release(&in->arena);
    free(in);
}

void inputs_add(Inputs *in, const char *path, unsigned jobs) {
    int err = dir_walk_by(&in->arena, path, jobs, &in->list);
    if (err && err != ENOENT) vec_push(&in->failures, ((Failure){arena_strdup(&in->arena, view_of(path)), err}));
}

int inputs_files(const Inputs *in, const char *folder, FileList *out) {
    size_t n = strlen(folder);
    for (size_t i = 0; i < in->list.n; i++) {
        FileEntry e = in->list.p[i];
        if (!S_ISREG(e.mode) || strncmp(e.path, folder, n) != 0 || e.path[n] != '/') continue;
        e.path += n + 1;
        vec_push(out, e);
    }
    for (size_t i = 0; i < in->failures.n; i++)
        if (strcmp(in->failures.p[i].path, folder) == 0) return in->failures.p[i].err;
    return 0;
}

/* --- keeping ------------------------------------------------------------------- */

void inputs_write(const Inputs *in, const char *cache, View key) {
    Str out = STR_INIT;
    const uint64_t n = key.n;
    cache_begin(&out, INPUTS_CACHE);
    str_add(&out, &n, sizeof n);
    str_addv(&out, key);
    for (size_t i = 0; i < in->list.n; i++) {
        const FileEntry *input = &in->list.p[i];
        Record r = {input->trace, input->size, input->mode, (uint32_t)strlen(input->path)};
        if (r.mode && !trace_settled(r.trace, in->taken)) r.trace = (Trace){0};
        str_add(&out, &r, sizeof r);
        str_add(&out, input->path, r.path + (size_t)1);
    }
    cache_write(cache, &out);
    str_release(&out);
}

static bool read_records(Inputs *in, View rest) {
    while (rest.n) {
        Record r;
        if (!cache_take(&rest, &r, sizeof r) || rest.n <= r.path || rest.p[r.path] != '\0') return false;
        FileEntry input = {rest.p, r.size, r.mode, r.trace};
        vec_push(&in->list, input);
        rest = view_from(rest, r.path + (size_t)1);
    }
    return in->list.n > 0;
}

/* --- comparing -------------------------------------------------------------------- */

typedef struct Comparison {
    Inputs *in;
    atomic_bool changed, folders;
} Comparison;

static FileEntry look(int folder, const char *below, const char *path) {
    struct stat st;
    if (fstatat(folder, below, &st, 0) != 0) return (FileEntry){.path = path};
    return (FileEntry){path, (uint64_t)st.st_size, (uint32_t)st.st_mode, trace_of(&st)};
}

/* The length of the folder, with its '/', that both paths are below. */
static size_t common_folder(const char *a, const char *b) {
    size_t n = 0;
    for (size_t i = 0; a[i] && a[i] == b[i]; i++)
        if (a[i] == '/') n = i + 1;
    return n;
}

/* Neighbours in the list mostly are in one folder far below the root: they are
 * looked up from that folder's handle, which spares the kernel the way there. */
static void compare_some(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    Comparison *c = ctx;
    FileEntry *list = c->in->list.p;
    Arena a = ARENA_INIT;
    size_t n = common_folder(list[from].path, list[to - 1].path);
    const char *name = arena_strdup(&a, view(list[from].path, n));
    int folder = n ? open(name, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
    for (size_t i = from; i < to; i++) {
        bool below = folder >= 0 && strncmp(list[i].path, name, n) == 0 && list[i].path[n];
        FileEntry now = look(below ? folder : AT_FDCWD, list[i].path + (below ? n : 0), list[i].path);
        bool same = list[i].mode == now.mode && list[i].size == now.size && trace_equal(list[i].trace, now.trace) &&
                    (!now.mode || now.trace.seconds != 0);
        if (!same) atomic_store(&c->changed, true);
        if (!same && (list[i].mode != now.mode || S_ISDIR(now.mode))) atomic_store(&c->folders, true);
        list[i] = now;
    }
    if (folder >= 0) close(folder);
    arena_release(&a);
}

/* True: the cache is of this key, which is taken off *rest. */
static bool take_key(View *rest, View key) {
    uint64_t n;
    if (!cache_take(rest, &n, sizeof n) || n != key.n || !view_starts(*rest, key)) return false;
    *rest = view_from(*rest, key.n);
    return true;
}

Inputs *inputs_again(const char *cache, View key, unsigned jobs, bool *unchanged) {
    Inputs *in = inputs_new();
    Comparison c = {.in = in};
    View records;
    *unchanged = false;
    if (cache_read(cache, INPUTS_CACHE, &in->text, &records) && take_key(&records, key) && read_records(in, records)) {
        threads_for(jobs, in->list.n, 256, compare_some, &c);
        *unchanged = !atomic_load(&c.changed);
        if (!atomic_load(&c.folders)) return in;
    }
    inputs_free(in);
    return NULL;
}

uint64_t inputs_hash(const Inputs *in, const char *but) {
    uint64_t hash = 0;
    for (size_t i = 0; i < in->list.n; i++) {
        const FileEntry *input = &in->list.p[i];
        bool settled = !input->mode || trace_settled(input->trace, in->taken);
        if (view_starts(view_of(input->path), view_of(but))) continue;
        /* What may yet change unseen is given this build's clock, so that the hash is like no other's. */
        const Trace t = settled ? input->trace : in->taken;
        const uint64_t parts[] = {hash, hash_bytes(view_of(input->path)), input->size, input->mode, (uint64_t)t.seconds,
                                  (uint64_t)t.nanoseconds, t.inode, (uint64_t)t.changed, settled};
        hash = hash_bytes(view((const char *)parts, sizeof parts));
    }
    return hash;
}
