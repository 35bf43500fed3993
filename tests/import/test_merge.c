/* Three versions of an article: what import wrote, what a person made of it, what import makes now. */

#include "import/threeway.h"
#include "test.h"

static const char base[] =
    "---\nid: abcdefghjk\ntitle: 旧题\nissued: \"1998-05-08\"\npage: \"2\"\nregions:\n"
    "  - {code: \"11\", name: 甲省}\n  - {code: \"12\", name: 乙省}\ntopics: [roads]\n---\n\n一段。\n\n二段。\n";

/* `base` with one text replaced by another. */
static View changed(Arena *a, const char *text, const char *from, const char *to) {
    Str s = STR_INIT;
    str_adds(&s, text);
    size_t at = view_find(str_view(&s), view_of(from), 0);
    assert_true(at != SIZE_MAX);
    str_splice(&s, at, strlen(from), view_of(to));
    View v = arena_view(a, str_view(&s));
    str_release(&s);
    return v;
}

static void expect(View theirs, View ours, View want) {
    Str out = STR_INIT, what = STR_INIT;
    size_t line;
    assert_true(three_way(view_of(base), theirs, ours, false, &out, &what, &line));
    assert_true(view_eq(str_view(&out), want));
    str_release(&out);
    str_release(&what);
}

static void expect_conflict(View b, View theirs, View ours, const char *want, size_t want_line) {
    Str out = STR_INIT, what = STR_INIT;
    size_t line;
    assert_false(three_way(b, theirs, ours, false, &out, &what, &line));
    assert_string_equal(what.p, want);
    assert_int_equal(line, want_line);
    assert_int_equal(out.n, 0);
    str_release(&out);
    str_release(&what);
}

static void test_neighbouring_keys_merge(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    View theirs = changed(&a, base, "page: \"2\"", "page: \"3\""), ours = changed(&a, base, "1998-05-08", "1998-05-09");
    expect(theirs, ours, changed(&a, theirs.p, "1998-05-08", "1998-05-09"));
    arena_release(&a);
}

static void test_comments_and_own_keys_stay(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    View theirs = changed(&a, base, "title: 旧题\n", "# seen\nshelf: [a,\n  b]\ntitle: 旧题\n");
    View ours = changed(&a, base, "旧题\n", "新题\nkicker: 眉题\n");
    expect(theirs, ours, changed(&a, theirs.p, "旧题\n", "新题\nkicker: 眉题\n"));
    arena_release(&a);
}

static void test_what_a_person_deleted_stays_deleted(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    View theirs = changed(&a, base, "topics: [roads]\n", ""), ours = changed(&a, base, "旧题", "新题");
    expect(theirs, ours, changed(&a, theirs.p, "旧题", "新题"));
    arena_release(&a);
}

static void test_regions_merge_one_by_one(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    View theirs = changed(&a, base, "  - {code: \"11\", name: 甲省}\n", "  - {code: \"13\", name: 丙省}\n");
    View ours = changed(&a, base, "name: 乙省}\n", "name: 乙省}\n  - {code: \"14\", name: 丁省}\n");
    expect(theirs, ours, changed(&a, theirs.p, "name: 乙省}\n", "name: 乙省}\n  - {code: \"14\", name: 丁省}\n"));
    theirs = changed(&a, base, "name: 乙省}", "name: 乙省, as: [乙]}");
    expect_conflict(view_of(base), theirs, changed(&a, base, "name: 乙省}", "name: 乙省, as: [乙地]}"), "regions", 6);
    arena_release(&a);
}

static void test_the_same_changed_twice_is_a_conflict(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    View theirs = changed(&a, base, "旧题", "我题"), ours = changed(&a, base, "旧题", "新题");
    expect_conflict(view_of(base), theirs, ours, "title", 3);
    expect(theirs, theirs, theirs);
    theirs = changed(&a, base, "二段", "我段");
    expect_conflict(view_of(base), theirs, changed(&a, base, "二段", "新段"), "text", 11);
    theirs = changed(&a, base, "一段", "我段");
    ours = changed(&a, base, "旧题", "新题");
    expect(theirs, ours, changed(&a, theirs.p, "旧题", "新题"));
    arena_release(&a);
}

static void test_without_a_base_what_differs_is_named(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    expect_conflict(V(""), changed(&a, base, "旧题", "我题"), view_of(base), "title", 3);
    arena_release(&a);
}

static void test_what_is_no_front_matter_is_a_conflict(void **state) {
    (void)state;
    static const char *const odd[] = {
        "", "---\n", "title: x\n", "---\ntitle: a\ntitle: b\n---\n", "---\n  - x\n---\n", "---\na: b"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        expect_conflict(view_of(base), view_of(odd[i]), V("---\nid: x\n---\n\nb\n"), "front matter", 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_neighbouring_keys_merge),
        cmocka_unit_test(test_comments_and_own_keys_stay),
        cmocka_unit_test(test_what_a_person_deleted_stays_deleted),
        cmocka_unit_test(test_regions_merge_one_by_one),
        cmocka_unit_test(test_the_same_changed_twice_is_a_conflict),
        cmocka_unit_test(test_without_a_base_what_differs_is_named),
        cmocka_unit_test(test_what_is_no_front_matter_is_a_conflict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
