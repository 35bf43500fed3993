#include "template/tag.h"

static bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static View trim(View v) {
    while (v.n && is_blank(v.p[0])) v = view_from(v, 1);
    while (v.n && is_blank(v.p[v.n - 1])) v.n--;
    return v;
}

static const struct {
    char sign;
    unsigned char kind;
    char end; /* stands before the closing delimiter, 0: nothing */
} signs[] = {
    {'#', TAG_SECTION, 0},      {'^', TAG_INVERTED, 0}, {'/', TAG_CLOSE, 0}, {'>', TAG_PARTIAL, 0},
    {'<', TAG_PARENT, 0},       {'$', TAG_BLOCK, 0},    {'&', TAG_RAW, 0},   {'{', TAG_RAW, '}'},
    {'=', TAG_DELIMITERS, '='}, {'!', TAG_COMMENT, 0},
};

/* The sign at *at, which is moved behind it; *end is the character that must
 * stand before the closing delimiter. */
static TagKind read_sign(View source, size_t *at, char *end) {
    size_t i = *at;
    while (i < source.n && is_blank(source.p[i])) i++;
    *end = 0;
    for (size_t s = 0; i < source.n && s < sizeof signs / sizeof *signs; s++) {
        if (signs[s].sign != source.p[i]) continue;
        *at = i + 1;
        *end = signs[s].end;
        return (TagKind)signs[s].kind;
    }
    return TAG_NAME;
}

/* What ends a tag: the closing delimiter, after `before` where that is set. */
static View closing(const TagReader *r, char before, char buf[TAG_DELIMITER_MAX + 1]) {
    size_t n = 0;
    if (before) buf[n++] = before;
    memcpy(buf + n, r->close.p, r->close.n);
    return view(buf, n + r->close.n);
}

TagFound tag_next(const TagReader *r, size_t at, Tag *tag) {
    tag->from = view_find(r->source, r->open, at);
    if (tag->from == SIZE_MAX) return TAG_NONE;
    size_t from = tag->from + r->open.n;
    char before, buf[TAG_DELIMITER_MAX + 1];
    tag->kind = read_sign(r->source, &from, &before);
    View end = closing(r, before, buf);
    size_t to = view_find(r->source, end, from);
    if (to == SIZE_MAX) {
        tag->to = r->source.n;
        return TAG_UNCLOSED;
    }
    tag->to = to + end.n;
    tag->content = trim(view(r->source.p + from, to - from));
    return TAG_FOUND;
}

/* Takes the next run without blanks off *rest. */
static View word(View *rest) {
    *rest = trim(*rest);
    size_t n = 0;
    while (n < rest->n && !is_blank(rest->p[n])) n++;
    View v = view_to(*rest, n);
    *rest = view_from(*rest, n);
    return v;
}

static bool delimiter_ok(View v) {
    return v.n > 0 && v.n <= TAG_DELIMITER_MAX && !memchr(v.p, '=', v.n) && !memchr(v.p, '\0', v.n);
}

bool tag_delimiters(TagReader *r, const Tag *tag) {
    View rest = tag->content, open = word(&rest), close = word(&rest);
    if (!delimiter_ok(open) || !delimiter_ok(close) || trim(rest).n) return false;
    r->open = open;
    r->close = close;
    return true;
}

bool tag_name_ok(const Tag *tag) {
    View name = tag->content;
    if (name.n == 0 || name.n > TAG_NAME_MAX) return false;
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] <= ' ' || name.p[i] == 0x7f) return false;
    bool looked_up = tag->kind <= TAG_INVERTED;
    if (!looked_up || view_is(name, ".")) return true;
    return name.p[0] != '.' && name.p[name.n - 1] != '.' && view_find(name, V(".."), 0) == SIZE_MAX;
}
