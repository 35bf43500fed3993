/* What ends a piece, and is no headline however short: signatures of letters
 * and notices, dates, who took a picture. */
#include "import/cues.h"
#include "import/features.h"

size_t body_tail(View v) {
    static const char TAILS[] = "局 委 部 厅 办 院 校 社 会 队 支部 中心 公司 区 县 市 乡 镇 村 街道 社区 支队 总队 "
                                "大队 所 站 党委 党组 学校 小学 中学 大学 "
                                "医院 银行 法院 检察院 集团 工委 团委 妇联 分局 新区 园区 统战部 组织部 宣传部 "
                                "纪委监委 人民政府 县政府 市政府 区政府 州政府 旗政府 政协 人大 办事处 办公室 州 盟 旗";
    if (words_end(v, "客厅 餐厅 大厅 舞厅 展厅 歌厅")) return 0;
    return words_end(v, TAILS);
}

/* 编后: the editor's word behind a letter. */
static bool comments(const Para *p) {
    return words_start(p->text, "编后 编者 【编后 【编者 （编后 （编者 編後 編者") > 0;
}

/* 县文化馆　县摄影协会: every word names a body. */
static bool names_bodies(View v) {
    Folded f;
    size_t n;
    fold_head(&f, v);
    if (!f.whole || words_find(folded(&f), ", 。 ! ?", 0, &n) != SIZE_MAX) return false;
    for (View rest = folded(&f); rest.n;) {
        size_t at = view_find(rest, V(" "), 0);
        View word = at == SIZE_MAX ? rest : view_to(rest, at);
        rest = at == SIZE_MAX ? V("") : view_from(rest, at + 1);
        if (word.n &&
            (word.n < 6 ||
             !(body_tail(word) || words_end(word, "小组 委员会 组委会 指挥部 编辑部 厂 店 场 馆 组 科 股 处 室 中队"))))
            return false;
    }
    return true;
}

/* （县农科所）, below text. */
static bool brackets_body(View v) {
    Folded f;
    fold_head(&f, v);
    View in = folded(&f);
    return f.whole && in.n > 8 && in.p[0] == '(' && in.p[in.n - 1] == ')' && names_bodies(view(in.p + 1, in.n - 2));
}

/* 县气象局提供, below a forecast or table; 据《某报》, below a piece that another paper had. */
static bool gives_source(View v) {
    Folded f;
    fold_head(&f, v);
    if (words_start(folded(&f), "据《 (据《 摘自《 (摘自《 选自《 (选自《 原载《 (原载《 载《 (载《"))
        return words_end(folded(&f), "》 》)") > 0;
    size_t n = words_end(folded(&f), "资料 提供 供稿 发布");
    return n && body_tail(view_to(folded(&f), f.n - n)) > 0;
}

/* 伊吾县, over the headline of a piece of news: no county signs by its name alone. */
static bool heads_next(const Page *page, size_t i) {
    enum { NAME = 5 };
    const Para *p = &page->paras.p[i];
    return i + 2 < page->paras.n && p->chars <= NAME && words_end(p->text, "县 市 区 旗 乡 镇 村") && !p[1].aside &&
           has(&p[1].features, F_HEADLIKE) && has(&p[2].features, F_DATELINE);
}

/* A body's name that ends a notice, in front of the next one. */
static void notice_signatures(Page *page) {
    bool notice = false;
    for (size_t i = 1; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        FeatureSet *s = &p->features;
        bool under = !p[-1].aside && !has(&p[-1].features, F_HEADLIKE) && !p[-1].open;
        bool next = i + 1 < page->paras.n && !p[1].aside && has(&p[1].features, F_NOTICE_WORD);
        if (next && under && has(s, F_SPACED) && has(s, F_HEADLIKE) && p->chars <= 12) { /* 某某鄉　李家長 */
            set(s, F_SIGN_FORM);
            clear(s, F_HEADLIKE);
            continue;
        }
        bool ends = i + 1 >= page->paras.n || p[1].aside || p[1].gap > page->usual_gap ||
                    has(&p[1].features, F_HEADLIKE) || has(&p[1].features, F_SIGN_FORM);
        if (under && ends && has(s, F_HEADLIKE) && p->chars <= 16 && p->gap <= page->usual_gap &&
            (gives_source(p->text) || brackets_body(p->text))) {
            set(s, F_SIGN_FORM);
            clear(s, F_HEADLIKE);
        }
        size_t n; /* below its date a notice says no more */
        if (has(&p[-1].features, F_SIGN_FORM) && words_find(p[-1].text, "月 日", 0, &n) != SIZE_MAX) notice = false;
        if ((notice || words_start(p[-1].text, "答： 答:")) && under && ends && has(s, F_HEADLIKE) &&
            !has(s, F_NOTICE_WORD) && !has(&p[-1].features, F_OFFICER) && p->chars <= 24 &&
            names_bodies(p->text) && !heads_next(page, i)) {
            set(s, F_SIGN_FORM);
            clear(s, F_HEADLIKE);
        }
        if (p[-1].aside == NULL && has(&p[-1].features, F_HEADLIKE))
            notice = has(&p[-1].features, F_NOTICE_WORD) || words_end(p[-1].text, "答复 回复 回音 复函 复信") ||
                     (notice && i > 1 && has(&p[-2].features, F_HEADLIKE)); /* 热线回音 / headline */
    }
}

/* 答：…, 某局答复：… below it: the piece goes on. */
static bool is_answered(const Page *page, size_t i) {
    size_t n;
    Folded f;
    if (i + 1 >= page->paras.n) return false;
    const Para *next = &page->paras.p[i + 1];
    if (next->aside || has(&next->features, F_HEADLIKE)) return false;
    fold_head(&f, next->text);
    return words_start(folded(&f), "答:") ||
           words_find(view_to(folded(&f), 60), "答复: 回复: 回音:", 0, &n) != SIZE_MAX;
}

/* Below a letter and above what it is answered. */
static void letter_writers(Page *page) {
    for (size_t i = 1; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        const FeatureSet *above = &p[-1].features;
        if (p->chars > 22 || p[-1].aside || p[-1].open || p[-1].chars < 16 || has(above, F_HEADLIKE) ||
            !has(&p->features, F_HEADLIKE) || page->yearbook)
            continue;
        if (has(&p->features, F_NOTICE_WORD) || !cue_letter_writer(p->text)) continue;
        if (is_answered(page, i)) p->open = false;
        else set(&p->features, F_SIGN_FORM);
        clear(&p->features, F_HEADLIKE);
    }
}

/* 2015年3月20日: a whole date, and no more. */
static bool dates_notice(const Para *p) {
    unsigned y, m, d;
    return cue_date_alone(p->head, &y, &m, &d) && y && m && d;
}

/* The text above is a notice's, by its headline. */
static bool tells_notice(const Page *page, size_t i) {
    enum { PARAS = 6 };
    for (size_t k = 0; k < PARAS && i > 0 && !page->paras.p[i].aside; k++, i--)
        if (has(&page->paras.p[i].features, F_HEADLIKE)) return has(&page->paras.p[i].features, F_NOTICE_WORD);
    return false;
}

/* 落款: a body's name above a date, both short. */
static void signatures(Page *page) {
    for (size_t i = 0; i + 1 < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        bool last =
            i + 2 >= page->paras.n || p[2].aside || p[2].gap > page->usual_gap || has(&p[2].features, F_HEADLIKE);
        if (!last && i > 0 && !p[-1].aside && !p[-1].open && dates_notice(&p[1]) && names_bodies(p->text)) last = true;
        if (!last && (comments(&p[2]) || has(&p[2].features, F_CAPTION_FORM))) last = true;
        if (has(&p->features, F_NOTICE_WORD) && has(&p->features, F_SPACED))
            continue; /* 某市政府　公告, above its date */
        const bool dated = !p->open && dates_notice(&p[1]) && !page->yearbook && tells_notice(page, i);
        if (!last && !dated && !p[1].aside && has(&p[1].features, F_SIGN_FORM)) clear(&p[1].features, F_SIGN_FORM);
        if (last && has(&p[1].features, F_SIGN_FORM) && p->chars <= 24 && has(&p->features, F_HEADLIKE) && i > 0) {
            set(&p->features, F_SIGN_FORM);
            p->open = false;
            clear(&p->features, F_HEADLIKE);
        }
    }
}

/* 图/文　某某, below a picture's words and above the next headline. */
static void picture_writers(Page *page) {
    enum { WORDS = 160 };
    for (size_t i = 1; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        Folded f;
        if (!has(&p->features, F_BYLINE_FORM) || page->yearbook || p[-1].aside || p[-1].open || p[-1].chars > WORDS ||
            has(&p[-1].features, F_HEADLIKE))
            continue;
        bool ends =
            i + 1 >= page->paras.n || p[1].aside || p[1].gap > page->usual_gap || has(&p[1].features, F_HEADLIKE);
        fold_head(&f, p->text);
        if (!ends || !words_start(folded(&f), "图/文 文/图 图·文 文·图 图文/ 图文: 图文 图/ 图:")) continue;
        set(&p->features, F_CREDIT_FORM);
        clear(&p->features, F_BYLINE_FORM);
    }
}

/* 蔡某某 / 林某某　鞠躬: those who thank or announce, a name a line. */
static void bows(Page *page) {
    enum { LINE = 14, NAME = 5 };
    for (size_t i = 1, next = 1; i < page->paras.n; i++) {
        size_t from = i;
        if (page->paras.p[i].aside || page->paras.p[i].chars > LINE || !cue_bows(page->paras.p[i].head)) continue;
        while (from > next && !page->paras.p[from - 1].aside && page->paras.p[from - 1].chars <= NAME &&
               page->paras.p[from].gap <= page->usual_gap && name_likeness(page->paras.p[from - 1].text) > 0)
            from--;
        next = i + 1; /* a name belongs to one bow: where all lines bow, none is looked at again and again */
        const Para *above = &page->paras.p[from - 1];
        const bool text = !above->open || has(&above->features, F_SIGN_FORM);
        if (above->aside || !text || page->paras.p[from].gap > page->usual_gap) continue;
        for (size_t k = from; k <= i; k++) {
            set(&page->paras.p[k].features, F_SIGN_FORM);
            clear(&page->paras.p[k].features, F_HEADLIKE);
            clear(&page->paras.p[k].features, F_NAMES);
        }
    }
}

void features_endings(Page *page) {
    signatures(page);
    bows(page); /* several, which are no signatures as a body's above its date are */
    notice_signatures(page);
    letter_writers(page);
    picture_writers(page);
}
