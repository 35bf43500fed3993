#include "archive.h"

static void put_known_as(Fixture *f, const char *id, const char *aliases) {
    put(f, arena_printf(&f->a, "articles/%s.md", id),
        arena_printf(&f->a, "---\nid: %s\ntitle: 路通了\nkind: news\naliases: [%s]\n---\n\n路通了。\n", id, aliases));
}

static void an_alias_leads_to_the_article_without_a_script(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_known_as(f, "aaaaaaaaaa", "bbbbbbbbbb, /2019/old-name/, more/page.html");
    assert_true(build(f));
    assert_has(f, "articles/bb/bbbbbbbbbb.html", "content=\"0; url=../../articles/aa/aaaaaaaaaa.html\"");
    assert_has(f, "articles/bb/bbbbbbbbbb.html", "<link rel=\"canonical\" href=\"../../articles/aa/aaaaaaaaaa.html\">");
    assert_has(f, "articles/bb/bbbbbbbbbb.html", "<a href=\"../../articles/aa/aaaaaaaaaa.html\"");
    assert_has(f, "2019/old-name/index.html", "url=../../articles/aa/aaaaaaaaaa.html");
    assert_has(f, "more/page.html", "url=../articles/aa/aaaaaaaaaa.html");
    assert_has(f, ".fangzhi-manifest", "2019/old-name/index.html");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void with_a_base_url_the_canonical_address_is_whole(void **state) {
    Fixture *f = *state;
    put_site(f, "base_url: https://archive.example/\n");
    put_known_as(f, "aaaaaaaaaa", "bbbbbbbbbb");
    assert_true(build(f));
    assert_has(f, "articles/bb/bbbbbbbbbb.html", "href=\"https://archive.example/articles/aa/aaaaaaaaaa.html\"");
    assert_has_not(f, "sitemap.xml", "bbbbbbbbbb");
}

static void an_alias_that_is_taken_is_refused(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_known_as(f, "aaaaaaaaaa", "bbbbbbbbbb, cccccccccc");
    put_known_as(f, "bbbbbbbbbb", "cccccccccc");
    assert_false(build(f));
    assert_int_equal(f->d.errors, 2);
    assert_has_not(f, "articles/bb/bbbbbbbbbb.html", "http-equiv");
    assert_has(f, "articles/cc/cccccccccc.html", "articles/aa/aaaaaaaaaa.html");
}

static void an_alias_that_is_no_address_of_its_own_is_refused(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_known_as(f, "aaaaaaaaaa", "index.html, ../out, articles/x.html, .hidden, a//b, \"a b\"");
    assert_false(build(f));
    assert_int_equal(f->d.errors, 6);
    assert_non_null(page(f, "articles/aa/aaaaaaaaaa.html"));
}

/* What the site writes itself, also where capitals make no other name. */
static void an_alias_that_is_a_file_of_the_site_is_refused(void **state) {
    Fixture *f = *state;
    put_site(f, "base_url: https://archive.example/\n");
    put_known_as(f, "aaaaaaaaaa", "feed.json, opensearch.xml, /sitemap-1.xml/, /Articles/x/, /INDEX.html");
    assert_false(build(f));
    assert_int_equal(f->d.errors, 5);
    assert_non_null(page(f, "feed.json"));
}

static void no_alias_lies_below_another(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_known_as(f, "aaaaaaaaaa", "/old.html, /old/");
    put_known_as(f, "bbbbbbbbbb", "/old.html/more/");
    assert_false(build(f));
    assert_int_equal(f->d.errors, 1);
    assert_has(f, "old.html", "articles/aa/aaaaaaaaaa.html");
    assert_has(f, "old/index.html", "articles/aa/aaaaaaaaaa.html");
}

static void aliases_that_differ_in_capitals_are_one(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_known_as(f, "aaaaaaaaaa", "/Old/, /old/");
    put_known_as(f, "bbbbbbbbbb", "/OLD/");
    assert_false(build(f));
    assert_int_equal(f->d.errors, 1);
    assert_has(f, "Old/index.html", "articles/aa/aaaaaaaaaa.html");
    assert_null(page(f, "OLD/index.html"));
}

static void an_article_may_name_its_own_id_or_an_alias_twice(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_known_as(f, "aaaaaaaaaa", "aaaaaaaaaa, bbbbbbbbbb, bbbbbbbbbb");
    assert_true(build(f));
    assert_has_not(f, "articles/aa/aaaaaaaaaa.html", "http-equiv");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_alias_leads_to_the_article_without_a_script),
        TEST(with_a_base_url_the_canonical_address_is_whole),
        TEST(an_alias_that_is_taken_is_refused),
        TEST(an_alias_that_is_no_address_of_its_own_is_refused),
        TEST(an_alias_that_is_a_file_of_the_site_is_refused),
        TEST(no_alias_lies_below_another),
        TEST(aliases_that_differ_in_capitals_are_one),
        TEST(an_article_may_name_its_own_id_or_an_alias_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
