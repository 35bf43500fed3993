/* The topics that have pages: those with articles, and all above them. */
#include "site/model.h"

_Static_assert((int)TOPIC_LEVELS <= (int)TREE_DEPTH, "the way up to a topic has room");

View topic_name(const Site *s, const Topic *t) {
    if (view_starts(s->lang, V("en")) && t->name_en.n) return t->name_en;
    if (view_is(s->lang, "zh-Hant") && t->name_zh_hant.n) return t->name_zh_hant;
    return t->name_zh.n ? t->name_zh : t->id;
}

/* Up to the root; a circle ends at the depth a tree may have. */
static size_t line_up(const Taxonomy *t, size_t topic, size_t line[TREE_DEPTH]) {
    size_t n = 0;
    for (; topic != SIZE_MAX && n < TREE_DEPTH; topic = taxonomy_topic(t, topic)->parent) line[n++] = topic;
    return n;
}

static void make_subjects(Site *s, const bool *wanted, uint32_t *subject_of) {
    size_t n = taxonomy_count(s->taxonomy), line[TREE_DEPTH];
    Str url = STR_INIT;
    s->subjects = ARENA_ARRAY(&s->arena, Subject, n + 1);
    for (size_t i = 0; i < n; i++) subject_of[i] = wanted[i] ? (uint32_t)s->n_subjects++ : NONE;
    for (size_t i = 0; i < n; i++) {
        if (!wanted[i]) continue;
        const Topic *topic = taxonomy_topic(s->taxonomy, i);
        size_t depth = line_up(s->taxonomy, i, line) - 1;
        str_clear(&url);
        url_topic(&url, topic->id);
        s->subjects[subject_of[i]] = (Subject){
            .topic = topic,
            .name = topic_name(s, topic),
            .parent = depth ? subject_of[line[1]] : NONE,
            .depth = (unsigned)depth,
            .url = arena_view(&s->arena, str_view(&url)),
        };
    }
    str_release(&url);
}

/* found: of each topic of each article in turn its number in the taxonomy, or SIZE_MAX. */
static void group_items(Site *s, const size_t *found, const uint32_t *subject_of) {
    size_t line[TREE_DEPTH];
    GroupsMaker direct = {0}, all = {0}, children = {0};
    for (size_t i = 0; i < s->n_items; i++) {
        for (size_t k = s->items[i].article->topics.n; k > 0; k--) {
            const size_t topic = *found++;
            if (topic == SIZE_MAX) continue;
            groups_add(&direct, subject_of[topic]);
            size_t n = line_up(s->taxonomy, topic, line);
            for (size_t up = 0; up < n; up++) groups_add(&all, subject_of[line[up]]);
        }
        groups_end_group(&direct);
        groups_end_group(&all);
    }
    s->item_subjects = groups_finish(&direct, &s->arena);
    s->item_topics = groups_finish(&all, &s->arena);
    s->subject_items = groups_invert(&s->arena, &s->item_topics, s->n_subjects, s->by_rank);
    uint32_t *order = ARENA_ARRAY(&s->arena, uint32_t, s->n_subjects + 1);
    for (size_t i = 0; i < s->n_subjects; i++) {
        order[i] = (uint32_t)i;
        if (s->subjects[i].parent != NONE) groups_add(&children, s->subjects[i].parent);
        groups_end_group(&children);
    }
    Groups parents = groups_finish(&children, &s->arena);
    s->subject_children = groups_invert(&s->arena, &parents, s->n_subjects, order);
}

void model_subjects(Site *s) {
    Arena a = ARENA_INIT;
    size_t n = s->taxonomy ? taxonomy_count(s->taxonomy) : 0, line[TREE_DEPTH];
    bool *wanted = ARENA_ARRAY(&a, bool, n + 1);
    uint32_t *subject_of = ARENA_ARRAY(&a, uint32_t, n + 1);
    VEC(size_t) found = {0};
    for (size_t i = 0; i < s->n_items; i++) {
        const Views *topics = &s->items[i].article->topics;
        for (size_t k = 0; k < topics->n; k++) {
            size_t topic = n ? taxonomy_find(s->taxonomy, topics->p[k]) : SIZE_MAX;
            size_t up = topic == SIZE_MAX ? 0 : line_up(s->taxonomy, topic, line);
            while (up--) wanted[line[up]] = true;
            vec_push(&found, topic);
        }
    }
    if (n) make_subjects(s, wanted, subject_of);
    group_items(s, found.p, subject_of);
    vec_release(&found);
    arena_release(&a);
}
