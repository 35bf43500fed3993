#include "commands/commands.h"
#include "content/content.h"
#include "regions/regions.h"
#include "search/search.h"

enum { O_JSON, O_LIMIT, O_OUTPUT, O_REGION, O_TOPIC, O_KIND, O_FROM, O_TO, O_DATE };

static const Option options[] = {
    {OPT_FLAG, 0, "json", {NULL, NULL}, {"one JSON object a hit", "每条结果一个 JSON 对象"}},
    {OPT_NUMBER, 'n', "limit", {"N", "数"}, {"at most so many (default 20; 0: all)", "最多条数（默认 20；0 为全部）"}},
    {OPT_TEXT, 'o', "output", {"DIR", "文件夹"},
     {"the built site (default: public in the archive)", "网站文件夹（默认：资料库中的 public）"}},
    {OPT_TEXT, 0, "region", {"REGION", "地区"}, {"only this region and what is below it", "只查此地区及其下辖"}},
    {OPT_TEXT, 0, "topic", {"ID", "编号"}, {"only this topic", "只查此主题"}},
    {OPT_TEXT, 0, "kind", {"KIND", "体裁"}, {"only this kind", "只查此体裁"}},
    {OPT_TEXT, 0, "from", {"DATE", "日期"}, {"from this year, month or day", "起始年、月或日"}},
    {OPT_TEXT, 0, "to", {"DATE", "日期"}, {"to this year, month or day", "截止年、月或日"}},
    {OPT_FLAG, 0, "by-date", {NULL, NULL}, {"newest first", "最新在前"}},
    OPTIONS_END,
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
        {"id", hit->id},     {"title", hit->title},             {"url", hit->url},
        {"date", hit->date}, {"publication", hit->publication}, {"excerpt", hit->excerpt},
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

static bool refuse(Global *g, Msg msg, const char *option, View value, const char *choices) {
    diag(g->diag, msg, NOWHERE, DARGS(option, text_of(g, value), choices));
    return false;
}

/* A filter that can fit nothing is a slip, not a question without an answer. */
static bool filters_fit(Global *g, const SearchQuery *q) {
    Str kinds = STR_INIT;
    bool ok = true, known = !q->kind.n;
    for (int k = 0; k < KIND_COUNT; k++) {
        known = known || view_is(q->kind, kind_name((ArticleKind)k));
        str_addf(&kinds, "%s%s", k ? ", " : "", kind_name((ArticleKind)k));
    }
    if (q->from.n && !date_valid(q->from)) ok = refuse(g, M_USAGE_DATE, "from", q->from, "");
    if (q->to.n && !date_valid(q->to)) ok = refuse(g, M_USAGE_DATE, "to", q->to, "");
    if (!known) ok = refuse(g, M_USAGE_CHOICE, "kind", q->kind, kinds.p);
    str_release(&kinds);
    return ok;
}

/* A region may be named as regions.tsv has it; the index knows codes. */
static bool region_named(Global *g, SearchQuery *q) {
    uint64_t ignored;
    if (!q->region.n || view_starts(q->region, V("x-")) || view_uint(q->region, UINT64_MAX, &ignored)) return true;
    RegionTable table;
    bool ambiguous = false;
    regions_load(&table, g->diag, path_join(g->arena, g->root, "regions.tsv"));
    const Region *found = regions_find(&table, q->region, &ambiguous);
    if (!found) refuse(g, ambiguous ? M_USAGE_REGIONS : M_USAGE_REGION, "region", q->region, "");
    else q->region = arena_view(g->arena, found->code);
    regions_release(&table);
    return found != NULL;
}

/* What the site does not have at all. */
static bool filters_known(Global *g, const SearchQuery *q, const SearchResult *r) {
    bool ok = true;
    if (r->unknown_region) ok = refuse(g, M_USAGE_NOTHING, "region", q->region, "");
    if (r->unknown_topic) ok = refuse(g, M_USAGE_NOTHING, "topic", q->topic, "");
    return ok;
}

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
    SearchResult r;
    int status = EXIT_DONE;
    if (!filters_fit(g, &q) || !region_named(g, &q)) {
        status = EXIT_USAGE;
    } else if (search_query(g->arena, g->diag, site_folder(g, &given[O_OUTPUT]), &q, &r)) {
        if (!filters_known(g, &q, &r)) status = EXIT_USAGE;
        for (size_t i = 0; i < r.n; i++) add_hit(&out, &r.hits[i], given[O_JSON].set);
        print_out(g, str_view(&out));
    }
    str_release(&text);
    str_release(&out);
    return status ? status : diag_status(g->diag);
}

const Command command_search = {
    .name = "search",
    .arguments = {"[OPTION…] [--] QUERY", "[选项…] [--] 检索词"},
    .summary = {"search the built site; after --, -word leaves out what has the word",
                "在已生成的网站中搜索；“--”之后可用“-词”排除"},
    .options = options,
    .min_args = 1,
    .max_args = SIZE_MAX,
    .words = true,
    .run = run,
};
