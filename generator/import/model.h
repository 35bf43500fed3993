/* import, inside: the one table of what a line looks like and what it then
 * is. Features are facts about a paragraph; each adds its weight to some
 * roles; roles follow one another by the transition table; the best path
 * over the page wins (segment.c). A new style of page is a new row here. */
#ifndef FANGZHI_IMPORT_MODEL_H
#define FANGZHI_IMPORT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Roles: name. The P… roles are those of a photo piece, whose text is a
 * paragraph or two beside a caption and a credit. */
#define ROLES(X)                                                                                         \
    X(COLUMN, "column")       /* 栏目: stands over one or several short items */                        \
    X(KICKER, "kicker")       /* 引题, or the department a title belongs to */                          \
    X(TITLE, "title")                                                                                    \
    X(SUBTITLE, "subtitle")   /* 副题 */                                                                 \
    X(BYLINE, "byline")                                                                                  \
    X(LEAD, "lead")           /* a first paragraph that opens with a dateline */                        \
    X(BODY, "body")                                                                                      \
    X(CONT, "continuation")   /* goes on with the paragraph before */                                   \
    X(SUBHEAD, "subhead")                                                                                \
    X(SECTION, "section")     /* 【概况】 … */                                                          \
    X(CAPTION, "caption")                                                                                \
    X(CREDIT, "credit")                                                                                  \
    X(TABLE, "table")                                                                                    \
    X(SIGN, "signature")      /* 落款 */                                                                 \
    X(ORPHAN, "orphan")       /* text that begins without a headline */                                 \
    X(BRIEF, "brief")         /* the same with a dateline: a short item */                              \
    X(PTITLE, "photo-title")                                                                             \
    X(PTEXT, "photo-text")                                                                               \
    X(PORPHAN, "photo-orphan") /* a photo piece's text without headline */                              \
    X(PCAPTION, "photo-caption")                                                                         \
    X(PCREDIT, "photo-credit")                                                                           \
    X(NOTE, "turn-note")      /* 下转第三版, 上接第一版 in a line of its own: told apart behind the path */ \
    X(FURNITURE, "furniture") /* masthead, page number, running head; decided before the path */

typedef enum Role {
#define X(id, name) ROLE_##id,
    ROLES(X)
#undef X
    ROLE_COUNT
} Role;

/* Features: name. */
#define FEATURES(X)                                                                                     \
    /* shape */                                                                                         \
    X(TINY, "at most four characters")                                                                  \
    X(SHORT, "at most twelve")                                                                          \
    X(MID, "at most thirty")                                                                            \
    X(LONG, "at most sixty")                                                                            \
    X(VLONG, "more than sixty")                                                                         \
    X(HEADLIKE, "short and without a full stop")                                                        \
    X(CLOSED, "closes its sentence")                                                                    \
    X(INNER_STOP, "a full stop inside")                                                                 \
    X(COMMA, "a comma inside")                                                                          \
    X(SPACED, "two parts with a space between")                                                         \
    X(DASH_START, "begins with a dash")                                                                 \
    X(DASH_END, "ends with a dash")                                                                     \
    X(DASH_MID, "a dash inside")                                                                        \
    X(MARKED, "heading mark by OCR")                                                                    \
    X(DEEP_MARK, "heading mark of the third level or lower")                                            \
    X(BULLET, "begins with a bullet")                                                                   \
    X(NUMBERED, "begins with a number")                                                                 \
    X(CHAPTER, "chapter or section number")                                                             \
    X(BRACKET, "opens with 【…】 and text")                                                             \
    X(BRACKET_ONLY, "is 【…】 alone")                                                                   \
    X(STARTS_MID, "begins inside a sentence")                                                           \
    X(FRESH, "begins as a first sentence does")                                                         \
    X(INDENT, "begins with an indent, as paragraphs here do")                                            \
    X(VERSE, "one of many short lines")                                                                 \
    X(CELLS, "several cells")                                                                           \
    /* words */                                                                                         \
    X(DATELINE, "dateline")                                                                             \
    X(BYLINE_FORM, "byline")                                                                            \
    X(NAMES, "nothing but names")                                                                       \
    X(CREDIT_FORM, "photo credit")                                                                      \
    X(CAPTION_FORM, "图为 or its kin")                                                                  \
    X(CREDIT_TAIL, "ends in a photo credit")                                                            \
    X(SIGN_FORM, "signature or date alone")                                                             \
    X(SIGNED, "names in brackets alone")                                                                \
    X(PLACED, "a place or a body before a colon")                                                       \
    X(NOTICE_WORD, "names a notice")                                                                    \
    X(COLUMN_WORD, "named like a column")                                                               \
    X(SPEECH, "… 强调")                                                                                 \
    X(SPEECH_TITLE, "… 强调 and what was said")                                                         \
    X(ORG, "nothing but a body's name")                                                                 \
    X(EVENT, "someone does something")                                                                  \
    X(DECK_WORD, "ends as a deck does")                                                                 \
    X(PURPOSE, "begins with a verb of purpose")                                                         \
    X(TURN, "page-turn note")                                                                           \
    /* neighbours */                                                                                    \
    X(FIRST, "first of the document")                                                                   \
    X(LAST, "last of the document")                                                                     \
    X(GAP, "a wider gap before")                                                                        \
    X(GAP_AFTER, "a wider gap after")                                                                   \
    X(PREV_OPEN, "the text before breaks off")                                                          \
    X(SEAM_WORD, "a word runs over from the text before")                                               \
    X(SEAM_KNOWN, "the seam's characters stand together elsewhere")                                     \
    X(RUNS_ON, "its own last word runs over into the next")                                             \
    X(BEFORE_PICTURE, "caption or credit follows")                                                      \
    X(PHOTO_ALONE, "between a gap and a credit, before the next headline")                              \
    X(STACK_ONE, "the only line of its headline")                                                       \
    X(STACK_FIRST, "first of several headlines")                                                        \
    X(STACK_MIDDLE, "between headlines")                                                                \
    X(STACK_LAST, "last of several headlines")                                                          \
    X(SHORT_FIRST, "first of its headline, a few characters that name nobody and tell nothing")         \
    X(AFTER_TEXT, "stands right under text, with a gap or nothing below")                               \
    X(NOTICE_LEAD, "begins as a notice does")                                                           \
    X(LIST, "one of several bulleted lines")                                                            \
    X(ITEM, "a bulleted paragraph that ends in names")                                                  \
    X(STACK_THIRD, "last of three headlines or more")                                                   \
    X(TO_DATELINE, "the headline leads to a dateline")                                                  \
    X(TO_BYLINE, "the headline leads to a byline")                                                      \
    X(TO_SECTION, "the headline leads to 【…】")                                                        \
    X(TO_TEXT, "the headline leads to plain text")                                                      \
    X(PREV_SIGNED, "names in brackets ended the text above")                                            \
    X(AFTER_SHORT, "the text above is short")                                                           \
    X(TO_ITEM, "the headline leads to a bulleted item")                                                 \
    X(TO_TABLE, "the headline leads to a table")                                                        \
    X(AFTER_NEWS, "the text above began with a dateline")                                               \
    X(SERIES, "one of several such lines between texts")                                                \
    X(LEDE, "the text below begins as news does")                                                       \
    X(TO_SUBHEAD, "the headline leads to a numbered heading")                                           \
    X(TO_PICTURE, "the headline leads to a photo piece")                                                \
    X(TO_END, "the headline leads to nothing")                                                          \
    X(LOWER_MARK, "a smaller heading mark than the next line")                                          \
    X(UNDER_MARK, "a smaller heading mark than the line before")                                        \
    X(NEXT_DASH, "the next line begins with a dash")                                                    \
    X(NEXT_PURPOSE, "tells what happened, the next line what for")                                      \
    X(PREV_EVENT, "tells the purpose of what the line before says")                                     \
    X(NEXT_DETAIL, "the next line gives figures or what follows from it")                               \
    X(DETAIL, "gives figures or what follows from the line before")                                     \
    X(YEARBOOK, "headline in a yearbook")                                                               \
    X(TURN_FROM, "goes on from another page")                                                           \
    X(RESUMES, "goes on with the text above a picture and its headline")                                \
    X(BOX, "names a box inside an article")                                                             \
    X(TABLE_NAME, "names a table")                                                                      \
    X(TO_OFFICERS, "stands over those who held an office")                                              \
    X(YEARBOOK_PHOTO, "a line with its credit in a yearbook")                                           \
    X(OFFICER, "names who held an office")                                                              \
    X(CREDITED, "says what a picture shows and whose it is, behind text that is closed")                \
    X(PARTS, "a picture's words, where the text breaks off and goes on below")                          \
    X(COLUMN_ITEM, "a short line among the short items of a column")                                    \
    X(DEPARTMENT, "marked or named as what stands over pieces of one sort")

typedef enum Feature {
#define X(id, name) F_##id,
    FEATURES(X)
#undef X
    FEATURE_COUNT
} Feature;

typedef struct FeatureSet {
    uint64_t bits[2];
} FeatureSet;

static inline bool has(const FeatureSet *f, Feature x) { return f->bits[x / 64] >> (x % 64) & 1; }
static inline void set(FeatureSet *f, Feature x) { f->bits[x / 64] |= (uint64_t)1 << (x % 64); }

static inline void clear(FeatureSet *f, Feature x) { f->bits[x / 64] &= ~((uint64_t)1 << (x % 64)); }

extern const char *const role_names[ROLE_COUNT];
extern const char *const feature_names[FEATURE_COUNT];

#define NEVER (-1000.0f)

/* Weight of a feature for a role, set by hand and corrected by fitting to the
 * labelled pages that are not held out (tests/import/fit.c); what a role scores without any feature;
 * role b after role a; a as the document's first. */
float model_weight(Feature f, Role r);
extern const float model_hand[FEATURE_COUNT][ROLE_COUNT]; /* before fitting */
extern const float model_bias[ROLE_COUNT];
extern const float model_start[ROLE_COUNT];
float model_transition(Role a, Role b);
/* Does b after a begin a new article? */
bool model_begins(Role a, Role b);

#endif
