/* Columns read across leave paragraphs of two or three articles in turn, each
 * breaking off where the column ended. Taken one by one, such a piece has a
 * place that reads well enough and is wrong; only all of them together tell.
 * So the page is read once more from its top: each paragraph goes on with one
 * of the articles whose headline stands above it, and a beam search finds how
 * all of them read best. What the matching made is scored in the same way and
 * stays unless it is clearly worse. */
#include "import/untangle.h"

#include <math.h>

enum {
    ITEMS = 64, /* beyond these, of articles that are broken, a page is left as it is */
    DRAFTS = 24,
    BEAM = 12,
    SHORT_REST = 24, /* bytes of the rest of a sentence that was cut */
    NONE = 255
};

/* Found one by one on the labelled pages, and on such as were made of their
 * articles, cut at random places and set anew. */
static const float READS = 3.5f,   /* what a seam must count to be no doubt */
    CLEARLY = 2, LESS_AMISS = 2,   /* how much better a deal must be; a seam less amiss counts so much */
    ON_TOP = 3.5f, BEHIND_GAP = 2.5f, /* right below the end of its article; the same behind a wider gap */
    MOVED = 3.5f,                  /* to an article below whose text it does not stand */
    FINISHED = 0.5f,               /* what goes on stands below text that is closed */
    ALIKE = 6, MOST_ALIKE = 4,     /* what words in common are divided by, and the most they count */
    BY_HEADLINE = 4,               /* times what they count that are the headline's */
    GOES_ON = 1.5f, IS_KNOWN = 3, IS_WORD = 5, PARTICLE = 1, MID = 2, FRESH = 1,
    MARKS = 1.5f, REST = 2.5f, REST_BEGINS = 1.5f, /* the rest of a sentence goes on, and begins nothing */
    LIKELY_ON = 0.5f, LIKELY = 0.75f, /* how a paragraph begins, where it goes on and where it does not */
    OUT_OF_TURN = 1,               /* the headline above has no text yet */
    HEADLESS = 4,                  /* news without a headline, below one whose text may be another's */
    UNSAID = 8, NO_TEXT = 2;       /* an article that breaks off; one that has no text */

/* A paragraph of text with its subhead above and what stands below it up to
 * the next (pictures, a signature). */
typedef struct Item {
    size_t lo, hi;  /* of the paragraphs of its draft, as they were */
    size_t para;    /* the text */
    uint8_t home;   /* its draft, */
    uint8_t rank;   /* and which of the items there it is */
    bool first;     /* of its draft */
    bool fixed;     /* stays there */
    bool above;     /* its own headline: it stands first or last, as it was */
    bool answered;  /* and goes on there */
    bool headed;    /* a subhead stands above it: it goes on with nothing */
    bool ended;     /* a signature follows: nothing does */
} Item;

typedef struct Deal {
    float score;
    uint8_t of[ITEMS];    /* the draft of each item */
    uint8_t last[DRAFTS]; /* the last item of each draft, NONE: none yet */
} Deal;

typedef struct Tangle {
    Page *page;
    Wording *words;
    Breaks *breaks;
    size_t *paras[DRAFTS]; /* as they were */
    size_t n_paras[DRAFTS], n_head[DRAFTS];
    size_t draft[DRAFTS];  /* which of the page's */
    bool below[DRAFTS];    /* its headline stands below its text */
    bool doubtful[DRAFTS]; /* text in it goes on with nothing, or with what it does not go on with */
    bool wants[DRAFTS];    /* that, or it breaks off, or has no text: it may take what others have */
    bool parted[DRAFTS];   /* the text under its headline may be of the one before, and its own stand below */
    size_t drafts, items;
    Item item[ITEMS];
    float alike[ITEMS][ITEMS];
    float headed[DRAFTS][ITEMS]; /* the same with an article's headline */
    signed char reads[ITEMS][ITEMS]; /* what lies across a seam: 0 not asked yet, or 1 + IN_WORD and KNOWN */
    Deal beam[BEAM], next[BEAM];
    size_t n_beam;
} Tangle;

enum { ASKED = 1, IN_WORD = 2, KNOWN = 4 };

/* --- items ---------------------------------------------------------------------- */

static bool may_move(const Para *p) {
    bool text = p->role == ROLE_BODY || p->role == ROLE_CONT || p->role == ROLE_ORPHAN || p->role == ROLE_BRIEF;
    return text && !has(&p->features, F_VERSE) && !has(&p->features, F_CELLS) && !has(&p->features, F_TURN_FROM);
}

/* Text above its headline: does more of it stand below, and all of it in the order in which it is read? */
static bool goes_on_below(const Page *page, const Draft *d, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (role_is_running_text(page->paras.p[d->paras.p[k]].role) && d->paras.p[k] > d->paras.p[i]) return false;
    return d->paras.p[d->paras.n - 1] > d->paras.p[0];
}

/* False: too many. */
static bool add_items(Tangle *t, uint8_t d) {
    const Page *page = t->page;
    const Draft *draft = &page->drafts.p[t->draft[d]];
    const size_t *para = draft->paras.p, n = draft->paras.n;
    Item *item = NULL;
    uint8_t rank = 0;
    size_t lo = SIZE_MAX; /* where a subhead that waits for its text stands */
    t->n_head[d] = n;
    for (size_t i = 0; i < n; i++) {
        const Para *p = &page->paras.p[para[i]];
        if (p->role == ROLE_SUBHEAD) lo = lo < i ? lo : i;
        else if (role_is_running_text(p->role)) {
            if (t->items == ITEMS) return false;
            bool first = !item;
            lo = lo < i ? lo : i;
            if (first) t->n_head[d] = lo;
            else item->hi = lo;
            item = &t->item[t->items++];
            *item = (Item){.lo = lo,
                           .para = para[i],
                           .home = d,
                           .rank = rank++,
                           .first = first,
                           .above = para[i] < para[0] && !(p->settled && goes_on_below(page, draft, i)),
                           .fixed = !may_move(p) || p->settled,
                           .hi = n,
                           .headed = lo < i};
            lo = SIZE_MAX;
        }
        if (item) item->ended |= p->role == ROLE_SIGN || has(&p->features, F_SIGN_FORM);
    }
    return true;
}

static int by_page(const void *a, const void *b) {
    size_t x = ((const Item *)a)->para, y = ((const Item *)b)->para;
    return (x > y) - (x < y);
}

static bool is_open(const Tangle *t, const Item *e) {
    const Para *p = &t->page->paras.p[e->para];
    return break_in_sentence(p) && !e->ended && !e->answered && !has(&p->features, F_TURN);
}

/* An article alone with its headline, whose text may be the next one's. */
static bool is_bare(const Tangle *t, size_t d) { return t->n_head[d] == t->n_paras[d]; }

/* Something in it breaks off, or begins inside a sentence, or it has no text. */
static bool is_broken(const Page *page, const Draft *d) {
    size_t texts = 0;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (!role_is_running_text(p->role)) continue;
        texts++;
        if (break_in_sentence(p) || has(&p->features, F_STARTS_MID)) return true;
    }
    return texts == 0;
}

/* A headline over rows: a price list waits for no text. */
static bool is_list(const Page *page, const Draft *d) {
    size_t rows = 0;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (role_is_running_text(p->role)) return false;
        rows += p->role == ROLE_TABLE;
    }
    return rows > 1;
}

/* On a page with many articles only the broken ones are looked at. */
static bool has_many(const Page *page) {
    size_t texts = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        texts += !p->aside && role_is_running_text(p->role);
    }
    return page->drafts.n > DRAFTS || texts > ITEMS;
}

static const Para *first_text(const Tangle *t, size_t d) {
    return &t->page->paras.p[t->page->drafts.p[t->draft[d]].paras.p[t->n_head[d]]];
}

/* Headline upon headline, or a headline over plain text, and then news without one: columns side by side, where the
 * text under a headline may be that of the one before. */
static bool is_parted(const Tangle *t, size_t d) {
    const Draft *own = &t->page->drafts.p[t->draft[d]], *below = &t->page->drafts.p[t->draft[d + 1]];
    if (!own->title.n || below->title.n || is_bare(t, d) || is_bare(t, d + 1)) return false;
    if (!has(&first_text(t, d + 1)->features, F_DATELINE) || first_text(t, d)->role == ROLE_SECTION) return false;
    if (is_bare(t, d - 1)) return true;
    bool byline = t->n_head[d] > 0 && t->page->paras.p[own->paras.p[t->n_head[d] - 1]].role == ROLE_BYLINE;
    return !byline && !has(&first_text(t, d)->features, F_DATELINE);
}

static void find_parted(Tangle *t) {
    for (size_t d = 1; d + 1 < t->drafts; d++) {
        if (!is_parted(t, d)) continue;
        t->parted[d] = t->doubtful[d] = t->doubtful[d + 1] = t->wants[d - 1] = true;
    }
    for (size_t i = 0; i < t->items; i++) {
        Item *it = &t->item[i];
        if (it->first && t->parted[it->home] && t->page->paras.p[it->para].role == ROLE_LEAD) it->fixed = false;
    }
}

static bool read_items(Tangle *t) {
    Page *page = t->page;
    bool many = has_many(page);
    for (size_t i = 0; i < page->drafts.n; i++) {
        const Draft *d = &page->drafts.p[i];
        if (d->photo || is_list(page, d) || (many && !is_broken(page, d))) continue;
        if (t->drafts == DRAFTS) return false;
        t->draft[t->drafts] = i;
        t->n_paras[t->drafts] = d->paras.n;
        if (!add_items(t, (uint8_t)t->drafts++)) return false;
    }
    qsort(t->item, t->items, sizeof *t->item, by_page);
    find_parted(t);
    for (size_t i = 0; i < t->items; i++) {
        Item *it = &t->item[i];
        bool titled = page->drafts.p[t->draft[it->home]].title.n > 0;
        bool waits = it->home > 0 && (is_bare(t, it->home - 1u) || t->parted[it->home]);
        /* Under a headline that was read too early. */
        bool strays = i > 0 && has(&page->paras.p[it->para].features, F_STARTS_MID) && is_open(t, &t->item[i - 1]);
        if (it->first && titled && !waits && !strays) it->fixed = true;
        t->below[it->home] |= it->first && it->above;
    }
    return true;
}

static const Start *start_of(const Tangle *t, size_t p) { return break_start_of(t->breaks, t->item[p].para); }

static const End *end_of(const Tangle *t, size_t e) { return break_end_of(t->breaks, t->item[e].para); }

/* --- how well they read ------------------------------------------------------------ */

static void compare(Tangle *t) {
    for (size_t d = 0; d < t->drafts; d++) {
        if (!t->wants[d]) continue;
        Draft head = {.paras = t->page->drafts.p[t->draft[d]].paras};
        head.paras.n = t->n_head[d];
        wording_mark(t->words, &head);
        for (size_t i = 0; i < t->items; i++)
            if (!t->item[i].fixed) t->headed[d][i] = wording_common(t->words, t->item[i].para);
    }
    for (size_t i = 0; i < t->items; i++) {
        if (!t->wants[t->item[i].home]) continue;
        wording_mark_para(t->words, t->item[i].para);
        for (size_t k = 0; k < i; k++) {
            if (!t->wants[t->item[k].home] || (t->item[i].fixed && t->item[k].fixed)) continue;
            float alike = wording_common(t->words, t->item[k].para);
            t->alike[i][k] = t->alike[k][i] = alike;
        }
    }
}

static int seam(Tangle *t, size_t e, size_t p) {
    signed char *known = &t->reads[e][p];
    if (*known) return *known;
    const Para *a = &t->page->paras.p[t->item[e].para], *b = &t->page->paras.p[t->item[p].para];
    bool asked = a + 1 == b && has(&b->features, F_PREV_OPEN);
    bool word = asked ? has(&b->features, F_SEAM_WORD) : seam_in_word(a->text, b->text);
    *known = (signed char)(ASKED | (word ? IN_WORD : 0) | (seam_known(t->page->seams, a->text, b->text) ? KNOWN : 0));
    return *known;
}

static bool is_rest(const Para *p) { return p->head->behind_stop && p->head->behind_stop <= SHORT_REST; }

static float goes_on(Tangle *t, size_t e, size_t p) {
    const Item *b = &t->item[p];
    const Para *para = &t->page->paras.p[b->para];
    if (b->headed || has(&para->features, F_NUMBERED)) return -3;
    if (has(&para->features, F_DATELINE)) return -6;
    const Start *start = start_of(t, p);
    int s = seam(t, e, p);
    bool particle = words_start(folded(para->head), "了 的 着 地 得 们") > 0; /* these go on with many a word */
    float score = GOES_ON + MARKS * break_marks(end_of(t, e), start) - LIKELY_ON * start->likely;
    if (s & KNOWN) score += IS_KNOWN;
    if (s & IN_WORD) score += particle ? PARTICLE : IS_WORD;
    if (start->mid) score += MID;
    if (is_rest(para)) score += REST;
    if (start->fresh) score -= FRESH;
    if (t->page->wrapped && has(&para->features, F_INDENT)) score -= 4;
    return score;
}

/* Behind item `e`, or first of its article (NONE). */
static float begins(Tangle *t, size_t e, size_t p) {
    const Item *b = &t->item[p];
    const Para *para = &t->page->paras.p[b->para];
    const Start *start = start_of(t, p);
    float score = 0;
    if (!b->headed) score += LIKELY * start->likely;
    if (!b->headed && is_rest(para)) score -= REST_BEGINS;
    if (start->closes) score += e != NONE && end_of(t, e)->open ? 3 : -2;
    if (start->fresh) score += 1;
    if (t->page->wrapped && t->page->indents) score += has(&para->features, F_INDENT) ? 0.5f : -2;
    if (e != NONE && t->item[e].ended) score -= 5;
    return score;
}

/* What paragraph p has in common with an article dealt so far. The headline says most; of a longer text more words
 * are the same by chance. */
static float topic(const Tangle *t, const Deal *deal, size_t p, uint8_t d) {
    const float headline = t->headed[d][p];
    float sum = 0, most = headline, n = 0;
    for (size_t i = 0; i < t->items; i++) {
        if (deal->of[i] != d) continue;
        sum += t->alike[p][i];
        n++;
        if (t->alike[p][i] > most) most = t->alike[p][i];
    }
    float x = (most + (n > 0 ? sum / sqrtf(n) : 0) + BY_HEADLINE * headline) / ALIKE;
    return x < MOST_ALIKE ? x : MOST_ALIKE;
}

/* As the first text of its article. NAN: it cannot be. */
static float place_first(Tangle *t, const Deal *deal, size_t p, uint8_t d) {
    const Item *b = &t->item[p];
    const Draft *draft = &t->page->drafts.p[t->draft[d]];
    if (!draft->title.n)
        return b->first && d == b->home ? begins(t, NONE, p) - (d > 0 && t->parted[d - 1] ? HEADLESS : 2) : NAN;
    if (draft->paras.p[0] > b->para && d != b->home) return NAN;
    bool skips = d > 0 && deal->last[d - 1] == NONE && t->wants[d - 1];
    return begins(t, NONE, p) + topic(t, deal, p, d) + 2 - (skips ? OUT_OF_TURN : 0);
}

/* NAN: it cannot stand there. */
static float place(Tangle *t, const Deal *deal, size_t p, uint8_t d) {
    const Item *b = &t->item[p];
    const Para *para = &t->page->paras.p[b->para];
    bool own = d == b->home;
    if ((b->fixed || b->above || t->below[d]) && !own) return NAN;
    uint8_t last = deal->last[d];
    if (b->above) return 0;
    if (last == NONE) return place_first(t, deal, p, d);
    if (has(&para->features, F_DATELINE) && !own) return NAN; /* news of its own */
    float score = topic(t, deal, p, d);
    bool next = p > 0 && deal->of[p - 1] == d && !(b->first && t->parted[b->home]);
    if (is_open(t, &t->item[last]))
        return score + goes_on(t, last, p) - (!next && p > 0 && !is_open(t, &t->item[p - 1]) ? FINISHED : 0);
    score += begins(t, last, p);
    if (next) return score + (has(&para->features, F_GAP) ? BEHIND_GAP : ON_TOP);
    /* Of two headlines in a row it stands below both. */
    bool stays = own || (d + 1u == b->home && (is_bare(t, d) || t->parted[b->home]));
    return score - (stays ? 0 : MOVED);
}

static float ends(const Tangle *t, const Deal *deal) {
    float score = 0;
    for (size_t d = 0; d < t->drafts; d++) {
        if (t->below[d]) continue;
        if (deal->last[d] == NONE) score -= t->page->drafts.p[t->draft[d]].title.n ? NO_TEXT : 0;
        else if (is_open(t, &t->item[deal->last[d]])) score -= UNSAID;
    }
    return score;
}

/* --- the search --------------------------------------------------------------------- */

static void empty(Deal *deal) {
    deal->score = 0;
    memset(deal->last, NONE, sizeof deal->last);
    memset(deal->of, NONE, sizeof deal->of);
}

static void put(const Tangle *t, Deal *deal, size_t p, uint8_t d, float score) {
    deal->score += score;
    deal->of[p] = d;
    if (!t->item[p].above) deal->last[d] = (uint8_t)p;
}

/* Keeps the best, the better first. */
static size_t keep(const Tangle *t, Deal *beam, size_t n, const Deal *from, size_t p, uint8_t d, float score) {
    float total = from->score + score;
    if (n == BEAM && beam[n - 1].score >= total) return n;
    size_t at = n < BEAM ? n++ : n - 1;
    for (; at > 0 && beam[at - 1].score < total; at--) beam[at] = beam[at - 1];
    beam[at] = *from;
    put(t, &beam[at], p, d, score);
    return n;
}

static void search(Tangle *t) {
    empty(&t->beam[0]);
    t->n_beam = 1;
    for (size_t p = 0; p < t->items; p++) {
        size_t n = 0;
        for (size_t k = 0; k < t->n_beam; k++)
            for (uint8_t d = 0; d < t->drafts; d++) {
                if (d != t->item[p].home && (t->item[p].fixed || !t->wants[d])) continue;
                float score = place(t, &t->beam[k], p, d);
                if (!isnan(score)) n = keep(t, t->next, n, &t->beam[k], p, d, score);
            }
        memcpy(t->beam, t->next, n * sizeof *t->beam);
        t->n_beam = n;
    }
}

/* What it is worth to deal the page so, item by item in `order`. */
static float worth(Tangle *t, const uint8_t *order, const uint8_t *of) {
    Deal deal;
    empty(&deal);
    for (size_t i = 0; i < t->items; i++) {
        size_t p = order[i];
        float score = place(t, &deal, p, of[p]);
        put(t, &deal, p, of[p], isnan(score) ? 0 : score);
    }
    return deal.score + ends(t, &deal);
}

/* How often its text then breaks off or goes on with nothing; notes where. */
static size_t amiss(Tangle *t, const uint8_t *order, const uint8_t *of) {
    Deal deal;
    size_t n = 0;
    empty(&deal);
    for (size_t i = 0; i < t->items; i++) {
        size_t p = order[i];
        const Item *b = &t->item[p];
        uint8_t last = deal.last[of[p]];
        bool open = last != NONE && is_open(t, &t->item[last]);
        bool mid = has(&t->page->paras.p[b->para].features, F_STARTS_MID);
        bool bad = b->above ? false : open ? goes_on(t, last, p) < READS : mid && !b->headed;
        n += bad;
        bool astray = p > 0 && !b->first && t->item[p - 1].home != b->home;
        t->doubtful[b->home] |= bad || astray;
        put(t, &deal, p, of[p], 0);
    }
    for (size_t d = 0; d < t->drafts; d++) {
        n += d > 0 && t->parted[d - 1] && deal.last[d] != NONE;
        bool lacks = !t->below[d] && (deal.last[d] == NONE || is_open(t, &t->item[deal.last[d]]));
        n += lacks;
        t->wants[d] |= lacks || t->doubtful[d];
    }
    return n;
}

static void give(Tangle *t, size_t p, uint8_t d, uint8_t *last) {
    const Item *b = &t->item[p], *a = *last == NONE ? NULL : &t->item[*last];
    Para *para = &t->page->paras.p[b->para];
    bool on = a && (a->answered ? b->above : is_open(t, a) || (end_of(t, *last)->open && start_of(t, p)->closes));
    bool as_was = a && a->home == b->home && a->rank + 1 == b->rank && t->page->paras.p[a->para].open;
    if (!a && para->role == ROLE_BRIEF && t->page->drafts.p[t->draft[d]].title.n) para->role = ROLE_LEAD;
    else if (on && !b->fixed) para->role = ROLE_CONT;
    else if (!on && !as_was && para->role == ROLE_CONT) para->role = ROLE_BODY;
    for (size_t i = b->lo; i < b->hi; i++) vec_push(&t->page->drafts.p[t->draft[d]].paras, t->paras[b->home][i]);
    *last = (uint8_t)p;
}

static void apply(Tangle *t, const uint8_t *of) {
    for (size_t d = 0; d < t->drafts; d++) {
        Draft *draft = &t->page->drafts.p[t->draft[d]];
        t->paras[d] = xarray(NULL, t->n_paras[d] + 1, sizeof(size_t));
        memcpy(t->paras[d], draft->paras.p, t->n_paras[d] * sizeof(size_t));
        draft->paras.n = t->n_head[d];
    }
    uint8_t last[DRAFTS];
    memset(last, NONE, sizeof last);
    for (size_t p = 0; p < t->items; p++)
        if (!t->item[p].above || t->item[p].rank == 0) give(t, p, of[p], &last[of[p]]);
    for (size_t p = 0; p < t->items; p++)
        if (t->item[p].above && t->item[p].rank > 0) give(t, p, of[p], &last[of[p]]);
    for (size_t d = 0; d < t->drafts; d++) free(t->paras[d]);
    page_drop_empty(t->page);
    page_datelines(t->page);
}

/* The best deal that was found. */
static const uint8_t *best_deal(Tangle *t) {
    size_t best = 0;
    for (size_t k = 0; k < t->n_beam; k++) {
        t->beam[k].score += ends(t, &t->beam[k]);
        if (t->beam[k].score > t->beam[best].score) best = k;
    }
    return t->n_beam ? t->beam[best].of : NULL;
}

static bool is_read_before(const Item *a, const Item *b) {
    return a->home != b->home ? a->home < b->home : a->rank < b->rank;
}

/* Where the first headline stands. */
static size_t topmost(const Tangle *t) {
    size_t top = SIZE_MAX;
    for (size_t d = 0; d < t->drafts; d++) {
        const Draft *draft = &t->page->drafts.p[t->draft[d]];
        if (draft->title.n && draft->paras.p[0] < top) top = draft->paras.p[0];
    }
    return top;
}

/* A text may go on above its own headline, if it reads well there or has none above it; else what the matching put
 * there may be dealt to others. */
static void keep_above(Tangle *t, const uint8_t *as_read) {
    const size_t top = topmost(t);
    bool run = false, kept = false; /* through what stands above its headline */
    for (size_t i = 1; i < t->items; i++) {
        Item *e = &t->item[as_read[i - 1]], *b = &t->item[as_read[i]];
        bool above = b->above && b->rank > 0;
        const bool settled = t->page->paras.p[b->para].settled;
        bool reads = above && is_open(t, e) && (settled || goes_on(t, as_read[i - 1], as_read[i]) >= READS);
        if (reads) e->answered = e->fixed = true;
        kept = run ? kept : reads || settled || t->below[b->home] || b->para < top;
        run = above;
        if (above && !kept) b->above = false;
    }
}

static void untangle(Tangle *t) {
    uint8_t home[ITEMS], order[ITEMS], as_read[ITEMS];
    for (size_t p = 0; p < t->items; p++) {
        home[p] = t->item[p].home;
        order[p] = as_read[p] = (uint8_t)p;
        size_t at = p;
        for (; at > 0 && is_read_before(&t->item[p], &t->item[as_read[at - 1]]); at--) as_read[at] = as_read[at - 1];
        as_read[at] = (uint8_t)p;
    }
    keep_above(t, as_read);
    size_t many = amiss(t, as_read, home);
    if (!many) return;
    size_t free_items = 0, takers = 0;
    for (size_t p = 0; p < t->items; p++) {
        t->item[p].fixed |= !t->doubtful[t->item[p].home];
        free_items += !t->item[p].fixed;
    }
    for (size_t d = 0; d < t->drafts; d++) takers += t->wants[d];
    if (!free_items || takers < 2) return;
    compare(t);
    float was = worth(t, as_read, home);
    search(t);
    const uint8_t *of = best_deal(t);
    if (!of) return;
    float better = worth(t, order, of) - was;
    size_t few = amiss(t, order, of);
    if (better + LESS_AMISS * ((float)many - (float)few) > CLEARLY) apply(t, of);
}

void page_untangle(Page *page, Wording *words, Breaks *breaks) {
    if (page->drafts.n < 2) return;
    Tangle *t = xcalloc(1, sizeof *t);
    t->page = page;
    t->words = words;
    t->breaks = breaks;
    if (read_items(t)) untangle(t);
    free(t);
}
