/* The table. Weights are in arbitrary units of which a wrong role should
 * cost a few, and are read best a feature at a time. They were set by hand on
 * labelled pages (tests/import/pages); what a perceptron that starts from
 * them added on the pages of its time, `make fit`, stands in fitted.def. */
#include "import/model.h"

const char *const role_names[ROLE_COUNT] = {
#define X(id, name, zh) name,
    ROLES(X)
#undef X
};

const char *const role_names_zh[ROLE_COUNT] = {
#define X(id, name, zh) zh,
    ROLES(X)
#undef X
};

const char *const feature_names[FEATURE_COUNT][2] = {
#define X(id, en, zh) {en, zh},
    FEATURES(X)
#undef X
};

#define R(role) [ROLE_##role]
#define IMPOSSIBLE (-40.0f)

const float model_bias[ROLE_COUNT] = {
    R(COLUMN) = -8, R(KICKER) = -7, R(TITLE) = -6, R(SUBTITLE) = -8, R(BYLINE) = -9, R(LEAD) = -9, R(BODY) = 0,
    R(CONT) = -5, R(SUBHEAD) = -7, R(SECTION) = -9, R(CAPTION) = -7, R(CREDIT) = -9, R(TABLE) = -7, R(SIGN) = -8,
    R(ORPHAN) = 0, R(BRIEF) = -9, R(PTITLE) = -7, R(PTEXT) = 0, R(PORPHAN) = 0, R(PCAPTION) = -7, R(PCREDIT) = -9,
    R(FURNITURE) = IMPOSSIBLE, R(NOTE) = NEVER,
};

/* What running text weighs, in all roles that are running text. */
#define TEXT(w) R(BODY) = (w), R(CONT) = (w), R(ORPHAN) = (w), R(PTEXT) = (w), R(PORPHAN) = (w)
#define HEAD(w) R(COLUMN) = (w), R(KICKER) = (w), R(TITLE) = (w), R(SUBTITLE) = (w), R(SUBHEAD) = (w), R(PTITLE) = (w)
#define PICTURE(caption, credit) \
    R(CAPTION) = (caption), R(CREDIT) = (credit), R(PCAPTION) = (caption), R(PCREDIT) = (credit)

const float model_hand[FEATURE_COUNT][ROLE_COUNT] = {
    [F_TINY] = {R(SIGN) = 1, R(COLUMN) = 1, R(TITLE) = -0.5f, TEXT(-2), R(SUBTITLE) = -1},
    [F_SHORT] = {R(SIGN) = 2, R(SUBHEAD) = 0.5f, R(PTITLE) = 0.5f, TEXT(-1)},
    [F_MID] = {R(COLUMN) = -3},
    [F_LONG] = {R(COLUMN) = -6, R(KICKER) = -0.5f, R(TITLE) = -2, R(SUBTITLE) = -1.5f, R(SUBHEAD) = -2.5f,
                R(PTITLE) = -3, TEXT(2), R(BYLINE) = -2},
    [F_VLONG] = {HEAD(-12), R(BYLINE) = -12, R(CREDIT) = -12, R(PCREDIT) = -12, R(SIGN) = -12, TEXT(3)},
    [F_HEADLIKE] = {HEAD(9), R(BODY) = -4, R(CONT) = -4, R(ORPHAN) = -8, R(PTEXT) = -4, R(PORPHAN) = -4,
                    R(CAPTION) = -2, R(PCAPTION) = -2},
    [F_CLOSED] = {HEAD(-1), TEXT(2)},
    [F_INNER_STOP] = {HEAD(-6), TEXT(2)},
    [F_COMMA] = {R(COLUMN) = -4, R(SUBHEAD) = -0.3f, TEXT(0.5f)},
    [F_SPACED] = {R(COLUMN) = -2, R(SUBHEAD) = -1},
    [F_DASH_START] = {R(SUBTITLE) = 8, R(TITLE) = -6, R(KICKER) = -6, R(SUBHEAD) = -3, R(PTITLE) = -6, R(COLUMN) = -9,
                      TEXT(-1)},
    [F_DASH_END] = {R(KICKER) = 4, R(TITLE) = -2},
    [F_DASH_MID] = {R(SUBHEAD) = 1.5f},
    [F_MARKED] = {HEAD(2), TEXT(-3)},
    [F_DEEP_MARK] = {R(SUBHEAD) = 2, R(KICKER) = 0.5f, R(TITLE) = -0.5f},
    [F_BULLET] = {R(SUBHEAD) = 2, R(TITLE) = -1, R(COLUMN) = 1},
    [F_HEAD_MARK] = {R(TITLE) = 4, R(SUBHEAD) = -4, TEXT(-4), R(BYLINE) = -6, R(CAPTION) = -4, R(PCAPTION) = -4},
    [F_NUMBERED] = {R(SUBHEAD) = 5, R(TITLE) = -3, R(KICKER) = -4, R(SUBTITLE) = -4, R(PTITLE) = -4, R(COLUMN) = -4},
    [F_CHAPTER] = {R(TITLE) = 3, R(KICKER) = 3, R(SUBHEAD) = -2},
    [F_BRACKET] = {R(SECTION) = 17, R(BODY) = -2, R(CONT) = -2, R(ORPHAN) = -2, R(PTEXT) = -6, R(PORPHAN) = -6},
    [F_BRACKET_ONLY] = {R(SUBHEAD) = 3, R(COLUMN) = 3},
    [F_STARTS_MID] = {R(CONT) = 3, R(BODY) = -1, R(ORPHAN) = 1, R(PTEXT) = -2, R(PORPHAN) = -3},
    [F_FRESH] = {R(CONT) = -2.5f, R(BODY) = 1, R(PTEXT) = 1, R(PORPHAN) = 1},
    [F_INDENT] = {R(CONT) = -4, HEAD(-1)},
    [F_VERSE] = {R(BODY) = 14, HEAD(-2), R(CONT) = -2},
    [F_CELLS] = {R(TABLE) = 13, TEXT(-2)},
    [F_DATELINE] = {R(LEAD) = 17, R(BRIEF) = 17, TEXT(-6)},
    [F_BYLINE_FORM] = {R(BYLINE) = 17, TEXT(-3)},
    [F_NAMES] = {R(BYLINE) = 14, TEXT(-3)},
    [F_CREDIT_FORM] = {PICTURE(2, 17), TEXT(-5), R(BYLINE) = -3},
    [F_CAPTION_FORM] = {PICTURE(12, 2), TEXT(-1)},
    [F_CREDIT_TAIL] = {PICTURE(8, 0), R(PTEXT) = 1, R(PORPHAN) = 3},
    [F_SIGN_FORM] = {R(SIGN) = 12},
    [F_SIGNED] = {R(SIGN) = 15, TEXT(-2)},
    [F_PLACED] = {R(TITLE) = 3},
    [F_NOTICE_WORD] = {R(TITLE) = 3, R(SUBHEAD) = -4},
    [F_COLUMN_WORD] = {R(COLUMN) = 6},
    [F_SPEECH] = {R(KICKER) = 3, R(TITLE) = 0.5f},
    [F_ORG] = {R(KICKER) = 2.5f, R(SUBHEAD) = -0.5f},
    [F_EVENT] = {R(TITLE) = 1, R(COLUMN) = -4},
    [F_DECK_WORD] = {R(SUBTITLE) = 3, R(TITLE) = -0.5f},
    [F_PRESIDED] = {R(TITLE) = -6, R(KICKER) = -3, R(SUBTITLE) = 3},
    [F_PURPOSE] = {R(SUBTITLE) = 0.5f, R(SUBHEAD) = 0.3f},
    [F_TURN] = {R(CONT) = 1, R(ORPHAN) = 3},

    [F_FIRST] = {R(TITLE) = 1, R(SUBHEAD) = -6, R(ORPHAN) = 7, R(CONT) = IMPOSSIBLE},
    [F_LAST] = {HEAD(-2), R(SIGN) = 5},
    [F_GAP] = {R(COLUMN) = 1, R(KICKER) = 1.5f, R(TITLE) = 1.5f, R(PTITLE) = 1.5f, R(SUBHEAD) = -1.5f, R(ORPHAN) = 2,
               R(BRIEF) = 2, R(PORPHAN) = 3, R(CONT) = -1},
    [F_GAP_AFTER] = {R(BYLINE) = 0.5f},
    [F_PREV_OPEN] = {R(CONT) = 9.2f, R(BODY) = -2, R(ORPHAN) = -1, R(PORPHAN) = -1, R(TABLE) = -1},
    [F_SEAM_WORD] = {R(CONT) = 3},
    [F_SEAM_KNOWN] = {R(CONT) = 1.5f},
    [F_BEFORE_PICTURE] = {R(PTEXT) = 1, R(PORPHAN) = 1},
    [F_PHOTO_ALONE] = {R(PORPHAN) = 5},
    [F_STACK_ONE] = {R(TITLE) = 1, R(KICKER) = -7, R(SUBTITLE) = -6, R(COLUMN) = -3, R(SUBHEAD) = 1, R(PTITLE) = 0.5f},
    [F_STACK_FIRST] = {R(KICKER) = 1.5f, R(SUBTITLE) = -7, R(COLUMN) = 0.5f, R(SUBHEAD) = -2, R(PTITLE) = -1},
    [F_STACK_MIDDLE] = {R(SUBHEAD) = -2, R(TITLE) = 1.5f},
    [F_SHORT_FIRST] = {R(COLUMN) = 6.5f},
    [F_AFTER_TEXT] = {R(SIGN) = 8, R(TITLE) = -2},
    [F_NOTICE_LEAD] = {R(ORPHAN) = 9},
    [F_LIST] = {R(BODY) = 10, HEAD(-6), R(CONT) = -3},
    [F_ITEM] = {R(BRIEF) = 18, TEXT(-3)},
    [F_STACK_THIRD] = {R(SUBTITLE) = 1.5f},
    [F_STACK_LAST] = {R(TITLE) = 1, R(KICKER) = -7, R(COLUMN) = -6, R(PTITLE) = 0.5f},
    [F_TO_DATELINE] = {R(TITLE) = 4, R(KICKER) = 2, R(SUBTITLE) = 2, R(SUBHEAD) = -6, R(PTITLE) = -6, R(COLUMN) = 1},
    [F_TO_BYLINE] = {R(TITLE) = 4, R(KICKER) = 2, R(SUBTITLE) = 2, R(SUBHEAD) = -5, R(PTITLE) = -5},
    [F_TO_SECTION] = {R(TITLE) = 4, R(KICKER) = 2, R(SUBHEAD) = -3, R(PTITLE) = -4},
    [F_TO_TEXT] = {R(SUBHEAD) = 2, R(PTITLE) = -5},
    [F_TO_PICTURE] = {R(PTITLE) = 4, R(KICKER) = 1.5f, R(TITLE) = -1},
    [F_PREV_SIGNED] = {R(TITLE) = 3, R(KICKER) = 2, R(COLUMN) = 1, R(PTITLE) = 2, R(SUBHEAD) = -4, R(CONT) = -4,
                       R(PORPHAN) = 3, R(PTEXT) = -3},
    [F_AFTER_SHORT] = {R(SUBHEAD) = -1.5f},
    [F_TO_ITEM] = {R(COLUMN) = 4, R(SUBHEAD) = -2, R(PTITLE) = -5},
    [F_TO_TABLE] = {R(SUBHEAD) = 4, R(TITLE) = -2, R(PTITLE) = -5},
    [F_AFTER_NEWS] = {R(SUBHEAD) = -1.5f},
    [F_SERIES] = {R(SUBHEAD) = 2.5f},
    [F_LEDE] = {R(TITLE) = 1.5f},
    [F_SAID_AGAIN] = {R(TITLE) = 4},
    [F_TO_LETTER] = {R(TITLE) = 4, R(SUBHEAD) = -5, R(PTITLE) = -4},
    [F_TO_SUBHEAD] = {R(TITLE) = 3, R(KICKER) = 1, R(SUBHEAD) = -1, R(PTITLE) = -5},
    [F_TO_END] = {R(COLUMN) = -3, R(SUBHEAD) = -3, R(PTITLE) = -4, R(KICKER) = -2, R(TITLE) = -2, R(SIGN) = 2},
    [F_UNDER_MARK] = {R(SUBTITLE) = 3, R(TITLE) = -2, R(SUBHEAD) = 1},
    [F_NEXT_DASH] = {R(TITLE) = 3, R(KICKER) = -3},
    [F_DECK_BELOW] = {R(TITLE) = 3, R(KICKER) = -2},
    [F_DECK] = {R(SUBTITLE) = 3},
    [F_TURN_FROM] = {R(ORPHAN) = 9, R(BODY) = -4, R(CONT) = -3},
    [F_RESUMES] = {R(ORPHAN) = 8, R(PTEXT) = -5, R(PORPHAN) = -5},
    [F_BOX] = {R(SUBHEAD) = 9, R(COLUMN) = -5, R(TITLE) = -2, R(KICKER) = -3},
    [F_TABLE_NAME] = {R(SUBHEAD) = 6, R(TITLE) = -3, R(KICKER) = -4},
    [F_TO_OFFICERS] = {R(SUBHEAD) = 7, R(TITLE) = -2},
    [F_YEARBOOK_PHOTO] = {R(PORPHAN) = 9, R(BODY) = -3, R(CONT) = -4},
    [F_OFFICER] = {R(BODY) = 6, R(TABLE) = 4, R(CONT) = -6, HEAD(-4)},
    [F_CREDITED] = {R(PORPHAN) = 2},
    [F_PARTS] = {R(PORPHAN) = 9, R(PCAPTION) = 6, R(CONT) = -8},
    [F_COLUMN_ITEM] = {R(TITLE) = 4, R(SUBHEAD) = -4, R(PTITLE) = 2},
    [F_LATIN] = {R(SUBTITLE) = 9, R(TITLE) = -8, R(KICKER) = -6, R(COLUMN) = -6},
    [F_ROUND] = {R(SUBTITLE) = 8, R(TITLE) = -7, R(KICKER) = -4, R(COLUMN) = -6, R(BODY) = -2},
    [F_BREAKS] = {R(SUBHEAD) = -5, R(TITLE) = 1.5f, R(KICKER) = 1},
    [F_OFFICE] = {R(BODY) = 12, R(TITLE) = -8, R(KICKER) = -4},
    [F_PICTURE_NEWS] = {R(PORPHAN) = 3, R(PTEXT) = 1, R(CAPTION) = -2, R(BODY) = -1},
    [F_OWN_CREDIT] = {R(PTEXT) = -4, R(PORPHAN) = 1},
    [F_UNDER_CHAPTER] = {R(SUBHEAD) = 4, R(TITLE) = -3},
    [F_LISTED] = {R(TITLE) = 5, R(KICKER) = 4, R(COLUMN) = 3, R(SUBTITLE) = 3, R(SUBHEAD) = 3, R(PTITLE) = 3, TEXT(-3),
                  R(CAPTION) = -3},
    [F_IN_FEATURE] = {R(SUBHEAD) = 2.5f},
    [F_DEPARTMENT] = {R(COLUMN) = 5},
    [F_LIFE] = {R(TITLE) = 6, R(KICKER) = -6, R(SUBTITLE) = -6, R(SUBHEAD) = -4, TEXT(-3)},
    [F_GOES_ON] = {R(CONT) = 2.5f},
    [F_ISSUER] = {R(KICKER) = 7, R(TITLE) = -4, R(SUBTITLE) = -4, R(SUBHEAD) = -4, TEXT(-4)},
    [F_CAPTION_RUN] = {PICTURE(14, 4), TEXT(-6), R(TABLE) = -6},
    [F_OVER_LAST] = {R(KICKER) = 4, R(TITLE) = -4},
    [F_NEXT_TABLE] = {R(TITLE) = 6, R(SUBHEAD) = -2},
    [F_ENTRY] = {R(SUBHEAD) = 8, R(TITLE) = -5, R(KICKER) = -4, R(BYLINE) = -4},
    [F_PLATE_NUMBER] = {R(CAPTION) = 2, R(PCAPTION) = -1},
    [F_DECK_BESIDE] = {R(SUBTITLE) = 8, R(SUBHEAD) = -6},
    [F_FOOT] = {R(TITLE) = 9, R(KICKER) = 6, R(SIGN) = -4, R(SUBHEAD) = -4},
    [F_BESIDE] = {R(TITLE) = 3, R(SUBHEAD) = -6},
    [F_NEW_MATTER] = {R(TITLE) = 3, R(KICKER) = 2, R(SUBHEAD) = -2},
    [F_ALIKE] = {R(TITLE) = -1, R(KICKER) = -1, R(SUBHEAD) = 1},
    [F_SAME_MATTER] = {R(TITLE) = -2, R(KICKER) = -2, R(SUBHEAD) = 1},
    [F_PART] = {R(SUBHEAD) = 9, R(TITLE) = -4, R(KICKER) = -4, R(SUBTITLE) = -4, R(COLUMN) = -8, R(PTITLE) = -6},
    [F_BELOW_DECK] = {R(LEAD) = 12},
    [F_OVER_TAGGED] = {R(KICKER) = 4, R(SUBHEAD) = -5, TEXT(-3)},
    [F_TORN] = {R(ORPHAN) = 5},
    [F_TAGGED] = {R(TITLE) = 4, R(KICKER) = -5, R(COLUMN) = -8, R(SUBHEAD) = -7, TEXT(-3)},
    [F_YEARBOOK] = {R(TITLE) = 4, R(KICKER) = 3, R(COLUMN) = -3, R(SUBTITLE) = -3, R(PTITLE) = -3, R(BODY) = 1,
                    R(CONT) = 1, R(ORPHAN) = 5, R(PTEXT) = 1, R(PORPHAN) = 1},
};

/* What fitting adds (tests/import/fit.c). */
static const float fitted[FEATURE_COUNT][ROLE_COUNT] = {
#define ROW(feature, ...) [F_##feature] = {__VA_ARGS__},
#include "import/fitted.def"
#undef ROW
};

float model_weight(Feature f, Role r) { return model_hand[f][r] + fitted[f][r]; }

const float model_start[ROLE_COUNT] = {
    R(COLUMN) = 0, R(KICKER) = 0, R(TITLE) = 0, R(ORPHAN) = 0, R(BRIEF) = -1, R(PTITLE) = 0, R(PORPHAN) = -1,
    R(SUBTITLE) = NEVER, R(BYLINE) = -6, R(LEAD) = NEVER, R(BODY) = NEVER, R(CONT) = NEVER, R(SUBHEAD) = -5,
    R(SECTION) = -2, R(CAPTION) = NEVER, R(CREDIT) = NEVER, R(TABLE) = -4, R(SIGN) = -6, R(PTEXT) = NEVER,
    R(PCAPTION) = -2, R(PCREDIT) = -4, R(FURNITURE) = NEVER, R(NOTE) = NEVER,
};

/* Roles in groups, for the rows of transitions. */
#define A_HEAD (1u << ROLE_KICKER | 1u << ROLE_TITLE | 1u << ROLE_SUBTITLE)
#define A_TEXT (1u << ROLE_LEAD | 1u << ROLE_BODY | 1u << ROLE_CONT | 1u << ROLE_SECTION | 1u << ROLE_ORPHAN | \
                1u << ROLE_BRIEF)
#define A_PICTURE (1u << ROLE_CAPTION | 1u << ROLE_CREDIT)
#define A_PHOTO (1u << ROLE_PTEXT | 1u << ROLE_PORPHAN | 1u << ROLE_PCAPTION | 1u << ROLE_PCREDIT)
#define A_END (A_TEXT | A_PICTURE | A_PHOTO | 1u << ROLE_TABLE | 1u << ROLE_SIGN)
#define ONE(role) (1u << ROLE_##role)

typedef struct Step {
    uint32_t from, to;
    float score;
} Step;

/* After which role which may come, and at what cost; the first row that
 * fits counts, what no row names is impossible. */
static const Step steps[] = {
    /* the headline */
    {ONE(COLUMN), ONE(KICKER) | ONE(TITLE) | ONE(PTITLE), 0},
    {ONE(COLUMN), ONE(BRIEF), -1},
    {ONE(COLUMN), ONE(PORPHAN) | ONE(PCAPTION), -6},
    {ONE(COLUMN), ONE(ORPHAN), -4},
    {ONE(COLUMN), ONE(COLUMN), -6},
    {ONE(KICKER), ONE(TITLE), 1},
    {ONE(KICKER), ONE(PTITLE), 0.5f},
    {ONE(KICKER), ONE(KICKER), -3},
    {ONE(TITLE), ONE(SUBTITLE), 0},
    {ONE(SUBTITLE), ONE(SUBTITLE), -2},
    {ONE(TITLE) | ONE(SUBTITLE), ONE(BYLINE) | ONE(LEAD) | ONE(SECTION), 0},
    {ONE(TITLE) | ONE(SUBTITLE), ONE(BODY), 0},
    {ONE(TITLE) | ONE(SUBTITLE), ONE(SUBHEAD), -2},
    {ONE(TITLE) | ONE(SUBTITLE), ONE(TABLE) | A_PICTURE, -1.5f},
    {ONE(TITLE) | ONE(SUBTITLE), ONE(SIGN), -3},
    {ONE(BYLINE), ONE(BODY) | ONE(LEAD), 0},
    {ONE(BYLINE), ONE(BYLINE) | ONE(SECTION) | A_PICTURE, -1},
    {ONE(BYLINE), ONE(SUBHEAD), -1},
    {ONE(BYLINE), ONE(SUBTITLE), -4},
    /* a headline without a body, before the next one */
    {ONE(TITLE) | ONE(SUBTITLE) | ONE(BYLINE), ONE(KICKER) | ONE(TITLE) | ONE(COLUMN) | ONE(PTITLE), -5},
    {ONE(TITLE) | ONE(SUBTITLE), ONE(PORPHAN) | ONE(ORPHAN), -9},
    /* running text */
    {A_TEXT | ONE(SUBHEAD) | ONE(TABLE), ONE(BODY) | ONE(SECTION), 0},
    {A_TEXT, ONE(CONT), 0},
    {A_TEXT, ONE(LEAD), -12}, /* below a summary */
    {A_PICTURE, ONE(CONT), -0.5f},
    {A_TEXT, ONE(SUBHEAD), 0},
    {ONE(SUBHEAD), ONE(SUBHEAD), -2},
    {ONE(SUBHEAD), ONE(TABLE) | A_PICTURE, -1},
    {A_TEXT | ONE(TABLE), A_PICTURE, -0.5f},
    {A_TEXT, ONE(TABLE), -0.5f},
    {ONE(TABLE), ONE(TABLE), 1},
    {ONE(TABLE), ONE(SUBHEAD) | ONE(CONT), -1},
    {A_TEXT | ONE(TABLE) | A_PICTURE | ONE(SIGN), ONE(SIGN), 0},
    {A_PICTURE, A_PICTURE, 0},
    {A_PICTURE, ONE(BODY) | ONE(SUBHEAD) | ONE(SECTION) | ONE(TABLE), -0.5f},
    {A_PICTURE, ONE(LEAD), -1},
    {A_TEXT, ONE(BYLINE), -3},
    {A_PICTURE, ONE(BYLINE), -3},
    {ONE(SIGN), ONE(BODY), -4},
    /* a photo piece */
    {ONE(PTITLE), A_PHOTO & ~ONE(PORPHAN), 0},
    {ONE(PTEXT) | ONE(PORPHAN), ONE(PCAPTION) | ONE(PCREDIT), 0},
    {ONE(PTEXT) | ONE(PORPHAN), ONE(PTEXT), -2},
    {ONE(PCAPTION) | ONE(PCREDIT), ONE(PCAPTION) | ONE(PCREDIT), 0},
    {ONE(PCREDIT), ONE(PTEXT), -1.5f},
    {ONE(PCAPTION), ONE(PTEXT), -2.5f},
    /* the next article */
    {ONE(PCAPTION) | ONE(PCREDIT) | ONE(SIGN), ONE(COLUMN) | ONE(KICKER) | ONE(TITLE) | ONE(PTITLE), 0},
    {A_END, ONE(KICKER) | ONE(TITLE), -1},
    {A_END, ONE(COLUMN) | ONE(PTITLE), -1.5f},
    {ONE(BRIEF), ONE(BRIEF), -1},
    {A_END, ONE(BRIEF), -4},
    {A_END & ~A_PHOTO, ONE(ORPHAN), -6},
    {A_PHOTO, ONE(ORPHAN), -4},
    {A_END, ONE(PORPHAN), -6},
    {A_END & ~A_PHOTO & ~A_PICTURE, ONE(PCAPTION), -6},
};

float model_transition(Role a, Role b) {
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].from >> a & 1 && steps[i].to >> b & 1) return steps[i].score;
    return NEVER;
}

bool model_begins(Role a, Role b) {
    switch (b) {
    case ROLE_COLUMN: return true;
    case ROLE_KICKER: case ROLE_TITLE: case ROLE_PTITLE: return a != ROLE_COLUMN && a != ROLE_KICKER;
    case ROLE_BRIEF: case ROLE_PORPHAN: case ROLE_ORPHAN: return a != ROLE_COLUMN;
    case ROLE_PCAPTION: return a != ROLE_COLUMN && !(A_PHOTO >> a & 1) && a != ROLE_PTITLE;
    default: return false;
    }
}
