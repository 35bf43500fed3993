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
    float *group_support; /* of each option: from the enumeration it stands in */
} Judge;

typedef struct Verdict {
    float score;
    const char *why;
} Verdict;

/* The option's score in the document as resolved so far, 0..1. */
Verdict judge_option(const Judge *j, const Mention *m, const Option *o);

#endif
