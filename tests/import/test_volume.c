/* Articles that run over pages: what is joined, and that the result is the
 * same however the pages came in. */
#include <unistd.h>

#include "content/content.h"
#include "import/import.h"
#include "test.h"

typedef struct Place {
    char root[64];
    Diag d;
} Place;

static const char front[] = "某县时讯 2019年3月12日 第1版\n\n全县春耕会议召开\n\n"
                            "本报讯（记者 郑海涛）3月10日，全县春耕会议召开，安排部署今年的春耕备耕工作。\n\n"
                            "会议要求各乡镇抓住有利时机，备足农资、检修农机，加强农资市场监\n\n（下转第三版）\n\n"
                            "东河镇修渠引水\n\n本报讯（记者 赵明）东河镇组织群众清淤渠道十二公里，保证春灌用水。\n";
static const char second[] = "西山乡建成广场\n\n本报讯（记者 马兰）近日，西山乡文化广场建成投入使用，群众有了休闲的好去处。\n";
static const char third[] = "（上接第一版）\n\n管，打击制售假劣种子的行为。\n\n会议强调，技术人员要进村入户开展指导。\n\n"
                            "南坪镇发放草种\n\n本报讯（记者 王红）3月9日，南坪镇向群众发放草种三吨。\n";
static const char book[3][512] = {
    "某县年鉴 2017 · 137 ·\n\n群众团体\n\n【机构概况】 2016年，全县有基层团委19个，团员6874人。\n\n【青年创业】 扶持青年创业62人，发放贷款496万元，带动就业\n",
    "某县年鉴 2017 · 138 ·\n\n171人。举办培训班4期，组织青年参加技能比赛。\n\n【志愿服务】 组建服务队31支，注册志愿者1920人，累计服务\n",
    "某县年鉴 2017 · 139 ·\n\n时间1.1万小时。\n\n【家庭建设】 评选最美家庭15户。\n\n妇女联合会\n\n【概况】 2016年末，全县有妇联组织75个。\n",
};

static void put(const Place *p, const char *path, const char *text) {
    Arena a = ARENA_INIT;
    assert_int_equal(file_replace(path_join(&a, p->root, path), view_of(text)), 0);
    arena_release(&a);
}

static void place_init(Place *p) {
    strcpy(p->root, "/tmp/fangzhi-volume-XXXXXX");
    assert_non_null(mkdtemp(p->root));
    diag_init(&p->d, MSG_EN);
    p->d.quiet = true;
    put(p, "site.yaml", "name: Test\nlanguage: zh-Hans\n");
}

static void place_release(Place *p) {
    char command[128];
    diag_release(&p->d);
    snprintf(command, sizeof command, "rm -rf '%s'", p->root);
    assert_int_equal(system(command), 0);
}

static ImportReport run(Place *p, unsigned jobs) {
    ImportOptions o = {.root = p->root, .jobs = jobs};
    ImportReport r;
    assert_true(import_run(&o, &p->d, NULL, &r));
    assert_true(import_check(p->root, &p->d));
    return r;
}

/* All articles and ledgers, as one text. */
static void snapshot(const Place *p, Str *out) {
    static const char *const dirs[] = {"articles", ".fangzhi/base"};
    Arena a = ARENA_INIT;
    for (int k = 0; k < 2; k++) {
        FileList files = {0};
        const char *dir = path_join(&a, p->root, dirs[k]);
        dir_list(&a, dir, &files);
        for (size_t i = 0; i < files.n; i++) {
            Str s = STR_INIT;
            assert_int_equal(file_read(path_join(&a, dir, files.p[i].path), &s, FILE_MAX_BYTES), 0);
            str_addf(out, "== %s\n", files.p[i].path);
            str_addv(out, str_view(&s));
            str_release(&s);
        }
        filelist_release(&files);
    }
    arena_release(&a);
}

static void put_issue(const Place *p) {
    put(p, "sources/2019/0312/01.txt", front);
    put(p, "sources/2019/0312/02.txt", second);
    put(p, "sources/2019/0312/03.txt", third);
}

static void put_book(const Place *p) {
    for (int i = 0; i < 3; i++) {
        char path[64];
        snprintf(path, sizeof path, "sources/book/p%d.txt", 137 + i);
        put(p, path, book[i]);
    }
}

static void what_turns_to_another_page_is_one_article(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_issue(&p);
    assert_int_equal(run(&p, 1).articles, 4);
    snapshot(&p, &all);
    assert_non_null(strstr(all.p, "加强农资市场监管，打击制售假劣种子的行为。\n"));
    assert_non_null(strstr(all.p, "2019/0312/03.txt"));
    assert_non_null(strstr(all.p, "lines: [\"1\", \"3\", \"5\"]"));
    assert_non_null(strstr(all.p, "repairs:\n  - {joined: [7, 3], file: \"2019/0312/03.txt\"}\n"));
    assert_null(strstr(all.p, "tail-missing"));
    assert_null(strstr(all.p, "head-missing"));
    str_release(&all);
    place_release(&p);
}

static void a_section_of_a_yearbook_runs_over_its_pages(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put_book(&p);
    assert_int_equal(run(&p, 1).articles, 2);
    snapshot(&p, &all);
    assert_non_null(strstr(all.p, "带动就业171人。举办培训班4期"));
    assert_non_null(strstr(all.p, "累计服务时间1.1万小时。"));
    assert_non_null(strstr(all.p, "page: \"137-139\"\n"));
    assert_non_null(strstr(all.p, ", page: \"138\"}\n"));
    assert_non_null(strstr(all.p, "repairs:\n  - {joined: [7, 3], file: book/p138.txt}\n"
                                  "  - {joined: [5, 3], from: book/p138.txt, file: book/p139.txt}\n"));
    str_release(&all);
    place_release(&p);
}

/* What was joined inside the page that lends is still said, of that page. */
static void a_join_whose_line_is_not_the_articles_is_found(void **state) {
    (void)state;
    Place p;
    char command[512];
    place_init(&p);
    put_issue(&p);
    run(&p, 1);
    snprintf(command, sizeof command, "grep -rl 'joined: .7, 3' '%s/.fangzhi/base' | xargs sed -i 's/joined: .7, 3/joined: [7, 9/'", p.root);
    assert_int_equal(system(command), 0);
    assert_false(import_check(p.root, &p.d));
    place_release(&p);
}

static void a_join_inside_the_second_page_names_it(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put(&p, "sources/2019/0312/01.txt", front);
    put(&p, "sources/2019/0312/03.txt", "（上接第一版）\n\n管，打击制售假劣种子的行为，公布举报电话，设立种子检验室两个，组织农技人员下乡指\n\n"
                                        "导农民选种，做到良种良法配套，苗期管理一项不落，各村按时填写记录。\n");
    run(&p, 1);
    snapshot(&p, &all);
    assert_non_null(strstr(all.p, "下乡指导农民选种，做到"));
    assert_non_null(strstr(all.p, "repairs:\n  - {joined: [7, 3], file: \"2019/0312/03.txt\"}\n  - {joined: [3, 5], from: \"2019/0312/03.txt\"}\n"));
    str_release(&all);
    place_release(&p);
}

static void the_order_of_import_and_threads_changes_nothing(void **state) {
    (void)state;
    Place one, two;
    Str a = STR_INIT, b = STR_INIT;
    place_init(&one);
    place_init(&two);
    put_issue(&one);
    put_book(&one);
    run(&one, 1);
    put_issue(&two);
    put_book(&two);
    run(&two, 4);
    snapshot(&one, &a);
    snapshot(&two, &b);
    assert_string_equal(a.p, b.p);
    ImportReport again = run(&two, 2);
    assert_int_equal(again.skipped, 6);
    assert_int_equal(again.written, 0);
    str_release(&a);
    str_release(&b);
    place_release(&one);
    place_release(&two);
}

static void a_page_that_comes_later_is_joined(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put(&p, "sources/2019/0312/01.txt", front);
    run(&p, 1);
    put(&p, "sources/2019/0312/03.txt", third);
    run(&p, 1);
    snapshot(&p, &all);
    assert_non_null(strstr(all.p, "加强农资市场监管，打击"));
    assert_null(strstr(all.p, "tail-missing"));
    str_release(&all);
    /* and parted again when it goes */
    char path[128];
    snprintf(path, sizeof path, "%s/sources/2019/0312/03.txt", p.root);
    assert_int_equal(unlink(path), 0);
    run(&p, 1);
    place_release(&p);
}

static void a_fragment_that_found_its_beginning_leaves_an_alias(void **state) {
    (void)state;
    Place p;
    Str before = STR_INIT, after = STR_INIT;
    place_init(&p);
    put(&p, "sources/2019/0312/03.txt", third);
    run(&p, 1);
    snapshot(&p, &before);
    assert_non_null(strstr(before.p, "head-missing"));
    put(&p, "sources/2019/0312/01.txt", front);
    run(&p, 1);
    snapshot(&p, &after);
    assert_non_null(strstr(after.p, "aliases: ["));
    assert_null(strstr(after.p, "head-missing"));
    str_release(&before);
    str_release(&after);
    place_release(&p);
}

static void a_page_without_masthead_has_the_date_of_its_issue(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put(&p, "sources/paper/01.txt", front);
    put(&p, "sources/paper/02.txt", second);
    run(&p, 1);
    snapshot(&p, &all);
    const char *at = strstr(all.p, "title: 西山乡建成广场\n");
    assert_non_null(at);
    assert_non_null(strstr(at, "date: \"2019\"\n"));
    str_release(&all);
    place_release(&p);
}

static void pages_that_do_not_go_on_stay_apart(void **state) {
    (void)state;
    Place p;
    Str all = STR_INIT;
    place_init(&p);
    put(&p, "sources/2019/0312/01.txt", second);
    put(&p, "sources/2019/0312/02.txt", third);
    put(&p, "sources/2019/0313/03.txt", front);
    run(&p, 1);
    snapshot(&p, &all);
    assert_non_null(strstr(all.p, "head-missing"));
    assert_non_null(strstr(all.p, "tail-missing"));
    str_release(&all);
    place_release(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_turns_to_another_page_is_one_article),
        cmocka_unit_test(a_section_of_a_yearbook_runs_over_its_pages),
        cmocka_unit_test(a_join_whose_line_is_not_the_articles_is_found),
        cmocka_unit_test(a_join_inside_the_second_page_names_it),
        cmocka_unit_test(the_order_of_import_and_threads_changes_nothing),
        cmocka_unit_test(a_page_that_comes_later_is_joined),
        cmocka_unit_test(a_fragment_that_found_its_beginning_leaves_an_alias),
        cmocka_unit_test(a_page_without_masthead_has_the_date_of_its_issue),
        cmocka_unit_test(pages_that_do_not_go_on_stay_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
