/* SPDX-License-Identifier: Apache-2.0 */
/* A polygon on the sea: an outer ring and holes, or several of each.
 *
 * A ring is a list of points, of which the first may be repeated at the end; which way round does
 * not matter, nor does which ring is the outer one: a place is in the area when an odd number of
 * rings are around it. Edges are straight in longitude and latitude and go the short way round,
 * so an area may lie across the antimeridian; none goes around the Earth or a pole. */
#ifndef GEO_AREA_H
#define GEO_AREA_H

#include "geo/box.h"
#include "geo/point.h"

#include <stddef.h>

struct geo_ring {
    const struct geo_point *points;
    size_t point_count;
};

enum geo_area_error {
    GEO_AREA_SOUND,
    GEO_AREA_NO_RING,
    GEO_AREA_FEW_POINTS,  /* a ring of fewer than three points */
    GEO_AREA_NOT_A_PLACE, /* a latitude beyond a pole, or no number */
    GEO_AREA_TOO_WIDE,    /* a ring around the Earth */
};

/* What is wrong with the first ring that is not sound. */
enum geo_area_error geo_area_check(const struct geo_ring *rings, size_t ring_count);

struct geo_area;

/* Keeps no pointer; takes about 60 bytes a point. NULL when the rings are not sound or there is no
 * memory. */
struct geo_area *geo_area_new(const struct geo_ring *rings, size_t ring_count);
void geo_area_free(struct geo_area *area);

/* The least box around it. */
struct geo_box geo_area_box(const struct geo_area *area);

/* Its rings as they were given, the first point of each repeated at the end. Longitudes go on from
 * point to point, beyond the antimeridian too. The points are the area's. */
size_t geo_area_ring_count(const struct geo_area *area);
struct geo_ring geo_area_ring(const struct geo_area *area, size_t index);

/* Of two areas with a common edge a place on it is in one only. False for NAN. */
bool geo_area_contains(const struct geo_area *area, struct geo_point point);

/* From a place inside or outside to the nearest edge, as geo_point_distance_m; `limit_m`
 * (INFINITY: any) when none is nearer, which is quick. NAN for NAN. */
double geo_area_edge_distance_m(const struct geo_area *area, struct geo_point point,
                                double limit_m);

/* How far along the straight line (in longitude and latitude) from one place to another, 0 to 1,
 * an edge is first met; touching counts. NAN when none is, or both are one place. */
double geo_area_first_crossing(const struct geo_area *area, struct geo_point from,
                               struct geo_point to);

#endif
