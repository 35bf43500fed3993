/* From source to nodes.
 *
 * The difficulty is white space. A tag of any kind but a name, alone on its
 * line, takes the line with it. What stood before such a partial, parent or
 * block goes before each line of what is put there. A block's argument loses
 * the indentation of its first line, so that it can get that of its new place.
 */
#include "template/compiled.h"
#include "template/tag.h"

enum { ERRORS_MAX = 100, INDENT_MAX = 200 };

/* A container whose closing tag has not come yet. */
typedef struct Open {
    Tag tag;
    uint32_t node;
    bool is_arg;      /* a block directly in a parent's tag */
    bool clean;       /* a parent: only white space stands before it on its line */
    bool warned;      /* a parent: of something in it that is ignored */
    size_t dedent;    /* to be restored */
    size_t first_arg; /* a parent: in Parser.args */
} Open;

typedef struct Parser {
    Template *t;
    View source;
    TagReader reader;
    size_t at;       /* all before it is done */
    bool line_start; /* `at` begins a line */
    bool merge;      /* text may go on in the last node */
    size_t dedent;   /* white space that lines lose */
    VEC(Open) open;
    VEC(Arg) args; /* of parents still open */
    size_t errors;
    bool stop;
    Cursor cursor;
} Parser;

/* The line around a tag. */
typedef struct Line {
    size_t blank; /* where the white space before the tag begins */
    bool clean;   /* it begins the line */
    size_t next;  /* start of the next line if only white space follows the tag, else 0 */
} Line;

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static Line line_around(const Parser *p, const Tag *tag) {
    const char *s = p->source.p;
    Line line = {.blank = tag->from};
    while (line.blank > p->at && is_blank(s[line.blank - 1])) line.blank--;
    line.clean = line.blank == p->at ? p->line_start : s[line.blank - 1] == '\n';
    size_t end = tag->to;
    while (end < p->source.n && is_blank(s[end])) end++;
    if (end + 1 < p->source.n && s[end] == '\r' && s[end + 1] == '\n') end++;
    if (end == p->source.n) line.next = end;
    else if (s[end] == '\n') line.next = end + 1;
    return line;
}

/* --- errors ------------------------------------------------------------- */

/* A tag for a message: at most its first 40 bytes. */
static const char *shown(Parser *p, const Tag *tag) {
    enum { SHOWN = 40 };
    View v = view(p->source.p + tag->from, tag->to - tag->from);
    if (v.n <= SHOWN) return arena_strdup(&p->t->set->arena, v);
    size_t n = SHOWN;
    while (n > 0 && ((unsigned char)v.p[n] & 0xC0) == 0x80) n--;
    return arena_printf(&p->t->set->arena, "%.*s…", (int)n, v.p);
}

static void report(Parser *p, Msg msg, size_t at, const char *const *args) {
    Diag *d = p->t->set->diag;
    p->t->broken = true;
    diag(d, msg, template_where(p->t, &p->cursor, at), args);
    if (++p->errors < ERRORS_MAX || p->stop) return;
    diag(d, M_TEMPLATE_ERRORS, template_where(p->t, &p->cursor, at), NULL);
    p->stop = true;
}

static void report_tag(Parser *p, Msg msg, const Tag *tag) { report(p, msg, tag->from, DARGS(shown(p, tag))); }

/* --- nodes ---------------------------------------------------------------- */

static Open *innermost(Parser *p) { return p->open.n ? &p->open.p[p->open.n - 1] : NULL; }

/* Directly in a parent's tag, where only blocks count. */
static bool among_args(Parser *p) {
    const Open *o = innermost(p);
    return o && o->tag.kind == TAG_PARENT;
}

/* Valid until the next node is added. */
static Node *add_node(Parser *p, NodeKind kind, size_t from) {
    Template *t = p->t;
    Node n = {.kind = (uint8_t)kind, .from = (uint32_t)from, .n = (uint32_t)t->nodes.n + 1};
    vec_push(&t->nodes, n);
    p->merge = false;
    return &t->nodes.p[t->nodes.n - 1];
}

static void add_bytes(Parser *p, size_t from, size_t to, bool line_start) {
    if (from == to) return;
    Template *t = p->t;
    if (!p->merge) {
        Node *n = add_node(p, NODE_TEXT, from);
        n->flags = line_start ? NODE_LINE_START : 0;
        n->ref = (uint32_t)t->text.n;
        n->n = 0;
        p->merge = true;
    }
    t->nodes.p[t->nodes.n - 1].n += (uint32_t)(to - from);
    str_add(&t->text, p->source.p + from, to - from);
}

/* How much of the white space at [from, to) the lines here lose. */
static size_t lost(const Parser *p, size_t from, size_t to) {
    size_t n = 0;
    while (n < p->dedent && from + n < to && is_blank(p->source.p[from + n])) n++;
    return n;
}

static void add_text(Parser *p, size_t from, size_t to) {
    if (from == to || among_args(p)) return;
    if (!p->dedent) {
        add_bytes(p, from, to, p->line_start);
        return;
    }
    for (bool start = p->line_start; from < to; start = true) {
        const char *end = memchr(p->source.p + from, '\n', to - from);
        size_t next = end ? (size_t)(end - p->source.p) + 1 : to;
        add_bytes(p, from + (start ? lost(p, from, next) : 0), next, start);
        from = next;
    }
}

/* Indentation, kept in the text. */
static Span add_indent(Parser *p, size_t from, size_t to) {
    from += lost(p, from, to);
    if (to - from > INDENT_MAX) to = from + INDENT_MAX;
    Span s = {(uint32_t)p->t->text.n, (uint32_t)(to - from)};
    str_add(&p->t->text, p->source.p + from, to - from);
    p->merge = false;
    return s;
}

/* Adds what stands before the tag and goes behind it; takes the whole line
 * away if the tag stands alone there. */
static bool pass(Parser *p, const Tag *tag, const Line *line) {
    bool alone = line->clean && line->next;
    add_text(p, p->at, alone ? line->blank : tag->from);
    p->at = alone ? line->next : tag->to;
    p->line_start = alone;
    return alone;
}

/* Whether nothing is left before the tag on its line, so that indentation
 * goes before its node. */
static uint8_t line_start_flag(const Parser *p, const Tag *tag, const Line *line) {
    return line->clean && tag->from - line->blank <= p->dedent ? NODE_LINE_START : 0;
}

/* --- tags ------------------------------------------------------------------- */

static bool check_name(Parser *p, const Tag *tag) {
    if (tag_name_ok(tag)) return true;
    report_tag(p, M_TEMPLATE_NAME, tag);
    return false;
}

static void set_keys(const Parser *p, Node *n, const Tag *tag) {
    n->ref = template_keys(p->t->set, tag->content, &n->parts);
}

static void warn_if_ignored(Parser *p, const Tag *tag) {
    Open *o = innermost(p);
    if (!among_args(p) || o->warned) return;
    o->warned = true;
    diag(p->t->set->diag, M_TEMPLATE_IGNORED, template_where(p->t, &p->cursor, tag->from),
         DARGS(shown(p, tag), shown(p, &o->tag)));
}

static void add_name(Parser *p, const Tag *tag, const Line *line) {
    uint8_t flags = line_start_flag(p, tag, line);
    add_text(p, p->at, tag->from);
    p->at = tag->to;
    p->line_start = false;
    if (!check_name(p, tag)) return;
    warn_if_ignored(p, tag);
    if (among_args(p)) return;
    Node *n = add_node(p, tag->kind == TAG_RAW ? NODE_RAW : NODE_NAME, tag->from);
    n->flags = flags;
    set_keys(p, n, tag);
}

/* Opens the container whose node was added last. */
static Open *push_open(Parser *p, const Tag *tag) {
    if (p->open.n >= TEMPLATE_DEPTH) {
        report(p, M_TEMPLATE_DEEP, tag->from, DARGS("128"));
        p->stop = true;
    }
    Open o = {.tag = *tag, .node = (uint32_t)p->t->nodes.n - 1, .dedent = p->dedent};
    vec_push(&p->open, o);
    return innermost(p);
}

/* A container with a wrong name is opened all the same: its end will come. */
static void open_section(Parser *p, const Tag *tag, const Line *line) {
    bool named = check_name(p, tag);
    warn_if_ignored(p, tag);
    uint8_t flags = line_start_flag(p, tag, line);
    bool alone = pass(p, tag, line);
    Node *n = add_node(p, tag->kind == TAG_SECTION ? NODE_SECTION : NODE_INVERTED, tag->from);
    n->flags = alone ? 0 : flags;
    if (named) set_keys(p, n, tag);
    push_open(p, tag);
}

static void add_call(Parser *p, const Tag *tag, uint8_t flags, Span indent) {
    Template *t = p->t;
    Node *n = add_node(p, NODE_CALL, tag->from);
    n->flags = flags;
    n->ref = (uint32_t)t->calls.n;
    Call call = {.target = template_named(t->set, tag->content), .indent = indent};
    vec_push(&t->calls, call);
}

static void add_partial(Parser *p, const Tag *tag, const Line *line) {
    uint8_t flags = line_start_flag(p, tag, line);
    bool alone = pass(p, tag, line);
    if (!check_name(p, tag)) return;
    warn_if_ignored(p, tag);
    if (among_args(p)) return;
    Span indent = {0, 0};
    if (alone) indent = add_indent(p, line->blank, tag->from);
    add_call(p, tag, alone ? NODE_ALONE : flags, indent);
}

/* Whether the parent's tag stands alone is known at its end. */
static void open_parent(Parser *p, const Tag *tag, const Line *line) {
    if (!tag_name_ok(tag)) {
        Tag section = *tag;
        section.kind = TAG_SECTION;
        open_section(p, &section, line);
        return;
    }
    warn_if_ignored(p, tag);
    size_t before = line->clean ? line->blank : tag->from;
    add_text(p, p->at, before);
    Span indent = add_indent(p, before, tag->from);
    add_call(p, tag, line->clean ? NODE_LINE_START : 0, indent);
    p->at = tag->to;
    p->line_start = false;
    Open *o = push_open(p, tag);
    o->clean = line->clean;
    o->first_arg = p->args.n;
}

/* The white space before the first line from `at` on that is not blank; false
 * where that line begins with a closing tag. */
static bool first_indent(const Parser *p, size_t at, size_t *from, size_t *to) {
    const View s = p->source;
    *from = at;
    for (; at < s.n && (is_blank(s.p[at]) || s.p[at] == '\n' || s.p[at] == '\r'); at++)
        if (s.p[at] == '\n') *from = at + 1;
    *to = at;
    View rest = view_from(s, at);
    if (rest.n == 0) return false;
    if (!view_starts(rest, p->reader.open)) return true;
    rest = view_trim(view_to(view_from(rest, p->reader.open.n), 2));
    return !view_starts(rest, V("/"));
}

/* A block in a parent's tag: an argument. */
static void open_arg(Parser *p, const Tag *tag, const Line *line) {
    add_node(p, NODE_BLOCK, tag->from);
    Open *o = push_open(p, tag);
    o->is_arg = true;
    p->at = line->next ? line->next : tag->to;
    p->line_start = line->next != 0;
    size_t from, to;
    if (line->next && first_indent(p, line->next, &from, &to)) p->dedent = to - from;
}

/* A block elsewhere: a place for an argument. */
static void open_place(Parser *p, const Tag *tag, const Line *line) {
    uint8_t flags = line_start_flag(p, tag, line);
    bool alone = pass(p, tag, line);
    size_t from = line->clean ? line->blank : tag->from, to = tag->from, first, end;
    if (alone && first_indent(p, line->next, &first, &end)) {
        from = first;
        to = end;
    }
    Template *t = p->t;
    Block block = {.id = template_block_id(t->set, tag->content), .indent = add_indent(p, from, to)};
    Node *n = add_node(p, NODE_BLOCK, tag->from);
    n->flags = alone ? NODE_ALONE : flags;
    n->ref = (uint32_t)t->blocks.n;
    vec_push(&t->blocks, block);
    push_open(p, tag);
}

static void open_block(Parser *p, const Tag *tag, const Line *line) {
    check_name(p, tag);
    if (among_args(p)) open_arg(p, tag, line);
    else open_place(p, tag, line);
}

/* --- closing tags ------------------------------------------------------------ */

static int by_id(const void *pa, const void *pb) {
    const Arg *a = pa, *b = pb;
    if (a->id != b->id) return a->id < b->id ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

static void take_args(Parser *p, const Open *o) {
    Template *t = p->t;
    Call *call = &t->calls.p[t->nodes.p[o->node].ref];
    call->first_arg = (uint32_t)t->args.n;
    call->args = (uint32_t)(p->args.n - o->first_arg);
    if (!call->args) return;
    Arg *args = p->args.p + o->first_arg;
    qsort(args, call->args, sizeof *args, by_id);
    for (size_t i = 0; i < call->args; i++) {
        if (i && args[i - 1].id == args[i].id) report(p, M_TEMPLATE_TWICE, t->nodes.p[args[i].node].from, NULL);
        vec_push(&t->args, args[i]);
    }
    p->args.n = o->first_arg;
}

static void close_container(Parser *p, const Tag *tag, const Line *line) {
    Open o = p->open.p[p->open.n - 1];
    if (o.tag.kind == TAG_PARENT) {
        bool alone = o.clean && line->next;
        p->at = alone ? line->next : tag->to;
        p->line_start = alone;
        p->t->nodes.p[o.node].flags |= alone ? NODE_ALONE : 0;
        take_args(p, &o);
    } else if (o.is_arg) {
        add_text(p, p->at, line->clean ? line->blank : tag->from);
        p->at = tag->to;
        p->line_start = false;
        Arg arg = {template_block_id(p->t->set, o.tag.content), o.node};
        vec_push(&p->args, arg);
    } else {
        pass(p, tag, line);
    }
    p->t->nodes.p[o.node].n = (uint32_t)p->t->nodes.n;
    p->dedent = o.dedent;
    p->merge = false;
    p->open.n--;
}

/* A closing tag closes what stands between it and its opening tag as well:
 * those are the ones to blame. */
static void close_tag(Parser *p, const Tag *tag, const Line *line) {
    size_t i = p->open.n;
    while (i > 0 && !view_eq(p->open.p[i - 1].tag.content, tag->content)) i--;
    if (i == 0) {
        report_tag(p, M_TEMPLATE_CLOSE, tag);
        p->at = tag->to;
        p->line_start = false;
        return;
    }
    while (p->open.n > i) {
        report(p, M_TEMPLATE_CROSSED, innermost(p)->tag.from, DARGS(shown(p, &innermost(p)->tag), shown(p, tag)));
        p->open.n--;
    }
    close_container(p, tag, line);
}

static void handle(Parser *p, const Tag *tag) {
    Line line = line_around(p, tag);
    switch (tag->kind) {
    case TAG_NAME:
    case TAG_RAW: add_name(p, tag, &line); break;
    case TAG_SECTION:
    case TAG_INVERTED: open_section(p, tag, &line); break;
    case TAG_PARENT: open_parent(p, tag, &line); break;
    case TAG_BLOCK: open_block(p, tag, &line); break;
    case TAG_CLOSE: close_tag(p, tag, &line); break;
    case TAG_PARTIAL: add_partial(p, tag, &line); break;
    case TAG_COMMENT: pass(p, tag, &line); break;
    case TAG_DELIMITERS:
        pass(p, tag, &line);
        if (!tag_delimiters(&p->reader, tag)) report_tag(p, M_TEMPLATE_DELIMITERS, tag);
        break;
    }
}

void template_parse(Template *t) {
    View source = str_view(&t->source);
    Parser p = {.t = t, .source = source, .reader = tag_reader(source), .line_start = true};
    while (!p.stop) {
        Tag tag;
        TagFound found = tag_next(&p.reader, p.at, &tag);
        if (found == TAG_FOUND) {
            handle(&p, &tag);
            continue;
        }
        add_text(&p, p.at, source.n);
        if (found == TAG_UNCLOSED) report_tag(&p, M_TEMPLATE_UNCLOSED_TAG, &tag);
        break;
    }
    for (; p.open.n && !p.stop; p.open.n--) report_tag(&p, M_TEMPLATE_UNCLOSED, &innermost(&p)->tag);
    vec_release(&p.open);
    vec_release(&p.args);
}
