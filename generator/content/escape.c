#include "content/content.h"

/* Escaping for CommonMark 0.30 with as few backslashes as can be: text that
 * people read and edit should look like text. */

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_punct(char c) { return c > ' ' && c < 0x7F && !is_digit(c) && !is_letter(c); }

/* What may be inline markup, ends a line, or is a partner: nearly all text has
 * none of it. */
static bool is_sign(char c) {
    static const bool signs[256] = {['`'] = true, ['\\'] = true, ['*'] = true, ['_'] = true, ['['] = true, [']'] = true,
                                    ['<'] = true, ['&'] = true, ['\n'] = true, ['\r'] = true};
    return signs[(unsigned char)c];
}

/* What a sign means depends on whether a partner stands elsewhere. */
typedef struct Partners {
    size_t stars, underscores;
    const char *last_bracket; /* the last ']', NULL: none */
    bool any;                 /* a sign of any sort */
} Partners;

/* Signs are ASCII, text hardly is: eight bytes at a time. */
static bool eight_high(const char *p) {
    uint64_t eight;
    memcpy(&eight, p, sizeof eight);
    return (eight & 0x8080808080808080u) == 0x8080808080808080u;
}

static Partners count_partners(View v) {
    Partners p = {0};
    for (size_t i = 0; i < v.n; i++) {
        while (v.n - i > 8 && eight_high(v.p + i)) i += 8;
        if (!is_sign(v.p[i])) continue;
        p.any = true;
        p.stars += v.p[i] == '*';
        p.underscores += v.p[i] == '_';
        if (v.p[i] == ']') p.last_bracket = v.p + i;
    }
    return p;
}

/* &amp; &#24; &#x18; */
static bool is_entity(View v) {
    size_t i = 1;
    if (i < v.n && v.p[i] == '#') i++;
    size_t name = i;
    while (i < v.n && (is_digit(v.p[i]) || is_letter(v.p[i]))) i++;
    return i > name && i < v.n && v.p[i] == ';';
}

/* Whether the sign at line.p[i] could be inline markup. */
static bool is_markup(View line, size_t i, const Partners *p) {
    char next = i + 1 < line.n ? line.p[i + 1] : '\n';
    switch (line.p[i]) {
    case '`': return true;
    case '\\': return is_punct(next) || next == '\n';
    case '*': return p->stars > 1;
    case '_': return p->underscores > 1;
    case '[': return p->last_bracket && p->last_bracket > line.p + i;
    case '<': return next > ' ' && next < 0x7F;
    case '&': return is_entity(view_from(line, i));
    default: return false;
    }
}

static size_t run_of(View line, size_t at, char c) {
    size_t n = 0;
    while (at + n < line.n && line.p[at + n] == c) n++;
    return n;
}

static bool ends_or_space(View line, size_t at) { return at >= line.n || is_space(line.p[at]); }

/* Whether the line holds only these signs and spaces: a rule, an underline
 * or a table's delimiter row. */
static bool only_of(View line, const char *signs) {
    for (size_t i = 0; i < line.n; i++)
        if (!is_space(line.p[i]) && !strchr(signs, line.p[i])) return false;
    return true;
}

/* The offset of the sign to escape so that the line begins no block; line.n
 * where there is none. Signs that is_markup knows are not our concern. */
static size_t block_sign(View line) {
    size_t n = 0;
    switch (line.p[0]) {
    case '#':
        n = run_of(line, 0, '#');
        return n <= 6 && ends_or_space(line, n) ? 0 : line.n;
    case '>': return 0;
    case '=': return only_of(line, "=") ? 0 : line.n;
    case '+': return ends_or_space(line, 1) ? 0 : line.n;
    case '-':
    case '*': return ends_or_space(line, 1) || only_of(line, "-*|:") ? 0 : line.n;
    case '|':
    case ':': return only_of(line, "-|:") ? 0 : line.n;
    case '~': return run_of(line, 0, '~') >= 3 ? 0 : line.n;
    default: break;
    }
    while (n < line.n && is_digit(line.p[n])) n++;
    bool number = n > 0 && n <= 9 && n < line.n && (line.p[n] == '.' || line.p[n] == ')');
    return number && ends_or_space(line, n + 1) ? n : line.n;
}

/* A run of # at the end would close a heading, should the line become one. */
static size_t closing_sign(View line) {
    size_t at = line.n;
    while (at > 0 && line.p[at - 1] == '#') at--;
    return at < line.n && (at == 0 || is_space(line.p[at - 1])) ? at : line.n;
}

static void escape_line(Str *out, View line, const Partners *p) {
    if (!line.n) return;
    size_t block = block_sign(line), closing = closing_sign(line);
    size_t i = 0;
    if (view_starts(line, V("\xEF\xBB\xBF"))) {
        /* At the beginning of a body it would be taken for a byte-order mark. */
        str_adds(out, "&#xFEFF;");
        i = 3;
    }
    size_t kept = i;
    if (!p->any) { /* but for the first that may be */
        size_t first = block < closing ? block : closing;
        if (first > i) i = first;
    }
    for (; i < line.n; i++) {
        if (i != block && i != closing && !(is_sign(line.p[i]) && is_markup(line, i, p))) continue;
        str_addv(out, view(line.p + kept, i - kept));
        str_addc(out, '\\');
        kept = i;
    }
    str_addv(out, view(line.p + kept, line.n - kept));
}

static View trim(View v) {
    while (v.n && is_space(v.p[0])) v = view_from(v, 1);
    while (v.n && is_space(v.p[v.n - 1])) v.n--;
    return v;
}

void markdown_escape(Str *out, View text) {
    text = trim(text);
    Partners p = count_partners(text);
    bool first = true;
    for (size_t at = 0; at < text.n;) {
        size_t end = p.any ? at : text.n;
        while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r') end++;
        View line = trim(view(text.p + at, end - at));
        if (line.n && !first) str_adds(out, "\\\n");
        if (line.n) first = false;
        escape_line(out, line, &p);
        at = end + 1;
    }
}
