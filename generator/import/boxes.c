/* A notice or a picture set into an article, with wider gaps above and below:
 * what stands below it goes on with the article above. */
#include "import/cues.h"
#include "import/page.h"

/* Running text that may stand below a box, not an entry of a list or a line of its head. */
static bool may_resume(const Para *p) {
    enum { TEXT = 16 };
    static const Feature others[] = {F_DATELINE, F_BRACKET, F_NUMBERED, F_BULLET, F_CELLS,
                                     F_VERSE,    F_ITEM,    F_TURN_FROM, F_NOTICE_LEAD};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (has(&p->features, others[i])) return false;
    if (p->chars < TEXT || !has(&p->features, F_GAP)) return false;
    return p->role == ROLE_BODY || p->role == ROLE_ORPHAN;
}

/* Is `d` an article that ends right above paragraph `box`, and not for certain? */
static bool may_be_interrupted(const Page *page, const Draft *d, size_t box) {
    View signer;
    if (!d->paras.n || d->photo || !d->title.n) return false; /* (what gave all it had is still there) */
    const size_t last = d->paras.p[d->paras.n - 1];
    const Para *p = &page->paras.p[last];
    if (has(&page->paras.p[d->paras.p[0]].features, F_NOTICE_WORD)) return false;
    for (size_t i = last + 1; i < box; i++)
        if (!page->paras.p[i].aside) return false;
    if (p->role != ROLE_BODY && p->role != ROLE_CONT) return false;
    return !has(&p->features, F_TURN) && !cue_names_at_end(p->text, &signer);
}

/* The paragraph of a notice from which on its text is another's; its number without one. */
static size_t end_of_notice(const Page *page, const Draft *d) {
    const Para *title = &page->paras.p[d->paras.p[0]];
    const size_t n = d->paras.n;
    if (title->role != ROLE_TITLE || !has(&title->features, F_NOTICE_WORD) || !has(&title->features, F_GAP)) return n;
    if (page->paras.p[d->paras.p[n - 1]].role == ROLE_SIGN) return n;
    for (size_t i = 2; i < n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (has(&p->features, F_GAP)) return may_resume(p) && !p[-1].open ? i : n;
    }
    return n;
}

/* The paragraphs of draft `from`, from the one at `at` on, go to the end of draft `to`. */
static void move(Page *page, size_t to, size_t from, size_t at) {
    Draft *t = &page->drafts.p[to], *f = &page->drafts.p[from];
    for (size_t i = at; i < f->paras.n; i++) {
        Para *p = &page->paras.p[f->paras.p[i]];
        if (p->role == ROLE_ORPHAN) p->role = ROLE_BODY;
        vec_push(&t->paras, f->paras.p[i]);
    }
    f->paras.n = at;
}

void page_boxes(Page *page) {
    for (size_t d = 1; d < page->drafts.n; d++) {
        Draft *box = &page->drafts.p[d];
        const Draft *above = &page->drafts.p[d - 1];
        if (!may_be_interrupted(page, above, box->paras.p[0])) continue;
        size_t end = end_of_notice(page, box);
        if (end < box->paras.n) move(page, d - 1, d, end);
        if (!box->photo || d + 1 == page->drafts.n || !has(&page->paras.p[box->paras.p[0]].features, F_GAP)) continue;
        const Draft *below = &page->drafts.p[d + 1];
        const Para *p = &page->paras.p[below->paras.p[0]];
        if (below->title.n || p->role != ROLE_ORPHAN || !may_resume(p)) continue;
        move(page, d - 1, d + 1, 0);
        d++;
    }
    page_drop_empty(page);
}
