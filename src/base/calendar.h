/* SPDX-License-Identifier: Apache-2.0 */
/* Days since 1970 and dates of the (proleptic) Gregorian calendar. */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdint.h>

struct calendar_date {
    int64_t year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

int64_t calendar_days_since_1970(struct calendar_date date);
struct calendar_date calendar_date_of(int64_t days_since_1970);

#endif
