/* An import from end to end: what it writes, what it leaves alone, and the
 * proof that nothing is lost. */
#include <unistd.h>

#include "content/content.h"
#include "import/emit.h"
#include "import/import.h"
#include "text/text.h"
#include "test.h"

static const char page_text[] = "清河日报\n2019年5月8日 星期三 第2版\n\n我市三条农村公路通车\n\n"
                                "本报清河5月7日讯（记者 郑海涛）三条农村公路日前通车，沿线二十三个村庄受益。\n\n"
                                "1. 这几条公路全长五十六公里，去年九月开工，施工期间克服了雨季长、山体陡等困\n\n难。\n\n"
                                "## 图书流动车进校园\n\n本报讯（记者 赵明）两千多册图书送到孩子们*手中*。\n";

typedef struct Place {
    char root[64];
    Diag d;
} Place;

static void put(const Place *p, const char *path, View bytes) {
    Arena a = ARENA_INIT;
    assert_int_equal(file_replace(path_join(&a, p->root, path), bytes), 0);
    arena_release(&a);
}

static void get(const Place *p, const char *path, Str *out) {
    Arena a = ARENA_INIT;
    assert_int_equal(file_read(path_join(&a, p->root, path), out, FILE_MAX_BYTES), 0);
    arena_release(&a);
}

static void place_init(Place *p) {
    strcpy(p->root, "/tmp/fangzhi-import-XXXXXX");
    assert_non_null(mkdtemp(p->root));
    diag_init(&p->d, MSG_EN);
    p->d.quiet = true;
    put(p, "site.yaml", V("name: Test\nlanguage: zh-Hans\n"));
}

static void remove_all(const char *dir) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    assert_int_equal(system(command), 0);
}

static void place_release(Place *p) {
    FILE *null = fopen("/dev/null", "w");
    assert_non_null(null);
    diag_flush(&p->d, null);
    fclose(null);
    diag_release(&p->d);
    remove_all(p->root);
}

static ImportReport run(Place *p, unsigned jobs, bool expect) {
    ImportOptions o = {.root = p->root, .jobs = jobs};
    ImportReport r;
    assert_int_equal(import_run(&o, &p->d, NULL, &r), expect);
    return r;
}

/* All files with their bytes, as one text. */
static void snapshot(const Place *p, const char *below, Str *out) {
    Arena a = ARENA_INIT;
    static const char *const dirs[] = {"articles", ".fangzhi/base"};
    for (int k = 0; k < 2; k++) {
        FileList files = {0};
        const char *dir = path_join(&a, p->root, dirs[k]);
        if (below && k) break;
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
    put(&p, "sources/gb.txt", V("\xB1\xEA\xCC\xE2\xD2\xBB\xD0\xD0\r\n\r\n\xB1\xBE\xB1\xA8\xD1\xB6 \xD5\xFD\xCE\xC4\xD2\xBB\xB6\xCE\xA1\xA3\r\n"));
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
        "# 大标题", "### 小标题", "**粗体**", "> 引用", "* 星号", "- 短横", "    四个空格", "`代码` <b>标签</b> &amp;", "[链接](x) ![图](y)", "· 12 ·",
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

/* Words that no line has are looked for in all of the page, again and again. */
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
        cmocka_unit_test(generated_pages_are_conserved),
        cmocka_unit_test(nothing_is_lost_of_any_labelled_page),
        cmocka_unit_test(a_wrapped_continuation_stays_together_above_a_caption),
        cmocka_unit_test(a_note_of_a_page_turn_is_written_once),
        cmocka_unit_test(a_byline_that_names_no_writer_is_kept),
        cmocka_unit_test(nothing_is_lost_of_shuffled_pages),
        cmocka_unit_test(edits_beside_a_source_are_obeyed_and_kept),
        cmocka_unit_test(edits_take_a_wide_colon_and_name_unknown_verbs),
        cmocka_unit_test(edits_tell_what_they_cannot_tell_apart),
        cmocka_unit_test(edits_end_where_no_person_wrote_them),
        cmocka_unit_test(links_out_of_the_archive_are_named_and_left),
        cmocka_unit_test(a_source_whose_edits_or_sidecar_cannot_be_read_stays_as_it_was),
        cmocka_unit_test(a_corrected_reading_order_is_obeyed_and_nothing_is_lost),
        cmocka_unit_test(a_line_inside_a_wrapped_paragraph_can_be_put_behind_it),
        cmocka_unit_test(a_dry_run_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
