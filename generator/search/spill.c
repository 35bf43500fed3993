#include "search/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct Spill {
    int fd;
    _Atomic uint64_t end;
};

static int open_in(const char *folder) {
    if (!folder || !*folder || dir_make(folder) != 0) return -1;
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) return fd;
    /* Not every file system has files without names. */
    Str name = STR_INIT;
    str_addf(&name, "%s/spill-XXXXXX", folder);
    fd = mkostemp(name.p, O_CLOEXEC);
    if (fd >= 0) unlink(name.p);
    str_release(&name);
    return fd;
}

Spill *spill_open(const char *folder) {
    const char *const folders[] = {folder, getenv("TMPDIR"), P_tmpdir};
    int fd = -1;
    for (size_t i = 0; i < sizeof folders / sizeof *folders && fd < 0; i++) fd = open_in(folders[i]);
    if (fd < 0) return NULL;
    Spill *s = xcalloc(1, sizeof *s);
    s->fd = fd;
    return s;
}

void spill_close(Spill *s) {
    if (!s) return;
    close(s->fd);
    free(s);
}

uint64_t spill_room(Spill *s, size_t n) { return atomic_fetch_add(&s->end, n); }

static _Noreturn void die(const char *what, int err) {
    fprintf(stderr, "fangzhi: cannot %s a temporary file: %s\n", what, strerror(err));
    exit(EXIT_MACHINE);
}

void spill_write(Spill *s, uint64_t at, const void *bytes, size_t n) {
    for (const char *p = bytes; n;) {
        ssize_t done = pwrite(s->fd, p, n, (off_t)at);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) die("write", done ? errno : ENOSPC);
        p += done;
        at += (uint64_t)done;
        n -= (size_t)done;
    }
}

void spill_read(const Spill *s, uint64_t at, void *bytes, size_t n) {
    for (char *p = bytes; n;) {
        ssize_t done = pread(s->fd, p, n, (off_t)at);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) die("read", done ? errno : EIO);
        p += done;
        at += (uint64_t)done;
        n -= (size_t)done;
    }
}
