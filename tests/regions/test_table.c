#include "room.h"

#include <unistd.h>

static const char file[] = "build/test_regions.tsv";

static bool load(RegionTable *t, Diag *d, const char *text) {
    diag_init(d, MSG_EN);
    assert_int_equal(file_replace(file, view_of(text)), 0);
    bool ok = regions_load(t, d, file);
    unlink(file);
    return ok;
}

/* What was reported, without printing it. */
static void drop(RegionTable *t, Diag *d) {
    FILE *null = fopen("/dev/null", "w");
    diag_flush(d, null);
    fclose(null);
    diag_release(d);
    regions_release(t);
}

static const char sample[] =
    "code\tname\tparent\tfrom\tto\tsuccessors\tforms\troman\tnames\n"
    "51\t四川省\t\t1981\t\t\t四川\t\t\n"
    "5133\t甘孜藏族自治州\t51\t1981\t\t\t甘孜州|甘孜\t\t\n"
    "513325\t雅江县\t5133\t1981\t\t\t雅江\t\t\n"
    "513325205\t八衣绒乡\tx-513325-江南片区\t\t\t\t\t\t\n"
    "x-513325-江南片区\t江南片区\t513325\t\t\t\t江南工委\t\t\n";

static void table_reads_and_writes_the_same(void **state) {
    (void)state;
    RegionTable t;
    Diag d;
    assert_true(load(&t, &d, sample));
    assert_int_equal(t.n, 5);
    Str out = STR_INIT;
    regions_write(&t, &out);
    assert_string_equal(out.p, sample);
    assert_int_equal(regions_by_code(&t, V("513325"))->level, REGION_COUNTY);
    assert_int_equal(regions_by_code(&t, V("x-513325-江南片区"))->level, REGION_AREA);
    str_release(&out);
    drop(&t, &d);
}

static void table_accepts_what_editors_leave(void **state) {
    (void)state;
    RegionTable t;
    Diag d;
    assert_true(load(&t, &d, "\xef\xbb\xbfname\tcode\r\n# a comment\r\n\r\n四川省\t51\r\n"));
    assert_int_equal(t.n, 1);
    assert_view(regions_by_code(&t, V("51"))->name, "四川省");
    drop(&t, &d);
    assert_true(load(&t, &d, ""));
    assert_int_equal(t.n, 0);
    drop(&t, &d);
}

static void table_reports_every_bad_row(void **state) {
    (void)state;
    RegionTable t;
    Diag d;
    assert_false(load(&t, &d,
                      "code\tname\tparent\tfrom\n"
                      "5\tA\t\t\n"            /* no code */
                      "51\t\t\t\n"            /* no name */
                      "52\tB\t\tlast year\n"  /* no year */
                      "52\tC\t\t\n"           /* twice */
                      "5301\tD\t53\t\n"       /* unknown parent */
                      "x-1-a\tE\tx-1-b\t\n"   /* a cycle */
                      "x-1-b\tF\tx-1-a\t\n"
                      "x-../../a\tG\t\t\n")); /* would leave its folder */
    assert_int_equal(d.errors, 8);
    drop(&t, &d);
    assert_false(load(&t, &d, "region\tparent\n51\t\n"));
    assert_int_equal(d.errors, 1);
    drop(&t, &d);
}

static void table_finds_by_code_name_and_path(void **state) {
    (void)state;
    RegionTable t;
    Diag d;
    assert_true(load(&t, &d, sample));
    bool ambiguous;
    assert_view(regions_find(&t, V("5133"), &ambiguous)->name, "甘孜藏族自治州");
    assert_view(regions_find(&t, V("甘孜"), &ambiguous)->code, "5133");
    assert_view(regions_find(&t, V("甘孜州/八衣绒乡"), &ambiguous)->code, "513325205");
    assert_null(regions_find(&t, V("四川/康定市"), &ambiguous));
    assert_false(ambiguous);
    Region twin = {.code = V("5132"), .name = V("甘孜州"), .parent = V("51")};
    regions_add(&t, &twin);
    assert_null(regions_find(&t, V("甘孜州"), &ambiguous));
    assert_true(ambiguous);
    drop(&t, &d);
}

static void table_keeps_what_people_wrote(void **state) {
    (void)state;
    RegionTable t;
    Diag d;
    assert_true(load(&t, &d, "code\tname\tforms\n51\t天府\t巴蜀\n"));
    View forms[] = {V_INIT("四川"), V_INIT("巴蜀")};
    Region r = {.code = V("51"), .name = V("四川省"), .forms = forms, .n_forms = 2};
    regions_add(&t, &r);
    assert_view(t.p[0].name, "天府");
    assert_int_equal(t.p[0].n_forms, 2);
    for (int i = 0; i < 100; i++) {
        char code[8];
        snprintf(code, sizeof code, "52%02d", i);
        Region more = {.code = view_of(code), .name = V("市")};
        regions_add(&t, &more);
    }
    assert_int_equal(t.n, 101);
    assert_non_null(regions_by_code(&t, V("5299")));
    drop(&t, &d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_reads_and_writes_the_same),  cmocka_unit_test(table_accepts_what_editors_leave),
        cmocka_unit_test(table_reports_every_bad_row),      cmocka_unit_test(table_finds_by_code_name_and_path),
        cmocka_unit_test(table_keeps_what_people_wrote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
