#include "base/yaml.h"

#include <yaml.h>

#include "base/map.h"

typedef struct Reader {
    Arena *arena;
    Diag *diag;
    const char *file;
    size_t line0; /* added to libyaml's line, which counts from 0 */
    View text;
    yaml_parser_t parser;
} Reader;

static Where place(const Reader *r, yaml_mark_t mark) {
    return where(r->file, r->line0 + mark.line, mark.column + 1);
}

/* Bytes that are no text have an offset, but libyaml gives no line for it. */
static Where place_of_byte(const Reader *r, size_t offset) {
    View before = view_to(r->text, offset);
    size_t line = 0, start = 0, column = 1;
    for (size_t i = 0; i < before.n; i++)
        if (before.p[i] == '\n') line++, start = i + 1;
    for (size_t i = start; i < before.n; i++) column += (before.p[i] & 0xC0) != 0x80;
    return where(r->file, r->line0 + line, column);
}

static bool next_event(Reader *r, yaml_event_t *event) {
    if (yaml_parser_parse(&r->parser, event)) return true;
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem ? p->problem : "not UTF-8";
    Where at = p->error == YAML_READER_ERROR ? place_of_byte(r, p->problem_offset) : place(r, p->problem_mark);
    const char *text = p->context ? arena_printf(r->arena, "%s, %s", problem, p->context) : problem;
    diag(r->diag, M_YAML_SYNTAX, at, DARGS(text));
    return false;
}

static YamlNode *read_node(Reader *r, const yaml_event_t *event, unsigned depth);

/* Reads entries up to the end of a list or map. */
static bool read_children(Reader *r, YamlNode *node, unsigned depth) {
    YamlNode **last = &node->first;
    if (depth >= YAML_DEPTH) {
        diag(r->diag, M_YAML_DEEP, node->at, DARGS("64"));
        return false;
    }
    for (;;) {
        yaml_event_t event;
        if (!next_event(r, &event)) return false;
        bool end = event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
        YamlNode *child = end ? NULL : read_node(r, &event, depth + 1);
        yaml_event_delete(&event);
        if (end) return true;
        if (!child) return false;
        if (node->kind == YAML_MAP) {
            if (child->kind != YAML_TEXT) {
                diag(r->diag, M_YAML_SYNTAX, child->at, DARGS("a key must be text"));
                return false;
            }
            View key = child->text;
            Where key_at = child->at;
            if (!next_event(r, &event)) return false;
            child = read_node(r, &event, depth + 1);
            yaml_event_delete(&event);
            if (!child) return false;
            child->key = key;
            child->key_at = key_at;
        }
        *last = child;
        last = &child->next;
        node->n++;
    }
}

static YamlNode *read_node(Reader *r, const yaml_event_t *event, unsigned depth) {
    YamlNode *node = ARENA_NEW(r->arena, YamlNode);
    node->at = place(r, event->start_mark);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        node->kind = YAML_TEXT;
        node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        node->text = arena_view(r->arena, view((const char *)event->data.scalar.value, event->data.scalar.length));
        return node;
    case YAML_SEQUENCE_START_EVENT:
        node->kind = YAML_LIST;
        return read_children(r, node, depth) ? node : NULL;
    case YAML_MAPPING_START_EVENT:
        node->kind = YAML_MAP;
        return read_children(r, node, depth) ? node : NULL;
    case YAML_ALIAS_EVENT: diag(r->diag, M_YAML_ALIAS, node->at, NULL); return NULL;
    default: diag(r->diag, M_YAML_SYNTAX, node->at, DARGS("unexpected end")); return NULL;
    }
}

/* Reports keys that stand twice, in this map and below. */
static bool keys_unique(Reader *r, const YamlNode *node) {
    bool ok = true;
    for (const YamlNode *c = node->first; c; c = c->next) ok &= keys_unique(r, c);
    if (node->kind != YAML_MAP || node->n < 2) return ok;
    Map seen = MAP_INIT;
    for (const YamlNode *c = node->first; c; c = c->next) {
        bool is_new;
        map_at(&seen, c->key, &is_new);
        if (!is_new) diag(r->diag, M_YAML_DUPLICATE, c->key_at, DARGS(arena_strdup(r->arena, c->key)));
        ok &= is_new;
    }
    map_release(&seen);
    return ok;
}

/* What follows the document must be the end. */
static bool at_end(Reader *r) {
    for (yaml_event_type_t type = YAML_NO_EVENT; type != YAML_STREAM_END_EVENT;) {
        yaml_event_t event;
        if (!next_event(r, &event)) return false;
        type = event.type;
        Where at = place(r, event.start_mark);
        yaml_event_delete(&event);
        if (type == YAML_DOCUMENT_END_EVENT || type == YAML_STREAM_END_EVENT) continue;
        diag(r->diag, M_YAML_SYNTAX, at, DARGS("a second document"));
        return false;
    }
    return true;
}

static YamlNode *read_document(Reader *r) {
    YamlNode *root = NULL;
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!next_event(r, &event)) return NULL;
        switch (event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_START_EVENT: break;
        case YAML_STREAM_END_EVENT:
            root = ARENA_NEW(r->arena, YamlNode);
            root->kind = YAML_MAP;
            root->at = where(r->file, r->line0, 1);
            more = false;
            break;
        default: root = read_node(r, &event, 0); more = false;
        }
        bool end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        if (root && !end && !at_end(r)) return NULL;
    }
    if (!root) return NULL;
    if (root->kind == YAML_TEXT && yaml_is_null(root)) {
        root->kind = YAML_MAP;
        return root;
    }
    return keys_unique(r, root) ? root : NULL;
}

YamlNode *yaml_parse(Arena *a, Diag *d, const char *file, size_t first_line, View text) {
    if (view_starts(text, V("\xEF\xBB\xBF"))) text = view_from(text, 3);
    Reader r = {.arena = a, .diag = d, .file = file, .line0 = first_line, .text = text};
    if (!yaml_parser_initialize(&r.parser)) die_oom();
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)(text.n ? text.p : ""), text.n);
    YamlNode *root = read_document(&r);
    yaml_parser_delete(&r.parser);
    return root;
}

YamlNode *yaml_get(const YamlNode *map, const char *key) {
    if (!map || map->kind != YAML_MAP) return NULL;
    View k = view_of(key);
    for (YamlNode *c = map->first; c; c = c->next)
        if (view_eq(c->key, k)) return c;
    return NULL;
}

bool yaml_is_null(const YamlNode *node) {
    if (node->kind != YAML_TEXT || !node->plain) return false;
    return node->text.n == 0 || view_is(node->text, "~") || view_is(node->text, "null") ||
           view_is(node->text, "Null") || view_is(node->text, "NULL");
}

/* The character at v.p[i] if it is one beyond ASCII that YAML does not take as
 * it stands, or takes for the end of a line; else 0. */
static uint32_t odd_at(View v, size_t i) {
    const unsigned char *b = (const unsigned char *)v.p + i;
    size_t n = v.n - i;
    if (b[0] == 0xC2 && n > 1 && b[1] < 0xA0) return b[1];
    if (n < 3) return 0;
    if (b[0] == 0xE2 && b[1] == 0x80 && (b[2] == 0xA8 || b[2] == 0xA9)) return 0x2000u + (b[2] & 0x3Fu);
    if (b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF) return 0xFEFF;
    if (b[0] == 0xEF && b[1] == 0xBF && b[2] >= 0xBE) return 0xFFC0u + (b[2] & 0x3Fu);
    return 0;
}

void yaml_add_quoted(Str *out, View v) {
    str_addc(out, '"');
    for (size_t i = 0; i < v.n; i++) {
        unsigned char c = (unsigned char)v.p[i];
        uint32_t odd = c < 0x80 ? 0 : odd_at(v, i);
        if (c == '"' || c == '\\') {
            str_addc(out, '\\');
            str_addc(out, (char)c);
        } else if (c == '\n') {
            str_adds(out, "\\n");
        } else if (c == '\t') {
            str_adds(out, "\\t");
        } else if (c < 0x20 || c == 0x7F) {
            str_addf(out, "\\x%02X", c);
        } else if (odd) {
            str_addf(out, odd < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)odd);
            i += odd < 0x100 ? 1 : 2;
        } else {
            str_addc(out, (char)c);
        }
    }
    str_addc(out, '"');
}

/* Words that YAML 1.1 or 1.2 reads as something else than text. */
static bool is_word_of_yaml(View v) {
    static const char *const words[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"};
    if (v.n > 5) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == v.n && strncasecmp(words[i], v.p, v.n) == 0) return true;
    return false;
}

/* Plain only where no reader could take it for anything else: begins with a
 * letter (Latin or beyond ASCII), and holds none of YAML's signs. */
static bool plain_is_safe(View v, bool flow) {
    if (v.n == 0 || is_word_of_yaml(v)) return false;
    unsigned char first = (unsigned char)v.p[0];
    if (first < 0x80 && !(first >= 'a' && first <= 'z') && !(first >= 'A' && first <= 'Z')) return false;
    if (v.p[v.n - 1] == ' ' || v.p[v.n - 1] == ':') return false;
    for (size_t i = 0; i < v.n; i++) {
        unsigned char c = (unsigned char)v.p[i];
        if (c >= 0x80) {
            if ((c == 0xC2 || c == 0xE2 || c == 0xEF) && odd_at(v, i)) return false; /* what odd ones begin with */
            continue;
        }
        if (c < 0x20 || c == 0x7F) return false;
        if (c == ':' && (flow || (i + 1 < v.n && v.p[i + 1] == ' '))) return false;
        if (c == '#' && i > 0 && v.p[i - 1] == ' ') return false;
        if (flow && strchr(",[]{}?", c)) return false;
    }
    return true;
}

void yaml_add_scalar(Str *out, View v) {
    if (plain_is_safe(v, false)) str_addv(out, v);
    else yaml_add_quoted(out, v);
}

void yaml_add_flow_scalar(Str *out, View v) {
    if (plain_is_safe(v, true)) str_addv(out, v);
    else yaml_add_quoted(out, v);
}
