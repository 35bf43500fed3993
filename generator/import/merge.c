/* Writing articles beside people: three versions of a file, what import
 * wrote last (the base), what stands there now, and what import makes of the
 * source today. The base is written after the article, so that an import
 * that was cut short is completed by the next. */
#include <errno.h>
#include <git2.h>
#include <stdio.h>

#include "import/emit.h"

void merge_start(void) { git_libgit2_init(); }
void merge_stop(void) { git_libgit2_shutdown(); }

static int read_if_there(const char *path, Str *out, bool *there) {
    int err = file_read(path, out, FILE_MAX_BYTES);
    *there = err == 0;
    return err == ENOENT || err == ENOTDIR ? 0 : err;
}

static bool write_file(Diag *d, const char *root, const char *path, View bytes) {
    Arena a = ARENA_INIT;
    int err = file_update(path_join(&a, root, path), bytes, NULL);
    if (err) diag_errno(d, M_CANNOT_WRITE, path, err);
    arena_release(&a);
    return err == 0;
}

/* Without carriage returns: an editor's line ends are no change. */
static View without_cr(Str *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->p[i] != '\r' || i + 1 >= s->n || s->p[i + 1] != '\n') s->p[n++] = s->p[i];
    if (n < s->n) str_cut(s, n);
    return str_view(s);
}

static bool three_way(View base, View theirs, View ours, Str *out) {
    git_merge_file_input in[3];
    git_merge_file_result result = {0};
    View v[] = {base, theirs, ours};
    for (int i = 0; i < 3; i++) {
        git_merge_file_input_init(&in[i], GIT_MERGE_FILE_INPUT_VERSION);
        in[i].ptr = v[i].n ? v[i].p : "";
        in[i].size = v[i].n;
        in[i].path = "article.md";
    }
    if (git_merge_file(&result, &in[0], &in[1], &in[2], NULL) != 0) return false;
    bool clean = result.automergeable;
    if (clean) str_add(out, result.ptr, result.len);
    git_merge_file_result_free(&result);
    return clean;
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

static Merged decide(Diag *d, const char *root, const char *path, View bytes, Str *base, Str *now, bool had_base,
                     bool there) {
    if (!there) {
        if (had_base) return MERGE_DELETED;
        return write_file(d, root, path, bytes) ? MERGE_WRITTEN : MERGE_FAILED;
    }
    if (view_eq(str_view(now), bytes)) return MERGE_SAME;
    if (had_base && view_eq(str_view(base), bytes)) return MERGE_SAME;
    View theirs = without_cr(now);
    if (had_base && view_eq(str_view(base), theirs)) return write_file(d, root, path, bytes) ? MERGE_WRITTEN : MERGE_FAILED;
    Str merged = STR_INIT;
    Merged result = MERGE_CONFLICT;
    if (had_base && three_way(str_view(base), theirs, bytes, &merged))
        result = write_file(d, root, path, str_view(&merged)) ? MERGE_MERGED : MERGE_FAILED;
    else diag(d, M_IMPORT_CONFLICT, where(path, 0, 0), NULL);
    str_release(&merged);
    return result;
}

Merged merge_write(Diag *d, const char *root, const char *path, const char *base_path, View bytes) {
    Arena a = ARENA_INIT;
    Str base = STR_INIT, now = STR_INIT;
    bool had_base, there;
    Merged result = MERGE_FAILED;
    int err = read_if_there(path_join(&a, root, base_path), &base, &had_base);
    if (!err) err = read_if_there(path_join(&a, root, path), &now, &there);
    bool as_it_was = !err && had_base && same_but_for_hash(str_view(&base), bytes);
    if (err) diag_errno(d, M_CANNOT_READ, path, err);
    else if (as_it_was) result = there ? MERGE_SAME : MERGE_DELETED;
    else result = decide(d, root, path, bytes, &base, &now, had_base, there);
    if (result != MERGE_FAILED && !as_it_was && !write_file(d, root, base_path, bytes)) result = MERGE_FAILED;
    str_release(&base);
    str_release(&now);
    arena_release(&a);
    return result;
}

bool merge_touched(const char *root, const char *path, View base) {
    Arena a = ARENA_INIT;
    Str now = STR_INIT;
    bool there;
    int err = read_if_there(path_join(&a, root, path), &now, &there);
    bool touched = err || (there && !view_eq(base, without_cr(&now)));
    str_release(&now);
    arena_release(&a);
    return touched;
}

bool merge_remove(Diag *d, const char *root, const char *path, const char *base_path) {
    Arena a = ARENA_INIT;
    Str base = STR_INIT, now = STR_INIT;
    bool had_base, there, gone = false;
    const char *file = path_join(&a, root, path), *base_file = path_join(&a, root, base_path);
    int err = read_if_there(base_file, &base, &had_base);
    if (!err) err = read_if_there(file, &now, &there);
    if (err) diag_errno(d, M_CANNOT_READ, path, err);
    else if (there && !view_eq(str_view(&base), without_cr(&now))) diag(d, M_IMPORT_KEPT, where(path, 0, 0), NULL);
    else if (there && remove(file) != 0) diag_errno(d, M_CANNOT_REMOVE, path, errno);
    else gone = there;
    /* Import does not write this article any more, whatever became of it. */
    if (!err && remove(base_file) != 0 && errno != ENOENT) diag_errno(d, M_CANNOT_REMOVE, base_path, errno);
    str_release(&base);
    str_release(&now);
    arena_release(&a);
    return gone;
}
