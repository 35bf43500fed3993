/* Names that are also those of other things, the same name elsewhere, and places that a piece is not about. */
#include "room.h"

static View codes(Room *r, const char *text, const char *home, const char *dateline) {
    return codes_of(&r->a, r->g, &(RegionText){V(""), view_of(text), {view_of(home), 2015, view_of(dateline), V("")}});
}

#define CODES(text, home) codes(r, (text), (home), "")

static void hills_and_islands_are_no_cities(void **state) {
    ROOM
    assert_view(CODES("攸乐山上的夜很静，湖心的葫芦岛上住着一家人", "532801"), "");
    assert_view(CODES("干部群众在南阳山参加义务植树", "622925"), "");
    assert_view(CODES("松源溪、安溪滩多水急，木材难运", "331126"), "");
    assert_view(CODES("春风吹绿科尔沁沙地，也吹过腾格里沙漠", "150525"), "");
    assert_view(CODES("一家佛山上市公司，青岛上半年的账", ""), "4406 3702");
    assert_view(CODES("乐山上任的干部，南阳山洪", ""), "5111 4113");
}

static void words_around_are_no_part_of_a_name(void **state) {
    ROOM
    assert_view(CODES("向山区任教满三十年的教师颁发证书", "622925"), "");
    assert_view(CODES("马鞍山市向山区的工人", ""), "3405 340505");
    assert_view(CODES("石山里的人祖祖辈辈靠天水过日子", "451228"), "");
    assert_view(CODES("公路跨河处设渡口三处，下游是泸州", "520381"), "5105");
}

static void what_every_county_has_is_none_of_one(void **state) {
    ROOM
    assert_view(CODES("林业局设了三处瞭望台，种畜场的羊产了羔", "230381"), "");
    assert_view(CODES("伊犁州种羊场培育的新品系", "654025"), "6540");
    assert_view(CODES("新源县种羊场培育的新品系", "654025"), "654025 654025400");
}

static void a_town_is_meant_by_its_stem_though_a_village_has_it_too(void **state) {
    ROOM
    assert_view(CODES("江山市贺村镇中心小学演练，贺村小学生学会了逃生", "3308"), "330881 330881121");
}

static void a_city_is_not_meant_among_towns_of_home(void **state) {
    ROOM
    assert_view(CODES("长沙、长期等场赶集的人不少", "520381"), "");
    assert_view(CODES("长沙、武汉等地的客人不少", "520381"), "4301 4201");
}

static void a_county_at_home_may_be_a_word_in_a_list(void **state) {
    ROOM
    assert_view(CODES("都安、大化旱区可抓住降雨蓄水", "4512"), "451228 451229");
    assert_view(CODES("都安、大化旱区可抓住降雨蓄水", "5301"), "");
    assert_view(CODES("开行赤水至合江航线", "520381"), "520381");
}

static void short_names_follow_what_they_lie_in(void **state) {
    ROOM
    assert_view(CODES("贵南县过马营灌区干渠竣工", "632521"), "632525 632525101");
    assert_view(CODES("敦煌市莫高窟的游人", "620981"), "620982");
    assert_view(CODES("同乐苗族乡布央的茶山", "450226"), "450226203");
    assert_view(CODES("八江镇布央的茶山", "450226"), "450226103 450226103213");
    assert_view(CODES("八江镇布央小学", "450226"), "450226103");
    assert_view(CODES("查巴奇鄂温克民族乡猎民的“牧鞭”", "150721"), "150721201");
}

static void hong_kong_and_taiwan_have_names_of_their_own(void **state) {
    ROOM
    assert_view(CODES("馬鞍山新市鎮入伙後，將軍澳和粉嶺的人也多了", "x-81-shatianqu"),
                "x-81-shatianqu x-81-xigongqu x-81-beiqu");
    assert_view(CODES("安徽马鞍山的工人", "5301"), "34 3405");
    assert_view(CODES("吉安、新城、秀林三鄉", "x-71-hualianxian"),
                "x-71-hualianxian-jianxiang x-71-hualianxian-xinchengxiang x-71-hualianxian-xiulinxiang");
    assert_view(CODES("江西吉安的客人", "x-71-hualianxian"), "36 3608");
    assert_view(CODES("中山、信义、大同、新城，都是街上的店名", "3302"), "");
    assert_view(CODES("台北市的中山、信义、大同", "3302"),
                "x-71-taibeishi x-71-taibeishi-zhongshanqu x-71-taibeishi-xinyiqu x-71-taibeishi-datongqu");
}

static void a_far_market_is_not_what_a_piece_is_about(void **state) {
    ROOM
    assert_view(CODES("鲜鱼除供应西宁外，还销往兰州、成都", "632521"), "");
    assert_view(CODES("镇上联系了兰州、西宁等地的批发市场", "620723"), "");
    assert_view(CODES("山药远销四川，四川的专家也来了", "530521"), "51");
    assert_view(CODES("葡萄运销张掖，送到甘州区", "620723"), "6207 620702"); /* its own prefecture */
}

/* Somewhere in a piece a far place is more than a market: all its mentions count. */
static void a_far_place_that_is_a_market_once_only_counts(void **state) {
    ROOM
    Str text = STR_INIT;
    for (size_t i = 0; i < 30000; i++) str_adds(&text, "本地供应稳。鲜鱼远销兰州市。");
    assert_view(CODES(text.p, "632521"), "");
    str_adds(&text, "兰州市派人来学。");
    assert_view(CODES(text.p, "632521"), "6201");
    str_release(&text);
}

static void a_datelines_county_is_meant_with_its_towns(void **state) {
    ROOM
    assert_view(codes(r, "老屯乡的冬闲田变了样", "5226", "台江"), "522630204 522630");
    assert_view(codes(r, "凯里市的冬闲田变了样", "5226", "台江"), "522601");
    assert_view(codes(r, "老屯乡的冬闲田变了样", "5226", "贵阳"), "522630204");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(hills_and_islands_are_no_cities),
        TEST(words_around_are_no_part_of_a_name),
        TEST(what_every_county_has_is_none_of_one),
        TEST(a_town_is_meant_by_its_stem_though_a_village_has_it_too),
        TEST(a_city_is_not_meant_among_towns_of_home),
        TEST(a_county_at_home_may_be_a_word_in_a_list),
        TEST(short_names_follow_what_they_lie_in),
        TEST(a_far_market_is_not_what_a_piece_is_about),
        TEST(a_far_place_that_is_a_market_once_only_counts),
        TEST(a_datelines_county_is_meant_with_its_towns),
        TEST(hong_kong_and_taiwan_have_names_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
