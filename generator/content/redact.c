#include "content/redact.h"

#include <errno.h>
#include <stdlib.h>

#include "content/fields.h"
#include "text/text.h"

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

/* --- names ---------------------------------------------------------------------------- */

static bool is_blank(uint32_t cp) { return cp == ' ' || cp == '\t' || cp == '\r' || cp == '\n' || cp == 0x3000; }

/* How many bytes at the beginning of text are the name, with blanks or a line
 * end between its characters; 0 if they are not. */
static size_t name_length(View text, View name) {
    View rest = text, want = name;
    while (want.n) {
        uint32_t cp = utf8_next(&want), found = 0;
        if (is_blank(cp)) continue;
        do {
            if (!rest.n) return 0;
            found = utf8_next(&rest);
        } while (is_blank(found) && rest.n < text.n - 1 && found != cp);
        if (found != cp) return 0;
    }
    return text.n - rest.n;
}

/* Line ends stay, so that lines keep their numbers. */
static void add_mask(Str *out, View name) {
    str_adds(out, "\u25a1\u25a1");
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '\n') str_addc(out, '\n');
}

bool redactions_apply(const Redactions *r, Str *text, size_t from) {
    bool starts[256] = {false}, any = false;
    for (size_t i = 0; i < r->names.n; i++)
        if (r->names.p[i].n) starts[(unsigned char)r->names.p[i].p[0]] = true;
    Str out = STR_INIT;
    View rest = view_from(str_view(text), from);
    while (rest.n && r->names.n) {
        size_t n = 0;
        for (size_t i = 0; starts[(unsigned char)rest.p[0]] && i < r->names.n; i++) {
            size_t length = r->names.p[i].n ? name_length(rest, r->names.p[i]) : 0;
            if (length > n) n = length;
        }
        if (n)
            add_mask(&out, view_to(rest, n));
        else
            str_addc(&out, rest.p[0]);
        any = any || n;
        rest = view_from(rest, n ? n : 1);
    }
    if (any) {
        str_cut(text, from);
        str_addv(text, str_view(&out));
    }
    str_release(&out);
    return any;
}
