/* What others need to change a template: its variables, a guide that names
 * them all, overriding by file name, and complete languages. */
#include "archive.h"

#include "import/explain.h"

static View text_of(Fixture *f, const char *path) {
    Str s = STR_INIT;
    assert_int_equal(file_read(path, &s, FILE_MAX_BYTES), 0);
    View kept = arena_view(&f->a, str_view(&s));
    str_release(&s);
    return kept;
}

/* JSON is YAML. */
static const YamlNode *vars_of(Fixture *f, const char *page) {
    const char *const data[] = {".", NULL};
    const BuildOptions o = {.root = f->root, .out = f->out, .datadirs = data, .jobs = 2};
    Str json = STR_INIT;
    if (!site_template_vars(&o, &f->d, page, &json)) return NULL;
    View kept = arena_view(&f->a, str_view(&json));
    str_release(&json);
    return yaml_parse(&f->a, &f->d, page, 1, kept);
}

static size_t undocumented(Fixture *f, const YamlNode *node, View guide) {
    size_t n = 0;
    for (const YamlNode *c = node->kind == YAML_TEXT ? NULL : node->first; c; c = c->next) {
        if (view_is(c->key, "t")) continue;
        if (c->key.n && view_find(guide, view_of(arena_printf(&f->a, "`%.*s`", VARG(c->key))), 0) == SIZE_MAX) {
            print_error("templates/README.md does not name '%.*s'\n", VARG(c->key));
            n++;
        }
        n += undocumented(f, c, guide);
    }
    return n;
}

static void put_rich_archive(Fixture *f) {
    put_site(
        f,
        "base_url: https://archive.example/\nlanguages: [en]\ncontact: 某县档案馆 <a@archive.example>\nedition: \"1\"\n"
        "publications:\n  - {id: syb, name: 试验报, kind: newspaper, place: 拉萨, issn: 0000-0000}\n");
    for (size_t i = 0; i < 26; i++)
        put_article(f, i, i % 5 ? "路" : "དབང་ཕྱུག", arena_printf(&f->a, "19%02zu-05-01", 80 + i % 9), "540324210203",
                    "roads");
    put(f, "sources/a/1980-05-01.txt", "一行\n\n三行\n");
    put(f, "sources/a/1980-05-01.jpg", "JPEG");
    put(f, "articles/rich.md",
        arena_printf(
            &f->a,
            "---\nid: aaaaaaaaaa\ntitle: 县志\nkicker: 引\nsubtitle: 副\ncolumn: 栏\nkind: feature\nauthors: [甲, 乙]\n"
            "publication: 试验报\nissued: \"1980-05-02\"\nissue_number: \"7\"\npage: \"2\"\ndate: \"1980-05-01\"\n"
            "dateline: {place: 拉萨}\nregions:\n  - {code: \"5403\", name: 昌都市}\n  - {code: \"\", name: 无此地}\n"
            "topics: [roads]\nsource:\n  - {file: a/1980-05-01.txt, sha256: %064d, lines: [\"1\", \"3\"]}\n"
            "repairs:\n  - {joined: [1, 3]}\nflags: [needs-review]\nevidence: {date: 第一行}\n"
            "confidence: {title: 0.9}\nreviewed: {by: 李, on: \"2026-01-01\"}\nlastmod: 2026-01-02\n"
            "aliases: [bbbbbbbbbb]\n---\n\n## 一\n\n甲\n\n## 二\n\n乙\n\n## 三\n\n丙\n",
            0));
}

static void the_guide_names_every_variable(void **state) {
    static const char *const pages[] = {
        "index.html", "articles/index.html", "articles/aa/aaaaaaaaaa.html", "articles/bb/bbbbbbbbbb.html",
        "articles/00/0000000001.html", "regions/index.html", "regions/540324/index.html",
        "regions/540324/topic-roads.html", "topics/index.html", "topics/transport/index.html",
        "publications/syb/index.html", "publications/syb/1980.html", "authors/index.html", "dates/index.html",
        "dates/1980/index.html", "dates/1980/05.html", "sources/index.html", "sources/a/1980-05-01.html",
        "data/index.html", "feed.xml", "topics/roads/feed.xml", "search.html", "404.html"};
    Fixture *f = *state;
    put_rich_archive(f);
    View guide = text_of(f, "templates/README.md");
    size_t n = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        const YamlNode *vars = vars_of(f, pages[i]);
        if (!vars) print_error("no variables for %s\n", pages[i]);
        assert_non_null(vars);
        n += undocumented(f, vars, guide);
    }
    assert_int_equal(n, 0);
}

static void the_guide_names_every_file(void **state) {
    Fixture *f = *state;
    View guide = text_of(f, "templates/README.md");
    FileList files = {0};
    assert_int_equal(dir_list(&f->a, "templates", &files), 0);
    for (size_t i = 0; i < files.n; i++) {
        View name = view_of(files.p[i].path);
        if (!view_is(path_ext(name), "mustache")) continue;
        name.n -= sizeof ".mustache" - 1;
        if (view_find(guide, view_of(arena_printf(&f->a, "`%.*s`", VARG(name))), 0) != SIZE_MAX) continue;
        print_error("templates/README.md does not name the template '%.*s'\n", VARG(name));
        fail();
    }
    filelist_release(&files);
}

static void asking_for_variables_writes_nothing(void **state) {
    Fixture *f = *state;
    put_rich_archive(f);
    assert_non_null(vars_of(f, "./index.html"));
    assert_false(dir_exists(f->out));
    assert_null(vars_of(f, "nowhere.html"));
    assert_int_equal(f->d.errors, 1);
}

static void a_partial_of_the_archive_wins_by_its_name(void **state) {
    Fixture *f = *state;
    put_rich_archive(f);
    put(f, "templates/cite.mustache", "<p>{{article.id}} from here</p>\n");
    put(f, "templates/i18n/en.yaml", "articles: Pieces\n");
    assert_true(build(f));
    assert_has(f, "articles/aa/aaaaaaaaaa.html", "<p>aaaaaaaaaa from here</p>");
    assert_has(f, "index.html", "Pieces");
    assert_has(f, "index.html", "Regions");
}

static bool has_key(const YamlNode *map, View key) {
    for (const YamlNode *c = map->first; c; c = c->next)
        if (view_eq(c->key, key)) return true;
    return false;
}

static size_t missing_keys(Fixture *f, const YamlNode *from, const YamlNode *in, const char *file) {
    size_t n = 0;
    (void)f;
    for (const YamlNode *c = from->first; c; c = c->next) {
        if (view_ends(c->key, V("_one")) || has_key(in, c->key)) continue;
        print_error("%s has no '%.*s'\n", file, VARG(c->key));
        n++;
    }
    return n;
}

static void every_language_has_all_strings(void **state) {
    static const char *const files[] = {"templates/i18n/zh-Hans.yaml", "templates/i18n/zh-Hant.yaml"};
    Fixture *f = *state;
    const YamlNode *en = yaml_parse(&f->a, &f->d, "en", 1, text_of(f, "templates/i18n/en.yaml"));
    assert_non_null(en);
    size_t n = 0;
    for (size_t i = 0; i < 2; i++) {
        const YamlNode *other = yaml_parse(&f->a, &f->d, files[i], 1, text_of(f, files[i]));
        assert_non_null(other);
        n += missing_keys(f, en, other, files[i]) + missing_keys(f, other, en, "en.yaml");
    }
    assert_int_equal(n, 0);
}

/* A source's page says why a line is in no article. */
static void every_reason_of_import_has_its_words(void **state) {
#define KEY(reason, chinese) "aside_" reason,
    static const char *const keys[] = {ASIDE_WORDS(KEY)};
#undef KEY
    Fixture *f = *state;
    const YamlNode *en = yaml_parse(&f->a, &f->d, "en", 1, text_of(f, "templates/i18n/en.yaml"));
    assert_non_null(en);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!yaml_get(en, keys[i])) fail_msg("no words for %s", keys[i]);
}

static void an_entry_of_a_list_knows_the_site(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    put_article(f, 1, "路", "1980-05-01", "540324210203", "roads");
    put(f, "templates/entry.mustache", "{{#site}}<li>{{name}}, {{site.name}}</li>{{/site}}");
    assert_true(build(f));
    assert_has(f, "topics/roads/index.html", "<li>试验文献, 试验文献</li>");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_guide_names_every_variable),
        TEST(the_guide_names_every_file),
        TEST(asking_for_variables_writes_nothing),
        TEST(a_partial_of_the_archive_wins_by_its_name),
        TEST(every_language_has_all_strings),
        TEST(every_reason_of_import_has_its_words),
        TEST(an_entry_of_a_list_knows_the_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
