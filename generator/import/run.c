/* One import: every source by itself, on all threads; then what the sources
 * share, the archive's list of regions. */
#include <errno.h>
#include <stdatomic.h>

#include "import/again.h"
#include "import/explain.h"
#include "import/import.h"
#include "import/places.h"
#include "import/volume.h"

/* What one source left behind for the end. */
typedef struct Done {
    uint64_t hash;  /* of its bytes */
    uint64_t key, was; /* of what it stands together with, now; the volume it was in */
    unsigned number; /* of its page there */
    bool same, twin; /* as it was imported; the bytes of one before it */
    Str say; /* --dry-run, --explain */
    Str changes; /* --again: a line for each, "date: 2019 → 2020" */
    ImportReport report;
    bool failed;
} Done;

/* Pages of one issue or book, in `order`; most sources stand alone. */
typedef struct Volume {
    size_t first, n;
    uint64_t name;
} Volume;

typedef struct Run {
    const ImportOptions *o;
    Diag *d;
    SourceList sources;
    const SiteConfig *config;
    Catalogue *catalogue;
    Reading reading;
    Located located;
    bool counting; /* --again: what would change is told, nothing is written */
    Map taken; /* ids of articles when the import began */
    Arena names;
    PlaceNotes notes;
    Done *done;
    size_t *order;  /* sources by volume and page */
    VEC(Volume) volumes;
} Run;

/* --- one source --------------------------------------------------------------- */

static const char *stem_of(Arena *a, const char *path) {
    size_t n = strlen(path);
    return arena_strdup(a, view(path, n > 4 ? n - 4 : n));
}

static bool reads_all(const ImportOptions *o) { return o->again_segments || o->again_dates; }

static const char *article_file(Run *run, Arena *a, const char *stem, View id) {
    return located_path(&run->located, a, arena_printf(a, "articles/%s/%.*s.md", stem, VARG(id)), id);
}

static const char *base_file(Arena *a, const char *stem, View id) {
    return arena_printf(a, ".fangzhi/base/articles/%s/%.*s.md", stem, VARG(id));
}

/* An article that import wrote, by the name of its file also where it cannot
 * be read (it was written by a fangzhi that knew less, or damaged): the source
 * is read again, and it must be known again, not written a second time. */
static void read_before(Arena *a, const char *path, View name, View text, Article *out) {
    Diag quiet;
    diag_init(&quiet, MSG_EN);
    if (!article_parse(a, &quiet, name, text, out)) {
        out->id = arena_view(a, view_to(name, name.n - 3));
        if (!out->n_sources) {
            out->sources = ARENA_NEW(a, SourceRef);
            out->sources[0].file = view_of(path);
            out->n_sources = 1;
        }
        if (out->body_offset > text.n) out->body_offset = text.n;
    }
    quiet.n = 0;
    diag_release(&quiet);
}

/* Articles that import wrote for this source before: their metadata, and in
 * `bytes` the plain text. */
static void load_before(Run *run, Arena *a, const char *path, Outputs *out) {
    const char *root = run->o->root, *stem = stem_of(a, path);
    FileList files = {0};
    const char *dir = arena_printf(a, "%s/.fangzhi/base/articles/%s", root, stem);
    dir_list(a, dir, &files);
    for (size_t i = 0; i < files.n; i++) {
        if (strchr(files.p[i].path, '/') || !view_is(path_ext(view_of(files.p[i].path)), "md")) continue;
        Str text = STR_INIT;
        Output o = {.bytes = STR_INIT};
        if (file_read(path_join(a, dir, files.p[i].path), &text, FILE_MAX_BYTES) == 0) {
            View kept = arena_view(a, str_view(&text));
            read_before(a, path, view_of(files.p[i].path), kept, &o.article);
            if (!is_of_other(a, root, path, &o.article)) {
                markdown_text(&o.bytes, view_from(kept, o.article.body_offset));
                o.id = o.article.id;
                o.kept = merge_touched(root, article_file(run, a, stem, o.id), kept);
                vec_push(out, o);
            }
        }
        str_release(&text);
    }
    filelist_release(&files);
}

static void count(ImportReport *r, Merged m) {
    r->written += m == MERGE_WRITTEN;
    r->merged += m == MERGE_MERGED;
}

static bool is_among(const Outputs *o, View id) {
    for (size_t i = 0; i < o->n; i++)
        if (view_eq(o->p[i].id, id)) return true;
    return false;
}

static void write_all(Run *run, Page *page, const Outputs *before, const Outputs *outputs, Done *done) {
    Arena *a = &page->arena;
    const char *stem = stem_of(a, page->path), *root = run->o->root;
    for (size_t i = 0; i < outputs->n; i++) {
        View id = outputs->p[i].id, bytes = str_view(&outputs->p[i].bytes);
        const char *file = article_file(run, a, stem, id);
        Article read;
        if (!article_parse(a, run->d, view_of(file), bytes, &read)) {
            diag(run->d, M_IMPORT_UNREADABLE, where(file, 0, 0), NULL);
            done->failed = true;
            continue;
        }
        Merged m = merge_write(run->d, root, file, base_file(a, stem, id), bytes, reads_all(run->o));
        count(&done->report, m);
        done->failed = done->failed || m == MERGE_FAILED;
    }
    for (size_t i = 0; i < before->n; i++) {
        View id = before->p[i].id;
        if (is_among(outputs, id)) continue;
        done->report.removed += merge_remove(run->d, root, article_file(run, a, stem, id), base_file(a, stem, id));
    }
    Str ledger = STR_INIT;
    const char *path = arena_printf(a, ".fangzhi/base/sources/%s.tsv", page->path);
    ledger_write(page, &ledger);
    int err = file_update(path_join(a, root, path), str_view(&ledger), NULL);
    if (err) diag_errno(run->d, M_CANNOT_WRITE, path, err);
    done->failed = done->failed || err;
    str_release(&ledger);
}

static void write_places(Run *run, Page *page, const Places *places, const Outputs *outputs, Done *done) {
    const Gazetteer *g = run->reading.gazetteer;
    if (!g) return;
    for (size_t i = 0; i < outputs->n; i++) notes_codes(&run->notes, &outputs->p[i].article);
    notes_defined(&run->notes, places, g);
    int err = open_save(places, g, run->o->root, view_of(page->path));
    if (err) diag_errno(run->d, M_CANNOT_WRITE, arena_printf(&page->arena, ".fangzhi/base/regions/%s.tsv", page->path), err);
    done->failed = done->failed || err;
}

static bool says_only(const ImportOptions *o) { return o->dry_run || o->explain || o->explain_regions; }

static bool unchanged(Run *run, Page *page, View bytes, bool neighbour, uint64_t *was) {
    if ((run->o->n_paths && !neighbour) || says_only(run->o) || reads_all(run->o)) return false;
    Str ledger = STR_INIT;
    char sha[65];
    const char *path = arena_printf(&page->arena, "%s/.fangzhi/base/sources/%s.tsv", run->o->root, page->path);
    bool same = file_read(path, &ledger, FILE_MAX_BYTES) == 0 && view_is(ledger_beside(str_view(&ledger)), page->beside);
    *was = strtoull(arena_strdup(&page->arena, ledger_volume(str_view(&ledger))), NULL, 16);
    if (same) sha256_hex(bytes, sha);
    same = same && view_is(ledger_sha256(str_view(&ledger)), sha);
    str_release(&ledger);
    return same;
}

/* What one page becomes. */
typedef struct Made {
    Page *page;
    Done *done;
    Outputs before, outputs;
    Places places;
} Made;

static void explain(Page *page, View bytes, Done *done) {
    if (page_roles_of(page, bytes)) explain_page(page, &done->say);
    else done->failed = true;
}

/* --- again ---------------------------------------------------------------------- */

static const Article *article_before(const Made *m, View id) {
    for (size_t i = 0; i < m->before.n; i++)
        if (view_eq(m->before.p[i].id, id)) return &m->before.p[i].article;
    return NULL;
}

static bool is_date(const struct Evidence *e) { return view_is(e->field, "date"); }

/* The date is one guess with its precision, evidence and confidence. */
static void take_date(Arena *a, Article *to, const Article *from) {
    struct Evidence *all = ARENA_ARRAY(a, struct Evidence, to->n_evidence + from->n_evidence + 1);
    size_t n = 0;
    for (size_t i = 0; i < to->n_evidence; i++)
        if (!is_date(&to->evidence[i])) all[n++] = to->evidence[i];
    for (size_t i = 0; i < from->n_evidence; i++)
        if (is_date(&from->evidence[i])) all[n++] = from->evidence[i];
    to->evidence = all;
    to->n_evidence = n;
    to->date = from->date;
    to->date_precision = from->date_precision;
    to->confidence[CONF_DATE] = from->confidence[CONF_DATE];
}

/* Of what was made only the dates, in articles that are there. */
static void keep_but_dates(Run *run, Made *m) {
    Arena *a = &m->page->arena;
    size_t kept = 0;
    for (size_t i = 0; i < m->outputs.n; i++) {
        Output *o = &m->outputs.p[i];
        const Article *before = article_before(m, o->id);
        Str file = STR_INIT;
        bool ok = before && file_read(path_join(a, run->o->root, base_file(a, stem_of(a, m->page->path), o->id)), &file, FILE_MAX_BYTES) == 0;
        if (ok) {
            Article next = *before;
            take_date(a, &next, &o->article);
            str_clear(&o->bytes);
            article_write(&o->bytes, &next, view_from(str_view(&file), before->body_offset));
            o->article = next;
            Output keep = *o;
            *o = m->outputs.p[kept];
            m->outputs.p[kept++] = keep;
        }
        str_release(&file);
    }
    while (m->outputs.n > kept) str_release(&m->outputs.p[--m->outputs.n].bytes);
}

static void tell_value(Str *out, const char *field, View from, View to) {
    if (view_eq(from, to)) return;
    str_addf(out, "%s: %.*s → %.*s\n", field, VARG(from.n ? from : V("—")), VARG(to.n ? to : V("—")));
}

static View lines_of(Arena *a, const Article *article) {
    const SourceRef *s = article->sources;
    if (!article->n_sources || !s->n_lines) return V("");
    return view_of(arena_printf(a, "%.*s %u–%u (%zu)", VARG(s->file), s->lines[0].line, s->lines[s->n_lines - 1].line, s->n_lines));
}

static void tell_changes(Made *m, bool segments) {
    Str *out = &m->done->changes;
    Arena *a = &m->page->arena;
    for (size_t i = 0; i < m->outputs.n; i++) {
        const Article *now = &m->outputs.p[i].article, *before = article_before(m, m->outputs.p[i].id);
        if (!before) {
            tell_value(out, "article", V(""), now->title);
            continue;
        }
        tell_value(out, "title", before->title, now->title);
        tell_value(out, "kind", view_of(kind_name(before->kind)), view_of(kind_name(now->kind)));
        tell_value(out, "date", before->date, now->date);
        tell_value(out, "lines", lines_of(a, before), lines_of(a, now));
    }
    for (size_t i = 0; segments && i < m->before.n; i++)
        if (!is_among(&m->outputs, m->before.p[i].id)) tell_value(out, "article", m->before.p[i].article.title, V(""));
}

static void write_dates(Run *run, Made *m) {
    Arena *a = &m->page->arena;
    const char *stem = stem_of(a, m->page->path);
    for (size_t i = 0; i < m->outputs.n; i++) {
        View id = m->outputs.p[i].id;
        Merged r = merge_write(run->d, run->o->root, article_file(run, a, stem, id), base_file(a, stem, id), str_view(&m->outputs.p[i].bytes), true);
        count(&m->done->report, r);
        m->done->failed = m->done->failed || r == MERGE_FAILED;
    }
}

static void say_or_write(Run *run, Made *m) {
    if (run->o->again_dates && !run->o->again_segments) keep_but_dates(run, m);
    if (run->counting) {
        tell_changes(m, run->o->again_segments);
        return;
    }
    if (!m->done->same || run->o->n_paths) m->done->report.articles = m->outputs.n;
    if (run->o->explain_regions) places_explain(&m->places, run->reading.gazetteer, run->d->lang, &m->done->say);
    else if (run->o->again_dates && !run->o->again_segments) write_dates(run, m);
    else if (run->o->dry_run) explain_plan(m->page, &m->outputs, &m->done->say);
    else {
        write_all(run, m->page, &m->before, &m->outputs, m->done);
        write_places(run, m->page, &m->places, &m->outputs, m->done);
    }
}

/* Articles of other pages that are no more, of pages that lent to this one. */
static void find_gone(const Made *all, size_t n, const Made *m, Outputs *out) {
    if (!m->page->own_paras) return;
    for (size_t k = 0; k < n; k++) {
        bool lent = false;
        for (size_t i = m->page->own_paras; i < m->page->paras.n && !lent; i++) lent = m->page->paras.p[i].from == all[k].page;
        for (size_t i = 0; lent && i < all[k].before.n; i++)
            if (!all[k].before.p[i].kept && !is_among(&all[k].outputs, all[k].before.p[i].id)) vec_push(out, all[k].before.p[i]);
    }
}

/* Pages that may lend to one before them get their ids first: then it is
 * known which of their articles are no more. */
static void emit_pages(Run *run, Made *all, size_t n) {
    for (size_t k = n; k-- > 0;) {
        Made *m = &all[k];
        Outputs gone = {0};
        if (!run->o->explain_regions) load_before(run, &m->page->arena, m->page->path, &m->before);
        if (!m->page->lines.n) diag(run->d, M_IMPORT_EMPTY, where(m->page->shown, 0, 0), NULL);
        find_gone(all, n, m, &gone);
        page_emit(m->page, &run->reading, &m->before, &gone, &m->outputs, &m->places);
        volume_tell(m->page);
        vec_release(&gone);
    }
    for (size_t k = 0; k < n; k++) say_or_write(run, &all[k]);
    for (size_t k = 0; k < n; k++) {
        outputs_release(&all[k].before);
        outputs_release(&all[k].outputs);
    }
}

static void read_edits(Run *run, Page *page, const SourceFile *s) {
    Arena *a = &page->arena;
    Str edits = STR_INIT;
    const char *shown = arena_printf(a, "sources/%s.edits", stem_of(a, page->path)), *file = path_join(a, run->o->root, shown);
    if (s->outside) shown = file = arena_printf(a, "%s.edits", stem_of(a, s->file));
    page->edits_path = shown;
    int err = file_read(file, &edits, 1 << 20);
    if (err && err != ENOENT && err != ENOTDIR) diag_errno(run->d, M_CANNOT_READ, shown, err);
    page->edits = arena_view(a, str_view(&edits));
    str_release(&edits);
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

static bool open_page(Run *run, size_t i, Diag *d, Page *page, Str *bytes) {
    const SourceFile *s = &run->sources.files.p[i];
    page_init(page, run->d, s->path);
    if (s->outside) page->shown = s->file;
    page->came_with = s->beside;
    if (s->outside) page->known = catalogue_outside(run->catalogue, &page->arena, d, view_of(s->path), s->file);
    else page->known = catalogue_known(run->catalogue, &page->arena, d, run->o->root, view_of(s->path));
    page->config = run->config;
    page->taken = &run->taken;
    page->twin = run->done[i].twin;
    read_edits(run, page, s);
    note_beside(run, page);
    int err = file_read(s->file, bytes, FILE_MAX_BYTES);
    if (err && d == run->d) diag_errno(d, M_CANNOT_READ, page->shown, err);
    return !err;
}

static bool nothing_new(const Run *run, const Volume *v) {
    for (size_t k = 0; k < v->n; k++)
        if (!run->done[run->order[v->first + k]].same) return false;
    return true;
}

/* The pages of a volume that can be read: into `made` and `numbers`. */
static size_t read_pages(Run *run, const Volume *v, Page *pages, Made *made, Page **which, unsigned *numbers) {
    size_t n = 0;
    for (size_t k = 0; k < v->n; k++) {
        size_t i = run->order[v->first + k];
        Done *done = &run->done[i];
        Str bytes = STR_INIT;
        bool ok = open_page(run, i, run->d, &pages[k], &bytes);
        done->report.sources = ok && !done->same;
        done->report.skipped = ok && done->same && !run->sources.files.p[i].neighbour;
        pages[k].volume = v->n > 1 ? v->name : 0;
        if (ok && run->o->explain) explain(&pages[k], str_view(&bytes), done);
        else if (ok && page_drafts_of(&pages[k], str_view(&bytes))) {
            which[n] = &pages[k];
            numbers[n] = done->number;
            made[n++] = (Made){.page = &pages[k], .done = done};
        } else done->failed = true;
        str_release(&bytes);
    }
    return n;
}

static void import_volume(Run *run, const Volume *v) {
    if (nothing_new(run, v)) {
        for (size_t k = 0; k < v->n; k++) run->done[run->order[v->first + k]].report.skipped = !run->sources.files.p[run->order[v->first + k]].neighbour;
        return;
    }
    Page *pages = xcalloc(v->n, sizeof *pages), **which = xcalloc(v->n, sizeof *which);
    Made *made = xcalloc(v->n, sizeof *made);
    unsigned *numbers = xcalloc(v->n, sizeof *numbers);
    size_t n = read_pages(run, v, pages, made, which, numbers);
    volume_link(which, numbers, n);
    volume_dates(which, n);
    for (size_t k = 0; k < n; k++) page_metadata(which[k]);
    emit_pages(run, made, n);
    for (size_t k = 0; k < v->n; k++) page_release(&pages[k]);
    free(pages);
    free(which);
    free(made);
    free(numbers);
}

static void import_range(void *ctx, size_t from, size_t to, unsigned worker) {
    Run *run = ctx;
    (void)worker;
    for (size_t i = from; i < to; i++) import_volume(run, &run->volumes.p[i]);
}

/* --- volumes -------------------------------------------------------------------------- */

static uint64_t key_of(const Page *page, unsigned *number) {
    Str key = STR_INIT;
    uint64_t h = volume_key(page, &key, number) ? hash_bytes(str_view(&key)) | 1 : 0;
    str_release(&key);
    return h;
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

static void find_volumes(Run *run) {
    size_t n = run->sources.files.n;
    run->order = xarray(NULL, n + 1, sizeof *run->order);
    for (size_t i = 0; i < n; i++) run->order[i] = i;
    qsort_r(run->order, n, sizeof *run->order, by_key, run->done);
    for (size_t i = 0; i < n;) {
        const Done *first = &run->done[run->order[i]];
        Volume v = {.first = i, .n = 1};
        while (first->key && i + v.n < n && v.n < VOLUME_PAGES && run->done[run->order[i + v.n]].key == first->key) v.n++;
        if (!says_only(run->o) || run->o->dry_run) name_volume(run, &v);
        vec_push(&run->volumes, v);
        i += v.n;
    }
}

/* --- which, and under which ids ---------------------------------------------------- */

static void look_range(void *ctx, size_t from, size_t to, unsigned worker) {
    Run *run = ctx;
    Diag quiet; /* what is wrong is said when the source is imported */
    (void)worker;
    diag_init(&quiet, run->d->lang);
    for (size_t i = from; i < to; i++) {
        Page page;
        Str bytes = STR_INIT;
        if (open_page(run, i, &quiet, &page, &bytes)) {
            run->done[i].hash = hash_bytes(str_view(&bytes));
            run->done[i].key = key_of(&page, &run->done[i].number);
            run->done[i].same = unchanged(run, &page, str_view(&bytes), run->sources.files.p[i].neighbour, &run->done[i].was);
        }
        str_release(&bytes);
        page_release(&page);
    }
    quiet.n = 0;
    diag_release(&quiet);
}

static void note_ids(Run *run) {
    FileList files = {0};
    dir_list(&run->names, path_join(&run->names, run->o->root, ".fangzhi/base/articles"), &files);
    for (size_t i = 0; i < files.n; i++) {
        View name = path_base(view_of(files.p[i].path));
        if (view_is(path_ext(name), "md")) map_at(&run->taken, view_to(name, name.n - 3), NULL);
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
static void look(Run *run) {
    threads_for(run->o->jobs, run->sources.files.n, 16, look_range, run);
    note_twins(run);
    note_ids(run);
}

/* --- what they share ------------------------------------------------------------ */

static bool finish(Run *run, FILE *out, ImportReport *report) {
    bool ok = true;
    for (size_t i = 0; i < run->sources.files.n; i++) {
        Done *done = &run->done[i];
        ok = ok && !done->failed;
        if (done->say.n && out) fwrite(done->say.p, 1, done->say.n, out);
        report->sources += done->report.sources;
        report->skipped += done->report.skipped;
        report->articles += done->report.articles;
        report->written += done->report.written;
        report->merged += done->report.merged;
        report->removed += done->report.removed;
        str_release(&done->say);
        str_release(&done->changes);
    }
    free(run->done);
    return ok;
}

/* Those of this import, and of earlier ones that nobody settled. */
static size_t tell_conflicts(Run *run) {
    Conflicts conflicts;
    conflicts_find(&run->names, run->d, &run->located, true, &conflicts);
    conflicts_tell(run->d, &conflicts);
    size_t n = conflicts.n;
    conflicts_release(&conflicts);
    return n;
}

typedef struct ChangeCount {
    View text;
    size_t n;
} ChangeCount;

static int by_count(const void *a, const void *b) {
    const ChangeCount *x = a, *y = b;
    if (x->n != y->n) return x->n > y->n ? -1 : 1;
    return view_cmp(x->text, y->text);
}

/* "312 articles: date: 2019 → 2020", the most frequent first. */
static void tell_counts(Run *run, FILE *out) {
    Map seen = MAP_INIT;
    VEC(ChangeCount) kinds = {0};
    for (size_t i = 0; i < run->sources.files.n; i++)
        for (View rest = str_view(&run->done[i].changes), line; view_line(&rest, &line);) {
            bool fresh;
            size_t *at = map_at(&seen, line, &fresh);
            if (fresh) {
                *at = kinds.n;
                vec_push(&kinds, ((ChangeCount){line, 0}));
            }
            kinds.p[*at].n++;
        }
    if (kinds.n) qsort(kinds.p, kinds.n, sizeof *kinds.p, by_count);
    for (size_t i = 0; i < kinds.n && out; i++)
        fprintf(out, "%s\n", msg_text(&run->names, run->d->lang, M_AGAIN_COUNT,
                                      DARGS(arena_printf(&run->names, "%zu", kinds.p[i].n), arena_strdup(&run->names, kinds.p[i].text))));
    if (out) fflush(out);
    vec_release(&kinds);
    map_release(&seen);
}

/* Reads everything once only to count; what is wrong with a source is said
 * when it is written, or now if nothing will be. */
static void count_changes(Run *run, FILE *out) {
    Diag quiet, *told = run->d;
    diag_init(&quiet, told->lang);
    if (!run->o->dry_run) run->d = &quiet;
    run->counting = true;
    threads_for(run->o->jobs, run->volumes.n, 4, import_range, run);
    run->counting = false;
    run->d = told;
    quiet.n = 0;
    diag_release(&quiet);
    tell_counts(run, out);
}

static bool import_all(Run *run, const SiteConfig *config, RegionTable *table, FILE *out, ImportReport *report) {
    const ImportOptions *o = run->o;
    bool ok = sources_find(&run->sources, run->d, o->root, o->paths, o->n_paths, says_only(o));
    run->config = config;
    run->catalogue = catalogue_load(run->d, o->root, config);
    for (size_t i = 0; says_only(o) && i < run->sources.sheets.n; i++) {
        const OutsideSheet *sheet = &run->sources.sheets.p[i];
        catalogue_add(run->catalogue, run->d, sheet->file, sheet->file, view_of(sheet->below));
    }
    if (!says_only(o)) ok = renamed_follow(run->d, o->root, &run->sources) && ok;
    run->done = xcalloc(run->sources.files.n + 1, sizeof *run->done);
    for (size_t i = 0; i < run->sources.files.n; i++) str_init(&run->done[i].say), str_init(&run->done[i].changes);
    if (!o->explain && !o->explain_regions) look(run);
    merge_start();
    located_init(&run->located, o->root);
    find_volumes(run);
    if (reads_all(o)) count_changes(run, out);
    if (!reads_all(o) || !o->dry_run) threads_for(o->jobs, run->volumes.n, 4, import_range, run);
    vec_release(&run->volumes);
    free(run->order);
    if (!says_only(o)) report->conflicts = tell_conflicts(run);
    located_release(&run->located);
    merge_stop();
    if (run->reading.gazetteer && !says_only(o)) ok = notes_write(&run->notes, run->d, run->reading.gazetteer, table, o->root) && ok;
    ok = finish(run, out, report) && ok;
    sources_release(&run->sources);
    map_release(&run->taken);
    arena_release(&run->names);
    return ok;
}

bool import_run(const ImportOptions *o, Diag *d, FILE *out, ImportReport *report) {
    Run run = {.o = o, .d = d};
    Arena a = ARENA_INIT;
    SiteConfig config = {0};
    RegionTable table = {0};
    Taxonomy *topics = NULL;
    Gazetteer *gazetteer = NULL;
    *report = (ImportReport){0};
    bool ok = site_config_load(&a, d, o->root, &config) && regions_load(&table, d, path_join(&a, o->root, "regions.tsv"));
    const char *taxonomy = path_join(&a, o->root, "topics.yaml");
    if (ok && o->gazetteer) ok = (gazetteer = gazetteer_open(d, o->gazetteer, o->scope, &table)) != NULL;
    if (ok && gazetteer) ok = gazetteer_rules(gazetteer, d, path_join(&a, o->root, "regions.rules.tsv"));
    if (ok && file_exists(taxonomy)) ok = (topics = taxonomy_load(d, taxonomy)) != NULL;
    if (ok) {
        run.reading = (Reading){gazetteer, topics, config.home, config.language};
        notes_init(&run.notes);
        bool places = o->again_regions || o->again_topics;
        if (!places || reads_all(o)) ok = import_all(&run, &config, &table, out, report);
        if (places) {
            if (!run.catalogue) run.catalogue = catalogue_load(d, o->root, &config);
            Again again = {o, d, &run.reading, run.catalogue, &run.notes, out};
            ok = again_run(&again, &table, report) && ok;
        }
        notes_release(&run.notes);
        catalogue_free(run.catalogue);
    }
    if (gazetteer) gazetteer_close(gazetteer);
    if (topics) taxonomy_free(topics);
    regions_release(&table);
    arena_release(&a);
    return ok;
}
