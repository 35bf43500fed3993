/* Bibliographies in RIS to take away: of the whole archive, of each year of a
 * publication, and of regions and topics. */
#include <stdlib.h>

#include "site/cite.h"

/* From so many articles on a place can be followed. Every file takes up a
 * cluster of a stick, so of many places only the fullest can: one for a hundred
 * articles, but in a small site this many. */
enum { FOLLOWED_FROM = 2, FOLLOWED_BELOW_COUNTY = 25, ARTICLES_A_FOLLOWED = 100, FOLLOWED_ALWAYS = 64 };

static bool may_be_followed(const Site *s, uint32_t place) {
    RegionLevel level = s->places[place].region->level;
    bool high = level >= REGION_PROVINCE && level <= REGION_COUNTY;
    return place_count(s, place) >= (high ? FOLLOWED_FROM : FOLLOWED_BELOW_COUNTY);
}

static int largest_first(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x < y) - (x > y);
}

void model_followed(Site *s) {
    size_t *counts = xarray(NULL, s->n_places + 1, sizeof *counts), n = 0;
    for (uint32_t i = 0; i < s->n_places; i++)
        if (may_be_followed(s, i)) counts[n++] = place_count(s, i);
    qsort(counts, n, sizeof *counts, largest_first);
    size_t most = s->n_items / ARTICLES_A_FOLLOWED + FOLLOWED_ALWAYS;
    s->followed_from = n > most ? counts[most] + 1 : FOLLOWED_FROM;
    free(counts);
}

bool place_is_followed(const Site *s, uint32_t place) {
    return may_be_followed(s, place) && place_count(s, place) >= s->followed_from;
}

bool subject_is_followed(const Site *s, uint32_t subject) {
    return groups_of(&s->subject_items, subject).n >= FOLLOWED_FROM;
}

View bibliography_url(Worker *w, View page) {
    return view_of(arena_printf(&w->arena, "%.*sarticles.ris", VARG(view_to(page, page.n - path_base(page).n))));
}

static void put(const Builder *b, Worker *w, View url) {
    Str path = STR_INIT;
    str_addv(&path, url);
    file_put(b, w, path.p, str_view(&w->page));
    str_release(&path);
    arena_clear(&w->arena);
}

/* The newest come first. */
static void put_ranks(const Builder *b, Worker *w, View url, Span ranks, size_t most) {
    str_clear(&w->page);
    for (size_t i = ranks.n; i > 0 && ranks.n - i < most; i--) {
        cite_ris(b, w, &w->page, site_ranked(b->site, ranks.p[i - 1]));
        arena_clear(&w->arena);
    }
    put(b, w, url);
}

void file_bibliography(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    (void)i;
    put_ranks(b, w, V("data/articles.ris"), (Span){b->site->ranks, b->site->n_items}, SIZE_MAX);
}

static void put_part(const Builder *b, Worker *w, View page, Span ranks) {
    Str url = STR_INIT;
    str_addv(&url, bibliography_url(w, page));
    put_ranks(b, w, str_view(&url), ranks, BIBLIOGRAPHY_MAX);
    str_release(&url);
}

void file_place_bibliography(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    if (place_is_followed(b->site, (uint32_t)i))
        put_part(b, w, b->site->places[i].url, groups_of(&b->site->place_items, i));
}

void file_subject_bibliography(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    if (subject_is_followed(b->site, (uint32_t)i))
        put_part(b, w, b->site->subjects[i].url, groups_of(&b->site->subject_items, i));
}

/* --- years of a publication ----------------------------------------------------------- */

/* By the issue, as a library shelves it, not by the article's own date. */
static uint32_t issue_year(const Item *item) {
    return day_of_date(cite_issue_date(item->article)) / 10000;
}

static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

size_t title_years(const Site *s, Arena *a, size_t title, IssueYear **years) {
    Span of = groups_of(&s->title_items, title);
    uint64_t *keys = ARENA_ARRAY(a, uint64_t, of.n + 1);
    uint32_t *ranks = ARENA_ARRAY(a, uint32_t, of.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < of.n; i++) keys[i] = (uint64_t)issue_year(site_ranked(s, of.p[i])) << 32 | of.p[i];
    qsort(keys, of.n, sizeof *keys, by_number);
    *years = ARENA_ARRAY(a, IssueYear, of.n + 1);
    for (size_t i = 0; i < of.n; i++) {
        uint32_t year = (uint32_t)(keys[i] >> 32);
        ranks[i] = (uint32_t)keys[i];
        if (!n || (*years)[n - 1].year != year) (*years)[n++] = (IssueYear){year, {ranks + i, 0}};
        (*years)[n - 1].ranks.n++;
    }
    return n;
}

View title_year_url(Arena *a, const Title *title, uint32_t year) {
    View folder = view_to(title->url, title->url.n - path_base(title->url).n);
    return view_of(arena_printf(a, "%.*s%s.ris", VARG(folder), year_name(a, year)));
}

void file_title_bibliographies(const Builder *b, Worker *w, const Template *t, size_t i) {
    (void)t;
    Arena a = ARENA_INIT;
    IssueYear *years;
    size_t n = title_years(b->site, &a, i, &years);
    for (size_t k = 0; k < n; k++)
        put_ranks(b, w, title_year_url(&a, &b->site->titles[i], years[k].year), years[k].ranks, SIZE_MAX);
    arena_release(&a);
}
