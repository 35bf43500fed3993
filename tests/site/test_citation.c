/* Citations in every form: what may stand in a title breaks none of them. */
#include "site/citation.h"
#include "test.h"

static const View authors[] = {V_INIT("丁禾"), V_INIT("Li & Sons"), V_INIT("戊田"), V_INIT("己山")};

static Citation sample(void) {
    return (Citation){
        .id = V("7k3f9q2mzt"),
        .title = V("修路记"),
        .authors = authors,
        .n_authors = 1,
        .publication = V("河谷报"),
        .place = V("河谷"),
        .issued = V("2020-12-23"),
        .page = V("3"),
        .lang = V("zh-Hans"),
        .archive = V("试验文献"),
        .note = V("文内日期 2020-12-22"),
    };
}

static void assert_cited(void (*add)(Str *, const Citation *), const Citation *c, const char *expected) {
    Str s = STR_INIT;
    add(&s, c);
    assert_view(str_view(&s), expected);
    str_release(&s);
}

static void assert_part(void (*add)(Str *, const Citation *), const Citation *c, const char *part) {
    Str s = STR_INIT;
    add(&s, c);
    if (view_find(str_view(&s), view_of(part), 0) == SIZE_MAX) fail_msg("'%s' is not in:\n%s", part, s.p);
    str_release(&s);
}

static void a_paper_is_cited_by_date_and_page(void **state) {
    (void)state;
    Citation c = sample();
    assert_cited(citation_gbt7714, &c,
                 "丁禾. 修路记[N]. 河谷报, 2020-12-23(3). 试验文献: 7k3f9q2mzt. 文内日期 2020-12-22.\n");
    c.url = V("https://example.org/a.html");
    c.n_authors = 4;
    assert_cited(citation_gbt7714, &c,
                 "丁禾, Li & Sons, 戊田, 等. 修路记[N/OL]. 河谷报, 2020-12-23(3). https://example.org/a.html. "
                 "试验文献: 7k3f9q2mzt. 文内日期 2020-12-22.\n");
    c.lang = V("en");
    assert_part(citation_gbt7714, &c, "戊田, et al. ");
}

static void a_yearbook_is_cited_as_a_book(void **state) {
    (void)state;
    Citation c = sample();
    c.in_book = true;
    c.n_authors = 0;
    c.issued = V("2005");
    assert_cited(citation_gbt7714, &c,
                 "修路记[M]//河谷报. 河谷, 2005: 3. 试验文献: 7k3f9q2mzt. 文内日期 2020-12-22.\n");
    assert_part(citation_ris, &c, "TY  - CHAP\r\n");
    assert_part(citation_ris, &c, "Y1  - 2005///\r\n");
    assert_part(citation_bibtex, &c, "@incollection{7k3f9q2mzt,\n  title = {修路记},\n  booktitle = {河谷报}");
    assert_part(citation_csl_json, &c, "\"type\":\"chapter\"");
    assert_part(citation_csl_json, &c, "\"date-parts\":[[2005]]");
}

static void ris_has_a_tag_a_line_whatever_the_title_holds(void **state) {
    (void)state;
    Citation c = sample();
    c.title = V("路\r\nER  - \n\nTY  - BOOK\tx\x01\x7f");
    assert_part(citation_ris, &c, "TI  - 路 ER  -  TY  - BOOK x\r\nT2");
    assert_part(citation_ris, &c, "Y1  - 2020/12/23/\r\n");
    assert_part(citation_ris, &c, "ER  - \r\n\r\n");
}

static void bibtex_commands_in_a_title_are_characters(void **state) {
    (void)state;
    Citation c = sample();
    c.title = V("a}b{c\\d 100% $x_1^2~ #&");
    assert_part(citation_bibtex, &c,
                "title = {a\\textbraceright{}b\\textbraceleft{}c\\textbackslash{}d 100\\% "
                "\\$x\\_1\\textasciicircum{}2\\textasciitilde{} \\#\\&}");
    c.n_authors = 2;
    assert_part(citation_bibtex, &c, "author = {{丁禾} and {Li \\& Sons}}");
    c.url = V("https://example.org/a}b c");
    assert_part(citation_bibtex, &c, "url = {https://example.org/a%7Dbc}");
}

static void csl_json_may_stand_in_a_script_element(void **state) {
    (void)state;
    Citation c = sample();
    c.title = V("</script>\"\\\n路");
    assert_part(citation_csl_json, &c, "\"title\":\"\\u003c/script>\\\"\\\\ 路\"");
    assert_part(citation_csl_json, &c, "\"issued\":{\"date-parts\":[[2020,12,23]]}");
    assert_part(citation_csl_json, &c, "\"author\":[{\"literal\":\"丁禾\"}]");
}

static void what_is_not_known_leaves_no_mark_behind(void **state) {
    (void)state;
    Citation c = {.id = V("a"), .title = V("甲"), .archive = V("乙")};
    assert_cited(citation_gbt7714, &c, "甲[N]. 乙: a.\n");
    c.publication = V("丙报");
    assert_cited(citation_gbt7714, &c, "甲[N]. 丙报. 乙: a.\n");
    c.page = V("3");
    assert_cited(citation_gbt7714, &c, "甲[N]. 丙报(3). 乙: a.\n");
    c.in_book = true;
    assert_cited(citation_gbt7714, &c, "甲[M]//丙报: 3. 乙: a.\n");
    c.place = V("丁");
    c.publication = (View){0};
    assert_cited(citation_gbt7714, &c, "甲[M]. 丁: 3. 乙: a.\n");
}

static void a_range_of_pages_has_two_ends(void **state) {
    (void)state;
    Citation c = {.id = V("a"), .title = V("甲"), .archive = V("乙"), .page = V("81-83"), .in_book = true};
    assert_part(citation_ris, &c, "SP  - 81\r\nEP  - 83\r\n");
    assert_part(citation_bibtex, &c, "pages = {81--83}");
    assert_part(citation_csl_json, &c, "\"page\":\"81-83\"");
    assert_view(citation_first_page(c.page), "81");
    c.page = V("1, 3");
    assert_part(citation_ris, &c, "SP  - 1, 3\r\nN1");
    assert_view(citation_first_page(c.page), "1");
    c.page = V("A-3");
    assert_part(citation_ris, &c, "SP  - A-3\r\nN1");
    c.page = V("-3");
    assert_view(citation_first_page(c.page), "-3");
}

static void nothing_given_is_nothing_said(void **state) {
    (void)state;
    const Citation c = {.id = V("a"), .title = V("甲"), .archive = V("乙"), .issued = V("不详")};
    assert_cited(citation_ris, &c, "TY  - NEWS\r\nID  - a\r\nTI  - 甲\r\nN1  - 乙: a\r\nER  - \r\n\r\n");
    assert_cited(citation_csl_json, &c,
                 "[{\"id\":\"a\",\"type\":\"article-newspaper\",\"title\":\"甲\",\"archive\":\"乙\","
                 "\"archive_location\":\"a\"}]\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_is_cited_by_date_and_page),
        cmocka_unit_test(a_yearbook_is_cited_as_a_book),
        cmocka_unit_test(ris_has_a_tag_a_line_whatever_the_title_holds),
        cmocka_unit_test(bibtex_commands_in_a_title_are_characters),
        cmocka_unit_test(csl_json_may_stand_in_a_script_element),
        cmocka_unit_test(what_is_not_known_leaves_no_mark_behind),
        cmocka_unit_test(a_range_of_pages_has_two_ends),
        cmocka_unit_test(nothing_given_is_nothing_said),
    };
    return cmocka_run_group_tests_name("citation", tests, NULL, NULL);
}
