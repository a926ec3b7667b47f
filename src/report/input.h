/* SPDX-License-Identifier: Apache-2.0 */
/* What a report is made of: the tracks of ships in a stretch of time, in one order.
 *
 * A track is what one transmitter of class A or B sent, as far as it can be one ship: a position
 * that she could not have reached since her last one, at REPORT_SPEED_MAX_KN, is of another track.
 * Two ships with one MMSI are so two tracks, and a false position far away cuts nothing: the track
 * goes on behind it. */
#ifndef REPORT_INPUT_H
#define REPORT_INPUT_H

#include "base/digest.h"
#include "base/text.h"
#include "geo/point.h"
#include "history/reader.h"

static const int64_t REPORT_MIN_MS = INT64_C(60000);
static const int64_t REPORT_HOUR_MS = INT64_C(3600000);
static const int64_t REPORT_DAY_MS = INT64_C(86400000);

enum {
    REPORT_SPEED_MAX_KN = 60,
    REPORT_REACH_M = 500,                /* besides, for rounding and clocks */
    REPORT_OPEN_TRACK_COUNT_MAX = 8,     /* of a transmitter; the one heard longest ago ends */
    REPORT_POSITION_COUNT_MAX = 1 << 26, /* of a transmitter, in one report */
};

/* A position with a place. */
struct report_position {
    int64_t time_ms;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    uint16_t speed_kn_e1;   /* as struct history_columns */
    uint16_t course_deg_e1; /* likewise */
    uint8_t status;
};

struct report_track {
    uint32_t mmsi;
    enum history_class class_of;
    const struct report_position *positions; /* in order of time */
    size_t count;                            /* 1 at least */
};

/* Who takes the tracks; false when no more are wanted. */
struct report_taker {
    bool (*take)(void *user, const struct report_track *track);
    void *user;
};

/* What was read. */
struct report_input {
    uint64_t position_count;
    uint64_t transmitter_count; /* MMSI and class */
    uint64_t track_count;
    uint64_t broken_count; /* chunks that could not be read */
    uint8_t digest[DIGEST_BYTES];
};

/* Gives all tracks of `from_ms` to before `until_ms`, by MMSI, class, and the time at which they
 * end. The digest is SHA-256 over the positions in order of MMSI, class and time: of each
 * transmitter its MMSI, class and number of positions, of each position its time, longitude,
 * latitude, speed, course and status (4, 1, 8; 8, 4, 4, 2, 2, 1 bytes, the lowest first). How the
 * store was filled does not show in it. False, with the reason, when the store could not be read,
 * or the taker gave false. */
bool report_input_read(struct history_reader *reader, const struct history_filter *filter,
                       const struct report_taker *taker, struct report_input *input,
                       struct text *reason);

struct geo_point report_point(const struct report_position *position);

#endif
