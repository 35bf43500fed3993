#include "site/citation.h"

const CitationFormat citation_formats[] = {
    {"GB/T 7714", citation_gbt7714},
    {"RIS", citation_ris},
    {"BibTeX", citation_bibtex},
    {"CSL-JSON", citation_csl_json},
};
const size_t citation_formats_n = sizeof citation_formats / sizeof *citation_formats;

/* --- parts that all forms need ------------------------------------------------- */

static bool is_control(char c) { return (unsigned char)c < ' ' || c == 0x7f; }

/* Where the next control character stands from i on; in Chinese text eight
 * bytes without one are the rule. */
static size_t plain_end(View v, size_t i) {
    static const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    for (uint64_t w; v.n - i >= sizeof w; i += sizeof w) {
        memcpy(&w, v.p + i, sizeof w);
        uint64_t del = w ^ ones * 0x7f; /* a byte is 0 where it was DEL */
        if ((((w - ones * ' ') & ~w) | ((del - ones) & ~del)) & high) break;
    }
    while (i < v.n && !is_control(v.p[i])) i++;
    return i;
}

/* Line ends end a field in every form, and control characters belong in none:
 * each run of them is one space. `add` writes what lies between. */
static void add_one_line(Str *out, View v, void (*add)(Str *, View)) {
    bool space = false;
    v = view_trim(v);
    for (size_t i = 0; i < v.n;) {
        size_t from = i;
        i = plain_end(v, i);
        if (i > from) {
            if (space) str_addc(out, ' ');
            add(out, view(v.p + from, i - from));
            space = true;
        }
        while (i < v.n && is_control(v.p[i])) i++;
    }
}

static void add_plain(Str *out, View v) { add_one_line(out, v, str_addv); }

/* The parts of a date; how many there are, 0 for what is no date. */
static size_t date_parts(View date, unsigned parts[3]) {
    size_t n = 0;
    uint64_t number;
    View part;
    while (n < 3 && date.n && view_split(&date, '-', &part)) {
        if (!view_uint(part, 9999, &number)) break;
        parts[n++] = (unsigned)number;
    }
    return n;
}

static bool is_chinese(const Citation *c) {
    return !c->lang.n || view_starts(c->lang, V("zh")) || view_starts(c->lang, V("bo"));
}

/* 81-83: its two ends. */
static bool page_range(View page, View *first, View *last) {
    uint64_t ignored;
    size_t dash = view_find(page, V("-"), 0);
    if (dash == SIZE_MAX) return false;
    *first = view_to(page, dash);
    *last = view_from(page, dash + 1);
    return view_uint(*first, UINT32_MAX, &ignored) && view_uint(*last, UINT32_MAX, &ignored);
}

View citation_first_page(View page) {
    size_t n = 0;
    while (n < page.n && page.p[n] != ',' && (page.p[n] != '-' || n == 0)) n++;
    return view_to(page, n);
}

/* --- GB/T 7714-2015 -------------------------------------------------------------- */

/* Of more than three authors the first three are named (8.1.2). */
static void add_authors(Str *out, const Citation *c) {
    enum { NAMED = 3 };
    for (size_t i = 0; i < c->n_authors && i < NAMED; i++) {
        if (i) str_adds(out, ", ");
        add_plain(out, c->authors[i]);
    }
    if (c->n_authors > NAMED) str_adds(out, is_chinese(c) ? ", 等" : ", et al");
    if (c->n_authors) str_adds(out, ". ");
}

/* What is not known is left out with the mark before it. */
static void add_part(Str *out, size_t start, const char *between, View part) {
    if (part.n && out->n > start) str_adds(out, between);
    add_plain(out, part);
}

/* Book. place, year: pages. Paper, date(page). */
static void add_imprint(Str *out, const Citation *c) {
    size_t start = out->n;
    add_part(out, start, "", c->publication);
    if (c->in_book) add_part(out, start, ". ", c->place);
    add_part(out, start, c->in_book && !c->place.n ? ". " : ", ", c->issued);
    if (c->in_book) {
        add_part(out, start, ": ", c->page);
    } else if (c->page.n) {
        str_addc(out, '(');
        add_plain(out, c->page);
        str_addc(out, ')');
    }
    if (out->n > start) str_adds(out, ". ");
}

/* A part of a book is [M], an article in a paper [N]; /OL says that it was
 * read here. */
void citation_gbt7714(Str *out, const Citation *c) {
    add_authors(out, c);
    add_plain(out, c->title);
    str_adds(out, c->in_book ? "[M" : "[N");
    if (c->url.n) str_adds(out, "/OL");
    str_adds(out, c->in_book && c->publication.n ? "]//" : "]. ");
    add_imprint(out, c);
    if (c->url.n) {
        add_plain(out, c->url);
        str_adds(out, ". ");
    }
    add_plain(out, c->archive);
    str_adds(out, ": ");
    add_plain(out, c->id);
    add_part(out, 0, ". ", c->note);
    str_adds(out, ".\n");
}

/* --- RIS --------------------------------------------------------------------------- */

static void ris_field(Str *out, const char *tag, View v) {
    if (!v.n) return;
    str_adds(out, tag);
    str_adds(out, "  - ");
    add_plain(out, v);
    str_adds(out, "\r\n");
}

/* YYYY/MM/DD/, parts that are not known left empty. */
static void ris_date(Str *out, View date) {
    unsigned part[3];
    size_t n = date_parts(date, part);
    if (!n) return;
    str_adds(out, "Y1  - ");
    str_addpadded(out, part[0], 4);
    str_addc(out, '/');
    for (size_t i = 1; i < 3; i++) {
        if (i < n) str_addpadded(out, part[i], 2);
        str_addc(out, '/');
    }
    str_adds(out, "\r\n");
}

static void ris_note(Str *out, const Citation *c) {
    str_adds(out, "N1  - ");
    add_plain(out, c->archive);
    str_adds(out, ": ");
    add_plain(out, c->id);
    if (c->note.n) str_adds(out, "; ");
    add_plain(out, c->note);
    str_adds(out, "\r\n");
}

/* Only tags of the first version of the format, which all programs read: in
 * the second a paper's author is a reporter and its date only a year. */
void citation_ris(Str *out, const Citation *c) {
    str_adds(out, c->in_book ? "TY  - CHAP\r\n" : "TY  - NEWS\r\n");
    ris_field(out, "ID", c->id);
    for (size_t i = 0; i < c->n_authors; i++) ris_field(out, "A1", c->authors[i]);
    ris_field(out, "TI", c->title);
    ris_field(out, "T2", c->publication);
    ris_date(out, c->issued);
    ris_field(out, "IS", c->issue_number);
    View first = c->page, last = {0};
    if (!page_range(c->page, &first, &last)) first = c->page, last = (View){0};
    ris_field(out, "SP", first);
    ris_field(out, "EP", last);
    ris_field(out, "CY", c->place);
    ris_field(out, "SN", c->issn);
    ris_field(out, "UR", c->url);
    ris_note(out, c);
    str_adds(out, "ER  - \r\n\r\n");
}

/* --- BibTeX -------------------------------------------------------------------------- */

/* What TeX reads as more than a character. Braces are written as commands: a
 * lone one, even behind a backslash, would end the field too early or late. */
static void tex_escape(Str *out, View v) {
    static const struct {
        char c;
        const char *tex;
    } table[] = {
        {'\\', "\\textbackslash{}"}, {'{', "\\textbraceleft{}"}, {'}', "\\textbraceright{}"}, {'%', "\\%"},
        {'&', "\\&"},                {'$', "\\$"},               {'#', "\\#"},                {'_', "\\_"},
        {'^', "\\textasciicircum{}"}, {'~', "\\textasciitilde{}"},
    };
    size_t from = 0;
    for (size_t i = 0; i < v.n; i++) {
        const char *tex = NULL;
        if ((unsigned char)v.p[i] & 0x80) continue;
        for (size_t k = 0; k < sizeof table / sizeof *table && !tex; k++)
            if (table[k].c == v.p[i]) tex = table[k].tex;
        if (!tex) continue;
        str_add(out, v.p + from, i - from);
        str_adds(out, tex);
        from = i + 1;
    }
    str_addv(out, view_from(v, from));
}

static void bib_field(Str *out, const char *key, View v) {
    if (!v.n) return;
    str_adds(out, ",\n  ");
    str_adds(out, key);
    str_adds(out, " = {");
    add_one_line(out, v, tex_escape);
    str_addc(out, '}');
}

/* A range has an en dash, which TeX writes as two hyphens. */
static void bib_pages(Str *out, View page) {
    View first, last;
    if (page_range(page, &first, &last)) str_addf(out, ",\n  pages = {%.*s--%.*s}", VARG(first), VARG(last));
    else bib_field(out, "pages", page);
}

/* A name in braces of its own is whole: no family name is looked for. */
static void bib_authors(Str *out, const Citation *c) {
    if (!c->n_authors) return;
    str_adds(out, ",\n  author = {");
    for (size_t i = 0; i < c->n_authors; i++) {
        str_adds(out, i ? " and {" : "{");
        add_one_line(out, c->authors[i], tex_escape);
        str_addc(out, '}');
    }
    str_addc(out, '}');
}

/* An address is verbatim in biblatex; what would end the field is escaped as addresses have it. */
static void bib_url(Str *out, View url) {
    if (!url.n) return;
    str_adds(out, ",\n  url = {");
    for (size_t i = 0; i < url.n; i++) {
        if (memchr("{}\\", url.p[i], 3))
            str_addf(out, "%%%02X", (unsigned)url.p[i]);
        else if ((unsigned char)url.p[i] > ' ')
            str_addc(out, url.p[i]);
    }
    str_addc(out, '}');
}

void citation_bibtex(Str *out, const Citation *c) {
    unsigned part[3];
    str_adds(out, c->in_book ? "@incollection{" : "@article{");
    add_plain(out, c->id);
    bib_authors(out, c);
    bib_field(out, "title", c->title);
    bib_field(out, c->in_book ? "booktitle" : "journal", c->publication);
    bib_field(out, "date", c->issued);
    if (date_parts(c->issued, part)) str_addf(out, ",\n  year = {%04u}", part[0]);
    bib_field(out, "number", c->issue_number);
    bib_pages(out, c->page);
    bib_field(out, "address", c->place);
    bib_field(out, "issn", c->issn);
    if (!c->in_book) str_adds(out, ",\n  entrysubtype = {newspaper}");
    bib_field(out, "langid", is_chinese(c) ? V("chinese") : c->lang);
    bib_url(out, c->url);
    bib_field(out, "note", c->note);
    str_adds(out, "\n}\n");
}

/* --- CSL-JSON -------------------------------------------------------------------------- */

static void csl_field(Json *j, const char *key, View v) {
    if (!v.n) return;
    json_key(j, key);
    v = view_trim(v);
    if (plain_end(v, 0) == v.n) {
        json_text(j, v);
        return;
    }
    Str one_line = STR_INIT;
    add_plain(&one_line, v);
    json_text(j, str_view(&one_line));
    str_release(&one_line);
}

static void csl_date(Json *j, View date) {
    unsigned part[3];
    size_t n = date_parts(date, part);
    if (!n) return;
    json_key(j, "issued");
    json_open(j, '{');
    json_key(j, "date-parts");
    json_open(j, '[');
    json_open(j, '[');
    for (size_t i = 0; i < n; i++) json_uint(j, part[i]);
    json_close(j, ']');
    json_close(j, ']');
    json_close(j, '}');
}

static void csl_authors(Json *j, const Citation *c) {
    if (!c->n_authors) return;
    json_key(j, "author");
    json_open(j, '[');
    for (size_t i = 0; i < c->n_authors; i++) {
        json_open(j, '{');
        csl_field(j, "literal", c->authors[i]);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void citation_csl_json(Str *out, const Citation *c) {
    Json j = json_to(out);
    json_open(&j, '[');
    json_open(&j, '{');
    csl_field(&j, "id", c->id);
    csl_field(&j, "type", c->in_book ? V("chapter") : V("article-newspaper"));
    csl_field(&j, "title", c->title);
    csl_authors(&j, c);
    csl_field(&j, "container-title", c->publication);
    csl_date(&j, c->issued);
    csl_field(&j, c->in_book ? "number" : "issue", c->issue_number);
    csl_field(&j, "page", c->page);
    csl_field(&j, "publisher-place", c->place);
    csl_field(&j, "ISSN", c->issn);
    csl_field(&j, "language", c->lang);
    csl_field(&j, "URL", c->url);
    csl_field(&j, "archive", c->archive);
    csl_field(&j, "archive_location", c->id);
    csl_field(&j, "note", c->note);
    json_close(&j, '}');
    json_close(&j, ']');
    str_addc(out, '\n');
}
