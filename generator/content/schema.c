#include "content/schema.h"

#include "content/content.h"

void schema_problem(SchemaReader *r, Msg msg, Where at, const char *const *args) {
    if (r->diag) diag(r->diag, msg, at, args);
    r->ok = false;
}

View schema_take(SchemaReader *r, const YamlNode *text) {
    return r->copy ? arena_view(r->arena, text->text) : text->text;
}

const char *schema_text(SchemaReader *r, View v) {
    return r->diag ? arena_strdup(r->arena, v) : "";
}

/* "{by: …, on: YYYY-MM-DD}": what a map looks like. */
static const char *example_of(SchemaReader *r, const Schema *s) {
    Str all = STR_INIT;
    for (size_t i = 0; i < s->n; i++) {
        const Field *f = &s->fields[i];
        str_addf(&all, "%s%s: %s", i ? ", " : "{", f->key.p, f->type == &FIELD_DATE ? "YYYY-MM-DD" : "…");
    }
    str_addc(&all, '}');
    const char *text = arena_strdup(r->arena, str_view(&all));
    str_release(&all);
    return text;
}

bool schema_is_kind(SchemaReader *r, const Field *f, const YamlNode *node, YamlKind kind) {
    static const Msg wanted[] = {
        [YAML_TEXT] = M_CONTENT_TEXT, [YAML_LIST] = M_CONTENT_LIST, [YAML_MAP] = M_CONTENT_MAP};
    if (node->kind == kind) return true;
    if (kind == YAML_MAP && f->of && r->diag)
        schema_problem(r, M_CONTENT_MAP_OF, node->at, DARGS(f->key.p, example_of(r, f->of)));
    else schema_problem(r, wanted[kind], node->at, DARGS(f->key.p));
    return false;
}

size_t schema_choice(SchemaReader *r, const Field *f, const YamlNode *node, const char *const *choices) {
    if (!schema_is_kind(r, f, node, YAML_TEXT)) return SIZE_MAX;
    for (size_t i = 0; choices[i]; i++)
        if (view_is(node->text, choices[i])) return i;
    r->ok = false;
    if (!r->diag) return SIZE_MAX;
    Str all = STR_INIT;
    for (size_t i = 0; choices[i]; i++) {
        if (i) str_addc(&all, ' ');
        str_adds(&all, choices[i]);
    }
    schema_problem(r, M_CONTENT_CHOICE, node->at, DARGS(f->key.p, all.p, schema_text(r, node->text)));
    str_release(&all);
    return SIZE_MAX;
}

const Field *schema_field(const Schema *s, View key) {
    for (size_t i = 0; i < s->n; i++)
        if (view_eq(key, s->fields[i].key)) return &s->fields[i];
    return NULL;
}

static void *at_field(const Field *f, void *record) { return (char *)record + f->offset; }
static const void *at_field_const(const Field *f, const void *record) { return (const char *)record + f->offset; }
static View view_at(const Field *f, const void *record) { return *(const View *)at_field_const(f, record); }

static View keep_in_arena(Keeper *keeper, View v, bool shared) {
    ArenaKeeper *k = (ArenaKeeper *)keeper;
    size_t *known = shared ? map_get(&k->shared, v) : NULL;
    if (known) return view((const char *)(uintptr_t)*known, v.n);
    View kept = arena_view(k->arena, v);
    if (shared) *map_at(&k->shared, kept, NULL) = (size_t)(uintptr_t)kept.p;
    return kept;
}

static void *keep_array_in_arena(Keeper *keeper, void *p, size_t bytes) {
    return memcpy(arena_alloc(((ArenaKeeper *)keeper)->arena, bytes), p, bytes);
}

ArenaKeeper arena_keeper(Arena *a) { return (ArenaKeeper){{keep_in_arena, keep_array_in_arena}, a, MAP_INIT}; }

View schema_keep_text(Keeper *k, View v, bool shared) { return v.n ? k->text(k, v, shared) : V(""); }

void *schema_keep_array(Keeper *k, void *p, size_t *n, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(*n, size, &bytes)) bytes = SIZE_MAX;
    void *kept = bytes ? k->array(k, p, bytes) : NULL;
    if (!kept) *n = 0;
    return kept;
}

/* --- text -------------------------------------------------------------------- */

static void text_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (schema_is_kind(r, f, node, YAML_TEXT)) *(View *)at_field(f, record) = schema_take(r, node);
}

void schema_text_write(Str *out, const Field *f, const void *record, bool flow) {
    if (flow) yaml_add_flow_scalar(out, view_at(f, record));
    else yaml_add_scalar(out, view_at(f, record));
}

bool schema_text_absent(const Field *f, const void *record) { return view_at(f, record).n == 0; }

void schema_text_keep(Keeper *k, const Field *f, void *record) {
    View *v = at_field(f, record);
    *v = schema_keep_text(k, *v, !(f->rules & FIELD_OWN));
}

const FieldType FIELD_TEXT = {text_read, schema_text_write, schema_text_absent, schema_text_keep};

/* --- text of a form ------------------------------------------------------------ */

static void date_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (!schema_is_kind(r, f, node, YAML_TEXT)) return;
    View text = node->text;
    bool good = f->type == &FIELD_TIME     ? date_time_valid(text)
                : f->type == &FIELD_PERIOD ? date_period_valid(text)
                                           : date_valid(text);
    if (good) *(View *)at_field(f, record) = schema_take(r, node);
    else schema_problem(r, M_CONTENT_DATE, node->at, DARGS(f->key.p, schema_text(r, text)));
}

const FieldType FIELD_DATE = {date_read, schema_text_write, schema_text_absent, schema_text_keep};
const FieldType FIELD_TIME = {date_read, schema_text_write, schema_text_absent, schema_text_keep};
const FieldType FIELD_PERIOD = {date_read, schema_text_write, schema_text_absent, schema_text_keep};

static void choice_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    size_t i = schema_choice(r, f, node, f->choices);
    if (i != SIZE_MAX) *(View *)at_field(f, record) = view_of(f->choices[i]);
}

const FieldType FIELD_CHOICE = {choice_read, schema_text_write, schema_text_absent, schema_text_keep};

/* --- bool ---------------------------------------------------------------------- */

static void bool_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    bool yes = node->kind == YAML_TEXT && node->plain && view_is(node->text, "true");
    bool no = node->kind == YAML_TEXT && node->plain && view_is(node->text, "false");
    if (yes || no) *(bool *)at_field(f, record) = yes;
    else schema_problem(r, M_CONTENT_BOOL, node->at, DARGS(f->key.p));
}

static void bool_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)flow;
    str_adds(out, *(const bool *)at_field_const(f, record) ? "true" : "false");
}

static bool bool_absent(const Field *f, const void *record) { return !*(const bool *)at_field_const(f, record); }

const FieldType FIELD_BOOL = {bool_read, bool_write, bool_absent, NULL};

/* --- a list of texts --------------------------------------------------------------- */

static void texts_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (!schema_is_kind(r, f, node, YAML_LIST)) return;
    Views *list = at_field(f, record);
    *list = (Views){node->n ? ARENA_ARRAY(r->arena, View, node->n) : NULL, 0};
    for (const YamlNode *c = node->first; c; c = c->next) {
        if (yaml_is_null(c)) schema_problem(r, M_CONTENT_TEXT, c->at, DARGS(f->key.p));
        else if (schema_is_kind(r, f, c, YAML_TEXT)) list->p[list->n++] = schema_take(r, c);
    }
}

void schema_texts_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)flow;
    const Views *list = at_field_const(f, record);
    str_addc(out, '[');
    for (size_t i = 0; i < list->n; i++) {
        if (i) str_adds(out, ", ");
        yaml_add_flow_scalar(out, list->p[i]);
    }
    str_addc(out, ']');
}

bool schema_texts_absent(const Field *f, const void *record) {
    return ((const Views *)at_field_const(f, record))->n == 0;
}

void schema_texts_keep(Keeper *k, const Field *f, void *record) {
    Views *list = at_field(f, record);
    list->p = schema_keep_array(k, list->p, &list->n, sizeof *list->p);
    for (size_t i = 0; i < list->n; i++) list->p[i] = schema_keep_text(k, list->p[i], true);
}

const FieldType FIELD_TEXTS = {texts_read, schema_texts_write, schema_texts_absent, schema_texts_keep};

/* --- a map ----------------------------------------------------------------------------- */

static void add_flow_map(Str *out, const Schema *s, const void *record) {
    bool first = true;
    str_addc(out, '{');
    for (size_t i = 0; i < s->n; i++) {
        const Field *f = &s->fields[i];
        if (f->type->absent(f, record)) continue;
        if (!first) str_adds(out, ", ");
        first = false;
        str_addv(out, f->key);
        str_adds(out, ": ");
        f->type->write(out, f, record, true);
    }
    str_addc(out, '}');
}

static void map_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (schema_is_kind(r, f, node, YAML_MAP)) schema_read(r, f->of, node, record);
}

static void map_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)flow;
    add_flow_map(out, f->of, record);
}

static bool map_absent(const Field *f, const void *record) {
    for (size_t i = 0; i < f->of->n; i++)
        if (!f->of->fields[i].type->absent(&f->of->fields[i], record)) return false;
    return true;
}

static void map_keep(Keeper *k, const Field *f, void *record) { schema_keep(k, f->of, record); }

const FieldType FIELD_MAP = {map_read, map_write, map_absent, map_keep};

/* --- a list of maps ---------------------------------------------------------------------- */

/* The record has `T *items; size_t n_items;`. The pointer is moved as bytes,
 * since its type differs from list to list. */
typedef struct Items {
    void *p;
    size_t n;
} Items;

static void list_set(const Field *f, void *record, void *items, size_t n) {
    memcpy(at_field(f, record), &(Items){items, n}, sizeof(Items));
}

static Items list_get(const Field *f, const void *record) {
    Items items;
    memcpy(&items, at_field_const(f, record), sizeof items);
    return items;
}

static void list_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (!schema_is_kind(r, f, node, YAML_LIST) || !node->n) return;
    const Schema *s = f->of;
    char *items = arena_array(r->arena, node->n, s->size);
    size_t n = 0;
    for (const YamlNode *c = node->first; c; c = c->next) {
        void *item = items + n * s->size;
        if (c->kind == YAML_TEXT && s->from_text && c->text.n && !yaml_is_null(c))
            s->from_text(schema_take(r, c), item);
        else if (schema_is_kind(r, f, c, YAML_MAP)) schema_read(r, s, c, item);
        else continue;
        n++;
    }
    list_set(f, record, items, n);
}

static void list_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)flow;
    Items items = list_get(f, record);
    for (size_t i = 0; i < items.n; i++) {
        str_adds(out, "\n  - ");
        add_flow_map(out, f->of, (const char *)items.p + i * f->of->size);
    }
}

static bool list_absent(const Field *f, const void *record) { return list_get(f, record).n == 0; }

static void list_keep(Keeper *k, const Field *f, void *record) {
    Items items = list_get(f, record);
    items.p = schema_keep_array(k, items.p, &items.n, f->of->size);
    for (size_t i = 0; i < items.n; i++) schema_keep(k, f->of, (char *)items.p + i * f->of->size);
    list_set(f, record, items.p, items.n);
}

const FieldType FIELD_LIST = {list_read, list_write, list_absent, list_keep};

/* --- the whole ------------------------------------------------------------------------------ */

static void check_required(SchemaReader *r, const Schema *s, const YamlNode *map, const void *record) {
    for (size_t i = 0; i < s->n; i++) {
        const Field *f = &s->fields[i];
        if (!(f->rules & FIELD_REQUIRED) || !f->type->absent(f, record)) continue;
        const YamlNode *given = yaml_get(map, f->key.p);
        /* A value that was refused has been reported already. */
        if (!given || yaml_is_null(given) || (given->kind == YAML_TEXT && !given->text.n))
            schema_problem(r, f->missing ? f->missing : M_CONTENT_MISSING, map->at, DARGS(f->key.p));
    }
}

void schema_read(SchemaReader *r, const Schema *s, const YamlNode *map, void *record) {
    size_t next = 0; /* keys mostly come in the table's order */
    for (const YamlNode *c = map->first; c; c = c->next) {
        const Field *f = NULL;
        for (size_t i = 0; i < s->n && !f; i++) {
            const Field *candidate = &s->fields[(next + i) % s->n];
            if (view_eq(c->key, candidate->key)) f = candidate;
        }
        if (!f) {
            if (r->diag) diag(r->diag, M_YAML_UNKNOWN, c->key_at, DARGS(schema_text(r, c->key)));
            else r->ok = false;
            continue;
        }
        next = (size_t)(f - s->fields) + 1;
        if (!yaml_is_null(c)) f->type->read(r, f, c, record);
    }
    check_required(r, s, map, record);
}

void schema_write(Str *out, const Schema *s, const void *record) {
    for (size_t i = 0; i < s->n; i++) {
        const Field *f = &s->fields[i];
        if (f->type->absent(f, record) && !(f->rules & FIELD_ALWAYS)) continue;
        str_addv(out, f->key);
        str_addc(out, ':');
        if (f->type != &FIELD_LIST) str_addc(out, ' ');
        f->type->write(out, f, record, false);
        str_addc(out, '\n');
    }
}

void schema_keep(Keeper *k, const Schema *s, void *record) {
    for (size_t i = 0; i < s->n; i++)
        if (s->fields[i].type->keep) s->fields[i].type->keep(k, &s->fields[i], record);
}
