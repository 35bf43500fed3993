#include "site/calendar.h"

enum { MONTHS = 12, WEEK = 7, MONTH_TONES = 4 };

/* Howard Hinnant's days_from_civil and civil_from_days
 * (howardhinnant.github.io/date_algorithms.html). */
int64_t days_of(uint32_t day) {
    int64_t m = day / 100 % 100, y = (int64_t)(day / 10000) - (m <= 2), era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day % 100 - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

uint32_t day_of_days(int64_t days) {
    int64_t z = days + 719468, era = z / 146097, of_era = z - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100), part = (5 * of_year + 2) / 153;
    int64_t month = part < 10 ? part + 3 : part - 9;
    return (uint32_t)((y + era * 400 + (month <= 2)) * 10000 + month * 100 + of_year - (153 * part + 2) / 5 + 1);
}

unsigned weekday_of(unsigned year, unsigned month, unsigned day) {
    /* 1970-01-01 was a Thursday; so was the day so many days before it, in the year -1. */
    enum { LONG_AGO = 719547 };
    return (unsigned)((days_of(year * 10000 + month * 100 + day) + LONG_AGO) % WEEK);
}

static Value *day_value(Arena *a, unsigned day, const DayCell *cell) {
    Value *v = value_map(a);
    value_set_uint(a, v, "day", day);
    value_set_text(a, v, "link", cell->href);
    if (cell->gap) value_set_bool(a, v, "gap", true);
    return v;
}

Value *calendar_month(const Builder *b, Worker *w, unsigned year, unsigned month, const DayCell cells[32]) {
    Arena *a = &w->arena;
    Value *v = value_map(a), *weeks = value_list(a), *days = NULL;
    unsigned first = weekday_of(year, month, 1), n = date_month_days(year, month);
    unsigned places = (first + n + WEEK - 1) / WEEK * WEEK;
    for (unsigned i = 0; i < places; i++) {
        if (i % WEEK == 0) {
            Value *week = value_map(a);
            days = value_list(a);
            value_set(a, week, "days", days);
            value_push(a, weeks, week);
        }
        bool inside = i >= first && i - first < n;
        value_push(a, days, inside ? day_value(a, i - first + 1, &cells[i - first + 1]) : value_map(a));
    }
    value_set_text(a, v, "name", strings_get(&b->site->strings, arena_printf(a, "mon_%u", month)));
    value_set_text(a, v, "anchor", view_of(arena_printf(a, "m%02u", month)));
    value_set(a, v, "weeks", weeks);
    return v;
}

Value *calendar_row(const Builder *b, Worker *w, unsigned year, View href, const MonthCells *cells, size_t fullest) {
    Arena *a = &w->arena;
    Value *list = value_list(a);
    size_t count = cells->number[0];
    for (unsigned m = 1; m <= MONTHS; m++) {
        Value *cell = value_map(a);
        count += cells->number[m];
        value_set_uint(a, cell, "number", cells->number[m]);
        value_set_uint(a, cell, "tone", fullest ? (cells->number[m] * MONTH_TONES + fullest - 1) / fullest : 0);
        value_set_text(a, cell, "href", view_of(arena_printf(a, "%.*s#m%02u", VARG(href), m)));
        if (cells->gap[m]) value_set_bool(a, cell, "gap", true);
        value_push(a, list, cell);
    }
    View name = year ? view_of(arena_printf(a, "%u", year)) : strings_get(&b->site->strings, "undated");
    Value *row = link_value(w, name, href, count);
    value_set(a, row, "cells", list);
    return row;
}

static Value *names(const Builder *b, Worker *w, const char *kind, unsigned n) {
    Value *list = value_list(&w->arena);
    for (unsigned i = 1; i <= n; i++)
        value_push(&w->arena, list,
                   value_text(&w->arena, strings_get(&b->site->strings, arena_printf(&w->arena, "%s_%u", kind, i))));
    return list;
}

void set_months(const Builder *b, Worker *w, Value *map, Value *rows) {
    if (!value_count(rows)) return;
    Value *months = value_map(&w->arena);
    value_set(&w->arena, months, "names", names(b, w, "mon", MONTHS));
    value_set(&w->arena, months, "rows", rows);
    value_set(&w->arena, map, "months", months);
}

void set_weekdays(const Builder *b, Worker *w, Value *map) {
    value_set(&w->arena, map, "weekdays", names(b, w, "weekday", WEEK));
}
