/* The score of an option: what its form is worth alone, and what supports
 * it, joined as independent evidence: 1 - (1-prior)(1-support). All numbers
 * stand in the tables below. */
#include "regions/score.h"

#include "regions/why.h"

/* --- the form alone --------------------------------------------------------- */

/* By level from province to area; official name, then short name. */
static const float full_prior[] = {0, 1.0f, 0.95f, 0.84f, 0.35f, 0.25f, 0.8f};
static const float short_prior[] = {0, 0.92f, 0.86f, 0.30f, 0.2f, 0.1f, 0.5f};

enum { HAN = 3 };

static bool is_apart(const Gazetteer *g, uint32_t top) {
    for (size_t i = 0; top != REGION_NONE && i < GAZ_APART; i++)
        if (top == g->apart[i]) return true;
    return false;
}

/* A district of Hong Kong, Macao or of a county of Taiwan, or a township there, seen from elsewhere. */
static bool is_apart_district(const Judge *j, const Mention *m, const Option *o) {
    const uint32_t top = option_top(o);
    if (!is_apart(j->d->g, top) || (top == j->d->g->apart[GAZ_TAIWAN] && o->level != REGION_COUNTY)) return false;
    return j->home[m->part].from != top;
}

/* From a home that lies elsewhere, or in the script of the mainland. */
static float apart_prior(const Judge *j, const Mention *m, const Option *o, float prior) {
    if (!is_apart_district(j, m, o)) return prior;
    if (j->home[m->part].place.region != REGION_NONE) return 0.2f;
    View form = view(mention_source(j->d, m).p + m->at, o->n);
    bool traditional = view_ends(form, V("區")) || view_ends(form, V("鄉")) || view_ends(form, V("鎮"));
    return traditional || prior < 0.4f ? prior : 0.4f;
}

/* 中山、信义、大同 on a page of the mainland: no districts of Taipei where nothing of Taiwan is named. */
static bool is_out_of_sight(const Judge *j, const Mention *m, const Option *o) {
    if (j->home[m->part].place.region == REGION_NONE || !is_apart_district(j, m, o)) return false;
    return context_of(&j->context, m, option_parent(o)) == SCOPE_NONE;
}

/* 吉安 on a page of 花蓮, which has one itself: not the city of the mainland. */
static bool has_own_namesake(const Judge *j, const Mention *m, const Option *o) {
    const Home *home = &j->home[m->part];
    if (home->place.region == REGION_NONE || !is_apart(j->d->g, home->from) || option_top(o) == home->from)
        return false;
    for (uint32_t i = 0; i < m->count; i++) {
        const Option *own = document_option(j->d, m->first + i);
        if (own->n == o->n && option_top(own) == home->from) return true;
    }
    return false;
}

/* By its use in the year. */
static const float use_share[] = {1, 0.85f, 0.5f};

/* 台州地区 in a text of later years: named in full, and nothing else is called so. */
static bool only_former(const Mention *m, const Option *o) {
    return o->use == OUT_OF_USE && o->kind == FORM_FULL && o->n == m->n && !m->current && m->exact == 1;
}

static float prior_of(const Judge *j, const Mention *m, const Option *o) {
    RegionLevel level = (RegionLevel)o->level;
    float p = o->kind == FORM_SHORT ? short_prior[level] : full_prior[level];
    if (o->kind == FORM_NEAR) p -= 0.03f;
    if (o->kind == FORM_OTHER || o->kind == FORM_OLD) p -= 0.1f;
    /* 和县, 成县: two characters meet in any text. */
    if (o->n <= 2 * HAN && level == REGION_COUNTY && p > 0.3f) p = 0.3f;
    if (o->district) p = 0.15f;
    p = apart_prior(j, m, o, p);
    if (o->word) p = level == REGION_PREFECTURE ? 0.2f : 0;
    p *= only_former(m, o) ? use_share[NEARLY_IN_USE] : use_share[o->use];
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

/* Levels between; counties of municipalities stand right under a province. */
static size_t distance(size_t low, size_t high) { return high < low ? low - high : 1; }

static bool option_within(const Option *o, uint32_t region) {
    if (o->region == region) return true;
    for (size_t i = 0; i < o->n_up; i++)
        if (o->up[i] == region) return true;
    return false;
}

static void take(Verdict *best, float score, const char *why) {
    if (score > best->score) *best = (Verdict){score, why};
}

static bool away_from_home(const Judge *j, const Mention *m, const Option *o) {
    const Option *home = &j->home[m->part].place;
    return home->region != REGION_NONE && home->level == REGION_COUNTY && !option_within(o, home->region);
}

/* A village of another county than the one at home, which the article names
 * somewhere: its neighbours have natural villages of the same names. */
static const float AWAY = 0.5f;

static bool village_away(const Judge *j, const Mention *m, const Option *o, size_t above) {
    return o->level == REGION_VILLAGE && above == 2 && away_from_home(j, m, o);
}

static void support_of_context(const Judge *j, const Mention *m, const Option *o, Verdict *best) {
    Scope self = context_of(&j->context, m, o->region);
    if (self) take(best, again_support[self], WHY(AGAIN));
    size_t row;
    if (!row_of((RegionLevel)o->level, &row)) return;
    for (size_t i = 0; i < o->n_up; i++) {
        size_t above = distance(o->level, o->up_level[i]);
        Scope scope = above <= 3 ? context_of(&j->context, m, o->up[i]) : SCOPE_NONE;
        float share = village_away(j, m, o, above) ? AWAY : 1;
        if (scope) take(best, share * near_support[row][above - 1][scope - 1], WHY(NEAR));
    }
}

/* What speaks against the home region: the article is about another county. */
static bool article_elsewhere(const Judge *j, const Mention *m, const Option *o) {
    if (!context_has_level(&j->context, m, REGION_COUNTY)) return false;
    for (size_t i = 0; i < o->n_up; i++)
        if (o->up_level[i] == REGION_COUNTY) return context_of(&j->context, m, o->up[i]) < SCOPE_ARTICLE;
    return false;
}

/* In the rest of the home prefecture or province. */
static void support_near_home(const Option *home, const Option *o, size_t row, Verdict *best) {
    for (size_t i = 0; i < home->n_up; i++) {
        size_t above = distance(o->level, home->up_level[i]);
        if (above <= 4 && option_within(o, home->up[i]))
            take(best, home_support[row][above - 1] * 0.75f, WHY(NEAR_HOME));
    }
}

static void support_of_home(const Judge *j, const Mention *m, const Option *o, Verdict *best) {
    const Option *home = &j->home[m->part].place;
    if (home->region == REGION_NONE) return;
    uint32_t named = j->home[m->part].named;
    if (option_within(home, o->region) || (named != home->region && gaz_contains(j->d->g, o->region, named))) {
        take(best, 0.8f, WHY(HOME_ABOVE));
        return;
    }
    size_t row;
    if (!row_of((RegionLevel)o->level, &row)) return;
    support_near_home(home, o, row, best);
    size_t above = distance(o->level, home->level);
    if (above > 4 || !option_within(o, home->region)) return;
    float s = home_support[row][above - 1];
    bool rare = m->exact == (o->n == m->n && !o->varied);
    if (o->level == REGION_TOWNSHIP || o->level == REGION_VILLAGE) {
        if (rare && above >= 2 && s < 0.5f) s = 0.5f;
        if (!rare && above >= 2) s *= 0.7f;
        if (article_elsewhere(j, m, o)) s *= rare ? 0.8f : 0.3f;
    }
    take(best, s, WHY(HOME));
}

/* --- what stands right before and after ------------------------------------------ */

typedef enum Chain { CHAIN_NONE, CHAIN_FITS, CHAIN_BROKEN } Chain;

/* The mention that begins where m ends; NULL: none. */
static const Mention *mention_after(const Judge *j, const Mention *m) {
    size_t next = (size_t)(m - j->d->mentions.p) + 1;
    const Mention *after = next < j->d->mentions.n ? &j->d->mentions.p[next] : NULL;
    return after && after->before == next - 1 ? after : NULL;
}

static bool is_open(const Mention *m) { return m->region == REGION_NONE && m->count; }

static bool is_small(const Option *o) { return o->level == REGION_TOWNSHIP || o->level == REGION_VILLAGE; }

/* Either name may have hundreds of meanings, which are not compared one by one. */
void judge_mention(Judge *j, const Mention *m) {
    const Mention *before = m->before == MENTION_NONE ? NULL : &j->d->mentions.p[m->before],
                  *after = mention_after(j, m);
    Kin *kin = &j->kin;
    region_map_clear(&kin->before);
    region_map_clear(&kin->after);
    for (uint32_t i = 0; before && before->region == REGION_NONE && i < before->count; i++) {
        const Option *o = &j->d->options.p[before->first + i];
        if (is_small(o) && o->n == before->n) region_map_add(&kin->before, o->region);
    }
    for (uint32_t i = 0; after && after->region == REGION_NONE && i < after->count; i++) {
        const Option *o = document_option(j->d, after->first + i);
        for (size_t k = 0; o->n == after->n && k < o->n_up; k++)
            region_map_add(&kin->after, o->up[k]);
    }
    bool listed = m->group != MENTION_NONE && j->d->groups.p[m->group] != REGION_NONE;
    kin->linked = before || after || listed;
    kin->open = (before && is_open(before)) || (after && is_open(after));
}

void judge_release(Judge *j) {
    context_release(&j->context);
    region_map_release(&j->kin.before);
    region_map_release(&j->kin.after);
}

/* May the name before, which is not decided, mean what the option lies in? */
static bool before_may_hold(const Judge *j, const Mention *before, const Option *o) {
    for (size_t i = 0; i < o->n_up; i++)
        if (region_map_has(&j->kin.before, o->up[i])) return true;
    for (uint32_t i = 0; i < before->count; i++) {
        const Option *b = &j->d->options.p[before->first + i];
        if (!is_small(b) && b->region != o->region && b->n == before->n && gaz_covers(j->d->g, b->region, o->region))
            return true;
    }
    return false;
}

/* May the name after, which is not decided, mean something within the option? */
static bool after_may_lie_in(const Judge *j, const Mention *after, const Option *o) {
    if (region_map_has(&j->kin.after, o->region)) return true;
    for (uint32_t i = 0; !is_small(o) && i < after->count; i++) {
        const Option *a = &j->d->options.p[after->first + i];
        if (a->region != o->region && a->n == after->n && gaz_covers(j->d->g, o->region, a->region)) return true;
    }
    return false;
}

/* 丁青县协雄乡: the township must be one of the county's. A chain across
 * parents is broken, and breaks the option. */
static Chain chain_before(const Judge *j, const Mention *m, const Option *o) {
    if (m->before == MENTION_NONE) return CHAIN_NONE;
    const Mention *prev = &j->d->mentions.p[m->before];
    if (prev->region == REGION_NONE) return before_may_hold(j, prev, o) ? CHAIN_FITS : CHAIN_NONE;
    if (prev->at + prev->n < m->at && !gaz_covers(j->d->g, prev->region, o->region)) return CHAIN_NONE;
    if (gaz_level(j->d->g, prev->region) >= (RegionLevel)o->level) return CHAIN_NONE;
    /* 伊犁州种羊场: the prefecture's own, and none of a county's. */
    if (o->word && is_small(o) && gaz_level(j->d->g, prev->region) < REGION_COUNTY) return CHAIN_NONE;
    return gaz_covers(j->d->g, prev->region, o->region) ? CHAIN_FITS : CHAIN_BROKEN;
}

static bool chain_after(const Judge *j, const Mention *m, const Option *o) {
    const Mention *after = mention_after(j, m);
    if (!after || o->n != m->n) return false;
    if (after->region == REGION_NONE) return after_may_lie_in(j, after, o);
    return after->region != o->region && gaz_covers(j->d->g, o->region, after->region);
}

/* The nearer in level the surer: 安徽黄山 is the city, not its district. */
static float chain_support(const Judge *j, const Mention *m, const Option *o) {
    uint32_t prev = j->d->mentions.p[m->before].region;
    return 0.99f - 0.02f * (float)(prev == REGION_NONE ? 1 : distance(o->level, (size_t)gaz_level(j->d->g, prev)));
}

/* --- enumerations -------------------------------------------------------------- */

static const float GROUP_SUPPORT = 0.8f;

uint32_t option_group(const Gazetteer *g, const Option *o) {
    size_t i = 0;
    while (o->level == REGION_VILLAGE && i < o->n_up && o->up_level[i] > REGION_COUNTY) i++;
    /* 龙泉县 lay in 丽水地区, and 景宁县 is known under 丽水市: one place. */
    return i == o->n_up ? REGION_NONE : gaz_heir(g, o->up[i]);
}

/* 大化 in 都安、大化, on the page of their prefecture, once 都安 is decided. */
static bool mate_agrees(const Judge *j, const Mention *m, uint32_t parent) {
    const Option *home = &j->home[m->part].place;
    const size_t at = (size_t)(m - j->d->mentions.p);
    if (home->region == REGION_NONE || home->level > REGION_PREFECTURE || parent != home->region) return false;
    for (size_t i = at ? at - 1 : 0; i <= at + 1 && i < j->d->mentions.n; i++) {
        const Mention *mate = &j->d->mentions.p[i];
        if (i == at || mate->part != m->part || mate->group != m->group || mate->region == REGION_NONE) continue;
        if (gaz_parent(j->d->g, mate->region) == parent) return true;
    }
    return false;
}

static bool group_agrees(const Judge *j, const Mention *m, const Option *o) {
    if (m->group == MENTION_NONE) return false;
    const uint32_t agreed = j->d->groups.p[m->group], parent = option_group(j->d->g, o);
    if (agreed == REGION_NONE && o->word && o->level == REGION_COUNTY) return mate_agrees(j, m, parent);
    return agreed != REGION_NONE && agreed == parent;
}

/* --- among its neighbours ------------------------------------------------------------ */

static const float AMONG_NEIGHBOURS = 0.93f;

/* May the mention be a county of the prefecture? */
static bool may_lie_in(const Judge *j, const Mention *m, uint32_t prefecture) {
    for (uint32_t i = 0; i < m->count; i++) {
        const Option *o = document_option(j->d, m->first + i);
        if (o->n == m->n && o->level == REGION_COUNTY && !o->word && option_parent(o) == prefecture) return true;
    }
    return false;
}

/* 河南 in 尖扎七十二毫米，泽库一百二十三毫米，河南一百三十一毫米, on a page of 黄南: two other counties of the home
 * prefecture stand in the sentence, and so it is the third. */
static bool among_neighbours(const Judge *j, const Mention *m, const Option *o) {
    const Option *home = &j->home[m->part].place;
    const uint32_t prefecture = option_parent(o);
    if (o->level != REGION_COUNTY || o->kind != FORM_SHORT || o->n != m->n || prefecture == REGION_NONE) return false;
    if (home->region != prefecture && option_parent(home) != prefecture) return false;
    const Mention *all = j->d->mentions.p;
    size_t at = (size_t)(m - all), n = 0, from = at, to = at + 1;
    while (from && all[from - 1].part == m->part && all[from - 1].sentence == m->sentence) from--;
    while (to < j->d->mentions.n && all[to].part == m->part && all[to].sentence == m->sentence) to++;
    for (size_t i = from; i < to && n < 2; i++)
        n += i != at && all[i].first != m->first && may_lie_in(j, &all[i], prefecture);
    return n == 2;
}

/* A province's name that is, there, its county's. */
static bool outdone_by_neighbour(const Judge *j, const Mention *m, const Option *o) {
    if (o->level != REGION_PROVINCE || o->kind != FORM_SHORT || m->count < 2) return false;
    for (uint32_t i = 0; i < m->count; i++) {
        const Option *county = document_option(j->d, m->first + i);
        if (county->level == REGION_COUNTY && (among_neighbours(j, m, county) || group_agrees(j, m, county))) return true;
    }
    return false;
}

/* --- what need not be asked ------------------------------------------------------ */

/* 宿县 is the county, not 宿县地区. */
static bool is_county_named(const Judge *j, const Mention *m, const Option *o) {
    return o->kind == FORM_SHORT && o->level == REGION_PREFECTURE &&
           view_ends(view(mention_source(j->d, m).p + m->at, o->n), V("县"));
}

const Option *option_possible(const Judge *j, const Mention *m, uint32_t i) {
    const Option *o = &j->d->options.p[i];
    if (is_county_named(j, m, o)) return NULL;
    if (!is_small(o) || o->kind == FORM_RULE) return document_option(j->d, i);
    const Home *home = &j->home[m->part];
    bool at_home = o->region >= home->from && o->region < home->end;
    /* Where the names beside it are decided, what fits them is near. */
    if (!at_home && !context_near(&j->context, o->region) && !j->kin.open) return NULL;
    o = document_option(j->d, i);
    if (j->kin.linked || context_of(&j->context, m, o->region)) return o;
    for (size_t k = 0; k < o->n_up; k++) {
        if (o->up_level[k] > REGION_PROVINCE && context_of(&j->context, m, o->up[k])) return o;
        if (home->place.region != REGION_NONE && option_within(&home->place, o->up[k])) return o;
    }
    return NULL;
}

/* --- together ---------------------------------------------------------------------- */

/* 大源乡 in the paper of 云和 was one of its own, and is not 大源镇 of the next
 * county. */
static const float ELSEWHERE = 0.6f;

/* 赤水 in 开行赤水至合江航线, in its own paper. */
static bool is_home(const Judge *j, const Mention *m, const Option *o) {
    const Home *home = &j->home[m->part];
    return !o->word && home->named != REGION_NONE && (o->region == home->named || o->region == home->place.region);
}

/* A name that may be a piece of a longer, unknown one. */
static float piece_penalty(const Judge *j, const Mention *m, const Option *o, bool chained) {
    if (chained || !(m->flags & MENTION_GLUED)) return 1;
    if (o->level <= REGION_PREFECTURE) return 1;
    if (is_home(j, m, o)) return 0.85f;
    return o->n <= 2 * HAN ? 0 : o->n <= 3 * HAN ? 0.85f : 0.95f;
}

/* 成县 in the paper of its prefecture, or its own; elsewhere it is 建成 县…. */
static bool is_county_at_home(const Judge *j, const Mention *m, const Option *o) {
    const Option *home = &j->home[m->part].place;
    if (o->kind != FORM_FULL || o->level != REGION_COUNTY || home->region == REGION_NONE) return false;
    return option_within(o, home->region) && home->level >= REGION_PREFECTURE;
}

/* 渡口, which is also a word, is the city of that name only within its province: no ferry of 贵州 is one. */
static bool is_city_near(const Judge *j, const Mention *m, const Option *o) {
    const Home *home = &j->home[m->part];
    if (o->level > REGION_PREFECTURE) return false;
    return home->place.region == REGION_NONE || (o->region >= home->from && o->region < home->end);
}

Verdict judge_option(const Judge *j, const Mention *m, const Option *o) {
    if (o->kind == FORM_RULE) return (Verdict){1, WHY(RULE)};
    Chain before = chain_before(j, m, o);
    if (before == CHAIN_BROKEN) return (Verdict){0, NULL};
    bool after = chain_after(j, m, o);
    bool chained = before == CHAIN_FITS || after;
    if (!chained && is_out_of_sight(j, m, o)) return (Verdict){0, NULL};
    if (before != CHAIN_FITS && has_own_namesake(j, m, o)) return (Verdict){0, NULL};
    RegionLevel level = (RegionLevel)o->level;
    if (m->flags & MENTION_UNKNOWN_PARENT && level >= REGION_TOWNSHIP) return (Verdict){0, NULL};
    Verdict support = {0, WHY(FULL)};
    if (o->kind == FORM_SHORT) support.why = WHY(SHORT);
    if (before == CHAIN_FITS) take(&support, chain_support(j, m, o), WHY(AFTER));
    if (after) take(&support, level <= REGION_COUNTY ? 0.90f : 0.80f, WHY(BEFORE));
    if (!o->word || chained || is_city_near(j, m, o) || is_county_at_home(j, m, o)) {
        support_of_context(j, m, o, &support);
        support_of_home(j, m, o, &support);
    }
    if (group_agrees(j, m, o))
        take(&support, GROUP_SUPPORT, WHY(LISTED));
    if (among_neighbours(j, m, o)) take(&support, AMONG_NEIGHBOURS, WHY(LISTED));
    if (outdone_by_neighbour(j, m, o)) return (Verdict){0, NULL};
    float prior = prior_of(j, m, o);
    float score = 1 - (1 - prior) * (1 - support.score);
    if (o->use == OUT_OF_USE) score *= m->current ? 0.6f : chained || only_former(m, o) ? 1 : 0.9f;
    if (o->varied) score *= chained ? 0.97f : away_from_home(j, m, o) ? ELSEWHERE : 0.9f;
    if (o->n < m->n) score *= 0.85f;
    return (Verdict){score * piece_penalty(j, m, o, chained), support.why};
}
