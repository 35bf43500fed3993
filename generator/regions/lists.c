/* Towns and villages by their short names, before a word that tells what they
 * are: 丹麻、五十、台子等乡镇, 丹麻公社. Read from that word backwards. */
#include "regions/children.h"
#include "regions/why.h"
#include "text/text.h"

enum { HAN = 3, STEM_MOST = 6, ITEMS_MAX = 40 };

static const float CONFIDENCE = 0.70f;

typedef struct Item {
    size_t at, n;
    uint32_t child; /* REGION_NONE: none */
} Item;

/* The longest stem of a child that ends here. */
static Item item_before(View text, size_t end, bool village, Children *children) {
    Item item = {.child = REGION_NONE};
    for (item.n = STEM_MOST * HAN; item.n >= 2 * HAN && item.child == REGION_NONE; item.n -= HAN)
        if (item.n <= end) item.child = children_by_stem(children, view(text.p + end - item.n, item.n), village);
    item.n += HAN;
    item.at = end - item.n;
    return item;
}

/* A name in full among the short ones: where it begins, or `end`. */
static size_t name_before(const Document *d, Place place, size_t end) {
    size_t at = end;
    place_seek(d, &place, end);
    for (size_t i = place.from; i < place.to && d->mentions.p[i].at < end; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->at + m->n == end && m->at < at && m->count) at = m->at;
    }
    return at;
}

/* A member that nobody knows: two to five characters behind a 、, or where a
 * phrase begins. */
static size_t stranger_before(View text, size_t end) {
    for (size_t n = HAN; n <= 5 * HAN && n + HAN <= end; n += HAN) {
        View before = view_to(text, end - n);
        if (!cp_is_han(utf8_last(&before))) return n > HAN ? end - n : end;
    }
    return end;
}

/* The list that ends at `end`; what it holds beside the short names counts
 * too: they must be `least` together. */
static size_t read_list(const Document *d, const Place *place, size_t end, bool village, Children *children,
                        Item *items, size_t least) {
    size_t n = 0, others = 0, width;
    do {
        Item item = item_before(place->text, end, village, children);
        if (item.child == REGION_NONE) item.at = name_before(d, *place, end);
        if (item.child == REGION_NONE && item.at == end) item.at = stranger_before(place->text, end);
        if (item.at == end) break;
        if (item.child == REGION_NONE) others++;
        else items[n++] = item;
        width = list_separator_before(view_to(place->text, item.at));
        end = item.at - width;
    } while (width && n + others < ITEMS_MAX);
    return n + others >= least ? n : 0;
}

/* By 等 and by 乡 in 丹麻、五十等乡. */
static bool just_added(const Document *d, const Place *p, size_t at) {
    for (size_t i = d->mentions.n, back = 0; i-- > 0 && back < ITEMS_MAX; back++) {
        const Mention *m = &d->mentions.p[i];
        if (m->part == p->part && m->flags == (p->flags | MENTION_LOOKED) && m->at == at && m->count == 0) return true;
    }
    return false;
}

static void add_items(Document *d, Place place, const Item *items, size_t n) {
    for (size_t k = 0; k < n; k++) {
        place_seek(d, &place, items[k].at);
        if (!just_added(d, &place, items[k].at) && !place_decided(d, &place, items[k].at, items[k].n))
            place_add(d, &place, items[k].at, items[k].n, items[k].child, CONFIDENCE, WHY(SHORT_LISTED));
    }
}

/* Where the name in full that ends at `end` begins; `end`: it is none of a town
 * or village of that kind. */
static size_t full_name_before(const Document *d, Place place, size_t end, bool village) {
    place_seek(d, &place, end);
    for (size_t i = place.from; i < place.to && d->mentions.p[i].at < end; i++) {
        const Mention *m = &d->mentions.p[i];
        if (m->at + m->n != end || m->region == REGION_NONE) continue;
        if (gaz_level(d->g, m->region) == (village ? REGION_VILLAGE : REGION_TOWNSHIP)) return m->at;
    }
    return end;
}

/* 彝族 in 水泄、厂街等彝族乡 begins here. */
static size_t before_people(View text, size_t at) {
    enum { PEOPLE_MOST = 12 };
    View before = view_to(text, at);
    if (!view_ends(before, V("族"))) return at;
    View near = view_from(before, at > PEOPLE_MOST * HAN ? at - PEOPLE_MOST * HAN : 0);
    return at - near.n + name_without_peoples(near).n;
}

/* Also 丹麻、五十镇, where the last one has its name in full. */
void list_find(Judge *j, const Place *place, Children *children, Suffixed named) {
    Item items[ITEMS_MAX];
    bool village = suffix_is_village(named.suffix);
    size_t at = before_people(place->text, named.at), count = list_count_before(view_to(place->text, at));
    size_t least = 2, end = at - count;
    if (!count) {
        at = full_name_before(j->d, *place, named.end, village);
        if (at == named.end || !list_separator_before(view_to(place->text, at))) return;
        end = at - HAN;
        least = 1;
    }
    add_items(j->d, *place, items, read_list(j->d, place, end, village, children, items, least));
}

/* --- words that a short name of a township stands before ----------------------------- */

/* 永兴公社, 蒲场区: what is a town today. */
static void former_find(Judge *j, const Place *place, Children *children, size_t at, size_t n) {
    Item item = item_before(place->text, at, false, children);
    if (item.child == REGION_NONE) return;
    if (item.n <= 2 * HAN && glued_before(place->text, item.at)) return; /* 历任小佳河公社: three characters are sure */
    if (place_decided(j->d, place, item.at, at - item.at + n)) return;
    place_add(j->d, place, item.at, at - item.at + n, item.child, CONFIDENCE, WHY(FORMER));
    children_add_parent(children, item.child);
}

enum { TEAMS_TILL = 1985 }; /* till then a commune's villages were 光明大队 */

static void team_find(Judge *j, const Place *place, Children *children, size_t at, size_t n) {
    const uint16_t year = j->d->parts[place->part].hints.year;
    if (!year || year > TEAMS_TILL) return;
    Item item = item_before(place->text, at, true, children);
    if (item.child != REGION_NONE && !place_decided(j->d, place, item.at, at - item.at + n))
        place_add(j->d, place, item.at, at - item.at + n, item.child, CONFIDENCE, WHY(FORMER));
}

/* 花海、昌马两个公社, 怀远、德胜两区; without a number behind it, the last alone,
 * if there were such things then. */
static void formers_find(Judge *j, const Place *place, Children *children, size_t at, size_t n, bool then) {
    Item items[ITEMS_MAX];
    size_t count = list_count_before(view_to(place->text, at));
    if (!count && then) former_find(j, place, children, at, n);
    else if (count) add_items(j->d, *place, items, read_list(j->d, place, at - count, false, children, items, 2));
}

/* 丹麻、五十等地, 丹麻、五十两地. */
static void places_find(Judge *j, const Place *place, Children *children, size_t end) {
    Item items[ITEMS_MAX];
    add_items(j->d, *place, items, read_list(j->d, place, end, false, children, items, 2));
}

/* 丹麻、五十等八所: whatever is counted, two towns of one county stand together,
 * and one at least is no word. */
static void counted_find(Judge *j, const Place *place, Children *children, size_t end) {
    Item items[ITEMS_MAX];
    size_t n = read_list(j->d, place, end, false, children, items, 2);
    for (size_t i = 0; n > 1 && i < n; i++) {
        if (is_word(view(place->text.p + items[i].at, items[i].n))) continue;
        add_items(j->d, *place, items, n);
        return;
    }
}

void short_find(Judge *j, const Place *place, Children *children, size_t at) {
    View v = view_from(place->text, at);
    uint16_t year = j->d->parts[place->part].hints.year;
    if (view_starts(v, V("人民公社"))) {
        formers_find(j, place, children, at, 4 * HAN, true);
    } else if (view_starts(v, V("公社"))) {
        formers_find(j, place, children, at, 2 * HAN, true);
    } else if (view_starts(v, V("大队"))) {
        team_find(j, place, children, at, 2 * HAN);
    } else if (view_starts(v, V("生产大队"))) {
        team_find(j, place, children, at, 4 * HAN);
    } else if (view_starts(v, V("区")) || view_starts(v, V("區"))) {
        formers_find(j, place, children, at, HAN, year && year <= DISTRICTS_TILL);
    } else if (view_starts(v, V("等地")) || view_starts(v, V("一带")) || view_starts(v, V("两地"))) {
        places_find(j, place, children, at);
    } else if (view_starts(v, V("等"))) {
        counted_find(j, place, children, at);
    }
}
