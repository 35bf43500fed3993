#include "test.h"

#include <unistd.h>

#include "content/content.h"

typedef struct Folder {
    Arena arena;
    char *root;
    Diag diag;
} Folder;

static void folder_init(Folder *f) {
    *f = (Folder){0};
    f->root = xstrdup("/tmp/fangzhi-content-XXXXXX");
    assert_non_null(mkdtemp(f->root));
    diag_init(&f->diag, MSG_EN);
}

static void put(Folder *f, const char *name, const char *text) {
    assert_int_equal(file_replace(path_join(&f->arena, f->root, name), view_of(text)), 0);
}

static void assert_said(Folder *f, const char *want) {
    char *bytes = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&bytes, &n);
    diag_flush(&f->diag, to);
    fclose(to);
    assert_view(view(bytes, n), want);
    free(bytes);
}

static void folder_release(Folder *f) {
    diag_flush(&f->diag, stderr);
    diag_release(&f->diag);
    FileList files = {0};
    assert_int_equal(dir_list(&f->arena, f->root, &files), 0);
    for (size_t i = 0; i < files.n; i++) unlink(path_join(&f->arena, f->root, files.p[i].path));
    filelist_release(&files);
    rmdir(path_join(&f->arena, f->root, "articles/b"));
    rmdir(path_join(&f->arena, f->root, "articles"));
    assert_int_equal(rmdir(f->root), 0);
    free(f->root);
    arena_release(&f->arena);
}

static void the_site_is_read(void **state) {
    (void)state;
    Folder f;
    folder_init(&f);
    put(&f, "site.yaml", "name: 河谷资料库\nbase_url: https://x.org/\nlanguages: [zh-Hant, en]\nhome: 5401\n"
                         "publications:\n  - {id: hg, name: 河谷报, kind: newspaper, home: 540102}\n"
                         "patterns:\n  - pattern: \"{publication}/{yyyy}/{mmdd}/{page}.txt\"\n    publication: hg\n");
    SiteConfig c;
    assert_true(site_config_load(&f.arena, &f.diag, f.root, &c));
    assert_view(c.language, "zh-Hans");
    assert_int_equal(c.languages.n, 2);
    assert_view(c.home, "5401");
    assert_view(c.publications[0].name, "河谷报");
    assert_view(c.patterns[0].pattern, "{publication}/{yyyy}/{mmdd}/{page}.txt");
    folder_release(&f);
}

static void faults_of_the_site_are_reported(void **state) {
    (void)state;
    Folder f;
    folder_init(&f);
    SiteConfig c;
    assert_false(site_config_load(&f.arena, &f.diag, f.root, &c));
    put(&f, "site.yaml", "nmae: x\nbase_url: x.org\nlanguage: ../fr\nlanguages: [en, 中]\npublications:\n  - {kind: book}\n");
    assert_false(site_config_load(&f.arena, &f.diag, f.root, &c));
    put(&f, "site.yaml", "[a, b]\n");
    assert_false(site_config_load(&f.arena, &f.diag, f.root, &c));
    assert_int_equal(f.diag.warnings, 1);
    assert_int_equal(f.diag.errors, 1 + 6 + 1);
    diag_flush(&f.diag, stderr);
    folder_release(&f);
}

static void put_article(Folder *f, const char *name, const char *id, const char *file, unsigned line) {
    put(f, name,
        arena_printf(&f->arena, "---\nid: %s\ntitle: 桥\nsource:\n  - {file: %s, lines: [\"%u\"]}\n---\n\n正文%s\n", id,
                     file, line, id));
}

static void articles_come_by_source_and_line(void **state) {
    (void)state;
    Folder f;
    folder_init(&f);
    put(&f, "site.yaml", "name: 库\n");
    put_article(&f, "articles/1.md", "aaaaaaaaa1", "b.txt", 2);
    put_article(&f, "articles/2.md", "aaaaaaaaa2", "a.txt", 10);
    put_article(&f, "articles/b/3.md", "aaaaaaaaa3", "a.txt", 9);
    put(&f, "articles/notes.txt", "not an article");
    put(&f, "articles/4.md", "---\nid: x\n---\n");
    put_article(&f, "articles/5.md", "aaaaaaaaa1", "c.txt", 1);
    Archive ar;
    for (unsigned jobs = 1; jobs < 4; jobs++) {
        assert_false(archive_load(&ar, &f.diag, f.root, jobs));
        assert_int_equal(ar.n, 3);
        assert_view(ar.articles[0].id, "aaaaaaaaa3");
        assert_view(ar.articles[1].id, "aaaaaaaaa2");
        assert_view(ar.articles[2].id, "aaaaaaaaa1");
        Str buf = STR_INIT;
        View body;
        assert_int_equal(article_body(&ar, &ar.articles[0], &buf, &body), 0);
        assert_view(body, "正文aaaaaaaaa3\n");
        str_release(&buf);
        archive_release(&ar);
        assert_said(&f, "articles/4.md:2:5: error: id 'x' must be ten characters of 0-9 and a-z [bad-id]\n"
                        "articles/5.md: error: id 'aaaaaaaaa1' is also that of articles/1.md [id-twice]\n");
    }
    folder_release(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_site_is_read),
        cmocka_unit_test(faults_of_the_site_are_reported),
        cmocka_unit_test(articles_come_by_source_and_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
