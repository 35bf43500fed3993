#include "content/redact.h"

#include <errno.h>
#include <stdlib.h>

#include "content/fields.h"
#include "text/text.h"

/* --- names ---------------------------------------------------------------------------- */

static const View mask = V_INIT("\u25a1\u25a1");

static bool is_blank(uint32_t cp) { return cp == ' ' || cp == '\t' || cp == '\r' || cp == '\n' || cp == 0x3000; }

/* A name is found in either script and in variant forms. ASCII is as it is
 * written: short names of Latin letters are parts of many words. */
static View fold_one(uint32_t cp, char *buf) {
    return cp < 0x80 ? view(buf, utf8_put(buf, cp)) : text_fold_cp(cp, buf);
}

enum { FOLD_BUFFER = 8 };

static View fold_name(Arena *a, View name) {
    Str folded = STR_INIT;
    char buf[FOLD_BUFFER];
    while (name.n) {
        uint32_t cp = utf8_next(&name);
        if (!is_blank(cp)) str_addv(&folded, fold_one(cp, buf));
    }
    View kept = arena_view(a, str_view(&folded));
    str_release(&folded);
    return kept;
}

static void fold_names(Arena *a, Redactions *r) {
    size_t n = 0;
    for (size_t i = 0; i < r->names.n; i++) {
        View name = fold_name(a, r->names.p[i]);
        if (name.n) r->names.p[n++] = name;
    }
    r->names.n = n;
}

/* How many bytes at the beginning of text are the name, with blanks or a line
 * end between its characters; 0 if they are not. Markdown and YAML may have a
 * backslash before what could be markup: "li\_wei" is "li_wei". */
static size_t name_length(View text, View name) {
    char buf[FOLD_BUFFER];
    View rest = text;
    while (name.n) {
        if (!rest.n) return 0;
        uint32_t cp = utf8_next(&rest);
        if (is_blank(cp) || (cp == '\\' && name.p[0] != '\\')) continue;
        View folded = fold_one(cp, buf);
        if (!view_starts(name, folded)) return 0;
        name = view_from(name, folded.n);
    }
    return text.n - rest.n;
}

static size_t longest_name(const Redactions *r, View text) {
    size_t longest = 0;
    for (size_t i = 0; i < r->names.n; i++) {
        size_t n = name_length(text, r->names.p[i]);
        if (n > longest) longest = n;
    }
    return longest;
}

/* Line ends stay, so that lines keep their numbers. */
static void add_mask(Str *out, View name) {
    str_addv(out, mask);
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '\n') str_addc(out, '\n');
}

bool redactions_apply(const Redactions *r, Str *text, size_t from) {
    bool starts[256] = {false};
    if (!r->names.n) return false;
    for (size_t i = 0; i < r->names.n; i++) starts[(unsigned char)r->names.p[i].p[0]] = true;
    Str out = STR_INIT;
    View rest = view_from(str_view(text), from);
    const char *kept = rest.p;
    while (rest.n) {
        char buf[FOLD_BUFFER];
        View next = rest;
        uint32_t cp = utf8_next(&next);
        View folded = fold_one(cp, buf);
        bool may = !is_blank(cp) && folded.n && starts[(unsigned char)folded.p[0]];
        size_t n = may ? longest_name(r, rest) : 0;
        if (n) {
            str_add(&out, kept, (size_t)(rest.p - kept));
            add_mask(&out, view_to(rest, n));
            next = view_from(rest, n);
            kept = next.p;
        }
        rest = next;
    }
    bool any = out.n > 0;
    if (any) {
        str_add(&out, kept, (size_t)(rest.p - kept));
        str_cut(text, from);
        str_addv(text, str_view(&out));
    }
    str_release(&out);
    return any;
}

bool redactions_name(const Redactions *r, View text) {
    Str copy = STR_INIT;
    str_addv(&copy, text);
    bool any = redactions_apply(r, &copy, 0);
    str_release(&copy);
    return any;
}

typedef struct Masker {
    Keeper keeper;
    const Redactions *redactions;
    Arena *arena;
} Masker;

static View mask_text(Keeper *keeper, View v, bool shared) {
    (void)shared;
    const Masker *m = (const Masker *)keeper;
    Str text = STR_INIT;
    str_addv(&text, v);
    if (redactions_apply(m->redactions, &text, 0)) v = arena_view(m->arena, str_view(&text));
    str_release(&text);
    return v;
}

static void *same_array(Keeper *keeper, void *p, size_t bytes) {
    (void)keeper;
    (void)bytes;
    return p;
}

static void drop_masked_authors(Article *article) {
    size_t n = 0;
    for (size_t i = 0; i < article->authors.n; i++)
        if (view_find(article->authors.p[i], mask, 0) == SIZE_MAX) article->authors.p[n++] = article->authors.p[i];
    article->authors.n = n;
}

void redactions_article(const Redactions *r, Arena *a, Article *article) {
    if (!r->names.n) return;
    Masker m = {{mask_text, same_array}, r, a};
    const View path = article->path;
    article_keep(&m.keeper, article);
    article->path = path;
    drop_masked_authors(article);
}

bool redactions_hidden(const Redactions *r, View body) {
    if (!r->names.n) return false;
    Str text = STR_INIT;
    markdown_text(&text, body);
    bool any = redactions_apply(r, &text, 0);
    str_release(&text);
    return any;
}

/* As they then stand in articles. */
static void mask_files(const Redactions *r, Arena *a) {
    Masker m = {{mask_text, same_array}, r, a};
    for (size_t i = 0; i < r->n_lines; i++) r->lines[i].file = mask_text(&m.keeper, r->lines[i].file, false);
}

/* --- the file ------------------------------------------------------------------------- */

static bool load_file(Arena *a, Diag *d, const char *root, const char *name, Redactions *out) {
    Str text = STR_INIT;
    Arena nodes = ARENA_INIT;
    SchemaReader r = {.arena = a, .diag = d, .copy = true, .ok = true};
    int err = file_read(path_join(&nodes, root, name), &text, FILE_MAX_BYTES);
    bool good = err == ENOENT;
    if (err && !good) diag_errno(d, M_CANNOT_READ, name, err);
    const YamlNode *map = err ? NULL : yaml_parse(&nodes, d, name, 1, str_view(&text));
    if (map && map->kind != YAML_MAP)
        schema_problem(&r, M_CONTENT_MAP, map->at, DARGS(name));
    else if (map)
        schema_read(&r, &redaction_schema, map, out);
    fold_names(a, out);
    mask_files(out, a);
    arena_release(&nodes);
    str_release(&text);
    return good || (map && r.ok);
}

bool redactions_load(Arena *a, Diag *d, const char *root, Redactions *out) {
    static const char *const names[] = {"redactions.yaml", ".fangzhi/redactions.yaml"};
    *out = (Redactions){0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (file_exists(path_join(a, root, names[i]))) return load_file(a, d, root, names[i], out);
    return true;
}

/* --- articles and lines ------------------------------------------------------------ */

bool redactions_line(const Redactions *r, View file, uint32_t line) {
    for (size_t i = 0; i < r->n_lines; i++)
        for (size_t k = 0; k < r->lines[i].n_lines && view_eq(r->lines[i].file, file); k++)
            if (r->lines[i].lines[k].line == line) return true;
    return false;
}

bool redactions_file(const Redactions *r, View file) {
    for (size_t i = 0; i < r->n_lines; i++)
        if (view_eq(r->lines[i].file, file)) return true;
    return false;
}

static bool has_line(const Redactions *r, const Article *article) {
    for (size_t i = 0; i < article->n_sources; i++) {
        const SourceRef *s = &article->sources[i];
        if (!redactions_file(r, s->file)) continue;
        for (size_t k = 0; k < s->n_lines; k++)
            if (redactions_line(r, s->file, s->lines[k].line)) return true;
    }
    return false;
}

/* The lines stay in the archive's arenas; the array of them grows once. */
static void add_lines(Redactions *r, Arena *a, const Article *article) {
    SourceRef *all = ARENA_ARRAY(a, SourceRef, r->n_lines + article->n_sources);
    if (r->n_lines) memcpy(all, r->lines, r->n_lines * sizeof *all);
    if (article->n_sources) memcpy(all + r->n_lines, article->sources, article->n_sources * sizeof *all);
    r->lines = all;
    r->n_lines += article->n_sources;
}

bool redactions_drop(Redactions *r, Arena *a, const Article *article) {
    for (size_t i = 0; i < r->articles.n; i++)
        if (view_eq(r->articles.p[i], article->id)) {
            add_lines(r, a, article);
            return true;
        }
    return has_line(r, article);
}
