/* A template as the renderer reads it: one array of nodes, in the order they
 * are rendered, a container directly before its children. */
#ifndef FANGZHI_TEMPLATE_COMPILED_H
#define FANGZHI_TEMPLATE_COMPILED_H

#include <stdatomic.h>

#include "template/value.h"

typedef enum NodeKind {
    NODE_TEXT, /* text[ref, ref + n) */
    NODE_NAME, /* `parts` keys from ref; none is "." */
    NODE_RAW,
    /* Containers: the children end before node n. */
    NODE_SECTION, /* looked up as NODE_NAME */
    NODE_INVERTED,
    NODE_CALL,  /* calls[ref]: a partial, or a parent with its blocks as children */
    NODE_BLOCK, /* blocks[ref], the children are its default or, in a parent's tag, the argument */
} NodeKind;

enum {
    NODE_LINE_START = 1, /* first on its line in the source: indentation goes before it */
    NODE_ALONE = 2       /* its tag stood alone on the line, which is gone */
};

typedef struct Node {
    uint8_t kind;
    uint8_t flags;
    uint16_t parts;
    uint32_t from; /* offset in the source, for messages */
    uint32_t ref;
    uint32_t n;
} Node;

/* A stretch of Template.text. */
typedef struct Span {
    uint32_t at;
    uint32_t n;
} Span;

typedef struct Template Template;

typedef struct Call {
    Template *target;
    Span indent; /* goes before each line if the tag stood alone, else once before the tag */
    uint32_t first_arg, args;
} Call;

typedef struct Block {
    uint32_t id;
    Span indent; /* goes before each line of an argument that is put here */
} Block;

/* What a parent is given for its block `id`; a call's are sorted by id. */
typedef struct Arg {
    uint32_t id;
    uint32_t node;
} Arg;

struct Template {
    Templates *set;
    const char *name;
    const char *file;
    Str source;
    Str text; /* what is printed as it stands, and indentation */
    VEC(Node) nodes;
    VEC(Call) calls;
    VEC(Block) blocks;
    VEC(Arg) args;
    bool found;                /* the loader had it */
    bool broken;               /* errors in it were reported */
    uint8_t endless_state;     /* of the search for partials without end */
    size_t visit;              /* number of the last walk that came here */
    const Template *missed_by; /* the last template that was warned of this one missing */
    atomic_bool *told;         /* that it nests too deep with some data */
};

struct Templates {
    TemplateLoader load;
    void *ctx;
    Diag *diag;
    Arena arena;
    VEC(Template *) all;
    size_t loaded; /* of `all` */
    size_t visits;
    Map by_name;
    Map paths; /* dotted name → its first key */
    VEC(Key) keys;
    Map block_ids;
};

/* A place in a source; kept from one question to the next, it is found in one
 * pass over the source. */
typedef struct Cursor {
    size_t at, line, column;
} Cursor;

Where template_where(const Template *t, Cursor *c, size_t offset);

/* The template of that name, known or new (and then not yet loaded). */
Template *template_named(Templates *set, View name);
uint32_t template_block_id(Templates *set, View name);
/* The first of the keys of a dotted name; *parts is their number. */
uint32_t template_keys(Templates *set, View name, uint16_t *parts);

/* Parses t->source into t; reports errors and marks t broken. */
void template_parse(Template *t);

#endif
