/* Repair as a matching: what broke off (an article whose text ends inside a
 * sentence, a headline without text) against what stands where it does not
 * belong (text without a headline, the last paragraphs of another article).
 * A pair is worth how its seam reads, how much its words have in common
 * beyond what they share with their neighbours, and how the page is laid
 * out. The best pairs above a threshold are made; the rest is flagged. */
#include "import/cues.h"
#include "import/page.h"

#include <math.h>

enum {
    NEAR = 24,       /* drafts to either side that are looked at */
    TAIL = 12,       /* paragraphs of an article that may belong elsewhere */
    GRAMS = 4000,    /* pairs of characters of a piece that are compared */
    OFTEN = 4        /* what is said again and again is what a piece is about */
};

static const float THRESHOLD = 3.0f;

/* Distinct pairs of Han characters of a stretch of paragraphs, sorted, and
 * how often each stands there. Owned. */
typedef struct Grams {
    uint32_t *p;
    uint8_t *times;
    size_t n;
} Grams;

static void grams_free(Grams *g) {
    free(g->p);
    free(g->times);
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t gram_of(uint32_t a, uint32_t b) { return (a * 0x9E3779B1u) ^ (b * 0x85EBCA6Bu); }

static Grams grams_of(Page *page, const size_t *paras, size_t n) {
    VEC(uint32_t) all = {0};
    for (size_t i = 0; i < n && all.n < GRAMS; i++) {
        View v = page->paras.p[paras[i]].text;
        uint32_t a = 0;
        while (v.n && all.n < GRAMS) {
            uint32_t b = fold_one(utf8_next(&v));
            if (a && cp_is_han(a) && cp_is_han(b)) vec_push(&all, gram_of(a, b));
            a = b;
        }
    }
    Grams g = {xarray(NULL, all.n + 1, sizeof(uint32_t)), xcalloc(all.n + 1, 1), 0};
    if (all.n) qsort(all.p, all.n, sizeof *all.p, by_value);
    for (size_t i = 0; i < all.n; i++) {
        if (!i || all.p[i] != all.p[i - 1]) g.p[g.n++] = all.p[i];
        if (g.times[g.n - 1] < OFTEN) g.times[g.n - 1]++;
    }
    vec_release(&all);
    return g;
}

static bool grams_have(const Grams *g, uint32_t x) {
    return g->n && bsearch(&x, g->p, g->n, sizeof *g->p, by_value);
}

/* In how many paragraphs a pair stands, in a table of fixed size: two pairs
 * may share a place, which makes them look a little more common. */
enum { COUNTERS = 1 << 18 };

typedef struct Work {
    Page *page;
    uint16_t *count;
    size_t budget; /* characters that may still be compared */
} Work;

static float rarity(const Work *w, uint32_t gram) {
    return logf(((float)w->page->paras.n + 2) / ((float)w->count[gram % COUNTERS] + 1));
}

/* How much the paragraphs `piece` have in common with `with` but not with
 * `without`, less the other way round. */
static float leaning(const Work *w, const Grams *piece, const Grams *with, const Grams *without) {
    float sum = 0;
    for (size_t i = 0; i < piece->n; i++) {
        bool a = grams_have(with, piece->p[i]), b = grams_have(without, piece->p[i]);
        if (a != b) sum += (float)piece->times[i] * (a ? rarity(w, piece->p[i]) : -rarity(w, piece->p[i]));
    }
    return sum;
}

/* --- ends and starts ----------------------------------------------------------- */

static size_t first_text(const Page *page, const Draft *d) {
    size_t i = 0;
    while (i < d->paras.n && !role_is_text(page->paras.p[d->paras.p[i]].role)) i++;
    return i;
}

/* The last paragraph of running text; SIZE_MAX without. */
static size_t last_text(const Page *page, const Draft *d) {
    for (size_t i = d->paras.n; i-- > 0;) {
        Role r = page->paras.p[d->paras.p[i]].role;
        if (role_is_text(r) && r != ROLE_TABLE && r != ROLE_SIGN && r != ROLE_SUBHEAD) return i;
        if (!role_is_picture(r)) return SIZE_MAX;
    }
    return SIZE_MAX;
}

static bool is_open(const Page *page, const Draft *d) {
    size_t i = last_text(page, d);
    if (i == SIZE_MAX || d->photo || !page->has_stops) return false;
    const Para *p = &page->paras.p[d->paras.p[i]];
    return p->open && p->chars > 8 && !has(&p->features, F_TURN);
}

static bool is_bare(const Page *page, const Draft *d) {
    return d->title.n && first_text(page, d) == d->paras.n && !d->photo;
}

typedef struct Match {
    size_t to, from, at; /* paragraphs [at, end) of draft `from` go to draft `to` */
    float score;
    bool before; /* `to` is a headline whose text stands above it */
} Match;

typedef VEC(Match) Matches;

static float seam_score(const Work *w, View before, View after) {
    float s = 0;
    Folded f;
    fold_head(&f, after);
    if (seam_in_word(w->page->seams, before, after)) s += 3;
    if (seam_known(w->page->seams, before, after)) s += 2;
    if (cue_starts_mid(&f)) s += 2;
    if (cue_fresh(&f)) s -= 2;
    return s;
}

static Grams grams_between(const Work *w, const Draft *d, size_t from, size_t to) {
    return grams_of(w->page, d->paras.p + from, to - from);
}

/* Could the paragraphs of `d` from `at` on stand by themselves? */
static bool may_leave(const Page *page, const Draft *d, size_t at) {
    const Para *p = &page->paras.p[d->paras.p[at]];
    return p->role == ROLE_BODY || p->role == ROLE_ORPHAN || p->role == ROLE_CONT || p->role == ROLE_SUBHEAD;
}

/* How many of the headline's pairs of characters the piece has, in parts. */
static float covered(const Grams *headline, const Grams *piece) {
    size_t n = 0;
    for (size_t i = 0; i < headline->n; i++) n += grams_have(piece, headline->p[i]);
    return headline->n ? (float)n / (float)headline->n : 0;
}

/* One tail of draft `from`, for the open end or bare headline `to`. */
static float tail_score(Work *w, const Match *m, const Grams *mine, bool whole) {
    Page *page = w->page;
    const Draft *t = &page->drafts.p[m->to], *f = &page->drafts.p[m->from];
    const Para *p = &page->paras.p[f->paras.p[m->at]];
    bool gap = has(&p->features, F_GAP);
    if (m->before && !gap && !whole) return 0;
    /* A continuation is where it is because its seam read well. */
    if (p->role == ROLE_CONT && !whole) return 0;
    Grams piece = grams_between(w, f, m->at, f->paras.n), host = grams_between(w, f, 0, m->at);
    size_t cost = piece.n + host.n;
    w->budget = w->budget > cost ? w->budget - cost : 0;
    float lean = leaning(w, &piece, mine, &host), cover = covered(mine, &piece), score;
    grams_free(&piece);
    grams_free(&host);
    if (m->before) score = (m->from + 1 == m->to ? 1.5f : -1) + (gap ? 1.5f : 0) + (whole ? 2 : 0) + 3 * cover;
    else if (lean <= 0 && !whole) score = 0;
    else
        score = lean / 10 + (gap ? 1.5f : 0) + (whole ? 1.5f : 0) - 1 +
                seam_score(w, page->paras.p[t->paras.p[last_text(page, t)]].text, p->text);
    return score;
}

/* The best of the tails. */
static void tails(Work *w, size_t to, size_t from, bool bare, Matches *out) {
    Page *page = w->page;
    Draft *t = &page->drafts.p[to], *f = &page->drafts.p[from];
    size_t begin = first_text(page, f);
    bool headless = begin == 0 && !f->title.n;
    if (begin >= f->paras.n || f->photo || !w->budget) return;
    size_t low = f->paras.n > TAIL ? f->paras.n - TAIL : 0;
    if (low <= begin) low = headless ? begin : begin + 1;
    Grams mine = grams_of(page, t->paras.p, t->paras.n);
    Match best = {to, from, 0, 0, bare};
    for (size_t at = low; at < f->paras.n; at++) {
        if (!may_leave(page, f, at)) continue;
        Match m = {to, from, at, 0, bare};
        m.score = tail_score(w, &m, &mine, at == begin && headless);
        if (m.score > best.score) best = m;
    }
    grams_free(&mine);
    if (best.score >= THRESHOLD) vec_push(out, best);
}

static int by_score(const void *a, const void *b) {
    const Match *x = a, *y = b;
    if (x->score != y->score) return x->score < y->score ? 1 : -1;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static uint32_t last_line(const Page *page, size_t para) {
    const Para *p = &page->paras.p[para];
    return page->lines.p[p->first + p->n - 1].number;
}

static uint32_t first_line(const Page *page, size_t para) { return page->lines.p[page->paras.p[para].first].number; }

static void make(Page *page, const Match *m) {
    Draft *t = &page->drafts.p[m->to], *f = &page->drafts.p[m->from];
    size_t end = last_text(page, t);
    if (!m->before && end != SIZE_MAX) {
        uint32_t a = last_line(page, t->paras.p[end]), b = first_line(page, f->paras.p[m->at]);
        Para *p = &page->paras.p[f->paras.p[m->at]];
        vec_push(&t->joins, ((Join){.a = a, .b = b}));
        p->role = ROLE_CONT;
    }
    /* Pictures at the open end stay behind the text that goes on. */
    for (size_t i = m->at; i < f->paras.n; i++) vec_push(&t->paras, f->paras.p[i]);
    f->paras.n = m->at;
    t->flags |= FLAG_REORDERED;
}

static void find_matches(Work *w, Matches *out) {
    Page *page = w->page;
    for (size_t to = 0; to < page->drafts.n; to++) {
        const Draft *t = &page->drafts.p[to];
        bool bare = is_bare(page, t);
        if (!bare && !is_open(page, t)) continue;
        size_t low = to > NEAR ? to - NEAR : 0, high = to + NEAR < page->drafts.n ? to + NEAR : page->drafts.n - 1;
        for (size_t from = low; from <= high; from++)
            if (from != to && !(bare && from > to)) tails(w, to, from, bare, out);
    }
    if (out->n) qsort(out->p, out->n, sizeof *out->p, by_score);
}

static void count_grams(Work *w) {
    uint32_t *last = xcalloc(COUNTERS, sizeof *last);
    w->count = xcalloc(COUNTERS, sizeof *w->count);
    for (size_t i = 0; i < w->page->paras.n; i++) {
        View v = w->page->paras.p[i].text;
        uint32_t a = 0;
        w->budget += v.n;
        while (v.n) {
            uint32_t b = fold_one(utf8_next(&v));
            if (a && cp_is_han(a) && cp_is_han(b)) {
                size_t at = gram_of(a, b) % COUNTERS;
                if (last[at] != i + 1 && w->count[at] < UINT16_MAX) w->count[at]++;
                last[at] = (uint32_t)(i + 1);
            }
            a = b;
        }
    }
    free(last);
    w->budget = w->budget * 8 + 4000000;
}

static void make_matches(Page *page, const Matches *matches) {
    bool *given = xcalloc(page->drafts.n + 1, 1), *taken = xcalloc(page->drafts.n + 1, 1);
    for (size_t i = 0; i < matches->n; i++) {
        const Match *m = &matches->p[i];
        if (taken[m->to] || given[m->from]) continue;
        taken[m->to] = given[m->from] = true;
        make(page, m);
    }
    free(given);
    free(taken);
    size_t n = 0; /* drafts that gave all they had */
    for (size_t i = 0; i < page->drafts.n; i++) {
        if (page->drafts.p[i].paras.n) page->drafts.p[n++] = page->drafts.p[i];
        else {
            vec_release(&page->drafts.p[i].paras);
            vec_release(&page->drafts.p[i].joins);
        }
    }
    page->drafts.n = n;
}

/* A continuation goes on with the text before it, over pictures. */
static void joins_inside(Page *page, Draft *d) {
    size_t text = SIZE_MAX;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (p->role == ROLE_CONT && text != SIZE_MAX) {
            Join j = {.a = last_line(page, text), .b = first_line(page, d->paras.p[i])};
            bool known = false;
            for (size_t k = 0; k < d->joins.n; k++) known = known || d->joins.p[k].b == j.b;
            if (!known) vec_push(&d->joins, j);
        }
        if (role_is_text(p->role) && p->role != ROLE_SUBHEAD) text = d->paras.p[i];
    }
}

static int by_line(const void *a, const void *b) {
    const Join *x = a, *y = b;
    return (x->a > y->a) - (x->a < y->a);
}

static bool needs_repair(const Page *page) {
    for (size_t i = 0; i < page->drafts.n; i++)
        if (is_bare(page, &page->drafts.p[i]) || is_open(page, &page->drafts.p[i])) return page->drafts.n > 1;
    return false;
}

void page_repair(Page *page) {
    Work w = {.page = page};
    Matches matches = {0};
    /* A yearbook is read in the order in which it stands. */
    if (!page->yearbook && needs_repair(page)) {
        count_grams(&w);
        find_matches(&w, &matches);
        make_matches(page, &matches);
        free(w.count);
        vec_release(&matches);
    }
    for (size_t i = 0; i < page->drafts.n; i++) {
        Draft *d = &page->drafts.p[i];
        joins_inside(page, d);
        if (d->joins.n > 1 && !(d->flags & FLAG_REORDERED)) qsort(d->joins.p, d->joins.n, sizeof(Join), by_line);
        if (is_open(page, d)) d->flags |= FLAG_TAIL_MISSING;
        if (page->paras.p[d->paras.p[0]].role == ROLE_ORPHAN && !d->title.n) d->flags |= FLAG_HEAD_MISSING;
    }
}
