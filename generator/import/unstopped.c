/* Lines that have said all without a full stop: summaries below 核心提示, long
 * decks, points between the paragraphs of a report. To those who look for
 * text that broke off they look like it; a paragraph that a column cut has
 * mostly come to a second sentence, and shows where it was cut. */
#include "import/breaks.h"
#include "import/cues.h"
#include "import/features.h"

typedef struct Unstopped {
    const Para *above, *p, *below; /* above, below: NULL without */
    bool follows; /* another such line stands above */
} Unstopped;

/* In one sentence, as far as it goes. */
static bool is_one_sentence(const Para *p) {
    return p->head->whole && !has(&p->features, F_INNER_STOP) && !(p->head->marks & (MARK_SEMICOLON | MARK_CALL));
}

static bool may_be_unstopped(const Para *p) {
    enum { LEAST = 8 };
    static const Feature never[] = {F_HEADLIKE, F_DATELINE, F_STARTS_MID, F_CELLS, F_VERSE, F_OFFICER, F_BYLINE_FORM,
                                    F_NAMES, F_CREDIT_FORM, F_CREDIT_TAIL, F_CAPTION_FORM, F_SIGN_FORM, F_SIGNED,
                                    F_TURN, F_BRACKET};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (has(&p->features, never[i])) return false;
    return !p->aside && p->open && p->chars > LEAST && p->head->whole;
}

/* Characters behind the last mark. */
static size_t last_clause(View text) {
    size_t n = 0;
    while (text.n) {
        uint32_t cp = fold_one(utf8_last(&text));
        if (cp == ',' || cp == ':' || cp == 0x3001) break;
        n++;
    }
    return n;
}

static bool begins_report(const Para *p) {
    return cue_time_word(p->head) || cue_news_time(p->head) ||
           words_start(folded(p->head), "本报 记者 为 因") > 0;
}

/* 练好内功，稳住外贸: clauses of a point or headline, none of them 现在 or 校长说. */
static bool is_balanced(const Para *p, size_t clause) {
    enum { FIRST = 4, LAST = 5, MOST = 26 };
    const View head = folded(p->head), first = view_to(head, view_find(head, V(","), 0));
    return first.n < head.n && p->chars <= MOST && clause >= LAST && utf8_count(first) >= FIRST &&
           !begins_report(p) && !words_start(head, "现在 到 从 在 当 正如 据 0 1 2 3 4 5 6 7 8 9") &&
           !words_end(first, "说 道 称 介绍 反映 表示 认为 指出 告诉 时 后 中 里 上 下 以来 开始");
}

typedef struct Sign {
    bool is;
    int tenths;
} Sign;

static int sum_of(const Sign *signs, size_t n) {
    int sum = 0;
    for (size_t i = 0; i < n; i++)
        if (signs[i].is) sum += signs[i].tenths;
    return sum;
}

/* The line by itself. */
static int by_words(const Para *p) {
    enum { BRIEF = 24, DECK = 60 };
    Folded end;
    fold_end(&end, p->text);
    const View last = folded(&end);
    const size_t clause = last_clause(p->text);
    const bool comma = p->head->marks & MARK_COMMA;
    const Sign signs[] = {
        {true, comma ? -8 : 5},
        {p->chars <= BRIEF, -25},
        {p->chars > BRIEF && p->chars <= DECK, -13},
        {!is_one_sentence(p), 28},
        {cue_left_open(p->text), 60},
        {words_end(last, "—— ―― ──") > 0, -70},
        {words_end(last, "” 」 》 ) %") > 0, -30},
        {words_end(last, "0 1 2 3 4 5 6 7 8 9") > 0, 24},
        {words_end(last, ", 、") > 0, 30},
        {words_end(last, "的 地 得 和 与 及 对 在 将 把 被 从 向 为 以 于 是 由 并 或 而 给 让 使 就 也 等 之 其 该 "
                         "各 每 不 有 一 这 那 个 都 还 又 更 最 到 可 能 要 会 所 着 过") > 0, 13},
        {clause <= 3, 35},
        {clause == 4 || clause == 5, 9},
        {is_balanced(p, clause), -20},
        {has(&p->features, F_NUMBERED), -60},
        {has(&p->features, F_BULLET), -20},
        {begins_report(p), 25},
    };
    return sum_of(signs, sizeof signs / sizeof *signs);
}

/* By what stands around it. */
static int by_place(const Unstopped *u) {
    enum { REST = 45 };
    const Para *above = u->above, *below = u->below;
    const bool under = above && has(&above->features, F_HEADLIKE);
    const bool text = below && !has(&below->features, F_HEADLIKE);
    const Sign signs[] = {
        {under, -14},
        {u->follows, -17},
        {above && !under && !u->follows, 16},
        {above && (has(&above->features, F_BOX) || words_start(above->text, "编者按") > 0), -30},
        {!below, 10},
        {below && (has(&below->features, F_DATELINE) || has(&below->features, F_BYLINE_FORM)), -40},
        {text && has(&below->features, F_STARTS_MID), 20},
        {text && below->head->behind_stop && below->head->behind_stop <= REST, 13},
        {text && seam_in_word(u->p->text, below->text), 20},
    };
    return sum_of(signs, sizeof signs / sizeof *signs) - (below ? (int)(3 * break_likely(below->text)) : 0);
}

/* How likely the line broke off rather than has no stop: a logistic regression on pages of a daily, whole ones and
 * such as were cut at random places, its weights rounded to tenths. */
static bool broke_off(const Unstopped *u) { return by_words(u->p) + by_place(u) >= -20; }

void features_unstopped(Page *page) {
    if (page->yearbook || page->wrapped || !page->has_stops) return;
    const Para *above = NULL;
    bool follows = false;
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (p->aside) continue;
        Unstopped u = {above, p, features_next_text(page, &(size_t){i + 1}), follows};
        const bool may_be = may_be_unstopped(p);
        follows = may_be && is_one_sentence(p);
        if (may_be && !broke_off(&u)) p->open = false;
        above = p;
    }
}
