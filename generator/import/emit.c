/* Drafts to articles in Markdown with front matter. */
#include "import/confidence.h"
#include "import/identity.h"
#include "import/places.h"

/* --- the article ------------------------------------------------------------------ */

static void add_evidence(Article *a, const char *field, View text) {
    if (text.n) a->evidence[a->n_evidence++] = (struct Evidence){view_of(field), text};
}

/* The printed pages of a file's part in an article: what people say of the
 * file counts for more than what it prints. */
static void add_pages(FolioRuns *pages, const Page *of, const Line *l) {
    uint64_t known = l->folio;
    if (of->known.page.n && !view_uint(of->known.page, 99999, &known)) known = 0;
    folios_add(pages, (uint32_t)known);
}

static View page_of(Arena *a, const Page *of, const FolioRuns *pages) {
    return of->known.page.n ? of->known.page : folios_text(a, pages);
}

/* One after the other, as the article is read: pages follow one another. */
static void source_lines(Page *page, const Draft *d, Article *a) {
    size_t n = 0, files = 0;
    const Page *last = NULL;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        const Page *of = p->from ? p->from : page;
        n += p->n;
        files += of != last;
        last = of;
    }
    a->sources = ARENA_ARRAY(&page->arena, SourceRef, files);
    LineRef *lines = ARENA_ARRAY(&page->arena, LineRef, n);
    FolioRuns all = {0}, own = {0};
    last = NULL;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        const Page *of = p->from ? p->from : page;
        if (of != last) {
            a->sources[a->n_sources++] = (SourceRef){
                .file = view_of(of->path), .sha256 = arena_view(&page->arena, view_of(of->sha256)), .lines = lines};
            own = (FolioRuns){0};
        }
        last = of;
        SourceRef *source = &a->sources[a->n_sources - 1];
        for (size_t k = 0; k < p->n; k++) {
            const Line *l = &page->lines.p[p->first + k];
            lines++->line = l->number;
            source->n_lines++;
            add_pages(&all, of, l);
            add_pages(&own, of, l);
        }
        if (files > 1) source->page = page_of(&page->arena, of, &own);
    }
    a->page = page->known.page;
    uint64_t number;
    if ((files > 1 || !a->page.n) && (!a->page.n || view_uint(a->page, 99999, &number)))
        a->page = folios_text(&page->arena, &all);
}

/* What stands over its entry in the contents, the outermost first; and where
 * the contents confirm its title. */
static void fill_listed(Page *page, const Draft *d, Article *a) {
    const OutlineEntry *e = d->listed, *all = page->outline ? page->outline->entries.p : NULL;
    if (!e) return;
    for (size_t i = e->parent; i != SIZE_MAX; i = all[i].parent) a->within.n++;
    a->within.p = ARENA_ARRAY(&page->arena, View, a->within.n + 1);
    for (size_t i = e->parent, n = a->within.n; i != SIZE_MAX; i = all[i].parent)
        a->within.p[--n] = arena_view(&page->arena, all[i].title);
    if (!a->page.n && e->page) a->page = view_of(arena_printf(&page->arena, "%u", e->page));
    add_evidence(a, "title", view_of(arena_printf(&page->arena, "contents, line %u of %s", e->line, e->path)));
}

static void fill(Page *page, const Draft *d, Article *a) {
    Arena *mem = &page->arena;
    const Known *k = &page->known;
    *a = (Article){.id = d->id, .title = d->title, .kicker = d->kicker, .subtitle = d->subtitle, .column = d->column,
                   .kind = d->kind, .authors = {d->authors.p, d->authors.n}, .publication = k->publication,
                   .issued = k->issued, .issue_number = k->issue_number, .covers = k->covers,
                   .date = d->date, .date_precision = d->date_precision, .dateline_place = d->dateline_place,
                   .joins = d->joins.p, .n_joins = d->joins.n, .flags = d->flags};
    source_lines(page, d, a);
    a->evidence = ARENA_ARRAY(mem, struct Evidence, 5);
    add_evidence(a, "authors", d->byline);
    add_evidence(a, "date", d->date_why);
    if (!page->yearbook) add_evidence(a, "issued", page->printed_date);
    fill_listed(page, d, a);
}

/* What the page says of itself: its publication, then its furniture. */
static View masthead_of(Page *page) {
    Str s = STR_INIT;
    str_addf(&s, "%.*s\n", VARG(page->known.publication));
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        if (p->aside) places_add_masthead(&s, view_of(p->aside), p->text);
    }
    View v = arena_view(&page->arena, str_view(&s));
    str_release(&s);
    return v;
}

static void find_regions(Page *page, const Reading *with, const View *plain, Places *places) {
    places->n = page->drafts.n;
    places->parts = ARENA_ARRAY(&page->arena, RegionText, places->n + 1);
    for (size_t i = 0; i < places->n; i++) {
        const Draft *d = &page->drafts.p[i];
        places->parts[i] = (RegionText){
            .title = head_lines(&page->arena, d->kicker, d->title, d->subtitle),
            .text = plain[i],
            .hints = {.year = (uint16_t)page->year,
                      .dateline = d->dateline_place,
                      .publication = page->known.publication},
        };
    }
    if (!with->gazetteer) return;
    places->masthead = masthead_of(page);
    places_read(places, with, &page->arena, page->known.home);
    page->known.home = places->home;
}

void topics_fill(const Reading *with, Arena *mem, View head, View plain, Article *a) {
    TopicFound *found;
    if (a->column.n) head = view_of(arena_printf(mem, "%.*s\n%.*s", VARG(head), VARG(a->column)));
    size_t n = with->topics ? topics_classify(with->topics, mem, head, plain, &found) : 0;
    a->topics.n = 0;
    a->topics.p = ARENA_ARRAY(mem, View, n + 1);
    for (size_t i = 0; i < n; i++) a->topics.p[a->topics.n++] = taxonomy_topic(with->topics, found[i].topic)->id;
}

/* Empty where it is that of the site, or where the text does not tell. */
static View language_of(const Reading *with, View title, View plain) {
    View of = view_of(text_language(plain));
    if (view_is(of, "bo") && title.n && !view_is(view_of(text_language(title)), "bo")) return V(""); /* in both */
    View site = with->language.n ? with->language : V("zh-Hans");
    return view_is(of, "zh-Hant") || view_is(of, "bo") || view_is(of, "zh-Hans") ? view_eq(of, site) ? V("") : of
                                                                                 : V("");
}

void page_emit(Page *page, const Reading *with, const Outputs *before, const Outputs *gone, Outputs *out,
               Places *places) {
    size_t n = page->drafts.n;
    View *plain = ARENA_ARRAY(&page->arena, View, n + 1);
    *places = (Places){.ids = ARENA_ARRAY(&page->arena, View, n + 1)};
    Blocks *blocks = xcalloc(n + 1, sizeof *blocks);
    for (size_t i = 0; i < n; i++) {
        draft_blocks(page, &page->drafts.p[i], &blocks[i]);
        plain[i] = blocks_plain(&page->arena, &blocks[i]);
    }
    identity_give(page, before, plain);
    Views *aliases = ARENA_ARRAY(&page->arena, Views, n + 1);
    identity_aliases(page, before, plain, aliases);
    if (gone->n) identity_aliases(page, gone, plain, aliases);
    find_regions(page, with, plain, places);
    Str body = STR_INIT;
    for (size_t i = 0; i < n; i++) {
        Draft *d = &page->drafts.p[i];
        Output o = {.bytes = STR_INIT};
        fill(page, d, &o.article);
        o.id = places->ids[i] = d->id;
        o.article.aliases = aliases[i];
        o.article.lang = language_of(with, d->title, plain[i]);
        confidence_fill(page, i, o.article.confidence);
        if (with->gazetteer) places_fill(&page->arena, &places->reading.found[i], &o.article);
        topics_fill(with, &page->arena, places->parts[i].title, plain[i], &o.article);
        str_clear(&body);
        blocks_markdown(&body, &blocks[i]);
        article_write(&o.bytes, &o.article, str_view(&body));
        vec_push(out, o);
        blocks_clear(&blocks[i]);
    }
    str_release(&body);
    free(blocks);
}

void outputs_release(Outputs *o) {
    for (size_t i = 0; i < o->n; i++) str_release(&o->p[i].bytes);
    vec_release(o);
}
