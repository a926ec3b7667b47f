/* SPDX-License-Identifier: Apache-2.0 */
/* The calls of one track at ports and anchorages. */
#ifndef REPORT_CALLS_H
#define REPORT_CALLS_H

#include "report/job.h"

enum {
    REPORT_CALL_ENTER_M = 3000,  /* of a port's place */
    REPORT_CALL_LEAVE_M = 4000,  /* likewise */
    REPORT_CALL_BEYOND_M = 1000, /* of an anchorage: so far out she has left it */
    REPORT_CALL_GAP_MIN = 240,   /* not heard for so long: as good as a stop */
    REPORT_CALL_STOP_KN_E1 = 2,
    REPORT_CALL_GO_KN_E1 = 5,
};

struct report_call {
    const struct geo_waters_feature *place;
    uint32_t mmsi;
    int64_t first_ms;   /* the first report there */
    int64_t last_ms;    /* the last */
    int64_t entered_ms; /* REPORT_NONE where she was there when she was first heard, or was not
                           heard for REPORT_CALL_GAP_MIN before */
    int64_t left_ms;    /* the first report beyond; REPORT_NONE likewise */
    int64_t stopped_ms; /* in all; the end of a stop is the first report that is quicker */
    uint32_t stop_count;
    uint32_t gap_count;
};

/* Gives the calls of a track at a place, a port or an anchorage: with a stop or a gap in them. */
void report_calls_find(const struct report_track *track, const struct geo_waters_feature *place,
                       void (*take)(void *user, const struct report_call *call), void *user);

/* The speed that a ship says, in tenths of a knot; where she says none, that from her last report.
 */
unsigned report_speed_kn_e1(const struct report_track *track, size_t index);

#endif
