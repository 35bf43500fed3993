/* A double-array trie over characters (Aoe 1989): the written forms of all
 * names in two arrays that can be mapped from a file. Characters are first
 * numbered by frequency ("units", from 1), so that the array stays dense. */
#ifndef FANGZHI_REGIONS_TRIE_H
#define FANGZHI_REGIONS_TRIE_H

#include "base/base.h"

enum { TRIE_ROW_BITS = 10, TRIE_BITMAP_BITS = 22, TRIE_FORM_MAX = 40 /* units */, TRIE_CODES = 0x10000 };

typedef struct TrieNode {
    uint32_t base;  /* children stand at base + unit; flags above TRIE_BASE */
    uint32_t check; /* the parent; TRIE_FREE: unused */
} TrieNode;

#define TRIE_BASE 0x3fffffffu
#define TRIE_WHOLE 0x40000000u /* a form ends here */
#define TRIE_STEM 0x80000000u  /* a stem ends here: a suffix must follow */
#define TRIE_FREE 0xffffffffu

/* The value of a node with a flag stands at its child of unit 0. */
typedef struct Trie {
    const TrieNode *nodes;
    size_t n_nodes;
    const uint16_t *units; /* TRIE_CODES: unit of a code point, 0 none */
    /* A row for each first unit of a form, in it a bit for each hash of the
     * second: rows of the few hundred characters that most of a text consists
     * of stay in the processor's caches. */
    const uint8_t *pairs;
} Trie;

static inline uint32_t trie_pair_hash(uint32_t a, uint32_t b) {
    return (a << TRIE_ROW_BITS & ((1u << TRIE_BITMAP_BITS) - 1)) | b * 0x9e3779b1u >> (32 - TRIE_ROW_BITS);
}

/* Where the node under `node` by `unit` stands, if there is one. */
static inline const TrieNode *trie_way(const Trie *t, uint32_t node, uint32_t unit) {
    return t->nodes + (t->nodes[node].base & TRIE_BASE) + unit;
}
/* The node under `node` by `unit`; 0 (the root, which is nobody's child): none. */
static inline uint32_t trie_step(const Trie *t, uint32_t node, uint32_t unit) {
    uint32_t at = (t->nodes[node].base & TRIE_BASE) + unit;
    return at < t->n_nodes && t->nodes[at].check == node ? at : 0;
}
static inline uint32_t trie_value(const Trie *t, uint32_t node) {
    return t->nodes[t->nodes[node].base & TRIE_BASE].base;
}

/* 0: in no form. */
static inline uint32_t trie_unit(const Trie *t, uint32_t cp) { return cp < TRIE_CODES ? t->units[cp] : 0; }

/* The value of a stem of these bytes; false: no form's. */
bool trie_stem(const Trie *t, View stem, uint32_t *value);

/* May v begin with a form? Two characters say, but for those that no trie holds. */
bool trie_may_begin(const Trie *t, View v);

/* One form to build from; forms must be distinct. A form with a character
 * beyond the Basic Multilingual Plane, or too long, is left out. */
typedef struct TrieForm {
    View text;
    uint32_t value;
    uint32_t flags; /* TRIE_WHOLE, TRIE_STEM */
} TrieForm;

/* A trie that owns its arrays. */
typedef struct TrieBuilt {
    Trie trie;
    TrieNode *nodes;
    uint16_t *units;
    uint8_t *pairs;
} TrieBuilt;

void trie_build(TrieBuilt *out, const TrieForm *forms, size_t n);
void trie_built_release(TrieBuilt *t);

#endif
