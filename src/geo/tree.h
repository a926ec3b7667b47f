/* SPDX-License-Identifier: Apache-2.0 */
/* Boxes around boxes: which of many things, that lie near each other in the order given, are near
 * a place. For files of this layer; in a header for its speed.
 *
 * A binary tree without pointers: node 1 is the root, node n has the children 2n and 2n+1, and
 * each leaf stands for GEO_TREE_LEAF_ITEMS things, in order. The caller walks it, and descends
 * where it must:
 *
 *     struct geo_tree_walk walk = geo_tree_walk_from_top(tree);
 *     for (size_t node; (node = geo_tree_walk_next(&walk)) != 0;)
 *         if (may_matter(&tree->nodes[node]) && !geo_tree_walk_descend(&walk, node))
 *             look_at(geo_tree_items(tree, node));
 */
#ifndef GEO_TREE_H
#define GEO_TREE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    GEO_TREE_LEAF_ITEMS = 4,
    GEO_TREE_DEPTH_MAX = 64,
};

/* A plain rectangle: west is not more than east, and either may lie beyond the antimeridian. */
struct geo_extent {
    double west_deg, south_deg, east_deg, north_deg;
};

struct geo_tree {
    size_t item_count, first_leaf; /* a power of two */
    struct geo_extent nodes[];     /* of which the first stands for nothing */
};

struct geo_tree_walk {
    const struct geo_tree *tree;
    size_t depth, waiting[GEO_TREE_DEPTH_MAX];
};

/* At least one thing; keeps no pointer. NULL when there is no memory. */
struct geo_tree *geo_tree_new(const struct geo_extent *items, size_t item_count);
void geo_tree_free(struct geo_tree *tree);

/* The least box around both. */
struct geo_extent geo_extent_joined(const struct geo_extent *one, const struct geo_extent *other);

static inline bool geo_extent_contains(const struct geo_extent *extent, double longitude_deg,
                                       double latitude_deg)
{
    return longitude_deg >= extent->west_deg && longitude_deg <= extent->east_deg &&
           latitude_deg >= extent->south_deg && latitude_deg <= extent->north_deg;
}

static inline bool geo_extent_meets(const struct geo_extent *one, const struct geo_extent *other)
{
    return one->west_deg <= other->east_deg && one->east_deg >= other->west_deg &&
           one->south_deg <= other->north_deg && one->north_deg >= other->south_deg;
}

/* No metre between a place and whatever lies in an extent is missing from this: as long or
 * shorter than the distance to the nearest of it (geo_point_distance_m). */
double geo_extent_distance_m(const struct geo_extent *extent, double longitude_deg,
                             double latitude_deg);

static inline struct geo_tree_walk geo_tree_walk_from_top(const struct geo_tree *tree)
{
    struct geo_tree_walk walk;
    walk.tree = tree;
    walk.depth = 1;
    walk.waiting[0] = 1;
    return walk;
}

/* The next node, 0 at the end. */
static inline size_t geo_tree_walk_next(struct geo_tree_walk *walk)
{
    return walk->depth > 0 ? walk->waiting[--walk->depth] : 0;
}

/* The children come next, the first of them first. False for a leaf, which has none. */
static inline bool geo_tree_walk_descend(struct geo_tree_walk *walk, size_t node)
{
    if (node >= walk->tree->first_leaf)
        return false;
    assert(walk->depth + 2 <= GEO_TREE_DEPTH_MAX);
    walk->waiting[walk->depth++] = 2 * node + 1;
    walk->waiting[walk->depth++] = 2 * node;
    return true;
}

/* The same, the child nearer to a place first. */
bool geo_tree_walk_descend_near(struct geo_tree_walk *walk, size_t node, double longitude_deg,
                                double latitude_deg);

/* Items from `first` on, up to but without `end`. Both are the same for a node of nothing. */
struct geo_tree_items {
    size_t first, end;
};

struct geo_tree_items geo_tree_items(const struct geo_tree *tree, size_t node);

#endif
