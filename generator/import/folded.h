/* import, inside: a short text in folded form (simplified, half-width, lower
 * case), so that a cue is written once: 本报, 本報; (, （. */
#ifndef FANGZHI_IMPORT_FOLDED_H
#define FANGZHI_IMPORT_FOLDED_H

#include <stdatomic.h>

#include "text/text.h"

enum { FOLDED_CHARS = 96, FOLDED_BYTES = FOLDED_CHARS * 4 };

/* What punctuation and blanks there are in a folded text, and characters
 * without which most questions about it need not be asked. */
typedef enum Mark {
    MARK_STOP = 1, /* 。 */
    MARK_COMMA = 2,
    MARK_SEMICOLON = 4,
    MARK_CALL = 8, /* ! ? */
    MARK_DASH = 16, /* — ― ─ - */
    MARK_SPACE = 32,
    MARK_WIRE = 64, /* 讯 电 消(息): a dateline has one */
    MARK_DAY = 128, /* 日 号 */
    MARK_TURN = 256 /* 接 转: 下转第三版 */
} Mark;

typedef struct Folded {
    View raw;   /* what was folded */
    unsigned marks;
    size_t n;   /* bytes of text */
    size_t behind_stop; /* of them up to its first 。 or ; and with it; 0 without */
    bool whole; /* all of what was given */
    char text[FOLDED_BYTES + 4];
} Folded;

/* A character of three bytes that folds to itself and is none of the marks
 * above; false as well before anything was folded. */
extern _Atomic uint64_t fold_plain_bits[0x10000 / 64];
static inline bool fold_plain(uint32_t cp) {
    return cp < 0x10000 && atomic_load_explicit(&fold_plain_bits[cp / 64], memory_order_relaxed) >> (cp % 64) & 1;
}
/* The same of the character whose bytes begin these four, little end first; its first byte says that it has three. */
static inline bool fold_plain_bytes(uint32_t four) {
    uint64_t row = atomic_load_explicit(&fold_plain_bits[(four & 15) << 6 | (four >> 8 & 63)], memory_order_relaxed);
    return row >> (four >> 16 & 63) & 1;
}
/* One code point to one: what text_fold_cp gives where that is one. */
uint32_t fold_odd(uint32_t cp);
static inline uint32_t fold_one(uint32_t cp) { return fold_plain(cp) ? cp : fold_odd(cp); }
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

/* Several lists whose words are counted in one walk over a text. */
enum { JOINED = 8, SIEVE = 2048 };
typedef struct JoinedLists {
    const char *list[JOINED];
    uint8_t begin[SIEVE]; /* a bit a list: has it a word that begins with such a character? */
} JoinedLists;
void words_join(JoinedLists *out, const char *const *list, size_t n);
/* Adds to each list's count how many of its words stand in v, one behind the
 * other. */
void words_count(View v, const JoinedLists *l, size_t *counts);

#endif
