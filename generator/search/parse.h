/* A query as people type it:
 *
 *     水库 灌溉         both
 *     水库 OR 池塘      either
 *     -池塘             without
 *     "水库，灌溉"      together, with as many other characters between them
 *     wat               words that begin so
 *
 * A clause is a choice of terms; a term is groups that must all be there; a
 * group is words of the index at fixed distances. All of it is bounded:
 * what goes beyond is not looked at. */
#ifndef FANGZHI_SEARCH_PARSE_H
#define FANGZHI_SEARCH_PARSE_H

#include "search/cut.h"

enum {
    QUERY_UNITS = 512, /* code points looked at */
    QUERY_GROUPS = 32,
    ID_CHARS = 10 /* of an article's id: see import/identity.h */
};

typedef enum ElemKind { ELEM_SINGLE, ELEM_PAIR, ELEM_WORD, ELEM_PREFIX } ElemKind;

typedef struct Elem {
    ElemKind kind;
    uint32_t offset;
    uint32_t first, second; /* of a pair or single: ordinals */
    View word;
} Elem;

typedef struct Group {
    const Unit *units; /* as cut */
    size_t n_units;
    Elem *elems;
    size_t n;
    View id; /* it may be that of an article; else empty */
} Group;

typedef struct Clause {
    bool exclude;
    /* Terms: groups [from[t], from[t + 1]) of the query. */
    size_t *from;
    size_t n;
} Clause;

typedef struct Parsed {
    Group *groups;
    size_t n_groups;
    Clause *clauses;
    size_t n;
} Parsed;

void query_parse(Arena *a, Cutter *cutter, View text, Parsed *out);

#endif
