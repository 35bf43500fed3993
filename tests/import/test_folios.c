/* Printed page numbers inside a document: of which page each line is. */
#include "reading.h"

#define A "今年以来，城关镇对镇区道路进行巡查，修补路面坑槽三百二十处，清理边沟四十公里，群众出行更方便了。"
#define B "县图书馆新添图书三千册，涵盖农业技术、儿童读物等多个门类，每周六开放到晚上九点，欢迎读者借阅。"
#define C "全县有小型水库十二座，总库容三百万立方米，灌溉面积八千亩，当年渠道清淤四十公里，没有发生险情。"

static uint32_t folio_of(const Read *r, uint32_t line) {
    for (size_t i = 0; i < r->page.lines.n; i++)
        if (r->page.lines.p[i].number == line) return r->page.lines.p[i].folio;
    fail_msg("no line %u", line);
    return 0;
}

static void assert_folios(const char *text, size_t n, const uint32_t (*want)[2]) {
    Read r;
    read_page(&r, text);
    for (size_t i = 0; i < n; i++)
        if (folio_of(&r, want[i][0]) != want[i][1])
            fail_msg("line %u is on page %u, not %u", want[i][0], folio_of(&r, want[i][0]), want[i][1]);
    release(&r);
}

#define FOLIOS(text, ...)                                                    \
    do {                                                                     \
        static const uint32_t want_[][2] = {__VA_ARGS__};                    \
        assert_folios(text, sizeof want_ / sizeof *want_, want_);            \
    } while (0)

static void a_number_below_its_page(void **state) {
    (void)state;
    FOLIOS("【道路】 " A "\n\n· 81 ·\n\n【图书】 " B "\n\n· 82 ·\n\n【水库】 " C "\n\n· 83 ·\n", {1, 81}, {5, 82}, {9, 83});
}

static void a_number_above_its_page(void **state) {
    (void)state;
    FOLIOS("· 81 ·\n\n【道路】 " A "\n\n· 82 ·\n\n【图书】 " B "\n\n· 83 ·\n\n【水库】 " C "\n", {3, 81}, {7, 82}, {11, 83});
}

static void a_number_behind_a_p(void **state) {
    (void)state;
    FOLIOS("P. 81\n\n【道路】 " A "\n\nP. 82\n\n【图书】 " B "\n\nP. 83\n\n【水库】 " C "\n", {3, 81}, {7, 82}, {11, 83});
}

static void a_number_in_a_running_head_is_not_the_books_year(void **state) {
    (void)state;
    FOLIOS("青石年鉴 2016 · 137 ·\n\n【道路】 " A "\n\n青石年鉴 2016 · 138 ·\n\n【图书】 " B "\n", {3, 137}, {7, 138});
    FOLIOS("青石年鉴\n\n2010\n\n【道路】 " A "\n\n177\n\n青石年鉴\n\n2010\n\n【图书】 " B "\n\n178\n", {5, 177}, {13, 178});
}

static void a_page_without_its_number_is_counted_between_form_feeds(void **state) {
    (void)state;
    FOLIOS("【道路】 " A "\n\n· 81 ·\n\f【图书】 " B "\n\f【水库】 " C "\n\n· 83 ·\n\f【桥】 " A "\n", {1, 81}, {4, 82},
           {5, 83}, {8, 84});
}

static void without_form_feeds_a_missing_number_leaves_two_pages_unknown(void **state) {
    (void)state;
    FOLIOS("· 81 ·\n\n【道路】 " A "\n\n· 83 ·\n\n【图书】 " B "\n\n· 84 ·\n\n【水库】 " C "\n", {3, 0}, {7, 83}, {11, 84});
}

static void a_number_that_fits_no_other_is_none(void **state) {
    (void)state;
    FOLIOS("· 81 ·\n\n【道路】 " A "\n\n· 802 ·\n\n【图书】 " B "\n\n· 82 ·\n\n【水库】 " C "\n\n· 83 ·\n\n【桥】 " A
           "\n",
           {3, 81}, {7, 81}, {11, 82}, {15, 83});
}

static void where_text_stands_on_both_sides_nobody_knows(void **state) {
    (void)state;
    FOLIOS("【道路】 " A "\n\n· 81 ·\n\n【图书】 " B "\n\n· 82 ·\n\n【水库】 " C "\n", {1, 0}, {5, 0}, {9, 0});
    FOLIOS("【道路】 " A "\n\n· 81 ·\n\n【图书】 " B "\n", {1, 0}, {5, 0});
}

static void pages_of_a_paper_have_their_number_in_the_masthead(void **state) {
    (void)state;
    FOLIOS("清河日报\n2019年5月8日 星期三 第2版 今日8版\n\n公路通车\n\n本报讯（记者 郑海涛）" A
           "\n\f清河日报\n2019年5月8日 星期三 第3版 今日8版\n\n添书三千\n\n本报讯（记者 赵明）" B "\n",
           {6, 2}, {12, 3});
    FOLIOS("玉山新闻\n\n2009年8月\n\n26\n\n星期三\n\n公路通车\n\n本报讯（记者 郑海涛）" A "\n", {11, 0});
}

static void what_a_program_puts_between_pages(void **state) {
    (void)state;
    static const char *const marks[] = {"=== Page %d ===", "<!-- page %d -->", "--- 第%d页 ---",
                                        "-- %d of 300 --", "[第 %d 页]",       "第%d页 共300页"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char one[64], two[64], text[1024];
        snprintf(one, sizeof one, marks[i], 7);
        snprintf(two, sizeof two, marks[i], 8);
        snprintf(text, sizeof text, "%s\n\n公路通车\n\n" A "\n\n%s\n\n添书三千\n\n" B "\n", one, two);
        Read r;
        read_page(&r, text);
        assert_aside(&r, 1, "page-number");
        assert_aside(&r, 7, "page-number");
        assert_int_equal(folio_of(&r, 5), 7);
        assert_int_equal(folio_of(&r, 11), 8);
        release(&r);
    }
    FOLIOS("1/2\n\n【道路】 " A "\n", {3, 0});
}

static void an_articles_pages_are_written_as_runs(void **state) {
    (void)state;
    static const struct Case {
        uint32_t lines[12];
        const char *want;
    } cases[] = {
        {{81, 81, 81}, "81"},
        {{81, 82, 83, 83}, "81-83"},
        {{1, 1, 3, 3}, "1, 3"},
        {{1, 2, 5, 6}, "1-2, 5-6"},
        {{81, 0, 83}, "81-83"},
        {{0, 0, 9}, "9"},
        {{3, 1, 3}, "3, 1"},
        {{1, 3, 2}, "1-3"},
        {{9, 3, 1, 2}, "9, 1-3"},
        {{3, 1, 0, 9}, "1-9"},
        {{0}, ""},
        {{1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 2}, "1-15, 17, 19"},
    };
    Arena a = ARENA_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        FolioRuns r = {0};
        for (size_t k = 0; k < 12; k++)
            if (cases[i].lines[k] || k == 0 || (k + 1 < 12 && cases[i].lines[k + 1])) folios_add(&r, cases[i].lines[k]);
        assert_view(folios_text(&a, &r), cases[i].want);
    }
    arena_release(&a);
}

static void odd_numbers_do_no_harm(void **state) {
    (void)state;
    static const char *const texts[] = {"\f\f\f· 1 ·\f\f",
                                        "9999\n\n0\n\n00000\n",
                                        "=== Page 4294967296 ===\n\n" A "\n",
                                        "第页\n\n-- of --\n\npage\n\n" A "\n",
                                        "· 1 ·\n· 1 ·\n· 1 ·\n",
                                        "\f\n\f\n" A "\n\f"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Read r;
        read_page(&r, texts[i]);
        release(&r);
    }
    Str s = STR_INIT;
    for (unsigned i = 0; i < 20000; i++) str_addf(&s, "· %u ·\n%s", i % 7 * 13, i % 3 ? "\f" : "=== Page 3 ===\n");
    Read r;
    read_bytes(&r, str_view(&s));
    release(&r);
    str_release(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_below_its_page),
        cmocka_unit_test(a_number_above_its_page),
        cmocka_unit_test(a_number_behind_a_p),
        cmocka_unit_test(a_number_in_a_running_head_is_not_the_books_year),
        cmocka_unit_test(a_page_without_its_number_is_counted_between_form_feeds),
        cmocka_unit_test(without_form_feeds_a_missing_number_leaves_two_pages_unknown),
        cmocka_unit_test(a_number_that_fits_no_other_is_none),
        cmocka_unit_test(where_text_stands_on_both_sides_nobody_knows),
        cmocka_unit_test(pages_of_a_paper_have_their_number_in_the_masthead),
        cmocka_unit_test(what_a_program_puts_between_pages),
        cmocka_unit_test(an_articles_pages_are_written_as_runs),
        cmocka_unit_test(odd_numbers_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
