/* What the index was told before, and stands in its files, need not be told
 * it again. */
#include <stdatomic.h>

#include "archive.h"
#include "search/bits.h"

static char dir[] = "/tmp/fangzhi-recall-XXXXXX";

static int set_up(void **state) {
    (void)state;
    return mkdtemp(dir) ? 0 : -1;
}
static int tear_down(void **state) {
    (void)state;
    remove_tree(dir);
    return 0;
}

enum { DOCS = 1500, LONG = 100, EDITED = 77, BLOCKS = 2 };

typedef struct Again {
    char old[64], new[64], anew[64];
    const char *damaged; /* of this name a file is not as it was */
    const char *garbage; /* what stands in its place; NULL: nothing */
    SearchBlock blocks[BLOCKS];
    Made m;
    SearchIndex *ix;
    atomic_size_t recalled;
} Again;

static bool get_file(void *ctx, const char *path, Str *bytes) {
    const Again *t = ctx;
    Arena a = ARENA_INIT;
    bool damaged = t->damaged && view_ends(view_of(path), view_of(t->damaged));
    bool good = damaged ? t->garbage != NULL : file_read(path_join(&a, t->old, path), bytes, FILE_MAX_BYTES) == 0;
    if (damaged && good) str_adds(bytes, t->garbage);
    arena_release(&a);
    return good;
}

static void add_first(void *ctx, size_t from, size_t to, unsigned worker) {
    const Again *t = ctx;
    for (size_t i = from; i < to; i++) search_index_add(t->ix, worker, &t->m.docs[i]);
}

static void add_again(void *ctx, size_t from, size_t to, unsigned worker) {
    Again *t = ctx;
    for (size_t i = from; i < to; i++) {
        SearchDoc without = t->m.docs[i];
        without.text = V("not looked at");
        if (i != EDITED && search_index_add_again(t->ix, worker, &without)) t->recalled++;
        else search_index_add(t->ix, worker, &t->m.docs[i]);
    }
}

static void make(Again *t, Made *m, char *into, SearchChunks chunks, unsigned jobs, bool again) {
    t->ix = search_index_new(jobs, chunks, m->ids, m->n, put_file, into);
    for (unsigned b = 0; again && b < BLOCKS; b++) search_index_recall(t->ix, b, &t->blocks[b], get_file, t);
    threads_for(jobs, m->n, 7, again ? add_again : add_first, t);
    for (unsigned b = 0; !again && b < BLOCKS; b++) t->blocks[b] = *search_index_block(t->ix, b);
    search_index_finish(t->ix);
}

static void make_first(Again *t, SearchChunks chunks) {
    Str text = STR_INIT;
    snprintf(t->old, sizeof t->old, "%s/old", dir);
    snprintf(t->new, sizeof t->new, "%s/new", dir);
    snprintf(t->anew, sizeof t->anew, "%s/anew", dir);
    remove_tree(dir);
    archive_make(&t->m, 11, DOCS);
    assert_int_equal(search_blocks(DOCS), BLOCKS);
    for (int i = 0; i < 60000; i++) str_addf(&text, "路%d\n", i);
    t->m.docs[LONG].text = arena_view(&t->m.arena, str_view(&text));
    t->m.docs[LONG].url = V("elsewhere/\"long\".html");
    str_release(&text);
    make(t, &t->m, t->old, chunks, 2, false);
}

static void assert_same_index(const Again *t) {
    Arena a = ARENA_INIT;
    FileList x = {0}, y = {0};
    assert_int_equal(dir_list(&a, t->new, &x), 0);
    assert_int_equal(dir_list(&a, t->anew, &y), 0);
    assert_int_equal(x.n, y.n);
    for (size_t i = 0; i < x.n; i++) {
        Str bx = STR_INIT, by = STR_INIT;
        assert_string_equal(x.p[i].path, y.p[i].path);
        assert_int_equal(file_read(path_join(&a, t->new, x.p[i].path), &bx, FILE_MAX_BYTES), 0);
        assert_int_equal(file_read(path_join(&a, t->anew, y.p[i].path), &by, FILE_MAX_BYTES), 0);
        assert_true(view_eq(str_view(&bx), str_view(&by)));
        str_release(&bx);
        str_release(&by);
    }
    filelist_release(&x);
    filelist_release(&y);
    arena_release(&a);
}

static void make_again(Again *t, SearchChunks chunks, unsigned jobs) {
    t->m.docs[EDITED].text = V("修了一条新的路");
    make(t, &t->m, t->new, chunks, jobs, true);
    make(t, &t->m, t->anew, chunks, jobs, false);
    assert_same_index(t);
}

static void an_index_made_from_the_last_one_is_the_same(void **state) {
    (void)state;
    for (unsigned jobs = 1; jobs <= 3; jobs++)
        for (SearchChunks chunks = SEARCH_CHUNKS_SMALL; chunks <= SEARCH_CHUNKS_LARGE; chunks++) {
            Again t = {.damaged = NULL};
            make_first(&t, chunks);
            make_again(&t, chunks, jobs);
            assert_int_equal(t.recalled, DOCS - 1);
            made_release(&t.m);
        }
}

static void of_a_block_with_a_damaged_file_nothing_is_recalled(void **state) {
    (void)state;
    static const char *const garbage[] = {NULL, "", "fangzhi_chunk(\"t2\",\"", "\xff\xfe水"};
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
        Again t = {.damaged = "/t2.js", .garbage = garbage[i]};
        make_first(&t, SEARCH_CHUNKS_SMALL);
        make_again(&t, SEARCH_CHUNKS_SMALL, 2);
        assert_int_equal(t.recalled, 0);
        made_release(&t.m);
    }
}

/* Files that look whole, of an odd number of bytes; and more of them than anybody has room for. */
static bool get_odd(void *ctx, const char *path, Str *bytes) {
    View name = view(strchr(path, '/') + 1, strlen(path) - strlen("search/.js"));
    script_open(bytes, arena_strdup(ctx, name));
    for (const char *p = "newcomer00"; *p; p++) str_add(bytes, (const char[]){*p, 0}, 2);
    for (int i = 0; i < 7; i++) str_add(bytes, (const char[]){FIELD_END, 0}, 2);
    str_add(bytes, "\x34\x6c\x34", 3);
    str_add(bytes, (const char[]){RECORD_END, 0}, 2);
    script_close(bytes);
    return true;
}

static void of_a_block_that_nobody_wrote_nothing_is_recalled(void **state) {
    (void)state;
    const uint32_t texts[] = {1, 2, UINT32_MAX};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Arena a = ARENA_INIT;
        const View id = V("newcomer00");
        const SearchDoc doc = {.id = id, .text = V("水")};
        const SearchBlock block = {"00-made", 1, texts[i], 8, 0};
        SearchIndex *ix = search_index_new(1, SEARCH_CHUNKS_SMALL, &id, 1, put_file, dir);
        search_index_recall(ix, 0, &block, get_odd, &a);
        assert_false(search_index_add_again(ix, 0, &doc));
        search_index_add(ix, 0, &doc);
        search_index_finish(ix);
        arena_release(&a);
    }
}

static void a_document_that_was_not_there_is_not_recalled(void **state) {
    (void)state;
    Again t = {.damaged = NULL};
    make_first(&t, SEARCH_CHUNKS_SMALL);
    t.m.docs[5].id = t.m.ids[5] = V("newcomer00");
    make_again(&t, SEARCH_CHUNKS_SMALL, 2);
    assert_int_equal(t.recalled, DOCS - 2);
    made_release(&t.m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_made_from_the_last_one_is_the_same),
        cmocka_unit_test(of_a_block_with_a_damaged_file_nothing_is_recalled),
        cmocka_unit_test(of_a_block_that_nobody_wrote_nothing_is_recalled),
        cmocka_unit_test(a_document_that_was_not_there_is_not_recalled),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
