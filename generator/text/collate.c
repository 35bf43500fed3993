#include "text/text.h"

#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

struct Collator {
    UCollator *icu;
    UChar *units; /* the text as UTF-16 */
    size_t cap;
};

/* ICU falls back to the root locale where it knows no such language. */
static bool is_known(const UCollator *icu, const char *locale) {
    UErrorCode err = U_ZERO_ERROR;
    const char *valid = ucol_getLocaleByType(icu, ULOC_VALID_LOCALE, &err);
    return U_SUCCESS(err) && valid && (strcmp(valid, "root") != 0 || locale[0] == '\0' || strcmp(locale, "root") == 0);
}

Collator *collator_new(const char *locale) {
    char id[ULOC_FULLNAME_CAPACITY];
    int32_t parsed;
    UErrorCode err = U_ZERO_ERROR;
    uloc_forLanguageTag(locale, id, sizeof id, &parsed, &err);
    if (U_FAILURE(err) || (size_t)parsed != strlen(locale)) return NULL;
    UCollator *icu = ucol_open(id, &err);
    if (U_FAILURE(err)) return NULL;
    if (!is_known(icu, id)) {
        ucol_close(icu);
        return NULL;
    }
    Collator *c = xmalloc(sizeof *c);
    *c = (Collator){icu, NULL, 0};
    return c;
}

void collator_free(Collator *c) {
    if (!c) return;
    ucol_close(c->icu);
    free(c->units);
    free(c);
}

void collator_key(Collator *c, View v, Str *key) {
    v = view_to(v, INT32_MAX / 8); /* ICU counts in int32_t, and keys are longer than texts */
    if (c->cap < v.n + 1) c->units = vec_grow(c->units, &c->cap, v.n + 1, sizeof *c->units);
    int32_t n;
    UErrorCode err = U_ZERO_ERROR;
    u_strFromUTF8WithSub(c->units, (int32_t)c->cap, &n, v.n ? v.p : "", (int32_t)v.n, 0xfffd, NULL, &err);
    /* Names fit at the first try: four bytes a character, and the levels' ends. */
    int32_t room = n * 4 + 16, need;
    str_reserve(key, (size_t)room);
    need = ucol_getSortKey(c->icu, c->units, n, (uint8_t *)key->p + key->n, room);
    if (need > room) {
        str_reserve(key, (size_t)need);
        ucol_getSortKey(c->icu, c->units, n, (uint8_t *)key->p + key->n, need);
    }
    key->n += (size_t)need - 1; /* without ICU's NUL, which is no part of the order */
    key->p[key->n] = '\0';
}
