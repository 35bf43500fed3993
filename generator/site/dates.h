/* The pages by date: all years, each year, each month with its days. */
#ifndef FANGZHI_SITE_DATES_H
#define FANGZHI_SITE_DATES_H

#include "site/page.h"

/* dates/2019/index.html; dates/undated/index.html for year 0. */
View url_year(Arena *a, uint32_t year);
/* dates/2019/05.html, of YYYYMM */
View url_month(Arena *a, uint32_t month);
/* Where an article stands by its date, below the site's root; empty for those
 * without one. */
View date_url(Arena *a, const Site *s, const Item *item);
/* The number of the page of its month that it stands on: what date_url depends on besides the date. */
size_t date_page(const Site *s, const Item *item);

#endif
