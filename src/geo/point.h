/* SPDX-License-Identifier: Apache-2.0 */
/* Places, and the flat sea around them.
 *
 * Degrees of WGS84; courses and bearings clockwise from true north. Longitudes may be written any
 * number of times around the world; what comes out stands between -180 and 180, where either end
 * is the antimeridian. NAN in, NAN out. */
#ifndef GEO_POINT_H
#define GEO_POINT_H

#include <stdbool.h>

struct geo_point {
    double longitude_deg, latitude_deg;
};

/* From one place to another on the flat sea between them. */
struct geo_offset {
    double east_m, north_m;
};

/* Metres that a degree of longitude and of latitude measure somewhere. */
struct geo_plane {
    double east_m_per_deg, north_m_per_deg;
};

/* Any angle as one between -180 and 180. */
double geo_wrap_deg(double angle_deg);

/* A longitude as the one of its values that is nearest to another, by whole turns: within 180
 * degrees of it, but not between -180 and 180. */
double geo_unroll_deg(double longitude_deg, double near_deg);

/* Any angle as a course: at least 0, less than 360. */
double geo_course_deg(double angle_deg);

/* How far one turns from the first course to the second the short way, starboard positive. */
double geo_course_difference_deg(double from_deg, double to_deg);

/* True for numbers of which the latitude is one. */
bool geo_point_is_valid(struct geo_point point);

/* By the radii of curvature in the prime vertical and in the meridian at that latitude. */
struct geo_plane geo_plane_at(double latitude_deg);

/* On the plane of the latitude midway, the short way round. Against the geodesic the length is
 * right to 1 m in 12 nautical miles up to 70 degrees and to 3 m up to 80; its error grows with
 * the third power of the distance. The direction is that of the rhumb line. */
struct geo_offset geo_point_offset_m(struct geo_point from, struct geo_point to);

/* The length of that offset. */
double geo_point_distance_m(struct geo_point from, struct geo_point to);

/* The direction of that offset, as a course. 0 where both are one place. */
double geo_point_bearing_deg(struct geo_point from, struct geo_point to);

/* The place at that offset: the inverse of geo_point_offset_m. Never beyond a pole. */
struct geo_point geo_point_moved(struct geo_point from, struct geo_offset offset);

/* An offset by its direction and length, and back. */
struct geo_offset geo_offset_along(double course_deg, double length_m);
double geo_offset_length_m(struct geo_offset offset);
double geo_offset_course_deg(struct geo_offset offset);

#endif
