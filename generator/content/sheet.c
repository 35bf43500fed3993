#include "content/content.h"

enum { COLUMNS = 64 };

/* Where a sheet is being read. */
typedef struct Reader {
    Arena *arena;
    View rest;
    size_t line;
    size_t torn; /* the line of the first cell whose quotation marks do not match; 0: none */
} Reader;

/* Blanks between a comma and a quotation mark are a hand's. */
static size_t skip_blanks(View v, size_t i) {
    while (i < v.n && (v.p[i] == ' ' || v.p[i] == '\t')) i++;
    return i;
}

/* Behind a closing quotation mark. */
static bool cell_ends(View v, size_t i) {
    i = skip_blanks(v, i);
    return i >= v.n || v.p[i] == ',' || v.p[i] == '\n' || v.p[i] == '\r';
}

/* The text of a cell, "" inside quotes a quote, up to its end in the rest. A
 * quotation mark that nothing closes, or only the next one that should open,
 * would take in the rows below it: such a cell ends with its line, and so does
 * each from there on, which keeps the reading linear. */
static size_t take_text(Reader *r, Str *s) {
    View v = r->rest;
    size_t i = skip_blanks(v, 0), lines = 0;
    bool open = i < v.n && v.p[i] == '"', matched = true;
    for (i += open; i < v.n; i++) {
        char c = v.p[i];
        if (open && c == '"') {
            if (i + 1 < v.n && v.p[i + 1] == '"') i++;
            else {
                open = false;
                matched = cell_ends(v, i + 1);
                continue;
            }
        } else if (c == '\n' ? !open || r->torn : c == ',' && !open) break;
        lines += c == '\n';
        if (c != '\r' || open) str_addc(s, c);
    }
    if (!r->torn && (open || !matched)) {
        r->torn = r->line;
        str_clear(s);
        return take_text(r, s);
    }
    r->line += lines;
    return i;
}

/* One cell. *end: it is the last of its row. */
static View take_cell(Reader *r, bool *end) {
    Str s = STR_INIT;
    size_t i = take_text(r, &s);
    *end = i >= r->rest.n || r->rest.p[i] == '\n';
    r->rest = view_from(r->rest, i + 1);
    View cell = view_trim(arena_view(r->arena, str_view(&s)));
    str_release(&s);
    return cell;
}

static View without_end(View row) {
    while (row.n && (row.p[row.n - 1] == '\n' || row.p[row.n - 1] == '\r')) row.n--;
    return row;
}

/* The next row; how many cells were put into cells. */
static size_t take_row(Reader *r, SheetRow *row, View *cells) {
    View start = r->rest;
    bool end = false;
    size_t n = 0;
    *row = (SheetRow){.line = r->line};
    for (; !end; n++) {
        View cell = take_cell(r, &end);
        if (n < COLUMNS) cells[n] = cell;
        if (cell.n) row->n = n + 1;
    }
    row->text = without_end(view_to(start, start.n - r->rest.n));
    r->line++;
    return n < COLUMNS ? n : COLUMNS;
}

void sheet_read(Sheet *sheet, Arena *a, View text) {
    View cells[COLUMNS];
    Reader r = {.arena = a, .rest = arena_view(a, text), .line = 1};
    *sheet = (Sheet){0};
    if (view_starts(r.rest, V("\xEF\xBB\xBF"))) r.rest = view_from(r.rest, 3);
    while (r.rest.n) {
        SheetRow row;
        size_t n = take_row(&r, &row, cells);
        if (!row.text.n) continue;
        size_t columns = sheet->header.n ? sheet->header.n : n;
        row.cells = ARENA_ARRAY(a, View, columns);
        for (size_t i = 0; i < columns; i++) row.cells[i] = i < n ? cells[i] : V("");
        if (sheet->header.n) {
            vec_push(&sheet->rows, row);
        } else {
            sheet->header = (Views){row.cells, columns};
            sheet->header_text = row.text;
        }
    }
    sheet->torn = r.torn;
}

void sheet_release(Sheet *sheet) { vec_release(&sheet->rows); }

size_t sheet_column(const Sheet *sheet, View name) {
    for (size_t i = 0; i < sheet->header.n; i++)
        if (view_eq(sheet->header.p[i], name)) return i;
    return SIZE_MAX;
}
