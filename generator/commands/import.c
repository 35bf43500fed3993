#include "commands/commands.h"
#include "import/import.h"

enum { O_DRY_RUN, O_EXPLAIN, O_EXPLAIN_REGIONS, O_SCOPE };

static const Option options[] = {
    {OPT_FLAG, 'n', "dry-run", NULL, {"say what would be done, write nothing", "只说明将做什么，不写入"}},
    {OPT_FLAG, 0, "explain", NULL, {"print each line's role and why", "逐行显示判断及理由"}},
    {OPT_FLAG, 0, "explain-regions", NULL, {"print each place name, what it was taken for and why", "逐个显示地名的判断及理由"}},
    {OPT_TEXT, 0, "scope", "CODES", {"narrow the gazetteer: 54,5133", "限定地名范围：54,5133"}},
    {OPT_END, 0, NULL, NULL, {NULL, NULL}},
};

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
    import_run(&o, g->diag, stdout, &r);
    if (!g->quiet && !o.explain && !o.explain_regions) {
        const char *numbers[] = {
            arena_printf(g->arena, "%zu", r.sources), arena_printf(g->arena, "%zu", r.skipped),
            arena_printf(g->arena, "%zu", r.articles), arena_printf(g->arena, "%zu", r.written),
            arena_printf(g->arena, "%zu", r.merged), NULL,
        };
        fprintf(stderr, "%s\n", msg_text(g->arena, g->diag->lang, M_IMPORT_DONE, numbers));
    }
    return diag_status(g->diag);
}

const Command command_import = {
    .name = "import",
    .arguments = "[FILE|DIR…]",
    .summary = {"cut source documents into articles", "将原始文本切分为文章"},
    .options = options,
    .max_args = SIZE_MAX,
    .needs_archive = true,
    .run = run,
};
