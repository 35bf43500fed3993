#include "import/cues.h"
#include "import/page.h"

/* --- numbers and dates --------------------------------------------------- */

static int chinese_digit(uint32_t cp) {
    switch (cp) {
    case 0x3007: case 0x96F6: case 0x25CB: return 0; /* 〇 零 ○ */
    case 0x4E00: return 1;
    case 0x4E8C: return 2;
    case 0x4E09: return 3;
    case 0x56DB: return 4;
    case 0x4E94: return 5;
    case 0x516D: return 6;
    case 0x4E03: return 7;
    case 0x516B: return 8;
    case 0x4E5D: return 9;
    case 0x5143: return 1;  /* 元 */
    case 0x5341: return 10; /* 十 */
    case 0x5EFF: return 11; /* 廿 */
    case 0x5345: return 12; /* 卅 */
    default: return -1;
    }
}

/* 十 廿 卅 and what stands around them: 十二, 二十一, 廿四. */
static bool tens(View *v, unsigned *out) {
    View rest = *v, next = rest;
    int d = chinese_digit(utf8_next(&next));
    unsigned n = 0;
    if (d < 0) return false;
    if (d < 10) { /* 二十 */
        View after = next;
        if (!after.n || chinese_digit(utf8_next(&after)) != 10) return false;
        n = (unsigned)d * 10;
        next = after;
    } else n = d == 10 ? 10 : d == 11 ? 20 : 30;
    View unit = next;
    int u = unit.n ? chinese_digit(utf8_next(&unit)) : -1;
    if (u >= 1 && u <= 9) n += (unsigned)u, next = unit;
    *v = next;
    *out = n;
    return true;
}

bool cue_number(View *v, unsigned *out) {
    unsigned n = 0;
    size_t digits = 0;
    View rest = *v;
    while (rest.n && rest.p[0] >= '0' && rest.p[0] <= '9' && digits < 6) {
        n = n * 10 + (unsigned)(rest.p[0] - '0');
        rest = view_from(rest, 1);
        digits++;
    }
    if (!digits && rest.n && (unsigned char)rest.p[0] >= 0x80) {
        if (tens(v, out)) return true;
        while (rest.n && digits < 5) { /* 二〇二〇, also 二00五, 二OO五 */
            View next = rest;
            uint32_t cp = utf8_next(&next);
            int d = cp >= '0' && cp <= '9' ? (int)cp - '0' : cp == 'o' && digits ? 0 : chinese_digit(cp);
            if (d < 0 || d > 9) break;
            n = n * 10 + (unsigned)d;
            rest = next;
            digits++;
        }
    }
    if (!digits) return false;
    *v = rest;
    *out = n;
    return true;
}

static void skip_spaces(View *v) {
    while (v->n) {
        View rest = *v;
        if (!cp_is_space(utf8_next(&rest))) return;
        *v = rest;
    }
}

View cue_unspaced(View v) {
    skip_spaces(&v);
    return v;
}

static bool take(View *v, const char *word) {
    if (!view_starts(*v, view_of(word))) return false;
    *v = view_from(*v, strlen(word));
    return true;
}

/* [2020年][12月][22日]; at least a day, or year and month. */
static bool take_date(View *v, unsigned *year, unsigned *month, unsigned *day) {
    View rest = *v;
    unsigned n;
    *year = *month = *day = 0;
    skip_spaces(&rest);
    bool roc = take(&rest, "中华民国") || take(&rest, "民国");
    for (;;) {
        View at = rest;
        skip_spaces(&at);
        if (!cue_number(&at, &n)) break;
        skip_spaces(&at);
        if (!*year && !*month && n > 1000 && n < 3000 && take(&at, "年")) *year = n;
        else if (roc && !*year && !*month && n < 200 && take(&at, "年")) *year = n + 1911;
        else if (!*month && n >= 1 && n <= 12 && take(&at, "月")) *month = n;
        else if (n >= 1 && n <= 31 && (take(&at, "日") || take(&at, "号"))) {
            *day = n;
            rest = at;
            break;
        } else break;
        rest = at;
    }
    if (!*day && !(*year && *month)) return false;
    *v = rest;
    return true;
}

/* 18时发布 */
static bool is_hour(View v) {
    unsigned n;
    skip_spaces(&v);
    if (!cue_number(&v, &n) || n > 24 || (!take(&v, "时") && !take(&v, "点"))) return false;
    if (cue_number(&v, &n)) take(&v, "分");
    return !v.n || view_is(v, "发布") || view_is(v, "整");
}

bool cue_date_alone(const Folded *head, unsigned *year, unsigned *month, unsigned *day) {
    View v = folded(head);
    if (!head->whole) return false;
    skip_spaces(&v);
    take(&v, "(");
    if (!take_date(&v, year, month, day)) return false;
    skip_spaces(&v);
    take(&v, ")");
    if (*year && view_starts(v, V("于")) && utf8_count(v) <= 4) return true; /* 于某地 */
    return v.n == 0 || is_hour(v);
}

/* --- datelines ------------------------------------------------------------ */

static const char AGENCIES[] =
    "本报 本刊 本台 本网 本社 新华社 新华网 中新社 中新网 人民网 中央社 央视网 光明网 中国网 法新社 路透社 本报综合 综合";

enum { SHORT_REST = 36 };

/* What stands in front of 讯 in words that are no dateline. */
static const char NOT_PLACES[] = "通 短 简 快 喜 资 音 微 视 审 问 传 电 专 零 闻 捷 腾 科 死 凶 汛";

static bool han_run(View v, size_t max) {
    size_t n = 0;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (!cp_is_han(cp) && cp != ' ') return false;
        n++;
    }
    return n >= 1 && n <= max;
}

static View raw_between(const Folded *f, View from, View to) {
    return folded_raw(f, f->n - from.n, f->n - to.n);
}

static View raw_trim(View v) {
    for (View t; v.n; v = t) {
        t = v;
        if (!cp_is_space(utf8_next(&t))) break;
    }
    return view_trim(v);
}

/* (记者 甲 乙) behind the dateline. */
static void take_names(const Folded *f, View *v, Dateline *out) {
    View at = *v;
    skip_spaces(&at);
    char close = at.n && at.p[0] == '(' ? ')' : '\0';
    if (!close) {
        View word = at;
        if (!take(&word, "记者") && !take(&word, "本报记者") && !take(&word, "通讯员") && !take(&word, "本报通讯员")) return;
        skip_spaces(&word);
        if (!word.n || word.p[0] == ':') return; /* a question of an interview */
        size_t n, end = words_find(at, "报道 报导 : 。", 0, &n);
        if (end == SIZE_MAX || end > 72) return;
        View rest = view_from(at, end);
        if (at.p[end] != ':' && !take(&rest, "报道") && !take(&rest, "报导")) return;
        out->names = raw_between(f, at, view_from(at, end));
        NameList who; /* 记者核实: is none */
        names_read(&who, out->names);
        if (at.p[end] == ':' && (!who.n || name_likeness(who.names[0]) < 2)) {
            out->names = (View){0};
            return;
        }
        take(&rest, ":");
        *v = rest;
        return;
    }
    const char *end = memchr(at.p, close, at.n);
    if (!end || end - at.p > 180) return;
    View inside = view(at.p + 1, (size_t)(end - at.p) - 1);
    NameList l;
    View raw = raw_between(f, view_from(at, 1), view_from(at, 1 + inside.n));
    names_read(&l, raw);
    if (!l.role_words && (!l.n || l.strangers)) return;
    out->names = raw;
    *v = view_from(at, inside.n + 2);
}

/* 本报[拉萨][12月22日]讯: place and date between the agency and 讯. */
static bool plain_dateline(const Folded *f, View v, Dateline *out) {
    take(&v, "据");
    skip_spaces(&v);
    size_t agency = words_start(v, AGENCIES);
    View start = view_from(v, agency);
    View place_end = start, date_end = start;
    for (size_t k = 0;; k++) { /* up to the date or the end word */
        unsigned y, m, d;
        View at = date_end;
        if (!at.n || k > 12) return false;
        if (take_date(&at, &y, &m, &d)) {
            out->year = y, out->month = m, out->day = d;
            place_end = date_end;
            date_end = at;
            break;
        }
        if (view_starts(at, V("通讯员")) || view_starts(at, V("通讯组")) || view_starts(at, V("记者"))) return false;
        if (view_starts(at, V("讯")) || view_starts(at, V("电")) || view_starts(at, V("专电")) ||
            view_starts(at, V("消息"))) {
            place_end = at;
            break;
        }
        uint32_t cp = utf8_next(&at);
        if (!cp_is_han(cp) && cp != ' ') return false;
        date_end = at;
    }
    View place = view(start.p, (size_t)(place_end.p - start.p));
    if (view_trim(place).n && !han_run(view_trim(place), 8)) return false;
    View rest = date_end;
    skip_spaces(&rest);
    take(&rest, "综合");
    take(&rest, "专");
    bool dated = out->month || out->day;
    if (!take(&rest, "讯") && !take(&rest, "电") && !take(&rest, "消息")) return false;
    if (view_starts(rest, V("员")) || view_starts(rest, V("组"))) return false; /* 本报通讯员 */
    bool spaced = !rest.n || rest.p[0] == ' ' || rest.p[0] == '(' || rest.p[0] == ':';
    if (!agency && (!place.n || words_end(view_trim(place), NOT_PLACES) || (!dated && !spaced))) return false;
    if (agency && !place.n && !dated && view_starts(rest, V("话"))) return false;
    /* 影剧消息, 煤改电 炉变灶: too little for what a dateline opens. */
    if (!agency && !dated && f->whole && rest.n < SHORT_REST && !view_starts(view_trim(rest), V("("))) return false;
    out->place = raw_trim(raw_between(f, start, place_end));
    take_names(f, &rest, out);
    if (rest.n && rest.p[0] == ':') rest = view_from(rest, 1);
    out->end = f->n - rest.n;
    return true;
}

/* 記者王某某斗六報導: name and place with nothing between. The name has three
 * characters, or two where the place would keep one. Bytes of `inside` up to
 * the place; 0 where a place does not stand so. */
static size_t name_before_place(View inside, size_t word) {
    View all = view_to(inside, inside.n - word), rest = all;
    size_t han = 0;
    while (rest.n) {
        View before = rest;
        if (!cp_is_han(utf8_last(&rest))) {
            rest = before;
            break;
        }
        han++;
    }
    View token = view_from(all, rest.n);
    for (size_t n; (n = words_start(token, "中央社 新华社 中新社 本报记者 记者 特派员 通讯员")); han -= n / 3) token = view_from(token, n);
    size_t family = words_start(token, "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 夏侯 南宫 轩辕 范姜 张简");
    if (han < 4 || han > 8) return 0;
    return (size_t)(token.p - inside.p) + (han == 4 ? 6 : family ? 12 : 9);
}

/* 〔中央社記者某某嘉義縣七日電〕: name, place and date in one. */
static void wire_date(View inside, Dateline *out) {
    unsigned y, m, d;
    size_t word = words_end(inside, "日电 日专电 日讯");
    if (!word || out->day) return;
    for (View at = inside; at.n > word; utf8_next(&at)) {
        View rest = at;
        if (!take_date(&rest, &y, &m, &d) || words_start(rest, "电 专电 讯") != rest.n) continue;
        out->year = y, out->month = m, out->day = d;
        return;
    }
}

/* The bytes of a date in front of 电, or 0. */
static size_t date_before(View v) {
    unsigned y, m, d;
    for (View at = v; at.n; utf8_next(&at)) {
        View rest = at;
        if (take_date(&rest, &y, &m, &d) && !rest.n) return at.n;
    }
    return 0;
}

/* 【記者某某／花蓮報導】, 【本报讯】, (记者 甲 报道), [本报讯] */
static bool bracket_dateline(const Folded *f, View v, Dateline *out) {
    static const char *const pairs[][2] = {{"【", "】"}, {"(", ")"}, {"[", "]"}, {"〔", "〕"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        View in = v;
        if (!take(&in, pairs[i][0])) continue;
        size_t end = view_find(in, view_of(pairs[i][1]), 0), n;
        if (end == SIZE_MAX || end > 120) return false;
        View inside = view_to(in, end), rest = view_from(in, end + strlen(pairs[i][1]));
        bool reporter = words_find(inside, "记者 通讯员 特派员", 0, &n) != SIZE_MAX;
        bool wire = words_end(inside, "讯 电 报道 报导 消息") > 0;
        if (!reporter && !wire) return false;
        Dateline plain = {0};
        Folded sub;
        View raw = raw_between(f, in, view_from(in, end));
        fold_head(&sub, raw);
        if (wire && plain_dateline(&sub, folded(&sub), &plain)) *out = plain;
        else {
            size_t slash = view_find(inside, V("/"), 0), word = words_end(inside, "综合报道 综合报导 报道 报导 专电 电 讯");
            if (word) word += date_before(view_to(inside, inside.n - word));
            size_t cut = slash == SIZE_MAX && word && reporter ? name_before_place(inside, word) : 0;
            if (cut) {
                out->place = raw_trim(raw_between(f, view_from(in, cut), view_from(in, end - word)));
                slash = cut;
            }
            out->names = slash == SIZE_MAX ? raw : raw_between(f, in, view_from(in, slash));
            if (cut) slash = SIZE_MAX;
            if (slash != SIZE_MAX && slash + 1 + word <= end)
                out->place = raw_trim(raw_between(f, view_from(in, slash + 1), view_from(in, end - word)));
        }
        if (!reporter) out->names = plain.names;
        wire_date(inside, out);
        skip_spaces(&rest);
        out->end = f->n - rest.n;
        return rest.n > 0 || !f->whole;
    }
    return false;
}

bool cue_dateline(const Folded *f, Dateline *out) {
    View v = folded(f);
    *out = (Dateline){0};
    skip_spaces(&v);
    v = view_from(v, words_start(v, "■ □ ● ◆ ▲ ★ ◎ ○"));
    if (bracket_dateline(f, v, out)) return true;
    *out = (Dateline){0};
    if (view_starts(v, V("据《"))) { /* 据《某报》报道 */
        size_t close = view_find(v, V("》"), 0), n = close == SIZE_MAX ? 0 : words_start(view_from(v, close + 3), "报道 报导 消息 讯 载");
        out->end = close == SIZE_MAX ? 0 : close + 3 + n;
        if (n && out->end < f->n) return true;
    }
    *out = (Dateline){0};
    if (plain_dateline(f, v, out)) return true;
    *out = (Dateline){0};
    View rest = v; /* 本报记者 甲 报道: */
    take_names(f, &rest, out);
    if (!out->names.n || rest.n == v.n || v.p[0] == '(') return false;
    out->end = f->n - rest.n;
    return rest.n > 0;
}

/* --- bylines, credits, captions --------------------------------------------- */

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
    if (!f.whole || words_find(folded(&f), "记者 通讯员", 0, &n) == SIZE_MAX || !words_end(folded(&f), "报道】 报导】 报道) 报导) 报道] 报道〕 报导〕 报导]")) return false;
    return bracket_dateline(&f, folded(&f), &d) || d.names.n > 0;
}

bool cue_byline(View text) {
    if (text.n > 240 || is_sentence(text)) return false;
    NameList l;
    View inner = text;
    if (whole_bracket(&inner)) return true;
    names_read(&l, text);
    if (!l.role_words || l.strangers) return false;
    View credit;
    if (cue_credit(text, &credit)) return false;
    Folded f;
    fold_head(&f, text);
    size_t n;
    if (words_find(folded(&f), "责任编辑 责编 版式 校对 美编", 0, &n) != SIZE_MAX) return false;
    /* 记者走基层 is a column */
    if (f.whole && words_find(folded(&f), "记者走基层 记者观察 记者手记 记者来信 记者调查 记者见闻 记者追踪 记者节 记者帮办 记者视线", 0, &n) != SIZE_MAX)
        return false;
    Dateline line;
    if (cue_dateline(&f, &line)) return false;
    bool certain = words_find(folded(&f), "记者 通讯员 作者 评论员 实习生 撰稿 撰文 图/文 文/图 文/ 文: 采写 整理 图·文 文·图", 0, &n) != SIZE_MAX;
    return certain && (l.n || words_find(folded(&f), "评论员 记者 通讯员", 0, &n) != SIZE_MAX);
}

static const char BOTH[] = "图/文 文/图 图·文 文·图 图文/ 文图/ 图文: 文图: 文/ 文:";

static bool credit_text(View t) {
    if (view_find(t, V("。"), 0) < (t.n > 6 ? t.n - 6 : 0)) return false;
    Folded f;
    fold_head(&f, t);
    View v = folded(&f);
    while (v.n && (v.p[0] == '(' || v.p[0] == ' ')) v = view_from(v, 1);
    while (v.n && (v.p[v.n - 1] == ')' || v.p[v.n - 1] == ' ')) v.n--;
    if (view_ends(v, V("。"))) v.n -= 3;
    if (!f.whole || !v.n || utf8_count(v) > 40) return false;
    size_t n;
    if (f.marks & (MARK_STOP | MARK_CALL) && words_find(v, "。 ! ?", 0, &n) != SIZE_MAX) return false;
    if (words_start(v, BOTH)) return false; /* who wrote and took the pictures */
    if (words_end(v, "文/摄 文·摄 文并摄 文、摄") && words_find(v, "记者 通讯员", 0, &n) != SIZE_MAX) return false;
    if (words_start(v, "摄影: 摄影/ 摄/ 图: 图/ 图片: 图片来源 图片由 供图: 制图: 图源")) return true;
    if (words_end(v, " 作 作品 画 书 绘") && words_start(v, "画家 作者 书法 摄影 插图 绘画 篆刻 剪纸 漫画") && utf8_count(v) <= 16) return true;
    if (words_end(v, "资料图片 资料照片 (资料图) 资料图 供图 制图 网络图片 图片") && utf8_count(v) <= 24) return true;
    if (!words_end(v, "摄 摄影 摄影报道 翻拍 发")) return false;
    if (words_end(v, "发") && words_find(v, "新华社 中新社", 0, &n) == SIZE_MAX) return false;
    NameList l;
    names_read(&l, folded_raw(&f, (size_t)(v.p - f.text), (size_t)(v.p - f.text) + v.n));
    return l.n > 0 || l.organs > 0 || l.role_words > 1;
}

bool cue_credit(View text, View *credit) {
    View tail = text, last = {0};
    if (text.n <= 120 && credit_text(text)) {
        *credit = text;
        return true;
    }
    /* Behind the last full stop, bracket or run of spaces. */
    for (size_t k = 0; tail.n && k < 40; k++) {
        View rest = tail;
        uint32_t cp = utf8_last(&rest);
        bool wide = cp_is_space(cp) && rest.n && (rest.p[rest.n - 1] == ' ' || cp == 0x3000);
        if (cp == 0x3002 || wide || cp == '(' || cp == 0xFF08 || cp == 0xFF01) {
            last = view_from(text, cp == '(' || cp == 0xFF08 ? rest.n : tail.n);
            if (last.n && credit_text(last)) {
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
    /* An arrow points at the picture. */
    if (words_start(v, "▲ ▼ ◀ ► ▶ ◄") && f->whole && utf8_count(v) <= 24 && cue_closed(v)) return true;
    v = view_from(v, words_start(v, "▲ ▼ ◀ ► ▶ ● ■ △ ← → ↑ ↓ ( ["));
    skip_spaces(&v);
    if (words_start(v, BOTH)) return false;
    if (words_start(v, "图为 上图为 下图为 左图为 右图为 图中为 上图 下图 左图 右图 组图 大图 小图 中图 题图 图片为 图片说明 "
                       "拍摄于 摄于 照片为 以上图 图1 图2 图3 图4 图① 图② 图③ 图④ 图一 图二 图三 图四 图: 图/ 资料图片 本版图片"))
        return true;
    return false;
}

/* What stands before a bracket that closes at the end: …收成很好。（某某） */
static View before_bracket(View text) {
    View rest = text;
    for (int k = 0; rest.n && k < 40; k++)
        if (fold_one(utf8_last(&rest)) == '(') return rest;
    return text;
}

/* In brackets at the end, but no name. */
static const char NOT_NAMES[] = "样本 增刊 号外 试刊 完 待续 未完 本报讯 综合 节选 摘编 见图 外一首 资料来源 续完 下同 略 全文 见下 接上 来源 注 续 附图 右图 左图 上图 下图";

static bool may_be_name(View name) {
    Folded f;
    fold_head(&f, name);
    View v = folded(&f);
    if (words_end(v, "族 女 任 止 离任 起 本 折粮") && utf8_count(v) != 3) return false;
    if (words_start(v, NOT_NAMES) || words_start(v, "县 市 省 乡 镇 村 州 本 全") || words_end(v, "社 网 报 局 办 组 部 台 图 稿 级 类 种 岁 年 月 日")) return false;
    return name_likeness(name) >= 1;
}

bool cue_names_alone(View text, View *names) {
    Folded f;
    View rest = text;
    if (!text.n || fold_one(utf8_next(&rest)) != '(') return false;
    fold_head(&f, text);
    return f.whole && f.n && f.text[0] == '(' && before_bracket(text).n == 0 && cue_names_at_end(text, names);
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
    View raw = folded_raw(&f, open, slash == SIZE_MAX || slash < open + 6 ? v.n - 1 : slash);
    NameList l;
    names_read(&l, raw);
    *names = raw;
    if (l.role_words && !l.strangers && !l.organs) return true; /* also （本报通讯组） */
    if (l.strangers || !l.n) return false;
    for (size_t i = 0; i < l.n; i++)
        if (!may_be_name(l.names[i])) return false;
    return true;
}

/* --- punctuation --------------------------------------------------------------- */

bool cue_closed(View text) {
    for (int k = 0; text.n && k < 4; k++) {
        uint32_t cp = fold_one(utf8_last(&text));
        if (cp == ')') {
            View before = before_bracket(text);
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
        case 0x3011: case ' ':
            continue; /* look through closing quotes and brackets */
        default: return false;
        }
    }
    return false;
}

bool cue_starts_mid(const Folded *f) {
    View v = folded(f);
    bool chapter;
    if (cue_numbered(f, &chapter)) return false;
    if (words_start(v, ", 、 。 ; : ! ? ) ” ’ 」 』 》 】 % ]")) return true;
    /* A comma behind the first or second character: 户,将宣讲… */
    View rest = v;
    for (int k = 0; rest.n && k < 2; k++) {
        uint32_t cp = utf8_next(&rest);
        if (!cp_is_han(cp)) return false;
        if (words_start(rest, ", 、 。 ; ” 》") && !words_start(v, "但, 是, 而, 故, 嗯, 啊, 唉, 哦, 看, 瞧, 听, 哇,"))
            return k == 0 || (!seam_is_word(folded_raw(f, f->n - v.n, f->n - rest.n)) && !words_end(view_to(v, v.n - rest.n), "月 日 天 年 晨 夜 晚 春 夏 秋 冬 午 季 初 末 后 前 时 间") &&
                              !words_start(v, "近日 日前 今年 去年 同时 目前 此外 其中 如今 为此 现在 当前 然而 因此 所以 首先 其次 "
                                             "最后 例如 另外 此前 随后 当天 当日 昨日 昨天 今天 今日 据悉 近期 当年 截至 随着 其实"));
    }
    return words_start(v, "的 了 们 着 等 和 及 与 地 得") > 0 &&
           !words_start(v, "的确 的士 了解 等到 等级 和平 和谐 和睦 和田 及时 与会 与此 与其 地方 地处 地区 地震 地质 地点 地 地理 得益 得知 得到");
}

bool cue_runs_over(View text) {
    Folded f;
    fold_head(&f, text);
    bool chapter;
    return !cue_bracket(&f) && !cue_numbered(&f, &chapter) && !cue_fresh(&f);
}

bool cue_fresh(const Folded *f) {
    View v = folded(f);
    return cue_time_word(f) || words_start(v, "“ 「 本报 记者 会议 会上 活动 12月 11月 10月 9月 8月 7月 6月 5月 4月 3月 2月 1月 此次 【 "
                                              "一是 二是 三是") > 0;
}

/* 昨天, 近日, 3月5日 … at the head of a first sentence. */
bool cue_news_time(const Folded *f) {
    View v = folded(f);
    unsigned y, m, d;
    if (words_start(v, "近日 日前 昨日 昨天 今日 今天 连日来 前天 上周 本周 这几天 记者昨日 记者近日 记者日前")) return true;
    return take_date(&v, &y, &m, &d);
}

bool cue_time_word(const Folded *f) {
    return words_start(folded(f), "近日 日前 近年来 今年 去年 据了解 据悉 据介绍 据统计 目前 此外 同时 其中 连日来 昨日 昨天 今日 如今 为了 "
                                  "当日 截至 随着 下一步 接下来 首先 与此同时 另据 一直以来 是年 至年末 年内 近期 为此 在此基础上 多年来 "
                                  "一年来 长期以来 当前 日常 由于 通过 经过 按照 根据 针对 结合 围绕 自从 为进一步 为切实") > 0;
}

size_t cue_bracket(const Folded *f) {
    View v = folded(f);
    static const char *const pairs[][2] = {{"【", "】"}, {"〔", "〕"}, {"〖", "〗"}, {"[", "]"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!view_starts(v, view_of(pairs[i][0]))) continue;
        size_t end = view_find(v, view_of(pairs[i][1]), 1);
        return end == SIZE_MAX || end > 90 ? 0 : end + strlen(pairs[i][1]);
    }
    return 0;
}

/* 1966年, 1月, 三月份, 3日: what a chronicle is divided by. */
static bool month_alone(const Folded *f) {
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

bool cue_page_number(const Folded *f) {
    size_t digits = 0, chars = 0;
    if (f->whole && f->n >= 6 && f->n <= 12) { /* 二七三 */
        View v = folded(f);
        size_t n = 0, d;
        while ((d = words_start(v, "〇 一 二 三 四 五 六 七 八 九"))) v = view_from(v, d), n++;
        if (!v.n && n >= 2) return true;
    }
    for (View v = folded(f); v.n; chars++) {
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

bool cue_numbered(const Folded *f, bool *chapter) {
    View v = folded(f), at = v;
    unsigned n;
    *chapter = false;
    if (month_alone(f)) return true;
    if (words_start(v, "附: 附一: 附二: 附录: 附件:")) return true;
    if (take(&at, "第") && cue_number(&at, &n) && words_start(at, "章 节 编 篇 卷 部分 目")) {
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

/* 某某局 2020年1月2日: signature and date in one line. */
bool cue_signed_date(const Folded *f, unsigned *year, unsigned *month, unsigned *day) {
    View v = folded(f);
    size_t n;
    if (!f->whole || f->marks & (MARK_STOP | MARK_COMMA | MARK_SEMICOLON | MARK_CALL) || utf8_count(v) > 40 ||
        words_find(v, "讯 电", 0, &n) != SIZE_MAX)
        return false;
    for (View at = v; at.n; utf8_next(&at)) {
        View rest = at;
        if (at.p == v.p || at.p[0] == ' ' || !take_date(&rest, year, month, day) || !*month || !*day) continue;
        skip_spaces(&rest);
        if (*year && view_starts(rest, V("于")) && utf8_count(rest) <= 4) rest.n = 0; /* 于某地 */
        if (is_hour(rest) && words_end(view_trim(view_to(v, (size_t)(at.p - v.p))), "台 局 站 部 中心 办 所")) return true;
        return rest.n == 0 && (*year || at.p[-1] == ' ');
    }
    return false;
}

bool cue_turn(View text) {
    Folded f;
    size_t n;
    if (view_find(text, V("接"), 0) == SIZE_MAX && view_find(text, V("转"), 0) == SIZE_MAX && view_find(text, V("轉"), 0) == SIZE_MAX)
        return false;
    fold_tail(&f, text);
    if (words_find(folded(&f), "下转第 下转 紧接第 上接第 上接", 0, &n) != SIZE_MAX &&
        words_find(folded(&f), "版 页 栏", 0, &n) != SIZE_MAX && (text.n < 60 || words_find(folded(&f), "(下转 (紧接", 0, &n) != SIZE_MAX))
        return true;
    fold_head(&f, text);
    View v = folded(&f);
    while (words_start(v, "》 > 〉 » ▲ ► ● ■ →")) v = view_from(v, words_start(v, "》 > 〉 » ▲ ► ● ■ →"));
    return words_start(v, "(上接 (紧接 上接第") > 0;
}
