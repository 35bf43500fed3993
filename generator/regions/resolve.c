/* Deciding which region each mention means: the surest first, since each
 * decision supports the next. */
#include <stdlib.h>

#include "regions/children.h"
#include "regions/region_map.h"
#include "regions/resolve.h"
#include "regions/why.h"

/* Rounds by falling score; the last is repeated for what it brings. */
static const float rounds[] = {0.90f, 0.80f, 0.70f, 0.60f, 0.60f};
/* The doubt left of the next best meaning must be this many times greater,
 * else the mention is ambiguous. */
static const float MARGIN = 1.4f;

/* A form that was tried in vain so often is tried no more. */
enum { TRIES_MAX = 2000 };

enum { HAN = 3 };

bool tried_in_vain(const Judge *j, const Mention *m) { return j->tries[m->first] > TRIES_MAX; }

static bool clearly_better(float best, float second) {
    return 1 - second >= MARGIN * (1 - (best > 0.999f ? 0.999f : best));
}

enum { MEANINGS_MAX = 64 }; /* a name with more says nothing about what it is listed with */

/* --- enumerations ---------------------------------------------------------------- */

typedef struct Vote {
    uint32_t group, parent, mention;
    float weight;
} Vote;

/* Two names that are nothing else, or three that are also words, agree. */
static const float NAME_VOTE = 1, WORD_VOTE = 0.67f, AGREED = 2;

static int by_vote(const void *a, const void *b) {
    const Vote *x = a, *y = b;
    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    if (x->parent != y->parent) return x->parent < y->parent ? -1 : 1;
    return (x->mention > y->mention) - (x->mention < y->mention);
}

typedef VEC(Vote) Votes;

static void gather_votes(Document *d, Votes *votes) {
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->group == MENTION_NONE) continue;
        if (m->count > MEANINGS_MAX) continue;
        for (uint32_t k = 0; k < m->count; k++) {
            const Option *o = document_option(d, m->first + k);
            Vote v = {m->group, option_group(d->g, o), i, o->word ? WORD_VOTE : NAME_VOTE};
            if (v.parent != REGION_NONE && o->n == m->n && o->use != OUT_OF_USE) vec_push(votes, v);
        }
    }
    if (votes->n) qsort(votes->p, votes->n, sizeof *votes->p, by_vote);
}

/* Names listed together support the one region that has most of them. */
static void agree_groups(Document *d) {
    Votes votes = {0};
    gather_votes(d, &votes);
    for (size_t i = 0; i < votes.n;) {
        uint32_t group = votes.p[i].group;
        uint32_t winner = REGION_NONE;
        float best = 0, second = 0;
        for (; i < votes.n && votes.p[i].group == group;) {
            size_t from = i;
            float sum = 0;
            for (; i < votes.n && votes.p[i].group == group && votes.p[i].parent == votes.p[from].parent; i++)
                if (i == from || votes.p[i].mention != votes.p[i - 1].mention) sum += votes.p[i].weight;
            if (sum > best) second = best, best = sum, winner = votes.p[from].parent;
            else if (sum > second) second = sum;
        }
        if (best >= AGREED && best > second) d->groups.p[group] = winner;
    }
    vec_release(&votes);
}

/* --- rounds ------------------------------------------------------------------------- */

static bool part_of_other(const Document *d, const Mention *m, uint32_t n) {
    View text = mention_source(d, m);
    if (only_part_of_name(text, m->at, n)) return true;
    for (size_t i = 0; i < d->areas.n; i++)
        if (view_eq(d->areas.p[i], view(text.p + m->at, n))) return true;
    return false;
}

/* 黑河 in a text that speaks of 黑河水系, far from the city of that name. */
static bool is_river(const Judge *j, const Mention *m, const Option *o) {
    View form = view(mention_source(j->d, m).p + m->at, o->n);
    if (o->level == REGION_PROVINCE || gaz_contains(j->d->g, o->region, j->home[m->part].named)) return false;
    for (size_t i = 0; i < j->d->rivers.n; i++)
        if (view_eq(j->d->rivers.p[i], form)) return true;
    return false;
}

/* 朱村 in 朱村乡 is no village; the townsmen of a village are 乡亲. */
static bool begins_town(View after) {
    bool town = view_starts(after, V("乡")) || view_starts(after, V("镇")) || view_starts(after, V("鄉")) ||
                view_starts(after, V("鎮")) || view_starts(after, V("公社"));
    return town && !view_starts(after, V("乡亲")) && !view_starts(after, V("鄉親"));
}

/* 贺村小学 where the article names 贺村镇: the town, not its village of that name. */
static bool is_town_in_short(const Judge *j, const Mention *m, const Option *o, View form) {
    if (o->level != REGION_VILLAGE || m->before != MENTION_NONE || option_parent(o) == REGION_NONE) return false;
    View town = gaz_name(j->d->g, option_parent(o)), stem;
    if (name_split(town, REGION_TOWNSHIP, &stem) == SUFFIX_NONE || !view_eq(stem, form)) return false;
    return context_of(&j->context, m, option_parent(o)) >= SCOPE_ARTICLE;
}

/* 溪边村落, 苗圃: no village or town, but words. Two characters without 村 or 乡 are
 * a place only at home, or behind what it lies in. */
static bool small_blocked(const Judge *j, const Mention *m, const Option *o) {
    View text = mention_source(j->d, m), form = view(text.p + m->at, o->n), after = view_from(text, m->at + o->n), stem;
    if (o->level == REGION_VILLAGE && (begins_town(after) || (view_ends(form, V("村")) && view_starts(after, V("落")))))
        return true;
    if (is_town_in_short(j, m, o, form)) return true;
    const bool follows = m->before != MENTION_NONE && j->d->mentions.p[m->before].region != REGION_NONE;
    if (follows || o->kind != FORM_FULL || o->n > 2 * HAN) return false;
    if (name_split(form, (RegionLevel)o->level, &stem) != SUFFIX_NONE) return false;
    const uint32_t home = j->home[m->part].place.region;
    return home == REGION_NONE || !gaz_contains(j->d->g, home, o->region) || is_word(form);
}

/* What the surroundings say does not change from round to round. */
enum { ASKED_PART = 1, IS_PART = 2, ASKED_WORD = 4, IS_WORD = 8 };

/* Of a county far away: 普安 where the home county has a town of that name, 祁连
 * in “祁连玉水”. Of a city: 长沙 in 长沙、长期等场 where it has both. */
static bool is_namesake(const Judge *j, const Mention *m, const Option *o) {
    const Option *home = &j->home[m->part].place;
    View text = mention_source(j->d, m);
    if (o->level == REGION_PREFECTURE) return listed_with_towns(j->d->g, home, text, m->at, o->n);
    if (o->level != REGION_COUNTY || m->before != MENTION_NONE || home->region == REGION_NONE) return false;
    if (gaz_covers(j->d->g, option_parent(o), home->region)) return false;
    return within_quoted_name(text, m->at, o->n) ||
           town_by_short_name(j->d->g, home, view(text.p + m->at, o->n)) != REGION_NONE;
}

/* 泉山区 while counties had districts, and the one at home has a town of that name: no district of a city. */
static bool is_district_then(const Judge *j, const Mention *m, const Option *o) {
    View name = view(mention_source(j->d, m).p + m->at, o->n);
    const uint16_t year = j->d->parts[m->part].hints.year;
    if (o->level != REGION_COUNTY || !year || year > DISTRICTS_TILL || !view_ends(name, V("区"))) return false;
    return town_by_short_name(j->d->g, &j->home[m->part].place, view_to(name, name.n - HAN)) != REGION_NONE;
}

/* 中山区 in 集中山区, 增城市 in 新增城市; but not of a region that the article names,
 * nor at home: 我市南山区, 今年内丘县. */
static bool full_blocked(const Judge *j, const Mention *m, const Option *o) {
    const uint32_t home = j->home[m->part].place.region;
    View text = mention_source(j->d, m);
    if (is_district_then(j, m, o)) return true;
    if (o->word && !word_boundaries(text, m->at, o->n)) return true;
    if (home != REGION_NONE && (gaz_covers(j->d->g, home, o->region) || gaz_covers(j->d->g, o->region, home)))
        return false;
    return context_of(&j->context, m, o->region) < SCOPE_ARTICLE && straddles_words(text, m->at, o->n);
}

static bool form_blocked(Judge *j, const Mention *m, const Option *o) {
    const Document *d = j->d;
    uint8_t once = 0, *asked = o->n == m->n ? &j->asked[m - d->mentions.p] : &once;
    if (o->level == REGION_VILLAGE || o->level == REGION_TOWNSHIP) return small_blocked(j, m, o);
    if (o->kind == FORM_FULL && m->before == MENTION_NONE) return full_blocked(j, m, o);
    if (o->kind != FORM_SHORT) return false;
    if (!(*asked & ASKED_PART)) *asked |= ASKED_PART | (part_of_other(d, m, o->n) ? IS_PART : 0);
    if (*asked & IS_PART || is_river(j, m, o)) return true;
    if (is_namesake(j, m, o)) return true;
    if (m->before != MENTION_NONE || (!o->word && context_of(&j->context, m, o->region) >= SCOPE_ARTICLE)) return false;
    if (!(*asked & ASKED_WORD))
        *asked |= ASKED_WORD | (word_boundaries(mention_source(d, m), m->at, o->n) ? IS_WORD : 0);
    return !(*asked & IS_WORD);
}

static void kill_overlapping(Document *d, size_t index) {
    Mention *m = &d->mentions.p[index];
    for (size_t i = index + 1; i < d->mentions.n; i++) {
        Mention *next = &d->mentions.p[i];
        if (next->part != m->part || (next->flags ^ m->flags) & MENTION_TITLE || next->at >= m->at + m->n) break;
        next->flags |= MENTION_DEAD;
    }
    for (size_t i = index; i-- > 0;) {
        Mention *prev = &d->mentions.p[i];
        if (prev->part != m->part || (prev->flags ^ m->flags) & MENTION_TITLE || prev->at + prev->n <= m->at) break;
        if (prev->region == REGION_NONE) prev->flags |= MENTION_DEAD;
    }
}

static void settle(Judge *j, size_t index, const Option *o, Verdict v) {
    Mention *m = &j->d->mentions.p[index];
    m->region = o->region;
    m->n = o->n;
    m->confidence = v.score > 0.99f ? 0.99f : v.score;
    m->why = v.why;
    context_add(&j->context, m, o->region);
    kill_overlapping(j->d, index);
    j->decided++;
}

/* One place that kept its name when its number or what it lies in changed; or
 * became another kind of division, but for the year of that, when either may
 * be meant. */
static bool is_same_place(const Gazetteer *g, uint32_t a, uint32_t b, uint16_t year) {
    const uint32_t pair[] = {a, b};
    for (size_t k = 0; k < 2; k++) {
        const RegionPair *next;
        size_t n = pair[k] < g->n_file ? gaz_successors(g, pair[k], &next) : 0;
        for (size_t i = 0; i < n; i++) {
            if (next[i].other != pair[1 - k]) continue;
            bool alone = n == 1 && gaz_level(g, a) == gaz_level(g, b) && g->regions[pair[k]].to != year;
            return alone || view_eq(gaz_name(g, a), gaz_name(g, b));
        }
    }
    return false;
}

/* The best meaning of a mention, and how good the next one is. */
static Choice choose(Judge *j, const Mention *m) {
    Choice best = {.decided = j->decided};
    const uint16_t year = j->d->parts[m->part].hints.year;
    judge_mention(j, m);
    for (uint32_t i = 0; i < m->count; i++) {
        if (best.option && j->d->options.p[m->first + i].region == best.option->region) continue; /* its shorter form */
        const Option *o = option_possible(j, m, m->first + i);
        if (!o) continue;
        Verdict v = judge_option(j, m, o);
        if (v.score <= best.second) continue;
        const bool same = best.option && is_same_place(j->d->g, best.option->region, o->region, year);
        if (v.score > best.verdict.score) {
            if (!same) best.second = best.verdict.score;
            best.option = o;
            best.verdict = v;
        } else if (!same) {
            best.second = v.score;
        }
    }
    return best;
}

static bool is_good(const Choice *c, float threshold) {
    return c->option && c->verdict.score >= threshold && clearly_better(c->verdict.score, c->second);
}

/* Where it was looked when there was no home, too. */
static void look_once(Judge *j, size_t index) {
    Mention *m = &j->d->mentions.p[index];
    if (!j->around[index]) {
        Mention as_read = *m;
        as_read.flags &= MENTION_TITLE;
        mention_look_around(j->d, &as_read);
        j->around[index] = (uint16_t)as_read.flags;
    }
    m->flags |= j->around[index];
}

static bool is_open(const Judge *j, const Mention *m) {
    if (m->region != REGION_NONE || m->count == 0 || m->flags & (MENTION_DEAD | MENTION_PERSON)) return false;
    return !tried_in_vain(j, m);
}

static void try_mention(Judge *j, size_t index, float threshold) {
    Mention *m = &j->d->mentions.p[index];
    Choice *c = &j->choices[index];
    if (c->decided != j->decided) *c = choose(j, m);
    if (!is_good(c, threshold)) {
        j->tries[m->first]++;
        return;
    }
    if (!(m->flags & MENTION_LOOKED)) {
        look_once(j, index);
        if (m->flags & MENTION_PERSON) return;
        if (m->flags & (MENTION_GLUED | MENTION_UNKNOWN_PARENT)) *c = choose(j, m);
    }
    if (is_good(c, threshold) && !form_blocked(j, m, c->option)) settle(j, index, c->option, c->verdict);
}

/* --- datelines --------------------------------------------------------------------- */

/* Of two that are called so, the one at home: 吉安 in 花蓮 is its 吉安鄉. */
static const float AT_HOME = 0.3f; /* of the doubt left */

static float dateline_score(const Judge *j, const Mention *m, const Option *o) {
    const Home *home = &j->home[0];
    float score = judge_option(j, m, o).score;
    bool at_home = home->place.region != REGION_NONE && home->place.level > REGION_PROVINCE &&
                   o->region != home->place.region && gaz_contains(j->d->g, home->place.region, o->region);
    return at_home ? 1 - (1 - score) * AT_HOME : score;
}

/* A dateline's place is surely one: the likeliest meaning, nearest home. */
static uint32_t resolve_dateline(const Judge *j, uint32_t part) {
    const Gazetteer *g = j->d->g;
    RegionText text = {.text = view_trim(j->d->parts[part].hints.dateline), .hints = j->d->parts[part].hints};
    if (text.text.n == 0) return REGION_NONE;
    uint32_t town = town_by_short_name(g, &j->home[part].place, text.text);
    if (town != REGION_NONE) return town;
    Document d;
    document_read(&d, g, j->d->arena, &text, 1);
    Judge one = {.d = &d, .context = j->context, .home = &j->home[part]};
    uint32_t found = REGION_NONE;
    float best = 0.2f, second = 0;
    for (size_t i = 0; i < d.mentions.n; i++) {
        const Mention *m = &d.mentions.p[i];
        judge_mention(&one, m);
        for (uint32_t k = 0; k < m->count; k++) {
            Option o = d.options.p[m->first + k];
            d.options.p[m->first + k].word = false;
            float score = dateline_score(&one, m, document_option(&d, m->first + k));
            if (o.region == found) continue;
            if (score > best) second = best, best = score, found = o.region;
            else if (score > second) second = score;
        }
    }
    region_map_release(&one.kin.before);
    region_map_release(&one.kin.after);
    document_release(&d);
    return clearly_better(best, second) ? found : REGION_NONE;
}

/* --- all ----------------------------------------------------------------------------- */

void resolution_read(Resolution *r, const Gazetteer *g, Arena *a, const RegionText *parts, size_t n) {
    *r = (Resolution){.datelines = ARENA_ARRAY(a, uint32_t, n + 1), .home = ARENA_ARRAY(a, Home, n + 1)};
    Document *d = &r->document;
    document_read(d, g, a, parts, n);
    agree_groups(d);
    r->n_undecided = d->mentions.n;
    r->undecided = ARENA_ARRAY(a, Mention, d->mentions.n + 1);
    if (d->mentions.n) memcpy(r->undecided, d->mentions.p, d->mentions.n * sizeof *r->undecided);
    r->judge = (Judge){.d = d, .home = r->home, .tries = ARENA_ARRAY(a, uint32_t, d->options.n + 1),
                       .asked = ARENA_ARRAY(a, uint8_t, d->mentions.n + 1),
                       .around = ARENA_ARRAY(a, uint16_t, d->mentions.n + 1),
                       .open = ARENA_ARRAY(a, uint32_t, d->mentions.n + 1),
                       .choices = ARENA_ARRAY(a, Choice, d->mentions.n + 1)};
    context_init(&r->judge.context, g);
}

static Home home_of(const Gazetteer *g, View code) {
    uint32_t named = code.n ? gaz_find(g, code) : REGION_NONE;
    Home home = {.place = {.region = named}, .named = named};
    if (named == REGION_NONE) return home;
    home.place.region = gaz_heir(g, named);
    home.place.level = (uint8_t)gaz_level(g, home.place.region);
    option_place(g, &home.place);
    const uint32_t top = home.place.n_up ? option_top(&home.place) : home.place.region;
    if (top < g->n_file) home.from = top, home.end = gaz_end(g, top);
    return home;
}

static void set_homes(Resolution *r) {
    const Document *d = &r->document;
    for (size_t i = 0; i < d->n_parts; i++) {
        View home = d->parts[i].hints.home;
        bool same = i && view_eq(home, d->parts[i - 1].hints.home);
        r->home[i] = same ? r->home[i - 1] : home_of(d->g, home);
    }
}

static void forget_decisions(Resolution *r) {
    Document *d = &r->document;
    d->mentions.n = r->n_undecided;
    if (d->mentions.n) memcpy(d->mentions.p, r->undecided, d->mentions.n * sizeof *r->undecided);
    memset(r->judge.tries, 0, d->options.n * sizeof *r->judge.tries);
    r->judge.decided++;
    context_clear(&r->judge.context);
    for (size_t i = 0; i < d->groups.n; i++)
        if (d->groups.p[i] != REGION_NONE) context_add_near(&r->judge.context, d->groups.p[i]);
}

/* Of the first n open ones; their number afterwards. */
static size_t decide_round(Judge *j, size_t n, float threshold) {
    size_t left = 0;
    for (size_t i = 0; i < n; i++) {
        const Mention *m = &j->d->mentions.p[j->open[i]];
        if (is_open(j, m)) try_mention(j, j->open[i], threshold);
        if (is_open(j, m)) j->open[left++] = j->open[i];
    }
    return left;
}

void resolution_decide_names(Resolution *r) {
    Judge *j = &r->judge;
    forget_decisions(r);
    set_homes(r);
    for (uint32_t i = 0; i < j->d->n_parts; i++) {
        r->datelines[i] = resolve_dateline(j, i);
        if (r->datelines[i] != REGION_NONE) context_add_article(&j->context, i, r->datelines[i]);
    }
    size_t n = j->d->mentions.n;
    for (uint32_t i = 0; i < n; i++) j->open[i] = i;
    for (size_t k = 0; k < sizeof rounds / sizeof *rounds; k++) n = decide_round(j, n, rounds[k]);
}

void resolution_decide(Resolution *r) {
    resolution_decide_names(r);
    children_find(r);
    shorts_find(r);
}

void resolution_release(Resolution *r) {
    judge_release(&r->judge);
    document_release(&r->document);
}

static void add_form(Arena *a, RegionFound *f, View form) {
    for (size_t i = 0; i < f->n_forms; i++)
        if (view_eq(f->forms[i], form)) return;
    if ((f->n_forms & (f->n_forms - 1)) == 0) { /* full: room doubles */
        View *forms = ARENA_ARRAY(a, View, f->n_forms ? f->n_forms * 2 : 1);
        if (f->n_forms) memcpy(forms, f->forms, f->n_forms * sizeof *forms);
        f->forms = forms;
    }
    f->forms[f->n_forms++] = form;
}

/* Beyond the home prefecture, and neither home nor what that lies in. */
static bool is_far(const Document *d, const Home *home, uint32_t region) {
    const Option *o = &home->place;
    if (o->region == REGION_NONE || gaz_covers(d->g, region, o->region)) return false;
    const uint32_t near =
        o->level > REGION_PREFECTURE && option_parent(o) != REGION_NONE ? option_parent(o) : o->region;
    return !gaz_covers(d->g, near, region);
}

static bool is_reported(const Mention *m) {
    return m->region != REGION_NONE && !(m->flags & (MENTION_DEAD | MENTION_DATELINE));
}

/* Far away, and named as a market. */
static bool is_passing(const Resolution *r, const Mention *m) {
    const Document *d = &r->document;
    return !(m->flags & MENTION_TITLE) && is_far(d, &r->home[m->part], m->region) &&
           named_as_market(mention_source(d, m), m->at, m->n);
}

/* Of one part, by region. */
typedef struct Told {
    RegionMap about; /* those that are more than a passing market somewhere */
    RegionMap row;   /* where they stand in the report */
} Told;

static void report_part(const Resolution *r, Arena *a, size_t from, size_t to, Told *told, RegionsFound *out) {
    const Document *d = &r->document;
    region_map_clear(&told->about);
    region_map_clear(&told->row);
    for (size_t i = from; i < to; i++) {
        const Mention *m = &d->mentions.p[i];
        if (is_reported(m) && !region_map_has(&told->about, m->region) && !is_passing(r, m))
            region_map_add(&told->about, m->region);
    }
    *out = (RegionsFound){.p = ARENA_ARRAY(a, RegionFound, to - from + 1)}; /* one for the dateline's */
    for (size_t i = from; i < to; i++) {
        const Mention *m = &d->mentions.p[i];
        if (!is_reported(m) || !region_map_has(&told->about, m->region)) continue;
        bool is_new;
        uint32_t *at = region_map_at(&told->row, m->region, &is_new);
        if (is_new) {
            *at = (uint32_t)out->n;
            out->p[out->n++] = (RegionFound){.code = gaz_code(d->g, m->region), .name = gaz_name(d->g, m->region)};
        }
        RegionFound *f = &out->p[*at];
        f->count++;
        View form = view(mention_source(d, m).p + m->at, m->n);
        if (!(m->flags & MENTION_DEICTIC)) add_form(a, f, form);
        if (m->confidence > f->confidence) {
            f->confidence = m->confidence;
            f->why = arena_printf(a, "%.*s: %s", VARG(form), m->why);
        }
    }
}

/* 本报台江11月3日讯 above a piece on 老屯乡: it is news of that county too. */
static void add_dateline(const Resolution *r, Arena *a, uint32_t part, RegionsFound *out) {
    const Gazetteer *g = r->document.g;
    const uint32_t region = r->datelines[part];
    if (region == REGION_NONE) return;
    out->dateline_code = gaz_code(g, region);
    bool holds = false;
    for (size_t i = 0; i < out->n; i++) {
        const uint32_t other = gaz_find(g, out->p[i].code);
        if (other == region) return;
        holds |= other != REGION_NONE && gaz_covers(g, region, other);
    }
    if (!holds || gaz_level(g, region) != REGION_COUNTY) return;
    View place = view_trim(r->document.parts[part].hints.dateline);
    out->p[out->n++] = (RegionFound){.code = gaz_code(g, region), .name = gaz_name(g, region), .count = 1,
                                     .confidence = 0.8f,
                                     .why = arena_printf(a, "%.*s: %s", VARG(place), WHY(DATELINE))};
}

RegionsFound *resolution_report(const Resolution *r, Arena *a) {
    const Document *d = &r->document;
    RegionsFound *out = ARENA_ARRAY(a, RegionsFound, d->n_parts);
    Told told = {0};
    size_t at = 0;
    for (uint32_t i = 0; i < d->n_parts; i++) {
        size_t from = at;
        while (at < d->mentions.n && d->mentions.p[at].part == i) at++;
        report_part(r, a, from, at, &told, &out[i]);
        add_dateline(r, a, i, &out[i]);
    }
    region_map_release(&told.about);
    region_map_release(&told.row);
    return out;
}

void regions_resolve(const Gazetteer *g, Arena *a, const RegionText *parts, size_t n, RegionsFound *out) {
    Resolution r;
    resolution_read(&r, g, a, parts, n);
    resolution_decide(&r);
    deictics_find(&r);
    const RegionsFound *found = resolution_report(&r, a);
    if (n) memcpy(out, found, n * sizeof *out);
    resolution_release(&r);
}
