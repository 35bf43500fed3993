/* The year that a page's text tells of as the present one.
 *
 * Years are weighed by how they are named: "2020年是…之年", "截至2020年11月" and
 * the like are said of the present, 2019年以来 and 2025年前 are not. The latest
 * year that is present enough wins; a year that is merely mentioned is none. */
#include "import/cues.h"
#include "import/page.h"

enum {
    YEAR_FROM = CUE_YEAR_FROM,
    YEAR_TO = CUE_YEAR_TO,
    YEARS = YEAR_TO - YEAR_FROM + 1,
    /* What a mention weighs, in tenths. News that names a year again and again, with a month or without, looks back as
     * often as not. */
    NEEDED = 20,
    NAMED = 8,
    LOOKED_BACK = 2,
};

typedef struct Years {
    unsigned present[YEARS]; /* tenths */
    unsigned mentions[YEARS];
    unsigned reached[YEARS]; /* mentions that are no plans: 到2025年 */
    bool told[YEARS];        /* of some event, not 以来 or 以前 */
    unsigned over[YEARS];    /* tenths: it had ended when this was written */
    bool months[13];         /* of the datelines */
    bool dated;              /* there are datelines with months */
    unsigned month;          /* the last of them, 0: there are none, or a new year began among them */
    uint32_t line[YEARS];
} Years;

/* What stands behind or before a year, and what that says of its being the
 * present one. The first row that fits counts. */
typedef struct Usage {
    const char *before, *after;
    int weight;
    bool news; /* in a paper alone: a history says it of every year */
} Usage;

static const Usage usages[] = {
    {"截至 截止 截止到", NULL, 30, false},
    {"截止日期: 截止时间: 截稿日期: 截止日期 截止时间 截稿日期", NULL, NEEDED, true}, /* of what one may still enter for */
    {"请于 请在 须于 务必于", NULL, NEEDED, true}, /* what a notice asks for is to be done soon */
    {NULL, "是 作为 即将 行将 已经过去", 20, false},
    {NULL, "内 将 年内 以来我", 15, false},
    {NULL, "底前 年底前", 5, false},
    {NULL, "入冬以来 入春以来 入夏以来 入秋以来 入汛以来 开春以来 春耕以来 秋收以来 秋冬以来 冬春以来", 20, true},
    {"自 从 早在 始于 始建于 于", "起 以来 开始 至今 就", 0, false},
    {"到 至 力争 力争到 计划 预计 — - ~ 至 到了", NULL, 0, false},
    {NULL, "以来 起 之前 以前 前 以后 开始 至今 末 至 — - ~", 0, false},
    {"自 从 早在 到 至 力争 比 较 同 与 在 于 生于 建于", NULL, 1, false},
    {NULL, "全县 全市 全州 全区 全旗 全乡 全镇 全村 全省 全盟 我县 我市 我州 我区 我旗 我省", 20, true},
    {NULL, "，全县 ，全市 ，全州 ，全区 ，全旗 ，全乡 ，全镇 ，全村 ，我县 ，我市 ，我州 ，我区 ，我旗 ，县 ，市 ，该 " /* 2021年，全县… */
           ",全县 ,全市 ,全州 ,全区 ,全旗 ,全乡 ,全镇 ,全村 ,我县 ,我市 ,我州 ,我区 ,我旗 ,县 ,市 ,该", 20, true},
    {NULL, "度 年度", 5, false},
    {NULL, NULL, NAMED, false},
};

static int weigh(View before, View after, bool news) {
    for (size_t i = 0; i < sizeof usages / sizeof *usages; i++) {
        const Usage *u = &usages[i];
        if (u->news && !news) continue;
        View b = before;
        while (b.n && b.p[b.n - 1] == ' ') b.n--;
        if (u->before && !words_end(b, u->before)) continue;
        if (u->after && !words_start(after, u->after)) continue;
        return u->weight;
    }
    return 0;
}

/* The next 年: E5 B9 B4, of which the last byte is rare enough to look for. */
static size_t next_year(View v, size_t from) {
    while (from + 2 < v.n) {
        const char *at = memchr(v.p + from + 2, '\xB4', v.n - from - 2);
        if (!at) break;
        size_t k = (size_t)(at - v.p) - 2;
        if (v.p[k] == '\xE5' && v.p[k + 1] == '\xB9') return k;
        from = k + 1;
    }
    return SIZE_MAX;
}

/* The year that a folded text ends with, taken off: 2019, 二〇一九, 二○一九, 民国108. One of fewer or more digits
 * is none: 十八年, 320 年. */
static bool take_year(View *v, unsigned *year) {
    static const char digits[] = "0 1 2 3 4 5 6 7 8 9 〇 ○ 零 一 二 三 四 五 六 七 八 九 十";
    View at = *v;
    while (view_ends(at, V(" "))) at.n--;
    View number = at;
    size_t n, count = 0;
    while (count < 5 && (n = words_end(at, digits))) at.n -= n, count++;
    number = view_from(number, at.n);
    const size_t era = words_end(at, "民国");
    if (!(count == 4 || (era && count && count < 4)) || !cue_number(&number, year) || number.n) return false;
    if (era) *year += 1911, at.n -= era;
    *v = at;
    return *year >= YEAR_FROM && *year <= YEAR_TO;
}

/* 2021年，…，比去年多收两成: the year is the one that is compared; 2018年，
 * 产量有望突破…: it is not over. */
static bool is_still_on(View after) {
    size_t n, end = view_find(after, V("。"), 0);
    View sentence = view_to(after, end == SIZE_MAX || end > 240 ? 240 : end);
    return words_find(sentence, "比去年 较去年", 0, &n) != SIZE_MAX ||
           words_find(view_to(sentence, 90), "有望 预计将 预计可 预计全年", 0, &n) != SIZE_MAX;
}

/* 2019年，全县接待游客…。今年，…: what is told beside the present year is not of it. */
static bool told_apart(View after) {
    size_t n;
    return words_find(after, "。今年 ;今年 。而今年", 0, &n) != SIZE_MAX;
}

/* 2023年8月上旬, 2020年秋季学期 on a page whose datelines are of that month
 * or the next: as a rule the same year. */
static bool near_datelines(View after, const bool *months) {
    static const struct {
        const char *words;
        unsigned first, last;
    } seasons[] = {{"春", 3, 5}, {"夏", 6, 8}, {"秋", 8, 11}, {"冬", 11, 12},
                 {"一季度", 3, 6}, {"第一季度", 3, 6}, {"上半年", 6, 10}, {"前三季度", 9, 12}, {"元旦", 1, 1},
                 {"新年", 1, 2}, {"新春", 1, 2}, {"春节", 1, 2}, {"国庆", 9, 10}, {"中秋", 9, 10}};
    unsigned m;
    if (cue_number(&after, &m))
        return view_starts(after, V("月")) && m >= 1 && m <= 12 && (months[m] || (m < 12 && months[m + 1]));
    for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++)
        for (m = seasons[i].first; words_start(after, seasons[i].words) && m <= seasons[i].last; m++)
            if (months[m]) return true;
    return false;
}

/* 一九九九年春茶增产: news has the year of its headline; 1958年的雪 looks back. */
static bool heads_news(const Para *p, View after) { return role_is_head(p->role) && !view_starts(after, V("的")); }

/* 本报讯 2023年采摘季开启。: news that opens with a year was written in it. 0: it does not. */
static unsigned opening_year(const Para *p) {
    const Dateline *d = p->dateline;
    unsigned year;
    if (!has(&p->features, F_DATELINE) || !d) return 0;
    View text = cue_unspaced(view_from(folded(p->head), d->end));
    size_t end = next_year(text, 0);
    if (end == SIZE_MAX) return 0;
    View number = view_to(text, end), after = cue_unspaced(view_from(text, end + 3));
    if (!take_year(&number, &year) || number.n) return 0;
    unsigned m;
    bool looks_back = d->month && cue_number(&after, &m) && view_starts(after, V("月")) && m != d->month &&
                      m != d->month + 1;
    return looks_back ? 0 : year;
}

/* 2022年冬奥会, 2030年议程, 拟于2020年试飞: said of what lies ahead, as a rule; it says nothing of when this was written. */
static bool lies_ahead(View before, View after) {
    enum { NAME = 45 };
    static const char plans[] = "力争 力争到 力争在 计划 预计 预计到 预测到 拟 拟于 拟在 将于 将在 确保 确保到 可能于 有望于 "
                                "有望在 迎接 面向 定于";
    static const char events[] = "奥运 冬奥 残奥 世锦赛 世界杯 亚运 亚冬会 全运会 冬运会 大运会 青奥 世博 园博 锦标赛 远景 愿景 "
                                 "议程 发展规划";
    size_t n, end = view_find(after, V("，"), 0), fold = view_find(after, V(","), 0);
    if (fold < end) end = fold;
    if (words_end(before, plans)) return true;
    return words_find(view_to(after, end < NAME ? end : NAME), events, 0, &n) != SIZE_MAX;
}

/* How sure it is, in tenths, that a year had ended when the page was written: 截至2018年底 and 2018年11月 in February,
 * 2018年，…同比增长 in the first months of a year, 2018年…。今年，… at any time. */
static int is_over(View before, View after, unsigned month) {
    enum { SURE = NEEDED, LIKELY = NEEDED / 2, LATE = 2, EARLY = 3, SENTENCE = 180 };
    static const char ahead[] = "将 拟 计划 预计 有望 力争 目标 起施行 起实施 部署";
    static const char done[] = "同比 增长 增加 下降 实现 完成 达到 达 突破 超过 超 累计 新增";
    size_t n, end = view_find(after, V("。"), 0);
    const View sentence = view_to(after, end < SENTENCE ? end : after.n < SENTENCE ? after.n : SENTENCE);
    const bool until = words_end(before, "截至 截止 截止到"), at_end = words_start(after, "底 末 年底 年末");
    View rest = after;
    unsigned m;
    if (words_start(after, "底前 年底前") || words_find(sentence, ahead, 0, &n) != SIZE_MAX) return 0;
    if (words_start(after, "全年 年全年")) return SURE;
    const bool dated = cue_number(&rest, &m) && view_starts(rest, V("月"));
    if (month && dated && m >= month + LATE && m <= 12) return until ? SURE : LIKELY;
    if (dated) return 0;
    if (month && month < 12 && (until || at_end)) return until && at_end ? SURE : LIKELY;
    if (!month || month > EARLY || words_start(after, "春 新春 春节 元旦 新年 一季度 第一季度 以来 入 年初 初")) return 0;
    return words_find(sentence, done, 0, &n) != SIZE_MAX ? LIKELY : 0;
}

/* What a mention weighs in news, which names its own year seldom; 截至2018年底 may be said in that year or the next. */
static int looked_back(View before, View after, int weight) {
    if (words_end(before, "截至 截止 截止到")) return words_start(after, "年底 底 末 年末") ? NAMED : weight;
    return weight == NAMED ? LOOKED_BACK : weight;
}

static void add_present(const Page *page, const Para *p, Years *y, size_t k, unsigned weight) {
    y->present[k] += weight;
    if (!y->line[k]) y->line[k] = page->lines.p[p->first].number;
}

/* （1997年3月18日　单位：元）, a line of its own: the day on which what stands below it was taken down. （1958年3月5日摄）
 * is of a picture, （1958年3月5日） may stand below a poem. */
static unsigned taken_down(const Para *p) {
    enum { LONGEST = 32 };
    View v = folded(p->head);
    unsigned year, month, day;
    size_t n;
    if (p->chars > LONGEST || !words_start(v, "(")) return 0;
    v = view_from(v, 1);
    if (!cue_date(&v, &year, &month, &day) || !day || year < YEAR_FROM || year > YEAR_TO) return 0;
    return words_find(v, "单位 价格 行情 元/", 0, &n) != SIZE_MAX ? year : 0;
}

static void count_years(const Page *page, const Para *p, Years *y) {
    View v = p->text;
    const unsigned planned = page->yearbook ? 0 : cue_plan_year(v);
    const unsigned kept = page->yearbook ? 0 : cue_anniversary_year(v);
    const unsigned dated = page->yearbook ? 0 : taken_down(p);
    if (planned) add_present(page, p, y, planned - YEAR_FROM, 2 * NEEDED);
    if (kept >= YEAR_FROM && kept <= YEAR_TO) add_present(page, p, y, kept - YEAR_FROM, 2 * NEEDED);
    if (dated) add_present(page, p, y, dated - YEAR_FROM, NEEDED);
    bool seen[YEARS] = {false};
    const unsigned opening = page->yearbook ? 0 : opening_year(p);
    for (size_t at = 0; (at = next_year(v, at)) != SIZE_MAX; at += 3) {
        Folded said, follows;
        unsigned n;
        fold_end(&said, view_to(v, at));
        View before = folded(&said);
        if (!take_year(&before, &n)) continue;
        fold_head(&follows, view_from(v, at + 3));
        View after = cue_unspaced(folded(&follows));
        const bool now_news = !page->yearbook && !told_apart(after);
        int w = weigh(before, after, now_news);
        bool opens = now_news && n == opening && !seen[n - YEAR_FROM];
        bool now = opens || (w == NAMED && (is_still_on(after) || heads_news(p, after))) ||
                   near_datelines(after, y->months);
        if (w && w < NEEDED && !page->yearbook && now) w = NEEDED;
        if (w > NEEDED && !page->yearbook && near_datelines(after, y->months)) w = 2 * NEEDED; /* 截至2020年11月 */
        size_t k = n - YEAR_FROM;
        if (!page->yearbook && lies_ahead(before, after)) continue;
        const int over = page->yearbook || opens ? 0 : is_over(before, after, y->month);
        if (over) y->over[k] += (unsigned)over, w = 1;
        if (!page->yearbook && w >= NAMED && w != NEEDED && !opens) w = looked_back(before, after, w);
        y->mentions[k]++;
        y->reached[k] += !words_end(before, "到 至 力争 力争到 计划 预计 — - ~ 到了 迎接 面向") &&
                         !words_start(after, "底前 年底前");
        y->told[k] = y->told[k] || w;
        /* A paragraph that names a year over and over says it once. */
        add_present(page, p, y, k, (unsigned)(seen[k] && w < 15 ? w / 4 : w));
        seen[k] = true;
    }
}

static void set_year(Page *page, size_t k, double sure, const char *how, uint32_t line) {
    page->year = (unsigned)(YEAR_FROM + k);
    page->year_why = view_of(arena_printf(&page->arena, "year %s line %u, %.2f", how, line, sure));
}

/* 2011年, or 某县2011年大事记 */
static bool heads_year(const Para *p, unsigned *year) {
    enum { YEAR = 8, CHRONICLE = 20 };
    Folded f;
    if (p->chars > CHRONICLE) return false;
    fold_head(&f, p->text);
    View v = folded(&f);
    size_t at = words_end(v, "大事记") ? view_find(v, V("年大事记"), 0) : p->chars <= YEAR ? 0 : SIZE_MAX;
    if (at == SIZE_MAX) return false;
    if (at >= 4) v = view_from(v, at - 4);
    return cue_number(&v, year) && *year >= YEAR_FROM && *year <= YEAR_TO &&
           (view_is(v, "年") || view_is(v, "年大事记"));
}

/* The heading of a chronicle's months; a chronicle of many years has no year. */
static bool from_heading(Page *page) {
    unsigned year = 0;
    uint32_t line = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        unsigned n;
        if (!heads_year(p, &n)) continue;
        if (year && n != year + 1) return false;
        if (!year) year = n, line = page->lines.p[p->first].number;
    }
    if (year) set_year(page, year - YEAR_FROM, 0.9, "of the heading in", line);
    return year != 0;
}

/* What a later year is told of was not the present. */
static bool reached_later(const Years *y, size_t k) {
    while (++k < YEARS)
        if (y->reached[k]) return true;
    return false;
}

/* A story that tells of several years of late ends, as a rule, with its own:
 * the latest is a guess, better than none. */
static void from_last(Page *page, const Years *y) {
    enum { OF_LATE = 6, SEVERAL = 3, PAGE = 4 };
    size_t last = YEARS - 1, told = 0;
    while (last > 0 && !y->reached[last]) last--;
    if (y->over[last] || (y->dated && (y->told[last] || y->month <= 3))) return;
    for (size_t k = last > OF_LATE ? last - OF_LATE : 0; k <= last; k++) told += y->reached[k] > 0;
    /* 2013年以来: where a whole page tells of no later year, its own or one soon after. */
    if (!y->told[last] && page->drafts.n < PAGE) return;
    if (told >= SEVERAL)
        set_year(page, last, y->told[last] ? 0.5 : 0.4, "is the last that is told of, first in", y->line[last]);
}

static void months_of_datelines(const Page *page, Years *y) {
    for (size_t i = 0; i < page->drafts.n; i++)
        if (page->drafts.p[i].month <= 12) y->months[page->drafts.p[i].month] = true;
    for (unsigned m = 1; m <= 12; m++)
        if (y->months[m]) y->month = m, y->dated = true;
    if (y->months[12] && y->months[1]) y->month = 0;
}

/* 某县年鉴 2013, 《某县年鉴（2013）》 */
static unsigned year_of_book(View v) {
    size_t at = view_find(v, V("年鉴"), 0);
    if (at == SIZE_MAX) return 0;
    View behind = view_from(v, at + V("年鉴").n);
    unsigned year;
    for (size_t n; (n = words_start(behind, "》 ( · - —")) || (behind.n && behind.p[0] == ' ');)
        behind = view_from(behind, n ? n : 1);
    return cue_number(&behind, &year) && year >= YEAR_FROM && year <= YEAR_TO ? year : 0;
}

/* As a rule it tells of the year before. One that is named for the year it
 * tells of names that more often. Years long past are no book's. */
static bool from_book(Page *page, const Years *y, size_t top) {
    enum { LATE = 3 };
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        unsigned book = year_of_book(folded(p->head));
        if (book <= YEAR_FROM) continue;
        size_t k = book - YEAR_FROM;
        bool told = y->mentions[k - 1] >= y->mentions[k] && y->mentions[k - 1];
        if (!told && (y->mentions[k] || (y->mentions[top] && top + LATE >= k))) return false;
        set_year(page, k - 1, told ? 0.85 : 0.6, "before that of the yearbook named in",
                 page->lines.p[p->first].number);
        return true;
    }
    return false;
}

/* 第三节 …: a gazetteer tells of many years, a yearbook is named so or has
 * entries in brackets. */
static bool is_gazetteer(const Page *page) {
    bool sections = false, named = false;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        View head = folded(p->head);
        size_t n;
        if (p->aside) {
            if (view_find(head, V("年鉴"), 0) != SIZE_MAX) return false;
            named = named || words_find(head, "县志 市志 区志 州志 旗志 镇志 乡志 村志", 0, &n) != SIZE_MAX;
        }
        sections = sections || (has(&p->features, F_CHAPTER) && has(&p->features, F_HEADLIKE));
    }
    return (sections || named) && !page->sections;
}

void page_year_told(Page *page) {
    Years y = {0};
    size_t total = 0, top = 0;
    months_of_datelines(page, &y);
    for (size_t i = 0; i < page->paras.n; i++)
        if (!page->paras.p[i].aside) count_years(page, &page->paras.p[i], &y);
    for (size_t k = 0; k < YEARS; k++) {
        total += y.mentions[k];
        if (y.mentions[k] > y.mentions[top]) top = k;
    }
    if (page->yearbook && is_gazetteer(page)) return;
    if (page->yearbook && from_book(page, &y, top)) return;
    /* A yearbook tells of one year, over and over. */
    if (page->yearbook && total && y.mentions[top] * 2 > total) {
        set_year(page, top, 0.9, "named most often, first in", y.line[top]);
        return;
    }
    if (page->yearbook && from_heading(page)) return;
    for (size_t k = YEARS; k-- > 0;) {
        if (y.over[k] >= NEEDED && y.over[k] >= y.present[k]) return;
        if (y.present[k] >= NEEDED && !(y.present[k] < 2 * NEEDED && reached_later(&y, k))) {
            double sure = y.present[k] >= 2 * NEEDED ? 0.9 : 0.7;
            set_year(page, k, sure, "named as the present one, first in", y.line[k]);
            return;
        }
    }
    if (!page->yearbook) from_last(page, &y);
}
