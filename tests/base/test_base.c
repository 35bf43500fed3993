#include "test.h"

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

static void what_is_printed_has_any_length(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    for (int n = 0; n < 600; n++) {
        Str s = STR_INIT;
        str_addc(&s, '<');
        str_addf(&s, "%0*d", n, 7);
        char *p = arena_printf(&a, "%0*d", n, 7);
        assert_int_equal(s.n, (n ? n : 1) + 1);
        assert_int_equal(strlen(p), n ? n : 1);
        assert_string_equal(s.p + 1, p);
        str_release(&s);
    }
    Str s = STR_INIT;
    str_addpadded(&s, 7, 4);
    str_addpadded(&s, 12345, 4);
    str_addpadded(&s, 0, 2);
    assert_view(str_view(&s), "00071234500");
    str_release(&s);
    arena_release(&a);
}

static void json_escapes_at_any_place(void **state) {
    (void)state;
    static const struct Mark {
        const char *in, *out;
    } marks[] = {
        {"\"", "\\\""}, {"\n", "\\n"}, {"<", "\\u003c"}, {"\xE2\x80\xA8", "\\u2028"}, {"\xE2\x80\xA6", "\xE2\x80\xA6"},
        {"a", "a"},
    };
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        for (size_t at = 0; at < 20; at++) {
            Str in = STR_INIT, want = STR_INIT, out = STR_INIT;
            str_addc(&want, '"');
            for (size_t i = 0; i < 20; i++) {
                str_adds(&in, i == at ? marks[k].in : "田");
                str_adds(&want, i == at ? marks[k].out : "田");
            }
            str_addc(&want, '"');
            Json j = json_to(&out);
            json_text(&j, str_view(&in));
            assert_string_equal(out.p, want.p);
            str_release(&in);
            str_release(&want);
            str_release(&out);
        }
}

static void a_pushed_item_sees_the_array_as_it_was(void **state) {
    (void)state;
    VEC(size_t) v = {0};
    for (size_t i = 0; i < 100; i++) vec_push(&v, v.n);
    for (size_t i = 0; i < 100; i++) assert_int_equal(v.p[i], i);
    vec_release(&v);
}

static void str_grows_and_splices(void **state) {
    (void)state;
    Str s = STR_INIT;
    assert_int_equal(s.p[0], 0);
    for (int i = 0; i < 1000; i++) str_addc(&s, (char)('a' + i % 26));
    assert_int_equal(s.n, 1000);
    str_clear(&s);
    str_adds(&s, "abcdef");
    str_splice(&s, 1, 2, V("XYZW"));
    assert_view(str_view(&s), "aXYZWdef");
    str_splice(&s, 5, 99, V(""));
    assert_view(str_view(&s), "aXYZW");
    str_release(&s);
    str_splice(&s, 0, 1, V(""));
    assert_int_equal(s.n, 0);
    str_release(&s);
}

static void view_cuts_lines_and_fields(void **state) {
    (void)state;
    View rest = V("a\r\nb\n\nc"), line;
    assert_true(view_line(&rest, &line));
    assert_view(line, "a");
    assert_true(view_line(&rest, &line));
    assert_view(line, "b");
    assert_true(view_line(&rest, &line));
    assert_view(line, "");
    assert_true(view_line(&rest, &line));
    assert_view(line, "c");
    assert_false(view_line(&rest, &line));
    rest = V("x,,y,");
    View f;
    size_t n = 0;
    while (view_split(&rest, ',', &f)) n++;
    assert_int_equal(n, 4);
    assert_view(view_trim(V("\u3000 a b \u3000\n")), "a b");
}

/* Of words of all lengths, of one byte a character and of three. */
static void view_find_finds_the_first(void **state) {
    (void)state;
    const View in = V("ab abab 某县某县委员会、某县中学校友会一九五八年成立 **abcdefghijklmnopq**");
    for (size_t from = 0; from <= in.n; from++)
        for (size_t at = 0; at < in.n; at++)
            for (size_t n = 0; n <= in.n - at; n++) {
                const View what = view(in.p + at, n);
                size_t first = from;
                while (first + n <= in.n && memcmp(in.p + first, what.p, n) != 0) first++;
                assert_int_equal(view_find(in, what, from), first + n <= in.n ? first : SIZE_MAX);
            }
    assert_int_equal(view_find(V("某县"), V("某县某县"), 0), SIZE_MAX);
    assert_int_equal(view_find(V(""), V("某"), 0), SIZE_MAX);
}

static void view_uint_refuses_what_is_no_number(void **state) {
    (void)state;
    uint64_t x;
    assert_true(view_uint(V("65535"), 65535, &x));
    assert_int_equal(x, 65535);
    assert_false(view_uint(V("65536"), 65535, &x));
    assert_false(view_uint(V(""), 9, &x));
    assert_false(view_uint(V("1x"), 9, &x));
    assert_false(view_uint(V("7"), 5, &x));
    assert_false(view_uint(V("99999999999999999999"), UINT64_MAX, &x));
}

static void map_holds_many_keys(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Map m = MAP_INIT;
    for (size_t i = 0; i < 5000; i++) {
        bool fresh;
        *map_at(&m, view_of(arena_printf(&a, "key%zu", i)), &fresh) = i;
        assert_true(fresh);
    }
    for (size_t i = 0; i < 5000; i++) assert_int_equal(*map_get(&m, view_of(arena_printf(&a, "key%zu", i))), i);
    assert_null(map_get(&m, V("key5000")));
    map_release(&m);
    arena_release(&a);
}

static void arena_aligns_and_clears(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    arena_bytes(&a, 3);
    assert_int_equal((uintptr_t)arena_alloc(&a, 1) % _Alignof(max_align_t), 0);
    char *big = arena_alloc(&a, 3 << 20);
    for (size_t i = 0; i < 3 << 20; i += 4096) assert_int_equal(big[i], 0);
    arena_clear(&a);
    assert_string_equal(arena_printf(&a, "%s-%d", "x", 7), "x-7");
    arena_release(&a);
}

static void add_squares(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    size_t *squares = ctx;
    for (size_t i = from; i < to; i++) squares[i] += i * i;
}

static void threads_visit_each_item_once(void **state) {
    (void)state;
    size_t squares[1000] = {0};
    threads_for(8, 1000, 7, add_squares, squares);
    for (size_t i = 0; i < 1000; i++) assert_int_equal(squares[i], i * i);
    threads_for(8, 0, 7, add_squares, squares);
}

static void json_escapes(void **state) {
    (void)state;
    Str s = STR_INIT;
    Json j = json_to(&s);
    json_open(&j, '{');
    json_key(&j, "a");
    json_text(&j, V("<\"\\\n\xE2\x80\xA8中"));
    json_key(&j, "b");
    json_open(&j, '[');
    json_uint(&j, 1);
    json_null(&j);
    json_close(&j, ']');
    json_close(&j, '}');
    assert_view(str_view(&s), "{\"a\":\"\\u003c\\\"\\\\\\n\\u2028中\",\"b\":[1,null]}");
    str_release(&s);
}

static void flushed(Diag *d, Str *text) {
    char *p = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&p, &n);
    diag_flush(d, f);
    fclose(f);
    str_add(text, p, n);
    free(p);
}

static void diag_sorts_and_folds(void **state) {
    (void)state;
    Diag d;
    diag_init(&d, MSG_EN);
    for (size_t i = 12; i > 0; i--) diag(&d, M_YAML_UNKNOWN, where("b.yaml", i, 1), DARGS("k\n"));
    diag(&d, M_YAML_TYPE, where("a.yaml", 3, 2), DARGS("date", "text"));
    assert_int_equal(diag_status(&d), EXIT_ARCHIVE);
    Str text = STR_INIT;
    flushed(&d, &text);
    assert_true(view_starts(str_view(&text), V("a.yaml:3:2: error: 'date' must be text [yaml-type]\n"
                                               "b.yaml:1:1: warning: unknown key 'k?' [yaml-unknown-key]\n")));
    assert_true(view_ends(str_view(&text), V("fangzhi: warning: 2 more like these [yaml-unknown-key]\n")));
    str_release(&text);
    diag_release(&d);
}

static void what_a_message_quotes_is_cut_between_characters(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    char *cell = arena_alloc(&a, 3001);
    for (size_t i = 0; i < 1000; i++) memcpy(cell + 3 * i, "村", 3);
    cell[3000] = '\0';
    const char *text = msg_text(&a, MSG_EN, M_CANNOT_READ, DARGS(cell));
    assert_int_equal(strlen(text), strlen("cannot read: ") + 999 + strlen("…"));
    assert_string_equal(text + strlen(text) - strlen("村…"), "村…");
    cell[999] = '\0';
    assert_int_equal(strlen(msg_text(&a, MSG_EN, M_CANNOT_READ, DARGS(cell))), strlen("cannot read: ") + 999);
    arena_release(&a);
}

static void a_file_larger_than_one_read_is_no_failure_of_the_machine(void **state) {
    (void)state;
    Diag d;
    diag_init(&d, MSG_EN);
    diag_errno(&d, M_CANNOT_READ, "a.edits", EFBIG);
    assert_int_equal(diag_status(&d), EXIT_ARCHIVE);
    diag_errno(&d, M_CANNOT_READ, "b.edits", EIO);
    assert_int_equal(diag_status(&d), EXIT_MACHINE);
    diag_release(&d);
}

static void yaml_keeps_places(void **state) {
    (void)state;
    Diag d;
    diag_init(&d, MSG_EN);
    Arena a = ARENA_INIT;
    YamlNode *root = yaml_parse(&a, &d, "f.md", 2, V("title: 中\r\nlist:\r\n  - {a: \"1\", b: [x, y]}\r\n"));
    assert_non_null(root);
    assert_view(yaml_get(root, "title")->text, "中");
    YamlNode *item = yaml_get(root, "list")->first;
    assert_int_equal(item->at.line, 4);
    assert_int_equal(yaml_get(item, "b")->n, 2);
    assert_false(yaml_get(item, "a")->plain);
    assert_null(yaml_parse(&a, &d, "f.md", 2, V("a: 1\nb: 2\na: 3\n")));
    assert_null(yaml_parse(&a, &d, "f.md", 2, V("a: [1\n")));
    assert_null(yaml_parse(&a, &d, "f.md", 2, V("a: *b\n")));
    assert_int_equal(d.errors, 3);
    Str deep = STR_INIT;
    for (int i = 0; i < 200; i++) str_addc(&deep, '[');
    assert_null(yaml_parse(&a, &d, "f.md", 2, str_view(&deep)));
    str_release(&deep);
    YamlNode *none = yaml_parse(&a, &d, "f.md", 2, V("# nothing\n"));
    assert_true(none && none->kind == YAML_MAP && none->n == 0);
    Str sink = STR_INIT;
    flushed(&d, &sink);
    str_release(&sink);
    diag_release(&d);
    arena_release(&a);
}

static void yaml_scalars_come_back(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",          "a",   "中文：标题", "yes",          "NULL",         "1",    "2020-12-23", "a: b", "a:b", "a #b",
        "#a",        "- a", "[x]",        "a, b",         "\"q\"",        "'",    "\\",         "a\nb", "\t",  " a",
        "a ",        "a:",  "\xC2\x85",   "\xE2\x80\xA8", "\xEF\xBB\xBF", "\x01", "“一网通办”", "@x",   "%x",  "null",
        "日本語 #1", "|",   ">",          "!a",           "&a",           "*a",   "?",          "x{y}",
    };
    Diag d;
    diag_init(&d, MSG_EN);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Arena a = ARENA_INIT;
        Str s = STR_INIT;
        str_adds(&s, "k: ");
        yaml_add_scalar(&s, view_of(texts[i]));
        str_adds(&s, "\nl: {m: ");
        yaml_add_flow_scalar(&s, view_of(texts[i]));
        str_adds(&s, ", n: 1}\n");
        YamlNode *root = yaml_parse(&a, &d, "t", 1, str_view(&s));
        assert_non_null(root);
        assert_view(yaml_get(root, "k")->text, texts[i]);
        assert_view(yaml_get(yaml_get(root, "l"), "m")->text, texts[i]);
        assert_false(yaml_is_null(yaml_get(root, "k")));
        str_release(&s);
        arena_release(&a);
    }
    diag_release(&d);
}

static void files_are_replaced_whole(void **state) {
    (void)state;
    char root[] = "/tmp/fangzhi-test-XXXXXX";
    assert_non_null(mkdtemp(root));
    Arena a = ARENA_INIT;
    char *path = path_join(&a, root, "x/y/方.txt");
    bool changed;
    assert_int_equal(file_update(path, V("one"), &changed), 0);
    assert_true(changed);
    assert_int_equal(file_update(path, V("one"), &changed), 0);
    assert_false(changed);
    assert_int_equal(file_replace(path_join(&a, root, "x/a"), V("")), 0);
    /* A killed process of our number left these. */
    for (int i = 0; i < 9; i++) {
        FILE *left = fopen(arena_printf(&a, "%s/x/.tmp-%ld-%d", root, (long)getpid(), i), "w");
        assert_non_null(left);
        fclose(left);
    }
    assert_int_equal(file_replace(path_join(&a, root, "x/a"), V("a")), 0);
    Str s = STR_INIT;
    assert_int_equal(file_read(path, &s, 2), EFBIG);
    assert_int_equal(file_read(path, &s, 3), 0);
    assert_view(str_view(&s), "one");
    FileList list = {0};
    assert_int_equal(dir_list(&a, root, &list), 0);
    assert_int_equal(list.n, 2);
    assert_string_equal(list.p[0].path, "x/a");
    assert_string_equal(list.p[1].path, "x/y/方.txt");
    filelist_release(&list);
    assert_int_equal(dir_list(&a, path_join(&a, root, "none"), &list), ENOENT);
    filelist_release(&list);
    assert_view(path_ext(V("a.b/c")), "");
    assert_view(path_ext(V("a/.x.txt")), "txt");
    char hex[65];
    sha256_hex(V("abc"), hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    str_release(&s);
    assert_int_equal(system(arena_printf(&a, "rm -rf %s", root)), 0);
    arena_release(&a);
}

/* It may have changed since the walk that saw its size. */
static void a_file_that_was_seen_is_read_whole_whatever_its_size_is_now(void **state) {
    (void)state;
    char root[] = "/tmp/fangzhi-test-XXXXXX";
    assert_non_null(mkdtemp(root));
    Arena a = ARENA_INIT;
    char *path = path_join(&a, root, "a.txt");
    assert_int_equal(file_replace(path, V("three")), 0);
    static const uint64_t sizes[] = {0, 2, 4, 5, 6, 100000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const FileEntry seen = {.size = sizes[i], .mode = S_IFREG};
        Str s = STR_INIT;
        str_adds(&s, "before ");
        assert_int_equal(file_read_seen(AT_FDCWD, path, &seen, &s, 100000), 0);
        assert_view(str_view(&s), "before three");
        assert_int_equal(file_read_seen(AT_FDCWD, path, &seen, &s, 4), EFBIG);
        assert_view(str_view(&s), "before three");
        str_release(&s);
    }
    unlink(path);
    rmdir(root);
    arena_release(&a);
}

static void threads_walk_in_the_same_order(void **state) {
    static const char *const names[] = {"a/b/c/d/1", "a/b/c/2", "a/b.txt", "a/b-c/3",
                                        "a/b/4",     "a!/x/5",  "z",       "a/e/f/6"};
    (void)state;
    char root[] = "/tmp/fangzhi-test-XXXXXX";
    assert_non_null(mkdtemp(root));
    Arena a = ARENA_INIT;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(file_replace(path_join(&a, root, names[i]), V("text")), 0);
    FileList one = {0}, two = {0};
    assert_int_equal(dir_walk(&a, root, &one), 0);
    assert_int_equal(dir_walk_by(&a, root, 2, &two), 0);
    assert_int_equal(one.n, 18);
    assert_int_equal(two.n, one.n);
    for (size_t i = 0; i < one.n; i++) {
        assert_string_equal(two.p[i].path, one.p[i].path);
        assert_true(two.p[i].mode == one.p[i].mode && trace_equal(two.p[i].trace, one.p[i].trace));
    }
    /* A file is the whole, and so is nothing. */
    two.n = 0;
    assert_int_equal(dir_walk_by(&a, path_join(&a, root, "z"), 2, &two), 0);
    assert_int_equal(dir_walk_by(&a, path_join(&a, root, "none"), 2, &two), ENOENT);
    assert_int_equal(two.n, 2);
    assert_string_equal(two.p[0].path, path_join(&a, root, "z"));
    filelist_release(&one);
    filelist_release(&two);
    assert_int_equal(system(arena_printf(&a, "rm -rf %s", root)), 0);
    arena_release(&a);
}

static void same_as_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void same_as_printf(const char *fmt, ...) {
    char ours[64], theirs[64];
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = format_short(ours, sizeof ours, fmt, ap), whole = vsnprintf(theirs, sizeof theirs, fmt, again);
    va_end(again);
    va_end(ap);
    if (n < 0) return;
    assert_int_equal(n, whole);
    assert_string_equal(ours, theirs);
}

static void short_formats_are_as_printf_has_them(void **state) {
    (void)state;
    char out[8];
    const unsigned numbers[] = {0, 7, 10, 99, 1949, 12345, UINT_MAX};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        same_as_printf("%u|%02u|%04u|%09u", numbers[i], numbers[i], numbers[i], numbers[i]);
        same_as_printf("%zu-%.*s", (size_t)numbers[i] << 20, (int)(i % 4), "a\0b");
        same_as_printf("%x %d", numbers[i], (int)numbers[i]);
    }
    same_as_printf("%.*s%s%s", 0, "none", "", "end");
    same_as_printf("100%% %c %-5s| %5s", 'x', "left", "right");
    same_as_printf("%.*s", -1, "all of it");
    same_as_printf("%s%s%s", "longer than the sixty-four bytes", " that there is room for, so that",
                   " both must end alike");
    va_list none;
    memset(&none, 0, sizeof none);
    assert_int_equal(format_short(out, sizeof out, "1234567", none), 7);
    assert_int_equal(format_short(out, sizeof out, "12345678", none), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pushed_item_sees_the_array_as_it_was),
        cmocka_unit_test(str_grows_and_splices),
        cmocka_unit_test(what_is_printed_has_any_length),
        cmocka_unit_test(short_formats_are_as_printf_has_them),
        cmocka_unit_test(json_escapes_at_any_place),
        cmocka_unit_test(view_cuts_lines_and_fields),
        cmocka_unit_test(view_find_finds_the_first),
        cmocka_unit_test(view_uint_refuses_what_is_no_number),
        cmocka_unit_test(map_holds_many_keys),
        cmocka_unit_test(arena_aligns_and_clears),
        cmocka_unit_test(threads_visit_each_item_once),
        cmocka_unit_test(json_escapes),
        cmocka_unit_test(diag_sorts_and_folds),
        cmocka_unit_test(what_a_message_quotes_is_cut_between_characters),
        cmocka_unit_test(a_file_larger_than_one_read_is_no_failure_of_the_machine),
        cmocka_unit_test(yaml_keeps_places),
        cmocka_unit_test(yaml_scalars_come_back),
        cmocka_unit_test(files_are_replaced_whole),
        cmocka_unit_test(a_file_that_was_seen_is_read_whole_whatever_its_size_is_now),
        cmocka_unit_test(threads_walk_in_the_same_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
