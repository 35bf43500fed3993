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

cmark_node *md_tree(View body, bool strict) {
    cmark_node *root = cmark_parse_document(body.n ? body.p : "", body.n, CMARK_OPT_VALIDATE_UTF8);
    cmark_iter *iter = cmark_iter_new(root);
    Cleaner c = {.strict = strict};
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        clean_node(&c, cmark_iter_get_node(iter), e == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
    cmark_consolidate_text_nodes(root);
    return root;
}
