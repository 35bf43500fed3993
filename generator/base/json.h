/* Writing JSON into a Str. Commas and nesting are kept by the writer; no
 * white space is written, so a value is one line. */
#ifndef FANGZHI_BASE_JSON_H
#define FANGZHI_BASE_JSON_H

#include "base/str.h"

enum { JSON_DEPTH = 32 };

typedef struct Json {
    Str *out;
    unsigned depth;
    bool first[JSON_DEPTH + 1];
    bool after_key;
} Json;

static inline Json json_to(Str *out) { return (Json){.out = out, .first = {true}}; }

void json_open(Json *j, char bracket);  /* '{' or '[' */
void json_close(Json *j, char bracket); /* '}' or ']' */
void json_key(Json *j, const char *key);
/* Text must be UTF-8; escapes ", \, controls, and '<' and U+2028/9 so that
 * the value may stand in a script element. */
void json_text(Json *j, View v);
void json_text_or_null(Json *j, View v); /* empty → null */
void json_uint(Json *j, uint64_t n);
void json_bool(Json *j, bool b);
void json_null(Json *j);
void json_real(Json *j, double x); /* shortest of %.6g; never NaN */

#endif
