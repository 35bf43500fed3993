/* Sites that were looked at: golden/NAME/archive must give golden/NAME/expected,
 * byte for byte. What it gives is left in build/golden/NAME; `make golden`
 * shows the difference and takes it over. */
#include <dirent.h>

#include "archive.h"

#define GOLDEN "tests/site/golden"

static void build_golden(Fixture *f, const char *name) {
    f->root = arena_printf(&f->a, "%s/%s/archive", GOLDEN, name);
    f->out = arena_printf(&f->a, "build/golden/%s", name);
    assert_int_equal(system(arena_printf(&f->a, "rm -rf '%s'", f->out)), 0);
    assert_true(build(f));
    assert_true(site_check_links(&f->d, f->out, 2));
}

static void assert_golden(Fixture *f, const char *name) {
    build_golden(f, name);
    char *command = arena_printf(&f->a, "diff -ru -x static -x search -x .fangzhi-manifest %s/%s/expected %s >&2",
                                 GOLDEN, name, f->out);
    assert_int_equal(system(command), 0);
}

static void a_county_in_simplified_chinese(void **state) { assert_golden(*state, "county"); }
static void an_archive_in_english(void **state) { assert_golden(*state, "english"); }

/* The build leaves its cache in the archive; a golden one stays as it is. */
static int clean_up(void **state) {
    Fixture *f = *state;
    int status = system(arena_printf(&f->a, "rm -rf '%s/.fangzhi/cache'", f->root));
    return tear_down(state) | status;
}

int main(void) {
#define T(test) cmocka_unit_test_setup_teardown(test, set_up, clean_up)
    const struct CMUnitTest tests[] = {T(a_county_in_simplified_chinese), T(an_archive_in_english)};
    return cmocka_run_group_tests_name("golden", tests, NULL, NULL);
}
