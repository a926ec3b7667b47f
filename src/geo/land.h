/* SPDX-License-Identifier: Apache-2.0 */
/* All the land around: many areas, asked as one. */
#ifndef GEO_LAND_H
#define GEO_LAND_H

#include "geo/area.h"

struct geo_land;

/* Keeps the areas' pointers, not the list: they must outlive the land, and remain the caller's.
 * No area at all is open sea. NULL when there is no memory. */
struct geo_land *geo_land_new(const struct geo_area *const *areas, size_t area_count);
void geo_land_free(struct geo_land *land);

/* Whether any area contains it; they may overlap. */
bool geo_land_contains(const struct geo_land *land, struct geo_point point);

/* To the nearest edge of any area, from either side; as geo_area_edge_distance_m. */
double geo_land_edge_distance_m(const struct geo_land *land, struct geo_point point,
                                double limit_m);

/* Whether the straight line (in longitude and latitude) from one place to another meets land, at
 * its ends or between. */
bool geo_land_is_between(const struct geo_land *land, struct geo_point from, struct geo_point to);

#endif
