/* SPDX-License-Identifier: Apache-2.0 */
/* A line that a fleet sails along, rounded at its corners, beside which each ship has a line of
 * her own. */
#ifndef DRILL_ROUTE_H
#define DRILL_ROUTE_H

#include "drill/track.h"

struct drill_route;

/* Of two or more points; NULL when they make no line or there is no memory. */
struct drill_route *drill_route_new(const struct geo_point *points, size_t point_count);
void drill_route_free(struct drill_route *route);

/* Along its middle. */
double drill_route_length_m(const struct drill_route *route);

/* Position, course and rate of turn of who is so far along, so far to starboard of the middle, at
 * that speed (metres along the middle in a second). `*leg` is a guess and the result of where. */
struct drill_motion drill_route_at(const struct drill_route *route, double along_m,
                                   double starboard_m, double speed_mps, uint32_t *leg);

#endif
