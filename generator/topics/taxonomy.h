/* What a taxonomy is inside. */
#ifndef FANGZHI_TOPICS_TAXONOMY_H
#define FANGZHI_TOPICS_TAXONOMY_H

#include "topics/matcher.h"
#include "topics/topics.h"

/* In the place of a topic: the term speaks for none. */
static const uint32_t UNFILED = UINT32_MAX;

/* A term speaks for a topic; one term may speak for several. */
typedef struct Vote {
    uint32_t term, topic;
    float weight;
} Vote;

struct Taxonomy {
    Arena arena;
    VEC(Topic) topics;
    VEC(float) thresholds; /* by topic */
    VEC(float) verses;     /* by topic: the weight of the text being verse, or 0 */
    VEC(View) terms;       /* by number, as first written */
    VEC(Vote) votes;       /* by term, then topic */
    size_t *vote_from;     /* by term: its first vote; one more entry at the end */
    Map by_id;
    Matcher *matcher;
};

/* Whether it has TOPIC_LEVELS or more above it, as one in a ring has. */
bool taxonomy_is_deep(const Taxonomy *t, size_t topic);
/* The file's bytes; false after an error was reported. */
bool taxonomy_bytes(Diag *d, const char *path, Str *bytes);
/* Parses and checks them, as far as taxonomy_load_names tells of them. NULL after
 * errors; *silent: there was nothing to say. Owned. */
Taxonomy *taxonomy_read(Diag *d, const char *path, View bytes, bool *silent);

#endif
