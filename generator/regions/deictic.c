/* 我区, 全县, 本州: the home region, or what it lies in, by the word for its
 * level. 县境, 县里, 县委, 县水利局: the home region alone. */
#include "regions/names.h"
#include "regions/resolve.h"
#include "regions/why.h"
#include "regions/words.h"
#include "text/text.h"

enum { HAN = 3 };

static const float CONFIDENCE = 0.8f;

/* 我 全 本, and what they stand before. */
static const uint_least16_t speakers[] = u"我全本";
static const uint_least16_t divisions[] = u"省州盟市县区旗縣區";
/* Where they do not: 安全区, 天全县, 自我区分; 全市场, 全区域, 全县城. */
static const uint_least16_t not_before[] = u"安健完保天万齐周成自忘基日资版文书";
static const View not_after[] = {V_INIT("场"), V_INIT("域"),   V_INIT("分"),   V_INIT("别"), V_INIT("花"),
                                 V_INIT("间"), V_INIT("县区"), V_INIT("区县"), V_INIT("袍"), V_INIT("帜")};

/* The word for a level behind 我, 全, 本; empty: none. */
static View division_at(View text, size_t at) {
    View word = view_to(view_from(text, at + HAN), HAN);
    if (word.n < HAN || !AMONG(divisions, word.p)) return V("");
    if (at >= HAN && AMONG(not_before, text.p + at - HAN)) return V("");
    if (STARTS(view_from(text, at + 2 * HAN), not_after)) return V("");
    return word;
}

/* Behind the word for the home's own level. */
static const View own_after[] = {V_INIT("境"),   V_INIT("内"),   V_INIT("里"),   V_INIT("城"),       V_INIT("委"),
                                 V_INIT("政府"), V_INIT("人大"), V_INIT("政协"), V_INIT("人民政府"), V_INIT("內"),
                                 V_INIT("裡"),   V_INIT("裏")};
static const View no_own_after[] = {V_INIT("里程"), V_INIT("内外"), V_INIT("城乡"), V_INIT("委会"), V_INIT("委员")};
/* What it may follow, beside what is no character: 在县里, 据县水利局. */
static const uint_least16_t own_before[] = u"在到往从由据与和为了离距经对向把给让被及是去回进來来年月日該";

/* 水利局, 农牧局: an office, named in a few characters. */
static bool is_office(View v) {
    enum { MOST = 6 };
    for (size_t i = 1; i <= MOST && cp_is_han(utf8_next(&v)) && v.n; i++)
        if (i > 1 && view_starts(v, V("局"))) return true;
    return false;
}

/* Does the word for the home's level stand at `at`, and mean the home? */
static bool means_home(View text, size_t at, View level) {
    View after = view_from(text, at + HAN), before = view_to(text, at);
    if (!level.n || !view_eq(division_simplified(view_to(view_from(text, at), HAN)), level)) return false;
    if (before.n && !(at >= HAN && AMONG(own_before, text.p + at - HAN)) && cp_is_han(utf8_last(&before))) return false;
    return !STARTS(after, no_own_after) && (STARTS(after, own_after) || is_office(after));
}

/* 县, 旗, 州: the last character of the home's name. Not 市 and 区, which begin
 * many words. */
static View level_word(const Gazetteer *g, uint32_t home) {
    View name = gaz_name(g, home), word = view_from(name, name.n - HAN);
    bool plain = view_is(word, "县") || view_is(word, "旗") || view_is(word, "州");
    return gaz_level(g, home) <= REGION_COUNTY && plain ? word : V("");
}

/* 全区 in a city of an autonomous region is all of the region. */
static uint32_t region_meant(const Gazetteer *g, uint32_t home, View division) {
    for (; home != REGION_NONE; home = gaz_parent(g, home))
        if (gaz_level(g, home) <= REGION_COUNTY && view_ends(gaz_name(g, home), division)) return home;
    return REGION_NONE;
}

static bool is_taken(const Document *d, const Place *p, size_t at, size_t n) {
    for (size_t i = p->from; i < p->to && d->mentions.p[i].at < at + n; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->region != REGION_NONE && !(m->flags & MENTION_DEAD) && m->at + m->n > at) return true;
    }
    return false;
}

/* The deictic at `at`: what it means, and in *n how long it is. */
static uint32_t meant_at(const Gazetteer *g, View text, size_t at, uint32_t home, View level, size_t *n) {
    if (AMONG(speakers, text.p + at)) {
        View division = division_at(text, at);
        *n = 2 * HAN;
        return division.n ? region_meant(g, home, division_simplified(division)) : REGION_NONE;
    }
    *n = HAN;
    return means_home(text, at, level) ? home : REGION_NONE;
}

static void find_in(Document *d, Place place, uint32_t home) {
    Place *p = &place;
    const View text = p->text, level = level_word(d->g, home);
    for (size_t k = 0, n, behind = 0; k < p->marks.n; k++) {
        const size_t at = p->marks.p[k].at;
        if (!mark_is(&p->marks.p[k], MARK_HOME) || at < behind || at + 2 * HAN > text.n) continue;
        uint32_t region = meant_at(d->g, text, at, home, level, &n);
        place_pass(d, p, at);
        if (region == REGION_NONE || is_taken(d, p, at, n)) continue;
        place_add(d, p, at, n, region, CONFIDENCE, WHY(DEICTIC));
        behind = at + n;
    }
}

void deictics_find(Resolution *r) {
    Document *d = &r->document;
    size_t n = d->mentions.n, at = 0;
    for (uint32_t part = 0; part < d->n_parts; part++) {
        Texts texts = texts_of_part(d, part, n, &at);
        uint32_t home = r->home[part].named;
        if (home == REGION_NONE) continue;
        texts.title.flags |= MENTION_DEICTIC;
        texts.body.flags |= MENTION_DEICTIC;
        find_in(d, texts.title, home);
        find_in(d, texts.body, home);
    }
    mentions_merge(d, n);
}
