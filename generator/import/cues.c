/* How a line begins and ends: openings, numbers, page-turn notes. */
#include "import/cues.h"
#include "import/page.h"
#include "import/scan.h"

/* What stands before a bracket that closes at the end: …收成很好。（某某） */
View cue_before_bracket(View text) {
    View rest = text;
    for (int k = 0; rest.n && k < 40; k++)
        if (fold_one(utf8_last(&rest)) == '(') return rest;
    return text;
}

/* [①], 〔12〕: the number of a note. Bytes of it; 0: it is none. */
static size_t note_number(View v) {
    static const char NUMBERS[] = "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ 0 1 2 3 4 5 6 7 8 9";
    View rest = view_from(v, words_start(v, "[ 〔 【"));
    size_t n, digits = 0;
    if (rest.n == v.n) return 0;
    while ((n = words_start(rest, NUMBERS))) rest = view_from(rest, n), digits++;
    n = words_start(rest, "] 〕 】");
    return digits && digits <= 3 && n ? v.n - rest.n + n : 0;
}

/* 某事。[②], 某事。③: without the number of a note. */
static View without_note(View v) {
    enum { MOST = 5 };
    size_t n = words_end(v, "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩");
    View rest = view_to(v, v.n - n);
    if (n || !words_end(v, "] 〕 ］")) return rest;
    for (int k = 0; rest.n && k < MOST; k++) {
        utf8_last(&rest);
        if (note_number(view_from(v, rest.n)) == v.n - rest.n) return rest;
    }
    return v;
}

bool cue_closed(View text) {
    text = without_note(text);
    for (int k = 0; text.n && k < 4; k++) {
        uint32_t cp = ' ';
        while (text.n && cp == ' ') cp = fold_one(utf8_last(&text)); /* of any width: …。”　　（某某） */
        if (cp == ')') {
            View before = cue_before_bracket(text);
            /* A whole paragraph in brackets is one. */
            if (!before.n) return true;
            text = before;
            continue;
        }
        switch (cp) {
        case 0x0F0D: case 0x0F0E: case 0x0F14: /* Tibetan shad */
        case 0x3002: case 0xFF61: case '!': case '?': case ';': case ':': case 0x2026: case '.': return true;
        case 0x2014: case 0x2015: case 0x2500: return false;
        case 0x201D: case 0x2019: case 0x300D: case 0x300F: case ']': case '"': case '\'': case 0x300B:
        case 0x3011:
            continue; /* look through closing quotes and brackets */
        default: return false;
        }
    }
    return false;
}

/* 着晓乡, 和平镇 */
static bool names_town(View v) {
    if (!cp_is_han(utf8_next(&v)) || words_start(v, "各 该 本 全 周 邻 外 乡 镇")) return false;
    return v.n && cp_is_han(utf8_next(&v)) && words_start(v, "乡 镇") > 0;
}

/* 、热水两乡 behind 沟里, 、西、南三关 behind 东: places by their names, and how many. */
static bool names_several(View v) {
    enum { NEAR = 45 };
    if (!words_start(v, "、")) return false;
    for (View rest = v; rest.n && v.n - rest.n < NEAR;) {
        const size_t n = words_start(rest, "两 三 四 五 六");
        if (n && words_start(view_from(rest, n), "乡 镇 村 县 市 区 旗 州 省 地 校 场 社 队 关")) return true;
        const uint32_t cp = utf8_next(&rest);
        if (!cp_is_han(cp) && cp != 0x3001) return false;
    }
    return false;
}

bool cue_starts_mid(const Folded *f) {
    View v = folded(f);
    bool chapter;
    if (cue_numbered(f, &chapter)) return false;
    if (!begins_letter(v) && words_start(v, ", 、 。 ; : ! ? ) ” ’ 」 』 》 】 % ]")) return true;
    /* A comma behind the first or second character: 户,将宣讲… */
    View rest = v;
    for (int k = 0; rest.n && k < 2; k++) {
        uint32_t cp = utf8_next(&rest);
        if (!cp_is_han(cp)) return false;
        if (begins_letter(rest) || !words_start(rest, ", 、 。 ; ” 》") ||
            words_start(v, "但, 是, 而, 故, 嗯, 啊, 唉, 哦, 看, 瞧, 听, 哇, 春, 夏, 秋, 冬,"))
            continue;
        if (names_several(rest)) return false;
        return k == 0 ||
               (!words_start(v, "各") && !seam_is_word(folded_raw(f, f->n - v.n, f->n - rest.n)) &&
                !words_end(view_to(v, v.n - rest.n), "月 日 天 年 晨 夜 晚 春 夏 秋 冬 午 季 初 末 后 前 时 间") &&
                !words_start(v, "近日 日前 今年 去年 同时 目前 此外 其中 如今 为此 现在 当前 然而 因此 所以 首先 其次 "
                                "最后 例如 另外 此前 随后 当天 当日 昨日 昨天 今天 今日 据悉 近期 当年 截至 随着 其实"));
    }
    if (words_start(v, "就得 就能 就会 就可 就把 就让 才能 才会 便能 便可 则由 并将 并把 并由"))
        return !words_start(v, "就能源 就会议 就会谈 就可持续 就可再生 才能出众");
    return words_start(v, "的 了 们 着 等 和 及 与 地 得") > 0 && !names_town(v) &&
           !words_start(
               v, "的确 的士 了解 等到 等级 等待 等一 等你 等我 等风 和平 和谐 和睦 和田 和静 和硕 和顺 和龙 和政 和林 "
                  "和县 和布克 得荣 及时 与会 与此 与其 地方 地处 地区 地震 地质 地点 地 地理 得益 得知 得到");
}

bool cue_runs_over(View text) {
    Folded f;
    fold_head(&f, text);
    bool chapter;
    return !cue_bracket(&f) && !cue_numbered(&f, &chapter) && !cue_fresh(&f);
}

bool cue_chronicle_entry(const Folded *f) {
    View v = folded(f);
    unsigned month;
    if (words_start(v, "春, 夏, 秋, 冬, 是年, 是月, 本年, 本月, 同年, 同月, 年底, 年初, 同日, 是日, 上旬, 中旬, "
                       "下旬,"))
        return true;
    if (!cue_number(&v, &month) || month < 1) return false;
    v = cue_unspaced(v);
    if (month <= 12 && view_starts(v, V("月"))) return true;
    return month <= 31 && take(&v, "日") && (words_start(v, ", 【 〔 [ 至 — -") > 0 || view_starts(v, V(" ")));
}

bool cue_fresh(const Folded *f) {
    View v = folded(f);
    return cue_time_word(f) ||
           words_start(v, "“ 「 本报 记者 会议 会上 活动 12月 11月 10月 9月 8月 7月 6月 5月 4月 3月 2月 1月 此次 【 "
                          "一是 二是 三是") > 0;
}

/* 昨天, 近日, 3月5日 … at the head of a first sentence. */
bool cue_news_time(const Folded *f) {
    View v = folded(f);
    unsigned y, m, d;
    if (words_start(v, "近日 日前 昨日 昨天 今日 今天 连日来 前天 上周 本周 这几天 记者昨日 记者近日 记者日前"))
        return true;
    return cue_date(&v, &y, &m, &d);
}

bool cue_time_word(const Folded *f) {
    return words_start(
               folded(f),
               "近日 日前 时下 眼下 近年来 今年 去年 据了解 据悉 据介绍 据统计 目前 此外 同时 其中 连日来 昨日 昨天 "
               "今日 如今 为了 "
               "当日 截至 随着 下一步 接下来 首先 与此同时 另据 一直以来 是年 至年末 年内 近期 为此 在此基础上 多年来 "
               "一年来 长期以来 当前 日常 由于 通过 经过 按照 根据 针对 结合 围绕 自从 为进一步 为切实") > 0;
}

size_t cue_bracket(const Folded *f) {
    View v = folded(f);
    static const char *const pairs[][2] = {{"【", "】"}, {"〔", "〕"}, {"〖", "〗"}, {"[", "]"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!view_starts(v, view_of(pairs[i][0]))) continue;
        if (note_number(v)) return 0;
        size_t end = view_find(v, view_of(pairs[i][1]), 1);
        return end == SIZE_MAX || end > 90 ? 0 : end + strlen(pairs[i][1]);
    }
    return 0;
}

/* 1966年, 1月, 三月份, 3日: what a chronicle is divided by. */
bool cue_month_alone(const Folded *f) {
    View v;
    unsigned n;
    char buf[BARE_MAX];
    if (!f->whole) return false;
    v = cue_bare(f, buf); /* 一　月 */
    if (!cue_number(&v, &n) || (n > 31 && (n < 1000 || n > 2100))) return false;
    View to = v; /* 七至八月, 九月—十二月 */
    unsigned last;
    take(&to, "月");
    size_t dash = words_start(to, "至 — - ~ 、");
    to = view_from(to, dash);
    if (dash && n <= 12 && cue_number(&to, &last) && last > n && last <= 12) v = to;
    if (n > 31 ? !take(&v, "年") : !take(&v, "月份") && !take(&v, "月") && !take(&v, "日")) return false;
    skip_spaces(&v);
    return v.n == 0;
}

/* · 三 ·, — 十二 —, 【3】: a page's number between marks. 【三】 counts the parts of an essay. */
static bool framed_number(View v) {
    static const struct {
        const char *marks;
        bool chinese;
    } frames[] = {{FOLIO_DOTS, true}, {FOLIO_DASHES, true}, {FOLIO_BRACKETS, false}};
    enum { MOST = 400 };
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        size_t open = words_start(v, frames[i].marks), close = words_end(v, frames[i].marks);
        if (!open || !close || open + close >= v.n) continue;
        View inside = cue_unspaced(view_to(view_from(v, open), v.n - open - close));
        bool digit = inside.n && inside.p[0] >= '0' && inside.p[0] <= '9';
        unsigned n;
        if ((digit || frames[i].chinese) && cue_number(&inside, &n) && n && n < MOST && !cue_unspaced(inside).n)
            return true;
    }
    return false;
}

bool cue_page_number(const Folded *f) {
    size_t digits = 0, chars = 0;
    if (f->whole && f->n <= 24 && framed_number(folded(f))) return true;
    if (f->whole && f->n >= 6 && f->n <= 12) { /* 二七三 */
        View v = folded(f);
        size_t n = 0, d;
        while ((d = words_start(v, "〇 一 二 三 四 五 六 七 八 九"))) v = view_from(v, d), n++;
        if (!v.n && n >= 2) return true;
    }
    View number = folded(f);
    number = view_from(number, words_start(number, "p.")); /* P. 75 */
    for (View v = number; v.n; chars++) {
        if (words_start(v, "第 版 页")) {
            v = view_from(v, 3);
            continue;
        }
        uint32_t cp = utf8_next(&v);
        if (cp >= '0' && cp <= '9') digits++;
        else if (cp > 0x7F ? cp != 0xB7 && cp != 0x2014 && cp != 0x2022 && cp != 0x2013 && cp != 0x2015
                           : !(cp && strchr("-| ab", (int)cp)))
            return false;
    }
    return f->whole && digits >= 1 && digits <= 4 && chars <= 10;
}

/* 第三章, 第二辑　林业; but 第二类疫苗 is none. */
static bool names_part(View v) {
    const size_t set = words_start(v, "辑 类");
    return words_start(v, "章 节 编 篇 卷 部分 目") > 0 || (set && set < v.n && v.p[set] == ' ');
}

bool cue_numbered(const Folded *f, bool *chapter) {
    /* What any of the numbers below begins with. */
    static const char FIRST[] =
        "0 1 2 3 4 5 6 7 8 9 〇 零 ○ 一 二 三 四 五 六 七 八 九 元 十 廿 卅 第 卷 附 ( ① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ "
        "民国 中华民国 公元 清 明 宋 元";
    View v = folded(f), at = v;
    unsigned n;
    *chapter = false;
    if (!words_start(cue_unspaced(v), FIRST)) return false;
    if (cue_month_alone(f)) return true;
    if (words_start(v, "附: 附一: 附二: 附录: 附件:")) return true;
    if (take(&at, "第") && cue_number(&at, &n) && names_part(at)) {
        *chapter = true;
        return true;
    }
    at = v;
    if (take(&at, "卷") && cue_number(&at, &n) && (!at.n || at.p[0] == ' ')) { /* 卷五　建置志 */
        *chapter = true;
        return true;
    }
    at = v;
    if (take(&at, "(") && cue_number(&at, &n)) return view_starts(at, V(")"));
    at = v;
    if (!cue_number(&at, &n) || n > 99) return words_start(v, "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩") > 0;
    if (take(&at, "、") || take(&at, ")")) return true;
    if (!take(&at, ".")) return false;
    return at.n && !(at.p[0] >= '0' && at.p[0] <= '9');
}

bool cue_turned_from(const Folded *f) {
    enum { NOTE = 60 };
    View v = folded(f);
    if (begins_letter(v)) return false;
    v = view_from(v, words_start(v, "▲ ► ● ■ ◎ >"));
    if (!words_start(v, "(上接 (紧接 (承接 (续自 (文接 (接自 (接第")) return false;
    size_t close = view_find(v, V(")"), 0), n;
    return close != SIZE_MAX && close <= NOTE && words_find(view_to(v, close), "版 页 张", 0, &n) != SIZE_MAX;
}

View cue_behind_turn(View text) {
    Folded f;
    fold_head(&f, text);
    if (!cue_turned_from(&f)) return text;
    for (View rest = text; rest.n;)
        if (fold_one(utf8_next(&rest)) == ')') return rest;
    return text;
}

static bool may_turn(View v) {
    return view_find(v, V("接"), 0) != SIZE_MAX || view_find(v, V("转"), 0) != SIZE_MAX ||
           view_find(v, V("轉"), 0) != SIZE_MAX || view_find(v, V("见第"), 0) != SIZE_MAX ||
           view_find(v, V("見第"), 0) != SIZE_MAX;
}

bool cue_turn(View text) {
    enum { HEAD = 48, TAIL = FOLDED_BYTES };
    Folded f;
    size_t n;
    if (!may_turn(view_from(text, text.n > TAIL ? text.n - TAIL : 0)) &&
        (text.n <= TAIL || !may_turn(view_to(text, HEAD))))
        return false;
    fold_tail(&f, text);
    if (words_find(folded(&f), "下转第 下转 紧接第 上接第 上接", 0, &n) != SIZE_MAX &&
        words_find(folded(&f), "版 页 栏", 0, &n) != SIZE_MAX &&
        (text.n < 60 || words_find(folded(&f), "(下转 (紧接", 0, &n) != SIZE_MAX))
        return true;
    fold_head(&f, text);
    View v = folded(&f);
    while (words_start(v, "》 > 〉 » ▲ ► ● ■ →")) v = view_from(v, words_start(v, "》 > 〉 » ▲ ► ● ■ →"));
    return words_start(v, "(上接 (紧接 上接第 (详见第 (全文见第 (报道见第 (见第") > 0;
}
