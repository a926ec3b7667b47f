/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/point.h"

#include "base/trig.h"
#include "geo/ellipsoid.h"

#include <math.h>

double geo_wrap_deg(double angle_deg)
{
    return angle_deg >= -180 && angle_deg <= 180 ? angle_deg : remainder(angle_deg, 360);
}

double geo_unroll_deg(double longitude_deg, double near_deg)
{
    /* Where no turn is needed no digit changes. */
    longitude_deg = geo_wrap_deg(longitude_deg);
    return longitude_deg + 360 * round((near_deg - longitude_deg) / 360);
}

double geo_course_deg(double angle_deg)
{
    double course_deg = fmod(angle_deg, 360);
    if (course_deg < 0)
        course_deg += 360;
    /* A very small negative angle has become 360, and minus zero is no course. */
    return course_deg >= 360 ? 0 : course_deg + 0.0;
}

double geo_course_difference_deg(double from_deg, double to_deg)
{
    return geo_wrap_deg(to_deg - from_deg);
}

bool geo_point_is_valid(struct geo_point point)
{
    return isfinite(point.longitude_deg) && fabs(point.latitude_deg) <= 90;
}

struct geo_plane geo_plane_at(double latitude_deg)
{
    double eccentricity_squared = geo_ellipsoid_eccentricity_squared();
    double sine = trig_sin_deg(latitude_deg);
    double w_squared = 1 - eccentricity_squared * sine * sine;
    double normal_m_per_deg = WGS84_EQUATOR_RADIUS_M / sqrt(w_squared) * RADIANS_PER_DEG;
    return (struct geo_plane){
        normal_m_per_deg * trig_cos_deg(latitude_deg),
        normal_m_per_deg * (1 - eccentricity_squared) / w_squared,
    };
}

struct geo_offset geo_point_offset_m(struct geo_point from, struct geo_point to)
{
    struct geo_plane plane = geo_plane_at((from.latitude_deg + to.latitude_deg) / 2);
    return (struct geo_offset){
        geo_wrap_deg(to.longitude_deg - from.longitude_deg) * plane.east_m_per_deg,
        (to.latitude_deg - from.latitude_deg) * plane.north_m_per_deg,
    };
}

double geo_point_distance_m(struct geo_point from, struct geo_point to)
{
    return geo_offset_length_m(geo_point_offset_m(from, to));
}

double geo_point_bearing_deg(struct geo_point from, struct geo_point to)
{
    return geo_offset_course_deg(geo_point_offset_m(from, to));
}

static double within_poles_deg(double latitude_deg)
{
    if (latitude_deg > 90)
        return 90;
    return latitude_deg < -90 ? -90 : latitude_deg;
}

struct geo_point geo_point_moved(struct geo_point from, struct geo_offset offset)
{
    /* The latitude midway is known when the end is: three rounds leave less than a millimetre in
     * a thousand kilometres, as the radius hardly changes on the way. */
    struct geo_plane plane = geo_plane_at(from.latitude_deg);
    double latitude_deg = from.latitude_deg;
    for (int round = 0; round < 3; round++) {
        latitude_deg = within_poles_deg(from.latitude_deg + offset.north_m / plane.north_m_per_deg);
        plane = geo_plane_at((from.latitude_deg + latitude_deg) / 2);
    }
    /* At a pole itself there is no east. */
    double east_deg = plane.east_m_per_deg > 1e-3 ? offset.east_m / plane.east_m_per_deg : 0;
    return (struct geo_point){geo_wrap_deg(from.longitude_deg + east_deg), latitude_deg};
}

struct geo_offset geo_offset_along(double course_deg, double length_m)
{
    return (struct geo_offset){length_m * trig_sin_deg(course_deg),
                               length_m * trig_cos_deg(course_deg)};
}

double geo_offset_length_m(struct geo_offset offset)
{
    /* Not hypot(), which is not the same to the bit everywhere; nothing here overflows. */
    return sqrt(offset.east_m * offset.east_m + offset.north_m * offset.north_m);
}

double geo_offset_course_deg(struct geo_offset offset)
{
    return geo_course_deg(trig_atan2_deg(offset.east_m, offset.north_m));
}
