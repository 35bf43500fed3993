/* Regions against the hand-made gold standard, article by article as its
 * lines give them; skipped where the gold is absent. Prints what is missed
 * and wrong with SHOW=1. */
#include "room.h"

typedef struct Score {
    size_t right, given, found, due;
} Score;

typedef struct Page {
    Arena arena;
    VEC(View) lines; /* from 1: the first is empty */
    RegionText *parts;
    const YamlNode **articles;
    size_t n;
} Page;

static View text_of(const YamlNode *map, const char *key) {
    const YamlNode *v = yaml_get(map, key);
    return v && v->kind == YAML_TEXT && !yaml_is_null(v) ? v->text : V("");
}

static size_t number(const YamlNode *v) {
    uint64_t x = 0;
    return v && view_uint(v->text, 1u << 20, &x) ? (size_t)x : 0;
}

static bool holds(const YamlNode *list, size_t x) {
    for (const YamlNode *v = list->first; v; v = v->next)
        if (number(v) == x) return true;
    return false;
}

static bool joined(const YamlNode *article, size_t line) {
    for (const YamlNode *j = yaml_get(article, "joins")->first; j; j = j->next)
        if (number(j->first->next) == line) return true;
    return false;
}

/* The body: the article's lines but its head, joined paragraphs as one. */
static View body(Page *p, const YamlNode *article) {
    Str s = STR_INIT;
    for (const YamlNode *v = yaml_get(article, "lines")->first; v; v = v->next) {
        size_t line = number(v);
        if (holds(yaml_get(article, "head"), line) || line >= p->lines.n) continue;
        if (s.n && !joined(article, line)) str_addc(&s, '\n');
        str_addv(&s, p->lines.p[line]);
    }
    View text = arena_view(&p->arena, str_view(&s));
    str_release(&s);
    return text;
}

static View headline(Page *p, const YamlNode *article) {
    return view_of(arena_printf(&p->arena, "%.*s\n%.*s\n%.*s", VARG(text_of(article, "kicker")),
                                VARG(text_of(article, "title")), VARG(text_of(article, "subtitle"))));
}

static View read_all(Arena *a, const char *path) {
    Str s = STR_INIT;
    assert_int_equal(file_read(path, &s, FILE_MAX_BYTES), 0);
    View v = arena_view(a, str_view(&s));
    str_release(&s);
    return v;
}

static void read_page(Page *p, Diag *d, const char *gold_path) {
    *p = (Page){0};
    const YamlNode *gold = yaml_parse(&p->arena, d, gold_path, 1, read_all(&p->arena, gold_path));
    assert_non_null(gold);
    const char *source = arena_strdup(&p->arena, text_of(gold, "source"));
    View rest = read_all(&p->arena, path_join(&p->arena, SHARED "/seeds", source)), line = V("");
    do vec_push(&p->lines, line);
    while (view_line(&rest, &line));
    const YamlNode *articles = yaml_get(gold, "articles");
    p->parts = ARENA_ARRAY(&p->arena, RegionText, articles->n);
    p->articles = ARENA_ARRAY(&p->arena, const YamlNode *, articles->n);
    for (const YamlNode *a = articles->first; a; a = a->next, p->n++) {
        const YamlNode *dateline = yaml_get(a, "dateline");
        p->articles[p->n] = a;
        p->parts[p->n] = (RegionText){headline(p, a), body(p, a), {V(""), 2020, V(""), V("")}};
        if (dateline && dateline->kind == YAML_MAP) p->parts[p->n].hints.dateline = text_of(dateline, "place");
    }
}

static const YamlNode *among(const YamlNode *list, View code) {
    for (const YamlNode *v = list->first; v; v = v->next)
        if (view_eq(text_of(v, "code"), code)) return v;
    return NULL;
}

static void score_article(const YamlNode *article, const RegionsFound *found, Score *s) {
    const YamlNode *must = yaml_get(article, "regions_must"), *may = yaml_get(article, "regions_may");
    bool show = getenv("SHOW") != NULL;
    for (size_t i = 0; i < found->n; i++) {
        const RegionFound *f = &found->p[i];
        bool right = among(must, f->code) || among(may, f->code);
        s->given++;
        s->right += right;
        if (show && !right)
            printf("#   wrong %.*s %.*s %.2f (%s)\n", VARG(f->code), VARG(f->name), f->confidence, f->why);
    }
    for (const YamlNode *v = must->first; v; v = v->next) {
        size_t i = 0;
        while (i < found->n && !view_eq(found->p[i].code, text_of(v, "code"))) i++;
        s->due++;
        s->found += i < found->n;
        if (show && i == found->n) printf("#   missed %.*s %.*s\n", VARG(text_of(v, "code")), VARG(text_of(v, "name")));
    }
    const YamlNode *dateline = yaml_get(article, "dateline");
    if (dateline->kind == YAML_MAP && !view_eq(text_of(dateline, "code"), found->dateline_code))
        printf("#   dateline %.*s, not %.*s\n", VARG(found->dateline_code), VARG(text_of(dateline, "code")));
}

static void score_page(const Gazetteer *g, const char *path, Diag *d, Score *s) {
    Page p;
    read_page(&p, d, path);
    View home = regions_home(g, &p.arena, p.parts, p.n, V(""));
    printf("# %s: home %.*s\n", path, VARG(home));
    for (size_t i = 0; i < p.n; i++) p.parts[i].hints.home = home;
    RegionsFound *found = ARENA_ARRAY(&p.arena, RegionsFound, p.n);
    regions_resolve(g, &p.arena, p.parts, p.n, found);
    for (size_t i = 0; i < p.n; i++) {
        if (getenv("SHOW")) printf("# - %.*s\n", VARG(text_of(p.articles[i], "title")));
        if (getenv("SHOW"))
            for (size_t k = 0; k < found[i].n; k++)
                printf("#     %.*s%.*s x%zu\n", VARG(found[i].p[k].name), VARG(found[i].p[k].code),
                       found[i].p[k].count);
        score_article(p.articles[i], &found[i], s);
    }
    vec_release(&p.lines);
    arena_release(&p.arena);
}

static void gold_regions_are_found(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    if (!dir_exists(SHARED "/gold") || !file_exists(gazetteer_path(&a))) skip();
    Diag d;
    diag_init(&d, MSG_EN);
    Gazetteer *g = gazetteer_open(&d, gazetteer_path(&a), V(""), NULL);
    assert_non_null(g);
    FileList files = {0};
    assert_int_equal(dir_list(&a, SHARED "/gold", &files), 0);
    Score s = {0};
    for (size_t i = 0; i < files.n; i++)
        if (view_is(path_ext(view_of(files.p[i].path)), "json"))
            score_page(g, path_join(&a, SHARED "/gold", files.p[i].path), &d, &s);
    double p = s.given ? (double)s.right / (double)s.given : 0, r = s.due ? (double)s.found / (double)s.due : 0;
    printf("# gold: precision %.3f (%zu of %zu), recall %.3f (%zu of %zu)\n", p, s.right, s.given, r, s.found, s.due);
    assert_true(p >= 0.97);
    assert_true(r >= 0.97);
    filelist_release(&files);
    gazetteer_close(g);
    arena_release(&a);
    diag_release(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold_regions_are_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
