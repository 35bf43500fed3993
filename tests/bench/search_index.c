/* Indexes a folder of Markdown files (front matter stripped) and says how
 * fast, how large and with how much memory.
 *
 *     search_index FOLDER [OUT [JOBS]] */
#include <stdatomic.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "search/search.h"

typedef struct Bench {
    FileList files;
    SearchDoc *docs;
    View *ids;
    size_t *order;
    const char *out;
    SearchIndex *ix;
    atomic_size_t n_files, bytes, largest, by_kind[128], n_kind[128];
    size_t text;
} Bench;

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void put(void *ctx, const char *path, View bytes) {
    Bench *b = ctx;
    b->n_files++;
    b->bytes += bytes.n;
    const char *slash = strrchr(path, '/');
    b->by_kind[slash[1] & 127] += bytes.n;
    b->n_kind[slash[1] & 127]++;
    if (bytes.n > b->largest) b->largest = bytes.n;
    if (!b->out) return;
    char *full = xmalloc(strlen(b->out) + strlen(path) + 2);
    sprintf(full, "%s/%s", b->out, path);
    if (file_replace(full, bytes) != 0) perror(full);
    free(full);
}

static View field(View head, const char *key) {
    View line;
    while (view_line(&head, &line))
        if (view_starts(line, view_of(key))) {
            line = view_trim(view_from(line, strlen(key)));
            if (line.n > 1 && line.p[0] == '"') line = view(line.p + 1, line.n - 2);
            return line;
        }
    return V("");
}

static void add(void *ctx, size_t from, size_t to, unsigned worker) {
    Bench *b = ctx;
    for (size_t i = from; i < to; i++) search_index_add(b->ix, worker, &b->docs[b->order[i]]);
}

static size_t bench_n;
static const View *bench_ids;
static int by_block(const void *a, const void *b) {
    size_t i = *(const size_t *)a, j = *(const size_t *)b;
    unsigned x = search_block_of(bench_ids[i], bench_n), y = search_block_of(bench_ids[j], bench_n);
    return x != y ? (x < y ? -1 : 1) : (i > j) - (i < j);
}

int main(int argc, char **argv) {
    if (argc < 2) return EXIT_USAGE;
    Bench *b = xcalloc(1, sizeof *b);
    Arena a = ARENA_INIT;
    b->out = argc > 2 && argv[2][0] ? argv[2] : NULL;
    unsigned jobs = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : threads_default();
    if (dir_list(&a, argv[1], &b->files) != 0) return EXIT_MACHINE;
    size_t n = b->files.n;
    b->docs = xcalloc(n, sizeof *b->docs);
    b->ids = xcalloc(n, sizeof *b->ids);
    b->order = xcalloc(n, sizeof *b->order);
    for (size_t i = 0; i < n; i++) {
        Str text = STR_INIT;
        if (file_read(path_join(&a, argv[1], b->files.p[i].path), &text, FILE_MAX_BYTES) != 0) return EXIT_MACHINE;
        size_t end = view_find(str_view(&text), V("\n---\n"), 3);
        View head = view_to(str_view(&text), end), base = path_base(view_of(b->files.p[i].path));
        b->docs[i] = (SearchDoc){.id = view_to(base, base.n - 3), .kind = V("news")};
        b->docs[i].title = field(head, "title:");
        b->docs[i].date = field(head, "date:");
        b->docs[i].url = V("articles/x.html");
        b->docs[i].text = view_from(str_view(&text), end + 5);
        b->text += b->docs[i].text.n + b->docs[i].title.n;
        b->ids[i] = b->docs[i].id;
        b->order[i] = i;
    }
    bench_n = n;
    bench_ids = b->ids;
    qsort(b->order, n, sizeof *b->order, by_block);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    b->ix = search_index_new(jobs, b->ids, n, put, b);
    threads_for(jobs, n, n / (search_blocks(n) * 2) + 1, add, b);
    search_index_finish(b->ix);
    wall = seconds(CLOCK_MONOTONIC) - wall;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    getrusage(RUSAGE_SELF, &after);
    double mb = (double)b->text / 1e6;
    printf("%zu articles, %.1f MB of text: %.3f s wall, %.3f s cpu, %.0f MB/s wall, %.0f MB/s a core\n", n, mb, wall,
           cpu, mb / wall, mb / cpu);
    printf("%zu files, %.1f MB, %.3f x text, largest %zu, memory %ld -> %ld MB\n", (size_t)b->n_files,
           (double)b->bytes / 1e6, (double)b->bytes / (double)b->text, (size_t)b->largest, before.ru_maxrss / 1024,
           after.ru_maxrss / 1024);
    for (int k = 0; k < 128; k++)
        if (b->n_kind[k])
            printf("  %c: %zu files, %zu bytes, %.3f x text\n", k, (size_t)b->n_kind[k], (size_t)b->by_kind[k],
                   (double)b->by_kind[k] / (double)b->text);
    return 0;
}
