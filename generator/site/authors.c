#include "site/authors.h"

#include <stdlib.h>

#include "site/cross.h"
#include "text/text.h"

/* Every file takes up a cluster of a stick: where there are many authors,
 * those with the fewest articles have no page of their own, but stand with
 * their articles in the list. */
enum { ARTICLES_AN_AUTHOR = 50, AUTHORS_ALWAYS = 100 };

typedef struct Named {
    View key, name;
    uint32_t number; /* by first appearance */
} Named;

static int by_key(const void *a, const void *b) {
    const Named *x = a, *y = b;
    int order = view_cmp(x->key, y->key);
    return order ? order : view_cmp(x->name, y->name);
}

/* By pinyin; a name is known by its number until then. */
static Named *sort_by_name(Arena *a, Named *named, size_t n) {
    Collator *collator = collator_new(COLLATE_PINYIN);
    Str key = STR_INIT;
    for (size_t i = 0; i < n; i++) {
        str_clear(&key);
        if (collator)
            collator_key(collator, named[i].name, &key);
        else
            str_addv(&key, named[i].name);
        named[i].key = arena_view(a, str_view(&key));
    }
    qsort(named, n, sizeof *named, by_key);
    str_release(&key);
    if (collator) collator_free(collator);
    return named;
}

static int largest_first(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x < y) - (x > y);
}

static void choose_pages(Site *s) {
    size_t *counts = xarray(NULL, s->n_authors + 1, sizeof *counts),
           most = s->n_items / ARTICLES_AN_AUTHOR + AUTHORS_ALWAYS;
    for (size_t i = 0; i < s->n_authors; i++) counts[i] = groups_of(&s->author_items, i).n;
    qsort(counts, s->n_authors, sizeof *counts, largest_first);
    s->authors_from = s->n_authors > most ? counts[most] + 1 : 1;
    free(counts);
}

/* --- addresses -------------------------------------------------------------------- */

bool author_has_page(const Site *s, uint32_t author) {
    return groups_of(&s->author_items, author).n >= s->authors_from;
}

View url_authors(Arena *a, size_t page) {
    return page ? view_of(arena_printf(a, "authors/list/%zu.html", page + 1)) : V("authors/index.html");
}

/* authors/xa/xabcdefghijk.html */
static View own_url(Arena *a, View name) {
    Str url = STR_INIT;
    url_author(&url, name);
    View kept = arena_view(a, str_view(&url));
    str_release(&url);
    return kept;
}

static View anchor_of(View url) { return view_to(path_base(url), path_base(url).n - (sizeof ".html" - 1)); }

static void make_urls(Site *s) {
    s->author_urls = ARENA_ARRAY(&s->side, View, s->n_authors + 1);
    for (uint32_t i = 0; i < s->n_authors; i++) {
        View own = own_url(&s->side, s->authors[i]), list = url_authors(&s->side, i / AUTHORS_PAGE);
        s->author_urls[i] = own;
        if (!author_has_page(s, i))
            s->author_urls[i] = view_of(arena_printf(&s->side, "%.*s#%.*s", VARG(list), VARG(anchor_of(own))));
    }
}

void model_authors(Site *s) {
    Arena a = ARENA_INIT;
    Map numbers = MAP_INIT;
    VEC(Named) named = {0};
    VEC(uint32_t) mentions = {0}; /* by article: the authors' numbers */
    GroupsMaker m = {0};
    for (size_t i = 0; i < s->n_items; i++)
        for (size_t k = 0; k < s->items[i].article->authors.n; k++) {
            View name = s->items[i].article->authors.p[k];
            bool fresh;
            size_t *number = map_at(&numbers, name, &fresh);
            if (fresh) *number = name.n ? named.n : NONE;
            vec_push(&mentions, (uint32_t)*number);
            if (fresh && name.n) vec_push(&named, ((Named){{0}, name, (uint32_t)named.n}));
        }
    uint32_t *place = ARENA_ARRAY(&a, uint32_t, named.n + 1);
    if (named.n) sort_by_name(&a, named.p, named.n);
    s->n_authors = named.n;
    s->authors = ARENA_ARRAY(&s->side, View, named.n + 1);
    for (uint32_t i = 0; i < named.n; i++) {
        s->authors[i] = named.p[i].name;
        place[named.p[i].number] = i;
    }
    for (size_t i = 0, at = 0; i < s->n_items; i++) {
        for (size_t k = 0; k < s->items[i].article->authors.n; k++, at++)
            if (mentions.p[at] != NONE) groups_add(&m, place[mentions.p[at]]);
        groups_end_group(&m);
    }
    s->item_authors = groups_finish(&m, &s->side);
    s->author_items = groups_invert(&s->side, &s->item_authors, s->n_authors, s->by_rank);
    choose_pages(s);
    make_urls(s);
    map_release(&numbers);
    vec_release(&named);
    vec_release(&mentions);
    arena_release(&a);
}

/* --- pages ------------------------------------------------------------------------ */

void set_byline(const Builder *b, Worker *w, Value *v, View root, const Item *item) {
    Arena *a = &w->arena;
    Span of = groups_of(&b->site->item_authors, (size_t)(item - b->site->items));
    Value *list = value_list(a);
    for (size_t i = 0; i < of.n; i++) {
        View href = page_href(w, root, b->site->author_urls[of.p[i]]);
        Value *link = link_value(w, b->site->authors[of.p[i]], href, 0);
        if (i + 1 < of.n) value_set_text(a, link, "separator", strings_get(&b->site->strings, "list_separator"));
        value_push(a, list, link);
    }
    set_list(w, v, "byline", list);
}

static void set_subjects(const Builder *b, Worker *w, Value *v, View root, Span ranks) {
    enum { MOST = 12 };
    const Site *s = b->site;
    Value *topics = value_list(&w->arena), *regions = value_list(&w->arena);
    uint32_t *counts;
    for (size_t i = 0; i < ranks.n; i++) {
        uint32_t item = s->by_rank[ranks.p[i]];
        Span in = groups_of(&s->item_places, item), on = groups_of(&s->item_subjects, item);
        for (size_t k = 0; k < in.n; k++) tally_add(&w->places, in.p[k]);
        for (size_t k = 0; k < on.n; k++) tally_add(&w->subjects, on.p[k]);
    }
    Span best = tally_take(&w->subjects, &w->arena, MOST, &counts);
    for (size_t i = 0; i < best.n; i++) value_push(&w->arena, topics, link_subject(b, w, root, best.p[i], counts[i]));
    best = tally_take(&w->places, &w->arena, MOST, &counts);
    for (size_t i = 0; i < best.n; i++) value_push(&w->arena, regions, link_place(b, w, root, best.p[i], counts[i]));
    set_list(w, v, "topics", topics);
    set_list(w, v, "regions", regions);
}

void page_author(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Site *s = b->site;
    if (!author_has_page(s, (uint32_t)i)) return;
    Arena *a = &w->arena, keep = ARENA_INIT;
    View url = s->author_urls[i], root = page_root(url);
    /* No name in an address has a dot. */
    View prefix = view_of(arena_printf(&keep, "%.*s.", VARG(anchor_of(url))));
    const Listing l = {groups_of(&s->author_items, i), url, "authors", s->authors[i], NONE, NONE, prefix, BY_YEAR};
    Value *data = page_new(b, w, url, "authors", s->authors[i]), *v = value_map(a);
    value_set_text(a, v, "name", s->authors[i]);
    set_subjects(b, w, v, root, l.ranks);
    set_timeline(b, w, v, l.ranks);
    Value *crumbs = value_list(a);
    View list = page_href(w, root, url_authors(a, i / AUTHORS_PAGE));
    value_push(a, crumbs, link_value(w, strings_get(&s->strings, "authors"), list, 0));
    set_list(w, data, "crumbs", crumbs);
    value_set(a, data, "author", v);
    value_set(a, data, "listing", listing_index(b, w, &l));
    page_put(b, w, t, data, url);
    listing_write(b, w, &l);
    arena_release(&keep);
}

/* --- the list of all ----------------------------------------------------------------- */

/* The letter a name stands under: its pinyin's first, or none. */
static char initial(Romanizer *r, View name, Str *roman) {
    str_clear(roman);
    romanize(r, utf8_prefix(name, 1), roman);
    char c = roman->n ? roman->p[0] : '\0';
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : '\0');
}

static Value *author_value(const Builder *b, Worker *w, View root, uint32_t author) {
    const Site *s = b->site;
    Span ranks = groups_of(&s->author_items, author);
    Value *v = link_value(w, s->authors[author], (View){0}, ranks.n);
    View own = own_url(&w->arena, s->authors[author]);
    if (author_has_page(s, author)) {
        value_set_text(&w->arena, v, "href", page_href(w, root, own));
        return v;
    }
    uint32_t *items = ARENA_ARRAY(&w->arena, uint32_t, ranks.n + 1);
    for (size_t i = 0; i < ranks.n; i++) items[i] = s->by_rank[ranks.p[ranks.n - 1 - i]];
    value_set_text(&w->arena, v, "anchor", anchor_of(own));
    value_set_html(&w->arena, v, "entries", entries_html(b, w, items, ranks.n, root));
    return v;
}

static Value *letters(const Builder *b, Worker *w, View root, size_t from, size_t to) {
    Arena *a = &w->arena;
    Romanizer *r = romanizer_new();
    Str roman = STR_INIT;
    Value *list = value_list(a), *items = NULL;
    char last = '?';
    for (size_t i = from; i < to; i++) {
        char letter = initial(r, b->site->authors[i], &roman);
        if (!items || letter != last) {
            Value *section = value_map(a);
            items = value_list(a);
            if (letter) value_set_text(a, section, "letter", arena_view(a, view(&letter, 1)));
            value_set(a, section, "items", items);
            value_push(a, list, section);
            last = letter;
        }
        value_push(a, items, author_value(b, w, root, (uint32_t)i));
    }
    romanizer_free(r);
    str_release(&roman);
    return list;
}

size_t author_pages(const Site *s) { return s->n_authors ? (s->n_authors + AUTHORS_PAGE - 1) / AUTHORS_PAGE : 1; }

/* Links to all the pages, by the first name on each. */
static Value *parts(const Builder *b, Worker *w, View root) {
    Value *list = value_list(&w->arena);
    size_t n = author_pages(b->site);
    for (size_t page = 0; n > 1 && page < n; page++)
        value_push(
            &w->arena, list,
            link_value(w, b->site->authors[page * AUTHORS_PAGE], page_href(w, root, url_authors(&w->arena, page)), 0));
    return list;
}

void page_authors(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Site *s = b->site;
    Arena keep = ARENA_INIT;
    size_t from = i * AUTHORS_PAGE, to = from + AUTHORS_PAGE < s->n_authors ? from + AUTHORS_PAGE : s->n_authors;
    View url = url_authors(&keep, i), root = page_root(url);
    Value *data = page_new(b, w, url, "authors", strings_get(&s->strings, "authors"));
    value_set_text(&w->arena, data, "total", strings_count(&s->strings, &w->arena, "n_authors", s->n_authors));
    set_list(w, data, "parts", parts(b, w, root));
    value_set(&w->arena, data, "letters", letters(b, w, root, from, to));
    page_put(b, w, t, data, url);
    arena_release(&keep);
}
