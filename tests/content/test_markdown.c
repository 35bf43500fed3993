#include "test.h"

#include <time.h>

#include "content/content.h"

static void assert_html(const char *body, const char *want) {
    Arena a = ARENA_INIT;
    Str out = STR_INIT;
    markdown_html(&a, &out, view_of(body), NULL, 0, NULL);
    assert_view(str_view(&out), want);
    str_release(&out);
    arena_release(&a);
}

static void assert_text(const char *body, const char *want) {
    Str out = STR_INIT;
    markdown_text(&out, view_of(body));
    assert_view(str_view(&out), want);
    str_release(&out);
}

static void assert_escaped(const char *text, const char *want) {
    Str out = STR_INIT;
    markdown_escape(&out, view_of(text));
    assert_view(str_view(&out), want);
    str_release(&out);
}

static void lines_broken_between_han_are_joined(void **state) {
    (void)state;
    assert_html("一行\n二行。\n“三”\nfour\nfive\n", "<p>一行二行。“三”\nfour\nfive</p>\n");
    assert_html("一*行\n二*行\n**三**\n", "<p>一<em>行二</em>行<strong>三</strong></p>\n");
    assert_text("一行\n二行\na\nb\n", "一行二行 a b\n");
}

static void raw_html_is_dropped(void **state) {
    (void)state;
    assert_html("<script>alert(1)</script>\n\na<b onclick=\"x\">c</b>\n\n<i></i>\n\n<!-- x -->\n", "<p>ac</p>\n");
}

static void unwanted_addresses_are_dropped_and_their_text_stays(void **state) {
    (void)state;
    assert_html("[a](javascript:x) [b](data:x) [c](JAVASCRIPT:x) [d](vbscript:x) [e](&#1;javascript:x) [f](file:///x)",
                "<p>a b c d e f</p>\n");
    assert_html("[a](https://x.org/?a&b) [b](mailto:x@y.z) [c](../b.html#c) <http://x.y>",
                "<p><a href=\"https://x.org/?a&amp;b\">a</a> <a href=\"mailto:x@y.z\">b</a> "
                "<a href=\"../b.html#c\">c</a> <a href=\"http://x.y\">http://x.y</a></p>\n");
    assert_html("![a](javascript:x) ![b](https://x.y/p.png \"t\") ![*c*](p.png)",
                "<p>a <a href=\"https://x.y/p.png\" title=\"t\">b</a> <img src=\"p.png\" alt=\"c\"></p>\n");
}

static void void_elements_have_no_slash(void **state) {
    (void)state;
    assert_html("一\\\n二\n\n---\n", "<p>一<br>\n二</p>\n<hr>\n");
}

static void headings_begin_at_two_and_skip_no_level(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Str out = STR_INIT;
    Rendered info;
    markdown_html(&a, &out, V("### 一 `a`\n\n###### 二\n\n#\n\n#### 三\n\n# 四\n"), NULL, 0, &info);
    assert_view(str_view(&out), "<h2 id=\"h-1\">一 <code>a</code></h2>\n<h3 id=\"h-2\">二</h3>\n"
                                "<h3 id=\"h-3\">三</h3>\n<h2 id=\"h-4\">四</h2>\n");
    assert_int_equal(info.n_headings, 4);
    assert_int_equal(info.headings[1].level, 3);
    assert_view(info.headings[0].text, "一 a");
    assert_view(info.headings[3].id, "h-4");
    str_release(&out);
    arena_release(&a);
}

static void tibetan_is_marked(void **state) {
    (void)state;
    assert_html("གྲོང་ཁྱེར། བོད། 城市", "<p><span lang=\"bo\">གྲོང་ཁྱེར། བོད།</span> 城市</p>\n");
}

static void assert_linked(const char *body, const LinkForm *forms, size_t n, const char *want) {
    Arena a = ARENA_INIT;
    Str out = STR_INIT;
    markdown_html(&a, &out, view_of(body), forms, n, NULL);
    assert_view(str_view(&out), want);
    str_release(&out);
    arena_release(&a);
}

#define LINK(t) "<a class=\"region\" href=\"b.html\" title=\"B\">" t "</a>"

static void each_region_is_linked_once_longest_form_first(void **state) {
    (void)state;
    const LinkForm forms[] = {{V_INIT("河边"), V_INIT("b.html"), V_INIT("B")},
                              {V_INIT("河边镇"), V_INIT("b.html"), V_INIT("B")},
                              {V_INIT("镇"), V_INIT("c.html"), V_INIT("")}};
    assert_linked("# 河边\n\n`河边` [河边](x) 到河边镇和河边的镇\n", forms, 3,
                  "<h2 id=\"h-1\">河边</h2>\n<p><code>河边</code> <a href=\"x\">河边</a> 到" LINK("河边镇")
                  "和河边的<a class=\"region\" href=\"c.html\">镇</a></p>\n");
    assert_linked("到河\n边镇 &amp; \"镇\"\n", forms, 3,
                  "<p>到" LINK("河边镇") " &amp; &quot;<a class=\"region\" href=\"c.html\">镇</a>&quot;</p>\n");
    const LinkForm latin[] = {{V_INIT("Lha"), V_INIT("b.html"), V_INIT("B")}};
    assert_linked("Lhasa Lha", latin, 1, "<p>Lhasa " LINK("Lha") "</p>\n");
}

static void only_what_could_be_markup_is_escaped(void **state) {
    (void)state;
    assert_escaped("5*3 = 15，增长3.5%；a_b", "5*3 = 15，增长3.5%；a_b");
    assert_escaped("1. 一", "1\\. 一");
    assert_escaped("2020)", "2020\\)");
    assert_escaped("2020年1.", "2020年1.");
    assert_escaped("# 一", "\\# 一");
    assert_escaped("#话题#", "#话题#");
    assert_escaped("- 一", "\\- 一");
    assert_escaped("---", "\\---");
    assert_escaped("-5", "-5");
    assert_escaped("> 一", "\\> 一");
    assert_escaped("a < b <c> <3", "a < b \\<c> \\<3");
    assert_escaped("*一*", "\\*一\\*");
    assert_escaped("a & b &amp; &#12;", "a & b \\&amp; \\&#12;");
    assert_escaped("[一](二) [", "\\[一](二) [");
    assert_escaped("一\\", "一\\\\");
    assert_escaped("\xE3\x80\x80\xE3\x80\x80一  ", "\xE3\x80\x80\xE3\x80\x80一");
    assert_escaped(" 一 \n 二", "一\\\n二");
}

static void text_is_a_line_for_each_block(void **state) {
    (void)state;
    assert_text("# 一\n\n二\n三\n\n- 四 *五*\n- ![六](x)\n\n> 七  \n> 八\n\n    九\n    十\n",
                "一\n二三\n四 五\n六\n七\n八\n九\n十\n");
    assert_text("", "");
}

static void html_and_text_come_from_one_reading(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Str html = STR_INIT, text = STR_INIT, alone = STR_INIT;
    View body = V("# 一\n\n| 乡 | 亩 |\n|-|-|\n| 河 | 12 |\n\n河边\n的*桥*\n");
    const LinkForm form = {V_INIT("河边"), V_INIT("b.html"), V_INIT("B")};
    markdown_both(&a, &html, &text, body, &form, 1, NULL);
    assert_view(str_view(&text), "一\n乡\n亩\n河\n12\n河边的桥\n");
    markdown_html(&a, &alone, body, &form, 1, NULL);
    assert_view(str_view(&html), alone.p);
    str_release(&html);
    str_release(&text);
    str_release(&alone);
    arena_release(&a);
}

static void captions_and_credits_of_pictures_are_figures(void **state) {
    (void)state;
    assert_html("图为村里的新路。\n\n本报记者 张三 摄\n",
                "<figure><figcaption>图为村里的新路。</figcaption></figure>\n"
                "<figure><figcaption>本报记者 张三 摄</figcaption></figure>\n");
    assert_html("（图②：*渡口*\n边）\n", "<figure><figcaption>（图②：<em>渡口</em>边）</figcaption></figure>\n");
    assert_html("图书馆开放。\n\n他爱摄影。\n", "<p>图书馆开放。</p>\n<p>他爱摄影。</p>\n");
    assert_html("- 图为路\n", "<ul>\n<li>图为路</li>\n</ul>\n");
}

static void hostile_bodies_end_soon(void **state) {
    (void)state;
    static const char *const pieces[] = {">", "[", "*a_ ", "a**b", "[a](", "![", "- a\n  ", "1. ", "> - ", "<", "`[",
                                         "# a\n", "\\", "&", "[x]\n", "\xFF", "a\n=\n", "[[]()]("};
    Arena a = ARENA_INIT;
    Str body = STR_INIT, out = STR_INIT;
    VEC(LinkForm) forms = {0};
    for (size_t i = 0; i < 300; i++)
        vec_push(&forms,
                 ((LinkForm){view_of(arena_printf(&a, "%.*s", (int)i, "a[a[a[a[a[a[a[a[a[a[a[a[a[a")), V(""), V("")}));
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        str_clear(&body);
        str_clear(&out);
        while (body.n < 200000) str_adds(&body, pieces[i]);
        markdown_html(&a, &out, str_view(&body), forms.p, forms.n, NULL);
        str_clear(&out);
        markdown_text(&out, str_view(&body));
        str_clear(&out);
        markdown_escape(&out, str_view(&body));
    }
    assert_true(clock() < 20 * CLOCKS_PER_SEC);
    vec_release(&forms);
    str_release(&body);
    str_release(&out);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_broken_between_han_are_joined),
        cmocka_unit_test(raw_html_is_dropped),
        cmocka_unit_test(unwanted_addresses_are_dropped_and_their_text_stays),
        cmocka_unit_test(void_elements_have_no_slash),
        cmocka_unit_test(headings_begin_at_two_and_skip_no_level),
        cmocka_unit_test(tibetan_is_marked),
        cmocka_unit_test(each_region_is_linked_once_longest_form_first),
        cmocka_unit_test(only_what_could_be_markup_is_escaped),
        cmocka_unit_test(text_is_a_line_for_each_block),
        cmocka_unit_test(html_and_text_come_from_one_reading),
        cmocka_unit_test(captions_and_credits_of_pictures_are_figures),
        cmocka_unit_test(hostile_bodies_end_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
