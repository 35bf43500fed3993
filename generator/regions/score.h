/* How likely an option of a mention is what the text means. */
#ifndef FANGZHI_REGIONS_SCORE_H
#define FANGZHI_REGIONS_SCORE_H

#include "regions/context.h"
#include "regions/region_map.h"

typedef struct Home {
    Option place;       /* region REGION_NONE: not known; what it has become, for what lies in it */
    uint32_t named;     /* the region itself */
    uint32_t from, end; /* all of its province, in the file */
} Home;

/* What stands beside a mention, while it is judged (score.c). */
typedef struct Kin {
    RegionMap before; /* townships and villages that the name before may mean */
    RegionMap after;  /* what the meanings of the name after lie in */
    bool linked;      /* there is such a name, or an enumeration that agrees */
    bool open;        /* one of the names is not decided */
} Kin;

typedef struct Verdict {
    float score;
    const char *why;
} Verdict;

typedef struct Choice {
    const Option *option; /* NULL: none */
    Verdict verdict;
    float second;         /* the score of the next best */
    uint32_t decided;     /* Judge.decided when this was found */
} Choice;

typedef struct Judge {
    Document *d;
    Context context;
    Home *home;          /* of each part */
    uint32_t *tries;     /* by first option: how often in vain */
    uint32_t decided;    /* counts what was decided, from 1: the same, the same verdicts */
    Choice *choices;     /* of each mention as read */
    uint8_t *asked;      /* of each mention as read: what its surroundings say of a short name */
    uint16_t *around;    /* likewise: the flags of its surroundings; 0: not looked */
    uint32_t *open;      /* the mentions as read that a round may still decide */
    Kin kin;
} Judge;

void judge_release(Judge *j);

/* What the members of an enumeration have in common: the county of a township
 * or village, the prefecture or province of a county. */
uint32_t option_group(const Gazetteer *g, const Option *o);

/* Before the options of a mention are judged: what stands beside it may have
 * been decided meanwhile. */
void judge_mention(Judge *j, const Mention *m);

/* The option's score in the document as resolved so far, 0..1. It must be
 * placed, and of the mention at hand. */
Verdict judge_option(const Judge *j, const Mention *m, const Option *o);

/* The option, placed; NULL: nothing in the document can support it, and alone
 * it is too weak. */
const Option *option_possible(const Judge *j, const Mention *m, uint32_t i);

#endif
