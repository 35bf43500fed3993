#include "output/manifest.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "output/place.h"

#define MANIFEST_HEAD "fangzhi-manifest 1\t"
#define CACHE_HEAD "fangzhi-cache 2\t"

enum { HASH_DIGITS = 32, LINE_NUMBERS = 4 };

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

static bool hex64(View v, uint64_t *out) {
    *out = 0;
    for (size_t i = 0; i < v.n; i++) {
        const char *digit = memchr("0123456789abcdef", v.p[i], 16);
        if (!digit) return false;
        *out = *out << 4 | (uint64_t)(digit - "0123456789abcdef");
    }
    return v.n == 16;
}

static bool read_hash(View v, Content *c) {
    return v.n == HASH_DIGITS && hex64(view_to(v, 16), &c->high) && hex64(view_from(v, 16), &c->low);
}

static bool read_line(View line, Entry *e) {
    View size, hash;
    return view_split(&line, '\t', &e->path) && view_split(&line, '\t', &size) && view_split(&line, '\t', &hash) &&
           !line.n && place_allowed(e->path) && view_uint(size, UINT64_MAX - 1, &e->content.size) &&
           read_hash(hash, &e->content);
}

static void add_entry(Manifest *m, Entry e) {
    bool fresh;
    size_t *at = map_at(&m->by_path, e.path, &fresh);
    if (!fresh) return;
    *at = m->n;
    vec_push(m, e);
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
            add_entry(m, e);
        else
            bad++;
    }
    /* The paths end in NUL from here on, where their TAB was. */
    for (size_t i = 0; i < m->n; i++) m->text.p[m->p[i].path.p - m->text.p + (ptrdiff_t)m->p[i].path.n] = '\0';
    return bad;
}

void manifest_release(Manifest *m) {
    vec_release(m);
    map_release(&m->by_path);
    str_release(&m->text);
}

Entry *manifest_find(const Manifest *m, View path) {
    const size_t *at = map_get(&m->by_path, path);
    return at ? &m->p[*at] : NULL;
}

void manifest_add_names(Manifest *m, Arena *a, View names) {
    View line;
    while (view_line(&names, &line)) {
        /* No file has this size: such an entry is never taken for unchanged. */
        Entry e = {.content = {UINT64_MAX, 0, 0}};
        if (!place_allowed(line)) continue;
        e.path = arena_view(a, line);
        add_entry(m, e);
    }
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

void cache_write(Str *out, View manifest, Entry *const *entries, size_t n, Trace now) {
    str_adds(out, CACHE_HEAD);
    add_hash(out, content_of(manifest));
    str_addc(out, '\n');
    for (size_t i = 0; i < n; i++) {
        Trace t = entries[i]->trace;
        if (t.seconds < 0 || !trace_settled(t, now)) t = (Trace){0};
        const uint64_t numbers[LINE_NUMBERS] = {(uint64_t)t.seconds, (uint64_t)t.nanoseconds, t.inode, entries[i]->from};
        for (size_t k = 0; k < LINE_NUMBERS; k++) {
            str_adduint(out, numbers[k]);
            str_addc(out, k + 1 < LINE_NUMBERS ? ' ' : '\n');
        }
    }
}

static bool read_numbers(View line, Entry *e) {
    uint64_t numbers[LINE_NUMBERS];
    View field;
    for (size_t k = 0; k < LINE_NUMBERS; k++)
        if (!view_split(&line, ' ', &field) || !view_uint(field, UINT64_MAX, &numbers[k])) return false;
    if (numbers[0] > INT64_MAX || numbers[1] > INT64_MAX) return false;
    e->trace = (Trace){(int64_t)numbers[0], (int64_t)numbers[1], numbers[2]};
    e->from = numbers[3];
    return true;
}

void cache_read(Manifest *m, View cache) {
    View line;
    Content owner = {0};
    if (!view_line(&cache, &line) || !view_starts(line, V(CACHE_HEAD)) ||
        !read_hash(view_from(line, sizeof CACHE_HEAD - 1), &owner))
        return;
    if (owner.high != m->content.high || owner.low != m->content.low) return;
    for (size_t i = 0; i < m->n && view_line(&cache, &line); i++)
        if (!read_numbers(line, &m->p[i])) return;
}
