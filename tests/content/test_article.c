#include "test.h"

#include <time.h>

#include "content/content.h"

typedef struct Fixture {
    Arena arena;
    Diag diag;
    Article article;
    Str said; /* the diagnostics, a line each */
    bool ok;
} Fixture;

static void read_article(Fixture *f, const char *text) {
    *f = (Fixture){.said = STR_INIT};
    diag_init(&f->diag, MSG_EN);
    f->ok = article_parse(&f->arena, &f->diag, V("articles/a.md"), view_of(text), &f->article);
    char *bytes = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&bytes, &n);
    diag_flush(&f->diag, to);
    fclose(to);
    str_add(&f->said, bytes, n);
    free(bytes);
}

static void release(Fixture *f) {
    diag_release(&f->diag);
    arena_release(&f->arena);
    str_release(&f->said);
}

static void assert_says(const char *text, const char *want) {
    Fixture f;
    read_article(&f, text);
    assert_view(str_view(&f.said), want);
    release(&f);
}

static const char full[] =
    "---\n"
    "id: \"7k3f9q2mzt\"\n"
    "title: 县图书馆周末延长开放\n"
    "kicker: \"2020: 读书\"\n"
    "subtitle: ——添座位三百\n"
    "column: 身边事\n"
    "kind: feature\n"
    "authors: [甲, 乙]\n"
    "publication: 河谷报\n"
    "issued: \"2020-12-23\"\n"
    "issue_number: \"1234\"\n"
    "page: \"3\"\n"
    "covers: \"2019-2020\"\n"
    "date: \"2020-12-22\"\n"
    "date_precision: day\n"
    "dateline: {place: 拉萨, code: \"5401\"}\n"
    "lang: zh-Hans\n"
    "regions:\n"
    "  - {code: \"540102002002\", name: 白林社区, as: [八廓街道白林社区, 白林社区]}\n"
    "  - {code: \"54\", name: 西藏自治区}\n"
    "topics: [culture]\n"
    "source:\n"
    "  - {file: \"2020/1223/03.txt\", sha256: abc, lines: [\"131\", \"135:1-40\"]}\n"
    "repairs:\n"
    "  - {joined: [137, 139]}\n"
    "  - {joined: [140, 2], file: b.txt}\n"
    "flags: [head-missing, needs-review]\n"
    "evidence: {date: \"year from line 29, 0.9\"}\n"
    "reviewed: {by: 李, on: \"2026-11-22\"}\n"
    "lastmod: \"2026-11-22\"\n"
    "draft: true\n"
    "aliases: [a.html]\n"
    "---\n"
    "\n"
    "正文。\n";

static void every_key_is_read(void **state) {
    (void)state;
    Fixture f;
    read_article(&f, full);
    const Article *a = &f.article;
    assert_view(str_view(&f.said), "");
    assert_true(f.ok);
    assert_view(a->id, "7k3f9q2mzt");
    assert_view(a->kicker, "2020: 读书");
    assert_int_equal(a->kind, KIND_FEATURE);
    assert_int_equal(a->authors.n, 2);
    assert_view(a->authors.p[1], "乙");
    assert_view(a->covers, "2019-2020");
    assert_view(a->dateline_code, "5401");
    assert_int_equal(a->n_regions, 2);
    assert_view(a->regions[0].as.p[0], "八廓街道白林社区");
    assert_int_equal(a->regions[1].as.n, 0);
    assert_int_equal(a->n_sources, 1);
    assert_int_equal(a->sources[0].lines[1].line, 135);
    assert_int_equal(a->sources[0].lines[1].from, 1);
    assert_int_equal(a->sources[0].lines[1].to, 40);
    assert_int_equal(a->n_joins, 2);
    assert_int_equal(a->joins[1].b, 2);
    assert_view(a->joins[1].file, "b.txt");
    assert_int_equal(a->flags, FLAG_HEAD_MISSING | FLAG_NEEDS_REVIEW);
    assert_view(a->evidence[0].text, "year from line 29, 0.9");
    assert_view(a->reviewed_on, "2026-11-22");
    assert_true(a->draft);
    assert_int_equal(a->body_line, 35);
    assert_view(view_from(view_of(full), a->body_offset), "正文。\n");
    release(&f);
}

static void what_is_written_is_what_was_read(void **state) {
    (void)state;
    Fixture f;
    read_article(&f, full);
    Str out = STR_INIT;
    article_write(&out, &f.article, V("正文。"));
    assert_view(str_view(&out), full);
    str_release(&out);
    release(&f);
}

static void numbers_and_dates_without_quotes_are_text(void **state) {
    (void)state;
    Fixture f;
    read_article(&f,
                 "---\nid: 1234567890\ntitle: 010\nkicker: 1e3\nissued: 2020-12-23\npage: 3\nsubtitle: yes\n"
                 "regions: [540102, 西藏自治区/拉萨市]\ncolumn: ~\nsource:\n- file: a.txt\n  lines: [1, 2:3-4]\n---\n");
    assert_view(str_view(&f.said), "");
    assert_view(f.article.id, "1234567890");
    assert_view(f.article.title, "010");
    assert_view(f.article.kicker, "1e3");
    assert_view(f.article.issued, "2020-12-23");
    assert_view(f.article.subtitle, "yes");
    assert_view(f.article.column, "");
    assert_view(f.article.regions[0].code, "540102");
    assert_view(f.article.regions[1].name, "西藏自治区/拉萨市");
    assert_int_equal(f.article.sources[0].lines[1].to, 4);
    release(&f);
}

static void a_mark_and_windows_line_ends_are_accepted(void **state) {
    (void)state;
    Fixture f;
    const char *text = "\xEF\xBB\xBF---  \r\nid: aaaaaaaaaa\r\ntitle: 桥\r\nmine: 1\r\n---\r\n\r\n\r\n正文\r\n";
    read_article(&f, text);
    assert_true(f.ok);
    assert_view(f.article.title, "桥");
    assert_view(f.article.extra, "mine: 1\n");
    assert_int_equal(f.article.body_line, 8);
    assert_view(view_from(view_of(text), f.article.body_offset), "正文\r\n");
    release(&f);
}

static void all_errors_are_reported_with_their_place(void **state) {
    (void)state;
    assert_says(
        "---\nid: ABC\ntitle: {a: 1}\ndate: [1]\nissued: 2021-02-29\nkind: poem\nauthors: 甲\n"
        "flags: [odd]\ndraft: maybe\nregions:\n  - [x]\nsource:\n  - {lines: [0, \"5:9-3\"]}\n"
        "repairs:\n  - {joined: [1]}\n---\n",
        "articles/a.md:2:5: error: id 'ABC' must be ten characters of 0-9 and a-z [bad-id]\n"
        "articles/a.md:3:8: error: 'title' must be text [must-be-text]\n"
        "articles/a.md:4:7: error: 'date' must be text [must-be-text]\n"
        "articles/a.md:5:9: error: 'issued': '2021-02-29' is no date of the calendar (YYYY, YYYY-MM or "
        "YYYY-MM-DD) [bad-date]\n"
        "articles/a.md:6:7: error: 'kind' must be one of: news feature commentary photo yearbook-section "
        "notice fragment; not 'poem' [bad-choice]\n"
        "articles/a.md:7:10: error: 'authors' must be a list [must-be-list]\n"
        "articles/a.md:8:9: error: 'flags' must be one of: head-missing tail-missing reordered needs-review; "
        "not 'odd' [bad-choice]\n"
        "articles/a.md:9:8: error: 'draft' must be true or false [must-be-bool]\n"
        "articles/a.md:11:5: error: 'regions' must be keys and values: {code: …, name: …, as: …} [must-be-map]\n"
        "articles/a.md:13:5: error: 'file' is missing [key-missing]\n"
        "articles/a.md:13:14: error: '0' is no line: \"135\", or \"135:1-40\" for a part of it [bad-line]\n"
        "articles/a.md:13:17: error: '5:9-3' is no line: \"135\", or \"135:1-40\" for a part of it [bad-line]\n"
        "articles/a.md:15:14: error: 'joined' must be two line numbers: [137, 139] [bad-join]\n");
}

static void front_matter_must_be_there_and_closed(void **state) {
    (void)state;
    assert_says("", "articles/a.md:1:1: error: no front matter: the first line must be '---' [front-matter-missing]\n");
    assert_says("# 桥\n",
                "articles/a.md:1:1: error: no front matter: the first line must be '---' [front-matter-missing]\n");
    assert_says("---\nid: aaaaaaaaaa\n",
                "articles/a.md:1:1: error: front matter is not closed by a line '---' [front-matter-open]\n");
    assert_says("---\n---\n",
                "articles/a.md:2:1: error: 'id' is missing: ten characters of 0-9 and a-z [key-missing]\n");
    assert_says("---\n- a\n---\n", "articles/a.md:2:1: error: '---' must be keys and values [must-be-map]\n");
    assert_says("---\n  id: aaaaaaaaaa\n---\n", "articles/a.md:2:3: error: key 'id' must begin its line "
                                               "[front-matter-key]\n");
}

static void unknown_keys_and_comments_are_kept(void **state) {
    (void)state;
    Fixture f;
    read_article(&f, "---\n# mine\nid: aaaaaaaaaa\nweight: 3\nshelf:\n  - b\n\n  - c\ntitle: 桥\n---\n");
    assert_true(f.ok);
    assert_int_equal(f.diag.warnings, 2);
    assert_view(f.article.extra, "# mine\nweight: 3\nshelf:\n  - b\n\n  - c\n");
    Str out = STR_INIT;
    article_write(&out, &f.article, V("文\n"));
    assert_view(str_view(&out),
                "---\nid: aaaaaaaaaa\ntitle: 桥\nkind: news\n# mine\nweight: 3\nshelf:\n  - b\n\n  - c\n"
                "---\n\n文\n");
    str_release(&out);
    release(&f);
}

/* The article is refused, and told where. */
static void assert_refused(const char *front, const char *where_and_code) {
    Fixture f;
    Str text = STR_INIT;
    str_addf(&text, "---\nid: aaaaaaaaaa\n%s\n---\n", front);
    read_article(&f, text.p);
    if (f.ok || view_find(str_view(&f.said), view_of(where_and_code), 0) == SIZE_MAX) print_error("# %s\n", f.said.p);
    assert_false(f.ok);
    assert_true(view_find(str_view(&f.said), view_of(where_and_code), 0) != SIZE_MAX);
    str_release(&text);
    release(&f);
}

static void what_is_no_yaml_is_refused(void **state) {
    (void)state;
    assert_refused("title: \"a", "a.md:4:1: error");
    assert_refused("title: a: b", "[yaml-syntax]");
    assert_refused("title: a\ntitle: b", "a.md:4:1: error: key 'title' stands twice [yaml-duplicate]");
    assert_refused("reviewed: {by: a, by: b}", "a.md:3:19: error: key 'by' stands twice [yaml-duplicate]");
    assert_refused("title: 桥\xFF", "a.md:3:9: error: YAML: invalid leading UTF-8 octet [yaml-syntax]");
    assert_refused("title: a\x01", "a.md:3:9: error: YAML: control characters are not allowed [yaml-syntax]");
    assert_refused("title: *x", "[yaml-alias]");
    assert_refused("\tid: b", "[yaml-syntax]");
    assert_refused("title: a\n...\ndate: [1]", "a.md:5:1: error: YAML: ");
    assert_refused("title: a\n--- b", "a.md:4:1: error: YAML: a second document [yaml-syntax]");
}

static void sources_stay_below_their_folder(void **state) {
    (void)state;
    static const char *const bad[] = {"../a.txt", "/a.txt", "a/../../b.txt", "a//b.txt",
                                      "./a.txt",  "a/",     "a\\b.txt",      ".."};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Str front = STR_INIT;
        str_addf(&front, "source:\n  - {file: %s}", bad[i]);
        assert_refused(front.p, "a.md:4:12: error: 'file'");
        str_clear(&front);
        str_addf(&front, "repairs:\n  - {joined: [1, 2], file: %s}", bad[i]);
        assert_refused(front.p, "[bad-path]");
        str_release(&front);
    }
}

static void nothing_is_no_item(void **state) {
    (void)state;
    assert_refused("authors: [a, ~]", "a.md:3:14: error: 'authors' must be text");
    assert_refused("regions: [null]", "a.md:3:11: error: 'regions' must be keys and values");
    assert_refused("regions: [\"\"]", "a.md:3:11: error: 'regions' must be keys and values");
}

static void dates_are_days_of_the_calendar(void **state) {
    (void)state;
    static const char *const bad[] = {"2021-02-29", "2021-13", "2021-00-01", "21-01-01", "2021/01/01", "2021-1-1",
                                      "0000",       "2021-04-31", "2021-01-01x", "二〇二一", "20210101", "1900-02-29"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Str front = STR_INIT;
        str_addf(&front, "date: %s", bad[i]);
        assert_refused(front.p, "a.md:3:7: error: 'date'");
        str_release(&front);
    }
    assert_refused("lastmod: 2021-01-01T25:00", "[bad-date]");
    assert_refused("covers: 2020-2019", "[bad-date]");
    assert_says("---\nid: aaaaaaaaaa\ndate: 2000-02-29\nissued: 2021\nlastmod: 2021-01-01T08:00:00+08:00\n---\n", "");
}

static void hostile_front_matter_ends_soon(void **state) {
    (void)state;
    static const char *const pieces[] = {"[", "{a: ", "- ", "a: b\n", "? ", "\"", "&a ", "a\n", "  - {a: b}\n", "#\n"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        Str text = STR_INIT;
        str_adds(&text, "---\nid: aaaaaaaaaa\nmine: ");
        while (text.n < 100000) str_adds(&text, pieces[i]);
        str_adds(&text, "\n---\n");
        Fixture f;
        read_article(&f, text.p);
        release(&f);
        str_release(&text);
    }
    Str keys = STR_INIT;
    str_adds(&keys, "---\nid: aaaaaaaaaa\n");
    for (int i = 0; i < 50000; i++) str_addf(&keys, "k%d: v\n", i);
    str_adds(&keys, "---\n");
    Fixture many;
    clock_t start = clock();
    read_article(&many, keys.p);
    assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
    assert_int_equal(many.diag.warnings, 50000);
    release(&many);
    str_release(&keys);
    /* A NUL ends nothing. */
    Fixture f = {.said = STR_INIT};
    diag_init(&f.diag, MSG_EN);
    assert_false(article_parse(&f.arena, &f.diag, V("a.md"), V("---\nid: aaaaaaaaaa\ntitle: \0\n---\n"), &f.article));
    assert_int_equal(f.diag.errors, 1);
    diag_flush(&f.diag, stderr);
    release(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(what_is_written_is_what_was_read),
        cmocka_unit_test(numbers_and_dates_without_quotes_are_text),
        cmocka_unit_test(a_mark_and_windows_line_ends_are_accepted),
        cmocka_unit_test(all_errors_are_reported_with_their_place),
        cmocka_unit_test(front_matter_must_be_there_and_closed),
        cmocka_unit_test(unknown_keys_and_comments_are_kept),
        cmocka_unit_test(what_is_no_yaml_is_refused),
        cmocka_unit_test(sources_stay_below_their_folder),
        cmocka_unit_test(nothing_is_no_item),
        cmocka_unit_test(dates_are_days_of_the_calendar),
        cmocka_unit_test(hostile_front_matter_ends_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
