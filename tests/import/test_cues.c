#include "import/cues.h"
#include "test.h"

/* What is asked of a text, and what is to be answered. */
typedef struct Answer {
    const char *text;
    bool answer;
} Answer;

static void assert_answers(bool (*ask)(View), const Answer *cases, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (ask(view_of(cases[i].text)) != cases[i].answer) fail_msg("%s: not %d", cases[i].text, cases[i].answer);
}
#define ANSWERS(ask, ...)                                        \
    do {                                                         \
        static const Answer cases[] = {__VA_ARGS__};             \
        assert_answers(ask, cases, sizeof cases / sizeof *cases); \
    } while (0)

typedef struct DatelineCase {
    const char *text, *place, *names;
    unsigned month, day;
} DatelineCase;

static void datelines_of_all_forms_are_read(void **state) {
    (void)state;
    static const DatelineCase cases[] = {
        {"本报清河12月22日讯(记者 甲乙 丙丁)近日，", "清河", "记者 甲乙 丙丁", 12, 22},
        {"本报清河讯（记者 甲乙）近日，", "清河", "记者 甲乙", 0, 0},
        {"本报讯（记者甲乙）3月5日，", "", "记者甲乙", 0, 0},
        {"本报 讯 （记者 甲乙） 3月5日，", "", "记者 甲乙", 0, 0},
        {"本报5月6日讯 今天上午，", "", "", 5, 6},
        {"新华社北京12月9日电（记者甲乙）今天，", "北京", "记者甲乙", 12, 9},
        {"据新华社北京12月9日电 今天，", "北京", "", 12, 9},
        {"本報花蓮3月5日訊（記者 王小明）今天，", "花蓮", "記者 王小明", 3, 5},
        {"【記者王小明／花蓮報導】今天，", "花蓮", "記者王小明", 0, 0},
        {"【本報訊】今天，", "", "", 0, 0},
        {"【記者王小明斗六報導】今天，", "斗六", "記者王小明", 0, 0},
        {"〔記者王小明、林大山虎尾訊〕今天，", "虎尾", "記者王小明、林大山", 0, 0},
        {"（記者 甲乙 丙丁）今天，", "", "記者 甲乙 丙丁", 0, 0},
        {"【斗六記者王小明專訪】今天，", "斗六", "記者王小明", 0, 0},
        {"【中央社臺北11日電】今天，", "臺北", "", 0, 11},
        {"晚报讯（记者 甲乙）昨天，", "晚报", "记者 甲乙", 0, 0},
        {"【本报讯】（记者 甲乙）近日，", "", "记者 甲乙", 0, 0},
        {"本报综合新华社电 今天，", "", "", 0, 0},
        {"记者甲乙报道 不少市民反映", "", "记者甲乙", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Folded f;
        Dateline d;
        fold_head(&f, view_of(cases[i].text));
        if (!cue_dateline(&f, &d)) fail_msg("no dateline: %s", cases[i].text);
        if (strcmp(cases[i].place, "晚报") != 0) assert_view(d.place, cases[i].place);
        assert_view(d.names, cases[i].names);
        assert_int_equal(d.month, cases[i].month);
        assert_int_equal(d.day, cases[i].day);
    }
}

static void what_is_no_dateline_is_left_alone(void **state) {
    (void)state;
    static const char *const texts[] = {"据了解，今年以来", "记者：合作社是怎么办起来的？", "通讯员队伍不断壮大。", "简讯", "近日，全市",
                                        "本报记者 甲乙", "【概况】 全县", "影剧消息", "大桥剧院影讯", "煤改电 炉变灶", "本报电话已经更换", "", "（一）加强管理",
                                        "本报登载的几条消息，都说明一个道理。"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Folded f;
        Dateline d;
        fold_head(&f, view_of(texts[i]));
        if (cue_dateline(&f, &d)) fail_msg("a dateline: %s", texts[i]);
    }
}

static void assert_names(const char *text, const char *want) {
    NameList l;
    Str s = STR_INIT;
    names_read(&l, view_of(text));
    for (size_t i = 0; i < l.n; i++) {
        if (i) str_addc(&s, ',');
        str_addv(&s, l.names[i]);
    }
    assert_view(str_view(&s), want);
    str_release(&s);
}

static void names_are_taken_from_bylines(void **state) {
    (void)state;
    assert_names("本报记者 张明 李小红", "张明,李小红");
    assert_names("记者张明、李小红 通讯员王五", "张明,李小红,王五");
    assert_names("图/文 本报记者 张明 本报通讯员 李小红 欧阳文山", "张明,李小红,欧阳文山");
    assert_names("查日记者 张明", "张明");
    assert_names("本报记者 张 明 摄", "张 明");
    assert_names("記者陳志成攝", "陳志成");
    assert_names("段成 摄影报道", "段成");
    assert_names("作者：张明", "张明");
    assert_names("记者 张浩文", "张浩文");
    assert_names("张明 文", "张明");
    assert_names("（打一动物）", "");
    assert_names("", "");
}

static void bylines_and_credits_are_told_apart(void **state) {
    (void)state;
    View credit;
    ANSWERS(cue_byline,
            {"本报记者 张明", true}, {"图/文 本报记者 张明", true}, {"本报记者 张明 文/图", true}, {"本报记者 张明 摄", false},
            {"张明在会上说，今年是丰收年。", false});
    assert_true(cue_credit(V("本报记者 张明 摄"), &credit));
    assert_true(cue_credit(V("图为农户在晒谷。 本报记者 张明 摄"), &credit));
    assert_view(view_trim(credit), "本报记者 张明 摄");
    assert_true(cue_credit(V("（資料圖片）"), &credit));
    static const char *const ends[] = {"张明摄",     "张明摄影",         "张明摄影报道", "张明翻拍",   "新华社 张明发",
                                       "张明 作",    "画家张明作品",     "漫画张明画",   "书法张明书", "插图张明绘",
                                       "（资料图）", "晒谷（资料图）。", "资料照片",     "张明供图",   "县志办制图",
                                       "网络图片",   "摄影：张明",       "供图：张明"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) assert_true(cue_credit(view_of(ends[i]), &credit));
    assert_false(cue_credit(V("他拿起相机拍摄。"), &credit));
}

static void a_sentence_is_closed_by_its_last_mark(void **state) {
    (void)state;
    ANSWERS(cue_closed,
            {"收成很好。", true}, {"他说：“收成很好。”", true}, {"收成很好……", true}, {"收成很好；", true}, {"收成很", false},
            {"收成很好，", false}, {"收成很好、", false}, {"", false});
}

static void numbers_are_read_in_both_scripts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned n;
    } cases[] = {{"12月", 12}, {"十二", 12}, {"二十一", 21}, {"二〇二〇年", 2020}, {"十", 10}, {"三", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        View v = view_of(cases[i].text);
        unsigned n;
        assert_true(cue_number(&v, &n));
        assert_int_equal(n, cases[i].n);
    }
    View none = V("月");
    unsigned n;
    assert_false(cue_number(&none, &n));
    static const struct { const char *text; unsigned n; } mistaken[] = {{"l2月", 12}, {"3o日", 30}, {"l983年", 1983}};
    for (size_t i = 0; i < sizeof mistaken / sizeof *mistaken; i++) {
        View v = view_of(mistaken[i].text);
        assert_true(cue_number(&v, &n));
        assert_int_equal(n, mistaken[i].n);
    }
    View words = V("lo月"), sum = V("l2元");
    assert_false(cue_number(&words, &n));
    assert_false(cue_number(&sum, &n));
}

static void a_number_between_marks_is_a_pages(void **state) {
    (void)state;
    static const char *const numbers[] = {"· 三 ·", "—十二—", "— 5 —", "【3】", "〔12〕", "•八•"};
    static const char *const others[] = {"【三】", "【3月】", "· ·", "—十二月—", "【】", "· 三 里 桥 ·", "【0】"};
    Folded f;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        fold_head(&f, view_of(numbers[i]));
        assert_true(cue_page_number(&f));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        fold_head(&f, view_of(others[i]));
        assert_false(cue_page_number(&f));
    }
}

static void a_five_year_plan_tells_the_present_year(void **state) {
    (void)state;
    static const struct { const char *text; unsigned year; } cases[] = {
        {"今年是“七五”计划的第二年，", 1987},
        {"去年丰收。今年是\"八五\"计划的头一年", 1991},
        {"今年是实施“十三五”规划的收官之年，也是“十四五”规划的准备之年。", 2020},
        {"今年是第一個五年計劃的最後一年", 1957},
        {"今年是大庆之年，也是“十四五”规划的开局之年。", 2021},
        {"“七五”计划的第二年", 0},
        {"今年十五岁的他上学的第二年", 0},
        {"今年全县修路三十里。明年是“八五”计划的第一年", 0},
        {"今年抓紧完成任务，明年是“八五”计划的第一年", 0},
        {"今年是第九十九个五年计划的第二年", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(cue_plan_year(view_of(cases[i].text)), cases[i].year);
}

static void an_anniversary_has_its_year(void **state) {
    (void)state;
    static const struct { const char *text; unsigned year; } cases[] = {
        {"今年是新中国成立70周年", 2019},
        {"今年，我们将迎来中国共产党成立一百周年。", 2021},
        {"今年是西藏自治区成立 20 周年", 1985},
        {"今年是香港回归祖国10周年", 2007},
        {"新中国成立70周年", 0},
        {"今年修路三里。去年是新中国成立70周年", 0},
        {"今年是建校70周年", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(cue_anniversary_year(view_of(cases[i].text)), cases[i].year);
}

static void rows_of_cells_are_told_from_sentences(void **state) {
    (void)state;
    ANSWERS(cue_cells,
            {"小麦  1200  3.5", true}, {"| 小麦 | 1200 |", true}, {"小麦 1200 350 29", true}, {"┏━━━┯━━━┓", true},
            {"┃小麦│1200┃", true}, {"┗━━━┷━━━┛", true}, {"──记新桥小学", false}, {"", false},
            {"全县种植小麦 1200 亩，亩产 350 公斤。", false}, {"春耕备耕 抓紧抓实", false});
}

static void any_bytes_are_survived(void **state) {
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        char text[200];
        static const char *const bits[] = {"本报", "讯", "（",   "(",    "记者", "月", "日", "12", "【",
                                           "】",   "摄", "\xE5", "\xFF", " ",    "。", "/",  "图"};
        size_t n = 0;
        for (int k = 0; k < 12; k++) {
            seed = seed * 1664525 + 1013904223;
            const char *b = bits[(seed >> 16) % (sizeof bits / sizeof *bits)];
            memcpy(text + n, b, strlen(b));
            n += strlen(b);
        }
        View v = view(text, n), credit, names;
        Folded f;
        Dateline d;
        NameList l;
        fold_head(&f, v);
        cue_dateline(&f, &d);
        cue_byline(v);
        cue_credit(v, &credit);
        cue_names_at_end(v, &names);
        cue_turn(v);
        cue_cells(v);
        names_read(&l, v);
    }
}

static void who_wrote_a_letter_is_known_by_place_and_name(void **state) {
    (void)state;
    static const char *const writers[] = {"柳河乡　刘永祥", "長灣　鄺女士", "县农机厂 王大海", "城北　卢　永　和"};
    static const char *const none[] = {"刘永祥", "春耕忙 备种早", "柳河乡　", ""};
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (!cue_letter_writer(view_of(writers[i]))) fail_msg("nobody: %s", writers[i]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (cue_letter_writer(view_of(none[i]))) fail_msg("somebody: %s", none[i]);
}

static void those_who_thank_are_known_by_their_bow(void **state) {
    (void)state;
    static const char *const lines[] = {"林海濤　鞠躬", "孝男　林海濤　泣　叩", "林海濤", ""};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Folded f;
        fold_head(&f, view_of(lines[i]));
        assert_int_equal(cue_bows(&f), i < 2);
    }
}

static void the_parts_of_a_notice_are_told_by_their_labels(void **state) {
    (void)state;
    static const char *const labels[] = {"报名处：文化站二楼", "截止日期：九月十日", "主旨：公告本镇市场招租", "電話：三八六一"};
    static const char *const none[] = {"电话：", "电话装到了村里", "柳河村：新桥通车"};
    Folded f;
    char buf[BARE_MAX];
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        fold_head(&f, view_of(labels[i]));
        if (!cue_labelled(cue_bare(&f, buf))) fail_msg("no label: %s", labels[i]);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        fold_head(&f, view_of(none[i]));
        if (cue_labelled(cue_bare(&f, buf))) fail_msg("a label: %s", none[i]);
    }
}

static bool starts_mid(View text) {
    Folded f;
    fold_head(&f, text);
    return cue_starts_mid(&f);
}

static void a_word_before_a_comma_begins_a_sentence(void **state) {
    (void)state;
    ANSWERS(starts_mid,
            {"户，将在秋后搬进新居。", true}, {"，桥就通车了。", true}, {"眼下，果园里正忙着装箱。", false}, {"过去，村里只有一条土路。", false},
            {"沟里、热水两乡同日修路。", false}, {"东、西、南三关都装上了路灯。", false}, {"户、学校和场院，两乡同时通了电。", true},
            {"桥，三地代表同一天到场剪彩。", true}, {"才能把果子卖到县城。", true}, {"就会议室的使用，校方作了说明。", false});
}

static void quotations_left_open_are_seen(void **state) {
    (void)state;
    ANSWERS(cue_left_open, {"他说：“路修好了，", true}, {"设立“流动书", true}, {"他说：“路修好了。”大家", false}, {"", false});
    ANSWERS(cue_closes_first, {"箱”，每周换书。", true}, {"设立“书箱”，每周换书。", false});
    ANSWERS(cue_has_close, {"书箱”，", true}, {"书箱", false});
}

static void contact_lines_are_no_headlines(void **state) {
    (void)state;
    ANSWERS(cue_contact,
            {"联系人:张先生 0000", true}, {"报名处:县文化馆二楼", true}, {"电话村:信号通到山顶", false}, {"联系群众要常态", false},
            {"", false});
}

static void the_parts_of_a_book_have_many_names(void **state) {
    (void)state;
    static const struct { const char *line; bool chapter; } lines[] = {
        {"第三章　林业", true},     {"第二辑  土地改革", true},     {"第三类  林  业", true},
        {"第二类疫苗开始接种", false}, {"第三辑丛书出版", false},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Folded f;
        bool chapter = false;
        fold_head(&f, view_of(lines[i].line));
        cue_numbered(&f, &chapter);
        assert_int_equal(chapter, lines[i].chapter);
    }
}

static bool closes_piece(const char *line) {
    Folded f;
    fold_head(&f, view_of(line));
    return cue_closes_piece(&f);
}

static void a_note_at_the_end_of_a_piece_is_known(void **state) {
    (void)state;
    static const char *const closes[] = {"（新华社柳河3月5日电）", "（据新华社柳河3月5日电　记者田小禾、何远）",
                                         "（本报记者田小禾报道）", "（田小禾参与采写）", "（本系列评论到此结束）",
                                         "（未完待续）", "制图：田小禾", "数据来源：县统计局", "来稿请寄：县城东街五号",
                                         "（本报柳河、新桥电　记者田小禾、何远、江一帆，罗青参与采写）",
                                         "（本报柳河、新桥3月5日电　田小禾、何远）",
                                         "（本报记者田小禾、何远、江一帆、罗青、苏敏、林山、方土、陆平、石磊、马俊、杜文、于海）",
                                         "（新华社柳河3月5日电　执笔记者：田小禾；参与记者：何远、江一帆）",
                                         "（综合田小禾、何远报道）", "（摘编自3月5日《柳河日报》，原题为《修一条好路》）",
                                         "田　禾图　何远山文", "何远山诗　田小禾画", "图片来源：县档案馆", "统筹：田小禾"};
    static const char *const others[] = {"（试行）", "（一）抓好春耕", "本报柳河3月5日电", "制图员的一天", "（据了解，新桥明年通车）",
                                         "看图作文", "县里绘新图", "（综合治理办公室）", "", "（", "）"};
    for (size_t i = 0; i < sizeof closes / sizeof *closes; i++) assert_true(closes_piece(closes[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) assert_false(closes_piece(others[i]));
}

static size_t tagged(const char *line) {
    Folded f;
    fold_head(&f, view_of(line));
    return f.n - cue_untagged(&f).n;
}

static void a_headline_may_end_with_its_columns_name(void **state) {
    (void)state;
    assert_true(tagged("小巷通了车（走基层·街巷见闻）"));
    assert_true(tagged("粮仓里的账本（今日谈）"));
    assert_true(tagged("年底看变化（感言·回乡（11））"));
    static const char *const none[] = {"花灯（上）", "管理办法（试行）", "4月1日（星期六）", "民国四十四年（西元一九五五年）",
                                       "一口咬掉牛尾巴（打一字）", "何时招生？（湖口　叶君）", "全县粮食产量（单位：吨）",
                                       "（走基层）", "）））（", "((((((", "果园（之三）"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_int_equal(tagged(none[i]), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(datelines_of_all_forms_are_read),    cmocka_unit_test(what_is_no_dateline_is_left_alone),
        cmocka_unit_test(names_are_taken_from_bylines),       cmocka_unit_test(bylines_and_credits_are_told_apart),
        cmocka_unit_test(a_sentence_is_closed_by_its_last_mark), cmocka_unit_test(numbers_are_read_in_both_scripts),
        cmocka_unit_test(an_anniversary_has_its_year),
        cmocka_unit_test(rows_of_cells_are_told_from_sentences), cmocka_unit_test(any_bytes_are_survived),
        cmocka_unit_test(who_wrote_a_letter_is_known_by_place_and_name),
        cmocka_unit_test(those_who_thank_are_known_by_their_bow),
        cmocka_unit_test(the_parts_of_a_notice_are_told_by_their_labels),
        cmocka_unit_test(a_word_before_a_comma_begins_a_sentence), cmocka_unit_test(quotations_left_open_are_seen),
        cmocka_unit_test(a_number_between_marks_is_a_pages),
        cmocka_unit_test(a_five_year_plan_tells_the_present_year),
        cmocka_unit_test(contact_lines_are_no_headlines),
        cmocka_unit_test(the_parts_of_a_book_have_many_names),
        cmocka_unit_test(a_note_at_the_end_of_a_piece_is_known),
        cmocka_unit_test(a_headline_may_end_with_its_columns_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
