#include "room.h"

#include <unistd.h>

static View codes(Room *r, const Gazetteer *g, const char *title, const char *text, const char *home, uint16_t year) {
    return codes_of(&r->a, g, &(RegionText){view_of(title), view_of(text), {view_of(home), year, V(""), V("")}});
}

#define CODES(text, home) codes(r, r->g, "", (text), (home), 2021)

static void chain_fixes_its_members(void **state) {
    ROOM
    assert_view(CODES("云南省大理市喜洲镇", ""), "53 532901 532901104");
    assert_view(CODES("南京市鼓楼区的书店和徐州市鼓楼区的书店", ""), "3201 320106 3203 320302");
}

static void the_home_region_is_meant_by_what_its_people_call_it(void **state) {
    ROOM
    assert_view(CODES("我县新修了一座桥，全州都来学习", "513325"), "513325 5133");
    assert_view(CODES("全区的书店都开门了", "5401"), "54");
    assert_view(CODES("全区的书店都开门了", "540102"), "540102");
    assert_view(CODES("我县新修了一座桥", ""), "");
    assert_view(CODES("我县新修了一座桥", "5133"), "");
    assert_view(CODES("健全市场，划出安全区，全市场都在自我区分", "320106"), "");
    assert_view(CODES("县境多山", "513325"), "513325");
    assert_view(CODES("昨天，县水利局到村里修渠", "513325"), "513325");
    assert_view(CODES("他从县里回来，旗里没有去", "150524"), "150524");
    assert_view(CODES("南投縣運動會，縣內十校參加", "x-71-nantouxian"), "x-71-nantouxian");
    assert_view(CODES("邻县境内，县里程碑，县委员，该县城", "513325"), "");
    assert_view(CODES("市里的书店，区内的学校", "540102"), "");
    RegionText part = {V("全县种树"), V("我县种树"), {V("513325"), 2021, V(""), V("")}};
    RegionsFound found;
    regions_resolve(r->g, &r->a, &part, 1, &found);
    assert_int_equal(found.n, 1);
    assert_int_equal(found.p[0].count, 2);
    assert_int_equal(found.p[0].n_forms, 0); /* no name that could be linked */
}

static void ambiguous_and_unknown_stay_open(void **state) {
    ROOM
    assert_view(CODES("鼓楼区开了一家书店", ""), "");
    assert_view(CODES("河口镇修了一座桥", ""), "");
    assert_view(CODES("假县和平乡种树", "63"), "");
    assert_view(CODES("大理市甲乙丙村", ""), "532901");
    RegionText part = {V(""), V("鼓楼区开了一家书店"), {V(""), 2021, V(""), V("")}};
    RegionReading reading;
    regions_read(r->g, &r->a, &part, 1, &reading);
    RegionMentions m = reading.mentions;
    assert_int_equal(m.n, 1);
    assert_int_equal(m.p[0].code.n, 0);
    assert_true(m.p[0].n_candidates >= 4);
    assert_string_equal(m.p[0].why, "ambiguous");
}

/* "form within why" of what is open, joined by "; ". */
static const char *open_names(Room *r, const char *text) {
    RegionText part = {V(""), view_of(text), {.home = V(""), .year = 2021}};
    RegionReading reading;
    regions_read(r->g, &r->a, &part, 1, &reading);
    const char *all = "";
    for (size_t i = 0; i < reading.mentions.n; i++) {
        const RegionMention *m = &reading.mentions.p[i];
        if (m->code.n == 0)
            all = arena_printf(&r->a, "%s%s%.*s %.*s %s", all, *all ? "; " : "", VARG(m->form), VARG(m->within),
                               m->why);
    }
    return all;
}

static void unknown_names_are_open_with_their_parent(void **state) {
    ROOM
    assert_string_equal(open_names(r, "大理市喜洲镇甲乙丙村种树，拉萨市柳梧新区修路"),
                        "甲乙丙村 532901104 not in the gazetteer; 柳梧新区 5401 not in the gazetteer");
    assert_string_equal(open_names(r, "云南省假县"), "假县 53 not in the gazetteer");
    assert_string_equal(open_names(r, "大理市和平乡"), "和平乡 532901 not in the region before it");
    assert_string_equal(open_names(r, "大理市喜洲镇、甲乙镇、丙丁镇修路"),
                        "甲乙镇  not in the gazetteer; 丙丁镇  not in the gazetteer");
    assert_string_equal(open_names(r, "大理市喜洲镇、各镇、全市各乡，以及喜洲镇、农村修路"), "");
    assert_string_equal(open_names(r, "喜洲镇是古镇。大理市喜洲镇各村、大理市示范村、大理市农村和大理市全市村民修路"), "");
    assert_string_equal(open_names(r, "大理市"), "");
    assert_string_equal(open_names(r, "大理市\xe7\x94"), "");
}

static void texts_define_areas(void **state) {
    ROOM
    RegionText parts[] = {
        {V(""), V("雅江县南边的江南片区下辖八衣绒乡、牙衣河乡、波斯河镇。"), {.home = V(""), .year = 2021}},
        {V(""), V("雅江县江北片区地处高山，共辖八衣绒乡和牙衣河乡；沿路有八衣绒乡、牙衣河乡。"), {.home = V(""), .year = 2021}},
        {V(""), V("雅江县片区下辖八衣绒乡、牙衣河乡"), {.home = V(""), .year = 2021}},
    };
    RegionReading reading;
    regions_read(r->g, &r->a, parts, 3, &reading);
    assert_int_equal(reading.n_defined, 2);
    assert_view(reading.defined[0].name, "江南片区");
    assert_view(reading.defined[0].parent, "513325");
    assert_int_equal(reading.defined[0].n_members, 3);
    assert_view(reading.defined[0].members[2], "513325105");
    assert_view(reading.defined[1].name, "江北片区");
    assert_int_equal(reading.defined[1].part, 1);
    assert_int_equal(reading.defined[1].n_members, 2);
}

static void never_across_parents(void **state) {
    ROOM
    /* 喜洲镇 is not in 洱源县. */
    assert_view(CODES("洱源县喜洲镇", ""), "532930");
}

static void part_of_a_name_is_no_mention(void **state) {
    ROOM
    assert_view(CODES("他毕业于北京大学，住在南京路，在西藏银行上班", ""), "");
    assert_view(CODES("江西片区修路，江西片区的人都来了。江西的人说好", ""), "");
    assert_view(CODES("确保山有人管，长治久安，公安机关与合作社合作", "14"), "");
}

static void person_is_no_place(void **state) {
    ROOM
    assert_view(CODES("（记者 安康）村民王安康说，路修好了", "61"), "");
    assert_view(CODES("那曲市的技术员尼玛扎西来了", "54"), "5406");
}

static void surname_where_a_phrase_begins_is_a_persons(void **state) {
    ROOM
    assert_view(CODES("李庆阳、张白银两位木匠修了桥。（白桂林）", "62"), "");
    assert_view(CODES("读书会上，高西宁和牧民马海东都来了", ""), "");
    assert_view(CODES("，向西宁、桂林送书", ""), "6301 4503");
}

static void side_of_a_lake_or_a_mountain_is_no_place(void **state) {
    ROOM
    assert_view(CODES("青海湖南岸种树，茹河南岸修渠，祁连山西麓放牧", ""), "");
    assert_view(CODES("疏勒河灌区浇地", ""), "");
    assert_view(CODES("湖南、河南两省", ""), "43 41");
}

static void name_is_that_of_the_year(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "那曲修路", "54", 2010), "5424");
    assert_view(codes(r, r->g, "", "那曲修路", "54", 2020), "5406");
    assert_view(codes(r, r->g, "", "那曲县那曲镇修路", "54", 2010), "542421 540602100");
    /* Today's towns, at home in the county of then. */
    assert_view(codes(r, r->g, "", "罗玛镇、古露镇修路，那曲县也派了人", "542421", 2010), "540602101 540602102 542421");
}

/* The periods of the gazetteer begin in 1981, the places did not. */
static void a_former_name_that_nothing_else_has_is_known_later(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "台州地区修过一条路", "", 2015), "3326");
    assert_view(codes(r, r->g, "", "绍兴县修过一条路", "", 2020), "330621");
    assert_view(codes(r, r->g, "", "伊盟和哲盟都来了人，准旗和鄂前旗种树", "15", 1995), "1527 1523 150622 150623");
}

static void older_than_the_periods_is_as_they_begin(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "那曲修路", "54", 1957), "5424");
    assert_view(codes(r, r->g, "合肥市修路", "合肥市和蒙城县修路", "", 1957), "3401 341622");
}

/* 蓬莱县 lay in 烟台地区 till 1983, then in 烟台市; 徽县 in 武都地区 till 1985. */
static void one_place_under_two_numbers_is_the_later_one(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "蓬莱县修路", "37", 0), "370622");
    assert_view(codes(r, r->g, "", "蓬莱县修路", "37", 1982), "370622");
    assert_view(codes(r, r->g, "", "徽县修路，武都地区徽县修桥", "62", 1983), "621227 6226");
}

static void a_county_of_taiwan_holds_what_its_municipality_holds_now(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "台南縣永康市一位家庭主婦說，騎樓該整平了。", "x-71-tainanshi", 2002),
                "x-71-tainanxian x-71-tainanshi-yongkangqu");
}

static void a_county_is_not_the_prefecture_named_after_it(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "安徽省宿县修路", "", 1985), "34 342223");
    assert_view(codes(r, r->g, "", "安徽省宿县地区修路", "", 1985), "34 3422");
}

static void listed_names_support_one_another(void **state) {
    ROOM
    assert_view(CODES("片区下辖八衣绒乡、牙衣河乡、波斯河镇", ""), "513325205 513325208 513325105");
}

static void home_is_what_names_have_in_common(void **state) {
    ROOM
    RegionText parts[] = {
        {V("大理市种树"), V("大理市喜洲镇、双廊镇种树"), {V(""), 2021, V("大理"), V("")}},
        {V("洱源县修桥"), V("洱源县右所镇修桥，木料来自四川"), {V(""), 2021, V(""), V("")}},
    };
    assert_view(regions_home(r->g, &r->a, parts, 2, V("")), "5329");
    RegionText none = {V(""), V("今天天气很好"), {V(""), 0, V(""), V("")}};
    assert_view(regions_home(r->g, &r->a, &none, 1, V("")), "");
}

static void masthead_names_the_home(void **state) {
    ROOM
    RegionText part = {V("修渠"), V("渠道修到了村口，上海送来水泵"), {V(""), 1996, V(""), V("")}};
#define HOME(masthead) regions_home(r->g, &r->a, &part, 1, V(masthead))
    assert_view(HOME("天峨新讯　2005年8月11日"), "451222");
    assert_view(HOME("第二版\n徽 县 报　星期三"), "621227");
    assert_view(HOME("84　徽县志"), "621227");
    assert_view(HOME("中共绥阳县委主办"), "520323");
    assert_view(HOME("塔城报"), "6542");
    assert_view(HOME("今日龙泉"), "");        /* a city, and a district elsewhere */
    assert_view(HOME("光明日报"), "");        /* also a word */
    assert_view(HOME("上海路第三印刷厂"), "");
    assert_view(HOME("通海报"), "");          /* likewise */
    part.text = V("杨广公社的蔬菜卖到河西公社");
    assert_view(HOME("通海报"), "530423");    /* two of whose towns are named */
    part.text = V("楊廣公社的蔬菜賣到縣城");
    assert_view(HOME("通海報"), "");          /* one may be anywhere */
    part.text = V("大柘镇、石练镇、王村口镇、北界镇修渠");
    assert_view(HOME("平昌报"), "331123");    /* of the county in its old name */
    assert_view(HOME("丽水日报"), "3325");
#undef HOME
}

static void dateline_is_evidence_not_subject(void **state) {
    ROOM
    RegionText part = {V(""), V("本报大理3月5日讯 喜洲镇种树"), {V("53"), 2021, V("大理"), V("")}};
    RegionsFound found;
    regions_resolve(r->g, &r->a, &part, 1, &found);
    assert_view(found.dateline_code, "5329");
    assert_int_equal(found.n, 1);
    assert_view(found.p[0].code, "532901104");
}

static View dateline(Room *r, const char *place, const char *home) {
    RegionText part = {V(""), V("喜洲镇种树"), {view_of(home), 2021, view_of(place), V("")}};
    RegionsFound found;
    regions_resolve(r->g, &r->a, &part, 1, &found);
    return found.dateline_code;
}

static void datelines_place_is_the_one_at_home(void **state) {
    ROOM
    assert_view(dateline(r, "吉安", "x-71-hualianxian"), "x-71-hualianxian-jianxiang");
    assert_view(dateline(r, "吉安", "36"), "3608");
    assert_view(dateline(r, "丹麻", "630223"), "630223101");
    assert_view(dateline(r, "丹麻", "6302"), "");
    assert_view(dateline(r, "西宁", "630223"), "6301");
}

static void one_character_may_differ_under_a_known_parent(void **state) {
    ROOM
    assert_view(CODES("林周县甘旦曲果镇种树", ""), "540121 540121100");
    assert_view(CODES("当雄县甘旦曲果镇种树", ""), "540122");
}

static void short_names_in_a_list_are_read(void **state) {
    ROOM
    assert_view(CODES("互助县在丹麻、五十、台子等乡镇修路", ""), "630223 630223101 630223106 630223200");
    assert_view(CODES("互助县在丹麻、五十、台子等11个乡镇修路", ""), "630223 630223101 630223106 630223200");
    assert_view(CODES("永平县的水泄、厂街、北斗等彝族乡", ""), "532928 532928204 532928203 532928202");
    assert_view(CODES("互助县的丹麻、五十、台子开了花", ""), "630223");
    assert_view(CODES("丹麻、五十、台子等乡镇修路", ""), "");
}

static void towns_of_the_home_county_go_by_their_short_names(void **state) {
    ROOM
    assert_view(CODES("海拉苏变电站通了电，乌丹城区修了路", "150426"), "150426106 150426100");
    assert_view(CODES("海拉苏变电站通了电，乌丹城区修了路", "1504"), "");
    assert_view(CODES("乌丹河的水清了，乌丹林场种树，托合乌丹·马特来了", "150426"), "");
    assert_view(CODES("奇台的麦子熟了", "652325"), "652325");
    assert_view(CODES("文艺复兴的画展来了，在复兴办展览", "520381"), "");
    assert_view(CODES("在复兴，画展开了。复兴镇种树", "520381"), "520381101");
}

static void towns_of_a_people_are_written_in_several_ways(void **state) {
    ROOM
    assert_view(CODES("新发朝鲜族乡种水稻", "150721"), "150721203");
    assert_view(CODES("音河乡种水稻", "150721"), "150721202");
    assert_view(CODES("和政县梁家寺东乡族乡，饶河县四排赫哲族乡", ""), "622925 622925200 230524 230524201");
    assert_view(CODES("安溪畲族乡种水稻", "331125"), "331125202");
}

static void the_end_of_a_list_says_what_its_members_are(void **state) {
    ROOM
    assert_view(CODES("海北、海南两州签了协议", ""), "6322 6325");
    assert_view(CODES("刚察和共和两县都来了人", "6322"), "632224 632521");
    assert_view(CODES("环江县水源、洛阳两镇种桑", ""), "451226 451226101 451226102");
    assert_view(CODES("环江县水源和洛阳两镇种桑", ""), "451226 451226101 451226102");
    assert_view(CODES("明伦镇、洛阳、水源三个镇种桑", "451226"), "451226104 451226102 451226101");
    assert_view(CODES("水源、洛阳两个大队种桑", "4512"), "");
    assert_view(CODES("水源、洛阳两市场", ""), "4103");
    assert_view(CODES("海南两州", ""), "46");
}

static void names_that_are_gone_are_not_their_neighbours(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "缙云县来取经。\n崇头镇和大源乡种香菇。", "331125", 1987), "331122 331125105");
    assert_view(codes(r, r->g, "", "石塘镇和朱村乡种香菇", "331125", 1987), "331125106");
    assert_view(CODES("云和县石塘镇朱村的乡亲种香菇", ""), "331125 331125106 331125106209");
}

static void figures_are_not_divided(void **state) {
    ROOM
    assert_view(CODES("兵团187团和八七二团种棉花", "654323"), "");
    assert_view(CODES("兵团一八二团种棉花", "654323"), "654323500");
}

static void before_a_change_both_are_one_place(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "绥芬河、东宁、密山、虎林等口岸", "2305", 2014), "231081 231024 230382 230381");
}

static void a_list_agrees_across_the_years_of_its_names(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "景宁、龙泉、松阳各县来取经", "3325", 1987), "331127 332524 331124");
}

static void districts_beyond_are_not_meant_at_home(void **state) {
    ROOM
    assert_view(CODES("沙田里种瓜，板桥区修路，北区开会", "620421"), "");
    assert_view(CODES("沙田里种瓜", ""), "");
    assert_view(CODES("香港沙田区建图书馆", "620421"), "81 x-81-shatianqu");
    assert_view(CODES("沙田區建圖書館", ""), "x-81-shatianqu");
}

static void county_among_its_neighbours_is_no_province(void **state) {
    ROOM
    assert_view(CODES("其中同仁八十六毫米，尖扎七十二毫米，泽库一百毫米，河南一百三十毫米。", "6323"), "632301 632322 632323 632324");
    assert_view(CODES("泽库、河南两县下雨", "6323"), "632323 632324");
    assert_view(CODES("客商来自河南，也有四川的。泽库修路。", "6323"), "41 51 632323");
    assert_view(CODES("尖扎、泽库来了客商，都是河南省的。", "6323"), "632322 632323 41");
}

static void persons_and_set_phrases_are_no_places(void **state) {
    ROOM
    assert_view(CODES("总统阿里夫·阿尔维来访，吉安皮埃罗·卡玛作陪。", "620422"), "");
    assert_view(CODES("阿里·昆莎机场通航", ""), "5425");
    assert_view(CODES("黄石生表示，路要修好。金昌明说可以。", "620422"), "");
    assert_view(CODES("黄石人说，路要修好。", "620422"), "4202");
    assert_view(CODES("堤坝坚如磐石，少些文山会海，桂西山区种树，半山区种茶，浙东山区办学。", "4510"), "");
    assert_view(CODES("磐石市修路，文山州办学，西山区种树", "53"), "220284 5326 530112");
}

static void list_said_to_be_towns_holds_towns(void **state) {
    ROOM
    assert_view(CODES("学生在东沟、五十等乡收集民歌。", "630223"), "630223208 630223106");
    assert_view(CODES("台子、东和两乡种树。", "630223"), "630223200 630223207");
    assert_view(CODES("茶价四十、五十等级不同，来了五十人。", "630223"), "");
}

static void our_prefecture_is_said_in_its_own_paper(void **state) {
    ROOM
    RegionText part = {V(""), V("隆务镇修路。保安镇种树。年都乎乡办图书馆。我州下了雨。"), {V(""), 2021, V(""), V("")}};
    assert_view(regions_home(r->g, &r->a, &part, 1, V("")), "6323");
    part.text = V("隆务镇修路。保安镇种树。年都乎乡办图书馆。我州下了雨，我市也下了。");
    assert_view(regions_home(r->g, &r->a, &part, 1, V("")), "632301");
}

static void towns_tell_the_county(void **state) {
    ROOM
    RegionText part = {V(""), V("佛堂镇种树。苏溪镇的图书馆开门。大陈镇修路，稠江街道办展览。"), {V(""), 2021, V(""), V("")}};
    assert_view(regions_home(r->g, &r->a, &part, 1, V("")), "330782");
}

static void towns_by_short_names_alone_tell_the_county(void **state) {
    ROOM
    RegionText part = {V(""), V("三岔公社的水池修好了。北山公社也开了工。怀远、德胜两区的甘蔗长得好。"),
                       {V(""), 1983, V(""), V("")}};
    assert_view(regions_home(r->g, &r->a, &part, 1, V("")), "451203");
    part.text = V("区乡卫生院先后设在固东、和顺等八所。");
    assert_view(regions_home(r->g, &r->a, &part, 1, V("")), "530581");
    part.text = V("北山公社也开了工。买来白菜、萝卜等五种菜。全区开会。"); /* one alone is of many counties */
    assert_view(regions_home(r->g, &r->a, &part, 1, V("")), "");
}

static void little_evidence_makes_no_home(void **state) {
    ROOM
#define HOME_OF(of) (part.text = V(of), regions_home(r->g, &r->a, &part, 1, V("")))
    RegionText part = {.title = V("")};
    /* 西湖区 and 鼓楼区 are of cities, whichever: a county that has a 西湖镇 and a 鼓楼街道 is no answer. */
    assert_view(HOME_OF("今天鼓楼区开了一家书店，西湖区的读者也来了。"), "");
    assert_view(HOME_OF("江北区、城中区和新城区种树，白云区修路。"), "");
    /* Two names of three are no majority worth the name. */
    assert_view(HOME_OF("桃城区种树。镇坪县修路。深泽县开了书店。"), "");
    assert_view(HOME_OF("桃城区种树。镇坪县修路。深泽县和曲周县开了书店。"), "13");
    /* Towns that only one county has say more than what is told of elsewhere. */
    assert_view(HOME_OF("直罗镇、张村驿镇和羊泉镇修路，茶坊街道种树。辽宁盘锦的大米到了。辽宁大连也来人。"), "610628");
    part.hints.year = 1983; /* then counties had districts, too */
    assert_view(HOME_OF("三岔公社的水池修好了。怀远、德胜两区的甘蔗长得好。"), "451203");
#undef HOME_OF
}

static void a_paper_of_the_republic_is_of_taiwan(void **state) {
    ROOM
    RegionText part = {V(""), V("玉里鎮的橋通車了，花蓮縣的學校開學，鳳林鎮也修路。"), {V(""), 1958, V(""), V("")}};
    assert_view(regions_home(r->g, &r->a, &part, 1, V("東臺日報\n中華民國四十七年四月十六日")), "x-71-hualianxian");
}

static void words_and_other_things_are_no_places(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "新增城市公交车，集中山区人力", "522601", 2017), "");
    assert_view(codes(r, r->g, "", "穆棱河出现洪峰，松花江堤加高，平顶山古墓群修好", "230381", 2011), "");
    assert_view(codes(r, r->g, "", "种柳城05136，开“祁连玉水”画展", "451082", 2019), "");
    assert_view(codes(r, r->g, "", "村边的溪边村落，林场新建苗圃一处", "620621", 2015), "");
    assert_view(codes(r, r->g, "", "穆棱河长制，甘肃河西", "231085", 2019), "231085 62");
    assert_view(codes(r, r->g, "", "稻种高雄一三九，技术员白桂林，（滕玉林）", "231083", 1986), "");
}

static void what_is_counted_and_words_of_rivers_leave_a_place_in_peace(void **state) {
    ROOM
    assert_view(codes(r, r->g, "青海1200户搬进新居", "", "6301", 2015), "63");
    assert_view(codes(r, r->g, "", "甘肃一九八五—一九九〇年的粮食产量", "6201", 1991), "62");
    assert_view(codes(r, r->g, "", "甘肃河流众多，青海河州花儿会", "6201", 2015), "62 63");
}

static void a_name_at_home_is_not_divided_between_words(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "我市南山区的学校开学，从中山路走", "4403", 2017), "4403 440305");
    assert_view(codes(r, r->g, "", "今年内丘县修了路", "1305", 2017), "130523");
    assert_view(codes(r, r->g, "", "大连市中山区修路，工人从中山区来", "", 2017), "2102 210202");
    assert_view(codes(r, r->g, "", "人力集中山区，新增城市公交", "2201", 2017), "");
}

static void county_of_home_may_be_a_word(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "四年前，成县一位干部吆喝核桃，建成县道二十公里", "6212", 2017), "621221");
    assert_view(codes(r, r->g, "", "建成县道二十公里", "6212", 2017), "");
    assert_view(codes(r, r->g, "漾江至富恒公路完工", "", "532922", 2015), "532922102 532922201");
    assert_view(codes(r, r->g, "", "礼让斑马线，正成为蓟州街头的风景", "120119", 2022), "120119");
}

static void towns_of_earlier_kinds_are_known(void **state) {
    ROOM
    assert_view(codes(r, r->g, "", "拉萨市城关区蔡公堂乡", "", 2010), "5401 540102 540102010");
    assert_view(codes(r, r->g, "", "历任小佳河公社农技员", "230524", 2014), "230524101");
}

static void own_regions_and_spellings_are_found(void **state) {
    ROOM
    const char *file = "build/test_own.tsv";
    assert_int_equal(file_replace(file, V("code\tname\tparent\tforms\n"
                                          "54\t西藏自治区\t\t西藏\n"
                                          "5401\t拉萨市\t54\t日光城\n"
                                          "x-5401-柳梧新区\t柳梧新区\t5401\t\n")), 0);
    RegionTable own;
    assert_true(regions_load(&own, &r->d, file));
    Gazetteer *g = gazetteer_open(&r->d, gazetteer_path(&r->a), V("54"), &own);
    assert_view(codes(r, g, "", "日光城的柳梧新区种树，四川人也来", "54", 2021), "5401 x-5401-柳梧新区");
    Region found;
    assert_true(gazetteer_region(g, &r->a, V("x-5401-柳梧新区"), &found));
    assert_true(gazetteer_region(g, &r->a, V("540102002002"), &found));
    assert_view(found.name, "白林社区");
    assert_view(found.parent, "540102002");
    assert_false(gazetteer_region(g, &r->a, V("999999"), &found));
    gazetteer_close(g);
    regions_release(&own);
    unlink(file);
}

static void an_accepted_area_supports_what_it_holds(void **state) {
    ROOM
    const char *file = "build/test_area.tsv";
    assert_int_equal(file_replace(file, V("code\tname\tparent\n"
                                          "51\t四川省\t\n"
                                          "5133\t甘孜藏族自治州\t51\n"
                                          "513325\t雅江县\t5133\n"
                                          "513325100\t河口镇\tx-513325-江南片区\n"
                                          "513325205\t八衣绒乡\tx-513325-江南片区\n"
                                          "x-513325-江南片区\t江南片区\t513325\n")), 0);
    RegionTable own;
    assert_true(regions_load(&own, &r->d, file));
    Gazetteer *g = gazetteer_open(&r->d, gazetteer_path(&r->a), V(""), &own);
    assert_view(codes(r, g, "", "河口镇修路", "", 2021), "");
    assert_view(codes(r, g, "", "江南片区河口镇修路", "", 2021), "x-513325-江南片区 513325100");
    assert_view(codes(r, g, "", "江南片区今年修路，河口镇和八衣绒乡先修", "", 2021), "x-513325-江南片区 513325100 513325205");
    assert_view(codes(r, g, "江南片区修路", "河口镇修路", "", 2021), "x-513325-江南片区 513325100");
    gazetteer_close(g);
    regions_release(&own);
    unlink(file);
}

static void hostile_text_is_survived(void **state) {
    ROOM
    assert_view(CODES("", ""), "");
    assert_view(CODES("\xff\xfe\xe6\x8b", "no such code"), "");
    Str s = STR_INIT;
    for (int i = 0; i < 20000; i++) str_adds(&s, "和平村、新华镇和鼓楼区（记者 ");
    RegionText part = {str_view(&s), str_view(&s), {V("11"), 1, V("和平村"), V("")}};
    RegionsFound found;
    regions_resolve(r->g, &r->a, &part, 1, &found);
    str_clear(&s);
    for (int i = 0; i < 30000; i++) str_adds(&s, "村\0乡镇街道社区");
    part = (RegionText){V(""), str_view(&s), {V("540121"), 2021, V(""), V("")}};
    regions_resolve(r->g, &r->a, &part, 1, &found);
    regions_resolve(r->g, &r->a, NULL, 0, NULL);
    str_release(&s);
}

static void one_name_without_end_is_told_each_time_and_judged_seldom(void **state) {
    ROOM
    enum { TIMES = 8000 };
    static const char *const repeated[] = {"和平村", "和平村、"};
    Str s = STR_INIT;
    for (size_t k = 0; k < 2; k++) {
        str_clear(&s);
        for (int i = 0; i < TIMES; i++) str_adds(&s, repeated[k]);
        RegionText part = {V(""), str_view(&s), {.home = V(""), .year = 2021}};
        RegionReading reading;
        regions_read(r->g, &r->a, &part, 1, &reading);
        assert_int_equal(reading.mentions.n, TIMES);
        assert_true(reading.mentions.p[0].n_candidates > 1);
        assert_int_equal(reading.mentions.p[TIMES - 1].n_candidates, reading.mentions.p[0].n_candidates);
    }
    str_release(&s);
}

static void damaged_gazetteer_is_refused(void **state) {
    ROOM
    const char *file = "build/test_bad.bin";
    Diag d;
    diag_init(&d, MSG_EN);
    Str s = STR_INIT;
    assert_int_equal(file_read(gazetteer_path(&r->a), &s, FILE_MAX_BYTES), 0);
    s.p[s.n / 2] ^= 1;
    assert_int_equal(file_replace(file, str_view(&s)), 0);
    assert_null(gazetteer_open(&d, file, V(""), NULL));
    assert_int_equal(file_replace(file, view_to(str_view(&s), s.n / 2)), 0);
    assert_null(gazetteer_open(&d, file, V(""), NULL));
    assert_int_equal(file_replace(file, V("")), 0);
    assert_null(gazetteer_open(&d, file, V(""), NULL));
    unlink(file);
    assert_null(gazetteer_open(&d, file, V(""), NULL));
    assert_int_equal(d.errors, 4);
    FILE *null = fopen("/dev/null", "w");
    diag_flush(&d, null);
    fclose(null);
    diag_release(&d);
    str_release(&s);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(chain_fixes_its_members),
        TEST(the_home_region_is_meant_by_what_its_people_call_it),
        TEST(ambiguous_and_unknown_stay_open),
        TEST(unknown_names_are_open_with_their_parent), TEST(texts_define_areas),
        TEST(never_across_parents),
        TEST(part_of_a_name_is_no_mention),
        TEST(person_is_no_place),
        TEST(surname_where_a_phrase_begins_is_a_persons),
        TEST(side_of_a_lake_or_a_mountain_is_no_place),
        TEST(name_is_that_of_the_year),
        TEST(a_former_name_that_nothing_else_has_is_known_later),
        TEST(older_than_the_periods_is_as_they_begin),
        TEST(one_place_under_two_numbers_is_the_later_one),
        TEST(a_county_of_taiwan_holds_what_its_municipality_holds_now),
        TEST(a_county_is_not_the_prefecture_named_after_it),
        TEST(listed_names_support_one_another),
        TEST(home_is_what_names_have_in_common),
        TEST(masthead_names_the_home),
        TEST(dateline_is_evidence_not_subject),
        TEST(datelines_place_is_the_one_at_home),
        TEST(one_character_may_differ_under_a_known_parent),
        TEST(short_names_in_a_list_are_read),
        TEST(towns_of_the_home_county_go_by_their_short_names),
        TEST(towns_of_a_people_are_written_in_several_ways),
        TEST(the_end_of_a_list_says_what_its_members_are),
        TEST(names_that_are_gone_are_not_their_neighbours),
        TEST(figures_are_not_divided),
        TEST(before_a_change_both_are_one_place),
        TEST(a_list_agrees_across_the_years_of_its_names),
        TEST(districts_beyond_are_not_meant_at_home),
        TEST(county_among_its_neighbours_is_no_province),
        TEST(persons_and_set_phrases_are_no_places),
        TEST(list_said_to_be_towns_holds_towns),
        TEST(our_prefecture_is_said_in_its_own_paper),
        TEST(towns_tell_the_county),
        TEST(towns_by_short_names_alone_tell_the_county), TEST(little_evidence_makes_no_home),
        TEST(a_paper_of_the_republic_is_of_taiwan),
        TEST(words_and_other_things_are_no_places),
        TEST(what_is_counted_and_words_of_rivers_leave_a_place_in_peace),
        TEST(a_name_at_home_is_not_divided_between_words), TEST(county_of_home_may_be_a_word),
        TEST(towns_of_earlier_kinds_are_known),
        TEST(own_regions_and_spellings_are_found),
        TEST(an_accepted_area_supports_what_it_holds),
        TEST(hostile_text_is_survived),
        TEST(one_name_without_end_is_told_each_time_and_judged_seldom),
        TEST(damaged_gazetteer_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
