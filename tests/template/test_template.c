#include <sys/mman.h>
#include <unistd.h>

#include "set.h"
#include "text/text.h"

static void assert_reported(Set *s, const char *text) {
    char *got = reported(s);
    assert_string_equal(got, text);
    free(got);
}

static void assert_one(const char *page, const char *expected) {
    const File files[] = {{"page", view_of(page)}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    Value *data = value_map(&s.arena), *list = value_list(&s.arena), *item = value_map(&s.arena);
    value_set_text(&s.arena, data, "text", V("a < b"));
    value_set_html(&s.arena, data, "html", V("<b>"));
    value_set_text(&s.arena, data, "empty", V(""));
    value_set_bool(&s.arena, data, "yes", true);
    value_set_bool(&s.arena, data, "no", false);
    value_set_uint(&s.arena, data, "zero", 0);
    value_set_uint(&s.arena, data, "many", UINT64_MAX);
    value_set(&s.arena, data, "none", value_list(&s.arena));
    value_set(&s.arena, data, "map", value_map(&s.arena));
    value_set_text(&s.arena, item, "text", V("item"));
    value_push(&s.arena, list, item);
    value_push(&s.arena, list, value_uint(&s.arena, 2));
    value_set(&s.arena, data, "list", list);
    assert_page(&s, data, expected);
    set_close(&s);
}

static void assert_errors(const char *page, const char *expected) {
    const File files[] = {{"page", view_of(page)}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    assert_null(templates_get(s.templates, "page"));
    assert_reported(&s, expected);
    set_close(&s);
}

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
    assert_one("{{#no}}x{{/no}}{{#zero}}x{{/zero}}{{#empty}}x{{/empty}}{{#none}}x{{/none}}{{#nothing}}x{{/nothing}}", "");
    assert_one("{{^no}}1{{/no}}{{^zero}}2{{/zero}}{{^empty}}3{{/empty}}{{^none}}4{{/none}}{{^nothing}}5{{/nothing}}", "12345");
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
    assert_view(str_view(&out), "{\"title\":\"\\\"新馆\\\"\\u003c/script>\",\"body\":\"\\u003cp>\",\"draft\":false,\"list\":[7,{}]}");
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

/* --- escaping --------------------------------------------------------------------- */

static void assert_escaped(View text, const char *expected) {
    Str out = STR_INIT;
    html_escape(&out, text);
    assert_view(str_view(&out), expected);
    str_release(&out);
}

/* Each text, cut anywhere, stands right before memory that must not be read. */
static void nothing_behind_a_text_is_read(void **state) {
    (void)state;
    static const char *const texts[] = {
        "abcdefgh abcdefgh abcdefgh abcdefgh abcdefgh",
        "学校门前的路今年修好了村民说",
        "é路a𠀀“校”\xE2\x80\xA8<&>\"\\路é路a𠀀“校”<&",
        "\xE4\xB8\xE4路路\xF0\x9F\x98路路\xEF\xBF\xC2路路\xE2\x80路",
    };
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(memory != MAP_FAILED);
    assert_int_equal(mprotect(memory + page, page, PROT_NONE), 0);
    Str out = STR_INIT, same = STR_INIT;
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
        for (size_t n = 0; n <= strlen(texts[t]); n++) {
            const View elsewhere = view(texts[t], n), v = view(memory + page - n, n);
            memcpy(memory + page - n, texts[t], n);
            assert_int_equal(utf8_valid_prefix(v), utf8_valid_prefix(elsewhere));
            assert_int_equal(utf8_count(v), utf8_count(elsewhere));
            str_clear(&out);
            str_clear(&same);
            Json j = json_to(&out), k = json_to(&same);
            json_text(&j, v);
            json_text(&k, elsewhere);
            html_escape(&out, v);
            html_escape(&same, elsewhere);
            assert_true(view_eq(str_view(&out), str_view(&same)));
        }
    str_release(&out);
    str_release(&same);
    assert_int_equal(munmap(memory, 2 * page), 0);
}

static void each_byte_is_escaped_wherever_it_stands(void **state) {
    (void)state;
    for (int c = 0; c < 256; c++) {
        for (size_t at = 0; at < 40; at++) {
            char text[40];
            memset(text, 'x', sizeof text);
            text[at] = (char)c;
            const char *instead = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;"
                                : c == '\'' ? "&#39;" : c == '\f' ? " " : NULL;
            Str expected = STR_INIT;
            str_add(&expected, text, at);
            bool plain = (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || c == '\r';
            if (instead) str_adds(&expected, instead);
            else if (plain) str_addc(&expected, (char)c);
            else str_adds(&expected, "\uFFFD");
            str_add(&expected, text + at + 1, sizeof text - at - 1);
            assert_escaped(view(text, sizeof text), expected.p);
            str_release(&expected);
        }
    }
}

static void what_no_page_may_hold_is_replaced(void **state) {
    (void)state;
    assert_escaped(V(""), "");
    assert_escaped(V("县图书馆“新馆”བོད་𠀀é"), "县图书馆“新馆”བོད་𠀀é");
    assert_escaped(V("\xE2\x80"), "\uFFFD\uFFFD");
    assert_escaped(V("中\xE4\xB8"), "中\uFFFD\uFFFD");
    assert_escaped(V("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");         /* a surrogate */
    assert_escaped(V("\xC0\xAF\xF5\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD"); /* overlong, beyond U+10FFFF */
    assert_escaped(V("a\xC2\x85"
                     "b"),
                   "a\uFFFD"
                   "b"); /* a C1 control */
    assert_escaped(V("\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD|\xEF\xBC\x81"), "\uFFFD|\uFFFD|\uFFFD|！");
    assert_escaped(V("a\0b"), "a\uFFFD"
                              "b");
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
    assert_reported(&s, "page:1:1: error: 'page': with this page's data it nests deeper than 128 levels or does not end; "
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

/* --- hostile templates -------------------------------------------------------------------- */

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
        "{{#a}}",         "{{/a}}", "{{",           "{{{",          "}}",           "{{{a}}",   "{{a",         "{{a}}",
        "{{=",            "{{!",    "\n",           "  ",           "{{! }} ",      "{{<a}}",   "{{$a}}",      "{{$a}}\n  {{/a}}",
        "{{#a}}{{/a}} ",  "{{/b}}\n", "{{=| |=}}",  "{{^a}}\n{{/a}}\n", "{{<n}}{{$b}}\n {{/b}}{{/n}}", "{{a.b.c.d}}", "\xFF",
        "{{=<% %>=}}<%={{ }}=%>",
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
        cmocka_unit_test(each_byte_is_escaped_wherever_it_stands),
        cmocka_unit_test(nothing_behind_a_text_is_read),
        cmocka_unit_test(what_no_page_may_hold_is_replaced),
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
        cmocka_unit_test(nesting_is_bounded_when_rendered),
        cmocka_unit_test(work_is_bounded_when_rendered),
        cmocka_unit_test(hostile_templates_take_little_time),
        cmocka_unit_test(many_different_names_take_little_time),
        cmocka_unit_test(nesting_up_to_the_bound_renders),
        cmocka_unit_test(errors_are_cut_off_after_a_hundred),
        cmocka_unit_test(threads_render_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
