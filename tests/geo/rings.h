/* SPDX-License-Identifier: Apache-2.0 */
/* Rings to try areas with, and what is known of them without any index. */
#ifndef RINGS_H
#define RINGS_H

#include "chance.h"
#include "geo/area.h"

#include <math.h>

enum { RING_POINTS_MAX = 1000 };

struct test_ring {
    struct geo_point points[RING_POINTS_MAX];
    size_t point_count;
};

/* A shore: around a middle, near and far by turns, as wide as twice that many degrees. */
static inline void make_shore(struct test_ring *ring, struct chance *chance,
                              struct geo_point middle, double radius_deg, size_t point_count)
{
    ring->point_count = point_count;
    for (size_t i = 0; i < point_count; i++) {
        double angle = 2 * 3.14159265358979323846 * (double)i / (double)point_count;
        double length_deg = radius_deg * chance_between(chance, 0.3, 1);
        ring->points[i] =
            (struct geo_point){geo_wrap_deg(middle.longitude_deg + length_deg * cos(angle)),
                               middle.latitude_deg + length_deg * sin(angle)};
    }
}

/* A scribble over a lattice, where edges cross, meet, run along each other, and are no edges. */
static inline void make_scribble(struct test_ring *ring, struct chance *chance,
                                 struct geo_point middle, int lattice, size_t point_count)
{
    ring->point_count = point_count;
    for (size_t i = 0; i < point_count; i++) {
        struct geo_point point = chance_around(chance, (struct geo_point){0, 0}, lattice);
        ring->points[i] =
            (struct geo_point){geo_wrap_deg(middle.longitude_deg + floor(point.longitude_deg)),
                               middle.latitude_deg + floor(point.latitude_deg)};
    }
}

/* Degrees from a middle, the short way. */
struct test_place {
    double x, y;
};

static inline struct test_place seen_from(struct geo_point middle, struct geo_point point)
{
    return (struct test_place){geo_wrap_deg(point.longitude_deg - middle.longitude_deg),
                               point.latitude_deg - middle.latitude_deg};
}

/* By the angle that the ring sweeps around the place; not for places on an edge. */
static inline bool sweeps_oddly_around(const struct test_ring *ring, struct geo_point point)
{
    double swept = 0;
    for (size_t i = 0; i < ring->point_count; i++) {
        struct test_place one = seen_from(point, ring->points[i]);
        struct test_place other = seen_from(point, ring->points[(i + 1) % ring->point_count]);
        swept += atan2(one.x * other.y - one.y * other.x, one.x * other.x + one.y * other.y);
    }
    return lround(swept / (2 * 3.14159265358979323846)) % 2 != 0;
}

/* To the nearest edge in degrees, as on a map of degrees. */
static inline double degrees_to_edge(const struct test_ring *ring, struct geo_point point)
{
    double least = INFINITY;
    for (size_t i = 0; i < ring->point_count; i++) {
        struct test_place one = seen_from(point, ring->points[i]);
        struct test_place other = seen_from(point, ring->points[(i + 1) % ring->point_count]);
        double x = other.x - one.x, y = other.y - one.y, square = x * x + y * y;
        double part = square > 0 ? fmin(fmax(-(one.x * x + one.y * y) / square, 0), 1) : 0;
        least = fmin(least, hypot(one.x + part * x, one.y + part * y));
    }
    return least;
}

#endif
