#include "output/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

bool place_allowed(View path) {
    char before = '/';
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        if ((unsigned char)c < 0x20 || c == 0x7f || c == '\\') return false;
        if (before == '/' && (c == '/' || c == '.')) return false;
        before = c;
    }
    return before != '/';
}

/* Compares without holding the whole file: pages are small, data exports are not. */
static int same_bytes(int fd, View bytes, bool *same) {
    char buf[16384];
    for (;;) {
        ssize_t got = read(fd, buf, sizeof buf);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno;
        if (got == 0) break;
        size_t n = (size_t)got;
        if (n > bytes.n || memcmp(buf, bytes.p, n) != 0) return 0;
        bytes = view_from(bytes, n);
    }
    *same = bytes.n == 0;
    return 0;
}

int place_compare(int root, const char *path, View bytes, PlaceKnown known, const void *ctx, struct stat *st,
                  bool *same) {
    *same = false;
    if (fstatat(root, path, st, AT_SYMLINK_NOFOLLOW) != 0) return errno == ENOENT || errno == ENOTDIR ? 0 : errno;
    if (!S_ISREG(st->st_mode) || (uintmax_t)st->st_size != bytes.n) return 0;
    if (known(ctx, st)) {
        *same = true;
        return 0;
    }
    int fd = openat(root, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    /* A page that cannot be read is replaced. */
    if (fd < 0) return 0;
    int err = same_bytes(fd, bytes, same);
    close(fd);
    return err;
}

/* A path is written once in a build, so one fixed name beside it is enough. And
 * what a killed build left is found by that name, without a search. */
static void temporary_name(Str *out, const char *path) {
    View base = path_base(view_of(path));
    str_add(out, path, strlen(path) - base.n);
    str_adds(out, ".~");
    str_addv(out, base);
}

/* Mostly only the last one is missing. */
static int make_folders(int root, const char *path) {
    const char *last = strrchr(path, '/');
    Str part = STR_INIT;
    int err = 0;
    if (last) str_add(&part, path, (size_t)(last - path));
    if (last && mkdirat(root, part.p, 0777) == 0) path = last + 1;
    for (const char *slash = strchr(path, '/'); slash && !err; slash = strchr(slash + 1, '/')) {
        str_clear(&part);
        str_add(&part, path, (size_t)(slash - path));
        if (mkdirat(root, part.p, 0777) != 0 && errno != EEXIST) err = errno;
    }
    str_release(&part);
    return err;
}

static int write_new(int root, const char *path, View bytes, struct stat *st) {
    int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
    int fd = openat(root, path, flags, 0666);
    if (fd < 0 && errno == ENOENT) {
        int err = make_folders(root, path);
        if (err) return err;
        fd = openat(root, path, flags, 0666);
    }
    if (fd < 0) return errno;
    int err = file_write_all(fd, bytes);
    if (!err && fstat(fd, st) != 0) err = errno;
    if (close(fd) != 0 && !err) err = errno;
    return err;
}

int place_write(int root, const char *path, View bytes, struct stat *st) {
    Str temporary = STR_INIT;
    temporary_name(&temporary, path);
    int err = write_new(root, temporary.p, bytes, st);
    if (!err && renameat(root, temporary.p, root, path) != 0) err = errno;
    if (err) unlinkat(root, temporary.p, 0);
    str_release(&temporary);
    return err;
}

int place_create(int root, const char *path, View bytes, struct stat *st) {
    return write_new(root, path, bytes, st);
}

static DIR *open_folder(int root, const char *name) {
    int fd = openat(root, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir && fd >= 0) close(fd);
    return dir;
}

static bool is_self_or_parent(const char *name) { return strcmp(name, ".") == 0 || strcmp(name, "..") == 0; }

int place_move_up(int from, int to, const char *first) {
    int err = renameat(from, first, to, first) != 0 ? errno : 0;
    DIR *dir = err ? NULL : open_folder(from, ".");
    if (!dir) return err ? err : errno;
    for (struct dirent *e; !err && (e = readdir(dir)) != NULL;)
        if (!is_self_or_parent(e->d_name) && renameat(from, e->d_name, to, e->d_name) != 0) err = errno;
    closedir(dir);
    return err;
}

/* `depth` bounds the recursion; our own pages lie a few folders deep. */
static void clear_below(int root, const char *name, unsigned depth) {
    DIR *dir = depth ? open_folder(root, name) : NULL;
    if (!dir) return;
    for (struct dirent *e; (e = readdir(dir)) != NULL;)
        if (!is_self_or_parent(e->d_name) && unlinkat(dirfd(dir), e->d_name, 0) != 0)
            clear_below(dirfd(dir), e->d_name, depth - 1);
    closedir(dir);
    unlinkat(root, name, AT_REMOVEDIR);
}

void place_clear(int root, const char *name) { clear_below(root, name, 64); }

void place_forget_temporary(int root, const char *path) {
    Str temporary = STR_INIT;
    temporary_name(&temporary, path);
    unlinkat(root, temporary.p, 0);
    str_release(&temporary);
}

/* Bounded by the length of a path that could be written. `at`: how much of the
 * paths is dir's. */
static int remove_below(int dir, const char *const *paths, size_t n, size_t at, size_t *removed) {
    const char *slash = strchr(paths[0] + at, '/');
    int err = 0;
    if (!slash) {
        /* EISDIR: somebody has put a folder there, which is not ours to remove. */
        for (; *removed < n && !err; *removed += !err)
            if (unlinkat(dir, paths[*removed] + at, 0) != 0 && errno != ENOENT && errno != EISDIR) err = errno;
        return err;
    }
    Str name = STR_INIT;
    str_add(&name, paths[0] + at, (size_t)(slash - paths[0]) - at);
    int below = openat(dir, name.p, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (below >= 0) {
        err = remove_below(below, paths, n, (size_t)(slash - paths[0]) + 1, removed);
        close(below);
        /* That it is not empty is the usual answer and no error. */
        if (!err) unlinkat(dir, name.p, AT_REMOVEDIR);
    } else if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP) {
        err = errno;
    } else {
        *removed = n;
    }
    str_release(&name);
    return err;
}

int place_remove(int root, const char *const *paths, size_t n, size_t *removed) {
    *removed = 0;
    return strlen(paths[0]) > PATH_MAX ? ENAMETOOLONG : remove_below(root, paths, n, 0, removed);
}

bool place_empty(int root) {
    DIR *dir = open_folder(root, ".");
    bool empty = dir != NULL;
    for (struct dirent *e; empty && (e = readdir(dir)) != NULL;) empty = is_self_or_parent(e->d_name);
    if (dir) closedir(dir);
    return empty;
}

const char *place_first(int root, Arena *a) {
    DIR *dir = open_folder(root, ".");
    const char *first = NULL;
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;)
        if (e->d_name[0] != '.' && (!first || strcmp(e->d_name, first) < 0))
            first = arena_strdup(a, view_of(e->d_name));
    if (dir) closedir(dir);
    return first;
}

int place_read(int root, const char *path, Str *out) {
    int fd = openat(root, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return errno;
    int err = 0;
    for (;;) {
        str_reserve(out, 65536);
        ssize_t got = read(fd, out->p + out->n, 65536);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) err = errno;
        if (got <= 0) break;
        out->n += (size_t)got;
    }
    if (out->cap) out->p[out->n] = '\0';
    close(fd);
    return err;
}
