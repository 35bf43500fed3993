#include <stddef.h>

#include "content/markdown.h"
#include "text/text.h"

/* Wide: a character that is set solid, without spaces between words. */
static bool is_wide(uint32_t c) {
    return cp_is_han(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0x3040 && c <= 0x312F) ||
           (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6);
}

/* Quotation marks, dash, ellipsis, middle dot: Chinese and Western text
 * share them, so their neighbour decides. */
static bool is_shared_mark(uint32_t c) {
    return (c >= 0x2014 && c <= 0x201D) || c == 0x2026 || c == 0xB7;
}

/* Whether a line break between two characters is only where the line ended. */
static bool joins_lines(uint32_t before, uint32_t after) {
    if (is_wide(before)) return is_wide(after) || is_shared_mark(after);
    if (is_wide(after)) return is_shared_mark(before);
    return cp_is_tibetan(before) && cp_is_tibetan(after);
}

static void drop(cmark_node *node) {
    cmark_node_unlink(node);
    cmark_node_free(node);
}

static bool is_break(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

/* A paragraph of raw HTML alone has nothing left. */
static void drop_if_blank(cmark_node *paragraph) {
    for (cmark_node *c = cmark_node_first_child(paragraph); c; c = cmark_node_next(c))
        if (!is_break(c)) return;
    drop(paragraph);
}

typedef struct Cleaner {
    bool strict;
    bool dropped;      /* raw HTML, in this paragraph */
    uint32_t before;   /* the last character, 0 at the beginning of a block */
    cmark_node *pause; /* a soft break since then */
} Cleaner;

static void see_text(Cleaner *c, View text) {
    if (!text.n) return;
    View rest = text;
    if (c->pause && c->before && joins_lines(c->before, utf8_next(&rest))) drop(c->pause);
    c->pause = NULL;
    rest = text;
    c->before = utf8_last(&rest);
}

static void clean_node(Cleaner *c, cmark_node *node, bool enter) {
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        c->dropped = true;
        drop(node);
        return;
    case CMARK_NODE_SOFTBREAK:
        if (!c->strict) c->pause = node;
        return;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: see_text(c, md_literal(node)); return;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK: return;
    case CMARK_NODE_PARAGRAPH:
        if (!enter && c->dropped) drop_if_blank(node);
        break;
    default: break;
    }
    *c = (Cleaner){.strict = c->strict};
}

static void clean(cmark_node *root, bool strict) {
    Cleaner c = {.strict = strict};
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        clean_node(&c, cmark_iter_get_node(iter), e == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
    cmark_consolidate_text_nodes(root);
}

/* --- memory --------------------------------------------------------------------- */

/* libcmark's allocator has no argument to carry the arena. */
static _Thread_local Arena *current;

typedef union Piece {
    size_t size; /* of what follows, for realloc */
    max_align_t align;
} Piece;

static void *piece_calloc(size_t n, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes) || __builtin_add_overflow(bytes, sizeof(Piece), &size)) die_oom();
    Piece *p = arena_alloc(current, size);
    p->size = bytes;
    return p + 1;
}

static void *piece_realloc(void *old, size_t size) {
    if (old && ((Piece *)old)[-1].size >= size) return old;
    void *p = piece_calloc(1, size);
    if (old) memcpy(p, old, ((Piece *)old)[-1].size);
    return p;
}

static void piece_free(void *p) { (void)p; }

static cmark_mem memory = {piece_calloc, piece_realloc, piece_free};

static cmark_node *parse(View body) {
    int options = utf8_valid(body) ? CMARK_OPT_DEFAULT : CMARK_OPT_VALIDATE_UTF8;
    cmark_parser *parser = cmark_parser_new_with_mem(options, &memory);
    cmark_parser_feed(parser, body.n ? body.p : "", body.n);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

/* --- the whole ------------------------------------------------------------------- */

/* Hands each cell to the heading that stands for it. False: one is missing. */
static bool attach_cells(cmark_node *root, Cells cells) {
    size_t next = 0;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE && next < cells.n;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (e != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_HEADING) continue;
        if ((uint32_t)cmark_node_get_start_line(node) == cells.p[next].line)
            cmark_node_set_user_data(node, &cells.p[next++]);
    }
    cmark_iter_free(iter);
    return next == cells.n;
}

/* What follows a table without a blank line may hold another one; libcmark
 * shows it as a block of its own once the first is out of the way. */
enum { TABLE_PASSES = 8 };

static void parse_tables(Markdown *m, View body) {
    Cells cells = {0};
    for (int pass = 0; pass < TABLE_PASSES; pass++) {
        Str lowered = STR_INIT;
        Cells more = table_lower(&m->arena, m->root, body, cells, &lowered);
        body = arena_view(&m->arena, str_view(&lowered));
        str_release(&lowered);
        if (!more.n) return;
        cmark_node *root = parse(body);
        /* Where libcmark sees the containers in another way than we do, the
         * tables stay text. */
        if (!attach_cells(root, more)) return;
        m->root = root;
        cells = more;
    }
}

void md_parse(Markdown *m, View body, bool strict) {
    *m = (Markdown){ARENA_INIT, NULL};
    current = &m->arena;
    m->root = parse(body);
    if (table_possible(body)) parse_tables(m, body);
    clean(m->root, strict);
}

void md_release(Markdown *m) {
    current = NULL;
    arena_release(&m->arena);
}
