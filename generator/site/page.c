#include "site/page.h"

#include "text/text.h"

View page_root(View url) {
    static const char ups[] = "../../../../../../../../";
    size_t n = 0;
    for (size_t i = 0; i < url.n; i++) n += url.p[i] == '/';
    return view(ups, n * 3 < sizeof ups ? n * 3 : sizeof ups - 1);
}

View page_href(Worker *w, View root, View url) {
    char *p = arena_bytes(&w->arena, root.n + url.n + 1);
    if (root.n) memcpy(p, root.p, root.n);
    if (url.n) memcpy(p + root.n, url.p, url.n);
    p[root.n + url.n] = '\0';
    return view(p, root.n + url.n);
}

/* For search engines, where a page has nothing better to say. */
static View about(const Builder *b, Worker *w, View title) {
    const SiteConfig *c = &b->site->archive.config;
    View of = c->description.n ? c->description : c->name;
    return title.n ? view_of(arena_printf(&w->arena, "%.*s · %.*s", VARG(title), VARG(of))) : of;
}

void made_keep(Worker *w, Made *made, View bytes) {
    View *kept = ARENA_NEW(&w->kept, View);
    *kept = arena_view(&w->kept, bytes);
    atomic_store(made, kept);
}

Value *page_new(const Builder *b, Worker *w, View url, const char *section, View title) {
    Arena *a = &w->arena;
    Value *data = value_map(a), *page = value_map(a);
    value_set(a, data, "t", b->site->strings.value);
    value_set(a, data, "site", b->shared);
    value_set(a, data, "root", value_text(a, page_root(url)));
    value_set_text(a, data, "lang", b->site->lang);
    value_set_text(a, page, "title", title);
    value_set_text(a, page, "url", url);
    value_set_text(a, data, "description", about(b, w, title));
    if (b->site->archive.config.base_url.n) value_set_text(a, page, "canonical", public_url(b, w, url));
    if (section) value_set_bool(a, page, section, true);
    value_set(a, data, "page", page);
    return data;
}

void page_put(const Builder *b, Worker *w, const Template *t, const Value *data, View url) {
    if (b->vars) {
        Json json = json_to(b->vars);
        if (view_eq(url, b->asked)) value_json(data, &json);
        arena_clear(&w->arena);
        return;
    }
    str_clear(&w->page);
    if (!template_render(t, data, &w->page))
        diag(b->site->diag, M_SITE_TEMPLATE, NOWHERE, DARGS(arena_strdup(&w->arena, url)));
    output_put_from(b->output, arena_strdup(&w->arena, url), str_view(&w->page), w->from);
    w->bytes += w->page.n;
    arena_clear(&w->arena);
}

void file_put(const Builder *b, Worker *w, const char *path, View bytes) {
    if (b->vars) return;
    output_put_from(b->output, path, bytes, w->from);
    w->bytes += bytes.n;
}

View public_url(const Builder *b, Worker *w, View url) {
    View base = b->site->archive.config.base_url;
    bool slash = base.n && base.p[base.n - 1] != '/';
    char *p = arena_bytes(&w->arena, base.n + slash + url.n + 1), *end = p;
    if (base.n) end = mempcpy(end, base.p, base.n);
    if (slash) *end++ = '/';
    if (url.n) end = mempcpy(end, url.p, url.n);
    *end = '\0';
    return view(p, (size_t)(end - p));
}

View source_href(Worker *w, View root, const Source *source, const char *id, unsigned number) {
    Arena *a = &w->arena;
    View page = page_href(w, root, source->url), begins = source->anchor;
    if (!*id) return begins.n ? view_of(arena_printf(a, "%.*s#%.*s", VARG(page), VARG(begins))) : page;
    char *digits = number ? arena_printf(a, "%u", number) : "";
    return view_of(arena_printf(a, "%.*s#%.*s%s%s%s", VARG(page), VARG(begins), begins.n ? "-" : "", id, digits));
}

static bool is_mail_address(View v) {
    const char *at = memchr(v.p, '@', v.n);
    return at && at > v.p && at + 1 < v.p + v.n && !memchr(at + 1, '@', v.n - (size_t)(at + 1 - v.p));
}

View mail_address_in(View contact) {
    for (size_t i = 0, from = 0; i <= contact.n; i++) {
        /* What would begin a header, a query or a second address is no part of one. */
        unsigned char c = i < contact.n ? (unsigned char)contact.p[i] : ' ';
        if (c > ' ' && c < 0x7f && !memchr("?&,;:<>()\"%", c, 11)) continue;
        View word = view(contact.p + from, i - from);
        if (word.n && is_mail_address(word)) return word;
        from = i + 1;
    }
    return (View){0};
}

/* The bytes of Tibetan that v begins with; single blanks between go with it. */
static size_t tibetan_run(View v) {
    size_t end = 0;
    for (View rest = v; rest.n;) {
        uint32_t cp = utf8_next(&rest);
        if (cp >= 0x0F00 && cp <= 0x0FFF) end = v.n - rest.n;
        else if (!end || cp != ' ') break;
    }
    return end;
}

Value *text_in_scripts(Worker *w, View text) {
    /* The lead byte of U+0800 to U+0FFF: without it there is no Tibetan. */
    if (!text.n || !memchr(text.p, 0xE0, text.n)) return value_text(&w->arena, text);
    Str out = STR_INIT;
    for (size_t from = 0, at = 0; at < text.n;) {
        View rest = view_from(text, at);
        size_t run = tibetan_run(rest);
        utf8_next(&rest);
        at = run ? at + run : text.n - rest.n;
        if (!run && at < text.n && !tibetan_run(rest)) continue;
        if (run) str_adds(&out, "<span lang=\"bo\">");
        html_escape(&out, view(text.p + from, at - from));
        if (run) str_adds(&out, "</span>");
        from = at;
    }
    Value *v = value_html(&w->arena, arena_view(&w->arena, str_view(&out)));
    str_release(&out);
    return v;
}

Value *link_value(Worker *w, View name, View href, size_t count) {
    Value *link = value_map(&w->arena);
    value_set(&w->arena, link, "name", value_text(&w->arena, name));
    value_set(&w->arena, link, "href", value_text(&w->arena, href));
    value_set_uint(&w->arena, link, "count", count);
    return link;
}

Value *link_place(const Builder *b, Worker *w, View root, uint32_t place, size_t count) {
    const Place *p = &b->site->places[place];
    Value *link = link_value(w, p->region->name, page_href(w, root, p->url), count);
    if (p->region->to) {
        const View year = view_of(arena_printf(&w->arena, "%u", p->region->to));
        value_set_text(&w->arena, link, "until", strings_format(&b->site->strings, &w->arena, "until", &year, 1));
    }
    return link;
}

Value *link_subject(const Builder *b, Worker *w, View root, uint32_t subject, size_t count) {
    const Subject *s = &b->site->subjects[subject];
    return link_value(w, s->name, page_href(w, root, s->url), count);
}

/* The sections of the site, each named as its string is. */
Value *crumbs_new(const Builder *b, Worker *w, View root, const char *section) {
    Value *crumbs = value_list(&w->arena);
    View url = view_of(arena_printf(&w->arena, "%s/index.html", section));
    value_push(&w->arena, crumbs, link_value(w, strings_get(&b->site->strings, section), page_href(w, root, url), 0));
    return crumbs;
}

void crumbs_add_place(const Builder *b, Worker *w, Value *crumbs, View root, uint32_t place, bool itself) {
    uint32_t line[TREE_DEPTH];
    size_t n = 0;
    for (uint32_t at = place; at != NONE; at = b->site->places[at].parent) line[n++] = at;
    for (size_t last = itself ? 0 : 1; n > last; n--)
        value_push(&w->arena, crumbs, link_place(b, w, root, line[n - 1], 0));
}

void crumbs_add_subject(const Builder *b, Worker *w, Value *crumbs, View root, uint32_t subject, bool itself) {
    uint32_t line[TREE_DEPTH];
    size_t n = 0;
    for (uint32_t at = subject; at != NONE; at = b->site->subjects[at].parent) line[n++] = at;
    for (size_t last = itself ? 0 : 1; n > last; n--)
        value_push(&w->arena, crumbs, link_subject(b, w, root, line[n - 1], 0));
}

size_t place_count(const Site *s, uint32_t place) { return groups_of(&s->place_items, place).n; }

void set_list(Worker *w, Value *map, const char *key, Value *list) {
    if (!value_count(list)) return;
    Value *section = value_map(&w->arena);
    value_set(&w->arena, section, "items", list);
    value_set(&w->arena, map, key, section);
}

void set_pair(Worker *w, Value *map, Value *previous, Value *next) {
    if (!previous && !next) return;
    Value *pair = value_map(&w->arena);
    if (previous) value_set(&w->arena, pair, "previous", previous);
    if (next) value_set(&w->arena, pair, "next", next);
    value_set(&w->arena, map, "pair", pair);
}

View item_lang(const Site *s, const Item *item) {
    View lang = item->article->lang.n ? item->article->lang : s->text_lang;
    return view_eq(lang, s->lang) ? (View){0} : lang;
}
