/* What looks like the name of a division, right after the one it should lie
 * in or beside one in a list, but is in no gazetteer: 拉萨市柳梧新区,
 * 强嘎乡、江夏乡. For the list of what is open. */
#include "regions/resolve.h"
#include "regions/words.h"
#include "text/text.h"

enum { HAN = 3, STEM_MOST = 5 /* characters */ };

/* Which names may follow a region of a level, with the shortest stem. */
#define UNDER(level) (1u << (level))
static const struct Ending {
    View text;
    unsigned under;
    unsigned stem_least;
} endings[] = {
    {V_INIT("县"), UNDER(REGION_PROVINCE) | UNDER(REGION_PREFECTURE), 1},
    {V_INIT("新区"), UNDER(REGION_PREFECTURE) | UNDER(REGION_COUNTY), 2},
    {V_INIT("片区"), UNDER(REGION_COUNTY) | UNDER(REGION_TOWNSHIP), 2},
    {V_INIT("乡"), UNDER(REGION_COUNTY) | UNDER(REGION_AREA), 2},
    {V_INIT("镇"), UNDER(REGION_COUNTY) | UNDER(REGION_AREA), 2},
    {V_INIT("街道"), UNDER(REGION_COUNTY) | UNDER(REGION_AREA), 2},
    {V_INIT("苏木"), UNDER(REGION_COUNTY), 2},
    {V_INIT("村"), UNDER(REGION_COUNTY) | UNDER(REGION_TOWNSHIP) | UNDER(REGION_AREA), 2},
    {V_INIT("社区"), UNDER(REGION_COUNTY) | UNDER(REGION_TOWNSHIP) | UNDER(REGION_AREA), 2},
    {V_INIT("嘎查"), UNDER(REGION_COUNTY) | UNDER(REGION_TOWNSHIP), 2},
};

/* In no name before its ending. */
static const uint_least16_t never_within[] = u"的了们该我每把被让将在及与是第各全个两等这那其省市县区乡镇村街党";
/* Words of which villages and towns are spoken of: 贫困村, 建设示范村. */
static const View not_within[] = {
    V_INIT("示范"), V_INIT("贫困"), V_INIT("重点"), V_INIT("自然"), V_INIT("行政"), V_INIT("建制"), V_INIT("文明"),
    V_INIT("小康"), V_INIT("边境"), V_INIT("特色"), V_INIT("试点"), V_INIT("组织"), V_INIT("召开"), V_INIT("开展"),
    V_INIT("推进"), V_INIT("推动"), V_INIT("建设"), V_INIT("打造"), V_INIT("加强"), V_INIT("深入"), V_INIT("走进"),
    V_INIT("服务"), V_INIT("帮助"), V_INIT("帮扶"), V_INIT("带领"), V_INIT("实施"), V_INIT("完成"), V_INIT("部分"),
    V_INIT("许多"), V_INIT("所有"), V_INIT("其他"), V_INIT("附近"), V_INIT("相关"), V_INIT("美丽"), V_INIT("智慧"),
    V_INIT("生态"), V_INIT("旅游"), V_INIT("民俗"), V_INIT("传统"), V_INIT("牧业"), V_INIT("搬迁"), V_INIT("安置"),
    V_INIT("移民"), V_INIT("干部"), V_INIT("群众"), V_INIT("政府"), V_INIT("工作"), V_INIT("结对"), V_INIT("管理"),
    V_INIT("治理"), V_INIT("发展"), V_INIT("产业"), V_INIT("基层"), V_INIT("当地"), V_INIT("多个"), V_INIT("以及"),
    V_INIT("通过"), V_INIT("中心"), V_INIT("民族"), V_INIT("集体"), V_INIT("经济"), V_INIT("实现"), V_INIT("成立"),
};
/* A stem does not end so: 农村, 古镇, 驻村. */
static const uint_least16_t never_last[] = u"农城小古老驻进入赴贫新山数多几一二三四五六七八九十百千";

static bool stem_likely(View stem) {
    if (AMONG(never_last, stem.p + stem.n - HAN)) return false;
    for (; stem.n; stem = view_from(stem, HAN))
        if (STARTS(stem, not_within)) return false;
    return true;
}

static const struct Ending *ending_at(View v, RegionLevel under, size_t stem) {
    if (v.n < HAN) return NULL;
    for (const struct Ending *e = endings; e < endings + sizeof endings / sizeof *endings; e++)
        if (e->text.p[2] == v.p[2] && e->under & UNDER(under) && stem >= e->stem_least && view_starts(v, e->text))
            return e;
    return NULL;
}

/* The length of the name that v begins with; 0: none. */
static size_t name_length(View v, RegionLevel under) {
    for (size_t stem = 0; stem <= STEM_MOST; stem++) {
        View rest = view_from(v, stem * HAN);
        const struct Ending *e = ending_at(rest, under, stem);
        if (e) return stem_likely(view_to(v, stem * HAN)) ? stem * HAN + e->text.n : 0;
        View next = rest;
        if (rest.n < HAN || !cp_is_han(utf8_next(&next)) || rest.n - next.n != HAN) return 0;
        if (AMONG(never_within, rest.p)) return 0;
    }
    return 0;
}

/* Does a name that is known, or ruled out, reach into [at, at+n)? */
static bool is_known(const Document *d, const Mention *m, size_t n_mentions, size_t at, size_t n) {
    for (const Mention *next = m + 1; next < d->mentions.p + n_mentions; next++) {
        if (next->part != m->part || (next->flags ^ m->flags) & MENTION_TITLE || next->at >= at + n) return false;
        if (next->flags & MENTION_NEVER || (next->region != REGION_NONE && !(next->flags & MENTION_DEAD))) return true;
        if (next->at == at && next->n >= n) return true; /* open already */
    }
    return false;
}

/* Adds the stranger at `at`, behind the mention of that index; its length, 0: none is there. */
static size_t add_stranger(Document *d, size_t behind, size_t n_mentions, size_t at, RegionLevel under) {
    const Mention *m = &d->mentions.p[behind];
    size_t length = name_length(view_from(mention_source(d, m), at), under);
    if (length == 0 || is_known(d, m, n_mentions, at, length)) return 0;
    Mention stranger = {.part = m->part, .flags = (m->flags & MENTION_TITLE) | MENTION_LOOKED | MENTION_STRANGE,
                        .at = (uint32_t)at, .n = (uint32_t)length, .before = MENTION_NONE, .group = MENTION_NONE,
                        .region = REGION_NONE};
    vec_push(&d->mentions, stranger);
    return length;
}

void strangers_find(Document *d) {
    enum { LIST_MOST = 32 }; /* what is known behind them is gone through for each */
    static const View beside = V_INIT("、");
    size_t n = d->mentions.n;
    for (size_t i = 0; i < n; i++) {
        const Mention m = d->mentions.p[i];
        if (m.region == REGION_NONE || m.flags & (MENTION_DEAD | MENTION_DATELINE)) continue;
        const View text = mention_source(d, &m);
        RegionLevel under = gaz_level(d->g, m.region);
        size_t at = m.at + m.n, length = add_stranger(d, i, n, at, under);
        const uint32_t parent = gaz_parent(d->g, m.region);
        if (length == 0 && parent == REGION_NONE) continue;
        if (length == 0) under = gaz_level(d->g, parent);
        at += length;
        for (int k = 0; k < LIST_MOST && view_starts(view_from(text, at), beside); k++) {
            length = add_stranger(d, i, n, at + beside.n, under);
            if (length == 0) break;
            at += beside.n + length;
        }
    }
    mentions_merge(d, n);
}
