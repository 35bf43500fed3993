/* Short lines that look like headlines and are none: salutations, officers,
 * names of tables, speakers; and those that only stand over something. */
#include "import/cues.h"
#include "import/scan.h"

View cue_bare(const Folded *f, char buf[BARE_MAX]) {
    size_t n = 0;
    if (!(f->marks & MARK_SPACE)) return folded(f);
    for (View v = folded(f); v.n;) {
        View kept = v;
        pass_letters(&v, SIZE_MAX);
        while (v.n && !begins_letter(v)) {
            View rest = v;
            if (cp_is_space(utf8_next(&rest))) break;
            v = rest;
        }
        kept.n -= v.n;
        if (n + kept.n >= BARE_MAX) return folded(f);
        memcpy(buf + n, kept.p, kept.n);
        n += kept.n;
        skip_spaces(&v);
    }
    return view(buf, n);
}

bool cue_salutation(const Folded *head) {
    return words_start(folded(head), "编辑同志: 编者同志: 编辑同志, 编辑先生: 编辑部: 编辑部同志: 总编辑: 总编同志: "
                                     "主编同志: 主编先生: 记者同志: 尊敬的编辑 亲爱的编辑") > 0;
}

bool cue_formula(View bare) {
    static const char WHOLE[] = "此致 敬礼 敬礼! 此致敬礼 此致敬礼! 顺祝 顺颂 谨启 祝好! "
                                "泣告 泣启 哀告 哀启 敬告 敬启 同启 谨告 叩谢 (待续) (未完待续) (完) (全文完) (续完)";
    size_t n = words_start(bare, WHOLE);
    if (words_start(bare, "特此") && utf8_count(bare) <= 6) return true;
    if (n && (bare.n == n || bare.n == n + 3 || bare.n == n + 1)) return true;
    if (!words_end(bare, ":")) return false;
    View said = view_to(bare, bare.n - 1);
    return words_end(said, "同志 编辑部 编辑 报社 先生 女士 同志们 朋友们 市民 居民 同学 老师 如下 通知 单位") > 0;
}

/* 某某（女，白族）, 某某某（2014年6月任） */
static bool is_person(View bare) {
    size_t open = view_find(bare, V("("), 0), n;
    if (open == SIZE_MAX || open < 6 || open > 24 || !words_end(bare, ")")) return false;
    View inside = view_from(bare, open + 1);
    return words_end(view_to(inside, inside.n - 1), "族 女 任 止 离任 任职 挂职 兼 免") > 0 ||
           words_find(inside, "女, 族,", 0, &n) != SIZE_MAX;
}

bool cue_labelled(View bare) {
    static const char LABELS[] = "报名处 报名 报名地点 报名时间 报名电话 报名方式 联系人 联系电话 联系方式 电话 手机 "
                                 "地址 地点 时间 日期 截止 截止日期 截止时间 主旨 依据 说明 公告事项 发文日期 "
                                 "发文字号 附件 家人 单位 洽询 洽询电话 查询 查询电话 咨询电话 监督电话 举报电话 票价 "
                                 "收费 费用 售票处 承办单位 主办单位 资格 名额 备注 邮编 传真 网址 邮箱 检举专线 "
                                 "服务专线 联络处 联络人 联络电话 最高气温 最低气温 相对湿度 日出 日落 "
                                 "资料来源 数据来源 资料提供 数据提供 招标人 招标代理 招标代理机构 代理机构 采购人 采购单位 建设单位 委托人 拍卖人 "
                                 "申请人 声明人 "
                                 "公告人 出让人 开户行 开户银行 账号 户名 展示时间 展示地点 开标时间 开标地点 "
                                 "特等奖 一等奖 二等奖 三等奖 优秀奖 优胜奖 鼓励奖 入选作品 获奖名单 "
                                 "出租 转让 求租 求购 出售 家教 招工 急聘 征婚 寻狗 "
                                 "儿 女 妻 夫 子 长子 次子 长女 次女 孝子 孝女 媳 婿 孙 孙女 家属";
    static const char ENDS[] = "时间 日期 地点 地址 电话 方式 邮箱 人数 名额";
    enum { LONGEST = 18 };
    size_t n = words_start(bare, LABELS), colon = view_find(bare, V(":"), 0);
    if (colon == SIZE_MAX || bare.n == colon + 1) return false;
    return (n && n == colon) || (colon <= LONGEST && words_end(view_to(bare, colon), ENDS)); /* 征文时间：… */
}

const char cue_no_papers[] = "海报 情报 简报 汇报 通报 预报 喜报 捷报 公报 年报 电报 墙报 申报 填报 上报 举报 回报";
const char cue_books[] = "年鉴 县志 市志 区志 省志 州志 旗志 镇志 乡志 村志 通志 地名志 地名录 地名词典 文史资料";

bool cue_document_number(View bare) {
    enum { MOST = 24 };
    size_t n, open, close;
    if (!words_end(bare, "号") || utf8_count(bare) > MOST) return false;
    if (words_find(bare, "字第", 0, &n) != SIZE_MAX) return true;
    open = words_find(bare, "〔 [ ( 【", 0, &n);
    close = words_find(bare, "〕 ] ) 】", 0, &n);
    if (open == SIZE_MAX || close == SIZE_MAX || close < open) return false;
    View number = view_from(bare, close + n);
    unsigned x;
    number = view_from(number, words_start(number, "第"));
    return cue_number(&number, &x) && view_is(number, "号");
}

/* 大清嘉庆十五年岁次庚午孟冬月谷旦, 乾隆五年三月　日立: below an old text. */
bool cue_dates_stele(const Folded *f) {
    size_t n;
    View v = folded(f);
    if (!f->whole || f->marks & (MARK_STOP | MARK_COMMA)) return false;
    return words_end(v, "谷旦 榖旦 穀旦 吉旦 吉日 敬立 吉立 立石 谨识 谨撰 谨记 谨志 并书") > 0 ||
           (words_end(v, "立 勒石 重刊") && words_find(v, "年", 0, &n) != SIZE_MAX &&
            words_find(v, "月 冬 秋 夏 春", 0, &n) != SIZE_MAX);
}

/* 县城：阴有阵雨，气温19℃～25℃ */
bool cue_forecast(View bare) {
    size_t n, at = view_find(bare, V(":"), 0);
    return at != SIZE_MAX && at >= 6 && at <= 36 && bare.n <= 180 &&
           words_find(bare, "晴 阴 多云 雨 雪", at, &n) != SIZE_MAX &&
           words_find(bare, "℃ °c 度 级", at, &n) != SIZE_MAX;
}

static bool is_polite(View name) { return words_end(name, "先生 女士 小姐 太太 家长 同学 大嫂 大爷 大妈") > 0; }

/* 林某某　鞠躬 */
bool cue_bows(const Folded *head) {
    char buf[BARE_MAX];
    return words_end(cue_bare(head, buf), "鞠躬 泣叩 叩谢 拜谢 同启 同叩 谨启 启上 敬上 拜启") > 0;
}

View cue_first_signer(View text) {
    enum { TAIL = 18 };
    size_t at = view_find(text, V("等"), text.n > TAIL ? text.n - TAIL : 0);
    if (at == SIZE_MAX || at == 0) return text;
    unsigned n;
    Folded f;
    fold_head(&f, view_from(text, at));
    View others = view_from(folded(&f), 3);
    skip_spaces(&others);
    if (cue_number(&others, &n)) others = view_from(others, words_start(others, "余"));
    if (others.n && !words_start(others, "人 位 名 户")) return text;
    View first = view_to(text, at), rest = first;
    while (rest.n && cp_is_space(utf8_last(&rest))) first = rest;
    return first;
}

/* Without the blanks at its end, of any width. */
static View without_blanks(View v) {
    for (View rest = v; rest.n && cp_is_space(utf8_last(&rest));) v = rest;
    return v;
}

static View last_word(View v) {
    View word = view_from(v, v.n);
    for (View rest = v; rest.n && !cp_is_space(utf8_last(&rest));) word = view_from(v, rest.n);
    return word;
}

View cue_last_name(View text, View *before) {
    enum { NAME = 3 };
    const View end = without_blanks(text);
    View word = last_word(end);
    size_t from = end.n - word.n;
    for (size_t k = 1; utf8_count(word) == 1 && k < NAME; k++) { /* 赵 敏, 卢　永　和: set wide */
        const View left = without_blanks(view_to(end, from)), more = last_word(left);
        if (!more.n || (k > 1 && utf8_count(more) > 1)) break;
        word = more;
        from = left.n - more.n;
    }
    *before = without_blanks(view_to(end, from));
    return view_from(end, from);
}

/* 祯祥乡　刘永祥, 長沙灣　鄺女士: who wrote a letter, and from where. */
bool cue_letter_writer(View text) {
    enum { LEAST = 2, MOST = 4 };
    View rest;
    text = cue_first_signer(text);
    const View name = cue_last_name(text, &rest);
    Folded f;
    char buf[BARE_MAX];
    fold_head(&f, name);
    const size_t chars = utf8_count(cue_bare(&f, buf)), from = utf8_count(rest);
    if (chars < LEAST || chars > MOST || from < 2 || from > 12) return false;
    fold_head(&f, rest);
    View place = folded(&f);
    while (place.n && place.p[place.n - 1] == ' ') place.n--;
    fold_head(&f, text);
    if (is_polite(folded(&f))) return true;
    if (words_end(place, "读者 家长 居民 村民 市民 网友 用户 旅客 顾客 社员 学员") > 0) return name_likeness(name) > 0;
    return name_likeness(name) == 2 &&
           words_end(place, "乡 镇 村 县 市 社 大队 公社 生产队 厂 校 学校 小学 中学 站 所 院 局 队 店 场 矿 街道 "
                            "居委会 街 路 组 城东 城西 城南 城北 城关 读者 社员 职工 教师 学生 农民 战士") > 0;
}

bool cue_pupil(View text) {
    enum { MOST = 110 };
    Folded f;
    size_t n;
    if (text.n > MOST) return false;
    fold_head(&f, text);
    View v = folded(&f);
    if (words_find(v, "班 年级", 0, &n) == SIZE_MAX || words_find(v, "校 学 小 中 园", 0, &n) == SIZE_MAX ||
        words_find(v, ", 。 ; ! ?", 0, &n) != SIZE_MAX)
        return false;
    NameList l;
    names_read(&l, text);
    for (size_t i = 0; i < l.n; i++)
        if (name_likeness(l.names[i]) == 2 && utf8_count(l.names[i]) <= 4) return true;
    return false;
}

/* 公安局局长　　某某某（彝族） */
static bool is_officer_and_person(View text) {
    size_t at = view_find(text, V("　"), 0), n;
    if (at == SIZE_MAX || at < 9 || at > 48) return false;
    Folded f;
    char buf[BARE_MAX];
    fold_head(&f, view_from(text, at));
    return words_end(view_to(text, at), "长 书记 主任 主席 经理 委员 政委") && is_person(cue_bare(&f, buf)) &&
           words_find(text, "。 ，", 0, &n) == SIZE_MAX;
}

bool cue_contributor(const Folded *f) {
    size_t n;
    return f->whole && f->n <= 120 &&
           words_start(folded(f), "撰稿: 撰稿人: 供稿: 供稿人: 审稿: 审稿人: 撰写: 执笔: 编写: 编辑: 责任编辑:") > 0 &&
           words_find(folded(f), "。 , ;", 0, &n) == SIZE_MAX;
}

bool cue_dated_entry(const Folded *f) {
    View v = folded(f), rest = v;
    unsigned n;
    if (words_start(v, "同日 是月 是日 当日 上旬 中旬 下旬 月内 本月 年内 是年")) rest = view_from(v, 6);
    else {
        if (!cue_number(&rest, &n) || n > 31) return false;
        if (view_starts(rest, V("月"))) {
            rest = view_from(rest, 3);
            if (!cue_number(&rest, &n) || n > 31) return false;
        }
        if (!view_starts(rest, V("日"))) return false;
        rest = view_from(rest, 3);
        size_t to = words_start(rest, "至 — - ~ － 、");
        View again = view_from(rest, to);
        if (to && cue_number(&again, &n)) {
            if (view_starts(again, V("月"))) {
                again = view_from(again, 3);
                cue_number(&again, &n);
            }
            if (view_starts(again, V("日"))) rest = view_from(again, 3);
        }
    }
    return rest.n > 12 && (rest.p[0] == ' ' || words_start(rest, "　"));
}

bool cue_officer(View bare, View text) {
    static const char OFFICES[] = "书记 副书记 主任 副主任 局长 副局长 主席 副主席 县长 副县长 市长 副市长 州长 副州长 "
                                  "区长 副区长 旗长 副旗长 镇长 副镇长 乡长 副乡长 院长 副院长 "
                                  "检察长 副检察长 校长 副校长 部长 副部长 站长 副站长 所长 副所长 队长 副队长 会长 "
                                  "副会长 理事长 行长 副行长 经理 副经理 总经理 党委书记 党组书记 党总支书记 "
                                  "纪委书记 纪检组长 常务副县长 常务副主任 党组成员 党委委员 委员 常委 秘书长 副秘书长 "
                                  "党工委书记 党工委副书记 工委书记 纪工委书记 办事处主任 党支部书记 村党支部书记 "
                                  "武装部长 馆长 副馆长 庭长 "
                                  "总工程师 总农艺师 总经济师 厂长 副厂长 场长 副场长 主编 副主编 "
                                  "台长 副台长 社长 总编辑 调研员 副调研员 主任科员 政委 副政委 政治委员 人大主席 "
                                  "团长 副团长 师长 副师长 营长 连长 副连长 参谋长 政治部主任 指导员 教导员 理事 监事长 "
                                  "园长 副园长 董事长 副董事长 大队长 副大队长 支队长 副支队长 中队长 村主任 居委会主任";
    static const char HOLDS[] = "书记: 县长: 市长: 州长: 区长: 旗长: 乡长: 镇长: 主席: 主任: 局长: 院长: 检察长: 部长:";
    size_t n = words_start(bare, OFFICES), m;
    if (!n && (words_find(bare, HOLDS, 0, &m) != SIZE_MAX || is_person(bare)))
        return words_find(bare, "。 , ;", 0, &m) == SIZE_MAX || is_person(bare);
    if (!n) return is_officer_and_person(text);
    if (n == bare.n) return false;
    bool parted = false; /* the name stands apart */
    for (View v = text; v.n;) {
        uint32_t cp = fold_one(utf8_next(&v));
        parted = parted || cp == ':' || cp_is_space(cp);
    }
    View rest = view_from(bare, n);
    return parted && utf8_count(rest) <= 60 && words_find(rest, "。 强调 指出 要求 会议 调研 举行", 0, &m) == SIZE_MAX;
}

bool cue_contact(View bare) {
    static const char WORDS[] = "联系人 联系电话 联系地址 联系方式 联络处 联络人 联络电话 咨询电话 报名处 报名地点 "
                                "报名电话 报名时间 截止日期 家人 电话 热线 地址 传真 邮编 邮箱 广告热线 "
                                "服务热线 投诉电话 监督电话 举报电话 订购热线 网址";
    size_t n = words_start(bare, WORDS);
    return n && view_starts(view_from(bare, n), V(":"));
}

bool cue_table_name(View bare) {
    /* 2018年某县主要经济指标 */
    if (bare.n > 4 && bare.p[0] >= '1' && bare.p[0] <= '2' && view_starts(view_from(bare, 4), V("年")) &&
        words_end(bare, "指标 产量 基本情况 完成情况 收支情况 价格"))
        return true;
    return words_end(bare, "情况表 统计表 一览表 名录表 对照表 明细表 分布表 名单表 指标表 变化表 比较表 成绩表 进度表 "
                           "统计图 一览 情况统计") > 0 ||
           (words_start(bare, "表1 表2 表3 表4 表5 表6 表7 表8 表9 表一 表二 表三 附表 续表") > 0 && bare.n > 4);
}

bool cue_speaks(View v) {
    size_t at = view_find(v, V(":"), 0);
    if (at == SIZE_MAX || at == 0 || at > 36) return false;
    View who = view_to(v, at);
    while (who.n && who.p[who.n - 1] == ' ') who.n--;
    return words_end(who,
                     "问 答 女士 先生 大姐 大妈 大爷 师傅 老师 同学 答复 回复 回应 回音 核实 律师 医生 专家 主持人") >
               0 ||
           (words_end(who, "记者 读者 网友 市民") > 0 && utf8_count(who) <= 6) ||
           (words_start(who, "市民 读者 网友") > 0 && utf8_count(who) <= 10);
}

bool cue_box(View bare) {
    bare = view_from(bare, words_start(bare, "【 ■ ● ◆ ▲ □ ○ ★ [ <"));
    size_t n = words_start(bare, "相关链接 新闻链接 知识链接 背景链接 资料链接 政策链接 相关新闻 链接 链接: "
                                 "采访手记 记者手记 采访札记 新闻背景 "
                                 "背景资料 名词解释 延伸阅读 小贴士 短评 点评 专家点评 编辑点评 "
                                 "记者点评 专家提醒 医生提醒 法官说法 法官提醒 律师说法 检察官说法 案情回放 案情简介 "
                                 "法院判决 法院审理 事件回放 新闻回放 新闻延伸 "
                                 "提醒 特别提醒 警方提醒 民警提醒 交警提醒 消协提醒 记者感言 编辑手记 相关背景 "
                                 "人物小传 人物名片 人物简介 开栏的话 开栏语 核心阅读 核心提示 内容提要 内容摘要 "
                                 "阅读提示 本期导读 主题阅读 数据链接 对话人物 "
                                 "采访后记 专家建议 医生建议 专家支招 律师点评 数读 数说 数据链接 新闻数字");
    View rest = view_from(bare, n);
    return n && (!rest.n || words_start(rest, "】 ] >") == rest.n);
}

bool cue_figure_alone(View bare) {
    size_t n = 0;
    while (n < bare.n && bare.p[n] && strchr("0123456789.,", bare.p[n])) n++;
    View unit = view_from(bare, n);
    if (!n || !unit.n) return false;
    for (size_t more; (more = words_start(unit, "多 余 十 百 千 万 亿")) > 0;) unit = view_from(unit, more);
    return words_start(unit, "% 元 人 人次 户 吨 公里 亩 公顷 平方公里 平方米 个 家 项 件 条 倍 度 ℃") == unit.n;
}

bool cue_latin(View v) {
    size_t letters = 0;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (cp >= 0x80 && !cp_is_space(cp)) return false;
        letters += (cp | 32) >= 'a' && (cp | 32) <= 'z';
    }
    return letters >= 4;
}

bool cue_brief_column(View name) {
    Folded f;
    char buf[BARE_MAX];
    fold_head(&f, name);
    return words_end(cue_unmarked(cue_bare(&f, buf)),
                     "短波 简讯 快讯 短讯 短消息 短新闻 集锦 花絮 传真 速递 速览 快报 拾零 简报 快递 简电 专电 要电 琐闻 "
                     "零讯 零拾 近事 一周 简明新闻 看板 二则 两则 三则 四则 五则 数则 几则") > 0;
}

bool cue_staff(View v) {
    static const char STAFF[] =
        "总编辑 执行总编 值班总编 值班编委 值班主任 值班编辑 当班主任 执行主编 副主编 主编 责任编辑 本版责编 本版编辑 "
        "首席编辑 版面编辑 责编 编辑 编审 美术编辑 美编 版式设计 版式 版面设计 视觉 图编 组版 排版 照排 制版 "
        "责任校对 校对 "
        "责校 检校 校检 审读 审校 初审 复审 终审 一审 二审 三审 监制 策划 统筹";
    size_t roles = 0, names = 0, stretch = 0, at;
    if (words_find(v, "记者 通讯员 撰稿 撰文 文字 采写 采访 摄 图片", 0, &at) != SIZE_MAX) return false;
    while (v.n) {
        size_t n = words_start(v, STAFF);
        if (n) {
            if (roles && !names) return false;
            roles++, names = 0;
            v = view_from(v, n);
            continue;
        }
        View rest = v;
        uint32_t cp = utf8_next(&rest);
        bool han = cp_is_han(cp) || cp == 0xB7, parts = words_start(v, ": / 、 | ; [ ] ( )") || cp_is_space(cp);
        if ((!han && !parts) || (han && !roles)) return false;
        stretch = han ? stretch + 1 : 0;
        if (stretch > 6) return false;
        names += han;
        v = rest;
    }
    return roles >= 2 && names;
}

bool cue_marked_name(View v) {
    size_t n = words_start(v, "■ ● ◆ ▲ ★ □ ○ ◎ △ ◇ ☆ ※ · • 【 「 〖 《");
    if (!n) return false;
    View rest = view_from(v, n);
    size_t close = words_end(rest, "· • 】 」 〗 》 ■ ◆ ●");
    if (words_start(v, "《 「") && !close) return false;
    rest.n -= close;
    for (View r = rest; r.n;) {
        uint32_t cp = utf8_next(&r);
        if (!cp_is_han(cp) && !cp_is_space(cp) && cp != 0xB7) return false;
    }
    size_t chars = utf8_count(rest);
    return chars >= 2 && chars <= 8;
}

size_t cue_misread_dash(View v) {
    size_t n = words_start(v, "一一");
    return n && words_start(view_from(v, n), "记 访 写在 来自 致 献给 赞 评 读 兼 谈") ? n : 0;
}

View cue_unmarked(View name) {
    static const char MARKS[] = "■ ● ◆ ▲ ★ □ ○ ◎ △ ◇ ☆ ※ · • 【 】 「 」 〖 〗 | ｜ ▶ ► ◀";
    for (;;) {
        while (name.n && cp_is_space((unsigned char)name.p[0])) name = view_from(name, 1);
        name = view_trim(name);
        size_t a = words_start(name, MARKS), b = words_end(name, MARKS);
        if (!a && !b) return name;
        if (a >= name.n) return name;
        name = view_from(name, a);
        b = words_end(name, MARKS);
        if (b < name.n) name.n -= b;
    }
}
