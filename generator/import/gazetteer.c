/* Forms of yearbooks and gazetteers that no newspaper has: lives under a name
 * with its years, rolls and lists, entries of places, who issued a bulletin. */
#include "import/cues.h"
#include "import/features.h"

/* --- is it a book ----------------------------------------------------------------------- */

static bool is_text(const Para *p) {
    enum { TEXT = 16 };
    return !p->aside && p->chars >= TEXT && !has(&p->features, F_HEADLIKE) && !has(&p->features, F_CELLS);
}

/* ■概况: what entries of one section after the other begin with. */
static bool is_overview(const Para *p) {
    char buf[BARE_MAX];
    if (p->aside || p->chars > 6) return false;
    View bare = cue_unmarked(cue_bare(p->head, buf));
    return words_start(bare, "概况 综述 概述 简况 概貌 基本情况") == bare.n && bare.n > 0;
}

/* 某某乡（Moumou Xiang）, 某某村: over a text that says where it lies. */
static bool heads_place(const Page *page, size_t i) {
    enum { HEAD = 40, NAME = 24 };
    static const char KINDS[] = "省 市 县 区 旗 州 盟 乡 镇 村 街道 社区 屯 寨 庄 公社 大队 林场 农场 牧场 山 河 湖 "
                                "江 溪 沟 桥 寺 水库 渡 港 岛 铺 店";
    const Para *p = &page->paras.p[i];
    if (i + 1 >= page->paras.n || p->aside || p->chars > NAME + 16 || !is_text(&p[1])) return false;
    View name = folded(p->head);
    size_t open = view_find(name, V("("), 0), n;
    if (open != SIZE_MAX) name = view_trim(view_to(name, open));
    if (!words_end(name, KINDS) || utf8_count(name) > NAME / 2) return false;
    View text = utf8_prefix(folded(p[1].head), HEAD);
    return words_find(text, "位于 辖乡 辖镇 辖村 辖县 驻地 得名 意为 管辖 所辖 境内河流 故名", 0, &n) != SIZE_MAX;
}

/* An imprint, an index; ·402·, — 41 —, 388: papers have fewer pages. */
static bool is_book_leaf(const Para *p) {
    unsigned n = 0;
    View v = folded(p->head);
    if (is_set_aside(p, "imprint") || is_set_aside(p, "book-index")) return true;
    if (!is_set_aside(p, "page-number")) return false;
    while (v.n && (v.p[0] < '0' || v.p[0] > '9')) utf8_next(&v);
    return cue_number(&v, &n) && n >= 30 && n < 3000;
}

/* --- lives ------------------------------------------------------------------------------- */

/* 1862—1931, ？～1949: from when to when, as brackets behind a name hold it. */
static bool is_span(View years) {
    size_t digits = 0, dashes = 0;
    while (years.n) {
        size_t dash = words_start(years, "— - ~ – 至 －");
        if (dash) dashes++, years = view_from(years, dash);
        else {
            uint32_t cp = utf8_next(&years);
            digits += cp >= '0' && cp <= '9';
            if (cp == ',' || cp == 0x3002 || cp == 0x5EA6 /* 年度 */) return false;
        }
    }
    return dashes > 0 && dashes <= 2 && digits >= 3;
}

/* 某某某（1862—1931）, 某　某（？～1949） */
static bool is_life(const Para *p) {
    enum { MOST = 36, NAME = 12 };
    View v = folded(p->head), name;
    size_t open = view_find(v, V("("), 0), chars = 0;
    if (p->chars > MOST || !p->head->whole || open == SIZE_MAX || !words_end(v, ")")) return false;
    name = view_to(v, open);
    for (View rest = name; rest.n;) {
        uint32_t cp = utf8_next(&rest);
        if (!cp_is_han(cp) && cp != 0xB7 && !cp_is_space(cp)) return false;
        chars += cp_is_han(cp);
    }
    char buf[BARE_MAX];
    Folded who;
    fold_head(&who, name);
    View bare = cue_bare(&who, buf);
    if (chars < 2 || chars > NAME || !name_likeness(bare) || seam_is_word(bare)) return false;
    return is_span(view(v.p + open + 1, v.n - open - 2));
}

/* 某某某，男，…, 某某某（1941—2018），…, （1941—2018），…: how the text of a life begins. */
static bool tells_life(const Para *p, View name) {
    View v = p->text;
    if (!name.n || p->aside || p->chars < 20) return false;
    if (!view_starts(v, name)) {
        View head = folded(p->head);
        size_t close = view_starts(head, V("(")) ? view_find(head, V(")"), 0) : SIZE_MAX;
        return close != SIZE_MAX && is_span(view(head.p + 1, close - 1));
    }
    v = view_from(v, name.n);
    Folded f;
    fold_head(&f, v);
    return words_start(folded(&f), ", 男 女 ( 生于 原名 字 号 出生") > 0;
}

/* 土专家　某某某 / 某某某，1936年生… */
static bool is_told_of_below(const Page *page, size_t i) {
    enum { MOST = 30 };
    const Para *p = &page->paras.p[i];
    View name = p->text, rest = p->text;
    if (p->chars > MOST || p->head->marks & (MARK_STOP | MARK_COMMA | MARK_SEMICOLON)) return false;
    while (rest.n && !cp_is_space(utf8_last(&rest))) name = view_from(p->text, rest.n);
    return utf8_count(name) >= 2 && name_likeness(name) > 0 && tells_life(&p[1], name);
}

/* 二、伏家镇 / 位于县城西北…: one of several places, where no chapter stands
 * above: what its chapter has is told place by place. */
static void numbered_places(Page *page) {
    enum { SEVERAL = 2 };
    size_t n = 0;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i + 1 < page->paras.n; i++) {
            FeatureSet *s = &page->paras.p[i].features;
            if (has(s, F_CHAPTER) && has(s, F_HEADLIKE)) break;
            if (!has(s, F_NUMBERED) || !has(s, F_HEADLIKE) || !heads_place(page, i)) continue;
            if (round == 0) n++;
            else if (n >= SEVERAL) clear(s, F_NUMBERED), set(s, F_LIFE);
        }
}

static void lives(Page *page) {
    for (size_t i = 0; i + 1 < page->paras.n; i++) {
        FeatureSet *s = &page->paras.p[i].features;
        if (page->paras.p[i].aside || has(s, F_NUMBERED) || has(s, F_CHAPTER) || has(s, F_BYLINE_FORM)) continue;
        if (!is_life(&page->paras.p[i]) && !is_told_of_below(page, i)) continue;
        set(s, F_LIFE), set(s, F_HEADLIKE);
        clear(s, F_CELLS), clear(s, F_RUNS_ON), clear(s, F_NAMES), clear(s, F_OFFICER), clear(s, F_SIGN_FORM);
    }
}

/* 山　水, 豆　腐: words of two characters set wide, over text. */
static bool is_wide_heading(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    return !p->aside && p->chars == 3 && i + 1 < page->paras.n && is_text(&p[1]) && is_wide_word(p->text);
}

bool shows_book(const Page *page) {
    enum { WIDE = 3 }; /* a paper sets a headline wide, a book all of them */
    size_t overviews = 0, places = 0, books = 0, told = 0, wide = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        overviews += is_overview(&page->paras.p[i]);
        places += heads_place(page, i);
        wide += is_wide_heading(page, i);
        books += is_book_leaf(&page->paras.p[i]);
        told += i + 1 < page->paras.n && (is_life(&page->paras.p[i]) || is_told_of_below(page, i));
    }
    return wide >= WIDE || overviews >= 2 || places >= 2 || books > 0 || told >= 2;
}

/* --- rolls ------------------------------------------------------------------------------------ */

/* 获省级表彰的先进个人, 附：…名单: over names, a line each. */
static bool heads_roll(const Para *p) {
    char buf[BARE_MAX];
    View bare = cue_bare(p->head, buf);
    size_t n;
    bool given = words_start(bare, "获 受 荣获 被授予 附:") > 0 ||
                 words_find(bare, "表彰 授予 获得 获省 获市 获州 获县 获国 职称 职务 当选", 0, &n) != SIZE_MAX;
    return !p->aside && has(&p->features, F_HEADLIKE) && !has(&p->features, F_CHAPTER) &&
           words_end(bare, given ? "集体 个人 单位 称号 荣誉 奖项 人员 名单 名录" : "名单 光荣榜 英名录 集体名录 个人名录 参考书目 引用书目 征引书目 参考文献") > 0;
}

/* One of its lines: a body, a person, the name of a prize. */
static bool is_roll_line(const Page *page, size_t i) {
    enum { MOST = 40, TEXT = 40 };
    const Para *p = &page->paras.p[i];
    const FeatureSet *s = &p->features;
    bool over_text = i + 1 < page->paras.n &&
                     ((is_text(&p[1]) && p[1].chars >= TEXT) ||
                      (has(s, F_ORG) && words_start(p[1].text, "一、 （一） 1． 1. 【 〔 〖") > 0)); /* the next section */
    bool listed = has(s, F_HEADLIKE) || has(s, F_CELLS) || has(s, F_NAMES) || has(s, F_OFFICER) || has(s, F_LIFE);
    return listed && p->chars <= MOST && !has(s, F_CHAPTER) && !has(s, F_NUMBERED) && !over_text &&
           p->gap <= page->usual_gap;
}

static void rolls(Page *page) {
    bool below = false;
    for (size_t i = 0; i < page->paras.n; i++) {
        FeatureSet *s = &page->paras.p[i].features;
        if (page->paras.p[i].aside) continue;
        if (heads_roll(&page->paras.p[i])) below = true;
        else if (below && is_roll_line(page, i)) {
            if (!has(s, F_CELLS)) set(s, F_LIST);
            clear(s, F_HEADLIKE), clear(s, F_NAMES), clear(s, F_LIFE);
        } else below = false;
    }
}

/* --- pages of pictures ---------------------------------------------------------------------- */

static bool is_captioned(const Para *p) {
    enum { MOST = 60 };
    return !p->aside && p->chars <= MOST && !has(&p->features, F_INNER_STOP) &&
           (has(&p->features, F_CREDIT_TAIL) || has(&p->features, F_CREDIT_FORM) || has(&p->features, F_CAPTION_FORM));
}

static void captions(Page *page) {
    enum { SEVERAL = 3 };
    for (size_t i = 0, to; i < page->paras.n; i = to > i ? to : i + 1) {
        for (to = i; to < page->paras.n && is_captioned(&page->paras.p[to]);) to++;
        for (size_t k = i; to - i >= SEVERAL && k < to; k++) {
            set(&page->paras.p[k].features, F_CAPTION_RUN);
            clear(&page->paras.p[k].features, F_CELLS), clear(&page->paras.p[k].features, F_HEADLIKE);
        }
    }
}

/* --- entries under bullets ------------------------------------------------------------------ */

/* ■概况 / … / ■造林绿化 / …: parts of a section. */
static void bulleted_entries(Page *page) {
    size_t n = 0;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i + 1 < page->paras.n; i++) {
            FeatureSet *s = &page->paras.p[i].features;
            if (!has(s, F_BULLET) || !has(s, F_HEADLIKE) || !is_text(&page->paras.p[i + 1])) continue;
            if (round == 0) n++;
            else if (n >= 2) set(s, F_NUMBERED), clear(s, F_HEAD_MARK);
        }
}

/* 某县人民政府 / 关于…的通知: a document. */
void features_issuers(Page *page) {
    enum { MOST = 60 };
    for (size_t i = 0; i + 1 < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        char buf[BARE_MAX];
        Folded end;
        if (p->aside || p[1].aside || p->chars > MOST || !has(&p->features, F_HEADLIKE) ||
            !has(&p[1].features, F_HEADLIKE) || !view_starts(p[1].text, V("关于")))
            continue;
        fold_end(&end, p[1].text);
        if (words_end(folded(&end), "通知 通告 公告 意见 决定 决议 办法 批复 通报 函 请示 报告 规定 方案") &&
            words_end(cue_bare(p->head, buf), "政府 委员会 常委会 办公室 局 厅 院 部 社 会"))
            set(&page->paras.p[i].features, F_ISSUER);
    }
}

/* --- who issued it ---------------------------------------------------------------------------- */

/* 某县2014年…统计公报 / 某县统计局 / （2015年4月20日） */
static void issuers(Page *page) {
    for (size_t i = 1; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        size_t n; /* 某县统计公报〔1〕: with the number of a note */
        bool below = !p[-1].aside && has(&p[-1].features, F_HEADLIKE) &&
                     (has(&p[-1].features, F_NOTICE_WORD) || words_find(p[-1].text, "公报〔 公报[ 公报①", 0, &n) != SIZE_MAX);
        if (p->aside || !below || !has(&p->features, F_ORG) || has(&p->features, F_NOTICE_WORD)) continue;
        set(&p->features, F_BYLINE_FORM);
        clear(&p->features, F_HEADLIKE);
    }
}

/* --- headings that come again --------------------------------------------------------------- */

/* 热玉乡 / 基本情况 / … / 马秀乡 / 基本情况 / …: parts of each section. By
 * Markdown's marks, all that are as deep. */
static void headings_again(Page *page) {
    enum { MOST = 10 };
    Map seen = MAP_INIT;
    unsigned deep = 0, above = 0;
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i + 1 < page->paras.n; i++) {
            Para *p = &page->paras.p[i];
            unsigned level = page->lines.p[p->first].level;
            bool heading = has(&p->features, F_HEADLIKE) || has(&p->features, F_NAMES);
            if (p->aside || p->chars > MOST || !heading || has(&p->features, F_CHAPTER) ||
                has(&p->features, F_BRACKET_ONLY))
                continue;
            bool over_text = is_text(&p[1]), again = false;
            if (round == 0) *map_at(&seen, p->text, NULL) += over_text;
            else again = over_text && *map_at(&seen, p->text, NULL) >= 2;
            if (round == 1 && level && (!above || level < above)) above = level;
            if (round == 1 && again && level && (!deep || level < deep)) deep = level;
            if (round < 2 || !(again || (deep > above && level >= deep))) continue;
            set(&p->features, F_NUMBERED), set(&p->features, F_HEADLIKE);
            clear(&p->features, F_NAMES);
        }
    map_release(&seen);
}

/* --- who speaks ------------------------------------------------------------------------------- */

/* 政府工作报告 / ——某年某月某日在某会上 / 县长　某某某 / 各位代表：; its date may stand in brackets above the words
 * to those who listen. */
static void speakers(Page *page) {
    enum { MOST = 24 };
    for (size_t i = 1; i + 1 < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        bool dated = p[1].chars <= MOST && words_start(p[1].text, "（ (") && i + 2 < page->paras.n;
        const Para *salutes = dated ? p + 2 : p + 1;
        View next = folded(salutes->head);
        bool office = has(&p->features, F_OFFICER) || has(&p->features, F_SPACED) || has(&p->features, F_NAMES);
        if (p->aside || p[-1].aside || p->chars > MOST || !office || !has(&p[-1].features, F_HEADLIKE)) continue;
        if (!words_start(next, "各位 同志们 代表们 主任、 委员们") || !words_end(next, ":")) continue;
        set(&p->features, F_BYLINE_FORM);
        clear(&p->features, F_OFFICER), clear(&p->features, F_HEADLIKE), clear(&p->features, F_NAMES);
    }
}

/* --- documents, steles, poems ------------------------------------------------------------------- */

/* 一、文件选录, over the first of them */
static void collections(Page *page) {
    for (size_t i = 0; i + 1 < page->paras.n; i++) {
        FeatureSet *s = &page->paras.p[i].features, *next = &page->paras.p[i + 1].features;
        char buf[BARE_MAX];
        if (page->paras.p[i].aside || !has(s, F_NUMBERED) || !has(s, F_HEADLIKE) || page->paras.p[i + 1].aside ||
            !has(next, F_HEADLIKE) || has(next, F_NUMBERED))
            continue;
        View bare = cue_bare(page->paras.p[i].head, buf);
        if (!words_end(bare, "选录 选登 选辑 文选 诗选 诗词 诗钞 碑记 碑文 碑刻 文献 文件 奏疏 序跋 传说 故事 歌谣 "
                             "艺文 "
                             "丛录 杂录 轶事 人物传 传略"))
            continue;
        clear(s, F_NUMBERED);
        set(s, F_CHAPTER);
    }
}

/* 大清嘉庆十五年岁次庚午孟冬月谷旦, 乾隆五年三月　日立 */
static void old_signatures(Page *page) {
    enum { MOST = 30 };
    for (size_t i = 1; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside || p[-1].aside || p->chars > MOST || !has(&p->features, F_HEADLIKE) ||
            has(&p[-1].features, F_HEADLIKE) || !cue_dates_stele(p->head))
            continue;
        set(&p->features, F_SIGN_FORM);
        clear(&p->features, F_HEADLIKE);
        p->open = false;
    }
}

/* --- lines under a section's heading ------------------------------------------------------------ */

/* Proverbs, rows without figures: four short lines or more and then the next
 * section, or nothing. */
static void short_lines(Page *page) {
    enum { LINES = 4, MOST = 24 };
    for (size_t i = 1, to; i < page->paras.n; i = to > i ? to : i + 1) {
        Para *p = page->paras.p;
        for (to = i; to < page->paras.n && !p[to].aside && p[to].chars <= MOST && has(&p[to].features, F_HEADLIKE) &&
                     !has(&p[to].features, F_CHAPTER) && !has(&p[to].features, F_NUMBERED) &&
                     !has(&p[to].features, F_LIFE) && !has(&p[to].features, F_MARKED) && p[to].gap <= page->usual_gap;
             to++) {}
        bool ends = to == page->paras.n || (!p[to].aside && has(&p[to].features, F_CHAPTER));
        bool below = !p[i - 1].aside && !p[i - 1].open;
        if (words_end(p[i].text, "名录 名单 一览 选目 目录")) continue; /* heads the others */
        for (size_t k = i; to - i >= LINES && ends && below && k < to; k++) {
            set(&p[k].features, F_LIST);
            clear(&p[k].features, F_HEADLIKE);
        }
    }
}

void features_book(Page *page) {
    lives(page);
    numbered_places(page);
    rolls(page);
    captions(page);
    headings_again(page);
    bulleted_entries(page);
    issuers(page);
    speakers(page);
    collections(page);
    old_signatures(page);
    short_lines(page);
}

/* 第一条 …: the chapters of an ordinance are parts of one piece. */
void features_ordinance(Page *page) {
    enum { ARTICLES = 3 };
    size_t n = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        Folded f;
        unsigned number;
        if (page->paras.p[i].aside || !view_starts(page->paras.p[i].text, V("第"))) continue;
        fold_head(&f, page->paras.p[i].text);
        View rest = view_from(folded(&f), 3);
        n += cue_number(&rest, &number) && view_starts(rest, V("条"));
    }
    for (size_t i = 0; n >= ARTICLES && i < page->paras.n; i++) {
        FeatureSet *s = &page->paras.p[i].features;
        if (!has(s, F_CHAPTER)) continue;
        clear(s, F_CHAPTER);
        set(s, F_NUMBERED);
    }
}
