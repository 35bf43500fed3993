/* The page of an article: headline stack, text, where it comes from, and the
 * ways on from it. */
#include "site/article.h"
#include "site/authors.h"
#include "site/cite.h"
#include "site/dates.h"
#include "site/search_page.h"
#include "site/volumes.h"
#include "text/text.h"

enum { CONTENTS_FROM = 3, SUMMARY_CHARACTERS = 80, MOST_PLACES = 200 };

/* url: where it leads, below the root; may be empty. */
static void set_date(const Builder *b, Worker *w, Value *map, const char *key, View date, View root, View url) {
    if (!date.n) return;
    Value *v = value_map(&w->arena);
    value_set_text(&w->arena, v, "href", url.n ? page_href(w, root, url) : url);
    value_set_text(&w->arena, v, "iso", date);
    value_set_text(&w->arena, v, "words", strings_date(&b->site->strings, &w->arena, date));
    value_set(&w->arena, map, key, v);
}

/* A year leads to the year, also where the article is listed by a day of it. */
static View own_date_url(const Builder *b, Arena *a, const Item *item) {
    bool year = item->day && item->article->date.n == sizeof "2019" - 1;
    return year ? url_year(a, item->day / 10000) : date_url(a, b->site, item);
}

static void set_headline(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    const Article *article = item->article;
    const Strings *s = &b->site->strings;
    Arena *a = &w->arena;
    value_set(a, v, "title", text_in_scripts(w, item->title));
    if (article->kicker.n) value_set(a, v, "kicker", text_in_scripts(w, article->kicker));
    if (article->subtitle.n) value_set(a, v, "subtitle", text_in_scripts(w, article->subtitle));
    value_set_text(a, v, "column", article->column);
    value_set_text(a, v, "text_lang", item_lang(b->site, item));
    set_byline(b, w, v, root, item);
    /* What the imprint says is not said twice. */
    if (!view_eq(article->date, article->issued) && !view_eq(article->date, article->covers))
        set_date(b, w, v, "date", article->date, root, own_date_url(b, a, item));
    value_set_text(a, v, "dateline", article->dateline_place);
    if (article->kind != KIND_NEWS && article->kind < KIND_COUNT)
        value_set_text(a, v, "kind", strings_get(s, arena_printf(a, "kind_%s", kind_name(article->kind))));
}

/* 农业 › 种植业 */
static View parts_of(Arena *a, Views within) {
    const char *text = "";
    for (size_t i = 0; i < within.n; i++) text = arena_printf(a, "%s%s%.*s", text, i ? " › " : "", VARG(within.p[i]));
    return view_of(text);
}

static void set_imprint(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    const Article *article = item->article;
    Arena *a = &w->arena;
    if (item->publication != NONE) {
        const Title *t = &b->site->titles[item->publication];
        value_set(a, v, "publication", link_value(w, t->name, page_href(w, root, t->url), 0));
    }
    View issue = issue_url(a, b->site, item);
    if (!issue.n && item->date.n) issue = date_url(a, b->site, item);
    set_date(b, w, v, "issued", article->issued, root, issue);
    value_set_bool(a, v, "has_imprint",
                   article->publication.n || article->issued.n || article->covers.n || article->within.n ||
                       article->page.n);
    if (article->covers.n)
        value_set_text(a, v, "covers", strings_format(&b->site->strings, a, "covers", &article->covers, 1));
    if (article->issue_number.n)
        value_set_text(a, v, "issue_number",
                       strings_format(&b->site->strings, a, "issue_n", &article->issue_number, 1));
    value_set_text(a, v, "within", parts_of(a, article->within));
    if (article->page.n)
        value_set_text(a, v, "page_number", cite_page_name(b, w, item, article->page));
}

/* --- text ------------------------------------------------------------------------ */

static size_t count_forms(const Article *article) {
    size_t n = 0;
    for (size_t i = 0; i < article->n_regions; i++) n += article->regions[i].as.n;
    return n;
}

static size_t link_forms(const Builder *b, Worker *w, View root, const Item *item, LinkForm *forms) {
    const Article *article = item->article;
    size_t n = 0;
    for (size_t i = 0; i < article->n_regions; i++) {
        const RegionRef *ref = &article->regions[i];
        uint32_t place = ref->as.n ? site_place(b->site, item, i) : NONE;
        if (place == NONE) continue;
        const Place *p = &b->site->places[place];
        View href = page_href(w, root, p->url);
        for (size_t k = 0; k < ref->as.n; k++) forms[n++] = (LinkForm){ref->as.p[k], href, p->trail};
    }
    return n;
}

static void set_contents(Worker *w, Value *v, const Rendered *info) {
    Arena *a = &w->arena;
    if (info->n_headings < CONTENTS_FROM) return;
    Value *list = value_list(a);
    for (size_t i = 0; i < info->n_headings; i++) {
        const Heading *h = &info->headings[i];
        value_push(a, list, link_value(w, h->text, view_of(arena_printf(a, "#%.*s", VARG(h->id))), 0));
    }
    set_list(w, v, "contents", list);
}

/* The first words on one line, for search engines. */
static View summary(Worker *w) {
    View text = utf8_prefix(str_view(&w->plain), SUMMARY_CHARACTERS);
    char *p = arena_strdup(&w->arena, text);
    for (size_t i = 0; i < text.n; i++)
        if (p[i] == '\n') p[i] = ' ';
    return view_trim(view(p, text.n));
}

static bool read_body(const Builder *b, Worker *w, const Item *item, View *body) {
    str_clear(&w->file);
    str_clear(&w->plain);
    int err = article_body(&b->site->archive, item->article, &w->file, body);
    if (err) diag_errno(b->site->diag, M_CANNOT_READ, arena_strdup(&w->arena, item->article->path), err);
    return err == 0;
}

/* Reads the article's file; its plain text stays in w->plain. */
static void set_text(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    Arena *a = &w->arena;
    View body;
    if (!read_body(b, w, item, &body)) return;
    LinkForm *forms = ARENA_ARRAY(a, LinkForm, count_forms(item->article) + 1);
    size_t n = link_forms(b, w, root, item, forms);
    Rendered info = {0};
    str_clear(&w->html);
    markdown_both(a, &w->html, &w->plain, body, forms, n, &info);
    value_set_html(a, v, "body", str_view(&w->html));
    set_contents(w, v, &info);
}

/* --- where it belongs ---------------------------------------------------------------- */

/* The places to show: one that stands above another that the article names
 * too is seen in that one's line. */
static size_t lowest_places(const Site *s, Span of, uint32_t *lowest) {
    size_t n = 0;
    for (size_t i = 0; i < of.n && i < MOST_PLACES; i++) {
        bool above = false;
        for (size_t k = 0; k < of.n && k < MOST_PLACES && !above; k++)
            above = k != i && place_holds(s, of.p[i], of.p[k]);
        if (!above) lowest[n++] = of.p[i];
    }
    return n;
}

/* A line a parent: the way down to it, then the places in it. */
static void set_places(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    const Site *s = b->site;
    Arena *a = &w->arena;
    uint32_t lowest[MOST_PLACES];
    size_t n = lowest_places(s, groups_of(&s->item_places, (size_t)(item - s->items)), lowest);
    Value *list = value_list(a);
    for (size_t i = 0; i < n; i++) {
        if (lowest[i] == NONE) continue;
        uint32_t parent = s->places[lowest[i]].parent;
        Value *line = value_map(a), *trail = value_list(a), *leaves = value_list(a);
        crumbs_add_place(b, w, trail, root, lowest[i], false);
        for (size_t k = i; k < n; k++) {
            if (lowest[k] == NONE || s->places[lowest[k]].parent != parent) continue;
            value_push(a, leaves, link_place(b, w, root, lowest[k], 0));
            lowest[k] = NONE;
        }
        value_set(a, line, "trail", trail);
        value_set(a, line, "leaves", leaves);
        value_push(a, list, line);
    }
    set_list(w, v, "places", list);
}

static void set_unknown_places(const Builder *b, Worker *w, Value *v, const Item *item) {
    Arena *a = &w->arena;
    Value *unknown = value_list(a);
    for (size_t i = 0; i < item->article->n_regions && i < MOST_PLACES; i++) {
        const RegionRef *ref = &item->article->regions[i];
        if (site_place(b->site, item, i) == NONE)
            value_push(a, unknown, value_text(a, ref->name.n ? ref->name : ref->code));
    }
    set_list(w, v, "unknown_places", unknown);
}

static void set_topics(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    Value *list = value_list(&w->arena);
    Span of = groups_of(&b->site->item_subjects, (size_t)(item - b->site->items));
    for (size_t i = 0; i < of.n; i++) value_push(&w->arena, list, link_subject(b, w, root, of.p[i], 0));
    set_list(w, v, "topics", list);
}

/* The articles before and after it in its source. */
static void set_neighbours(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    const Site *s = b->site;
    const Article *article = item->article;
    Value *neighbours = value_map(&w->arena);
    size_t found = 0;
    if (!article->n_sources) return;
    const Item *first = s->items, *end = s->items + s->n_items;
    const struct Neighbour {
        const char *key;
        const Item *item;
    } both[] = {{"previous", item > first ? item - 1 : NULL}, {"next", item + 1 < end ? item + 1 : NULL}};
    for (size_t i = 0; i < 2; i++) {
        const Item *other = both[i].item;
        if (!other || !other->article->n_sources || !view_eq(other->article->sources[0].file, article->sources[0].file))
            continue;
        value_set(&w->arena, neighbours, both[i].key, link_value(w, other->title, page_href(w, root, other->url), 0));
        found++;
    }
    if (found) value_set(&w->arena, v, "neighbours", neighbours);
}

void page_article(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Item *item = &b->site->items[b->order[i]];
    View root = page_root(item->url);
    Arena *a = &w->arena;
    Value *data = page_new(b, w, item->url, "articles", item->title), *v = value_map(a);
    value_set_text(a, v, "id", item->article->id);
    set_headline(b, w, v, root, item);
    set_imprint(b, w, v, root, item);
    set_places(b, w, v, root, item);
    set_unknown_places(b, w, v, item);
    set_topics(b, w, v, root, item);
    article_provenance(b, w, v, root, item);
    set_neighbours(b, w, v, root, item);
    article_related(b, w, v, root, item);
    article_cite(b, w, data, v, item);
    set_text(b, w, v, root, item);
    search_add(b, w, item);
    value_set_text(a, data, "description", summary(w));
    value_set(a, data, "article", v);
    page_put(b, w, t, data, item->url);
}

/* The page stands, but its text may be wanted for the index. */
void page_article_kept(const Builder *b, Worker *w, size_t i) {
    const Item *item = &b->site->items[b->order[i]];
    View body;
    if (!search_add_again(b, w, item)) {
        if (read_body(b, w, item, &body)) markdown_text(&w->plain, body);
        search_add(b, w, item);
    }
    arena_clear(&w->arena);
}
