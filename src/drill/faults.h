/* SPDX-License-Identifier: Apache-2.0 */
/* The list of faults that are put into traffic: what a scenario or a file of `narrows drill inject`
 * says (docs/drills.md). */
#ifndef DRILL_FAULTS_H
#define DRILL_FAULTS_H

#include "base/json.h"
#include "base/json_value.h"
#include "geo/point.h"
#include "narrows/ais_event.h"

enum drill_fault_kind {
    DRILL_SILENCE,        /* these ships say nothing */
    DRILL_JUMP,           /* they stand at `place` */
    DRILL_CIRCLE,         /* they go round `place` */
    DRILL_OFFSET,         /* they are `east_m` and `north_m` from where they are */
    DRILL_MIRROR,         /* the sign of their latitude or longitude is wrong */
    DRILL_CLONE_IDENTITY, /* they send the identity of another, `as` */
    DRILL_RENAME,         /* they send another name */
    DRILL_DELAY,          /* what a station hears comes later */
    DRILL_CLOCK,          /* a station's clock is wrong */
    DRILL_DROP_STATION,   /* nothing comes from a station */
    DRILL_BIT_FLIP,       /* each bit of a payload is wrong with the probability `rate` */
    DRILL_DEFAULT_STATIC, /* static and voyage data say "not available" */
    DRILL_REPLAY,         /* what was heard is heard again */
    DRILL_BEACON,         /* a distress beacon that is not there */
    DRILL_WRONG_WAY,      /* a ship goes back the way she came */
    DRILL_ANCHOR_IN_LANE, /* a ship stands at anchor where she was, or at `place` */
    DRILL_FAULT_KIND_COUNT,
};

enum drill_beacon_kind {
    DRILL_SART,
    DRILL_MOB,
    DRILL_EPIRB,
};

enum {
    DRILL_FAULT_COUNT_MAX = 64,
    DRILL_FAULT_MMSI_COUNT_MAX = 256,
    DRILL_FAULT_SHIFT_MAX_S = 3600, /* of `delay` and `clock` */
};

/* A time in words of RFC 3339, or so long after the start of the log. */
struct drill_moment {
    bool is_said;
    bool is_relative;
    int64_t ms; /* UTC, or since the start */
};

struct drill_fault {
    enum drill_fault_kind kind;
    struct drill_moment from, until;
    struct drill_moment again; /* of DRILL_REPLAY: when it is heard again */

    /* Whom it concerns; none: all ships, every station. Of a beacon always its own. */
    size_t mmsi_count;
    uint32_t mmsi[DRILL_FAULT_MMSI_COUNT_MAX];
    char station[AIS_STATION_BYTES];

    uint32_t as;
    char name[21];
    bool has_place;
    struct geo_point place;
    double radius_m, speed_kn, east_m, north_m, seconds, rate;
    bool is_longitude; /* of DRILL_MIRROR */
    bool is_test;      /* of DRILL_BEACON */
    enum drill_beacon_kind beacon;
};

struct drill_faults {
    size_t count;
    struct drill_fault faults[DRILL_FAULT_COUNT_MAX];
};

/* Reads an array of faults. False, with what is wrong and where in `*reason` ("fault 3, jump: to:
 * no place [longitude, latitude]"), for anything that is none. */
bool drill_faults_read(struct json_value array, struct drill_faults *faults, struct text *reason);

/* The same of a file's bytes. */
bool drill_faults_parse(const char *bytes, size_t size, struct drill_faults *faults,
                        struct text *reason);

/* Moments that were said as times become so long after `start_ms` (UTC): a scenario that is played
 * at another time has its faults with it. */
void drill_faults_relate(struct drill_faults *faults, int64_t start_ms);

/* "silence", "anchor_in_lane". */
const char *drill_fault_name(enum drill_fault_kind kind);

/* The members of an open object that say what the fault does; not its kind, ships and times. */
void drill_fault_add_members(const struct drill_fault *fault, struct json *json);

/* When it is, where the log begins at `start_ms`: AIS_UNKNOWN_MS for a moment that is not said, or
 * that is said from a start which is not known. */
int64_t drill_moment_time_ms(struct drill_moment moment, int64_t start_ms);

#endif
