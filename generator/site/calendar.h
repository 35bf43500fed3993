/* Months as tables of weeks, and years as rows of months. */
#ifndef FANGZHI_SITE_CALENDAR_H
#define FANGZHI_SITE_CALENDAR_H

#include "site/page.h"

/* 0 is Monday. */
unsigned weekday_of(unsigned year, unsigned month, unsigned day);
/* Days since 1970-01-01 of a day as YYYYMMDD, and back. */
int64_t days_of(uint32_t day);
uint32_t day_of_days(int64_t days);

/* What a day's cell shows; href empty: only its number. */
typedef struct DayCell {
    View href;
    bool gap; /* something was to be expected */
} DayCell;
/* A month for the partial "calendar": "name", "anchor", "weeks" of "days", each
 * with "day", "link", "gap". cells by day of the month. */
Value *calendar_month(const Builder *b, Worker *w, unsigned year, unsigned month, const DayCell cells[32]);

/* A row for the partial "months": a year's twelve "cells" with "number",
 * "href" and "tone" by what fullest holds; gaps are months with less than was
 * to be expected. */
typedef struct MonthCells {
    size_t number[13];
    bool gap[13];
} MonthCells;
Value *calendar_row(const Builder *b, Worker *w, unsigned year, View href, const MonthCells *cells, size_t fullest);
/* Sets "months" on map: these rows under the months' short names. */
void set_months(const Builder *b, Worker *w, Value *map, Value *rows);
/* Sets "weekdays" on map: the short names, Monday first. */
void set_weekdays(const Builder *b, Worker *w, Value *map);

#endif
