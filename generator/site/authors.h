/* Authors, by their names as printed. */
#ifndef FANGZHI_SITE_AUTHORS_H
#define FANGZHI_SITE_AUTHORS_H

#include "site/page.h"

bool author_has_page(const Site *s, uint32_t author);
/* The list of all, of which a page has so many. */
enum { AUTHORS_PAGE = 500 };
size_t author_pages(const Site *s);
View url_authors(Arena *a, size_t page);
/* Sets "byline" on an article: a list of links with a separator between. */
void set_byline(const Builder *b, Worker *w, Value *v, View root, const Item *item);

#endif
