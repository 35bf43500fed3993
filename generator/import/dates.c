/* The year of a page and the date of each article.
 *
 * A dateline gives month and day; the year comes from what is known of the
 * document (sidecar, path), its masthead, or the years its text names. Those
 * are weighed by how they are named: "2020年是…之年", "截至2020年11月" and the
 * like are said of the present, 2019年以来 and 2025年前 are not. The latest
 * year that is present enough wins; a year that is merely mentioned is none. */
#include "import/cues.h"
#include "import/page.h"

enum { YEAR_FROM = CUE_YEAR_FROM, YEAR_TO = CUE_YEAR_TO, YEARS = YEAR_TO - YEAR_FROM + 1, NEEDED = 20, NAMED = 8 };

typedef struct Years {
    unsigned present[YEARS]; /* tenths */
    unsigned mentions[YEARS];
    unsigned reached[YEARS]; /* mentions that are no plans: 到2025年 */
    bool told[YEARS];        /* of some event, not 以来 or 以前 */
    bool months[13];         /* of the datelines */
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
    {NULL, "是 作为 即将 行将 已经过去", 20, false},
    {NULL, "底前 年底前 内 将 春节前 年内 以来我", 15, false},
    {NULL, "入冬以来 入春以来 入夏以来 入秋以来 入汛以来 开春以来 春耕以来 秋收以来 秋冬以来 冬春以来", 20, true},
    {"自 从 早在 始于 始建于 于", "起 以来 开始 至今 就", 0, false},
    {"到 至 力争 力争到 计划 预计 — - ~ 至 到了", NULL, 0, false},
    {NULL, "以来 起 之前 以前 前 以后 开始 至今 春节 末 至 — - ~", 0, false},
    {"自 从 早在 到 至 力争 比 较 同 与 在 于 生于 建于", NULL, 1, false},
    {NULL, "全县 全市 全州 全区 全旗 全乡 全镇 全省 全盟 我县 我市 我州 我区 我旗 我省", 20, true},
    {NULL, "，全 ，我 ，县 ，市 ，该 ,全 ,我 ,县 ,市 ,该", 20, true}, /* 2021年，全县… */
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
    return words_find(sentence, "比去年 比上年 较去年 较上年 同比", 0, &n) != SIZE_MAX ||
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
    } seasons[] = {{"春", 3, 5}, {"夏", 6, 8}, {"秋", 8, 11}, {"冬", 11, 12}};
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
    const unsigned dated = page->yearbook ? 0 : taken_down(p);
    if (planned) add_present(page, p, y, planned - YEAR_FROM, 2 * NEEDED);
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
        size_t k = n - YEAR_FROM;
        y->mentions[k]++;
        y->reached[k] += !words_end(before, "到 至 力争 力争到 计划 预计 — - ~ 到了 迎接 面向") &&
                         !words_start(after, "底前 年底前");
        y->told[k] = y->told[k] || w;
        /* A paragraph that names a year over and over says it once. */
        add_present(page, p, y, k, (unsigned)(seen[k] && w < 15 ? w / 4 : w));
        seen[k] = true;
    }
}

static bool masthead_date(const Page *page, size_t i, unsigned *year, unsigned *month, unsigned *day) {
    enum { PIECES = 5 };
    const Para *p = &page->paras.p[i];
    if (cue_lunar_year(p->text, year, month, day)) return true;
    if (cue_printed_date(p->text, year, month, day)) return true;
    Str all = STR_INIT; /* 2014年 / 8月 / 12日 */
    for (size_t k = i; k < page->paras.n && k < i + PIECES && page->paras.p[k].aside; k++)
        str_addv(&all, page->paras.p[k].text), str_addc(&all, ' ');
    const View v = str_view(&all);
    const bool found = cue_printed_date(v, year, month, day) || cue_day_and_year(v, year, month, day);
    str_release(&all);
    return found;
}

static void from_masthead(Page *page) {
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        if (!p->aside || p->cited || strcmp(p->aside, "imprint") == 0 ||
            !masthead_date(page, i, &page->year, &page->issue_month, &page->issue_day))
            continue;
        page->year_why = view_of(
            arena_printf(&page->arena, "year from line %u (%s), 0.95", page->lines.p[p->first].number, p->aside));
        return;
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
    for (size_t k = last > OF_LATE ? last - OF_LATE : 0; k <= last; k++) told += y->reached[k] > 0;
    /* 2013年以来: where a whole page tells of no later year, its own or one soon after. */
    if (!y->told[last] && page->drafts.n < PAGE) return;
    if (told >= SEVERAL)
        set_year(page, last, y->told[last] ? 0.5 : 0.4, "is the last that is told of, first in", y->line[last]);
}

static void months_of_datelines(const Page *page, bool *months) {
    for (size_t i = 0; i < page->drafts.n; i++)
        if (page->drafts.p[i].month <= 12) months[page->drafts.p[i].month] = true;
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

static void from_text(Page *page) {
    Years y = {0};
    size_t total = 0, top = 0;
    months_of_datelines(page, y.months);
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
    for (size_t k = YEARS; k-- > 0;)
        if (y.present[k] >= NEEDED && !(y.present[k] < 2 * NEEDED && reached_later(&y, k))) {
            double sure = y.present[k] >= 2 * NEEDED ? 0.9 : 0.7;
            set_year(page, k, sure, "named as the present one, first in", y.line[k]);
            return;
        }
    if (!page->yearbook) from_last(page, &y);
}

static bool year_of(View v, unsigned *out) {
    uint64_t n;
    if (v.n < 4 || !view_uint(view_to(v, 4), YEAR_TO, &n) || n < YEAR_FROM) return false;
    *out = (unsigned)n;
    return true;
}

/* 八十八年, 98年: of the Republic or of the century, whichever the page's year bears out; else 0. */
static void whole_year(const Page *page, unsigned *y) {
    static const unsigned before[] = {1911, 1900, 2000};
    if (*y >= CUE_ERA_YEARS) return;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        unsigned whole = *y + before[i];
        if (*y && page->year && whole <= page->year && whole + 1 >= page->year) {
            *y = whole;
            return;
        }
    }
    *y = 0;
}

/* The date at an article's end, under a signature; it may lack the year. An
 * editor's word may stand behind it. */
static bool signed_date(Page *page, const Draft *d, unsigned *y, unsigned *m, unsigned *day) {
    for (size_t i = d->paras.n; i-- > 0;) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (p->role == ROLE_BODY && words_start(p->text, "编者 编后 （编者 【编者 编辑附言 編者 編後")) continue;
        if (p->role != ROLE_SIGN) return false;
        if ((cue_date_alone(p->head, y, m, day) || cue_signed_date(p->head, y, m, day)) && *m && *day) {
            whole_year(page, y);
            return true;
        }
        const Dateline *source = p->dateline; /* 据新华社北京10月13日电 */
        if (source && source->month && source->day) {
            *y = source->year, *m = source->month, *day = source->day;
            return true;
        }
    }
    return false;
}

/* 2014年3月, below a foreword or a book's last page. */
static bool signed_month(Page *page, const Draft *d, unsigned *y, unsigned *m) {
    unsigned day;
    const Para *p = d->paras.n ? &page->paras.p[d->paras.p[d->paras.n - 1]] : NULL;
    return p && p->role == ROLE_SIGN && cue_date_alone(p->head, y, m, &day) && *y && *m && !day;
}

/* 發文日期：中華民國94年10月31日, or a date alone, above the text of a notice. */
static bool dated_above(const Page *page, const Draft *d, unsigned *y, unsigned *m, unsigned *day) {
    enum { HEAD = 5 };
    bool notice = false;
    for (size_t i = 0; i < d->paras.n && i < HEAD; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (p->chars > 30) continue;
        notice = notice || (p->role == ROLE_TITLE && has(&p->features, F_NOTICE_WORD));
        if (notice && cue_date_alone(p->head, y, m, day) && *m && *day) {
            whole_year(page, y);
            return true;
        }
        if (words_start(folded(p->head), "发文日期 发布日期 发布时间 公告日期"))
            return cue_printed_date(p->text, y, m, day) && *m && *day;
    }
    return false;
}

/* Cuttings of one day are a page of its issue. */
static bool from_citation(Page *page) {
    const Draft *first = NULL;
    bool same = true;
    for (size_t i = 0; i < page->drafts.n; i++) {
        const Draft *d = &page->drafts.p[i];
        if (!d->cited_year) continue;
        if (!first) first = d;
        same = same && d->cited_year == first->cited_year && d->cited_month == first->cited_month &&
               d->cited_day == first->cited_day;
    }
    if (!first) return false;
    page->year = first->cited_year;
    page->year_why = V("year from a citation, 0.95");
    if (same) page->issue_month = first->cited_month, page->issue_day = first->cited_day;
    return true;
}

static void find_year(Page *page) {
    uint64_t n;
    if (page->known.issued.n >= 7 && view_uint(view(page->known.issued.p + 5, 2), 12, &n))
        page->issue_month = (unsigned)n;
    if (page->known.issued.n >= 10 && view_uint(view(page->known.issued.p + 8, 2), 31, &n))
        page->issue_day = (unsigned)n;
    if (year_of(page->known.covers, &page->year) || year_of(page->known.issued, &page->year)) {
        page->year_why = view_of(
            arena_printf(&page->arena, "year from the %s", page->known.from ? page->known.from : "source's data"));
        return;
    }
    from_masthead(page);
    if (page->year || from_citation(page)) return;
    for (size_t i = 0; i < page->drafts.n; i++)
        if (page->drafts.p[i].dateline_year) {
            page->year = page->drafts.p[i].dateline_year;
            page->year_why = V("year from a dateline, 0.9");
            return;
        }
    /* A book has documents of many years. */
    for (size_t i = 0; !page->yearbook && i < page->drafts.n; i++) {
        unsigned y, m, d;
        if (!signed_date(page, &page->drafts.p[i], &y, &m, &d) || !y) continue;
        page->year = y;
        page->year_why = V("year from a signature, 0.8");
        return;
    }
    from_text(page);
}

/* An issue of January that prints 12月30日 means the year before; one of the
 * 2nd that prints 30日讯, the month before. */
static unsigned complete(const Page *page, Draft *d) {
    unsigned issue = page->issue_month, year = page->year, on = page->issue_day;
    if (d->cited_year) issue = d->cited_month, year = d->cited_year, on = d->cited_day;
    if (d->day && !d->month && issue) {
        d->month = d->day > on && on ? issue - 1 : issue;
        if (d->month == 0) d->month = 12;
    }
    return year - (issue && d->month > issue + 6 ? 1 : 0);
}

static void date_draft(Page *page, Draft *d) {
    unsigned y, m, day;
    Arena *a = &page->arena;
    if ((signed_date(page, d, &y, &m, &day) || dated_above(page, d, &y, &m, &day)) && (y || page->year)) {
        if (!y) y = page->year;
        d->date = view_of(arena_printf(a, "%04u-%02u-%02u", y, m, day));
        d->date_precision = V("day");
        d->date_why = V("signature, 0.95");
        return;
    }
    if (signed_month(page, d, &y, &m)) {
        d->date = view_of(arena_printf(a, "%04u-%02u", y, m));
        d->date_precision = V("month");
        d->date_why = V("signature, 0.95");
        return;
    }
    y = d->dateline_year ? d->dateline_year : page->year ? complete(page, d) : 0;
    if (!y) return;
    d->date_why = page->year_why;
    if (d->cited_year && !d->month) {
        d->date = view_of(arena_printf(a, "%04u-%02u-%02u", d->cited_year, d->cited_month, d->cited_day));
        d->date_precision = V("day");
        d->date_why = V("citation, 0.95");
    } else if (d->month && d->day) {
        d->date = view_of(arena_printf(a, "%04u-%02u-%02u", y, d->month, d->day));
        d->date_precision = V("day");
    } else if (d->month) {
        d->date = view_of(arena_printf(a, "%04u-%02u", y, d->month));
        d->date_precision = V("month");
    } else {
        d->date = view_of(arena_printf(a, "%04u", page->year));
        d->date_precision = V("year");
    }
}

/* 31日讯 in an issue of March: of the day nothing is known for certain. */
static void keep_to_calendar(Draft *d) {
    enum { MONTH = 7 };
    if (d->date.n <= MONTH || date_valid(d->date)) return;
    d->date = view_to(d->date, MONTH);
    d->date_precision = V("month");
}

bool page_masthead(Page *page) {
    from_masthead(page);
    return page->year != 0;
}

void page_dates(Page *page) {
    if (!page->year) find_year(page);
    for (size_t i = 0; i < page->drafts.n; i++) {
        date_draft(page, &page->drafts.p[i]);
        keep_to_calendar(&page->drafts.p[i]);
    }
    page_issued(page);
    page_calendars(page);
}
