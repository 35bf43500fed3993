/* What the site tells the search index, and the page that asks it. */
#ifndef FANGZHI_SITE_SEARCH_PAGE_H
#define FANGZHI_SITE_SEARCH_PAGE_H

#include "site/page.h"

/* Begins the index of all articles. The articles are then made in the order
 * of b->order, so that few blocks of the index are open at a time. */
void search_begin(Builder *b, unsigned jobs);
/* For an article that is as it was: adds it, if its block is made anew, without
 * its text; false if that cannot be done, and search_add must be. */
bool search_add_again(const Builder *b, Worker *w, const Item *item);
/* Adds an article, if its block is made anew, whose plain text is in w->plain. */
void search_add(const Builder *b, Worker *w, const Item *item);
/* When all pages are made: writes what is left. */
void search_finish(Builder *b);

#endif
