/* The Atom feed (RFC 4287): the newest articles by their own dates. There is
 * no clock: what is said of time comes from the articles. */
#include "site/page.h"
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
    bool mail = c->contact.n && memchr(c->contact.p, '@', c->contact.n) != NULL;
    for (size_t i = 0; mail && i < c->contact.n; i++) mail = c->contact.p[i] > ' ' && c->contact.p[i] < 0x7f;
    View authority = mail ? c->contact : V("fangzhi.invalid");
    uint64_t site = hash_bytes(c->name);
    return view_of(arena_printf(&w->arena, "tag:%.*s,2026:%016jx/%.*s", VARG(authority), (uintmax_t)site, VARG(id)));
}

static View summary(const Builder *b, Worker *w, const Item *item) {
    View body;
    str_clear(&w->file);
    str_clear(&w->plain);
    if (article_body(&b->site->archive, item->article, &w->file, &body) != 0) return (View){0};
    markdown_text(&w->plain, body);
    return arena_view(&w->arena, view_trim(utf8_prefix(str_view(&w->plain), SUMMARY_CHARACTERS)));
}

static Value *entry(const Builder *b, Worker *w, const Item *item) {
    const Site *s = b->site;
    Arena *a = &w->arena;
    Value *v = value_map(a), *authors = value_list(a), *topics = value_list(a);
    value_set_text(a, v, "id", feed_id(b, w, item->url, item->article->id));
    value_set(a, v, "title", value_text(a, item->title));
    value_set_text(a, v, "href", public_url(b, w, item->url));
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
    value_set(a, v, "summary", value_text(a, summary(b, w, item)));
    value_set(a, v, "entry_lang", value_text(a, item_lang(s, item)));
    return v;
}

void page_feed(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)i;
    const Site *s = b->site;
    Arena *a = &w->arena;
    View url = V("feed.xml");
    Value *data = page_new(b, w, url, NULL, (View){0}), *feed = value_map(a), *entries = value_list(a);
    uint32_t latest = 0;
    for (size_t k = 0; k < s->n_items && k < FEED_ENTRIES; k++) {
        const Item *item = site_ranked(s, (uint32_t)(s->n_items - 1 - k));
        if (updated_day(item) > latest) latest = updated_day(item);
        value_push(a, entries, entry(b, w, item));
    }
    value_set(a, feed, "entries", entries);
    value_set_text(a, feed, "id", feed_id(b, w, url, V("feed")));
    value_set_text(a, feed, "updated", timestamp(w, latest));
    value_set_text(a, feed, "home", public_url(b, w, V("index.html")));
    if (s->archive.config.base_url.n) value_set_text(a, feed, "self", public_url(b, w, url));
    value_set(a, data, "feed", feed);
    page_put(b, w, t, data, url);
}
