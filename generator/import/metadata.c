/* Who wrote an article. Dates are dates.c, kinds kind.c. */
#include "import/cues.h"
#include "import/kind.h"

/* （供稿：某局 撰稿：某某）, （作者单位：某校）: who wrote, not where from. */
static View writers(View text) {
    Folded f;
    size_t n, at;
    fold_head(&f, text);
    if ((at = words_find(folded(&f), "撰稿: 撰稿人: 撰写: 执笔: 撰稿/ 撰文: 编写: 作者:", 0, &n)) != SIZE_MAX) {
        View rest = folded_raw(&f, at + n, f.n);
        size_t bytes = (size_t)(text.p + text.n - rest.p), end = words_find(folded(&f), ", ; 系 单位", at + n, &n);
        if (end != SIZE_MAX) bytes = folded_raw(&f, 0, end).n - (size_t)(rest.p - text.p); /* 作者：某某，系某县教师 */
        return view(rest.p, bytes);
    }
    size_t author = words_start(folded(&f), "(作者"); /* （作者某某系某县教师） */
    if (author && (at = words_find(folded(&f), "系 为 是", author, &n)) != SIZE_MAX &&
        name_likeness(folded_raw(&f, author, at)) == 2)
        return folded_raw(&f, author, at);
    if (words_find(folded(&f), "作者单位 作者系 作者为 作者是 作者地址 供稿: 供稿单位 来源: 据《 摘自 选自", 0, &n) != SIZE_MAX)
        return (View){0};
    return text;
}

/* What is gathered of a draft's authors: `seen` has those that it holds. */
typedef struct Authors {
    Page *page;
    Draft *d;
    Map seen;
    Str byline;
    bool bows; /* whoever signs thanks or announces */
} Authors;

/* 某市一群众, set wide or not. */
static bool names_nobody(View text) {
    Folded f;
    char buf[BARE_MAX];
    fold_head(&f, text);
    return words_end(cue_bare(&f, buf), "一群众 一读者 一居民 一市民 一村民 一农民 一牧民 一社员 一职工 一工人 一学生 "
                                        "一教师 一家长 一干部 一旅客 一乘客 一顾客 一农户 一用户 一老人") > 0;
}

static void add_authors(Authors *a, View text) {
    NameList l;
    if (names_nobody(text)) return;
    text = writers(text);
    names_read(&l, text);
    for (size_t i = 0; i < l.n; i++) {
        bool fresh;
        View name = name_bare(&a->page->arena, l.names[i]);
        map_at(&a->seen, name, &fresh);
        if (fresh) vec_push(&a->d->authors, name);
    }
    if (!l.n && is_family_name(text)) vec_push(&a->d->authors, text);
}

/* 某公社社员 某某: the last word of a signature, if it is a name. */
static void add_signer(Authors *a, View text, bool signs) {
    while (words_start(text, "— ― ─")) text = view_from(text, 3); /* ——某某 */
    text = cue_first_signer(text);
    View before;
    const View last = cue_last_name(text, &before);
    Folded f, name;
    char buf[BARE_MAX];
    size_t n; /* whoever is called a reader or the like may have any name */
    fold_head(&f, text);
    bool told =
        words_find(folded(&f), "读者 家长 村民 市民 居民 社员 职工 学生 教师 战士 工人 网友", 0, &n) != SIZE_MAX;
    if (words_end(folded(&f), "先生 女士 小姐 太太 家长 大爷 大妈 大娘 大嫂 大姐 大叔 老伯 师傅")) return;
    fold_head(&name, last);
    const View bare = cue_bare(&name, buf);
    const bool wide = before.n && bare.n < last.n; /* nothing else is set so */
    if ((before.n || signs) && (name_likeness(last) == 2 || ((told || wide) && name_likeness(last))) &&
        utf8_count(bare) <= 4)
        add_authors(a, last);
}

static void read_byline(Authors *a, const Para *p) {
    Folded f;
    View text = p->text;
    if (a->byline.n) str_adds(&a->byline, "; ");
    str_addv(&a->byline, text);
    Dateline line;
    Citation citation;
    fold_head(&f, text);
    if (cue_reader(&f) || cue_chart_credit(p->head)) return;
    if (p->cited && !cue_byline(text)) { /* with the paper, the date */
        cue_citation_piece(&f, &citation);
        add_authors(a, citation.names);
        return;
    }
    bool report = !cue_dateline(&f, &line) && line.names.n && words_start(folded(&f), "【 ( [ 〔");
    add_authors(a, report ? line.names : text);
}

/* （新华社某地3月5日电　记者某某）, alone: whom it names; （某社某地电） names nobody. */
static void add_wired(Authors *a, View text) {
    size_t n, at = words_find(text, "记者 記者 通讯员 通訊員", 0, &n);
    if (at != SIZE_MAX) add_authors(a, view_from(text, at));
}

static bool names_agency(View text) {
    return cue_source_at_end(text) && words_end(text, "电） 讯） 電） 訊） 电) 讯)");
}

static void authors_of_para(Authors *a, const Para *p) {
    View credit, alone;
    if (p->role != ROLE_BYLINE && cue_chart_credit(p->head)) return; /* who drew it wrote nothing */
    if (p->role != ROLE_BYLINE && p->chars <= 40 && cue_contributor(p->head)) {
        add_authors(a, p->text);
    } else if (p->role == ROLE_BYLINE) {
        read_byline(a, p);
    } else if (p->role == ROLE_LEAD || p->role == ROLE_BRIEF) {
        if (p->dateline) add_authors(a, p->dateline->names);
    }
    if (p->role == ROLE_SIGN && a->bows) return; /* a notice's, who wrote nothing */
    if (p->role == ROLE_SIGN && cue_source_at_end(p->text)) add_wired(a, p->text);
    else if (p->role == ROLE_SIGN && cue_names_alone(p->text, &alone)) add_authors(a, alone);
    else if (p->role == ROLE_SIGN || (p->role == ROLE_BODY && p->chars <= 22 && cue_letter_writer(p->text)))
        add_signer(a, p->text, has(&p->features, F_SIGNED));
    if ((role_is_picture(p->role) || has(&p->features, F_CREDIT_TAIL)) && cue_credit(p->text, &credit))
        add_authors(a, credit);
    else if (role_is_picture(p->role) && cue_byline(p->text)) add_authors(a, p->text); /* 图/文　某某 */
}

/* ▲某镇赵承业来信说：…: who wrote what is printed in parts. A name alone may be a place's, 王庄村, 石家庄: where its
 * bearer lives or works stands before it. */
static View who_wrote(const Para *p) {
    static const char WHERE[] = "乡 鄉 镇 鎮 村 县 縣 市 区 區 旗 厂 廠 校 学 學 院 局 所 站 店 场 場 队 隊 社 路 街 组 "
                                "組 城东 城西 城南 城北 读者 讀者 民 工 师 師 户 戶";
    enum { BEFORE = 3 * 14, NAME = 3, LEAST = 2 };
    size_t n, at = words_find(folded(p->head), "来信说 来信反映 来信建议 来信批评 来信表扬", 0, &n);
    if (at == SIZE_MAX || at > BEFORE) return V("");
    const View all = folded_raw(p->head, 0, at);
    for (size_t chars = NAME; chars >= LEAST; chars--) {
        View rest = all;
        for (size_t k = 0; k < chars && rest.n; k++) utf8_last(&rest);
        const View name = view_from(all, rest.n);
        if (utf8_count(name) == chars && words_end(rest, WHERE) && name_likeness(name) == 2 && !seam_is_word(name))
            return words_end(name, "民 众 者 人 工 友 贩 村") ? V("") : name;
    }
    return V("");
}

static void find_authors(Page *page, Draft *d) {
    Authors a = {page, d, MAP_INIT, STR_INIT, d->paras.n && cue_bows(page->paras.p[d->paras.p[d->paras.n - 1]].head)};
    const Para *last = NULL;
    View writer = {0};
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        authors_of_para(&a, p);
        if (!last && role_is_text(p->role)) writer = who_wrote(p);
        if (role_is_text(p->role)) last = p;
    }
    View names;
    char buf[BARE_MAX]; /* 一等奖：《…》（作者：某某）: who won it */
    if (last && cue_labelled(cue_bare(last->head, buf))) last = NULL;
    if (last && names_agency(last->text)) last = NULL;
    if (last && (cue_names_at_end(last->text, &names) || cue_byline_at_end(last->text, &names))) add_authors(&a, names);
    if (!d->authors.n && writer.n) add_authors(&a, writer);
    d->byline = arena_view(&page->arena, str_view(&a.byline));
    map_release(&a.seen);
    str_release(&a.byline);
}

void page_metadata(Page *page) {
    bool supplement = page_is_supplement(page);
    for (size_t i = 0; i < page->drafts.n; i++) {
        Draft *d = &page->drafts.p[i];
        find_authors(page, d);
        kind_guess(page, d, supplement);
    }
    page_dates(page);
    contents_place(page);
}
