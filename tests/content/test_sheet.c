/* Comma-separated tables as people write them. */
#include "content/content.h"
#include "test.h"

typedef struct Read {
    Arena arena;
    Sheet sheet;
} Read;

static void read_text(Read *r, View text) {
    *r = (Read){.arena = ARENA_INIT};
    sheet_read(&r->sheet, &r->arena, text);
}

static void release(Read *r) {
    sheet_release(&r->sheet);
    arena_release(&r->arena);
}

static const SheetRow *row(const Read *r, size_t i) {
    assert_true(i < r->sheet.rows.n);
    return &r->sheet.rows.p[i];
}

static void a_quoted_cell_may_hold_commas_lines_and_marks(void **state) {
    (void)state;
    Read r;
    read_text(&r, V("\xEF\xBB\xBF" "file,name\r\n\"a.txt\" , \"河谷\"\r\nb.txt,\"山\n谷,\"\"早\"\"版\"\nc.txt,\n"));
    assert_int_equal(r.sheet.torn, 0);
    assert_int_equal(r.sheet.rows.n, 3);
    assert_view(row(&r, 0)->cells[0], "a.txt");
    assert_view(row(&r, 0)->cells[1], "河谷");
    assert_view(row(&r, 1)->cells[1], "山\n谷,\"早\"版");
    assert_int_equal(row(&r, 2)->line, 5);
    assert_int_equal(row(&r, 2)->n, 1);
    release(&r);
}

static void from_a_mark_that_nothing_closes_on_a_cell_ends_with_its_line(void **state) {
    (void)state;
    static const char *const texts[] = {
        "file,name\na,\"河谷\nb,\"山谷\"\n", /* only the next one's opening closes it */
        "file,name\na,\"河\"谷\nb,\"山谷\n",
        "file,name\na,\"河谷\nb,山谷\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Read r;
        read_text(&r, view_of(texts[i]));
        assert_int_equal(r.sheet.torn, 2);
        assert_int_equal(r.sheet.rows.n, 2);
        assert_view(row(&r, 0)->cells[0], "a");
        assert_view(row(&r, 1)->cells[0], "b");
        assert_view(row(&r, 1)->cells[1], "山谷");
        assert_int_equal(row(&r, 1)->line, 3);
        release(&r);
    }
}

static void rows_are_as_wide_as_the_header_whatever_they_hold(void **state) {
    (void)state;
    Str text = STR_INIT;
    Read r;
    str_addv(&text, V("file,name\n"));
    for (size_t i = 0; i < 1000; i++) str_addv(&text, V("x,"));
    str_addv(&text, V("\nonly\n,,\n"));
    read_text(&r, str_view(&text));
    assert_int_equal(row(&r, 0)->n, 1000);
    assert_view(row(&r, 0)->cells[1], "x");
    assert_int_equal(row(&r, 1)->cells[1].n, 0);
    assert_int_equal(row(&r, 2)->n, 0);
    release(&r);
    read_text(&r, V(""));
    assert_int_equal(r.sheet.rows.n, 0);
    release(&r);
    read_text(&r, V("\""));
    assert_int_equal(r.sheet.torn, 1);
    release(&r);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quoted_cell_may_hold_commas_lines_and_marks),
        cmocka_unit_test(from_a_mark_that_nothing_closes_on_a_cell_ends_with_its_line),
        cmocka_unit_test(rows_are_as_wide_as_the_header_whatever_they_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
