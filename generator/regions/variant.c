#include "regions/variant.h"

#include <stdlib.h>

#include "text/text.h"

enum {
    HAN = 3,
    STEM_LEAST = 3,  /* characters: of a shorter name too little would be left */
    CANDIDATES_MAX = 512
};

static const float CONFIDENCE = 0.65f;

typedef struct Candidate {
    uint32_t region;
    View name;
    Suffix suffix;
} Candidate;

typedef VEC(Candidate) Candidates;

/* --- what the article's regions hold ------------------------------------------------ */

/* Townships of a county, villages of a township. The file has them right
 * after it, by code. */
static void add_children(const Gazetteer *g, uint32_t region, Candidates *out) {
    if (region >= g->n_file) return;
    RegionLevel wanted = (RegionLevel)(gaz_level(g, region) + 1);
    View code = gaz_code(g, region);
    for (uint32_t i = region + 1; i < g->n_file && view_starts(gaz_code(g, i), code); i++) {
        View stem;
        Candidate c = {i, gaz_name(g, i), SUFFIX_NONE};
        if (gaz_level(g, i) != wanted || out->n == CANDIDATES_MAX) continue;
        c.suffix = name_split(c.name, wanted, &stem);
        if (c.suffix != SUFFIX_NONE && stem.n >= STEM_LEAST * HAN) vec_push(out, c);
    }
}

static void gather_candidates(const Judge *j, size_t from, size_t to, Candidates *out) {
    const Gazetteer *g = j->d->g;
    Map seen = MAP_INIT;
    out->n = 0;
    for (size_t i = from; i < to; i++) {
        const Mention *m = &j->d->mentions.p[i];
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

/* --- comparing ------------------------------------------------------------------------- */

/* Both of whole characters of three bytes, one of which differs. */
static bool differs_by_one(View written, View name) {
    size_t differing = 0;
    for (size_t i = 0; i < name.n && differing < 2; i += HAN) {
        if (((unsigned char)written.p[i] & 0xf0) != 0xe0) return false;
        differing += memcmp(written.p + i, name.p + i, HAN) != 0;
    }
    return differing == 1;
}

static bool all_han(View v) {
    while (v.n)
        if (!cp_is_han(utf8_next(&v))) return false;
    return true;
}

/* A resolved name there, or a name that the gazetteer knows as written, is no
 * variant of another. */
static bool taken(const Document *d, size_t from, size_t to, size_t at, size_t n) {
    for (size_t i = from; i < to; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->at >= at + n) break;
        if (m->at + m->n <= at) continue;
        if (m->region != REGION_NONE || (m->at == at && m->n == n && m->count)) return true;
    }
    return false;
}

typedef struct Place {
    uint32_t part, flags;
    View text;
    size_t from, to; /* mentions of this text */
} Place;

static void try_candidates(Judge *j, const Place *place, size_t stem_end, size_t end, Suffix suffix,
                           const Candidates *candidates) {
    const Candidate *fits = NULL;
    for (size_t i = 0; i < candidates->n; i++) {
        const Candidate *c = &candidates->p[i];
        if (c->suffix != suffix || c->name.n > end || end - stem_end >= c->name.n) continue;
        View written = view(place->text.p + end - c->name.n, c->name.n);
        if (!differs_by_one(written, c->name) || !all_han(written)) continue;
        if (memcmp(written.p + written.n - (end - stem_end), c->name.p + c->name.n - (end - stem_end), end - stem_end) != 0)
            continue;
        if (fits) return; /* two that fit: none is meant for sure */
        fits = c;
    }
    if (!fits || taken(j->d, place->from, place->to, end - fits->name.n, fits->name.n)) return;
    Mention m = {.part = place->part, .flags = place->flags | MENTION_VARIANT, .at = end - fits->name.n,
                 .n = (uint32_t)fits->name.n, .before = MENTION_NONE, .group = MENTION_NONE, .region = fits->region,
                 .confidence = CONFIDENCE};
    m.why = arena_printf(j->d->arena, "one character differs from %.*s", VARG(fits->name));
    vec_push(&j->d->mentions, m);
}

static void search_text(Judge *j, Place place, const Candidates *candidates) {
    size_t first = place.from;
    for (size_t at = 0; at + HAN <= place.text.n; at++) {
        if (((unsigned char)place.text.p[at] & 0xf0) != 0xe0) continue;
        if (!suffix_may_begin(place.text.p + at)) {
            at += HAN - 1;
            continue;
        }
        size_t n;
        Suffix suffix = suffix_at(view_from(place.text, at), &n);
        if (suffix == SUFFIX_NONE) continue;
        /* Mentions that end well before are done with. */
        while (first < place.to && j->d->mentions.p[first].at + 40 * HAN < at) first++;
        place.from = first;
        try_candidates(j, &place, at, at + n, suffix, candidates);
    }
}

static int by_place(const void *a, const void *b) {
    const Mention *x = a, *y = b;
    if (x->part != y->part) return x->part < y->part ? -1 : 1;
    uint32_t xt = x->flags & MENTION_TITLE, yt = y->flags & MENTION_TITLE;
    if (xt != yt) return xt ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

void variants_find(Judge *j) {
    Document *d = j->d;
    Candidates candidates = {0};
    size_t n = d->mentions.n, at = 0;
    for (uint32_t part = 0; part < d->n_parts; part++) {
        size_t from = at, title_end;
        while (at < n && d->mentions.p[at].part == part && d->mentions.p[at].flags & MENTION_TITLE) at++;
        title_end = at;
        while (at < n && d->mentions.p[at].part == part) at++;
        gather_candidates(j, from, at, &candidates);
        if (candidates.n == 0) continue;
        search_text(j, (Place){part, MENTION_TITLE, d->parts[part].title, from, title_end}, &candidates);
        search_text(j, (Place){part, 0, d->parts[part].text, title_end, at}, &candidates);
    }
    vec_release(&candidates);
    if (d->mentions.n > n) qsort(d->mentions.p, d->mentions.n, sizeof *d->mentions.p, by_place);
}
