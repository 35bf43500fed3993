/* The home region of a page: what its names have in common. */
#include <stdlib.h>

#include "regions/names.h"
#include "regions/region_map.h"
#include "regions/resolve.h"
#include "text/text.h"

typedef struct Weight {
    uint32_t region;
    float weight;
} Weight;

typedef VEC(Weight) Weights;

enum { NAMES_LEAST = 3 };             /* fewer say nothing */
static const float COMMON = 0.66f;    /* the share that must lie within */
static const float DATELINE = 2;      /* a dateline counts as two names */
static const float LEAST = 2;         /* what must lie in the province: more than two names */

/* Each region once an article. */
static void weigh_mentions(const Resolution *r, Weights *weights) {
    RegionMap seen = {0};
    const Document *d = &r->document;
    for (size_t i = 0, part = SIZE_MAX; i < d->mentions.n; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->part != part) {
            region_map_clear(&seen);
            part = m->part;
        }
        if (m->region == REGION_NONE || m->flags & (MENTION_DEAD | MENTION_DATELINE)) continue;
        bool is_new;
        region_map_at(&seen, m->region, &is_new);
        Weight w = {m->region, m->confidence};
        if (is_new) vec_push(weights, w);
    }
    region_map_release(&seen);
    for (size_t i = 0; i < d->n_parts; i++) {
        Weight w = {r->datelines[i], DATELINE};
        if (w.region != REGION_NONE) vec_push(weights, w);
    }
}

/* The region right below `top` on the way to `region`; REGION_NONE: not within. */
static uint32_t child_towards(const Gazetteer *g, uint32_t top, uint32_t region) {
    uint32_t child = REGION_NONE;
    while (region != top && region != REGION_NONE) {
        child = region;
        region = gaz_parent(g, region);
    }
    return region == top ? child : REGION_NONE;
}

/* Adds to the weight of a region, which stands behind the others where it is new. */
static void add_weight(Weights *weights, RegionMap *at, uint32_t region, float weight) {
    bool is_new;
    uint32_t *k = region_map_at(at, region, &is_new);
    if (is_new) {
        *k = (uint32_t)weights->n;
        Weight w = {region, 0};
        vec_push(weights, w);
    }
    weights->p[*k].weight += weight;
}

/* The child of `top` with most weight, and that weight. */
static uint32_t heaviest_child(const Gazetteer *g, uint32_t top, const Weights *weights, float *most) {
    RegionMap at = {0};
    Weights children = {0};
    for (size_t i = 0; i < weights->n; i++) {
        uint32_t child = child_towards(g, top, weights->p[i].region);
        if (child != REGION_NONE) add_weight(&children, &at, child, weights->p[i].weight);
    }
    uint32_t best = REGION_NONE;
    *most = 0;
    for (size_t i = 0; i < children.n; i++)
        if (children.p[i].weight > *most) *most = children.p[i].weight, best = children.p[i].region;
    vec_release(&children);
    region_map_release(&at);
    return best;
}

/* --- names that are only in one county ---------------------------------------------- */

/* A county paper seldom names its county, but many of its towns. Each open
 * name votes for the counties that have it, the less the more there are. */
static const float COUNTY_LEAST = 2.0f, COUNTY_LEAD = 2.0f;

static uint32_t county_of(const Option *o) {
    for (size_t i = 0; i < o->n_up; i++)
        if (o->up_level[i] == REGION_COUNTY) return o->up[i];
    return REGION_NONE;
}

static void vote_all(Document *d, Weights *counties) {
    RegionMap at = {0};
    Map seen = MAP_INIT;
    for (size_t i = 0; i < d->mentions.n; i++) {
        const Mention *m = &d->mentions.p[i];
        bool is_new;
        if (m->flags & MENTION_DEAD || m->exact == 0 || m->exact > 40) continue;
        map_at(&seen, view(mention_source(d, m).p + m->at, m->n), &is_new);
        for (uint32_t k = 0; is_new && k < m->count; k++) {
            const Option *o = &d->options.p[m->first + k];
            if (o->n != m->n || o->varied || o->word || o->level < REGION_TOWNSHIP) continue;
            uint32_t county = county_of(document_option(d, m->first + k));
            if (county != REGION_NONE) add_weight(counties, &at, county, 1 / (0.5f + 0.5f * (float)m->exact));
        }
    }
    region_map_release(&at);
    map_release(&seen);
}

/* The county that most names point to, with their weight; REGION_NONE: none
 * stands out. */
static Weight county_of_names(Document *d) {
    Weights counties = {0};
    vote_all(d, &counties);
    Weight best = {REGION_NONE, 0};
    float second = 0;
    for (size_t i = 0; i < counties.n; i++) {
        float w = counties.p[i].weight;
        if (w > best.weight) second = best.weight, best = counties.p[i];
        else if (w > second) second = w;
    }
    vec_release(&counties);
    if (best.weight < COUNTY_LEAST || best.weight < COUNTY_LEAD * second) best.region = REGION_NONE;
    return best;
}

/* What most names lie in, as far as one region has most of those of the next
 * above. */
static uint32_t common_region(const Gazetteer *g, const Weights *weights) {
    float all = 0;
    for (size_t i = 0; i < weights->n; i++) all += weights->p[i].weight;
    uint32_t home = REGION_NONE;
    while (weights->n >= NAMES_LEAST) {
        float most;
        uint32_t child = heaviest_child(g, home, weights, &most);
        if (child == REGION_NONE || gaz_level(g, child) > REGION_COUNTY) break;
        if (most < COMMON * all || (home == REGION_NONE && most <= LEAST)) break;
        home = child;
    }
    return home;
}

static float weight_within(const Gazetteer *g, uint32_t region, const Weights *weights) {
    float sum = 0;
    for (size_t i = 0; i < weights->n; i++)
        if (gaz_covers(g, region, weights->p[i].region)) sum += weights->p[i].weight;
    return sum;
}

/* Names in the region, but not in the county, nor of what this lies in. */
static float weight_beside(const Gazetteer *g, uint32_t region, uint32_t county, const Weights *weights) {
    float sum = 0;
    for (size_t i = 0; i < weights->n; i++) {
        uint32_t at = weights->p[i].region;
        if (gaz_contains(g, region, at) && !gaz_contains(g, county, at) && !gaz_contains(g, at, county))
            sum += weights->p[i].weight;
    }
    return sum;
}

/* What most names lie in, or the county that most of its names point to. */
static uint32_t region_of_names(const Gazetteer *g, const Weights *weights, Weight county) {
    uint32_t home = common_region(g, weights);
    if (county.region == REGION_NONE) return home;
    if (home == REGION_NONE || weights->n < NAMES_LEAST) return county.region;
    /* 直罗镇、茶坊街道、羊泉镇 are all of one county, whatever else a page tells of 辽宁盘锦. */
    if (!gaz_contains(g, home, county.region))
        return county.weight > weight_within(g, home, weights) ? county.region : home;
    bool fills = county.weight >= COUNTY_LEAD * weight_beside(g, home, county.region, weights);
    return fills ? county.region : home;
}

/* --- the masthead -------------------------------------------------------------------- */

/* A name with one meaning, or with another only within it (塔城报). */
static bool stands_alone(const Gazetteer *g, const MastheadName *names, size_t n, const MastheadName *name) {
    if (name->word) return false;
    for (size_t i = 0; i < n; i++)
        if (names[i].mention == name->mention && !gaz_contains(g, name->region, names[i].region)) return false;
    return true;
}

/* The one that agrees best with the names, the smallest of them; nothing need
 * agree with a name that stands alone, where the names point to no other
 * county (平昌 is an old name of 遂昌, too). REGION_NONE: none. */
static uint32_t region_of_masthead(const Gazetteer *g, const MastheadName *names, size_t n, const Weights *weights,
                                   uint32_t county) {
    uint32_t best = REGION_NONE;
    float most = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t region = names[i].region;
        float agreed = weight_within(g, region, weights);
        if (county == REGION_NONE && stands_alone(g, names, n, &names[i])) agreed += 0.01f;
        if (county != REGION_NONE && gaz_covers(g, region, county)) agreed += COUNTY_LEAST;
        bool below = best != REGION_NONE && best != region && gaz_contains(g, best, region);
        bool after = best != REGION_NONE && best != region && gaz_heir(g, best) == region; /* both in the year */
        bool better = below ? agreed > COMMON * most : after ? agreed >= most : agreed > most;
        if (!better) continue;
        most = agreed;
        best = region;
    }
    return best != REGION_NONE && gaz_level(g, best) == REGION_TOWNSHIP ? gaz_parent(g, best) : best;
}

/* The whole document as one folded text. */
static Str folded_text(const Document *d) {
    Str s = STR_INIT;
    for (size_t i = 0; i < d->n_parts; i++) {
        text_fold(&s, d->parts[i].title);
        str_addc(&s, '\n');
        text_fold(&s, d->parts[i].text);
        str_addc(&s, '\n');
    }
    return s;
}

static size_t towns_named(const Gazetteer *g, uint32_t county, View text) {
    enum { STEM_LEAST = 6 }; /* two characters */
    size_t n = 0;
    for (uint32_t i = county + 1, end = gaz_end(g, county); i < end; i++) {
        View stem;
        if (gaz_level(g, i) != REGION_TOWNSHIP) continue;
        name_split(gaz_name(g, i), REGION_TOWNSHIP, &stem);
        n += stem.n >= STEM_LEAST && view_find(text, stem, 0) != SIZE_MAX;
    }
    return n;
}

/* 通海报: the name is a word, too, and 杨广公社 is nothing without its county, but where the page names several of
 * the county's towns, by whatever suffix, the two together are sure. REGION_NONE: none has two, or two as many. */
static uint32_t region_of_towns(const Document *d, const MastheadName *names, size_t n) {
    enum { TOWNS_LEAST = 2 };
    const Gazetteer *g = d->g;
    uint32_t best = REGION_NONE;
    size_t most = TOWNS_LEAST - 1;
    Str text = folded_text(d);
    for (size_t i = 0; i < n; i++) {
        uint32_t county = names[i].region;
        if (gaz_level(g, county) != REGION_COUNTY || county == best) continue;
        size_t named = towns_named(g, county, str_view(&text));
        if (named > most) most = named, best = county;
        else if (named == most) best = REGION_NONE;
    }
    str_release(&text);
    return best;
}

static bool says(const Document *d, View word) {
    for (size_t i = 0; i < d->n_parts; i++)
        if (view_find(d->parts[i].title, word, 0) != SIZE_MAX || view_find(d->parts[i].text, word, 0) != SIZE_MAX)
            return true;
    return false;
}

/* 我州 where nobody says 我县 nor 我市: the paper is the prefecture's, although most names are of its seat. */
static uint32_t prefecture_that_speaks(const Document *d, uint32_t home) {
    const Gazetteer *g = d->g;
    uint32_t above = home == REGION_NONE ? REGION_NONE : gaz_parent(g, home);
    if (above == REGION_NONE || gaz_level(g, home) != REGION_COUNTY) return home;
    const View name = gaz_name(g, above);
    const bool of_county = says(d, V("我县")) || says(d, V("我市")) || says(d, V("我旗"));
    const bool speaks = (view_ends(name, V("州")) && says(d, V("我州"))) || (view_ends(name, V("盟")) && says(d, V("我盟")));
    return speaks && !of_county ? above : home;
}

/* 東臺日報, 中華民國四十七年: of Taiwan, whatever county of the mainland is called so. */
static size_t keep_of_taiwan(const Gazetteer *g, MastheadName *names, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (gaz_covers(g, g->apart[GAZ_TAIWAN], names[i].region)) names[kept++] = names[i];
    return kept;
}

static bool is_of_taiwan(View masthead, uint16_t year) {
    enum { MAINLAND_TILL = 1949 };
    return year > MAINLAND_TILL && view_find(masthead, V("中華民國"), 0) != SIZE_MAX;
}

View resolution_home(Resolution *r, View masthead) {
    const Gazetteer *g = r->document.g;
    Weights weights = {0};
    MastheadName *names;
    uint16_t year = r->document.n_parts ? r->document.parts->hints.year : 0;
    weigh_mentions(r, &weights);
    Weight county = county_of_names(&r->document);
    size_t n = masthead_read(g, r->document.arena, masthead, year, &names);
    if (is_of_taiwan(masthead, year)) n = keep_of_taiwan(g, names, n);
    uint32_t home = region_of_masthead(g, names, n, &weights, county.region);
    if (home == REGION_NONE && n) home = region_of_towns(&r->document, names, n);
    if (home == REGION_NONE) home = region_of_names(g, &weights, county);
    if (n == 0 && (home == REGION_NONE || gaz_level(g, home) < REGION_COUNTY)) {
        uint32_t smaller = county_of_stems(&r->document, home);
        if (smaller != REGION_NONE) home = smaller;
    }
    if (n == 0) home = prefecture_that_speaks(&r->document, home);
    vec_release(&weights);
    return home == REGION_NONE ? V("") : gaz_code(g, home);
}

View regions_home(const Gazetteer *g, Arena *a, const RegionText *parts, size_t n, View masthead) {
    Resolution r;
    resolution_read(&r, g, a, parts, n);
    resolution_decide_names(&r);
    View home = resolution_home(&r, masthead);
    resolution_release(&r);
    return home;
}
