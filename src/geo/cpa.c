/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/cpa.h"

#include <assert.h>
#include <math.h>

/* Below this two ships go side by side, and their courses' noise would be taken for closing. */
static const double SIDE_BY_SIDE_MPS = 0.2;

static const double STEP_S = 5;

/* A gap this much smaller than another is smaller. */
static const double NOTICED_M = 1e-3;

static struct geo_velocity relative_velocity(const struct geo_mover *own,
                                             const struct geo_mover *other)
{
    struct geo_velocity mine = geo_mover_velocity(own), hers = geo_mover_velocity(other);
    return (struct geo_velocity){hers.east_mps - mine.east_mps, hers.north_mps - mine.north_mps};
}

static bool is_side_by_side(struct geo_velocity velocity)
{
    struct geo_offset second = {velocity.east_mps, velocity.north_mps};
    return geo_offset_length_m(second) < SIDE_BY_SIDE_MPS;
}

/* When the offset, changing at that velocity, is shortest; before now below zero. */
static double time_of_closest_s(struct geo_offset offset, struct geo_velocity velocity)
{
    double square = velocity.east_mps * velocity.east_mps + velocity.north_mps * velocity.north_mps;
    return -(offset.east_m * velocity.east_mps + offset.north_m * velocity.north_mps) / square;
}

/* A velocity that is not a number makes all of it none. */
static struct geo_cpa no_closer(double range_m, struct geo_velocity velocity)
{
    if (isnan(velocity.east_mps + velocity.north_mps))
        return (struct geo_cpa){range_m, (double)NAN, (double)NAN};
    return (struct geo_cpa){range_m, (double)NAN, range_m};
}

struct geo_cpa geo_cpa_find(const struct geo_mover *own, const struct geo_mover *other)
{
    struct geo_offset offset = geo_point_offset_m(own->position, other->position);
    struct geo_velocity velocity = relative_velocity(own, other);
    double range_m = geo_offset_length_m(offset);
    double tcpa_s = time_of_closest_s(offset, velocity);
    if (is_side_by_side(velocity) || !(tcpa_s >= 0))
        return no_closer(range_m, velocity);
    offset.east_m += velocity.east_mps * tcpa_s;
    offset.north_m += velocity.north_mps * tcpa_s;
    return (struct geo_cpa){range_m, tcpa_s, geo_offset_length_m(offset)};
}

static struct geo_offset straight_offset(const struct geo_mover *own, const struct geo_mover *other,
                                         double after_s)
{
    struct geo_mover mine = *own, hers = *other;
    mine.turn_deg_per_s = hers.turn_deg_per_s = 0;
    return geo_point_offset_m(geo_mover_after(&mine, after_s).position,
                              geo_mover_after(&hers, after_s).position);
}

struct geo_cpa geo_cpa_find_far(const struct geo_mover *own, const struct geo_mover *other)
{
    enum { ROUNDS_MAX = 10 };
    struct geo_cpa flat = geo_cpa_find(own, other);
    double tcpa_s = isnan(flat.tcpa_s) ? 0 : flat.tcpa_s;
    struct geo_velocity velocity = relative_velocity(own, other);
    if (is_side_by_side(velocity) || isnan(velocity.east_mps + velocity.north_mps))
        return flat;
    /* The offset changes by the ships' way and by the meridians' drawing together: its change is
     * measured over two seconds. Each round leaves a small part of the error. */
    for (int round = 0; round < ROUNDS_MAX; round++) {
        struct geo_offset before = straight_offset(own, other, tcpa_s - 1);
        struct geo_offset after = straight_offset(own, other, tcpa_s + 1);
        velocity = (struct geo_velocity){(after.east_m - before.east_m) / 2,
                                         (after.north_m - before.north_m) / 2};
        double step_s = time_of_closest_s(straight_offset(own, other, tcpa_s), velocity);
        if (!isfinite(step_s))
            break;
        tcpa_s = fmax(tcpa_s + step_s, 0);
        if (fabs(step_s) < 1e-3 || tcpa_s == 0)
            break;
    }
    if (tcpa_s == 0 && flat.range_m > 0)
        return no_closer(flat.range_m, velocity);
    double cpa_m = geo_offset_length_m(straight_offset(own, other, tcpa_s));
    /* Halfway round the Earth the rounds may lead astray; nobody asks about such a time. */
    return cpa_m <= flat.range_m ? (struct geo_cpa){flat.range_m, tcpa_s, cpa_m} : flat;
}

/* What is between two ships, whichever way it is measured, after a time. */
struct approach {
    const struct geo_ship *own, *other;
    struct geo_offset offset; /* from own to the other, now */
    bool is_of_hulls;
    double reach_m; /* by no more than this are the hulls closer than the antennas */
};

static struct geo_offset offset_after(const struct approach *approach, double after_s)
{
    struct geo_offset mine = geo_mover_offset(&approach->own->mover, after_s);
    struct geo_offset hers = geo_mover_offset(&approach->other->mover, after_s);
    return (struct geo_offset){approach->offset.east_m + hers.east_m - mine.east_m,
                               approach->offset.north_m + hers.north_m - mine.north_m};
}

static double heading_after_deg(const struct geo_ship *ship, double after_s)
{
    return ship->heading_deg + geo_mover_turned_deg(&ship->mover, after_s);
}

static double distance_after_m(const struct approach *approach, double after_s)
{
    struct geo_offset between = offset_after(approach, after_s);
    if (!approach->is_of_hulls)
        return geo_offset_length_m(between);
    const struct geo_ship *own = approach->own, *other = approach->other;
    struct geo_outline here = {own->hull, {0, 0}, heading_after_deg(own, after_s)};
    struct geo_outline there = {other->hull, between, heading_after_deg(other, after_s)};
    return geo_hull_gap_m(&here, &there);
}

/* From the antenna to the farthest corner. */
static double reach_m(const struct geo_hull *hull)
{
    struct geo_offset corner = {fmax(fabs(hull->port_m), fabs(hull->starboard_m)),
                                fmax(fabs(hull->bow_m), fabs(hull->stern_m))};
    return geo_offset_length_m(corner);
}

/* Within the two steps about the closest of all: by golden section, which needs but one valley. */
static double closest_between_s(const struct approach *approach, double low_s, double high_s)
{
    const double golden = 0.6180339887498949;
    double left_s = high_s - golden * (high_s - low_s);
    double right_s = low_s + golden * (high_s - low_s);
    double left_m = distance_after_m(approach, left_s);
    double right_m = distance_after_m(approach, right_s);
    while (high_s - low_s > 1e-4) {
        if (left_m <= right_m) {
            high_s = right_s;
            right_s = left_s, right_m = left_m;
            left_s = high_s - golden * (high_s - low_s);
            left_m = distance_after_m(approach, left_s);
        } else {
            low_s = left_s;
            left_s = right_s, left_m = right_m;
            right_s = low_s + golden * (high_s - low_s);
            right_m = distance_after_m(approach, right_s);
        }
    }
    return (low_s + high_s) / 2;
}

/* Between a moment apart and one in contact. */
static double first_contact_s(const struct approach *approach, double apart_s, double contact_s)
{
    while (contact_s - apart_s > 1e-4) {
        double middle_s = (apart_s + contact_s) / 2;
        if (distance_after_m(approach, middle_s) > 0)
            apart_s = middle_s;
        else
            contact_s = middle_s;
    }
    return contact_s;
}

static struct geo_cpa closest_within(const struct approach *approach, double horizon_s)
{
    assert(horizon_s >= 0 && horizon_s <= GEO_CPA_HORIZON_MAX_S);
    double range_m = distance_after_m(approach, 0);
    double best_s = 0, best_m = range_m;
    for (int step = 1; best_m > 0 && (step - 1) * STEP_S < horizon_s; step++) {
        double after_s = fmin(step * STEP_S, horizon_s);
        /* Hulls far from each other need not be drawn. */
        if (approach->is_of_hulls &&
            geo_offset_length_m(offset_after(approach, after_s)) - approach->reach_m > best_m)
            continue;
        double distance_m = distance_after_m(approach, after_s);
        if (distance_m < best_m - NOTICED_M || distance_m == 0)
            best_s = after_s, best_m = distance_m;
    }
    double low_s = fmax(best_s - STEP_S, 0), high_s = fmin(best_s + STEP_S, horizon_s);
    double time_s = best_m > 0 ? closest_between_s(approach, low_s, high_s) : best_s;
    double time_m = distance_after_m(approach, time_s);
    if (time_m < best_m)
        best_s = time_s, best_m = time_m;
    if (best_m == 0 && range_m > 0)
        best_s = first_contact_s(approach, low_s, best_s);
    if (range_m > 0 && !(best_m < range_m - NOTICED_M))
        return (struct geo_cpa){range_m, (double)NAN, best_m};
    return (struct geo_cpa){range_m, best_s, best_m};
}

static struct geo_cpa approach_within(struct approach *approach, double horizon_s)
{
    const struct geo_mover *own = &approach->own->mover, *other = &approach->other->mover;
    approach->offset = geo_point_offset_m(own->position, other->position);
    struct geo_velocity velocity = relative_velocity(own, other);
    bool turns =
        geo_mover_turned_deg(own, horizon_s) != 0 || geo_mover_turned_deg(other, horizon_s) != 0;
    double range_m = distance_after_m(approach, 0);
    if (isnan(range_m + velocity.east_mps + velocity.north_mps) ||
        (!turns && range_m > 0 && is_side_by_side(velocity)))
        return no_closer(range_m, velocity);
    return closest_within(approach, horizon_s);
}

struct geo_cpa geo_cpa_find_turning(const struct geo_mover *own, const struct geo_mover *other,
                                    double horizon_s)
{
    struct geo_ship mine = {.mover = *own}, hers = {.mover = *other};
    struct approach approach = {.own = &mine, .other = &hers};
    return approach_within(&approach, horizon_s);
}

struct geo_cpa geo_cpa_find_gap(const struct geo_ship *own, const struct geo_ship *other,
                                double horizon_s)
{
    struct approach approach = {.own = own,
                                .other = other,
                                .is_of_hulls = true,
                                .reach_m = reach_m(&own->hull) + reach_m(&other->hull)};
    return approach_within(&approach, horizon_s);
}
