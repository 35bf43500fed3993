/* Writes the tables by which the page folds and cuts, as the initialiser of an
 * array of bytes: a build of the program makes them once, since going through
 * all code points takes longer than all else that an edited article asks of
 * the index's start. */
#include <stdio.h>

#include "search/bits.h"
#include "search/cut.h"
#include "text/text.h"

enum { TARGET_HAN = 0x4e00 };

/* Whether cp folds to one code point, and which; quick where it is itself. */
static bool folds_to_one(uint32_t cp, uint32_t *to) {
    char buf[8];
    View folded = text_fold_cp(cp, buf);
    if (folded.p == buf) {
        *to = cp;
        return true;
    }
    if (folded.n == 0) return false;
    *to = utf8_next(&folded);
    return folded.n == 0;
}

/* A code point that something folds to: most are Han, then Latin. */
static void put_target(BitWriter *w, uint32_t cp) {
    if (cp >= TARGET_HAN && cp < TARGET_HAN + 0x8000) {
        bits_put(w, cp - TARGET_HAN, 16);
    } else if (cp < 0x200) {
        bits_put(w, 2, 2);
        bits_put(w, cp, 9);
    } else {
        bits_put(w, 3, 2);
        bits_put(w, cp, 18);
    }
}

/* A fold: its distance from the one before, how many code points in a row
 * move alike, and where to. */
static uint32_t put_fold(BitWriter *w, uint32_t cp, uint32_t behind) {
    char buf[8];
    View folded = text_fold_cp(cp, buf);
    uint32_t run = 1, to, next;
    bool one = folds_to_one(cp, &to);
    while (one && folds_to_one(cp + run, &next) && next == to + run && next != cp + run) run++;
    bool plain = one && run == 1;
    bits_gamma(w, cp - behind + 2);
    bits_put(w, !plain, 1);
    if (!plain) {
        bits_gamma(w, run);
        bits_gamma(w, (uint32_t)utf8_count(folded) + 1);
    }
    while (folded.n) put_target(w, utf8_next(&folded));
    return cp + run;
}

static void put_folds(BitWriter *w) {
    uint32_t behind = 0;
    for (uint32_t cp = 0; cp < CODE_POINTS;) {
        uint32_t to;
        if (folds_to_one(cp, &to) && to == cp)
            cp++;
        else
            cp = behind = put_fold(w, cp, behind);
    }
    bits_gamma(w, 1);
}

static void put_classes(BitWriter *w) {
    uint32_t behind = 0;
    for (uint32_t cp = 0; cp < CODE_POINTS;) {
        CharClass kind = cut_class(cp);
        uint32_t end = cp + 1;
        while (end < CODE_POINTS && cut_class(end) == kind) end++;
        if (kind != CLASS_OTHER) {
            bits_gamma(w, cp - behind + 2);
            bits_gamma(w, end - cp);
            bits_put(w, kind, 3);
            behind = end;
        }
        cp = end;
    }
    bits_gamma(w, 1);
}

int main(void) {
    Str data = STR_INIT;
    BitWriter w = bits_to(&data);
    put_folds(&w);
    put_classes(&w);
    bits_flush(&w);
    for (size_t i = 0; i < data.n; i++)
        printf("%u,%s", (unsigned)(unsigned char)data.p[i], i % 24 == 23 || i + 1 == data.n ? "\n" : "");
    str_release(&data);
    return fflush(stdout) == 0 ? 0 : EXIT_MACHINE;
}
