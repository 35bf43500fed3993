/* The page of a publication, with what there is of each year; and of a year of
 * it, with every issue. */
#include "site/calendar.h"
#include "site/cite.h"
#include "site/volumes.h"

static Value *bibliographies(const Builder *b, Worker *w, size_t title) {
    IssueYear *years;
    Value *list = value_list(&w->arena);
    size_t n = title_years(b->site, &w->arena, title, &years);
    for (size_t i = 0; i < n; i++) {
        View href = path_base(title_year_url(&w->arena, &b->site->titles[title], years[i].year));
        View name = years[i].year ? view_of(arena_printf(&w->arena, "%u", years[i].year))
                                  : strings_get(&b->site->strings, "undated");
        value_push(&w->arena, list, link_value(w, name, href, years[i].ranks.n));
    }
    return list;
}

static MonthCells count_issues(const Issues *is) {
    MonthCells cells = {{0}, {0}};
    for (unsigned m = 1; m <= 12; m++)
        for (unsigned d = 1; d < 32; d++) {
            cells.number[m] += is->last[m][d] != NONE;
            cells.gap[m] = cells.gap[m] || is->gap[m][d];
        }
    return cells;
}

/* A row a year, of issues a month. */
static void set_calendar(const Builder *b, Worker *w, Value *v, size_t title) {
    enum { DAYS = 31 };
    Arena *a = &w->arena;
    Value *rows = value_list(a);
    size_t n, issues = 0, gaps = 0, fullest = 1;
    const Volume *volumes = title_volumes(b->site, title, &n);
    MonthCells *cells = ARENA_ARRAY(a, MonthCells, n + 1);
    for (size_t i = 0; i < n; i++) {
        Issues is;
        volume_issues(b->site, &volumes[i], &is);
        issues += is.n;
        gaps += is.gaps;
        cells[i] = count_issues(&is);
        for (unsigned m = 1; m <= 12; m++)
            if (cells[i].number[m] > fullest) fullest = cells[i].number[m];
    }
    for (size_t i = n; i-- > 0;) {
        View href = path_base(volume_listing(b->site, a, &volumes[i]).url);
        value_push(a, rows, calendar_row(b, w, volumes[i].year, href, &cells[i], fullest));
    }
    set_months(b, w, v, rows);
    if (n) value_set_text(a, v, "issues", strings_count(&b->site->strings, a, "n_issues", issues));
    if (gaps) value_set_text(a, v, "gaps", strings_count(&b->site->strings, a, "n_gaps", gaps));
}

static void set_title(const Builder *b, Worker *w, Value *v, const Title *title) {
    Arena *a = &w->arena;
    const Publication *p = title->config;
    value_set_text(a, v, "name", title->name);
    if (!p) return;
    if (p->kind.n)
        value_set_text(a, v, "kind",
                       strings_get(&b->site->strings, arena_printf(a, "publication_%.*s", VARG(p->kind))));
    value_set_text(a, v, "place", p->place);
    value_set_text(a, v, "issn", p->issn);
}

/* The newest, where all the others are found by their years. */
static Listing title_listing(const Site *s, size_t title) {
    const Title *t = &s->titles[title];
    Span ranks = groups_of(&s->title_items, title);
    size_t n, in_years = 0;
    const Volume *volumes = title_volumes(s, title, &n);
    for (size_t i = 0; i < n; i++) in_years += volumes[i].to - volumes[i].from;
    size_t most = list_page(s);
    if (in_years == ranks.n && ranks.n > most) ranks = (Span){ranks.p + ranks.n - most, most};
    return (Listing){ranks, t->url, "publications", t->name, NONE, NONE, {0}, BY_YEAR};
}

void page_publication(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Title *title = &b->site->titles[i];
    Arena *a = &w->arena;
    const Listing l = title_listing(b->site, i);
    Value *data = page_new(b, w, l.url, "publications", l.title), *v = value_map(a);
    size_t all = groups_of(&b->site->title_items, i).n;
    value_set_text(a, v, "total", strings_count(&b->site->strings, a, "n_articles", all));
    if (all > l.ranks.n) value_set_bool(a, v, "latest", true);
    set_title(b, w, v, title);
    set_calendar(b, w, v, i);
    set_list(w, v, "bibliographies", bibliographies(b, w, i));
    set_list(w, data, "crumbs", crumbs_new(b, w, page_root(l.url), "publications"));
    value_set(a, data, "publication", v);
    value_set(a, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, l.url);
    listing_write(b, w, &l);
}

/* --- all of them -------------------------------------------------------------------- */

/* From the first issue's year to the last's: "1998–2019". */
static View years_of(const Builder *b, Worker *w, size_t title) {
    IssueYear *years;
    size_t n = title_years(b->site, &w->arena, title, &years), first = n && !years[0].year;
    if (first == n) return (View){0};
    if (first + 1 == n) return view_of(arena_printf(&w->arena, "%u", years[first].year));
    return view_of(arena_printf(&w->arena, "%u–%u", years[first].year, years[n - 1].year));
}

void page_publications(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    const Site *s = b->site;
    View url = V("publications/index.html"), root = page_root(url);
    Value *data = page_new(b, w, url, "publications", strings_get(&s->strings, "publications")),
          *list = value_list(&w->arena);
    for (size_t k = 0; k < s->n_titles; k++) {
        uint32_t title = s->titles_listed[k];
        Value *v = link_value(w, s->titles[title].name, page_href(w, root, s->titles[title].url),
                              groups_of(&s->title_items, title).n);
        set_title(b, w, v, &s->titles[title]);
        value_set_text(&w->arena, v, "total",
                       strings_count(&s->strings, &w->arena, "n_articles", groups_of(&s->title_items, title).n));
        value_set_text(&w->arena, v, "years", years_of(b, w, title));
        value_push(&w->arena, list, v);
    }
    set_list(w, data, "publications", list);
    page_put(b, w, t, data, url);
}

/* --- a year of it ------------------------------------------------------------------- */

static Value *calendars(const Builder *b, Worker *w, const Volume *v, const Listing *l, const Issues *is) {
    Value *list = value_list(&w->arena);
    const MonthCells counts = count_issues(is);
    for (unsigned m = 1; m <= 12; m++) {
        DayCell cells[32] = {0};
        if (!counts.number[m] && !counts.gap[m]) continue;
        for (unsigned d = 1; d < 32; d++) {
            if (is->last[m][d] != NONE) cells[d].href = listing_href(&w->arena, b->site, l, is->last[m][d] - v->from);
            cells[d].gap = is->gap[m][d];
        }
        value_push(&w->arena, list, calendar_month(b, w, v->year, m, cells));
    }
    return list;
}

/* On which days it comes out, if that can be said. */
static View rhythm(const Builder *b, Worker *w, const Issues *is) {
    const Strings *s = &b->site->strings;
    Arena *a = &w->arena;
    size_t n = 0;
    str_clear(&w->html);
    if (!is->regular) return strings_get(s, "rhythm_unknown");
    for (unsigned d = 0; d < 7; d++) {
        if (!is->weekdays[d]) continue;
        if (n++) str_addv(&w->html, strings_get(s, "list_separator"));
        str_addv(&w->html, strings_get(s, arena_printf(a, "weekday_%u", d + 1)));
    }
    View days = arena_view(a, str_view(&w->html));
    return n == 7 ? strings_get(s, "rhythm_daily") : strings_format(s, a, "rhythm", &days, 1);
}

static Value *link_volume(const Builder *b, Worker *w, const Volume *v) {
    View name = strings_day(&b->site->strings, &w->arena, v->year * 10000);
    return link_value(w, name, path_base(volume_listing(b->site, &w->arena, v).url), 0);
}

void page_volume(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Site *s = b->site;
    const Volume *volume = &s->volumes[i], *end = s->volumes + s->n_volumes;
    const Title *title = &s->titles[volume->title];
    Arena *a = &w->arena, keep = ARENA_INIT;
    Listing l = volume_listing(s, &keep, volume);
    View year = strings_day(&s->strings, &keep, volume->year * 10000);
    l.title = view_of(arena_printf(&keep, "%.*s %.*s", VARG(title->name), VARG(year)));
    Issues is;
    volume_issues(s, volume, &is);
    Value *data = page_new(b, w, l.url, "publications", l.title), *v = value_map(a);
    set_title(b, w, v, title);
    value_set_text(a, v, "year", year);
    value_set_text(a, v, "issues", strings_count(&s->strings, a, "n_issues", is.n));
    if (is.gaps) value_set_text(a, v, "gaps", strings_count(&s->strings, a, "n_gaps", is.gaps));
    value_set_text(a, v, "rhythm", rhythm(b, w, &is));
    value_set(a, v, "calendars", calendars(b, w, volume, &l, &is));
    set_weekdays(b, w, v);
    set_pair(w, v,
             volume > s->volumes && volume[-1].title == volume->title ? link_volume(b, w, volume - 1) : NULL,
             volume + 1 < end && volume[1].title == volume->title ? link_volume(b, w, volume + 1) : NULL);
    Value *crumbs = crumbs_new(b, w, page_root(l.url), "publications");
    value_push(a, crumbs, link_value(w, title->name, path_base(title->url), 0));
    set_list(w, data, "crumbs", crumbs);
    value_set(a, data, "volume", v);
    value_set(a, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, l.url);
    listing_write(b, w, &l);
    arena_release(&keep);
}
