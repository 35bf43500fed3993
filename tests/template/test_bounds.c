/* Templates that do not end, nest without end or are no templates: bounded in work, told with their place. */
#include "set.h"

static void nesting_is_bounded_when_rendered(void **state) {
    (void)state;
    const File files[] = {{"page", V("a\n{{#x}}{{>page}}{{/x}}")}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    Value *data = value_map(&s.arena);
    value_set_bool(&s.arena, data, "x", true);
    Str out = STR_INIT;
    str_adds(&out, "kept");
    const Template *t = templates_get(s.templates, "page");
    for (int i = 0; i < 2; i++) {
        assert_false(template_render(t, data, &out));
        assert_view(str_view(&out), "kept");
    }
    assert_reported(&s,
                    "page:1:1: error: 'page': with this page's data it nests deeper than 128 levels or does not end; "
                        "no page was made [template-bound]\n");
    assert_true(template_render(t, value_map(&s.arena), &out));
    assert_view(str_view(&out), "kepta\n");
    str_release(&out);
    set_close(&s);
}

/* Each of forty templates includes the next one twice: 2^40 of them. */
static void work_is_bounded_when_rendered(void **state) {
    (void)state;
    Set s;
    Arena a = ARENA_INIT;
    File *files = ARENA_ARRAY(&a, File, 42);
    for (int i = 0; i <= 40; i++) {
        files[i].name = i ? arena_printf(&a, "t%d", i) : "page";
        files[i].text = view_of(i < 40 ? arena_printf(&a, "{{>t%d}}{{>t%d}}", i + 1, i + 1) : "");
    }
    set_open(&s, files);
    Str out = STR_INIT;
    assert_false(template_render(templates_get(s.templates, "page"), value_map(&a), &out));
    assert_int_equal(s.diag.errors, 1);
    free(reported(&s));
    str_release(&out);
    set_close(&s);
    arena_release(&a);
}

static void survive(const char *piece, const char *end, size_t bytes) {
    Str text = STR_INIT;
    while (text.n < bytes) str_adds(&text, piece);
    str_adds(&text, end);
    const File files[] = {{"page", str_view(&text)}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    const Template *t = templates_get(s.templates, "page");
    Str out = STR_INIT;
    if (t) assert_true(template_render(t, value_map(&s.arena), &out));
    else assert_true(s.diag.errors > 0 && s.diag.errors < 300);
    free(reported(&s));
    str_release(&out);
    set_close(&s);
    str_release(&text);
}

static void hostile_templates_take_little_time(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "{{#a}}", "{{/a}}", "{{", "{{{", "}}", "{{{a}}", "{{a", "{{a}}", "{{=", "{{!", "\n", "  ", "{{! }} ",
        "{{<a}}", "{{$a}}", "{{$a}}\n  {{/a}}", "{{#a}}{{/a}} ", "{{/b}}\n", "{{=| |=}}", "{{^a}}\n{{/a}}\n",
        "{{<n}}{{$b}}\n {{/b}}{{/n}}", "{{a.b.c.d}}", "\xFF", "{{=<% %>=}}<%={{ }}=%>",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        survive(pieces[i], "", 1 << 18);
        survive(pieces[i], "}}", 1 << 16);
    }
    survive("{{#a}}", "", 10 << 20);
}

static void many_different_names_take_little_time(void **state) {
    (void)state;
    Str text = STR_INIT;
    str_adds(&text, "{{<page2}}");
    for (int i = 0; i < 10000; i++) str_addf(&text, "{{$b%d}}{{/b%d}}", i, i);
    str_adds(&text, "{{/page2}}");
    for (int i = 0; i < 10000; i++) str_addf(&text, "{{>p%d}}{{n%d}}", i, i);
    Str second = STR_INIT;
    for (int i = 0; i < 10000; i++) str_addf(&second, "{{$b%d}}x{{/b%d}}", i, i);
    const File files[] = {{"page", str_view(&text)}, {"page2", str_view(&second)}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    assert_page(&s, value_map(&s.arena), "");
    assert_int_equal(s.diag.warnings, 10000);
    free(reported(&s));
    set_close(&s);
    str_release(&text);
    str_release(&second);
}

static void nesting_up_to_the_bound_renders(void **state) {
    (void)state;
    Str text = STR_INIT;
    for (int i = 0; i < TEMPLATE_DEPTH - 1; i++) str_adds(&text, "{{#yes}}");
    str_adds(&text, "x");
    for (int i = 0; i < TEMPLATE_DEPTH - 1; i++) str_adds(&text, "{{/yes}}");
    assert_one(text.p, "x");
    str_clear(&text);
    for (int i = 0; i < TEMPLATE_DEPTH + 1; i++) str_adds(&text, "{{#yes}}");
    assert_errors(text.p, "page:1:1025: error: nested deeper than 128 levels, the rest is not read [template-deep]\n");
    str_release(&text);
}

static void errors_are_cut_off_after_a_hundred(void **state) {
    (void)state;
    Str text = STR_INIT;
    for (int i = 0; i < 1000; i++) str_adds(&text, "{{/a}}");
    const File files[] = {{"page", str_view(&text)}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    assert_null(templates_get(s.templates, "page"));
    assert_int_equal(s.diag.errors, 101);
    char *told = reported(&s);
    assert_non_null(strstr(told, "page:1:595: error: too many errors, the rest is not read [template-errors]\n"));
    free(told);
    set_close(&s);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nesting_is_bounded_when_rendered),
        cmocka_unit_test(work_is_bounded_when_rendered),
        cmocka_unit_test(hostile_templates_take_little_time),
        cmocka_unit_test(many_different_names_take_little_time),
        cmocka_unit_test(nesting_up_to_the_bound_renders),
        cmocka_unit_test(errors_are_cut_off_after_a_hundred),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
