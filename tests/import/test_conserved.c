/* The proof that nothing is lost, of pages of every form and of such as no paper has. */
#include "archive.h"
#include "import/emit.h"
#include "text/text.h"

static void all_is_conserved(Place *p) {
    run(p, 2, true);
    bool ok = import_check(p->root, &p->d);
    if (!ok) diag_flush(&p->d, stderr);
    assert_true(ok);
}

/* A source numbered i; takes its text. */
static void put_page(Place *p, int i, Str *text) {
    char name[64];
    snprintf(name, sizeof name, "sources/%d.txt", i);
    put(p, name, str_view(text));
    str_release(text);
}

/* Pages put together at random from lines of all kinds: nothing is lost. */
static void generated_pages_are_conserved(void **state) {
    (void)state;
    static const char *const lines[] = {
        "春耕备耕忙", "——来自某乡的报告", "本报记者 张明", "本报讯（记者 张明）近日，某地举办活动。", "这是一段没有写完的话，后面还有", "接着写完了。",
        "【概况】 全县有中学三所。", "一、加强管理", "1. 第一点", "图为活动现场。 张明 摄", "| 甲 | 乙 |", "| --- | --- |", "| 1 | 2 |", "小麦  1200  350",
        "# 大标题", "### 小标题", "**粗体**", "> 引用", "* 星号", "- 短横", "    四个空格", "`代码` <b>标签</b> &amp;", "[链接](x) ![图](y)",
        "· 12 ·",
        "2019年5月8日 星期三 第2版", "某某局", "2019年5月7日", "要求做好工作 把路修好", "\\反斜杠_下划线_", "（张明 李红）", "高原短波", "　　缩进的一段。",
        "***", "---", "===", "1986．", "+ 加号", "~~~", "\xEF\xBB\xBF开头", "a b  c", "第一节 道路", "（下转第三版）"};
    Place p;
    place_init(&p);
    uint32_t seed = 7;
    for (int i = 0; i < 400; i++) {
        Str s = STR_INIT;
        for (int k = 0; k < 30; k++) {
            seed = seed * 1664525 + 1013904223;
            str_adds(&s, lines[(seed >> 12) % (sizeof lines / sizeof *lines)]);
            for (uint32_t n = 1 + (seed >> 9) % 3; n; n--) str_addc(&s, '\n');
        }
        put_page(&p, i, &s);
    }
    all_is_conserved(&p);
    place_release(&p);
}

/* Every form that we have, and pages that become volumes by their names. */
static void nothing_is_lost_of_any_labelled_page(void **state) {
    (void)state;
    Place p;
    char command[256];
    place_init(&p);
    snprintf(command, sizeof command, "mkdir '%s/sources' && cp tests/import/pages/*.txt '%s/sources'", p.root, p.root);
    assert_int_equal(system(command), 0);
    all_is_conserved(&p);
    place_release(&p);
}

static void a_byline_that_names_no_writer_is_kept(void **state) {
    (void)state;
    Place p;
    place_init(&p);
    put(&p, "sources/chart.txt", V("鹤城台二套 19：00 少儿时间 20：05 百姓健康\n（本报鹤城9月18日电）\n\n制图：李　四\n\n"
                                   "　　一小五年级学生做的“土壤湿度计”,用两根铜丝和\n一节旧电池,插到地里就知道该不该浇水。\n"));
    all_is_conserved(&p);
    place_release(&p);
}

/* Runs of lines of all labelled pages, put together at random: wrapped lines,
 * captions, continuations and columns meet as no page has them. */
static void nothing_is_lost_of_shuffled_pages(void **state) {
    (void)state;
    enum { PAGES = 120, RUNS = 14 };
    Place p;
    Arena a = ARENA_INIT;
    Str all = STR_INIT;
    FileList files = {0};
    VEC(View) lines = {0};
    uint32_t seed = 11;
    place_init(&p);
    assert_int_equal(dir_list(&a, "tests/import/pages", &files), 0);
    for (size_t i = 0; i < files.n; i++)
        if (view_is(path_ext(view_of(files.p[i].path)), "txt"))
            assert_int_equal(file_read(path_join(&a, "tests/import/pages", files.p[i].path), &all, FILE_MAX_BYTES), 0);
    View rest = str_view(&all), line;
    while (view_line(&rest, &line))
        if (utf8_valid(line)) vec_push(&lines, line); /* some pages are in GB18030 or Big5 */
    assert_true(lines.n > 1000);
    for (int i = 0; i < PAGES; i++) {
        Str s = STR_INIT;
        for (int k = 0; k < RUNS; k++) {
            seed = seed * 1664525 + 1013904223;
            size_t at = (seed >> 8) % (lines.n - 4), n = 1 + (seed >> 5) % 4;
            for (size_t j = 0; j < n; j++) str_addv(&s, lines.p[at + j]), str_addc(&s, '\n');
        }
        put_page(&p, i, &s);
    }
    all_is_conserved(&p);
    vec_release(&lines);
    filelist_release(&files);
    str_release(&all);
    arena_release(&a);
    place_release(&p);
}

static void a_wrapped_continuation_stays_together_above_a_caption(void **state) {
    (void)state;
    Blocks b = {0};
    blocks_add(&b, ROLE_BODY, false, V("渠水流过"));
    blocks_add(&b, ROLE_CAPTION, false, V("图为新渠。"));
    blocks_add(&b, ROLE_CONT, false, V("三个村，"));
    blocks_add(&b, ROLE_CONT, true, V("浇上了麦地。"));
    assert_int_equal(b.n, 2);
    assert_view(b.p[0].text, "渠水流过三个村，浇上了麦地。");
    assert_view(b.p[1].text, "图为新渠。");
    blocks_clear(&b);
}

/* Also where nothing above goes on with it. */
static void a_note_of_a_page_turn_is_written_once(void **state) {
    (void)state;
    Blocks b = {0};
    blocks_add(&b, ROLE_CONT, false, V("（上接第一版）渠，水到了田头。"));
    assert_int_equal(b.n, 2);
    assert_int_equal(b.p[0].role, ROLE_NOTE);
    assert_view(b.p[0].text, "（上接第一版）");
    assert_view(b.p[1].text, "渠，水到了田头。");
    blocks_clear(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(generated_pages_are_conserved),
        cmocka_unit_test(nothing_is_lost_of_any_labelled_page),
        cmocka_unit_test(a_byline_that_names_no_writer_is_kept),
        cmocka_unit_test(nothing_is_lost_of_shuffled_pages),
        cmocka_unit_test(a_wrapped_continuation_stays_together_above_a_caption),
        cmocka_unit_test(a_note_of_a_page_turn_is_written_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
