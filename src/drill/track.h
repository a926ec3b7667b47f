/* SPDX-License-Identifier: Apache-2.0 */
/* The way of a scripted ship: pieces of straight, turning, resting and swinging, each exact at any
 * moment. */
#ifndef DRILL_TRACK_H
#define DRILL_TRACK_H

#include "drill/scenario.h"
#include "geo/mover.h"

/* What a ship does at a moment. */
struct drill_motion {
    struct geo_point position;
    double course_deg, speed_mps, heading_deg, turn_deg_per_s;
    int status;
};

/* A ship that lies at anchor: the antenna swings on a circle about the anchor, the bow towards it,
 * to and fro by a sine. */
struct drill_swing {
    struct geo_point anchor;
    double radius_m, middle_deg, amplitude_deg, period_s, phase_deg;
};

struct drill_motion drill_swing_at(const struct drill_swing *swing, double after_s);

struct drill_track;

/* Of the ship's place, speed and way. Times are seconds of the drill. NULL when there is no
 * memory. */
struct drill_track *drill_track_new(const struct drill_ship *ship);
void drill_track_free(struct drill_track *track);

/* Before its beginning as at its beginning. */
struct drill_motion drill_track_at(const struct drill_track *track, double time_s);

#endif
