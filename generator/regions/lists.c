/* Towns and villages listed by their short names, with what they are at the
 * end: 丹麻、五十、台子等乡镇. */
#include "regions/children.h"
#include "regions/why.h"

enum { HAN = 3, STEM_MOST = 6, ITEMS_MAX = 40 };

static const float CONFIDENCE = 0.70f;

typedef struct Item {
    size_t at, n;
    uint32_t child; /* REGION_NONE: none */
    Suffix suffix;
} Item;

static size_t separator_at(View v) {
    static const View separators[] = {V_INIT("、"), V_INIT("和"), V_INIT("及"), V_INIT("与")};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (view_starts(v, separators[i])) return separators[i].n;
    return 0;
}

/* The longest stem that begins here and that something ends. */
static Item item_at(View text, size_t at, Children *children) {
    Item item = {.at = at, .child = REGION_NONE};
    for (item.n = STEM_MOST * HAN; item.n >= 2 * HAN && item.child == REGION_NONE; item.n -= HAN)
        if (at + item.n <= text.n) item.child = children_by_stem(children, view(text.p + at, item.n), &item.suffix);
    item.n += HAN;
    return item;
}

static Item item_before(View text, size_t end, Children *children) {
    Item item = {.child = REGION_NONE};
    for (item.n = STEM_MOST * HAN; item.n >= 2 * HAN && item.child == REGION_NONE; item.n -= HAN)
        if (item.n <= end) item.child = children_by_stem(children, view(text.p + end - item.n, item.n), &item.suffix);
    item.n += HAN;
    item.at = end - item.n;
    return item;
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

/* Where the run of characters, separators and figures (等11个乡镇) ends that
 * begins here; *kind: may something in it say what a list is of? */
static size_t run_end(View text, size_t at, bool *kind) {
    *kind = false;
    while (at < text.n) {
        View v = view_from(text, at);
        if (*v.p == ' ' || (*v.p >= '0' && *v.p <= '9')) {
            at++;
            continue;
        }
        if (v.n < HAN || (unsigned char)*v.p < 0xe3) break;
        bool stop = text.p[at] == '\xe3' ? !view_starts(v, V("、")) : (unsigned char)text.p[at] >= 0xef;
        if (stop) break;
        *kind = *kind || suffix_may_begin(v.p);
        at += HAN;
    }
    return at;
}

/* Reads the list whose first separator stands at `comma`; where it ends. */
static size_t read_list(View text, size_t comma, Children *children, Item *items, size_t *n, Suffix *kind) {
    size_t at = comma, width;
    *n = 0;
    items[*n] = item_before(text, comma, children);
    if (items[*n].child != REGION_NONE) ++*n;
    while (*n < ITEMS_MAX && (width = separator_at(view_from(text, at))) != 0) {
        Item item = item_at(text, at + width, children);
        if (item.child == REGION_NONE) break;
        items[(*n)++] = item;
        at = item.at + item.n;
    }
    *kind = kind_at_end(view_from(text, at));
    return at;
}

static void add_items(Judge *j, Place *place, const Item *items, size_t n, Suffix kind) {
    place_pass(j->d, place, items[0].at);
    for (size_t k = 0; k < n; k++)
        if (suffix_is_village(items[k].suffix) == suffix_is_village(kind) &&
            !place_taken(j->d, place, items[k].at, items[k].n))
            place_add(j->d, place, items[k].at, items[k].n, items[k].child, CONFIDENCE, WHY(SHORT_LISTED));
}

void lists_find(Judge *j, const Place *at, Children *children) {
    Place place = *at;
    Item items[ITEMS_MAX + 1];
    for (size_t i = 0, run = 0; (i = view_find(place.text, V("、"), i)) != SIZE_MAX;) {
        size_t n;
        Suffix kind;
        bool any = true;
        if (i >= run) run = run_end(place.text, i, &any);
        if (!any) {
            i = run;
            continue;
        }
        size_t end = read_list(place.text, i, children, items, &n, &kind);
        i = end > i ? end : i + HAN;
        if (n >= 2 && kind != SUFFIX_NONE) add_items(j, &place, items, n, kind);
    }
}
