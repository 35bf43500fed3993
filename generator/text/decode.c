#include "text/text.h"
#include "text/charset.h"
#include "text/icu.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

static void note_fault(Faults *f, size_t at) {
    if (f->n++ == 0) f->first = at;
}

/* How many bytes one U+FFFD stands for: the longest beginning of a
 * well-formed sequence, or one byte (Unicode, "maximal subpart"). */
static size_t broken_length(const unsigned char *p, size_t n) {
    unsigned char c = p[0];
    size_t want = c >= 0xc2 && c <= 0xdf ? 2 : c >= 0xe0 && c <= 0xef ? 3 : c >= 0xf0 && c <= 0xf4 ? 4 : 1;
    unsigned char low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
    unsigned char high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    size_t length = 1;
    while (length < want && length < n && p[length] >= low && p[length] <= high) {
        length++;
        low = 0x80;
        high = 0xbf;
    }
    return length;
}

static void decode_utf8(View bytes, Str *out, Faults *faults) {
    View rest = bytes;
    for (;;) {
        size_t good = utf8_valid_prefix(rest);
        str_add(out, rest.p, good);
        rest = view_from(rest, good);
        if (rest.n == 0) break;
        note_fault(faults, bytes.n - rest.n);
        str_adds(out, "\xef\xbf\xbd");
        rest = view_from(rest, broken_length((const unsigned char *)rest.p, rest.n));
    }
}

typedef struct Decoding {
    const char *start;
    Faults *faults;
} Decoding;

static void U_CALLCONV on_fault(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
                                UConverterCallbackReason reason, UErrorCode *err) {
    (void)units;
    if (reason > UCNV_IRREGULAR) return; /* reset, close, clone */
    const Decoding *d = context;
    note_fault(d->faults, (size_t)(args->source - d->start - length));
    *err = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, u"\uFFFD", 1, 0, err);
}

static UConverter *open_converter(const char *name) {
    UErrorCode err = U_ZERO_ERROR;
    UConverter *c = ucnv_open(name, &err);
    icu_must(err, name);
    return c;
}

static void decode_icu(View bytes, Charset charset, Str *out, Faults *faults) {
    UErrorCode err = U_ZERO_ERROR;
    UConverter *from = open_converter(charset_icu_name(charset)), *to = open_converter("UTF-8");
    Decoding decoding = {bytes.p, faults};
    ucnv_setToUCallBack(from, on_fault, &decoding, NULL, NULL, &err);
    UChar pivot[2048], *pivot_from = pivot, *pivot_to = pivot;
    const char *source = bytes.p, *source_end = bytes.p + bytes.n;
    bool reset = true;
    do {
        str_reserve(out, (size_t)(source_end - source) * 3 / 2 + 64);
        char *target = out->p + out->n;
        err = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &target, out->p + out->cap - 1, &source, source_end, pivot, &pivot_from, &pivot_to,
                       pivot + sizeof pivot / sizeof *pivot, reset, true, &err);
        out->n = (size_t)(target - out->p);
        out->p[out->n] = '\0';
        reset = false;
    } while (err == U_BUFFER_OVERFLOW_ERROR);
    icu_must(err, charset_icu_name(charset));
    ucnv_close(from);
    ucnv_close(to);
}

void decode_as(View bytes, Charset charset, Str *out, Faults *faults) {
    if (charset == CS_UTF8)
        decode_utf8(bytes, out, faults);
    else if (bytes.n)
        decode_icu(bytes, charset, out, faults);
}

/* Nearly every file: valid UTF-8, and no UTF-16 of ASCII. */
static bool is_plain(View bytes) { return utf8_valid(bytes) && (bytes.n == 0 || !memchr(bytes.p, '\0', bytes.n)); }

void text_decode(View bytes, Charset as, Str *utf8, Charset *found, size_t *bad, size_t *bad_at) {
    Faults faults = {0, 0};
    size_t start = utf8->n;
    Charset charset = charset_marked(bytes);
    if (charset == CS_UNKNOWN) charset = as;
    if (charset == CS_UNKNOWN && is_plain(bytes)) {
        charset = CS_UTF8;
        str_addv(utf8, bytes);
    } else {
        if (charset == CS_UNKNOWN) charset = charset_likely(bytes);
        decode_as(bytes, charset, utf8, &faults);
    }
    /* The mark is the same character in every charset. */
    if (view_starts(view_from(str_view(utf8), start), V("\uFEFF"))) str_splice(utf8, start, 3, V(""));
    if (found) *found = charset;
    if (bad) *bad = faults.n;
    if (bad_at) *bad_at = faults.first;
}
