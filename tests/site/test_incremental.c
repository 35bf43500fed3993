/* Whatever is changed in an archive, building over the last site gives the
 * bytes of a clean build; and what has nothing to do with the change is not
 * even made again. */
#include "archive.h"

#include <time.h>

/* With LONG_LISTS articles there are numbered pages of regions and topics. */
enum { ARTICLES = 150, ROUNDS = 40, LONG_LISTS = 520, ROUNDS_OF_LONG = 12 };

static uint64_t seed = 7;

static size_t draw(size_t n) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(seed >> 33) % n;
}

/* The clock that stamps files ticks some hundred times a second; what is as
 * young as the last build is not trusted. */
static void wait_for_the_clock(void) {
    const struct timespec some = {.tv_nsec = 30000000};
    nanosleep(&some, NULL);
}

static char *article_path(Fixture *f, size_t number) {
    return path_join(&f->a, f->root, arena_printf(&f->a, "articles/%zu.md", number));
}

static void put_any(Fixture *f, size_t number) {
    static const char *const codes[] = {"54", "5403", "540324", "540324210", "540324210203", "5401"};
    static const char *const topics[] = {"transport", "roads"};
    static const char *const titles[] = {"", "路通了", "桥修好了", "图书馆开门"};
    char *date = arena_printf(&f->a, "20%02zu-0%zu-1%zu", 10 + draw(12), 1 + draw(9), draw(10));
    put_article(f, number, titles[draw(4)], date, codes[draw(6)], topics[draw(2)]);
}

static void append(Fixture *f, size_t number) {
    FILE *file = fopen(article_path(f, number), "a");
    fprintf(file, "\n第%zu次改动，丁青县的路。\n", draw(1000));
    fclose(file);
}

/* Another word in a headline: nothing is counted otherwise. */
static void retitle(Fixture *f, size_t number) {
    Str text = STR_INIT;
    char *path = article_path(f, number);
    size_t at;
    if (file_read(path, &text, FILE_MAX_BYTES) == 0 &&
        (at = view_find(str_view(&text), V("\ntitle: "), 0)) != SIZE_MAX) {
        View rest = view_from(str_view(&text), at + 1), line;
        view_line(&rest, &line);
        str_splice(&text, at + 1, line.n, view_of(arena_printf(&f->a, "title: 第%zu件事", draw(1000))));
        assert_int_equal(file_replace(path, str_view(&text)), 0);
    }
    str_release(&text);
}

static void change(Fixture *f, size_t articles) {
    size_t number = draw(articles);
    switch (draw(11)) {
    case 9:
    case 10: retitle(f, number); break;
    case 0: put_any(f, number); break;
    case 1: put_any(f, articles + draw(50)); break;
    case 2: unlink(article_path(f, number)); break;
    case 3: rename(article_path(f, number), article_path(f, 2 * articles + draw(50))); break;
    case 4: put_site(f, arena_printf(&f->a, "description: 第%zu版\n", draw(100))); break;
    case 5: put(f, "templates/footer.mustache", arena_printf(&f->a, "<footer>%zu</footer>\n", draw(100))); break;
    case 6: put(f, "static/note.txt", arena_printf(&f->a, "%zu\n", draw(100))); break;
    case 7: unlink(path_join(&f->a, f->root, "templates/footer.mustache")); break;
    default:
        if (file_exists(article_path(f, number))) append(f, number);
    }
}

static void assert_same_bytes(Fixture *f, const char *one, const char *other, const char *path) {
    Str a = STR_INIT, b = STR_INIT;
    int errors = file_read(path_join(&f->a, one, path), &a, FILE_MAX_BYTES) +
                 file_read(path_join(&f->a, other, path), &b, FILE_MAX_BYTES);
    if (errors || !view_eq(str_view(&a), str_view(&b))) {
        print_error("%s differs from a clean build\n", path);
        fail();
    }
    str_release(&a);
    str_release(&b);
}

static void assert_same_sites(Fixture *f, const char *one, const char *other) {
    FileList a = {0}, b = {0};
    assert_int_equal(dir_list(&f->a, one, &a), 0);
    assert_int_equal(dir_list(&f->a, other, &b), 0);
    for (size_t i = 0; i < a.n && i < b.n; i++) assert_string_equal(a.p[i].path, b.p[i].path);
    assert_int_equal(a.n, b.n);
    for (size_t i = 0; i < a.n; i++) assert_same_bytes(f, one, other, a.p[i].path);
    assert_same_bytes(f, one, other, ".fangzhi-manifest");
    filelist_release(&a);
    filelist_release(&b);
}

static void assert_as_clean(Fixture *f) {
    char *out = f->out;
    f->out = arena_printf(&f->a, "%s/clean-%zu", f->top, draw(SIZE_MAX));
    assert_true(build(f));
    assert_same_sites(f, out, f->out);
    f->out = out;
}

static void a_fixture_of(Fixture *f, size_t articles) {
    put_site(f, "base_url: https://archive.example/\n");
    for (size_t i = 0; i < articles; i++) put_any(f, i);
    put(f, "sources/a/2010-01-10.txt", "一行\n二行\n");
    wait_for_the_clock();
    assert_true(build(f));
    wait_for_the_clock();
}

static void a_fixture_of_many(Fixture *f) { a_fixture_of(f, ARTICLES); }

static void assert_changes_are_as_clean(Fixture *f, size_t articles, int rounds) {
    size_t kept = 0;
    a_fixture_of(f, articles);
    for (int round = 0; round < rounds; round++) {
        for (size_t n = draw(3); n; n--) change(f, articles);
        if (draw(4)) wait_for_the_clock();
        assert_true(build(f));
        kept += f->report.kept;
        assert_as_clean(f);
    }
    assert_true(kept > 1000);
}

static void any_changes_lead_to_the_bytes_of_a_clean_build(void **state) {
    assert_changes_are_as_clean(*state, ARTICLES, ROUNDS);
}

static void so_do_changes_of_long_lists(void **state) {
    assert_changes_are_as_clean(*state, LONG_LISTS, ROUNDS_OF_LONG);
    Fixture *f = *state;
    assert_has(f, "regions/54/2.html", "articles/");
    assert_has(f, "topics/roads/1.html", "articles/");
}

/* Of 300 articles of a place two pages are numbered, of 190 none. */
static void numbered_pages_of_a_list_that_shrinks_are_removed(void **state) {
    Fixture *f = *state;
    put_site(f, "");
    for (size_t i = 0; i < 300; i++) put_article(f, i, "路", "2019-05-06", "5403", "roads");
    assert_true(build(f));
    assert_non_null(page(f, "regions/5403/2.html"));
    assert_non_null(page(f, "topics/roads/2.html"));
    wait_for_the_clock();
    for (size_t i = 190; i < 300; i++) unlink(article_path(f, i));
    assert_true(build(f));
    assert_null(page(f, "regions/5403/1.html"));
    assert_null(page(f, "topics/roads/1.html"));
    assert_as_clean(f);
}

static void an_edit_of_a_text_makes_little_anew(void **state) {
    Fixture *f = *state;
    a_fixture_of_many(f);
    append(f, 3);
    wait_for_the_clock();
    assert_true(build(f));
    assert_true(f->report.kept > f->report.files / 2);
    assert_as_clean(f);
}

static void a_title_is_made_anew_where_it_shows(void **state) {
    Fixture *f = *state;
    a_fixture_of_many(f);
    retitle(f, 3);
    wait_for_the_clock();
    assert_true(build(f));
    assert_true(f->report.kept > f->report.files / 2);
    assert_as_clean(f);
}

static void without_a_change_nothing_is_made(void **state) {
    Fixture *f = *state;
    a_fixture_of_many(f);
    /* What was written in the same tick of the clock as the cache is looked
     * at once more; then all stands still. */
    assert_true(build(f));
    assert_int_equal(f->report.written, 0);
    assert_true(build(f));
    assert_int_equal(f->report.kept, f->report.files);
    assert_int_equal(f->report.written, 0);
}

static void a_page_that_somebody_changed_is_made_again(void **state) {
    Fixture *f = *state;
    a_fixture_of_many(f);
    FILE *file = fopen(path_join(&f->a, f->out, "articles/00/0000000003.html"), "a");
    fputs("x", file);
    fclose(file);
    unlink(path_join(&f->a, f->out, "regions/54/index.html"));
    assert_true(build(f));
    assert_int_equal(f->report.written, 2);
    assert_as_clean(f);
}

/* A byte of one of the files is another, or its end is missing. */
static void damage_any(Fixture *f, const char *folder, const char *of) {
    FileList files = {0};
    assert_int_equal(dir_list(&f->a, folder, &files), 0);
    for (size_t i = 0; i < files.n; i++) {
        Str text = STR_INIT;
        char *path = path_join(&f->a, folder, files.p[i].path);
        if (!strstr(files.p[i].path, of) || draw(2)) continue;
        assert_int_equal(file_read(path, &text, FILE_MAX_BYTES), 0);
        if (text.n && draw(3)) text.p[draw(text.n)] ^= (char)(1 + draw(255));
        else if (text.n) str_cut(&text, draw(text.n));
        assert_int_equal(file_replace(path, str_view(&text)), 0);
        str_release(&text);
    }
    filelist_release(&files);
}

static void what_is_remembered_may_be_damaged(void **state) {
    Fixture *f = *state;
    a_fixture_of_many(f);
    for (int round = 0; round < ROUNDS / 2; round++) {
        damage_any(f, path_join(&f->a, f->root, ".fangzhi/cache"), "");
        damage_any(f, f->out, "search/00-");
        append(f, draw(ARTICLES));
        wait_for_the_clock();
        assert_true(build(f));
        assert_as_clean(f);
    }
}

/* The same folder built for a server, for a stick, and back. */
static void a_site_changes_over_to_a_stick_and_back(void **state) {
    Fixture *f = *state;
    a_fixture_of_many(f);
    for (int round = 0; round < 4; round++) {
        f->stick = !f->stick;
        if (round > 1) append(f, 3);
        wait_for_the_clock();
        assert_true(build(f));
        assert_as_clean(f);
        assert_int_equal(page(f, "feed.xml") == NULL, f->stick);
        assert_int_equal(page(f, "sitemap.xml") == NULL, f->stick);
        assert_true(site_check_links(&f->d, f->out, 2));
    }
}

enum { PAGES = 6 };

/* An article of a newspaper's page, like no other; `more` are lines of its front matter. */
static void put_of_page(Fixture *f, size_t number, const char *publication, const char *more) {
    put(f, arena_printf(&f->a, "articles/%zu.md", number),
        arena_printf(&f->a,
                     "---\nid: \"%010zu\"\ntitle: 第%zu版的事\nkind: news\npublication: %s\nissued: \"2010-01-10\"\n"
                     "date: \"%zu\"\nsource:\n  - {file: a/%zu.txt, sha256: %064d, lines: [\"1\"]}\n%s---\n\n一行。\n",
                     number, number, publication, 1990 + number, number, 0, more));
}

static void pages_of_an_issue(Fixture *f, const char *more) {
    put_site(f, "");
    for (size_t i = 0; i < PAGES; i++) {
        put(f, arena_printf(&f->a, "sources/a/%zu.txt", i), "一行\n二行\n");
        put_of_page(f, i, "试验报", i ? "" : more);
    }
    wait_for_the_clock();
    assert_true(build(f));
    wait_for_the_clock();
}

/* On a stick the documents of an issue share a page, named after the first. */
static void documents_move_on_a_stick_when_an_issue_begins_later(void **state) {
    Fixture *f = *state;
    f->stick = true;
    pages_of_an_issue(f, "");
    assert_has(f, "articles/00/0000000003.html", "sources/a/0.html#s4");
    put_of_page(f, 0, "别的报", "");
    wait_for_the_clock();
    assert_true(build(f));
    assert_has(f, "articles/00/0000000003.html", "sources/a/1.html#s3");
    assert_as_clean(f);
}

/* A document has a page while an article is made from it; another's text may go on there. */
static void a_line_joined_to_leads_nowhere_once_its_document_has_no_article(void **state) {
    Fixture *f = *state;
    pages_of_an_issue(f, "repairs:\n  - {joined: [1, 2], file: a/5.txt}\n");
    assert_has(f, "articles/00/0000000000.html", "sources/a/5.html#L2");
    unlink(article_path(f, PAGES - 1));
    wait_for_the_clock();
    assert_true(build(f));
    assert_has_not(f, "articles/00/0000000000.html", "sources/a/5.html");
    assert_as_clean(f);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(any_changes_lead_to_the_bytes_of_a_clean_build),
        TEST(so_do_changes_of_long_lists),
        TEST(numbered_pages_of_a_list_that_shrinks_are_removed),
        TEST(an_edit_of_a_text_makes_little_anew),
        TEST(a_title_is_made_anew_where_it_shows),
        TEST(without_a_change_nothing_is_made),
        TEST(a_page_that_somebody_changed_is_made_again),
        TEST(a_site_changes_over_to_a_stick_and_back),
        TEST(what_is_remembered_may_be_damaged),
        TEST(documents_move_on_a_stick_when_an_issue_begins_later),
        TEST(a_line_joined_to_leads_nowhere_once_its_document_has_no_article),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
