/* Small archives made by hand, for the tests of site/. */
#ifndef FANGZHI_TESTS_SITE_ARCHIVE_H
#define FANGZHI_TESTS_SITE_ARCHIVE_H

#include <unistd.h>

#include "site/site.h"
#include "test.h"

typedef struct Fixture {
    Arena a;
    char *top, *root, *out;
    Diag d;
    OutputReport report;
    unsigned jobs;
    bool stick;
} Fixture;

static int set_up(void **state) {
    Fixture *f = xcalloc(1, sizeof *f);
    f->top = arena_strdup(&f->a, V("/tmp/fangzhi-site-XXXXXX"));
    assert_non_null(mkdtemp(f->top));
    f->root = path_join(&f->a, f->top, "archive");
    f->out = path_join(&f->a, f->top, "网 站");
    f->jobs = 2;
    diag_init(&f->d, MSG_EN);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    Fixture *f = *state;
    int status = system(arena_printf(&f->a, "rm -rf '%s'", f->top));
    FILE *null = fopen("/dev/null", "w");
    diag_flush(&f->d, null);
    fclose(null);
    diag_release(&f->d);
    arena_release(&f->a);
    free(f);
    return status;
}

static inline void put(Fixture *f, const char *path, const char *text) {
    assert_int_equal(file_replace(path_join(&f->a, f->root, path), view_of(text)), 0);
}

static inline void put_site(Fixture *f, const char *more) {
    put(f, "site.yaml", arena_printf(&f->a, "name: 试验文献\nlanguage: zh-Hans\n%s", more));
    put(f, "regions.tsv",
        "code\tname\tparent\n54\t西藏自治区\t\n5403\t昌都市\t54\n540324\t丁青县\t5403\n540324210\t协雄乡\t540324\n"
        "540324210203\t协麦村\t540324210\n5401\t拉萨市\t54\n");
    put(f, "topics.yaml", "topics:\n  - {id: transport, name: {zh: 交通, en: Transport}}\n"
                          "  - {id: roads, parent: transport, name: {zh: 公路, en: Roads}}\n");
}

/* An article of one region and topic; the id is made of ten digits. */
static inline void put_article(Fixture *f, size_t number, const char *title, const char *date, const char *code,
                               const char *topic) {
    char *path = arena_printf(&f->a, "articles/%zu.md", number);
    put(f, path,
        arena_printf(&f->a,
                     "---\nid: \"%010zu\"\ntitle: \"%s\"\nkind: news\npublication: 试验报\nissued: \"%s\"\n"
                     "date: \"%s\"\nregions:\n  - {code: \"%s\", name: 某地, as: [协麦村]}\ntopics: [%s]\nsource:\n"
                     "  - {file: a/%s.txt, sha256: %064d, lines: [\"%zu\"]}\n---\n\n协麦村修了一条路。\n",
                     number, title, date, date, code, topic, date, 0, number + 1));
}

static inline bool build(Fixture *f) {
    const char *const data[] = {".", NULL};
    const BuildOptions o = {.root = f->root, .out = f->out, .datadirs = data, .jobs = f->jobs, .stick = f->stick};
    return site_build(&o, &f->d, &f->report);
}

static inline char *page(Fixture *f, const char *path) {
    Str s = STR_INIT;
    if (file_read(path_join(&f->a, f->out, path), &s, FILE_MAX_BYTES) != 0) return NULL;
    char *text = arena_strdup(&f->a, str_view(&s));
    str_release(&s);
    return text;
}

static inline void assert_has(Fixture *f, const char *path, const char *what) {
    char *text = page(f, path);
    if (!text || !strstr(text, what)) {
        print_error("'%s' is not in %s\n", what, path);
        fail();
    }
}

static inline void assert_has_not(Fixture *f, const char *path, const char *what) {
    char *text = page(f, path);
    if (!text || strstr(text, what)) {
        print_error("'%s' is in %s, or there is no such page\n", what, path);
        fail();
    }
}

#endif
