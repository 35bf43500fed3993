/* Text that stands above its own headline: where a headline was set at the
 * right of its text, or in its midst, or where the text goes on in the next
 * column, all of the text or its last paragraphs are read first, below another
 * article's or at the top of the page. Each end of the text above a headline
 * could be such a piece. What speaks for it and against it (words, seam,
 * place) is a sign; their weights are of a conditional logit over all pieces
 * that a headline could have, or none, fitted on the labelled pages and on
 * such on which an article's headline was moved (tests/import/pages/README.md). */
#include "import/above.h"
#include "import/cues.h"

#include <math.h>

enum {
    TAIL = 12, /* paragraphs of an article that may be another's, or that tell what it is about */
    FAR = 6,   /* headlines down to which text without one may belong */
    MOVES = 64 /* beyond that it is how this page is set */
};

static const float ENOUGH = 2, /* what a move must be worth, 0 being as likely as not */
    DOUBT = 2,                 /* so much more where matching may find better, or nothing ties text and headline */
    SAYS = 0.1f;               /* of a headline with complete text below: what text from inside another's says of it */

typedef enum Sign {
    /* words: of the piece, */
    IN_TEXT,     /* in common with the text below the headline, */
    OPEN_TEXT,   /* the same where that breaks off; */
    IN_HEAD,     /* those of the headline that are in it, */
    IN_OWN_HEAD, /* and of the headline it stands under; */
    PREV_PIECE,  /* the paragraph above it: in common with the piece, */
    PREV_REST,   /* and with what stands above; */
    FIRST_PIECE, /* its first paragraph: with the others of it, */
    FIRST_REST,  /* and with what stands above */
    /* the seam with text below the headline that breaks off: */
    KNOWN, WORD, MARKS, ON_FRESH, ON_LIKELY, ON_DATELINE,
    /* how it begins where there is none: */
    FRESH, DATELINE, CLOSED_DATELINE,
    /* where it is taken off: */
    PREV_OPEN, STAYS, PREV_SIGNED, GAP, SUBHEAD, LEAVES_BARE,
    /* the piece: */
    ALWAYS, PARAS, ONE, LAST_OPEN, TOP_OPEN, TOP_CLOSED, FARTHER,
    /* the headline below: */
    HEAD_GAP, LEAD, SIGNED, BARE, BARE_GAP, BARE_CHARS,
    SIGNS
} Sign;

static const float weights[SIGNS] = {
    [IN_TEXT] = 23.16f, [OPEN_TEXT] = 18.39f, [IN_HEAD] = 14.87f, [IN_OWN_HEAD] = -14.79f, [PREV_PIECE] = -24.84f,
    [PREV_REST] = 4.8f, [FIRST_PIECE] = 11.22f, [FIRST_REST] = -18.02f, [KNOWN] = 2.5f, [WORD] = 2.48f,
    [MARKS] = 0.75f, [ON_FRESH] = -2.83f, [ON_LIKELY] = -0.51f, [ON_DATELINE] = 1.75f, [FRESH] = -0.71f,
    [DATELINE] = 1.67f, [CLOSED_DATELINE] = -1.05f, [PREV_OPEN] = -1.51f, [STAYS] = -2.1f, [PREV_SIGNED] = 2.08f,
    [GAP] = 2.03f, [SUBHEAD] = -2.93f, [LEAVES_BARE] = -1.83f, [ALWAYS] = -0.11f, [PARAS] = -1.92f, [ONE] = -1.3f,
    [LAST_OPEN] = -1.31f, [TOP_OPEN] = 2.18f, [TOP_CLOSED] = 2.04f, [FARTHER] = -0.24f, [HEAD_GAP] = -1.85f,
    [LEAD] = -0.57f, [SIGNED] = -0.72f, [BARE] = 1.89f, [BARE_GAP] = 4.15f, [BARE_CHARS] = 2.06f,
};

/* The paragraphs of draft `from` from `at` on, for the headline of draft `to`. */
typedef struct Move {
    size_t to, from, at;
    float sign[SIGNS];
    float score;
    bool open; /* the text below the headline breaks off */
} Move;

typedef struct Above {
    Page *page;
    size_t *owner;  /* of each paragraph: its draft; SIZE_MAX without */
    Wording *words; /* read when first asked for: of few headlines the place leaves open whether text stands above */
    bool placed;
    Breaks *breaks;
    bool first;     /* nothing was matched yet */
    uint8_t *marks; /* of each pair: in what it stands; NULL before */
    /* what the signs of a draft's pieces are found from: */
    float all_text, all_head, all_own;     /* how rare the pairs of these are, */
    float piece, in_text, in_head, in_own; /* those of the piece, and those it has in common with them */
} Above;

enum { IS_TEXT = 1, IS_HEAD = 2, IS_PIECE = 4, IS_SAID = 8 };

static const Para *para_of(const Above *a, const Draft *d, size_t i) { return &a->page->paras.p[d->paras.p[i]]; }

/* Where its text begins. */
static size_t head_of(const Above *a, const Draft *d) {
    size_t i = 0;
    for (; i < d->paras.n; i++) {
        const Para *p = para_of(a, d, i);
        const bool alone = p->dateline && p->head->whole && p->dateline->end >= p->head->n;
        if (role_is_text(p->role) && !(alone && i + 1 < d->paras.n)) break;
    }
    return i;
}

/* The end of its running text; below it who signed. */
static size_t end_of(const Above *a, const Draft *d, size_t head) {
    size_t end = d->paras.n;
    while (end > head && !role_is_running_text(para_of(a, d, end - 1)->role)) end--;
    return end;
}

static bool may_leave(const Para *p) {
    static const Feature others[] = {F_VERSE, F_CELLS, F_TURN_FROM, F_ITEM, F_NOTICE_LEAD};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (has(&p->features, others[i])) return false;
    return p->role == ROLE_BODY || p->role == ROLE_ORPHAN || p->role == ROLE_BRIEF || p->role == ROLE_CONT ||
           p->role == ROLE_SUBHEAD;
}

/* Who signed has said all. */
static bool signs(const Para *p) { return p->role == ROLE_SIGN || p->role == ROLE_BYLINE; }

/* --- words ---------------------------------------------------------------------- */

static void need_words(Above *a) {
    if (!a->words->page) wording_read(a->words, a->page);
    if (!a->marks) a->marks = xcalloc(a->words->numbers + 1, sizeof *a->marks);
}

/* Marks the pairs of a paragraph; how rare those are that were not marked so. */
static float mark(Above *a, size_t para, uint8_t with) {
    const Wording *w = a->words;
    float sum = 0;
    for (size_t k = w->at[para]; k < w->at[para + 1]; k++) {
        uint8_t *m = &a->marks[w->pair[k]];
        if (!(*m & with)) sum += w->seen[w->pair[k]].rarity;
        *m |= with;
    }
    return sum;
}

static void unmark(Above *a, const Draft *d, size_t from, size_t to) {
    const Wording *w = a->words;
    for (size_t i = from; i < to; i++)
        for (size_t k = w->at[d->paras.p[i]]; k < w->at[d->paras.p[i] + 1]; k++) a->marks[w->pair[k]] = 0;
}

/* What a paragraph has in common with the piece below it, and with what stands above it; how rare all of it is, and
 * what stands in it first. */
typedef struct Common {
    float piece, rest, all, first;
} Common;

static Common compare(const Above *a, const Draft *d, size_t i) {
    const Wording *w = a->words;
    const size_t para = d->paras.p[i];
    Common c = {0};
    for (size_t k = w->at[para]; k < w->at[para + 1]; k++) {
        const float rarity = w->seen[w->pair[k]].rarity;
        c.all += rarity;
        if (a->marks[w->pair[k]] & IS_PIECE) c.piece += rarity;
        if (w->first[k] < i) c.rest += rarity;
        if (w->first[k] == i) c.first += rarity;
    }
    return c;
}

static float alike(float common, float x, float y) { return x > 0 && y > 0 ? common / sqrtf(x * y) : 0; }

/* How rare the pairs are that stand first in these paragraphs of a draft. */
static float weight_of(const Above *a, const Draft *d, size_t from, size_t to) {
    const Wording *w = a->words;
    float sum = 0;
    for (size_t i = from; i < to; i++)
        for (size_t k = w->at[d->paras.p[i]]; k < w->at[d->paras.p[i] + 1]; k++)
            if (w->first[k] == i) sum += w->seen[w->pair[k]].rarity;
    return sum;
}

/* The paragraph at the piece's new beginning becomes part of it. */
static void lengthen(Above *a, const Draft *f, size_t at, size_t begin) {
    const Wording *w = a->words;
    for (size_t k = w->at[f->paras.p[at]]; k < w->at[f->paras.p[at] + 1]; k++) {
        uint8_t *m = &a->marks[w->pair[k]];
        const float rarity = w->seen[w->pair[k]].rarity;
        if (*m & IS_PIECE) continue;
        *m |= IS_PIECE;
        a->piece += rarity;
        if (*m & IS_TEXT) a->in_text += rarity;
        if (*m & IS_HEAD) a->in_head += rarity;
        if (w->first[k] < begin) a->in_own += rarity;
    }
}

/* The words of a piece, which gets paragraph m->at; that one was compared with it before. */
static void words_of(Above *a, Move *m, size_t begin, float above, const Common *first) {
    const Draft *f = &a->page->drafts.p[m->from];
    float *s = m->sign;
    if (m->at > begin) {
        s[FIRST_PIECE] = alike(first->piece, first->all, a->piece); /* the rest of it, so far */
        s[FIRST_REST] = alike(first->rest, first->all, above);
    }
    lengthen(a, f, m->at, begin);
    s[IN_TEXT] = alike(a->in_text, a->piece, a->all_text);
    s[OPEN_TEXT] = m->open ? s[IN_TEXT] : 0;
    s[IN_HEAD] = a->all_head > 0 ? a->in_head / a->all_head : 0;
    s[IN_OWN_HEAD] = a->all_own > 0 ? a->in_own / a->all_own : 0;
}

static void words_above(Move *m, float piece, float above, const Common *prev) {
    m->sign[PREV_PIECE] = alike(prev->piece, prev->all, piece);
    m->sign[PREV_REST] = alike(prev->rest, prev->all, above);
}

/* --- seam and place ------------------------------------------------------------- */

/* Does the text below the headline, paragraphs [head, end), break off? */
static bool is_cut(const Above *a, const Draft *t, size_t head, size_t end) {
    const Para *last = end > head && end == t->paras.n ? para_of(a, t, end - 1) : NULL;
    return last && last->open && last->chars > 8 && !has(&last->features, F_TURN);
}

static void seam_of(Above *a, Move *m, size_t head, size_t end) {
    const Draft *t = &a->page->drafts.p[m->to], *f = &a->page->drafts.p[m->from];
    const size_t para = f->paras.p[m->at];
    const Para *p = &a->page->paras.p[para], *last = end > head ? para_of(a, t, end - 1) : NULL;
    const Start *start = break_start_of(a->breaks, para);
    const bool dateline = has(&p->features, F_DATELINE), is_signed = end < t->paras.n;
    float *s = m->sign;
    if (m->open) {
        s[KNOWN] = seam_known(a->page->seams, last->text, p->text);
        s[WORD] = seam_in_word(last->text, p->text);
        s[MARKS] = break_marks(break_end_of(a->breaks, t->paras.p[end - 1]), start);
        s[ON_FRESH] = start->fresh;
        s[ON_LIKELY] = start->likely;
        s[ON_DATELINE] = dateline;
    } else {
        s[FRESH] = start->fresh;
        s[DATELINE] = dateline;
        s[CLOSED_DATELINE] = dateline && last;
        s[SIGNED] = is_signed;
    }
    if (!last) return;
    s[LAST_OPEN] = para_of(a, f, f->paras.n - 1)->open;
    s[LEAD] = has(&para_of(a, t, head)->features, F_DATELINE);
}

/* Does nothing of another article stand above it? */
static bool is_top(const Above *a, const Draft *f) {
    size_t i = f->paras.p[0];
    while (i > 0 && a->owner[i - 1] == SIZE_MAX) i--;
    return i == 0;
}

static void place_of(Above *a, Move *m, size_t begin, bool bare, float chars) {
    const Page *page = a->page;
    const Draft *t = &page->drafts.p[m->to], *f = &page->drafts.p[m->from];
    const Para *p = para_of(a, f, m->at);
    float *s = m->sign;
    s[ALWAYS] = 1;
    if (m->at > begin) {
        const Para *above = para_of(a, f, m->at - 1);
        s[PREV_OPEN] = above->open;
        s[PREV_SIGNED] = has(&p->features, F_PREV_SIGNED) || role_is_picture(above->role) || signs(above);
        s[GAP] = has(&p->features, F_GAP);
        s[SUBHEAD] = p->role == ROLE_SUBHEAD;
        s[STAYS] = has(&p->features, F_SEAM_WORD) && has(&p->features, F_PREV_OPEN);
    } else {
        s[LEAVES_BARE] = f->title.n > 0;
        s[TOP_OPEN] = is_top(a, f) && m->open;
        s[TOP_CLOSED] = is_top(a, f) && !m->open && !bare;
    }
    s[HEAD_GAP] = para_of(a, t, 0)->gap > page->usual_gap;
    s[PARAS] = logf((float)(f->paras.n - m->at));
    s[ONE] = f->paras.n - m->at == 1;
    if (!bare) return;
    s[BARE] = 1;
    s[BARE_GAP] = s[GAP];
    s[BARE_CHARS] = logf(chars / 100 + 0.1f);
}

/* Does something below it go on with the text of `t` that breaks off? */
static bool is_continued(Above *a, const Draft *t, size_t head, size_t end) {
    enum { NEAR = 32 };
    const Para *last = end > head && end == t->paras.n ? para_of(a, t, end - 1) : NULL;
    if (!a->first || !last || !last->open || last->chars <= 8) return false;
    size_t from = t->paras.p[end - 1] + 1;
    for (size_t i = from; i < a->page->paras.n && i < from + NEAR; i++) {
        const Para *p = &a->page->paras.p[i], *above = p - 1;
        if (a->owner[i] == SIZE_MAX || !role_is_running_text(p->role) || has(&p->features, F_FRESH)) continue;
        if (has(&p->features, F_DATELINE) ||
            (role_is_running_text(above->role) && above->open && !has(&p->features, F_GAP)))
            continue;
        if (a->page->wrapped && has(&p->features, F_INDENT)) continue;
        const int n = seam_known(a->page->seams, last->text, p->text) + has(&p->features, F_STARTS_MID);
        if (n == 2 || (n && seam_in_word(last->text, p->text))) return true;
    }
    return false;
}

/* --- all of a page -------------------------------------------------------------- */

/* A headline with complete text below lacks none: only what stands first on the page, or says the same,
 * could be its. */
static bool must_say(const Move *m) { return !m->open && m->sign[BARE] <= 0 && m->sign[TOP_CLOSED] <= 0; }

static void weigh(const Above *a, Move *m, Move *best) {
    if (must_say(m) && m->sign[IN_HEAD] < SAYS) return;
    for (int i = 0; i < SIGNS; i++) m->score += weights[i] * m->sign[i];
    if (a->first && m->open && m->sign[WORD] <= 0) m->score -= DOUBT;
    if (m->sign[BARE] > 0 && m->sign[IN_HEAD] <= 0) m->score -= DOUBT;
    if (m->score > best->score) *best = *m;
}

/* The pieces of draft `from`, from the shortest on, for draft `to`, `far` headlines farther down than the next. */
static size_t find_pieces(Above *a, size_t to, size_t from, size_t far, Move piece[TAIL]) {
    const Draft *t = &a->page->drafts.p[to], *f = &a->page->drafts.p[from];
    const size_t begin = head_of(a, f), head = head_of(a, t), end = end_of(a, t, head), n = f->paras.n;
    const size_t low = n > begin + TAIL ? n - TAIL : begin;
    const bool open = is_cut(a, t, head, end);
    size_t found = 0;
    float chars = 0;
    if (!t->title.n || t->photo || begin >= n || (far && (f->title.n || low > 0))) return 0;
    if (para_of(a, f, n - 1)->role == ROLE_SUBHEAD) return 0;
    for (size_t at = n; at-- > low;) {
        const Para *p = para_of(a, f, at);
        const bool leads = p->role == ROLE_TABLE || p->role == ROLE_SECTION || p->role == ROLE_LEAD;
        Move m = {.to = to, .from = from, .at = at, .open = open};
        if (at > begin && (leads || (signs(p) && at + 1 < n))) break;
        chars += (float)p->chars;
        if (!(leads || may_leave(p)) || (far && at > 0)) continue;
        place_of(a, &m, begin, end == head, chars);
        m.sign[FARTHER] = (float)far;
        piece[found++] = m;
    }
    return found;
}

/* Could one of them say enough of the headline? The longest does, if any. */
static bool may_say(Above *a, const Move *piece, size_t found) {
    const float ROUNDING = 0.001f; /* added up in another order */
    const Wording *w = a->words;
    const Draft *f = &a->page->drafts.p[piece->from];
    float said = 0;
    for (size_t i = 0; i < found; i++)
        if (!must_say(&piece[i])) return true;
    for (size_t i = piece[found - 1].at; i < f->paras.n; i++)
        for (size_t k = w->at[f->paras.p[i]]; k < w->at[f->paras.p[i] + 1]; k++)
            if (a->marks[w->pair[k]] == IS_HEAD) {
                a->marks[w->pair[k]] |= IS_SAID;
                said += w->seen[w->pair[k]].rarity;
            }
    return said >= (SAYS - ROUNDING) * a->all_head;
}

/* Weighs them with their words, too. */
static void compare_pieces(Above *a, Move *piece, size_t found, Move *best) {
    const Draft *t = &a->page->drafts.p[piece->to], *f = &a->page->drafts.p[piece->from];
    const size_t begin = head_of(a, f), head = head_of(a, t), end = end_of(a, t, head), n = f->paras.n;
    const size_t low = piece[found - 1].at;
    need_words(a);
    a->all_text = a->all_head = a->piece = a->in_text = a->in_head = a->in_own = 0;
    for (size_t i = 0; i < head; i++) a->all_head += mark(a, t->paras.p[i], IS_HEAD);
    if (!may_say(a, piece, found) || is_continued(a, t, head, end)) {
        unmark(a, t, 0, head);
        return;
    }
    if (!a->placed) wording_place(a->words);
    a->placed = true;
    for (size_t i = head; i < t->paras.n && i < head + TAIL; i++) a->all_text += mark(a, t->paras.p[i], IS_TEXT);
    a->all_own = weight_of(a, f, 0, begin);
    float above = a->all_own + weight_of(a, f, begin, n);
    Common next = compare(a, f, n - 1);
    for (size_t at = n; at-- > low;) {
        Move other = {.from = piece->from, .at = at}, *m = piece->at == at ? piece++ : &other;
        above -= next.first;
        words_of(a, m, begin, above, &next);
        if (at > begin) {
            next = compare(a, f, at - 1);
            words_above(m, a->piece, above, &next);
        }
        if (m == &other) continue;
        seam_of(a, m, head, end);
        weigh(a, m, best);
    }
    unmark(a, t, 0, t->paras.n);
    unmark(a, f, low, n);
}

static void pieces(Above *a, size_t to, size_t from, size_t far, Move *best) {
    Move piece[TAIL];
    const size_t found = find_pieces(a, to, from, far, piece);
    if (found) compare_pieces(a, piece, found, best);
}

/* Does the piece end inside a sentence that the text below the headline goes on with? */
static bool runs_on_below(Above *a, const Draft *t, size_t head, const Para *last) {
    const Para *first = head < t->paras.n ? para_of(a, t, head) : NULL;
    if (!first || !last->open || has(&first->features, F_DATELINE)) return false;
    return break_start_of(a->breaks, t->paras.p[head])->mid || seam_in_word(last->text, first->text) ||
           seam_known(a->page->seams, last->text, first->text);
}

/* Where in the article the piece is read. */
static size_t place_in(Above *a, const Move *m) {
    const Draft *t = &a->page->drafts.p[m->to], *f = &a->page->drafts.p[m->from];
    const size_t head = head_of(a, t);
    const bool before = m->sign[CLOSED_DATELINE] > 0 ||
                        (!m->open && runs_on_below(a, t, head, para_of(a, f, f->paras.n - 1)));
    return before ? head : t->paras.n;
}

static void move(Above *a, const Move *m) {
    Page *page = a->page;
    Draft *t = &page->drafts.p[m->to], *f = &page->drafts.p[m->from];
    const size_t n = f->paras.n - m->at, at = place_in(a, m), behind = t->paras.n - at;
    Para *first = &page->paras.p[f->paras.p[m->at]];
    for (size_t i = 0; i < n; i++) vec_push(&t->paras, 0);
    memmove(t->paras.p + at + n, t->paras.p + at, behind * sizeof *t->paras.p);
    memcpy(t->paras.p + at, f->paras.p + m->at, n * sizeof *t->paras.p);
    f->paras.n = m->at;
    for (size_t i = 0; i < n; i++) page->paras.p[t->paras.p[at + i]].settled = true;
    if (m->open) first->role = ROLE_CONT;
    else if (first->role == ROLE_BRIEF || has(&first->features, F_DATELINE)) first->role = ROLE_LEAD;
    else if (first->role == ROLE_ORPHAN || first->role == ROLE_CONT) first->role = ROLE_BODY;
}

/* The best piece of draft `from` for a headline below it; its score is ENOUGH where there is none. */
static Move best_of(Above *a, size_t from) {
    Move best = {.score = ENOUGH};
    const Draft *f = &a->page->drafts.p[from];
    if (!f->paras.n || f->photo) return best;
    size_t far = 0;
    for (size_t i = f->paras.p[f->paras.n - 1] + 1; i < a->page->paras.n && far < FAR; i++) {
        const Draft *t = a->owner[i] == SIZE_MAX ? NULL : &a->page->drafts.p[a->owner[i]];
        if (!t || t->photo || t == f) continue; /* f's headline may stand at its foot */
        if (t->paras.p[0] == i) pieces(a, a->owner[i], from, far++, &best);
        else if (!far) far = 1; /* something else stands between */
    }
    return best;
}

/* All the text below a headline is another's: only where the headline has its own text above it. */
static bool finds_other(Above *a, const Move *m) {
    Draft *f = &a->page->drafts.p[m->from];
    const size_t n = f->paras.n;
    size_t i = f->paras.p[0];
    if (m->sign[LEAVES_BARE] <= 0) return true;
    while (i > 0 && (a->owner[i - 1] == SIZE_MAX || a->page->drafts.p[a->owner[i - 1]].photo)) i--;
    if (i == 0) return false;
    f->paras.n = m->at;
    const Move other = best_of(a, a->owner[i - 1]);
    f->paras.n = n;
    return other.score > ENOUGH && other.to == m->from;
}

/* --- headlines that were read as parts of a text, or of the next headline --------- */

/* News without a headline: no item of a column, in which that is usual. */
static bool lacks_headline(const Above *a, size_t d) {
    const Draft *f = &a->page->drafts.p[d];
    if (f->title.n || f->kicker.n || f->column.n || f->photo || !f->paras.n) return false;
    if (!has(&para_of(a, f, 0)->features, F_DATELINE)) return false;
    return d == 0 || a->page->drafts.p[d - 1].title.n;
}

/* How much of what a line says paragraphs [from, to) of a draft say, too. */
static float said_in(Above *a, size_t para, const Draft *d, size_t from, size_t to) {
    const Wording *w = a->words;
    float all = 0, said = 0;
    need_words(a);
    for (size_t i = from; i < to; i++) mark(a, d->paras.p[i], IS_TEXT);
    for (size_t k = w->at[para]; k < w->at[para + 1]; k++) {
        const float rarity = w->seen[w->pair[k]].rarity;
        all += rarity;
        if (a->marks[w->pair[k]] & IS_TEXT) said += rarity;
    }
    unmark(a, d, from, d->paras.n);
    return all > 0 ? said / all : 0;
}

/* Its last lines [from, n) are its headline. */
static void crown(Above *a, Draft *d, size_t from) {
    const size_t n = d->paras.n - from;
    size_t head[2];
    for (size_t i = 0; i < n; i++) head[i] = d->paras.p[from + i];
    memmove(d->paras.p + n, d->paras.p, from * sizeof *d->paras.p);
    memcpy(d->paras.p, head, n * sizeof *head);
    for (size_t i = 0; i < n; i++) a->page->paras.p[head[i]].role = i ? ROLE_SUBTITLE : ROLE_TITLE;
    d->title = head_without_label(para_of(a, d, 0)->text);
    if (n > 1) d->subtitle = para_of(a, d, 1)->text;
    Para *first = &a->page->paras.p[d->paras.p[n]];
    if (has(&first->features, F_DATELINE)) first->role = ROLE_LEAD;
}

/* 本报讯…, and below its text lines that look like a headline and say it again. */
static void find_headline(Above *a, size_t which) {
    enum { MOST = 2 };
    const float ENOUGH_SAID = 0.25f, MORE_SAID = 0.4f;
    Draft *d = &a->page->drafts.p[which], *next = d + 1;
    size_t from = d->paras.n;
    while (from > 1 && has(&para_of(a, d, from - 1)->features, F_HEADLIKE)) from--;
    const size_t n = d->paras.n - from;
    if (n > MOST || from == 0) return;
    if (n && said_in(a, d->paras.p[from], d, 0, from) >= ENOUGH_SAID) crown(a, d, from);
    if (n || which + 1 == a->page->drafts.n || next->paras.n < 3 || next->photo) return;
    const Para *p = para_of(a, next, 0);
    if (p->role != ROLE_KICKER || para_of(a, next, 1)->role != ROLE_TITLE) return;
    const size_t line = next->paras.p[0], title = next->paras.p[1], text = head_of(a, next), end = next->paras.n;
    const float here = said_in(a, line, d, 0, from);
    if (text == end || here < MORE_SAID || here < 2 * said_in(a, line, next, text, end)) return;
    if (said_in(a, title, d, 0, from) > said_in(a, title, next, text, end)) return;
    vec_push(&d->paras, line);
    memmove(next->paras.p, next->paras.p + 1, --next->paras.n * sizeof *next->paras.p);
    next->kicker = V("");
    crown(a, d, from);
}

static void own(Above *a, size_t d) {
    const Draft *draft = &a->page->drafts.p[d];
    for (size_t i = 0; i < draft->paras.n; i++) a->owner[draft->paras.p[i]] = d;
}

void page_above(Page *page, Wording *words, Breaks *breaks, bool first) {
    Above a = {.page = page, .words = words, .breaks = breaks, .first = first};
    size_t made = 0;
    if (page->drafts.n < 2) return;
    a.owner = xarray(NULL, page->paras.n + 1, sizeof *a.owner);
    for (size_t i = 0; i < page->paras.n; i++) a.owner[i] = SIZE_MAX;
    for (size_t d = 0; d < page->drafts.n; d++) own(&a, d);
    for (size_t d = 0; first && d < page->drafts.n; d++)
        if (lacks_headline(&a, d)) find_headline(&a, d), own(&a, d);
    a.placed = false;
    for (size_t i = page->paras.n; i-- > 0 && made < MOVES;) {
        const Draft *f = a.owner[i] == SIZE_MAX ? NULL : &page->drafts.p[a.owner[i]];
        if (!f || !f->paras.n || f->paras.p[0] > i || f->paras.p[f->paras.n - 1] != i) continue;
        const Move best = best_of(&a, a.owner[i]);
        if (best.score <= ENOUGH || !finds_other(&a, &best)) continue;
        move(&a, &best);
        own(&a, best.to);
        made++;
        a.placed = false;
    }
    free(a.marks);
    free(a.owner);
    if (!made) return;
    page_drop_empty(page);
    page_datelines(page);
}
