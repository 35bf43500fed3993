/* import, inside: how sure each guessed field of an article is. A logistic
 * function of a few facts about how the article was found; its weights are
 * fitted on the labelled pages (`make fit-confidence`), and
 * tests/import/test_confidence.c measures what it is worth. */
#ifndef FANGZHI_IMPORT_CONFIDENCE_H
#define FANGZHI_IMPORT_CONFIDENCE_H

#include "import/page.h"

/* Facts: name, what it says. All between 0 and 1. */
#define CONFIDENCE_FACTS(X)                                                          \
    X(ONE, "always")                                                                 \
    X(LEAST, "least margin of the best path over the article's paragraphs")         \
    X(BEGIN, "margin of its first paragraph")                                        \
    X(BEHIND, "margin of what stands behind its last")                               \
    X(HEAD, "least margin of its headline")                                          \
    X(PAGE, "mean margin of the page")                                               \
    X(TITLED, "has a title")                                                         \
    X(STACK, "several lines of headline")                                            \
    X(JOINED, "cut paragraphs were joined")                                          \
    X(MISSING, "flagged: head or tail missing")                                      \
    X(REORDERED, "read in another order")                                            \
    X(YEARBOOK, "a yearbook's section")                                              \
    X(PHOTO, "a photo piece")                                                        \
    X(BRIEF, "short")                                                                \
    X(DATED, "has a date")                                                           \
    X(DAY, "a date to the day")                                                      \
    X(YEAR, "how sure the year is")                                                  \
    X(AUTHORED, "has authors")                                                       \
    X(BYLINED, "has a byline")                                                       \
    X(STRANGE, "an author whose name is not like one")                               \
    X(SIGNED, "has a signature")                                                     \
    X(NAMELESS, "no authors, where most of the page's articles have some")           \
    X(VAGUE, "a date less exact than most of the page's")                            \
    X(ALONE, "the page's only article")                                              \
    X(NEWS, "taken for news")                                                        \
    X(OPINION, "taken for commentary or feature")                                    \
    X(SMALL, "taken for notice or fragment")                                          \
    X(INNER, "least margin against a cut inside it")                                 \
    X(WEAK_SEAM, "text was joined that does not read on for certain")                \
    X(ODD_TITLE, "a title of a few characters, or very long")                        \
    X(LED, "begins with a dateline")                                                 \
    X(GAPS, "wider gaps inside")                                                     \
    X(PICTURES, "captions or credits inside")                                        \
    X(LOST_END, "another article near by lacks its end")                             \
    X(BESIDE_LOST, "the one before or behind lacks head or end")                     \
    X(ONE_TEXT, "a single paragraph of text")                                        \
    X(TORN, "least margin, where it is small")                                       \
    X(PICTURE_BY, "a photo piece before or behind")                                  \
    X(HEAD_TORN, "a line of its headline may be another part of it")                  \
    X(KIND_TORN, "it may be of another kind")

typedef enum Fact {
#define X(id, says) FACT_##id,
    CONFIDENCE_FACTS(X)
#undef X
    FACT_COUNT
} Fact;

typedef struct Facts {
    float of[FACT_COUNT];
} Facts;

extern const float confidence_weight[CONF_COUNT][FACT_COUNT];

Facts confidence_facts(const Page *page, size_t draft);
/* In hundredths, from 1 to 99. */
void confidence_fill(const Page *page, size_t draft, uint8_t out[CONF_COUNT]);

#endif
