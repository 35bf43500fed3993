#include "test.h"

#include <unistd.h>

#include "content/markdown.h"

/* Pipe tables, compared with cmark-gfm where it is installed. Known to
 * differ: a reference definition right before a table (cmark-gfm shows it as
 * text), an escaped pipe in the lines of a paragraph before a table (it loses
 * its backslash there), and a table with a row of nothing but = or - (libcmark
 * takes it for the underline of a heading, so the table ends with it). */

static const char *const inputs[] = {
    "| 乡镇 | 亩 |\n| --- | --- |\n| 河边 | 12 |\n",
    "| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | 4 |\n",
    "a | b\n- | -\n",
    "a | b\n--|--\n1 | 2\n3 | 4\n",
    "| *a* | `b\\|c` | **d** |\n|-|-|-|\n| [l](u) | ![i](s) | \\* |\n",
    "| a | b |\n|-|-|\n| one |\n| one | two | three |\n||\n|  |\n",
    "| a |\n|---|\nplain line\n\nafter\n",
    "| a | b |\n|-|\n| 1 | 2 |\n",
    "text\nbefore\n| a | b |\n|-|-|\n| 1 | 2 |\n",
    "| a | b |\n|-|-|\n| 1 | 2 |\n> quote\n",
    "| a | b |\n|-|-|\n| 1 | 2 |\n# heading\n",
    "| a | b |\n|-|-|\n| 1 | 2 |\n- item\n",
    "| a | b |\n|-|-|\n| 1 | 2 |\n2. item\n",
    "| a | b |\n|-|-|\n| 1 | 2 |\n    code\n",
    "| a | b |\n|-|-|\n| 1 | 2 |\n---\nafter\n",
    "| a | b |\n|-|-|\n| 1 | 2 |\n```\ncode\n```\n",
    "| a | b |\n|-|-|\n|\ntext\n",
    "> | a | b |\n> |-|-|\n> | 1 | 2 |\n",
    "> | a | b |\n> |-|-|\n| 1 | 2 |\n",
    "> text\n| a | b |\n> |-|-|\n> | 1 | 2 |\n",
    "- | a | b |\n  |-|-|\n  | 1 | 2 |\n- two\n",
    "- text\n  | a | b |\n  |-|-|\n  | 1 | 2 |\n- two\n",
    "1. text\n\n   | a | b |\n   |-|-|\n   | 1 | 2 |\n\n2. two\n",
    "10) > - | a | b |\n    >   |-|-|\n    >   | 1 | 2 |\n",
    "-\ttext\n\n\t| a | b |\n\t|-|-|\n\t| 1 | 2 |\n",
    "    | a | b |\n    |-|-|\n",
    "```\n| a | b |\n|-|-|\n```\n",
    "| a | b |\n    |-|-|\n",
    "| [one] | [two][one] |\n|-|-|\n| x | [one] |\n\n[one]: /u \"t\"\n",
    "| a # | # b |\n|-|-|\n| - c | 1. d |\n| # | ## |\n",
    "| a\\\\| b |\n|-|\n| c |\n",
    "|a|\n|-|\n|1|\n\n|b|\n|-|\n|2|\n",
    "|a|\n|-|\n|1|\n2. x\n|b|\n|-|\n|2|\n",
    "a\n:-\nb\n",
    "a\n|-\n",
    "|\n|-|\n",
    "| a | b |\r\n|-|-|\r\n| 1 | 2 |\r\n",
    "a | b |  \n--|---|  \n1 | 2 |  \n",
    "| a |\n| - |\n| `x | y` |\n",
    "a|b\n-|-\n|c\n",
    "*a | b*\n-|-\n*c | d*\n",
    "a\n|-|-|\n| b | c |\n|-|-|\n| 1 | 2 |\n",
};

static void render(Str *out, const char *body) {
    Arena a = ARENA_INIT;
    md_html(&a, out, view_of(body), &(HtmlOptions){.strict = true}, NULL);
    arena_release(&a);
}

static void replace_all(Str *s, View from, View to) {
    for (size_t at = 0; (at = view_find(str_view(s), from, at)) != SIZE_MAX; at += to.n) str_splice(s, at, from.n, to);
}

/* What cmark-gfm makes of a body, in our terms: a class for the alignment. */
static bool reference(Str *out, const char *body) {
    char path[] = "/tmp/fangzhi-table-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(file_replace(path, view_of(body)), 0);
    char command[128];
    snprintf(command, sizeof command, "cmark-gfm -e table %s 2>/dev/null", path);
    FILE *from = popen(command, "r");
    assert_non_null(from);
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, from)) > 0;) str_add(out, bytes, n);
    int status = pclose(from);
    unlink(path);
    replace_all(out, V(" align=\""), V(" class=\""));
    return status == 0;
}

static void tables_are_those_of_cmark_gfm(void **state) {
    (void)state;
    Str ours = STR_INIT, theirs = STR_INIT;
    if (!reference(&theirs, "x\n")) {
        str_release(&theirs);
        skip();
    }
    size_t tables = 0;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        str_clear(&ours);
        str_clear(&theirs);
        render(&ours, inputs[i]);
        assert_true(reference(&theirs, inputs[i]));
        if (!view_eq(str_view(&ours), str_view(&theirs))) print_error("# input: %s\n", inputs[i]);
        assert_view(str_view(&ours), theirs.p);
        tables += view_find(str_view(&ours), V("<table>"), 0) != SIZE_MAX;
    }
    assert_true(tables > 30);
    str_release(&ours);
    str_release(&theirs);
}

static void assert_html(const char *body, const char *want) {
    Arena a = ARENA_INIT;
    Str out = STR_INIT;
    markdown_html(&a, &out, view_of(body), NULL, 0, NULL);
    assert_view(str_view(&out), want);
    str_release(&out);
    arena_release(&a);
}

static void a_table_can_be_scrolled_and_its_header_is_named(void **state) {
    (void)state;
    assert_html("| 乡镇 | 亩 |\n|---|--:|\n| 河边 | 12 |\n\n# 后\n",
                "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"乡镇 亩\"><table>\n<thead>\n<tr>\n<th "
                "scope=\"col\">乡镇</th>\n"
                "<th scope=\"col\" class=\"right\">亩</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>河边</td>\n"
                "<td class=\"right\">12</td>\n</tr>\n</tbody>\n</table></div>\n<h2 id=\"h-1\">后</h2>\n");
    assert_html(
        "| | *\"亩* |\n|-|-|\n",
        "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"&quot;亩\"><table>\n<thead>\n<tr>\n<td></td>\n"
        "<th scope=\"col\"><em>&quot;亩</em></th>\n</tr>\n</thead>\n</table></div>\n");
}

/* Which columns of a table of three rows stand to the right. */
static void assert_right(const char *row, const char *columns) {
    Arena a = ARENA_INIT;
    Str body = STR_INIT, out = STR_INIT, expected = STR_INIT;
    str_addf(&body, "| a | b | c |\n|---|---|:--|\n| 一 | 12 | 12 |\n%s\n", row);
    markdown_html(&a, &out, str_view(&body), NULL, 0, NULL);
    str_addf(&expected,
             "<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\"%s>b</th>\n<th scope=\"col\" class=\"left\">c</th>",
             columns);
    if (view_find(str_view(&out), str_view(&expected), 0) == SIZE_MAX) fail_msg("%s:\n%s", row, out.p);
    str_release(&body);
    str_release(&out);
    str_release(&expected);
    arena_release(&a);
}

static void columns_of_numbers_stand_to_the_right(void **state) {
    (void)state;
    static const char *const numbers[] = {"1,234.5", "-3.5%", "约12万元", "１２．５", "8 公斤",
                                          "—",       "",      "¥20",      "12元/亩",  "30℃"};
    static const char *const others[] = {
        "12月3日", "1．农业", "2005-03-12", "A12", "12（旱地）", "*12*", "12 个乡镇和街道办事处", ",", "1,,2", "1."};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char row[80];
        snprintf(row, sizeof row, "| 2 | %s | 3 |", numbers[i]);
        assert_right(row, " class=\"right\"");
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char row[80];
        snprintf(row, sizeof row, "| 2 | %s | 3 |", others[i]);
        assert_right(row, "");
    }
}

static void cells_are_lines_of_the_text(void **state) {
    (void)state;
    Str out = STR_INIT;
    markdown_text(&out, V("前\n| 乡镇 | *亩* |\n|---|--:|\n| 河边 | |\n后\n"));
    assert_view(str_view(&out), "前\n乡镇\n亩\n河边\n后\n");
    str_release(&out);
}

static void repeat(Str *out, const char *piece, size_t n) {
    for (size_t i = 0; i < n; i++) str_adds(out, piece);
}

static void hostile_tables_are_bounded(void **state) {
    (void)state;
    Str body = STR_INIT, out = STR_INIT;
    repeat(&body, "|a", 10000);
    str_addc(&body, '\n');
    repeat(&body, "|-", 10000);
    str_addc(&body, '\n');
    render(&out, body.p);
    assert_true(view_find(str_view(&out), V("<table>"), 0) == SIZE_MAX);
    str_clear(&body);
    str_clear(&out);
    repeat(&body, "|a", 1000);
    str_addc(&body, '\n');
    repeat(&body, "|-", 1000);
    str_addc(&body, '\n');
    repeat(&body, "b|\n", 100000);
    render(&out, body.p);
    assert_true(view_find(str_view(&out), V("<table>"), 0) == 0);
    assert_true(out.n < 8 << 20);
    str_clear(&body);
    str_clear(&out);
    repeat(&body, "a|b\n-|-\n2. c\n", 20000);
    render(&out, body.p);
    str_release(&body);
    str_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_those_of_cmark_gfm),
        cmocka_unit_test(a_table_can_be_scrolled_and_its_header_is_named),
        cmocka_unit_test(columns_of_numbers_stand_to_the_right),
        cmocka_unit_test(cells_are_lines_of_the_text),
        cmocka_unit_test(hostile_tables_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
