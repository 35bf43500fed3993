#include "archive.h"

#include <sys/stat.h>

static void from_a_region_one_reaches_the_article_in_as_many_clicks_as_there_are_levels(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "路通了", "2020-12-22", "540324210203", "roads");
    assert_true(build(f));
    assert_has(f, "regions/5403/index.html", "href=\"../../regions/540324/index.html\"");
    assert_has(f, "regions/540324/index.html", "href=\"../../regions/540324210/index.html\"");
    assert_has(f, "regions/540324210/index.html", "href=\"../../regions/540324210203/index.html\"");
    assert_has(f, "regions/540324210203/index.html", "href=\"../../articles/00/0000000001.html\"");
    assert_has(f, "articles/00/0000000001.html",
               "href=\"../../regions/540324210203/index.html\" title=\"西藏自治区 › ");
}

static void only_regions_with_articles_and_those_above_have_pages(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "路通了", "2020-12-22", "540324210", "roads");
    assert_true(build(f));
    assert_non_null(page(f, "regions/54/index.html"));
    assert_null(page(f, "regions/5401/index.html"));
    assert_null(page(f, "regions/540324210203/index.html"));
    assert_has_not(f, "articles/00/0000000001.html", "regions/540324210203");
}

static void a_region_and_a_topic_list_what_is_below_them(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "路通了", "2020-12-22", "540324210203", "roads");
    put_article(f, 2, "县里的事", "2020-12-23", "540324", "transport");
    assert_true(build(f));
    assert_has(f, "regions/540324/index.html", "路通了");
    assert_has(f, "regions/540324/index.html", "2 篇文章");
    assert_has_not(f, "regions/540324210/index.html", "县里的事");
    assert_has(f, "topics/transport/index.html", "路通了");
    assert_has_not(f, "topics/roads/index.html", "县里的事");
}

static void a_region_that_a_person_named_by_path_is_found(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put(f, "articles/1.md",
        "---\nid: aaaaaaaaaa\ntitle: 甲\nkind: news\nregions:\n"
        "  - {code: \"\", name: 昌都市/丁青县/协雄乡}\n  - {code: \"\", name: 无此地}\n---\n\n甲\n");
    assert_true(build(f));
    assert_has(f, "regions/540324210/index.html", "甲");
    assert_has(f, "articles/aa/aaaaaaaaaa.html", "无此地");
}

static void what_is_written_in_archives_is_escaped_everywhere(void **state) {
    Fixture *f = *state;
    put_site(f, "description: \"<script>1</script>\"\nnotice: \"<img src=x>\"\nfooter: \"\\\"><b>\"\n");
    put_article(f, 1, "<script>alert(1)</script>&\\\"'", "2020-12-22", "540324210203", "roads");
    assert_true(build(f));
    FileList files = {0};
    assert_int_equal(dir_list(&f->a, f->out, &files), 0);
    for (size_t i = 0; i < files.n; i++) {
        if (!view_is(path_ext(view_of(files.p[i].path)), "html")) continue;
        assert_has_not(f, files.p[i].path, "<script>");
        assert_has_not(f, files.p[i].path, "<img");
        assert_has_not(f, files.p[i].path, "<b>");
        assert_has_not(f, files.p[i].path, " style=");
    }
    filelist_release(&files);
    assert_has(f, "articles/00/0000000001.html", "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;");
}

static void tibetan_in_a_headline_is_marked(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "路名 དབང་ཕྱུག <&> 牌", "2020-12-22", "540324", "roads");
    assert_true(build(f));
    assert_has(f, "articles/00/0000000001.html", "<h1>路名 <span lang=\"bo\">དབང་ཕྱུག</span> &lt;&amp;&gt; 牌</h1>");
    assert_has(f, "regions/540324/index.html", "路名 <span lang=\"bo\">");
    assert_has(f, "articles/00/0000000001.html", "<title>路名 དབང་ཕྱུག &lt;&amp;&gt; 牌 · ");
}

static void links_lead_somewhere_and_a_planted_one_is_found(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    for (size_t i = 0; i < 30; i++)
        put_article(f, i, "路", arena_printf(&f->a, "%zu-05-01", 1990 + i), "540324210203", "roads");
    assert_true(build(f));
    assert_true(site_check_links(&f->d, f->out, 2));
    put(f, "templates/footer.mustache",
        "<p>\n<a href=\"{{root}}gone.html\">a</a> <a href='#none'>b</a>\n"
        "<a href=\"{{root}}../out.html\">c</a> <a href=\"{{root}}index.html#main\">d</a>"
        "<a href=\"https://example.org/gone\">e</a><!-- <a href=\"x\"> --></p>");
    assert_true(build(f));
    assert_false(site_check_links(&f->d, f->out, 2));
    FILE *to = tmpfile();
    size_t errors = f->d.errors;
    diag_flush(&f->d, to);
    assert_int_equal(errors, 3); /* each once, though they stand on every page */
    rewind(to);
    char text[65536];
    text[fread(text, 1, sizeof text - 1, to)] = '\0';
    fclose(to);
    assert_non_null(strstr(text, "/404.html:"));
    assert_non_null(strstr(text, "[broken-link]"));
    assert_non_null(strstr(text, "'#none'"));
    assert_non_null(strstr(text, "[broken-anchor]"));
    assert_null(strstr(text, "'x'"));
}

static void assert_same_site(Fixture *f, const char *one, const char *other) {
    char *command = arena_printf(&f->a, "diff -r '%s' '%s'", one, other);
    assert_int_equal(system(command), 0);
}

static void the_bytes_do_not_depend_on_threads_or_on_what_was_there(void **state) {
    Fixture *f = *state;
    static const char *const codes[] = {"54", "5403", "540324", "540324210", "540324210203", "5401"};
    put_site(f, "");
    for (size_t i = 0; i < 400; i++)
        put_article(f, i, "路", arena_printf(&f->a, "%zu-05-%02zu", 1990 + i % 30, 1 + i % 28), codes[i % 6],
                    i % 3 ? "roads" : "transport");
    f->jobs = 1;
    char *first = f->out = path_join(&f->a, f->top, "one");
    assert_true(build(f));
    f->jobs = 8;
    f->out = path_join(&f->a, f->top, "two");
    assert_true(build(f));
    assert_same_site(f, first, f->out);
    assert_true(build(f));
    assert_int_equal(f->report.written, 0);
    put_article(f, 900, "又一条路", "2031-01-01", "540324", "roads");
    assert_true(build(f));
    assert_int_equal(remove(path_join(&f->a, f->root, "articles/900.md")), 0);
    assert_true(build(f));
    assert_same_site(f, first, f->out);
}

/* Nothing of it in any file of the site. */
static void assert_nowhere(Fixture *f, const char *what) {
    assert_int_not_equal(system(arena_printf(&f->a, "grep -rqF '%s' '%s'", what, f->out)), 0);
}

static void what_is_redacted_stands_nowhere(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "留下的一篇", "2020-12-22", "540324", "roads");
    put_article(f, 2, "撤下的一篇", "2020-12-22", "540324", "roads");
    put(f, "articles/x.md", "---\nid: aaaaaaaaaa\ntitle: 庚午谈路\nkind: news\nauthors: [庚午]\nsource:\n"
                            "  - {file: b.txt, sha256: x, lines: [\"1\"]}\n---\n\n记者庚\n午报道。\n");
    put(f, "sources/a/2020-12-22.txt", "头\n留下的一行\n撤下的一行\n庚\n午的一行\n");
    put(f, "sources/a/2020-12-22.png", "图");
    put(f, "redactions.yaml", "articles: [\"0000000002\"]\nnames: [庚午]\n");
    assert_true(build(f));
    static const char *const gone[] = {"撤下的", "0000000002", "庚", "redactions"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) assert_nowhere(f, gone[i]);
    assert_has(f, "articles/aa/aaaaaaaaaa.html", "□□谈路");
    assert_has(f, "sources/a/2020-12-22.html", "留下的一行");
    assert_has(f, "sources/a/2020-12-22.html", "应要求不予公开");
    assert_null(page(f, "sources/a/2020-12-22.png"));
    put(f, "redactions.yaml", "lines:\n  - {file: a/2020-12-22.txt, lines: [\"2\"]}\n");
    assert_true(build(f));
    assert_nowhere(f, "留下的一");
    assert_has(f, "sources/a/2020-12-22.html", "撤下的一行");
    put(f, "sources/庚午/1.txt", "留下的一行\n");
    put(f, "articles/x.md", "---\nid: aaaaaaaaaa\ntitle: 谈路\nkind: news\nsource:\n"
                            "  - {file: 庚午/1.txt, sha256: x, lines: [\"1\"]}\n---\n\n留下的一行。\n");
    put(f, "redactions.yaml", "names: [庚午]\nlines:\n  - {file: 庚午/1.txt, lines: [\"1\"]}\n");
    assert_true(build(f));
    assert_null(page(f, "articles/aa/aaaaaaaaaa.html"));
}

/* Whichever script the file and the page are in. */
static void a_redacted_name_is_read_in_either_script_and_is_no_author(void **state) {
    Fixture *f = *state;
    static const char *const files[] = {"錢學農", "钱学农"};
    for (size_t i = 0; i < 2; i++) {
        put_site(f, "");
        put(f, "articles/x.md",
            "---\nid: aaaaaaaaaa\ntitle: 錢學農与钱学农谈路\nkind: news\nauthors: [錢學農, 通讯员钱学农, 乙]\nsource:\n"
            "  - {file: b.txt, sha256: x, lines: [\"1\"]}\n---\n\n记者錢\n学 農报道，Qian一字不改。\n");
        put(f, "sources/b.txt", "记者錢\n学 農报道\n");
        put(f, "sources/钱学農.txt", "一行\n");
        put(f, ".fangzhi/base/sources/钱学農.txt.tsv", "1\t-\tmasthead\n");
        put(f, "redactions.yaml", arena_printf(&f->a, "names: [%s, q, \" \"]\n", files[i]));
        assert_true(build(f));
        static const char *const gone[] = {"钱", "錢", "学农", "學農", "农"};
        for (size_t k = 0; k < sizeof gone / sizeof *gone; k++) assert_nowhere(f, gone[k]);
        assert_has(f, "articles/aa/aaaaaaaaaa.html", "□□与□□谈路");
        assert_has(f, "articles/aa/aaaaaaaaaa.html", "报道，Qian一字不改");
        assert_has(f, "authors/index.html", "1 位作者");
        assert_has_not(f, "authors/index.html", "□□</a>");
        assert_has_not(f, "data/articles.csv", "通讯员");
    }
}

/* YAML's and Markdown's own ways to write it. */
static void a_redacted_name_is_read_behind_backslashes(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put(f, "articles/x.md",
        "---\nid: aaaaaaaaaa\ntitle: \"\\u94b1\\u5b66\\u519c\\u8c08\\u8def\"\nkind: news\n"
        "authors: [\"\\u94b1\\u5b66\\u519c\", 乙]\n---\n\n写信给 qx\\_zw\\[甲\\]，又及qx\\\n_zw[甲]。\n");
    put(f, "redactions.yaml", "names: [钱学农, \"qx_zw[甲]\"]\n");
    assert_true(build(f));
    static const char *const gone[] = {"钱", "学农", "u94b1", "_zw", "[甲"};
    for (size_t k = 0; k < sizeof gone / sizeof *gone; k++) assert_nowhere(f, gone[k]);
    assert_has(f, "articles/aa/aaaaaaaaaa.html", "□□谈路");
    assert_has(f, "articles/aa/aaaaaaaaaa.html", "写信给 □□，又及□□");
    assert_has(f, "authors/index.html", "1 位作者");
}

static void an_article_with_a_redacted_name_in_markup_is_not_shown(void **state) {
    Fixture *f = *state;
    static const char *const hidden[] = {"钱&#23398;农", "钱**学**农", "钱<!-- -->学农", "- 钱\n- 学农"};
    put_site(f, "");
    put_article(f, 1, "留下的一篇", "2020-12-22", "540324", "roads");
    put(f, "redactions.yaml", "names: [钱学农]\n");
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        put(f, "articles/x.md",
            arena_printf(&f->a, "---\nid: aaaaaaaaaa\ntitle: 一\nkind: news\n---\n\n%s\n", hidden[i]));
        assert_false(build(f));
        assert_null(page(f, "articles/aa/aaaaaaaaaa.html"));
        assert_has(f, "index.html", "留下的一篇");
        assert_nowhere(f, "钱");
    }
}

static void nothing_is_shown_while_it_is_not_known_what_must_not_be(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "一篇", "2020-12-22", "540324", "roads");
    put(f, "redactions.yaml", "articles: {a: b}\n");
    assert_false(build(f));
    assert_null(page(f, "index.html"));
}

static void a_region_and_a_topic_meet_on_a_page_reached_from_both(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    for (size_t i = 0; i < 6; i++)
        put_article(f, i, arena_printf(&f->a, "第%zu条路", i), arena_printf(&f->a, "%zu-06-01", 1990 + i * 2), "540324",
                    i < 4 ? "roads" : "transport");
    put_article(f, 7, "别处", "1999", "5401", "roads");
    assert_true(build(f));
    assert_has(f, "regions/540324/index.html", "href=\"../../regions/540324/topic-roads.html\"");
    assert_has(f, "topics/roads/index.html", "href=\"../../regions/540324/topic-roads.html\"");
    /* A topic above that of the articles, and a region above theirs, too. */
    assert_has(f, "regions/5403/index.html", "href=\"../../regions/5403/topic-transport.html\"");
    assert_has(f, "topics/transport/index.html", "href=\"../../regions/5403/topic-transport.html\"");
    assert_has(f, "regions/540324/topic-roads.html", "第0条路");
    assert_has_not(f, "regions/540324/topic-roads.html", "第4条路");
    assert_has(f, "regions/540324/topic-transport.html", "第4条路");
    assert_has_not(f, "regions/54/topic-transport.html", "<a href=\"1.html\"");
    assert_null(page(f, "regions/5401/topic-roads.html"));
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void years_are_drawn_with_their_gaps_and_said_in_words(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    for (size_t i = 0; i < 5; i++)
        put_article(f, i, "路", i < 3 ? "1990-01-01" : "1999-01-01", "540324", "roads");
    assert_true(build(f));
    assert_has(f, "regions/540324/index.html", "aria-label=\"1990 至 1999 年逐年文章数，1990 年最多，3 篇\"");
    assert_has(f, "regions/540324/index.html",
               "<rect x=\"180\" y=\"13\" width=\"16\" height=\"27\"><title>1999 · 2</title>");
}

static void of_a_single_year_months_are_drawn(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    for (size_t i = 0; i < 6; i++) {
        static const char *const dates[] = {"2019", "2019-02-03", "2019-05-01", "2019-05-02", "2019-05-30", "2019-12"};
        put_article(f, i, "修路", dates[i], "5403", "roads");
    }
    assert_true(build(f));
    assert_has(f, "regions/5403/index.html", "2019-02 至 2019-12 逐月文章数，2019-05 最多，3 篇");
    assert_has(f, "regions/5403/index.html",
               "<rect x=\"60\" y=\"0\" width=\"16\" height=\"40\"><title>2019-05 · 3</title>");
    assert_has(f, "topics/roads/index.html", "2019-02–2019-12 逐月篇数");
}

static void the_home_page_sets_regions_against_topics(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put(f, "topics.yaml", "topics:\n  - {id: roads, name: {zh: 公路}}\n  - {id: farms, name: {zh: 农业}}\n");
    for (size_t i = 0; i < 4; i++) put_article(f, i, "路", "1990", i < 2 ? "5401" : "540324", "roads");
    put_article(f, 8, "田", "1990", "5401", "farms");
    assert_true(build(f));
    assert_has(f, "index.html", "<th scope=\"row\"><a href=\"regions/5401/index.html\">拉萨市</a></th>");
    assert_has(f, "index.html", "<td class=\"tone-4\"><a href=\"regions/5401/topic-roads.html\"");
}

static size_t count(const char *text, const char *what) {
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at++) n++;
    return n;
}

static void a_region_that_is_no_more_says_so_wherever_it_is_listed(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put(f, "regions.tsv", "code\tname\tparent\tfrom\tto\tsuccessors\n54\t西藏自治区\t\t1981\n5401\t拉萨市\t54\t1981\n"
                          "540126\t达孜县\t5401\t1981\t2017\t540104\n540104\t达孜区\t5401\t2017\n");
    put_article(f, 1, "县里的路", "2001-06-01", "540126", "roads");
    assert_true(build(f));
    static const char *const lists[] = {"index.html", "regions/index.html", "regions/5401/index.html",
                                        "topics/roads/index.html", "articles/00/0000000001.html"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_has(f, lists[i], "达孜县</a> <span class=\"until\">至 2017 年</span>");
    assert_has(f, "regions/540104/index.html", "2017 年起的建制");
    assert_has(f, "regions/540126/index.html", "2017 年以前的建制");
    /* The first year that the codes are known of says nothing. */
    assert_has_not(f, "regions/5401/index.html", "1981");
}

static void publications_have_a_page_that_every_page_leads_to(void **state) {
    Fixture *f = *state;
    put_site(f, "publications:\n  - {id: syb, name: 试验报, kind: newspaper, place: 河谷}\n");
    put_article(f, 1, "路", "1998-06-01", "540324", "roads");
    put_article(f, 2, "路", "2003-06-01", "540324", "roads");
    assert_true(build(f));
    assert_has(f, "articles/00/0000000001.html", "<a href=\"../../publications/index.html\">报刊</a>");
    assert_has(f, "publications/index.html", "<a href=\"../publications/syb/index.html\">试验报</a>");
    assert_has(f, "publications/index.html",
               "<span>报纸</span> <span>河谷</span> <span>1998–2003</span> <span>2 篇文章</span>");
    assert_has(f, "publications/syb/index.html",
               "<a href=\"../../publications/index.html\" aria-current=\"true\">报刊</a>");
}

static void publications_stand_in_the_order_of_their_pinyin(void **state) {
    Fixture *f = *state;
    static const char *const names[] = {"丁县报", "甲县报", "乙县报"};
    put_site(f, "");
    for (size_t i = 0; i < 3; i++)
        put(f, arena_printf(&f->a, "articles/%zu.md", i),
            arena_printf(&f->a, "---\nid: \"%010zu\"\ntitle: 甲\nkind: news\npublication: %s\n---\n\n甲\n", i,
                         names[i]));
    assert_true(build(f));
    static const char *const pages[] = {"index.html", "articles/index.html"};
    for (size_t i = 0; i < 2; i++) {
        const char *second = strstr(page(f, pages[i]), ">甲县报</a>");
        assert_non_null(second);
        assert_non_null(strstr(second, ">乙县报</a>"));
        assert_null(strstr(second, ">丁县报</a>"));
    }
}

static void long_lists_are_cut_into_pages_that_never_change(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    for (size_t i = 0; i < 350; i++)
        put_article(f, i, arena_printf(&f->a, "第%zu条路", i), arena_printf(&f->a, "%zu-06-01", 1500 + i), "540324",
                    "roads");
    assert_true(build(f));
    assert_int_equal(count(page(f, "regions/540324/1.html"), "<li><time"), 100);
    assert_int_equal(count(page(f, "regions/540324/2.html"), "<li><time"), 100);
    assert_int_equal(count(page(f, "regions/540324/index.html"), "<li><time"), 150);
    assert_null(page(f, "regions/540324/3.html"));
    assert_has(f, "regions/540324/1.html", "第0条路");
    assert_has(f, "regions/540324/index.html", "第349条路");
    assert_has(f, "regions/540324/index.html", "href=\"1.html#y1550\"");
    char *full = page(f, "regions/540324/1.html");
    put_article(f, 900, "新路", "2031-01-01", "540324", "roads");
    assert_true(build(f));
    assert_string_equal(page(f, "regions/540324/1.html"), full);
    assert_true(site_check_links(&f->d, f->out, 2));
}

/* An author "zhang" of many pages beside one called "zhang-1", and so with topics. */
static void pages_of_a_list_have_names_that_nothing_else_has(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put(f, "topics.yaml", "topics:\n  - {id: roads, name: {zh: 公路}}\n  - {id: roads-1, name: {zh: 桥}}\n");
    for (size_t i = 0; i < 210; i++)
        put(f, arena_printf(&f->a, "articles/%zu.md", i),
            arena_printf(&f->a,
                         "---\nid: \"%010zu\"\ntitle: 第%zu篇\nkind: news\nauthors: [zhang%s]\ntopics: [roads%s]\n"
                         "regions:\n  - {code: \"54\", name: 西藏自治区}\n---\n\n修路。\n",
                         i, i, i < 2 ? ", zhang-1" : "", i < 2 ? ", roads-1" : ""));
    assert_true(build(f));
    assert_has(f, "authors/zh/zhang.html", "zhang.1.html");
    assert_has(f, "authors/zh/zhang-1.html", "<h1>zhang-1</h1>");
    assert_has(f, "regions/54/topic-roads.html", "topic-roads.1.html");
    assert_has(f, "regions/54/topic-roads-1.html", "西藏自治区</span> × 桥");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void an_article_more_touches_only_the_pages_that_show_it(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "昌都", "2020-12-22", "540324210203", "roads");
    put_article(f, 2, "拉萨", "2020-12-22", "5401", "transport");
    assert_true(build(f));
    struct stat before, after;
    char *other = path_join(&f->a, f->out, "regions/540324210203/index.html");
    assert_int_equal(stat(other, &before), 0);
    put_article(f, 3, "拉萨又一篇", "2021-12-22", "5401", "transport");
    assert_true(build(f));
    assert_int_equal(stat(other, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_has(f, "regions/5401/index.html", "拉萨又一篇");
}

static void neighbours_in_the_source_and_related_articles_are_linked(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "第一篇", "2020-12-22", "540324210203", "roads");
    put_article(f, 2, "第二篇", "2020-12-22", "5401", "transport");
    put_article(f, 3, "第三篇", "2019-12-22", "540324210203", "roads");
    assert_true(build(f));
    assert_has(f, "articles/00/0000000001.html", "rel=\"next\" href=\"../../articles/00/0000000002.html\"");
    assert_has(f, "articles/00/0000000002.html", "rel=\"prev\" href=\"../../articles/00/0000000001.html\"");
    assert_has_not(f, "articles/00/0000000003.html", "rel=\"prev\"");
    assert_has(f, "articles/00/0000000003.html", "第一篇");
}

static void every_line_of_a_source_leads_to_its_article_and_back(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "第一篇", "2020-12-22", "5401", "roads");
    put_article(f, 3, "第三篇", "2020-12-22", "5401", "roads");
    put(f, "sources/a/2020-12-22.txt", "没有人要的\n第一行 <b>\n\n第三行\n页码\n");
    put(f, ".fangzhi/base/sources/a/2020-12-22.txt.tsv", "5\tpage-number\t-\n");
    assert_true(build(f));
    const char *source = "sources/a/2020-12-22.html";
    assert_has(f, source, "<li id=\"L1\" value=\"1\">没有人要的</li>");
    assert_has(f, source, "<li id=\"L2\" value=\"2\">第一行 &lt;b&gt;</li>");
    assert_has(f, source, "href=\"../../articles/00/0000000001.html\"");
    assert_has(f, source, "href=\"../../articles/00/0000000003.html\"");
    assert_has(f, source, "不入文章 · 页码");
    assert_has(f, source, "不入文章 · 未用");
    assert_has(f, "articles/00/0000000003.html", "href=\"../../sources/a/2020-12-22.html#L4\"");
    assert_has(f, "sources/index.html", "href=\"../sources/a/2020-12-22.html\"");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void a_reason_without_words_is_shown_as_the_ledger_has_it(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put(f, "sources/a.txt", "一行\n");
    put(f, ".fangzhi/base/sources/a.txt.tsv", "1\tnobody-knows <b>\t-\n");
    assert_true(build(f));
    assert_has(f, "sources/a.html", "不入文章 · nobody-knows &lt;b&gt;");
}

static void drafts_are_left_out_and_titles_made_of_first_words(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put(f, "articles/1.md", "---\nid: aaaaaaaaaa\ntitle: 甲\nkind: news\ndraft: true\n---\n\n甲\n");
    put(f, "articles/2.md", "---\nid: bbbbbbbbbb\ntitle: \"\"\nkind: news\n---\n\n**今年**雨水足。\n");
    put(f, "articles/3.md",
        "---\nid: cccccccccc\ntitle: \"\"\nkind: fragment\n---\n\n（上接第4版）\n\n渠水到了田头。\n");
    put(f, "articles/4.md", "---\nid: dddddddddd\ntitle: \"\"\nkind: fragment\n---\n\n（上接第4版）\n");
    assert_true(build(f));
    assert_null(page(f, "articles/aa/aaaaaaaaaa.html"));
    assert_has(f, "articles/bb/bbbbbbbbbb.html", "<h1>今年雨水足。</h1>");
    assert_has(f, "articles/cc/cccccccccc.html", "<h1>渠水到了田头。</h1>");
    assert_has(f, "articles/dd/dddddddddd.html", "<h1>（上接第4版）</h1>");
}

static void an_archive_overrides_templates_strings_and_static_files(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "路", "2020-12-22", "5401", "transport");
    put(f, "templates/footer.mustache", "<p>脚注在此</p>");
    put(f, "templates/i18n/zh-Hans.yaml", "regions: 地方\n");
    put(f, "static/style.css", "/* ours */");
    put(f, "static/logo/a.txt", "x");
    assert_true(build(f));
    assert_has(f, "index.html", "脚注在此");
    assert_has(f, "index.html", ">地方</a>");
    assert_string_equal(page(f, "static/style.css"), "/* ours */");
    assert_string_equal(page(f, "static/logo/a.txt"), "x");
    assert_non_null(page(f, "static/icon.svg"));
}

static void an_article_with_errors_does_not_keep_the_others_from_being_built(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "路", "2020-12-22", "5401", "transport");
    put(f, "articles/bad.md", "---\nid: [\n---\n");
    assert_false(build(f));
    assert_non_null(page(f, "articles/00/0000000001.html"));
}

static void a_template_that_does_not_parse_leaves_the_old_site(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "路", "2020-12-22", "5401", "transport");
    assert_true(build(f));
    put(f, "templates/footer.mustache", "{{#open}}");
    assert_false(build(f));
    assert_has(f, "index.html", "</html>");
}

static void a_folder_without_site_yaml_is_refused(void **state) {
    Fixture *f = *state;
    assert_int_equal(dir_make(f->root), 0);
    assert_false(build(f));
    assert_false(dir_exists(f->out));
}

static void an_empty_archive_is_a_site(void **state) {
    Fixture *f = *state;
    put(f, "site.yaml", "name: 空\n");
    assert_true(build(f));
    assert_non_null(page(f, "index.html"));
    assert_non_null(page(f, "404.html"));
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void regions_in_a_circle_and_articles_of_thousands_of_regions_are_borne(void **state) {
    Fixture *f = *state;
    Str table = STR_INIT, article = STR_INIT;
    put_site(f, "");
    str_adds(&table, "code\tname\tparent\n");
    str_adds(&article, "---\nid: aaaaaaaaaa\ntitle: 甲\nkind: news\nregions:\n");
    for (int i = 0; i < 3000; i++) {
        str_addf(&table, "%06d\t第%d乡\t%06d\n", 100000 + i, i, 100000 + (i + 1) % 3000);
        str_addf(&article, "  - {code: \"%06d\", name: 第%d乡, as: [第%d乡]}\n", 100000 + i, i, i);
    }
    str_adds(&article, "---\n\n第7乡\n");
    put(f, "regions.tsv", table.p);
    put(f, "articles/1.md", article.p);
    build(f); /* what is wrong with the table may be an error */
    assert_non_null(page(f, "articles/aa/aaaaaaaaaa.html"));
    assert_true(site_check_links(&f->d, f->out, 2));
    str_release(&table);
    str_release(&article);
}

int main(void) {
#define T(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(from_a_region_one_reaches_the_article_in_as_many_clicks_as_there_are_levels),
        T(only_regions_with_articles_and_those_above_have_pages),
        T(a_region_and_a_topic_list_what_is_below_them),
        T(a_region_that_a_person_named_by_path_is_found),
        T(what_is_written_in_archives_is_escaped_everywhere),
        T(tibetan_in_a_headline_is_marked),
        T(links_lead_somewhere_and_a_planted_one_is_found),
        T(the_bytes_do_not_depend_on_threads_or_on_what_was_there),
        T(what_is_redacted_stands_nowhere),
        T(a_redacted_name_is_read_in_either_script_and_is_no_author),
        T(a_redacted_name_is_read_behind_backslashes),
        T(an_article_with_a_redacted_name_in_markup_is_not_shown),
        T(nothing_is_shown_while_it_is_not_known_what_must_not_be),
        T(a_region_and_a_topic_meet_on_a_page_reached_from_both),
        T(years_are_drawn_with_their_gaps_and_said_in_words),
        T(of_a_single_year_months_are_drawn),
        T(the_home_page_sets_regions_against_topics),
        T(a_region_that_is_no_more_says_so_wherever_it_is_listed),
        T(publications_have_a_page_that_every_page_leads_to),
        T(publications_stand_in_the_order_of_their_pinyin),
        T(long_lists_are_cut_into_pages_that_never_change),
        T(pages_of_a_list_have_names_that_nothing_else_has),
        T(an_article_more_touches_only_the_pages_that_show_it),
        T(neighbours_in_the_source_and_related_articles_are_linked),
        T(every_line_of_a_source_leads_to_its_article_and_back),
        T(a_reason_without_words_is_shown_as_the_ledger_has_it),
        T(drafts_are_left_out_and_titles_made_of_first_words),
        T(an_archive_overrides_templates_strings_and_static_files),
        T(an_article_with_errors_does_not_keep_the_others_from_being_built),
        T(a_template_that_does_not_parse_leaves_the_old_site),
        T(a_folder_without_site_yaml_is_refused),
        T(an_empty_archive_is_a_site),
        T(regions_in_a_circle_and_articles_of_thousands_of_regions_are_borne),
    };
    return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
