/* The default taxonomy on names of sections alone: a section may be a table
 * or a few figures, and then its name is all there is. */
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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_section_is_filed_by_its_name_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
