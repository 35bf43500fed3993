#include "regions/resolve.h"

#include <stdlib.h>

enum { HAN = 3, CHILDREN_MAX = 512 };

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void add_parents(Children *c) {
    const Gazetteer *g = c->d->g;
    for (size_t i = c->from; i < c->to; i++) {
        const Mention *m = &c->d->mentions.p[i];
        if (m->flags & MENTION_DEAD) continue;
        for (uint32_t up = m->region; up != REGION_NONE; up = gaz_parent(g, up)) {
            RegionLevel level = gaz_level(g, up);
            if (up < g->n_file && (level == REGION_COUNTY || level == REGION_TOWNSHIP)) vec_push(&c->parents, up);
        }
    }
}

static void sort_parents(Children *c) {
    if (c->parents.n) qsort(c->parents.p, c->parents.n, sizeof *c->parents.p, by_number);
    size_t n = 0;
    for (size_t i = 0; i < c->parents.n; i++)
        if (n == 0 || c->parents.p[n - 1] != c->parents.p[i]) c->parents.p[n++] = c->parents.p[i];
    c->parents.n = n;
}

static void add_long_named(Children *c, uint32_t parent) {
    const Gazetteer *g = c->d->g;
    bool of_county = gaz_level(g, parent) == REGION_COUNTY;
    const uint64_t *bits = g->long_names + (of_county ? 0 : GAZ_LONG_WORDS(g->n_file));
    uint32_t end = gaz_end(g, parent);
    for (uint32_t i = parent + 1; i < end && c->long_named.n < CHILDREN_MAX; i++) {
        uint64_t rest = bits[i / 64] >> (i % 64);
        if (rest == 0) {
            i |= 63;
            continue;
        }
        i += (uint32_t)__builtin_ctzll(rest);
        if (i >= end) break;
        Child child = {.region = i, .name = gaz_name(g, i)};
        child.suffix = name_split(child.name, gaz_level(g, i), &child.stem);
        vec_push(&c->long_named, child);
    }
}

/* In its place: sorting them all for every town of a long list would take its square. */
static void insert_parent(Children *c, uint32_t region) {
    size_t lo = 0, hi = c->parents.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (c->parents.p[mid] < region) lo = mid + 1;
        else hi = mid;
    }
    if (lo < c->parents.n && c->parents.p[lo] == region) return;
    vec_push(&c->parents, region);
    uint32_t *at = c->parents.p + lo;
    memmove(at + 1, at, (c->parents.n - 1 - lo) * sizeof *at);
    *at = region;
}

void children_gather(Children *c) {
    if (c->gathered) return;
    c->gathered = true;
    add_parents(c);
    sort_parents(c);
    for (size_t i = 0; i < c->parents.n; i++) add_long_named(c, c->parents.p[i]);
    if (c->home != REGION_NONE) insert_parent(c, c->home);
}

void children_add_parent(Children *c, uint32_t region) {
    children_gather(c);
    insert_parent(c, region);
}

uint32_t children_by_stem(Children *c, View stem, bool village) {
    const Gazetteer *g = c->d->g;
    uint32_t form, found = REGION_NONE;
    if (!trie_stem(&g->file.trie, stem, &form)) return REGION_NONE;
    children_gather(c);
    for (uint32_t i = g->file.lists[form]; i < g->file.lists[form + 1]; i++) {
        Posting p = g->file.postings[i];
        if (POSTING_KIND(p) != FORM_STEM || POSTING_REGION(p) == found) continue;
        if (suffix_is_village(POSTING_SUFFIX(p)) != village) continue;
        uint32_t parent = gaz_parent(g, POSTING_REGION(p));
        if (!c->parents.n || !bsearch(&parent, c->parents.p, c->parents.n, sizeof parent, by_number)) continue;
        if (found != REGION_NONE) return REGION_NONE;
        found = POSTING_REGION(p);
    }
    return found;
}

/* The first mention that reaches into [at, at+n) and is decided, or is known
 * as it is written, where that counts. */
static bool overlaps(const Document *d, const Place *p, size_t at, size_t n, bool known) {
    for (size_t i = p->from; i < p->to; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->at >= at + n) break;
        if (m->at + m->n <= at) continue;
        if (m->region != REGION_NONE || m->flags & MENTION_NEVER) return true;
        if (known && m->at == at && m->n == n && m->count) return true;
    }
    return false;
}

bool place_taken(const Document *d, const Place *p, size_t at, size_t n) { return overlaps(d, p, at, n, true); }

bool place_decided(const Document *d, const Place *p, size_t at, size_t n) { return overlaps(d, p, at, n, false); }

static bool well_before(const Document *d, size_t i, size_t at) {
    return d->mentions.p[i].at + 2 * TRIE_FORM_MAX * HAN < at;
}

void place_pass(const Document *d, Place *p, size_t at) {
    while (p->from < p->to && well_before(d, p->from, at)) p->from++;
}

void place_seek(const Document *d, Place *p, size_t at) {
    size_t lo = p->first, hi = p->to;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        if (well_before(d, middle, at)) lo = middle + 1;
        else hi = middle;
    }
    p->from = lo;
}

void place_add(Document *d, const Place *p, size_t at, size_t n, uint32_t region, float confidence, const char *why) {
    Mention m = {.part = p->part, .flags = p->flags | MENTION_LOOKED, .at = at, .n = (uint32_t)n,
                 .before = MENTION_NONE, .group = MENTION_NONE, .region = region, .confidence = confidence, .why = why};
    vec_push(&d->mentions, m);
}

/* 石梁、航埠两镇 on a prefecture's page: that both are towns is said, so all its counties' are asked. */
static void widen(Children *c, uint32_t *of, const Gazetteer *g, const Option *home) {
    const uint32_t prefecture =
        home->region < g->n_file && home->level == REGION_PREFECTURE ? home->region : REGION_NONE;
    if (prefecture == *of) return;
    *of = prefecture;
    c->parents.n = 0;
    if (prefecture == REGION_NONE) return;
    for (uint32_t i = prefecture + 1, end = gaz_end(g, prefecture); i < end;) {
        const bool county = gaz_level(g, i) == REGION_COUNTY;
        if (county) vec_push(&c->parents, i);
        i = county && gaz_end(g, i) > i ? gaz_end(g, i) : i + 1;
    }
}

static void search(Judge *j, Place place, Children *children, Children *wide, bool any) {
    for (size_t k = 0, n; k < place.marks.n; k++) {
        if (!mark_is(&place.marks.p[k], MARK_TOWN)) continue;
        const size_t i = place.marks.p[k].at;
        Suffix suffix = suffix_at(view_from(place.text, i), &n);
        place_pass(j->d, &place, i);
        if (suffix != SUFFIX_NONE) {
            Suffixed named = {i, i + n, suffix};
            if (any) variant_find(j, &place, children, named);
            list_find(j, &place, children, named);
            if (wide->parents.n) list_find(j, &place, wide, named);
        } else {
            short_find(j, &place, children, i);
        }
    }
}

Texts texts_of_part(const Document *d, uint32_t part, size_t n, size_t *at) {
    const size_t first = *at;
    while (*at < n && d->mentions.p[*at].part == part && d->mentions.p[*at].flags & MENTION_TITLE) ++*at;
    const size_t body = *at;
    while (*at < n && d->mentions.p[*at].part == part) ++*at;
    return (Texts){
        .title = {part, MENTION_TITLE, d->parts[part].title, document_marks(d, part, true), first, body, first},
        .body = {part, 0, d->parts[part].text, document_marks(d, part, false), body, *at, body}};
}

static uint32_t county_above(const Gazetteer *g, uint32_t region) {
    while (region != REGION_NONE && gaz_level(g, region) > REGION_COUNTY) region = gaz_parent(g, region);
    return region != REGION_NONE && gaz_level(g, region) == REGION_COUNTY ? region : REGION_NONE;
}

uint32_t article_county(const Resolution *r, const Texts *texts) {
    const Document *d = &r->document;
    const Home *home = &r->home[texts->title.part];
    if (home->place.region == REGION_NONE || home->place.level > REGION_COUNTY) return REGION_NONE;
    if (home->place.level == REGION_COUNTY) return home->place.region;
    const uint32_t dateline = r->datelines[texts->title.part];
    uint32_t only = dateline == REGION_NONE ? REGION_NONE : county_above(d->g, dateline);
    if (only != REGION_NONE) return only;
    for (size_t i = texts->title.first; i < texts->body.to; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->region == REGION_NONE || m->flags & MENTION_DEAD) continue;
        const uint32_t county = county_above(d->g, m->region);
        if (county == REGION_NONE || !gaz_contains(d->g, home->place.region, county)) continue;
        if (only != REGION_NONE && county != only) return REGION_NONE;
        only = county;
    }
    return only;
}

void children_find(Resolution *r) {
    Judge *j = &r->judge;
    Document *d = &r->document;
    Children children = {.d = d}, wide = {.d = d, .home = REGION_NONE, .gathered = true};
    uint32_t prefecture = REGION_NONE; /* whose counties `wide` holds */
    size_t n = d->mentions.n, at = 0;
    for (uint32_t part = 0; part < d->n_parts; part++) {
        const size_t from = at;
        const Texts texts = texts_of_part(d, part, n, &at);
        bool any = false;
        for (size_t i = from; i < at && !any; i++) any = d->mentions.p[i].region != REGION_NONE;
        children.home = article_county(r, &texts);
        if (!any && j->home[part].place.region == REGION_NONE) continue;
        children.from = from;
        children.to = at;
        children.gathered = false;
        children.parents.n = children.long_named.n = 0;
        widen(&wide, &prefecture, d->g, &j->home[part].place);
        search(j, texts.title, &children, &wide, any);
        search(j, texts.body, &children, &wide, any);
    }
    vec_release(&wide.parents);
    vec_release(&children.parents);
    vec_release(&children.long_named);
    mentions_merge(d, n);
}
