#include "commands/commands.h"
#include "content/content.h"
#include "import/import.h"
#include "regions/regions.h"
#include "site/site.h"
#include "topics/topics.h"

enum { O_OUTPUT, O_FIX };

static const Option options[] = {
    {OPT_TEXT, 'o', "output", "DIR", {"the built site to check (default: public in the archive)", "要检查的网站（默认：档案中的 public）"}},
    {OPT_FLAG, 0, "fix", NULL, {"complete regions written as a name or a path", "补全以名称或路径写成的地区"}},
    {OPT_END, 0, NULL, NULL, {NULL, NULL}},
};

static const char *text_of(Global *g, View v) {
    return arena_strdup(g->arena, v);
}

/* A region is a code that stands in regions.tsv, or a name or path that means
 * one of them; *completed tells that the latter was turned into the former. */
static void check_region(Global *g, const RegionTable *table, const Article *article, RegionRef *ref, bool *completed) {
    Where at = where(text_of(g, article->path), 0, 0);
    View what = ref->code.n ? ref->code : ref->name;
    bool ambiguous = false;
    const Region *found = regions_find(table, what, &ambiguous);
    if (!found) {
        diag(g->diag, ambiguous ? M_CHECK_REGION_AMBIGUOUS : M_CHECK_REGION, at, DARGS(text_of(g, what)));
    } else if (!view_eq(found->code, ref->code)) {
        if (ref->name.n && !ref->as.n) {
            ref->as.p = ARENA_NEW(g->arena, View);
            ref->as.p[0] = path_base(ref->name);
            ref->as.n = 1;
        }
        ref->code = found->code;
        ref->name = found->name;
        *completed = true;
    }
}

static void rewrite(Global *g, const Archive *ar, const Article *article) {
    Str file = STR_INIT, text = STR_INIT;
    View body;
    const char *path = path_join(g->arena, ar->root, text_of(g, article->path));
    int err = article_body(ar, article, &file, &body);
    if (err) {
        diag_errno(g->diag, M_CANNOT_READ, path, err);
    } else {
        article_write(&text, article, body);
        if ((err = file_update(path, str_view(&text), NULL)) != 0) diag_errno(g->diag, M_CANNOT_WRITE, path, err);
    }
    str_release(&file);
    str_release(&text);
}

static void check_articles(Global *g, Archive *ar, const RegionTable *table, const Taxonomy *taxonomy, bool fix) {
    for (size_t i = 0; i < ar->n; i++) {
        Article *article = &ar->articles[i];
        bool completed = false;
        for (size_t k = 0; k < article->n_regions; k++)
            check_region(g, table, article, &article->regions[k], &completed);
        for (size_t k = 0; taxonomy && k < article->topics.n; k++)
            if (taxonomy_find(taxonomy, article->topics.p[k]) == SIZE_MAX)
                diag(g->diag, M_CHECK_TOPIC, where(text_of(g, article->path), 0, 0),
                     DARGS(text_of(g, article->topics.p[k])));
        if (completed && fix) rewrite(g, ar, article);
    }
}

static void tell_conflicts(Global *g) {
    Conflicts conflicts;
    import_conflicts(g->arena, g->diag, g->root, &conflicts);
    conflicts_tell(g->diag, &conflicts);
    conflicts_release(&conflicts);
}

static int run(Global *g, const Given *given, size_t n_args, char **args) {
    (void)n_args;
    (void)args;
    Archive ar;
    RegionTable table;
    archive_load(&ar, g->diag, g->root, g->jobs);
    regions_load(&table, g->diag, path_join(g->arena, g->root, "regions.tsv"));
    const char *topics = data_find(g, "topics.yaml");
    Taxonomy *taxonomy = topics ? taxonomy_load(g->diag, topics) : NULL;
    check_articles(g, &ar, &table, taxonomy, given[O_FIX].set);
    import_check(g->root, g->diag);
    tell_conflicts(g);
    site_check_scans(g->diag, g->root);
    const char *site = given[O_OUTPUT].set ? given[O_OUTPUT].text : path_join(g->arena, g->root, "public");
    if (given[O_OUTPUT].set || dir_exists(site)) site_check_links(g->diag, site, g->jobs);
    if (!g->quiet && diag_status(g->diag) == EXIT_DONE)
        fprintf(stderr, "%s\n", msg_text(g->arena, g->diag->lang, M_CHECK_OK, DARGS(arena_printf(g->arena, "%zu", ar.n))));
    taxonomy_free(taxonomy);
    regions_release(&table);
    archive_release(&ar);
    return diag_status(g->diag);
}

const Command command_check = {
    .name = "check",
    .arguments = "[-o DIR] [--fix]",
    .summary = {"look for errors: articles, regions, topics, lost text, links", "检查：文章、地区、主题、遗漏的文字、链接"},
    .options = options,
    .needs_archive = true,
    .run = run,
};
