/* The default taxonomy on names of sections alone: a section may be a table
 * or a few figures, and then its name is all there is. And on words that more
 * than one trade has, or a place. */
#include "test.h"
#include "topics/topics.h"

#define SECTIONS "tests/topics/sections.yaml"

typedef struct Sections {
    Arena arena;
    Diag diag;
    Taxonomy *taxonomy;
    const YamlNode *root; /* topic → names */
} Sections;

static void sections_open(Sections *s) {
    Str bytes = STR_INIT;
    *s = (Sections){.arena = ARENA_INIT};
    diag_init(&s->diag, MSG_EN);
    s->taxonomy = taxonomy_load(&s->diag, "content/topics.yaml");
    assert_non_null(s->taxonomy);
    assert_int_equal(file_read(SECTIONS, &bytes, FILE_MAX_BYTES), 0);
    s->root = yaml_parse(&s->arena, &s->diag, SECTIONS, 1, arena_view(&s->arena, str_view(&bytes)));
    assert_non_null(s->root);
    str_release(&bytes);
}

static void sections_close(Sections *s) {
    taxonomy_free(s->taxonomy);
    diag_release(&s->diag);
    arena_release(&s->arena);
}

static bool lists(const YamlNode *topic, View name) {
    for (const YamlNode *n = topic->first; n; n = n->next)
        if (view_eq(n->text, name)) return true;
    return false;
}

/* Whether one of the topics it is filed under has it. */
static bool is_filed(Sections *s, View name) {
    TopicFound *found;
    size_t n = topics_classify(s->taxonomy, &s->arena, name, V(""), &found);
    for (size_t i = 0; i < n; i++) {
        View id = taxonomy_topic(s->taxonomy, found[i].topic)->id;
        const YamlNode *topic = yaml_get(s->root, arena_strdup(&s->arena, id));
        if (topic && lists(topic, name)) return true;
    }
    return false;
}

static void a_section_is_filed_by_its_name_alone(void **state) {
    (void)state;
    Sections s;
    size_t names = 0, missed = 0;
    sections_open(&s);
    for (const YamlNode *topic = s.root->first; topic; topic = topic->next) {
        assert_true(taxonomy_find(s.taxonomy, topic->key) != SIZE_MAX);
        for (const YamlNode *n = topic->first; n; n = n->next) {
            names++;
            if (is_filed(&s, n->text)) continue;
            missed++;
            print_message("%.*s is not filed under %.*s\n", VARG(n->text), VARG(topic->key));
        }
    }
    sections_close(&s);
    assert_true(names > 1000);
    assert_int_equal(missed, 0);
}

static void a_word_of_several_trades_files_nothing_alone(void **state) {
    (void)state;
    static const struct { const char *title, *text, *topic; } cases[] = {
        {"给路口添一块牌子\n旗县快递", "岔路口没有牌子，外来的人常走错路，请有关部门添上一块。", "telecom"},
        {"给路口添一块牌子\n读者心声", "岔路口没有牌子，外来的人常走错路，请有关部门添上一块。", "culture"},
        {"体检发现部分职工血压偏高", "县医院昨日为职工体检，部分人血压偏高、血糖偏高，医生建议少吃盐。", "weather"},
        {"两家企业签订契约", "两家企业签订契约，合作建设物流仓库，面积一万平方米，明年投用。", "archives"},
        {"地块竞价角逐激烈", "昨天的土地拍卖会上，五家公司角逐激烈，地块最终以一亿元成交。", "sports"},
        {"零件分级检验", "工厂对零件分级检验，次品不出厂，工序多了两道。", "agriculture"},
        {"清河县新建三所小学", "清河县今年新建三所小学，校舍明年秋季启用。", "ecology"},
        {"社员实行三包一奖", "生产队把田地包到作业组，社员实行三包一奖，秋后分粮。", "education"},
        {"开江县新建三所小学", "开江县今年新建三所小学，校舍明年秋季启用。", "weather"},
    };
    Sections s;
    TopicFound *found;
    sections_open(&s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t topic = taxonomy_find(s.taxonomy, view_of(cases[i].topic));
        assert_true(topic != SIZE_MAX);
        size_t n = topics_classify(s.taxonomy, &s.arena, view_of(cases[i].title), view_of(cases[i].text), &found);
        assert_true(n > 0);
        while (n--)
            if (found[n].topic == topic) fail_msg("%s: %s", cases[i].topic, cases[i].title);
    }
    sections_close(&s);
}

static void a_word_of_one_trade_files_a_note(void **state) {
    (void)state;
    static const struct { const char *text, *topic; } cases[] = {
        {"县卫生防疫站下月到各村预防接种。", "health"},
        {"东河乡文化站添了新桌椅，每天开门。", "culture"},
        {"县糖厂本月十日开榨，比去年早五天。", "industry-commerce"},
        {"编辑同志：初装费何时能退？请给我们一个答复。", "telecom"},
        {"昨天，又有二十人领到农民技师证书。", "talent"},
        {"今年又有一百户装上清洁取暖设备。", "energy"},
        {"县老年体协昨天办起辅导班。", "elderly"},
    };
    Sections s;
    TopicFound *found;
    sections_open(&s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t topic = taxonomy_find(s.taxonomy, view_of(cases[i].topic));
        bool filed = false;
        size_t n = topics_classify(s.taxonomy, &s.arena, V(""), view_of(cases[i].text), &found);
        while (n--) filed |= found[n].topic == topic;
        if (!filed) fail_msg("%s: %s", cases[i].topic, cases[i].text);
    }
    sections_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_section_is_filed_by_its_name_alone),
        cmocka_unit_test(a_word_of_several_trades_files_nothing_alone),
        cmocka_unit_test(a_word_of_one_trade_files_a_note),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
