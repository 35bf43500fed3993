/* import, inside: what kind of piece an article is. Rules say where the form
 * tells: a section, a photo piece, a dateline, a notice's name. Elsewhere a
 * linear function of a few traits of the text weighs news, feature,
 * commentary and notice against one another; `make fit-kind` fits it on the
 * labelled pages. */
#ifndef FANGZHI_IMPORT_KIND_H
#define FANGZHI_IMPORT_KIND_H

#include "import/page.h"

/* Traits: name, what it says. All between 0 and 1. */
#define KIND_TRAITS(X)                                    \
    X(ONE, "always")                                      \
    X(NAME, "a name alone under the headline")            \
    X(BYLINE, "a reporter's byline")                      \
    X(NAMES, "names in brackets at the end")              \
    X(SIGNED, "signed at the end")                        \
    X(NOBODY, "no authors")                               \
    X(REPORT, "words of reporting")                       \
    X(LEDE, "begins with a word of time")                 \
    X(SELF, "the writer speaks of himself")               \
    X(PERSONS, "he and she")                              \
    X(AGES, "ages")                                       \
    X(SAID, "someone says")                               \
    X(QUOTES, "quotations")                               \
    X(OPINION, "words of opinion")                        \
    X(ARGUMENT, "words of argument")                      \
    X(QUESTIONS, "questions")                             \
    X(FIGURES, "figures")                                 \
    X(ASKS, "the headline asks or calls")                 \
    X(TITLED, "has a headline")                           \
    X(SUBHEADS, "has subheads")                           \
    X(LONG, "long")                                       \
    X(SHORT, "short")                                     \
    X(ONE_TEXT, "a single paragraph")                     \
    X(COLUMNED, "a column stands over it")                \
    X(OPINION_COLUMN, "a column of opinion")              \
    X(SUPPLEMENT, "on a literary page")                   \
    X(VERSE, "verse")                                     \
    X(LABELS, "tells whom to ask, where and when")        \
    X(DIALOGUE, "questions and answers")                  \
    X(TABLE, "has a table")

typedef enum KindTrait {
#define X(id, says) TRAIT_##id,
    KIND_TRAITS(X)
#undef X
    TRAIT_COUNT
} KindTrait;

typedef struct KindTraits {
    float of[TRAIT_COUNT];
} KindTraits;

/* The kinds that are weighed. */
enum { KINDS_WEIGHED = 4 };
extern const ArticleKind kinds_weighed[KINDS_WEIGHED];
extern const float kind_weight[KINDS_WEIGHED][TRAIT_COUNT];

/* Does the page's head say that it is literary? */
bool page_is_supplement(const Page *page);
/* The kind, where the form tells. */
bool kind_by_form(const Page *page, const Draft *d, ArticleKind *out);
KindTraits kind_traits(const Page *page, const Draft *d, bool supplement);
/* Sets the draft's kind and how sure it is. */
void kind_guess(const Page *page, Draft *d, bool supplement);

#endif
