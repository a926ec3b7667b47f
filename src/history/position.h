/* SPDX-License-Identifier: Apache-2.0 */
/* One position as the history keeps it, and the classes of messages that it comes from. */
#ifndef HISTORY_POSITION_H
#define HISTORY_POSITION_H

#include "ais/message.h"

/* Reports of one transmitter in one class are a segment. The numbers stand in stores. */
enum history_class {
    HISTORY_CLASS_A,          /* messages 1, 2, 3 */
    HISTORY_CLASS_B,          /* 18, 19 */
    HISTORY_CLASS_LONG_RANGE, /* 27 */
    HISTORY_CLASS_AIRCRAFT,   /* 9 */
    HISTORY_CLASS_BASE,       /* 4, 11 */
    HISTORY_CLASS_AID,        /* 21 */
    HISTORY_CLASS_COUNT,
};

/* "class_a" and so on: as stores, tables and options name it. */
const char *history_class_name(enum history_class class_of);

/* What stands for "not available", and for what a message does not have: the codes of messages 1
 * to 3. An aircraft's altitude stays as sent, 4095 for none. */
enum {
    HISTORY_NO_LONGITUDE = 181 * 600000,
    HISTORY_NO_LATITUDE = 91 * 600000,
    HISTORY_NO_SPEED = 1023,
    HISTORY_NO_COURSE = 3600,
    HISTORY_NO_HEADING = 511,
    HISTORY_NO_STATUS = 15,
    HISTORY_NO_TURN = -128,
    HISTORY_DEGREE = 600000, /* in units of longitude and latitude */
};

/* The values that a report sends, in the units of struct history_columns. */
struct history_values {
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    uint16_t speed_kn_e1;
    uint16_t course_deg_e1;
    uint16_t heading_deg; /* of an aircraft: its altitude in metres */
    uint8_t status;
    int8_t turn;
};

/* A report's place in the history. */
struct history_position {
    int64_t time_ms;
    uint32_t mmsi;
    uint8_t class_of; /* enum history_class */
    struct history_values values;
};

/* Whether messages of a type report positions that are kept. */
bool history_position_is_in(uint8_t message_type);

/* The position that a message reports, but for its time. False when it is of no class. Message 27
 * speaks in tenths of a minute, whole knots and degrees; its values are multiples of those, and a
 * course of 360 degrees or more in it, which is none, is "not available". */
bool history_position_read(const struct ais_message *message, struct history_position *position);

/* Whether it says a place on Earth. */
bool history_values_have_place(const struct history_values *values);

#endif
