/* The examples of the mustache specification, each a test of its own. The
 * files in spec/ are https://github.com/mustache/spec, see spec/LICENSE. */
#include "template/template.h"
#include "test.h"

static const char *const files[] = {"comments", "delimiters", "interpolation", "inverted",
                                    "partials", "sections",   "~inheritance"};
enum { FILES = sizeof files / sizeof *files };

/* Text of kind HTML, so that the examples of {{{name}}} can be told. Numbers
 * are text as they were written. */
static Value *value_of(Arena *a, const YamlNode *node) {
    if (node->kind == YAML_TEXT) {
        if (yaml_is_null(node)) return value_html(a, V(""));
        if (node->plain && view_is(node->text, "true")) return value_bool(a, true);
        if (node->plain && view_is(node->text, "false")) return value_bool(a, false);
        return value_html(a, node->text);
    }
    Value *v = node->kind == YAML_MAP ? value_map(a) : value_list(a);
    for (const YamlNode *c = node->first; c; c = c->next) {
        if (node->kind == YAML_MAP) value_set(a, v, c->key.p, value_of(a, c));
        else value_push(a, v, value_of(a, c));
    }
    return v;
}

static bool load(void *ctx, const char *name, Str *text, const char **file) {
    const YamlNode *example = ctx;
    *file = name;
    if (strcmp(name, "the template") == 0) {
        str_addv(text, yaml_get(example, "template")->text);
        return true;
    }
    const YamlNode *partial = yaml_get(yaml_get(example, "partials"), name);
    if (partial) str_addv(text, partial->text);
    return partial != NULL;
}

static void renders_as_specified(void **state) {
    YamlNode *example = *state;
    Diag d;
    diag_init(&d, MSG_EN);
    d.quiet = true;
    Arena a = ARENA_INIT;
    Str out = STR_INIT;
    Templates *set = templates_new(load, example, &d);
    const Template *t = templates_get(set, "the template");
    assert_non_null(t);
    assert_true(template_render(t, value_of(&a, yaml_get(example, "data")), &out));
    assert_view(str_view(&out), yaml_get(example, "expected")->text.p);
    assert_int_equal(d.errors, 0);
    str_release(&out);
    templates_free(set);
    arena_release(&a);
    diag_release(&d);
}

typedef VEC(struct CMUnitTest) Tests;

static bool add_file(Tests *tests, Arena *a, Diag *d, const char *name) {
    const char *path = arena_printf(a, "tests/template/spec/%s.json", name);
    Str text = STR_INIT;
    YamlNode *root = NULL;
    int err = file_read(path, &text, FILE_MAX_BYTES);
    if (err) diag_errno(d, M_CANNOT_READ, path, err);
    else root = yaml_parse(a, d, path, 1, str_view(&text));
    str_release(&text);
    const YamlNode *list = yaml_get(root, "tests");
    for (YamlNode *e = list ? list->first : NULL; e; e = e->next) {
        const char *title = arena_printf(a, "%s: %.*s", name, VARG(yaml_get(e, "name")->text));
        struct CMUnitTest test = {title, renders_as_specified, NULL, NULL, e};
        vec_push(tests, test);
    }
    return list != NULL;
}

int main(void) {
    Arena a = ARENA_INIT;
    Diag d;
    diag_init(&d, MSG_EN);
    Tests tests = {0};
    bool ok = true;
    for (size_t i = 0; i < FILES; i++) ok &= add_file(&tests, &a, &d, files[i]);
    diag_release(&d);
    int failed = _cmocka_run_group_tests("spec", tests.p, tests.n, NULL, NULL);
    vec_release(&tests);
    arena_release(&a);
    return ok ? failed : 1;
}
