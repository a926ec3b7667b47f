/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/path.h"

#include "geo/rhumb.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* On the map of Mercator, where a leg is a straight line and angles are true. */
struct corner {
    struct geo_point point, map; /* of the map's, the latitude is isometric */
    double along_m;
    double course_deg; /* of the leg that begins, at the end of the one that ends */
};

struct geo_path {
    size_t corner_count;
    struct corner corners[];
};

static struct geo_point on_map(struct geo_point point, double near_deg)
{
    return (struct geo_point){geo_unroll_deg(point.longitude_deg, near_deg),
                              geo_rhumb_isometric_deg(point.latitude_deg)};
}

/* A corner without a course, that the next leg gives it; false when it repeats the last. */
static bool add_corner(struct geo_path *path, struct geo_point point)
{
    point.longitude_deg = geo_wrap_deg(point.longitude_deg);
    struct corner corner = {point, on_map(point, 0), 0, 0};
    if (path->corner_count > 0) {
        struct corner *last = &path->corners[path->corner_count - 1];
        struct geo_rhumb leg = geo_rhumb_inverse(last->point, point);
        if (leg.distance_m == 0)
            return false;
        corner.map = on_map(point, last->map.longitude_deg);
        corner.along_m = last->along_m + leg.distance_m;
        last->course_deg = corner.course_deg = leg.course_deg;
    }
    path->corners[path->corner_count++] = corner;
    return true;
}

static struct geo_path *room_for(size_t corner_count)
{
    struct geo_path *path = NULL;
    if (corner_count <= (SIZE_MAX - sizeof *path) / sizeof *path->corners)
        path = malloc(sizeof *path + corner_count * sizeof *path->corners);
    if (path != NULL)
        path->corner_count = 0;
    return path;
}

struct geo_path *geo_path_new(const struct geo_point *points, size_t point_count)
{
    for (size_t i = 0; i < point_count; i++)
        if (!geo_point_is_valid(points[i]) || fabs(points[i].latitude_deg) >= 90)
            return NULL;
    struct geo_path *path = room_for(point_count);
    if (path == NULL)
        return NULL;
    for (size_t i = 0; i < point_count; i++)
        add_corner(path, points[i]);
    if (path->corner_count >= 2)
        return path;
    free(path);
    return NULL;
}

/* Where a corner goes on the path beside: across the leg at the ends, else to where both legs,
 * moved aside, meet. */
static struct geo_point corner_beside(const struct geo_path *path, size_t index, double starboard_m)
{
    const double sharp_max = 2;
    double next_deg = path->corners[index].course_deg;
    double last_deg = index > 0 ? path->corners[index - 1].course_deg : next_deg;
    double half_deg = geo_course_difference_deg(last_deg, next_deg) / 2;
    /* How much farther away than the legs the corner is: one by the cosine of half the turn. */
    double farther = 1 / geo_offset_along(half_deg, 1).north_m;
    if (!(farther < sharp_max))
        farther = sharp_max;
    return geo_point_moved(path->corners[index].point,
                           geo_offset_along(last_deg + half_deg + 90, starboard_m * farther));
}

struct geo_path *geo_path_new_beside(const struct geo_path *path, double starboard_m)
{
    if (!isfinite(starboard_m))
        return NULL;
    struct geo_path *beside = room_for(path->corner_count);
    if (beside == NULL)
        return NULL;
    for (size_t i = 0; i < path->corner_count; i++)
        add_corner(beside, corner_beside(path, i, starboard_m));
    if (beside->corner_count >= 2)
        return beside;
    free(beside);
    return NULL;
}

void geo_path_free(struct geo_path *path)
{
    free(path);
}

double geo_path_length_m(const struct geo_path *path)
{
    return path->corners[path->corner_count - 1].along_m;
}

size_t geo_path_point_count(const struct geo_path *path)
{
    return path->corner_count;
}

/* The last corner at or before that distance, but not the path's end. */
static size_t leg_at(const struct geo_path *path, double along_m)
{
    size_t low = 0, high = path->corner_count - 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (path->corners[middle].along_m <= along_m)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static struct geo_path_place nowhere(void)
{
    return (struct geo_path_place){
        {(double)NAN, (double)NAN}, (double)NAN, (double)NAN, (double)NAN};
}

struct geo_path_place geo_path_at(const struct geo_path *path, double along_m)
{
    if (isnan(along_m))
        return nowhere();
    along_m = fmin(fmax(along_m, 0), geo_path_length_m(path));
    const struct corner *corner = &path->corners[leg_at(path, along_m)];
    return (struct geo_path_place){
        .point = geo_rhumb_direct(corner->point, corner->course_deg, along_m - corner->along_m),
        .course_deg = corner->course_deg,
        .along_m = along_m,
    };
}

/* The part of the leg from that corner, 0 to 1 on the map, at which it is nearest. */
static double part_of_leg(const struct corner *corner, struct geo_point map)
{
    double east = corner[1].map.longitude_deg - corner->map.longitude_deg;
    double north = corner[1].map.latitude_deg - corner->map.latitude_deg;
    double along = (map.longitude_deg - corner->map.longitude_deg) * east +
                   (map.latitude_deg - corner->map.latitude_deg) * north;
    return fmin(fmax(along / (east * east + north * north), 0), 1);
}

static struct geo_point foot_on_leg(const struct corner *corner, double part)
{
    if (part == 0 || part == 1)
        return corner[part == 1].point;
    struct geo_point first = corner->map, last = corner[1].map;
    return (struct geo_point){
        geo_wrap_deg(first.longitude_deg + part * (last.longitude_deg - first.longitude_deg)),
        geo_rhumb_latitude_deg(first.latitude_deg +
                               part * (last.latitude_deg - first.latitude_deg)),
    };
}

/* Off a corner a point may be beside neither leg: then it is on the side of the course halfway. */
static bool is_to_port(const struct geo_path *path, size_t leg, double part, struct geo_offset away)
{
    double course_deg = path->corners[leg].course_deg, other_deg = course_deg;
    if (part == 0 && leg > 0)
        other_deg = path->corners[leg - 1].course_deg;
    if (part == 1 && leg + 2 < path->corner_count)
        other_deg = path->corners[leg + 1].course_deg;
    course_deg += geo_course_difference_deg(course_deg, other_deg) / 2;
    struct geo_offset right = geo_offset_along(course_deg + 90, 1);
    return right.east_m * away.east_m + right.north_m * away.north_m < 0;
}

struct geo_path_place geo_path_nearest(const struct geo_path *path, struct geo_point point)
{
    struct geo_path_place best = {
        {(double)NAN, (double)NAN}, (double)NAN, (double)NAN, (double)NAN};
    double least_m = INFINITY, best_part = 0;
    size_t best_leg = 0;
    if (!geo_point_is_valid(point) || fabs(point.latitude_deg) >= 90)
        return best;
    for (size_t leg = 0; leg + 1 < path->corner_count; leg++) {
        const struct corner *corner = &path->corners[leg];
        double middle_deg = (corner->map.longitude_deg + corner[1].map.longitude_deg) / 2;
        double part = part_of_leg(corner, on_map(point, middle_deg));
        struct geo_point foot = foot_on_leg(corner, part);
        double distance_m = geo_point_distance_m(foot, point);
        /* Of equals the later: at a corner, the leg that begins. */
        if (distance_m <= least_m) {
            least_m = distance_m, best_leg = leg, best_part = part;
            best.point = foot;
        }
    }
    const struct corner *corner = &path->corners[best_leg];
    best.course_deg = corner->course_deg;
    best.along_m = corner->along_m + geo_rhumb_inverse(corner->point, best.point).distance_m;
    struct geo_offset away = geo_point_offset_m(best.point, point);
    best.starboard_m = is_to_port(path, best_leg, best_part, away) ? -least_m : least_m;
    return best;
}
