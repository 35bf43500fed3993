/* Repair as a matching: what broke off (an article whose text ends inside a
 * sentence, a headline without text) against what stands where it does not
 * belong (text without a headline, the last paragraphs of another article).
 * A pair is worth how its seam reads, how much its words have in common
 * beyond what they share with their neighbours, and how the page is laid
 * out. The best pairs above a threshold are made; the rest is flagged. */
#include "import/above.h"
#include "import/breaks.h"
#include "import/cues.h"
#include "import/page.h"
#include "import/untangle.h"
#include "import/wording.h"

#include <math.h>

enum {
    NEAR = 16, /* drafts to either side that are looked at */
    SEAM_COST = 300, /* what looking at a seam costs, in pairs compared */
    FEW_WORDS = 16,
    SHORT = 8,
    SCRAP = 4, /* characters that are no paragraph of their own */
    TAIL = 12 /* paragraphs of an article that may belong elsewhere */
};

static const float THRESHOLD = 3.0f, SECOND = 1.0f; /* of the second look */
static const float ACROSS = 3.4f; /* what a word across the seam counts there */

typedef struct Work {
    Page *page;
    Wording wording;
    Breaks breaks;
    size_t budget;    /* pairs of characters that may still be compared */
    bool again;       /* the second look */
} Work;

static void spend(Work *w, size_t n) { w->budget -= w->budget < n ? w->budget : n; }

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
        if (role_is_running_text(r)) return i;
        if (!role_is_picture(r)) return SIZE_MAX;
    }
    return SIZE_MAX;
}

static bool is_open(const Page *page, const Draft *d) {
    size_t i = last_text(page, d);
    if (i == SIZE_MAX || d->photo || !page->has_stops) return false;
    const Para *p = &page->paras.p[d->paras.p[i]];
    bool scrap = d->paras.n == 1 && p->role == ROLE_ORPHAN && p->chars <= FEW_WORDS * 2 &&
                 !has(&p->features, F_COMMA); /* a line of the page's head */
    if (has(&p->features, F_OFFICER)) return false;
    return p->open && p->chars > 8 && !has(&p->features, F_TURN) && !has(&p->features, F_VERSE) && !scrap;
}

static bool is_bare(const Page *page, const Draft *d) {
    return d->title.n && first_text(page, d) == d->paras.n && !d->photo;
}

typedef struct Match {
    size_t to, from, at, end; /* paragraphs [at, end) of draft `from` go to draft `to` */
    float score;
    bool before; /* `to` is a headline whose text stands above it */
    bool open;   /* whether a word lies across the seam is not asked yet: it is worth `score`, */
    float else_score; /* or only this */
} Match;

typedef VEC(Match) Matches;

static const float OWN_INDENT = 4; /* where paragraphs are indented, one that is goes on with nothing */
static const float RIGHT_BELOW = 5, ELSEWHERE = 2; /* of text that goes on below a picture */
static const float IN_WORD = 3; /* a word lies across the seam: the dearest question, asked of the best pairs alone */

static float seam_score(const End *a, const Start *b, bool known) {
    return break_marks(a, b) + (known ? 2 : 0) + (b->mid ? 2 : 0) - (b->fresh ? 2 : 0);
}

/* Could the paragraphs of `d` from `at` on stand by themselves? */
static bool may_leave(const Page *page, const Draft *d, size_t at) {
    const Para *p = &page->paras.p[d->paras.p[at]];
    if (p->settled || has(&p->features, F_VERSE) || (has(&p->features, F_ITEM) && has(&p->features, F_BULLET)))
        return false;
    if (p->role == ROLE_BRIEF && words_start(folded(p->head), "问:")) return false;
    return p->role == ROLE_BODY || p->role == ROLE_ORPHAN || p->role == ROLE_BRIEF || p->role == ROLE_CONT ||
           p->role == ROLE_SUBHEAD;
}

/* A headline right under the text of the article above, with no gap that says
 * where its own begins: there, where the words change most. */
static float parting_score(Work *w, const Match *m) {
    const Page *page = w->page;
    const Draft *t = &page->drafts.p[m->to], *f = &page->drafts.p[m->from];
    size_t begin = first_text(page, f);
    if (m->from + 1 != m->to || m->end != f->paras.n || m->at <= begin) return 0;
    const Para *p = &page->paras.p[f->paras.p[m->at]], *above = &page->paras.p[f->paras.p[m->at - 1]];
    if (p->role != ROLE_BODY || above->open || !role_is_text(above->role) || above->role == ROLE_SUBHEAD ||
        has(&p->features, F_STARTS_MID))
        return 0;
    Wording *words = &w->wording;
    float mine = wording_covered(words, f, m->at, m->end), host = wording_covered(words, f, begin, m->at);
    bool signs = page->paras.p[t->paras.p[t->paras.n - 1]].role == ROLE_BYLINE;
    float piece = wording_weight(words, f, m->at, m->end, SIZE_MAX),
          rest = wording_weight(words, f, begin, m->at, SIZE_MAX);
    spend(w, SEAM_COST);
    if (mine <= 0 || !signs || piece <= 0 || rest <= 0) return 0;
    float old = wording_weight(words, f, m->at, m->end, m->at);
    return 1.5f + 2.5f * (1 - old / (piece < rest ? piece : rest)) + mine - host / 2;
}

/* With nothing or a picture between. */
static bool goes_on_below(const Page *page, const Match *m) {
    return m->from == m->to + 1 || (m->from == m->to + 2 && page->drafts.p[m->to + 1].photo);
}

/* A pair that cannot be worth `least` is worth nothing. */
static float piece_score(Work *w, Match *m, float lean, bool whole, float least) {
    Page *page = w->page;
    const Draft *t = &page->drafts.p[m->to], *f = &page->drafts.p[m->from];
    const Para *p = &page->paras.p[f->paras.p[m->at]];
    bool gap = has(&p->features, F_GAP);
    /* A continuation is where it is because its seam read well. */
    if (p->role == ROLE_CONT && !whole && !f->loose && page->paras.p[f->paras.p[m->at - 1]].open) return 0;
    if (m->before) {
        /* Behind a picture's credit or a signature nothing of that article is left. */
        Role last = m->at ? page->paras.p[f->paras.p[m->at - 1]].role : ROLE_FURNITURE;
        gap = gap || last == ROLE_CREDIT || last == ROLE_PCREDIT || has(&p->features, F_PREV_SIGNED);
        if (!gap && !whole) return 0;
        return (m->from + 1 == m->to ? 1.5f : -1) + (gap ? 1.5f : 0) + (whole ? 2 : 0) +
               3 * wording_covered(&w->wording, f, m->at, m->end);
    }
    if (has(&p->features, F_TURN_FROM) || words_start(p->text, "（上接 (上接 （紧接 (紧接"))
        return 0;                                 /* goes on from another page */
    bool told = has(&p->features, F_PREV_SIGNED); /* whoever signs has said all */
    bool mid = has(&p->features, F_STARTS_MID) || p->chars <= SCRAP;
    if (lean <= 0 && !whole && !gap && !told && !mid) return 0;
    spend(w, SEAM_COST);
    size_t end = t->paras.p[last_text(page, t)];
    View before = page->paras.p[end].text;
    float seam = seam_score(break_end_of(&w->breaks, end), break_start_of(&w->breaks, f->paras.p[m->at]),
                            seam_known(page->seams, before, p->text));
    if (told) seam += 2;
    if (page->wrapped && has(&p->features, F_INDENT)) seam -= OWN_INDENT;
    if (p->chars <= SCRAP && !p->open && !has(&p->features, F_FRESH)) seam += 2;
    if (has(&p->features, F_RESUMES)) seam += goes_on_below(page, m) ? RIGHT_BELOW : ELSEWHERE;
    bool next = f->loose && f->host == t->paras.p[t->paras.n - 1];
    /* Few words say little of what a scrap is about; out of place it is for certain. */
    bool astray = p->role == ROLE_CONT && !whole && !f->loose;
    if (lean < 0 && (p->chars <= FEW_WORDS || astray)) lean = 0;
    if (astray) seam += 1.5f;
    float rest = lean / 10 + (gap ? 2.5f : 0) + (whole ? 1.5f : 0) + (next ? 1.5f : 0) - 1;
    const float wanted = lean <= 0 && !whole ? 3 : -INFINITY;
    if (rest + seam + IN_WORD < least || seam + IN_WORD < wanted) return 0;
    m->open = true;
    m->else_score = seam < wanted ? 0 : rest + seam;
    return rest + seam + IN_WORD;
}

static float within(float x, float most) { return x > most ? most : x < -most ? -most : x; }

/* What is known of a pair when nothing surer was found for its open end: each
 * sign by itself says little. Weights of a conditional logit over all pieces
 * that could go on with an end, or none (0), fitted on the labelled pages and on
 * such as were cut at random places and set anew. */
static float second_score(Work *w, Match *m, float lean, bool whole) {
    Page *page = w->page;
    const Draft *t = &page->drafts.p[m->to], *f = &page->drafts.p[m->from];
    size_t end = t->paras.p[last_text(page, t)], para = f->paras.p[m->at];
    const Para *p = &page->paras.p[para], *above = m->at ? &page->paras.p[f->paras.p[m->at - 1]] : NULL;
    View before = page->paras.p[end].text;
    size_t chars = 0;
    if (has(&p->features, F_TURN_FROM)) return 0;
    const Start *start = break_start_of(&w->breaks, para);
    for (size_t i = m->at; i < m->end; i++) chars += page->paras.p[f->paras.p[i]].chars;
    const struct {
        bool is;
        float weight;
    } signs[] = {
        {true, -1.2f},
        {has(&p->features, F_INDENT), -4.9f},
        {start->fresh, -3.2f},
        {seam_known(page->seams, before, p->text), 2.7f},
        {para < end, -2.6f},
        {m->from == m->to + 1, 1.7f},
        {m->from == m->to + 2, -1},
        {m->from > m->to + 2, -2.4f},
        {whole, 2.2f},
        {p->role == ROLE_CONT && !f->loose && !whole, 2},
        {f->loose && f->host == t->paras.p[t->paras.n - 1], 1.4f},
        {above && above->open, -1},
        {p->chars <= SHORT, -1},
        {has(&p->features, F_GAP), 0.7f},
    };
    float s = 1.5f * within(lean / 20, 2.5f) + 2 * within(3 * lean / (float)(chars ? chars : 1), 1.5f) +
              1.2f * break_marks(break_end_of(&w->breaks, end), start);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].is) s += signs[i].weight;
    spend(w, SEAM_COST);
    m->open = true;
    m->else_score = s;
    return s + ACROSS;
}

/* Where the piece that begins at `at` ends: at the next wider gap. */
static size_t piece_end(const Page *page, const Draft *f, size_t at) {
    size_t end = at + 1;
    for (; end < f->paras.n; end++) {
        const Para *p = &page->paras.p[f->paras.p[end]];
        if (has(&p->features, F_GAP) && p->role != ROLE_CONT) break;
    }
    return end;
}

static float match_score(Work *w, Match *m, bool whole, float least) {
    const Draft *from = &w->page->drafts.p[m->from];
    if (!m->before) spend(w, wording_pairs(&w->wording, from, m->at, m->end));
    float lean = m->before ? 0 : wording_leaning(&w->wording, from, m->at, m->end);
    return w->again ? second_score(w, m, lean, whole) : piece_score(w, m, lean, whole, least);
}

static float threshold(const Work *w) { return w->again ? SECOND : THRESHOLD; }

/* *sure: what the best piece of the draft is worth at least. */
static void offer(Work *w, Match m, bool whole, float *sure, Matches *out) {
    m.score = match_score(w, &m, whole, *sure > threshold(w) ? *sure : threshold(w));
    if (m.score >= threshold(w)) vec_push(out, m);
    float least = m.open ? m.else_score : m.score;
    if (least > *sure) *sure = least;
}

/* The pieces of draft `from` for the open end or bare headline `to`, whose
 * pairs are marked. */
static void pieces(Work *w, size_t to, size_t from, bool bare, Matches *out) {
    Page *page = w->page;
    const Draft *f = &page->drafts.p[from];
    size_t begin = first_text(page, f);
    bool headless = begin == 0 && !f->title.n;
    if (begin >= f->paras.n || f->photo || !w->budget) return;
    size_t low = f->paras.n > TAIL ? f->paras.n - TAIL : 0;
    if (low <= begin) low = headless ? begin : begin + 1;
    Match parting = {.to = to, .from = from, .before = bare};
    float sure = 0;
    for (size_t at = low; at < f->paras.n; at++) {
        const Para *p = &page->paras.p[f->paras.p[at]];
        if (!may_leave(page, f, at) || (!bare && (p->role == ROLE_SUBHEAD || has(&p->features, F_DATELINE)))) continue;
        Match m = {.to = to, .from = from, .at = at, .end = piece_end(page, f, at), .before = bare};
        bool whole = at == begin && headless;
        offer(w, m, whole, &sure, out);
        /* A paragraph that lies astray among those of the article it stands in. */
        if (!bare && !whole && m.end > at + 1 && !page->paras.p[f->paras.p[at]].open &&
            page->paras.p[f->paras.p[at + 1]].role == ROLE_BODY) {
            m.end = at + 1;
            offer(w, m, false, &sure, out);
        }
        if (bare && sure <= 0 && (m.score = parting_score(w, &m)) > parting.score) parting = m;
    }
    if (sure <= 0 && parting.score >= threshold(w)) vec_push(out, parting);
}

static bool is_better(const Match *x, const Match *y) {
    if (x->score > y->score || x->score < y->score) return x->score > y->score;
    if (x->to != y->to) return x->to < y->to;
    if (x->from != y->from) return x->from < y->from;
    return x->at != y->at ? x->at < y->at : x->end > y->end;
}

/* Puts a match of a heap where it belongs; the best of all stands first. */
static void sift(Match *p, size_t n, size_t at) {
    for (size_t next; (next = 2 * at + 1) < n; at = next) {
        if (next + 1 < n && is_better(&p[next + 1], &p[next])) next++;
        if (!is_better(&p[next], &p[at])) return;
        Match m = p[at];
        p[at] = p[next];
        p[next] = m;
    }
}

static uint32_t last_line(const Page *page, size_t para) {
    const Para *p = &page->paras.p[para];
    return page->lines.p[p->first + p->n - 1].number;
}

static uint32_t first_line(const Page *page, size_t para) { return page->lines.p[page->paras.p[para].first].number; }

static void make(Page *page, const Match *m) {
    Draft *t = &page->drafts.p[m->to], *f = &page->drafts.p[m->from];
    if (!m->before) page->paras.p[f->paras.p[m->at]].role = ROLE_CONT;
    for (size_t i = m->at; i < m->end; i++) vec_push(&t->paras, f->paras.p[i]);
    memmove(f->paras.p + m->at, f->paras.p + m->end, (f->paras.n - m->end) * sizeof *f->paras.p);
    f->paras.n -= m->end - m->at;
}

static void find_matches(Work *w, Matches *out) {
    Page *page = w->page;
    for (size_t to = 0; to < page->drafts.n; to++) {
        const Draft *t = &page->drafts.p[to];
        bool bare = is_bare(page, t);
        if (bare ? w->again : !is_open(page, t)) continue;
        size_t low = to > NEAR ? to - NEAR : 0, high = to + NEAR < page->drafts.n ? to + NEAR : page->drafts.n - 1;
        wording_mark(&w->wording, t);
        for (size_t from = low; from <= high; from++)
            if (from != to && !(bare && from > to)) pieces(w, to, from, bare, out);
    }
    for (size_t i = out->n / 2; i-- > 0;) sift(out->p, out->n, i);
}

int seam_reads(const Page *page, View before, View after) {
    Folded head;
    fold_head(&head, after);
    End a = break_end(before);
    Start b = break_start(after, &head);
    return (int)seam_score(&a, &b, seam_known(page->seams, before, after));
}

static bool needs_repair(const Page *page) {
    for (size_t i = 0; i < page->drafts.n; i++)
        if (is_bare(page, &page->drafts.p[i]) || is_open(page, &page->drafts.p[i])) return page->drafts.n > 1;
    return false;
}

static bool lies_in_word(const Page *page, const Match *m) {
    const Draft *t = &page->drafts.p[m->to], *f = &page->drafts.p[m->from];
    return seam_in_word(page->paras.p[t->paras.p[last_text(page, t)]].text, page->paras.p[f->paras.p[m->at]].text);
}

/* Makes the best matches of which no draft was in a better one: what a draft
 * gave or took changes what it offers next, so they are looked for again. */
static size_t make_matches(Work *w, Matches *matches) {
    Page *page = w->page;
    bool *touched = xcalloc(page->drafts.n + 1, 1);
    size_t made = 0;
    while (matches->n && matches->p->score >= threshold(w)) {
        Match *m = matches->p;
        bool may_be = !touched[m->to] && !touched[m->from];
        if (may_be && m->open && !lies_in_word(page, m)) {
            m->score = m->else_score;
            m->open = false;
        } else {
            if (may_be) {
                touched[m->to] = touched[m->from] = true;
                make(page, m);
                made++;
            }
            *m = matches->p[--matches->n];
        }
        sift(matches->p, matches->n, 0);
    }
    free(touched);
    page_drop_empty(page);
    return made;
}

/* A piece behind a wider gap that goes on with something: with the text above
 * it, as the path assumed, or with another that broke off, where columns
 * were read across? Where more than one text broke off such pieces are taken
 * off, to be matched with all of them. */
static bool is_piece(const Page *page, size_t para) {
    const Para *p = &page->paras.p[para];
    return p->role == ROLE_CONT && has(&p->features, F_GAP);
}

static void take_off(Page *page, size_t d, size_t at) {
    Draft piece = {.column_para = SIZE_MAX, .loose = true, .host = page->drafts.p[d].paras.p[at - 1]};
    for (size_t i = at; i < page->drafts.p[d].paras.n; i++) vec_push(&piece.paras, page->drafts.p[d].paras.p[i]);
    page->drafts.p[d].paras.n = at;
    vec_push(&page->drafts, piece);
}

static void loosen(Page *page) {
    size_t ends = 0, found = 0, n = page->drafts.n;
    for (size_t d = 0; d < n; d++) {
        ends += is_open(page, &page->drafts.p[d]);
        for (size_t i = 1; i < page->drafts.p[d].paras.n; i++) found += is_piece(page, page->drafts.p[d].paras.p[i]);
    }
    enum { MOST = 64 }; /* beyond that it is how this page is set */
    if (!found || found > MOST || ends + found < 2) return;
    for (size_t d = 0; d < n; d++)
        for (size_t i = page->drafts.p[d].paras.n; i-- > 1;)
            if (is_piece(page, page->drafts.p[d].paras.p[i])) take_off(page, d, i);
}

/* What found no better place goes back. */
static void tighten(Page *page) {
    for (size_t d = page->drafts.n; d-- > 0;) {
        Draft *piece = &page->drafts.p[d];
        if (!piece->loose || !piece->paras.n) continue;
        for (size_t t = 0; t < page->drafts.n; t++) {
            Draft *to = &page->drafts.p[t];
            size_t at = 0;
            while (at < to->paras.n && to->paras.p[at] != piece->host) at++;
            if (t == d || at == to->paras.n) continue;
            size_t behind = to->paras.n - at - 1, k = piece->paras.n;
            for (size_t i = 0; i < k; i++) vec_push(&to->paras, 0);
            memmove(to->paras.p + at + 1 + k, to->paras.p + at + 1, behind * sizeof *to->paras.p);
            memcpy(to->paras.p + at + 1, piece->paras.p, k * sizeof *to->paras.p);
            piece->paras.n = 0;
            break;
        }
    }
}

/* Makes what matches there are; the number of them. */
static size_t look(Work *w) {
    Matches matches = {0};
    wording_place(&w->wording);
    find_matches(w, &matches);
    size_t made = make_matches(w, &matches);
    vec_release(&matches);
    return made;
}

static void match_broken(Work *w) {
    enum { ROUNDS = 8 };
    loosen(w->page);
    for (int round = 0; round < ROUNDS && needs_repair(w->page); round++) {
        const size_t made = look(w);
        if (!made && w->again) break;
        w->again = !made;
    }
    tighten(w->page);
    page_drop_empty(w->page);
}

static void match_all(Page *page) {
    Work w = {.page = page};
    const bool broken = needs_repair(page);
    breaks_init(&w.breaks, page);
    page_above(page, &w.wording, &w.breaks, true);
    if (broken) {
        if (!w.wording.page) wording_read(&w.wording, page);
        w.budget = 40 * w.wording.n + 1000000;
        match_broken(&w);
        page_above(page, &w.wording, &w.breaks, false);
        page_untangle(page, &w.wording, &w.breaks);
    }
    breaks_release(&w.breaks);
    wording_release(&w.wording);
}

static bool breaks_off(const Page *page, const Para *p) {
    return page->has_stops && break_in_sentence(p) && !has(&p->features, F_TURN) && !has(&p->features, F_VERSE) &&
           !has(&p->features, F_CELLS) && !has(&p->features, F_CREDIT_TAIL);
}

/* Where the lines of a column are indented that begin a paragraph, the rest of one is not. */
static bool begins_by_indent(const Page *page, const Para *p) { return page->wrapped && has(&p->features, F_INDENT); }

static bool may_go_on(const Page *page, const Para *p) {
    static const Feature begins[] = {F_FRESH, F_NUMBERED, F_BRACKET, F_LIST, F_CELLS, F_VERSE, F_TURN_FROM};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (has(&p->features, begins[i])) return false;
    bool line = p->open && p->chars <= SHORT; /* of a list, or a name */
    return p->role == ROLE_BODY && !line && !begins_by_indent(page, p);
}

/* A continuation goes on with the text before it in reading order, over
 * pictures. What follows in an article on text that breaks off is one, unless
 * it clearly begins anew: the path of roles did not see them side by side. */
static void find_joins(Page *page, Draft *d) {
    size_t text = SIZE_MAX;
    for (size_t i = 0; i < d->paras.n; i++) {
        Para *p = &page->paras.p[d->paras.p[i]];
        if (!page->yearbook && text != SIZE_MAX && may_go_on(page, p) && breaks_off(page, &page->paras.p[text]))
            p->role = ROLE_CONT;
        if (p->role == ROLE_CONT && p->forced == ROLE_COUNT && begins_by_indent(page, p)) p->role = ROLE_BODY;
        if (p->role == ROLE_SUBHEAD || p->role == ROLE_SIGN) text = SIZE_MAX;
        if (p->role == ROLE_CONT && text != SIZE_MAX)
            vec_push(&d->joins, ((Join){.a = last_line(page, text), .b = first_line(page, d->paras.p[i])}));
        if (role_is_text(p->role) && p->role != ROLE_SUBHEAD && p->role != ROLE_NOTE) text = d->paras.p[i];
    }
}

/* Is it read in another order than it stands in, or with something of
 * another article between? */
static bool is_reordered(const Draft *d) {
    for (size_t i = 1; i < d->paras.n; i++)
        if (d->paras.p[i] < d->paras.p[i - 1]) return true;
    return false;
}

/* 下转第三版 at the end: volume.c looks for the rest. */
static bool turns_away(const Page *page, const Draft *d) {
    const Para *p = &page->paras.p[d->paras.p[d->paras.n - 1]];
    Folded f;
    size_t n;
    if (!has(&p->features, F_TURN)) return false;
    fold_tail(&f, p->text);
    return words_find(folded(&f), "下转 紧接 转第", 0, &n) != SIZE_MAX;
}

/* Paragraph `at` of f begins inside a sentence that nothing above it in its
 * section broke off: what it is worth behind the open end `before`. */
static float stray_score(Work *w, const Draft *f, size_t at, size_t before) {
    enum { FIRST_TEXT = 2 };
    Page *page = w->page;
    size_t para = f->paras.p[at];
    const Para *p = &page->paras.p[para], *above = at ? &page->paras.p[f->paras.p[at - 1]] : NULL;
    if (p->role != ROLE_BODY && p->role != ROLE_CONT && p->role != ROLE_ORPHAN) return 0;
    if (has(&p->features, F_CELLS) || has(&p->features, F_OFFICER) || has(&p->features, F_NUMBERED)) return 0;
    if (above && role_is_text(above->role) && above->role != ROLE_SUBHEAD && above->open) return 0;
    bool word = seam_in_word(page->paras.p[before].text, p->text);
    if (!word && !has(&p->features, F_STARTS_MID)) return 0;
    return break_marks(break_end_of(&w->breaks, before), break_start_of(&w->breaks, para)) + (word ? IN_WORD : 0) +
           (has(&p->features, F_STARTS_MID) ? FIRST_TEXT : 0);
}

/* The tail of the last paragraph of `to`, below the headings after it. */
static void stray_tail(Work *w, size_t to) {
    enum { SECTIONS = 2 };
    Page *page = w->page;
    if (!is_open(page, &page->drafts.p[to])) return;
    size_t end = page->drafts.p[to].paras.p[last_text(page, &page->drafts.p[to])];
    Match best = {.to = to, .score = THRESHOLD};
    for (size_t from = to + 1; from < page->drafts.n && from <= to + SECTIONS; from++) {
        const Draft *f = &page->drafts.p[from];
        for (size_t at = f->paras.n > TAIL ? f->paras.n - TAIL : 0; at < f->paras.n && f->paras.n > 1; at++) {
            float score = stray_score(w, f, at, end);
            if (score > best.score) best = (Match){.to = to, .from = from, .at = at, .end = at + 1, .score = score};
        }
    }
    if (best.end) make(page, &best);
}

/* The same within a section: 【甲】…封育6000 / 【乙】…。 / 亩，… */
static void stray_entries(Work *w, Draft *d) {
    Page *page = w->page;
    for (size_t i = 0; i + 2 < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]], *next = &page->paras.p[d->paras.p[i + 1]];
        if (!p->open || p->chars <= SHORT || !role_is_text(p->role) || p->role == ROLE_SUBHEAD ||
            p->role == ROLE_TABLE || !has(&next->features, F_BRACKET))
            continue;
        size_t best = 0;
        float most = THRESHOLD;
        for (size_t at = i + 2; at < d->paras.n && at < i + TAIL; at++) {
            float score = stray_score(w, d, at, d->paras.p[i]);
            if (score > most) most = score, best = at;
        }
        if (!best) continue;
        size_t tail = d->paras.p[best];
        memmove(d->paras.p + i + 2, d->paras.p + i + 1, (best - i - 1) * sizeof *d->paras.p);
        d->paras.p[i + 1] = tail;
        page->paras.p[tail].role = ROLE_CONT;
    }
}

/* A yearbook is read in the order in which it stands, but for the tail of an
 * entry that columns put below the next one's heading. */
static void stray_tails(Page *page) {
    Work w = {.page = page};
    breaks_init(&w.breaks, page);
    for (size_t d = 0; d < page->drafts.n; d++) stray_entries(&w, &page->drafts.p[d]);
    for (size_t to = 0; to + 1 < page->drafts.n; to++) stray_tail(&w, to);
    page_drop_empty(page);
    breaks_release(&w.breaks);
}

void page_repair(Page *page) {
    if (page->yearbook) stray_tails(page);
    else if (!page->headed && page->drafts.n > 1) match_all(page);
    if (!page->yearbook && !page->headed) page_boxes(page);
    for (size_t i = 0; i < page->drafts.n; i++) {
        Draft *d = &page->drafts.p[i];
        find_joins(page, d);
        if (is_reordered(d)) d->flags |= FLAG_REORDERED;
        if (is_open(page, d) || turns_away(page, d)) d->flags |= FLAG_TAIL_MISSING;
        Role first = page->paras.p[d->paras.p[0]].role;
        bool whole = has(&page->paras.p[d->paras.p[0]].features, F_NOTICE_LEAD); /* 更正：… needs no headline */
        if ((first == ROLE_ORPHAN || first == ROLE_NOTE) && !d->title.n && !whole) d->flags |= FLAG_HEAD_MISSING;
    }
}
