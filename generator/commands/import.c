#include "commands/commands.h"
#include "import/import.h"
#include "regions/regions.h"

enum { O_DRY_RUN, O_EXPLAIN, O_EXPLAIN_REGIONS, O_SCOPE, O_AGAIN };

static const Option options[] = {
    {OPT_FLAG, 'n', "dry-run", {NULL, NULL}, {"say what would be done, write nothing", "只说明将做什么，不写入"}},
    {OPT_FLAG, 0, "explain", {NULL, NULL}, {"print each line's role and why", "逐行显示判断及理由"}},
    {OPT_FLAG, 0, "explain-regions", {NULL, NULL},
     {"print each place name, what it was taken for and why", "逐个显示地名的判断及理由"}},
    {OPT_TEXT, 0, "scope", {"CODES", "代码"}, {"narrow the gazetteer: 54,5133", "限定地名范围：54,5133"}},
    {OPT_TEXT, 0, "again", {"WHAT", "内容"},
     {"guess segments, dates, regions or topics of all articles anew, where no person changed them",
      "重新判断所有文章的 segments、dates、regions 或 topics（人工改过的不动）"}},
    OPTIONS_END,
};

/* "regions", or several with commas between. */
static bool read_again(Global *g, const char *what, ImportOptions *o) {
    View rest = view_of(what), one;
    while (view_split(&rest, ',', &one)) {
        if (view_is(one, "regions")) o->again_regions = true;
        else if (view_is(one, "topics")) o->again_topics = true;
        else if (view_is(one, "segments")) o->again_segments = true;
        else if (view_is(one, "dates")) o->again_dates = true;
        else {
            diag(g->diag, M_USAGE_WHAT, NOWHERE, DARGS(text_of(g, one), "segments, dates, regions, topics"));
            return false;
        }
    }
    return true;
}

/* "54,5133": each is a region of the gazetteer. */
static bool scope_fits(Global *g, const char *gazetteer, const char *scope) {
    Gazetteer *all = gazetteer_open(g->diag, gazetteer, V(""), NULL);
    View rest = view_of(scope), code;
    bool ok = all != NULL;
    while (all && view_split(&rest, ',', &code)) {
        Region r;
        if (gazetteer_region(all, g->arena, view_trim(code), &r)) continue;
        diag(g->diag, M_USAGE_SCOPE, NOWHERE, DARGS(text_of(g, code)));
        ok = false;
    }
    if (all) gazetteer_close(all);
    return ok;
}

static void say_imported(const Global *g, const ImportReport *r, bool again) {
    const char *articles = number_text(g, r->articles), *written = number_text(g, r->written);
    if (again) say_done(g, M_AGAIN_DONE, DARGS(articles, written));
    else
        say_done(g, M_IMPORT_DONE, DARGS(number_text(g, r->sources), number_text(g, r->skipped), articles, written,
                                         number_text(g, r->merged)));
}

static int run(Global *g, const Given *given, size_t n_args, char **args) {
    const char *gazetteer = data_find(g, "gazetteer.bin");
    if (!gazetteer) {
        diag(g->diag, M_NO_DATA, NOWHERE, DARGS("gazetteer.bin"));
        return EXIT_MACHINE;
    }
    ImportOptions o = {
        .root = g->root,
        .gazetteer = gazetteer,
        .scope = given[O_SCOPE].set ? view_of(given[O_SCOPE].text) : V(""),
        .paths = (const char *const *)args,
        .n_paths = n_args,
        .dry_run = given[O_DRY_RUN].set,
        .explain = given[O_EXPLAIN].set,
        .explain_regions = given[O_EXPLAIN_REGIONS].set,
        .jobs = g->jobs,
    };
    ImportReport r = {0};
    if (given[O_SCOPE].set && !scope_fits(g, gazetteer, given[O_SCOPE].text)) return EXIT_USAGE;
    if (given[O_AGAIN].set && !read_again(g, given[O_AGAIN].text, &o)) return EXIT_USAGE;
    import_run(&o, g->diag, stdout, &r);
    if (!o.explain && !o.explain_regions) say_imported(g, &r, o.again_regions || o.again_topics);
    return diag_status(g->diag);
}

const Command command_import = {
    .name = "import",
    .arguments = {"[FILE|DIR…]", "[文件|文件夹…]"},
    .summary = {"cut source documents into articles", "将原始文本切分为文章"},
    .options = options,
    .max_args = SIZE_MAX,
    .needs_archive = true,
    .run = run,
};
