/* Does text run over from one piece to another? Two witnesses: a word of
 * ICU's dictionary that lies across the seam (脱|贫), and characters that
 * stand together elsewhere in the same document. */
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "import/page.h"

enum { WINDOW = 8 };

struct Seams {
    const Page *page; /* to be learnt when first asked: many pages never ask */
    size_t lines;
    uint64_t *pairs, *triples; /* Bloom filters with one hash: bit sets */
    unsigned shift;            /* their size: 2^(64 - shift) bits */
};

Seams *seams_new(void) { return xcalloc(1, sizeof(Seams)); }

void seams_free(Seams *s) {
    free(s->pairs);
    free(s->triples);
    free(s);
}

static const uint64_t TWO = ((uint64_t)1 << 42) - 1, THREE = ((uint64_t)1 << 63) - 1;

static size_t spread(uint64_t key, unsigned shift) { return (size_t)(key * 0x9E3779B97F4A7C15u >> shift); }
static size_t mix(const Seams *s, uint32_t a, uint32_t b, uint32_t c) {
    return spread((uint64_t)a << 42 | (uint64_t)b << 21 | c, s->shift);
}

static void put(uint64_t *bits, size_t at) { bits[at / 64] |= (uint64_t)1 << (at % 64); }
static bool get(const uint64_t *bits, size_t at) { return bits[at / 64] >> (at % 64) & 1; }

/* Long documents are learnt from their first part: a filter that is full
 * says yes to everything. */
enum { LEARN_BYTES = 1 << 18 };

void seams_learn(Seams *s, const Page *page) {
    s->page = page;
    s->lines = page->lines.n;
}

static void learn_line(const Seams *s, View v) {
    uint64_t *pairs = s->pairs, *triples = s->triples;
    const unsigned shift = s->shift;
    uint64_t last = 0; /* three characters of 21 bits */
    for (unsigned n = 1; v.n && n <= 2; n++) {
        last = last << 21 | utf8_next(&v);
        if (n == 2) put(pairs, spread(last & TWO, shift));
    }
    while (v.n) {
        last = (last << 21 | utf8_next(&v)) & THREE;
        put(pairs, spread(last & TWO, shift));
        put(triples, spread(last, shift));
    }
}

static void learn(Seams *s) {
    const Page *page = s->page;
    size_t total = 0;
    for (s->shift = 50; s->shift > 44 && (size_t)1 << (64 - s->shift) < page->utf8.n * 4;) s->shift--;
    s->pairs = xcalloc((size_t)1 << (58 - s->shift), sizeof(uint64_t));
    s->triples = xcalloc((size_t)1 << (58 - s->shift), sizeof(uint64_t));
    for (size_t i = 0; i < s->lines && total < LEARN_BYTES; i++) {
        View v = view_to(page->lines.p[i].text, LEARN_BYTES);
        total += v.n;
        learn_line(s, v);
    }
}

bool seam_known(Seams *s, View before, View after) {
    if (!s->page || !before.n || !after.n) return false;
    uint32_t b = utf8_last(&before), c = utf8_next(&after);
    if (!cp_is_han(b) || !cp_is_han(c)) return false;
    if (!s->pairs) learn(s);
    uint32_t a = before.n ? utf8_last(&before) : 0, d = after.n ? utf8_next(&after) : 0;
    bool pair = get(s->pairs, mix(s, 0, b, c));
    return pair && ((a && get(s->triples, mix(s, a, b, c))) || (d && get(s->triples, mix(s, b, c, d))));
}

static int32_t utf16_of(View v, UChar *out, int32_t cap) {
    int32_t n = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(out, cap, &n, v.p, (int32_t)v.n, &status);
    return U_SUCCESS(status) ? n : 0;
}

/* What stands next to the seam up to a place where words part for certain: the rest has no say. `beyond` is the
 * character on the other side. */
static View last_run(View v, uint32_t beyond) {
    View rest = v;
    for (size_t k = 0; rest.n && k < WINDOW; k++) {
        size_t end = rest.n;
        uint32_t cp = utf8_last(&rest);
        if (!text_word_pair(cp, beyond)) return view_from(v, end);
        beyond = cp;
    }
    return view_from(v, rest.n);
}

static View first_run(View v, uint32_t beyond) {
    View rest = v;
    for (size_t k = 0; rest.n && k < WINDOW; k++) {
        size_t begin = v.n - rest.n;
        uint32_t cp = utf8_next(&rest);
        if (!text_word_pair(beyond, cp)) return view_to(v, begin);
        beyond = cp;
    }
    return view_to(v, v.n - rest.n);
}

static int32_t last_word(UBreakIterator *words, const UChar *text, int32_t n) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(words, text, n, &status);
    ubrk_last(words);
    return n - ubrk_previous(words);
}

static int32_t first_word(UBreakIterator *words, const UChar *text, int32_t n) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(words, text, n, &status);
    ubrk_first(words);
    return ubrk_next(words);
}

bool seam_in_word(View before, View after) {
    View at = before, bt = after;
    if (!before.n || !after.n) return false;
    uint32_t last = utf8_last(&at), first = utf8_next(&bt);
    if (!cp_is_han(last) || !cp_is_han(first) || !text_word_pair(last, first)) return false;
    UBreakIterator *words = text_words();
    if (!words) return false;
    UChar text[4 * WINDOW + 8];
    int32_t n = utf16_of(last_run(before, first), text, 2 * WINDOW + 2);
    int32_t m = utf16_of(first_run(after, last), text + n, 2 * WINDOW + 2);
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(words, text, n + m, &status);
    if (U_FAILURE(status) || n <= 0 || m <= 0 || ubrk_isBoundary(words, n)) return false;
    /* 送到家|村医: both sides end and begin with words of their own. */
    return n < 2 || m < 2 || last_word(words, text, n) < 2 || first_word(words, text + n, m) < 2;
}

/* Do words part somewhere in it for certain? */
static bool is_parted(View v) {
    uint32_t last = v.n ? utf8_next(&v) : 0;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (!text_word_pair(last, cp)) return true;
        last = cp;
    }
    return false;
}

bool seam_is_word(View v) {
    UChar text[64];
    if (v.n > 60 || is_parted(v)) return false;
    UBreakIterator *words = text_words();
    int32_t n = words ? utf16_of(v, text, 64) : 0;
    return n > 0 && first_word(words, text, n) == n;
}
