/* What is the same in all data is rendered once, into the templates: names become
 * text, sections their content or nothing, and text beside text one node. */
#include "template/compiled.h"

typedef struct Settling {
    Template *t;
    Key key;
    const Value *map;
    uint32_t left;   /* so many nodes, which stand at the beginning */
    uint32_t *moved; /* where each node is, or the next that is left */
    bool *ends;      /* of each node: whether a container that is left ends before it */
    bool apart;      /* one ended since the last that is left */
} Settling;

static Node *last_left(const Settling *s) { return s->left ? &s->t->nodes.p[s->left - 1] : NULL; }

/* The value of map.key; NULL also where n does not name such a one. */
static const Value *settled(const Settling *s, const Node *n, bool *ours) {
    const Key *keys = n->parts == 2 ? s->t->set->keys.p + n->ref : NULL;
    *ours = keys && key_eq(&keys[0], &s->key);
    return *ours ? value_get(s->map, &keys[1]) : NULL;
}

/* A value with line ends is left to the renderer: as text of the template its
 * lines would be indented, as a value they are not. */
static Node settle_name(Settling *s, const Node *n) {
    Str *text = &s->t->text;
    const size_t from = text->n;
    bool ours;
    const Value *v = settled(s, n, &ours);
    if (!v || v->kind != VALUE_TEXT || !v->text.n || memchr(v->text.p, '\n', v->text.n)) return *n;
    html_escape(text, v->text);
    if (text->n > UINT32_MAX) die_oom();
    return (Node){.kind = NODE_TEXT,
                  .flags = n->flags,
                  .from = n->from,
                  .ref = (uint32_t)from,
                  .n = (uint32_t)(text->n - from)};
}

/* Whether what stands in the section looks at the value itself, or may. */
static bool uses_context(const Template *t, uint32_t section) {
    for (uint32_t i = section + 1; i < t->nodes.p[section].n; i++) {
        const Node *n = &t->nodes.p[i];
        if (n->kind == NODE_CALL || n->kind == NODE_BLOCK || (n->kind != NODE_TEXT && n->parts == 0)) return true;
    }
    return false;
}

typedef enum Fate { STAYS, SHOWS, HIDDEN } Fate;

/* A section that begins a line or an argument has to do with indentation, which
 * is the renderer's. */
static Fate fate_of(const Settling *s, uint32_t i) {
    const Node *n = &s->t->nodes.p[i], *last = last_left(s);
    bool ours;
    if (n->kind != NODE_SECTION && n->kind != NODE_INVERTED) return STAYS;
    const Value *v = settled(s, n, &ours);
    if (!ours || n->flags || (last && last->kind == NODE_BLOCK)) return STAYS;
    if ((v && value_is_true(v)) != (n->kind == NODE_SECTION)) return HIDDEN;
    if (n->kind == NODE_INVERTED) return SHOWS;
    return v->kind == VALUE_LIST || v->kind == VALUE_MAP || uses_context(s->t, i) ? STAYS : SHOWS;
}

static bool ends_line(const Template *t, const Node *text) {
    return text->n && t->text.p[text->ref + text->n - 1] == '\n';
}

/* Makes n's text part of the text node before it. What was just made stands
 * behind it already: names in a row are not copied again for each. */
static void join(Template *t, Node *before, const Node *n) {
    Str *text = &t->text;
    const size_t end = before->ref + (size_t)before->n;
    before->n += n->n;
    if (n->ref == end) return;
    str_reserve(text, before->n);
    if (end != text->n) {
        const size_t from = text->n;
        str_add(text, text->p + before->ref, before->n - n->n);
        before->ref = (uint32_t)from;
    }
    str_add(text, text->p + n->ref, n->n);
    if (text->n > UINT32_MAX) die_oom();
}

static void keep(Settling *s, Node n) {
    Node *last = last_left(s);
    if (n.kind == NODE_TEXT && last && last->kind == NODE_TEXT && !s->apart &&
        ends_line(s->t, last) == ((n.flags & NODE_LINE_START) != 0)) {
        join(s->t, last, &n);
        return;
    }
    if (n.kind >= NODE_SECTION) s->ends[n.n] = true;
    s->t->nodes.p[s->left++] = n;
    s->apart = false;
}

static void settle_nodes(Settling *s) {
    const Node *nodes = s->t->nodes.p;
    const uint32_t n = (uint32_t)s->t->nodes.n;
    for (uint32_t i = 0, hidden = 0; i < n; i++) {
        s->apart = s->apart || s->ends[i];
        s->moved[i] = s->left;
        if (i < hidden) continue;
        const Fate fate = fate_of(s, i);
        if (fate == HIDDEN) hidden = nodes[i].n;
        if (fate == STAYS) keep(s, nodes[i].kind == NODE_NAME ? settle_name(s, &nodes[i]) : nodes[i]);
    }
    s->moved[n] = s->left;
}

static void settle(Template *t, const Key *key, const Value *map) {
    Settling s = {.t = t, .key = *key, .map = map};
    s.moved = xarray(NULL, t->nodes.n + 1, sizeof *s.moved);
    s.ends = xcalloc(t->nodes.n + 1, sizeof *s.ends);
    settle_nodes(&s);
    t->nodes.n = s.left;
    for (size_t i = 0; i < t->nodes.n; i++)
        if (t->nodes.p[i].kind >= NODE_SECTION) t->nodes.p[i].n = s.moved[t->nodes.p[i].n];
    for (size_t i = 0; i < t->args.n; i++) t->args.p[i].node = s.moved[t->args.p[i].node];
    free(s.moved);
    free(s.ends);
}

void templates_settle(Templates *set, const char *name, const Value *map) {
    const Key key = key_of(view_of(name));
    for (size_t i = 0; i < set->all.n; i++) settle(set->all.p[i], &key, map);
}
