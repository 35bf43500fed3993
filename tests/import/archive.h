/* An archive in a folder of its own, its sources and what an import wrote. */
#ifndef FANGZHI_TEST_ARCHIVE_H
#define FANGZHI_TEST_ARCHIVE_H

#include "content/content.h"
#include "import/import.h"
#include "test.h"

/* Two articles, one of them with a torn paragraph. */
static const char page_text[] = "清河日报\n2019年5月8日 星期三 第2版\n\n我市三条农村公路通车\n\n"
                                "本报清河5月7日讯（记者 郑海涛）三条农村公路日前通车，沿线二十三个村庄受益。\n\n"
                                "1. 这几条公路全长五十六公里，去年九月开工，施工期间克服了雨季长、山体陡等困\n\n难。\n\n"
                                "## 图书流动车进校园\n\n本报讯（记者 赵明）两千多册图书送到孩子们*手中*。\n";

typedef struct Place {
    char root[64];
    Diag d;
} Place;

static inline void put(const Place *p, const char *path, View bytes) {
    Arena a = ARENA_INIT;
    assert_int_equal(file_replace(path_join(&a, p->root, path), bytes), 0);
    arena_release(&a);
}

static inline void put_text(const Place *p, const char *path, const char *text) { put(p, path, view_of(text)); }

static inline void get(const Place *p, const char *path, Str *out) {
    Arena a = ARENA_INIT;
    assert_int_equal(file_read(path_join(&a, p->root, path), out, FILE_MAX_BYTES), 0);
    arena_release(&a);
}

static inline void place_init(Place *p) {
    strcpy(p->root, "/tmp/fangzhi-import-XXXXXX");
    assert_non_null(mkdtemp(p->root));
    diag_init(&p->d, MSG_EN);
    p->d.quiet = true;
    put(p, "site.yaml", V("name: Test\nlanguage: zh-Hans\n"));
}

static inline void remove_all(const char *dir) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    assert_int_equal(system(command), 0);
}

static inline void place_release(Place *p) {
    FILE *null = fopen("/dev/null", "w");
    assert_non_null(null);
    diag_flush(&p->d, null);
    fclose(null);
    diag_release(&p->d);
    remove_all(p->root);
}

static inline ImportReport run(Place *p, unsigned jobs, bool expect) {
    ImportOptions o = {.root = p->root, .jobs = jobs};
    ImportReport r;
    assert_int_equal(import_run(&o, &p->d, NULL, &r), expect);
    return r;
}

/* All articles, and where `below` is NULL all ledgers, with their bytes as one text. */
static inline void snapshot(const Place *p, const char *below, Str *out) {
    Arena a = ARENA_INIT;
    static const char *const dirs[] = {"articles", ".fangzhi/base"};
    for (int k = 0; k < 2; k++) {
        FileList files = {0};
        const char *dir = path_join(&a, p->root, dirs[k]);
        if (below && k) break;
        dir_list(&a, dir, &files);
        for (size_t i = 0; i < files.n; i++) {
            Str s = STR_INIT;
            assert_int_equal(file_read(path_join(&a, dir, files.p[i].path), &s, FILE_MAX_BYTES), 0);
            str_addf(out, "== %s\n", files.p[i].path);
            str_addv(out, str_view(&s));
            str_release(&s);
        }
        filelist_release(&files);
    }
    arena_release(&a);
}

#endif
