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
/* Ends stages that ran side by side: each has as much of the time since the
 * last one ended as it kept threads busy. */
typedef struct StagePart {
    const char *name;
    double busy; /* seconds, of all threads */
    uint64_t bytes;
} StagePart;
void stats_stages(Stats *s, const StagePart *parts, size_t n);
/* Seconds of a clock that only goes on. */
double stats_clock(void);
void stats_print(const Stats *s);

#endif
