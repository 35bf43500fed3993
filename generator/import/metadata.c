/* Who wrote an article, what kind of piece it is, where and when it was
 * sent. Dates are dates.c. */
#include "import/cues.h"
#include "import/page.h"

/* "张 三" is printed so to fill a line. */
static View without_space(Page *page, View name) {
    if (view_find(name, V(" "), 0) == SIZE_MAX && view_find(name, V("\u3000"), 0) == SIZE_MAX) return name;
    Str s = STR_INIT;
    while (name.n) {
        uint32_t cp = utf8_next(&name);
        if (!cp_is_space(cp)) utf8_add(&s, cp);
    }
    View v = arena_view(&page->arena, str_view(&s));
    str_release(&s);
    return v;
}

/* （供稿：某局 撰稿：某某）, （作者单位：某校）: who wrote, not where from. */
static View writers(View text) {
    Folded f;
    size_t n, at;
    fold_head(&f, text);
    if ((at = words_find(folded(&f), "撰稿: 撰稿人: 撰写: 执笔: 撰稿/ 撰文: 编写: 作者:", 0, &n)) != SIZE_MAX) {
        View rest = folded_raw(&f, at + n, f.n);
        return view(rest.p, (size_t)(text.p + text.n - rest.p));
    }
    if (words_find(folded(&f), "作者单位 作者系 作者为 作者是 供稿: 供稿单位 来源: 据《 摘自 选自", 0, &n) != SIZE_MAX) return (View){0};
    return text;
}

/* What is gathered of a draft's authors: `seen` has those that it holds. */
typedef struct Authors {
    Page *page;
    Draft *d;
    Map seen;
    Str byline;
} Authors;

static void add_authors(Authors *a, View text) {
    NameList l;
    text = writers(text);
    names_read(&l, text);
    for (size_t i = 0; i < l.n; i++) {
        bool fresh;
        View name = without_space(a->page, l.names[i]);
        map_at(&a->seen, name, &fresh);
        if (fresh) vec_push(&a->d->authors, name);
    }
    if (!l.n && is_family_name(text)) vec_push(&a->d->authors, text);
}

/* 某公社社员 某某: the last word of a signature, if it is a name. */
static void add_signer(Authors *a, View text) {
    size_t at = text.n;
    View rest = text;
    while (rest.n && !cp_is_space(utf8_last(&rest))) at = rest.n;
    View last = view_from(text, at);
    Folded f;
    size_t n; /* whoever is called a reader or the like may have any name */
    fold_head(&f, text);
    bool told = words_find(folded(&f), "读者 家长 村民 市民 居民 社员 职工 学生 教师 战士 工人 网友", 0, &n) != SIZE_MAX;
    if (words_end(folded(&f), "先生 女士 小姐 太太 家长")) return;
    if (at > 0 && (name_likeness(last) == 2 || (told && name_likeness(last))) && utf8_count(last) <= 4) add_authors(a, last);
}

static void read_byline(Authors *a, View text) {
    Folded f;
    if (a->byline.n) str_adds(&a->byline, "; ");
    str_addv(&a->byline, text);
    Dateline line;
    fold_head(&f, text);
    bool report = !cue_dateline(&f, &line) && line.names.n && words_start(folded(&f), "【 ( [ 〔");
    add_authors(a, report ? line.names : text);
}

static void authors_of_para(Authors *a, const Para *p) {
    Folded f;
    Dateline line;
    View credit, alone;
    bool folds = p->chars <= 40 || p->role == ROLE_LEAD || p->role == ROLE_BRIEF;
    if (folds) fold_head(&f, p->text);
    if (p->role != ROLE_BYLINE && p->chars <= 40 && cue_contributor(&f)) {
        add_authors(a, p->text);
    } else if (p->role == ROLE_BYLINE) {
        read_byline(a, p->text);
    } else if (p->role == ROLE_LEAD || p->role == ROLE_BRIEF) {
        if (cue_dateline(&f, &line)) add_authors(a, line.names);
    }
    if (p->role == ROLE_SIGN && cue_names_alone(p->text, &alone)) add_authors(a, alone);
    else if (p->role == ROLE_SIGN) add_signer(a, p->text);
    if ((role_is_picture(p->role) || has(&p->features, F_CREDIT_TAIL)) && cue_credit(p->text, &credit)) add_authors(a, credit);
}

static void find_authors(Page *page, Draft *d) {
    Authors a = {page, d, MAP_INIT, STR_INIT};
    const Para *last = NULL;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        authors_of_para(&a, p);
        if (role_is_text(p->role)) last = p;
    }
    View names;
    if (last && cue_names_at_end(last->text, &names)) add_authors(&a, names);
    d->byline = arena_view(&page->arena, str_view(&a.byline));
    map_release(&a.seen);
    str_release(&a.byline);
}

/* Evidence for each kind, in the order in which it is asked. */
static const char OPINION[] = "笔者 我们要 我们应 必须 应当 要坚持 应坚持 不能 不妨 何以 既要 都得 就得 说到底 归根结底 与其 未必 怎能 何妨 毋庸置疑 由此可见 试想 应把 应该 要把 不应 值得 岂能 理应";
static const char REPORT[] = "记者 近日 日前 昨日 昨天 今天 今日 前天 连日来 获悉 了解到 据介绍 告诉";
static const char OPINION_COLUMN[] = "来信 信箱 来函 絮语 夜话 小议 杂议 一得 评论 时评 短评 社论 论坛 漫谈 漫笔 杂谈 随笔 观察 快评 锐评 言论 观点 微言 走笔 编后 谈";
static const char NOTICE[] = "温馨提示 友情提示 倡议书 公开信 告知书 须知 订正 勘误 公告 通告 启事 声明 公示 讣告 遗失 招聘 更正 致歉 拍卖 通知 招标 招生 预告 节目 影讯 行情 时刻表 天气 天气预报 气象 寻人 寻亲 寻物 招领 转让 招租 出租 急聘 诚聘 鸣谢 征文 告示 节目表 影剧消息 今日菜价 菜价表 今日物价 潮汐 潮汐表";

typedef struct Traits {
    size_t opinion, report, self, captions, text, sections, chars, signatures, names;
    size_t articles; /* 第一条 */
    bool dateline, byline, plain_byline, orphan, verse, notice;
} Traits;

/* 我 outside quotes: the writer speaks. */
static size_t first_person(View v) {
    size_t n = 0;
    int quotes = 0;
    if (view_find(v, V("我"), 0) == SIZE_MAX) return 0;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        quotes += cp == 0x201C || cp == 0x300C;
        quotes -= (cp == 0x201D || cp == 0x300D) && quotes > 0;
        if (cp != 0x6211 || quotes) continue; /* 我 */
        View next = v;
        uint32_t after = next.n ? utf8_next(&next) : 0;
        /* 我们, 我区, 我县, 我市, 我省, 我国, 我州, 我乡, 我镇, 我局 are no one's */
        static const char WE[] = "们 区 县 市 省 国 州 乡 镇 局 院 校 社 旗 厂 盟";
        n += !words_start(v, WE) && after != 0;
    }
    return n;
}

/* Does the page's head say that it is literary? */
static bool is_supplement(const Page *page) {
    size_t n;
    for (size_t i = 0; i < page->paras.n; i++)
        if (page->paras.p[i].aside && words_find(page->paras.p[i].text, "副刊 文艺 文学 文苑 文藝", 0, &n) != SIZE_MAX) return true;
    return false;
}

/* 第一条　为加强… */
static bool is_article_of_law(View v) {
    unsigned n;
    if (!view_starts(v, V("第"))) return false;
    v = view_from(v, 3);
    return cue_number(&v, &n) && view_starts(v, V("条"));
}

static Traits traits_of(Page *page, const Draft *d) {
    Traits t = {0};
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        t.dateline |= p->role == ROLE_LEAD || p->role == ROLE_BRIEF;
        bool report = words_start(p->text, "【 （ 〔 [ (") > 0; /* 【記者某某／花蓮報導】 */
        t.dateline |= p->role == ROLE_BYLINE && report && has(&p->features, F_BYLINE_FORM);
        t.byline |= p->role == ROLE_BYLINE && has(&p->features, F_BYLINE_FORM);
        t.plain_byline |= p->role == ROLE_BYLINE && has(&p->features, F_NAMES);
        t.orphan |= i == 0 && (p->role == ROLE_ORPHAN || p->role == ROLE_NOTE);
        t.sections += p->role == ROLE_SECTION;
        t.articles += is_article_of_law(p->text);
        t.names += p->role == ROLE_SIGN && has(&p->features, F_SIGNED);
        t.signatures += p->role == ROLE_SIGN && !has(&p->features, F_SIGNED);
        t.captions += p->role == ROLE_CAPTION || p->role == ROLE_PCAPTION;
        t.notice |= i == 0 && words_start(p->text, "温馨提示 友情提示 提示： 提醒： 启事： 更正： 公告：");
        t.text += role_is_text(p->role);
    }
    return t;
}

/* What only reading all of the text tells. */
static void read_text(const Page *page, const Draft *d, Traits *t) {
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]];
        size_t n, at = 0;
        if (!role_is_text(p->role)) continue;
        t->chars += p->chars;
        View v = view_to(p->text, 3000);
        while ((at = words_find(v, OPINION, at, &n)) != SIZE_MAX && t->opinion < 50) t->opinion++, at += n;
        t->self += first_person(v);
        t->verse |= has(&p->features, F_VERSE);
        if (words_find(view_to(v, 400), REPORT, 0, &n) != SIZE_MAX) t->report++;
    }
}

static ArticleKind kind_of(Page *page, const Draft *d, bool supplement) {
    Traits t = traits_of(page, d);
    Folded title, column, byline;
    size_t n;
    fold_head(&title, d->title);
    fold_head(&column, d->column);
    fold_head(&byline, d->byline);
    char buf[BARE_MAX];
    View bare = cue_bare(&title, buf);
    if (words_end(bare, ")") && words_find(bare, "(", 0, &n) != SIZE_MAX && words_find(bare, "(", 0, &n) > 6) bare = view_to(bare, words_find(bare, "(", 0, &n)); /* 节目表（星期日） */
    if (t.orphan && !d->title.n) return t.notice ? KIND_NOTICE : KIND_FRAGMENT;
    if (page->yearbook && !d->photo) return KIND_YEARBOOK_SECTION;
    if (d->photo) return KIND_PHOTO;
    if ((words_end(bare, NOTICE) || words_start(bare, "遗失声明 招聘启事 公告 关于公布")) && !t.dateline && !t.byline) return KIND_NOTICE;
    if (t.articles >= 3 && !t.dateline && !t.byline) return KIND_NOTICE;
    if (t.dateline) return KIND_NEWS;
    if (words_end(bare, "(社评) (社论) (短评) (评论) (时评)") || words_start(bare, "社论: 短评: 编后 编者按 编者的话")) return KIND_COMMENTARY;
    if (words_find(folded(&byline), "评论员", 0, &n) != SIZE_MAX || (column.n && words_end(cue_unmarked(folded(&column)), OPINION_COLUMN)))
        return KIND_COMMENTARY;
    if (t.signatures && !t.byline) return d->authors.n ? KIND_COMMENTARY : KIND_NOTICE;
    read_text(page, d, &t);
    if (t.names && !t.byline && t.opinion + t.self && t.opinion >= t.report) return KIND_COMMENTARY;
    if (t.captions >= 2 && t.text <= 2) return KIND_PHOTO;
    if (t.byline) return KIND_FEATURE;
    if (t.report <= 1 && words_start(folded(&title), "别让 莫让 切莫 不妨 警惕 岂能 何必 何不")) return KIND_COMMENTARY;
    if (words_find(folded(&title), "说起 谈起 有感 杂感 随想 漫谈", 0, &n) != SIZE_MAX && t.plain_byline) return KIND_COMMENTARY;
    if (!d->title.n && t.notice) return KIND_NOTICE;
    if (t.opinion >= 2 && t.opinion * 250 >= t.chars && t.opinion > t.report) return KIND_COMMENTARY;
    if (!d->title.n && !t.sections) return KIND_FRAGMENT;
    if (t.verse || t.self >= 2 || supplement) return KIND_FEATURE;
    /* A name alone under the headline, and no word of reporting. */
    if (t.plain_byline && t.opinion && t.opinion >= t.report) return KIND_COMMENTARY;
    return KIND_NEWS;
}

void page_metadata(Page *page) {
    bool supplement = is_supplement(page);
    for (size_t i = 0; i < page->drafts.n; i++) {
        Draft *d = &page->drafts.p[i];
        find_authors(page, d);
        d->kind = kind_of(page, d, supplement);
    }
    page_dates(page);
}
