/* import --again segments or dates: what would change, counted before
 * anything is written. */
#include "import/run.h"

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

void changes_keep_dates(Run *run, Made *m) {
    Arena *a = &m->page->arena;
    size_t kept = 0;
    for (size_t i = 0; i < m->outputs.n; i++) {
        Output *o = &m->outputs.p[i];
        const Article *before = article_before(m, o->id);
        Str file = STR_INIT;
        bool ok = before && file_read(path_join(a, run->o->root, base_file(a, source_stem(a, m->page->path), o->id)),
                                      &file, FILE_MAX_BYTES) == 0;
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
    return view_of(arena_printf(a, "%.*s %u–%u (%zu)", VARG(s->file), s->lines[0].line, s->lines[s->n_lines - 1].line,
                                s->n_lines));
}

void changes_tell(Made *m, bool segments) {
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
        if (!outputs_have(&m->outputs, m->before.p[i].id))
            tell_value(out, "article", m->before.p[i].article.title, V(""));
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

void changes_count(Run *run, FILE *out) {
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
        fprintf(out, "%s\n",
                msg_text(
                    &run->names, run->d->lang, M_AGAIN_COUNT,
                    DARGS(arena_printf(&run->names, "%zu", kinds.p[i].n), arena_strdup(&run->names, kinds.p[i].text))));
    if (out) fflush(out);
    vec_release(&kinds);
    map_release(&seen);
}
