/* YAML (libyaml) as a small tree that knows where everything stood. JSON is
 * YAML enough to be read by it too. */
#ifndef FANGZHI_BASE_YAML_H
#define FANGZHI_BASE_YAML_H

#include "base/diag.h"

typedef enum YamlKind { YAML_TEXT, YAML_LIST, YAML_MAP } YamlKind;

enum { YAML_DEPTH = 64 };

typedef struct YamlNode YamlNode;
struct YamlNode {
    YamlKind kind;
    bool plain;       /* text without quotes: null, true and numbers are meant as such */
    View text;        /* YAML_TEXT */
    View key;         /* in a map: this entry's key */
    Where at;         /* of the value */
    Where key_at;     /* of the key, in a map */
    YamlNode *first;  /* children of a list or a map, in order */
    YamlNode *next;
    size_t n;         /* number of children */
};

/* Parses one document. `file` and `first_line` (1 for a whole file) place the
 * diagnostics; `file` must outlive the nodes. A byte-order mark and CRLF are
 * accepted. NULL after an error was reported; an empty document is a map
 * without entries. */
YamlNode *yaml_parse(Arena *a, Diag *d, const char *file, size_t first_line, View text);

/* The value under key, or NULL. */
YamlNode *yaml_get(const YamlNode *map, const char *key);
/* null, ~ or nothing at all, unquoted. */
bool yaml_is_null(const YamlNode *node);

/* Appends v as one scalar on one line: plain where that is safe and means
 * text, else double-quoted. */
void yaml_add_scalar(Str *out, View v);
/* The same inside [ ] or { }, where fewer plain scalars are safe. */
void yaml_add_flow_scalar(Str *out, View v);
/* Always double-quoted. */
void yaml_add_quoted(Str *out, View v);

#endif
