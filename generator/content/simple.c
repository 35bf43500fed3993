#include <endian.h>

#include "content/markdown.h"
#include "text/text.h"

/* The length of the text up to a character that may be markup, or ends a
 * line. Most bytes are above ASCII, where there is none. */
static size_t plain_length(View v) {
    static const bool markup[256] = {['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true, ['['] = true,
                                     [']'] = true,  ['<'] = true, ['&'] = true, ['|'] = true};
    static const uint64_t high = UINT64_C(0x8080808080808080);
    for (size_t i = 0; i < v.n;) {
        uint64_t word;
        if (v.n - i >= sizeof word) {
            memcpy(&word, v.p + i, sizeof word);
            uint64_t ascii = ~le64toh(word) & high;
            if (!ascii) {
                i += sizeof word;
                continue;
            }
            i += (size_t)__builtin_ctzll(ascii) >> 3;
        }
        unsigned char c = (unsigned char)v.p[i];
        if (c < ' ' || markup[c]) return i;
        i++;
    }
    return v.n;
}

/* No mark of a list, quote, heading, rule, underline or fence, and no space. */
static bool begins_paragraph(View line) {
    unsigned char c = (unsigned char)line.p[0];
    if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '(' || c == '"') return true;
    size_t digits = 0;
    while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9') digits++;
    return digits && (digits == line.n || (line.p[digits] != '.' && line.p[digits] != ')'));
}

/* Takes "# " to "###### " off the line; 0 where it has none or more spaces. */
static unsigned take_level(View *line) {
    unsigned level = 0;
    while (level < line->n && line->p[level] == '#') level++;
    if (level < 1 || level > 6 || line->n < level + 2 || line->p[level] != ' ' || line->p[level + 1] == ' ') return 0;
    *line = view_from(*line, level + 1);
    return level;
}

bool simple_next(View *rest, SimpleBlock *out) {
    while (rest->n && rest->p[0] == '\n') *rest = view_from(*rest, 1);
    View line = view_to(*rest, plain_length(*rest)), after = view_from(*rest, line.n);
    if (!line.n || line.p[line.n - 1] == ' ') return false;
    if (after.n && !view_is(after, "\n") && !view_starts(after, V("\n\n"))) return false;
    *out = (SimpleBlock){0, line};
    if (line.p[0] == '#') {
        out->level = take_level(&out->text);
        if (!out->level || line.p[line.n - 1] == '#') return false;
    } else if (!begins_paragraph(line)) {
        return false;
    }
    *rest = after;
    return true;
}

bool simple_may_be(View body) { return !view_starts(body, V("\xEF\xBB\xBF")) && utf8_valid(body); }
