/* What a page prints of its own paper: the name in its masthead, the day of
 * its issue. What a sidecar, sources.csv or a path says counts for more. */
#include "import/cues.h"
#include "import/emit.h"

enum { TOP = 9, MASTHEAD_CHARS = 40 };

/* 青　河　报 */
static void squeeze(Str *out, View v) {
    str_clear(out);
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (!cp_is_space(cp) && cp != '#' && cp != '*') utf8_add(out, cp);
    }
}

/* Its name as papers print it: without what an archive adds in brackets. */
static View printed_name(View name) {
    size_t bracket = view_find(name, V("（"), 0);
    return bracket == SIZE_MAX || bracket == 0 ? name : view_to(name, bracket);
}

/* Nothing but a masthead's own words may follow: 青河报讯 opens a piece of
 * news, 青河报社 is where a person works. */
static bool is_masthead_of(View line, View name) {
    if (!name.n || !view_starts(line, name)) return false;
    View rest = view_from(line, name.n);
    Folded f;
    size_t n;
    if (!rest.n) return true;
    fold_head(&f, rest);
    if (words_start(folded(&f), "讯 社 记 电 记者 通讯员") || words_find(folded(&f), "。 , ! ;", 0, &n) != SIZE_MAX)
        return false;
    return words_find(folded(&f), "版 年 期 号 星期", 0, &n) != SIZE_MAX || words_start(folded(&f), "( ·") > 0;
}

void page_imprint(Page *page) {
    if (page->known.publication.n || !page->config) return;
    Str line = STR_INIT;
    const Publication *best = NULL;
    for (size_t i = 0; i < page->paras.n && i < TOP && !best; i++) {
        const Para *p = &page->paras.p[i];
        if (p->chars > MASTHEAD_CHARS) continue;
        squeeze(&line, p->text);
        for (size_t k = 0; k < page->config->n_publications; k++) {
            const Publication *of = &page->config->publications[k];
            if (is_masthead_of(str_view(&line), printed_name(of->name)) && (!best || of->name.n > best->name.n))
                best = of;
        }
    }
    str_release(&line);
    if (!best) return;
    page->known.publication = best->name;
    known_publication(page->config, &page->known);
}

void page_issued(Page *page) {
    Known *k = &page->known;
    if (k->issued.n || k->covers.n || page->yearbook || !page->issue_month || !page->issue_day) return;
    View day = view_of(arena_printf(&page->arena, "%04u-%02u-%02u", page->year, page->issue_month, page->issue_day));
    if (date_valid(day)) k->issued = day;
}
