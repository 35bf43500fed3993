/* Which regions a page's furniture says it is of: 天峨报, 徽县志, 今日遂昌,
 * 中共天峨县委主办. */
#include "regions/resolve.h"
#include "text/text.h"

enum { HAN = 3 };

static View take_word(View *line) {
    View rest = *line;
    while (rest.n && cp_is_space(utf8_next(&rest))) *line = rest;
    View word = rest = *line;
    while (rest.n && !cp_is_space(utf8_next(&rest))) *line = rest;
    return view_to(word, word.n - line->n);
}

/* 平 昌 报 is one name. */
static void close_up(View line, Str *out) {
    bool alone = false;
    for (View word; (word = take_word(&line)).n;) {
        View rest = word;
        bool one = cp_is_han(utf8_next(&rest)) && rest.n == 0;
        if (!alone || !one) str_addc(out, ' ');
        str_addv(out, word);
        alone = one;
    }
    str_addc(out, '\n');
}

static size_t width_at(View v, const View *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (view_starts(v, words[i])) return words[i].n;
    return 0;
}

#define WIDTH(v, words) width_at((v), (words), sizeof(words) / sizeof *(words))

static const View publications[] = {
    V_INIT("报"),   V_INIT("報"),   V_INIT("年鉴"), V_INIT("年鑑"), V_INIT("年鑒"), V_INIT("志"),   V_INIT("誌"),
    V_INIT("新闻"), V_INIT("新聞"), V_INIT("新讯"), V_INIT("晨讯"), V_INIT("周刊"), V_INIT("週刊"), V_INIT("通讯"),
    V_INIT("通訊"), V_INIT("电讯"), V_INIT("导刊"), V_INIT("文史"), V_INIT("史志"), V_INIT("概况"), V_INIT("月刊"),
};
static const View of_publications[] = {
    V_INIT("日"),   V_INIT("晚"),   V_INIT("晨"),   V_INIT("早"),   V_INIT("时"),   V_INIT("時"),   V_INIT("周"),
    V_INIT("新"),   V_INIT("商"),   V_INIT("简"),   V_INIT("公"),   V_INIT("快"),   V_INIT("小"),   V_INIT("导"),
    V_INIT("农民"), V_INIT("農民"), V_INIT("工人"), V_INIT("人民"), V_INIT("群众"), V_INIT("青年"), V_INIT("都市"),
    V_INIT("大众"), V_INIT("生产"), V_INIT("经济"), V_INIT("综合"), V_INIT("统计"), V_INIT("县"),   V_INIT("市"),
    V_INIT("社區"), V_INIT("社区"), V_INIT("地区"), V_INIT("地區"),
};
/* Who has a paper made. */
static const View bodies[] = {V_INIT("委员会"), V_INIT("人民政府"), V_INIT("县委"), V_INIT("委"), V_INIT("宣传部"),
                              V_INIT("地方志"), V_INIT("史志"),     V_INIT("报社"), V_INIT("融媒体"), V_INIT("新闻中心")};

/* 日报, 农民报社: the name ends where the word does. */
static bool names_publication(View after) {
    for (size_t words = 0, width; words < 3; words++, after = view_from(after, width)) {
        size_t end = WIDTH(after, publications);
        if (end) {
            View rest = view_from(after, end);
            return rest.n == 0 || view_starts(rest, V("社")) || !cp_is_han(utf8_next(&rest));
        }
        width = WIDTH(after, of_publications);
        if (!width) return false;
    }
    return false;
}

/* 今日遂昌, 新遂昌. */
static bool stands_for_publication(View before, View after) {
    bool named = view_ends(before, V("今日")) || view_ends(before, V("新"));
    if (!named || (after.n && cp_is_han(utf8_next(&after)))) return false;
    before = view_to(before, before.n - (view_ends(before, V("新")) ? HAN : 2 * HAN));
    return before.n == 0 || !cp_is_han(utf8_last(&before));
}

static bool says_home(View text, size_t at, const Option *o) {
    View before = view_to(text, at), after = view_from(text, at + o->n);
    if (names_publication(after) || stands_for_publication(before, after)) return true;
    return o->kind != FORM_SHORT && o->level <= REGION_COUNTY && WIDTH(after, bodies);
}

size_t masthead_read(const Gazetteer *g, Arena *a, View masthead, uint16_t year, MastheadName **out) {
    Str closed = STR_INIT;
    Document d;
    View line;
    size_t n = 0;
    while (view_line(&masthead, &line)) close_up(line, &closed);
    RegionText text = {.text = str_view(&closed), .hints = {.year = year}};
    document_read(&d, g, a, &text, 1);
    *out = ARENA_ARRAY(a, MastheadName, d.options.n + 1);
    for (size_t i = 0; i < d.mentions.n; i++) {
        const Mention *m = &d.mentions.p[i];
        for (uint32_t k = 0; k < m->count; k++) {
            const Option *o = &d.options.p[m->first + k];
            if (o->level > REGION_TOWNSHIP || o->varied || (m->current && o->use == OUT_OF_USE)) continue;
            if (n == d.options.n || !says_home(text.text, m->at, o)) continue;
            /* 鹤城 is a byname of more cities than has it for the name of a district. */
            (*out)[n++] = (MastheadName){gaz_current(g, o->region), i, o->word || o->district};
        }
    }
    document_release(&d);
    str_release(&closed);
    return n;
}
