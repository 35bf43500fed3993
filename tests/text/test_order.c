#include "test.h"
#include "text/text.h"

static const struct {
    const char *text, *want;
} readings[] = {
#define READ(text, want)                                                                                               \
    { text, want }
    READ("拉萨", "la sa"),
    READ("重庆市长寿区", "chong qing shi chang shou qu"),
    READ("武汉市长江大桥", "wu han shi chang jiang da qiao"),
    READ("长安镇的镇长", "chang an zhen de zhen zhang"),
    READ("长子县", "zhang zi xian"),
    READ("厦门大厦", "xia men da sha"),
    READ("六安 六盘水", "lu an liu pan shui"),
    READ("蚌埠", "beng bu"),
    READ("丽水台州", "li shui tai zhou"),
    READ("洛隆曲水那曲", "luo long qu shui na qu"),
    READ("乐山乐清乐亭音乐", "le shan yue qing lao ting yin yue"),
    READ("郫都区亳州", "pi du qu bo zhou"),
    READ("铅山番禺东莞", "yan shan pan yu dong guan"),
    READ("会理会计单县", "hui li kuai ji shan xian"),
    READ("尉犁吐鲁番什邡", "yu li tu lu fan shi fang"),
    READ("阿里地区东阿县", "a li di qu dong e xian"),
    READ("西藏昌都馆藏藏书", "xi zang chang du guan cang cang shu"),
    READ("银行行长行走", "yin hang hang zhang xing zou"),
    READ("绥棱牟平浚县", "sui ling mu ping xun xian"),
    READ("珲春称多犍为", "hun chun chen duo qian wei"),
    READ("長春縣長", "chang chun xian zhang"),
    READ("绿色", "lu se"),
    READ("二〇二〇年", "er ling er ling nian"),
    READ("2020年第3期A版", "2020 nian di 3 qi a ban"),
    READ("　拉 \n 萨　", "la sa"),
    READ("“书”（上）", "\"shu\"(shang)"),
    READ("ＡＢＣ Café", "abc cafe"),
    READ("བོད་ཡིག", "བོད་ཡིག"),
    READ("", ""),
#undef READ
};

static void places_and_words_are_read_as_people_read_them(void **state) {
    (void)state;
    Romanizer *r = romanizer_new();
    Str s = STR_INIT;
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        str_clear(&s);
        romanize(r, view_of(readings[i].text), &s);
        assert_view(str_view(&s), readings[i].want);
    }
    str_clear(&s);
    str_adds(&s, "x:");
    romanize(r, V("路"), &s);
    assert_view(str_view(&s), "x:lu");
    str_release(&s);
    romanizer_free(r);
}

/* Each row of the table: its syllable is one, its words hold its character
 * and are short enough to be found. */
static void every_row_of_the_readings_can_apply(void **state) {
    (void)state;
    static const struct {
        View character, syllable, words;
    } rows[] = {
#define READING(character, syllable, words) {V_INIT(character), V_INIT(syllable), V_INIT(words)},
#include "text/readings.def"
#undef READING
    };
    Romanizer *r = romanizer_new();
    Str s = STR_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(utf8_count(rows[i].character), 1);
        for (size_t k = 0; k < rows[i].syllable.n; k++) assert_in_range(rows[i].syllable.p[k], 'a', 'z');
        View words = rows[i].words, word;
        while (words.n && view_split(&words, ' ', &word)) {
            str_clear(&s);
            romanize(r, word, &s);
            if (view_find(str_view(&s), rows[i].syllable, 0) == SIZE_MAX ||
                view_find(word, rows[i].character, 0) == SIZE_MAX || utf8_count(word) < 2)
                fail_msg("%s: %.*s is read %s", rows[i].character.p, VARG(word), s.p);
        }
    }
    str_release(&s);
    romanizer_free(r);
}

static void romanising_takes_any_input(void **state) {
    (void)state;
    Romanizer *r = romanizer_new();
    Str in = STR_INIT, out = STR_INIT;
    for (uint32_t cp = 0; cp < 0x32000; cp += 7) utf8_add(&in, cp);
    str_addv(&in, V("\xff\xe4\0\x80"));
    romanize(r, str_view(&in), &out);
    assert_true(utf8_valid(str_view(&out)));
    str_clear(&in);
    str_clear(&out);
    for (int i = 0; i < 5000; i++) str_adds(&in, "长");
    romanize(r, str_view(&in), &out);
    assert_int_equal(out.n, 5000 * sizeof "chang" - 1);
    str_release(&in);
    str_release(&out);
    romanizer_free(r);
}

static void sorted_by(const char *locale, const char *const *words, size_t n) {
    Collator *c = collator_new(locale);
    assert_non_null(c);
    Str last = STR_INIT, key = STR_INIT;
    for (size_t i = 0; i < n; i++) {
        str_clear(&key);
        collator_key(c, view_of(words[i]), &key);
        assert_int_equal(strlen(key.p), key.n);
        if (i && view_cmp(str_view(&last), str_view(&key)) >= 0) fail_msg("%s before %s", words[i - 1], words[i]);
        str_clear(&last);
        str_addv(&last, str_view(&key));
    }
    str_release(&last);
    str_release(&key);
    collator_free(c);
}

static void keys_are_in_the_order_of_the_locale(void **state) {
    (void)state;
    static const char *const pinyin[] = {"", "12", "阿里", "昌都", "拉萨", "林芝", "那曲", "日喀则", "山南"};
    static const char *const strokes[] = {"一", "人", "大", "天", "本", "鬱"};
    static const char *const latin[] = {"apple", "Apple", "Äpple", "banana", "zoo"};
    static const char *const tibetan[] = {"ཀ", "ཁ", "ག", "ང"};
    sorted_by("zh-u-co-pinyin", pinyin, sizeof pinyin / sizeof *pinyin);
    sorted_by("zh-Hans", pinyin, sizeof pinyin / sizeof *pinyin);
    sorted_by("zh-u-co-stroke", strokes, sizeof strokes / sizeof *strokes);
    sorted_by("en", latin, sizeof latin / sizeof *latin);
    sorted_by("bo", tibetan, sizeof tibetan / sizeof *tibetan);
}

static void unknown_locales_have_no_collator(void **state) {
    (void)state;
    assert_null(collator_new("xx"));
    assert_null(collator_new("not a locale"));
    assert_null(collator_new("zh_"));
    collator_free(NULL);
    romanizer_free(NULL);
}

static void keys_take_any_input(void **state) {
    (void)state;
    Collator *c = collator_new("zh-u-co-pinyin");
    Str key = STR_INIT, long_text = STR_INIT;
    collator_key(c, (View){NULL, 0}, &key);
    collator_key(c, V("\xff\xe4\0x"), &key);
    for (int i = 0; i < 30000; i++) str_adds(&long_text, "路𠀀");
    collator_key(c, str_view(&long_text), &key);
    assert_true(key.n > 30000);
    str_release(&key);
    str_release(&long_text);
    collator_free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_and_words_are_read_as_people_read_them),
        cmocka_unit_test(every_row_of_the_readings_can_apply),
        cmocka_unit_test(romanising_takes_any_input),
        cmocka_unit_test(keys_are_in_the_order_of_the_locale),
        cmocka_unit_test(unknown_locales_have_no_collator),
        cmocka_unit_test(keys_take_any_input),
    };
    return cmocka_run_group_tests_name("order", tests, NULL, NULL);
}
