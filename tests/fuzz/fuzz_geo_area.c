/* SPDX-License-Identifier: Apache-2.0 */
/* libFuzzer target: rings of any points are an area or refused, and every answer is in bounds. */
#include "geo/land.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { POINTS_MAX = 512, RINGS_MAX = 8, COARSE_SIZE = 2 * sizeof(int8_t) };

/* Doubles of any bits, or degrees on a lattice, where edges meet and cover each other. */
static size_t read_points(const uint8_t *data, size_t size, struct geo_point *points)
{
    size_t count = 0;
    if (size > 0 && data[0] % 2 == 0) {
        for (size_t at = 1; at + sizeof *points <= size && count < POINTS_MAX; at += sizeof *points)
            memcpy(&points[count++], data + at, sizeof *points);
        return count;
    }
    for (size_t at = 1; at + COARSE_SIZE <= size && count < POINTS_MAX; at += COARSE_SIZE)
        points[count++] = (struct geo_point){2.0 * (int8_t)data[at], (int8_t)data[at + 1]};
    return count;
}

static void ask(const struct geo_area *area, const struct geo_land *land, struct geo_point from,
                struct geo_point to)
{
    double distance_m = geo_area_edge_distance_m(area, from, 1e6);
    double part = geo_area_first_crossing(area, from, to);
    assert(isnan(distance_m) || (distance_m >= 0 && distance_m <= 1e6));
    assert(isnan(part) || (part >= 0 && part <= 1));
    bool is_inside = geo_area_contains(area, from);
    assert(!is_inside || geo_point_is_valid(from));
    if (geo_point_is_valid(from) && geo_point_is_valid(to)) {
        assert(geo_land_contains(land, from) == is_inside);
        assert(geo_land_is_between(land, from, to) || isnan(part));
        assert(geo_land_edge_distance_m(land, from, 1e6) <= 1e6);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct geo_point far = {1e300, 1};
    struct geo_point points[POINTS_MAX];
    size_t point_count = read_points(data, size, points);
    size_t ring_count = size > 0 ? data[0] / 2 % RINGS_MAX : 0;
    struct geo_ring rings[RINGS_MAX];
    for (size_t i = 0; i < ring_count; i++)
        rings[i] =
            (struct geo_ring){points + point_count / ring_count * i, point_count / ring_count};
    struct geo_area *area = geo_area_new(rings, ring_count);
    assert((area != NULL) == (geo_area_check(rings, ring_count) == GEO_AREA_SOUND));
    if (area == NULL)
        return 0;
    const struct geo_area *areas[] = {area};
    struct geo_land *land = geo_land_new(areas, 1);
    ask(area, land, far, points[0]);
    for (size_t i = 1; i < point_count; i++)
        ask(area, land, points[i - 1], points[i]);
    geo_land_free(land);
    geo_area_free(area);
    return 0;
}
