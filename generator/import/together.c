/* Files of one folder whose names count on may be pages of one issue or book,
 * or scans that have nothing to do with each other. What they print tells. */
#include "import/cues.h"
#include "import/volume.h"

/* What a page prints of the paper or book it is from. */
typedef struct Signs {
    unsigned year, month, day;
    uint32_t first, last; /* of its printed page numbers; 0: none */
    char name[BARE_MAX];  /* 清河日报, 柳河年鉴; empty: none */
} Signs;

static void find_name(const Page *page, Signs *s) {
    enum { LOOK = 16, LONGEST = 45 };
    size_t looked = 0;
    for (size_t i = 0; i < page->paras.n && looked < LOOK && !s->name[0]; i++) {
        const Para *p = &page->paras.p[i];
        char buf[BARE_MAX];
        size_t n, at;
        if (!is_set_aside(p, "masthead") && !is_set_aside(p, "running-head")) continue;
        looked++;
        View v = cue_bare(p->head, buf);
        at = words_find(v, PAPERS " 小报 新报 时讯", 0, &n);
        if (at == SIZE_MAX) at = words_find(v, cue_books, 0, &n);
        if (at == SIZE_MAX || at < 3 || at + n > LONGEST) continue;
        memcpy(s->name, v.p, at + n);
        s->name[at + n] = '\0';
    }
}

static Signs signs_of(Page *page) {
    Signs s = {0};
    if (page_masthead(page)) s.year = page->year, s.month = page->issue_month, s.day = page->issue_day;
    for (size_t i = 0; i < page->lines.n; i++) {
        uint32_t folio = page->lines.p[i].folio;
        if (folio && !s.first) s.first = folio;
        if (folio) s.last = folio;
    }
    find_name(page, &s);
    return s;
}

/* Misread characters aside, and what only one of them has: · 81 · 柳河年鉴 faces 柳河年鉴 · 82 ·. */
static bool same_name(const char *a, const char *b) {
    size_t n = 0, common = 0;
    if (strlen(a) > strlen(b)) return same_name(b, a);
    for (View rest = view_of(a); rest.n;) {
        View at = rest;
        utf8_next(&rest);
        n++;
        common += view_find(view_of(b), view_to(at, at.n - rest.n), 0) != SIZE_MAX;
    }
    return common * 2 > n;
}

/* Could a page be of what stands before it? `a` is what that said last. */
static bool contradict(const Signs *a, const Signs *b) {
    if (a->year && b->year &&
        (a->year != b->year || (a->month && b->month && a->month != b->month) ||
         (a->day && b->day && a->day != b->day)))
        return true;
    if (a->name[0] && b->name[0] && !same_name(a->name, b->name)) return true;
    return a->last && b->first && b->first < a->first;
}

/* Printed numbers that count as the files do, or one name on both. */
static bool agree(const Signs *a, unsigned number, const Signs *b, unsigned next) {
    if (a->name[0] && b->name[0]) return true;
    return a->last && b->first && b->first > a->last && b->first - a->last == next - number;
}

static void go_on(Signs *to, const Signs *from) {
    if (from->year) to->year = from->year, to->month = from->month, to->day = from->day;
    if (from->first) to->first = from->first, to->last = from->last;
    if (from->name[0]) memcpy(to->name, from->name, sizeof to->name);
}

static bool is_known(const Page *p) {
    return p->known.publication.n || p->known.issued.n || p->known.issue_number.n || p->known.covers.n;
}

void volume_parts(Page **pages, const unsigned *numbers, size_t n, VolumePart *out) {
    Signs so_far = {0};
    for (size_t i = 0, first = 0, at = 0; i < n; i++) {
        bool known = is_known(pages[i]) || n == 1;
        Signs s = known ? (Signs){0} : signs_of(pages[i]);
        bool parted = i > 0 && contradict(&so_far, &s);
        if (i == 0 || parted) {
            first = i;
            so_far = (Signs){0};
        }
        out[i] = (VolumePart){.first = first, .sure = known || s.first == numbers[i]};
        if (i > first && (s.first || s.name[0]) && agree(&so_far, numbers[at], &s, numbers[i])) out[i].sure = true;
        if (out[i].sure) out[first].sure = true;
        if (s.first || s.name[0]) at = i;
        go_on(&so_far, &s);
    }
    for (size_t i = 0; i < n; i++) out[i].sure = out[out[i].first].sure;
}
