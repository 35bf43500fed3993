/* What the end of a line tells beside its words: the column that a headline
 * belongs to, where a text came from, who drew its chart. */
#include "import/cues.h"
#include "import/scan.h"

/* The last bracket of v, which ends with it: without its halves; *before is what stands in front. */
static View last_bracket(View v, View *before) {
    size_t at = v.n, depth = 0;
    if (!words_end(v, ")")) return V("");
    while (at > 0) {
        at--;
        if (v.p[at] == ')') depth++;
        if (v.p[at] == '(' && --depth == 0) break;
    }
    if (depth) return V("");
    *before = view_to(v, at);
    return view(v.p + at + 1, v.n - at - 2);
}

/* 小巷通了车（走基层·街巷见闻） names its column behind it; 花灯（上） and
 * 王某某（女） do not. */
View cue_untagged(const Folded *f) {
    enum { HEADLINE = 4, LEAST = 2, MOST = 24 };
    static const char NOTES[] = "试行 草案 暂行 修订 节选 摘要 摘编 附 见 左 右 上 下 图 资料 单位 截至 限 男 女 含 "
                                "不含 "
                                "部分 全文 讨论稿 征求意见稿 合影 外 续 完 未完 待续 第 共 本报 新华社 记者 通讯员 据 "
                                "作者 来源 暂定 代 原 又 即 或 以下 以上 排名 按 打 之 星期 周 西元 公元 民国";
    View all = folded(f), before, name = last_bracket(all, &before), first = name;
    size_t n;
    if (!f->whole || !name.n || utf8_count(before) < HEADLINE) return all;
    size_t chars = utf8_count(name);
    if (chars < LEAST || chars > MOST || words_start(name, NOTES)) return all;
    if (view_find(name, V(" "), 0) != SIZE_MAX || words_find(name, ", 。 ; : ! ? 摄", 0, &n) != SIZE_MAX) return all;
    if (words_end(name, "稿 版 电 讯 图 镇 乡 村 县 市 区 年 日 号 元 人")) return all;
    return cp_is_han(utf8_next(&first)) ? view_trim(before) : all;
}

bool cue_source_at_end(View text) {
    enum { SOURCE = FOLDED_CHARS - 2 };
    View end = text, before;
    uint32_t last = ' ';
    while (end.n && cp_is_space(last)) last = fold_one(utf8_last(&end));
    if (last != ')') return false;
    Folded f;
    fold_tail(&f, text);
    View v = folded(&f);
    while (v.n && v.p[v.n - 1] == ' ') v.n--;
    View in = last_bracket(v, &before);
    if (!in.n || utf8_count(in) > SOURCE) return false;
    size_t n;
    if (!words_start(in, "本报 本社 " WIRES " 据 综合")) return false;
    if (words_end(in, "电 讯 报道 消息")) return true; /* or with who wired it: （据新华社某地3月5日电　记者某某） */
    if (words_find(in, "日电 日讯 社电", 0, &n) != SIZE_MAX) return view_find(in, V("。"), 0) == SIZE_MAX;
    if (words_find(in, "。 ; :", 0, &n) != SIZE_MAX) return false;
    return view_find(in, V("电 "), 0) != SIZE_MAX;
}

bool cue_chart_credit(const Folded *f) {
    enum { MOST = 3 * 60 };
    static const char CREDITS[] = "制图: 制图/ 本版制图 图表: 图表制作 制表: 数据来源: 数据整理 版式设计: 版面设计: 版式: "
                                  "版式、制图: 本版版式 本版图表 美编: 资料整理: 图片来源: 统筹: 题图: 题花";
    return f->n <= MOST && !(f->marks & MARK_STOP) && words_start(folded(f), CREDITS) > 0;
}

/* 张　三图　李四文: who drew the cartoon, and who wrote the lines below it. */
static bool credits_cartoon(View v) {
    enum { MOST = 16, LEAST = 2 * 3, NAME = 4 };
    char bare[MOST * 4];
    size_t n = 0, cut, word;
    if (utf8_count(v) > MOST || !words_end(v, "图 画 绘 文 诗")) return false;
    for (size_t i = 0; i < v.n; i++)
        if (v.p[i] != ' ') bare[n++] = v.p[i];
    const View all = view(bare, n);
    const bool drawn_last = words_end(all, "图 画 绘") > 0;
    cut = words_find(all, drawn_last ? "文 诗" : "图 画 绘", 0, &word);
    if (cut == SIZE_MAX || cut + word >= n) return false;
    const View first = view_to(all, cut), second = view_to(view_from(all, cut + word), n - cut - word - 3);
    return first.n >= LEAST && second.n >= LEAST && utf8_count(first) <= NAME && utf8_count(second) <= NAME &&
           (name_likeness(first) == 2 || name_likeness(second) == 2);
}

/* （本报记者某某、某某、…）, so many that they stand at the end. */
static bool lists_names(View v) {
    enum { MANY = 4 };
    size_t marks = 0;
    for (size_t at = 0; (at = view_find(v, V("、"), at)) != SIZE_MAX; at += 3) marks++;
    return marks >= MANY;
}

bool cue_closes_piece(const Folded *f) {
    enum { CHARS = 40 };
    View v = folded(f);
    if (!f->whole) return false;
    if (f->marks & MARK_STOP && utf8_count(v) > CHARS) return false;
    if (words_start(v, "(摘编自 (摘自 (节选自") && words_end(v, ")")) return true;
    if (words_start(v, "(") && cue_source_at_end(f->raw)) return true;
    if (words_start(v, "(本报记者 (新华社记者 (记者") && words_end(v, ")") && lists_names(v)) return true;
    if (utf8_count(v) > CHARS) return false;
    if (cue_chart_credit(f) || credits_cartoon(v)) return true;
    if (words_start(v, "来稿请寄 来稿请发 来稿邮箱 投稿邮箱 投稿信箱 栏目投稿 稿件请寄 稿件请发")) return true;
    if (!words_start(v, "(")) return false;
    return words_end(v, "参与采写) 亦有贡献) 到此结束) 未完待续) 待续) 全文完) 续完) "
                        "有删节) 有删改) 有删减) 删节) 有改动)") || cue_source_at_end(f->raw);
}
