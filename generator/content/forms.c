#include "content/forms.h"

#include <stdlib.h>

static int by_form(const void *pa, const void *pb) {
    const FormEntry *a = pa, *b = pb;
    int c = view_cmp(a->form->form, b->form->form);
    if (c) return c;
    return (a->form > b->form) - (a->form < b->form); /* the first given wins */
}

static unsigned first_hash(const char *p) {
    const unsigned char *b = (const unsigned char *)p;
    return (b[0] * 31u + b[1] * 131u + b[2] * 7u) & 4095u;
}

static void mark_begin(Forms *f, View form) {
    if (form.n < 3) {
        memset(f->begins, 0xFF, sizeof f->begins);
        return;
    }
    unsigned h = first_hash(form.p);
    f->begins[h / 64] |= UINT64_C(1) << h % 64;
}

static bool may_begin(const Forms *f, View text, size_t at) {
    if (text.n - at < 3) return true;
    unsigned h = first_hash(text.p + at);
    return f->begins[h / 64] >> h % 64 & 1;
}

void forms_init(Forms *f, Arena *a, const LinkForm *forms, size_t n) {
    *f = (Forms){0};
    if (!n) return;
    f->entries = ARENA_ARRAY(a, FormEntry, n);
    Map addresses = MAP_INIT;
    for (size_t i = 0; i < n; i++) {
        if (!forms[i].form.n || forms[i].form.n > FORM_MAX) continue;
        bool fresh;
        size_t *address = map_at(&addresses, forms[i].href, &fresh);
        if (fresh) *address = f->left++;
        f->entries[f->n++] = (FormEntry){&forms[i], *address};
        mark_begin(f, forms[i].form);
    }
    map_release(&addresses);
    f->linked = ARENA_ARRAY(a, bool, f->left);
    if (f->n) qsort(f->entries, f->n, sizeof *f->entries, by_form);
    size_t kept = 0;
    for (size_t i = 0; i < f->n; i++)
        if (!kept || !view_eq(f->entries[kept - 1].form->form, f->entries[i].form->form))
            f->entries[kept++] = f->entries[i];
    f->n = kept;
}

/* The first entry in [lo, hi) whose byte at `depth` is above `byte`; a form
 * that ends there counts as -1. */
static size_t first_above(const Forms *f, size_t lo, size_t hi, size_t depth, int byte) {
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        View form = f->entries[mid].form->form;
        int b = form.n > depth ? (unsigned char)form.p[depth] : -1;
        if (b > byte) hi = mid;
        else lo = mid + 1;
    }
    return lo;
}

static bool is_ascii_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "Lhasa" is not in "Lhasang". */
static bool splits_word(View text, size_t at, size_t end) {
    return (at > 0 && is_ascii_word(text.p[at - 1]) && is_ascii_word(text.p[at])) ||
           (end < text.n && is_ascii_word(text.p[end - 1]) && is_ascii_word(text.p[end]));
}

/* By its first byte; in what is not UTF-8 a place or two may be passed over. */
static size_t char_length(char first) {
    unsigned char c = (unsigned char)first;
    return c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* The longest form at this place, by narrowing the sorted entries byte by
 * byte. */
static const FormEntry *longest_at(const Forms *f, View text, size_t at) {
    const FormEntry *best = NULL;
    size_t lo = 0, hi = f->n;
    for (size_t depth = 0; at + depth < text.n; depth++) {
        int byte = (unsigned char)text.p[at + depth];
        lo = first_above(f, lo, hi, depth, byte - 1);
        hi = first_above(f, lo, hi, depth, byte);
        if (lo == hi) break;
        if (f->entries[lo].form->form.n == depth + 1 && !splits_word(text, at, at + depth + 1)) best = &f->entries[lo];
    }
    return best;
}

const LinkForm *forms_next(Forms *f, View text, size_t from, size_t *at) {
    if (!f->left) return NULL;
    for (size_t i = from; i < text.n;) {
        const FormEntry *e = may_begin(f, text, i) ? longest_at(f, text, i) : NULL;
        if (!e) {
            i += char_length(text.p[i]);
            continue;
        }
        if (!f->linked[e->address]) {
            f->linked[e->address] = true;
            f->left--;
            *at = i;
            return e->form;
        }
        /* Nothing inside a longer name is a mention of its own. */
        i += e->form->form.n;
    }
    return NULL;
}
