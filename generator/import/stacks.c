/* Headlines: which lines are one (a stack), what it leads to, and what its lines
 * tell of each other. */
#include "import/cues.h"
#include "import/features.h"

static bool is_numbered(const Para *p) { return has(&p->features, F_NUMBERED) && has(&p->features, F_HEADLIKE); }

/* 局长 某某 */
static bool is_officer(const Para *p) {
    char buf[BARE_MAX];
    if (has(&p->features, F_OFFICER)) return true;
    return p->chars <= 60 && cue_officer(cue_bare(p->head, buf), p->text);
}

static Feature leads_to(Page *page, size_t i) {
    Para *p = features_next_text(page, &i);
    while (page->yearbook && page->sections && p && is_officer(p)) i++, p = features_next_text(page, &i);
    if (p && (is_numbered(p) || has(&p->features, F_BOX))) return F_TO_SUBHEAD;
    if (!p || has(&p->features, F_HEADLIKE)) return F_TO_END;
    if (has(&p->features, F_BYLINE_FORM) || has(&p->features, F_NAMES)) return F_TO_BYLINE;
    if (has(&p->features, F_DATELINE)) return F_TO_DATELINE;
    if (has(&p->features, F_BRACKET) || has(&p->features, F_BRACKET_ONLY)) return F_TO_SECTION;
    if (has(&p->features, F_CELLS) && page->yearbook) return F_TO_TABLE;
    if (has(&p->features, F_ITEM)) return F_TO_ITEM;
    if (features_leads_to_picture(page, i)) return F_TO_PICTURE;
    return F_TO_TEXT;
}

/* 某公社 某某, right under the text and with a gap below: who signed. */
static bool signs_text(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    if (i == 0 || p->gap > page->usual_gap || p->chars > 20 || p[-1].aside || has(&p[-1].features, F_HEADLIKE) ||
        p[-1].open)
        return false;
    return i + 1 >= page->paras.n || p[1].aside || p[1].gap > page->usual_gap;
}

/* How many pairs of characters of a line stand in the paragraphs [from, to) as well. */
static size_t said_in(const Page *page, View line, size_t from, size_t to) {
    size_t n = 0;
    for (View rest = line; rest.n;) {
        View pair = utf8_prefix(rest, 2);
        const uint32_t first = utf8_next(&rest);
        if (!rest.n || !cp_is_han(first)) continue;
        bool said = false;
        for (size_t i = from; i < to && !said; i++) said = view_find(page->paras.p[i].text, pair, 0) != SIZE_MAX;
        n += said;
    }
    return n;
}

/* A headline below its text: between wider gaps paragraphs stand and right below them a line that says again what
 * they say, and signs nothing. */
static bool ends_block(const Page *page, size_t from, size_t to) {
    enum { LEAST = 5, MOST = 30, PARAS = 12, SAID = 3 };
    const Para *p = &page->paras.p[from];
    size_t begin = from;
    View names;
    if (page->yearbook || from == 0 || p->gap > page->usual_gap || p->chars < LEAST || p->chars > MOST) return false;
    if (to < page->paras.n && !page->paras.p[to].aside && page->paras.p[to].gap <= page->usual_gap) return false;
    if (has(&p->features, F_ORG) || has(&p->features, F_SIGN_FORM) || cue_names_alone(p->text, &names)) return false;
    do {
        const Para *above = &page->paras.p[--begin];
        if (above->aside || has(&above->features, F_HEADLIKE) || has(&above->features, F_VERSE)) return false;
        if (above->gap > page->usual_gap) break;
    } while (begin > 0 && from - begin < PARAS);
    if (page->paras.p[begin].gap <= page->usual_gap || page->paras.p[from - 1].open) return false;
    return said_in(page, p->text, begin, from) >= SAID;
}

/* 县水务局 above 局长 某某, one body of many; where the section's text follows
 * them, they are the head of it. */
static bool leads_officers(Page *page, size_t i) {
    const Para *p = features_next_text(page, &i);
    if (!p || !is_officer(p)) return false;
    for (; p && is_officer(p); p = features_next_text(page, &i)) i++;
    return !p || (!has(&p->features, F_BRACKET) && !is_numbered(p));
}

static bool officers_follow(Page *page, size_t i) {
    const Para *p = features_next_text(page, &i);
    return p && is_officer(p);
}

/* 水利局 / 局长　某某 / 【…】, with no other heading above it: bodies are the titles of such a book's sections. */
static bool bodies_head_sections(Page *page) {
    for (size_t i = 1; page->sections && i < page->paras.n; i++) {
        const FeatureSet *s = &page->paras.p[i].features;
        bool heading = has(s, F_HEADLIKE) && has(s, F_ORG) && !page->paras.p[i].aside;
        if (heading && !page->paras.p[i - 1].aside && !has(&page->paras.p[i - 1].features, F_HEADLIKE) &&
            officers_follow(page, i + 1) && !leads_officers(page, i + 1))
            return true;
    }
    return false;
}

/* （2012年3月20日某会议通过）, （外二首） */
static bool in_round_brackets(const Folded *f) {
    View t = folded(f);
    return f->whole && t.n > 2 && t.p[0] == '(' && view_find(t, V(")"), 0) == t.n - 1;
}

/* 【附】, over a table of the section. */
static bool is_appendix(const Para *p) { return p->chars <= 4 && words_start(p->text, "【附 〔附") > 0; }

/* How deep the lines of a book's heading are. */
static void stack_in_book(Page *page, size_t i, size_t from, size_t to) {
    Para *p = &page->paras.p[i];
    FeatureSet *s = &p->features;
    set(s, F_YEARBOOK);
    if (i > from && has(&p[-1].features, F_CHAPTER)) set(&p[-1].features, F_OVER_LAST);
    bool entry = from > 0 && to < page->paras.n && has(&page->paras.p[from - 1].features, F_BRACKET) &&
                 !has(&page->paras.p[to].features, F_BRACKET) && !is_officer(&page->paras.p[to]) && to - from == 1 &&
                 p->gap <= page->usual_gap; /* 【主要灾害】, its text below, among entries */
    if (page->sections && has(s, F_BRACKET_ONLY) && !page->bracket_subheads && !is_appendix(p) && !entry)
        set(s, F_CHAPTER), clear(s, F_BRACKET_ONLY);
    /* 农业机械 / 综述 / …: the first entry of the section, of which it says all. */
    char buf[BARE_MAX];
    View bare = cue_bare(p->head, buf);
    if (i > from && i + 1 == to && page->sections && words_start(bare, "综述 概述 概况 简述 概要") == bare.n)
        set(s, F_ENTRY), set(&p[-1].features, F_STACK_ONE), clear(&p[-1].features, F_STACK_FIRST);
    if (i > from && i + 1 == to && has(s, F_ORG) && officers_follow(page, to) && !page->bodies_head) set(s, F_OFFICE);
}

/* 编后, alone over the editor's word on the piece above: its title. */
static bool says_after(const Para *p) {
    char buf[BARE_MAX];
    View bare = cue_unmarked(cue_bare(p->head, buf));
    return words_start(bare, "编后语 编后 编余") == bare.n;
}

/* What the lines of a headline tell of each other. */
static void stack_beside(Page *page, size_t i, size_t from, size_t to) {
    Para *p = &page->paras.p[i];
    FeatureSet *s = &p->features;
    const float DECK = 0.3f;
    unsigned level = page->lines.p[p->first].level;
    if (i + 1 < to) {
        if (has(&p[1].features, F_DASH_START)) set(s, F_NEXT_DASH);
        if (has(&p[1].features, F_TAGGED) && !has(s, F_TAGGED)) set(s, F_OVER_TAGGED);
        if (deck_odds(p) > DECK) set(s, F_DECK_BELOW), set(&p[1].features, F_DECK);
    }
    if (i == from) return;
    unsigned above = page->lines.p[p[-1].first].level;
    if (cue_latin(p->text)) set(s, F_LATIN);
    if (in_round_brackets(p->head)) set(s, F_ROUND);
    if (level && above && level > above) set(s, F_UNDER_MARK);
}

/* 记者手记, which has a headline of its own and is a part of the piece above. */
static bool is_writers_note(const Para *p) {
    char buf[BARE_MAX];
    return words_end(cue_bare(p->head, buf), "记者手记 采访手记 采访札记 采访后记 记者感言") > 0;
}

static bool leads_to_letter(Page *page, size_t i) {
    const Para *p = features_next_text(page, &i);
    return p && cue_salutation(p->head);
}

/* One headline: paragraphs [from, to) that look like lines of it. */
static void stack(Page *page, size_t from, size_t to) {
    Feature goal = leads_to(page, to);
    if (goal == F_TO_TABLE && to - from >= 2 && !is_appendix(&page->paras.p[from]))
        goal = F_TO_TEXT; /* 附录 / 某某线路 and nothing but the table */
    if (goal == F_TO_PICTURE &&
        (has(&page->paras.p[to - 1].features, F_NOTICE_WORD) || has(&page->paras.p[to - 1].features, F_CHAPTER)))
        goal = F_TO_TEXT;
    if (goal == F_TO_SUBHEAD && is_numbered(&page->paras.p[from])) goal = F_TO_TEXT; /* 一、 above （一） */
    size_t n = to - from;
    const bool foot = ends_block(page, from, to);
    const bool letter = goal == F_TO_TEXT && leads_to_letter(page, to);
    bool verse = n >= 7 || (n >= 3 && from > 0 && (has(&page->paras.p[from - 1].features, F_NAMES) ||
                                                   has(&page->paras.p[from - 1].features, F_BYLINE_FORM))) ||
                 (n >= 2 && goal == F_TO_END && from > 0 && has(&page->paras.p[from - 1].features, F_VERSE));
    for (size_t i = from; i < to; i++) {
        Para *p = &page->paras.p[i];
        FeatureSet *s = &p->features;
        if (verse && (i > from || n < 7)) set(s, F_VERSE);
        if (n > 1 && i == from && !is_writers_note(p)) clear(s, F_BOX); /* 短评 above a headline is a column */
        if (i > 0 && has(&p[-1].features, F_ITEM)) clear(s, F_BOX); /* an item holds none */
        set(s, goal == F_TO_TABLE && i + 1 < to ? F_TO_TEXT : goal); /* over a table stands its name */
        if (letter) set(s, F_TO_LETTER);
        set(s, n == 1 || (verse && i == from) ? F_STACK_ONE /* a poem's title leads to its lines */
               : i == from                    ? F_STACK_FIRST
               : i + 1 == to                  ? F_STACK_LAST
                                              : F_STACK_MIDDLE);
        if (n >= 3 && i + 1 == to) set(s, F_STACK_THIRD);
        if (n == 3 && i + 1 == to && has(s, F_SPACED) && !has(&p[-1].features, F_SPACED) &&
            view_find(folded(p->head), V(":"), 0) == SIZE_MAX)
            set(s, F_DECK); /* two clauses below the headline */
        if (i + 1 == to && !headings_name_staff(p) && leads_officers(page, to)) set(s, F_TO_OFFICERS);
        if (n >= 2 && i == from && (goal == F_TO_BYLINE || goal == F_TO_TEXT) && features_names_column(page, p))
            set(s, F_SHORT_FIRST);
        if (foot && i == from) set(s, F_FOOT);
        else if (n == 1 && goal == F_TO_END && signs_text(page, i)) set(s, F_AFTER_TEXT);
        if (features_department(p) && i == from) set(s, F_SHORT_FIRST), set(s, F_COLUMN_WORD), set(s, F_DEPARTMENT);
        if (i == from && (features_marks_column(page, p, to - from, to) || features_heads_items(page, from, to)))
            set(s, F_COLUMN_WORD), set(s, F_DEPARTMENT);
        if (n == 1 && says_after(p)) clear(s, F_COLUMN_WORD);
        if (page->yearbook) stack_in_book(page, i, from, to);
        stack_beside(page, i, from, to);
    }
}

/* 人　物 / 【劳动模范】: names in brackets that stand under a section's. */
static bool brackets_are_subheads(const Page *page) {
    for (size_t i = 1; i < page->paras.n; i++)
        if (has(&page->paras.p[i].features, F_BRACKET_ONLY) && !page->paras.p[i - 1].aside &&
            has(&page->paras.p[i - 1].features, F_HEADLIKE) && !has(&page->paras.p[i - 1].features, F_BRACKET_ONLY))
            return true;
    return false;
}

/* A poem set solid, and set off from it the headline of the next piece: where
 * that begins. */
static size_t below_verse(Page *page, size_t from, size_t to) {
    enum { VERSE = 7, HEADLINE = 3 };
    const Para *p = page->paras.p;
    size_t solid = 0, head = to;
    for (size_t i = from + 1; i < to; i++) solid += p[i].gap == 0;
    if (to - from < VERSE || solid * 2 < to - from || leads_to(page, to) == F_TO_END) return to;
    while (head > from && to - head < HEADLINE && p[head - 1].gap > 0) head--;
    return p[head - 1].gap > 0 ? to : head;
}

void features_stacks(Page *page) {
    features_verses(page);
    page->bracket_subheads = page->yearbook && brackets_are_subheads(page);
    page->bodies_head = bodies_head_sections(page);
    for (size_t i = 0; i < page->paras.n;) {
        Para *p = &page->paras.p[i];
        size_t to = i + 1;
        if (p->aside || !has(&p->features, F_HEADLIKE)) {
            i++;
            continue;
        }
        /* A numbered heading stands by itself. */
        while (!is_numbered(p) && to < page->paras.n && !page->paras.p[to].aside &&
               has(&page->paras.p[to].features, F_HEADLIKE) && !is_numbered(&page->paras.p[to]) &&
               !has(&page->paras.p[to].features, F_BOX) && !features_department(&page->paras.p[to]) &&
               headings_stand_together(page, to))
            to++;
        to = below_verse(page, i, to);
        size_t poet = features_poet(page, i, to);
        stack(page, i, poet);
        i = poet < to ? poet + 1 : to;
    }
    headings_unmarked(page);
}
