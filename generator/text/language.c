#include "text/text.h"

#include "text/orthography.h"

static bool has(const uint64_t *set, uint32_t cp) {
    if (cp < ORTHOGRAPHY_FIRST || cp >= ORTHOGRAPHY_END) return false;
    return set[(cp - ORTHOGRAPHY_FIRST) / 64] >> ((cp - ORTHOGRAPHY_FIRST) % 64) & 1;
}

const char *text_language(View v) {
    size_t han = 0, tibetan = 0, simplified = 0, traditional = 0;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (cp_is_han(cp)) {
            han++;
            simplified += has(simplified_only, cp);
            traditional += has(traditional_only, cp);
        } else if (cp_is_tibetan(cp)) {
            tibetan++;
        }
    }
    if (han + tibetan == 0) return "";
    if (tibetan > han) return "bo";
    return simplified == traditional ? "zh" : simplified > traditional ? "zh-Hans" : "zh-Hant";
}
