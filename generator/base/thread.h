/* Threads: one shape of work, a loop over independent items. */
#ifndef FANGZHI_BASE_THREAD_H
#define FANGZHI_BASE_THREAD_H

#include <stddef.h>

enum { THREADS_MAX = 64 };

/* Processors this process may run on, 1..THREADS_MAX. */
unsigned threads_default(void);

/* Calls fn(ctx, from, to, worker) over [0, n) in pieces of at most `grain`
 * items, on `jobs` threads (the caller is worker 0); returns when all are
 * done. Which worker gets which piece is not fixed: results must go to
 * places indexed by item. */
void threads_for(unsigned jobs, size_t n, size_t grain,
                 void (*fn)(void *ctx, size_t from, size_t to, unsigned worker), void *ctx);

/* Calls each of the tasks, side by side on up to `jobs` threads. */
void threads_run(unsigned jobs, void (*const *tasks)(void *ctx), size_t n, void *ctx);

#endif
