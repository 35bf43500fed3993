#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

char str_empty[1] = "";

enum { LARGE_PAGE = 2 << 20 };

_Noreturn void die_oom(void) {
    static const char text[] = "fangzhi: out of memory\n";
    fwrite(text, 1, sizeof text - 1, stderr);
    exit(3);
}

void *xmalloc(size_t n) {
    void *p = malloc(n ? n : 1);
    if (!p) die_oom();
    return p;
}

/* Asks for large pages for much memory: the kernel is entered once for each page
 * that is first touched, thousands of times with small ones. */
static void *in_large_pages(void *p, size_t n) {
    enum { PAGE = 4096 };
    if (n < 2 * (size_t)LARGE_PAGE) return p;
    size_t before = (size_t)(-(uintptr_t)p % PAGE);
    madvise((char *)p + before, n - before, MADV_HUGEPAGE);
    return p;
}

static void *xrealloc(void *p, size_t n) {
    p = realloc(p, n ? n : 1);
    if (!p) die_oom();
    return in_large_pages(p, n);
}

void *xcalloc(size_t n, size_t size) {
    void *p = calloc(n ? n : 1, size ? size : 1);
    if (!p) die_oom();
    return p;
}

void *xarray(void *p, size_t n, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes)) die_oom();
    return xrealloc(p, bytes);
}

void *xlarge(size_t n, size_t size) {
    size_t bytes;
    void *p;
    if (__builtin_mul_overflow(n, size, &bytes)) die_oom();
    if (bytes < LARGE_PAGE) return xmalloc(bytes);
    if (posix_memalign(&p, LARGE_PAGE, bytes) != 0) die_oom();
    madvise(p, bytes, MADV_HUGEPAGE);
    return p;
}

char *xstrdup(const char *s) {
    size_t n = strlen(s) + 1;
    return memcpy(xmalloc(n), s, n);
}

int view_cmp(View a, View b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c) return c;
    return (a.n > b.n) - (a.n < b.n);
}

/* Of a short word the last byte is looked for: in Han text it is rarer than those before it. */
size_t view_find(View in, View what, size_t from) {
    enum { WORD = 16, ASCII_WORD = 4 };
    if (what.n == 0) return from <= in.n ? from : SIZE_MAX;
    if (from >= in.n || in.n - from < what.n) return SIZE_MAX;
    const size_t before = what.n - 1;
    const char last = what.p[before];
    if (what.n > ((unsigned char)last < 0x80 ? ASCII_WORD : WORD)) {
        const char *hit = memmem(in.p + from, in.n - from, what.p, what.n);
        return hit ? (size_t)(hit - in.p) : SIZE_MAX;
    }
    const char *end = in.p + in.n;
    for (const char *hit = in.p + from + before; hit < end && (hit = memchr(hit, last, (size_t)(end - hit))); hit++)
        if (!before || (hit[-1] == what.p[before - 1] && memcmp(hit - before, what.p, before) == 0))
            return (size_t)(hit - before - in.p);
    return SIZE_MAX;
}

static bool ascii_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

View view_trim(View v) {
    static const View wide = V_INIT("\u3000");
    for (;;) {
        if (v.n && ascii_space(v.p[0])) v = view_from(v, 1);
        else if (view_starts(v, wide)) v = view_from(v, wide.n);
        else break;
    }
    for (;;) {
        if (v.n && ascii_space(v.p[v.n - 1])) v.n--;
        else if (view_ends(v, wide)) v.n -= wide.n;
        else break;
    }
    return v;
}

bool view_line(View *rest, View *line) {
    if (rest->n == 0) return false;
    const char *end = memchr(rest->p, '\n', rest->n);
    size_t n = end ? (size_t)(end - rest->p) : rest->n;
    *line = (View){rest->p, n};
    if (n && line->p[n - 1] == '\r') line->n--;
    *rest = view_from(*rest, end ? n + 1 : n);
    return true;
}

bool view_split(View *rest, char sep, View *field) {
    if (!rest->p) return false;
    const char *end = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    if (!end) {
        *field = *rest;
        *rest = (View){NULL, 0};
        return true;
    }
    *field = (View){rest->p, (size_t)(end - rest->p)};
    *rest = view_from(*rest, field->n + 1);
    return true;
}

bool view_uint(View v, uint64_t max, uint64_t *out) {
    if (v.n == 0) return false;
    uint64_t x = 0;
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] < '0' || v.p[i] > '9') return false;
        uint64_t digit = (uint64_t)(v.p[i] - '0');
        if (x > (max - digit) / 10 || digit > max) return false;
        x = x * 10 + digit;
    }
    *out = x;
    return true;
}

void str_init(Str *s) {
    *s = (Str)STR_INIT;
}

void str_release(Str *s) {
    if (s->cap) free(s->p);
    str_init(s);
}

void str_clear(Str *s) {
    s->n = 0;
    if (s->cap) s->p[0] = '\0';
}

/* Growing by half lets the allocator use freed neighbours again; while small,
 * few steps matter more. */
enum { SMALL_STR = 4096 };

void str_reserve(Str *s, size_t more) {
    size_t need;
    if (__builtin_add_overflow(s->n, more, &need) || __builtin_add_overflow(need, 1, &need)) die_oom();
    if (need <= s->cap) return;
    size_t cap = s->cap + (s->cap < SMALL_STR ? s->cap : s->cap / 2);
    if (cap < need) cap = need;
    if (cap < 32) cap = 32;
    s->p = xrealloc(s->cap ? s->p : NULL, cap);
    s->cap = cap;
    s->p[s->n] = '\0';
}

void str_adduint(Str *s, uint64_t n) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    str_add(s, digits + at, sizeof digits - at);
}

void str_addpadded(Str *s, uint64_t n, unsigned digits) {
    unsigned has = 1;
    for (uint64_t rest = n / 10; rest; rest /= 10) has++;
    for (; has < digits; has++) str_addc(s, '0');
    str_adduint(s, n);
}

/* The digits of n, zeros before them up to `width`, as a view into `digits`. */
static View decimal(uint64_t n, size_t width, char digits[20]) {
    size_t at = 20;
    do digits[--at] = (char)('0' + n % 10);
    while ((n /= 10) != 0);
    while (20 - at < width) digits[--at] = '0';
    return view(digits + at, 20 - at);
}

/* What stands behind a %, which is taken off the format. */
static bool format_item(const char **fmt, va_list *ap, char digits[20], View *out) {
    const char *f = *fmt;
    if (strncmp(f, ".*s", 3) == 0) {
        int most = va_arg(*ap, int);
        const char *text = va_arg(*ap, const char *);
        if (most < 0 || (most && !text)) return false;
        *out = view(text, most ? strnlen(text, (size_t)most) : 0);
        f += 3;
    } else if (*f == 's') {
        const char *text = va_arg(*ap, const char *);
        if (!text) return false;
        *out = view_of(text);
        f++;
    } else if (*f == 'u') {
        *out = decimal(va_arg(*ap, unsigned), 1, digits);
        f++;
    } else if (f[0] == '0' && f[1] >= '1' && f[1] <= '9' && f[2] == 'u') {
        *out = decimal(va_arg(*ap, unsigned), (size_t)(f[1] - '0'), digits);
        f += 3;
    } else if (strncmp(f, "zu", 2) == 0) {
        *out = decimal(va_arg(*ap, size_t), 1, digits);
        f += 2;
    } else {
        return false;
    }
    *fmt = f;
    return true;
}

int format_short(char *out, size_t size, const char *fmt, va_list ap) {
    va_list args; /* a va_list that is a parameter may be an array */
    va_copy(args, ap);
    char digits[20];
    size_t n = 0;
    bool good = true;
    while (good && *fmt) {
        View item = view(fmt, 1);
        if (*fmt++ == '%') good = format_item(&fmt, &args, digits, &item);
        good = good && item.n < size - n;
        if (good && item.n) memcpy(out + n, item.p, item.n);
        if (good) n += item.n;
    }
    va_end(args);
    out[n] = '\0';
    return good ? (int)n : -1;
}

void str_addvf(Str *s, const char *fmt, va_list ap) {
    enum { LIKELY = 64 };
    va_list again;
    va_copy(again, ap);
    str_reserve(s, LIKELY);
    int n = format_short(s->p + s->n, LIKELY, fmt, ap);
    if (n < 0) n = vsnprintf(s->p + s->n, LIKELY, fmt, ap);
    if (n >= LIKELY) {
        str_reserve(s, (size_t)n);
        vsnprintf(s->p + s->n, (size_t)n + 1, fmt, again);
    }
    if (n > 0) s->n += (size_t)n;
    va_end(again);
}

void str_addf(Str *s, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    str_addvf(s, fmt, ap);
    va_end(ap);
}

void str_cut(Str *s, size_t n) {
    if (n >= s->n) return;
    s->n = n;
    s->p[n] = '\0';
}

void str_splice(Str *s, size_t at, size_t n, View v) {
    if (at > s->n) at = s->n;
    if (n > s->n - at) n = s->n - at;
    if (v.n > n) str_reserve(s, v.n - n);
    if (!s->cap) return; /* empty stays empty */
    memmove(s->p + at + v.n, s->p + at + n, s->n - at - n);
    if (v.n) memcpy(s->p + at, v.p, v.n);
    s->n = s->n - n + v.n;
    s->p[s->n] = '\0';
}
