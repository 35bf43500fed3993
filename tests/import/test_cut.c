/* From roles to drafts: where a page is cut, whatever gave the roles. */
#include "reading.h"

/* Lines a blank apart with their roles, cut. */
typedef struct Given {
    Role role;
    const char *text;
} Given;

static void cut(Read *r, const Given *given, size_t n) {
    Str s = STR_INIT;
    for (size_t i = 0; i < n; i++) str_addf(&s, "%s\n\n", given[i].text);
    diag_init(&r->d, MSG_EN);
    r->d.quiet = true;
    page_init(&r->page, &r->d, "page.txt");
    assert_true(page_lines(&r->page, str_view(&s)));
    page_paragraphs(&r->page);
    assert_int_equal(r->page.paras.n, n);
    page_features(&r->page);
    for (size_t i = 0; i < n; i++) {
        r->page.paras.p[i].role = given[i].role;
        if (given[i].role == ROLE_FURNITURE) r->page.paras.p[i].aside = "masthead";
    }
    page_cut(&r->page);
    str_release(&s);
}

#define CUT(r, ...)                                        \
    do {                                                   \
        static const Given given_[] = {__VA_ARGS__};       \
        cut(r, given_, sizeof given_ / sizeof *given_);    \
    } while (0)

static const Draft *draft(const Read *r, size_t i) {
    assert_true(i < r->page.drafts.n);
    return &r->page.drafts.p[i];
}

#define T "今年以来，城关镇对镇区道路进行巡查，修补路面坑槽三百二十处，群众出行更方便了。"

static void a_headline_behind_text_begins_an_article(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_TITLE, "城关镇加强道路养护"}, {ROLE_BODY, T}, {ROLE_BODY, T}, {ROLE_TITLE, "县图书馆添书三千"}, {ROLE_BODY, T});
    assert_int_equal(r.page.drafts.n, 2);
    assert_int_equal(draft(&r, 0)->paras.n, 3);
    assert_view(draft(&r, 1)->title, "县图书馆添书三千");
    release(&r);
}

static void lines_of_a_headline_go_where_their_roles_say(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_COLUMN, "山城夜话"}, {ROLE_KICKER, "藏书十万册"}, {ROLE_TITLE, "县图书馆新馆开放"}, {ROLE_SUBTITLE, "——每周六到晚上九点"},
        {ROLE_SUBTITLE, "座位三百"}, {ROLE_BODY, T});
    assert_int_equal(r.page.drafts.n, 1);
    assert_view(draft(&r, 0)->column, "山城夜话");
    assert_view(draft(&r, 0)->kicker, "藏书十万册");
    assert_view(draft(&r, 0)->title, "县图书馆新馆开放");
    assert_view(draft(&r, 0)->subtitle, "每周六到晚上九点 座位三百");
    release(&r);
}

static void who_stressed_what_is_kicker_and_title(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_TITLE, "王大川在全县水利会议上强调 抓紧冬修水利保春灌"}, {ROLE_BODY, T});
    if (has(&r.page.paras.p[0].features, F_SPEECH)) {
        assert_view(draft(&r, 0)->kicker, "王大川在全县水利会议上强调");
        assert_view(draft(&r, 0)->title, "抓紧冬修水利保春灌");
    } else fail_msg("no speech");
    release(&r);
    CUT(&r, {ROLE_KICKER, "全县水利会议召开"}, {ROLE_TITLE, "王大川在会议上强调 抓紧冬修水利保春灌"}, {ROLE_BODY, T});
    assert_view(draft(&r, 0)->kicker, "全县水利会议召开");
    release(&r);
}

static void furniture_is_in_no_article_and_parts_none(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_FURNITURE, "清河日报"}, {ROLE_TITLE, "城关镇加强道路养护"}, {ROLE_BODY, T}, {ROLE_FURNITURE, "12"},
        {ROLE_BODY, T});
    assert_int_equal(r.page.drafts.n, 1);
    assert_int_equal(draft(&r, 0)->paras.n, 3);
    release(&r);
}

static void a_column_spreads_over_items_that_are_alike(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_COLUMN, "乡村简讯"}, {ROLE_BRIEF, "本报讯　城关镇修补路面坑槽三百二十处。"},
        {ROLE_BRIEF, "本报讯　县图书馆添书三千册。"}, {ROLE_TITLE, "河东村修好新水渠"},
        {ROLE_SUBTITLE, "——两千亩地受益"}, {ROLE_BODY, T}, {ROLE_BRIEF, "本报讯　南街居民用上暖气。"});
    assert_int_equal(r.page.drafts.n, 4);
    assert_view(draft(&r, 1)->column, "乡村简讯");
    assert_int_equal(draft(&r, 1)->column_para, SIZE_MAX);
    assert_int_equal(draft(&r, 2)->column.n, 0);
    assert_int_equal(draft(&r, 3)->column.n, 0);
    release(&r);
}

static void a_column_spreads_over_letters_signed_or_not(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_COLUMN, "读者来信"}, {ROLE_TITLE, "路灯该修了"}, {ROLE_BODY, "编辑同志：老街的路灯坏了半年，夜里走路不便。"},
        {ROLE_SIGN, "城北　卢永和"}, {ROLE_TITLE, "公交车该准点"}, {ROLE_BODY, "编辑同志：公交车常常不准点，上班的人等得心急。"},
        {ROLE_TITLE, "县图书馆新馆开放"}, {ROLE_BODY, T});
    assert_int_equal(r.page.drafts.n, 3);
    assert_view(draft(&r, 1)->column, "读者来信");
    assert_int_equal(draft(&r, 2)->column.n, 0);
    release(&r);
}

static void a_turn_note_tells_the_headline_it_comes_from(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_ORPHAN, "（上接第1版《县图书馆新馆开放》）"}, {ROLE_BODY, T});
    assert_view(draft(&r, 0)->title, "县图书馆新馆开放");
    assert_int_equal(r.page.paras.p[0].role, ROLE_NOTE);
    release(&r);
    CUT(&r, {ROLE_ORPHAN, "（上接第1版》县图书馆《新馆）"}, {ROLE_BODY, T});
    assert_int_equal(draft(&r, 0)->title.n, 0);
    release(&r);
    CUT(&r, {ROLE_ORPHAN, "（上接第1版《》）"}, {ROLE_BODY, T});
    assert_int_equal(draft(&r, 0)->title.n, 0);
    release(&r);
}

static void a_person_may_cut_inside_text(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_TITLE, "城关镇加强道路养护"}, {ROLE_BODY, T}, {ROLE_BODY, T});
    for (size_t i = 0; i < r.page.drafts.n; i++) vec_release(&r.page.drafts.p[i].paras);
    r.page.drafts.n = 0;
    r.page.paras.p[2].split = true;
    page_cut(&r.page);
    assert_int_equal(r.page.drafts.n, 2);
    release(&r);
}

static void a_photos_roles_make_a_photo(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_PTITLE, "新馆开放"}, {ROLE_PCAPTION, "图为读者在新馆看书。"}, {ROLE_PCREDIT, "林大川 摄"},
        {ROLE_TITLE, "县图书馆添书三千"}, {ROLE_BODY, T});
    assert_int_equal(r.page.drafts.n, 2);
    assert_true(draft(&r, 0)->photo);
    assert_false(draft(&r, 1)->photo);
    release(&r);
}

/* Every paragraph that is no furniture stands in one draft, in order. */
static void any_roles_lose_nothing(void **state) {
    (void)state;
    enum { LINES = 3000 };
    static Given given[LINES];
    unsigned seed = 7;
    for (int round = 0; round < 3; round++) {
        size_t want = 0, next = 0;
        for (size_t i = 0; i < LINES; i++) {
            seed = seed * 1103515245u + 12345u;
            given[i] = (Given){(Role)(seed >> 16 & 0x7FFF) % ROLE_COUNT, i % 5 ? T : "城关镇 《》（上接第一版"};
            want += given[i].role != ROLE_FURNITURE;
        }
        Read r;
        cut(&r, given, LINES);
        for (size_t i = 0; i < r.page.drafts.n; i++)
            for (size_t k = 0; k < draft(&r, i)->paras.n; k++, want--) {
                while (given[next].role == ROLE_FURNITURE) next++;
                assert_int_equal(draft(&r, i)->paras.p[k], next);
                next++;
            }
        assert_int_equal(want, 0);
        release(&r);
    }
}

static void nothing_to_cut_is_no_draft(void **state) {
    (void)state;
    Read r;
    cut(&r, NULL, 0);
    assert_int_equal(r.page.drafts.n, 0);
    release(&r);
    CUT(&r, {ROLE_FURNITURE, "清河日报"}, {ROLE_FURNITURE, "3"});
    assert_int_equal(r.page.drafts.n, 0);
    release(&r);
}

static void thousands_of_lines_are_no_headline(void **state) {
    (void)state;
    enum { LINES = 2000, MUCH = 5000 };
    static Given lines[LINES] = {{ROLE_TITLE, "公路通到村"}};
    for (size_t i = 1; i < LINES; i++) lines[i] = (Given){ROLE_SUBTITLE, "——镇区道路修补一新"};
    Read r;
    cut(&r, lines, LINES);
    assert_view(draft(&r, 0)->title, "公路通到村");
    assert_true(draft(&r, 0)->subtitle.n < MUCH);
    assert_int_equal(draft(&r, 0)->paras.n, LINES);
    assert_int_equal(r.page.paras.p[LINES - 1].role, ROLE_SUBHEAD);
    release(&r);
}

static void text_below_a_picture_set_into_a_piece_goes_back_to_it(void **state) {
    (void)state;
    Read r;
    CUT(&r, {ROLE_TITLE, "城关镇加强道路养护"}, {ROLE_BODY, T}, {ROLE_PCAPTION, "图为村民修路。田小禾 摄"}, {ROLE_ORPHAN, T},
        {ROLE_TITLE, "县图书馆添书三千"}, {ROLE_BODY, T});
    assert_int_equal(r.page.drafts.n, 4);
    for (size_t i = 2; i < 5; i++) set(&r.page.paras.p[i].features, F_GAP);
    page_boxes(&r.page);
    assert_int_equal(r.page.drafts.n, 3);
    assert_int_equal(draft(&r, 0)->paras.n, 3);
    assert_true(draft(&r, 1)->photo);
    assert_int_equal(draft(&r, 2)->paras.n, 2);
    release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_headline_behind_text_begins_an_article),
        cmocka_unit_test(lines_of_a_headline_go_where_their_roles_say),
        cmocka_unit_test(who_stressed_what_is_kicker_and_title),
        cmocka_unit_test(furniture_is_in_no_article_and_parts_none),
        cmocka_unit_test(a_column_spreads_over_items_that_are_alike),
        cmocka_unit_test(a_column_spreads_over_letters_signed_or_not),
        cmocka_unit_test(a_turn_note_tells_the_headline_it_comes_from),
        cmocka_unit_test(a_person_may_cut_inside_text),
        cmocka_unit_test(a_photos_roles_make_a_photo),
        cmocka_unit_test(any_roles_lose_nothing),
        cmocka_unit_test(nothing_to_cut_is_no_draft),
        cmocka_unit_test(thousands_of_lines_are_no_headline),
        cmocka_unit_test(text_below_a_picture_set_into_a_piece_goes_back_to_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
