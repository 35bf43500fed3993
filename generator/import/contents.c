/* Contents pages of a book, 目录: 种植业………214. They tell where sections
 * stand and belong to none. */
#include "import/cues.h"
#include "import/page.h"

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

static bool is_title(View v) {
    char buf[BARE_MAX];
    Folded f;
    fold_head(&f, v);
    return f.whole && f.n <= 24 && words_start(cue_bare(&f, buf), "目录 目次 总目录 总目") > 0;
}

static bool is_named(const Para *p) { return p->chars <= 8 && is_title(p->text); }

bool contents_is_name(View v) { return is_title(v) || is_roman(v); }

/* Lines that end in a page's number behind a blank are entries below 目录,
 * where the numbers rise; elsewhere they are rows of a table. */
static void find_entries(const Page *page, bool *entry) {
    enum { FEWEST = 5 };
    bool named = false;
    unsigned last = 0;
    size_t from = 0, found = 0;
    for (size_t i = 0; i <= page->paras.n; i++) {
        const Para *p = i < page->paras.n ? &page->paras.p[i] : NULL;
        unsigned number;
        if (p) entry[i] = outline_leads(p->text);
        bool spaced = p && named && !entry[i] && outline_spaced(p->text, &number) && number >= last;
        if (spaced) entry[i] = true, last = number, found++;
        else if (p && named && (p->aside || entry[i] || is_heading(p))) continue;
        else {
            for (size_t k = from; found && found < FEWEST && k < i; k++)
                entry[k] = entry[k] && outline_leads(page->paras.p[k].text);
            named = p && is_named(p);
            from = i, last = 0, found = 0;
        }
    }
}

/* Where the headings over an entry begin: with 目录, if that is near. */
static size_t head_of(const Page *page, size_t i, size_t apart) {
    size_t from = i;
    while (from > 0 && i - from < apart && is_heading(&page->paras.p[from - 1]) && !page->paras.p[from - 1].aside) {
        from--;
        if (is_named(&page->paras.p[from])) return from;
    }
    return i > 0 && is_heading(&page->paras.p[i - 1]) ? i - 1 : i;
}

/* Entries, the headings over them, 目录 above and the page number below. On
 * the last page of the contents there may be one or two. */
static void set_aside(Page *page, const bool *entry) {
    enum { FEW = 3, APART = 4 };
    size_t n = page->paras.n;
    for (size_t i = 0; i < n;) {
        size_t last = i, entries = 0;
        for (size_t k = i; k < n && k - last < APART; k++) {
            if (!entry[k]) {
                if (!is_heading(&page->paras.p[k])) break;
                continue;
            }
            entries++;
            last = k;
        }
        size_t from = entry[i] ? head_of(page, i, APART) : i;
        if (!entry[i] || (entries < FEW && !is_named(&page->paras.p[from]))) {
            i++;
            continue;
        }
        if (last + 1 < n && is_roman(page->paras.p[last + 1].text)) last++;
        for (size_t k = from; k <= last; k++)
            if (entry[k] || !page->paras.p[k].aside) page->paras.p[k].aside = "contents";
        i = last + 1;
    }
}

void page_contents(Page *page) {
    bool *entry = xcalloc(page->paras.n + 1, sizeof *entry);
    find_entries(page, entry);
    set_aside(page, entry);
    free(entry);
}

bool contents_line(const Page *page, size_t para, OutlineLine *out) {
    const Para *p = &page->paras.p[para];
    if (!is_set_aside(p, "contents") || contents_is_name(p->text)) return false;
    const Line *l = &page->lines.p[p->first];
    *out =
        (OutlineLine){.text = p->text, .path = page->path, .number = l->number, .margin = l->margin, .level = l->level};
    return true;
}

void contents_read(const Page *page, Outline *out) {
    OutlineLine line;
    for (size_t i = 0; i < page->paras.n; i++)
        if (contents_line(page, i, &line)) outline_add(out, &line);
}

void contents_features(Page *page) {
    enum { HEADING = 40 };
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside || p->chars > HEADING || has(&p->features, F_INNER_STOP) || !outline_has(page->outline, p->text))
            continue;
        set(&p->features, F_LISTED);
        set(&p->features, F_HEADLIKE);
        if (words_start(p->text, "附： 附:")) /* 附：姜席堰, a section of its own */
            set(&p->features, F_CHAPTER), clear(&p->features, F_NUMBERED);
    }
}

void contents_place(Page *page) {
    size_t from = 0;
    for (size_t i = 0; page->outline && i < page->drafts.n; i++) {
        Draft *d = &page->drafts.p[i];
        if (!d->title.n) continue;
        d->listed = outline_find(page->outline, d->title, page->lines.p[page->paras.p[d->paras.p[0]].first].folio,
                                 d->kicker, from);
        if (d->listed) from = (size_t)(d->listed - page->outline->entries.p) + 1;
    }
}
