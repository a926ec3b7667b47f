/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers to decimal digits, two at a time. All write to where `at` points, without a NUL, and
 * return the place behind; DIGITS_BYTES_MAX is enough for any. In a header for its speed. */
#ifndef BASE_DIGITS_H
#define BASE_DIGITS_H

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum {
    DIGITS_BYTES_MAX = 24, /* a sign, twenty digits, a point */
    DIGITS_DECIMALS_MAX = 9,
};

static inline void digits_put_pair(char at[static 2], unsigned value)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    memcpy(at, pairs + (size_t)2 * value, 2);
}

/* Exactly `count` digits, with zeros in front; what does not fit is lost. */
static inline char *digits_put_fixed(char *at, uint32_t value, unsigned count)
{
    unsigned left = count;
    for (; left >= 2; left -= 2, value /= 100)
        digits_put_pair(at + left - 2, value % 100);
    if (left == 1)
        at[0] = (char)('0' + value % 10);
    return at + count;
}

/* Of a number below 10^9: how many digits it has. */
static inline unsigned digits_count(uint32_t value)
{
    if (value < 10000) {
        if (value < 100)
            return value < 10 ? 1 : 2;
        return value < 1000 ? 3 : 4;
    }
    if (value < 1000000)
        return value < 100000 ? 5 : 6;
    if (value < 100000000)
        return value < 10000000 ? 7 : 8;
    return 9;
}

static inline char *digits_put_unsigned(char *at, uint64_t value)
{
    enum { BILLION = 1000000000 };
    uint64_t upper = value / BILLION;

    if (upper >= BILLION) {
        uint32_t top = (uint32_t)(upper / BILLION); /* at most 18 */
        at = digits_put_fixed(at, top, digits_count(top));
        at = digits_put_fixed(at, (uint32_t)(upper % BILLION), DIGITS_DECIMALS_MAX);
    } else if (upper > 0) {
        at = digits_put_fixed(at, (uint32_t)upper, digits_count((uint32_t)upper));
    } else {
        return digits_put_fixed(at, (uint32_t)value, digits_count((uint32_t)value));
    }
    return digits_put_fixed(at, (uint32_t)(value % BILLION), DIGITS_DECIMALS_MAX);
}

static inline char *digits_put_int(char *at, int64_t value)
{
    if (value < 0)
        *at++ = '-';
    return digits_put_unsigned(at, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

/* With exactly `decimals` digits behind the point, from an integer count of 10^-decimals:
 * (-1234567, 6) is "-1.234567". */
static inline char *digits_put_decimal(char *at, int64_t value, unsigned decimals)
{
    static const uint32_t scales[DIGITS_DECIMALS_MAX + 1] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    uint64_t count = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    assert(decimals <= DIGITS_DECIMALS_MAX);
    if (value < 0)
        *at++ = '-';
    if (decimals == 0)
        return digits_put_unsigned(at, count);
    uint32_t scale = scales[decimals];
    if (count > UINT32_MAX) {
        uint64_t whole = count / scale;
        at = digits_put_unsigned(at, whole);
        *at++ = '.';
        return digits_put_fixed(at, (uint32_t)(count - whole * scale), decimals);
    }
    uint32_t whole = decimals == 1   ? (uint32_t)count / 10 /* by constants: quicker */
                     : decimals == 6 ? (uint32_t)count / 1000000
                                     : (uint32_t)count / scale;
    at = digits_put_unsigned(at, whole);
    *at++ = '.';
    return digits_put_fixed(at, (uint32_t)count - whole * scale, decimals);
}

#endif
