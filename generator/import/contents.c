/* Contents pages of a book, 目录: 种植业………214. They tell where sections
 * stand and belong to none. */
#include "import/cues.h"
#include "import/page.h"

/* Dots between a title and its page, an ellipsis for three. */
static bool is_entry(View v) {
    enum { LEADERS = 4 };
    size_t digits = 0, dots = 0;
    View rest = v;
    uint32_t cp = 0;
    while (rest.n && (cp = fold_one(utf8_last(&rest)), (cp >= '0' && cp <= '9') || cp == '(' || cp == ')' || cp_is_space(cp))) digits += cp >= '0' && cp <= '9';
    if (!digits || digits > 4) return false;
    for (; rest.n; cp = utf8_last(&rest)) {
        if (cp == 0x2026 || cp == 0x22EF) dots += 3;
        else if (cp == '.' || cp == 0xB7 || cp == 0x2025 || cp == 0x2024 || cp == 0xFF0E || cp == 0x2027) dots++;
        else if (!cp_is_space(cp)) break;
    }
    return dots >= LEADERS;
}

static bool is_heading(const Para *p) {
    enum { HEADING = 16 };
    return p->chars <= HEADING && p->open;
}

static bool is_roman(View v) {
    size_t n = 0;
    for (; v.n; n++) {
        uint32_t cp = fold_one(utf8_next(&v));
        if (!cp || cp > 0x7F || !strchr("ivxl-", (int)cp)) return false;
    }
    return n >= 1 && n <= 7;
}

static bool is_named(const Para *p) {
    char buf[BARE_MAX];
    Folded f;
    fold_head(&f, p->text);
    return p->chars <= 8 && words_start(cue_bare(&f, buf), "目录 目次 总目录 总目 目錄 總目") > 0;
}

/* Entries, the headings over them, 目录 above and the page number below. */
void page_contents(Page *page) {
    enum { FEW = 3, APART = 4 };
    size_t n = page->paras.n;
    for (size_t i = 0; i < n;) {
        size_t from = i, last = i, entries = 0;
        for (size_t k = i; k < n && k - last < APART; k++) {
            if (!is_entry(page->paras.p[k].text)) {
                if (!is_heading(&page->paras.p[k])) break;
                continue;
            }
            entries++;
            last = k;
        }
        if (!is_entry(page->paras.p[i].text) || entries < FEW) {
            i++;
            continue;
        }
        while (from > 0 && i - from < APART && is_heading(&page->paras.p[from - 1]) && !page->paras.p[from - 1].aside) {
            from--;
            if (is_named(&page->paras.p[from])) break;
        }
        if (!is_named(&page->paras.p[from])) from = i > 0 && is_heading(&page->paras.p[i - 1]) ? i - 1 : i;
        if (last + 1 < n && is_roman(page->paras.p[last + 1].text)) last++;
        for (size_t k = from; k <= last; k++)
            if (!page->paras.p[k].aside) page->paras.p[k].aside = "contents";
        i = last + 1;
    }
}
