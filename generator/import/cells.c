/* Rows of tables, and lines that are never part of running text. */
#include <endian.h>

#include "import/cues.h"
#include "import/features.h"

/* --- tables ------------------------------------------------------------------------ */

static bool is_figure(View v) {
    size_t digits = 0;
    for (size_t i = 0; i < v.n; i++) {
        char c = v.p[i];
        if (c >= '0' && c <= '9') digits++;
        else if (!strchr(".,-+%()/:", c)) return false;
    }
    return digits > 0;
}

static const char MONEY[] = "元 角 分 圆 圓 仙 毛 厘 盾 令吉 披索 比索 铢 銖 镑 鎊";
static const char AMOUNT[] = "一 二 三 四 五 六 七 八 九 十 百 千 万 萬 零 廿 卅 两 兩 半 元 角 分 圆 圓 毛 0 1 2 3 4 5 6 "
                             "7 8 9 .";

/* 一角二分, 2.50元, 每擔五十八元, 每百緬斤六十五盾 */
static bool is_price(View v) {
    enum { UNIT = 2 };
    size_t n = words_end(v, MONEY), k;
    if (!n || n == v.n) return false;
    v.n -= n;
    k = words_start(v, "每");
    v = view_from(v, k);
    const bool each = k > 0;
    while (each && (k = words_start(v, AMOUNT))) v = view_from(v, k);
    for (size_t unit = 0; each && unit < UNIT && v.n && !words_start(v, AMOUNT); unit++) utf8_next(&v);
    if (each && !v.n) return false;
    for (; v.n; v = view_from(v, k))
        if (!(k = words_start(v, AMOUNT))) return false;
    return true;
}

/* 綠兵船每袋三元零五分, 紅藍兵船二元九角 */
static bool names_price(View v) {
    enum { FIGURES = 2 };
    size_t n = words_end(v, MONEY), figures = 0;
    for (View rest = view_to(v, v.n - n); n && words_end(rest, AMOUNT); figures++) utf8_last(&rest);
    return figures >= FIGURES;
}

/* 农村会计手册　三角五分; 麵粉　綠兵船每袋三元零五分　紅藍兵船二元九角 */
static bool ends_in_price(View text) {
    enum { MOST = 90 };
    View last = text;
    size_t named = 0;
    if (text.n > MOST || !words_end(text, MONEY) || view_find(text, V("，"), 0) != SIZE_MAX) return false;
    for (View v = text; v.n;) {
        View before = view_to(last, (size_t)(v.p - last.p));
        if (!cp_is_space(utf8_next(&v))) continue;
        named += names_price(before);
        last = v;
    }
    return last.n < text.n && (is_price(last) || (named && names_price(last)));
}

static bool has_digit(View v) {
    for (size_t i = 0; i < v.n; i++)
        if (v.p[i] >= '0' && v.p[i] <= '9') return true;
    return false;
}

static size_t count_han(View v) {
    size_t n = 0;
    while (v.n) n += cp_is_han(utf8_next(&v));
    return n;
}

/* The first byte from `at` on that is not above 0x80: in text hardly one of
 * eight. */
static size_t next_low(View v, size_t at) {
    static const uint64_t each = 0x0101010101010101u;
    for (uint64_t eight; v.n - at > sizeof eight; at += sizeof eight) {
        memcpy(&eight, v.p + at, sizeof eight);
        eight = le64toh(eight);
        uint64_t low = ~((eight - each) & eight) & each << 7;
        if (low) return at + (size_t)__builtin_ctzll(low) / 8;
    }
    while (at < v.n && (unsigned char)v.p[at] > 0x80) at++;
    return at;
}

/* （单位：万元） stands over a table. */
static bool names_unit(View text) {
    return words_start(text, "单位： 单位: （单位 (单位 單位： 單位: （單位 (單位") && count_han(text) <= 40;
}

/* Between words, not within a figure: 1,360 */
static bool has_comma(View v) {
    if (view_find(v, V("，"), 0) != SIZE_MAX) return true;
    for (size_t i = 0; i + 1 < v.n; i++)
        if (v.p[i] == ',' && (unsigned char)v.p[i + 1] >= 0x80) return true;
    return false;
}

/* 大  事  记: a word set wide, each character for itself. */
static bool is_set_wide(View v) {
    for (View rest = v, t; view_split(&rest, ' ', &t);)
        if (t.n && (t.n != 3 || !cp_is_han(utf8_next(&(View){t.p, t.n})))) return false;
    return v.n > 0;
}

static bool has_parts(View v) {
    return memchr(v.p, ' ', v.n) || memchr(v.p, '|', v.n) || memchr(v.p, '\t', v.n) ||
           view_find(v, V("\u3000"), 0) != SIZE_MAX;
}

/* ┏━━┯━━┓ and ┃小麦│1200┃: a table whose rules were kept. A dash is none. */
static bool is_ruled(View text) {
    const uint32_t first = utf8_next(&text);
    return first == 0x2502 || first == 0x2503 || (first >= 0x250C && first <= 0x257F);
}

bool cue_cells(View text) {
    if (is_ruled(text)) return true;
    if (text.n > 600 || text.n < 5) return false;
    if (names_unit(text) || (ends_in_price(text) && view_find(text, V("。"), 0) == SIZE_MAX)) return true;
    if (!has_parts(text)) return false; /* as nearly all */
    size_t bars = 0, wide = 0, tokens = 0, figures = 0, ideographic = 0;
    /* No other byte is in a mark below, or ends a wide space. */
    for (size_t i = next_low(text, 0); i < text.n; i = next_low(text, i + 1)) {
        bars += text.p[i] == '|';
        if (text.p[i] == '\t' || (i && text.p[i] == ' ' && text.p[i - 1] == ' ' && (i < 2 || text.p[i - 2] != ' ')))
            wide++;
        bool blank = i >= 2 && memcmp(text.p + i - 2, "\xE3\x80\x80", 3) == 0;
        bool again = blank && i >= 5 && memcmp(text.p + i - 5, "\xE3\x80\x80", 3) == 0;
        bool third = again && i >= 8 && memcmp(text.p + i - 8, "\xE3\x80\x80", 3) == 0;
        ideographic += blank;
        wide += again && !third;
    }
    if (bars >= 2) return true;
    if (view_find(text, V("。"), 0) != SIZE_MAX) return false;
    View rest = text, t;
    while (view_split(&rest, ' ', &t)) {
        if (!t.n) continue;
        tokens++;
        figures += is_figure(t);
    }
    /* 茶　叶 is a word set wide; cells hold figures. */
    if (ideographic >= 2 && has_digit(text)) wide += ideographic;
    if (wide >= 2 && !cue_closed(text) && !is_set_wide(text)) return true;
    if (figures >= 2 && figures == tokens) return true;
    if (has_comma(text)) return false; /* 全年接待游客 6 万人次，收入 3 */
    return tokens >= 3 && figures * 2 >= tokens && !cue_closed(text) && text.n < 240;
}

/* --- for joining lines ---------------------------------------------------------------- */

bool cue_list_mark(View v) {
    if (v.n < 3 || !strchr("-*+", v.p[0]) || v.p[1] != ' ') return false;
    v = view_from(v, 2);
    return words_start(v, "“ 《 「") || (v.n && cp_is_han(utf8_next(&v)));
}

bool cue_opens_paragraph(View text) {
    Folded f;
    fold_head(&f, text);
    Dateline d;
    bool chapter;
    return cue_bracket(&f) || cue_dateline(&f, &d) || (cue_numbered(&f, &chapter)) || cue_caption(&f) ||
           cue_turned_from(&f) || cue_list_mark(folded(&f)) || words_start(folded(&f), "■ ● ◆ ▲ ★ □ ○ —— △ 问: 答:");
}

/* 某某日报 1953年8月9日 第二版 */
static bool is_dated_head(const Folded *f) {
    View v = folded(f);
    size_t n, year = view_find(v, V("年"), 0), month = year == SIZE_MAX ? SIZE_MAX : view_find(v, V("月"), year);
    return f->whole && utf8_count(v) <= 40 && month != SIZE_MAX && month - year <= 12 &&
           view_find(v, V("日"), month) != SIZE_MAX && words_find(v, "版 星期 期 农历 号", month, &n) != SIZE_MAX &&
           words_find(v, "。 , ;", 0, &n) == SIZE_MAX;
}

bool cue_stands_alone(View text) {
    View credit;
    Folded f;
    fold_head(&f, text);
    if (cue_page_number(&f) || is_dated_head(&f) || cue_card(&f)) return true;
    return cue_byline(text) || (cue_credit(text, &credit) && credit.n == text.n) || cue_cells(text) ||
           view_starts(text, V("——"));
}

/* --- rows one below the other ----------------------------------------------------------- */

/* How many words stand apart in a line without a mark; 0: it has one. */
static size_t words_apart(View v) {
    size_t words = 0;
    bool blank = true;
    while (v.n) {
        uint32_t cp = fold_one(utf8_next(&v));
        bool space = cp_is_space(cp);
        if (cp == ',' || cp == 0x3002 || cp == ';' || cp == '!' || cp == '?') return 0;
        words += blank && !space;
        blank = space;
    }
    return words;
}

/* 2017年某县获奖情况, over what is a list then. */
static bool heads_list(const Para *p) {
    enum { LEAST = 6, MOST = 24 };
    return !p->aside && p->chars >= LEAST && p->chars <= MOST && words_apart(p->text) == 1 &&
           words_end(p->text, "情况 名单 名录 一览 一览表 统计表 情况表") > 0;
}

/* 星期一　内科　某某　上午: three such lines, one below the other, of as many
 * words: rows of a table. Two do where they have more words than a headline, and two words where a list is named above
 * them. */
static void table_rows(Page *page) {
    enum { ROWS = 3, WORDS = 3, MANY_WORDS = 5, MOST = 40 };
    for (size_t i = 0, to; i < page->paras.n; i = to) {
        const Para *first = &page->paras.p[i];
        const size_t words = first->aside || first->chars > MOST ? 0 : words_apart(first->text);
        const size_t least = i > 0 && heads_list(first - 1) ? 2 : WORDS;
        size_t cells = 0, rows = 0;
        for (to = i; words >= least && to < page->paras.n; to++) {
            const Para *p = &page->paras.p[to];
            if (is_set_aside(p, "running-head") || is_set_aside(p, "page-number")) continue;
            if (p->aside || p->chars > MOST || has(&p->features, F_MARKED) || has(&p->features, F_BYLINE_FORM) ||
                has(&p->features, F_CREDIT_FORM) || words_apart(p->text) != words)
                break;
            rows++;
            cells += has(&p->features, F_CELLS);
        }
        bool table = rows >= (words >= MANY_WORDS ? 2 : ROWS) && cells < rows;
        for (size_t k = i; table && k < to; k++) {
            if (page->paras.p[k].aside) continue;
            set(&page->paras.p[k].features, F_CELLS);
            clear(&page->paras.p[k].features, F_HEADLIKE);
            clear(&page->paras.p[k].features, F_NAMES);
        }
        if (to == i) to = i + 1;
    }
}

/* 第一中学　某某　某某某: a body or place, and who belongs to it. */
static bool is_roll_row(const Para *p) {
    enum { MOST = 60, LEAST = 2 };
    NameList l;
    if (p->aside || p->chars > MOST || has(&p->features, F_BYLINE_FORM) || has(&p->features, F_CREDIT_FORM) ||
        has(&p->features, F_MARKED) || words_apart(p->text) < LEAST + 1)
        return false;
    View names = p->text;
    while (names.n && !cp_is_space(utf8_next(&names))) {}
    names_read(&l, names);
    for (size_t i = 0; i < l.n; i++)
        if (!name_likeness(l.names[i])) return false;
    return l.n >= LEAST && !l.strangers && !l.organs;
}

/* 下午三時　兒童故事, 19:30　新聞: what is broadcast or shown, and when. */
static bool is_hour_row(const Para *p) {
    enum { MOST = 30 };
    unsigned hour;
    if (p->aside || p->chars > MOST || words_apart(p->text) < 2) return false;
    View v = folded(p->head);
    v = view_from(v, words_start(v, "上午 下午 中午 早上 晚上 早晨 凌晨 清晨 夜 晚 早"));
    if (!cue_number(&v, &hour) || hour > 24) return false;
    const size_t n = words_start(v, "时半 时正 时 点半 点正 点 :");
    const bool colon = view_starts(v, V(":"));
    v = view_from(v, n);
    if (n && cue_number(&v, &hour)) v = view_from(v, words_start(v, "分"));
    else if (colon) return false;
    return n && v.n && v.p[0] == ' ';
}

static void rolls(Page *page) {
    enum { ROWS = 2 };
    for (size_t i = 0, to; i < page->paras.n; i = to > i ? to : i + 1) {
        for (to = i; to < page->paras.n; to++) {
            const Para *p = &page->paras.p[to];
            if (!is_roll_row(p) && !is_hour_row(p)) break;
        }
        for (size_t k = i; to - i >= ROWS && k < to; k++) {
            set(&page->paras.p[k].features, F_CELLS);
            clear(&page->paras.p[k].features, F_HEADLIKE), clear(&page->paras.p[k].features, F_NAMES);
        }
    }
}

/* Three words or more, apart, above a row of figures: the head of a table. */
static void table_heads(Page *page) {
    for (size_t i = 0; i + 1 < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside || !has(&p->features, F_HEADLIKE) || !has(&p[1].features, F_CELLS) || p->chars > 60) continue;
        if (words_apart(p->text) < 3) continue;
        set(&p->features, F_CELLS);
        clear(&p->features, F_HEADLIKE);
    }
}

/* 粮食产量 / 吨 / 12630 / 12410 / 1.8 / …: a table whose cells were read one
 * below the other. */
static void cells_in_lines(Page *page) {
    enum { MOST = 12, LINES = 8, PART = 3 };
    for (size_t i = 0, to; i < page->paras.n; i = to > i ? to : i + 1) {
        size_t figures = 0;
        for (to = i; to < page->paras.n; to++) {
            const Para *p = &page->paras.p[to];
            if (p->aside || p->chars > MOST || has(&p->features, F_MARKED) || p->gap > page->usual_gap) break;
            figures += is_figure(folded(p->head));
        }
        for (size_t k = i; to - i >= LINES && figures * PART >= to - i && k < to; k++) {
            FeatureSet *s = &page->paras.p[k].features;
            set(s, F_CELLS);
            clear(s, F_HEADLIKE), clear(s, F_NAMES), clear(s, F_NUMBERED);
        }
    }
}

/* 男子铅球：第一名 某某 12.36米, 300亩　改造的老茶园: what is listed, and what is said of it. */
static bool is_listed(const Para *p) {
    enum { MOST = 44, NAME = 10 };
    static const Feature never[] = {F_BYLINE_FORM, F_CREDIT_FORM, F_CAPTION_FORM, F_DATELINE,
                                    F_MARKED,      F_BULLET,      F_NUMBERED};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (has(&p->features, never[i])) return false;
    if (p->aside || p->chars > MOST || p->head->marks & MARK_STOP || cue_speaks(folded(p->head))) return false;
    View v = folded(p->head);
    size_t colon = view_find(v, V(":"), 0), space = view_find(v, V(" "), 0);
    if (colon != SIZE_MAX && colon + 1 < v.n && utf8_count(view_to(v, colon)) <= NAME && !is_figure(view_to(v, colon)))
        return true;
    return space != SIZE_MAX && v.p[0] >= '0' && v.p[0] <= '9' &&
           (!is_figure(view_to(v, space)) || v.p[space - 1] == '%') && utf8_count(view_to(v, space)) <= NAME;
}

static void listed_rows(Page *page) {
    enum { ROWS = 3 };
    for (size_t i = 0, to; i < page->paras.n; i = to > i ? to : i + 1) {
        for (to = i; to < page->paras.n && is_listed(&page->paras.p[to]) &&
                     (to == i || page->paras.p[to].gap <= page->usual_gap);
             to++) {}
        for (size_t k = i; to - i >= ROWS && k < to; k++) {
            clear(&page->paras.p[k].features, F_HEADLIKE);
            page->paras.p[k].open = false;
        }
    }
}

void features_tables(Page *page) {
    cells_in_lines(page);
    table_rows(page);
    rolls(page);
    listed_rows(page);
    table_heads(page);
}
