/* The sheet on which people check what import made of a sample of articles. */
#include <inttypes.h>
#include <stdlib.h>

#include "site/page.h"
#include "text/text.h"

const char *const check_fields[CHECK_FIELDS] = {"cut", "title", "date", "authors", "kind", "regions", "topics"};

enum { SHOWN = 1200 }; /* characters of a text: enough to find it on the page */

/* --- drawing -------------------------------------------------------------------- */

typedef struct Drawn {
    uint64_t lot;
    const Article *article;
} Drawn;

static int by_lot(const void *a, const void *b) {
    const Drawn *x = a, *y = b;
    if (x->lot != y->lot) return x->lot < y->lot ? -1 : 1;
    return view_cmp(x->article->id, y->article->id);
}

/* An article's lot comes from its id alone: the sample does not depend on
 * order, and as an archive grows most of it stays. */
static Drawn *draw(Site *s, uint64_t seed) {
    const Archive *ar = &s->archive;
    Drawn *all = ARENA_ARRAY(&s->arena, Drawn, ar->n + 1);
    Str lot = STR_INIT;
    for (size_t i = 0; i < ar->n; i++) {
        const Article *a = &ar->articles[i];
        str_clear(&lot);
        str_addf(&lot, "%" PRIu64 " %.*s", seed, VARG(a->id));
        all[i] = (Drawn){hash_bytes(str_view(&lot)), a};
    }
    str_release(&lot);
    if (ar->n) qsort(all, ar->n, sizeof *all, by_lot);
    return all;
}

/* --- what import guessed, in words ------------------------------------------------- */

static void add_part(const Site *s, Str *out, View part) {
    if (out->n) str_addv(out, strings_get(&s->strings, "list_separator"));
    str_addv(out, part);
}

static void add_cut(const Site *s, Str *out, const Article *a) {
    for (size_t i = 0; i < a->n_sources; i++) {
        const SourceRef *ref = &a->sources[i];
        add_part(s, out, ref->file);
        if (!ref->n_lines) continue;
        str_addf(out, " %" PRIu32 "–%" PRIu32, ref->lines[0].line, ref->lines[ref->n_lines - 1].line);
    }
}

static void add_title(const Site *s, Str *out, const Article *a) {
    (void)s;
    str_addv(out, a->title);
}

static void add_date(const Site *s, Str *out, const Article *a) {
    (void)s;
    str_addv(out, a->date);
}

static void add_authors(const Site *s, Str *out, const Article *a) {
    for (size_t i = 0; i < a->authors.n; i++) add_part(s, out, a->authors.p[i]);
}

static void add_kind(const Site *s, Str *out, const Article *a) {
    Arena scratch = ARENA_INIT;
    str_addv(out, strings_get(&s->strings, arena_printf(&scratch, "kind_%s", kind_name(a->kind))));
    arena_release(&scratch);
}

static void add_regions(const Site *s, Str *out, const Article *a) {
    for (size_t i = 0; i < a->n_regions; i++)
        add_part(s, out, a->regions[i].name.n ? a->regions[i].name : a->regions[i].code);
}

static void add_topics(const Site *s, Str *out, const Article *a) {
    for (size_t i = 0; i < a->topics.n; i++) {
        size_t at = s->taxonomy ? taxonomy_find(s->taxonomy, a->topics.p[i]) : SIZE_MAX;
        add_part(s, out, at == SIZE_MAX ? a->topics.p[i] : topic_name(s, taxonomy_topic(s->taxonomy, at)));
    }
}

static void (*const guesses[CHECK_FIELDS])(const Site *, Str *, const Article *) = {
    add_cut, add_title, add_date, add_authors, add_kind, add_regions, add_topics};

/* --- the two sheets ------------------------------------------------------------------- */

static void add_rows(const Site *s, Str *csv, const Article *a) {
    Str guess = STR_INIT;
    for (size_t f = 0; f < CHECK_FIELDS; f++) {
        str_clear(&guess);
        guesses[f](s, &guess, a);
        str_addf(csv, "%.*s,%s,,", VARG(a->id), check_fields[f]);
        csv_add_cell(csv, str_view(&guess));
        str_addc(csv, ',');
        csv_add_cell(csv, a->path);
        str_addc(csv, '\n');
    }
    str_release(&guess);
}

static View text_of(Site *s, const Article *a) {
    Str file = STR_INIT, text = STR_INIT;
    View body, kept = V("");
    int err = article_body(&s->archive, a, &file, &body);
    if (err) {
        diag_errno(s->diag, M_CANNOT_READ, arena_strdup(&s->arena, a->path), err);
    } else {
        markdown_text(&text, body);
        kept = arena_view(&s->arena, utf8_prefix(str_view(&text), SHOWN));
    }
    str_release(&file);
    str_release(&text);
    return kept;
}

static Value *article_value(Site *s, const Article *a) {
    Arena *arena = &s->arena;
    Value *v = value_map(arena), *rows = value_list(arena), *lines = value_list(arena);
    Str guess = STR_INIT;
    View text = text_of(s, a), line;
    for (size_t f = 0; f < CHECK_FIELDS; f++) {
        Value *row = value_map(arena);
        str_clear(&guess);
        guesses[f](s, &guess, a);
        value_set_text(arena, row, "field", strings_get(&s->strings, arena_printf(arena, "field_%s", check_fields[f])));
        value_set_text(arena, row, "guess", arena_view(arena, str_view(&guess)));
        value_push(arena, rows, row);
    }
    while (view_line(&text, &line))
        if (line.n) value_push(arena, lines, value_text(arena, line));
    value_set_text(arena, v, "id", a->id);
    value_set_text(arena, v, "path", a->path);
    value_set(arena, v, "rows", rows);
    value_set(arena, v, "lines", lines);
    str_release(&guess);
    return v;
}

static void add_html(Site *s, Str *html, const Drawn *drawn, size_t n) {
    Templates *templates = site_templates(s);
    const Template *t = templates_get(templates, "sample");
    Value *data = value_map(&s->arena), *articles = value_list(&s->arena), *site = value_map(&s->arena);
    for (size_t i = 0; i < n; i++) value_push(&s->arena, articles, article_value(s, drawn[i].article));
    value_set_text(&s->arena, site, "name", s->archive.config.name);
    value_set_text(&s->arena, data, "lang", s->lang);
    value_set(&s->arena, data, "t", s->strings.value);
    value_set(&s->arena, data, "site", site);
    value_set(&s->arena, data, "articles", articles);
    if (t) template_render(t, data, html);
    templates_free(templates);
}

bool site_check_sheet(const BuildOptions *options, Diag *d, CheckSheet *sheet) {
    Site s = {.options = options, .diag = d, .lookup = {options->root, options->datadirs}};
    size_t errors = d->errors;
    bool loaded = site_load(&s);
    if (loaded) {
        const Drawn *drawn = draw(&s, sheet->seed);
        sheet->of = s.archive.n;
        if (sheet->number > sheet->of) sheet->number = sheet->of;
        str_adds(&sheet->csv, "id,field,right,guess,path\n");
        for (size_t i = 0; i < sheet->number; i++) add_rows(&s, &sheet->csv, drawn[i].article);
        add_html(&s, &sheet->html, drawn, (size_t)sheet->number);
    }
    site_release(&s);
    return loaded && d->errors == errors;
}
