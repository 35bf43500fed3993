#include "site/article.h"

#include "site/calendar.h"
#include "site/dates.h"

enum { GROUPS_MAX = 3, PLACES_MAX = 2, EACH = 3, WEEK_MAX = 60 };

typedef struct Related {
    const Builder *b;
    Worker *w;
    const Item *item;
    View root;
    Value *groups;
    uint32_t shown[(GROUPS_MAX + 1) * EACH]; /* and the week's */
    size_t n_shown;
} Related;

static bool is_shown(const Related *r, uint32_t item) {
    if (&r->b->site->items[item] == r->item) return true;
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

/* The nearest in time that are not shown yet, before and after in turn. */
static void add_group(Related *r, Span ranks, Value *reason) {
    const Site *s = r->b->site;
    size_t after = position(ranks, r->item->rank), before = after, first = r->n_shown;
    while (r->n_shown - first < EACH && (before > 0 || after < ranks.n)) {
        bool turn = (r->n_shown - first) % 2 == 0;
        bool take_before = before > 0 && (turn || after >= ranks.n);
        uint32_t item = s->by_rank[take_before ? ranks.p[--before] : ranks.p[after++]];
        if (!is_shown(r, item)) r->shown[r->n_shown++] = item;
    }
    if (r->n_shown == first) return;
    View entries = entries_html(r->b, r->w, r->shown + first, r->n_shown - first, r->root);
    value_set_html(&r->w->arena, reason, "entries", entries);
    value_push(&r->w->arena, r->groups, reason);
}

/* The deepest places first; above a county nothing is near. */
static void add_places(Related *r) {
    const Site *s = r->b->site;
    Span of = groups_of(&s->item_places, (size_t)(r->item - s->items));
    size_t added = 0;
    for (unsigned depth = TREE_DEPTH; depth-- > 0 && added < PLACES_MAX;)
        for (size_t i = 0; i < of.n && added < PLACES_MAX; i++) {
            Span ranks = groups_of(&s->place_items, of.p[i]);
            if (s->places[of.p[i]].depth != depth || s->places[of.p[i]].region->level < REGION_COUNTY) continue;
            size_t before = value_count(r->groups);
            add_group(r, ranks, link_place(r->b, r->w, r->root, of.p[i], ranks.n));
            added += value_count(r->groups) - before;
        }
}

static void add_subjects(Related *r) {
    const Site *s = r->b->site;
    Span of = groups_of(&s->item_subjects, (size_t)(r->item - s->items));
    for (size_t i = 0; i < of.n && value_count(r->groups) < GROUPS_MAX; i++) {
        Span ranks = groups_of(&s->subject_items, of.p[i]);
        add_group(r, ranks, link_subject(r->b, r->w, r->root, of.p[i], ranks.n));
    }
}

/* What is dated from the Monday before to the Sunday after. Of a week with very
 * many articles those nearest are enough. */
static void add_week(Related *r) {
    const Site *s = r->b->site;
    uint32_t day = r->item->day, low = r->item->rank, high = low + 1, months = day / 100 % 100;
    if (!(day % 100) || months > 12) return;
    int64_t at = days_of(day), monday = at - weekday_of(day / 10000, months, day % 100);
    uint32_t first = day_of_days(monday), last = day_of_days(monday + 6);
    while (low > 0 && r->item->rank - low < WEEK_MAX && site_ranked(s, low - 1)->day >= first) low--;
    while (high < s->n_items && high - r->item->rank < WEEK_MAX && site_ranked(s, high)->day <= last) high++;
    View url = date_url(&r->w->arena, s, r->item);
    Value *reason = link_value(r->w, (View){0}, page_href(r->w, r->root, url), 0);
    value_set_bool(&r->w->arena, reason, "week", true);
    add_group(r, (Span){s->ranks + low, high - low}, reason);
}

void article_related(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    Related r = {.b = b, .w = w, .item = item, .root = root, .groups = value_list(&w->arena)};
    add_places(&r);
    add_subjects(&r);
    add_week(&r);
    set_list(w, v, "related", r.groups);
}
