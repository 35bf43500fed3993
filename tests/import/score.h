/* Reads a labelled page (the gold format of NAME.json beside NAME.txt) and
 * scores what import makes of it, as ../shared/bin/score-import does. */
#ifndef FANGZHI_TEST_SCORE_H
#define FANGZHI_TEST_SCORE_H

#include "import/page.h"
#include "test.h"

typedef struct Score {
    size_t articles, exact, title, heads, authors, date, kind;
    size_t join_hits, join_found, join_gold;
    size_t lines;
    double precision, recall; /* sums of B-cubed over lines */
} Score;

enum { SCORE_LINES = 1 << 16 };

static inline double part(size_t a, size_t b) { return b ? (double)a / (double)b : 1; }
static inline double f1(double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0; }
static inline double score_lines(const Score *s) {
    return s->lines ? f1(s->precision / (double)s->lines, s->recall / (double)s->lines) : 1;
}
static inline double score_joins(const Score *s) {
    return f1(part(s->join_hits, s->join_found), part(s->join_hits, s->join_gold));
}

static inline View gold_text(const YamlNode *map, const char *key) {
    const YamlNode *n = yaml_get(map, key);
    return n && n->kind == YAML_TEXT && !yaml_is_null(n) ? n->text : V("");
}

static inline bool same_headline(View a, View b) {
    View *v[] = {&a, &b};
    for (int i = 0; i < 2; i++)
        while (view_ends(*v[i], V("—")) || view_ends(*v[i], V(" "))) v[i]->n -= v[i]->p[v[i]->n - 1] == ' ' ? 1 : 3;
    return view_eq(a, b);
}

static inline size_t draft_lines(const Page *page, const Draft *d, uint32_t *out) {
    size_t n = 0;
    for (size_t i = 0; i < d->paras.n; i++)
        for (size_t k = 0; k < page->paras.p[d->paras.p[i]].n; k++)
            out[n++] = page->lines.p[page->paras.p[d->paras.p[i]].first + k].number;
    return n;
}

static inline size_t gold_lines(const YamlNode *article, uint32_t *out) {
    size_t n = 0;
    for (const YamlNode *l = yaml_get(article, "lines")->first; l; l = l->next) {
        uint64_t x;
        if (view_uint(l->text, SCORE_LINES - 1, &x)) out[n++] = (uint32_t)x;
    }
    return n;
}

static inline bool one_of(const YamlNode *article, const char *key, const char *may, View got) {
    if (view_eq(gold_text(article, key), got)) return true;
    const YamlNode *list = yaml_get(article, may);
    for (const YamlNode *n = list ? list->first : NULL; n; n = n->next)
        if (view_eq(n->text, got)) return true;
    return false;
}

static inline bool same_authors(const YamlNode *article, const Draft *d) {
    const YamlNode *list = yaml_get(article, "authors");
    size_t n = 0;
    for (const YamlNode *a = list->first; a; a = a->next, n++) {
        bool found = false;
        for (size_t i = 0; i < d->authors.n; i++) found = found || view_eq(d->authors.p[i], a->text);
        if (!found) return false;
    }
    return n == d->authors.n;
}

/* The draft that shares most lines with the gold article, not taken yet. */
static inline size_t best_draft(const Page *page, const uint32_t *gold, size_t n, const bool *taken, uint32_t *buf) {
    size_t best = SIZE_MAX;
    double most = 0;
    for (size_t d = 0; d < page->drafts.n; d++) {
        size_t m = draft_lines(page, &page->drafts.p[d], buf), common = 0;
        for (size_t i = 0; i < m; i++)
            for (size_t k = 0; k < n; k++) common += buf[i] == gold[k];
        double j = (double)common / (double)(m + n - common);
        if (!taken[d] && j > most) most = j, best = d;
    }
    return best;
}

static inline void score_article(Score *s, const Page *page, const YamlNode *a, const Draft *d, const uint32_t *gold,
                                 size_t n, uint32_t *buf) {
    size_t m = draft_lines(page, d, buf);
    bool exact = m == n && memcmp(buf, gold, n * sizeof *gold) == 0;
    bool title = same_headline(gold_text(a, "title"), d->title);
    bool heads = same_headline(gold_text(a, "kicker"), d->kicker) &&
                 same_headline(gold_text(a, "subtitle"), d->subtitle) &&
                 same_headline(gold_text(a, "column"), d->column);
    bool authors = same_authors(a, d), date = one_of(a, "date", "date_may", d->date);
    bool kind = one_of(a, "kind", "kind_may", view_of(kind_name(d->kind)));
    s->exact += exact;
    s->title += title;
    s->heads += heads;
    s->authors += authors;
    s->date += date;
    s->kind += kind;
    if (getenv("SHOW") && !(exact && title && heads && authors && date && kind))
        print_message("%s:%u:%s%s%s%s%s%s got %.*s | %.*s | %.*s | %s | %.*s\n", page->path, (unsigned)gold[0],
                      exact ? "" : " lines", title ? "" : " title", heads ? "" : " heads", authors ? "" : " authors",
                      date ? "" : " date", kind ? "" : " kind", VARG(d->kicker), VARG(d->title), VARG(d->subtitle),
                      kind_name(d->kind), VARG(d->date));
}

static inline void score_joins_of(Score *s, const Page *page, const YamlNode *articles) {
    for (size_t d = 0; d < page->drafts.n; d++) s->join_found += page->drafts.p[d].joins.n;
    for (const YamlNode *a = articles->first; a; a = a->next)
        for (const YamlNode *j = yaml_get(a, "joins")->first; j; j = j->next) {
            uint64_t x = 0, y = 0;
            view_uint(j->first->text, SCORE_LINES, &x);
            view_uint(j->first->next->text, SCORE_LINES, &y);
            s->join_gold++;
            bool hit = false;
            for (size_t d = 0; d < page->drafts.n; d++)
                for (size_t k = 0; k < page->drafts.p[d].joins.n; k++)
                    hit = hit || (page->drafts.p[d].joins.p[k].a == x && page->drafts.p[d].joins.p[k].b == y);
            s->join_hits += hit;
            if (getenv("SHOW") && !hit) print_message("%s: no join %u %u\n", page->path, (unsigned)x, (unsigned)y);
        }
    for (size_t d = 0; getenv("SHOW") && d < page->drafts.n; d++)
        for (size_t k = 0; k < page->drafts.p[d].joins.n; k++)
            print_message("%s: joined %u %u\n", page->path, page->drafts.p[d].joins.p[k].a,
                          page->drafts.p[d].joins.p[k].b);
}

static inline void score_page(Score *s, const Page *page, const YamlNode *gold) {
    static uint32_t lines[SCORE_LINES], buf[SCORE_LINES];
    static size_t owner[SCORE_LINES], size[SCORE_LINES];
    bool taken[1024] = {false};
    memset(owner, 0, sizeof owner);
    memset(size, 0, sizeof size);
    for (size_t d = 0; d < page->drafts.n; d++) {
        size_t m = draft_lines(page, &page->drafts.p[d], buf);
        for (size_t i = 0; i < m; i++) owner[buf[i]] = d + 1;
        size[d + 1] = m;
    }
    const YamlNode *articles = yaml_get(gold, "articles");
    for (const YamlNode *a = articles->first; a; a = a->next) {
        size_t n = gold_lines(a, lines);
        s->articles++;
        s->lines += n;
        for (size_t i = 0; i < n; i++) {
            size_t common = 0;
            for (size_t k = 0; k < n; k++) common += owner[lines[i]] && owner[lines[k]] == owner[lines[i]];
            if (!owner[lines[i]]) continue;
            s->precision += (double)common / (double)size[owner[lines[i]]];
            s->recall += (double)common / (double)n;
        }
        size_t d = best_draft(page, lines, n, taken, buf);
        if (d == SIZE_MAX) {
            if (getenv("SHOW")) print_message("%s:%u: no article\n", page->path, (unsigned)lines[0]);
            continue;
        }
        taken[d] = true;
        score_article(s, page, a, &page->drafts.p[d], lines, n, buf);
    }
    score_joins_of(s, page, articles);
}

/* Reads text and labels, adds to the score. */
static inline void score_file(Score *s, const char *txt, const char *json) {
    Diag d;
    Arena a = ARENA_INIT;
    Str text = STR_INIT, labels = STR_INIT;
    Page page;
    diag_init(&d, MSG_EN);
    assert_int_equal(file_read(txt, &text, FILE_MAX_BYTES), 0);
    assert_int_equal(file_read(json, &labels, FILE_MAX_BYTES), 0);
    YamlNode *gold = yaml_parse(&a, &d, json, 1, str_view(&labels));
    assert_non_null(gold);
    page_init(&page, &d, txt);
    assert_true(page_read(&page, str_view(&text)));
    score_page(s, &page, gold);
    page_release(&page);
    str_release(&text);
    str_release(&labels);
    arena_release(&a);
    diag_release(&d);
}

/* A page that was kept out of fitting says so. */
static inline bool is_held_out(const char *json) {
    Str s = STR_INIT;
    assert_int_equal(file_read(json, &s, FILE_MAX_BYTES), 0);
    bool held = view_find(str_view(&s), V("\"held_out\": true"), 0) != SIZE_MAX;
    str_release(&s);
    return held;
}

/* A labelled page as its two files have it. */
typedef struct Labelled {
    const char *path; /* of the text */
    View text;
    const YamlNode *labels;
    size_t number; /* in its folder */
    bool held_out;
} Labelled;

/* Hands over every page of a folder, in the order of their names. Ends the
 * program where one cannot be read. */
static inline void each_labelled(const char *folder, void (*take)(void *ctx, Diag *d, const Labelled *l), void *ctx) {
    Arena a = ARENA_INIT;
    FileList files = {0};
    Diag d;
    diag_init(&d, MSG_EN);
    if (dir_list(&a, folder, &files)) exit(3);
    for (size_t i = 0; i < files.n; i++) {
        View name = view_of(files.p[i].path);
        Str text = STR_INIT, labels = STR_INIT;
        if (!view_ends(name, V(".json"))) continue;
        const char *json = path_join(&a, folder, files.p[i].path);
        const char *txt = arena_printf(&a, "%s/%.*s.txt", folder, VARG(view_to(name, name.n - 5)));
        if (file_read(txt, &text, FILE_MAX_BYTES) || file_read(json, &labels, FILE_MAX_BYTES)) exit(3);
        const YamlNode *gold = yaml_parse(&a, &d, json, 1, str_view(&labels));
        if (gold) take(ctx, &d, &(Labelled){txt, str_view(&text), gold, i, is_held_out(json)});
        str_release(&text);
        str_release(&labels);
    }
    filelist_release(&files);
    arena_release(&a);
    diag_release(&d);
}

static inline void score_add(Score *to, const Score *s) {
    size_t *sum[] = {&to->articles, &to->exact, &to->title, &to->heads, &to->authors, &to->date, &to->kind,
                     &to->join_hits, &to->join_found, &to->join_gold, &to->lines};
    const size_t more[] = {s->articles, s->exact, s->title, s->heads, s->authors, s->date, s->kind,
                           s->join_hits, s->join_found, s->join_gold, s->lines};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) *sum[i] += more[i];
    to->precision += s->precision;
    to->recall += s->recall;
}

/* Every NAME.json of `labels` that is, or is not, held out. A page that is
 * read badly is named where SHOW is set. */
static inline Score score_folder(const char *texts, const char *labels, bool held_out) {
    Arena a = ARENA_INIT;
    FileList files = {0};
    Score s = {0};
    assert_int_equal(dir_list(&a, labels, &files), 0);
    for (size_t i = 0; i < files.n; i++) {
        View name = view_of(files.p[i].path);
        if (!view_ends(name, V(".json")) || is_held_out(path_join(&a, labels, files.p[i].path)) != held_out) continue;
        const char *txt = arena_printf(&a, "%s/%.*s.txt", texts, VARG(view_to(name, name.n - 5)));
        Score one = {0};
        score_file(&one, txt, path_join(&a, labels, files.p[i].path));
        if (getenv("SHOW") && score_lines(&one) < 0.8)
            print_message("# %.*s: lines %.3f, %zu of %zu exact\n", VARG(name), score_lines(&one), one.exact,
                          one.articles);
        score_add(&s, &one);
    }
    filelist_release(&files);
    arena_release(&a);
    print_message(
        "# %zu articles: exact %.3f lines %.3f title %.3f heads %.3f kind %.3f authors %.3f date %.3f joins %.3f\n",
        s.articles, part(s.exact, s.articles), score_lines(&s), part(s.title, s.articles), part(s.heads, s.articles),
        part(s.kind, s.articles), part(s.authors, s.articles), part(s.date, s.articles), score_joins(&s));
    return s;
}

#endif
