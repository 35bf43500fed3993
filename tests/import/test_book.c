/* What pages of yearbooks and gazetteers carry besides their sections, and
 * what their sections carry besides text. */
#include "import/cues.h"
#include "reading.h"

static const char sections[] = "种植业\n\n【概况】 2018年，全县播种面积三十二万亩，粮食总产量八万吨，比上年增长百分之三。\n\n"
                               "【良种推广】 在三个乡镇建立良种繁育基地，面积六千亩，亩产提高一成。\n\n";

static void a_contents_page_belongs_to_no_section(void **state) {
    (void)state;
    Read r;
    Str s = STR_INIT;
    str_adds(&s, "目　录\n\n农　业\n种植业………………………………1\n畜牧业 ········ (3)\n\n水　利\n\n灌区……………4\nII\n\n");
    str_adds(&s, sections);
    str_addc(&s, '\0');
    read_page(&r, s.p);
    static const uint32_t lines[] = {1, 3, 4, 5, 7, 9, 10};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) assert_aside(&r, lines[i], "contents");
    assert_aside(&r, 12, NULL);
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(r.page.drafts.p[0].title, "种植业");
    release(&r);
    str_release(&s);
}

static void dots_in_a_sentence_are_no_contents(void **state) {
    (void)state;
    Read r;
    read_page(&r, "老井\n\n他站在井边，想起了很多往事……\n\n水声还是那样……\n\n那一年是1962……\n");
    for (size_t i = 0; i < r.page.paras.n; i++) assert_null(r.page.paras.p[i].aside);
    release(&r);
}

static void a_title_given_again_below_a_page_number_is_a_running_head(void **state) {
    (void)state;
    Read r;
    read_page(&r, "柳河年鉴（2019）\n\n农牧业概览\n\n种植业\n\n【概况】 2018年，全县播种面积三十二万亩，粮食总产量八万吨，比上年增长百分之三。\n\n"
                  "【良种推广】 在三个乡镇建立良种繁育基地，面积六千亩。\n\n· 214 ·\n\n农牧业\n\n"
                  "【测土配方】 采集土样六百个，发布配方一百二十个，应用面积二十万亩。\n");
    assert_aside(&r, 3, NULL);
    assert_aside(&r, 13, "running-head");
    assert_int_equal(r.page.drafts.n, 1);
    release(&r);
}

static void a_line_beside_a_rule_is_a_running_head(void **state) {
    (void)state;
    Read r;
    Str s = STR_INIT;
    str_adds(&s, "柳河年鉴　2019　━━━━━━━━━━━━━━━━\n\n");
    str_adds(&s, sections);
    str_adds(&s, "－31－\n━━━━━━━━━━━━━━━━　农　林　牧　渔\n\n【农机】 全县有拖拉机三千台，机耕面积二十八万亩。\n");
    str_addc(&s, '\0');
    read_page(&r, s.p);
    assert_aside(&r, 1, "running-head");
    assert_aside(&r, 10, "running-head");
    assert_int_equal(r.page.drafts.n, 1);
    release(&r);
    str_release(&s);
}

static void several_months_may_head_a_part_of_a_chronicle(void **state) {
    (void)state;
    static const char *const heads[] = {"七至八月", "九月至十二月", "一 月", "7—8月", "附：识字岗"};
    static const char *const none[] = {"八至七月", "七至八", "附近的村子"};
    bool chapter;
    Folded f;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        fold_head(&f, view_of(heads[i]));
        if (!cue_numbered(&f, &chapter)) fail_msg("no heading: %s", heads[i]);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        fold_head(&f, view_of(none[i]));
        if (cue_numbered(&f, &chapter)) fail_msg("a heading: %s", none[i]);
    }
}

/* 公元 and 前 may stand before a year one by one or both; what is no year beside a reign's heads nothing. */
static void a_reign_with_our_year_heads_a_part_of_annals(void **state) {
    (void)state;
    static const struct Case {
        const char *line;
        bool heads;
    } cases[] = {
        {"1382年（明洪武十五年）", true},   {"公元前121年（西汉元狩二年）", true}, {"公元1912年～公元1949年", true},
        {"1382年修城记", false},
        {"洪武十五年（1382年）", true},     {"元狩二年（公元前121年）", true}, {"元狩二年（前121年）", true},
        {"光绪三十年（公元1904年）", true}, {"光绪三十年（石川水大）", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        Read r;
        snprintf(text, sizeof text, "石川县志\n大事记\n%s\n春，石川县城修筑石墙，周长三里。\n秋，全县谷物丰收，县仓存谷八千石。\n", cases[i].line);
        read_page(&r, text);
        const FeatureSet *s = &para_of(&r, 3)->features;
        if ((has(s, F_NUMBERED) && has(s, F_HEADLIKE)) != cases[i].heads) fail_msg("%s", cases[i].line);
        release(&r);
    }
}

static void a_plate_between_sections_is_a_piece_of_its_own(void **state) {
    (void)state;
    Read r;
    Str s = STR_INIT;
    str_adds(&s, "柳河年鉴（2019）\n\n");
    str_adds(&s, sections);
    str_adds(&s, "7月，游客在柳河镇油菜花海骑行　（田小禾　摄）\n\n农机服务\n\n【跨区作业】 组织联合收割机一百二十台外出作业，收入三百万元。\n\n"
                 "【安全监理】 年检拖拉机三千台，培训驾驶员四百人。\n");
    str_addc(&s, '\0');
    read_page(&r, s.p);
    assert_int_equal(r.page.drafts.n, 3);
    assert_int_equal(r.page.drafts.p[1].kind, KIND_PHOTO);
    assert_int_equal(r.page.drafts.p[1].authors.n, 1);
    assert_view(r.page.drafts.p[1].authors.p[0], "田小禾");
    release(&r);
    str_release(&s);
}

static void who_wrote_a_section_is_named_below_it(void **state) {
    (void)state;
    Read r;
    Str s = STR_INIT;
    str_adds(&s, "柳河年鉴（2019）\n\n");
    str_adds(&s, sections);
    str_adds(&s, "供稿：县农业局　撰稿：林大川\n");
    str_addc(&s, '\0');
    read_page(&r, s.p);
    assert_int_equal(r.page.drafts.n, 1);
    assert_int_equal(r.page.drafts.p[0].authors.n, 1);
    assert_view(r.page.drafts.p[0].authors.p[0], "林大川");
    release(&r);
    str_release(&s);
}

static void officers_above_the_text_leave_the_title_a_title(void **state) {
    (void)state;
    Read r;
    read_page(&r, "柳河年鉴（2019）\n\n水　利\n\n县水务局局长：田大河\n\n副局长：林秀兰（女，回族）　赵水生\n\n"
                  "【概况】 2018年末，全县有小型水库十二座，总库容三百万立方米。\n\n【河长制】 设县、乡、村三级河长一百八十人，竖立公示牌九十块。\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(r.page.drafts.p[0].title, "水　利");
    release(&r);
}

static void an_ordinance_in_a_paper_is_a_notice(void **state) {
    (void)state;
    Read r;
    read_page(&r, "柳河日报　2012年3月29日　星期四\n\n柳河县水源保护办法\n\n（2012年3月20日县人民政府第4次常务会议审议通过）\n\n第一章　总　则\n\n"
                  "第一条　为加强饮用水水源保护，防治水源污染，制定本办法。\n\n第二条　本县行政区域内的水源保护适用本办法。\n\n"
                  "第二章　管理\n\n第三条　在水源保护区内禁止倾倒垃圾。\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_int_equal(r.page.drafts.p[0].kind, KIND_NOTICE);
    assert_aside(&r, 5, NULL);
    assert_aside(&r, 7, NULL);
    release(&r);
}

static void an_imprint_is_set_aside_with_its_half_title(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石　川　县　志\n（1986—2005）\n石川县地方志编纂委员会　编\n\n"
                  "ISBN 978-7-0000-0000-0\n开本：787毫米×1092毫米　1/16\n印张：48　　字数：1200千字\n定价：280.00元\n\n"
                  "凡　例\n一、本志上限为1986年，下限为2005年，个别事物追溯到发端。\n二、本志设篇、章、节三级，以类系事。\n");
    assert_aside(&r, 1, "imprint");
    assert_aside(&r, 3, "imprint");
    assert_aside(&r, 8, "imprint");
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(r.page.drafts.p[0].title, "凡　例");
    release(&r);
    read_page(&r, "一本新书\n\n县图书馆编印的《乡土读本》定价：12.00元，开本不大，农民读者喜欢，半年印了三次。\n");
    assert_aside(&r, 3, NULL);
    release(&r);
}

static void an_index_is_set_aside_up_to_what_follows_it(void **state) {
    (void)state;
    Read r;
    read_page(&r, "索　引\nA\n安置房　131\nB\n白菜　12a\n博物馆　205、207\nC\n财政　97\n茶叶　164b\n城建　129\n\n"
                  "编后记\n　　本书历时三年编成，承各单位提供资料，谨致谢意。\n");
    assert_aside(&r, 1, "book-index");
    assert_aside(&r, 10, "book-index");
    assert_aside(&r, 12, NULL);
    assert_int_equal(r.page.drafts.n, 1);
    release(&r);
    read_page(&r, "索　引\n\n一个村庄的老索引员说，他记下了全村三十年的工分，一笔也没有错过，如今都存进了档案馆。\n");
    assert_aside(&r, 1, NULL);
    release(&r);
}

static void a_name_with_years_heads_a_life(void **state) {
    (void)state;
    Read r;
    read_page(&r, "第一章　人物传\n\n林守田（1880—1951）\n\n字砚农，北乡人。少习木工，后办义学于乡里，从学者百余人。\n\n"
                  "何　秀　英（1902～1977）\n\n女，东关人。接生四十年，足迹遍及全县。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].kicker, "第一章　人物传");
    assert_view(r.page.drafts.p[1].title, "何　秀　英（1902～1977）");
    release(&r);
    read_page(&r, "人物传略\n\n林守田\n\n（1880—1951），字砚农，北乡人。少习木工，后办义学于乡里，从学者百余人。\n\n"
                  "何秀英\n\n（1902—1977），女，东关人。接生四十年，足迹遍及全县，人称活观音。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].title, "林守田");
    assert_view(r.page.drafts.p[1].title, "何秀英");
    release(&r);
    read_page(&r, "第一节　工业\n\n概况（1949—1985）\n\n三十余年间，本县工业有了很大发展，工厂由一所增至十二所。\n");
    assert_int_equal(r.page.drafts.n, 1);
    release(&r);
}

static void a_yearbook_tells_of_the_year_before_its_own(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石川年鉴2013\n\n水　利\n\n【概况】　2012年，全县新修水渠8公里。1998年所建水库于2004年加固。\n\n"
                  "【防汛】　汛期无大水，水库安全度汛。\n");
    assert_view(r.page.drafts.p[0].date, "2012");
    release(&r);
    read_page(&r, "石川年鉴2013\n\n水　利\n\n【概况】　2013年，全县新修水渠8公里，比2012年多2公里；2013年底有水库3座。\n\n"
                  "【防汛】　汛期无大水，水库安全度汛。\n");
    assert_view(r.page.drafts.p[0].date, "2013");
    release(&r);
}

static void what_a_page_is_set_in_by_is_no_indent(void **state) {
    (void)state;
    Read r;
    read_page(&r, "Page 53 - 石川县志(1991-2005)\n\n大事记                                 -  53 -\n\n"
                  "                   1 月 6 日,县图书馆在中心小学召开读书座谈会,县文化馆、第一中学和八个乡镇的\n"
                  "              代表参加,与会者就农村阅览室的开放时间、图书流转和管理人员的培训等问题提出建\n"
                  "              议二十条。\n"
                  "                   2 月 11 日,环城公路东段改建工程动工,全长 6 公里,概算投资 860 万元,沿线栽\n"
                  "              植行道树 2400 棵,由县公路段组织施工,计划当年十月底以前竣工并且通车,沿线村\n"
                  "              民投工修建便道。\n");
    assert_aside(&r, 1, "page-number");
    assert_int_equal(para_of(&r, 5)->n, 3);
    assert_int_equal(para_of(&r, 8)->n, 3);
    assert_true(role_is_text(role_of(&r, 5)) && role_is_text(role_of(&r, 8)));
    release(&r);
}

static void rows_of_figures_are_a_table_and_a_wide_word_is_none(void **state) {
    (void)state;
    Read r;
    read_page(&r, "大  事  记\n\n1月\n\n1日,县城第一条公交线路开通,全程9公里。\n\n8日,低温,河面封冻,渡船停航三天。\n\n"
                  "表 2-5-1:渡口运量\n\n19 3,080\n\n20 3,576\n\n21 3,872\n");
    assert_int_equal(role_of(&r, 1), ROLE_TITLE);
    assert_int_equal(role_of(&r, 11), ROLE_TABLE);
    assert_int_equal(role_of(&r, 15), ROLE_TABLE);
    release(&r);
}

static void a_life_is_headed_by_its_name_and_what_the_person_was(void **state) {
    (void)state;
    Read r;
    read_page(&r, "人　物\n\n劳动模范　梁春和\n\n梁春和，男，1961年生，河西镇人，县公路段养路工，三十年养护里程十万公里。\n\n"
                  "全县优秀教师　何雅芝\n\n何雅芝，女，1970年生，城关镇人，在山区小学任教二十六年，所教学生三百余人。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].title, "劳动模范　梁春和");
    assert_view(r.page.drafts.p[1].title, "全县优秀教师　何雅芝");
    assert_int_equal(r.page.drafts.p[1].kind, KIND_YEARBOOK_SECTION);
    release(&r);
}

static void headings_that_come_again_are_parts_of_sections(void **state) {
    (void)state;
    Read r;
    read_page(&r, "乡镇概况\n\n河西乡\n\n基本情况\n\n河西乡位于县城西北36公里，辖5个村、612户、3140人，以种植业为主。\n\n"
                  "经济发展\n\n2018年，全乡农村经济总收入4120万元，比上年增长百分之十三。\n\n"
                  "南山乡\n\n基本情况\n\n南山乡位于县城西南31公里，辖4个村、430户、2217人，半农半牧。\n\n"
                  "经济发展\n\n2018年，全乡存栏牲畜8600头，出栏率百分之三十二，办起酥油加工厂一座。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].title, "河西乡");
    assert_view(r.page.drafts.p[1].title, "南山乡");
    assert_int_equal(role_of(&r, 15), ROLE_SUBHEAD);
    release(&r);
}

static void a_table_may_have_a_cell_a_line(void **state) {
    (void)state;
    Read r;
    read_page(&r, "统计资料\n\n2016年全县国民经济主要指标\n\n指标名称\n\n单位\n\n2016年\n\n增长%\n\n总人口\n\n人\n\n41260\n\n1.1\n\n"
                  "粮食产量\n\n吨\n\n12630\n\n1.8\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_int_equal(role_of(&r, 7), ROLE_TABLE);
    assert_int_equal(role_of(&r, 27), ROLE_TABLE);
    release(&r);
}

static void a_document_is_named_with_who_issued_it(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石川县人民政府办公室\n关于做好秋季植树工作的通知\n石政办发〔2013〕31号\n各乡、镇人民政府，县直各单位：\n"
                  "现将今年秋季植树工作的有关事项通知如下，请各单位认真组织，按时完成任务。\n"
                  "1.1任务分配\n各乡镇植树面积见附表，成活率不低于百分之八十五。\n"
                  "石川县人民政府办公室\n2013年9月2日\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(r.page.drafts.p[0].title, "石川县人民政府办公室 关于做好秋季植树工作的通知");
    assert_int_equal(r.page.drafts.p[0].joins.n, 0);
    assert_int_equal(role_of(&r, 6), ROLE_SUBHEAD);
    assert_view(r.page.drafts.p[0].date, "2013-09-02");
    release(&r);
}

static void a_page_that_begins_with_a_month_goes_on_with_a_chronicle(void **state) {
    (void)state;
    Read r;
    read_page(&r, "六月\n\n1日 县第二小学举行文艺演出。\n\n3日—5日 县防汛检查组到各乡检查。\n\n同日，垃圾场开工。\n\n"
                  "15日 全县夏收结束。\n\n七月\n\n9日 县城总体规划通过评审。\n\n28日 县医院新楼启用。\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_int_equal(r.page.drafts.p[0].title.n, 0);
    release(&r);
}

static void the_tail_of_an_entry_below_another_heading_goes_back(void **state) {
    (void)state;
    Read r;
    read_page(&r, "水　利\n\n【水土保持】　治理小流域14平方公里，种植柳树3.2万株，全县水土流失得到有效控\n\n"
                  "林　业\n\n制，群众生产生活条件得到改善。\n\n【概况】　全县林地面积216万亩，森林覆盖率21.4%。\n\n"
                  "【封山育林】　在北山、西沟等地设立禁牧标志牌，全年封山育林6000\n\n"
                  "【育苗】　在城东、河西和南山建苗圃3处，育苗42万株，出圃18万株，满足全县造林需要。\n\n"
                  "亩，成活率在八成以上。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[1].title, "林　业");
    assert_int_equal(r.page.drafts.p[0].joins.n, 1);
    assert_int_equal(r.page.drafts.p[0].joins.p[0].b, 7);
    assert_int_equal(r.page.drafts.p[1].joins.n, 1);
    assert_int_equal(r.page.drafts.p[1].joins.p[0].a, 11);
    assert_int_equal(r.page.drafts.p[1].joins.p[0].b, 15);
    release(&r);
}

static void entries_on_power_and_telephones_are_no_datelines(void **state) {
    (void)state;
    Read r;
    read_page(&r, "邮　电\n\n【农村用电】　2012年，全县农村用电1200万千瓦时，比上年增长8%。\n\n"
                  "【移动通信】　年末基站36个，用户2.1万户。\n\n【邮政通讯】　邮路12条，单程486公里。\n");
    assert_int_equal(r.page.drafts.n, 1);
    for (uint32_t line = 3; line <= 7; line += 2) assert_int_equal(role_of(&r, line), ROLE_SECTION);
    release(&r);
}

static void a_gazetteer_has_no_year_of_its_own(void **state) {
    (void)state;
    Read r;
    read_page(&r, "第三节　集市\n\n1985年，全县有集市21处，上市人数平日三千人。1985年末，成交额1200万元，比解放初增长十倍。\n");
    assert_view(r.page.drafts.p[0].title, "第三节　集市");
    assert_int_equal(r.page.drafts.p[0].date.n, 0);
    release(&r);
}

static void the_name_of_a_part_beside_its_page_is_a_running_head(void **state) {
    (void)state;
    Read r;
    read_page(&r, "横 溪 镇 志\n\n第一编　村落\n\n间，今存十四间。村北有古樟一株，胸径二米余，树龄约六百年。\n\n"
                  "第二编　建置　85\n\n溪上旧有木桥，屡建屡毁，后改石拱，至今行人称便。\n\n乡　镇\n\n341\n\n"
                  "河西乡\n\n河西乡位于县城西北36公里，辖5个村、612户、3140人，以种植业为主。\n");
    assert_aside(&r, 1, "running-head");
    assert_aside(&r, 3, "running-head");
    assert_aside(&r, 7, "running-head");
    assert_aside(&r, 11, "running-head");
    assert_aside(&r, 15, NULL);
    assert_int_equal(r.page.drafts.n, 2);
    release(&r);
    read_page(&r, "教　育\n\n【教师】 全年招聘教师四十三人，培训教师二千余人次。\n\n教育·文化 271\n\n文　化\n\n"
                  "【图书馆】 县图书馆全年免费开放，新增图书六千余册。\n\n艾力·买买提 95\n\n阿依·古丽 93\n");
    assert_aside(&r, 5, "running-head");
    assert_aside(&r, 11, NULL);
    release(&r);
}

static void townships_under_numbers_are_pieces_where_no_chapter_stands_above(void **state) {
    (void)state;
    Read r;
    static const char towns[] = "一、河西镇\n\n位于县城西北15公里处，因在河西得名，辖22个村，逢二、五、八为集。\n\n"
                                "二、南山镇\n\n古为县治所在地，位于县城东北34公里，集市形成于明代，今日上市两千余人。\n";
    read_page(&r, towns);
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[1].title, "二、南山镇");
    release(&r);
    Str below = STR_INIT;
    str_adds(&below, "第二节　乡镇\n\n");
    str_adds(&below, towns);
    read_bytes(&r, str_view(&below));
    assert_int_equal(r.page.drafts.n, 1);
    release(&r);
    str_release(&below);
}

static void odd_leaves_do_no_harm(void **state) {
    (void)state;
    static const char *const pages[] = {"ISBN\n开本\n印张\n", "索引\n1\n2\n3\n4\n5\n6\n", "（1862—1931）\n", "索引",
                                        "）（—\n（）\n卷\n卷五\n公报 期\n"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        Read r;
        read_page(&r, pages[i]);
        release(&r);
    }
    static const char *const lines[] = {"第一编 甲\n", "索引　　　　　　　1\n", "ISBN 开本\n", "某某（1881—1950）\n", "一、河西镇\n位于城西\n",
                                        "3日\n", "附：名单\n甲\n", "12\n", "【甲】封育6000\n【乙】了。\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Str many = STR_INIT;
        for (int k = 0; k < 5000; k++) str_adds(&many, lines[i]);
        Read r;
        read_bytes(&r, str_view(&many));
        release(&r);
        str_release(&many);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_contents_page_belongs_to_no_section),
        cmocka_unit_test(dots_in_a_sentence_are_no_contents),
        cmocka_unit_test(a_title_given_again_below_a_page_number_is_a_running_head),
        cmocka_unit_test(a_line_beside_a_rule_is_a_running_head),
        cmocka_unit_test(several_months_may_head_a_part_of_a_chronicle),
        cmocka_unit_test(a_reign_with_our_year_heads_a_part_of_annals),
        cmocka_unit_test(a_plate_between_sections_is_a_piece_of_its_own),
        cmocka_unit_test(who_wrote_a_section_is_named_below_it),
        cmocka_unit_test(officers_above_the_text_leave_the_title_a_title),
        cmocka_unit_test(an_ordinance_in_a_paper_is_a_notice),
        cmocka_unit_test(an_imprint_is_set_aside_with_its_half_title),
        cmocka_unit_test(an_index_is_set_aside_up_to_what_follows_it),
        cmocka_unit_test(a_name_with_years_heads_a_life),
        cmocka_unit_test(a_yearbook_tells_of_the_year_before_its_own),
        cmocka_unit_test(what_a_page_is_set_in_by_is_no_indent),
        cmocka_unit_test(rows_of_figures_are_a_table_and_a_wide_word_is_none),
        cmocka_unit_test(a_life_is_headed_by_its_name_and_what_the_person_was),
        cmocka_unit_test(headings_that_come_again_are_parts_of_sections),
        cmocka_unit_test(a_table_may_have_a_cell_a_line),
        cmocka_unit_test(a_document_is_named_with_who_issued_it),
        cmocka_unit_test(a_page_that_begins_with_a_month_goes_on_with_a_chronicle),
        cmocka_unit_test(the_tail_of_an_entry_below_another_heading_goes_back),
        cmocka_unit_test(entries_on_power_and_telephones_are_no_datelines),
        cmocka_unit_test(a_gazetteer_has_no_year_of_its_own),
        cmocka_unit_test(the_name_of_a_part_beside_its_page_is_a_running_head),
        cmocka_unit_test(townships_under_numbers_are_pieces_where_no_chapter_stands_above),
        cmocka_unit_test(odd_leaves_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
