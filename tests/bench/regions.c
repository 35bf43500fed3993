/* How fast names are found in text, and regions resolved, with the whole
 * gazetteer in scope, beside a plain pass over the same bytes (their decoding).
 *
 *     regions GAZETTEER FOLDER...
 *
 * One row a folder of .txt files: MB of text a second of one processor, best
 * of RUNS, and what each step costs beside the one before. Each file is a
 * document; where import would cut it into articles, every LINES lines are one. */
#include <stdio.h>
#include <time.h>

#include "regions/find.h"
#include "text/text.h"

enum { RUNS = 7, LINES = 12 };

typedef struct Page {
    View text;
    RegionText *parts;
    size_t n;
} Page;

typedef struct Bench {
    Arena arena;
    Gazetteer *g;
    VEC(Page) pages;
    size_t bytes, repeat; /* a pass goes over all pages so often */
} Bench;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static _Noreturn void fail(const char *what) {
    fprintf(stderr, "regions: %s\n", what);
    exit(EXIT_MACHINE);
}

/* The first line of a part is its title. */
static void cut(Bench *b, Page *p) {
    View rest = p->text, line;
    size_t lines = 0, at = 0;
    for (View v = rest; view_line(&v, &line);) lines++;
    p->parts = ARENA_ARRAY(&b->arena, RegionText, lines / LINES + 1);
    while (view_line(&rest, &line)) {
        if (at++ % LINES == 0) p->parts[p->n++] = (RegionText){.title = line, .text = view_to(rest, 0)};
        else p->parts[p->n - 1].text.n = (size_t)(line.p + line.n - p->parts[p->n - 1].text.p);
    }
}

static void load(Bench *b, const char *folder) {
    FileList files = {0};
    if (dir_list(&b->arena, folder, &files) != 0) fail(folder);
    for (size_t i = 0; i < files.n; i++) {
        const char *path = path_join(&b->arena, folder, files.p[i].path);
        if (!view_is(path_ext(view_of(path)), "txt")) continue;
        Str s = STR_INIT;
        if (file_read(path, &s, FILE_MAX_BYTES) != 0) fail(path);
        Page p = {.text = arena_view(&b->arena, str_view(&s))};
        str_release(&s);
        cut(b, &p);
        vec_push(&b->pages, p);
        b->bytes += p.text.n;
    }
    filelist_release(&files);
    enum { LEAST = 8 << 20 };
    if (b->bytes == 0) fail("no text");
    b->repeat = (LEAST + b->bytes - 1) / b->bytes;
}

static size_t decode(const Bench *b, const Page *p) {
    (void)b;
    size_t sum = 0;
    for (View v = p->text; v.n;) sum += utf8_next(&v);
    return sum;
}

static size_t find(const Bench *b, const Page *p) {
    static FoundForms forms;
    const Lexicon *file = &b->g->file;
    forms.n = 0;
    for (size_t i = 0; i < p->n; i++) {
        find_forms(&file, 1, p->parts[i].title, &forms, NULL);
        find_forms(&file, 1, p->parts[i].text, &forms, NULL);
    }
    size_t n = forms.n;
    if (p == &b->pages.p[b->pages.n - 1]) vec_release(&forms);
    return n;
}

static size_t resolve(const Bench *b, const Page *p) {
    static Arena a;
    RegionsFound *found = ARENA_ARRAY(&a, RegionsFound, p->n);
    regions_resolve(b->g, &a, p->parts, p->n, found);
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++) n += found[i].n;
    if (p == &b->pages.p[b->pages.n - 1]) arena_release(&a);
    else arena_clear(&a);
    return n;
}

/* As import does: the home is sought, and all mentions are told. */
static size_t read_all(const Bench *b, const Page *p) {
    static Arena a;
    RegionReading reading;
    regions_read_homeless(b->g, &a, p->parts, p->n, V(""), V(""), &reading);
    size_t n = reading.mentions.n;
    if (p == &b->pages.p[b->pages.n - 1]) arena_release(&a);
    else arena_clear(&a);
    for (size_t i = 0; i < p->n; i++) p->parts[i].hints.home = V("");
    return n;
}

/* Seconds for one pass, the best of several; *sum: what the pass counted. */
static double measure(const Bench *b, size_t (*step)(const Bench *, const Page *), size_t *sum) {
    double best = 1e9;
    for (int run = 0; run < RUNS; run++) {
        double start = now();
        *sum = 0;
        for (size_t k = 0; k < b->repeat; k++)
            for (size_t i = 0; i < b->pages.n; i++) *sum += step(b, &b->pages.p[i]);
        double t = now() - start;
        if (t < best) best = t;
    }
    *sum /= b->repeat;
    return best / (double)b->repeat;
}

static void row(const char *gazetteer, const char *folder) {
    Bench b = {0};
    Diag d;
    diag_init(&d, MSG_EN);
    b.g = gazetteer_open(&d, gazetteer, V(""), NULL);
    if (!b.g) fail(gazetteer);
    load(&b, folder);
    size_t sum, forms, regions, mentions;
    double mb = (double)b.bytes / 1e6, plain = measure(&b, decode, &sum), finding = measure(&b, find, &forms),
           resolving = measure(&b, resolve, &regions) - finding, reading = measure(&b, read_all, &mentions) - finding;
    printf("names in %.2f MB of %s: finding %.0f MB/s (%.1f x decoding them; %zu forms), "
           "resolving another %.2f x (%zu regions), as import does %.2f x (%zu mentions)\n",
           mb, folder, mb / finding, finding / plain, forms, resolving / finding, regions, reading / finding, mentions);
    vec_release(&b.pages);
    gazetteer_close(b.g);
    arena_release(&b.arena);
    diag_release(&d);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: regions GAZETTEER FOLDER...\n", stderr);
        return EXIT_USAGE;
    }
    for (int i = 2; i < argc; i++) row(argv[1], argv[i]);
    return EXIT_DONE;
}
