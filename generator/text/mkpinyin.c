/* Makes the table of what each character of the BMP is in Latin letters, as
 * ICU transliterates it: opening the transliterator takes longer than a small
 * site takes to build.
 *
 *     mkpinyin >HEADER */
#include "text/icu.h"
#include "text/text.h"

#include <stdio.h>

#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { BMP = 0x10000 };

/* Without spaces around it. False: as it is. */
static bool transliterate(UTransliterator *icu, uint32_t cp, Str *out) {
    enum { UNITS = 64 };
    UChar units[UNITS] = {(UChar)cp};
    char bytes[4 * UNITS], self[4];
    int32_t n = 1, limit = 1, length;
    UErrorCode err = U_ZERO_ERROR;
    if (cp == 0 || (cp >= 0xd800 && cp < 0xe000)) return false;
    utrans_transUChars(icu, units, &n, UNITS, 0, &limit, &err);
    u_strToUTF8(bytes, sizeof bytes, &length, units, n, &err);
    if (U_FAILURE(err)) return false;
    View latin = view_trim(view(bytes, (size_t)length));
    if (view_eq(latin, view(self, utf8_put(self, cp)))) return false;
    str_addv(out, latin);
    return true;
}

int main(void) {
    UErrorCode err = U_ZERO_ERROR;
    UTransliterator *icu = utrans_openU(u"Han-Latin; Latin-ASCII; Lower", -1, UTRANS_FORWARD, NULL, 0, NULL, &err);
    icu_must(err, "Han-Latin");
    static unsigned at[BMP];
    Map seen = MAP_INIT;
    Arena a = ARENA_INIT;
    Str latin = STR_INIT;
    size_t size = 1;
    puts("/* Made by mkpinyin. Texts end in NUL; the first stands for none. */\nstatic const char latin_texts[] = {\n  "
         "  0,");
    for (uint32_t cp = 0; cp < BMP; cp++) {
        str_clear(&latin);
        if (!transliterate(icu, cp, &latin)) continue;
        bool fresh;
        size_t *place = map_at(&seen, arena_view(&a, str_view(&latin)), &fresh);
        if (fresh) {
            *place = size;
            size += latin.n + 1;
            fputs("    ", stdout);
            for (size_t i = 0; i < latin.n; i++) printf("'\\%03o', ", (unsigned char)latin.p[i]);
            puts("0,");
        }
        at[cp] = (unsigned)*place;
    }
    printf("};\nstatic const uint16_t latin_at[] = {");
    for (uint32_t cp = 0; cp < BMP; cp++) printf("%s%u,", cp % 16 ? "" : "\n    ", at[cp]);
    puts("\n};");
    utrans_close(icu);
    arena_release(&a);
    map_release(&seen);
    str_release(&latin);
    return size < BMP && fflush(stdout) == 0 && !ferror(stdout) ? EXIT_DONE : EXIT_MACHINE;
}
