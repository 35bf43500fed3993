/* Which documents an import reads. */
#include <errno.h>

#include "import/emit.h"

static bool is_source(View path) { return view_ends(path, V(".txt")) || view_ends(path, V(".TXT")); }

static void add(SourceList *l, const char *path) {
    if (l->n == l->cap) l->p = vec_grow((void *)l->p, &l->cap, l->n + 1, sizeof *l->p);
    l->p[l->n++] = path;
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* The path below sources/ if the file is there already, else NULL. */
static const char *inside(SourceList *l, const char *root, const char *path) {
    char *dir = realpath(path_join(&l->arena, root, "sources"), NULL), *real = realpath(path, NULL);
    const char *found = NULL;
    size_t n = dir ? strlen(dir) : 0;
    if (dir && real && strncmp(real, dir, n) == 0 && real[n] == '/') found = arena_strdup(&l->arena, view_of(real + n + 1));
    free(dir);
    free(real);
    return found;
}

/* Copies an outside document (and what is known of it, its .yaml) in. A
 * document of that name with other text is never replaced. */
static bool copy_in(SourceList *l, Diag *d, const char *root, const char *from, const char *name, bool required) {
    Str new = STR_INIT, old = STR_INIT;
    const char *to = arena_printf(&l->arena, "%s/sources/%s", root, name);
    int err = file_read(from, &new, FILE_MAX_BYTES);
    bool ok = !err || (!required && err == ENOENT);
    if (!ok) diag_errno(d, M_CANNOT_READ, from, err);
    if (!err) {
        int seen = file_read(to, &old, FILE_MAX_BYTES);
        if (seen == 0 && !view_eq(str_view(&old), str_view(&new))) {
            diag(d, M_IMPORT_EXISTS, where(from, 0, 0), DARGS(name));
            ok = false;
        } else if (seen == ENOENT || seen == ENOTDIR) {
            err = file_replace(to, str_view(&new));
            if (err) diag_errno(d, M_CANNOT_WRITE, to, err);
            ok = !err;
        }
    }
    str_release(&new);
    str_release(&old);
    return ok;
}

static bool take_file(SourceList *l, Diag *d, const char *root, const char *path, const char *name, bool dry_run) {
    const char *known = inside(l, root, path);
    if (known) return add(l, known), true;
    if (dry_run) return add(l, arena_printf(&l->arena, "//%s", path)), true;
    if (!copy_in(l, d, root, path, name, true)) return false;
    size_t stem = strlen(path) - 4, name_stem = strlen(name) - 4;
    const char *side = arena_printf(&l->arena, "%.*s.yaml", (int)stem, path);
    copy_in(l, d, root, side, arena_printf(&l->arena, "%.*s.yaml", (int)name_stem, name), false);
    add(l, name);
    return true;
}

static bool take_folder(SourceList *l, Diag *d, const char *root, const char *path, bool dry_run) {
    FileList files = {0};
    int err = dir_list(&l->arena, path, &files);
    bool ok = !err;
    if (err) diag_errno(d, M_CANNOT_READ, path, err);
    for (size_t i = 0; i < files.n; i++)
        if (is_source(view_of(files.p[i].path)))
            ok = take_file(l, d, root, path_join(&l->arena, path, files.p[i].path), files.p[i].path, dry_run) && ok;
    filelist_release(&files);
    return ok;
}

bool sources_find(SourceList *l, Diag *d, const char *root, const char *const *paths, size_t n, bool dry_run) {
    *l = (SourceList){0};
    bool ok = true;
    const char *dir = path_join(&l->arena, root, "sources");
    if (!n && dir_exists(dir)) ok = take_folder(l, d, root, dir, dry_run);
    for (size_t i = 0; i < n; i++) {
        if (dir_exists(paths[i])) ok = take_folder(l, d, root, paths[i], dry_run) && ok;
        else if (!is_source(view_of(paths[i]))) {
            diag(d, M_IMPORT_NOT_TXT, where(paths[i], 0, 0), NULL);
            ok = false;
        } else ok = take_file(l, d, root, paths[i], arena_strdup(&l->arena, path_base(view_of(paths[i]))), dry_run) && ok;
    }
    if (l->n) qsort((void *)l->p, l->n, sizeof *l->p, by_name);
    size_t kept = 0;
    for (size_t i = 0; i < l->n; i++)
        if (!i || strcmp(l->p[i], l->p[kept - 1]) != 0) l->p[kept++] = l->p[i];
    l->n = kept;
    return ok;
}

void sources_release(SourceList *l) {
    free((void *)l->p);
    arena_release(&l->arena);
    *l = (SourceList){0};
}
