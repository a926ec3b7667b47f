/* SPDX-License-Identifier: Apache-2.0 */
/* The line of constant course, which a ship sails, on the ellipsoid of WGS84.
 *
 * By isometric latitude and the arc of the meridian (Snyder 1987, USGS PP 1395, equations 3-7 and
 * 3-21); along a parallel too nothing is lost. Right to a millimetre up to 85 degrees of latitude
 * at any distance; always finite. NAN in, NAN out. */
#ifndef GEO_RHUMB_H
#define GEO_RHUMB_H

#include "geo/point.h"

struct geo_rhumb {
    double course_deg, distance_m;
};

/* From one place to another the short way round. Course 0 where both are one place. */
struct geo_rhumb geo_rhumb_inverse(struct geo_point from, struct geo_point to);

/* Where that course and distance lead; a distance below zero goes astern. Ends at a pole. */
struct geo_point geo_rhumb_direct(struct geo_point from, double course_deg, double distance_m);

/* The latitude as the map of Mercator draws it, in degrees of longitude at the equator: a rhumb
 * line is straight and angles are true by longitude and this. Infinite at the poles. */
double geo_rhumb_isometric_deg(double latitude_deg);
double geo_rhumb_latitude_deg(double isometric_deg);

#endif
