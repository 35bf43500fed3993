/* The articles of a page as files: those that import wrote before, and what
 * is written now. */
#include "import/run.h"

const char *source_stem(Arena *a, const char *path) {
    size_t n = strlen(path);
    return arena_strdup(a, view(path, n > 4 ? n - 4 : n));
}

static const char *article_file(Run *run, Arena *a, const char *stem, View id) {
    return located_path(&run->located, a, arena_printf(a, "articles/%s/%.*s.md", stem, VARG(id)), id);
}

const char *base_file(Arena *a, const char *stem, View id) {
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
    diag_drop(&quiet);
}

void articles_before(Run *run, Arena *a, const char *path, Outputs *out) {
    const char *root = run->o->root, *stem = source_stem(a, path);
    FileList files = {0};
    if (!map_get(&run->stems, view_of(stem))) return;
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

bool outputs_have(const Outputs *o, View id) {
    for (size_t i = 0; i < o->n; i++)
        if (view_eq(o->p[i].id, id)) return true;
    return false;
}

static void write_articles(Run *run, Page *page, const Outputs *before, const Outputs *outputs, Done *done) {
    Arena *a = &page->arena;
    const char *stem = source_stem(a, page->path), *root = run->o->root;
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
        if (outputs_have(outputs, id)) continue;
        done->report.removed += merge_remove(run->d, root, article_file(run, a, stem, id), base_file(a, stem, id));
    }
}

static void write_places(Run *run, Page *page, const Places *places, const Outputs *outputs, Done *done) {
    const Gazetteer *g = run->reading.gazetteer;
    if (!g) return;
    for (size_t i = 0; i < outputs->n; i++) notes_codes(&run->notes, &outputs->p[i].article);
    notes_defined(&run->notes, places, g);
    int err = open_save(places, g, run->o->root, view_of(page->path));
    if (err)
        diag_errno(run->d, M_CANNOT_WRITE, arena_printf(&page->arena, ".fangzhi/base/regions/%s.tsv", page->path), err);
    done->failed = done->failed || err;
}

/* The last of a page, and only if all else stands: by its ledger the next import knows that there is nothing to do. */
static void write_ledger(Run *run, Page *page, Done *done) {
    if (done->failed) return;
    Str ledger = STR_INIT;
    const char *path = arena_printf(&page->arena, ".fangzhi/base/sources/%s.tsv", page->path);
    ledger_write(page, &ledger);
    int err = file_update(path_join(&page->arena, run->o->root, path), str_view(&ledger), NULL);
    if (err) diag_errno(run->d, M_CANNOT_WRITE, path, err);
    done->failed = err != 0;
    str_release(&ledger);
}

void write_made(Run *run, Made *m) {
    write_articles(run, m->page, &m->before, &m->outputs, m->done);
    write_places(run, m->page, &m->places, &m->outputs, m->done);
    write_ledger(run, m->page, m->done);
}

void write_dates(Run *run, Made *m) {
    Arena *a = &m->page->arena;
    const char *stem = source_stem(a, m->page->path);
    for (size_t i = 0; i < m->outputs.n; i++) {
        View id = m->outputs.p[i].id;
        Merged r = merge_write(run->d, run->o->root, article_file(run, a, stem, id), base_file(a, stem, id),
                               str_view(&m->outputs.p[i].bytes), true);
        count(&m->done->report, r);
        m->done->failed = m->done->failed || r == MERGE_FAILED;
    }
}
