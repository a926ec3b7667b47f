/* SPDX-License-Identifier: Apache-2.0 */
/* One position as the history keeps it, and the classes of messages that it comes from. */
#ifndef HISTORY_POSITION_H
#define HISTORY_POSITION_H

#include <stdint.h>

/* Reports of one transmitter in one class are a segment. */
enum history_class {
    HISTORY_CLASS_A,          /* messages 1, 2, 3 */
    HISTORY_CLASS_B,          /* 18, 19 */
    HISTORY_CLASS_LONG_RANGE, /* 27 */
    HISTORY_CLASS_AIRCRAFT,   /* 9 */
    HISTORY_CLASS_BASE,       /* 4, 11 */
    HISTORY_CLASS_AID,        /* 21 */
    HISTORY_CLASS_COUNT,
};

/* Values as in struct history_columns. */
struct history_position {
    int64_t time_ms;
    uint32_t mmsi;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    uint16_t speed_kn_e1;
    uint16_t course_deg_e1;
    uint16_t heading_deg;
    uint16_t station; /* that heard it, as the store numbers them */
    uint8_t class_of; /* enum history_class */
    uint8_t status;
    int8_t turn;
};

#endif
