/* A double-array trie over characters (Aoe 1989): the written forms of all
 * names in two arrays that can be mapped from a file. Characters are first
 * numbered by frequency ("units", from 1), so that the array stays dense. */
#ifndef FANGZHI_REGIONS_TRIE_H
#define FANGZHI_REGIONS_TRIE_H

#include "base/base.h"

enum { TRIE_BITMAP_BITS = 22, TRIE_FORM_MAX = 40 /* units */ };

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
    const uint16_t *units; /* 65536: unit of a code point, 0 none */
    /* One bit for each hash of the first two units of a form. */
    const uint8_t *pairs;
} Trie;

static inline uint32_t trie_pair_hash(uint32_t a, uint32_t b) {
    return ((a * 0x9e3779b1u) ^ (b * 0x85ebca6bu)) >> (32 - TRIE_BITMAP_BITS);
}

/* The node under `node` by `unit`; 0 (the root, which is nobody's child): none. */
static inline uint32_t trie_step(const Trie *t, uint32_t node, uint32_t unit) {
    uint32_t at = (t->nodes[node].base & TRIE_BASE) + unit;
    return at < t->n_nodes && t->nodes[at].check == node ? at : 0;
}
static inline uint32_t trie_value(const Trie *t, uint32_t node) {
    return t->nodes[t->nodes[node].base & TRIE_BASE].base;
}

/* The next character of v (not empty): its bytes, and its unit (0: in no
 * form; also where it is not UTF-8 of at most three bytes). */
static inline size_t trie_unit(const Trie *t, const char *p, size_t n, uint32_t *unit) {
    const unsigned char *s = (const unsigned char *)p;
    if (s[0] < 0x80) {
        *unit = t->units[s[0]];
        return 1;
    }
    if (s[0] >= 0xe0 && s[0] < 0xf0 && n >= 3 && (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80) {
        *unit = t->units[(size_t)(s[0] & 15) << 12 | (size_t)(s[1] & 63) << 6 | (s[2] & 63)];
        return 3;
    }
    *unit = 0;
    size_t k = 1;
    while (k < n && k < 4 && (s[k] & 0xc0) == 0x80) k++;
    return k;
}

/* The value of a stem of these bytes; false: no form's. */
bool trie_stem(const Trie *t, View stem, uint32_t *value);

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
