/* Reading taxonomies and classifying by them. */
#include "test.h"
#include "topics/matcher.h"
#include "topics/topics.h"

#include <unistd.h>

enum { SEEN_MAX = 4096 };

typedef struct Fixture {
    Diag diag;
    Arena arena;
    char path[64];
    char seen[SEEN_MAX]; /* what was reported */
} Fixture;

static int setup(void **state) {
    Fixture *f = xcalloc(1, sizeof *f);
    diag_init(&f->diag, MSG_EN);
    f->arena = (Arena)ARENA_INIT;
    snprintf(f->path, sizeof f->path, "/tmp/fangzhi-topics-XXXXXX");
    int fd = mkstemp(f->path);
    if (fd < 0) return -1;
    close(fd);
    *state = f;
    return 0;
}

static int teardown(void **state) {
    Fixture *f = *state;
    unlink(f->path);
    diag_release(&f->diag);
    arena_release(&f->arena);
    free(f);
    return 0;
}

static void flush(Fixture *f) {
    FILE *out = fmemopen(f->seen, sizeof f->seen - 1, "w");
    diag_flush(&f->diag, out);
    fclose(out);
}

static Taxonomy *load(Fixture *f, View text) {
    assert_int_equal(file_replace(f->path, text), 0);
    Taxonomy *t = taxonomy_load(&f->diag, f->path);
    flush(f);
    return t;
}

/* The file is refused with `want` at line:column. */
static void assert_refused(Fixture *f, const char *text, const char *want) {
    Taxonomy *t = load(f, view_of(text));
    if (t || !strstr(f->seen, want)) print_error("got:  %s\nwant: %s\n", f->seen, want);
    assert_null(t);
    assert_non_null(strstr(f->seen, want));
}

/* ids of what is assigned, best first, with blanks between. */
static const char *topics_of(Fixture *f, const Taxonomy *t, const char *title, View text) {
    TopicFound *found;
    Str s = STR_INIT;
    size_t n = topics_classify(t, &f->arena, view_of(title), text, &found);
    for (size_t i = 0; i < n; i++) {
        View id = taxonomy_topic(t, found[i].topic)->id;
        str_addf(&s, "%s%.*s", i ? " " : "", VARG(id));
        assert_true(found[i].score >= 1);
    }
    const char *ids = arena_strdup(&f->arena, str_view(&s));
    str_release(&s);
    return ids;
}

#define ROADS                                                                                       \
    "ignore: [修路架桥精神]\n"                                                                      \
    "topics:\n"                                                                                     \
    "  - id: economy\n    name: {zh: 经济}\n    terms: {经济: 3}\n"                                 \
    "  - id: transport\n    parent: economy\n    name: {zh: 交通, zh-Hant: 交通運輸, en: Roads}\n"  \
    "    note: 公路\n    terms: {公路: 3, 修路: 2, 5G: 3, rural road: 3}\n"                         \
    "  - id: education\n    name: {zh: 教育}\n    terms: {教育: 3, 国防教育基地: 3}\n"              \
    "  - id: military\n    name: {zh: 国防}\n    terms: {国防教育: 3}\n"

static void names_and_parents_are_read(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    assert_non_null(t);
    assert_string_equal(f->seen, "");
    assert_int_equal(taxonomy_count(t), 4);
    size_t i = taxonomy_find(t, V("transport"));
    const Topic *topic = taxonomy_topic(t, i);
    assert_view(topic->name_zh_hant, "交通運輸");
    assert_view(topic->name_en, "Roads");
    assert_view(topic->note, "公路");
    assert_int_equal(topic->parent, taxonomy_find(t, V("economy")));
    topic = taxonomy_topic(t, taxonomy_find(t, V("education")));
    assert_view(topic->name_en, "教育");
    assert_int_equal(topic->parent, SIZE_MAX);
    assert_int_equal(taxonomy_find(t, V("nothing")), SIZE_MAX);
    taxonomy_free(t);
}

static void byte_order_mark_and_crlf_are_accepted(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V("\xEF\xBB\xBFtopics:\r\n  - id: roads\r\n    name: {zh: 路}\r\n"));
    assert_non_null(t);
    assert_int_equal(taxonomy_find(t, V("roads")), 0);
    taxonomy_free(t);
}

static void an_empty_taxonomy_finds_nothing(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(""));
    assert_non_null(t);
    assert_string_equal(topics_of(f, t, "修公路", V("修公路")), "");
    taxonomy_free(t);
}

static void faults_are_placed(void **state) {
    Fixture *f = *state;
    assert_refused(f, "topics:\n  - id: a\n    name: {zh: 甲}\n  - id: a\n    name: {zh: 乙}\n",
                   ":4:9: error: topic 'a' stands twice");
    assert_refused(f, "topics:\n  - id: a\n    name: {zh: 甲}\n    parent: b\n",
                   ":4:13: error: unknown parent topic 'b'");
    assert_refused(f, "topics:\n  - id: a\n    name: {zh: 甲}\n    parent: a\n", ":4:13: error: topic 'a' is its own");
    assert_refused(f,
                   "topics:\n  - {id: a, name: {zh: 甲}, parent: b}\n  - {id: b, name: {zh: 乙}, parent: c}\n"
                   "  - {id: c, name: {zh: 丙}, parent: a}\n  - {id: d, name: {zh: 丁}, parent: a}\n",
                   "is its own ancestor");
    assert_refused(f, "topics:\n  - id: a\n    name: {zh: 甲}\n    terms: {路: 2, 桥: 0}\n",
                   ":4:22: error: weight of '桥' must be a number");
    assert_refused(f, "topics: [{id: a, name: {zh: 甲}, terms: {路: -1}}]\n", "weight of '路'");
    assert_refused(f, "topics: [{id: a, name: {zh: 甲}, terms: {路: 10.5}}]\n", "weight of '路'");
    assert_refused(f, "topics: [{id: a, name: {zh: 甲}, terms: {路: .}}]\n", "weight of '路'");
    assert_refused(f, "topics: [{id: a, name: {zh: 甲}, terms: {\" \": 1}}]\n", "empty term");
    assert_refused(f, "ignore: ['']\n", ":1:10: error: empty term");
    assert_refused(f, "topics: [{id: A b, name: {zh: 甲}}]\n", "not 'A b'");
    assert_refused(f, "topics: [{name: {zh: 甲}}]\n", "topic without 'id'");
    assert_refused(f, "topics: [{id: a}]\n", "topic without 'name: {zh");
    assert_refused(f, "topics: {a: 甲}\n", "'topics' must be a list");
    assert_refused(f, "- a\n", "must be a map");
    assert_refused(f, "topics: [{id: a, name: {zh: 甲}, terms: [路]}]\n", "'terms' must be a map");
}

static void a_tree_has_so_many_levels_and_no_more(void **state) {
    Fixture *f = *state;
    Str text = STR_INIT;
    str_adds(&text, "topics:\n  - {id: t1, name: {zh: 甲}}\n");
    for (int i = 2; i <= TOPIC_LEVELS; i++) str_addf(&text, "  - {id: t%d, name: {zh: 甲}, parent: t%d}\n", i, i - 1);
    Taxonomy *t = load(f, str_view(&text));
    assert_non_null(t);
    taxonomy_free(t);
    for (int i = TOPIC_LEVELS + 1; i <= 1000; i++)
        str_addf(&text, "  - {id: t%d, name: {zh: 甲}, parent: t%d}\n", i, i - 1);
    assert_refused(f, text.p, ":18:38: error: topic 't17' is more than 16 levels deep");
    assert_int_equal(f->diag.errors, 1000 / TOPIC_LEVELS);
    str_release(&text);
}

static void every_fault_is_reported(void **state) {
    Fixture *f = *state;
    assert_null(load(f, V("topics:\n  - {id: a, parent: x, name: {zh: 甲}, terms: {路: x}}\n  - {id: B}\n")));
    assert_int_equal(f->diag.errors, 4);
}

static void an_unknown_key_is_a_warning(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V("topics:\n  - id: a\n    name: {zh: 甲, fr: A}\n    colour: red\n"));
    assert_non_null(t);
    assert_non_null(strstr(f->seen, ":3:19: warning: unknown key 'fr'"));
    assert_non_null(strstr(f->seen, ":4:5: warning: unknown key 'colour'"));
    taxonomy_free(t);
}

static void a_long_term_is_refused(void **state) {
    Fixture *f = *state;
    Str s = STR_INIT;
    str_adds(&s, "topics: [{id: a, name: {zh: 甲}, terms: {");
    for (int i = 0; i < 65; i++) str_adds(&s, "路");
    str_adds(&s, ": 1}}]\n");
    assert_refused(f, s.p, "term longer than 64");
    str_release(&s);
}

static void a_missing_file_is_the_machines_fault(void **state) {
    Fixture *f = *state;
    assert_null(taxonomy_load(&f->diag, "/nonexistent/topics.yaml"));
    assert_true(f->diag.machine);
    flush(f);
}

static void a_term_in_the_title_weighs_more(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    Str s = STR_INIT;
    for (int i = 0; i < 300; i++) str_adds(&s, "谈到天气，");
    str_adds(&s, "也说到了修路的事。");
    View body = str_view(&s);
    assert_string_equal(topics_of(f, t, "", body), "");
    assert_string_equal(topics_of(f, t, "公路通到村口", body), "transport");
    str_release(&s);
    taxonomy_free(t);
}

static void the_longer_term_holds_the_shorter(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    assert_string_equal(topics_of(f, t, "国防教育", V("国防教育，国防教育。")), "military");
    assert_string_equal(topics_of(f, t, "国防教育基地", V("国防教育基地")), "education");
    assert_string_equal(topics_of(f, t, "修路架桥精神", V("修路架桥精神，修路架桥精神。")), "");
    taxonomy_free(t);
}

static void orthography_width_and_blanks_do_not_matter(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    assert_string_equal(topics_of(f, t, "國防教育", V("")), "military");
    assert_string_equal(topics_of(f, t, "公　路 工 程", V("")), "transport");
    assert_string_equal(topics_of(f, t, "办公 路上", V("")), "");
    assert_string_equal(
        topics_of(f, t, "", V("从村口到乡里走了二十六年的那条又弯又窄又陡的石板小道改成了公\n路，公路。")),
        "transport");
    assert_string_equal(topics_of(f, t, "", V("公\n\n路，教。\n\n育。")), "");
    assert_string_equal(topics_of(f, t, "５Ｇ网络", V("")), "transport");
    taxonomy_free(t);
}

static void latin_words_match_whole(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    assert_string_equal(topics_of(f, t, "Rural Road opens", V("")), "transport");
    assert_string_equal(topics_of(f, t, "rural roads, plural road", V("15G 5GHz")), "");
    taxonomy_free(t);
}

static void terms_are_found_however_many_characters_and_words_others_have(void **state) {
    (void)state;
    enum { WORDS = 70000 }; /* more symbols than two bytes number */
    Matcher *m = matcher_new();
    Scan scan;
    size_t first, last;
    char word[16];
    assert_int_equal(matcher_add(m, V("水库"), &first), TERM_FINE);
    for (int i = 0; i < WORDS; i++) {
        snprintf(word, sizeof word, "w%d", i);
        assert_int_equal(matcher_add(m, view_of(word), &last), TERM_FINE);
    }
    assert_int_equal(matcher_add(m, V("图书馆"), &last), TERM_FINE);
    matcher_build(m);
    scan_init(&scan, m);
    scan_text(&scan, V("水库旁的圖書館，图书馆 w69999 w70000"), ZONE_BODY);
    scan_break(&scan);
    assert_int_equal(scan.found.n, 3);
    assert_int_equal(scan.found.p[0].term, first);
    assert_int_equal(scan.found.p[1].term, last);
    assert_int_equal(scan.found.p[1].in[ZONE_BODY], 2);
    scan_release(&scan);
    matcher_free(m);
}

static void an_ancestor_is_left_to_a_better_topic(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    assert_string_equal(topics_of(f, t, "公路与经济", V("公路，公路，经济。")), "transport");
    assert_string_equal(topics_of(f, t, "经济", V("经济，经济。")), "economy");
    taxonomy_free(t);
}

static void reasons_name_terms_counts_and_title(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    TopicFound *found;
    assert_int_equal(topics_classify(t, &f->arena, V("公路"), V("公路通了，修路人笑了。"), &found), 1);
    assert_string_equal(found[0].why, "公路 ×2 (title), 修路 ×1");
    taxonomy_free(t);
}

static void explaining_lists_what_was_not_enough(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    TopicFound *found;
    Str s = STR_INIT;
    for (int i = 0; i < 300; i++) str_adds(&s, "说东道西，");
    str_adds(&s, "修路。");
    assert_int_equal(topics_classify(t, &f->arena, V(""), str_view(&s), &found), 0);
    assert_int_equal(topics_explain(t, &f->arena, V(""), str_view(&s), &found), 1);
    assert_true(found[0].score < 1);
    assert_string_equal(found[0].why, "修路 ×1");
    str_release(&s);
    taxonomy_free(t);
}

static void a_short_piece_is_given_its_strongest_topic(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    assert_string_equal(topics_of(f, t, "", V("今天全村人都去修路，晚上才回来。")), "transport");
    assert_string_equal(topics_of(f, t, "", V("今天全村人都在家里歇着，哪儿也没有去。")), "");
    taxonomy_free(t);
}

static void a_passing_word_is_no_topic_beside_a_piece_full_of_another(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    View passing = V("公路修到了村口。"), full = V("国防教育进校园。国防教育有了课本，国防教育有了教室。");
    Str s = STR_INIT;
    assert_string_equal(topics_of(f, t, "", passing), "transport");
    str_addf(&s, "%.*s%.*s", VARG(full), VARG(passing));
    assert_string_equal(topics_of(f, t, "国防教育", str_view(&s)), "military");
    str_release(&s);
    taxonomy_free(t);
}

static void what_speaks_for_no_topic_outweighs_passing_words(void **state) {
    Fixture *f = *state;
    View lost = V("某某遗失公路养护证，声明作废。");
    Taxonomy *t = load(f, V(ROADS));
    assert_string_equal(topics_of(f, t, "遗失声明", lost), "transport");
    taxonomy_free(t);
    t = load(f, V("unfiled: {遗失声明: 6, 声明作废: 6}\n" ROADS));
    assert_non_null(t);
    assert_string_equal(f->seen, "");
    assert_string_equal(topics_of(f, t, "遗失声明", lost), "");
    assert_string_equal(topics_of(f, t, "公路", V("公路通车，公路两边的人都来了。公路。声明作废。")), "transport");
    taxonomy_free(t);
    assert_refused(f, "unfiled: [遗失]\n", "'unfiled' must be a map");
}

#define SONGS                                                                    \
    "topics:\n"                                                                  \
    "  - {id: farming, name: {zh: 农业}, terms: {稻田: 2, 秧: 2}}\n"              \
    "  - {id: culture, name: {zh: 文化}, verse: 3, terms: {演出: 3}}\n"

static void verse_speaks_for_a_topic(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(SONGS));
    TopicFound *found;
    View song = V("田水清，田水长，\n\n阿婆弯腰插稻秧。\n\n插一行，退一行，\n\n退到天边是月亮。\n\n（某某）\n");
    View free_verse = V("风\n\n从稻田那边过来\n\n没有敲门\n\n就坐在我的窗台上\n");
    assert_string_equal(f->seen, "");
    assert_string_equal(topics_of(f, t, "插秧谣", song), "culture farming");
    assert_string_equal(topics_of(f, t, "", free_verse), "culture");
    assert_int_equal(topics_classify(t, &f->arena, V(""), free_verse, &found), 1);
    assert_string_equal(found[0].why, "(verse)");
    taxonomy_free(t);
}

static void short_lines_that_are_no_verse(void **state) {
    static const char *const others[] = {
        "今年天旱少雨\n队里人人都着急\n大家商量好了\n",                           /* three lines */
        "社员们起早贪黑挑水浇\n田，几天里把远近的稻\n田都浇了一遍，又挑塘\n泥压在田埂上，防备雨\n水再来。\n", /* a column */
        "大米一元二角\n面粉：一元\n白菜 1角\n萝卜 8分\n豆腐（块）\n",               /* prices */
        "赵　某　某　　钱　某\n孙　某　　李某某\n周　某　　吴　某\n郑　某　　王　某\n",  /* names */
    };
    Fixture *f = *state;
    Taxonomy *t = load(f, V(SONGS));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(strstr(topics_of(f, t, "", view_of(others[i])), "culture"));
    taxonomy_free(t);
    assert_refused(f, "topics: [{id: a, name: {zh: 甲}, verse: 11}]\n", "weight of 'verse'");
}

typedef struct Crowd {
    const Taxonomy *taxonomy;
    bool same[64];
} Crowd;

static void classify_some(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    Crowd *c = ctx;
    for (size_t i = from; i < to; i++) {
        Arena a = ARENA_INIT;
        TopicFound *found;
        size_t n = topics_classify(c->taxonomy, &a, V("公路"), V("公路通了，修路人笑了。"), &found);
        c->same[i] = n == 1 && strcmp(found[0].why, "公路 ×2 (title), 修路 ×1") == 0;
        arena_release(&a);
    }
}

static void threads_share_a_taxonomy(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    Crowd c = {.taxonomy = t};
    threads_for(4, 64, 1, classify_some, &c);
    for (size_t i = 0; i < 64; i++) assert_true(c.same[i]);
    taxonomy_free(t);
}

static void hostile_text_is_read(void **state) {
    Fixture *f = *state;
    Taxonomy *t = load(f, V(ROADS));
    assert_string_equal(topics_of(f, t, "", V("\0\0公路\0公路\xFF\xE5\x85")), "transport");
    assert_string_equal(topics_of(f, t, "", V("公\xE8\xB7 公\xFF路")), "");
    Str s = STR_INIT;
    while (s.n < 8000000) str_adds(&s, "国防教育基国防教育公公公修");
    assert_string_equal(topics_of(f, t, "", str_view(&s)), "military");
    str_clear(&s);
    while (s.n < 4000000) str_addc(&s, 'a');
    assert_string_equal(topics_of(f, t, "", str_view(&s)), "");
    str_release(&s);
    taxonomy_free(t);
}

/* --- what is kept of the names --------------------------------------------------- */

static void assert_same_names(const Taxonomy *a, const Taxonomy *b) {
    assert_int_equal(taxonomy_count(a), taxonomy_count(b));
    for (size_t i = 0; i < taxonomy_count(a); i++) {
        const Topic *x = taxonomy_topic(a, i), *y = taxonomy_topic(b, i);
        assert_true(view_eq(x->id, y->id) && view_eq(x->name_zh, y->name_zh) && view_eq(x->note, y->note));
        assert_true(view_eq(x->name_zh_hant, y->name_zh_hant) && view_eq(x->name_en, y->name_en));
        assert_int_equal(x->parent, y->parent);
        assert_int_equal(taxonomy_find(b, x->id), i);
    }
}

/* Loads names with the cache, which must be what they are without. */
static void assert_names(Fixture *f, const char *cache) {
    Taxonomy *plain = taxonomy_load_names(&f->diag, f->path, NULL);
    Taxonomy *cached = taxonomy_load_names(&f->diag, f->path, cache);
    assert_non_null(plain);
    assert_non_null(cached);
    assert_same_names(plain, cached);
    taxonomy_free(plain);
    taxonomy_free(cached);
}

#define NAMES                                                                                                          \
    "topics:\n  - {id: b, parent: a, name: {zh: \"乙\\0\\n\", en: B}, note: 注}\n  - {id: a, name: {zh: 甲}}\n"

static void names_that_were_kept_are_those_of_the_file(void **state) {
    Fixture *f = *state;
    const char *cache = arena_printf(&f->arena, "%s.cache", f->path);
    Str good = STR_INIT;
    assert_int_equal(file_replace(f->path, V(NAMES)), 0);
    for (int times = 0; times < 3; times++) assert_names(f, cache);
    assert_int_equal(file_read(cache, &good, FILE_MAX_BYTES), 0);
    for (size_t i = 0; i < good.n; i++) {
        good.p[i] ^= 0x41;
        assert_int_equal(file_replace(cache, str_view(&good)), 0);
        assert_names(f, cache);
        good.p[i] ^= 0x41;
        assert_int_equal(file_replace(cache, view_to(str_view(&good), i)), 0);
        assert_names(f, cache);
    }
    assert_int_equal(file_replace(f->path, V(NAMES "  - {id: c, name: {zh: 丙}}\n")), 0);
    for (int times = 0; times < 2; times++) assert_names(f, cache);
    unlink(cache);
    str_release(&good);
}

/* With a hash that is right, so that it is believed. */
static void names_of_which_one_is_above_itself_are_not_taken(void **state) {
    Fixture *f = *state;
    const char *cache = arena_printf(&f->arena, "%s.cache", f->path);
    const uint64_t parents[] = {0, 2, 1000, UINT64_MAX - 1};
    assert_int_equal(file_replace(f->path, V(NAMES)), 0);
    for (size_t i = 0; i < sizeof parents / sizeof *parents; i++) {
        Str made = STR_INIT;
        assert_names(f, cache);
        assert_int_equal(file_read(cache, &made, FILE_MAX_BYTES), 0);
        /* Behind the name's line and the hash, and what the names were read from. */
        const size_t body = view_find(str_view(&made), V("\n"), 0) + 1 + sizeof(uint64_t);
        const size_t first_parent = body + sizeof(Trace) + 2 * sizeof(uint64_t);
        assert_true(made.n > first_parent && made.p[first_parent] == 1);
        memcpy(made.p + first_parent, &parents[i], sizeof parents[i]);
        cache_write(cache, &made);
        assert_names(f, cache);
        str_release(&made);
    }
    unlink(cache);
}

static void what_is_to_be_said_of_a_taxonomy_is_said_each_time(void **state) {
    Fixture *f = *state;
    const char *cache = arena_printf(&f->arena, "%s.cache", f->path);
    assert_int_equal(file_replace(f->path, V(NAMES "more: 1\n")), 0);
    for (size_t times = 1; times <= 3; times++) {
        taxonomy_free(taxonomy_load_names(&f->diag, f->path, cache));
        assert_int_equal(f->diag.warnings, times);
    }
    assert_false(file_exists(cache));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(names_and_parents_are_read),
        TEST(byte_order_mark_and_crlf_are_accepted),
        TEST(an_empty_taxonomy_finds_nothing),
        TEST(faults_are_placed),
        TEST(a_tree_has_so_many_levels_and_no_more),
        TEST(every_fault_is_reported),
        TEST(an_unknown_key_is_a_warning),
        TEST(a_long_term_is_refused),
        TEST(a_missing_file_is_the_machines_fault),
        TEST(a_term_in_the_title_weighs_more),
        TEST(the_longer_term_holds_the_shorter),
        TEST(orthography_width_and_blanks_do_not_matter),
        TEST(latin_words_match_whole),
        TEST(terms_are_found_however_many_characters_and_words_others_have),
        TEST(an_ancestor_is_left_to_a_better_topic),
        TEST(reasons_name_terms_counts_and_title),
        TEST(explaining_lists_what_was_not_enough),
        TEST(a_short_piece_is_given_its_strongest_topic),
        TEST(a_passing_word_is_no_topic_beside_a_piece_full_of_another),
        TEST(what_speaks_for_no_topic_outweighs_passing_words),
        TEST(verse_speaks_for_a_topic),
        TEST(short_lines_that_are_no_verse),
        TEST(threads_share_a_taxonomy),
        TEST(hostile_text_is_read),
        TEST(names_that_were_kept_are_those_of_the_file),
        TEST(names_of_which_one_is_above_itself_are_not_taken),
        TEST(what_is_to_be_said_of_a_taxonomy_is_said_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
