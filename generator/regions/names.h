/* How regions are named: level suffixes, stems and short names. */
#ifndef FANGZHI_REGIONS_NAMES_H
#define FANGZHI_REGIONS_NAMES_H

#include "regions/regions.h"

/* What ends the name of a township or village. A name is kept as its stem
 * (白林) and the class of its suffix (社区), since texts vary the suffix:
 * 白林居委会, and 蔡公堂乡 before it became 蔡公堂街道. */
typedef enum Suffix {
    SUFFIX_NONE,
    SUFFIX_CUN, SUFFIX_SHEQU, SUFFIX_GACHA,           /* village level */
    SUFFIX_XIANG, SUFFIX_ZHEN, SUFFIX_JIEDAO, SUFFIX_SUMU /* township level */
} Suffix;

static inline bool suffix_is_village(Suffix s) { return s >= SUFFIX_CUN && s <= SUFFIX_GACHA; }
static inline bool suffix_is_township(Suffix s) { return s >= SUFFIX_XIANG; }

/* May a suffix begin with this character of three bytes? */
static inline bool suffix_may_begin(const char *p) {
    /* 村 社 居 嘎 乡 镇 街 苏 办 鄉 鎮, by their last six bits, and 民 and 族. */
    static const uint32_t begins[64] = {[0x11] = 0xe69d91, [0x3e] = 0xe7a4be, [0x05] = 0xe5b185,
                                        [0x0e] = 0xe5988e, [0x21] = 0xe4b9a1, [0x07] = 0xe99587,
                                        [0x17] = 0xe8a197, [0x0f] = 0xe88b8f, [0x1e] = 0xe58a9e,
                                        [0x09] = 0xe98489, [0x2e] = 0xe98eae};
    const unsigned char *c = (const unsigned char *)p;
    uint32_t v = (uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2];
    return begins[c[2] & 63] == v || v == 0xe6b091 || v == 0xe6978f;
}

/* suffix_at, where suffix_may_begin says so. */
Suffix suffix_begun(View v, size_t *n);

/* The suffix at the beginning of v and its length in bytes, also in the
 * longer forms of texts (居委会, 街道办事处). SUFFIX_NONE: none. */
static inline Suffix suffix_at(View v, size_t *n) {
    *n = 0;
    return v.n < 3 || !suffix_may_begin(v.p) ? SUFFIX_NONE : suffix_begun(v, n);
}

/* The 东乡族乡 that stands at `end`, behind a stem, where the official name
 * leaves the people out: 梁家寺乡. SUFFIX_NONE: none. */
Suffix suffix_after_peoples(View text, size_t end, size_t *n);

/* Splits a township's or village's official name. SUFFIX_NONE, and the whole
 * name as stem, where it has no known suffix or nothing would be left. */
Suffix name_split(View name, RegionLevel level, View *stem);

/* 縣 and 區 as the names of the gazetteer write them; other words as they are. */
View division_simplified(View word);

/* A name without the peoples at its end: 镇安回族 is 镇安. Never empty. */
View name_without_peoples(View v);

enum { NAME_SHORT_MAX = 2 };
/* Short names by rule of a county or anything above: 拉萨市 gives 拉萨, 甘孜藏族
 * 自治州 甘孜州 and 甘孜. What would be a single character is left out. In
 * the arena where they are not parts of `name`. Returns their number. */
size_t name_shorts(Arena *a, View name, RegionLevel level, View out[NAME_SHORT_MAX]);

/* The level of a code by its digits; of an area without a code by its name
 * and its parent's level. */
RegionLevel region_level(View code, View name, RegionLevel parent);

#endif
