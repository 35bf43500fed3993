/* Which sources are pages of one issue or book, and what runs from one page
 * to the next: text that breaks off at the end of a page and goes on at the
 * head of the next, 下转第三版 that leads to 上接第一版, a section of a yearbook
 * whose later pages have no headline of their own. */
#include "import/volume.h"

#include <limits.h>

#include "import/cues.h"

/* --- which stand together ------------------------------------------------------- */

static void key_part(Str *key, View part) {
    str_addv(key, part);
    str_addc(key, '\0');
}

void issue_key(const Known *k, Str *key) {
    key_part(key, k->publication);
    key_part(key, k->issued);
    key_part(key, k->issue_number);
    key_part(key, k->covers);
}

bool volume_key(const Page *page, Str *key, unsigned *number) {
    enum { DIGITS = 5 };
    View path = view_of(page->path), name = path_base(path);
    size_t end = name.n, from;
    while (end > 0 && (name.p[end - 1] < '0' || name.p[end - 1] > '9')) end--;
    for (from = end; from > 0 && name.p[from - 1] >= '0' && name.p[from - 1] <= '9';) from--;
    uint64_t n;
    if (from == end || end - from > DIGITS || !view_uint(view(name.p + from, end - from), 99999, &n)) return false;
    key_part(key, view_to(path, path.n - name.n + from));
    key_part(key, view_from(name, end));
    issue_key(&page->known, key);
    *number = (unsigned)n;
    return true;
}

/* --- notes that lead to another page ----------------------------------------------- */

/* The page that a note of these words names, 0 if it names none; -1: no note. */
static int noted_page(const Folded *f, const char *words) {
    size_t n;
    unsigned page = 0;
    size_t at = words_find(folded(f), words, 0, &n);
    if (at == SIZE_MAX) return -1;
    View rest = view_from(folded(f), at + n);
    while (rest.n && (rest.p[0] == ' ' || view_starts(rest, V("第")))) rest = view_from(rest, rest.p[0] == ' ' ? 1 : 3);
    if (rest.n && rest.p[0] >= 'a' && rest.p[0] <= 'd') rest = view_from(rest, 1);
    bool named =
        cue_number(&rest, &page) && page < 1000 && !words_start(cue_unspaced(rest), "栏"); /* a column of this page */
    return named ? (int)page : 0;
}

/* 下转第三版 (or 上接第一版): as noted_page. */
static int note_of(View text, const char *words) {
    Folded f;
    if (!cue_turn(text)) return -1;
    if (utf8_count(view_to(text, 400)) > 60) fold_tail(&f, text);
    else fold_head(&f, text);
    return noted_page(&f, words);
}

static int turns_to(const Page *page, const Draft *d) {
    for (size_t i = d->paras.n; i-- > 0 && i + 3 > d->paras.n;) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        int to = cue_may_turn(p->head) ? note_of(p->text, "下转 紧接 转第") : -1;
        if (to >= 0) return to;
    }
    return -1;
}

static int turned_from(const Page *page, const Draft *d) {
    for (size_t i = 0; i < d->paras.n && i < 3; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        int from = is_turn_note(p)                  ? note_of(p->text, "上接 紧接")
                   : has(&p->features, F_TURN_FROM) ? noted_page(p->head, "上接 紧接") /* the text goes on behind it */
                                                    : -1;
        if (from >= 0) return from;
    }
    return -1;
}

/* The words that a note or a repeated headline gives. */
static bool same_title(const Draft *a, const Draft *b) {
    enum { LEAST = 9 };
    View x = a->title, y = b->title;
    if (x.n < LEAST || y.n < LEAST) return false;
    return view_find(x, y, 0) != SIZE_MAX || view_find(y, x, 0) != SIZE_MAX;
}

/* --- moving -------------------------------------------------------------------------- */

/* What was said at the head of a piece of another article: a headline given
 * again is a heading there. */
static void behead(Page *page, Draft *d) {
    for (size_t i = 0; i < d->paras.n; i++) {
        Para *p = &page->paras.p[d->paras.p[i]];
        if (role_is_head(p->role)) p->role = ROLE_SUBHEAD;
        else if (p->role == ROLE_BYLINE || p->role == ROLE_ORPHAN || p->role == ROLE_BRIEF || p->role == ROLE_LEAD)
            p->role = ROLE_BODY;
        else if (p->role == ROLE_PORPHAN || p->role == ROLE_PTEXT) p->role = ROLE_BODY;
    }
}

/* The first text behind notes and headings: SIZE_MAX without. */
static size_t first_text(const Page *page, const Draft *d) {
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (role_is_text(p->role) && p->role != ROLE_SUBHEAD && p->role != ROLE_NOTE) return i;
    }
    return SIZE_MAX;
}

static size_t last_text(const Page *page, const Draft *d) {
    for (size_t i = d->paras.n; i-- > 0;)
        if (role_is_running_text(page->paras.p[d->paras.p[i]].role)) return i;
    return SIZE_MAX;
}

static size_t take_foreign(Page *host, Page *guest, size_t para) {
    Para *from = &guest->paras.p[para], copy = *from;
    Page *origin = from->from ? from->from : guest;
    if (!host->own_paras) host->own_paras = host->paras.n;
    copy.first = host->lines.n;
    copy.from = origin;
    copy.at = from->from ? from->at : para;
    for (size_t k = 0; k < from->n; k++) {
        Line l = guest->lines.p[from->first + k];
        vec_push(&host->lines, l);
    }
    vec_push(&host->paras, copy);
    return host->paras.n - 1;
}

static const Page *origin(const Page *page, const Para *p) { return p->from ? p->from : page; }

/* A file's name where it is not the one that goes without saying. */
static View named(const Page *page, const Page *usual) { return page == usual ? (View){0} : view_of(page->path); }

/* p, of an article of `host`, breaks off and q goes on. */
static void add_join(Page *host, Draft *to, const Para *p, Page *guest, const Para *q) {
    const Page *a = origin(host, p), *b = origin(guest, q);
    vec_push(&to->joins, ((Join){.a = host->lines.p[p->first + p->n - 1].number, .b = guest->lines.p[q->first].number,
                                 .from = named(a, host), .file = named(b, a)}));
}

/* The joins that a piece brings were named as on its own page. */
static void take_joins(const Page *host, Draft *to, const Page *guest, const Draft *from) {
    for (size_t i = 0; i < from->joins.n; i++) {
        Join j = from->joins.p[i];
        View a = j.from.n ? j.from : view_of(guest->path);
        j.from = view_is(a, host->path) ? (View){0} : a;
        vec_push(&to->joins, j);
    }
}

static void append(Page *host, Draft *to, Page *guest, Draft *from) {
    size_t before = last_text(host, to), after = first_text(guest, from);
    behead(guest, from);
    if (before != SIZE_MAX && after != SIZE_MAX) {
        const Para *p = &host->paras.p[to->paras.p[before]];
        Para *q = &guest->paras.p[from->paras.p[after]];
        if (p->open && q->role == ROLE_BODY) q->role = ROLE_CONT;
        if (q->role == ROLE_CONT) add_join(host, to, p, guest, q);
    }
    for (size_t i = 0; i < from->paras.n; i++) {
        size_t para = from->paras.p[i];
        vec_push(&to->paras, host == guest ? para : take_foreign(host, guest, para));
    }
    take_joins(host, to, guest, from);
    to->flags &= ~(unsigned)FLAG_TAIL_MISSING;
    to->flags |= from->flags & FLAG_TAIL_MISSING;
    from->paras.n = from->joins.n = 0;
}

/* --- what goes on where -------------------------------------------------------------- */

typedef struct Spot {
    size_t page, draft;
} Spot;

typedef struct Volume {
    Page **pages;
    const unsigned *numbers;
    const VolumePart *parts;
    size_t n;
} Volume;

static Draft *draft_at(const Volume *v, Spot s) { return &v->pages[s.page]->drafts.p[s.draft]; }

/* The draft that a page opens with, and the one it ends with. */
static bool outer(const Page *page, bool last, size_t *out) {
    size_t best = last ? 0 : SIZE_MAX;
    bool any = false;
    for (size_t d = 0; d < page->drafts.n; d++)
        for (size_t i = 0; i < page->drafts.p[d].paras.n; i++) {
            size_t para = page->drafts.p[d].paras.p[i];
            if (page->own_paras && para >= page->own_paras) continue;
            if (any && (last ? para < best : para > best)) continue;
            best = para, *out = d, any = true;
        }
    return any;
}

static bool headless(const Page *page, const Draft *d) {
    return !d->title.n && !d->kicker.n && !d->photo && d->paras.n && !role_is_head(page->paras.p[d->paras.p[0]].role) &&
           turned_from(page, d) < 0;
}

/* Does the text at the head of a page go on with what ends the one before? */
static bool runs_over(const Page *a, const Draft *d, const Page *b, const Draft *e, bool sure) {
    enum { READS_ON = 2 };
    size_t last = last_text(a, d), first = first_text(b, e);
    if (!headless(b, e) || last == SIZE_MAX || d->photo || turns_to(a, d) >= 0) return false;
    bool book = sure && (a->yearbook || b->yearbook);
    if (first == SIZE_MAX) return book;
    const Para *p = &a->paras.p[d->paras.p[last]], *q = &b->paras.p[e->paras.p[first]];
    if (q->role == ROLE_BRIEF || q->role == ROLE_LEAD) return false;
    if (!p->open) return book && d->paras.n > 1;
    return book || seam_reads(a, p->text, q->text) >= READS_ON;
}

/* --- headings given again ------------------------------------------------------------- */

static bool names_again(View above, View name) {
    enum { LEAST = 6 };
    char a[BARE_MAX], b[BARE_MAX];
    Folded f, g;
    fold_head(&f, above), fold_head(&g, name);
    View x = cue_bare(&f, a), y = cue_bare(&g, b);
    return y.n >= LEAST && (view_starts(x, y) || view_ends(x, y));
}

/* 大事记, at the head of a book's page: the title of the section that runs
 * over, or of the part that it stands in, is the page's running head. */
static void set_aside_again(Page *page, Draft *d, const Draft *before, View part) {
    enum { MOST = 14 };
    size_t k = d->paras.p[0];
    Para *p = &page->paras.p[k];
    bool title = p->role == ROLE_TITLE && view_eq(d->title, p->text);
    bool kicker = p->role == ROLE_KICKER && view_eq(d->kicker, p->text);
    if ((!title && !kicker) || p->chars > MOST || p->forced != ROLE_COUNT || p->split || has(&p->features, F_CHAPTER))
        return;
    while (k > 0 && page->paras.p[k - 1].aside) k--;
    if (k > 0 || !(names_again(before->title, p->text) || names_again(before->kicker, p->text) ||
                   names_again(part, p->text)))
        return;
    p->aside = "running-head";
    p->role = ROLE_FURNITURE;
    if (title) d->title = (View){0};
    else d->kicker = (View){0};
    memmove(d->paras.p, d->paras.p + 1, --d->paras.n * sizeof *d->paras.p);
}

/* Pages are named by their printed numbers; those of files stand in for them. One file alone may be any page. */
enum { ANY_PAGE = -1 };
static int page_of(const Volume *v, size_t k, const Draft *d) {
    const Page *page = v->pages[k];
    uint32_t folio = page->lines.p[page->paras.p[d->paras.p[0]].first].folio;
    return folio ? (int)folio : v->n == 1 ? ANY_PAGE : (int)v->numbers[k];
}

static bool may_be(int page, int named) { return !named || page == ANY_PAGE || page == named; }

/* （下转第三版） above （上接第四版） on a page that prints no number: two articles, as page 3 comes before page 4. */
static bool against_order(const Page *page, const Draft *d, const Draft *f, int to, int from) {
    size_t above = page->paras.p[d->paras.p[0]].first, start = page->paras.p[f->paras.p[0]].first;
    return to > 0 && from > 0 && to != from && !page->lines.p[start].folio && (to > from) != (start > above);
}

/* Text that says which page it comes from; 0: it does not say which. */
typedef struct Turned {
    Spot at;
    int from, on; /* the page that it names, the one it stands on */
    size_t next;  /* that nothing has taken yet; SIZE_MAX: none */
} Turned;
typedef VEC(Turned) TurnedList;

/* Of the pages i to `end`. */
static void find_turned(const Volume *v, size_t i, size_t end, TurnedList *out) {
    for (size_t k = i; k < end; k++)
        for (size_t e = 0; e < v->pages[k]->drafts.n; e++) {
            const Draft *f = &v->pages[k]->drafts.p[e];
            int from = f->paras.n ? turned_from(v->pages[k], f) : -1;
            if (from >= 0 && first_text(v->pages[k], f) != SIZE_MAX)
                vec_push(out, ((Turned){{k, e}, from, page_of(v, k, f), out->n + 1}));
        }
    if (out->n) out->p[out->n - 1].next = SIZE_MAX;
}

/* The link of the list that leads to the text which `host`, on page i, best goes on with: NULL without. */
static size_t *find_rest(const Volume *v, size_t i, const Draft *host, TurnedList *turned, size_t *first) {
    enum { WEIGHED = 200, SEEN = 5000 }; /* for one note: an issue has a few, a hostile file a hundred thousand */
    const Page *page = v->pages[i];
    const int to = turns_to(page, host);
    const size_t last = to < 0 ? SIZE_MAX : last_text(page, host);
    if (last == SIZE_MAX) return NULL;
    const int on = page_of(v, i, host);
    size_t *best = NULL, weighed = 0, seen = 0;
    int most = INT_MIN;
    for (size_t *link = first; *link != SIZE_MAX && weighed < WEIGHED && seen < SEEN; seen++) {
        Turned *t = &turned->p[*link];
        const Draft *f = draft_at(v, t->at);
        const Page *guest = v->pages[t->at.page];
        if (f != host && may_be(t->on, to) && may_be(on, t->from) &&
            !(guest == page && against_order(page, host, f, to, t->from))) {
            View rest = guest->paras.p[f->paras.p[first_text(guest, f)]].text;
            int score = 4 * same_title(host, f) + seam_reads(page, page->paras.p[host->paras.p[last]].text, rest);
            weighed++;
            bool told = to > 0 && t->from > 0; /* each names the other's page: read as they may */
            if (score > most && (told || score >= 0)) most = score, best = link;
        }
        link = &t->next;
    }
    return best;
}

/* What turns to another page, among those of one issue or book. */
static void link_turns(const Volume *v, size_t i, size_t end) {
    TurnedList turned = {0};
    find_turned(v, i, end, &turned);
    size_t first = turned.n ? 0 : SIZE_MAX;
    for (size_t k = i; k < end; k++)
        for (size_t d = 0; d < v->pages[k]->drafts.n; d++) {
            Draft *host = &v->pages[k]->drafts.p[d];
            size_t *best = host->paras.n ? find_rest(v, k, host, &turned, &first) : NULL;
            if (!best) continue;
            const Turned *taken = &turned.p[*best];
            append(v->pages[k], host, v->pages[taken->at.page], draft_at(v, taken->at));
            *best = taken->next;
        }
    vec_release(&turned);
}

/* `tail` is where the text that ended the page before stands by now, `part`
 * the last heading over several sections. */
static Spot link_next(const Volume *v, size_t i, Spot tail, View *part) {
    Page *page = v->pages[i];
    size_t first = SIZE_MAX, last = SIZE_MAX;
    Spot own = {i, 0};
    bool next = i > 0 && v->numbers[i] == v->numbers[i - 1] + 1 && v->parts[i].first == v->parts[i - 1].first &&
                tail.page != SIZE_MAX;
    if (next && v->parts[i].sure && page->yearbook && outer(page, false, &first))
        set_aside_again(page, &page->drafts.p[first], draft_at(v, tail), *part);
    bool some = outer(page, false, &first) && outer(page, true, &last);
    if (!some) return (Spot){SIZE_MAX, 0};
    own.draft = last;
    for (size_t d = 0; d < page->drafts.n; d++)
        if (page->drafts.p[d].kicker.n) *part = page->drafts.p[d].kicker;
    if (next && first != SIZE_MAX &&
        runs_over(v->pages[tail.page], draft_at(v, tail), page, &page->drafts.p[first], v->parts[i].sure)) {
        append(v->pages[tail.page], draft_at(v, tail), page, &page->drafts.p[first]);
        if (first == last) return tail;
    }
    return own;
}

void volume_link(Page **pages, const unsigned *numbers, const VolumePart *parts, size_t n) {
    Volume v = {pages, numbers, parts, n};
    Spot tail = {SIZE_MAX, 0};
    View part = {0};
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && parts[end].first == i;) end++;
        link_turns(&v, i, end);
    }
    for (size_t i = 0; i < n; i++) tail = link_next(&v, i, tail, &part);
    for (size_t i = 0; i < n; i++) page_drop_empty(pages[i]);
}

void volume_tell(const Page *host) {
    if (!host->own_paras) return;
    for (size_t d = 0; d < host->drafts.n; d++)
        for (size_t i = 0; i < host->drafts.p[d].paras.n; i++) {
            const Para *p = &host->paras.p[host->drafts.p[d].paras.p[i]];
            if (!p->from) continue;
            Para *own = &p->from->paras.p[p->at];
            own->lent_to = host->drafts.p[d].id;
            own->lent_path = host->path;
        }
}

/* What is known of a page, its path or sidecar, counts for more than what
 * another page prints; pages that print several dates are of no one issue. */
static void date_part(Page **pages, size_t n) {
    const Page *dated = NULL;
    bool one = n > 1;
    for (size_t i = 0; i < n && one; i++) {
        Page *p = pages[i];
        if (p->known.issued.n || p->known.covers.n) return;
        if (!page_masthead(p)) continue;
        one = !dated ||
              (dated->year == p->year && dated->issue_month == p->issue_month && dated->issue_day == p->issue_day);
        dated = p;
    }
    for (size_t i = 0; i < n && one && dated; i++) {
        Page *p = pages[i];
        if (p->year) continue;
        p->year = dated->year;
        p->issue_month = dated->issue_month;
        p->issue_day = dated->issue_day;
        p->year_why = view_of(arena_printf(&p->arena, "year from another page (%s), 0.9", dated->path));
    }
}

void volume_dates(Page **pages, const VolumePart *parts, size_t n) {
    for (size_t i = 0, to; i < n; i = to) {
        for (to = i + 1; to < n && parts[to].first == i;) to++;
        if (parts[i].sure) date_part(pages + i, to - i);
    }
}
