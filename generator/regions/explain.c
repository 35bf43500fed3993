/* What was decided for each mention, and what is left open. */
#include "regions/resolve.h"
#include "regions/why.h"

enum { CANDIDATES_MAX = 8 };

typedef struct Scored {
    uint32_t region;
    float score;
} Scored;

/* What was listed for forms that stand there too often to be judged each time. */
typedef struct Listed {
    View *p;
    size_t n;
} Listed;

typedef struct Telling {
    Judge *j;
    Arena *arena;
    Map by_form; /* index into lists */
    VEC(Listed) lists;
} Telling;

static bool likelier(const Scored *x, const Scored *y) {
    if (x->score > y->score || x->score < y->score) return x->score > y->score;
    return x->region < y->region;
}

/* The likeliest few of the meanings of a mention's longest form. */
static Listed list_candidates(const Telling *t, const Mention *m) {
    Judge *j = t->j;
    Scored best[CANDIDATES_MAX];
    size_t n = 0;
    judge_mention(j, m);
    for (uint32_t i = 0; i < m->count; i++) {
        const Option *o = document_option(j->d, m->first + i);
        if (o->n != m->n || o->varied) continue;
        Scored one = {o->region, judge_option(j, m, o).score};
        if (n == CANDIDATES_MAX && !likelier(&one, &best[n - 1])) continue;
        size_t at = n < CANDIDATES_MAX ? n++ : n - 1;
        for (; at && likelier(&one, &best[at - 1]); at--) best[at] = best[at - 1];
        best[at] = one;
    }
    Listed list = {ARENA_ARRAY(t->arena, View, n), n};
    for (size_t i = 0; i < n; i++) list.p[i] = gaz_code(j->d->g, best[i].region);
    return list;
}

static Listed candidates_of(Telling *t, const Mention *m) {
    if (m->count == 0 || !tried_in_vain(t->j, m)) return list_candidates(t, m);
    bool is_new;
    size_t *at = map_at(&t->by_form, view(mention_source(t->j->d, m).p + m->at, m->n), &is_new);
    if (is_new) {
        *at = t->lists.n;
        vec_push(&t->lists, list_candidates(t, m));
    }
    return t->lists.p[*at];
}

/* Is the mention the name in full of a division, one of many it may be, and no word? */
static bool names_in_full(const Document *d, const Mention *m) {
    for (uint32_t i = 0; m->exact && i < m->count; i++) {
        const Option *o = &d->options.p[m->first + i];
        if (o->n == m->n && !o->varied && o->kind != FORM_SHORT) return !o->word;
    }
    return false;
}

/* Worth a person's look: a division's name in full that stands by itself. */
static bool is_open(const Document *d, Mention *m) {
    if (m->flags & MENTION_STRANGE) return true;
    if (m->flags & MENTION_DEAD || m->count == 0) return false;
    if (!names_in_full(d, m)) return false;
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

static void tell_open(Telling *t, size_t index, RegionMention *out) {
    const Document *d = t->j->d;
    const Mention *m = &d->mentions.p[index], *before = right_before(d, index);
    if (before && gaz_level(d->g, before->region) < REGION_VILLAGE) out->within = gaz_code(d->g, before->region);
    Listed list = candidates_of(t, m);
    out->candidates = list.p;
    out->n_candidates = list.n;
    if (m->flags & MENTION_STRANGE) out->why = WHY(STRANGE);
    else if (m->flags & MENTION_UNKNOWN_PARENT) out->why = WHY(UNKNOWN_PARENT);
    else if (out->within.n) out->why = WHY(NOT_WITHIN);
    else out->why = out->n_candidates > 1 ? WHY(AMBIGUOUS) : WHY(UNSUPPORTED);
}

static void tell_mentions(Resolution *r, Arena *a, RegionMentions *out) {
    Document *d = &r->document;
    Telling t = {.j = &r->judge, .arena = a};
    *out = (RegionMentions){ARENA_ARRAY(a, RegionMention, d->mentions.n), 0};
    for (size_t i = 0; i < d->mentions.n; i++) {
        Mention *m = &d->mentions.p[i];
        bool resolved = m->region != REGION_NONE && !(m->flags & MENTION_DEAD);
        if (!resolved && !is_open(d, m)) continue;
        RegionMention *to = &out->p[out->n++];
        *to = (RegionMention){.part = m->part,
                              .in_title = (m->flags & MENTION_TITLE) != 0,
                              .deictic = (m->flags & MENTION_DEICTIC) != 0,
                              .in_dateline = (m->flags & MENTION_DATELINE) != 0,
                              .at = m->at,
                              .n = m->n};
        to->form = view(mention_source(d, m).p + m->at, m->n);
        if (resolved) {
            to->code = gaz_code(d->g, m->region);
            to->confidence = m->confidence;
            to->why = m->why;
        } else {
            tell_open(&t, i, to);
        }
    }
    map_release(&t.by_form);
    vec_release(&t.lists);
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

View regions_read_homeless(const Gazetteer *g, Arena *a, RegionText *parts, size_t n, View masthead, View otherwise,
                           RegionReading *out) {
    Resolution r;
    for (size_t i = 0; i < n; i++) parts[i].hints.home = V("");
    resolution_read(&r, g, a, parts, n);
    resolution_decide_names(&r);
    View home = resolution_home(&r, masthead);
    if (!home.n) home = otherwise;
    for (size_t i = 0; i < n; i++) parts[i].hints.home = home;
    if (home.n) resolution_decide(&r);
    else children_find(&r);
    tell_all(&r, a, out);
    return home;
}
