/* SPDX-License-Identifier: Apache-2.0 */
/* The closest point of approach of two ships, whose positions the caller has brought to one
 * moment (geo_mover_after), from that moment on.
 *
 * The plane is that of WGS84 at the latitude midway between them: against the geodesic, within an
 * hour, right to 10 m at 6 nautical miles up to 35 degrees of latitude and to 50 m up to 70; what
 * is left is the rhumb line's curve. Beyond, geo_cpa_find_far. */
#ifndef GEO_CPA_H
#define GEO_CPA_H

#include "geo/hull.h"
#include "geo/mover.h"

/* The time is NAN when the two come no closer: they part, or go side by side (their velocities
 * differ by less than 0.2 m/s); the distance of closest approach is then the range. All are NAN
 * where a position, a course or a speed is. */
struct geo_cpa {
    double range_m, tcpa_s, cpa_m;
};

/* A mover and her hull. She keeps the angle between heading and course as she turns. */
struct geo_ship {
    struct geo_mover mover;
    struct geo_hull hull;
    double heading_deg;
};

/* Of two that go on straight; that they turn is left aside. */
struct geo_cpa geo_cpa_find(const struct geo_mover *own, const struct geo_mover *other);

/* The same along rhumb lines, for ranges above 12 nautical miles and latitudes above 70 degrees:
 * to a metre and a second, except that a
 * distance of closest approach is as right as geo_point_distance_m. A hundred times the work. */
struct geo_cpa geo_cpa_find_far(const struct geo_mover *own, const struct geo_mover *other);

/* Of two that may turn, within `horizon_s` seconds; 0 to GEO_CPA_HORIZON_MAX_S. Where they still
 * close at its end, what is found is its end. Of several approaches the closest, of equals the
 * first. */
enum { GEO_CPA_HORIZON_MAX_S = 6 * 3600 };
struct geo_cpa geo_cpa_find_turning(const struct geo_mover *own, const struct geo_mover *other,
                                    double horizon_s);

/* The same between hulls instead of antennas: the range is the water between them. Where they
 * meet, the time is that of first contact. */
struct geo_cpa geo_cpa_find_gap(const struct geo_ship *own, const struct geo_ship *other,
                                double horizon_s);

#endif
