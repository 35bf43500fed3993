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

void variant_find(Judge *j, const Place *place, Children *children, Suffixed named) {
    enum { LEAST = GAZ_LONG_STEM * HAN };
    size_t end = named.end, width = end - named.at;
    const Child *fits = NULL;
    if (named.at < LEAST || place_taken(j->d, place, named.at - LEAST, LEAST)) return;
    children_gather(children);
    for (size_t i = 0; i < children->long_named.n; i++) {
        const Child *c = &children->long_named.p[i];
        if (c->suffix != named.suffix || c->name.n > end || width >= c->name.n) continue;
        View written = view(place->text.p + end - c->name.n, c->name.n);
        if (!differs_by_one(written, c->name) || !all_han(written)) continue;
        if (glued_before(place->text, end - c->name.n)) continue; /* a piece of a longer name */
        if (memcmp(written.p + written.n - width, c->name.p + c->name.n - width, width) != 0) continue;
        if (fits) return; /* two that fit: none is meant for sure */
        fits = c;
    }
    if (!fits || place_taken(j->d, place, end - fits->name.n, fits->name.n)) return;
    place_add(j->d, place, end - fits->name.n, fits->name.n, fits->region, CONFIDENCE,
              arena_printf(j->d->arena, "%s %.*s", WHY(VARIANT), VARG(fits->name)));
}
