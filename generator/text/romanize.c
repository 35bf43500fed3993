#include "text/icu.h"
#include "text/pinyin.h"
#include "text/text.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { READING_LONGEST = 6, BMP = 0x10000, RUN_MAX = 1024 };

typedef struct Reading {
    View character, syllable, words;
} Reading;

static const Reading readings[] = {
#define READING(character, syllable, words) {V_INIT(character), V_INIT(syllable), V_INIT(words)},
#include "text/readings.def"
#undef READING
};
enum { READINGS = sizeof readings / sizeof *readings };
_Static_assert(READINGS < UINT8_MAX, "a row's number is a byte");

/* Which row reads each character of a word; 0 is none, 1 the first row. */
typedef struct Word {
    uint8_t row[READING_LONGEST];
} Word;

/* A run of Han: the characters, and their folds as text, by which words are
 * found; at[n] is its end. */
typedef struct Run {
    uint32_t cp[RUN_MAX];
    uint8_t row[RUN_MAX];
    size_t at[RUN_MAX + 1];
    size_t n;
    Str folded;
} Run;

struct Romanizer {
    UTransliterator *icu; /* for what is outside the BMP; opened when first needed */
    Arena arena;
    Map words; /* folded word: index into list */
    VEC(Word) list;
    uint8_t usual[BMP];   /* by folded character: its row for everywhere */
    uint8_t longest[BMP]; /* by first folded character: the length of its longest word, 0 for most */
    Str other;            /* the transliteration of a character that the table does not have */
    Run run;
};

static uint32_t first_cp(View v) { return v.n ? utf8_next(&v) : 0; }

static void add_word(Romanizer *r, View word, uint32_t character, uint8_t row) {
    bool fresh;
    size_t *at = map_at(&r->words, word, &fresh), n = 0;
    if (fresh) {
        *at = r->list.n;
        vec_push(&r->list, (Word){{0}});
    }
    uint32_t first = first_cp(word);
    for (; word.n && n < READING_LONGEST; n++)
        if (utf8_next(&word) == character) r->list.p[*at].row[n] = row;
    if (first < BMP && r->longest[first] < n) r->longest[first] = (uint8_t)n;
}

static void add_reading(Romanizer *r, size_t i) {
    Str folded = STR_INIT;
    text_fold(&folded, readings[i].character);
    uint32_t character = first_cp(str_view(&folded));
    uint8_t row = (uint8_t)(i + 1);
    View words = readings[i].words, word;
    if (words.n == 0 && character < BMP) r->usual[character] = row;
    while (words.n && view_split(&words, ' ', &word)) {
        str_clear(&folded);
        text_fold(&folded, word);
        if (folded.n) add_word(r, arena_view(&r->arena, str_view(&folded)), character, row);
    }
    str_release(&folded);
}

Romanizer *romanizer_new(void) {
    Romanizer *r = xcalloc(1, sizeof *r);
    str_init(&r->other);
    str_init(&r->run.folded);
    for (size_t i = 0; i < READINGS; i++) add_reading(r, i);
    return r;
}

void romanizer_free(Romanizer *r) {
    if (!r) return;
    if (r->icu) utrans_close(r->icu);
    arena_release(&r->arena);
    map_release(&r->words);
    vec_release(&r->list);
    str_release(&r->other);
    str_release(&r->run.folded);
    free(r);
}

/* Appends what ICU makes of one character, without spaces around it. */
static void transliterate(Romanizer *r, uint32_t cp, Str *out) {
    enum { UNITS = 64 };
    UChar units[UNITS];
    char bytes[4 * UNITS];
    int32_t n, limit, length;
    UErrorCode err = U_ZERO_ERROR;
    if (!r->icu) r->icu = utrans_openU(u"Han-Latin; Latin-ASCII; Lower", -1, UTRANS_FORWARD, NULL, 0, NULL, &err);
    icu_must(err, "Han-Latin");
    u_strFromUTF32(units, UNITS, &n, (const UChar32 *)&cp, 1, &err);
    limit = n;
    utrans_transUChars(r->icu, units, &n, UNITS, 0, &limit, &err);
    u_strToUTF8(bytes, sizeof bytes, &length, units, n, &err);
    if (U_SUCCESS(err))
        str_addv(out, view_trim(view(bytes, (size_t)length)));
    else
        utf8_add(out, cp);
}

static View character(Romanizer *r, uint32_t cp) {
    if (cp < BMP && latin_at[cp]) return view_of(latin_texts + latin_at[cp]);
    str_clear(&r->other);
    if (cp < BMP) utf8_add(&r->other, cp);
    else transliterate(r, cp, &r->other);
    return str_view(&r->other);
}

/* Takes up to RUN_MAX Han characters off *v. */
static void take_run(Romanizer *r, View *v) {
    Run *run = &r->run;
    str_clear(&run->folded);
    for (run->n = 0; v->n && run->n < RUN_MAX; run->n++) {
        View rest = *v;
        uint32_t cp = utf8_next(&rest);
        char buf[4];
        if (!cp_is_han(cp)) break;
        View folded = text_fold_cp(cp, buf);
        uint32_t key = first_cp(folded);
        run->cp[run->n] = cp;
        run->row[run->n] = key < BMP ? r->usual[key] : 0;
        run->at[run->n] = run->folded.n;
        str_addv(&run->folded, folded);
        *v = rest;
    }
    run->at[run->n] = run->folded.n;
}

/* The words of the run that together cover most of it; where two overlap and
 * are as long, the later one (武汉市 长江). */
static void read_words(Romanizer *r) {
    Run *run = &r->run;
    View folded = str_view(&run->folded);
    uint16_t covered[RUN_MAX + 1] = {0}, length[RUN_MAX];
    const Word *word[RUN_MAX];
    for (size_t i = run->n; i-- > 0;) {
        uint32_t first = first_cp(view_from(folded, run->at[i]));
        size_t longest = first < BMP ? r->longest[first] : 0;
        covered[i] = covered[i + 1];
        length[i] = 1;
        word[i] = NULL;
        for (size_t n = 2; n <= longest && i + n <= run->n; n++) {
            size_t *found = map_get(&r->words, view(folded.p + run->at[i], run->at[i + n] - run->at[i]));
            if (!found || covered[i + n] + n <= covered[i]) continue;
            covered[i] = (uint16_t)(covered[i + n] + n);
            length[i] = (uint16_t)n;
            word[i] = r->list.p + *found;
        }
    }
    for (size_t i = 0; i < run->n; i += length[i])
        for (size_t k = 0; word[i] && k < length[i]; k++)
            if (word[i]->row[k]) run->row[i + k] = word[i]->row[k];
}

/* A space between a syllable and the word before it, none after marks or space. */
static void separate(Str *out, size_t start) {
    View before = view_from(str_view(out), start);
    if (before.n == 0) return;
    uint32_t last = utf8_last(&before);
    if (cp_is_letter(last) || cp_is_digit(last) || cp_is_tibetan(last) || cp_is_han(last)) str_addc(out, ' ');
}

static void add_syllables(Romanizer *r, Str *out, size_t start) {
    for (size_t i = 0; i < r->run.n; i++) {
        uint8_t row = r->run.row[i];
        separate(out, start);
        str_addv(out, row ? readings[row - 1].syllable : character(r, r->run.cp[i]));
    }
}

void romanize(Romanizer *r, View v, Str *out) {
    size_t start = out->n;
    bool after_han = false;
    while (v.n) {
        take_run(r, &v);
        if (r->run.n) {
            read_words(r);
            add_syllables(r, out, start);
            after_han = true;
            continue;
        }
        uint32_t cp = utf8_next(&v);
        if (cp_is_space(cp)) {
            if (out->n > start && out->p[out->n - 1] != ' ') str_addc(out, ' ');
        } else {
            if (after_han && (cp_is_letter(cp) || cp_is_digit(cp) || cp_is_tibetan(cp))) separate(out, start);
            str_addv(out, character(r, cp));
        }
        after_han = false;
    }
    if (out->n > start && out->p[out->n - 1] == ' ') str_cut(out, out->n - 1);
}
