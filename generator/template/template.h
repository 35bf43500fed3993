/* template: mustache, parsed once and rendered many times.
 *
 * The language is that of the mustache specification (comments, delimiters,
 * interpolation, inverted, partials, sections) and its inheritance extension
 * ({{<parent}} {{$block}}). Where the specification leaves a choice:
 *
 * - {{name}} is escaped for HTML text and attributes, whatever the value.
 *   {{{name}}} and {{&name}} print a Value of kind HTML as it is; text given
 *   to them is escaped all the same. Escaping is nobody else's work.
 * - A section does not show for false, 0, empty text, an empty list and what
 *   is not there; an empty map shows. Bools print as true and false, lists and
 *   maps as nothing.
 * - A block given to a parent sees the parents around the template that gives
 *   it, not the one it is given to; among several givers the outermost wins.
 * - Directly in a parent's tag only blocks count. Text there is ignored, as
 *   specified; a tag there is ignored with a warning.
 * - Indentation of a partial is not put before empty lines.
 */
#ifndef FANGZHI_TEMPLATE_H
#define FANGZHI_TEMPLATE_H

#include "base/base.h"

/* --- data ----------------------------------------------------------------
 * A Value lives in an arena with everything below it; it is made, filled,
 * rendered and forgotten with the arena. Text is borrowed, not copied: it
 * must live as long as the value. */

typedef struct Value Value;

Value *value_map(Arena *a);
Value *value_list(Arena *a);
Value *value_text(Arena *a, View text);
Value *value_html(Arena *a, View html); /* already HTML that we made ourselves */
Value *value_bool(Arena *a, bool b);
Value *value_uint(Arena *a, uint64_t n);

/* A name, compared by its first eight and last four bytes: names beyond those
 * KEY_WHOLE are few. Inline, so that of a literal it is made by the compiler. */
enum { KEY_WHOLE = 12 };
typedef struct Key {
    uint64_t first;
    uint32_t last, n;
    const char *p;
} Key;

static inline Key key_of(View name) {
    Key key = {.n = (uint32_t)name.n, .p = name.p};
    if (name.n) memcpy(&key.first, name.p, name.n < sizeof key.first ? name.n : sizeof key.first);
    if (name.n > sizeof key.first) memcpy(&key.last, name.p + name.n - sizeof key.last, sizeof key.last);
    return key;
}

void value_set_key(Arena *a, Value *map, const Key *key, Value *v);

/* Sets map[name], also where it was set; name is a literal or lives as long as the map. */
static inline void value_set(Arena *a, Value *map, const char *name, Value *v) {
    const Key key = key_of(view_of(name));
    value_set_key(a, map, &key, v);
}
/* Nothing is set for an empty text. */
static inline void value_set_text(Arena *a, Value *map, const char *name, View text) {
    if (text.n) value_set(a, map, name, value_text(a, text));
}
static inline void value_set_html(Arena *a, Value *map, const char *name, View html) {
    if (html.n) value_set(a, map, name, value_html(a, html));
}
static inline void value_set_bool(Arena *a, Value *map, const char *name, bool b) {
    value_set(a, map, name, value_bool(a, b));
}
static inline void value_set_uint(Arena *a, Value *map, const char *name, uint64_t n) {
    value_set(a, map, name, value_uint(a, n));
}
void value_push(Arena *a, Value *list, Value *item);
size_t value_count(const Value *list);
/* The value as JSON; null for what lies deeper
 * than JSON_DEPTH. Text must be UTF-8. */
void value_json(const Value *v, Json *j);

/* --- templates ------------------------------------------------------------ */

typedef struct Templates Templates;

/* Finds a template's text by name; appends it and returns true. *file is set
 * to the name used in diagnostics (borrowed, as long as the Templates; the
 * template's name where it is left alone). Called once a name. */
typedef bool (*TemplateLoader)(void *ctx, const char *name, Str *text, const char **file);

Templates *templates_new(TemplateLoader load, void *ctx, Diag *d); /* owned */
void templates_free(Templates *t);

typedef struct Template Template;
/* The template of that name with all partials and parents it names, parsed;
 * NULL after an error was reported (with file:line:column). A partial that
 * does not exist renders as nothing, as the specification has it, and is
 * warned of. Not to be called while another thread renders. */
const Template *templates_get(Templates *t, const char *name);

/* Says that in all data the map `name` is this one: what names and sections
 * make of it becomes part of the templates loaded so far. Not to be called
 * while another thread renders. */
void templates_settle(Templates *t, const char *name, const Value *map);

/* Appends to out. Safe from several threads at once. Nesting of sections,
 * partials and blocks is bounded (TEMPLATE_DEPTH, for the data as for one
 * file), and so is the whole work; beyond it nothing is appended, false
 * returned, and the place reported, once for a template. */
enum { TEMPLATE_DEPTH = 128 };
bool template_render(const Template *t, const Value *data, Str *out);

/* Appends v with & < > " ' as entities: the one place that knows how. What may
 * stand in no page or feed becomes U+FFFD: bytes that are not UTF-8, control
 * characters but tab and line ends, U+FFFE and U+FFFF; a form feed becomes a
 * space. */
void html_escape(Str *out, View v);

#endif
