/* import, inside: the parts of the features, for features.c. */
#ifndef FANGZHI_IMPORT_FEATURES_H
#define FANGZHI_IMPORT_FEATURES_H

#include "import/page.h"

/* --- features.c --- */
bool named_like_column(View folded);
/* 更正, 招聘, and no more. */
bool names_notice(View bare);
bool ends_like_notice(View bare);
/* --- runs_on.c --- */
/* Of a line that looks like a headline: does it run on in the next? */
bool features_runs_on(const Page *page, size_t i);
bool features_heads_headline(const Page *page, const Para *p);
bool features_whole_line(const Page *page, const Para *p);
/* --- persons.c --- */
bool features_only_names(Page *page, size_t para);
/* Names, each of which begins with a family's name. */
bool features_likely_names(View v);
/* 林　业: a word set wide. */
bool is_wide_word(View name);
/* --- bullets.c --- */
extern const char BULLET_MARKS[]; /* words */
void features_bullets(Page *page);
/* --- cells.c --- */
void features_tables(Page *page);
/* --- annals.c --- */
/* 大事记, alone or with the book's name or a part's. */
bool names_annals(View v);
void features_annals(Page *page);
/* --- gazetteer.c --- */
/* Does the page have forms that books alone have? */
bool shows_book(const Page *page);
void features_book(Page *page);
void features_ordinance(Page *page); /* its chapters are parts of one piece */
void features_issuers(Page *page); /* of documents, in papers as well */

/* --- endings.c --- */
void features_endings(Page *page);
size_t body_tail(View v); /* bytes of the word with which a body's name ends; 0: none */
/* --- unstopped.c --- */
/* Closes what has said all without a full stop. */
void features_unstopped(Page *page);
/* --- verse.c --- */
/* Short lines one below the other that mostly end in a mark. */
void features_verses(Page *page);
bool features_name_poems(const Para *p);
/* In a run of lines that is a poem with its headline, who wrote it; `to` where
 * nobody is named. */
size_t features_poet(Page *page, size_t from, size_t to);
/* --- headings.c --- */
/* Names that are none, in a book: headings set wide, bodies, those who held an office. */
void headings_wide(Page *page);
/* Do paragraph `below` and the heading above it stand as lines of one stack? */
bool headings_stand_together(const Page *page, size_t below);
/* Short lines of one form between texts: subheads. */
void headings_parallel(Page *page);
/* What stands below chapters and sections without a number; after the stacks. */
void headings_unmarked(Page *page);
bool headings_name_staff(const Para *p);
/* --- columns.c --- */
/* Is the first line over a headline a column's name? Because it is short and tells nothing, */
bool features_names_column(const Page *page, const Para *p);
/* by its words, wherever it stands, */
bool features_department(const Para *p);
/* by a mark or what follows; the headline has `n` lines, down to `to`, */
bool features_marks_column(const Page *page, const Para *p, size_t n, size_t to);
/* or since two items of news stand below. */
bool features_heads_items(Page *page, size_t from, size_t to);
/* --- stacks.c --- */
void features_stacks(Page *page);
/* --- neighbours.c --- */
/* From *i on, what was not set aside; NULL: nothing is left. */
Para *features_next_text(Page *page, size_t *i);
/* Does a headline above paragraph i stand over a picture? */
bool features_leads_to_picture(Page *page, size_t i);
void features_between(Page *page);
void features_neighbours(Page *page);

/* --- series.c --- */
/* Headings of the parts of one piece. */
void features_series(Page *page);
/* --- matter.c --- */
/* Around headlines over plain text: do the texts above and below speak of the same? */
void features_matter(Page *page);

/* --- decks.c --- */
/* How likely the second of two lines of a headline is the first one's deck,
 * not its title: the natural logarithm of the odds. */
float deck_odds(const Para *first);

#endif
