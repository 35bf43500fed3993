/* Leaves of a book that hold no article: its half-title and imprint (版权页)
 * in front, its index (索引) at the end. */
#include <pthread.h>

#include "import/cues.h"
#include "import/page.h"

static size_t squeezed(View v, char *buf, size_t size) { /* without blanks */
    size_t n = 0;
    while (v.n) {
        View rest = v;
        uint32_t cp = utf8_next(&rest);
        size_t k = v.n - rest.n;
        if (!cp_is_space(cp)) {
            if (n + k > size) break;
            memcpy(buf + n, v.p, k);
            n += k;
        }
        v = rest;
    }
    return n;
}

/* --- imprint ----------------------------------------------------------------------- */

/* What imprints of books have; papers have none of it. */
static const char *const imprint_lists[] = {"isbn 书号 准印证", "在版编目 (cip)", "开本 幅面 规格:", "印张 插页",
                                            "字数 千字", "印数 印次 次印刷", "版次 第1版 第一版", "定价 工本费"};
enum { IMPRINT_LISTS = sizeof imprint_lists / sizeof *imprint_lists };
static JoinedLists imprint_joined;
static pthread_once_t imprint_once = PTHREAD_ONCE_INIT;

static void join_imprint(void) { words_join(&imprint_joined, imprint_lists, IMPRINT_LISTS); }

/* A bit for each of the lists. */
static unsigned imprint_words(View v) {
    unsigned found = 0;
    size_t counts[IMPRINT_LISTS] = {0};
    pthread_once(&imprint_once, join_imprint);
    words_count(v, &imprint_joined, counts);
    for (size_t i = 0; i < IMPRINT_LISTS; i++) found |= counts[i] ? 1u << i : 0;
    return found;
}

static bool is_imprint_line(const Para *p) {
    enum { MOST = 60 };
    char buf[BARE_MAX];
    if (p->chars > MOST || p->head->marks & MARK_STOP) return false;
    View v = cue_bare(p->head, buf);
    return imprint_words(v) ||
           words_start(v, "责任编辑 责任校对 责任印制 封面设计 装帧设计 版式设计 美术编辑 出版发行 出版者 出版社 发行 "
                          "经销 印刷 印装 制版 排版 社址 地址 邮编 电话 网址 编者 主编: Ⅰ Ⅱ");
}

/* Asked of every line, where nearly none is one. */
static bool may_begin_imprint(const Para *p) {
    size_t n;
    return p->chars <= 60 && !(p->head->marks & MARK_STOP) &&
           words_find(folded(p->head), "isbn 书号 准印证 在版编目 开本 幅面 印张 千字 印数 次印刷 版次 定价", 0, &n) != SIZE_MAX;
}

/* 某某县志 / （1989—2010） / 某委员会　编 / 某某出版社 */
static bool is_half_title(const Para *p) {
    char buf[BARE_MAX];
    View v = view(buf, squeezed(folded(p->head), buf, sizeof buf));
    if (p->chars > 40 || p->head->marks & MARK_STOP) return false;
    return words_end(v, "年鉴 志 出版社 书社 编 编著 编纂 主编 编委会 委员会 编辑部 丛书 卷 上册 下册 "
                        "图书在版编目数据") > 0 ||
           (words_start(v, "(") && words_end(v, ")")) || imprint_words(v);
}

static void imprint(Page *page) {
    enum { WINDOW = 24, KINDS = 3, FRONT = 10 };
    Para *p = page->paras.p;
    for (size_t i = 0; i < page->paras.n; i++) {
        unsigned found = 0;
        size_t last = i, kinds = 0;
        if (!may_begin_imprint(&p[i])) continue;
        for (size_t k = i; k < page->paras.n && k < i + WINDOW && k - last <= 3; k++) {
            if (!is_imprint_line(&p[k])) continue;
            char buf[BARE_MAX];
            found |= imprint_words(cue_bare(p[k].head, buf));
            last = k;
        }
        for (unsigned bits = found; bits; bits &= bits - 1) kinds++;
        if (kinds < KINDS) continue;
        size_t from = i;
        while (from > 0 && i - from < FRONT && is_half_title(&p[from - 1])) from--;
        for (size_t k = from; k <= last; k++) p[k].aside = "imprint";
        i = last;
    }
}

/* --- index ------------------------------------------------------------------------------ */

static bool names_index(const Para *p) {
    enum { MOST = 24 };
    char buf[BARE_MAX];
    if (p->chars > MOST * 2 || view_find(folded(p->head), V("索"), 0) == SIZE_MAX) return false;
    View v = view(buf, squeezed(folded(p->head), buf, sizeof buf));
    return utf8_count(v) <= MOST && view_find(v, V("索引"), 0) != SIZE_MAX && (p->aside || words_end(v, "索引"));
}

/* 财政收入　97b、102a */
static bool is_entry(const Para *p) {
    enum { MOST = 60 };
    View v = folded(p->head);
    bool digit = false;
    size_t n;
    if (p->chars > MOST || !p->head->whole || p->head->marks & MARK_STOP) return false;
    while ((n = words_end(v, "0 1 2 3 4 5 6 7 8 9 a b c d 、 , ; ( ) - 左 中 右 上 下")) || (v.n && v.p[v.n - 1] == ' ')) {
        digit = digit || (n == 1 && v.p[v.n - 1] >= '0' && v.p[v.n - 1] <= '9');
        v.n -= n ? n : 1;
    }
    return digit && v.n >= 3;
}

/* A, 三画 */
static bool is_letter(const Para *p) {
    View v = folded(p->head);
    return p->chars <= 3 && (cue_latin(v) || (v.n == 1 && v.p[0] >= 'a' && v.p[0] <= 'z') || words_end(v, "画 划"));
}

static void book_index(Page *page) {
    enum { FEWEST = 5, FOREWORD = 8 };
    Para *p = page->paras.p;
    for (size_t i = 0; i < page->paras.n; i++) {
        if (!names_index(&p[i])) continue;
        size_t entries = 0, letters = 0, last = i;
        for (size_t k = i + 1; k < page->paras.n; k++) {
            bool entry = is_entry(&p[k]), letter = is_letter(&p[k]);
            if (entry || letter) last = k;
            else if (!p[k].aside && (entries || k > i + FOREWORD)) break;
            entries += entry;
            letters += letter;
        }
        bool found = entries >= FEWEST && (letters || !p[i].aside);
        for (size_t k = i; found && k <= last; k++)
            if (!is_set_aside(&p[k], "page-number")) p[k].aside = "book-index";
        i = last;
    }
}

void page_leaves(Page *page) {
    imprint(page);
    book_index(page);
}
