#include "base/cache.h"

#include "base/file.h"
#include "base/map.h"

/* Where the body begins: behind the first line and the hash. SIZE_MAX: nowhere. */
static size_t body_at(View text) {
    const size_t line = view_find(text, V("\n"), 0);
    const size_t head = sizeof(uint64_t) + 1;
    return line != SIZE_MAX && text.n - line >= head ? line + head : SIZE_MAX;
}

void cache_begin(Str *text, const char *name) {
    const uint64_t not_yet = 0;
    str_clear(text);
    str_adds(text, name);
    str_addc(text, '\n');
    str_add(text, &not_yet, sizeof not_yet);
}

void cache_write(const char *path, Str *text) {
    const size_t body = body_at(str_view(text));
    const uint64_t hash = hash_bytes(view_from(str_view(text), body));
    memcpy(text->p + body - sizeof hash, &hash, sizeof hash);
    (void)file_replace(path, str_view(text));
}

bool cache_read(const char *path, const char *name, Str *text, View *body) {
    uint64_t hash;
    str_clear(text);
    if (file_read(path, text, FILE_MAX_BYTES) != 0) return false;
    const size_t at = body_at(str_view(text));
    if (at == SIZE_MAX || !view_is(view_to(str_view(text), at - sizeof hash - 1), name)) return false;
    memcpy(&hash, text->p + at - sizeof hash, sizeof hash);
    *body = view_from(str_view(text), at);
    return hash == hash_bytes(*body);
}

bool cache_take(View *rest, void *out, size_t n) {
    if (rest->n < n) return false;
    memcpy(out, rest->p, n);
    *rest = view_from(*rest, n);
    return true;
}
