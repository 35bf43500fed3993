/* The facts about each paragraph that its neighbours add: lines between texts,
 * pictures, text that breaks off. */
#include "import/breaks.h"
#include "import/cues.h"
#include "import/features.h"

Para *features_next_text(Page *page, size_t *i) {
    while (*i < page->paras.n && page->paras.p[*i].aside) ++*i;
    return *i < page->paras.n ? &page->paras.p[*i] : NULL;
}

static bool is_picture(const Para *p) {
    return has(&p->features, F_CAPTION_FORM) || has(&p->features, F_CREDIT_FORM) || has(&p->features, F_CREDIT_TAIL);
}

/* 某某表示，…: no words of a picture. */
static bool tells_speech(const Para *p) {
    enum { OPENING = 60 };
    size_t n;
    return !is_picture(p) &&
           words_find(view_to(folded(p->head), OPENING), "表示, 指出, 说, 说: 表示: 认为, 强调, 称,", 0, &n) != SIZE_MAX;
}

/* 10月6日，某镇…, ▲昨日，某校… */
static bool tells_news(const Para *p) {
    Folded f;
    fold_head(&f, view_from(p->text, words_start(p->text, "▲ ▼ ◀ ▶ ► ◄ △ ● ■ ↑ ↓ ← →")));
    return cue_news_time(&f);
}

/* A story's text, which breaks off where a picture begins and goes on below it. */
static bool parted_by_picture(Page *page, size_t i) {
    const Para *p = &page->paras.p[i++];
    const bool breaks = !page->yearbook && p->open && has(&p->features, F_INNER_STOP);
    const Para *next = breaks ? features_next_text(page, &i) : NULL;
    return next && (has(&next->features, F_CREDIT_TAIL) || tells_news(next));
}

/* A credit within a few paragraphs, with little text before it: what is
 * between the headline and it belongs to a photo. */
bool features_leads_to_picture(Page *page, size_t i) {
    enum { CAPTION_CHARS = 24 };
    size_t text = 0;
    bool credit = false;
    size_t captions = 0;
    for (size_t k = 0; k < 6; k++, i++) {
        Para *p = features_next_text(page, &i);
        if (p && ((p->split && k) || cue_speaks(folded(p->head)))) break;
        if (p && k == captions && has(&p->features, F_CAPTION_FORM) && ++captions == 2) return true;
        if (!p || has(&p->features, F_HEADLIKE) || has(&p->features, F_DATELINE) || has(&p->features, F_BYLINE_FORM))
            break;
        View names;
        if ((!is_picture(p) && cue_names_at_end(p->text, &names)) || tells_speech(p)) break;
        if (!is_picture(p) && parted_by_picture(page, i)) break;
        credit = credit || has(&p->features, F_CREDIT_FORM) || has(&p->features, F_CREDIT_TAIL);
        if (!is_picture(p) && p->chars > CAPTION_CHARS && ++text > (credit ? 1 : 2)) break;
        if (credit && text <= 2) return true;
    }
    return false;
}

/* A paragraph or two between a wider gap and a credit, behind which the next
 * headline or nothing stands: a photo's text, not the end of an article. */
static bool photo_alone(Page *page, size_t i) {
    size_t text = 0;
    bool credit = false;
    for (size_t k = 0; k < 6; k++, i++) {
        Para *p = features_next_text(page, &i);
        if (!p || (p->split && k) || has(&p->features, F_HEADLIKE)) return credit;
        if (has(&p->features, F_DATELINE) || has(&p->features, F_BYLINE_FORM) || tells_speech(p)) return false;
        credit = credit || has(&p->features, F_CREDIT_FORM) || has(&p->features, F_CREDIT_TAIL);
        if (credit && k && p->gap > page->usual_gap) return true;
        if (!is_picture(p) && (credit || ++text > 2)) return false;
    }
    return false;
}

/* 通讯员 某某, below the text and set off from what follows. */
static bool ends_text(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    return has(&p->features, F_BYLINE_FORM) && i > 0 && !p[-1].aside && !p[-1].open &&
           !has(&p[-1].features, F_HEADLIKE) && p->gap <= page->usual_gap && i + 1 < page->paras.n &&
           p[1].gap > page->usual_gap;
}

/* How many pairs of characters of the headline stand in a folded text. */
static size_t pairs_in(View headline, View text) {
    size_t n = 0;
    for (View at = headline; at.n;) {
        View pair = at;
        if (!cp_is_han(utf8_next(&at)) || !at.n) continue;
        View second = at;
        if (!cp_is_han(utf8_next(&second))) continue;
        n += view_find(text, view_to(pair, pair.n - second.n), 0) != SIZE_MAX;
    }
    return n;
}

/* 四街小学学生修路 over 四街小学五年级学生…: news says its headline again at once. What the text above had
 * already is its own matter; 合作社：… is a part of it. */
static bool is_said_again(const Para *headline, const Para *above, const Para *below) {
    enum { ONCE = 2, SENTENCE = 100 };
    View said = folded(headline->head), first = folded(below->head);
    if (view_find(said, V(":"), 0) != SIZE_MAX) return false;
    size_t again = pairs_in(said, view_to(first, first.n < SENTENCE ? first.n : SENTENCE));
    return again >= ONCE && (!above || pairs_in(headline->text, above->text) * 2 < again);
}

/* Every headline over a dateline stands below a wider gap: so do articles
 * here, and what does not is a subhead. */
static bool sets_articles_apart(const Page *page) {
    enum { SEVERAL = 2 };
    size_t apart = 0;
    for (size_t i = 1; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        if (p->aside || !has(&p->features, F_TO_DATELINE)) continue;
        if (!has(&p->features, F_STACK_ONE) && !has(&p->features, F_STACK_FIRST)) continue;
        if (p->gap > page->usual_gap) apart++;
        else if (!p[-1].aside) return false;
    }
    return apart >= SEVERAL;
}

/* Is that the end of a signed piece? */
static bool is_signed_off(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    const FeatureSet *s = &p->features;
    View names;
    if (ends_text(page, i)) return true;
    if (has(s, F_SIGNED) || (!p->open && cue_source_at_end(p->text))) return true;
    if (!p->open && !cue_closed(p->text) && cue_letter_writer_at_end(p->text)) return true;
    return !has(s, F_HEADLIKE) && !is_picture(p) && !has(s, F_CELLS) && !has(s, F_OFFICER) && p->chars > 2 &&
           cue_names_at_end(p->text, &names);
}

/* What the text below tells of a line between texts; it is a part of the text above where `stays`. */
static void reads_below(Page *page, size_t i, const Para *above, bool stays) {
    Para *p = &page->paras.p[i], *next = features_next_text(page, &(size_t){i + 1});
    Folded f;
    if (!next) return;
    fold_head(&f, next->text);
    if (cue_news_time(&f) || (p->chars >= 4 && words_start(folded(&f), "问:"))) set(&p->features, F_LEDE);
    if (!stays && is_said_again(p, above, next)) set(&p->features, F_SAID_AGAIN);
}

/* ## below ###: of another kind than the line before. */
static bool is_marked_higher(const Page *page, const Para *p, const Para *before) {
    unsigned level = page->lines.p[p->first].level;
    return level && level < page->lines.p[before->first].level;
}

enum { SHORT_TEXT = 260 };

/* What was read so far of the stretch in which a line stands. */
typedef struct Stretch {
    Para *last; /* the line before of that kind */
    bool news, is_signed, column, briefs;
    bool feature; /* the headline above led to a byline */
    bool poems;   /* the headline above is of several: 某某（外一首） */
    bool set_apart;
    size_t chars;      /* of the text above */
    const Para *above; /* its last paragraph */
} Stretch;

static void read_stretch(const Page *page, size_t i, Stretch *b) {
    Para *p = &page->paras.p[i];
    FeatureSet *s = &p->features;
    if (has(s, F_DATELINE) || has(s, F_BYLINE_FORM)) {
        b->news = has(s, F_DATELINE);
        b->last = NULL;
        b->chars = 0;
    }
    if (b->is_signed) set(s, F_PREV_SIGNED), b->last = NULL;
    if (b->is_signed && has(s, F_STARTS_MID)) set(s, F_TORN);
    if (b->is_signed || has(s, F_DATELINE) || has(s, F_NOTICE_WORD) || has(s, F_COLUMN_WORD) ||
        has(s, F_TO_DATELINE))
        b->feature = false;
    else if (has(s, F_BYLINE_FORM) && !page->yearbook) b->feature = !ends_text(page, i);
    else if (has(s, F_NAMES)) b->feature = false;
    b->is_signed = is_signed_off(page, i);
}

static void read_column(const Page *page, Para *p, Stretch *b) {
    enum { TITLE_OF_ITEM = 6 };
    FeatureSet *s = &p->features;
    if (has(s, F_COLUMN_WORD) && has(s, F_STACK_FIRST) && !has(s, F_TO_BYLINE))
        b->column = true, b->briefs = cue_brief_column(p->text);
    else if (b->chars >= SHORT_TEXT || has(s, F_COLUMN_WORD) || has(s, F_TO_BYLINE) || p->gap > page->usual_gap ||
             (!b->briefs && p->chars > TITLE_OF_ITEM && !has(s, F_BULLET)))
        b->column = false;
    if (b->column && has(s, F_STACK_ONE) && !has(s, F_BOX)) set(s, F_COLUMN_ITEM);
}

/* A line between texts: is it one of several (subheads come in sets), and
 * does what stands around it look like news? */
static void line_between(Page *page, size_t i, Stretch *b) {
    Para *p = &page->paras.p[i];
    FeatureSet *s = &p->features;
    if (b->news) set(s, F_AFTER_NEWS);
    if (b->feature && p->chars <= 14 && !has(s, F_EVENT)) set(s, F_IN_FEATURE);
    if (b->news && b->chars < SHORT_TEXT) set(s, F_AFTER_SHORT);
    if (b->last && !page->yearbook && !has(s, F_HEAD_MARK) && !is_marked_higher(page, p, b->last))
        set(s, F_SERIES), set(&b->last->features, F_SERIES);
    bool stays = (b->set_apart || has(s, F_IN_FEATURE)) && p->gap <= page->usual_gap;
    reads_below(page, i, b->above, page->yearbook || stays || b->poems);
    if (b->poems && b->above && has(&b->above->features, F_VERSE)) set(s, F_SERIES);
}

void features_between(Page *page) {
    Stretch b = {.set_apart = sets_articles_apart(page)};
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        FeatureSet *s = &p->features;
        if (p->aside) continue;
        read_stretch(page, i, &b);
        if (!has(s, F_HEADLIKE)) {
            b.chars += p->chars;
            b.above = p;
            b.poems = b.poems && (has(s, F_VERSE) || has(s, F_NAMES) || has(s, F_ROUND));
            continue;
        }
        b.poems = b.poems || features_name_poems(p);
        read_column(page, p, &b);
        /* Set in, as neither text nor headlines here are: a subhead, though a picture stands below its text. */
        if (b.feature && has(s, F_STACK_ONE) && !page->indents && page->lines.p[p->first].indented)
            set(s, F_SERIES), set(s, F_TO_TEXT), clear(s, F_TO_PICTURE);
        const bool between = has(s, F_STACK_ONE) && has(s, F_TO_TEXT);
        if (between) line_between(page, i, &b);
        b.last = between ? p : NULL;
        b.news = false;
        b.chars = 0;
    }
}

/* 群众敲响铜鼓（某某摄）, between sections: a plate of the book. */
static bool is_plate(const Page *page, const Para *p) {
    enum { LEAST = 14 };
    View credit;
    if (has(&p->features, F_CAPTION_RUN) || cue_figure(p->head)) return false;
    if (!page->yearbook || p->chars > 60 || p->chars < LEAST || has(&p->features, F_INNER_STOP) ||
        !cue_credit(p->text, &credit))
        return false;
    return credit.n < p->text.n || has(&p->features, F_CREDIT_FORM);
}

/* A picture with its words stands where text breaks off, and the text goes on
 * below it. Where it does; SIZE_MAX: it does not. */
static size_t parts_text(Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    size_t k = i;
    bool credit = has(&p->features, F_CREDIT_TAIL) || has(&p->features, F_CREDIT_FORM);
    bool words = has(&p->features, F_CREDIT_TAIL) && !has(&p->features, F_CAPTION_FORM); /* and who took it */
    if ((p->open && !words) || has(&p->features, F_HEADLIKE) || has(&p->features, F_DATELINE) || p->chars > 120)
        return SIZE_MAX;
    for (size_t n = 0; n < 3; n++) {
        k++;
        Para *next = features_next_text(page, &k);
        if (!next) return SIZE_MAX;
        if (has(&next->features, F_CREDIT_FORM) || has(&next->features, F_CREDIT_TAIL)) {
            credit = true;
            continue;
        }
        if (!credit || has(&next->features, F_HEADLIKE) || has(&next->features, F_DATELINE) ||
            has(&next->features, F_BYLINE_FORM) || has(&next->features, F_FRESH) || is_picture(next) || next->open)
            return SIZE_MAX;
        return k;
    }
    return SIZE_MAX;
}

/* （记者某某摄）, under a piece of the same reporter: its picture. Or it names
 * nobody: （本報記者攝）. */
static bool is_of_piece(const Para *p, View writers) {
    View credit;
    NameList l;
    if (!cue_credit(p->text, &credit)) return false;
    names_read(&l, credit);
    if (!l.n) return l.role_words > 1 && !l.organs;
    for (size_t i = 0; i < l.n; i++)
        if (view_find(writers, l.names[i], 0) != SIZE_MAX) return true;
    return false;
}

static bool begins_nothing(const FeatureSet *s) {
    static const Feature begins[] = {F_FRESH, F_INDENT, F_BRACKET, F_NUMBERED, F_CHAPTER, F_CELLS,
                                     F_OFFICER, F_LIST, F_BULLET, F_CREDIT_TAIL, F_CAPTION_FORM, F_SIGNED};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (has(s, begins[i])) return false;
    return true;
}

/* First or last of the page, and the gaps around it. */
static void stands(Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    FeatureSet *s = &page->paras.p[i].features;
    if (i == 0 && (page->paras.n > 1 || !has(s, F_HEADLIKE))) set(s, F_FIRST);
    if (i + 1 == page->paras.n) set(s, F_LAST);
    if (i && p->gap > page->usual_gap) set(s, F_GAP);
    if (i + 1 < page->paras.n && p[1].gap > page->usual_gap) set(s, F_GAP_AFTER);
    /* Headline and byline of the one column, headline of the other, and then the texts of both. */
    if (has(s, F_HEADLIKE) && has(s, F_GAP) && has(s, F_GAP_AFTER) && has(&p[-1].features, F_BYLINE_FORM))
        set(s, F_BESIDE);
    if (i > 1 && has(s, F_DASH_START) && p->open && has(&p[-1].features, F_BYLINE_FORM) &&
        has(&p[-2].features, F_HEADLIKE))
        set(s, F_DECK_BESIDE);
}

/* Below a picture, the rest of the text above it? */
static bool may_resume(const Para *text, const Para *rest) {
    enum { REST = 40 };
    const float UNLIKELY = -1; /* of a paragraph's beginning */
    return rest->chars <= REST || seam_in_word(text->text, rest->text) ||
           (break_in_sentence(text) && break_likely(rest->text) <= UNLIKELY);
}

/* Below text that breaks off. */
static void below_open(Page *page, size_t i, Para *text) {
    Para *p = &page->paras.p[i];
    FeatureSet *s = &p->features;
    size_t on = parts_text(page, i);
    if (on != SIZE_MAX && may_resume(text, &page->paras.p[on])) {
        set(s, F_PARTS);
        clear(&text->features, F_BEFORE_PICTURE);
        clear(&text->features, F_PHOTO_ALONE);
        if (page->yearbook) clear(s, F_YEARBOOK_PHOTO), set(s, F_CAPTION_RUN); /* a plate inside an entry */
        else set(&page->paras.p[on].features, F_RESUMES);
    }
    bool word = seam_in_word(text->text, p->text);
    if (has(s, F_CAPTION_FORM) && !word) return;
    if (has(s, F_PICTURE_NEWS) && has(s, F_FRESH) && !word) set(s, F_PARTS);
    set(s, F_PREV_OPEN);
    if (page->yearbook && begins_nothing(s)) set(s, F_GOES_ON);
    if (word) set(s, F_SEAM_WORD);
    if (seam_known(page->seams, text->text, p->text)) set(s, F_SEAM_KNOWN);
}

/* …公司的技 / 某镇培育工匠二百名。 / 图为…: what a picture shows begins with its own place. */
static bool begins_with_place(const Para *p) {
    enum { MOST = 60, NAME = 4 };
    View v = folded(p->head);
    if (p->open || p->chars > MOST) return false;
    for (int i = 0; v.n && i < NAME && cp_is_han(utf8_next(&v)); i++)
        if (i && words_start(v, "镇 乡 村 县 市 区 旗 州 街道 社区")) return true;
    return false;
}

/* 图1：…, 图2：…, below a text whose pictures they are. */
static const char PLATE_NUMBERS[] = "图1 图2 图3 图4 图5 图6 图7 图8 图9 图一 图二 图三 图四 图五 图六 图七 图八 "
                                    "图① 图② 图③ 图④ 图⑤ 图⑥ 图⑦ 图⑧";

/* What paragraph i shows with what stands right above and below it. */
static void beside(Page *page, size_t i) {
    Para *p = &page->paras.p[i];
    FeatureSet *s = &p->features;
    stands(page, i);
    if (is_plate(page, p)) { /* its words and its credit in one */
        set(s, F_YEARBOOK_PHOTO), set(s, F_CREDIT_TAIL);
        clear(s, F_CREDIT_FORM), clear(s, F_CAPTION_FORM);
    }
    if (i > 0 && has(&p[-1].features, F_HEADLIKE)) clear(s, F_TURN_FROM); /* the headline is given again */
    size_t j = i + 1;
    const Para *next = features_next_text(page, &j);
    const bool speech = words_start(p->text, "“ 「") && !p->open; /* of a story, of which a picture shows something */
    if (next && is_picture(next) && !speech) set(s, F_BEFORE_PICTURE);
    if (has(s, F_GAP) && (!is_picture(p) || (has(s, F_CREDIT_TAIL) && !has(s, F_CAPTION_FORM))) &&
        !has(s, F_HEADLIKE) && photo_alone(page, i))
        set(s, F_PHOTO_ALONE);
    bool pictured = has(s, F_CREDIT_TAIL) || has(s, F_BEFORE_PICTURE);
    if (pictured && has(s, F_COMMA) && !has(s, F_HEADLIKE) && tells_news(p)) set(s, F_PICTURE_NEWS);
    if (i > 0 && !p[-1].aside && has(&p[-1].features, F_CREDIT_TAIL)) set(s, F_OWN_CREDIT);
}

/* What a picture shows, between text that breaks off and the picture's words. */
static bool heads_caption(Page *page, size_t i) {
    const Para *p = &page->paras.p[i++];
    const FeatureSet *s = &p->features;
    if (page->yearbook || !has(s, F_BEFORE_PICTURE) || has(s, F_SEAM_WORD) || has(s, F_SEAM_KNOWN)) return false;
    return has(&features_next_text(page, &i)->features, F_CAPTION_FORM) && begins_with_place(p);
}

void features_neighbours(Page *page) {
    View writers = {0}; /* of the piece, as its dateline has them */
    Para *text = NULL;       /* the last that is running text */
    const Para *held = NULL; /* the same, above the headline of a picture */
    bool picture = false;
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        FeatureSet *s = &p->features;
        if (p->aside) continue;
        beside(page, i);
        if (text && text->open && page->has_stops && !has(s, F_HEADLIKE)) {
            below_open(page, i, text);
            if (heads_caption(page, i)) set(s, F_PARTS);
        }
        if (text && text->open && page->has_stops && !page->yearbook && has(s, F_HEADLIKE) && text->chars > 20)
            set(s, F_BREAKS);
        if (!text && held && picture && !has(s, F_HEADLIKE) && !is_picture(p) && !has(s, F_DATELINE) &&
            (!has(s, F_FRESH) || seam_in_word(held->text, p->text)))
            set(s, F_RESUMES);
        bool open = text && text->open;
        if (has(s, F_HEADLIKE) && !has(s, F_STACK_ONE)) writers = (View){0};
        if (has(s, F_DATELINE) && p->dateline) writers = p->dateline->names;
        if (has(s, F_CREDIT_TAIL) && !has(s, F_CAPTION_FORM) && p->chars >= 15 && !open && !has(s, F_GAP) &&
            !is_of_piece(p, writers))
            set(s, F_CREDITED);
        if (text && has(s, F_CAPTION_FORM) && words_start(folded(p->head), PLATE_NUMBERS)) set(s, F_PLATE_NUMBER);
        if (has(s, F_OFFICER) || has(s, F_VERSE)) {
            text = NULL;
            continue;
        }
        if (is_picture(p) || (held && !picture && has(s, F_BEFORE_PICTURE) && !has(s, F_HEADLIKE))) picture = true;
        else if (has(s, F_HEADLIKE) || has(s, F_BYLINE_FORM) || has(s, F_NAMES)) {
            held = text && text->open && page->has_stops ? text : NULL;
            picture = false;
            text = NULL;
        } else if (!has(s, F_CELLS)) text = p, held = NULL;
    }
}
