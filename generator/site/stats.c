#include "site/stats.h"

#include <stdio.h>

void stats_begin(Stats *s, bool shown) {
    *s = (Stats){.shown = shown};
    clock_gettime(CLOCK_MONOTONIC, &s->since);
}

void stats_stage(Stats *s, const char *name, uint64_t bytes) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds = (double)(now.tv_sec - s->since.tv_sec) + (double)(now.tv_nsec - s->since.tv_nsec) / 1e9;
    s->since = now;
    if (s->n < STAGES_MAX) s->stages[s->n++] = (struct Stage){name, seconds, bytes};
}

void stats_print(const Stats *s) {
    if (!s->shown) return;
    double seconds = 0;
    uint64_t bytes = 0;
    fprintf(stderr, "%-14s %9s %14s\n", "stage", "seconds", "bytes");
    for (size_t i = 0; i < s->n; i++) {
        fprintf(stderr, "%-14s %9.4f %14ju\n", s->stages[i].name, s->stages[i].seconds, (uintmax_t)s->stages[i].bytes);
        seconds += s->stages[i].seconds;
        bytes += s->stages[i].bytes;
    }
    fprintf(stderr, "%-14s %9.4f %14ju\n", "all", seconds, (uintmax_t)bytes);
}
