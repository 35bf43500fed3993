/* The parts of one long piece, each under two lines of one form: 镜头一 over
 * 高铁修到了镇上, 英国—— over 博物馆里过节. No byline, dateline or signature
 * stands between them, which pieces by themselves would have. */
#include "import/cues.h"
#include "import/features.h"

static bool ends_in_dash(const Para *p) { return words_end(p->text, "—— ―― ── --") > 0; }

/* What heads a piece by itself, or signs or dates one. */
static bool is_of_another(const FeatureSet *s) {
    static const Feature others[] = {F_BYLINE_FORM, F_DATELINE, F_SIGNED,      F_NAMES,       F_SIGN_FORM, F_ITEM,
                                     F_CREDIT_TAIL, F_CELLS,    F_COLUMN_WORD, F_NOTICE_WORD, F_TAGGED,    F_SPEECH,
                                     F_CREDIT_FORM, F_HEAD_MARK};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (has(s, others[i])) return true;
    return false;
}

/* 城关镇: who sent an item. */
static bool names_place(const Para *p) {
    return words_end(p->text, "省 市 县 区 州 旗 盟 镇 乡 村 社区 街道 局 委 办 院 校 中心") > 0;
}

/* Two lines or three over plain text, the upper one a tag; or that alone. */
static bool may_head_part(const Page *page, size_t from, size_t to) {
    enum { TAG = 9, LINE = 30, MOST = 3 };
    const Para *tag = &page->paras.p[from];
    if (from > 0 && to - from == 1 && tag->gap <= page->usual_gap && has(&tag->features, F_TO_TEXT))
        return is_wide_word(tag->text) || ends_in_dash(tag); /* 缘　起 */
    if (from == 0 || to - from < 2 || to - from > MOST || tag->gap > page->usual_gap) return false;
    if (!has(&tag->features, F_TO_TEXT) || is_of_another(&tag[1].features) || tag[1].chars > LINE) return false;
    return ends_in_dash(tag) || (tag->chars <= TAG && !names_place(tag));
}

static bool near(uint32_t a, uint32_t b) { return (a > b ? a - b : b - a) <= 1; }

static bool are_alike(const Para *a, const Para *b) {
    if (ends_in_dash(a) || ends_in_dash(b)) return ends_in_dash(a) && ends_in_dash(b);
    return near(a->chars, b->chars);
}

/* 镜头一 and 镜头二, 科技范儿 and 文艺范儿: the same words at one end, or two lines of
 * one length each. Names of columns are not, of which two may follow each other. */
static bool are_twins(const Para *a, const Para *b) {
    View x = a->text, y = b->text;
    if (ends_in_dash(a) || is_wide_word(a->text) || (a->chars == a[1].chars && b->chars == b[1].chars)) return true;
    if (utf8_next(&x) == utf8_next(&y) && utf8_next(&x) == utf8_next(&y)) return true;
    x = a->text, y = b->text;
    return utf8_last(&x) == utf8_last(&y) && utf8_last(&x) == utf8_last(&y);
}

/* The stacks of one run so far. */
typedef struct Run {
    VEC(size_t) tags;
    bool twins;
} Run;

static void end_run(Page *page, Run *r) {
    enum { SEVERAL = 3 };
    const bool parts = r->tags.n >= SEVERAL || (r->tags.n && r->twins);
    for (size_t i = 0; parts && i < r->tags.n; i++) {
        Para *line = &page->paras.p[r->tags.p[i]];
        set(&line->features, F_PART);
        while (!has(&line->features, F_STACK_ONE) && !has(&line->features, F_STACK_LAST))
            set(&(++line)->features, F_PART);
    }
    r->tags.n = 0;
    r->twins = false;
}

static void add_to_run(Page *page, Run *r, size_t tag) {
    const Para *paras = page->paras.p;
    if (r->tags.n) {
        const Para *last = &paras[r->tags.p[r->tags.n - 1]];
        if (!are_alike(last, &paras[tag])) end_run(page, r);
        else r->twins = r->twins || are_twins(last, &paras[tag]);
    }
    vec_push(&r->tags, tag);
}

void features_series(Page *page) {
    Run run = {.twins = false};
    for (size_t i = 0; !page->yearbook && i < page->paras.n; i++) {
        const FeatureSet *s = &page->paras.p[i].features;
        if (page->paras.p[i].aside) continue;
        if (is_of_another(s)) end_run(page, &run);
        if (!has(s, F_HEADLIKE)) continue;
        size_t to = i + 1;
        while (has(s, F_STACK_FIRST) && to < page->paras.n && !has(&page->paras.p[to - 1].features, F_STACK_LAST)) to++;
        if (!is_of_another(s) && may_head_part(page, i, to)) add_to_run(page, &run, i);
        else end_run(page, &run);
        i = to - 1;
    }
    end_run(page, &run);
    vec_release(&run.tags);
}
