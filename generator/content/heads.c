#include "content/heads.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "content/image.h"

/* Written in such pieces; so many more records than files are borne. */
enum { PIECE = 1 << 18, SPARE = 1000 };

/* Both are as long as IMAGE_ALIGN allows. */
typedef struct Mark {
    char text[48];
    Trace program;
} Mark;

typedef struct Head {
    uint64_t check; /* a hash of all behind it */
    Trace trace;
    uint64_t size;
    uint64_t from; /* where the image was */
    uint32_t image, path; /* bytes */
} Head;
_Static_assert(sizeof(Mark) % IMAGE_ALIGN == 0 && sizeof(Head) % IMAGE_ALIGN == 0, "images are aligned");

#define FOLDER "articles/"

struct Heads {
    Mark mark;
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

static size_t record_size(const Head *h) {
    size_t bytes = sizeof *h + h->image + h->path + (size_t)1;
    return (bytes + IMAGE_ALIGN - 1) / IMAGE_ALIGN * IMAGE_ALIGN;
}

static View path_in(const char *record, const Head *h) { return view(record + sizeof *h + h->image, h->path); }

static bool take_head(View rest, Head *h) {
    if (rest.n < sizeof *h) return false;
    memcpy(h, rest.p, sizeof *h);
    if (record_size(h) > rest.n || h->image % IMAGE_ALIGN) return false;
    View path = path_in(rest.p, h);
    return path.p[path.n] == '\0' && view_starts(path, V(FOLDER));
}

/* Counts the records; false if the last is torn. */
static bool index_records(Heads *h, size_t *n) {
    Head head;
    size_t at = sizeof(Mark);
    for (; take_head(view_from(str_view(&h->old), at), &head); at += record_size(&head), ++*n)
        *map_at(&h->by_path, view_from(path_in(h->old.p + at, &head), sizeof FOLDER - 1), NULL) = at;
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
    /* What a killed build left there, or a link that an archive came with. */
    unlink(h->temporary.p);
    h->fd = open(h->temporary.p, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
    if (h->fd >= 0 && file_write_all(h->fd, view((const char *)&h->mark, sizeof h->mark)) != 0)
        atomic_store(&h->failed, true);
}

Heads *heads_open(const char *path, unsigned jobs) {
    struct stat program;
    if (!path || stat("/proc/self/exe", &program) != 0) return NULL;
    Heads *h = xcalloc(1, sizeof *h);
    snprintf(h->mark.text, sizeof h->mark.text, "fangzhi-heads 3 %s", FANGZHI_VERSION);
    h->mark.program = trace_of(&program);
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
    bool ours = file_read(h->path, &h->old, SIZE_MAX) == 0 && h->old.n >= sizeof h->mark &&
                memcmp(h->old.p, &h->mark, sizeof h->mark) == 0 && index_records(h, &records);
    if (!ours || records / 2 > files + SPARE) open_new(h);
    else h->fd = open(h->path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static void flush(Heads *h, Str *out) {
    if (h->fd >= 0 && out->n && file_write_all(h->fd, str_view(out)) != 0) atomic_store(&h->failed, true);
    str_clear(out);
}

void heads_close(Heads *h, Str *memory) {
    if (!h) return;
    for (unsigned i = 0; i < h->jobs; i++) {
        flush(h, &h->out[i]);
        str_release(&h->out[i]);
    }
    if (h->fd >= 0 && close(h->fd) != 0) atomic_store(&h->failed, true);
    if (h->temporary.n && (h->fd < 0 || atomic_load(&h->failed) || rename(h->temporary.p, h->path) != 0))
        unlink(h->temporary.p);
    map_release(&h->by_path);
    *memory = h->old;
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

bool heads_find(Heads *h, unsigned worker, const FileEntry *file, Article *article) {
    const size_t *at = h ? map_get(&h->by_path, view_of(file->path)) : NULL;
    Head head;
    if (!at || !take_head(view_from(str_view(&h->old), *at), &head)) return false;
    char *record = h->old.p + *at;
    if (!head.trace.seconds || !trace_equal(head.trace, file->trace) ||
        head.size != file->size || head.check != check_of(record, &head))
        return false;
    /* Into the new file, where there is one: before it is changed. */
    if (h->temporary.n) add_record(h, worker, record, record_size(&head));
    if (!image_take(record + sizeof head, head.image, (uintptr_t)head.from, article)) return false;
    article->path = path_in(record, &head);
    return true;
}

void heads_add(Heads *h, unsigned worker, const FileEntry *file, const Article *article) {
    if (!h || h->fd < 0 || !trace_settled(file->trace, h->taken)) return;
    size_t image = (image_size(article) + IMAGE_ALIGN - 1) / IMAGE_ALIGN * IMAGE_ALIGN;
    if (image > UINT32_MAX) return;
    Head head = {.trace = file->trace, .size = file->size, .image = (uint32_t)image, .path = (uint32_t)article->path.n};
    char *record = xcalloc(1, record_size(&head));
    head.from = (uintptr_t)record + sizeof head;
    image_write(record + sizeof head, article);
    memcpy(record + sizeof head + image, article->path.p, article->path.n);
    memcpy(record, &head, sizeof head);
    head.check = check_of(record, &head);
    memcpy(record, &head.check, sizeof head.check);
    add_record(h, worker, record, record_size(&head));
    free(record);
}
