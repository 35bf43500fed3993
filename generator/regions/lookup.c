/* A region of the gazetteer by what a person wrote: a code, a name, a path. */
#include "regions/gazetteer.h"

/* The rest of a path, read from its end, names ancestors; levels may be left
 * out. */
static bool path_fits(const Gazetteer *g, uint32_t region, View path) {
    while (path.n) {
        size_t cut = path.n;
        while (cut && path.p[cut - 1] != '/') cut--;
        View name = view_trim(view_from(path, cut));
        do region = gaz_parent(g, region);
        while (region != REGION_NONE && !view_eq(gaz_name(g, region), name));
        if (region == REGION_NONE) return false;
        path = view_to(path, cut ? cut - 1 : 0);
    }
    return true;
}

static bool in_use(const Gazetteer *g, uint32_t region) {
    uint16_t from, to;
    gaz_years(g, region, &from, &to);
    return to == 0;
}

View gazetteer_find(const Gazetteer *g, View what, bool *ambiguous) {
    *ambiguous = false;
    what = view_trim(what);
    uint32_t found = gaz_find(g, what);
    if (found != REGION_NONE || !what.n) return found != REGION_NONE ? gaz_code(g, found) : V("");
    size_t cut = what.n, current = 0, former = 0, n = g->n_file + g->own.n;
    while (cut && what.p[cut - 1] != '/') cut--;
    View name = view_trim(view_from(what, cut)), path = view_to(what, cut ? cut - 1 : 0);
    for (size_t i = 0; i < n; i++) {
        uint32_t region = (uint32_t)i;
        if (!view_eq(gaz_name(g, region), name) || !path_fits(g, region, path)) continue;
        bool now = in_use(g, region);
        /* Codes change more often than names: what is in use counts first. */
        if (now ? current++ == 0 : former++ == 0 && !current) found = region;
    }
    *ambiguous = current ? current > 1 : former > 1;
    return *ambiguous || found == REGION_NONE ? V("") : gaz_code(g, found);
}
