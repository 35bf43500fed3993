/* What is known of a document besides its text, strongest first: NAME.yaml
 * beside NAME.txt, a row of sources/sources.csv, a path pattern. */
#include <errno.h>

#include "import/cues.h"
#include "import/emit.h"
#include "import/import.h"
#include "content/content.h"

typedef struct Row {
    View file;
    size_t line;
    Known known;
} Row;

struct Catalogue {
    Arena arena;
    const SiteConfig *config;
    VEC(Row) rows;
    Map by_file;
};

/* The fields by the names that a sidecar and the header of sources.csv use. */
static const char *const names[] = {"publication", "kind", "issued",  "issue_number", "page",
                                    "covers",      "home", "licence", "charset"};

static View *field(Known *k, View name) {
    View *fields[] = {&k->publication, &k->kind, &k->issued,  &k->issue_number, &k->page,
                      &k->covers,      &k->home, &k->licence, &k->charset};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_is(name, names[i])) return fields[i];
    return NULL;
}

/* --- sources.csv ------------------------------------------------------------- */

/* The first row of a file counts; rows from `first` on are of this sheet. */
static void add_row(Catalogue *c, Diag *d, const Sheet *sheet, const SheetRow *cells, Where at, View file,
                    size_t first) {
    bool fresh;
    if (cells->n > sheet->header.n)
        diag(d, M_IMPORT_CELLS, at, DARGS(arena_printf(&c->arena, "%zu", cells->n),
                                          arena_printf(&c->arena, "%zu", sheet->header.n)));
    size_t *known = map_at(&c->by_file, file, &fresh);
    if (!fresh && *known >= first) diag(d, M_IMPORT_ROW_TWICE, at, DARGS(file.p));
    if (!fresh) return;
    Row row = {.line = at.line, .file = file};
    for (size_t k = 0; k < sheet->header.n; k++) {
        View *to = field(&row.known, sheet->header.p[k]);
        if (to) *to = known_value(&c->arena, d, arena_strdup(&c->arena, sheet->header.p[k]), cells->cells[k], at);
    }
    row.known.from = "sources.csv";
    *known = c->rows.n;
    vec_push(&c->rows, row);
}

void catalogue_add(Catalogue *c, Diag *d, const char *path, const char *shown, View below) {
    View text;
    Sheet sheet;
    int err = read_text(&c->arena, path, FILE_MAX_BYTES, &text);
    if (err && err != ENOENT && err != ENOTDIR) diag_errno(d, M_CANNOT_READ, shown, err);
    sheet_read(&sheet, &c->arena, text);
    size_t file = sheet_column(&sheet, V("file"));
    for (size_t i = 0; i < sheet.header.n; i++) {
        Known k;
        if (i != file && sheet.header.p[i].n && !field(&k, sheet.header.p[i]))
            diag(d, M_IMPORT_COLUMN, where(shown, 1, 0), DARGS(arena_strdup(&c->arena, sheet.header.p[i])));
    }
    if (sheet.header.n && file == SIZE_MAX) diag(d, M_IMPORT_NO_COLUMN, where(shown, 1, 0), NULL);
    if (sheet.torn) diag(d, M_IMPORT_QUOTE, where(shown, sheet.torn, 0), NULL);
    size_t first = c->rows.n;
    for (size_t i = 0; file != SIZE_MAX && i < sheet.rows.n; i++) {
        const SheetRow *row = &sheet.rows.p[i];
        if (row->cells[file].n)
            add_row(c, d, &sheet, row, where(shown, row->line, 0),
                    view_of(arena_printf(&c->arena, "%.*s%.*s", VARG(below), VARG(row->cells[file]))), first);
    }
    sheet_release(&sheet);
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
    if (view_is(name, "yyyymmdd"))
        return digits(path, 4, &s->year) && digits(path, 2, &s->month) && digits(path, 2, &s->day);
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

/* What the path says of the day; where that is no day, nothing. */
static View issued_of(Arena *a, Diag *d, const Slots *s, const char *shown) {
    View v = s->year;
    if (v.n && s->month.n) v = view_of(arena_printf(a, "%.*s-%.*s", VARG(v), VARG(s->month)));
    if (v.n && s->month.n && s->day.n) v = view_of(arena_printf(a, "%.*s-%.*s", VARG(v), VARG(s->day)));
    if (!v.n || date_valid(v)) return v;
    diag(d, M_IMPORT_PATH_DATE, where(shown, 0, 0), DARGS(arena_strdup(a, v)));
    return V("");
}

static bool by_pattern(const Catalogue *c, Arena *a, Diag *d, View path, const char *shown, Known *k) {
    Slots s;
    if (path.n > 4) path = view_of(arena_printf(a, "%.*s.txt", VARG(view_to(path, path.n - 4)))); /* 03.TXT */
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
    k->issued = issued_of(a, d, &s, shown);
    k->issue_number = s.issue;
    k->page = s.page;
    return true;
}

/* --- all together ----------------------------------------------------------------- */

/* `path` as it is read, `file` as it is shown. */
static void by_sidecar(Arena *a, Diag *d, const char *path, const char *file, Known *k) {
    View text;
    int err = read_text(a, path, 1 << 20, &text);
    const bool none = err == ENOENT || err == ENOTDIR || err == ENAMETOOLONG;
    k->unread = err && !none;
    if (k->unread) diag_errno(d, M_CANNOT_READ, file, err);
    YamlNode *map = err ? NULL : yaml_parse(a, d, file, 1, text);
    if (map && map->kind != YAML_MAP) diag(d, M_CONTENT_MAP, map->at, DARGS(file));
    View given;
    for (YamlNode *n = map && map->kind == YAML_MAP ? map->first : NULL; n; n = n->next) {
        View *to = field(k, n->key);
        if (!to && view_is(n->key, "scan")) continue; /* the site's */
        if (!to) diag(d, M_YAML_UNKNOWN, n->key_at, DARGS(arena_strdup(a, n->key)));
        else if (n->kind != YAML_TEXT) diag(d, M_YAML_TYPE, n->at, DARGS(arena_strdup(a, n->key), "text"));
        else if (!yaml_is_null(n) && (given = known_value(a, d, arena_strdup(a, n->key), n->text, n->at)).n)
            *to = given;
        k->from = "sidecar";
    }
}

/* 第3版, 第三版, ３ and 03 are all page 3. */
static View plain_page(Arena *a, View page) {
    static const char *const ends[] = {"版面", "版", "页", "頁"};
    View v = page;
    if (view_starts(v, V("第"))) v = view_trim(view_from(v, sizeof "第" - 1));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (view_ends(v, view_of(ends[i]))) {
            v = view_trim(view_to(v, v.n - strlen(ends[i])));
            break;
        }
    Str digits = STR_INIT;
    for (View rest = v; rest.n;) {
        uint32_t cp = utf8_next(&rest);
        utf8_add(&digits, cp >= 0xFF10 && cp <= 0xFF19 ? cp - 0xFF10 + '0' : cp);
    }
    View rest = str_view(&digits);
    unsigned number;
    bool plain = rest.n && cue_number(&rest, &number) && !rest.n;
    str_release(&digits);
    return plain ? view_of(arena_printf(a, "%u", number)) : page;
}

void known_publication(const SiteConfig *config, Known *k) {
    for (size_t i = 0; config && i < config->n_publications; i++) {
        const Publication *p = &config->publications[i];
        if (!view_eq(p->id, k->publication) && !view_eq(p->name, k->publication)) continue;
        if (p->name.n) k->publication = p->name;
        if (!k->kind.n) k->kind = p->kind;
        if (!k->home.n) k->home = p->home;
        return;
    }
}

static void override(Known *k, const Known *by) {
    const View *from[] = {&by->publication, &by->kind, &by->issued,  &by->issue_number, &by->page,
                          &by->covers,      &by->home, &by->licence, &by->charset};
    View *to[] = {&k->publication, &k->kind, &k->issued,  &k->issue_number, &k->page,
                  &k->covers,      &k->home, &k->licence, &k->charset};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (from[i]->n) *to[i] = *from[i];
    k->from = by->from;
}

static Known known_of(const Catalogue *c, Arena *a, Diag *d, View path, const char *file, const char *sidecar,
                      const char *shown) {
    Known k = {0};
    by_pattern(c, a, d, path, file, &k);
    size_t *row = map_get(&c->by_file, path);
    if (row) override(&k, &c->rows.p[*row].known);
    if (sidecar) by_sidecar(a, d, sidecar, shown, &k);
    if (k.publication.n) known_publication(c->config, &k);
    k.page = plain_page(a, k.page);
    return k;
}

Known catalogue_known(const Catalogue *c, Arena *a, Diag *d, const char *root, View path, bool alone) {
    View stem = view_to(path, path.n > 4 ? path.n - 4 : 0);
    const char *sidecar = arena_printf(a, "sources/%.*s.yaml", VARG(stem));
    const char *shown = arena_printf(a, "sources/%.*s", VARG(path));
    return known_of(c, a, d, path, shown, alone ? NULL : path_join(a, root, sidecar), sidecar);
}

Known catalogue_outside(const Catalogue *c, Arena *a, Diag *d, View path, const char *file) {
    const char *sidecar = arena_printf(a, "%.*s.yaml", (int)strlen(file) - 4, file);
    return known_of(c, a, d, path, file, sidecar, sidecar);
}

Catalogue *catalogue_load(Diag *d, const char *root, const SiteConfig *config) {
    Catalogue *c = xcalloc(1, sizeof *c);
    c->config = config;
    bool misplaced = file_exists(path_join(&c->arena, root, "sources.csv"));
    if (misplaced) diag(d, M_IMPORT_SHEET_PLACE, where("sources.csv", 0, 0), NULL);
    catalogue_add(c, d, path_join(&c->arena, root, "sources/sources.csv"), "sources/sources.csv", V(""));
    return c;
}

void import_check_known(const char *root, const SiteConfig *config, Diag *d) {
    Catalogue *c = catalogue_load(d, root, config);
    Arena a = ARENA_INIT;
    FileList files = {0};
    dir_list(&a, path_join(&a, root, "sources"), &files);
    for (size_t i = 0; i < c->rows.n; i++) {
        const char *file = arena_printf(&a, "sources/%.*s", VARG(c->rows.p[i].file));
        if (!file_exists(path_join(&a, root, file)))
            diag(d, M_IMPORT_ROW_FILE, where("sources/sources.csv", c->rows.p[i].line, 0), DARGS(file));
    }
    for (size_t i = 0; i < files.n; i++) {
        View path = view_of(files.p[i].path), ext = path_ext(path);
        if (ext.n != 3 || strncasecmp(ext.p, "txt", 3) != 0) continue;
        Arena one = ARENA_INIT;
        catalogue_known(c, &one, d, root, path, false);
        arena_release(&one);
    }
    filelist_release(&files);
    arena_release(&a);
    catalogue_free(c);
}

void catalogue_free(Catalogue *c) {
    vec_release(&c->rows);
    map_release(&c->by_file);
    arena_release(&c->arena);
    free(c);
}
