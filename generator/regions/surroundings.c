/* What the text around a form says about it: tables of the words that make a
 * name part of another one. */
#include "regions/mention.h"
#include "regions/words.h"
#include "text/text.h"

enum { HAN = 3 };

/* The run of Han characters at the beginning, at most `most` of them. */
static View han_run(View v, size_t most) {
    View rest = v;
    for (size_t i = 0; i < most && rest.n; i++) {
        View before = rest;
        if (!cp_is_han(utf8_next(&rest))) {
            rest = before;
            break;
        }
    }
    return view_to(v, v.n - rest.n);
}

/* --- parts of other names -------------------------------------------------------- */

static const View street_middle[] = {V_INIT("东"), V_INIT("西"), V_INIT("南"), V_INIT("北"), V_INIT("中"),
                                     V_INIT("一"), V_INIT("二"), V_INIT("三"), V_INIT("四"), V_INIT("五"),
                                     V_INIT("新"), V_INIT("大"), V_INIT("支"), V_INIT("上"), V_INIT("下")};
static const View street_end[] = {V_INIT("路"), V_INIT("街"), V_INIT("大街"), V_INIT("大道"), V_INIT("胡同"),
                                  V_INIT("巷"), V_INIT("弄"), V_INIT("桥")};

/* 蓟州街头: the streets of the town. */
static const View streets[] = {V_INIT("街头"), V_INIT("街上"), V_INIT("街巷"), V_INIT("街市")};

static const View body_heads[] = {
    V_INIT("大学"),     V_INIT("学院"),     V_INIT("银行"),   V_INIT("日报"),       V_INIT("晚报"), V_INIT("晨报"),
    V_INIT("商报"),     V_INIT("都市报"),   V_INIT("卫视"),   V_INIT("电视台"),     V_INIT("广播电台"),
    V_INIT("出版社"),   V_INIT("工作会议"), V_INIT("工作座谈会"), V_INIT("有限公司"), V_INIT("有限责任公司"),
    V_INIT("股份公司"), V_INIT("集团公司"), V_INIT("酒店"),   V_INIT("饭店"),       V_INIT("宾馆"), V_INIT("大厦"),
};
enum { BODY_REACH = 14 }; /* characters between a place and the head of a body's name */

/* Words that end the reach of a name: after them another phrase has begun. */
static const View phrase_words[] = {V_INIT("的"), V_INIT("在"), V_INIT("与"), V_INIT("和"), V_INIT("是"),
                                    V_INIT("有"), V_INIT("了"), V_INIT("为"), V_INIT("各"), V_INIT("将")};

static bool heads_body(View after) {
    View run = han_run(after, BODY_REACH);
    while (run.n) {
        if (STARTS(run, body_heads)) return true;
        if (STARTS(run, phrase_words)) return false;
        utf8_next(&run);
    }
    return false;
}

bool names_area(View text, size_t end) {
    static const View areas[] = {V_INIT("片区"), V_INIT("新区"), V_INIT("工委")};
    return STARTS(view_from(text, end), areas);
}

/* 青海湖, 柴达木盆地, 科尔沁沙地; not 云南湖南两省. Also what came from there: 四川客商. */
static bool names_thing(View after) {
    static const View things[] = {V_INIT("湖"), V_INIT("盆地"), V_INIT("高原"), V_INIT("山脉"),
                                  V_INIT("平原"), V_INIT("沙地"), V_INIT("沙漠"), V_INIT("丘陵"), V_INIT("半岛"), V_INIT("海峡"),
                                  V_INIT("火锅"), V_INIT("米粉"), V_INIT("拉面"), V_INIT("牛肉面"), V_INIT("火腿"),
                                  V_INIT("客商"), V_INIT("商人"), V_INIT("商贩"), V_INIT("木匠"), V_INIT("铁匠"),
                                  V_INIT("烧饼"), V_INIT("口音"), V_INIT("方言"), V_INIT("大叔"), V_INIT("大姐")};
    static const View provinces[] = {V_INIT("湖北"), V_INIT("湖南"), V_INIT("湖州")};
    return STARTS(after, things) && !STARTS(after, provinces);
}

/* 红河沿岸, 黑河上游, 疏勒河灌区: the river. */
static bool names_river(View name, View after) {
    static const View rivers[] = {V_INIT("河"), V_INIT("江")};
    static const View reaches[] = {V_INIT("沿岸"), V_INIT("两岸"), V_INIT("流域"), V_INIT("上游"),
                                   V_INIT("中游"), V_INIT("下游"), V_INIT("水系"), V_INIT("河段"),
                                   V_INIT("干流"), V_INIT("支流"), V_INIT("水位"), V_INIT("灌区"),
                                     V_INIT("源头"), V_INIT("出境"), V_INIT("断面"), V_INIT("河道"),
                                     V_INIT("岸边"), V_INIT("之滨"), V_INIT("畔"), V_INIT("堤"),
                                     V_INIT("大堤"), V_INIT("江堤"), V_INIT("河堤")};
    if (STARTS(after, rivers)) return STARTS(view_from(after, HAN), reaches);
    return ENDS(name, rivers) && STARTS(after, reaches);
}

/* 穆棱河出现洪峰; but 云南河口, 甘肃河西, 武川河长制. */
static bool is_stream(View after) {
    static const View others[] = {V_INIT("南"), V_INIT("北"), V_INIT("西"), V_INIT("东"), V_INIT("口"), V_INIT("湟"),
                                  V_INIT("套"), V_INIT("池"), V_INIT("源"), V_INIT("间"), V_INIT("津"), V_INIT("边"),
                                  V_INIT("曲"), V_INIT("长"), V_INIT("道"), V_INIT("湖"), V_INIT("库"), V_INIT("堤"),
                                  V_INIT("谷"), V_INIT("滩"), V_INIT("段"), V_INIT("卡"), V_INIT("務"), V_INIT("务"),
                                  V_INIT("流"), V_INIT("网"), V_INIT("網"), V_INIT("州"), V_INIT("洛"), V_INIT("沙"),
                                  V_INIT("鲜"), V_INIT("蟹"), V_INIT("豚"), V_INIT("坝")};
    return view_starts(after, V("河")) && !STARTS(view_from(after, HAN), others);
}

/* 南阳山参加植树: the name goes on with 山; not 贵州山洪, 广西山歌. */
static bool goes_on_as_mountain(View after) {
    static const View behind[] = {V_INIT("上"), V_INIT("脚"), V_INIT("顶"), V_INIT("麓"), V_INIT("主峰"),
                                  V_INIT("参"), V_INIT("自然"), V_INIT("景"), V_INIT("森林"), V_INIT("隧道"),
                                  V_INIT("林场"), V_INIT("风景")};
    if (!view_starts(after, V("山"))) return false;
    View rest = after = view_from(after, HAN);
    return rest.n == 0 || !cp_is_han(utf8_next(&rest)) || STARTS(after, behind);
}

/* 攸乐山上的夜, 勐仑的葫芦岛上住着: a hill or an island, not the city that is called after another; but
 * 佛山上市公司, 青岛上半年. */
static bool is_stood_upon(View name, View after) {
    static const View features[] = {V_INIT("山"), V_INIT("岛"), V_INIT("岭"), V_INIT("島"), V_INIT("嶺")};
    static const View behind[] = {V_INIT("的"), V_INIT("有"), V_INIT("住"), V_INIT("种"), V_INIT("长"), V_INIT("采")};
    if (!ENDS(name, features) || !view_starts(after, V("上"))) return false;
    View rest = after = view_from(after, HAN);
    return rest.n == 0 || !cp_is_han(utf8_next(&rest)) || STARTS(after, behind);
}

/* 安溪滩多水急: a reach of a river that is called as a county is. */
static bool is_shoal(View name, View after) {
    static const View rivers[] = {V_INIT("溪"), V_INIT("河"), V_INIT("江"), V_INIT("水")};
    static const View behind[] = {V_INIT("滩"), V_INIT("灘"), V_INIT("源头"), V_INIT("渡口"), V_INIT("峡谷")};
    return ENDS(name, rivers) && STARTS(after, behind);
}

/* 平顶山古墓群: a mountain, far from the city that is called after another. */
static bool is_mountain(View name, View after) {
    if (goes_on_as_mountain(after) || is_stood_upon(name, after)) return true;
    static const View things[] = {V_INIT("古墓"), V_INIT("墓群"), V_INIT("遗址"), V_INIT("岩画"), V_INIT("石窟"),
                                  V_INIT("景区"), V_INIT("主峰"), V_INIT("脚下"), V_INIT("顶峰"), V_INIT("之巅"),
                                  V_INIT("南麓"), V_INIT("北麓"), V_INIT("东麓"), V_INIT("西麓"), V_INIT("隧道")};
    return view_ends(name, V("山")) && STARTS(after, things);
}

/* 柳城05136, 高雄一三九, 岱山3号: a variety, a make. Figures that begin with no 0 count
 * something (大通1200户), and four characters may be a year (甘肃一九八五—一九九〇年). */
static bool is_numbered(View after) {
    static const View figures[] = {V_INIT("〇"), V_INIT("一"), V_INIT("二"), V_INIT("三"), V_INIT("四"),
                                   V_INIT("五"), V_INIT("六"), V_INIT("七"), V_INIT("八"), V_INIT("九")};
    enum { YEAR = 4 };
    size_t digits = 0, han = 0, width;
    while (digits < after.n && after.p[digits] >= '0' && after.p[digits] <= '9') digits++;
    View rest = view_from(after, digits);
    for (; !digits && (width = width_at(rest, WORDS(figures))); rest = view_from(rest, width)) han++;
    if (view_starts(rest, V("年")) || view_starts(rest, V("月"))) return false;
    if (digits) return (digits > 3 && *after.p == '0') || view_starts(rest, V("号"));
    return han > 2 && han != YEAR;
}

/* 大通河、黑河、八宝河: between two others. */
static bool among_rivers(View before, View after) {
    static const View rivers[] = {V_INIT("河"), V_INIT("江")};
    enum { NAME_MOST = 4 };
    if (!view_starts(after, V("、")) || !view_ends(before, V("、"))) return false;
    if (!ENDS(view_to(before, before.n - HAN), rivers)) return false;
    after = view_from(after, HAN);
    for (size_t i = 0; i < NAME_MOST && after.n; i++, after = view_from(after, HAN))
        if (STARTS(after, rivers)) return true;
    return false;
}

bool names_water(View text, size_t at, size_t n) {
    static const View rivers[] = {V_INIT("河"), V_INIT("江")};
    View name = view(text.p + at, n), after = view_from(text, at + n);
    return ENDS(name, rivers) && (names_river(name, after) || among_rivers(view_to(text, at), after));
}

/* 青海湖南岸, 祁连山西麓: a side of a lake, a mountain or a river. */
static bool names_side(View name, View after) {
    static const View features[] = {V_INIT("山"), V_INIT("河"), V_INIT("湖"), V_INIT("江"), V_INIT("海")};
    static const View directions[] = {V_INIT("东"), V_INIT("西"), V_INIT("南"), V_INIT("北")};
    static const View sides[] = {V_INIT("岸"), V_INIT("麓"), V_INIT("坡"), V_INIT("侧"), V_INIT("端"), V_INIT("缘")};
    return name.n == 2 * HAN && STARTS(name, features) && ENDS(name, directions) && STARTS(after, sides);
}

bool only_part_of_name(View text, size_t at, size_t n) {
    View after = view_from(text, at + n);
    if (names_water(text, at, n) || names_river(view(text.p + at, n), after)) return true;
    if (names_side(view(text.p + at, n), after)) return true;
    if (STARTS(after, street_end) && !STARTS(after, streets)) return true;
    if (STARTS(after, street_middle) && STARTS(view_from(after, HAN), street_end)) return true;
    if (is_stream(after) || is_mountain(view(text.p + at, n), after) || is_numbered(after)) return true;
    if (is_shoal(view(text.p + at, n), after)) return true;
    return names_thing(after) || names_area(text, at + n) || heads_body(after);
}

bool within_quoted_name(View text, size_t at, size_t n) {
    enum { MOST = 6 };
    if (!view_ends(view_to(text, at), V("“"))) return false;
    View after = view_from(text, at + n), run = han_run(after, MOST);
    return run.n && view_starts(view_from(after, run.n), V("”"));
}

bool straddles_words(View text, size_t at, size_t n) {
    static const View prepositions[] = {V_INIT("向"), V_INIT("对"), V_INIT("在"), V_INIT("从"), V_INIT("到")};
    View before = view_to(text, at), name = view(text.p + at, n);
    if (n == 3 * HAN && STARTS(name, prepositions) && is_word(view_from(name, HAN))) return true;
    if (n != 3 * HAN || at < HAN || !cp_is_han(utf8_last(&before))) return false;
    return is_word(view(text.p + at - HAN, 2 * HAN)) && is_word(view(text.p + at + HAN, 2 * HAN));
}

/* --- persons ------------------------------------------------------------------------ */

static const uint_least16_t surnames[] =
    u"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶"
    u"程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    u"范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    u"滕俞蓝檀祝柯裴骆褚詹尤倪庞樊殷翟耿邢屈翁葛闵冉";

static bool is_surname(View one) { return one.n >= HAN && AMONG(surnames, one.p); }

bool may_be_person(View name) { return name.n <= 3 * HAN && name.n >= HAN && is_surname(view_to(name, HAN)); }

static const View reporters[] = {V_INIT("记者"), V_INIT("通讯员"), V_INIT("摄影"), V_INIT("作者"), V_INIT("供稿")};
static const View titles[] = {V_INIT("书记"), V_INIT("主任"), V_INIT("局长"), V_INIT("县长"), V_INIT("市长"),
                              V_INIT("乡长"), V_INIT("镇长"), V_INIT("校长"), V_INIT("院长"), V_INIT("队长"),
                              V_INIT("部长"), V_INIT("主席"), V_INIT("经理"), V_INIT("同志"), V_INIT("老师"),
                              V_INIT("村民"), V_INIT("居民"), V_INIT("医生"), V_INIT("社长"), V_INIT("党员"),
                              V_INIT("专家"), V_INIT("会计"), V_INIT("木匠"), V_INIT("师傅"), V_INIT("教授"),
                              V_INIT("站长"), V_INIT("所长"), V_INIT("科长"), V_INIT("处长"), V_INIT("厂长"),
                              V_INIT("司机"), V_INIT("牧民"), V_INIT("农民"), V_INIT("战士"), V_INIT("学生"),
                              V_INIT("教师"), V_INIT("选手"), V_INIT("演员"), V_INIT("画家"), V_INIT("作家"),
                              V_INIT("业主"), V_INIT("户主"), V_INIT("老人"), V_INIT("工人"), V_INIT("老板"),
                              V_INIT("大夫"), V_INIT("护士"), V_INIT("法官"), V_INIT("民警"), V_INIT("职工"),
                              V_INIT("青年"), V_INIT("大户"), V_INIT("能手"), V_INIT("图为"), V_INIT("户"),
                              V_INIT("技术员"), V_INIT("社员"), V_INIT("队员"), V_INIT("馆长"), V_INIT("司令"),
                              V_INIT("场长"), V_INIT("科员"), V_INIT("干事"), V_INIT("助理"), V_INIT("支书")};
static const View speech[] = {V_INIT("说"),   V_INIT("介绍"), V_INIT("表示"), V_INIT("告诉"), V_INIT("坦言"),
                              V_INIT("笑着"), V_INIT("同志"), V_INIT("书记"), V_INIT("主任"), V_INIT("局长"),
                              V_INIT("等人"), V_INIT("摄"),   V_INIT("一家"), V_INIT("老师"), V_INIT("先生"),
                              V_INIT("女士"), V_INIT("家的"), V_INIT("强调"), V_INIT("指出")};

/* Without a branch: mostly there is none. */
static bool holds_parenthesis(View v) {
    const unsigned char *p = (const unsigned char *)v.p;
    unsigned char any = 0;
    for (size_t i = 0; i + HAN <= v.n; i++)
        any |= (unsigned char)((p[i] == '(') | ((p[i] == 0xef) & (p[i + 1] == 0xbc) & (p[i + 2] == 0x88)));
    return any;
}

bool within_byline(View text, size_t at) {
    enum { REACH = 120 };
    if (!holds_parenthesis(view_from(view_to(text, at), at > REACH + HAN ? at - REACH - HAN : 0))) return false;
    for (size_t i = at; i > 0 && at - i <= REACH; i--) {
        View before = view_to(text, i);
        char last = text.p[i - 1];
        if (last == '\n' || last == ')' || view_ends(before, V("）"))) return false;
        if (last != '(' && !view_ends(before, V("（"))) continue;
        View inside = view(text.p + i, at - i);
        return STARTS(view_starts(inside, V("本报")) ? view_from(inside, 2 * HAN) : inside, reporters);
    }
    return false;
}

static bool after_reporter(View before) {
    enum { REACH = 60 };
    View near = before.n > REACH ? view_from(before, before.n - REACH) : before;
    return ENDS(view_trim(near), reporters);
}

/* 尼玛扎西: names of Tibetan persons go on with one of these. */
static bool goes_on_as_person(View after) {
    static const View parts[] = {V_INIT("扎西"), V_INIT("次仁"), V_INIT("多吉"), V_INIT("卓玛"), V_INIT("顿珠"),
                                 V_INIT("旺堆"), V_INIT("平措"), V_INIT("拉姆"), V_INIT("央宗"), V_INIT("卓嘎"),
                                 V_INIT("旦增"), V_INIT("罗布"), V_INIT("曲珍"), V_INIT("次旦"), V_INIT("加措")};
    static const View place_ends[] = {V_INIT("岗"), V_INIT("村"), V_INIT("乡"), V_INIT("镇"), V_INIT("县"),
                                      V_INIT("区"), V_INIT("林"), V_INIT("宗"), V_INIT("寺"), V_INIT("社")};
    return STARTS(after, parts) && !STARTS(view_from(after, 2 * HAN), place_ends);
}

/* 、高西宁也来了: a surname where a phrase begins, and two characters that
 * are no division in full. 于 and 向 are mostly prepositions. */
static bool stands_as_person(View before, View name) {
    static const View divisions[] = {V_INIT("县"), V_INIT("市"), V_INIT("州"), V_INIT("区"),
                                     V_INIT("旗"), V_INIT("盟"), V_INIT("省"), V_INIT("乡"),
                                     V_INIT("镇"), V_INIT("村"), V_INIT("縣"), V_INIT("區"),
                                     V_INIT("鄉"), V_INIT("鎮")};
    static const View prepositions[] = {V_INIT("于"), V_INIT("向")};
    if (name.n != 2 * HAN || before.n < HAN || ENDS(name, divisions) || ENDS(before, prepositions)) return false;
    if (!is_surname(view_from(before, before.n - HAN))) return false;
    View rest = view_to(before, before.n - HAN);
    return rest.n == 0 || !cp_is_han(utf8_last(&rest));
}

/* 阿里夫·阿尔维: characters that names from other languages are spelt with, and their dot. */
static bool goes_on_as_foreigner(View after) {
    enum { MOST = 3 };
    static const uint_least16_t sounds[] = u"夫尔斯德特克姆拉里罗皮埃维莱曼提别努巴买木热迪扎哈吾布杜亚伊娜莎阿卡森顿诺";
    size_t n = 0;
    while (n < MOST && after.n > HAN && AMONG(sounds, after.p)) after = view_from(after, HAN), n++;
    return n && view_starts(after, V("·"));
}

/* 黄石生表示: a surname where a phrase begins, a third character that is of no other word, and what persons do. */
static bool speaks_as_person(View before, View name, View after) {
    static const uint_least16_t no_third[] = u"县市州区旗盟省乡镇村人也还都则里上下方曾又便就已的地来去回縣區鄉鎮還都則";
    if (name.n != 2 * HAN || !is_surname(name) || after.n < 2 * HAN || !cp_is_han(utf8_last(&name))) return false;
    if (before.n && cp_is_han(utf8_last(&before))) return false;
    View third = after;
    return cp_is_han(utf8_next(&third)) && !AMONG(no_third, after.p) && STARTS(third, speech);
}

bool within_person(View text, size_t at, size_t n) {
    View before = view_to(text, at), after = view_from(text, at + n);
    if (n == 2 * HAN && goes_on_as_foreigner(after)) return true;
    if (speaks_as_person(before, view(text.p + at, n), after)) return true;
    if (after_reporter(before) || goes_on_as_person(after) || stands_as_person(before, view(text.p + at, n)))
        return true;
    if (STARTS(after, speech)) {
        /* 王安康说; also 安康说, where 安 is no surname and a place says nothing. */
        if (before.n >= HAN && is_surname(view_from(before, before.n - HAN))) return true;
        return is_surname(view_from(text, at)) && ENDS(before, titles);
    }
    if (before.n < 2 * HAN || !is_surname(view_from(before, before.n - HAN))) return false;
    return ENDS(view_to(before, before.n - HAN), titles);
}

/* --- datelines ----------------------------------------------------------------------- */

bool within_dateline(View text, size_t at, size_t n) {
    static const View agencies[] = {V_INIT("本报"), V_INIT("新华社"), V_INIT("中新社"), V_INIT("本社"),
                                    V_INIT("中新网")};
    static const View kinds[] = {V_INIT("讯"), V_INIT("电"), V_INIT("消息"), V_INIT("专电")};
    if (!ENDS(view_to(text, at), agencies)) return false;
    View after = view_from(text, at + n);
    if (STARTS(after, kinds)) return true;
    return after.n && after.p[0] >= '0' && after.p[0] <= '9';
}

/* --- the character before --------------------------------------------------------------- */

/* After these a name begins: prepositions, verbs of going, conjunctions, and
 * the last characters of other divisions. */
static const uint_least16_t name_openers[] =
    u"在到往从向于和与及是的驻赴为由让对以至把将给过经其该某即入进访抵达去跨沿距离近围绕内外中区县市州省乡镇村道旗盟"
    u"旬日月年时后前新原老达含括辖辖持织了着是有如同并或队住"
    u"縣區鄉鎮從進與將給經內過對讓";

bool glued_before(View text, size_t at) {
    if (at < HAN) return false;
    View last = view_to(text, at);
    if (!cp_is_han(utf8_last(&last))) return false;
    return !AMONG(name_openers, text.p + at - HAN);
}

bool unknown_parent_before(View text, size_t at) {
    static const View ends[] = {V_INIT("县"), V_INIT("乡"), V_INIT("镇"), V_INIT("縣"), V_INIT("鄉"), V_INIT("鎮")};
    /* 全县, 各乡, 贫困县 … are no names. */
    static const View no_names[] = {
        V_INIT("全县"), V_INIT("我县"), V_INIT("该县"), V_INIT("本县"), V_INIT("各县"), V_INIT("两县"),
        V_INIT("全乡"), V_INIT("该乡"), V_INIT("本乡"), V_INIT("各乡"), V_INIT("城乡"), V_INIT("下乡"), V_INIT("家乡"),
        V_INIT("全镇"), V_INIT("该镇"), V_INIT("本镇"), V_INIT("各镇"), V_INIT("乡镇"), V_INIT("城镇"), V_INIT("我乡"),
        V_INIT("我镇"), V_INIT("市县"), V_INIT("区县"), V_INIT("困县"), V_INIT("古镇"), V_INIT("小镇"), V_INIT("返乡"),
        V_INIT("回乡"), V_INIT("故乡"), V_INIT("全縣"), V_INIT("本縣"), V_INIT("該縣"), V_INIT("我縣"), V_INIT("各縣"),
        V_INIT("全鄉"), V_INIT("本鄉"), V_INIT("各鄉"), V_INIT("家鄉"), V_INIT("故鄉"), V_INIT("下鄉"), V_INIT("城鄉"),
        V_INIT("全鎮"), V_INIT("本鎮"), V_INIT("各鎮"), V_INIT("鄉鎮"), V_INIT("縣鄉"), V_INIT("古鎮"),
    };
    View before = view_to(text, at);
    if (!ENDS(before, ends)) return false;
    for (size_t i = 0; i < sizeof no_names / sizeof *no_names; i++)
        if (view_ends(before, no_names[i])) return false;
    View rest = view_to(before, before.n - HAN);
    return rest.n >= HAN && cp_is_han(utf8_last(&rest));
}
