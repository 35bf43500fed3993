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

/* How values of a type are read, written and known to be absent. `record` is
 * the struct that holds the value at field->offset. */
typedef struct FieldType {
    void (*read)(SchemaReader *r, const Field *f, const YamlNode *node, void *record);
    void (*write)(Str *out, const Field *f, const void *record, bool flow);
    bool (*absent)(const Field *f, const void *record);
} FieldType;

struct Field {
    const char *key;
    const FieldType *type;
    size_t offset;
    const Schema *of;            /* FIELD_MAP, FIELD_LIST: the maps' keys */
    const char *const *choices;  /* FIELD_CHOICE: NULL-ended */
    enum { FIELD_REQUIRED = 1, FIELD_ALWAYS = 2 } rules; /* must be given; is written even when empty */
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

/* For types of one's own. */
void schema_problem(SchemaReader *r, Msg msg, Where at, const char *const *args);
View schema_take(SchemaReader *r, const YamlNode *text);
bool schema_is_kind(SchemaReader *r, const Field *f, const YamlNode *node, YamlKind kind);
/* The index of v among choices, or SIZE_MAX after reporting. */
size_t schema_choice(SchemaReader *r, const Field *f, const YamlNode *node, const char *const *choices);
const char *schema_text(SchemaReader *r, View v); /* NUL-ended, for a message */
void *schema_list_set(const Field *f, void *record, void *items, size_t n);

#endif
