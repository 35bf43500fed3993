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

/* By the last byte of a character of three: may a suffix begin with it? */
static inline bool suffix_may_begin(char last) {
    static const bool begins[64] = {[0x11] = 1, [0x3e] = 1, [0x05] = 1, [0x0e] = 1, [0x21] = 1,
                                    [0x07] = 1, [0x17] = 1, [0x0f] = 1, [0x1e] = 1};
    return begins[last & 63];
}

/* The suffix at the beginning of v and its length in bytes, also in the
 * longer forms of texts (居委会, 街道办事处). SUFFIX_NONE: none. */
Suffix suffix_at(View v, size_t *n);

/* Splits a township's or village's official name. SUFFIX_NONE, and the whole
 * name as stem, where it has no known suffix or nothing would be left. */
Suffix name_split(View name, RegionLevel level, View *stem);

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
