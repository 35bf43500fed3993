/* Writing articles beside people: three versions of a file, what import
 * wrote last (the base), what stands there now, and what import makes of the
 * source today. The base is written after the article, so that an import
 * that was cut short is completed by the next. */
#include <errno.h>
#include <stdio.h>

#include "import/emit.h"
#include "import/import.h"
#include "import/threeway.h"

static int read_if_there(const char *path, Str *out, bool *there) {
    int err = file_read(path, out, FILE_MAX_BYTES);
    *there = err == 0;
    return err == ENOENT || err == ENOTDIR ? 0 : err;
}

/* `there`: something stood there, which may hold these bytes already. */
static bool write_version(Diag *d, const char *root, const char *path, View bytes, bool there) {
    Arena a = ARENA_INIT;
    const char *full = path_join(&a, root, path);
    int err = there ? file_update(full, bytes, NULL) : file_replace(full, bytes);
    if (err) diag_errno(d, M_CANNOT_WRITE, path, err);
    arena_release(&a);
    return err == 0;
}

static bool write_file(Diag *d, const char *root, const char *path, View bytes) {
    return write_version(d, root, path, bytes, true);
}

View merge_text(Str *s) {
    size_t n = 0;
    for (size_t i = view_starts(str_view(s), V("\xEF\xBB\xBF")) ? 3 : 0; i < s->n; i++)
        if (s->p[i] != '\r' || i + 1 >= s->n || s->p[i + 1] != '\n') s->p[n++] = s->p[i];
    if (n < s->n) str_cut(s, n);
    return str_view(s);
}

/* A source's hash changes with any of its lines. An article that is otherwise
 * as it was keeps the hash it was cut from, so that an edit of one article's
 * lines shows in that article alone. */
static bool same_but_for_hash(View a, View b) {
    const View from = V("sha256: "), to = V(", lines: ");
    for (View x, y;;) {
        bool more = view_line(&a, &x);
        if (view_line(&b, &y) != more) return false;
        if (!more) return true;
        if (view_eq(x, y)) continue;
        size_t i = view_find(x, from, 0), j = view_find(y, from, 0);
        if (i == SIZE_MAX || j == SIZE_MAX || !view_eq(view_to(x, i), view_to(y, j))) return false;
        i = view_find(x, to, i), j = view_find(y, to, j);
        if (i == SIZE_MAX || j == SIZE_MAX || !view_eq(view_from(x, i), view_from(y, j))) return false;
    }
}

static bool remove_file(Diag *d, const char *root, const char *path) {
    Arena a = ARENA_INIT;
    bool ok = remove(path_join(&a, root, path)) == 0 || errno == ENOENT || errno == ENOTDIR;
    if (!ok) diag_errno(d, M_CANNOT_REMOVE, path, errno);
    arena_release(&a);
    return ok;
}

/* --- conflicts ------------------------------------------------------------------
 * Where a person and import changed the same, the person's file stays, and the
 * base, which the proof of conservation needs, goes on without it. The base
 * that the person's file still goes back to is kept in .fangzhi/base/conflicts
 * until both agree, or the person says in `reviewed` that theirs is right. Its
 * first line is what `reviewed` was before. */

static const char articles_dir[] = ".fangzhi/base/articles/", conflicts_dir[] = ".fangzhi/base/conflicts/";

static const char *conflict_file(Arena *a, const char *base_path) {
    return arena_printf(a, "%s%s", conflicts_dir, base_path + sizeof articles_dir - 1);
}

static View line_of(View text, View key) {
    View line;
    for (bool first = true; view_line(&text, &line); first = false) {
        if (!first && view_is(line, "---")) break;
        if (view_starts(line, key)) return line;
    }
    return V("");
}

/* The base that `theirs` goes back to, from a record of a conflict; false:
 * there is none, or the person has settled it. */
static bool open_conflict(const Str *record, View theirs, View *base) {
    View first;
    *base = str_view(record);
    return view_line(base, &first) && view_eq(first, line_of(theirs, V("reviewed:")));
}

static bool keep_conflict(Diag *d, const char *root, const char *path, View base, View theirs) {
    Str record = STR_INIT;
    str_addf(&record, "%.*s\n", VARG(line_of(theirs, V("reviewed:"))));
    str_addv(&record, base);
    bool ok = write_file(d, root, path, str_view(&record));
    str_release(&record);
    return ok;
}

/* --- writing --------------------------------------------------------------------- */

/* The versions of one article. */
typedef struct Versions {
    const char *path, *base_path, *conflict_path;
    Str base, now, record;
    bool had_base, there, had_record;
} Versions;

static int read_versions(Versions *v, Arena *a, const char *root) {
    v->base = v->now = v->record = (Str)STR_INIT;
    v->conflict_path = conflict_file(a, v->base_path);
    int err = read_if_there(path_join(a, root, v->base_path), &v->base, &v->had_base);
    if (!err) err = read_if_there(path_join(a, root, v->path), &v->now, &v->there);
    if (!err && v->there) err = read_if_there(path_join(a, root, v->conflict_path), &v->record, &v->had_record);
    return err;
}

static void versions_release(Versions *v) {
    str_release(&v->base);
    str_release(&v->now);
    str_release(&v->record);
}

static Merged merge_both(Diag *d, const char *root, Versions *v, View theirs, View bytes, bool theirs_win) {
    Str merged = STR_INIT, what = STR_INIT;
    View base = str_view(&v->base);
    size_t line;
    bool open = v->had_record && open_conflict(&v->record, theirs, &base);
    if (!open) base = str_view(&v->base);
    Merged result = MERGE_CONFLICT;
    if (three_way(base, theirs, bytes, theirs_win, &merged, &what, &line)) {
        bool ok = write_file(d, root, v->path, str_view(&merged)) &&
                  (!v->had_record || remove_file(d, root, v->conflict_path));
        result = ok ? MERGE_MERGED : MERGE_FAILED;
    } else if (!open && !keep_conflict(d, root, v->conflict_path, base, theirs)) {
        result = MERGE_FAILED;
    }
    str_release(&merged);
    str_release(&what);
    return result;
}

static Merged decide(Diag *d, const char *root, Versions *v, View bytes, bool theirs_win) {
    if (!v->there && v->had_base) return MERGE_DELETED;
    if (!v->there) return write_version(d, root, v->path, bytes, false) ? MERGE_WRITTEN : MERGE_FAILED;
    if (view_eq(str_view(&v->now), bytes)) return MERGE_SAME;
    if (v->had_base && view_eq(str_view(&v->base), bytes)) return MERGE_SAME;
    View theirs = merge_text(&v->now);
    if (v->had_base && view_eq(str_view(&v->base), theirs))
        return write_file(d, root, v->path, bytes) ? MERGE_WRITTEN : MERGE_FAILED;
    return merge_both(d, root, v, theirs, bytes, theirs_win);
}

Merged merge_write(Diag *d, const char *root, const char *path, const char *base_path, View bytes, bool theirs_win) {
    Arena a = ARENA_INIT;
    Versions v = {.path = path, .base_path = base_path};
    Merged result = MERGE_FAILED;
    int err = read_versions(&v, &a, root);
    bool as_it_was = !err && v.had_base && same_but_for_hash(str_view(&v.base), bytes);
    if (err) diag_errno(d, M_CANNOT_READ, path, err);
    else if (as_it_was) result = v.there ? MERGE_SAME : MERGE_DELETED;
    else result = decide(d, root, &v, bytes, theirs_win);
    if (result != MERGE_FAILED && !as_it_was && !write_version(d, root, base_path, bytes, v.had_base))
        result = MERGE_FAILED;
    versions_release(&v);
    arena_release(&a);
    return result;
}

/* --- what is still open -------------------------------------------------------------- */

/* Whether a conflict is over; `write`: what both now agree on is written, and
 * the record goes. */
static bool is_over(Arena *a, Diag *d, const char *root, Versions *v, bool write, Conflict *c) {
    View base, theirs = merge_text(&v->now);
    if (!v->had_base || !v->there) return true;
    if (!open_conflict(&v->record, theirs, &base)) return true;
    Str merged = STR_INIT, what = STR_INIT;
    bool over = three_way(base, theirs, str_view(&v->base), false, &merged, &what, &c->line);
    if (over && write && !view_eq(theirs, str_view(&merged))) over = write_file(d, root, v->path, str_view(&merged));
    c->what = arena_view(a, str_view(&what));
    str_release(&merged);
    str_release(&what);
    return over;
}

void conflicts_find(Arena *a, Diag *d, Located *located, bool write, Conflicts *out) {
    const char *root = located->root;
    FileList files = {0};
    *out = (Conflicts){0};
    dir_list(a, path_join(a, root, conflicts_dir), &files);
    for (size_t i = 0; i < files.n; i++) {
        const char *name = files.p[i].path;
        View id = path_base(view_of(name));
        if (!view_is(path_ext(id), "md")) continue;
        id.n -= sizeof ".md" - 1;
        Versions v = {.base_path = arena_printf(a, "%s%s", articles_dir, name)};
        v.path = located_path(located, a, arena_printf(a, "articles/%s", name), id);
        Conflict c = {.id = id, .path = v.path, .base = v.base_path};
        int err = read_versions(&v, a, root);
        if (err) diag_errno(d, M_CANNOT_READ, v.path, err);
        else if (!is_over(a, d, root, &v, write, &c)) vec_push(out, c);
        else if (write) remove_file(d, root, v.conflict_path);
        versions_release(&v);
    }
    filelist_release(&files);
}

void import_conflicts(Arena *a, Diag *d, const char *root, Conflicts *out) {
    Located located;
    located_init(&located, root);
    conflicts_find(a, d, &located, false, out);
    located_release(&located);
}

void conflicts_tell(Diag *d, const Conflicts *conflicts) {
    for (size_t i = 0; i < conflicts->n; i++) {
        const Conflict *c = &conflicts->p[i];
        Arena a = ARENA_INIT;
        diag(d, M_IMPORT_CONFLICT, where(c->path, c->line, 0), DARGS(arena_strdup(&a, c->what), c->base));
        arena_release(&a);
    }
}

void conflicts_release(Conflicts *conflicts) { vec_release(conflicts); }

/* --- people's files --------------------------------------------------------------------- */

bool merge_touched(const char *root, const char *path, View base) {
    Arena a = ARENA_INIT;
    Str now = STR_INIT;
    bool there;
    int err = read_if_there(path_join(&a, root, path), &now, &there);
    bool touched = err || (there && !view_eq(base, merge_text(&now)));
    str_release(&now);
    arena_release(&a);
    return touched;
}

bool merge_remove(Diag *d, const char *root, const char *path, const char *base_path) {
    Arena a = ARENA_INIT;
    Str base = STR_INIT, now = STR_INIT;
    bool had_base, there, gone = false;
    const char *file = path_join(&a, root, path);
    int err = read_if_there(path_join(&a, root, base_path), &base, &had_base);
    if (!err) err = read_if_there(file, &now, &there);
    if (err) diag_errno(d, M_CANNOT_READ, path, err);
    else if (there && !view_eq(str_view(&base), merge_text(&now))) diag(d, M_IMPORT_KEPT, where(path, 0, 0), NULL);
    else if (there && remove(file) != 0) diag_errno(d, M_CANNOT_REMOVE, path, errno);
    else gone = there;
    if (!err) remove_file(d, root, conflict_file(&a, base_path));
    /* Import does not write this article any more, whatever became of it. */
    if (!err) remove_file(d, root, base_path);
    str_release(&base);
    str_release(&now);
    arena_release(&a);
    return gone;
}
