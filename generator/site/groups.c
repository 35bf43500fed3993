#include "site/groups.h"

#include <stdlib.h>

void groups_add(GroupsMaker *m, uint32_t member) {
    if (!m->starts.n) vec_push(&m->starts, 0);
    while (m->last.n <= member) vec_push(&m->last, 0);
    if (m->last.p[member] == m->starts.n) return;
    m->last.p[member] = (uint32_t)m->starts.n;
    vec_push(&m->members, member);
}

void groups_end_group(GroupsMaker *m) {
    if (!m->starts.n) vec_push(&m->starts, 0);
    if (m->members.n >= NONE) die_oom();
    vec_push(&m->starts, (uint32_t)m->members.n);
}

Groups groups_finish(GroupsMaker *m, Arena *a) {
    if (!m->starts.n) vec_push(&m->starts, 0);
    Groups g = {.n = m->starts.n - 1};
    g.start = ARENA_ARRAY(a, uint32_t, m->starts.n);
    g.p = ARENA_ARRAY(a, uint32_t, m->members.n + 1);
    memcpy(g.start, m->starts.p, m->starts.n * sizeof *g.start);
    if (m->members.n) memcpy(g.p, m->members.p, m->members.n * sizeof *g.p);
    vec_release(&m->starts);
    vec_release(&m->members);
    vec_release(&m->last);
    return g;
}

Groups groups_invert(Arena *a, const Groups *items, size_t n_groups, const uint32_t *order) {
    size_t total = items->n ? items->start[items->n] : 0;
    Groups g = {ARENA_ARRAY(a, uint32_t, n_groups + 1), ARENA_ARRAY(a, uint32_t, total + 1), n_groups};
    for (size_t i = 0; i < total; i++) g.start[items->p[i] + 1]++;
    for (size_t i = 0; i < n_groups; i++) g.start[i + 1] += g.start[i];
    uint32_t *next = xarray(NULL, n_groups + 1, sizeof *next);
    memcpy(next, g.start, n_groups * sizeof *next);
    for (size_t r = 0; r < items->n; r++) {
        Span of = groups_of(items, order[r]);
        for (size_t k = 0; k < of.n; k++) g.p[next[of.p[k]]++] = (uint32_t)r;
    }
    free(next);
    return g;
}

void tally_init(Tally *t, size_t n) { *t = (Tally){.count = xcalloc(n + 1, sizeof *t->count)}; }

void tally_release(Tally *t) {
    free(t->count);
    vec_release(&t->seen);
}

void tally_add(Tally *t, uint32_t number) {
    if (t->count[number]++ == 0) vec_push(&t->seen, number);
}

static bool comes_before(const Tally *t, uint32_t x, uint32_t y) {
    if (t->count[x] != t->count[y]) return t->count[x] > t->count[y];
    return x < y;
}

Span tally_take(Tally *t, Arena *a, size_t most, uint32_t **counts) {
    if (most > t->seen.n) most = t->seen.n;
    uint32_t *best = ARENA_ARRAY(a, uint32_t, most + 1);
    size_t n = 0;
    /* `most` is a dozen or two: insertion beats sorting all that were seen. */
    for (size_t i = 0; i < t->seen.n && most; i++) {
        uint32_t x = t->seen.p[i];
        if (n == most && !comes_before(t, x, best[n - 1])) continue;
        size_t at = n < most ? n++ : n - 1;
        for (; at > 0 && comes_before(t, x, best[at - 1]); at--) best[at] = best[at - 1];
        best[at] = x;
    }
    if (counts) {
        *counts = ARENA_ARRAY(a, uint32_t, n + 1);
        for (size_t i = 0; i < n; i++) (*counts)[i] = t->count[best[i]];
    }
    for (size_t i = 0; i < t->seen.n; i++) t->count[t->seen.p[i]] = 0;
    t->seen.n = 0;
    return (Span){best, n};
}
