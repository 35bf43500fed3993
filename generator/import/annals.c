/* Annals and chronicles (大事记): under their title stand dynasties, reigns,
 * years and months, and under these the entries, each with its date or a mark. */
#include "import/cues.h"
#include "import/features.h"

/* 大事记, 大事年表, 某县大事记（四）——一九八〇年以后 */
bool names_annals(View v) {
    enum { BEFORE = 13, WORD = 4, BEHIND = 3 };
    size_t n, at = words_find(view_to(v, 4 * (BEFORE + WORD)), "大事记 大事年表 大事纪年 大事纪要 大事記 大事紀年 大事紀要", 0, &n);
    if (at == SIZE_MAX || utf8_count(view_to(v, at)) > BEFORE) return false;
    v = view_from(v, at + n);
    return utf8_count(v) <= BEHIND || words_start(v, "( （ — ·") > 0;
}

/* 明, 清代（1644—1911）, 中华民国时期 */
static bool names_age(View bare) {
    static const char AGES[] = "夏 商 周 西周 东周 春秋 战国 秦 汉 西汉 东汉 新莽 三国 蜀汉 晋 西晋 东晋 南北朝 北魏 "
                               "西魏 北周 隋 唐 五代 五代十国 南诏 大理 宋 北宋 南宋 辽 金 西夏 元 明 清 中华民国 民国 "
                               "中华人民共和国 共和国 荷据 明郑 清领 日据 日治 光复 战后";
    enum { MOST = 8 };
    size_t n = words_start(bare, AGES);
    if (utf8_count(bare) <= MOST && words_end(bare, "时期 时代 年间")) return true;
    if (!n) return false;
    bare = view_from(bare, n);
    bare = view_from(bare, words_start(bare, "时期 时代 朝 代"));
    return !bare.n || (words_start(bare, "(") && words_end(bare, ")"));
}

/* 公元前140年, 1368年: as we count; *v goes on behind it. */
static bool takes_year(View *v) {
    unsigned year;
    *v = view_from(*v, words_start(*v, "公元前 公元 前 西元"));
    if (!cue_number(v, &year) || year >= 2100 || !view_starts(*v, V("年"))) return false;
    *v = view_from(*v, strlen("年"));
    return true;
}

/* 1368年（明洪武元年）; 公元1912年～公元1949年, over the years of a part. */
static bool begins_with_our_year(View bare) {
    View v = bare;
    if (!takes_year(&v)) return false;
    if (view_starts(v, V("("))) {
        v = view_from(v, 1);
        return words_end(v, "年)") && !view_starts(v, V(")")) && (unsigned char)v.p[0] > '9';
    }
    size_t to = words_start(v, "~ ～ —— — ―― 至 -");
    v = view_from(v, to);
    return to && takes_year(&v) && !v.n;
}

/* 洪武十五年（1382年）, 光绪三十四年(公元1908年): the year of a reign beside ours. */
static bool names_reign(View bare) {
    enum { MOST = 24 };
    size_t open = view_find(bare, V("("), 0);
    if (utf8_count(bare) <= MOST && begins_with_our_year(bare)) return true;
    if (open == SIZE_MAX || utf8_count(bare) > MOST || !words_end(view_to(bare, open), "年") || !words_end(bare, ")"))
        return false;
    View ours = view_from(bare, open + 1);
    unsigned year;
    ours = view_from(ours, words_start(ours, "公元 公元前 前 西元"));
    return cue_number(&ours, &year) && year < 2100;
}

bool divides_annals(const Para *p) {
    char buf[BARE_MAX];
    if (p->aside || !p->head->whole) return false;
    View bare = cue_unmarked(cue_bare(p->head, buf));
    return cue_month_alone(p->head) || names_age(bare) || names_reign(bare);
}

/* ▲5月…, △是月…: behind its mark, what an entry begins with. */
static bool is_marked_entry(const Para *p) {
    Folded f;
    size_t mark = words_start(p->text, BULLET_MARKS);
    if (!mark) return false;
    fold_head(&f, view_trim(view_from(p->text, mark)));
    return cue_chronicle_entry(&f) || words_start(folded(&f), "春 夏 秋 冬 是年 是月 是日 同年 同月 同日 年底 年初") > 0;
}

static void enter(Para *p) {
    static const Feature pictures[] = {F_CAPTION_FORM, F_CAPTION_RUN, F_HEAD_MARK, F_HEADLIKE, F_ITEM};
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) clear(&p->features, pictures[i]);
    set(&p->features, F_FRESH);
}

/* Years of reigns alone, a page from the midst of a chronicle: its name stands on another. */
static bool lacks_name(const Page *page) {
    enum { SEVERAL = 2 };
    size_t years = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        char buf[BARE_MAX];
        if (p->aside) continue;
        if (names_annals(p->text)) return false;
        years += p->head->whole && names_reign(cue_unmarked(cue_bare(p->head, buf)));
    }
    return years >= SEVERAL;
}

void features_annals(Page *page) {
    bool below = lacks_name(page);
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside) continue;
        if (has(&p->features, F_HEADLIKE) && names_annals(p->text)) below = true;
        else if (divides_annals(p)) {
            bool age = !cue_month_alone(p->head);
            if (age && !below) continue;
            set(&p->features, F_HEADLIKE), set(&p->features, F_NUMBERED);
            clear(&p->features, F_NAMES);
        } else if (is_marked_entry(p) && (below || (i > 0 && divides_annals(p - 1)))) enter(p), below = true;
        else if (has(&p->features, F_HEADLIKE)) below = false;
    }
}
