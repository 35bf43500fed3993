/* Paragraphs of an article, and as Markdown that means what the page said. */
#include "import/cues.h"
#include "import/emit.h"

static void join(Block *to, View text) {
    View before = to->text;
    if (!to->own.n) str_addv(&to->own, before);
    if (before.n && text.n && (unsigned char)before.p[before.n - 1] < 0x80 && (unsigned char)text.p[0] < 0x80)
        str_addc(&to->own, ' ');
    str_addv(&to->own, text);
    to->text = str_view(&to->own);
}

void blocks_add(Blocks *b, Role role, bool same, View text) {
    if (role_is_head(role) || role == ROLE_BYLINE || role == ROLE_FURNITURE) return;
    if (same && b->n) {
        join(&b->p[b->last], text);
        return;
    }
    if (role == ROLE_CONT) {
        const View all = text;
        text = cue_behind_turn(all); /* （上接第一版）管，…: the note parts no sentence */
        if (text.n < all.n) vec_push(b, ((Block){ROLE_NOTE, view_to(all, all.n - text.n), STR_INIT}));
        for (size_t i = b->n; i-- > 0;)
            if (role_is_running_text(b->p[i].role)) {
                join(&b->p[i], text);
                b->last = i;
                return;
            }
        if (!text.n) return;
    }
    b->last = b->n;
    vec_push(b, ((Block){role, text, STR_INIT}));
}

void blocks_clear(Blocks *b) {
    for (size_t i = 0; i < b->n; i++) str_release(&b->p[i].own);
    vec_release(b);
}

void draft_blocks(const Page *page, const Draft *d, Blocks *out) {
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        blocks_add(out, p->role, false, p->text);
    }
}

/* --- tables ------------------------------------------------------------------ */

enum { CELLS = 32 };

/* A row's cells: at bars, tabs, two spaces; where there is none of these, at
 * single spaces. */
static size_t split_cells(View row, View *cells) {
    const char *bar = row.n ? memchr(row.p, '|', row.n) : NULL;
    bool wide = view_find(row, V("  "), 0) != SIZE_MAX || view_find(row, V("\t"), 0) != SIZE_MAX ||
                view_find(row, V("\u3000"), 0) != SIZE_MAX;
    size_t n = 0, from = 0;
    for (size_t i = 0; i <= row.n; i++) {
        size_t cut = 0;
        if (i == row.n) cut = 1;
        else if (bar) cut = row.p[i] == '|';
        else if (row.p[i] == '\t') cut = 1;
        else if (wide && i + 1 < row.n && row.p[i] == ' ' && row.p[i + 1] == ' ') cut = 2;
        else if (wide && view_starts(view_from(row, i), V("\u3000"))) cut = 3;
        else if (!wide && row.p[i] == ' ') cut = 1;
        if (!cut) continue;
        View cell = view_trim(view(row.p + from, i - from));
        if (cell.n || bar) {
            if (n == CELLS) return 0;
            cells[n++] = cell;
        }
        from = i + cut;
        i = from - 1;
    }
    if (bar && n && !cells[n - 1].n) n--; /* | a | b | */
    if (bar && n && !cells[0].n) memmove(cells, cells + 1, --n * sizeof *cells);
    return n;
}

static bool is_rule(View row) {
    for (size_t i = 0; i < row.n; i++)
        if (!strchr("|-: \t+=", row.p[i])) return false;
    return true;
}

static void add_cell(Str *out, View cell) {
    str_adds(out, " ");
    markdown_escape(out, cell);
    str_adds(out, " |");
}

/* Where in rows [from, to) a table begins, from which on all have as many cells; `to`: nowhere. From the end, as its
 * name or a line between may stand among the rows, and each row once. */
static size_t table_start(const Blocks *b, size_t from, size_t to) {
    View cells[CELLS];
    size_t columns = 0, rows = 0, at = to;
    for (; at > from; at--) {
        View row = b->p[at - 1].text;
        if (is_rule(row)) continue;
        size_t n = split_cells(row, cells);
        if (n < 2 || (columns && n != columns)) break;
        columns = n;
        rows++;
    }
    return rows < 2 ? to : at;
}

/* Such rows as a pipe table. */
static void add_table(Str *out, const Blocks *b, size_t from, size_t to) {
    View cells[CELLS];
    bool head = true;
    for (size_t i = from; i < to; i++) {
        View row = b->p[i].text;
        if (is_rule(row)) continue;
        size_t n = split_cells(row, cells);
        str_addc(out, '|');
        for (size_t k = 0; k < n; k++) add_cell(out, cells[k]);
        str_addc(out, '\n');
        if (!head) continue;
        str_addc(out, '|');
        for (size_t k = 0; k < n; k++) str_adds(out, " --- |");
        str_addc(out, '\n');
        head = false;
    }
}

/* --- Markdown -------------------------------------------------------------------- */

void blocks_markdown(Str *out, const Blocks *b) {
    size_t rows = 0, table = 0; /* where the rows that were looked at last end, and the table in them begins */
    for (size_t i = 0; i < b->n; i++) {
        const Block *p = &b->p[i];
        if (i) str_addc(out, '\n');
        if (p->role == ROLE_TABLE && i >= rows) {
            for (rows = i; rows < b->n && b->p[rows].role == ROLE_TABLE;) rows++;
            table = table_start(b, i, rows);
        }
        if (p->role == ROLE_TABLE && i == table) {
            add_table(out, b, i, rows);
            i = rows - 1;
            continue;
        }
        if (p->role == ROLE_SUBHEAD) str_adds(out, "## ");
        markdown_escape(out, p->text);
        str_addc(out, '\n');
    }
}

View blocks_plain(Arena *a, const Blocks *b) {
    size_t n = 0, at = 0;
    for (size_t i = 0; i < b->n; i++) n += b->p[i].text.n + 1;
    char *text = arena_bytes(a, n);
    for (size_t i = 0; i < b->n; i++) {
        View v = b->p[i].text;
        if (v.n) memcpy(text + at, v.p, v.n);
        at += v.n;
        text[at++] = '\n';
    }
    return view(text, n);
}
