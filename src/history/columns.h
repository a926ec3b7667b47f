/* SPDX-License-Identifier: Apache-2.0 */
/* Consecutive positions of one segment in columns, as a chunk holds them and a query scans them.
 *
 * Every value is the one that was sent, in the unit of its name. What means "not available" in
 * messages 1 to 3 stays so (a longitude of 181 degrees, a speed of 1023, a heading of 511), and
 * stands as well for what a message does not have. */
#ifndef HISTORY_COLUMNS_H
#define HISTORY_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    HISTORY_CHUNK_NEW_MAX = 512,
    HISTORY_CHUNK_COUNT_MAX = HISTORY_CHUNK_NEW_MAX + 1, /* with the last of the chunk before */
    HISTORY_CHUNK_SPAN_MAX_MS = 1 << 30, /* twelve days from its first new position to its last */
    HISTORY_SET_COUNT_MAX = 64,
    HISTORY_SET_STATION_COUNT_MAX = 512, /* of all sets of a chunk together */
};

/* Which stations heard a position, each combination once. The stations of set i, in rising order,
 * are stations[ends[i - 1]] to stations[ends[i] - 1], those of set 0 begin at 0. */
struct history_sets {
    uint16_t count; /* 1 to HISTORY_SET_COUNT_MAX where there are positions */
    uint16_t ends[HISTORY_SET_COUNT_MAX];
    uint16_t stations[HISTORY_SET_STATION_COUNT_MAX]; /* as the store numbers them */
};

/* About 15 KiB: not for a stack that is called deep. */
struct history_columns {
    uint32_t count;
    bool has_head; /* the first one is the last of the chunk before, again */
    struct history_sets sets;
    int64_t time_ms[HISTORY_CHUNK_COUNT_MAX]; /* UTC; never falling */
    int32_t longitude_min_e4[HISTORY_CHUNK_COUNT_MAX];
    int32_t latitude_min_e4[HISTORY_CHUNK_COUNT_MAX];
    uint16_t speed_kn_e1[HISTORY_CHUNK_COUNT_MAX];
    uint16_t course_deg_e1[HISTORY_CHUNK_COUNT_MAX];
    uint16_t heading_deg[HISTORY_CHUNK_COUNT_MAX]; /* of an aircraft: its altitude in metres */
    uint8_t status[HISTORY_CHUNK_COUNT_MAX];
    int8_t turn[HISTORY_CHUNK_COUNT_MAX];   /* the indicator, as sent */
    uint8_t heard[HISTORY_CHUNK_COUNT_MAX]; /* the number of its set */
};

#endif
