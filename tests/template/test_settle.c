#include "template/compiled.h"
#include "set.h"

static void what_is_settled_renders_the_same(void **state) {
    (void)state;
    static const File files[] = {
        {"page", V_INIT("{{<base}}\n{{$main}}\n{{t.a}} x\n{{^t.a}}no{{/t.a}}{{t.none}}{{t.lines}}{{u.a}}\n"
                        "{{/main}}\n{{/base}}\n")},
        {"base", V_INIT("<div>\n    {{$main}}{{/main}}\n  {{t.a}}{{#t.a}}<{{.}}>{{/t.a}}\n</div>\n")},
        {NULL, {0}}};
    for (int settled = 0; settled < 2; settled++) {
        Set s;
        set_open(&s, files);
        Value *data = value_map(&s.arena), *t = value_map(&s.arena);
        value_set_text(&s.arena, t, "a", V("a < b"));
        value_set_text(&s.arena, t, "lines", V("1\n2"));
        value_set(&s.arena, data, "t", t);
        value_set(&s.arena, data, "u", t);
        assert_non_null(templates_get(s.templates, "page"));
        if (settled) templates_settle(s.templates, "t", t);
        assert_page(&s, data, "<div>\n    a &lt; b x\n    1\n2a &lt; b\n\n  a &lt; b<a &lt; b>\n</div>\n");
        set_close(&s);
    }
}

/* Random templates: text, line ends and indentation between tags of all kinds. */
static uint32_t seed;
static uint32_t draw(uint32_t n) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 16) % n;
}

static void add_random(Str *out, unsigned depth, bool calls) {
    static const char *const plain[] = {"x",         "y ",          "  ",          "\n",     "\n  ",
                                        "\n\n",      "<",           "{{t.a}}",     "{{{t.a}}}", "{{t.lines}}",
                                        "{{t.none}}", "{{.}}",       "{{u.a}}",     "{{t.a}}\n", "\n{{t.a}}"};
    static const char *const names[] = {"t.a", "t.none", "t.on", "t.off", "t.list", "t.map", "u.a", "u.none"};
    for (uint32_t n = draw(6); n > 0; n--) {
        const uint32_t kind = depth ? draw(8) : 0;
        const char *name = names[draw(8)], *end = draw(2) ? "\n" : "";
        if (kind < 3) str_adds(out, plain[draw(15)]);
        if (kind >= 3 && kind < 6) {
            str_addf(out, "{{%s%s}}%s", draw(2) ? "#" : "^", name, end);
            add_random(out, depth - 1, calls);
            str_addf(out, "{{/%s}}%s", name, end);
        }
        if (kind == 6) {
            const char *block = draw(2) ? "b" : "c";
            str_addf(out, "{{$%s}}%s", block, end);
            add_random(out, depth - 1, calls);
            str_addf(out, "{{/%s}}%s", block, end);
        }
        if (kind != 7 || !calls) continue;
        if (draw(2)) {
            str_addf(out, "{{>base}}%s", end);
            continue;
        }
        str_addf(out, "{{<base}}{{$b}}%s", end);
        add_random(out, depth - 1, calls);
        str_addf(out, "{{/b}}%s{{/base}}%s", end, end);
    }
}

static Value *settled_map(Arena *a) {
    Value *t = value_map(a), *list = value_list(a);
    value_push(a, list, value_text(a, V("1")));
    value_push(a, list, value_text(a, V("2")));
    value_set_text(a, t, "a", V("a < b"));
    value_set_text(a, t, "lines", V("1\n2"));
    value_set_bool(a, t, "on", true);
    value_set_bool(a, t, "off", false);
    value_set(a, t, "list", list);
    value_set(a, t, "map", value_map(a));
    return t;
}

static void random_templates_render_the_same_when_settled(void **state) {
    (void)state;
    for (uint32_t trial = 0; trial < 3000; trial++) {
        seed = trial * 7919;
        Str text[2] = {STR_INIT, STR_INIT}, out[2] = {STR_INIT, STR_INIT};
        add_random(&text[0], 4, true);
        add_random(&text[1], 3, false);
        const File files[] = {{"page", str_view(&text[0])}, {"base", str_view(&text[1])}, {NULL, {0}}};
        for (int settled = 0; settled < 2; settled++) {
            Set s;
            set_open(&s, files);
            Value *data = value_map(&s.arena), *t = settled_map(&s.arena);
            value_set(&s.arena, data, "t", t);
            value_set(&s.arena, data, "u", t);
            const Template *page = templates_get(s.templates, "page");
            assert_non_null(page);
            if (settled) templates_settle(s.templates, "t", t);
            assert_true(template_render(page, data, &out[settled]));
            set_close(&s);
        }
        if (!view_eq(str_view(&out[0]), str_view(&out[1]))) print_message("%s\n---\n%s\n", text[0].p, text[1].p);
        assert_view(str_view(&out[1]), out[0].n ? out[0].p : "");
        for (int i = 0; i < 2; i++) str_release(&text[i]), str_release(&out[i]);
    }
}

/* Each name joins all before it to one text, which is not copied for it again. */
static void many_settled_names_in_a_row_take_little_room(void **state) {
    (void)state;
    enum { NAMES = 2000 };
    Str text = STR_INIT;
    for (size_t i = 0; i < NAMES; i++) str_adds(&text, "{{t.a}}x");
    const File files[] = {{"page", str_view(&text)}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    Value *t = settled_map(&s.arena);
    const Template *page = templates_get(s.templates, "page");
    assert_non_null(page);
    templates_settle(s.templates, "t", t);
    assert_int_equal(page->nodes.n, 1);
    assert_true(page->text.n < 3 * NAMES * strlen("a &lt; bx"));
    set_close(&s);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_settled_renders_the_same),
        cmocka_unit_test(random_templates_render_the_same_when_settled),
        cmocka_unit_test(many_settled_names_in_a_row_take_little_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
