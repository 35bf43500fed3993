#include "site/quality.h"

#include <errno.h>
#include <stdlib.h>

#include "text/text.h"

enum { TITLE_CHARACTERS = 24 };

static bool language_is_plain(View v) {
    for (size_t i = 0; i < v.n; i++) {
        char c = v.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) return false;
    }
    return v.n > 0;
}

static void choose_languages(Site *s) {
    const SiteConfig *c = &s->archive.config;
    s->lang = c->languages.n ? c->languages.p[0] : c->language;
    if (!language_is_plain(s->lang)) s->lang = V("zh-Hans");
    bool of_text = view_starts(c->language, V("zh")) || view_starts(c->language, V("bo"));
    s->text_lang = of_text ? c->language : V("zh-Hans");
}

View site_edition(Site *s, View asked) {
    if (!view_is(asked, "commit")) return asked;
    if (!s->commit.p) s->commit = archive_commit(&s->arena, s->options->root);
    return s->commit;
}

int site_files(const Site *s, const char *folder, Arena *a, FileList *out) {
    char *path = path_join(a, s->options->root, folder);
    if (s->inputs) return inputs_files(s->inputs, path, out);
    int err = dir_list(a, path, out);
    return err == ENOENT ? 0 : err;
}

/* Articles with errors were reported and are left out; the others are built. */
bool site_load_articles(Site *s) {
    Arena names = ARENA_INIT;
    FileList files = {0};
    int err = site_files(s, "articles", &names, &files);
    if (err) diag_errno(s->diag, M_CANNOT_READ, "articles", err);
    bool whole = archive_load_again(&s->archive, s->diag, s->options->root, s->options->jobs, s->heads, &files);
    if (view_is(s->archive.config.lastmod, "commit")) archive_date_by_commits(&s->archive, s->diag, s->history);
    filelist_release(&files);
    arena_release(&names);
    return s->archive.config.name.p && (whole || s->archive.articles);
}

/* Rows with errors were reported and are left out, as articles are. */
bool site_load_tables(Site *s) {
    regions_load(&s->regions, s->diag, path_join(&s->arena, s->options->root, "regions.tsv"));
    char *topics = lookup_find(&s->lookup, &s->arena, "topics.yaml");
    if (topics) s->taxonomy = taxonomy_load_names(s->diag, topics, s->topics);
    quality_load(s);
    return !topics || s->taxonomy;
}

bool site_load_words(Site *s) {
    SiteConfig *c = &s->archive.config;
    choose_languages(s);
    c->edition = site_edition(s, c->edition);
    return strings_load(&s->strings, &s->arena, s->diag, &s->lookup, s->lang);
}

bool site_load(Site *s) {
    return site_load_articles(s) && site_load_tables(s) && site_load_words(s);
}

void site_release(Site *s) {
    strings_release(&s->strings);
    if (s->taxonomy) taxonomy_free(s->taxonomy);
    regions_release(&s->regions);
    archive_release(&s->archive);
    arena_release(&s->arena);
    arena_release(&s->side);
}

/* --- articles ------------------------------------------------------------------ */

/* Where an article stands in time. Of a newspaper's article that says no more
 * than its year, or month, the day of the issue says when in it. */
static View listed_date(const Article *a) {
    if (!a->date.n) return a->issued.n ? a->issued : a->covers;
    bool finer = a->issued.n > a->date.n && view_starts(a->issued, a->date) && a->issued.p[a->date.n] == '-';
    return finer && !a->covers.n ? a->issued : a->date;
}

/* YYYYMMDD; parts that are not given count as 0, before all others. */
uint32_t day_of_date(View date) {
    uint32_t number = 0;
    View part;
    for (int i = 0; i < 3; i++) {
        uint64_t value = 0;
        if (view_split(&date, '-', &part) && !view_uint(part, 9999, &value)) return 0;
        number = number * (i ? 100 : 1) + (uint32_t)(i && value > 99 ? 99 : value);
    }
    return number;
}

static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Lists go from the newest down. Within a day the order of the pages is kept
 * by ranking the last article of the day's source first. */
static void rank_items(Site *s) {
    uint64_t *keys = xarray(NULL, s->n_items + 1, sizeof *keys);
    for (size_t i = 0; i < s->n_items; i++) keys[i] = (uint64_t)s->items[i].day << 32 | (uint32_t)(s->n_items - 1 - i);
    qsort(keys, s->n_items, sizeof *keys, by_number);
    s->by_rank = ARENA_ARRAY(&s->arena, uint32_t, s->n_items + 1);
    s->ranks = ARENA_ARRAY(&s->arena, uint32_t, s->n_items + 1);
    for (size_t r = 0; r < s->n_items; r++) {
        size_t i = s->n_items - 1 - (uint32_t)keys[r];
        s->by_rank[r] = (uint32_t)i;
        s->ranks[r] = (uint32_t)r;
        s->items[i].rank = (uint32_t)r;
    }
    free(keys);
}

static void find_years(Site *s) {
    /* Ranks go by date, so a year is one run. */
    VEC(YearRun) years = {0};
    for (uint32_t r = 0; r < s->n_items; r++) {
        uint32_t year = site_ranked(s, r)->day / 10000;
        if (!years.n || years.p[years.n - 1].year != year) vec_push(&years, ((YearRun){year, r, r}));
        years.p[years.n - 1].to = r + 1;
    }
    s->n_years = years.n;
    s->years = ARENA_ARRAY(&s->arena, YearRun, years.n + 1);
    if (years.n) memcpy(s->years, years.p, years.n * sizeof *years.p);
    vec_release(&years);
}

const char *year_name(Arena *a, uint32_t year) { return year ? arena_printf(a, "%04u", year) : "undated"; }

/* （上接第4版） stands above a piece and says nothing of it. */
static bool is_turn_note(View line) {
    static const View openings[] = {V_INIT("（上接"), V_INIT("(上接"), V_INIT("上接第")};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (view_starts(line, openings[i]) && utf8_prefix(line, TITLE_CHARACTERS).n == line.n) return true;
    return false;
}

/* What an article without a headline is called: its first words. */
static View first_words(Site *s, const Article *article) {
    Str buf = STR_INIT, text = STR_INIT;
    View body = {0}, line = {0}, title = {0};
    if (article_body(&s->archive, article, &buf, &body) == 0) markdown_text(&text, body);
    View rest = str_view(&text);
    while ((!line.n || is_turn_note(line)) && view_line(&rest, &line)) line = view_trim(line);
    title = utf8_prefix(line, TITLE_CHARACTERS);
    if (title.n < line.n)
        title = view_of(arena_printf(&s->arena, "%.*s…", VARG(title)));
    else if (title.n)
        title = arena_view(&s->arena, title);
    str_release(&buf);
    str_release(&text);
    return title.n ? title : strings_get(&s->strings, "untitled");
}

void model_items(Site *s) {
    Str url = STR_INIT;
    if (s->archive.n >= NONE) die_oom();
    s->items = ARENA_ARRAY(&s->arena, Item, s->archive.n + 1);
    for (size_t i = 0; i < s->archive.n; i++) {
        const Article *article = &s->archive.articles[i];
        if (article->draft) continue;
        Item *item = &s->items[s->n_items++];
        *item = (Item){.article = article, .title = article->title, .date = listed_date(article), .publication = NONE};
        item->day = day_of_date(item->date);
        if (!item->title.n) item->title = first_words(s, article);
        str_clear(&url);
        url_article(&url, article->id);
        item->url = arena_view(&s->arena, str_view(&url));
    }
    str_release(&url);
    rank_items(s);
    find_years(s);
}

/* --- publications ---------------------------------------------------------------- */

static const Publication *configured(const SiteConfig *c, View name) {
    for (size_t i = 0; i < c->n_publications; i++)
        if (view_eq(c->publications[i].name, name) || view_eq(c->publications[i].id, name)) return &c->publications[i];
    return NULL;
}

static int title_by_name(const void *a, const void *b) {
    return view_cmp(((const Title *)a)->name, ((const Title *)b)->name);
}

static Title *find_title(const Site *s, View name) {
    Title key = {.name = name};
    return bsearch(&key, s->titles, s->n_titles, sizeof *s->titles, title_by_name);
}

static View published_in(const Site *s, const Item *item) {
    const Publication *p = configured(&s->archive.config, item->article->publication);
    return p && p->name.n ? p->name : item->article->publication;
}

static void gather_titles(Site *s) {
    Map seen = MAP_INIT;
    VEC(Title) found = {0};
    Str url = STR_INIT;
    for (size_t i = 0; i < s->n_items; i++) {
        Title t = {.name = published_in(s, &s->items[i])};
        bool fresh;
        if (!t.name.n || (map_at(&seen, t.name, &fresh), !fresh)) continue;
        t.config = configured(&s->archive.config, t.name);
        t.id = t.config && t.config->id.n ? t.config->id : t.name;
        str_clear(&url);
        url_publication(&url, t.id);
        t.url = arena_view(&s->side, str_view(&url));
        vec_push(&found, t);
    }
    s->n_titles = found.n;
    s->titles = ARENA_ARRAY(&s->side, Title, found.n + 1);
    if (found.n) {
        memcpy(s->titles, found.p, found.n * sizeof *found.p);
        qsort(s->titles, s->n_titles, sizeof *s->titles, title_by_name);
    }
    map_release(&seen);
    vec_release(&found);
    str_release(&url);
}

typedef struct Keyed {
    View key;
    uint32_t title;
} Keyed;

static int by_key(const void *a, const void *b) {
    const Keyed *x = a, *y = b;
    int order = view_cmp(x->key, y->key);
    return order ? order : (x->title > y->title) - (x->title < y->title);
}

static void list_titles(Site *s) {
    Arena a = ARENA_INIT;
    Collator *collator = collator_new(COLLATE_PINYIN);
    Keyed *keyed = ARENA_ARRAY(&a, Keyed, s->n_titles + 1);
    Str key = STR_INIT;
    for (size_t i = 0; i < s->n_titles; i++) {
        str_clear(&key);
        if (collator) collator_key(collator, s->titles[i].name, &key);
        keyed[i] = (Keyed){arena_view(&a, str_view(&key)), (uint32_t)i};
    }
    qsort(keyed, s->n_titles, sizeof *keyed, by_key);
    s->titles_listed = ARENA_ARRAY(&s->side, uint32_t, s->n_titles + 1);
    for (size_t i = 0; i < s->n_titles; i++) s->titles_listed[i] = keyed[i].title;
    str_release(&key);
    if (collator) collator_free(collator);
    arena_release(&a);
}

void model_titles(Site *s) {
    gather_titles(s);
    list_titles(s);
    GroupsMaker m = {0};
    for (size_t i = 0; i < s->n_items; i++) {
        const Title *t = find_title(s, published_in(s, &s->items[i]));
        if (t) {
            s->items[i].publication = (uint32_t)(t - s->titles);
            groups_add(&m, s->items[i].publication);
        }
        groups_end_group(&m);
    }
    Groups of_items = groups_finish(&m, &s->side);
    s->title_items = groups_invert(&s->side, &of_items, s->n_titles, s->by_rank);
}
