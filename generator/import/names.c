#include "import/cues.h"
#include "import/page.h"

#include <pthread.h>

static const char ROLE_WORDS[] =
    "本报全媒体记者 全媒体记者 融媒体记者 融媒记者 本报特约记者 特约记者 本报见习记者 见习记者 实习记者 本报实习记者 "
    "本报记者 本刊记者 本台记者 本网记者 本社记者 新华社记者 首席记者 摄影记者 特派记者 驻站记者 记者 "
    "本报通讯员 本报特约通讯员 特约通讯员 通讯员 实习生 本报通讯组 通讯组 报道组 本报评论员 特约评论员 评论员 "
    "特约撰稿人 撰稿人 撰稿 "
    "本文图片由 本文配图由 图片均由 照片均由 以上照片由 均由 记录 讲述人 口述人 记录人 整理人 采访人 采访 统稿 编译 "
    "搜集整理 收集整理 搜集 文并摄 "
    "作者 撰文 摄影 文字整理 整理 文字 图片 图文 特稿 采写 口述 翻译 编译 制图 供稿 "
    "组图由 本组图片由 本版图片由 以上图片由 图片由 照片由 讲述 撰稿人 供图 视频 剪辑 策划 主笔 执笔 "
    "资料图片 资料照片 资料图 老师 先生 女士 同学 读者 记者站 画家 "
    "文/图 图/文 文·图 图·文 文 图 摄 本报 新华社 摄影报道 综合报道 报道 报导 整理报道 绘图 漫画 画 绘 辑 译";
/* Those named behind these wrote nothing of it. */
static const char OTHERS[] = "指导老师 指导教师 辅导老师 辅导教师 责任编辑 责编 编辑 校对 审稿 审核 复审 终审 版式 "
                             "美编 监制 统筹 单位 作者单位 供稿单位";
/* What stands behind names. */
static const char TAILS[] = "收集 搜集 采录 改编 讲述 口述 "
                            "拍摄 先生摄 女士摄 老师 先生 女士 同学 摄影报道 摄影 摄制 摄 供图 提供 报道 报导 专电 "
                            "综合报道 "
                            "文并摄 图文 文图 图/文 文/图 文 图 整理 撰文 绘 译 制图 翻拍 供稿 等 /";
static const char ORGANS[] =
    "站 所 处 科 馆 厂 组 校 室 会 厅 行 公社 大队 编辑部 队 矿 场 连 团 日报 晚报 晨报 报社 电视台 中心 公司 学校 "
    "中学 小学 大学 学院 委员会 支队 大队 委 局 办 社 网 台 协会 部 院 医院";
/* Where something hung, stood or was seen: no given name ends so. */
static const char PLACES[] =
    "寺 庙 祠 墙 街 巷 栏 大院 院内 小区 广场 公园 花园 山庄 景区 水库 粮库 仓库 操场 市场 商场 工地 现场 门口 路口 街口 村口 "
    "渡口 码头 车站 大厅 展厅 候车厅 大厦 大楼 门诊楼 宿舍楼 教学楼 办公楼 一楼 二楼 书店 药店 商店 酒店 饭店 旧址 遗址 "
    "家庄 家沟 家湾 家屯 家寨 家坪 家坝 家营 家店 家堡";
/* What people are: 市中医院主治医师　某某 */
static const char TITLES[] = "医师 医生 主任 副主任 院长 教师 老师 教授 讲师 研究员 农艺师 畜牧师 兽医师 工程师 技术员 "
                             "律师 法官 检察官 民警 警官 队长 所长 站长 局长 科长 校长 书记 干部 干事 "
                             "县长 市长 区长 州长 旗长 乡长 镇长 检察长 部长 馆长 "
                             "社员 村民 读者 学生 职工 员工 队员";

/* The hundred families and some more, compound ones apart. */
static const char SURNAMES[] =
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤"
    "花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹"
    "狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍"
    "虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴"
    "糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀"
    "蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别"
    "庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷"
    "訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴"
    "伯赏墨哈谯笪年爱阳佟言福付鹿代覃岩苟银粟詹隋辜腾蹇原晋税折候修么朴玄妥拜冶锁喇仝郄盘侬普";
static const char COMPOUND[] =
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 长孙 宇文 夏侯 南宫 独孤 澹台 轩辕 拓跋 申屠 公冶 "
    "濮阳 淳于 钟离 闻人 百里 东郭 南门 呼延 万俟 司空 亓官 司寇 左丘 梁丘 西门 太史 公羊 谷梁 宗政 赫连 鲜于 闾丘";
/* Syllables of Tibetan, Mongolian, Uyghur, Kazakh, Yi and Dai names in Chinese writing. */
static const char SYLLABLES[] =
    "次仁 扎西 卓玛 索朗 旦增 丹增 达娃 尼玛 拉巴 平措 央金 格桑 伦珠 德吉 白玛 边巴 多吉 罗布 普布 巴桑 洛桑 旺堆 "
    "曲珍 "
    "卓嘎 仁增 阿旺 强巴 拉姆 桑姆 琼珠 片多 顿珠 次旦 晋美 加措 旺姆 央宗 坚赞 群培 益西 土登 嘎玛 云丹 赤列 贡布 "
    "泽仁 "
    "仁青 才让 多杰 措姆 拥忠 玉珍 梅朵 斯曲 巴珠 欧珠 班典 江措 旺久 占堆 曲扎 桑珠 巴图 苏和 其木格 高娃 乌云 布和 "
    "吉雅 "
    "别克 提别 巴合 哈力 加娜 木拉 阿依 努尔 赛力 叶尔 额尔敦 尔敦 其其格 那仁 娜仁 斯琴 萨仁 格日 吉日 木呷 阿苦 吉克 "
    "海来 日者 沙马 阿木 约布 曲比 莫色 尔古 依火 拉毛 尕藏 才旦 更登 三智 羊措 "
    "洛绒 罗绒 旦珠 丹珠 丹巴 旦巴 次旺 昂旺 昂翁 次成 次诚 次珠 次登 公保 娘吉 班玛 邓珠 登巴 俄色 根秋 更秋 贡嘎 "
    "降措 克珠 勒珠 邛批 曲批 曲措 拥金 益呷 扎巴 "
    "才项 夏吾 项秀 完么 豆拉 斗格 关却 久美 卡毛 兰措 仁钦 桑吉 桑杰 万玛 周措 旺扎 旺珍 旺修 旺秀 德庆 德央 格列 "
    "格勒 嘎松 嘎旺 加央 加永 江白 久麦 拉措 拉旦 洛追 "
    "罗追 洛松 朗杰 尼珍 彭措 曲尼 群宗 热旦 仁真 色珍 斯郎 索南 土旦 土多 西热 喜饶 雍宗 扎桑 旦真 丹真 "
    "敖特根 敖登 朝鲁 朝克 道尔吉 额日 嘎拉 格根 哈斯 孟克 孟和 那日 娜布 其木 萨如 苏日 塔娜 特木 图雅 乌日 照日 宝音 "
    "巴特尔 巴雅 布仁 那顺 "
    "阿卜 阿布都 阿布力 阿迪力 阿孜 艾合 艾买 艾山 艾尼 布买 哈斯木 海提 吐尔 吐逊 托合 麦麦 买合 木合 穆合 帕夏 热合 "
    "热孜 茹仙 肉孜 如孜 司马义 斯马义 塔依 "
    "外力 吾守 吾买 亚森 依明 伊明 玉素 祖农 祖丽 米热 加帕 卡德 喀迪 沙吾 赛买 热依 穆罕 默罕 夏提 库尔班 哈提 汗别 "
    "波拉提 加孜 木汗 努尔 杰恩斯 "
    "吉伍 吉觉 木果 木加 伍呷 曲木 尔布 里古 拉哈 乌果 史古 玉香 玉罕 玉波 玉坎 玉叫 玉应 玉旺 玉万 岩温 岩罕 岩香 "
    "岩叫 岩坎 岩应 "
    "买买提 艾力 古丽 阿不都 吾尔 帕提 提江 依布拉 尼亚孜 古力";

static uint64_t surnames[0x10000 / 64];
static pthread_once_t surnames_once = PTHREAD_ONCE_INIT;

static void fill_surnames(void) {
    for (View v = view_of(SURNAMES); v.n;) {
        uint32_t cp = utf8_next(&v);
        if (cp < 0x10000) surnames[cp / 64] |= (uint64_t)1 << (cp % 64);
    }
}

static bool is_surname(View name, size_t *bytes) {
    *bytes = words_start(name, COMPOUND);
    if (*bytes) return true;
    pthread_once(&surnames_once, fill_surnames);
    View rest = name;
    uint32_t cp = utf8_next(&rest);
    *bytes = name.n - rest.n;
    return cp < 0x10000 && surnames[cp / 64] >> (cp % 64) & 1;
}

int name_likeness(View raw) {
    Folded f;
    char buf[BARE_MAX];
    fold_head(&f, raw);
    View name = cue_bare(&f, buf);
    size_t chars = utf8_count(name), n, bytes;
    if (!f.whole || chars < 2 || chars > 16) return 0;
    if (words_find(name, SYLLABLES, 0, &n) != SIZE_MAX || view_find(name, V("·"), 0) != SIZE_MAX) return 2;
    if (chars > 6) return 0;
    if (is_surname(name, &bytes)) {
        size_t given = chars - bytes / 3;
        if (given >= 1 && given <= 2) return 2;
    }
    return chars <= 4;
}

static bool is_dot(uint32_t cp) { return cp == 0xB7 || cp == 0x2027 || cp == 0x30FB || cp == 0x2022; }

static void add_name(NameList *l, View name) {
    for (size_t i = 0; i < l->n; i++)
        if (view_eq(l->names[i], name)) return;
    if (l->n < NAMES_MAX) l->names[l->n++] = name;
}

/* One more single character behind a space, and no fourth. */
static bool third_single(const Folded *f, size_t at) {
    size_t singles = 0;
    for (View v = view(f->text + at, f->n - at); v.n;) {
        if (!cp_is_space(utf8_next(&v))) break;
        while (v.n && v.p[0] == ' ') v = view_from(v, 1);
        if (!v.n || words_start(v, "摄 文 图 绘 画") || !cp_is_han(utf8_next(&v))) break;
        View next = v;
        if (next.n && cp_is_han(utf8_next(&next))) break;
        singles++;
    }
    return singles == 1;
}

/* What stands in no name of a person. */
static bool words_find_any(View s) {
    size_t n;
    return words_find(s, "的 了 在 是 和 与 为 记者 编辑 报 局 办 委 部 公司 学校 中心 综合 消息 单位", 0, &n) !=
           SIZE_MAX;
}

/* A body, a place or what someone is there, not a person. */
static bool is_organ(View s) {
    size_t chars = utf8_count(s), n;
    if (view_ends(s, V("族")) || words_end(s, PLACES)) return true;
    if (chars < 3) /* 書店提供 */
        return words_start(s, "公所 农会 学校 校方 馆方 园方 家属 业者 警方 县府 市府 医院 店家 社区 教会 "
                              "民众") == s.n;
    if (words_end(s, "诗人 作家 画家 歌手 政府 党委 管委会 文化站")) return true;
    if (words_end(s, "镇 乡 县 街道 社区 公社 大队 自治州 旗 农场 林场")) return true;
    if (chars >= 5 && words_end(s, TITLES)) return true;
    if (!(n = words_end(s, ORGANS))) return false;
    /* 卫生局: its first character is a family name all the same. */
    return name_likeness(s) < 2 || (s.n - n >= 6 && seam_is_word(view_to(s, s.n - n)));
}

/* A list while it is read. */
typedef struct Reader {
    NameList *l;
    const Folded *f;
    size_t lone;  /* where a single character stands that waits for its given name; SIZE_MAX: none */
    bool others;  /* behind 编辑 and the like */
    bool slash;   /* behind a slash */
} Reader;

/* 台中市・某某: the bytes of the place and its dot; 0: a name may have one. */
static size_t place_before_dot(View s) {
    for (View rest = s; rest.n;) {
        const size_t at = (size_t)(rest.p - s.p);
        if (is_dot(utf8_next(&rest)))
            return at >= 6 && rest.n && words_end(view_to(s, at), "市 县 乡 镇 区 村 里 省") ? s.n - rest.n : 0;
    }
    return 0;
}

/* 林　良景, and nothing else: the family's name apart from the given one. */
static bool is_name_set_wide(const Reader *r, size_t to, size_t chars) {
    size_t bytes;
    return chars == 2 && r->lone == 0 && to == r->f->n && is_surname(folded(r->f), &bytes) && bytes == 3;
}

/* ·某某·, 郭文: without the points around it and the words behind it; inside, a point joins parts of one name. */
static View without_ends(const Reader *r, View s) {
    size_t n;
    View behind = cue_unspaced(view_from(folded(r->f), (size_t)(s.p - r->f->text) + s.n));
    if (words_end(s, "图 文") && utf8_count(s) <= 4 && words_start(behind, "摄")) return s; /* 额勒木图　摄影报道 */
    while ((n = words_start(s, "· •"))) s = view_from(s, n);
    while ((n = words_end(s, "· •"))) s.n -= n;
    /* 郭文, 郑浩文, 额勒图: these two end short names. */
    while (s.n > 3 && (n = words_end(s, TAILS)) && n < s.n && !(s.n <= 9 && n == 3 && words_end(s, "文 图 译")))
        s.n -= n;
    return s;
}

/* A stretch of name characters in the folded text: one name, or one with a
 * word behind it, or an organisation. */
static void take_stretch(Reader *r, size_t from, size_t to) {
    NameList *l = r->l;
    const Folded *f = r->f;
    View s = view(f->text + from, to - from);
    if (r->slash && (l->role_words || l->n) && words_end(s, "报道 报导 讯 专电")) { /* 记者某某／花莲报导 */
        l->organs++;
        return;
    }
    s = without_ends(r, s);
    if (!s.n) return;
    from = (size_t)(s.p - f->text), to = from + s.n;
    size_t dot = place_before_dot(s);
    s = view_from(s, dot), from += dot;
    size_t chars = utf8_count(s);
    if (chars == 1) { /* 张 三, 李 庆 春 */
        if (r->lone == SIZE_MAX) {
            r->lone = from;
            return;
        }
        if (third_single(f, to)) return;
        View pair = folded_raw(f, r->lone, to);
        r->lone = SIZE_MAX;
        add_name(l, pair);
        return;
    }
    if (r->lone != SIZE_MAX && is_name_set_wide(r, to, chars)) {
        add_name(l, folded_raw(f, r->lone, to));
        r->lone = SIZE_MAX;
        return;
    }
    r->lone = SIZE_MAX;
    if (words_start(s, "发自 一位 一名 几位")) return; /* 记者 某某 发自某地; 一位司机, who wants no name */
    if (words_start(s, "综合 来稿 供稿 编辑部 摘自 专稿 解答 家长 学生家长 村民 市民 居民 社员 职工 学生 工人 提供 "
                       "招生 打一动物 打一物 打一字 打一成语 社评 作品 完 待续 新闻 资料 均由 以上均由 以上由 "
                       "县长 代县长 市长 区长 州长 旗长 乡长 镇长 附图片 附照片 附图 附表 "
                       "图一 图二 图三 图四 图五 图六 图七 图八 左图 右图 上图 下图 如图 见图 题图 " FOREIGN_WIRES) == s.n)
        return;
    if (is_organ(s)) {
        l->organs++;
        return;
    }
    bool called = l->role_words && !words_find_any(s); /* 记者 巴合提别克 */
    const size_t most = view_find(s, V("·"), 0) != SIZE_MAX ? 16 : 8; /* 热依汗古丽·吾甫尔 */
    if (chars >= 2 && chars <= most && (chars <= 4 || called || name_likeness(s) == 2))
        add_name(l, folded_raw(f, from, to));
    else l->strangers++;
}

/* Asked of every character of a name. */
static const char ROLES[] = "记者 本报 通讯员 实习生";
static bool begins_role(uint32_t cp) { return cp == 0x8BB0 || cp == 0x672C || cp == 0x901A || cp == 0x5B9E; }

/* Where a role word begins inside the stretch, or its end. */
static size_t stretch_end(const Folded *f, size_t from) {
    size_t at = from;
    while (at < f->n) {
        View rest = view(f->text + at, f->n - at);
        uint32_t cp = utf8_next(&rest);
        if (at > from && begins_role(cp) && words_start(view(f->text + at, f->n - at), ROLES)) break;
        if (!cp_is_han(cp) && !is_dot(cp) && !cp_is_tibetan(cp)) break;
        at = f->n - rest.n;
    }
    return at;
}

/* 文　岩: a family name, not who wrote; the given name is all that follows. */
static bool is_set_wide(View v) {
    size_t bytes;
    if (!is_surname(v, &bytes) || bytes != 3) return false;
    View given = view_from(v, bytes);
    size_t blanks = 0;
    while (given.n && given.p[0] == ' ') given = view_from(given, 1), blanks++;
    return blanks && utf8_count(given) == 1 && !words_start(given, "摄 图 画");
}

/* 编辑: what follows is passed over; 记者: it is not. Bytes of the word. */
static size_t take_role(Reader *r, View rest, size_t stretch) {
    size_t n = words_start(rest, OTHERS);
    bool others = n && (n == stretch || words_start(view_from(rest, n), ": /"));
    if (!others) n = words_start(rest, ROLE_WORDS);
    /* 文 and 图 are also characters of names: words only when alone. */
    if (!n || (n == 3 && (n != stretch || r->lone != SIZE_MAX || is_set_wide(rest)))) return 0;
    r->others = others;
    r->l->role_words++;
    r->lone = SIZE_MAX;
    return n;
}

void names_read(NameList *l, View raw) {
    *l = (NameList){.n = 0};
    Folded f;
    fold_head(&f, raw);
    Reader r = {.l = l, .f = &f, .lone = SIZE_MAX};
    for (size_t at = 0; at < f.n;) {
        View rest = view(f.text + at, f.n - at);
        size_t end = stretch_end(&f, at), n = take_role(&r, rest, end - at);
        if (n) {
            at += n;
            continue;
        }
        if (end > at) {
            bool glued = end < f.n && words_start(view(f.text + end, f.n - end), "记者 通讯员");
            /* 查日记者: the rest of something, not a name; 本报驻某地记者站. */
            bool rest_of = glued && (!l->role_words || view_starts(rest, V("驻")));
            if (!rest_of && !r.others) take_stretch(&r, at, end);
            at = end;
            continue;
        }
        uint32_t cp = utf8_next(&rest);
        static const char SEPARATORS[] = " 、,/:;|&-()[].□■◎●○◆◇▲△★☆▪☉⊙◉▉█▌▍▎▊▋▓*\t";
        View sep = view(f.text + at, (f.n - rest.n) - at);
        r.slash = cp == '/' || (r.slash && cp_is_space(cp));
        if (!cp_is_space(cp) && view_find(view_of(SEPARATORS), sep, 0) == SIZE_MAX) l->strangers++;
        at = f.n - rest.n;
    }
    if (r.lone != SIZE_MAX || !f.whole) l->strangers++;
}

bool is_family_name(View raw) {
    Folded f;
    size_t bytes;
    fold_head(&f, raw);
    return f.n == 3 && is_surname(folded(&f), &bytes) &&
           !words_start(folded(&f), "左 上 下 中 右 完 全 文 年 时 从 和 水 段 正 副 男 女 甲 乙");
}

View name_bare(Arena *a, View name) {
    if (view_find(name, V(" "), 0) == SIZE_MAX && view_find(name, V("\u3000"), 0) == SIZE_MAX) return name;
    Str s = STR_INIT;
    while (name.n) {
        uint32_t cp = utf8_next(&name);
        if (!cp_is_space(cp)) utf8_add(&s, cp);
    }
    View v = arena_view(a, str_view(&s));
    str_release(&s);
    return v;
}
