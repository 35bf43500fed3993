#include "site/article.h"

/* Ranges of lines ("131–139", "142 (1–40)"), each with its place on the
 * source's page. Between two lines of an article one empty line is no gap:
 * OCR leaves them between paragraphs. */
static Value *ranges(Worker *w, const SourceRef *source, View page) {
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
        View href = page.n ? view_of(arena_printf(a, "%.*s#L%u", VARG(page), first->line)) : (View){0};
        value_push(a, list, link_value(w, view_of(words), href, 0));
    }
    return list;
}

static void set_sources(const Builder *b, Worker *w, Value *v, View root, const Article *article) {
    Arena *a = &w->arena;
    Value *list = value_list(a);
    for (size_t i = 0; i < article->n_sources; i++) {
        const SourceRef *source = &article->sources[i];
        Value *entry = value_map(a);
        value_set(a, entry, "file", value_text(a, source->file));
        const Source *page = site_source(b->site, source->file);
        View href = page ? page_href(w, root, page->url) : (View){0};
        value_set(a, entry, "href", value_text(a, href));
        value_set(a, entry, "ranges", ranges(w, source, href));
        value_push(a, list, entry);
    }
    set_list(w, v, "sources", list);
}

static void set_repairs(const Builder *b, Worker *w, Value *v, const Article *article) {
    Arena *a = &w->arena;
    Value *list = value_list(a);
    for (size_t i = 0; i < article->n_joins; i++) {
        const Join *join = &article->joins[i];
        const View args[] = {view_of(arena_printf(a, "%u", join->a)), view_of(arena_printf(a, "%u", join->b)),
                             join->file};
        const char *key = join->file.n ? "joined_across" : "joined";
        value_push(a, list, value_text(a, strings_format(&b->site->strings, a, key, args, 3)));
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

static void set_evidence(const Builder *b, Worker *w, Value *v, const Article *article) {
    Arena *a = &w->arena;
    const Strings *s = &b->site->strings;
    Value *list = value_list(a);
    for (size_t i = 0; i < article->n_evidence; i++) {
        Value *entry = value_map(a);
        View field = article->evidence[i].field;
        char *key = arena_printf(a, "field_%.*s", VARG(field));
        value_set(a, entry, "field", value_text(a, strings_has(s, key) ? strings_get(s, key) : field));
        value_set(a, entry, "why", value_text(a, article->evidence[i].text));
        value_push(a, list, entry);
    }
    set_list(w, v, "evidence", list);
}

void article_provenance(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    const Article *article = item->article;
    set_sources(b, w, v, root, article);
    set_repairs(b, w, v, article);
    set_flags(b, w, v, article);
    set_evidence(b, w, v, article);
    if (!article->reviewed_on.n && !article->reviewed_by.n) return;
    const View by[] = {article->reviewed_by, strings_date(&b->site->strings, &w->arena, article->reviewed_on)};
    value_set_text(&w->arena, v, "reviewed", strings_format(&b->site->strings, &w->arena, "reviewed", by, 2));
}
