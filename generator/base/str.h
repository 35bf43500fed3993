/* Text as bytes: View borrows, Str owns and grows. Neither promises UTF-8;
 * what does says so. */
#ifndef FANGZHI_BASE_STR_H
#define FANGZHI_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A borrowed run of bytes, not NUL-ended. The empty view may have p NULL. */
typedef struct View {
    const char *p;
    size_t n;
} View;

/* A View of a string literal, also in constant initialisers. */
#define V(literal) ((View){"" literal, sizeof(literal) - 1})
#define V_INIT(literal) {"" literal, sizeof(literal) - 1}

/* For printf: printf("%.*s", VARG(v)). Longer than INT_MAX is cut. */
#define VARG(v) ((int)((v).n > 0x7fffffff ? 0x7fffffff : (v).n)), ((v).n ? (v).p : "")

static inline View view(const char *p, size_t n) { return (View){p, n}; }
static inline View view_of(const char *s) { return (View){s, s ? strlen(s) : 0}; }
static inline View view_from(View v, size_t at) {
    return at >= v.n ? (View){v.p + v.n, 0} : (View){v.p + at, v.n - at};
}
static inline View view_to(View v, size_t n) { return n < v.n ? (View){v.p, n} : v; }

static inline bool view_eq(View a, View b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }
static inline bool view_is(View a, const char *s) { return view_eq(a, view_of(s)); }

/* Bytewise order: negative, zero, positive. For UTF-8 this is code point order. */
int view_cmp(View a, View b);

static inline bool view_starts(View v, View with) {
    return v.n >= with.n && (with.n == 0 || memcmp(v.p, with.p, with.n) == 0);
}
static inline bool view_ends(View v, View with) {
    return v.n >= with.n && (with.n == 0 || memcmp(v.p + v.n - with.n, with.p, with.n) == 0);
}

/* Offset of the first occurrence at or after `from`, or SIZE_MAX. */
size_t view_find(View in, View what, size_t from);

/* Without ASCII white space and U+3000 at both ends. */
View view_trim(View v);

/* Takes the next line off *rest: without its \n or \r\n. False at the end. */
bool view_line(View *rest, View *line);

/* Takes what stands before the next `sep` off *rest (the sep is dropped).
 * False once *rest was used up; an empty last field is returned. Start with
 * rest->p not NULL. */
bool view_split(View *rest, char sep, View *field);

/* The whole view as an unsigned decimal number. False: empty, another
 * character, or above `max`. */
bool view_uint(View v, uint64_t max, uint64_t *out);

/* A growing byte string. Always NUL-ended, p is never NULL: the empty one
 * points at a shared NUL byte. Set up with STR_INIT or str_init. */
typedef struct Str {
    char *p;
    size_t n;
    size_t cap; /* 0: p is the shared NUL byte and must not be written */
} Str;

extern char str_empty[1];
#define STR_INIT {str_empty, 0, 0}

void str_init(Str *s);
void str_release(Str *s); /* back to empty; may be used again */
void str_clear(Str *s);   /* n = 0, keeps the memory */
void str_reserve(Str *s, size_t more);
/* In the header, since all text passes through these. */
static inline void str_add(Str *s, const void *bytes, size_t n) {
    if (n == 0) return;
    if (s->cap <= n || s->n >= s->cap - n) str_reserve(s, n);
    memcpy(s->p + s->n, bytes, n);
    s->n += n;
    s->p[s->n] = '\0';
}
static inline void str_addv(Str *s, View v) { str_add(s, v.p, v.n); }
static inline void str_adds(Str *s, const char *nul_ended) { str_add(s, nul_ended, strlen(nul_ended)); }
static inline void str_addc(Str *s, char c) {
    if (s->n + 1 >= s->cap) str_reserve(s, 1);
    s->p[s->n++] = c;
    s->p[s->n] = '\0';
}
void str_adduint(Str *s, uint64_t n);
void str_addpadded(Str *s, uint64_t n, unsigned digits); /* with zeros in front, as %04u */
void str_addf(Str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* As vsnprintf for what most formats are made of (%s %.*s %u %04u %zu), several
 * times as fast; -1 where there is more in the format or more than fits. */
int format_short(char *out, size_t size, const char *fmt, va_list ap) __attribute__((format(printf, 3, 0)));
void str_addvf(Str *s, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
/* Cuts to the first n bytes. */
void str_cut(Str *s, size_t n);
/* Replaces bytes [at, at+n) by v (which must not point into s). */
void str_splice(Str *s, size_t at, size_t n, View v);
static inline View str_view(const Str *s) { return (View){s->p, s->n}; }

/* malloc and its kin that end the program (status 3) instead of failing;
 * xarray and xlarge check n * size. Owned. xlarge is for much that is written
 * soon: in the system's large pages where it has them. */
void *xmalloc(size_t n);
void *xcalloc(size_t n, size_t size);
void *xarray(void *p, size_t n, size_t size);
void *xlarge(size_t n, size_t size);
char *xstrdup(const char *s);
_Noreturn void die_oom(void);

#endif
