#include <endian.h>
#include <stdlib.h>

#include "site/site.h"

static void text_field(Json *j, const char *key, View v) {
    json_key(j, key);
    json_text_or_null(j, v);
}

static void list_field(Json *j, const char *key, const View *p, size_t n) {
    json_key(j, key);
    json_open(j, '[');
    for (size_t i = 0; i < n; i++) json_text(j, p[i]);
    json_close(j, ']');
}

static void url_field(Json *j, const Article *article) {
    Str url = STR_INIT;
    url_article(&url, article->id);
    text_field(j, "url", str_view(&url));
    str_release(&url);
}

/* How often a region's forms stand in the text, longest first at each place. */
typedef struct Form {
    View form;
    size_t region;
} Form;

static int by_length(const void *a, const void *b) {
    const Form *x = a, *y = b;
    if (x->form.n != y->form.n) return x->form.n > y->form.n ? -1 : 1;
    return view_cmp(x->form, y->form);
}

/* Most places begin no form: of a Han character the two bytes behind the first
 * say so, each with six bits. Forms shorter than that may begin anywhere. */
typedef struct Begins {
    uint64_t second[64]; /* by the second byte: a bit for each third */
} Begins;

static void begins_add(Begins *b, View form) {
    if (form.n < 3) memset(b, 0xff, sizeof *b);
    else b->second[form.p[1] & 63] |= UINT64_C(1) << (form.p[2] & 63);
}

/* To the next byte that may begin a character: a form never begins elsewhere. */
static size_t character_length(View text, size_t at) {
    size_t n = 1;
    while (at + n < text.n && ((unsigned char)text.p[at + n] & 0xC0) == 0x80) n++;
    return n;
}

/* The next place at or behind `at` that may begin a form. */
static size_t next_begin(const Begins *b, View text, size_t at) {
    for (uint32_t w; text.n - at >= sizeof w;) {
        memcpy(&w, text.p + at, sizeof w);
        w = le32toh(w);
        if (b->second[w >> 8 & 63] >> (w >> 16 & 63) & 1) return at;
        bool three = (w & 0xc0c0f0) == 0x8080e0 && (w >> 24 & 0xc0) != 0x80;
        at += three ? 3 : character_length(text, at);
    }
    return at;
}

static void count_regions(const Article *article, View text, size_t *counts) {
    size_t n = 0;
    for (size_t i = 0; i < article->n_regions; i++) n += article->regions[i].as.n;
    Form *forms = xcalloc(n, sizeof *forms);
    Begins begins = {{0}};
    n = 0;
    for (size_t i = 0; i < article->n_regions; i++)
        for (size_t k = 0; k < article->regions[i].as.n; k++) {
            View form = article->regions[i].as.p[k];
            if (form.n == 0) continue;
            begins_add(&begins, form);
            forms[n++] = (Form){form, i};
        }
    if (n) qsort(forms, n, sizeof *forms, by_length);
    for (size_t at = 0; n && (at = next_begin(&begins, text, at)) < text.n;) {
        size_t k = 0;
        while (k < n && !view_starts(view_from(text, at), forms[k].form)) k++;
        if (k < n) counts[forms[k].region]++;
        at += k < n ? forms[k].form.n : character_length(text, at);
    }
    free(forms);
}

static void regions_field(Json *j, const Article *article, View text) {
    size_t *counts = xcalloc(article->n_regions, sizeof *counts);
    count_regions(article, text, counts);
    json_key(j, "regions");
    json_open(j, '[');
    for (size_t i = 0; i < article->n_regions; i++) {
        json_open(j, '{');
        text_field(j, "code", article->regions[i].code);
        text_field(j, "name", article->regions[i].name);
        json_key(j, "count");
        json_uint(j, counts[i]);
        json_close(j, '}');
    }
    json_close(j, ']');
    free(counts);
}

static void source_field(Json *j, const SourceRef *source) {
    json_open(j, '{');
    text_field(j, "file", source->file);
    json_key(j, "lines");
    json_open(j, '[');
    for (size_t i = 0; i < source->n_lines; i++)
        /* Parts of a line ("135:1-40") count once, as the whole line. */
        if (i == 0 || source->lines[i].line != source->lines[i - 1].line) json_uint(j, source->lines[i].line);
    json_close(j, ']');
    if (source->page.n) text_field(j, "page", source->page);
    json_close(j, '}');
}

static void sources_fields(Json *j, const Article *article) {
    static const SourceRef none;
    json_key(j, "source");
    source_field(j, article->n_sources ? &article->sources[0] : &none);
    json_key(j, "sources");
    json_open(j, '[');
    for (size_t i = 0; i < article->n_sources; i++) source_field(j, &article->sources[i]);
    json_close(j, ']');
}

static void join_end(Json *j, const char *key, View file, uint32_t line) {
    json_key(j, key);
    json_open(j, '{');
    text_field(j, "file", file);
    json_key(j, "line");
    json_uint(j, line);
    json_close(j, '}');
}

/* `joins` are lines of the first document, as `source` has them; `repairs`
 * says of all joins which document either line is of. */
static void joins_field(Json *j, const Article *article) {
    View first = article->n_sources ? article->sources[0].file : (View){0};
    json_key(j, "joins");
    json_open(j, '[');
    for (size_t i = 0; i < article->n_joins; i++) {
        if (article->joins[i].from.n || article->joins[i].file.n) continue;
        json_open(j, '[');
        json_uint(j, article->joins[i].a);
        json_uint(j, article->joins[i].b);
        json_close(j, ']');
    }
    json_close(j, ']');
    json_key(j, "repairs");
    json_open(j, '[');
    for (size_t i = 0; i < article->n_joins; i++) {
        const Join *join = &article->joins[i];
        View from = join->from.n ? join->from : first;
        json_open(j, '{');
        join_end(j, "from", from, join->a);
        join_end(j, "to", join->file.n ? join->file : from, join->b);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void flags_field(Json *j, unsigned flags) {
    json_key(j, "flags");
    json_open(j, '[');
    for (unsigned bit = 1; bit && bit <= flags; bit <<= 1)
        if (flags & bit) json_text(j, view_of(flag_name((ArticleFlag)bit)));
    json_close(j, ']');
}

void article_record(Str *out, const Article *article, View text) {
    Json j = json_to(out);
    json_open(&j, '{');
    text_field(&j, "id", article->id);
    url_field(&j, article);
    text_field(&j, "title", article->title);
    text_field(&j, "kicker", article->kicker);
    text_field(&j, "subtitle", article->subtitle);
    text_field(&j, "column", article->column);
    text_field(&j, "kind", view_of(kind_name(article->kind)));
    list_field(&j, "authors", article->authors.p, article->authors.n);
    text_field(&j, "publication", article->publication);
    text_field(&j, "issued", article->issued);
    text_field(&j, "page", article->page);
    if (article->within.n) list_field(&j, "within", article->within.p, article->within.n);
    text_field(&j, "date", article->date);
    text_field(&j, "date_precision", article->date_precision);
    json_key(&j, "dateline");
    if (article->dateline_place.n) {
        json_open(&j, '{');
        text_field(&j, "place", article->dateline_place);
        text_field(&j, "code", article->dateline_code);
        json_close(&j, '}');
    } else {
        json_null(&j);
    }
    regions_field(&j, article, text);
    list_field(&j, "topics", article->topics.p, article->topics.n);
    sources_fields(&j, article);
    joins_field(&j, article);
    flags_field(&j, article->flags);
    text_field(&j, "lang", article->lang);
    json_key(&j, "text");
    json_text(&j, text);
    json_close(&j, '}');
}

void article_text(Str *out, const Article *article, View body) {
    const View heads[] = {article->kicker, article->title, article->subtitle};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (!heads[i].n) continue;
        str_addv(out, heads[i]);
        str_addc(out, '\n');
    }
    markdown_text(out, body);
}

/* A cell that begins with = + - @ would be a formula in a spreadsheet: an
 * apostrophe makes it text (OWASP, "CSV injection"). */
void csv_add_cell(Str *out, View v) {
    static const bool quoted[256] = {['"'] = true, [','] = true, ['\r'] = true, ['\n'] = true};
    bool formula = v.n && memchr("=+-@\t\r", v.p[0], 6) != NULL, quote = formula;
    for (size_t i = 0; i < v.n && !quote; i++) quote = quoted[(unsigned char)v.p[i]];
    if (!quote) {
        str_addv(out, v);
        return;
    }
    str_adds(out, formula ? "\"'" : "\"");
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] == '"') str_addc(out, '"');
        str_addc(out, v.p[i]);
    }
    str_addc(out, '"');
}

void csv_add_views(Str *out, const View *p, size_t n) {
    Str joined = STR_INIT;
    for (size_t i = 0; i < n; i++) {
        if (i) str_adds(&joined, "; ");
        str_addv(&joined, p[i]);
    }
    csv_add_cell(out, str_view(&joined));
    str_release(&joined);
}

const CsvColumn article_columns[] = {
    {"id", "string"},        {"url", "string"},    {"title", "string"},          {"kicker", "string"},
    {"subtitle", "string"},  {"column", "string"}, {"kind", "string"},           {"authors", "string"},
    {"publication", "string"}, {"issued", "string"}, {"page", "string"},         {"date", "string"},
    {"date_precision", "string"}, {"regions", "string"}, {"topics", "string"},   {"source", "string"},
    {"lines", "string"},     {NULL, NULL},
};

void csv_add_header(Str *out, const CsvColumn *columns) {
    for (const CsvColumn *c = columns; c->name; c++) {
        if (c != columns) str_addc(out, ',');
        str_adds(out, c->name);
    }
    str_adds(out, "\r\n");
}

void article_csv(Str *out, const Article *article) {
    static const SourceRef none;
    const SourceRef *source = article->n_sources ? &article->sources[0] : &none;
    Str url = STR_INIT, names = STR_INIT, lines = STR_INIT;
    url_article(&url, article->id);
    for (size_t i = 0; i < article->n_regions; i++) {
        if (i) str_adds(&names, "; ");
        str_addv(&names, article->regions[i].name);
        if (article->regions[i].code.n) str_addf(&names, " %.*s", VARG(article->regions[i].code));
    }
    if (source->n_lines) {
        str_adduint(&lines, source->lines[0].line);
        str_adds(&lines, "\u2013");
        str_adduint(&lines, source->lines[source->n_lines - 1].line);
    }
    const View cells[] = {article->id,     str_view(&url),  article->title, article->kicker,
                          article->subtitle, article->column, view_of(kind_name(article->kind))};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) csv_add_cell(out, cells[i]), str_addc(out, ',');
    csv_add_views(out, article->authors.p, article->authors.n);
    const View more[] = {article->publication, article->issued,        article->page,
                         article->date,        article->date_precision, str_view(&names)};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) str_addc(out, ','), csv_add_cell(out, more[i]);
    str_addc(out, ',');
    csv_add_views(out, article->topics.p, article->topics.n);
    str_addc(out, ',');
    csv_add_cell(out, source->file);
    str_addc(out, ',');
    csv_add_cell(out, str_view(&lines));
    str_adds(out, "\r\n");
    str_release(&url);
    str_release(&names);
    str_release(&lines);
}
