#include "site/volumes.h"

#include <stdlib.h>

#include "site/calendar.h"

static uint32_t day_issued(const Item *item) {
    uint32_t day = day_of_date(item->article->issued);
    return day % 100 && item->publication != NONE ? day : 0;
}

typedef struct Printed {
    uint32_t title, day, item;
} Printed;

/* Lists go from their end: the last article of an issue comes first. */
static int by_issue(const void *a, const void *b) {
    const Printed *x = a, *y = b;
    if (x->title != y->title) return x->title < y->title ? -1 : 1;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    return (x->item < y->item) - (x->item > y->item);
}

void model_volumes(Site *s) {
    VEC(Printed) printed = {0};
    VEC(Volume) volumes = {0};
    for (uint32_t i = 0; i < s->n_items; i++)
        if (day_issued(&s->items[i]))
            vec_push(&printed, ((Printed){s->items[i].publication, day_issued(&s->items[i]), i}));
    if (printed.n) qsort(printed.p, printed.n, sizeof *printed.p, by_issue);
    s->issued = ARENA_ARRAY(&s->side, uint32_t, printed.n + 1);
    s->issued_at = ARENA_ARRAY(&s->side, uint32_t, s->n_items + 1);
    for (size_t i = 0; i < s->n_items; i++) s->issued_at[i] = NONE;
    for (uint32_t i = 0; i < printed.n; i++) {
        const Printed *p = &printed.p[i];
        const Volume *last = volumes.n ? &volumes.p[volumes.n - 1] : NULL;
        s->issued[i] = s->items[p->item].rank;
        s->issued_at[p->item] = i;
        if (!last || last->title != p->title || last->year != p->day / 10000)
            vec_push(&volumes, ((Volume){p->title, p->day / 10000, i, i}));
        volumes.p[volumes.n - 1].to = i + 1;
    }
    s->n_volumes = volumes.n;
    s->volumes = ARENA_ARRAY(&s->side, Volume, volumes.n + 1);
    if (volumes.n) memcpy(s->volumes, volumes.p, volumes.n * sizeof *volumes.p);
    vec_release(&volumes);
    vec_release(&printed);
}

/* --- addresses -------------------------------------------------------------------- */

Listing volume_listing(const Site *s, Arena *a, const Volume *v) {
    View page = s->titles[v->title].url, folder = view_to(page, page.n - path_base(page).n);
    return (Listing){.ranks = {s->issued + v->from, v->to - v->from},
                     .url = view_of(arena_printf(a, "%.*s%04u.html", VARG(folder), v->year)),
                     .section = "publications",
                     .place = NONE,
                     .subject = NONE,
                     .prefix = view_of(arena_printf(a, "%04u-", v->year)),
                     .by = BY_ISSUE};
}

const Volume *title_volumes(const Site *s, size_t title, size_t *n) {
    size_t low = 0, high = s->n_volumes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->volumes[middle].title < title) low = middle + 1;
        else high = middle;
    }
    for (*n = 0; low + *n < s->n_volumes && s->volumes[low + *n].title == title;) ++*n;
    return s->volumes + low;
}

static int holds(const void *key, const void *element) {
    uint32_t at = *(const uint32_t *)key;
    const Volume *v = element;
    return at < v->from ? -1 : at >= v->to;
}

static const Volume *volume_of(const Site *s, uint32_t at) {
    return at == NONE ? NULL : bsearch(&at, s->volumes, s->n_volumes, sizeof *s->volumes, holds);
}

size_t issue_page(const Site *s, const Item *item) {
    uint32_t at = s->issued_at[item - s->items];
    const Volume *v = volume_of(s, at);
    return v ? listing_page_of(s, v->to - v->from, at - v->from) : 0;
}

View issue_url(Arena *a, const Site *s, const Item *item) {
    uint32_t at = s->issued_at[item - s->items];
    const Volume *v = volume_of(s, at);
    if (!v) return (View){0};
    const Listing l = volume_listing(s, a, v);
    View href = listing_href(a, s, &l, at - v->from);
    return view_of(arena_printf(a, "%.*s%.*s", VARG(view_to(l.url, l.url.n - path_base(l.url).n)), VARG(href)));
}

/* --- what was to be expected ---------------------------------------------------------- */

static uint32_t first_day(const Site *s, const Volume *v) {
    return day_of_date(site_ranked(s, s->issued[v->from])->article->issued);
}
static uint32_t last_day(const Site *s, const Volume *v) {
    return day_of_date(site_ranked(s, s->issued[v->to - 1])->article->issued);
}

/* A year's weeks count from the title's first issue to its last: before and
 * after it may not have come out. */
typedef struct Stretch {
    int64_t from, to; /* days, the last inclusive */
} Stretch;

static Stretch stretch_of(const Site *s, const Volume *v) {
    size_t n;
    const Volume *all = title_volumes(s, v->title, &n);
    uint32_t from = v == all ? first_day(s, v) : v->year * 10000 + 101;
    uint32_t to = v == all + n - 1 ? last_day(s, v) : v->year * 10000 + 1231;
    return (Stretch){days_of(from), days_of(to)};
}

/* It comes out on those weekdays on which it is here most weeks, if on all
 * others it hardly ever is; in percent of the weeks. */
enum { ISSUES_TO_JUDGE = 8, WEEKS_TO_JUDGE = 4, MOST_WEEKS = 60, HARDLY_EVER = 20 };

static bool find_rhythm(Issues *is, const unsigned here[7], const unsigned weeks[7]) {
    bool any = false;
    for (int d = 0; d < 7; d++) {
        unsigned share = weeks[d] ? here[d] * 100 / weeks[d] : 0;
        is->weekdays[d] = share >= MOST_WEEKS;
        if (weeks[d] < WEEKS_TO_JUDGE || (!is->weekdays[d] && share > HARDLY_EVER)) return false;
        any = any || is->weekdays[d];
    }
    return any && is->n >= ISSUES_TO_JUDGE;
}

void volume_issues(const Site *s, const Volume *v, Issues *out) {
    unsigned here[7] = {0}, weeks[7] = {0};
    *out = (Issues){.n = 0};
    memset(out->last, 0xff, sizeof out->last);
    for (uint32_t i = v->from; i < v->to; i++) {
        uint32_t day = day_of_date(site_ranked(s, s->issued[i])->article->issued);
        uint32_t *last = &out->last[day / 100 % 100][day % 100];
        if (*last == NONE) {
            out->n++;
            here[weekday_of(v->year, day / 100 % 100, day % 100)]++;
        }
        *last = i;
    }
    const Stretch all = stretch_of(s, v);
    for (int64_t d = all.from; d <= all.to; d++) {
        uint32_t day = day_of_days(d);
        weeks[weekday_of(v->year, day / 100 % 100, day % 100)]++;
    }
    out->regular = find_rhythm(out, here, weeks);
    for (int64_t d = all.from; out->regular && d <= all.to; d++) {
        uint32_t day = day_of_days(d), month = day / 100 % 100;
        out->gap[month][day % 100] =
            out->weekdays[weekday_of(v->year, month, day % 100)] && out->last[month][day % 100] == NONE;
        out->gaps += out->gap[month][day % 100];
    }
}
