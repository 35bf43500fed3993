#include "output/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

bool place_allowed(View path) {
    View rest = path, part;
    if (!path.n || !path.p) return false;
    while (view_split(&rest, '/', &part))
        if (!part.n || part.p[0] == '.') return false;
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (c < 0x20 || c == 0x7f || c == '\\') return false;
    }
    return true;
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

/* The one writer of a path in a build makes one name enough, and a killed
 * build's leavings can be named without searching for them. */
static void temporary_name(Str *out, const char *path) {
    View base = path_base(view_of(path));
    str_add(out, path, strlen(path) - base.n);
    str_adds(out, ".~");
    str_addv(out, base);
}

static int make_folders(int root, const char *path) {
    Str part = STR_INIT;
    int err = 0;
    for (const char *slash = strchr(path, '/'); slash && !err; slash = strchr(slash + 1, '/')) {
        str_clear(&part);
        str_add(&part, path, (size_t)(slash - path));
        if (mkdirat(root, part.p, 0777) != 0 && errno != EEXIST) err = errno;
    }
    str_release(&part);
    return err;
}

static int write_temporary(int root, const char *temporary, View bytes, struct stat *st) {
    int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
    int fd = openat(root, temporary, flags, 0666);
    if (fd < 0 && errno == ENOENT) {
        int err = make_folders(root, temporary);
        if (err) return err;
        fd = openat(root, temporary, flags, 0666);
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
    int err = write_temporary(root, temporary.p, bytes, st);
    if (!err && renameat(root, temporary.p, root, path) != 0) err = errno;
    if (err) unlinkat(root, temporary.p, 0);
    str_release(&temporary);
    return err;
}

void place_forget_temporary(int root, const char *path) {
    Str temporary = STR_INIT;
    temporary_name(&temporary, path);
    unlinkat(root, temporary.p, 0);
    str_release(&temporary);
}

/* Bounded by the length of a path that could be written. */
static int remove_below(int dir, View rest) {
    Str name = STR_INIT;
    View first = rest;
    const char *slash = memchr(rest.p, '/', rest.n);
    if (slash) first = view_to(rest, (size_t)(slash - rest.p));
    str_addv(&name, first);
    int err = 0;
    if (!slash) {
        /* A folder in its place is not ours. */
        if (unlinkat(dir, name.p, 0) != 0 && errno != ENOENT && errno != EISDIR) err = errno;
    } else {
        int below = openat(dir, name.p, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (below >= 0) {
            err = remove_below(below, view_from(rest, first.n + 1));
            close(below);
            /* Not empty is the usual answer, and no error. */
            if (!err) unlinkat(dir, name.p, AT_REMOVEDIR);
        } else if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP) {
            err = errno;
        }
    }
    str_release(&name);
    return err;
}

int place_remove(int root, const char *path) {
    return strlen(path) > PATH_MAX ? ENAMETOOLONG : remove_below(root, view_of(path));
}

bool place_empty(int root) {
    int fd = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        if (fd >= 0) close(fd);
        return false;
    }
    bool empty = true;
    for (struct dirent *e; empty && (e = readdir(dir)) != NULL;)
        empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    closedir(dir);
    return empty;
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
