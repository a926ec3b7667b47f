/* SPDX-License-Identifier: Apache-2.0 */
/* What the members of AIS messages are made of. */
#ifndef NARROWS_AIS_VALUE_H
#define NARROWS_AIS_VALUE_H

#include <stddef.h>
#include <stdint.h>

/* A number whose bits the payload does not have. */
#define AIS_MISSING INT32_MIN

/* A read-only view of bits, from the highest of the first byte on. The bytes belong to somebody
 * else and must outlive the view. */
struct ais_bits {
    const uint8_t *bytes;
    size_t bit_count;
};

/* UTC; each member as sent. */
struct ais_date_time {
    int32_t year, month, day, hour, minute, second;
};

/* Bits that are passed on as they came. */
enum { AIS_DATA_BYTES_MAX = 129 };
struct ais_data {
    uint16_t bit_count;
    uint8_t bytes[AIS_DATA_BYTES_MAX]; /* from the highest bit on, zeros behind the last */
};

#endif
