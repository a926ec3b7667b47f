/* SPDX-License-Identifier: Apache-2.0 */
#include "base/digits.h"
#include "check.h"

#include <stdio.h>

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void writes_what_printf_writes(void)
{
    uint64_t state = 1;
    unsigned wrong = 0;

    for (unsigned round = 0; round < 200000; round++) {
        char expected[DIGITS_BYTES_MAX * 2], actual[DIGITS_BYTES_MAX * 2] = {0};
        uint64_t value = next_random(&state) >> (round % 64);
        *digits_put_unsigned(actual, value) = '\0';
        snprintf(expected, sizeof expected, "%llu", (unsigned long long)value);
        wrong += strcmp(actual, expected) != 0;
        *digits_put_int(actual, (int64_t)(0 - value)) = '\0';
        snprintf(expected, sizeof expected, "%lld", (long long)(0 - value));
        wrong += strcmp(actual, expected) != 0;
    }
    CHECK_INT(wrong, 0);
}

static void writes_the_edges_of_every_length(void)
{
    char expected[DIGITS_BYTES_MAX * 2], actual[DIGITS_BYTES_MAX * 2] = {0};
    uint64_t power = 1;

    for (unsigned digits = 1; digits <= 20; digits++, power *= 10)
        for (uint64_t value = power - 1; value != power + 2; value++) {
            *digits_put_unsigned(actual, value) = '\0';
            snprintf(expected, sizeof expected, "%llu", (unsigned long long)value);
            CHECK_TEXT(actual, expected);
        }
    *digits_put_unsigned(actual, UINT64_MAX) = '\0';
    CHECK_TEXT(actual, "18446744073709551615");
    *digits_put_int(actual, INT64_MIN) = '\0';
    CHECK_TEXT(actual, "-9223372036854775808");
}

/* The whole and the fraction by division, for each number of decimals. */
static void puts_the_point_where_it_belongs(void)
{
    uint64_t state = 3;
    unsigned wrong = 0;

    for (unsigned round = 0; round < 100000; round++) {
        char expected[DIGITS_BYTES_MAX * 2], actual[DIGITS_BYTES_MAX * 2] = {0};
        unsigned decimals = 1 + round % DIGITS_DECIMALS_MAX;
        uint64_t scale = 1;
        for (unsigned i = 0; i < decimals; i++)
            scale *= 10;
        int64_t value = (int64_t)next_random(&state) >> (round % 60);
        uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
        *digits_put_decimal(actual, value, decimals) = '\0';
        snprintf(expected, sizeof expected, "%s%llu.%0*llu", value < 0 ? "-" : "",
                 (unsigned long long)(size / scale), (int)decimals,
                 (unsigned long long)(size % scale));
        wrong += strcmp(actual, expected) != 0;
    }
    CHECK_INT(wrong, 0);
}

static void keeps_zeros_in_front(void)
{
    char bytes[8] = {0};

    *digits_put_fixed(bytes, 7, 4) = '\0';
    CHECK_TEXT(bytes, "0007");
    *digits_put_fixed(bytes, 12345, 3) = '\0';
    CHECK_TEXT(bytes, "345");
}

int main(void)
{
    RUN(writes_what_printf_writes);
    RUN(writes_the_edges_of_every_length);
    RUN(puts_the_point_where_it_belongs);
    RUN(keeps_zeros_in_front);
    return check_summary();
}
