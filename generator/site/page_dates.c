#include "site/dates.h"

#include "site/calendar.h"

static unsigned month_of(const Item *item) {
    /* "2019-2020" stands in the year 2019, in no month of it. */
    unsigned month = item->day / 100 % 100;
    return month <= 12 ? month : 0;
}

void model_months(Site *s) {
    VEC(MonthRun) months = {0};
    for (uint32_t r = 0; r < s->n_items; r++) {
        const Item *item = site_ranked(s, r);
        if (!month_of(item)) continue;
        uint32_t month = item->day / 100;
        if (!months.n || months.p[months.n - 1].month != month) vec_push(&months, ((MonthRun){month, r, r}));
        months.p[months.n - 1].to = r + 1;
    }
    s->n_months = months.n;
    s->months = ARENA_ARRAY(&s->side, MonthRun, months.n + 1);
    if (months.n) memcpy(s->months, months.p, months.n * sizeof *months.p);
    vec_release(&months);
}

static int by_month(const void *a, const void *b) {
    const MonthRun *x = a, *y = b;
    return (x->month > y->month) - (x->month < y->month);
}

static const MonthRun *find_month(const Site *s, uint32_t month) {
    const MonthRun key = {month, 0, 0};
    return s->n_months ? bsearch(&key, s->months, s->n_months, sizeof key, by_month) : NULL;
}

/* --- addresses ---------------------------------------------------------------- */

View url_year(Arena *a, uint32_t year) { return view_of(arena_printf(a, "dates/%s/index.html", year_name(a, year))); }

View url_month(Arena *a, uint32_t month) {
    return view_of(arena_printf(a, "dates/%04u/%02u.html", month / 100, month % 100));
}

static Listing month_listing(const Site *s, Arena *a, const MonthRun *m) {
    return (Listing){.ranks = {s->ranks + m->from, m->to - m->from},
                     .url = url_month(a, m->month),
                     .section = "dates",
                     .place = NONE,
                     .subject = NONE,
                     .prefix = view_of(arena_printf(a, "%02u-", m->month % 100)),
                     .by = BY_DAY};
}

/* From the year's page or the month's. */
static View href_in_year(const Site *s, Arena *a, const MonthRun *m, uint32_t rank) {
    const Listing l = month_listing(s, a, m);
    return listing_href(a, s, &l, rank - m->from);
}

View date_url(Arena *a, const Site *s, const Item *item) {
    if (!item->day) return (View){0};
    const MonthRun *m = month_of(item) ? find_month(s, item->day / 100) : NULL;
    if (!m) return url_year(a, item->day / 10000);
    View href = href_in_year(s, a, m, item->rank);
    return view_of(arena_printf(a, "dates/%04u/%.*s", item->day / 10000, VARG(href)));
}

size_t date_page(const Site *s, const Item *item) {
    const MonthRun *m = month_of(item) ? find_month(s, item->day / 100) : NULL;
    return m ? listing_page_of(s, m->to - m->from, item->rank - m->from) : 0;
}

/* --- a month --------------------------------------------------------------------- */

/* A day leads to its newest article, whose page has its heading. */
static void fill_days(const Site *s, Arena *a, const MonthRun *m, DayCell cells[32]) {
    for (uint32_t r = m->from; r < m->to; r++) {
        unsigned day = site_ranked(s, r)->day % 100;
        bool last = r + 1 == m->to || site_ranked(s, r + 1)->day % 100 != day;
        if (day && day < 32 && last) cells[day].href = href_in_year(s, a, m, r);
    }
}

static Value *link_month(const Builder *b, Worker *w, View root, const MonthRun *m) {
    const Listing l = month_listing(b->site, &w->arena, m);
    return link_value(w, strings_day(&b->site->strings, &w->arena, m->month * 100), page_href(w, root, l.url), 0);
}

static Value *crumbs(const Builder *b, Worker *w, View root, uint32_t month) {
    Value *list = crumbs_new(b, w, root, "dates");
    if (month) {
        View year = strings_day(&b->site->strings, &w->arena, month / 100 * 10000);
        value_push(&w->arena, list, link_value(w, year, page_href(w, root, url_year(&w->arena, month / 100)), 0));
    }
    return list;
}

void page_month(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Site *s = b->site;
    const MonthRun *m = &s->months[i];
    Arena *a = &w->arena, keep = ARENA_INIT;
    Listing l = month_listing(s, &keep, m);
    l.title = strings_day(&s->strings, &keep, m->month * 100);
    View root = page_root(l.url);
    Value *data = page_new(b, w, l.url, "dates", l.title), *v = value_map(a), *calendars = value_list(a);
    DayCell cells[32] = {0};
    fill_days(s, a, m, cells);
    value_push(a, calendars, calendar_month(b, w, m->month / 100, m->month % 100, cells));
    value_set(a, v, "calendars", calendars);
    set_weekdays(b, w, v);
    set_pair(w, v, i > 0 ? link_month(b, w, root, m - 1) : NULL,
             i + 1 < s->n_months ? link_month(b, w, root, m + 1) : NULL);
    set_list(w, data, "crumbs", crumbs(b, w, root, m->month));
    value_set(a, data, "time", v);
    value_set(a, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, l.url);
    listing_write(b, w, &l);
    arena_release(&keep);
}

/* --- a year ------------------------------------------------------------------------ */

/* What is of the year, but of no month. */
static Span without_month(const Site *s, Arena *a, const YearRun *y) {
    uint32_t *p = ARENA_ARRAY(a, uint32_t, y->to - y->from + 1);
    size_t n = 0;
    for (uint32_t r = y->from; r < y->to; r++)
        if (!month_of(site_ranked(s, r))) p[n++] = r;
    return (Span){p, n};
}

static Value *calendars(const Builder *b, Worker *w, uint32_t year) {
    Arena *a = &w->arena;
    Value *list = value_list(a);
    for (unsigned month = 1; year && month <= 12; month++) {
        const MonthRun *m = find_month(b->site, year * 100 + month);
        if (!m) continue;
        DayCell cells[32] = {0};
        fill_days(b->site, a, m, cells);
        Value *v = calendar_month(b, w, year, month, cells);
        const Listing l = month_listing(b->site, a, m);
        value_set_text(a, v, "href", path_base(l.url));
        value_set_uint(a, v, "count", m->to - m->from);
        value_push(a, list, v);
    }
    return list;
}

static Value *link_year(const Builder *b, Worker *w, View root, const YearRun *y) {
    View name = y->year ? strings_day(&b->site->strings, &w->arena, y->year * 10000)
                        : strings_get(&b->site->strings, "undated");
    return link_value(w, name, page_href(w, root, url_year(&w->arena, y->year)), y->to - y->from);
}

void page_year(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Site *s = b->site;
    const YearRun *y = &s->years[i];
    Arena *a = &w->arena, keep = ARENA_INIT;
    View title = y->year ? strings_day(&s->strings, &keep, y->year * 10000) : strings_get(&s->strings, "undated");
    const Listing l = {
        without_month(s, &keep, y), url_year(&keep, y->year), "dates", title, NONE, NONE, V("year-"), BY_YEAR};
    View root = page_root(l.url);
    Value *data = page_new(b, w, l.url, "dates", title), *v = value_map(a), *months = calendars(b, w, y->year);
    if (value_count(months)) {
        value_set(a, v, "calendars", months);
        set_weekdays(b, w, v);
    }
    value_set_text(a, v, "total", strings_count(&s->strings, a, "n_articles", y->to - y->from));
    set_pair(w, v, i > 0 ? link_year(b, w, root, y - 1) : NULL,
             i + 1 < s->n_years ? link_year(b, w, root, y + 1) : NULL);
    set_list(w, data, "crumbs", crumbs(b, w, root, 0));
    value_set(a, data, "time", v);
    if (l.ranks.n) value_set(a, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, l.url);
    listing_write(b, w, &l);
    arena_release(&keep);
}

/* --- all years ------------------------------------------------------------------------ */

static MonthCells count_months(const Site *s, const YearRun *y) {
    MonthCells cells = {{0}, {0}};
    size_t in_months = 0;
    for (unsigned month = 1; y->year && month <= 12; month++) {
        const MonthRun *m = find_month(s, y->year * 100 + month);
        cells.number[month] = m ? m->to - m->from : 0;
        in_months += cells.number[month];
    }
    cells.number[0] = y->to - y->from - in_months;
    return cells;
}

void page_all_dates(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    const Site *s = b->site;
    Arena *a = &w->arena;
    View url = V("dates/index.html"), root = page_root(url);
    Value *data = page_new(b, w, url, "dates", strings_get(&s->strings, "dates")), *rows = value_list(a);
    size_t fullest = 0;
    for (size_t k = 0; k < s->n_months; k++)
        if (s->months[k].to - s->months[k].from > fullest) fullest = s->months[k].to - s->months[k].from;
    for (size_t k = s->n_years; k-- > 0;) {
        const MonthCells cells = count_months(s, &s->years[k]);
        View href = page_href(w, root, url_year(a, s->years[k].year));
        value_push(a, rows, calendar_row(b, w, s->years[k].year, href, &cells, fullest));
    }
    set_months(b, w, data, rows);
    value_set_text(a, data, "total", strings_count(&s->strings, a, "n_articles", s->n_items));
    page_put(b, w, t, data, url);
}
