/* Towns of the home county by their short names: a county paper writes 丹麻 for
 * 丹麻镇, and everybody knows where that is. Sought once all else is decided;
 * what the short name may also be decides how much must speak for it. */
#include "regions/resolve.h"
#include "regions/why.h"
#include "regions/words.h"
#include "text/text.h"

enum { HAN = 3, SHORTS_MAX = 128 };

static const float CONFIDENCE = 0.70f;

typedef struct Short {
    View stem;
    uint32_t region;
    bool doubled; /* of two towns */
    bool asked, word, feature, rare;
} Short;

typedef struct Shorts {
    const Gazetteer *g;
    uint32_t home;     /* the county whose towns these are */
    Short p[SHORTS_MAX];
    size_t n;
    uint64_t firsts[64], pairs[64]; /* a bit for each hash of the first character, of the first two */
} Shorts;

/* --- the towns ------------------------------------------------------------------------ */

static inline uint32_t character(const char *p) {
    return (uint32_t)(unsigned char)p[0] << 16 | (uint32_t)(unsigned char)p[1] << 8 | (unsigned char)p[2];
}

static inline uint32_t first_hash(const char *p) { return (uint32_t)(p[1] & 63) << 6 | (uint32_t)(p[2] & 63); }

static inline uint32_t pair_hash(uint32_t a, uint32_t b) { return ((a * 0x9e3779b1u) ^ (b * 0x85ebca6bu)) >> 20; }

/* 奇台 is the county, not its town 奇台镇. */
static bool names_county(const Gazetteer *g, uint32_t county, View stem) {
    View name = gaz_name(g, county);
    bool own = view_ends(name, V("自治县")) || view_ends(name, V("自治旗"));
    if (name.n > 3 * HAN && own) name = view_to(name, name.n - 2 * HAN);
    return name.n > HAN && view_eq(name_without_peoples(view_to(name, name.n - HAN)), stem);
}

static void add_short(Shorts *s, uint32_t region) {
    View stem;
    if (name_split(gaz_name(s->g, region), REGION_TOWNSHIP, &stem) == SUFFIX_NONE) return;
    stem = name_without_peoples(stem);
    if (stem.n < 2 * HAN || s->n == SHORTS_MAX || names_county(s->g, s->home, stem)) return;
    for (size_t i = 0; i < s->n; i++)
        if (view_eq(s->p[i].stem, stem)) {
            s->p[i].doubled = true;
            return;
        }
    s->p[s->n++] = (Short){.stem = stem, .region = region};
    uint32_t first = first_hash(stem.p), pair = pair_hash(character(stem.p), character(stem.p + HAN));
    s->firsts[first / 64] |= (uint64_t)1 << (first % 64);
    s->pairs[pair / 64] |= (uint64_t)1 << (pair % 64);
}

static void gather(Shorts *s, uint32_t home) {
    s->home = home;
    s->n = 0;
    memset(s->firsts, 0, sizeof s->firsts);
    memset(s->pairs, 0, sizeof s->pairs);
    if (home >= s->g->n_file) return;
    /* Levels stand side by side; where a town's villages end would have to be fetched for each. */
    for (uint32_t i = home + 1, end = gaz_end(s->g, home); i < end; i++)
        if (gaz_level(s->g, i) == REGION_TOWNSHIP) add_short(s, i);
}

static inline bool is_wide(const char *p) { return ((unsigned char)*p & 0xf0) == 0xe0; }

/* The next place from `at` on where one may stand; the text's length: none. */
static size_t next_begun(const Shorts *s, View text, size_t at) {
    while (at + 2 * HAN <= text.n) {
        const char *p = text.p + at;
        if (!is_wide(p)) {
            at++;
            continue;
        }
        uint32_t first = first_hash(p);
        if (s->firsts[first / 64] >> (first % 64) & 1 && is_wide(p + HAN)) {
            uint32_t pair = pair_hash(character(p), character(p + HAN));
            if (s->pairs[pair / 64] >> (pair % 64) & 1) return at;
        }
        at += HAN;
    }
    return text.n;
}

/* The longest that stands at `at`; NULL: none. */
static Short *short_at(Shorts *s, View text, size_t at) {
    Short *best = NULL;
    View v = view_from(text, at);
    for (size_t i = 0; i < s->n; i++)
        if (view_starts(v, s->p[i].stem) && (!best || s->p[i].stem.n > best->stem.n)) best = &s->p[i];
    return best && !best->doubled ? best : NULL;
}

static bool is_street(const Gazetteer *g, uint32_t region) { return view_ends(gaz_name(g, region), V("街道")); }

uint32_t town_by_short_name(const Gazetteer *g, const Option *home, View name) {
    if (home->region == REGION_NONE || home->level != REGION_COUNTY || home->region >= g->n_file) return REGION_NONE;
    Shorts s = {.g = g};
    gather(&s, home->region);
    const Short *named = short_at(&s, name, 0);
    bool same = named && named->stem.n == name.n && !is_street(g, named->region); /* 长春街道, far from 长春 */
    return same ? named->region : REGION_NONE;
}

/* Also a river, a lake, a mountain. */
static const View features[] = {V_INIT("河"), V_INIT("江"), V_INIT("湖"), V_INIT("海"), V_INIT("山"),
                                V_INIT("岭"), V_INIT("峡"), V_INIT("湾"), V_INIT("泉"), V_INIT("岛")};
/* How many towns of the country may be called so at most for a name that says
 * by itself which is meant. */
enum { RARE = 2 };

static void ask(const Gazetteer *g, Short *s) {
    uint32_t form;
    size_t towns = 0;
    if (s->asked) return;
    s->asked = true;
    s->word = is_word(s->stem);
    s->feature = ENDS(s->stem, features);
    if (!trie_stem(&g->file.trie, s->stem, &form)) return;
    for (uint32_t i = g->file.lists[form]; i < g->file.lists[form + 1]; i++) {
        Posting p = g->file.postings[i];
        s->word = s->word || p & POSTING_WORD;
        towns += POSTING_KIND(p) != FORM_STEM || suffix_is_township(POSTING_SUFFIX(p));
    }
    s->rare = towns <= RARE && !is_street(g, s->region);
}

/* --- what stands around ----------------------------------------------------------------- */

/* Another thing that is called so: 丹麻河, 丹麻林场; or the name goes on. */
static const View other_after[] = {
    V_INIT("河"), V_INIT("江"), V_INIT("山"), V_INIT("寺"), V_INIT("庙"), V_INIT("桥"), V_INIT("岭"), V_INIT("峡"),
    V_INIT("湖"), V_INIT("岛"), V_INIT("湾"), V_INIT("沟"), V_INIT("塘"), V_INIT("洞"), V_INIT("泉"), V_INIT("港"),
    V_INIT("路"), V_INIT("街"), V_INIT("巷"), V_INIT("门"), V_INIT("乡"), V_INIT("镇"), V_INIT("村"), V_INIT("县"),
    V_INIT("区"), V_INIT("市"), V_INIT("州"), V_INIT("盟"), V_INIT("旗"), V_INIT("社"), V_INIT("省"), V_INIT("屯"),
    V_INIT("水库"), V_INIT("水电"), V_INIT("大桥"), V_INIT("公园"), V_INIT("煤矿"), V_INIT("农场"), V_INIT("林场"),
    V_INIT("牧场"), V_INIT("公司"), V_INIT("集团"), V_INIT("酒店"), V_INIT("窟"), V_INIT("石窟"), V_INIT("机场"), V_INIT("古城"),
    V_INIT("遗址"), V_INIT("鄉"), V_INIT("鎮"), V_INIT("縣"),
    V_INIT("族"),   V_INIT("·"),
};
/* What is said of a place. */
static const View place_after[] = {
    V_INIT("境内"), V_INIT("一带"), V_INIT("城区"), V_INIT("集镇"), V_INIT("片区"), V_INIT("街上"), V_INIT("街头"),
    V_INIT("群众"), V_INIT("百姓"), V_INIT("村民"), V_INIT("农民"), V_INIT("牧民"), V_INIT("乡亲"), V_INIT("居民"),
    V_INIT("至"),   V_INIT("等地"), V_INIT("两地"), V_INIT("赶集"), V_INIT("支局"), V_INIT("粮站"), V_INIT("供销社"),
};
/* Before where one goes, or comes from. */
static const View place_before[] = {V_INIT("在"), V_INIT("到"), V_INIT("往"), V_INIT("从"), V_INIT("由"),
                                    V_INIT("赴"), V_INIT("至"), V_INIT("去"), V_INIT("距"), V_INIT("途经"),
                                    V_INIT("住"), V_INIT("来自"), V_INIT("走进"), V_INIT("进入"), V_INIT("返回"),
                                    V_INIT("路过"), V_INIT("经过"), V_INIT("抵达")};

/* Between places: 威远镇至南门峡公路通车. */
static const View ways[] = {V_INIT("公路"), V_INIT("铁路"), V_INIT("便道"), V_INIT("大道"), V_INIT("段"),
                            V_INIT("客车"), V_INIT("班车"), V_INIT("航线"), V_INIT("线路"), V_INIT("渠道"),
                            V_INIT("公交"), V_INIT("通车"), V_INIT("通客车"), V_INIT("道路"), V_INIT("全程"),
                            V_INIT("油路"), V_INIT("线"),   V_INIT("两路"), V_INIT("两线"), V_INIT("客运")};
/* How one goes on from a place: 由永宁沿河南下. */
static const View goings[] = {V_INIT("的"),   V_INIT("沿"),   V_INIT("经"),   V_INIT("出发"), V_INIT("北上"),
                              V_INIT("南下"), V_INIT("东行"), V_INIT("西行"), V_INIT("动身"), V_INIT("赶来")};

static bool ends_phrase(View after) {
    return after.n == 0 || !cp_is_han(utf8_next(&after));
}

/* 漾江至富恒公路: the name before 至, a few characters, and a way. */
static bool begins_way(View after) {
    enum { MOST = 6 };
    if (!view_starts(after, V("至")) && !view_starts(after, V("到"))) return false;
    after = view_from(after, HAN);
    for (size_t i = 0; i < MOST && after.n && cp_is_han(utf8_next(&after)); i++)
        if (i > 0 && STARTS(after, ways)) return true;
    return false;
}

/* Where a way ends or begins no other thing that is called so is meant. */
static bool on_way(View text, size_t at, size_t n) {
    View before = view_to(text, at), after = view_from(text, at + n);
    if (begins_way(after)) return true;
    return (view_ends(before, V("至")) || view_ends(before, V("到"))) && STARTS(after, ways);
}

static bool placed_by_words(View text, size_t at, size_t n) {
    View after = view_from(text, at + n);
    if (STARTS(after, place_after) || on_way(text, at, n)) return true;
    return ENDS(view_to(text, at), place_before) && (ends_phrase(after) || STARTS(after, goings));
}

/* The town that a 、 divides from what begins at `at`, or from what ends there; NULL: none. */
static Short *listed_before(Shorts *s, View text, size_t at) {
    if (!list_separator_before(view_to(text, at))) return NULL;
    for (size_t back = 2 * HAN; back <= 4 * HAN && back + HAN <= at; back += HAN) {
        Short *last = short_at(s, text, at - HAN - back);
        if (last && last->stem.n == back) return last;
    }
    return NULL;
}

static Short *listed_after(Shorts *s, View text, size_t end) {
    size_t width = list_separator(view_from(text, end));
    return width ? short_at(s, text, end + width) : NULL;
}

static Short *beside(Shorts *s, View text, size_t at, size_t n) {
    Short *next = listed_after(s, text, at + n);
    return next ? next : listed_before(s, text, at);
}

bool listed_with_towns(const Gazetteer *g, const Option *home, View text, size_t at, size_t n) {
    if (!list_separator(view_from(text, at + n)) && !list_separator_before(view_to(text, at))) return false;
    if (town_by_short_name(g, home, view(text.p + at, n)) == REGION_NONE) return false;
    Shorts s = {.g = g};
    gather(&s, home->region);
    const Short *other = beside(&s, text, at, n);
    return other != NULL;
}

/* 县城至永兴、鱼泉两路: what stands around the list stands around each of its members. */
static View list_around(Shorts *s, View text, size_t at, size_t n) {
    enum { MEMBERS_MOST = 8 };
    size_t end = at + n;
    const Short *other;
    for (size_t i = 0; i < MEMBERS_MOST && (other = listed_before(s, text, at)); i++) at -= HAN + other->stem.n;
    for (size_t i = 0; i < MEMBERS_MOST && (other = listed_after(s, text, end)); i++) end += HAN + other->stem.n;
    return view(text.p + at, end - at);
}

/* 长乐 in 隘洞、长乐: one beside it is no other place. */
static bool is_listed(const Judge *j, Shorts *all, const Mention *m, View text) {
    Short *other = beside(all, text, m->at, m->n);
    if (!other || view_eq(other->stem, view(text.p + m->at, m->n))) return false;
    ask(j->d->g, other);
    return other->rare && !other->word && !other->feature;
}

/* 东沟、五十等乡; 竹口、黄田两镇; 等三个公社. */
static bool said_to_be_towns(View after) {
    static const View counts[] = {V_INIT("等"), V_INIT("两"), V_INIT("三"), V_INIT("四"), V_INIT("五"),
                                  V_INIT("六"), V_INIT("七"), V_INIT("八"), V_INIT("个"), V_INIT("個")};
    static const View towns[] = {V_INIT("乡"), V_INIT("镇"), V_INIT("公社"), V_INIT("苏木"), V_INIT("鄉"), V_INIT("鎮")};
    size_t n = 0;
    for (size_t width; (width = width_at(after, WORDS(counts))); n++) after = view_from(after, width);
    return n && STARTS(after, towns);
}

/* What speaks for a name. */
typedef struct Support {
    bool named;  /* the document names the town in full */
    bool placed; /* the words around speak of a place */
    bool way;    /* they speak of a way there */
    bool among;  /* 等地 is behind it */
    bool town;   /* 等乡 is behind the list it stands in */
    bool behind; /* right behind its county */
} Support;

static Support support_of(const Judge *j, Shorts *all, const Mention *m, const Short *s, View text) {
    const View list = list_around(all, text, m->at, m->n);
    const size_t at = (size_t)(list.p - text.p);
    Support by = {.named = context_of(&j->context, m, s->region) != SCOPE_NONE,
                  .placed = placed_by_words(text, m->at, m->n),
                  .way = on_way(text, at, list.n),
                  .among = view_starts(view_from(text, at + list.n), V("等地"))};
    by.town = list.n > m->n && said_to_be_towns(view_from(text, at + list.n));
    by.placed |= by.way || by.among || by.town;
    return by;
}

/* A name that is nothing else needs only stand alone; another one, that the
 * document names the town in full, or that the words around speak of a place;
 * a word both; a river's or hill's name two of these and of being long: no
 * river is among 鱼泉等地. */
static bool is_supported(const Short *s, Support by) {
    if (s->word) return by.way || by.town || (by.named && by.placed);
    const bool is_long = s->stem.n > 2 * HAN;
    if (s->feature) return by.way || by.among || by.town || by.named + by.placed + is_long >= 2;
    const bool person = !is_long && may_be_person(s->stem); /* 白银纳 is hardly one */
    return by.named || by.placed || by.behind || (s->rare && !person);
}

static bool is_meant(const Judge *j, Shorts *all, const Mention *m, Short *s, View text, bool behind) {
    View after = view_from(text, m->at + m->n);
    if (STARTS(after, other_after) || only_part_of_name(text, m->at, m->n)) return false;
    if (within_person(text, m->at, m->n) || within_byline(text, m->at)) return false;
    ask(j->d->g, s);
    Support by = support_of(j, all, m, s, text);
    by.behind = behind;
    if (!is_supported(s, by) && !is_listed(j, all, m, text)) return false;
    bool sure = s->rare && !s->word && !s->feature && (by.named || m->n > 2 * HAN);
    if (!sure && !behind && glued_before(text, m->at)) return false;
    return by.way || by.town || word_boundaries(text, m->at, m->n); /* 东至 is no word in 固东至明光公路 */
}

/* --- a text -------------------------------------------------------------------------------- */

/* Does a mention that is decided, or one that does not begin later and is longer, reach into [at, at+n)? 东至 in
 * 固东至明光 begins later. */
static bool is_taken(const Document *d, const Place *p, size_t at, size_t n) {
    for (size_t i = p->from; i < p->to && d->mentions.p[i].at < at + n; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->at + m->n <= at) continue;
        if (m->region != REGION_NONE || m->flags & MENTION_NEVER) return true;
        if (m->at <= at && m->at + m->n > at + n) return true;
    }
    return false;
}

/* 鹤庆松桂中学: does its county's name end where it begins? */
static bool is_behind_county(const Document *d, const Place *p, uint32_t county, size_t at) {
    for (size_t i = p->from; i < p->to && d->mentions.p[i].at < at; i++)
        if (d->mentions.p[i].region == county && d->mentions.p[i].at + d->mentions.p[i].n == at) return true;
    return false;
}

static void find_in(Judge *j, Shorts *s, Place place) {
    View text = place.text;
    for (size_t i = 0, width; (i = next_begun(s, text, i)) < text.n; i += width) {
        width = HAN;
        Short *named = short_at(s, text, i);
        if (!named) continue;
        Mention m = {.part = place.part, .at = i, .n = (uint32_t)named->stem.n};
        place_pass(j->d, &place, m.at);
        const bool behind = is_behind_county(j->d, &place, s->home, m.at);
        if (is_taken(j->d, &place, m.at, m.n) || !is_meant(j, s, &m, named, text, behind)) continue;
        place_add(j->d, &place, m.at, m.n, named->region, CONFIDENCE, WHY(SHORT_HOME));
        width = m.n; /* behind it */
    }
}

/* --- right behind what they lie in ----------------------------------------------------------- */

/* 贵南县过马营灌区, on a page of another county. */
static void find_behind_county(Judge *j, Shorts *s, const Mention *county, Place *place) {
    static const View divisions[] = {V_INIT("县"), V_INIT("旗"), V_INIT("市"), V_INIT("縣")};
    const size_t end = county->at + county->n;
    if (!ENDS(view_to(place->text, end), divisions)) return;
    if (s->home != county->region) gather(s, county->region);
    Short *named = short_at(s, place->text, end);
    if (!named) return;
    Mention m = {.part = place->part, .at = end, .n = (uint32_t)named->stem.n};
    if (is_taken(j->d, place, end, m.n) || !is_meant(j, s, &m, named, place->text, true)) return;
    place_add(j->d, place, end, m.n, named->region, CONFIDENCE, WHY(SHORT_HOME));
}

/* The village of the town with the longest stem that stands at the beginning of v; REGION_NONE: none, or two. */
static uint32_t village_begun(const Gazetteer *g, uint32_t town, View v, size_t *n) {
    uint32_t found = REGION_NONE;
    for (uint32_t i = town + 1, end = gaz_end(g, town); i < end; i++) {
        View stem;
        if (name_split(gaz_name(g, i), REGION_VILLAGE, &stem) == SUFFIX_NONE || stem.n < 2 * HAN) continue;
        if (!view_starts(v, stem) || (found != REGION_NONE && stem.n < *n)) continue;
        found = found != REGION_NONE && stem.n == *n ? REGION_NONE : i;
        *n = stem.n;
    }
    return found;
}

/* 栽麻乡宰荡的歌队: the village, where the words behind do not go on with another name. */
static void find_village_behind(Judge *j, const Mention *town, Place *place) {
    static const View people[] = {V_INIT("民"), V_INIT("户"), V_INIT("员"), V_INIT("工"), V_INIT("族")}; /* 猎民村 */
    size_t at = town->at + town->n, n = 0;
    if (at + 2 * HAN > place->text.n || !is_wide(place->text.p + at)) return;
    const uint32_t village = village_begun(j->d->g, town->region, view_from(place->text, at), &n);
    if (village == REGION_NONE || is_taken(j->d, place, at, n)) return;
    View after = view_from(place->text, at + n);
    if (!ends_phrase(after) && !view_starts(after, V("的")) && !STARTS(after, place_after)) return;
    if (is_word(view(place->text.p + at, n)) || ENDS(view(place->text.p + at, n), people)) return;
    if (within_person(place->text, at, n)) return;
    place_add(j->d, place, at, n, village, CONFIDENCE, WHY(AFTER));
}

static void find_behind(Judge *j, Shorts *s, uint32_t home, Place place) {
    const Gazetteer *g = j->d->g;
    for (size_t i = place.first; i < place.to; i++) {
        const Mention m = j->d->mentions.p[i];
        if (m.region >= g->n_file || m.flags & (MENTION_DEAD | MENTION_DATELINE)) continue;
        if (!trie_may_begin(&g->file.trie, view_from(place.text, m.at + m.n))) continue; /* as mostly */
        place_seek(j->d, &place, m.at);
        if (gaz_level(g, m.region) == REGION_TOWNSHIP) find_village_behind(j, &m, &place);
        else if (gaz_level(g, m.region) == REGION_COUNTY && m.region != home) find_behind_county(j, s, &m, &place);
    }
}

/* 赤金公社 names the town as well as 赤金镇 does. */
static void add_found(Judge *j, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const Mention *m = &j->d->mentions.p[i];
        if (m->region != REGION_NONE && m->count == 0) context_add_article(&j->context, m->part, m->region);
    }
}

void shorts_find(Resolution *r) {
    Document *d = &r->document;
    Shorts s = {.g = d->g, .home = REGION_NONE};
    size_t n = d->mentions.n, at = 0;
    add_found(&r->judge, n);
    for (uint32_t part = 0; part < d->n_parts; part++) {
        const Texts texts = texts_of_part(d, part, n, &at);
        const uint32_t home = article_county(r, &texts);
        find_behind(&r->judge, &s, home, texts.title);
        find_behind(&r->judge, &s, home, texts.body);
        if (home == REGION_NONE) continue;
        if (home != s.home) gather(&s, home);
        find_in(&r->judge, &s, texts.title);
        find_in(&r->judge, &s, texts.body);
    }
    mentions_merge(d, n);
}
