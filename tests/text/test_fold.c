#include "test.h"
#include "text/text.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static View folded(Str *s, View v) {
    str_clear(s);
    text_fold(s, v);
    return str_view(s);
}

static void width_case_and_orthography_are_undone(void **state) {
    (void)state;
    static const struct {
        View from;
        const char *to;
    } rows[] = {
        {V_INIT("ＡｂＣ　１２㎡ ﬁ Straße ①"), "abc 12m2 fi strasse 1"},
        {V_INIT("圖書館裏羣峯爲衆"), "图书馆里群峰为众"},
        {V_INIT("説税吴呉戸户囯勳鑛蹟"), "说税吴吴户户国勋矿迹"},
        {V_INIT("\uF900\u2F00\u2EA0"), "岂一民"},
        {V_INIT("\u0f0c\u200b\ufe0f\u00ad\U000E0100"), "\u0f0b"},
        {V_INIT("\u0f73\u0f75\u0f76\u0f77"), "\u0f71\u0f72\u0f71\u0f74\u0fb2\u0f80\u0fb2\u0f71\u0f80"},
        {V_INIT("カガｶﾞ"), "カカ\u3099カ\u3099"},
        {V_INIT("苎苧"), "苎苎"},
        {V_INIT("한국 北京2020"), "한국 北京2020"},
        {V_INIT("a\xff\xe4\xb8z"), "a\uFFFD\uFFFD\uFFFDz"},
        {V_INIT(""), ""},
    };
    Str s = STR_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_view(folded(&s, rows[i].from), rows[i].to);
    str_clear(&s);
    text_fold(&s, view("A\0B", 3));
    assert_memory_equal(s.p, "a\0b", 3);
    str_release(&s);
}

static void folding_what_is_folded_changes_nothing(void **state) {
    (void)state;
    Str once = STR_INIT, twice = STR_INIT;
    for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
        char buf[5];
        View one = text_fold_cp(cp, buf);
        if (!utf8_valid(one) || !view_eq(folded(&twice, one), one)) fail_msg("U+%04X", cp);
        if (cp >= 0xd800 && cp <= 0xdfff) continue;
        str_clear(&once);
        utf8_add(&once, cp);
        if (!view_eq(folded(&twice, str_view(&once)), one)) fail_msg("U+%04X", cp);
    }
    str_release(&once);
    str_release(&twice);
}

static uint32_t next_random(uint64_t *seed) {
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static void folding_parts_folds_the_whole(void **state) {
    (void)state;
    uint64_t seed = 7;
    Str whole = STR_INIT, parts = STR_INIT, all = STR_INIT;
    for (int round = 0; round < 2000; round++) {
        str_clear(&whole);
        str_clear(&parts);
        for (int i = 0; i < 20; i++) {
            static const uint32_t limits[] = {0x80, 0x1000, 0x10000, 0x110000};
            uint32_t cp = next_random(&seed) % limits[next_random(&seed) % 4];
            size_t start = whole.n;
            utf8_add(&whole, cp);
            text_fold(&parts, view_from(str_view(&whole), start));
        }
        assert_true(view_eq(folded(&all, str_view(&whole)), str_view(&parts)));
    }
    str_release(&whole);
    str_release(&parts);
    str_release(&all);
}

/* ICU's own normaliser on one code point, as UTF-8. */
static void normalized(const UNormalizer2 *how, View v, Str *out) {
    UChar from[64], to[64];
    char bytes[256];
    int32_t n, length;
    UErrorCode err = U_ZERO_ERROR;
    u_strFromUTF8(from, 64, &n, v.p, (int32_t)v.n, &err);
    n = unorm2_normalize(how, from, n, to, 64, &err);
    u_strToUTF8(bytes, sizeof bytes, &length, to, n, &err);
    assert_true(U_SUCCESS(err));
    str_clear(out);
    str_add(out, bytes, (size_t)length);
}

/* In blocks that no new Unicode adds to or changes. */
static void fold_is_what_icu_says_and_spellings_agree(void **state) {
    (void)state;
    static const uint32_t blocks[][2] = {
        {0, 0x24f}, {0x370, 0x3e1}, {0xf00, 0xfbc}, {0x3041, 0x30ff}, {0xff01, 0xff5e}};
    UErrorCode err = U_ZERO_ERROR;
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&err), *nfkd = unorm2_getNFKDInstance(&err);
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&err);
    Str one = STR_INIT, s = STR_INIT, t = STR_INIT;
    for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++)
        for (uint32_t cp = blocks[b][0]; cp <= blocks[b][1]; cp++) {
            if (cp == 0xf0c) continue; /* ours */
            char buf[5];
            str_clear(&one);
            utf8_add(&one, cp);
            normalized(casefold, str_view(&one), &s);
            normalized(nfkd, str_view(&s), &t);
            if (!view_eq(str_view(&t), text_fold_cp(cp, buf))) fail_msg("U+%04X", cp);
            normalized(nfd, str_view(&one), &s);
            if (!view_eq(folded(&t, str_view(&s)), text_fold_cp(cp, buf))) fail_msg("decomposed U+%04X", cp);
        }
    str_release(&one);
    str_release(&s);
    str_release(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(width_case_and_orthography_are_undone),
        cmocka_unit_test(folding_what_is_folded_changes_nothing),
        cmocka_unit_test(folding_parts_folds_the_whole),
        cmocka_unit_test(fold_is_what_icu_says_and_spellings_agree),
    };
    return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
