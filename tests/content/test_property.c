#include "content/image.h"
#include "content/markdown.h"
#include "test.h"

#include "same.h"
#include "text/text.h"

/* What must hold for any article and any text: tried on random ones, the same
 * in every run. */

static uint64_t seed = 20201223;

static size_t draw(size_t n) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(seed >> 33) % n;
}

/* Pieces that mean something to YAML or Markdown, and what stands between. */
static const char *const pieces[] = {
    "a",    "县",   "桥",  "9",    "10",  " ",   "  ",   "\t",  ".",       ")",       "(",      "#",        "##",
    "*",    "**",   "_",   "__",   "`",   "``",  "~~~",  "=",   "===",     "-",       "--",     "---",      "+",
    ">",    "<",    "<b>", "&",    "&amp;", ";", "!",    "[",   "]",       "](u)",    "[a]: b", "\\",       "|",
    "|-|",  ":",    ": ",  " #",   ",",   "{",   "}",    "?",   "'",       "\"",      "%",      "@",        "~",
    "yes",  "null", "010", "1e3",  "2020-12-23", "《", "》", "“", "\u3000", "\u2028", "\uFEFF", "\xC2\x85",  "\x01",
    "\uFFFF", "😀", "བོད་", "\x7F", "http://a.b", "<http://a.b>", "1.", "1. ", "- ", "> ", "    ", "é", "\uFFFD",
    "\u00A0"};

static View random_text(Arena *a, size_t most) {
    Str s = STR_INIT;
    for (size_t n = draw(most + 1); n; n--) str_adds(&s, pieces[draw(sizeof pieces / sizeof *pieces)]);
    View v = arena_view(a, str_view(&s));
    str_release(&s);
    return v;
}

static View maybe_text(Arena *a) { return draw(2) ? random_text(a, 5) : V(""); }

static Views random_texts(Arena *a) {
    Views v = {ARENA_ARRAY(a, View, 4), draw(4)};
    for (size_t i = 0; i < v.n; i++) v.p[i] = random_text(a, 3);
    return v;
}

static View random_id(Arena *a) {
    char *id = arena_strdup(a, V("0000000000"));
    for (size_t i = 0; i < 10; i++) id[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[draw(36)];
    return view(id, 10);
}

static void random_lists(Arena *a, Article *r) {
    r->n_regions = draw(3);
    r->regions = ARENA_ARRAY(a, RegionRef, 3);
    for (size_t i = 0; i < r->n_regions; i++)
        r->regions[i] = (RegionRef){random_text(a, 2), random_text(a, 2), random_texts(a)};
    r->n_sources = draw(3);
    r->sources = ARENA_ARRAY(a, SourceRef, 3);
    for (size_t i = 0; i < r->n_sources; i++) {
        SourceRef *s = &r->sources[i];
        *s = (SourceRef){arena_view(a, view_of(arena_printf(a, "%zu.txt", draw(99)))), maybe_text(a), NULL, draw(4),
                         maybe_text(a)};
        s->lines = ARENA_ARRAY(a, LineRef, 4);
        for (size_t j = 0; j < s->n_lines; j++) s->lines[j] = (LineRef){1 + (uint32_t)draw(999), 0, 0};
        if (s->n_lines) s->lines[0] = (LineRef){7, 2, 2 + (uint32_t)draw(9)};
    }
    r->n_joins = draw(3);
    r->joins = ARENA_ARRAY(a, Join, 3);
    for (size_t i = 0; i < r->n_joins; i++)
        r->joins[i] = (Join){1 + (uint32_t)draw(9), 1 + (uint32_t)draw(9), view_of(draw(2) ? "a, b.txt" : ""),
                             view_of(draw(2) ? "县 志/: b.txt" : "")};
    r->n_evidence = draw(3);
    r->evidence = ARENA_ARRAY(a, struct Evidence, 3);
    for (size_t i = 0; i < r->n_evidence; i++)
        r->evidence[i] = (struct Evidence){view_of(i ? "date" : "title"), random_text(a, 4)};
}

static Article random_article(Arena *a) {
    static const char *const dates[] = {"", "2020", "2020-02", "2020-02-29"};
    Article r = {.id = random_id(a), .title = random_text(a, 6), .kicker = maybe_text(a), .subtitle = maybe_text(a),
                 .column = maybe_text(a), .kind = (ArticleKind)draw(KIND_COUNT), .authors = random_texts(a),
                 .publication = maybe_text(a), .issued = view_of(dates[draw(4)]), .issue_number = maybe_text(a),
                 .page = maybe_text(a), .covers = view_of(draw(2) ? "2019-2020" : ""), .date = view_of(dates[draw(4)]),
                 .date_precision = view_of(draw(2) ? "day" : ""), .dateline_place = maybe_text(a),
                 .dateline_code = maybe_text(a), .topics = random_texts(a), .within = random_texts(a),
                 .flags = (unsigned)draw(16), .reviewed_by = maybe_text(a),
                 .reviewed_on = view_of(dates[draw(4)]), .lang = view_of(draw(2) ? "zh-Hans" : ""),
                 .draft = draw(2) == 1, .aliases = random_texts(a)};
    random_lists(a, &r);
    return r;
}

static void written_articles_read_the_same_by_both_readers(void **state) {
    (void)state;
    size_t quick = 0;
    enum { ROUNDS = 3000 };
    for (int round = 0; round < ROUNDS; round++) {
        Arena a = ARENA_INIT;
        Diag d;
        diag_init(&d, MSG_EN);
        Article article = random_article(&a), again;
        Str text = STR_INIT, twice = STR_INIT;
        article_write(&text, &article, V("文"));
        bool ok = article_parse(&a, &d, V("a.md"), str_view(&text), &again);
        if (!ok) {
            print_error("%s\n", text.p);
            diag_flush(&d, stderr);
        }
        assert_true(ok);
        article_write(&twice, &again, V("文"));
        assert_view(str_view(&twice), text.p);
        assert_true(view_eq(again.title, article.title));
        assert_true(view_eq(again.column, article.column));
        assert_int_equal(again.n_sources, article.n_sources);
        View block = view(text.p + 4, view_find(str_view(&text), V("\n---\n"), 0) - 3);
        bool by_quick;
        assert_true(readers_agree(block, &by_quick));
        if (!by_quick) print_error("%s\n", text.p);
        quick += by_quick;
        str_release(&text);
        str_release(&twice);
        diag_silence(&d);
        arena_release(&a);
    }
    /* The quick reader is worth having only if it reads what we write. */
    assert_int_equal(quick, ROUNDS);
}

static void an_image_is_the_article_wherever_it_is_moved(void **state) {
    (void)state;
    for (int round = 0; round < 1000; round++) {
        Arena a = ARENA_INIT;
        Article article = random_article(&a), again;
        Str written = STR_INIT, taken = STR_INIT;
        size_t n = image_size(&article);
        char *here = xmalloc(n), *there = xmalloc(n);
        article_write(&written, &article, V(""));
        image_write(here, &article);
        memcpy(there, here, n);
        memset(here, 'x', n);
        arena_release(&a);
        assert_true(image_take(there, n, (uintptr_t)here, &again));
        article_write(&taken, &again, V(""));
        assert_string_equal(taken.p, written.p);
        free(here);
        free(there);
        str_release(&written);
        str_release(&taken);
    }
}

static void what_an_image_does_not_hold_is_not_taken(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    for (int round = 0; round < 1000; round++) {
        Article article = random_article(&a), again;
        size_t n = image_size(&article), cut = draw(n + 1);
        char *image = xmalloc(n), *part = xmalloc(cut ? cut : 1);
        image_write(image, &article);
        memcpy(part, image, cut);
        assert_int_equal(image_take(part, cut, (uintptr_t)image, &again), cut == n);
        image_write(image, &article);
        image_take(image, n, (uintptr_t)image + draw(n) - draw(n), &again);
        free(image);
        free(part);
    }
    arena_release(&a);
}

/* A body is not kept in an image: an address of one in a file leads nowhere. */
static void an_image_brings_no_body(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Article article = random_article(&a), again;
    const View nowhere = {(const char *)16, 16};
    size_t n = image_size(&article);
    char *image = xmalloc(n);
    image_write(image, &article);
    memcpy(image + offsetof(Article, body), &nowhere, sizeof nowhere);
    memcpy(image + offsetof(Article, path), &nowhere, sizeof nowhere);
    assert_true(image_take(image, n, (uintptr_t)image, &again));
    assert_null(again.body.p);
    assert_int_equal(again.path.n, 0);
    free(image);
    arena_release(&a);
}

static void an_image_of_no_kind_is_not_taken(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Article article = random_article(&a), again;
    const unsigned kinds[] = {KIND_COUNT, 0x7fffffff, 0xfffffffe};
    const char draft = 2;
    size_t n = image_size(&article);
    char *image = xmalloc(n);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        image_write(image, &article);
        memcpy(image + offsetof(Article, kind), &kinds[i], sizeof kinds[i]);
        assert_false(image_take(image, n, (uintptr_t)image, &again));
    }
    image_write(image, &article);
    memcpy(image + offsetof(Article, draft), &draft, sizeof draft);
    assert_false(image_take(image, n, (uintptr_t)image, &again));
    free(image);
    arena_release(&a);
}

/* Changes a byte here and there, so that the reader meets what is nearly its
 * own form. */
static void damaged_articles_do_not_part_the_readers(void **state) {
    (void)state;
    size_t quick = 0;
    for (int round = 0; round < 4000; round++) {
        Arena a = ARENA_INIT;
        Article article = random_article(&a);
        Str text = STR_INIT;
        article_write(&text, &article, V(""));
        Str block = STR_INIT;
        str_add(&block, text.p + 4, view_find(str_view(&text), V("\n---\n"), 0) - 3);
        for (size_t n = 1 + draw(2); n; n--)
            str_splice(&block, draw(block.n), draw(3), view_of(pieces[draw(sizeof pieces / sizeof *pieces)]));
        bool by_quick;
        bool same = readers_agree(str_view(&block), &by_quick);
        if (!same) print_error("%s\n", block.p);
        assert_true(same);
        quick += by_quick;
        str_release(&block);
        str_release(&text);
        arena_release(&a);
    }
    assert_true(quick > 500);
}

/* What CommonMark cannot keep of a paragraph's text: blanks at the ends of
 * its lines. */
static void trimmed(Str *out, View text) {
    View line;
    while (view_line(&text, &line)) {
        while (line.n && strchr(" \t\n\v\f\r", line.p[0])) line = view_from(line, 1);
        while (line.n && strchr(" \t\n\v\f\r", line.p[line.n - 1])) line.n--;
        if (!line.n) continue;
        str_addv(out, line);
        str_addc(out, '\n');
    }
}

/* Blocks that are simple, or nearly so. */
static View random_body(Arena *a) {
    static const char *const ends[] = {"\n\n", "\n\n", "\n\n\n", "\n", " \n\n", "\r\n\r\n", ""};
    static const char *const begins[] = {"", "", "", "# ", "## ", "### ", "######", "##  ", "2020", "\uFEFF", "(",
                                         "\""};
    Str s = STR_INIT;
    for (size_t n = 1 + draw(6); n; n--) {
        str_adds(&s, begins[draw(sizeof begins / sizeof *begins)]);
        for (size_t k = draw(5); k; k--) {
            if (draw(3)) str_adds(&s, "县里修了一条路，");
            else str_adds(&s, pieces[draw(sizeof pieces / sizeof *pieces)]);
        }
        str_adds(&s, ends[draw(sizeof ends / sizeof *ends)]);
    }
    View v = arena_view(a, str_view(&s));
    str_release(&s);
    return v;
}

static bool is_simple(View body) {
    SimpleBlock block;
    bool may_be = simple_may_be(body);
    while (simple_next(&body, &block)) {}
    return may_be && body.n == 0;
}

static void simple_bodies_need_no_parser(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    const LinkForm forms[] = {{V("县里"), V("a.html"), V("县")}, {V("一条"), V("b.html"), V("")}};
    size_t simple = 0;
    for (int round = 0; round < 40000; round++) {
        View body = random_body(&a);
        Str html[2] = {STR_INIT, STR_INIT}, text[2] = {STR_INIT, STR_INIT};
        Rendered info[2];
        for (int k = 0; k < 2; k++) {
            HtmlOptions options = {.parse = k, .text = &text[k], .forms = forms, .n_forms = 2};
            md_html(&a, &html[k], body, &options, &info[k]);
        }
        if (!view_eq(str_view(&html[0]), str_view(&html[1]))) print_error("body: %s\n", arena_strdup(&a, body));
        assert_view(str_view(&html[0]), html[1].p);
        assert_view(str_view(&text[0]), text[1].p);
        assert_int_equal(info[0].n_headings, info[1].n_headings);
        for (size_t i = 0; i < info[0].n_headings; i++)
            assert_true(view_eq(info[0].headings[i].text, info[1].headings[i].text));
        simple += is_simple(body);
        for (int k = 0; k < 2; k++) {
            str_release(&html[k]);
            str_release(&text[k]);
        }
        if (round % 100 == 99) arena_clear(&a);
    }
    arena_release(&a);
    assert_true(simple > 4000);
}

static void add_html(Str *out, View v) {
    for (size_t i = 0; i < v.n; i++) {
        static const char *const entities[128] = {
            ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\n'] = "<br />\n"};
        const char *entity = v.p[i] & 0x80 ? NULL : entities[(unsigned char)v.p[i]];
        if (entity) str_adds(out, entity);
        else str_addc(out, v.p[i]);
    }
}

static void escaped_text_is_one_paragraph_of_itself(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Str escaped = STR_INIT, want = STR_INIT, html = STR_INIT, got = STR_INIT;
    for (int round = 0; round < 40000; round++) {
        View text = random_text(&a, 1 + draw(12)), more = random_text(&a, 4);
        if (draw(20) == 0) text = view_of(arena_printf(&a, "%.*s\n%.*s", VARG(text), VARG(more)));
        str_clear(&escaped);
        str_clear(&want);
        str_clear(&html);
        str_clear(&got);
        markdown_escape(&escaped, text);
        markdown_text(&got, str_view(&escaped));
        trimmed(&want, text);
        if (!view_eq(str_view(&got), str_view(&want))) print_error("escaped: %s\n", escaped.p);
        assert_view(str_view(&got), want.p);
        if (want.n) str_cut(&want, want.n - 1);
        str_clear(&got);
        md_html(&a, &got, str_view(&escaped), &(HtmlOptions){.strict = true}, NULL);
        if (want.n) str_adds(&html, "<p>");
        add_html(&html, str_view(&want));
        if (want.n) str_adds(&html, "</p>\n");
        if (!view_eq(str_view(&got), str_view(&html))) print_error("escaped: %s\n", escaped.p);
        assert_view(str_view(&got), html.p);
        if (round % 100 == 99) arena_clear(&a);
    }
    str_release(&escaped);
    str_release(&want);
    str_release(&html);
    str_release(&got);
    arena_release(&a);
}

static void escaped_text_is_a_heading_of_itself(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    Str body = STR_INIT, want = STR_INIT, got = STR_INIT;
    for (int round = 0; round < 10000; round++) {
        View text = random_text(&a, 1 + draw(8));
        str_clear(&body);
        str_clear(&want);
        str_clear(&got);
        trimmed(&want, text);
        if (!want.n) continue;
        str_adds(&body, "## ");
        markdown_escape(&body, text);
        markdown_text(&got, str_view(&body));
        if (!view_eq(str_view(&got), str_view(&want))) print_error("escaped: %s\n", body.p);
        assert_view(str_view(&got), want.p);
        str_clear(&got);
        md_html(&a, &got, str_view(&body), &(HtmlOptions){.strict = true}, NULL);
        assert_true(view_starts(str_view(&got), V("<h2>")) && view_ends(str_view(&got), V("</h2>\n")));
        if (round % 100 == 99) arena_clear(&a);
    }
    str_release(&body);
    str_release(&want);
    str_release(&got);
    arena_release(&a);
}

/* Lines of real documents survive, and few of them need a backslash. */
static void lines_of_the_seeds_survive(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    FileList files = {0};
    if (dir_list(&a, SHARED "/seeds", &files) != 0) skip();
    size_t lines = 0, changed = 0;
    Str text = STR_INIT, escaped = STR_INIT, got = STR_INIT, want = STR_INIT;
    for (size_t i = 0; i < files.n; i++) {
        if (!view_is(path_ext(view_of(files.p[i].path)), "txt")) continue;
        str_clear(&text);
        assert_int_equal(file_read(path_join(&a, SHARED "/seeds", files.p[i].path), &text, FILE_MAX_BYTES), 0);
        View rest = str_view(&text), line;
        while (view_line(&rest, &line)) {
            str_clear(&escaped);
            str_clear(&got);
            str_clear(&want);
            trimmed(&want, line);
            markdown_escape(&escaped, line);
            markdown_text(&got, str_view(&escaped));
            if (utf8_valid(line)) assert_view(str_view(&got), want.p);
            lines += want.n > 0;
            changed += want.n > 0 && escaped.n != want.n - 1;
        }
    }
    assert_true(lines > 100 && changed * 10 < lines);
    str_release(&text);
    str_release(&escaped);
    str_release(&got);
    str_release(&want);
    filelist_release(&files);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_articles_read_the_same_by_both_readers),
        cmocka_unit_test(an_image_is_the_article_wherever_it_is_moved),
        cmocka_unit_test(what_an_image_does_not_hold_is_not_taken),
        cmocka_unit_test(an_image_brings_no_body),
        cmocka_unit_test(an_image_of_no_kind_is_not_taken),
        cmocka_unit_test(damaged_articles_do_not_part_the_readers),
        cmocka_unit_test(simple_bodies_need_no_parser),
        cmocka_unit_test(escaped_text_is_one_paragraph_of_itself),
        cmocka_unit_test(escaped_text_is_a_heading_of_itself),
        cmocka_unit_test(lines_of_the_seeds_survive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
