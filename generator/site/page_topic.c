/* The page of a topic, and the index of topics. */
#include "site/cite.h"
#include "site/cross.h"

enum { MOST_REGIONS = 32 };

static size_t subject_count(const Site *s, uint32_t subject) { return groups_of(&s->subject_items, subject).n; }

static Value *subtopics(const Builder *b, Worker *w, View root, uint32_t subject) {
    Value *list = value_list(&w->arena);
    Span of = groups_of(&b->site->subject_children, subject);
    for (size_t i = 0; i < of.n; i++)
        value_push(&w->arena, list, link_subject(b, w, root, of.p[i], subject_count(b->site, of.p[i])));
    return list;
}

static Value *regions_of(const Builder *b, Worker *w, View root, uint32_t subject) {
    const Site *s = b->site;
    uint32_t *counts;
    Value *list = value_list(&w->arena);
    Span ranks = groups_of(&s->subject_items, subject);
    for (size_t i = 0; i < ranks.n; i++) {
        Span places = groups_of(&s->item_places, s->by_rank[ranks.p[i]]);
        for (size_t k = 0; k < places.n; k++) tally_add(&w->places, places.p[k]);
    }
    Span best = tally_take(&w->places, &w->arena, MOST_REGIONS, &counts);
    for (size_t i = 0; i < best.n; i++)
        value_push(&w->arena, list, cross_link_place(b, w, root, best.p[i], subject, counts[i]));
    push_other_places(b, w, list, root, subject, best);
    return list;
}

static Listing subject_listing(const Site *s, uint32_t subject) {
    const Subject *sub = &s->subjects[subject];
    return (Listing){groups_of(&s->subject_items, subject), sub->url, "topics", sub->name, NONE, subject, {0}, BY_YEAR};
}

void page_topic(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Subject *sub = &b->site->subjects[i];
    Arena *a = &w->arena;
    uint32_t subject = (uint32_t)i;
    View root = page_root(sub->url);
    const Listing l = subject_listing(b->site, subject);
    Value *data = page_new(b, w, sub->url, "topics", sub->name), *topic = value_map(a);
    value_set_text(a, topic, "name", sub->name);
    value_set_text(a, topic, "note", sub->topic->note);
    set_list(w, topic, "subtopics", subtopics(b, w, root, subject));
    set_list(w, topic, "regions", regions_of(b, w, root, subject));
    set_timeline(b, w, topic, l.ranks);
    value_set_bool(a, data, "followed", subject_is_followed(b->site, subject));
    Value *crumbs = crumbs_new(b, w, root, "topics");
    crumbs_add_subject(b, w, crumbs, root, subject, false);
    set_list(w, data, "crumbs", crumbs);
    value_set(a, data, "topic", topic);
    value_set(a, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, sub->url);
}

void page_topic_list(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    const ListPage *page = &b->site->subject_pages[i];
    const Listing l = subject_listing(b->site, page->of);
    listing_write_page(b, w, &l, page->page);
}

/* A tree as nested lists; every node has "nodes", if empty, so that a
 * template's recursion ends. */
static Value *tree(const Builder *b, Worker *w, View root, Span subjects) {
    Value *nodes = value_list(&w->arena);
    for (size_t i = 0; i < subjects.n; i++) {
        Value *node = link_subject(b, w, root, subjects.p[i], subject_count(b->site, subjects.p[i]));
        Span below = groups_of(&b->site->subject_children, subjects.p[i]);
        value_set(&w->arena, node, "nodes", tree(b, w, root, below));
        value_set_bool(&w->arena, node, "has_nodes", below.n > 0);
        value_push(&w->arena, nodes, node);
    }
    return nodes;
}

Value *topic_tree(const Builder *b, Worker *w, View root) {
    const Site *s = b->site;
    uint32_t *top = ARENA_ARRAY(&w->arena, uint32_t, s->n_subjects + 1);
    size_t n = 0;
    for (size_t i = 0; i < s->n_subjects; i++)
        if (s->subjects[i].parent == NONE) top[n++] = (uint32_t)i;
    return tree(b, w, root, (Span){top, n});
}

void page_topics(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    View url = V("topics/index.html");
    Value *data = page_new(b, w, url, "topics", strings_get(&b->site->strings, "topics"));
    value_set(&w->arena, data, "nodes", topic_tree(b, w, page_root(url)));
    page_put(b, w, t, data, url);
}
