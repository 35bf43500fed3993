/* import, inside: a short text in folded form (simplified, half-width, lower
 * case), so that a cue is written once: 本报, 本報; (, （. */
#ifndef FANGZHI_IMPORT_FOLDED_H
#define FANGZHI_IMPORT_FOLDED_H

#include "text/text.h"

enum { FOLDED_CHARS = 96, FOLDED_BYTES = FOLDED_CHARS * 4 };

/* What punctuation there is in a folded text. */
typedef enum Mark {
    MARK_STOP = 1, /* 。 */
    MARK_COMMA = 2,
    MARK_SEMICOLON = 4,
    MARK_CALL = 8, /* ! ? */
    MARK_DASH = 16 /* — ― ─ - */
} Mark;

typedef struct Folded {
    View raw;   /* what was folded */
    unsigned marks;
    size_t n;   /* bytes of text */
    bool whole; /* all of what was given */
    char text[FOLDED_BYTES + 4];
} Folded;

/* One code point to one: what text_fold_cp gives where that is one. */
uint32_t fold_one(uint32_t cp);
/* The first, or the last, FOLDED_CHARS code points of v. */
void fold_head(Folded *out, View v);
void fold_tail(Folded *out, View v);
/* The last few: enough to tell what a text ends with. */
enum { FOLDED_END = 12 };
void fold_end(Folded *out, View v);

static inline View folded(const Folded *f) { return (View){f->text, f->n}; }
/* The offset in `raw` of a folded byte, and the raw text of [from, to). */
size_t folded_back(const Folded *f, size_t at);
View folded_raw(const Folded *f, size_t from, size_t to);

/* A list of words as one literal, "甲 乙 丙", which must last for ever: it is
 * compiled once and known again by its address. */
/* The longest word of the list that v begins (ends) with: its bytes, or 0. */
size_t words_start(View v, const char *list);
size_t words_end(View v, const char *list);
/* Offset of the first word of the list in v, SIZE_MAX if none; *n its bytes. */
size_t words_find(View v, const char *list, size_t from, size_t *n);

#endif
