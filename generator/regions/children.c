#include "regions/children.h"

enum { HAN = 3, CHILDREN_MAX = 512 };

/* The region after those within `region`, which the file has right behind it:
 * sought in steps that double, since a county has hundreds of villages. */
static uint32_t after_descendants(const Gazetteer *g, uint32_t region) {
    View code = gaz_code(g, region);
    uint32_t lo = region, step = 1, hi;
    while ((hi = lo + step) < g->n_file && view_starts(gaz_code(g, hi), code)) lo = hi, step *= 2;
    if (hi > g->n_file) hi = (uint32_t)g->n_file;
    while (lo + 1 < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (view_starts(gaz_code(g, mid), code)) lo = mid;
        else hi = mid;
    }
    return hi;
}

static void add_children(const Gazetteer *g, uint32_t region, Children *out) {
    if (region >= g->n_file) return;
    RegionLevel wanted = (RegionLevel)(gaz_level(g, region) + 1);
    View code = gaz_code(g, region);
    for (uint32_t i = region + 1; i < g->n_file && out->n < CHILDREN_MAX && view_starts(gaz_code(g, i), code);
         i = after_descendants(g, i)) {
        if (gaz_level(g, i) != wanted) continue;
        Child c = {.region = i, .name = gaz_name(g, i)};
        c.suffix = name_split(c.name, wanted, &c.stem);
        if (c.suffix == SUFFIX_NONE) continue;
        bool is_new;
        size_t *at = map_at(&out->by_stem, c.stem, &is_new);
        *at = is_new ? out->n : CHILD_TWICE;
        vec_push(out, c);
    }
}

static void gather_children(const Document *d, size_t from, size_t to, Children *out) {
    const Gazetteer *g = d->g;
    Map seen = MAP_INIT;
    out->n = 0;
    map_release(&out->by_stem);
    for (size_t i = from; i < to; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->flags & MENTION_DEAD) continue;
        for (uint32_t up = m->region; up != REGION_NONE; up = gaz_parent(g, up)) {
            bool is_new = false;
            if (gaz_level(g, up) == REGION_COUNTY || gaz_level(g, up) == REGION_TOWNSHIP)
                map_at(&seen, gaz_code(g, up), &is_new);
            if (is_new) add_children(g, up, out);
        }
    }
    map_release(&seen);
}

bool place_taken(const Document *d, const Place *p, size_t at, size_t n) {
    for (size_t i = p->from; i < p->to; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->at >= at + n) break;
        if (m->at + m->n <= at) continue;
        if (m->region != REGION_NONE || m->flags & MENTION_NEVER || (m->at == at && m->n == n && m->count)) return true;
    }
    return false;
}

void place_pass(const Document *d, Place *p, size_t at) {
    while (p->from < p->to && d->mentions.p[p->from].at + 2 * TRIE_FORM_MAX * HAN < at) p->from++;
}

void place_add(Document *d, const Place *p, size_t at, size_t n, uint32_t region, float confidence, const char *why) {
    Mention m = {.part = p->part, .flags = p->flags | MENTION_LOOKED, .at = at, .n = (uint32_t)n,
                 .before = MENTION_NONE, .group = MENTION_NONE, .region = region, .confidence = confidence, .why = why};
    vec_push(&d->mentions, m);
}

static void search(Judge *j, Place place, const Children *children) {
    variants_find(j, &place, children);
    lists_find(j, &place, children);
}

void children_find(Judge *j) {
    Document *d = j->d;
    Children children = {0};
    size_t n = d->mentions.n, at = 0;
    for (uint32_t part = 0; part < d->n_parts; part++) {
        size_t from = at, title_end;
        while (at < n && d->mentions.p[at].part == part && d->mentions.p[at].flags & MENTION_TITLE) at++;
        title_end = at;
        while (at < n && d->mentions.p[at].part == part) at++;
        gather_children(d, from, at, &children);
        if (children.n == 0) continue;
        search(j, (Place){part, MENTION_TITLE, d->parts[part].title, from, title_end}, &children);
        search(j, (Place){part, 0, d->parts[part].text, title_end, at}, &children);
    }
    vec_release(&children);
    map_release(&children.by_stem);
    if (d->mentions.n > n) mentions_sort(d);
}
