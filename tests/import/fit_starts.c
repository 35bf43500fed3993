/* Prints generator/import/starts.def: with which characters, and which pairs of
 * them, paragraphs begin rather than go on. Counted on the labelled pages that
 * are not held out: what begins paragraphs and, a little, sentences, against
 * what stands anywhere inside a clause, where a column's end may cut it. */
#include <math.h>

#include "score.h"

enum { BMP = 1 << 16, FIRST = 8 /* characters of a paragraph that are not its inside */ };

typedef struct Pair {
    uint32_t key; /* two characters of 16 bits */
    double begins, inside;
} Pair;

typedef VEC(Pair) Pairs;

static double begins[BMP], inside[BMP];
static Pairs pairs;

static void count(uint32_t a, uint32_t b, double starts, double within) {
    if (a >= BMP || b >= BMP) return;
    begins[a] += starts;
    inside[a] += within;
    vec_push(&pairs, ((Pair){a << 16 | b, starts, within}));
}

static bool is_one_of(uint32_t cp, const char *set) {
    for (View v = view_of(set); v.n;)
        if (utf8_next(&v) == cp) return true;
    return false;
}

/* 本报讯, 某报某地3日讯: a feature of its own tells these. */
static bool is_news(View v) {
    enum { OPENING = 7 };
    size_t n;
    return words_start(v, "本报 本報") > 0 || words_find(utf8_prefix(v, OPENING), "讯 訊", 0, &n) != SIZE_MAX;
}

static void count_paragraph(View v, bool goes_on) {
    const double SENTENCE = 0.15; /* a paragraph may begin as a sentence does */
    goes_on |= is_news(v);
    uint32_t before = 0, a = utf8_next(&v);
    bool stopped = false;
    for (size_t n = 0; v.n; n++) {
        uint32_t b = utf8_next(&v);
        if (n == 0 && !goes_on && !is_one_of(a, "【(（")) count(a, b, 1, 0);
        if (stopped && a != 0x201D) count(a, b, SENTENCE, 0);
        if (n >= FIRST && !is_one_of(before, "。！？；：…”」（(“「《") && !is_one_of(a, "，。、；：”）」』！？）,.)%％"))
            count(a, b, 0, 1);
        stopped = a == 0x3002 || (stopped && a == 0x201D);
        before = a;
        a = b;
    }
}

static bool is_in(const YamlNode *list, size_t number) {
    uint64_t x;
    for (const YamlNode *n = list ? list->first : NULL; n; n = n->next)
        if (view_uint(n->text, SCORE_LINES, &x) && x == number) return true;
    return false;
}

/* Paragraphs of text; whether line `number` goes on with one. */
static void count_article(const YamlNode *a, View *line, size_t lines, bool wrapped) {
    static uint32_t gold[SCORE_LINES];
    size_t n = gold_lines(a, gold);
    for (size_t i = 0; i < n; i++) {
        size_t number = gold[i];
        if (number > lines || is_in(yaml_get(a, "head"), number) || is_in(yaml_get(a, "subheads"), number) ||
            is_in(yaml_get(a, "captions"), number))
            continue;
        bool goes_on = wrapped;
        for (const YamlNode *j = yaml_get(a, "joins")->first; j; j = j->next) {
            uint64_t x;
            goes_on |= view_uint(j->first->next->text, SCORE_LINES, &x) && x == number;
        }
        if (utf8_count(line[number - 1]) >= 20) count_paragraph(line[number - 1], goes_on);
    }
}

static void count_page(const YamlNode *gold, View text) {
    static View line[SCORE_LINES];
    size_t lines = 0, blank = 0;
    for (View rest = text; rest.n && lines < SCORE_LINES; lines++) {
        size_t end = view_find(rest, V("\n"), 0);
        line[lines] = view_trim(view_to(rest, end == SIZE_MAX ? rest.n : end));
        blank += !line[lines].n;
        rest = end == SIZE_MAX ? V("") : view_from(rest, end + 1);
    }
    for (const YamlNode *a = yaml_get(gold, "articles")->first; a; a = a->next)
        count_article(a, line, lines, blank * 4 < lines);
}

static void count_labelled(void *ctx, Diag *d, const Labelled *l) {
    (void)ctx;
    (void)d;
    if (!l->held_out && !yaml_get(l->labels, "charset")) count_page(l->labels, l->text);
}

static int by_key(const void *x, const void *y) {
    uint32_t a = ((const Pair *)x)->key, b = ((const Pair *)y)->key;
    return (a > b) - (a < b);
}

static void merge_pairs(void) {
    size_t n = 0;
    qsort(pairs.p, pairs.n, sizeof *pairs.p, by_key);
    for (size_t i = 0; i < pairs.n; i++) {
        if (n && pairs.p[n - 1].key == pairs.p[i].key) {
            pairs.p[n - 1].begins += pairs.p[i].begins;
            pairs.p[n - 1].inside += pairs.p[i].inside;
        } else pairs.p[n++] = pairs.p[i];
    }
    pairs.n = n;
}

static void print(uint32_t key, double score, double least) {
    static int column;
    double tenths = round(score * 10);
    if (fabs(tenths) < least) return;
    int n = printf("%sS(%#x, %.0f)", column ? " " : "", (unsigned)key, fmax(-60, fmin(60, tenths)));
    column += n;
    if (column > 100) {
        printf("\n");
        column = 0;
    }
}

int main(void) {
    static const char *const folders[] = {"tests/import/pages", "tests/import/blind", "tests/import/blind2",
                                          "tests/import/blind4"};
    const double FIRST_PRIOR = 200, PAIR_PRIOR = 4, LETTERS = 1500, SEEN = 8, PAIR_SEEN = 3;
    double all_begin = 0, all_inside = 0;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) each_labelled(folders[i], count_labelled, NULL);
    merge_pairs();
    for (size_t c = 0; c < BMP; c++) all_begin += begins[c], all_inside += inside[c];
    printf("/* How much likelier a paragraph begins with a character, or with two, than goes\n"
           " * on with them: tenths of the logarithm, sorted. Made by `make fit-starts`. */\n");
    size_t k = 0;
    for (uint32_t a = 0; a < BMP; a++) {
        double usual = (inside[a] + 0.5) / (all_inside + LETTERS);
        double first = log((begins[a] + FIRST_PRIOR * usual) / (all_begin + FIRST_PRIOR) / usual);
        if (begins[a] + inside[a] >= SEEN) print(a << 16, first, 4);
        for (; k < pairs.n && pairs.p[k].key >> 16 == a; k++) {
            const Pair *p = &pairs.p[k];
            double chance = (inside[p->key & 0xFFFF] + 0.5) / (all_inside + LETTERS);
            double within = (p->inside + PAIR_PRIOR * chance) / (inside[a] + PAIR_PRIOR);
            double starts = (p->begins + PAIR_PRIOR * within) / (begins[a] + PAIR_PRIOR);
            if (p->begins + p->inside >= PAIR_SEEN) print(p->key, log(starts / within), 7);
        }
    }
    printf("\n");
    vec_release(&pairs);
    return 0;
}
