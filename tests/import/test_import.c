/* An import from end to end: what it writes and what it leaves alone. */
#include <unistd.h>

#include "archive.h"

static const char *article_path(const Place *p, size_t which, char buf[128]) {
    Arena a = ARENA_INIT;
    FileList files = {0};
    assert_int_equal(dir_list(&a, path_join(&a, p->root, "articles"), &files), 0);
    assert_true(files.n > which);
    snprintf(buf, 128, "articles/%s", files.p[which].path);
    filelist_release(&files);
    arena_release(&a);
    return buf;
}

static void a_page_becomes_articles_and_nothing_is_lost(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put(&p, "sources/2019/0508/02.txt", view_of(page_text));
    ImportReport r = run(&p, 1, true);
    assert_int_equal(r.sources, 1);
    assert_int_equal(r.articles, 2);
    assert_int_equal(r.written, 2);
    assert_true(import_check(p.root, &p.d));
    Str all = STR_INIT;
    snapshot(&p, "articles", &all);
    assert_non_null(strstr(all.p, "title: 我市三条农村公路通车\n"));
    assert_non_null(strstr(all.p, "authors: [郑海涛]\n"));
    assert_non_null(strstr(all.p, "山体陡等困难。"));
    assert_non_null(strstr(all.p, "date: \"2019-05-07\"\n"));
    assert_non_null(strstr(all.p, "page: \"2\"\n"));
    str_release(&all);
    assert_int_equal(p.d.errors, 0);
    place_release(&p);
}

static void importing_twice_changes_no_byte(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put(&p, "sources/a.txt", view_of(page_text));
    run(&p, 1, true);
    Str before = STR_INIT, after = STR_INIT;
    snapshot(&p, NULL, &before);
    ImportReport r = run(&p, 1, true);
    assert_int_equal(r.skipped, 1);
    Arena a = ARENA_INIT;
    const char *paths[] = {path_join(&a, p.root, "sources/a.txt")};
    ImportOptions o = {.root = p.root, .paths = paths, .n_paths = 1, .jobs = 1};
    assert_true(import_run(&o, &p.d, NULL, &r));
    assert_int_equal(r.sources, 1);
    assert_int_equal(r.written + r.merged + r.conflicts + r.removed, 0);
    snapshot(&p, NULL, &after);
    assert_string_equal(before.p, after.p);
    str_release(&before);
    str_release(&after);
    arena_release(&a);
    place_release(&p);
}

static void a_persons_edit_is_merged_or_left(void **state) {
    (void)state;
    Place p;
    char path[128];
    place_init(&p);
    put(&p, "sources/a.txt", view_of(page_text));
    run(&p, 1, true);
    Str s = STR_INIT, changed = STR_INIT;
    size_t which = 0;
    get(&p, article_path(&p, which, path), &s);
    if (!strstr(s.p, "三条农村公路")) {
        str_clear(&s);
        get(&p, article_path(&p, which = 1, path), &s);
    }
    /* The person corrects the title; the source's text is corrected at its end. */
    size_t at = view_find(str_view(&s), V("title: 我市"), 0);
    assert_true(at != SIZE_MAX);
    str_splice(&s, at, strlen("title: 我市"), V("title: 全市"));
    put(&p, path, str_view(&s));
    str_adds(&changed, page_text);
    at = view_find(str_view(&changed), V("五十六公里"), 0);
    str_splice(&changed, at, strlen("五十六公里"), V("五十七公里"));
    put(&p, "sources/a.txt", str_view(&changed));
    ImportReport r = run(&p, 1, true);
    /* The other article of the page is not touched. */
    assert_int_equal(r.merged, 1);
    assert_int_equal(r.written, 0);
    assert_int_equal(r.conflicts, 0);
    str_clear(&s);
    get(&p, path, &s);
    assert_non_null(strstr(s.p, "title: 全市"));
    assert_non_null(strstr(s.p, "五十七公里"));
    assert_true(import_check(p.root, &p.d));
    /* Both change the same line: the person's stays. */
    at = view_find(str_view(&s), V("五十七公里"), 0);
    str_splice(&s, at, strlen("五十七公里"), V("六十公里"));
    put(&p, path, str_view(&s));
    put(&p, "sources/a.txt", view_of(page_text));
    r = run(&p, 1, true);
    assert_int_equal(r.conflicts, 1);
    str_clear(&s);
    get(&p, path, &s);
    assert_non_null(strstr(s.p, "六十公里"));
    str_release(&s);
    str_release(&changed);
    place_release(&p);
}

static void a_deleted_article_stays_deleted(void **state) {
    (void)state;
    Place p;
    char path[128], full[256];
    place_init(&p);
    put(&p, "sources/a.txt", view_of(page_text));
    run(&p, 1, true);
    snprintf(full, sizeof full, "%s/%s", p.root, article_path(&p, 0, path));
    assert_int_equal(remove(full), 0);
    Str longer = STR_INIT;
    str_adds(&longer, page_text);
    str_adds(&longer, "\n孩子们都很高兴。\n");
    put(&p, "sources/a.txt", str_view(&longer));
    run(&p, 1, true);
    assert_false(file_exists(full));
    assert_true(import_check(p.root, &p.d));
    str_release(&longer);
    place_release(&p);
}

static void an_id_survives_a_change_of_the_source(void **state) {
    (void)state;
    Place p;
    char one[128], two[128];
    place_init(&p);
    put(&p, "sources/a.txt", view_of(page_text));
    run(&p, 1, true);
    article_path(&p, 0, one);
    Str s = STR_INIT;
    str_adds(&s, "\n\n");
    str_adds(&s, page_text);
    put(&p, "sources/a.txt", str_view(&s));
    ImportReport r = run(&p, 1, true);
    assert_int_equal(r.removed, 0);
    assert_string_equal(article_path(&p, 0, two), one);
    str_release(&s);
    place_release(&p);
}

static void check_finds_a_planted_loss(void **state) {
    (void)state;
    Place p;
    char path[128], base[160];
    place_init(&p);
    put(&p, "sources/a.txt", view_of(page_text));
    run(&p, 1, true);
    snprintf(base, sizeof base, ".fangzhi/base/%s", article_path(&p, 0, path));
    Str s = STR_INIT;
    get(&p, base, &s);
    str_cut(&s, s.n - 8);
    put(&p, base, str_view(&s));
    assert_false(import_check(p.root, &p.d));
    str_release(&s);
    place_release(&p);
}

static void threads_make_no_difference(void **state) {
    (void)state;
    Str one = STR_INIT, eight = STR_INIT;
    for (int k = 0; k < 2; k++) {
        Place p;
        place_init(&p);
        for (int i = 0; i < 40; i++) {
            char name[64];
            Str s = STR_INIT;
            str_addf(&s, "%s\n\n尾声第%d段。\n", page_text, i);
            snprintf(name, sizeof name, "sources/d%d/%d.txt", i % 5, i);
            put(&p, name, str_view(&s));
            str_release(&s);
        }
        run(&p, k ? 8 : 1, true);
        snapshot(&p, NULL, k ? &eight : &one);
        place_release(&p);
    }
    assert_string_equal(one.p, eight.p);
    str_release(&one);
    str_release(&eight);
}

static void what_is_no_text_is_reported_and_the_rest_done(void **state) {
    (void)state;
    Place p;
    char noise[4096];
    place_init(&p);
    for (size_t i = 0; i < sizeof noise; i++) noise[i] = (char)(i * 7919 >> 3);
    put(&p, "sources/a.txt", view(noise, sizeof noise));
    put(&p, "sources/b.txt", view_of(page_text));
    put(&p, "sources/empty.txt", V(""));
    put(&p, "sources/blank.txt", V("\n\n \n\t\r\n\f\n"));
    ImportReport r = run(&p, 2, false);
    assert_int_equal(r.articles, 2);
    assert_int_equal(p.d.errors, 1);
    assert_false(import_check(p.root, &p.d)); /* nothing has the text of a.txt */
    char noise_path[128];
    snprintf(noise_path, sizeof noise_path, "%s/sources/a.txt", p.root);
    assert_int_equal(remove(noise_path), 0);
    assert_true(import_check(p.root, &p.d));
    place_release(&p);
}

static void charsets_and_line_ends_are_found(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    /* 标题一行 / 正文一段。 in GB18030, lines ended by \r\n */
    put(&p, "sources/gb.txt",
        V("\xB1\xEA\xCC\xE2\xD2\xBB\xD0\xD0\r\n\r\n\xB1\xBE\xB1\xA8\xD1\xB6 "
          "\xD5\xFD\xCE\xC4\xD2\xBB\xB6\xCE\xA1\xA3\r\n"));
    run(&p, 1, true);
    Str all = STR_INIT;
    snapshot(&p, "articles", &all);
    assert_non_null(strstr(all.p, "title: 标题一行\n"));
    assert_true(import_check(p.root, &p.d));
    str_release(&all);
    place_release(&p);
}

/* Emphasis, quotations and tags are no text; rules, fences and pictures stand in no article; items are a list. */
static void marks_of_markdown_are_read(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put(&p, "sources/md.txt",
        V("* * *\n\n![](a/b.jpg)\n\n## 东河镇冬修水利\n\n***——来自工地的报道***\n\n*本报记者 方小石*\n\n"
          "立冬这天，东河镇的<u>水渠</u>工地上人来人往。镇里提出三项要求：\n\n- 出工要齐\n- 用料要实\n- 账目要清\n\n"
          "> “今年渠底用石块砌。”老渠工说，月底可以完工。\n\n<br>\n\n```\n"));
    run(&p, 1, true);
    Str all = STR_INIT;
    snapshot(&p, "articles", &all);
    assert_non_null(strstr(all.p, "title: 东河镇冬修水利\nsubtitle: 来自工地的报道\n"));
    assert_non_null(strstr(all.p, "authors: [方小石]"));
    assert_non_null(strstr(all.p, "东河镇的水渠工地上人来人往。镇里提出三项要求：\n\n\\- 出工要齐\n\n\\- 用料要实\n\n\\- 账目要清\n\n"
                                  "“今年渠底用石块砌。”老渠工说，月底可以完工。\n"));
    assert_null(strstr(all.p, "br>"));
    assert_null(strstr(all.p, "`"));
    assert_null(strstr(all.p, "b.jpg"));
    assert_true(import_check(p.root, &p.d));
    str_release(&all);
    place_release(&p);
}

/* Below its name or date; where a notice says so it is text. */
static void who_puts_a_paper_out_is_furniture(void **state) {
    (void)state;
    static const char *const lines[] = {"主办：中共东河县委宣传部 第1024期", "准印证号：（青）字第001号 内部资料 免费交流"};
    for (int i = 0; i < 3; i++) {
        Place p;
        place_init(&p);
        char text[1024];
        snprintf(text, sizeof text,
                 i < 2 ? "东河报\n2019年12月31日 星期二\n%s\n\n县里召开会议\n\n"
                         "本报讯（记者 王海）县里召开会议，部署工作。\n"
                       : "书画展览公告\n\n%s\n\n时间：三月五日\n\n地点：县文化馆\n",
                 i < 2 ? lines[i] : lines[0]);
        put(&p, "sources/a.txt", view_of(text));
        assert_int_equal(run(&p, 1, true).articles, 1);
        Str all = STR_INIT;
        snapshot(&p, "articles", &all);
        assert_int_equal(strstr(all.p, "主办") != NULL || strstr(all.p, "准印证") != NULL, i == 2);
        str_release(&all);
        place_release(&p);
    }
}

static void what_is_known_of_a_source_is_used(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put(&p, "sources/清河日报/2019/0508/03.txt", V("标题甲\n\n本报5月7日讯 正文。\n"));
    put(&p, "sources/x.txt", V("标题乙\n\n本报5月7日讯 正文。\n"));
    put(&p, "sources/x.yaml", V("publication: 东山报\nissued: \"1998-05-08\"\npage: \"4\"\n"));
    put(&p, "sources/y.txt", V("标题丙\n\n本报12月30日讯 正文。\n"));
    put(&p, "sources/sources.csv", V("file,publication,issued\ny.txt,\"西山\"\"报\",2001-01-02\n"));
    run(&p, 1, true);
    Str all = STR_INIT;
    snapshot(&p, "articles", &all);
    assert_non_null(strstr(all.p, "publication: 清河日报\nissued: \"2019-05-08\"\npage: \"3\"\ndate: \"2019-05-07\""));
    assert_non_null(strstr(all.p, "publication: 东山报\nissued: \"1998-05-08\"\npage: \"4\"\ndate: \"1998-05-07\""));
    assert_non_null(strstr(all.p, "date: \"2000-12-30\""));
    assert_non_null(strstr(all.p, "西山"));
    str_release(&all);
    place_release(&p);
}

static void links_out_of_the_archive_are_named_and_left(void **state) {
    (void)state;
    Place p, other;
    place_init(&p);
    place_init(&other);
    put(&p, "sources/a.txt", view_of(page_text));
    put(&p, "scans/c.txt", V("图书馆今天开放\n\n本报讯 新图书馆今天开放，藏书三万册。\n"));
    put(&other, "b.txt", V("外面的一行\n\n本报讯 这里不是本馆的文字。\n"));
    Arena a = ARENA_INIT;
    assert_int_equal(symlink(path_join(&a, other.root, "b.txt"), path_join(&a, p.root, "sources/b.txt")), 0);
    assert_int_equal(symlink("../scans/c.txt", path_join(&a, p.root, "sources/c.txt")), 0);
    assert_int_equal(run(&p, 1, true).sources, 2);
    assert_int_equal(p.d.warnings, 1);
    /* All of sources/ may stand elsewhere. */
    assert_int_equal(rename(path_join(&a, p.root, "sources"), path_join(&a, other.root, "moved")), 0);
    assert_int_equal(unlink(path_join(&a, other.root, "moved/c.txt")), 0);
    assert_int_equal(symlink("a.txt", path_join(&a, other.root, "moved/c.txt")), 0);
    assert_int_equal(symlink(path_join(&a, other.root, "moved"), path_join(&a, p.root, "sources")), 0);
    assert_int_equal(run(&p, 1, true).sources, 1);
    assert_int_equal(p.d.warnings, 2);
    arena_release(&a);
    place_release(&other);
    place_release(&p);
}

static void a_dry_run_writes_nothing(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put(&p, "sources/a.txt", view_of(page_text));
    for (int k = 0; k < 2; k++) {
        ImportOptions o = {.root = p.root, .jobs = 1, .dry_run = k == 0, .explain = k == 1};
        ImportReport r;
        char *text = NULL;
        size_t n = 0;
        FILE *out = open_memstream(&text, &n);
        assert_true(import_run(&o, &p.d, out, &r));
        fclose(out);
        assert_non_null(strstr(text, k ? "title" : "我市三条农村公路通车"));
        free(text);
    }
    Str all = STR_INIT;
    snapshot(&p, NULL, &all);
    assert_int_equal(all.n, 0);
    str_release(&all);
    place_release(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_becomes_articles_and_nothing_is_lost),
        cmocka_unit_test(importing_twice_changes_no_byte),
        cmocka_unit_test(a_persons_edit_is_merged_or_left),
        cmocka_unit_test(a_deleted_article_stays_deleted),
        cmocka_unit_test(an_id_survives_a_change_of_the_source),
        cmocka_unit_test(check_finds_a_planted_loss),
        cmocka_unit_test(threads_make_no_difference),
        cmocka_unit_test(what_is_no_text_is_reported_and_the_rest_done),
        cmocka_unit_test(charsets_and_line_ends_are_found),
        cmocka_unit_test(marks_of_markdown_are_read),
        cmocka_unit_test(who_puts_a_paper_out_is_furniture),
        cmocka_unit_test(what_is_known_of_a_source_is_used),
        cmocka_unit_test(links_out_of_the_archive_are_named_and_left),
        cmocka_unit_test(a_dry_run_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
