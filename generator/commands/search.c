#include "commands/commands.h"
#include "search/search.h"

enum { O_JSON, O_LIMIT, O_OUTPUT, O_REGION, O_TOPIC, O_KIND, O_FROM, O_TO, O_DATE };

static const Option options[] = {
    {OPT_FLAG, 0, "json", NULL, {"one JSON object a hit", "每条结果一个 JSON 对象"}},
    {OPT_NUMBER, 'n', "limit", "N", {"at most so many (default 20; 0: all)", "最多条数（默认 20；0 为全部）"}},
    {OPT_TEXT,
     'o',
     "output",
     "DIR",
     {"the built site (default: public in the archive)", "网站文件夹（默认：档案中的 public）"}},
    {OPT_TEXT, 0, "region", "CODE", {"only this region and what is below it", "只查此地区及其下辖"}},
    {OPT_TEXT, 0, "topic", "ID", {"only this topic", "只查此主题"}},
    {OPT_TEXT, 0, "kind", "KIND", {"only this kind", "只查此体裁"}},
    {OPT_TEXT, 0, "from", "DATE", {"from this year, month or day", "起始年、月或日"}},
    {OPT_TEXT, 0, "to", "DATE", {"to this year, month or day", "截止年、月或日"}},
    {OPT_FLAG, 0, "by-date", NULL, {"newest first", "最新在前"}},
    {OPT_END, 0, NULL, NULL, {NULL, NULL}},
};

static void add_hit(Str *out, const SearchHit *hit, bool json) {
    if (!json) {
        str_addf(out, "%.*s\t%.*s\t%.*s\n", VARG(hit->id), VARG(hit->title), VARG(hit->url));
        return;
    }
    const struct Field {
        const char *key;
        View value;
    } fields[] = {
        {"id", hit->id}, {"title", hit->title}, {"url", hit->url}, {"date", hit->date}, {"excerpt", hit->excerpt},
    };
    Json j = json_to(out);
    json_open(&j, '{');
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        json_key(&j, fields[i].key);
        json_text_or_null(&j, fields[i].value);
    }
    json_key(&j, "score");
    json_real(&j, hit->score);
    json_close(&j, '}');
    str_addc(out, '\n');
}

static View given_view(const Given *given) { return given->set ? view_of(given->text) : V(""); }

static int run(Global *g, const Given *given, size_t n_args, char **args) {
    Str text = STR_INIT, out = STR_INIT;
    for (size_t i = 0; i < n_args; i++) {
        if (i) str_addc(&text, ' ');
        str_adds(&text, args[i]);
    }
    SearchQuery q = {
        .text = str_view(&text),
        .region = given_view(&given[O_REGION]),
        .topic = given_view(&given[O_TOPIC]),
        .kind = given_view(&given[O_KIND]),
        .from = given_view(&given[O_FROM]),
        .to = given_view(&given[O_TO]),
        .by_date = given[O_DATE].set,
        .limit = given[O_LIMIT].set ? (size_t)given[O_LIMIT].number : 20,
    };
    const char *site = given[O_OUTPUT].set ? given[O_OUTPUT].text : path_join(g->arena, g->root, "public");
    SearchResult r;
    if (search_query(g->arena, g->diag, site, &q, &r)) {
        for (size_t i = 0; i < r.n; i++) add_hit(&out, &r.hits[i], given[O_JSON].set);
        print_out(g, str_view(&out));
    }
    str_release(&text);
    str_release(&out);
    return diag_status(g->diag);
}

const Command command_search = {
    .name = "search",
    .arguments = "[--json] [--limit N] QUERY",
    .summary = {"search the built site", "在已生成的网站中搜索"},
    .options = options,
    .min_args = 1,
    .max_args = SIZE_MAX,
    .needs_archive = false,
    .run = run,
};
