/* The facts about each paragraph that the model weighs. First what a
 * paragraph shows by itself, then what its neighbours add. */
#include "import/cues.h"
#include "import/features.h"

static const char EVENTS[] =
    "举办 举行 召开 开展 启动 开工 开幕 推进 推动 建立 加强 实现 完成 走访 慰问 调研 强调 部署 打造 上线 成立 揭牌 获 "
    "荣获 "
    "出台 发布 签约 竣工 通车 投用 投入 建成 建起 办起 兴办 增设 设立 引进 修通 通上 用上 喜获 喜迎 落户 受益 落地 "
    "践行 组织 助力 深化 举报 迎来 开通 印发 通过 开启 亮相 走进 赴 抵 完工 表彰";
static const char PURPOSES[] = "提升 提高 促进 推动 增强 助力 确保 打造 强化 巩固 筑牢 夯实 激发 助推 推进 切实 保障 "
                               "让 为 带动 惠及 共 力促 凝聚 营造 丰富 拓宽";
static const char COLUMNS[] = "短波 简讯 快讯 短讯 短消息 园地 短新闻 要闻 一句话新闻 新闻 时评 评论 论坛 视点 聚焦 "
                              "之窗 天地 广角 速递 动态 集锦 传真 在线 速览 快报 "
                              "点击 观察 看台 热线 走笔 随笔 漫谈 漫笔 杂谈 之声 来信 信箱 百科 链接 讲堂 讲座 "
                              "技术讲话 卫生讲话 科学讲话 记事 掠影 "
                              "剪影 写真 风采 人物 故事 专栏 博览 热议 心声 拾零 "
                              "摘登 选登 小议 杂议 漫议 夜话 茶座 一议 一得 絮语 琐谈 谈片 来鸿 扫描 来风 一周 连线 瞭望 简报 "
                              "走廊 窗口 平台 短评 社论 编后 导读 一瞥 快递 镜头 影像 新闻眼 走基层 手记 "
                              "茶馆 沙龙 驿站 看点 直击 问政 问答 问诊 帮办 帮忙 服务台 会客厅 面对面 访谈 拾遗 拾贝 "
                              "随感 随想 心语 细语 闲话 闲谈 杂感 杂文 时论 锐评 快评 视界 视线 "
                              "回声 回音 回音壁 来论 来函 照登 连载 书摘 书评 书话 诗苑 文苑 文萃 画廊 知识窗 小知识 "
                              "小常识 说法 曝光台 光荣榜 红黑榜 好人榜 身边好人 群英谱 人物志 小站 微言 "
                              "点滴 集萃 荟萃 撷英 采撷 一束 百态 万象 橱窗 长廊 画卷 导航 快览 速读 播报 聚光灯 "
                              "放大镜 望远镜 晴雨表 直通车 加油站 金点子 大家谈 百家谈 议事厅 丛谈 漫话 夜谈 "
                              "札记 往事 钩沉 史话 掌故 拾穗 采风 警讯 讯息 信息窗 信息港 消息 短笛 花絮 小辞典 动向 "
                              "通信 近事 琐闻 要电 专电 简电 零讯 杂讯 零拾 汇志 市声 群言 大舞台 星空 老街 口述 "
                              "讲述 故里 乡音 乡愁 回眸 回顾 巷议 看板 布告栏 社团活动 今日活动 活动预告 公告栏 公示栏 启事栏 信息栏";
bool named_like_column(View v) { return words_end(v, COLUMNS) > 0; }

static const char NOTICES[] =
    "公告 通告 启事 声明 通知 公示 讣告 告示 遗失 招聘 公报 更正 致歉 拍卖 招标 招生 预告 节目 影讯 行情 时刻表 时间表 "
    "天气 天气预报 气象 简章 敬告读者 敬告作者 致读者 荧屏 电视节目 节目预告 节目表 名单 市场价格 参考价格 "
    "价目表 牌价 寻人 寻亲 寻物 招领 影剧消息 小广告 转让 招租 出租 急聘 诚聘 招商 鸣谢 征文 征稿 "
    "温馨提示 友情提示 倡议书 公开信 告知书 安民告示 须知 订正 勘误 "
    "小启 放映消息 电影消息 演出消息 哀启 讣闻 谢启 谢忱 船期 船期表 轮船消息 商情 批发价 征求 征聘 失物 悬赏 "
    "今日电影 本日电影 明日电影 分类广告 "
    "本市物价 今日物价 昨日物价 消费提示 安全提示 出行提示 交通提示 风险提示 健康提示 服务提示 缴费提示 报告提示 招工 "
    "求购 求租 出兑 出售楼房 出售房屋 房屋出售 楼房出售 活动一览";
bool names_notice(View bare) { return words_start(bare, NOTICES) == bare.n; }
bool ends_like_notice(View bare) { return words_end(bare, NOTICES) > 0; }
static const char DECKS[] =
    "综述 侧记 纪实 速写 讲话 出席 主持 纪事 见闻 素描 扫描 写真 走笔 掠影 工作 调查 探访 启示 作指示 致辞 作报告 会见";
static const char DANGLING[] =
    "的 地 得 和 与 及 对 在 将 把 被 从 向 为 以 于 是 由 并 或 而 给 让 使 就 也 等 之 其 该 各 每 、 , 《 “ ( 「";

typedef struct Look {
    Page *page;
    Para *p;
    const Folded *head;
    bool serial; /* 01, 02: the number of a part */
} Look;

/* （家庭主婦，某縣某市）, （作者为国小教师）: who wrote the piece above. */
static bool describes_writer(const Folded *f, uint32_t chars) {
    enum { MOST = 28 };
    View v = folded(f);
    if (!f->whole || f->marks & MARK_STOP || !words_start(v, "(")) return false;
    if (words_start(v, "(作者为 (作者是 (作者系 (作者均为 (作者分别 (作者单位 (作者: (本文作者 (投书人 (笔者为"))
        return words_end(v, ")") > 0;
    return chars <= MOST && f->marks & MARK_COMMA && words_end(v, "市) 县) 区) 乡) 镇) 里) 村)") > 0;
}

/* ——某某, or a name far to the right, behind the text: who wrote it. */
static bool signs_text(const Look *k) {
    enum { MOST = 12, TEXT = 20 };
    const Para *p = k->p, *end = k->page->paras.p + k->page->paras.n;
    View name = p->text;
    bool dash = words_start(name, "— ― ─") > 0, right = k->page->lines.p[p->first].set_right;
    if (words_start(folded(k->head), "——编者 ——编辑 ——本报编者") || view_starts(folded(k->head), V("——编 者")))
        return p > k->page->paras.p && !p[-1].open;
    const bool described = p + 1 < end && !p[1].aside && describes_writer(p[1].head, p[1].chars);
    if (p == k->page->paras.p || p->chars > MOST || !(dash || right || described) || p[-1].aside || p[-1].open ||
        (p[-1].chars < TEXT && !described))
        return false;
    if (has(&p[-1].features, F_HEADLIKE)) return false;
    if (!dash) return p->chars <= 4 && name_likeness(name) == 2 && !seam_is_word(name);
    while (words_start(name, "— ― ─")) name = view_from(name, 3);
    return name_likeness(name) == 2 || cue_letter_writer(name);
}

/* （新华社某地3月5日电）, （某某参与采写）, 制图：某某, below the last of a piece's text. */
static bool is_closing_note(const Look *k) {
    const Para *p = k->p, *end = k->page->paras.p + k->page->paras.n;
    if (p == k->page->paras.p || p[-1].aside || !cue_closes_piece(k->head)) return false;
    if (p[-1].open && !has(&p[-1].features, F_SIGNED) && !has(&p[-1].features, F_CREDIT_FORM)) return false;
    return !cue_chart_credit(k->head) || p + 1 == end || p[1].aside || p[1].open; /* else it stands in the midst */
}

static bool ends_in_dash(View text) {
    Folded end;
    fold_end(&end, text);
    return words_end(folded(&end), "— ― ─") > 0;
}

/* 专家门诊安排 本院自…: what stands before the first space, with text behind it. */
static View run_in_name(const Para *p) {
    enum { NAME = 3 * 14, TEXT = 3 * 12 };
    View h = folded(p->head), name = view_to(h, view_find(h, V(" "), 0));
    return name.n > NAME || h.n < name.n + TEXT ? V("") : name;
}

static bool names_run_in_notice(const Para *p) {
    View name = run_in_name(p);
    return words_end(name, NOTICES) || words_end(name, "安排 门诊 坐诊 停电 停水");
}

/* A notice whose headline was run together with its text; no line of a list of such. */
static bool has_notice_lead(const Look *k) {
    const Para *p = k->p;
    if (p->open || has(&p->features, F_DATELINE) || !names_run_in_notice(p)) return false;
    return p == k->page->paras.p || p[-1].aside || !run_in_name(p - 1).n || names_run_in_notice(p - 1);
}

static void shape(Look *k) {
    Para *p = k->p;
    FeatureSet *s = &p->features;
    View h = folded(k->head);
    size_t n;
    set(s, p->chars <= 4    ? F_TINY
           : p->chars <= 12 ? F_SHORT
           : p->chars <= 30 ? F_MID
           : p->chars <= 60 ? F_LONG
                            : F_VLONG);
    if (!p->open) set(s, F_CLOSED);
    if (k->head->behind_stop && k->head->behind_stop < h.n) set(s, F_INNER_STOP);
    if (k->head->marks & MARK_COMMA) set(s, F_COMMA);
    if (k->page->indents && k->page->lines.p[p->first].indented) set(s, F_INDENT);
    if (words_start(h, "—— -- ―― ──") || (h.n > 3 && p->chars > 4 && (words_start(h, "— ―") || cue_misread_dash(h))))
        set(s, F_DASH_START);
    else if (k->head->marks & MARK_DASH && words_find(h, "—— ―― ── --", 0, &n) != SIZE_MAX)
        set(s, ends_in_dash(p->text) ? F_DASH_END : F_DASH_MID);
    uint8_t level = k->page->lines.p[p->first].level;
    if (level) set(s, F_MARKED);
    if (level >= 3) set(s, F_DEEP_MARK);
    if (words_start(h, BULLET_MARKS) || cue_list_mark(h)) set(s, F_BULLET);
    bool chapter = false;
    k->serial = p->chars == 2 && h.n == 2 && h.p[0] == '0';
    if (cue_numbered(k->head, &chapter) || k->serial) set(s, chapter ? F_CHAPTER : F_NUMBERED);
    size_t bracket = cue_bracket(k->head);
    if (bracket && bracket < p->text.n && bracket < k->head->n) {
        if (!p->dateline && !words_start(h, "【又讯】 【另讯】 【又电】 【续讯】")) set(s, F_BRACKET);
    } else if (bracket) set(s, F_BRACKET_ONLY);
    if (p->chars > 12 && words_start(p->text, "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩"))
        set(s, F_LIST); /* a note, or one of several points */
    if (!level && cue_starts_mid(k->head)) set(s, F_STARTS_MID);
    if (cue_fresh(k->head) || (p->chars <= 16 && words_end(h, ":"))) set(s, F_FRESH);
    View names;
    if (words_start(h, "温馨提示 友情提示 提示: 提醒: 启事: 更正: 公告: 通知:") || has_notice_lead(k))
        set(s, F_NOTICE_LEAD);
    View credit;
    if (cue_names_alone(p->text, &names) && !(cue_credit(p->text, &credit) && credit.n == p->text.n)) set(s, F_SIGNED);
    if (p->chars <= 40 &&
        (cue_contributor(k->head) ||
         (words_start(h, "(") &&
          words_end(h, "供稿) 提供) 撰稿) 撰写) 整理) 摘编) 编写) 通讯组) 报道组) 通讯站) 记者站) 广播站)"))))
        set(s, F_SIGNED);
    if (signs_text(k) || describes_writer(k->head, p->chars) || is_closing_note(k)) set(s, F_SIGNED);
    if (!has(s, F_SIGNED) && cue_untagged(k->head).n < h.n) set(s, F_TAGGED);
    if (has(s, F_BULLET) && p->chars > 16 && cue_names_at_end(p->text, &names)) set(s, F_ITEM);
    if (cue_cells(p->text) && !has(s, F_CHAPTER)) set(s, F_CELLS);
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

/* …每小时二十元。电话：2830000 */
static bool ends_in_phone(View v) {
    enum { DIGITS = 7 };
    size_t digits = 0;
    while (digits < v.n && v.p[v.n - 1 - digits] >= '0' && v.p[v.n - 1 - digits] <= '9') digits++;
    return digits >= DIGITS;
}

/* 在某会议上的讲话 / （一九七九年三月一日）: no signature. */
static bool dates_speech(const Look *k) {
    static const char DOCUMENTS[] = "讲话 报告 发言 致辞 致词 开幕词 闭幕词 祝词 贺词 献词 贺信 决定 决议 指示 公报 "
                                    "条例 "
                                    "办法 规定 细则 意见 方案 纲要";
    const Para *p = k->p;
    return p > k->page->paras.p && !p[-1].aside && p[-1].open && words_start(p->text, "（ (") &&
           words_end(p[-1].text, DOCUMENTS);
}

/* 据新华社北京10月13日电, and no more, below text: where it was taken from. */
static bool names_source(const Look *k) {
    const Para *p = k->p;
    return p->dateline->end == k->head->n && k->head->whole && p > k->page->paras.p && !p[-1].aside && !p[-1].open &&
           !has(&p[-1].features, F_HEADLIKE);
}

static void words(Look *k) {
    Para *p = k->p;
    FeatureSet *s = &p->features;
    View credit;
    unsigned y, m, day;
    if (p->dateline) {
        set(s, names_source(k) ? F_SIGN_FORM : F_DATELINE);
        learn_names(k->page, p->dateline->names);
    }
    if (cue_byline(p->text)) {
        /* （本报记者 某某） under the headline signs nothing. */
        bool under = p > k->page->paras.p && !p[-1].aside && has(&p[-1].features, F_HEADLIKE) &&
                     words_start(folded(k->head), "(本报 (记者 (通讯员") > 0;
        if (under) clear(s, F_SIGNED);
        if (!has(s, F_SIGNED)) set(s, F_BYLINE_FORM);
        learn_names(k->page, p->text);
    }
    const bool note = has(s, F_SIGNED) && cue_closes_piece(k->head);
    if (note || (has(s, F_SIGNED) && describes_writer(k->head, p->chars))) p->open = false;
    if (!(note && cue_chart_credit(k->head)) && cue_credit(p->text, &credit)) {
        set(s, credit.n == p->text.n ? F_CREDIT_FORM : F_CREDIT_TAIL);
        learn_names(k->page, credit);
    }
    if (cue_caption(k->head)) set(s, F_CAPTION_FORM);
    if ((cue_date_alone(k->head, &y, &m, &day) || cue_signed_date(k->head, &y, &m, &day)) && !dates_speech(k))
        set(s, F_SIGN_FORM);
    if (has(s, F_SIGN_FORM) || ends_in_phone(p->text) || (p->open && cue_letter_writer_at_end(p->text)))
        p->open = false;
    if (cue_may_turn(k->head) && p->text.n < 240 && cue_turn(p->text)) set(s, F_TURN);
    if (cue_turned_from(k->head)) set(s, F_TURN_FROM);
    if (has(s, F_TURN) && p->chars <= 40 && words_start(folded(k->head), "上接 (上接 紧接第 》上接 >上接 ▲上接"))
        set(s, F_TURN_FROM);
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

/* 有关部门答复：更换电池，专人管护, over the text that says so. */
static bool heads_reply(const Look *k) {
    enum { MOST = 24, TEXT = 30 };
    const Para *p = k->p;
    size_t at = view_find(folded(k->head), V(":"), 0);
    bool reply = at != SIZE_MAX && words_end(view_to(folded(k->head), at), "答复 回复 回应 回音") > 0;
    return reply && p->open && p->chars <= MOST && p + 1 < k->page->paras.p + k->page->paras.n && p[1].chars > TEXT &&
           p[1].gap <= k->page->usual_gap;
}

/* 农民有了新盼头：, set off, over a headline and its text. */
static bool leads_headline(const Look *k, View end) {
    enum { KICKER = 16, TITLE = 36, TEXT = 30 };
    const Para *p = k->p;
    const bool after = p == k->page->paras.p || p[-1].aside || !p[-1].open;
    bool first = p == k->page->paras.p || p->gap > k->page->usual_gap ||
                 (after && p + 2 < k->page->paras.p + k->page->paras.n && p[2].dateline);
    return first && words_end(end, ":") && p->chars >= 4 && p->chars <= KICKER && !(k->head->marks & MARK_COMMA) &&
           !words_end(end, "名单: 如下: 说: 道: 问: 答: 是: 有: 为: 括: 下: 电话: 同志: 时间: 地点: 奖:") &&
           p + 2 < k->page->paras.p + k->page->paras.n && !p[1].aside && p[1].open && p[1].chars <= TITLE &&
           p[1].gap <= k->page->usual_gap && p[2].chars > TEXT;
}

/* By its last characters. */
static bool ends_as_headline(const Look *k) {
    const Para *p = k->p;
    size_t n;
    Folded end;
    fold_end(&end, p->text);
    View t = folded(&end);
    while (t.n && t.p[t.n - 1] == ' ') t.n--;
    if (p->chars <= 8 && words_end(t, "县: 市: 区: 旗: 州: 乡: 镇:")) return true; /* over a headline */
    if (leads_headline(k, t)) return true;
    if (words_end(t, "。 ; : .") ||
        (words_end(t, DANGLING) &&
         !(words_end(t, "地 得") && features_whole_line(k->page, p)) && /* 谈天说地, 书包失而复得 */
         !words_end(t,
                    "目的 为了 参与 给予 关于 对于 大地 基地 驻地 实地 园地 草地 林地 湿地 土地 产地 目的地 胜地 圣地 "
                    "高地 阵地 洼地 内地 外地 异地 场地 营地 盆地 荒地 天地 墓地 飞地 所在地 学得 作为 成为 "
                    "行为 为 一等 平等 中将 上将 舍得 懂得 值得 难得 记得 晓得 亮了 好了 来了 建成了 富了 美了 变了")))
        return words_end(t, "的") && words_find(t, "是", 0, &n) != SIZE_MAX && p->chars <= 16 &&
               !unbalanced(folded(k->head)); /* 路是走出来的 */
    return !unbalanced(folded(k->head));
}

/* A headline, or a line of one, by its looks. */
static bool headlike(Look *k) {
    const Para *p = k->p;
    const FeatureSet *s = &p->features;
    static const Feature never[] = {F_DATELINE, F_BYLINE_FORM, F_CREDIT_FORM, F_CREDIT_TAIL, F_CAPTION_FORM, F_BRACKET,
                                    F_SIGN_FORM, F_SIGNED, F_INNER_STOP, F_CELLS, F_STARTS_MID, F_VLONG};
    const bool heads = features_heads_headline(k->page, p);
    const bool tagged = has(s, F_TAGGED) && !k->page->yearbook;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (has(s, never[i]) && !(heads && (never[i] == F_INNER_STOP || never[i] == F_VLONG)) &&
            !(tagged && never[i] == F_STARTS_MID))
            return false;
    char buf[BARE_MAX];
    View bare = cue_bare(k->head, buf);
    if (p->chars <= 80 && cue_officer(bare, p->text)) set(&k->p->features, F_OFFICER);
    if (cue_figure_alone(bare)) return k->p->open = false;
    if (cue_labelled(bare) || cue_forecast(bare)) {
        set(&k->p->features, F_FRESH);
        if (p->chars <= 30) k->p->open = false; /* 电话：… closes itself */
        return false;
    }
    if (contents_is_name(p->text) && p->chars > 1) return false; /* of a document, without pages */
    if (cue_document_number(bare)) {
        k->p->open = false;
        return false;
    }
    if (cue_dated_entry(k->head) || cue_formula(bare) || has(s, F_OFFICER)) return false;
    if (cue_contact(bare)) {
        if (p->chars <= 30) k->p->open = false;
        return false;
    }
    if (tagged || heads) return true;
    bool deck = p + 1 < k->page->paras.p + k->page->paras.n && p->chars <= 24 && words_start(p[1].text, "—— ―― ──") > 0;
    if (cue_speaks(folded(k->head)) && !heads_reply(k) && !deck) return false;
    if (has(s, F_TURN) && (p->chars < 16 || words_start(folded(k->head), "上接 (上接 》 〉 >"))) return false;
    if (!has(s, F_SPACED) && words_start(folded(k->head), "按照 根据 据了解 据悉 据介绍 据统计 由于 截至") &&
        p->chars > 8)
        return false;
    if (has(s, F_COMMA) && (cue_time_word(k->head) || p->chars > 40 || many_commas(p))) return false;
    if (has(s, F_INDENT) && k->page->wrapped && p->n > 1) return false;
    if (words_start(bare, "同日 同月 同年 是日 是月 是年 当日 当月 年内 月内 上旬 中旬 下旬 春 夏 秋 冬") == bare.n)
        return k->p->open = false; /* alone, where a chronicle gives each date a line */
    if ((has(s, F_CHAPTER) || (has(s, F_NUMBERED) && p->chars <= 12 && p->open)) && !has(s, F_COMMA) && p->chars <= 24)
        return true;
    return ends_as_headline(k);
}

/* 王某某主持并讲话, 李某 张某某出席: who did it, under what was done. */
static bool says_who_presided(View h, uint32_t chars) {
    static const char PRESIDED[] = "主持 主持会议 出席 出席会议 讲话 致辞 致词 作报告 作主题报告 作指示 宣布开工 "
                                   "宣布开幕 宣布启动 参加 参加会议 陪同 陪同调研 作动员 作动员讲话";
    size_t n = words_end(h, PRESIDED), at = SIZE_MAX, m;
    if (!n || chars > 40 || words_find(h, "县委 市委 州委 区委 政府 会议召开", 0, &m) != SIZE_MAX) return false;
    static const char VERBS[] = "主持 出席 讲话 致辞 致词 作报告 作主题报告 作指示 宣布 参加 陪同 作动员 并";
    at = words_find(h, VERBS, 0, &m);
    View who = view_to(h, at == SIZE_MAX ? h.n - n : at);
    size_t space = view_find(who, V(" "), 0);
    if (space != SIZE_MAX) who = view_to(who, space);
    size_t name = utf8_count(who);
    return name >= 2 && name <= 4 && name_likeness(who) > 0;
}

/* 液化气最高限价（1月7日起执行）: prices of the day, over a table. */
static bool lists_prices(View bare) {
    size_t bracket = view_find(bare, V("("), 0);
    return bracket != SIZE_MAX && words_end(bare, "执行) 起) 日) 元)") &&
           words_end(view_to(bare, bracket), "限价 零售价 批发价 收购价 门市价 价格 价格表 菜价 油价 粮价") > 0;
}

static void head_words(Look *k) {
    FeatureSet *s = &k->p->features;
    View h = folded(k->head);
    size_t n, at;
    char buf[BARE_MAX];
    View bare = cue_bare(k->head, buf);
    if (is_spaced(h)) set(s, F_SPACED);
    if (k->page->yearbook) clear(s, F_TAGGED);
    if (words_end(bare, NOTICES) || words_start(bare, NOTICES) || lists_prices(bare)) set(s, F_NOTICE_WORD);
    if (cue_box(bare)) set(s, F_BOX);
    if (cue_table_name(bare) && !has(s, F_NOTICE_WORD)) set(s, F_TABLE_NAME);
    if (words_end(h, "? !")) clear(s, F_CLOSED);
    if (!has(s, F_BOX) && k->p->chars <= 9 && words_end(cue_unmarked(bare), COLUMNS) && !has(s, F_SPACED))
        set(s, F_COLUMN_WORD);
    at = words_find(h, "强调 指出 要求 表示", 0, &n);
    if (at != SIZE_MAX && at > 12 && (at + n == h.n || h.p[at + n] == ' ')) {
        set(s, F_SPEECH);
    }
    bool event = (at = words_find(h, EVENTS, 6, &n)) != SIZE_MAX;
    if (event) set(s, F_EVENT);
    if (!event && !has(s, F_SPACED) && k->p->chars <= 26 && k->p->chars >= 3 && body_tail(h)) set(s, F_ORG);
    if (words_end(h, DECKS)) set(s, F_DECK_WORD);
    if (says_who_presided(h, k->p->chars)) set(s, F_PRESIDED);
    at = view_find(h, V(":"), 0);
    if (at != SIZE_MAX && at >= 6 && at <= 27 &&
        words_end(view_to(h, at), "村 县 区 市 乡 镇 局 街道 社区 州 旗 团 场 校 学校 公司 社 组"))
        set(s, F_PLACED);
    if (words_start(h, PURPOSES)) set(s, F_PURPOSE);
}

/* Papers of before 1911 have no marks: what is longer than a headline is text. */
static bool lacks_marks(const Page *page) {
    enum { TEXT = 40, SEVERAL = 3 };
    size_t texts = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        if (p->aside || p->chars < TEXT) continue;
        if (p->head->marks & (MARK_STOP | MARK_COMMA | MARK_SEMICOLON | MARK_CALL | MARK_SPACE)) return false;
        if (view_find(p->text, V("、"), 0) != SIZE_MAX) return false;
        texts++;
    }
    return texts >= SEVERAL;
}

static void alone(Page *page) {
    enum { HEADLINE = 24 };
    const bool unmarked = lacks_marks(page);
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside) continue;
        if (p->cited) {
            set(&p->features, F_BYLINE_FORM);
            continue;
        }
        Look k = {.page = page, .p = p, .head = p->head};
        shape(&k);
        words(&k);
        if (!(unmarked && p->chars > HEADLINE) && headlike(&k)) set(&p->features, F_HEADLIKE);
    }
    features_bullets(page);
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside) continue;
        if (!unmarked && !has(&p->features, F_HEAD_MARK) && features_only_names(page, i)) {
            set(&p->features, F_NAMES);
            clear(&p->features, F_HEADLIKE);
            clear(&p->features, F_OFFICER);
        }
        if (!has(&p->features, F_HEADLIKE)) continue;
        if (features_runs_on(page, i)) {
            set(&p->features, F_RUNS_ON);
            clear(&p->features, F_HEADLIKE);
        } else {
            Look k = {.page = page, .p = p, .head = p->head};
            head_words(&k);
        }
    }
}

/* 赵文忠, short and without a stop. */
static bool lone_names(const Para *p) {
    NameList l;
    if (p->aside || p->chars > 12 || !(has(&p->features, F_HEADLIKE) || has(&p->features, F_NAMES))) return false;
    names_read(&l, p->text);
    return l.n && !l.strangers && !l.organs;
}

/* 某某某 / 县政府 / 县　长　某某: below a name, a body over its own officers. */
static bool heads_officers(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    return !p->aside && has(&p->features, F_ORG) && i + 1 < page->paras.n && has(&p[1].features, F_OFFICER) &&
           features_likely_names(p[-1].text);
}

/* Such lines below 副局长　某某, down to the next who held an office, the next
 * section or a gap: more of them. */
static void more_officers(Page *page) {
    for (size_t i = 1, to; i < page->paras.n; i = to > i ? to : i + 1) {
        Para *p = page->paras.p;
        to = i;
        if (!has(&p[i - 1].features, F_OFFICER)) continue;
        while (to < page->paras.n && p[to].gap <= page->usual_gap && lone_names(&p[to])) to++;
        bool ends = to == page->paras.n || has(&p[to].features, F_OFFICER) || has(&p[to].features, F_BRACKET) ||
                    p[to].gap > page->usual_gap || heads_officers(page, to);
        for (size_t k = i; ends && k < to; k++) {
            set(&p[k].features, F_OFFICER);
            clear(&p[k].features, F_HEADLIKE);
            clear(&p[k].features, F_NAMES);
        }
    }
}

/* Entry upon entry, and nothing that is reported. */
static bool is_chronicle_page(const Page *page) {
    enum { FEWEST = 6 };
    size_t entries = 0, texts = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        bool entry = cue_chronicle_entry(p->head);
        if (p->aside || (p->open && !entry)) continue;
        texts++;
        entries += entry;
    }
    return entries >= FEWEST && entries * 4 >= texts * 3;
}

/* Where columns are short many a paragraph breaks off: there marks inside tell. */
static bool has_stops(const Page *page) {
    enum { LONG = 30 };
    size_t longs = 0, closed = 0, inner = 0, rests = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        if (p->aside) continue;
        if (p->chars <= LONG) {
            rests += !p->open;
            continue;
        }
        longs++;
        closed += !p->open;
        inner += p->open && (p->head->marks & (MARK_STOP | MARK_COMMA)) != 0;
    }
    return closed * 3 >= longs || ((closed + rests) * 8 >= longs && (closed + inner) * 3 >= longs * 2);
}

/* 【边远村组通信】 …, in a book: an entry about telephones, though 【某镇通信】 opens news in a paper. */
static void entries_of_wires(Page *page) {
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        const Dateline *d = p->dateline;
        View v = folded(p->head);
        size_t n;
        if (!d || p->aside || !view_starts(v, V("【")) || d->year || d->month || d->day || d->names.n) continue;
        if (words_find(view_to(v, d->end), "本报 本刊 本台 新华 中新 社 记者", 0, &n) != SIZE_MAX) continue;
        clear(&p->features, F_DATELINE), set(&p->features, F_BRACKET);
        p->dateline = NULL;
    }
}

void page_features(Page *page) {
    seams_learn(page->seams, page);
    size_t brackets = 0, datelines = 0;
    page->has_stops = has_stops(page);
    alone(page);
    features_tables(page);
    more_officers(page);
    headings_parallel(page);
    features_ordinance(page);
    features_endings(page);
    for (size_t i = 0; i < page->paras.n; i++) {
        brackets += has(&page->paras.p[i].features, F_BRACKET);
        datelines += has(&page->paras.p[i].features, F_DATELINE) || has(&page->paras.p[i].features, F_BYLINE_FORM);
    }
    enum { ROLL = 6 }; /* so many who held an office: a yearbook's roll */
    size_t chapters = 0, officers = 0;
    bool named = false;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        chapters += has(&p->features, F_CHAPTER) && has(&p->features, F_HEADLIKE);
        chapters += names_annals(p->text);
        officers += has(&p->features, F_OFFICER);
        chapters += is_set_aside(p, "running-head");
        named = named || (p->aside && (view_find(p->text, V("年鉴"), 0) != SIZE_MAX ||
                                       view_find(p->text, V("年鑑"), 0) != SIZE_MAX));
    }
    if (!datelines && (chapters || officers >= ROLL || is_chronicle_page(page) || shows_book(page)))
        page->yearbook = true;
    if (view_is(page->known.kind, "yearbook") || view_is(page->known.kind, "gazetteer") || named ||
        (brackets >= 2 && !datelines) || (brackets >= 4 && brackets > 3 * datelines))
        page->yearbook = true;
    page->sections = page->yearbook && brackets > 0;
    if (page->sections) entries_of_wires(page);
    if (page->outline) contents_features(page);
    if (page->yearbook) headings_wide(page), features_annals(page), features_book(page);
    features_issuers(page);
    features_unstopped(page);
    features_stacks(page);
    features_matter(page);
    features_series(page);
    features_between(page);
    features_neighbours(page);
}
