/* SPDX-License-Identifier: Apache-2.0 */
#include "report/simplify.h"

#include "base/trig.h"
#include "geo/point.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* What roundings could add is taken off. */
static const double safety = 0.999;

void report_simplify_init(struct report_simplify *simplify, double bound_m)
{
    assert(bound_m > 0);
    memset(simplify, 0, sizeof *simplify);
    simplify->bound_m = bound_m * safety;
    for (int i = 0; i < REPORT_SIMPLIFY_EDGE_COUNT; i++) {
        double angle_deg = i * 360.0 / REPORT_SIMPLIFY_EDGE_COUNT;
        simplify->east[i] = trig_cos_deg(angle_deg);
        simplify->north[i] = trig_sin_deg(angle_deg);
    }
}

static void set_anchor(struct report_simplify *simplify, const struct report_vertex *anchor)
{
    struct geo_plane plane = geo_plane_at(anchor->latitude_deg_e6 / 1e6);

    simplify->anchor = simplify->end = *anchor;
    simplify->east_m_per_deg = plane.east_m_per_deg;
    simplify->north_m_per_deg = plane.north_m_per_deg;
    for (int i = 0; i < REPORT_SIMPLIFY_EDGE_COUNT; i++)
        simplify->limits_mps[i] = INFINITY;
}

/* The bound at a vertex in metres of the anchor's plane: less, where a degree is longer. */
static double bound_at(const struct report_simplify *simplify, const struct report_vertex *vertex)
{
    struct geo_plane plane = geo_plane_at(vertex->latitude_deg_e6 / 1e6);
    double stretch = fmax(plane.east_m_per_deg / simplify->east_m_per_deg,
                          plane.north_m_per_deg / simplify->north_m_per_deg);
    return simplify->bound_m / fmax(stretch, 1);
}

/* Makes `next` the end of the line when it can be: when all between are near enough to it. */
static bool extend(struct report_simplify *simplify, const struct report_vertex *next)
{
    const struct report_vertex *anchor = &simplify->anchor;
    double after_s = (double)(next->time_ms - anchor->time_ms) / 1000;
    double east_m = geo_wrap_deg((next->longitude_deg_e6 - anchor->longitude_deg_e6) / 1e6) *
                    simplify->east_m_per_deg;
    double north_m =
        (next->latitude_deg_e6 - anchor->latitude_deg_e6) / 1e6 * simplify->north_m_per_deg;
    double bound_m = bound_at(simplify, next);

    if (after_s <= 0) {
        bool is_near = hypot(east_m, north_m) <= bound_m;
        if (is_near)
            simplify->end = *next;
        return is_near;
    }
    double along_mps[REPORT_SIMPLIFY_EDGE_COUNT];
    for (int i = 0; i < REPORT_SIMPLIFY_EDGE_COUNT; i++) {
        along_mps[i] = (simplify->east[i] * east_m + simplify->north[i] * north_m) / after_s;
        if (along_mps[i] > simplify->limits_mps[i])
            return false;
    }
    double reach_mps = bound_m * trig_cos_deg(180.0 / REPORT_SIMPLIFY_EDGE_COUNT) / after_s;
    for (int i = 0; i < REPORT_SIMPLIFY_EDGE_COUNT; i++)
        simplify->limits_mps[i] = fmin(simplify->limits_mps[i], along_mps[i] + reach_mps);
    simplify->end = *next;
    return true;
}

static bool is_same(const struct report_vertex *one, const struct report_vertex *other)
{
    return one->time_ms == other->time_ms && one->longitude_deg_e6 == other->longitude_deg_e6 &&
           one->latitude_deg_e6 == other->latitude_deg_e6;
}

size_t report_simplify_push(struct report_simplify *simplify, const struct report_vertex *next,
                            struct report_vertex kept[static 2])
{
    size_t count = 0;

    if (!simplify->has_begun) {
        simplify->has_begun = true;
        set_anchor(simplify, next);
        kept[0] = *next;
        return 1;
    }
    if (extend(simplify, next))
        return 0;
    if (!is_same(&simplify->end, &simplify->anchor)) {
        kept[count++] = simplify->end;
        set_anchor(simplify, &kept[0]);
    }
    if (!extend(simplify, next)) { /* at the same moment, but elsewhere */
        kept[count++] = *next;
        set_anchor(simplify, next);
    }
    return count;
}

size_t report_simplify_end(struct report_simplify *simplify, struct report_vertex kept[static 1])
{
    bool is_more = simplify->has_begun && !is_same(&simplify->end, &simplify->anchor);

    if (is_more)
        kept[0] = simplify->end;
    simplify->has_begun = false;
    return is_more;
}
