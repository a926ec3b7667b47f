/* SPDX-License-Identifier: Apache-2.0 */
#include "drill/route.h"

#include "geo/rhumb.h"

#include <math.h>
#include <stdlib.h>

/* A leg is cut into pieces of at most this length, so that each is straight in longitude and
 * latitude too. */
static const double PIECE_M_MAX = 20000;

/* From this distance before a corner to as far behind it a ship turns. */
static const double CORNER_M = 1200;

struct corner {
    struct geo_point point;
    struct geo_plane plane;
    struct geo_offset beside; /* by so much a line a metre to starboard is displaced here */
    double along_m, course_deg, rounded_m;
};

struct drill_route {
    size_t corner_count;
    struct corner corners[];
};

static size_t piece_count(struct geo_point from, struct geo_point to)
{
    double length_m = geo_rhumb_inverse(from, to).distance_m;
    return length_m > 0 ? (size_t)ceil(length_m / PIECE_M_MAX) : 0;
}

static void add_leg(struct drill_route *route, struct geo_point from, struct geo_point to)
{
    size_t count = piece_count(from, to);
    struct geo_rhumb leg = geo_rhumb_inverse(from, to);
    for (size_t i = 1; i <= count; i++) {
        double part = (double)i / (double)count;
        struct corner *last = &route->corners[route->corner_count - 1];
        struct geo_point point =
            i == count ? to : geo_rhumb_direct(from, leg.course_deg, leg.distance_m * part);
        last->course_deg = leg.course_deg;
        route->corners[route->corner_count++] = (struct corner){
            .point = point,
            .plane = geo_plane_at(point.latitude_deg),
            .along_m = last->along_m + leg.distance_m / (double)count,
            .course_deg = leg.course_deg,
        };
    }
}

static void round_corners(struct drill_route *route)
{
    const double farther_max = 2;
    for (size_t i = 0; i < route->corner_count; i++) {
        struct corner *corner = &route->corners[i];
        double before_deg = i > 0 ? corner[-1].course_deg : corner->course_deg;
        double half_deg = geo_course_difference_deg(before_deg, corner->course_deg) / 2;
        double farther = fmin(1 / fmax(geo_offset_along(half_deg, 1).north_m, 0.01), farther_max);
        corner->beside = geo_offset_along(before_deg + half_deg + 90, farther);
        if (i > 0 && i + 1 < route->corner_count && fabs(half_deg) > 0.01)
            corner->rounded_m = fmin(CORNER_M, 0.45 * fmin(corner->along_m - corner[-1].along_m,
                                                           corner[1].along_m - corner->along_m));
    }
}

struct drill_route *drill_route_new(const struct geo_point *points, size_t point_count)
{
    size_t corner_count = 1;
    for (size_t i = 0; i + 1 < point_count; i++)
        corner_count += piece_count(points[i], points[i + 1]);
    if (corner_count < 2)
        return NULL;
    struct drill_route *route = malloc(sizeof *route + corner_count * sizeof route->corners[0]);
    if (route == NULL)
        return NULL;
    route->corner_count = 1;
    route->corners[0] =
        (struct corner){.point = points[0], .plane = geo_plane_at(points[0].latitude_deg)};
    for (size_t i = 0; i + 1 < point_count; i++)
        add_leg(route, points[i], points[i + 1]);
    round_corners(route);
    return route;
}

void drill_route_free(struct drill_route *route)
{
    free(route);
}

double drill_route_length_m(const struct drill_route *route)
{
    return route->corners[route->corner_count - 1].along_m;
}

static struct geo_point corner_beside(const struct corner *corner, double starboard_m)
{
    return (struct geo_point){
        corner->point.longitude_deg +
            starboard_m * corner->beside.east_m / corner->plane.east_m_per_deg,
        corner->point.latitude_deg +
            starboard_m * corner->beside.north_m / corner->plane.north_m_per_deg,
    };
}

static struct geo_point between(struct geo_point from, struct geo_point to, double part)
{
    return (struct geo_point){from.longitude_deg +
                                  part * geo_wrap_deg(to.longitude_deg - from.longitude_deg),
                              from.latitude_deg + part * (to.latitude_deg - from.latitude_deg)};
}

static uint32_t leg_at(const struct drill_route *route, double along_m, uint32_t guess)
{
    const struct corner *corners = route->corners;
    if (guess + 1 >= route->corner_count || corners[guess].along_m > along_m)
        guess = 0;
    while (guess + 2 < route->corner_count && corners[guess + 1].along_m <= along_m)
        guess++;
    return guess;
}

/* On the line beside, straight from corner to corner. */
static struct geo_point straight_at(const struct drill_route *route, size_t leg, double along_m,
                                    double starboard_m)
{
    const struct corner *corner = &route->corners[leg];
    double part = (along_m - corner->along_m) / (corner[1].along_m - corner->along_m);
    return between(corner_beside(corner, starboard_m), corner_beside(corner + 1, starboard_m),
                   part);
}

/* Round a corner by a parabola that touches both legs: its course turns with its tangent. */
static void round_corner(const struct drill_route *route, size_t index, double along_m,
                         double starboard_m, struct drill_motion *motion)
{
    const struct corner *corner = &route->corners[index];
    double reach_m = corner->rounded_m;
    double part = (along_m - corner->along_m + reach_m) / (2 * reach_m);
    struct geo_point middle = corner_beside(corner, starboard_m);
    struct geo_point first = straight_at(route, index - 1, corner->along_m - reach_m, starboard_m);
    struct geo_point last = straight_at(route, index, corner->along_m + reach_m, starboard_m);
    struct geo_point here = between(first, middle, part), next = between(middle, last, part);
    double turned_deg = geo_course_difference_deg(corner[-1].course_deg, corner->course_deg);
    motion->position = between(here, next, part);
    motion->course_deg = geo_offset_course_deg((struct geo_offset){
        geo_wrap_deg(next.longitude_deg - here.longitude_deg) * corner->plane.east_m_per_deg,
        (next.latitude_deg - here.latitude_deg) * corner->plane.north_m_per_deg});
    motion->turn_deg_per_s = turned_deg * motion->speed_mps / (2 * reach_m);
}

struct drill_motion drill_route_at(const struct drill_route *route, double along_m,
                                   double starboard_m, double speed_mps, uint32_t *leg)
{
    along_m = fmin(fmax(along_m, 0), drill_route_length_m(route));
    *leg = leg_at(route, along_m, *leg);
    const struct corner *corner = &route->corners[*leg];
    struct drill_motion motion = {.course_deg = corner->course_deg, .speed_mps = speed_mps};
    if (along_m - corner->along_m < corner->rounded_m)
        round_corner(route, *leg, along_m, starboard_m, &motion);
    else if (corner[1].along_m - along_m < corner[1].rounded_m)
        round_corner(route, *leg + 1, along_m, starboard_m, &motion);
    else
        motion.position = straight_at(route, *leg, along_m, starboard_m);
    motion.position.longitude_deg = geo_wrap_deg(motion.position.longitude_deg);
    motion.heading_deg = motion.course_deg;
    return motion;
}
