/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

#include <assert.h>

static const int64_t COUNT_MAX = INT64_C(1000000000000000000);

enum { EXPONENT_MAX = 40 };

struct decimal {
    bool is_negative;
    int point; /* digits before it; below zero: so many zeros between it and the first */
    int size;
    char digits[DECIMAL_DIGITS_MAX];
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* "e-05", or nothing. */
static bool read_exponent(const char *at, int *exponent)
{
    int value = 0;

    *exponent = 0;
    if (*at == '\0')
        return true;
    if (*at != 'e' && *at != 'E')
        return false;
    bool is_negative = *++at == '-';
    if (*at == '-' || *at == '+')
        at++;
    if (!is_digit(*at))
        return false;
    for (; is_digit(*at) && value <= EXPONENT_MAX; at++)
        value = value * 10 + (*at - '0');
    *exponent = is_negative ? -value : value;
    return *at == '\0' && value <= EXPONENT_MAX;
}

static bool read_digits(const char *words, struct decimal *decimal)
{
    const char *at = words;
    bool has_point = false;
    int exponent;

    *decimal = (struct decimal){.is_negative = *at == '-'};
    if (*at == '-' || *at == '+')
        at++;
    for (; is_digit(*at) || (!has_point && (*at == '.' || *at == ',')); at++) {
        if (!is_digit(*at)) {
            has_point = true;
            decimal->point = decimal->size;
            continue;
        }
        if (decimal->size == DECIMAL_DIGITS_MAX)
            return false;
        decimal->digits[decimal->size++] = *at;
    }
    if (!has_point)
        decimal->point = decimal->size;
    if (decimal->size == 0 || !read_exponent(at, &exponent))
        return false;
    decimal->point += exponent;
    return true;
}

/* Zeros stand before and behind what was written. */
static int digit_at(const struct decimal *decimal, int place)
{
    return place >= 0 && place < decimal->size ? decimal->digits[place] - '0' : 0;
}

/* Half counts, rounded down, of what stands behind the point. From the last digit to the first each
 * step drops what is less than one: floor((a + x) / 10) is floor((a + floor(x)) / 10) for a whole
 * a, so that nothing is lost by it. */
static int64_t half_counts(const struct decimal *decimal, int32_t per_unit)
{
    int64_t halves = 0;

    for (int place = decimal->size - 1; place >= decimal->point; place--)
        halves = (halves + (int64_t)digit_at(decimal, place) * 2 * per_unit) / 10;
    return halves;
}

bool decimal_read(const char *words, int32_t per_unit, int64_t *count)
{
    struct decimal decimal;
    int64_t whole = 0;

    assert(per_unit >= 1 && per_unit <= DECIMAL_PER_UNIT_MAX);
    if (!read_digits(words, &decimal))
        return false;
    for (int place = 0; place < decimal.point; place++) {
        int digit = digit_at(&decimal, place);
        if (whole > (COUNT_MAX / per_unit - digit) / 10)
            return false;
        whole = whole * 10 + digit;
    }
    int64_t value = whole * per_unit + (half_counts(&decimal, per_unit) + 1) / 2;
    *count = decimal.is_negative ? -value : value;
    return true;
}
