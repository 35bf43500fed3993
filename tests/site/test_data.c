/* What is not a page: the feed, the sitemap, the archive as data. */
#include "archive.h"
#include "site/sitemap.h"

static void put_two(Fixture *f, const char *site) {
    put_site(f, site);
    put_article(f, 1, "路 & <桥>", "2020-12-22", "540324210203", "roads");
    put_article(f, 2, "=SUM(1)", "1987", "5401", "transport");
    put(f, "articles/x.md", "---\nid: aaaaaaaaaa\ntitle: 无日期\nkind: news\n---\n\n甲\n");
    assert_true(build(f));
}

static void assert_xml(Fixture *f, const char *path) {
    if (system("command -v xmllint >/dev/null") != 0) return;
    assert_int_equal(system(arena_printf(&f->a, "xmllint --noout '%s/%s'", f->out, path)), 0);
}

static void assert_atom(Fixture *f, const char *path) {
    if (system("command -v xmllint >/dev/null") != 0) return;
    const char *command = "xmllint --noout --relaxng tests/site/atom.rng '%s/%s' 2>/dev/null";
    assert_int_equal(system(arena_printf(&f->a, command, f->out, path)), 0);
}

static void put_many(Fixture *f, const char *site) {
    put_site(f, site);
    for (size_t i = 0; i < 3; i++) put_article(f, i, "路 ]]> & <桥>", "2020-12-22", "540324210203", "roads");
    put_article(f, 7, "远处", "1987-01-02", "5401", "transport");
    assert_true(build(f));
}

static void regions_and_topics_can_be_followed(void **state) {
    Fixture *f = *state;
    put_many(f, "");
    assert_atom(f, "feed.xml");
    assert_atom(f, "regions/540324/feed.xml");
    assert_atom(f, "topics/roads/feed.xml");
    assert_has(f, "regions/540324/feed.xml", "<title>西藏自治区 › 昌都市 › 丁青县 · 试验文献</title>");
    assert_has(f, "regions/540324/feed.xml", "href=\"../../articles/00/0000000001.html\"");
    assert_has(f, "regions/540324/feed.xml", "href=\"../../regions/540324/index.html\"");
    assert_has_not(f, "regions/540324/feed.xml", "远处");
    assert_has(f, "regions/540324/index.html", "href=\"feed.xml\"");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void a_part_of_one_article_or_below_a_county_has_no_files_of_its_own(void **state) {
    Fixture *f = *state;
    put_many(f, "");
    assert_null(page(f, "regions/5401/feed.xml"));
    assert_null(page(f, "regions/5401/articles.ris"));
    assert_null(page(f, "regions/540324210203/articles.ris"));
    assert_has_not(f, "regions/540324210203/index.html", "articles.ris");
}

static void with_a_base_url_there_are_a_json_feed_and_a_search_for_browsers(void **state) {
    Fixture *f = *state;
    put_many(f, "base_url: https://example.org/a/\n");
    assert_atom(f, "regions/540324/feed.xml");
    assert_xml(f, "opensearch.xml");
    assert_has(f, "opensearch.xml", "https://example.org/a/search.html?q={searchTerms}");
    assert_has(f, "feed.json", "\"url\":\"https://example.org/a/articles/00/0000000001.html\"");
    assert_has(f, "feed.json", "\"title\":\"路 ]]> & \\u003c桥>\"");
    assert_has(f, "index.html", "<link rel=\"canonical\" href=\"https://example.org/a/index.html\">");
}

static void bibliographies_stand_where_their_articles_are_listed(void **state) {
    Fixture *f = *state;
    put_many(f, "publications:\n  - {id: syb, name: 试验报, kind: newspaper}\n");
    assert_has(f, "data/articles.ris", "TI  - 远处\r\n");
    assert_has(f, "publications/syb/1987.ris", "TI  - 远处\r\n");
    assert_has(f, "publications/syb/index.html", "href=\"1987.ris\"");
    assert_has_not(f, "publications/syb/2020.ris", "远处");
    assert_has_not(f, "topics/roads/articles.ris", "远处");
    assert_has(f, "data/datapackage.json", "{\"name\":\"articles-1987.jsonl\",\"path\":\"articles-1987.jsonl\"");
}

static void an_article_says_what_it_is_to_programs(void **state) {
    Fixture *f = *state;
    put_site(f, "base_url: https://example.org/a\n");
    put_article(f, 1, "</script><b>路", "2020-12-22", "540324", "roads");
    assert_true(build(f));
    const char *path = "articles/00/0000000001.html";
    assert_has(f, path, "<meta name=\"DC.type\" content=\"newsItem\">");
    assert_has(f, path, "<meta name=\"citation_publication_date\" content=\"2020/12/22\">");
    assert_has(f, path, "<meta name=\"citation_title\" property=\"og:title\" content=\"&lt;/script&gt;&lt;b&gt;路\">");
    assert_has(f, path, "<meta name=\"description\" property=\"og:description\" content=\"");
    assert_has(f, path, "<meta property=\"og:type\" content=\"article\">");
    assert_has(f, path, "<meta property=\"og:url\" content=\"https://example.org/a/articles/00/0000000001.html\">");
    assert_has(f, path, "<meta property=\"og:site_name\" content=\"试验报\">");
    assert_has(f, path, "<meta property=\"article:published_time\" content=\"2020-12-22\">");
    assert_has_not(f, path, "citation_journal_title");
    assert_has(f, path, "\"headline\":\"\\u003c/script>\\u003cb>路\"");
    assert_has(f, path, "<link rel=\"canonical\" href=\"https://example.org/a/articles/00/0000000001.html\">");
}

static void the_feed_names_things_by_tag_where_there_is_no_address(void **state) {
    Fixture *f = *state;
    put_two(f, "contact: wen@example.org\n");
    assert_xml(f, "feed.xml");
    assert_has(f, "feed.xml", "<id>tag:wen@example.org,2026:");
    assert_has(f, "feed.xml", "href=\"articles/00/0000000001.html\"");
    assert_has(f, "feed.xml", "<updated>2020-12-22T00:00:00Z</updated>");
    assert_has(f, "feed.xml", "<updated>1987-01-01T00:00:00Z</updated>");
    assert_has(f, "feed.xml", "路 &amp; &lt;桥&gt;");
    assert_has_not(f, "feed.xml", "rel=\"self\"");
}

static void an_error_is_reported_to_the_address_in_the_contact(void **state) {
    Fixture *f = *state;
    static const char path[] = "articles/00/0000000001.html";
    put_two(f, "contact: 某县档案馆（wen@example.org）\nedition: \"2 a\"\n");
    assert_has(f, path, "href=\"mailto:wen@example.org?subject=0000000001%202%20a\"");
    put_two(f, "contact: https://example.org/errors\n");
    assert_has(f, path, "href=\"https://example.org/errors\"");
    put_two(f, "contact: 某县档案馆，电话 123\n");
    assert_has_not(f, path, "mailto:");
}

static void with_a_base_url_addresses_are_whole(void **state) {
    Fixture *f = *state;
    put_two(f, "base_url: https://example.org/a\n");
    assert_xml(f, "feed.xml");
    assert_xml(f, "sitemap.xml");
    assert_has(f, "feed.xml", "<id>https://example.org/a/articles/00/0000000001.html</id>");
    assert_has(f, "feed.xml", "rel=\"self\"");
    assert_has(f, "sitemap.xml", "<loc>https://example.org/a/regions/5401/index.html</loc>");
    assert_has(f, "robots.txt", "Sitemap: https://example.org/a/sitemap.xml");
    assert_has(f, "404.html", "href=\"/a/static/style.css\"");
    assert_true(site_check_links(&f->d, f->out, 1));
}

static void without_a_base_url_there_is_no_sitemap(void **state) {
    Fixture *f = *state;
    put_two(f, "");
    assert_null(page(f, "sitemap.xml"));
    assert_null(page(f, "robots.txt"));
    assert_has(f, "404.html", "href=\"static/style.css\"");
}

static void records_are_split_by_year(void **state) {
    Fixture *f = *state;
    put_two(f, "");
    assert_has(f, "data/articles-2020.jsonl", "\"id\":\"0000000001\"");
    assert_has(f, "data/articles-2020.jsonl", "协麦村修了一条路。");
    assert_has_not(f, "data/articles-2020.jsonl", "0000000002");
    assert_has(f, "data/articles-1987.jsonl", "0000000002");
    assert_has(f, "data/articles-undated.jsonl", "aaaaaaaaaa");
    assert_has(f, "data/index.html", "href=\"articles-1987.jsonl\"");
}

static void tables_open_in_spreadsheets(void **state) {
    Fixture *f = *state;
    put_two(f, "");
    char *text = page(f, "data/articles.csv");
    assert_non_null(text);
    assert_memory_equal(text, "\xef\xbb\xbfid,url,", 10);
    assert_has(f, "data/articles.csv", "\"'=SUM(1)\"");
    assert_has(f, "data/regions.csv", "540324210203,协麦村,540324210,西藏自治区 › 昌都市 › 丁青县 › 协雄乡 › 协麦村");
}

/* --- tables are read again ------------------------------------------------------------ */

typedef struct Table {
    Arena *a;
    size_t rows, columns;
    char **cells; /* row by row */
} Table;

/* RFC 4180 to the letter: a quoted cell ends at a quote that is not doubled. */
static Table read_table(Fixture *f, const char *path) {
    Table t = {.a = &f->a};
    char *text = page(f, path), *at = text + 3;
    VEC(char *) cells = {0};
    assert_memory_equal(text, "\xef\xbb\xbf", 3);
    while (*at) {
        Str cell = STR_INIT;
        if (*at == '"') {
            for (at++; *at != '"' || at[1] == '"'; at++) {
                assert_true(*at);
                at += *at == '"';
                str_addc(&cell, *at);
            }
            at++;
        } else {
            while (*at && !strchr(",\r\n\"", *at)) str_addc(&cell, *at++);
        }
        vec_push(&cells, arena_strdup(&f->a, str_view(&cell)));
        str_release(&cell);
        if (*at == ',') {
            at++;
            continue;
        }
        assert_memory_equal(at, "\r\n", 2);
        at += 2;
        if (!t.columns) t.columns = cells.n;
        assert_int_equal(cells.n % t.columns, 0);
    }
    t.rows = cells.n / t.columns;
    t.cells = ARENA_ARRAY(&f->a, char *, cells.n);
    memcpy(t.cells, cells.p, cells.n * sizeof *cells.p);
    vec_release(&cells);
    return t;
}

static const char *cell(const Table *t, size_t row, const char *column) {
    size_t k = 0;
    while (k < t->columns && strcmp(t->cells[k], column) != 0) k++;
    assert_true(k < t->columns);
    return t->cells[row * t->columns + k];
}

/* A formula is made text by an apostrophe. */
static void assert_cell(const Table *t, size_t row, const char *column, const char *want) {
    const char *is = cell(t, row, column);
    assert_string_equal(*want && strchr("=+-@\t\r", *want) ? (assert_int_equal(*is, '\''), is + 1) : is, want);
}

static const char *joined(Fixture *f, const YamlNode *list, const char *one, const char *two) {
    Str all = STR_INIT;
    for (const YamlNode *n = list->first; n; n = n->next) {
        if (all.n) str_adds(&all, "; ");
        str_addv(&all, one ? yaml_get(n, one)->text : n->text);
        if (two) str_addf(&all, " %.*s", VARG(yaml_get(n, two)->text));
    }
    const char *text = arena_strdup(&f->a, str_view(&all));
    str_release(&all);
    return text;
}

static void assert_row_is_record(Fixture *f, const Table *t, size_t row, const YamlNode *record) {
    static const char *const same[] = {"id", "url", "title", "kicker", "subtitle", "column", "kind", "publication",
                                       "issued", "page", "date", "date_precision"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        const YamlNode *v = yaml_get(record, same[i]);
        assert_cell(t, row, same[i], yaml_is_null(v) ? "" : arena_strdup(&f->a, v->text));
    }
    assert_cell(t, row, "authors", joined(f, yaml_get(record, "authors"), NULL, NULL));
    assert_cell(t, row, "topics", joined(f, yaml_get(record, "topics"), NULL, NULL));
    assert_cell(t, row, "regions", joined(f, yaml_get(record, "regions"), "name", "code"));
    const YamlNode *file = yaml_get(yaml_get(record, "source"), "file"),
                   *lines = yaml_get(yaml_get(record, "source"), "lines");
    assert_cell(t, row, "source", yaml_is_null(file) ? "" : arena_strdup(&f->a, file->text));
    assert_true(view_starts(view_of(cell(t, row, "lines")), lines->first ? lines->first->text : V("")));
}

static size_t assert_records_are_rows(Fixture *f, const Table *t, const char *path) {
    View rest = view_of(page(f, path)), line;
    size_t n = 0;
    for (; view_line(&rest, &line); n++) {
        const YamlNode *record = yaml_parse(&f->a, &f->d, path, 1, line);
        size_t row = 1;
        while (row < t->rows && !view_is(yaml_get(record, "id")->text, cell(t, row, "id"))) row++;
        assert_true(row < t->rows);
        assert_row_is_record(f, t, row, record);
    }
    return n;
}

static void tables_read_again_equal_the_records(void **state) {
    Fixture *f = *state;
    put_two(f, "");
    put(f, "articles/y.md",
        "---\nid: bbbbbbbbbb\ntitle: \"“路”, \\\"桥\\\"\\r\\n与渡口\"\nkicker: \"-1\"\nsubtitle: '\"'\ncolumn: "
        "\"@甲,乙\"\nkind: news\n"
        "authors: [\"=张三\", 李四]\npublication: \"a,b\"\nissued: \"1987-01-02\"\ndate: "
        "\"1987-01-02\"\ndate_precision: day\n"
        "regions:\n  - {code: \"54\", name: \"西,藏\"}\n  - {code: \"5401\", name: 拉萨市}\ntopics: [roads, "
        "transport]\n"
        "source:\n  - {file: \"a,b/1.txt\", sha256: x, lines: [\"3\", \"5\"]}\n---\n\n甲\n");
    assert_true(build(f));
    Table t = read_table(f, "data/articles.csv");
    size_t n = assert_records_are_rows(f, &t, "data/articles-2020.jsonl") +
               assert_records_are_rows(f, &t, "data/articles-1987.jsonl") +
               assert_records_are_rows(f, &t, "data/articles-undated.jsonl");
    assert_int_equal(t.rows, n + 1);
    assert_int_equal(n, 4);
    t = read_table(f, "data/regions.csv");
    assert_int_equal(t.rows, 7);
    assert_string_equal(cell(&t, 1, "code"), "54");
    assert_string_equal(cell(&t, 1, "articles"), "3");
}

/* --- a sitemap of many addresses ------------------------------------------------------- */

static void put_file(void *ctx, const char *path, View bytes) {
    Fixture *f = ctx;
    assert_int_equal(file_replace(path_join(&f->a, f->out, path), bytes), 0);
}

static void make_sitemap(Fixture *f, size_t addresses) {
    Sitemap m = {.most = 3, .base = V("https://example.org/a&b/"), .put = put_file, .ctx = f, .part = STR_INIT};
    assert_true(SITEMAP_MAX <= 50000);
    for (size_t i = 0; i < addresses; i++) sitemap_add(&m, view_of(arena_printf(&f->a, "%zu.html", i)));
    sitemap_end(&m);
}

static void a_sitemap_is_cut_where_the_protocol_wants_it(void **state) {
    Fixture *f = *state;
    make_sitemap(f, 3);
    assert_has(f, "sitemap.xml", "<url><loc>https://example.org/a&amp;b/2.html</loc></url>");
    assert_null(page(f, "sitemap-1.xml"));
    make_sitemap(f, 7);
    static const char *const names[] = {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"};
    for (size_t i = 0; i < 4; i++) {
        assert_xml(f, names[i]);
        assert_has(f, names[i], i ? "</urlset>" : "</sitemapindex>");
    }
    assert_has(f, "sitemap.xml", "<sitemap><loc>https://example.org/a&amp;b/sitemap-3.xml</loc></sitemap>");
    assert_has(f, "sitemap-2.xml", "/5.html</loc>");
    assert_has_not(f, "sitemap-2.xml", "/6.html</loc>");
    assert_has(f, "sitemap-3.xml", "/6.html</loc>");
    assert_null(page(f, "sitemap-4.xml"));
}

int main(void) {
#define T(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(regions_and_topics_can_be_followed),
        T(a_part_of_one_article_or_below_a_county_has_no_files_of_its_own),
        T(with_a_base_url_there_are_a_json_feed_and_a_search_for_browsers),
        T(bibliographies_stand_where_their_articles_are_listed),
        T(an_article_says_what_it_is_to_programs),
        T(the_feed_names_things_by_tag_where_there_is_no_address),
        T(an_error_is_reported_to_the_address_in_the_contact),
        T(with_a_base_url_addresses_are_whole),
        T(without_a_base_url_there_is_no_sitemap),
        T(records_are_split_by_year),
        T(tables_open_in_spreadsheets),
        T(tables_read_again_equal_the_records),
        T(a_sitemap_is_cut_where_the_protocol_wants_it),
    };
    return cmocka_run_group_tests_name("data", tests, NULL, NULL);
}
