/* SPDX-License-Identifier: Apache-2.0 */
/* A line to sail along: a lane's middle, a route, a track. Its legs are rhumb lines, on each of
 * which the course is constant. */
#ifndef GEO_PATH_H
#define GEO_PATH_H

#include "geo/point.h"

#include <stddef.h>

struct geo_path;

/* Two or more points; one that repeats the last is left out. Keeps no pointer. NULL when there are
 * not two different places or one is none or a pole, or when there is no memory. */
struct geo_path *geo_path_new(const struct geo_point *points, size_t point_count);

/* The path that many metres to starboard (below zero: to port), as long legs allow: each corner
 * moves along the line that halves it, at a sharp one (above 120 degrees) to twice the distance.
 * Legs not longer than the distance may turn around. NULL as above. */
struct geo_path *geo_path_new_beside(const struct geo_path *path, double starboard_m);

void geo_path_free(struct geo_path *path);

double geo_path_length_m(const struct geo_path *path);
size_t geo_path_point_count(const struct geo_path *path);

/* A place on a path: the distance along it from its beginning, the course there, and how far from
 * it another place is, starboard positive. At a corner the course is that of the leg that begins.
 */
struct geo_path_place {
    struct geo_point point;
    double course_deg, along_m, starboard_m;
};

/* At that distance along: before the beginning, the beginning; beyond the end, the end. All
 * NAN for NAN. */
struct geo_path_place geo_path_at(const struct geo_path *path, double along_m);

/* The place nearest to a point, and how far to which side the point is (geo_point_distance_m);
 * beyond the ends the side is that of the leg prolonged. All NAN for a point that is none. */
struct geo_path_place geo_path_nearest(const struct geo_path *path, struct geo_point point);

#endif
