/* Two lines of a headline without a dash: a kicker and its title, or a title
 * and its deck? Each tell weighs what it says for the second, in the natural
 * logarithm of odds. The weights were found by logistic regression on the 965
 * such headlines of two months of a national daily of 2019 and on 312 of our
 * labelled pages, and rounded; nine of ten of these came out right. Some were
 * raised since until the forms that are clear to a reader count by themselves. */
#include "import/cues.h"
#include "import/features.h"

typedef enum How { BEGINS, ENDS, HOLDS, AT_MOST, MORE_THAN, SPACED, TAGGED, FIGURES, COUNTS, PURPOSE } How;

typedef struct Tell {
    int line; /* 0: the upper */
    How how;
    const char *words;
    uint32_t chars;
    float weight;
} Tell;

static const Tell tells[] = {
    {0, HOLDS, "强调 指出", 0, -2.7f},
    {0, ENDS, "强调 指出 要求 表示 认为 显示 透露 提出 决定 时 披露 呼吁 说 表明 :", 0, -1.4f},
    {0, ENDS,
     "召开 举行 结束 闭幕 开幕 开工 动工 竣工 投产 通车 成立 揭晓 发布 启动 印发 公布 出台 通过 实施 上线 开通 投用 "
     "启用 启用了 落成 亮相 展出 出版 举办 揭幕 开放 开馆 营业 通航 毕业 结业 去世 逝世 赛 杯 运动会",
     0, 0.7f},
    {0, HOLDS, "召开 举行 举办 闭幕 开幕 成立 发布 启动 印发 公布 出台", 0, 0.7f},
    {0, HOLDS, "出席 会见 致辞 贺信 贺电 批示", 0, 1.4f},
    {1, HOLDS, "出席 讲话 致辞 主持 会见 贺信 贺电 批示 作报告 宣读 听取 陪同 揭牌 颁奖 作指示", 0, 2},
    {0, HOLDS, ",", 0, -1.9f},
    {0, HOLDS, "、", 0, -1.2f},
    {1, HOLDS, "、", 0, 1.6f},
    {1, BEGINS, "“ 「 《", 0, -0.7f},
    {1, HOLDS, "“ 「", 0, -1.3f},
    {1, BEGINS,
     "预计 将 今起 明起 明日起 即日起 最快 涉及 惠及 总投资 投资 全长 首 目前 有望 可望 预定 本期 每 为期 耗资 累计 "
     "平均 最高 最低 其中 共 占 全年 全期 今年 去年 年底 已 覆盖 总 听取 研究 讨论 审议 部署 总结 表彰 要求 号召 决定 选举 "
     "选出 通过 节约 节省 降低 减少 增产 增收 提前 超额 日产 年产 亩产 同比 各地 与会 到会 出席 "
     "连接 可容 容纳 造价 票价 收费 名额 设 藏书 收 备 有 辟 增设 附设 全县 全市 全区 全州 全乡 全镇",
     0, 1.5f},
    {1, ENDS, "见闻 侧记 纪实 纪事 速写 综述 掠影 采访记 手记 散记 小记 走笔 追记 启示 讲话 感言 述评", 0, 2.2f},
    {1, BEGINS, "比 较 超 超过 达 同比 环比 为近 为历年 占比", 0, 2}, /* 旅客创新高 / 比去年增长一成 */
    {1, BEGINS, "0 1 2 3 4 5 6 7 8 9", 0, 0.7f},
    {0, ENDS, "公开赛 锦标赛 联赛 巡回赛 大满贯赛 大奖赛 邀请赛 挑战赛 世界杯 亚洲杯 赛站", 0, -2.8f}, /* 某某公开赛 / 甲战胜乙 */
    {1, BEGINS, "记 写在 写给", 0, 3}, /* a deck that lost its dash */
    {1, BEGINS, "记者 记住 记忆 记录 记得", 0, -3},
    {1, HOLDS, "怎样 如何 怎么", 0, 2.1f},
    {1, BEGINS, "怎样 如何 怎么", 0, -1.1f}, /* then who did it stands above */
    {1, HOLDS, "冠军 亚军 夺 获 胜 战平 折桂 登顶", 0, 1.4f},
    {1, HOLDS,
     "学生: 居民: 村民: 市民: 家长: 专家: 医生: 老师: 负责人: 业内人士: 当事人: 老人: 农民: 牧民: 社区: 部门:",
     0, 1.8f},
    {0, ENDS, "省 市 县 区 州 镇 乡 村 旗 社区 公司 大学 学院 医院 集团 局 委 部 会 厅 院 所 站 馆", 0, -0.9f},
    {0, SPACED, NULL, 0, -1.1f},
    {0, AT_MOST, NULL, 6, -1.7f},
    {0, AT_MOST, NULL, 8, -0.3f},
    {0, MORE_THAN, NULL, 20, 0.6f},
    {1, MORE_THAN, NULL, 20, 1.6f},
    {1, MORE_THAN, NULL, 26, 0.8f},
    {0, FIGURES, NULL, 0, -0.6f},
    {1, FIGURES, NULL, 0, 1.4f},
    {1, COUNTS, NULL, 0, 0.7f},
    {1, HOLDS, "全长 总长 总投资 总面积", 0, 0.5f},
    {1, PURPOSE, NULL, 0, 1.2f},
    {0, TAGGED, NULL, 0, 1.6f},
    {1, TAGGED, NULL, 0, -0.8f},
};

/* 48, 三千, 二百四十: digits, or a numeral of several characters. */
static bool has_figures(View text) {
    size_t run = 0;
    for (View rest = text; rest.n;) {
        if (rest.p[0] >= '0' && rest.p[0] <= '9') return true;
        size_t n = words_start(rest, run ? "一 二 三 四 五 六 七 八 九 十 百 千 万 亿 点 两 余 多"
                                         : "一 二 三 四 五 六 七 八 九 十 两 数");
        const char *at = rest.p;
        if (n) rest = view_from(rest, n);
        else utf8_next(&rest);
        run = n ? run + 1 : 0;
        if (run >= 2 && words_start(view_from(text, (size_t)(at - text.p)), "十 百 千 万 亿")) return true;
    }
    return false;
}

static bool adds_figures(const View line[2], int i) { return has_figures(line[i]) && !has_figures(line[1 - i]); }

/* 某市举办培训 / 提升知法守法能力: what happened, and what for. */
static bool adds_purpose(const FeatureSet *a, const FeatureSet *b) {
    return has(a, F_EVENT) && !has(a, F_SPACED) && !has(a, F_PURPOSE) && has(b, F_PURPOSE) && !has(b, F_SPACED);
}

static bool tells_of(const Tell *t, const View line[2], const FeatureSet *const features[2]) {
    View v = line[t->line];
    size_t n;
    switch (t->how) {
    case BEGINS: return words_start(v, t->words) > 0;
    case ENDS: return words_end(v, t->words) > 0;
    case HOLDS: return words_find(v, t->words, 0, &n) != SIZE_MAX;
    case AT_MOST: return utf8_count(v) <= t->chars;
    case MORE_THAN: return utf8_count(v) > t->chars;
    case SPACED: return has(features[t->line], F_SPACED);
    case TAGGED: return has(features[t->line], F_TAGGED);
    case FIGURES: return adds_figures(line, t->line);
    case COUNTS: return has(features[t->line], F_SPACED) && adds_figures(line, t->line);
    case PURPOSE: return adds_purpose(features[0], features[1]);
    }
    return false;
}

float deck_odds(const Para *first) {
    const float prior = -1.4f;
    const View line[2] = {cue_untagged(first->head), cue_untagged(first[1].head)};
    const FeatureSet *const features[2] = {&first->features, &first[1].features};
    float odds = prior;
    for (size_t i = 0; i < sizeof tells / sizeof *tells; i++)
        if (tells_of(&tells[i], line, features)) odds += tells[i].weight;
    return odds;
}
