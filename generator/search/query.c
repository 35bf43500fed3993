#include <math.h>

#include "search/block.h"
#include "search/excerpt.h"
#include "search/match.h"
#include "text/text.h"

/* BM25F: a hit in a field counts as this many in the body. */
static const double field_weight[] = {[FIELD_BODY] = 0, [FIELD_KICKER] = 2, [FIELD_TITLE] = 5};
static const double saturation = 1.2, length_weight = 0.5, recency_weight = 0.05;

typedef struct Found {
    double score;
    uint32_t date, doc;
    const StoreBlock *block;
} Found;

typedef struct Query {
    Store store;
    const SearchQuery *asked;
    Parsed parsed;
    Matches **matches; /* by block, by group */
    double *rarity;    /* of each group */
    bool known_region, known_topic; /* some article has what was asked for */
    VEC(Found) found;
} Query;

static bool match_all_groups(Query *q) {
    Store *s = &q->store;
    q->matches = ARENA_ARRAY(s->a, Matches *, s->n);
    q->rarity = ARENA_ARRAY(s->a, double, q->parsed.n_groups);
    for (size_t b = 0; b < s->n; b++) {
        q->matches[b] = ARENA_ARRAY(s->a, Matches, q->parsed.n_groups);
        for (size_t g = 0; g < q->parsed.n_groups; g++) {
            if (!match_group(s, &s->blocks[b], &q->parsed.groups[g], &q->matches[b][g])) return false;
            q->rarity[g] += (double)q->matches[b][g].n;
        }
    }
    double docs = (double)s->docs;
    for (size_t g = 0; g < q->parsed.n_groups; g++)
        q->rarity[g] = log(1 + (docs - q->rarity[g] + 0.5) / (q->rarity[g] + 0.5));
    return true;
}

static void score_group(const Query *q, const StoreBlock *b, Matches m, double rarity) {
    double mean = (double)q->store.units / (double)(q->store.docs ? q->store.docs : 1);
    for (size_t i = 0; i < m.n; i++) {
        Match *match = &m.p[i];
        double length = 1.25 * length_ladder[b->shape.length[match->doc]] / (mean > 1 ? mean : 1);
        double times = match->count + field_weight[match->field];
        double norm = saturation * (1 - length_weight + length_weight * length);
        match->score = rarity * times * (saturation + 1) / (times + norm);
    }
}

static Matches everything(Arena *a, const StoreBlock *b) {
    Matches all = {ARENA_ARRAY(a, Match, b->shape.n), b->shape.n};
    for (uint32_t i = 0; i < b->shape.n; i++) all.p[i].doc = i;
    return all;
}

/* Terms of a clause are alternatives, groups of a term all needed. */
static Matches match_clause(Arena *a, const Clause *clause, const Matches *groups) {
    Matches any = {0};
    for (size_t t = 0; t < clause->n; t++) {
        Matches all = groups[clause->from[t]];
        for (size_t g = clause->from[t] + 1; g < clause->from[t + 1]; g++) all = match_both(a, all, groups[g]);
        any = match_either(a, any, all);
    }
    return any;
}

static Matches match_block(Query *q, size_t number) {
    Arena *a = q->store.a;
    const StoreBlock *b = &q->store.blocks[number];
    for (size_t g = 0; g < q->parsed.n_groups; g++) score_group(q, b, q->matches[number][g], q->rarity[g]);
    Matches found = {0};
    bool any = false;
    for (size_t c = 0; c < q->parsed.n; c++) {
        if (q->parsed.clauses[c].exclude) continue;
        Matches clause = match_clause(a, &q->parsed.clauses[c], q->matches[number]);
        found = any ? match_both(a, found, clause) : clause;
        any = true;
    }
    if (!any) found = everything(a, b);
    for (size_t c = 0; c < q->parsed.n; c++)
        if (q->parsed.clauses[c].exclude)
            found = match_without(a, found, match_clause(a, &q->parsed.clauses[c], q->matches[number]));
    return found;
}

/* --- filters -------------------------------------------------------------------------- */

/* The last date that `to` means: 2020 is all of that year. */
static uint32_t date_end(View to) {
    uint32_t first = date_number(to);
    if (first % (13 * 32) == 0) return first + 13 * 32 - 1;
    return first % 32 == 0 ? first + 31 : first;
}

static bool filter_key(Query *q, const StoreBlock *b, char kind, View name, uint32_t *dates, Matches *found,
                       bool *known) {
    if (name.n == 0) return true;
    Postings docs;
    View key = view_of(arena_printf(q->store.a, "%c%.*s", kind, VARG(name)));
    if (!store_facets(&q->store, b, key, dates, &docs)) return false;
    *known = *known || docs.n;
    Matches having = {ARENA_ARRAY(q->store.a, Match, docs.n), docs.n};
    for (size_t i = 0; i < docs.n; i++) having.p[i].doc = docs.doc[i];
    *found = match_both(q->store.a, *found, having);
    return true;
}

static bool filter_block(Query *q, const StoreBlock *b, uint32_t *dates, Matches *found) {
    const SearchQuery *asked = q->asked;
    Postings none;
    bool known_kind = true;
    if (!filter_key(q, b, 'r', asked->region, dates, found, &q->known_region) ||
        !filter_key(q, b, 't', asked->topic, dates, found, &q->known_topic) ||
        !filter_key(q, b, 'k', asked->kind, dates, found, &known_kind))
        return false;
    if (asked->from.n == 0 && asked->to.n == 0 && !asked->by_date) return true;
    if (!store_facets(&q->store, b, V(""), dates, &none)) return false;
    /* What has no date is neither from a year on nor up to one. */
    uint32_t from = date_number(asked->from), to = asked->to.n ? date_end(asked->to) : UINT32_MAX;
    if (from == 0 && (asked->from.n || asked->to.n)) from = 1;
    size_t kept = 0;
    for (size_t i = 0; i < found->n; i++)
        if (dates[found->p[i].doc] >= from && dates[found->p[i].doc] <= to) found->p[kept++] = found->p[i];
    found->n = kept;
    return true;
}

static bool collect(Query *q) {
    for (size_t i = 0; i < q->store.n; i++) {
        const StoreBlock *b = &q->store.blocks[i];
        Matches found = match_block(q, i);
        uint32_t *dates = ARENA_ARRAY(q->store.a, uint32_t, b->shape.n);
        if (!filter_block(q, b, dates, &found)) return false;
        for (size_t k = 0; k < found.n; k++) {
            const Match *m = &found.p[k];
            double recent = recency_weight * (m->doc + 1) / b->shape.n;
            Found hit = {m->score + recent, dates[m->doc], m->doc, b};
            vec_push(&q->found, hit);
        }
    }
    return true;
}

/* --- hits ------------------------------------------------------------------------------- */

static int by_place(const Found *x, const Found *y) {
    if (x->block != y->block) return x->block < y->block ? -1 : 1;
    return (x->doc < y->doc) - (x->doc > y->doc);
}

static int by_score(const void *a, const void *b) {
    const Found *x = a, *y = b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return by_place(x, y);
}

static int by_date(const void *a, const void *b) {
    const Found *x = a, *y = b;
    if (x->date != y->date) return x->date > y->date ? -1 : 1;
    return by_place(x, y);
}

static bool read_hits(Query *q, Cutter *cutter, SearchResult *out) {
    size_t n = q->found.n, offset = q->asked->offset < n ? q->asked->offset : n;
    size_t limit = q->asked->limit && q->asked->limit < n - offset ? q->asked->limit : n - offset;
    if (n) qsort(q->found.p, n, sizeof *q->found.p, q->asked->by_date ? by_date : by_score);
    *out = (SearchResult){.total = n, .hits = ARENA_ARRAY(q->store.a, SearchHit, limit), .n = limit};
    for (size_t i = 0; i < limit; i++) {
        const Found *found = &q->found.p[offset + i];
        StoreDoc doc;
        if (!store_doc(&q->store, found->block, found->doc, &doc)) return false;
        View excerpt = excerpt_of(q->store.a, cutter, doc.text, q->parsed.groups, q->parsed.n_groups);
        out->hits[i] = (SearchHit){doc.id, doc.url, doc.title, doc.date, doc.publication, excerpt, found->score};
    }
    return true;
}

bool search_query(Arena *a, Diag *d, const char *dir, const SearchQuery *asked, SearchResult *out) {
    Query q = {.asked = asked};
    *out = (SearchResult){0};
    if (!store_open(&q.store, a, d, dir)) return false;
    Cutter *cutter = cutter_new();
    query_parse(a, cutter, asked->text, &q.parsed);
    bool narrowed = asked->region.n || asked->topic.n || asked->kind.n || asked->from.n || asked->to.n;
    bool ok = (q.parsed.n == 0 && !narrowed) || (match_all_groups(&q) && collect(&q) && read_hits(&q, cutter, out));
    out->unknown_region = ok && asked->region.n && !q.known_region;
    out->unknown_topic = ok && asked->topic.n && !q.known_topic;
    cutter_free(cutter);
    vec_release(&q.found);
    return ok;
}
