#include "commands/review.h"

#include <stdlib.h>

#include "import/import.h"
#include "site/site.h"

/* Hundredths of confidence: a field below UNSURE is named as a reason; an
 * article without any confidence given counts as NOT_GIVEN. */
enum { UNSURE = 90, NOT_GIVEN = 100 };

typedef struct Doubt {
    const Article *article;
    View conflict; /* what a person and import changed both */
    unsigned sure; /* of its least sure field */
    size_t at;
} Doubt;

static int by_doubt(const void *a, const void *b) {
    const Doubt *x = a, *y = b;
    if ((x->conflict.n > 0) != (y->conflict.n > 0)) return x->conflict.n ? -1 : 1;
    if (x->sure != y->sure) return x->sure < y->sure ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static unsigned least_sure(const Article *a) {
    unsigned least = NOT_GIVEN;
    for (int k = 0; k < CONF_COUNT; k++)
        if (a->confidence[k] && a->confidence[k] < least) least = a->confidence[k];
    return least;
}

static const char *const fields_zh[CONF_COUNT] = {
    [CONF_CUT] = "起讫", [CONF_TITLE] = "标题", [CONF_DATE] = "日期", [CONF_AUTHORS] = "作者", [CONF_KIND] = "体裁"};

static const struct FlagWord {
    ArticleFlag flag;
    const char *zh;
} flags_zh[] = {
    {FLAG_HEAD_MISSING, "开头缺失"},
    {FLAG_TAIL_MISSING, "结尾缺失"},
    {FLAG_REORDERED, "次序经过调整"},
    {FLAG_NEEDS_REVIEW, "有待核对"},
};

/* "merge-conflict (title), cut 0.62, date 0.80, head-missing", or in Chinese. */
static void add_reasons(Str *out, const Doubt *d, MsgLang lang) {
    const Article *a = d->article;
    const bool zh = lang == MSG_ZH;
    const size_t start = out->n;
    if (d->conflict.n) str_addf(out, "%s (%.*s)", zh ? "合并冲突" : "merge-conflict", VARG(d->conflict));
    for (int k = 0; k < CONF_COUNT; k++) {
        if (!a->confidence[k] || a->confidence[k] >= UNSURE) continue;
        const char *field = zh ? fields_zh[k] : confidence_name((ConfidenceField)k);
        str_addf(out, "%s%s 0.%02u", out->n > start ? ", " : "", field, a->confidence[k]);
    }
    for (size_t i = 0; i < sizeof flags_zh / sizeof *flags_zh; i++) {
        if (!(a->flags & flags_zh[i].flag)) continue;
        str_addf(out, "%s%s", out->n > start ? ", " : "", zh ? flags_zh[i].zh : flag_name(flags_zh[i].flag));
    }
}

static void add_doubt(Str *out, ReviewForm form, const Doubt *d, View why) {
    static const char *const keys[] = {"id", "confidence", "why", "title", "path"};
    const Article *a = d->article;
    char sure[16];
    snprintf(sure, sizeof sure, "%u.%02u", d->sure / 100, d->sure % 100);
    const View values[] = {a->id, view_of(sure), why, a->title, a->path};
    Json j = json_to(out);
    if (form == REVIEW_JSON) json_open(&j, '{');
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (form == REVIEW_JSON) json_key(&j, keys[i]);
        else if (i) str_addc(out, form == REVIEW_CSV ? ',' : '\t');
        if (form == REVIEW_JSON) json_text(&j, values[i]);
        else if (form == REVIEW_CSV) csv_add_cell(out, values[i]);
        else str_addv(out, values[i]);
    }
    if (form == REVIEW_JSON) json_close(&j, '}');
    str_addc(out, '\n');
}

/* Who or when may be missing: somebody looked. */
static bool is_reviewed(const Article *article) { return article->reviewed_by.n || article->reviewed_on.n; }

void review_tell_half(Global *g, const Archive *ar, const Article *article) {
    bool by = article->reviewed_by.n > 0, on = article->reviewed_on.n > 0;
    if (by == on) return;
    View given = by ? article->reviewed_by : article->reviewed_on;
    diag(g->diag, M_CONTENT_REVIEWED, article_where(g->arena, ar, article, "reviewed", given), DARGS(by ? "on" : "by"));
}

static size_t find_doubts(Global *g, const Archive *ar, Doubt *doubts) {
    Conflicts conflicts;
    Map by_id = MAP_INIT;
    size_t n = 0;
    import_conflicts(g->arena, g->diag, g->root, &conflicts);
    for (size_t i = 0; i < conflicts.n; i++) *map_at(&by_id, conflicts.p[i].id, NULL) = i;
    for (size_t i = 0; i < ar->n; i++) {
        const Article *a = &ar->articles[i];
        const size_t *open = conflicts.n ? map_get(&by_id, a->id) : NULL;
        Doubt d = {a, open ? conflicts.p[*open].what : V(""), least_sure(a), i};
        review_tell_half(g, ar, a);
        if (open || (!is_reviewed(a) && (d.sure < UNSURE || a->flags))) doubts[n++] = d;
    }
    map_release(&by_id);
    conflicts_release(&conflicts);
    return n;
}

bool review_list(Global *g, const Archive *ar, ReviewForm form) {
    Doubt *doubts = xarray(NULL, ar->n + 1, sizeof *doubts);
    Str out = STR_INIT, why = STR_INIT;
    size_t n = find_doubts(g, ar, doubts);
    if (n) qsort(doubts, n, sizeof *doubts, by_doubt);
    if (form == REVIEW_CSV) str_adds(&out, "id,confidence,why,title,path\n");
    for (size_t i = 0; i < n; i++) {
        str_clear(&why);
        /* JSON and CSV are for programs, and keep the names of the front matter. */
        add_reasons(&why, &doubts[i], form == REVIEW_PLAIN ? g->diag->lang : MSG_EN);
        add_doubt(&out, form, &doubts[i], str_view(&why));
    }
    bool ok = print_out(g, str_view(&out));
    str_release(&out);
    str_release(&why);
    free(doubts);
    return ok;
}
