/* What stands over a headline as the name of a column: 简讯, ■走基层, 山城夜话. */
#include "import/cues.h"
#include "import/features.h"

/* 山城夜话 over a headline: short, no body's name, nothing happens. */
bool features_names_column(const Page *page, const Para *p) {
    const FeatureSet *s = &p->features;
    static const Feature others[] = {F_NOTICE_WORD, F_ORG, F_EVENT, F_SPACED, F_DASH_END};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (has(s, others[i])) return false;
    if (words_end(p->text, "表示 强调 指出 要求 透露 通报 提醒 呼吁 显示 公布 期间 机关")) return false; /* 市气象局提醒 */
    return !page->yearbook && p->chars >= 2 && p->chars <= 5 && p[1].chars >= p->chars;
}

/* What stands over pieces of one sort, and in no headline but as its first
 * line. */
bool features_department(const Para *p) {
    static const char DEPARTMENTS[] =
        "图片新闻 公益广告 读者来信 群众来信 简明新闻 一句话新闻 短讯 简讯 要闻简报 圖片新聞 讀者來信 簡訊 短訊";
    static const char CAMPAIGNS[] =
        "党旗在基层一线高高飘扬 我为群众办实事 学党史悟思想办实事开新局 奋斗百年路启航新征程 壮丽70年奋斗新时代 "
        "新春走基层 走基层转作风改文风 走转改 不忘初心牢记使命 走向我们的小康生活 决胜全面小康决战脱贫攻坚 "
        "砥砺奋进的五年 学习贯彻党的 贯彻落实党的 深入学习贯彻 喜迎党的 喜迎十八大 喜迎十九大 喜迎二十大 "
        "深入开展创先争优 学习实践科学发展观 党的群众路线教育实践活动 保持共产党员先进性教育活动 "
        "铸牢中华民族共同体意识 牢记嘱托感恩奋进 坚决打赢疫情防控 高质量发展调研行 文明创建进行时 扫黑除恶进行时 聚焦两会";
    View name = cue_unmarked(p->text);
    char buf[BARE_MAX];
    View bare = cue_unmarked(cue_bare(p->head, buf));
    size_t n;
    if (p->chars <= 24 && words_find(bare, CAMPAIGNS, 0, &n) != SIZE_MAX && !has(&p->features, F_EVENT) &&
        !has(&p->features, F_TAGGED))
        return true;
    if (p->chars <= 10 && words_end(bare, "·副刊 文学副刊 文艺副刊 ·周末 ·文苑")) return true; /* 永安溪 · 副刊 */
    if (words_end(bare, "系列评论 系列报道 系列访谈 系列谈 征文选登 作品选登 来稿选登")) return true;
    /* 连载之十二, 长篇小说连载 */
    if (p->chars <= 8 && words_find(name, "连载 連載", 0, &n) != SIZE_MAX) return true;
    return p->chars <= 8 && words_start(name, DEPARTMENTS) == name.n;
}

/* ■走基层 above a headline; 一线传真 above several short items. */
bool features_marks_column(const Page *page, const Para *p, size_t n, size_t to) {
    if (page->yearbook || has(&p->features, F_BOX)) return false;
    Folded f;
    fold_head(&f, p->text);
    bool marked = cue_marked_name(folded(&f));
    if (n >= 2 && !marked) { /* 改革开放三十年·彝山回眸 */
        size_t dot = view_find(folded(&f), V("·"), 0);
        return dot != SIZE_MAX && dot >= 6 && dot + 8 <= f.n && p->chars <= 14 && !has(&p->features, F_SPACED) &&
               !has(&p->features, F_DASH_END) &&
               (has(&page->paras.p[to].features, F_BYLINE_FORM) || has(&page->paras.p[to].features, F_NAMES));
    }
    if (n >= 2) return true;
    if (marked && to < page->paras.n && page->paras.p[to].gap > page->usual_gap &&
        has(&page->paras.p[to].features, F_HEADLIKE))
        return true;
    bool several = to + 1 < page->paras.n &&
                   (has(&page->paras.p[to].features, F_DATELINE) || has(&page->paras.p[to].features, F_ITEM)) &&
                   (has(&page->paras.p[to + 1].features, F_DATELINE) || has(&page->paras.p[to + 1].features, F_ITEM));
    return several && (marked || has(&p->features, F_COLUMN_WORD));
}

/* A headline of one line and one paragraph with a dateline, again and again from a lead on. */
static bool leads_row(const Page *page, size_t lead, size_t items) {
    for (size_t k = 1; k < items; k++, lead += 2) {
        const Para *p = &page->paras.p[lead];
        if (lead + 2 >= page->paras.n || p->open || p[1].aside || p[2].aside || !has(&p[1].features, F_HEADLIKE) ||
            !has(&p[2].features, F_DATELINE))
            return false;
    }
    return true;
}

/* A few characters, set apart, over a headline and its news, and under that
 * another headline of one line and its news, not set apart: a column. Where
 * no gap tells, four characters over three such items. */
bool features_heads_items(Page *page, size_t from, size_t to) {
    enum { MOST = 6, SHORT = 4, SEVERAL = 3 };
    const Para *p = &page->paras.p[from];
    const bool apart = !from || p->gap > page->usual_gap;
    if (to - from != 2 || page->yearbook || p->chars > (apart ? MOST : SHORT)) return false;
    if (!apart && (to >= page->paras.n || !leads_row(page, to, SEVERAL))) return false;
    if (has(&p->features, F_ORG) || has(&p->features, F_EVENT) || has(&p->features, F_SPACED) ||
        has(&p->features, F_DASH_END))
        return false;
    size_t i = to;
    while (i < page->paras.n && !page->paras.p[i].aside && !has(&page->paras.p[i].features, F_HEADLIKE) &&
           page->paras.p[i].gap <= page->usual_gap)
        i++;
    if (i == to || i + 1 >= page->paras.n || page->paras.p[i].aside || page->paras.p[i].gap > page->usual_gap)
        return false;
    return has(&page->paras.p[i].features, F_HEADLIKE) && has(&page->paras.p[i + 1].features, F_DATELINE) &&
           has(&page->paras.p[to].features, F_DATELINE);
}
