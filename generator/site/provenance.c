#include "site/article.h"
#include "site/cite.h"
#include "site/scans.h"

/* Ranges of lines ("131–139", "142 (1–40)"), each with its place on the
 * source's page. Between two lines of an article one empty line is no gap:
 * OCR leaves them between paragraphs. */
static Value *ranges(Worker *w, View root, const SourceRef *source, const Source *page) {
    Arena *a = &w->arena;
    Value *list = value_list(a);
    for (size_t i = 0; i < source->n_lines;) {
        const LineRef *first = &source->lines[i], *last = first;
        for (i++; i < source->n_lines && !first->from && !source->lines[i].from; last = &source->lines[i++])
            if (source->lines[i].line <= last->line || source->lines[i].line - last->line > 2) break;
        char *words = arena_printf(a, "%u", first->line);
        if (last != first)
            words = arena_printf(a, "%u–%u", first->line, last->line);
        else if (first->from)
            words = arena_printf(a, "%u (%u–%u)", first->line, first->from, first->to);
        View href = page ? source_href(w, root, page, "L", first->line) : (View){0};
        value_push(a, list, link_value(w, view_of(words), href, 0));
    }
    return list;
}

/* Where names are withheld, only the source's page knows whether its scan may be seen. */
static bool may_show_scan(const Site *s, const Source *source) {
    const Redactions *r = &s->archive.redactions;
    return source->scan.n && !r->names.n && !redactions_file(r, source->file);
}

static View scan_href(Worker *w, View root, const Source *source) {
    return scan_is_address(source->scan) ? source->scan : source_href(w, root, source, "scan", 0);
}

/* What is printed on the lines of source i; the article's page is that of the
 * first where the sources say nothing. */
static View printed_page(const Article *article, size_t i) {
    if (article->sources[i].page.n || i > 0) return article->sources[i].page;
    for (size_t k = 1; k < article->n_sources; k++)
        if (article->sources[k].page.n) return (View){0};
    return article->page;
}

static void set_sources(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    const Article *article = item->article;
    Arena *a = &w->arena;
    Value *list = value_list(a);
    for (size_t i = 0; i < article->n_sources; i++) {
        const SourceRef *source = &article->sources[i];
        Value *entry = value_map(a);
        value_set(a, entry, "file", value_text(a, source->file));
        const Source *page = site_source(b->site, source->file);
        value_set(a, entry, "href", value_text(a, page ? source_href(w, root, page, "", 0) : (View){0}));
        View printed = printed_page(article, i);
        if (printed.n) value_set_text(a, entry, "on_page", cite_page_name(b, w, item, printed));
        value_set(a, entry, "ranges", ranges(w, root, source, page));
        if (page && may_show_scan(b->site, page)) value_set(a, entry, "scan", value_text(a, scan_href(w, root, page)));
        value_push(a, list, entry);
    }
    set_list(w, v, "sources", list);
}

/* A line on the page of its source, if there is one. */
static Value *link_line(const Builder *b, Worker *w, View root, View file, unsigned line) {
    const Source *source = site_source(b->site, file);
    View number = view_of(arena_printf(&w->arena, "%u", line));
    return link_value(w, number, source ? source_href(w, root, source, "L", line) : (View){0}, 0);
}

static bool has_line(const SourceRef *source, unsigned line) {
    for (size_t i = 0; i < source->n_lines; i++)
        if (source->lines[i].line == line) return true;
    return false;
}

/* The document whose line a breaks off: the one named for it, or the first that has it. */
static View file_of_join(const Article *article, const Join *join) {
    if (join->from.n) return join->from;
    for (size_t i = 0; i < article->n_sources; i++)
        if (has_line(&article->sources[i], join->a)) return article->sources[i].file;
    return article->n_sources ? article->sources[0].file : (View){0};
}

/* What was mended, and the lines as they stand in the source. */
static void set_repairs(const Builder *b, Worker *w, Value *v, View root, const Article *article) {
    Arena *a = &w->arena;
    Value *list = value_list(a);
    for (size_t i = 0; i < article->n_joins; i++) {
        const Join *join = &article->joins[i];
        const View args[] = {view_of(arena_printf(a, "%u", join->a)), view_of(arena_printf(a, "%u", join->b)),
                             join->file};
        View file = file_of_join(article, join);
        Value *repair = value_map(a), *lines = value_list(a);
        value_push(a, lines, link_line(b, w, root, file, join->a));
        value_push(a, lines, link_line(b, w, root, join->file.n ? join->file : file, join->b));
        const char *key = join->file.n ? "joined_across" : "joined";
        value_set(a, repair, "text", value_text(a, strings_format(&b->site->strings, a, key, args, 3)));
        if (site_source(b->site, file)) value_set(a, repair, "lines", lines);
        value_push(a, list, repair);
    }
    set_list(w, v, "repairs", list);
}

static void set_flags(const Builder *b, Worker *w, Value *v, const Article *article) {
    Arena *a = &w->arena;
    Value *list = value_list(a);
    for (unsigned bit = 1; bit && bit <= article->flags; bit <<= 1) {
        if (!(article->flags & bit)) continue;
        char *key = arena_printf(a, "flag_%s", flag_name((ArticleFlag)bit));
        value_push(a, list, value_text(a, strings_get(&b->site->strings, key)));
    }
    set_list(w, v, "flags", list);
}

View field_name(const Builder *b, Worker *w, View field) {
    char *key = arena_printf(&w->arena, "field_%.*s", VARG(field));
    return strings_has(&b->site->strings, key) ? strings_get(&b->site->strings, key) : field;
}

/* "likely (88 %)" */
static View how_sure(const Builder *b, Worker *w, unsigned percent) {
    static const struct Degree {
        unsigned from;
        const char *key;
    } degrees[] = {{95, "sure_very"}, {80, "sure_likely"}, {60, "sure_rather"}, {0, "sure_doubtful"}};
    size_t i = 0;
    while (percent < degrees[i].from) i++;
    const View number = view_of(arena_printf(&w->arena, "%u", percent));
    return strings_format(&b->site->strings, &w->arena, degrees[i].key, &number, 1);
}

static View evidence_for(const Article *article, View field) {
    for (size_t i = 0; i < article->n_evidence; i++)
        if (view_eq(article->evidence[i].field, field)) return article->evidence[i].text;
    return (View){0};
}

/* What import says of a date, in the language of the site: the front matter
 * keeps it in English. Anything else, as a person may write it, stays. */
static View why_in_words(const Builder *b, Worker *w, View field, View why) {
    static const struct Reason {
        const char *begins, *key; /* {1} is what follows, up to a blank */
    } reasons[] = {
        {"year from the path", "why_path"},
        {"year from the sidecar", "why_sidecar"},
        {"year from the sources.csv", "why_sheet"},
        {"year from a dateline", "why_dateline"},
        {"year from a signature", "why_signature"},
        {"year from line ", "why_line"},
        {"year from another page ", "why_other_page"},
        {"signature", "why_signed"},
        {"year of the heading in line ", "why_heading"},
        {"year is the last that is told of, first in line ", "why_last"},
        {"year named most often, first in line ", "why_often"},
        {"year named as the present one, first in line ", "why_present"},
    };
    View listed = V("contents, line ");
    if (view_is(field, "title") && view_starts(why, listed)) {
        View line, rest = view_from(why, listed.n);
        view_split(&rest, ' ', &line);
        const View where[] = {line, view_starts(rest, V("of ")) ? view_from(rest, 3) : rest};
        return strings_format(&b->site->strings, &w->arena, "why_contents", where, 2);
    }
    const View line_at = V(", line ");
    const size_t at_line = view_is(field, "issued") ? view_find(why, line_at, 0) : SIZE_MAX;
    if (at_line != SIZE_MAX && view_find(why, line_at, at_line + 1) == SIZE_MAX) {
        const View printed[] = {view_to(why, at_line), view_from(why, at_line + line_at.n)};
        return strings_format(&b->site->strings, &w->arena, "why_printed", printed, 2);
    }
    size_t cut = SIZE_MAX; /* before how sure that is */
    for (size_t at = view_find(why, V(", "), 0); at != SIZE_MAX; at = view_find(why, V(", "), at + 1)) cut = at;
    View said = view_to(why, cut == SIZE_MAX ? why.n : cut);
    for (size_t i = 0; view_is(field, "date") && i < sizeof reasons / sizeof *reasons; i++) {
        if (!view_starts(said, view_of(reasons[i].begins))) continue;
        View rest = view_from(said, strlen(reasons[i].begins)), what = {0};
        bool takes = view_ends(view_of(reasons[i].begins), V(" "));
        if (takes != (rest.n > 0)) continue;
        if (takes) view_split(&rest, ' ', &what);
        if (view_starts(what, V("(")) && view_ends(what, V(")"))) what = view(what.p + 1, what.n - 2);
        View words = strings_format(&b->site->strings, &w->arena, reasons[i].key, &what, 1);
        return cut == SIZE_MAX ? words
                               : view_of(arena_printf(&w->arena, "%.*s%.*s", VARG(words), VARG(view_from(why, cut))));
    }
    return why;
}

static void push_inferred(const Builder *b, Worker *w, Value *list, View of, View why, unsigned percent) {
    Value *entry = value_map(&w->arena);
    value_set(&w->arena, entry, "field", value_text(&w->arena, field_name(b, w, of)));
    value_set_text(&w->arena, entry, "why", why_in_words(b, w, of, why));
    if (percent) value_set_text(&w->arena, entry, "sure", how_sure(b, w, percent));
    value_push(&w->arena, list, entry);
}

/* What was inferred: how sure that is, and from what. */
static void set_evidence(const Builder *b, Worker *w, Value *v, const Article *article) {
    Value *list = value_list(&w->arena);
    bool known[CONF_COUNT] = {false};
    for (unsigned f = 0; f < CONF_COUNT; f++) {
        View field = view_of(confidence_name((ConfidenceField)f));
        if (!article->confidence[f]) continue;
        known[f] = true;
        push_inferred(b, w, list, field, evidence_for(article, field), article->confidence[f]);
    }
    for (size_t i = 0; i < article->n_evidence; i++) {
        bool told = false;
        for (unsigned f = 0; f < CONF_COUNT; f++)
            told = told || (known[f] && view_is(article->evidence[i].field, confidence_name((ConfidenceField)f)));
        if (!told) push_inferred(b, w, list, article->evidence[i].field, article->evidence[i].text, 0);
    }
    set_list(w, v, "evidence", list);
}

void article_provenance(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    const Article *article = item->article;
    set_sources(b, w, v, root, item);
    set_repairs(b, w, v, root, article);
    set_flags(b, w, v, article);
    set_evidence(b, w, v, article);
    /* A time of day is left out. */
    if (article->lastmod.n >= 10)
        value_set_text(&w->arena, v, "changed",
                       strings_date(&b->site->strings, &w->arena, view_to(article->lastmod, 10)));
    View on = article->reviewed_on.n ? strings_date(&b->site->strings, &w->arena, article->reviewed_on) : (View){0};
    const View by[] = {article->reviewed_by, on};
    if (by[0].n && on.n)
        value_set_text(&w->arena, v, "reviewed", strings_format(&b->site->strings, &w->arena, "reviewed", by, 2));
    else if (by[0].n || on.n) value_set_text(&w->arena, v, "reviewed", on.n ? on : by[0]);
}
