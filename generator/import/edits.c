/* NAME.edits beside NAME.txt: what a person says of a page's lines, one a
 * line, "WHAT: the line's first words". It is found again by these words,
 * not by number, whenever the page is imported.
 *
 *     split: 近日，某某           an article begins here
 *     join: 难。                  goes on with the paragraph before
 *     drop: 广告热线              belongs to no article
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

static Para *anchored(Page *page, View anchor) {
    for (size_t i = 0; i < page->paras.n; i++)
        if (view_starts(page->paras.p[i].text, anchor) || view_starts(page->lines.p[page->paras.p[i].first].raw, anchor))
            return &page->paras.p[i];
    return NULL;
}

static void apply(Page *page, View verb, Para *p, Where at) {
    Role role;
    if (view_is(verb, "drop")) p->aside = "dropped";
    else if (view_is(verb, "split")) p->split = true;
    else if (view_is(verb, "join")) p->forced = ROLE_CONT;
    else if (role_named(verb, &role)) p->forced = role;
    else diag(page->diag, M_IMPORT_EDIT, at, DARGS(arena_strdup(&page->arena, verb)));
    /* A person's word for a line also says that it is no furniture. */
    if (!view_is(verb, "drop")) p->aside = NULL;
}

void edits_apply(Page *page, View edits, const char *file) {
    View rest = edits, line;
    for (size_t number = 1; view_line(&rest, &line); number++) {
        line = view_trim(line);
        size_t colon = view_find(line, V(":"), 0);
        if (!line.n || line.p[0] == '#') continue;
        Where at = where(file, number, 1);
        View verb = view_trim(view_to(line, colon == SIZE_MAX ? line.n : colon));
        View anchor = colon == SIZE_MAX ? V("") : view_trim(view_from(line, colon + 1));
        Para *p = anchor.n ? anchored(page, anchor) : NULL;
        if (p) apply(page, verb, p, at);
        else diag(page->diag, anchor.n ? M_IMPORT_ANCHOR : M_IMPORT_EDIT, at, DARGS(arena_strdup(&page->arena, anchor.n ? anchor : line)));
    }
}
