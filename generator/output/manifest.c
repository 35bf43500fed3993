#include "output/manifest.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "output/place.h"

#define MANIFEST_HEAD "fangzhi-manifest 1\t"
#define MANIFEST_CACHE "fangzhi-cache 5"

enum { HASH_DIGITS = 32 };

/* What the cache (base/cache.h) has of an entry: behind the content of the
 * manifest that it belongs to, in the order of its lines. */
typedef struct Remembered {
    Trace trace;
    uint64_t from;
} Remembered;

Content content_of(View bytes) {
    XXH128_hash_t h = XXH3_128bits(bytes.n ? bytes.p : "", bytes.n);
    return (Content){bytes.n, h.high64, h.low64};
}

static void add_hash(Str *out, Content c) {
    char digits[HASH_DIGITS];
    for (int i = 0; i < 16; i++) {
        digits[i] = "0123456789abcdef"[c.high >> (60 - 4 * i) & 15];
        digits[16 + i] = "0123456789abcdef"[c.low >> (60 - 4 * i) & 15];
    }
    str_add(out, digits, sizeof digits);
}

static bool hex64(const char *digits, uint64_t *out) {
    /* One more than the digit; 0: it is none. */
    static const uint8_t values[256] = {
        ['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
        ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    };
    bool good = true;
    *out = 0;
    for (size_t i = 0; i < 16; i++) {
        const unsigned value = values[(unsigned char)digits[i]];
        good = good && value;
        *out = *out << 4 | ((value - 1) & 15);
    }
    return good;
}

static bool read_line(View line, Entry *e) {
    View size;
    if (!view_split(&line, '\t', &e->path) || !view_split(&line, '\t', &size) || line.n != HASH_DIGITS) return false;
    return place_allowed(e->path) && view_uint(size, UINT64_MAX - 1, &e->content.size) &&
           hex64(line.p, &e->content.high) && hex64(line.p + HASH_DIGITS / 2, &e->content.low);
}

size_t manifest_parse(Manifest *m, Str *text) {
    m->text = *text;
    str_init(text);
    m->content = content_of(str_view(&m->text));
    View rest = str_view(&m->text), line;
    if (!rest.n) return 0;
    if (!view_line(&rest, &line) || !view_starts(line, V(MANIFEST_HEAD))) return 1;
    m->stamp = view_from(line, sizeof MANIFEST_HEAD - 1);
    size_t bad = 0;
    while (view_line(&rest, &line)) {
        Entry e = {0};
        if (read_line(line, &e))
            vec_push(m, e);
        else
            bad++;
    }
    /* The paths end in NUL from here on, where their TAB was. */
    for (size_t i = 0; i < m->n; i++) m->text.p[m->p[i].path.p - m->text.p + (ptrdiff_t)m->p[i].path.n] = '\0';
    return bad;
}

/* Of a path the first line that says what it holds; lines stand in one text. */
static int by_path(const void *a, const void *b) {
    const Entry *x = a, *y = b;
    int c = view_cmp(x->path, y->path);
    if (c || x->content.size != y->content.size) return c ? c : x->content.size < y->content.size ? -1 : 1;
    return x->path.p < y->path.p ? -1 : x->path.p > y->path.p;
}

void manifest_order(Manifest *m) {
    bool ordered = true;
    size_t n = 0;
    for (size_t i = 1; i < m->n && ordered; i++) ordered = view_cmp(m->p[i - 1].path, m->p[i].path) < 0;
    if (ordered) return;
    qsort(m->p, m->n, sizeof *m->p, by_path);
    for (size_t i = 0; i < m->n; i++)
        if (!n || !view_eq(m->p[n - 1].path, m->p[i].path)) m->p[n++] = m->p[i];
    m->n = n;
}

void manifest_release(Manifest *m) {
    vec_release(m);
    str_release(&m->text);
}

Entry *manifest_find(const Manifest *m, View path) {
    size_t from = 0, to = m->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        int c = view_cmp(m->p[mid].path, path);
        if (c == 0) return &m->p[mid];
        if (c < 0) from = mid + 1;
        else to = mid;
    }
    return NULL;
}

void manifest_add_names(Manifest *m, Arena *a, View names) {
    View line;
    while (view_line(&names, &line)) {
        /* No file has this size: such an entry is never taken for unchanged. */
        Entry e = {.content = {UINT64_MAX, 0, 0}};
        if (!place_allowed(line)) continue;
        e.path = arena_view(a, line);
        vec_push(m, e);
    }
    manifest_order(m);
}

void manifest_write(Str *out, View stamp, Entry *const *entries, size_t n) {
    str_adds(out, MANIFEST_HEAD);
    str_addv(out, stamp);
    str_addc(out, '\n');
    for (size_t i = 0; i < n; i++) {
        str_addv(out, entries[i]->path);
        str_addc(out, '\t');
        str_adduint(out, entries[i]->content.size);
        str_addc(out, '\t');
        add_hash(out, entries[i]->content);
        str_addc(out, '\n');
    }
}

void manifest_remember(const char *cache, View manifest, Entry *const *entries, size_t n) {
    const Content owner = content_of(manifest);
    const Trace now = trace_now();
    Str out = STR_INIT;
    cache_begin(&out, MANIFEST_CACHE);
    str_add(&out, &owner, sizeof owner);
    for (size_t i = 0; i < n; i++) {
        Remembered r = {entries[i]->trace, atomic_load(&entries[i]->from)};
        if (r.trace.seconds < 0 || !trace_settled(r.trace, now)) r.trace = (Trace){0};
        str_add(&out, &r, sizeof r);
    }
    cache_write(cache, &out);
    str_release(&out);
}

void manifest_recall(Manifest *m, const char *cache) {
    Str text = STR_INIT;
    Content owner;
    Remembered r;
    View rest;
    bool is_its_own = cache_read(cache, MANIFEST_CACHE, &text, &rest) && cache_take(&rest, &owner, sizeof owner) &&
                      owner.high == m->content.high && owner.low == m->content.low && rest.n == m->n * sizeof r;
    for (size_t i = 0; is_its_own && cache_take(&rest, &r, sizeof r); i++) {
        m->p[i].trace = r.trace;
        atomic_store(&m->p[i].from, r.from);
    }
    str_release(&text);
}
