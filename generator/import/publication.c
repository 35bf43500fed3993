/* What is known of a document besides its text, strongest first: NAME.yaml
 * beside NAME.txt, a row of sources/sources.csv, a path pattern. */
#include <errno.h>

#include "import/emit.h"

typedef struct Row {
    View file;
    Known known;
} Row;

struct Catalogue {
    Arena arena;
    const SiteConfig *config;
    VEC(Row) rows;
    Map by_file;
};

/* The fields by the names that a sidecar and the header of sources.csv use. */
static View *field(Known *k, View name) {
    static const char *const names[] = {"publication", "kind", "issued", "issue_number", "page", "covers", "home", "licence", "charset"};
    View *fields[] = {&k->publication, &k->kind, &k->issued, &k->issue_number, &k->page, &k->covers, &k->home, &k->licence, &k->charset};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_is(name, names[i])) return fields[i];
    return NULL;
}

/* --- sources.csv ------------------------------------------------------------- */

/* One field of a row: RFC 4180, "" inside quotes is a quote. */
static bool csv_field(Arena *a, View *rest, View *out, bool *end) {
    if (!rest->n) return false;
    Str s = STR_INIT;
    size_t i = 0;
    bool quoted = rest->p[0] == '"';
    for (i = quoted; i < rest->n; i++) {
        char c = rest->p[i];
        if (quoted && c == '"') {
            if (i + 1 < rest->n && rest->p[i + 1] == '"') i++;
            else {
                quoted = false;
                continue;
            }
        } else if (!quoted && (c == ',' || c == '\n')) break;
        if (c != '\r' || quoted) str_addc(&s, c);
    }
    *end = i >= rest->n || rest->p[i] == '\n';
    *out = view_trim(arena_view(a, str_view(&s)));
    *rest = view_from(*rest, i + 1);
    str_release(&s);
    return true;
}

static void read_csv(Catalogue *c, Diag *d, View text) {
    enum { COLUMNS = 32 };
    View header[COLUMNS] = {{0}}, cell;
    size_t columns = 0, line = 1;
    bool end = false;
    if (view_starts(text, V("\xEF\xBB\xBF"))) text = view_from(text, 3);
    while (!end && csv_field(&c->arena, &text, &cell, &end)) {
        Known k;
        if (columns < COLUMNS) header[columns++] = cell;
        if (!view_is(cell, "file") && cell.n && !field(&k, cell))
            diag(d, M_IMPORT_COLUMN, where("sources/sources.csv", 1, 0), DARGS(arena_strdup(&c->arena, cell)));
    }
    while (text.n) {
        Row row = {0};
        row.known.from = "sources.csv";
        line++;
        end = false;
        for (size_t i = 0; !end && csv_field(&c->arena, &text, &cell, &end); i++) {
            View *to = i < columns ? field(&row.known, header[i]) : NULL;
            if (to) *to = cell;
            else if (i < columns && view_is(header[i], "file")) row.file = cell;
        }
        if (!row.file.n) continue;
        *map_at(&c->by_file, row.file, NULL) = c->rows.n;
        vec_push(&c->rows, row);
    }
}

/* --- path patterns ----------------------------------------------------------- */

/* Tried after those of site.yaml. */
static const char *const usual_patterns[] = {
    "{publication}/{yyyy}/{mmdd}/{page}.txt",    "{publication}/{yyyy}/{mm}/{dd}/{page}.txt",
    "{publication}/{yyyy}-{mm}-{dd}/{page}.txt", "{publication}/{yyyymmdd}/{page}.txt",
    "{yyyy}/{mmdd}/{page}.txt",                  "{yyyy}-{mm}-{dd}/{page}.txt",
    "{publication}/{yyyymmdd}-{page}.txt",       "{publication}-{yyyymmdd}-{page}.txt",
    "{publication}_{yyyymmdd}_{page}.txt",       "{publication}/{yyyy}-{mm}-{dd}-{page}.txt",
};

typedef struct Slots {
    View publication, year, month, day, page, issue;
} Slots;

static bool digits(View *path, size_t n, View *out) {
    if (path->n < n) return false;
    for (size_t i = 0; i < n; i++)
        if (path->p[i] < '0' || path->p[i] > '9') return false;
    *out = view_to(*path, n);
    *path = view_from(*path, n);
    return true;
}

/* Up to the next '/' or the pattern's next character. */
static bool stretch(View *path, char stop, View *out) {
    size_t n = 0;
    while (n < path->n && path->p[n] != '/' && path->p[n] != stop) n++;
    *out = view_to(*path, n);
    *path = view_from(*path, n);
    return n > 0;
}

static bool slot(View name, View *path, char stop, Slots *s) {
    View ignored;
    if (view_is(name, "yyyy")) return digits(path, 4, &s->year);
    if (view_is(name, "mm")) return digits(path, 2, &s->month);
    if (view_is(name, "dd")) return digits(path, 2, &s->day);
    if (view_is(name, "mmdd")) return digits(path, 2, &s->month) && digits(path, 2, &s->day);
    if (view_is(name, "yyyymmdd")) return digits(path, 4, &s->year) && digits(path, 2, &s->month) && digits(path, 2, &s->day);
    if (view_is(name, "publication")) return stretch(path, stop, &s->publication);
    if (view_is(name, "page")) return stretch(path, stop, &s->page);
    if (view_is(name, "issue_number")) return stretch(path, stop, &s->issue);
    return stretch(path, stop, &ignored);
}

static bool matches(View pattern, View path, Slots *s) {
    *s = (Slots){0};
    while (pattern.n) {
        if (pattern.p[0] == '{') {
            size_t end = view_find(pattern, V("}"), 0);
            if (end == SIZE_MAX) return false;
            View name = view(pattern.p + 1, end - 1);
            pattern = view_from(pattern, end + 1);
            if (!slot(name, &path, pattern.n ? pattern.p[0] : '\0', s)) return false;
            continue;
        }
        if (!path.n || path.p[0] != pattern.p[0]) return false;
        pattern = view_from(pattern, 1);
        path = view_from(path, 1);
    }
    return path.n == 0;
}

static bool by_pattern(const Catalogue *c, Arena *a, View path, Known *k) {
    Slots s;
    View publication = {0};
    bool found = false;
    for (size_t i = 0; c->config && i < c->config->n_patterns && !found; i++) {
        found = matches(c->config->patterns[i].pattern, path, &s);
        publication = c->config->patterns[i].publication;
    }
    for (size_t i = 0; i < sizeof usual_patterns / sizeof *usual_patterns && !found; i++) {
        found = matches(view_of(usual_patterns[i]), path, &s);
        publication = (View){0};
    }
    if (!found) return false;
    k->from = "path";
    k->publication = publication.n ? publication : s.publication;
    if (s.day.n) k->issued = view_of(arena_printf(a, "%.*s-%.*s-%.*s", VARG(s.year), VARG(s.month), VARG(s.day)));
    else k->issued = s.year;
    k->issue_number = s.issue;
    k->page = s.page;
    while (k->page.n > 1 && k->page.p[0] == '0') k->page = view_from(k->page, 1);
    return true;
}

/* --- all together ----------------------------------------------------------------- */

static void by_sidecar(Arena *a, Diag *d, const char *root, View path, Known *k) {
    View stem = view_to(path, path.n > 4 ? path.n - 4 : 0);
    const char *file = arena_printf(a, "sources/%.*s.yaml", VARG(stem));
    Str text = STR_INIT;
    int err = file_read(path_join(a, root, file), &text, 1 << 20);
    if (err && err != ENOENT && err != ENOTDIR) diag_errno(d, M_CANNOT_READ, file, err);
    YamlNode *map = err ? NULL : yaml_parse(a, d, file, 1, arena_view(a, str_view(&text)));
    str_release(&text);
    for (YamlNode *n = map && map->kind == YAML_MAP ? map->first : NULL; n; n = n->next) {
        View *to = field(k, n->key);
        if (!to) diag(d, M_YAML_UNKNOWN, n->key_at, DARGS(arena_strdup(a, n->key)));
        else if (n->kind != YAML_TEXT) diag(d, M_YAML_TYPE, n->at, DARGS(arena_strdup(a, n->key), "text"));
        else if (!yaml_is_null(n)) *to = n->text;
        k->from = "sidecar";
    }
}

/* A publication that site.yaml describes: by its id or its name. */
static void by_publication(const Catalogue *c, Known *k) {
    for (size_t i = 0; c->config && i < c->config->n_publications; i++) {
        const Publication *p = &c->config->publications[i];
        if (!view_eq(p->id, k->publication) && !view_eq(p->name, k->publication)) continue;
        if (p->name.n) k->publication = p->name;
        if (!k->kind.n) k->kind = p->kind;
        if (!k->home.n) k->home = p->home;
        return;
    }
}

static void override(Known *k, const Known *by) {
    const View *from[] = {&by->publication, &by->kind, &by->issued, &by->issue_number, &by->page, &by->covers, &by->home, &by->licence, &by->charset};
    View *to[] = {&k->publication, &k->kind, &k->issued, &k->issue_number, &k->page, &k->covers, &k->home, &k->licence, &k->charset};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (from[i]->n) *to[i] = *from[i];
    k->from = by->from;
}

Known catalogue_known(const Catalogue *c, Arena *a, Diag *d, const char *root, View path) {
    Known k = {0};
    by_pattern(c, a, path, &k);
    size_t *row = map_get(&c->by_file, path);
    if (row) override(&k, &c->rows.p[*row].known);
    by_sidecar(a, d, root, path, &k);
    if (k.publication.n) by_publication(c, &k);
    return k;
}

Catalogue *catalogue_load(Diag *d, const char *root, const SiteConfig *config) {
    Catalogue *c = xcalloc(1, sizeof *c);
    c->config = config;
    Str text = STR_INIT;
    int err = file_read(path_join(&c->arena, root, "sources/sources.csv"), &text, FILE_MAX_BYTES);
    if (!err) read_csv(c, d, str_view(&text));
    else if (err != ENOENT && err != ENOTDIR) diag_errno(d, M_CANNOT_READ, "sources/sources.csv", err);
    str_release(&text);
    return c;
}

void catalogue_free(Catalogue *c) {
    vec_release(&c->rows);
    map_release(&c->by_file);
    arena_release(&c->arena);
    free(c);
}
