/* Where and when a cutting was printed. Whoever collects pieces of a paper, or
 * copies them from its site or from a service, has such a line for each:
 *
 *     【1998-03-12/某報/17版/地方】      2016-05-17 04:54 某報 記者某某/某地報導
 *
 * or its parts one below the other: 某報 / 某某/某地報導 / 2004-03-09. It is no
 * masthead: it dates its own piece, not the page. */
#include "import/cues.h"
#include "import/page.h"
#include "import/scan.h"

enum { LONGEST = 70, ABOVE = 40, PIECE = 30, BLOCK = 4 };

/* What a citation has besides its date. */
typedef struct Parts {
    bool date, hour, week, paper, page, names, framed, divided; /* 【…】; cut by / or | */
    bool by;         /* By, and the name follows */
    bool whole;      /* all of it is understood */
    size_t others;   /* 地方, 鄉情: sections */
    size_t from, to; /* of the names, in the folded text */
    unsigned year, month, day;
} Parts;

static bool digits_at(View v, size_t least, size_t most, unsigned *out, View *rest) {
    size_t n = 0;
    unsigned sum = 0;
    while (n < v.n && n <= most && v.p[n] >= '0' && v.p[n] <= '9') sum = sum * 10 + (unsigned)(v.p[n++] - '0');
    if (n < least || n > most) return false;
    *out = sum;
    *rest = view_from(v, n);
    return true;
}

/* 1998-03-12, 1998/3/12, 1998.03.12, 1998年3月12日, 民國87年3月12日 */
static bool take_date(View *v, Parts *p) {
    unsigned y, m, d;
    View rest = *v;
    const bool written = cue_date(&rest, &y, &m, &d) && y && m && d;
    if (!written) {
        rest = *v;
        if (!cue_numeral_date(&rest, &y, &m, &d) || y < 1800 || y > 2099) return false;
    }
    p->year = y, p->month = m, p->day = d;
    *v = rest;
    return true;
}

/* 30 九月 2010 */
static bool take_day_first(View *v, Parts *p) {
    unsigned y, m, d;
    View at = *v;
    if (!digits_at(at, 1, 2, &d, &at) || !take(&at, " ") || !cue_number(&at, &m) || !take(&at, "月 ")) return false;
    if (!digits_at(at, 4, 4, &y, &at) || y < 1900 || y > 2099 || !m || m > 12 || !d || d > 31) return false;
    p->year = y, p->month = m, p->day = d;
    *v = at;
    return true;
}

/* 04:54, 04:54:07 */
static bool take_hour(View *v) {
    unsigned n;
    View at;
    if (!digits_at(*v, 1, 2, &n, &at) || n > 23 || !take(&at, ":") || !digits_at(at, 2, 2, &n, &at)) return false;
    View more = at;
    if (take(&more, ":") && digits_at(more, 2, 2, &n, &more)) at = more;
    *v = at;
    return true;
}

/* 17版, 第17版, A12, C2版 */
static bool is_page(View v) {
    unsigned n;
    View rest = v;
    take(&rest, "第");
    const bool letter = rest.n && rest.p[0] >= 'a' && rest.p[0] <= 'h';
    if (letter) rest = view_from(rest, 1);
    if (!cue_number(&rest, &n) || n > 99) return false;
    return view_is(rest, "版") || (letter && !rest.n);
}

static bool is_paper(View v) {
    return v.n >= 6 && utf8_count(v) <= 10 && words_end(v, "报 新闻网 中央社 周刊") && !words_end(v, cue_no_papers);
}

static bool han_only(View v, size_t most) {
    size_t n = 0;
    while (v.n) {
        View rest = v;
        uint32_t cp = utf8_next(&rest);
        if (!cp_is_han(cp) && cp != 0xB7 && cp != 0x3001) return false;
        v = rest;
        n++;
    }
    return n >= 1 && n <= most;
}

static bool take_token(Parts *p, View all, View token) {
    const bool named = p->by && han_only(token, 8);
    p->by = view_is(token, "by");
    if (p->by) return true;
    if (words_start(token, "星期 周") && utf8_count(token) <= 3) p->week = true;
    else if (is_paper(token)) p->paper = true;
    else if (is_page(token)) p->page = true;
    else if (named || words_start(token, "记者 特派员 特派记者 通讯员 本报记者 中央社记者") ||
             words_end(token, "报道 报导")) {
        if (!p->names) p->from = (size_t)(token.p - all.p);
        p->names = true;
        p->to = (size_t)(token.p - all.p) + token.n;
    } else if (han_only(token, 8)) p->others++;
    else return false;
    return true;
}

static bool read_parts(View all, Parts *p) {
    View v = all;
    *p = (Parts){0};
    size_t n = words_start(v, "【 [ 〔 ("), m = n ? words_end(v, "】 ] 〕 )") : 0;
    p->framed = m > 0;
    if (m) v = view(v.p + n, v.n - n - m);
    while (v.n) {
        if (strchr(" /|,", v.p[0])) {
            p->divided = p->divided || v.p[0] == '/' || v.p[0] == '|';
            v = view_from(v, 1);
            continue;
        }
        size_t label = words_start(v, "发布时间: 发布日期: 出版日期: 出处: 来源: 刊登日期: 刊于 原载 日期:");
        v = view_from(v, label);
        if (label) continue;
        if (!p->date && (take_date(&v, p) || take_day_first(&v, p))) {
            p->date = true;
            continue;
        }
        if (!p->hour && take_hour(&v)) {
            p->hour = true;
            continue;
        }
        size_t end = 0;
        while (end < v.n && !strchr(" /|,", v.p[end])) end++;
        if (!take_token(p, all, view_to(v, end))) return false;
        v = view_from(v, end);
    }
    p->whole = true;
    return p->date;
}

/* A headline, as most short lines are, has neither a figure nor a year: it
 * is not taken apart. */
static bool may_be_dated(View v) {
    for (size_t i = 0; i < v.n; i++)
        if (v.p[i] >= '0' && v.p[i] <= '9') return true;
    return view_find(v, V("年"), 0) != SIZE_MAX;
}

/* Likewise one without any of the characters that the name of a paper, the
 * number of a page or an hour has. */
static bool may_be_placed(View v) {
    size_t n;
    return words_find(v, "报 网 社 刊 版 a b c d e f g h :", 0, &n) != SIZE_MAX;
}

void cue_citation_piece(const Folded *f, Citation *out) {
    Parts p;
    const View v = view_trim(folded(f));
    read_parts(v, &p);
    const size_t at = (size_t)(v.p - f->text);
    *out = (Citation){.year = p.year, .month = p.month, .day = p.day};
    if (p.names) out->names = folded_raw(f, at + p.from, at + p.to);
}

bool cue_citation(const Folded *f, Citation *out) {
    Parts p;
    View v = view_trim(folded(f));
    *out = (Citation){0};
    if (!f->whole || f->marks & (MARK_STOP | MARK_CALL) || !may_be_dated(v) || !may_be_placed(v) ||
        utf8_count(v) > LONGEST || !read_parts(v, &p))
        return false;
    if ((p.others && !p.divided && !p.framed) || (p.week && !p.hour)) return false; /* 星期三: a masthead */
    const bool enough = p.framed  ? p.paper || p.page
                        : p.paper ? p.page || p.names || p.hour || p.divided
                                  : p.hour;
    if (!enough) return false;
    cue_citation_piece(f, out);
    out->of_piece = p.framed || p.names || (p.hour && p.paper);
    out->hour = p.hour;
    return true;
}

/* A piece of a citation: a paper's name, a page, a date, a byline, or a name
 * beside one of these. */
static bool is_piece(const Para *p, bool *date, bool *place) {
    Parts parts;
    if (p->chars > PIECE || !p->head->whole) return false;
    const View v = view_trim(folded(p->head));
    read_parts(v, &parts);
    *date = parts.date;
    *place = parts.paper || parts.page;
    return parts.whole && (parts.date || *place || parts.names) && parts.others <= 1;
}

/* Above it stands nothing but a name or two: 某某新闻 / 健康周刊 / 2010年1月19日 */
static bool in_masthead(const Page *page, size_t i) {
    enum { LINES = 2, NAME = 6 };
    bool names = i <= LINES;
    for (size_t k = 0; names && k < i; k++) names = page->paras.p[k].open && page->paras.p[k].chars <= NAME;
    return names;
}

/* Paragraphs from i on that are one citation in pieces, down to its date; 0:
 * none are. A paper's name and a date alone are a masthead's as well. */
static size_t pieces(const Page *page, size_t i) {
    size_t n = 0;
    bool date = false, place = false, first = false;
    if (page->paras.p[i].chars > PIECE || !may_be_placed(folded(page->paras.p[i].head))) return 0;
    Str all = STR_INIT;
    for (; !date && n < BLOCK && i + n < page->paras.n; n++) {
        const Para *p = &page->paras.p[i + n];
        if ((n && p->gap) || !is_piece(p, &date, &place) || (!n && !place)) break;
        if (!n) first = date;
        if (n) str_adds(&all, " | ");
        str_addv(&all, p->text);
    }
    bool is = date && !first && n > 1;
    if (is) {
        Folded f;
        Citation c;
        fold_head(&f, str_view(&all));
        is = cue_citation(&f, &c) && (c.of_piece || !in_masthead(page, i) || n > 2);
    }
    str_release(&all);
    return is ? n : 0;
}

/* Right under a headline, as far as can be seen yet. */
static bool is_below_headline(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    return i > 0 && p[-1].cited == NOT_CITED && p[-1].open && p[-1].chars <= ABOVE && p->gap <= page->usual_gap;
}

void page_citations(Page *page) {
    bool seen = false; /* where one piece is cited, so are the others */
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        Citation c;
        const bool cites = p->chars <= LONGEST && cue_citation(p->head, &c) &&
                           (c.of_piece || seen || (c.hour && is_below_headline(page, i)));
        const size_t n = cites ? 1 : pieces(page, i);
        const CitedHow how = n == 1 && is_below_headline(page, i) ? CITED_BELOW : CITED_APART;
        for (size_t k = 0; k < n; k++) p[k].cited = how;
        if (n) i += n - 1, seen = true;
        if (n && how == CITED_APART && i + 1 < page->paras.n) page->paras.p[i + 1].split = true;
    }
}
