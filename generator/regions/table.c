/* The archive's own list of regions, regions.tsv. */
#include <stdlib.h>

#include "regions/names.h"
#include "regions/rows.h"

/* Columns by the order in which they are written; a file may order them
 * otherwise, or lack all but the first two. */
typedef enum Column {
    COL_CODE, COL_NAME, COL_PARENT, COL_FROM, COL_TO, COL_SUCCESSORS, COL_FORMS, COL_ROMAN, COL_NAMES, COLUMNS
} Column;

static const char *const column_names[COLUMNS] = {"code", "name",  "parent", "from", "to",
                                                  "successors", "forms", "roman",  "names"};

typedef struct Reader {
    RegionTable *t;
    Rows file;
    VEC(Region) rows;
    VEC(size_t) lines; /* of rows */
} Reader;

_Static_assert((int)COLUMNS <= (int)ROWS_COLUMNS, "a row has room for every column");

static bool code_valid(View code) {
    if (code.n > 2 && code.n <= 200 && view_starts(code, V("x-"))) {
        for (size_t i = 2; i < code.n; i++)
            if ((unsigned char)code.p[i] <= ' ' || strchr("/\\|\"<>:*?", code.p[i])) return false;
        return true;
    }
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] < '0' || code.p[i] > '9') return false;
    return code.n == 2 || code.n == 4 || code.n == 6 || code.n == 9 || code.n == 12;
}

static View *read_list(Reader *r, View list, size_t *n) {
    *n = 0;
    if (list.n == 0) return NULL;
    size_t most = 1;
    for (size_t i = 0; i < list.n; i++) most += list.p[i] == '|';
    View *out = ARENA_ARRAY(&r->t->arena, View, most), one;
    while (view_split(&list, '|', &one)) {
        one = view_trim(one);
        if (one.n) out[(*n)++] = one;
    }
    return out;
}

static uint16_t read_year(Reader *r, View v) {
    uint64_t y = 0;
    if (v.n && !view_uint(v, 9999, &y)) rows_complain(&r->file, M_REGIONS_YEAR, v);
    return (uint16_t)y;
}

static void read_row(Reader *r, const View *f) {
    if (!code_valid(f[COL_CODE])) {
        rows_complain(&r->file, M_REGIONS_CODE, f[COL_CODE]);
        return;
    }
    if (f[COL_NAME].n == 0) rows_complain(&r->file, M_REGIONS_NAME, f[COL_CODE]);
    Region row = {.code = f[COL_CODE], .name = f[COL_NAME], .parent = f[COL_PARENT], .roman = f[COL_ROMAN],
                  .names = f[COL_NAMES], .from = read_year(r, f[COL_FROM]), .to = read_year(r, f[COL_TO])};
    row.successors = read_list(r, f[COL_SUCCESSORS], &row.n_successors);
    row.forms = read_list(r, f[COL_FORMS], &row.n_forms);
    vec_push(&r->rows, row);
    vec_push(&r->lines, r->file.line);
}

static Where here(const Reader *r) { return where(r->file.path, r->file.line, 0); }

static void index_rows(RegionTable *t) {
    map_release(&t->by_code);
    for (size_t i = 0; i < t->n; i++) *map_at(&t->by_code, t->p[i].code, NULL) = i;
}

static int by_code(const void *a, const void *b) {
    return view_cmp(((const Region *)a)->code, ((const Region *)b)->code);
}

/* Keeps the first row of each code. */
static void keep_rows(Reader *r) {
    Map first = MAP_INIT;
    RegionTable *t = r->t;
    size_t room = 1; /* a power of two, as regions_add grows it */
    while (room < r->rows.n) room *= 2;
    t->p = ARENA_ARRAY(&t->arena, Region, room);
    for (size_t i = 0; i < r->rows.n; i++) {
        bool is_new;
        size_t *at = map_at(&first, r->rows.p[i].code, &is_new);
        r->file.line = r->lines.p[i];
        if (is_new) {
            *at = r->file.line;
            t->p[t->n++] = r->rows.p[i];
        } else {
            diag(&r->file.own, M_REGIONS_TWICE, here(r),
                 DARGS(arena_strdup(&t->arena, r->rows.p[i].code), arena_printf(&t->arena, "%zu", *at)));
        }
    }
    qsort(t->p, t->n, sizeof *t->p, by_code);
    index_rows(t);
    /* Lines by code, for what check_parents reports. */
    for (size_t i = 0; i < r->rows.n; i++) {
        const size_t *line = map_get(&first, r->rows.p[i].code);
        const size_t *at = map_get(&t->by_code, r->rows.p[i].code);
        r->lines.p[*at] = *line;
    }
    map_release(&first);
}

enum { CHAIN_MAX = 12 }; /* more levels than there are is a cycle */

static void check_parents(Reader *r) {
    RegionTable *t = r->t;
    for (size_t i = 0; i < t->n; i++) {
        const Region *row = &t->p[i];
        r->file.line = r->lines.p[i];
        const Region *up = row;
        int steps = 0;
        while (up && up->parent.n && steps <= CHAIN_MAX) {
            const Region *next = regions_by_code(t, up->parent);
            if (!next && up == row)
                diag(&r->file.own, M_REGIONS_PARENT, here(r),
                     DARGS(arena_strdup(&t->arena, row->code), arena_strdup(&t->arena, row->parent)));
            up = next;
            steps++;
        }
        if (steps > CHAIN_MAX) rows_complain(&r->file, M_REGIONS_CYCLE, row->code);
    }
}

static RegionLevel level_of(const RegionTable *t, const Region *r, int depth) {
    const Region *parent = r->parent.n && depth < CHAIN_MAX ? regions_by_code(t, r->parent) : NULL;
    return region_level(r->code, r->name, parent ? level_of(t, parent, depth + 1) : REGION_VILLAGE);
}

bool regions_load(RegionTable *t, Diag *d, const char *path) {
    View fields[COLUMNS];
    *t = (RegionTable){0};
    Reader r = {.t = t};
    rows_open(&r.file, d, &t->arena, path, column_names, COLUMNS, M_REGIONS_HEADER);
    while (rows_next(&r.file, fields)) read_row(&r, fields);
    keep_rows(&r);
    check_parents(&r);
    for (size_t i = 0; i < t->n; i++) t->p[i].level = level_of(t, &t->p[i], 0);
    vec_release(&r.rows);
    vec_release(&r.lines);
    return rows_close(&r.file);
}

void regions_release(RegionTable *t) {
    map_release(&t->by_code);
    arena_release(&t->arena);
    *t = (RegionTable){0};
}

const Region *regions_by_code(const RegionTable *t, View code) {
    const size_t *at = map_get(&t->by_code, code);
    return at ? &t->p[*at] : NULL;
}

/* --- finding by what a person wrote ---------------------------------------- */

bool region_has_name(const Region *r, View name) {
    if (view_eq(r->name, name)) return true;
    for (size_t i = 0; i < r->n_forms; i++)
        if (view_eq(r->forms[i], name)) return true;
    return false;
}

/* The rest of a path, read from its end, names ancestors in order; levels may
 * be left out (丁青县/协麦村). */
static bool path_fits(const RegionTable *t, const Region *r, View path) {
    while (path.n) {
        size_t cut = path.n;
        while (cut && path.p[cut - 1] != '/') cut--;
        View name = view_trim(view_from(path, cut));
        int steps = 0;
        do {
            r = r->parent.n && steps++ <= CHAIN_MAX ? regions_by_code(t, r->parent) : NULL;
        } while (r && !region_has_name(r, name));
        if (!r) return false;
        path = view_to(path, cut ? cut - 1 : 0);
    }
    return true;
}

const Region *regions_find(const RegionTable *t, View what, bool *ambiguous) {
    what = view_trim(what);
    if (ambiguous) *ambiguous = false;
    const Region *found = regions_by_code(t, what);
    if (found || what.n == 0) return found;
    size_t cut = what.n;
    while (cut && what.p[cut - 1] != '/') cut--;
    View name = view_trim(view_from(what, cut)), path = view_to(what, cut ? cut - 1 : 0);
    for (size_t i = 0; i < t->n; i++) {
        if (!region_has_name(&t->p[i], name) || !path_fits(t, &t->p[i], path)) continue;
        if (found) {
            if (ambiguous) *ambiguous = true;
            return NULL;
        }
        found = &t->p[i];
    }
    return found;
}

/* --- adding and writing ----------------------------------------------------- */

static View *copy_list(Arena *a, const View *list, size_t n) {
    View *out = ARENA_ARRAY(a, View, n);
    for (size_t i = 0; i < n; i++) out[i] = arena_view(a, list[i]);
    return out;
}

static bool has_form(const Region *r, View form) {
    for (size_t i = 0; i < r->n_forms; i++)
        if (view_eq(r->forms[i], form)) return true;
    return false;
}

/* A row that stands is a person's or an earlier copy that a person may have
 * changed: it only gains forms it lacks. */
static void add_forms(RegionTable *t, Region *into, const Region *from) {
    size_t most = into->n_forms + from->n_forms;
    View *forms = ARENA_ARRAY(&t->arena, View, most);
    if (into->n_forms) memcpy(forms, into->forms, into->n_forms * sizeof *forms);
    into->forms = forms;
    for (size_t i = 0; i < from->n_forms; i++)
        if (!has_form(into, from->forms[i])) forms[into->n_forms++] = arena_view(&t->arena, from->forms[i]);
}

void regions_add(RegionTable *t, const Region *r) {
    const size_t *at = map_get(&t->by_code, r->code);
    if (at) {
        add_forms(t, &t->p[*at], r);
        return;
    }
    Arena *a = &t->arena;
    Region copy = *r;
    copy.code = arena_view(a, r->code);
    copy.name = arena_view(a, r->name);
    copy.parent = arena_view(a, r->parent);
    copy.roman = arena_view(a, r->roman);
    copy.names = arena_view(a, r->names);
    copy.successors = copy_list(a, r->successors, r->n_successors);
    copy.forms = copy_list(a, r->forms, r->n_forms);
    /* Grown by powers of two; what is outgrown stays in the arena. */
    if ((t->n & (t->n - 1)) == 0 || t->n == 0) {
        Region *p = ARENA_ARRAY(a, Region, t->n ? t->n * 2 : 1);
        if (t->n) memcpy(p, t->p, t->n * sizeof *p);
        t->p = p;
    }
    t->p[t->n] = copy;
    *map_at(&t->by_code, copy.code, NULL) = t->n++;
}

static void write_list(Str *out, const View *list, size_t n) {
    str_addc(out, '\t');
    for (size_t i = 0; i < n; i++) {
        if (i) str_addc(out, '|');
        str_addv(out, list[i]);
    }
}

static void write_year(Str *out, uint16_t year) {
    str_addc(out, '\t');
    if (year) str_adduint(out, year);
}

static int by_code_pointer(const void *a, const void *b) {
    return by_code(*(const Region *const *)a, *(const Region *const *)b);
}

void regions_write(const RegionTable *t, Str *out) {
    for (int i = 0; i < COLUMNS; i++) str_addf(out, "%s%c", column_names[i], i + 1 < COLUMNS ? '\t' : '\n');
    const Region **rows = xarray(NULL, t->n + 1, sizeof *rows);
    for (size_t i = 0; i < t->n; i++) rows[i] = &t->p[i];
    qsort(rows, t->n, sizeof *rows, by_code_pointer);
    for (size_t i = 0; i < t->n; i++) {
        const Region *r = rows[i];
        str_addf(out, "%.*s\t%.*s\t%.*s", VARG(r->code), VARG(r->name), VARG(r->parent));
        write_year(out, r->from);
        write_year(out, r->to);
        write_list(out, r->successors, r->n_successors);
        write_list(out, r->forms, r->n_forms);
        str_addf(out, "\t%.*s\t%.*s\n", VARG(r->roman), VARG(r->names));
    }
    free(rows);
}
