/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "check.h"

#include <math.h>

static char bytes[64];

static const char *decimal(int64_t value, unsigned decimals)
{
    struct text text = text_init(bytes, sizeof bytes);
    text_add_decimal(&text, value, decimals);
    return bytes;
}

static const char *real(double value, unsigned decimals)
{
    struct text text = text_init(bytes, sizeof bytes);
    text_add_real(&text, value, decimals);
    return bytes;
}

static const char *time_of(int64_t time_ms)
{
    struct text text = text_init(bytes, sizeof bytes);
    text_add_time(&text, time_ms);
    return bytes;
}

static void writes_decimals_exactly(void)
{
    CHECK_TEXT(decimal(0, 0), "0");
    CHECK_TEXT(decimal(0, 3), "0.000");
    CHECK_TEXT(decimal(-1, 6), "-0.000001");
    CHECK_TEXT(decimal(-1234567, 6), "-1.234567");
    CHECK_TEXT(decimal(120, 1), "12.0");
    CHECK_TEXT(decimal(INT64_MIN, 0), "-9223372036854775808");
    CHECK_TEXT(decimal(INT64_MAX, 9), "9223372036.854775807");
}

static void rounds_reals_and_has_null_for_what_is_no_number(void)
{
    CHECK_TEXT(real(12.3456, 2), "12.35");
    CHECK_TEXT(real(-0.04, 1), "0.0");
    CHECK_TEXT(real(2.3, 1), "2.3");
    CHECK_TEXT(real((double)NAN, 1), "null");
    CHECK_TEXT(real((double)INFINITY, 1), "null");
    CHECK_TEXT(real(1e300, 9), "null");
}

static void writes_times_over_centuries(void)
{
    CHECK_TEXT(time_of(0), "1970-01-01T00:00:00.000Z");
    CHECK_TEXT(time_of(-1), "1969-12-31T23:59:59.999Z");
    CHECK_TEXT(time_of(INT64_C(1542625200789)), "2018-11-19T11:00:00.789Z");
    CHECK_TEXT(time_of(INT64_C(951782400000)), "2000-02-29T00:00:00.000Z");
    CHECK_TEXT(time_of(INT64_C(4107542400000)), "2100-03-01T00:00:00.000Z");
}

static void cuts_what_does_not_fit_and_stays_terminated(void)
{
    char small[5];
    struct text text = text_init(small, sizeof small);
    text_add(&text, "abc");
    CHECK(!text.is_cut);
    text_add(&text, "def");
    CHECK(text.is_cut);
    CHECK_TEXT(small, "abcd");
    text_clear(&text);
    CHECK(!text.is_cut);
    text_add_format(&text, "%d", 123456);
    CHECK(text.is_cut);
    CHECK_TEXT(small, "1234");
    CHECK_INT(text.size, 4);
}

int main(void)
{
    RUN(writes_decimals_exactly);
    RUN(rounds_reals_and_has_null_for_what_is_no_number);
    RUN(writes_times_over_centuries);
    RUN(cuts_what_does_not_fit_and_stays_terminated);
    return check_summary();
}
