#include "topics/matcher.h"

#include "text/text.h"

enum { PLACES = 256 };

void scan_init(Scan *s, const Matcher *m) {
    *s = (Scan){.matcher = m, .mask = PLACES - 1};
    s->place = xcalloc(PLACES, sizeof *s->place);
}

void scan_release(Scan *s) {
    free(s->place);
    s->place = NULL;
    vec_release(&s->found);
}

static Match *pending(Scan *s, size_t i) { return &s->pending[i % TERM_SYMBOLS]; }

/* Where a term's index in `found` stands, or is to stand. */
static uint32_t *place_of(const Scan *s, uint32_t term) {
    size_t at = (term * 0x9E3779B1u >> 8) & s->mask;
    while (s->place[at] && s->found.p[s->place[at] - 1].term != term) at = (at + 1) & s->mask;
    return &s->place[at];
}

static void more_places(Scan *s) {
    free(s->place);
    s->mask = s->mask * 2 + 1;
    s->place = xcalloc(s->mask + 1, sizeof *s->place);
    for (size_t i = 0; i < s->found.n; i++) *place_of(s, s->found.p[i].term) = (uint32_t)i + 1;
}

static void count(Scan *s, const Match *match) {
    uint32_t *place = place_of(s, match->term), at = *place;
    if (at == 0) {
        vec_push(&s->found, ((TermCount){.term = match->term}));
        *place = at = (uint32_t)s->found.n;
        if (s->found.n * 2 > s->mask) more_places(s);
    }
    uint32_t *n = &s->found.p[at - 1].in[match->zone];
    if (*n < UINT32_MAX) ++*n;
}

/* Matches come in the order of their ends: one that begins no later than
 * those before it holds them. What fell out of the ring ended too far back to
 * be held by anything still to come. */
static void match_add(Scan *s, Match match) {
    while (s->pending_to > s->pending_from && pending(s, s->pending_to - 1)->start >= match.start) s->pending_to--;
    if (s->pending_to - s->pending_from == TERM_SYMBOLS) count(s, pending(s, s->pending_from++));
    *pending(s, s->pending_to++) = match;
}

void scan_break(Scan *s) {
    while (s->pending_from < s->pending_to) count(s, pending(s, s->pending_from++));
    s->state = 0;
}

static void feed(Scan *s, uint32_t symbol, Zone zone) {
    const Matcher *m = s->matcher;
    s->symbols++;
    s->run++;
    s->state = matcher_step(m, s->state, symbol);
    uint32_t out = m->states[s->state].out;
    if (out) match_add(s, (Match){s->symbols - m->length[out - 1], out - 1, zone});
}

typedef struct Word {
    char p[WORD_BYTES];
    size_t n; /* may be above WORD_BYTES: too long to be known */
} Word;

static void word_add(Word *w, char c) {
    if (w->n < WORD_BYTES) w->p[w->n] = c;
    w->n++;
}

static void feed_unit(Scan *s, View unit, Zone zone) {
    const size_t *symbol = matcher_may_have(s->matcher, unit) ? map_get(&s->matcher->symbol_of, unit) : NULL;
    feed(s, symbol ? (uint32_t)*symbol : SYMBOL_OTHER, zone);
}

static void word_end(Scan *s, Word *w, Zone zone) {
    if (w->n) feed_unit(s, view(w->p, w->n), zone);
    w->n = 0;
}

/* A code point that the table does not settle. */
static void feed_folded(Scan *s, Word *w, uint32_t cp, Zone zone) {
    char buf[8];
    View fold = text_fold_cp(cp, buf);
    while (fold.n) {
        View at = fold;
        if (is_word_byte((unsigned char)fold.p[0])) {
            word_add(w, fold.p[0]);
            fold = view_from(fold, 1);
            continue;
        }
        bool space = cp_is_space(utf8_next(&fold));
        word_end(s, w, zone);
        if (!space) feed_unit(s, view_to(at, at.n - fold.n), zone);
    }
}

/* A blank parts clauses (题一 题二), but not letter-spaced characters (通　知)
 * nor words. */
static void feed_blank(Scan *s) {
    if (s->run > 1) s->state = 0;
    s->run = 0;
}

/* Characters that are symbols of their own, as nearly all are, up to one that
 * is not: what feed does, with the walk in registers. */
static void feed_plain(Scan *s, View *text, Zone zone) {
    const Matcher *m = s->matcher;
    View rest = *text;
    uint32_t state = s->state;
    size_t n = 0;
    while (rest.n) {
        View at = rest;
        uint32_t cp = utf8_next(&at);
        uint32_t symbol = cp < SYMBOL_TABLE ? m->table[cp] : SYMBOL_FOLD;
        if (symbol == SYMBOL_FOLD || symbol == SYMBOL_SPACE) break;
        rest = at;
        n++;
        state = matcher_step(m, state, symbol);
        uint32_t out = m->states[state].out;
        if (out) match_add(s, (Match){s->symbols + n - m->length[out - 1], out - 1, zone});
    }
    s->state = state;
    s->symbols += n;
    s->run += n;
    *text = rest;
}

void scan_text(Scan *s, View text, Zone zone) {
    Word word = {.n = 0};
    s->run = 0;
    while (text.n) {
        View at = text;
        uint32_t cp = utf8_next(&at);
        uint32_t symbol = cp < SYMBOL_TABLE ? s->matcher->table[cp] : SYMBOL_FOLD;
        if (symbol == SYMBOL_FOLD) {
            feed_folded(s, &word, cp, zone);
            text = at;
            continue;
        }
        word_end(s, &word, zone);
        if (symbol == SYMBOL_SPACE) {
            feed_blank(s);
            text = at;
        } else feed_plain(s, &text, zone);
    }
    word_end(s, &word, zone);
}
