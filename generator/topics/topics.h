/* topics: the taxonomy (topics.yaml) and deciding which of its topics an
 * article belongs to.
 *
 * topics.yaml, everything but `id` and `name.zh` optional:
 *
 *     ignore: [主题教育]        # phrases whose words say nothing about the topic
 *     unfiled: {遗失声明: 6}    # terms that say a piece is none of the topics
 *     topics:
 *       - id: epidemic-control  # a-z 0-9 -, in URLs and front matter
 *         name: {zh: 疫情防控, zh-Hant: 疫情防控, en: Epidemic control}
 *         parent: health        # id of another topic
 *         note: what belongs here, for people
 *         threshold: 1.2        # needs so much more evidence than others
 *         verse: 3              # as a term: the text is a poem or a song
 *         terms: {疫情防控: 3, 核酸检测: 3, 口罩: 1}
 *
 * A weight is above 0 and at most 10: 3 says by itself what a short piece is
 * about, 1 only together with others. A term counts where it is written
 * apart from a longer term, so 国防教育 is no 教育; Latin words match whole.
 * Terms and text are folded: one orthography finds both.
 */
#ifndef FANGZHI_TOPICS_H
#define FANGZHI_TOPICS_H

#include "base/base.h"

typedef struct Topic {
    View id;
    View name_zh, name_zh_hant, name_en; /* a missing one is the zh name */
    size_t parent; /* index, SIZE_MAX for none */
    View note;
} Topic;

/* So many stand above each other at most: pages show the whole way. */
enum { TOPIC_LEVELS = 16 };

typedef struct Taxonomy Taxonomy;

/* NULL after errors were reported (all of them). Owned. */
Taxonomy *taxonomy_load(Diag *d, const char *path);
/* The same, checked as that is, but only for what the functions up to
 * taxonomy_find tell: it classifies nothing. `cache` is a file where they are
 * kept for the next time, or NULL. */
Taxonomy *taxonomy_load_names(Diag *d, const char *path, const char *cache);
void taxonomy_free(Taxonomy *t);
size_t taxonomy_count(const Taxonomy *t);
const Topic *taxonomy_topic(const Taxonomy *t, size_t i);
/* SIZE_MAX if there is none of that id. */
size_t taxonomy_find(const Taxonomy *t, View id);

typedef struct TopicFound {
    size_t topic;
    float score;      /* >= 1: assigned; how likely it is beside what is asked */
    const char *why;  /* the terms that decided, with counts, in the arena */
} TopicFound;

/* Scores a text; *out gets the topics that an archivist would file it under,
 * best first, at most five, in the arena. `title` is every head line (kicker,
 * headline, subtitle), `text` the rest: one paragraph a line, or with blank
 * lines between; section headings are seen by their form. Thread-safe. */
size_t topics_classify(const Taxonomy *t, Arena *a, View title, View text, TopicFound **out);

/* The same with everything that any term speaks for, also below 1: to
 * explain why a topic was not given. */
size_t topics_explain(const Taxonomy *t, Arena *a, View title, View text, TopicFound **out);

#endif
