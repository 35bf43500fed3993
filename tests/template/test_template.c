#include "set.h"

/* --- values -------------------------------------------------------------------- */

static void text_is_escaped_even_in_three_braces(void **state) {
    (void)state;
    assert_one("{{text}} {{{text}}} {{&text}}", "a &lt; b a &lt; b a &lt; b");
    assert_one("{{html}} {{{html}}} {{& html }}", "&lt;b&gt; <b> <b>");
}

static void values_print_by_kind(void **state) {
    (void)state;
    assert_one("{{yes}} {{no}} {{zero}} {{many}} {{{many}}}", "true false 0 18446744073709551615 18446744073709551615");
    assert_one("[{{none}}{{list}}{{map}}{{empty}}{{nothing}}{{text.x}}]", "[]");
}

static void sections_ask_whether_there_is_something(void **state) {
    (void)state;
    assert_one("{{#no}}x{{/no}}{{#zero}}x{{/zero}}{{#empty}}x{{/empty}}{{#none}}x{{/none}}{{#nothing}}x{{/nothing}}",
               "");
    assert_one("{{^no}}1{{/no}}{{^zero}}2{{/zero}}{{^empty}}3{{/empty}}{{^none}}4{{/none}}{{^nothing}}5{{/nothing}}",
               "12345");
    assert_one("{{#yes}}1{{/yes}}{{#many}}2{{/many}}{{#text}}3{{/text}}{{#map}}4{{/map}}{{#html}}5{{/html}}", "12345");
    assert_one("{{#list}}({{text}}|{{.}}){{/list}}", "(item|)(a &lt; b|2)");
}

static void names_may_be_chinese(void **state) {
    (void)state;
    const File files[] = {{"page", V("{{#条目}}{{名称}}，{{/条目}}{{条目.名称}}")}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    Value *data = value_map(&s.arena), *entry = value_map(&s.arena);
    value_set_text(&s.arena, entry, "名称", V("图书馆"));
    value_set(&s.arena, data, "条目", entry);
    assert_page(&s, data, "图书馆，图书馆");
    set_close(&s);
}

static void maps_hold_many_keys_and_the_last_value(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Value *map = value_map(&a);
    Str text = STR_INIT, json = STR_INIT, out = STR_INIT;
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < 1000; i++) value_set_uint(&a, map, arena_printf(&a, "key%zu", i), i * (round + 1));
    for (size_t i = 0; i < 1000; i++) str_addf(&text, "{{key%zu}} ", i);
    str_adds(&text, "{{key1000}}");
    const File files[] = {{"page", str_view(&text)}, {NULL, {0}}};
    for (size_t i = 0; i < 1000; i++) str_addf(&out, "%zu ", i * 2);
    Set s;
    set_open(&s, files);
    assert_page(&s, map, out.p);
    set_close(&s);
    Json j = json_to(&json);
    value_json(map, &j);
    assert_true(view_starts(str_view(&json), V("{\"key0\":0,\"key1\":2,")));
    str_release(&text);
    str_release(&json);
    str_release(&out);
    arena_release(&a);
}

static void values_are_json_for_template_authors(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Value *data = value_map(&a), *list = value_list(&a);
    value_set_text(&a, data, "title", V("\"新馆\"</script>"));
    value_set_html(&a, data, "body", V("<p>"));
    value_set_bool(&a, data, "draft", false);
    value_push(&a, list, value_uint(&a, 7));
    value_push(&a, list, value_map(&a));
    value_set(&a, data, "list", list);
    Value *deep = value_list(&a), *inner = deep;
    for (int i = 0; i < 100; i++) {
        Value *next = value_list(&a);
        value_push(&a, inner, next);
        inner = next;
    }
    Str out = STR_INIT;
    Json j = json_to(&out);
    value_json(data, &j);
    assert_view(str_view(&out),
                "{\"title\":\"\\\"新馆\\\"\\u003c/script>\",\"body\":\"\\u003cp>\",\"draft\":false,\"list\":[7,{}]}");
    str_clear(&out);
    j = json_to(&out);
    value_json(deep, &j);
    assert_non_null(strstr(out.p, "[null]"));
    assert_int_equal(value_count(list), 2);
    assert_int_equal(value_count(data), 0);
    str_release(&out);
    arena_release(&a);
}

static void an_arena_serves_page_after_page(void **state) {
    (void)state;
    const File files[] = {{"page", V("{{#list}}{{n}},{{/list}}")}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    Arena a = ARENA_INIT;
    for (uint64_t page = 0; page < 50; page++) {
        Value *data = value_map(&a), *list = value_list(&a);
        for (uint64_t i = 0; i < 3; i++) {
            Value *item = value_map(&a);
            value_set_uint(&a, item, "n", page * i);
            value_push(&a, list, item);
        }
        value_set(&a, data, "list", list);
        char expected[64];
        snprintf(expected, sizeof expected, "0,%d,%d,", (int)page, (int)page * 2);
        assert_page(&s, data, expected);
        arena_clear(&a);
    }
    arena_release(&a);
    set_close(&s);
}

/* --- partials and parents ------------------------------------------------------------ */

static void layouts_indent_what_pages_give_them(void **state) {
    (void)state;
    const File files[] = {
        {"page", V("{{<layout}}\n"
                   "  {{$title}}List{{/title}}\n"
                   "  {{$main}}\n"
                   "    <ul>\n"
                   "      {{#list}}\n"
                   "      <li>{{.}}</li>\n"
                   "      {{/list}}\n"
                   "\n"
                   "    </ul>\n"
                   "    {{>note}}\n"
                   "  {{/main}}\n"
                   "{{/layout}}\n")},
        {"layout", V("<title>{{$title}}{{/title}}</title>\n"
                     "<main>\n"
                     "  {{$main}}\n"
                     "  {{/main}}\n"
                     "</main>\n"
                     "  {{>note}}\n")},
        {"note", V("{{#yes}}<p>{{/yes}}\n{{{html}}}\n{{! nothing }}\n</p>\n")},
        {NULL, {0}},
    };
    Set s;
    set_open(&s, files);
    Value *data = value_map(&s.arena), *list = value_list(&s.arena);
    value_push(&s.arena, list, value_text(&s.arena, V("one")));
    value_push(&s.arena, list, value_text(&s.arena, V("two")));
    value_set(&s.arena, data, "list", list);
    value_set_bool(&s.arena, data, "yes", true);
    value_set_html(&s.arena, data, "html", V("<i>\n</i>"));
    assert_page(&s, data,
                "<title>List</title>\n"
                "<main>\n"
                "  <ul>\n"
                "    <li>one</li>\n"
                "    <li>two</li>\n"
                "\n"
                "  </ul>\n"
                "  <p>\n"
                "  <i>\n</i>\n"
                "  </p>\n"
                "</main>\n"
                "  <p>\n"
                "  <i>\n</i>\n"
                "  </p>\n");
    set_close(&s);
}

static void a_card_in_a_page_has_its_own_blocks(void **state) {
    (void)state;
    const File files[] = {
        {"page", V("{{<layout}}{{$title}}page{{/title}}"
                   "{{$main}}{{<card}}{{$title}}card{{/title}}{{/card}}{{/main}}{{/layout}}")},
        {"layout", V("<{{$title}}{{/title}}|{{$main}}{{/main}}>")},
        {"card", V("[{{$title}}none{{/title}}]")},
        {NULL, {0}},
    };
    Set s;
    set_open(&s, files);
    assert_page(&s, value_map(&s.arena), "<page|[card]>");
    set_close(&s);
}

static void crlf_and_byte_order_mark_are_accepted(void **state) {
    (void)state;
    assert_one("\xEF\xBB\xBF{{#yes}}\r\na\r\n{{/yes}}\r\n{{! c }}\r\nb", "a\r\nb");
}

static void missing_partials_are_warned_of_once_a_file(void **state) {
    (void)state;
    const File files[] = {
        {"page", V("a\n {{>none}} {{>none}}{{>other}}")}, {"other", V("{{<none}}{{/none}}b")}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    assert_page(&s, value_map(&s.arena), "a\n  b");
    assert_page(&s, value_map(&s.arena), "a\n  b");
    assert_reported(&s, "other:1:1: warning: there is no partial 'none', nothing is put here [template-no-partial]\n"
                        "page:2:2: warning: there is no partial 'none', nothing is put here [template-no-partial]\n");
    assert_null(templates_get(s.templates, "none"));
    assert_reported(&s, "fangzhi: error: there is no template 'none' [template-missing]\n");
    set_close(&s);
}

static void what_a_parent_ignores_is_warned_of(void **state) {
    (void)state;
    const File files[] = {
        {"page", V("{{<layout}} text {{name}}{{#x}}{{/x}}{{>layout}}{{$main}}m{{/main}}{{/layout}}")},
        {"layout", V("({{$main}}{{/main}})")},
        {NULL, {0}}};
    Set s;
    set_open(&s, files);
    assert_page(&s, value_map(&s.arena), "(m)");
    assert_reported(&s, "page:1:18: warning: '{{name}}' directly in '{{<layout}}' is ignored: only blocks count there "
                        "[template-ignored]\n");
    set_close(&s);
}

/* --- errors ---------------------------------------------------------------------------- */

static void all_errors_of_a_file_are_told_with_their_place(void **state) {
    (void)state;
    assert_errors("镇{{#a}}\n"
                  "{{a b}}{{}}{{a..b}}\n"
                  "{{/c}} {{=<% %%> x=}}\n"
                  "{{#d}}{{#e}}{{/d}}\n"
                  "  {{<p}}{{$q}}{{/q}}{{$q}}{{/q}}{{/p}}\n"
                  "{{=}}=}}{{> a b}}\n"
                  "{{{x}}",
                  "page:1:2: error: '{{#a}}' is never closed [template-unclosed]\n"
                  "page:2:1: error: no name in '{{a b}}' [template-name]\n"
                  "page:2:8: error: no name in '{{}}' [template-name]\n"
                  "page:2:12: error: no name in '{{a..b}}' [template-name]\n"
                  "page:3:1: error: '{{/c}}' closes nothing that is open here [template-close]\n"
                  "page:3:8: error: '{{=<% %%> x=}}' does not give two delimiters [template-delimiters]\n"
                  "page:4:7: error: '{{#e}}' is not closed before '{{/d}}' [template-unclosed]\n"
                  "page:5:3: warning: there is no partial 'p', nothing is put here [template-no-partial]\n"
                  "page:5:21: error: this block is given twice to one parent [template-block-twice]\n"
                  "page:6:1: error: '{{=}}=}}' does not give two delimiters [template-delimiters]\n"
                  "page:6:9: error: no name in '{{> a b}}' [template-name]\n"
                  "page:7:1: error: this tag has no end: '{{{x}}' [template-unclosed-tag]\n");
}

static void errors_in_a_partial_are_told_with_its_name(void **state) {
    (void)state;
    const File files[] = {{"page", V("{{#x}}{{>part}}{{/x}}")}, {"part", V("\n\n  {{#y}}")}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    assert_null(templates_get(s.templates, "page"));
    assert_reported(&s, "part:3:3: error: '{{#y}}' is never closed [template-unclosed]\n");
    assert_null(templates_get(s.templates, "page"));
    set_close(&s);
}

static void messages_are_chinese_too(void **state) {
    (void)state;
    const File files[] = {{"page", V("{{#条目}}")}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    s.diag.lang = MSG_ZH;
    assert_null(templates_get(s.templates, "page"));
    assert_reported(&s, "page:1:1: 错误: “{{#条目}}”没有关闭 [template-unclosed]\n");
    set_close(&s);
}

static void a_template_must_be_utf8(void **state) {
    (void)state;
    assert_errors("a\n中\xD6\xD0{{x}}", "page:2:2: error: not UTF-8 from here on [template-utf8]\n");
}

static void partials_without_end_are_found_when_parsed(void **state) {
    (void)state;
    const File files[] = {{"page", V("{{#x}}{{>a}}{{/x}}")}, {"a", V("-{{>b}}")}, {"b", V("\n {{>a}}")}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    assert_null(templates_get(s.templates, "page"));
    assert_reported(&s, "b:2:2: error: 'a' includes itself without end [template-endless]\n");
    set_close(&s);
}

/* --- threads ---------------------------------------------------------------------------------- */

enum { PAGES = 64 };

typedef struct Work {
    const Template *t;
    const Value *data[PAGES];
    Str out[PAGES];
    bool ok[PAGES];
} Work;

static void render_pages(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    Work *w = ctx;
    for (size_t i = from; i < to; i++) w->ok[i] = template_render(w->t, w->data[i], &w->out[i]);
}

static void threads_render_the_same(void **state) {
    (void)state;
    const File files[] = {{"page", V("{{<layout}}{{$main}}\n  {{#list}}\n  <li>{{n}} {{site}}</li>\n  {{/list}}\n"
                                     "{{/main}}{{/layout}}")},
                          {"layout", V("<html>\n  {{$main}}{{/main}}\n</html>\n")},
                          {NULL, {0}}};
    Set s;
    set_open(&s, files);
    Work w = {.t = templates_get(s.templates, "page")};
    for (size_t i = 0; i < PAGES; i++) {
        Value *data = value_map(&s.arena), *list = value_list(&s.arena);
        for (size_t k = 0; k < i; k++) {
            Value *item = value_map(&s.arena);
            value_set_uint(&s.arena, item, "n", k);
            value_push(&s.arena, list, item);
        }
        value_set_text(&s.arena, data, "site", V("县志 & 年鉴"));
        value_set(&s.arena, data, "list", list);
        w.data[i] = data;
        str_init(&w.out[i]);
    }
    threads_for(4, PAGES, 1, render_pages, &w);
    Str again = STR_INIT;
    for (size_t i = 0; i < PAGES; i++) {
        assert_true(w.ok[i]);
        str_clear(&again);
        assert_true(template_render(w.t, w.data[i], &again));
        assert_true(view_eq(str_view(&again), str_view(&w.out[i])));
        str_release(&w.out[i]);
    }
    assert_non_null(strstr(again.p, "  <li>62 县志 &amp; 年鉴</li>\n"));
    str_release(&again);
    set_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped_even_in_three_braces),
        cmocka_unit_test(values_print_by_kind),
        cmocka_unit_test(sections_ask_whether_there_is_something),
        cmocka_unit_test(names_may_be_chinese),
        cmocka_unit_test(maps_hold_many_keys_and_the_last_value),
        cmocka_unit_test(values_are_json_for_template_authors),
        cmocka_unit_test(an_arena_serves_page_after_page),
        cmocka_unit_test(layouts_indent_what_pages_give_them),
        cmocka_unit_test(a_card_in_a_page_has_its_own_blocks),
        cmocka_unit_test(crlf_and_byte_order_mark_are_accepted),
        cmocka_unit_test(missing_partials_are_warned_of_once_a_file),
        cmocka_unit_test(what_a_parent_ignores_is_warned_of),
        cmocka_unit_test(all_errors_of_a_file_are_told_with_their_place),
        cmocka_unit_test(errors_in_a_partial_are_told_with_its_name),
        cmocka_unit_test(messages_are_chinese_too),
        cmocka_unit_test(a_template_must_be_utf8),
        cmocka_unit_test(partials_without_end_are_found_when_parsed),
        cmocka_unit_test(threads_render_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
