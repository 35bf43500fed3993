#include <ctype.h>
#include <strings.h>

#include "content/forms.h"
#include "content/markdown.h"

typedef struct Html {
    Arena *arena;
    Str *out;
    bool strict;
    Forms forms;
    cmark_node *image; /* inside its description, which is plain text */
    unsigned links;    /* links open */
    bool in_heading, in_caption;
    Str heading_text; /* also the words of a paragraph that begins */
    size_t heading_at; /* in out: where its text begins */
    unsigned path[6];  /* the Markdown levels of the headings that are open above this */
    unsigned depth;
    size_t padding; /* cells added to short rows of tables */
    bool *numbers;  /* of the table that is open: its columns of numbers */
    VEC(Heading) headings;
} Html;

/* & < > " and nothing else, as CommonMark has it. */
static void escape(Str *out, View v) {
    static const char *const entities[256] = {['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};
    static const uint64_t high = UINT64_C(0x8080808080808080);
    size_t from = 0;
    for (size_t i = 0; i < v.n; i++) {
        /* Most bytes are above ASCII. */
        for (uint64_t word; v.n - i > sizeof word; i += sizeof word) {
            memcpy(&word, v.p + i, sizeof word);
            if ((word & high) != high) break;
        }
        const char *entity = entities[(unsigned char)v.p[i]];
        if (!entity) continue;
        str_add(out, v.p + from, i - from);
        str_adds(out, entity);
        from = i + 1;
    }
    if (v.n > from) str_add(out, v.p + from, v.n - from);
}

static void add(Html *h, const char *s) { str_adds(h->out, s); }

static void new_line(Html *h) {
    if (h->out->n && h->out->p[h->out->n - 1] != '\n') str_addc(h->out, '\n');
}

/* --- addresses ------------------------------------------------------------------ */

/* What cmark leaves as it is; the rest is percent-encoded, & and ' are
 * entities. */
static bool href_safe(unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c && strchr("!#$%()*+,-./:;=?@_~", c) != NULL);
}

static void escape_href(Str *out, View v) {
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < v.n; i++) {
        unsigned char c = (unsigned char)v.p[i];
        if (href_safe(c)) {
            str_addc(out, (char)c);
        } else if (c == '&') {
            str_adds(out, "&amp;");
        } else if (c == '\'') {
            str_adds(out, "&#x27;");
        } else {
            str_addc(out, '%');
            str_addc(out, hex[c >> 4]);
            str_addc(out, hex[c & 15]);
        }
    }
}

typedef enum Address { ADDRESS_HERE, ADDRESS_WEB, ADDRESS_REFUSED } Address;

/* An address with a scheme is taken only if the scheme is one of ours:
 * whatever a browser might make of the others cannot matter then. Before the
 * colon of `foo):x` stands no scheme (RFC 3986), so that is a path. */
static Address address_kind(View url) {
    static const char *const web[] = {"http", "https", "mailto"};
    if (view_starts(url, V("//")) || view_starts(url, V("\\"))) return ADDRESS_WEB;
    size_t n = 0;
    bool scheme = true;
    for (; n < url.n && !strchr(":/?#", url.p[n]); n++) {
        unsigned char c = (unsigned char)url.p[n];
        if (c < ' ') return ADDRESS_REFUSED; /* browsers skip some of these */
        scheme &= c < 0x80 && (isalpha(c) || (n > 0 && (isdigit(c) || strchr("+-.", c))));
    }
    if (n == url.n || url.p[n] != ':' || !scheme) return ADDRESS_HERE;
    for (size_t i = 0; i < sizeof web / sizeof *web; i++)
        if (strlen(web[i]) == n && strncasecmp(web[i], url.p, n) == 0) return ADDRESS_WEB;
    return ADDRESS_REFUSED;
}

static void add_title(Html *h, View title) {
    if (!title.n) return;
    add(h, "\" title=\"");
    escape(h->out, title);
}

static void open_link(Html *h, View url, View title) {
    add(h, "<a href=\"");
    escape_href(h->out, url);
    add_title(h, title);
    add(h, "\">");
}

static void link_node(Html *h, cmark_node *node, bool enter) {
    View url = view_of(cmark_node_get_url(node));
    h->links += enter ? 1u : -1u;
    if (address_kind(url) == ADDRESS_REFUSED) return;
    if (enter) open_link(h, url, view_of(cmark_node_get_title(node)));
    else add(h, "</a>");
}

/* A picture from elsewhere would be a request to elsewhere: it becomes a link. */
static void image_node(Html *h, cmark_node *node, bool enter) {
    View url = view_of(cmark_node_get_url(node)), title = view_of(cmark_node_get_title(node));
    Address kind = address_kind(url);
    bool linked = kind == ADDRESS_WEB && !h->links;
    if (enter) h->image = node;
    else h->image = NULL;
    if (kind != ADDRESS_HERE) {
        if (linked && enter) open_link(h, url, title);
        if (linked && !enter) add(h, "</a>");
        return;
    }
    if (enter) {
        add(h, "<img src=\"");
        escape_href(h->out, url);
        add(h, "\" alt=\"");
        return;
    }
    add_title(h, title);
    add(h, h->strict ? "\" />" : "\">");
}

/* --- text ---------------------------------------------------------------------------- */

/* U+0F00…U+0FFF, all of which begin E0 BC…BF. */
static bool tibetan_at(View v, size_t i) {
    return v.n - i >= 3 && (unsigned char)v.p[i] == 0xE0 && (unsigned char)v.p[i + 1] >= 0xBC;
}

/* The end of a run of Tibetan; spaces inside belong to it. */
static size_t tibetan_end(View v, size_t i) {
    size_t end = i;
    while (i < v.n) {
        if (tibetan_at(v, i)) end = i += 3;
        else if (v.p[i] == ' ') i++;
        else break;
    }
    return end;
}

static void add_text(Html *h, View v) {
    while (v.n) {
        const char *p = h->strict ? NULL : memchr(v.p, 0xE0, v.n);
        size_t at = p ? (size_t)(p - v.p) : v.n;
        while (at < v.n && !tibetan_at(v, at)) {
            p = memchr(v.p + at + 1, 0xE0, v.n - at - 1);
            at = p ? (size_t)(p - v.p) : v.n;
        }
        escape(h->out, view_to(v, at));
        size_t end = at < v.n ? tibetan_end(v, at) : at;
        if (end > at) {
            add(h, "<span lang=\"bo\">");
            str_add(h->out, v.p + at, end - at);
            add(h, "</span>");
        }
        v = view_from(v, end);
    }
}

static void add_linked_text(Html *h, View v) {
    size_t from = 0, at;
    const LinkForm *form;
    while ((form = forms_next(&h->forms, v, from, &at)) != NULL) {
        add_text(h, view(v.p + from, at - from));
        add(h, "<a class=\"region\" href=\"");
        escape_href(h->out, form->href);
        add_title(h, form->title);
        add(h, "\">");
        add_text(h, form->form);
        add(h, "</a>");
        from = at + form->form.n;
    }
    add_text(h, view_from(v, from));
}

static void text_node(Html *h, View v) {
    if (h->in_heading) str_addv(&h->heading_text, v);
    if (h->image) escape(h->out, v);
    else if (h->in_heading || h->links) add_text(h, v);
    else add_linked_text(h, v);
}

static void code_node(Html *h, View v) {
    if (h->in_heading) str_addv(&h->heading_text, v);
    if (!h->image) add(h, "<code>");
    escape(h->out, v);
    if (!h->image) add(h, "</code>");
}

static void break_node(Html *h, bool hard) {
    if (h->in_heading) str_addc(&h->heading_text, ' ');
    if (h->image) str_addc(h->out, ' ');
    else add(h, !hard ? "\n" : h->strict ? "<br />\n" : "<br>\n");
}

/* --- blocks ------------------------------------------------------------------------------ */

static void add_words(Str *out, cmark_node *cell) {
    cmark_iter *all = cmark_iter_new(cell);
    for (cmark_event_type event; (event = cmark_iter_next(all)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(all);
        if (cmark_node_get_type(node) == CMARK_NODE_TEXT && event == CMARK_EVENT_ENTER) str_addv(out, md_literal(node));
    }
    cmark_iter_free(all);
}

/* The page has its own <h1>; below it no level is left out, whatever the
 * Markdown skips. */
static unsigned heading_level(Html *h, unsigned written) {
    if (h->strict) return written;
    while (h->depth && h->path[h->depth - 1] >= written) h->depth--;
    h->path[h->depth++] = written;
    return h->depth + 1 > 6 ? 6 : h->depth + 1;
}

static void open_heading(Html *h, unsigned written) {
    Heading heading = {.level = heading_level(h, written)};
    new_line(h);
    h->in_heading = true;
    str_clear(&h->heading_text);
    str_addf(h->out, "<h%u", heading.level);
    if (!h->strict) {
        heading.id = view_of(arena_printf(h->arena, "h-%zu", h->headings.n + 1));
        str_addf(h->out, " id=\"%s\"", heading.id.p);
    }
    str_addc(h->out, '>');
    vec_push(&h->headings, heading);
}

static void close_heading(Html *h) {
    Heading *heading = &h->headings.p[h->headings.n - 1];
    heading->text = arena_view(h->arena, view_trim(str_view(&h->heading_text)));
    h->in_heading = false;
    str_addf(h->out, "</h%u>\n", heading->level);
}

static void heading_node(Html *h, cmark_node *node, bool enter) {
    if (!h->strict && !cmark_node_first_child(node)) return; /* it would head nothing */
    if (enter) open_heading(h, (unsigned)cmark_node_get_heading_level(node));
    else close_heading(h);
}

/* An empty header names nothing; it would be read out all the same. */
static bool is_header(const Html *h, cmark_node *node, const Cell *cell) {
    return cell->header && (h->strict || cmark_node_first_child(node));
}

/* What its header says, or what else it begins with. */
static View table_name(Html *h, cmark_node *first) {
    enum { CELLS = 12 };
    const Table *table = md_cell(first)->table;
    Str name = STR_INIT;
    for (cmark_node *node = first; node && md_cell(node) && md_cell(node)->table == table;
         node = cmark_node_next(node)) {
        const Cell *cell = md_cell(node);
        if (cell->column == CELLS || (!cell->header && name.n)) break;
        if (name.n) str_addc(&name, ' ');
        add_words(&name, node);
    }
    View kept = arena_view(h->arena, view_trim(str_view(&name)));
    str_release(&name);
    return kept;
}

/* The box can be scrolled, so it must be reached by key, and what is reached
 * has a name. */
static void open_box(Html *h, cmark_node *first) {
    View name = table_name(h, first);
    add(h, "<div class=\"table\" tabindex=\"0\" role=\"group\"");
    if (name.n) {
        add(h, " aria-label=\"");
        escape(h->out, name);
        add(h, "\"");
    }
    add(h, ">");
}

static void open_table(Html *h, cmark_node *first) {
    h->numbers = ARENA_ARRAY(h->arena, bool, md_cell(first)->table->columns);
    if (!h->strict) md_number_columns(first, h->numbers);
    new_line(h);
    if (!h->strict) open_box(h, first);
    add(h, "<table>\n<thead>\n");
}

static void open_cell(Html *h, cmark_node *node, const Cell *cell, bool header) {
    static const char *const classes[] = {"", " class=\"left\"", " class=\"center\"", " class=\"right\""};
    Align align = cell->table->align[cell->column];
    if (cell->column == 0) {
        if (cell->header) open_table(h, node);
        add(h, "<tr>\n");
    }
    add(h, !header ? "<td" : h->strict ? "<th" : "<th scope=\"col\"");
    add(h, classes[align == ALIGN_NONE && h->numbers[cell->column] ? ALIGN_RIGHT : align]);
    add(h, ">");
}

/* A hostile table could ask for any number of cells. */
enum { PADDING_MAX = 100000 };

static void close_cell(Html *h, const Cell *cell, bool header) {
    add(h, header ? "</th>\n" : "</td>\n");
    if (!cell->ends_row) return;
    for (uint32_t i = cell->column + 1; i < cell->table->columns && h->padding < PADDING_MAX; i++, h->padding++)
        add(h, "<td></td>\n");
    add(h, "</tr>\n");
    if (cell->header) add(h, cell->table->has_rows ? "</thead>\n<tbody>\n" : "</thead>\n");
    if (!cell->ends_table) return;
    if (!cell->header) add(h, "</tbody>\n");
    add(h, h->strict ? "</table>\n" : "</table></div>\n");
}

static void cell_node(Html *h, cmark_node *node, bool enter) {
    const Cell *cell = md_cell(node);
    if (enter) open_cell(h, node, cell, is_header(h, node, cell));
    else close_cell(h, cell, is_header(h, node, cell));
}

static bool is_tight(cmark_node *paragraph) {
    cmark_node *list = cmark_node_parent(cmark_node_parent(paragraph));
    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static void open_paragraph(Html *h, View words) {
    h->in_caption = !h->strict && md_is_caption(words);
    new_line(h);
    add(h, h->in_caption ? "<figure><figcaption>" : "<p>");
}

static void close_paragraph(Html *h) { add(h, h->in_caption ? "</figcaption></figure>\n" : "</p>\n"); }

static void paragraph_node(Html *h, cmark_node *node, bool enter) {
    if (is_tight(node)) return;
    if (!enter) {
        close_paragraph(h);
        return;
    }
    str_clear(&h->heading_text);
    add_words(&h->heading_text, node);
    open_paragraph(h, str_view(&h->heading_text));
}

static void list_node(Html *h, cmark_node *node, bool enter) {
    bool bullets = cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
    if (!enter) {
        add(h, bullets ? "</ul>\n" : "</ol>\n");
        return;
    }
    int start = cmark_node_get_list_start(node);
    new_line(h);
    if (bullets) add(h, "<ul>\n");
    else if (start == 1) add(h, "<ol>\n");
    else str_addf(h->out, "<ol start=\"%d\">\n", start);
}

static void item_node(Html *h, bool enter) {
    if (enter) new_line(h);
    add(h, enter ? "<li>" : "</li>\n");
}

static void quote_node(Html *h, bool enter) {
    new_line(h);
    add(h, enter ? "<blockquote>\n" : "</blockquote>\n");
}

static void code_block_node(Html *h, cmark_node *node) {
    View info = view_of(cmark_node_get_fence_info(node));
    size_t word = 0;
    while (word < info.n && !strchr(" \t\n\v\f\r", info.p[word])) word++;
    new_line(h);
    add(h, "<pre><code");
    if (word) {
        add(h, " class=\"language-");
        escape(h->out, view_to(info, word));
        add(h, "\"");
    }
    add(h, ">");
    escape(h->out, md_literal(node));
    add(h, "</code></pre>\n");
}

static void render_node(Html *h, cmark_node *node, bool enter) {
    cmark_node_type type = cmark_node_get_type(node);
    /* In an image's description only the text counts. */
    bool text = type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_SOFTBREAK ||
                type == CMARK_NODE_LINEBREAK;
    if (h->image && h->image != node && !text) return;
    switch (type) {
    case CMARK_NODE_TEXT: text_node(h, md_literal(node)); break;
    case CMARK_NODE_CODE: code_node(h, md_literal(node)); break;
    case CMARK_NODE_SOFTBREAK: break_node(h, false); break;
    case CMARK_NODE_LINEBREAK: break_node(h, true); break;
    case CMARK_NODE_EMPH: add(h, enter ? "<em>" : "</em>"); break;
    case CMARK_NODE_STRONG: add(h, enter ? "<strong>" : "</strong>"); break;
    case CMARK_NODE_LINK: link_node(h, node, enter); break;
    case CMARK_NODE_IMAGE: image_node(h, node, enter); break;
    case CMARK_NODE_HEADING:
        if (md_cell(node)) cell_node(h, node, enter);
        else heading_node(h, node, enter);
        break;
    case CMARK_NODE_PARAGRAPH: paragraph_node(h, node, enter); break;
    case CMARK_NODE_LIST: list_node(h, node, enter); break;
    case CMARK_NODE_ITEM: item_node(h, enter); break;
    case CMARK_NODE_BLOCK_QUOTE: quote_node(h, enter); break;
    case CMARK_NODE_CODE_BLOCK: code_block_node(h, node); break;
    case CMARK_NODE_THEMATIC_BREAK:
        new_line(h);
        add(h, h->strict ? "<hr />\n" : "<hr>\n");
        break;
    default: break;
    }
}

/* False: it is not; some of it was rendered. */
static bool render_simple(Html *h, View body, PlainText *text) {
    if (!simple_may_be(body)) return false;
    for (SimpleBlock block; simple_next(&body, &block);) {
        if (block.level) open_heading(h, block.level);
        else open_paragraph(h, block.text);
        text_node(h, block.text);
        if (block.level) close_heading(h);
        else close_paragraph(h);
        if (text->out) md_plain_line(text, block.text);
    }
    return body.n == 0;
}

static void render_parsed(Html *h, View body, PlainText *text) {
    Markdown m;
    md_parse(&m, body, h->strict);
    cmark_iter *iter = cmark_iter_new(m.root);
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        render_node(h, node, e == CMARK_EVENT_ENTER);
        if (text->out) md_plain_node(text, node);
    }
    md_release(&m);
}

static Html html_new(Arena *a, Str *out, const HtmlOptions *options) {
    Html h = {.arena = a, .out = out, .strict = options->strict, .heading_text = STR_INIT};
    forms_init(&h.forms, a, options->forms, options->n_forms);
    return h;
}

static void html_release(Html *h) {
    vec_release(&h->headings);
    str_release(&h->heading_text);
}

void md_html(Arena *a, Str *out, View body, const HtmlOptions *options, Rendered *info) {
    size_t start = out->n;
    Html h = html_new(a, out, options);
    PlainText text = {options->text, options->text ? options->text->n : 0};
    if (options->strict || options->parse || !render_simple(&h, body, &text)) {
        html_release(&h);
        h = html_new(a, out, options);
        str_cut(out, start);
        if (text.out) str_cut(text.out, text.start);
        render_parsed(&h, body, &text);
    }
    if (info) {
        *info = (Rendered){ARENA_ARRAY(a, Heading, h.headings.n), h.headings.n};
        if (h.headings.n) memcpy(info->headings, h.headings.p, h.headings.n * sizeof *info->headings);
    }
    html_release(&h);
}

void markdown_html(Arena *a, Str *out, View body, const LinkForm *forms, size_t n_forms, Rendered *info) {
    md_html(a, out, body, &(HtmlOptions){.forms = forms, .n_forms = n_forms}, info);
}

void markdown_both(Arena *a, Str *html, Str *text, View body, const LinkForm *forms, size_t n_forms, Rendered *info) {
    md_html(a, html, body, &(HtmlOptions){.text = text, .forms = forms, .n_forms = n_forms}, info);
}
