/* What the Markdown files of this room share: the tree that libcmark gives,
 * put in order for our renderers. */
#ifndef FANGZHI_CONTENT_MARKDOWN_H
#define FANGZHI_CONTENT_MARKDOWN_H

#include <cmark.h>

#include "content/content.h"

/* Parses; drops raw HTML, joins lines broken between Han or Tibetan
 * characters (unless `strict`, for comparing with CommonMark), makes each
 * run of text one node. Free with cmark_node_free. */
cmark_node *md_tree(View body, bool strict);

/* What the conformance test turns off: everything that CommonMark does not
 * have. Raw HTML and unwanted links are dropped all the same. */
typedef struct HtmlOptions {
    bool strict;
    const LinkForm *forms;
    size_t n_forms;
} HtmlOptions;
void md_html(Arena *a, Str *out, View body, const HtmlOptions *options, Rendered *info);

/* Escapes & < > " and nothing else, as CommonMark has it. */
void md_escape(Str *out, View v);

static inline View md_literal(cmark_node *node) { return view_of(cmark_node_get_literal(node)); }

#endif
