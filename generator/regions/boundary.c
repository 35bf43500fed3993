/* Word boundaries, from ICU's Chinese dictionary: 保山 is no place in 确保山有人管. */
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "regions/mention.h"
#include "text/text.h"

enum { WINDOW = 48, UNITS_MAX = 2 * WINDOW + 64 };

static bool continues(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

/* Part of the line around [at, at+n), cut at characters. */
static View window_of(View text, size_t at, size_t n, size_t *before) {
    size_t from = at > WINDOW ? at - WINDOW : 0, to = text.n - at - n > WINDOW ? at + n + WINDOW : text.n;
    while (from < at && continues(text.p[from])) from++;
    while (to < text.n && to > at + n && continues(text.p[to])) to--;
    for (size_t i = at; i-- > from;)
        if (text.p[i] == '\n') from = i + 1;
    *before = at - from;
    return view(text.p + from, to - from);
}

/* The dictionary knows 云南, but not 雲南. */
static UChar simplified(UChar unit) {
    char buf[5];
    View fold = cp_is_han(unit) ? text_fold_cp(unit, buf) : V("");
    uint32_t cp = fold.n ? utf8_next(&fold) : unit;
    return fold.n || cp > 0xffff ? unit : (UChar)cp;
}

/* Behind the *n units of `out`. False: they have no room. */
static bool to_utf16(View v, UChar *out, int32_t *n) {
    UErrorCode err = U_ZERO_ERROR;
    int32_t from = *n, more;
    u_strFromUTF8WithSub(out + from, UNITS_MAX - from, &more, v.p, (int32_t)v.n, 0xfffd, NULL, &err);
    *n += more;
    for (int32_t i = from; U_SUCCESS(err) && i < *n; i++) out[i] = simplified(out[i]);
    return U_SUCCESS(err);
}

/* Do words part before unit i of n for certain? */
static bool is_parted(const UChar *units, int32_t n, int32_t i) {
    return i <= 0 || i >= n || !text_word_pair(units[i - 1], units[i]);
}

bool word_boundaries(View text, size_t at, size_t n) {
    UErrorCode err = U_ZERO_ERROR;
    if (n > UNITS_MAX - 2 * WINDOW) return true;
    UChar units[UNITS_MAX];
    size_t before;
    View window = window_of(text, at, n, &before);
    int32_t all = 0, from, to;
    if (!to_utf16(view_to(window, before), units, &all)) return true;
    from = all;
    if (!to_utf16(view(window.p + before, n), units, &all)) return true;
    to = all;
    if (!to_utf16(view_from(window, before + n), units, &all)) return true;
    int32_t low = from, high = to; /* beyond places where words part for certain nothing has a say */
    if (is_parted(units, all, low) && is_parted(units, all, high)) return true;
    while (!is_parted(units, all, low)) low--;
    while (!is_parted(units, all, high)) high++;
    UBreakIterator *it = text_words();
    if (!it) return true;
    ubrk_setText(it, units + low, high - low, &err);
    return U_FAILURE(err) || (ubrk_isBoundary(it, from - low) && ubrk_isBoundary(it, to - low));
}

bool is_word(View v) {
    UErrorCode err = U_ZERO_ERROR;
    UBreakIterator *it = text_words();
    UChar units[UNITS_MAX];
    int32_t n = 0;
    if (!it || v.n > UNITS_MAX || !to_utf16(v, units, &n)) return true;
    for (int32_t i = 1; i < n; i++)
        if (is_parted(units, n, i)) return false;
    ubrk_setText(it, units, n, &err);
    return U_FAILURE(err) || ubrk_following(it, 0) == n;
}
