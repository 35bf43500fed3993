/* import, inside: going through a folded text from its head. */
#ifndef FANGZHI_IMPORT_SCAN_H
#define FANGZHI_IMPORT_SCAN_H

#include "text/text.h"

static inline void skip_spaces(View *v) {
    while (v->n) {
        View rest = *v;
        if (!cp_is_space(utf8_next(&rest))) return;
        *v = rest;
    }
}

/* A letter of three bytes, whose first is E4 to EE, as nearly all of a text are: Han and Hangul, no mark and
 * no blank. */
static inline bool is_letter_at(const char *p) { return (unsigned char)*p >= 0xE4 && (unsigned char)*p <= 0xEE; }
/* (Asked before words that are marks: most text begins with none.) */
static inline bool begins_letter(View v) { return v.n && is_letter_at(v.p); }

/* Passed over from the head, or from the end: how many, at most `most`. */
static inline size_t pass_letters(View *v, size_t most) {
    size_t n = 0;
    for (; n < most && v->n >= 3 && is_letter_at(v->p); n++) *v = (View){v->p + 3, v->n - 3};
    return n;
}

static inline size_t pass_letters_back(View *v, size_t most) {
    size_t n = 0;
    for (; n < most && v->n >= 3 && is_letter_at(v->p + v->n - 3); n++) v->n -= 3;
    return n;
}

static inline bool take(View *v, const char *word) {
    if (!view_starts(*v, view_of(word))) return false;
    *v = view_from(*v, strlen(word));
    return true;
}

#endif
