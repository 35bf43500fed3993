/* The index of source documents, by folder; over more than one page where
 * there are many. */
#include "site/page.h"

enum { SOURCES_PAGE = 1000 };

static Value *folders(const Builder *b, Worker *w, View root, size_t from, size_t to) {
    Arena *a = &w->arena;
    Value *list = value_list(a), *items = NULL;
    View last = {0};
    for (size_t i = from; i < to; i++) {
        const Source *source = &b->site->sources[i];
        View folder = folder_of(source->file);
        if (!items || !view_eq(folder, last)) {
            Value *section = value_map(a);
            items = value_list(a);
            value_set(a, section, "folder", value_text(a, folder));
            value_set(a, section, "items", items);
            value_push(a, list, section);
            last = folder;
        }
        View href = source_href(w, root, source, "", 0);
        value_push(a, items, link_value(w, path_base(source->file), href, groups_of(&b->site->source_items, i).n));
    }
    return list;
}

static size_t pages_of(const Site *s) { return s->n_sources ? (s->n_sources + SOURCES_PAGE - 1) / SOURCES_PAGE : 1; }

static View page_url(Worker *w, size_t page) {
    return page ? view_of(arena_printf(&w->arena, "sources/%zu.html", page + 1)) : V("sources/index.html");
}

/* Links to all the pages, by the first document on each. */
static Value *parts(const Builder *b, Worker *w, View root) {
    Value *list = value_list(&w->arena);
    size_t n = pages_of(b->site);
    for (size_t page = 0; n > 1 && page < n; page++)
        value_push(&w->arena, list,
                   link_value(w, b->site->sources[page * SOURCES_PAGE].file, page_href(w, root, page_url(w, page)), 0));
    return list;
}

void page_sources(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    const Site *s = b->site;
    for (size_t page = 0; page < pages_of(s); page++) {
        size_t from = page * SOURCES_PAGE, to = from + SOURCES_PAGE < s->n_sources ? from + SOURCES_PAGE : s->n_sources;
        Str url = STR_INIT;
        str_addv(&url, page_url(w, page));
        View root = page_root(str_view(&url));
        Value *data = page_new(b, w, str_view(&url), "sources", strings_get(&s->strings, "sources"));
        value_set_text(&w->arena, data, "total", strings_count(&s->strings, &w->arena, "n_sources", s->n_sources));
        set_list(w, data, "parts", parts(b, w, root));
        value_set(&w->arena, data, "folders", folders(b, w, root, from, to));
        page_put(b, w, t, data, str_view(&url));
        str_release(&url);
    }
}
