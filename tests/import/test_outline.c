/* The contents of a book: which lines are entries, what stands under what, and
 * what headings they confirm. */
#include "reading.h"

typedef struct Given {
    const char *text;
    unsigned margin;
} Given;

static void add(Outline *o, const Given *lines, size_t n) {
    for (size_t i = 0; i < n; i++)
        outline_add(o, &(OutlineLine){.text = view_of(lines[i].text),
                                      .path = "00.txt",
                                      .number = (uint32_t)i + 1,
                                      .margin = lines[i].margin});
}

/* "农业/种植业": an entry with what stands over it. */
static void assert_place(const Outline *o, size_t entry, const char *want) {
    Str s = STR_INIT;
    const OutlineEntry *e = &o->entries.p[entry], *over[16];
    size_t n = 0;
    for (; n < 16; e = &o->entries.p[e->parent]) {
        over[n++] = e;
        if (e->parent == SIZE_MAX) break;
    }
    while (n-- > 0) str_addf(&s, "%.*s%s", VARG(over[n]->title), n ? "/" : "");
    assert_view(str_view(&s), want);
    str_release(&s);
}

static void a_line_without_a_page_stands_over_those_with_one(void **state) {
    (void)state;
    Outline o = {0};
    static const Given lines[] = {{"农　业", 0}, {"种植业…………1", 0}, {"畜牧业 ······ (3)", 0}, {"水　利", 0}, {"灌区.......4", 0}};
    add(&o, lines, 5);
    assert_int_equal(o.entries.n, 5);
    assert_place(&o, 2, "农　业/畜牧业");
    assert_place(&o, 4, "水　利/灌区");
    assert_int_equal(o.entries.p[2].page, 3);
    assert_false(o.entries.p[0].leaf);
    assert_true(o.entries.p[4].leaf);
    outline_release(&o);
}

static void an_indented_line_stands_under_the_one_before(void **state) {
    (void)state;
    Outline o = {0};
    static const Given lines[] = {{"特载…………1", 0},  {"农业…………10", 0},   {"种植业…………10", 4},
                                  {"小麦…………11", 8}, {"畜牧业…………14", 4}, {"附录…………90", 0}};
    add(&o, lines, 6);
    assert_place(&o, 1, "农业");
    assert_place(&o, 3, "农业/种植业/小麦");
    assert_place(&o, 4, "农业/畜牧业");
    assert_place(&o, 5, "附录");
    outline_release(&o);
}

static void numbers_tell_how_deep_a_line_stands(void **state) {
    (void)state;
    Outline o = {0};
    static const Given lines[] = {{"凡例…………1", 0},         {"第一编　经济…………3", 0},  {"第一章 农业…………3", 0},
                                  {"第一节　茶叶…………3", 0}, {"一、产量…………4", 0},      {"第二节　油茶…………6", 0},
                                  {"第二章 工业…………9", 0},  {"第二编　文化…………20", 0}, {"后记…………300", 0}};
    add(&o, lines, 9);
    assert_place(&o, 1, "第一编　经济");
    assert_place(&o, 4, "第一编　经济/第一章 农业/第一节　茶叶/一、产量");
    assert_place(&o, 5, "第一编　经济/第一章 农业/第二节　油茶");
    assert_place(&o, 6, "第一编　经济/第二章 工业");
    assert_place(&o, 7, "第二编　文化");
    assert_place(&o, 8, "后记");
    assert_true(outline_has(&o, V("茶　叶")));
    assert_true(outline_has(&o, V("第三节 油茶")));
    assert_false(outline_has(&o, V("茶")));
    outline_release(&o);
}

static void columns_read_into_one_line_are_two_entries(void **state) {
    (void)state;
    Outline o = {0};
    static const Given lines[] = {{"种植业……………1　　灌区……………4", 0}};
    add(&o, lines, 1);
    assert_int_equal(o.entries.n, 2);
    assert_view(o.entries.p[1].title, "灌区");
    assert_int_equal(o.entries.p[1].page, 4);
    outline_release(&o);
}

static void of_several_of_one_name_page_and_part_decide(void **state) {
    (void)state;
    Outline o = {0};
    static const Given lines[] = {{"农业", 0}, {"概况…………1", 0}, {"水利", 0}, {"概况…………4", 0}, {"教育", 0}, {"概况…………9", 0}};
    add(&o, lines, 6);
    assert_int_equal(outline_find(&o, V("概　况"), 4, V(""), 0)->page, 4);
    assert_int_equal(outline_find(&o, V("概况"), 0, V("教　育"), 0)->page, 9);
    assert_int_equal(outline_find(&o, V("概况"), 0, V(""), 0)->page, 1);
    assert_int_equal(outline_find(&o, V("概况"), 0, V(""), 2)->page, 4);
    assert_null(outline_find(&o, V("概况"), 40, V(""), 0));
    assert_null(outline_find(&o, V("综述"), 0, V(""), 0));
    outline_release(&o);
}

static void sentences_with_dots_lead_nowhere(void **state) {
    (void)state;
    static const char *const none[] = {
        "他说……三年后再来", "那一年是1962……", "……", "他等了……10年才回来。", "", "1949.10.1",
        "2016—2017年度",    "种植业…………12345"};
    static const char *const leads[] = {"种植业………1", "灌区 . . . . . 214", "概况-----7", "水利……（12）", "教育····［8］"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (outline_leads(view_of(none[i]))) fail_msg("an entry: %s", none[i]);
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (!outline_leads(view_of(leads[i]))) fail_msg("no entry: %s", leads[i]);
}

#define TEXT_A "【概况】 2018年，全县播种面积三十二万亩，粮食总产量八万吨，比上年增长百分之三。\n\n【良种】 建立良种繁育基地六千亩。\n\n"

static void below_its_name_blanks_lead_to_pages_too(void **state) {
    (void)state;
    Read r;
    read_page(&r, "目　录\n\n种植业 1\n畜牧业 3\n灌　区　　4\n小学教育 9\n中学教育　12\n\n种植业\n\n" TEXT_A);
    for (uint32_t line = 3; line <= 7; line++) assert_aside(&r, line, "contents");
    assert_aside(&r, 9, NULL);
    release(&r);
    read_page(&r, "柳河年鉴（2019）\n\n播种面积\n\n小麦 3200\n玉米 4100\n豆类 5000\n油料 6100\n薯类 7200\n\n种植业\n\n" TEXT_A);
    for (uint32_t line = 5; line <= 9; line++) assert_aside(&r, line, NULL);
    release(&r);
    read_page(&r, "目　录\n\n种植业 1\n畜牧业 9\n灌区 4\n小学教育 9\n中学教育 12\n\n种植业\n\n" TEXT_A);
    assert_aside(&r, 11, NULL);
    release(&r);
}

static void a_listed_line_is_a_heading(void **state) {
    (void)state;
    Read r;
    read_page(&r, "目　录\n\n农　业\n种植业…………1\n畜牧业…………3\n\n水　利\n灌区建设…………4\n水往哪里去？…………5\n\n农　业\n\n种植业\n\n" TEXT_A
                  "水　利\n\n水往哪里去？\n\n【渠道】 衬砌渠道四十公里，受益八千亩。\n\n【泵站】 维修泵站十二座。\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[1].title, "水往哪里去？");
    assert_non_null(r.page.drafts.p[1].listed);
    assert_int_equal(r.page.drafts.p[1].listed->page, 5);
    assert_view(r.page.outline->entries.p[r.page.drafts.p[1].listed->parent].title, "水　利");
    release(&r);
}

static void tables_and_lists_of_contents_are_read(void **state) {
    (void)state;
    Read r;
    read_page(&r, "# 目录\n\n| 种植业 | 1 |\n|---|---|\n| 畜牧业 | 3 |\n| 灌区建设 | 4 |\n| 小学教育 | 9 |\n| 中学教育 | 12 |\n\n"
                  "## 种植业\n\n" TEXT_A);
    for (uint32_t line = 3; line <= 8; line++) assert_aside(&r, line, "contents");
    assert_aside(&r, 10, NULL);
    assert_int_equal(r.page.outline->entries.n, 5);
    assert_view(r.page.outline->entries.p[1].title, "畜牧业");
    assert_int_equal(r.page.outline->entries.p[1].page, 3);
    release(&r);
    Outline o = {0};
    static const Given lines[] = {{"- 种植业…………1", 0}, {"- 畜牧业…………3", 0}, {"|---|---|", 0}};
    add(&o, lines, 3);
    assert_int_equal(o.entries.n, 2);
    assert_view(o.entries.p[0].title, "种植业");
    outline_release(&o);
}

static void the_last_page_of_contents_may_have_one_entry(void **state) {
    (void)state;
    Read r;
    read_page(&r, "目　录\n\n农　业\n种植业…………(5)\n畜牧业…………(6)\n农　机…………(6)"
                  "\n\nI\n\f目　录\n\n水　利\n灌区建设…………(7)\n\nII\n\f农　业\n\n种植业\n\n" TEXT_A
                  "· 5 ·\n\f畜牧业\n\n" TEXT_A "· 6 ·\n\f水　利\n\n灌区建设\n\n" TEXT_A "· 7 ·\n");
    static const uint32_t lines[] = {1, 3, 4, 5, 6, 8, 9, 11, 12, 14};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) assert_aside(&r, lines[i], "contents");
    assert_int_equal(r.page.drafts.n, 3);
    assert_view(r.page.drafts.p[2].title, "灌区建设");
    assert_view(r.page.drafts.p[2].kicker, "水　利");
    release(&r);
}

static void a_scan_set_aslant_has_no_thousand_levels(void **state) {
    (void)state;
    Outline o = {0};
    size_t above = 0;
    for (unsigned i = 0; i < 1000; i++)
        outline_add(&o, &(OutlineLine){.text = V("道路…………5"), .path = "a", .number = i, .margin = 2 * i});
    for (size_t i = o.entries.p[999].parent; i != SIZE_MAX; i = o.entries.p[i].parent) above++;
    assert_in_range(above, 8, 20);
    outline_release(&o);
}

static void odd_contents_do_no_harm(void **state) {
    (void)state;
    Outline o = {0};
    Str s = STR_INIT;
    for (unsigned i = 0; i < 50000; i++) {
        char text[64];
        snprintf(text, sizeof text, "%s…………%u", i % 3 ? "概况" : "第九九节　题", i % 5000);
        outline_add(&o, &(OutlineLine){.text = view_of(text), .path = "a", .number = i, .margin = i});
    }
    assert_non_null(outline_find(&o, V("概况"), 0, V("概况"), 0));
    outline_release(&o);
    for (int i = 0; i < 100000; i++) str_adds(&s, "…");
    outline_add(&o, &(OutlineLine){.text = str_view(&s), .path = "a"});
    outline_add(&o, &(OutlineLine){.text = V("\xFF\xFE…………\xE2\x80"), .path = "a"});
    outline_add(&o, &(OutlineLine){.text = V("…………99999999999999999999"), .path = "a"});
    outline_add(&o, &(OutlineLine){.text = V(""), .path = "a"});
    outline_release(&o);
    str_release(&s);
    Read r;
    read_page(&r, "目录\n");
    release(&r);
    read_page(&r, "………1\n………2\n………3\n………\n");
    release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_without_a_page_stands_over_those_with_one),
        cmocka_unit_test(an_indented_line_stands_under_the_one_before),
        cmocka_unit_test(numbers_tell_how_deep_a_line_stands),
        cmocka_unit_test(columns_read_into_one_line_are_two_entries),
        cmocka_unit_test(of_several_of_one_name_page_and_part_decide),
        cmocka_unit_test(sentences_with_dots_lead_nowhere),
        cmocka_unit_test(below_its_name_blanks_lead_to_pages_too),
        cmocka_unit_test(a_listed_line_is_a_heading),
        cmocka_unit_test(tables_and_lists_of_contents_are_read),
        cmocka_unit_test(the_last_page_of_contents_may_have_one_entry),
        cmocka_unit_test(a_scan_set_aslant_has_no_thousand_levels),
        cmocka_unit_test(odd_contents_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
