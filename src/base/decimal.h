/* SPDX-License-Identifier: Apache-2.0 */
/* Decimal numbers in words to whole counts, exactly: no floating point on the way. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

enum {
    DECIMAL_DIGITS_MAX = 48, /* of a number, leading zeros included */
    DECIMAL_PER_UNIT_MAX = 1000000000,
};

/* `words` as a count of `per_unit` (1 to DECIMAL_PER_UNIT_MAX) to the unit, rounded half away from
 * zero: "-12.25" by 10 is -123. A sign, digits with a point or a comma among them, an exponent
 * ("1.2e-05"); nothing else, blanks around it included. False for what is no number, and for a
 * count beyond +-10^18; `*count` is then untouched. */
bool decimal_read(const char *words, int32_t per_unit, int64_t *count);

#endif
