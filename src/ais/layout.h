/* SPDX-License-Identifier: Apache-2.0 */
/* AIS message layouts as data: one row says where a field's bits are, what they mean, what gpsd
 * calls it in JSON, and which member of the decoded message it fills. Decoding, encoding, JSON and
 * the reference page all come from the same rows. */
#ifndef AIS_LAYOUT_H
#define AIS_LAYOUT_H

#include "ais/bits.h"

/* How a field's bits become a member. */
enum ais_kind {
    AIS_UNSIGNED,  /* int32_t, the raw count */
    AIS_SIGNED,    /* int32_t, two's complement, the raw count */
    AIS_BOOL,      /* int32_t, one bit, 0 or 1 */
    AIS_TURN,      /* int32_t, two's complement; the rate of turn indicator of message 1 */
    AIS_DATE_TIME, /* struct ais_date_time, 40 bits as in message 4 */
    AIS_ETA,       /* struct ais_date_time without year and second, 20 bits as in message 5 */
    AIS_TEXT,      /* char[], six bits a character up to '@' or the end, spaces trimmed */
    AIS_TEXT_MORE, /* char[], appended to the text of the row before when that one is full */
    AIS_DATA,      /* struct ais_data, the bits as they are to the end or the tail of the message */
};

/* A number whose bits the payload does not have. Numbers that were sent keep their raw value,
 * "not available" included: the row says which value that is. */
#define AIS_MISSING INT32_MIN

/* For a row without a value that means "not available". */
#define AIS_NEVER_ABSENT (INT32_MIN + 1)

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

struct ais_field {
    const char *name; /* gpsd's where gpsd has one */
    size_t offset;    /* of the member in the decoded message */
    size_t size;      /* of that member, bytes */
    uint16_t first_bit;
    uint16_t bit_count; /* AIS_TEXT, AIS_DATA that end a message of variable length: the most */
    enum ais_kind kind;
    int32_t absent;    /* the raw value for "not available" */
    int32_t per_unit;  /* raw counts in one unit */
    unsigned decimals; /* of the unit, enough to tell two raw counts apart */
};

/* The first three columns of a row. */
#define AIS_MEMBER(type, member) offsetof(type, member), sizeof(((type *)0)->member)

struct ais_layout {
    const struct ais_field *fields;
    size_t field_count;
    uint16_t core_bit_count; /* with less the message is refused: no position, no name */
    uint16_t bit_count_min;  /* with less it is cut short ("truncated") */
    uint16_t bit_count_max;  /* with more it is "overlong" */

    /* This many bits at the end of a message of variable length stand at its end, however long it
     * is. Their rows say where that is in the longest. */
    uint16_t tail_bit_count;
    char part; /* of message 24: 'A' or 'B'; '\0' for others */
};

/* Fills every member the layout names. What the payload is too short for is AIS_MISSING, or the
 * characters of a text that are there. */
void ais_layout_read(const struct ais_layout *layout, struct ais_bits bits, void *message);

/* A number that a whole message may leave out. Only of such AIS_MISSING does not mean that the
 * message was cut. */
bool ais_layout_is_optional(const struct ais_layout *layout, const struct ais_field *field);

/* The number that `field` filled. Only for the kinds that fill an int32_t. */
int32_t ais_layout_number(const struct ais_field *field, const void *message);

#endif
