/* Before anything is read closely: which sources are new or changed, which are
 * copies, and which stand together as the pages of one issue or book. */
#include "import/run.h"

#include <errno.h>

/* False: there are some that cannot be read. Without them, as without a sidecar,
 * the page would become what nobody wants. */
static bool read_edits(Run *run, Page *page, const SourceFile *s) {
    Arena *a = &page->arena;
    const char *shown = arena_printf(a, "sources/%s.edits", source_stem(a, page->path)),
               *file = path_join(a, run->o->root, shown);
    if (s->outside) shown = file = arena_printf(a, "%s.edits", source_stem(a, s->file));
    page->edits_path = shown;
    if (s->alone) return true;
    int err = read_text(a, file, 1 << 20, &page->edits);
    const bool none = err == ENOENT || err == ENOTDIR || err == ENAMETOOLONG;
    if (err && !none) diag_errno(page->diag, M_CANNOT_READ, shown, err);
    return !err || none;
}

/* A change of what is known of a source, wherever it is said (sidecar,
 * sources.csv, site.yaml), and of its edits is a reason to import it again. */
static void note_beside(const Run *run, Page *page) {
    const Known *k = &page->known;
    const View parts[] = {k->publication, k->kind, k->issued,  k->issue_number, k->page,           k->covers,
                          k->home,        k->licence, k->charset, run->reading.home, page->edits};
    Str all = STR_INIT;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        str_addv(&all, parts[i]);
        str_addc(&all, '\0');
    }
    sha256_hex(str_view(&all), page->beside);
    str_release(&all);
}

bool source_open(Run *run, size_t i, Diag *d, Page *page, Str *bytes) {
    const SourceFile *s = &run->sources.files.p[i];
    page_init(page, d, s->path);
    if (s->outside) page->shown = s->file;
    page->came_with = s->beside;
    if (s->outside) page->known = catalogue_outside(run->catalogue, &page->arena, d, view_of(s->path), s->file);
    else page->known = catalogue_known(run->catalogue, &page->arena, d, run->o->root, view_of(s->path), s->alone);
    page->config = run->config;
    page->taken = &run->taken;
    page->twin = run->done[i].twin;
    page->outline = book_outline(run, &run->done[i]);
    if (page->known.unread || !read_edits(run, page, s)) return false;
    note_beside(run, page);
    int err = file_read(s->file, bytes, FILE_MAX_BYTES);
    if (err) diag_errno(d, M_CANNOT_READ, page->shown, err);
    return !err;
}

static bool unchanged(Run *run, Page *page, View bytes, bool neighbour, Done *done) {
    if ((run->o->n_paths && !neighbour) || says_only(run->o) || reads_all(run->o)) return false;
    Str ledger = STR_INIT;
    char sha[65];
    const char *path = arena_printf(&page->arena, "%s/.fangzhi/base/sources/%s.tsv", run->o->root, page->path);
    bool same =
        file_read(path, &ledger, FILE_MAX_BYTES) == 0 && view_is(ledger_beside(str_view(&ledger)), page->beside);
    done->was = strtoull(arena_strdup(&page->arena, ledger_volume(str_view(&ledger))), NULL, 16);
    done->contents_were = strtoull(arena_strdup(&page->arena, ledger_contents(str_view(&ledger))), NULL, 16);
    if (same) sha256_hex(bytes, sha);
    same = same && view_is(ledger_sha256(str_view(&ledger)), sha);
    str_release(&ledger);
    return same;
}

static uint64_t key_of(const Page *page, unsigned *number) {
    Str key = STR_INIT;
    uint64_t h = volume_key(page, &key, number) ? hash_bytes(str_view(&key)) | 1 : 0;
    str_release(&key);
    return h;
}

static void look_range(void *ctx, size_t from, size_t to, unsigned worker) {
    Run *run = ctx;
    Diag quiet; /* what is wrong is said when the source is imported */
    (void)worker;
    diag_init(&quiet, run->d->lang);
    for (size_t i = from; i < to; i++) {
        Page page;
        Str bytes = STR_INIT;
        if (source_open(run, i, &quiet, &page, &bytes)) {
            run->done[i].hash = hash_bytes(str_view(&bytes));
            run->done[i].key = key_of(&page, &run->done[i].number);
            run->done[i].same =
                unchanged(run, &page, str_view(&bytes), run->sources.files.p[i].neighbour, &run->done[i]);
            book_look(&run->done[i], &page, str_view(&bytes));
        }
        str_release(&bytes);
        page_release(&page);
    }
    diag_drop(&quiet);
}

/* What import wrote before: DAY/PAGE/ID.md. */
static void note_articles(Run *run) {
    FileList files = {0};
    dir_list(&run->names, path_join(&run->names, run->o->root, ".fangzhi/base/articles"), &files);
    for (size_t i = 0; i < files.n; i++) {
        View path = view_of(files.p[i].path), name = path_base(path);
        if (!view_is(path_ext(name), "md")) continue;
        map_at(&run->taken, view_to(name, name.n - 3), NULL);
        if (path.n > name.n) map_at(&run->stems, view_to(path, path.n - name.n - 1), NULL);
    }
    filelist_release(&files);
}

static void note_twins(Run *run) {
    Map seen = MAP_INIT;
    for (size_t i = 0; i < run->sources.files.n; i++) {
        Done *done = &run->done[i];
        if (done->same) continue;
        map_at(&seen, view((const char *)&done->hash, sizeof done->hash), &done->twin);
        done->twin = !done->twin;
    }
    map_release(&seen);
}

/* Ids come from a source's bytes, so copies of a source need others; which
 * must not depend on the order in which threads come to them. */
void survey_sources(Run *run) {
    threads_for(run->o->jobs, run->sources.files.n, 16, look_range, run);
    books_gather(run);
    note_twins(run);
    note_articles(run);
}

static int by_key(const void *a, const void *b, void *all) {
    const Done *x = &((const Done *)all)[*(const size_t *)a], *y = &((const Done *)all)[*(const size_t *)b];
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    if (x->number != y->number) return x->number < y->number ? -1 : 1;
    return (*(const size_t *)a > *(const size_t *)b) - (*(const size_t *)a < *(const size_t *)b);
}

/* A volume's name is that of its pages: where one came or went, all of them
 * are read again. */
static void name_volume(Run *run, Volume *v) {
    Str names = STR_INIT;
    for (size_t k = 0; k < v->n; k++) {
        str_adds(&names, run->sources.files.p[run->order[v->first + k]].path);
        str_addc(&names, '\0');
    }
    v->name = hash_bytes(str_view(&names)) | 1;
    for (size_t k = 0; k < v->n; k++) {
        Done *done = &run->done[run->order[v->first + k]];
        if (done->was != (v->n > 1 ? v->name : 0)) done->same = false;
    }
    str_release(&names);
}

/* At most so many pages: they are in memory together. */
enum { VOLUME_PAGES = 256 };

void survey_volumes(Run *run) {
    size_t n = run->sources.files.n;
    run->order = xarray(NULL, n + 1, sizeof *run->order);
    for (size_t i = 0; i < n; i++) run->order[i] = i;
    qsort_r(run->order, n, sizeof *run->order, by_key, run->done);
    for (size_t i = 0; i < n;) {
        const Done *first = &run->done[run->order[i]];
        Volume v = {.first = i, .n = 1};
        while (first->key && i + v.n < n && v.n < VOLUME_PAGES && run->done[run->order[i + v.n]].key == first->key)
            v.n++;
        if (!says_only(run->o) || run->o->dry_run) name_volume(run, &v);
        vec_push(&run->volumes, v);
        i += v.n;
    }
}
