/* Printed page numbers inside a document (folios): of which page each line is.
 * They stand above or below their page, alone or in a running head; in a paper
 * the masthead has them (第3版). Programs that OCR put marks between pages. */
#include "import/cues.h"
#include "import/page.h"

typedef struct Folio {
    size_t line; /* the first of its paragraph */
    unsigned number;
} Folio;

typedef VEC(Folio) Folios;

/* --- marks ------------------------------------------------------------------------ */

static const char FRAME[] = "= # * [ ] ( ) < > ! ─ ━ ~ _ | / : . - " FOLIO_DASHES " " FOLIO_BRACKETS;

static View without_frame(View v) {
    for (size_t n = 1; n;) {
        v = cue_unspaced(v);
        n = words_start(v, FRAME);
        v = view_from(v, n);
    }
    return v;
}

/* === Page 12 ===, <!-- page 12 -->, [第12页], -- 12 of 300 --: never printed. */
bool folio_mark(const Folded *f) {
    View v = without_frame(folded(f));
    bool framed = v.n < f->n;
    unsigned n, all;
    size_t word = words_start(v, "pdf页 pdf page page 第 页码 页");
    bool page = view_starts(v, V("p"));
    v = without_frame(view_from(v, word));
    if (!f->whole || !cue_number(&v, &n)) return false;
    v = cue_unspaced(v);
    size_t k; /* Page 111 - 石川县志(1991-2005) */
    if (word && words_start(v, "- —") && words_find(v, "志 年鉴 公报 录", 0, &k) != SIZE_MAX) return true;
    size_t unit = words_start(v, "页"), of = words_start(without_frame(view_from(v, unit)), "of 共");
    v = without_frame(view_from(v, unit));
    if (of) {
        v = without_frame(view_from(v, of));
        if (!cue_number(&v, &all) || all < n) return false;
        v = view_from(v, words_start(v, "页"));
    }
    return without_frame(v).n == 0 && (page || of || (unit && framed));
}

/* --- numbers ---------------------------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A year of the book stands in running heads too. */
static bool is_year(unsigned n) { return n >= 1900 && n < 2100; }

/* The only number in Arabic digits that is no year. */
static unsigned number_beside(View v) {
    unsigned found = 0, n;
    while (v.n) {
        if (!is_digit(v.p[0])) {
            v = view_from(v, 1);
            continue;
        }
        if (!cue_number(&v, &n)) return 0;
        if (is_year(n)) continue;
        if (found) return 0;
        found = n;
    }
    return found;
}

/* 第3版, 01版:民生 at its head; not 今日8版. */
static unsigned number_of_version(View v) {
    unsigned n;
    View head = v;
    if (cue_number(&head, &n) && words_start(head, "版 叠")) return n;
    for (size_t at = 0; (at = view_find(v, V("第"), at)) != SIZE_MAX; at += 3) {
        View rest = cue_unspaced(view_from(v, at + 3));
        if (cue_number(&rest, &n) && words_start(cue_unspaced(rest), "版")) return n;
    }
    return 0;
}

unsigned folio_number(const Para *p) {
    enum { MOST = 9999 };
    static const char BEFORE_NUMBER[] = FOLIO_DOTS " 第 页码 page pdf";
    Folded f;
    unsigned n = 0;
    fold_head(&f, p->text);
    View v = folded(&f);
    if (strcmp(p->aside, "page-number") == 0) {
        v = without_frame(v);
        for (size_t word; v.n && ((word = words_start(v, BEFORE_NUMBER)) || v.p[0] == ' ' || v.p[0] == 'p');)
            v = without_frame(view_from(v, word ? word : 1));
        if (!cue_number(&v, &n)) n = 0;
    } else if (strcmp(p->aside, "running-head") == 0) n = number_beside(v);
    else if (strcmp(p->aside, "masthead") == 0) n = number_of_version(v);
    else if (strcmp(p->aside, "index") == 0 && view_find(v, V("年"), 0) != SIZE_MAX &&
             view_find(v, V("月"), 0) != SIZE_MAX)
        n = number_of_version(v);
    return n <= MOST ? n : 0;
}

/* --- what to believe --------------------------------------------------------------- */

static bool follows(unsigned a, unsigned b) {
    enum { MISSING = 4 }; /* pages whose number was not read */
    return b >= a && b - a <= MISSING;
}

/* A number that none of its neighbours goes on with was misread or is none. */
static void keep_consistent(Folios *f) {
    size_t n = 0;
    if (f->n < 2) return;
    bool *good = xcalloc(f->n, sizeof *good);
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = i + 1; k < f->n && k <= i + 2; k++)
            if (follows(f->p[i].number, f->p[k].number)) good[i] = good[k] = true;
    for (size_t i = 0; i < f->n; i++)
        if (good[i]) f->p[n++] = f->p[i];
    f->n = n;
    free(good);
}

static void drop_repeated(Folios *f) {
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        if (!n || f->p[n - 1].number != f->p[i].number) f->p[n++] = f->p[i];
    f->n = n;
}

/* 五原年鉴 / 2010 on every page: the book's year, not its number. */
static void drop_year(Folios *f) {
    unsigned year = 0;
    size_t n = 0, years = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (!is_year(f->p[i].number)) continue;
        if (years && f->p[i].number != year) return;
        year = f->p[i].number;
        years++;
    }
    for (size_t i = 0; i < f->n && years < f->n; i++)
        if (f->p[i].number != year) f->p[n++] = f->p[i];
    if (years < f->n) f->n = n;
}

/* 8月 / 26 / 星期三: a day, among the pieces of a masthead. */
static bool is_day(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    bool masthead = (i > 0 && is_set_aside(p - 1, "masthead") && words_end(p[-1].text, "月")) ||
                    (i + 1 < page->paras.n && is_set_aside(p + 1, "masthead") &&
                     words_start(p[1].text, "星期 周 農曆 农历"));
    return masthead && strcmp(p->aside, "page-number") == 0;
}

static void find_folios(const Page *page, Folios *out) {
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        unsigned n = p->aside && !is_day(page, i) ? folio_number(p) : 0;
        if (n) vec_push(out, ((Folio){p->first, n}));
    }
    drop_year(out);
    keep_consistent(out);
    drop_repeated(out);
}

static void number_lines(Page *page, size_t from, size_t to, unsigned number) {
    for (size_t i = from; i < to; i++) page->lines.p[i].folio = number;
}

/* --- by page breaks ------------------------------------------------------------------ */

/* Lines between two page breaks. */
typedef struct Leaf {
    size_t from, to;
    unsigned number;
} Leaf;

typedef VEC(Leaf) Leaves;

static void find_leaves(const Page *page, Leaves *out) {
    for (size_t i = 0; i < page->lines.n; i++) {
        bool begins = page->lines.p[i].page_start && (i == 0 || !page->lines.p[i - 1].page_mark);
        if (begins || !out->n) vec_push(out, ((Leaf){.from = i}));
        out->p[out->n - 1].to = i + 1;
    }
}

/* False: one of them has two numbers, so breaks are missing. */
static bool number_leaves(Leaves *leaves, const Folios *f) {
    size_t k = 0;
    for (size_t i = 0; i < f->n; i++) {
        while (leaves->p[k].to <= f->p[i].line) k++;
        if (leaves->p[k].number) return false;
        leaves->p[k].number = f->p[i].number;
    }
    return true;
}

/* Pages without a number between such as have one, where the count agrees;
 * and the one before the first and behind the last. */
static void fill_leaves(Leaves *leaves) {
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < leaves->n; i++) {
        unsigned number = leaves->p[i].number;
        if (!number) continue;
        if (last == SIZE_MAX && i > 0 && number > 1) leaves->p[i - 1].number = number - 1;
        for (size_t k = last + 1; last != SIZE_MAX && number == leaves->p[last].number + (i - last) && k < i; k++)
            leaves->p[k].number = leaves->p[last].number + (unsigned)(k - last);
        last = i;
    }
    if (last != SIZE_MAX && last + 1 < leaves->n) leaves->p[last + 1].number = leaves->p[last].number + 1;
}

static bool by_breaks(Page *page, const Folios *f) {
    Leaves leaves = {0};
    find_leaves(page, &leaves);
    bool ok = leaves.n > 1 && number_leaves(&leaves, f);
    if (ok) fill_leaves(&leaves);
    for (size_t i = 0; ok && i < leaves.n; i++)
        number_lines(page, leaves.p[i].from, leaves.p[i].to, leaves.p[i].number);
    vec_release(&leaves);
    return ok;
}

/* --- by the numbers alone --------------------------------------------------------------- */

/* Of text, not furniture. */
static size_t chars_between(const Page *page, size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        if (!p->aside && p->first >= from && p->first < to) n += p->chars;
    }
    return n;
}

/* A number heads its page where next to nothing stands before the first, and
 * ends it where next to nothing stands behind the last. Else nobody knows. */
static void by_numbers(Page *page, const Folios *f) {
    enum { MORE = 2, MUCH_MORE = 8, SOME = 100 };
    size_t n = f->n, first = f->p[0].line, last = f->p[n - 1].line, end = page->lines.n;
    size_t before = chars_between(page, 0, first), behind = chars_between(page, last, end),
           more = n == 1 ? MUCH_MORE : MORE;
    bool above = before * more <= behind, below = behind * more <= before;
    if (n == 1 && (above || below)) number_lines(page, 0, end, f->p[0].number);
    if (n == 1 || (!above && !below)) return;
    for (size_t i = 0; i + 1 < n; i++)
        if (f->p[i + 1].number == f->p[i].number + 1)
            number_lines(page, f->p[i].line + !above, f->p[i + 1].line + !above, f->p[above ? i : i + 1].number);
    /* Where only every other page has a number, the outer ones may be two. */
    if (f->p[1].number == f->p[0].number + 1)
        number_lines(page, 0, first + !above, f->p[0].number - (above && before > SOME));
    if (f->p[n - 1].number == f->p[n - 2].number + 1)
        number_lines(page, last + !above, end, f->p[n - 1].number + (!above && behind > SOME));
}

void page_folios(Page *page) {
    Folios f = {0};
    find_folios(page, &f);
    if (f.n && !by_breaks(page, &f)) by_numbers(page, &f);
    vec_release(&f);
}

/* --- an article's pages -------------------------------------------------------------------- */

static void widen(struct FolioRun *run, uint32_t low, uint32_t high) {
    if (low < run->low) run->low = low;
    if (high > run->high) run->high = high;
}

static bool touch(const struct FolioRun *a, const struct FolioRun *b) {
    return a->low <= b->high + 1 && b->low <= a->high + 1;
}

/* Page 2 between 1 and 3 makes one of both. */
static void widen_run(FolioRuns *r, size_t i, uint32_t number) {
    widen(&r->run[i], number, number);
    for (size_t k = 0; k < r->n;) {
        if (k == i || !touch(&r->run[i], &r->run[k])) {
            k++;
            continue;
        }
        widen(&r->run[i], r->run[k].low, r->run[k].high);
        memmove(r->run + k, r->run + k + 1, (--r->n - k) * sizeof *r->run);
        i -= k < i;
        k = 0; /* it may reach others by now */
    }
}

/* An article goes on over a page whose number is not known; else what is not
 * next to a page is another part of it. */
void folios_add(FolioRuns *r, uint32_t number) {
    bool goes_on = r->unknown && r->n;
    r->unknown = !number;
    if (!number) return;
    const struct FolioRun page = {number, number};
    size_t at = 0;
    while (at < r->n && !touch(&page, &r->run[at])) at++;
    if (at == r->n && goes_on) at--;
    if (at < r->n) {
        widen_run(r, at, number);
        return;
    }
    if (r->n == FOLIO_RUNS) {
        for (size_t i = 1; i < r->n; i++) widen(&r->run[0], r->run[i].low, r->run[i].high);
        r->n = 1;
    }
    r->run[r->n++] = page;
}

View folios_text(Arena *a, const FolioRuns *r) {
    const char *text = "";
    for (size_t i = 0; i < r->n; i++) {
        const char *between = i ? ", " : "";
        if (r->run[i].low == r->run[i].high) text = arena_printf(a, "%s%s%u", text, between, r->run[i].low);
        else text = arena_printf(a, "%s%s%u-%u", text, between, r->run[i].low, r->run[i].high);
    }
    return view_of(text);
}
