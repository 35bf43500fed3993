/* The default taxonomy on the shared hand-made pages. */
#include "figures.h"

typedef struct Gold {
    Arena arena;
    Diag diag;
    Taxonomy *taxonomy;
    Figures figures;
} Gold;

static YamlNode *read_json(Gold *g, const char *path) {
    Str s = STR_INIT;
    assert_int_equal(file_read(path, &s, FILE_MAX_BYTES), 0);
    YamlNode *root = yaml_parse(&g->arena, &g->diag, path, 1, arena_view(&g->arena, str_view(&s)));
    str_release(&s);
    assert_non_null(root);
    return root;
}

/* ids of a list, as a set and as an array. */
static size_t read_ids(Gold *g, const YamlNode *list, Map *set, View **ids) {
    size_t n = 0;
    *ids = ARENA_ARRAY(&g->arena, View, list->n);
    for (const YamlNode *c = list->first; c; c = c->next) {
        map_at(set, c->text, NULL);
        (*ids)[n++] = c->text;
    }
    return n;
}

static bool has_number(const YamlNode *list, View number) {
    for (const YamlNode *c = list->first; c; c = c->next)
        if (view_eq(c->text, number)) return true;
    return false;
}

static void score_article(Gold *g, const YamlNode *article, const View *lines, size_t n_lines) {
    static const char *const heads[] = {"kicker", "title", "subtitle", "column"};
    Str title = STR_INIT, text = STR_INIT;
    Map must = MAP_INIT, may = MAP_INIT;
    View *ids, *may_ids;
    for (size_t i = 0; i < 4; i++) {
        const YamlNode *n = yaml_get(article, heads[i]);
        if (n && !yaml_is_null(n)) str_addf(&title, "%.*s\n", VARG(n->text));
    }
    for (const YamlNode *c = yaml_get(article, "lines")->first; c; c = c->next) {
        uint64_t line;
        assert_true(view_uint(c->text, n_lines, &line));
        if (!has_number(yaml_get(article, "head"), c->text)) str_addf(&text, "%.*s\n\n", VARG(lines[line - 1]));
    }
    size_t n = read_ids(g, yaml_get(article, "topics_must"), &must, &ids);
    read_ids(g, yaml_get(article, "topics_may"), &may, &may_ids);
    figures_add(&g->figures, g->taxonomy, str_view(&title), str_view(&text), &must, &may, ids, n);
    map_release(&must);
    map_release(&may);
    str_release(&title);
    str_release(&text);
}

static void score_page(Gold *g, const char *path) {
    YamlNode *root = read_json(g, path);
    Str source = STR_INIT;
    VEC(View) lines = {0};
    char *seed = path_join(&g->arena, SHARED "/seeds", arena_strdup(&g->arena, yaml_get(root, "source")->text));
    assert_int_equal(file_read(seed, &source, FILE_MAX_BYTES), 0);
    View rest = str_view(&source), line;
    while (view_line(&rest, &line)) vec_push(&lines, line);
    for (const YamlNode *a = yaml_get(root, "articles")->first; a; a = a->next) score_article(g, a, lines.p, lines.n);
    vec_release(&lines);
    str_release(&source);
}

static void gold_pages_are_filed_as_an_archivist_would(void **state) {
    (void)state;
    Gold g = {.arena = ARENA_INIT};
    FileList files = {0};
    if (dir_list(&g.arena, SHARED "/gold", &files) != 0) skip();
    diag_init(&g.diag, MSG_EN);
    g.taxonomy = taxonomy_load(&g.diag, TAXONOMY);
    assert_non_null(g.taxonomy);
    for (size_t i = 0; i < files.n; i++)
        if (view_is(path_ext(view_of(files.p[i].path)), "json"))
            score_page(&g, path_join(&g.arena, SHARED "/gold", files.p[i].path));
    figures_print("gold", &g.figures);
    assert_true(figures_precision(&g.figures) >= 0.90);
    assert_true(figures_recall(&g.figures) >= 0.92);
    taxonomy_free(g.taxonomy);
    filelist_release(&files);
    diag_release(&g.diag);
    arena_release(&g.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(gold_pages_are_filed_as_an_archivist_would)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
