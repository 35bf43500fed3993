/* Running heads: those a line tells by itself, and those that no single line
 * does: what comes back from page to page, and the name of a part that a
 * page's end put into the text. */
#include "import/cues.h"
#include "import/page.h"

/* 大事记 · 31 · */
static bool has_dotted_number(View v) {
    size_t n, at = words_find(v, "· — -", 0, &n);
    if (at == SIZE_MAX) return false;
    View rest = view_from(v, at + n);
    size_t digits = 0;
    for (; rest.n && (rest.p[0] == ' ' || (rest.p[0] >= '0' && rest.p[0] <= '9')); rest = view_from(rest, 1))
        digits += rest.p[0] != ' ';
    return digits >= 1 && digits <= 4 && words_start(rest, "· — -");
}

/* 教育·卫生  241, 242  教育: a number at one end, apart from the rest. */
bool cue_edge_number(View v) {
    size_t n = v.n, digits = 0, numbers = 0;
    for (size_t i = 0; i < v.n; i++)
        numbers += v.p[i] >= '0' && v.p[i] <= '9' && (i == 0 || v.p[i - 1] < '0' || v.p[i - 1] > '9');
    if (numbers != 1) return false; /* a row of a table has more */
    while (n > 0 && v.p[n - 1] >= '0' && v.p[n - 1] <= '9') n--, digits++;
    if (digits >= 2 && digits <= 4 && n > 6 && v.p[n - 1] == ' ') return true;
    for (digits = 0; digits < v.n && v.p[digits] >= '0' && v.p[digits] <= '9';) digits++;
    return digits >= 2 && digits <= 4 && digits + 6 < v.n && v.p[digits] == ' ';
}

/* ·农业·畜牧业·水利· 163: the parts of the book on this page, and its number. */
static bool is_dotted_parts(View v) {
    size_t digits = 0, dots = 0;
    while (v.n && v.p[v.n - 1] >= '0' && v.p[v.n - 1] <= '9') v.n--, digits++;
    if (digits < 2 || digits > 4 || !v.n || v.p[v.n - 1] != ' ') return false;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        dots += cp == 0xB7;
        if (!cp_is_han(cp) && cp != 0xB7 && cp != ' ') return false;
    }
    return dots > 0;
}

/* 大事记　　　　　　　　　　9, 一三八　　　　　　竹崎乡志: a name and, at the
 * other end of the line, a page's number. The cells of a table are nearer to
 * one another. */
static bool has_far_number(View v) {
    enum { FAR = 6 };
    static const char DIGITS[] = "0 1 2 3 4 5 6 7 8 9 〇 零 一 二 三 四 五 六 七 八 九";
    for (int left = 0; left < 2; left++) {
        View rest = v;
        size_t n, digits = 0, blanks = 0;
        bool latin = false;
        while ((n = left ? words_start(rest, DIGITS) : words_end(rest, DIGITS))) {
            latin = latin || n == 1;
            rest = left ? view_from(rest, n) : view_to(rest, rest.n - n);
            digits++;
        }
        while (rest.n && (left ? rest.p[0] : rest.p[rest.n - 1]) == ' ') {
            rest = left ? view_from(rest, 1) : view_to(rest, rest.n - 1);
            blanks++;
        }
        if (digits >= (latin ? 1 : 2) && digits <= 4 && blanks >= FAR && rest.n >= 6 &&
            view_find(rest, V("  "), 0) == SIZE_MAX)
            return true;
    }
    return false;
}

/* 石川年鉴　2021　━━━━━━: what stands beside a rule. */
static bool is_beside_rule(View v) {
    enum { RULE = 6, WORDS = 16 };
    size_t rule = 0, words = 0;
    if (!words_start(v, "━ ─ ═") && !words_end(v, "━ ─ ═")) return false;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (cp == 0x2501 || cp == 0x2500 || cp == 0x2550) rule++;
        else words += !cp_is_space(cp);
    }
    return rule >= RULE && words > 0 && words <= WORDS;
}

/* 第四编　教育　39: a part of the book and the page. */
static bool is_numbered_part(View v) {
    size_t digits = 0;
    unsigned n;
    while (v.n && v.p[v.n - 1] >= '0' && v.p[v.n - 1] <= '9') v.n--, digits++;
    if (!digits || digits > 4 || !v.n || v.p[v.n - 1] != ' ' || !view_starts(v, V("第"))) return false;
    v = view_from(v, 3);
    return cue_number(&v, &n) && words_start(v, "编 篇 卷 章") > 0 && v.n > 6;
}

/* 石川年鉴 2021 · 210 · and the like: year book, year, page number. */
bool cue_running_head(View v, uint32_t chars, bool edge, bool row) {
    enum { LONG = 22, LONGEST = 44 /* with the name in Latin letters */ };
    if (is_beside_rule(v) || is_numbered_part(v)) return true;
    if (chars > LONGEST || words_start(cue_unmarked(v), "表 附表 图 附图")) return false; /* 表 1—2—1 */
    if (chars <= LONG && (has_dotted_number(v) || has_far_number(v))) return true;
    if (chars <= LONG && !row && (edge ? cue_edge_number(v) : is_dotted_parts(v))) return true;
    size_t n, at = view_find(v, V("公报 "), 0);
    if (at != SIZE_MAX && words_end(v, "期 期)")) return true; /* 某县人民政府公报　2013年第3期 */
    at = words_find(v, cue_books, 0, &n);
    if (at == SIZE_MAX || words_end(v, "。")) return false;
    /* 《某县志》　1991年, in a list of books */
    if (view_starts(v, V("《")) && words_end(v, "年 本 版 社 卷 期 日")) return false;
    View behind = view_from(v, at + n); /* 全县志愿者 is no book */
    if (view_starts(behind, V("愿")) || chars > (edge && cue_latin(behind) ? LONGEST : LONG)) return false;
    bool digits = false;
    for (size_t i = 0; i < v.n; i++) digits = digits || (v.p[i] >= '0' && v.p[i] <= '9');
    return digits;
}

static bool is_folio(const Para *p) { return is_set_aside(p, "page-number") || is_set_aside(p, "running-head"); }

/* Short lines at the edges of pages that come back on other pages. */
static void running_heads(Page *page) {
    Map seen = MAP_INIT;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < page->paras.n; i++) {
            Para *p = &page->paras.p[i];
            bool top = i > 0 && page->lines.p[p->first].page_start;
            bool bottom = i + 1 < page->paras.n && page->lines.p[p->first + p->n].page_start;
            if ((!top && !bottom) || p->chars > 24 || p->aside) continue;
            if (round == 0) ++*map_at(&seen, p->text, NULL);
            else if (*map_at(&seen, p->text, NULL) >= 3) p->aside = "running-head";
        }
    map_release(&seen);
}

/* Beside a page's number or running head, the same line twice or more: a part
 * of the running head. And a running head is one wherever it comes again. */
static void heads_again(Page *page) {
    enum { FEWEST = 4, MOST = 40, KNOWN = 1 << 20 };
    Map seen = MAP_INIT;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < page->paras.n; i++) {
            Para *p = &page->paras.p[i];
            if (p->chars < FEWEST || p->chars > MOST || (p->aside && !is_set_aside(p, "running-head"))) continue;
            bool beside = (i > 0 && is_folio(p - 1)) || (i + 1 < page->paras.n && is_folio(p + 1));
            if (round == 0 && (p->aside || beside)) *map_at(&seen, p->text, NULL) += p->aside ? KNOWN : 1;
            const size_t *times = round == 1 && !p->aside ? map_get(&seen, p->text) : NULL;
            if (times && *times >= (beside ? 2 : KNOWN)) p->aside = "running-head";
        }
    map_release(&seen);
}

static View bare_text(const Para *p, char buf[BARE_MAX]) { return cue_bare(p->head, buf); }

/* 2010年大事记, above: of its page 大　事　记 is the running head. */
static bool ends_title_above(const Page *page, size_t i, View name) {
    enum { NEAR = 400, TITLE = 24, LEAST = 6 };
    for (size_t k = i > NEAR ? i - NEAR : 0; name.n > LEAST && k < i; k++) {
        char buf[BARE_MAX];
        if (page->paras.p[k].chars <= TITLE && view_ends(bare_text(&page->paras.p[k], buf), name)) return true;
    }
    return false;
}

/* 乡　镇 / 341 / 某某乡: the name of the part beside its page's number, which
 * heads nothing. */
static void parts_above_numbers(Page *page) {
    enum { SHORT = 8, HEADING = 16 };
    for (size_t i = 1; i + 2 < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        const Para *next = p + 2;
        if (p->aside || p[-1].aside || p->chars > SHORT || p->chars < 2 || !p->open || p[-1].chars <= HEADING) continue;
        if (!is_set_aside(&p[1], "page-number") || next->aside || next->chars > HEADING || !next->open) continue;
        bool chapter;
        char buf[BARE_MAX];
        if (cue_numbered(p->head, &chapter) || cue_numbered(next->head, &chapter)) continue;
        View name = bare_text(p, buf);
        if (seam_is_word(name) || ends_title_above(page, i, name)) p->aside = "running-head";
    }
}

/* 是年　…: of an entry that stands on the page before. */
static bool goes_on_here(const Para *p) {
    return cue_starts_mid(p->head) || words_start(folded(p->head), "是年 是月 是日 同年 同月 同日 当年 当月") > 0;
}

/* 卫　生 / 卫生事业, the first right below the number of the page before and set off: the name of the part. */
static void parts_above_titles(Page *page) {
    enum { SHORT = 6, HEADING = 16 };
    for (size_t i = 1; i + 1 < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        char a[BARE_MAX], b[BARE_MAX];
        if (p->aside || p->chars > SHORT || !p->open || !is_folio(p - 1)) continue;
        if (p[1].gap <= p->gap || p[1].chars > HEADING || !p[1].open) continue;
        View name = bare_text(p, a), title = bare_text(p + 1, b);
        if (name.n >= 6 && title.n > name.n && view_starts(title, name)) p->aside = "running-head";
    }
}

/* 组织机构, below the number of a page, over what goes on from the page
 * before: a section's or chapter's title given again. */
static void titles_again(Page *page) {
    enum { SHORT = 12, NEAR = 400 };
    for (size_t i = 1; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        char a[BARE_MAX], b[BARE_MAX];
        if (p->aside || p->chars > SHORT || p->chars < 2 || !p->open || !is_folio(p - 1)) continue;
        View name = bare_text(p, a);
        bool chapter;
        if (name.n < 6 || cue_numbered(p->head, &chapter)) continue;
        for (size_t k = i > NEAR ? i - NEAR : 0; k < i && !p->aside; k++) {
            Para *q = &page->paras.p[k];
            if ((q->aside && (!is_set_aside(q, "running-head") || k + 1 == i)) || q->chars > 2 * SHORT ||
                !view_starts(bare_text(q, b), name))
                continue;
            /* 大事记 / 2015年大事记: on its first page as well. */
            char c[BARE_MAX];
            bool top = k == 0 || is_set_aside(q - 1, "running-head");
            bool again = view_find(bare_text(q + 1, c), name, 0) != SIZE_MAX;
            if ((top && again) || (k > 0 && q[-1].aside && goes_on_here(q + 1)))
                q->aside = "running-head";
            p->aside = "running-head";
        }
    }
}

/* Where a page ends inside a sentence, its running head and the name of its
 * part stand in the text: 某某年鉴 / 农业. */
static void heads_in_text(Page *page) {
    enum { TOP = 6, HEADLINE = 30 };
    size_t n = page->paras.n;
    for (size_t i = 0; i < n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside || p->chars > 12) continue;
        bool book = words_end(folded(p->head), cue_books) &&
                    view_find(folded(p->head), V(" "), 0) == SIZE_MAX;
        size_t same = 0;
        for (size_t k = 0; book && same < 2 && k < n && k < 4096; k++) same += view_eq(page->paras.p[k].text, p->text);
        if (book && (same >= 2 || i < TOP)) p->aside = "running-head";
    }
    for (size_t i = 0; i < n; i++) {
        Para *p = &page->paras.p[i];
        Folded f;
        bool chapter;
        if (p->aside || p->chars > 8 || !p->open) continue;
        fold_head(&f, p->text);
        if (cue_numbered(p->head, &chapter) && chapter) continue;
        size_t before = i, after = i + 1;
        while (before > 0 && page->paras.p[before - 1].aside) before--;
        while (after < n && page->paras.p[after].aside) after++;
        if ((before == i && after == i + 1) || before == 0 || after >= n) continue;
        /* On either side the text of one paragraph; a headline above is none. */
        const Para *above = &page->paras.p[before - 1];
        bool text = above->chars >= 10 && (above->chars > HEADLINE || above->head->marks & (MARK_COMMA | MARK_STOP));
        if (above->open && text && page->paras.p[after].chars > 4 &&
            !page->paras.p[after].open && cue_runs_over(page->paras.p[after].text))
            p->aside = "running-head";
    }
}

/* The number at the end of a short line of Han characters without a mark; 0: it is another line. */
static unsigned number_at_end(const Para *p) {
    enum { MOST = 20, FEWEST_DIGITS = 2 };
    View v = p->text, name;
    unsigned number;
    if (p->chars > MOST || p->head->marks & (MARK_STOP | MARK_COMMA)) return 0;
    size_t digits = 0;
    while (digits < v.n && v.p[v.n - 1 - digits] >= '0' && v.p[v.n - 1 - digits] <= '9') digits++;
    View at = view_from(v, v.n - digits);
    name = view_to(v, v.n - digits);
    if (digits < FEWEST_DIGITS || !name.n || !cp_is_space(utf8_last(&name)) || !cue_number(&at, &number)) return 0;
    for (View rest = name; rest.n;) {
        uint32_t cp = utf8_next(&rest);
        if (!cp_is_han(cp) && !cp_is_space(cp) && cp != 0xB7) return 0;
    }
    return number;
}

/* 128　　农牧林水: the number, and its part in *name; 0: it is another line. */
static unsigned number_at_start(const Para *p, View *name) {
    enum { MOST = 20, FEWEST_DIGITS = 2 };
    View v = p->text;
    unsigned number;
    if (p->chars > MOST || !v.n || v.p[0] < '0' || v.p[0] > '9') return 0;
    if (p->head->marks & (MARK_STOP | MARK_COMMA) || !cue_number(&v, &number)) return 0;
    size_t digits = p->text.n - v.n;
    *name = view_trim(v);
    if (digits < FEWEST_DIGITS || !name->n || name->p == v.p) return 0;
    for (View rest = *name; rest.n;) {
        uint32_t cp = utf8_next(&rest);
        if (!cp_is_han(cp) && cp != 0xB7) return 0;
    }
    return number;
}

/* 政　权　　419, set to the right: between rows of a table only the number of
 * the page before or behind tells that it is no row. */
static void numbered_heads(Page *page) {
    enum { MARGIN = 8, NEAR = 200 };
    unsigned *printed = xcalloc(page->paras.n + 1, sizeof *printed); /* read once, as many lines may ask for each */
    for (size_t i = 0; i < page->paras.n; i++)
        if (is_folio(&page->paras.p[i])) printed[i] = folio_number(&page->paras.p[i]);
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        unsigned mine = p->aside || page->lines.p[p->first].margin < MARGIN ? 0 : number_at_end(p);
        View name = {0}; /* at the left edge the neighbour must name the same part */
        if (!mine && !p->aside) mine = number_at_start(p, &name);
        for (size_t k = i > NEAR ? i - NEAR : 0; mine && !p->aside && k < page->paras.n && k < i + NEAR; k++)
            if (printed[k] && (k < i ? printed[k] + 1 == mine : mine + 1 == printed[k]) &&
                (!name.n || view_find(page->paras.p[k].text, name, 0) != SIZE_MAX))
                p->aside = "running-head";
        if (mine && p->aside) printed[i] = folio_number(p);
    }
    free(printed);
}

void page_running_heads(Page *page) {
    numbered_heads(page);
    running_heads(page);
    heads_again(page);
    titles_again(page);
    parts_above_titles(page);
    parts_above_numbers(page);
    heads_in_text(page);
}
