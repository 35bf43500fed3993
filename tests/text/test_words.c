#include "test.h"
#include "text/text.h"

#include <unicode/ubrk.h>

/* Does ICU part the text before its unit `at`? */
static bool parts(const UChar *text, int32_t n, int32_t at) {
    UErrorCode err = U_ZERO_ERROR;
    ubrk_setText(text_words(), text, n, &err);
    assert_true(U_SUCCESS(err));
    return ubrk_isBoundary(text_words(), at);
}

static void characters_of_one_word_may_stand_in_one(void **state) {
    (void)state;
    assert_true(text_word_pair(0x56FE, 0x4E66)); /* 图书 */
    assert_true(text_word_pair(0x4E66, 0x9986)); /* 图书馆 */
    assert_true(text_word_pair(0x5716, 0x66F8)); /* 圖書 */
    assert_false(text_word_pair(0x9986, 0x7684)); /* 馆的 */
}

static void what_is_no_common_han_may_stand_in_any_word(void **state) {
    (void)state;
    assert_true(text_word_pair('a', 'b'));
    assert_true(text_word_pair(0x30AB, 0x4E00)); /* カ一 */
    assert_true(text_word_pair(0xF900, 0x4E00)); /* 豈, which ICU reads as another */
    assert_true(text_word_pair(0x20000, 0x10FFFF));
}

/* ICU is asked of characters drawn at random, most of them frequent ones: others
 * hardly ever make a word. */
static void words_part_wherever_two_characters_stand_in_none(void **state) {
    (void)state;
    enum { TEXTS = 3000, UNITS = 12 };
    static const UChar frequent[] =
        u"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
        u"说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机";
    static const UChar marks[] = u"，。、：；“”《》【】　 aZ7._'-\u0301\u30AB";
    enum { MARKS = sizeof marks / sizeof *marks - 1 };
    enum { FREQUENT = sizeof frequent / sizeof *frequent - 1 };
    uint32_t seed = 1;
    size_t apart = 0, within = 0;
    for (int k = 0; k < TEXTS; k++) {
        UChar text[UNITS];
        for (int i = 0; i < UNITS; i++) {
            seed = seed * 1664525 + 1013904223;
            uint32_t r = seed >> 8;
            text[i] = k % 3 ? frequent[r % FREQUENT] : (UChar)(0x4E00 + r % 0x5200);
            if (k % 3 == 2 && r % 5 == 0) text[i] = marks[r / 5 % MARKS];
        }
        for (int i = 1; i < UNITS; i++) {
            bool none = !text_word_pair(text[i - 1], text[i]), parted = parts(text, UNITS, i);
            if (none && !parted) fail_msg("U+%04X U+%04X", text[i - 1], text[i]);
            apart += none;
            within += !parted;
        }
    }
    assert_true(apart > TEXTS && within > TEXTS / 2); /* or nothing was tried */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_of_one_word_may_stand_in_one),
        cmocka_unit_test(what_is_no_common_han_may_stand_in_any_word),
        cmocka_unit_test(words_part_wherever_two_characters_stand_in_none),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
