/* Dates as archives write them: as much as is known. */
#ifndef FANGZHI_CONTENT_DATE_H
#define FANGZHI_CONTENT_DATE_H

#include "base/base.h"

bool date_valid(View v);        /* YYYY, YYYY-MM, YYYY-MM-DD: a day of the calendar */
bool date_time_valid(View v);   /* that, or a day followed by T or a space and a time of day */
bool date_period_valid(View v); /* a date, or two years: 2019-2020 */

#endif
