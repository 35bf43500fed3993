/* Confidence against truth: the articles that import finds on the labelled
 * pages, which of their fields are wrong, and a logistic regression from the
 * facts of import/confidence.h to that. */
#ifndef FANGZHI_TEST_CALIBRATE_H
#define FANGZHI_TEST_CALIBRATE_H

#include <math.h>

#include "import/confidence.h"
#include "score.h"

typedef struct Judged {
    Facts facts;
    size_t page;              /* its number */
    bool held_out;
    bool known[CONF_COUNT];   /* the labels say something of it */
    bool right[CONF_COUNT];
} Judged;

typedef VEC(Judged) Judgements;

typedef struct Logistic {
    double w[CONF_COUNT][FACT_COUNT];
} Logistic;

static inline void judge_fields(Judged *j, const Page *page, const YamlNode *a, const Draft *d, const uint32_t *gold,
                                size_t n, uint32_t *buf) {
    j->right[CONF_CUT] = draft_lines(page, d, buf) == n && memcmp(buf, gold, n * sizeof *gold) == 0;
    j->right[CONF_TITLE] =
        same_headline(gold_text(a, "title"), d->title) && same_headline(gold_text(a, "kicker"), d->kicker) &&
        same_headline(gold_text(a, "subtitle"), d->subtitle) && same_headline(gold_text(a, "column"), d->column);
    j->right[CONF_DATE] = one_of(a, "date", "date_may", d->date);
    j->right[CONF_AUTHORS] = same_authors(a, d);
    j->right[CONF_KIND] = one_of(a, "kind", "kind_may", view_of(kind_name(d->kind)));
    for (int k = 0; k < CONF_COUNT; k++) j->known[k] = true;
}

/* An article that is none has a wrong cut; of its other fields the labels say
 * nothing. */
static inline void judge_page(Judgements *out, const Page *page, const YamlNode *gold, size_t number, bool held_out) {
    static uint32_t lines[SCORE_LINES], buf[SCORE_LINES];
    bool taken[1024] = {false};
    size_t first = out->n;
    for (size_t d = 0; d < page->drafts.n; d++) {
        Judged j = {.facts = confidence_facts(page, d), .page = number, .held_out = held_out};
        j.known[CONF_CUT] = true;
        vec_push(out, j);
    }
    for (const YamlNode *a = yaml_get(gold, "articles")->first; a; a = a->next) {
        size_t n = gold_lines(a, lines), d = best_draft(page, lines, n, taken, buf);
        if (d == SIZE_MAX) continue;
        taken[d] = true;
        judge_fields(&out->p[first + d], page, a, &page->drafts.p[d], lines, n, buf);
    }
}

static inline void judge_labelled(void *out, Diag *d, const Labelled *l) {
    Page page;
    page_init(&page, d, l->path);
    if (page_read(&page, l->text)) judge_page(out, &page, l->labels, l->number, l->held_out);
    page_release(&page);
}

/* All labelled pages. */
static inline void judge_all(Judgements *out) {
    static const char *const folders[] = {
        "tests/import/pages",  "tests/import/blind",  "tests/import/blind2", "tests/import/blind3",
        "tests/import/blind4", "tests/import/blind5", "tests/import/blind6", "tests/import/blind7",
        "tests/import/blind8", "tests/import/blind9",
    };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) each_labelled(folders[i], judge_labelled, out);
}

static inline double sure_of(const Logistic *l, int field, const Facts *f) {
    double sum = 0;
    for (int i = 0; i < FACT_COUNT; i++) sum += l->w[field][i] * (double)f->of[i];
    return 1 / (1 + exp(-sum));
}

/* Gradient descent with quadratic penalties, over those of `use`. Wrong fields
 * are few: what they have in common is learnt from all of them, and what is
 * different of a field has to be worth a larger penalty. */
static inline void fit_logistic(Logistic *l, const Judgements *all, const bool *use) {
    enum { ROUNDS = 2000 };
    const double ALIKE = 2, OWN = 2, RATE = 0.5;
    Logistic own = {{{0}}};
    double shared[FACT_COUNT] = {0};
    *l = (Logistic){{{0}}};
    for (int round = 0; round < ROUNDS; round++) {
        double g[CONF_COUNT][FACT_COUNT] = {{0}}, n = 0;
        for (size_t i = 0; i < all->n; i++)
            for (int k = 0; k < CONF_COUNT; k++) {
                const Judged *j = &all->p[i];
                if (!use[i] || !j->known[k]) continue;
                double miss = (j->right[k] ? 1 : 0) - sure_of(l, k, &j->facts);
                for (int f = 0; f < FACT_COUNT; f++) g[k][f] += miss * (double)j->facts.of[f];
                n++;
            }
        for (int f = 0; f < FACT_COUNT && n > 0; f++) {
            double sum = 0;
            for (int k = 0; k < CONF_COUNT; k++) sum += g[k][f];
            shared[f] += RATE * (sum - (f == FACT_ONE ? 0 : ALIKE * shared[f])) / n;
            for (int k = 0; k < CONF_COUNT; k++) {
                own.w[k][f] += RATE * CONF_COUNT * (g[k][f] - (f == FACT_ONE ? 0.1 : OWN) * own.w[k][f]) / n;
                l->w[k][f] = shared[f] + own.w[k][f];
            }
        }
    }
}

#endif
