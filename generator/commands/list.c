#include <stdlib.h>

#include "commands/commands.h"
#include "commands/explain_topics.h"
#include "commands/review.h"
#include "import/import.h"
#include "regions/regions.h"
#include "site/site.h"
#include "topics/topics.h"

enum { O_JSON, O_CSV, O_UNRESOLVED, O_REVIEW, O_EXPLAIN };

static const Option options[] = {
    {OPT_FLAG, 0, "json", {NULL, NULL}, {"one JSON object a line", "每行一个 JSON 对象"}},
    {OPT_FLAG, 0, "csv", {NULL, NULL}, {"comma-separated values", "逗号分隔的表格"}},
    {OPT_FLAG, 0, "unresolved", {NULL, NULL},
     {"place names that were found but not resolved", "已找到但未能判断的地名"}},
    {OPT_FLAG, 0, "review", {NULL, NULL}, {"what to look at first, and why", "应优先核对的文章及原因"}},
    {OPT_TEXT, 0, "explain", {"ARTICLE", "文章"},
     {"with topics: what speaks for which, in one article", "与 topics 同用：某篇文章归入各主题的依据"}},
    OPTIONS_END,
};

typedef enum Form { FORM_PLAIN, FORM_JSON, FORM_CSV } Form;

/* A row of a simple list: how many articles stand under a key. */
typedef struct Row {
    View key, name;
    size_t articles;
} Row;

static void add_row(Str *out, Form form, const char *key_name, const Row *row) {
    if (form == FORM_JSON) {
        Json j = json_to(out);
        json_open(&j, '{');
        json_key(&j, key_name);
        json_text(&j, row->key);
        json_key(&j, "name");
        json_text_or_null(&j, row->name);
        json_key(&j, "articles");
        json_uint(&j, row->articles);
        json_close(&j, '}');
    } else {
        char sep = form == FORM_CSV ? ',' : '\t';
        csv_add_cell(out, row->key);
        str_addc(out, sep);
        csv_add_cell(out, row->name);
        str_addc(out, sep);
        str_adduint(out, row->articles);
    }
    str_addc(out, '\n');
}

static int by_row_key(const void *a, const void *b) {
    return view_cmp(((const Row *)a)->key, ((const Row *)b)->key);
}

static bool list_rows(Global *g, Form form, const char *key_name, Row *rows, size_t n) {
    Str out = STR_INIT;
    if (form == FORM_CSV) str_addf(&out, "%s,name,articles\n", key_name);
    if (n) qsort(rows, n, sizeof *rows, by_row_key);
    for (size_t i = 0; i < n; i++) add_row(&out, form, key_name, &rows[i]);
    bool ok = print_out(g, str_view(&out));
    str_release(&out);
    return ok;
}

/* What became of a region since, where that is one other: 那曲地区 is 那曲市. */
static View code_of_today(const RegionTable *table, View code) {
    enum { CHANGES = 8 };
    const Region *r = regions_by_code(table, code);
    for (int i = 0; r && r->to && r->n_successors == 1 && i < CHANGES; i++) {
        code = r->successors[0];
        r = regions_by_code(table, code);
    }
    return code;
}

/* The article with its regions by the codes of today, so that lists of
 * different years can be compared; the names stay those of its time. What is
 * one region today is counted by the forms of all that it was. */
static Article article_of_today(Arena *a, const RegionTable *table, const Article *article) {
    Article out = *article;
    Map known = MAP_INIT;
    size_t *to = ARENA_ARRAY(a, size_t, article->n_regions);
    out.regions = ARENA_ARRAY(a, RegionRef, article->n_regions);
    out.n_regions = 0;
    for (size_t i = 0; i < article->n_regions; i++) {
        const RegionRef *ref = &article->regions[i];
        const View code = code_of_today(table, ref->code);
        bool is_new = true;
        size_t *at = code.n ? map_at(&known, code, &is_new) : NULL;
        to[i] = is_new ? out.n_regions : *at;
        if (at) *at = to[i];
        if (is_new) out.regions[out.n_regions++] = (RegionRef){.code = code, .name = ref->name};
        out.regions[to[i]].as.n += ref->as.n;
    }
    map_release(&known);
    for (size_t i = 0; i < out.n_regions; i++) {
        Views *as = &out.regions[i].as;
        *as = (Views){ARENA_ARRAY(a, View, as->n), 0};
    }
    for (size_t i = 0; i < article->n_regions; i++) {
        Views *as = &out.regions[to[i]].as;
        for (size_t k = 0; k < article->regions[i].as.n; k++) as->p[as->n++] = article->regions[i].as.p[k];
    }
    out.dateline_code = code_of_today(table, article->dateline_code);
    return out;
}

static bool list_articles(Global *g, const Archive *ar, Form form) {
    Str out = STR_INIT, file = STR_INIT, text = STR_INIT;
    RegionTable table = {0};
    if (form == FORM_JSON) regions_load(&table, g->diag, path_join(g->arena, g->root, "regions.tsv"));
    if (form == FORM_CSV) csv_add_header(&out, article_columns);
    bool ok = true;
    for (size_t i = 0; i < ar->n && ok; i++) {
        const Article *article = &ar->articles[i];
        if (form == FORM_PLAIN) {
            str_addf(&out, "%.*s\t%.*s\t%.*s\n", VARG(article->id), VARG(article->date), VARG(article->title));
        } else if (form == FORM_CSV) {
            article_csv(&out, article);
        } else {
            View body;
            str_clear(&file);
            str_clear(&text);
            int err = article_body(ar, article, &file, &body);
            if (err) {
                diag_errno(g->diag, M_CANNOT_READ, text_of(g, article->path), err);
                continue;
            }
            article_text(&text, article, body);
            Arena a = ARENA_INIT;
            const Article today = article_of_today(&a, &table, article);
            article_record(&out, &today, str_view(&text));
            arena_release(&a);
            str_addc(&out, '\n');
        }
        if (out.n < (1 << 16) && i + 1 < ar->n) continue;
        ok = print_out(g, str_view(&out));
        str_clear(&out);
    }
    if (ok && out.n) ok = print_out(g, str_view(&out));
    regions_release(&table);
    str_release(&out);
    str_release(&file);
    str_release(&text);
    return ok;
}

/* The rows of everything some list in an article names, with counts. */
typedef struct Tally {
    Map index;
    VEC(Row) rows;
} Tally;

static void tally(Tally *t, View key, View name) {
    bool fresh;
    size_t *at = map_at(&t->index, key, &fresh);
    if (fresh) {
        *at = t->rows.n;
        vec_push(&t->rows, ((Row){key, name, 0}));
    }
    t->rows.p[*at].articles++;
}

static void tally_regions(Global *g, const Archive *ar, Tally *t) {
    (void)g;
    for (size_t i = 0; i < ar->n; i++)
        for (size_t k = 0; k < ar->articles[i].n_regions; k++) {
            const RegionRef *r = &ar->articles[i].regions[k];
            tally(t, r->code.n ? r->code : r->name, r->name);
        }
}

static void tally_sources(Global *g, const Archive *ar, Tally *t) {
    (void)g;
    for (size_t i = 0; i < ar->n; i++)
        for (size_t k = 0; k < ar->articles[i].n_sources; k++)
            tally(t, ar->articles[i].sources[k].file, ar->articles[i].publication);
}

static void tally_topics(Global *g, const Archive *ar, Tally *t) {
    const char *path = data_find(g, "topics.yaml");
    Taxonomy *taxonomy = path ? taxonomy_load(g->diag, path) : NULL;
    for (size_t i = 0; i < ar->n; i++)
        for (size_t k = 0; k < ar->articles[i].topics.n; k++) {
            View id = ar->articles[i].topics.p[k];
            size_t at = taxonomy ? taxonomy_find(taxonomy, id) : SIZE_MAX;
            View name = at == SIZE_MAX ? V("") : arena_view(g->arena, taxonomy_topic(taxonomy, at)->name_zh);
            tally(t, id, name);
        }
    taxonomy_free(taxonomy);
}

/* --- what is open ------------------------------------------------------------ */

static void add_open_json(Str *out, const OpenName *o, View why) {
    View rest = o->candidates, one;
    Json j = json_to(out);
    json_open(&j, '{');
    json_key(&j, "form");
    json_text_or_null(&j, o->form);
    json_key(&j, "count");
    json_uint(&j, o->count);
    json_key(&j, "why");
    json_text_or_null(&j, why);
    json_key(&j, "within");
    json_text_or_null(&j, o->within);
    json_key(&j, "candidates");
    json_open(&j, '[');
    while (rest.n && view_split(&rest, '|', &one)) json_text(&j, one);
    json_close(&j, ']');
    json_key(&j, "articles");
    json_open(&j, '[');
    for (size_t i = 0; i < o->articles.n; i++) json_text(&j, o->articles.p[i]->path);
    json_close(&j, ']');
    json_close(&j, '}');
}

/* A cell that is a list has '|' between its items, as `candidates` comes. */
static void add_open_cells(Str *out, char separator, const OpenName *o, View why) {
    Str count = STR_INIT, paths = STR_INIT;
    str_adduint(&count, o->count);
    for (size_t i = 0; i < o->articles.n; i++) str_addf(&paths, "%s%.*s", i ? "|" : "", VARG(o->articles.p[i]->path));
    const View cells[] = {o->form, str_view(&count), why, o->within, o->candidates, str_view(&paths)};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        if (i) str_addc(out, separator);
        csv_add_cell(out, cells[i]);
    }
    str_release(&count);
    str_release(&paths);
}

/* JSON and CSV are for programs: in them a reason keeps its English name. */
static void add_open(Str *out, Form form, MsgLang lang, const OpenName *o) {
    Str why = STR_INIT;
    region_why_add(&why, o->why, form == FORM_PLAIN ? lang : MSG_EN);
    if (form == FORM_JSON) add_open_json(out, o, str_view(&why));
    else add_open_cells(out, form == FORM_CSV ? ',' : '\t', o, str_view(&why));
    str_addc(out, '\n');
    str_release(&why);
}

/* What a person wrote for a region means one in regions.tsv, none or several. */
typedef enum Meaning { MEANS_ONE, MEANS_NONE, MEANS_SEVERAL } Meaning;

typedef struct Written {
    Map seen;  /* name or code → index in the list of open names */
    Map known; /* name or code → Meaning, of what was looked up already */
} Written;

static Meaning look_up(const RegionTable *table, Written *w, View what) {
    bool fresh, ambiguous = false;
    size_t *known = map_at(&w->known, what, &fresh);
    if (fresh) *known = regions_find(table, what, &ambiguous) ? MEANS_ONE : ambiguous ? MEANS_SEVERAL : MEANS_NONE;
    return (Meaning)*known;
}

/* Adds what people wrote for a region and means none, or more than one. */
static void add_written(const Archive *ar, const RegionTable *table, OpenNames *names) {
    Written w = {0};
    for (size_t i = 0; i < ar->n; i++)
        for (size_t k = 0; k < ar->articles[i].n_regions; k++) {
            const RegionRef *ref = &ar->articles[i].regions[k];
            View what = ref->code.n ? ref->code : ref->name;
            Meaning meaning = what.n ? look_up(table, &w, what) : MEANS_ONE;
            if (meaning == MEANS_ONE) continue;
            bool fresh;
            size_t *at = map_at(&w.seen, what, &fresh);
            if (fresh) {
                *at = names->n;
                View why = meaning == MEANS_NONE ? V("not in regions.tsv") : V("ambiguous");
                vec_push(names, ((OpenName){.form = what, .why = why}));
            }
            names->p[*at].count++;
            vec_push(&names->p[*at].articles, &ar->articles[i]);
        }
    map_release(&w.seen);
    map_release(&w.known);
}

static void list_open(Global *g, const Archive *ar, Form form) {
    OpenNames names;
    RegionTable table;
    Str out = STR_INIT;
    import_open_names(g->arena, g->diag, ar, &names);
    regions_load(&table, g->diag, path_join(g->arena, g->root, "regions.tsv"));
    add_written(ar, &table, &names);
    if (form == FORM_CSV) str_adds(&out, "form,count,why,within,candidates,articles\n");
    for (size_t i = 0; i < names.n; i++) add_open(&out, form, g->diag->lang, &names.p[i]);
    print_out(g, str_view(&out));
    str_release(&out);
    open_names_release(&names);
    regions_release(&table);
}

typedef struct Listing {
    const char *name, *key;
    void (*fill)(Global *g, const Archive *ar, Tally *t);
} Listing;

static const Listing listings[] = {
    {"articles", NULL, NULL},
    {"regions", "code", tally_regions},
    {"topics", "id", tally_topics},
    {"sources", "file", tally_sources},
};

static const Listing *listing_named(const char *name) {
    for (size_t i = 0; i < sizeof listings / sizeof *listings; i++)
        if (strcmp(listings[i].name, name) == 0) return &listings[i];
    return NULL;
}

static int run(Global *g, const Given *given, size_t n_args, char **args) {
    if (given[O_JSON].set && given[O_CSV].set) {
        diag(g->diag, M_USAGE_BOTH, NOWHERE, DARGS("json", "csv"));
        return EXIT_USAGE;
    }
    if (given[O_UNRESOLVED].set && given[O_REVIEW].set) {
        diag(g->diag, M_USAGE_BOTH, NOWHERE, DARGS("unresolved", "review"));
        return EXIT_USAGE;
    }
    Form form = given[O_JSON].set ? FORM_JSON : given[O_CSV].set ? FORM_CSV : FORM_PLAIN;
    const Listing *listing = n_args ? listing_named(args[0]) : &listings[0];
    if (!listing) {
        diag(g->diag, M_USAGE_WHAT, NOWHERE, DARGS(args[0], "articles, regions, topics, sources"));
        return EXIT_USAGE;
    }
    if (given[O_EXPLAIN].set && strcmp(listing->name, "topics") != 0) {
        diag(g->diag, M_USAGE_WHAT, NOWHERE, DARGS("--explain", "list topics --explain ARTICLE"));
        return EXIT_USAGE;
    }
    Archive ar;
    archive_load(&ar, g->diag, g->root, g->jobs);
    if (given[O_EXPLAIN].set) {
        topics_tell(g, &ar, given[O_EXPLAIN].text, form == FORM_JSON);
    } else if (given[O_UNRESOLVED].set) {
        list_open(g, &ar, form);
    } else if (given[O_REVIEW].set) {
        review_list(g, &ar, form == FORM_JSON ? REVIEW_JSON : form == FORM_CSV ? REVIEW_CSV : REVIEW_PLAIN);
    } else if (!listing->fill) {
        list_articles(g, &ar, form);
    } else {
        Tally t = {0};
        listing->fill(g, &ar, &t);
        list_rows(g, form, listing->key, t.rows.p, t.rows.n);
        map_release(&t.index);
        vec_release(&t.rows);
    }
    archive_release(&ar);
    return diag_status(g->diag);
}

const Command command_list = {
    .name = "list",
    .arguments = {"[articles|regions|topics|sources|--unresolved|--review|topics --explain ARTICLE] [--json|--csv]",
                  "[articles|regions|topics|sources|--unresolved|--review|topics --explain 文章] [--json|--csv]"},
    .summary = {"list what the archive holds", "列出资料库内容"},
    .options = options,
    .max_args = 1,
    .needs_archive = true,
    .run = run,
};
