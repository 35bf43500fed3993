/* Lines to paragraphs, where columns were read line by line, and what goes on
 * with a text that a column's end cut. */
#include "import/cues.h"
#include "reading.h"

/* The lines of the paragraph that line `number` begins; 0: it begins none. */
static size_t lines_from(const Page *page, uint32_t number) {
    for (size_t i = 0; i < page->paras.n; i++)
        if (page->lines.p[page->paras.p[i].first].number == number) return page->paras.p[i].n;
    return 0;
}

/* Which lines begin a paragraph, and of how many lines; 0: they begin none. */
static void assert_paragraphs(const Read *r, const uint32_t (*want)[2], size_t n) {
    for (size_t i = 0; i < n; i++) {
        const size_t got = lines_from(&r->page, want[i][0]);
        if (got != want[i][1]) fail_msg("line %u begins %zu lines, not %u", want[i][0], got, want[i][1]);
    }
}
#define PARAGRAPHS(r, ...)                                                   \
    do {                                                                     \
        static const uint32_t want[][2] = {__VA_ARGS__};                     \
        assert_paragraphs((r), want, sizeof want / sizeof *want);            \
    } while (0)

static bool joins(const Page *page, uint32_t a, uint32_t b) {
    for (size_t d = 0; d < page->drafts.n; d++)
        for (size_t k = 0; k < page->drafts.p[d].joins.n; k++)
            if (page->drafts.p[d].joins.p[k].a == a && page->drafts.p[d].joins.p[k].b == b) return true;
    return false;
}

#define COLUMN \
    "　　本报讯（记者　王强）入夏以来，石桥镇\n" \
    "的果园里一片忙碌，果农们抢抓晴好天气疏果\n" \
    "套袋，路边的收购点也早早挂出了牌子，来自\n" \
    "外地的客商络绎不绝。\n" \
    "　　镇里修通了十二公里产业路，农用车可以\n" \
    "直接开到地头，运费比过去省了三成。今年果\n" \
    "园挂果面积达到一千二百亩，预计产值八百多\n"

static void a_column_s_lines_are_one_paragraph(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石桥镇千亩果园迎来丰收季\n" COLUMN "万元。\n");
    assert_true(r.page.wrapped && r.page.indents);
    PARAGRAPHS(&r, {2, 4}, {6, 4});
    release(&r);
}

static void a_headline_at_a_column_s_foot_is_no_line_of_the_text(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石桥镇千亩果园迎来丰收季\n" COLUMN "县城水管换新\n"
                     "　　本报讯　五月八日，县城供水管网改造工\n程全部完工，新建管网二十三公里，两万居民\n用上了新水。\n");
    PARAGRAPHS(&r, {6, 3}, {9, 1}, {10, 3});
    release(&r);
}

/* Below a last line as long as those of a poem, with the next piece's headlines behind a gap. */
static void lines_below_a_paragraph_that_ended_are_none_of_it(void **state) {
    (void)state;
    Read r;
    read_page(&r, "果园歌\n"
                  "　　你从雪山上带来凉\n　　到这里被花焐热了\n　　又一路响叮叮当当\n　　送到南边的小村庄\n"
                  "　　山坡上果子红又黄\n　　车轮子转得多么忙\n\n" COLUMN "元，都归了园里。\n"
                  "果园夜话\n雨　林\n\n新书架\n《剪纸图谱》出版\n" COLUMN "万元。\n");
    assert_true(r.page.wrapped && r.page.indents);
    PARAGRAPHS(&r, {13, 4}, {17, 1});
    release(&r);
}

static void text_without_its_indent_goes_on_at_the_top_of_a_column(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石桥镇千亩果园迎来丰收季\n" COLUMN "县城水管换新\n"
                     "　　本报讯　五月八日，县城供水管网改造工\n程全部完工，新建管网二十三公里，两万居民\n用上了新水。\n"
                     "万元，带动七百户农户增收。合作社还办起了\n加工厂，把卖不完的果子做成果干和果酱，销\n到邻近的三个县。\n");
    PARAGRAPHS(&r, {13, 3});
    release(&r);
}

/* Text whose digits were of full width, or that was wrapped at a number of characters. */
static void digits_count_as_the_column_counts_them(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石桥镇果园一年大变样\n"
                     "　　本报讯　去年，石桥镇修通了产业路，新\n"
                     "建了水渠，改造了低产的果园，总投入比上年\n"
                     "有所增加，果农的日子一天比一天好过。\n"
                     "　　2018年12月25日至2019年1\n"
                     "月10日，镇里给2300户果农办了36期\n"
                     "夜校，到场听课的有5800多人次，发放教\n"
                     "材6000册，果品的优质率从61.2%提\n"
                     "高到了78.9%，卖到9个省区。\n"
                     "　　夜校还请来县里的技术员，手把手教果农\n"
                     "疏果、套袋和剪枝，大家在家门口就能学到手\n"
                     "艺，不用再往外地跑，心里都很高兴。\n");
    assert_true(r.page.wrapped && r.page.indents);
    PARAGRAPHS(&r, {2, 3}, {5, 5}, {10, 3});
    release(&r);
}

static void a_column_s_paragraph_is_not_cut_at_dashes_quotes_or_a_short_last_line(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石桥镇安排果园大事\n"
                     "　　本报讯　石桥镇今年要把果园里的几件大\n"
                     "事办好，让果农少跑路、多增收，镇里日前开\n"
                     "会作了安排。\n"
                     "　　——修好产业路。年内把通往果园的土路\n"
                     "都铺上水泥，农用车可以开到地头，运费能省\n"
                     "三成。\n"
                     "　　——办好夜校。请县里的技术员来讲疏果、\n"
                     "套袋和剪枝，果农在家门口就能学到手艺。\n"
                     "　　一位老果农说：“门前的路修好了，客商\n"
                     "开车就能进来，再也不愁果子没有人来收了啊！\n"
                     "”\n"
                     "　　干部果农上下同心，加快建设果园强镇、\n"
                     "美丽家园\n"
                     "　　果农们说，日子比过去好过多了，明年还\n"
                     "要再种几十亩新品种，让孩子们也回来一起干。\n");
    PARAGRAPHS(&r, {2, 3}, {5, 3}, {8, 2}, {10, 3}, {13, 2}, {15, 2});
    release(&r);
}

static void a_word_or_number_torn_by_a_line_s_end_goes_on(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石桥镇夜校换新颜\n"
                     "　　县教育局的负责人在回答记者提问时介\n"
                     "绍，去年全县的农民夜校都换上了新的课桌和灯\n"
                     "具。\n"
                     "　　全县各地的农民夜校今年又一共增加了12\n"
                     "0所规模都比去年大\n"
                     "　　学员们说，灯亮了，桌子也新了，下了工\n"
                     "来听课，再也不用自己带凳子和油灯，心里很高\n"
                     "兴。\n");
    PARAGRAPHS(&r, {2, 3}, {5, 2}, {7, 3});
    release(&r);
}

static void an_indented_paragraph_of_a_column_goes_on_with_none_above_it(void **state) {
    (void)state;
    Read r;
    read_page(&r, "石桥镇千亩果园迎来丰收季\n" COLUMN "万元。\n"
                     "　　修好果园路，让果农足不出村就能把一年的\n收成都卖到邻近\n"
                     "　　镇里的干部们冬天分头走访了果农，听\n到最多的话就是修路。今年春天，镇里筹了款，\n又请来工程队。\n");
    PARAGRAPHS(&r, {10, 2}, {12, 3});
    assert_false(joins(&r.page, 11, 12));
    release(&r);
}

static void short_pieces_apart_hide_no_wrapped_text(void **state) {
    (void)state;
    Read r;
    read_page(&r, "今日导读的短消息\n\n"
                     "图书馆本周六开放夜间阅览室，读者凭借书证入馆，开\n放到晚上九点半。\n\n"
                     "城南公交线延长两站\n\n"
                     "为方便学生上学，城南公交线自下周一起向东延长两站\n，首班车六点二十分发车。\n\n"
                     "老城水厂停产检修\n\n"
                     "老城水厂于周日零时起停产检修，东街、北街一带居民\n请提前储水，预计当天下午恢复供水。\n\n"
                     "夜校开新班\n\n"
                     "县职工夜校新开电工、焊工、家政三个班，报名的人已\n经超过一百二十名。\n");
    assert_true(r.page.wrapped);
    PARAGRAPHS(&r, {3, 2}, {6, 1}, {8, 2});
    release(&r);
}

static void a_list_of_one_width_is_not_wrapped(void **state) {
    (void)state;
    Read r;
    read_page(&r, "先进集体名单\n\n石桥镇中心小学五年级二班\n清溪镇中心小学六年级一班\n青山镇中心小学四年级三班\n柳河镇中心小学五年级一班\n"
                     "平湖镇中心小学三年级二班\n东岭镇中心小学六年级二班\n");
    for (uint32_t n = 3; n <= 8; n++) assert_int_equal(lines_from(&r.page, n), 1);
    release(&r);
}

static void a_column_of_thousands_of_lines_is_walked_once(void **state) {
    (void)state;
    enum { LINES = 40000 };
    Str s = STR_INIT;
    Read r;
    for (int i = 0; i < LINES; i++) str_adds(&s, i % 3 ? "果园里一片忙碌果农们抢抓晴好天气疏果套袋来\n" : "果园里一片忙碌，果农们抢抓晴好天气疏果套袋\n");
    read_bytes(&r, str_view(&s));
    assert_true(r.page.wrapped);
    assert_int_equal(lines_from(&r.page, 1), LINES);
    release(&r);
    str_release(&s);
}

static void a_sentence_with_figures_is_no_row_of_a_table(void **state) {
    (void)state;
    assert_true(cue_cells(V("小麦 3200 5100 163")));
    assert_false(cue_cells(V("次，检查企业 22 家，发出通知 3 份")));
}

#define FRUIT "石桥镇千亩果园迎来丰收季\n\n本报讯（记者 王强）入夏以来，石桥镇的果园里一片忙碌。据镇农技站统计，果品远销周边一百五十多"
#define WATER "县城供水管网改造工程完工\n\n本报讯 5月8日，县城供水管网改造工程全部完工，新建管网二十三公里，两万居民用上了新水。\n\n"

static void what_follows_the_next_piece_goes_on_with_a_broken_text(void **state) {
    (void)state;
    Read r;
    read_page(&r, FRUIT "\n\n" WATER "个乡镇，果农户均增收三千元。镇里还办起了果品加工厂。\n\n"
                     "文化馆办起读书会\n\n本报讯 5月7日，县文化馆办起读书会，四十名读者到场。\n");
    assert_true(joins(&r.page, 3, 9));
    assert_int_equal(r.page.drafts.n, 3);
    release(&r);
}

static void a_text_whose_rest_is_nowhere_stays_open(void **state) {
    (void)state;
    Read r;
    read_page(&r, FRUIT "\n\n" WATER "近日，县里又为三个乡镇的村民接通了自来水。\n");
    assert_int_equal(r.page.drafts.p[0].joins.n, 0);
    assert_true(r.page.drafts.p[0].flags & FLAG_TAIL_MISSING);
    release(&r);
}

static void read_edited(Read *r, const char *text, const char *edits) {
    diag_init(&r->d, MSG_EN);
    r->d.quiet = true;
    page_init(&r->page, &r->d, "page.txt");
    r->page.edits = view_of(edits);
    r->page.edits_path = "page.edits";
    assert_true(page_read(&r->page, view_of(text)));
}

/* What a person said of a paragraph holds where the next rule cuts it. */
static void rules_about_one_paragraph_all_hold(void **state) {
    (void)state;
    static const char text[] = "石桥镇千亩果园迎来丰收季\n" COLUMN "万元。\n";
    Read r;
    read_edited(&r, text, "caption: 本报讯\nsubhead: 套袋\n");
    assert_int_equal(role_of(&r, 2), ROLE_CAPTION);
    assert_int_equal(role_of(&r, 4), ROLE_SUBHEAD);
    assert_int_equal(para_of(&r, 5)->forced, ROLE_COUNT);
    release(&r);
    read_edited(&r, text, "drop: 本报讯\nsubhead: 套袋\n");
    assert_aside(&r, 2, "dropped");
    assert_aside(&r, 4, NULL);
    assert_aside(&r, 5, "dropped");
    release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_s_lines_are_one_paragraph),
        cmocka_unit_test(a_headline_at_a_column_s_foot_is_no_line_of_the_text),
        cmocka_unit_test(lines_below_a_paragraph_that_ended_are_none_of_it),
        cmocka_unit_test(text_without_its_indent_goes_on_at_the_top_of_a_column),
        cmocka_unit_test(digits_count_as_the_column_counts_them),
        cmocka_unit_test(a_column_s_paragraph_is_not_cut_at_dashes_quotes_or_a_short_last_line),
        cmocka_unit_test(a_word_or_number_torn_by_a_line_s_end_goes_on),
        cmocka_unit_test(an_indented_paragraph_of_a_column_goes_on_with_none_above_it),
        cmocka_unit_test(short_pieces_apart_hide_no_wrapped_text),
        cmocka_unit_test(a_list_of_one_width_is_not_wrapped),
        cmocka_unit_test(a_column_of_thousands_of_lines_is_walked_once),
        cmocka_unit_test(a_sentence_with_figures_is_no_row_of_a_table),
        cmocka_unit_test(what_follows_the_next_piece_goes_on_with_a_broken_text),
        cmocka_unit_test(a_text_whose_rest_is_nowhere_stays_open),
        cmocka_unit_test(rules_about_one_paragraph_all_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
