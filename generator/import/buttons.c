/* What a paper's site puts around a piece that was copied from it: buttons,
 * the way through the site, the list of the day's headlines. */
#include "import/cues.h"
#include "import/page.h"

/* 文章編號: 2008050600401, 點擊數：35, 作者是 user: no words, but a label's. */
static bool is_counted(View v) {
    size_t n = words_start(v, "文章编号: 文章编号 点击数: 点击: 点击率: 浏览次数: 浏览数: 浏览: 阅读次数: 阅读数: "
                              "人气: 作者是");
    View rest = cue_unspaced(view_from(v, n));
    while (rest.n && (unsigned char)rest.p[0] < 0x80) rest = view_from(rest, 1);
    return n && !rest.n;
}

/* 張貼者：編輯室 於 下午9:15 沒有留言: */
static bool is_posted(View v) {
    size_t n;
    return words_start(v, "张贴者:") && words_find(v, "上午 下午 留言", 0, &n) != SIZE_MAX;
}

/* 分享分享留言列印, A-A+, 字級：小 中 大: nothing but what buttons say. */
bool cue_buttons(const Folded *f) {
    static const char SAY[] = "分享 留言 列印 打印 转寄 转发 收藏 字级 字级: 字体 字体: 字号 字号: 回首页 回上页 "
                              "回上一页 回上一层 关闭 关闭窗口 上一则 下一则 上一篇 下一篇 加入收藏 加入最爱 推荐 "
                              "赞 引用 大 中 小 a a- a+ "
                              "上一版 下一版 上一期 下一期 返回目录 返回首页 返回主页 版面导航 标题导航 版面目录 "
                              "版面概览 "
                              "数字报首页 往期回顾 往期报纸 pdf版 pdf下载 下载pdf 打印本页 放大 缩小 默认 收藏 "
                              "分享到 语音播报 朗读 较新的文章 较旧的文章 首页 没有留言: "
                              "通版阅读请点击: 展开通版 收缩通版 发布日期: 发布时间: 版权声明: 免责声明: "
                              "查看全文 阅读全文 阅读原文 微信分享 "
                              "【 】 [ ] ( ) < > 《 》 | / · - + : ← → « » 0 1 2 3 4 5 6 7 8 9";
    static const char ONLY[] = "分享 列印 打印 转寄 转发 字级 字体 字号 回首页 回上页 回上一页 关闭窗口 上一则 "
                               "下一则 加入收藏 a+ "
                               "上一版 下一版 上一篇 下一篇 上一期 下一期 返回目录 返回首页 返回主页 版面导航 "
                               "标题导航 版面目录 "
                               "版面概览 数字报首页 往期回顾 往期报纸 pdf 语音播报 较新的文章 较旧的文章 没有留言: "
                               "通版阅读请点击: 展开通版 收缩通版 发布日期: 发布时间: 版权声明: 免责声明: "
                               "查看全文 阅读全文 阅读原文";
    enum { MOST = 40 };
    View v = folded(f);
    size_t n;
    if (!f->whole || !utf8_within(v, MOST)) return false;
    if (is_counted(v) || is_posted(v)) return true;
    if (words_start(v, "作者 作者: 来源: 出处: 日期:") == v.n) return v.n > 0; /* a label whose value stands below */
    if (words_find(v, ONLY, 0, &n) == SIZE_MAX) return false;
    for (v = cue_unspaced(v); v.n; v = cue_unspaced(view_from(v, n)))
        if (!(n = words_start(v, SAY))) return false;
    return true;
}

/* 首頁　政治　綜合　生活: names of two or three characters, apart. */
static bool names_sections(View v) {
    enum { FEWEST = 4, LONGEST = 4 };
    size_t parts = 0, n = 0;
    for (v = cue_unspaced(v); v.n;) {
        if (cp_is_space(utf8_next(&v))) {
            v = cue_unspaced(v);
            parts++, n = 0;
        } else if (++n > LONGEST) return false;
    }
    return parts + (n > 0) >= FEWEST;
}

/* 首頁 > 地方, 今日新聞 社論 評論 … 回首頁 */
bool cue_navigation(const Folded *f) {
    enum { MOST = 60 };
    View v = cue_unspaced(folded(f));
    size_t n;
    if (!f->whole || f->marks & (MARK_STOP | MARK_COMMA | MARK_CALL) || utf8_count(v) > MOST) return false;
    if (words_start(v, "您现在的位置: 当前位置: 您所在的位置: 目前位置:")) return true;
    const size_t home = words_start(v, "首页 回首页");
    if (home) return words_find(v, "> » 〉 /", home, &n) != SIZE_MAX || names_sections(v);
    return words_end(v, "回首页") && f->marks & MARK_SPACE;
}

/* 凡…的稿件，均为…独家版权所有，未经许可不得转载: the site's, not the paper's. */
static bool claims_rights(const Para *p) {
    enum { MOST = 240 };
    size_t n;
    if (p->chars > MOST) return false;
    if (p->head->marks & MARK_SPACE && view_find(folded(p->head), V("all rights reserved"), 0) != SIZE_MAX) return true;
    return view_find(p->text, V("版"), 0) != SIZE_MAX && /* in hardly a line */
           words_find(p->text, "版权所有 版权归 版权均属 版權所有 版權歸", 0, &n) != SIZE_MAX &&
           words_find(p->text, "转载 镜像 轉載 鏡像", 0, &n) != SIZE_MAX;
}

/* 某某报 头版 a0001 …headline… 2023-08-22 某某报2023-08-2200017;26093684;… 2023年08月22日 星期二: what a paper's
 * site prints below a piece. */
static bool is_site_foot(const Para *p) {
    enum { MOST = 240 };
    if (p->chars > MOST || p->head->marks & MARK_STOP || view_find(p->text, V(";"), 0) == SIZE_MAX) return false;
    size_t n, at = words_find(p->text, "报20 报19", 0, &n);
    return at != SIZE_MAX && view_find(p->text, V(";"), at) != SIZE_MAX &&
           words_find(p->text, "星期 报纸", at, &n) != SIZE_MAX;
}

/* 相关推荐, below a piece: beginnings of others, in which a site's readers may click. */
static bool recommends(const Para *p) {
    static const char NAMES[] = "新闻推荐 相关推荐 相关新闻 相关文章 热门推荐 热门文章 猜你喜欢 随便看 阅读排行 "
                                "最新动态 您可能更感兴趣的文章 您可能感兴趣的文章";
    View name = cue_unmarked(folded(p->head));
    return !p->aside && words_start(name, NAMES) == name.n && name.n;
}

/* 作者 / 某某: the value stands below its label. */
static void values_below(Page *page) {
    enum { NAMES = 12 };
    for (size_t i = 0; i + 1 < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        Para *next = &page->paras.p[i + 1];
        unsigned y, m, d;
        if (!is_set_aside(p, "navigation")) continue;
        if (words_start(folded(p->head), "作者") && p->chars <= 3 && !next->aside && next->open && next->chars <= NAMES)
            next->forced = ROLE_BYLINE;
        if (words_start(folded(p->head), "发布日期: 发布时间: 日期:") == p->head->n &&
            cue_date_alone(next->head, &y, &m, &d))
            next->aside = "masthead";
    }
}

/* What a site adds below a piece goes with all that follows, if that is less than the piece. */
void page_site(Page *page) {
    enum { LEAST = 100 };
    values_below(page);
    size_t above = 0, below = 0, from = page->paras.n;
    for (size_t i = 0; i < page->paras.n; i++) {
        Para *p = &page->paras.p[i];
        if (!p->aside && claims_rights(p)) p->aside = "navigation";
        else if (!p->aside && is_site_foot(p)) p->aside = "masthead";
        if (p->aside) continue;
        if (from == page->paras.n && above >= LEAST && recommends(p)) from = i;
        if (from == page->paras.n) above += p->chars;
        else below += p->chars;
    }
    for (size_t i = from; below < above && i < page->paras.n; i++)
        if (!page->paras.p[i].aside) page->paras.p[i].aside = "navigation";
}

/* A headline that stands again right below itself, on a page of a site: that
 * and the piece in it have one each. Elsewhere it is a line of a song. */
void page_said_twice(Page *page) {
    enum { SHORTEST = 5, LONGEST = 40 };
    bool site = false;
    for (size_t i = 0; i < page->paras.n && !site; i++) site = is_set_aside(&page->paras.p[i], "navigation");
    if (!site) return;
    for (size_t i = 1; i < page->paras.n; i++) {
        const Para *a = &page->paras.p[i - 1];
        Para *b = &page->paras.p[i];
        if (!a->aside && !b->aside && b->open && b->chars >= SHORTEST && b->chars <= LONGEST &&
            view_eq(a->text, b->text) && !(b->head->marks & (MARK_STOP | MARK_COMMA)))
            b->aside = "navigation";
    }
}

/* A run of lines, each of which stands again below it: the headlines of the
 * page, listed above them. */
void page_listed_above(Page *page) {
    enum { FEWEST = 3, SHORTEST = 5, LONGEST = 40 };
    Map last = MAP_INIT; /* where a line stands for the last time */
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        if (p->chars >= SHORTEST && p->chars <= LONGEST && !p->aside) *map_at(&last, p->text, NULL) = i;
    }
    for (size_t i = 0, to; i < page->paras.n; i = to > i ? to : i + 1) {
        for (to = i; to < page->paras.n; to++) {
            const Para *p = &page->paras.p[to];
            const bool listed = !p->aside && p->chars >= SHORTEST && p->chars <= LONGEST;
            const size_t *again = listed ? map_get(&last, p->text) : NULL;
            if (!again || *again <= to + 1) break;
        }
        for (size_t k = i; to - i >= FEWEST && k < to; k++) page->paras.p[k].aside = "index";
    }
    map_release(&last);
}
