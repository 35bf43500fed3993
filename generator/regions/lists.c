/* Towns and villages listed by their short names, with what they are at the
 * end: 丹麻、五十、台子等乡镇. */
#include "regions/children.h"
#include "regions/why.h"

enum { HAN = 3, STEM_MOST = 6, ITEMS_MAX = 40 };

static const float CONFIDENCE = 0.70f;

typedef struct Item {
    size_t at, n;
    const Child *child;
} Item;

static size_t separator_at(View v) {
    static const View separators[] = {V_INIT("、"), V_INIT("和"), V_INIT("及"), V_INIT("与")};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (view_starts(v, separators[i])) return separators[i].n;
    return 0;
}

static const Child *child_of(const Children *children, View stem) {
    const size_t *at = map_get(&children->by_stem, stem);
    return at && *at != CHILD_TWICE ? &children->p[*at] : NULL;
}

/* The longest stem that begins here and that something ends. */
static Item item_at(View text, size_t at, const Children *children) {
    for (size_t n = STEM_MOST * HAN; n >= 2 * HAN; n -= HAN) {
        const Child *c = at + n <= text.n ? child_of(children, view(text.p + at, n)) : NULL;
        if (c) return (Item){at, n, c};
    }
    return (Item){0};
}

static Item item_before(View text, size_t end, const Children *children) {
    for (size_t n = STEM_MOST * HAN; n >= 2 * HAN; n -= HAN) {
        const Child *c = n <= end ? child_of(children, view(text.p + end - n, n)) : NULL;
        if (c) return (Item){end - n, n, c};
    }
    return (Item){0};
}

/* 等, a number, 个; then what they all are. Township or village; SUFFIX_NONE: neither. */
static Suffix kind_at_end(View v) {
    static const View fillers[] = {V_INIT("等"), V_INIT("个"), V_INIT("两"), V_INIT("二"), V_INIT("三"), V_INIT("四"),
                                   V_INIT("五"), V_INIT("六"), V_INIT("七"), V_INIT("八"), V_INIT("九"), V_INIT("十"),
                                   V_INIT("几"), V_INIT("多"), V_INIT("行政"), V_INIT(" ")};
    for (bool again = true; again;) {
        again = v.n && v.p[0] >= '0' && v.p[0] <= '9';
        if (again) v = view_from(v, 1);
        for (size_t i = 0; i < sizeof fillers / sizeof *fillers && !again; i++)
            if (view_starts(v, fillers[i])) {
                v = view_from(v, fillers[i].n);
                again = true;
            }
    }
    size_t n;
    return suffix_at(v, &n);
}

/* Reads the list whose first separator stands at `comma`; where it ends. */
static size_t read_list(View text, size_t comma, const Children *children, Item *items, size_t *n, Suffix *kind) {
    size_t at = comma, width;
    *n = 0;
    items[*n] = item_before(text, comma, children);
    if (items[*n].child) ++*n;
    while (*n < ITEMS_MAX && (width = separator_at(view_from(text, at))) != 0) {
        Item item = item_at(text, at + width, children);
        if (!item.child) break;
        items[(*n)++] = item;
        at = item.at + item.n;
    }
    *kind = kind_at_end(view_from(text, at));
    return at;
}

void lists_find(Judge *j, const Place *at, const Children *children) {
    Place place = *at;
    Item items[ITEMS_MAX + 1];
    for (size_t i = 0; (i = view_find(place.text, V("、"), i)) != SIZE_MAX;) {
        size_t n;
        Suffix kind;
        size_t end = read_list(place.text, i, children, items, &n, &kind);
        i = end > i ? end : i + HAN;
        if (n < 2 || kind == SUFFIX_NONE) continue;
        place_pass(j->d, &place, items[0].at);
        for (size_t k = 0; k < n; k++)
            if (suffix_is_village(items[k].child->suffix) == suffix_is_village(kind) &&
                !place_taken(j->d, &place, items[k].at, items[k].n))
                place_add(j->d, &place, items[k].at, items[k].n, items[k].child->region, CONFIDENCE,
                          WHY(SHORT_LISTED));
    }
}
