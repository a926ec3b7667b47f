/* SPDX-License-Identifier: Apache-2.0 */
/* The Earth of AIS and of every chart: WGS84 (NGA.STND.0036, table 3.1). For files of this layer.
 */
#ifndef GEO_ELLIPSOID_H
#define GEO_ELLIPSOID_H

static const double WGS84_EQUATOR_RADIUS_M = 6378137.0;
static const double WGS84_FLATTENING = 1 / 298.257223563;
static const double RADIANS_PER_DEG = 3.14159265358979323846 / 180;

/* The square of the first eccentricity. */
static inline double geo_ellipsoid_eccentricity_squared(void)
{
    return WGS84_FLATTENING * (2 - WGS84_FLATTENING);
}

#endif
