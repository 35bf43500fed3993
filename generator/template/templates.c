/* The set of templates: loading, and what can only be seen in the whole. */
#include "template/compiled.h"
#include "text/text.h"

Templates *templates_new(TemplateLoader load, void *ctx, Diag *d) {
    Templates *set = xcalloc(1, sizeof *set);
    set->load = load;
    set->ctx = ctx;
    set->diag = d;
    return set;
}

void templates_free(Templates *set) {
    if (!set) return;
    for (size_t i = 0; i < set->all.n; i++) {
        Template *t = set->all.p[i];
        str_release(&t->source);
        str_release(&t->text);
        vec_release(&t->nodes);
        vec_release(&t->calls);
        vec_release(&t->blocks);
        vec_release(&t->args);
    }
    vec_release(&set->all);
    vec_release(&set->keys);
    map_release(&set->by_name);
    map_release(&set->paths);
    map_release(&set->block_ids);
    arena_release(&set->arena);
    free(set);
}

Template *template_named(Templates *set, View name) {
    size_t *known = map_get(&set->by_name, name);
    if (known) return set->all.p[*known];
    Template *t = ARENA_NEW(&set->arena, Template);
    t->set = set;
    t->name = arena_strdup(&set->arena, name);
    t->file = t->name;
    t->told = ARENA_NEW(&set->arena, atomic_bool);
    str_init(&t->source);
    str_init(&t->text);
    *map_at(&set->by_name, view_of(t->name), NULL) = set->all.n;
    vec_push(&set->all, t);
    return t;
}

uint32_t template_block_id(Templates *set, View name) {
    size_t *known = map_get(&set->block_ids, name);
    if (known) return (uint32_t)*known;
    size_t id = set->block_ids.n;
    *map_at(&set->block_ids, arena_view(&set->arena, name), NULL) = id;
    return (uint32_t)id;
}

uint32_t template_keys(Templates *set, View name, uint16_t *parts) {
    *parts = 0;
    if (view_is(name, ".")) return 0;
    size_t *first = map_get(&set->paths, name);
    bool fresh = first == NULL;
    if (fresh) {
        name = arena_view(&set->arena, name);
        first = map_at(&set->paths, name, NULL);
        *first = set->keys.n;
    }
    View part;
    while (view_split(&name, '.', &part)) {
        if (fresh) vec_push(&set->keys, key_of(part));
        ++*parts;
    }
    return (uint32_t)*first;
}

Where template_where(const Template *t, Cursor *c, size_t offset) {
    if (c->line == 0 || offset < c->at) *c = (Cursor){0, 1, 1};
    for (; c->at < offset; c->at++) {
        unsigned char byte = (unsigned char)t->source.p[c->at];
        if (byte == '\n') {
            c->line++;
            c->column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            c->column++;
        }
    }
    return where(t->file, c->line, c->column);
}

static void load(Templates *set, Template *t) {
    const char *file = NULL;
    t->found = set->load(set->ctx, t->name, &t->source, &file);
    if (file) t->file = file;
    if (!t->found) return;
    if (view_starts(str_view(&t->source), V("\xEF\xBB\xBF"))) str_splice(&t->source, 0, 3, V(""));
    if (t->source.n > FILE_MAX_BYTES) {
        diag(set->diag, M_TEMPLATE_LARGE, where(t->file, 0, 0), NULL);
        t->broken = true;
        return;
    }
    size_t valid = utf8_valid_prefix(str_view(&t->source));
    if (valid < t->source.n) {
        Cursor c = {0};
        diag(set->diag, M_TEMPLATE_UTF8, template_where(t, &c, valid), NULL);
        t->broken = true;
        return;
    }
    template_parse(t);
}

/* Says once a file which partials it asks for that do not exist. */
static void warn_of_missing(const Template *t) {
    Cursor c = {0};
    for (size_t i = 0; i < t->nodes.n; i++) {
        const Node *n = &t->nodes.p[i];
        if (n->kind != NODE_CALL) continue;
        Template *target = t->calls.p[n->ref].target;
        if (target->found || target->missed_by == t) continue;
        target->missed_by = t;
        diag(t->set->diag, M_TEMPLATE_NO_PARTIAL, template_where(t, &c, n->from), DARGS(target->name));
    }
}

/* --- partials without end ---------------------------------------------------
 * A call outside all sections and blocks happens whatever the data; a circle
 * of such calls cannot end. Found by depth-first search with its own stack. */

enum { UNSEEN, ON_PATH, DONE };

typedef struct Step {
    Template *t;
    size_t node;
} Step;

/* The next unconditional call of s->t from s->node on; NULL after the last. */
static const Node *next_call(Step *s) {
    while (s->node < s->t->nodes.n) {
        const Node *n = &s->t->nodes.p[s->node];
        s->node = n->kind >= NODE_SECTION ? n->n : s->node + 1;
        if (n->kind == NODE_CALL) return n;
    }
    return NULL;
}

static void find_endless(Template *root) {
    if (root->endless_state == DONE) return;
    VEC(Step) path = {0};
    Step first = {root, 0};
    vec_push(&path, first);
    while (path.n) {
        Step *s = &path.p[path.n - 1];
        Template *t = s->t;
        t->endless_state = ON_PATH;
        const Node *n = t->broken ? NULL : next_call(s);
        if (!n) {
            t->endless_state = DONE;
            path.n--;
            continue;
        }
        Template *target = t->calls.p[n->ref].target;
        if (target->endless_state == ON_PATH) {
            Cursor c = {0};
            diag(t->set->diag, M_TEMPLATE_ENDLESS, template_where(t, &c, n->from), DARGS(target->name));
            t->broken = true;
        } else if (target->endless_state == UNSEEN) {
            Step next = {target, 0};
            vec_push(&path, next);
        }
    }
    vec_release(&path);
}

static void load_all(Templates *set) {
    size_t first = set->loaded;
    for (; set->loaded < set->all.n; set->loaded++) load(set, set->all.p[set->loaded]);
    for (size_t i = first; i < set->loaded; i++) {
        warn_of_missing(set->all.p[i]);
        find_endless(set->all.p[i]);
    }
}

/* Whether nothing that root can reach is broken. */
static bool all_sound(Templates *set, Template *root) {
    VEC(Template *) todo = {0};
    bool sound = true;
    size_t visit = root->visit = ++set->visits;
    vec_push(&todo, root);
    while (todo.n) {
        Template *t = todo.p[--todo.n];
        sound &= !t->broken;
        for (size_t i = 0; i < t->calls.n; i++) {
            Template *target = t->calls.p[i].target;
            if (target->visit == visit) continue;
            target->visit = visit;
            vec_push(&todo, target);
        }
    }
    vec_release(&todo);
    return sound;
}

const Template *templates_get(Templates *set, const char *name) {
    Template *t = template_named(set, view_of(name));
    load_all(set);
    if (!t->found) {
        diag(set->diag, M_TEMPLATE_MISSING, NOWHERE, DARGS(name));
        return NULL;
    }
    return all_sound(set, t) ? t : NULL;
}
