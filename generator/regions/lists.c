/* Towns and villages listed by their short names, with what they are at the
 * end: 丹麻、五十、台子等乡镇. Read from that end backwards. */
#include "regions/children.h"
#include "regions/why.h"

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

/* The list that ends at `end`; what it holds beside the short names counts too. */
static size_t read_list(const Document *d, const Place *place, size_t end, bool village, Children *children,
                        Item *items) {
    size_t n = 0, in_full = 0, width;
    do {
        Item item = item_before(place->text, end, village, children);
        if (item.child == REGION_NONE) item.at = name_before(d, *place, end);
        if (item.at == end) break;
        if (item.child == REGION_NONE) in_full++;
        else items[n++] = item;
        width = list_separator_before(view_to(place->text, item.at));
        end = item.at - width;
    } while (width && n + in_full < ITEMS_MAX);
    return n + in_full >= 2 ? n : 0;
}

static void add_items(Document *d, Place place, const Item *items, size_t n) {
    for (size_t k = 0; k < n; k++) {
        place_seek(d, &place, items[k].at);
        if (!place_decided(d, &place, items[k].at, items[k].n))
            place_add(d, &place, items[k].at, items[k].n, items[k].child, CONFIDENCE, WHY(SHORT_LISTED));
    }
}

void list_find(Judge *j, const Place *place, Children *children, Suffixed named) {
    Item items[ITEMS_MAX];
    size_t count = list_count_before(view_to(place->text, named.at));
    if (!count) return;
    bool village = suffix_is_village(named.suffix);
    add_items(j->d, *place, items, read_list(j->d, place, named.at - count, village, children, items));
}
