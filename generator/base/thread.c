#include "base/thread.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

typedef struct Loop {
    atomic_size_t next;
    size_t n, grain;
    void (*fn)(void *ctx, size_t from, size_t to, unsigned worker);
    void *ctx;
} Loop;

typedef struct Worker {
    pthread_t thread;
    Loop *loop;
    unsigned number;
} Worker;

unsigned threads_default(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    int n = CPU_COUNT(&set);
    if (n < 1) return 1;
    return n > THREADS_MAX ? THREADS_MAX : (unsigned)n;
}

static void run(Loop *loop, unsigned worker) {
    for (;;) {
        size_t from = atomic_fetch_add(&loop->next, loop->grain);
        if (from >= loop->n) return;
        size_t to = loop->n - from > loop->grain ? from + loop->grain : loop->n;
        loop->fn(loop->ctx, from, to, worker);
    }
}

static void *worker_main(void *arg) {
    Worker *w = arg;
    run(w->loop, w->number);
    return NULL;
}

void threads_for(unsigned jobs, size_t n, size_t grain,
                 void (*fn)(void *ctx, size_t from, size_t to, unsigned worker), void *ctx) {
    Loop loop = {.n = n, .grain = grain ? grain : 1, .fn = fn, .ctx = ctx};
    size_t pieces = n / loop.grain + (n % loop.grain != 0);
    if (jobs > THREADS_MAX) jobs = THREADS_MAX;
    if (jobs > pieces) jobs = (unsigned)pieces;
    Worker workers[THREADS_MAX];
    unsigned started = 1;
    /* A thread that cannot be started is no error: the others do its part. */
    for (; started < jobs; started++) {
        workers[started] = (Worker){.loop = &loop, .number = started};
        if (pthread_create(&workers[started].thread, NULL, worker_main, &workers[started]) != 0) break;
    }
    run(&loop, 0);
    for (unsigned i = 1; i < started; i++) pthread_join(workers[i].thread, NULL);
}

typedef struct Tasks {
    void (*const *tasks)(void *ctx);
    void *ctx;
} Tasks;

static void run_tasks(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    const Tasks *t = ctx;
    for (size_t i = from; i < to; i++) t->tasks[i](t->ctx);
}

void threads_run(unsigned jobs, void (*const *tasks)(void *ctx), size_t n, void *ctx) {
    Tasks t = {tasks, ctx};
    threads_for(jobs, n, 1, run_tasks, &t);
}
