/* A schema: tables that say which keys a YAML map may have, of what type, and
 * where in a struct each value goes. One table reads, checks and writes. */
#ifndef FANGZHI_CONTENT_SCHEMA_H
#define FANGZHI_CONTENT_SCHEMA_H

#include "content/content.h"

typedef struct Field Field;
typedef struct Schema Schema;

typedef struct SchemaReader {
    Arena *arena;
    Diag *diag; /* NULL: the first problem, also a warning, only clears ok */
    bool copy;  /* the nodes' text is not ours to keep */
    bool ok;
} SchemaReader;

/* Moves what a record points to: each text and array of it is asked for its
 * new place. Many records have `shared` texts in common. An array that has no
 * new place (NULL) is dropped. */
typedef struct Keeper Keeper;
struct Keeper {
    View (*text)(Keeper *k, View v, bool shared);
    void *(*array)(Keeper *k, void *p, size_t bytes);
};

/* One that moves to an arena what was read out of memory that will not stay. */
typedef struct ArenaKeeper {
    Keeper keeper;
    Arena *arena;
    Map shared; /* text → its address in the arena */
} ArenaKeeper;
ArenaKeeper arena_keeper(Arena *a);

/* How values of a type are read, written, known to be absent and kept (NULL:
 * they hold no pointer). `record` is the struct that holds the value at
 * field->offset. */
typedef struct FieldType {
    void (*read)(SchemaReader *r, const Field *f, const YamlNode *node, void *record);
    void (*write)(Str *out, const Field *f, const void *record, bool flow);
    bool (*absent)(const Field *f, const void *record);
    void (*keep)(Keeper *k, const Field *f, void *record);
} FieldType;

struct Field {
    View key; /* of a literal, so NUL-ended */
    const FieldType *type;
    size_t offset;
    const Schema *of;            /* FIELD_MAP, FIELD_LIST: the maps' keys */
    const char *const *choices;  /* FIELD_CHOICE: NULL-ended */
    enum {
        FIELD_REQUIRED = 1, /* must be given */
        FIELD_ALWAYS = 2,   /* is written even when empty */
        FIELD_OWN = 4       /* text that hardly any other record has */
    } rules;
    Msg missing; /* what is said where a required value is; 0: M_CONTENT_MISSING */
};

struct Schema {
    const Field *fields;
    size_t n;
    size_t size; /* of the record */
    /* Reads an item that is text instead of a map; NULL: refused. */
    void (*from_text)(View text, void *record);
};

/* Values: View; Views; bool; a map whose values stand in the same record; a
 * list of maps (pointer and count, adjacent); a View that is a calendar date,
 * one that may have a time of day behind it, or is one of the choices. */
extern const FieldType FIELD_TEXT, FIELD_TEXTS, FIELD_BOOL, FIELD_MAP, FIELD_LIST, FIELD_DATE, FIELD_TIME,
    FIELD_PERIOD, FIELD_CHOICE;

void schema_read(SchemaReader *r, const Schema *s, const YamlNode *map, void *record);
/* Each value that is there as "key: value\n". */
void schema_write(Str *out, const Schema *s, const void *record);
const Field *schema_field(const Schema *s, View key);
void schema_keep(Keeper *k, const Schema *s, void *record);

/* For types of one's own. */
void schema_problem(SchemaReader *r, Msg msg, Where at, const char *const *args);
View schema_take(SchemaReader *r, const YamlNode *text);
bool schema_is_kind(SchemaReader *r, const Field *f, const YamlNode *node, YamlKind kind);
/* The index of v among choices, or SIZE_MAX after reporting. */
size_t schema_choice(SchemaReader *r, const Field *f, const YamlNode *node, const char *const *choices);
void schema_text_write(Str *out, const Field *f, const void *record, bool flow); /* of a View */
bool schema_text_absent(const Field *f, const void *record);
void schema_text_keep(Keeper *k, const Field *f, void *record);
void schema_texts_write(Str *out, const Field *f, const void *record, bool flow); /* of Views */
bool schema_texts_absent(const Field *f, const void *record);
void schema_texts_keep(Keeper *k, const Field *f, void *record);
View schema_keep_text(Keeper *k, View v, bool shared);
void *schema_keep_array(Keeper *k, void *p, size_t *n, size_t size);
const char *schema_text(SchemaReader *r, View v); /* NUL-ended, for a message */

#endif
