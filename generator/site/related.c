#include "site/article.h"

#include "site/calendar.h"
#include "site/dates.h"

enum { PLACES_MAX = 2, GROUPS_MAX = 3, WEEK_MAX = 60 };

static bool is_shown(const Related *r, const Item *of, const Site *s, uint32_t item) {
    if (&s->items[item] == of) return true;
    for (size_t i = 0; i < r->n_shown; i++)
        if (r->shown[i] == item) return true;
    return false;
}

/* Where `rank` stands in an ascending list, or would. */
static size_t position(Span ranks, uint32_t rank) {
    size_t low = 0, high = ranks.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranks.p[middle] < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The nearest in time that are not shown yet, before and after in turn. Of a
 * week only what has a day: "2020" stands before its January, but is not of it. */
static bool add_group(Related *r, const Site *s, const Item *of, Span ranks, uint32_t place, uint32_t subject) {
    bool week = place == NONE && subject == NONE;
    size_t after = position(ranks, of->rank), before = after, first = r->n_shown;
    while (r->n_shown - first < RELATED_EACH && (before > 0 || after < ranks.n)) {
        bool turn = (r->n_shown - first) % 2 == 0;
        bool take_before = before > 0 && (turn || after >= ranks.n);
        uint32_t item = s->by_rank[take_before ? ranks.p[--before] : ranks.p[after++]];
        if (week && !(s->items[item].day % 100)) continue;
        if (!is_shown(r, of, s, item)) r->shown[r->n_shown++] = item;
    }
    if (r->n_shown == first) return false;
    r->groups[r->n++] = (RelatedGroup){place, subject, ranks.n, first, r->n_shown};
    return true;
}

/* The deepest places first; above a county nothing is near. */
static void add_places(Related *r, const Site *s, const Item *item) {
    Span of = groups_of(&s->item_places, (size_t)(item - s->items));
    size_t added = 0;
    for (unsigned depth = TREE_DEPTH; depth-- > 0 && added < PLACES_MAX;)
        for (size_t i = 0; i < of.n && added < PLACES_MAX; i++) {
            Span ranks = groups_of(&s->place_items, of.p[i]);
            if (s->places[of.p[i]].depth != depth || s->places[of.p[i]].region->level < REGION_COUNTY) continue;
            added += add_group(r, s, item, ranks, of.p[i], NONE);
        }
}

static void add_subjects(Related *r, const Site *s, const Item *item) {
    Span of = groups_of(&s->item_subjects, (size_t)(item - s->items));
    for (size_t i = 0; i < of.n && r->n < GROUPS_MAX; i++)
        add_group(r, s, item, groups_of(&s->subject_items, of.p[i]), NONE, of.p[i]);
}

/* What is dated from the Monday before to the Sunday after. Of a week with very
 * many articles those nearest are enough. */
static void add_week(Related *r, const Site *s, const Item *item) {
    uint32_t day = item->day, low = item->rank, high = low + 1, months = day / 100 % 100;
    if (!(day % 100) || months > 12) return;
    int64_t at = days_of(day), monday = at - weekday_of(day / 10000, months, day % 100);
    uint32_t first = day_of_days(monday), last = day_of_days(monday + 6);
    while (low > 0 && item->rank - low < WEEK_MAX && site_ranked(s, low - 1)->day >= first) low--;
    while (high < s->n_items && high - item->rank < WEEK_MAX && site_ranked(s, high)->day <= last) high++;
    add_group(r, s, item, (Span){s->ranks + low, high - low}, NONE, NONE);
}

void related_find(const Site *s, const Item *item, Related *r) {
    if (r->to == item) return;
    *r = (Related){.to = item};
    add_places(r, s, item);
    add_subjects(r, s, item);
    add_week(r, s, item);
}

static Value *reason(const Builder *b, Worker *w, View root, const Item *item, const RelatedGroup *g) {
    if (g->place != NONE) return link_place(b, w, root, g->place, g->count);
    if (g->subject != NONE) return link_subject(b, w, root, g->subject, g->count);
    Value *week = link_value(w, (View){0}, page_href(w, root, date_url(&w->arena, b->site, item)), 0);
    value_set_bool(&w->arena, week, "week", true);
    return week;
}

void article_related(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    const Related *r = &w->related;
    Value *groups = value_list(&w->arena);
    related_find(b->site, item, &w->related);
    for (size_t i = 0; i < r->n; i++) {
        const RelatedGroup *g = &r->groups[i];
        Value *group = reason(b, w, root, item, g);
        value_set_html(&w->arena, group, "entries", entries_html(b, w, r->shown + g->from, g->to - g->from, root));
        value_push(&w->arena, groups, group);
    }
    set_list(w, v, "related", groups);
}
