/* Names with one wrong or variant character. */
#include "regions/children.h"
#include "regions/why.h"

#include "text/text.h"

enum { HAN = 3 };

static const float CONFIDENCE = 0.65f;

/* --- comparing ------------------------------------------------------------------------- */

/* Both of whole characters of three bytes, one of which differs. */
static bool differs_by_one(View written, View name) {
    size_t differing = 0;
    for (size_t i = 0; i < name.n && differing < 2; i += HAN) {
        if (((unsigned char)written.p[i] & 0xf0) != 0xe0) return false;
        differing += memcmp(written.p + i, name.p + i, HAN) != 0;
    }
    return differing == 1;
}

static bool all_han(View v) {
    while (v.n)
        if (!cp_is_han(utf8_next(&v))) return false;
    return true;
}

static void try_children(Judge *j, const Place *place, size_t stem_end, size_t end, Suffix suffix,
                         Children *children) {
    enum { LEAST = GAZ_LONG_STEM * HAN };
    const Child *fits = NULL;
    if (stem_end < LEAST || place_taken(j->d, place, stem_end - LEAST, LEAST)) return;
    children_gather(children);
    for (size_t i = 0; i < children->long_named.n; i++) {
        const Child *c = &children->long_named.p[i];
        if (c->suffix != suffix || c->name.n > end || end - stem_end >= c->name.n) continue;
        View written = view(place->text.p + end - c->name.n, c->name.n);
        if (!differs_by_one(written, c->name) || !all_han(written)) continue;
        if (memcmp(written.p + written.n - (end - stem_end), c->name.p + c->name.n - (end - stem_end), end - stem_end) != 0)
            continue;
        if (fits) return; /* two that fit: none is meant for sure */
        fits = c;
    }
    if (!fits || place_taken(j->d, place, end - fits->name.n, fits->name.n)) return;
    place_add(j->d, place, end - fits->name.n, fits->name.n, fits->region, CONFIDENCE,
              arena_printf(j->d->arena, "%s %.*s", WHY(VARIANT), VARG(fits->name)));
}

void variants_find(Judge *j, const Place *at, Children *children) {
    Place place = *at;
    for (size_t i = 0; i + HAN <= place.text.n; i++) {
        if (((unsigned char)place.text.p[i] & 0xf0) != 0xe0) continue;
        if (!suffix_may_begin(place.text.p + i)) {
            i += HAN - 1;
            continue;
        }
        size_t n;
        Suffix suffix = suffix_at(view_from(place.text, i), &n);
        if (suffix == SUFFIX_NONE) continue;
        place_pass(j->d, &place, i);
        try_children(j, &place, i, i + n, suffix, children);
    }
}
