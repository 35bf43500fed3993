#include "search/bits.h"

#include "text/text.h"

static void add_unit(Str *out, uint32_t unit) {
    char b[2] = {(char)(unit & 0xff), (char)(unit >> 8)};
    str_add(out, b, 2);
}

BitWriter bits_to(Str *out) {
    str_reserve(out, 64);
    return (BitWriter){.out = out, .start = out->n, .at = out->p + out->n, .end = out->p + out->cap - 1};
}

void bits_grow(BitWriter *w, size_t bytes) {
    size_t before = w->out->n;
    w->out->n = (size_t)(w->at - w->out->p);
    str_reserve(w->out, w->out->n + bytes + sizeof w->acc);
    w->at = w->out->p + w->out->n;
    w->end = w->out->p + w->out->cap - 1;
    w->out->n = before;
}

/* Four units from the top 60 bits. */
static uint64_t four_units(uint64_t bits) {
    const uint64_t base = UINT64_C(0x0001000100010001) * UNIT_BASE;
    uint64_t units = (bits >> 49 & 0x7fff) | (bits >> 34 & 0x7fff) << 16 | (bits >> 19 & 0x7fff) << 32 |
                     (bits >> 4 & 0x7fff) << 48;
    return htole64(units + base);
}

/* 15 bytes become 8 units. From the end on: what is written goes where all
 * has been read. */
static void spread(char *start, size_t groups) {
    for (size_t g = groups; g-- > 0;) {
        uint64_t head, tail, units[2];
        memcpy(&head, start + 15 * g, sizeof head);
        memcpy(&tail, start + 15 * g + 7, sizeof tail);
        units[0] = four_units(be64toh(head));
        units[1] = four_units(be64toh(tail) << 4);
        memcpy(start + 16 * g, units, sizeof units);
    }
}

void bits_flush(BitWriter *w) {
    Str *out = w->out;
    size_t bits = (size_t)(w->at - out->p - (ptrdiff_t)w->start) * 8 + w->have;
    size_t units = (bits + UNIT_BITS - 1) / UNIT_BITS, groups = (units + 7) / 8;
    out->n = w->start + bits / 8 + (bits % 8 > 0);
    size_t written = out->n;
    str_reserve(out, 16 * groups + 1);
    memset(out->p + written, 0, w->start + 16 * groups - written);
    spread(out->p + w->start, groups);
    out->n = w->start + 2 * units;
    out->p[out->n] = '\0';
    *w = bits_to(out);
}

/* --- reading ------------------------------------------------------------------- */

static void refill(BitReader *r, unsigned n) {
    while (r->have < n) {
        uint32_t unit = 0;
        if (r->n >= 2) {
            unit = ((uint32_t)r->p[0] | (uint32_t)r->p[1] << 8) - UNIT_BASE;
            r->p += 2;
            r->n -= 2;
        } else {
            r->over = true;
        }
        r->acc = r->acc << UNIT_BITS | (unit & 0x7fff);
        r->have += UNIT_BITS;
    }
}

uint32_t bits_get(BitReader *r, unsigned n) {
    if (n == 0) return 0;
    refill(r, n);
    r->have -= n;
    return (uint32_t)(r->acc >> r->have & ((UINT64_C(1) << n) - 1));
}

static unsigned get_zeros(BitReader *r, unsigned max) {
    unsigned zeros = 0;
    while (zeros < max && !bits_get(r, 1)) zeros++;
    return zeros;
}

uint32_t bits_get_gamma(BitReader *r) {
    unsigned length = get_zeros(r, 31);
    return 1U << length | bits_get(r, length);
}

uint32_t bits_get_rice(BitReader *r, unsigned k) {
    unsigned quotient = get_zeros(r, RICE_ESCAPE);
    if (quotient == RICE_ESCAPE) return bits_get_gamma(r) - 1;
    return quotient << k | bits_get(r, k);
}

unsigned rice_for(uint32_t range, uint32_t count) {
    uint32_t mean = (uint32_t)((uint64_t)range * 11 / 16 / ((uint64_t)count + 1));
    return mean < 2 ? 0 : log2_floor(mean);
}

void front_code(BitWriter *w, View before, View text) {
    size_t shared = 0;
    while (shared < before.n && shared < text.n && before.p[shared] == text.p[shared]) shared++;
    bits_gamma(w, (uint32_t)(text.n - shared) + 1);
    bits_gamma(w, (uint32_t)shared + 1);
    for (; text.n - shared >= sizeof(uint32_t); shared += sizeof(uint32_t)) {
        uint32_t four;
        memcpy(&four, text.p + shared, sizeof four);
        bits_put(w, be32toh(four), 32);
    }
    for (; shared < text.n; shared++) bits_put(w, (unsigned char)text.p[shared], 8);
}

bool front_decode(BitReader *r, Str *text) {
    uint32_t suffix = bits_get_gamma(r) - 1;
    if (suffix == 0 || r->over) return false;
    size_t shared = bits_get_gamma(r) - 1;
    str_cut(text, shared < text->n ? shared : text->n);
    while (suffix-- && !r->over) str_addc(text, (char)bits_get(r, 8));
    return !r->over;
}

/* --- files --------------------------------------------------------------------- */

static void add_ascii(Str *out, const char *s) {
    for (; *s; s++) add_unit(out, (unsigned char)*s);
}

void script_open(Str *out, const char *name) {
    add_unit(out, 0xfeff);
    add_ascii(out, "fangzhi_chunk(\"");
    add_ascii(out, name);
    add_ascii(out, "\",\"");
}

void script_close(Str *out) { add_ascii(out, "\")\n"); }

/* What cannot stand in a string literal as it is. */
static void add_escaped(Str *out, uint32_t cp) {
    switch (cp) {
    case '"': add_ascii(out, "\\\""); break;
    case '\\': add_ascii(out, "\\\\"); break;
    case '\n': add_ascii(out, "\\n"); break;
    case 0x2028: add_ascii(out, "\\u2028"); break;
    case 0x2029: add_ascii(out, "\\u2029"); break;
    default: add_unit(out, ' ');
    }
}

static inline bool needs_escape(uint32_t cp) {
    return cp < ' ' || cp == '"' || cp == '\\' || cp == 0x2028 || cp == 0x2029;
}

/* A character of three bytes: nearly all of Han text. Four bytes must be
 * there, and the rarer cases are left to utf8_next. */
BITS_INLINE bool utf8_three(const unsigned char *p, const unsigned char *end, uint32_t *cp) {
    uint32_t four;
    if (end - p < 4) return false;
    memcpy(&four, p, sizeof four);
    four = be32toh(four);
    *cp = (four >> 12 & 0xf000) | (four >> 10 & 0xfc0) | (four >> 8 & 0x3f);
    return (four & 0xf0c0c000) == 0xe0808000 && *cp >= 0x800 && (*cp & 0xf800) != 0xd800;
}

/* Two such characters of the first eight bytes, the first one lower, each from
 * U+3000 on and no surrogate: Han and its punctuation, which need no escape
 * either. Both are put together at once, by their four, six and six bits. */
BITS_INLINE bool utf8_two_han(const unsigned char *p, uint32_t *two) {
    const uint64_t each = UINT64_C(1) << 40 | 1 << 16;
    uint64_t x;
    memcpy(&x, p, sizeof x);
    x = be64toh(x);
    uint64_t first = x & 0xf0000 * each, chars = first >> 4 | (x & 0x3f00 * each) >> 2 | (x & 0x3f * each);
    /* The first four bits are 3 or more, and not 13: sums that reach 16. */
    uint64_t high = (first + 0xd0000 * each) & ((first ^ 0xd0000 * each) + 0xf0000 * each);
    *two = (uint32_t)(chars >> 40 | (chars & 0xffff0000));
    return (x & 0xf0c0c0 * each) == 0xe08080 * each && (high & 0x100000 * each) == 0x100000 * each;
}

/* Characters of one and of three bytes that need no escape: nearly all. */
static void add_plain(Str *out, View *v) {
    str_reserve(out, 2 * v->n);
    char *at = out->p + out->n;
    const unsigned char *p = (const unsigned char *)v->p, *end = p + v->n;
    for (; p < end; at += 2) {
        for (uint32_t two; end - p >= 8 && utf8_two_han(p, &two); p += 6, at += sizeof two) {
            two = htole32(two);
            memcpy(at, &two, sizeof two);
        }
        if (p == end) break;
        uint32_t cp = p[0];
        size_t length = 1;
        if (cp >= 0x80) {
            if (!utf8_three(p, end, &cp) || (cp & ~1U) == 0x2028) break;
            length = 3;
        } else if (needs_escape(cp)) {
            break;
        }
        uint16_t unit = htole16((uint16_t)cp);
        memcpy(at, &unit, sizeof unit);
        p += length;
    }
    out->n = (size_t)(at - out->p);
    *v = view((const char *)p, (size_t)(end - p));
}

void script_text(Str *out, View v) {
    for (add_plain(out, &v); v.n; add_plain(out, &v)) {
        uint32_t cp = utf8_next(&v);
        if (needs_escape(cp)) {
            add_escaped(out, cp);
        } else if (cp >= 0x10000) {
            add_unit(out, 0xd800 + ((cp - 0x10000) >> 10));
            add_unit(out, 0xdc00 + ((cp - 0x10000) & 0x3ff));
        } else {
            add_unit(out, cp);
        }
    }
    if (out->cap) out->p[out->n] = '\0';
}

void script_field(Str *out, View v, unsigned char end) {
    script_text(out, v);
    add_unit(out, end);
}

bool script_data(View file, const char *name, View *data) {
    Str head = STR_INIT, tail = STR_INIT;
    script_open(&head, name);
    script_close(&tail);
    bool ok = file.n >= head.n + tail.n && view_starts(file, str_view(&head)) && view_ends(file, str_view(&tail));
    if (ok) *data = view(file.p + head.n, file.n - head.n - tail.n);
    str_release(&head);
    str_release(&tail);
    return ok;
}

static uint32_t take_unit(View *v) {
    if (v->n < 2) {
        v->n = 0;
        return 0;
    }
    uint32_t unit = (unsigned char)v->p[0] | (uint32_t)(unsigned char)v->p[1] << 8;
    *v = view_from(*v, 2);
    return unit;
}

static uint32_t take_escape(View *v) {
    uint32_t c = take_unit(v);
    if (c == 'n') return '\n';
    if (c != 'u') return c;
    for (int i = 0; i < 3; i++) take_unit(v);
    return 0x2020 + (take_unit(v) & 0xf);
}

uint32_t script_next(View *v) {
    uint32_t cp = take_unit(v);
    if (cp == '\\') return take_escape(v);
    if (cp < 0xd800 || cp >= 0xdc00) return cp;
    return 0x10000 + ((cp - 0xd800) << 10) + (take_unit(v) & 0x3ff);
}

View script_prefix(View data, size_t n) {
    View rest = data, whole = view_to(data, 0);
    if (data.n <= n) return data;
    while (rest.n >= 2 && (script_next(&rest), data.n - rest.n <= n)) whole = view_to(data, data.n - rest.n);
    return whole;
}

void script_untext(View v, Str *utf8) {
    while (v.n >= 2) utf8_add(utf8, script_next(&v));
}
