/* How likely an option of a mention is what the text means. */
#ifndef FANGZHI_REGIONS_SCORE_H
#define FANGZHI_REGIONS_SCORE_H

#include "regions/context.h"

/* The home region, as an option, for its ancestors; region REGION_NONE: not known. */
typedef Option Home;

typedef struct Judge {
    Document *d;
    Context context;
    Home *home;          /* of each part */
    uint32_t *tries;     /* by first option: how often in vain */
    uint8_t *asked;      /* of each mention as read: what its surroundings say of a short name */
} Judge;

typedef struct Verdict {
    float score;
    const char *why;
} Verdict;

/* What the members of an enumeration have in common: the county of a township
 * or village, the prefecture or province of a county. */
uint32_t option_group(const Option *o);

/* The option's score in the document as resolved so far, 0..1. */
Verdict judge_option(const Judge *j, const Mention *m, const Option *o);

/* False: nothing in the document can support it, and alone it is too weak. */
bool option_possible(const Judge *j, const Mention *m, const Option *o);

#endif
