#include "base/json.h"

#include <assert.h>
#include <stdio.h>

#include "base/bytes.h"

static void before_value(Json *j) {
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    if (!j->first[j->depth]) str_addc(j->out, ',');
    j->first[j->depth] = false;
}

void json_open(Json *j, char bracket) {
    before_value(j);
    assert(j->depth < JSON_DEPTH);
    j->first[++j->depth] = true;
    str_addc(j->out, bracket);
}

void json_close(Json *j, char bracket) {
    assert(j->depth > 0);
    j->depth--;
    str_addc(j->out, bracket);
}

/* What may have to be written otherwise: some of ASCII, and what begins
 * U+2000…U+2FFF. */
#define ROW8(x) x, x, x, x, x, x, x, x
static const bool suspect[256] = {
    ROW8(true), ROW8(true), ROW8(true), ROW8(true),
    ['"'] = true, ['\\'] = true, ['<'] = true, [0x7F] = true, [0xE2] = true,
};

/* The first of them at or after i: mostly there is none. */
static size_t next_suspect(View v, size_t i) {
    for (; v.n - i >= sizeof(Bytes); i += sizeof(Bytes)) {
        const Bytes x = bytes_at(v.p + i);
        if (bytes_any((Bytes)(x < 0x20) | (Bytes)(x == 0x7F) | (Bytes)(x == '"') | (Bytes)(x == '\\') |
                      (Bytes)(x == '<') | (Bytes)(x == 0xE2)))
            break;
    }
    while (i < v.n && !suspect[(unsigned char)v.p[i]]) i++;
    return i;
}

static void add_text(Str *out, View v) {
    str_addc(out, '"');
    size_t from = 0;
    for (size_t i = next_suspect(v, 0); i < v.n; i = next_suspect(v, i + 1)) {
        unsigned char c = (unsigned char)v.p[i];
        /* U+2028 and U+2029 end a line in older JavaScript. */
        bool separator = c == 0xE2 && v.n - i > 2 && (unsigned char)v.p[i + 1] == 0x80 &&
                         ((unsigned char)v.p[i + 2] & 0xFE) == 0xA8;
        if (c == 0xE2 && !separator) continue;
        str_add(out, v.p + from, i - from);
        if (c == '"' || c == '\\') {
            str_addc(out, '\\');
            str_addc(out, (char)c);
        } else if (c == '\n') {
            str_adds(out, "\\n");
        } else if (separator) {
            str_addf(out, "\\u20%02x", ((unsigned char)v.p[i + 2] & 1) ? 0x29u : 0x28u);
            i += 2;
        } else {
            str_addf(out, "\\u%04x", c);
        }
        from = i + 1;
    }
    if (v.n > from) str_add(out, v.p + from, v.n - from);
    str_addc(out, '"');
}

void json_key(Json *j, const char *key) {
    before_value(j);
    add_text(j->out, view_of(key));
    str_addc(j->out, ':');
    j->after_key = true;
}

void json_text(Json *j, View v) {
    before_value(j);
    add_text(j->out, v);
}

void json_null(Json *j) {
    before_value(j);
    str_adds(j->out, "null");
}

void json_text_or_null(Json *j, View v) {
    if (v.n) json_text(j, v);
    else json_null(j);
}

void json_uint(Json *j, uint64_t n) {
    before_value(j);
    str_adduint(j->out, n);
}

void json_bool(Json *j, bool b) {
    before_value(j);
    str_adds(j->out, b ? "true" : "false");
}

void json_real(Json *j, double x) {
    before_value(j);
    str_addf(j->out, "%.6g", x);
}
