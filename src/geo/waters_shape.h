/* SPDX-License-Identifier: Apache-2.0 */
/* The geometries of a waters file (RFC 7946, 3.1). For geo/waters.c.
 *
 * Each gives what the caller then frees, or false and the reason, with nothing to free. */
#ifndef GEO_WATERS_SHAPE_H
#define GEO_WATERS_SHAPE_H

#include "base/json_value.h"
#include "geo/area.h"

/* A list of positions, at least two; a third number of a position is left aside. */
bool geo_waters_read_points(struct json_value list, struct geo_point **points, size_t *point_count,
                            struct text *reason);

/* Geometries of type Point (one place), LineString, Polygon. */
bool geo_waters_read_place(struct json_value geometry, struct geo_point **points,
                           size_t *point_count, struct text *reason);
bool geo_waters_read_line(struct json_value geometry, struct geo_point **points,
                          size_t *point_count, struct text *reason);
bool geo_waters_read_area(struct json_value geometry, struct geo_area **area, struct text *reason);

#endif
