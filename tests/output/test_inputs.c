#include "test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "output/output.h"

typedef struct Fixture {
    Arena a;
    char *top, *folder, *cache;
} Fixture;

static int set_up(void **state) {
    Fixture *f = xcalloc(1, sizeof *f);
    f->top = arena_strdup(&f->a, V("/tmp/fangzhi-inputs-XXXXXX"));
    assert_non_null(mkdtemp(f->top));
    f->folder = path_join(&f->a, f->top, "in");
    f->cache = path_join(&f->a, f->top, "cache/inputs");
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    Fixture *f = *state;
    int status = system(arena_printf(&f->a, "rm -rf '%s'", f->top));
    arena_release(&f->a);
    free(f);
    return status;
}

static char *in_folder(Fixture *f, const char *name) { return path_join(&f->a, f->folder, name); }

static void set_time(const char *path, time_t seconds) {
    struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds, .tv_nsec = 5}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/* So old that it is trusted. */
static void age(const char *path) { set_time(path, 1000000000); }

static void put(Fixture *f, const char *name, const char *text) {
    assert_int_equal(file_replace(in_folder(f, name), view_of(text)), 0);
    age(in_folder(f, name));
}

/* ctime cannot be set: the clock must tick. */
static void tick(void) {
    const struct timespec some = {.tv_nsec = 20000000};
    nanosleep(&some, NULL);
}

static void keep(Fixture *f) {
    age(in_folder(f, "a"));
    age(f->folder);
    tick();
    Inputs *in = inputs_new();
    inputs_add(in, f->folder, 2);
    inputs_add(in, path_join(&f->a, f->top, "nothing"), 2);
    inputs_write(in, f->cache, V("key"));
    inputs_free(in);
}

static bool unchanged_by(Fixture *f, View key) {
    bool unchanged;
    inputs_free(inputs_again(f->cache, key, 2, &unchanged));
    return unchanged;
}

static bool unchanged(Fixture *f) { return unchanged_by(f, V("key")); }

static void a_fixture_of_two(Fixture *f) {
    put(f, "one.md", "一");
    put(f, "a/two.md", "二");
    keep(f);
    assert_true(unchanged(f));
}

static void what_stands_as_it_was_is_unchanged(void **state) {
    Fixture *f = *state;
    assert_false(unchanged(f));
    a_fixture_of_two(f);
    assert_false(unchanged_by(f, V("another")));
    assert_true(unchanged(f));
}

static void other_bytes_are_a_change(void **state) {
    Fixture *f = *state;
    a_fixture_of_two(f);
    FILE *file = fopen(in_folder(f, "a/two.md"), "w");
    fputs("三", file);
    fclose(file);
    assert_false(unchanged(f));
}

static void a_time_set_back_hides_no_change(void **state) {
    Fixture *f = *state;
    a_fixture_of_two(f);
    tick();
    FILE *file = fopen(in_folder(f, "a/two.md"), "w");
    fputs("三", file);
    fclose(file);
    age(in_folder(f, "a/two.md"));
    assert_false(unchanged(f));
}

static void a_new_file_is_a_change(void **state) {
    Fixture *f = *state;
    a_fixture_of_two(f);
    put(f, "a/three.md", "");
    assert_false(unchanged(f));
}

static void a_missing_file_is_a_change(void **state) {
    Fixture *f = *state;
    a_fixture_of_two(f);
    unlink(in_folder(f, "one.md"));
    age(f->folder);
    assert_false(unchanged(f));
}

static void what_comes_to_be_is_a_change(void **state) {
    Fixture *f = *state;
    a_fixture_of_two(f);
    file_replace(path_join(&f->a, f->top, "nothing"), V(""));
    assert_false(unchanged(f));
}

/* The clock may not have ticked between the reading and a second change. */
static void what_is_too_young_is_not_trusted(void **state) {
    Fixture *f = *state;
    a_fixture_of_two(f);
    set_time(in_folder(f, "one.md"), time(NULL) + 100);
    keep(f);
    assert_false(unchanged(f));
}

static void a_damaged_cache_is_not_trusted(void **state) {
    Fixture *f = *state;
    a_fixture_of_two(f);
    Str whole = STR_INIT;
    assert_int_equal(file_read(f->cache, &whole, FILE_MAX_BYTES), 0);
    for (size_t n = 0; n < whole.n; n++) {
        file_replace(f->cache, view_to(str_view(&whole), n));
        assert_false(unchanged(f));
    }
    for (size_t i = 0; i < whole.n; i++) {
        whole.p[i] ^= 0x55;
        file_replace(f->cache, str_view(&whole));
        assert_false(unchanged(f));
        whole.p[i] ^= 0x55;
    }
    str_release(&whole);
}

/* Each would double the paths at every level. */
static void links_to_folders_are_not_followed(void **state) {
    Fixture *f = *state;
    put(f, "a/two.md", "二");
    assert_int_equal(symlink(".", in_folder(f, "a/one")), 0);
    assert_int_equal(symlink("..", in_folder(f, "a/up")), 0);
    a_fixture_of_two(f);
    put(f, "a/two.md", "新的");
    assert_false(unchanged(f));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_stands_as_it_was_is_unchanged),
        TEST(other_bytes_are_a_change),
        TEST(a_time_set_back_hides_no_change),
        TEST(a_new_file_is_a_change),
        TEST(a_missing_file_is_a_change),
        TEST(what_comes_to_be_is_a_change),
        TEST(what_is_too_young_is_not_trusted),
        TEST(a_damaged_cache_is_not_trusted),
        TEST(links_to_folders_are_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
