/* The parts of site/ that stand alone: addresses, groups, strings, reading HTML. */
#include "site/groups.h"
#include "site/html_scan.h"
#include "site/site.h"
#include "site/strings.h"
#include "test.h"

static void assert_url(void (*url)(Str *, View), const char *name, const char *expected) {
    Str s = STR_INIT;
    url(&s, view_of(name));
    assert_view(str_view(&s), expected);
    str_release(&s);
}

static void addresses_are_short_ascii_names(void **state) {
    (void)state;
    assert_url(url_article, "7k3f9q2mzt", "articles/7k/7k3f9q2mzt.html");
    assert_url(url_article, "a", "articles/a0/a.html");
    assert_url(url_region, "540102", "regions/540102/index.html");
    assert_url(url_region, "x-71-taibeishi", "regions/x-71-taibeishi/index.html");
    assert_url(url_topic, "party-building", "topics/party-building/index.html");
    assert_url(url_source, "2020/1223/03.txt", "sources/2020/1223/03.html");
    assert_url(url_source, "03.md", "sources/xwrq6iyb75gzs.html");
}

static void names_that_cannot_be_files_become_hashes(void **state) {
    (void)state;
    static const char *const bad[] = {"x-513325-江南片区", "../../etc", "A", "", ".", "con", "lpt1", "-x", "a b", "a/b",
                                      "a-name-that-is-longer-than-forty-characters-are"};
    Map seen = MAP_INIT;
    Arena a = ARENA_INIT;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Str s = STR_INIT;
        bool fresh;
        url_topic(&s, view_of(bad[i]));
        assert_int_equal(s.n, strlen("topics/") + 13 + strlen("/index.html"));
        for (size_t k = 0; k < s.n; k++) assert_true(s.p[k] > ' ' && s.p[k] < 127);
        map_at(&seen, arena_view(&a, str_view(&s)), &fresh);
        assert_true(fresh);
        str_release(&s);
    }
    map_release(&seen);
    arena_release(&a);
}

static void assert_relative(const char *from, const char *to, const char *expected) {
    Str s = STR_INIT;
    url_relative(&s, view_of(from), view_of(to));
    assert_view(str_view(&s), expected);
    str_release(&s);
}

static void relative_ways_are_the_shortest(void **state) {
    (void)state;
    assert_relative("index.html", "regions/54/index.html", "regions/54/index.html");
    assert_relative("regions/54/index.html", "index.html", "../../index.html");
    assert_relative("regions/54/index.html", "regions/5403/index.html", "../5403/index.html");
    assert_relative("regions/54/1.html", "regions/54/index.html", "index.html");
    assert_relative("articles/aa/x.html", "articles/ab/y.html", "../ab/y.html");
}

static void groups_turn_round(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    GroupsMaker m = {0};
    const uint32_t members[3][3] = {{2, 0, 2}, {1, 2, 1}, {0, 0, 0}};
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; i < 2 && k < 3; k++) groups_add(&m, members[i][k]);
        groups_end_group(&m);
    }
    Groups g = groups_finish(&m, &a);
    assert_int_equal(g.n, 3);
    assert_int_equal(groups_of(&g, 0).n, 2);
    assert_int_equal(groups_of(&g, 2).n, 0);
    const uint32_t order[] = {1, 0, 2};
    Groups turned = groups_invert(&a, &g, 4, order);
    Span of = groups_of(&turned, 2);
    assert_int_equal(of.n, 2);
    assert_int_equal(of.p[0], 0);
    assert_int_equal(of.p[1], 1);
    assert_int_equal(groups_of(&turned, 0).p[0], 1);
    assert_int_equal(groups_of(&turned, 3).n, 0);
    arena_release(&a);
}

static void a_tally_gives_the_most_frequent_first_and_forgets(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Tally t;
    tally_init(&t, 100);
    for (uint32_t i = 0; i < 100; i++)
        for (uint32_t k = 0; k < i % 10 + 1; k++) tally_add(&t, i);
    uint32_t *counts;
    Span best = tally_take(&t, &a, 12, &counts);
    assert_int_equal(best.n, 12);
    assert_int_equal(best.p[0], 9);
    assert_int_equal(best.p[9], 99);
    assert_int_equal(best.p[10], 8);
    assert_int_equal(counts[10], 9);
    assert_int_equal(tally_take(&t, &a, 12, NULL).n, 0);
    tally_release(&t);
    arena_release(&a);
}

static void assert_scan(const char *html, const char *expected) {
    Str s = STR_INIT;
    HtmlScan scan = html_scan(view_of(html));
    HtmlAttribute at;
    while (html_next(&scan, &at)) str_addf(&s, "%c%zu=%.*s;", "hsi"[at.name], at.line, VARG(at.value));
    assert_view(str_view(&s), expected);
    str_release(&s);
}

static void attributes_are_found_in_any_html(void **state) {
    (void)state;
    assert_scan("", "");
    assert_scan("<a href=\"x\" id='y'>\n<img src = z>", "h1=x;i1=y;s2=z;");
    assert_scan("<!-- <a href=x> --><script src=a>\"<a href=b>\"</script>\n<a href=c>", "s1=a;h2=c;");
    assert_scan("<a data-href=x title=\"<a href=y>\" href=z", "h1=z;");
    assert_scan("<a href=\"unended", "h1=unended;");
    assert_scan("<a href", "");
    assert_scan("<a = = / href>", "");
    assert_scan("< <<a\thref=\"\">text href=no", "h1=;");
    assert_scan("<!-- unended <a href=x>", "");
}

static void references_and_escapes_are_undone(void **state) {
    (void)state;
    Str s = STR_INIT;
    html_unescape(&s, V("a&amp;b&lt;&quot;&#39;&#20013;&nbsp;&#x;&#99999999;&"));
    assert_view(str_view(&s), "a&b<\"'中&nbsp;&#x;&#99999999;&");
    str_clear(&s);
    url_unescape(&s, V("%E4%B8%AD%2e%zz%4"));
    assert_view(str_view(&s), "中.%zz%4");
    str_release(&s);
}

static Strings strings_of(Arena *a, Diag *d, const char *language) {
    static const char *const data[] = {".", NULL};
    const Lookup lookup = {"tests/site/none", data};
    Strings s = {0};
    assert_true(strings_load(&s, a, d, &lookup, view_of(language)));
    return s;
}

static void dates_and_numbers_are_said_as_the_language_does(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Diag d;
    diag_init(&d, MSG_EN);
    Strings zh = strings_of(&a, &d, "zh-Hans"), en = strings_of(&a, &d, "en");
    assert_view(strings_date(&zh, &a, V("2020-02-03")), "2020年2月3日");
    assert_view(strings_date(&zh, &a, V("2020-12")), "2020年12月");
    assert_view(strings_date(&zh, &a, V("2020")), "2020年");
    assert_view(strings_date(&en, &a, V("2020-02-03")), "3 February 2020");
    assert_view(strings_date(&en, &a, V("2020-12")), "December 2020");
    assert_view(strings_date(&en, &a, V("about 1950")), "about 1950");
    assert_view(strings_date(&en, &a, V("")), "");
    assert_view(strings_date(&en, &a, V("1-2-3-4")), "1-2-3-4");
    assert_view(strings_count(&en, &a, "n_articles", 1), "1 article");
    assert_view(strings_count(&en, &a, "n_articles", 2), "2 articles");
    assert_view(strings_count(&zh, &a, "n_articles", 1), "1 篇文章");
    assert_view(strings_get(&zh, "no such key"), "no such key");
    strings_release(&zh);
    strings_release(&en);
    diag_release(&d);
    arena_release(&a);
}

/* A key with _one or of a month is English grammar only. */
static bool is_optional(const char *key) {
    size_t n = strlen(key);
    return strncmp(key, "month_", 6) == 0 || (n > 4 && strcmp(key + n - 4, "_one") == 0);
}

static void all_languages_have_all_strings(void **state) {
    (void)state;
    static const char *const languages[] = {"zh-Hans", "zh-Hant", "en"};
    Arena a = ARENA_INIT;
    Diag d;
    diag_init(&d, MSG_EN);
    YamlNode *maps[3];
    for (size_t i = 0; i < 3; i++) {
        Str text = STR_INIT;
        char *path = arena_printf(&a, "templates/i18n/%s.yaml", languages[i]);
        assert_int_equal(file_read(path, &text, FILE_MAX_BYTES), 0);
        maps[i] = yaml_parse(&a, &d, path, 1, arena_view(&a, str_view(&text)));
        assert_non_null(maps[i]);
        str_release(&text);
    }
    for (size_t i = 0; i < 3; i++)
        for (const YamlNode *n = maps[i]->first; n; n = n->next)
            for (size_t k = 0; k < 3; k++) {
                char *key = arena_strdup(&a, n->key);
                if (is_optional(key) || yaml_get(maps[k], key)) continue;
                print_error("'%s' is not in %s\n", key, languages[k]);
                fail();
            }
    diag_release(&d);
    arena_release(&a);
}

static void every_string_a_template_uses_exists(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Diag d;
    diag_init(&d, MSG_EN);
    Strings en = strings_of(&a, &d, "en");
    FileList files = {0};
    assert_int_equal(dir_list(&a, "templates", &files), 0);
    for (size_t i = 0; i < files.n; i++) {
        Str text = STR_INIT;
        assert_int_equal(file_read(path_join(&a, "templates", files.p[i].path), &text, FILE_MAX_BYTES), 0);
        for (size_t at = 0; (at = view_find(str_view(&text), V("{{t."), at)) != SIZE_MAX; at++) {
            View key = view_from(str_view(&text), at + 4);
            key = view_to(key, view_find(key, V("}}"), 0));
            if (strings_has(&en, arena_strdup(&a, key))) continue;
            print_error("%s: no string '%.*s'\n", files.p[i].path, VARG(key));
            fail();
        }
        str_release(&text);
    }
    filelist_release(&files);
    strings_release(&en);
    diag_release(&d);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_short_ascii_names),
        cmocka_unit_test(names_that_cannot_be_files_become_hashes),
        cmocka_unit_test(relative_ways_are_the_shortest),
        cmocka_unit_test(groups_turn_round),
        cmocka_unit_test(a_tally_gives_the_most_frequent_first_and_forgets),
        cmocka_unit_test(attributes_are_found_in_any_html),
        cmocka_unit_test(references_and_escapes_are_undone),
        cmocka_unit_test(dates_and_numbers_are_said_as_the_language_does),
        cmocka_unit_test(all_languages_have_all_strings),
        cmocka_unit_test(every_string_a_template_uses_exists),
    };
    return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
