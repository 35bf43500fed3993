/* The compiled gazetteer: its file and how the room reads it. */
#ifndef FANGZHI_REGIONS_GAZETTEER_H
#define FANGZHI_REGIONS_GAZETTEER_H

#include "regions/names.h"
#include "regions/trie.h"

/* --- the file -------------------------------------------------------------------
 * A header, then sections, each aligned to 8 bytes, in the byte order of the
 * machine that made it (another is refused). Written by mkgazetteer. */

typedef enum GazSection {
    GAZ_REGIONS,    /* RegionRecord, sorted by code */
    GAZ_KIN,        /* RegionKin of each of them */
    GAZ_POOL,       /* strings: a length byte, then the bytes */
    GAZ_NODES,      /* TrieNode */
    GAZ_UNITS,      /* uint16_t[TRIE_CODES] */
    GAZ_PAIRS,      /* the trie's bitmap */
    GAZ_LISTS,      /* uint32_t: where the postings of a form begin; one more than forms */
    GAZ_POSTINGS,   /* Posting */
    GAZ_SUCCESSORS, /* RegionPair: a region and one of its successors, sorted */
    GAZ_FORMS,      /* RegionPair: a region and one more written form (pool), sorted */
    GAZ_LONG,       /* uint64_t: a bit a region, for townships with long names, then for villages */
    GAZ_SECTIONS
} GazSection;

typedef struct GazHeader {
    char magic[8];
    uint32_t version;
    uint32_t byte_order; /* 0x01020304 */
    uint64_t size;       /* of the file */
    uint64_t hash;       /* of everything after the header */
    struct {
        uint64_t at, n; /* bytes from the beginning, items */
    } section[GAZ_SECTIONS];
} GazHeader;

#define GAZ_MAGIC "fzgazet"
enum { GAZ_VERSION = 5, GAZ_BYTE_ORDER = 0x01020304 };

typedef struct RegionRecord {
    char code[12];   /* NUL-padded; "x" and the pool offset at 4 where it is no number */
    uint32_t name;   /* pool */
    uint16_t from, to;
    uint32_t end;    /* the region after those whose codes begin with this one's */
} RegionRecord;

/* What is asked of a region again and again, apart from its record, so that
 * many stand in one line of the processor's caches. */
typedef uint32_t RegionKin;
#define KIN_PARENT(k) ((k) & 0xffffffu) /* index; REGION_NONE */
#define KIN_LEVEL(k) ((RegionLevel)((k) >> 24 & 7))
#define KIN_MAKE(parent, level) ((parent) | (uint32_t)(level) << 24)
#define KIN_DISTRICT 0x40000000u /* is called 区 */
#define KIN_DATED 0x80000000u    /* has ended, or began after REGIONS_SINCE */

typedef struct RegionPair {
    uint32_t region, other;
} RegionPair;

/* Characters of a long name without its suffix: of a shorter one too little
 * would be left if one of them were wrong. */
enum { GAZ_LONG_STEM = 3 };
#define GAZ_LONG_WORDS(n) (((size_t)(n) + 63) / 64) /* of one of the two sets */

#define REGION_NONE 0xffffffu /* also the greatest index, for a posting has 24 bits */

/* A written form may mean several regions, each in its own way. */
typedef uint32_t Posting;
#define POSTING_REGION(p) ((p) & 0xffffffu)
#define POSTING_KIND(p) ((FormKind)((p) >> 24 & 15))
#define POSTING_SUFFIX(p) ((Suffix)((p) >> 28 & 7))
#define POSTING_MAKE(region, kind, suffix) ((region) | (uint32_t)(kind) << 24 | (uint32_t)(suffix) << 28)
#define POSTING_WORD 0x80000000u /* also an ordinary word, or mostly part of other names */

typedef enum FormKind {
    FORM_FULL,  /* the official name */
    FORM_NEAR,  /* short, but with its level: 甘孜州, 科左中旗 */
    FORM_SHORT, /* 拉萨 */
    FORM_OLD,   /* an earlier name under the same code */
    FORM_OTHER, /* traditional, variant, added by people */
    FORM_WORD,  /* no region: an ordinary word that holds a name (长治久安) */
    FORM_STEM,  /* of a township or village: with POSTING_SUFFIX it is the full name */
    FORM_RULE   /* the archive's rules say so */
} FormKind;

/* --- in memory ------------------------------------------------------------------- */

/* A region of the archive's own table that the file does not have. */
typedef struct OwnRegion {
    View code, name;
    uint32_t parent;
    uint16_t from, to;
    RegionLevel level;
} OwnRegion;

/* A row of regions.rules.tsv. */
typedef struct Rule {
    View form, publication;
    uint32_t region; /* REGION_NONE: never a place */
    size_t line;
} Rule;

/* Forms found by one trie and what they mean. */
typedef struct Lexicon {
    Trie trie;
    const uint32_t *lists;
    const Posting *postings;
} Lexicon;

/* Their districts are called as many things are elsewhere (沙田, 板桥, 北区). */
enum { GAZ_TAIWAN, GAZ_HONG_KONG, GAZ_MACAO, GAZ_APART };

struct Gazetteer {
    void *map;
    size_t map_size;
    const RegionRecord *regions;
    const RegionKin *kin;
    size_t n_file; /* regions of the file; own ones are numbered after them */
    const char *pool;
    const RegionPair *successors;
    size_t n_successors;
    const RegionPair *forms;
    size_t n_forms;
    const uint64_t *long_names;
    uint32_t apart[GAZ_APART]; /* REGION_NONE: not known */
    Lexicon file;

    VEC(OwnRegion) own;
    Map own_by_code; /* index into own */
    Lexicon extra; /* forms of the archive's table; trie.nodes NULL: none */
    TrieBuilt extra_built;
    VEC(uint32_t) extra_lists;
    VEC(Posting) extra_postings;
    const RegionTable *table;
    Arena arena;

    VEC(Rule) rules; /* by form, then publication */
    Lexicon ruled;   /* their forms */
    TrieBuilt rules_built;
    VEC(uint32_t) rule_lists;
    VEC(Posting) rule_postings;

    VEC(View) scope; /* codes; none: all */
};

uint32_t gaz_find(const Gazetteer *g, View code); /* REGION_NONE: no such region */
View gaz_code(const Gazetteer *g, uint32_t region);
View gaz_name(const Gazetteer *g, uint32_t region);
static inline RegionLevel gaz_level(const Gazetteer *g, uint32_t region) {
    return region >= g->n_file ? g->own.p[region - g->n_file].level : KIN_LEVEL(g->kin[region]);
}
static inline uint32_t gaz_parent(const Gazetteer *g, uint32_t region) {
    return region >= g->n_file ? g->own.p[region - g->n_file].parent : KIN_PARENT(g->kin[region]);
}
/* Level and parent will be asked. */
static inline void gaz_prefetch(const Gazetteer *g, uint32_t region) {
    if (region < g->n_file) __builtin_prefetch(&g->kin[region]);
}
void gaz_years(const Gazetteer *g, uint32_t region, uint16_t *from, uint16_t *to);
/* False: it was in use in every year that the gazetteer knows of. */
static inline bool gaz_dated(const Gazetteer *g, uint32_t region) {
    return region >= g->n_file || g->kin[region] & KIN_DATED;
}
/* 江北区: is its name one of a district? */
bool gaz_is_district(const Gazetteer *g, uint32_t region);
/* All that lies in a county or township of the file stands right behind it,
 * before this one. */
static inline uint32_t gaz_end(const Gazetteer *g, uint32_t region) { return g->regions[region].end; }
/* Successors in the file; their number. What has not ended has none. */
size_t gaz_successors(const Gazetteer *g, uint32_t region, const RegionPair **first);
/* The region by the number that it has now: 徽县 kept its name when that
 * changed. */
uint32_t gaz_current(const Gazetteer *g, uint32_t region);
/* What alone followed it, under another name too: the townships of 那曲县 are
 * known under 色尼区. */
uint32_t gaz_heir(const Gazetteer *g, uint32_t region);

bool gaz_in_narrowed(const Gazetteer *g, uint32_t region);
static inline bool gaz_in_scope(const Gazetteer *g, uint32_t region) {
    return g->scope.n == 0 || gaz_in_narrowed(g, region);
}
/* a is b, or an ancestor of it. */
bool gaz_contains(const Gazetteer *g, uint32_t a, uint32_t b);
/* As gaz_contains, also through what a was called later: 那曲县 covers the
 * townships that the gazetteer knows under 色尼区. */
bool gaz_covers(const Gazetteer *g, uint32_t a, uint32_t b);

#endif
