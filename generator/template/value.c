#include "template/value.h"

static Value *value_new(Arena *a, ValueKind kind) {
    Value *v = ARENA_NEW(a, Value);
    v->kind = kind;
    return v;
}

Value *value_map(Arena *a) { return value_new(a, VALUE_MAP); }

Value *value_list(Arena *a) { return value_new(a, VALUE_LIST); }

Value *value_text(Arena *a, View text) {
    Value *v = value_new(a, VALUE_TEXT);
    v->text = text;
    return v;
}

Value *value_html(Arena *a, View html) {
    Value *v = value_new(a, VALUE_HTML);
    v->text = html;
    return v;
}

Value *value_bool(Arena *a, bool b) {
    Value *v = value_new(a, VALUE_BOOL);
    v->truth = b;
    return v;
}

Value *value_uint(Arena *a, uint64_t n) {
    Value *v = value_new(a, VALUE_UINT);
    v->number = n;
    return v;
}

/* The slot that holds key's entry, or the free one where it belongs. */
static uint32_t *map_slot(const ValueMap *m, const Key *key) {
    uint32_t at = (uint32_t)(key_hash(key) >> 32) & m->index_mask;
    while (m->index[at] && !key_eq(&m->p[m->index[at] - 1].key, key)) at = (at + 1) & m->index_mask;
    return &m->index[at];
}

static MapEntry *map_find(const ValueMap *m, const Key *key) {
    if (!(m->may_have & key_bit(key))) return NULL;
    if (m->index) {
        uint32_t number = *map_slot(m, key);
        return number ? &m->p[number - 1] : NULL;
    }
    for (uint32_t i = 0; i < m->n; i++)
        if (key_eq(&m->p[i].key, key)) return &m->p[i];
    return NULL;
}

/* The arena also keeps the arrays that were outgrown. As each is twice the one
 * before, all of them together are no more than the one in use. */
static void map_grow(Arena *a, ValueMap *m) {
    uint32_t cap = m->cap ? m->cap * 2 : 8;
    if (cap > UINT32_MAX / 4) die_oom();
    MapEntry *p = ARENA_ARRAY(a, MapEntry, cap);
    if (m->n) memcpy(p, m->p, m->n * sizeof *p);
    m->p = p;
    m->cap = cap;
    if (cap <= MAP_SCAN) return;
    m->index = ARENA_ARRAY(a, uint32_t, (size_t)cap * 2);
    m->index_mask = cap * 2 - 1;
    for (uint32_t i = 0; i < m->n; i++) *map_slot(m, &m->p[i].key) = i + 1;
}

void value_set_key(Arena *a, Value *map, const Key *key, Value *v) {
    ValueMap *m = &map->map;
    MapEntry *e = map_find(m, key);
    if (e) {
        e->value = v;
        return;
    }
    if (m->n == m->cap) map_grow(a, m);
    m->p[m->n++] = (MapEntry){*key, v};
    m->may_have |= key_bit(key);
    if (m->index) *map_slot(m, key) = m->n;
}

void value_push(Arena *a, Value *list, Value *item) {
    ValueList *l = &list->list;
    if (l->n == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 8;
        const Value **p = ARENA_ARRAY(a, const Value *, cap);
        if (l->n) memcpy(p, l->p, l->n * sizeof *p);
        l->p = p;
        l->cap = cap;
    }
    l->p[l->n++] = item;
}

size_t value_count(const Value *list) { return list->kind == VALUE_LIST ? list->list.n : 0; }

const Value *value_find(const ValueMap *m, const Key *key) {
    const MapEntry *e = map_find(m, key);
    return e ? e->value : NULL;
}

bool value_is_true(const Value *v) {
    switch (v->kind) {
    case VALUE_TEXT:
    case VALUE_HTML: return v->text.n > 0;
    case VALUE_BOOL: return v->truth;
    case VALUE_UINT: return v->number > 0;
    case VALUE_LIST: return v->list.n > 0;
    case VALUE_MAP: return true;
    }
    return false;
}

void value_json(const Value *v, Json *j) {
    bool nests = v->kind == VALUE_LIST || v->kind == VALUE_MAP;
    if (nests && j->depth >= JSON_DEPTH) {
        json_null(j);
        return;
    }
    switch (v->kind) {
    case VALUE_TEXT:
    case VALUE_HTML: json_text(j, v->text); return;
    case VALUE_BOOL: json_bool(j, v->truth); return;
    case VALUE_UINT: json_uint(j, v->number); return;
    case VALUE_LIST:
        json_open(j, '[');
        for (size_t i = 0; i < v->list.n; i++) value_json(v->list.p[i], j);
        json_close(j, ']');
        return;
    case VALUE_MAP:
        json_open(j, '{');
        for (uint32_t i = 0; i < v->map.n; i++) {
            json_key(j, v->map.p[i].key.p);
            value_json(v->map.p[i].value, j);
        }
        json_close(j, '}');
        return;
    }
}
