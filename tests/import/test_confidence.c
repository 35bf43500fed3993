/* What confidence is worth: does it put wrong fields below right ones? */
#include "calibrate.h"

typedef struct Guess {
    double sure;
    bool right;
} Guess;
typedef VEC(Guess) Guesses;

static int by_sure(const void *a, const void *b) {
    double x = ((const Guess *)a)->sure, y = ((const Guess *)b)->sure;
    return (x > y) - (x < y);
}

/* The chance that a wrong field is less sure than a right one (ties half):
 * the rank sum of Mann and Whitney. */
static double auc(Guesses *g, size_t *wrong) {
    double rank_sum = 0, n_right = 0;
    *wrong = 0;
    if (g->n) qsort(g->p, g->n, sizeof *g->p, by_sure);
    for (size_t i = 0; i < g->n;) {
        size_t end = i;
        while (end < g->n && g->p[end].sure <= g->p[i].sure) end++;
        for (size_t k = i; k < end; k++) {
            if (g->p[k].right) rank_sum += ((double)i + (double)end + 1) / 2, n_right++;
            else ++*wrong;
        }
        i = end;
    }
    double n_wrong = (double)*wrong;
    return n_right > 0 && n_wrong > 0 ? (rank_sum - n_right * (n_right + 1) / 2) / (n_right * n_wrong) : 0;
}

static void add(Guesses *to, const Logistic *l, const Judged *j, int only) {
    for (int k = 0; k < CONF_COUNT; k++)
        if (j->known[k] && (only < 0 || only == k)) vec_push(to, ((Guess){sure_of(l, k, &j->facts), j->right[k]}));
}

/* Every page is judged by weights fitted on the others, in five parts. */
static void by_cross_validation_wrong_fields_are_less_sure(void **state) {
    (void)state;
    enum { PARTS = 5 };
    Judgements all = {0};
    Guesses guesses = {0}, of[CONF_COUNT] = {0};
    judge_all(&all);
    bool *use = xcalloc(all.n + 1, 1);
    for (size_t part_n = 0; part_n < PARTS; part_n++) {
        Logistic l;
        for (size_t i = 0; i < all.n; i++) use[i] = all.p[i].page / 2 % PARTS != part_n;
        fit_logistic(&l, &all, use);
        for (size_t i = 0; i < all.n; i++)
            if (!use[i]) {
                add(&guesses, &l, &all.p[i], -1);
                for (int k = 0; k < CONF_COUNT; k++) add(&of[k], &l, &all.p[i], k);
            }
    }
    size_t wrong, n;
    double area = auc(&guesses, &wrong);
    print_message("# confidence: AUC %.3f over %zu fields, %zu of them wrong\n", area, guesses.n, wrong);
    for (int k = 0; k < CONF_COUNT; k++) {
        double a = auc(&of[k], &n);
        print_message("#   %s: %.3f, %zu wrong\n", confidence_name((ConfidenceField)k), a, n);
        vec_release(&of[k]);
    }
    assert_true(wrong >= 50);
    assert_true(area >= 0.80);
    free(use);
    vec_release(&guesses);
    vec_release(&all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_cross_validation_wrong_fields_are_less_sure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
