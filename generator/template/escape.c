#include <stddef.h>

#include "base/bytes.h"
#include "template/template.h"
#include "text/text.h"

/* What the escaper does with a byte. */
enum { PLAIN, ENTITY, BLANK, FORBIDDEN, LEAD };

/* Control characters: tab and line ends stay; form feed, white space to HTML
 * but forbidden to XML (feeds are templates too), becomes a space. */
#define ROW16(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x
static const unsigned char byte_class[256] = {
    FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN,
    FORBIDDEN, PLAIN, PLAIN, FORBIDDEN, BLANK, PLAIN, FORBIDDEN, FORBIDDEN,
    ROW16(FORBIDDEN),
    [0x7f] = FORBIDDEN,
    ['"'] = ENTITY, ['&'] = ENTITY, ['\''] = ENTITY, ['<'] = ENTITY, ['>'] = ENTITY,
    [0x80] = ROW16(LEAD), ROW16(LEAD), ROW16(LEAD), ROW16(LEAD),
    ROW16(LEAD), ROW16(LEAD), ROW16(LEAD), ROW16(LEAD),
};

static const View replacement = V_INIT("\xEF\xBF\xBD");

static View entity(unsigned char c) {
    switch (c) {
    case '&': return V("&amp;");
    case '<': return V("&lt;");
    case '>': return V("&gt;");
    case '"': return V("&quot;");
    default: return V("&#39;");
    }
}

/* C1 controls, and the two noncharacters that XML forbids. */
static bool is_forbidden(uint32_t cp) { return (cp >= 0x80 && cp < 0xa0) || cp == 0xfffe || cp == 0xffff; }

/* Past the three-byte sequences at p that need no closer look, which is nearly
 * all of Han and Tibetan text. Looked at closely are those after E0, ED and
 * EF BF: overlong forms, surrogates, noncharacters. */
static const unsigned char *skip_threes(const unsigned char *p, const unsigned char *end) {
    for (uint32_t w; end - p >= 3; p += 3) {
        w = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
        if ((w & 0xc0c0f0) != 0x8080e0 || (w & 0xff) == 0xe0 || (w & 0xff) == 0xed || (w & 0xffff) == 0xbfef) break;
    }
    return p;
}

/* Length of the character at p where it may stand in a page, 0 where not; then
 * *bad is how many bytes it has. */
static size_t character_at(const unsigned char *p, const unsigned char *end, size_t *bad) {
    View rest = {(const char *)p, (size_t)(end - p)};
    uint32_t cp = utf8_next(&rest);
    size_t n = (size_t)((const unsigned char *)rest.p - p);
    *bad = n;
    return is_forbidden(cp) || (cp == 0xfffd && n == 1) ? 0 : n;
}

/* Past the plain ASCII at p. Two pairs of what has an entity differ in one bit. */
static const unsigned char *skip_plain(const unsigned char *p, const unsigned char *end) {
    for (; end - p >= (ptrdiff_t)sizeof(Bytes); p += sizeof(Bytes)) {
        const Bytes x = bytes_at(p), printed = x - ' ';
        if (bytes_any((Bytes)(printed >= 0x7f - ' ') | (Bytes)((x | ('"' ^ '&')) == '&') | (Bytes)(x == '\'') |
                      (Bytes)((x | ('<' ^ '>')) == '>')))
            break;
    }
    while (end - p >= 4 && !(byte_class[p[0]] | byte_class[p[1]] | byte_class[p[2]] | byte_class[p[3]])) p += 4;
    while (p < end && byte_class[*p] == PLAIN) p++;
    return p;
}

void html_escape(Str *out, View v) {
    if (v.n == 0) return;
    const unsigned char *p = (const unsigned char *)v.p, *end = p + v.n, *run = p;
    while ((p = skip_plain(p, end)) < end) {
        View instead = replacement;
        size_t n = 1;
        switch (byte_class[*p]) {
        case LEAD: {
            const unsigned char *past = skip_threes(p, end);
            size_t good = past > p ? (size_t)(past - p) : character_at(p, end, &n);
            p += good;
            if (good) continue;
            break;
        }
        case ENTITY: instead = entity(*p); break;
        case BLANK: instead = V(" "); break;
        default: break;
        }
        str_add(out, run, (size_t)(p - run));
        str_addv(out, instead);
        p += n;
        run = p;
    }
    str_add(out, run, (size_t)(p - run));
}
