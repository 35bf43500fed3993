#include "commands/check_site.h"
#include "commands/review.h"
#include "content/content.h"
#include "import/import.h"
#include "regions/regions.h"
#include "site/site.h"
#include "topics/topics.h"

enum { O_OUTPUT, O_FIX };

static const Option options[] = {
    {OPT_TEXT, 'o', "output", {"DIR", "文件夹"},
     {"the built site to check (default: public in the archive)", "要检查的网站（默认：资料库中的 public）"}},
    {OPT_FLAG, 0, "fix", {NULL, NULL},
     {"complete regions written as a code, a name or a path; merge those that stand twice",
      "补全只写代码、名称或路径的地区，合并重复的地区"}},
    OPTIONS_END,
};

typedef struct Check {
    Global *g;
    Archive archive;
    RegionTable table;
    Gazetteer *gazetteer; /* NULL: nothing is to be fixed, or there is none */
    Taxonomy *taxonomy;   /* NULL: none */
    Map looked_up;        /* what the gazetteer was asked */
    size_t known;         /* regions of the table as it was read; SIZE_MAX: it has errors */
    size_t fixed;
} Check;

static Where place(const Check *c, const Article *article, const char *key, View value) {
    return article_where(c->g->arena, &c->archive, article, key, value);
}

/* --- regions ------------------------------------------------------------------ */

/* A region that the archive's list lacks and the gazetteer has. */
static const Region *from_gazetteer(Check *c, View what, bool *ambiguous) {
    if (!c->gazetteer) return NULL;
    bool fresh;
    size_t *asked = map_at(&c->looked_up, what, &fresh);
    View code = fresh ? gazetteer_find(c->gazetteer, what, ambiguous) : V("");
    if (fresh) *asked = *ambiguous;
    else *ambiguous = *asked;
    if (!code.n) return NULL;
    gazetteer_copy(c->gazetteer, &c->table, code);
    return regions_by_code(&c->table, code);
}

/* A region is a code that stands in regions.tsv, or a name or path that means
 * one of them. True: the reference was completed. */
static bool check_region(Check *c, const Article *article, RegionRef *ref) {
    Arena *a = c->g->arena;
    View what = ref->code.n ? ref->code : ref->name;
    bool ambiguous = false;
    const Region *found = regions_find(&c->table, what, &ambiguous);
    if (!found && !ambiguous) found = from_gazetteer(c, what, &ambiguous);
    if (!found) {
        Msg why = ambiguous ? M_CHECK_REGION_AMBIGUOUS : M_CHECK_REGION;
        diag(c->g->diag, why, place(c, article, "regions", what), DARGS(text_of(c->g, what)));
        return false;
    }
    bool is_code = view_eq(found->code, ref->code);
    if (is_code && ref->name.n) {
        if (!region_has_name(found, path_base(ref->name)))
            diag(c->g->diag, M_CHECK_REGION_NAME, place(c, article, "regions", ref->code),
                 DARGS(text_of(c->g, ref->code), text_of(c->g, found->name), text_of(c->g, ref->name)));
        return false;
    }
    if (!is_code && ref->name.n && !ref->as.n) {
        ref->as.p = ARENA_NEW(a, View);
        ref->as.p[0] = path_base(ref->name);
        ref->as.n = 1;
    }
    ref->code = found->code;
    ref->name = found->name;
    return true;
}

static bool has_form(const RegionRef *ref, View form) {
    for (size_t i = 0; i < ref->as.n; i++)
        if (view_eq(ref->as.p[i], form)) return true;
    return false;
}

static void add_forms(Arena *a, RegionRef *to, const RegionRef *from) {
    View *forms = ARENA_ARRAY(a, View, to->as.n + from->as.n + 1);
    if (to->as.n) memcpy(forms, to->as.p, to->as.n * sizeof *forms);
    to->as.p = forms;
    for (size_t i = 0; i < from->as.n; i++)
        if (!has_form(to, from->as.p[i])) forms[to->as.n++] = from->as.p[i];
}

/* One region, one item, with the forms of all. True: there were several. */
static bool merge_regions(Check *c, Article *article) {
    Map seen = MAP_INIT;
    size_t n = 0;
    for (size_t i = 0; i < article->n_regions; i++) {
        RegionRef *ref = &article->regions[i];
        bool fresh = true;
        size_t *at = ref->code.n ? map_at(&seen, ref->code, &fresh) : NULL;
        if (fresh) {
            if (at) *at = n;
            article->regions[n++] = *ref;
            continue;
        }
        if (!c->gazetteer)
            diag(c->g->diag, M_CHECK_REGION_TWICE, place(c, article, "regions", ref->code),
                 DARGS(text_of(c->g, ref->code)));
        add_forms(c->g->arena, &article->regions[*at], ref);
    }
    map_release(&seen);
    bool merged = n < article->n_regions;
    article->n_regions = n;
    return merged;
}

static void save_regions(Check *c) {
    Str text = STR_INIT;
    if (c->table.n <= c->known) return;
    regions_write(&c->table, &text);
    save_file(c->g, path_join(c->g->arena, c->g->root, "regions.tsv"), str_view(&text));
    str_release(&text);
}

/* --- articles -------------------------------------------------------------------- */

static void rewrite(Check *c, const Article *article) {
    Str file = STR_INIT, text = STR_INIT;
    View body;
    const char *path = path_join(c->g->arena, c->archive.root, text_of(c->g, article->path));
    int err = article_body(&c->archive, article, &file, &body);
    if (err) {
        diag_errno(c->g->diag, M_CANNOT_READ, path, err);
    } else {
        article_write(&text, article, body);
        c->fixed += save_file(c->g, path, str_view(&text));
    }
    str_release(&file);
    str_release(&text);
}

static void check_article(Check *c, Article *article, bool fix) {
    bool completed = false;
    for (size_t k = 0; k < article->n_regions; k++)
        completed = check_region(c, article, &article->regions[k]) || completed;
    if (article->n_regions > 1) completed = merge_regions(c, article) || completed;
    for (size_t k = 0; c->taxonomy && k < article->topics.n; k++) {
        View topic = article->topics.p[k];
        if (taxonomy_find(c->taxonomy, topic) == SIZE_MAX)
            diag(c->g->diag, M_CHECK_TOPIC, place(c, article, "topics", topic), DARGS(text_of(c->g, topic)));
    }
    review_tell_half(c->g, &c->archive, article);
    if (completed && fix) rewrite(c, article);
}

static Gazetteer *open_gazetteer(Check *c) {
    const char *path = data_find(c->g, "gazetteer.bin");
    return path ? gazetteer_open(c->g->diag, path, V(""), NULL) : NULL;
}

static void tell_conflicts(Global *g) {
    Conflicts conflicts;
    import_conflicts(g->arena, g->diag, g->root, &conflicts);
    conflicts_tell(g->diag, &conflicts);
    conflicts_release(&conflicts);
}

static void list_corrections(Global *g) {
    Str out = STR_INIT;
    size_t n = import_corrections(g->diag, g->root, &out);
    if (n && !g->quiet) {
        print_out(g, str_view(&out));
        say_done(g, M_CHECK_CORRECTED, DARGS(number_text(g, n)));
    }
    str_release(&out);
}

static int run(Global *g, const Given *given, size_t n_args, char **args) {
    (void)n_args;
    (void)args;
    bool fix = given[O_FIX].set;
    Check c = {.g = g};
    archive_load_whole(&c.archive, g->diag, g->root, g->jobs);
    bool sound = regions_load(&c.table, g->diag, path_join(g->arena, g->root, "regions.tsv"));
    c.known = sound ? c.table.n : SIZE_MAX;
    const char *topics = data_find(g, "topics.yaml");
    c.taxonomy = topics ? taxonomy_load(g->diag, topics) : NULL;
    if (fix) c.gazetteer = open_gazetteer(&c);
    for (size_t i = 0; i < c.archive.n; i++) check_article(&c, &c.archive.articles[i], fix);
    save_regions(&c);
    check_site(g, &c.archive.config, &c.table);
    import_check_known(g->root, &c.archive.config, g->diag);
    import_check(g->root, g->diag);
    import_check_contents(&c.archive, g->diag);
    tell_conflicts(g);
    list_corrections(g);
    site_check_scans(g->diag, g->root);
    const char *site = site_folder(g, &given[O_OUTPUT]);
    if (given[O_OUTPUT].set || dir_exists(site)) site_check_links(g->diag, site, g->jobs);
    if (fix) say_done(g, M_CHECK_FIXED, DARGS(number_text(g, c.fixed)));
    if (diag_status(g->diag) == EXIT_DONE) say_done(g, M_CHECK_OK, DARGS(number_text(g, c.archive.n)));
    if (c.gazetteer) gazetteer_close(c.gazetteer);
    taxonomy_free(c.taxonomy);
    regions_release(&c.table);
    archive_release(&c.archive);
    map_release(&c.looked_up);
    return diag_status(g->diag);
}

const Command command_check = {
    .name = "check",
    .arguments = {"[-o DIR] [--fix]", "[-o 文件夹] [--fix]"},
    .summary = {"look for errors: articles, regions, topics, lost text, links",
                "检查：文章、地区、主题、遗漏的文字、链接"},
    .options = options,
    .needs_archive = true,
    .run = run,
};
