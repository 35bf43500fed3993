/* Markdown of any bytes, with forms to link taken from it. The HTML holds
 * only tags that we write, closed in order; the text is the same alone and
 * beside the HTML; escaped, the bytes are one paragraph of themselves. */
#include <stdlib.h>

#include "content/markdown.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_void(View tag) { return view_is(tag, "br") || view_is(tag, "hr") || view_is(tag, "img"); }

static bool is_known(View tag) {
    static const char *const tags[] = {"a",  "blockquote", "br", "code", "div", "em", "figcaption", "figure", "h2",
                                       "h3", "h4",         "h5", "h6",   "hr",  "img", "li",        "ol",     "p",
                                       "pre", "span",      "strong", "table", "tbody", "td", "th",  "thead",  "tr",
                                       "ul"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (view_is(tag, tags[i])) return true;
    return false;
}

/* The name of the tag that begins at v.p[0]; *end is what follows it. */
static View tag_name(View v, View *end) {
    size_t n = 0;
    while (n < v.n && ((v.p[n] >= 'a' && v.p[n] <= 'z') || (v.p[n] >= '0' && v.p[n] <= '9'))) n++;
    size_t close = view_find(v, V(">"), 0);
    if (close == SIZE_MAX) abort();
    *end = view_from(v, close + 1);
    return view_to(v, n);
}

static void check_tags(View html) {
    VEC(View) open = {0};
    while (html.n) {
        size_t at = view_find(html, V("<"), 0);
        if (at == SIZE_MAX) break;
        html = view_from(html, at + 1);
        bool closing = html.n && html.p[0] == '/';
        View tag = tag_name(view_from(html, closing ? 1 : 0), &html);
        if (!is_known(tag)) abort();
        if (closing && (!open.n || !view_eq(open.p[--open.n], tag))) abort();
        if (!closing && !is_void(tag)) vec_push(&open, tag);
    }
    if (open.n) abort();
    vec_release(&open);
}

/* The short way for simple bodies gives what libcmark gives. */
static void check_parsed(Arena *a, View body, const LinkForm *forms, size_t n, View html, View text) {
    Str parsed = STR_INIT, plain = STR_INIT;
    md_html(a, &parsed, body, &(HtmlOptions){.parse = true, .text = &plain, .forms = forms, .n_forms = n}, NULL);
    if (!view_eq(str_view(&parsed), html) || !view_eq(str_view(&plain), text)) abort();
    str_release(&parsed);
    str_release(&plain);
}

/* A paragraph, or what is told of a picture (图为…). */
static bool is_one_block(View html) {
    bool caption = view_starts(html, V("<figure><figcaption>")) && view_ends(html, V("</figcaption></figure>\n"));
    bool paragraph = view_starts(html, V("<p>")) && view_ends(html, V("</p>\n"));
    return (caption || paragraph) && view_find(html, V("<p>"), 1) == SIZE_MAX &&
           view_find(html, V("<figure>"), 1) == SIZE_MAX;
}

static void check_escape(Arena *a, View text) {
    if (!utf8_valid(text) || memchr(text.p, '\n', text.n) || memchr(text.p, '\r', text.n) || memchr(text.p, 0, text.n))
        return;
    Str escaped = STR_INIT, plain = STR_INIT, html = STR_INIT;
    markdown_escape(&escaped, text);
    markdown_both(a, &html, &plain, str_view(&escaped), NULL, 0, NULL);
    while (text.n && strchr(" \t\v\f", text.p[0])) text = view_from(text, 1);
    while (text.n && strchr(" \t\v\f", text.p[text.n - 1])) text.n--;
    if (text.n) {
        if (!view_eq(view_to(str_view(&plain), plain.n - 1), text)) abort();
        if (!is_one_block(str_view(&html))) abort();
    } else if (plain.n || html.n) {
        abort();
    }
    str_release(&escaped);
    str_release(&plain);
    str_release(&html);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    View body = view((const char *)data, size);
    Arena a = ARENA_INIT;
    Str html = STR_INIT, text = STR_INIT, alone = STR_INIT;
    LinkForm forms[4];
    for (size_t i = 0; i < 4; i++) forms[i] = (LinkForm){view_to(view_from(body, i * 3), 1 + i * 2), V("x.html"), body};
    forms[3].href = V("y.html");
    Rendered info;
    markdown_both(&a, &html, &text, body, forms, 4, &info);
    check_tags(str_view(&html));
    markdown_text(&alone, body);
    if (!view_eq(str_view(&text), str_view(&alone))) abort();
    check_parsed(&a, body, forms, 4, str_view(&html), str_view(&text));
    check_escape(&a, body);
    str_release(&html);
    str_release(&text);
    str_release(&alone);
    arena_release(&a);
    return 0;
}
