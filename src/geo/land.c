/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/land.h"

#include "geo/tree.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

struct member {
    const struct geo_area *area;
    struct geo_extent extent; /* its west between -180 and 180 */
    uint64_t order;
};

struct geo_land {
    struct geo_tree *tree; /* of the members; NULL without any */
    size_t member_count;
    struct member members[];
};

/* As a place may be written -360, 0 or 360 degrees away from where an area is. */
static const double turns_deg[] = {-360, 0, 360};
enum { TURNS = 3 };

static uint64_t spread_bits(double part)
{
    uint64_t spread = 0, value = (uint64_t)(part * 65535);
    for (int bit = 0; bit < 16; bit++)
        spread |= (value >> bit & 1) << 2 * bit;
    return spread;
}

/* Along the curve of Morton (1966): what is near in it is near on Earth, mostly. */
static uint64_t order_of(const struct geo_extent *extent)
{
    double east = ((extent->west_deg + extent->east_deg) / 2 + 180) / 720;
    double north = ((extent->south_deg + extent->north_deg) / 2 + 90) / 180;
    return spread_bits(east) | spread_bits(north) << 1;
}

static int compare_members(const void *one, const void *other)
{
    const struct member *first = one, *second = other;
    if (first->order != second->order)
        return first->order < second->order ? -1 : 1;
    return 0;
}

static struct member member_of(const struct geo_area *area)
{
    struct geo_box box = geo_area_box(area);
    if (box.east_deg < box.west_deg)
        box.east_deg += 360;
    struct member member = {area, {box.west_deg, box.south_deg, box.east_deg, box.north_deg}, 0};
    member.order = order_of(&member.extent);
    return member;
}

static struct geo_tree *tree_of(const struct geo_land *land)
{
    struct geo_extent *extents = calloc(land->member_count, sizeof *extents);
    if (extents == NULL)
        return NULL;
    for (size_t i = 0; i < land->member_count; i++)
        extents[i] = land->members[i].extent;
    struct geo_tree *tree = geo_tree_new(extents, land->member_count);
    free(extents);
    return tree;
}

struct geo_land *geo_land_new(const struct geo_area *const *areas, size_t area_count)
{
    struct geo_land *land = NULL;
    if (area_count <= (SIZE_MAX - sizeof *land) / sizeof *land->members)
        land = malloc(sizeof *land + area_count * sizeof *land->members);
    if (land == NULL)
        return NULL;
    land->tree = NULL;
    land->member_count = area_count;
    if (area_count == 0)
        return land;
    for (size_t i = 0; i < area_count; i++)
        land->members[i] = member_of(areas[i]);
    qsort(land->members, area_count, sizeof *land->members, compare_members);
    land->tree = tree_of(land);
    if (land->tree != NULL)
        return land;
    free(land);
    return NULL;
}

void geo_land_free(struct geo_land *land)
{
    if (land == NULL)
        return;
    geo_tree_free(land->tree);
    free(land);
}

static bool contains_at(const struct geo_land *land, double longitude_deg, struct geo_point point)
{
    struct geo_tree_walk walk = geo_tree_walk_from_top(land->tree);
    for (size_t node; (node = geo_tree_walk_next(&walk)) != 0;) {
        if (!geo_extent_contains(&land->tree->nodes[node], longitude_deg, point.latitude_deg) ||
            geo_tree_walk_descend(&walk, node))
            continue;
        struct geo_tree_items items = geo_tree_items(land->tree, node);
        for (size_t i = items.first; i < items.end; i++)
            if (geo_extent_contains(&land->members[i].extent, longitude_deg, point.latitude_deg) &&
                geo_area_contains(land->members[i].area, point))
                return true;
    }
    return false;
}

bool geo_land_contains(const struct geo_land *land, struct geo_point point)
{
    double longitude_deg = geo_wrap_deg(point.longitude_deg);
    for (int i = 0; land->tree != NULL && i < TURNS; i++)
        if (contains_at(land, longitude_deg + turns_deg[i], point))
            return true;
    return false;
}

static double distance_at_m(const struct geo_land *land, double longitude_deg,
                            struct geo_point point, double limit_m)
{
    struct geo_tree_walk walk = geo_tree_walk_from_top(land->tree);
    for (size_t node; (node = geo_tree_walk_next(&walk)) != 0;) {
        const struct geo_extent *extent = &land->tree->nodes[node];
        if (!(geo_extent_distance_m(extent, longitude_deg, point.latitude_deg) < limit_m) ||
            geo_tree_walk_descend_near(&walk, node, longitude_deg, point.latitude_deg))
            continue;
        struct geo_tree_items items = geo_tree_items(land->tree, node);
        for (size_t i = items.first; i < items.end; i++)
            limit_m = geo_area_edge_distance_m(land->members[i].area, point, limit_m);
    }
    return limit_m;
}

double geo_land_edge_distance_m(const struct geo_land *land, struct geo_point point, double limit_m)
{
    if (!geo_point_is_valid(point))
        return (double)NAN;
    double longitude_deg = geo_wrap_deg(point.longitude_deg);
    for (int i = 0; land->tree != NULL && i < TURNS; i++)
        limit_m = distance_at_m(land, longitude_deg + turns_deg[i], point, limit_m);
    return limit_m;
}

/* The movement's box must meet an area's, somewhere around the Earth. */
static bool is_between_at(const struct geo_land *land, const struct geo_extent *way,
                          struct geo_point from, struct geo_point to)
{
    struct geo_tree_walk walk = geo_tree_walk_from_top(land->tree);
    for (size_t node; (node = geo_tree_walk_next(&walk)) != 0;) {
        if (!geo_extent_meets(&land->tree->nodes[node], way) || geo_tree_walk_descend(&walk, node))
            continue;
        struct geo_tree_items items = geo_tree_items(land->tree, node);
        for (size_t i = items.first; i < items.end; i++)
            if (!isnan(geo_area_first_crossing(land->members[i].area, from, to)))
                return true;
    }
    return false;
}

bool geo_land_is_between(const struct geo_land *land, struct geo_point from, struct geo_point to)
{
    double from_deg = geo_wrap_deg(from.longitude_deg);
    double to_deg = geo_unroll_deg(to.longitude_deg, from_deg);
    for (int i = 0; land->tree != NULL && i < TURNS; i++) {
        struct geo_extent way = {
            fmin(from_deg, to_deg) + turns_deg[i],
            fmin(from.latitude_deg, to.latitude_deg),
            fmax(from_deg, to_deg) + turns_deg[i],
            fmax(from.latitude_deg, to.latitude_deg),
        };
        if (is_between_at(land, &way, from, to))
            return true;
    }
    return geo_land_contains(land, from) || geo_land_contains(land, to);
}
