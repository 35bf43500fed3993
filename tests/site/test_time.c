/* Pages by date, calendars of publications, and authors. */
#include "archive.h"
#include "site/calendar.h"

static void put_issue(Fixture *f, size_t number, const char *issued, const char *date, const char *authors) {
    put(f, arena_printf(&f->a, "articles/%zu.md", number),
        arena_printf(&f->a,
                     "---\nid: \"%010zu\"\ntitle: 第%zu篇\nkind: news\nauthors: [%s]\npublication: 试验报\n"
                     "issued: \"%s\"\ndate: \"%s\"\n---\n\n路。\n",
                     number, number, authors, issued, date));
}

static char *iso(Fixture *f, uint32_t day) {
    return arena_printf(&f->a, "%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100);
}

static void days_are_counted_over_leap_years_and_centuries(void **state) {
    (void)state;
    assert_int_equal(days_of(19700101), 0);
    assert_int_equal(days_of(20000301) - days_of(20000228), 2);
    assert_int_equal(days_of(19000301) - days_of(19000228), 1);
    assert_int_equal(weekday_of(1970, 1, 1), 3);
    assert_int_equal(weekday_of(1, 1, 1), 0);
    assert_int_equal(weekday_of(9999, 12, 31), 4);
    for (int64_t d = days_of(18991231); d < days_of(20010101); d++) assert_int_equal(days_of(day_of_days(d)), d);
}

static void a_year_leads_to_its_months_and_a_day_to_its_articles(void **state) {
    Fixture *f = *state;
    put_site(f, "base_url: https://archive.example/\n");
    put_issue(f, 1, "1987-03-05", "1987-03-04", "");
    put_issue(f, 2, "1987", "1987", "");
    put_issue(f, 3, "1988-01-02", "1987-12", "");
    assert_true(build(f));
    assert_has(f, "dates/index.html", "href=\"../dates/1987/index.html#m03\"");
    assert_has(f, "dates/1987/index.html", "<a href=\"03.html#d4\">4</a>");
    assert_has_not(f, "dates/1987/index.html", ">5</a>");
    assert_has(f, "dates/1987/index.html", "第2篇");
    assert_has_not(f, "dates/1987/index.html", "第1篇");
    assert_has(f, "dates/1987/03.html", "id=\"d4\"");
    assert_has(f, "dates/1987/12.html", "第3篇");
    assert_has(f, "articles/00/0000000001.html", "href=\"../../dates/1987/03.html#d4\"");
    assert_has(f, "sitemap.xml", "https://archive.example/dates/1987/03.html");
    assert_null(page(f, "dates/1987/01.html"));
}

/* The week of New Year: between its days come "2020" and "2020-01". */
static void only_what_has_a_day_is_of_a_week(void **state) {
    Fixture *f = *state;
    static const char *const dates[] = {"2019-12-31", "2020", "2020-01", "2020-01-02", "2020-01-09"};
    put_site(f, "");
    for (size_t i = 0; i < 5; i++)
        put(f, arena_printf(&f->a, "articles/%zu.md", i),
            arena_printf(&f->a, "---\nid: \"%010zu\"\ntitle: 第%zu篇\nkind: news\ndate: \"%s\"\n---\n\n文。\n", i, i,
                         dates[i]));
    assert_true(build(f));
    assert_has(f, "articles/00/0000000000.html", "第3篇");
    assert_has_not(f, "articles/00/0000000000.html", "第1篇");
    assert_has_not(f, "articles/00/0000000000.html", "第2篇");
    assert_has_not(f, "articles/00/0000000000.html", "第4篇");
}

static void what_says_only_its_year_or_month_stands_on_the_day_of_its_issue(void **state) {
    Fixture *f = *state;
    static const char *const facts[] = {
        "issued: \"1998-06-18\"\ndate: \"1998\"",
        "issued: \"1998-06-18\"\ndate: \"1998-06\"",
        "issued: \"1998-06-18\"",
        "issued: \"1998-06-18\"\ndate: \"1998-05\"",
        "issued: \"1998-06-18\"\ndate: \"1997\"",
        "issued: \"1998-06\"\ndate: \"1998\"",
    };
    put_site(f, "");
    for (size_t i = 0; i < 6; i++)
        put(f, arena_printf(&f->a, "articles/%zu.md", i),
            arena_printf(&f->a, "---\nid: \"%010zu\"\ntitle: 第%zu篇\nkind: news\n%s\n---\n\n文。\n", i, i, facts[i]));
    assert_true(build(f));
    for (size_t i = 0; i < 3; i++)
        assert_has(f, "dates/1998/06.html",
                   arena_printf(&f->a, "<time>1998-06-18</time><a href=\"../../articles/00/%010zu.html\">", i));
    assert_has(f, "dates/1998/05.html", "第3篇");
    assert_has(f, "dates/1997/index.html", "第4篇");
    assert_has(f, "dates/1998/06.html", "<time>1998-06</time>");
    assert_has(f, "articles/00/0000000000.html", "<a href=\"../../dates/1998/index.html\"><time datetime=\"1998\">");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void a_period_is_a_time_by_its_first_year(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put(f, "articles/1.md", "---\nid: aaaaaaaaaa\ntitle: 甲\nkind: yearbook-section\ncovers: 2019-2020\n---\n\n甲\n");
    assert_true(build(f));
    assert_has(f, "dates/2019/index.html", "<time datetime=\"2019\">2019-2020</time>");
}

static void an_article_without_a_date_stands_among_the_undated(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put(f, "articles/1.md", "---\nid: aaaaaaaaaa\ntitle: 甲\nkind: news\n---\n\n甲\n");
    assert_true(build(f));
    assert_has(f, "dates/undated/index.html", "甲");
    assert_true(site_check_links(&f->d, f->out, 1));
}

/* Mondays of half a year but one; and one issue in between. */
static void a_weekly_shows_what_is_missing(void **state) {
    Fixture *f = *state;
    put_site(f, "publications:\n  - {id: syb, name: 试验报}\n");
    for (size_t i = 0; i < 26; i++)
        if (i != 10) put_issue(f, i, iso(f, day_of_days(days_of(19870105) + (int64_t)i * 7)), "1987", "");
    assert_true(build(f));
    assert_has(f, "publications/syb/1987.html", "逢周一出版");
    assert_has(f, "publications/syb/1987.html", "<s>16</s>");
    assert_has(f, "publications/syb/1987.html", "缺 1 期");
    assert_has_not(f, "publications/syb/1987.html", "<s>17</s>");
    assert_has(f, "publications/syb/index.html", "1987.html#m03");
    assert_has(f, "articles/00/0000000001.html", "publications/syb/1987.html#i0112");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void without_a_clear_rhythm_nothing_is_called_missing(void **state) {
    Fixture *f = *state;
    put_site(f, "publications:\n  - {id: syb, name: 试验报}\n");
    for (size_t i = 0; i < 30; i++)
        put_issue(f, i, iso(f, day_of_days(days_of(19870105) + (int64_t)(i * i % 300))), "1987", "");
    assert_true(build(f));
    assert_has_not(f, "publications/syb/1987.html", "<s>");
    assert_has(f, "publications/syb/1987.html", "只标出这里有的日子");
}

static void an_issue_keeps_the_order_of_its_source_and_full_pages_are_split(void **state) {
    Fixture *f = *state;
    put_site(f, "publications:\n  - {id: syb, name: 试验报}\n");
    for (size_t i = 0; i < 350; i++) put_issue(f, i, i < 340 ? "1987-03-05" : "1987-04-05", "1987-03-01", "");
    assert_true(build(f));
    assert_non_null(page(f, "publications/syb/1987-1.html"));
    assert_non_null(page(f, "dates/1987/03-1.html"));
    char *first = page(f, "publications/syb/1987-1.html");
    assert_true(strstr(first, "第300篇") < strstr(first, "第301篇"));
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void authors_have_pages_and_articles_lead_there(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_issue(f, 1, "1987-03-05", "1987-03-04", "李一, 王二");
    put_issue(f, 2, "1987-03-06", "1987-03-05", "李一");
    assert_true(build(f));
    char *list = page(f, "authors/index.html");
    assert_non_null(list);
    assert_true(strstr(list, "<h2>L</h2>") < strstr(list, "<h2>W</h2>"));
    Str url = STR_INIT;
    url_author(&url, V("李一"));
    assert_has(f, url.p, "第2篇");
    assert_has(f, "articles/00/0000000002.html", arena_printf(&f->a, "<a href=\"../../%s\">李一</a>", url.p));
    const char *first = strstr(page(f, "articles/00/0000000001.html"), "class=\"byline\"");
    assert_true(strstr(first, ">李一</a>") < strstr(first, ">王二</a>"));
    str_clear(&url);
    url_author(&url, V("王二"));
    assert_has(f, url.p, "第1篇");
    assert_null(strstr(page(f, url.p), "第2篇"));
    str_release(&url);
}

static void of_very_many_authors_only_the_busiest_have_pages(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    for (size_t i = 0; i < 700; i++)
        put_issue(f, i, "1987-03-05", "1987-03-04",
                  arena_printf(&f->a, "人%zu%s", i, i < 20 ? "" : i % 2 ? ", 人0" : ", 人1"));
    assert_true(build(f));
    Str url = STR_INIT;
    url_author(&url, V("人0"));
    assert_non_null(page(f, url.p));
    str_clear(&url);
    url_author(&url, V("人444"));
    assert_null(page(f, url.p));
    assert_has(f, "authors/list/2.html", "class=\"entries\"");
    assert_true(site_check_links(&f->d, f->out, 1));
    str_release(&url);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_over_leap_years_and_centuries),
        TEST(a_year_leads_to_its_months_and_a_day_to_its_articles),
        TEST(only_what_has_a_day_is_of_a_week),
        TEST(what_says_only_its_year_or_month_stands_on_the_day_of_its_issue),
        TEST(a_period_is_a_time_by_its_first_year),
        TEST(an_article_without_a_date_stands_among_the_undated),
        TEST(a_weekly_shows_what_is_missing),
        TEST(without_a_clear_rhythm_nothing_is_called_missing),
        TEST(an_issue_keeps_the_order_of_its_source_and_full_pages_are_split),
        TEST(authors_have_pages_and_articles_lead_there),
        TEST(of_very_many_authors_only_the_busiest_have_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
