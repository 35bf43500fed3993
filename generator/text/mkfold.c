/* Makes fold.tsv (`make fold`): what each code point folds to. The result is
 * committed, so that an index does not change with the ICU it is built with.
 *
 *     mkfold VARIANTS >FOLD
 *
 * A code point's fold: NFKC_Casefold, fully decomposed, then for each code
 * point Traditional to Simplified, variant forms to one, and the tsheg that
 * does not break to the one that does; over again until nothing changes, so
 * that folding what is folded changes nothing. */
#include "text/icu.h"
#include "text/text.h"

#include <stdio.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uvernum.h>

enum { LAST = 0x10ffff, LONGEST = 64, ROUNDS = 8 };

typedef struct Text {
    uint32_t p[LONGEST];
    size_t n;
} Text;

typedef struct Units {
    UChar p[LONGEST];
    int32_t n;
} Units;

static uint32_t variants[LAST + 1]; /* 0: none */
static const UNormalizer2 *casefold, *decompose;
static UTransliterator *simplify;

static void append(Text *t, uint32_t c) {
    if (t->n == LONGEST) icu_must(U_BUFFER_OVERFLOW_ERROR, "fold");
    t->p[t->n++] = c;
}

static Units units_of(uint32_t c) {
    Units u;
    UErrorCode err = U_ZERO_ERROR;
    u_strFromUTF32(u.p, LONGEST, &u.n, (const UChar32 *)&c, 1, &err);
    icu_must(err, "to UTF-16");
    return u;
}

static Text text_of(Units u) {
    Text t;
    int32_t n;
    UErrorCode err = U_ZERO_ERROR;
    u_strToUTF32((UChar32 *)t.p, LONGEST, &n, u.p, u.n, &err);
    icu_must(err, "from UTF-16");
    t.n = (size_t)n;
    return t;
}

static Units normalize(const UNormalizer2 *how, Units u) {
    Units out;
    UErrorCode err = U_ZERO_ERROR;
    out.n = unorm2_normalize(how, u.p, u.n, out.p, LONGEST, &err);
    icu_must(err, "normalize");
    return out;
}

/* Hangul syllables stay whole: 11,172 rows would serve no text we read. */
static bool is_hangul(uint32_t c) { return c >= 0xac00 && c <= 0xd7a3; }

static Text normalized(uint32_t c) {
    Units u = units_of(c);
    return text_of(is_hangul(c) ? u : normalize(decompose, normalize(casefold, u)));
}

static Text simplified(uint32_t c) {
    Units u = units_of(c);
    if (cp_is_han(c)) {
        UErrorCode err = U_ZERO_ERROR;
        int32_t limit = u.n;
        utrans_transUChars(simplify, u.p, &u.n, LONGEST, 0, &limit, &err);
        icu_must(err, "Traditional-Simplified");
    }
    return text_of(u);
}

static Text fold_once(const Text *t) {
    Text out = {.n = 0};
    for (size_t i = 0; i < t->n; i++) {
        Text n = normalized(t->p[i]);
        for (size_t j = 0; j < n.n; j++) {
            Text s = simplified(n.p[j]);
            for (size_t k = 0; k < s.n; k++) {
                uint32_t c = s.p[k] == 0x0f0c ? 0x0f0b : s.p[k];
                append(&out, variants[c] ? variants[c] : c);
            }
        }
    }
    return out;
}

static bool precedes(const Text *a, const Text *b) {
    for (size_t i = 0; i < a->n && i < b->n; i++)
        if (a->p[i] != b->p[i]) return a->p[i] < b->p[i];
    return a->n < b->n;
}

/* ICU has rings (苎 to 苧 to 苎): they fold to their first member. */
static Text fold(uint32_t c) {
    Text t = {{c}, 1};
    for (int round = 0; round < ROUNDS; round++) t = fold_once(&t);
    Text first = t;
    for (int round = 0; round < ROUNDS; round++) {
        t = fold_once(&t);
        if (precedes(&t, &first)) first = t;
    }
    return first;
}

static void read_variants(const char *path) {
    Str file = STR_INIT;
    int err = file_read(path, &file, FILE_MAX_BYTES);
    if (err) {
        fprintf(stderr, "mkfold: %s: %s\n", path, strerror(err));
        exit(1);
    }
    View rest = str_view(&file), line, word;
    while (view_line(&rest, &line)) {
        if (view_starts(line, V("#"))) continue;
        while (line.n && view_split(&line, ' ', &word)) {
            uint32_t to = word.n ? utf8_next(&word) : 0;
            while (word.n) variants[utf8_next(&word)] = to;
        }
    }
    str_release(&file);
}

static void print_row(uint32_t first, uint32_t last, const Text *to) {
    printf("%04X", first);
    if (last != first) printf("-%04X", last);
    for (size_t i = 0; i < to->n; i++) printf("%c%04X", i ? ' ' : '\t', to->p[i]);
    printf(to->n ? "\n" : "\t\n");
}

/* A row may stand for a run of code points that fold to nothing, or each to
 * the one at the same distance. False: c folds to several. */
static bool distance(uint32_t c, const Text *to, uint32_t *d) {
    *d = to->n ? to->p[0] - c : LAST + 1;
    return to->n <= 1;
}

static bool mapped(uint32_t c, Text *to) {
    if ((c >= 0xd800 && c <= 0xdfff) || !u_isdefined((UChar32)c)) return false;
    *to = fold(c);
    return to->n != 1 || to->p[0] != c;
}

static void print_rows(void) {
    for (uint32_t c = 0; c <= LAST; c++) {
        Text to, next;
        if (!mapped(c, &to)) continue;
        uint32_t first = c, d, e;
        if (distance(c, &to, &d))
            while (c < LAST && mapped(c + 1, &next) && distance(c + 1, &next, &e) && d == e) c++;
        print_row(first, c, &to);
    }
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: mkfold VARIANTS >FOLD\n");
        return EXIT_USAGE;
    }
    UErrorCode err = U_ZERO_ERROR;
    casefold = unorm2_getNFKCCasefoldInstance(&err);
    decompose = unorm2_getNFKDInstance(&err);
    simplify = utrans_openU(u"Traditional-Simplified", -1, UTRANS_FORWARD, NULL, 0, NULL, &err);
    icu_must(err, "ICU");
    read_variants(argv[1]);
    printf("# Made by mkfold from variants.txt with ICU %s, Unicode %s: do not edit.\n", U_ICU_VERSION,
           U_UNICODE_VERSION);
    printf(
        "# FIRST[-LAST]<TAB>what FIRST folds to (nothing: it is left out); the rest of a run at the same distance.\n");
    print_rows();
    utrans_close(simplify);
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_DONE : EXIT_MACHINE;
}
