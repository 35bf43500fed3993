#include "text/text.h"

#include "text/orthography.h"

const char *text_language(View v) {
    size_t han = 0, simplified = 0, traditional = 0, tibetan = 0;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (!cp_is_han(cp)) {
            tibetan += cp_is_tibetan(cp);
            continue;
        }
        han++;
        if (cp < ORTHOGRAPHY_FIRST || cp >= ORTHOGRAPHY_END) continue;
        const uint64_t *row = orthography[(cp - ORTHOGRAPHY_FIRST) / 64];
        simplified += row[0] >> (cp % 64) & 1;
        traditional += row[1] >> (cp % 64) & 1;
    }
    if (han + tibetan == 0) return "";
    if (tibetan > han) return "bo";
    return simplified == traditional ? "zh" : simplified > traditional ? "zh-Hans" : "zh-Hant";
}
