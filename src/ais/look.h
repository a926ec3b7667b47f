/* SPDX-License-Identifier: Apache-2.0 */
/* One look at the bytes before a line: where it ends, and its checksum, by the widest means that
 * the machine has. */
#ifndef AIS_LOOK_H
#define AIS_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    AIS_LOOK_BYTES = 96, /* looked at, and read whatever stands in them */
    AIS_LOOK_WAY_COUNT_MAX = 3,
};

struct ais_look {
    const char *name; /* "avx2" */

    /* The place of the first `end` among AIS_LOOK_BYTES bytes, 0 when there is none behind the
     * first byte. `*sum` is then the XOR of what lies between the first byte and the last three
     * before the end (before a carriage return at the end): of "!...*hh" or "\...*hh" what the two
     * digits should say. A line of less than four bytes has the sum 0. */
    size_t (*find)(const char *bytes, char end, uint8_t *sum);
};

/* The ways that this machine has, the quickest first; the plain one is the last always. */
size_t ais_look_ways(struct ais_look ways[static AIS_LOOK_WAY_COUNT_MAX]);

#endif
