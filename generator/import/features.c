/* The facts about each paragraph that the model weighs. First what a
 * paragraph shows by itself, then what its neighbours add. */
#include "import/cues.h"
#include "import/page.h"

static const char EVENTS[] =
    "举办 举行 召开 开展 启动 开工 开幕 推进 推动 建立 加强 实现 完成 走访 慰问 调研 强调 部署 打造 上线 成立 揭牌 获 荣获 "
    "出台 发布 签约 竣工 通车 投用 投入 建成 落地 践行 组织 助力 深化 举报 迎来 开通 印发 通过 开启 亮相 走进 赴 抵 完工 表彰";
static const char PURPOSES[] =
    "提升 提高 促进 推动 增强 助力 确保 打造 强化 巩固 筑牢 夯实 激发 助推 推进 切实 保障 让 为 带动 惠及 共 力促 凝聚 营造 丰富 拓宽";
static const char ORG_TAILS[] =
    "局 委 部 厅 办 院 校 社 会 队 支部 中心 公司 区 县 市 乡 镇 村 街道 社区 支队 总队 大队 所 站 党委 党组 学校 小学 中学 大学 "
    "医院 银行 法院 检察院 集团 工委 团委 妇联 分局 新区 园区 统战部 组织部 宣传部 纪委监委 人民政府 办事处 办公室 州 盟 旗";
static const char COLUMNS[] =
    "短波 简讯 快讯 短讯 短新闻 要闻 一句话新闻 新闻 时评 评论 论坛 视点 聚焦 之窗 天地 广角 速递 动态 集锦 传真 在线 速览 快报 "
    "点击 观察 看台 热线 走笔 随笔 漫谈 漫笔 杂谈 之声 来信 信箱 百科 链接 讲堂 记事 掠影 剪影 写真 风采 人物 故事 专栏 博览 热议 心声 拾零 "
    "小议 杂议 漫议 夜话 茶座 一议 一得 絮语 琐谈 谈片 来鸿 扫描 来风 连线 瞭望 简报 走廊 窗口 平台 短评 社论 编后 导读 一瞥 快递 镜头 影像 新闻眼 走基层 手记";
static const char NOTICES[] = "公告 通告 启事 声明 通知 公示 讣告 告示 遗失 招聘 公报 更正 致歉 拍卖 招标 招生 预告 节目 影讯 行情 时刻表 天气 天气预报 气象 寻人 寻物 转让 征文 "
    "温馨提示 友情提示 倡议书 公开信 告知书 安民告示 须知 订正 勘误";
static const char DECKS[] = "综述 侧记 纪实 速写 讲话 出席 主持 纪事 见闻 素描 扫描 写真 走笔 掠影 工作 调查 探访 启示 作指示 致辞 作报告 会见";
static const char DANGLING[] = "的 地 得 和 与 及 对 在 将 把 被 从 向 为 以 于 是 由 并 或 而 给 让 使 就 也 等 之 其 该 各 每 、 , 《 “ ( 「";

typedef struct Look {
    Page *page;
    Para *p;
    Folded head, tail;
    bool serial; /* 01, 02: the number of a part */
} Look;

static void shape(Look *k) {
    Para *p = k->p;
    FeatureSet *s = &p->features;
    View h = folded(&k->head);
    size_t n, at;
    set(s, p->chars <= 4 ? F_TINY : p->chars <= 12 ? F_SHORT : p->chars <= 30 ? F_MID : p->chars <= 60 ? F_LONG : F_VLONG);
    if (!p->open) set(s, F_CLOSED);
    at = k->head.marks & (MARK_STOP | MARK_SEMICOLON) ? words_find(h, "。 ;", 0, &n) : SIZE_MAX;
    if (at != SIZE_MAX && at + n < k->head.n) set(s, F_INNER_STOP);
    if (k->head.marks & MARK_COMMA) set(s, F_COMMA);
    if (k->page->indents && k->page->lines.p[p->first].indented) set(s, F_INDENT);
    if (words_start(h, "—— -- ―― ──") || (h.n > 3 && words_start(h, "— ―") && p->chars > 4)) set(s, F_DASH_START);
    else if (k->head.marks & MARK_DASH && words_find(h, "—— ―― ── --", 0, &n) != SIZE_MAX) set(s, words_end(folded(&k->tail), "— ― ─") ? F_DASH_END : F_DASH_MID);
    uint8_t level = k->page->lines.p[p->first].level;
    if (level) set(s, F_MARKED);
    if (level >= 3) set(s, F_DEEP_MARK);
    if (words_start(h, "■ ● ◆ ▲ ★ □ ○ ◎ △ ◇ ☆ ※ ►")) set(s, F_BULLET);
    bool chapter = false;
    k->serial = p->chars == 2 && h.n == 2 && h.p[0] == '0';
    if (cue_numbered(&k->head, &chapter) || k->serial) set(s, chapter ? F_CHAPTER : F_NUMBERED);
    size_t bracket = cue_bracket(&k->head);
    Dateline line;
    if (bracket && bracket < p->text.n && bracket < k->head.n) {
        if (!cue_dateline(&k->head, &line)) set(s, F_BRACKET);
    } else if (bracket) set(s, F_BRACKET_ONLY);
    if (cue_starts_mid(&k->head)) set(s, F_STARTS_MID);
    if (cue_fresh(&k->head)) set(s, F_FRESH);
    View names;
    if (words_start(h, "温馨提示 友情提示 提示: 提醒: 启事: 更正: 公告: 通知:")) set(s, F_NOTICE_LEAD);
    View credit;
    if (cue_names_alone(p->text, &names) && !(cue_credit(p->text, &credit) && credit.n == p->text.n)) set(s, F_SIGNED);
    if (has(s, F_BULLET) && p->chars > 16 && cue_names_at_end(p->text, &names)) set(s, F_ITEM);
    if (cue_cells(p->text) && !has(s, F_CHAPTER)) set(s, F_CELLS);
    if (p->chars > 24 && p->chars < 400 && cue_placed_item(&k->head)) set(s, F_ITEM);
}

/* Two parts, each of two characters or more, with a space between. */
static bool is_spaced(View h) {
    for (size_t at = 6; (at = view_find(h, V(" "), at)) != SIZE_MAX && at + 7 <= h.n; at++)
        if ((unsigned char)h.p[at - 1] >= 0x80 && (unsigned char)h.p[at + 1] >= 0x80) return true;
    return false;
}

static void learn_names(Page *page, View text) {
    NameList l;
    names_read(&l, text);
    for (size_t i = 0; i < l.n; i++) ++*map_at(&page->names, l.names[i], NULL);
}

static void words(Look *k) {
    Para *p = k->p;
    FeatureSet *s = &p->features;
    View credit;
    Dateline d;
    unsigned y, m, day;
    if (cue_dateline(&k->head, &d)) {
        set(s, F_DATELINE);
        learn_names(k->page, d.names);
    }
    if (cue_byline(p->text)) {
        if (!has(s, F_SIGNED)) set(s, F_BYLINE_FORM);
        learn_names(k->page, p->text);
    }
    if (cue_credit(p->text, &credit)) {
        set(s, credit.n == p->text.n ? F_CREDIT_FORM : F_CREDIT_TAIL);
        learn_names(k->page, credit);
    }
    if (cue_caption(&k->head)) set(s, F_CAPTION_FORM);
    if (cue_date_alone(&k->head, &y, &m, &day) || cue_signed_date(&k->head, &y, &m, &day)) set(s, F_SIGN_FORM);
    if (p->text.n < 240 && cue_turn(p->text)) set(s, F_TURN);
    if (has(s, F_TURN) && p->chars <= 40 && words_start(folded(&k->head), "上接 (上接 紧接第 》上接 >上接 ▲上接")) set(s, F_TURN_FROM);
}

/* An opening quote or bracket without its closing one: the line breaks off. */
static bool unbalanced(View h) {
    int quotes = 0;
    while (h.n) {
        uint32_t cp = utf8_next(&h);
        quotes += cp == 0x201C || cp == 0x300C || cp == 0x300A || cp == '(' || cp == 0x300E;
        quotes -= cp == 0x201D || cp == 0x300D || cp == 0x300B || cp == ')' || cp == 0x300F;
    }
    return quotes > 0;
}

static bool many_commas(const Para *p) {
    size_t n = 0;
    for (View v = p->text; v.n;) n += fold_one(utf8_next(&v)) == ',';
    return n >= 2 && p->chars > 24;
}

/* A headline, or a line of one, by its looks. */
static bool headlike(Look *k) {
    const Para *p = k->p;
    const FeatureSet *s = &p->features;
    static const Feature never[] = {F_DATELINE, F_BYLINE_FORM, F_CREDIT_FORM, F_CREDIT_TAIL, F_CAPTION_FORM, F_BRACKET,
                                    F_SIGN_FORM, F_SIGNED, F_INNER_STOP, F_CELLS, F_STARTS_MID, F_VLONG};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (has(s, never[i])) return false;
    char buf[BARE_MAX];
    View bare = cue_bare(&k->head, buf);
    if (p->chars <= 80 && cue_officer(bare, p->text)) set(&k->p->features, F_OFFICER);
    if (cue_dated_entry(&k->head) || cue_formula(bare) || has(s, F_OFFICER) || cue_speaks(folded(&k->head))) return false;
    if (has(s, F_TURN) && (p->chars < 16 || words_start(folded(&k->head), "上接 (上接 》 〉 >"))) return false;
    if (!has(s, F_SPACED) && words_start(folded(&k->head), "按照 根据 据了解 据悉 据介绍 据统计 由于 截至") && p->chars > 8) return false;
    if (has(s, F_COMMA) && (cue_time_word(&k->head) || p->chars > 40 || many_commas(p))) return false;
    if (has(s, F_INDENT) && k->page->wrapped && p->n > 1) return false;
    View t = folded(&k->tail);
    while (t.n && t.p[t.n - 1] == ' ') t.n--;
    if (words_end(t, "。 ; : .") || (words_end(t, DANGLING) && !words_end(t, "目的 为了 参与 给予 关于 对于 大地 基地 驻地 实地 园地 草地 林地 湿地 土地 产地 学得 作为 成为 行为 为 一等 平等 中将 上将 亮了 好了 来了 建成了 富了 美了 变了")))
        return false;
    return !unbalanced(folded(&k->head));
}

/* Its neighbours' part of it: the line must not run on in the next. */
static bool runs_on(Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    if (i + 1 >= page->paras.n || !p->open) return false;
    const Para *next = p + 1;
    if (!page->wrapped && p->gap > page->usual_gap && p->chars <= 24 && has(&next->features, F_HEADLIKE)) return false;
    if (next->aside || has(&next->features, F_INDENT) || has(&next->features, F_DATELINE) || has(&next->features, F_BRACKET) || has(&next->features, F_MARKED)) return false;
    if (has(&next->features, F_STARTS_MID)) return true;
    if (has(&next->features, F_NUMBERED) || next->chars < 12 || has(&p->features, F_BRACKET_ONLY)) return false;
    Folded f; /* 某村：… is a headline */
    fold_head(&f, p->text);
    size_t colon = view_find(folded(&f), V(":"), 0);
    if (colon != SIZE_MAX && colon <= 27) return false;
    return seam_in_word(p->text, next->text);
}

static void head_words(Look *k) {
    FeatureSet *s = &k->p->features;
    View h = folded(&k->head);
    size_t n, at;
    char buf[BARE_MAX];
    View bare = cue_bare(&k->head, buf);
    if (is_spaced(h)) set(s, F_SPACED);
    if (words_end(bare, NOTICES) || words_start(bare, NOTICES)) set(s, F_NOTICE_WORD);
    if (cue_box(bare)) set(s, F_BOX);
    if (cue_table_name(bare)) set(s, F_TABLE_NAME);
    if (words_end(h, "? !")) clear(s, F_CLOSED);
    if (!has(s, F_BOX) && k->p->chars <= 9 && words_end(cue_unmarked(h), COLUMNS) && !has(s, F_SPACED)) set(s, F_COLUMN_WORD);
    at = words_find(h, "强调 指出 要求 表示", 0, &n);
    if (at != SIZE_MAX && at > 12 && (at + n == h.n || h.p[at + n] == ' ')) {
        set(s, F_SPEECH);
        if (at + n + 18 < h.n) set(s, F_SPEECH_TITLE);
    }
    bool event = (at = words_find(h, EVENTS, 6, &n)) != SIZE_MAX;
    if (event) set(s, F_EVENT);
    if (!event && !has(s, F_SPACED) && k->p->chars <= 26 && k->p->chars >= 3 && words_end(h, ORG_TAILS)) set(s, F_ORG);
    if (words_end(h, DECKS)) set(s, F_DECK_WORD);
    at = view_find(h, V(":"), 0);
    if (at != SIZE_MAX && at >= 6 && at <= 27 && words_end(view_to(h, at), "村 县 区 市 乡 镇 局 街道 社区 州 旗 团 场 校 学校 公司 社 组")) set(s, F_PLACED);
    if (words_start(h, PURPOSES)) set(s, F_PURPOSE);
}

static bool may_be_names(const Para *p) {
    static const Feature never[] = {F_DATELINE, F_BYLINE_FORM, F_CREDIT_FORM, F_CREDIT_TAIL, F_CAPTION_FORM, F_BRACKET,
                                    F_SIGN_FORM, F_INNER_STOP, F_CELLS, F_CLOSED, F_NUMBERED, F_MARKED};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (has(&p->features, never[i])) return false;
    return p->chars <= 30;
}

/* 林　业: a word set wide. */
static bool is_wide_word(View name) {
    char bare[16];
    size_t n = 0;
    bool wide = false;
    while (name.n && n + 4 < sizeof bare) {
        View rest = name;
        bool space = cp_is_space(utf8_next(&rest));
        if (!space) memcpy(bare + n, name.p, name.n - rest.n), n += name.n - rest.n;
        wide = wide || space;
        name = rest;
    }
    return wide && !name.n && seam_is_word(view(bare, n));
}

/* A line of nothing but names: each known from elsewhere on the page or a
 * name by its looks and no word of the language, unless a bullet (□ 某某) or
 * its place, short under a longer headline, speaks for a name. */
static bool only_names(Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    NameList l;
    if (p->text.n > 120) return false;
    names_read(&l, p->text);
    if (!l.n || l.strangers || l.organs || l.n > 6) return false;
    bool under = i > 0 && !p[-1].aside && has(&p[-1].features, F_HEADLIKE) && p[-1].chars >= 5 && p->chars <= 3 && l.n == 1;
    /* A pen name may look like none: 阿漳, 沧江水. */
    bool pen = under && page->paras.n > i + 1 && p[1].chars > 20 && !has(&p[1].features, F_DATELINE) && !has(&p[1].features, F_BRACKET) &&
               !page->yearbook && p->chars >= 2;
    /* Column, headline, pen name, text: 河东漫笔 / 灯下… / 阎力行 */
    if (i > 1 && !p[-2].aside && has(&p[-2].features, F_HEADLIKE) && has(&p[-1].features, F_HEADLIKE) && p[-2].chars <= 6 && p[-1].chars > 2 &&
        p->chars <= 4 && l.n == 1 && page->paras.n > i + 1 && p[1].chars > 20 && !page->yearbook && !has(&p[1].features, F_DATELINE) &&
        !has(&p[1].features, F_BRACKET))
        under = pen = true;
    bool placed = has(&p->features, F_BULLET) || (under && (i + 1 >= page->paras.n || !has(&p[1].features, F_DATELINE)));
    /* Bylines stand under headlines. */
    bool headed = i > 0 && (has(&p[-1].features, F_HEADLIKE) || has(&p[-1].features, F_NAMES) || has(&p[-1].features, F_BYLINE_FORM));
    if (!headed && !has(&p->features, F_BULLET)) placed = pen = false;
    for (size_t k = 0; k < l.n; k++) {
        if (map_get(&page->names, l.names[k])) continue;
        if (!pen && !has(&p->features, F_BULLET) && is_wide_word(l.names[k])) return false;
        if (!headed && !has(&p->features, F_BULLET)) return false;
        if (pen && !seam_is_word(l.names[k])) continue;
        if (name_likeness(l.names[k]) < 2 || (!placed && seam_is_word(l.names[k]))) return false;
    }
    return true;
}

static const char BULLETS[] = "■ ● ◆ ▲ ★ □ ○ ◎ △ ◇ ☆ ※ ►";

/* ●… ●… ●… in one line */
static bool has_items_inside(View v) {
    size_t found = 0, n;
    for (size_t at = 0; found < 2 && (at = words_find(v, BULLETS, at, &n)) != SIZE_MAX; at += n) found++;
    return found >= 2;
}

/* Bulleted paragraphs under a column's name: one piece, unless each is signed. */
static void items(Page *page, size_t i) {
    enum { ITEM_MIN = 14 };
    const Para *head = &page->paras.p[i - 1];
    size_t to = i;
    for (; to < page->paras.n; to++) {
        const Para *p = &page->paras.p[to];
        bool inside = to == i && has_items_inside(p->text);
        if (p->aside || (p->open && !inside) || p->chars < ITEM_MIN || !has(&p->features, F_BULLET) || has(&p->features, F_BYLINE_FORM)) break;
    }
    Folded f;
    fold_head(&f, head->text);
    if (to == i || (to - i < 2 && !has_items_inside(page->paras.p[i].text)) || head->aside || head->chars > 9 || !has(&head->features, F_HEADLIKE) || !words_end(folded(&f), COLUMNS)) return;
    bool by_several = false; /* signed one by one: each is a piece */
    for (size_t k = i; k < to; k++) by_several = by_several || has(&page->paras.p[k].features, F_ITEM);
    set(&page->paras.p[i].features, F_ITEM);
    for (size_t k = i + 1; k < to; k++)
        if (!has(&page->paras.p[k].features, F_ITEM)) set(&page->paras.p[k].features, by_several ? F_ITEM : F_LIST);
}

static void alone(Page *page) {
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside) continue;
        Look k; /* not zeroed: large */
        k.page = page;
        k.p = p;
        fold_head(&k.head, p->text);
        fold_end(&k.tail, p->text);
        shape(&k);
        words(&k);
        if (headlike(&k)) set(&p->features, F_HEADLIKE);
    }
    for (size_t i = 1; i < page->paras.n; i++) items(page, i);
    for (size_t i = 1; i < page->paras.n; i++) {
        FeatureSet *a = &page->paras.p[i - 1].features, *b = &page->paras.p[i].features;
        if (!has(a, F_BULLET) || !has(b, F_BULLET) || has(a, F_ITEM) || has(b, F_ITEM) || has(a, F_BYLINE_FORM)) continue;
        set(a, F_LIST);
        set(b, F_LIST);
        clear(a, F_HEADLIKE);
        clear(b, F_HEADLIKE);
    }
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside) continue;
        if (may_be_names(p) && only_names(page, i)) {
            set(&p->features, F_NAMES);
            clear(&p->features, F_HEADLIKE);
        }
        if (!has(&p->features, F_HEADLIKE)) continue;
        if (runs_on(page, i)) {
            set(&p->features, F_RUNS_ON);
            clear(&p->features, F_HEADLIKE);
        } else {
            Look k;
            k.page = page;
            k.p = p;
            fold_head(&k.head, p->text);
            head_words(&k);
        }
    }
}

/* Three words or more, apart, above a row of figures: the head of a table. */
static void table_heads(Page *page) {
    for (size_t i = 0; i + 1 < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside || !has(&p->features, F_HEADLIKE) || !has(&p[1].features, F_CELLS) || p->chars > 60) continue;
        size_t words = 0;
        bool blank = true;
        for (View v = p->text; v.n;) {
            bool space = cp_is_space(utf8_next(&v));
            words += blank && !space;
            blank = space;
        }
        if (words < 3) continue;
        set(&p->features, F_CELLS);
        clear(&p->features, F_HEADLIKE);
    }
}

/* --- neighbours --------------------------------------------------------------- */

static Para *next_text(Page *page, size_t *i) {
    while (*i < page->paras.n && page->paras.p[*i].aside) ++*i;
    return *i < page->paras.n ? &page->paras.p[*i] : NULL;
}

static bool is_picture(const Para *p) {
    return has(&p->features, F_CAPTION_FORM) || has(&p->features, F_CREDIT_FORM) || has(&p->features, F_CREDIT_TAIL);
}

/* A credit within a few paragraphs, with little text before it: what is
 * between the headline and it belongs to a photo. */
static bool leads_to_picture(Page *page, size_t i) {
    size_t text = 0;
    bool credit = false;
    size_t captions = 0;
    for (size_t k = 0; k < 6; k++, i++) {
        Para *p = next_text(page, &i);
        if (p && k == captions && has(&p->features, F_CAPTION_FORM) && ++captions == 2) return true;
        if (!p || has(&p->features, F_HEADLIKE) || has(&p->features, F_DATELINE) || has(&p->features, F_BYLINE_FORM)) break;
        View names;
        if (!is_picture(p) && cue_names_at_end(p->text, &names)) break;
        credit = credit || has(&p->features, F_CREDIT_FORM) || has(&p->features, F_CREDIT_TAIL);
        if (!is_picture(p) && ++text > (credit ? 1 : 2)) break;
        if (credit && text <= 2) return true;
    }
    return false;
}

/* A paragraph or two between a wider gap and a credit, behind which the next
 * headline or nothing stands: a photo's text, not the end of an article. */
static bool photo_alone(Page *page, size_t i) {
    size_t text = 0;
    bool credit = false;
    for (size_t k = 0; k < 6; k++, i++) {
        Para *p = next_text(page, &i);
        if (!p || has(&p->features, F_HEADLIKE)) return credit;
        if (has(&p->features, F_DATELINE) || has(&p->features, F_BYLINE_FORM)) return false;
        credit = credit || has(&p->features, F_CREDIT_FORM) || has(&p->features, F_CREDIT_TAIL);
        if (credit && k && p->gap > page->usual_gap) return true;
        if (!is_picture(p) && (credit || ++text > 2)) return false;
    }
    return false;
}

static bool is_numbered(const Para *p) { return has(&p->features, F_NUMBERED) && has(&p->features, F_HEADLIKE); }

static Feature leads_to(Page *page, size_t i) {
    Para *p = next_text(page, &i);
    if (p && is_numbered(p)) return F_TO_SUBHEAD;
    if (!p || has(&p->features, F_HEADLIKE)) return F_TO_END;
    if (has(&p->features, F_BYLINE_FORM) || has(&p->features, F_NAMES)) return F_TO_BYLINE;
    if (has(&p->features, F_DATELINE)) return F_TO_DATELINE;
    if (has(&p->features, F_BRACKET) || has(&p->features, F_BRACKET_ONLY)) return F_TO_SECTION;
    if (has(&p->features, F_CELLS) && page->yearbook) return F_TO_TABLE;
    if (has(&p->features, F_ITEM)) return F_TO_ITEM;
    if (leads_to_picture(page, i)) return F_TO_PICTURE;
    return F_TO_TEXT;
}

/* 某市举办培训 / 提升知法守法能力: what happened, and what for. */
static bool tells_purpose(const Para *p) {
    const FeatureSet *a = &p->features, *b = &p[1].features;
    return has(a, F_EVENT) && !has(a, F_SPACED) && !has(a, F_PURPOSE) && has(b, F_PURPOSE) && !has(b, F_SPACED);
}

static bool has_figures(View v) {
    Folded f;
    fold_head(&f, v);
    for (size_t i = 0; i < f.n; i++)
        if (f.text[i] >= '0' && f.text[i] <= '9') return true;
    return false;
}

/* 某菜场换新颜 / 车位增加120个 统一使用电子秤; 某桥受损 / 预计后天抢通 */
static bool gives_detail(const Para *p) {
    static const char DETAILS[] = "预计 将于 今起 明起 明日起 即日起 最快 涉及 惠及 总投资 投资 全长 首批 目前 有望 累计 平均 最高 最低 其中 共有 占";
    const FeatureSet *a = &p->features, *b = &p[1].features;
    if (has(a, F_SPACED) || has(a, F_ORG) || has(a, F_COLUMN_WORD) || p->chars < 5) return false;
    Folded f;
    fold_head(&f, p[1].text);
    if (words_start(folded(&f), DETAILS)) return true;
    return has(b, F_SPACED) && has_figures(p[1].text) && !has_figures(p->text);
}

/* 山城夜话 over a headline: short, no body's name, nothing happens. */
static bool names_column(const Page *page, const Para *p) {
    const FeatureSet *s = &p->features;
    return !page->yearbook && p->chars >= 2 && p->chars <= 5 && !has(s, F_ORG) && !has(s, F_EVENT) && !has(s, F_SPACED) &&
           !has(s, F_DASH_END) && p[1].chars > p->chars;
}

/* 某公社 某某, right under the text and with a gap below: who signed. */
static bool signs_text(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    if (i == 0 || p->gap > page->usual_gap || p->chars > 20 || p[-1].aside || has(&p[-1].features, F_HEADLIKE) || p[-1].open) return false;
    return i + 1 >= page->paras.n || p[1].aside || p[1].gap > page->usual_gap;
}

/* What stands over pieces of one sort, and in no headline but as its first
 * line. */
static bool is_department(const Para *p) {
    static const char DEPARTMENTS[] = "图片新闻 公益广告 读者来信 群众来信 简明新闻 一句话新闻 短讯 简讯 要闻简报 圖片新聞 讀者來信 簡訊 短訊";
    View name = cue_unmarked(p->text);
    return p->chars <= 8 && words_start(name, DEPARTMENTS) == name.n;
}

/* ■走基层 above a headline; 一线传真 above several short items. */
static bool marks_column(const Page *page, const Para *p, size_t n, size_t to) {
    if (page->yearbook || has(&p->features, F_BOX)) return false;
    Folded f;
    fold_head(&f, p->text);
    bool marked = cue_marked_name(folded(&f));
    if (n >= 2 && !marked) { /* 改革开放三十年·彝山回眸 */
        size_t dot = view_find(folded(&f), V("·"), 0);
        return dot != SIZE_MAX && dot >= 6 && dot + 8 <= f.n && p->chars <= 14 && !has(&p->features, F_SPACED) && !has(&p->features, F_DASH_END) &&
               (has(&page->paras.p[to].features, F_BYLINE_FORM) || has(&page->paras.p[to].features, F_NAMES));
    }
    if (n >= 2) return true;
    bool several = to + 1 < page->paras.n && (has(&page->paras.p[to].features, F_DATELINE) || has(&page->paras.p[to].features, F_ITEM)) &&
                   (has(&page->paras.p[to + 1].features, F_DATELINE) || has(&page->paras.p[to + 1].features, F_ITEM));
    return several && (marked || has(&p->features, F_COLUMN_WORD));
}

/* 县水务局 above 局长 某某. */
static bool leads_officers(Page *page, size_t i) {
    const Para *p = next_text(page, &i);
    Folded f;
    char buf[BARE_MAX];
    if (!p || p->chars > 60) return false;
    fold_head(&f, p->text);
    return cue_officer(cue_bare(&f, buf), p->text);
}

/* One headline: paragraphs [from, to) that look like lines of it. */
static void stack(Page *page, size_t from, size_t to) {
    Feature goal = leads_to(page, to);
    if (goal == F_TO_SUBHEAD && is_numbered(&page->paras.p[from])) goal = F_TO_TEXT; /* 一、 above （一） */
    size_t n = to - from;
    bool verse = n >= 7 || (n >= 3 && from > 0 && (has(&page->paras.p[from - 1].features, F_NAMES) ||
                                                   has(&page->paras.p[from - 1].features, F_BYLINE_FORM)));
    for (size_t i = from; i < to; i++) {
        Para *p = &page->paras.p[i];
        FeatureSet *s = &p->features;
        if (verse && (i > from || n < 7)) set(s, F_VERSE);
        if (n > 1 && i == from) clear(s, F_BOX); /* 短评 above a headline is a column */
        unsigned level = page->lines.p[p->first].level;
        set(s, goal);
        set(s, n == 1 ? F_STACK_ONE : i == from ? F_STACK_FIRST : i + 1 == to ? F_STACK_LAST : F_STACK_MIDDLE);
        if (n >= 3 && i + 1 == to) set(s, F_STACK_THIRD);
        if (i + 1 == to && leads_officers(page, to)) set(s, F_TO_OFFICERS);
        if (n >= 2 && i == from && (goal == F_TO_BYLINE || goal == F_TO_TEXT) && names_column(page, p)) set(s, F_SHORT_FIRST);
        if (n == 1 && goal == F_TO_END && signs_text(page, i)) set(s, F_AFTER_TEXT);
        if (page->yearbook) set(s, F_YEARBOOK);
        if (is_department(p) && i == from) set(s, F_SHORT_FIRST), set(s, F_COLUMN_WORD), set(s, F_DEPARTMENT);
        if (i == from && marks_column(page, p, to - from, to)) set(s, F_COLUMN_WORD), set(s, F_DEPARTMENT);
        if (page->sections && has(s, F_BRACKET_ONLY)) set(s, F_CHAPTER), clear(s, F_BRACKET_ONLY);
        if (i + 1 < to) {
            unsigned below = page->lines.p[p[1].first].level;
            if (level && below && level > below) set(s, F_LOWER_MARK);
            if (has(&p[1].features, F_DASH_START)) set(s, F_NEXT_DASH);
            if (tells_purpose(p)) set(s, F_NEXT_PURPOSE);
            if (gives_detail(p)) set(s, F_NEXT_DETAIL);
        }
        if (i > from) {
            unsigned above = page->lines.p[p[-1].first].level;
            if (level && above && level > above) set(s, F_UNDER_MARK);
            if (tells_purpose(p - 1)) set(s, F_PREV_EVENT);
            if (gives_detail(p - 1)) set(s, F_DETAIL);
        }
    }
}

/* Lines of one headline stand together: a wider gap parts them, unless the
 * line above is a column's name. */
static void stacks(Page *page) {
    for (size_t i = 0; i < page->paras.n;) {
        Para *p = &page->paras.p[i];
        size_t to = i + 1;
        if (p->aside || !has(&p->features, F_HEADLIKE)) {
            i++;
            continue;
        }
        /* A numbered heading stands by itself. */
        while (!is_numbered(p) && to < page->paras.n && !page->paras.p[to].aside && has(&page->paras.p[to].features, F_HEADLIKE) &&
               !is_numbered(&page->paras.p[to]) && !is_department(&page->paras.p[to]) && page->paras.p[to].gap <= page->usual_gap)
            to++;
        stack(page, i, to);
        i = to;
    }
}

/* A line between texts: is it one of several (subheads come in sets), and
 * does what stands around it look like news? */
static void between(Page *page) {
    enum { SHORT_TEXT = 260, TITLE_OF_ITEM = 6 };
    Para *last = NULL; /* the line before of that kind, in the same stretch */
    bool news = false, is_signed = false, column = false;
    size_t chars = 0; /* of the text above */
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        FeatureSet *s = &p->features;
        if (p->aside) continue;
        if (has(s, F_DATELINE) || has(s, F_BYLINE_FORM)) {
            news = has(s, F_DATELINE);
            last = NULL;
            chars = 0;
        }
        View names;
        if (is_signed) set(s, F_PREV_SIGNED), last = NULL;
        is_signed = !has(s, F_HEADLIKE) && !is_picture(p) && p->chars > 2 && cue_names_at_end(p->text, &names);
        if (!has(s, F_HEADLIKE)) {
            chars += p->chars;
            continue;
        }
        if (has(s, F_COLUMN_WORD) && has(s, F_STACK_FIRST) && !has(s, F_TO_BYLINE)) column = true;
        else if (chars >= SHORT_TEXT || p->chars > TITLE_OF_ITEM) column = false;
        if (column && has(s, F_STACK_ONE) && !has(s, F_BOX)) set(s, F_COLUMN_ITEM);
        if (has(s, F_STACK_ONE) && has(s, F_TO_TEXT)) {
            if (news) set(s, F_AFTER_NEWS);
            if (news && chars < SHORT_TEXT) set(s, F_AFTER_SHORT);
            if (last && !page->yearbook) {
                set(s, F_SERIES);
                set(&last->features, F_SERIES);
            }
            last = p;
            size_t j = i + 1;
            Para *next = next_text(page, &j);
            Folded f;
            if (next) {
                fold_head(&f, next->text);
                if (cue_news_time(&f)) set(s, F_LEDE);
            }
        } else last = NULL;
        news = false;
        chars = 0;
    }
}

/* 群众敲响铜鼓（某某摄）, between sections: a plate of the book. */
static bool is_plate(const Page *page, const Para *p) {
    View credit;
    return page->yearbook && p->chars <= 60 && has(&p->features, F_CREDIT_TAIL) && !has(&p->features, F_INNER_STOP) && !has(&p->features, F_CAPTION_FORM) &&
           cue_credit(p->text, &credit) && credit.n < p->text.n;
}

static void neighbours(Page *page) {
    const Para *text = NULL; /* the last that is running text */
    const Para *held = NULL; /* the same, above the headline of a picture */
    bool picture = false;
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        FeatureSet *s = &p->features;
        if (p->aside) continue;
        if (i == 0) set(s, F_FIRST);
        if (is_plate(page, p)) set(s, F_YEARBOOK_PHOTO);
        if (i > 0 && has(&p[-1].features, F_HEADLIKE)) clear(s, F_TURN_FROM); /* the headline is given again */
        if (i + 1 == page->paras.n) set(s, F_LAST);
        if (i && p->gap > page->usual_gap) set(s, F_GAP);
        if (i + 1 < page->paras.n && p[1].gap > page->usual_gap) set(s, F_GAP_AFTER);
        size_t j = i + 1;
        Para *next = next_text(page, &j);
        if (next && is_picture(next)) set(s, F_BEFORE_PICTURE);
        if (has(s, F_GAP) && (!is_picture(p) || (has(s, F_CREDIT_TAIL) && !has(s, F_CAPTION_FORM))) && !has(s, F_HEADLIKE) && photo_alone(page, i)) set(s, F_PHOTO_ALONE);
        if (text && text->open && page->has_stops && !has(s, F_HEADLIKE)) {
            set(s, F_PREV_OPEN);
            if (seam_in_word(text->text, p->text)) set(s, F_SEAM_WORD);
            if (seam_known(page->seams, text->text, p->text)) set(s, F_SEAM_KNOWN);
        }
        if (!text && held && picture && !has(s, F_HEADLIKE) && !is_picture(p) && !has(s, F_DATELINE)) {
            if (!has(s, F_FRESH) || seam_in_word(held->text, p->text)) set(s, F_RESUMES);
        }
        bool open = text && text->open;
        if (has(s, F_CREDIT_TAIL) && !has(s, F_CAPTION_FORM) && p->chars >= 15 && !open && !has(s, F_GAP)) set(s, F_CREDITED);
        if (has(s, F_OFFICER)) {
            text = NULL;
            continue;
        }
        if (is_picture(p) || (held && !picture && has(s, F_BEFORE_PICTURE) && !has(s, F_HEADLIKE))) picture = true;
        else if (has(s, F_HEADLIKE) || has(s, F_BYLINE_FORM) || has(s, F_NAMES)) {
            held = text && text->open && page->has_stops ? text : NULL;
            picture = false;
            text = NULL;
        } else if (!has(s, F_CELLS)) text = p, held = NULL;
    }
}

/* 编后: the editor's word behind a letter. */
static bool comments(const Para *p) { return words_start(p->text, "编后 编者 【编后 【编者 （编后 （编者 編後 編者") > 0; }

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
        bool ends = i + 1 >= page->paras.n || p[1].aside || p[1].gap > page->usual_gap || has(&p[1].features, F_HEADLIKE);
        if (notice && under && ends && has(s, F_HEADLIKE) && !has(s, F_NOTICE_WORD) && p->chars <= 24 && !has(s, F_SPACED) &&
            (has(s, F_ORG) || words_end(p->text, "小组 公司 委员会 组委会 指挥部 厂 店 社 场 馆 组"))) {
            set(s, F_SIGN_FORM);
            clear(s, F_HEADLIKE);
        }
        if (p[-1].aside == NULL && has(&p[-1].features, F_HEADLIKE)) notice = has(&p[-1].features, F_NOTICE_WORD);
    }
}

/* 落款: a body's name above a date, both short. */
static void signatures(Page *page) {
    for (size_t i = 0; i + 1 < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        bool last = i + 2 >= page->paras.n || p[2].aside || p[2].gap > page->usual_gap || has(&p[2].features, F_HEADLIKE);
        if (!last && comments(&p[2])) last = true;
        if (!last && !p[1].aside && has(&p[1].features, F_SIGN_FORM)) clear(&p[1].features, F_SIGN_FORM);
        if (last && has(&p[1].features, F_SIGN_FORM) && p->chars <= 24 && has(&p->features, F_HEADLIKE) && i > 0) {
            set(&p->features, F_SIGN_FORM);
            clear(&p->features, F_HEADLIKE);
        }
    }
}

void page_features(Page *page) {
    seams_learn(page->seams, page);
    size_t brackets = 0, datelines = 0, longs = 0, closed = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        longs += page->paras.p[i].chars > 30;
        closed += page->paras.p[i].chars > 30 && !page->paras.p[i].open;
    }
    page->has_stops = closed * 3 >= longs;
    alone(page);
    table_heads(page);
    signatures(page);
    notice_signatures(page);
    for (size_t i = 0; i < page->paras.n; i++) {
        brackets += has(&page->paras.p[i].features, F_BRACKET);
        datelines += has(&page->paras.p[i].features, F_DATELINE) || has(&page->paras.p[i].features, F_BYLINE_FORM);
    }
    size_t chapters = 0;
    bool named = false;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        chapters += has(&p->features, F_CHAPTER) && has(&p->features, F_HEADLIKE);
        chapters += p->chars <= 16 && view_find(p->text, V("大事记"), 0) != SIZE_MAX;
        chapters += p->aside && strcmp(p->aside, "running-head") == 0;
        named = named || (p->aside && (view_find(p->text, V("年鉴"), 0) != SIZE_MAX || view_find(p->text, V("年鑑"), 0) != SIZE_MAX));
    }
    if (chapters && !datelines) page->yearbook = true;
    if (view_is(page->known.kind, "yearbook") || view_is(page->known.kind, "gazetteer") || named ||
        (brackets >= 2 && !datelines) || (brackets >= 4 && brackets > 3 * datelines))
        page->yearbook = true;
    page->sections = page->yearbook && brackets > 0;
    stacks(page);
    between(page);
    neighbours(page);
}
