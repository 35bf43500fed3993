/* What a paragraph's neighbours say of it: headlines in stacks and what they
 * lead to, lines between texts, text that breaks off. */
#include "reading.h"

static bool is(const Read *r, uint32_t line, Feature f) { return has(&para_of(r, line)->features, f); }

#define T "今年以来，城关镇对镇区道路进行巡查，修补路面坑槽三百二十处，清理边沟四十公里，群众出行更方便了。"
#define NEWS "本报讯（记者 王远）" T
#define SECTION "【概况】 全镇有小水库三座，渠道四十公里，灌溉面积八千亩，当年没有水患。"

static void lines_of_one_headline_know_their_place(void **state) {
    (void)state;
    Read r;
    read_page(&r, "藏书十万册\n县图书馆新馆落成开放\n每周六开到晚上九点\n\n" NEWS "\n\n河东村修好新水渠\n\n" NEWS "\n");
    assert_true(is(&r, 1, F_STACK_FIRST));
    assert_true(is(&r, 2, F_STACK_MIDDLE));
    assert_true(is(&r, 3, F_STACK_LAST));
    assert_true(is(&r, 3, F_STACK_THIRD));
    assert_true(is(&r, 7, F_STACK_ONE));
    for (uint32_t line = 1; line <= 3; line++) assert_true(is(&r, line, F_TO_DATELINE));
    release(&r);
}

static void a_wider_gap_parts_headlines(void **state) {
    (void)state;
    Read r;
    read_page(&r, NEWS "\n\n" NEWS "\n\n" NEWS "\n\n县图书馆新馆落成开放\n\n\n\n\n河东村修好新水渠\n\n" NEWS "\n");
    assert_true(is(&r, 7, F_STACK_ONE));
    assert_true(is(&r, 7, F_TO_END));
    assert_true(is(&r, 12, F_STACK_ONE));
    assert_true(is(&r, 12, F_TO_DATELINE));
    release(&r);
}

static void a_headline_leads_to_what_stands_below_it(void **state) {
    (void)state;
    static const struct Case {
        const char *below;
        Feature goal;
    } cases[] = {
        {NEWS, F_TO_DATELINE}, {T, F_TO_TEXT}, {"本报记者 王远\n\n" T, F_TO_BYLINE}, {"图为读者在看书。\n\n林大川 摄", F_TO_PICTURE},
        {SECTION "\n\n" SECTION, F_TO_SECTION}, {"", F_TO_END},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2048];
        Read r;
        snprintf(text, sizeof text, NEWS "\n\n" NEWS "\n\n河东村修好新水渠\n\n%s\n", cases[i].below);
        read_page(&r, text);
        if (!is(&r, 5, cases[i].goal)) fail_msg("not %s: %s", feature_names[cases[i].goal][0], cases[i].below);
        release(&r);
    }
}

static void a_headline_is_said_again_by_its_own_text_alone(void **state) {
    (void)state;
    static const struct Case {
        const char *above, *headline, *below;
        bool again;
    } cases[] = {
        {T, "河东村修好新水渠", "河东村今年投工六百个，把水渠修到了田头。", true},
        {T, "河东村修好新水渠", "社员们今年投工六百个，田里再也不缺水了。", false},
        {"河东村的新水渠长四里，经过三个村民小组。", "河东村修好新水渠", "河东村今年投工六百个，把水渠修到了田头。", false},
        {T, "水渠：修到田头", "水渠今年修到了田头，村里投工六百个。", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2048];
        Read r;
        snprintf(text, sizeof text, NEWS "\n\n%s\n\n%s\n\n%s\n", cases[i].above, cases[i].headline, cases[i].below);
        read_page(&r, text);
        if (is(&r, 5, F_SAID_AGAIN) != cases[i].again) fail_msg("case %zu", i);
        release(&r);
    }
}

static void all_who_thank_below_a_notice_sign_it(void **state) {
    (void)state;
    Read r;
    read_page(&r, NEWS "\n\n鸣谢\n\n" T "\n林海涛\n王远　鞠躬\n林大川　鞠躬\n");
    for (uint32_t line = 6; line <= 8; line++) {
        if (!is(&r, line, F_SIGN_FORM) || is(&r, line, F_HEADLIKE)) fail_msg("line %u", line);
    }
    release(&r);
}

static void text_that_breaks_off_is_told_to_the_next(void **state) {
    (void)state;
    Read r;
    read_page(&r, "河东村修好新水渠\n\n" T "\n\n村里的人都说，水渠修好以后，浇一亩地只要半个时\n\n辰，比过去快了一倍。\n\n" T "\n");
    assert_true(is(&r, 7, F_PREV_OPEN));
    assert_false(is(&r, 9, F_PREV_OPEN));
    release(&r);
}

static void furniture_between_is_looked_through(void **state) {
    (void)state;
    Read r;
    read_page(&r, "柳河年鉴 2019\n\n水　利\n\n" SECTION "\n\n【河长】 设县、乡、村三级河长一百八十人，竖立公示\n\n· 12 ·\n\n牌九十块。\n\n" SECTION "\n");
    assert_aside(&r, 9, "page-number");
    assert_true(is(&r, 11, F_PREV_OPEN));
    release(&r);
}

static void short_lines_with_marks_are_verse(void **state) {
    (void)state;
    Read r;
    read_page(&r, "河边谣\n\n清清的河水向东流，\n岸边的柳树绿油油。\n船儿载着歌声走，\n走过一个又一个秋。\n\n" T "\n\n" T "\n");
    for (uint32_t line = 3; line <= 6; line++) assert_true(is(&r, line, F_VERSE));
    assert_false(is(&r, 8, F_VERSE));
    release(&r);
}

static void lines_between_texts_come_in_sets(void **state) {
    (void)state;
    Read r;
    read_page(&r, "城关镇这一年\n\n本报记者 王远\n\n" T T "\n\n路修好了\n\n" T T "\n\n水清了\n\n" T T "\n\n灯亮了\n\n" T T "\n");
    assert_true(is(&r, 7, F_SERIES));
    assert_true(is(&r, 11, F_SERIES));
    assert_true(is(&r, 15, F_SERIES));
    release(&r);
}

static void a_plate_of_a_book_is_words_and_credit_in_one(void **state) {
    (void)state;
    Read r;
    read_page(&r,
              "柳河年鉴（2019）\n\n水　利\n\n" SECTION "\n\n7月，游客在柳河镇油菜花海骑行　（田小禾　摄）\n\n农机服务\n\n" SECTION "\n\n" SECTION "\n");
    assert_true(is(&r, 7, F_YEARBOOK_PHOTO));
    assert_true(is(&r, 7, F_CREDIT_TAIL));
    assert_false(is(&r, 7, F_CREDIT_FORM));
    release(&r);
}

static void odd_pages_do_no_harm(void **state) {
    (void)state;
    static const char *const texts[] = {"", "\n\n\n", "一\n", "· 1 ·\n\n· 2 ·\n", "（\n（\n（\n", "某某 摄\n某某 摄\n某某 摄\n",
                                        "【】\n【】\n【】\n", "——\n——\n", "局长 \n局长\n", "图为\n图为\n图为\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Read r;
        read_page(&r, texts[i]);
        release(&r);
    }
    static const char *const lines[] = {"河东村修好新水渠\n", "某某 摄\n\n", "局长 王大川\n", "春风吹，\n", "第一章 总则\n", "（上接第一版）\n"};
    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
        Str s = STR_INIT;
        for (int i = 0; i < 20000; i++) str_adds(&s, lines[k]);
        Read r;
        diag_init(&r.d, MSG_EN);
        page_init(&r.page, &r.d, "page.txt");
        assert_true(page_lines(&r.page, str_view(&s)));
        page_paragraphs(&r.page);
        page_features(&r.page);
        release(&r);
        str_release(&s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_one_headline_know_their_place),
        cmocka_unit_test(a_wider_gap_parts_headlines),
        cmocka_unit_test(a_headline_leads_to_what_stands_below_it),
        cmocka_unit_test(a_headline_is_said_again_by_its_own_text_alone),
        cmocka_unit_test(all_who_thank_below_a_notice_sign_it),
        cmocka_unit_test(text_that_breaks_off_is_told_to_the_next),
        cmocka_unit_test(furniture_between_is_looked_through),
        cmocka_unit_test(short_lines_with_marks_are_verse),
        cmocka_unit_test(lines_between_texts_come_in_sets),
        cmocka_unit_test(a_plate_of_a_book_is_words_and_credit_in_one),
        cmocka_unit_test(odd_pages_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
