/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/chain.h"

#include "geo/side.h"

#include <math.h>
#include <stdlib.h>

static bool is_same(struct geo_point one, struct geo_point other)
{
    return one.latitude_deg == other.latitude_deg &&
           geo_wrap_deg(other.longitude_deg - one.longitude_deg) == 0;
}

static struct geo_extent edge_extent(struct geo_point from, struct geo_point to)
{
    return (struct geo_extent){
        fmin(from.longitude_deg, to.longitude_deg),
        fmin(from.latitude_deg, to.latitude_deg),
        fmax(from.longitude_deg, to.longitude_deg),
        fmax(from.latitude_deg, to.latitude_deg),
    };
}

bool geo_chain_init(struct geo_chain *chain, const struct geo_point *points, size_t point_count)
{
    if (point_count > 1 && is_same(points[0], points[point_count - 1]))
        point_count--;
    assert(point_count > 0);
    *chain = (struct geo_chain){.edge_count = point_count};
    chain->points = calloc(point_count + 1, sizeof *chain->points);
    struct geo_extent *extents = calloc(point_count, sizeof *extents);
    if (chain->points != NULL && extents != NULL) {
        struct geo_point last = {geo_wrap_deg(points[0].longitude_deg), points[0].latitude_deg};
        chain->points[0] = last;
        for (size_t i = 0; i < point_count; i++) {
            struct geo_point next = points[(i + 1) % point_count];
            next.longitude_deg = geo_unroll_deg(next.longitude_deg, last.longitude_deg);
            extents[i] = edge_extent(last, next);
            chain->points[i + 1] = last = next;
        }
        chain->tree = geo_tree_new(extents, point_count);
    }
    free(extents);
    if (chain->tree != NULL)
        return true;
    geo_chain_release(chain);
    return false;
}

void geo_chain_release(struct geo_chain *chain)
{
    free(chain->points);
    geo_tree_free(chain->tree);
    *chain = (struct geo_chain){0};
}

/* The place with that one of its longitudes that is nearest to the chain's middle. */
static struct geo_point unrolled(const struct geo_chain *chain, struct geo_point point)
{
    const struct geo_extent *all = &chain->tree->nodes[1];
    point.longitude_deg = geo_unroll_deg(point.longitude_deg, (all->west_deg + all->east_deg) / 2);
    return point;
}

static bool is_above(struct geo_point point, struct geo_point other)
{
    return point.latitude_deg > other.latitude_deg;
}

/* The edge is looked at upwards, so that two chains that share it agree to the last bit. */
static bool is_passed_eastwards(struct geo_point from, struct geo_point to, struct geo_point point)
{
    if (is_above(from, point) == is_above(to, point))
        return false;
    return is_above(to, point) ? geo_side_leftness(from, to, point) > 0
                               : geo_side_leftness(to, from, point) > 0;
}

bool geo_chain_is_around(const struct geo_chain *chain, struct geo_point point)
{
    bool is_odd = false;
    point = unrolled(chain, point);
    struct geo_tree_walk walk = geo_tree_walk_from_top(chain->tree);
    for (size_t node; (node = geo_tree_walk_next(&walk)) != 0;) {
        const struct geo_extent *extent = &chain->tree->nodes[node];
        if (!(point.latitude_deg >= extent->south_deg && point.latitude_deg < extent->north_deg &&
              point.longitude_deg <= extent->east_deg))
            continue;
        bool is_east = point.longitude_deg < extent->west_deg;
        if (!is_east && geo_tree_walk_descend(&walk, node))
            continue;
        struct geo_tree_items edges = geo_tree_items(chain->tree, node);
        if (is_east) {
            /* However a line winds east of us, the ray crosses it oddly if its ends are apart. */
            is_odd ^= is_above(chain->points[edges.first], point) !=
                      is_above(chain->points[edges.end], point);
            continue;
        }
        for (size_t i = edges.first; i < edges.end; i++)
            is_odd ^= is_passed_eastwards(chain->points[i], chain->points[i + 1], point);
    }
    return is_odd;
}

/* The place on an edge that is nearest on a plane of that measure. */
static struct geo_point foot_on(struct geo_point from, struct geo_point to, struct geo_point point,
                                double measuring_latitude_deg)
{
    struct geo_plane plane = geo_plane_at((measuring_latitude_deg + point.latitude_deg) / 2);
    double ratio = plane.east_m_per_deg / plane.north_m_per_deg, square = ratio * ratio;
    double east = to.longitude_deg - from.longitude_deg,
           north = to.latitude_deg - from.latitude_deg;
    double length = east * east * square + north * north;
    double along = (point.longitude_deg - from.longitude_deg) * east * square +
                   (point.latitude_deg - from.latitude_deg) * north;
    double part = length > 0 ? fmin(fmax(along / length, 0), 1) : 0;
    return (struct geo_point){from.longitude_deg + part * east, from.latitude_deg + part * north};
}

static double edge_distance_m(struct geo_point from, struct geo_point to, struct geo_point point)
{
    /* The plane is that of the latitude midway to the foot, which needs a plane to be found. */
    struct geo_point foot = foot_on(from, to, point, (from.latitude_deg + to.latitude_deg) / 2);
    if (fabs(to.latitude_deg - from.latitude_deg) > 0.1)
        foot = foot_on(from, to, point, foot.latitude_deg);
    return geo_point_distance_m(point, foot);
}

double geo_chain_distance_m(const struct geo_chain *chain, struct geo_point point, double limit_m)
{
    point = unrolled(chain, point);
    struct geo_tree_walk walk = geo_tree_walk_from_top(chain->tree);
    for (size_t node; (node = geo_tree_walk_next(&walk)) != 0;) {
        const struct geo_extent *extent = &chain->tree->nodes[node];
        if (!(geo_extent_distance_m(extent, point.longitude_deg, point.latitude_deg) < limit_m) ||
            geo_tree_walk_descend_near(&walk, node, point.longitude_deg, point.latitude_deg))
            continue;
        struct geo_tree_items edges = geo_tree_items(chain->tree, node);
        for (size_t i = edges.first; i < edges.end; i++)
            limit_m = fmin(limit_m, edge_distance_m(chain->points[i], chain->points[i + 1], point));
    }
    return limit_m;
}

/* How far along a way the point lies, of one on the way's line. */
static double part_of_way(struct geo_point from, struct geo_point to, struct geo_point point)
{
    double east = to.longitude_deg - from.longitude_deg,
           north = to.latitude_deg - from.latitude_deg;
    return ((point.longitude_deg - from.longitude_deg) * east +
            (point.latitude_deg - from.latitude_deg) * north) /
           (east * east + north * north);
}

/* Touching counts. */
static double edge_crossing(struct geo_point first, struct geo_point last, struct geo_point from,
                            struct geo_point to)
{
    double first_left = geo_side_leftness(from, to, first),
           last_left = geo_side_leftness(from, to, last);
    if ((first_left > 0 && last_left > 0) || (first_left < 0 && last_left < 0))
        return (double)NAN;
    if (first_left == 0 && last_left == 0) {
        double one = part_of_way(from, to, first), other = part_of_way(from, to, last);
        double begin = fmax(fmin(one, other), 0);
        return begin <= fmin(fmax(one, other), 1) ? begin : (double)NAN;
    }
    double from_left = geo_side_leftness(first, last, from),
           to_left = geo_side_leftness(first, last, to);
    if ((from_left > 0 && to_left > 0) || (from_left < 0 && to_left < 0))
        return (double)NAN;
    return from_left == to_left ? 0 : fabs(from_left) / (fabs(from_left) + fabs(to_left));
}

/* Whether all of the box lies on one side of the way's line, or beyond its ends. */
static bool is_missed(const struct geo_extent *extent, struct geo_point from, struct geo_point to)
{
    struct geo_extent way = edge_extent(from, to);
    if (!geo_extent_meets(extent, &way))
        return true;
    double corners[] = {
        geo_side_leftness(from, to, (struct geo_point){extent->west_deg, extent->south_deg}),
        geo_side_leftness(from, to, (struct geo_point){extent->west_deg, extent->north_deg}),
        geo_side_leftness(from, to, (struct geo_point){extent->east_deg, extent->south_deg}),
        geo_side_leftness(from, to, (struct geo_point){extent->east_deg, extent->north_deg}),
    };
    bool is_left = false, is_right = false;
    for (int i = 0; i < 4; i++) {
        is_left |= corners[i] >= 0;
        is_right |= corners[i] <= 0;
    }
    return !(is_left && is_right);
}

double geo_chain_first_crossing(const struct geo_chain *chain, struct geo_point from,
                                struct geo_point to)
{
    double first = (double)NAN;
    from = unrolled(chain, from);
    to.longitude_deg = geo_unroll_deg(to.longitude_deg, from.longitude_deg);
    if (from.longitude_deg == to.longitude_deg && from.latitude_deg == to.latitude_deg)
        return first;
    struct geo_tree_walk walk = geo_tree_walk_from_top(chain->tree);
    for (size_t node; (node = geo_tree_walk_next(&walk)) != 0;) {
        if (is_missed(&chain->tree->nodes[node], from, to) || geo_tree_walk_descend(&walk, node))
            continue;
        struct geo_tree_items edges = geo_tree_items(chain->tree, node);
        for (size_t i = edges.first; i < edges.end; i++)
            /* fmin leaves out what is NAN. */
            first = fmin(first, edge_crossing(chain->points[i], chain->points[i + 1], from, to));
    }
    return first;
}
