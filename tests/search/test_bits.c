#include "search/bits.h"
#include "search/parse.h"
#include "search/postings.h"
#include "test.h"
#include "text/text.h"

static BitReader reader(const Str *data) { return (BitReader){.p = (const unsigned char *)data->p, .n = data->n}; }

static void numbers_come_back(void **state) {
    (void)state;
    static const uint32_t values[] = {1,   2,     3,      4,      7,       8,         15,        16,
                                      100, 12345, 0x7fff, 0x8000, 0x10000, 0xfffffff, 0x7fffffff};
    const size_t n = sizeof values / sizeof *values;
    Str data = STR_INIT;
    BitWriter w = bits_to(&data);
    for (size_t i = 0; i < n; i++) {
        bits_gamma(&w, values[i]);
        for (unsigned k = 0; k < 18; k++) bits_rice(&w, values[i] - 1, k);
        bits_put(&w, values[i], 32);
        bits_put(&w, 5, 3);
    }
    bits_flush(&w);
    BitReader r = reader(&data);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(bits_get_gamma(&r), values[i]);
        for (unsigned k = 0; k < 18; k++) assert_int_equal(bits_get_rice(&r, k), values[i] - 1);
        assert_int_equal(bits_get(&r, 32), values[i]);
        assert_int_equal(bits_get(&r, 3), 5);
    }
    assert_false(r.over);
    str_release(&data);
}

static void units_need_no_escape(void **state) {
    (void)state;
    Str data = STR_INIT;
    BitWriter w = bits_to(&data);
    for (uint32_t i = 0; i < 0x8000; i++) bits_put(&w, i, UNIT_BITS);
    bits_flush(&w);
    assert_int_equal(data.n, 2 * 0x8000);
    for (size_t i = 0; i < data.n; i += 2) {
        unsigned unit = (unsigned char)data.p[i] | (unsigned)(unsigned char)data.p[i + 1] << 8;
        assert_true(unit >= 0x3000 && unit < 0xb000);
    }
    str_release(&data);
}

static void reading_past_the_end_is_noticed(void **state) {
    (void)state;
    BitReader r = {0};
    bits_get(&r, 1);
    assert_true(r.over);
    r = (BitReader){.p = (const unsigned char *)"\x00\x30", .n = 2};
    bits_get_rice(&r, 3);
    bits_get_gamma(&r);
    assert_true(r.over);
}

static void text_comes_back_from_a_script(void **state) {
    (void)state;
    Str file = STR_INIT, text = STR_INIT;
    View data;
    script_open(&file, "00-ab/t1");
    script_text(&file, V("“水库”\"\\\n𠀋བོད</script>\xe2\x80\xa8\x01\xff"));
    script_close(&file);
    assert_true(script_data(str_view(&file), "00-ab/t1", &data));
    assert_false(script_data(str_view(&file), "00-ab/t2", &data));
    script_untext(data, &text);
    assert_view(str_view(&text), "“水库”\"\\\n𠀋བོད</script>\xe2\x80\xa8 \xef\xbf\xbd");
    str_release(&file);
    str_release(&text);
}

/* Two characters of Han are read at once, whatever is beside them. */
static void every_character_comes_back_beside_others(void **state) {
    (void)state;
    Str in = STR_INIT, data = STR_INIT, text = STR_INIT;
    for (uint32_t cp = 0x20; cp < 0x10000; cp++) {
        if (cp == 0x7f) cp = 0xa0; /* controls become spaces */
        if (cp == 0xd800) cp = 0xe000;
        str_clear(&in);
        str_clear(&data);
        str_clear(&text);
        str_adds(&in, "水库");
        utf8_add(&in, cp);
        str_adds(&in, "水");
        utf8_add(&in, cp);
        utf8_add(&in, cp);
        str_adds(&in, "水库水库");
        script_text(&data, str_view(&in));
        script_untext(str_view(&data), &text);
        assert_view(str_view(&text), in.p);
    }
    str_release(&in);
    str_release(&data);
    str_release(&text);
}

static void half_a_pair_beside_han_is_no_character(void **state) {
    (void)state;
    Str data = STR_INIT, text = STR_INIT;
    script_text(&data, V("水\xed\xa0\x80水库水库"));
    script_untext(str_view(&data), &text);
    assert_int_equal(view_find(str_view(&text), V("\xed"), 0), SIZE_MAX);
    assert_true(view_ends(str_view(&text), V("水库水库")));
    str_release(&data);
    str_release(&text);
}

static void a_script_is_parted_between_characters(void **state) {
    (void)state;
    Str data = STR_INIT, text = STR_INIT;
    script_text(&data, V("水\"\\\\n\n𠀋\xe2\x80\xa8库"));
    for (size_t n = 0; n <= data.n; n++) {
        View first = script_prefix(str_view(&data), n);
        assert_true(first.n <= n);
        str_clear(&text);
        script_untext(first, &text);
        script_untext(view_from(str_view(&data), first.n), &text);
        assert_view(str_view(&text), "水\"\\\\n\n𠀋\xe2\x80\xa8库");
    }
    str_release(&data);
    str_release(&text);
}

static void sorted_strings_come_back(void **state) {
    (void)state;
    static const char *const words[] = {"a", "ab", "abc", "abd", "b", "road", "roads", "水", "水库"};
    const size_t n = sizeof words / sizeof *words;
    Str data = STR_INIT, word = STR_INIT;
    BitWriter w = bits_to(&data);
    for (size_t i = 0; i < n; i++) front_code(&w, view_of(i ? words[i - 1] : ""), view_of(words[i]));
    bits_gamma(&w, 1);
    bits_flush(&w);
    BitReader r = reader(&data);
    for (size_t i = 0; i < n; i++) {
        assert_true(front_decode(&r, &word));
        assert_view(str_view(&word), words[i]);
    }
    assert_false(front_decode(&r, &word));
    str_release(&data);
    str_release(&word);
}

static void posting_lists_come_back(void **state) {
    (void)state;
    uint8_t length[300];
    uint32_t title[300], headline[300];
    for (uint32_t i = 0; i < 300; i++) {
        length[i] = (uint8_t)(i % LENGTH_STEPS);
        title[i] = 4;
        headline[i] = 9;
    }
    Shape shape = {.n = 300, .length = length, .title = title, .headline = headline};
    RiceTable rice;
    shape_measure(&shape, &rice);
    const Occurrence occ[] = {
        occurrence(0, 0, 2), occurrence(0, 0, 7), occurrence(0, 5, 100),  occurrence(0, 6, 8),
        occurrence(0, 7, 0), occurrence(0, 7, 1), occurrence(0, 299, 17), occurrence(0, 299, 1000000),
    };
    Str docs = STR_INIT, places = STR_INIT;
    BitWriter d = bits_to(&docs), p = bits_to(&places);
    uint32_t marks[301];
    Lists lists = {0};
    lists_cut(&lists, occ, 8);
    assert_int_equal(lists.n, 1);
    list_write(&d, &p, &lists, 0, &shape, marks);
    lists_release(&lists);
    bits_flush(&d);
    bits_flush(&p);
    Arena a = ARENA_INIT;
    Postings out;
    BitReader rd = reader(&docs), rp = reader(&places);
    assert_true(postings_read(&a, &rd, &rp, &shape, &out));
    static const uint32_t doc[] = {0, 5, 6, 7, 299}, count[] = {2, 1, 1, 2, 2},
                          place[] = {2, 7, 100, 8, 0, 1, 17, 1000000};
    static const uint8_t field[] = {FIELD_TITLE, FIELD_BODY, FIELD_KICKER, FIELD_TITLE, FIELD_BODY};
    assert_int_equal(out.n, 5);
    assert_memory_equal(out.doc, doc, sizeof doc);
    assert_memory_equal(out.count, count, sizeof count);
    assert_memory_equal(out.field, field, sizeof field);
    assert_memory_equal(out.place, place, sizeof place);
    arena_release(&a);
    str_release(&docs);
    str_release(&places);
}

/* More documents and places than are written at once, and gaps of every size. */
static void long_lists_come_back(void **state) {
    (void)state;
    enum { DOCS = 3000, MANY = 700 };
    static uint8_t length[DOCS];
    static uint32_t title[DOCS], headline[DOCS], marks[DOCS + 1];
    static Occurrence occ[2 * DOCS + MANY];
    size_t n = 0;
    for (uint32_t i = 0; i < DOCS; i++) {
        title[i] = 4;
        headline[i] = 9;
        if (i > 100 && i < 2900) continue;
        uint32_t many = i == 50 ? MANY : 1 + i % 2;
        for (uint32_t k = 0; k < many; k++) occ[n++] = occurrence(0, i, i % 12 + 3 * k);
        occ[n - 1] += i % 40 == 0 ? 1U << (i / 100) : 0;
    }
    Shape shape = {.n = DOCS, .length = length, .title = title, .headline = headline};
    RiceTable rice;
    shape_measure(&shape, &rice);
    Str docs = STR_INIT, places = STR_INIT;
    BitWriter d = bits_to(&docs), p = bits_to(&places);
    Lists lists = {0};
    lists_cut(&lists, occ, n);
    list_write(&d, &p, &lists, 0, &shape, marks);
    bits_flush(&d);
    bits_flush(&p);
    Arena a = ARENA_INIT;
    Postings out;
    BitReader rd = reader(&docs), rp = reader(&places);
    assert_true(postings_read(&a, &rd, &rp, &shape, &out));
    size_t at = 0;
    for (size_t i = 0; i < out.n; i++) {
        uint32_t first = occ_place(occ[at]);
        assert_int_equal(out.field[i], first < 4 ? FIELD_TITLE : first < 9 ? FIELD_KICKER : FIELD_BODY);
        for (uint32_t k = 0; k < out.count[i]; k++, at++)
            assert_true(occ[at] == occurrence(0, out.doc[i], out.place[at]));
    }
    assert_int_equal(at, n);
    arena_release(&a);
    lists_release(&lists);
    str_release(&docs);
    str_release(&places);
}

/* Whatever the bytes are: an answer or a refusal, never a crash or a hang. */
static void damaged_lists_are_refused(void **state) {
    (void)state;
    uint8_t length[64] = {0};
    Shape shape = {.n = 64, .length = length};
    uint64_t random = 3;
    for (int i = 0; i < 20000; i++) {
        unsigned char bytes[64];
        for (size_t k = 0; k < sizeof bytes; k++) {
            random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
            bytes[k] = (unsigned char)(random >> 56);
        }
        Arena a = ARENA_INIT;
        Postings out;
        BitReader d = {.p = bytes, .n = 32}, p = {.p = bytes + 32, .n = 32};
        postings_read(&a, &d, &p, &shape, &out);
        doclist_read(&a, &d, 64, &out);
        arena_release(&a);
    }
}

/* --- cutting and parsing ------------------------------------------------------------ */

/* From UTF-8, as a query is cut, and from a script, as an article is. */
static void assert_cut(const char *text, const char *expected) {
    Cutter *c = cutter_new();
    Units units = {0}, again = {0};
    Str got = STR_INIT, script = STR_INIT;
    cut_text(c, view_of(text), &units);
    script_text(&script, view_of(text));
    cut_script(c, str_view(&script), &again);
    assert_int_equal(again.n, units.n);
    for (size_t i = 0; i < units.n; i++) assert_int_equal(unit_class(again.p[i]), unit_class(units.p[i]));
    for (size_t i = 0; i < units.n; i++)
        if (unit_class(units.p[i]) != CLASS_OTHER) assert_int_equal(again.p[i], units.p[i]);
    str_release(&script);
    vec_release(&again);
    for (size_t i = 0; i < units.n; i++) {
        str_addc(&got, "-WLDM"[unit_class(units.p[i])]);
        if (unit_class(units.p[i]) != CLASS_OTHER) utf8_add(&got, unit_cp(units.p[i]));
    }
    assert_view(str_view(&got), expected);
    str_release(&got);
    vec_release(&units);
    cutter_free(c);
}

static void text_is_cut_into_folded_units(void **state) {
    (void)state;
    assert_cut("", "");
    assert_cut("水庫", "W水W库");
    assert_cut("Ａb", "LaLb");
    assert_cut("1,234", "D1D2D3D4");
    assert_cut("1,234,567", "D1D2D3D4D5D6D7");
    assert_cut("1,23", "D1-D2D3");
    assert_cut("1,2345", "D1-D2D3D4D5");
    assert_cut("水，库", "W水-W库");
    assert_cut("e\xcc\x81t", "LeLt");
    assert_cut("水\xcc\x81", "W水-");
    assert_cut("水\"库\\渠\n𠀋\xf3\xb0\x80\x80", "W水-W库-W渠-W𠀋-");
    assert_cut("㍿\xe2\x80\xa8ﬀ水", "W株W式W会W社-LfLfW水");
}

static void assert_parsed(const char *query, size_t clauses, size_t groups) {
    Arena a = ARENA_INIT;
    Cutter *c = cutter_new();
    Parsed p;
    query_parse(&a, c, view_of(query), &p);
    assert_int_equal(p.n, clauses);
    assert_int_equal(p.n_groups, groups);
    cutter_free(c);
    arena_release(&a);
}

static void queries_are_read_as_people_type_them(void **state) {
    (void)state;
    assert_parsed("", 0, 0);
    assert_parsed("水库", 1, 1);
    assert_parsed("水库 灌溉", 2, 2);
    assert_parsed("水库，灌溉", 1, 2);
    assert_parsed("\"水库，灌溉\"", 1, 1);
    assert_parsed("水库 OR 池塘", 1, 2);
    assert_parsed("水库 OR", 1, 1);
    assert_parsed("-水库 池塘", 2, 2);
    assert_parsed("e-mail 3.5", 2, 2);
    assert_parsed("。，！", 0, 0);
}

static void endless_queries_are_cut_off(void **state) {
    (void)state;
    Str query = STR_INIT;
    for (int i = 0; i < 10000; i++) str_adds(&query, "水 ");
    assert_parsed(query.p, QUERY_GROUPS, QUERY_GROUPS);
    str_clear(&query);
    for (int i = 0; i < 10000; i++) str_adds(&query, "库");
    assert_parsed(query.p, 1, 1);
    str_release(&query);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(units_need_no_escape),
        cmocka_unit_test(reading_past_the_end_is_noticed),
        cmocka_unit_test(text_comes_back_from_a_script),
        cmocka_unit_test(every_character_comes_back_beside_others),
        cmocka_unit_test(half_a_pair_beside_han_is_no_character),
        cmocka_unit_test(a_script_is_parted_between_characters),
        cmocka_unit_test(sorted_strings_come_back),
        cmocka_unit_test(posting_lists_come_back),
        cmocka_unit_test(long_lists_come_back),
        cmocka_unit_test(damaged_lists_are_refused),
        cmocka_unit_test(text_is_cut_into_folded_units),
        cmocka_unit_test(queries_are_read_as_people_type_them),
        cmocka_unit_test(endless_queries_are_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
