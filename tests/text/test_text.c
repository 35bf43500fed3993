#include "test.h"
#include "text/text.h"

static View folded(Str *s, View v) {
    str_clear(s);
    text_fold(s, v);
    return str_view(s);
}

static void fold_undoes_width_case_and_orthography(void **state) {
    (void)state;
    Str s = STR_INIT;
    assert_view(folded(&s, V("ＡｂＣ　１２㎡")), "abc 12m2");
    assert_view(folded(&s, V("圖書館裏羣峯爲衆")), "图书馆里群峰为众");
    assert_view(folded(&s, V("a\xff" "b")), "a\uFFFDb");
    assert_view(folded(&s, V("\u0f0c\u200b\ufe0f")), "\u0f0b");
    str_release(&s);
}

static void decode_finds_the_charset(void **state) {
    (void)state;
    Str s = STR_INIT;
    Charset found;
    size_t bad, at;
    text_decode(V("\xc8\xab\xcf\xe7\xbd\xa8\xc2\xb7"), CS_UNKNOWN, &s, &found, &bad, &at);
    assert_view(str_view(&s), "全乡建路");
    assert_int_equal(found, CS_GB18030);
    assert_int_equal(bad, 0);
    str_clear(&s);
    text_decode(V("学校\xe5\xadx"), CS_UNKNOWN, &s, &found, &bad, &at);
    assert_view(str_view(&s), "学校\uFFFDx");
    assert_int_equal(found, CS_UTF8);
    assert_int_equal(bad, 1);
    assert_int_equal(at, 6);
    str_clear(&s);
    text_decode(V("\xff\xfe\x66\x5b\x21\x68\x0a"), CS_UNKNOWN, &s, &found, &bad, &at);
    assert_view(str_view(&s), "学校\uFFFD");
    assert_int_equal(bad, 1);
    assert_int_equal(at, 6);
    str_release(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fold_undoes_width_case_and_orthography),
        cmocka_unit_test(decode_finds_the_charset),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
