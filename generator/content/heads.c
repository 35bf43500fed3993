#include "content/heads.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#define HEADS_HEAD "fangzhi-heads 2 " FANGZHI_VERSION "\n"

/* Written in such pieces; so many more records than files are borne. */
enum { PIECE = 1 << 18, SPARE = 1000 };

typedef struct Head {
    uint64_t check; /* a hash of all behind it */
    Trace trace;
    uint64_t size;
    uint64_t head_hash, file_hash;
    uint64_t body_line, body_offset;
    uint32_t path, block; /* bytes */
} Head;

struct Heads {
    Str old;
    Map by_path; /* → the record's offset in old */
    Trace taken; /* the clock before any file was read */
    const char *path;
    Str temporary; /* empty: records are added to what stands */
    int fd;
    atomic_bool failed;
    Str *out; /* one a worker: what is not written yet */
    unsigned jobs;
};

static size_t record_size(const Head *h) { return sizeof *h + h->path + (size_t)1 + h->block; }

static bool take_head(View rest, Head *h) {
    if (rest.n < sizeof *h) return false;
    memcpy(h, rest.p, sizeof *h);
    return record_size(h) <= rest.n && rest.p[sizeof *h + h->path] == '\0';
}

/* Counts the records; false if the last is torn. */
static bool index_records(Heads *h, size_t *n) {
    Head head;
    size_t at = sizeof HEADS_HEAD - 1;
    for (; take_head(view_from(str_view(&h->old), at), &head); at += record_size(&head), ++*n)
        *map_at(&h->by_path, view(h->old.p + at + sizeof head, head.path), NULL) = at;
    return at == h->old.n;
}

/* What only makes the next build faster may fail in silence. */
static void open_new(Heads *h) {
    View folder = view_to(view_of(h->path), strlen(h->path) - path_base(view_of(h->path)).n);
    str_addv(&h->temporary, folder);
    dir_make(h->temporary.p);
    str_clear(&h->temporary);
    str_adds(&h->temporary, h->path);
    str_adds(&h->temporary, ".~");
    h->fd = open(h->temporary.p, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
    if (h->fd >= 0 && file_write_all(h->fd, V(HEADS_HEAD)) != 0) atomic_store(&h->failed, true);
}

Heads *heads_open(const char *path, unsigned jobs) {
    if (!path) return NULL;
    Heads *h = xcalloc(1, sizeof *h);
    h->path = path;
    h->taken = trace_now();
    h->fd = -1;
    h->jobs = jobs;
    str_init(&h->old);
    str_init(&h->temporary);
    h->out = xcalloc(jobs, sizeof *h->out);
    for (unsigned i = 0; i < jobs; i++) str_init(&h->out[i]);
    return h;
}

void heads_expect(Heads *h, size_t files) {
    size_t records = 0;
    if (!h) return;
    bool ours = file_read(h->path, &h->old, SIZE_MAX) == 0 && view_starts(str_view(&h->old), V(HEADS_HEAD)) &&
                index_records(h, &records);
    if (!ours || records / 2 > files + SPARE) open_new(h);
    else h->fd = open(h->path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static void flush(Heads *h, Str *out) {
    if (h->fd >= 0 && out->n && file_write_all(h->fd, str_view(out)) != 0) atomic_store(&h->failed, true);
    str_clear(out);
}

void heads_close(Heads *h) {
    if (!h) return;
    for (unsigned i = 0; i < h->jobs; i++) {
        flush(h, &h->out[i]);
        str_release(&h->out[i]);
    }
    if (h->fd >= 0 && close(h->fd) != 0) atomic_store(&h->failed, true);
    if (h->temporary.n && (h->fd < 0 || atomic_load(&h->failed) || rename(h->temporary.p, h->path) != 0)) unlink(h->temporary.p);
    map_release(&h->by_path);
    str_release(&h->old);
    str_release(&h->temporary);
    free(h->out);
    free(h);
}

static void add_record(Heads *h, unsigned worker, const char *record, size_t n) {
    str_add(&h->out[worker], record, n);
    if (h->out[worker].n >= PIECE) flush(h, &h->out[worker]);
}

static uint64_t check_of(const char *record, const Head *head) {
    return hash_bytes(view(record + sizeof head->check, record_size(head) - sizeof head->check));
}

bool heads_find(Heads *h, unsigned worker, const FileEntry *file, View *block, Article *article) {
    const size_t *at = h ? map_get(&h->by_path, view_of(file->path)) : NULL;
    Head head;
    if (!at || !take_head(view_from(str_view(&h->old), *at), &head)) return false;
    const char *record = h->old.p + *at;
    if (!head.trace.seconds || !trace_equal(head.trace, file->trace) ||
        head.size != file->size || head.check != check_of(record, &head))
        return false;
    *block = view(record + sizeof head + head.path + 1, head.block);
    *article = (Article){.head_hash = head.head_hash, .file_hash = head.file_hash,
                         .body_line = head.body_line, .body_offset = head.body_offset};
    /* Into the new file, where there is one. */
    if (h->temporary.n) add_record(h, worker, record, record_size(&head));
    return true;
}

void heads_add(Heads *h, unsigned worker, const FileEntry *file, View block, const Article *article) {
    if (!h || h->fd < 0 || !trace_settled(file->trace, h->taken) || block.n > UINT32_MAX) return;
    Head head = {.trace = file->trace, .size = file->size, .head_hash = article->head_hash,
                 .file_hash = article->file_hash, .body_line = article->body_line, .body_offset = article->body_offset,
                 .path = (uint32_t)strlen(file->path), .block = (uint32_t)block.n};
    Str record = STR_INIT;
    str_reserve(&record, record_size(&head));
    str_add(&record, &head, sizeof head);
    str_add(&record, file->path, head.path + (size_t)1);
    str_addv(&record, block);
    head.check = check_of(record.p, &head);
    memcpy(record.p, &head.check, sizeof head.check);
    add_record(h, worker, record.p, record.n);
    str_release(&record);
}
