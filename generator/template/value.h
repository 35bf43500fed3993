/* The inside of a Value, for the renderer. */
#ifndef FANGZHI_TEMPLATE_VALUE_H
#define FANGZHI_TEMPLATE_VALUE_H

#include "template/template.h"

typedef enum ValueKind { VALUE_TEXT, VALUE_HTML, VALUE_BOOL, VALUE_UINT, VALUE_LIST, VALUE_MAP } ValueKind;

static inline bool key_eq(const Key *a, const Key *b) {
    return a->first == b->first && a->last == b->last && a->n == b->n &&
           (a->n <= KEY_WHOLE || memcmp(a->p, b->p, a->n) == 0);
}

/* Its highest bits are the best mixed. */
static inline uint64_t key_hash(const Key *key) {
    return (key->first ^ ((uint64_t)key->last << 32 | key->n)) * UINT64_C(0x9e3779b97f4a7c15);
}

/* One of the 64 bits of ValueMap.may_have. */
static inline uint64_t key_bit(const Key *key) { return UINT64_C(1) << (key_hash(key) >> 58); }

typedef struct MapEntry {
    Key key;
    const Value *value;
} MapEntry;

typedef struct ValueList {
    const Value **p;
    size_t n;
    size_t cap;
} ValueList;

/* Entries in the order they were set. A map beyond MAP_SCAN entries (the
 * interface's strings, say) also has an index: open addressing, a power of
 * two slots, each the entry's number + 1, 0 where free. */
enum { MAP_SCAN = 12 };
typedef struct ValueMap {
    MapEntry *p;
    uint32_t n;
    uint32_t cap;
    uint32_t *index;
    uint32_t index_mask;
    uint64_t may_have; /* a bit for the hash of each key: most names asked for are not here */
} ValueMap;

struct Value {
    ValueKind kind;
    union {
        View text; /* also of VALUE_HTML */
        bool truth;
        uint64_t number;
        ValueList list;
        ValueMap map;
    };
};

/* The value under key in a map; NULL where there is none. */
const Value *value_find(const ValueMap *m, const Key *key);
/* The same where v may be no map. */
static inline const Value *value_get(const Value *v, const Key *key) {
    return v->kind == VALUE_MAP && (v->map.may_have & key_bit(key)) ? value_find(&v->map, key) : NULL;
}

/* Whether a section shows: not for false, 0, empty text and empty lists. */
bool value_is_true(const Value *v);

#endif
