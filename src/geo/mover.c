/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/mover.h"

#include "base/trig.h"
#include "geo/ellipsoid.h"
#include "geo/rhumb.h"

#include <math.h>

struct geo_velocity geo_mover_velocity(const struct geo_mover *mover)
{
    if (mover->speed_mps == 0)
        return (struct geo_velocity){0, 0};
    struct geo_offset second = geo_offset_along(mover->course_deg, mover->speed_mps);
    return (struct geo_velocity){second.east_m, second.north_m};
}

/* How much of a time she turns. */
static double turning_part_s(const struct geo_mover *mover, double after_s)
{
    if (mover->turn_deg_per_s == 0)
        return 0;
    return after_s < mover->turning_s ? after_s : mover->turning_s;
}

double geo_mover_turned_deg(const struct geo_mover *mover, double after_s)
{
    return turning_part_s(mover, after_s) * mover->turn_deg_per_s;
}

/* The chord of the arc: it leads halfway between both courses, and is as much shorter than the
 * arc as the sine of half the turn is than the angle. */
static struct geo_offset arc_offset(const struct geo_mover *mover, double turning_s)
{
    double half_deg = turning_s * mover->turn_deg_per_s / 2;
    double half = half_deg * RADIANS_PER_DEG;
    double shorter = half == 0 ? 1 : trig_sin_deg(half_deg) / half;
    return geo_offset_along(mover->course_deg + half_deg, mover->speed_mps * turning_s * shorter);
}

struct geo_offset geo_mover_offset(const struct geo_mover *mover, double after_s)
{
    if (mover->speed_mps == 0 || after_s == 0)
        return (struct geo_offset){0, 0};
    double turning_s = turning_part_s(mover, after_s);
    if (turning_s == 0)
        return geo_offset_along(mover->course_deg, mover->speed_mps * after_s);
    struct geo_offset arc = arc_offset(mover, turning_s);
    if (turning_s == after_s)
        return arc;
    struct geo_offset straight =
        geo_offset_along(mover->course_deg + geo_mover_turned_deg(mover, after_s),
                         mover->speed_mps * (after_s - turning_s));
    return (struct geo_offset){arc.east_m + straight.east_m, arc.north_m + straight.north_m};
}

struct geo_mover geo_mover_after(const struct geo_mover *mover, double after_s)
{
    struct geo_mover later = *mover;
    double turning_s = turning_part_s(mover, after_s);
    later.turning_s = mover->turning_s - turning_s;
    if (mover->speed_mps == 0)
        return later;
    if (turning_s != 0)
        later.position = geo_point_moved(later.position, arc_offset(mover, turning_s));
    later.course_deg = geo_course_deg(mover->course_deg + geo_mover_turned_deg(mover, after_s));
    later.position = geo_rhumb_direct(later.position, later.course_deg,
                                      mover->speed_mps * (after_s - turning_s));
    return later;
}
