/* Indexes a folder of Markdown files (front matter stripped) and says how
 * fast, how large and with how much memory. With QUERIES asks for so many
 * substrings of 1 to 8 characters and compares with a plain scan; status 1
 * where they differ. With --made, indexes invented documents of about so many
 * characters, which nobody holds: of any number.
 *
 *     search_index FOLDER [OUT [JOBS [QUERIES]]]
 *     search_index --made N CHARACTERS [OUT [JOBS]] */
#include <stdatomic.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "bench/invent.h"
#include "search/search.h"
#include "text/text.h"

typedef struct Bench {
    SearchDoc *docs; /* of a folder, else NULL */
    size_t n;
    Words *words; /* of what is made */
    size_t characters;
    atomic_size_t making; /* nanoseconds of all threads */
    View *ids;
    size_t *order;
    const char *out;
    SearchIndex *ix;
    atomic_size_t n_files, bytes, largest, by_kind[128], n_kind[128], text;
} Bench;

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double user_seconds(const struct rusage *r) {
    return (double)r->ru_utime.tv_sec + (double)r->ru_utime.tv_usec / 1e6;
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

/* What number i is depends on i alone. */
static void add_made(Bench *b, size_t i, unsigned worker) {
    double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    Str title = STR_INIT, text = STR_INIT;
    Rng r = rng_of(1, 's', i);
    char date[16];
    snprintf(date, sizeof date, "%zu-%02zu-%02zu", 1950 + rng_below(&r, 70), 1 + rng_below(&r, 12),
             1 + rng_below(&r, 28));
    add_words(b->words, &r, &title, 15);
    for (size_t left = b->characters, part; left; left -= part) {
        part = left < 400 ? left : 200;
        add_paragraph(b->words, &r, &text, part, NULL, 0);
        str_addc(&text, '\n');
    }
    SearchDoc doc = {.id = b->ids[i], .kind = V("news"), .date = view_of(date), .url = V("articles/x.html")};
    doc.title = str_view(&title);
    doc.text = str_view(&text);
    b->text += doc.text.n + doc.title.n;
    b->making += (size_t)((seconds(CLOCK_THREAD_CPUTIME_ID) - start) * 1e9);
    search_index_add(b->ix, worker, &doc);
    str_release(&title);
    str_release(&text);
}

static void add(void *ctx, size_t from, size_t to, unsigned worker) {
    Bench *b = ctx;
    for (size_t i = from; i < to; i++)
        if (b->docs)
            search_index_add(b->ix, worker, &b->docs[b->order[i]]);
        else
            add_made(b, b->order[i], worker);
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
    const SearchDoc *doc = &b->docs[(*state >> 33) % b->n];
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

/* Queries beside a plain scan: what the scan finds (hits), what of that the
 * index lacks, and what it has besides. */
typedef struct Score {
    size_t asked, hits, missed, wrong;
    double spent; /* seconds in the index */
} Score;

/* Of more than IDS_COMPARED hits only the number is compared. */
static void compare(const Bench *b, const View *folded, View query, Score *score) {
    Arena a = ARENA_INIT;
    Map found = MAP_INIT;
    Str sought = STR_INIT;
    Diag d;
    SearchResult r;
    SearchQuery q = {.text = query, .limit = 1};
    diag_init(&d, MSG_EN);
    double start = seconds(CLOCK_MONOTONIC);
    if (!search_query(&a, &d, b->out, &q, &r)) exit(EXIT_MACHINE);
    score->spent += seconds(CLOCK_MONOTONIC) - start;
    bool by_id = r.total <= IDS_COMPARED;
    q.limit = 0;
    if (by_id && !search_query(&a, &d, b->out, &q, &r)) exit(EXIT_MACHINE);
    for (size_t i = 0; by_id && i < r.n; i++) map_at(&found, r.hits[i].id, NULL);
    text_fold(&sought, query);
    size_t expected = 0, right = 0;
    for (size_t i = 0; i < b->n; i++) {
        if (!memmem(folded[i].p, folded[i].n, sought.p, sought.n)) continue;
        expected++;
        right += by_id && map_get(&found, b->docs[i].id);
    }
    if (!by_id) right = r.total < expected ? r.total : expected;
    score->asked++;
    score->hits += expected;
    score->missed += expected - right;
    score->wrong += r.total - right;
    str_release(&sought);
    map_release(&found);
    diag_release(&d);
    arena_release(&a);
}

static View *fold_all(const Bench *b, Arena *texts) {
    View *folded = xcalloc(b->n, sizeof *folded);
    Str s = STR_INIT;
    for (size_t i = 0; i < b->n; i++) {
        str_clear(&s);
        text_fold(&s, b->docs[i].title);
        str_addc(&s, '\n');
        text_fold(&s, b->docs[i].text);
        folded[i] = arena_view(texts, str_view(&s));
    }
    str_release(&s);
    return folded;
}

static void check(const Bench *b, size_t queries) {
    Arena texts = ARENA_INIT;
    View *folded = fold_all(b, &texts);
    uint32_t *traditional = unfolded();
    uint64_t state = 42;
    Str query = STR_INIT;
    Score s = {0};
    while (s.asked < queries)
        if (draw(b, traditional, &state, &query)) compare(b, folded, str_view(&query), &s);
    const size_t right = s.hits - s.missed;
    printf("%zu queries, %zu hits: recall %.3f, precision %.3f; %.1f ms a query\n", s.asked, s.hits,
           s.hits ? (double)right / (double)s.hits : 1, s.hits ? (double)right / (double)(right + s.wrong) : 1,
           s.spent / (double)s.asked * 1000);
    str_release(&query);
    free(traditional);
    free(folded);
    arena_release(&texts);
    if (s.missed || s.wrong) exit(EXIT_ARCHIVE);
}

/* --- the documents ------------------------------------------------------------------ */

static void documents_of(Bench *b, Arena *a, const char *folder) {
    FileList files;
    if (dir_list(a, folder, &files) != 0) exit(EXIT_MACHINE);
    b->n = files.n;
    b->docs = xcalloc(b->n, sizeof *b->docs);
    b->ids = xcalloc(b->n, sizeof *b->ids);
    for (size_t i = 0; i < b->n; i++) {
        Str text = STR_INIT;
        if (file_read(path_join(a, folder, files.p[i].path), &text, FILE_MAX_BYTES) != 0) exit(EXIT_MACHINE);
        size_t end = view_find(str_view(&text), V("\n---\n"), 3);
        View head = view_to(str_view(&text), end), base = path_base(view_of(files.p[i].path));
        b->docs[i] = (SearchDoc){.id = view_to(base, base.n - 3), .kind = V("news")};
        b->docs[i].title = field(head, "title:");
        b->docs[i].date = field(head, "date:");
        b->docs[i].url = V("articles/x.html");
        b->docs[i].text = view_from(str_view(&text), end + 5);
        b->text += b->docs[i].text.n + b->docs[i].title.n;
        b->ids[i] = b->docs[i].id;
    }
}

static void documents_made(Bench *b, Arena *a, const char *n, const char *characters) {
    b->n = strtoul(n, NULL, 10);
    b->characters = strtoul(characters, NULL, 10);
    b->words = xcalloc(1, sizeof *b->words);
    words_init(b->words);
    b->ids = xcalloc(b->n, sizeof *b->ids);
    for (size_t i = 0; i < b->n; i++) b->ids[i] = view_of(arena_printf(a, "s%09zu", i));
}

static void index_all(Bench *b, unsigned jobs) {
    bench_n = b->n;
    bench_ids = b->ids;
    b->order = xcalloc(b->n, sizeof *b->order);
    for (size_t i = 0; i < b->n; i++) b->order[i] = i;
    qsort(b->order, b->n, sizeof *b->order, by_block);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    b->ix = search_index_new(jobs, SEARCH_CHUNKS_SMALL, b->ids, b->n, put, b);
    threads_for(jobs, b->n, b->n / (search_blocks(b->n) * 2) + 1, add, b);
    search_index_finish(b->ix);
    wall = seconds(CLOCK_MONOTONIC) - wall;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    getrusage(RUSAGE_SELF, &after);
    double mb = (double)b->text / 1e6, user = user_seconds(&after) - user_seconds(&before);
    printf("%zu articles, %.1f MB of text: %.3f s wall, %.3f s cpu (%.3f user), %.0f MB/s wall, %.0f MB/s a core\n",
           b->n, mb, wall, cpu, user, mb / wall, mb / cpu);
    if (b->making) printf("  of it making the text: %.3f s cpu\n", (double)b->making / 1e9);
    printf("%zu files, %.1f MB, %.3f x text, largest %zu, memory %ld -> %ld MB\n", (size_t)b->n_files,
           (double)b->bytes / 1e6, (double)b->bytes / (double)b->text, (size_t)b->largest, before.ru_maxrss / 1024,
           after.ru_maxrss / 1024);
    for (int k = 0; k < 128; k++)
        if (b->n_kind[k])
            printf("  %c: %zu files, %zu bytes, %.3f x text\n", k, (size_t)b->n_kind[k], (size_t)b->by_kind[k],
                   (double)b->by_kind[k] / (double)b->text);
}

int main(int argc, char **argv) {
    bool made = argc > 3 && strcmp(argv[1], "--made") == 0;
    char **rest = argv + (made ? 4 : 2);
    if (argc < 2) return EXIT_USAGE;
    Bench *b = xcalloc(1, sizeof *b);
    Arena a = ARENA_INIT;
    if (made)
        documents_made(b, &a, argv[2], argv[3]);
    else
        documents_of(b, &a, argv[1]);
    const char *out = rest < argv + argc ? *rest++ : "";
    b->out = out[0] ? out : NULL;
    index_all(b, rest < argv + argc ? (unsigned)strtoul(*rest++, NULL, 10) : threads_default());
    if (!made && rest < argv + argc) check(b, (size_t)strtoul(*rest, NULL, 10));
    return 0;
}
