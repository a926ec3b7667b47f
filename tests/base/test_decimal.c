/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"
#include "check.h"

#include <stddef.h>
#include <stdint.h>

static void reads_numbers_and_rounds_half_away_from_zero(void)
{
    static const struct row {
        const char *words;
        int32_t per_unit;
        int64_t count;
    } rows[] = {
        {"0", 1, 0},
        {"-0", 1, 0},
        {"42", 1, 42},
        {"+42", 10, 420},
        {"511.0", 1, 511},
        {"0.5", 1, 1},
        {"-0.5", 1, -1},
        {"0.49999999999999999999999999999", 1, 0},
        {"0.50000000000000000000000000001", 1, 1},
        {"12.25", 10, 123},
        {"-12.25", 10, -123},
        {"12.2499", 10, 122},
        {".5", 10, 5},
        {"5.", 10, 50},
        {"57,8794", 600000, 34727640},
        {"55.735305", 600000, 33441183},
        {"-117.91483", 600000, -70748898},
        {"28.0338696648333", 600000, 16820322},
        /* 0.5 of a count is 1/1200000: one side and the other of a number that no decimal is. */
        {"0.00000083333333333333333333", 600000, 0},
        {"0.00000083333333333333333334", 600000, 1},
        {"1e2", 1, 100},
        {"1.5e1", 1, 15},
        {"1.2e-05", 1000000, 12},
        {"8.333e-7", 600000, 0},
        {"8.334E-07", 600000, 1},
        {"123e-5", 100000, 123},
        {"999999999999999999", 1, 999999999999999999},
        {"000000000000000000000000000000000000000000000012", 1, 12},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t count = -4711;
        CHECK(decimal_read(rows[i].words, rows[i].per_unit, &count));
        CHECK_INT(count, rows[i].count);
    }
}

static void leaves_the_count_alone_for_what_is_no_number(void)
{
    static const char *const words[] = {
        "",
        " ",
        "1 ",
        " 1",
        "-",
        ".",
        "1.2.3",
        "1,2.3",
        "e5",
        "1e",
        "1e+",
        "1e99",
        "0x10",
        "nan",
        "inf",
        "NA",
        "--1",
        "1-",
        "10000000000000000000",
        "1e30",
        "0000000000000000000000000000000000000000000000012",
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        int64_t count = -4711;
        CHECK(!decimal_read(words[i], 1, &count));
        CHECK_INT(count, -4711);
    }
}

int main(void)
{
    RUN(reads_numbers_and_rounds_half_away_from_zero);
    RUN(leaves_the_count_alone_for_what_is_no_number);
    return check_summary();
}
