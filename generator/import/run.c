/* One import: every source by itself, on all threads; then what the sources
 * share, the archive's list of regions. */
#include "import/run.h"

#include "import/again.h"
#include "import/explain.h"

/* --- a volume, or a source alone --- */

static void explain(Page *page, View bytes, Done *done) {
    if (page_roles_of(page, bytes)) explain_page(page, &done->say);
    else done->failed = true;
}

static void say_or_write(Run *run, Made *m) {
    if (run->o->again_dates && !run->o->again_segments) changes_keep_dates(run, m);
    if (!m->done->same || run->o->n_paths) m->done->report.articles = m->outputs.n;
    if (run->counting) {
        changes_tell(m, run->o->again_segments);
        return;
    }
    if (run->o->explain_regions) places_explain(&m->places, run->reading.gazetteer, run->d->lang, &m->done->say);
    else if (run->o->again_dates && !run->o->again_segments) write_dates(run, m);
    else if (run->o->dry_run) explain_plan(m->page, &m->outputs, &m->done->say);
    else write_made(run, m);
}

/* Articles of other pages that are no more, of pages that lent to this one. */
static void find_gone(const Made *all, size_t n, const Made *m, Outputs *out) {
    if (!m->page->own_paras) return;
    for (size_t k = 0; k < n; k++) {
        bool lent = false;
        for (size_t i = m->page->own_paras; i < m->page->paras.n && !lent; i++)
            lent = m->page->paras.p[i].from == all[k].page;
        for (size_t i = 0; lent && i < all[k].before.n; i++)
            if (!all[k].before.p[i].kept && !outputs_have(&all[k].outputs, all[k].before.p[i].id))
                vec_push(out, all[k].before.p[i]);
    }
}

/* Pages that may lend to one before them get their ids first: then it is
 * known which of their articles are no more. */
static void emit_pages(Run *run, Made *all, size_t n) {
    for (size_t k = n; k-- > 0;) {
        Made *m = &all[k];
        Outputs gone = {0};
        if (!run->o->explain_regions) articles_before(run, &m->page->arena, m->page->path, &m->before);
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
        bool ok = source_open(run, i, run->d, &pages[k], &bytes);
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
        for (size_t k = 0; k < v->n; k++)
            run->done[run->order[v->first + k]].report.skipped =
                !run->sources.files.p[run->order[v->first + k]].neighbour;
        return;
    }
    Page *pages = xcalloc(v->n, sizeof *pages), **which = xcalloc(v->n, sizeof *which);
    Made *made = xcalloc(v->n, sizeof *made);
    unsigned *numbers = xcalloc(v->n, sizeof *numbers);
    VolumePart *parts = xcalloc(v->n, sizeof *parts);
    size_t n = read_pages(run, v, pages, made, which, numbers);
    volume_parts(which, numbers, n, parts);
    volume_link(which, numbers, parts, n);
    volume_dates(which, parts, n);
    for (size_t k = 0; k < n; k++) page_metadata(which[k]);
    emit_pages(run, made, n);
    for (size_t k = 0; k < v->n; k++) page_release(&pages[k]);
    free(pages);
    free(which);
    free(made);
    free(numbers);
    free(parts);
}

static void import_range(void *ctx, size_t from, size_t to, unsigned worker) {
    Run *run = ctx;
    (void)worker;
    for (size_t i = from; i < to; i++) import_volume(run, &run->volumes.p[i]);
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
    diag_drop(&quiet);
    changes_count(run, out);
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
    if (!o->explain && !o->explain_regions) survey_sources(run);
    located_init(&run->located, o->root);
    survey_volumes(run);
    if (reads_all(o)) count_changes(run, out);
    if (!reads_all(o) || !o->dry_run) threads_for(o->jobs, run->volumes.n, 4, import_range, run);
    vec_release(&run->volumes);
    books_release(run);
    free(run->order);
    if (!says_only(o)) report->conflicts = tell_conflicts(run);
    located_release(&run->located);
    if (run->reading.gazetteer && !says_only(o))
        ok = notes_write(&run->notes, run->d, run->reading.gazetteer, table, o->root) && ok;
    ok = finish(run, out, report) && ok;
    sources_release(&run->sources);
    map_release(&run->taken);
    map_release(&run->stems);
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
    bool ok =
        site_config_load(&a, d, o->root, &config) && regions_load(&table, d, path_join(&a, o->root, "regions.tsv"));
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
