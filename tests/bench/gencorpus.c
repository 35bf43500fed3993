/* Makes an invented archive for benchmarks.
 *
 *     gencorpus OUT N [SEED]             N articles, as import would have written them
 *     gencorpus --sources OUT N [SEED]   N raw pages of newspapers, for import
 *
 * What number i is depends on the seed and i alone, so a small archive is the
 * beginning of a larger one. Reads content/topics.yaml and the gazetteer in
 * $BUILD, by default build/. */
#include "bench/corpus.h"

#include <math.h>
#include <stdio.h>

#include "bench/vocabulary.h"
#include "content/content.h"
#include "regions/gazetteer.h"
#include "topics/topics.h"

/* --- places: counties of the whole country, townships of some ------------------- */

enum { COUNTIES = 200, TOWNSHIPS = 100 };

/* And known by a national code. */
static bool in_use(const Gazetteer *g, uint32_t region) {
    uint16_t from, to;
    gaz_years(g, region, &from, &to);
    return to == 0 && gaz_code(g, region).p[0] != 'x';
}

static size_t level_regions(const Gazetteer *g, RegionLevel level, uint32_t *out) {
    size_t n = 0;
    for (uint32_t i = 0; i < g->n_file; i++)
        if (gaz_level(g, i) == level && in_use(g, i)) out[n++] = i;
    return n;
}

/* A name of three characters is shortened to two. */
static View shorter_name(View name) { return name.n == 9 ? view_to(name, 6) : V(""); }

static void add_place(Corpus *c, const Gazetteer *g, RegionTable *table, uint32_t region) {
    View name = gaz_name(g, region);
    Locality *l = &c->places[c->n_places++];
    *l = (Locality){arena_view(&c->arena, gaz_code(g, region)), arena_view(&c->arena, name), V("")};
    l->shorter = shorter_name(l->name);
    for (uint32_t at = region; at != REGION_NONE; at = gaz_parent(g, at)) {
        Region r;
        if (gazetteer_region(g, &c->arena, gaz_code(g, at), &r)) regions_add(table, &r);
    }
}

static void choose_places(Corpus *c, const Gazetteer *g, RegionTable *table) {
    static const struct {
        RegionLevel level;
        size_t wanted;
    } parts[] = {{REGION_COUNTY, COUNTIES}, {REGION_TOWNSHIP, TOWNSHIPS}};
    c->places = ARENA_ARRAY(&c->arena, Locality, COUNTIES + TOWNSHIPS);
    uint32_t *found = xarray(NULL, g->n_file, sizeof *found);
    for (size_t k = 0; k < 2; k++) {
        size_t n = level_regions(g, parts[k].level, found);
        for (size_t i = 0; i < parts[k].wanted; i++) add_place(c, g, table, found[i * n / parts[k].wanted]);
    }
    free(found);
    Rng r = rng_of(0, 'p', 0);
    for (size_t i = c->n_places; i > 1; i--) {
        size_t k = rng_below(&r, i);
        Locality t = c->places[k];
        c->places[k] = c->places[i - 1], c->places[i - 1] = t;
    }
}

const Locality *corpus_place(const Corpus *c, Rng *r) {
    return &c->places[(size_t)((double)c->n_places * pow(rng_unit(r), 2.5))];
}

/* --- issues: five papers, eight pages, days of thirty years in no order ------------ */

Issue corpus_issue(size_t page) {
    size_t issue = page / ISSUE_PAGES, day = issue / PAPERS * 3989 % 10080;
    return (Issue){.paper = issue % PAPERS,
                   .page = (unsigned)(page % ISSUE_PAGES) + 1,
                   .year = 1990 + (unsigned)(day / 336),
                   .month = (unsigned)(day % 336 / 28) + 1,
                   .day = (unsigned)(day % 28) + 1};
}

const char *issue_file(Arena *a, Issue at) {
    return arena_printf(a, "%s/%04u/%02u%02u/%02u", papers[at.paper].id, at.year, at.month, at.day, at.page);
}

/* --- articles -------------------------------------------------------------------------- */

typedef struct Draft {
    const Corpus *c;
    Rng r;
    Arena *a;
    Article article;
    View forms[8]; /* of its regions, to be written into the text */
    size_t n_forms;
} Draft;

static View draft_words(Draft *d, size_t least, size_t spread) {
    Str s = STR_INIT;
    add_words(&d->c->words, &d->r, &s, least + rng_below(&d->r, spread));
    View v = arena_view(d->a, str_view(&s));
    str_release(&s);
    return v;
}

static void draft_author(Draft *d) {
    Str s = STR_INIT;
    add_person(&d->c->words, &d->r, &s);
    d->article.authors.p[d->article.authors.n++] = arena_view(d->a, str_view(&s));
    str_release(&s);
}

static View draft_id(Draft *d, size_t i) {
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    Rng r = rng_of(d->c->seed, 'i', i);
    char *id = arena_bytes(d->a, 10);
    uint64_t bits = rng_next(&r);
    for (int k = 0; k < 10; k++, bits >>= 5) id[k] = digits[bits & 31];
    return view(id, 10);
}

static void draft_regions(Draft *d) {
    Article *x = &d->article;
    size_t n = 1 + (size_t)(4 * pow(rng_unit(&d->r), 2));
    x->regions = ARENA_ARRAY(d->a, RegionRef, n);
    while (x->n_regions < n) {
        const Locality *l = corpus_place(d->c, &d->r);
        bool there = false;
        for (size_t k = 0; k < x->n_regions; k++) there |= view_eq(x->regions[k].code, l->code);
        if (there) continue;
        Views as = {ARENA_ARRAY(d->a, View, 2), 0};
        as.p[as.n++] = l->name;
        if (l->shorter.n && rng_chance(&d->r, 40)) as.p[as.n++] = l->shorter;
        for (size_t k = 0; k < as.n; k++) d->forms[d->n_forms++] = as.p[k];
        x->regions[x->n_regions++] = (RegionRef){l->code, l->name, as};
    }
}

static void draft_topics(Draft *d) {
    Views *topics = &d->article.topics;
    size_t n = 1 + rng_below(&d->r, 3);
    topics->p = ARENA_ARRAY(d->a, View, n);
    while (n--) {
        View id = d->c->topics.p[(size_t)((double)d->c->topics.n * pow(rng_unit(&d->r), 2))];
        bool there = false;
        for (size_t k = 0; k < topics->n; k++) there |= view_eq(topics->p[k], id);
        if (!there) topics->p[topics->n++] = id;
    }
}

static void draft_head(Draft *d) {
    Article *x = &d->article;
    Rng *r = &d->r;
    static const ArticleKind kinds[] = {KIND_FEATURE, KIND_COMMENTARY, KIND_PHOTO, KIND_NOTICE};
    size_t kind = rng_below(r, 12);
    x->kind = kind < 4 ? kinds[kind] : KIND_NEWS;
    x->title = draft_words(d, 7, 12);
    if (rng_chance(r, 40)) x->title = view_of(arena_printf(d->a, "%.*s%.*s", VARG(d->forms[0]), VARG(x->title)));
    if (rng_chance(r, 25)) x->kicker = draft_words(d, 8, 8);
    if (rng_chance(r, 20)) x->subtitle = draft_words(d, 8, 12);
    if (rng_chance(r, 10)) x->column = view_of(columns[rng_below(r, sizeof columns / sizeof *columns)]);
    x->authors.p = ARENA_ARRAY(d->a, View, 2);
    if (rng_chance(r, 85)) draft_author(d);
    if (rng_chance(r, 30)) draft_author(d);
    if (rng_chance(r, 3)) x->flags = FLAG_TAIL_MISSING | FLAG_NEEDS_REVIEW;
}

static void draft_source(Draft *d, size_t i) {
    Article *x = &d->article;
    Issue at = corpus_issue(i / PAGE_ARTICLES);
    bool book = at.paper == YEARBOOK;
    x->publication = view_of(papers[at.paper].name);
    x->issued = view_of(book ? arena_printf(d->a, "%04u", at.year)
                             : arena_printf(d->a, "%04u-%02u-%02u", at.year, at.month, at.day));
    x->page = view_of(arena_printf(d->a, "%u", at.page));
    if (book) x->covers = view_of(arena_printf(d->a, "%04u", at.year - 1)), x->kind = KIND_YEARBOOK_SECTION;
    x->date = book ? x->covers : x->issued;
    x->date_precision = book ? V("year") : V("day");
    if (!book && rng_chance(&d->r, 50)) x->dateline_place = d->forms[0], x->dateline_code = x->regions[0].code;
    const char *file = issue_file(d->a, at);
    char *sha = arena_bytes(d->a, 65);
    sha256_hex(view_of(file), sha);
    x->sources = ARENA_NEW(d->a, SourceRef);
    x->n_sources = 1;
    *x->sources = (SourceRef){.file = view_of(arena_printf(d->a, "%s.txt", file)), .sha256 = view(sha, 64)};
    x->sources->lines = ARENA_ARRAY(d->a, LineRef, 8);
    size_t line = 5 + i % PAGE_ARTICLES * 24;
    for (size_t k = 0; k < 8; k++) x->sources->lines[k].line = (uint32_t)(line + 2 * k);
    x->sources->n_lines = 8;
    if (rng_chance(&d->r, 10)) {
        x->joins = ARENA_NEW(d->a, Join);
        *x->joins = (Join){.a = (uint32_t)line + 6, .b = (uint32_t)line + 8};
        x->n_joins = 1;
    }
    x->evidence = ARENA_ARRAY(d->a, struct Evidence, 1);
    x->evidence[x->n_evidence++] = (struct Evidence){V("cut"), V("0.97")};
    x->path = view_of(arena_printf(d->a, "articles/%s/%.*s.md", file, VARG(x->id)));
}

/* Some 1,200 characters in four to eight paragraphs. */
static void draft_body(Draft *d, Str *body) {
    Rng *r = &d->r;
    size_t paragraphs = 4 + rng_below(r, 5), target = 1000 + rng_below(r, 400);
    bool headed = rng_chance(r, 15);
    Str text = STR_INIT;
    for (size_t k = 0; k < paragraphs; k++) {
        str_clear(&text);
        if (k) str_addc(body, '\n');
        if (headed && k && k % 3 == 0) {
            add_words(&d->c->words, r, &text, 6);
            str_adds(body, "## ");
            markdown_escape(body, str_view(&text));
            str_adds(body, "\n\n");
            str_clear(&text);
        }
        if (k < d->n_forms) add_sentence(&d->c->words, r, &text, d->forms[k]);
        add_paragraph(&d->c->words, r, &text, target / paragraphs, d->forms, d->n_forms);
        markdown_escape(body, str_view(&text));
        str_addc(body, '\n');
    }
    str_release(&text);
}

static int article_make(const Corpus *c, size_t i) {
    Arena a = ARENA_INIT;
    Str body = STR_INIT, file = STR_INIT;
    Draft d = {.c = c, .r = rng_of(c->seed, 'a', i), .a = &a};
    d.article.id = draft_id(&d, i);
    draft_regions(&d);
    draft_topics(&d);
    draft_head(&d);
    draft_source(&d, i);
    draft_body(&d, &body);
    article_write(&file, &d.article, str_view(&body));
    int err = file_replace(path_join(&a, c->root, arena_strdup(&a, d.article.path)), str_view(&file));
    str_release(&body);
    str_release(&file);
    arena_release(&a);
    return err;
}

/* --- the archive ---------------------------------------------------------------------------- */

static int put_file(const Corpus *c, const char *name, Str *text) {
    Arena a = ARENA_INIT;
    int err = file_replace(path_join(&a, c->root, name), str_view(text));
    arena_release(&a);
    str_release(text);
    return err;
}

static int put_config(const Corpus *c) {
    Str s = STR_INIT;
    str_adds(&s, "name: 样本档案\nlanguage: zh-Hans\nbase_url: https://archive.example/\npublications:\n");
    for (size_t i = 0; i < PAPERS; i++)
        str_addf(&s, "  - {id: %s, name: %s, kind: %s}\n", papers[i].id, papers[i].name, papers[i].kind);
    str_adds(&s, "patterns:\n  - {pattern: \"{publication}/{yyyy}/{mmdd}/{page}.txt\"}\n");
    return put_file(c, "site.yaml", &s);
}

static bool setup(Corpus *c, Diag *d) {
    const char *build = getenv("BUILD");
    Gazetteer *g = gazetteer_open(d, path_join(&c->arena, build ? build : "build", "gazetteer.bin"), V(""), NULL);
    Taxonomy *t = taxonomy_load(d, "content/topics.yaml");
    Str topics = STR_INIT, regions = STR_INIT;
    bool good = g && t && file_read("content/topics.yaml", &topics, FILE_MAX_BYTES) == 0;
    if (good) {
        c->topics.p = ARENA_ARRAY(&c->arena, View, taxonomy_count(t));
        for (size_t i = 0; i < taxonomy_count(t); i++)
            c->topics.p[c->topics.n++] = arena_view(&c->arena, taxonomy_topic(t, i)->id);
        RegionTable table = {.by_code = MAP_INIT, .arena = ARENA_INIT};
        choose_places(c, g, &table);
        regions_write(&table, &regions);
        regions_release(&table);
        words_init(&c->words);
        good =
            put_config(c) == 0 && put_file(c, "topics.yaml", &topics) == 0 && put_file(c, "regions.tsv", &regions) == 0;
    }
    str_release(&topics);
    str_release(&regions);
    if (t) taxonomy_free(t);
    if (g) gazetteer_close(g);
    return good;
}

typedef struct Job {
    const Corpus *c;
    int (*make)(const Corpus *c, size_t i);
} Job;

static void make_some(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    const Job *job = ctx;
    for (size_t i = from; i < to; i++) {
        int err = job->make(job->c, i);
        if (!err) continue;
        fprintf(stderr, "gencorpus: %s: %s\n", job->c->root, strerror(err));
        exit(EXIT_MACHINE);
    }
}

int main(int argc, char **argv) {
    bool pages = argc > 1 && strcmp(argv[1], "--sources") == 0;
    char **args = argv + 1 + pages;
    uint64_t n, seed = 1;
    if (argc < 3 + pages || !view_uint(view_of(args[1]), 100000000, &n) ||
        (args[2] && !view_uint(view_of(args[2]), UINT32_MAX, &seed))) {
        fputs("usage: gencorpus [--sources] OUT N [SEED]\n", stderr);
        return EXIT_USAGE;
    }
    Diag d;
    diag_init(&d, MSG_EN);
    Corpus c = {.root = args[0], .seed = seed, .arena = ARENA_INIT};
    bool good = setup(&c, &d);
    if (good) {
        Job job = {&c, pages ? page_write : article_make};
        threads_for(threads_default(), n, 16, make_some, &job);
    }
    words_release(&c.words);
    arena_release(&c.arena);
    diag_release(&d);
    return good ? EXIT_DONE : EXIT_MACHINE;
}
