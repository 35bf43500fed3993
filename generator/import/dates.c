/* The year of a page and the date of each article.
 *
 * A dateline gives month and day; the year comes from what is known of the
 * document (sidecar, path), its masthead, or the years its text names
 * (told_years.c). */
#include "import/cues.h"
#include "import/page.h"

enum { YEAR_FROM = CUE_YEAR_FROM, YEAR_TO = CUE_YEAR_TO };

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
    page_year_told(page);
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
