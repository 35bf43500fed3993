#include <sys/mman.h>
#include <unistd.h>

#include "template/template.h"
#include "test.h"
#include "text/text.h"

static void assert_escaped(View text, const char *expected) {
    Str out = STR_INIT;
    html_escape(&out, text);
    assert_view(str_view(&out), expected);
    str_release(&out);
}

/* Each text, cut anywhere, stands right before memory that must not be read. */
static void nothing_behind_a_text_is_read(void **state) {
    (void)state;
    static const char *const texts[] = {
        "abcdefgh abcdefgh abcdefgh abcdefgh abcdefgh",
        "学校门前的路今年修好了村民说",
        "é路a𠀀“校”\xE2\x80\xA8<&>\"\\路é路a𠀀“校”<&",
        "\xE4\xB8\xE4路路\xF0\x9F\x98路路\xEF\xBF\xC2路路\xE2\x80路",
    };
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(memory != MAP_FAILED);
    assert_int_equal(mprotect(memory + page, page, PROT_NONE), 0);
    Str out = STR_INIT, same = STR_INIT;
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
        for (size_t n = 0; n <= strlen(texts[t]); n++) {
            const View elsewhere = view(texts[t], n), v = view(memory + page - n, n);
            memcpy(memory + page - n, texts[t], n);
            assert_int_equal(utf8_valid_prefix(v), utf8_valid_prefix(elsewhere));
            assert_int_equal(utf8_count(v), utf8_count(elsewhere));
            str_clear(&out);
            str_clear(&same);
            Json j = json_to(&out), k = json_to(&same);
            json_text(&j, v);
            json_text(&k, elsewhere);
            html_escape(&out, v);
            html_escape(&same, elsewhere);
            assert_true(view_eq(str_view(&out), str_view(&same)));
        }
    str_release(&out);
    str_release(&same);
    assert_int_equal(munmap(memory, 2 * page), 0);
}

static void each_byte_is_escaped_wherever_it_stands(void **state) {
    (void)state;
    for (int c = 0; c < 256; c++) {
        for (size_t at = 0; at < 40; at++) {
            char text[40];
            memset(text, 'x', sizeof text);
            text[at] = (char)c;
            const char *instead = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;"
                                : c == '\'' ? "&#39;" : c == '\f' ? " " : NULL;
            Str expected = STR_INIT;
            str_add(&expected, text, at);
            bool plain = (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || c == '\r';
            if (instead) str_adds(&expected, instead);
            else if (plain) str_addc(&expected, (char)c);
            else str_adds(&expected, "\uFFFD");
            str_add(&expected, text + at + 1, sizeof text - at - 1);
            assert_escaped(view(text, sizeof text), expected.p);
            str_release(&expected);
        }
    }
}

static void what_no_page_may_hold_is_replaced(void **state) {
    (void)state;
    assert_escaped(V(""), "");
    assert_escaped(V("县图书馆“新馆”བོད་𠀀é"), "县图书馆“新馆”བོད་𠀀é");
    assert_escaped(V("\xE2\x80"), "\uFFFD\uFFFD");
    assert_escaped(V("中\xE4\xB8"), "中\uFFFD\uFFFD");
    assert_escaped(V("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");         /* a surrogate */
    assert_escaped(V("\xC0\xAF\xF5\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD"); /* overlong, beyond U+10FFFF */
    assert_escaped(V("a\xC2\x85"
                     "b"),
                   "a\uFFFD"
                   "b"); /* a C1 control */
    assert_escaped(V("\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD|\xEF\xBC\x81"), "\uFFFD|\uFFFD|\uFFFD|！");
    assert_escaped(V("a\0b"), "a\uFFFD"
                              "b");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_behind_a_text_is_read),
        cmocka_unit_test(each_byte_is_escaped_wherever_it_stands),
        cmocka_unit_test(what_no_page_may_hold_is_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
