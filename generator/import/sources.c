/* Which documents an import reads, and how those from outside come in: with
 * what is known of them, what was corrected in them and the picture of the
 * page. */
#include <errno.h>
#include <unistd.h>

#include "import/emit.h"
#include "content/content.h"

/* --- names ---------------------------------------------------------------------- */

enum { NAME_MAX_BYTES = 251 }; /* the ledger's name has four more, and 255 is what file systems take */

bool source_named(View path) {
    return path.n > 4 && path.p[path.n - 4] == '.' && strncasecmp(path.p + path.n - 3, "txt", 3) == 0;
}

/* Fit to be shown: what is not UTF-8 as U+FFFD. */
static const char *shown(Arena *a, const char *path) {
    View rest = view_of(path);
    if (utf8_valid(rest)) return path;
    Str s = STR_INIT;
    while (rest.n) utf8_add(&s, utf8_next(&rest));
    const char *text = arena_strdup(a, str_view(&s));
    str_release(&s);
    return text;
}

/* A source's name stands in front matter, tables and names of files. */
static bool name_fits(SourceList *l, Diag *d, const char *name, const char *file) {
    View v = view_of(name);
    size_t n = path_base(v).n;
    bool odd = false;
    for (size_t i = 0; i < v.n; i++) odd = odd || (unsigned char)v.p[i] < 0x20 || v.p[i] == 0x7F || v.p[i] == '\\';
    Msg why = !utf8_valid(v) ? M_IMPORT_NAME_UTF8 : odd ? M_IMPORT_NAME_ODD : M_IMPORT_NAME_LONG;
    if (utf8_valid(v) && !odd && n <= NAME_MAX_BYTES) return true;
    diag(d, why, where(shown(&l->arena, file), 0, 0), DARGS(arena_printf(&l->arena, "%zu", n)));
    return false;
}

/* --- the list --------------------------------------------------------------------- */

static bool add(SourceList *l, Diag *d, const char *path, const char *file, bool outside) {
    if (!name_fits(l, d, path, outside ? file : arena_printf(&l->arena, "sources/%s", path))) return false;
    SourceFile s = {.path = path, .file = file, .outside = outside};
    vec_push(&l->files, s);
    return true;
}

static int by_path(const void *a, const void *b) {
    const SourceFile *x = a, *y = b;
    int c = strcmp(x->path, y->path);
    return c ? c : strcmp(x->file, y->file);
}

/* The path below sources/ if the file is there already, else NULL. */
static const char *inside(SourceList *l, const char *root, const char *path) {
    char *dir = realpath(path_join(&l->arena, root, "sources"), NULL), *real = realpath(path, NULL);
    const char *found = NULL;
    size_t n = dir ? strlen(dir) : 0;
    if (dir && real && strncmp(real, dir, n) == 0 && real[n] == '/')
        found = arena_strdup(&l->arena, view_of(real + n + 1));
    free(dir);
    free(real);
    return found;
}

/* --- from outside -------------------------------------------------------------------- */

typedef struct Taking {
    SourceList *list;
    Diag *d;
    const char *root;
    bool dry_run; /* nothing is written */
} Taking;

/* A file of that name with other bytes is never replaced. */
static bool copy_in(Taking *t, const char *from, const char *name) {
    Str new = STR_INIT, old = STR_INIT;
    const char *to = arena_printf(&t->list->arena, "%s/sources/%s", t->root, name);
    int err = file_read(from, &new, FILE_MAX_BYTES);
    bool ok = !err;
    if (err) diag_errno(t->d, M_CANNOT_READ, from, err);
    int seen = err ? 0 : file_read(to, &old, FILE_MAX_BYTES);
    if (ok && seen == 0 && !view_eq(str_view(&old), str_view(&new))) {
        diag(t->d, M_IMPORT_EXISTS, where(from, 0, 0), DARGS(name));
        ok = false;
    } else if (ok && seen != 0 && !t->dry_run && (err = file_replace(to, str_view(&new))) != 0) {
        diag_errno(t->d, M_CANNOT_WRITE, arena_printf(&t->list->arena, "sources/%s", name), err);
        ok = false;
    }
    str_release(&new);
    str_release(&old);
    return ok;
}

/* What stands beside NAME.txt under the same name comes with it. */
static const char *take_beside(Taking *t, const char *path, const char *name) {
    static const char *const kinds[] = {"yaml", "edits", "jpg", "jpeg", "png", "webp", "pdf",
                                        "JPG",  "JPEG",  "PNG", "WEBP", "PDF"};
    Arena *a = &t->list->arena;
    const char *taken = NULL;
    int stem = (int)strlen(path) - 3, name_stem = (int)strlen(name) - 3;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *file = arena_printf(a, "%.*s%s", stem, path, kinds[i]);
        if (!file_exists(file) || !copy_in(t, file, arena_printf(a, "%.*s%s", name_stem, name, kinds[i]))) continue;
        taken = taken ? arena_printf(a, "%s, %s", taken, kinds[i]) : kinds[i];
    }
    return taken;
}

static bool take_file(Taking *t, const char *path, const char *name) {
    SourceList *l = t->list;
    const char *known = inside(l, t->root, path);
    if (known) return add(l, t->d, known, path, false);
    if (!name_fits(l, t->d, name, path) || !copy_in(t, path, name)) return false;
    const char *copy = arena_printf(&l->arena, "%s/sources/%s", t->root, name);
    const char *beside = take_beside(t, path, name);
    if (!add(l, t->d, name, t->dry_run ? path : copy, t->dry_run)) return false;
    l->files.p[l->files.n - 1].beside = beside;
    return true;
}

/* A folder's sources.csv; the names in it are below `below`. */
static void note_sheet(Taking *t, const char *file, const char *below) {
    OutsideSheet sheet = {file, below};
    if (!file_exists(file) || inside(t->list, t->root, file)) return;
    for (size_t i = 0; i < t->list->sheets.n; i++)
        if (strcmp(t->list->sheets.p[i].file, file) == 0) return;
    vec_push(&t->list->sheets, sheet);
}

static bool take_folder(Taking *t, const char *path) {
    SourceList *l = t->list;
    FileList files = {0};
    int err = dir_list(&l->arena, path, &files);
    bool ok = !err;
    if (err) diag_errno(t->d, M_CANNOT_READ, files.failed ? files.failed : path, err);
    filelist_keep_inside(&files, t->d, path, t->root, path);
    for (size_t i = 0; i < files.n; i++) {
        View name = view_of(files.p[i].path);
        const char *file = path_join(&l->arena, path, files.p[i].path);
        if (source_named(name)) ok = take_file(t, file, files.p[i].path) && ok;
        else if (view_is(path_base(name), "sources.csv"))
            note_sheet(t, file, arena_strdup(&l->arena, view_to(name, name.n - path_base(name).n)));
    }
    filelist_release(&files);
    return ok;
}

static View stem_of(const char *path) {
    View v = view_of(path);
    return view_to(v, v.n - path_ext(v).n);
}

/* By the stems of sidecars and edits: most sources have neither, and then two files fewer are looked for, twice. */
static void note_beside(Map *beside, const FileList *files) {
    for (size_t i = 0; i < files->n; i++) {
        View ext = path_ext(view_of(files->p[i].path));
        if (view_is(ext, "yaml") || view_is(ext, "edits")) map_at(beside, stem_of(files->p[i].path), NULL);
    }
}

/* All of sources/, which needs no look at where each file really is. */
static bool take_own(Taking *t) {
    SourceList *l = t->list;
    FileList files = {0};
    Map beside = MAP_INIT;
    const char *dir = path_join(&l->arena, t->root, "sources");
    int err = dir_exists(dir) ? dir_list(&l->arena, dir, &files) : 0;
    bool ok = !err;
    const char *failed = files.failed ? files.failed + strlen(dir) - strlen("sources") : "sources";
    if (err) diag_errno(t->d, M_CANNOT_READ, failed, err);
    note_beside(&beside, &files);
    filelist_keep_inside(&files, t->d, dir, t->root, "sources");
    for (size_t i = 0; i < files.n; i++)
        if (source_named(view_of(files.p[i].path)))
            ok = add(l, t->d, files.p[i].path, path_join(&l->arena, dir, files.p[i].path), false) && ok;
    for (size_t i = 0; i < l->files.n; i++) l->files.p[i].alone = !map_get(&beside, stem_of(l->files.p[i].path));
    map_release(&beside);
    filelist_release(&files);
    return ok;
}

static bool take_named(Taking *t, const char *path) {
    Arena *a = &t->list->arena;
    View base = path_base(view_of(path));
    if (dir_exists(path)) return take_folder(t, path);
    if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        diag(t->d, M_IMPORT_NO_FILE, where(path, 0, 0), NULL);
        return false;
    }
    if (!source_named(view_of(path))) {
        diag(t->d, M_IMPORT_NOT_TXT, where(path, 0, 0), NULL);
        return false;
    }
    if (!take_file(t, path, arena_strdup(a, base))) return false;
    note_sheet(t, arena_printf(a, "%.*ssources.csv", (int)(strlen(path) - base.n), path), "");
    return true;
}

/* Sorted, each once. Two documents from outside may want one name. */
static bool settle(SourceList *l, Diag *d) {
    bool ok = true;
    size_t kept = 0;
    if (l->files.n) qsort(l->files.p, l->files.n, sizeof *l->files.p, by_path);
    for (size_t i = 0; i < l->files.n; i++) {
        const SourceFile *s = &l->files.p[i], *last = kept ? &l->files.p[kept - 1] : NULL;
        if (!last || strcmp(s->path, last->path) != 0) l->files.p[kept++] = *s;
        else if (s->outside && strcmp(s->file, last->file) != 0) {
            diag(d, M_IMPORT_EXISTS, where(s->file, 0, 0), DARGS(s->path));
            ok = false;
        }
    }
    l->files.n = kept;
    return ok;
}

/* --- neighbours ------------------------------------------------------------------------ */

/* The same name but for its last number: pages of one issue or book. */
static bool alike(View a, View b) {
    View v[] = {a, b}, head[2], tail[2];
    for (int i = 0; i < 2; i++) {
        size_t end = v[i].n, from;
        while (end > 0 && (v[i].p[end - 1] < '0' || v[i].p[end - 1] > '9')) end--;
        for (from = end; from > 0 && v[i].p[from - 1] >= '0' && v[i].p[from - 1] <= '9';) from--;
        if (from == end) return false;
        head[i] = view_to(v[i], from);
        tail[i] = view_from(v[i], end);
    }
    return view_eq(head[0], head[1]) && view_eq(tail[0], tail[1]);
}

/* Was something of it set aside as contents? */
static bool holds_contents(const char *ledger) {
    Str text = STR_INIT;
    bool held = file_read(ledger, &text, FILE_MAX_BYTES) == 0 &&
                view_find(str_view(&text), V("\tcontents\t-\n"), 0) != SIZE_MAX;
    str_release(&text);
    return held;
}

/* Pages beside those asked for, if they were imported before: an article may
 * run over to them, and those with contents say where all of them stand. */
static void add_neighbours(SourceList *l, const char *root) {
    Map known = MAP_INIT, looked = MAP_INIT;
    size_t n = l->files.n;
    for (size_t i = 0; i < n; i++) map_at(&known, view_of(l->files.p[i].path), NULL);
    for (size_t i = 0; i < n; i++) {
        View path = view_of(l->files.p[i].path), name = path_base(path), dir = view_to(path, path.n - name.n);
        bool fresh;
        FileList files = {0};
        if (l->files.p[i].outside) continue;
        map_at(&looked, dir, &fresh);
        if (!fresh) continue; /* folders, not files, are many: those of a folder come together */
        dir_list(&l->arena, arena_printf(&l->arena, "%s/.fangzhi/base/sources/%.*s", root, VARG(dir)), &files);
        for (size_t k = 0; k < files.n; k++) {
            View other = view_of(files.p[k].path);
            if (other.n <= 8 || !view_ends(other, V(".tsv")) || view_find(other, V("/"), 0) != SIZE_MAX) continue;
            other.n -= 4;
            const char *below = arena_printf(&l->arena, "%.*s%.*s", VARG(dir), VARG(other));
            const char *file = arena_printf(&l->arena, "%s/sources/%s", root, below);
            if (map_get(&known, view_of(below))) continue;
            bool beside = false;
            for (size_t j = i; j < n && !beside; j++) {
                View p = view_of(l->files.p[j].path), base = path_base(p);
                if (!view_eq(view_to(p, p.n - base.n), dir)) break;
                beside = alike(base, other);
            }
            if (!beside)
                beside = holds_contents(arena_printf(&l->arena, "%s/.fangzhi/base/sources/%s.tsv", root, below));
            if (!beside || !file_exists(file)) continue;
            vec_push(&l->files, ((SourceFile){.path = below, .file = file, .neighbour = true}));
        }
        filelist_release(&files);
    }
    map_release(&known);
    map_release(&looked);
    if (l->files.n > n) qsort(l->files.p, l->files.n, sizeof *l->files.p, by_path);
}

bool sources_find(SourceList *l, Diag *d, const char *root, const char *const *paths, size_t n, bool dry_run) {
    *l = (SourceList){0};
    Taking t = {l, d, root, dry_run};
    bool ok = n ? true : take_own(&t);
    for (size_t i = 0; i < n; i++) ok = take_named(&t, paths[i]) && ok;
    ok = settle(l, d) && ok;
    if (n && ok) add_neighbours(l, root);
    for (size_t i = 0; i < l->sheets.n && !dry_run; i++) ok = sheet_take(l, &l->sheets.p[i], d, root) && ok;
    return ok;
}

void sources_release(SourceList *l) {
    vec_release(&l->files);
    vec_release(&l->sheets);
    arena_release(&l->arena);
    *l = (SourceList){0};
}
