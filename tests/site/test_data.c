/* What is not a page: the feed, the sitemap, the archive as data. */
#include "archive.h"

static void put_two(Fixture *f, const char *site) {
    put_site(f, site);
    put_article(f, 1, "路 & <桥>", "2020-12-22", "540324210203", "roads");
    put_article(f, 2, "=SUM(1)", "1987", "5401", "transport");
    put(f, "articles/x.md", "---\nid: aaaaaaaaaa\ntitle: 无日期\nkind: news\n---\n\n甲\n");
    assert_true(build(f));
}

static void assert_xml(Fixture *f, const char *path) {
    if (system("command -v xmllint >/dev/null") != 0) return;
    assert_int_equal(system(arena_printf(&f->a, "xmllint --noout '%s/%s'", f->out, path)), 0);
}

static void the_feed_names_things_by_tag_where_there_is_no_address(void **state) {
    Fixture *f = *state;
    put_two(f, "contact: wen@example.org\n");
    assert_xml(f, "feed.xml");
    assert_has(f, "feed.xml", "<id>tag:wen@example.org,2026:");
    assert_has(f, "feed.xml", "href=\"articles/00/0000000001.html\"");
    assert_has(f, "feed.xml", "<updated>2020-12-22T00:00:00Z</updated>");
    assert_has(f, "feed.xml", "<updated>1987-01-01T00:00:00Z</updated>");
    assert_has(f, "feed.xml", "路 &amp; &lt;桥&gt;");
    assert_has_not(f, "feed.xml", "rel=\"self\"");
}

static void with_a_base_url_addresses_are_whole(void **state) {
    Fixture *f = *state;
    put_two(f, "base_url: https://example.org/a\n");
    assert_xml(f, "feed.xml");
    assert_xml(f, "sitemap.xml");
    assert_has(f, "feed.xml", "<id>https://example.org/a/articles/00/0000000001.html</id>");
    assert_has(f, "feed.xml", "rel=\"self\"");
    assert_has(f, "sitemap.xml", "<loc>https://example.org/a/regions/5401/index.html</loc>");
    assert_has(f, "robots.txt", "Sitemap: https://example.org/a/sitemap.xml");
    assert_has(f, "404.html", "href=\"/a/static/style.css\"");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void without_a_base_url_there_is_no_sitemap(void **state) {
    Fixture *f = *state;
    put_two(f, "");
    assert_null(page(f, "sitemap.xml"));
    assert_null(page(f, "robots.txt"));
    assert_has(f, "404.html", "href=\"static/style.css\"");
}

static void records_are_split_by_year(void **state) {
    Fixture *f = *state;
    put_two(f, "");
    assert_has(f, "data/articles-2020.jsonl", "\"id\":\"0000000001\"");
    assert_has(f, "data/articles-2020.jsonl", "协麦村修了一条路。");
    assert_has_not(f, "data/articles-2020.jsonl", "0000000002");
    assert_has(f, "data/articles-1987.jsonl", "0000000002");
    assert_has(f, "data/articles-undated.jsonl", "aaaaaaaaaa");
    assert_has(f, "data/index.html", "href=\"articles-1987.jsonl\"");
}

static void tables_open_in_spreadsheets(void **state) {
    Fixture *f = *state;
    put_two(f, "");
    char *text = page(f, "data/articles.csv");
    assert_non_null(text);
    assert_memory_equal(text, "\xef\xbb\xbfid,url,", 10);
    assert_has(f, "data/articles.csv", "\"'=SUM(1)\"");
    assert_has(f, "data/regions.csv", "540324210203,协麦村,540324210,西藏自治区 › 昌都市 › 丁青县 › 协雄乡 › 协麦村");
}

int main(void) {
#define T(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(the_feed_names_things_by_tag_where_there_is_no_address),
        T(with_a_base_url_addresses_are_whole),
        T(without_a_base_url_there_is_no_sitemap),
        T(records_are_split_by_year),
        T(tables_open_in_spreadsheets),
    };
    return cmocka_run_group_tests_name("data", tests, NULL, NULL);
}
