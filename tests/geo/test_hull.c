/* SPDX-License-Identifier: Apache-2.0 */
#include "chance.h"
#include "check.h"
#include "geo/hull.h"

#include <math.h>

static void gaps_by_hand(void)
{
    static const struct {
        struct geo_outline one, other;
        double gap_m;
    } cases[] = {
        /* Scenario 4 of the detectors' page: 400 m between antennas. */
        {{{350, 50, 30, 30}, {0, 0}, 0}, {{60, 60, 16, 16}, {0, 400}, 90}, 34},
        /* Side by side, bow to stern, corner to corner: 3, 4, 5. */
        {{{50, 50, 10, 10}, {0, 0}, 0}, {{50, 50, 10, 10}, {120, 0}, 0}, 100},
        {{{50, 50, 10, 10}, {0, 0}, 0}, {{50, 50, 10, 10}, {0, 120}, 180}, 20},
        {{{50, 50, 10, 10}, {0, 0}, 0}, {{50, 50, 10, 10}, {23, 104}, 0}, 5},
        /* The other's port side faces the one; the antenna stands to starboard. */
        {{{50, 50, 10, 10}, {0, 0}, 0}, {{50, 50, 28, 4}, {100, 0}, 0}, 62},
        {{{50, 50, 10, 10}, {0, 0}, 0}, {{50, 50, 28, 4}, {100, 0}, 180}, 86},
        /* A corner points at a side. */
        {{{50, 50, 10, 10}, {0, 0}, 0}, {{20, 20, 20, 20}, {110, 0}, 45}, 71.7157287525381},
        /* A cross, one within the other, touching. */
        {{{100, 100, 5, 5}, {0, 0}, 0}, {{100, 100, 5, 5}, {0, 0}, 90}, 0},
        {{{100, 100, 50, 50}, {0, 0}, 30}, {{5, 5, 1, 1}, {10, 10}, 200}, 0},
        {{{50, 50, 10, 10}, {0, 0}, 0}, {{50, 50, 10, 10}, {20, 0}, 0}, 0},
        /* Ships of no size. */
        {{{0, 0, 0, 0}, {0, 0}, 0}, {{0, 0, 0, 0}, {30, 40}, 0}, 50},
        {{{0, 0, 0, 0}, {0, 0}, 0}, {{10, 10, 0, 0}, {30, 0}, 90}, 20},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_REAL(geo_hull_gap_m(&cases[i].one, &cases[i].other), cases[i].gap_m, 1e-9);
        CHECK_REAL(geo_hull_gap_m(&cases[i].other, &cases[i].one), cases[i].gap_m, 1e-9);
    }
}

static struct geo_outline random_outline(struct chance *chance)
{
    struct geo_outline outline = {0};
    outline.hull.bow_m = chance_between(chance, 0, 300);
    outline.hull.stern_m = chance_between(chance, 0, 100);
    outline.hull.port_m = chance_between(chance, 0, 30);
    outline.hull.starboard_m = chance_between(chance, 0, 30);
    outline.antenna.east_m = chance_between(chance, -150, 150);
    outline.antenna.north_m = chance_between(chance, -150, 150);
    outline.heading_deg = chance_between(chance, 0, 360);
    return outline;
}

static struct geo_outline turned(struct geo_outline outline, double turn_deg)
{
    double length_m = geo_offset_length_m(outline.antenna);
    double course_deg = geo_offset_course_deg(outline.antenna);
    outline.antenna = geo_offset_along(course_deg + turn_deg, length_m);
    outline.heading_deg += turn_deg;
    return outline;
}

static struct geo_outline mirrored(struct geo_outline outline)
{
    double port_m = outline.hull.port_m;
    outline.antenna.east_m = -outline.antenna.east_m;
    outline.heading_deg = -outline.heading_deg;
    outline.hull.port_m = outline.hull.starboard_m;
    outline.hull.starboard_m = port_m;
    return outline;
}

static void is_the_same_from_every_side(void)
{
    struct chance chance = {20};
    for (int i = 0; i < 20000; i++) {
        struct geo_outline one = random_outline(&chance), other = random_outline(&chance);
        double gap_m = geo_hull_gap_m(&one, &other);
        CHECK_REAL(geo_hull_gap_m(&other, &one), gap_m, 1e-9);
        double turn_deg = chance_between(&chance, 0, 360);
        struct geo_outline one_turned = turned(one, turn_deg),
                           other_turned = turned(other, turn_deg);
        CHECK_REAL(geo_hull_gap_m(&one_turned, &other_turned), gap_m, 1e-9);
        struct geo_outline one_mirrored = mirrored(one), other_mirrored = mirrored(other);
        CHECK_REAL(geo_hull_gap_m(&one_mirrored, &other_mirrored), gap_m, 1e-9);
        one.antenna.east_m += 1000, other.antenna.east_m += 1000;
        CHECK_REAL(geo_hull_gap_m(&one, &other), gap_m, 1e-9);
    }
}

/* A place on the rail, by its part of the way around from the starboard bow. */
static struct geo_offset on_rail(const struct geo_outline *outline, double part)
{
    const struct geo_hull *hull = &outline->hull;
    int side = (int)(part * 4);
    double along_side = part * 4 - side;
    double astern = (double[]){along_side, 1, 1 - along_side, 0}[side];
    double left = (double[]){0, along_side, 1, 1 - along_side}[side];
    struct geo_offset along = geo_offset_along(
        outline->heading_deg, hull->bow_m - astern * (hull->bow_m + hull->stern_m));
    struct geo_offset across = geo_offset_along(
        outline->heading_deg + 90, hull->starboard_m - left * (hull->port_m + hull->starboard_m));
    return (struct geo_offset){outline->antenna.east_m + along.east_m + across.east_m,
                               outline->antenna.north_m + along.north_m + across.north_m};
}

/* No two places on the rails are closer than the gap, and some are hardly farther. */
static void is_the_least_of_all_distances(void)
{
    enum { PLACES = 400 };
    struct chance chance = {21};
    int apart_count = 0;
    for (int i = 0; i < 100; i++) {
        struct geo_outline one = random_outline(&chance), other = random_outline(&chance);
        double gap_m = geo_hull_gap_m(&one, &other), least_m = INFINITY;
        for (int k = 0; k < PLACES * PLACES; k++) {
            struct geo_offset here = on_rail(&one, k % PLACES / (double)PLACES);
            struct geo_offset there = on_rail(&other, k / PLACES / (double)PLACES);
            least_m =
                fmin(least_m, hypot(here.east_m - there.east_m, here.north_m - there.north_m));
        }
        CHECK(least_m >= gap_m - 1e-9);
        /* One ship may lie within the other, as far from the rail as half a beam. */
        CHECK(least_m <= gap_m + (gap_m > 0 ? 4 : 34));
        apart_count += gap_m > 0;
    }
    CHECK(apart_count > 20 && apart_count < 90);
}

static void what_is_absent_is_no_gap(void)
{
    struct geo_outline one = {{50, 50, 10, 10}, {0, 0}, 0}, other = {{50, 50, 10, 10}, {500, 0}, 0};
    other.heading_deg = (double)NAN;
    CHECK_REAL(geo_hull_gap_m(&one, &other), (double)NAN, 0);
    other.heading_deg = 0;
    one.hull.bow_m = (double)NAN;
    CHECK_REAL(geo_hull_gap_m(&one, &other), (double)NAN, 0);
}

int main(void)
{
    RUN(gaps_by_hand);
    RUN(is_the_same_from_every_side);
    RUN(is_the_least_of_all_distances);
    RUN(what_is_absent_is_no_gap);
    return check_summary();
}
