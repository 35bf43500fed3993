/* NAME.edits beside NAME.txt: what a person says of a page's lines, one a
 * line, "WHAT: the line's first words". It is found again by these words,
 * not by number, whenever the page is imported.
 *
 *     split: 近日，某某           an article begins here (the colon may be ：)
 *     join: 难。                  goes on with the paragraph before
 *     drop: 广告热线              belongs to no article
 *     order: 近日 | 难。 | 春耕    each is read right after the one before it:
 *                                 paragraphs, or what is left of one from
 *                                 such a line on
 *     title: 春耕备耕忙           so does any other role: kicker, subtitle,
 *                                 column, byline, body, subhead, caption …
 */
#include "import/edits.h"

static bool role_named(View name, Role *out) {
    for (int r = 0; r < ROLE_FURNITURE; r++)
        if (view_is(name, role_names[r])) {
            *out = (Role)r;
            return true;
        }
    return false;
}

static bool begins(const Line *l, View anchor) { return view_starts(l->text, anchor) || view_starts(l->raw, anchor); }

static bool is_anchored(const Page *page, size_t i, View anchor) {
    return view_starts(page->paras.p[i].text, anchor) || begins(&page->lines.p[page->paras.p[i].first], anchor);
}

static size_t anchored(const Page *page, View anchor) {
    for (size_t i = 0; i < page->paras.n; i++)
        if (is_anchored(page, i, anchor)) return i;
    return SIZE_MAX;
}

/* The same, where a line inside a wrapped paragraph may be meant: the
 * paragraph is cut before it. */
static size_t anchored_inside(Page *page, View anchor) {
    size_t found = anchored(page, anchor);
    for (size_t i = 0; i < page->paras.n && found == SIZE_MAX; i++)
        for (size_t k = 1; k < page->paras.p[i].n && found == SIZE_MAX; k++)
            if (begins(&page->lines.p[page->paras.p[i].first + k], anchor)) found = para_cut(page, i, k);
    return found;
}

static void unknown(Page *page, Where at, View what) {
    diag(page->diag, M_IMPORT_EDIT, at, DARGS(arena_strdup(&page->arena, what)));
}

static void unmatched(Page *page, Where at, View anchor) {
    diag(page->diag, M_IMPORT_ANCHOR, at, DARGS(arena_strdup(&page->arena, anchor)));
}

/* Paragraph `which` goes right behind `after`; returns where it now is. */
static size_t move_behind(Page *page, size_t which, size_t after) {
    Para moved = page->paras.p[which], *p = page->paras.p;
    if (which == after) return after;
    if (which > after) {
        memmove(p + after + 2, p + after + 1, (which - after - 1) * sizeof *p);
        p[++after] = moved;
    } else {
        memmove(p + which, p + which + 1, (after - which) * sizeof *p);
        p[after] = moved;
    }
    return after;
}

/* All are found, and so cut, before any moves: else the rest of a paragraph
 * would go with its first line. */
static void put_in_order(Page *page, View anchors, Where at) {
    View rest = anchors, anchor;
    size_t last = SIZE_MAX, n = 0;
    for (; view_split(&rest, '|', &anchor); n += anchor.n > 0) {
        anchor = view_trim(anchor);
        if (anchor.n && anchored_inside(page, anchor) == SIZE_MAX) unmatched(page, at, anchor);
    }
    if (n < 2) unknown(page, at, anchors);
    for (rest = anchors; n >= 2 && view_split(&rest, '|', &anchor);) {
        anchor = view_trim(anchor);
        size_t which = anchor.n ? anchored(page, anchor) : SIZE_MAX;
        if (which == SIZE_MAX) continue;
        page->paras.p[which].aside = NULL;
        last = last == SIZE_MAX ? which : move_behind(page, which, last);
    }
}

/* Words that several paragraphs begin with mean the first of them: said, as the person may have meant another. */
static void tell_others(Page *page, Where at, View anchor, size_t found) {
    size_t n = 1;
    for (size_t i = found + 1; i < page->paras.n; i++) n += is_anchored(page, i, anchor);
    if (n > 1)
        diag(page->diag, M_IMPORT_ANCHORS, at,
             DARGS(arena_printf(&page->arena, "%zu", n), arena_strdup(&page->arena, anchor),
                   arena_printf(&page->arena, "%u", page->lines.p[page->paras.p[found].first].number)));
}

/* A headline or what is dropped, inside a wrapped paragraph: that line alone. */
static size_t anchored_line(Page *page, View verb, View anchor) {
    Role role = ROLE_FURNITURE;
    size_t before = page->paras.n, found = anchored_inside(page, anchor);
    bool alone = view_is(verb, "drop") || (role_named(verb, &role) && (role_is_head(role) || role == ROLE_BYLINE));
    alone = alone || role == ROLE_SUBHEAD;
    if (alone && page->paras.n > before && page->paras.p[found].n > 1) para_cut(page, found, 1);
    return found;
}

static void apply(View verb, Para *p) {
    Role role;
    if (view_is(verb, "drop")) p->aside = "dropped";
    else if (view_is(verb, "split")) p->split = true;
    else if (view_is(verb, "join")) p->forced = ROLE_CONT, p->split = false;
    else if (role_named(verb, &role)) p->forced = role;
    /* A person's word for a line also says that it is no furniture. */
    if (!view_is(verb, "drop")) p->aside = NULL;
}

/* "split: 近日": the verb and the words, false if it is neither that nor the like. */
static bool rule_parts(View line, View *verb, View *anchor) {
    Role role;
    size_t at = view_find(line, V(":"), 0), wide = view_find(line, V("："), 0);
    if (at == SIZE_MAX && wide == SIZE_MAX) return false;
    *verb = view_trim(view_to(line, at < wide ? at : wide));
    *anchor = view_trim(view_from(line, at < wide ? at + 1 : wide + strlen("：")));
    return anchor->n && (view_is(*verb, "split") || view_is(*verb, "join") || view_is(*verb, "drop") ||
                         view_is(*verb, "order") || role_named(*verb, &role));
}

/* The words of each rule are looked for in all of the page: more of them than
 * a person writes for a document are an accident, or meant to take for ever. */
enum { ANCHORS = 4096 };

static size_t count_anchors(View rule) {
    size_t n = 1;
    for (size_t i = 0; i < rule.n; i++) n += rule.p[i] == '|';
    return n;
}

void edits_apply(Page *page, View edits, const char *file) {
    View rest = edits, line;
    size_t anchors = 0;
    for (size_t number = 1; view_line(&rest, &line); number++) {
        line = view_trim(line);
        if (!line.n || line.p[0] == '#') continue;
        Where at = where(file, number, 1);
        if ((anchors += count_anchors(line)) > ANCHORS) {
            diag(page->diag, M_IMPORT_EDITS, at, DARGS(arena_printf(&page->arena, "%d", ANCHORS)));
            return;
        }
        View verb, anchor;
        size_t found;
        if (!rule_parts(line, &verb, &anchor)) unknown(page, at, line);
        else if (view_is(verb, "order")) put_in_order(page, anchor, at);
        else if ((found = anchored_line(page, verb, anchor)) == SIZE_MAX) unmatched(page, at, anchor);
        else {
            tell_others(page, at, anchor, found);
            apply(verb, &page->paras.p[found]);
        }
    }
}
