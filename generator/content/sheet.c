#include "content/content.h"

enum { COLUMNS = 64 };

/* One cell; "" inside quotes is a quote. *end: it is the last of its row. */
static View take_cell(Arena *a, View *rest, bool *end, size_t *line) {
    Str s = STR_INIT;
    bool quoted = rest->n && rest->p[0] == '"';
    size_t i = quoted;
    for (; i < rest->n; i++) {
        char c = rest->p[i];
        if (quoted && c == '"') {
            if (i + 1 < rest->n && rest->p[i + 1] == '"') i++;
            else {
                quoted = false;
                continue;
            }
        } else if (!quoted && (c == ',' || c == '\n')) break;
        *line += c == '\n';
        if (c != '\r' || quoted) str_addc(&s, c);
    }
    *end = i >= rest->n || rest->p[i] == '\n';
    *rest = view_from(*rest, i + 1);
    View cell = view_trim(arena_view(a, str_view(&s)));
    str_release(&s);
    return cell;
}

static View without_end(View row) {
    while (row.n && (row.p[row.n - 1] == '\n' || row.p[row.n - 1] == '\r')) row.n--;
    return row;
}

/* The next row's cells; how many there are. */
static size_t take_row(Arena *a, View *rest, View *cells, View *text, size_t *line) {
    View start = *rest;
    bool end = false;
    size_t n = 0;
    while (!end) {
        View cell = take_cell(a, rest, &end, line);
        if (n < COLUMNS) cells[n++] = cell;
    }
    *text = without_end(view_to(start, start.n - rest->n));
    ++*line;
    return n;
}

void sheet_read(Sheet *sheet, Arena *a, View text) {
    View cells[COLUMNS];
    size_t line = 1;
    *sheet = (Sheet){0};
    View rest = arena_view(a, text);
    if (view_starts(rest, V("\xEF\xBB\xBF"))) rest = view_from(rest, 3);
    while (rest.n) {
        SheetRow row = {.line = line};
        size_t n = take_row(a, &rest, cells, &row.text, &line);
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
}

void sheet_release(Sheet *sheet) { vec_release(&sheet->rows); }

size_t sheet_column(const Sheet *sheet, View name) {
    for (size_t i = 0; i < sheet->header.n; i++)
        if (view_eq(sheet->header.p[i], name)) return i;
    return SIZE_MAX;
}
