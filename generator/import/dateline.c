/* Datelines: 本报拉萨12月22日讯(记者 甲 乙), 【記者某某／花蓮報導】 … */
#include "import/cues.h"
#include "import/scan.h"

static const char AGENCIES[] = OWN_PAPER " " WIRES " " WIRE_SITES " " OTHER_WIRES " 本报综合 综合";

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
        take(&at, "据");
        View word = at;
        if (!take(&word, "记者") && !take(&word, "本报记者") && !take(&word, "通讯员") && !take(&word, "本报通讯员") &&
            !take(&word, "新华社记者"))
            return;
        skip_spaces(&word);
        if (!word.n || word.p[0] == ':') return; /* a question of an interview */
        size_t n, end = words_find(at, "报道 报导 : 。", 0, &n);
        if (end == SIZE_MAX || end > 72) return;
        View rest = view_from(at, end);
        size_t from = words_find(view_to(at, end), "从 自 获悉 了解到", 0, &n);
        if (at.p[end] == ':' && from != SIZE_MAX) end = from; /* 记者某某从某局获悉： */
        if (at.p[end] != ':' && from == SIZE_MAX && !take(&rest, "报道") && !take(&rest, "报导")) return;
        out->names = raw_between(f, at, view_from(at, end));
        NameList who; /* 记者核实: is none */
        names_read(&who, out->names);
        if (rest.p[0] == ':' && (!who.n || name_likeness(who.names[0]) < 2)) {
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
    Dateline more = {0}; /* （记者 某某）（通讯员 某某）, （通讯员 某某）记者某某报道： */
    View rest = *v;
    take_names(f, &rest, &more);
    if (!more.names.n) return;
    out->names = view(raw.p, (size_t)(more.names.p + more.names.n - raw.p));
    *v = rest;
}

/* 下午八时, behind a day. */
static void skip_hour(View *v) {
    View at = *v;
    unsigned n;
    size_t half = words_start(at, "上午 下午 中午 晚 夜 晨 午");
    at = view_from(at, half);
    if (cue_number(&at, &n) && n <= 24 && (take(&at, "时") || take(&at, "点"))) {
        View more = at;
        if (take(&at, "半") || !cue_number(&more, &n) || !take(&more, "分")) *v = at;
        else *v = more;
    } else if (half) *v = view_from(*v, half);
}

/* From where a place may begin, up to the date or, without one, the end word; *rest: what stands behind them. */
static bool find_place_end(View start, View *place_end, View *rest, Dateline *out) {
    enum { PLACE = 12 };
    *rest = start;
    for (size_t k = 0; rest->n && k <= PLACE; k++) {
        unsigned y, m, d;
        View at = *place_end = *rest;
        if (cue_date(&at, &y, &m, &d)) {
            out->year = y, out->month = m, out->day = d;
            skip_hour(&at);
            *rest = at;
            return true;
        }
        if (words_start(at, "通讯员 通讯组 记者")) return false;
        if (words_start(at, "讯 电 专电 消息")) return true;
        uint32_t cp = utf8_next(&at);
        if (!cp_is_han(cp) && cp != ' ') return false;
        *rest = at;
    }
    return false;
}

/* 本报[拉萨][12月22日]讯: place and date between the agency and 讯. */
static bool plain_dateline(const Folded *f, View v, Dateline *out) {
    if (!(f->marks & MARK_WIRE)) return false;
    take(&v, "据");
    take(&v, "本报综合");
    skip_spaces(&v);
    size_t agency = words_start(v, AGENCIES);
    View start = view_from(v, agency);
    View place_end, rest;
    if (!find_place_end(start, &place_end, &rest, out)) return false;
    View place = view(start.p, (size_t)(place_end.p - start.p));
    if (view_trim(place).n && !han_run(view_trim(place), 8)) return false;
    size_t n;
    if (words_find(place, "的 几 刊登 登载", 0, &n) != SIZE_MAX) return false; /* 本报登载的几条消息 */
    skip_spaces(&rest);
    take(&rest, "综合");
    take(&rest, "专");
    bool dated = out->month || out->day;
    if (!take(&rest, "讯") && !take(&rest, "电") && !take(&rest, "消息")) return false;
    if (view_starts(rest, V("员")) || view_starts(rest, V("组"))) return false; /* 本报通讯员 */
    /* 三月九日　电灯公司… */
    if (!agency && words_start(rest, "灯 话 力 影 视 气 厂 站 台 线 网 机 管 脑 信")) return false;
    bool spaced = !rest.n || rest.p[0] == ' ' || rest.p[0] == '(' || rest.p[0] == ':';
    bool somewhere = place.n || (out->month && out->day); /* 5月8日讯（记者 某某） */
    if (!agency && (!somewhere || words_end(view_trim(place), NOT_PLACES) || (!dated && !spaced))) return false;
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
    for (size_t k; (k = words_start(token, "中央社 新华社 中新社 本报记者 记者 特派记者 特约记者 特派员 通讯员"));
         han -= k / 3)
        token = view_from(token, k);
    size_t n;
    if (words_find(token, "记者", 0, &n) != SIZE_MAX) return 0; /* 某地记者某某 */
    size_t family =
        words_start(token, "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 夏侯 南宫 轩辕 范姜 张简");
    if (han < 4 || han > 8) return 0;
    return (size_t)(token.p - inside.p) + (han == 4 ? 6 : family ? 12 : 9);
}

/* 〔中央社記者某某嘉義縣七日電〕: name, place and date in one. */
static void wire_date(View inside, Dateline *out) {
    unsigned y, m, d;
    size_t word = words_end(inside, "电 讯 电话 航函");
    if (!word || out->day) return;
    for (View at = inside; at.n > word; utf8_next(&at)) {
        View rest = at;
        if (!cue_date(&rest, &y, &m, &d)) continue;
        skip_hour(&rest);
        if (words_start(rest, "电 专电 讯 特讯 专讯 电话 通讯 航讯 航函 快讯") != rest.n) continue;
        out->year = y, out->month = m, out->day = d;
        return;
    }
}

/* The bytes of a date in front of 电, or 0. */
static size_t date_before(View v) {
    unsigned y, m, d;
    for (View at = v; at.n; utf8_next(&at)) {
        View rest = at;
        if (!cue_date(&rest, &y, &m, &d)) continue;
        skip_hour(&rest);
        if (!rest.n) return at.n;
    }
    return 0;
}

/* 本報某地記者某某, 某地記者某某專訪: where the place ends, its beginning in *from; 0: none is
 * named so. */
static size_t post_of(View inside, size_t *from) {
    size_t n, paper = words_start(inside, "本报 本社 本台 中央社 新华社"), at = words_find(inside, "记者", paper, &n);
    *from = paper + words_start(view_from(inside, paper), "驻");
    if (!paper && !words_end(inside, "专访 特稿")) return 0;
    if (at == SIZE_MAX || at <= *from || !han_run(view(inside.p + *from, at - *from), 6)) return 0;
    return words_end(view_to(inside, at), "特约 特派 见习 实习 摄影 首席") ? 0 : at;
}

/* 【农村用电】, 【移动通信】: entries of a yearbook, of power and telephones. */
static bool tells_of_wires(View inside) {
    return words_end(inside, "水电 供电 用电 发电 农电 邮电 机电 火电 风电 光电 热电 核电 节电 输电 配电 变电 通电 "
                             "停电 "
                             "家电 充电 办电 管电 电讯 短消息") > 0 ||
           (words_end(inside, "电话 通信 通讯 资讯") > 0 &&
            words_start(inside, "固定 移动 农村 乡村 城乡 城市 程控 自动 市内 市话 长途 农话 邮政 公用 公众 应急 "
                                "防汛 防空 军事 无线 有线 "
                                "光纤 光缆 卫星 数字 数据 传输 气象 消防 网络 信息 办公 住宅 村村通 电话 通信 通讯 "
                                "县内 全县 手机 "
                                "寻呼 微波 战备 党政 电子") > 0) ||
           words_start(inside, "电话 通信 通讯") == inside.n;
}

/* 记者某某／某地报道, 某地通讯: what stands in the bracket, the first `end` bytes of `in`. */
static void who_and_where(const Folded *f, View in, size_t end, bool reporter, Dateline *out) {
    const View inside = view_to(in, end);
    View raw = raw_between(f, in, view_from(in, end));
    size_t n;
    size_t slash = view_find(inside, V("/"), 0),
           word = words_end(inside, "综合报道 综合报导 报道 报导 专电 电 讯 特讯 专讯 通讯 通信 航函 电话 "
                                    "航讯 专访 特稿");
    if (word) word += date_before(view_to(inside, inside.n - word));
    size_t cut = slash == SIZE_MAX && word && reporter ? name_before_place(inside, word) : 0;
    if (cut) {
        out->place = raw_trim(raw_between(f, view_from(in, cut), view_from(in, end - word)));
        slash = cut;
    }
    size_t posted = !cut && slash == SIZE_MAX ? post_of(inside, &n) : 0;
    if (posted) {
        out->place = raw_trim(raw_between(f, view_from(in, n), view_from(in, posted)));
        in = view_from(in, posted);
        end -= posted;
        raw = raw_between(f, in, view_from(in, end - word));
    }
    if (!reporter && !cut && word && han_run(view_to(inside, inside.n - word), 6))
        out->place = raw_between(f, in, view_from(in, end - word)); /* 【某镇通讯】 */
    out->names = slash == SIZE_MAX ? raw : raw_between(f, in, view_from(in, slash));
    if (cut) slash = SIZE_MAX;
    if (slash != SIZE_MAX && slash + 1 + word <= end)
        out->place = raw_trim(raw_between(f, view_from(in, slash + 1), view_from(in, end - word)));
}

/* 【記者某某／花蓮報導】, 【本报讯】, (记者 甲 报道), [本报讯] */
bool cue_bracket_dateline(const Folded *f, View v, Dateline *out) {
    static const char *const pairs[][2] = {{"【", "】"}, {"(", ")"}, {"[", "]"}, {"〔", "〕"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        View in = v;
        if (!take(&in, pairs[i][0])) continue;
        size_t end = view_find(in, view_of(pairs[i][1]), 0), n;
        if (end == SIZE_MAX || end > 120) return false;
        View inside = view_to(in, end), rest = view_from(in, end + strlen(pairs[i][1]));
        bool reporter = words_find(inside, "记者 通讯员 特派员 报道组 通讯组", 0, &n) != SIZE_MAX;
        if (words_start(inside, "又讯 另讯 又电 续讯") == inside.n) return false; /* more of the same piece */
        bool wire = words_end(inside, "讯 电 报道 报导 消息 电话 通信 航函") > 0;
        if (!reporter && (!wire || tells_of_wires(inside))) return false;
        Dateline plain = {0};
        Folded sub;
        fold_head(&sub, raw_between(f, in, view_from(in, end)));
        if (wire && plain_dateline(&sub, folded(&sub), &plain)) *out = plain;
        else who_and_where(f, in, end, reporter, out);
        if (!reporter && !cue_reported(&sub)) out->names = plain.names;
        if (!out->names.n) take_names(f, &rest, out); /* 【本报讯】（记者 某某） */
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
    if (cue_bracket_dateline(f, v, out)) return true;
    *out = (Dateline){0};
    if (view_starts(v, V("据《"))) { /* 据《某报》报道 */
        size_t close = view_find(v, V("》"), 0),
               n = close == SIZE_MAX ? 0 : words_start(view_from(v, close + 3), "报道 报导 消息 讯 载");
        out->end = close == SIZE_MAX ? 0 : close + 3 + n;
        if (n && out->end < f->n) return true;
    }
    *out = (Dateline){0};
    if (words_start(v, "雷电 水电 火电 风电 供电 用电 停电 发电 家电 邮电 农电 机电")) return false;
    if (plain_dateline(f, v, out)) return true;
    *out = (Dateline){0};
    View rest = v; /* 本报记者 甲 报道: */
    take_names(f, &rest, out);
    if (!out->names.n || rest.n == v.n || v.p[0] == '(') return false;
    out->end = f->n - rest.n;
    return rest.n > 0;
}
