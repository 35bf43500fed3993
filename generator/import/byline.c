/* Who wrote it and whose picture it is: bylines, credits, captions, names at
 * the end. */
#include "import/cues.h"
#include "import/page.h"
#include "import/scan.h"

/* What no list of names has in it. */
static bool is_sentence(View v) {
    return view_find(v, V("，"), 0) != SIZE_MAX || view_find(v, V("。"), 0) < (v.n > 3 ? v.n - 3 : 0);
}

/* 【記者某某／嘉義梅山報導】 alone in its line. */
static bool whole_bracket(View *v) {
    Folded f;
    Dateline d;
    size_t n;
    if (!words_start(*v, "【 （ 〔 [ (") || v->n > 120) return false;
    fold_head(&f, *v);
    if (!f.whole || words_find(folded(&f), "记者 通讯员", 0, &n) == SIZE_MAX ||
        !words_end(folded(&f), "报道】 报导】 报道) 报导) 报道] 报道〕 报导〕 报导]"))
        return false;
    return cue_bracket_dateline(&f, folded(&f), &d) || d.names.n > 0;
}

bool cue_reported(const Folded *f) {
    View v = view_trim(folded(f));
    size_t slash = view_find(v, V("/"), 0), word = words_end(v, "报道 报导 综合报道 综合报导");
    if (!f->whole || !word || slash == SIZE_MAX || slash + 1 + word > v.n) return false;
    View place = view_trim(view(v.p + slash + 1, v.n - slash - 1 - word));
    NameList l;
    names_read(&l, view_to(v, slash));
    if (!l.n || l.strangers || l.organs || utf8_count(place) > 8 || memchr(place.p, '/', place.n)) return false;
    for (size_t i = 0; i < l.n; i++)
        if (name_likeness(l.names[i]) < (l.role_words ? 1 : 2)) return false;
    return true;
}

/* 口述：某某 整理：某某, 某某 编译, 文 | 某某: words that also stand in
 * headlines say who wrote only beside what are names for certain. */
static bool names_writers(const Folded *f) {
    static const char HEADS[] = "文字: 文字/ 口述: 讲述: 讲述人: 口述人: 采访: 编译: 编译/ 执笔: 采写: 编译 执笔 统稿";
    View v = folded(f);
    size_t n, head = words_start(v, HEADS), text = words_start(v, "文 图文 撰文");
    if (text && view_starts(view_trim(view_from(v, text)), V("|"))) head = view_find(v, V("|"), 0) + 1;
    bool tail = words_end(v, " 编译 (编译 搜集整理 收集整理 /文 /图文") > 0 ||
                (words_end(v, "/图") && words_find(v, "/文", 0, &n) != SIZE_MAX);
    if (!f->whole || (!head && !tail)) return false;
    NameList l;
    names_read(&l, folded_raw(f, head, f->n));
    if (!l.n || l.strangers || l.organs) return false;
    for (size_t i = 0; i < l.n; i++)
        if (name_likeness(l.names[i]) < 2) return false;
    return true;
}

/* 某鎮／一鎮民: a reader of whom no more is told than where and what. */
bool cue_reader(const Folded *f) {
    enum { PLACE = 8, READER = 6 };
    size_t slash = view_find(folded(f), V("/"), 0);
    if (!f->whole || slash == SIZE_MAX || slash + 1 == f->n) return false;
    View place = view_to(folded(f), slash), reader = view_from(folded(f), slash + 1);
    size_t chars = utf8_count(place);
    return chars >= 2 && chars <= PLACE && utf8_count(reader) <= READER &&
           words_end(reader, "镇民 乡民 市民 村民 县民 区民 里民 居民 读者 家长 学生 教师 老师 主妇 上班族 义工 "
                             "农民") > 0;
}

bool cue_byline(View text) {
    if (text.n > 240 || is_sentence(text)) return false;
    View inner = text;
    if (whole_bracket(&inner)) return true;
    Folded f;
    size_t n;
    fold_head(&f, text);
    if (cue_reader(&f)) return true;
    if (cue_reported(&f)) return true;
    if (text.n <= 120 && names_writers(&f)) return true;
    if (words_find(folded(&f), "记者 通讯员 作者 评论员 实习生 撰稿 撰文 图/文 文/图 文/ 文: 采写 整理 图·文 文·图 "
                               "报道: 报道/ 采访: 采访/", 0,
                   &n) == SIZE_MAX)
        return false;
    NameList l;
    names_read(&l, text);
    if (!l.role_words || l.strangers) return false;
    View credit;
    if (!words_start(folded(&f), "文/ 文: 撰文/ 撰文: 文字/ 文字: 报道: 报道/ 采访: 采访/") && cue_credit(text, &credit)) return false;
    if (words_find(folded(&f), "责任编辑 责编 版式 校对 美编", 0, &n) != SIZE_MAX) return false;
    /* 记者走基层 is a column */
    if (f.whole &&
        words_find(folded(&f),
                   "记者走基层 记者观察 记者手记 记者来信 记者调查 记者见闻 记者追踪 记者节 记者帮 记者视线 "
                   "记者跑 记者替 记者代 记者陪 记者带你 记者为您",
                   0,
                   &n) != SIZE_MAX)
        return false;
    Dateline line;
    if (cue_dateline(&f, &line)) return false;
    return l.n || words_find(folded(&f), "评论员 记者 通讯员", 0, &n) != SIZE_MAX;
}

enum { LONGEST = 4 }; /* characters of a word of these two lists */
static const char BOTH[] = "图/文 文/图 图·文 文·图 图文/ 文图/ 图文: 文图: 文/ 文:";
static const char CREDITS[] =
    "摄影: 摄影/ 摄/ 图: 图/ 图片: 图片来源 图片由 供图: 供图/ 制图: 制图/ 图源 漫画: 漫画/ 绘图: 绘图/ 插图: 插图/ "
    "题图: 题图/ 本文图片由 本文配图由 图片均由 照片均由 以上照片由 本组图片由 本组照片由";

/* One of the words that credit_text knows a credit's end by may end the text,
 * but for brackets and a full stop behind it: their last characters. */
static bool may_end_credit(View text) {
    static const uint32_t last[] = {0x6444 /* 摄 */,
                                    0x56FE /* 图 */,
                                    0x7247 /* 片 */,
                                    0x5F71 /* 影 */,
                                    0x9053 /* 道 */,
                                    0x62CD /* 拍 */,
                                    0x53D1 /* 发 */,
                                    0x4F5C /* 作 */,
                                    0x54C1 /* 品 */,
                                    0x753B /* 画 */,
                                    0x4E66 /* 书 */,
                                    0x7ED8 /* 绘 */,
                                    0x56FD /* 影像中国 */,
                                    0x89C9 /* 人民视觉 */,
                                    0x65B0 /* 法新 */,
                                    0x8054 /* 美联 */,
                                    0x900F /* 路透 */,
                                    ')' /* (资料图)。 */};
    uint32_t cp = ' ';
    while (text.n && (cp == ' ' || cp == ')')) cp = fold_one(utf8_last(&text));
    if (cp == 0x3002 && text.n) cp = fold_one(utf8_last(&text));
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        if (cp == last[i]) return true;
    return false;
}

/* Likewise begin it, behind brackets and blanks. */
static bool may_begin_credit(View text) {
    uint32_t cp = ' ';
    View v = text;
    for (View rest = text; rest.n && (cp == ' ' || cp == '(');) {
        v = rest;
        cp = fold_one(utf8_next(&rest));
    }
    Folded f;
    fold_head(&f, utf8_prefix(v, LONGEST));
    return words_start(folded(&f), CREDITS) > 0;
}

/* Bytes of one of the words at the end, with the mark in front of it. */
static size_t ends_behind(View v, char mark, const char *words) {
    const size_t n = words_end(v, words);
    return n && n < v.n && v.p[v.n - n - 1] == mark ? n + 1 : 0;
}

static bool credit_text(View t) {
    if (view_find(t, V("。"), 0) < (t.n > 6 ? t.n - 6 : 0)) return false;
    Folded f;
    fold_head(&f, t);
    View v = folded(&f);
    while (v.n && (v.p[0] == '(' || v.p[0] == ' ')) v = view_from(v, 1);
    while (v.n && (v.p[v.n - 1] == ')' || v.p[v.n - 1] == ' ')) v.n--;
    if (view_ends(v, V("。"))) v.n -= 3;
    v.n -= ends_behind(v, '(', PICTURE_AGENCIES); /* 某某摄（影像中国） */
    if (!f.whole || !v.n || utf8_count(v) > 40) return false;
    size_t n;
    if (f.marks & (MARK_STOP | MARK_CALL) && words_find(v, "。 ! ?", 0, &n) != SIZE_MAX) return false;
    if (words_start(v, "图为 上图 下图 左图 右图 图中")) return false; /* what it shows, whoever took it */
    if (v.p > f.text && words_end(v, "(摄影 (国画 (书法 (版画")) return false;
    if (words_start(v, BOTH)) return false; /* who wrote and took the pictures */
    if (words_end(v, "文/摄 文·摄 文并摄 文、摄") && words_find(v, "记者 通讯员", 0, &n) != SIZE_MAX) return false;
    if (words_start(v, CREDITS)) return true;
    if (f.marks & MARK_COMMA && words_start(v, "图为 上图 下图")) return false; /* what is in it, its credit behind */
    if (words_end(v, "(摄影 (国画 (剪纸")) return false; /* what a work is, behind its title */
    if (view_ends(v, V(" 作")) && utf8_count(v) <= 6 &&
        name_likeness(folded_raw(&f, (size_t)(v.p - f.text), (size_t)(v.p - f.text) + v.n - 4)) == 2)
        return true;
    if (words_end(v, " 作 作品 画 书 绘") && words_start(v, "画家 作者 书法 摄影 插图 绘画 篆刻 剪纸 漫画") &&
        utf8_count(v) <= 16)
        return true;
    if (words_end(v, " 绘 绘图 绘画") && utf8_count(v) <= 8) return true;
    if (words_end(v, "/漫画 /摄 /摄影 /图 /制图 /绘 /绘图 /供图 /画 /书") && !words_end(v, "文/图 文/摄") &&
        words_find(v, "/文", 0, &n) == SIZE_MAX && utf8_count(v) <= 12)
        return true;
    if (words_start(v, WIRES " " PICTURE_AGENCIES) && words_end(v, "社发 照片 视觉 中国") &&
        utf8_count(v) <= 6)
        return true;
    if (words_start(v, "新华社发") && words_end(v, "作 画") && utf8_count(v) <= 12) return true;
    if (ends_behind(v, '/', FOREIGN_WIRES) && words_start(v, "新华社") && utf8_count(v) <= 8) return true;
    if (words_end(v, "资料图片 资料照片 (资料图) 资料图 供图 制图 网络图片 图片") && utf8_count(v) <= 24) return true;
    if (!words_end(v, "摄 摄影 摄影报道 翻拍 发")) return false;
    if (f.marks & MARK_COMMA && view_find(v, V("  "), 0) != SIZE_MAX) return false; /* 4月1日，植树　　某某　摄 */
    if (words_end(v, "发") && words_find(v, WIRES, 0, &n) == SIZE_MAX) return false;
    NameList l;
    names_read(&l, folded_raw(&f, (size_t)(v.p - f.text), (size_t)(v.p - f.text) + v.n));
    return l.n > 0 || l.organs > 0 || l.role_words > 1;
}

/* 某某 文/图, behind a picture's words. */
static bool both_made(View v) {
    Folded f;
    fold_head(&f, v);
    return f.n <= 60 && words_end(folded(&f), "文/图 图/文 文·图 图文") > 0 && cue_byline(view_trim(v));
}

/* 瑞　摄, behind 陈, or （陈: half of a name that was set wide. */
static bool is_half_name(View v) {
    v.n -= words_end(v, "） )");
    v = view_trim(v);
    size_t n = words_end(v, "摄 攝 摄影 攝影");
    v = view_trim(view_to(v, v.n - n));
    while (v.n && cp_is_space(utf8_last(&(View){v.p, v.n}))) utf8_last(&v);
    return n && v.n > 0 && v.n <= 3;
}

bool cue_credit(View text, View *credit) {
    enum { MOST = 40 };
    if (words_end(text, "）。 )。")) text.n -= strlen("。"); /* …忙着春耕（某某摄）。 */
    View tail = text, last = {0};
    const bool ends = may_end_credit(text);
    /* what was seen（某某摄） */
    const bool behind = words_end(text, "摄） 攝） 摄) 攝)") && !words_start(text, "（ (");
    if (text.n <= 120 && !behind) {
        Folded f;
        fold_head(&f, utf8_prefix(text, LONGEST));
        if (words_start(folded(&f), BOTH)) return false; /* 文／某某　图／某某 */
        if ((ends || may_begin_credit(text)) && credit_text(text)) {
            *credit = text;
            return true;
        }
    }
    /* Behind the last full stop, bracket or run of spaces. */
    for (size_t k = 0; (k += pass_letters_back(&tail, MOST - k)) < MOST && tail.n; k++) {
        View rest = tail;
        uint32_t cp = utf8_last(&rest);
        bool wide = cp_is_space(cp) && rest.n && (rest.p[rest.n - 1] == ' ' || cp == 0x3000);
        if (cp == 0x3002 || wide || cp == '(' || cp == 0xFF08 || cp == 0xFF01) {
            last = view_from(text, cp == '(' || cp == 0xFF08 ? rest.n : tail.n);
            if (wide && is_half_name(last)) {
                tail = rest;
                continue;
            }
            if (last.n && ((ends || may_begin_credit(last)) && (credit_text(last) || both_made(last)))) {
                *credit = last;
                return true;
            }
            if (cp == 0x3002 && k > 0) return false;
        }
        tail = rest;
    }
    return false;
}

bool cue_caption(const Folded *f) {
    View v = folded(f);
    if (!begins_letter(v)) {
        /* An arrow points at the picture. */
        if (words_start(v, "▲ ▼ ◀ ► ▶ ◄") && f->whole && utf8_count(v) <= 24 && cue_closed(v)) return true;
        v = view_from(v, words_start(v, "▲ ▼ ◀ ► ▶ ● ■ △ ← → ↑ ↓ ( ["));
        skip_spaces(&v);
    }
    if (words_start(v, BOTH)) return false;
    if (words_start(
            v,
            "图为 上图为 下图为 左图为 右图为 图中为 上图 下图 左图 右图 组图 大图 小图 中图 题图 图片为 图片说明 "
            "拍摄于 摄于 照片为 以上图 图1 图2 图3 图4 图5 图6 图7 图8 图9 图① 图② 图③ 图④ 图⑤ 图⑥ 图⑦ 图⑧ "
            "图一 图二 图三 图四 图五 图六 图七 图八 图: 图/ 资料图片 本版图片"))
        return true;
    return cue_figure(f);
}

bool cue_figure(const Folded *f) {
    View v = folded(f), number = view_from(v, words_start(v, "图"));
    unsigned n;
    return number.n < v.n && f->whole && cue_number(&number, &n) && words_start(number, "— - ~ – .") > 0;
}

/* In brackets at the end, but no name. */
static const char NOT_NAMES[] =
    "题图 如图 配图 插图 制图 示意图 附表 样本 增刊 号外 试刊 完 待续 未完 本报讯 综合 节选 摘编 见图 外一首 资料来源 "
    "续完 下同 略 全文 见下 接上 来源 注 续 附图 右图 左图 上图 下图";

static bool may_be_name(View name) {
    Folded f;
    fold_head(&f, name);
    View v = folded(&f), date = v;
    unsigned y, m, d;
    if (cue_date(&date, &y, &m, &d)) return false; /* 十六日寄 */
    if (words_end(v, "族 女 任 止 离任 起 本 折粮") && utf8_count(v) != 3) return false;
    if (words_end(v, "年") && utf8_count(v) == 3 && name_likeness(name) == 2 && !words_start(v, "万 元")) return true;
    if (words_start(v, NOT_NAMES) || words_start(v, "县 市 省 乡 镇 村 州 本 全") ||
        words_end(v, "社 网 报 局 办 组 部 台 稿 级 类 种 岁 年 月 日"))
        return false;
    return name_likeness(name) >= 1;
}

bool cue_names_alone(View text, View *names) {
    Folded f;
    View rest = text;
    if (!text.n || fold_one(utf8_next(&rest)) != '(') return false;
    fold_head(&f, text);
    return f.whole && f.n && f.text[0] == '(' && cue_before_bracket(text).n == 0 && cue_names_at_end(text, names);
}

/* What stands behind the last full stop of a text that ends in something else; empty: nothing does. */
static View behind_stop(View text) {
    enum { MOST = 120 };
    for (View rest = text; text.n - rest.n < MOST && rest.n;) {
        const View at = rest;
        const uint32_t cp = utf8_last(&rest);
        if (cp == 0x3002 || cp == 0xFF01 || cp == 0x201D) return view_from(text, at.n);
    }
    return V("");
}

bool cue_byline_at_end(View text, View *names) {
    const View tail = behind_stop(text);
    View before;
    Folded f;
    if (!tail.n) return false;
    if (cue_letter_writer_at_end(text)) {
        *names = cue_last_name(tail, &before);
        return true;
    }
    fold_head(&f, tail);
    const View v = cue_unspaced(folded(&f));
    *names = tail;
    return words_start(v, "记者 本报记者 通讯员 本报通讯员 全媒体记者 融媒体记者 见习记者 晚报记者") && cue_byline(tail);
}

bool cue_letter_writer_at_end(View text) {
    const View tail = behind_stop(text);
    View rest = tail;
    return tail.n && cp_is_space(utf8_next(&rest)) && cue_letter_writer(view_trim(rest));
}

/* 某县某地　某某某: who wrote a few lines, and from where. */
static bool place_and_name(View v, View *name) {
    enum { LEAST = 3, MOST = 12 };
    View place;
    size_t n;
    *name = cue_last_name(v, &place);
    const size_t chars = utf8_count(place);
    return chars >= LEAST && chars <= MOST && name_likeness(*name) == 2 && !seam_is_word(*name) &&
           words_find(place, "省 市 县 縣 区 區 旗 乡 鄉 镇 鎮 村 公社 厂 校 店 队 局 站 场 街", 0, &n) != SIZE_MAX &&
           words_find(place, "记者 通讯员 本报 报道 日报 ： 、 ， 摄", 0, &n) == SIZE_MAX;
}

bool cue_names_at_end(View text, View *names) {
    Folded f;
    View end = text;
    uint32_t last = ' ';
    while (end.n && cp_is_space(last)) last = fold_one(utf8_last(&end));
    if (last != ')') return false;
    fold_tail(&f, text);
    View v = folded(&f);
    while (v.n && v.p[v.n - 1] == ' ') v.n--;
    if (!v.n || v.p[v.n - 1] != ')') return false;
    size_t open = v.n;
    while (open > 0 && v.p[open - 1] != '(') open--;
    if (open == 0 || v.n - open > 120) return false;
    /* （某某／某乡，某业） */
    size_t slash = view_find(view_to(v, v.n - 1), V("/"), open);
    bool place = slash != SIZE_MAX && slash >= open + 6 && !words_start(view_from(v, slash + 1), "文 图 摄 整理");
    View raw = folded_raw(&f, open, place ? slash : v.n - 1);
    NameList l;
    names_read(&l, raw);
    *names = raw;
    if (open > 1 && is_family_name(folded_raw(&f, open, v.n - 1)) && words_end(view_to(v, open - 1), "。 ! ?"))
        return true;
    if (l.role_words && !l.strangers && !l.organs) return true; /* also （本报通讯组） */
    if (l.strangers && place_and_name(raw, names)) return true;
    if (l.strangers || !l.n) return false;
    for (size_t i = 0; i < l.n; i++)
        if (!may_be_name(l.names[i])) return false;
    return true;
}
