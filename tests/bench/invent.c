#include "bench/invent.h"

#include <math.h>

#include "bench/vocabulary.h"

/* --- the vocabulary ------------------------------------------------------------ */

static View *split_characters(Arena *a, const char *text, size_t *n) {
    size_t count = strlen(text) / 3; /* all of them have three bytes */
    View *v = ARENA_ARRAY(a, View, count);
    for (size_t i = 0; i < count; i++) v[i] = view(text + 3 * i, 3);
    *n = count;
    return v;
}

/* Earlier ones more often. */
static View character(const Words *w, Rng *r) {
    return w->characters[(size_t)((double)w->n_characters * pow(rng_unit(r), 1.8))];
}

static View compose(Words *w, Rng *r) {
    size_t dice = rng_below(r, 100), n = dice < 8 ? 1 : dice < 70 ? 2 : dice < 90 ? 3 : 4;
    Str s = STR_INIT;
    for (size_t i = 0; i < n; i++) str_addv(&s, character(w, r));
    View v = arena_view(&w->arena, str_view(&s));
    str_release(&s);
    return v;
}

/* The most frequent words are of one character. */
enum { PARTICLES = 60 };

void words_init(Words *w) {
    *w = (Words){.arena = ARENA_INIT};
    w->characters = split_characters(&w->arena, characters, &w->n_characters);
    w->surnames = split_characters(&w->arena, surnames, &w->n_surnames);
    w->given = split_characters(&w->arena, given, &w->n_given);
    Rng r = rng_of(0, 'w', 0);
    Map seen = MAP_INIT;
    for (size_t n = 0; n < WORDS;) {
        View v = n < PARTICLES ? w->characters[n] : compose(w, &r);
        bool fresh;
        map_at(&seen, v, &fresh);
        if (fresh) w->word[n++] = v;
    }
    map_release(&seen);
    double sum = 0, all = 0;
    for (size_t i = 0; i < WORDS; i++) all += 1 / ((double)i + 4);
    for (size_t i = 0, at = 0; i < WORDS; i++) {
        sum += 1 / ((double)i + 4);
        for (; at < WORD_TABLE && (double)at < sum / all * WORD_TABLE; at++) w->table[at] = (uint16_t)i;
    }
}

void words_release(Words *w) { arena_release(&w->arena); }

/* --- text ------------------------------------------------------------------------ */

void add_words(const Words *w, Rng *r, Str *out, size_t n) {
    for (size_t end = out->n + 3 * n; out->n < end;) str_addv(out, word_pick(w, r));
}

void add_person(const Words *w, Rng *r, Str *out) {
    str_addv(out, w->surnames[rng_below(r, w->n_surnames)]);
    str_addv(out, w->given[rng_below(r, w->n_given)]);
    if (rng_chance(r, 70)) str_addv(out, w->given[rng_below(r, w->n_given)]);
}

static void add_clause(const Words *w, Rng *r, Str *out) {
    for (size_t n = 2 + rng_below(r, 5); n; n--) str_addv(out, word_pick(w, r));
    if (!rng_chance(r, 15)) return;
    str_adduint(out, 2 + rng_below(r, 998));
    str_adds(out, units[rng_below(r, sizeof units / sizeof *units)]);
}

void add_sentence(const Words *w, Rng *r, Str *out, View place) {
    size_t n = 1 + rng_below(r, 4), named = rng_below(r, n);
    for (size_t i = 0; i < n; i++) {
        if (i) str_adds(out, rng_chance(r, 12) ? "、" : "，");
        if (i == named) str_addv(out, place);
        bool quoted = rng_chance(r, 4);
        if (quoted) str_adds(out, "“");
        add_clause(w, r, out);
        if (quoted) str_adds(out, "”");
    }
    str_adds(out, rng_chance(r, 3) ? "！" : "。");
}

void add_paragraph(const Words *w, Rng *r, Str *out, size_t n, const View *places, size_t n_places) {
    for (size_t end = out->n + 3 * n; out->n < end;) {
        bool name = n_places && rng_chance(r, 20);
        add_sentence(w, r, out, name ? places[rng_below(r, n_places)] : V(""));
    }
}
