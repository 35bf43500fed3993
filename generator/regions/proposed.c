/* regions.proposed.tsv: areas that texts define, for a person to accept. */
#include <errno.h>
#include <stdlib.h>

#include "regions/regions.h"

static const char header[] = "code\tname\tparent\tmembers\tarticles\n";

enum { COL_CODE, COL_NAME, COL_PARENT, COL_MEMBERS, COL_ARTICLES, COLUMNS };

static void add_once(Arena *a, RegionProposal *row, bool member, View item) {
    View **p = member ? &row->members.p : &row->articles.p;
    size_t n = member ? row->members.n : row->articles.n, at = 0;
    while (at < n && view_cmp((*p)[at], item) < 0) at++;
    if (at < n && view_eq((*p)[at], item)) return;
    item = arena_view(a, item);
    if (member) vec_push(&row->members, item);
    else vec_push(&row->articles, item);
    memmove(*p + at + 1, *p + at, (n - at) * sizeof **p);
    (*p)[at] = item;
}

RegionProposal *proposals_add(RegionProposals *p, View parent, View name) {
    View code = view_of(arena_printf(&p->arena, "x-%.*s-%.*s", VARG(parent), VARG(name)));
    bool is_new;
    size_t *at = map_at(&p->by_code, code, &is_new);
    if (is_new) {
        RegionProposal row = {
            .code = code, .name = arena_view(&p->arena, name), .parent = arena_view(&p->arena, parent)};
        *at = p->rows.n;
        vec_push(&p->rows, row);
    }
    return &p->rows.p[*at];
}

void proposal_member(RegionProposals *p, RegionProposal *row, View code, View name) {
    add_once(&p->arena, row, true, view_of(arena_printf(&p->arena, "%.*s %.*s", VARG(code), VARG(name))));
}

void proposal_article(RegionProposals *p, RegionProposal *row, View id) { add_once(&p->arena, row, false, id); }

static void read_items(RegionProposals *p, RegionProposal *row, bool member, View list) {
    View one;
    while (list.n && view_split(&list, '|', &one)) {
        one = view_trim(one);
        if (one.n) add_once(&p->arena, row, member, one);
    }
}

static bool read_row(RegionProposals *p, Diag *d, const char *path, size_t line, View text) {
    View f[COLUMNS] = {{0}};
    for (size_t n = 0; n < COLUMNS && view_split(&text, '\t', &f[n]); n++) f[n] = view_trim(f[n]);
    if (f[COL_NAME].n == 0 || f[COL_PARENT].n == 0 || f[COL_MEMBERS].n == 0) {
        diag(d, M_PROPOSED_ROW, where(path, line, 0), NULL);
        return false;
    }
    RegionProposal *row = proposals_add(p, f[COL_PARENT], f[COL_NAME]);
    read_items(p, row, true, f[COL_MEMBERS]);
    read_items(p, row, false, f[COL_ARTICLES]);
    return true;
}

bool proposals_load(RegionProposals *p, Diag *d, const char *path) {
    *p = (RegionProposals){0};
    Str bytes = STR_INIT;
    int err = file_read(path, &bytes, FILE_MAX_BYTES);
    if (err && err != ENOENT) diag_errno(d, M_CANNOT_READ, path, err);
    bool ok = !err || err == ENOENT;
    View text = str_view(&bytes), line;
    if (view_starts(text, V("\xef\xbb\xbf"))) text = view_from(text, 3);
    for (size_t number = 1; view_line(&text, &line); number++)
        if (number > 1 && view_trim(line).n && line.p[0] != '#') ok = read_row(p, d, path, number, line) && ok;
    str_release(&bytes);
    return ok;
}

void proposals_release(RegionProposals *p) {
    for (size_t i = 0; i < p->rows.n; i++) {
        vec_release(&p->rows.p[i].members);
        vec_release(&p->rows.p[i].articles);
    }
    vec_release(&p->rows);
    map_release(&p->by_code);
    arena_release(&p->arena);
    *p = (RegionProposals){0};
}

static int by_code(const void *a, const void *b) {
    return view_cmp((*(const RegionProposal *const *)a)->code, (*(const RegionProposal *const *)b)->code);
}

static void write_items(Str *out, const View *items, size_t n) {
    for (size_t i = 0; i < n; i++) {
        str_addc(out, i ? '|' : '\t');
        str_addv(out, items[i]);
    }
    if (n == 0) str_addc(out, '\t');
}

void proposals_write(const RegionProposals *p, const RegionTable *t, Str *out) {
    const RegionProposal **rows = xarray(NULL, p->rows.n + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < p->rows.n; i++)
        if (!regions_by_code(t, p->rows.p[i].code)) rows[n++] = &p->rows.p[i];
    qsort(rows, n, sizeof *rows, by_code);
    if (n) str_adds(out, header);
    for (size_t i = 0; i < n; i++) {
        str_addf(out, "%.*s\t%.*s\t%.*s", VARG(rows[i]->code), VARG(rows[i]->name), VARG(rows[i]->parent));
        write_items(out, rows[i]->members.p, rows[i]->members.n);
        write_items(out, rows[i]->articles.p, rows[i]->articles.n);
        str_addc(out, '\n');
    }
    free(rows);
}

void proposals_accept(RegionTable *t, const RegionProposal *row) {
    Region area = {.code = row->code, .name = row->name, .parent = row->parent};
    regions_add(t, &area);
    for (size_t i = 0; i < row->members.n; i++) {
        View name = row->members.p[i], code;
        view_split(&name, ' ', &code);
        const size_t *at = map_get(&t->by_code, code);
        if (at && view_eq(t->p[*at].parent, row->parent)) t->p[*at].parent = regions_by_code(t, row->code)->code;
    }
}
