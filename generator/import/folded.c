#include "import/folded.h"

#include <pthread.h>

/* The fold of the first plane, looked up once: reading asks for it for every
 * character at either end of every line. */
static uint16_t plane[0x10000];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fill_plane(void) {
    for (uint32_t cp = 0; cp < 0x10000; cp++) {
        plane[cp] = (uint16_t)cp;
        if (cp >= 0xD800 && cp < 0xE000) continue;
        char buf[8];
        View v = text_fold_cp(cp, buf);
        if (!v.n) continue;
        uint32_t to = utf8_next(&v);
        if (!v.n && to < 0x10000) plane[cp] = (uint16_t)to;
    }
}

uint32_t fold_one(uint32_t cp) {
    if (cp >= 0x10000) return cp;
    pthread_once(&once, fill_plane);
    return plane[cp];
}

static size_t put(char *out, uint32_t cp) {
    if (cp < 0x80) return out[0] = (char)cp, 1;
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 63));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 63));
        out[2] = (char)(0x80 | (cp & 63));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 63));
    out[2] = (char)(0x80 | (cp >> 6 & 63));
    out[3] = (char)(0x80 | (cp & 63));
    return 4;
}

void fold_head(Folded *f, View v) {
    pthread_once(&once, fill_plane);
    f->raw = v;
    f->n = 0;
    View rest = v;
    for (size_t k = 0; rest.n && k < FOLDED_CHARS; k++) {
        size_t at = v.n - rest.n;
        uint32_t cp = utf8_next(&rest);
        size_t n = put(f->text + f->n, fold_one(cp));
        for (size_t i = 0; i < n; i++) f->back[f->n + i] = (uint16_t)at;
        f->n += n;
    }
    f->back[f->n] = (uint16_t)(v.n - rest.n);
    f->text[f->n] = '\0';
    f->whole = rest.n == 0;
}

void fold_tail(Folded *f, View v) {
    View rest = v;
    for (size_t k = 0; rest.n && k < FOLDED_CHARS; k++) utf8_last(&rest);
    fold_head(f, view_from(v, rest.n));
    f->whole = rest.n == 0;
}

View folded_raw(const Folded *f, size_t from, size_t to) {
    return view(f->raw.p + f->back[from], (size_t)(f->back[to] - f->back[from]));
}

static bool next_word(View *list, View *word) {
    while (list->n && list->p[0] == ' ') *list = view_from(*list, 1);
    if (!list->n) return false;
    const char *end = memchr(list->p, ' ', list->n);
    *word = view_to(*list, end ? (size_t)(end - list->p) : list->n);
    *list = view_from(*list, word->n);
    return true;
}

size_t words_start(View v, const char *list) {
    size_t best = 0;
    View rest = view_of(list), w;
    while (next_word(&rest, &w))
        if (w.n > best && view_starts(v, w)) best = w.n;
    return best;
}

size_t words_end(View v, const char *list) {
    size_t best = 0;
    View rest = view_of(list), w;
    while (next_word(&rest, &w))
        if (w.n > best && view_ends(v, w)) best = w.n;
    return best;
}

size_t words_find(View v, const char *list, size_t from, size_t *n) {
    size_t best = SIZE_MAX;
    *n = 0;
    View rest = view_of(list), w;
    while (next_word(&rest, &w)) {
        size_t at = view_find(v, w, from);
        if (at != SIZE_MAX && (at < best || (at == best && w.n > *n))) best = at, *n = w.n;
    }
    return best;
}
