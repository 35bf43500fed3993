/* regions.rules.tsv: what the archive's people decided once. */
#include "room.h"

#include <unistd.h>

static const char file[] = "build/test_rules.tsv";

typedef struct Ruled {
    Diag d;
    Arena a;
    Gazetteer *g;
    bool ok;
} Ruled;

/* False: there is no gazetteer. */
static bool open_with(Ruled *r, const char *rules) {
    *r = (Ruled){0};
    diag_init(&r->d, MSG_EN);
    const char *path = gazetteer_path(&r->a);
    r->g = file_exists(path) ? gazetteer_open(&r->d, path, V(""), NULL) : NULL;
    if (!r->g) return false;
    assert_int_equal(file_replace(file, view_of(rules)), 0);
    r->ok = gazetteer_rules(r->g, &r->d, file);
    unlink(file);
    return true;
}

static void close_it(Ruled *r) {
    FILE *null = fopen("/dev/null", "w");
    diag_flush(&r->d, null);
    fclose(null);
    gazetteer_close(r->g);
    arena_release(&r->a);
    diag_release(&r->d);
}

#define OPEN(rules)                       \
    (void)state;                          \
    Ruled r;                              \
    if (!open_with(&r, (rules))) {        \
        close_it(&r);                     \
        skip();                           \
    }

/* The codes found in a text of a publication, joined by blanks. */
static const char *codes(Ruled *r, const char *text, const char *publication) {
    RegionText part = {V(""), view_of(text), {.home = V(""), .year = 2021, .publication = view_of(publication)}};
    return codes_of(&r->a, r->g, &part).p;
}

static void form_means_what_the_rule_says(void **state) {
    OPEN("form\tcode\n河口镇\t513325100\n老码头\t5301\n")
    assert_true(r.ok);
    assert_string_equal(codes(&r, "河口镇修了一座桥", ""), "513325100");
    assert_string_equal(codes(&r, "老码头办了一次书市", ""), "5301");
    assert_string_equal(codes(&r, "（记者 老码头）今天晴", ""), "");
    close_it(&r);
}

static void rule_of_a_publication_comes_first(void **state) {
    OPEN("\xef\xbb\xbf# decided together\r\n\r\n"
         "note\tform\tpublication\tcode\r\nx\t河口镇\t河谷报\t513325100\r\n\t河口镇\t\t-\r\n")
    assert_true(r.ok);
    assert_string_equal(codes(&r, "河口镇修了一座桥", "河谷报"), "513325100");
    assert_string_equal(codes(&r, "河口镇修了一座桥", "山南报"), "");
    close_it(&r);
}

static void never_is_for_the_form_alone(void **state) {
    OPEN("form\tcode\n大理\t-\n喜洲镇\t-\n")
    assert_true(r.ok);
    assert_string_equal(codes(&r, "大理的春天", ""), "");
    assert_string_equal(codes(&r, "大理市的春天", ""), "532901");
    assert_string_equal(codes(&r, "大理市喜洲镇的春天，洱源县的春天", ""), "532901 532930");
    close_it(&r);
}

static void rule_beats_the_text(void **state) {
    OPEN("form\tcode\n鼓楼区\t320302\n")
    assert_string_equal(codes(&r, "南京市鼓楼区开了一家书店", ""), "3201 320302");
    close_it(&r);
}

static void bad_rows_are_reported_and_the_rest_holds(void **state) {
    OPEN("form\tcode\n河口镇\t999999\n\t53\n河\t53\n老码头\t5301\n老码头\t5303\n")
    assert_true(r.ok);
    assert_int_equal(r.d.errors, 4);
    assert_string_equal(codes(&r, "老码头办了一次书市", ""), "5301");
    close_it(&r);
    assert_true(open_with(&r, "word\tcode\n老码头\t5301\n"));
    assert_false(r.ok);
    assert_int_equal(r.d.errors, 1);
    close_it(&r);
    assert_true(open_with(&r, ""));
    assert_true(r.ok);
    close_it(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(form_means_what_the_rule_says),      cmocka_unit_test(rule_of_a_publication_comes_first),
        cmocka_unit_test(never_is_for_the_form_alone),        cmocka_unit_test(rule_beats_the_text),
        cmocka_unit_test(bad_rows_are_reported_and_the_rest_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
