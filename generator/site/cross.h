/* Where regions and topics meet: pages of a region's articles on a topic, the
 * matrix of both, and how many articles a year a list has. */
#ifndef FANGZHI_SITE_CROSS_H
#define FANGZHI_SITE_CROSS_H

#include "site/page.h"

/* A link to a topic on a region's page, and to a region on a topic's; its
 * count leads to the page of both where there is one. */
Value *cross_link_subject(const Builder *b, Worker *w, View root, uint32_t place, uint32_t subject, size_t count);
Value *cross_link_place(const Builder *b, Worker *w, View root, uint32_t place, uint32_t subject, size_t count);

/* Pushes those with a page of both that are not among `listed`: what stands
 * above a listed topic, or above a listed region. */
void push_other_subjects(const Builder *b, Worker *w, Value *links, View root, uint32_t place, Span listed);
void push_other_places(const Builder *b, Worker *w, Value *links, View root, uint32_t subject, Span listed);

/* Sets "matrix": the regions and topics with the most articles. */
void set_matrix(const Builder *b, Worker *w, Value *home);

/* Sets "timeline": the articles of a list by year, gaps and all; of one that lies within a year, by month. */
void set_timeline(const Builder *b, Worker *w, Value *v, Span ranks);

#endif
