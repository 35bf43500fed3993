/* Cutting text for the index: fold it, and say of each folded code point what
 * it is. Queries are cut by the same code, and static/search.js follows it
 * step by step; both get their tables from here (cut_table).
 *
 * A text becomes units, one a folded code point; a unit's index is its
 * position. Words of the index are made of neighbouring units:
 *   - Han and Tibetan (CLASS_WORD): single ones and pairs;
 *   - letters and digits: whole runs, and the pairs that they form with a Han
 *     or Tibetan neighbour, so that 2020年12月 is one substring.
 * Everything else only takes its place. Two things are left out: combining
 * marks after a letter, and the comma in 12,345. */
#ifndef FANGZHI_SEARCH_CUT_H
#define FANGZHI_SEARCH_CUT_H

#include "base/base.h"

typedef enum CharClass { CLASS_OTHER, CLASS_WORD, CLASS_LETTER, CLASS_DIGIT, CLASS_MARK } CharClass;

/* A folded code point below CODE_POINTS and its class. */
typedef uint32_t Unit;
enum {
    UNIT_CLASS = 21,
    CODE_POINTS = 0x40000 /* above, nothing is of a class: all is U+FFFD here */
};
static inline CharClass unit_class(Unit u) { return (CharClass)(u >> UNIT_CLASS); }
static inline uint32_t unit_cp(Unit u) { return u & ((1U << UNIT_CLASS) - 1); }

typedef VEC(Unit) Units;

/* The tables for one thread, filled as text needs them. */
typedef struct Cutter Cutter;
Cutter *cutter_new(void); /* owned */
void cutter_free(Cutter *c);

/* Appends the units of UTF-8. */
void cut_text(Cutter *c, View v, Units *out);
/* The same of a text as script_text writes it. */
void cut_script(Cutter *c, View data, Units *out);
/* A place between fields: nothing runs across it. */
void cut_break(Units *out);

/* Whether two neighbouring units are a pair of the index. */
static inline bool unit_pair(Unit a, Unit b) {
    return unit_class(a) != CLASS_OTHER && unit_class(b) != CLASS_OTHER &&
           (unit_class(a) == CLASS_WORD || unit_class(b) == CLASS_WORD);
}

/* Takes the letters or digits that begin at `at` as UTF-8, at most
 * WORD_MAX of them; returns the index behind the whole run. */
enum { WORD_MAX = 48 };
size_t cut_word(const Unit *units, size_t n, size_t at, Str *word);

/* Of a folded code point. */
CharClass cut_class(uint32_t cp);

/* The tables as data for the page: all that folds, and the classes. */
View cut_table(void);

#endif
