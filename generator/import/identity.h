/* import, inside: by what an article is known again. */
#ifndef FANGZHI_IMPORT_IDENTITY_H
#define FANGZHI_IMPORT_IDENTITY_H

#include "import/emit.h"

/* Gives every draft its id: that of the article of `before` with which it
 * shares title, opening or most of its text, else a new one. `plain` is the
 * drafts' text. */
void identity_give(Page *page, const Outputs *before, const View *plain);

/* Into `out`, as long as there are drafts: the ids under which each was known
 * as well. Those it had, and those of the articles of `before` that are no
 * more (and that no person keeps) and of whose text it took most. */
void identity_aliases(Page *page, const Outputs *before, const View *plain, Views *out);

/* Which of the texts of sources that are gone each of n texts is, for the
 * most part, in of[n]; SIZE_MAX: none. */
void identity_sources(const Outputs *gone, const View *texts, size_t n, size_t *of);

#endif
