/* Names that stay open: kept for each source as import leaves them, and read
 * together for people. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "import/import.h"
#include "import/places.h"

enum { COL_ARTICLE, COL_FORM, COL_COUNT, COL_WHY, COL_WITHIN, COL_CANDIDATES, COLUMNS };

/* --- writing ---------------------------------------------------------------------- */

static bool same_name(const RegionMention *a, const RegionMention *b) {
    return a->part == b->part && view_eq(a->form, b->form) && view_eq(a->within, b->within) &&
           strcmp(a->why, b->why) == 0;
}

/* How often a name is open in its article for the same reason; 0: it was
 * counted where it first stood. */
static size_t times(const RegionMentions *m, size_t i) {
    size_t n = 1;
    for (size_t k = i; k-- > 0 && m->p[k].part == m->p[i].part;)
        if (!m->p[k].code.n && same_name(&m->p[k], &m->p[i])) return 0;
    for (size_t k = i + 1; k < m->n && m->p[k].part == m->p[i].part; k++)
        n += !m->p[k].code.n && same_name(&m->p[k], &m->p[i]);
    return n;
}

static void open_write(const Places *p, const Gazetteer *g, Str *out) {
    Arena a = ARENA_INIT;
    const RegionMentions *mentions = &p->reading.mentions;
    for (size_t i = 0; i < mentions->n; i++) {
        const RegionMention *m = &mentions->p[i];
        size_t n = m->code.n ? 0 : times(mentions, i);
        if (n == 0) continue;
        if (out->n == 0) str_adds(out, "article\tform\tcount\twhy\twithin\tcandidates\n");
        str_addf(out, "%.*s\t%.*s\t%zu\t%s\t", VARG(p->ids[m->part]), VARG(m->form), n, m->why);
        if (m->within.n) places_add_region(out, g, &a, m->within);
        for (size_t k = 0; k < m->n_candidates; k++) {
            str_addc(out, k ? '|' : '\t');
            places_add_region(out, g, &a, m->candidates[k]);
        }
        str_adds(out, m->n_candidates ? "\n" : "\t\n");
    }
    arena_release(&a);
}

int open_save(const Places *p, const Gazetteer *g, const char *root, View source) {
    Str text = STR_INIT;
    Arena a = ARENA_INIT;
    const char *path = arena_printf(&a, "%s/.fangzhi/base/regions/%.*s.tsv", root, VARG(source));
    open_write(p, g, &text);
    int err = 0;
    if (text.n) err = file_update(path, str_view(&text), NULL);
    else if (remove(path) != 0 && errno != ENOENT && errno != ENOTDIR) err = errno;
    str_release(&text);
    arena_release(&a);
    return err;
}

/* --- reading ---------------------------------------------------------------------- */

typedef struct Reader {
    Arena *arena;
    const Archive *archive;
    Map ids;    /* articles */
    Map rows;   /* open names, by all that tells two apart */
    OpenNames *out;
} Reader;

/* A person wrote what the name means there. */
static bool is_settled(const Article *a, View form) {
    for (size_t i = 0; i < a->n_regions; i++)
        for (size_t k = 0; k < a->regions[i].as.n; k++)
            if (view_eq(a->regions[i].as.p[k], form)) return true;
    return false;
}

static void read_row(Reader *r, View line) {
    View f[COLUMNS] = {{0}};
    uint64_t count = 0;
    for (size_t n = 0; n < COLUMNS && view_split(&line, '\t', &f[n]); n++) {}
    const size_t *article = map_get(&r->ids, f[COL_ARTICLE]);
    if (!article || !view_uint(f[COL_COUNT], UINT32_MAX, &count)) return;
    const Article *in = &r->archive->articles[*article];
    if (is_settled(in, f[COL_FORM])) return;
    const char *key =
        arena_printf(r->arena, "%.*s\t%.*s\t%.*s", VARG(f[COL_FORM]), VARG(f[COL_WHY]), VARG(f[COL_WITHIN]));
    bool is_new;
    size_t *at = map_at(&r->rows, view_of(key), &is_new);
    if (is_new) {
        *at = r->out->n;
        OpenName name = {
            .form = f[COL_FORM], .why = f[COL_WHY], .within = f[COL_WITHIN], .candidates = f[COL_CANDIDATES]};
        vec_push(r->out, name);
    }
    OpenName *name = &r->out->p[*at];
    name->count += count;
    vec_push(&name->articles, in);
}

static int by_count(const void *a, const void *b) {
    const OpenName *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    int c = view_cmp(x->form, y->form);
    if (!c) c = view_cmp(x->why, y->why);
    return c ? c : view_cmp(x->within, y->within);
}

void import_open_names(Arena *a, Diag *d, const Archive *archive, OpenNames *out) {
    Reader r = {.arena = a, .archive = archive, .out = out};
    FileList files = {0};
    Str text = STR_INIT;
    *out = (OpenNames){0};
    for (size_t i = 0; i < archive->n; i++) *map_at(&r.ids, archive->articles[i].id, NULL) = i;
    const char *dir = path_join(a, archive->root, ".fangzhi/base/regions");
    int err = dir_list(a, dir, &files);
    if (err && err != ENOENT) diag_errno(d, M_CANNOT_READ, dir, err);
    for (size_t i = 0; i < files.n; i++) {
        const char *path = path_join(a, dir, files.p[i].path);
        str_clear(&text);
        if ((err = file_read(path, &text, FILE_MAX_BYTES)) != 0) diag_errno(d, M_CANNOT_READ, path, err);
        for (View rest = arena_view(a, str_view(&text)), line; view_line(&rest, &line);) read_row(&r, line);
    }
    if (out->n) qsort(out->p, out->n, sizeof *out->p, by_count);
    str_release(&text);
    filelist_release(&files);
    map_release(&r.ids);
    map_release(&r.rows);
}

void open_names_release(OpenNames *names) {
    for (size_t i = 0; i < names->n; i++) vec_release(&names->p[i].articles);
    vec_release(names);
}
