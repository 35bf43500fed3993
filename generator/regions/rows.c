#include "regions/rows.h"

#include <errno.h>

static bool next_line(Rows *r, View *line) {
    while (view_line(&r->rest, line)) {
        r->line++;
        if (view_trim(*line).n && line->p[0] != '#') return true;
    }
    return false;
}

static void read_header(Rows *r, Msg header) {
    View line, field;
    for (size_t i = 0; i < r->n_columns; i++) r->place[i] = SIZE_MAX;
    if (!next_line(r, &line)) return;
    for (size_t at = 0; view_split(&line, '\t', &field); at++)
        for (size_t i = 0; i < r->n_columns; i++)
            if (view_is(view_trim(field), r->columns[i])) r->place[i] = at;
    if (r->place[0] != SIZE_MAX && r->place[1] != SIZE_MAX) return;
    diag(&r->own, header, where(r->path, r->line, 0), NULL);
    r->rest = V("");
}

void rows_open(Rows *r, Diag *d, Arena *a, const char *path, const char *const *columns, size_t n, Msg header) {
    View mark = V("\xef\xbb\xbf");
    Str bytes = STR_INIT;
    *r = (Rows){.path = path, .columns = columns, .n_columns = n, .to = d};
    diag_init(&r->own, d->lang);
    int err = file_read(path, &bytes, FILE_MAX_BYTES);
    if (err && err != ENOENT) diag_errno(&r->own, M_CANNOT_READ, path, err);
    r->rest = arena_view(a, err ? V("") : str_view(&bytes));
    if (view_starts(r->rest, mark)) r->rest = view_from(r->rest, mark.n);
    str_release(&bytes);
    read_header(r, header);
}

bool rows_next(Rows *r, View *fields) {
    View line, field;
    if (!next_line(r, &line)) return false;
    for (size_t i = 0; i < r->n_columns; i++) fields[i] = V("");
    for (size_t at = 0; view_split(&line, '\t', &field); at++)
        for (size_t i = 0; i < r->n_columns; i++)
            if (r->place[i] == at) fields[i] = view_trim(field);
    return true;
}

void rows_complain(Rows *r, Msg msg, View what) {
    Arena a = ARENA_INIT;
    diag(&r->own, msg, where(r->path, r->line, 0), DARGS(arena_strdup(&a, what)));
    arena_release(&a);
}

bool rows_close(Rows *r) {
    bool good = r->own.errors == 0;
    diag_move(r->to, &r->own);
    return good;
}
