#include "text/text.h"

#include "text/orthography.h"

static unsigned writing_of(uint32_t cp) {
    if (cp < ORTHOGRAPHY_FIRST || cp >= ORTHOGRAPHY_END) return 0;
    uint32_t at = cp - ORTHOGRAPHY_FIRST;
    return orthography[at / 32] >> (at % 32 * 2) & 3;
}

const char *text_language(View v) {
    size_t han = 0, simplified = 0, traditional = 0, tibetan = 0;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (!cp_is_han(cp)) {
            tibetan += cp_is_tibetan(cp);
            continue;
        }
        unsigned writing = writing_of(cp);
        han++;
        simplified += writing & 1;
        traditional += writing >> 1;
    }
    if (han + tibetan == 0) return "";
    if (tibetan > han) return "bo";
    return simplified == traditional ? "zh" : simplified > traditional ? "zh-Hans" : "zh-Hant";
}
