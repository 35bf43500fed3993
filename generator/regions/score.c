/* The score of an option: what its form is worth alone, and what supports
 * it, joined as independent evidence: 1 - (1-prior)(1-support). All numbers
 * stand in the tables below. */
#include "regions/score.h"

/* --- the form alone --------------------------------------------------------- */

/* By level from province to area; official name, then short name. */
static const float full_prior[] = {0, 1.0f, 0.95f, 0.84f, 0.35f, 0.25f, 0.8f};
static const float short_prior[] = {0, 0.92f, 0.86f, 0.30f, 0.2f, 0.1f, 0.5f};

enum { HAN = 3 };

static float prior_of(const Judge *j, const Mention *m, const Option *o) {
    RegionLevel level = gaz_level(j->d->g, o->region);
    float p = o->kind == FORM_SHORT ? short_prior[level] : full_prior[level];
    if (o->kind == FORM_OTHER || o->kind == FORM_OLD) p -= 0.1f;
    /* 和县, 成县: two characters meet in any text. */
    if (o->n <= 2 * HAN && level == REGION_COUNTY && p > 0.3f) p = 0.3f;
    /* The short name of a city's district: 江北, 新区. */
    if (o->kind == FORM_SHORT && level == REGION_COUNTY && view_ends(gaz_name(j->d->g, o->region), V("区"))) p = 0.15f;
    if (o->word) p = level == REGION_PREFECTURE ? 0.2f : 0;
    if (o->out_of_use) p *= 0.5f;
    if (o->varied) p -= 0.1f;
    if (o->n < m->n) p -= 0.25f;
    return p > 0 ? p : 0;
}

/* --- what was named around ------------------------------------------------------ */

/* Support from a region in context for one within it: by level of the
 * supported one (prefecture, county, township, village), by how many levels
 * the supporter stands above it (1, 2, 3), by scope (document, article,
 * paragraph, sentence). */
static const float near_support[4][3][4] = {
    {{0.60f, 0.75f, 0.80f, 0.85f}, {0, 0, 0, 0}, {0, 0, 0, 0}},
    {{0.75f, 0.88f, 0.90f, 0.93f}, {0.55f, 0.75f, 0.78f, 0.82f}, {0, 0, 0, 0}},
    {{0.70f, 0.86f, 0.90f, 0.93f}, {0.45f, 0.60f, 0.65f, 0.70f}, {0.25f, 0.35f, 0.40f, 0.45f}},
    {{0.72f, 0.88f, 0.91f, 0.94f}, {0.55f, 0.76f, 0.80f, 0.84f}, {0.30f, 0.45f, 0.50f, 0.55f}},
};

/* From the home region: the same, by its distance above. */
static const float home_support[4][4] = {
    {0.60f, 0, 0, 0},
    {0.80f, 0.62f, 0, 0},
    {0.78f, 0.60f, 0.35f, 0},
    {0.70f, 0.68f, 0.45f, 0.25f},
};

static const float again_support[] = {0, 0.80f, 0.92f, 0.94f, 0.95f}; /* the region itself, by scope */

static bool row_of(RegionLevel level, size_t *row) {
    if (level == REGION_AREA) level = REGION_TOWNSHIP;
    if (level < REGION_PREFECTURE) return false;
    *row = (size_t)level - REGION_PREFECTURE;
    return true;
}

/* Counties of municipalities stand right under a province. */
static size_t distance(const Judge *j, RegionLevel low, uint32_t above) {
    RegionLevel high = gaz_level(j->d->g, above);
    return high < low ? (size_t)(low - high) : 1;
}

/* The only meaning the whole gazetteer knows. */
static bool unique(const Judge *j, const Mention *m, const Option *o) {
    for (uint32_t i = 0; i < m->count; i++) {
        const Option *other = &j->d->options.p[m->first + i];
        if (other->region != o->region && other->n == o->n && !other->varied) return false;
    }
    return true;
}

static void take(Verdict *best, float score, const char *why) {
    if (score > best->score) *best = (Verdict){score, why};
}

static void support_of_context(const Judge *j, const Mention *m, const Option *o, Verdict *best) {
    const Gazetteer *g = j->d->g;
    RegionLevel level = gaz_level(g, o->region);
    Scope self = context_of(&j->context, m, o->region);
    if (self) take(best, again_support[self], "named elsewhere in the document");
    size_t row;
    if (!row_of(level, &row)) return;
    for (uint32_t up = gaz_parent(g, o->region); up != REGION_NONE; up = gaz_parent(g, up)) {
        size_t above = distance(j, level, up);
        Scope scope = above <= 3 ? context_of(&j->context, m, up) : SCOPE_NONE;
        if (scope) take(best, near_support[row][above - 1][scope - 1], "within a region named near by");
    }
}

/* What speaks against the home region: the article is about another county. */
static bool article_elsewhere(const Judge *j, const Mention *m, const Option *o) {
    const Gazetteer *g = j->d->g;
    if (gaz_level(g, o->region) < REGION_TOWNSHIP || !context_has_level(&j->context, m, REGION_COUNTY)) return false;
    for (uint32_t up = o->region; up != REGION_NONE; up = gaz_parent(g, up))
        if (gaz_level(g, up) == REGION_COUNTY) return context_of(&j->context, m, up) < SCOPE_ARTICLE;
    return false;
}

static void support_of_home(const Judge *j, const Mention *m, const Option *o, Verdict *best) {
    const Gazetteer *g = j->d->g;
    uint32_t home = j->home[m->part];
    RegionLevel level = gaz_level(g, o->region);
    size_t row;
    if (home == REGION_NONE || !row_of(level, &row)) return;
    if (gaz_contains(g, o->region, home)) {
        take(best, 0.8f, "the home region or above it");
        return;
    }
    for (uint32_t up = gaz_parent(g, home); up != REGION_NONE; up = gaz_parent(g, up)) {
        /* The rest of the home prefecture and province is not far either. */
        size_t above = distance(j, level, up);
        if (gaz_contains(g, up, o->region) && above <= 4)
            take(best, home_support[row][above - 1] * 0.75f, "near the home region");
    }
    size_t above = distance(j, level, home);
    if (!gaz_contains(g, home, o->region) || above > 4) return;
    float s = home_support[row][above - 1];
    bool rare = unique(j, m, o);
    if (level >= REGION_TOWNSHIP && level != REGION_AREA) {
        if (rare && above >= 2 && s < 0.5f) s = 0.5f;
        if (!rare && above >= 2) s *= 0.7f;
        if (article_elsewhere(j, m, o)) s *= rare ? 0.8f : 0.3f;
    }
    take(best, s, "in the home region");
}

/* --- what stands right before and after ------------------------------------------ */

typedef enum Chain { CHAIN_NONE, CHAIN_FITS, CHAIN_BROKEN } Chain;

static bool option_covers(const Judge *j, const Mention *m, uint32_t region) {
    for (uint32_t i = 0; i < m->count; i++) {
        const Option *o = &j->d->options.p[m->first + i];
        if (o->region != region && o->n == m->n && gaz_covers(j->d->g, o->region, region)) return true;
    }
    return false;
}

/* 丁青县协雄乡: the township must be one of the county's. A chain across
 * parents is broken, and breaks the option. */
static Chain chain_before(const Judge *j, const Mention *m, const Option *o) {
    if (m->before == MENTION_NONE) return CHAIN_NONE;
    const Mention *prev = &j->d->mentions.p[m->before];
    if (prev->region == REGION_NONE) return option_covers(j, prev, o->region) ? CHAIN_FITS : CHAIN_NONE;
    if (prev->at + prev->n < m->at && !gaz_covers(j->d->g, prev->region, o->region)) return CHAIN_NONE;
    if (gaz_level(j->d->g, prev->region) >= gaz_level(j->d->g, o->region)) return CHAIN_NONE;
    return gaz_covers(j->d->g, prev->region, o->region) ? CHAIN_FITS : CHAIN_BROKEN;
}

static bool chain_after(const Judge *j, const Mention *m, const Option *o) {
    size_t next = (size_t)(m - j->d->mentions.p) + 1;
    if (next >= j->d->mentions.n || o->n != m->n) return false;
    const Mention *after = &j->d->mentions.p[next];
    if (after->before != next - 1) return false;
    if (after->region != REGION_NONE) return after->region != o->region && gaz_covers(j->d->g, o->region, after->region);
    for (uint32_t i = 0; i < after->count; i++) {
        const Option *next_option = &j->d->options.p[after->first + i];
        if (next_option->region != o->region && next_option->n == after->n &&
            gaz_covers(j->d->g, o->region, next_option->region))
            return true;
    }
    return false;
}

/* --- together ---------------------------------------------------------------------- */

/* A name that may be a piece of a longer, unknown one. */
static float piece_penalty(const Judge *j, const Mention *m, const Option *o, bool chained) {
    if (chained || !(m->flags & MENTION_GLUED)) return 1;
    if (gaz_level(j->d->g, o->region) <= REGION_PREFECTURE) return 1;
    return o->n <= 2 * HAN ? 0 : o->n <= 3 * HAN ? 0.85f : 0.95f;
}

Verdict judge_option(const Judge *j, const Mention *m, const Option *o) {
    Chain before = chain_before(j, m, o);
    if (before == CHAIN_BROKEN) return (Verdict){0, NULL};
    bool after = chain_after(j, m, o);
    bool chained = before == CHAIN_FITS || after;
    RegionLevel level = gaz_level(j->d->g, o->region);
    if (m->flags & MENTION_UNKNOWN_PARENT && level >= REGION_TOWNSHIP) return (Verdict){0, NULL};
    Verdict support = {0, "named in full"};
    if (o->kind == FORM_SHORT) support.why = "short name";
    if (before == CHAIN_FITS) take(&support, 0.97f, "right after the region it lies in");
    if (after) take(&support, level <= REGION_COUNTY ? 0.90f : 0.80f, "right before a region within it");
    if (!o->word || chained || level <= REGION_PREFECTURE) {
        support_of_context(j, m, o, &support);
        support_of_home(j, m, o, &support);
        take(&support, j->group_support[o - j->d->options.p], "listed with others of the same region");
    }
    float prior = prior_of(j, m, o);
    float score = 1 - (1 - prior) * (1 - support.score);
    if (o->out_of_use && !chained) score *= 0.9f;
    if (o->varied) score *= chained ? 0.97f : 0.9f;
    if (o->n < m->n) score *= 0.85f;
    return (Verdict){score * piece_penalty(j, m, o, chained), support.why};
}
