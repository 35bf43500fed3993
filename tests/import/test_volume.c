/* Articles that run over pages: what is joined, and that the result is the
 * same however the pages came in. */
#include <unistd.h>

#include "archive.h"

static const char front[] = "某县时讯 2019年3月12日 第1版\n\n全县春耕会议召开\n\n"
                            "本报讯（记者 郑海涛）3月10日，全县春耕会议召开，安排部署今年的春耕备耕工作。\n\n"
                            "会议要求各乡镇抓住有利时机，备足农资、检修农机，加强农资市场监\n\n（下转第三版）\n\n"
                            "东河镇修渠引水\n\n本报讯（记者 赵明）东河镇组织群众清淤渠道十二公里，保证春灌用水。\n";
static const char second[] = "西山乡建成广场\n\n本报讯（记者 马兰）近日，西山乡文化广场建成投入使用，群众有了休闲的好去处。\n";
static const char third[] = "（上接第一版）\n\n管，打击制售假劣种子的行为。\n\n会议强调，技术人员要进村入户开展指导。\n\n"
                            "南坪镇发放草种\n\n本报讯（记者 王红）3月9日，南坪镇向群众发放草种三吨。\n";
static const char book[3][512] = {
    "某县年鉴 2017 · 137 ·\n\n群众团体\n\n【机构概况】 2016年，全县有基层团委19个，团员6874人。\n\n【青年创业】 扶持青年创业62人，发放贷款496万元，带动就业\n",
    "某县年鉴 2017 · 138 ·\n\n171人。举办培训班4期，组织青年参加技能比赛。\n\n【志愿服务】 组建服务队31支，注册志愿者1920人，累计服务\n",
    "某县年鉴 2017 · 139 ·\n\n时间1.1万小时。\n\n【家庭建设】 评选最美家庭15户。\n\n妇女联合会\n\n【概况】 2016年末，全县有妇联组织75个。\n",
};

static ImportReport read_all(Place *p, unsigned jobs) {
    ImportReport r = run(p, jobs, true);
    assert_true(import_check(p->root, &p->d));
    return r;
}

static void put_issue(const Place *p) {
    put_text(p, "sources/2019/0312/01.txt", front);
    put_text(p, "sources/2019/0312/02.txt", second);
    put_text(p, "sources/2019/0312/03.txt", third);
}

static void put_book(const Place *p) {
    for (int i = 0; i < 3; i++) {
        char path[64];
        snprintf(path, sizeof path, "sources/book/p%d.txt", 137 + i);
        put_text(p, path, book[i]);
    }
}

static void what_turns_to_another_page_is_one_article(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_issue(&p);
    assert_int_equal(read_all(&p, 1).articles, 4);
    snapshot(&p, NULL, &all);
    assert_non_null(strstr(all.p, "加强农资市场监管，打击制售假劣种子的行为。\n"));
    assert_non_null(strstr(all.p, "2019/0312/03.txt"));
    assert_non_null(strstr(all.p, "lines: [\"1\", \"3\", \"5\"]"));
    assert_non_null(strstr(all.p, "repairs:\n  - {joined: [7, 3], file: \"2019/0312/03.txt\"}\n"));
    assert_null(strstr(all.p, "tail-missing"));
    assert_null(strstr(all.p, "head-missing"));
    str_release(&all);
    place_release(&p);
}

static void a_section_of_a_yearbook_runs_over_its_pages(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_book(&p);
    assert_int_equal(read_all(&p, 1).articles, 2);
    snapshot(&p, NULL, &all);
    assert_non_null(strstr(all.p, "带动就业171人。举办培训班4期"));
    assert_non_null(strstr(all.p, "累计服务时间1.1万小时。"));
    assert_non_null(strstr(all.p, "page: \"137-139\"\n"));
    assert_non_null(strstr(all.p, ", page: \"138\"}\n"));
    assert_non_null(strstr(all.p, "repairs:\n  - {joined: [7, 3], file: book/p138.txt}\n"
                                  "  - {joined: [5, 3], from: book/p138.txt, file: book/p139.txt}\n"));
    str_release(&all);
    place_release(&p);
}

/* Each file of a book may begin with the name of its part, which no number stands beside. */
static void a_section_given_again_at_the_head_of_a_page_is_its_running_head(void **state) {
    (void)state;
    static const char *const pages[] = {
        "某县年鉴（2014）\n大事记\n1月\n5日　县医院门诊楼启用，设病床四十张。\n18日　全县春耕会议在县礼堂召开，\n31\n",
        "大事记\n各乡镇负责人参加。\n2月\n3日　县剧团送戏下乡，演出六场。\n32\n",
        "某县年鉴（2014）\n农牧业\n农牧局\n【概况】2013年，全县存栏牲畜六十八万头。\n【饲草】种植燕麦二万亩，储备青干草\n33\n",
        "农牧业\n四千吨。\n林业局\n【概况】全县林地七十一万亩。\n34\n",
    };
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    for (int i = 0; i < 4; i++) {
        char path[48];
        snprintf(path, sizeof path, "sources/nianjian/p%03d.txt", 31 + i);
        put_text(&p, path, pages[i]);
    }
    assert_int_equal(read_all(&p, 1).articles, 3); /* which proves conservation as well */
    snapshot(&p, NULL, &all);
    assert_non_null(strstr(all.p, "全县春耕会议在县礼堂召开，各乡镇负责人参加。\n"));
    assert_non_null(strstr(all.p, "储备青干草四千吨。\n"));
    assert_non_null(strstr(all.p, "title: 林业局\n"));
    assert_null(strstr(all.p, "title: 农牧业\n"));
    str_release(&all);
    place_release(&p);
}

/* What was joined inside the page that lends is still said, of that page. */
static void a_join_whose_line_is_not_the_articles_is_found(void **state) {
    (void)state;
    Place p;
    char command[512];
    place_init(&p);
    put_issue(&p);
    read_all(&p, 1);
    snprintf(command, sizeof command,
             "grep -rl 'joined: .7, 3' '%s/.fangzhi/base' | xargs sed -i 's/joined: .7, 3/joined: [7, 9/'", p.root);
    assert_int_equal(system(command), 0);
    assert_false(import_check(p.root, &p.d));
    place_release(&p);
}

static void a_join_inside_the_second_page_names_it(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_text(&p, "sources/2019/0312/01.txt", front);
    put_text(&p, "sources/2019/0312/03.txt", "（上接第一版）\n\n管，打击制售假劣种子的行为，公布举报电话，设立种子检验室两个，组织农技人员下乡指\n\n"
                                        "导农民选种，做到良种良法配套，苗期管理一项不落，各村按时填写记录。\n");
    read_all(&p, 1);
    snapshot(&p, NULL, &all);
    assert_non_null(strstr(all.p, "下乡指导农民选种，做到"));
    assert_non_null(strstr(all.p, "repairs:\n  - {joined: [7, 3], file: \"2019/0312/03.txt\"}\n"
                                  "  - {joined: [3, 5], from: \"2019/0312/03.txt\"}\n"));
    str_release(&all);
    place_release(&p);
}

static const char list_of_contents[] = "目　录\n\n农　业\n种植业…………1\n畜牧业…………2\n\n水　利\n灌区建设…………3\n防汛…………3\n水土保持…………4\n";
static const char farming[] = "· 1 ·\n\n农　业\n\n种植业\n\n【概况】 全县播种面积三十二万亩，粮食总产量八万吨。\n\n【良种】 建立良种基地六千亩。\n\n"
                              "· 2 ·\n\n畜牧业\n\n【概况】 年末大牲畜存栏六万头。\n\n【防疫】 注射疫苗二十万头次。\n";
static const char waters[] = "· 3 ·\n\n水　利\n\n灌区建设\n\n【渠道】 衬砌渠道四十公里，受益八千亩。\n\n【泵站】 维修泵站十二座，新建两座。\n\n"
                             "· 4 ·\n\n水土保持\n\n【治理】 治理小流域三条，植树二十万株。\n\n【监测】 设监测点六处。\n";

static void put_sections(const Place *p) {
    put_text(p, "sources/book/00目录.txt", list_of_contents);
    put_text(p, "sources/book/01农业.txt", farming);
    put_text(p, "sources/book/02水利.txt", waters);
}

static void assert_within(const Place *p, const char *title, const char *within) {
    Str all = STR_INIT;
    char head[128];
    snapshot(p, NULL, &all);
    snprintf(head, sizeof head, "title: %s\n", title);
    const char *at = strstr(all.p, head);
    assert_non_null(at);
    const char *end = strstr(at, "\n---\n"), *found = strstr(at, within ? within : "within:");
    if (within ? !found || found > end : found && found < end) fail_msg("%s: %.*s", title, (int)(end - at), at);
    str_release(&all);
}

static void contents_in_another_file_say_where_sections_stand(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put_sections(&p);
    assert_int_equal(read_all(&p, 2).articles, 4);
    assert_within(&p, "种植业", "within: [农　业]\n");
    assert_within(&p, "水土保持", "within: [水　利]\n");
    assert_within(&p, "水土保持", "contents, line 10 of book/00目录.txt");
    assert_int_equal(read_all(&p, 1).written, 0);
    /* Other contents, other places; without them none. */
    put_text(&p, "sources/book/00目录.txt", "目　录\n\n农业经济\n种植业…………1\n畜牧业…………2\n灌区建设…………3\n");
    read_all(&p, 1);
    assert_within(&p, "种植业", "within: [农业经济]\n");
    assert_within(&p, "水土保持", NULL);
    char path[128];
    snprintf(path, sizeof path, "%s/sources/book/00目录.txt", p.root);
    assert_int_equal(unlink(path), 0);
    read_all(&p, 1);
    assert_within(&p, "种植业", NULL);
    place_release(&p);
}

static void one_file_imported_alone_keeps_its_place(void **state) {
    (void)state;
    Place p;
    char path[128];
    place_init(&p);
    put_sections(&p);
    read_all(&p, 1);
    snprintf(path, sizeof path, "%s/sources/book/02水利.txt", p.root);
    const char *const paths[] = {path};
    ImportOptions o = {.root = p.root, .jobs = 1, .paths = paths, .n_paths = 1};
    ImportReport r;
    assert_true(import_run(&o, &p.d, NULL, &r));
    assert_within(&p, "水土保持", "within: [水　利]\n");
    place_release(&p);
}

static void check_tells_what_contents_and_cuts_do_not_share(void **state) {
    (void)state;
    Place p;
    Diag said;
    Archive archive;
    place_init(&p);
    put_sections(&p);
    put_text(&p, "sources/book/03其他.txt", "河道采砂\n\n【整治】 取缔采砂点四处，没有发生险情。\n\n【规划】 编制采砂规划一部。\n");
    read_all(&p, 1);
    diag_init(&said, MSG_EN);
    archive_load(&archive, &said, p.root, 1);
    import_check_contents(&archive, &said);
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    diag_flush(&said, out);
    fclose(out);
    assert_non_null(strstr(text, "sources/book/00目录.txt:9: warning: '防汛' stands in the contents (page 3)"));
    assert_non_null(strstr(text, "'河道采砂' does not stand in the contents"));
    assert_null(strstr(text, "灌区建设"));
    free(text);
    archive_release(&archive);
    diag_release(&said);
    place_release(&p);
}

static void the_order_of_import_and_threads_changes_nothing(void **state) {
    (void)state;
    Place one, two;
    Str a = STR_INIT, b = STR_INIT;
    place_init(&one);
    place_init(&two);
    put_issue(&one);
    put_book(&one);
    read_all(&one, 1);
    put_issue(&two);
    put_book(&two);
    read_all(&two, 4);
    snapshot(&one, NULL, &a);
    snapshot(&two, NULL, &b);
    assert_string_equal(a.p, b.p);
    ImportReport again = read_all(&two, 2);
    assert_int_equal(again.skipped, 6);
    assert_int_equal(again.written, 0);
    str_release(&a);
    str_release(&b);
    place_release(&one);
    place_release(&two);
}

static void a_page_that_comes_later_is_joined(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_text(&p, "sources/2019/0312/01.txt", front);
    read_all(&p, 1);
    put_text(&p, "sources/2019/0312/03.txt", third);
    read_all(&p, 1);
    snapshot(&p, NULL, &all);
    assert_non_null(strstr(all.p, "加强农资市场监管，打击"));
    assert_null(strstr(all.p, "tail-missing"));
    str_release(&all);
    /* and parted again when it goes */
    char path[128];
    snprintf(path, sizeof path, "%s/sources/2019/0312/03.txt", p.root);
    assert_int_equal(unlink(path), 0);
    read_all(&p, 1);
    place_release(&p);
}

static void a_fragment_that_found_its_beginning_leaves_an_alias(void **state) {
    (void)state;
    Place p;
    Str before = STR_INIT, after = STR_INIT;
    place_init(&p);
    put_text(&p, "sources/2019/0312/03.txt", third);
    read_all(&p, 1);
    snapshot(&p, NULL, &before);
    assert_non_null(strstr(before.p, "head-missing"));
    put_text(&p, "sources/2019/0312/01.txt", front);
    read_all(&p, 1);
    snapshot(&p, NULL, &after);
    assert_non_null(strstr(after.p, "aliases: ["));
    assert_null(strstr(after.p, "head-missing"));
    str_release(&before);
    str_release(&after);
    place_release(&p);
}

static void a_page_without_masthead_has_the_date_of_its_issue(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_text(&p, "sources/paper/01.txt", front);
    put_text(&p, "sources/paper/02.txt", second);
    read_all(&p, 1);
    snapshot(&p, NULL, &all);
    const char *at = strstr(all.p, "title: 西山乡建成广场\n");
    assert_non_null(at);
    assert_non_null(strstr(at, "date: \"2019\"\n"));
    str_release(&all);
    place_release(&p);
}

/* A whole issue in one file: of two pieces that come from elsewhere the one
 * on the page that the note names. */
static void in_one_file_printed_numbers_lead(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    char text[4096];
    place_init(&p);
    snprintf(text, sizeof text,
             "%s\f某县时讯 2019年3月12日 第2版\n\n（上接第四版）\n\n管，打击偷砍林木的行为。\n\n"
             "\f某县时讯 2019年3月12日 第3版\n\n%s",
             front, third);
    put_text(&p, "sources/issue.txt", text);
    read_all(&p, 1);
    snapshot(&p, NULL, &all);
    assert_non_null(strstr(all.p, "加强农资市场监管，打击制售假劣种子的行为。"));
    assert_null(strstr(all.p, "加强农资市场监管，打击偷砍"));
    assert_non_null(strstr(all.p, "page: \"1, 3\"\n"));
    str_release(&all);
    place_release(&p);
}

static void a_note_may_name_a_column_of_its_page(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_text(
        &p, "sources/one.txt",
        "某县时讯 2019年3月12日 星期二 第1版\n\n全县春耕会议召开\n\n"
        "本报讯（记者 郑海涛）全县春耕会议召开，要求各乡镇备足农资、检修农机，加强农资市场监\n\n（下转第三栏）\n\n"
        "东河镇修渠引水\n\n本报讯（记者 赵明）东河镇组织群众清淤渠道十二公里，保证春灌用水。\n\n（上接第二栏）\n\n管，打击制售假劣种子的行为。\n");
    read_all(&p, 1);
    snapshot(&p, NULL, &all);
    assert_non_null(strstr(all.p, "加强农资市场监管，打击制售假劣种子的行为。"));
    str_release(&all);
    place_release(&p);
}

/* The note and the text that it leads to in one line, of a broken sentence or a new one. */
static void text_may_stand_behind_its_note(void **state) {
    (void)state;
    static const char *const pages[][3] = {
        {front, "（上接第一版）管，打击制售假劣种子的行为，公布举报电话。\n\n会议强调，技术人员要进村入户。\n",
         "加强农资市场监管，打击制售假劣种子的行为，公布举报电话。\n\n（下转第三版）\n\n（上接第一版）\n\n会议强调"},
        {"某县时讯 2019年3月12日 第1版\n\n雪山下的护林人\n\n本报记者 马兰\n\n清晨，雾气还没有散去，护林员已经出门。\n\n"
         "“今年的雪比去年多。”他说。\n\n（下转第三版）\n",
         "（上接第一版）村里修了新路，家家通了自来水。\n\n“日子越过越好。”他笑着说。\n",
         "他说。\n\n（下转第三版）\n\n（上接第一版）村里修了新路，家家通了自来水。\n\n“日子越过越好。”"}};
    for (int i = 0; i < 2; i++) {
        Place p;
        Str all = STR_INIT;
        place_init(&p);
        put_text(&p, "sources/2019/0312/01.txt", pages[i][0]);
        put_text(&p, "sources/2019/0312/03.txt", pages[i][1]);
        read_all(&p, 1);
        snapshot(&p, NULL, &all);
        assert_non_null(strstr(all.p, pages[i][2]));
        assert_null(strstr(all.p, "head-missing"));
        assert_null(strstr(all.p, "tail-missing"));
        str_release(&all);
        place_release(&p);
    }
}

/* Notes with headlines and no text between them are not weighed, and hide nothing. */
static void a_note_is_followed_past_thousands_that_lead_nowhere(void **state) {
    enum { NOTES = 2500 };
    (void)state;
    Place p;
    Str all = STR_INIT, text = STR_INIT;
    place_init(&p);
    str_addf(&text, "%s\f某县时讯 2019年3月12日 第2版\n\n\f某县时讯 2019年3月12日 第3版\n\n", front);
    for (int i = 0; i < NOTES; i++)
        str_addf(&text, "%s乡第%d次春耕会议召开\n（下转第三版）\n（上接第一版）\n", i % 2 ? "西山" : "东河", i);
    str_addf(&text, "\n%s", third);
    put_text(&p, "sources/one.txt", text.p);
    read_all(&p, 1);
    snapshot(&p, NULL, &all);
    assert_non_null(strstr(all.p, "加强农资市场监管，打击制售假劣种子的行为。"));
    str_release(&text);
    str_release(&all);
    place_release(&p);
}

/* Scans that only their names count. */
static void put_scans(const Place *p, const char *first, const char *then) {
    char text[1024];
    snprintf(text, sizeof text, "%s\n\n西山乡建成广场\n\n本报讯（记者 马兰）西山乡文化广场建成投入使用，各村检修农机，加强农资市场监\n", first);
    put_text(p, "sources/scan/s041.txt", text);
    snprintf(text, sizeof text, "%s\n\n管，打击制售假劣种子的行为。\n\n南坪镇发放草种\n\n本报讯（记者 王红）南坪镇向群众发放草种三吨。\n", then);
    put_text(p, "sources/scan/s042.txt", text);
}

static void assert_one_volume(const char *first, const char *then, bool one) {
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_scans(&p, first, then);
    read_all(&p, 1);
    snapshot(&p, NULL, &all);
    if ((strstr(all.p, "市场监管，打击") != NULL) != one) fail_msg("%s / %s: %s", first, then, all.p);
    str_release(&all);
    place_release(&p);
}

static void scans_are_parted_by_what_they_print(void **state) {
    (void)state;
    assert_one_volume("清河日报 2019年3月12日 星期二 第1版", "清河日报 2019年3月12日 星期二 第2版", true);
    assert_one_volume("清河日报 2019年3月12日 星期二", "清河日報 2019年3月12日 星期二", true);
    assert_one_volume("", "", true);
    assert_one_volume("· 41 ·	柳河年鉴 2016", "柳河年鉴 2016	· 42 ·", true);
    assert_one_volume("柳河年鉴 2016	41", "第42页　　柳河年鉴（2016）", true);
    assert_one_volume("清河日报 2019年3月12日 星期二 第1版", "清河日报 2018年7月2日 星期一 第2版", false);
    assert_one_volume("清河日报 星期二 第1版 责任编辑", "玉山晨报 星期二 第2版 责任编辑", false);
    assert_one_volume("清河日报 2019年3月12日 星期二 第4版", "清河日报 2019年3月12日 星期二 第1版", false);
}

static void a_date_goes_to_other_scans_only_with_a_reason(void **state) {
    (void)state;
    static const char *const heads[][2] = {{"清河日报 2019年3月12日 星期二", ""}, {"清河日报 2019年3月12日 星期二 第7版", "第8版"}};
    for (int k = 0; k < 2; k++) {
        Place p;
        Str all = STR_INIT;
        place_init(&p);
        put_scans(&p, heads[k][0], heads[k][1]);
        read_all(&p, 1);
        snapshot(&p, NULL, &all);
        const char *at = strstr(all.p, "title: 南坪镇发放草种\n");
        assert_non_null(at);
        const char *end = strstr(at, "\n---\n"), *date = strstr(at, "from another page");
        if ((date && date < end) != (k == 1)) fail_msg("%d: %.*s", k, (int)(end - at), at);
        str_release(&all);
        place_release(&p);
    }
}

static void pages_that_do_not_go_on_stay_apart(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_text(&p, "sources/2019/0312/01.txt", second);
    put_text(&p, "sources/2019/0312/02.txt", third);
    put_text(&p, "sources/2019/0313/03.txt", front);
    read_all(&p, 1);
    snapshot(&p, NULL, &all);
    assert_non_null(strstr(all.p, "head-missing"));
    assert_non_null(strstr(all.p, "tail-missing"));
    str_release(&all);
    place_release(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_turns_to_another_page_is_one_article),
        cmocka_unit_test(a_section_of_a_yearbook_runs_over_its_pages),
        cmocka_unit_test(a_section_given_again_at_the_head_of_a_page_is_its_running_head),
        cmocka_unit_test(a_join_whose_line_is_not_the_articles_is_found),
        cmocka_unit_test(a_join_inside_the_second_page_names_it),
        cmocka_unit_test(contents_in_another_file_say_where_sections_stand),
        cmocka_unit_test(one_file_imported_alone_keeps_its_place),
        cmocka_unit_test(check_tells_what_contents_and_cuts_do_not_share),
        cmocka_unit_test(the_order_of_import_and_threads_changes_nothing),
        cmocka_unit_test(a_page_that_comes_later_is_joined),
        cmocka_unit_test(a_fragment_that_found_its_beginning_leaves_an_alias),
        cmocka_unit_test(a_page_without_masthead_has_the_date_of_its_issue),
        cmocka_unit_test(in_one_file_printed_numbers_lead),
        cmocka_unit_test(a_note_may_name_a_column_of_its_page),
        cmocka_unit_test(text_may_stand_behind_its_note),
        cmocka_unit_test(a_note_is_followed_past_thousands_that_lead_nowhere),
        cmocka_unit_test(scans_are_parted_by_what_they_print),
        cmocka_unit_test(a_date_goes_to_other_scans_only_with_a_reason),
        cmocka_unit_test(pages_that_do_not_go_on_stay_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
