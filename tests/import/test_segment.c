/* Where articles are cut and what heads them: forms a page may have, odd
 * ones included. */
#include "reading.h"

#define BODY_A "今年以来，城关镇对镇区道路进行巡查，修补路面坑槽三百二十处，清理边沟四十公里，群众出行更方便了。"
#define BODY_B "县图书馆新添图书三千册，涵盖农业技术、儿童读物等多个门类，每周六开放到晚上九点，欢迎读者借阅。"

static void one_line_is_a_title(void **state) {
    (void)state;
    Read r;
    read_page(&r, "城关镇新图书馆开馆\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(r.page.drafts.p[0].title, "城关镇新图书馆开馆");
    release(&r);
}

static void headlines_below_one_another_are_no_wrapped_text(void **state) {
    (void)state;
    Read r;
    read_page(&r, "城关镇加强道路养护\n\n县图书馆添书三千\n\n第二小学开运动会\n\n河东村修好新水渠\n\n"
                  "西山乡苹果获丰收\n\n县医院添置新设备\n\n南街居民用上暖气\n\n北门市场换了新颜\n");
    assert_false(r.page.wrapped);
    assert_int_equal(r.page.paras.n, 8);
    release(&r);
}

static void lines_of_twenty_without_blank_ones_are_three_articles(void **state) {
    (void)state;
    Read r;
    read_page(&r, "城关镇加强道路养护\n"
                  "本报讯（记者 王远）今年以来，城关镇对镇区\n道路进行巡查，修补路面坑槽三百二十处，清理\n边沟四十公里，群众出行更方便了。\n"
                  "县图书馆添书三千\n"
                  "本报讯（通讯员 李青）县图书馆新添图书三千\n册，涵盖农业技术、儿童读物等多个门类，每周\n六开放到晚上九点，欢迎读者借阅。\n"
                  "第二小学开运动会\n"
                  "本报讯 第二小学昨天举办春季运动会，八百名\n学生参加了跑步、跳绳、拔河等比赛，操场上加\n油声不断，家长也来助阵。\n");
    assert_true(r.page.wrapped);
    assert_int_equal(r.page.drafts.n, 3);
    assert_view(r.page.drafts.p[1].title, "县图书馆添书三千");
    release(&r);
}

static void proverbs_in_a_wrapped_book_do_not_hide_its_columns(void **state) {
    (void)state;
    Read r;
    read_page(&r, "第一节　节日\n"
                  "　　俗称过年。腊月初八吃粥，二十三祭灶，二十四起\n扫尘、蒸馍、推豆腐、炸油果。除夕贴对联、门神，一\n家围坐守岁，初一黎明牵牲畜出圈，初二起走亲戚，至\n十五方止。\n"
                  "　　正月十五，城镇张灯，四乡耍社火。社火有跑旱船\n、踩高跷、太平鼓、打铁花诸类，山里一带还保存鼓点\n十八套。社火进院时，主家放鞭炮、散烟糖，讨个吉利\n。\n"
                  "第二节　农谚\n"
                  "春风不刮地不开，秋风不刮籽不来。\n头伏荞麦二伏菜，三伏里头莫等待。\n麦子种到冰茬上，面罗挂到房梁上。\n");
    assert_true(r.page.wrapped);
    assert_int_equal(r.page.drafts.n, 2);
    release(&r);
}

#define NEWS_A \
    "本报城关3月5日电 （记者田小禾）记者从县交通局获悉：城关镇对镇区道路进行了巡查，修补坑槽三百二十处，清理边沟四十公里。\n\n" \
    "今年，镇里还将把巡查道路的办法推广到各村，让群众出行更方便，公路养护资金由县财政列支。\n"
#define DECK_A "城关镇巡查道路，修补坑槽三百二十处，清理边沟四十公里，群众出行更方便；今年，巡查办法将推广到各村。"

static void a_summary_above_the_dateline_is_of_the_news_below_it(void **state) {
    (void)state;
    static const struct { const char *text; size_t drafts; } pages[] = {
        {"镇区道路有人巡查\n\n" DECK_A "\n\n" NEWS_A, 1},
        {"镇区道路有人巡查\n\n" BODY_B "\n\n" NEWS_A, 2},
        {"县图书馆添书三千\n\n" BODY_B "\n\n" BODY_B "\n\n镇区道路有人巡查\n\n" DECK_A "\n\n" NEWS_A, 2},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        Read r;
        read_page(&r, pages[i].text);
        assert_int_equal(r.page.drafts.n, pages[i].drafts);
        release(&r);
    }
}

static void a_line_above_a_headline_with_its_column_is_its_kicker(void **state) {
    (void)state;
    static const char *const kickers[] = {"去年修了三百处，今年再修五百处，路不平的地方少了", "柳河好去处、南山目的地",
                                          "县里修路，镇里养路"};
    for (size_t i = 0; i < sizeof kickers / sizeof *kickers; i++) {
        char text[2048];
        Read r;
        snprintf(text, sizeof text,
                 "城关镇加强道路养护\n\n" BODY_A "\n\n%s\n\n路平了心也平（走基层）\n\n这条路，大家盼了很久。\n\n" BODY_A "\n",
                 kickers[i]);
        read_page(&r, text);
        assert_int_equal(r.page.drafts.n, 2);
        assert_view(r.page.drafts.p[1].kicker, kickers[i]);
        release(&r);
    }
}

/* A kicker may lead to a long headline. */
static void a_line_with_a_colon_leads_to_its_headline(void **state) {
    (void)state;
    Read r;
    read_page(&r, "城关镇加强道路养护\n\n本报讯（记者 王远）" BODY_A "\n\n\n农民有了新盼头：\n\n山路修到家门口以后苹果不再烂在地里老人看病也有班车可坐\n\n" BODY_B
                  "\n\n" BODY_A "\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[1].kicker, "农民有了新盼头：");
    assert_view(r.page.drafts.p[1].title, "山路修到家门口以后苹果不再烂在地里老人看病也有班车可坐");
    release(&r);
}

static void which_of_two_lines_is_the_title_is_told_by_their_words(void **state) {
    (void)state;
    static const struct { const char *lines, *title; } heads[] = {
        {"全县春运客流创新高\n\n比去年同期增长一成", "全县春运客流创新高"},
        {"县里发布用工标准\n\n31家企业先行试点", "县里发布用工标准"},
        {"全省青少年乒乓球公开赛\n\n柳河队晋级八强", "柳河队晋级八强"},
        {"县医院提醒\n\n入冬老人要防跌倒", "入冬老人要防跌倒"},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        char text[1024];
        Read r;
        snprintf(text, sizeof text, "%s\n\n" NEWS_A, heads[i].lines);
        read_page(&r, text);
        assert_int_equal(r.page.drafts.n, 1);
        assert_view(r.page.drafts.p[0].title, heads[i].title);
        assert_int_equal(r.page.drafts.p[0].column.n, 0);
        release(&r);
    }
}

/* A headline, text, and two stacks with text below each. */
static size_t drafts_under(const char *first, const char *second) {
    char text[4096];
    Read r;
    snprintf(text, sizeof text,
             "路修通以后\n\n本报记者 田小禾\n\n" BODY_A "\n\n%s\n\n" BODY_B "\n\n" BODY_A "\n\n%s\n\n" BODY_A "\n\n" BODY_B "\n",
             first, second);
    read_page(&r, text);
    size_t n = r.page.drafts.n;
    release(&r);
    return n;
}

static void parts_under_two_lines_of_one_form_are_of_one_piece(void **state) {
    (void)state;
    assert_int_equal(drafts_under("镜头一\n\n班车开到了山上", "镜头二\n\n苹果卖到了外省"), 1);
    assert_int_equal(drafts_under("南山——\n\n班车开到了山上", "柳河口——\n\n苹果卖到外省"), 1);
    assert_int_equal(drafts_under("学校搬进了新楼\n\n孩子不再走夜路", "药房开在家门口\n\n老人看病不出村"), 1);
    assert_int_equal(drafts_under("缘　起", "后　话"), 1);
    assert_true(drafts_under("有问必答\n\n暖气不热找谁？", "快人快语\n\n一锹煤渣的温度") > 1); /* columns */
    assert_true(drafts_under("南山镇\n\n班车开到了山上", "西山镇\n\n苹果卖到了外省") > 1); /* where items come from */
}

static void who_wrote_stands_below_a_piece_and_ends_it(void **state) {
    (void)state;
    static const char *const ends[] = {
        "（作者为柳河大学农业经济学院教授、柳河县乡村建设研究中心特约研究员）", "田小禾\n\n（作者为柳河县新桥小学教师）",
        "——编　者", "——编者\n\n版式设计：何远山",
        "（本报记者田小禾、何远山、江一帆、罗青、苏敏、林山、方土、陆平、石磊）"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char text[2048];
        Read r;
        snprintf(text, sizeof text,
                 "把路修到家门口\n\n" BODY_A "\n\n" BODY_B "\n\n%s\n\n书香进了村\n\n" BODY_B "\n\n" BODY_A "\n", ends[i]);
        read_page(&r, text);
        assert_int_equal(r.page.drafts.n, 2);
        assert_view(r.page.drafts.p[1].title, "书香进了村");
        for (size_t k = 0; k < r.page.paras.n; k++) /* nor does text elsewhere go on with such a line */
            assert_false(r.page.paras.p[k].open && view_starts(r.page.paras.p[k].text, V("（")));
        release(&r);
    }
}

static void briefs_under_a_columns_name_are_a_piece_each(void **state) {
    (void)state;
    static const char *const pages[] = {
        "乡村简讯\n\n●" BODY_A "\n\n●" BODY_B "\n\n",
        "乡村简讯\n\n" BODY_A "\n\n" BODY_B "\n\n",
    };
    for (size_t k = 0; k < sizeof pages / sizeof *pages; k++) {
        Read r;
        read_page(&r, pages[k]);
        assert_int_equal(r.page.drafts.n, 2);
        assert_view(r.page.drafts.p[1].column, "乡村简讯");
        release(&r);
    }
    Read r;
    read_page(&r, "乡村简讯\n\n城关镇加强道路养护\n\n" BODY_A "\n\n县图书馆添书三千\n\n" BODY_B "\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[1].column, "乡村简讯");
    release(&r);
    read_page(&r, "遗失声明\n\n▲城关镇东街百货店遗失营业执照副本，声明作废。\n\n▲河东村村民委员会遗失公章一枚，声明作废。\n");
    assert_int_equal(r.page.drafts.n, 1);
    release(&r);
}

/* A yearbook's roll: further names of an office stand alone below the first,
 * and blanks are set as geta marks. */
static void names_below_an_office_are_no_byline(void **state) {
    (void)state;
    Read r;
    read_page(&r, "河源年鉴\n\n领导名录\n\n"
                  "县　委\n书　记〓周平川\n副书记〓陈向东\n孙立本\n赵青山\n李树人(挂职)\n常〓委〓吴大为\n郑小河\n\n"
                  "县人大\n主〓任〓王长林\n副主任〓马玉清\n姜广田\n\n县政府\n县〓长〓陈向东\n");
    const Draft *last = &r.page.drafts.p[r.page.drafts.n - 1];
    assert_view(last->title, "领导名录");
    assert_int_equal(last->authors.n, 0);
    release(&r);
}

static void a_dashed_line_below_the_byline_is_the_deck(void **state) {
    (void)state;
    Read r;
    read_page(&r, "茶山人家\n\n本报记者 何雅芝 通讯员 周平川\n\n——来自北乡茶区的报告\n\n"
                  "谷雨刚过，北乡的早市凌晨三点就开了，四乡的茶农背着竹篓赶来。\n\n采茶要赶早\n\n"
                  "去年冬天，全乡新开茶园八百亩，又请来师傅办了三期训练班。\n");
    assert_view(r.page.drafts.p[0].subtitle, "来自北乡茶区的报告");
    assert_int_equal(r.page.drafts.n, 1);
    release(&r);
}

static void a_chronicle_may_have_a_number_and_a_second_name(void **state) {
    (void)state;
    Read r;
    read_page(&r, "河源县大事记（四）——水库建成以后的年代\n\n1989年\n\n1月3日　县水库开始蓄水，全县有六个乡用上库水。\n\n"
                  "2月14日　县图书馆迁入新楼，藏书增加到三万册。\n\n3月1日　第二小学操场修好，全校师生在新操场上做操。\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(r.page.drafts.p[0].title, "河源县大事记（四）——水库建成以后的年代");
    release(&r);
}

static void a_headline_where_text_breaks_off_begins_a_piece(void **state) {
    (void)state;
    Read r;
    read_page(&r, "老街夜市清场\n\n本报记者 卢远\n\n" BODY_A "\n\n镇里的人说，月底前会到各街收集意见，并研究在大桥旁边的空地设洗\n\n"
                  "免费健康检查\n\n县医院义工队星期日上午在镇中学替老人量血压、验视力，名额一百五十个，请带身份证。\n\n碗间。\n");
    assert_int_equal(role_of(&r, 9), ROLE_TITLE);
    release(&r);
}

static void what_stands_under_a_yearbooks_title(void **state) {
    (void)state;
    Read r;
    read_page(&r, "青石年鉴 2020\n\n青石镇\n\nQINGSHI TOWN\n\n【概况】 青石镇位于县城西北部，辖九个村，有茶园一万亩，年末有三千户。\n\n"
                  "【道路】 修通村道十四公里，新建桥梁五座，养护县道三十公里，客车通到每个村。\n\n"
                  "水利\n\n水利局\n\n局　长　　韩玉山（回族）\n\n【概况】 全镇有小水库三座，渠道四十公里，灌溉面积八千亩，当年无水患。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].title, "青石镇");
    assert_view(r.page.drafts.p[0].subtitle, "QINGSHI TOWN");
    assert_view(r.page.drafts.p[1].title, "水利");
    release(&r);
}

static void running_heads_that_come_again_are_set_aside(void **state) {
    (void)state;
    Read r;
    read_page(&r, "大事记　　　　　　　　　　　　　　9\n\n【概况】 全镇有小水库三座，渠道四十公里，灌溉面积八千亩，当年没有\n\n· 10 ·\n\n教育·科技·文化\n\n水患。\n\n"
                  "【教育】 全镇有小学五所，学生一千二百人，教师八十人，新建教学楼一座。\n\n· 11 ·\n\n教育·科技·文化\n\n【科技】 推广水稻良种六个，建示范田二百亩。\n");
    assert_int_equal(role_of(&r, 1), ROLE_FURNITURE);
    assert_int_equal(role_of(&r, 7), ROLE_FURNITURE);
    assert_int_equal(role_of(&r, 15), ROLE_FURNITURE);
    release(&r);
}

static void dots_around_a_heading_are_ornament(void **state) {
    (void)state;
    Read r;
    read_page(&r, "青石年鉴 2020\n\n·道路建设·\n\n【概况】 全镇修通村道十四公里，新建桥梁五座，养护县道三十公里，客车通到每个村。\n");
    assert_view(r.page.drafts.p[0].title, "道路建设");
    release(&r);
}

static void the_heads_of_digitized_pages_are_set_aside(void **state) {
    (void)state;
    Read r;
    read_page(&r, "1956年5月18日青石日报 第2版\n\n第2版()\n专栏:\n\n镇里修好三座水渠\n" BODY_A
                  "\n\n\n第2版()\n专栏:\n\n合作社运来新农具\n本报讯 （记者 田小禾）" BODY_B "\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_int_equal(role_of(&r, 4), ROLE_FURNITURE);
    assert_int_equal(role_of(&r, 10), ROLE_FURNITURE);
    assert_view(r.page.drafts.p[1].title, "合作社运来新农具");
    release(&r);
    read_page(&r, "第A03版：特别报道\n\n镇里修好三座水渠\n\n" BODY_A "\n");
    assert_int_equal(role_of(&r, 1), ROLE_FURNITURE);
    release(&r);
}

static void entries_by_month_and_season_are_a_chronicle(void **state) {
    (void)state;
    Read r;
    read_page(&r, "青石往事(3)\n\n1月，镇里修通两条村道。\n\n3月5日，镇中学新教学楼动工。\n\n5月上旬，小麦丰收。\n\n6月——8月，东河三次涨水，堤坝无事。\n\n"
                  "秋，公路大桥动工，是镇里第一座公路大桥。\n\n10月20日，镇图书馆开门。\n\n本年，全镇种树三万棵。\n");
    assert_true(r.page.yearbook);
    assert_int_equal(r.page.drafts.n, 1);
    assert_int_equal(role_of(&r, 11), ROLE_BODY);
    release(&r);
}

static void what_stands_over_the_first_heading_of_a_book(void **state) {
    (void)state;
    Read r;
    read_page(&r, "青石年鉴 2020\n\n青石县\n\n·道路建设·\n\n全县修通村道十四公里，新建桥梁五座，养护县道三十公里，客车通到每个村。\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(r.page.drafts.p[0].kicker, "青石县");
    assert_view(r.page.drafts.p[0].title, "道路建设");
    release(&r);
    read_page(&r, "概述·1·\n概述\n一\n青石县位于省境东部，东邻大江，境内多山，河流纵横，有茶园一万亩，年末有三万户。\n");
    assert_view(r.page.drafts.p[0].title, "概述");
    assert_int_equal(role_of(&r, 3), ROLE_SUBHEAD);
    release(&r);
}

static void a_headline_torn_inside_a_quotation_is_one(void **state) {
    (void)state;
    Read r;
    read_page(&r, "一颗苹果的“身份\n\n证”\n\n本报记者 王远\n\n" BODY_A "\n\n" BODY_B "\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(r.page.drafts.p[0].title, "一颗苹果的“身份证”");
    release(&r);
}

static void lines_of_as_many_words_are_rows(void **state) {
    (void)state;
    Read r;
    read_page(&r, "城关镇修补道路\n\n本报讯（记者 王远）" BODY_A
                  "\n\n县医院专家门诊时间表\n\n内科 王远 周一 上午\n\n外科 李青 周二 上午\n\n儿科 赵云 周四 全天\n\n"
                  "停水通知\n\n" BODY_B "\n");
    for (uint32_t line = 7; line <= 11; line += 2) assert_int_equal(role_of(&r, line), ROLE_TABLE);
    release(&r);
}

static void a_text_above_its_headline_is_parted_from_the_one_before(void **state) {
    (void)state;
    Read r;
    read_page(&r, "城关镇修补道路\n\n本报讯（记者 王远）" BODY_A "\n\n镇里还给每条道路配了养护员，路面坑槽三天之内修补，边沟每月清理一次。\n\n"
                  "外婆的酸菜缸放在灶房墙角，缸沿上搁一块青石。冬天揭开缸盖，一屋子都是酸香。\n\n"
                  "外婆说，酸菜急不得，青石压得住，缸里的水才清。如今我也有一口缸，却总腌不出那个酸香。\n\n外婆的酸菜\n\n林青禾\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[1].title, "外婆的酸菜");
    assert_int_equal(r.page.drafts.p[0].paras.n, 3);
    assert_int_equal(r.page.drafts.p[1].paras.n, 4);
    release(&r);
}

static void a_dash_read_as_the_number_begins_a_deck(void **state) {
    (void)state;
    Read r;
    read_page(&r, "悬崖上的路\n一一记石桥乡群众修路\n本报记者　王远\n" BODY_A "\n" BODY_B "\n");
    assert_view(r.page.drafts.p[0].title, "悬崖上的路");
    assert_view(r.page.drafts.p[0].subtitle, "记石桥乡群众修路");
    release(&r);
}

static void a_note_of_what_was_left_out_closes_the_text_above(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石桥年鉴 2011\n\n" BODY_A "\n\n（本文有删节）\n\n2010年大事记\n\n1月\n\n6日　石桥镇修好六条道路。\n\n"
                  "是年　石桥镇栽树三千株，修路六条，通电的村有十二个。\n\n大 事 记\n\n—— 38 ——\n\n石桥概况\n\n【边远村组通信】 在河东村等地建起基站二十一座，"
                  "二十七个自然村通了电话。\n\n【道路】 " BODY_B "\n");
    assert_int_equal(r.page.drafts.n, 3);
    assert_int_equal(r.page.drafts.p[0].paras.n, 2);
    assert_view(r.page.drafts.p[1].title, "2010年大事记");
    assert_false(r.page.drafts.p[1].kicker.n);
    assert_aside(&r, 15, "running-head");
    assert_int_equal(role_of(&r, 21), ROLE_SECTION);
    release(&r);
}

static void each_readers_question_of_a_column_is_a_piece(void **state) {
    (void)state;
    Read r;
    read_page(&r, "农家问答\n\n问：我家的苹果树去年坐果很少，是什么原因？（河东乡　一农户）\n\n答：多半是授粉不良，可以每隔四行高接一行别的品种。\n\n"
                  "问：冬麦返青后发黄怎么办？（石桥镇　一农户）\n\n答：先看是缺水还是缺肥，土干的时候要浇返青水。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[1].column, "农家问答");
    release(&r);
    read_page(&r, "健康问答\n\n冬天手脚冰凉怎么办\n\n问：我一到冬天手脚就冰凉，睡到半夜还暖不过来，怎么办？\n\n答：多活动，睡前用热水泡脚，衣着要保暖。\n\n"
                  "问：喝姜糖水有用吗？\n\n答：可以喝一些，不能代替看医生。\n");
    assert_int_equal(r.page.drafts.n, 1);
    release(&r);
}

static void what_the_editor_says_behind_a_letter_is_titled_so(void **state) {
    (void)state;
    Read r;
    read_page(&r, "北街的水龙头该修了\n\n编辑同志：\n\n北街一带的五处公用水龙头，入冬以后先后冻坏了三处，至今没有修好。\n\n"
                  "北街居民 何雅芝\n\n编后\n\n几个水龙头，看来是小事，却关系着几百户人家的吃水，望有关单位早日修好。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[1].title, "编后");
    release(&r);
}

static void letters_printed_in_part_are_a_piece_each(void **state) {
    (void)state;
    Read r;
    read_page(&r, "来信摘登\n\n▲石桥镇田小禾来信说：镇中心小学的教室有四间没有玻璃，冬天孩子们上课受冻。\n\n"
                  "▲河东读者沈长河来信说：我们订的报纸常常三四天才送到，能不能快一些。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].column, "来信摘登");
    assert_view(r.page.drafts.p[1].column, "来信摘登");
    release(&r);
}

#define ITEM(place) place "新装电话三百门，乡亲们打电话不用再跑十里路。\n\n"

static void a_column_of_briefs_ends_where_a_byline_stands(void **state) {
    (void)state;
    Read r;
    read_page(&r, "乡村短波\n\n石桥镇装上电话\n\n" ITEM("石桥镇") "河东乡装上电话\n\n" ITEM("河东乡")
                  "把路修到群众心坎上\n\n田小禾\n\n" BODY_A "\n\n" BODY_B "\n");
    assert_int_equal(r.page.drafts.n, 3);
    assert_view(r.page.drafts.p[1].column, "乡村短波");
    assert_view(r.page.drafts.p[2].column, "");
    release(&r);
}

static void notices_and_information_under_a_columns_name_are_its_items(void **state) {
    (void)state;
    Read r;
    read_page(&r, "公告栏\n\n关于东门路段临时停水的公告\n\n因检修管道，东门路段自九月十二日八时起停水，十四日二十时恢复。\n\n"
                  "甲县供水公司\n\n认领公告\n\n九月二日，在北河镇车站拾到布包一个。请失主持证件来所认领。\n\n北河派出所 9月6日\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].column, "公告栏");
    assert_view(r.page.drafts.p[1].column, "公告栏");
    release(&r);
    read_page(&r, "城关镇修补道路\n\n本报讯（记者 王远）" BODY_A "\n\n便民信息\n\n"
                  "【线路检修】 因线路检修，九月八日零时至五时，东门社区的电话将中断。\n\n"
                  "【班车调整】 自九月十日起，甲县开往乙市的首班车由六时三十分调整为七时。\n");
    assert_int_equal(r.page.drafts.n, 3);
    assert_view(r.page.drafts.p[1].column, "便民信息");
    assert_view(r.page.drafts.p[2].column, "便民信息");
    release(&r);
}

static void four_characters_over_a_row_of_news_name_a_column(void **state) {
    (void)state;
    Read r;
    read_page(&r, "城关镇修补道路\n\n本报讯（记者 王远）" BODY_A "\n\n一周民生\n\n石桥镇装上电话\n\n本报石桥讯 5月9日，" ITEM("石桥镇")
                  "河东乡装上电话\n\n本报河东讯 5月9日，" ITEM("河东乡") "城关镇装上电话\n\n本报城关讯 5月9日，" ITEM("城关镇"));
    assert_int_equal(r.page.drafts.n, 4);
    assert_view(r.page.drafts.p[1].column, "一周民生");
    assert_view(r.page.drafts.p[3].column, "一周民生");
    release(&r);
}

static void a_notice_is_over_with_its_signature(void **state) {
    (void)state;
    Read r;
    read_page(&r, "河面上雕出一座城\n\n本报讯（记者 王远）" BODY_A "今年冬天，城关镇的道路养护工人到石\n\n停水公告\n\n"
                  "因主管道检修，定于1月9日8时至18时停水，请用户做好储水准备。\n\n石桥县自来水公司\n\n2012年1月6日\n\n"
                  "桥，给城关镇的道路边沟清淤，修补了镇区路面坑槽三十处，群众出行更方便了。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_int_equal(r.page.drafts.p[0].joins.n, 1);
    assert_int_equal(r.page.drafts.p[1].paras.n, 4);
    release(&r);
}

static void verse_without_marks_is_one_poem_though_every_line_is_apart(void **state) {
    (void)state;
    Read r;
    read_page(&r, "桥上人家（外一首）\n\n王远\n\n十七个孔\n\n十七只耳朵\n\n听河水流了二百年\n\n听马铃响过\n\n头发就白了\n\n"
                  "石桥镇修补道路\n\n本报讯（记者 王远）" BODY_A "\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_int_equal(r.page.drafts.p[0].paras.n, 7);
    assert_view(r.page.drafts.p[1].title, "石桥镇修补道路");
    release(&r);
}

static void a_site_claims_its_rights_in_so_many_words(void **state) {
    (void)state;
    Read r;
    read_page(&r, "城关镇修通环镇公路\n\n本报讯 10月9日，环镇公路全线通车，沿线六个村的群众出行更方便了。\n\n"
                  "a small road for all of us\n\nAll rights reserved.\n");
    assert_null(para_of(&r, 5)->aside);
    assert_aside(&r, 7, "navigation");
    release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_is_a_title),
        cmocka_unit_test(a_headline_torn_inside_a_quotation_is_one),
        cmocka_unit_test(lines_of_as_many_words_are_rows),
        cmocka_unit_test(a_text_above_its_headline_is_parted_from_the_one_before),
        cmocka_unit_test(headlines_below_one_another_are_no_wrapped_text),
        cmocka_unit_test(lines_of_twenty_without_blank_ones_are_three_articles),
        cmocka_unit_test(proverbs_in_a_wrapped_book_do_not_hide_its_columns),
        cmocka_unit_test(a_summary_above_the_dateline_is_of_the_news_below_it),
        cmocka_unit_test(a_line_above_a_headline_with_its_column_is_its_kicker),
        cmocka_unit_test(a_line_with_a_colon_leads_to_its_headline),
        cmocka_unit_test(which_of_two_lines_is_the_title_is_told_by_their_words),
        cmocka_unit_test(parts_under_two_lines_of_one_form_are_of_one_piece),
        cmocka_unit_test(who_wrote_stands_below_a_piece_and_ends_it),
        cmocka_unit_test(briefs_under_a_columns_name_are_a_piece_each),
        cmocka_unit_test(names_below_an_office_are_no_byline),
        cmocka_unit_test(a_dashed_line_below_the_byline_is_the_deck),
        cmocka_unit_test(a_chronicle_may_have_a_number_and_a_second_name),
        cmocka_unit_test(a_headline_where_text_breaks_off_begins_a_piece),
        cmocka_unit_test(what_stands_under_a_yearbooks_title),
        cmocka_unit_test(running_heads_that_come_again_are_set_aside),
        cmocka_unit_test(entries_by_month_and_season_are_a_chronicle),
        cmocka_unit_test(what_stands_over_the_first_heading_of_a_book),
        cmocka_unit_test(dots_around_a_heading_are_ornament),
        cmocka_unit_test(the_heads_of_digitized_pages_are_set_aside),
        cmocka_unit_test(a_dash_read_as_the_number_begins_a_deck),
        cmocka_unit_test(a_note_of_what_was_left_out_closes_the_text_above),
        cmocka_unit_test(each_readers_question_of_a_column_is_a_piece),
        cmocka_unit_test(what_the_editor_says_behind_a_letter_is_titled_so),
        cmocka_unit_test(letters_printed_in_part_are_a_piece_each),
        cmocka_unit_test(a_column_of_briefs_ends_where_a_byline_stands),
        cmocka_unit_test(notices_and_information_under_a_columns_name_are_its_items),
        cmocka_unit_test(four_characters_over_a_row_of_news_name_a_column),
        cmocka_unit_test(a_notice_is_over_with_its_signature),
        cmocka_unit_test(verse_without_marks_is_one_poem_though_every_line_is_apart),
        cmocka_unit_test(a_site_claims_its_rights_in_so_many_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
