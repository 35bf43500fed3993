/* Whatever is said to people is said in Chinese, too. */
#include "commands/commands.h"
#include "import/explain.h"
#include "regions/why.h"
#include "test.h"

static bool is_chinese(const char *text) {
    for (View v = view_of(text ? text : ""); v.n;)
        if (utf8_next(&v) >= 0x2E80) return true;
    return false;
}

static void assert_chinese(const char *en, const char *zh) {
    if (en && *en && !is_chinese(zh)) fail_msg("no Chinese for: %s", en);
}

/* What stands in brackets or capitals has a Chinese word; names of options
 * and of listings stay. */
static bool has_placeholder(const char *arguments) {
    for (const char *c = arguments; *c; c++)
        if (*c >= 'A' && *c <= 'Z') return true;
    return false;
}

static void commands_and_their_options(void **state) {
    (void)state;
    for (size_t i = 0; commands[i]; i++) {
        const Command *c = commands[i];
        assert_chinese(c->summary[MSG_EN], c->summary[MSG_ZH]);
        if (has_placeholder(c->arguments[MSG_EN])) assert_chinese(c->arguments[MSG_EN], c->arguments[MSG_ZH]);
        assert_false(has_placeholder(c->arguments[MSG_ZH]));
        for (const Option *o = c->options; o && o->kind != OPT_END; o++) {
            assert_chinese(o->help[MSG_EN], o->help[MSG_ZH]);
            assert_chinese(o->argument[MSG_EN], o->argument[MSG_ZH]);
            assert_int_equal(o->kind == OPT_FLAG, o->argument[MSG_EN] == NULL);
        }
    }
}

static void roles_and_features(void **state) {
    (void)state;
    for (size_t i = 0; i < ROLE_COUNT; i++) assert_chinese(role_names[i], role_names_zh[i]);
    for (size_t i = 0; i < FEATURE_COUNT; i++) assert_chinese(feature_names[i][MSG_EN], feature_names[i][MSG_ZH]);
}

static void explanations(void **state) {
    (void)state;
    static const char *const words[][2] = {
#define X(id, en, zh) {#id, zh},
        EXPLAIN_WORDS(X)
#undef X
#define X(name, zh) {name, zh},
        ASIDE_WORDS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) assert_chinese(words[i][0], words[i][1]);
}

static void reasons_for_regions(void **state) {
    (void)state;
    for (size_t i = 0; i < WHY_COUNT; i++) {
        Str said = STR_INIT;
        assert_chinese(region_whys[i][MSG_EN], region_whys[i][MSG_ZH]);
        region_why_add(&said, view_of(region_whys[i][MSG_EN]), MSG_ZH);
        assert_true(view_is(str_view(&said), region_whys[i][MSG_ZH]));
        str_release(&said);
    }
}

static void a_reason_keeps_what_it_speaks_of(void **state) {
    (void)state;
    Str said = STR_INIT;
    region_why_add(&said, V("one character differs from 河口镇"), MSG_ZH);
    assert_true(view_ends(str_view(&said), V(" 河口镇")));
    assert_true(is_chinese(said.p) && !strstr(said.p, "differs"));
    str_clear(&said);
    region_why_add(&said, V("ambiguously"), MSG_ZH);
    assert_true(view_is(str_view(&said), "ambiguously"));
    str_release(&said);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_and_their_options), cmocka_unit_test(roles_and_features),
        cmocka_unit_test(explanations),               cmocka_unit_test(reasons_for_regions),
        cmocka_unit_test(a_reason_keeps_what_it_speaks_of),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
