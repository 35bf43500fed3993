/* Many lists of numbers in two flat arrays: group i is p[start[i]] up to
 * p[start[i + 1]]. Made once, read by all threads. */
#ifndef FANGZHI_SITE_GROUPS_H
#define FANGZHI_SITE_GROUPS_H

#include "base/base.h"

#define NONE UINT32_MAX

typedef struct Groups {
    uint32_t *start; /* n + 1 of them */
    uint32_t *p;
    size_t n;
} Groups;

typedef struct Span {
    const uint32_t *p;
    size_t n;
} Span;

static inline Span groups_of(const Groups *g, size_t i) {
    return (Span){g->p + g->start[i], g->start[i + 1] - g->start[i]};
}

/* Filling group after group: for each its members with groups_add, then
 * groups_end_group; after the last groups_finish. A member that the group
 * being filled has already is not added again. */
typedef struct GroupsMaker {
    VEC(uint32_t) starts;
    VEC(uint32_t) members;
    VEC(uint32_t) last; /* by member: number + 1 of the group that had it last */
} GroupsMaker;
void groups_add(GroupsMaker *m, uint32_t member);
void groups_end_group(GroupsMaker *m);
/* The arrays move into the arena; m may be used again. */
Groups groups_finish(GroupsMaker *m, Arena *a);

/* The other way round: for each of n_groups the positions r, ascending, for
 * which items' group order[r] holds it. */
Groups groups_invert(Arena *a, const Groups *items, size_t n_groups, const uint32_t *order);

/* Counts how often small numbers come, and gives them by count. One a worker. */
typedef struct Tally {
    uint32_t *count; /* by number */
    VEC(uint32_t) seen;
} Tally;
void tally_init(Tally *t, size_t n);
void tally_release(Tally *t);
void tally_add(Tally *t, uint32_t number);
/* The `most` numbers that came most often (of equal ones the smaller first),
 * in the arena; forgets them all. counts (may be NULL): how often. */
Span tally_take(Tally *t, Arena *a, size_t most, uint32_t **counts);

#endif
