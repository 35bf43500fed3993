#include "site/cross.h"

#include <stdlib.h>

/* --- which pairs have pages -------------------------------------------------------- */

/* A region above the townships and a topic of which at least two articles
 * tell. A site has the fullest of these pages, one for two hundred articles, since
 * every file takes up a cluster of a stick; a small site has this many. */
enum { CROSSING_FROM = 2, ARTICLES_A_CROSSING = 200, CROSSINGS_ALWAYS = 64 };

static bool is_high(const Site *s, uint32_t place) {
    RegionLevel level = s->places[place].region->level;
    return level >= REGION_PROVINCE && level <= REGION_COUNTY;
}

static int fullest_first(const void *a, const void *b) {
    const Crossing *x = a, *y = b;
    if (x->n != y->n) return x->n > y->n ? -1 : 1;
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    return (x->subject > y->subject) - (x->subject < y->subject);
}

static int by_place(const void *a, const void *b) {
    const Crossing *x = a, *y = b;
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    return (x->subject > y->subject) - (x->subject < y->subject);
}

/* Topics of a place's articles, those above them too. */
static void tally_topics(const Site *s, Tally *t, uint32_t place) {
    Span ranks = groups_of(&s->place_items, place);
    for (size_t i = 0; i < ranks.n; i++) {
        Span topics = groups_of(&s->item_topics, s->by_rank[ranks.p[i]]);
        for (size_t k = 0; k < topics.n; k++) tally_add(t, topics.p[k]);
    }
}

/* topics/roads/index.html below regions/54/ is topic-roads.html. */
static View crossing_url(Site *s, const Crossing *c) {
    View place = s->places[c->place].url, topic = s->subjects[c->subject].url;
    View folder = view_to(place, place.n - path_base(place).n);
    View slug = view_from(view_to(topic, topic.n - (sizeof "/index.html" - 1)), sizeof "topics/" - 1);
    return view_of(arena_printf(&s->arena, "%.*stopic-%.*s.html", VARG(folder), VARG(slug)));
}

void model_crossings(Site *s) {
    VEC(Crossing) found = {0};
    Arena a = ARENA_INIT;
    Tally t;
    tally_init(&t, s->n_subjects);
    for (uint32_t place = 0; place < s->n_places; place++) {
        uint32_t *counts;
        if (!is_high(s, place) || groups_of(&s->place_items, place).n < CROSSING_FROM) continue;
        tally_topics(s, &t, place);
        Span best = tally_take(&t, &a, CROSSINGS_ALWAYS, &counts);
        for (size_t i = 0; i < best.n && counts[i] >= CROSSING_FROM; i++)
            vec_push(&found, ((Crossing){place, best.p[i], counts[i], {0}}));
        arena_clear(&a);
    }
    size_t most = s->n_items / ARTICLES_A_CROSSING + CROSSINGS_ALWAYS;
    if (found.n) qsort(found.p, found.n, sizeof *found.p, fullest_first);
    s->n_crossings = found.n < most ? found.n : most;
    s->crossings = ARENA_ARRAY(&s->arena, Crossing, s->n_crossings + 1);
    if (found.n) memcpy(s->crossings, found.p, s->n_crossings * sizeof *found.p);
    qsort(s->crossings, s->n_crossings, sizeof *s->crossings, by_place);
    for (size_t i = 0; i < s->n_crossings; i++) s->crossings[i].url = crossing_url(s, &s->crossings[i]);
    tally_release(&t);
    arena_release(&a);
    vec_release(&found);
}

static const Crossing *crossing_of(const Site *s, uint32_t place, uint32_t subject) {
    const Crossing key = {place, subject, 0, {0}};
    return bsearch(&key, s->crossings, s->n_crossings, sizeof key, by_place);
}

/* --- the way there -------------------------------------------------------------------- */

static View crossing_name(const Builder *b, Worker *w, uint32_t place, uint32_t subject) {
    return view_of(arena_printf(&w->arena, "%.*s × %.*s", VARG(b->site->places[place].region->name),
                                VARG(b->site->subjects[subject].name)));
}

static void set_crossing(const Builder *b, Worker *w, Value *link, View root, uint32_t place, uint32_t subject) {
    const Crossing *c = crossing_of(b->site, place, subject);
    if (!c) return;
    value_set_text(&w->arena, link, "cross", page_href(w, root, c->url));
    value_set_text(&w->arena, link, "cross_name",
                   view_of(arena_printf(&w->arena, "%.*s: %u", VARG(crossing_name(b, w, place, subject)), c->n)));
}

Value *cross_link_subject(const Builder *b, Worker *w, View root, uint32_t place, uint32_t subject, size_t count) {
    Value *link = link_subject(b, w, root, subject, count);
    set_crossing(b, w, link, root, place, subject);
    return link;
}

Value *cross_link_place(const Builder *b, Worker *w, View root, uint32_t place, uint32_t subject, size_t count) {
    Value *link = link_place(b, w, root, place, count);
    set_crossing(b, w, link, root, place, subject);
    return link;
}

static bool is_listed(Span listed, uint32_t number) {
    for (size_t i = 0; i < listed.n; i++)
        if (listed.p[i] == number) return true;
    return false;
}

void push_other_subjects(const Builder *b, Worker *w, Value *links, View root, uint32_t place, Span listed) {
    for (size_t i = 0; i < b->site->n_crossings; i++) {
        const Crossing *c = &b->site->crossings[i];
        if (c->place == place && !is_listed(listed, c->subject))
            value_push(&w->arena, links, cross_link_subject(b, w, root, place, c->subject, c->n));
    }
}

void push_other_places(const Builder *b, Worker *w, Value *links, View root, uint32_t subject, Span listed) {
    for (size_t i = 0; i < b->site->n_crossings; i++) {
        const Crossing *c = &b->site->crossings[i];
        if (c->subject == subject && !is_listed(listed, c->place))
            value_push(&w->arena, links, cross_link_place(b, w, root, c->place, subject, c->n));
    }
}

/* --- the page --------------------------------------------------------------------------- */

/* Both lists are ascending. */
static Span common_ranks(Arena *a, Span x, Span y) {
    uint32_t *p = ARENA_ARRAY(a, uint32_t, (x.n < y.n ? x.n : y.n) + 1);
    size_t n = 0;
    for (size_t i = 0, k = 0; i < x.n && k < y.n;) {
        if (x.p[i] == y.p[k]) p[n++] = x.p[i];
        bool both = x.p[i] == y.p[k], less = x.p[i] < y.p[k];
        i += both || less;
        k += both || !less;
    }
    return (Span){p, n};
}

void page_crossing(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Site *s = b->site;
    const Crossing *c = &s->crossings[i];
    Arena *a = &w->arena, keep = ARENA_INIT;
    View root = page_root(c->url), base = path_base(c->url);
    Str name = STR_INIT;
    str_addv(&name, crossing_name(b, w, c->place, c->subject));
    /* topic-roads.1.html: no topic's name has a dot. */
    View prefix = view_of(arena_printf(&keep, "%.*s.", VARG(view_to(base, base.n - (sizeof ".html" - 1)))));
    const Listing l = {
        common_ranks(&keep, groups_of(&s->place_items, c->place), groups_of(&s->subject_items, c->subject)),
        c->url,
        "regions",
        str_view(&name),
        c->place,
        NONE,
        prefix,
        BY_YEAR};
    Value *data = page_new(b, w, c->url, "regions", str_view(&name)), *v = value_map(a);
    value_set(a, v, "place", link_place(b, w, root, c->place, place_count(s, c->place)));
    value_set(a, v, "subject", link_subject(b, w, root, c->subject, groups_of(&s->subject_items, c->subject).n));
    set_timeline(b, w, v, l.ranks);
    Value *crumbs = crumbs_new(b, w, root, "regions");
    crumbs_add_place(b, w, crumbs, root, c->place, true);
    set_list(w, data, "crumbs", crumbs);
    value_set(a, data, "crossing", v);
    value_set(a, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, c->url);
    listing_write(b, w, &l);
    str_release(&name);
    arena_release(&keep);
}

/* --- the matrix ---------------------------------------------------------------------------- */

enum { ROWS = 10, COLUMNS = 8, TONES = 4 };

typedef struct Axis {
    uint32_t p[ROWS > COLUMNS ? ROWS : COLUMNS];
    size_t n;
} Axis;

static void add_to_axis(Axis *axis, size_t most, uint32_t x, size_t count, const Groups *counts) {
    if (!count || (axis->n == most && groups_of(counts, axis->p[most - 1]).n >= count)) return;
    size_t at = axis->n < most ? axis->n++ : most - 1;
    for (; at > 0 && groups_of(counts, axis->p[at - 1]).n < count; at--) axis->p[at] = axis->p[at - 1];
    axis->p[at] = x;
}

/* The highest level that has a few regions to set side by side. */
static Axis rows(const Site *s) {
    enum { FEW = 3 };
    Axis axis = {.n = 0};
    for (int level = REGION_PROVINCE; level <= REGION_COUNTY && axis.n < FEW; level++) {
        Axis of_level = {.n = 0};
        for (uint32_t i = 0; i < s->n_places; i++)
            if ((int)s->places[i].region->level == level)
                add_to_axis(&of_level, ROWS, i, groups_of(&s->place_items, i).n, &s->place_items);
        if (of_level.n > axis.n) axis = of_level;
    }
    return axis;
}

static Axis columns(const Site *s) {
    Axis axis = {.n = 0};
    for (uint32_t i = 0; i < s->n_subjects; i++)
        if (s->subjects[i].parent == NONE)
            add_to_axis(&axis, COLUMNS, i, groups_of(&s->subject_items, i).n, &s->subject_items);
    return axis;
}

static Value *matrix_row(const Builder *b, Worker *w, uint32_t place, const Axis *of, const uint32_t *counts,
                         uint32_t most) {
    Arena *a = &w->arena;
    Value *row = link_place(b, w, V(""), place, place_count(b->site, place)), *cells = value_list(a);
    for (size_t i = 0; i < of->n; i++) {
        Value *cell = value_map(a);
        value_set_uint(a, cell, "number", counts[i]);
        value_set_uint(a, cell, "tone", (counts[i] * (uint64_t)TONES + most - 1) / most);
        set_crossing(b, w, cell, V(""), place, of->p[i]);
        value_push(a, cells, cell);
    }
    value_set(a, row, "cells", cells);
    return row;
}

void set_matrix(const Builder *b, Worker *w, Value *home) {
    const Site *s = b->site;
    Arena *a = &w->arena;
    Axis down = rows(s), across = columns(s);
    uint32_t counts[ROWS][COLUMNS], most = 1;
    size_t n = 0;
    for (size_t i = 0; i < down.n; i++) {
        bool any = false;
        tally_topics(s, &w->subjects, down.p[i]);
        for (size_t k = 0; k < across.n; k++) {
            counts[n][k] = w->subjects.count[across.p[k]];
            any = any || counts[n][k];
            if (counts[n][k] > most) most = counts[n][k];
        }
        tally_take(&w->subjects, a, 0, NULL);
        if (any) down.p[n++] = down.p[i];
    }
    down.n = n;
    if (down.n < 2 || across.n < 2) return;
    Value *matrix = value_map(a), *head = value_list(a), *body = value_list(a);
    for (size_t k = 0; k < across.n; k++)
        value_push(a, head, link_subject(b, w, V(""), across.p[k], groups_of(&s->subject_items, across.p[k]).n));
    for (size_t i = 0; i < down.n; i++) value_push(a, body, matrix_row(b, w, down.p[i], &across, counts[i], most));
    value_set(a, matrix, "columns", head);
    value_set(a, matrix, "rows", body);
    value_set(a, home, "matrix", matrix);
}

/* --- time ------------------------------------------------------------------------------------ */

enum { TIMELINE_FROM = 4, TIMELINE_HEIGHT = 40, YEAR_WIDTH = 20, BAR_WIDTH = 16 };

/* A year, or of a list that lies within one a month, counted from year 0. */
typedef struct Period {
    uint32_t number;
    size_t n;
} Period;

static uint32_t period_of(uint32_t day, bool months) {
    uint32_t year = day / 10000, month = day / 100 % 100;
    if (!months) return year;
    return year && month ? year * 12 + month - 1 : 0;
}

static View period_name(Arena *a, uint32_t number, bool months) {
    return view_of(months ? arena_printf(a, "%04u-%02u", number / 12, number % 12 + 1) : arena_printf(a, "%u", number));
}

/* Ranks go by date; those without one are passed over. */
static size_t count_periods(const Site *s, Span ranks, bool months, Period *out) {
    size_t n = 0;
    for (uint32_t i = 0; i < ranks.n; i++) {
        uint32_t number = period_of(site_ranked(s, ranks.p[i])->day, months);
        if (!number) continue;
        if (!n || out[n - 1].number != number) out[n++] = (Period){number, 0};
        out[n - 1].n++;
    }
    return n;
}

static Value *timeline_bar(Worker *w, const Period *p, uint32_t first, size_t most, bool months) {
    Arena *a = &w->arena;
    Value *bar = value_map(a);
    size_t height = 2 + p->n * (TIMELINE_HEIGHT - 2) / most;
    value_set_uint(a, bar, "x", (uint64_t)(p->number - first) * YEAR_WIDTH);
    value_set_uint(a, bar, "y", TIMELINE_HEIGHT - height);
    value_set_uint(a, bar, "width", BAR_WIDTH);
    value_set_uint(a, bar, "height", height);
    value_set_text(a, bar, "year", period_name(a, p->number, months));
    value_set_uint(a, bar, "count", p->n);
    return bar;
}

void set_timeline(const Builder *b, Worker *w, Value *v, Span ranks) {
    enum { MONTHS = 12 };
    const Site *s = b->site;
    Arena *a = &w->arena;
    Period *periods = ARENA_ARRAY(a, Period, s->n_years + MONTHS + 1);
    size_t n = count_periods(s, ranks, false, periods), best = 0;
    const bool months = n == 1;
    if (months) n = count_periods(s, ranks, true, periods);
    if (n < 2 || ranks.n < TIMELINE_FROM) return;
    for (size_t i = 1; i < n; i++)
        if (periods[i].n > periods[best].n) best = i;
    uint32_t first = periods[0].number, last = periods[n - 1].number;
    Value *timeline = value_map(a), *bars = value_list(a);
    for (size_t i = 0; i < n; i++) value_push(a, bars, timeline_bar(w, &periods[i], first, periods[best].n, months));
    const View words[] = {period_name(a, first, months), period_name(a, last, months),
                          period_name(a, periods[best].number, months),
                          view_of(arena_printf(a, "%zu", periods[best].n))};
    value_set(a, timeline, "bars", bars);
    value_set_text(a, timeline, "first", words[0]);
    value_set_text(a, timeline, "last", words[1]);
    value_set_text(a, timeline, "what", strings_get(&s->strings, months ? "timeline_months" : "timeline"));
    value_set_uint(a, timeline, "width", (uint64_t)(last - first) * YEAR_WIDTH + BAR_WIDTH);
    value_set_text(a, timeline, "label",
                   strings_format(&s->strings, a, months ? "timeline_months_label" : "timeline_label", words, 4));
    value_set(a, v, "timeline", timeline);
}
