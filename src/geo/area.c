/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/area.h"

#include "geo/chain.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

struct geo_area {
    struct geo_extent extent; /* of the first ring's turn around the Earth */
    size_t chain_count;
    struct geo_chain chains[];
};

/* Goes along the ring as an index does: unrolled, it must come back to where it began, and no
 * place of it may be both in the west and in the east. */
static bool is_too_wide(const struct geo_ring *ring)
{
    double here_deg = 0, west_deg = 0, east_deg = 0;
    for (size_t i = 0; i < ring->point_count; i++) {
        double next_deg = ring->points[(i + 1) % ring->point_count].longitude_deg;
        here_deg += geo_wrap_deg(next_deg - ring->points[i].longitude_deg);
        west_deg = fmin(west_deg, here_deg);
        east_deg = fmax(east_deg, here_deg);
    }
    return fabs(here_deg) > 180 || east_deg - west_deg >= 360;
}

enum geo_area_error geo_area_check(const struct geo_ring *rings, size_t ring_count)
{
    if (ring_count == 0)
        return GEO_AREA_NO_RING;
    for (size_t i = 0; i < ring_count; i++) {
        if (rings[i].point_count < 3)
            return GEO_AREA_FEW_POINTS;
        for (size_t k = 0; k < rings[i].point_count; k++)
            if (!geo_point_is_valid(rings[i].points[k]))
                return GEO_AREA_NOT_A_PLACE;
        if (is_too_wide(&rings[i]))
            return GEO_AREA_TOO_WIDE;
    }
    return GEO_AREA_SOUND;
}

/* The least box of all rings, each moved by whole turns to where the first is. */
static struct geo_extent extent_of(const struct geo_area *area)
{
    assert(area->chain_count > 0);
    struct geo_extent all = area->chains[0].tree->nodes[1];
    for (size_t i = 1; i < area->chain_count; i++) {
        struct geo_extent ring = area->chains[i].tree->nodes[1];
        double apart_deg = ring.west_deg + ring.east_deg - all.west_deg - all.east_deg;
        double turn_deg = 360 * round(apart_deg / 720);
        ring.west_deg -= turn_deg;
        ring.east_deg -= turn_deg;
        all = geo_extent_joined(&all, &ring);
    }
    return all;
}

struct geo_area *geo_area_new(const struct geo_ring *rings, size_t ring_count)
{
    if (geo_area_check(rings, ring_count) != GEO_AREA_SOUND)
        return NULL;
    struct geo_area *area = calloc(1, sizeof *area + ring_count * sizeof *area->chains);
    if (area == NULL)
        return NULL;
    for (; area->chain_count < ring_count; area->chain_count++) {
        const struct geo_ring *ring = &rings[area->chain_count];
        if (!geo_chain_init(&area->chains[area->chain_count], ring->points, ring->point_count)) {
            geo_area_free(area);
            return NULL;
        }
    }
    area->extent = extent_of(area);
    return area;
}

void geo_area_free(struct geo_area *area)
{
    if (area == NULL)
        return;
    for (size_t i = 0; i < area->chain_count; i++)
        geo_chain_release(&area->chains[i]);
    free(area);
}

struct geo_box geo_area_box(const struct geo_area *area)
{
    const struct geo_extent *extent = &area->extent;
    if (extent->east_deg - extent->west_deg >= 360)
        return (struct geo_box){-180, extent->south_deg, 180, extent->north_deg};
    return (struct geo_box){geo_wrap_deg(extent->west_deg), extent->south_deg,
                            geo_wrap_deg(extent->east_deg), extent->north_deg};
}

size_t geo_area_ring_count(const struct geo_area *area)
{
    return area->chain_count;
}

struct geo_ring geo_area_ring(const struct geo_area *area, size_t index)
{
    assert(index < area->chain_count);
    const struct geo_chain *chain = &area->chains[index];
    return (struct geo_ring){chain->points, chain->edge_count + 1};
}

bool geo_area_contains(const struct geo_area *area, struct geo_point point)
{
    bool is_inside = false;
    for (size_t i = 0; i < area->chain_count; i++)
        is_inside ^= geo_chain_is_around(&area->chains[i], point);
    return is_inside;
}

double geo_area_edge_distance_m(const struct geo_area *area, struct geo_point point, double limit_m)
{
    if (!geo_point_is_valid(point))
        return (double)NAN;
    for (size_t i = 0; i < area->chain_count; i++)
        limit_m = geo_chain_distance_m(&area->chains[i], point, limit_m);
    return limit_m;
}

double geo_area_first_crossing(const struct geo_area *area, struct geo_point from,
                               struct geo_point to)
{
    double first = (double)NAN;
    for (size_t i = 0; i < area->chain_count; i++)
        /* fmin leaves out what is NAN. */
        first = fmin(first, geo_chain_first_crossing(&area->chains[i], from, to));
    return first;
}
