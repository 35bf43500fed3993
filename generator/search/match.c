#include "search/match.h"

#include "search/block.h"

/* --- sets ------------------------------------------------------------------------------ */

static Match merged(const Match *x, const Match *y) {
    return (Match){x->doc, x->count + y->count, x->field > y->field ? x->field : y->field, x->score + y->score};
}

Matches match_both(Arena *a, Matches x, Matches y) {
    Matches out = {ARENA_ARRAY(a, Match, x.n < y.n ? x.n : y.n), 0};
    for (size_t i = 0, j = 0; i < x.n && j < y.n;) {
        if (x.p[i].doc == y.p[j].doc)
            out.p[out.n++] = merged(&x.p[i++], &y.p[j++]);
        else if (x.p[i].doc < y.p[j].doc)
            i++;
        else
            j++;
    }
    return out;
}

Matches match_either(Arena *a, Matches x, Matches y) {
    Matches out = {ARENA_ARRAY(a, Match, x.n + y.n), 0};
    size_t i = 0, j = 0;
    while (i < x.n || j < y.n) {
        if (j == y.n || (i < x.n && x.p[i].doc < y.p[j].doc))
            out.p[out.n++] = x.p[i++];
        else if (i == x.n || y.p[j].doc < x.p[i].doc)
            out.p[out.n++] = y.p[j++];
        else
            out.p[out.n++] = merged(&x.p[i++], &y.p[j++]);
    }
    return out;
}

Matches match_without(Arena *a, Matches x, Matches y) {
    Matches out = {ARENA_ARRAY(a, Match, x.n), 0};
    for (size_t i = 0, j = 0; i < x.n; i++) {
        while (j < y.n && y.p[j].doc < x.p[i].doc) j++;
        if (j == y.n || y.p[j].doc != x.p[i].doc) out.p[out.n++] = x.p[i];
    }
    return out;
}

/* --- words of a group ---------------------------------------------------------------------- */

static Matches from_postings(Arena *a, const Postings *p) {
    Matches out = {ARENA_ARRAY(a, Match, p->n), p->n};
    for (size_t i = 0; i < p->n; i++) out.p[i] = (Match){p->doc[i], p->count[i], p->field[i], 0};
    return out;
}

typedef struct WordUnion {
    Arena *a;
    Matches all;
    Postings last;
} WordUnion;

static void add_word(void *ctx, const Postings *p) {
    WordUnion *u = ctx;
    u->all = match_either(u->a, u->all, from_postings(u->a, p));
    u->last = *p;
}

static bool may_be_pinyin(View word) {
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] < 'a' || word.p[i] > 'z') return false;
    return word.n > 1;
}

/* An element's documents; its places too where there are others. */
static bool read_elem(Store *s, const StoreBlock *b, const Elem *elem, bool places, Postings *p, Matches *docs) {
    if (elem->kind == ELEM_SINGLE || elem->kind == ELEM_PAIR) {
        uint32_t second = elem->kind == ELEM_PAIR ? elem->second + 1 : 0;
        if (!store_gram(s, b, elem->first, second, places && elem->kind == ELEM_PAIR, p)) return false;
        *docs = from_postings(s->a, p);
        return true;
    }
    WordUnion u = {.a = s->a};
    if (!store_words(s, b, elem->word, elem->kind == ELEM_PREFIX, places, add_word, &u)) return false;
    if (elem->kind == ELEM_PREFIX && may_be_pinyin(elem->word))
        for (int kind = PINYIN_FULL; kind <= PINYIN_SHORT; kind++) {
            View pinyin = view_of(arena_printf(s->a, "%c%.*s", kind, VARG(elem->word)));
            if (!store_words(s, b, pinyin, true, false, add_word, &u)) return false;
        }
    *docs = u.all;
    *p = u.last;
    return true;
}

/* --- places ---------------------------------------------------------------------------------- */

typedef struct Track {
    const Elem *elem;
    Postings p;
    size_t at;    /* its document */
    size_t place; /* where that one's places begin */
} Track;

static void track_seek(Track *t, uint32_t doc) {
    while (t->p.doc[t->at] < doc) t->place += t->p.count[t->at++];
}

static bool track_has(const Track *t, uint32_t place) {
    const uint32_t *p = t->p.place + t->place;
    size_t low = 0, high = t->p.count[t->at];
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (p[mid] < place)
            low = mid + 1;
        else
            high = mid;
    }
    return low < t->p.count[t->at] && p[low] == place;
}

/* How often all tracks stand at their offsets in this document. */
static uint32_t count_together(Track *tracks, size_t n, uint32_t doc) {
    for (size_t i = 0; i < n; i++) track_seek(&tracks[i], doc);
    const Track *rarest = &tracks[0];
    for (size_t i = 1; i < n; i++)
        if (tracks[i].p.count[tracks[i].at] < rarest->p.count[rarest->at]) rarest = &tracks[i];
    uint32_t together = 0;
    for (uint32_t k = 0; k < rarest->p.count[rarest->at]; k++) {
        uint32_t place = rarest->p.place[rarest->place + k], offset = rarest->elem->offset;
        bool all = place >= offset;
        for (size_t i = 0; i < n && all; i++)
            all = &tracks[i] == rarest || track_has(&tracks[i], place - offset + tracks[i].elem->offset);
        together += all;
    }
    return together;
}

static Matches keep_together(Arena *a, Matches docs, Track *tracks, size_t n) {
    Matches out = {ARENA_ARRAY(a, Match, docs.n), 0};
    for (size_t i = 0; i < docs.n; i++) {
        uint32_t count = count_together(tracks, n, docs.p[i].doc);
        if (count == 0) continue;
        out.p[out.n] = docs.p[i];
        out.p[out.n++].count = count;
    }
    return out;
}

/* In the headline only if every part is. */
static Matches narrow(Arena *a, Matches x, Matches y) {
    Matches out = match_both(a, x, y);
    for (size_t i = 0, j = 0, k = 0; k < out.n; k++) {
        while (x.p[i].doc < out.p[k].doc) i++;
        while (y.p[j].doc < out.p[k].doc) j++;
        out.p[k].field = x.p[i].field < y.p[j].field ? x.p[i].field : y.p[j].field;
    }
    return out;
}

static bool same_elem(const Elem *x, const Elem *y) {
    return x->kind == y->kind && x->first == y->first && x->second == y->second && view_eq(x->word, y->word);
}

/* A track like one before it, so that its lists are not read again. */
static bool reuse_track(const Track *tracks, size_t n, Track *track) {
    for (size_t i = 0; i < n; i++)
        if (same_elem(tracks[i].elem, track->elem)) {
            track->p = tracks[i].p;
            return true;
        }
    return false;
}

static bool match_run(Store *s, const StoreBlock *b, const Group *group, Matches *out) {
    Track *tracks = ARENA_ARRAY(s->a, Track, group->n);
    size_t n = 0;
    *out = (Matches){0};
    for (size_t i = 0; i < group->n; i++) {
        Track track = {.elem = &group->elems[i]};
        Matches docs;
        if (reuse_track(tracks, n, &track)) {
            tracks[n++] = track;
            continue;
        }
        if (!read_elem(s, b, track.elem, group->n > 1, &track.p, &docs)) return false;
        *out = i == 0 ? docs : narrow(s->a, *out, docs);
        if (out->n == 0) return true;
        /* Single characters have no places: the document must have them. */
        if (track.elem->kind != ELEM_SINGLE) tracks[n++] = track;
    }
    if (n > 1) *out = keep_together(s->a, *out, tracks, n);
    return true;
}

bool match_group(Store *s, const StoreBlock *b, const Group *group, Matches *out) {
    if (!match_run(s, b, group, out)) return false;
    if (group->id.n == 0) return true;
    WordUnion u = {.a = s->a, .all = *out};
    View term = view_of(arena_printf(s->a, "%c%.*s", TERM_ID, VARG(group->id)));
    if (!store_words(s, b, term, false, false, add_word, &u)) return false;
    *out = u.all;
    return true;
}
