/* What was decided for each mention, and what is left open. */
#include <stdlib.h>

#include "regions/resolve.h"
#include "regions/why.h"

enum { CANDIDATES_MAX = 8 };

typedef struct Scored {
    uint32_t region;
    float score;
} Scored;

static int by_score(const void *a, const void *b) {
    const Scored *x = a, *y = b;
    if (x->score > y->score || x->score < y->score) return x->score > y->score ? -1 : 1;
    return (x->region > y->region) - (x->region < y->region);
}

/* The likeliest few of the meanings of a mention's longest form. */
static void list_candidates(Judge *j, Arena *a, const Mention *m, RegionMention *out) {
    Scored best[CANDIDATES_MAX + 1];
    size_t n = 0;
    judge_mention(j, m);
    for (uint32_t i = 0; i < m->count; i++) {
        const Option *o = document_option(j->d, m->first + i);
        if (o->n != m->n || o->varied) continue;
        best[n++] = (Scored){o->region, judge_option(j, m, o).score};
        qsort(best, n, sizeof *best, by_score);
        if (n > CANDIDATES_MAX) n = CANDIDATES_MAX;
    }
    out->candidates = ARENA_ARRAY(a, View, n);
    out->n_candidates = n;
    for (size_t i = 0; i < n; i++) out->candidates[i] = gaz_code(j->d->g, best[i].region);
}

/* Worth a person's look: a division's name in full that stands by itself. */
static bool is_open(const Document *d, Mention *m) {
    if (m->flags & MENTION_STRANGE) return true;
    if (m->flags & MENTION_DEAD || m->count == 0) return false;
    const Option *o = &d->options.p[m->first];
    if (o->n != m->n || o->word || o->varied || o->kind == FORM_SHORT) return false;
    if (!(m->flags & MENTION_LOOKED)) mention_look_around(d, m);
    return !(m->flags & (MENTION_PERSON | MENTION_GLUED));
}

/* The resolved mention that ends where this one begins; NULL: none. It is not
 * sought farther back than a name is long: a page may hold nothing else. */
static const Mention *right_before(const Document *d, size_t index) {
    enum { LONGEST_NAME = 256 };
    const Mention *m = &d->mentions.p[index];
    for (size_t i = index; i-- > 0;) {
        const Mention *prev = &d->mentions.p[i];
        if (prev->part != m->part || (prev->flags ^ m->flags) & MENTION_TITLE) return NULL;
        if (prev->at + LONGEST_NAME < m->at) return NULL;
        if (prev->at + prev->n <= m->at && prev->region != REGION_NONE && !(prev->flags & MENTION_DEAD))
            return prev->at + prev->n == m->at ? prev : NULL;
    }
    return NULL;
}

static void tell_open(Judge *j, Arena *a, size_t index, RegionMention *out) {
    const Document *d = j->d;
    const Mention *m = &d->mentions.p[index], *before = right_before(d, index);
    if (before && gaz_level(d->g, before->region) < REGION_VILLAGE) out->within = gaz_code(d->g, before->region);
    list_candidates(j, a, m, out);
    if (m->flags & MENTION_STRANGE) out->why = WHY(STRANGE);
    else if (m->flags & MENTION_UNKNOWN_PARENT) out->why = WHY(UNKNOWN_PARENT);
    else if (out->within.n) out->why = WHY(NOT_WITHIN);
    else out->why = out->n_candidates > 1 ? WHY(AMBIGUOUS) : WHY(UNSUPPORTED);
}

static void tell_mentions(Resolution *r, Arena *a, RegionMentions *out) {
    Document *d = &r->document;
    *out = (RegionMentions){ARENA_ARRAY(a, RegionMention, d->mentions.n), 0};
    for (size_t i = 0; i < d->mentions.n; i++) {
        Mention *m = &d->mentions.p[i];
        bool resolved = m->region != REGION_NONE && !(m->flags & MENTION_DEAD);
        if (!resolved && !is_open(d, m)) continue;
        RegionMention *to = &out->p[out->n++];
        *to = (RegionMention){.part = m->part, .in_title = (m->flags & MENTION_TITLE) != 0,
                              .deictic = (m->flags & MENTION_DEICTIC) != 0, .in_dateline = (m->flags & MENTION_DATELINE) != 0, .at = m->at, .n = m->n};
        to->form = view(mention_source(d, m).p + m->at, m->n);
        if (resolved) {
            to->code = gaz_code(d->g, m->region);
            to->confidence = m->confidence;
            to->why = m->why;
        } else {
            tell_open(&r->judge, a, i, to);
        }
    }
}

static void tell_all(Resolution *r, Arena *a, RegionReading *out) {
    deictics_find(r);
    *out = (RegionReading){.found = resolution_report(r, a)};
    strangers_find(&r->document);
    out->n_defined = definitions_find(&r->document, a, &out->defined);
    tell_mentions(r, a, &out->mentions);
    resolution_release(r);
}

void regions_read(const Gazetteer *g, Arena *a, const RegionText *parts, size_t n, RegionReading *out) {
    Resolution r;
    resolution_read(&r, g, a, parts, n);
    resolution_decide(&r);
    tell_all(&r, a, out);
}

View regions_read_homeless(const Gazetteer *g, Arena *a, RegionText *parts, size_t n, View otherwise, RegionReading *out) {
    Resolution r;
    for (size_t i = 0; i < n; i++) parts[i].hints.home = V("");
    resolution_read(&r, g, a, parts, n);
    resolution_decide(&r);
    View home = resolution_home(&r);
    if (!home.n) home = otherwise;
    for (size_t i = 0; i < n; i++) parts[i].hints.home = home;
    if (home.n) resolution_decide(&r);
    tell_all(&r, a, out);
    return home;
}
