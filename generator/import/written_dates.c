/* Numbers and dates as print has them: 12月22日, 二〇二〇年十二月, 民国六十二年. */
#include "import/cues.h"
#include "import/scan.h"

static int chinese_digit(uint32_t cp) {
    switch (cp) {
    case 0x3007: case 0x96F6: case 0x25CB: return 0; /* 〇 零 ○ */
    case 0x4E00: return 1;
    case 0x4E8C: return 2;
    case 0x4E09: return 3;
    case 0x56DB: return 4;
    case 0x4E94: return 5;
    case 0x516D: return 6;
    case 0x4E03: return 7;
    case 0x516B: return 8;
    case 0x4E5D: return 9;
    case 0x5143: return 1;  /* 元 */
    case 0x5341: return 10; /* 十 */
    case 0x5EFF: return 11; /* 廿 */
    case 0x5345: return 12; /* 卅 */
    default: return -1;
    }
}

static bool begins_chinese(View v) { return v.n && (unsigned char)v.p[0] >= 0x80 && chinese_digit(utf8_next(&v)) >= 0; }

/* 十 廿 卅 and what stands around them: 十二, 二十一, 廿四. */
static bool tens(View *v, unsigned *out) {
    View rest = *v, next = rest;
    int d = chinese_digit(utf8_next(&next));
    unsigned n = 0;
    if (d < 0) return false;
    if (d < 10) { /* 二十 */
        View after = next;
        if (!after.n || chinese_digit(utf8_next(&after)) != 10) return false;
        n = (unsigned)d * 10;
        next = after;
    } else n = d == 10 ? 10 : d == 11 ? 20 : 30;
    View unit = next;
    int u = unit.n ? chinese_digit(utf8_next(&unit)) : -1;
    if (u >= 1 && u <= 9) n += (unsigned)u, next = unit;
    *v = next;
    *out = n;
    return true;
}

/* l2月, 1O日, l983年: what is read for 1 and 0 in print, in a date alone. */
static bool mistaken_number(View *v, unsigned *out) {
    unsigned n = 0;
    size_t i = 0, digits = 0;
    for (; i < v->n && i < 4; i++) {
        const char c = v->p[i];
        const bool digit = c >= '0' && c <= '9';
        if (!digit && c != 'l' && c != 'i' && c != 'o') break;
        n = n * 10 + (digit ? (unsigned)(c - '0') : c != 'o');
        digits += digit;
    }
    View rest = view_from(*v, i);
    if (!digits || digits == i || !words_start(rest, "年 月 日")) return false;
    *v = rest;
    *out = n;
    return true;
}

bool cue_number(View *v, unsigned *out) {
    unsigned n = 0;
    size_t digits = 0;
    View rest = *v;
    while (rest.n && rest.p[0] >= '0' && rest.p[0] <= '9' && digits < 6) {
        n = n * 10 + (unsigned)(rest.p[0] - '0');
        rest = view_from(rest, 1);
        digits++;
    }
    if (rest.n && (rest.p[0] == 'l' || rest.p[0] == 'i' || rest.p[0] == 'o') && mistaken_number(v, out)) return true;
    if (!digits && begins_chinese(rest)) {
        if (tens(v, out)) return true;
        while (rest.n && digits < 5) { /* 二〇二〇, also 二00五, 二OO五 */
            View next = rest;
            uint32_t cp = utf8_next(&next);
            int d = cp >= '0' && cp <= '9' ? (int)cp - '0' : cp == 'o' && digits ? 0 : chinese_digit(cp);
            if (d < 0 || d > 9) break;
            n = n * 10 + (unsigned)d;
            rest = next;
            digits++;
        }
    }
    if (!digits) return false;
    *v = rest;
    *out = n;
    return true;
}

View cue_unspaced(View v) {
    skip_spaces(&v);
    return v;
}

/* The calendars of print that are solar: year 1 of each, less one. Dates of
 * 光緒 and 宣統 are lunar, so they give no day. */
bool cue_era(View *v, unsigned *before) {
    static const struct {
        const char *name;
        unsigned before;
    } eras[] = {{"中华民国", 1911}, {"民国", 1911}, {"大正", 1911}, {"昭和", 1925}, {"明治", 1867}, {"康德", 1933}};
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        if (take(v, eras[i].name)) {
            *before = eras[i].before;
            return true;
        }
    return false;
}

/* Asked at each character of a line, so the answer that is nearly always no
 * comes first. */
static bool begins_date(View v) {
    if (!v.n) return false;
    unsigned before;
    if ((unsigned char)v.p[0] < 0x80) return (v.p[0] >= '0' && v.p[0] <= '9') || mistaken_number(&v, &before);
    return begins_chinese(v) || cue_era(&v, &before);
}

/* [2020年][12月][22日]; at least a day, or year and month. */
bool cue_date(View *v, unsigned *year, unsigned *month, unsigned *day) {
    View rest = *v;
    unsigned n;
    *year = *month = *day = 0;
    skip_spaces(&rest);
    if (!begins_date(rest)) return false;
    unsigned before;
    const bool era = cue_era(&rest, &before);
    for (;;) {
        View at = rest;
        skip_spaces(&at);
        if (!cue_number(&at, &n)) break;
        skip_spaces(&at);
        if (!*year && !*month && n > 1000 && n < 3000 && take(&at, "年")) *year = n;
        else if (era && !*year && !*month && n < 200 && take(&at, "年")) *year = n + before;
        else if (!*month && n >= 1 && n <= 12 && take(&at, "月")) *month = n;
        else if (n >= 1 && n <= 31 && (take(&at, "日") || take(&at, "号"))) {
            *day = n;
            rest = at;
            break;
        } else break;
        rest = at;
    }
    if (!*day && !(*year && *month)) return false;
    *v = rest;
    return true;
}

bool cue_numeral_date(View *v, unsigned *year, unsigned *month, unsigned *day) {
    View rest = *v;
    if (!cue_number(&rest, year) || !rest.n || !strchr("-/.", rest.p[0])) return false;
    const char mark = rest.p[0];
    rest = view_from(rest, 1);
    if (!cue_number(&rest, month) || !*month || *month > 12 || !rest.n || rest.p[0] != mark) return false;
    rest = view_from(rest, 1);
    if (!cue_number(&rest, day) || !*day || *day > 31) return false;
    *v = rest;
    return true;
}

/* 18时发布 */
static bool is_hour(View v) {
    unsigned n;
    skip_spaces(&v);
    if (!cue_number(&v, &n) || n > 24 || (!take(&v, "时") && !take(&v, "点"))) return false;
    if (cue_number(&v, &n)) take(&v, "分");
    return !v.n || view_is(v, "发布") || view_is(v, "整");
}

/* 八十八年十二月十四日, the era understood: its year as written. */
static bool short_year(View *v, unsigned *year) {
    View rest = *v;
    if (!cue_number(&rest, year) || *year >= CUE_ERA_YEARS || !take(&rest, "年")) return false;
    *v = rest;
    return true;
}

bool cue_date_alone(const Folded *head, unsigned *year, unsigned *month, unsigned *day) {
    View v = folded(head);
    unsigned in_era = 0;
    if (!head->whole) return false;
    skip_spaces(&v);
    take(&v, "(");
    bool bare = short_year(&v, &in_era);
    if (!cue_date(&v, year, month, day) || (bare && (*year || !*month || !*day))) return false;
    if (bare) *year = in_era;
    skip_spaces(&v);
    take(&v, ")");
    if ((*year || *day) && view_starts(v, V("于")) && utf8_count(v) <= 6) return true; /* 于某地某村 */
    return v.n == 0 || is_hour(v);
}

/* 某某局 2020年1月2日: signature and date in one line. */
bool cue_signed_date(const Folded *f, unsigned *year, unsigned *month, unsigned *day) {
    View v = folded(f);
    size_t n;
    if (!f->whole || !(f->marks & MARK_DAY) || f->marks & (MARK_STOP | MARK_COMMA | MARK_SEMICOLON | MARK_CALL) ||
        utf8_count(v) > 40 || words_find(v, "本报讯 报讯 社讯 社电 日电 日讯 电讯 专电", 0, &n) != SIZE_MAX)
        return false;
    for (View at = v; at.n; utf8_next(&at)) {
        View rest = at;
        if (at.p == v.p || at.p[0] == ' ' || !cue_date(&rest, year, month, day) || !*month || !*day) continue;
        skip_spaces(&rest);
        if (*year && view_starts(rest, V("于")) && utf8_count(rest) <= 4) rest.n = 0; /* 于某地 */
        if (is_hour(rest) && words_end(view_trim(view_to(v, (size_t)(at.p - v.p))), "台 局 站 部 中心 办 所"))
            return true;
        return rest.n == 0 && (*year || at.p[-1] == ' ');
    }
    return false;
}

/* The number of the plan at the head of *v, “七五”, 十四五规划 or 第七个五年计划; taken off. */
static bool take_plan(View *v, unsigned *plan) {
    View at = *v;
    size_t n = words_start(at, "一五 二五 三五 四五 五五 六五 七五 八五 九五 十五 十一五 十二五 十三五 十四五 十五五");
    if (n) {
        View number = view_to(at, n - V("五").n);
        *v = view_from(at, n);
        return cue_number(&number, plan) && !number.n && words_start(*v, "” \" 」 』 计划 规划 时期 期间");
    }
    if (!view_starts(at, V("第"))) return false;
    at = view_from(at, V("第").n);
    if (!cue_number(&at, plan) || !view_starts(at, V("个五年")) || !*plan || *plan > 15) return false;
    *v = at;
    return true;
}

/* Years that the order within a plan is told by. */
static const char *const plan_years[] = {
    "第一年 头一年 首年 开局之年 开局年 起步之年", "第二年", "第三年", "第四年", "第五年 最后一年 收官之年 收官年",
};

unsigned cue_plan_year(View text) {
    enum { NEAR = 36 };
    static const unsigned early[] = {0, 1953, 1958}; /* from the third on, 1966, they follow each other */
    Folded f;
    size_t at = view_find(text, V("今年"), 0), n;
    if (at == SIZE_MAX) return 0;
    fold_head(&f, view_from(text, at));
    View rest = folded(&f);
    rest = view_to(rest, view_find(rest, V("。"), 0));
    while (rest.n && !words_start(rest, "明年 来年 去年 上年")) {
        View behind = rest;
        unsigned plan = 0;
        if (!take_plan(&behind, &plan)) {
            utf8_next(&rest);
            continue;
        }
        for (unsigned i = 0; i < sizeof plan_years / sizeof *plan_years; i++)
            if (words_find(view_to(behind, NEAR), plan_years[i], 0, &n) != SIZE_MAX)
                return (plan < 3 ? early[plan] : 1966 + 5 * (plan - 3)) + i;
        rest = behind;
    }
    return 0;
}

/* What has its anniversaries told everywhere, and its year. */
static const struct {
    const char *words;
    unsigned year;
} beginnings[] = {
    {"辛亥革命", 1911},
    {"五四运动", 1919},
    {"中国共产党成立 中国共产党建党 建党 中国共产党诞生", 1921},
    {"建军 中国人民解放军建军", 1927},
    {"长征胜利 长征胜利会师", 1936},
    {"抗日战争胜利 抗战胜利 反法西斯战争胜利", 1945},
    {"内蒙古自治区成立", 1947},
    {"新中国成立 中华人民共和国成立 建国 人民政协成立", 1949},
    {"西藏和平解放", 1951},
    {"新疆维吾尔自治区成立", 1955},
    {"广西壮族自治区成立 宁夏回族自治区成立", 1958},
    {"西藏自治区成立", 1965},
    {"改革开放", 1978},
    {"香港回归 香港回归祖国", 1997},
    {"澳门回归 澳门回归祖国", 1999},
};

unsigned cue_anniversary_year(View text) {
    enum { NEAR = 75, YEARS = 150 };
    size_t at = view_find(text, V("今年"), 0), n;
    if (at == SIZE_MAX) return 0;
    Folded f;
    fold_head(&f, view_from(text, at));
    View rest = folded(&f);
    rest = view_to(rest, view_find(rest, V("。"), 0));
    const size_t end = words_find(rest, "周年", 0, &n);
    if (end == SIZE_MAX || end > NEAR) return 0;
    rest = view_to(rest, end);
    if (words_find(rest, "明年 来年 去年 以来", 0, &n) != SIZE_MAX) return 0;
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        for (View v = rest; v.n; utf8_next(&v)) {
            if (!(n = words_start(v, beginnings[i].words))) continue;
            View number = view_trim(view_from(v, n));
            unsigned count = 100;
            const bool hundred = view_is(number, "百") || view_is(number, "一百");
            if ((hundred || (cue_number(&number, &count) && !number.n)) && count && count < YEARS)
                return beginnings[i].year + count;
        }
    return 0;
}

/* Has a character that simplified writing has not. */
static bool is_traditional(View v) {
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (cp_is_han(cp) && fold_one(cp) != cp) return true;
    }
    return false;
}

bool cue_printed_date(View v, unsigned *year, unsigned *month, unsigned *day) {
    Folded f;
    fold_head(&f, v);
    View t = folded(&f);
    size_t n, era = words_find(t, "民国 大正 昭和 明治 康德", 0, &n);
    View at = era == SIZE_MAX ? t : view_from(t, era);
    unsigned before = 0;
    if (era != SIZE_MAX) cue_era(&at, &before);
    while (at.n) {
        View rest = at;
        unsigned y, m, d;
        bool digit = at.p[0] >= '0' && at.p[0] <= '9';
        bool torn =
            digit && at.p > t.p && at.p[-1] >= '0' && at.p[-1] <= '9'; /* the end of a long number: 电话:035551236-3 */
        if (cue_number(&rest, &y) && rest.n) {
            if (digit) rest = cue_unspaced(rest); /* 2014 年 8 月 12 日 */
            size_t sep = words_start(rest, "年 . - /");
            View r = cue_unspaced(view_from(rest, sep));
            bool week = words_find(rest, "星期 农历", 0, &n) != SIZE_MAX && view_starts(rest, V("年"));
            if (before && y < 200) y += before;
            else if (week && y >= 38 && y < 150) y += 1911; /* 95年7月19日 星期三 */
            else if (!torn && sep == 1 && y >= 49 && y < 150 &&
                     words_find(rest, "星期", 0, &n) != SIZE_MAX) { /* 97.3.12 星期三 */
                if (is_traditional(v)) y += 1911;
                else if (y < 100) y += 1900;
            }
            if (sep && y >= CUE_YEAR_FROM && y <= CUE_YEAR_TO && cue_number(&r, &m) && m >= 1 && m <= 12) {
                r = cue_unspaced(r);
                r = cue_unspaced(view_from(r, words_start(r, "月 . - /")));
                if (!cue_number(&r, &d) || d > 31) d = 0;
                *year = y, *month = m, *day = d;
                return true;
            }
            if (digit) {
                at = rest;
                continue;
            }
        }
        utf8_next(&at);
    }
    return false;
}

bool cue_day_and_year(View v, unsigned *year, unsigned *month, unsigned *day) {
    Folded f;
    fold_head(&f, v);
    unsigned y = 0, m = 0, d = 0;
    for (View at = folded(&f); at.n;) {
        unsigned n;
        if (!cue_number(&at, &n)) {
            utf8_next(&at);
            continue;
        }
        at = cue_unspaced(at);
        if (n >= CUE_YEAR_FROM && n <= CUE_YEAR_TO && view_starts(at, V("年"))) y = n;
        else if (n >= 1 && n <= 12 && view_starts(at, V("月")) && !m) m = n;
        else if (n >= 1 && n <= 31 && m && view_starts(at, V("日")) && !d) d = n;
    }
    if (!y || !d) return false;
    *year = y, *month = m, *day = d;
    return true;
}

bool cue_lunar_year(View v, unsigned *year, unsigned *month, unsigned *day) {
    static const struct {
        const char *name;
        unsigned before;
    } eras[] = {{"同治", 1861}, {"光绪", 1874}, {"宣统", 1908}};
    Folded f;
    size_t n;
    fold_head(&f, v);
    if (words_find(folded(&f), "星期 礼拜 西历", 0, &n) == SIZE_MAX) return false;
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++) {
        size_t at = words_find(folded(&f), eras[i].name, 0, &n);
        if (at == SIZE_MAX) continue;
        View rest = view_from(folded(&f), at + n);
        if (!cue_number(&rest, year) || *year > 34 || !view_starts(rest, V("年"))) return false;
        *year += eras[i].before;
        *month = *day = 0;
        return true;
    }
    return false;
}
