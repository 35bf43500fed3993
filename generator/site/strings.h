/* The interface's strings: templates/i18n/LANG.yaml, one key a line. */
#ifndef FANGZHI_SITE_STRINGS_H
#define FANGZHI_SITE_STRINGS_H

#include "base/base.h"
#include "site/lookup.h"
#include "template/template.h"

typedef struct StringText {
    View text;
    unsigned layer; /* 0: English, 1: the language asked for */
} StringText;

typedef struct Strings {
    Map by_key;
    VEC(StringText) texts;
    Value *value; /* the same as a map, for templates */
} Strings;

/* English first, the language's own over it, the archive's own over that: a
 * string that is not translated is still said. False after errors. */
bool strings_load(Strings *s, Arena *a, Diag *d, const Lookup *lookup, View language);
void strings_release(Strings *s);

bool strings_has(const Strings *s, const char *key);
/* The text under key; the key itself where there is none. */
View strings_get(const Strings *s, const char *key);
/* With {1}, {2} … replaced. In the arena. */
View strings_format(const Strings *s, Arena *a, const char *key, const View *args, size_t n);
/* For a number: "KEY_one" for 1 where a language tells it apart. */
View strings_count(const Strings *s, Arena *a, const char *key, size_t number);
/* A date (YYYY, YYYY-MM, YYYY-MM-DD) in words; anything else as it is. The
 * patterns have {1} year, {2} month, {3} day, {4} the month's name. */
View strings_date(const Strings *s, Arena *a, View date);

/* A day as YYYYMMDD in words, parts that are 0 left out. */
View strings_day(const Strings *s, Arena *a, unsigned day);

#endif
