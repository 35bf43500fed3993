#include "content/markdown.h"

/* Ends the line, if anything stands on it. */
static void end_line(PlainText *t) {
    Str *out = t->out;
    while (out->n > t->start && out->p[out->n - 1] == ' ') str_cut(out, out->n - 1);
    if (out->n > t->start && out->p[out->n - 1] != '\n') str_addc(out, '\n');
}

static bool is_inline(cmark_node_type type) {
    return type >= CMARK_NODE_FIRST_INLINE && type <= CMARK_NODE_LAST_INLINE;
}

void md_plain_node(PlainText *t, cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    switch (type) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: str_addv(t->out, md_literal(node)); break;
    case CMARK_NODE_SOFTBREAK: str_addc(t->out, ' '); break;
    case CMARK_NODE_LINEBREAK: end_line(t); break;
    case CMARK_NODE_CODE_BLOCK:
        end_line(t);
        str_addv(t->out, md_literal(node));
        end_line(t);
        break;
    default:
        if (!is_inline(type)) end_line(t);
    }
}

void md_plain_line(PlainText *t, View line) {
    end_line(t);
    str_addv(t->out, line);
    end_line(t);
}

void markdown_text(Str *out, View body) {
    PlainText t = {out, out->n};
    Markdown m;
    SimpleBlock block;
    if (simple_may_be(body)) {
        View rest = body;
        while (simple_next(&rest, &block)) md_plain_line(&t, block.text);
        if (!rest.n) return;
        str_cut(out, t.start);
    }
    md_parse(&m, body, false);
    cmark_iter *iter = cmark_iter_new(m.root);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) md_plain_node(&t, cmark_iter_get_node(iter));
    md_release(&m);
    end_line(&t);
}
