/* Cache files (base/cache.h): what was written comes back, and nothing else does. */
#include "test.h"

#include <unistd.h>

#define NAME "fangzhi-test 1"

typedef struct Place {
    char folder[64];
    char path[96];
} Place;

static int make_folder(void **state) {
    Place *p = xcalloc(1, sizeof *p);
    snprintf(p->folder, sizeof p->folder, "/tmp/fangzhi-cache-XXXXXX");
    assert_non_null(mkdtemp(p->folder));
    snprintf(p->path, sizeof p->path, "%s/cache", p->folder);
    *state = p;
    return 0;
}

static int remove_folder(void **state) {
    Place *p = *state;
    unlink(p->path);
    rmdir(p->folder);
    free(p);
    return 0;
}

static void write_body(const Place *p, View body) {
    Str text = STR_INIT;
    cache_begin(&text, NAME);
    str_addv(&text, body);
    cache_write(p->path, &text);
    str_release(&text);
}

/* Whether the bytes, as a file, are a cache of this name. */
static bool is_cache(const Place *p, View bytes, const char *name) {
    Str text = STR_INIT;
    View body;
    assert_int_equal(file_replace(p->path, bytes), 0);
    bool is = cache_read(p->path, name, &text, &body);
    str_release(&text);
    return is;
}

static void a_body_comes_back(void **state) {
    const Place *p = *state;
    const View bodies[] = {V(""), V("\0\n\0"), V("text\nand more"), V(NAME "\n")};
    Str text = STR_INIT;
    View body;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        write_body(p, bodies[i]);
        assert_true(cache_read(p->path, NAME, &text, &body));
        assert_true(view_eq(body, bodies[i]));
    }
    str_release(&text);
}

static void a_file_that_is_not_there_is_none(void **state) {
    const Place *p = *state;
    Str text = STR_INIT;
    View body;
    unlink(p->path);
    assert_false(cache_read(p->path, NAME, &text, &body));
    assert_false(cache_read(p->folder, NAME, &text, &body));
    str_release(&text);
}

static void of_another_name_it_is_none(void **state) {
    const Place *p = *state;
    Str text = STR_INIT;
    write_body(p, V("body"));
    assert_int_equal(file_read(p->path, &text, SIZE_MAX), 0);
    assert_true(is_cache(p, str_view(&text), NAME));
    assert_false(is_cache(p, str_view(&text), "fangzhi-test 2"));
    assert_false(is_cache(p, str_view(&text), "fangzhi-test"));
    assert_false(is_cache(p, str_view(&text), NAME "\n"));
    assert_false(is_cache(p, str_view(&text), ""));
    str_release(&text);
}

static void one_that_was_cut_off_or_changed_anywhere_is_none(void **state) {
    const Place *p = *state;
    Str text = STR_INIT;
    write_body(p, V("a body\nof two lines"));
    assert_int_equal(file_read(p->path, &text, SIZE_MAX), 0);
    for (size_t n = 0; n < text.n; n++) assert_false(is_cache(p, view_to(str_view(&text), n), NAME));
    for (size_t i = 0; i < text.n; i++) {
        text.p[i] = (char)(text.p[i] ^ 1);
        assert_false(is_cache(p, str_view(&text), NAME));
        text.p[i] = (char)(text.p[i] ^ 1);
    }
    assert_true(is_cache(p, str_view(&text), NAME));
    str_addc(&text, 'x');
    assert_false(is_cache(p, str_view(&text), NAME));
    str_release(&text);
}

static void where_it_cannot_be_written_nothing_happens(void **state) {
    const Place *p = *state;
    Str text = STR_INIT;
    cache_begin(&text, NAME);
    cache_write(p->folder, &text);
    assert_true(dir_exists(p->folder));
    str_release(&text);
}

static void no_more_is_taken_than_there_is(void **state) {
    (void)state;
    View rest = V("123456789");
    char out[8];
    assert_true(cache_take(&rest, out, 8));
    assert_memory_equal(out, "12345678", 8);
    assert_false(cache_take(&rest, out, 2));
    assert_view(rest, "9");
    assert_true(cache_take(&rest, out, 1));
    assert_false(cache_take(&rest, out, 1));
    assert_true(cache_take(&rest, out, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_body_comes_back, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_file_that_is_not_there_is_none, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(of_another_name_it_is_none, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(one_that_was_cut_off_or_changed_anywhere_is_none, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(where_it_cannot_be_written_nothing_happens, make_folder, remove_folder),
        cmocka_unit_test(no_more_is_taken_than_there_is),
    };
    return cmocka_run_group_tests_name("cache", tests, NULL, NULL);
}
