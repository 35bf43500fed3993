/* Which documents of a block match a query's parts. */
#ifndef FANGZHI_SEARCH_MATCH_H
#define FANGZHI_SEARCH_MATCH_H

#include "search/parse.h"
#include "search/store.h"

typedef struct Match {
    uint32_t doc, count;
    uint8_t field; /* the best one */
    double score;
} Match;

typedef struct Matches {
    Match *p; /* by document, in the store's arena */
    size_t n;
} Matches;

/* The documents in which a group stands. False after an error. */
bool match_group(Store *s, const StoreBlock *block, const Group *group, Matches *out);

/* In both; in either; in a but not in b. Scores add up. */
Matches match_both(Arena *a, Matches x, Matches y);
Matches match_either(Arena *a, Matches x, Matches y);
Matches match_without(Arena *a, Matches x, Matches y);

#endif
