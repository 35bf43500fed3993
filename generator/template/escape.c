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

/* Past the three-byte sequences at p that need no closer look: that is all of
 * Han and Tibetan text. */
static const unsigned char *skip_threes(const unsigned char *p, const unsigned char *end) {
    while (end - p >= 3 && p[0] > 0xe0 && p[0] < 0xef && p[0] != 0xed && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
        p += 3;
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

static uint64_t bytes_equal(uint64_t word, unsigned char c) {
    const uint64_t ones = 0x0101010101010101u;
    uint64_t x = word ^ (ones * c);
    return (x - ones) & ~x;
}

/* Whether the eight bytes at p need a closer look: one is below 0x20 (a line
 * end too), above 0x7e, or one of the five signs. A carry between bytes can
 * only follow such a byte, so it cannot mislead. */
static bool eight_need_look(const unsigned char *p) {
    const uint64_t ones = 0x0101010101010101u, high = ones << 7;
    uint64_t w;
    memcpy(&w, p, 8);
    uint64_t hit = w | (w - ones * 0x20) | (w + ones) | bytes_equal(w, '&') | bytes_equal(w, '<') |
                   bytes_equal(w, '>') | bytes_equal(w, '"') | bytes_equal(w, '\'');
    return (hit & high) != 0;
}

/* Past the plain ASCII at p. */
static const unsigned char *skip_plain(const unsigned char *p, const unsigned char *end) {
    for (;;) {
        while (end - p >= 8 && !eight_need_look(p)) p += 8;
        const unsigned char *word_end = end - p >= 8 ? p + 8 : end;
        while (p < word_end && byte_class[*p] == PLAIN) p++;
        if (p < word_end || p == end) return p;
    }
}

void html_escape(Str *out, View v) {
    if (v.n == 0) return;
    str_reserve(out, v.n);
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
