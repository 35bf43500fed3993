#include "content/markdown.h"

/* Ends the line, if anything stands on it. */
static void end_line(Str *out, size_t start) {
    while (out->n > start && out->p[out->n - 1] == ' ') str_cut(out, out->n - 1);
    if (out->n > start && out->p[out->n - 1] != '\n') str_addc(out, '\n');
}

static bool is_inline(cmark_node_type type) {
    return type >= CMARK_NODE_FIRST_INLINE && type <= CMARK_NODE_LAST_INLINE;
}

static void add_plain(Str *out, cmark_node *node, size_t start) {
    cmark_node_type type = cmark_node_get_type(node);
    switch (type) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: str_addv(out, md_literal(node)); break;
    case CMARK_NODE_SOFTBREAK: str_addc(out, ' '); break;
    case CMARK_NODE_LINEBREAK: end_line(out, start); break;
    case CMARK_NODE_CODE_BLOCK:
        end_line(out, start);
        str_addv(out, md_literal(node));
        end_line(out, start);
        break;
    default:
        if (!is_inline(type)) end_line(out, start);
    }
}

void markdown_text(Str *out, View body) {
    size_t start = out->n;
    Markdown m;
    md_parse(&m, body, false);
    cmark_iter *iter = cmark_iter_new(m.root);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) add_plain(out, cmark_iter_get_node(iter), start);
    md_release(&m);
    end_line(out, start);
}
