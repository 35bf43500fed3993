/* text: Unicode as fangzhi needs it, on top of ICU. Everything takes and
 * gives UTF-8. Offsets are bytes. */
#ifndef FANGZHI_TEXT_H
#define FANGZHI_TEXT_H

#include <endian.h>

#include "base/base.h"

/* --- code points ------------------------------------------------------- */

/* Of the leads E0 to EF all but E0 and ED take any two trail bytes. */
enum { UTF8_LEADS_OF_ANY = 0xffff & ~(1 << 0x0 | 1 << 0xd) };
uint32_t utf8_next_any(View *v); /* utf8_next, for what it does not do itself */
/* Takes the next code point off *v; an invalid byte is U+FFFD and one byte.
 * *v must not be empty. (Inline for ASCII, Han and its punctuation: every loop over text
 * is a loop around this.) */
static inline uint32_t utf8_next(View *v) {
    const unsigned char *p = (const unsigned char *)v->p;
    if (p[0] < 0x80) {
        v->p++;
        v->n--;
        return p[0];
    }
    if (v->n >= 4) {
        uint32_t four;
        memcpy(&four, p, sizeof four);
        four = le32toh(four);
        if ((four & 0x00c0c0f0) == 0x008080e0 && (UTF8_LEADS_OF_ANY >> (four & 15) & 1)) {
            v->p += 3;
            v->n -= 3;
            return (four & 0x0fU) << 12 | (four >> 2 & 0xfc0U) | (four >> 16 & 0x3fU);
        }
    }
    View rest = *v; /* a copy, so that v may stay in registers */
    uint32_t cp = utf8_next_any(&rest);
    *v = rest;
    return cp;
}
uint32_t utf8_last_any(View *v);
/* Takes the last code point off *v, likewise. */
static inline uint32_t utf8_last(View *v) {
    const unsigned char *p = (const unsigned char *)v->p + v->n;
    if (v->n >= 3 && p[-3] > 0xe0 && p[-3] < 0xf0 && p[-3] != 0xed && (p[-2] & 0xc0) == 0x80 &&
        (p[-1] & 0xc0) == 0x80) {
        v->n -= 3;
        return (p[-3] & 0x0fU) << 12 | (p[-2] & 0x3fU) << 6 | (p[-1] & 0x3fU);
    }
    View rest = *v;
    uint32_t cp = utf8_last_any(&rest);
    *v = rest;
    return cp;
}
void utf8_add(Str *out, uint32_t cp);
size_t utf8_put(char *buf, uint32_t cp); /* into buf (4 bytes), without NUL; how many */
bool utf8_valid(View v);
size_t utf8_valid_prefix(View v);       /* bytes of v before the first invalid one */
size_t utf8_count(View v);              /* code points */
bool utf8_within(View v, size_t count); /* has v no more than so many? */
View utf8_prefix(View v, size_t count); /* the first `count` code points */

bool cp_is_han_any(uint32_t cp);
static inline bool cp_is_han(uint32_t cp) { /* ideographs, radicals, 〇 々 */
    return (cp >= 0x4e00 && cp <= 0x9fff) || (cp >= 0x2e80 && cp_is_han_any(cp));
}
bool cp_is_tibetan(uint32_t cp); /* letters, signs, digits and tsheg; not shad */
bool cp_is_space_any(uint32_t cp);
static inline bool cp_is_space(uint32_t cp) { /* White_Space, U+3000, U+200B, U+FEFF */
    if (cp < 0x80) return cp == ' ' || (cp >= '\t' && cp <= '\r');
    return (cp <= 0x3000 || cp == 0xfeff) && cp_is_space_any(cp);
}
bool cp_is_digit(uint32_t cp);   /* 0-9 and ０-９ */
bool cp_is_letter(uint32_t cp);  /* Unicode letter other than Han and Tibetan */

/* "zh-Hans", "zh-Hant" or "bo": what most letters of v are; zh by the
 * characters that only one of the two orthographies uses, "zh" where they
 * do not tell. "" without Han or Tibetan. */
const char *text_language(View v);

/* --- bytes to text ------------------------------------------------------ */

typedef enum Charset { CS_UNKNOWN, CS_UTF8, CS_GB18030, CS_BIG5, CS_UTF16LE, CS_UTF16BE } Charset;
const char *charset_name(Charset c);
Charset charset_named(View name); /* CS_UNKNOWN where there is none such */

/* Appends the text of `bytes` as valid UTF-8, without byte-order mark, line
 * ends as they stood (\r\n and lone \r are kept). A byte-order mark goes before
 * `as`; without one, CS_UNKNOWN finds the charset: valid UTF-8, else what has
 * the fewest faults and the most common characters. *found (may be NULL) tells
 * it; *bad (may be NULL) counts sequences that became U+FFFD, *bad_at (may be
 * NULL) is the first one's byte offset in `bytes`. */
void text_decode(View bytes, Charset as, Str *utf8, Charset *found, size_t *bad, size_t *bad_at);

/* --- folding (for the index and for comparing; never for what is shown) --- */

/* Folding is a map from one code point to zero or more code points, so
 * fold(ab) = fold(a)fold(b). It undoes width, case, compatibility forms,
 * and traditional and variant Han forms (to simplified). The table is
 * text/fold.tsv, committed, made by `make fold` from ICU. */
void text_fold(Str *out, View v);
/* One code point's fold, as UTF-8; borrowed for ever. An unmapped code point
 * gives itself in buf (at least 5 bytes). */
View text_fold_cp(uint32_t cp, char *buf);
bool text_folds(uint32_t cp); /* to anything but itself */

/* --- order and romanisation ---------------------------------------------- */

/* One a thread: ICU's objects are not shared. */
typedef struct Collator Collator;
Collator *collator_new(const char *locale); /* owned: "zh-u-co-stroke", "en" …; NULL where ICU has no data */
/* Chinese is sorted by pinyin unless a tag says otherwise (CLDR). A tag that
 * says what is so anyhow makes ICU read the tables of all such keys: 8 ms. */
#define COLLATE_PINYIN "zh"
void collator_free(Collator *c);
/* Appends a key; bytewise order of keys is the locale's order. */
void collator_key(Collator *c, View v, Str *key);

typedef struct Romanizer Romanizer;
Romanizer *romanizer_new(void); /* owned */
void romanizer_free(Romanizer *r);
/* Appends toneless lower-case pinyin, one syllable a Han character, joined by
 * single spaces: 拉萨 → "la sa"; other text is kept, lower case. */
void romanize(Romanizer *r, View v, Str *out);

/* --- words ---------------------------------------------------------------- */

/* ICU's word breaks of Chinese, the calling thread's own: borrowed, until it
 * ends. Set its text before each use. NULL where ICU has no data. */
struct UBreakIterator *text_words(void);
/* May a word hold b right behind a? False is certain: ICU parts them wherever
 * they stand, one being Han and the other Han, a mark or an ASCII letter. */
bool text_word_pair(uint32_t a, uint32_t b);

#endif
