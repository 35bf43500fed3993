/* Cuttings: the line that says where and when each was printed, and what a
 * site put around it. */
#include "import/cues.h"
#include "reading.h"

typedef struct CitationCase {
    const char *text, *names;
    unsigned year, month, day;
} CitationCase;

static void citations_of_all_forms_are_read(void **state) {
    (void)state;
    static const CitationCase cases[] = {
        {"【1998-03-12/清河報/17版/地方】", "", 1998, 3, 12},
        {"【2005-03-12╱清河晚報╱C2版╱清河．教育】", NULL, 0, 0, 0}, /* no section is named so */
        {"【2005-03-12╱清河晚報╱C2版╱教育】", "", 2005, 3, 12},
        {"（民國87年3月12日　清河日報　第3版）", "", 1998, 3, 12},
        {"1998/3/12 | 清河日報 | A12 | 地方", "", 1998, 3, 12},
        {"2016-05-17 04:54 清河報 記者王小明/斗六報導", "記者王小明/斗六報導", 2016, 5, 17},
        {"發布時間：2016/05/17 04:54　記者王小明／斗六報導", "記者王小明／斗六報導", 2016, 5, 17},
        {"清河日报 2003年11月10日 第4版", "", 2003, 11, 10},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Folded f;
        Citation c;
        fold_head(&f, view_of(cases[i].text));
        if (cue_citation(&f, &c) != (cases[i].names != NULL)) fail_msg("%s", cases[i].text);
        if (!cases[i].names) continue;
        assert_view(c.names, cases[i].names);
        assert_int_equal(c.year, cases[i].year);
        assert_int_equal(c.month, cases[i].month);
        assert_int_equal(c.day, cases[i].day);
    }
}

static void mastheads_and_text_are_no_citations(void **state) {
    (void)state;
    static const char *const texts[] = {"清河日報 1998年3月12日 星期四 第17版", "1998-03-12", "清河日報", "1998年3月12日",
                                        "（1998年3月12日通過）", "【清河日報訊】三月十二日", "3月12日 村民大会", "",
                                        "/", "【】", "縣府1998年3月12日公布", "04:54"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Folded f;
        Citation c;
        fold_head(&f, view_of(texts[i]));
        if (cue_citation(&f, &c)) fail_msg("a citation: %s", texts[i]);
    }
}

#define TEXT "鎮上的圖書館從下個月起，每週六開放到晚上九時，閱覽室的座位也增加了三十六席。"

static void each_cutting_has_the_date_of_its_own(void **state) {
    (void)state;
    Read r;
    read_page(&r, "圖書館週六開到九點\n【1998-03-12/清河報/17版/地方】\n【記者王小明／斗六報導】" TEXT
                  "\n\n路口裝上新號誌\n【1999-04-02/清河報/3版/地方】\n【記者林大山／虎尾報導】" TEXT "\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].date, "1998-03-12");
    assert_view(r.page.drafts.p[1].date, "1999-04-02");
    assert_int_equal(role_of(&r, 2), ROLE_BYLINE);
    assert_view(r.page.known.issued, ""); /* no one issue has both */
    release(&r);
}

static void a_citation_above_the_headline_goes_to_what_is_below_it(void **state) {
    (void)state;
    Read r;
    read_page(&r, "清河報\n王小明/斗六報導\n2004-03-09\n\n圖書館週六開到九點\n\n" TEXT "\n\n\n清河晚報\n林大山/虎尾報導\n"
                  "2004-03-10\n\n路口裝上新號誌\n\n" TEXT "\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_int_equal(r.page.drafts.p[1].paras.n, 5);
    assert_view(r.page.drafts.p[1].date, "2004-03-10");
    assert_int_equal(r.page.drafts.p[1].authors.n, 1);
    assert_view(r.page.drafts.p[1].authors.p[0], "林大山");
    release(&r);
}

static void a_citation_in_pieces_may_have_page_and_section(void **state) {
    (void)state;
    Read r;
    read_page(&r, "論壇 A28 |\n清河日報 |\n王小明 2004-08-26 |\n\n圖書館該蓋在哪裡\n\n" TEXT "\n\nA10 | 地方 | 清河日報 | "
                  "2004-08-27\n\n路口裝上新號誌\n\n" TEXT "\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].date, "2004-08-26");
    assert_view(r.page.drafts.p[1].date, "2004-08-27");
    release(&r);
}

static void a_site_s_hour_below_a_headline_dates_the_piece(void **state) {
    (void)state;
    Read r;
    read_page(&r, "路口裝上新號誌\n2017/03/23 10:25\n" TEXT "\n");
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(r.page.drafts.p[0].title, "路口裝上新號誌");
    assert_view(r.page.drafts.p[0].date, "2017-03-23");
    release(&r);
}

static void a_citation_at_the_end_goes_to_what_is_above_it(void **state) {
    (void)state;
    Read r;
    read_page(&r, "圖書館週六開到九點\n\n" TEXT "\n\n（1998年3月12日　清河日報　第3版）\n\n\n路口裝上新號誌\n\n" TEXT
                  "\n\n（1998年3月20日　清河日報　第1版）\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].date, "1998-03-12");
    assert_view(r.page.drafts.p[1].date, "1998-03-20");
    release(&r);
}

static void what_a_site_adds_is_set_aside(void **state) {
    (void)state;
    Read r;
    read_page(&r, "首頁 > 地方\n圖書館週六開到九點\n路口裝上新號誌\n社區廚房開伙了\n\n圖書館週六開到九點\n分享分享留言列印\n"
                  "A-A+\n" TEXT "\n\n路口裝上新號誌\n" TEXT "\n\n社區廚房開伙了\n" TEXT "\n回首頁\n");
    assert_aside(&r, 1, "navigation");
    assert_aside(&r, 2, "index");
    assert_aside(&r, 4, "index");
    assert_aside(&r, 6, NULL);
    assert_aside(&r, 7, "navigation");
    assert_aside(&r, 8, "navigation");
    assert_aside(&r, 16, "navigation");
    assert_int_equal(r.page.drafts.n, 3);
    release(&r);
}

static void a_headline_that_a_site_gives_twice_stands_once(void **state) {
    (void)state;
    Read r;
    read_page(&r, "首頁　地方　生活　體育\n\n圖書館週六開到九點\n圖書館週六開到九點\n\n記者林小禾/報導\n" TEXT
                  "\n張貼者：編輯室 於 下午9:15 沒有留言:\n\n社區廚房開伙了\n社區廚房開伙了\n\n記者林小禾/報導\n" TEXT
                  "\n張貼者：編輯室 於 下午8:40 沒有留言:\n較新的文章　首頁　較舊的文章\n");
    assert_int_equal(r.page.drafts.n, 2);
    assert_view(r.page.drafts.p[0].title, "圖書館週六開到九點");
    assert_view(r.page.drafts.p[0].kicker, "");
    assert_view(r.page.drafts.p[1].title, "社區廚房開伙了");
    assert_aside(&r, 1, "navigation");
    assert_aside(&r, 4, "navigation");
    assert_aside(&r, 6, NULL);
    assert_aside(&r, 8, "navigation");
    assert_aside(&r, 15, "navigation");
    release(&r);
}

static void a_line_of_a_song_may_stand_twice(void **state) {
    (void)state;
    Read r;
    read_page(&r, "早稻丰收\n\n本报记者　王远\n\n" TEXT "\n\n插秧的歌\n\n河水流到我的村庄\n河水流到我的村庄\n田里的秧苗长又长\n田里的秧苗长又长\n");
    for (uint32_t line = 9; line <= 12; line++) assert_aside(&r, line, NULL);
    release(&r);
}

static void a_page_of_nothing_but_citations_loses_none(void **state) {
    (void)state;
    Read r;
    read_page(&r, "【1998-03-12/清河報/17版/地方】\n\n【1998-03-13/清河報/17版/地方】\n");
    for (size_t i = 0; i < r.page.paras.n; i++) {
        bool held = r.page.paras.p[i].aside != NULL;
        for (size_t d = 0; d < r.page.drafts.n; d++)
            for (size_t k = 0; k < r.page.drafts.p[d].paras.n; k++) held = held || r.page.drafts.p[d].paras.p[k] == i;
        assert_true(held);
    }
    release(&r);
}

/* A citation dropped is no article's; what stands below one may go on with the piece above. */
static void what_a_person_says_counts_for_more(void **state) {
    (void)state;
    Read r;
    diag_init(&r.d, MSG_EN);
    r.d.quiet = true;
    page_init(&r.page, &r.d, "page.txt");
    r.page.edits = V("drop: （1998年3月12日\njoin: 路燈也亮了\n");
    r.page.edits_path = "page.edits";
    assert_true(page_read(&r.page, V("圖書館週六開到九點\n\n" TEXT "\n\n（1998年3月12日　清河日報　第3版）\n\n"
                                     "路燈也亮了，晚上走路不怕黑。\n")));
    assert_int_equal(r.d.n, 0);
    assert_aside(&r, 5, "dropped");
    assert_int_equal(r.page.drafts.n, 1);
    assert_int_equal(r.page.drafts.p[0].paras.n, 3);
    release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(citations_of_all_forms_are_read),
        cmocka_unit_test(mastheads_and_text_are_no_citations),
        cmocka_unit_test(each_cutting_has_the_date_of_its_own),
        cmocka_unit_test(a_citation_above_the_headline_goes_to_what_is_below_it),
        cmocka_unit_test(a_citation_in_pieces_may_have_page_and_section),
        cmocka_unit_test(a_site_s_hour_below_a_headline_dates_the_piece),
        cmocka_unit_test(a_citation_at_the_end_goes_to_what_is_above_it),
        cmocka_unit_test(what_a_site_adds_is_set_aside),
        cmocka_unit_test(a_headline_that_a_site_gives_twice_stands_once),
        cmocka_unit_test(a_line_of_a_song_may_stand_twice),
        cmocka_unit_test(what_a_person_says_counts_for_more),
        cmocka_unit_test(a_page_of_nothing_but_citations_loses_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
