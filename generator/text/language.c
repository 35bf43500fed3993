#include "text/text.h"

#include "text/orthography.h"

/* How many more characters are of the one orthography alone than of the other: above 0, simplified. `row` is the
 * number of its 64 characters, which are the bits. */
static inline int leaning(uint32_t row, uint32_t bit) {
    row -= ORTHOGRAPHY_FIRST / 64;
    if (row >= (ORTHOGRAPHY_END - ORTHOGRAPHY_FIRST) / 64) return 0;
    const uint64_t *both = orthography[row];
    return (int)(both[0] >> (bit & 63) & 1) - (int)(both[1] >> (bit & 63) & 1);
}

/* Of all characters of three bytes, whatever they are. */
static ptrdiff_t leaning_of(View v) {
    ptrdiff_t more = 0;
    size_t at = 0;
    for (uint32_t four; at + sizeof four <= v.n;) {
        memcpy(&four, v.p + at, sizeof four);
        four = le32toh(four);
        const bool wide = (four & 0xf0) == 0xe0;
        if (wide) more += leaning((four & 15) << 6 | (four >> 8 & 63), four >> 16);
        at += wide ? 3 : 1;
    }
    for (View rest = view_from(v, at); rest.n;) {
        uint32_t cp = utf8_next(&rest);
        more += leaning(cp / 64, cp);
    }
    return more;
}

const char *text_language(View v) {
    enum { LEAD_OF_TIBETAN = 0xe0 };
    if (!v.n) return "";
    ptrdiff_t more = leaning_of(v);
    size_t han = 0, tibetan = 0;
    /* Nearly always that tells: there is Han, and nothing else. */
    if (more == 0 || memchr(v.p, LEAD_OF_TIBETAN, v.n))
        while (v.n) {
            uint32_t cp = utf8_next(&v);
            han += cp_is_han(cp);
            tibetan += cp_is_tibetan(cp);
        }
    if (more == 0 && han + tibetan == 0) return "";
    if (tibetan > han) return "bo";
    return more == 0 ? "zh" : more > 0 ? "zh-Hans" : "zh-Hant";
}
