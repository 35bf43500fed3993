#include <stdlib.h>

#include "content/markdown.h"

/* Pipe tables as GitHub Flavored Markdown has them (its specification,
 * section 4.10), over libcmark, which has none: to libcmark a table is part
 * of a paragraph, or of a heading where a row is all = or -. We find those
 * tables by their delimiter row and write the source again with a heading in
 * place of each cell, so that libcmark itself reads the cells' text, with
 * the document's reference links, in whatever quote or list they stand. */

enum {
    COLUMNS_MAX = 1000, /* wider ones stay text */
    PREFIX_MAX = 64     /* columns of quote marks and indentation before a table */
};

typedef struct Line {
    View text;
    bool delimiter; /* looks like a delimiter row, whatever stands before it */
} Line;

typedef struct Finder {
    Arena *arena;
    VEC(Line) lines;
    VEC(Cell) cells;
    cmark_node **chain; /* the containers of the block in hand, outermost first */
    size_t n_chain, cap_chain;
    Str *out;
    size_t copied; /* lines of the source written to out so far */
    uint32_t out_lines;
    Cells known; /* those among the source's headings, not yet copied */
} Finder;

/* --- reading lines ----------------------------------------------------------------- */

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

/* As libcmark sees a line: tabs stop at every fourth column, and a tab may
 * be used up in part. */
typedef struct Cursor {
    View line;
    size_t at;     /* byte */
    size_t column; /* may lie within the tab at `at` */
} Cursor;

static size_t width_at(const Cursor *c) { return c->line.p[c->at] == '\t' ? 4 - c->column % 4 : 1; }

static void advance(Cursor *c, size_t columns) {
    while (columns && c->at < c->line.n) {
        size_t width = width_at(c);
        size_t step = width < columns ? width : columns;
        c->column += step;
        columns -= step;
        if (step == width) c->at++;
    }
}

static size_t indent_of(const Cursor *c) {
    Cursor probe = *c;
    while (probe.at < probe.line.n && is_blank(probe.line.p[probe.at])) advance(&probe, width_at(&probe));
    return probe.column - c->column;
}

static View content_of(const Cursor *c) {
    View v = view_from(c->line, c->at);
    while (v.n && is_blank(v.p[0])) v = view_from(v, 1);
    return v;
}

/* One of | : - with blanks, at least one of the latter two: every delimiter
 * row passes, behind any quote marks. */
static bool looks_like_delimiter(View v) {
    while (v.n && (is_blank(v.p[0]) || v.p[0] == '>')) v = view_from(v, 1);
    bool dash = false, mark = false;
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] == '-') dash = true;
        else if (v.p[i] == '|' || v.p[i] == ':') mark = true;
        else if (!is_blank(v.p[i]) && v.p[i] != '\v' && v.p[i] != '\f') return false;
    }
    return dash && mark;
}

static bool next_line(View *rest, View *line) {
    if (!rest->n) return false;
    const char *p = memchr(rest->p, '\n', rest->n);
    size_t end = p ? (size_t)(p - rest->p) : rest->n;
    p = memchr(rest->p, '\r', end);
    if (p) end = (size_t)(p - rest->p);
    *line = view_to(*rest, end);
    if (end + 1 < rest->n && rest->p[end] == '\r' && rest->p[end + 1] == '\n') end++;
    *rest = view_from(*rest, end + 1);
    return true;
}

/* Most texts have no pipe and no colon beside a dash, which is quickly seen. */
static bool has_marks(View v) {
    if (v.n && memchr(v.p, '|', v.n)) return true;
    while (v.n > 1) {
        const char *colon = memchr(v.p + 1, ':', v.n - 1);
        if (!colon) return false;
        v = view_from(v, (size_t)(colon - v.p));
        if (v.p[-1] == '-' || (v.n > 1 && v.p[1] == '-')) return true;
    }
    return false;
}

bool table_possible(View body) {
    View line;
    if (!has_marks(body)) return false;
    while (next_line(&body, &line))
        if (looks_like_delimiter(line)) return true;
    return false;
}

/* --- containers ----------------------------------------------------------------------- */

/* The marker of a list item at the cursor: its columns and the blanks that
 * belong to it (CommonMark 0.30, section 5.2). */
static size_t marker_width(Cursor c) {
    size_t start = c.column;
    while (c.at < c.line.n && c.line.p[c.at] >= '0' && c.line.p[c.at] <= '9') advance(&c, 1);
    advance(&c, 1);
    size_t marker = c.column - start, blanks = indent_of(&c);
    return content_of(&c).n == 0 || blanks > 4 ? marker + 1 : marker + blanks;
}

/* Moves past the marks of the first n containers on a line. False: the line
 * lacks one, so it only continues a paragraph. */
static bool enter(const Finder *f, Cursor *c, size_t line, size_t n) {
    for (size_t i = 0; i < n; i++) {
        cmark_node *node = f->chain[i];
        size_t indent = indent_of(c);
        if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE) {
            View v = content_of(c);
            if (indent > 3 || !v.n || v.p[0] != '>') return false;
            advance(c, indent + 1);
            if (c->at < c->line.n && is_blank(c->line.p[c->at])) advance(c, 1);
        } else {
            size_t width = (size_t)(uintptr_t)cmark_node_get_user_data(node);
            if ((size_t)cmark_node_get_start_line(node) != line && indent < width) return false;
            advance(c, width);
        }
    }
    return true;
}

static Cursor cursor_at(const Finder *f, size_t line) { return (Cursor){f->lines.p[line - 1].text, 0, 0}; }

/* Lists the containers of a block and notes the width of items, which
 * libcmark does not tell: columns from the container's edge to the text. */
static void find_chain(Finder *f, cmark_node *block) {
    f->n_chain = 0;
    for (cmark_node *n = cmark_node_parent(block); n; n = cmark_node_parent(n)) {
        cmark_node_type type = cmark_node_get_type(n);
        if (type != CMARK_NODE_BLOCK_QUOTE && type != CMARK_NODE_ITEM) continue;
        if (f->n_chain == f->cap_chain)
            f->chain = vec_grow(f->chain, &f->cap_chain, f->n_chain + 1, sizeof *f->chain);
        f->chain[f->n_chain++] = n;
    }
    for (size_t i = 0, j = f->n_chain; i + 1 < j; i++) {
        cmark_node *swap = f->chain[i];
        f->chain[i] = f->chain[--j];
        f->chain[j] = swap;
    }
    for (size_t i = 0; i < f->n_chain; i++) {
        cmark_node *item = f->chain[i];
        if (cmark_node_get_type(item) != CMARK_NODE_ITEM || cmark_node_get_user_data(item)) continue;
        size_t line = (size_t)cmark_node_get_start_line(item);
        Cursor c = cursor_at(f, line);
        enter(f, &c, line, i);
        size_t indent = indent_of(&c);
        advance(&c, indent);
        cmark_node_set_user_data(item, (void *)(uintptr_t)(indent + marker_width(c)));
    }
}

/* --- rows ----------------------------------------------------------------------------------- */

static View trim(View v) {
    while (v.n && (is_blank(v.p[0]) || v.p[0] == '\v' || v.p[0] == '\f')) v = view_from(v, 1);
    while (v.n && (is_blank(v.p[v.n - 1]) || v.p[v.n - 1] == '\v' || v.p[v.n - 1] == '\f')) v.n--;
    return v;
}

/* What is left of a row, its leading pipe taken off. */
static View row_start(View row) {
    row = trim(row);
    if (row.n && row.p[0] == '|') row = trim(view_from(row, 1));
    return row;
}

/* A pipe with a backslash before it is text. */
static bool next_cell(View *rest, View *cell) {
    if (!rest->n) return false;
    size_t end = 0;
    while (end < rest->n && (rest->p[end] != '|' || (end > 0 && rest->p[end - 1] == '\\'))) end++;
    *cell = trim(view_to(*rest, end));
    *rest = trim(view_from(*rest, end + 1));
    return true;
}

static size_t count_cells(View row) {
    View rest = row_start(row), cell;
    size_t n = 0;
    while (n <= COLUMNS_MAX && next_cell(&rest, &cell)) n++;
    return n;
}

/* :-- --: :-: -- */
static bool read_align(View cell, Align *out) {
    bool left = cell.n && cell.p[0] == ':', right = cell.n > 1 && cell.p[cell.n - 1] == ':';
    if (left) cell = view_from(cell, 1);
    if (right && cell.n) cell.n--;
    if (!cell.n) return false;
    for (size_t i = 0; i < cell.n; i++)
        if (cell.p[i] != '-') return false;
    *out = left && right ? ALIGN_CENTRE : left ? ALIGN_LEFT : right ? ALIGN_RIGHT : ALIGN_NONE;
    return true;
}

/* NULL: no delimiter row of that many columns. */
static Table *read_delimiter(Arena *a, View row, size_t columns) {
    View rest = row_start(row), cell;
    Align *align = ARENA_ARRAY(a, Align, columns);
    for (size_t i = 0; i < columns; i++)
        if (!next_cell(&rest, &cell) || !read_align(cell, &align[i])) return NULL;
    if (rest.n) return NULL;
    Table *t = ARENA_NEW(a, Table);
    *t = (Table){align, (uint32_t)columns, false};
    return t;
}

static bool is_rule(View v) {
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++) {
        if (is_blank(v.p[i])) continue;
        if (v.p[i] != v.p[0]) return false;
        n++;
    }
    return n >= 3 && strchr("-_*", v.p[0]);
}

static bool is_item(View v) {
    size_t n = 0;
    if (strchr("-+*", v.p[0])) return v.n == 1 || is_blank(v.p[1]);
    while (n < v.n && v.p[n] >= '0' && v.p[n] <= '9') n++;
    bool marker = n > 0 && n < 10 && n < v.n && (v.p[n] == '.' || v.p[n] == ')');
    return marker && (n + 1 == v.n || is_blank(v.p[n + 1]));
}

/* Whether a line that libcmark has in the paragraph is a row. What could not
 * interrupt a paragraph may end a table: any list item, a rule, code. */
static bool is_row(const Finder *f, size_t line) {
    Cursor c = cursor_at(f, line);
    if (!enter(f, &c, line, f->n_chain) || indent_of(&c) > 3) return false;
    View v = trim(content_of(&c));
    return v.n && !is_rule(v) && !is_item(v) && count_cells(v) > 0;
}

/* --- writing the source again ------------------------------------------------------------------ */

static void copy_lines(Finder *f, size_t before) {
    while (f->copied + 1 < before) {
        str_addv(f->out, f->lines.p[f->copied++].text);
        str_addc(f->out, '\n');
        f->out_lines++;
        if (!f->known.n || f->known.p->line != f->copied) continue;
        vec_push(&f->cells, *f->known.p++);
        f->known.n--;
        f->cells.p[f->cells.n - 1].line = f->out_lines;
    }
}

/* What stands on the line before the text, with blanks for tabs. */
static void add_prefix(Str *out, const Cursor *c) {
    Cursor from = {c->line, 0, 0};
    while (from.column < c->column) {
        size_t width = width_at(&from);
        if (from.line.p[from.at] == '\t') str_add(out, "    ", width);
        else str_addc(out, from.line.p[from.at]);
        advance(&from, width);
    }
    str_cut(out, out->n - (from.column - c->column));
}

static void write_cell(Finder *f, View prefix, View text) {
    str_addv(f->out, prefix);
    str_adds(f->out, "# ");
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '\\' || i + 1 == text.n || text.p[i + 1] != '|') str_addc(f->out, text.p[i]);
    str_adds(f->out, " #\n"); /* so that a # at the end of the text is text */
    f->out_lines++;
}

/* `first` is what the row's first cell has before it, `next` the others:
 * the marker of a list item stands there only once. */
static void write_row(Finder *f, Table *t, View row, View first, View next, bool header) {
    View rest = row_start(row), text;
    for (uint32_t i = 0; i < t->columns && next_cell(&rest, &text); i++) {
        write_cell(f, i ? next : first, text);
        vec_push(&f->cells, ((Cell){.table = t, .line = f->out_lines, .column = i, .header = header}));
    }
    f->cells.p[f->cells.n - 1].ends_row = true;
    t->has_rows |= !header;
}

/* Writes the table whose delimiter row stands on line d; returns the line
 * after it. */
static size_t write_table(Finder *f, Table *t, const Cursor *header, bool first_line, size_t d, size_t last) {
    Cursor c = cursor_at(f, d);
    enter(f, &c, d, f->n_chain);
    Str first = STR_INIT, next = STR_INIT;
    add_prefix(&next, &c);
    if (first_line) add_prefix(&first, header);
    else str_addv(&first, str_view(&next));
    copy_lines(f, d - 1);
    write_row(f, t, content_of(header), str_view(&first), str_view(&next), true);
    size_t line = d + 1;
    for (; line <= last && is_row(f, line); line++) {
        c = cursor_at(f, line);
        enter(f, &c, line, f->n_chain);
        write_row(f, t, content_of(&c), str_view(&next), str_view(&next), false);
    }
    f->cells.p[f->cells.n - 1].ends_table = true;
    f->copied = line - 1;
    str_release(&first);
    str_release(&next);
    return line;
}

/* --- finding -------------------------------------------------------------------------------------- */

/* The table whose delimiter row is line d, or NULL; *header is where the
 * line before it has its text. */
static Table *table_at(Finder *f, size_t d, Cursor *header) {
    Cursor c = cursor_at(f, d);
    if (!enter(f, &c, d, f->n_chain) || c.column > PREFIX_MAX || indent_of(&c) > 3) return NULL;
    *header = cursor_at(f, d - 1);
    enter(f, header, d - 1, f->n_chain);
    if (header->column > PREFIX_MAX) return NULL;
    size_t columns = count_cells(content_of(header));
    return columns && columns <= COLUMNS_MAX ? read_delimiter(f->arena, content_of(&c), columns) : NULL;
}

static bool is_underline(View v) {
    while (v.n && (is_blank(v.p[0]) || v.p[0] == '>')) v = view_from(v, 1);
    v = trim(v);
    for (size_t i = 0; i < v.n; i++)
        if (v.p[i] != v.p[0]) return false;
    return v.n && (v.p[0] == '=' || v.p[0] == '-');
}

/* libcmark may give the line after a heading's underline as its end. */
static size_t last_line(const Finder *f, cmark_node *block) {
    size_t last = (size_t)cmark_node_get_end_line(block);
    if (last > f->lines.n) last = f->lines.n;
    if (cmark_node_get_type(block) != CMARK_NODE_HEADING) return last;
    size_t line = (size_t)cmark_node_get_start_line(block);
    while (line < last && !is_underline(f->lines.p[line - 1].text)) line++;
    return line;
}

static void find_in(Finder *f, cmark_node *block) {
    size_t first = (size_t)cmark_node_get_start_line(block), last = last_line(f, block);
    bool chained = false;
    for (size_t d = first + 1; d <= last; d++) {
        if (!f->lines.p[d - 1].delimiter) continue;
        if (!chained) find_chain(f, block);
        chained = true;
        Cursor header;
        Table *t = table_at(f, d, &header);
        if (!t) continue;
        /* What follows is no longer this paragraph. */
        write_table(f, t, &header, d - 1 == first, d, last);
        return;
    }
}

Cells table_lower(Arena *a, cmark_node *root, View body, Cells known, Str *out) {
    Finder f = {.arena = a, .out = out, .known = known};
    View line;
    while (next_line(&body, &line)) vec_push(&f.lines, ((Line){line, looks_like_delimiter(line)}));
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (e == CMARK_EVENT_ENTER && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)) find_in(&f, node);
    }
    cmark_iter_free(iter);
    Cells cells = {0};
    if (f.copied) {
        copy_lines(&f, f.lines.n + 1);
        cells = (Cells){ARENA_ARRAY(a, Cell, f.cells.n), f.cells.n};
        memcpy(cells.p, f.cells.p, cells.n * sizeof *cells.p);
    }
    vec_release(&f.cells);
    vec_release(&f.lines);
    free(f.chain);
    return cells;
}
