#include "site/site.h"

/* A name of a file or folder: what is short, lower case and ASCII stands as
 * it is, all else (areas named in Chinese, what people mistyped) becomes its
 * hash, since addresses are to live on sticks and in e-mail. */
enum { SLUG_MAX = 40, HASH_DIGITS = 12 };

static bool slug_is_plain(View name) {
    if (!name.n || name.n > SLUG_MAX || name.p[0] == '-') return false;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) return false;
    }
    return true;
}

/* Windows keeps these for devices, whatever their extension. */
static bool slug_is_reserved(View name) {
    static const char *const devices[] = {"con", "prn", "aux", "nul", "com", "lpt"};
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (view_starts(name, view_of(devices[i])) && name.n <= 4) return true;
    return false;
}

static void add_slug(Str *out, View name) {
    if (slug_is_plain(name) && !slug_is_reserved(name)) {
        str_addv(out, name);
        return;
    }
    uint64_t hash = hash_bytes(name);
    str_addc(out, 'x');
    for (int i = 0; i < HASH_DIGITS; i++, hash >>= 5) str_addc(out, "abcdefghijklmnopqrstuvwxyz234567"[hash & 31]);
}

/* Folders by the first two characters: no folder grows beyond measure. */
static void url_in_folder(Str *out, const char *top, View name) {
    str_adds(out, top);
    size_t at = out->n;
    add_slug(out, name);
    char folder[3] = {out->p[at], out->n > at + 1 ? out->p[at + 1] : '0', '/'};
    str_splice(out, at, 0, view(folder, sizeof folder));
    str_adds(out, ".html");
}

void url_article(Str *out, View id) { url_in_folder(out, "articles/", id); }

void url_author(Str *out, View name) { url_in_folder(out, "authors/", name); }

static void url_index(Str *out, const char *folder, View name) {
    str_adds(out, folder);
    add_slug(out, name);
    str_adds(out, "/index.html");
}

void url_region(Str *out, View code) { url_index(out, "regions/", code); }

void url_topic(Str *out, View id) { url_index(out, "topics/", id); }

void url_publication(Str *out, View id) { url_index(out, "publications/", id); }

/* Folders stay folders; ".txt", which most have, is left out. */
void url_source(Str *out, View file) {
    View rest = view_ends(file, V(".txt")) ? view_to(file, file.n - 4) : file, part;
    str_adds(out, "sources");
    while (view_split(&rest, '/', &part)) {
        str_addc(out, '/');
        add_slug(out, part);
    }
    str_adds(out, ".html");
}

void url_relative(Str *out, View from, View to) {
    size_t common = 0;
    for (size_t i = 0; i < from.n && i < to.n && from.p[i] == to.p[i]; i++)
        if (from.p[i] == '/') common = i + 1;
    for (size_t i = common; i < from.n; i++)
        if (from.p[i] == '/') str_adds(out, "../");
    str_addv(out, view_from(to, common));
}
