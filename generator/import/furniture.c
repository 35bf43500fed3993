/* Furniture: what a page carries besides its articles. It is set aside
 * before the path is looked for, with the reason. */
#include "import/cues.h"
#include "import/page.h"

enum { EDGE = 6, TOP = 9, FURNITURE_CHARS = 90 };

static size_t count_words(View v, const char *list) {
    size_t found = 0, n;
    for (size_t at = 0; (at = words_find(v, list, at, &n)) != SIZE_MAX; at += n) found++;
    return found;
}

/* 2014年, 8月12日, 十二日 星期二: no more than a date's parts, one after the
 * other. Which ones: 1 year, 2 month, 4 day. */
static unsigned date_parts(View v) {
    unsigned parts = 0, n;
    for (v = cue_unspaced(v); v.n; v = cue_unspaced(v)) {
        unsigned before = 0;
        size_t week = words_start(v, "星期 礼拜 周");
        if (week) {
            v = view_from(v, week + words_start(view_from(v, week), "一 二 三 四 五 六 日"));
            continue;
        }
        cue_era(&v, &before); /* 民國五十六年 */
        if (!cue_number(&v, &n)) return 0;
        n += before;
        v = cue_unspaced(v);
        size_t at = words_start(v, "年 月 日");
        parts |= !at                                                ? 0
                 : view_starts(v, V("年")) && n >= 1900 && n < 2100 ? 1
                 : view_starts(v, V("月")) && n <= 12               ? 2
                 : n <= 31                                          ? 4
                                                                    : 0;
        if (!at) return 0;
        v = view_from(v, at);
    }
    return parts;
}

static bool full_date(View v) {
    size_t at = view_find(v, V("年"), 0);
    if (date_parts(v) == 7) return true;
    if (at != SIZE_MAX && (at >= 4 || (at >= 2 && view_find(v, V("星期"), at) != SIZE_MAX)) &&
        view_find(v, V("月"), at) != SIZE_MAX && view_find(v, V("日"), at) != SIZE_MAX)
        return true;
    if (!v.n || (!memchr(v.p, '/', v.n) && !memchr(v.p, '.', v.n) && !memchr(v.p, '-', v.n))) return false;
    bool week = view_find(v, V("星期"), 0) != SIZE_MAX;
    for (size_t i = 0; i + 8 <= v.n; i++) { /* 2018/10/30, 2018.10.30, 97.3.12 星期三 */
        View rest = view_from(v, i);
        unsigned y, m, d;
        if (!cue_numeral_date(&rest, &y, &m, &d)) continue;
        if ((y >= 1900 && y <= 2099) || (week && y >= 38 && y < 150)) return true;
    }
    return false;
}

/* A masthead's date in pieces, above all text: 8月12日 / 2014年 / 星期二. A
 * whole one is a signature's as well. */
static void pieces_of_date(Page *page) {
    size_t from = 0, n = page->paras.n < TOP ? page->paras.n : TOP;
    unsigned parts = 0;
    for (size_t i = 0; i <= n; i++) {
        const Para *p = i < n && page->paras.p[i].chars <= 14 ? &page->paras.p[i] : NULL;
        Folded f;
        unsigned some = 0;
        if (p) fold_head(&f, p->text), some = date_parts(folded(&f));
        if (some == 7 || (i < n && page->paras.p[i].chars > FURNITURE_CHARS)) return;
        bool more = p && (some || is_set_aside(p, "masthead"));
        for (size_t k = from; !more && parts == 7 && k < i; k++) page->paras.p[k].aside = "masthead";
        if (!more) from = i + 1, parts = 0;
        parts |= some;
    }
}

/* A chronicle has days in lines of their own, one after the other. */
static bool counts_days(const Page *page) {
    enum { SEVERAL = 4 };
    size_t days = 0;
    for (size_t i = 0; i < page->paras.n && days < SEVERAL; i++)
        days += page->paras.p[i].chars <= 4 && date_parts(folded(page->paras.p[i].head)) == 4;
    return days >= SEVERAL;
}

/* The name of the paper or book, with or without what a masthead adds; its
 * bracket (样本, 增刊) may be part of it. */
static bool is_named(const Page *page, View raw, bool top) {
    View name = page->known.publication;
    if (!name.n || !view_starts(raw, name)) return false;
    View rest = view_from(raw, name.n);
    if (!rest.n) return true;
    Folded f;
    size_t n;
    fold_head(&f, rest);
    bool digit = false;
    for (size_t i = 0; i < f.n; i++) digit = digit || (f.text[i] >= '0' && f.text[i] <= '9');
    return top && f.whole && utf8_count(folded(&f)) <= 60 && words_find(folded(&f), "。 , !", 0, &n) == SIZE_MAX &&
           (digit || words_find(folded(&f), "版 年 期", 0, &n) != SIZE_MAX);
}

/* 3, 三, 第3版 */
static bool is_page_number(View v) {
    unsigned n;
    return cue_version(v) || (cue_number(&v, &n) && !v.n && n < 100);
}

/* 某某日报　　3　　区县新闻, 2　某某报　综合新闻: the paper, its page and what is on it, in any order. */
static bool names_paper(View v) {
    enum { CELL = 10, PAPER = 3 };
    bool paper = false, numbered = false;
    size_t n;
    if (words_find(v, "。 , ! ?", 0, &n) != SIZE_MAX) return false;
    while ((v = cue_unspaced(v)).n) {
        size_t end = view_find(v, V(" "), 0);
        View cell = end == SIZE_MAX ? v : view_to(v, end);
        size_t chars = utf8_count(cell);
        if (chars > CELL) return false;
        paper = paper || (chars >= PAPER && words_end(cell, "报"));
        numbered = numbered || is_page_number(cell) || words_start(cell, "数字报纸 数字报 电子报 电子版") == cell.n;
        v = view_from(v, cell.n);
    }
    return paper && numbered;
}

/* 某某新报 MOUMOU XINBAO */
static bool names_paper_twice(View v) {
    size_t space = view_find(v, V(" "), 0);
    return space != SIZE_MAX && space >= 9 && words_end(view_to(v, space), "报") && cue_latin(view_from(v, space));
}

/* 某某塬　　文学副刊　　第二百一十六期: in the middle of a page as well. */
static bool heads_supplement(View v) {
    size_t n, at = words_find(v, "副刊 周刊 专刊", 0, &n);
    if (at == SIZE_MAX || !words_end(v, "期")) return false;
    at = view_find(v, V("第"), at);
    View rest = at == SIZE_MAX ? V("") : view_from(v, at + 3);
    while (words_start(rest, "〇 零 一 二 三 四 五 六 七 八 九 十 百 千 0 1 2 3 4 5 6 7 8 9")) utf8_next(&rest);
    return view_is(rest, "期");
}

typedef enum MastheadPlace { AT_TOP, AT_EDGE, AT_FOOT } MastheadPlace;

/* A line of a masthead or imprint by its words: where it may stand, how long
 * it may be, the marks it must not have, and words at its head, at its end, in
 * it, in it as well, not in it; `cue`: one of the words below as well. */
typedef struct MastheadForm {
    MastheadPlace place;
    unsigned chars, marks;
    const char *starts, *ends, *has, *also, *lacks;
    bool cue;
} MastheadForm;

#define HOTLINES "新闻热线 本报热线 报料热线 读者热线 订报热线 发行热线 热线: 投稿邮箱 投稿信箱 投稿热线"
/* 己丑年五月廿六 */
#define STEMS "甲 乙 丙 丁 戊 己 庚 辛 壬 癸"
#define BRANCH_YEARS "子年 丑年 寅年 卯年 辰年 巳年 午年 未年 申年 酉年 戌年 亥年"
#define MONTHS "月初 月十 月廿 月二十 月三十 月卅"

static const MastheadForm masthead_forms[] = {
    /* 中共某县委机关报 某县融媒体中心主办 */
    {AT_TOP, 45, MARK_STOP | MARK_COMMA, .has = "机关报"},
    {AT_TOP, 45, MARK_STOP | MARK_COMMA, .ends = "主办 主管 主管主办 编印 出版"},
    {AT_FOOT, 40, MARK_STOP | MARK_COMMA, .starts = "编辑/ 编辑 督印 承印 本报刊号 刊号", .cue = true},
    {AT_FOOT, 40, MARK_STOP | MARK_COMMA, .starts = HOTLINES},
    {AT_TOP, 40, MARK_STOP | MARK_COMMA, .starts = HOTLINES, .has = "0 1 2 3 4 5 6 7 8 9 @"},
    /* 本版图片除署名外均由某部提供 */
    {AT_FOOT, 40, 0, .starts = "本版图片 本版照片 本版稿件 本版摄影 本版文图 本版图文",
     .has = "署名 提供 均由 摄 供稿"},
    {AT_TOP, 30, MARK_STOP | MARK_COMMA, .starts = "督印: 督印人: 承印: 发行人: 社长: 社址: 总编辑:"},
    {AT_FOOT, 40, MARK_STOP, .starts = "声明:本版 声明:本报 本版公告 本版广告 本版声明 广告内容 以上广告 本版内容",
     .has = "提供 负责 委托 无关 责任 核实"},
    {AT_TOP, 10, 0, .ends = PAPERS " 年鉴 县志 市志"},
    /* In pieces: 星期五, 农历…, 第5127号 */
    {AT_TOP, 14, 0, .starts = "星期 农历 周一 周二 周三 周四 周五 周六 周日"},
    {AT_TOP, 12, 0, .starts = "第", .ends = "号 期", .lacks = "版"},
    {AT_TOP, 24, MARK_STOP | MARK_COMMA, .starts = "第", .has = "号 期", .also = "今日 本日 本报", .lacks = "版"},
    {AT_TOP, 8, 0, .starts = "今日 本期 今天", .ends = "版", .has = "一 二 两 三 四 五 六 七 八 十 0 1 2 3 4 5 6 7 8 9"},
    {AT_TOP, 14, 0, .starts = STEMS, .has = BRANCH_YEARS, .also = MONTHS},
    {AT_TOP, 8, 0, .ends = "特刊 专刊 特别报道"},
    {AT_TOP, 20, 0, .has = "第", .ends = "期", .also = "副刊 周刊 专刊 专版 专栏 总"},
    {AT_EDGE, 44, MARK_STOP, .has = "www. http @ .com .cn"},
    {AT_EDGE, 20, 0, .starts = "扫一扫 扫码 扫描二维码 微信公众号 关注我们 本报微信 官方微信 抖音号"},
    {AT_EDGE, 24, MARK_STOP | MARK_COMMA, .starts = "关注 下载", .ends = "公众号 微信 微博 视频号 抖音号 客户端"},
    {AT_EDGE, 8, 0, .has = "版",
     .starts =
         "要闻 综合 时政 副刊 本地 国内 国际 广告 专版 专题 经济 文化 社会 民生 理论 a b c d 0 1 2 3 4 5 6 7 8 9"},
};

static bool holds(View v, const char *list) {
    size_t n;
    return words_find(v, list, 0, &n) != SIZE_MAX;
}

static bool has_form(const MastheadForm *m, const Folded *f, View v, uint32_t chars, bool edge, bool top, size_t cues) {
    const bool there[] = {[AT_TOP] = top, [AT_EDGE] = edge, [AT_FOOT] = edge && !top};
    if (!there[m->place] || chars > m->chars || f->marks & m->marks || (m->cue && !cues)) return false;
    return (!m->starts || words_start(v, m->starts)) && (!m->ends || words_end(v, m->ends)) &&
           (!m->has || holds(v, m->has)) && (!m->also || holds(v, m->also)) && !(m->lacks && holds(v, m->lacks));
}

/* 2003年10月, above the day */
static bool is_year_and_month(View v) {
    unsigned number;
    return cue_number(&v, &number) && number > 1900 && number < 2100 && view_starts(v, V("年")) && v.n > 3 &&
           v.p[3] >= '0' && v.p[3] <= '9';
}

/* 2014年8月12日 星期二, but for a dateline and what dates an ordinance. */
static bool is_dateful(View v, bool top) {
    return (top || holds(v, "版 期 报")) && !holds(v, "讯 电") && !words_end(v, "会上 会议上 会上) 会议上)") &&
           !words_start(v, "关于 ( 发文 发布 公告日期") &&
           !holds(v, "通过 公布 发布 施行 批准");
}

/* A05 社会·热线 */
static bool names_leaf(View v) {
    size_t digits = 0;
    if (!v.n || v.p[0] < 'a' || v.p[0] > 'h') return false;
    for (v = view_from(v, 1); digits < v.n && v.p[digits] >= '0' && v.p[digits] <= '9';) digits++;
    v = view_from(v, digits);
    return digits && digits <= 2 && (!v.n || (v.p[0] == ' ' && cp_is_han(utf8_next(&(View){v.p + 1, v.n - 1}))));
}

static bool is_masthead(const Folded *f, uint32_t chars, bool edge, bool top) {
    enum { WORDS = 60, MANY_WORDS = 90 };
    static const char MASTHEAD[] =
        "星期 责任编辑 责编 版式 校对 美编 美术编辑 视觉 值班 总第 国内统一 刊号 邮发代号 社址 邮编 邮政编码 电话 热线 "
        "投稿 邮箱 www. http "
        "零售 定价 主办 主管 出版 印刷 农历 今日 本期 总编辑 组版 副刊 要闻版 新闻热线 农历 编辑: 组稿 扫码 扫一扫 "
        "二维码 公众号 本报地址 地址: 电话: 督印 承印 版面设计 主编: 副主编 发行人";
    View v = folded(f);
    while (words_start(v, "— ― ─ -")) v = view_from(v, words_start(v, "— ― ─ -"));
    bool stop = f->marks & MARK_STOP, clause = stop || f->marks & MARK_COMMA, dated = !stop && full_date(v);
    size_t cues = stop ? 0 : count_words(v, MASTHEAD) + dated;
    if (words_start(v, "责任编辑 责编 本版责编 本版编辑 本版责任编辑 版面编辑 值班编委 执行主编 编辑: 责任校对 "
                       "美术编辑 本版美编 校对: 初审: 复审: 终审: 编审: 监制:"))
        return chars <= WORDS;
    if (chars <= (cues >= 3 ? MANY_WORDS : WORDS) && cues >= 2) return true;
    if (chars <= WORDS && cue_staff(v)) return true;
    if (edge && dated && !clause && chars <= 36 && is_dateful(v, top)) return true;
    if (cue_digitized_head(v) || (chars <= 4 && view_is(v, "专栏:"))) return true;
    if (top && chars <= 16 && (cue_version(v) || names_leaf(v))) return true;
    if (top && chars <= 14 && is_year_and_month(v)) return true;
    if (top && chars <= WORDS && names_paper_twice(v)) return true;
    if ((top && chars <= 30 && names_paper(v)) || (chars <= 30 && heads_supplement(v))) return true;
    for (size_t i = 0; i < sizeof masthead_forms / sizeof *masthead_forms; i++)
        if (has_form(&masthead_forms[i], f, v, chars, edge, top, cues)) return true;
    return false;
}

/* 小麦 3200 / 玉米 4100, one below the other: rows of a table. */
static bool is_row(const Para *p) { return p->chars <= 22 && cue_edge_number(folded(p->head)); }

/* 春耕备耕忙　　二 */
static bool is_spaced_number(View v) {
    size_t digit = words_end(v, "一 二 三 四 五 六 七 八"), n = v.n - digit;
    return digit && n > 6 && v.p[n - 1] == ' ';
}

/* 春耕备耕忙 3版: a line of an index box. */
static bool is_index_line(View v, uint32_t chars) {
    if (chars > 40 || !words_end(v, "版 版) 版】") || cue_turn(v)) return false;
    size_t back = v.n - words_end(v, "版 版) 版】");
    return back > 0 &&
           ((v.p[back - 1] >= '0' && v.p[back - 1] <= '9') || is_spaced_number(view_to(v, back)) ||
            view_find(view_from(v, back > 12 ? back - 12 : 0), V("第"), 0) != SIZE_MAX) &&
           view_find(v, V("转"), 0) == SIZE_MAX && view_find(v, V("上接"), 0) == SIZE_MAX;
}

/* Nothing but what was set aside stands above on its page. */
static bool is_page_top(const Page *page, size_t i) {
    enum { HEAD = 8 }; /* no page has more above its text */
    const Para *p = page->paras.p;
    for (int k = 0; k < HEAD && i > 0 && !page->lines.p[p[i].first].page_start && p[i - 1].aside; k++) i--;
    return i == 0 || page->lines.p[p[i].first].page_start;
}

/* 第三编 农业, above 第四章 or text that goes on from the page before: the
 * part of the book. */
static bool is_part(const Page *page, size_t i, View v) {
    View rest = view_from(v, words_start(v, "第 卷"));
    unsigned n;
    if (rest.n == v.n || page->paras.p[i].chars > 20 || i + 1 >= page->paras.n || !is_page_top(page, i)) return false;
    if (!cue_number(&rest, &n)) return false;
    if (view_starts(v, V("卷")) ? !view_starts(rest, V(" ")) : !words_start(rest, "编 篇 卷")) return false;
    Folded next;
    bool chapter;
    fold_head(&next, page->paras.p[i + 1].text);
    return (cue_numbered(&next, &chapter) && chapter) || cue_starts_mid(&next);
}

/* 祁 连 县 志: a book's name set wide. */
static bool is_wide_name(const Para *p) {
    char buf[BARE_MAX];
    View v = folded(p->head);
    if (p->chars > 16 || !words_end(cue_bare(p->head, buf), cue_books)) return false;
    for (View rest = v, t; view_split(&rest, ' ', &t);)
        if (utf8_count(t) > 1) return false;
    return true;
}

/* Characters that print: a running head is set to both ends of its line. */
static uint32_t solid_chars(View v) {
    uint32_t n = 0;
    while (v.n) n += !cp_is_space(utf8_next(&v));
    return n;
}

/* A section's name over it, its text under it: the name in another language.
 * Or all of the page is. */
static bool translates(const Page *page, size_t i) {
    if (i + 1 >= page->paras.n) return i > 0;
    View below = page->paras.p[i + 1].text;
    return cue_latin(below) || (i > 0 && !page->paras.p[i - 1].aside && view_starts(below, V("【")));
}

/* ∷ between two sections: rules, signs and shapes. */
static bool is_ornament(View v) {
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        bool shape = (cp >= 0x2200 && cp <= 0x22FF) || (cp >= 0x2500 && cp <= 0x27BF) || cp == 0x2014 || cp == 0x2015;
        if (!shape && (cp > 0x7F || !cp || !strchr("*#=+-_~|<> ", (int)cp))) return false;
    }
    return true;
}

/* <br>, </div>, ```text, ![](page1.png), * * *: what a program that writes Markdown or HTML puts on a line of its
 * own. */
static bool is_markup(View v) {
    size_t shapes = 0, tags = 0, end;
    if (view_starts(v, V("```")) || view_starts(v, V("~~~"))) {
        for (v = view_from(v, 3); v.n && (unsigned char)v.p[0] < 0x80;) v = view_from(v, 1);
        return !v.n;
    }
    if (view_starts(v, V("!["))) {
        end = view_find(v, V("]("), 0);
        return end != SIZE_MAX && view_find(v, V(")"), end) == v.n - 1;
    }
    while (view_starts(v, V("<")) && (end = view_find(v, V(">"), 0)) != SIZE_MAX) {
        if (!strchr("/abcdefghijklmnopqrstuvwxyz!", v.p[1]) || count_chars(view_to(v, end)) != end) return false;
        v = cue_unspaced(view_from(v, end + 1));
        tags++;
    }
    if (tags) return !v.n;
    for (; v.n; v = view_from(v, 1)) {
        if (!strchr("*-_ ", v.p[0])) return false;
        shapes += v.p[0] != ' ';
    }
    return shapes >= 3;
}

/* 主办：中共某县委 第1024期, 准印证号：…: who puts the paper out, below its name or date. */
static bool is_publisher(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    return i > 0 && i < TOP && p->chars <= 45 && !(p->head->marks & (MARK_STOP | MARK_COMMA)) && p[-1].aside &&
           strcmp(p[-1].aside, "masthead") == 0 &&
           words_start(folded(p->head), "主办: 主管: 主办单位: 主管单位: 编印: 出版: 编辑出版: 准印证 内部资料 内部刊物");
}

static const char *reason(const Page *page, size_t i, bool edge) {
    const Para *p = &page->paras.p[i];
    unsigned year, month, day;
    if (p->chars > FURNITURE_CHARS) return NULL;
    const Folded *f = p->head;
    View v = folded(f);
    /* A date alone below text is a signature's. */
    if (i > 3 && !page->lines.p[p->first].page_start &&
        (cue_date_alone(f, &year, &month, &day) || cue_signed_date(f, &year, &month, &day)))
        return NULL;
    if (cue_page_number(f) || page->lines.p[p->first].page_mark) return "page-number";
    if ((p->chars <= 4 && is_ornament(p->text)) || is_markup(p->text)) return "ornament";
    if (is_named(page, p->text, i < TOP || page->lines.p[p->first].page_start)) return "masthead";
    if (cue_dates_stele(f)) return NULL;
    if (is_masthead(f, p->chars, edge, i < TOP) || is_publisher(page, i)) return "masthead";
    const bool spaced = f->marks & MARK_SPACE;
    const uint32_t solid = spaced ? solid_chars(v) : p->chars;
    char buf[BARE_MAX];
    const bool row = (i > 0 && is_row(p - 1)) || (i + 1 < page->paras.n && is_row(p + 1));
    if (cue_running_head(v, solid, edge, row) || (spaced && cue_running_head(cue_bare(f, buf), solid, edge, row)))
        return "running-head";
    if (i < TOP && p->chars <= 30 && cue_latin(v) && !translates(page, i)) return "masthead";
    if (is_index_line(v, p->chars)) return "index";
    if (cue_buttons(f) || cue_navigation(f)) return "navigation";
    return NULL;
}

/* 今日天气：多云, or the paper's name in another script, in a masthead. */
static void amid_masthead(Page *page) {
    for (size_t i = 0; i < page->paras.n && i < TOP; i++) {
        Para *p = &page->paras.p[i];
        bool above = i == 0 || is_set_aside(p - 1, "masthead");
        bool below = i + 1 < page->paras.n && page->paras.p[i + 1].aside;
        if (p->aside || !above) continue;
        size_t n, han = 0, other = 0;
        for (View v = p->text; v.n;) {
            uint32_t cp = utf8_next(&v);
            han += cp_is_han(cp);
            other += (cp >= 0x600 && cp < 0x780) || (cp >= 0xF00 && cp < 0x1000) || (cp >= 0x1800 && cp < 0x18B0) ||
                     (cp >= 0xA000 && cp < 0xA4D0) || (cp >= 0xFB50 && cp < 0xFF00);
        }
        bool weather = below && i > 0 && p->chars <= 50 && words_find(folded(p->head), "℃ °c", 0, &n) != SIZE_MAX &&
                       words_find(folded(p->head), "天气 晴 多云 阴 雨 雪", 0, &n) != SIZE_MAX;
        char buf[BARE_MAX];
        View bare = cue_bare(p->head, buf);
        bool paper = i > 0 && han <= 6 && han >= 2 && words_end(bare, "报") && utf8_count(bare) == han &&
                     (below || (i + 1 < page->paras.n && p[1].gap > page->usual_gap)) &&
                     !words_end(bare, cue_no_papers) && !words_end(bare, "快报");
        if (weather || paper || (!han && other >= 4 && p->chars <= 60 && i > 0)) p->aside = "masthead";
    }
}

/* 苗栗新聞, beside the masthead: the name of the page. */
static bool names_page(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    if (i >= EDGE || p->aside) return false;
    bool below = i > 0 && is_set_aside(p - 1, "masthead");
    bool above = i == 0 && i + 1 < page->paras.n && is_set_aside(p + 1, "masthead");
    if ((!below && !above) || solid_chars(p->text) > (i == 0 ? 8 : 6)) return false;
    if (above && p->chars <= 5 && p->gap == 0 && !p->open) return false;
    if (above && i + 2 < page->paras.n && p->chars <= 5) return true;
    Folded f;
    char buf[BARE_MAX];
    fold_head(&f, p->text);
    View name = cue_bare(&f, buf);
    if (above && words_end(name, "报 周刊 周讯") && !words_end(name, cue_no_papers) && !words_end(name, "快报"))
        return true;
    return words_end(name, "新闻 副刊 要闻 专版") && !words_start(name, "图片 一句话 简明 短 本周 一周");
}

/* 某某报 / 法治在线 / 2013年6月8日 星期六: what stands above a masthead's date, or between the lines of one. */
static void above_date(Page *page) {
    enum { LINES = 4, NAME = 7 };
    size_t date = SIZE_MAX;
    for (size_t i = 0; i < LINES && i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        if (is_set_aside(p, "masthead") && full_date(folded(p->head))) date = i;
        else if (!p->aside && date == SIZE_MAX && (p->chars > NAME || !p->open || p->gap > page->usual_gap)) return;
    }
    for (size_t i = 0; date != SIZE_MAX && i < date; i++)
        if (!page->paras.p[i].aside) page->paras.p[i].aside = "masthead";
}

/* 關西鎮志　經濟篇, 石川县志·方言志: book and part, at the top of a page. */
static bool names_book(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    if ((i > 0 && !page->lines.p[p->first].page_start) || p->chars > 20) return false;
    if (is_wide_name(p) || (p->chars <= 10 && words_end(folded(p->head), cue_books))) return true;
    Folded f;
    fold_head(&f, p->text);
    size_t space = view_find(folded(&f), V(" "), 0), dot = view_find(folded(&f), V("·"), 0);
    size_t at = space < dot ? space : dot;
    return at != SIZE_MAX && words_end(view_to(folded(&f), at), cue_books);
}

/* 地址：… 电话：… with an article above and below: a notice's. */
static void contacts(Page *page) {
    static const char CONTACTS[] = "电话 热线 地址: 邮编 邮政编码 邮箱";
    static const char IMPRINT[] = "社址 零售 定价 印刷 刊号 编辑 投稿 邮发 总编 本报 编辑部 发行 广告 新闻";
    size_t last = page->paras.n;
    bool above = false;
    while (last > 0 && page->paras.p[last - 1].aside) last--;
    for (size_t i = 0; i < last; i++) {
        Para *p = &page->paras.p[i];
        const View v = folded(p->head);
        if (!p->aside) above = true;
        else if (above && is_set_aside(p, "masthead") && count_words(v, CONTACTS) >= 2 && !count_words(v, IMPRINT) &&
                 !full_date(v))
            p->aside = NULL;
    }
}

/* 01, 02, 03 between paragraphs count parts of an article, not pages. */
static void part_numbers(Page *page) {
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (!p->aside || p->text.n != 2 || p->text.p[0] != '0' || page->lines.p[p->first].page_start) continue;
        if (last != SIZE_MAX && i > last + 1 && page->paras.p[last].text.p[1] + 1 == p->text.p[1])
            p->aside = page->paras.p[last].aside = NULL;
        last = i;
    }
}

void page_furniture(Page *page) {
    size_t n = page->paras.n;
    page_citations(page);
    for (size_t i = 0; i < n; i++) {
        Para *p = &page->paras.p[i];
        if (p->cited) {
            p->aside = p->cited == CITED_APART ? "citation" : NULL;
            continue;
        }
        bool edge = i < EDGE || i + EDGE >= n || page->lines.p[p->first].page_start;
        p->aside = reason(page, i, edge);
    }
    if (!counts_days(page)) pieces_of_date(page);
    contacts(page);
    amid_masthead(page);
    for (size_t i = 0; i < n && i < EDGE; i++)
        if (names_page(page, i)) page->paras.p[i].aside = "masthead";
    above_date(page);
    for (size_t i = 0; i < n; i++)
        if (!page->paras.p[i].aside && (names_book(page, i) || is_part(page, i, folded(page->paras.p[i].head))))
            page->paras.p[i].aside = "running-head";
    /* The title of an index box goes with its lines. */
    for (size_t i = 0; i + 1 < n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside || !is_set_aside(p + 1, "index")) continue;
        char buf[BARE_MAX];
        if (p->chars <= 8 &&
            words_start(cue_unmarked(cue_bare(p->head, buf)), "导读 今日导读 要闻导读 本期导读 版面导读 今日要闻 "
                                                              "内容提要 看点 今日看点 本期看点 "
                        "要闻索引 要闻提要 今日提要 本期要目 新闻导航"))
            p->aside = "index";
    }
    page_contents(page);
    page_leaves(page);
    page_listed_above(page);
    page_site(page);
    page_running_heads(page);
    page_said_twice(page);
    part_numbers(page);
    page_headed(page);
    page_records(page);
}
