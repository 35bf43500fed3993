/* What people write of a source in a sidecar or in sources.csv: an article is
 * never given a value that its reader refuses. */
#include <errno.h>

#include "content/content.h"
#include "import/emit.h"

int read_text(Arena *a, const char *path, size_t max, View *out) {
    Str bytes = STR_INIT, text = STR_INIT;
    int err = file_read(path, &bytes, max);
    if (!err) text_decode(str_view(&bytes), CS_UNKNOWN, &text, NULL, NULL, NULL);
    *out = arena_view(a, str_view(&text));
    str_release(&bytes);
    str_release(&text);
    return err;
}

/* --- dates ----------------------------------------------------------------------- */

static View half_width(Arena *a, View v) {
    Str s = STR_INIT;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        utf8_add(&s, cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp);
    }
    View out = view_trim(arena_view(a, str_view(&s)));
    str_release(&s);
    return out;
}

/* A number of `least` to `most` digits. */
static bool take_number(View *v, size_t least, size_t most, uint64_t *out) {
    size_t n = 0;
    while (n < v->n && n < most && v->p[n] >= '0' && v->p[n] <= '9') n++;
    if (n < least || !view_uint(view_to(*v, n), 9999, out)) return false;
    *v = view_from(*v, n);
    return true;
}

/* The mark behind a year, month or day: 年, or what stands between numbers. */
static bool take_mark(View *v, View han) {
    size_t n = view_starts(*v, han) ? han.n : v->n && strchr("-/.", v->p[0]) ? 1 : 0;
    *v = view_from(*v, n);
    return n > 0;
}

static bool is_clock(View v) {
    for (size_t i = 0; i < v.n; i++)
        if (!v.p[i] || !strchr("0123456789: ", v.p[i])) return false;
    return true;
}

/* 2020/6/1, 2020.6.1, 2020-6-1, 20200601, 2020年6月1日 (and without day or
 * month), a clock behind it left out as spreadsheets add one: 2020-06-01. */
static View plain_date(Arena *a, View written) {
    View v = half_width(a, written);
    uint64_t part[3] = {0};
    size_t n = 1;
    if (date_valid(v)) return v;
    if (!take_number(&v, 4, 4, &part[0])) return V("");
    if (v.n == 4 && take_number(&v, 2, 2, &part[1]) && take_number(&v, 2, 2, &part[2])) n = 3;
    else if (take_mark(&v, V("年")) && take_number(&v, 1, 2, &part[1])) {
        n = 2;
        if (take_mark(&v, V("月")) && take_number(&v, 1, 2, &part[2])) {
            n = 3;
            if (view_starts(v, V("日")) || view_starts(v, V("号"))) v = view_from(v, sizeof "日" - 1);
        }
    }
    if (v.n && !(n == 3 && v.p[0] == ' ' && is_clock(v))) return V("");
    const char *text = arena_printf(a, "%04u-%02u-%02u", (unsigned)part[0], (unsigned)part[1], (unsigned)part[2]);
    static const size_t length[] = {0, 4, 7, 10};
    View date = view(text, length[n]);
    return date_valid(date) ? date : V("");
}

/* Two years may stand with any dash between: 2019—2020. */
static View plain_period(Arena *a, View written) {
    static const char *const dashes[] = {"——", "—", "–", "－", "～", "~", "至", "-", "/"};
    View date = plain_date(a, written);
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes && !date.n; i++) {
        size_t at = view_find(written, view_of(dashes[i]), 0);
        if (at == SIZE_MAX) continue;
        View from = plain_date(a, view_to(written, at)), to = plain_date(a, view_from(written, at + strlen(dashes[i])));
        View period = view_of(arena_printf(a, "%.*s-%.*s", VARG(from), VARG(to)));
        if (from.n == 4 && to.n == 4 && date_period_valid(period)) date = period;
    }
    return date;
}

/* --- all --------------------------------------------------------------------------- */

static bool is_code(View v) {
    uint64_t ignored;
    return view_starts(v, V("x-")) ||
           (view_uint(v, UINT64_MAX, &ignored) && (v.n == 2 || v.n == 4 || v.n == 6 || v.n == 9 || v.n == 12));
}

View known_value(Arena *a, Diag *d, const char *name, View written, Where at) {
    View v = written;
    Msg why = M_CONTENT_DATE;
    bool good = true;
    const char *choices = "newspaper yearbook gazetteer", *text = arena_strdup(a, written);
    if (!v.n) return v;
    if (strcmp(name, "issued") == 0) v = plain_date(a, v), good = v.n > 0;
    else if (strcmp(name, "covers") == 0) v = plain_period(a, v), good = v.n > 0;
    else if (strcmp(name, "kind") == 0)
        good = view_is(v, "newspaper") || view_is(v, "yearbook") || view_is(v, "gazetteer"), why = M_CONTENT_CHOICE;
    else if (strcmp(name, "charset") == 0) good = charset_named(v) != CS_UNKNOWN, why = M_IMPORT_CHARSET;
    else if (strcmp(name, "home") == 0) good = is_code(v), why = M_REGIONS_CODE;
    if (good) return v;
    if (why == M_CONTENT_CHOICE) diag(d, why, at, DARGS(name, choices, text));
    else if (why == M_CONTENT_DATE) diag(d, why, at, DARGS(name, text));
    else diag(d, why, at, DARGS(text));
    return V("");
}
