/* SPDX-License-Identifier: Apache-2.0 */
/* Where a ship is that holds her course and speed, or turns at a steady rate. */
#ifndef GEO_MOVER_H
#define GEO_MOVER_H

#include "geo/point.h"

/* Course over ground; a rate above zero turns to starboard. The turn lasts for `turning_s` more
 * seconds (INFINITY: without end), then she goes on straight. A mover at rest needs no course. */
struct geo_mover {
    struct geo_point position;
    double course_deg, speed_mps;
    double turn_deg_per_s, turning_s;
};

struct geo_velocity {
    double east_mps, north_mps;
};

/* At this moment, of a mover whether it turns or not. */
struct geo_velocity geo_mover_velocity(const struct geo_mover *mover);

/* How many degrees she turns in a time, starboard positive. Before now she turned at all times. */
double geo_mover_turned_deg(const struct geo_mover *mover, double after_s);

/* From here to where she is after a time, below zero before it, on the plane of her latitude. */
struct geo_offset geo_mover_offset(const struct geo_mover *mover, double after_s);

/* The mover as it is after a time, on the ellipsoid: to bring two to one moment. */
struct geo_mover geo_mover_after(const struct geo_mover *mover, double after_s);

#endif
