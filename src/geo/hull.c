/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/hull.h"

#include "base/trig.h"
#include "geo/ellipsoid.h"

#include <math.h>

enum { CORNERS = 4 };

struct corners {
    struct geo_offset at[CORNERS];
};

static double dot(struct geo_offset one, struct geo_offset other)
{
    return one.east_m * other.east_m + one.north_m * other.north_m;
}

static struct geo_offset minus(struct geo_offset one, struct geo_offset other)
{
    return (struct geo_offset){one.east_m - other.east_m, one.north_m - other.north_m};
}

/* Starboard bow, starboard quarter, port quarter, port bow. */
static struct corners corners_of(const struct geo_outline *outline)
{
    const struct geo_hull *hull = &outline->hull;
    double ahead_m[] = {hull->bow_m, -hull->stern_m, -hull->stern_m, hull->bow_m};
    double right_m[] = {hull->starboard_m, hull->starboard_m, -hull->port_m, -hull->port_m};
    double sine = trig_sin_deg(outline->heading_deg);
    double cosine = trig_cos_deg(outline->heading_deg);
    struct corners corners;
    for (int i = 0; i < CORNERS; i++)
        corners.at[i] = (struct geo_offset){
            outline->antenna.east_m + ahead_m[i] * sine + right_m[i] * cosine,
            outline->antenna.north_m + ahead_m[i] * cosine - right_m[i] * sine,
        };
    return corners;
}

/* Whether a line across that axis passes between both without touching. */
static bool is_split(const struct corners *one, const struct corners *other, struct geo_offset axis)
{
    double one_low = INFINITY, one_high = -INFINITY, other_low = INFINITY, other_high = -INFINITY;
    for (int i = 0; i < CORNERS; i++) {
        one_low = fmin(one_low, dot(one->at[i], axis));
        one_high = fmax(one_high, dot(one->at[i], axis));
        other_low = fmin(other_low, dot(other->at[i], axis));
        other_high = fmax(other_high, dot(other->at[i], axis));
    }
    return one_high < other_low || other_high < one_low;
}

/* Two rectangles are apart exactly when a line along a side of one of them splits them. */
static bool is_apart(const struct corners *one, const struct corners *other, double one_heading_deg,
                     double other_heading_deg)
{
    return is_split(one, other, geo_offset_along(one_heading_deg, 1)) ||
           is_split(one, other, geo_offset_along(one_heading_deg + 90, 1)) ||
           is_split(one, other, geo_offset_along(other_heading_deg, 1)) ||
           is_split(one, other, geo_offset_along(other_heading_deg + 90, 1));
}

static double side_distance_m(struct geo_offset corner, struct geo_offset from,
                              struct geo_offset to)
{
    struct geo_offset side = minus(to, from), away = minus(corner, from);
    double length_squared = dot(side, side);
    double part = length_squared > 0 ? fmin(fmax(dot(away, side) / length_squared, 0), 1) : 0;
    struct geo_offset nearest = {part * side.east_m, part * side.north_m};
    return geo_offset_length_m(minus(away, nearest));
}

/* From the corners of one to the sides of the other. */
static double corner_distance_m(const struct corners *one, const struct corners *other)
{
    double least_m = INFINITY;
    for (int i = 0; i < CORNERS; i++)
        for (int k = 0; k < CORNERS; k++)
            least_m = fmin(least_m,
                           side_distance_m(one->at[i], other->at[k], other->at[(k + 1) % CORNERS]));
    return least_m;
}

static bool is_whole(const struct corners *corners)
{
    for (int i = 0; i < CORNERS; i++)
        if (!isfinite(corners->at[i].east_m + corners->at[i].north_m))
            return false;
    return true;
}

double geo_hull_gap_m(const struct geo_outline *one, const struct geo_outline *other)
{
    struct corners first = corners_of(one), second = corners_of(other);
    if (!is_whole(&first) || !is_whole(&second))
        return (double)NAN;
    if (!is_apart(&first, &second, one->heading_deg, other->heading_deg))
        return 0;
    return fmin(corner_distance_m(&first, &second), corner_distance_m(&second, &first));
}
