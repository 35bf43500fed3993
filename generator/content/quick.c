#include "content/quick.h"

#include "text/text.h"

/* What is read: lines `key: value`, value one of plain scalar, "quoted", [a, b]
 * or {k: v, …}; or `key:` with lines `  - {k: v, …}` below it. All that YAML
 * could read in another way than it looks (comments, colons, odd spaces,
 * words over several lines, characters it does not take) is left to libyaml. */

enum { DEPTH = 4, KEY_MAX = 64 };

typedef struct Quick {
    const char *p, *end; /* the last byte before end is \n */
    QuickNodes *nodes;
    Arena *texts;
} Quick;

/* What a byte is inside a scalar. */
enum { TEXT, BAD, LINE_END, COLON, HASH, FLOW, QUOTE, BACKSLASH, LEAD };

static const unsigned char class[256] = {
    [0] = BAD,        [1] = BAD,        [2] = BAD,    [3] = BAD,    [4] = BAD,    [5] = BAD,    [6] = BAD,
    [7] = BAD,        [8] = BAD,        [9] = BAD,    ['\n'] = LINE_END, [11] = BAD, [12] = BAD, [13] = BAD,
    [14] = BAD,       [15] = BAD,       [16] = BAD,   [17] = BAD,   [18] = BAD,   [19] = BAD,   [20] = BAD,
    [21] = BAD,       [22] = BAD,       [23] = BAD,   [24] = BAD,   [25] = BAD,   [26] = BAD,   [27] = BAD,
    [28] = BAD,       [29] = BAD,       [30] = BAD,   [31] = BAD,   [127] = BAD,  [':'] = COLON, ['#'] = HASH,
    [','] = FLOW,     ['['] = FLOW,     [']'] = FLOW, ['{'] = FLOW, ['}'] = FLOW, ['?'] = FLOW, ['"'] = QUOTE,
    ['\\'] = BACKSLASH, [0xC2] = LEAD,  [0xE2] = LEAD, [0xEF] = LEAD};

/* Characters that YAML does not take, or takes for the end of a line, by
 * their first byte: U+0080-9F, U+2028-9, U+FEFF, U+FFFE-F. The text is valid
 * UTF-8, so what belongs to the character is there. */
static bool is_odd(const char *p) {
    const unsigned char *b = (const unsigned char *)p;
    if (b[0] == 0xC2) return b[1] < 0xA0;
    if (b[0] == 0xE2) return b[1] == 0x80 && (b[2] == 0xA8 || b[2] == 0xA9);
    return (b[1] == 0xBB && b[2] == 0xBF) || (b[1] == 0xBF && b[2] >= 0xBE);
}

static YamlNode *new_node(Quick *q, YamlKind kind) {
    QuickNodes *n = q->nodes;
    YamlNode *node = n->n < QUICK_NODES ? &n->first[n->n++] : ARENA_NEW(&n->more, YamlNode);
    /* One by one: the whole at once becomes a slow string instruction. */
    node->kind = kind;
    node->plain = false;
    node->text = node->key = (View){0};
    node->at = node->key_at = NOWHERE;
    node->first = node->next = NULL;
    node->n = 0;
    return node;
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

static inline void skip_text(Quick *q) {
    const char *p = q->p;
    while (class[(unsigned char)*p] == TEXT) p++;
    q->p = p;
}

static YamlNode *plain(Quick *q, bool flow) {
    const char *start = q->p;
    if (!is_word(*start)) return NULL;
    for (;; q->p++) {
        skip_text(q);
        switch (class[(unsigned char)*q->p]) {
        case QUOTE:
        case BACKSLASH: continue;
        case LEAD:
            if (is_odd(q->p)) return NULL;
            continue;
        case COLON:
            if (flow || q->p[1] == ' ' || q->p[1] == '\n') return NULL;
            continue;
        case HASH:
            if (q->p[-1] == ' ') return NULL;
            continue;
        case FLOW:
            if (!flow) continue;
            if (*q->p != ',' && *q->p != ']' && *q->p != '}') return NULL;
            break;
        case LINE_END:
            if (flow) return NULL;
            break;
        default: return NULL;
        }
        break;
    }
    if (q->p[-1] == ' ') return NULL;
    YamlNode *node = new_node(q, YAML_TEXT);
    node->plain = true;
    node->text = view(start, (size_t)(q->p - start));
    return node;
}

static bool hex(const char *p, size_t n, uint32_t *out) {
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        char c = p[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                                : 16;
        if (digit > 15) return false;
        *out = *out << 4 | digit;
    }
    return true;
}

/* One of the escapes that yaml_add_quoted writes. */
static bool unescape(Quick *q, Str *out) {
    uint32_t cp;
    switch (*++q->p) {
    case '"':
    case '\\': str_addc(out, *q->p); break;
    case 'n': str_addc(out, '\n'); break;
    case 't': str_addc(out, '\t'); break;
    case 'x':
        if (q->end - q->p < 4 || !hex(q->p + 1, 2, &cp)) return false;
        utf8_add(out, cp);
        q->p += 2;
        break;
    case 'u':
        if (q->end - q->p < 6 || !hex(q->p + 1, 4, &cp) || (cp >= 0xD800 && cp < 0xE000)) return false;
        utf8_add(out, cp);
        q->p += 4;
        break;
    default: return false;
    }
    q->p++;
    return true;
}

/* The rest of a quoted scalar that holds escapes. */
static bool escaped(Quick *q, const char *start, View *text) {
    Str s = STR_INIT;
    str_add(&s, start, (size_t)(q->p - start));
    bool ok = true;
    while (ok && *q->p != '"') {
        switch (class[(unsigned char)*q->p]) {
        case BACKSLASH: ok = unescape(q, &s); continue;
        case BAD:
        case LINE_END: ok = false; continue;
        case LEAD: ok = !is_odd(q->p); break;
        default: break;
        }
        str_addc(&s, *q->p++);
    }
    if (ok) *text = arena_view(q->texts, str_view(&s));
    str_release(&s);
    return ok;
}

static YamlNode *quoted(Quick *q) {
    const char *start = ++q->p;
    View text;
    for (;; q->p++) {
        skip_text(q);
        unsigned c = class[(unsigned char)*q->p];
        if (c == QUOTE || c == BACKSLASH) break;
        if (c == BAD || c == LINE_END || (c == LEAD && is_odd(q->p))) return NULL;
    }
    if (*q->p == '"') text = view(start, (size_t)(q->p - start));
    else if (!escaped(q, start, &text)) return NULL;
    q->p++;
    YamlNode *node = new_node(q, YAML_TEXT);
    node->text = text;
    return node;
}

static inline bool is_key_byte(char c) { return (is_word(c) && !(c & 0x80)) || c == '_' || c == '-'; }

/* key and its colon. */
static bool read_key(Quick *q, View *key) {
    const char *start = q->p;
    if (!((*start >= 'a' && *start <= 'z') || (*start >= 'A' && *start <= 'Z'))) return false;
    const char *p = start;
    while (is_key_byte(*p)) p++;
    q->p = p;
    *key = view(start, (size_t)(q->p - start));
    return key->n <= KEY_MAX && *q->p++ == ':';
}

/* Ours has fewer keys in a map. Many are for libyaml's side, which sorts them:
 * looking through all of them for each would take the square of their number. */
enum { KEYS_MAX = 64 };

/* Whether the map may go on with this key: it has it not, which a look at what
 * keys it may have mostly tells. */
static bool is_new_key(const YamlNode *map, uint64_t *seen, View key) {
    if (map->n == KEYS_MAX) return false;
    uint64_t bit = UINT64_C(1) << ((key.n * 7u + (unsigned char)key.p[0] * 3u + (unsigned char)key.p[key.n - 1]) & 63u);
    bool maybe = *seen & bit;
    *seen |= bit;
    if (!maybe) return true;
    for (const YamlNode *c = map->first; c; c = c->next)
        if (view_eq(c->key, key)) return false;
    return true;
}

static YamlNode *value(Quick *q, bool flow, unsigned depth);

/* [a, b] or {k: v, k: v}. */
static YamlNode *collection(Quick *q, YamlKind kind, unsigned depth) {
    char close = kind == YAML_LIST ? ']' : '}';
    YamlNode *node = new_node(q, kind), **last = &node->first;
    uint64_t seen = 0;
    q->p++;
    if (depth > DEPTH) return NULL;
    while (*q->p != close) {
        View key = {0};
        if (node->n && (*q->p++ != ',' || *q->p++ != ' ')) return NULL;
        if (kind == YAML_MAP && (!read_key(q, &key) || *q->p++ != ' ' || !is_new_key(node, &seen, key))) return NULL;
        YamlNode *child = value(q, true, depth + 1);
        if (!child) return NULL;
        child->key = key;
        *last = child;
        last = &child->next;
        node->n++;
    }
    q->p++;
    return node;
}

static YamlNode *value(Quick *q, bool flow, unsigned depth) {
    switch (*q->p) {
    case '"': return quoted(q);
    case '[': return collection(q, YAML_LIST, depth);
    case '{': return collection(q, YAML_MAP, depth);
    default: return plain(q, flow);
    }
}

static bool at(const Quick *q, const char *what, size_t n) {
    return (size_t)(q->end - q->p) >= n && memcmp(q->p, what, n) == 0;
}

/* The lines below `key:`, if any. */
static YamlNode *items(Quick *q) {
    if (!at(q, "  - {", 5)) {
        YamlNode *null = new_node(q, YAML_TEXT);
        null->plain = true;
        return null;
    }
    YamlNode *list = new_node(q, YAML_LIST), **last = &list->first;
    while (at(q, "  - {", 5)) {
        q->p += 4;
        YamlNode *item = collection(q, YAML_MAP, 1);
        if (!item || *q->p++ != '\n') return NULL;
        *last = item;
        last = &item->next;
        list->n++;
    }
    return list;
}

YamlNode *quick_parse(QuickNodes *nodes, Arena *texts, View block) {
    nodes->n = 0;
    nodes->more = (Arena)ARENA_INIT;
    if (!block.n || block.p[block.n - 1] != '\n' || !utf8_valid(block)) return NULL;
    Quick q = {block.p, block.p + block.n, nodes, texts};
    YamlNode *root = new_node(&q, YAML_MAP), **last = &root->first;
    uint64_t seen = 0;
    while (q.p < q.end) {
        View key;
        if (!read_key(&q, &key) || !is_new_key(root, &seen, key)) return NULL;
        char after = *q.p++;
        if (after != ' ' && after != '\n') return NULL;
        YamlNode *child = after == ' ' ? value(&q, false, 0) : items(&q);
        if (!child || (after == ' ' && *q.p++ != '\n')) return NULL;
        child->key = key;
        *last = child;
        last = &child->next;
        root->n++;
    }
    return root;
}

void quick_release(QuickNodes *nodes) { arena_release(&nodes->more); }
