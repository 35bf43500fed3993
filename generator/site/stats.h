/* build --stats: time, processor time and bytes of each stage. */
#ifndef FANGZHI_SITE_STATS_H
#define FANGZHI_SITE_STATS_H

#include <time.h>

#include "base/base.h"

enum { STAGES_MAX = 64 };

typedef struct Stats {
    bool shown;
    struct timespec since, cpu_since;
    struct Stage {
        const char *name;
        double seconds, cpu;
        uint64_t bytes;
    } stages[STAGES_MAX];
    size_t n;
} Stats;

void stats_begin(Stats *s, bool shown);
/* Ends the stage that began when the last one ended. */
void stats_stage(Stats *s, const char *name, uint64_t bytes);
void stats_print(const Stats *s);

#endif
