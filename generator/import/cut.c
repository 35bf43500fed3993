/* Roles to drafts: where a role begins an article, the page is cut. */
#include "import/cues.h"
#include "import/features.h"
#include "import/page.h"

bool role_is_head(Role r) {
    return r == ROLE_COLUMN || r == ROLE_KICKER || r == ROLE_TITLE || r == ROLE_SUBTITLE || r == ROLE_PTITLE;
}

bool role_is_picture(Role r) {
    return r == ROLE_CAPTION || r == ROLE_CREDIT || r == ROLE_PCAPTION || r == ROLE_PCREDIT;
}

bool role_is_text(Role r) {
    return !role_is_head(r) && !role_is_picture(r) && r != ROLE_BYLINE && r != ROLE_FURNITURE;
}

bool role_is_running_text(Role r) {
    return role_is_text(r) && r != ROLE_SUBHEAD && r != ROLE_TABLE && r != ROLE_SIGN && r != ROLE_NOTE;
}

static View without_dash(View v) {
    v = view_from(v, cue_misread_dash(v));
    for (View rest = v; rest.n; v = rest) {
        uint32_t cp = utf8_next(&rest);
        if (cp != 0x2014 && cp != 0x2015 && cp != 0x2500 && cp != '-' && !cp_is_space(cp)) break;
    }
    return v;
}

/* ·国民经济·: the dots around a yearbook's heading are ornament. */
static View without_ornament(View v) {
    size_t before = words_start(v, "· •"), after = words_end(v, "· •");
    if (!before || !after || before + after >= v.n) return without_dash(v);
    View inner = view_trim(view(v.p + before, v.n - before - after));
    return inner.n ? inner : v;
}

/* 专栏:读者来信, in a digitized paper. */
View column_without_label(View v) {
    View name = view_from(v, words_start(v, "专栏: 专栏： 專欄: 專欄："));
    return name.n ? view_trim(name) : v;
}

/* 原标题:…, on a page of a site; 章名: …, on a data base's card. */
View head_without_label(View v) {
    Folded f;
    fold_head(&f, v);
    size_t n = words_start(folded(&f), "原标题: 标题:");
    if (!n) n = cue_card_name(&f);
    View title = view_trim(view_from(v, n ? folded_back(&f, n) : 0));
    return title.n ? title : v;
}

static View joined(Page *page, View a, View b) {
    if (!a.n) return b;
    if (!b.n) return a;
    return view_of(arena_printf(&page->arena, "%.*s %.*s", VARG(a), VARG(b)));
}

/* 某某在会议上强调 做好…工作: kicker and title in one line. */
static bool split_speech(View text, View *kicker, View *title) {
    Folded f;
    fold_head(&f, text);
    size_t n, at = words_find(folded(&f), "强调 指出 要求 表示", 0, &n);
    if (at == SIZE_MAX || at + n >= f.n || f.text[at + n] != ' ') return false;
    size_t cut = folded_back(&f, at + n);
    *kicker = view_to(text, cut);
    *title = view_trim(view_from(text, cut));
    return title->n > 0;
}

/* 产业强县 项目带动 我县…: two short phrases of one length, and then who did
 * what: kicker and title in one line. */
static bool split_phrases(View text, View *kicker, View *title) {
    enum { LEAST = 4, MOST = 8, TITLE = 10 };
    View rest = text;
    size_t first = 0, phrases = 0;
    for (size_t at; (at = view_find(rest, V(" "), 0)) != SIZE_MAX; phrases++) {
        size_t n = utf8_count(view_to(rest, at));
        if (n < LEAST || n > MOST || (first && n != first)) break;
        first = n;
        rest = view_from(rest, at + 1);
    }
    if (phrases < 2 || utf8_count(rest) < TITLE || view_find(rest, V(" "), 0) != SIZE_MAX) return false;
    if (!words_start(rest, "我县 我市 我州 我区 我省 我旗 我盟 我镇 我乡 全县 全市 全州 全区") &&
        !words_end(utf8_prefix(rest, 3), "县 市 州 区 旗 乡 镇"))
        return false;
    *kicker = view_trim(view_to(text, (size_t)(rest.p - text.p)));
    *title = rest;
    return true;
}

static void take_head(Page *page, Draft *d, size_t i) {
    const Para *p = &page->paras.p[i];
    View kicker, title;
    switch (p->role) {
    case ROLE_COLUMN:
        if (!view_eq(d->column, column_without_label(p->text)))
            d->column = joined(page, d->column, column_without_label(p->text));
        d->column_para = i;
        break;
    case ROLE_KICKER:
        if (has(&p->features, F_ISSUER)) d->title = joined(page, d->title, p->text); /* 某县人民政府 / 关于…的通知 */
        else if (has(&p->features, F_DASH_START)) /* ——记某校 above its headline: the stack was read upside down */
            d->subtitle = joined(page, d->subtitle, without_dash(p->text));
        else d->kicker = joined(page, d->kicker, head_without_label(p->text));
        break;
    case ROLE_SUBTITLE: d->subtitle = joined(page, d->subtitle, without_dash(p->text)); break;
    case ROLE_TITLE: case ROLE_PTITLE:
        if (!d->kicker.n && !d->title.n &&
            ((has(&p->features, F_SPEECH) && split_speech(p->text, &kicker, &title)) ||
             split_phrases(p->text, &kicker, &title))) {
            d->kicker = kicker;
            d->title = title;
        } else
            d->title = joined(page, d->title, without_ornament(head_without_label(p->text)));
        break;
    default: break;
    }
}

/* What is no headline but thousands of lines that look like one is left in the text. */
static bool head_is_full(const Draft *d) {
    enum { MOST = 4096 };
    return d->title.n + d->kicker.n + d->subtitle.n + d->column.n > MOST;
}

/* A column's name stands over the first of its items alone: the items that
 * follow are like it, short and with a single line of headline. */
static size_t text_chars(const Page *page, const Draft *d) {
    size_t n = 0;
    for (size_t i = 0; i < d->paras.n; i++) n += page->paras.p[d->paras.p[i]].chars;
    return n;
}

/* Items of a column open or close alike. */
typedef enum Shape {
    SHAPE_NONE,
    SHAPE_DATELINE,
    SHAPE_SIGNED, /* or a letter by its salutation, whoever wrote it */
    SHAPE_BRIEF,
    SHAPE_PLACED,
    SHAPE_BULLET,
    SHAPE_KICKED, /* 某县 / headline / dateline */
    SHAPE_ASKED, /* 问：…答：… */
    SHAPE_NOTICE,
    SHAPE_OTHER
} Shape;

/* Its first text is a question. */
static bool asks(const Page *page, const Draft *d) {
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (role_is_text(p->role)) return words_start(folded(p->head), "问:") > 0;
    }
    return false;
}

static Shape shape_of(const Page *page, const Draft *d) {
    enum { ITEM_CHARS = 900, WHERE = 8 };
    const Para *text = NULL;
    if (d->subtitle.n || d->photo || text_chars(page, d) > ITEM_CHARS) return SHAPE_NONE;
    if (d->kicker.n) return d->dateline_place.p && utf8_count(d->kicker) <= WHERE ? SHAPE_KICKED : SHAPE_NONE;
    if (!d->title.n) return asks(page, d) ? SHAPE_ASKED : SHAPE_BRIEF;
    if (d->dateline_place.p) return SHAPE_DATELINE;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (p->role == ROLE_TITLE && has(&p->features, F_NOTICE_WORD)) return SHAPE_NOTICE;
        if (p->role == ROLE_TITLE && has(&p->features, F_PLACED)) return SHAPE_PLACED;
        if (p->role == ROLE_TITLE && has(&p->features, F_BULLET)) return SHAPE_BULLET;
        if (p->role == ROLE_BYLINE) return SHAPE_OTHER;
        if (!text && role_is_text(p->role)) text = p;
    }
    const Para *last = &page->paras.p[d->paras.p[d->paras.n - 1]];
    View names;
    if (last->role == ROLE_SIGN || cue_names_at_end(last->text, &names) || (text && cue_salutation(text->head)))
        return SHAPE_SIGNED;
    return asks(page, d) ? SHAPE_ASKED : SHAPE_OTHER;
}

/* An item of 简讯, which are as short as their name says, whatever else they look like. */
static bool is_brief_item(const Page *page, const Draft *d, Shape shape) {
    enum { BRIEF_CHARS = 160 };
    return shape != SHAPE_NONE && d->title.n && text_chars(page, d) <= BRIEF_CHARS &&
           !has(&page->paras.p[d->paras.p[0]].features, F_NOTICE_WORD);
}

/* What an item has that one of another piece has not. */
typedef struct Marks {
    bool byline, dateline, bullet;
} Marks;

static Marks marks_of(const Page *page, const Draft *d) {
    Marks m = {.dateline = d->dateline_place.p != NULL};
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        m.byline = m.byline || p->role == ROLE_BYLINE;
        m.bullet = m.bullet || (p->role == ROLE_TITLE && has(&p->features, F_BULLET));
    }
    return m;
}

/* As the first: who wrote stands below its headline only if it did there, and so with 本报讯; a bullet is before all. */
static bool marked_alike(Marks first, Marks m) {
    return (first.byline || !m.byline) && (first.dateline || !m.dateline) && first.bullet == m.bullet;
}

/* 公告栏: all notices below it are its items; under another name one of them may stand by itself. */
static bool of_notices(View column) { return words_end(column, "公告栏 公示栏 启事栏 信息栏 布告栏") > 0; }

static void spread_columns(Page *page) {
    View column = {0};
    Shape like = SHAPE_NONE;
    Marks first = {0};
    bool brief = false;
    uint32_t step = UINT32_MAX; /* blank lines between its items; a wider gap ends it */
    for (size_t i = 0; i < page->drafts.n; i++) {
        Draft *d = &page->drafts.p[i];
        Shape shape = shape_of(page, d);
        if (page->headed) return; /* the head of each says what column it is of, if any */
        const uint32_t gap = page->paras.p[d->paras.p[0]].gap;
        if (d->column.n) {
            column = d->column;
            step = UINT32_MAX;
            const bool briefs = cue_brief_column(column);
            brief = briefs && is_brief_item(page, d, shape);
            first = marks_of(page, d);
            const bool alone = shape == SHAPE_OTHER || (shape == SHAPE_KICKED && !briefs) ||
                               (shape == SHAPE_NOTICE && !of_notices(column));
            like = alone ? SHAPE_NONE : shape;
        } else if ((like != SHAPE_NONE && shape == like && gap <= step) ||
                   (brief && is_brief_item(page, d, shape) && marked_alike(first, marks_of(page, d)) &&
                    (gap <= step || gap <= page->usual_gap))) {
            d->column = column;
            if (step == UINT32_MAX) step = gap;
        } else like = SHAPE_NONE, brief = false;
    }
}

/* 上接第1版《…》: the headline stands on another page, its words here. */
static void title_of_turn(Page *page, Draft *d) {
    const Para *p = &page->paras.p[d->paras.p[0]];
    size_t open = view_find(p->text, V("《"), 0), close = view_find(p->text, V("》"), 0);
    if (d->title.n || !has(&p->features, F_TURN) || p->chars > 60 || open == SIZE_MAX || close == SIZE_MAX ||
        close < open + 6)
        return;
    d->title = view(p->text.p + open + 3, close - open - 3);
}

/* 专家门诊安排 本院自…: its headline stands in its first line. */
static void title_of_notice(const Page *page, Draft *d) {
    const Para *p = &page->paras.p[d->paras.p[0]];
    if (d->title.n || p->role != ROLE_ORPHAN || !has(&p->features, F_NOTICE_LEAD)) return;
    size_t ascii = view_find(p->text, V(" "), 0), wide = view_find(p->text, V("　"), 0);
    size_t end = ascii < wide ? ascii : wide;
    if (end < p->text.n) d->title = view_to(p->text, end);
}

static void note_dateline(const Page *page, Draft *d, size_t i) {
    const Dateline *line = page->paras.p[i].dateline;
    if (d->dateline_place.p || !line) return;
    d->dateline_place = line->place.n ? line->place : V("");
    d->dateline_year = line->year;
    d->month = line->month;
    d->day = line->day;
}

void page_datelines(Page *page) {
    for (size_t k = 0; k < page->drafts.n; k++) {
        Draft *d = &page->drafts.p[k];
        d->dateline_place = (View){0};
        d->dateline_year = d->month = d->day = 0;
        for (size_t i = 0; i < d->paras.n; i++) {
            Role r = page->paras.p[d->paras.p[i]].role;
            if (r == ROLE_LEAD || r == ROLE_BRIEF) note_dateline(page, d, d->paras.p[i]);
        }
    }
}

/* （上接第一版）村里修了新路，家家通了水。: text behind the note, and no headline given again. */
static bool goes_on_behind(View text) {
    View rest = cue_behind_turn(text);
    return rest.n < text.n && (cue_closed(rest) || view_find(rest, V("，"), 0) != SIZE_MAX);
}

bool is_turn_note(const Para *p) {
    if (!has(&p->features, F_TURN) || p->chars > 40 || goes_on_behind(p->text)) return false;
    size_t before = cue_before_bracket(p->text).n; /* …听水响。（下转第四版）: text, and a note behind it */
    return before == 0 || before == p->text.n;
}

/* What was taken for a picture's text though no picture has words or a name
 * there is text. */
static void without_picture(Page *page, Draft *d) {
    if (!d->photo) return;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (role_is_picture(p->role) || p->role == ROLE_PTITLE || has(&p->features, F_CREDIT_TAIL) ||
            has(&p->features, F_CAPTION_FORM))
            return;
    }
    d->photo = false;
    for (size_t i = 0; i < d->paras.n; i++) {
        Para *p = &page->paras.p[d->paras.p[i]];
        if (p->role == ROLE_PORPHAN) p->role = ROLE_ORPHAN;
        else if (p->role == ROLE_PTEXT) p->role = ROLE_BODY;
    }
}

static Para *next_para(Page *page, const Para *p) {
    for (size_t i = p ? (size_t)(p - page->paras.p) + 1 : 0; i < page->paras.n; i++)
        if (page->paras.p[i].role != ROLE_FURNITURE) return &page->paras.p[i];
    return NULL;
}

/* 一, (二): nothing but a part's number. */
static bool is_bare_number(const Para *p) {
    View v = folded(p->head);
    unsigned number;
    if (p->chars > 4) return false;
    v = view_from(v, words_start(v, "("));
    return cue_number(&v, &number) && (!v.n || view_is(v, ")"));
}

/* How the first page of a book's part begins: 某县 or 第一篇 政区 stands over
 * the first heading; and in 概述 / 一 the number is the first part's. */
static void first_heads(Page *page) {
    enum { SHORT = 12 };
    Para *p = page->yearbook ? next_para(page, NULL) : NULL, *next = p ? next_para(page, p) : NULL;
    if (p && p->role == ROLE_TITLE && has(&p->features, F_NUMBERED) && divides_annals(p)) p->role = ROLE_ORPHAN;
    if (!next || next->role != ROLE_TITLE || !p->open || p->chars > SHORT) return;
    if (p->role == ROLE_KICKER && is_bare_number(next)) p->role = ROLE_TITLE, next->role = ROLE_SUBHEAD;
    else if ((p->role == ROLE_ORPHAN && words_end(p->text, "县 市 区 州 旗 盟")) ||
             (p->role == ROLE_TITLE && has(&p->features, F_CHAPTER)))
        p->role = ROLE_KICKER;
}

/* 唐人街 / 行人路 / 下月翻修, above a column of ten characters: the lines of
 * one headline. Kicker and deck are set smaller, and have more. */
static void set_in_lines(Page *page, Draft *d) {
    enum { LONGEST = 8, UNLIKE = 1 };
    uint32_t least = LONGEST, most = 0;
    size_t lines = 0;
    for (; lines < d->paras.n; lines++) {
        const Para *p = &page->paras.p[d->paras.p[lines]];
        if (!role_is_head(p->role)) break;
        if (p->n > 1 || p->forced != ROLE_COUNT || p->chars > LONGEST || (lines && p->gap) ||
            has(&p->features, F_COLUMN_WORD) ||
            has(&p->features, F_DASH_START) || p->role == ROLE_PTITLE)
            return;
        least = p->chars < least ? p->chars : least;
        most = p->chars > most ? p->chars : most;
    }
    if (lines < 2 || most - least > UNLIKE) return;
    d->kicker = d->subtitle = d->column = d->title = (View){0};
    d->column_para = SIZE_MAX;
    for (size_t i = 0; i < lines; i++) {
        Para *p = &page->paras.p[d->paras.p[i]];
        p->role = ROLE_TITLE;
        d->title = joined(page, d->title, p->text);
    }
}

/* A line of a citation goes to the piece that it is of. */
static void take_citation(Page *page, Draft *d, size_t i) {
    Para *p = &page->paras.p[i];
    Citation piece;
    p->role = ROLE_BYLINE;
    p->aside = NULL;
    cue_citation_piece(p->head, &piece);
    if (d->cited_year || !piece.year) return;
    d->cited_year = piece.year, d->cited_month = piece.month, d->cited_day = piece.day;
}

/* Apart, unless a person said what else it is. */
static bool is_citation(const Para *p) {
    return p->cited == CITED_APART && is_set_aside(p, "citation");
}

/* Where citations stand apart, does each stand behind its piece? The first of
 * them tells: there is text above it. */
static bool cited_behind(const Page *page) {
    for (size_t i = 0; i < page->paras.n; i++) {
        if (page->paras.p[i].cited == CITED_APART) return false;
        if (!page->paras.p[i].aside) break;
    }
    return true;
}

/* 本报评论员 / headline, set off from the text above: who wrote stands over it. */
static bool writer_above(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    return p->role == ROLE_BYLINE && has(&p->features, F_BYLINE_FORM) && p->gap > page->usual_gap &&
           i + 1 < page->paras.n && p[1].gap <= page->usual_gap && (i == 0 || !p[-1].open) &&
           (p[1].role == ROLE_SUBHEAD || p[1].role == ROLE_TITLE) && has(&p[1].features, F_HEADLIKE);
}

/* 春耕新“神器” / … 甲 摄 / … 乙 摄: one headline over several pictures, each with its own credit. */
static bool shares_headline(const Page *page, const Draft *d, const Para *p) {
    if (!d || !d->photo || !d->title.n || p->role != ROLE_PORPHAN || !has(&p->features, F_CREDIT_TAIL)) return false;
    const Para *above = &page->paras.p[d->paras.p[d->paras.n - 1]];
    return has(&above->features, F_CREDIT_TAIL) && p->gap <= above->gap;
}

/* 问：某镇读者来信问…, 问：…？（某镇　一农户）: who asks is named. */
static bool names_asker(const Para *p) {
    enum { MOST = 120, ASKER = 45 };
    View v = folded(p->head);
    size_t n, q = words_start(v, "问:");
    if (!q || p->chars > MOST) return false;
    const View who = view_to(view_from(v, q), v.n - q < ASKER ? v.n - q : ASKER);
    const bool reader = words_find(who, "读者 来信问 来电问 来信询问 来电询问", 0, &n) != SIZE_MAX;
    const size_t bracket = words_find(v, "?(", q, &n);
    return reader || (bracket != SIZE_MAX && words_end(v, ")") && v.n - bracket <= 3 * 16);
}

/* Behind an answer in a column, a question of another reader: a piece of its own. In an interview the same one asks. */
static bool asks_anew(const Page *page, const Draft *d, const Para *p) {
    enum { NEAR = 64 };
    if (!d || d->column_para == SIZE_MAX || page->yearbook || !role_is_text(p->role) || !names_asker(p)) return false;
    bool answered = false;
    for (size_t n = d->paras.n, i = n; i-- > 0 && n - i <= NEAR;) {
        const View v = folded(page->paras.p[d->paras.p[i]].head);
        if (answered && words_start(v, "问:")) return true;
        answered = answered || words_start(v, "答:");
    }
    return false;
}

/* Does an article not far above end in the midst of a sentence? */
static bool one_breaks_off(const Page *page, const Draft *but) {
    enum { TEXT = 16, NEAR = 64 };
    for (size_t n = page->drafts.n, i = n; i-- > 0 && n - i <= NEAR;) {
        const Draft *d = &page->drafts.p[i];
        const Para *last = &page->paras.p[d->paras.p[d->paras.n - 1]];
        if (d != but && d->title.n && !d->photo && last->open && last->chars >= TEXT &&
            role_is_running_text(last->role))
            return true;
    }
    return false;
}

/* A notice is over with who gave it and when, and no verse turns to prose: text behind that, where one above has
 * broken off, is of another. */
static bool is_over(const Page *page, const Draft *d, const Para *p) {
    enum { TEXT = 16 };
    if (!d || page->yearbook || p->chars < TEXT || (p->role != ROLE_BODY && p->role != ROLE_CONT)) return false;
    const Para *title = &page->paras.p[d->paras.p[0]], *above = &page->paras.p[d->paras.p[d->paras.n - 1]];
    if (title->role != ROLE_TITLE || above + 1 != p || has(&p->features, F_NOTICE_LEAD)) return false;
    const bool notice = has(&title->features, F_NOTICE_WORD) && above->role == ROLE_SIGN;
    const bool poems = features_name_poems(title) && has(&above->features, F_VERSE) && !has(&p->features, F_VERSE);
    return (notice || poems) && one_breaks_off(page, d);
}

void page_cut(Page *page) {
    Draft *d = NULL;
    first_heads(page);
    const bool behind = cited_behind(page);
    size_t waiting = 0; /* as many paragraphs before this one are of the next piece */
    Role before = ROLE_FURNITURE;
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (is_citation(p)) {
            if (behind && d) take_citation(page, d, i), vec_push(&d->paras, i);
            else waiting++;
            continue;
        }
        if (p->role == ROLE_FURNITURE) {
            waiting = 0;
            continue;
        }
        const bool above = writer_above(page, i);
        const bool below = i > 0 && writer_above(page, i - 1);
        if (below) p->role = ROLE_TITLE;
        if (shares_headline(page, d, p)) p->role = ROLE_PTEXT;
        const bool anew = asks_anew(page, d, p);
        const bool over = is_over(page, d, p);
        if (anew) p->role = ROLE_BRIEF;
        if (over) p->role = ROLE_ORPHAN;
        if (!d || p->split || above || anew || over || (!below && model_begins(before, p->role))) {
            vec_push(&page->drafts, ((Draft){.column_para = SIZE_MAX}));
            d = &page->drafts.p[page->drafts.n - 1];
        }
        for (; waiting; waiting--) take_citation(page, d, i - waiting), vec_push(&d->paras, i - waiting);
        if (p->cited) take_citation(page, d, i);
        vec_push(&d->paras, i);
        if (role_is_head(p->role) && head_is_full(d)) p->role = ROLE_SUBHEAD;
        take_head(page, d, i);
        d->photo = d->photo || p->role == ROLE_PTITLE || p->role == ROLE_PORPHAN || p->role == ROLE_PCAPTION;
        before = p->role;
        if (is_turn_note(p) && role_is_text(p->role)) p->role = ROLE_NOTE;
    }
    page_datelines(page);
    for (size_t i = 0; i < page->drafts.n; i++) {
        Draft *each = &page->drafts.p[i];
        without_picture(page, each);
        title_of_turn(page, each);
        title_of_notice(page, each);
        if (page->narrow) set_in_lines(page, each);
    }
    spread_columns(page);
}

void page_drop_empty(Page *page) {
    size_t n = 0;
    for (size_t i = 0; i < page->drafts.n; i++) {
        if (page->drafts.p[i].paras.n) page->drafts.p[n++] = page->drafts.p[i];
        else {
            vec_release(&page->drafts.p[i].paras);
            vec_release(&page->drafts.p[i].joins);
        }
    }
    page->drafts.n = n;
}
