#include "import/outline.h"

#include "import/cues.h"

/* --- a line ------------------------------------------------------------------------ */

/* How many dots a leader's character stands for; 0: it is none. */
static unsigned dots_of(uint32_t cp) {
    switch (cp) {
    case 0x2026: case 0x22EF: return 3; /* … ⋯ */
    case '.':
    case 0xB7:
    case 0x2024:
    case 0x2025:
    case 0x2027:
    case 0x30FB:
    case 0xFF0E:
    case 0xFF65:
    case '_':
    case '-':
    case 0x2014:
    case 0x2500: return 1;
    default: return 0;
    }
}

static bool is_bracket(uint32_t cp) {
    return cp == '(' || cp == ')' || cp == 0xFF08 || cp == 0xFF09 || cp == '/' || cp == '[' || cp == ']';
}

/* | 种植业 | 5 |, - 种植业: a table or list as OCR writes them. */
static View without_bars(View v) {
    for (size_t n = 0; n != v.n;) {
        n = v.n;
        v = view_trim(v);
        v = view_from(v, words_start(v, "| - * • ● ■ ◆"));
        if (view_ends(v, V("|"))) v.n--;
    }
    return v;
}

/* The number of a page at the head of *v, with brackets and blanks around it. */
static bool take_page(View *v, unsigned *page) {
    enum { DIGITS = 4 };
    View rest = *v;
    size_t digits = 0;
    *page = 0;
    while (rest.n) {
        View next = rest;
        uint32_t cp = fold_one(utf8_next(&next));
        if (cp >= '0' && cp <= '9') *page = *page * 10 + (unsigned)(cp - '0'), digits++;
        else if (digits ? cp != ')' && cp != 0xFF09 && cp != ']' : !is_bracket(cp) && !cp_is_space(cp)) break;
        rest = next;
        if (digits > DIGITS) return false;
    }
    *v = rest;
    return digits > 0;
}

/* Title and page of the first entry in *v, which are taken off. */
static bool take_entry(View *v, View *title, unsigned *page) {
    enum { LEADERS = 4 };
    unsigned dots = 0;
    size_t from = 0;
    for (View rest = *v; rest.n;) {
        size_t at = v->n - rest.n;
        View here = rest;
        uint32_t cp = utf8_next(&rest);
        unsigned some = dots_of(cp);
        if (some && !dots) from = at;
        if (dots >= LEADERS && !some && take_page(&here, page)) {
            *title = view_trim(view_to(*v, from));
            *v = here;
            return true;
        }
        if (some) dots += some;
        else if (!cp_is_space(cp)) dots = 0;
    }
    return false;
}

bool outline_leads(View text) {
    enum { MOST = 400 };
    View title;
    unsigned page;
    bool any = false;
    View end = view_trim(text);
    uint32_t last = end.n ? fold_one(utf8_last(&end)) : 0;
    if (!((last >= '0' && last <= '9') || last == ')' || last == ']'))
        return false; /* in no page's number, as nearly all */
    while (text.n && text.n <= MOST && take_entry(&text, &title, &page)) any = true;
    return any && !view_trim(text).n;
}

bool outline_spaced(View text, unsigned *page) {
    enum { MOST = 160 };
    if (text.n > MOST) return false;
    text = without_bars(text);
    View rest = text;
    size_t at = text.n;
    while (rest.n) { /* back over the number */
        uint32_t cp = fold_one(utf8_last(&rest));
        if (!((cp >= '0' && cp <= '9') || is_bracket(cp))) break;
        at = rest.n;
    }
    View number = view_from(text, at), title = view_trim(view_to(text, at));
    return title.n >= 6 && title.n < at && take_page(&number, page) && !number.n;
}

/* --- words ---------------------------------------------------------------------------- */

/* 第三章, 一、, (一), 1. and the like at the head: how deep such stand; it is
 * taken off. 0: no number. */
static unsigned take_number(View *v) {
    static const char *const units[] = {"编 篇 卷 部分 部类", "章", "节", "目"};
    View rest = *v;
    unsigned n;
    if (view_starts(rest, V("第"))) {
        rest = view_from(rest, 3);
        if (!cue_number(&rest, &n)) return 0;
        for (unsigned i = 0; i < 4; i++) {
            size_t k = words_start(rest, units[i]);
            if (!k || rest.n == k) continue;
            *v = view_from(rest, k);
            return i + 1;
        }
        return 0;
    }
    bool bracket = view_starts(rest, V("("));
    if (bracket) rest = view_from(rest, 1);
    bool arabic = rest.n && rest.p[0] >= '0' && rest.p[0] <= '9';
    if (!cue_number(&rest, &n) || n > 99) return 0;
    size_t mark = bracket ? words_start(rest, ")") : words_start(rest, "、 . ");
    if (!mark || rest.n == mark) return 0;
    *v = view_from(rest, mark);
    return 5U + 2U * arabic + bracket;
}

View outline_bare(View title, char buf[FOLDED_BYTES]) {
    Folded f;
    size_t n = 0;
    fold_head(&f, title);
    if (!f.whole) return V("");
    for (View v = folded(&f); v.n;) {
        const char *p = v.p;
        uint32_t cp = utf8_next(&v);
        if (cp_is_space(cp) || cp == '#' || cp == '*' || cp == 0x3010 || cp == 0x3011) continue;
        memcpy(buf + n, p, (size_t)(v.p - p));
        n += (size_t)(v.p - p);
    }
    View bare = view(buf, n);
    take_number(&bare);
    return bare;
}

/* --- levels --------------------------------------------------------------------------- */

/* Does a line stand under another that came before it? */
static bool is_under(const OutlineLevel *a, const OutlineLevel *above) {
    enum { INDENT = 2 };
    if (a->number && above->number) return a->number > above->number;
    if (a->margin >= above->margin + INDENT) return true;
    if (above->margin >= a->margin + INDENT) return false;
    if (a->level && above->level) return a->level > above->level;
    if (above->level && !a->level) return true;
    if (above->number && !a->number) return true;
    return a->paged && !above->paged;
}

/* What stands at the end of a book, under no part of it. */
static bool ends_book(View bare) { return words_start(bare, "附录 索引 后记 编后记 编后 跋") > 0; }

static bool has_letter(View v) {
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (cp_is_han(cp) || (cp | 0x20) - 'a' < 26 || (cp >= 0x0F00 && cp < 0x1000)) return true;
    }
    return false;
}

static void add_entry(Outline *o, const OutlineLine *line, View title, unsigned page) {
    enum { DEEPEST = 12 }; /* no book has more; a scan set aslant has a margin for each line */
    Arena *a = &o->arena;
    Folded f;
    char buf[FOLDED_BYTES], plain[BARE_MAX];
    title = without_bars(title);
    View bare = outline_bare(title, buf);
    if (!has_letter(bare)) return;
    fold_head(&f, title);
    View numbered = cue_bare(&f, plain);
    OutlineLevel level = {.number = take_number(&numbered),
                          .margin = line->margin,
                          .level = line->level,
                          .paged = page > 0,
                          .entry = o->entries.n};
    while (o->open.n && (o->open.n == DEEPEST || !is_under(&level, &o->open.p[o->open.n - 1]) ||
                         (!level.number && !level.margin && ends_book(bare))))
        o->open.n--;
    OutlineEntry e = {.title = arena_view(a, title),
                      .bare = arena_view(a, bare),
                      .page = page,
                      .path = line->path,
                      .line = line->number,
                      .next = SIZE_MAX,
                      .leaf = true};
    e.parent = o->open.n ? o->open.p[o->open.n - 1].entry : SIZE_MAX;
    if (e.parent != SIZE_MAX) o->entries.p[e.parent].leaf = false;
    bool fresh;
    size_t *first = map_at(&o->by_title, e.bare, &fresh);
    if (fresh) *first = o->entries.n;
    else e.next = *first, *first = o->entries.n;
    vec_push(&o->entries, e);
    vec_push(&o->open, level);
}

void outline_add(Outline *o, const OutlineLine *line) {
    View rest = without_bars(line->text), title;
    unsigned page;
    size_t n = 0;
    uint64_t all[] = {o->hash, hash_bytes(line->text), line->number, line->margin, line->level};
    o->hash = hash_bytes(view((const char *)all, sizeof all));
    while (take_entry(&rest, &title, &page)) {
        add_entry(o, line, title, page);
        n++;
    }
    if (n) return;
    if (!outline_spaced(line->text, &page)) page = 0;
    title = rest;
    for (View back = title; page && back.n;) { /* the blank before the number */
        title = back;
        if (cp_is_space(utf8_last(&back))) break;
    }
    add_entry(o, line, title, page);
}

void outline_release(Outline *o) {
    vec_release(&o->entries);
    vec_release(&o->open);
    map_release(&o->by_title);
    arena_release(&o->arena);
    *o = (Outline){0};
}

/* --- asking ------------------------------------------------------------------------------ */

bool outline_has(const Outline *o, View title) {
    char buf[FOLDED_BYTES];
    View bare = outline_bare(title, buf);
    return bare.n && map_get(&o->by_title, bare);
}

const OutlineEntry *outline_find(const Outline *o, View title, unsigned page, View above, size_t from) {
    enum { SAME_PAGE = 4, UNDER = 2, AHEAD = 1, MOST = 64 };
    char buf[FOLDED_BYTES], over[FOLDED_BYTES];
    View bare = outline_bare(title, buf), parent = outline_bare(above, over);
    const size_t *last = bare.n ? map_get(&o->by_title, bare) : NULL;
    const OutlineEntry *best = NULL;
    int most = -1;
    size_t looked = 0;
    for (size_t i = last ? *last : SIZE_MAX; i != SIZE_MAX && looked < MOST; i = o->entries.p[i].next, looked++) {
        const OutlineEntry *e = &o->entries.p[i];
        if (page && e->page && (page > e->page + 1 || page + 1 < e->page)) continue; /* another of that name */
        int score = SAME_PAGE * (page && e->page == page) + AHEAD * (i >= from);
        score += UNDER * (parent.n && e->parent != SIZE_MAX && view_eq(o->entries.p[e->parent].bare, parent));
        /* They are chained from the last: of equals the first counts, ahead or not. */
        if (score >= most) most = score, best = e;
    }
    return best;
}
