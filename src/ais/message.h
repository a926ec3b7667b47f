/* SPDX-License-Identifier: Apache-2.0 */
/* One decoded AIS message of any type (ITU-R M.1371-5 annex 8). */
#ifndef AIS_MESSAGE_H
#define AIS_MESSAGE_H

#include "ais/acknowledge.h"
#include "ais/aid.h"
#include "ais/assignment.h"
#include "ais/base_station.h"
#include "ais/binary.h"
#include "ais/channel.h"
#include "ais/class_b.h"
#include "ais/differential.h"
#include "ais/group.h"
#include "ais/inquiry.h"
#include "ais/interrogation.h"
#include "ais/long_range.h"
#include "ais/passed.h"
#include "ais/position.h"
#include "ais/refusal.h"
#include "ais/safety_text.h"
#include "ais/sar_aircraft.h"
#include "ais/slots.h"
#include "ais/static_report.h"
#include "ais/voyage.h"

enum {
    AIS_MESSAGE_TYPE_MAX = 28,
    AIS_MESSAGE_TYPE_COUNT = AIS_MESSAGE_TYPE_MAX + 1, /* for arrays; 0 is no type */
};

/* What was odd about a message that was decoded all the same. Bits of `flags`. */
enum ais_flag {
    AIS_FLAG_NO_CHECKSUM = 1,
    AIS_FLAG_FILL = 2,          /* fill bits missing, impossible, or not fitting the length */
    AIS_FLAG_OVERLONG = 4,      /* more bits than the type has */
    AIS_FLAG_TRUNCATED = 8,     /* fewer bits than the type has */
    AIS_FLAG_BAD_CHECKSUM = 16, /* kept by wish */
    AIS_FLAG_COUNT = 5,
};

struct ais_message {
    uint8_t type;
    uint8_t repeat;
    char part; /* of message 24: 'A' or 'B'; '\0' for others */
    uint8_t flags;
    uint32_t mmsi;
    struct ais_bits bits; /* the payload; goes with the decoder's next call */

    const struct ais_layout *layout;
    union {
        struct ais_position position;                           /* 1, 2, 3 */
        struct ais_base_station base_station;                   /* 4, 11 */
        struct ais_voyage voyage;                               /* 5 */
        struct ais_binary_addressed binary_addressed;           /* 6 */
        struct ais_acknowledge acknowledge;                     /* 7, 13 */
        struct ais_binary_broadcast binary_broadcast;           /* 8 */
        struct ais_sar_aircraft sar_aircraft;                   /* 9 */
        struct ais_inquiry inquiry;                             /* 10 */
        struct ais_safety_text_addressed safety_text_addressed; /* 12 */
        struct ais_safety_text safety_text;                     /* 14 */
        struct ais_interrogation interrogation;                 /* 15 */
        struct ais_assignment assignment;                       /* 16 */
        struct ais_differential differential;                   /* 17 */
        struct ais_class_b class_b;                             /* 18 */
        struct ais_class_b_extended class_b_extended;           /* 19 */
        struct ais_slots slots;                                 /* 20 */
        struct ais_aid aid;                                     /* 21 */
        struct ais_channel_area channel_area;                   /* 22 of an area */
        struct ais_channel_addressed channel_addressed;         /* 22 to stations */
        struct ais_group_assignment group_assignment;           /* 23 */
        struct ais_static_a static_a;                           /* 24 A */
        struct ais_static_b static_b;                           /* 24 B */
        struct ais_static_b_auxiliary static_b_auxiliary;       /* 24 B of MMSI 98... */
        struct ais_binary_single binary_single;                 /* 25 */
        struct ais_binary_multiple binary_multiple;             /* 26 */
        struct ais_long_range long_range;                       /* 27 */
        struct ais_passed passed;                               /* 28 */
    } fields;
};

/* Decodes all the bits of a payload of which `fill_bits` at the end are said to be no part; 0 to 5,
 * anything else means that the sentence did not say. AIS_DECODED or the reason against it, with
 * `*message` then not to be relied on. */
enum ais_refusal ais_message_read(struct ais_bits bits, unsigned fill_bits,
                                  struct ais_message *message);

/* The row of the message's layout that fills `member`, which is one of `message->fields`. */
const struct ais_field *ais_message_field(const struct ais_message *message, const void *member);

/* Did the payload have the bits of this member? For a text: all of them, or all but those that a
 * message of variable length may leave out. */
bool ais_message_was_sent(const struct ais_message *message, const void *member);

/* A number in the unit of its row (degrees, knots, metres); NAN when it was not sent or says "not
 * available". */
double ais_message_value(const struct ais_message *message, const int32_t *member);

/* "no_checksum" for flag 1 << 0, and so on. */
const char *ais_message_flag_name(unsigned index);

/* The layout of a payload, by its type and, where a type has several, by the bits that tell them
 * apart. AIS_DECODED or the reason against it, with `*layout` then untouched. */
enum ais_refusal ais_message_layout(struct ais_bits bits, const struct ais_layout **layout);

#endif
