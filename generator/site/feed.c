/* Feeds: the newest articles by their own dates, of the site, of regions and
 * of topics, in Atom (RFC 4287); of the site in JSON too. There is no clock:
 * what is said of time comes from the articles. */
#include "site/cite.h"
#include "text/text.h"

enum { FEED_ENTRIES = 50, SUMMARY_CHARACTERS = 200 };

/* YYYYMMDD as RFC 3339 wants it; what is not given is the first. */
static View timestamp(Worker *w, uint32_t day) {
    unsigned year = day / 10000, month = day / 100 % 100, of_month = day % 100;
    return view_of(arena_printf(&w->arena, "%04u-%02u-%02uT00:00:00Z", year ? year : 1970, month ? month : 1,
                                of_month ? of_month : 1));
}

static uint32_t updated_day(const Item *item) {
    uint32_t changed = day_of_date(item->article->lastmod);
    return changed > item->day ? changed : item->day;
}

/* Without an address of its own a thing is known by a tag URI (RFC 4151),
 * which wants a domain or e-mail address: the archive's contact if it is one. */
static View feed_id(const Builder *b, Worker *w, View url, View id) {
    const SiteConfig *c = &b->site->archive.config;
    if (c->base_url.n) return public_url(b, w, url);
    View authority = mail_address_in(c->contact);
    if (!authority.n) authority = V("fangzhi.invalid");
    uint64_t site = hash_bytes(c->name);
    return view_of(arena_printf(&w->arena, "tag:%.*s,2026:%016jx/%.*s", VARG(authority), (uintmax_t)site, VARG(id)));
}

/* Where a feed's links lead from: whole addresses, or the way up from it. */
static View feed_href(const Builder *b, Worker *w, View root, View url) {
    return b->site->archive.config.base_url.n ? public_url(b, w, url) : page_href(w, root, url);
}

static View summary(const Builder *b, Worker *w, const Item *item) {
    View body;
    str_clear(&w->file);
    str_clear(&w->plain);
    if (article_body(&b->site->archive, item->article, &w->file, &body) != 0) return (View){0};
    markdown_text(&w->plain, body);
    return arena_view(&w->arena, view_trim(utf8_prefix(str_view(&w->plain), SUMMARY_CHARACTERS)));
}

/* --- Atom ------------------------------------------------------------------------ */

/* What a feed is of. Those of a part have no summaries: so they stay as they
 * are when a text is mended. */
typedef struct Feed {
    View url, page; /* the feed's own address, and of the page it goes with */
    View id, title; /* the title is empty for the site's */
    Span ranks;
    bool summaries;
} Feed;

static Value *entry(const Builder *b, Worker *w, const Feed *f, const Item *item) {
    const Site *s = b->site;
    Arena *a = &w->arena;
    Value *v = value_map(a), *authors = value_list(a), *topics = value_list(a);
    value_set_text(a, v, "id", feed_id(b, w, item->url, item->article->id));
    value_set(a, v, "title", value_text(a, item->title));
    value_set_text(a, v, "href", feed_href(b, w, page_root(f->url), item->url));
    value_set_text(a, v, "updated", timestamp(w, updated_day(item)));
    value_set(a, v, "published", value_text(a, item->day ? timestamp(w, item->day) : (View){0}));
    for (size_t i = 0; i < item->article->authors.n; i++)
        value_push(a, authors, value_text(a, item->article->authors.p[i]));
    Span of = groups_of(&s->item_subjects, (size_t)(item - s->items));
    for (size_t i = 0; i < of.n; i++) {
        Value *topic = value_map(a);
        value_set_text(a, topic, "term", s->subjects[of.p[i]].topic->id);
        value_set_text(a, topic, "name", s->subjects[of.p[i]].name);
        value_push(a, topics, topic);
    }
    value_set(a, v, "authors", authors);
    value_set(a, v, "topics", topics);
    value_set(a, v, "summary", value_text(a, f->summaries ? summary(b, w, item) : (View){0}));
    value_set(a, v, "entry_lang", value_text(a, item_lang(s, item)));
    return v;
}

static void put_feed(const Builder *b, Worker *w, const Template *t, const Feed *f) {
    const Site *s = b->site;
    Arena *a = &w->arena;
    Value *data = page_new(b, w, f->url, NULL, f->title), *feed = value_map(a), *entries = value_list(a);
    uint32_t latest = 0;
    for (size_t k = 0; k < f->ranks.n && k < FEED_ENTRIES; k++) {
        const Item *item = site_ranked(s, f->ranks.p[f->ranks.n - 1 - k]);
        if (updated_day(item) > latest) latest = updated_day(item);
        value_push(a, entries, entry(b, w, f, item));
    }
    value_set(a, feed, "entries", entries);
    value_set_text(a, feed, "id", feed_id(b, w, f->url, f->id));
    value_set_text(a, feed, "updated", timestamp(w, latest));
    value_set_text(a, feed, "home", feed_href(b, w, page_root(f->url), f->page));
    if (s->archive.config.base_url.n) value_set_text(a, feed, "self", public_url(b, w, f->url));
    value_set(a, data, "feed", feed);
    page_put(b, w, t, data, f->url);
}

void page_feed(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    const Feed f = {V("feed.xml"), V("index.html"), V("feed"), {0}, {b->site->ranks, b->site->n_items}, true};
    put_feed(b, w, t, &f);
}

/* Beside the page of a part: "regions/54/index.html" has "regions/54/feed.xml". */
static void put_part(const Builder *b, Worker *w, const Template *t, View page, View title, Span ranks) {
    View folder = view_to(page, page.n - path_base(page).n);
    Str url = STR_INIT, id = STR_INIT;
    str_addf(&url, "%.*sfeed.xml", VARG(folder));
    str_addf(&id, "feed/%.*s", VARG(view_to(folder, folder.n - 1)));
    const Feed f = {str_view(&url), page, str_view(&id), title, ranks, false};
    put_feed(b, w, t, &f);
    str_release(&url);
    str_release(&id);
}

void page_place_feed(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Place *p = &b->site->places[i];
    if (place_is_followed(b->site, (uint32_t)i))
        put_part(b, w, t, p->url, p->trail, groups_of(&b->site->place_items, i));
}

void page_subject_feed(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Subject *of = &b->site->subjects[i];
    if (subject_is_followed(b->site, (uint32_t)i))
        put_part(b, w, t, of->url, of->name, groups_of(&b->site->subject_items, i));
}

/* --- JSON Feed 1.1 (jsonfeed.org) --------------------------------------------------- */

static void json_field(Json *j, const char *key, View v) {
    if (!v.n) return;
    json_key(j, key);
    json_text(j, v);
}

static void json_item(const Builder *b, Worker *w, Json *j, const Item *item) {
    const Site *s = b->site;
    View address = public_url(b, w, item->url);
    Span of = groups_of(&s->item_subjects, (size_t)(item - s->items));
    json_open(j, '{');
    json_field(j, "id", address);
    json_field(j, "url", address);
    json_field(j, "title", item->title);
    json_key(j, "content_text");
    json_text(j, summary(b, w, item));
    if (item->day) json_field(j, "date_published", timestamp(w, item->day));
    if (updated_day(item)) json_field(j, "date_modified", timestamp(w, updated_day(item)));
    json_field(j, "language", item_lang(s, item));
    json_key(j, "authors");
    json_open(j, '[');
    for (size_t i = 0; i < item->article->authors.n; i++) {
        json_open(j, '{');
        json_field(j, "name", item->article->authors.p[i]);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_key(j, "tags");
    json_open(j, '[');
    for (size_t i = 0; i < of.n; i++) json_text(j, s->subjects[of.p[i]].name);
    json_close(j, ']');
    json_close(j, '}');
}

void file_json_feed(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    (void)i;
    const Site *s = b->site;
    const SiteConfig *c = &s->archive.config;
    str_clear(&w->page);
    Json j = json_to(&w->page);
    json_open(&j, '{');
    json_field(&j, "version", V("https://jsonfeed.org/version/1.1"));
    json_field(&j, "title", c->name);
    json_field(&j, "description", c->description);
    json_field(&j, "home_page_url", public_url(b, w, V("index.html")));
    json_field(&j, "feed_url", public_url(b, w, V("feed.json")));
    json_field(&j, "language", s->lang);
    json_key(&j, "items");
    json_open(&j, '[');
    for (size_t k = 0; k < s->n_items && k < FEED_ENTRIES; k++)
        json_item(b, w, &j, site_ranked(s, (uint32_t)(s->n_items - 1 - k)));
    json_close(&j, ']');
    json_close(&j, '}');
    str_addc(&w->page, '\n');
    file_put(b, w, "feed.json", str_view(&w->page));
    arena_clear(&w->arena);
}
