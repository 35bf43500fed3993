#include "commands/commands.h"
#include "site/site.h"

enum { O_OUTPUT, O_STATS, O_VERIFY, O_WITHOUT_SCANS, O_STICK, O_MEMORY, O_TEMPLATE_VARS };

static const Option options[] = {
    {OPT_TEXT, 'o', "output", {"DIR", "文件夹"},
     {"the site's folder (default: public in the archive)", "网站文件夹（默认：资料库中的 public）"}},
    {OPT_FLAG, 0, "stats", {NULL, NULL}, {"print time and bytes by stage", "显示各阶段时间与字节数"}},
    {OPT_FLAG, 0, "verify", {NULL, NULL},
     {"read and compare everything, trusting no times", "读取并比较所有文件，不信任时间"}},
    {OPT_FLAG, 0, "without-scans", {NULL, NULL}, {"leave scans of sources out", "不复制来源文献的扫描件"}},
    {OPT_FLAG, 0, "stick", {NULL, NULL},
     {"for a stick or a folder on disk: fewer, larger files; no feeds",
      "供 U 盘或本地文件夹使用：文件少而大，不含订阅源"}},
    {OPT_COUNT, 0, "memory", {"MB", "兆字节"},
     {"what the search index works in (default 768); beyond it waits on the disk",
      "建立检索索引可用的内存（默认 768），超出部分暂存于磁盘"}},
    {OPT_TEXT, 0, "template-vars", {"PAGE", "页"},
     {"print what the template of a page sees, as JSON", "以 JSON 显示某页模板可用的变量"}},
    OPTIONS_END,
};

static int print_vars(Global *g, const BuildOptions *o, const char *page) {
    Str json = STR_INIT;
    if (site_template_vars(o, g->diag, page, &json)) printf("%s\n", json.p);
    str_release(&json);
    return diag_status(g->diag);
}

static int run(Global *g, const Given *given, size_t n_args, char **args) {
    (void)n_args;
    (void)args;
    BuildOptions o = {
        .root = g->root,
        .out = site_folder(g, &given[O_OUTPUT]),
        .datadirs = g->datadirs,
        .jobs = g->jobs,
        .stats = given[O_STATS].set || g->verbose,
        .verify = given[O_VERIFY].set,
        .without_scans = given[O_WITHOUT_SCANS].set,
        .stick = given[O_STICK].set,
        .memory = (size_t)given[O_MEMORY].number << 20,
    };
    if (given[O_TEMPLATE_VARS].set) return print_vars(g, &o, given[O_TEMPLATE_VARS].text);
    OutputReport r = {0};
    bool ok = site_build(&o, g->diag, &r);
    if (ok || r.files)
        say_done(g, M_BUILD_DONE, DARGS(number_text(g, r.files), number_text(g, r.written), number_text(g, r.removed)));
    return diag_status(g->diag);
}

const Command command_build = {
    .name = "build",
    .arguments = {"[-o DIR]", "[-o 文件夹]"},
    .summary = {"make the site", "生成网站"},
    .options = options,
    .needs_archive = true,
    .run = run,
};
