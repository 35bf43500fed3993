#include "site/stats.h"

#include <stdio.h>

void stats_begin(Stats *s, bool shown) {
    *s = (Stats){.shown = shown};
    clock_gettime(CLOCK_MONOTONIC, &s->since);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &s->cpu_since);
}

/* Seconds since *since, which is set to now. */
static double lap(clockid_t clock, struct timespec *since) {
    struct timespec now, before = *since;
    clock_gettime(clock, &now);
    *since = now;
    return (double)(now.tv_sec - before.tv_sec) + (double)(now.tv_nsec - before.tv_nsec) / 1e9;
}

double stats_clock(void) {
    struct timespec never = {0};
    return lap(CLOCK_MONOTONIC, &never);
}

void stats_stages(Stats *s, const StagePart *parts, size_t n) {
    double seconds = lap(CLOCK_MONOTONIC, &s->since), cpu = lap(CLOCK_PROCESS_CPUTIME_ID, &s->cpu_since), busy = 0;
    for (size_t i = 0; i < n; i++) busy += parts[i].busy;
    for (size_t i = 0; i < n && s->n < STAGES_MAX; i++) {
        double share = busy > 0 ? parts[i].busy / busy : 0;
        s->stages[s->n++] = (struct Stage){parts[i].name, seconds * share, cpu * share, parts[i].bytes};
    }
}

void stats_stage(Stats *s, const char *name, uint64_t bytes) { stats_stages(s, &(StagePart){name, 1, bytes}, 1); }

void stats_print(const Stats *s) {
    static const char row[] = "%-28s %9.4f %9.4f %14ju\n";
    struct Stage all = {.name = "all"};
    if (!s->shown) return;
    fprintf(stderr, "%-28s %9s %9s %14s\n", "stage", "seconds", "cpu", "bytes");
    for (size_t i = 0; i < s->n; i++) {
        const struct Stage *stage = &s->stages[i];
        fprintf(stderr, row, stage->name, stage->seconds, stage->cpu, (uintmax_t)stage->bytes);
        all.seconds += stage->seconds;
        all.cpu += stage->cpu;
        all.bytes += stage->bytes;
    }
    fprintf(stderr, row, all.name, all.seconds, all.cpu, (uintmax_t)all.bytes);
}
