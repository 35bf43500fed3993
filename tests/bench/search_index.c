/* Indexes a folder of Markdown files (front matter stripped) and says how
 * fast, how large and with how much memory. With QUERIES asks for so many
 * substrings of 1 to 8 characters and compares with a plain scan; status 1
 * where they differ.
 *
 *     search_index FOLDER [OUT [JOBS [QUERIES]]] */
#include <stdatomic.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "search/search.h"
#include "text/text.h"

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

static double user_seconds(const struct rusage *r) { return (double)r->ru_utime.tv_sec + (double)r->ru_utime.tv_usec / 1e6; }

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

/* --- exactness -------------------------------------------------------------------- */

/* For each character one that folds to it: the same in traditional writing. */
static uint32_t *unfolded(void) {
    enum { HAN_FIRST = 0x4e00, HAN_LAST = 0x9fff };
    uint32_t *of = xcalloc(HAN_LAST + 1, sizeof *of);
    for (uint32_t cp = HAN_FIRST; cp <= HAN_LAST; cp++) {
        char buf[8];
        View folded = text_fold_cp(cp, buf);
        uint32_t to = folded.n ? utf8_next(&folded) : 0;
        if (to >= HAN_FIRST && to <= HAN_LAST && to != cp && folded.n == 0) of[to] = cp;
    }
    return of;
}

/* A run of Han or Tibetan from a place drawn uniformly; false where there is
 * none. One in four is asked in traditional characters. */
static bool draw(const Bench *b, const uint32_t *traditional, uint64_t *state, Str *out) {
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    const SearchDoc *doc = &b->docs[(*state >> 33) % b->files.n];
    View rest = view_from(doc->text, (size_t)(*state >> 20) % (doc->text.n + 1));
    while (rest.n && ((unsigned char)*rest.p & 0xc0) == 0x80) rest = view_from(rest, 1);
    str_clear(out);
    for (size_t want = (*state >> 60) % 8 + 1; want && rest.n; want--) {
        uint32_t cp = utf8_next(&rest);
        if (!cp_is_han(cp) && !cp_is_tibetan(cp)) break;
        bool turn = (*state >> 58 & 3) == 0 && cp <= 0x9fff && traditional[cp];
        utf8_add(out, turn ? traditional[cp] : cp);
    }
    return out->n > 0;
}

/* The number of all hits is compared, and the hits where they are few: each
 * is read with its text. */
enum { IDS_COMPARED = 300 };

static void check(const Bench *b, size_t queries) {
    View *folded = xcalloc(b->files.n, sizeof *folded);
    Arena texts = ARENA_INIT;
    Str s = STR_INIT;
    for (size_t i = 0; i < b->files.n; i++) {
        str_clear(&s);
        text_fold(&s, b->docs[i].title);
        str_addc(&s, '\n');
        text_fold(&s, b->docs[i].text);
        folded[i] = arena_view(&texts, str_view(&s));
    }
    size_t asked = 0, missed = 0, wrong = 0, hits = 0;
    uint64_t state = 42;
    double spent = 0;
    Str query = STR_INIT;
    uint32_t *traditional = unfolded();
    while (asked < queries) {
        if (!draw(b, traditional, &state, &query)) continue;
        Arena a = ARENA_INIT;
        Diag d;
        SearchResult r;
        diag_init(&d, MSG_EN);
        SearchQuery q = {.text = str_view(&query), .limit = 1};
        double start = seconds(CLOCK_MONOTONIC);
        if (!search_query(&a, &d, b->out, &q, &r)) exit(EXIT_MACHINE);
        spent += seconds(CLOCK_MONOTONIC) - start;
        q.limit = 0;
        size_t expected = 0;
        Map found = MAP_INIT;
        bool compared = r.total <= IDS_COMPARED;
        if (compared) search_query(&a, &d, b->out, &q, &r);
        for (size_t i = 0; i < r.n; i++) map_at(&found, r.hits[i].id, NULL);
        str_clear(&s);
        text_fold(&s, str_view(&query));
        for (size_t i = 0; i < b->files.n; i++) {
            if (!memmem(folded[i].p, folded[i].n, s.p, s.n)) continue;
            expected++;
            missed += compared && !map_get(&found, b->docs[i].id);
        }
        if (r.total > expected) wrong += r.total - expected;
        if (r.total < expected) missed += expected - r.total;
        hits += expected;
        asked++;
        map_release(&found);
        diag_release(&d);
        arena_release(&a);
    }
    free(traditional);
    printf("%zu queries, %zu hits: recall %.3f, precision %.3f; %.1f ms a query\n", asked, hits,
           hits ? (double)(hits - missed) / (double)hits : 1,
           hits ? (double)(hits - missed) / (double)(hits - missed + wrong) : 1, spent / (double)asked * 1000);
    if (missed || wrong) exit(EXIT_ARCHIVE);
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
    b->ix = search_index_new(jobs, SEARCH_CHUNKS_SMALL, b->ids, n, put, b);
    threads_for(jobs, n, n / (search_blocks(n) * 2) + 1, add, b);
    search_index_finish(b->ix);
    wall = seconds(CLOCK_MONOTONIC) - wall;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    getrusage(RUSAGE_SELF, &after);
    double mb = (double)b->text / 1e6, user = user_seconds(&after) - user_seconds(&before);
    printf("%zu articles, %.1f MB of text: %.3f s wall, %.3f s cpu (%.3f user), %.0f MB/s wall, %.0f MB/s a core\n", n,
           mb, wall, cpu, user, mb / wall, mb / cpu);
    printf("%zu files, %.1f MB, %.3f x text, largest %zu, memory %ld -> %ld MB\n", (size_t)b->n_files,
           (double)b->bytes / 1e6, (double)b->bytes / (double)b->text, (size_t)b->largest, before.ru_maxrss / 1024,
           after.ru_maxrss / 1024);
    for (int k = 0; k < 128; k++)
        if (b->n_kind[k])
            printf("  %c: %zu files, %zu bytes, %.3f x text\n", k, (size_t)b->n_kind[k], (size_t)b->by_kind[k],
                   (double)b->by_kind[k] / (double)b->text);
    if (argc > 4) check(b, (size_t)strtoul(argv[4], NULL, 10));
    return 0;
}
