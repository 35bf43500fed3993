/* From nodes and data to text. */
#include "template/compiled.h"

/* Bodies rendered in one call of template_render: a page of 100,000 entries
 * has some millions; a few files that include each other twice would have
 * more than time. */
enum { STEPS_MAX = 1 << 24 };

/* The arguments of the parents around, innermost first. */
typedef struct Frame {
    const Template *t;
    const Call *call;
    const struct Frame *outer;
} Frame;

typedef struct Render {
    Str *out;
    size_t start; /* of our part of out */
    const Key *keys;
    const Value *context[TEMPLATE_DEPTH + 1];
    size_t contexts;
    size_t depth;
    size_t steps;
    const Frame *frames;
    Str indents;        /* of all calls around, one after the other */
    size_t indent_from; /* what lies from here on is in force */
    const Template *failed_in;
    size_t failed_at;
} Render;

static bool render_nodes(Render *r, const Template *t, uint32_t i, uint32_t end);

/* --- indentation ------------------------------------------------------------ */

static bool is_indented(const Render *r) { return r->indents.n > r->indent_from; }

static void indent_line(Render *r) {
    bool line_start = r->out->n == r->start || r->out->p[r->out->n - 1] == '\n';
    if (line_start) str_add(r->out, r->indents.p + r->indent_from, r->indents.n - r->indent_from);
}

static void add_indented(Render *r, View text, bool line_start) {
    while (text.n) {
        const char *end = memchr(text.p, '\n', text.n);
        size_t n = end ? (size_t)(end - text.p) + 1 : text.n;
        bool blank = text.p[0] == '\n' || view_starts(text, V("\r\n"));
        if (line_start && !blank) indent_line(r);
        str_add(r->out, text.p, n);
        text = view_from(text, n);
        line_start = true;
    }
}

static View span_of(const Template *t, Span s) { return view(t->text.p + s.at, s.n); }

/* --- names ------------------------------------------------------------------ */

/* The first part is looked for from the innermost context outwards, the
 * others in what was found. */
static const Value *look_up(const Render *r, const Node *n) {
    if (n->parts == 0) return r->context[r->contexts - 1];
    const Key *key = r->keys + n->ref;
    const Value *v = NULL;
    for (size_t i = r->contexts; i > 0 && !v; i--) v = value_get(r->context[i - 1], key);
    for (uint16_t i = 1; i < n->parts && v; i++) v = value_get(v, key + i);
    return v;
}

static void add_value(Str *out, const Value *v, bool raw) {
    if (!v) return;
    switch (v->kind) {
    case VALUE_HTML:
        if (raw) str_addv(out, v->text);
        else html_escape(out, v->text);
        return;
    case VALUE_TEXT: html_escape(out, v->text); return;
    case VALUE_UINT: str_adduint(out, v->number); return;
    case VALUE_BOOL: str_adds(out, v->truth ? "true" : "false"); return;
    case VALUE_LIST:
    case VALUE_MAP: return;
    }
}

/* --- containers --------------------------------------------------------------- */

static bool render_with(Render *r, const Template *t, uint32_t node, const Value *context) {
    if (r->contexts > TEMPLATE_DEPTH) return false;
    r->context[r->contexts++] = context;
    bool ok = render_nodes(r, t, node + 1, t->nodes.p[node].n);
    r->contexts--;
    return ok;
}

static bool render_section(Render *r, const Template *t, uint32_t node) {
    const Value *v = look_up(r, &t->nodes.p[node]);
    if (!v || !value_is_true(v)) return true;
    if (v->kind != VALUE_LIST) return render_with(r, t, node, v);
    for (size_t i = 0; i < v->list.n; i++)
        if (!render_with(r, t, node, v->list.p[i])) return false;
    return true;
}

static bool render_inverted(Render *r, const Template *t, uint32_t node) {
    const Value *v = look_up(r, &t->nodes.p[node]);
    if (v && value_is_true(v)) return true;
    return render_nodes(r, t, node + 1, t->nodes.p[node].n);
}

static bool render_call(Render *r, const Template *t, const Node *n) {
    const Call *call = &t->calls.p[n->ref];
    size_t indents = r->indents.n, indent_from = r->indent_from;
    View indent = span_of(t, call->indent);
    if (n->flags & NODE_ALONE) {
        str_addv(&r->indents, indent);
    } else {
        str_addv(r->out, indent);
        r->indent_from = r->indents.n;
    }
    const Frame *frames = r->frames;
    Frame frame = {t, call, frames};
    if (call->args) r->frames = &frame;
    bool ok = render_nodes(r, call->target, 0, (uint32_t)call->target->nodes.n);
    r->frames = frames;
    str_cut(&r->indents, indents);
    r->indent_from = indent_from;
    return ok;
}

static const Arg *find_arg(const Frame *f, uint32_t id) {
    const Arg *args = f->t->args.p + f->call->first_arg;
    size_t low = 0, high = f->call->args;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (args[middle].id < id) low = middle + 1;
        else high = middle;
    }
    return low < f->call->args && args[low].id == id ? &args[low] : NULL;
}

/* An argument belongs to the template that gave it: blocks in it are open to
 * the parents around that template, not to those it is itself given to. */
static bool render_arg(Render *r, const Template *t, const Node *place, const Frame *from, const Arg *arg) {
    const Template *source = from->t;
    uint32_t first = arg->node + 1, end = source->nodes.p[arg->node].n;
    size_t indents = r->indents.n;
    str_addv(&r->indents, span_of(t, t->blocks.p[place->ref].indent));
    if ((place->flags & NODE_ALONE) && first < end && source->nodes.p[first].kind <= NODE_RAW &&
        !(source->nodes.p[first].flags & NODE_LINE_START))
        indent_line(r);
    const Frame *frames = r->frames;
    r->frames = from->outer;
    bool ok = render_nodes(r, source, first, end);
    r->frames = frames;
    str_cut(&r->indents, indents);
    return ok;
}

/* Prints the argument that the outermost parent around has for this block, else
 * the block's default. */
static bool render_block(Render *r, const Template *t, uint32_t node) {
    const Node *n = &t->nodes.p[node];
    const Frame *from = NULL;
    const Arg *arg = NULL;
    for (const Frame *f = r->frames; f; f = f->outer) {
        const Arg *found = find_arg(f, t->blocks.p[n->ref].id);
        if (!found) continue;
        from = f;
        arg = found;
    }
    return arg ? render_arg(r, t, n, from, arg) : render_nodes(r, t, node + 1, n->n);
}

static bool render_node(Render *r, const Template *t, uint32_t i) {
    const Node *n = &t->nodes.p[i];
    bool line_start = n->flags & NODE_LINE_START;
    if (n->kind == NODE_TEXT) {
        View text = view(t->text.p + n->ref, n->n);
        if (is_indented(r)) add_indented(r, text, line_start);
        else str_addv(r->out, text);
        return true;
    }
    if (line_start && is_indented(r)) indent_line(r);
    switch ((NodeKind)n->kind) {
    case NODE_TEXT: return true;
    case NODE_NAME: add_value(r->out, look_up(r, n), false); return true;
    case NODE_RAW: add_value(r->out, look_up(r, n), true); return true;
    case NODE_SECTION: return render_section(r, t, i);
    case NODE_INVERTED: return render_inverted(r, t, i);
    case NODE_CALL: return render_call(r, t, n);
    case NODE_BLOCK: return render_block(r, t, i);
    }
    return true;
}

static bool render_nodes(Render *r, const Template *t, uint32_t i, uint32_t end) {
    if (i >= end) return true;
    if (r->depth >= TEMPLATE_DEPTH || r->steps++ >= STEPS_MAX) {
        r->failed_in = t;
        r->failed_at = t->nodes.p[i].from;
        return false;
    }
    r->depth++;
    bool ok = true;
    while (ok && i < end) {
        ok = render_node(r, t, i);
        i = t->nodes.p[i].kind >= NODE_SECTION ? t->nodes.p[i].n : i + 1;
    }
    r->depth--;
    return ok;
}

bool template_render(const Template *t, const Value *data, Str *out) {
    Render r = {.out = out, .start = out->n, .keys = t->set->keys.p, .indents = STR_INIT};
    r.context[r.contexts++] = data;
    bool ok = render_nodes(&r, t, 0, (uint32_t)t->nodes.n);
    str_release(&r.indents);
    if (ok) return true;
    str_cut(out, r.start);
    if (!atomic_exchange(r.failed_in->told, true)) {
        Cursor c = {0};
        diag(t->set->diag, M_TEMPLATE_BOUND, template_where(r.failed_in, &c, r.failed_at), DARGS(t->name, "128"));
    }
    return false;
}
