/* Lists of words: which of one a text begins or ends with; and of characters. */
#ifndef FANGZHI_REGIONS_WORDS_H
#define FANGZHI_REGIONS_WORDS_H

#include "base/base.h"

/* Of a table: its rows and their number. */
#define WORDS(words) (words), sizeof(words) / sizeof *(words)

/* The length of the first one that v begins with; 0: none. Characters mostly
 * differ in their last byte, so that one is asked first. */
static inline size_t width_at(View v, const View *words, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const View word = words[i];
        if (word.n <= v.n && v.p[word.n - 1] == word.p[word.n - 1] && view_starts(v, word)) return word.n;
    }
    return 0;
}

/* As width_at, of what v ends with. */
static inline size_t width_before(View v, const View *words, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const View word = words[i];
        if (word.n <= v.n && v.p[v.n - 1] == word.p[word.n - 1] && view_ends(v, word)) return word.n;
    }
    return 0;
}

#define STARTS(v, words) (width_at((v), WORDS(words)) > 0)
#define ENDS(v, words) (width_before((v), WORDS(words)) > 0)

/* Is the character of three bytes at p one of a list, u"东西南北"? Without a
 * branch, so that the processor compares eight at once. */
static inline bool character_among(const uint_least16_t *list, size_t n, const char *p) {
    const unsigned char *c = (const unsigned char *)p;
    if (c[0] >> 4 != 0xe || c[1] >> 6 != 2 || c[2] >> 6 != 2) return false;
    uint_least16_t cp = (uint_least16_t)((c[0] & 15) << 12 | (c[1] & 63) << 6 | (c[2] & 63)), any = 0;
    for (size_t i = 0; i < n; i++) any = (uint_least16_t)(any | (list[i] == cp));
    return any;
}

#define AMONG(list, p) character_among((list), sizeof(list) / sizeof *(list) - 1, (p))

#endif
