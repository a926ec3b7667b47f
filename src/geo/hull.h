/* SPDX-License-Identifier: Apache-2.0 */
/* A ship's outline as AIS knows it: a rectangle about the antenna. */
#ifndef GEO_HULL_H
#define GEO_HULL_H

#include "geo/point.h"

/* From the antenna to the hull's four sides: dimensions A, B, C and D of ITU-R M.1371. That
 * one is unknown is for the caller to settle; a ship of no size is a point. */
struct geo_hull {
    double bow_m, stern_m, port_m, starboard_m;
};

/* A hull, where it lies on a plane, and which way it points. */
struct geo_outline {
    struct geo_hull hull;
    struct geo_offset antenna;
    double heading_deg;
};

/* The water between two hulls; 0 where they touch or overlap, NAN where a number is
 * missing. */
double geo_hull_gap_m(const struct geo_outline *one, const struct geo_outline *other);

#endif
