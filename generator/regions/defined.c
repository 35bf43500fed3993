/* Areas that a text defines by what they hold: 江南片区下辖八衣绒乡、牙衣河乡. */
#include "regions/resolve.h"
#include "text/text.h"

enum { HAN = 3, MEMBERS_MAX = 64, REACH = 60 * HAN, STEM_MOST = 5 };

static bool in_text(const Mention *m) {
    return m->region != REGION_NONE && !(m->flags & (MENTION_DEAD | MENTION_TITLE | MENTION_DATELINE));
}

/* The mention after m in an enumeration of townships or villages of one
 * parent; NULL: m is the last. */
static const Mention *next_member(const Document *d, const Mention *m) {
    const Mention *end = d->mentions.p + d->mentions.n;
    size_t from = m->at + m->n;
    for (const Mention *next = m + 1; next < end && next->part == m->part; next++) {
        if (!in_text(next) || next->at < from) continue;
        if (!joins_list(view(mention_source(d, m).p + from, next->at - from))) return NULL;
        return gaz_parent(d->g, next->region) == gaz_parent(d->g, m->region) ? next : NULL;
    }
    return NULL;
}

/* What stands between the area and its first member ends so. */
static bool says_holds(View before) {
    static const View verbs[] = {V_INIT("辖"), V_INIT("辖有"), V_INIT("包括"), V_INIT("包含"), V_INIT("涵盖"),
                                 V_INIT("下设"), V_INIT("（"), V_INIT("(")};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (view_ends(before, verbs[i])) return true;
    return false;
}

/* The sentence before, as far as it matters. */
static View sentence_before(View text, size_t at) {
    static const View stops[] = {V_INIT("。"), V_INIT("！"), V_INIT("？"), V_INIT("；"), V_INIT("\n")};
    size_t from = at > REACH ? at - REACH : 0;
    while (from < at && ((unsigned char)text.p[from] & 0xc0) == 0x80) from++;
    View v = view(text.p + from, at - from);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        for (size_t found; (found = view_find(v, stops[i], 0)) != SIZE_MAX;) v = view_from(v, found + stops[i].n);
    return v;
}

/* Where the last name of an area in v ends; 0: there is none. */
static size_t area_end(View v) {
    static const View areas[] = {V_INIT("片区"), V_INIT("新区")};
    size_t best = 0;
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++)
        for (size_t at = 0; (at = view_find(v, areas[i], at)) != SIZE_MAX; at += HAN)
            if (at + areas[i].n > best) best = at + areas[i].n;
    return best;
}

/* After these a name begins. */
static bool opens_name(View before) {
    static const View openers[] = {V_INIT("的"), V_INIT("在"), V_INIT("省"), V_INIT("州"), V_INIT("市"), V_INIT("县"),
                                   V_INIT("区"), V_INIT("旗"), V_INIT("乡"), V_INIT("镇"), V_INIT("为"), V_INIT("立")};
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (view_ends(before, openers[i])) return true;
    return false;
}

/* The area's name, which ends v: back to where no name goes on, or to the
 * end of another mention. Empty: too short or too long to be one. */
static View area_name(const Document *d, const Mention *first, View v) {
    const char *text = mention_source(d, first).p;
    size_t least = 0, end = (size_t)(v.p + v.n - text);
    for (const Mention *m = first; least == 0 && m-- > d->mentions.p && m->part == first->part;)
        if (in_text(m) && m->at + m->n < end) least = m->at + m->n;
    View rest = view_to(v, v.n - HAN);
    for (size_t n = 1;; n++) {
        View before = rest;
        if ((size_t)(rest.p + rest.n - text) == least || rest.n == 0 || opens_name(rest) ||
            !cp_is_han(utf8_last(&before)))
            return n > 2 ? view_from(v, rest.n) : V("");
        if (n == STEM_MOST + 2) return V("");
        rest = before;
    }
}

static bool is_new(const Document *d, const Mention *first, View name, View parent) {
    size_t at = (size_t)(name.p - mention_source(d, first).p);
    for (const Mention *m = first; m-- > d->mentions.p && m->part == first->part;)
        if (m->at == at && m->n == name.n && (m->region != REGION_NONE || m->flags & MENTION_NEVER)) return false;
    return gaz_find(d->g, view_of(arena_printf(d->arena, "x-%.*s-%.*s", VARG(parent), VARG(name)))) == REGION_NONE;
}

/* What the list that begins with this mention defines. False: nothing. */
static bool definition_at(const Document *d, const Mention *first, size_t n, RegionDefined *out) {
    uint32_t parent = gaz_parent(d->g, first->region);
    RegionLevel level = gaz_level(d->g, first->region);
    if (n < 2 || parent == REGION_NONE || (level != REGION_TOWNSHIP && level != REGION_VILLAGE)) return false;
    View before = sentence_before(mention_source(d, first), first->at);
    size_t end = says_holds(before) ? area_end(before) : 0;
    if (end == 0) return false;
    out->part = first->part;
    out->name = area_name(d, first, view_to(before, end));
    out->parent = gaz_code(d->g, parent);
    return out->name.n && is_new(d, first, out->name, out->parent);
}

size_t definitions_find(const Document *d, Arena *a, RegionDefined **out) {
    VEC(RegionDefined) found = {0};
    for (size_t i = 0; i < d->mentions.n; i++) {
        const Mention *first = &d->mentions.p[i], *last = first;
        View members[MEMBERS_MAX];
        size_t n = 0;
        if (!in_text(first)) continue;
        for (const Mention *m = first; m && n < MEMBERS_MAX; m = next_member(d, m))
            members[n++] = gaz_code(d->g, (last = m)->region);
        RegionDefined one = {.n_members = n};
        if (definition_at(d, first, n, &one)) {
            one.members = ARENA_ARRAY(a, View, n);
            memcpy(one.members, members, n * sizeof *members);
            vec_push(&found, one);
        }
        i = (size_t)(last - d->mentions.p);
    }
    *out = ARENA_ARRAY(a, RegionDefined, found.n);
    if (found.n) memcpy(*out, found.p, found.n * sizeof **out);
    size_t n = found.n;
    vec_release(&found);
    return n;
}
