#include "text/text.h"

#include <unicode/uchar.h>

typedef struct Range {
    uint32_t first, last;
} Range;

static bool in_ranges(uint32_t cp, const Range *ranges, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (cp < ranges[i].first) return false;
        if (cp <= ranges[i].last) return true;
    }
    return false;
}
#define IN_RANGES(cp, ranges) in_ranges((cp), (ranges), sizeof(ranges) / sizeof *(ranges))

bool cp_is_han_any(uint32_t cp) {
    static const Range rest[] = {
        {0x2e80, 0x2fd5},   /* radicals */
        {0x3005, 0x3007},   /* 々 〆 〇 */
        {0x3021, 0x3029},   /* Suzhou numerals */
        {0x3038, 0x303b},   /* their tens, 〻 */
        {0x3400, 0x4dbf},   /* extension A */
        {0xf900, 0xfaff},   /* compatibility */
        {0x20000, 0x3fffd}, /* planes 2 and 3: nothing else may stand there */
    };
    return IN_RANGES(cp, rest);
}

bool cp_is_tibetan(uint32_t cp) {
    static const Range word[] = {
        {0x0f00, 0x0f00}, {0x0f0b, 0x0f0c}, {0x0f18, 0x0f19}, {0x0f20, 0x0f33}, {0x0f35, 0x0f35}, {0x0f37, 0x0f37},
        {0x0f39, 0x0f39}, {0x0f3e, 0x0f6c}, {0x0f71, 0x0f84}, {0x0f86, 0x0f97}, {0x0f99, 0x0fbc}, {0x0fc6, 0x0fc6},
    };
    return cp >= 0x0f00 && cp <= 0x0fff && IN_RANGES(cp, word);
}

bool cp_is_space_any(uint32_t cp) {
    static const Range spaces[] = {
        {0x85, 0x85},     {0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200b}, {0x2028, 0x2029},
        {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff},
    };
    return IN_RANGES(cp, spaces);
}

bool cp_is_digit(uint32_t cp) { return (cp >= '0' && cp <= '9') || (cp >= 0xff10 && cp <= 0xff19); }

bool cp_is_letter(uint32_t cp) {
    if (cp < 0x80) return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
    return !cp_is_han(cp) && !cp_is_tibetan(cp) && u_isalpha((UChar32)cp);
}
