#include "import/breaks.h"

#include "import/cues.h"

static const char COUNTED[] = "个 只 元 角 分 亩 斤 吨 米 公 人 户 名 年 月 日 天 时 点 次 条 座 台 头 家 项 件 张 把 "
                              "间 口 里 处 批 届 岁 % 十 百 千 万 亿 余 多 平方 立方 种 "
                              "套 所 部 辆 匹 株 棵 袋 箱 位 级 倍 成";

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return c >= 'a' && c <= 'z'; } /* folded */

/* …9月15: no year, no number of a telephone. */
static bool ends_in_figure(View a) {
    size_t n = 0;
    while (n < a.n && is_digit(a.p[a.n - n - 1])) n++;
    bool year = n == 4 && words_end(view_to(a, a.n - 2), "19 20");
    return n >= 1 && n <= 6 && !year;
}

bool break_in_sentence(const Para *p) {
    enum { SHORT = 8 };
    return p->open && p->chars > SHORT && (has(&p->features, F_COMMA) || has(&p->features, F_INNER_STOP));
}

float break_likely(View text) {
    static const struct {
        uint32_t key;
        int8_t tenths;
    } starts[] = {
#define S(k, t) {k, t},
#include "import/starts.def"
#undef S
    };
    uint32_t a = text.n ? utf8_next(&text) : 0, b = text.n ? utf8_next(&text) : 0, keys[] = {a << 16, a << 16 | b};
    int sum = 0;
    if (a > 0xFFFF || b > 0xFFFF) return 0;
    for (int k = 0; k < 2; k++) {
        size_t low = 0, high = sizeof starts / sizeof *starts;
        while (low < high) {
            size_t mid = (low + high) / 2;
            if (starts[mid].key < keys[k]) low = mid + 1;
            else high = mid;
        }
        if (low < sizeof starts / sizeof *starts && starts[low].key == keys[k]) sum += starts[low].tenths;
    }
    return (float)sum / 10;
}

Start break_start(View text, const Folded *head) {
    return (Start){.known = true,
                   .likely = break_likely(text),
                   .closes = cue_closes_first(text),
                   .never_closes = head->whole && !cue_has_close(text),
                   .counted = words_start(folded(head), COUNTED) > 0,
                   .mid = cue_starts_mid(head),
                   .fresh = cue_fresh(head),
                   .figure = head->n && is_digit(head->text[0]),
                   .latin = head->n && is_letter(head->text[0])};
}

End break_end(View text) {
    Folded f;
    fold_end(&f, text);
    bool figure = ends_in_figure(folded(&f));
    return (End){.known = true,
                 .open = cue_left_open(text),
                 .number = figure || words_end(folded(&f), "一 二 三 四 五 六 七 八 九 十 百 千 万 两 几") > 0,
                 .figure = figure,
                 .latin = f.n && (is_letter(f.text[f.n - 1]) || f.text[f.n - 1] == '-'),
                 .comma = words_end(folded(&f), ", ;") > 0,
                 .wants_figure = words_end(folded(&f), "达 约 超过 突破 增至 降至") > 0};
}

void breaks_init(Breaks *b, const Page *page) {
    *b = (Breaks){.page = page,
                  .starts = xcalloc(page->paras.n + 1, sizeof *b->starts),
                  .ends = xcalloc(page->paras.n + 1, sizeof *b->ends)};
}

void breaks_release(Breaks *b) {
    free(b->starts);
    free(b->ends);
}

const Start *break_start_of(Breaks *b, size_t para) {
    const Para *p = &b->page->paras.p[para];
    if (!b->starts[para].known) b->starts[para] = break_start(p->text, p->head);
    return &b->starts[para];
}

const End *break_end_of(Breaks *b, size_t para) {
    if (!b->ends[para].known) b->ends[para] = break_end(b->page->paras.p[para].text);
    return &b->ends[para];
}

float break_marks(const End *a, const Start *b) {
    float s = 0;
    if (b->closes) s += a->open ? 3 : -1;
    else if (a->open && b->never_closes) s -= 1;
    if (a->number) s += b->counted || (a->figure && b->figure) ? 2 : -1; /* 15 | 户, 2 | 300个 */
    else if (a->wants_figure && b->figure) s += 2; /* 调解率达 | 78% */
    if (a->latin && b->latin) s += 2; /* NB- | IoT */
    if (a->comma && b->mid) s -= 2;
    return s;
}
