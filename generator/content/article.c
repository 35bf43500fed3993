#include "content/fields.h"
#include "content/quick.h"

/* Where the front matter stands in a file. */
typedef struct Fold {
    View block; /* between the lines --- */
    size_t body_offset, body_line;
} Fold;

static bool is_fence(View line) {
    while (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t')) line.n--;
    return view_is(line, "---");
}

static View without_mark(View v) { return view_starts(v, V("\xEF\xBB\xBF")) ? view_from(v, 3) : v; }

/* False: not closed, or (fold->block.p NULL) there is none. */
static bool find_front_matter(View text, Fold *fold) {
    View rest = text, line;
    *fold = (Fold){.body_line = 1};
    rest = without_mark(rest);
    if (!view_line(&rest, &line) || !is_fence(line)) return false;
    /* YAML's first character, too, if it is one: written again behind other lines it would be an error. */
    rest = without_mark(rest);
    const char *start = rest.p;
    size_t number = 1;
    for (;;) {
        const char *here = rest.p;
        fold->block = view(start, (size_t)(here - start));
        if (!view_line(&rest, &line)) return false;
        number++;
        if (is_fence(line)) break;
    }
    /* Blank lines between front matter and body belong to neither. */
    for (View peek = rest; view_line(&peek, &line) && view_trim(line).n == 0; rest = peek) number++;
    fold->body_offset = (size_t)(rest.p - text.p);
    fold->body_line = number + 1;
    return true;
}

/* The length of a line end as YAML 1.1 has them: also U+0085, U+2028, U+2029.
 * 0: there is none at v.p[i]. */
static size_t line_end(View v, size_t i) {
    View rest = view_from(v, i);
    if (rest.p[0] == '\n') return 1;
    if (rest.p[0] == '\r') return view_starts(rest, V("\r\n")) ? 2 : 1;
    if (view_starts(rest, V("\xC2\x85"))) return 2;
    return view_starts(rest, V("\xE2\x80\xA8")) || view_starts(rest, V("\xE2\x80\xA9")) ? 3 : 0;
}

/* Takes a line off, as libyaml counts them, with its end. */
static View take_line(View *rest) {
    size_t n = 0, end = 0;
    while (n < rest->n && (end = line_end(*rest, n)) == 0) n++;
    View line = view_to(*rest, n + end);
    *rest = view_from(*rest, n + end);
    return line;
}

/* The lines of keys that the table does not know, and comments on lines of
 * their own, as they stand. */
static View collect_extra(Arena *a, View block, const YamlNode *map) {
    Str extra = STR_INIT;
    const YamlNode *next = map->first;
    bool unknown = false;
    /* The block begins on line 2 of the file. */
    for (size_t number = 2; block.n; number++) {
        View line = take_line(&block);
        for (; next && next->key_at.line <= number; next = next->next)
            unknown = !schema_field(&article_schema, next->key);
        if (!unknown && !view_starts(line, V("#"))) continue;
        size_t text = line.n;
        while (text && (line.p[text - 1] == '\r' || line.p[text - 1] == '\n')) text--;
        str_addv(&extra, view_to(line, text));
        if (text < line.n) str_addc(&extra, '\n');
    }
    if (extra.n && extra.p[extra.n - 1] != '\n') str_addc(&extra, '\n');
    View kept = extra.n ? arena_view(a, str_view(&extra)) : V("");
    str_release(&extra);
    return kept;
}

/* An unknown key's lines are kept as they are, and every key is written on a
 * line of its own: so that is how keys must stand. */
static void check_columns(SchemaReader *r, const YamlNode *map) {
    for (const YamlNode *c = map->first; c; c = c->next)
        if (c->key_at.column != 1) schema_problem(r, M_CONTENT_COLUMN, c->key_at, DARGS(schema_text(r, c->key)));
}

/* By libyaml: takes every form of YAML and says what is wrong with it. */
static bool parse_any(Arena *a, Diag *d, const char *file, View block, Article *out) {
    Arena nodes = ARENA_INIT;
    SchemaReader r = {.arena = a, .diag = d, .copy = true, .ok = true};
    const YamlNode *map = yaml_parse(&nodes, d, file, 2, block);
    if (!map) {
        r.ok = false;
    } else if (map->kind != YAML_MAP) {
        schema_problem(&r, M_CONTENT_MAP, map->at, DARGS("---"));
    } else {
        check_columns(&r, map);
        schema_read(&r, &article_schema, map, out);
        out->extra = collect_extra(a, block, map);
    }
    arena_release(&nodes);
    return r.ok;
}

/* Our own form, without a fault, a key or a comment of somebody else's: all
 * the rest is for parse_any, which also reports. */
static bool parse_quick(Arena *a, View block, Article *out) {
    QuickNodes nodes;
    const YamlNode *map = quick_parse(&nodes, a, block);
    SchemaReader r = {.arena = a, .ok = map != NULL};
    if (map) schema_read(&r, &article_schema, map, out);
    quick_release(&nodes);
    if (!r.ok) *out = (Article){0};
    return r.ok;
}

bool article_parse(Arena *a, Diag *d, View path, View text, Article *out) {
    bool silent;
    return article_parse_silent(a, d, path, text, out, &silent);
}

bool article_parse_silent(Arena *a, Diag *d, View path, View text, Article *out, bool *silent) {
    *out = (Article){0};
    Fold fold;
    bool found = find_front_matter(text, &fold);
    bool ok = found && parse_quick(a, fold.block, out);
    *silent = ok;
    if (!ok) {
        Arena names = ARENA_INIT;
        const char *file = arena_strdup(&names, path);
        if (found) ok = parse_any(a, d, file, fold.block, out);
        else diag(d, fold.block.p ? M_CONTENT_OPEN : M_CONTENT_NONE, where(file, 1, 1), NULL);
        arena_release(&names);
    }
    out->path = path;
    out->body_line = fold.body_line;
    out->body_offset = fold.body_offset;
    return ok;
}

void article_write(Str *out, const Article *article, View body) {
    enum { FRONT = 2048 }; /* most front matter is shorter */
    str_reserve(out, FRONT + body.n);
    str_adds(out, "---\n");
    schema_write(out, &article_schema, article);
    str_addv(out, article->extra);
    str_adds(out, "---\n\n");
    str_addv(out, body);
    if (body.n && body.p[body.n - 1] != '\n') str_addc(out, '\n');
}
