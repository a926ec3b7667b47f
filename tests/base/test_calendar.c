/* SPDX-License-Identifier: Apache-2.0 */
#include "base/calendar.h"
#include "check.h"

#include <stddef.h>

static void knows_days_that_are_written_elsewhere(void)
{
    static const struct {
        int64_t days;
        struct calendar_date date;
    } cases[] = {
        {0, {1970, 1, 1}},       {-1, {1969, 12, 31}},   {11016, {2000, 2, 29}},
        {17854, {2018, 11, 19}}, {47540, {2100, 2, 28}}, {47541, {2100, 3, 1}},
        {-719162, {1, 1, 1}},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct calendar_date date = calendar_date_of(cases[i].days);
        CHECK_INT(calendar_days_since_1970(cases[i].date), cases[i].days);
        CHECK_INT(date.year, cases[i].date.year);
        CHECK_INT(date.month, cases[i].date.month);
        CHECK_INT(date.day, cases[i].date.day);
    }
}

static void goes_there_and_back_over_eight_centuries(void)
{
    int wrong = 0;
    for (int64_t days = -146097; days < 146097; days++)
        wrong += calendar_days_since_1970(calendar_date_of(days)) != days;
    CHECK_INT(wrong, 0);
}

int main(void)
{
    RUN(knows_days_that_are_written_elsewhere);
    RUN(goes_there_and_back_over_eight_centuries);
    return check_summary();
}
