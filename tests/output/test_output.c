#include "output/output.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "output/manifest.h"
#include "output/place.h"
#include "test.h"

typedef struct Fixture {
    Arena a;
    char *top, *dir, *cache;
    Diag d;
    OutputReport r;
} Fixture;

static int set_up(void **state) {
    Fixture *f = xcalloc(1, sizeof *f);
    f->top = arena_strdup(&f->a, V("/tmp/fangzhi-output-XXXXXX"));
    assert_non_null(mkdtemp(f->top));
    f->dir = path_join(&f->a, f->top, "site 网站");
    f->cache = path_join(&f->a, f->top, "cache/output");
    diag_init(&f->d, MSG_EN);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    Fixture *f = *state;
    char *command = arena_printf(&f->a, "chmod -R u+w '%s' && rm -rf '%s'", f->top, f->top);
    int status = system(command);
    FILE *null = fopen("/dev/null", "w");
    diag_flush(&f->d, null);
    fclose(null);
    diag_release(&f->d);
    arena_release(&f->a);
    free(f);
    return status;
}

static Output *open_site(Fixture *f) {
    Output *o = output_open(&f->d, f->dir, V("test 1"), f->cache);
    assert_non_null(o);
    return o;
}

static void close_site(Fixture *f, Output *o) {
    assert_true(output_close(o, 2, &f->r));
    assert_int_equal(f->d.errors, 0);
}

static char *in_site(Fixture *f, const char *path) { return path_join(&f->a, f->dir, path); }

static void assert_file(Fixture *f, const char *path, const char *bytes) {
    Str s = STR_INIT;
    assert_int_equal(file_read(in_site(f, path), &s, 1 << 20), 0);
    assert_view(str_view(&s), bytes);
    str_release(&s);
}

static struct stat stat_of(Fixture *f, const char *path) {
    struct stat st;
    assert_int_equal(stat(in_site(f, path), &st), 0);
    return st;
}

static void build(Fixture *f, const char *const *files) {
    Output *o = open_site(f);
    for (; *files; files += 2) output_put(o, files[0], view_of(files[1]));
    close_site(f, o);
}
#define FILES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void files_are_written_and_named_in_the_manifest(void **state) {
    Fixture *f = *state;
    build(f, FILES("index.html", "home", "articles/7k/b.html", "B", "articles/7k/a.html", ""));
    assert_file(f, "articles/7k/b.html", "B");
    assert_file(f, "articles/7k/a.html", "");
    assert_file(f, MANIFEST_NAME,
                "fangzhi-manifest 1\ttest 1\n"
                "articles/7k/a.html\t0\t99aa06d3014798d86001c324468d497f\n"
                "articles/7k/b.html\t1\t9d1b9bc4078a3e7274d3766ca02423f3\n"
                "index.html\t4\ta31aa7a9c2f303d1fee9e63fce526ec2\n");
    assert_int_equal(f->r.files, 3);
    assert_int_equal(f->r.written, 3);
    assert_int_equal(f->r.bytes, 5);
    assert_false(file_exists(in_site(f, ".fangzhi-journal")));
}

static void an_unchanged_site_is_not_touched(void **state) {
    Fixture *f = *state;
    const char *const *files = FILES("index.html", "home", "a/b.html", "B");
    for (int cached = 0; cached < 2; cached++) {
        if (!cached) f->cache = NULL;
        build(f, files);
        struct stat page = stat_of(f, "a/b.html"), manifest = stat_of(f, MANIFEST_NAME), dir = stat_of(f, "");
        for (int again = 0; again < 3; again++) {
            build(f, files);
            assert_int_equal(f->r.written, 0);
            assert_int_equal(f->r.files, 2);
        }
        struct stat now = stat_of(f, "a/b.html");
        assert_int_equal(now.st_ino, page.st_ino);
        assert_memory_equal(&now.st_mtim, &page.st_mtim, sizeof now.st_mtim);
        assert_int_equal(stat_of(f, MANIFEST_NAME).st_ino, manifest.st_ino);
        now = stat_of(f, "");
        assert_memory_equal(&now.st_mtim, &dir.st_mtim, sizeof now.st_mtim);
        f->cache = path_join(&f->a, f->top, "cache/output");
    }
}

static void a_changed_file_is_replaced_by_another_inode(void **state) {
    Fixture *f = *state;
    build(f, FILES("a.html", "one", "b.html", "same"));
    struct stat a = stat_of(f, "a.html"), b = stat_of(f, "b.html");
    build(f, FILES("a.html", "two", "b.html", "same"));
    assert_file(f, "a.html", "two");
    assert_int_equal(f->r.written, 1);
    assert_int_not_equal(stat_of(f, "a.html").st_ino, a.st_ino);
    assert_int_equal(stat_of(f, "b.html").st_ino, b.st_ino);
}

/* Younger than the cache is not trusted; older, with its inode and time, is. */
static void a_page_changed_by_hand_is_mended(void **state) {
    Fixture *f = *state;
    build(f, FILES("a.html", "one"));
    FILE *page = fopen(in_site(f, "a.html"), "r+");
    fputs("ONE", page);
    fclose(page);
    build(f, FILES("a.html", "one"));
    assert_file(f, "a.html", "one");
    assert_int_equal(f->r.written, 1);
}

static void what_the_cache_trusts_is_not_read(void **state) {
    Fixture *f = *state;
    build(f, FILES("a.html", "one"));
    const struct timespec past[2] = {{1000000000, 5}, {1000000000, 5}};
    assert_int_equal(utimensat(AT_FDCWD, in_site(f, "a.html"), past, 0), 0);
    build(f, FILES("a.html", "one"));
    /* A change that leaves size, time and inode alone shows that the bytes were not looked at. */
    FILE *page = fopen(in_site(f, "a.html"), "r+");
    fputs("ONE", page);
    fclose(page);
    assert_int_equal(utimensat(AT_FDCWD, in_site(f, "a.html"), past, 0), 0);
    build(f, FILES("a.html", "one"));
    assert_file(f, "a.html", "ONE");
    build(f, FILES("a.html", "two"));
    assert_file(f, "a.html", "two");
}

static void leftovers_go_and_what_we_never_wrote_stays(void **state) {
    Fixture *f = *state;
    build(f, FILES("a.html", "A", "old/deep/b.html", "B", "old/c.html", "C", "mixed/d.html", "D"));
    assert_int_equal(file_replace(in_site(f, "mixed/own.txt"), V("mine")), 0);
    build(f, FILES("a.html", "A"));
    assert_int_equal(f->r.removed, 3);
    assert_false(dir_exists(in_site(f, "old")));
    assert_false(file_exists(in_site(f, "mixed/d.html")));
    assert_file(f, "mixed/own.txt", "mine");
}

static void what_we_never_wrote_is_no_page_of_ours(void **state) {
    Fixture *f = *state;
    build(f, FILES("a.html", "A"));
    assert_int_equal(file_replace(in_site(f, "own.html"), V("mine")), 0);
    for (int again = 0; again < 2; again++) {
        Output *o = open_site(f);
        output_put(o, "own.html", V("page"));
        output_put(o, "z.html", V("Z"));
        assert_true(output_close(o, 2, &f->r));
        assert_file(f, "own.html", "mine");
        assert_file(f, "z.html", "Z");
        assert_int_equal(f->r.files, 1);
        assert_int_equal(f->d.errors, 1);
        f->d.errors = 0;
    }
    assert_int_equal(remove(in_site(f, "own.html")), 0);
    build(f, FILES("a.html", "A", "own.html", "page", "z.html", "Z"));
    assert_file(f, "own.html", "page");
}

static void a_folder_of_others_is_not_written_into(void **state) {
    Fixture *f = *state;
    assert_int_equal(file_replace(in_site(f, "index.html"), V("mine")), 0);
    assert_null(output_open(&f->d, f->dir, V("x"), NULL));
    assert_int_equal(f->d.errors, 1);
    assert_int_equal(diag_status(&f->d), EXIT_ARCHIVE);
    f->d.errors = 0;
    assert_file(f, "index.html", "mine");
    assert_false(file_exists(in_site(f, MANIFEST_NAME)));
    assert_int_equal(remove(in_site(f, "index.html")), 0);
    assert_int_equal(file_replace(in_site(f, ".git/HEAD"), V("x")), 0);
    build(f, FILES("index.html", "home"));
    assert_file(f, "index.html", "home");
}

static void a_leftover_behind_a_link_is_not_followed(void **state) {
    Fixture *f = *state;
    build(f, FILES("a.html", "A", "d/b.html", "B"));
    char *other = path_join(&f->a, f->top, "other");
    assert_int_equal(rename(in_site(f, "d"), other), 0);
    assert_int_equal(symlink(other, in_site(f, "d")), 0);
    build(f, FILES("a.html", "A"));
    assert_true(file_exists(path_join(&f->a, other, "b.html")));
}

static void hostile_paths_are_refused(void **state) {
    Fixture *f = *state;
    const char *const bad[] = {"",      "/etc/x", "..",   "../x", "a/../../x", "a//b", "a/", "./a", ".fangzhi-manifest",
                               "a/.~b", "a\nb",   "a\tb", "a\\b", "\x7f"};
    Output *o = open_site(f);
    size_t n = sizeof bad / sizeof *bad;
    for (size_t i = 0; i < n; i++) output_put(o, bad[i], V("x"));
    output_put(o, "good.html", V("x"));
    assert_int_equal(f->d.errors, n);
    assert_true(output_close(o, 2, &f->r));
    assert_int_equal(f->r.files, 1);
}

static void a_path_put_twice_is_reported(void **state) {
    Fixture *f = *state;
    for (size_t round = 1; round <= 2; round++) { /* new, then known from the manifest */
        Output *o = open_site(f);
        output_put(o, "a.html", V("first"));
        output_put(o, "a.html", V("second"));
        assert_true(output_close(o, 2, NULL));
        assert_int_equal(f->d.errors, round);
        assert_file(f, "a.html", "first");
    }
}

static void a_second_build_at_once_is_refused(void **state) {
    Fixture *f = *state;
    Output *o = open_site(f);
    assert_null(output_open(&f->d, f->dir, V("x"), NULL));
    assert_int_equal(f->d.errors, 1);
    assert_true(output_close(o, 2, NULL));
}

static void a_folder_that_cannot_be_made_is_an_error_of_the_machine(void **state) {
    Fixture *f = *state;
    assert_int_equal(file_replace(f->dir, V("a file")), 0);
    assert_null(output_open(&f->d, f->dir, V("x"), NULL));
    assert_int_equal(diag_status(&f->d), EXIT_MACHINE);
}

static void a_damaged_manifest_removes_nothing(void **state) {
    Fixture *f = *state;
    const char *const damaged[] = {"",
                                   "\n",
                                   "nonsense",
                                   "fangzhi-manifest 1\tx\n../../etc/passwd\t1\t00000000000000000000000000000000\n",
                                   "fangzhi-manifest 1\tx\nkeep.txt\t1\n",
                                   "fangzhi-manifest 1\tx\nkeep.txt\t-1\t00000000000000000000000000000000\n",
                                   "fangzhi-manifest 1\tx\nkeep.txt\t1\t0000000000000000000000000000000g\n"};
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        assert_int_equal(file_replace(in_site(f, "keep.txt"), V("k")), 0);
        assert_int_equal(file_replace(in_site(f, MANIFEST_NAME), view_of(damaged[i])), 0);
        build(f, FILES("a.html", "A"));
        assert_true(file_exists(in_site(f, "keep.txt")));
    }
    assert_int_equal(f->d.warnings, sizeof damaged / sizeof *damaged - 1);
}

/* The limit on a file's size stands for a full disk. */
static void a_full_disk_keeps_the_old_manifest_and_removes_nothing(void **state) {
    Fixture *f = *state;
    build(f, FILES("a.html", "one", "gone.html", "G"));
    struct stat manifest = stat_of(f, MANIFEST_NAME);
    Str big = STR_INIT;
    str_reserve(&big, 4 << 20);
    while (big.n < 4 << 20) str_adds(&big, "0123456789abcdef");
    struct rlimit before, low;
    getrlimit(RLIMIT_FSIZE, &before);
    low = (struct rlimit){1 << 20, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &low);
    Output *o = open_site(f);
    output_put(o, "new.html", V("N"));
    output_put(o, "a.html", str_view(&big));
    output_put(o, "b.html", V("B"));
    bool done = output_close(o, 2, NULL);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_false(done);
    assert_int_equal(diag_status(&f->d), EXIT_MACHINE);
    assert_file(f, "a.html", "one");
    assert_file(f, "gone.html", "G");
    assert_false(file_exists(in_site(f, ".~a.html")));
    assert_int_equal(stat_of(f, MANIFEST_NAME).st_ino, manifest.st_ino);
    /* The failed build's new page is known to the next one, which does not want it. */
    f->d.errors = 0;
    build(f, FILES("a.html", "one"));
    assert_false(file_exists(in_site(f, "new.html")));
    assert_false(file_exists(in_site(f, "gone.html")));
    assert_false(file_exists(in_site(f, ".fangzhi-journal")));
    str_release(&big);
}

enum { MANY = 3000 };
typedef struct Many {
    Output *o;
    unsigned edition;
} Many;

/* A page of several blocks whose every line tells its edition. */
static void put_many(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    const Many *m = ctx;
    Str page = STR_INIT;
    for (size_t i = from; i < to; i++) {
        char path[64];
        snprintf(path, sizeof path, "p/%zu/%zu-%u.html", i % 37, i, i % 3 ? 0 : m->edition);
        str_clear(&page);
        for (int line = 0; line < 900; line++) str_addf(&page, "%zu %u\n", i, m->edition);
        output_put(m->o, path, str_view(&page));
    }
    str_release(&page);
}

static void the_bytes_do_not_depend_on_threads(void **state) {
    Fixture *f = *state;
    Str manifests[2] = {STR_INIT, STR_INIT};
    for (unsigned k = 0; k < 2; k++) {
        f->dir = path_join(&f->a, f->top, k ? "many" : "one");
        Many m = {open_site(f), 7};
        threads_for(k ? 8 : 1, MANY, 16, put_many, &m);
        close_site(f, m.o);
        assert_int_equal(f->r.files, MANY);
        assert_int_equal(file_read(in_site(f, MANIFEST_NAME), &manifests[k], 1 << 24), 0);
    }
    assert_true(view_eq(str_view(&manifests[0]), str_view(&manifests[1])));
    str_release(&manifests[0]);
    str_release(&manifests[1]);
}

/* Builds edition after edition until it is killed. */
static void build_until_killed(Fixture *f, unsigned edition) {
    for (;; edition++) {
        Many m = {output_open(&f->d, f->dir, V("k"), f->cache), edition};
        if (!m.o) _exit(1);
        put_many(&m, 0, 300, 0);
        output_close(m.o, 2, NULL);
    }
}

static void assert_every_page_whole(Fixture *f) {
    FileList l = {0};
    Str page = STR_INIT;
    assert_int_equal(dir_list(&f->a, f->dir, &l), 0);
    for (size_t i = 0; i < l.n; i++) {
        str_clear(&page);
        assert_int_equal(file_read(in_site(f, l.p[i].path), &page, 1 << 20), 0);
        View rest = str_view(&page), first, line;
        size_t lines = 1;
        assert_true(view_line(&rest, &first));
        for (; view_line(&rest, &line); lines++) assert_true(view_eq(line, first));
        assert_int_equal(lines, 900);
    }
    str_release(&page);
    filelist_release(&l);
}

static bool stands(Fixture *f, const char *stamp) {
    Output *o = output_open(&f->d, f->dir, view_of(stamp), f->cache);
    bool all = output_stands(o, 2, &f->r);
    output_leave(o);
    return all;
}

static void a_site_stands_while_no_file_of_it_changed(void **state) {
    Fixture *f = *state;
    const char *const *files = FILES("a.html", "one", "b/c.html", "two");
    build(f, files);
    usleep(30000);
    build(f, files);
    assert_true(stands(f, "test 1"));
    assert_int_equal(f->r.files, 2);
    assert_false(stands(f, "test 2"));
    assert_int_equal(file_replace(in_site(f, ".fangzhi-journal"), V("x.html\n")), 0);
    assert_false(stands(f, "test 1"));
    assert_int_equal(unlink(in_site(f, ".fangzhi-journal")), 0);
    assert_true(stands(f, "test 1"));
    assert_int_equal(unlink(in_site(f, "b/c.html")), 0);
    assert_false(stands(f, "test 1"));
    build(f, files);
    usleep(30000);
    build(f, files);
    assert_true(stands(f, "test 1"));
    assert_int_equal(unlink(f->cache), 0);
    assert_false(stands(f, "test 1"));
}

static void what_a_killed_first_build_left_is_cleared(void **state) {
    Fixture *f = *state;
    assert_int_equal(file_replace(in_site(f, ".fangzhi-new/articles/00/a.html"), V("half")), 0);
    Output *o = open_site(f);
    output_put(o, "a.html", V("a"));
    assert_true(output_close(o, 2, NULL));
    assert_false(dir_exists(in_site(f, ".fangzhi-new")));
    assert_true(file_exists(in_site(f, "a.html")));
    assert_true(file_exists(in_site(f, ".fangzhi-manifest")));
}

static void a_killed_build_leaves_whole_pages_and_the_next_completes_the_site(void **state) {
    Fixture *f = *state;
    for (unsigned round = 0; round < 12; round++) {
        pid_t child = fork();
        if (child == 0) build_until_killed(f, round * 1000);
        usleep(3000 + round * 2500);
        kill(child, SIGKILL);
        int status;
        waitpid(child, &status, 0);
        if (dir_exists(f->dir)) assert_every_page_whole(f);
    }
    Many m = {open_site(f), 99};
    put_many(&m, 0, 300, 0);
    close_site(f, m.o);
    FileList l = {0};
    assert_int_equal(dir_list(&f->a, f->dir, &l), 0);
    assert_int_equal(l.n, 300);
    filelist_release(&l);
    char *find = arena_printf(&f->a, "test -z \"$(find '%s' -name '.~*')\"", f->dir);
    assert_int_equal(system(find), 0);
}

int main(void) {
#define T(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(files_are_written_and_named_in_the_manifest),
        T(an_unchanged_site_is_not_touched),
        T(a_changed_file_is_replaced_by_another_inode),
        T(a_page_changed_by_hand_is_mended),
        T(what_the_cache_trusts_is_not_read),
        T(what_we_never_wrote_is_no_page_of_ours),
        T(a_folder_of_others_is_not_written_into),
        T(leftovers_go_and_what_we_never_wrote_stays),
        T(a_leftover_behind_a_link_is_not_followed),
        T(hostile_paths_are_refused),
        T(a_path_put_twice_is_reported),
        T(a_second_build_at_once_is_refused),
        T(a_folder_that_cannot_be_made_is_an_error_of_the_machine),
        T(a_damaged_manifest_removes_nothing),
        T(a_full_disk_keeps_the_old_manifest_and_removes_nothing),
        T(the_bytes_do_not_depend_on_threads),
        T(a_site_stands_while_no_file_of_it_changed),
        T(what_a_killed_first_build_left_is_cleared),
        T(a_killed_build_leaves_whole_pages_and_the_next_completes_the_site),
    };
    return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
