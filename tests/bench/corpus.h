/* An invented archive of any size, for benchmarks: either articles, as
 * import would have written them, or the raw pages it reads. */
#ifndef FANGZHI_BENCH_CORPUS_H
#define FANGZHI_BENCH_CORPUS_H

#include "bench/invent.h"
#include "content/content.h"
#include "regions/regions.h"

/* A region that the corpus writes about. */
typedef struct Locality {
    View code, name;
    View shorter; /* without its ending; empty: none that one may use */
} Locality;

typedef struct Corpus {
    const char *root;
    uint64_t seed;
    Words words;
    Locality *places; /* the first most often */
    size_t n_places;
    Views topics;
    Arena arena;
} Corpus;

enum { PAGE_ARTICLES = 5, ISSUE_PAGES = 8 };

/* The page of a paper on which article i stands: the same for five in a row. */
typedef struct Issue {
    size_t paper;
    unsigned year, month, day, page;
} Issue;
Issue corpus_issue(size_t page);
/* Its file, relative to sources/, without ".txt". */
const char *issue_file(Arena *a, Issue at);

const Locality *corpus_place(const Corpus *c, Rng *r);

/* Writes sources/… page number i. */
int page_write(const Corpus *c, size_t i);

#endif
