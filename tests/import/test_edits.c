/* Corrections beside a source, NAME.edits: obeyed, kept, and told where they cannot be. */
#include "archive.h"

static void edits_beside_a_source_are_obeyed_and_kept(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put(&p, "sources/a.txt", view_of(page_text));
    run(&p, 1, true);
    put(&p, "sources/a.edits", V("# the flow goes on\nsubhead: 图书流动车进校园\ndrop: 难。\nsplit: 没有这一行\n"));
    ImportReport r = run(&p, 1, true);
    assert_int_equal(r.sources, 1);
    assert_int_equal(r.articles, 1);
    assert_int_equal(r.removed, 1);
    assert_int_equal(p.d.warnings, 1);
    Str all = STR_INIT;
    snapshot(&p, "articles", &all);
    assert_non_null(strstr(all.p, "\n## 图书流动车进校园\n"));
    assert_null(strstr(all.p, "难。"));
    assert_true(import_check(p.root, &p.d));
    assert_int_equal(run(&p, 1, true).skipped, 1);
    str_release(&all);
    place_release(&p);
}

/* A verb that is none is named as such, whether its words are found or not, and changes nothing. */
static void edits_take_a_wide_colon_and_name_unknown_verbs(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put(&p, "sources/a.txt", view_of(page_text));
    put(&p, "sources/a.edits", V("subhead： 图书流动车进校园\ndrop：难。\ndrpo: 难。\nsplitt: 没有这一行\n"));
    run(&p, 1, true);
    assert_int_equal(p.d.warnings, 2);
    Str all = STR_INIT;
    char *said = NULL;
    size_t n;
    FILE *f = open_memstream(&said, &n);
    assert_non_null(f);
    p.d.quiet = false;
    diag_flush(&p.d, f);
    assert_int_equal(fclose(f), 0);
    assert_non_null(strstr(said, "a.edits:3:1: warning: not an edit"));
    assert_non_null(strstr(said, "a.edits:4:1: warning: not an edit"));
    free(said);
    snapshot(&p, "articles", &all);
    assert_non_null(strstr(all.p, "\n## 图书流动车进校园\n"));
    assert_null(strstr(all.p, "难。"));
    str_release(&all);
    place_release(&p);
}

/* Where `what` stands in the text, which has it. */
static size_t place_of(const Str *all, const char *what) {
    const char *at = strstr(all->p, what);
    assert_non_null(at);
    return (size_t)(at - all->p);
}

static void a_corrected_reading_order_is_obeyed_and_nothing_is_lost(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put(&p, "sources/a.txt", V("全县修好三条村路\n\n本报5月6日讯 春天，三条村路动工，筑路队先到了河东。\n\n第三，路灯也在秋天亮了。\n\n"
                               "第二，夏天铺好了路面。\n\n图书馆添了新书\n\n本报5月7日讯 县图书馆添了一千册新书，其中三百册给孩子。\n"));
    run(&p, 1, true);
    put(&p, "sources/a.edits", V("order: 本报5月6日讯 | 第二 | 第三 | 没有这一行\norder: 第二\n"));
    ImportReport r = run(&p, 1, true);
    assert_int_equal(r.sources, 1);
    assert_int_equal(p.d.warnings, 2);
    Str all = STR_INIT;
    snapshot(&p, "articles", &all);
    assert_true(place_of(&all, "第二，夏天") < place_of(&all, "第三，路灯"));
    assert_non_null(strstr(all.p, "lines: [\"1\", \"3\", \"7\", \"5\"]"));
    assert_true(import_check(p.root, &p.d));
    assert_int_equal(run(&p, 1, true).skipped, 1);
    str_release(&all);
    place_release(&p);
}

/* A caption's line that stands inside a wrapped paragraph. */
static void a_line_inside_a_wrapped_paragraph_can_be_put_behind_it(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    Str s = STR_INIT;
    str_adds(&s, "全县修好三条村路\n\n");
    for (int i = 0; i < 6; i++)
        str_addf(&s, "　　第%d条路今年春天动工修到了河东的村口，筑路队先\n铺好了路基又铺好了路面，村里人说这条路把学校和\n%s%s，出门不再走泥路了，秋天还装上了灯。\n", i + 1,
                 i == 2 ? "路口的新桥在这里一直走到山下的打谷场边才到头，\n" : "", i == 2 ? "河边的新集连在一起" : "村里的集市连在一起");
    put(&p, "sources/a.txt", str_view(&s));
    run(&p, 1, true);
    put(&p, "sources/a.edits", V("order: 第3条路 | 河边的新集 | 路口的新桥\njoin: 河边的新集\n"));
    run(&p, 1, true);
    assert_int_equal(p.d.warnings, 0);
    Str all = STR_INIT;
    snapshot(&p, "articles", &all);
    assert_non_null(strstr(all.p, "把学校和河边的新集连在一起，出门不再走泥路了，秋天还装上了灯。"));
    assert_true(place_of(&all, "河边的新集") < place_of(&all, "路口的新桥"));
    str_release(&all);
    assert_true(import_check(p.root, &p.d));
    str_release(&s);
    place_release(&p);
}

/* In GB18030, as an editor may save them; words that two lines begin with; a headline inside a wrapped paragraph. */
static void edits_tell_what_they_cannot_tell_apart(void **state) {
    (void)state;
    Place p;
    char said[4096] = "";
    FILE *out = fmemopen(said, sizeof said - 1, "w");
    place_init(&p);
    put(&p, "sources/a.txt", V("县里修好三条路\n\n本报讯 县里今年修好三条路，群众出行更方便。\n\n本报讯 县里今年还修好两座桥。\n"));
    /* split: 本报讯 */
    put(&p, "sources/a.edits", V("split: \xB1\xBE\xB1\xA8\xD1\xB6\r\n"));
    put(&p, "sources/b.txt",
        V("河东镇的集市开在河边已经有几十年了每逢三六九\n赶集的人从四面八方来把一条街挤得满满当当卖什\n么的都有最多的是新摘的菜和刚出锅的米糕香气飘\n"
          "河西村通了路\n出很远。镇上的老人说，过去赶集要走半天的山路，\n现在坐班车只要十几分钟，带去的菜也不会再压坏。\n"));
    put(&p, "sources/b.edits", V("title: 河西村通了路\n"));
    run(&p, 1, true);
    p.d.quiet = false;
    diag_flush(&p.d, out);
    fclose(out);
    assert_non_null(strstr(said, "sources/a.edits:1:1: warning: 2 lines begin with these words, and the first is "
                                 "taken, line 3"));
    assert_null(strstr(said, "b.edits"));
    Str all = STR_INIT;
    snapshot(&p, "articles", &all);
    assert_non_null(strstr(all.p, "title: 河西村通了路\n"));
    str_release(&all);
    place_release(&p);
}

/* Words that no line has are looked for in all of the page, again and again. */
static void edits_end_where_no_person_wrote_them(void **state) {
    (void)state;
    enum { LINES = 6000, RULES = 5000, HELD = 4096 };
    Place p;
    place_init(&p);
    Str page = STR_INIT, edits = STR_INIT;
    for (int i = 0; i < LINES; i++) str_addf(&page, "第%d条路修好了，村里人出门不再走泥路。\n", i);
    for (int i = 0; i < RULES / 2; i++) str_addf(&edits, "order: 第%d座桥 | 桥头\n", i);
    str_adds(&edits, "drop: 第7条路\n");
    put(&p, "sources/a.txt", str_view(&page));
    put(&p, "sources/a.edits", str_view(&edits));
    run(&p, 1, true);
    Str all = STR_INIT;
    snapshot(&p, "articles", &all);
    assert_non_null(strstr(all.p, "第7条路"));
    assert_int_equal(p.d.warnings, HELD + 1);
    assert_true(import_check(p.root, &p.d));
    str_release(&all);
    str_release(&edits);
    str_release(&page);
    place_release(&p);
}

/* Without them it would be cut as nobody wants it, and later imports would say nothing. */
static void a_source_whose_edits_or_sidecar_cannot_be_read_stays_as_it_was(void **state) {
    (void)state;
    enum { TOO_LARGE = 2 << 20 };
    Place p;
    Str before = STR_INIT, after = STR_INIT, edits = STR_INIT;
    place_init(&p);
    put(&p, "sources/a.txt", view_of(page_text));
    put(&p, "sources/a.edits", V("subhead: 图书流动车进校园\n"));
    run(&p, 1, true);
    snapshot(&p, NULL, &before);
    while (edits.n < TOO_LARGE) str_adds(&edits, "# subhead: 图书流动车进校园\n");
    put(&p, "sources/a.edits", str_view(&edits));
    for (int again = 0; again < 2; again++) run(&p, 1, false);
    put(&p, "sources/a.edits", V("subhead: 图书流动车进校园\n"));
    put(&p, "sources/a.yaml", str_view(&edits));
    for (int again = 0; again < 2; again++) run(&p, 1, false);
    snapshot(&p, NULL, &after);
    assert_true(view_eq(str_view(&before), str_view(&after)));
    str_release(&before);
    str_release(&after);
    str_release(&edits);
    place_release(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_beside_a_source_are_obeyed_and_kept),
        cmocka_unit_test(edits_take_a_wide_colon_and_name_unknown_verbs),
        cmocka_unit_test(a_corrected_reading_order_is_obeyed_and_nothing_is_lost),
        cmocka_unit_test(a_line_inside_a_wrapped_paragraph_can_be_put_behind_it),
        cmocka_unit_test(edits_tell_what_they_cannot_tell_apart),
        cmocka_unit_test(edits_end_where_no_person_wrote_them),
        cmocka_unit_test(a_source_whose_edits_or_sidecar_cannot_be_read_stays_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
