/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/tree.h"

#include "base/trig.h"
#include "geo/ellipsoid.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* Meets nothing, and joined with anything leaves that as it is. */
static const struct geo_extent nothing = {INFINITY, INFINITY, -INFINITY, -INFINITY};

struct geo_extent geo_extent_joined(const struct geo_extent *one, const struct geo_extent *other)
{
    return (struct geo_extent){
        fmin(one->west_deg, other->west_deg),
        fmin(one->south_deg, other->south_deg),
        fmax(one->east_deg, other->east_deg),
        fmax(one->north_deg, other->north_deg),
    };
}

static double outside_deg(double value_deg, double low_deg, double high_deg)
{
    if (value_deg < low_deg)
        return low_deg - value_deg;
    return value_deg > high_deg ? value_deg - high_deg : 0;
}

double geo_extent_distance_m(const struct geo_extent *extent, double longitude_deg,
                             double latitude_deg)
{
    /* A degree of latitude is shortest at the equator, one of longitude at the latitude nearest
     * to a pole of all that lie midway; there at least as long as on a ball of that radius. */
    const double degree_m = WGS84_EQUATOR_RADIUS_M * RADIANS_PER_DEG;
    const double north_m_per_deg = degree_m * (1 - geo_ellipsoid_eccentricity_squared());
    double midway_deg =
        fmax(fabs(latitude_deg + extent->south_deg), fabs(latitude_deg + extent->north_deg)) / 2;
    double east_m_per_deg = degree_m * trig_cos_deg(midway_deg);
    double east_m = outside_deg(longitude_deg, extent->west_deg, extent->east_deg) * east_m_per_deg;
    double north_m =
        outside_deg(latitude_deg, extent->south_deg, extent->north_deg) * north_m_per_deg;
    return sqrt(east_m * east_m + north_m * north_m);
}

struct geo_tree *geo_tree_new(const struct geo_extent *items, size_t item_count)
{
    assert(item_count > 0);
    size_t first_leaf = 1;
    while (first_leaf < item_count / GEO_TREE_LEAF_ITEMS + 1)
        first_leaf *= 2;
    if (first_leaf > (SIZE_MAX / 4 - sizeof(struct geo_tree)) / sizeof *items)
        return NULL;
    struct geo_tree *tree = malloc(sizeof *tree + 2 * first_leaf * sizeof *items);
    if (tree == NULL)
        return NULL;
    tree->item_count = item_count;
    tree->first_leaf = first_leaf;
    for (size_t node = 0; node < 2 * first_leaf; node++)
        tree->nodes[node] = nothing;
    for (size_t i = 0; i < item_count; i++) {
        struct geo_extent *leaf = &tree->nodes[first_leaf + i / GEO_TREE_LEAF_ITEMS];
        *leaf = geo_extent_joined(leaf, &items[i]);
    }
    for (size_t node = first_leaf - 1; node > 0; node--)
        tree->nodes[node] = geo_extent_joined(&tree->nodes[2 * node], &tree->nodes[2 * node + 1]);
    return tree;
}

void geo_tree_free(struct geo_tree *tree)
{
    free(tree);
}

/* Enough to tell the nearer of two, mostly. */
static double outside_squared(const struct geo_extent *extent, double longitude_deg,
                              double latitude_deg)
{
    double east_deg = outside_deg(longitude_deg, extent->west_deg, extent->east_deg);
    double north_deg = outside_deg(latitude_deg, extent->south_deg, extent->north_deg);
    return east_deg * east_deg + north_deg * north_deg;
}

bool geo_tree_walk_descend_near(struct geo_tree_walk *walk, size_t node, double longitude_deg,
                                double latitude_deg)
{
    if (!geo_tree_walk_descend(walk, node))
        return false;
    const struct geo_extent *children = &walk->tree->nodes[2 * node];
    double first = outside_squared(&children[0], longitude_deg, latitude_deg);
    double second = outside_squared(&children[1], longitude_deg, latitude_deg);
    if (second < first) {
        walk->waiting[walk->depth - 1] = 2 * node + 1;
        walk->waiting[walk->depth - 2] = 2 * node;
    }
    return true;
}

struct geo_tree_items geo_tree_items(const struct geo_tree *tree, size_t node)
{
    size_t first = node, end = node + 1;
    while (first < tree->first_leaf)
        first *= 2, end *= 2;
    first = (first - tree->first_leaf) * GEO_TREE_LEAF_ITEMS;
    end = (end - tree->first_leaf) * GEO_TREE_LEAF_ITEMS;
    return (struct geo_tree_items){
        first < tree->item_count ? first : tree->item_count,
        end < tree->item_count ? end : tree->item_count,
    };
}
