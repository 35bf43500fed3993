/* Cards of a gazetteers' data base: [RECORD: 66/94] / 志书名: 某市志 / 篇名: … / 章名: … / 节名: … / 正文: and the
 * text. Each is an article under the last of its names; those above are where it stands in the book. */
#include "import/cues.h"
#include "import/page.h"

static const char NAMES[] = "卷名: 篇名: 编名: 章名: 节名: 目名: 子目名: 条目名:";
static const char BOOK[] = "志书名:", TEXT[] = "正文:", COUNTERS[] = "[record: 【record:";

size_t cue_card_name(const Folded *f) { return words_start(folded(f), NAMES); }

bool cue_card(const Folded *f) {
    static const char *const lists[] = {NAMES, BOOK, TEXT, COUNTERS};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (words_start(folded(f), lists[i])) return true;
    return false;
}

/* What stands behind the label, as the source has it. */
static View value(const Para *p) {
    size_t n, at = words_find(p->text, ": ：", 0, &n);
    return at == SIZE_MAX ? V("") : view_trim(view_from(p->text, at + n));
}

/* One card's labels, from paragraph i on; returns the first that is none. (There are so many kinds of names; what
 * has more is no card, and its headline would be made of all of them.) */
static size_t card(Page *page, size_t i) {
    enum { MOST = 8 };
    Para *last = NULL;
    size_t names = 0;
    for (; names < MOST && i < page->paras.n && (page->paras.p[i].aside || cue_card(page->paras.p[i].head)); i++) {
        Para *p = &page->paras.p[i];
        View v = value(p);
        bool name = cue_card_name(p->head) > 0;
        if (words_start(folded(p->head), BOOK) && !page->known.publication.n) page->known.publication = v;
        if (words_start(folded(p->head), TEXT) && v.n) break; /* the text begins behind its label */
        if (!name || !v.n) {
            p->aside = p->aside ? p->aside : "running-head";
            continue;
        }
        p->aside = NULL;
        p->split = names++ == 0;
        p->forced = ROLE_KICKER;
        last = p;
    }
    if (last) last->forced = ROLE_TITLE;
    return i;
}

void page_records(Page *page) {
    enum { TITLE = 24 };
    size_t names = 0, texts = 0, from = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        names += cue_card_name(page->paras.p[i].head) > 0;
        texts += words_start(folded(page->paras.p[i].head), TEXT) > 0;
    }
    if (!names || !texts) return;
    page->yearbook = true;
    while (from < page->paras.n && !cue_card(page->paras.p[from].head)) from++;
    for (size_t i = 0; i < from; i++) /* the site's page, and when it was put there */
        if (page->paras.p[i].aside || page->paras.p[i].chars <= TITLE) page->paras.p[i].aside = "imprint";
    for (size_t i = from; i < page->paras.n;) {
        const size_t next = cue_card(page->paras.p[i].head) ? card(page, i) : i;
        i = next > i ? next : i + 1; /* 正文:…, with text behind it, ends a card at once */
    }
}
