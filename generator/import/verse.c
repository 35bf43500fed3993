/* Verse: its lines, and who wrote it. */
#include "import/cues.h"
#include "import/features.h"

/* （田边草）, right below a poem: whose it is. */
static void signs_below(Page *page, size_t i) {
    enum { LEAST = 4, MOST = 8 };
    if (i >= page->paras.n) return;
    Para *p = &page->paras.p[i];
    View v = folded(p->head);
    if (p->aside || p->gap > page->usual_gap || p->chars < LEAST || p->chars > MOST) return;
    if (!words_start(v, "(") || !words_end(v, ")") || words_end(v, "首) 完) 续)")) return;
    set(&p->features, F_SIGNED);
    clear(&p->features, F_HEADLIKE);
}

enum { VERSE_SHORTEST = 2, VERSE_LEAST = 4, VERSE_MOST = 16 };

/* Short lines one below the other that mostly end in a mark: verse. */
static bool may_be_verse(const Para *p, uint32_t least) {
    static const Feature never[] = {F_CHAPTER, F_DATELINE,    F_BYLINE_FORM,  F_NAMES,     F_NUMBERED, F_CREDIT_FORM,
                                    F_CREDIT_TAIL, F_CAPTION_FORM, F_SIGN_FORM, F_SIGNED,   F_CELLS,
                                    F_BRACKET,     F_MARKED,       F_BULLET,    F_OFFICER,  F_TURN};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (has(&p->features, never[i])) return false;
    return !p->aside && p->n == 1 && p->chars >= least && p->chars <= VERSE_MOST;
}

static bool ends_in_mark(const Para *p) { return words_end(p->text, "， 。 ； ！ ？ 、 , ; ! ?") > 0; }

/* 某某（外一首）, （二首）, 诗三首: its poems have headlines of their own. */
bool features_name_poems(const Para *p) {
    Folded f;
    fold_tail(&f, p->text);
    return words_end(folded(&f), "外一首) 外二首) 外两首) 外三首) 二首) 两首) 三首) 四首) 五首) 组诗) 诗二首 诗两首 诗三首 "
                                 "诗四首 诗五首") > 0;
}

/* 某某（外一首） / 林小河: whose poems these are. */
static void signs_poems(Page *page, size_t i) {
    if (i >= page->paras.n) return;
    Para *p = &page->paras.p[i];
    View bare = name_bare(&page->arena, p->text);
    if (p->aside || p->chars < 2 || p->chars > 4 || name_likeness(bare) == 0 || seam_is_word(bare)) return;
    set(&p->features, F_NAMES);
    clear(&p->features, F_HEADLIKE);
}

/* The gap between the lines of a stanza that begins at i: none, or that of a page which sets every line apart. */
static uint32_t stanza_step(const Page *page, size_t i) {
    enum { LINES = 3 };
    if (i + LINES > page->paras.n || !page->paras.p[i + 1].gap || ends_in_mark(&page->paras.p[i])) return 0;
    for (size_t k = i + 1; k < i + LINES; k++) {
        const Para *p = &page->paras.p[k];
        if (p->gap != page->usual_gap || ends_in_mark(p) || !may_be_verse(p, VERSE_SHORTEST)) return 0;
    }
    return page->usual_gap;
}

/* Where every line is set apart, the last before text or a name is the headline of what follows. */
static bool heads_text(const Page *page, size_t i) {
    enum { PROSE = 20 };
    if (i + 1 >= page->paras.n || page->paras.p[i + 1].aside) return false;
    const Para *next = &page->paras.p[i + 1];
    return next->gap <= page->usual_gap &&
           (next->chars > PROSE || has(&next->features, F_NAMES) || has(&next->features, F_BYLINE_FORM));
}

/* （一）望天树, over its verse. */
static bool numbers_poem(const Para *p) {
    enum { TITLE = 14 };
    return !p->aside && has(&p->features, F_NUMBERED) && p->chars <= TITLE && p->open;
}

static unsigned number_of(const Para *p) {
    View v = view_from(folded(p->head), words_start(folded(p->head), "("));
    unsigned n = 0;
    return cue_number(&v, &n) ? n : 0;
}

/* Stanzas below a headline that names poems: lines without a mark between
 * blank ones. Two are one only where another is before and behind them. */
static void stanzas(Page *page) {
    enum { LINES = 3, LEAST = VERSE_SHORTEST, PROSE = 40 };
    bool poems = false, stanza = false;
    unsigned last = 0; /* the number of the poem above: the next may stand below another column's text */
    for (size_t i = 0, to; i < page->paras.n; i = to) {
        const Para *p = &page->paras.p[i];
        bool named = has(&p->features, F_HEADLIKE) && features_name_poems(p);
        const unsigned number = numbers_poem(p) ? number_of(p) : 0;
        if (named) last = 0;
        else if (number && number == last + 1 && (poems || last)) poems = true, last = number;
        if (named) signs_poems(page, i + 1);
        poems = named || (poems && p->chars <= PROSE);
        stanza = stanza && poems && !named;
        const uint32_t step = poems && !named ? stanza_step(page, i) : 0;
        for (to = i; poems && !named && to < page->paras.n && may_be_verse(&page->paras.p[to], LEAST) &&
                     (to == i || page->paras.p[to].gap <= step);)
            to++;
        while (step && to > i && heads_text(page, to - 1)) to--;
        const bool numbered = i > 0 && numbers_poem(&page->paras.p[i - 1]);
        bool more = stanza && to < page->paras.n && may_be_verse(&page->paras.p[to], LEAST);
        bool verse = (page->usual_gap > 0 || numbered) && to - i + more >= LINES;
        stanza = stanza || verse;
        for (size_t k = i; verse && k < to; k++) {
            set(&page->paras.p[k].features, F_VERSE);
            clear(&page->paras.p[k].features, F_HEADLIKE);
        }
        if (to == i) to = i + 1;
    }
}

void features_verses(Page *page) {
    enum { LINES = 4 };
    stanzas(page);
    for (size_t i = 0, to; i < page->paras.n; i = to) {
        size_t marked = 0;
        for (to = i; to < page->paras.n && may_be_verse(&page->paras.p[to], VERSE_LEAST) &&
                     (to == i || page->paras.p[to].gap <= page->usual_gap);
             to++)
            marked += ends_in_mark(&page->paras.p[to]);
        size_t end = to; /* behind the last line with a mark stands what is no verse, where all others have one */
        while (end > i && !ends_in_mark(&page->paras.p[end - 1])) end--;
        if (marked + 1 < end - i) end = to;
        for (size_t k = i; to - i >= LINES && marked * 3 >= (to - i) * 2 && k < end; k++) {
            if (k == i && !ends_in_mark(&page->paras.p[k])) continue; /* its title */
            if (k == i + 1 && cue_letter_writer(page->paras.p[k].text)) continue; /* its author */
            if (k + 1 == to && k + 1 < page->paras.n && has(&page->paras.p[k].features, F_HEADLIKE) &&
                has(&page->paras.p[k + 1].features, F_NAMES))
                continue; /* the title of the next */
            set(&page->paras.p[k].features, F_VERSE);
            clear(&page->paras.p[k].features, F_HEADLIKE);
        }
        if (end > i && has(&page->paras.p[end - 1].features, F_VERSE)) signs_below(page, end);
        if (to == i) to = i + 1;
    }
}

/* 诗 苑 / 秋到后山 / 阴山牧人 / … */
size_t features_poet(Page *page, size_t from, size_t to) {
    enum { VERSE = 7 };
    if (to - from < VERSE || page->yearbook) return to;
    Para *first = &page->paras.p[from];
    Folded f;
    char buf[BARE_MAX];
    fold_head(&f, first->text);
    bool column = words_end(cue_unmarked(cue_bare(&f, buf)), "诗苑 诗页 诗笺 诗歌 诗林 诗廊 诗潮 诗坛 诗会 文苑 "
                                                             "副刊") > 0;
    if (column) set(&first->features, F_COLUMN_WORD), set(&first->features, F_DEPARTMENT);
    Para *name = first + 1 + column;
    View bare = name_bare(&page->arena, name->text);
    size_t chars = utf8_count(bare);
    if (chars < 2 || chars > 4 || name_likeness(bare) == 0 || seam_is_word(bare) || name[-1].chars < 2) return to;
    if (!column && name_likeness(bare) < 2) return to;
    set(&name->features, F_NAMES);
    clear(&name->features, F_HEADLIKE);
    return from + 1 + column;
}
