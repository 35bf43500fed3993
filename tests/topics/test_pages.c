/* The default taxonomy on whole pages cut and labelled by hand: the shared
 * ones, and those of tests/import/pages that have topics. Of the latter, the
 * pages marked held_out were not looked into when terms were chosen. */
#include "figures.h"
#include "text/text.h"

#define PAGES "tests/import/pages"

typedef enum Part { PART_ALL, PART_HELD, PART_REST } Part;

typedef struct Pages {
    Arena arena;
    Diag diag;
    Taxonomy *taxonomy;
    Figures figures;
} Pages;

static View read_text(Pages *p, const char *path) {
    Str bytes = STR_INIT, utf8 = STR_INIT;
    assert_int_equal(file_read(path, &bytes, FILE_MAX_BYTES), 0);
    text_decode(str_view(&bytes), CS_UNKNOWN, &utf8, NULL, NULL, NULL);
    View text = arena_view(&p->arena, str_view(&utf8));
    str_release(&bytes);
    str_release(&utf8);
    return text;
}

static View *read_ids(Pages *p, const YamlNode *list, Map *set) {
    size_t n = 0;
    View *ids = ARENA_ARRAY(&p->arena, View, list->n);
    for (const YamlNode *c = list->first; c; c = c->next) {
        map_at(set, c->text, NULL);
        ids[n++] = c->text;
    }
    return ids;
}

static bool has_text(const YamlNode *list, View text) {
    for (const YamlNode *c = list->first; c; c = c->next)
        if (view_eq(c->text, text)) return true;
    return false;
}

/* "12", or "12:5-40": a part of line 12, in code points. */
static View line_part(View spec, const View *lines, size_t n_lines) {
    uint64_t number = 0, from = 0, to = 0;
    View field;
    assert_true(view_split(&spec, ':', &field) && view_uint(field, n_lines, &number) && number > 0);
    View line = lines[number - 1];
    if (!view_split(&spec, '-', &field)) return line;
    assert_true(view_uint(field, SIZE_MAX, &from) && view_split(&spec, '-', &field) && view_uint(field, SIZE_MAX, &to));
    line = utf8_prefix(line, (size_t)to);
    return view_from(line, utf8_prefix(line, (size_t)from - 1).n);
}

static void score_article(Pages *p, const YamlNode *article, const View *lines, size_t n_lines) {
    static const char *const heads[] = {"kicker", "title", "subtitle", "column"};
    const YamlNode *must_list = yaml_get(article, "topics_must"), *may_list = yaml_get(article, "topics_may");
    Str title = STR_INIT, text = STR_INIT;
    Map must = MAP_INIT, may = MAP_INIT;
    for (size_t i = 0; i < 4; i++) {
        const YamlNode *n = yaml_get(article, heads[i]);
        if (n && !yaml_is_null(n)) str_addf(&title, "%.*s\n", VARG(n->text));
    }
    for (const YamlNode *c = yaml_get(article, "lines")->first; c; c = c->next)
        if (!has_text(yaml_get(article, "head"), c->text))
            str_addf(&text, "%.*s\n\n", VARG(line_part(c->text, lines, n_lines)));
    View *ids = read_ids(p, must_list, &must);
    read_ids(p, may_list, &may);
    figures_add(&p->figures, p->taxonomy, str_view(&title), str_view(&text), &must, &may, ids, must_list->n);
    map_release(&must);
    map_release(&may);
    str_release(&title);
    str_release(&text);
}

static bool has_topics(const YamlNode *root) {
    for (const YamlNode *a = yaml_get(root, "articles")->first; a; a = a->next) {
        const YamlNode *must = yaml_get(a, "topics_must");
        if (must && must->n) return true;
    }
    return false;
}

static void score_page(Pages *p, const char *path, const char *sources, Part part) {
    YamlNode *root = yaml_parse(&p->arena, &p->diag, path, 1, read_text(p, path));
    assert_non_null(root);
    const YamlNode *held = yaml_get(root, "held_out");
    bool is_held = held && view_is(held->text, "true");
    if ((part == PART_HELD && !is_held) || (part == PART_REST && is_held) || !has_topics(root)) return;
    VEC(View) lines = {0};
    View rest = read_text(p, path_join(&p->arena, sources, arena_strdup(&p->arena, yaml_get(root, "source")->text)));
    View line;
    while (view_line(&rest, &line)) vec_push(&lines, line);
    for (const YamlNode *a = yaml_get(root, "articles")->first; a; a = a->next)
        score_article(p, a, lines.p, lines.n);
    vec_release(&lines);
}

/* False where the folder is absent. */
static bool score_folder(const char *name, const char *folder, const char *sources, Part part, Figures *out) {
    Pages p = {.arena = ARENA_INIT};
    FileList files = {0};
    bool there = dir_list(&p.arena, folder, &files) == 0;
    diag_init(&p.diag, MSG_EN);
    p.taxonomy = taxonomy_load(&p.diag, TAXONOMY);
    assert_non_null(p.taxonomy);
    for (size_t i = 0; i < files.n; i++)
        if (view_is(path_ext(view_of(files.p[i].path)), "json"))
            score_page(&p, path_join(&p.arena, folder, files.p[i].path), sources, part);
    *out = p.figures;
    if (there) figures_print(name, out);
    taxonomy_free(p.taxonomy);
    filelist_release(&files);
    diag_release(&p.diag);
    arena_release(&p.arena);
    return there;
}

static void shared_pages_are_filed(void **state) {
    (void)state;
    Figures f;
    if (!score_folder("shared pages", SHARED "/gold", SHARED "/seeds", PART_ALL, &f)) skip();
    assert_true(figures_precision(&f) >= 0.90);
    assert_true(figures_recall(&f) >= 0.92);
}

static void pages_of_our_own_are_filed(void **state) {
    (void)state;
    Figures f;
    assert_true(score_folder("own pages", PAGES, PAGES, PART_REST, &f));
    assert_true(figures_f1(&f) >= 0.84);
}

static void pages_held_out_are_filed(void **state) {
    (void)state;
    Figures f;
    assert_true(score_folder("own pages, held out", PAGES, PAGES, PART_HELD, &f));
    assert_true(figures_f1(&f) >= 0.80);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shared_pages_are_filed),
        cmocka_unit_test(pages_of_our_own_are_filed),
        cmocka_unit_test(pages_held_out_are_filed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
