/* topics: the taxonomy (topics.yaml) and deciding which of its topics an
 * article belongs to. */
#ifndef FANGZHI_TOPICS_H
#define FANGZHI_TOPICS_H

#include "base/base.h"

typedef struct Topic {
    View id;
    View name_zh, name_zh_hant, name_en; /* a missing one is the zh name */
    size_t parent; /* index, SIZE_MAX for none */
    View note;
} Topic;

typedef struct Taxonomy Taxonomy;

/* NULL after errors were reported. Owned. */
Taxonomy *taxonomy_load(Diag *d, const char *path);
void taxonomy_free(Taxonomy *t);
size_t taxonomy_count(const Taxonomy *t);
const Topic *taxonomy_topic(const Taxonomy *t, size_t i);
/* SIZE_MAX if there is none of that id. */
size_t taxonomy_find(const Taxonomy *t, View id);

typedef struct TopicFound {
    size_t topic;
    float score;      /* >= 1: assigned */
    const char *why;  /* the terms that decided, in the arena */
} TopicFound;

/* Scores a text; *out gets the topics that an archivist would file it under,
 * best first, in the arena. Thread-safe. */
size_t topics_classify(const Taxonomy *t, Arena *a, View title, View text, TopicFound **out);

#endif
