/* Bytes to numbered lines. A line ends with \n alone, so that its number is
 * the one that everybody counts; a document without any \n but with \r is
 * cut at those. */
#include "import/cues.h"
#include "import/page.h"

void page_init(Page *page, Diag *d, const char *path) {
    *page = (Page){.diag = d, .path = path, .utf8 = STR_INIT, .seams = seams_new()};
    page->shown = arena_printf(&page->arena, "sources/%s", path);
}

void page_release(Page *page) {
    for (size_t i = 0; i < page->drafts.n; i++) {
        Draft *a = &page->drafts.p[i];
        vec_release(&a->paras);
        vec_release(&a->joins);
        vec_release(&a->authors);
    }
    vec_release(&page->drafts);
    vec_release(&page->paras);
    vec_release(&page->lines);
    map_release(&page->names);
    outline_release(&page->own_outline);
    seams_free(page->seams);
    str_release(&page->utf8);
    arena_release(&page->arena);
}

bool cp_is_blank(uint32_t cp) { return cp < 0x20 || cp == 0x7F || cp_is_space(cp); }

uint32_t count_chars(View v) {
    size_t n = v.n, i = 0;
    for (uint64_t eight; v.n - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, v.p + i, sizeof eight);
        uint64_t trail = eight >> 7 & ~eight >> 6 & 0x0101010101010101u; /* a bit a byte that begins no character */
        n -= trail * 0x0101010101010101u >> 56;
    }
    for (; i < v.n; i++) n -= ((unsigned char)v.p[i] & 0xC0) == 0x80;
    return n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

static uint32_t count_ascii(View v) {
    uint32_t n = 0;
    for (size_t i = 0; i < v.n; i++) n += (unsigned char)v.p[i] < 0x80;
    return n;
}

static View trim_blank(View v, size_t *before) {
    View start = v;
    while (v.n) {
        View rest = v;
        if (!cp_is_blank(utf8_next(&rest))) break;
        v = rest;
    }
    if (before) *before = count_chars(view_to(start, start.n - v.n));
    while (v.n) {
        View rest = v;
        if (!cp_is_blank(utf8_last(&rest))) break;
        v = rest;
    }
    return v;
}

/* <u>, </sup>, <br/>, <font size="2">: bytes of the tag that v begins with. */
static size_t tag_length(View v) {
    static const char *const names[] = {"u",   "b",   "i",  "em", "strong", "sub",
                                        "sup", "br", "p", "center", "span", "font"};
    size_t end = view_find(view_to(v, 60), V(">"), 0), slash = v.n > 1 && v.p[1] == '/';
    if (end == SIZE_MAX || v.n < 3) return 0;
    View inner = view(v.p + 1 + slash, end - 1 - slash), name;
    view_split(&inner, ' ', &name);
    if (name.n && name.p[name.n - 1] == '/') name.n--;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_is(name, names[i])) return end + 1;
    return 0;
}

/* A line that is more than its tags, without them. */
static View without_tags(Arena *a, View v) {
    if (!memchr(v.p, '<', v.n) || v.n > 1 << 16) return v;
    Str s = STR_INIT;
    for (size_t i = 0, n; i < v.n; i += n ? n : 1) {
        n = v.p[i] == '<' ? tag_length(view_from(v, i)) : 0;
        if (!n) str_addc(&s, v.p[i]);
    }
    View bare = s.n < v.n ? trim_blank(arena_view(a, str_view(&s)), NULL) : v;
    str_release(&s);
    return bare.n ? bare : v;
}

/* *本报记者 某某*, _…_, __…__: a line set in italics or bold as a whole. */
static View without_emphasis(View v) {
    while (v.n > 2 && (v.p[0] == '*' || v.p[0] == '_') && v.p[v.n - 1] == v.p[0] && v.p[1] != ' ') {
        View inner = view(v.p + 1, v.n - 2);
        if (inner.p[0] != v.p[0] && memchr(inner.p, v.p[0], inner.n)) return v; /* *甲*和*乙* */
        v = inner;
    }
    return v;
}

static View without_bold(Arena *a, View v) {
    size_t first = view_find(v, V("**"), 0);
    if (first == SIZE_MAX || view_find(v, V("**"), first + 2) == SIZE_MAX || v.n > 1 << 16) return v;
    Str s = STR_INIT;
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] == '*' && i + 1 < v.n && v.p[i + 1] == '*') i++;
        else str_addc(&s, v.p[i]);
    }
    View bare = trim_blank(arena_view(a, str_view(&s)), NULL);
    str_release(&s);
    return bare.n ? bare : v;
}

/* Something besides marks? */
static bool has_letter(View v) {
    for (size_t i = 0; i < v.n; i++)
        if (!strchr("*_>#- ", v.p[i])) return true;
    return false;
}

/* OCR that writes Markdown marks headings, quotations and emphasis: "## ", "> ", "**…**", "*…*", and some with tags. */
static View without_marks(Arena *a, View v, uint8_t *level) {
    size_t k = 0;
    v = without_tags(a, v);
    while (k < v.n && v.p[k] == '#') k++;
    *level = 0;
    if (k > 0 && k <= 6 && k < v.n && (v.p[k] == ' ' || (unsigned char)v.p[k] >= 0x80)) {
        *level = (uint8_t)k;
        v = trim_blank(view_from(v, k), NULL);
    }
    while (v.n > 2 && v.p[0] == '>' && v.p[1] == ' ') v = trim_blank(view_from(v, 2), NULL); /* a quotation */
    View bare = without_emphasis(without_bold(a, v));
    return has_letter(bare) ? bare : v;
}

static bool take_line(View *rest, char end, View *line) {
    if (!rest->n) return false;
    const char *at = memchr(rest->p, end, rest->n);
    *line = view_to(*rest, at ? (size_t)(at - rest->p) : rest->n);
    *rest = view_from(*rest, line->n + (at != NULL));
    return true;
}

static bool is_page_mark(View v) {
    enum { MOST = 60 };
    Folded f;
    if (v.n > MOST || ((unsigned char)v.p[0] < 0x80 ? !strchr("=#*[(<~_|/-pP0123456789", v.p[0])
                                                    : !words_start(v, "第 页 頁 【 — ─ ━ 〔 ［ （ ＝")))
        return false;
    fold_head(&f, v);
    return folio_mark(&f);
}

static void split_lines(Page *page, View text) {
    bool only_cr = text.n && !memchr(text.p, '\n', text.n) && memchr(text.p, '\r', text.n);
    View rest = text, raw;
    uint32_t number = 0, gap = 0;
    bool page_start = true;
    while (take_line(&rest, only_cr ? '\r' : '\n', &raw)) {
        number++;
        if (raw.n && memchr(raw.p, '\f', raw.n)) page_start = true;
        size_t before;
        View t = trim_blank(raw, &before);
        if (!t.n) {
            gap++;
            continue;
        }
        bool mark = is_page_mark(t);
        size_t columns = before + ((size_t)(t.p - raw.p) - before) / 2; /* U+3000: three bytes, two columns */
        Line l = {.raw = t,
                  .number = number,
                  .gap = gap,
                  .margin = (uint16_t)(columns < UINT16_MAX ? columns : UINT16_MAX),
                  .indented = before >= 2,
                  .set_right = before >= 8,
                  .page_start = page_start || mark,
                  .page_mark = mark};
        l.text = without_marks(&page->arena, t, &l.level);
        if (!l.text.n) l.text = t;
        l.chars = count_chars(l.text);
        l.ascii = count_ascii(l.text);
        l.closed = cue_closed(l.text);
        vec_push(&page->lines, l);
        gap = 0;
        page_start = mark;
    }
}

/* Lines [from, to), a page of what kept the paper's margin: what all of its
 * text is set in by is no indent. */
static void drop_margin(Page *page, size_t from, size_t to) {
    enum { LONG = 16, LEAST = 6, LINES = 4, RIGHT = 12 };
    size_t n = 0;
    uint16_t least = UINT16_MAX;
    for (size_t i = from; i < to; i++) {
        const Line *l = &page->lines.p[i];
        if (l->chars < LONG || (l->page_start && i == from)) continue;
        n++;
        if (l->margin < least) least = l->margin;
    }
    if (n < LINES || least < LEAST) return;
    for (size_t i = from; i < to; i++) {
        Line *l = &page->lines.p[i];
        l->margin = l->margin > least ? (uint16_t)(l->margin - least) : 0;
        l->indented = l->margin >= 2;
        l->set_right = l->margin >= RIGHT;
    }
}

static void drop_margins(Page *page) {
    for (size_t i = 0, to; i < page->lines.n; i = to) {
        for (to = i + 1; to < page->lines.n && !page->lines.p[to].page_start;) to++;
        drop_margin(page, i, to);
    }
}

/* Eight bytes none of which is a control character. */
static bool eight_plain(const char *p) {
    uint64_t eight;
    memcpy(&eight, p, sizeof eight);
    return !((eight - 0x2020202020202020u) & ~eight & 0x8080808080808080u);
}

static size_t count_controls(const Str *s) {
    size_t odd = 0;
    for (size_t i = 0; i < s->n; i++) {
        while (s->n - i > 8 && eight_plain(s->p + i)) i += 8;
        unsigned char c = (unsigned char)s->p[i];
        odd += c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    }
    return odd;
}

/* Characters that no text has: controls but for tab and line ends, and code
 * points that are none. They would be refused by YAML and by browsers. */
static bool is_stray(uint32_t cp) {
    if (cp < 0x20) return cp != '\n' && cp != '\r' && cp != '\t' && cp != '\f';
    return (cp >= 0x7F && cp < 0xA0) || (cp & 0xFFFE) == 0xFFFE;
}

static bool has_pair(View v, unsigned char first, unsigned char low, unsigned char high) {
    const char *end = v.p + v.n;
    for (const char *at = v.p; at < end && (at = memchr(at, first, (size_t)(end - at))); at++)
        if (at + 1 < end && (unsigned char)at[1] >= low && (unsigned char)at[1] <= high) return true;
    return false;
}

/* `odd`: how many controls below 0x20 it has. Of a code point that is none the
 * last bytes are BF BE or BF BF. */
static bool may_have_stray(View v, size_t odd) {
    return odd || (v.n && memchr(v.p, 0x7F, v.n)) || has_pair(v, 0xC2, 0x80, 0x9F) || has_pair(v, 0xBF, 0xBE, 0xBF);
}

/* Says which characters of each line were lost: undecodable ones, which stand
 * as U+FFFD, and stray ones, which are left out. */
static void tell_damage(Page *page, bool bad) {
    size_t number = 0;
    for (View rest = str_view(&page->utf8), line; view_line(&rest, &line);) {
        size_t broken = 0, strays = 0, column = 0, first = 0;
        number++;
        for (View v = line; v.n;) {
            uint32_t cp = utf8_next(&v);
            column++;
            bool is_bad = bad && cp == 0xFFFD, stray = is_stray(cp);
            broken += is_bad;
            strays += stray;
            if ((is_bad || stray) && !first) first = column;
        }
        Where at = where(page->shown, number, first);
        if (broken)
            diag(page->diag, M_IMPORT_BAD_BYTES, at,
                 DARGS(charset_name(page->charset), arena_printf(&page->arena, "%zu", broken)));
        if (strays) diag(page->diag, M_IMPORT_STRAY, at, DARGS(arena_printf(&page->arena, "%zu", strays)));
    }
}

static void drop_strays(Page *page) {
    Str clean = STR_INIT;
    str_reserve(&clean, page->utf8.n);
    for (View v = str_view(&page->utf8); v.n;) {
        View start = v;
        if (!is_stray(utf8_next(&v))) str_add(&clean, start.p, start.n - v.n);
    }
    str_release(&page->utf8);
    page->utf8 = clean;
}

bool page_lines(Page *page, View bytes) {
    size_t bad = 0, bad_at = 0;
    sha256_hex(bytes, page->sha256);
    text_decode(bytes, charset_named(page->known.charset), &page->utf8, &page->charset, &bad, &bad_at);
    const size_t controls = count_controls(&page->utf8), odd = bad + controls;
    if (odd > 16 && odd > page->utf8.n / 50) {
        diag(page->diag, M_IMPORT_NOT_TEXT, where(page->shown, 0, 0), NULL);
        return false;
    }
    bool stray = may_have_stray(str_view(&page->utf8), controls);
    if (bad || stray) tell_damage(page, bad > 0);
    if (stray) drop_strays(page);
    split_lines(page, str_view(&page->utf8));
    drop_margins(page);
    return true;
}
