/* What the Markdown files of this room share: the tree that libcmark gives,
 * put in order for our renderers. */
#ifndef FANGZHI_CONTENT_MARKDOWN_H
#define FANGZHI_CONTENT_MARKDOWN_H

#include <cmark.h>

#include "content/content.h"

/* libcmark's nodes live in the arena and go with it. A thread works on one
 * Markdown at a time. */
typedef struct Markdown {
    Arena arena;
    cmark_node *root;
} Markdown;

/* Parses; drops raw HTML, joins lines broken between Han or Tibetan
 * characters (unless `strict`, for comparing with CommonMark), makes each
 * run of text one node. */
void md_parse(Markdown *m, View body, bool strict);
void md_release(Markdown *m);

/* --- the simple case ---------------------------------------------------------
 * Most bodies that import writes are headings and paragraphs of one line each
 * without a character that might be markup: what they mean needs no parser,
 * which would take most of the time. */

typedef struct SimpleBlock {
    unsigned level; /* of a heading; 0: a paragraph */
    View text;
} SimpleBlock;

/* Valid UTF-8: then simple_next says more. */
bool simple_may_be(View body);
/* Takes the next one; false at the end or at something else, which is left in
 * *rest: what was made of the blocks before is undone then, since to look
 * through all of them first would be to read each text twice. */
bool simple_next(View *rest, SimpleBlock *out);

/* --- tables ------------------------------------------------------------------ */

typedef enum Align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } Align;

typedef struct Table {
    const Align *align;
    uint32_t columns;
    bool has_rows; /* below the header */
} Table;

/* A cell is a heading of the tree with one of these as user data: libcmark
 * knows no tables, and a heading is the one block that holds a line of text. */
typedef struct Cell {
    const Table *table;
    uint32_t line; /* of the source as libcmark read it, from 1 */
    uint32_t column;
    bool header;
    bool ends_row, ends_table;
} Cell;

static inline const Cell *md_cell(cmark_node *heading) { return cmark_node_get_user_data(heading); }

typedef struct Cells {
    Cell *p;
    size_t n;
} Cells;

/* Whether any line could be the second of a table. */
bool table_possible(View body);

/* Finds the pipe tables in the tree of `body`, the first in each block, and
 * appends to `out` the same Markdown with a heading for each of their cells.
 * `known` are cells that body already has; they are among those returned.
 * Without more tables nothing is appended and no cells are returned. */
Cells table_lower(Arena *a, cmark_node *root, View body, Cells known, Str *out);

/* Of the table whose first cell this is: which columns hold numbers and, in
 * places, nothing. */
void md_number_columns(cmark_node *first, bool *numbers);

/* Whether a paragraph is the caption or credit of a picture. */
bool md_is_caption(View words);

/* --- rendering ------------------------------------------------------------------ */

/* `strict` turns off everything that CommonMark and GitHub's tables do not
 * have, to compare with them; raw HTML and unwanted links are dropped all
 * the same. */
typedef struct HtmlOptions {
    bool strict;
    bool parse; /* the simple case too, to compare */
    Str *text; /* NULL, or where the plain text goes */
    const LinkForm *forms;
    size_t n_forms;
} HtmlOptions;
void md_html(Arena *a, Str *out, View body, const HtmlOptions *options, Rendered *info);

/* The plain text, node by node of an iteration. */
typedef struct PlainText {
    Str *out;
    size_t start; /* of this text in out */
} PlainText;
void md_plain_node(PlainText *t, cmark_node *node);
void md_plain_line(PlainText *t, View line);

static inline View md_literal(cmark_node *node) { return view_of(cmark_node_get_literal(node)); }

#endif
