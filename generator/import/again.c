/* import --again: regions and topics from the articles' present text. The
 * base tells a guess from a person's edit: a field that is as the base has it
 * was not touched. */
#include "import/again.h"

#include <errno.h>
#include <stdlib.h>

typedef struct Change {
    View path, base; /* relative to the archive */
    View text, base_text; /* as they will be */
    View from, to;   /* for people */
} Change;

/* The articles of one source. */
typedef struct Group {
    size_t from, n; /* in the archive */
    Arena arena;    /* of the changes */
    VEC(Change) changes;
    bool failed;
} Group;

typedef struct Job {
    const Again *again;
    const Archive *archive;
    Group *groups;
    size_t n;
} Job;

/* One article while its source is read. */
typedef struct One {
    const Article *now;
    View file, body; /* as they stand */
    View base_path, base_file;
    Article base;    /* id empty: import did not write it */
    Str plain;
} One;

/* --- comparing -------------------------------------------------------------------- */

static bool same_views(const Views *a, const Views *b) {
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (!view_eq(a->p[i], b->p[i])) return false;
    return true;
}

static bool same_regions(const Article *a, const Article *b) {
    if (a->n_regions != b->n_regions || !view_eq(a->dateline_code, b->dateline_code)) return false;
    for (size_t i = 0; i < a->n_regions; i++) {
        const RegionRef *x = &a->regions[i], *y = &b->regions[i];
        if (!view_eq(x->code, y->code) || !view_eq(x->name, y->name) || !same_views(&x->as, &y->as)) return false;
    }
    return true;
}

static bool same_topics(const Article *a, const Article *b) { return same_views(&a->topics, &b->topics); }

static void take_regions(Article *to, const Article *from) {
    to->regions = from->regions;
    to->n_regions = from->n_regions;
    to->dateline_code = from->dateline_code;
}

static void take_topics(Article *to, const Article *from) { to->topics = from->topics; }

/* --- telling ------------------------------------------------------------------------- */

static bool has_region(const Article *a, View code) {
    for (size_t i = 0; i < a->n_regions; i++)
        if (view_eq(a->regions[i].code, code)) return true;
    return false;
}

static bool has_topic(const Article *a, View id) {
    for (size_t i = 0; i < a->topics.n; i++)
        if (view_eq(a->topics.p[i], id)) return true;
    return false;
}

/* What `a` has and `b` has not. */
static void tell(Str *out, const Article *a, const Article *b) {
    for (size_t i = 0; i < a->n_regions; i++)
        if (!has_region(b, a->regions[i].code))
            str_addf(out, "%s%.*s (%.*s)", out->n ? ", " : "", VARG(a->regions[i].name), VARG(a->regions[i].code));
    for (size_t i = 0; i < a->topics.n; i++)
        if (!has_topic(b, a->topics.p[i])) str_addf(out, "%s%.*s", out->n ? ", " : "", VARG(a->topics.p[i]));
}

static bool has_form(const Article *a, View code, View form) {
    for (size_t i = 0; i < a->n_regions; i++)
        for (size_t k = 0; view_eq(a->regions[i].code, code) && k < a->regions[i].as.n; k++)
            if (view_eq(a->regions[i].as.p[k], form)) return true;
    return false;
}

/* Written forms that only `a` has, 河阴镇「河阴」, and where it was written. */
static void tell_forms(Str *out, const Article *a, const Article *b) {
    if (!view_eq(a->dateline_code, b->dateline_code) && a->dateline_code.n)
        str_addf(out, "dateline %.*s", VARG(a->dateline_code));
    for (size_t i = 0; i < a->n_regions; i++)
        for (size_t k = 0; k < a->regions[i].as.n; k++)
            if (!has_form(b, a->regions[i].code, a->regions[i].as.p[k]))
                str_addf(out, "%s%.*s「%.*s」", out->n ? ", " : "", VARG(a->regions[i].name),
                         VARG(a->regions[i].as.p[k]));
}

static void tell_change(const Again *again, Arena *a, const Article *before, const Article *after, Change *c) {
    Str from = STR_INIT, to = STR_INIT;
    tell(&from, before, after);
    tell(&to, after, before);
    if (!from.n && !to.n) {
        tell_forms(&from, before, after);
        tell_forms(&to, after, before);
    }
    if (!from.n && !to.n) {
        const char *forms = msg_text(a, again->d->lang, M_AGAIN_FORMS, NULL);
        str_adds(&from, forms);
        str_adds(&to, forms);
    }
    c->from = from.n ? arena_view(a, str_view(&from)) : V("—");
    c->to = to.n ? arena_view(a, str_view(&to)) : V("—");
    str_release(&from);
    str_release(&to);
}

/* --- one source ------------------------------------------------------------------------ */

static View read_whole(Job *job, Arena *a, const char *path, Group *group) {
    Str text = STR_INIT;
    const char *full = path_join(a, job->archive->root, path);
    int err = file_read(full, &text, FILE_MAX_BYTES);
    if (err && err != ENOENT && err != ENOTDIR) {
        diag_errno(job->again->d, M_CANNOT_READ, path, err);
        group->failed = true;
    }
    View v = arena_view(a, str_view(&text));
    str_release(&text);
    return v;
}

static void open_one(Job *job, Group *group, Arena *a, const Article *now, One *one) {
    View source = now->n_sources ? now->sources[0].file : V("");
    View stem = view_to(source, source.n > 4 ? source.n - 4 : 0);
    *one = (One){.now = now, .plain = STR_INIT};
    one->file = read_whole(job, a, arena_strdup(a, now->path), group);
    one->body = view_from(one->file, now->body_offset);
    markdown_text(&one->plain, one->body);
    const char *base = arena_printf(a, ".fangzhi/base/articles/%.*s/%.*s.md", VARG(stem), VARG(now->id));
    one->base_path = view_of(base);
    one->base_file = read_whole(job, a, base, group);
    if (one->base_file.n && !article_parse(a, job->again->d, one->base_path, one->base_file, &one->base))
        one->base.id = V("");
}

static uint16_t year_of(View date) {
    uint64_t y = 0;
    return view_uint(view_to(date, 4), 9999, &y) ? (uint16_t)y : 0;
}

/* The year of a source as its articles have it: of its issue, else the one
 * most of them are dated in. */
static uint16_t year_of_group(const One *ones, size_t n) {
    uint16_t best = 0;
    size_t most = 0;
    for (size_t i = 0; i < n; i++) {
        const Article *a = ones[i].now;
        uint16_t y = year_of(a->covers.n ? a->covers : a->issued);
        if (y) return y;
        size_t count = 0;
        for (size_t k = 0; (y = year_of(a->date)) != 0 && k < n && k < 64; k++)
            count += year_of(ones[k].now->date) == y;
        if (count > most) most = count, best = y;
    }
    return best;
}

/* As import had it: the publication, then the furniture, which no article has. */
static View masthead_of(const Job *job, Arena *a, View publication, View source) {
    AsideLines aside = {0};
    Str s = STR_INIT;
    Page page;
    Diag quiet; /* what is wrong with a source import_check says */
    diag_init(&quiet, job->again->d->lang);
    page_init(&page, &quiet, arena_strdup(a, source));
    str_addf(&s, "%.*s\n", VARG(publication));
    ledger_asides(&page, job->archive->root, V("\t-\n"), &aside);
    for (size_t i = 0; i < aside.n; i++) places_add_masthead(&s, aside.p[i].reason, aside.p[i].line->text);
    View v = arena_view(a, str_view(&s));
    str_release(&s);
    vec_release(&aside);
    page_release(&page);
    diag_drop(&quiet);
    return v;
}

static void read_places(Job *job, Arena *a, const One *ones, size_t n, Places *places) {
    const Again *again = job->again;
    uint16_t year = year_of_group(ones, n);
    View source = ones[0].now->n_sources ? ones[0].now->sources[0].file : V("");
    *places = (Places){.parts = ARENA_ARRAY(a, RegionText, n), .ids = ARENA_ARRAY(a, View, n), .n = n};
    for (size_t i = 0; i < n; i++) {
        const Article *now = ones[i].now;
        places->ids[i] = now->id;
        places->parts[i] = (RegionText){
            .title = head_lines(a, now->kicker, now->title, now->subtitle),
            .text = str_view(&ones[i].plain),
            .hints = {.year = year, .dateline = now->dateline_place, .publication = now->publication},
        };
    }
    if (!again->o->again_regions || !again->reading->gazetteer) return;
    Known known = {0};
    if (source.n) known = catalogue_known(again->catalogue, a, again->d, job->archive->root, source, false);
    if (!known.publication.n) { /* which only the masthead named */
        known.publication = ones[0].now->publication;
        known_publication(&job->archive->config, &known);
    }
    places->masthead = masthead_of(job, a, ones[0].now->publication, source);
    places_read(places, again->reading, a, known.home);
    notes_defined(again->notes, places, again->reading->gazetteer);
    if (again->o->dry_run || !source.n) return;
    int err = open_save(places, again->reading->gazetteer, job->archive->root, source);
    if (err) diag_errno(again->d, M_CANNOT_WRITE, arena_strdup(a, source), err);
}

/* The article as it will stand. */
static View written(Arena *a, const Article *article, View body) {
    Str text = STR_INIT;
    article_write(&text, article, body);
    View v = arena_view(a, str_view(&text));
    str_release(&text);
    return v;
}

/* Guesses one article's fields anew; keeps what a person touched. */
static void guess(Job *job, Group *group, Arena *a, const One *one, const Places *places, size_t part) {
    const Again *again = job->again;
    Article next = one->base, now = *one->now, base = one->base;
    if (again->o->again_regions && places->reading.found) places_fill(a, &places->reading.found[part], &next);
    if (again->o->again_topics)
        topics_fill(again->reading, a, places->parts[part].title, places->parts[part].text, &next);
    bool regions = (same_regions(&now, &base) || same_regions(&now, &next)) && !same_regions(&next, &base);
    bool topics = (same_topics(&now, &base) || same_topics(&now, &next)) && !same_topics(&next, &base);
    if (!regions && !topics) return;
    if (regions) take_regions(&now, &next), take_regions(&base, &next), notes_codes(again->notes, &now);
    if (topics) take_topics(&now, &next), take_topics(&base, &next);
    Change c = {.path = arena_view(&group->arena, now.path), .base = arena_view(&group->arena, one->base_path)};
    c.base_text = written(&group->arena, &base, view_from(one->base_file, base.body_offset));
    c.text = view_eq(one->file, one->base_file) ? c.base_text : written(&group->arena, &now, one->body);
    tell_change(again, &group->arena, one->now, &now, &c);
    vec_push(&group->changes, c);
}

static void read_group(Job *job, Group *group) {
    Arena a = ARENA_INIT;
    One *ones = xcalloc(group->n, sizeof *ones);
    Places places;
    for (size_t i = 0; i < group->n; i++) open_one(job, group, &a, &job->archive->articles[group->from + i], &ones[i]);
    read_places(job, &a, ones, group->n, &places);
    for (size_t i = 0; i < group->n; i++)
        notes_codes(job->again->notes, ones[i].now); /* regions.tsv may lack what a person wrote */
    for (size_t i = 0; i < group->n; i++)
        if (ones[i].base.id.n) guess(job, group, &a, &ones[i], &places, i);
    for (size_t i = 0; i < group->n; i++) str_release(&ones[i].plain);
    free(ones);
    arena_release(&a);
}

static void read_groups(void *ctx, size_t from, size_t to, unsigned worker) {
    Job *job = ctx;
    (void)worker;
    for (size_t i = from; i < to; i++) read_group(job, &job->groups[i]);
}

/* --- all ----------------------------------------------------------------------------------- */

static void make_groups(Job *job) {
    const Archive *ar = job->archive;
    job->groups = xcalloc(ar->n + 1, sizeof *job->groups);
    for (size_t i = 0; i < ar->n; i++) {
        const Article *a = &ar->articles[i], *prev = i ? a - 1 : NULL;
        bool goes_on = prev && a->n_sources && prev->n_sources && view_eq(a->sources[0].file, prev->sources[0].file);
        if (!goes_on) job->groups[job->n++] = (Group){.from = i};
        job->groups[job->n - 1].n++;
    }
}

typedef struct Kind {
    const Change *first;
    size_t n;
} Kind;

static int by_number(const void *a, const void *b) {
    const Kind *x = a, *y = b;
    if (x->n != y->n) return x->n > y->n ? -1 : 1;
    int c = view_cmp(x->first->from, y->first->from);
    return c ? c : view_cmp(x->first->to, y->first->to);
}

/* "312 articles: A → B", the most frequent first. */
static void say(const Job *job) {
    Arena a = ARENA_INIT;
    Map seen = MAP_INIT;
    VEC(Kind) kinds = {0};
    for (size_t i = 0; i < job->n; i++)
        for (size_t k = 0; k < job->groups[i].changes.n; k++) {
            const Change *c = &job->groups[i].changes.p[k];
            bool is_new;
            size_t *at = map_at(&seen, view_of(arena_printf(&a, "%.*s\t%.*s", VARG(c->from), VARG(c->to))), &is_new);
            Kind kind = {c, 0};
            if (is_new) {
                *at = kinds.n;
                vec_push(&kinds, kind);
            }
            kinds.p[*at].n++;
        }
    if (kinds.n) qsort(kinds.p, kinds.n, sizeof *kinds.p, by_number);
    for (size_t i = 0; i < kinds.n && job->again->out; i++)
        fprintf(job->again->out, "%s\n",
                msg_text(&a, job->again->d->lang, M_AGAIN_CHANGE,
                         DARGS(arena_printf(&a, "%zu", kinds.p[i].n), arena_strdup(&a, kinds.p[i].first->from),
                               arena_strdup(&a, kinds.p[i].first->to))));
    if (job->again->out) fflush(job->again->out);
    vec_release(&kinds);
    map_release(&seen);
    arena_release(&a);
}

static bool save(Job *job, Arena *a, View path, View text) {
    const char *name = arena_strdup(a, path);
    int err = file_update(path_join(a, job->archive->root, name), text, NULL);
    if (err) diag_errno(job->again->d, M_CANNOT_WRITE, name, err);
    return err == 0;
}

/* The base last: cut short in between, the next time completes it, for the
 * article then has what is guessed. */
static void write_group(Job *job, Group *group, ImportReport *report) {
    for (size_t i = 0; i < group->changes.n; i++) {
        const Change *c = &group->changes.p[i];
        bool ok = save(job, &group->arena, c->path, c->text) && save(job, &group->arena, c->base, c->base_text);
        report->written += ok;
        group->failed = group->failed || !ok;
    }
}

bool again_run(const Again *again, RegionTable *table, ImportReport *report) {
    Archive ar;
    bool ok = archive_load_whole(&ar, again->d, again->o->root, again->o->jobs);
    Job job = {.again = again, .archive = &ar};
    make_groups(&job);
    threads_for(again->o->jobs, job.n, 4, read_groups, &job);
    say(&job);
    report->articles = ar.n;
    for (size_t i = 0; i < job.n; i++) {
        if (!again->o->dry_run) write_group(&job, &job.groups[i], report);
        ok = ok && !job.groups[i].failed;
        vec_release(&job.groups[i].changes);
        arena_release(&job.groups[i].arena);
    }
    if (!again->o->dry_run && again->reading->gazetteer)
        ok = notes_write(again->notes, again->d, again->reading->gazetteer, table, again->o->root) && ok;
    free(job.groups);
    archive_release(&ar);
    return ok;
}
