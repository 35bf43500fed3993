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

static void assert_atom(Fixture *f, const char *path) {
    if (system("command -v xmllint >/dev/null") != 0) return;
    const char *command = "xmllint --noout --relaxng tests/site/atom.rng '%s/%s' 2>/dev/null";
    assert_int_equal(system(arena_printf(&f->a, command, f->out, path)), 0);
}

static void put_many(Fixture *f, const char *site) {
    put_site(f, site);
    for (size_t i = 0; i < 3; i++) put_article(f, i, "路 ]]> & <桥>", "2020-12-22", "540324210203", "roads");
    put_article(f, 7, "远处", "1987-01-02", "5401", "transport");
    assert_true(build(f));
}

static void regions_and_topics_can_be_followed(void **state) {
    Fixture *f = *state;
    put_many(f, "");
    assert_atom(f, "feed.xml");
    assert_atom(f, "regions/540324/feed.xml");
    assert_atom(f, "topics/roads/feed.xml");
    assert_has(f, "regions/540324/feed.xml", "<title>西藏自治区 › 昌都市 › 丁青县 · 试验文献</title>");
    assert_has(f, "regions/540324/feed.xml", "href=\"../../articles/00/0000000001.html\"");
    assert_has(f, "regions/540324/feed.xml", "href=\"../../regions/540324/index.html\"");
    assert_has_not(f, "regions/540324/feed.xml", "远处");
    assert_has(f, "regions/540324/index.html", "href=\"feed.xml\"");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void a_part_of_one_article_or_below_a_county_has_no_files_of_its_own(void **state) {
    Fixture *f = *state;
    put_many(f, "");
    assert_null(page(f, "regions/5401/feed.xml"));
    assert_null(page(f, "regions/5401/articles.ris"));
    assert_null(page(f, "regions/540324210203/articles.ris"));
    assert_has_not(f, "regions/540324210203/index.html", "articles.ris");
}

static void with_a_base_url_there_are_a_json_feed_and_a_search_for_browsers(void **state) {
    Fixture *f = *state;
    put_many(f, "base_url: https://example.org/a/\n");
    assert_atom(f, "regions/540324/feed.xml");
    assert_xml(f, "opensearch.xml");
    assert_has(f, "opensearch.xml", "https://example.org/a/search.html?q={searchTerms}");
    assert_has(f, "feed.json", "\"url\":\"https://example.org/a/articles/00/0000000001.html\"");
    assert_has(f, "feed.json", "\"title\":\"路 ]]> & \\u003c桥>\"");
    assert_has(f, "index.html", "<link rel=\"canonical\" href=\"https://example.org/a/index.html\">");
}

static void bibliographies_stand_where_their_articles_are_listed(void **state) {
    Fixture *f = *state;
    put_many(f, "publications:\n  - {id: syb, name: 试验报, kind: newspaper}\n");
    assert_has(f, "data/articles.ris", "TI  - 远处\r\n");
    assert_has(f, "publications/syb/1987.ris", "TI  - 远处\r\n");
    assert_has(f, "publications/syb/index.html", "href=\"1987.ris\"");
    assert_has_not(f, "publications/syb/2020.ris", "远处");
    assert_has_not(f, "topics/roads/articles.ris", "远处");
    assert_has(f, "data/datapackage.json", "{\"name\":\"articles-1987.jsonl\",\"path\":\"articles-1987.jsonl\"");
}

static void an_article_says_what_it_is_to_programs(void **state) {
    Fixture *f = *state;
    put_site(f, "base_url: https://example.org/a\n");
    put_article(f, 1, "</script><b>路", "2020-12-22", "540324", "roads");
    assert_true(build(f));
    const char *path = "articles/00/0000000001.html";
    assert_has(f, path, "<meta name=\"DC.type\" content=\"newsItem\">");
    assert_has(f, path, "<meta name=\"citation_publication_date\" content=\"2020/12/22\">");
    assert_has(f, path, "<meta property=\"og:site_name\" content=\"试验报\">");
    assert_has_not(f, path, "citation_journal_title");
    assert_has(f, path, "\"headline\":\"\\u003c/script>\\u003cb>路\"");
    assert_has(f, path, "<link rel=\"canonical\" href=\"https://example.org/a/articles/00/0000000001.html\">");
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
        T(regions_and_topics_can_be_followed),
        T(a_part_of_one_article_or_below_a_county_has_no_files_of_its_own),
        T(with_a_base_url_there_are_a_json_feed_and_a_search_for_browsers),
        T(bibliographies_stand_where_their_articles_are_listed),
        T(an_article_says_what_it_is_to_programs),
        T(the_feed_names_things_by_tag_where_there_is_no_address),
        T(with_a_base_url_addresses_are_whole),
        T(without_a_base_url_there_is_no_sitemap),
        T(records_are_split_by_year),
        T(tables_open_in_spreadsheets),
    };
    return cmocka_run_group_tests_name("data", tests, NULL, NULL);
}
