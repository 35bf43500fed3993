/* Makes the table of Han characters that stand side by side in a word of
 * ICU's Chinese and Japanese dictionary: where two do not, no word lies across
 * them, which need not be asked of ICU then. The dictionary is a trie of
 * UTF-16 units, read as ICU's icu4c/source/common/unicode/ucharstrie.h says.
 *
 *     mkwordpairs >HEADER */
#include "text/icu.h"
#include "text/text.h"

#include <stdio.h>

#include <unicode/udata.h>

enum { FIRST = 0x4e00, END = 0xa000, HAN = END - FIRST, ROW = (HAN + 7) / 8 };
static uint8_t pairs[HAN][ROW]; /* bits, by the first character of a pair */

static void pair(UChar a, UChar b) {
    if (a >= FIRST && a < END && b >= FIRST && b < END)
        pairs[a - FIRST][(b - FIRST) / 8] |= (uint8_t)(1 << (b - FIRST) % 8);
}

/* --- the trie --------------------------------------------------------------- */

enum { LINEAR_MOST = 5, MATCH = 0x30, VALUE = 0x40, FINAL = 0x8000 };

/* A number whose first unit, the lead, tells how many more it has: from `two`
 * on one, at `three` two. */
static uint32_t number(const UChar **p, unsigned lead, unsigned two, unsigned three) {
    if (lead < two) return lead;
    uint32_t high = lead < three ? lead - two : *(*p)++;
    return high << 16 | *(*p)++;
}

static void node(const UChar *p, UChar before);

/* Of a branch to n units, `before` being the unit before it. */
static void branch(const UChar *p, unsigned n, UChar before) {
    while (n > LINEAR_MOST) { /* the lower half is elsewhere */
        p++;
        unsigned lead = *p++;
        uint32_t lower = number(&p, lead, 0xfc00, 0xffff);
        branch(p + lower, n / 2, before);
        n -= n / 2;
    }
    for (; n > 1; n--) {
        UChar unit = *p++;
        unsigned lead = *p++;
        uint32_t value = number(&p, lead & ~(unsigned)FINAL, 0x4000, 0x7fff);
        pair(before, unit);
        if (!(lead & FINAL)) node(p + value, unit);
    }
    pair(before, *p);
    node(p + 1, *p);
}

static void node(const UChar *p, UChar before) {
    for (;;) {
        unsigned lead = *p++;
        if (lead & FINAL) return;
        if (lead >= VALUE) { /* a word ends here, and longer ones go on */
            number(&p, lead, 0x4040, 0x7fc0);
            lead %= VALUE;
        }
        if (lead < MATCH) {
            unsigned n = lead ? lead : *p++;
            branch(p, n + 1, before);
            return;
        }
        for (unsigned n = lead - MATCH + 1; n; n--) {
            pair(before, *p);
            before = *p++;
        }
    }
}

/* --- the table ---------------------------------------------------------------- */

static bool has(unsigned a, unsigned b) { return pairs[a][b / 8] >> b % 8 & 1; }

int main(void) {
    enum { TRIE_AT = 0, TRIE_TYPE = 4, TYPE_MASK = 7, TYPE_UNITS = 1 };
    UErrorCode err = U_ZERO_ERROR;
    UDataMemory *data = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &err);
    icu_must(err, "cjdict");
    const int32_t *header = udata_getMemory(data);
    if ((header[TRIE_TYPE] & TYPE_MASK) != TYPE_UNITS) icu_must(U_INVALID_FORMAT_ERROR, "cjdict");
    node((const UChar *)((const char *)header + header[TRIE_AT]), 0);
    udata_close(data);

    size_t n = 0;
    printf(
        "/* Made by mkwordpairs: what stands behind each character, by code point, and where in that each begins. */\n"
        "enum { PAIRS_FIRST = 0x%x, PAIRS_END = 0x%x };\nstatic const uint16_t pairs_second[] = {",
        FIRST, END);
    static size_t from[HAN + 1];
    for (unsigned a = 0; a < HAN; a++) {
        for (unsigned b = 0; b < HAN; b++)
            if (has(a, b)) printf("%s0x%x,", n++ % 16 ? "" : "\n    ", FIRST + b);
        from[a + 1] = n;
    }
    printf("\n};\nstatic const uint32_t pairs_from[] = {");
    for (unsigned a = 0; a <= HAN; a++) printf("%s%zu,", a % 16 ? "" : "\n    ", from[a]);
    printf("\n};\n");
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_DONE : EXIT_MACHINE;
}
