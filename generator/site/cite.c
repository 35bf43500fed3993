#include "site/cite.h"

/* A yearbook that covers 2019-2020 is cited by the first of them. */
View cite_issue_date(const Article *a) {
    if (a->issued.n) return a->issued;
    return a->covers.n ? view_to(a->covers, sizeof "2019" - 1) : a->date;
}

static bool in_book(const Site *s, const Item *item) {
    const Publication *p = item->publication == NONE ? NULL : s->titles[item->publication].config;
    if (p && p->kind.n) return !view_is(p->kind, "newspaper");
    return item->article->kind == KIND_YEARBOOK_SECTION || item->article->covers.n;
}

View cite_page_name(const Builder *b, Worker *w, const Item *item, View page) {
    return strings_format(&b->site->strings, &w->arena, in_book(b->site, item) ? "page_of_book" : "page_n", &page, 1);
}

/* What no field of a citation has a place for. */
static View note_of(const Builder *b, Worker *w, const Article *article) {
    const Strings *s = &b->site->strings;
    View edition = b->site->archive.config.edition;
    Str note = STR_INIT;
    /* A year beside a day of that year says nothing. */
    if (article->date.n && !view_starts(cite_issue_date(article), article->date))
        str_addv(&note, strings_format(s, &w->arena, "cite_own_date", &article->date, 1));
    if (edition.n) {
        if (note.n) str_addv(&note, strings_get(s, "cite_separator"));
        str_addf(&note, "%.*s %.*s", VARG(strings_get(s, "edition")), VARG(edition));
    }
    View kept = arena_view(&w->arena, str_view(&note));
    str_release(&note);
    return kept;
}

/* 水　利: a wide space fills a line of print; BibTeX and its readers know only
 * the plain one, and all forms of a citation are to say the same. */
static View plain_spaces(Arena *a, View v) {
    const View wide = V("\u3000");
    if (view_find(v, wide, 0) == SIZE_MAX) return v;
    Str s = STR_INIT;
    for (size_t at; (at = view_find(v, wide, 0)) != SIZE_MAX; v = view_from(v, at + wide.n)) {
        str_addv(&s, view_to(v, at));
        str_addc(&s, ' ');
    }
    str_addv(&s, v);
    View kept = arena_view(a, str_view(&s));
    str_release(&s);
    return kept;
}

Citation cite_item(const Builder *b, Worker *w, const Item *item) {
    const Site *s = b->site;
    const Article *article = item->article;
    const Publication *p = item->publication == NONE ? NULL : s->titles[item->publication].config;
    return (Citation){
        .id = article->id,
        .title = plain_spaces(&w->arena, item->title),
        .authors = article->authors.p,
        .n_authors = article->authors.n,
        .in_book = in_book(s, item),
        .publication = item->publication == NONE ? (View){0} : s->titles[item->publication].name,
        .place = p ? p->place : (View){0},
        .issn = p ? p->issn : (View){0},
        .issued = cite_issue_date(article),
        .issue_number = article->issue_number,
        .page = article->page,
        .lang = article->lang.n ? article->lang : s->archive.config.language,
        .url = s->archive.config.base_url.n ? public_url(b, w, item->url) : (View){0},
        .archive = s->archive.config.name,
        .note = note_of(b, w, article),
    };
}

/* `c`: the item's. */
static void add_record(const Builder *b, Worker *w, Str *out, const Item *item, const Citation *c) {
    Made *made = &b->records[item - b->site->items];
    size_t start = out->n;
    if (atomic_load(made)) {
        str_addv(out, *atomic_load(made));
        return;
    }
    citation_ris(out, c);
    made_keep(w, made, view_from(str_view(out), start));
}

void cite_ris(const Builder *b, Worker *w, Str *out, const Item *item) {
    const View *made = atomic_load(&b->records[item - b->site->items]);
    if (made) {
        str_addv(out, *made);
        return;
    }
    const Citation c = cite_item(b, w, item);
    add_record(b, w, out, item, &c);
}

/* --- for programs, in the page's head ---------------------------------------------- */

static void ld_text(Json *j, const char *key, View v) {
    if (!v.n) return;
    json_key(j, key);
    json_text(j, v);
}

static void ld_typed(Json *j, const char *key, const char *type) {
    if (key) json_key(j, key);
    json_open(j, '{');
    ld_text(j, "@type", view_of(type));
}

/* The paper or book, with the issue between where there is one. */
static void ld_part_of(Json *j, const Citation *c) {
    if (!c->publication.n) return;
    if (c->in_book) {
        ld_typed(j, "isPartOf", "Book");
    } else {
        ld_typed(j, "isPartOf", "PublicationIssue");
        ld_text(j, "issueNumber", c->issue_number);
        ld_text(j, "datePublished", c->issued);
        ld_typed(j, "isPartOf", "Newspaper");
        ld_text(j, "issn", c->issn);
    }
    ld_text(j, "name", c->publication);
    json_close(j, '}');
    if (!c->in_book) json_close(j, '}');
}

static void ld_places(const Builder *b, Json *j, const Item *item) {
    enum { MOST = 12 };
    Span of = groups_of(&b->site->item_places, (size_t)(item - b->site->items));
    if (!of.n) return;
    json_key(j, "spatialCoverage");
    json_open(j, '[');
    for (size_t i = 0; i < of.n && i < MOST; i++) {
        ld_typed(j, NULL, "Place");
        ld_text(j, "name", b->site->places[of.p[i]].region->name);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void ld_keywords(const Builder *b, Json *j, const Item *item) {
    Span of = groups_of(&b->site->item_subjects, (size_t)(item - b->site->items));
    if (!of.n) return;
    json_key(j, "keywords");
    json_open(j, '[');
    for (size_t i = 0; i < of.n; i++) json_text(j, b->site->subjects[of.p[i]].name);
    json_close(j, ']');
}

/* schema.org; base/json.h writes it fit for a script element. */
static View json_ld(const Builder *b, Worker *w, const Citation *c, const Item *item) {
    str_clear(&w->html);
    Json j = json_to(&w->html);
    json_open(&j, '{');
    ld_text(&j, "@context", V("https://schema.org"));
    ld_text(&j, "@type", c->in_book ? V("Chapter") : V("NewsArticle"));
    ld_text(&j, "identifier", c->id);
    ld_text(&j, "url", c->url);
    ld_text(&j, c->in_book ? "name" : "headline", c->title);
    if (c->n_authors) {
        json_key(&j, "author");
        json_open(&j, '[');
        for (size_t i = 0; i < c->n_authors; i++) {
            ld_typed(&j, NULL, "Person");
            ld_text(&j, "name", c->authors[i]);
            json_close(&j, '}');
        }
        json_close(&j, ']');
    }
    ld_text(&j, "datePublished", c->issued);
    ld_text(&j, "dateCreated", item->article->date);
    ld_text(&j, "dateModified", item->article->lastmod);
    ld_text(&j, "pageStart", c->page);
    ld_text(&j, "inLanguage", c->lang);
    ld_text(&j, "version", b->site->archive.config.edition);
    ld_part_of(&j, c);
    ld_places(b, &j, item);
    ld_keywords(b, &j, item);
    json_close(&j, '}');
    return arena_view(&w->arena, str_view(&w->html));
}

/* Highwire's names for dates have slashes. */
static View slashed(Worker *w, View date) {
    char *p = arena_strdup(&w->arena, date);
    for (size_t i = 0; i < date.n; i++)
        if (p[i] == '-') p[i] = '/';
    return view(p, date.n);
}

/* What Zotero reads: a journal's title would make it a journal's article, so
 * a paper is named by og:site_name and DC.type tells the kind. */
static Value *meta(const Builder *b, Worker *w, const Citation *c, const Item *item) {
    Arena *a = &w->arena;
    Value *m = value_map(a), *authors = value_list(a);
    value_set(a, m, "title", value_text(a, c->title));
    for (size_t i = 0; i < c->n_authors; i++) value_push(a, authors, value_text(a, c->authors[i]));
    value_set(a, m, "authors", authors);
    value_set(a, m, "date", value_text(a, slashed(w, c->issued)));
    value_set(a, m, "iso", value_text(a, c->issued));
    value_set(a, m, "first_page", value_text(a, citation_first_page(c->page)));
    value_set(a, m, "issue", value_text(a, c->issue_number));
    value_set(a, m, "issn", value_text(a, c->issn));
    value_set(a, m, "cite_lang", value_text(a, c->lang));
    value_set(a, m, "publication", value_text(a, c->publication));
    value_set_bool(a, m, "in_book", c->in_book);
    value_set_html(a, m, "json_ld", json_ld(b, w, c, item));
    return m;
}

/* As addresses have it. */
static void add_escaped(Str *out, View v) {
    for (size_t i = 0; i < v.n; i++) {
        unsigned char c = (unsigned char)v.p[i];
        bool plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || memchr("-._~", c, 4);
        str_addf(out, plain ? "%c" : "%%%02X", (unsigned)c);
    }
}

/* A letter to the house with id and edition filled in; elsewhere the address
 * that the house gave. */
static View report_href(const Builder *b, Worker *w, const Article *article) {
    const SiteConfig *c = &b->site->archive.config;
    bool web = view_starts(c->contact, V("https://")) || view_starts(c->contact, V("http://"));
    View address = mail_address_in(c->contact);
    if (web || !address.n) return web ? c->contact : (View){0};
    str_clear(&w->html);
    str_addf(&w->html, "mailto:%.*s?subject=%.*s", VARG(address), VARG(article->id));
    if (c->edition.n) add_escaped(&w->html, V(" "));
    add_escaped(&w->html, c->edition);
    return arena_view(&w->arena, str_view(&w->html));
}

void article_cite(const Builder *b, Worker *w, Value *data, Value *article, const Item *item) {
    Arena *a = &w->arena;
    const Citation c = cite_item(b, w, item);
    Value *cite = value_map(a), *formats = value_list(a);
    for (size_t i = 0; i < citation_formats_n; i++) {
        Value *format = value_map(a);
        str_clear(&w->html);
        if (citation_formats[i].add == citation_ris) add_record(b, w, &w->html, item, &c);
        else citation_formats[i].add(&w->html, &c);
        value_set_text(a, format, "name", view_of(citation_formats[i].name));
        value_set_text(a, format, "text", arena_view(a, view_trim(str_view(&w->html))));
        value_push(a, formats, format);
    }
    value_set(a, cite, "formats", formats);
    value_set_text(a, cite, "note", c.note);
    value_set_text(a, cite, "url", c.url);
    value_set(a, article, "cite", cite);
    value_set_text(a, article, "report", report_href(b, w, item->article));
    value_set(a, data, "meta", meta(b, w, &c, item));
}
