/* SPDX-License-Identifier: Apache-2.0 */
/* One ship or station: what is known of it, since when, and who heard it.
 *
 * Values that nobody sent are NAN, -1 or "". `heard_ms` of a field is the time (ms UTC) of the
 * last message that carried it, CLOCK_UNKNOWN_MS when none did. */
#ifndef TRACK_TARGET_H
#define TRACK_TARGET_H

#include "base/clock.h"
#include "evidence/stations.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum track_kind { /* the values are on the wire: docs/live.md */
                  TRACK_KIND_UNKNOWN = 0,
                  TRACK_KIND_CLASS_A = 1,
                  TRACK_KIND_CLASS_B = 2,
                  TRACK_KIND_BASE_STATION = 3,
                  TRACK_KIND_AID = 4, /* aid to navigation */
                  TRACK_KIND_SAR_AIRCRAFT = 5,
                  TRACK_KIND_SART = 6,  /* search and rescue transmitter, MMSI 970... */
                  TRACK_KIND_MOB = 7,   /* man overboard device, MMSI 972... */
                  TRACK_KIND_EPIRB = 8, /* MMSI 974... */
                  TRACK_KIND_COUNT
};

/* One row of track_fields[] each, in the same order. */
enum track_field {
    TRACK_FIELD_POSITION, /* longitude and latitude */
    TRACK_FIELD_SPEED,
    TRACK_FIELD_COURSE,
    TRACK_FIELD_HEADING,
    TRACK_FIELD_TURN,
    TRACK_FIELD_STATUS,
    TRACK_FIELD_ALTITUDE,
    TRACK_FIELD_NAME,
    TRACK_FIELD_CALLSIGN,
    TRACK_FIELD_IMO,
    TRACK_FIELD_SHIP_TYPE,
    TRACK_FIELD_DIMENSIONS,
    TRACK_FIELD_DRAUGHT,
    TRACK_FIELD_DESTINATION,
    TRACK_FIELD_ETA,
    TRACK_FIELD_AID_TYPE,
    TRACK_FIELD_AID_STATE, /* virtual, off position */
    TRACK_FIELD_TEXT,      /* message 14, in words */
    TRACK_FIELD_COUNT
};

enum {
    TRACK_STATION_COUNT_MAX = 8, /* remembered for one target, the most recent ones */
    TRACK_PAST_COUNT_MAX = 120,  /* past positions of one target */
    TRACK_PAST_INTERVAL_MS = 30000,
    TRACK_MESSAGE_TYPE_COUNT = 29, /* 0 is not used */
};

struct track_heard_by {
    uint16_t station; /* evidence_stations_get() */
    int64_t heard_ms;
    uint64_t message_count;
};

struct track_past {
    int64_t time_ms;
    double longitude_deg;
    double latitude_deg;
};

struct track_target {
    uint32_t mmsi; /* 0: the slot is free */
    enum track_kind kind;
    bool is_lost;      /* no position (or, without one, no message) for `lost_after_ms` */
    uint64_t revision; /* of the picture, when this target last changed */

    int64_t first_heard_ms;
    int64_t heard_ms;      /* any message */
    int64_t lost_after_ms; /* silence that makes it lost, by the reporting rate that is due */
    uint64_t message_count;
    uint32_t count_by_type[TRACK_MESSAGE_TYPE_COUNT];

    struct {
        int64_t heard_ms;
        uint8_t message_type; /* that carried it last */
    } fields[TRACK_FIELD_COUNT];

    double longitude_deg;
    double latitude_deg;
    bool has_high_accuracy;
    double speed_mps;
    double course_deg;
    double heading_deg;
    double turn_deg_per_min; /* starboard is positive; +-720 means "more than the sensor reads" */
    double altitude_m;
    double draught_m;
    int navigation_status;
    int ship_type;
    int aid_type;
    int imo;
    int to_bow_m, to_stern_m, to_port_m, to_starboard_m;
    int eta_month, eta_day, eta_hour, eta_minute;
    bool is_virtual_aid;
    bool is_off_position;
    char name[35]; /* 20 characters, with the extension of an aid's name up to 34 */
    char callsign[8];
    char destination[21];
    char text[162];

    struct track_heard_by heard_by[TRACK_STATION_COUNT_MAX]; /* last heard first */
    size_t heard_by_count;

    /* A ring; track_target_past() reads it oldest first. */
    struct track_past past[TRACK_PAST_COUNT_MAX];
    size_t past_first;
    size_t past_count;
};

/* The `index`-th of `past_count` past positions, the oldest being 0. */
const struct track_past *track_target_past(const struct track_target *target, size_t index);

/* What an identity alone tells (ITU-R M.585, annex 2): SART, MOB or EPIRB, else unknown. */
enum track_kind track_kind_by_identity(uint32_t mmsi);

static inline bool track_kind_is_distress(enum track_kind kind)
{
    return kind == TRACK_KIND_SART || kind == TRACK_KIND_MOB || kind == TRACK_KIND_EPIRB;
}

/* "class_a", "aid"...: the word used in JSON. */
const char *track_kind_name(enum track_kind kind);

/* "position", "ship_type"...: the word used in JSON. */
const char *track_field_name(enum track_field field);

static inline bool track_target_has(const struct track_target *target, enum track_field field)
{
    return target->fields[field].heard_ms != CLOCK_UNKNOWN_MS;
}

#endif
