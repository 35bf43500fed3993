/* Fits the weights of import/confidence.c on the labelled pages of all sets that are not
 * held out and prints generator/import/confidence.def. */
#include "calibrate.h"

int main(void) {
    Judgements all = {0};
    Logistic l;
    judge_all(&all);
    bool *use = xcalloc(all.n + 1, 1);
    for (size_t i = 0; i < all.n; i++) use[i] = !all.p[i].held_out;
    fit_logistic(&l, &all, use);
    printf("/* Made by `make fit-confidence`: a row a field, the facts of confidence.h in order. */\n");
    for (int k = 0; k < CONF_COUNT; k++) {
        printf("{");
        for (int f = 0; f < FACT_COUNT; f++) printf("%s%.3ff", f ? ", " : "", l.w[k][f]);
        printf("}, /* %s */\n", confidence_name((ConfidenceField)k));
    }
    free(use);
    vec_release(&all);
    return 0;
}
