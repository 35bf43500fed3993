#include "room.h"

#include "regions/find.h"

static void suffixes_are_split_off(void **state) {
    (void)state;
    View stem;
    assert_int_equal(name_split(V("白林社区"), REGION_VILLAGE, &stem), SUFFIX_SHEQU);
    assert_view(stem, "白林");
    assert_int_equal(name_split(V("八廓街道"), REGION_TOWNSHIP, &stem), SUFFIX_JIEDAO);
    assert_int_equal(name_split(V("社区"), REGION_VILLAGE, &stem), SUFFIX_NONE);
    assert_int_equal(name_split(V("城关区"), REGION_COUNTY, &stem), SUFFIX_NONE);
    size_t n;
    assert_int_equal(suffix_at(V("居委会爱心饭馆"), &n), SUFFIX_SHEQU);
    assert_int_equal(n, 9);
    assert_int_equal(suffix_at(V("街"), &n), SUFFIX_NONE);
    assert_int_equal(suffix_at(V(""), &n), SUFFIX_NONE);
}

static void short_names_follow_the_rule(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    View s[NAME_SHORT_MAX];
    assert_int_equal(name_shorts(&a, V("拉萨市"), REGION_PREFECTURE, s), 1);
    assert_view(s[0], "拉萨");
    assert_int_equal(name_shorts(&a, V("阿坝藏族羌族自治州"), REGION_PREFECTURE, s), 2);
    assert_view(s[0], "阿坝州");
    assert_view(s[1], "阿坝");
    assert_int_equal(name_shorts(&a, V("内蒙古自治区"), REGION_PROVINCE, s), 1);
    assert_view(s[0], "内蒙古");
    assert_int_equal(name_shorts(&a, V("朗县"), REGION_COUNTY, s), 0);
    assert_int_equal(name_shorts(&a, V("协雄乡"), REGION_TOWNSHIP, s), 0);
    arena_release(&a);
}

static void levels_come_from_codes_and_names(void **state) {
    (void)state;
    assert_int_equal(region_level(V("540102002002"), V("白林社区"), REGION_TOWNSHIP), REGION_VILLAGE);
    assert_int_equal(region_level(V("x-71-taibeishi"), V("台北市"), REGION_PROVINCE), REGION_PREFECTURE);
    assert_int_equal(region_level(V("x-513325-江南片区"), V("江南片区"), REGION_COUNTY), REGION_AREA);
}

static size_t count_found(const TrieBuilt *b, const uint32_t *lists, const Posting *postings, View text) {
    const Lexicon l = {b->trie, lists, postings}, *one = &l;
    FoundForms found = {0};
    find_forms(&one, 1, text, &found, NULL);
    size_t n = found.n;
    vec_release(&found);
    return n;
}

static void forms_are_found_in_any_bytes(void **state) {
    (void)state;
    const TrieForm forms[] = {{V_INIT("拉萨"), 0, TRIE_WHOLE},
                              {V_INIT("拉萨市"), 1, TRIE_WHOLE},
                              {V_INIT("白林"), 2, TRIE_STEM},
                              {V_INIT("蔡"), 3, TRIE_STEM}};
    const uint32_t lists[] = {0, 0, 0, 0, 0};
    TrieBuilt b;
    trie_build(&b, forms, 4);
    assert_int_equal(count_found(&b, lists, NULL, V("拉萨市")), 2);
    assert_int_equal(count_found(&b, lists, NULL, V("白林")), 0);
    assert_int_equal(count_found(&b, lists, NULL, V("白林社区、蔡村、白林居委会")), 3);
    assert_int_equal(count_found(&b, lists, NULL, V("")), 0);
    assert_int_equal(count_found(&b, lists, NULL, V("\xe6\x8b\x89\xe8\x90")), 0);
    assert_int_equal(count_found(&b, lists, NULL, V("\xff\xfe拉\0萨\xf0\x9f\x98\x80拉萨")), 1);
    trie_built_release(&b);
    trie_build(&b, forms, 0);
    assert_int_equal(count_found(&b, lists, NULL, V("拉萨市")), 0);
    trie_built_release(&b);
}

/* Wherever the blocks begin in which a text is read, each stands once. */
static void marks_are_noted_on_the_way(void **state) {
    (void)state;
    for (size_t before = 0; before < 200; before++) {
        Str text = STR_INIT;
        for (size_t i = 0; i < before; i++) str_adds(&text, i % 7 ? "的" : "a");
        const size_t at = text.n;
        str_adds(&text, "区。\n不我");
        Marks marks = {0};
        FoundForms found = {0};
        find_forms(NULL, 0, str_view(&text), &found, &marks);
        assert_int_equal(marks.n, 4);
        for (size_t i = 0; i < 3; i++) assert_int_equal(marks.p[i].at, at + 3 * i);
        assert_true(mark_is(&marks.p[0], MARK_TOWN) && mark_is(&marks.p[0], MARK_LISTED));
        assert_true(mark_is(&marks.p[1], MARK_STOP) && !mark_is(&marks.p[1], MARK_LINE));
        assert_true(mark_is(&marks.p[2], MARK_STOP) && mark_is(&marks.p[2], MARK_LINE));
        assert_true(mark_is(&marks.p[3], MARK_HOME) && marks.p[3].at == at + 10);
        vec_release(&marks);
        vec_release(&found);
        str_release(&text);
    }
}

static void a_form_may_begin_by_two_characters(void **state) {
    (void)state;
    const TrieForm forms[] = {{V_INIT("拉萨市"), 0, TRIE_WHOLE}, {V_INIT("白林"), 1, TRIE_STEM}};
    TrieBuilt b;
    trie_build(&b, forms, 2);
    assert_true(trie_may_begin(&b.trie, V("拉萨河")));
    assert_true(trie_may_begin(&b.trie, V("白林")));
    assert_false(trie_may_begin(&b.trie, V("白萨")));
    assert_false(trie_may_begin(&b.trie, V("拉")));
    assert_false(trie_may_begin(&b.trie, V("")));
    assert_true(trie_may_begin(&b.trie, V("莫𡐓村"))); /* in no trie, for its second character */
    trie_built_release(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suffixes_are_split_off),
        cmocka_unit_test(short_names_follow_the_rule),
        cmocka_unit_test(levels_come_from_codes_and_names),
        cmocka_unit_test(forms_are_found_in_any_bytes),
        cmocka_unit_test(marks_are_noted_on_the_way),
        cmocka_unit_test(a_form_may_begin_by_two_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
