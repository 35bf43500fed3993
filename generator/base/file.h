/* Files: read whole, replace whole, walk in order. Paths are NUL-ended and
 * used as given. Every function returns 0 or an errno value. */
#ifndef FANGZHI_BASE_FILE_H
#define FANGZHI_BASE_FILE_H

#include <sys/stat.h>

#include "base/arena.h"
#include "base/diag.h"

/* Appends the file's bytes. EFBIG above `max` bytes. */
int file_read(const char *path, Str *out, size_t max);
/* The same of a path relative to an open folder: sooner, where many are read. */
int file_read_at(int dir, const char *path, Str *out, size_t max);

/* The largest file that import and build read: 256 MiB. */
#define FILE_MAX_BYTES ((size_t)256 << 20)

/* Writes path whole: a temporary name in the same folder, then rename, so
 * that at any moment path is the old file or the new one. Makes missing
 * folders. */
int file_replace(const char *path, View bytes);

/* As file_replace, but leaves a file alone that already holds these bytes;
 * *changed (may be NULL) tells whether it wrote. */
int file_update(const char *path, View bytes, bool *changed);

/* write(2) until all is written. */
int file_write_all(int fd, View bytes);

bool file_exists(const char *path);
bool dir_exists(const char *path);
int dir_make(const char *path); /* with parents; 0 where it exists */

/* When and where a file's bytes stood; all zero: not to be trusted. */
typedef struct Trace {
    int64_t seconds;
    int64_t nanoseconds;
    uint64_t inode;
    int64_t changed; /* ctime in nanoseconds; 0: not asked for */
} Trace;

/* Of a file of others, who may have set its time back (rsync, unzip, touch): so
 * ctime is part of it, which nobody can set. */
static inline Trace trace_of(const struct stat *st) {
    return (Trace){st->st_mtim.tv_sec, st->st_mtim.tv_nsec, st->st_ino,
                   (int64_t)((uint64_t)st->st_ctim.tv_sec * 1000000000u + (uint64_t)st->st_ctim.tv_nsec)};
}
/* Of a file that we wrote: without ctime, which our renaming has changed since. */
static inline Trace trace_of_own(const struct stat *st) {
    return (Trace){st->st_mtim.tv_sec, st->st_mtim.tv_nsec, st->st_ino, 0};
}
static inline bool trace_equal(Trace a, Trace b) {
    return a.seconds == b.seconds && a.nanoseconds == b.nanoseconds && a.inode == b.inode && a.changed == b.changed;
}
/* The clock that stamps files. */
Trace trace_now(void);
/* Git's rule for racy entries: a file changed in the same tick of the clock
 * as it was last looked at may look unchanged, so what is as young as the
 * cache itself is not trusted. Where times have no fractions the clock may
 * tick only every other second (FAT). */
bool trace_settled(Trace t, Trace now);

/* What stat says of a path, through a symbolic link. */
typedef struct FileEntry {
    const char *path;
    uint64_t size;
    uint32_t mode; /* 0: nothing stands there */
    Trace trace;
} FileEntry;

typedef struct FileList {
    FileEntry *p;
    size_t n;
    size_t cap;
    const char *failed; /* the first folder below root that could not be read, its path beginning with root; or NULL */
} FileList;

/* All regular files below root (symbolic links to files are followed, to
 * folders not), paths relative to it, with '/', in the arena, sorted bytewise.
 * Names that begin with '.' are left out, and so are folders deeper than 64.
 * ENOENT where there is no root. Release with filelist_release. */
int dir_list(Arena *a, const char *root, FileList *out);
/* The same with folders and all else, paths beginning with root, which is the
 * first of them, also where nothing stands. */
int dir_walk(Arena *a, const char *root, FileList *out);
/* The same on `jobs` threads, which share the folders two below root. */
int dir_walk_by(Arena *a, const char *root, unsigned jobs, FileList *out);
void filelist_release(FileList *l);
/* As file_read_at, of a file whose size a walk has just seen: it is not asked for again. */
int file_read_seen(int dir, const char *path, const FileEntry *seen, Str *out, size_t max);
/* Takes off a list of dir_list(folder) the symbolic links that lead neither
 * below `folder` nor below `home`: what is published must not come from
 * elsewhere unseen. A warning names each as shown/PATH. */
void filelist_keep_inside(FileList *l, Diag *d, const char *folder, const char *home, const char *shown);

/* Joins with one '/'. In the arena. */
char *path_join(Arena *a, const char *dir, const char *name);
/* What follows the last '/'; what follows the last '.' of that ("" if none). */
View path_base(View path);
View path_ext(View path);

/* SHA-256 (nettle: it uses the processor's own instructions), as 64 lower-case hex digits and a NUL. */
void sha256_hex(View bytes, char out[65]);

#endif
