/* Drafts to articles in Markdown with front matter. */
#include "import/places.h"

#include <math.h>

/* --- identity ---------------------------------------------------------------- */

/* The opening by which an article is known again: the first characters of
 * headline and text. */
static void opening(Str *out, View title, View plain) {
    enum { OPENING = 48 };
    View parts[] = {title, plain};
    for (size_t i = 0, n = 0; i < 2; i++)
        for (View v = parts[i]; v.n && n < OPENING * (i + 1);) {
            uint32_t cp = utf8_next(&v);
            if (cp_is_blank(cp)) continue;
            utf8_add(out, cp);
            n++;
        }
}

/* Ten digits of base 32 (without i, l, o, u) from a hash. */
static View mint(Arena *a, View of) {
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    char hex[65], *id = arena_bytes(a, 11);
    sha256_hex(of, hex);
    hex[13] = '\0'; /* 52 bits */
    uint64_t bits = strtoull(hex, NULL, 16);
    for (int i = 0; i < 10; i++, bits >>= 5) id[i] = digits[bits & 31];
    id[10] = '\0';
    return view(id, 10);
}

/* Pieces of one source may open alike: `taken` holds the ids given out. */
static void mint_id(Page *page, Map *taken, Draft *d, View plain) {
    Str s = STR_INIT;
    str_adds(&s, page->sha256);
    opening(&s, d->title, plain);
    size_t n = s.n;
    for (unsigned k = 0;; k++) {
        bool fresh;
        d->id = mint(&page->arena, str_view(&s));
        map_at(taken, d->id, &fresh);
        if (fresh) break;
        str_cut(&s, n);
        str_addf(&s, "#%u", k);
    }
    str_release(&s);
}

/* How much two texts have in common: shared pairs of characters, as a part
 * of the smaller. */
static float likeness(View a, View b) {
    enum { BITS = 1 << 14 };
    uint64_t seen[BITS / 64] = {0};
    size_t n = 0, shared = 0;
    uint32_t x = 0;
    for (View v = view_to(a, 6000); v.n;) {
        uint32_t y = utf8_next(&v);
        size_t h = (x * 0x9E3779B1u ^ y * 0x85EBCA6Bu) >> 18;
        seen[h / 64] |= (uint64_t)1 << (h % 64);
        x = y;
    }
    x = 0;
    for (View v = view_to(b, 6000); v.n; n++) {
        uint32_t y = utf8_next(&v);
        size_t h = (x * 0x9E3779B1u ^ y * 0x85EBCA6Bu) >> 18;
        shared += seen[h / 64] >> (h % 64) & 1;
        x = y;
    }
    return n ? (float)shared / (float)n : 0;
}

/* An article that import wrote before keeps its id: by its title, its
 * opening, or most of its text. */
static void find_ids(Page *page, const Outputs *before, const Str *plain) {
    bool *used = xcalloc(before->n + 1, 1);
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < page->drafts.n; i++) {
            Draft *d = &page->drafts.p[i];
            float best = 0.7f;
            size_t which = SIZE_MAX;
            for (size_t k = 0; k < before->n && !d->id.n; k++) {
                if (used[k]) continue;
                const Article *old = &before->p[k].article;
                View text = str_view(&before->p[k].bytes);
                bool title = view_eq(old->title, d->title);
                bool start = view_eq(view_to(text, 60), view_to(str_view(&plain[i]), 60));
                float like = round == 0   ? (title && start ? 1.0f : 0)
                             : round == 1 ? ((title && d->title.n) || start ? 0.9f : 0)
                             : before->n <= 200 ? likeness(text, str_view(&plain[i])) : 0;
                if (like > best) best = like, which = k;
            }
            if (which == SIZE_MAX) continue;
            used[which] = true;
            d->id = arena_view(&page->arena, before->p[which].article.id);
        }
    free(used);
}

/* --- the article ------------------------------------------------------------------ */

static View confidence(Page *page, const Draft *d) {
    float least = 30;
    for (size_t i = 0; i < d->paras.n; i++) {
        float m = page->paras.p[d->paras.p[i]].margin;
        if (m < least) least = m;
    }
    return view_of(arena_printf(&page->arena, "%.2f", (double)(1 / (1 + expf(-least)))));
}

static void add_evidence(Article *a, const char *field, View text) {
    if (text.n) a->evidence[a->n_evidence++] = (struct Evidence){view_of(field), text};
}

static void source_lines(Page *page, const Draft *d, SourceRef *s) {
    size_t n = 0;
    for (size_t i = 0; i < d->paras.n; i++) n += page->paras.p[d->paras.p[i]].n;
    s->file = view_of(page->path);
    s->sha256 = view_of(page->sha256);
    s->lines = ARENA_ARRAY(&page->arena, LineRef, n);
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        for (size_t k = 0; k < p->n; k++) s->lines[s->n_lines++].line = page->lines.p[p->first + k].number;
    }
}

static void fill(Page *page, const Draft *d, Article *a) {
    Arena *mem = &page->arena;
    const Known *k = &page->known;
    *a = (Article){.id = d->id, .title = d->title, .kicker = d->kicker, .subtitle = d->subtitle, .column = d->column,
                   .kind = d->kind, .authors = {d->authors.p, d->authors.n}, .publication = k->publication,
                   .issued = k->issued, .issue_number = k->issue_number, .page = k->page, .covers = k->covers,
                   .date = d->date, .date_precision = d->date_precision, .dateline_place = d->dateline_place,
                   .joins = d->joins.p, .n_joins = d->joins.n, .flags = d->flags};
    a->sources = ARENA_NEW(mem, SourceRef);
    a->n_sources = 1;
    source_lines(page, d, a->sources);
    a->evidence = ARENA_ARRAY(mem, struct Evidence, 4);
    add_evidence(a, "cut", confidence(page, d));
    add_evidence(a, "authors", d->byline);
    add_evidence(a, "date", d->date_why);
}

static void find_regions(Page *page, const Reading *with, const Str *plain, Places *places) {
    places->n = page->drafts.n;
    places->parts = ARENA_ARRAY(&page->arena, RegionText, places->n + 1);
    for (size_t i = 0; i < places->n; i++) {
        const Draft *d = &page->drafts.p[i];
        places->parts[i] = (RegionText){
            .title = head_lines(&page->arena, d->kicker, d->title, d->subtitle),
            .text = arena_view(&page->arena, str_view(&plain[i])),
            .hints = {.year = (uint16_t)page->year, .dateline = d->dateline_place, .publication = page->known.publication},
        };
    }
    if (!with->gazetteer) return;
    places_read(places, with, &page->arena, page->known.home);
    page->known.home = places->home;
}

static void find_topics(Page *page, const Reading *with, const Draft *d, View plain, Article *a) {
    TopicFound *found;
    View head = head_lines(&page->arena, d->kicker, d->title, d->subtitle);
    size_t n = with->topics ? topics_classify(with->topics, &page->arena, head, plain, &found) : 0;
    a->topics.p = ARENA_ARRAY(&page->arena, View, n + 1);
    for (size_t i = 0; i < n; i++) a->topics.p[a->topics.n++] = taxonomy_topic(with->topics, found[i].topic)->id;
}

void page_emit(Page *page, const Reading *with, const Outputs *before, Outputs *out, Places *places) {
    size_t n = page->drafts.n;
    Str *plain = xcalloc(n + 1, sizeof *plain);
    *places = (Places){.ids = ARENA_ARRAY(&page->arena, View, n + 1)};
    Blocks *blocks = xcalloc(n + 1, sizeof *blocks);
    for (size_t i = 0; i < n; i++) {
        str_init(&plain[i]);
        draft_blocks(page, &page->drafts.p[i], &blocks[i]);
        blocks_plain(&plain[i], &blocks[i]);
    }
    find_ids(page, before, plain);
    find_regions(page, with, plain, places);
    Str body = STR_INIT;
    Map taken = MAP_INIT;
    for (size_t i = 0; i < n; i++)
        if (page->drafts.p[i].id.n) map_at(&taken, page->drafts.p[i].id, NULL);
    for (size_t i = 0; i < n; i++) {
        Draft *d = &page->drafts.p[i];
        Output o = {.bytes = STR_INIT};
        if (!d->id.n) mint_id(page, &taken, d, str_view(&plain[i]));
        fill(page, d, &o.article);
        o.id = places->ids[i] = d->id;
        if (with->gazetteer) places_fill(&page->arena, &places->reading.found[i], &o.article);
        find_topics(page, with, d, str_view(&plain[i]), &o.article);
        str_clear(&body);
        blocks_markdown(&body, &blocks[i]);
        article_write(&o.bytes, &o.article, str_view(&body));
        vec_push(out, o);
        str_release(&plain[i]);
        blocks_clear(&blocks[i]);
    }
    map_release(&taken);
    str_release(&body);
    free(plain);
    free(blocks);
}

void outputs_release(Outputs *o) {
    for (size_t i = 0; i < o->n; i++) str_release(&o->p[i].bytes);
    vec_release(o);
}
