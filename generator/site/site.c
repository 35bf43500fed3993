/* The build: load, order, render kind after kind, close. */
#include <cmark.h>
#include <stdlib.h>
#include <unistd.h>
#include <unicode/uversion.h>

#include "site/kept.h"
#include "site/search_page.h"
#include "site/static.h"
#include "site/stats.h"

typedef struct Build {
    Site site;
    Builder builder;
    Worker *workers;
    unsigned jobs;
    Stats stats;
    Inputs *inputs;
    const char *inputs_cache;
    View inputs_key;
    bool unchanged;
    bool opened; /* the output, or it cannot be */
    bool looked; /* at the folders too */
    bool has_articles, has_tables;
} Build;

/* --- templates --------------------------------------------------------------- */

static bool load_template(void *ctx, const char *name, Str *text, const char **file) {
    Site *s = ctx;
    char *path = lookup_find(&s->lookup, &s->arena, arena_printf(&s->arena, "templates/%s.mustache", name));
    if (!path) return false;
    int err = file_read(path, text, FILE_MAX_BYTES);
    if (err) diag_errno(s->diag, M_CANNOT_READ, path, err);
    *file = path;
    return err == 0;
}

Templates *site_templates(Site *s) { return templates_new(load_template, s, s->diag); }

/* What all templates may say of the site, under "site". */
static Value *shared_values(Site *s) {
    const SiteConfig *c = &s->archive.config;
    const struct Text {
        const char *key;
        View text;
    } texts[] = {
        {"name", c->name},     {"description", c->description}, {"rights", c->rights}, {"contact", c->contact},
        {"footer", c->footer}, {"edition", c->edition},         {"notice", c->notice}, {"base_url", c->base_url},
    };
    Value *v = value_map(&s->arena);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) value_set_text(&s->arena, v, texts[i].key, texts[i].text);
    value_set_bool(&s->arena, v, "stick", s->options->stick);
    if (!view_eq(s->lang, s->text_lang)) value_set_text(&s->arena, v, "text_lang", s->text_lang);
    return v;
}

static bool prepare_templates(Build *build, const Template **kinds) {
    Builder *b = &build->builder;
    b->templates = site_templates(&build->site);
    b->shared = shared_values(&build->site);
    b->entry = templates_get(b->templates, "entry");
    b->list = templates_get(b->templates, "list");
    bool good = b->entry && b->list;
    for (size_t k = 0; k < page_kinds_n; k++) {
        if (!page_kinds[k].template) continue;
        kinds[k] = templates_get(b->templates, page_kinds[k].template);
        good = good && kinds[k];
    }
    /* Every page has the interface's words under "t", and what is said of the site under "site". */
    templates_settle(b->templates, "t", build->site.strings.value);
    templates_settle(b->templates, "site", b->shared);
    return good;
}

/* --- stages -------------------------------------------------------------------- */

static void make_workers(Build *build) {
    Site *s = &build->site;
    build->workers = xcalloc(build->jobs, sizeof *build->workers);
    build->builder.entries = xcalloc(s->n_items, sizeof *build->builder.entries);
    build->builder.records = xcalloc(s->n_items, sizeof *build->builder.records);
    for (unsigned i = 0; i < build->jobs; i++) {
        Worker *w = &build->workers[i];
        w->number = i;
        str_init(&w->page);
        str_init(&w->html);
        str_init(&w->file);
        str_init(&w->plain);
        str_init(&w->piece);
        tally_init(&w->places, s->n_places);
        tally_init(&w->subjects, s->n_subjects);
    }
}

static void release_workers(Build *build) {
    for (unsigned i = 0; build->workers && i < build->jobs; i++) {
        Worker *w = &build->workers[i];
        arena_release(&w->arena);
        arena_release(&w->aside);
        arena_release(&w->kept);
        str_release(&w->page);
        str_release(&w->html);
        str_release(&w->file);
        str_release(&w->plain);
        str_release(&w->piece);
        tally_release(&w->places);
        tally_release(&w->subjects);
    }
    free(build->workers);
    free(build->builder.entries);
    free(build->builder.records);
}

/* --- pages --------------------------------------------------------------------- */

/* Units [from, to) of a kind. All pieces of all kinds are one loop, so that no
 * thread waits at the end of a kind for what another is still making. */
typedef struct Piece {
    size_t kind, from, to;
} Piece;

typedef struct PagesStage {
    Build *build;
    const Template *const *kinds;
    VEC(Piece) pieces;
    StagePart *parts; /* for each worker one a kind */
} PagesStage;

static void make_unit(Builder *b, Worker *w, const PageKind *kind, const Template *t, size_t i) {
    w->from = kept_page(b, w, kind, i);
    arena_clear(&w->arena);
    if (!output_keep(b->output, w->from)) kind->write(b, w, t, i);
    else if (kind->kept) kind->kept(b, w, i);
}

static void make_pieces(void *ctx, size_t from, size_t to, unsigned worker) {
    const PagesStage *stage = ctx;
    Worker *w = &stage->build->workers[worker];
    for (size_t i = from; i < to; i++) {
        const Piece *piece = &stage->pieces.p[i];
        StagePart *part = &stage->parts[worker * page_kinds_n + piece->kind];
        double start = stats_clock();
        w->bytes = 0;
        for (size_t unit = piece->from; unit < piece->to; unit++)
            make_unit(&stage->build->builder, w, &page_kinds[piece->kind], stage->kinds[piece->kind], unit);
        part->busy += stats_clock() - start;
        part->bytes += w->bytes;
    }
}

/* In the table's order: the articles, whose last block of the index takes one
 * thread long, and then all that the others can make meanwhile. */
static void cut_pieces(PagesStage *stage) {
    enum { ARTICLES = 16 };
    for (size_t k = 0; k < page_kinds_n; k++) {
        size_t n = page_kinds[k].count(&stage->build->site), grain = page_kinds[k].write == page_article ? ARTICLES : 1;
        for (size_t i = 0; i < n; i += grain) vec_push(&stage->pieces, ((Piece){k, i, n - i > grain ? i + grain : n}));
    }
}

static void make_pages(Build *build, const Template *const *kinds) {
    PagesStage stage = {.build = build, .kinds = kinds};
    stage.parts = xcalloc(page_kinds_n * build->jobs, sizeof *stage.parts);
    cut_pieces(&stage);
    threads_for(build->jobs, stage.pieces.n, 1, make_pieces, &stage);
    for (size_t k = 0; k < page_kinds_n; k++) {
        StagePart *sum = &stage.parts[k];
        sum->name = page_kinds[k].stage;
        for (unsigned w = 1; w < build->jobs; w++) {
            sum->busy += stage.parts[w * page_kinds_n + k].busy;
            sum->bytes += stage.parts[w * page_kinds_n + k].bytes;
        }
    }
    stats_stages(&build->stats, stage.parts, page_kinds_n);
    free(stage.parts);
    vec_release(&stage.pieces);
}

static void model_matter(void *site) {
    model_aliases(site);
    model_places(site);
    model_subjects(site);
    model_followed(site);
    model_crossings(site);
    model_lists(site);
    model_sources(site);
}

static void model_print(void *site) {
    model_titles(site);
    model_volumes(site);
    model_months(site);
    model_authors(site);
}

static void make_model(Build *build) {
    static void (*const tasks[])(void *) = {model_matter, model_print};
    model_items(&build->site);
    threads_run(build->jobs, tasks, sizeof tasks / sizeof *tasks, &build->site);
    stats_stage(&build->stats, "order", 0);
}

static void write_pages(Build *build, const Template *const *kinds) {
    make_pages(build, kinds);
    kept_end(&build->builder);
    search_finish(&build->builder);
    stats_stage(&build->stats, "search", 0);
    stats_stage(&build->stats, "static", static_copy(&build->builder));
}

/* The versions that may show in the bytes. */
static View stamp(Arena *a) {
    return view_of(
        arena_printf(a, "fangzhi %s, cmark %s, ICU %s", FANGZHI_VERSION, cmark_version_string(), U_ICU_VERSION));
}

/* What is remembered of the build of this folder, in the archive. */
static const char *cache_file(Site *s, const char *what) {
    uint64_t of = hash_bytes(view_of(s->options->out));
    return arena_printf(&s->arena, "%s/.fangzhi/cache/%s-%016jx", s->options->root, what, (uintmax_t)of);
}

/* Once: what is to say if it cannot be opened is said then. */
static bool open_output(Build *build) {
    Site *s = &build->site;
    if (!build->opened) {
        const char *cache = cache_file(s, "output");
        if (s->options->verify) unlink(cache);
        build->builder.output = output_open(s->diag, s->options->out, stamp(&s->arena), cache);
        build->opened = true;
    }
    return build->builder.output != NULL;
}

/* --- nothing to do -------------------------------------------------------------- */

/* All that a build reads but the folders of articles and sources. The program
 * too: while it is worked on its version stays. */
static Inputs *look_at_inputs(Site *s) {
    static const char *const own[] = {"site.yaml", "regions.tsv", "quality.tsv", "redactions.yaml",
                                      ".fangzhi/redactions.yaml"};
    static const char *const defaults[] = {"topics.yaml", "templates", "static"};
    Inputs *in = inputs_new();
    const char *folder;
    inputs_add(in, "/proc/self/exe", 1);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        inputs_add(in, path_join(&s->arena, s->options->root, own[i]), 1);
    for (size_t i = 0; (folder = lookup_folder(&s->lookup, i)) != NULL; i++)
        for (size_t k = 0; k < sizeof defaults / sizeof *defaults; k++)
            inputs_add(in, path_join(&s->arena, folder, defaults[k]), 1);
    return in;
}

static void look_at_folders(Inputs *in, const char *root, unsigned jobs) {
    static const char *const folders[] = {"articles", "sources", ".fangzhi/base/sources"};
    Arena a = ARENA_INIT;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        inputs_add(in, path_join(&a, root, folders[i]), jobs);
    arena_release(&a);
}

/* What the options change in a site's bytes. */
static uint64_t options_hash(const BuildOptions *o) {
    const bool flags[] = {o->without_scans, o->stick};
    return hash_bytes(view((const char *)flags, sizeof flags));
}

static View inputs_key(Site *s) {
    Str key = STR_INIT;
    const char *folder;
    str_addf(&key, "%s\n%.*s\n%ju\n", s->options->out, VARG(stamp(&s->arena)), (uintmax_t)options_hash(s->options));
    str_addf(&key, "%.*s\n%.*s\n", VARG(s->commit), VARG(s->head));
    for (size_t i = 0; (folder = lookup_folder(&s->lookup, i)) != NULL; i++) str_addf(&key, "%s\n", folder);
    View v = arena_view(&s->arena, str_view(&key));
    str_release(&key);
    return v;
}

/* A commit changes no file of an archive. What is wrong in site.yaml is told
 * when the archive is read. */
static void look_at_commit(Site *s) {
    SiteConfig config;
    Diag quiet;
    diag_init(&quiet, MSG_EN);
    if (site_config_load(&s->arena, &quiet, s->options->root, &config)) {
        site_edition(s, config.edition);
        if (view_is(config.lastmod, "commit")) s->head = archive_head(&s->arena, s->options->root);
    }
    diag_drop(&quiet);
}

static void look_again(void *ctx) {
    Build *build = ctx;
    build->inputs = inputs_again(build->inputs_cache, build->inputs_key, build->jobs, &build->unchanged);
}

/* An archive that cannot be built makes no folder. */
static void open_standing(void *ctx) {
    Build *build = ctx;
    if (dir_exists(build->site.options->out)) open_output(build);
}

/* Nothing changed since a build that had nothing to complain of. */
static bool nothing_to_do(Build *build, OutputReport *report) {
    static void (*const tasks[])(void *) = {look_again, open_standing};
    Site *s = &build->site;
    if (s->options->verify) return false;
    look_at_commit(s);
    build->inputs_cache = cache_file(s, "inputs");
    build->inputs_key = inputs_key(s);
    threads_run(build->jobs, tasks, sizeof tasks / sizeof *tasks, build);
    return build->unchanged && build->builder.output && output_stands(build->builder.output, build->jobs, report);
}

/* A hash of all inputs but the articles, and of the program's and libraries' versions. */
static uint64_t config_hash(Build *build) {
    Site *s = &build->site;
    if (s->options->verify) return 0;
    return inputs_hash(build->inputs, path_join(&s->arena, s->options->root, "articles")) ^
           hash_bytes(stamp(&s->arena)) ^ options_hash(s->options) ^ hash_bytes(s->commit);
}

static void begin_kept(void *ctx) { kept_begin(&((Build *)ctx)->builder); }

static void begin_search(void *ctx) {
    Build *build = ctx;
    search_begin(&build->builder, build->jobs);
}

static void begin(Build *build) {
    static void (*const tasks[])(void *) = {begin_kept, begin_search};
    Builder *b = &build->builder;
    b->config = config_hash(build);
    b->unit_cache = cache_file(&build->site, "units");
    b->block_cache = cache_file(&build->site, "search");
    threads_run(build->jobs, tasks, sizeof tasks / sizeof *tasks, build);
}

/* --- the whole ---------------------------------------------------------------------- */

static void load_articles(void *ctx) {
    Build *build = ctx;
    if (!build->looked) look_at_folders(build->inputs, build->site.options->root, build->jobs);
    build->has_articles = site_load_articles(&build->site);
}

/* What takes one thread while the others read articles. */
static void load_the_rest(void *ctx) {
    Build *build = ctx;
    build->has_tables = site_load_tables(&build->site);
    open_standing(build);
}

static bool load(Build *build) {
    static void (*const tasks[])(void *) = {load_the_rest, load_articles};
    Site *s = &build->site;
    build->looked = build->inputs != NULL;
    if (!build->inputs) build->inputs = look_at_inputs(s);
    s->inputs = build->inputs;
    if (!s->options->verify) {
        s->heads = path_join(&s->arena, s->options->root, ".fangzhi/cache/articles");
        s->topics = path_join(&s->arena, s->options->root, ".fangzhi/cache/topics");
        s->history = path_join(&s->arena, s->options->root, ".fangzhi/cache/lastmod");
    }
    threads_run(build->jobs, tasks, sizeof tasks / sizeof *tasks, build);
    return build->has_articles && build->has_tables && site_load_words(s);
}

static void build_all(Build *build, OutputReport *report) {
    Site *s = &build->site;
    size_t told = s->diag->errors + s->diag->warnings;
    const Template **kinds = xcalloc(page_kinds_n, sizeof *kinds);
    bool loaded = load(build);
    stats_stage(&build->stats, "load", 0);
    if (loaded && prepare_templates(build, kinds) && open_output(build)) {
        size_t told_before = s->diag->errors + s->diag->warnings;
        make_model(build);
        make_workers(build);
        begin(build);
        write_pages(build, kinds);
        if (s->diag->errors + s->diag->warnings > told_before) output_forget(build->builder.output);
        bool done = output_close(build->builder.output, build->jobs, report);
        build->builder.output = NULL;
        if (done && s->diag->errors + s->diag->warnings == told)
            inputs_write(build->inputs, cache_file(s, "inputs"), inputs_key(s));
        stats_stage(&build->stats, "close", 0);
    }
    release_workers(build);
    if (build->builder.templates) templates_free(build->builder.templates);
    free(kinds);
}

static Build new_build(const BuildOptions *options, Diag *d) {
    Build build = {.site = {.options = options, .diag = d, .lookup = {options->root, options->datadirs}}};
    build.jobs = options->jobs < 1 ? 1 : options->jobs > THREADS_MAX ? THREADS_MAX : options->jobs;
    return build;
}

bool site_build(const BuildOptions *options, Diag *d, OutputReport *report) {
    Build build = new_build(options, d);
    size_t errors = d->errors;
    build.builder.site = &build.site;
    stats_begin(&build.stats, options->stats);
    bool nothing = nothing_to_do(&build, report);
    stats_stage(&build.stats, "changes", 0);
    if (!nothing) build_all(&build, report);
    if (build.builder.output) output_leave(build.builder.output);
    inputs_free(build.inputs);
    stats_print(&build.stats);
    site_release(&build.site);
    return d->errors == errors;
}

/* --- what a template sees ------------------------------------------------------------- */

static void find_vars(Build *build, const Template *const *kinds) {
    Site *s = &build->site;
    make_model(build);
    make_workers(build);
    build->builder.order = s->ranks;
    for (size_t k = 0; k < page_kinds_n; k++)
        for (size_t i = 0; kinds[k] && !build->builder.vars->n && i < page_kinds[k].count(s); i++)
            page_kinds[k].write(&build->builder, &build->workers[0], kinds[k], i);
    release_workers(build);
}

bool site_template_vars(const BuildOptions *options, Diag *d, const char *page, Str *json) {
    Build build = new_build(options, d);
    const Template **kinds = xcalloc(page_kinds_n, sizeof *kinds);
    build.builder.site = &build.site;
    build.builder.vars = json;
    build.builder.asked = view_of(page);
    while (view_starts(build.builder.asked, V("./"))) build.builder.asked = view_from(build.builder.asked, 2);
    if (view_starts(build.builder.asked, V("/"))) build.builder.asked = view_from(build.builder.asked, 1);
    if (site_load(&build.site) && prepare_templates(&build, kinds)) find_vars(&build, kinds);
    if (build.builder.templates) templates_free(build.builder.templates);
    free(kinds);
    site_release(&build.site);
    if (!json->n) diag(d, M_SITE_NO_PAGE, NOWHERE, DARGS(page));
    return json->n > 0;
}
