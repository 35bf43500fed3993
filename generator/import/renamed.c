/* Sources get other names and folders. What import wrote for the old name
 * (articles, their base) is moved, and the old ledger removed last: an import
 * that was cut short is completed by the next. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "import/identity.h"

typedef struct Gone {
    const char *path;
    char sha256[65];
    bool taken;
} Gone;

typedef struct Fresh {
    const char *path;
    char sha256[65];
    bool found;
} Fresh;

typedef struct Renames {
    Diag *d;
    const char *root;
    Arena arena;
    VEC(Gone) gone;
    VEC(Fresh) fresh;
    bool ok;
} Renames;

static const char *stem(Arena *a, const char *path) { return arena_strdup(a, view(path, strlen(path) - 4)); }

/* Sources that import has read, and that are there no more. */
static void find_gone(Renames *r) {
    FileList files = {0};
    const char *dir = path_join(&r->arena, r->root, ".fangzhi/base/sources");
    dir_list(&r->arena, dir, &files);
    for (size_t i = 0; i < files.n; i++) {
        View ledger_path = view_of(files.p[i].path);
        Str ledger = STR_INIT;
        if (ledger_path.n <= 8 || !view_ends(ledger_path, V(".tsv"))) continue;
        const char *path = arena_strdup(&r->arena, view_to(ledger_path, ledger_path.n - 4));
        if (file_exists(arena_printf(&r->arena, "%s/sources/%s", r->root, path))) continue;
        if (file_read(path_join(&r->arena, dir, files.p[i].path), &ledger, FILE_MAX_BYTES) == 0) {
            Gone g = {.path = path};
            View sha = view_to(ledger_sha256(str_view(&ledger)), sizeof g.sha256 - 1);
            if (sha.n) memcpy(g.sha256, sha.p, sha.n);
            vec_push(&r->gone, g);
        }
        str_release(&ledger);
    }
    filelist_release(&files);
}

static void find_fresh(Renames *r, const SourceList *sources) {
    for (size_t i = 0; i < sources->files.n; i++) {
        const char *path = sources->files.p[i].path;
        if (file_exists(arena_printf(&r->arena, "%s/.fangzhi/base/sources/%s.tsv", r->root, path))) continue;
        Fresh f = {.path = path};
        Str bytes = STR_INIT;
        if (file_read(arena_printf(&r->arena, "%s/sources/%s", r->root, path), &bytes, FILE_MAX_BYTES) == 0)
            sha256_hex(str_view(&bytes), f.sha256);
        str_release(&bytes);
        vec_push(&r->fresh, f);
    }
}

/* --- moving ---------------------------------------------------------------------- */

static void move_file(Renames *r, const char *from, const char *to) {
    const char *target = path_join(&r->arena, r->root, to), *file = path_join(&r->arena, r->root, from);
    View base = path_base(view_of(target));
    if (!file_exists(file) || file_exists(target)) return;
    int err = dir_make(arena_strdup(&r->arena, view(target, (size_t)(base.p - target) - 1)));
    if (!err && rename(file, target) != 0) err = errno;
    if (!err) return;
    diag_errno(r->d, M_CANNOT_WRITE, to, err);
    r->ok = false;
}

static void follow(Renames *r, Gone *g, Fresh *f) {
    Arena *a = &r->arena;
    const char *old = stem(a, g->path), *new = stem(a, f->path);
    const char *base = arena_printf(a, "%s/.fangzhi/base/articles/%s", r->root, old);
    FileList files = {0};
    g->taken = f->found = true;
    dir_list(a, base, &files);
    for (size_t i = 0; i < files.n; i++) {
        const char *name = files.p[i].path;
        if (strchr(name, '/') || !view_is(path_ext(view_of(name)), "md")) continue;
        move_file(r, arena_printf(a, "articles/%s/%s", old, name), arena_printf(a, "articles/%s/%s", new, name));
        move_file(r, arena_printf(a, ".fangzhi/base/conflicts/%s/%s", old, name),
                  arena_printf(a, ".fangzhi/base/conflicts/%s/%s", new, name));
        move_file(r, arena_printf(a, ".fangzhi/base/articles/%s/%s", old, name),
                  arena_printf(a, ".fangzhi/base/articles/%s/%s", new, name));
    }
    filelist_release(&files);
    rmdir(base);
    rmdir(arena_printf(a, "%s/articles/%s", r->root, old));
    remove(arena_printf(a, "%s/.fangzhi/base/regions/%s.tsv", r->root, g->path)); /* made anew under the new name */
    if (r->ok) remove(arena_printf(a, "%s/.fangzhi/base/sources/%s.tsv", r->root, g->path));
    diag(r->d, M_IMPORT_RENAMED, where(path_join(a, "sources", f->path), 0, 0), DARGS(g->path));
}

static void follow_bytes(Renames *r) {
    Map by_sha = MAP_INIT;
    for (size_t i = 0; i < r->gone.n; i++) *map_at(&by_sha, view_of(r->gone.p[i].sha256), NULL) = i;
    for (size_t i = 0; i < r->fresh.n; i++) {
        Fresh *f = &r->fresh.p[i];
        const size_t *g = f->sha256[0] ? map_get(&by_sha, view_of(f->sha256)) : NULL;
        if (g && !r->gone.p[*g].taken) follow(r, &r->gone.p[*g], f);
    }
    map_release(&by_sha);
}

/* --- by their text ----------------------------------------------------------------- */

static void article_texts(Renames *r, const Gone *g, Str *out) {
    FileList files = {0};
    const char *dir = arena_printf(&r->arena, "%s/.fangzhi/base/articles/%s", r->root, stem(&r->arena, g->path));
    dir_list(&r->arena, dir, &files);
    for (size_t i = 0; i < files.n; i++) {
        Str file = STR_INIT;
        Article a;
        if (!strchr(files.p[i].path, '/') &&
            file_read(path_join(&r->arena, dir, files.p[i].path), &file, FILE_MAX_BYTES) == 0 &&
            article_parse(&r->arena, r->d, view_of(path_join(&r->arena, dir + strlen(r->root) + 1, files.p[i].path)),
                          str_view(&file), &a)) {
            str_addv(out, a.title);
            markdown_text(out, view_from(str_view(&file), a.body_offset));
        }
        str_release(&file);
    }
    filelist_release(&files);
}

static void source_text(Renames *r, const Fresh *f, Str *out) {
    Page page;
    Diag quiet; /* what is wrong with the file is said when it is imported */
    Str bytes = STR_INIT;
    diag_init(&quiet, r->d->lang);
    page_init(&page, &quiet, f->path);
    if (file_read(arena_printf(&r->arena, "%s/sources/%s", r->root, f->path), &bytes, FILE_MAX_BYTES) == 0 &&
        page_lines(&page, str_view(&bytes)))
        for (size_t i = 0; i < page.lines.n; i++) str_addv(out, page.lines.p[i].text);
    page_release(&page);
    str_release(&bytes);
    diag_drop(&quiet);
}

static void follow_text(Renames *r) {
    Outputs gone = {0};
    VEC(size_t) which = {0}, fresh = {0};
    for (size_t i = 0; i < r->gone.n; i++) {
        if (r->gone.p[i].taken) continue;
        Output o = {.bytes = STR_INIT};
        article_texts(r, &r->gone.p[i], &o.bytes);
        vec_push(&gone, o);
        vec_push(&which, i);
    }
    for (size_t i = 0; i < r->fresh.n && gone.n; i++)
        if (!r->fresh.p[i].found) vec_push(&fresh, i);
    Str *texts = xcalloc(fresh.n + 1, sizeof *texts);
    View *views = xcalloc(fresh.n + 1, sizeof *views);
    size_t *of = xarray(NULL, fresh.n + 1, sizeof *of);
    for (size_t i = 0; i < fresh.n; i++) {
        str_init(&texts[i]);
        source_text(r, &r->fresh.p[fresh.p[i]], &texts[i]);
        views[i] = str_view(&texts[i]);
    }
    identity_sources(&gone, views, fresh.n, of);
    for (size_t i = 0; i < fresh.n; i++) {
        if (of[i] != SIZE_MAX) follow(r, &r->gone.p[which.p[of[i]]], &r->fresh.p[fresh.p[i]]);
        str_release(&texts[i]);
    }
    free(texts);
    free(views);
    free(of);
    vec_release(&which);
    vec_release(&fresh);
    outputs_release(&gone);
}

bool renamed_follow(Diag *d, const char *root, const SourceList *sources) {
    Renames r = {.d = d, .root = root, .ok = true};
    find_gone(&r);
    if (r.gone.n) find_fresh(&r, sources);
    if (r.fresh.n) {
        follow_bytes(&r);
        follow_text(&r);
    }
    vec_release(&r.gone);
    vec_release(&r.fresh);
    arena_release(&r.arena);
    return r.ok;
}
