/* The regions that have pages: those with articles, and for each its parents
 * and successors. */
#include <stdlib.h>

#include "site/model.h"
#include "text/text.h"

typedef struct Regions {
    const RegionTable *table;
    uint32_t *parent; /* index in the table, or NONE */
    uint8_t *depth;
    bool *wanted;
} Regions;

static uint32_t index_of(const RegionTable *t, View code) {
    const Region *r = code.n ? regions_by_code(t, code) : NULL;
    return r ? (uint32_t)(r - t->p) : NONE;
}

/* A region whose parents go round in a circle, or deeper than can be, loses
 * its parent: the tree is a tree whatever a person wrote. */
static void find_parents(Regions *r, Arena *a) {
    size_t n = r->table->n;
    enum { UNSEEN, OPEN, DONE };
    uint8_t *state = ARENA_ARRAY(a, uint8_t, n + 1);
    VEC(uint32_t) chain = {0};
    for (size_t i = 0; i < n; i++) r->parent[i] = index_of(r->table, r->table->p[i].parent);
    for (size_t i = 0; i < n; i++) {
        chain.n = 0;
        uint32_t at = (uint32_t)i;
        for (; at != NONE && state[at] == UNSEEN; at = r->parent[at]) {
            state[at] = OPEN;
            vec_push(&chain, at);
        }
        if (at != NONE && state[at] == OPEN) r->parent[chain.p[chain.n - 1]] = NONE;
        while (chain.n) {
            uint32_t x = chain.p[--chain.n], up = r->parent[x];
            if (up != NONE && r->depth[up] + 1 >= TREE_DEPTH) up = r->parent[x] = NONE;
            r->depth[x] = up == NONE ? 0 : (uint8_t)(r->depth[up] + 1);
            state[x] = DONE;
        }
    }
    vec_release(&chain);
}

/* Marks a region and all that its page leads to. */
static void want(Regions *r, uint32_t first) {
    VEC(uint32_t) open = {0};
    vec_push(&open, first);
    while (open.n) {
        uint32_t x = open.p[--open.n];
        if (x == NONE || r->wanted[x]) continue;
        r->wanted[x] = true;
        vec_push(&open, r->parent[x]);
        const Region *region = &r->table->p[x];
        for (size_t i = 0; i < region->n_successors; i++) vec_push(&open, index_of(r->table, region->successors[i]));
    }
    vec_release(&open);
}

#define AMBIGUOUS (NONE - 1) /* beside NONE: there is no such region */

/* The region an article means: by code, as import writes it, or by a name or
 * path that a person wrote in its stead. */
static uint32_t region_of(const RegionTable *t, const RegionRef *ref, Map *names) {
    uint32_t found = index_of(t, ref->code);
    if (found != NONE) return found;
    View what = ref->code.n ? ref->code : ref->name;
    bool fresh, ambiguous = false;
    /* A search reads the whole table; a name that is not in it may come often. */
    size_t *known = map_at(names, what, &fresh);
    if (fresh) {
        const Region *r = regions_find(t, what, &ambiguous);
        *known = ambiguous ? AMBIGUOUS : r ? (size_t)(r - t->p) : NONE;
    }
    return (uint32_t)*known;
}

static void warn(Site *s, const Article *article, const RegionRef *ref, bool ambiguous) {
    View what = ref->code.n ? ref->code : ref->name;
    Where at = article_where(&s->arena, &s->archive, article, "regions", what);
    diag(s->diag, ambiguous ? M_SITE_REGION_AMBIGUOUS : M_SITE_REGION, at, DARGS(arena_strdup(&s->arena, what)));
}

static void resolve_item(Site *s, size_t i, Map *names) {
    const Article *article = s->items[i].article;
    for (size_t k = 0; k < article->n_regions; k++) {
        uint32_t found = region_of(&s->regions, &article->regions[k], names);
        if (found >= AMBIGUOUS) warn(s, article, &article->regions[k], found == AMBIGUOUS);
        s->ref_places[s->ref_start[i] + k] = found >= AMBIGUOUS ? NONE : found;
    }
}

/* First as indices in the table of regions; make_places turns them into places. */
static void resolve_refs(Site *s) {
    Map names = MAP_INIT;
    size_t n = 0;
    s->ref_start = ARENA_ARRAY(&s->arena, size_t, s->n_items + 1);
    for (size_t i = 0; i < s->n_items; i++) n = s->ref_start[i + 1] = n + s->items[i].article->n_regions;
    s->ref_places = ARENA_ARRAY(&s->arena, uint32_t, n + 1);
    for (size_t i = 0; i < s->n_items; i++) resolve_item(s, i, &names);
    map_release(&names);
}

uint32_t site_place_of(const Site *s, View code) {
    uint32_t region = index_of(&s->regions, code);
    return region == NONE ? NONE : s->place_of[region];
}

static void make_places(Site *s, const Regions *r) {
    Str text = STR_INIT;
    s->places = ARENA_ARRAY(&s->arena, Place, s->regions.n + 1);
    s->place_of = ARENA_ARRAY(&s->arena, uint32_t, s->regions.n + 1);
    for (size_t i = 0; i < s->regions.n; i++) s->place_of[i] = r->wanted[i] ? (uint32_t)s->n_places++ : NONE;
    for (size_t i = 0; i < s->regions.n; i++) {
        if (!r->wanted[i]) continue;
        str_clear(&text);
        url_region(&text, s->regions.p[i].code);
        s->places[s->place_of[i]] = (Place){
            .region = &s->regions.p[i],
            .parent = r->parent[i] == NONE ? NONE : s->place_of[r->parent[i]],
            .depth = r->depth[i],
            .url = arena_view(&s->arena, str_view(&text)),
        };
    }
    for (size_t i = 0; i < s->n_places; i++) {
        View names[TREE_DEPTH];
        size_t n = 0;
        for (uint32_t at = (uint32_t)i; at != NONE; at = s->places[at].parent) names[n++] = s->places[at].region->name;
        str_clear(&text);
        while (n--) {
            str_addv(&text, names[n]);
            if (n) str_adds(&text, " \u203a ");
        }
        s->places[i].trail = arena_view(&s->arena, str_view(&text));
    }
    str_release(&text);
}

/* --- order --------------------------------------------------------------------- */

typedef struct Named {
    View key;
    uint32_t place;
} Named;

static int by_key(const void *a, const void *b) {
    const Named *x = a, *y = b;
    int order = view_cmp(x->key, y->key);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

/* All places by the pinyin of their names. */
static Named *sort_by_name(Site *s, Arena *a) {
    Collator *collator = collator_new(COLLATE_PINYIN);
    Named *named = ARENA_ARRAY(a, Named, s->n_places + 1);
    Str key = STR_INIT;
    for (size_t i = 0; i < s->n_places; i++) {
        str_clear(&key);
        if (collator)
            collator_key(collator, s->places[i].region->name, &key);
        else
            str_addv(&key, s->places[i].region->name);
        named[i] = (Named){arena_view(a, str_view(&key)), (uint32_t)i};
    }
    qsort(named, s->n_places, sizeof *named, by_key);
    str_release(&key);
    if (collator) collator_free(collator);
    return named;
}

static void make_tree(Site *s) {
    Arena a = ARENA_INIT;
    Named *named = sort_by_name(s, &a);
    s->top_places = ARENA_ARRAY(&s->arena, uint32_t, s->n_places + 1);
    uint32_t *order = ARENA_ARRAY(&a, uint32_t, s->n_places + 1);
    GroupsMaker m = {0};
    for (size_t i = 0; i < s->n_places; i++) {
        order[i] = named[i].place;
        if (s->places[i].parent != NONE) groups_add(&m, s->places[i].parent);
        groups_end_group(&m);
    }
    Groups parents = groups_finish(&m, &a);
    s->place_children = groups_invert(&s->arena, &parents, s->n_places, order);
    /* Positions in the order stand for the places there. */
    size_t total = s->place_children.start[s->n_places];
    for (size_t i = 0; i < total; i++) s->place_children.p[i] = order[s->place_children.p[i]];
    for (size_t i = 0; i < s->n_places; i++)
        if (s->places[order[i]].parent == NONE) s->top_places[s->n_top_places++] = order[i];
    arena_release(&a);
}

static void make_predecessors(Site *s) {
    GroupsMaker m = {0};
    uint32_t *order = ARENA_ARRAY(&s->arena, uint32_t, s->n_places + 1);
    for (size_t i = 0; i < s->n_places; i++) {
        const Region *r = s->places[i].region;
        order[i] = (uint32_t)i;
        for (size_t k = 0; k < r->n_successors; k++) {
            uint32_t next = site_place_of(s, r->successors[k]);
            if (next != NONE) groups_add(&m, next);
        }
        groups_end_group(&m);
    }
    Groups successors = groups_finish(&m, &s->arena);
    s->place_predecessors = groups_invert(&s->arena, &successors, s->n_places, order);
}

bool place_holds(const Site *s, uint32_t x, uint32_t y) {
    for (; y != NONE; y = s->places[y].parent)
        if (x == y) return true;
    return false;
}

static void group_items(Site *s) {
    GroupsMaker direct = {0}, all = {0};
    for (size_t i = 0; i < s->n_items; i++) {
        for (size_t k = 0; k < s->items[i].article->n_regions; k++) {
            uint32_t place = site_place(s, &s->items[i], k);
            if (place != NONE) groups_add(&direct, place);
            for (; place != NONE; place = s->places[place].parent) groups_add(&all, place);
        }
        groups_end_group(&direct);
        groups_end_group(&all);
    }
    s->item_places = groups_finish(&direct, &s->arena);
    s->item_regions = groups_finish(&all, &s->arena);
    s->place_items = groups_invert(&s->arena, &s->item_regions, s->n_places, s->by_rank);
}

void model_places(Site *s) {
    Arena a = ARENA_INIT;
    size_t n = s->regions.n;
    Regions r = {&s->regions, ARENA_ARRAY(&a, uint32_t, n + 1), ARENA_ARRAY(&a, uint8_t, n + 1),
                 ARENA_ARRAY(&a, bool, n + 1)};
    find_parents(&r, &a);
    resolve_refs(s);
    size_t refs = s->ref_start[s->n_items];
    for (size_t i = 0; i < refs; i++) want(&r, s->ref_places[i]);
    make_places(s, &r);
    for (size_t i = 0; i < refs; i++)
        if (s->ref_places[i] != NONE) s->ref_places[i] = s->place_of[s->ref_places[i]];
    make_tree(s);
    make_predecessors(s);
    group_items(s);
    arena_release(&a);
}
