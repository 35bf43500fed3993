#include "content/content.h"

static bool number(View v, size_t at, size_t n, unsigned *out) {
    uint64_t x;
    if (at + n > v.n || !view_uint(view(v.p + at, n), 9999, &x)) return false;
    *out = (unsigned)x;
    return true;
}

unsigned date_month_days(unsigned year, unsigned month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

bool date_valid(View v) {
    unsigned year, month, day;
    if (v.n != 4 && v.n != 7 && v.n != 10) return false;
    if (!number(v, 0, 4, &year) || year == 0) return false;
    if (v.n == 4) return true;
    if (v.p[4] != '-' || !number(v, 5, 2, &month) || month < 1 || month > 12) return false;
    if (v.n == 7) return true;
    return v.p[7] == '-' && number(v, 8, 2, &day) && day >= 1 && day <= date_month_days(year, month);
}

/* Only what could stand in an RFC 3339 time; nothing here reads it. */
bool date_time_valid(View v) {
    if (v.n <= 10) return date_valid(v);
    if (!date_valid(view_to(v, 10)) || (v.p[10] != 'T' && v.p[10] != ' ')) return false;
    unsigned hour, minute;
    if (!number(v, 11, 2, &hour) || hour > 23 || v.n < 16 || v.p[13] != ':' || !number(v, 14, 2, &minute) ||
        minute > 59)
        return false;
    for (size_t i = 16; i < v.n; i++)
        if (!strchr("0123456789:.+-Z ", v.p[i]) || !v.p[i]) return false;
    return true;
}

bool date_period_valid(View v) {
    if (v.n != 9 || v.p[4] != '-') return date_valid(v);
    View from = view_to(v, 4), to = view_from(v, 5);
    return date_valid(from) && date_valid(to) && view_cmp(from, to) <= 0;
}
