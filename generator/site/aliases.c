/* The addresses under which articles were known before: a page at each leads
 * on to the article. An alias is an id, as import writes it, or a path as
 * other generators know it (/2019/old-name/). */
#include <strings.h>

#include "site/page.h"

/* The site's own folders and pages: nothing else may stand there. */
static const char *const own[] = {"articles", "authors",    "data",     "dates",     "publications",   "regions",
                                  "search",   "sources",    "static",   "topics",    "index.html",     "search.html",
                                  "404.html", "robots.txt", "feed.xml", "feed.json", "opensearch.xml", "sitemap.xml"};

/* On a stick capitals make no other name. */
static bool is_own(View part) {
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (part.n == strlen(own[i]) && strncasecmp(part.p, own[i], part.n) == 0) return true;
    return part.n > sizeof "sitemap-" - 1 && strncasecmp(part.p, "sitemap-", sizeof "sitemap-" - 1) == 0;
}

static bool is_plain(View part) {
    for (size_t i = 0; i < part.n; i++) {
        char c = part.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && !(i && (c == '.' || c == '-' || c == '_'))) return false;
    }
    return part.n > 0;
}

/* False: nothing that could be a page's address. */
static bool alias_url(Str *out, View alias) {
    enum { LONGEST = 200, ID = 10 };
    View rest = alias, part;
    if (alias.n == ID && is_plain(alias) && view_find(alias, V("."), 0) == SIZE_MAX) {
        url_article(out, alias);
        return true;
    }
    if (rest.n && rest.p[0] == '/') rest = view_from(rest, 1);
    if (rest.n && rest.p[rest.n - 1] == '/') rest.n--;
    if (!rest.n || rest.n > LONGEST) return false;
    while (view_split(&rest, '/', &part)) {
        /* No folder is named as a page is: one alias cannot lie below another. */
        bool folder = rest.p != NULL;
        if (!is_plain(part) || (!out->n && is_own(part)) || (folder && view_ends(part, V(".html")))) return false;
        if (out->n) str_addc(out, '/');
        str_addv(out, part);
    }
    if (!view_ends(str_view(out), V(".html"))) str_adds(out, "/index.html");
    return true;
}

static void report(const Site *s, Msg message, const Article *article, View alias, View other) {
    Arena a = ARENA_INIT;
    diag(s->diag, message, where(arena_strdup(&a, article->path), 0, 0),
         DARGS(arena_strdup(&a, alias), arena_strdup(&a, other)));
    arena_release(&a);
}

typedef struct Addresses {
    Map item; /* by address in small letters: which article has it */
    VEC(Alias) aliases;
} Addresses;

static View small_letters(Arena *a, View v) {
    char *p = arena_strdup(a, v);
    for (size_t i = 0; i < v.n; i++)
        if (p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] - 'A' + 'a');
    return view(p, v.n);
}

static void add(Site *s, Addresses *known, uint32_t item, View alias) {
    const Article *article = s->items[item].article;
    Str url = STR_INIT;
    bool fresh;
    if (!alias_url(&url, alias)) {
        report(s, M_SITE_ALIAS_BAD, article, alias, (View){0});
    } else {
        View kept = arena_view(&s->arena, str_view(&url));
        size_t *owner = map_at(&known->item, small_letters(&s->arena, kept), &fresh);
        if (fresh) {
            *owner = item;
            vec_push(&known->aliases, ((Alias){item, kept}));
        } else if (*owner != item) {
            report(s, M_SITE_ALIAS_TAKEN, article, alias, s->items[*owner].article->path);
        }
    }
    str_release(&url);
}

void model_aliases(Site *s) {
    Addresses known = {.item = MAP_INIT};
    size_t n = 0;
    for (uint32_t i = 0; i < s->n_items; i++) n += s->items[i].article->aliases.n;
    for (uint32_t i = 0; n && i < s->n_items; i++) *map_at(&known.item, s->items[i].url, NULL) = i;
    for (uint32_t i = 0; n && i < s->n_items; i++)
        for (size_t k = 0; k < s->items[i].article->aliases.n; k++)
            add(s, &known, i, s->items[i].article->aliases.p[k]);
    s->n_aliases = known.aliases.n;
    s->aliases = ARENA_ARRAY(&s->arena, Alias, s->n_aliases + 1);
    if (s->n_aliases) memcpy(s->aliases, known.aliases.p, s->n_aliases * sizeof *s->aliases);
    map_release(&known.item);
    vec_release(&known.aliases);
}

void page_alias(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Alias *alias = &b->site->aliases[i];
    const Item *item = &b->site->items[alias->item];
    Value *data = page_new(b, w, alias->url, NULL, item->title);
    View href = page_href(w, page_root(alias->url), item->url);
    bool public = b->site->archive.config.base_url.n > 0;
    value_set_text(&w->arena, data, "href", href);
    value_set_text(&w->arena, data, "canonical", public ? public_url(b, w, item->url) : href);
    page_put(b, w, t, data, alias->url);
}
