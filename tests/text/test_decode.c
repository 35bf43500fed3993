#include "test.h"
#include "text/text.h"

#include <unicode/ucnv.h>

typedef struct Decoded {
    Str text;
    Charset found;
    size_t bad, bad_at;
} Decoded;

static Decoded decode(View bytes, Charset as) {
    Decoded d = {.text = STR_INIT};
    text_decode(bytes, as, &d.text, &d.found, &d.bad, &d.bad_at);
    assert_true(utf8_valid(str_view(&d.text)));
    return d;
}

static void expect(View bytes, Charset as, const char *text, Charset found, size_t bad, size_t bad_at) {
    Decoded d = decode(bytes, as);
    assert_view(str_view(&d.text), text);
    assert_string_equal(charset_name(d.found), charset_name(found));
    assert_int_equal(d.bad, bad);
    if (bad) assert_int_equal(d.bad_at, bad_at);
    str_release(&d.text);
}

static Str encode(const char *charset, const char *text) {
    UErrorCode err = U_ZERO_ERROR;
    Str s = STR_INIT;
    size_t room = 4 * strlen(text) + 16;
    str_reserve(&s, room);
    s.n = (size_t)ucnv_convert(charset, "UTF-8", s.p, (int32_t)room, text, (int32_t)strlen(text), &err);
    assert_true(U_SUCCESS(err));
    return s;
}

static const char simplified[] = "县图书馆开放时间\r\n　　本周起，县图书馆每天上午九时开门，晚上八时关门。\n"
                                 "乡里的学校也可以来借书，路远的由班车送到，不收钱。\n";
static const char traditional[] = "圖書館開放時間\r\n　　本週起，圖書館每天上午九時開門，晚上八時關門。\n"
                                  "鄉裡的學校也可以來借書，路遠的由班車送到，不收錢。\n";

static void every_charset_is_found_and_read(void **state) {
    (void)state;
    static const struct {
        const char *icu, *text;
        Charset charset;
    } rows[] = {
        {"UTF-8", simplified, CS_UTF8},
        {"UTF-8", traditional, CS_UTF8},
        {"gb18030", simplified, CS_GB18030},
        {"gb18030", traditional, CS_GB18030},
        {"GBK", simplified, CS_GB18030},
        {"Big5", traditional, CS_BIG5},
        {"UTF-16LE", simplified, CS_UTF16LE},
        {"UTF-16BE", simplified, CS_UTF16BE},
        {"UTF-16LE", traditional, CS_UTF16LE},
        {"UTF-16BE", "Bus 12\n", CS_UTF16BE},
        {"UTF-16LE", "Bus 12\n", CS_UTF16LE},
        {"gb18030", "北京路", CS_GB18030},
        {"gb18030", "𠀀ཀ 学校和公路", CS_GB18030},
        {"UTF-8", "ASCII only", CS_UTF8},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str bytes = encode(rows[i].icu, rows[i].text);
        expect(str_view(&bytes), CS_UNKNOWN, rows[i].text, rows[i].charset, 0, 0);
        expect(str_view(&bytes), rows[i].charset, rows[i].text, rows[i].charset, 0, 0);
        str_release(&bytes);
    }
}

static void the_byte_order_mark_tells_and_is_dropped(void **state) {
    (void)state;
    static const struct {
        const char *icu;
        Charset charset;
    } rows[] = {{"UTF-8", CS_UTF8}, {"UTF-16LE", CS_UTF16LE}, {"UTF-16BE", CS_UTF16BE}, {"gb18030", CS_GB18030}};
    for (size_t i = 0; i < 4; i++) {
        Str bytes = encode(rows[i].icu, "\uFEFF麦收完了\uFEFF");
        expect(str_view(&bytes), CS_UNKNOWN, "麦收完了\uFEFF", rows[i].charset, 0, 0);
        expect(str_view(&bytes), rows[i].charset, "麦收完了\uFEFF", rows[i].charset, 0, 0);
        str_release(&bytes);
    }
    expect(V("\xff\xfe"), CS_UNKNOWN, "", CS_UTF16LE, 0, 0);
    expect(V("\xfe\xff\x51\x6c"), charset_named(V("UTF-16")), "公", CS_UTF16BE, 0, 0);
    expect(V("\xef\xbb\xbf"), CS_UNKNOWN, "", CS_UTF8, 0, 0);
}

static void damaged_utf8_stays_utf8(void **state) {
    (void)state;
    expect(V("学校\xe5\xadx路"), CS_UNKNOWN, "学校\uFFFDx路", CS_UTF8, 1, 6);
    expect(V("公路\xff\xfe通\x80"), CS_UNKNOWN, "公路\uFFFD\uFFFD通\uFFFD", CS_UTF8, 3, 6);
    expect(V("修路\xe9\x81"), CS_UNKNOWN, "修路\uFFFD", CS_UTF8, 1, 6);
    expect(V("\xef\xbb\xbf\xf0\x9f\x98"), CS_UNKNOWN, "\uFFFD", CS_UTF8, 1, 3);
    expect(V("\xed\xa0\x80"), CS_UTF8, "\uFFFD\uFFFD\uFFFD", CS_UTF8, 3, 0);
}

static void damage_in_other_charsets_keeps_the_lines(void **state) {
    (void)state;
    /* a lead byte before a line end; a stray byte; cut short */
    expect(V("\xb9\xab\xc2\xb7\xb9\n\xd1\xa7\xd0\xa3"), CS_GB18030, "公路\uFFFD\n学校", CS_GB18030, 1, 4);
    expect(V("\xb9\xab\xff\xc2\xb7"), CS_GB18030, "公\uFFFD路", CS_GB18030, 1, 2);
    expect(V("\xb9\xab\xc2"), CS_GB18030, "公\uFFFD", CS_GB18030, 1, 2);
    expect(V("\xa4\xbd\xb8\n\xb8\xf4"), CS_BIG5, "公\uFFFD\n路", CS_BIG5, 1, 2);
    expect(V("\x6c\x51\x3d\xd8\x6c\x51"), CS_UTF16LE, "公\uFFFD公", CS_UTF16LE, 1, 2);
    expect(V("\x51\x6c\x8d"), CS_UTF16BE, "公\uFFFD", CS_UTF16BE, 1, 2);
}

static void nul_bytes_and_nothing_do_no_harm(void **state) {
    (void)state;
    expect(V(""), CS_UNKNOWN, "", CS_UTF8, 0, 0);
    expect((View){NULL, 0}, CS_UNKNOWN, "", CS_UTF8, 0, 0);
    for (Charset c = CS_UTF8; c <= CS_UTF16BE; c++) expect(V(""), c, "", c, 0, 0);
    Decoded d = decode(V("修路\0\0\0学校\0a"), CS_UNKNOWN);
    assert_int_equal(d.found, CS_UTF8);
    assert_int_equal(d.bad, 0);
    assert_int_equal(d.text.n, sizeof "修路\0\0\0学校\0a" - 1);
    str_release(&d.text);
    static const char zeros[1001];
    d = decode(view(zeros, sizeof zeros), CS_UNKNOWN);
    str_release(&d.text);
}

static void what_is_appended_leaves_what_was_there(void **state) {
    (void)state;
    Str s = STR_INIT;
    str_adds(&s, "\uFEFFa");
    text_decode(V("\xef\xbb\xbfz"), CS_UNKNOWN, &s, NULL, NULL, NULL);
    text_decode(V("\xff\xfe\x6c\x51"), CS_UNKNOWN, &s, NULL, NULL, NULL);
    assert_view(str_view(&s), "\uFEFFaz公");
    str_release(&s);
}

/* Any bytes at all come out as valid text whose faults are counted. */
static void noise_is_survived(void **state) {
    (void)state;
    uint64_t seed = 11;
    Str bytes = STR_INIT;
    for (size_t round = 0; round < 300; round++) {
        str_clear(&bytes);
        for (size_t i = 0; i < round * 7 % 500; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
            unsigned char b = (unsigned char)(seed >> 40);
            str_addc(&bytes, (char)(round % 3 ? b | 0x80 : b));
        }
        for (Charset c = CS_UNKNOWN; c <= CS_UTF16BE; c++) {
            Decoded d = decode(str_view(&bytes), c);
            assert_true(d.bad <= bytes.n && (d.bad == 0 || d.bad_at < bytes.n));
            str_release(&d.text);
        }
    }
    str_release(&bytes);
}

static void a_large_file_of_another_charset_grows_as_needed(void **state) {
    (void)state;
    Str text = STR_INIT;
    for (int i = 0; i < 20000; i++) str_adds(&text, "路通了ཀ𠀀x\n");
    Str bytes = encode("gb18030", text.p);
    Decoded d = decode(str_view(&bytes), CS_UNKNOWN);
    assert_true(view_eq(str_view(&d.text), str_view(&text)));
    assert_int_equal(d.found, CS_GB18030);
    str_release(&d.text);
    str_release(&bytes);
    str_release(&text);
}

static void charsets_have_names(void **state) {
    (void)state;
    for (Charset c = CS_UTF8; c <= CS_UTF16BE; c++) assert_int_equal(charset_named(view_of(charset_name(c))), c);
    assert_int_equal(charset_named(V("gbk")), CS_GB18030);
    assert_int_equal(charset_named(V("BIG5")), CS_BIG5);
    assert_int_equal(charset_named(V("")), CS_UNKNOWN);
    assert_int_equal(charset_named(V("UTF-9")), CS_UNKNOWN);
    assert_string_equal(charset_name(CS_UNKNOWN), "unknown");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_charset_is_found_and_read),
        cmocka_unit_test(the_byte_order_mark_tells_and_is_dropped),
        cmocka_unit_test(damaged_utf8_stays_utf8),
        cmocka_unit_test(damage_in_other_charsets_keeps_the_lines),
        cmocka_unit_test(nul_bytes_and_nothing_do_no_harm),
        cmocka_unit_test(what_is_appended_leaves_what_was_there),
        cmocka_unit_test(noise_is_survived),
        cmocka_unit_test(a_large_file_of_another_charset_grows_as_needed),
        cmocka_unit_test(charsets_have_names),
    };
    return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
