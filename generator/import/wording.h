/* import, inside: what the paragraphs of a page have in common, by the pairs
 * of Han characters in them. */
#ifndef FANGZHI_IMPORT_WORDING_H
#define FANGZHI_IMPORT_WORDING_H

#include "import/page.h"

typedef struct PairSeen {
    uint32_t mine;  /* the last draft or paragraph that was marked and has it */
    uint32_t found; /* the last walk that met it */
    float rarity;
} PairSeen;

/* Pairs are numbered (two may share a number, which makes them look a little
 * more common). */
typedef struct Wording {
    const Page *page;
    uint32_t *pair;   /* all paragraphs' pairs, one after the other; */
    size_t n;
    uint16_t *first;  /* of each: the paragraph of its draft in which it stands first */
    size_t *at;       /* of each paragraph: its first pair; one more at the end */
    size_t numbers;   /* distinct pairs, from 1 */
    PairSeen *seen;   /* by these */
    uint32_t stamp, walk; /* numbers of what was marked and walked over last */
    size_t n_mine;    /* distinct pairs of the draft that was marked last */
} Wording;

void wording_read(Wording *w, const Page *page);
void wording_release(Wording *w);
/* To be called when paragraphs went from one draft to another. */
void wording_place(Wording *w);
/* The draft that the next questions are about. */
void wording_mark(Wording *w, const Draft *d);
/* Or the paragraph. */
void wording_mark_para(Wording *w, size_t para);
/* How rare the pairs are that a paragraph has in common with what was marked. */
float wording_common(Wording *w, size_t para);

/* Of the paragraphs [at, end) of a draft: how many pairs they have, each time they stand there; */
size_t wording_pairs(const Wording *w, const Draft *from, size_t at, size_t end);
/* how much they have in common with the marked draft but not with what stands
 * before them, less the other way round (what is said again and again counts
 * each time); */
float wording_leaning(const Wording *w, const Draft *from, size_t at, size_t end);
/* how many of the marked draft's pairs they have, in parts; */
float wording_covered(Wording *w, const Draft *from, size_t at, size_t end);
/* how rare the pairs are that stand in their draft before paragraph `before`. */
float wording_weight(const Wording *w, const Draft *from, size_t at, size_t end, size_t before);

#endif
