/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/rhumb.h"

#include "base/trig.h"
#include "geo/ellipsoid.h"

#include <math.h>

/* Of radians; the same on every machine, as nothing of the C library's is. */
static double sine(double angle)
{
    return trig_sin_deg(angle / RADIANS_PER_DEG);
}

static double inverse_tangent(double tangent)
{
    return trig_atan2_deg(tangent, 1) * RADIANS_PER_DEG;
}

/* asinh() of a tangent and atanh(), odd as they are. */
static double inverse_hyperbolic_sine(double x)
{
    return copysign(trig_log(fabs(x) + sqrt(x * x + 1)), x);
}

static double inverse_hyperbolic_tangent(double x)
{
    return trig_log((1 + x) / (1 - x)) / 2;
}

static double hyperbolic_sine(double x)
{
    return (trig_exp(x) - trig_exp(-x)) / 2;
}

static double third_flattening(void)
{
    return WGS84_FLATTENING / (2 - WGS84_FLATTENING);
}

/* Metres to a radian of the latitude that measures the meridian evenly. */
static double rectifying_radius_m(void)
{
    double n = third_flattening(), n2 = n * n;
    return WGS84_EQUATOR_RADIUS_M / (1 + n) * (1 + n2 / 4 + n2 * n2 / 64);
}

/* From the equator. Helmert's series; what follows n^4 is a ten-thousandth of a millimetre. */
static double meridian_arc_m(double latitude)
{
    double n = third_flattening(), n2 = n * n, n4 = n2 * n2;
    return WGS84_EQUATOR_RADIUS_M / (1 + n) *
           ((1 + n2 / 4 + n4 / 64) * latitude - 3.0 / 2 * (n - n * n2 / 8) * sine(2 * latitude) +
            15.0 / 16 * (n2 - n4 / 4) * sine(4 * latitude) -
            35.0 / 48 * n * n2 * sine(6 * latitude) + 315.0 / 512 * n4 * sine(8 * latitude));
}

static double latitude_of_arc(double arc_m)
{
    double n = third_flattening(), n2 = n * n, n4 = n2 * n2;
    double even = arc_m / rectifying_radius_m();
    return even + (3.0 / 2 * n - 27.0 / 32 * n * n2) * sine(2 * even) +
           (21.0 / 16 * n2 - 55.0 / 32 * n4) * sine(4 * even) +
           151.0 / 96 * n * n2 * sine(6 * even) + 1097.0 / 512 * n4 * sine(8 * even);
}

static double isometric(double latitude)
{
    double eccentricity = sqrt(geo_ellipsoid_eccentricity_squared());
    return inverse_hyperbolic_sine(sine(latitude) / trig_cos_deg(latitude / RADIANS_PER_DEG)) -
           eccentricity * inverse_hyperbolic_tangent(eccentricity * sine(latitude));
}

/* The radius of the parallel, averaged over isometric latitude: by it both ways of a rhumb line
 * are those of a triangle in the plane. It is the arc of the meridian by the difference in
 * isometric latitude; where the two latitudes are close together both are summed instead, at the
 * three places of Gauss and Legendre, as a difference would lose all its digits. */
static double mean_parallel_radius_m(double from, double to)
{
    static const double places[] = {-0.774596669241483377, 0, 0.774596669241483377};
    static const double weights[] = {5, 8, 5};
    static const double close = 0.01;
    if (fabs(to - from) > close)
        return (meridian_arc_m(to) - meridian_arc_m(from)) / (isometric(to) - isometric(from));

    double arc = 0, difference = 0;
    for (int i = 0; i < 3; i++) {
        double latitude = (from + to) / 2 + (to - from) / 2 * places[i];
        struct geo_plane plane = geo_plane_at(latitude / RADIANS_PER_DEG);
        arc += weights[i] * plane.north_m_per_deg;
        difference += weights[i] * plane.north_m_per_deg / plane.east_m_per_deg;
    }
    return arc / difference / RADIANS_PER_DEG;
}

struct geo_rhumb geo_rhumb_inverse(struct geo_point from, struct geo_point to)
{
    double first = from.latitude_deg * RADIANS_PER_DEG, last = to.latitude_deg * RADIANS_PER_DEG;
    struct geo_offset offset = {
        geo_wrap_deg(to.longitude_deg - from.longitude_deg) * RADIANS_PER_DEG *
            mean_parallel_radius_m(first, last),
        meridian_arc_m(last) - meridian_arc_m(first),
    };
    return (struct geo_rhumb){geo_offset_course_deg(offset), geo_offset_length_m(offset)};
}

struct geo_point geo_rhumb_direct(struct geo_point from, double course_deg, double distance_m)
{
    const double quarter = 90 * RADIANS_PER_DEG;
    struct geo_offset offset = geo_offset_along(course_deg, distance_m);
    double first = from.latitude_deg * RADIANS_PER_DEG;
    double arc_m = meridian_arc_m(first) + offset.north_m;
    if (fabs(arc_m) >= meridian_arc_m(quarter))
        return (struct geo_point){geo_wrap_deg(from.longitude_deg), copysign(90, arc_m)};

    double last = latitude_of_arc(arc_m);
    double east_deg = offset.east_m / mean_parallel_radius_m(first, last) / RADIANS_PER_DEG;
    /* From a pole itself no course leads east. */
    if (!isfinite(east_deg) && isfinite(offset.east_m))
        east_deg = 0;
    return (struct geo_point){geo_wrap_deg(from.longitude_deg + east_deg), last / RADIANS_PER_DEG};
}

double geo_rhumb_isometric_deg(double latitude_deg)
{
    if (fabs(latitude_deg) >= 90)
        return copysign((double)INFINITY, latitude_deg);
    return isometric(latitude_deg * RADIANS_PER_DEG) / RADIANS_PER_DEG;
}

double geo_rhumb_latitude_deg(double isometric_deg)
{
    /* Each round leaves less than a hundredth of the error. */
    double eccentricity = sqrt(geo_ellipsoid_eccentricity_squared());
    double wanted = isometric_deg * RADIANS_PER_DEG,
           latitude = inverse_tangent(hyperbolic_sine(wanted));
    for (int round = 0; round < 7; round++)
        latitude = inverse_tangent(hyperbolic_sine(
            wanted + eccentricity * inverse_hyperbolic_tangent(eccentricity * sine(latitude))));
    return latitude / RADIANS_PER_DEG;
}
