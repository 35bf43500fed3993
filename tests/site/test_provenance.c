/* Where an article comes from: its lines, what was mended and inferred, and
 * the scans of its sources. */
#include "archive.h"

static bool build_without_scans(Fixture *f) {
    const char *const data[] = {".", NULL};
    const BuildOptions o = {.root = f->root, .out = f->out, .datadirs = data, .jobs = 1, .without_scans = true};
    return site_build(&o, &f->d, &f->report);
}

static void put_mended(Fixture *f, const char *more) {
    put_site(f, "");
    put(f, "sources/a/1.txt", "路通了\n\n县里修了\n一条路。\n");
    put(f, "articles/1.md",
        arena_printf(&f->a,
                     "---\nid: aaaaaaaaaa\ntitle: 路通了\nkind: news\npage: \"3\"\nsource:\n"
                     "  - {file: a/1.txt, sha256: %064d, lines: [\"1\", \"3\", \"4\"]}\n%s---\n\n县里修了一条路。\n",
                     0, more));
}

#define ARTICLE "articles/aa/aaaaaaaaaa.html"

static void a_repair_leads_to_the_original_lines(void **state) {
    Fixture *f = *state;
    put_mended(f, "repairs:\n  - {joined: [3, 4]}\n");
    assert_true(build(f));
    assert_has(f, ARTICLE, "<a href=\"../../sources/a/1.html#L3\">");
    assert_has(f, ARTICLE, "<a href=\"../../sources/a/1.html#L4\">");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void a_repair_over_documents_leads_to_both(void **state) {
    Fixture *f = *state;
    put(f, "sources/a/2.txt", "题\n\n县里\n修桥\n");
    put_mended(f, "  - {file: a/2.txt, lines: [\"3\", \"4\"]}\nrepairs:\n  - {joined: [3, 3], file: a/2.txt}\n  - "
                  "{joined: [3, 4], from: a/2.txt}\n");
    assert_true(build(f));
    assert_has(f, ARTICLE, "<a href=\"../../sources/a/1.html#L3\">");
    assert_has(f, ARTICLE, "<a href=\"../../sources/a/2.html#L3\">");
    assert_has(f, ARTICLE, "<a href=\"../../sources/a/2.html#L4\">");
    assert_has_not(f, ARTICLE, "sources/a/1.html#L4\">");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void a_repair_in_a_source_that_is_gone_is_still_told(void **state) {
    Fixture *f = *state;
    put_mended(f, "repairs:\n  - {joined: [3, 4]}\n");
    assert_int_equal(remove(path_join(&f->a, f->root, "sources/a/1.txt")), 0);
    assert_true(build(f));
    assert_has(f, ARTICLE, "第 3 行与第 4 行");
    assert_has_not(f, ARTICLE, "#L3");
}

static void how_sure_import_was_is_said_in_words(void **state) {
    Fixture *f = *state;
    put_mended(f, "evidence: {title: 最大的一行, topics: 两个词, date: \"year named most often, first in line 12, "
                  "0.90\", issued: \"农历甲午年七月十七, line 2\"}\nconfidence: {cut: 0.97, title: 0.82, date: 0.41}\n");
    assert_true(build(f));
    assert_has(f, ARTICLE, "几乎确定（97%）");
    assert_has(f, ARTICLE, "很可能（82%）");
    assert_has(f, ARTICLE, "最大的一行");
    assert_has(f, ARTICLE, "存疑（41%）");
    assert_has(f, ARTICLE, "两个词");
    assert_has(f, ARTICLE, "报头印作 农历甲午年七月十七（第 2 行）");
    assert_has(f, ARTICLE, "提及最多之年，首见于第 12 行, 0.90");
}

static void the_last_change_is_what_the_front_matter_says(void **state) {
    Fixture *f = *state;
    put_mended(f, "lastmod: 2026-11-22T10:00:00Z\n");
    assert_true(build(f));
    assert_has(f, ARTICLE, "<dd>2026年11月22日</dd>");
    put_mended(f, "");
    assert_true(build(f));
    assert_has_not(f, ARTICLE, "最后改动");
}

static void a_scan_beside_the_source_is_shown_and_linked(void **state) {
    Fixture *f = *state;
    put_mended(f, "");
    put(f, "sources/a/1.jpg", "JPEG");
    assert_true(build(f));
    assert_has(f, "sources/a/1.html", "<img src=\"../../sources/a/1.jpg\"");
    assert_has(f, ARTICLE, "<a href=\"../../sources/a/1.html#scan\">");
    assert_has(f, ARTICLE, "第 3 版");
    assert_has(f, "sources/a/1.html", "<a href=\"#scan\" title=\"扫描件\">第 1–4 行</a>");
    assert_has(f, "sources/a/1.html", "<a href=\"#text\">");
    assert_true(site_check_links(&f->d, f->out, 1));
    assert_true(build_without_scans(f));
    assert_null(page(f, "sources/a/1.jpg"));
    assert_has_not(f, "sources/a/1.html", "<img");
    assert_has_not(f, "sources/a/1.html", "#scan");
    assert_has_not(f, ARTICLE, "#scan");
}

static void put_page(Fixture *f, unsigned number, const char *issued) {
    put(f, arena_printf(&f->a, "sources/a/%u.txt", number), "路通了\n\n县里修了\n一条路。\n");
    put(f, arena_printf(&f->a, "articles/%u.md", number),
        arena_printf(&f->a,
                     "---\nid: aaaaaaaaa%u\ntitle: 路通了\nkind: news\npublication: 试验报\nissued: %s\npage: \"%u\"\n"
                     "source:\n  - {file: a/%u.txt, sha256: %064d, lines: [\"1\", \"3\", \"4\"]}\n"
                     "repairs:\n  - {joined: [3, 4]}\n---\n\n县里修了一条路。\n",
                     number, issued, number, number, 0));
}

static void a_source_says_its_issue_and_leads_to_the_next(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_page(f, 1, "2019-05-12");
    put_page(f, 2, "2019-05-12");
    put_page(f, 3, "2019-05-13");
    assert_true(build(f));
    assert_has(f, "sources/a/2.html", "<h1>试验报 2019年5月12日 第 2 版</h1>");
    assert_has(f, "sources/a/2.html", "2019.html#i0512\">2019年5月12日</a>");
    assert_has(f, "sources/a/2.html",
               "<a href=\"../../sources/a/1.html\" rel=\"prev\">试验报 2019年5月12日 第 1 版</a>");
    assert_has(f, "sources/a/2.html",
               "<a href=\"../../sources/a/3.html\" rel=\"next\">试验报 2019年5月13日 第 3 版</a>");
    assert_has_not(f, "sources/a/1.html", "rel=\"prev\"");
}

/* Each file takes up a cluster of a stick. */
static void on_a_stick_the_sources_of_an_issue_are_one_page(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    for (unsigned i = 1; i < 5; i++) put_page(f, i, i < 4 ? "2019-05-12" : "2019-05-13");
    put(f, "sources/a/2.jpg", "JPEG");
    put(f, "sources/a/3.jpg", "JPEG");
    f->stick = true;
    assert_true(build(f));
    assert_null(page(f, "sources/a/2.html"));
    assert_has(f, "sources/a/1.html", "<h1>试验报 2019年5月12日</h1>");
    assert_has(f, "sources/a/1.html", "<a href=\"#s3\">第 3 版</a>");
    assert_has(f, "sources/a/1.html", "<li id=\"s1-L3\" value=\"3\">县里修了</li>");
    assert_has(f, "sources/a/1.html", "<img src=\"../../sources/a/3.jpg\"");
    assert_has(f, "sources/a/4.html", "<li id=\"L3\" value=\"3\">县里修了</li>");
    assert_has(f, "sources/index.html", "href=\"../sources/a/1.html#s2\">2.txt</a>");
    assert_has(f, "articles/aa/aaaaaaaaa2.html", "<a href=\"../../sources/a/1.html#s2-L1\">1–4</a>");
    assert_has(f, "articles/aa/aaaaaaaaa2.html", "<a href=\"../../sources/a/1.html#s2-L4\">");
    assert_has(f, "articles/aa/aaaaaaaaa2.html", "<a href=\"../../sources/a/1.html#s2-scan\">");
    assert_has_not(f, "articles/aa/aaaaaaaaa1.html", "scan");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void a_sidecar_names_a_scan_or_its_address(void **state) {
    Fixture *f = *state;
    put_mended(f, "");
    put(f, "sources/a/1.yaml", "scan: scans/page-3.pdf\n");
    put(f, "sources/a/scans/page-3.pdf", "%PDF");
    assert_true(build(f));
    assert_has(f, "sources/a/1.html", "<a href=\"../../sources/a/1.pdf\">");
    assert_non_null(page(f, "sources/a/1.pdf"));
    put(f, "sources/a/1.yaml", "scan: https://library.example/3?a=1&b=2\n");
    assert_true(build(f));
    assert_has(f, "sources/a/1.html", "<a href=\"https://library.example/3?a=1&amp;b=2\">");
    assert_has(f, ARTICLE, "<a href=\"https://library.example/3?a=1&amp;b=2\">");
    assert_null(page(f, "sources/a/1.pdf"));
}

static void a_sidecar_that_names_no_scan_there_is_reported(void **state) {
    Fixture *f = *state;
    put_mended(f, "");
    put(f, "sources/a/1.yaml", "scan: gone.jpg\n");
    put(f, "sources/a/2.yaml", "scan: ../../site.yaml\n");
    put(f, "sources/a/3.yaml", "scan: javascript:alert(1)\n");
    put(f, "sources/a/4.yaml", "scan: https://library.example/4\n");
    assert_true(build(f));
    assert_has_not(f, ARTICLE, "gone.jpg");
    site_check_scans(&f->d, f->root);
    assert_int_equal(f->d.errors, 3);
}

static void a_source_with_withheld_lines_shows_no_scan(void **state) {
    Fixture *f = *state;
    put_mended(f, "");
    put(f, "sources/a/1.jpg", "JPEG");
    put(f, "redactions.yaml", "lines:\n  - {file: a/1.txt, lines: [\"2\"]}\n");
    assert_true(build(f));
    assert_null(page(f, "sources/a/1.jpg"));
    assert_has_not(f, "sources/a/1.html", "<img");
    assert_has_not(f, ARTICLE, "#scan");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_repair_leads_to_the_original_lines),
        TEST(a_repair_over_documents_leads_to_both),
        TEST(a_repair_in_a_source_that_is_gone_is_still_told),
        TEST(how_sure_import_was_is_said_in_words),
        TEST(the_last_change_is_what_the_front_matter_says),
        TEST(a_scan_beside_the_source_is_shown_and_linked),
        TEST(a_source_says_its_issue_and_leads_to_the_next),
        TEST(on_a_stick_the_sources_of_an_issue_are_one_page),
        TEST(a_sidecar_names_a_scan_or_its_address),
        TEST(a_sidecar_that_names_no_scan_there_is_reported),
        TEST(a_source_with_withheld_lines_shows_no_scan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
