/* Makes the two sets of characters that only one of the two orthographies
 * uses, for text_language. Traditional: what fold.tsv turns into another
 * character, Big5 has, and GB 2312 has not (it has 著 and 乾). Simplified: what
 * such a character turns into, and the frequent part of Big5 has not (it has
 * 里 and 后).
 *
 *     mkorthography >HEADER */
#include "text/icu.h"
#include "text/text.h"

#include <stdio.h>

#include <unicode/ucnv.h>

enum { FIRST = 0x3400, END = 0xa000, ROW = 64, ROWS = (END - FIRST) / ROW };

/* The two bytes of a Han character in a charset, as a number; 0: it has none. */
static unsigned code_in(const char *charset, uint32_t cp) {
    UErrorCode err = U_ZERO_ERROR;
    UChar unit = (UChar)cp;
    unsigned char bytes[8] = {0};
    UConverter *c = ucnv_open(charset, &err);
    icu_must(err, charset);
    ucnv_setFromUCallBack(c, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &err);
    int32_t n = ucnv_fromUChars(c, (char *)bytes, sizeof bytes, &unit, 1, &err);
    ucnv_close(c);
    return U_SUCCESS(err) && n == 2 ? bytes[0] * 256u + bytes[1] : 0;
}

static bool in_gb2312(uint32_t cp) { return code_in("GB2312", cp) != 0; }
static bool in_big5(uint32_t cp) { return code_in("Big5", cp) != 0; }

static bool in_big5_frequent(uint32_t cp) {
    unsigned code = code_in("Big5", cp);
    return code >= 0xa440 && code < 0xc940;
}

enum { SIMPLIFIED, TRADITIONAL };
static uint64_t table[ROWS][2]; /* a bit a character */

static void add(int which, uint32_t cp) { table[(cp - FIRST) / ROW][which] |= (uint64_t)1 << (cp % ROW); }

int main(void) {
    for (uint32_t cp = FIRST; cp < END; cp++) {
        char buf[4];
        View to = text_fold_cp(cp, buf);
        uint32_t other = to.n ? utf8_next(&to) : cp;
        if (other == cp || other < FIRST || other >= END) continue;
        if (!in_big5(cp)) continue; /* a variant */
        if (!in_gb2312(cp)) add(TRADITIONAL, cp);
        if (!in_big5_frequent(other)) add(SIMPLIFIED, other);
    }
    printf(
        "/* Made by mkorthography: bits of 64 characters each, simplified only, then traditional only. */\n"
        "enum { ORTHOGRAPHY_FIRST = 0x%x, ORTHOGRAPHY_END = 0x%x };\nstatic const uint64_t orthography[][2] = {",
        FIRST, END);
    for (size_t i = 0; i < ROWS; i++)
        printf("%s{0x%llx,0x%llx},", i % 3 ? "" : "\n    ", (unsigned long long)table[i][SIMPLIFIED],
               (unsigned long long)table[i][TRADITIONAL]);
    printf("\n};\n");
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_DONE : EXIT_MACHINE;
}
