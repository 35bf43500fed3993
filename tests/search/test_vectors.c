/* What C finds, written down for the page's script to find too: an index and
 * vectors.tsv in BUILD/tests/search/vectors, read by test_page.sh. */
#include "archive.h"
#include "search/cut.h"

static char dir[512];

static const char *const sayings[] = {
    "水库 学校",
    "水库 OR 图书馆",
    "水库 -学校",
    "-水",
    "\"水库路\"",
    "水库|图书馆",
    "水库 | 图书馆 -的",
    "“水，库”",
    "\"水。库\"",
    "school",
    "scho",
    "\"scho\"",
    "SCHOOL road",
    "2020",
    "2020年",
    "12月",
    "3456",
    "3,456",
    "ab",
    "Ａb",
    "é",
    "e",
    "水库路学校",
    "學校",
    "圖書館",
    "㈱",
    "株",
    "𠀋",
    "བོད",
    "་",
    "ཡིག",
    "水",
    "的 一 水",
    "school水",
    "水2020",
    "",
    "   ",
    "-",
    "\"",
    "OR",
    "OR OR 水",
    "水 OR",
    "OR 水",
    "((((",
    "<b>水</b>",
    ".*",
    "水*",
    "no such",
    "𠀋𠀋𠀋",
    "3.456",
    "road-school",
    "\"一\n的\"",
    "年 月",
    "\"水 库\"",
    "馆，新",
    "shuiku",
    "sk",
    "tsg",
    "xuexiao",
    "lu",
    "shuikulux",
    "a595400229",
    "A595400229 水",
};

static void add_hits(Str *out, const char *options, const SearchQuery *q) {
    Arena a = ARENA_INIT;
    Diag d;
    SearchResult r;
    diag_init(&d, MSG_EN);
    assert_true(search_query(&a, &d, dir, q, &r));
    Json j = json_to(out);
    json_open(&j, '[');
    json_text(&j, q->text);
    json_text(&j, view_of(options));
    json_uint(&j, r.total);
    json_open(&j, '[');
    for (size_t i = 0; i < r.n; i++) json_text(&j, r.hits[i].id);
    json_close(&j, ']');
    json_close(&j, ']');
    str_addc(out, '\n');
    diag_release(&d);
    arena_release(&a);
}

static void add_filtered(Str *out, View text) {
    SearchQuery q = {.text = text, .limit = 20};
    add_hits(out, "limit=20", &q);
    q = (SearchQuery){.text = text, .region = V("5401"), .topic = V("roads")};
    add_hits(out, "limit=0&region=5401&topic=roads", &q);
    q = (SearchQuery){.text = text, .kind = V("notice"), .by_date = true, .offset = 3, .limit = 9};
    add_hits(out, "limit=9&offset=3&kind=notice&sort=date", &q);
    q = (SearchQuery){.text = text, .from = V("2005"), .to = V("2010-06")};
    add_hits(out, "limit=0&from=2005&to=2010-06", &q);
}

/* "cut" lines: a text and its units. */
static void add_cut(Str *out, Cutter *cutter, View text) {
    Units units = {0};
    cut_text(cutter, text, &units);
    Json j = json_to(out);
    json_open(&j, '[');
    json_text(&j, text);
    json_text(&j, V("cut"));
    json_open(&j, '[');
    for (size_t i = 0; i < units.n; i++) json_uint(&j, units.p[i]);
    json_close(&j, ']');
    json_close(&j, ']');
    str_addc(out, '\n');
    vec_release(&units);
}

static void add_all_code_points(Str *out, Cutter *cutter) {
    Str text = STR_INIT;
    for (uint32_t cp = 1; cp < 0x110000; cp++) {
        if (cp >= 0xd800 && cp < 0xe000) continue;
        if (cp >= 0x40000 && cp % 0x1000) continue;
        utf8_add(&text, cp);
        if (cp % 0x400 != 0x3ff && cp < 0x40000) continue;
        add_cut(out, cutter, str_view(&text));
        str_clear(&text);
    }
    str_release(&text);
}

static void what_the_page_must_find_is_written_down(void **state) {
    (void)state;
    Made m;
    Str out = STR_INIT, sample = STR_INIT;
    uint64_t random = 11;
    archive_make(&m, 11, 700);
    char large[sizeof dir + 8];
    snprintf(large, sizeof large, "%s/large", dir);
    archive_index(&m, dir, 2, 0);
    archive_index_in(&m, large, SEARCH_CHUNKS_LARGE, 2, 0);
    Cutter *cutter = cutter_new();
    add_all_code_points(&out, cutter);
    for (int i = 0; i < 40; i++) {
        str_clear(&sample);
        random_text(&random, 60, &sample);
        add_cut(&out, cutter, str_view(&sample));
    }
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++) add_filtered(&out, view_of(sayings[i]));
    for (int i = 0; i < 200; i++)
        if (archive_sample(&m, &random, 8, &sample)) {
            SearchQuery q = {.text = str_view(&sample)};
            add_hits(&out, "limit=0", &q);
        }
    char path[600];
    snprintf(path, sizeof path, "%s/vectors.jsonl", dir);
    assert_int_equal(file_replace(path, str_view(&out)), 0);
    cutter_free(cutter);
    str_release(&out);
    str_release(&sample);
    made_release(&m);
}

int main(int argc, char **argv) {
    (void)argc;
    View program = view_of(argv[0]), base = path_base(program);
    snprintf(dir, sizeof dir, "%.*svectors", (int)(program.n - base.n), argv[0]);
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_the_page_must_find_is_written_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
