/* SPDX-License-Identifier: Apache-2.0 */
/* A line across a fairway, at which what passes is counted.
 *
 * A ship passes between two of its reports, never at one: whoever asks for each movement from one
 * report to the next counts each passage once, also where a report lies exactly on the line. */
#ifndef GEO_GATE_H
#define GEO_GATE_H

#include "geo/point.h"

#include <stddef.h>

/* Two or more points, each straight in longitude and latitude to the next, the short way round.
 * The points remain the caller's. */
struct geo_gate {
    const struct geo_point *points;
    size_t point_count;
};

/* How often the straight line from one place to another passes from the gate's port side (seen
 * from its first point to its last) to its starboard side, less how often back: 1, -1, 0 when it
 * does not or when it comes back; more only where a gate winds. Unless it is 0, `*part` is how far
 * along (0 to 1) it first passes that way; otherwise untouched. 0 for NAN. */
int geo_gate_crossed(const struct geo_gate *gate, struct geo_point from, struct geo_point to,
                     double *part);

#endif
