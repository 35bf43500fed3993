/* Citing from the site: an article's citation, what its page says of it to
 * people and programs, and whole bibliographies. */
#ifndef FANGZHI_SITE_CITE_H
#define FANGZHI_SITE_CITE_H

#include "site/citation.h"
#include "site/page.h"

/* Of the issue or the year covered, else its own. */
View cite_issue_date(const Article *article);
/* In the worker's arena. */
Citation cite_item(const Builder *b, Worker *w, const Item *item);
/* "page 3": of a paper 版, of a book 页. In the worker's arena. */
View cite_page_name(const Builder *b, Worker *w, const Item *item, View page);
/* Appends an article's record in a bibliography. */
void cite_ris(const Builder *b, Worker *w, Str *out, const Item *item);
/* Sets "cite" on the article and "meta" on the page. */
void article_cite(const Builder *b, Worker *w, Value *data, Value *article, const Item *item);

/* A place or topic of which so much is known that its articles can be taken
 * away and followed: a bibliography and a feed stand beside its page. */
bool place_is_followed(const Site *s, uint32_t place);
bool subject_is_followed(const Site *s, uint32_t subject);
/* At most so many records, the newest, in the bibliography of a part. */
enum { BIBLIOGRAPHY_MAX = 5000 };
/* articles.ris beside a page. */
View bibliography_url(Worker *w, View page);


/* What a publication has of a year, by its issues' dates, in the arena. */
typedef struct IssueYear {
    uint32_t year;
    Span ranks;
} IssueYear;
size_t title_years(const Site *s, Arena *a, size_t title, IssueYear **years);
View title_year_url(Arena *a, const Title *title, uint32_t year);

#endif
