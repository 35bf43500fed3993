/* Lines that look like headlines and are text that breaks off. */
#include "import/breaks.h"
#include "import/cues.h"
#include "import/features.h"

static const float UNLIKELY = -1; /* of a paragraph's beginning */

/* …得到有效控 / 林业 / 制，…: between the halves of a sentence a headline stands. */
static bool parts_sentence(const Page *page, size_t i) {
    enum { LINE = 20, WRAPPED = 12 };
    const Para *p = &page->paras.p[i], *above = p - 1, *next = p + 1;
    if (i == 0 || above->aside || !above->open || above->chars <= p->chars || p->chars > LINE) return false;
    if (has(&p->features, F_COMMA)) return false;
    bool word = seam_in_word(above->text, next->text);
    if (page->wrapped && (!word || p->chars > WRAPPED)) return false;
    if (!word && !has(&next->features, F_STARTS_MID)) return false;
    return !seam_in_word(above->text, p->text) && !seam_in_word(p->text, next->text);
}

/* A line as long as those of the text right above, with a comma, and a gap below: the text's last before
 * something that was set into it. */
static bool fills_line(const Page *page, const Para *p) {
    if (!page->wrapped || p == page->paras.p || p->n > 1 || p->gap || !has(&p->features, F_COMMA)) return false;
    const Para *above = p - 1;
    return !above->aside && above->n > 1 && !above->open && p[1].gap &&
           page->lines.p[above->first].chars <= p->chars + 1;
}

/* 县工商部门还检查了四十二家农资 / 经销点，没有发现假货。, over a headline: a sentence that says more of the
 * same, where a column's end cut it. */
static bool says_more(const Page *page, const Para *p) {
    enum { LEAST = 14, REST = 30 };
    const Para *next = p + 1, *after = p + 2;
    size_t n, at = words_find(folded(p->head), "还 也 均 并 仍 已经", 6, &n);
    if (page->wrapped || at == SIZE_MAX || p->chars < LEAST || next->open || next->chars > REST || p->n > 1)
        return false;
    if (has(&p->features, F_SPACED) || p == page->paras.p || p[-1].aside || p[-1].open || p[-1].chars < p->chars)
        return false;
    return after >= page->paras.p + page->paras.n || (after->open && after->chars < LEAST + REST / 3);
}

/* 湿地保护率超过七成，累计投入二百亿元—— / 这儿的湿地，有人管（绿色家园）: a kicker of several clauses, or of a
 * sentence and more, over a headline and its text. */
bool features_heads_headline(const Page *page, const Para *p) {
    enum { LEAST = 10, MOST = 64, HEADLINE = 40, TEXT = 40 };
    const Para *next = p + 1, *below = p + 2, *end = page->paras.p + page->paras.n;
    Folded tail;
    char buf[BARE_MAX];
    if (page->wrapped || below >= end || p->chars < LEAST || p->chars > MOST || !p->open) return false;
    if (p > page->paras.p && !p[-1].aside && p[-1].open) return false;
    if (next->aside || next->chars < 4 || next->chars > HEADLINE || below->aside || p->dateline || next->dateline)
        return false;
    const bool tagged = cue_untagged(next->head).n < next->head->n;
    const bool sentence = tagged && !below->open && below->chars >= LEAST;
    if (below->chars < TEXT && !sentence && !below->dateline && !cue_box(cue_bare(below->head, buf)) &&
        !cue_byline(below->text) && !(tagged && cue_salutation(below->head)))
        return false;
    if (next->head->marks & MARK_STOP || (!next->open && !words_end(next->text, "！ ？ ” ）"))) return false;
    fold_end(&tail, p->text);
    if (words_end(folded(&tail), "—— ―― ──")) return true;
    return tagged && !(p->head->marks & MARK_STOP);
}

/* No word of it can stand in the next line: a saying of four characters, or where lines are cut at the width of a
 * column, one that is much shorter than those below. */
bool features_whole_line(const Page *page, const Para *p) {
    enum { SAYING = 4 };
    if (!page->wrapped) return p->chars == SAYING;
    if (p->n > 1 || p + 1 == page->paras.p + page->paras.n || p[1].n < 2) return false;
    return p->chars * 3 < page->lines.p[p[1].first + 1].chars * 2;
}

/* 路修到哪里 果卖到哪里: two clauses side by side, as no line of text has them. */
static bool is_couplet(const Page *page, const Para *p) {
    enum { LEAST = 4, MOST = 12 };
    size_t parts = 0;
    if (page->wrapped || has(&p->features, F_COMMA)) return false;
    for (View rest = folded(p->head), t; view_split(&rest, ' ', &t); parts++) {
        const size_t chars = utf8_count(t);
        if (chars < LEAST || chars > MOST) return false;
    }
    return parts == 2;
}

/* Its neighbours' part of it: the line must not run on in the next. */
bool features_runs_on(const Page *page, size_t i) {
    enum { COLUMN = 12 }; /* characters of a narrow one's line */
    const Para *p = &page->paras.p[i];
    if (i + 1 >= page->paras.n || !p->open) return false;
    const Para *next = p + 1;
    if (has(&p->features, F_TAGGED) || features_heads_headline(page, p) || is_couplet(page, p)) return false;
    if (i > 0 && !p[-1].aside && !p[-1].open && cue_letter_writer(p->text)) return false;
    if (fills_line(page, p) || says_more(page, p)) return true;
    if (!page->wrapped && p->gap > page->usual_gap && p->chars <= 24 && has(&next->features, F_HEADLIKE)) return false;
    if (next->aside || has(&next->features, F_OFFICER) || has(&next->features, F_INDENT) ||
        has(&next->features, F_DATELINE) || has(&next->features, F_BRACKET) || has(&next->features, F_MARKED) ||
        has(&next->features, F_CREDIT_FORM) || has(&next->features, F_BYLINE_FORM))
        return false;
    char buf[BARE_MAX];
    if (p->chars <= 6 && named_like_column(folded(p->head))) return false;
    bool after_text = i == 0 || p[-1].aside || !p[-1].open; /* set off from what is closed: a headline of its own */
    if (!page->wrapped && p->gap > page->usual_gap && p->chars >= 5 && p->chars <= 16 && after_text) return false;
    if (!page->wrapped && p->chars <= 12 && next->gap > page->usual_gap && has(&p[-(i > 0)].features, F_HEADLIKE))
        return false;
    /* A few characters on a line of their own, where lines are not wrapped, below what ends or heads something. */
    if (!page->wrapped && p->chars <= 8 && i > 0 && next->chars > 20 && !next->open &&
        (!p[-1].open || p[-1].chars <= 20))
        return false;
    View bare = cue_bare(p->head, buf);
    if (bare.n <= 24 && ends_like_notice(bare)) return false; /* 寻人 / 某某，女，… */
    if (parts_sentence(page, i)) return false;
    if (has(&next->features, F_STARTS_MID)) return true;
    if (has(&next->features, F_NUMBERED) || next->chars < 12 || has(&p->features, F_BRACKET_ONLY)) return false;
    size_t colon = view_find(folded(p->head), V(":"), 0);
    if (colon != SIZE_MAX && colon <= 27) return false; /* 某村：… is a headline */
    if (seam_in_word(p->text, next->text)) return true;
    return has(&p->features, F_COMMA) && !has(&p->features, F_SPACED) && p->chars >= COLUMN &&
           break_likely(next->text) <= UNLIKELY;
}
