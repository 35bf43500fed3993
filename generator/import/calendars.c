/* Dates of other calendars in a masthead, 中華民國一一二年十二月三十日　農曆十一月十八日: kept as printed beside the day
 * that they resolve to. */
#include "import/cues.h"
#include "import/page.h"

static const char CALENDARS[] = "中华民国 中華民國 民国 民國 大正 昭和 明治 康德 光绪 光緒 宣统 宣統 同治 "
                                "农历 農曆 農歷 夏历 夏曆 阴历 陰曆 旧历 舊曆 旧曆 藏历 藏曆 岁次 歲次";
static const char STEMS[] = "甲 乙 丙 丁 戊 己 庚 辛 壬 癸";
static const char BRANCHES[] = "子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥";
static const char PARTS[] = "年 月 日 0 1 2 3 4 5 6 7 8 9 〇 ○ 零 元 正 一 二 三 四 五 六 七 八 九 十 百 廿 卅 初 冬 腊 臘 闰 閏 大 小 "
                            "甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥 岁 歲 次 "
                            "鼠 牛 虎 兔 龙 龍 蛇 马 馬 羊 猴 鸡 雞 狗 猪 豬";

/* 甲辰年 */
static size_t cycle_year(View v) {
    size_t stem = words_start(v, STEMS), branch = stem ? words_start(view_from(v, stem), BRANCHES) : 0;
    return branch && view_starts(view_from(v, stem + branch), V("年")) ? stem + branch : 0;
}

static size_t one_part(View v) {
    uint32_t cp = v.n ? utf8_next(&(View){v.p, v.n}) : 0;
    return cp >= 0xFF10 && cp <= 0xFF19 ? 3 : words_start(v, PARTS); /* ０ to ９ */
}

/* Bytes of the date that v begins with, 0: none. A blank may stand between its parts, but none before another date in
 * Arabic digits. */
static size_t printed_date(View v) {
    size_t n = words_start(v, CALENDARS);
    bool told = false; /* 民國日報 is no date */
    if (!n) n = cycle_year(v);
    for (size_t part = n; part; n += part) {
        View rest = view_from(v, n), next = cue_unspaced(rest);
        part = one_part(next);
        if (part && next.n < rest.n && next.p[0] >= '0' && next.p[0] <= '9') break;
        told = told || words_start(next, "年 月");
        if (part) part += rest.n - next.n;
    }
    return told ? n : 0;
}

static void add_dates(Str *out, View v) {
    while (v.n) {
        size_t n = printed_date(v);
        if (!n) {
            utf8_next(&v);
            continue;
        }
        if (out->n) str_adds(out, "; ");
        str_addv(out, view_to(v, n));
        v = view_from(v, n);
    }
}

void page_calendars(Page *page) {
    enum { LINES = 8, LONGEST = 300 };
    Str s = STR_INIT;
    size_t seen = 0;
    for (size_t i = 0; i < page->paras.n && seen < LINES && s.n < LONGEST; i++) {
        const Para *p = &page->paras.p[i];
        if (!p->aside || p->cited || strcmp(p->aside, "imprint") == 0) continue;
        seen++;
        if (p->text.n > LONGEST) continue;
        size_t before = s.n;
        add_dates(&s, p->text);
        if (s.n > before) str_addf(&s, ", line %u", page->lines.p[p->first].number);
    }
    if (s.n) page->printed_date = arena_view(&page->arena, str_view(&s));
    str_release(&s);
}
