#include "import/kind.h"
#include "import/cues.h"
#include "import/features.h"

#include <math.h>
#include <pthread.h>

/* Made by `make fit-kind`; the column of a trait that is no more (what a
 * commentator signs is known by its form) was taken out by hand. */
const float kind_weight[KINDS_WEIGHED][TRAIT_COUNT] = {
#include "import/kind.def"
};
const ArticleKind kinds_weighed[KINDS_WEIGHED] = {KIND_NEWS, KIND_FEATURE, KIND_COMMENTARY, KIND_NOTICE};

static const char OPINION[] = "笔者 我们要 我们应 必须 应当 要坚持 应坚持 不能 不妨 何以 既要 都得 就得 说到底 "
                              "归根结底 与其 未必 怎能 何妨 毋庸置疑 由此可见 试想 应把 应该 要把 不应 值得 岂能 理应";
/* What arguments are built of. */
static const char ARGUMENT[] =
    "不是 而是 其实 说到底 往往 不必 未必 才能 就是 有的 道理 关键 看似 不在于 在于 不如 可见 显然 固然 当然 但愿 如果 "
    "如何 为什么 难道 岂 何 愿 应 必须 不妨 不该 该 无非 哪 谁 怎 倘若 只有 才 既 更";
static const char REPORT[] = "记者 近日 日前 昨日 昨天 今天 今日 前天 连日来 获悉 了解到 据介绍 告诉";
static const char SAID[] = "说 告诉 介绍 表示";
static const char OPINION_COLUMN[] = "投书 心声 民意 来信 信箱 来函 来论 絮语 夜话 小议 杂议 一得 评论 时评 短评 "
                                     "社论 论坛 "
                                     "漫谈 漫笔 杂谈 随笔 观察 快评 锐评 言论 观点 微言 走笔 编后 谈 巷议 之声 心声";
/* Of those that stand over notices alone; the rest is known to the features. */
static const char NOTICE[] = "今日菜价 菜价表 潮汐 潮汐表 今晚电视 今日电视 今日荧屏 今晚荧屏 出售 发售 平让";

bool page_is_supplement(const Page *page) {
    size_t n;
    for (size_t i = 0; i < page->paras.n; i++)
        if (page->paras.p[i].aside && words_find(page->paras.p[i].text, "副刊 文艺 文学 文苑 文藝", 0, &n) != SIZE_MAX)
            return true;
    return false;
}

/* --- by form ----------------------------------------------------------------- */

/* 第一条　为加强… */
static bool is_article_of_law(View v) {
    unsigned n;
    if (!view_starts(v, V("第"))) return false;
    v = view_from(v, 3);
    return cue_number(&v, &n) && view_starts(v, V("条"));
}

typedef struct Form {
    size_t captions, text, verse, sections, articles; /* of law */
    bool dateline, byline, opinion, orphan, notice;
} Form;

/* *names: it has any; *reported: as of a report, 【記者某某／花蓮報導】. */
static void read_byline(const Para *p, bool *names, bool *reported) {
    Citation citation = {.names = p->text};
    if (p->cited) cue_citation(p->head, &citation);
    Folded folded_names;
    fold_head(&folded_names, citation.names);
    *names = citation.names.n > 0;
    *reported = *names && (words_start(citation.names, "【 （ 〔 [ (") || cue_reported(&folded_names));
}

/* 本报评论员, 本报特约评论员 甲 */
static bool is_critic(View byline) {
    size_t n;
    return words_find(byline, "评论员", 0, &n) != SIZE_MAX;
}

static Form form_of(const Page *page, const Draft *d) {
    Form f = {0};
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        bool byline = false, reported = false;
        if (p->role == ROLE_BYLINE && has(&p->features, F_BYLINE_FORM)) read_byline(p, &byline, &reported);
        f.dateline |= p->role == ROLE_LEAD || (p->role == ROLE_BRIEF && has(&p->features, F_DATELINE)) || reported;
        f.byline |= byline;
        f.opinion |= p->role == ROLE_BYLINE && (cue_reader(p->head) || is_critic(folded(p->head)));
        f.orphan |= i == 0 && (p->role == ROLE_ORPHAN || p->role == ROLE_NOTE);
        f.sections += p->role == ROLE_SECTION;
        f.articles += is_article_of_law(p->text);
        f.captions += p->role == ROLE_CAPTION || p->role == ROLE_PCAPTION;
        f.notice |= i == 0 && has(&p->features, F_NOTICE_LEAD);
        f.text += role_is_text(p->role);
        f.verse += role_is_text(p->role) && has(&p->features, F_VERSE);
    }
    return f;
}

/* Without a bracket behind it: 节目表（星期日） */
static View without_bracket(View bare) {
    size_t n, open = words_find(bare, "(", 0, &n);
    return words_end(bare, ")") && open != SIZE_MAX && open > 6 ? view_to(bare, open) : bare;
}

bool kind_by_form(const Page *page, const Draft *d, ArticleKind *out) {
    enum { STANZA = 4 };
    Form f = form_of(page, d);
    Folded title, column;
    char buf[BARE_MAX];
    fold_head(&title, d->title);
    fold_head(&column, d->column);
    View whole = cue_bare(&title, buf), bare = without_bracket(whole);
    bool reported = f.dateline || f.byline;
    if (f.orphan && f.notice) *out = KIND_NOTICE;
    else if (f.orphan && !d->title.n) *out = KIND_FRAGMENT;
    else if (d->photo) *out = KIND_PHOTO;
    else if (!d->title.n && d->column.n && cue_brief_column(d->column)) *out = KIND_NEWS;
    else if (page->yearbook) *out = KIND_YEARBOOK_SECTION;
    else if (!reported && (ends_like_notice(bare) || words_end(bare, NOTICE) ||
                           words_start(bare, "遗失声明 招聘启事 公告 关于公布 征聘 出售楼房 出售房屋")))
        *out = KIND_NOTICE;
    else if (!reported && f.articles >= 3) *out = KIND_NOTICE;
    else if (f.dateline) *out = KIND_NEWS;
    else if (f.opinion || words_end(whole, "(社评) (社论) (短评) (评论) (时评)") ||
             words_start(whole, "社论: 短评: 编后 编者按 编者的话"))
        *out = KIND_COMMENTARY;
    else if (f.captions >= 2 && f.text <= 2) *out = KIND_PHOTO;
    else if (!reported && f.verse >= STANZA && f.verse * 2 > f.text) *out = KIND_FEATURE;
    else if (!d->title.n && f.notice) *out = KIND_NOTICE;
    else if (!d->title.n && !d->column.n && !f.sections) *out = KIND_FRAGMENT;
    else return false;
    return true;
}

/* --- by traits ----------------------------------------------------------------- */

/* What is counted in the text, as far as it is read. */
typedef struct Counts {
    size_t chars, paras, report, said, opinion, argument, self, persons, ages, quotes, questions, figures;
} Counts;

enum { LIST_SAID, LIST_OPINION, LIST_ARGUMENT, COUNTED_LISTS };
static JoinedLists counted;
static pthread_once_t counted_once = PTHREAD_ONCE_INIT;

/* Characters that are counted, by what they are. */
typedef enum Sign { SIGN_NONE, SIGN_OPEN, SIGN_CLOSE, SIGN_I, SIGN_PERSON, SIGN_AGE, SIGN_QUESTION, SIGN_FIGURE } Sign;
static uint8_t sign_of[0x10000];

static void prepare_counting(void) {
    static const char *const lists[COUNTED_LISTS] = {
        [LIST_SAID] = SAID, [LIST_OPINION] = OPINION, [LIST_ARGUMENT] = ARGUMENT};
    static const char *const signs[] = {
        [SIGN_NONE] = "", [SIGN_OPEN] = "“「", [SIGN_CLOSE] = "”」", [SIGN_I] = "我", [SIGN_PERSON] = "他她",
        [SIGN_AGE] = "岁歲", [SIGN_QUESTION] = "？?", [SIGN_FIGURE] = "0123456789一二三四五六七八九十百千万"};
    words_join(&counted, lists, COUNTED_LISTS);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (View rest = view_of(signs[i]); rest.n;) sign_of[utf8_next(&rest)] = (uint8_t)i;
}

/* 我 outside quotes: the writer speaks. 我们, 我区, 我县 are no one's. */
static bool is_self(View behind) {
    static const char WE[] = "们 区 县 市 省 国 州 乡 镇 局 院 校 社 旗 厂 盟";
    return behind.n && !words_start(behind, WE);
}

static void count_characters(Counts *c, View v) {
    int open = 0;
    while (v.n) {
        const uint32_t cp = utf8_next(&v);
        if (cp >= sizeof sign_of || !sign_of[cp]) continue;
        switch ((Sign)sign_of[cp]) {
        case SIGN_OPEN: c->quotes++, open++; break;
        case SIGN_CLOSE: open -= open > 0; break;
        case SIGN_I: c->self += !open && is_self(v); break;
        case SIGN_PERSON: c->persons++; break;
        case SIGN_AGE: c->ages++; break;
        case SIGN_QUESTION: c->questions++; break;
        case SIGN_FIGURE: c->figures++; break;
        case SIGN_NONE: break;
        }
    }
}

static void count_text(const Page *page, const Draft *d, Counts *c) {
    enum { PARA = 3000, OPENING = 400 };
    pthread_once(&counted_once, prepare_counting);
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (!role_is_text(p->role)) continue;
        View v = view_to(p->text, PARA);
        size_t n, found[COUNTED_LISTS] = {0};
        c->chars += p->chars;
        c->paras++;
        c->report += words_find(view_to(v, OPENING), REPORT, 0, &n) != SIZE_MAX;
        words_count(v, &counted, found);
        c->said += found[LIST_SAID];
        c->opinion += found[LIST_OPINION];
        c->argument += found[LIST_ARGUMENT];
        count_characters(c, v);
    }
}

/* So many in a hundred characters, `most` or more for all. */
static float dense(size_t n, size_t chars, float most) {
    float x = chars ? 100.0f * (float)n / (float)chars / most : 0;
    return x > 1 ? 1 : x;
}

static void from_counts(const Counts *c, KindTraits *t) {
    enum { LONG = 800, SHORT = 220 };
    t->of[TRAIT_REPORT] = c->report >= 2 ? 1 : (float)c->report / 2;
    t->of[TRAIT_SELF] = dense(c->self, c->chars, 2);
    t->of[TRAIT_PERSONS] = dense(c->persons, c->chars, 1.5f);
    t->of[TRAIT_AGES] = dense(c->ages, c->chars, 0.3f);
    t->of[TRAIT_SAID] = dense(c->said, c->chars, 0.6f);
    t->of[TRAIT_QUOTES] = dense(c->quotes, c->chars, 1.5f);
    t->of[TRAIT_OPINION] = dense(c->opinion, c->chars, 0.6f);
    t->of[TRAIT_ARGUMENT] = dense(c->argument, c->chars, 2.5f);
    t->of[TRAIT_QUESTIONS] = dense(c->questions, c->chars, 0.6f);
    t->of[TRAIT_FIGURES] = dense(c->figures, c->chars, 6);
    t->of[TRAIT_LONG] = c->chars > LONG;
    t->of[TRAIT_SHORT] = c->chars < SHORT;
    t->of[TRAIT_ONE_TEXT] = c->paras == 1;
}

static bool opens_with_time(const Para *p) {
    size_t n;
    return cue_news_time(p->head) || cue_time_word(p->head) ||
           words_find(view_to(p->text, 180), "近日 日前 昨日 昨天 今天 月 日电", 0, &n) != SIZE_MAX;
}

/* What single paragraphs show. */
static void from_paragraphs(const Page *page, const Draft *d, KindTraits *t) {
    size_t spoken = 0;
    bool first = true;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        if (p->role == ROLE_BYLINE && !p->cited)
            t->of[has(&p->features, F_BYLINE_FORM) ? TRAIT_BYLINE : TRAIT_NAME] = 1;
        if (p->role == ROLE_SIGN && !cue_closes_piece(p->head))
            t->of[has(&p->features, F_SIGNED) ? TRAIT_NAMES : TRAIT_SIGNED] = 1;
        if (p->role == ROLE_SUBHEAD) t->of[TRAIT_SUBHEADS] = 1;
        if (p->role == ROLE_TABLE) t->of[TRAIT_TABLE] = 1;
        if (has(&p->features, F_VERSE)) t->of[TRAIT_VERSE] = 1;
        if (!role_is_text(p->role)) continue;
        if (first && p->role != ROLE_NOTE) t->of[TRAIT_LEDE] = opens_with_time(p), first = false;
        char buf[BARE_MAX];
        View bare = cue_bare(p->head, buf);
        if (cue_labelled(bare) || cue_contact(bare)) t->of[TRAIT_LABELS] = 1;
        spoken += cue_speaks(folded(p->head)) || words_start(folded(p->head), "问: 答:");
    }
    t->of[TRAIT_DIALOGUE] = spoken >= 2;
}

static bool is_literary(View column) {
    size_t n;
    return column.n && words_find(column, "文苑 文艺 文学 诗 散文 小说 副刊 快板 歌谣 故事会 百花", 0, &n) != SIZE_MAX;
}

KindTraits kind_traits(const Page *page, const Draft *d, bool supplement) {
    KindTraits t = {{0}};
    Counts c = {0};
    Folded title, column;
    char buf[BARE_MAX];
    fold_head(&title, d->title);
    fold_head(&column, d->column);
    count_text(page, d, &c);
    from_counts(&c, &t);
    from_paragraphs(page, d, &t);
    t.of[TRAIT_ONE] = 1;
    t.of[TRAIT_NOBODY] = d->authors.n == 0;
    t.of[TRAIT_ASKS] = words_end(cue_bare(&title, buf), "? !") > 0;
    t.of[TRAIT_TITLED] = d->title.n > 0;
    t.of[TRAIT_COLUMNED] = d->column.n > 0;
    t.of[TRAIT_OPINION_COLUMN] = d->column.n && words_end(cue_unmarked(folded(&column)), OPINION_COLUMN);
    t.of[TRAIT_SUPPLEMENT] = supplement || is_literary(folded(&column));
    return t;
}

void kind_guess(const Page *page, Draft *d, bool supplement) {
    d->kind_sure = 1;
    if (kind_by_form(page, d, &d->kind)) return;
    KindTraits t = kind_traits(page, d, supplement);
    float score[KINDS_WEIGHED], all = 0;
    int best = 0;
    for (int k = 0; k < KINDS_WEIGHED; k++) {
        score[k] = 0;
        for (int i = 0; i < TRAIT_COUNT; i++) score[k] += kind_weight[k][i] * t.of[i];
        if (score[k] > score[best]) best = k;
    }
    for (int k = 0; k < KINDS_WEIGHED; k++) all += expf(score[k] - score[best]);
    d->kind = kinds_weighed[best];
    d->kind_sure = 1 / all;
}
