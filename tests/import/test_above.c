/* Text that stands above its own headline. */
#include "reading.h"

#define ROADS                                                                                                   \
    "清障疏堵两手抓\n\n莲峰镇整治占道经营\n\n"                                                                  \
    "本报讯（记者 罗一苇）连日来，莲峰镇对城东农贸市场周边的占道经营进行整治，劝导摊贩一百三十余人次。\n\n" \
    "整治中，镇里在市场北侧的空地上划出六十个临时摊位，既疏了路，也不断了菜农的生计。\n\n"
#define BOOKS_END                                                                                      \
    "前有书桌，后有烟火，山里的孩子放了学，还能在这里待到爷爷奶奶从田里回来。借书登记本已经换了三本。\n\n" \
    "“以前娃娃放学就看电视，现在一写完作业就往书屋跑。”家住下坊的村民童金莲说。\n\n"
#define BOOKS                                                                                            \
    "小卖部隔壁办起“四点半书屋”\n\n本报讯（通讯员 江小舟）科里村小学旁边有一间书屋，叫“四点半书屋”。书屋是" \
    "返乡大学生项禾用自家的老房子改的，书架上有两千多册图书，门"
#define KILN_END                                                                                     \
    "窑火一熄，柚子也就熟了。今年，老窑工沈柏年的院子里又多了两个学徒，一个学拉坯，一个学看火。\n\n" \
    "傍晚，沈柏年把两个学徒烧的第一窑粗碗一只只敲过去。敲到最后一只，他笑了：“这一只，能盛饭。”\n\n"
#define KILN                                                                                       \
    "窑火边的老人\n\n本报记者 揭小满\n\n"                                                          \
    "姑田镇的山坳里有一口龙窑，沈柏年守了它四十六年。如今用粗碗的人少了，他一年只烧两窑，烧的多是酒坛和花盆。\n"

/* The lines of the article with this headline, in the order in which they are read. */
static void assert_reads(const Read *r, const char *title, size_t n, const uint32_t *lines) {
    for (size_t d = 0; d < r->page.drafts.n; d++) {
        const Draft *draft = &r->page.drafts.p[d];
        if (!view_is(draft->title, title)) continue;
        assert_int_equal(draft->paras.n, n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(r->page.lines.p[r->page.paras.p[draft->paras.p[i]].first].number, lines[i]);
        return;
    }
    fail_msg("no article %s", title);
}

#define READS(r, title, ...)                                                          \
    do {                                                                              \
        static const uint32_t lines_[] = {__VA_ARGS__};                               \
        assert_reads(r, title, sizeof lines_ / sizeof *lines_, lines_);               \
    } while (0)

static void the_rest_above_a_headline_goes_on_with_the_text_below_it(void **state) {
    (void)state;
    Read r;
    read_page(&r, ROADS BOOKS_END BOOKS "\n");
    READS(&r, "莲峰镇整治占道经营", 1, 3, 5, 7);
    READS(&r, "小卖部隔壁办起“四点半书屋”", 13, 15, 9, 11);
    assert_true(r.page.drafts.p[1].flags & FLAG_REORDERED);
    assert_false(r.page.drafts.p[1].flags & FLAG_TAIL_MISSING);
    assert_int_equal(r.page.drafts.p[1].joins.n, 1);
    release(&r);
}

static void the_rest_at_the_top_goes_to_the_headline_it_is_about(void **state) {
    (void)state;
    Read r;
    read_page(&r, "连城时报　2014年9月12日　星期五　第3版\n\n" KILN_END ROADS KILN);
    READS(&r, "莲峰镇整治占道经营", 7, 9, 11, 13);
    READS(&r, "窑火边的老人", 15, 17, 19, 3, 5);
    release(&r);
}

static void what_broke_off_finds_its_rest_below_first(void **state) {
    (void)state;
    Read r;
    read_page(&r, KILN_END BOOKS "\n\n" ROADS BOOKS_END KILN);
    READS(&r, "小卖部隔壁办起“四点半书屋”", 5, 7, 17, 19);
    READS(&r, "窑火边的老人", 21, 23, 25, 1, 3);
    release(&r);
}

static void text_below_its_headline_stays(void **state) {
    (void)state;
    Read r;
    read_page(&r, ROADS BOOKS "前放着小凳子。\n\n" KILN);
    READS(&r, "莲峰镇整治占道经营", 1, 3, 5, 7);
    READS(&r, "小卖部隔壁办起“四点半书屋”", 9, 11);
    for (size_t d = 0; d < r.page.drafts.n; d++) assert_false(r.page.drafts.p[d].flags & FLAG_REORDERED);
    release(&r);
}

/* All the text under a headline is another's only where its own stands above it, however well it reads there. */
static void no_headline_loses_all_its_text_for_nothing(void **state) {
    (void)state;
    Read r;
    read_page(&r, "县里修通三条路\n\n" BOOKS_END BOOKS "\n");
    READS(&r, "县里修通三条路", 1, 3, 5);
    READS(&r, "小卖部隔壁办起“四点半书屋”", 7, 9);
    release(&r);
}

#define KILN_TOLD                                                                                              \
    "窑火一熄，柚子也就熟了。今年，老窑工沈柏年的龙窑院子里又多了两个学徒，一个学拉坯，一个学看火，烧的是" \
    "酒坛和花盆。\n\n傍晚，沈柏年把两个学徒在龙窑烧的第一窑粗碗一只只敲过去。敲到最后一只，他笑了：“这" \
    "一只，能盛饭。”\n\n"
#define KILN_WHOLE                                                                                           \
    "\n\n本报记者 揭小满\n\n姑田镇的山坳里有一口龙窑，沈柏年守了它四十六年。如今用粗碗的人少了，他一年只" \
    "烧两窑，烧的多是酒坛和花盆。\n\n“学徒难找。”沈柏年说，看火要守一夜，拉坯要练三年。\n"

/* However much the texts share: where the one below the headline is whole, what stands above says a tenth of it. */
static void a_headline_with_complete_text_takes_only_what_says_it(void **state) {
    (void)state;
    Read r;
    read_page(&r, ROADS KILN_TOLD "拉坯看火守望深山" KILN_WHOLE);
    READS(&r, "莲峰镇整治占道经营", 1, 3, 5, 7);
    READS(&r, "拉坯看火守望深山", 13, 15, 17, 19, 9, 11);
    release(&r);
    read_page(&r, ROADS KILN_TOLD "拉坯看火守望深山故土情怀" KILN_WHOLE);
    READS(&r, "莲峰镇整治占道经营", 1, 3, 5, 7, 9, 11);
    READS(&r, "拉坯看火守望深山故土情怀", 13, 15, 17, 19);
    release(&r);
}

#define WRAPPED                                                                                       \
    "桥头公社修渠一千二百米\n　　本报讯　桥头公社社员从腊月初三动手，\n用二十六天修成水渠一千二百米，渠底全部\n" \
    "用片石砌成，开春就能放水。\n　　公社书记老何带头下水，社员说，这样\n的干部，我们跟着不怕冷。\n\n"           \
    "　　炉子要早生，烟筒要勤看。今年入冬以\n来，北街已有三户人家烟筒倒烟，幸好发现\n得早，没有伤人。\n"       \
    "　　煤气看不见，闻不着，人在睡梦里就会\n吃亏。烟筒接口要用泥抹严，窗上要留一个\n风斗，夜里封火前看一看烟筒。\n"
#define BELOW "　　今天白天晴，西北风三到四级，最低气\n温零下十六度；明天多云转阴，有零星小雪，\n请各社注意护好耕畜。\n"

/* Set off with its text, right below it, a line says again what that says. */
static void a_headline_at_the_foot_of_its_text_is_no_signature(void **state) {
    (void)state;
    Read r;
    read_page(&r, WRAPPED "煤气要提防烟筒要勤看\n\n天气预报\n" BELOW);
    READS(&r, "桥头公社修渠一千二百米", 1, 2, 5);
    READS(&r, "煤气要提防烟筒要勤看", 14, 8, 11);
    release(&r);
    read_page(&r, WRAPPED "北街 何大年\n\n天气预报\n" BELOW);
    assert_int_equal(role_of(&r, 14), ROLE_SIGN);
    release(&r);
}

#define FISH                                                                                        \
    "本报讯（记者 邹小满）昨天，马金镇几位农户把刚捞上来的清水鱼装进氧气袋，傍晚就端上了城里的餐桌。\n\n" \
    "农民在房前屋后挖坑塘、引山泉水养鱼，鱼吃的是山草，长得慢，一公斤卖到二十四元。\n\n"
#define WEATHER "市区：多云到阴，夜里有小雨，偏北风三级，气温七到十五度，早晨有霜，请注意添衣。\n"

/* Read as a part of it, or as the first line of the next headline. */
static void news_without_a_headline_has_it_below(void **state) {
    (void)state;
    Read r;
    read_page(&r, ROADS FISH "清水鱼游进城里餐桌\n\n山泉水养鱼 一公斤卖出两条价\n\n今日天气\n\n" WEATHER);
    READS(&r, "清水鱼游进城里餐桌", 13, 15, 9, 11);
    assert_view(r.page.drafts.p[1].subtitle, "山泉水养鱼 一公斤卖出两条价");
    READS(&r, "今日天气", 17, 19);
    release(&r);
    read_page(&r, ROADS FISH "马金清水鱼游进城里餐桌\n\n窑火边的老人\n\n本报记者 揭小满\n\n"
                  "姑田镇的山坳里有一口龙窑，老人沈柏年守了它四十六年，一年只烧两窑，烧的多是酒坛和花盆。\n");
    READS(&r, "马金清水鱼游进城里餐桌", 13, 9, 11);
    READS(&r, "窑火边的老人", 15, 17, 19);
    assert_int_equal(r.page.drafts.p[2].kicker.n, 0);
    release(&r);
}

/* In whatever order the parts stand, each paragraph is in one article. */
static void nothing_is_lost(void **state) {
    (void)state;
    static const char *const parts[] = {ROADS, BOOKS_END, KILN_END, BOOKS "\n\n", KILN "\n"};
    enum { N = sizeof parts / sizeof *parts, ORDERS = 120 };
    for (int order = 0; order < ORDERS; order++) {
        Str s = STR_INIT;
        bool used[N] = {false};
        for (int k = N, left = order; k > 0; left /= k--) {
            int i = 0;
            for (int skip = left % k; used[i] || skip-- > 0; i++) continue;
            used[i] = true;
            str_adds(&s, parts[i]);
        }
        Read r;
        size_t n = 0, text = 0;
        read_bytes(&r, str_view(&s));
        for (size_t d = 0; d < r.page.drafts.n; d++) n += r.page.drafts.p[d].paras.n;
        for (size_t i = 0; i < r.page.paras.n; i++) text += r.page.paras.p[i].aside == NULL;
        assert_int_equal(n, text);
        release(&r);
        str_release(&s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rest_above_a_headline_goes_on_with_the_text_below_it),
        cmocka_unit_test(the_rest_at_the_top_goes_to_the_headline_it_is_about),
        cmocka_unit_test(what_broke_off_finds_its_rest_below_first),
        cmocka_unit_test(text_below_its_headline_stays),
        cmocka_unit_test(no_headline_loses_all_its_text_for_nothing),
        cmocka_unit_test(a_headline_with_complete_text_takes_only_what_says_it),
        cmocka_unit_test(a_headline_at_the_foot_of_its_text_is_no_signature),
        cmocka_unit_test(news_without_a_headline_has_it_below),
        cmocka_unit_test(nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
