/* SPDX-License-Identifier: Apache-2.0 */
/* Random cases that are the same in every run (xorshift64*, Vigna 2016), and the geodesic that
 * knows the answers (Karney 2013, as PROJ has it). */
#ifndef CHANCE_H
#define CHANCE_H

#include "geo/point.h"

#include <geodesic.h>
#include <stddef.h>
#include <stdint.h>

struct chance {
    uint64_t state; /* not 0 */
};

/* At least 0, less than 1. */
static inline double chance_next(struct chance *chance)
{
    chance->state ^= chance->state >> 12;
    chance->state ^= chance->state << 25;
    chance->state ^= chance->state >> 27;
    return (double)((chance->state * 0x2545F4914F6CDD1DU) >> 11) * 0x1p-53;
}

static inline double chance_between(struct chance *chance, double low, double high)
{
    return low + (high - low) * chance_next(chance);
}

/* Anywhere up to a latitude. A function may draw in any order of its arguments, or of an
 * initializer: what is drawn twice there is drawn by these. */
static inline struct geo_point chance_place(struct chance *chance, double latitude_max_deg)
{
    struct geo_point place;
    place.longitude_deg = chance_between(chance, -180, 180);
    place.latitude_deg = chance_between(chance, -latitude_max_deg, latitude_max_deg);
    return place;
}

/* At most that many degrees away, either way. */
static inline struct geo_point chance_around(struct chance *chance, struct geo_point middle,
                                             double reach_deg)
{
    middle.longitude_deg += chance_between(chance, -reach_deg, reach_deg);
    middle.latitude_deg += chance_between(chance, -reach_deg, reach_deg);
    return middle;
}

static inline double geodesic_distance_m(struct geo_point from, struct geo_point to)
{
    struct geod_geodesic earth;
    geod_init(&earth, 6378137, 1 / 298.257223563);
    double distance_m;
    geod_inverse(&earth, from.latitude_deg, from.longitude_deg, to.latitude_deg, to.longitude_deg,
                 &distance_m, NULL, NULL);
    return distance_m;
}

/* Where a geodesic of that first course ends; `*course_deg`, if asked for, is its last course. */
static inline struct geo_point geodesic_moved(struct geo_point from, double first_course_deg,
                                              double distance_m, double *course_deg)
{
    struct geod_geodesic earth;
    geod_init(&earth, 6378137, 1 / 298.257223563);
    struct geo_point to;
    geod_direct(&earth, from.latitude_deg, from.longitude_deg, first_course_deg, distance_m,
                &to.latitude_deg, &to.longitude_deg, course_deg);
    return to;
}

#endif
