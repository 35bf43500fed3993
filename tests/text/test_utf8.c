#include "test.h"
#include "text/text.h"

static void every_code_point_comes_back_from_both_ends(void **state) {
    (void)state;
    Str s = STR_INIT;
    for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
        if (cp >= 0xd800 && cp <= 0xdfff) continue;
        str_clear(&s);
        utf8_add(&s, cp);
        View first = str_view(&s), last = first;
        if (!utf8_valid(first) || utf8_next(&first) != cp || first.n || utf8_last(&last) != cp || last.n)
            fail_msg("U+%04X", cp);
    }
    str_release(&s);
}

/* Overlong, surrogate, beyond the last, cut short, stray: none is a character. */
static const View invalid[] = {
    V_INIT("\x80"),
    V_INIT("\xc0\x80"),
    V_INIT("\xc1\xbf"),
    V_INIT("\xe0\x80\x80"),
    V_INIT("\xe0\x9f\xbf"),
    V_INIT("\xed\xa0\x80"),
    V_INIT("\xed\xbf\xbf"),
    V_INIT("\xf0\x80\x80\x80"),
    V_INIT("\xf0\x8f\xbf\xbf"),
    V_INIT("\xf4\x90\x80\x80"),
    V_INIT("\xf5\x80\x80\x80"),
    V_INIT("\xff"),
    V_INIT("\xc3"),
    V_INIT("\xe4\xb8"),
    V_INIT("\xf0\x9f\x98"),
    V_INIT("\xfe"),
};
enum { INVALID = sizeof invalid / sizeof *invalid };

static void what_is_not_utf8_is_replaced_byte_by_byte(void **state) {
    (void)state;
    for (size_t i = 0; i < INVALID; i++) {
        assert_false(utf8_valid(invalid[i]));
        assert_int_equal(utf8_valid_prefix(invalid[i]), 0);
        assert_int_equal(utf8_count(invalid[i]), invalid[i].n);
        View forward = invalid[i], backward = invalid[i];
        while (forward.n) assert_int_equal(utf8_next(&forward), 0xfffd);
        while (backward.n) assert_int_equal(utf8_last(&backward), 0xfffd);
    }
    Str s = STR_INIT;
    utf8_add(&s, 0xd800);
    utf8_add(&s, 0x110000);
    utf8_add(&s, UINT32_MAX);
    assert_view(str_view(&s), "\uFFFD\uFFFD\uFFFD");
    str_release(&s);
}

/* Behind text of each form, of any length: some of it is looked at by vectors. */
static void damage_is_found_wherever_it_stands(void **state) {
    static const char *const words[][3] = {{"路", "a", "é"}, {"路", "路", "路"}, {"桥", "a", "a"}, {"é", "é", "路"}};
    (void)state;
    Str s = STR_INIT;
    for (size_t form = 0; form < sizeof words / sizeof *words; form++)
        for (size_t at = 0; at < 60 * INVALID; at++) {
            str_clear(&s);
            for (size_t i = 0; i < at / INVALID; i++) str_adds(&s, words[form][i % 3 == 1 ? 0 : i % 7 ? 1 : 2]);
            size_t before = s.n;
            assert_true(utf8_valid(str_view(&s)));
            str_addv(&s, invalid[at % INVALID]);
            assert_int_equal(utf8_valid_prefix(str_view(&s)), before);
            str_adds(&s, "abcdefgh学校学校");
            assert_int_equal(utf8_valid_prefix(str_view(&s)), before);
            str_adds(&s, "学校abcdefgh学校");
            assert_int_equal(utf8_valid_prefix(str_view(&s)), before);
        }
    str_release(&s);
}

static void prefix_and_count_are_of_code_points(void **state) {
    (void)state;
    assert_view(utf8_prefix(V("公路a𠀀b"), 4), "公路a𠀀");
    assert_view(utf8_prefix(V("公路"), 9), "公路");
    assert_int_equal(utf8_prefix(V(""), 1).n, 0);
    assert_int_equal(utf8_count(V("公路a𠀀b")), 5);
    assert_int_equal(utf8_count(V("\0\0")), 2);
}

static void characters_have_their_kind(void **state) {
    (void)state;
    static const uint32_t han[] = {0x4e00,  0x9fff, 0x3400, 0x4dbf, 0x20000, 0x2ebe0,
                                   0x31350, 0x3007, 0x3005, 0x303b, 0xf900,  0x2f00};
    static const uint32_t not_han[] = {0x3001, 0x3042, 0x30a2, 0xff21,  0x2ff0, 0x4dc0,
                                       0x33ff, 0xac00, 0x41,   0x1ffff, 0x40000};
    for (size_t i = 0; i < sizeof han / sizeof *han; i++) assert_true(cp_is_han(han[i]));
    for (size_t i = 0; i < sizeof not_han / sizeof *not_han; i++) assert_false(cp_is_han(not_han[i]));
    assert_true(cp_is_tibetan(0xf40) && cp_is_tibetan(0xf0b) && cp_is_tibetan(0xf72) && cp_is_tibetan(0xf21));
    assert_false(cp_is_tibetan(0xf0d) || cp_is_tibetan(0xf0e) || cp_is_tibetan(0xeff) || cp_is_tibetan(0x1000));
    assert_true(cp_is_space(' ') && cp_is_space('\n') && cp_is_space(0x3000) && cp_is_space(0x200b) &&
                cp_is_space(0xfeff));
    assert_false(cp_is_space(0) || cp_is_space('a') || cp_is_space(0x200c));
    assert_true(cp_is_digit('0') && cp_is_digit(0xff19));
    assert_false(cp_is_digit(0x96f6) || cp_is_digit(0xf21) || cp_is_digit('a'));
    assert_true(cp_is_letter('z') && cp_is_letter(0xe9) && cp_is_letter(0xff21) && cp_is_letter(0x3042));
    assert_false(cp_is_letter(0x4e2d) || cp_is_letter(0xf40) || cp_is_letter('1') || cp_is_letter(0x3001) ||
                 cp_is_letter(0x110000));
}

static void language_is_told_by_what_only_one_orthography_uses(void **state) {
    (void)state;
    assert_string_equal(text_language(V("图书馆开放时间")), "zh-Hans");
    assert_string_equal(text_language(V("圖書館開放時間")), "zh-Hant");
    assert_string_equal(text_language(V("公里")), "zh");
    assert_string_equal(text_language(V("皇后后里只台著乾")), "zh");
    assert_string_equal(text_language(V("དཔེ་མཛོད་ཁང་ 图")), "bo");
    assert_string_equal(text_language(V("དཔེ་མཛོད་ཁང་")), "bo");
    assert_string_equal(text_language(V("མཛ་ 图书馆开放时间")), "zh-Hans");
    assert_string_equal(text_language(V("。馆")), "zh-Hans"); /* the last one, and nothing behind it */
    assert_string_equal(text_language(V("é馆😀館馆")), "zh-Hans");
    assert_string_equal(text_language(V("Library 12 かな")), "");
    assert_string_equal(text_language(V("")), "");
    assert_string_equal(text_language(V("\xff\0\x80")), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back_from_both_ends),
        cmocka_unit_test(what_is_not_utf8_is_replaced_byte_by_byte),
        cmocka_unit_test(damage_is_found_wherever_it_stands),
        cmocka_unit_test(prefix_and_count_are_of_code_points),
        cmocka_unit_test(characters_have_their_kind),
        cmocka_unit_test(language_is_told_by_what_only_one_orthography_uses),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
