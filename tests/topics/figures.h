/* How well topics were found, counted as ../shared/bin/score-import counts:
 * a topic found is right if it is one of must or may; recall is of must. */
#ifndef TEST_TOPICS_FIGURES_H
#define TEST_TOPICS_FIGURES_H

#include "test.h"
#include "topics/topics.h"

#define TAXONOMY "content/topics.yaml"

typedef struct Figures {
    size_t articles, ok, found, hit, must;
} Figures;

static inline double ratio(size_t part, size_t whole) { return whole ? (double)part / (double)whole : 1; }
static inline double figures_precision(const Figures *f) { return ratio(f->ok, f->found); }
static inline double figures_recall(const Figures *f) { return ratio(f->hit, f->must); }
static inline double figures_f1(const Figures *f) {
    double p = figures_precision(f), r = figures_recall(f);
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

static inline bool map_has(const Map *m, View key) { return map_get(m, key) != NULL; }

static inline void show_miss(Arena *a, const Taxonomy *t, View title, View text, View id) {
    TopicFound *all;
    size_t n = topics_explain(t, a, title, text, &all);
    for (size_t i = 0; i < n; i++)
        if (view_eq(taxonomy_topic(t, all[i].topic)->id, id))
            print_message("  missing %.*s %.2f: %s\n", VARG(id), (double)all[i].score, all[i].why);
}

/* Classifies one article and counts; SHOW=1 in the environment prints what
 * is wrong and why. */
static inline void figures_add(Figures *f, const Taxonomy *t, View title, View text, const Map *must, const Map *may,
                               View *must_ids, size_t n_must) {
    Arena a = ARENA_INIT;
    TopicFound *found;
    Map got = MAP_INIT;
    bool show = getenv("SHOW") != NULL;
    size_t n = topics_classify(t, &a, title, text, &found);
    if (show) print_message("%.*s\n", VARG(title));
    for (size_t i = 0; i < n; i++) {
        View id = taxonomy_topic(t, found[i].topic)->id;
        bool right = map_has(must, id) || map_has(may, id);
        f->ok += right;
        map_at(&got, id, NULL);
        if (!show) continue;
        print_message("  %s %.*s %.2f: %s\n", right ? "right" : "WRONG", VARG(id), (double)found[i].score,
                      found[i].why);
    }
    f->articles++;
    f->found += n;
    f->must += n_must;
    for (size_t i = 0; i < n_must; i++) {
        bool hit = map_has(&got, must_ids[i]);
        f->hit += hit;
        if (!hit && show) show_miss(&a, t, title, text, must_ids[i]);
    }
    map_release(&got);
    arena_release(&a);
}

static inline void figures_print(const char *name, const Figures *f) {
    print_message("# %s: %zu articles, precision %.3f, recall %.3f, F1 %.3f\n", name, f->articles,
                  figures_precision(f), figures_recall(f), figures_f1(f));
}

#endif
