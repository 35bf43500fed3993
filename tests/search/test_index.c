#include "archive.h"

static char dir[] = "/tmp/fangzhi-search-XXXXXX";

static int set_up(void **state) {
    (void)state;
    return mkdtemp(dir) ? 0 : -1;
}
static int tear_down(void **state) {
    (void)state;
    remove_tree(dir);
    return 0;
}

static bool has_hit(const SearchResult *r, View id) {
    for (size_t i = 0; i < r->n; i++)
        if (view_eq(r->hits[i].id, id)) return true;
    return false;
}

static void ask(Arena *a, const char *site, View text, SearchResult *r) {
    Diag d;
    diag_init(&d, MSG_EN);
    SearchQuery q = {.text = text};
    assert_true(search_query(a, &d, site, &q, r));
    assert_int_equal(d.errors, 0);
    diag_release(&d);
}

/* Exactly the documents whose folded text contains the folded query. */
static void assert_as_scan(const Made *m, const char *site, View query) {
    Arena a = ARENA_INIT;
    SearchResult r;
    ask(&a, site, query, &r);
    Str needle = STR_INIT;
    text_fold(&needle, query);
    size_t expected = 0;
    for (size_t i = 0; i < m->n; i++) {
        bool scanned = archive_scan(&m->docs[i], str_view(&needle));
        expected += scanned;
        if (scanned != has_hit(&r, m->docs[i].id))
            fail_msg("%.*s: %s in %.*s", VARG(query), scanned ? "missed" : "false hit", VARG(m->docs[i].id));
    }
    assert_int_equal(r.total, expected);
    str_release(&needle);
    arena_release(&a);
}

/* As somebody else would write it. */
static void in_traditional_characters(Str *query) {
    static const char *const pairs[][2] = {{"学", "學"}, {"图", "圖"}, {"书", "書"}, {"馆", "館"}, {"库", "庫"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (size_t at = 0; (at = view_find(str_view(query), view_of(pairs[i][0]), at)) != SIZE_MAX;)
            memcpy(query->p + at, pairs[i][1], 3);
}

static void every_substring_is_found_exactly(void **state) {
    (void)state;
    Str query = STR_INIT;
    size_t asked = 0;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        Made m;
        archive_make(&m, seed, seed == 1 ? 700 : 60);
        archive_index_in(&m, dir, seed % 2 ? SEARCH_CHUNKS_SMALL : SEARCH_CHUNKS_LARGE, 2, seed);
        uint64_t random = seed;
        for (size_t until = asked + 250; asked < until;) {
            if (!archive_sample(&m, &random, 8, &query)) continue;
            if (asked % 4 == 0) in_traditional_characters(&query);
            assert_as_scan(&m, dir, str_view(&query));
            asked++;
        }
        made_release(&m);
    }
    str_release(&query);
}

static void what_stands_nowhere_is_not_found(void **state) {
    (void)state;
    Made m;
    archive_make(&m, 9, 80);
    archive_index(&m, dir, 1, 0);
    static const char *const queries[] = {"水的水的水的水", "馆馆馆馆", "的𠀋的𠀋", "龙", "龙门", "ཀཀ", "图书书书馆"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) assert_as_scan(&m, dir, view_of(queries[i]));
    made_release(&m);
}

/* --- bytes ---------------------------------------------------------------------- */

static void assert_same_files(const char *x, const char *y, size_t *differing) {
    Arena a = ARENA_INIT;
    FileList fx = {0}, fy = {0};
    assert_int_equal(dir_list(&a, x, &fx), 0);
    assert_int_equal(dir_list(&a, y, &fy), 0);
    *differing = 0;
    for (size_t i = 0, j = 0; i < fx.n || j < fy.n;) {
        int order = i == fx.n ? 1 : j == fy.n ? -1 : strcmp(fx.p[i].path, fy.p[j].path);
        if (order != 0) {
            (*differing)++;
            order < 0 ? i++ : j++;
            continue;
        }
        Str bx = STR_INIT, by = STR_INIT;
        assert_int_equal(file_read(path_join(&a, x, fx.p[i++].path), &bx, FILE_MAX_BYTES), 0);
        assert_int_equal(file_read(path_join(&a, y, fy.p[j++].path), &by, FILE_MAX_BYTES), 0);
        *differing += !view_eq(str_view(&bx), str_view(&by));
        str_release(&bx);
        str_release(&by);
    }
    filelist_release(&fx);
    filelist_release(&fy);
    arena_release(&a);
}

static void the_bytes_do_not_depend_on_order_or_threads(void **state) {
    (void)state;
    Made m;
    char x[64], y[64];
    size_t differing;
    snprintf(x, sizeof x, "%s/x", dir);
    snprintf(y, sizeof y, "%s/y", dir);
    archive_make(&m, 4, 900);
    for (SearchChunks chunks = SEARCH_CHUNKS_SMALL; chunks <= SEARCH_CHUNKS_LARGE; chunks++) {
        archive_index_in(&m, x, chunks, 1, 0);
        archive_index_in(&m, y, chunks, 4, 77);
        assert_same_files(x, y, &differing);
        assert_int_equal(differing, 0);
    }
    made_release(&m);
}

/* Nor on how much memory there was: with none, each document is a batch. */
static void the_bytes_do_not_depend_on_room(void **state) {
    (void)state;
    static const struct {
        size_t room;
        unsigned jobs;
    } cases[] = {{1 << 20, 3}, {1 << 17, 1}, {0, 2}};
    Made m;
    char x[64], y[64];
    size_t differing;
    snprintf(x, sizeof x, "%s/x", dir);
    snprintf(y, sizeof y, "%s/y", dir);
    archive_make(&m, 6, 300);
    archive_index(&m, x, 1, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        archive_index_with(&m, y, SEARCH_CHUNKS_SMALL, cases[i].jobs, 5, cases[i].room);
        assert_same_files(x, y, &differing);
        assert_int_equal(differing, 0);
    }
    made_release(&m);
}

static void an_edit_touches_its_block_and_the_start_file(void **state) {
    (void)state;
    Made m;
    Arena a = ARENA_INIT;
    char x[64], y[64], block[8];
    snprintf(x, sizeof x, "%s/x", dir);
    snprintf(y, sizeof y, "%s/y", dir);
    archive_make(&m, 5, 4200);
    archive_index(&m, x, 2, 0);
    m.docs[1234].text = V("修了一条新的路");
    archive_index(&m, y, 2, 0);
    snprintf(block, sizeof block, "%02u-", search_block_of(m.docs[1234].id, m.n));
    FileList fx = {0};
    size_t kept = 0;
    assert_int_equal(dir_list(&a, x, &fx), 0);
    for (size_t i = 0; i < fx.n; i++) {
        View inner = view_from(view_of(fx.p[i].path), strlen("search/"));
        if (view_starts(inner, view_of(block)) || view_is(inner, "start.js")) continue;
        Str bx = STR_INIT, by = STR_INIT;
        assert_int_equal(file_read(path_join(&a, x, fx.p[i].path), &bx, FILE_MAX_BYTES), 0);
        assert_int_equal(file_read(path_join(&a, y, fx.p[i].path), &by, FILE_MAX_BYTES), 0);
        assert_true(view_eq(str_view(&bx), str_view(&by)));
        str_release(&bx);
        str_release(&by);
        kept++;
    }
    assert_true(kept > fx.n / 2);
    filelist_release(&fx);
    assert_as_scan(&m, y, V("修了一条新的路"));
    arena_release(&a);
    made_release(&m);
}

/* --- hostile documents ------------------------------------------------------------ */

static size_t count_files(const char *site, size_t *largest) {
    Arena a = ARENA_INIT;
    FileList files = {0};
    *largest = 0;
    assert_int_equal(dir_list(&a, site, &files), 0);
    size_t n = files.n;
    for (size_t i = 0; i < n; i++)
        if (files.p[i].size > *largest) *largest = (size_t)files.p[i].size;
    filelist_release(&files);
    arena_release(&a);
    return n;
}

static void a_huge_document_is_found_in_small_files(void **state) {
    (void)state;
    Str same = STR_INIT, mixed = STR_INIT;
    for (int i = 0; i < 700000; i++) str_adds(&same, "水");
    for (int i = 0; i < 150000; i++) str_addf(&mixed, "图书%d", i);
    str_adds(&mixed, "的尽头");
    SearchDoc docs[] = {{.id = V("same"), .url = V("s.html"), .text = str_view(&same)},
                        {.id = V("mixed"), .url = V("m.html"), .text = str_view(&mixed)},
                        {.id = V("none")}};
    View ids[] = {docs[0].id, docs[1].id, docs[2].id};
    Made m = {ARENA_INIT, docs, ids, 3};
    for (SearchChunks chunks = SEARCH_CHUNKS_SMALL; chunks <= SEARCH_CHUNKS_LARGE; chunks++) {
        size_t largest;
        archive_index_in(&m, dir, chunks, 2, 0);
        count_files(dir, &largest);
        assert_true(largest <= 512 * 1024);
        assert_as_scan(&m, dir, V("水水水水水"));
        assert_as_scan(&m, dir, V("的尽头"));
        assert_as_scan(&m, dir, V("水图"));
    }
    str_release(&same);
    str_release(&mixed);
}

static void large_chunks_make_few_files(void **state) {
    (void)state;
    Made m;
    size_t largest;
    archive_make(&m, 6, 6000);
    archive_index(&m, dir, 2, 0);
    size_t small = count_files(dir, &largest);
    archive_index_in(&m, dir, SEARCH_CHUNKS_LARGE, 2, 0);
    size_t large = count_files(dir, &largest);
    print_message("%zu files for %zu\n", large, small);
    assert_true(large * 5 < small);
    assert_true(largest <= 512 * 1024);
    made_release(&m);
}

static void bytes_that_are_no_text_do_no_harm(void **state) {
    (void)state;
    SearchDoc docs[] = {
        {.id = V("nul"), .title = V("水\0库"), .text = V("水\0库\x1e\x1f路\x01")},
        {.id = V("bad"), .title = V("\xff\xfe"), .text = V("\xe6\xb0水\xe5库\xed\xa0\x80路\xf5")},
        {.id = V("quotes"), .title = V("\"\\\n\")//"), .text = V("</script>\xe2\x80\xa8水库\xe2\x80\xa9\\u0041\"")},
        {.id = V("empty")},
        {.id = V("")},
    };
    View ids[] = {docs[0].id, docs[1].id, docs[2].id, docs[3].id, docs[4].id};
    Made m = {ARENA_INIT, docs, ids, 5};
    archive_index(&m, dir, 1, 0);
    assert_as_scan(&m, dir, V("水库"));
    assert_as_scan(&m, dir, V("路"));
    Arena a = ARENA_INIT;
    SearchResult r;
    ask(&a, dir, V("水库"), &r);
    assert_int_equal(r.n, 1);
    assert_view(r.hits[0].id, "quotes");
    arena_release(&a);
}

/* Ids that somebody chose so that one block has all documents, and more than a block can. */
static void ids_of_one_block_do_no_harm(void **state) {
    (void)state;
    enum { BLOCK_MOST = 1 << 17, DOCS = BLOCK_MOST + 50 };
    Made m = {ARENA_INIT, NULL, NULL, DOCS};
    m.docs = ARENA_ARRAY(&m.arena, SearchDoc, DOCS);
    m.ids = ARENA_ARRAY(&m.arena, View, DOCS);
    for (size_t i = 0, number = 0; i < DOCS; number++) {
        char id[16];
        View v = view(id, (size_t)snprintf(id, sizeof id, "%zu", number));
        if (search_block_of(v, DOCS) != 3) continue;
        m.ids[i] = arena_view(&m.arena, v);
        m.docs[i] = (SearchDoc){.id = m.ids[i], .text = V("水库路")};
        i++;
    }
    archive_index(&m, dir, 2, 0);
    Arena a = ARENA_INIT;
    Diag d;
    SearchResult r;
    SearchQuery q = {.text = V("库路"), .limit = 1};
    diag_init(&d, MSG_EN);
    assert_true(search_query(&a, &d, dir, &q, &r));
    assert_int_equal(r.total, BLOCK_MOST);
    diag_release(&d);
    arena_release(&a);
    made_release(&m);
}

/* Its head is so short that all of it is read ahead. */
static void an_archive_of_one_title_is_searched(void **state) {
    (void)state;
    SearchDoc docs[] = {{.id = V("a1"), .title = V("新修水库路通")}};
    View ids[] = {docs[0].id};
    Made m = {ARENA_INIT, docs, ids, 1};
    archive_index(&m, dir, 1, 0);
    Arena a = ARENA_INIT;
    SearchResult r;
    ask(&a, dir, V("水库"), &r);
    assert_int_equal(r.total, 1);
    arena_release(&a);
    made_release(&m);
}

static void letters_find_the_pinyin_of_titles(void **state) {
    (void)state;
    SearchDoc docs[] = {{.id = V("a1"), .title = V("新修水库路")},
                        {.id = V("a2"), .title = V("圖書館 school"), .text = V("水库")},
                        {.id = V("a3"), .text = V("新修水库路")}};
    View ids[] = {docs[0].id, docs[1].id, docs[2].id};
    Made m = {ARENA_INIT, docs, ids, 3};
    archive_index(&m, dir, 1, 0);
    static const char *const cases[][2] = {{"shuiku", "a1"}, {"sk", "a1"},   {"xxsk", "a1"},
                                           {"tushug", "a2"}, {"tsg", "a2"},  {"scho", "a2"},
                                           {"kulu", "a1"},   {"lushui", ""}, {"s", "a2"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Arena a = ARENA_INIT;
        SearchResult r;
        ask(&a, dir, view_of(cases[i][0]), &r);
        assert_int_equal(r.n, cases[i][1][0] != '\0');
        if (r.n) assert_view(r.hits[0].id, cases[i][1]);
        arena_release(&a);
    }
}

/* A run longer than what is read at once: no term is lost where two pieces meet. */
static void the_pinyin_of_a_long_title_is_whole(void **state) {
    (void)state;
    enum { FIRST = 52, LAST = 66 };
    for (size_t before = FIRST; before < LAST; before++) {
        Str title = STR_INIT;
        for (size_t i = 0; i < before; i++) str_adds(&title, "大");
        str_adds(&title, "新修水库路通");
        for (size_t i = 0; i < before; i++) str_adds(&title, "大");
        SearchDoc docs[] = {{.id = V("a1"), .title = str_view(&title)}};
        View ids[] = {docs[0].id};
        Made m = {ARENA_INIT, docs, ids, 1};
        archive_index(&m, dir, 1, 0);
        static const char *const terms[] = {"shuikulutong", "xxsklt", "xinxiu", "lutong"};
        for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
            Arena a = ARENA_INIT;
            SearchResult r;
            ask(&a, dir, view_of(terms[i]), &r);
            assert_int_equal(r.n, 1);
            arena_release(&a);
        }
        made_release(&m);
        str_release(&title);
    }
}

static void an_empty_archive_has_an_index(void **state) {
    (void)state;
    Made m = {ARENA_INIT, NULL, NULL, 0};
    archive_index(&m, dir, 2, 0);
    Arena a = ARENA_INIT;
    SearchResult r;
    ask(&a, dir, V("水库"), &r);
    assert_int_equal(r.total, 0);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_substring_is_found_exactly),
        cmocka_unit_test(what_stands_nowhere_is_not_found),
        cmocka_unit_test(the_bytes_do_not_depend_on_order_or_threads),
        cmocka_unit_test(the_bytes_do_not_depend_on_room),
        cmocka_unit_test(an_edit_touches_its_block_and_the_start_file),
        cmocka_unit_test(a_huge_document_is_found_in_small_files),
        cmocka_unit_test(large_chunks_make_few_files),
        cmocka_unit_test(bytes_that_are_no_text_do_no_harm),
        cmocka_unit_test(ids_of_one_block_do_no_harm),
        cmocka_unit_test(an_archive_of_one_title_is_searched),
        cmocka_unit_test(letters_find_the_pinyin_of_titles),
        cmocka_unit_test(the_pinyin_of_a_long_title_is_whole),
        cmocka_unit_test(an_empty_archive_has_an_index),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
