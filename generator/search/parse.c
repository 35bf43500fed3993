#include "search/parse.h"

#include "search/block.h"
#include "text/text.h"

/* --- the words of a group ----------------------------------------------------------- */

typedef VEC(Elem) Elems;

/* Pairs at [from, to): every other one and the last cover all characters. */
static void add_pairs(Elems *elems, const Unit *u, size_t from, size_t to) {
    for (size_t i = from; i < to; i += i + 2 < to || i + 1 == to ? 2 : 1) {
        Elem elem = {ELEM_PAIR, (uint32_t)i, char_ordinal(unit_cp(u[i])), char_ordinal(unit_cp(u[i + 1])), V("")};
        vec_push(elems, elem);
    }
}

static size_t add_word(Arena *a, Elems *elems, const Unit *u, size_t n, size_t i, bool prefix) {
    Str word = STR_INIT;
    size_t end = cut_word(u, n, i, &word);
    bool alone = unit_class(u[i]) == CLASS_LETTER && i == 0 && end == n;
    Elem elem = {prefix && alone ? ELEM_PREFIX : ELEM_WORD, (uint32_t)i, 0, 0, arena_view(a, str_view(&word))};
    vec_push(elems, elem);
    str_release(&word);
    return end;
}

static void add_elems(Arena *a, Elems *elems, const Unit *u, size_t n, bool prefix) {
    size_t pairs = 0; /* covered by pairs up to here */
    for (size_t i = 0; i < n;) {
        CharClass kind = unit_class(u[i]);
        if (i >= pairs && i + 1 < n && unit_pair(u[i], u[i + 1])) {
            for (pairs = i + 1; pairs + 1 < n && unit_pair(u[pairs], u[pairs + 1]);) pairs++;
            add_pairs(elems, u, i, pairs);
        } else if (kind == CLASS_WORD && i >= pairs && (i == 0 || !unit_pair(u[i - 1], u[i]))) {
            Elem elem = {ELEM_SINGLE, (uint32_t)i, char_ordinal(unit_cp(u[i])), 0, V("")};
            vec_push(elems, elem);
        }
        bool begins = i == 0 || unit_class(u[i - 1]) != kind;
        if ((kind == CLASS_LETTER || kind == CLASS_DIGIT) && begins) add_word(a, elems, u, n, i, prefix);
        i++;
    }
}

/* --- from text to clauses --------------------------------------------------------------- */

typedef struct Parser {
    Arena *a;
    Cutter *cutter;
    VEC(Group) groups;
    VEC(Clause) clauses;
    size_t units; /* spent */
} Parser;

/* Letters and digits as many as an id has. */
static View id_of(Arena *a, const Unit *u, size_t n) {
    if (n != ID_CHARS) return V("");
    char *id = ARENA_ARRAY(a, char, n);
    for (size_t i = 0; i < n; i++) {
        if (unit_class(u[i]) == CLASS_OTHER || unit_cp(u[i]) >= 0x80) return V("");
        id[i] = (char)unit_cp(u[i]);
    }
    return view(id, n);
}

static void add_group(Parser *p, const Unit *u, size_t n, bool prefix) {
    while (n && unit_class(u[0]) == CLASS_OTHER) u++, n--;
    while (n && unit_class(u[n - 1]) == CLASS_OTHER) n--;
    if (n == 0 || p->groups.n == QUERY_GROUPS) return;
    Elems elems = {0};
    add_elems(p->a, &elems, u, n, prefix);
    Group group = {ARENA_ARRAY(p->a, Unit, n), n, ARENA_ARRAY(p->a, Elem, elems.n), elems.n, id_of(p->a, u, n)};
    memcpy((Unit *)group.units, u, n * sizeof *u);
    memcpy(group.elems, elems.p, elems.n * sizeof *elems.p);
    vec_push(&p->groups, group);
    vec_release(&elems);
}

/* "e-mail", "3.5", "10:30": one sign between letters or digits joins them. */
static bool joins(const Unit *u, size_t n, size_t i) {
    if (i == 0 || i + 1 >= n || unit_cp(u[i]) == 0 || unit_cp(u[i]) >= 0x80) return false;
    CharClass before = unit_class(u[i - 1]), after = unit_class(u[i + 1]);
    return (before == CLASS_LETTER || before == CLASS_DIGIT) && (after == CLASS_LETTER || after == CLASS_DIGIT);
}

static void add_groups(Parser *p, View text, bool quoted) {
    Units units = {0};
    cut_text(p->cutter, text, &units);
    size_t n = units.n < QUERY_UNITS - p->units ? units.n : QUERY_UNITS - p->units;
    p->units += n;
    size_t from = 0;
    for (size_t i = 0; i < n && !quoted; i++)
        if (unit_class(units.p[i]) == CLASS_OTHER && !joins(units.p, n, i)) {
            add_group(p, units.p + from, i - from, true);
            from = i + 1;
        }
    add_group(p, units.p + from, n - from, !quoted);
    vec_release(&units);
}

static bool is_open_quote(uint32_t cp) { return cp == '"' || cp == 0x201c || cp == 0xff02; }
static bool is_close_quote(uint32_t cp) { return cp == '"' || cp == 0x201d || cp == 0xff02; }

/* Takes the next term off *rest: its text without quotes. */
static bool next_term(View *rest, View *term, bool *quoted, bool *exclude) {
    View at = *rest;
    while (rest->n && cp_is_space(utf8_next(&at))) *rest = at;
    if (rest->n == 0) return false;
    *exclude = rest->n > 1 && rest->p[0] == '-';
    if (*exclude) *rest = view_from(*rest, 1);
    at = *rest;
    *quoted = is_open_quote(utf8_next(&at));
    View from = *quoted ? at : *rest;
    View behind = from;
    while (behind.n) {
        at = behind;
        uint32_t cp = utf8_next(&at);
        if (*quoted ? is_close_quote(cp) : cp_is_space(cp) || is_open_quote(cp)) break;
        behind = at;
    }
    *term = view_to(from, from.n - behind.n);
    *rest = *quoted && behind.n ? at : behind;
    return true;
}

static void add_term(Parser *p, size_t from, bool either, bool exclude) {
    if (p->groups.n == from) return;
    if (!either || p->clauses.n == 0 || p->clauses.p[p->clauses.n - 1].exclude) {
        Clause clause = {exclude, ARENA_ARRAY(p->a, size_t, QUERY_GROUPS + 1), 0};
        vec_push(&p->clauses, clause);
    }
    Clause *clause = &p->clauses.p[p->clauses.n - 1];
    clause->from[clause->n++] = from;
    clause->from[clause->n] = p->groups.n;
}

void query_parse(Arena *a, Cutter *cutter, View text, Parsed *out) {
    Parser p = {.a = a, .cutter = cutter};
    View term;
    bool quoted, exclude, either = false;
    while (p.units < QUERY_UNITS && p.groups.n < QUERY_GROUPS && next_term(&text, &term, &quoted, &exclude)) {
        if (!quoted && !exclude && (view_is(term, "OR") || view_is(term, "|"))) {
            either = true;
            continue;
        }
        size_t from = p.groups.n;
        add_groups(&p, term, quoted);
        add_term(&p, from, either && !exclude, exclude);
        either = false;
    }
    *out = (Parsed){ARENA_ARRAY(a, Group, p.groups.n + 1), p.groups.n, ARENA_ARRAY(a, Clause, p.clauses.n + 1),
                    p.clauses.n};
    if (p.groups.n) memcpy(out->groups, p.groups.p, p.groups.n * sizeof *p.groups.p);
    if (p.clauses.n) memcpy(out->clauses, p.clauses.p, p.clauses.n * sizeof *p.clauses.p);
    vec_release(&p.groups);
    vec_release(&p.clauses);
}
