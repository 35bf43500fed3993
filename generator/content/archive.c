#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "content/fields.h"
#include "content/heads.h"
#include "content/redact.h"

/* Of a middling archive all bodies, which a build then opens no second time. */
static const size_t BODIES_KEPT = (size_t)192 << 20;

typedef struct Loader {
    Archive *archive;
    Diag *diag;
    const FileList *files;
    Article *articles; /* one a file */
    bool *good;
    ArenaKeeper *keepers; /* one a thread */
    size_t *rooms;        /* so many bytes of bodies each may keep yet */
    Heads *heads;    /* may be NULL */
} Loader;

static bool is_article(View path) { return view_is(path_ext(path), "md"); }

/* Memory for one file, used again for the next. */
typedef struct Desk {
    Arena arena;
    Str text;
} Desk;

static void keep_body(Loader *l, unsigned worker, View body, Article *out) {
    if (body.n > l->rooms[worker]) return;
    l->rooms[worker] -= body.n;
    out->body = arena_view(&l->archive->arenas[worker], body);
}

static bool read_one(Loader *l, unsigned worker, Desk *desk, const FileEntry *file, Article *out) {
    const char *path = path_join(&desk->arena, "articles", file->path);
    int err = file_read_seen(l->archive->dir, path, file, &desk->text, FILE_MAX_BYTES);
    if (err) {
        diag_errno(l->diag, M_CANNOT_READ, path, err);
        return false;
    }
    View text;
    bool silent;
    redactions_apply(&l->archive->redactions, &desk->text, 0);
    text = str_view(&desk->text);
    if (!article_parse_silent(&desk->arena, l->diag, view_of(path), text, out, &silent)) return false;
    redactions_article(&l->archive->redactions, &desk->arena, out);
    if (redactions_hidden(&l->archive->redactions, view_from(text, out->body_offset))) {
        diag(l->diag, M_CONTENT_HIDDEN_NAME, where(path, 0, 0), NULL);
        return false;
    }
    out->head_hash = hash_bytes(view_to(text, out->body_offset));
    out->file_hash = hash_bytes(text);
    article_keep(&l->keepers[worker].keeper, out);
    if (silent) heads_add(l->heads, worker, file, out);
    keep_body(l, worker, view_from(text, out->body_offset), out);
    return true;
}

static void load_some(void *ctx, size_t from, size_t to, unsigned worker) {
    Loader *l = ctx;
    Desk desk = {.text = STR_INIT};
    for (size_t i = from; i < to; i++) {
        const FileEntry *file = &l->files->p[i];
        if (!is_article(view_of(file->path))) continue;
        arena_clear(&desk.arena);
        str_clear(&desk.text);
        l->good[i] =
            heads_find(l->heads, worker, file, &l->articles[i]) || read_one(l, worker, &desk, file, &l->articles[i]);
    }
    str_release(&desk.text);
    arena_release(&desk.arena);
}

static View first_file(const Article *a) { return a->n_sources ? a->sources[0].file : V(""); }

static uint32_t first_line(const Article *a) {
    return a->n_sources && a->sources[0].n_lines ? a->sources[0].lines[0].line : 0;
}

static int by_source(const void *pa, const void *pb) {
    const Article *a = pa, *b = pb;
    View x = first_file(a), y = first_file(b);
    /* What articles have in common is mostly kept once. */
    int c = x.p == y.p && x.n == y.n ? 0 : view_cmp(x, y);
    if (c) return c;
    if (first_line(a) != first_line(b)) return first_line(a) < first_line(b) ? -1 : 1;
    return view_cmp(a->id, b->id);
}

/* Files mostly stand in the order of their sources already, those of one source
 * together: then only its few are sorted among themselves. */
static void sort_by_source(Article *articles, size_t n) {
    bool ordered = true;
    for (size_t from = 0, to; from < n && ordered; from = to) {
        const View file = first_file(&articles[from]);
        for (to = from + 1; to < n && view_eq(first_file(&articles[to]), file);) to++;
        qsort(&articles[from], to - from, sizeof *articles, by_source);
        ordered = to == n || view_cmp(file, first_file(&articles[to])) < 0;
    }
    if (!ordered) qsort(articles, n, sizeof *articles, by_source);
}

/* Keeps the good ones, of each id the first by path; false: there were others. */
static bool keep_good(Loader *l) {
    Archive *ar = l->archive;
    Map ids = MAP_INIT;
    bool all = true;
    for (size_t i = 0; i < l->files->n; i++) {
        const Article *a = &l->articles[i];
        if (!is_article(view_of(l->files->p[i].path))) continue;
        all = all && l->good[i];
        if (!l->good[i] || redactions_drop(&ar->redactions, &ar->arenas[0], a)) continue;
        bool fresh;
        size_t *at = map_at(&ids, a->id, &fresh);
        if (fresh) {
            *at = ar->n;
            ar->articles[ar->n++] = *a;
            continue;
        }
        const char *first = ar->articles[*at].path.p; /* NUL-ended, as all paths here */
        diag(l->diag, M_CONTENT_ID_TWICE, where(a->path.p, 0, 0), DARGS(arena_strdup(&ar->arenas[0], a->id), first));
        all = false;
    }
    map_release(&ids);
    return all;
}

static bool load_files(Archive *ar, Diag *d, unsigned jobs, Heads *heads, const FileList *files) {
    if (!files->n) return true;
    Loader l = {ar, d, files, xcalloc(files->n, sizeof(Article)), xcalloc(files->n, sizeof(bool)),
                xcalloc(jobs, sizeof(ArenaKeeper)), xcalloc(jobs, sizeof(size_t)), heads};
    heads_expect(heads, files->n);
    for (unsigned i = 0; i < jobs; i++) {
        l.keepers[i] = arena_keeper(&ar->arenas[i]);
        l.rooms[i] = ar->bodies / jobs;
    }
    ar->articles = l.articles;
    threads_for(jobs, files->n, 64, load_some, &l);
    bool all = keep_good(&l);
    sort_by_source(ar->articles, ar->n);
    for (unsigned i = 0; i < jobs; i++) map_release(&l.keepers[i].shared);
    free(l.keepers);
    free(l.rooms);
    free(l.good);
    return all;
}

static bool load_articles(Archive *ar, Diag *d, unsigned jobs, Heads *heads) {
    Arena names = ARENA_INIT;
    FileList files = {0};
    int err = dir_list(&names, path_join(&names, ar->root, "articles"), &files);
    if (err && err != ENOENT) diag_errno(d, M_CANNOT_READ, "articles", err);
    bool all = load_files(ar, d, jobs, heads, &files);
    filelist_release(&files);
    arena_release(&names);
    return all && (!err || err == ENOENT);
}

static void open_archive(Archive *out, const char *root, unsigned jobs) {
    if (jobs < 1) jobs = 1;
    if (jobs > THREADS_MAX) jobs = THREADS_MAX;
    *out = (Archive){.root = root, .n_arenas = jobs, .arenas = xcalloc(jobs, sizeof(Arena))};
    out->dir = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

bool archive_load_whole(Archive *out, Diag *d, const char *root, unsigned jobs) {
    open_archive(out, root, jobs);
    bool ok = site_config_load(&out->arenas[0], d, root, &out->config);
    return load_articles(out, d, out->n_arenas, NULL) && ok;
}

static bool load_known(Archive *out, Diag *d, const char *cache, const FileList *files) {
    unsigned jobs = out->n_arenas;
    bool ok = site_config_load(&out->arenas[0], d, out->root, &out->config);
    /* Unless all of what must not be shown is known, nothing is. */
    bool known = redactions_load(&out->arenas[0], d, out->root, &out->redactions);
    /* What names are masked may change in any file: such an archive is read whole. */
    Heads *heads = heads_open(out->redactions.names.n ? NULL : cache, jobs);
    bool all = known && (files ? load_files(out, d, jobs, heads, files) : load_articles(out, d, jobs, heads));
    heads_close(heads, &out->heads);
    return ok && all;
}

bool archive_load(Archive *out, Diag *d, const char *root, unsigned jobs) {
    open_archive(out, root, jobs);
    return load_known(out, d, NULL, NULL);
}

bool archive_load_again(Archive *out, Diag *d, const char *root, unsigned jobs, const char *cache,
                        const FileList *files) {
    open_archive(out, root, jobs);
    out->bodies = BODIES_KEPT;
    return load_known(out, d, cache, files);
}

void archive_release(Archive *ar) {
    if (ar->root && ar->dir >= 0) close(ar->dir);
    for (unsigned i = 0; i < ar->n_arenas; i++) arena_release(&ar->arenas[i]);
    free(ar->arenas);
    str_release(&ar->heads);
    free(ar->articles);
    *ar = (Archive){0};
}

int article_body(const Archive *ar, const Article *article, Str *buf, View *body) {
    *body = article->body;
    if (body->p) return 0;
    size_t start = buf->n;
    int err = file_read_at(ar->dir, article->path.p, buf, FILE_MAX_BYTES);
    if (!err) redactions_apply(&ar->redactions, buf, start);
    *body = err ? V("") : view_from(view_from(str_view(buf), start), article->body_offset);
    return err;
}

static size_t column_of(View line, size_t at) {
    size_t n = 1;
    for (size_t i = 0; i < at; i++) n += ((unsigned char)line.p[i] & 0xC0) != 0x80;
    return n;
}

Where article_where(Arena *a, const Archive *ar, const Article *article, const char *key, View value) {
    Str text = STR_INIT;
    View line, name = view_of(key);
    Where at = where(arena_strdup(a, article->path), 0, 0);
    size_t number = 0, end = article->body_line;
    bool below = false;
    if (file_read(path_join(a, ar->root, at.file), &text, FILE_MAX_BYTES) == 0)
        for (View rest = str_view(&text); view_line(&rest, &line) && ++number < end;) {
            bool is_key = view_starts(line, name) && line.n > name.n && line.p[name.n] == ':';
            if (below && !is_key && line.n && !strchr(" -#", line.p[0])) break;
            if (is_key) at = where(at.file, number, 1);
            below = below || is_key;
            size_t found = below ? view_find(line, value, is_key ? name.n + 1 : 0) : SIZE_MAX;
            if (found == SIZE_MAX) continue;
            at = where(at.file, number, column_of(line, found));
            break;
        }
    str_release(&text);
    return at;
}
