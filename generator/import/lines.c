/* Bytes to numbered lines. A line ends with \n alone, so that its number is
 * the one that everybody counts; a document without any \n but with \r is
 * cut at those. */
#include "import/page.h"

void page_init(Page *page, Diag *d, const char *path) {
    *page = (Page){.diag = d, .path = path, .utf8 = STR_INIT, .seams = seams_new()};
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
    seams_free(page->seams);
    str_release(&page->utf8);
    arena_release(&page->arena);
}

bool cp_is_blank(uint32_t cp) { return cp < 0x20 || cp == 0x7F || cp_is_space(cp); }

uint32_t count_chars(View v) {
    size_t n = 0;
    for (size_t i = 0; i < v.n; i++) n += ((unsigned char)v.p[i] & 0xC0) != 0x80;
    return n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
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

/* OCR that writes Markdown marks headings and sets bold: "## ", "**…**". */
static View without_marks(Arena *a, View v, uint8_t *level) {
    size_t k = 0;
    while (k < v.n && v.p[k] == '#') k++;
    *level = 0;
    if (k > 0 && k <= 6 && k < v.n && (v.p[k] == ' ' || (unsigned char)v.p[k] >= 0x80)) {
        *level = (uint8_t)k;
        v = trim_blank(view_from(v, k), NULL);
    }
    return without_bold(a, v);
}

static bool take_line(View *rest, char end, View *line) {
    if (!rest->n) return false;
    const char *at = memchr(rest->p, end, rest->n);
    *line = view_to(*rest, at ? (size_t)(at - rest->p) : rest->n);
    *rest = view_from(*rest, line->n + (at != NULL));
    return true;
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
        Line l = {.raw = t, .number = number, .gap = gap, .indented = before >= 2, .page_start = page_start};
        l.text = without_marks(&page->arena, t, &l.level);
        if (!l.text.n) l.text = t;
        l.chars = count_chars(l.text);
        vec_push(&page->lines, l);
        gap = 0;
        page_start = false;
    }
}

static bool looks_binary(const Str *s, size_t bad) {
    size_t odd = bad;
    for (size_t i = 0; i < s->n; i++) {
        unsigned char c = (unsigned char)s->p[i];
        odd += c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    }
    return odd > 16 && odd > s->n / 50;
}

bool page_lines(Page *page, View bytes) {
    size_t bad = 0, bad_at = 0;
    sha256_hex(bytes, page->sha256);
    text_decode(bytes, charset_named(page->known.charset), &page->utf8, &page->charset, &bad, &bad_at);
    if (looks_binary(&page->utf8, bad)) {
        diag(page->diag, M_IMPORT_NOT_TEXT, where(page->path, 0, 0), DARGS(NULL));
        return false;
    }
    if (bad) {
        size_t line = 1;
        for (size_t i = 0; i < bad_at && i < bytes.n; i++) line += bytes.p[i] == '\n';
        diag(page->diag, M_IMPORT_BAD_BYTES, where(page->path, line, 0),
             DARGS(charset_name(page->charset), arena_printf(&page->arena, "%zu", bad)));
    }
    split_lines(page, str_view(&page->utf8));
    return true;
}
