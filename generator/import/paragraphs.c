/* Lines to paragraphs. Many documents have a paragraph a line, and a blank
 * line between. Others were wrapped at the width of a column: their lines
 * crowd at one or a few widths and break off anywhere. */
#include "import/cues.h"
#include "import/page.h"

enum { WIDTHS = 64, NARROWEST = 9 };

typedef struct Widths {
    size_t at[WIDTHS];   /* lines of each width, in Han characters */
    size_t open[WIDTHS]; /* of these, such as break off */
    bool peak[WIDTHS];   /* a column is that wide */
    size_t n, wide;
    bool full;           /* digits are as wide as Han characters, before they were folded or in a count */
    uint32_t step;       /* blank lines inside a paragraph: none, but where all lines stand apart */
} Widths;

/* Blank lines that stand between paragraphs as a rule: the median. */
static uint32_t usual_gap(const uint32_t *gaps, size_t stride, size_t n) {
    enum { GAPS = 8 };
    size_t count[GAPS] = {0}, sum = 0;
    for (size_t i = 1; i < n; i++) {
        uint32_t g = *(const uint32_t *)(const void *)((const char *)gaps + i * stride);
        count[g < GAPS ? g : GAPS - 1]++;
    }
    for (uint32_t g = 0; g < GAPS; g++)
        if ((sum += count[g]) * 2 > n) return g;
    return 0;
}

static unsigned width_of(const Widths *w, const Line *l) {
    if (l->text.n > 4 * WIDTHS) return WIDTHS - 1;
    size_t width = l->chars - (w->full ? 0 : l->ascii / 2) + (l->indented ? 2 : 0);
    return width < WIDTHS ? (unsigned)width : WIDTHS - 1;
}

static size_t crowd(const size_t *lines, size_t at) {
    return lines[at - 1] + lines[at] + (at + 1 < WIDTHS - 1 ? lines[at + 1] : 0);
}

/* Many lines are about as wide as k, and most of them break off: proverbs and
 * verse are of one width as well, but each is a sentence. */
static bool is_column(const Widths *w, size_t k) {
    size_t n = crowd(w->at, k);
    return n >= 4 && n * 8 >= w->n && crowd(w->open, k) * 2 > n;
}

static bool near(unsigned width, size_t k) { return width + 1 >= k && width <= k + 1; }

/* The lines of a column stand one below the other, or above a shorter last
 * one; headlines that happen to be of one width stand above wider text. */
static bool stands_in_runs(const Page *page, const Widths *w, size_t k) {
    size_t all = 0, run = 0;
    bool before = false;
    for (size_t i = 0; i < page->lines.n; i++) {
        bool here = near(width_of(w, &page->lines.p[i]), k);
        const Line *next =
            i + 1 < page->lines.n && page->lines.p[i + 1].gap <= page->usual_gap ? &page->lines.p[i + 1] : NULL;
        bool after =
            next && (near(width_of(w, next), k) || (width_of(w, next) < k && !page->lines.p[i].closed));
        all += here;
        run += here && (after || (before && page->lines.p[i].gap <= page->usual_gap));
        before = here;
    }
    return run * 2 > all;
}

/* How much of the text stands in lines of a column's width: elsewhere short
 * lines are headings between long ones. */
static bool holds_text(const Page *page, const Widths *w, size_t part) {
    size_t in = 0, all = 0;
    for (size_t i = 0; i < page->lines.n; i++) {
        all += page->lines.p[i].chars;
        if (w->peak[width_of(w, &page->lines.p[i])]) in += page->lines.p[i].chars;
    }
    return in * part > all;
}

/* Running text has marks in some of its lines; headlines, one below the other
 * and by chance as wide, have none. */
static bool has_marks(const Page *page, const Widths *w) {
    enum { SAMPLE = 200, PART = 6 };
    size_t in = 0, marked = 0, n;
    for (size_t i = 0; i < page->lines.n && in < SAMPLE; i++) {
        const Line *l = &page->lines.p[i];
        if (!w->peak[width_of(w, l)]) continue;
        in++;
        marked += words_find(l->text, "， 。 、 ； ： ！ ？ , ; : ! ? .", 0, &n) != SIZE_MAX;
    }
    return marked * PART >= in;
}

/* Words that lie across the ends of lines, what no list or table has: `least`
 * of them, and not by chance. */
static bool tears_words(const Page *page, const Widths *w, size_t least) {
    enum { SAMPLE = 200, PART = 8 };
    size_t n = 0, torn = 0;
    for (size_t i = 0; i + 1 < page->lines.n && n < SAMPLE; i++) {
        const Line *a = &page->lines.p[i], *b = a + 1;
        if (!w->peak[width_of(w, a)] || b->gap > w->step || b->indented || a->closed) continue;
        n++;
        torn += seam_in_word(a->text, b->text);
    }
    return torn >= least && torn * PART >= n;
}

/* How many blank lines stand below a line that breaks off at a column's
 * width: the same as elsewhere, where paragraphs are not set apart by them. */
static uint32_t step_of(const Page *page, const Widths *w) {
    size_t near_by = 0, apart = 0;
    for (size_t i = 0; i + 1 < page->lines.n; i++) {
        if (!w->peak[width_of(w, &page->lines.p[i])] || page->lines.p[i].closed) continue;
        if (page->lines.p[i + 1].gap == 0) near_by++;
        else apart++;
    }
    return near_by >= apart ? 0 : page->usual_gap;
}

static void find_peaks(const Page *page, Widths *w, bool full) {
    *w = (Widths){.full = full};
    for (size_t i = 0; i < page->lines.n; i++) {
        unsigned k = width_of(w, &page->lines.p[i]);
        w->at[k]++;
        w->open[k] += !page->lines.p[i].closed;
        w->wide += k == WIDTHS - 1;
        w->n += k >= NARROWEST;
    }
    for (size_t k = NARROWEST; k + 1 < WIDTHS - 1; k++)
        if (is_column(w, k) && stands_in_runs(page, w, k))
            w->peak[k - 1] = w->peak[k] = w->peak[k + 1] = true;
}

/* Do lines with digits or Latin letters among Han characters reach a column's
 * width only where each of these counts as a whole character? */
static bool digits_are_full(const Page *page, const Widths *w) {
    enum { LEAST = 4 }; /* fewer make no difference */
    const Widths whole = {.full = true};
    size_t as_halves = 0, as_whole = 0;
    for (size_t i = 0; i < page->lines.n; i++) {
        const Line *l = &page->lines.p[i];
        const size_t ascii = l->text.n > 4 * WIDTHS ? 0 : l->ascii;
        if (ascii < LEAST || ascii * 2 > l->chars) continue;
        as_halves += w->peak[width_of(w, l)];
        as_whole += w->peak[width_of(&whole, l)];
    }
    return as_whole > as_halves;
}

/* A page is wrapped if half of its lines and of its text stand in a few peaks,
 * and there mostly break off; or less, where they break off inside words. */
static bool find_widths(const Page *page, Widths *w) {
    enum { FEW = 2, MANY = 4 }; /* torn words */
    find_peaks(page, w, false);
    if (w->n < 6 || w->wide * 5 > w->n) return false;
    if (digits_are_full(page, w)) find_peaks(page, w, true);
    size_t in = 0, open = 0;
    for (size_t k = 0; k < WIDTHS; k++)
        if (w->peak[k]) in += w->at[k], open += w->open[k];
    w->step = step_of(page, w);
    if (open * 3 <= in * 2 || !has_marks(page, w)) return false;
    return holds_text(page, w, 2) ? in * 2 > w->n || tears_words(page, w, FEW)
                                  : holds_text(page, w, 4) && tears_words(page, w, MANY);
}

static bool all_narrow(const Widths *w) {
    enum { NARROW = 16 };
    for (size_t k = NARROW + 2; k < WIDTHS; k++)
        if (w->peak[k]) return false;
    return true;
}

static bool mostly_indented(const Page *page) {
    size_t n = 0;
    for (size_t i = 0; i < page->lines.n; i++) n += page->lines.p[i].indented;
    return n * 40 > page->lines.n && n >= 2 && n * 10 < page->lines.n * 8;
}

static bool has_mark(View v) {
    size_t n;
    Folded f;
    fold_head(&f, v);
    return words_find(folded(&f), ", 。 、 ; : ! ? ( )", 0, &n) != SIZE_MAX;
}

/* Narrow lines between a sentence that ends and a paragraph that begins are
 * a headline. */
static bool heads_paragraph(const Page *page, const Widths *w, size_t i) {
    for (size_t k = 0; k < 4 && i < page->lines.n; k++, i++) {
        const Line *l = &page->lines.p[i];
        if (l->indented) return k > 0;
        if (w->peak[width_of(w, l)] || l->closed) return false;
    }
    return false;
}

/* 茶山夜话, narrow and without a mark, below a sentence that ends and with a gap below it: the headline of the text
 * above, or who signed that. */
static bool stands_below(const Page *page, const Widths *w, size_t i) {
    enum { LINES = 3 };
    for (size_t k = 0; k < LINES && i < page->lines.n; k++, i++) {
        const Line *l = &page->lines.p[i];
        if (k && l->gap > w->step) return true;
        if (l->gap > w->step || l->indented || l->closed || w->peak[width_of(w, l)] || has_mark(l->text)) return false;
    }
    return false;
}

static bool is_alnum(uint32_t cp) {
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* PM / 2.5浓度…, 增长25. / 4%: a number or a name that a line's end tore. */
static bool tears_number(View before, View after) {
    uint32_t x = utf8_last(&before), y = utf8_next(&after);
    return is_alnum(y) && (is_alnum(x) || (x == '.' && y <= '9' && before.n && is_alnum(utf8_last(&before))));
}

/* 每周一、 / 三、五上午…: behind such a mark it is no number of a part. */
static bool opens_paragraph(const Line *above, const Line *l) {
    return cue_opens_paragraph(l->text) && !words_end(above->text, "、") && !tears_number(above->text, l->text);
}

/* 某某在回答记者提问时介 / 绍…: a line that goes on is no byline. */
static bool torn_byline(const Page *page, const Line *a) {
    return page->indents && a->indented && cue_byline(a->text) && seam_in_word(a->text, a[1].text);
}

/* ——统筹推进。…: a paragraph of a list, and no deck. */
static bool dash_paragraph(const Page *page, const Line *l) {
    size_t n;
    return view_starts(l->text, V("——")) &&
           (page->indents ? l->indented : words_find(l->text, l->gap ? "。 ； ，" : "。 ；", 0, &n) != SIZE_MAX);
}

/* A paragraph without its indent, as at the top of a column that goes on with
 * one or under a picture's headline: lines of full width down to one that
 * closes a sentence. A headline closes none, and has no comma. */
static bool lacks_indent(const Page *page, const Widths *w, size_t from) {
    enum { LOOK = 40 };
    const Line *l = &page->lines.p[from];
    bool apart = l->gap > w->step, mark = has_mark(l->text);
    if (!w->peak[width_of(w, l)] || (l->closed && !mark)) return false;
    for (size_t i = from + 1; i < page->lines.n && i < from + LOOK; i++) {
        const Line *b = &page->lines.p[i];
        bool ends = b->indented || b->gap > w->step || opens_paragraph(b - 1, b) || cue_stands_alone(b->text);
        if (ends) return mark && i > from + 1;
        mark = mark || has_mark(b->text);
        if (b->closed) return apart || mark;
        if (!w->peak[width_of(w, b)]) return false;
    }
    return false;
}

/* 用好一颗苹果的“身份 / 证”: a headline that was broken inside a quotation or
 * a title of a book. */
static bool torn_headline(const Page *page, size_t i) {
    enum { MOST = 24 };
    if (i + 1 >= page->lines.n) return false;
    const Line *a = &page->lines.p[i], *b = a + 1;
    if (a->chars > MOST || b->chars > MOST || a->level != b->level || b->gap > page->usual_gap || b->page_start ||
        a->indented || b->indented)
        return false;
    size_t n;
    return words_find(a->text, "。 ， ； ： ！ ？ , ; : ! ?", 0, &n) == SIZE_MAX &&
           words_find(b->text, "。 ， ； ,", 0, &n) == SIZE_MAX && cue_left_open(a->text) && cue_closes_first(b->text);
}

/* 让果子走上快车道 / 让老乡吃上产业饭: one headline in two lines of one
 * length that begin alike, over a byline or text. */
static bool couplet(const Page *page, size_t i) {
    enum { LEAST = 5, MOST = 14, TEXT = 20 };
    if (i + 2 >= page->lines.n) return false;
    const Line *a = &page->lines.p[i], *b = a + 1, *c = a + 2;
    if (a->chars < LEAST || a->chars > MOST || a->chars != b->chars || a->level != b->level || b->page_start ||
        a->indented || b->indented || b->gap > page->usual_gap || (i > 0 && a[-1].chars == a->chars))
        return false;
    if (c->chars < TEXT && !cue_byline(c->text) && !words_start(c->text, "— ― ─")) return false;
    if (view_eq(a->text, b->text)) return false;
    size_t same = 0;
    for (View v = a->text, w = b->text; v.n && w.n;) {
        uint32_t x = utf8_next(&v), y = utf8_next(&w);
        if (!cp_is_han(x) || !cp_is_han(y)) return false;
        same += x == y;
        if (same == 0) return false;
    }
    return same >= 2 || words_start(a->text, "让 把 为 有 一") > 0;
}

/* 某乡香菇专业户 / 自办技术夜校, 某村供水工程 / 招标公告: who, and below it
 * what they do; what, and below it that it is a notice. */
static bool parted_headline(const Page *page, size_t i) {
    enum { MOST = 14, SUBJECT = 30, NOTICE = 6, COLUMN = 6 };
    static const char PEOPLE[] = "户 农民 群众 职工 社员 干部 学生 老人 青年 妇女 工人 师生 战士 民兵 医生 教师 "
                                 "党员 村民 "
                                 "牧民 居民 菜农 果农 茶农 药农 棉农 瓜农 渔民 农户 工匠 匠人 手艺人 志愿者 民警";
    static const char DO[] = "自办 自编 自建 自筹 搭上 办起 用上 喝上 走上 住上 住进 吃上 过上 迈上 迈开 打响 掀起 "
                             "夺得 "
                             "抢收 抢种 抢修 学 种 养 修 建 造 争 热议 热心 喜 踊跃 积极 主动 乐 巧 勤 忙 订 送 向 为";
    static const char BECOMES[] = "卖成 卖出 变成 变身 长成 做成 成了 染红 滚出 挑起 敲开 闯出 唱响 叫响 撑起 托起 "
                                  "鼓起 擦亮 点亮 激活 带火 带富 催热 走出 走进 铺就 酿出 织出 绣出 种出 养出";
    static const char NOTICES[] = "公告 通告 启事 声明 通知 公示";
    if (i + 2 >= page->lines.n) return false;
    const Line *a = &page->lines.p[i], *b = a + 1;
    if (a->chars < 4 || a->level != b->level || b->page_start || a->indented || b->indented || b->chars > MOST ||
        b->gap > page->usual_gap)
        return false;
    const bool apart = i == 0 || a->gap > page->usual_gap || a[-1].closed;
    bool parted;
    if (words_start(a->text, "“") && words_end(a->text, "”") && a->chars <= 8 && a->level)
        parted = true; /* “山药蛋” / 滚出大产业 */
    else if (words_end(a->text, "”") && words_start(b->text, BECOMES)) /* 某村的“老味道” / 卖成了新产业 */
        parted = a->chars <= MOST && (apart || (a[-1].chars <= COLUMN && a[-1].gap > page->usual_gap));
    else if (words_end(b->text, NOTICES) && b->chars <= NOTICE)
        parted = a->chars <= SUBJECT && a->gap > page->usual_gap;
    else
        parted = a->chars <= MOST && words_end(a->text, PEOPLE) && words_start(b->text, DO) && apart;
    return parted && !has_mark(a->text) && !has_mark(b->text);
}

static bool is_parted(const Page *page, size_t i) { return couplet(page, i) || parted_headline(page, i); }

/* May a paragraph of several lines begin here? Where paragraphs are indented,
 * a line that is not begins none: it is a headline, but at the top of a page
 * or column, where text goes on. */
static bool begins_text(const Page *page, const Widths *w, size_t from) {
    const Line *l = &page->lines.p[from];
    return !page->indents || l->indented || from == 0 || l->page_start || words_start(l->text, "▲ △ ● ○ ■ □ ◆ ◇ ★ ☆") ||
           lacks_indent(page, w, from);
}

/* Is it much narrower than the columns are, with one line as wide next to it
 * at most, and no mark in them? Such lines are no column, however many there are. */
static bool is_short(const Page *page, const Widths *w, size_t i) {
    enum { MOST = 2 }; /* as many lines; a column of thousands is not walked for each of its lines */
    const Line *l = &page->lines.p[i];
    unsigned width = width_of(w, l);
    bool wider = false;
    size_t from = i, to = i + 1; /* lines as wide, one below the other */
    while (from > 0 && i - from < MOST && page->lines.p[from].gap <= w->step &&
           near(width_of(w, &page->lines.p[from - 1]), width))
        from--;
    while (to < page->lines.n && to - from <= MOST && page->lines.p[to].gap <= w->step &&
           near(width_of(w, &page->lines.p[to]), width) && !cue_stands_alone(page->lines.p[to].text))
        to++;
    if (to - from > MOST) return false;
    for (size_t k = from; k < to; k++)
        if (has_mark(page->lines.p[k].text)) return false;
    for (unsigned k = width * 4 / 3 + 1; k < WIDTHS - 1; k++) wider = wider || w->peak[k];
    return wider;
}

/* 民國四十四年九月十三日, below a notice. */
static bool is_dated(const Line *l) {
    enum { LONGEST = 16 };
    unsigned y, m, d;
    Folded f;
    if (l->chars > LONGEST) return false;
    fold_head(&f, l->text);
    return cue_date_alone(&f, &y, &m, &d) && y;
}

/* 学生们在新操场上跑步。　某某　摄, in the midst of a paragraph whose word runs on below it. */
static bool is_caption_between(const Page *page, const Widths *w, size_t i) {
    if (i == 0 || i + 1 >= page->lines.n) return false;
    const Line *a = &page->lines.p[i - 1], *b = a + 1, *c = b + 1;
    View credit;
    if (b->gap > w->step || c->gap > w->step || b->indented || c->indented || c->page_start || a->closed)
        return false;
    return words_end(b->text, "摄 攝 影") && cue_credit(b->text, &credit) && credit.n < b->text.n &&
           seam_in_word(a->text, c->text) && !seam_in_word(a->text, b->text);
}

/* A paragraph of two lines without a full stop, as summaries over a story
 * are: no headline is that short, and few stand below a paragraph's first line. */
static bool ends_first_line(const Line *a, const Line *b) {
    enum { SHORTEST = 5 }; /* headlines */
    return a->indented && (has_mark(a->text) || b->chars < SHORTEST);
}

/* Does line i run on in line i + 1, in a page that was wrapped? */
static bool runs_on(const Page *page, const Widths *w, size_t i) {
    const Line *a = &page->lines.p[i], *b = a + 1;
    unsigned wa = width_of(w, a), wb = width_of(w, b);
    bool indents = page->indents;
    if (!w->peak[wa] || b->gap > w->step || b->page_start || b->level || a->level || is_short(page, w, i)) return false;
    if ((b->indented && indents) || a->set_right || b->set_right) return false;
    if (words_start(b->text, "” ’ 」 』 》 】 ） ， 。 、 ； ： ！ ？")) return true; /* such a mark begins nothing */
    if (opens_paragraph(a, b) ||
        (cue_stands_alone(a->text) && !cue_left_open(a->text) && !dash_paragraph(page, a) &&
         !torn_byline(page, a)) ||
        cue_stands_alone(b->text))
        return false;
    if (is_caption_between(page, w, i) || is_caption_between(page, w, i + 1)) return false;
    bool closed = a->closed;
    if (closed && cue_letter_writer(b->text)) return false; /* 某乡　某某 */
    if (closed && is_dated(b)) return false;
    const bool ends_short = closed && i > 0 && a[-1].chars > a->chars + 1; /* than the line above */
    if (ends_short && indents && stands_below(page, w, i + 1)) return false;
    if (indents && heads_paragraph(page, w, i + 1) &&
        (closed || (!has_mark(b->text) && !ends_first_line(a, b) && !seam_in_word(a->text, b->text))) &&
        !tears_number(a->text, b->text))
        return false;
    if (closed && (indents || wb < NARROWEST)) return indents;
    return true;
}

static View joined(Page *page, size_t first, size_t n) {
    const Line *l = &page->lines.p[first];
    if (n == 1) return l->text;
    Str s = STR_INIT;
    for (size_t i = 0; i < n; i++) {
        if (i) {
            View before = str_view(&s), after = l[i].text;
            uint32_t x = utf8_last(&before), y = utf8_next(&after);
            if ((x < 0x80 && y < 0x80 && x != '-') || (n == 2 && is_parted(page, first))) str_addc(&s, ' ');
        }
        str_addv(&s, l[i].text);
    }
    View v = arena_view(&page->arena, str_view(&s));
    str_release(&s);
    return v;
}

static Para para_of(Page *page, size_t first, size_t n, View text) {
    const Line *l = &page->lines.p[first];
    Folded *head = ARENA_NEW(&page->arena, Folded);
    Dateline line, *dateline = NULL;
    fold_head(head, text);
    if (cue_dateline(head, &line)) *(dateline = ARENA_NEW(&page->arena, Dateline)) = line;
    return (Para){.first = first,
                  .n = n,
                  .text = text,
                  .head = head,
                  .dateline = dateline,
                  .chars = n > 1 ? count_chars(text) : l->chars,
                  .gap = l->gap,
                  .open = n > 1 ? !cue_closed(text) : !l->closed,
                  .forced = ROLE_COUNT};
}

/* Both halves borrow the text that there is: a paragraph as long as a page may
 * be cut at each of its lines. What was said of it before, as by another rule of
 * the same person, holds: of its beginning, and where it was set aside, of all. */
size_t para_cut(Page *page, size_t which, size_t k) {
    const Para whole = page->paras.p[which];
    size_t behind = page->paras.n - which - 1, head = 0, tail = 0;
    for (size_t i = 0; i < k; i++) {
        head = tail + page->lines.p[whole.first + i].text.n;
        tail = head + (whole.text.p[head] == ' ');
    }
    Para rest = para_of(page, whole.first + k, whole.n - k, view_from(whole.text, tail));
    Para begin = para_of(page, whole.first, k, view_to(whole.text, head));
    rest.aside = begin.aside = whole.aside;
    begin.forced = whole.forced;
    begin.split = whole.split;
    begin.goes_on = whole.goes_on;
    begin.cited = whole.cited;
    page->paras.p[which] = begin;
    vec_push(&page->paras, rest);
    memmove(page->paras.p + which + 2, page->paras.p + which + 1, behind * sizeof rest);
    page->paras.p[which + 1] = rest;
    return which + 1;
}

void page_paragraphs(Page *page) {
    if (!page->lines.n) return;
    Widths w;
    page->usual_gap = usual_gap(&page->lines.p->gap, sizeof(Line), page->lines.n);
    page->wrapped = find_widths(page, &w);
    page->narrow = page->wrapped && all_narrow(&w);
    page->indents = mostly_indented(page);
    for (size_t i = 0; i < page->lines.n;) {
        size_t n = 1;
        bool text = page->wrapped && begins_text(page, &w, i);
        while (text && i + n < page->lines.n && runs_on(page, &w, i + n - 1)) n++;
        if (n == 1 && (torn_headline(page, i) || is_parted(page, i))) n = 2;
        vec_push(&page->paras, para_of(page, i, n, joined(page, i, n)));
        i += n;
    }
    page->usual_gap = usual_gap(&page->paras.p->gap, sizeof(Para), page->paras.n);
}
