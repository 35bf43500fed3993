/* Lists of words: which of one a text begins or ends with. */
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

#endif
