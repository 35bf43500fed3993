/* regions, inside: why a name was taken for a region, or is left open. Kept in
 * English in files; said to people in their language. */
#ifndef FANGZHI_REGIONS_WHY_H
#define FANGZHI_REGIONS_WHY_H

#include "regions/regions.h"

/* A reason may go on, with what it speaks of: "one character differs from 河口镇". */
#define REGION_WHYS(X) \
    X(AGAIN, "named elsewhere in the document", "文中他处已提及") \
    X(NEAR, "within a region named near by", "属于附近提到的地区") \
    X(NEAR_HOME, "near the home region", "邻近本地地区") \
    X(HOME_ABOVE, "the home region or above it", "本地地区或其上级") \
    X(HOME, "in the home region", "属于本地地区") \
    X(RULE, "a rule of the archive", "资料库的规则") \
    X(FULL, "named in full", "写出全称") \
    X(SHORT, "short name", "简称") \
    X(AFTER, "right after the region it lies in", "紧接其所属地区之后") \
    X(BEFORE, "right before a region within it", "紧接其下辖地区之前") \
    X(LISTED, "listed with others of the same region", "与同属一地的地名并列") \
    X(DATELINE, "the dateline's county, of which a town is named", "电头所在县，文中提及其乡镇") \
    X(DEICTIC, "the home region, as its people speak of it", "本地人所称的本地地区") \
    X(SHORT_LISTED, "short, in a list of what a named region holds", "简称，列于所提地区的下辖名单中") \
    X(SHORT_HOME, "short, for a town of the home county", "简称，指本县乡镇") \
    X(FORMER, "a commune or district of a county: a town of it today", "旧时的公社或县辖区，今为乡镇") \
    X(VARIANT, "one character differs from", "一字之差，应为") \
    X(STRANGE, "not in the gazetteer", "地名表中没有") \
    X(UNKNOWN_PARENT, "after a division that is not known", "位于未知的政区之后") \
    X(NOT_WITHIN, "not in the region before it", "不属于其前的地区") \
    X(AMBIGUOUS, "ambiguous", "有歧义") \
    X(UNSUPPORTED, "without support", "缺少佐证") \
    X(NOT_LISTED, "not in regions.tsv", "regions.tsv 中没有")

typedef enum Why {
#define X(id, en, zh) WHY_##id,
    REGION_WHYS(X)
#undef X
    WHY_COUNT
} Why;

extern const char *const region_whys[WHY_COUNT][2]; /* by MsgLang */

#define WHY(id) (region_whys[WHY_##id][MSG_EN])

#endif
