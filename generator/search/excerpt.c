#include "search/excerpt.h"

#include "text/text.h"

enum { EXCERPT_BEFORE = 20, EXCERPT_CHARS = 80 };

/* A text's units with the byte of the text that each came from. */
typedef struct Traced {
    Units units;
    VEC(size_t) from;
} Traced;

static void trace(Traced *t, Cutter *cutter, View text) {
    for (View rest = text; rest.n;) {
        View at = rest;
        utf8_next(&rest);
        cut_text(cutter, view_to(at, at.n - rest.n), &t->units);
        while (t->from.n < t->units.n) vec_push(&t->from, (size_t)(at.p - text.p));
        if (t->from.n == t->units.n) continue;
        /* The comma of 12,345 went, with three digits behind it. */
        size_t comma = t->units.n - 3;
        memmove(t->from.p + comma, t->from.p + comma + 1, 3 * sizeof *t->from.p);
        t->from.n--;
    }
}

static bool same_at(const Traced *t, size_t at, const Group *group) {
    for (size_t i = 0; i < group->n_units; i++) {
        Unit a = t->units.p[at + i], b = group->units[i];
        bool other = unit_class(a) == CLASS_OTHER && unit_class(b) == CLASS_OTHER;
        if (!other && unit_cp(a) != unit_cp(b)) return false;
    }
    return true;
}

static size_t find_group(const Traced *t, const Group *group) {
    for (size_t at = 0; at + group->n_units <= t->units.n; at++)
        if (same_at(t, at, group)) return t->from.p[at];
    return SIZE_MAX;
}

/* From a little before `at`, but not from another paragraph. */
static View around(View text, size_t at) {
    View before = view_to(text, at);
    for (int i = 0; i < EXCERPT_BEFORE && before.n && before.p[before.n - 1] != '\n'; i++) utf8_last(&before);
    return utf8_prefix(view_from(text, before.n), EXCERPT_CHARS);
}

View excerpt_of(Arena *a, Cutter *cutter, View text, const Group *groups, size_t n) {
    Traced t = {0};
    trace(&t, cutter, text);
    size_t at = SIZE_MAX;
    for (size_t g = 0; g < n && at == SIZE_MAX; g++) at = find_group(&t, &groups[g]);
    View excerpt = view_trim(around(text, at == SIZE_MAX ? 0 : at));
    vec_release(&t.units);
    vec_release(&t.from);
    char *copy = arena_strdup(a, excerpt);
    for (size_t i = 0; i < excerpt.n; i++)
        if (copy[i] == '\n') copy[i] = ' ';
    return view(copy, excerpt.n);
}
