#include "site/cite.h"

/* Headings by year from this many entries on; years are bars of this height. */
enum { LIST_BY_YEAR = 20, BAR_HEIGHT = 40, YEARS = 10000 };

/* --- one entry ------------------------------------------------------------------ */

/* The places an entry names: the deepest ones, since lists stand under those
 * above. */
enum { ENTRY_PLACES = 2 };

static void entry_places(const Builder *b, Worker *w, const Item *item, Value *entry) {
    const Site *s = b->site;
    Span of = groups_of(&s->item_places, (size_t)(item - s->items));
    Value *names = value_list(&w->arena);
    uint32_t shown[ENTRY_PLACES];
    size_t n = 0;
    for (unsigned depth = TREE_DEPTH; depth-- > 1 && n < ENTRY_PLACES;)
        for (size_t i = 0; i < of.n && n < ENTRY_PLACES; i++) {
            const Place *p = &s->places[of.p[i]];
            if (p->depth != depth || (n && place_holds(s, of.p[i], shown[0]))) continue;
            shown[n++] = of.p[i];
            value_push(&w->arena, names, value_text(&w->arena, p->region->name));
        }
    value_set(&w->arena, entry, "places", names);
}

static void entry_html(const Builder *b, Worker *w, Str *out, const Item *item, View root) {
    const Site *s = b->site;
    Arena *a = &w->arena;
    Value *entry = value_map(a);
    value_set(a, entry, "t", s->strings.value);
    value_set(a, entry, "site", b->shared);
    value_set(a, entry, "href", value_text(a, page_href(w, root, item->url)));
    value_set(a, entry, "title", text_in_scripts(w, item->title));
    value_set_text(a, entry, "date", item->date);
    /* A period is no time that HTML knows; the year it begins with is. */
    if (item->date.n == sizeof "2019-2020" - 1)
        value_set_text(a, entry, "since", view_to(item->date, sizeof "2019" - 1));
    value_set_text(a, entry, "page", item->article->page);
    value_set_text(a, entry, "entry_lang", item_lang(s, item));
    if (item->publication != NONE) value_set_text(a, entry, "publication", s->titles[item->publication].name);
    entry_places(b, w, item, entry);
    if (!template_render(b->entry, entry, out)) diag(s->diag, M_SITE_TEMPLATE, NOWHERE, DARGS("entry"));
}

/* In an arena of its own: the page's may be large before it is cleared. */
static void make_entry(const Builder *b, Worker *w, Made *made, const Item *item) {
    Arena page = w->arena;
    w->arena = w->aside;
    str_clear(&w->piece);
    entry_html(b, w, &w->piece, item, V("../../"));
    made_keep(w, made, str_view(&w->piece));
    arena_clear(&w->arena);
    w->aside = w->arena;
    w->arena = page;
}

static void add_entry(const Builder *b, Worker *w, Str *out, const Item *item, View root) {
    Made *made = &b->entries[item - b->site->items];
    if (root.n != sizeof "../../" - 1) {
        entry_html(b, w, out, item, root);
        return;
    }
    if (!atomic_load(made)) make_entry(b, w, made, item);
    str_addv(out, *atomic_load(made));
}

View entries_html(const Builder *b, Worker *w, const uint32_t *items, size_t n, View root) {
    str_clear(&w->html);
    for (size_t i = 0; i < n; i++) add_entry(b, w, &w->html, &b->site->items[items[i]], root);
    return arena_view(&w->arena, str_view(&w->html));
}

/* --- a page of them --------------------------------------------------------------- */

static unsigned rank_year(const Site *s, uint32_t rank) { return site_ranked(s, rank)->day / 10000; }

/* What the heading over an article is made from: a year, or a day as YYYYMMDD. */
static unsigned heading_key(const Site *s, const Listing *l, uint32_t rank) {
    const Item *item = site_ranked(s, rank);
    if (l->by == BY_ISSUE) return day_of_date(item->article->issued);
    return l->by == BY_DAY ? item->day : item->day / 10000;
}

static View heading_anchor(Arena *a, const Listing *l, unsigned key) {
    if (l->by == BY_YEAR) return view_of(arena_printf(a, "y%u", key));
    if (l->by == BY_DAY) return view_of(arena_printf(a, "d%u", key % 100));
    return view_of(arena_printf(a, "i%04u", key % 10000));
}

static View heading_words(const Builder *b, Worker *w, const Listing *l, unsigned key, const Item *item) {
    const Strings *s = &b->site->strings;
    Arena *a = &w->arena;
    if (!key) return strings_get(s, "undated");
    if (l->by == BY_YEAR) return strings_date(s, a, view_of(arena_printf(a, "%04u", key)));
    View day = strings_day(s, a, key);
    if (l->by == BY_DAY || !item->article->issue_number.n) return day;
    View number = strings_format(s, a, "issue_n", &item->article->issue_number, 1);
    return view_of(arena_printf(a, "%.*s %.*s", VARG(day), VARG(number)));
}

static size_t numbered_pages(const Site *s, size_t entries) {
    size_t full = entries / list_page(s);
    return full > 1 ? full - 1 : 0;
}

size_t listing_pages(const Site *s, const Listing *l) { return numbered_pages(s, l->ranks.n); }

size_t listing_page_of(const Site *s, size_t entries, size_t i) {
    size_t page = i / list_page(s);
    return page < numbered_pages(s, entries) ? page + 1 : 0;
}

/* The numbered pages of all groups. */
static ListPage *numbered(Site *s, const Groups *groups, size_t *n) {
    VEC(ListPage) pages = {0};
    for (uint32_t of = 0; of < groups->n; of++)
        for (uint32_t page = 0; page < numbered_pages(s, groups_of(groups, of).n); page++)
            vec_push(&pages, ((ListPage){of, page}));
    ListPage *kept = ARENA_ARRAY(&s->arena, ListPage, pages.n + 1);
    if (pages.n) memcpy(kept, pages.p, pages.n * sizeof *kept);
    *n = pages.n;
    vec_release(&pages);
    return kept;
}

void model_lists(Site *s) {
    s->place_pages = numbered(s, &s->place_items, &s->n_place_pages);
    s->subject_pages = numbered(s, &s->subject_items, &s->n_subject_pages);
}

static bool has_headings(const Site *s, const Listing *l, size_t on_page) {
    return l->by != BY_YEAR || on_page >= LIST_BY_YEAR || listing_pages(s, l) > 0;
}

/* Ranks [from, to) of the listing from the newest down, a section a heading. */
static Value *sections(const Builder *b, Worker *w, const Listing *l, size_t from, size_t to) {
    const Site *s = b->site;
    Arena *a = &w->arena;
    View root = page_root(l->url);
    Value *list = value_list(a);
    bool headed = has_headings(s, l, to - from);
    while (to > from) {
        const Item *first = site_ranked(s, l->ranks.p[to - 1]);
        unsigned key = heading_key(s, l, l->ranks.p[to - 1]);
        Value *section = value_map(a);
        str_clear(&w->html);
        while (to > from && (!headed || heading_key(s, l, l->ranks.p[to - 1]) == key))
            add_entry(b, w, &w->html, site_ranked(s, l->ranks.p[--to]), root);
        value_set_html(a, section, "entries", arena_view(a, str_view(&w->html)));
        if (headed) {
            value_set_text(a, section, "anchor", heading_anchor(a, l, key));
            value_set_text(a, section, "heading", heading_words(b, w, l, key, first));
        }
        value_push(a, list, section);
    }
    return list;
}

static View page_name(Arena *a, const Site *s, const Listing *l, size_t page) {
    if (page >= listing_pages(s, l)) return path_base(l->url);
    return view_of(arena_printf(a, "%.*s%zu.html", VARG(l->prefix), page + 1));
}

View listing_href(Arena *a, const Site *s, const Listing *l, size_t i) {
    View page = page_name(a, s, l, i / list_page(s));
    if (!has_headings(s, l, l->ranks.n)) return page;
    View anchor = heading_anchor(a, l, heading_key(s, l, l->ranks.p[i]));
    return view_of(arena_printf(a, "%.*s#%.*s", VARG(page), VARG(anchor)));
}

/* A year of a listing: its articles are ranks [from, to). */
typedef struct Year {
    unsigned year;
    size_t from, to;
} Year;

static size_t find_years(const Builder *b, const Listing *l, Year *years) {
    size_t n = 0;
    for (size_t i = 0; i < l->ranks.n; i++) {
        unsigned year = rank_year(b->site, l->ranks.p[i]);
        if (!n || years[n - 1].year != year) years[n++] = (Year){year, i, i};
        years[n - 1].to = i + 1;
    }
    return n;
}

Value *listing_years(const Builder *b, Worker *w, const Listing *l, View prefix) {
    Arena *a = &w->arena;
    Value *list = value_list(a);
    /* Ranks go by date, so there are no more runs than years. */
    Year *years = ARENA_ARRAY(a, Year, l->ranks.n < YEARS ? l->ranks.n : YEARS);
    size_t n = find_years(b, l, years), most = 1;
    for (size_t i = 0; i < n; i++)
        if (years[i].to - years[i].from > most) most = years[i].to - years[i].from;
    for (size_t i = 0; i < n; i++) {
        size_t count = years[i].to - years[i].from, height = 1 + count * (BAR_HEIGHT - 1) / most;
        View href = page_href(w, prefix, listing_href(a, b->site, l, years[i].to - 1));
        View name =
            years[i].year ? view_of(arena_printf(a, "%u", years[i].year)) : strings_get(&b->site->strings, "undated");
        Value *link = link_value(w, name, href, count);
        value_set_uint(a, link, "height", height);
        value_set_uint(a, link, "top", BAR_HEIGHT - height);
        value_push(a, list, link);
    }
    return list;
}

static void set_pager(const Site *s, Worker *w, Value *listing, const Listing *l, size_t page) {
    Arena *a = &w->arena;
    size_t pages = listing_pages(s, l);
    if (!pages) return;
    Value *pager = value_map(a);
    if (page > 0) value_set_text(a, pager, "older", page_name(a, s, l, page - 1));
    if (page < pages) value_set_text(a, pager, "newer", page_name(a, s, l, page + 1));
    value_set(a, listing, "pager", pager);
}

Value *listing_index(const Builder *b, Worker *w, const Listing *l) {
    const Site *s = b->site;
    Arena *a = &w->arena;
    size_t pages = listing_pages(s, l);
    Value *listing = value_map(a);
    value_set_text(a, listing, "total", strings_count(&s->strings, a, "n_articles", l->ranks.n));
    value_set(a, listing, "sections", sections(b, w, l, pages * list_page(s), l->ranks.n));
    if (l->by == BY_YEAR && has_headings(s, l, l->ranks.n)) {
        Value *years = listing_years(b, w, l, V(""));
        if (value_count(years) > 1) set_list(w, listing, "years", years);
    }
    set_pager(s, w, listing, l, pages);
    return listing;
}

static Value *crumbs_of(const Builder *b, Worker *w, const Listing *l) {
    View root = page_root(l->url);
    Value *crumbs = crumbs_new(b, w, root, l->section);
    if (l->place != NONE)
        crumbs_add_place(b, w, crumbs, root, l->place, true);
    else if (l->subject != NONE)
        crumbs_add_subject(b, w, crumbs, root, l->subject, true);
    else
        value_push(&w->arena, crumbs, link_value(w, l->title, path_base(l->url), 0));
    return crumbs;
}

static View date_words(const Builder *b, Worker *w, uint32_t rank) {
    View date = site_ranked(b->site, rank)->date;
    return date.n ? strings_date(&b->site->strings, &w->arena, date) : strings_get(&b->site->strings, "undated");
}

void listing_write_page(const Builder *b, Worker *w, const Listing *l, size_t page) {
    Arena *a = &w->arena;
    size_t from = page * list_page(b->site), to = from + list_page(b->site);
    Str url = STR_INIT;
    str_add(&url, l->url.p, l->url.n - path_base(l->url).n);
    str_addv(&url, page_name(a, b->site, l, page));
    Value *data = page_new(b, w, str_view(&url), l->section, l->title);
    Value *listing = value_map(a);
    value_set(a, listing, "sections", sections(b, w, l, from, to));
    set_pager(b->site, w, listing, l, page);
    value_set(a, data, "listing", listing);
    const View span[] = {date_words(b, w, l->ranks.p[from]), date_words(b, w, l->ranks.p[to - 1])};
    value_set_text(a, data, "span", strings_format(&b->site->strings, a, "list_span", span, 2));
    set_list(w, data, "crumbs", crumbs_of(b, w, l));
    page_put(b, w, b->list, data, str_view(&url));
    str_release(&url);
}

void listing_write(const Builder *b, Worker *w, const Listing *l) {
    for (size_t page = 0, n = listing_pages(b->site, l); page < n; page++) listing_write_page(b, w, l, page);
}
