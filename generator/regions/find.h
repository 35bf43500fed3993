/* Finding written forms of names in a text. */
#ifndef FANGZHI_REGIONS_FIND_H
#define FANGZHI_REGIONS_FIND_H

#include "regions/gazetteer.h"
#include "regions/marks.h"

typedef struct FoundForm {
    size_t at;
    uint32_t n;      /* bytes, with the suffix */
    uint32_t value;  /* of the lexicon: which form */
    Suffix suffix;   /* after a stem, as written; SUFFIX_NONE: a whole form */
    const Lexicon *lexicon;
} FoundForm;

typedef VEC(FoundForm) FoundForms;

/* Appends every form in the text; those of one lexicon by where they begin, shorter ones first. Also its
 * marks, unless `marks` is NULL. */
void find_forms(const Lexicon *const *lexicons, size_t n, View text, FoundForms *out, Marks *marks);

/* What a found form may mean. */
static inline const Posting *form_postings(const FoundForm *f, size_t *n) {
    const uint32_t *list = f->lexicon->lists + f->value;
    *n = list[1] - list[0];
    return f->lexicon->postings + list[0];
}

#endif
