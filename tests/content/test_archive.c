#include "test.h"

#include <time.h>
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
    put(&f, "site.yaml",
        "nmae: x\nbase_url: x.org\nlanguage: ../fr\nlanguages: [en, 中]\npublications:\n  - {kind: book}\n");
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

/* --- what is known of files that stand as they were -------------------------- */

/* What is as young as the look at it is not trusted. */
static void wait_for_the_clock(void) {
    const struct timespec some = {.tv_nsec = 30000000};
    nanosleep(&some, NULL);
}

static void assert_same_articles(Folder *f, const char *cache) {
    Archive one, other;
    assert_true(archive_load(&one, &f->diag, f->root, 2));
    assert_true(archive_load_again(&other, &f->diag, f->root, 2, cache, NULL));
    assert_int_equal(one.n, other.n);
    for (size_t i = 0; i < one.n; i++) {
        Str a = STR_INIT, b = STR_INIT;
        article_write(&a, &one.articles[i], V(""));
        article_write(&b, &other.articles[i], V(""));
        assert_string_equal(a.p, b.p);
        assert_true(view_eq(one.articles[i].path, other.articles[i].path));
        assert_int_equal(one.articles[i].file_hash, other.articles[i].file_hash);
        assert_int_equal(one.articles[i].head_hash, other.articles[i].head_hash);
        assert_int_equal(one.articles[i].body_offset, other.articles[i].body_offset);
        assert_int_equal(one.articles[i].body_line, other.articles[i].body_line);
        str_release(&a);
        str_release(&b);
    }
    archive_release(&one);
    archive_release(&other);
}

static void what_a_cache_knows_is_what_stands_in_the_files(void **state) {
    (void)state;
    Folder f;
    folder_init(&f);
    const char *cache = path_join(&f.arena, f.root, "cache");
    put(&f, "site.yaml", "name: 库\n");
    for (unsigned i = 0; i < 3; i++) {
        put_article(&f, arena_printf(&f.arena, "articles/%u.md", i), arena_printf(&f.arena, "aaaaaaaaa%u", i), "a.txt",
                    i + 1);
        put_article(&f, arena_printf(&f.arena, "articles/b/%u.md", i), arena_printf(&f.arena, "bbbbbbbbb%u", i),
                    "b.txt", i + 1);
    }
    wait_for_the_clock();
    for (unsigned round = 0; round < 4; round++) {
        assert_same_articles(&f, cache);
        put_article(&f, arena_printf(&f.arena, "articles/%u.md", round), arena_printf(&f.arena, "ccccccccc%u", round),
                    "c.txt", round + 7);
        if (round == 2) unlink(path_join(&f.arena, f.root, "articles/b/1.md"));
        assert_same_articles(&f, cache);
        wait_for_the_clock();
    }
    folder_release(&f);
}

static void a_body_that_was_read_is_kept_where_asked(void **state) {
    (void)state;
    Folder f;
    folder_init(&f);
    put(&f, "site.yaml", "name: 库\n");
    put_article(&f, "articles/1.md", "aaaaaaaaa1", "a.txt", 1);
    for (unsigned kept = 0; kept < 2; kept++) {
        Archive ar;
        Str buf = STR_INIT;
        View body;
        assert_true(kept ? archive_load_again(&ar, &f.diag, f.root, 2, NULL, NULL)
                         : archive_load(&ar, &f.diag, f.root, 2));
        put(&f, "articles/1.md", "");
        assert_int_equal(article_body(&ar, &ar.articles[0], &buf, &body), 0);
        assert_view(body, kept ? "正文aaaaaaaaa1\n" : "");
        put_article(&f, "articles/1.md", "aaaaaaaaa1", "a.txt", 1);
        str_release(&buf);
        archive_release(&ar);
    }
    folder_release(&f);
}

static void a_damaged_cache_is_no_worse_than_none(void **state) {
    (void)state;
    Folder f;
    folder_init(&f);
    const char *cache = path_join(&f.arena, f.root, "cache");
    put(&f, "site.yaml", "name: 库\n");
    for (unsigned i = 0; i < 2; i++)
        put_article(&f, arena_printf(&f.arena, "articles/%u.md", i), arena_printf(&f.arena, "aaaaaaaaa%u", i), "a.txt",
                    i + 1);
    wait_for_the_clock();
    assert_same_articles(&f, cache);
    Str whole = STR_INIT;
    assert_int_equal(file_read(cache, &whole, FILE_MAX_BYTES), 0);
    assert_true(view_find(str_view(&whole), V("aaaaaaaaa1"), 0) != SIZE_MAX);
    for (size_t n = 0; n < whole.n; n++) {
        file_replace(cache, view_to(str_view(&whole), n));
        assert_same_articles(&f, cache);
        whole.p[n] ^= 0x55;
        file_replace(cache, str_view(&whole));
        assert_same_articles(&f, cache);
        whole.p[n] ^= 0x55;
    }
    str_release(&whole);
    folder_release(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_site_is_read),
        cmocka_unit_test(faults_of_the_site_are_reported),
        cmocka_unit_test(articles_come_by_source_and_line),
        cmocka_unit_test(what_a_cache_knows_is_what_stands_in_the_files),
        cmocka_unit_test(a_body_that_was_read_is_kept_where_asked),
        cmocka_unit_test(a_damaged_cache_is_no_worse_than_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
