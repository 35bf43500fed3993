/* Headings of books: which lines of them are one stack, and how deep a heading
 * without a number is. */
#include "import/cues.h"
#include "import/features.h"

/* 春　节, under a chapter's headline: a heading, however rare its word. */
void headings_wide(Page *page) {
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (!has(&p->features, F_NAMES) || map_get(&page->names, p->text)) continue;
        bool life =
            i + 1 < page->paras.n &&
            view_starts(page->paras.p[i + 1].text, name_bare(&page->arena, p->text)); /* 某　某　某 / 某某某（1889—1952） */
        bool part = i > 0 && !p[-1].aside && has(&p[-1].features, F_CHAPTER) && p->chars <= 4; /* 卷五　建置志 / 桥渡 */
        char buf[BARE_MAX];
        if (cue_officer(cue_bare(p->head, buf), p->text)) { /* 某某（藏族）, of a roll that runs over */
            clear(&p->features, F_NAMES), set(&p->features, F_OFFICER);
            continue;
        }
        bool heading = is_wide_word(p->text) || !features_likely_names(p->text); /* 八　团: books have no pen names */
        bool body = p->chars >= 3 && words_end(p->text, "局 委 办 院 校 所 站 厅") > 0; /* 农牧局 */
        if (!life && !part && !heading && !body) continue;
        clear(&p->features, F_NAMES);
        set(&p->features, F_HEADLIKE);
        if (body) set(&p->features, F_ORG);
    }
}

/* Lines of one headline: no wider gap parts them but that between 第三章 and
 * its 第一节, where a book of wrapped lines sets every heading apart. */
static bool not_apart(const Page *page, size_t below) {
    enum { APART = 2, SHORT = 12 };
    const Para *p = &page->paras.p[below];
    if (p->gap <= page->usual_gap) return true;
    if (!page->wrapped || p->gap > APART) return false;
    bool chapters = has(&p->features, F_CHAPTER) && has(&p[-1].features, F_CHAPTER);
    bool first = p - 1 == page->paras.p || p[-1].gap > p->gap; /* 团　场 / 八　团, set off as a whole */
    return chapters || (page->yearbook && first && p->chars <= SHORT && p[-1].chars <= SHORT);
}

/* 第二节　学校选介 / 某某小学: sections are the least of a book's numbered
 * parts, what stands below is a part of them; lives are pieces by themselves. */
static bool heads_own_parts(const Page *page, size_t below) {
    const Para *p = &page->paras.p[below], *section = p - 1;
    Folded f;
    unsigned n;
    if (!page->yearbook || !has(&section->features, F_CHAPTER) || has(&p->features, F_CHAPTER) ||
        has(&p->features, F_LIFE))
        return false;
    fold_head(&f, section->text);
    View v = view_from(folded(&f), words_start(folded(&f), "第"));
    return v.n < f.n && cue_number(&v, &n) && words_start(v, "节") > 0;
}

bool headings_stand_together(const Page *page, size_t below) {
    return not_apart(page, below) && !heads_own_parts(page, below);
}

/* A book in chapters: what stands over a part of one is no article's title. */
static void under_chapters(Page *page) {
    size_t chapters = 0;
    for (size_t i = 0; page->yearbook && i < page->paras.n; i++) chapters += has(&page->paras.p[i].features, F_CHAPTER);
    bool below = false;
    for (size_t i = 0; chapters >= 2 && i < page->paras.n; i++) {
        FeatureSet *s = &page->paras.p[i].features;
        if (has(s, F_CHAPTER)) below = true;
        else if (below && has(s, F_STACK_ONE) && page->paras.p[i].gap <= page->usual_gap)
            set(s, F_UNDER_CHAPTER);
    }
}

/* 2017年某县文件目录 / rows / 2017年报刊文章选目 / rows, and no prose: lists of an appendix, each by itself. */
static bool names_list(const Para *p) {
    enum { LEAST = 8 };
    char buf[BARE_MAX];
    View bare = cue_bare(p->head, buf);
    return has(&p->features, F_HEADLIKE) && has(&p->features, F_TO_TABLE) && !has(&p->features, F_CHAPTER) &&
           !has(&p->features, F_NUMBERED) && p->chars >= LEAST && !words_start(bare, "表 附表 续表") &&
           words_end(bare, "目录 选目 名录 名单 一览 指标 统计 情况 简表 一览表 统计表");
}

static void tables_of_appendix(Page *page) {
    bool list = false; /* above stands such a name, and nothing but rows below it */
    for (size_t i = 0; page->yearbook && i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside) continue;
        bool row = has(&p->features, F_CELLS) || has(&p->features, F_LIST) || words_start(p->text, "注 资料来源") > 0;
        bool named = names_list(p) || (has(&p->features, F_STACK_LAST) && i + 1 < page->paras.n &&
                                       has(&p[1].features, F_CELLS) && !has(&p->features, F_CHAPTER));
        /* Set off from the sections: a table of its own. */
        bool apart = page->sections && i + 1 < page->paras.n && names_list(p) && p->gap > page->usual_gap &&
                     has(&p[1].features, F_CELLS) && has(&p->features, F_STACK_ONE);
        if ((named && list) || apart) set(&p->features, F_NEXT_TABLE);
        if (!row) list = named;
    }
}

/* 类目 / 分目 / 条目, each on its line, three deep: the least heads an entry of
 * its section, and so do the headings that stand alone like it. */
static void entries(Page *page) {
    enum { SHORT = 10 };
    bool below = false;
    for (size_t i = 0; page->yearbook && i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        FeatureSet *s = &p->features;
        if (p->aside || !has(s, F_HEADLIKE)) continue;
        if (page->bracket_subheads && has(s, F_BRACKET_ONLY)) set(s, F_ENTRY); /* 人　物 / 【劳动模范】 */
        bool plain = !page->sections && p->chars <= SHORT && has(s, F_TO_TEXT) && !has(s, F_CHAPTER) &&
                     !has(s, F_NUMBERED) && !has(s, F_LIFE) && !has(s, F_NOTICE_WORD);
        if (!plain) below = false;
        else if ((has(s, F_STACK_THIRD) && !has(s, F_SPACED)) || (below && has(s, F_STACK_LAST)))
            below = true, set(s, F_ENTRY);
        else if (below && has(s, F_STACK_ONE) && !is_wide_word(p->text)) set(s, F_ENTRY);
    }
}

void headings_unmarked(Page *page) {
    under_chapters(page);
    tables_of_appendix(page);
    entries(page);
}

/* 《某某县志》编纂人员: who made the book, at its end. */
bool headings_name_staff(const Para *p) {
    return words_end(p->text, "编纂人员 编写人员 编辑人员 编审人员 撰稿人员 供稿人员 工作人员名单 编纂人员名单 编纂委员会 "
                              "编辑委员会 编委会 编纂机构 编纂始末") > 0;
}

/* 路，从荒滩上长出来: one character, and what is said of it. */
static bool has_topic(const Page *page, size_t i) {
    enum { LEAST = 6, MOST = 14, TEXT = 24 };
    const Para *p = &page->paras.p[i];
    View v = folded(p->head);
    if (i == 0 || i + 1 >= page->paras.n || p->aside || !p->open || p->chars < LEAST || p->chars > MOST || p->n > 1)
        return false;
    if (!v.n || !cp_is_han(utf8_next(&v)) || !view_starts(v, V(","))) return false;
    bool below = p[-1].chars >= TEXT || has(&p[-1].features, F_CREDIT_FORM);
    return below && p[1].chars >= TEXT && view_find(v, V(","), 1) == SIZE_MAX;
}

/* Several such lines between texts: the subheads of one story. */
void headings_parallel(Page *page) {
    size_t n = 0;
    for (size_t i = 0; i < page->paras.n; i++) n += has_topic(page, i);
    for (size_t i = 0; n >= 2 && i < page->paras.n; i++)
        if (has_topic(page, i)) {
            clear(&page->paras.p[i].features, F_STARTS_MID);
            set(&page->paras.p[i].features, F_HEADLIKE);
        }
}
