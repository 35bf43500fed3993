/* Marks at the head of lines: ● ▲ ◆ … before the items of a column, the
 * points of a list, the words of pictures, or every headline. */
#include "import/cues.h"
#include "import/features.h"

const char BULLET_MARKS[] = "■ ● ◆ ▲ ★ □ ○ ◎ △ ◇ ☆ ※ ► ▓ ▪ ▉ █ ▌ ▍ ❖ ◉ ▣ ☉ ⊙";

/* 挪威　一所小学…: two to five characters and a wide blank. */
static bool opens_with_place(View text) {
    enum { LEAST = 2, MOST = 5 };
    for (size_t n = 0; n <= MOST && text.n; n++) {
        uint32_t cp = utf8_next(&text);
        if (cp == 0x3000) return n >= LEAST && text.n > 0;
        if (!cp_is_han(cp)) return false;
    }
    return false;
}

/* Paragraphs right under 简讯: each is one. */
static void brief_items(Page *page, size_t i) {
    enum { LEAST = 14, MOST = 200 };
    const Para *head = &page->paras.p[i - 1];
    char buf[BARE_MAX];
    if (head->aside || head->chars > 9 || !has(&head->features, F_HEADLIKE) || page->yearbook) return;
    const bool brief = cue_brief_column(head->text);
    if (!brief && !named_like_column(cue_bare(head->head, buf))) return;
    size_t to = i;
    for (; to < page->paras.n; to++) {
        const Para *p = &page->paras.p[to];
        static const Feature never[] = {F_HEADLIKE,     F_DATELINE, F_BYLINE_FORM, F_CREDIT_FORM, F_CREDIT_TAIL,
                                        F_CAPTION_FORM, F_SIGNED,   F_NUMBERED,    F_CELLS};
        bool plain =
            !p->aside && !p->open && p->chars >= LEAST && p->chars <= MOST && (to == i || p->gap <= page->usual_gap);
        for (size_t k = 0; k < sizeof never / sizeof *never; k++) plain = plain && !has(&p->features, never[k]);
        if (!plain || (!brief && !opens_with_place(p->text))) break;
    }
    for (size_t k = i; to - i >= 2 && k < to; k++) set(&page->paras.p[k].features, F_ITEM);
}

/* Paragraphs that a bullet opens under a column's name are a piece each, and
 * those that 【…】 opens under 便民信息, too; those under a notice's
 * (遗失声明) are one. */
static void items(Page *page, size_t i) {
    enum { ITEM_MIN = 14 };
    const Para *head = &page->paras.p[i - 1];
    size_t to = i;
    if (head->aside || head->chars > 9 || !has(&head->features, F_HEADLIKE)) return;
    char buf[BARE_MAX];
    const View bare = cue_bare(head->head, buf);
    const bool tells = !page->yearbook && words_end(bare, "信息");
    for (; to < page->paras.n; to++) {
        const Para *p = &page->paras.p[to];
        if (p->aside || p->open || p->chars < ITEM_MIN) break;
        const bool opened = has(&p->features, F_BULLET) || (tells && has(&p->features, F_BRACKET));
        if (!opened || has(&p->features, F_BYLINE_FORM)) break;
    }
    if (to - i < 2 || !(tells || named_like_column(bare) || cue_brief_column(head->text))) return;
    for (size_t k = i; k < to; k++) set(&page->paras.p[k].features, F_ITEM);
}

/* ★… behind ★… that is an item: another, whoever signed it. */
static void more_items(Page *page) {
    enum { LEAST = 16 };
    for (size_t i = 1; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        View a = p[-1].text, b = p->text;
        if (p->aside || !has(&p[-1].features, F_ITEM) || !has(&p[-1].features, F_BULLET) ||
            !has(&p->features, F_BULLET) || p->chars < LEAST || p->open)
            continue;
        if (utf8_next(&a) == utf8_next(&b) && p->gap <= page->usual_gap) set(&p->features, F_ITEM);
    }
}

/* ①开镰 ②打谷, ▲… ▶…: what pictures show, one line below the other. */
static void listed_captions(Page *page) {
    static const char MARKS[] = "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ▲ ▶ ▼ ◀ ► ◄ △ ▽";
    enum { CAPTION_CHARS = 20 };
    for (size_t i = 0; i < page->paras.n;) {
        size_t to = i;
        while (to < page->paras.n && !page->paras.p[to].aside && page->paras.p[to].chars <= CAPTION_CHARS &&
               words_start(page->paras.p[to].text, MARKS))
            to++;
        for (size_t k = i; k < to && to - i >= 2; k++) {
            FeatureSet *s = &page->paras.p[k].features;
            set(s, F_CAPTION_FORM);
            clear(s, F_HEADLIKE);
            clear(s, F_NUMBERED);
            clear(s, F_LIST);
        }
        i = to > i ? to : i + 1;
    }
}

/* ●某塘修築石塘, over its text, again and again: papers of before 1949 set a
 * mark before each headline. Where other headlines have none it is one of
 * subheads or of a list. */
static void headline_marks(Page *page) {
    enum { FEWEST = 2, LONGEST = 30, COLUMN = 5 };
    uint32_t mark = 0;
    size_t marked = 0, other = 0;
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        View v = p->text;
        const bool bullet = has(&p->features, F_BULLET), headlike = has(&p->features, F_HEADLIKE);
        if (p->aside || (!bullet && (!headlike || p->chars <= COLUMN))) continue;
        const uint32_t begins = utf8_next(&v);
        const bool head = headlike && p->chars <= LONGEST && i + 1 < page->paras.n && !p[1].aside;
        if (!mark && !(head && bullet)) return; /* the first headline has none */
        if (!mark) mark = begins;
        if (begins != mark) other += !bullet && head && !has(&p[1].features, F_HEADLIKE);
        else if (!head || view_starts(p[1].text, view_to(p->text, p->text.n - v.n))) return; /* a list's */
        else marked++;
    }
    for (size_t i = 0; marked >= FEWEST && marked > other && i < page->paras.n; i++) {
        View v = page->paras.p[i].text;
        if (v.n && utf8_next(&v) == mark && !page->paras.p[i].aside) set(&page->paras.p[i].features, F_HEAD_MARK);
    }
}

/* ●… ●…: the points of a list. Those of a list without full stops break off nowhere. */
static void lists(Page *page) {
    enum { LONGEST = 30 };
    for (size_t i = 1; i < page->paras.n; i++) {
        Para *above = &page->paras.p[i - 1], *p = &page->paras.p[i];
        FeatureSet *a = &page->paras.p[i - 1].features, *b = &page->paras.p[i].features;
        if (!has(a, F_BULLET) || !has(b, F_BULLET) || has(a, F_ITEM) || has(b, F_ITEM) || has(a, F_BYLINE_FORM) ||
            has(a, F_DATELINE) || has(b, F_DATELINE) || has(a, F_HEAD_MARK) || has(b, F_HEAD_MARK))
            continue;
        set(a, F_LIST);
        set(b, F_LIST);
        clear(a, F_HEADLIKE);
        clear(b, F_HEADLIKE);
        if (!has(a, F_CLOSED) && !has(b, F_CLOSED) && above->chars <= LONGEST && p->chars <= LONGEST)
            above->open = p->open = false;
    }
}

void features_bullets(Page *page) {
    listed_captions(page);
    for (size_t i = 1; i < page->paras.n; i++) items(page, i), brief_items(page, i);
    more_items(page);
    headline_marks(page);
    lists(page);
}
