#include "regions/names.h"
#include "regions/words.h"

/* Longer forms before those that begin them. */
static const struct {
    View text;
    Suffix suffix;
} suffixes[] = {
    {V_INIT("村委会"), SUFFIX_CUN},
    {V_INIT("村民委员会"), SUFFIX_CUN},
    {V_INIT("村"), SUFFIX_CUN},
    {V_INIT("社区"), SUFFIX_SHEQU},
    {V_INIT("居民委员会"), SUFFIX_SHEQU},
    {V_INIT("居委会"), SUFFIX_SHEQU},
    {V_INIT("嘎查"), SUFFIX_GACHA},
    {V_INIT("民族乡"), SUFFIX_XIANG},
    {V_INIT("乡"), SUFFIX_XIANG},
    {V_INIT("镇"), SUFFIX_ZHEN},
    {V_INIT("街道办事处"), SUFFIX_JIEDAO},
    {V_INIT("街道办"), SUFFIX_JIEDAO},
    {V_INIT("街道"), SUFFIX_JIEDAO},
    {V_INIT("办事处"), SUFFIX_JIEDAO},
    {V_INIT("苏木"), SUFFIX_SUMU},
    {V_INIT("鄉"), SUFFIX_XIANG},
    {V_INIT("鎮"), SUFFIX_ZHEN},
    {V_INIT("社區"), SUFFIX_SHEQU},
    {V_INIT("街道辦"), SUFFIX_JIEDAO},
    {V_INIT("族乡"), SUFFIX_XIANG}, /* 新发朝鲜族乡 is officially 新发朝鲜民族乡 */
};
#define N_SUFFIXES (sizeof suffixes / sizeof *suffixes)

Suffix suffix_begun(View v, size_t *n) {
    for (size_t i = 0; i < N_SUFFIXES; i++)
        if (v.p[2] == suffixes[i].text.p[2] && view_starts(v, suffixes[i].text)) {
            *n = suffixes[i].text.n;
            return suffixes[i].suffix;
        }
    return SUFFIX_NONE;
}

Suffix name_split(View name, RegionLevel level, View *stem) {
    *stem = name;
    if (level != REGION_TOWNSHIP && level != REGION_VILLAGE) return SUFFIX_NONE;
    for (size_t i = 0; i < N_SUFFIXES; i++) {
        const View text = suffixes[i].text;
        if (name.n <= text.n || name.p[name.n - 1] != text.p[text.n - 1] || !view_ends(name, text)) continue;
        if (suffix_is_village(suffixes[i].suffix) != (level == REGION_VILLAGE)) continue;
        *stem = view_to(name, name.n - text.n);
        return suffixes[i].suffix;
    }
    return SUFFIX_NONE;
}

View division_simplified(View word) { return view_is(word, "縣") ? V("县") : view_is(word, "區") ? V("区") : word; }

/* The peoples of China as names of places end with them; those that also
 * stand without 族 are listed so too. Longer ones first where one ends with
 * the other. */
static const View peoples[] = {
    V_INIT("柯尔克孜族"), V_INIT("塔塔尔族"), V_INIT("乌孜别克族"), V_INIT("哈萨克族"), V_INIT("维吾尔族"),
    V_INIT("塔吉克族"), V_INIT("俄罗斯族"), V_INIT("达斡尔族"), V_INIT("鄂温克族"), V_INIT("鄂伦春族"),
    V_INIT("布依族"), V_INIT("朝鲜族"), V_INIT("土家族"), V_INIT("傈僳族"), V_INIT("拉祜族"), V_INIT("东乡族"),
    V_INIT("纳西族"), V_INIT("景颇族"), V_INIT("仫佬族"), V_INIT("布朗族"), V_INIT("撒拉族"), V_INIT("毛南族"),
    V_INIT("仡佬族"), V_INIT("锡伯族"), V_INIT("阿昌族"), V_INIT("普米族"), V_INIT("德昂族"), V_INIT("保安族"),
    V_INIT("裕固族"), V_INIT("独龙族"), V_INIT("赫哲族"), V_INIT("门巴族"), V_INIT("珞巴族"), V_INIT("基诺族"),
    V_INIT("高山族"), V_INIT("哈尼族"), V_INIT("蒙古族"), V_INIT("崩龙族"), V_INIT("各族"), V_INIT("回族"),
    V_INIT("藏族"), V_INIT("苗族"), V_INIT("彝族"), V_INIT("壮族"), V_INIT("满族"), V_INIT("侗族"), V_INIT("瑶族"),
    V_INIT("白族"), V_INIT("傣族"), V_INIT("黎族"), V_INIT("佤族"), V_INIT("畲族"), V_INIT("水族"), V_INIT("土族"),
    V_INIT("羌族"), V_INIT("怒族"), V_INIT("京族"), V_INIT("僮族"), V_INIT("柯尔克孜"), V_INIT("哈萨克"),
    V_INIT("维吾尔"), V_INIT("塔吉克"), V_INIT("蒙古"), V_INIT("锡伯"), V_INIT("民族"),
    V_INIT("鄂温克"), V_INIT("鄂伦春"), V_INIT("达斡尔"), V_INIT("朝鲜"), V_INIT("门巴"), V_INIT("珞巴"),
};

/* What all of them end with: most names do not. */
static const uint_least16_t peoples_end[] = u"族孜克尔古伯春鲜巴";

View name_without_peoples(View v) {
    enum { HAN = 3 };
    if (v.n < HAN || !AMONG(peoples_end, v.p + v.n - HAN)) return v;
    for (size_t width; v.n && (width = width_before(v, WORDS(peoples))) && width < v.n && !view_is(v, "内蒙古");)
        v = view_to(v, v.n - width);
    return v;
}

Suffix suffix_after_peoples(View text, size_t end, size_t *n) {
    enum { HAN = 3, MOST = 12 };
    View near = view_to(view_from(text, end), MOST * HAN);
    size_t at = view_find(near, V("族乡"), 0);
    if (at == SIZE_MAX || end < HAN) return SUFFIX_NONE;
    /* With the character before, of which something must be left. */
    View named = view(text.p + end - HAN, at + 2 * HAN);
    if (name_without_peoples(named).n != HAN) return SUFFIX_NONE;
    *n = at + 2 * HAN;
    return SUFFIX_XIANG;
}

/* What ends the names of counties and above. An autonomous one also goes by
 * its own word alone: 甘孜州, 道真县, 鄂温克旗. */
static const struct {
    View ends;
    View word; /* for 甘孜 + 州; empty: no such form */
} levels[] = {
    {V_INIT("特别行政区"), V_INIT("")}, {V_INIT("自治区"), V_INIT("")}, {V_INIT("自治州"), V_INIT("州")},
    {V_INIT("自治县"), V_INIT("县")},   {V_INIT("自治旗"), V_INIT("旗")}, {V_INIT("地区"), V_INIT("")},
    {V_INIT("林区"), V_INIT("")},       {V_INIT("特区"), V_INIT("")},   {V_INIT("新区"), V_INIT("")},
    {V_INIT("矿区"), V_INIT("")},       {V_INIT("省"), V_INIT("")},     {V_INIT("市"), V_INIT("")},
    {V_INIT("县"), V_INIT("")},         {V_INIT("区"), V_INIT("")},     {V_INIT("盟"), V_INIT("")},
    {V_INIT("旗"), V_INIT("")},         {V_INIT("縣"), V_INIT("")},     {V_INIT("區"), V_INIT("")},
    {V_INIT("乡"), V_INIT("")},         {V_INIT("镇"), V_INIT("")}, /* of Taiwan, where counties have no more */
};

enum { HAN_BYTES = 3 }; /* names are of characters of three bytes; longer ones do no harm */

size_t name_shorts(Arena *a, View name, RegionLevel level, View out[NAME_SHORT_MAX]) {
    if (level > REGION_COUNTY) return 0;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (!view_ends(name, levels[i].ends) || name.n <= levels[i].ends.n) continue;
        View base = name_without_peoples(view_to(name, name.n - levels[i].ends.n));
        size_t n = 0;
        if (levels[i].word.n)
            out[n++] = view_of(arena_printf(a, "%.*s%.*s", VARG(base), VARG(levels[i].word)));
        if (base.n > HAN_BYTES) out[n++] = base;
        return n;
    }
    return 0;
}

RegionLevel region_level(View code, View name, RegionLevel parent) {
    switch (code.n && code.p[0] != 'x' ? code.n : 0) {
    case 2: return REGION_PROVINCE;
    case 4: return REGION_PREFECTURE;
    case 6: return REGION_COUNTY;
    case 9: return REGION_TOWNSHIP;
    case 12: return REGION_VILLAGE;
    default: break;
    }
    static const View divisions[] = {V_INIT("市"), V_INIT("县"), V_INIT("区"), V_INIT("乡"),
                                     V_INIT("镇"), V_INIT("街道"), V_INIT("村"), V_INIT("社区")};
    if (view_ends(name, V("片区")) || view_ends(name, V("新区"))) return REGION_AREA;
    for (size_t i = 0; i < sizeof divisions / sizeof *divisions; i++)
        if (view_ends(name, divisions[i]) && parent < REGION_VILLAGE) return (RegionLevel)(parent + 1);
    return REGION_AREA;
}
