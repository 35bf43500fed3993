/* 我区, 全县, 本州: the home region, or what it lies in, by the word for its
 * level. */
#include "regions/resolve.h"
#include "regions/why.h"

enum { HAN = 3 };

static const float CONFIDENCE = 0.8f;

/* 我 全 本, and what they stand before. */
static const View speakers[] = {V_INIT("我"), V_INIT("全"), V_INIT("本")};
static const View divisions[] = {V_INIT("省"), V_INIT("州"), V_INIT("盟"), V_INIT("市"),
                                 V_INIT("县"), V_INIT("区"), V_INIT("旗")};
/* Where they do not: 安全区, 天全县, 自我区分; 全市场, 全区域, 全县城. */
static const View not_before[] = {V_INIT("安"), V_INIT("健"), V_INIT("完"), V_INIT("保"), V_INIT("天"), V_INIT("万"),
                                  V_INIT("齐"), V_INIT("周"), V_INIT("成"), V_INIT("自"), V_INIT("忘"), V_INIT("基"),
                                  V_INIT("日"), V_INIT("资"), V_INIT("版"), V_INIT("文"), V_INIT("书")};
static const View not_after[] = {V_INIT("场"), V_INIT("域"),   V_INIT("分"),   V_INIT("别"), V_INIT("花"),
                                 V_INIT("间"), V_INIT("县区"), V_INIT("区县"), V_INIT("袍"), V_INIT("帜")};

static bool among(View v, const View *words, size_t n, bool at_end) {
    for (size_t i = 0; i < n; i++)
        if (at_end ? view_ends(v, words[i]) : view_starts(v, words[i])) return true;
    return false;
}
#define STARTS(v, words) among((v), (words), sizeof(words) / sizeof *(words), false)
#define ENDS(v, words) among((v), (words), sizeof(words) / sizeof *(words), true)

/* The word for a level behind 我, 全, 本; empty: none. */
static View division_at(View text, size_t at) {
    View word = view_to(view_from(text, at + HAN), HAN);
    if (word.n < HAN || !STARTS(word, divisions)) return V("");
    if (ENDS(view_to(text, at), not_before) || STARTS(view_from(text, at + 2 * HAN), not_after)) return V("");
    return word;
}

/* 全区 in a city of an autonomous region is all of the region. */
static uint32_t region_meant(const Gazetteer *g, uint32_t home, View division) {
    for (; home != REGION_NONE; home = gaz_parent(g, home))
        if (gaz_level(g, home) <= REGION_COUNTY && view_ends(gaz_name(g, home), division)) return home;
    return REGION_NONE;
}

static bool is_taken(const Document *d, const Place *p, size_t at) {
    for (size_t i = p->from; i < p->to && d->mentions.p[i].at < at + 2 * HAN; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->region != REGION_NONE && !(m->flags & MENTION_DEAD) && m->at + m->n > at) return true;
    }
    return false;
}

static void find_in(Document *d, Place place, uint32_t home) {
    Place *p = &place;
    const View text = p->text;
    for (size_t at = 0, width; at + 2 * HAN <= text.n; at += width) {
        /* The last bytes of 我 全 本. */
        unsigned char last = (unsigned char)text.p[at + 2];
        width = (unsigned char)text.p[at] >= 0xe0 ? HAN : 1;
        if ((last != 0x91 && last != 0xa8 && last != 0xac) || !STARTS(view_from(text, at), speakers)) continue;
        View division = division_at(text, at);
        uint32_t region = division.n ? region_meant(d->g, home, division) : REGION_NONE;
        place_pass(d, p, at);
        if (region == REGION_NONE || is_taken(d, p, at)) continue;
        place_add(d, p, at, 2 * HAN, region, CONFIDENCE, WHY(DEICTIC));
        width = 2 * HAN;
    }
}

void deictics_find(Resolution *r) {
    Document *d = &r->document;
    size_t n = d->mentions.n, at = 0;
    for (uint32_t part = 0; part < d->n_parts; part++) {
        size_t from = at;
        while (at < n && d->mentions.p[at].part == part && d->mentions.p[at].flags & MENTION_TITLE) at++;
        size_t title_end = at;
        while (at < n && d->mentions.p[at].part == part) at++;
        uint32_t home = r->home[part].named;
        if (home == REGION_NONE) continue;
        find_in(d, place_of(part, MENTION_TITLE | MENTION_DEICTIC, d->parts[part].title, from, title_end), home);
        find_in(d, place_of(part, MENTION_DEICTIC, d->parts[part].text, title_end, at), home);
    }
    if (d->mentions.n > n) mentions_sort(d);
}
