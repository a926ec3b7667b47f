/* SPDX-License-Identifier: Apache-2.0 */
#include "base/calendar.h"

/* Years are counted from March, so that the leap day ends one, in eras of 400 years, which all
 * have the same number of days. The months from March then begin at day (153 m + 2) / 5. */
enum { DAYS_PER_ERA = 146097, DAYS_BEFORE_1970 = 719468 };

static int64_t era_of(int64_t count, int64_t size)
{
    return (count >= 0 ? count : count - (size - 1)) / size;
}

int64_t calendar_days_since_1970(struct calendar_date date)
{
    int64_t year = date.year - (date.month <= 2);
    int64_t era = era_of(year, 400);
    int64_t year_of_era = year - era * 400;
    int month_from_march = date.month > 2 ? date.month - 3 : date.month + 9;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_BEFORE_1970;
}

struct calendar_date calendar_date_of(int64_t days_since_1970)
{
    int64_t days = days_since_1970 + DAYS_BEFORE_1970;
    int64_t era = era_of(days, DAYS_PER_ERA);
    int64_t day_of_era = days - era * DAYS_PER_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    return (struct calendar_date){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = month,
        .day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
    };
}
