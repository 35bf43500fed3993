/* The archive as data: records with their text by year, tables for
 * spreadsheets, and the page that lists them. */
#include "site/page.h"

/* Spreadsheets take a file without it for the local charset. */
#define BOM "\xef\xbb\xbf"

static View records_name(Worker *w, uint32_t year) {
    return view_of(arena_printf(&w->arena, "articles-%s.jsonl", year_name(&w->arena, year)));
}

void file_records(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    const Site *s = b->site;
    const YearRun *year = &s->years[i];
    str_clear(&w->page);
    for (uint32_t r = year->from; r < year->to; r++) {
        const Article *article = site_ranked(s, r)->article;
        View body;
        str_clear(&w->file);
        str_clear(&w->plain);
        int err = article_body(&s->archive, article, &w->file, &body);
        if (err) {
            diag_errno(s->diag, M_CANNOT_READ, arena_strdup(&w->arena, article->path), err);
            continue;
        }
        article_text(&w->plain, article, body);
        article_record(&w->page, article, str_view(&w->plain));
        str_addc(&w->page, '\n');
    }
    file_put(b, w, arena_printf(&w->arena, "data/%.*s", VARG(records_name(w, year->year))), str_view(&w->page));
    arena_clear(&w->arena);
}

void file_articles(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    (void)i;
    const Site *s = b->site;
    str_clear(&w->page);
    str_adds(&w->page, BOM);
    csv_add_header(&w->page, article_columns);
    for (size_t r = 0; r < s->n_items; r++) article_csv(&w->page, site_ranked(s, (uint32_t)r)->article);
    file_put(b, w, "data/articles.csv", str_view(&w->page));
}

static const CsvColumn region_columns[] = {
    {"code", "string"},  {"name", "string"},  {"parent", "string"}, {"path", "string"},
    {"roman", "string"}, {"forms", "string"}, {"from", "integer"},  {"to", "integer"},
    {"successors", "string"}, {"articles", "integer"}, {"url", "string"}, {NULL, NULL},
};

static void add_year(Str *out, unsigned year) {
    str_addc(out, ',');
    if (year) str_adduint(out, year);
    str_addc(out, ',');
}

static void add_region(const Site *s, Str *out, uint32_t place) {
    const Place *p = &s->places[place];
    const Region *r = p->region;
    const View cells[] = {r->code, r->name, p->parent == NONE ? (View){0} : s->places[p->parent].region->code, p->trail,
                          r->roman};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) csv_add_cell(out, cells[i]), str_addc(out, ',');
    csv_add_views(out, r->forms, r->n_forms);
    add_year(out, r->from);
    if (r->to) str_adduint(out, r->to);
    str_addc(out, ',');
    csv_add_views(out, r->successors, r->n_successors);
    str_addc(out, ',');
    str_adduint(out, groups_of(&s->place_items, place).n);
    str_addc(out, ',');
    csv_add_cell(out, p->url);
    str_adds(out, "\r\n");
}

void file_regions(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    (void)i;
    str_clear(&w->page);
    str_adds(&w->page, BOM);
    csv_add_header(&w->page, region_columns);
    for (size_t p = 0; p < b->site->n_places; p++) add_region(b->site, &w->page, (uint32_t)p);
    file_put(b, w, "data/regions.csv", str_view(&w->page));
}

/* --- Frictionless data package (specs.frictionlessdata.io) ---------------------- */

static void package_text(Json *j, const char *key, View v) {
    if (!v.n) return;
    json_key(j, key);
    json_text(j, v);
}

static void package_resource(Json *j, View path, const char *format, const char *type) {
    json_open(j, '{');
    package_text(j, "name", path);
    package_text(j, "path", path);
    package_text(j, "format", view_of(format));
    package_text(j, "mediatype", view_of(type));
    package_text(j, "encoding", V("utf-8"));
}

static void package_table(Json *j, View path, const CsvColumn *columns, const char *key) {
    package_resource(j, path, "csv", "text/csv");
    package_text(j, "profile", V("tabular-data-resource"));
    json_key(j, "schema");
    json_open(j, '{');
    json_key(j, "fields");
    json_open(j, '[');
    for (const CsvColumn *c = columns; c->name; c++) {
        json_open(j, '{');
        package_text(j, "name", view_of(c->name));
        package_text(j, "type", view_of(c->type));
        json_close(j, '}');
    }
    json_close(j, ']');
    package_text(j, "primaryKey", view_of(key));
    json_close(j, '}');
    json_close(j, '}');
}

void file_package(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    (void)i;
    const SiteConfig *c = &b->site->archive.config;
    str_clear(&w->page);
    Json j = json_to(&w->page);
    json_open(&j, '{');
    package_text(&j, "profile", V("data-package"));
    package_text(&j, "name", view_of(arena_printf(&w->arena, "fangzhi-%016jx", (uintmax_t)hash_bytes(c->name))));
    package_text(&j, "title", c->name);
    package_text(&j, "description", c->description);
    package_text(&j, "homepage", c->base_url);
    package_text(&j, "version", c->edition);
    package_text(&j, "rights", c->rights);
    json_key(&j, "resources");
    json_open(&j, '[');
    package_table(&j, V("articles.csv"), article_columns, "id");
    package_table(&j, V("regions.csv"), region_columns, "code");
    for (size_t k = 0; k < b->site->n_years; k++) {
        package_resource(&j, records_name(w, b->site->years[k].year), "jsonl", "application/x-ndjson");
        json_close(&j, '}');
    }
    package_resource(&j, V("articles.ris"), "ris", "application/x-research-info-systems");
    json_close(&j, '}');
    json_close(&j, ']');
    json_close(&j, '}');
    str_addc(&w->page, '\n');
    file_put(b, w, "data/datapackage.json", str_view(&w->page));
    arena_clear(&w->arena);
}

void page_data(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    const Site *s = b->site;
    Arena *a = &w->arena;
    View url = V("data/index.html");
    Value *data = page_new(b, w, url, NULL, strings_get(&s->strings, "data")), *records = value_list(a);
    for (size_t k = s->n_years; k-- > 0;) {
        View name = records_name(w, s->years[k].year);
        value_push(a, records, link_value(w, name, name, s->years[k].to - s->years[k].from));
    }
    value_set(a, data, "records", records);
    value_set_uint(a, data, "articles", s->n_items);
    value_set_uint(a, data, "regions", s->n_places);
    page_put(b, w, t, data, url);
}
