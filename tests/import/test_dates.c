/* Which year a page is of, and from what it is known. */
#include "import/page.h"
#include "test.h"

static const char story[] = "山里修起便民桥\n\n本报讯（记者 田小禾）8月5日，柳河村的便民桥修好了。村民过河不再绕路，孩子上学也方便了。\n\n"
                            "这座桥长三十米，宽四米，由村里和镇里一起出钱修建，用了两个多月。\n";

/* The page's date as yyyy-m-d, 0 for what is not known. */
static void assert_issue(const char *head, const char *rest, const char *want) {
    Diag d;
    Page page;
    Str text = STR_INIT;
    char got[40];
    diag_init(&d, MSG_EN);
    page_init(&page, &d, "page.txt");
    str_adds(&text, head);
    str_adds(&text, "\n\n");
    str_adds(&text, rest);
    assert_true(page_read(&page, str_view(&text)));
    snprintf(got, sizeof got, "%u-%u-%u", page.year, page.issue_month, page.issue_day);
    if (strcmp(got, want) != 0) print_message("%s\n", head);
    assert_string_equal(got, want);
    page_release(&page);
    str_release(&text);
    diag_release(&d);
}

static void a_masthead_dates_its_page_in_any_form(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"柳河报\n2014年8月12日　星期二", "2014-8-12"},
        {"柳河报\n二〇〇九年三月五日　星期四", "2009-3-5"},
        {"柳河报　二○○九年三月五日　第1234期", "2009-3-5"},
        {"柳河报\n二OO九年三月五日", "2009-3-5"},
        {"柳河報\n民國九十八年三月五日　星期四", "2009-3-5"},
        {"柳河報　中華民國七十四年三月五日　星期二", "1985-3-5"},
        {"柳河报\n2014/08/12　B3", "2014-8-12"},
        {"柳河報　97.3.12　星期三　B3", "2008-3-12"},
        {"柳河报　97.3.12　星期三", "1997-3-12"},
        {"柳河報社　柳河鎮中正路12號　電話:035551136-3\n2014年8月12日 星期二", "2014-8-12"},
        {"柳河报\n2014 年 8 月 12 日　星期 二", "2014-8-12"},
        {"柳河报\n一九五八年八月十二日 农历戊戌年六月廿七", "1958-8-12"},
        {"光緒二十一年八月十二日　　禮拜一", "1895-0-0"}, /* a lunar day */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_issue(rows[i][0], story, rows[i][1]);
}

static void assert_printed(const char *head, const char *want) {
    Diag d;
    Page page;
    Str text = STR_INIT;
    diag_init(&d, MSG_EN);
    page_init(&page, &d, "page.txt");
    str_addf(&text, "%s\n\n%s", head, story);
    assert_true(page_read(&page, str_view(&text)));
    if (!view_is(page.printed_date, want))
        print_message("%s: %.*s\n", head, (int)page.printed_date.n, page.printed_date.p ? page.printed_date.p : "");
    assert_true(view_is(page.printed_date, want));
    page_release(&page);
    str_release(&text);
    diag_release(&d);
}

/* Beside the day that they resolve to stands what the masthead prints. */
static void dates_of_other_calendars_are_kept_as_printed(void **state) {
    (void)state;
    assert_printed("柳河报\n2014年8月12日　星期二　农历甲午年七月十七　第1234期", "农历甲午年七月十七, line 2");
    assert_printed("柳河报\n2014年8月12日　星期二（农历 甲午年 七月大 十七）", "农历 甲午年 七月大 十七, line 2");
    assert_printed("柳河报\n甲午年七月十七 2014年8月12日 星期二", "甲午年七月十七, line 2");
    assert_printed("柳河報　中華民國一〇三年八月十二日　星期二　農曆七月十七日", "中華民國一〇三年八月十二日; 農曆七月十七日, line 1");
    assert_printed("光緒二十一年八月十二日　　禮拜一", "光緒二十一年八月十二日, line 1");
    assert_printed("柳河民國日報\n2014年8月12日 星期二", "");
    assert_printed("柳河报\n2014年8月12日　星期二", "");
}

static void a_masthead_date_may_stand_in_pieces(void **state) {
    (void)state;
    assert_issue("柳河报\n2014年\n8月\n12日\n星期二", story, "2014-8-12");
    assert_issue("柳河报\n8月12日\n2014年　星期二", story, "2014-8-12");
    assert_issue("柳河报\n8月12日　星期二　2014年", story, "2014-8-12");
    assert_issue("八月十二日\n一九八七年\n星期三", story, "1987-8-12");
    assert_issue("中華民國五十六年\n八月十二日　星期六", story, "1967-8-12");
}

static void a_day_without_a_year_is_no_masthead(void **state) {
    (void)state;
    assert_issue("柳河报\n8月12日\n星期二", story, "0-0-0");
}

static void a_month_near_the_datelines_has_their_year(void **state) {
    (void)state;
    assert_issue("桥头的新路灯", "本报柳河8月12日讯（记者 田小禾）2016年8月上旬，柳河村装上了路灯，村民夜里出门不再打手电。\n", "2016-0-0");
    assert_issue("桥头的新路灯", "本报柳河8月12日讯（记者 田小禾）2016年1月上旬，柳河村装上了路灯，村民夜里出门不再打手电。\n", "0-0-0");
}

static void news_that_opens_with_a_year_was_written_in_it(void **state) {
    (void)state;
    assert_issue("梨园开园", "本报9月12日讯（记者 田小禾）2016年的秋梨开园了，柳河村的路边停满了货车。\n", "2016-0-0");
    assert_issue("糖厂开榨", "本报讯 一九八三年到一九八四年榨季，县糖厂提前八天开榨，社员不再排队等车。\n", "1983-0-0");
    assert_issue("梨园开园", "柳河村的路边停满了货车。2016年栽下的梨树今年挂了果。\n", "0-0-0");
}

static void the_day_of_a_price_list_dates_its_page(void **state) {
    (void)state;
    assert_issue("集市菜价", "（二〇〇六年三月十八日　单位：元/公斤）\n\n白菜 0.80　萝卜 0.60　土豆 1.20\n", "2006-0-0");
    assert_issue("老照片", "（1976年3月18日摄）\n\n照片上的木桥早已换成了水泥桥，桥头的柳树还在。\n", "0-0-0");
    assert_issue("种菜的人", "（2006年3月18日傍晚，老田在菜地里收了最后一筐萝卜，装上三轮车，第二天一早就送到城里去卖了。）\n", "0-0-0");
}

static void a_year_of_which_something_is_expected_is_the_present_one(void **state) {
    (void)state;
    assert_issue("果园里的账", "一亩果园算下来不少。2016年，柳河村果品产量有望突破三十万斤，是种果树以来最多的一年。\n", "2016-0-0");
}

static void a_season_that_goes_on_has_the_present_year(void **state) {
    (void)state;
    assert_issue("流动书车", "2016年入冬以来，柳河村的流动书车已经走了十二个组，借出图书三百册。\n", "2016-0-0");
    assert_issue("流动书车", "2016年以来，柳河村的流动书车已经走了十二个组，借出图书三百册。\n", "0-0-0");
}

static void a_year_is_read_in_any_writing(void **state) {
    (void)state;
    static const char *const years[] = {"1995年", "一九九五年", "１９９５年", "民國八十四年", "民国84年", "1995 年"};
    char text[200];
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        snprintf(text, sizeof text, "%s全縣早稻又获丰收，每亩比去年多收九公斤，社员家里的谷仓都装满了。\n", years[i]);
        assert_issue("早稻丰收", text, "1995-0-0");
    }
    assert_issue("早稻丰收", "八十四年全县早稻又获丰收，每亩比去年多收九公斤，社员家里的谷仓都装满了。\n", "0-0-0");
}

static void a_headlines_year_is_the_present_one(void **state) {
    (void)state;
    assert_issue("", "一九九九年春茶上市量增两成\n\n本报讯 截至4月5日，全县春茶上市三十七万公斤，卖得一半鲜叶。\n", "1999-0-0");
    assert_issue("", "1958年的那场雪\n\n本报讯 老人们说，截至4月5日，山上的雪还没有化，路上的车很少。\n", "0-0-0");
}

static void a_chronicles_name_has_its_year(void **state) {
    (void)state;
    assert_issue("青石县1958年大事记",
                 "1月，修路三条，次年完工。\n\n3月，东坝水库动工，1961年建成，1964年加高。\n\n5月，县报创刊，1962年停刊"
                 "。\n\n6月，小麦丰收。\n",
                 "1958-0-0");
}

static void the_last_of_several_years_is_a_guess(void **state) {
    (void)state;
    assert_issue("果园里的账", "2012年，村里开始种果树，头一年只有十户人家愿意。\n\n2013年，又有三十户跟着种，县里派人来教剪枝。\n\n"
                               "2015年，果树第一次卖了好价钱，种树的人家有了九十多户。\n", "2015-0-0");
    assert_issue("果园里的账", "2012年，村里开始种果树，头一年只有十户人家愿意。\n\n如今种树的人家有了九十多户。\n", "0-0-0");
    assert_issue("果园里的账", "2012年，村里开始种果树。\n\n2013年，又有三十户跟着种。\n\n2015年以来，种树的人家有了九十多户。\n", "0-0-0");
}

static void what_lies_ahead_is_no_present(void **state) {
    (void)state;
    static const char *const plans[] = {
        "2021年高山滑雪世锦赛将在山外举行，柳河村的两个娃娃想去看。\n\n2022年冬奥会也快了，村里的孩子天天练。\n",
        "本报8月5日讯 预计2024年建成的水库动了工。拟于2024年通水的渠道也开了挖，工地上机器不停。\n",
        "2035年远景目标写进了乡里的规划。2035年远景目标怎样达到，大家在会上说了一天。\n\n2035年远景目标挂在墙上。\n",
    };
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) assert_issue("村里说的往后", plans[i], "0-0-0");
    assert_issue("一个收官之年", "2020年是收官之年，柳河村的路全修完了。2022年冬奥会前，村里还要建一座滑冰场。\n", "2020-0-0");
}

static void a_year_that_had_ended_is_not_the_present_one(void **state) {
    (void)state;
    static const char *const over[] = {
        "本报2月5日讯 截至2018年底，全县修桥三十座。村民过河不再绕路，孩子上学也方便了。\n",
        "本报2月5日讯 截至2018年11月，全县修桥三十座。村民过河不再绕路，孩子上学也方便了。\n",
        "本报2月5日讯 田家的果园收成好。2018年，全县果品产量同比增长两成。2018年，全县蔬菜产量同比增长一成。\n",
        "柳河村的果园收成好。2018年全年，全县果品卖出三十万斤，蔬菜卖出二十万斤，都比往年多。\n",
    };
    for (size_t i = 0; i < sizeof over / sizeof *over; i++) assert_issue("年年修桥", over[i], "0-0-0");
    assert_issue("年年修桥", "本报12月22日讯 工钱要在2019年春节前付清。截至2018年11月，还有三家没有付，镇里天天去催。\n\n"
                             "本报12月22日讯 乡里开会，部署2019年度修路的事。\n", "2018-0-0");
    assert_issue("年年修桥", "本报12月5日讯 截至2018年11月，全县修桥三十座。村民过河不再绕路，孩子上学也方便了。\n", "2018-0-0");
}

static void a_year_named_again_and_again_may_be_past(void **state) {
    (void)state;
    assert_issue("果园里的账", "本报8月5日讯 果树种了多年。\n\n2016年，他卖果子盖了新房。\n\n2016年，他的儿子考上了学。\n\n"
                               "2016年5月，他去外乡学剪枝。\n\n2016年9月3日，他头一回坐火车。\n", "0-0-0");
}

static void a_feast_and_a_part_of_the_year_near_the_datelines_have_their_year(void **state) {
    (void)state;
    assert_issue("灯会", "本报2月5日讯 2019年春节灯会开了场，柳河村的人都去看灯，街上停满了车。\n", "2019-0-0");
    assert_issue("灯会", "本报8月5日讯 老田说起2019年春节灯会，柳河村的人都去看灯，街上停满了车。\n", "0-0-0");
    assert_issue("奶厂", "本报8月5日讯 村里有座奶厂。2019年上半年，奶厂卖出酸奶三十吨，牧民分了红。\n", "2019-0-0");
}

static void an_anniversary_tells_the_present_year(void **state) {
    (void)state;
    assert_issue("村里的红旗", "柳河村家家挂起红旗。今年是新中国成立七十周年，村里排了一台戏。\n", "2019-0-0");
    assert_issue("村里的红旗", "柳河村家家挂起红旗。明年是新中国成立七十周年，村里要排一台戏。\n", "0-0-0");
}

static void what_one_may_still_enter_for_has_the_present_year(void **state) {
    (void)state;
    assert_issue("招工启事", "本厂招收缝纫女工60名，有意者请于1994年10月25日至31日到厂报名。\n", "1994-0-0");
    assert_issue("征文启事", "柳河镇办征文，题目不限。\n\n征文截止日期：1994年9月30日。\n", "1994-0-0");
}

static void a_notice_may_be_dated_above_its_text(void **state) {
    (void)state;
    Diag d;
    Page page;
    diag_init(&d, MSG_EN);
    page_init(&page, &d, "page.txt");
    assert_true(page_read(&page, V("柳河晚報\n94年11月3日　星期四　C2版\n\n柳河鎮公所　公告\n發文日期：中華民國94年10月31日\n\n"
                                   "主旨：公告本鎮零售市場攤位公開招租。\n依據：零售市場管理規則。\n")));
    assert_int_equal(page.drafts.n, 1);
    assert_view(page.drafts.p[0].date, "2005-10-31");
    assert_int_equal(page.drafts.p[0].kind, KIND_NOTICE);
    page_release(&page);
    diag_release(&d);
}

static void a_day_that_no_month_has_is_left_out(void **state) {
    (void)state;
    static const char text[] = "柳河报\n2014年3月5日　星期三\n\n山里修起便民桥\n\n"
                               "本报柳河31日讯 柳河村的便民桥修好了。村民过河不再绕路，孩子上学也方便了。\n";
    Diag d;
    Page page;
    diag_init(&d, MSG_EN);
    page_init(&page, &d, "page.txt");
    assert_true(page_read(&page, view_of(text)));
    assert_int_equal(page.drafts.n, 1);
    assert_view(page.drafts.p[0].date, "2014-02");
    assert_view(page.drafts.p[0].date_precision, "month");
    page_release(&page);
    diag_release(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_masthead_dates_its_page_in_any_form),
        cmocka_unit_test(dates_of_other_calendars_are_kept_as_printed),
        cmocka_unit_test(a_masthead_date_may_stand_in_pieces),
        cmocka_unit_test(a_day_without_a_year_is_no_masthead),
        cmocka_unit_test(a_month_near_the_datelines_has_their_year),
        cmocka_unit_test(news_that_opens_with_a_year_was_written_in_it),
        cmocka_unit_test(the_day_of_a_price_list_dates_its_page),
        cmocka_unit_test(a_year_of_which_something_is_expected_is_the_present_one),
        cmocka_unit_test(what_lies_ahead_is_no_present),
        cmocka_unit_test(a_year_that_had_ended_is_not_the_present_one),
        cmocka_unit_test(a_year_named_again_and_again_may_be_past),
        cmocka_unit_test(a_feast_and_a_part_of_the_year_near_the_datelines_have_their_year),
        cmocka_unit_test(an_anniversary_tells_the_present_year),
        cmocka_unit_test(what_one_may_still_enter_for_has_the_present_year),
        cmocka_unit_test(a_notice_may_be_dated_above_its_text),
        cmocka_unit_test(a_season_that_goes_on_has_the_present_year),
        cmocka_unit_test(a_year_is_read_in_any_writing),
        cmocka_unit_test(a_headlines_year_is_the_present_one),
        cmocka_unit_test(a_chronicles_name_has_its_year),
        cmocka_unit_test(the_last_of_several_years_is_a_guess),
        cmocka_unit_test(a_day_that_no_month_has_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
