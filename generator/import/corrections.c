/* What people changed since import wrote it: each field and line of text, from what to what. */
#include <errno.h>

#include "import/emit.h"
#include "import/import.h"
#include "import/threeway.h"

typedef struct Listing {
    Str *out;
    const char *path;
    MsgLang lang;
    Arena arena;
} Listing;

/* On one line, and no longer than a person reads. */
static const char *shown(Arena *a, View v) {
    enum { MOST = 60 };
    View text = utf8_prefix(v, MOST);
    Str s = STR_INIT;
    for (View rest = text, line; view_line(&rest, &line);) {
        line = view_trim(line);
        if (s.n && line.n) str_addc(&s, ' ');
        str_addv(&s, line);
    }
    if (text.n < v.n) str_adds(&s, "…");
    const char *one = s.n ? arena_strdup(a, str_view(&s)) : "—";
    str_release(&s);
    return one;
}

static void list_change(Listing *l, size_t line, View key, View from, View to) {
    const char *what = arena_strdup(&l->arena, key);
    str_addf(l->out, "%s:%zu: %s\n", l->path, line,
             msg_text(&l->arena, l->lang, M_CHECK_CORRECTION,
                      DARGS(what, shown(&l->arena, from), shown(&l->arena, to))));
}

static size_t same_start(View a, View b) {
    enum { CONTEXT = 8 };
    View x = a, y = b;
    while (x.n && y.n) {
        View p = x, q = y;
        if (utf8_next(&p) != utf8_next(&q)) break;
        x = p, y = q;
    }
    View before = view_to(a, a.n - x.n);
    for (int i = 0; i < CONTEXT && before.n; i++) utf8_last(&before);
    return before.n;
}

/* A long line from a few characters before what is changed in it. */
static void list_line(Listing *l, size_t line, View from, View to) {
    size_t n = same_start(from, to);
    Arena *a = &l->arena;
    if (n) {
        from = view_of(arena_printf(a, "…%.*s", VARG(view_from(from, n))));
        to = view_of(arena_printf(a, "…%.*s", VARG(view_from(to, n))));
    }
    list_change(l, line, V("text"), from, to);
}

/* Of a text that is not blank, the next line. */
static bool next_line(View *rest, View *line, size_t *number) {
    while (view_line(rest, line)) {
        ++*number;
        if (view_trim(*line).n) return true;
    }
    *line = V("");
    return false;
}

static size_t count_lines(View text) {
    size_t n = 0, number = 0;
    for (View line; next_line(&text, &line, &number);) n++;
    return n;
}

/* Lines that both begin or end with are left out; of the others, where there are as many, each with its own. */
static void list_text(Listing *l, const Change *c) {
    View from = c->from, to = c->to, a, b;
    size_t n = count_lines(from), m = count_lines(to), number = c->line - 1, ignored = 0;
    if (n == m) {
        while (next_line(&from, &a, &ignored) && next_line(&to, &b, &number))
            if (!view_eq(a, b)) list_line(l, number, a, b);
        return;
    }
    for (View f = from, t = to; next_line(&t, &b, &number) && next_line(&f, &a, &ignored) && view_eq(a, b);)
        from = f, to = t, n--, m--;
    while (n && m) {
        View f = view_trim(from), t = view_trim(to);
        size_t i = f.n, k = t.n;
        while (i && f.p[i - 1] != '\n') i--;
        while (k && t.p[k - 1] != '\n') k--;
        if (!view_eq(view_from(f, i), view_from(t, k))) break;
        from = view_to(f, i), to = view_to(t, k), n--, m--;
    }
    list_change(l, number > c->line ? number : c->line, V("text"), view_trim(from), view_trim(to));
}

/* False: the person's file is as import wrote it. */
static bool list_article(Listing *l, View base, View theirs) {
    Changes changes = {0};
    bool any = false;
    changes_between(base, theirs, &changes);
    for (size_t i = 0; i < changes.n; i++) {
        const Change *c = &changes.p[i];
        if (view_is(c->key, "reviewed")) continue;
        any = true;
        if (view_is(c->key, "text")) list_text(l, c);
        else list_change(l, c->line, c->key, c->from, c->to);
    }
    vec_release(&changes);
    return any;
}

static View title_of(View text) {
    for (View line; view_line(&text, &line);)
        if (view_starts(line, V("title:"))) return view_trim(view_from(line, 6));
    return V("");
}

static bool list_file(Listing *l, Diag *d, Located *located, const char *base_path) {
    static const size_t before = sizeof ".fangzhi/base/" - 1;
    const char *usual = base_path + before;
    View name = path_base(view_of(usual)), id = view_to(name, name.n - 3);
    Str base = STR_INIT, now = STR_INIT;
    bool changed = false;
    int err = file_read(path_join(&l->arena, located->root, base_path), &base, FILE_MAX_BYTES);
    if (!err) {
        l->path = located_path(located, &l->arena, usual, id);
        err = file_read(path_join(&l->arena, located->root, l->path), &now, FILE_MAX_BYTES);
        if (err == ENOENT || err == ENOTDIR) {
            err = 0, changed = true;
            str_addf(l->out, "%s: %s\n", usual,
                     msg_text(&l->arena, l->lang, M_CHECK_DELETED, DARGS(shown(&l->arena, title_of(str_view(&base))))));
        } else if (!err && !view_eq(str_view(&base), str_view(&now))) {
            changed = list_article(l, str_view(&base), merge_text(&now));
        }
    }
    if (err) diag_errno(d, M_CANNOT_READ, l->path ? l->path : base_path, err);
    str_release(&base);
    str_release(&now);
    return changed;
}

size_t import_corrections(Diag *d, const char *root, Str *out) {
    Arena a = ARENA_INIT;
    FileList files = {0};
    Located located;
    size_t n = 0;
    located_init(&located, root);
    dir_list(&a, path_join(&a, root, ".fangzhi/base/articles"), &files); /* import_check says what it cannot read */
    for (size_t i = 0; i < files.n; i++) {
        if (!view_is(path_ext(view_of(files.p[i].path)), "md")) continue;
        Listing l = {.out = out, .lang = d->lang, .arena = ARENA_INIT};
        n += list_file(&l, d, &located, path_join(&l.arena, ".fangzhi/base/articles", files.p[i].path));
        arena_release(&l.arena);
    }
    located_release(&located);
    filelist_release(&files);
    arena_release(&a);
    return n;
}
