/* Rows of a sources.csv from outside become rows of the archive's own. */
#include <errno.h>

#include "import/emit.h"
#include "content/content.h"

typedef struct Adoption {
    Arena arena;
    Sheet own, other;
    View below;
    Map files; /* of this import */
    Map rows;  /* that the archive has */
    Str text;  /* the archive's sheet as it will be */
    bool changed;
} Adoption;

static void add_cell(Str *out, View v) {
    bool quote = false;
    for (size_t i = 0; i < v.n; i++) quote = quote || strchr(",\"\n\r", v.p[i]) != NULL;
    if (!quote) {
        str_addv(out, v);
        return;
    }
    str_addc(out, '"');
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] == '"') str_addc(out, '"');
        str_addc(out, v.p[i]);
    }
    str_addc(out, '"');
}

static View name_of(Adoption *t, const SheetRow *row, size_t column) {
    return view_of(arena_printf(&t->arena, "%.*s%.*s", VARG(t->below), VARG(row->cells[column])));
}

/* The columns the archive's sheet lacks stand behind its own. */
static void add_header(Adoption *t, Views *header) {
    header->p = ARENA_ARRAY(&t->arena, View, t->own.header.n + t->other.header.n);
    for (size_t i = 0; i < t->own.header.n; i++) header->p[header->n++] = t->own.header.p[i];
    str_addv(&t->text, t->own.header_text);
    for (size_t i = 0; i < t->other.header.n; i++) {
        if (!t->other.header.p[i].n || sheet_column(&t->own, t->other.header.p[i]) != SIZE_MAX) continue;
        if (header->n) str_addc(&t->text, ',');
        add_cell(&t->text, t->other.header.p[i]);
        header->p[header->n++] = t->other.header.p[i];
    }
    str_addc(&t->text, '\n');
}

static void add_row(Adoption *t, const Views *header, const SheetRow *row, View name) {
    for (size_t i = 0; i < header->n; i++) {
        size_t from = sheet_column(&t->other, header->p[i]);
        if (i) str_addc(&t->text, ',');
        if (view_is(header->p[i], "file")) add_cell(&t->text, name);
        else if (from != SIZE_MAX) add_cell(&t->text, row->cells[from]);
    }
    str_addc(&t->text, '\n');
    t->changed = true;
}

/* Does the archive's row say something else? */
static bool differs(const Adoption *t, const SheetRow *own, const SheetRow *other) {
    for (size_t i = 0; i < t->other.header.n; i++) {
        size_t at = sheet_column(&t->own, t->other.header.p[i]);
        View here = at == SIZE_MAX ? V("") : own->cells[at];
        if (!view_is(t->other.header.p[i], "file") && other->cells[i].n && !view_eq(here, other->cells[i])) return true;
    }
    return false;
}

static void adopt(Adoption *t, Diag *d, const char *file) {
    size_t own = sheet_column(&t->own, V("file")), other = sheet_column(&t->other, V("file"));
    Views header = {0};
    if (other == SIZE_MAX) return;
    for (size_t i = 0; own != SIZE_MAX && i < t->own.rows.n; i++)
        *map_at(&t->rows, t->own.rows.p[i].cells[own], NULL) = i;
    add_header(t, &header);
    for (size_t i = 0; i < t->own.rows.n; i++) str_addf(&t->text, "%.*s\n", VARG(t->own.rows.p[i].text));
    for (size_t i = 0; i < t->other.rows.n; i++) {
        const SheetRow *row = &t->other.rows.p[i];
        View name = name_of(t, row, other);
        if (!map_get(&t->files, name)) continue;
        const size_t *at = map_get(&t->rows, name);
        if (!at) add_row(t, &header, row, name);
        else if (differs(t, &t->own.rows.p[*at], row)) diag(d, M_IMPORT_ROW, where(file, row->line, 0), DARGS(name.p));
    }
}

bool sheet_take(const SourceList *l, const OutsideSheet *sheet, Diag *d, const char *root) {
    Adoption t = {.below = view_of(sheet->below), .text = STR_INIT};
    View own = {0}, other = {0};
    const char *path = path_join(&t.arena, root, "sources/sources.csv");
    for (size_t i = 0; i < l->files.n; i++) *map_at(&t.files, view_of(l->files.p[i].path), NULL) = i;
    int err = read_text(&t.arena, sheet->file, FILE_MAX_BYTES, &other);
    if (err) diag_errno(d, M_CANNOT_READ, sheet->file, err);
    if (!err && (err = read_text(&t.arena, path, FILE_MAX_BYTES, &own)) == ENOENT) err = 0;
    if (!err) {
        sheet_read(&t.own, &t.arena, own);
        sheet_read(&t.other, &t.arena, other);
        adopt(&t, d, sheet->file);
        if (t.changed) err = file_update(path, str_view(&t.text), NULL);
        if (err) diag_errno(d, M_CANNOT_WRITE, "sources/sources.csv", err);
    }
    sheet_release(&t.own);
    sheet_release(&t.other);
    map_release(&t.files);
    map_release(&t.rows);
    str_release(&t.text);
    arena_release(&t.arena);
    return err == 0;
}
