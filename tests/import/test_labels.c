/* The labels themselves: what they say of a page must hold of its text, or
 * the figures measured with them mean nothing. */
#include "text/text.h"
#include "test.h"
#include "topics/topics.h"

#define PAGES "tests/import/pages"

enum { MOST_LINES = 1 << 14 };
#define FURNITURE SIZE_MAX

typedef struct Labels {
    Arena arena;
    Diag diag;
    const char *path;
    YamlNode *root;
    View line[MOST_LINES]; /* from 1 */
    size_t n;
    size_t owner[MOST_LINES]; /* an article's number from 1, or FURNITURE */
    size_t place[MOST_LINES]; /* in its article's reading order, from 1 */
    size_t faults;
} Labels;


static void fault(Labels *l, uint64_t line, const char *what) {
    print_message("# %s: line %llu: %s\n", l->path, (unsigned long long)line, what);
    l->faults++;
}

static View get(const YamlNode *map, const char *key) {
    const YamlNode *n = yaml_get(map, key);
    return n && n->kind == YAML_TEXT && !yaml_is_null(n) ? n->text : V("");
}

static uint64_t number(const Labels *l, const YamlNode *n) {
    uint64_t x = 0;
    assert_true(view_uint(n->text, l->n, &x) && x);
    return x;
}

static void own(Labels *l, const YamlNode *list, size_t owner) {
    size_t place = 0;
    for (const YamlNode *c = list ? list->first : NULL; c; c = c->next) {
        uint64_t x = number(l, c);
        if (l->owner[x]) fault(l, x, "stands twice");
        if (!l->line[x].n) fault(l, x, "is blank");
        l->owner[x] = owner;
        l->place[x] = ++place;
    }
}

/* Adds text without white space and Markdown marks. */
static void add_bare(Str *out, View text) {
    for (size_t i = 0; i < text.n; i++) {
        if (view_starts(view_from(text, i), V("\u3000"))) i += 2;
        else if (!strchr(" \t#*", text.p[i])) str_addc(out, text.p[i]);
    }
}

/* 章名: …, on a data base's card. */
static View behind_label(View line) {
    size_t end = view_find(line, V("名: "), 0);
    return end != SIZE_MAX && end <= 6 ? view_from(line, end + 4) : line;
}

/* Headlines are the source's words. */
static void check_headlines(Labels *l, const YamlNode *article, uint64_t first) {
    static const char *const keys[] = {"title", "kicker", "subtitle"};
    Str head = STR_INIT;
    for (const YamlNode *c = yaml_get(article, "head")->first; c; c = c->next)
        add_bare(&head, behind_label(l->line[number(l, c)]));
    for (size_t i = 0; i < 3; i++) {
        Str want = STR_INIT;
        add_bare(&want, get(article, keys[i]));
        if (view_find(str_view(&head), str_view(&want), 0) == SIZE_MAX) fault(l, first, keys[i]);
        str_release(&want);
    }
    str_release(&head);
}

static void check_parts(Labels *l, const YamlNode *article, size_t owner) {
    static const char *const keys[] = {"head", "subheads", "captions"};
    for (size_t i = 0; i < 3; i++)
        for (const YamlNode *c = yaml_get(article, keys[i])->first; c; c = c->next)
            if (l->owner[number(l, c)] != owner) fault(l, number(l, c), keys[i]);
}

/* A join's halves follow each other; only a turn note may stand between. */
static void check_joins(Labels *l, const YamlNode *article, size_t owner) {
    for (const YamlNode *j = yaml_get(article, "joins")->first; j; j = j->next) {
        uint64_t a = number(l, j->first), b = number(l, j->first->next);
        if (l->owner[a] != owner || l->owner[b] != owner || l->place[b] <= l->place[a] || l->place[b] > l->place[a] + 3)
            fault(l, a, "joined to a line that does not follow");
    }
}

static void check_order(Labels *l, const YamlNode *article, uint64_t first) {
    uint64_t last = 0;
    bool says = false, is = false;
    for (const YamlNode *c = yaml_get(article, "flags")->first; c; c = c->next)
        says = says || view_is(c->text, "reordered");
    for (const YamlNode *c = yaml_get(article, "lines")->first; c; c = c->next) {
        is = is || number(l, c) < last;
        last = number(l, c);
    }
    if (says != is) fault(l, first, "reordered");
}

static void check_topics(Labels *l, const Taxonomy *t, const YamlNode *article, uint64_t first) {
    static const char *const keys[] = {"topics_must", "topics_may"};
    for (size_t i = 0; i < 2; i++)
        for (const YamlNode *c = yaml_get(article, keys[i])->first; c; c = c->next)
            if (taxonomy_find(t, c->text) == SIZE_MAX) fault(l, first, "a topic that there is not");
}

static void check_article(Labels *l, const Taxonomy *t, const YamlNode *article, size_t owner) {
    uint64_t first = number(l, yaml_get(article, "lines")->first);
    check_headlines(l, article, first);
    check_parts(l, article, owner);
    check_joins(l, article, owner);
    check_order(l, article, first);
    check_topics(l, t, article, first);
}

/* 01 … are ours by number: each third is held out, each line accounted for. */
static void check_numbered(Labels *l, const char *name) {
    unsigned n = (unsigned)strtoul(name, NULL, 10);
    if (view_is(get(l->root, "held_out"), "true") != (n % 3 == 0)) fault(l, 0, "held_out");
    for (size_t i = 1; i <= l->n; i++)
        if (l->line[i].n && !l->owner[i]) fault(l, i, "belongs to nothing");
}

static void labels_read(Labels *l, const char *json) {
    Str text = STR_INIT, labels = STR_INIT, utf8 = STR_INIT;
    View rest;
    l->path = json;
    diag_init(&l->diag, MSG_EN);
    assert_int_equal(file_read(json, &labels, FILE_MAX_BYTES), 0);
    l->root = yaml_parse(&l->arena, &l->diag, json, 1, arena_view(&l->arena, str_view(&labels)));
    assert_non_null(l->root);
    const char *txt = path_join(&l->arena, PAGES, arena_strdup(&l->arena, get(l->root, "source")));
    assert_int_equal(file_read(txt, &text, FILE_MAX_BYTES), 0);
    text_decode(str_view(&text), charset_named(get(l->root, "charset")), &utf8, NULL, NULL, NULL);
    rest = arena_view(&l->arena, str_view(&utf8));
    for (View line; l->n + 1 < MOST_LINES && view_split(&rest, '\n', &line);) {
        while (view_starts(line, V("\f"))) line = view_from(line, 1);
        l->line[++l->n] = view_trim(line);
    }
    str_release(&text);
    str_release(&labels);
    str_release(&utf8);
}

static size_t check_page(const Taxonomy *t, const char *json, const char *name) {
    Labels *l = xcalloc(1, sizeof *l);
    labels_read(l, json);
    const YamlNode *articles = yaml_get(l->root, "articles");
    size_t n = 0, faults;
    own(l, yaml_get(l->root, "furniture"), FURNITURE);
    for (const YamlNode *a = articles->first; a; a = a->next) own(l, yaml_get(a, "lines"), ++n);
    n = 0;
    for (const YamlNode *a = articles->first; a; a = a->next) check_article(l, t, a, ++n);
    if (name[0] >= '0' && name[0] <= '9') check_numbered(l, name);
    faults = l->faults;
    arena_release(&l->arena);
    diag_release(&l->diag);
    free(l);
    return faults;
}

static void labels_hold_of_their_pages(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    FileList files = {0};
    Diag d;
    size_t faults = 0, pages = 0;
    diag_init(&d, MSG_EN);
    Taxonomy *t = taxonomy_load(&d, "content/topics.yaml");
    assert_non_null(t);
    assert_int_equal(dir_list(&a, PAGES, &files), 0);
    for (size_t i = 0; i < files.n; i++) {
        if (!view_is(path_ext(view_of(files.p[i].path)), "json")) continue;
        faults += check_page(t, path_join(&a, PAGES, files.p[i].path), files.p[i].path);
        pages++;
    }
    assert_true(pages >= 20);
    assert_int_equal(faults, 0);
    taxonomy_free(t);
    diag_release(&d);
    filelist_release(&files);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_hold_of_their_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
