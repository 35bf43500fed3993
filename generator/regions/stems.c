/* The county of a page that names none, nor any town in full: 三岔公社 and
 * 怀远、德胜两区 are nothing by themselves, but together they are all in 宜州. */
#include <math.h>
#include <stdlib.h>

#include "regions/resolve.h"
#include "text/text.h"

enum { HAN = 3, STEM_MOST = 4 };

typedef VEC(uint32_t) Forms; /* of the trie: stems of towns, each once */

static bool is_town_stem(const Gazetteer *g, View stem, uint32_t *form) {
    if (!trie_stem(&g->file.trie, stem, form)) return false;
    for (uint32_t i = g->file.lists[*form]; i < g->file.lists[*form + 1]; i++) {
        Posting p = g->file.postings[i];
        if (POSTING_KIND(p) == FORM_STEM && suffix_is_township(POSTING_SUFFIX(p))) return true;
    }
    return false;
}

/* 西湖区, of a city: no district that a county had. */
static bool is_city_district(const Document *d, Place *p, size_t end) {
    enum { LONGEST = 64 };
    const uint16_t year = d->parts[p->part].hints.year;
    place_seek(d, p, end > LONGEST ? end - LONGEST : 0);
    for (size_t i = p->from; i < p->to && d->mentions.p[i].at < end; i++) {
        const Mention *m = &d->mentions.p[i];
        for (uint32_t k = 0; k < m->count; k++) {
            const Option *o = &d->options.p[m->first + k];
            const bool then = !year || o->use == IN_USE;
            if (m->at + o->n == end && o->kind == FORM_FULL && o->level == REGION_COUNTY && then) return true;
        }
    }
    return false;
}

/* The longest stem that ends there: its bytes; 0: none. */
static size_t stem_before(const Gazetteer *g, View text, size_t end, uint32_t *form) {
    for (size_t n = STEM_MOST * HAN; n >= 2 * HAN; n -= HAN)
        if (n <= end && is_town_stem(g, view(text.p + end - n, n), form)) return n;
    return 0;
}

static void add_form(Forms *forms, uint32_t form) {
    for (size_t i = 0; i < forms->n; i++)
        if (forms->p[i] == form) return;
    vec_push(forms, form);
}

static bool all_words(const View *stems, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!is_word(stems[i])) return false;
    return true;
}

/* The list that ends at `end`: all of it, or only its last name where nothing is
 * counted. A list of one thing, or of words alone, is no list of towns. */
static void gather_list(const Gazetteer *g, View text, size_t end, bool of_towns, Forms *forms) {
    enum { ITEMS = 8 };
    uint32_t found[ITEMS];
    View stems[ITEMS];
    size_t n = 0, count = list_count_before(view_to(text, end)), width = 0;
    for (end -= count; n < ITEMS; end -= width) {
        size_t stem = stem_before(g, text, end, &found[n]);
        if (!stem) break;
        end -= stem;
        stems[n] = view(text.p + end, stem);
        if (n++ == 0 && of_towns && !count && stem == 2 * HAN && glued_before(text, end)) return;
        width = list_separator_before(view_to(text, end));
        if (!width || (of_towns && !count)) break;
    }
    if (!of_towns && (n < 2 || all_words(stems, n))) return;
    for (size_t i = 0; i < n; i++) add_form(forms, found[i]);
}

static void gather(const Document *d, Place *p, Forms *forms) {
    enum { FORMS_MOST = 64 };
    const Gazetteer *g = d->g;
    const View text = p->text;
    const MarkList marks = p->marks;
    const uint16_t year = d->parts[p->part].hints.year;
    const bool districts = !year || year <= DISTRICTS_TILL;
    for (size_t k = 0; k < marks.n && forms->n < FORMS_MOST; k++) {
        if (!mark_is(&marks.p[k], MARK_LISTED)) continue;
        const size_t i = marks.p[k].at;
        View v = view_to(text, i + HAN);
        if (view_ends(v, V("等"))) {
            gather_list(g, text, i, false, forms);
        } else if (!view_ends(v, V("社"))) {
            if (districts && !is_city_district(d, p, i + HAN)) gather_list(g, text, i, true, forms);
        } else if (view_ends(v, V("公社"))) {
            size_t before = view_ends(v, V("人民公社")) ? 3 * HAN : HAN;
            gather_list(g, text, i - before, true, forms);
        }
    }
}

typedef struct Vote {
    uint32_t county, form;
    double weight; /* how much the name says: the less the more towns have it */
} Vote;

static int by_county(const void *a, const void *b) {
    const Vote *x = a, *y = b;
    if (x->county != y->county) return x->county < y->county ? -1 : 1;
    return (x->form > y->form) - (x->form < y->form);
}

typedef VEC(Vote) Votes;

static void vote(const Gazetteer *g, uint32_t form, uint32_t within, Votes *votes) {
    enum { COUNTIES = 2900 };
    const size_t first = votes->n;
    size_t towns = 0;
    for (uint32_t i = g->file.lists[form]; i < g->file.lists[form + 1]; i++) {
        Posting p = g->file.postings[i];
        if (POSTING_KIND(p) != FORM_STEM || !suffix_is_township(POSTING_SUFFIX(p))) continue;
        uint32_t county = gaz_parent(g, POSTING_REGION(p));
        towns++;
        if (county == REGION_NONE || !gaz_in_scope(g, county)) continue;
        if (within == REGION_NONE || gaz_contains(g, within, county)) vec_push(votes, ((Vote){county, form, 0}));
    }
    for (size_t i = first; i < votes->n; i++) votes->p[i].weight = log((double)COUNTIES / (double)towns);
}

/* Two names of which hardly ten counties have one, and half as much again as
 * any other county has. */
static const double ENOUGH = 10, LEAD = 1.5;

static uint32_t elect(const Votes *votes) {
    uint32_t best = REGION_NONE;
    double most = 0, second = 0;
    for (size_t i = 0; i < votes->n;) {
        uint32_t county = votes->p[i].county, last = UINT32_MAX;
        double sum = 0;
        size_t names = 0;
        for (; i < votes->n && votes->p[i].county == county; last = votes->p[i++].form)
            if (votes->p[i].form != last) names++, sum += votes->p[i].weight;
        if (sum > most) second = most, most = sum, best = names > 1 ? county : REGION_NONE;
        else if (sum > second) second = sum;
    }
    return most >= ENOUGH && most >= LEAD * second ? best : REGION_NONE;
}

uint32_t county_of_stems(const Document *d, uint32_t within) {
    Forms forms = {0};
    Votes votes = {0};
    size_t at = 0;
    for (uint32_t i = 0; i < d->n_parts; i++) {
        Texts texts = texts_of_part(d, i, d->mentions.n, &at);
        gather(d, &texts.title, &forms);
        gather(d, &texts.body, &forms);
    }
    for (size_t i = 0; i < forms.n; i++) vote(d->g, forms.p[i], within, &votes);
    if (votes.n) qsort(votes.p, votes.n, sizeof *votes.p, by_county);
    uint32_t county = elect(&votes);
    vec_release(&forms);
    vec_release(&votes);
    return county;
}
