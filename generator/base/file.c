#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/thread.h"
#include "base/vec.h"

int file_read(const char *path, Str *out, size_t max) { return file_read_at(AT_FDCWD, path, out, max); }

/* The size is a hint: the file may grow meanwhile, and in /proc it is 0. */
static int read_open(int fd, Str *out, size_t size, size_t max) {
    size_t start = out->n, step = size ? size + 1 : 65536;
    int err = size > max ? EFBIG : 0;
    while (!err) {
        str_reserve(out, step);
        ssize_t got = read(fd, out->p + out->n, step);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) err = errno;
        if (got <= 0) break;
        out->n += (size_t)got;
        if (out->n - start > max) err = EFBIG;
        /* That was all, and the read had room for more: no second one is needed to find the end. */
        if (size && out->n - start == size && (size_t)got < step) break;
        step = step > (size_t)got ? step - (size_t)got : 65536;
    }
    if (out->cap) out->p[out->n] = '\0';
    if (err) str_cut(out, start);
    return err;
}

int file_read_at(int dir, const char *path, Str *out, size_t max) {
    int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno;
    struct stat st;
    int err = fstat(fd, &st) != 0 ? errno : S_ISDIR(st.st_mode) ? EISDIR : 0;
    /* Only of a regular file does the size say where it ends. */
    if (!err) err = read_open(fd, out, S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0, max);
    close(fd);
    return err;
}

int file_read_seen(int dir, const char *path, const FileEntry *seen, Str *out, size_t max) {
    if (!S_ISREG(seen->mode)) return file_read_at(dir, path, out, max);
    int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno;
    int err = read_open(fd, out, (size_t)seen->size, max);
    close(fd);
    return err;
}

int file_write_all(int fd, View bytes) {
    while (bytes.n) {
        ssize_t put = write(fd, bytes.p, bytes.n);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return errno;
        bytes = view_from(bytes, (size_t)put);
    }
    return 0;
}

static int make_parents(const char *path) {
    Str parent = STR_INIT;
    str_adds(&parent, path);
    char *slash = parent.n ? strrchr(parent.p, '/') : NULL;
    int err = 0;
    if (slash && slash != parent.p) {
        *slash = '\0';
        err = dir_make(parent.p);
    }
    str_release(&parent);
    return err;
}

/* The name holds the process's number. A killed process may have left such a
 * file and ours have its number now (in a container numbers are low and come
 * again): a name that is taken is passed over. */
static int open_temporary(Str *name, View folder) {
    static atomic_uint serial;
    int fd;
    do {
        str_clear(name);
        str_addv(name, folder);
        str_addf(name, ".tmp-%ld-%u", (long)getpid(), atomic_fetch_add(&serial, 1));
        fd = open(name->p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (fd < 0 && errno == EEXIST);
    return fd;
}

int file_replace(const char *path, View bytes) {
    Str temporary = STR_INIT;
    View folder = view(path, strlen(path) - path_base(view_of(path)).n);
    int fd = open_temporary(&temporary, folder);
    int err = fd < 0 ? errno : 0;
    if (err == ENOENT && (err = make_parents(path)) == 0) {
        fd = open_temporary(&temporary, folder);
        err = fd < 0 ? errno : 0;
    }
    if (!err) {
        err = file_write_all(fd, bytes);
        if (close(fd) != 0 && !err) err = errno;
        if (!err && rename(temporary.p, path) != 0) err = errno;
        if (err) unlink(temporary.p);
    }
    str_release(&temporary);
    return err;
}

int file_update(const char *path, View bytes, bool *changed) {
    struct stat st;
    bool same = false;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && (uintmax_t)st.st_size == bytes.n) {
        Str old = STR_INIT;
        same = file_read(path, &old, bytes.n) == 0 && view_eq(str_view(&old), bytes);
        str_release(&old);
    }
    if (changed) *changed = !same;
    return same ? 0 : file_replace(path, bytes);
}

Trace trace_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    return (Trace){now.tv_sec, now.tv_nsec, 0, 0};
}

static bool is_before(int64_t seconds, int64_t nanoseconds, Trace now) {
    if (nanoseconds == 0) return seconds + 2 < now.seconds;
    return seconds < now.seconds || (seconds == now.seconds && nanoseconds < now.nanoseconds);
}

bool trace_settled(Trace t, Trace now) {
    return is_before(t.seconds, t.nanoseconds, now) && is_before(t.changed / 1000000000, t.changed % 1000000000, now);
}

bool file_exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool dir_exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int dir_make(const char *path) {
    if (mkdir(path, 0777) == 0) return 0;
    if (errno == EEXIST) return dir_exists(path) ? 0 : ENOTDIR;
    if (errno != ENOENT) return errno;
    int err = make_parents(path);
    if (err) return err;
    return mkdir(path, 0777) == 0 || (errno == EEXIST && dir_exists(path)) ? 0 : errno;
}

enum { DIR_DEPTH = 64 };

/* A folder that the first walk leaves for the threads, and what they find in it
 * and below. */
typedef struct Branch {
    const char *path;
    size_t at; /* where in the list of the first walk its entries belong */
    FileList list;
    int err;
} Branch;

typedef VEC(Branch) Branches;

/* Folders this far below the root are branches, if the walk is to have any. */
enum { BRANCH_DEPTH = 2 };

typedef struct Walk {
    Arena *arena;
    FileList *out;
    Branches *branches; /* NULL: leave nothing to the threads */
    Str path;
} Walk;

static FileEntry entry_of(Walk *w, const struct stat *st) {
    return (FileEntry){arena_strdup(w->arena, str_view(&w->path)), (uint64_t)st->st_size, (uint32_t)st->st_mode,
                       trace_of(st)};
}

/* The names in a folder, those of folders with '/' behind: sorted like that,
 * a walk meets all files in the order of their whole paths. */
typedef VEC(const char *) Names;

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static bool is_folder(int parent, const struct dirent *e) {
    struct stat st;
    if (e->d_type != DT_UNKNOWN) return e->d_type == DT_DIR;
    return fstatat(parent, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

static int read_names(Arena *a, DIR *dir, Names *names) {
    int err;
    for (;;) {
        errno = 0;
        struct dirent *e = readdir(dir);
        err = errno;
        if (!e) break;
        if (e->d_name[0] == '.') continue;
        size_t n = strlen(e->d_name);
        char *name = arena_bytes(a, n + 2);
        memcpy(name, e->d_name, n + 1);
        if (is_folder(dirfd(dir), e)) memcpy(name + n, "/", 2);
        vec_push(names, name);
    }
    if (names->n) qsort(names->p, names->n, sizeof *names->p, by_name);
    return err;
}

static int walk_dir(Walk *w, int fd, unsigned depth);

/* Gone meanwhile is no error. */
static int walk_below(Walk *w, int parent, const char *name, unsigned depth) {
    if (w->branches && depth + 1 == BRANCH_DEPTH) {
        vec_push(w->branches, ((Branch){.path = arena_strdup(w->arena, str_view(&w->path)), .at = w->out->n}));
        return 0;
    }
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) return 0;
    int err = fd < 0 ? errno : walk_dir(w, fd, depth + 1);
    if (err && !w->out->failed) w->out->failed = arena_strdup(w->arena, str_view(&w->path));
    return err;
}

static int walk_name(Walk *w, int parent, const char *name, unsigned depth) {
    size_t before = w->path.n, n = strlen(name);
    bool folder = name[n - 1] == '/';
    struct stat st = {0};
    int err = 0;
    str_addc(&w->path, '/');
    str_add(&w->path, name, n - folder);
    if (folder) {
        err = depth < DIR_DEPTH ? walk_below(w, parent, w->path.p + before + 1, depth) : 0;
    } else {
        /* A symbolic link to nothing is listed with zeros: something may stand there later. */
        if (fstatat(parent, name, &st, 0) != 0) st = (struct stat){0};
        vec_push(w->out, entry_of(w, &st));
    }
    str_cut(&w->path, before);
    return err;
}

/* Takes over fd. Goes on after an error, and returns the first. */
static int walk_dir(Walk *w, int fd, unsigned depth) {
    Arena a = ARENA_INIT;
    Names names = {0};
    struct stat st;
    DIR *dir = fdopendir(fd);
    int err = dir ? 0 : errno;
    if (!dir) close(fd);
    else if (fstat(fd, &st) == 0) vec_push(w->out, entry_of(w, &st));
    if (dir) err = read_names(&a, dir, &names);
    for (size_t i = 0; i < names.n; i++) {
        int below = walk_name(w, fd, names.p[i], depth);
        if (!err) err = below;
    }
    if (dir) closedir(dir);
    vec_release(&names);
    arena_release(&a);
    return err;
}

static int walk_root(Arena *a, const char *root, FileList *out, Branches *branches) {
    Walk w = {.arena = a, .out = out, .branches = branches, .path = STR_INIT};
    struct stat st = {0};
    int err = stat(root, &st) != 0 ? errno : 0;
    str_adds(&w.path, root);
    int fd = !err && S_ISDIR(st.st_mode) ? open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (!err && S_ISDIR(st.st_mode) && fd < 0) err = errno;
    if (fd >= 0) err = walk_dir(&w, fd, 0);
    else vec_push(out, entry_of(&w, &st));
    str_release(&w.path);
    return err;
}

int dir_walk(Arena *a, const char *root, FileList *out) { return walk_root(a, root, out, NULL); }

typedef struct Branching {
    Branches branches;
    Arena *arenas; /* one a thread */
} Branching;

static void walk_branches(void *ctx, size_t from, size_t to, unsigned worker) {
    const Branching *b = ctx;
    for (size_t i = from; i < to; i++) {
        Branch *branch = &b->branches.p[i];
        Walk w = {.arena = &b->arenas[worker], .out = &branch->list, .path = STR_INIT};
        str_adds(&w.path, branch->path);
        branch->err = walk_below(&w, AT_FDCWD, branch->path, BRANCH_DEPTH - 1);
        str_release(&w.path);
    }
}

static void append(FileList *out, const FileEntry *entries, size_t n) {
    if (!n) return;
    vec_reserve(out, out->n + n);
    memcpy(out->p + out->n, entries, n * sizeof *entries);
    out->n += n;
}

/* Puts what was found in each branch where the first walk left it out. Returns
 * the first error in that order, `err` being the first walk's. */
static int join_branches(const FileList *trunk, const Branches *branches, int err, FileList *out) {
    size_t from = 0;
    for (size_t i = 0; i < branches->n; from = branches->p[i++].at) {
        const Branch *branch = &branches->p[i];
        append(out, trunk->p + from, branch->at - from);
        append(out, branch->list.p, branch->list.n);
        if (!out->failed) out->failed = branch->list.failed;
        if (!err) err = branch->err;
    }
    if (trunk->n) append(out, trunk->p + from, trunk->n - from);
    return err;
}

int dir_walk_by(Arena *a, const char *root, unsigned jobs, FileList *out) {
    FileList trunk = {0};
    Branching b = {.arenas = xcalloc(jobs, sizeof(Arena))};
    int err = walk_root(a, root, &trunk, &b.branches);
    if (!out->failed) out->failed = trunk.failed;
    threads_for(jobs, b.branches.n, 1, walk_branches, &b);
    err = join_branches(&trunk, &b.branches, err, out);
    for (size_t i = 0; i < b.branches.n; i++) filelist_release(&b.branches.p[i].list);
    for (unsigned i = 0; i < jobs; i++) arena_join(a, &b.arenas[i]);
    vec_release(&b.branches);
    filelist_release(&trunk);
    free(b.arenas);
    return err;
}

int dir_list(Arena *a, const char *root, FileList *out) {
    size_t from = out->n, skip = strlen(root) + 1;
    int err = dir_walk(a, root, out);
    bool folder = out->n > from && S_ISDIR(out->p[from].mode);
    size_t n = from;
    for (size_t i = from; folder && i < out->n; i++) {
        if (!S_ISREG(out->p[i].mode)) continue;
        out->p[n] = out->p[i];
        out->p[n++].path += skip;
    }
    out->n = n;
    return err || folder ? err : ENOTDIR;
}

void filelist_release(FileList *l) {
    vec_release(l);
}

static bool is_below(const char *path, const char *folder) {
    size_t n = folder ? strlen(folder) : 0;
    return path && n && strncmp(path, folder, n) == 0 && (path[n] == '/' || folder[n - 1] == '/');
}

void filelist_keep_inside(FileList *l, Diag *d, const char *folder, const char *home, const char *shown) {
    Arena a = ARENA_INIT;
    char *inner = realpath(folder, NULL), *outer = realpath(home, NULL);
    size_t kept = 0;
    for (size_t i = 0; i < l->n; i++) {
        struct stat st;
        const char *path = path_join(&a, folder, l->p[i].path);
        bool leaves = lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
        if (leaves) {
            char *real = realpath(path, NULL);
            leaves = !is_below(real, inner) && !is_below(real, outer);
            free(real);
        }
        if (leaves) diag(d, M_LINK_OUTSIDE, where(path_join(&a, shown, l->p[i].path), 0, 0), NULL);
        else l->p[kept++] = l->p[i];
    }
    l->n = kept;
    free(inner);
    free(outer);
    arena_release(&a);
}

char *path_join(Arena *a, const char *dir, const char *name) {
    size_t n = strlen(dir), m = strlen(name);
    bool slash = n > 0 && dir[n - 1] != '/';
    char *p = arena_bytes(a, n + slash + m + 1);
    memcpy(p, dir, n);
    if (slash) p[n++] = '/';
    memcpy(p + n, name, m + 1);
    return p;
}

View path_base(View path) {
    for (size_t i = path.n; i > 0; i--)
        if (path.p[i - 1] == '/') return view_from(path, i);
    return path;
}

View path_ext(View path) {
    View base = path_base(path);
    for (size_t i = base.n; i > 1; i--)
        if (base.p[i - 1] == '.') return view_from(base, i);
    return view_from(base, base.n);
}

void sha256_hex(View bytes, char out[65]) {
    struct sha256_ctx ctx;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&ctx);
    sha256_update(&ctx, bytes.n, (const uint8_t *)(bytes.n ? bytes.p : ""));
    sha256_digest(&ctx, sizeof digest, digest);
    base16_encode_update(out, sizeof digest, digest);
    out[2 * sizeof digest] = '\0';
}
