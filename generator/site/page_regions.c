/* The index of regions: the tree, as deep as one page can carry. */
#include "site/page.h"

enum { TREE_NODES = 1500, OPEN_NODES = 120 };

/* The deepest level down to which at most `most` places lie. */
static unsigned depth_within(const Site *s, size_t most) {
    size_t at[TREE_DEPTH] = {0}, sum = 0;
    for (size_t i = 0; i < s->n_places; i++) at[s->places[i].depth]++;
    for (unsigned depth = 0; depth < TREE_DEPTH; depth++) {
        sum += at[depth];
        if (sum > most) return depth ? depth - 1 : 0;
    }
    return TREE_DEPTH;
}

/* Nodes above `open` are unfolded at first; NONE: nothing folds. */
static Value *tree(const Builder *b, Worker *w, View root, Span places, unsigned depth, unsigned open) {
    Arena *a = &w->arena;
    Value *nodes = value_list(a);
    for (size_t i = 0; i < places.n; i++) {
        const Place *p = &b->site->places[places.p[i]];
        Value *node = link_place(b, w, root, places.p[i], place_count(b->site, places.p[i]));
        Span below = groups_of(&b->site->place_children, places.p[i]);
        bool deeper = p->depth < depth && below.n;
        value_set(a, node, "nodes", deeper ? tree(b, w, root, below, depth, open) : value_list(a));
        value_set_bool(a, node, "has_nodes", deeper);
        value_set_bool(a, node, "folds", open != NONE);
        value_set_text(a, node, "below", strings_count(&b->site->strings, a, "n_below", below.n));
        value_set_bool(a, node, "open", p->depth < open);
        value_push(a, nodes, node);
    }
    return nodes;
}

Value *region_tree(const Builder *b, Worker *w, View root, size_t most, bool folds) {
    const Site *s = b->site;
    const Span top = {s->top_places, s->n_top_places};
    return tree(b, w, root, top, depth_within(s, most), folds ? depth_within(s, OPEN_NODES) : NONE);
}

void page_regions(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    View url = V("regions/index.html");
    Value *data = page_new(b, w, url, "regions", strings_get(&b->site->strings, "regions"));
    value_set(&w->arena, data, "nodes", region_tree(b, w, page_root(url), TREE_NODES, true));
    value_set_text(&w->arena, data, "total",
                   strings_count(&b->site->strings, &w->arena, "n_regions", b->site->n_places));
    page_put(b, w, t, data, url);
}
