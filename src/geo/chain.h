/* SPDX-License-Identifier: Apache-2.0 */
/* A closed line of many points, made quick to ask by boxes around its parts. For files of this
 * layer: geo/area.h is what others see.
 *
 * An edge is straight in longitude and latitude, as GeoJSON has it (RFC 7946, 3.1.1), and goes
 * the short way round. Longitudes are unrolled from point to point, so that inside there is no
 * antimeridian. Bounded by the number of points in memory and, per question, in time. */
#ifndef GEO_CHAIN_H
#define GEO_CHAIN_H

#include "geo/point.h"
#include "geo/tree.h"

struct geo_chain {
    size_t edge_count;
    struct geo_point *points; /* edge i from point i to point i+1; the last is the first */
    struct geo_tree *tree;    /* of the edges */
};

/* Of valid points, of which the first need not be repeated at the end. False when there is no
 * memory. */
bool geo_chain_init(struct geo_chain *chain, const struct geo_point *points, size_t point_count);
void geo_chain_release(struct geo_chain *chain);

/* Whether a ray from there to the east crosses the line an odd number of times. A place on the
 * line itself counts to one side of it, and to the other side of a line that runs along it. */
bool geo_chain_is_around(const struct geo_chain *chain, struct geo_point point);

/* To the nearest place on it, on the plane of the latitude midway to that place; `limit_m` if it
 * is not nearer. */
double geo_chain_distance_m(const struct geo_chain *chain, struct geo_point point, double limit_m);

/* How far along from one place to another (0 to 1) their straight line first meets the chain; NAN
 * when it does not, or when both are one place. */
double geo_chain_first_crossing(const struct geo_chain *chain, struct geo_point from,
                                struct geo_point to);

#endif
