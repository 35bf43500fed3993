/* The page of a region: where it lies, what lies in it, what was written
 * about it and all below. */
#include "site/cite.h"
#include "site/cross.h"

enum { MOST_TOPICS = 24, MOST_TOGETHER = 16 };

static Value *children(const Builder *b, Worker *w, View root, uint32_t place) {
    Value *list = value_list(&w->arena);
    Span of = groups_of(&b->site->place_children, place);
    for (size_t i = 0; i < of.n; i++)
        value_push(&w->arena, list, link_place(b, w, root, of.p[i], place_count(b->site, of.p[i])));
    return list;
}

/* Topics of its articles, and other regions that they name: not those above
 * or below, which are on the page anyway. */
static void count_company(const Builder *b, Worker *w, uint32_t place) {
    const Site *s = b->site;
    Span ranks = groups_of(&s->place_items, place);
    for (size_t i = 0; i < ranks.n; i++) {
        uint32_t item = s->by_rank[ranks.p[i]];
        Span topics = groups_of(&s->item_subjects, item), places = groups_of(&s->item_places, item);
        for (size_t k = 0; k < topics.n; k++) tally_add(&w->subjects, topics.p[k]);
        for (size_t k = 0; k < places.n; k++) tally_add(&w->places, places.p[k]);
    }
    for (size_t i = 0; i < w->places.seen.n; i++) {
        uint32_t other = w->places.seen.p[i];
        if (place_holds(s, place, other) || place_holds(s, other, place)) w->places.count[other] = 0;
    }
}

static void set_company(const Builder *b, Worker *w, Value *region, View root, uint32_t place) {
    uint32_t *counts;
    count_company(b, w, place);
    Value *topics = value_list(&w->arena), *together = value_list(&w->arena);
    Span best = tally_take(&w->subjects, &w->arena, MOST_TOPICS, &counts);
    for (size_t i = 0; i < best.n; i++)
        value_push(&w->arena, topics, cross_link_subject(b, w, root, place, best.p[i], counts[i]));
    push_other_subjects(b, w, topics, root, place, best);
    best = tally_take(&w->places, &w->arena, MOST_TOGETHER, &counts);
    for (size_t i = 0; i < best.n && counts[i]; i++)
        value_push(&w->arena, together, link_place(b, w, root, best.p[i], counts[i]));
    set_list(w, region, "topics", topics);
    set_list(w, region, "together", together);
}

/* The years in which it was in use; the year it ended is the first in which it
 * was not. */
static View period(const Builder *b, Worker *w, const Region *r) {
    Arena *a = &w->arena;
    unsigned from = r->from > REGIONS_SINCE ? r->from : 0;
    if (!from && !r->to) return (View){0};
    const View years[] = {from ? view_of(arena_printf(a, "%u", from)) : V(""),
                          r->to ? view_of(arena_printf(a, "%u", r->to)) : V("")};
    const char *key = !r->to ? "period_since" : !from ? "period_until" : "period_span";
    return strings_format(&b->site->strings, a, key, years, 2);
}

/* Under the name of its time: with its years, and how much there is of it. */
static Value *link_in_time(const Builder *b, Worker *w, View root, uint32_t place) {
    Value *link = link_place(b, w, root, place, place_count(b->site, place));
    value_set_text(&w->arena, link, "years", period(b, w, b->site->places[place].region));
    return link;
}

static void set_names(const Builder *b, Worker *w, Value *region, const Region *r) {
    Arena *a = &w->arena;
    Value *forms = value_list(a), *names = value_list(a);
    for (size_t i = 0; i < r->n_forms; i++) value_push(a, forms, value_text(a, r->forms[i]));
    set_list(w, region, "forms", forms);
    View rest = r->names, entry;
    while (rest.n && view_split(&rest, ';', &entry)) {
        View lang;
        if (!entry.n || !view_split(&entry, '=', &lang) || !entry.n) continue;
        Value *name = value_map(a);
        value_set_text(a, name, "name_lang", lang);
        value_set_text(a, name, "name", entry);
        value_push(a, names, name);
    }
    set_list(w, region, "names", names);
    value_set_text(a, region, "roman", r->roman);
    value_set_text(a, region, "period", period(b, w, r));
}

/* Regions it became, and those that became it. */
static void set_succession(const Builder *b, Worker *w, Value *region, View root, uint32_t place) {
    const Site *s = b->site;
    Value *after = value_list(&w->arena), *before = value_list(&w->arena);
    const Region *r = s->places[place].region;
    for (size_t i = 0; i < r->n_successors; i++) {
        uint32_t next = site_place_of(s, r->successors[i]);
        if (next != NONE) value_push(&w->arena, after, link_in_time(b, w, root, next));
    }
    Span of = groups_of(&s->place_predecessors, place);
    for (size_t i = 0; i < of.n; i++) value_push(&w->arena, before, link_in_time(b, w, root, of.p[i]));
    set_list(w, region, "successors", after);
    set_list(w, region, "predecessors", before);
}

static Listing place_listing(const Site *s, uint32_t place) {
    const Place *p = &s->places[place];
    return (Listing){groups_of(&s->place_items, place), p->url, "regions", p->trail, place, NONE, {0}, BY_YEAR};
}

void page_region(const Builder *b, Worker *w, const Template *t, size_t i) {
    static const char *const levels[] = {
        "", "level_province", "level_prefecture", "level_county", "level_township", "level_village", "level_area"};
    const Place *p = &b->site->places[i];
    const Region *r = p->region;
    Arena *a = &w->arena;
    uint32_t place = (uint32_t)i;
    View root = page_root(p->url);
    const Listing l = place_listing(b->site, place);
    Value *data = page_new(b, w, p->url, "regions", p->trail), *region = value_map(a);
    value_set_text(a, region, "name", r->name);
    if (r->level <= REGION_AREA && r->level >= REGION_PROVINCE)
        value_set_text(a, region, "level", strings_get(&b->site->strings, levels[r->level]));
    value_set_text(a, region, "code", r->code);
    set_names(b, w, region, r);
    set_succession(b, w, region, root, place);
    value_set_bool(a, region, "has_names",
                   r->n_forms || r->roman.n || r->names.n || r->n_successors ||
                       groups_of(&b->site->place_predecessors, i).n);
    set_list(w, region, "children", children(b, w, root, place));
    set_company(b, w, region, root, place);
    set_timeline(b, w, region, l.ranks);
    value_set_bool(a, data, "followed", place_is_followed(b->site, place));
    Value *crumbs = crumbs_new(b, w, root, "regions");
    crumbs_add_place(b, w, crumbs, root, place, false);
    set_list(w, data, "crumbs", crumbs);
    value_set(a, data, "region", region);
    value_set(a, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, p->url);
}

void page_region_list(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    const ListPage *page = &b->site->place_pages[i];
    const Listing l = place_listing(b->site, page->of);
    listing_write_page(b, w, &l, page->page);
}
