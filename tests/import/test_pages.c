/* How well import reads: labelled pages of our own, two thirds of which the
 * weights were set and fitted on. The rest is kept out of that; the forms on
 * which it failed were looked at in the end, so that its figures flatter a
 * little. */
#include "score.h"

#define PAGES "tests/import/pages"
#define BLIND "tests/import/blind"
#define BLIND2 "tests/import/blind2"
#define BLIND3 "tests/import/blind3"
#define BLIND4 "tests/import/blind4"
#define COLUMNS "tests/import/columns"
#define BLIND5 "tests/import/blind5"
#define BLIND6 "tests/import/blind6"
#define BLIND7 "tests/import/blind7"
#define BLIND8 "tests/import/blind8"
#define BLIND9 "tests/import/blind9"

static void assert_score(Score s, double exact, double lines, double title, double joins) {
    assert_true(s.articles > 0);
    assert_true(part(s.exact, s.articles) >= exact);
    assert_true(score_lines(&s) >= lines);
    assert_true(part(s.title, s.articles) >= title);
    assert_true(score_joins(&s) >= joins);
}

static void known_pages_are_read_well(void **state) {
    (void)state;
    Score s = score_folder(PAGES, PAGES, false);
    assert_score(s, 0.82, 0.95, 0.90, 0.90);
    assert_true(part(s.heads, s.articles) >= 0.90);
    assert_true(part(s.kind, s.articles) >= 0.90);
    assert_true(part(s.authors, s.articles) >= 0.90);
    assert_true(part(s.date, s.articles) >= 0.90);
}

static void held_out_pages_are_read_well(void **state) {
    (void)state;
    assert_score(score_folder(PAGES, PAGES, true), 0.82, 0.95, 0.90, 0.90);
}

/* Written without a look at the code; their errors were looked at since. */
static void blind_pages_are_read_well(void **state) {
    (void)state;
    Score s = score_folder(BLIND, BLIND, false), t = score_folder(BLIND2, BLIND2, false);
    score_add(&s, &t);
    assert_score(s, 0.82, 0.95, 0.90, 0.85);
}

/* A measurement, not a demand: a bar here would be an invitation to tune for these pages. */
static void pages_written_last_are_measured(void **state) {
    (void)state;
    assert_true(score_folder(BLIND3, BLIND3, true).articles > 0);
    assert_true(score_folder(COLUMNS, COLUMNS, true).articles > 0);
    for (int held_out = 0; held_out < 2; held_out++) {
        assert_true(score_folder(BLIND6, BLIND6, held_out).articles > 0);
        assert_true(score_folder(BLIND7, BLIND7, held_out).articles > 0);
        assert_true(score_folder(BLIND8, BLIND8, held_out).articles > 0);
        assert_true(score_folder(BLIND9, BLIND9, held_out).articles > 0);
    }
}

/* Their errors were looked at since. */
static void pages_written_without_the_code_are_read_well(void **state) {
    (void)state;
    assert_score(score_folder(BLIND4, BLIND4, false), 0.88, 0.95, 0.91, 0.90);
}

/* Short pages with many plain headlines. */
static void pages_of_many_plain_headlines_are_read_well(void **state) {
    (void)state;
    assert_score(score_folder(BLIND5, BLIND5, false), 0.82, 0.93, 0.86, 0.86);
}

static void seeds_are_read_as_their_gold_says(void **state) {
    (void)state;
    if (!dir_exists(SHARED "/gold")) skip();
    Score s = score_folder(SHARED "/seeds", SHARED "/gold", false);
    assert_score(s, 33.0 / 34, 0.985, 0.97, 0.96);
    assert_true(part(s.heads, s.articles) >= 0.90);
    assert_true(part(s.kind, s.articles) >= 0.90);
    assert_true(part(s.authors, s.articles) >= 0.97);
    assert_true(part(s.date, s.articles) >= 0.95);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_pages_are_read_well),
        cmocka_unit_test(held_out_pages_are_read_well),
        cmocka_unit_test(blind_pages_are_read_well),
        cmocka_unit_test(pages_written_last_are_measured),
        cmocka_unit_test(pages_written_without_the_code_are_read_well),
        cmocka_unit_test(pages_of_many_plain_headlines_are_read_well),
        cmocka_unit_test(seeds_are_read_as_their_gold_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
