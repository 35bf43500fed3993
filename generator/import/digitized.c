/* Digitized papers: over each piece stand the number of its page and, often
 * empty, the name of its column. */
#include "import/cues.h"
#include "import/page.h"

/* 第01版 要闻, 第四版 地方新聞, 03版:民生, 第A03版 */
bool cue_version(View v) {
    unsigned n;
    if (view_starts(v, V("第"))) v = view_from(v, 3);
    while (v.n && v.p[0] == ' ') v = view_from(v, 1);
    if (v.n && v.p[0] >= 'a' && v.p[0] <= 'd') v = view_from(v, 1);
    if (!cue_number(&v, &n) || n > 99) return false;
    while (v.n && v.p[0] == ' ') v = view_from(v, 1);
    return words_start(v, "版 叠") > 0;
}

/* 第3版, 第3版() or 第3版(国际新闻) and nothing else: over each piece of a
 * digitized paper. */
bool cue_digitized_head(View v) {
    enum { MOST = 30 };
    size_t n;
    return view_starts(v, V("第")) && cue_version(v) && utf8_count(v) <= MOST &&
           (words_end(v, "版") || (view_find(v, V("版("), 0) != SIZE_MAX && words_end(v, ")"))) &&
           words_find(v, "。 , ; ! ?", 0, &n) == SIZE_MAX;
}

/* 专栏: below it and, mostly, no column's name; bytes of it, 0 if it is none. */
static size_t column_label(View v) { return words_start(v, "专栏:"); }

/* 第2版(经济) / 专栏:工业建设 / …: below such a head an article begins, and
 * only there. */
void page_headed(Page *page) {
    enum { COLUMN = 24, NEAR = 4 };
    for (size_t i = 0; i + 1 < page->paras.n; i++) {
        Para *p = &page->paras.p[i], *label = p + 1;
        if (!p->aside || !cue_digitized_head(folded(p->head)) || label->chars > COLUMN) continue;
        size_t n = column_label(folded(label->head));
        if (!n) continue;
        if (n < label->head->n) label->aside = NULL, label->forced = ROLE_COLUMN;
        for (p = label; p->aside && p < label + NEAR && p + 1 < page->paras.p + page->paras.n;) p++;
        p->split = !p->aside;
        page->headed = page->headed || p->split;
    }
    const Para *before = NULL;
    for (size_t i = 0; page->headed && i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside || (!before && !p->split)) continue;
        p->goes_on = !p->split && before->forced != ROLE_COLUMN;
        before = p;
    }
}
